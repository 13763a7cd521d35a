/* terraces.c: rice terraces at harvest in low side light.
 *
 * One smooth height field (a near slope, a valley, a far hillside) is cut into steps when it is sampled: the tread is a
 * field, the riser a grassy bank. A ray is marched over it for each pixel, a second one towards the sun. */
#include "picture.h"

#include <math.h>

enum { W = 2400, H = 1500, MAP = 2048 };

static const float map_side = 1700, map_left = -850, map_front = -60; /* metres of country under the map */
static const float focal = 2500, horizon = 372, step_tall = 2.7f, bund_at = 0.80f, riser_at = 0.88f;

typedef struct {
  Image ground;
  float *depth;
  Vec eye, sun;
} Country;

static float smooth_height(float x, float z) {
  float warp = 60 * (fbm2(x * 0.004f, z * 0.004f, 3, 3u) - 0.5f), zz = z + 0.22f * x + warp;
  float near = 96 * stepf(340, -60, zz), far = 205 * stepf(300, 1150, zz), top = 120 * stepf(900, 1700, zz);
  float roll = 74 * (fbm2(x * 0.0042f + 5, z * 0.0042f, 3, 17u) - 0.5f) * stepf(-60, 180, z);
  float spur = 70 * (fbm2(x * 0.0034f + 1.3f, z * 0.0022f + 0.4f, 3, 29u) - 0.45f) * stepf(150, 500, z);
  return 30 + near + far + top + roll + spur +
         46 * (fbm2(x * 0.0105f + 9, z * 0.0085f, 2, 37u) - 0.5f) * stepf(40, 330, z) +
         5 * (fbm2(x * 0.028f, z * 0.028f, 3, 41u) - 0.5f);
}

static float ground_at(const Country *c, float x, float z, float *wood) {
  float u = (x - map_left) / map_side * MAP, v = (z - map_front) / map_side * MAP;
  Rgb g = image_at(&c->ground, u, v);
  *wood = g.g;
  return g.r;
}

/* Stepped height; `part` says where on the step the point lies, 0 at the inner edge to 1 at the top of the next riser. */
static float stepped(const Country *c, float x, float z, float *part, float *level, float *wood) {
  float h = ground_at(c, x, z, wood), k = floorf(h / step_tall), f = h / step_tall - k;
  *part = f, *level = k;
  float bund = 0.09f * stepf(bund_at - 0.04f, bund_at, f) * stepf(riser_at + 0.03f, riser_at, f);
  float flat = k + bund + stepf(riser_at, 1, f);
  float tree = *wood > 0.02f ? stepf(0, 0.5f, *wood) *
                                   (1 + 8 * fbm2(x * 0.27f, z * 0.27f, 2, 91u) + 4 * fbm2(x * 0.05f, z * 0.05f, 2, 93u))
                             : 0;
  return mixf(flat * step_tall, h, stepf(0, 0.2f, *wood)) + tree;
}

static float height_at(const Country *c, float x, float z) {
  float part, level, wood;
  return stepped(c, x, z, &part, &level, &wood);
}

static void survey(Country *c) {
  for (int j = 0; j < MAP; j++) {
    for (int i = 0; i < MAP; i++) {
      float x = map_left + map_side * (float)i / MAP, z = map_front + map_side * (float)j / MAP;
      float h = smooth_height(x, z), n = fbm2(x * 0.009f + 40, z * 0.009f, 4, 53u);
      float wood = stepf(0.61f, 0.64f, n) * stepf(300, 360, z) + stepf(216, 240, h + 50 * n);
      c->ground.px[(size_t)j * MAP + (size_t)i] = rgb(h, clampf(wood, 0, 1), 0);
    }
  }
}

static float march(const Country *c, Vec from, Vec way, float start, float end) {
  float t = start, last = start;
  while (t < end) {
    Vec p = vec_add(from, vec_mul(way, t));
    float gap = p.y - height_at(c, p.x, p.z);
    if (gap < 0) {
      for (int i = 0; i < 7; i++) {
        float m = (last + t) / 2;
        Vec q = vec_add(from, vec_mul(way, m));
        if (q.y < height_at(c, q.x, q.z))
          t = m;
        else
          last = m;
      }
      return t;
    }
    last = t, t += clampf(0.34f * gap, 0.0011f * t + 0.04f, 14);
  }
  return -1;
}

static float sunlight(const Country *c, Vec p) {
  float lit = 1;
  for (float t = 0.9f; t < 260; t *= 1.22f) {
    Vec q = vec_add(p, vec_mul(c->sun, t));
    float gap = q.y - height_at(c, q.x, q.z);
    lit = fminf(lit, 0.5f + 9 * gap / t);
    if (lit < 0) return 0;
  }
  return stepf(0, 1, lit);
}

/* ---- colours of the country ---- */

static Rgb rice(float x, float z, float state, float far) {
  float fine = fbm2(x * 3.1f, z * 3.1f, 3, 61u), patch = fbm2(x * 0.11f, z * 0.11f, 4, 63u);
  float grain = mixf(0.35f + 1.3f * fine, 1, clampf(far / 900, 0, 1));
  Rgb c = rgb_mix(rgb(0.58f, 0.29f, 0.045f), rgb(0.82f, 0.47f, 0.095f), patch);
  if (state > 0.90f) c = rgb_mix(c, rgb(0.34f, 0.36f, 0.06f), 0.65f);
  return rgb_mul(c, grain * (0.8f + 0.4f * patch));
}

static Rgb stubble(float x, float z, float turn, float far) {
  float row = 0.5f + 0.5f * sinf((x * cosf(turn) + z * sinf(turn)) * 7.5f + 2 * noise2(x * 0.4f, z * 0.4f, 71u));
  float n = fbm2(x * 1.3f, z * 1.3f, 4, 73u), soft = clampf(far / 260, 0, 1);
  Rgb c = rgb_mix(rgb(0.30f, 0.21f, 0.10f), rgb(0.66f, 0.52f, 0.29f), mixf(row, 0.55f, soft) * 0.6f + 0.4f * n);
  return rgb_mix(c, rgb(0.30f, 0.33f, 0.12f), 0.25f * stepf(0.5f, 0.8f, n));
}

static Rgb grass(float x, float y, float z) {
  float n = fbm2(x * 1.7f + y, z * 1.7f + y * 2, 4, 79u);
  return rgb_mix(rgb(0.045f, 0.075f, 0.018f), rgb(0.22f, 0.24f, 0.065f), n);
}

static Rgb woods(float x, float z, float y) {
  float n = fbm2(x * 0.5f, z * 0.5f + y * 0.2f, 4, 83u), kind = noise2(x * 0.045f, z * 0.045f, 85u);
  Rgb c = rgb_mix(rgb(0.020f, 0.048f, 0.020f), rgb(0.085f, 0.125f, 0.035f), n);
  return rgb_mix(c, rgb(0.26f, 0.12f, 0.03f), stepf(0.72f, 0.86f, kind) * n);
}

static Rgb sky_at(float x, float y) {
  float up = clampf((horizon + 60 - y) / 460, 0, 1);
  Rgb c = rgb_mix(rgb(1.02f, 0.83f, 0.62f), rgb(0.30f, 0.45f, 0.70f), powf(up, 0.7f));
  float n = fbm2(x * 0.0016f, y * 0.0058f + 2, 6, 97u);
  c = rgb_mix(c, rgb(1.10f, 0.98f, 0.86f), 0.75f * stepf(0.48f, 0.76f, n));
  for (int i = 0; i < 4; i++) {
    float scale = 520 - 90 * (float)i, base = horizon - 120 + 58 * (float)i;
    float top = base + 95 - 230 * (fbm2(x / scale + 7.7f * (float)i, 1, 6, 111u + (uint32_t)i));
    float in = stepf(top - 1, top + 1, y), fade = clampf((y - top) / 210, 0, 1);
    Rgb body = rgb_mix(rgb(0.47f, 0.53f, 0.64f), rgb(0.20f, 0.27f, 0.33f), (float)i / 3);
    c = rgb_mix(c, rgb_mix(body, rgb(0.92f, 0.82f, 0.68f), fade * 0.85f), in);
  }
  return c;
}

static Rgb field_colour(const Country *c, Vec p, float part, float level, float far, float *shine) {
  float along = p.x * 0.8f - p.z * 0.35f + 30 * noise2(p.x * 0.02f, p.z * 0.02f, 121u);
  int plot = (int)floorf(along / (26 + 22 * hash2((int)level, 3, 123u)));
  float state = hash2(plot, (int)level, 127u), turn = 6.28f * hash2(plot, (int)level, 129u);
  (void)c;
  *shine = 0;
  if (part > bund_at) return rgb_mix(grass(p.x, p.y, p.z), rgb(0.42f, 0.34f, 0.18f), part < riser_at ? 0.55f : 0.05f);
  if (state < 0.24f) return stubble(p.x, p.z, turn, far);
  if (state < 0.275f) *shine = 1;
  return rice(p.x, p.z, state, far);
}

static Rgb shade(const Country *c, Vec p, Vec way, float t, float sx) {
  float part, level, wood, e = 0.35f + t * 0.0012f, shine;
  float h = stepped(c, p.x, p.z, &part, &level, &wood);
  float hx = height_at(c, p.x + e, p.z) - h, hz = height_at(c, p.x, p.z + e) - h;
  Vec n = vec_unit(vec(-hx, e * 1.15f, -hz));
  Rgb base = field_colour(c, p, part, level, t, &shine);
  base = rgb_mix(base, woods(p.x, p.z, p.y), stepf(0, 0.12f, wood));
  float sun = sunlight(c, vec_add(p, vec(0, 0.12f, 0))), face = clampf(vec_dot(n, c->sun), 0, 1);
  float through = 0.30f * clampf(vec_dot(way, c->sun), 0, 1) * (1 - wood) * (part < bund_at ? 1 : 0.3f);
  Rgb light = rgb_add(rgb_mul(rgb(3.9f, 2.75f, 1.50f), sun * (face + through)),
                      rgb_mul(rgb(0.26f, 0.34f, 0.48f), 0.55f + 0.45f * n.y));
  Rgb seen = rgb_tint(base, light);
  if (shine > 0 && wood < 0.1f && part < bund_at)
    seen = rgb_mix(rgb_mul(sky_at(sx, horizon - 330), 0.95f), rgb(0.09f, 0.10f, 0.08f), 0.25f);
  float low = expf(-fmaxf(p.y - 26, 0) / 30), fog = 1 - expf(-t * (0.00022f + 0.00055f * low * stepf(200, 480, t)));
  Rgb air = rgb_mix(rgb(0.70f, 0.71f, 0.74f), rgb(1.25f, 0.95f, 0.62f), stepf(1900, 0, sx));
  return rgb_mix(seen, air, fog);
}

static Vec ray_of(float x, float y) { return vec_unit(vec((x - W / 2.0f) / focal, (horizon - y) / focal, 1)); }

static Rgb pixel(Country *c, float x, float y, float *depth) {
  Vec way = ray_of(x, y);
  float t = way.y > 0.2f ? -1 : march(c, c->eye, way, 8, 1650);
  *depth = t;
  if (t < 0) return sky_at(x, y);
  return shade(c, vec_add(c->eye, vec_mul(way, t)), way, t, x);
}

/* ---- houses, and people at work ---- */

static void fill_quad(cairo_t *cr, float x0, float y0, float x1, float y1, float x2, float y2, float x3, float y3,
                      Rgb c) {
  cairo_set_source_rgb(cr, (double)c.r, (double)c.g, (double)c.b);
  cairo_move_to(cr, (double)x0, (double)y0), cairo_line_to(cr, (double)x1, (double)y1);
  cairo_line_to(cr, (double)x2, (double)y2), cairo_line_to(cr, (double)x3, (double)y3);
  cairo_close_path(cr), cairo_fill(cr);
}

static void paint_house(cairo_t *cr, float x, float y, float k, float haze, float wide) {
  float w = wide * k, h = 5.2f * k, r = 3.2f * k, g = 4.6f * k;
  Rgb air = rgb(0.80f, 0.74f, 0.66f);
  fill_quad(cr, x, y, x + w, y, x + w, y - h, x, y - h, rgb_mix(rgb(0.66f, 0.62f, 0.58f), air, haze));
  fill_quad(cr, x - g, y - 0.5f * k, x, y, x, y - h, x - g, y - h - 0.5f * k,
            rgb_mix(rgb(0.95f, 0.88f, 0.74f), air, haze));
  fill_quad(cr, x - g, y - h - 0.5f * k, x, y - h, x - g * 0.4f, y - h - r, x - g * 0.5f, y - h - r,
            rgb_mix(rgb(0.93f, 0.85f, 0.72f), air, haze));
  fill_quad(cr, x - 0.8f * k, y - h + 0.7f * k, x + w + 0.8f * k, y - h + 0.7f * k, x + w - 1.5f * k, y - h - r,
            x - g * 0.5f, y - h - r, rgb_mix(rgb(0.27f, 0.27f, 0.29f), air, haze));
  for (float d = 0.12f; d < 0.9f; d += 0.26f)
    fill_quad(cr, x + w * d, y - h * 0.3f, x + w * (d + 0.1f), y - h * 0.3f, x + w * (d + 0.1f), y - h * 0.72f,
              x + w * d, y - h * 0.72f, rgb_mix(rgb(0.24f, 0.22f, 0.22f), air, haze));
}

/* Figures are put where the eye wants them on the picture; the depth there gives their size. */
static float scale_at(const Country *c, float x, float y) {
  float far = c->depth[(size_t)y * W + (size_t)x];
  return far > 0 ? focal / far : 0;
}

static void paint_village(const Country *c, cairo_t *cr, float cx, float cy) {
  for (int i = 0; i < 21; i++) {
    float x = cx + 15 * (float)(i % 5) + 190 * (hash2(i, 1, 211u) - 0.5f), y = cy + 5.4f * (float)i,
          k = scale_at(c, x, y);
    if (k <= 0 || y < 0) continue;
    paint_house(cr, x, y, k * 0.80f, clampf(0.95f - k * 0.2f, 0.1f, 0.35f), 8 + 7 * hash2(i, 3, 211u));
  }
}

static void paint_person(cairo_t *cr, double x, double y, double k, Rgb coat, double stoop) {
  cairo_set_source_rgb(cr, 0.16, 0.15, 0.16);
  cairo_rectangle(cr, x - 0.18 * k, y - 0.8 * k, 0.15 * k, 0.8 * k),
      cairo_rectangle(cr, x + 0.04 * k, y - 0.8 * k, 0.15 * k, 0.8 * k);
  cairo_fill(cr);
  cairo_set_source_rgb(cr, (double)coat.r, (double)coat.g, (double)coat.b);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND), cairo_set_line_width(cr, 0.42 * k);
  cairo_move_to(cr, x, y - 0.85 * k), cairo_line_to(cr, x + stoop * k, y - 1.3 * k), cairo_stroke(cr);
  cairo_set_source_rgb(cr, 0.86, 0.74, 0.48);
  cairo_move_to(cr, x + (stoop * 1.3 - 0.36) * k, y - 1.52 * k), cairo_line_to(cr, x + stoop * 1.3 * k, y - 1.84 * k);
  cairo_line_to(cr, x + (stoop * 1.3 + 0.36) * k, y - 1.52 * k), cairo_fill(cr);
}

static void paint_harvester(cairo_t *cr, double x, double y, double k) {
  cairo_save(cr);
  cairo_translate(cr, x, y), cairo_scale(cr, k, k);
  cairo_set_source_rgba(cr, 0.10, 0.07, 0.03, 0.55), cairo_rectangle(cr, -1.6, -0.1, 5.2, 0.35), cairo_fill(cr);
  cairo_set_source_rgb(cr, 0.13, 0.12, 0.12), cairo_rectangle(cr, -1.5, -0.62, 2.9, 0.62), cairo_fill(cr);
  cairo_set_source_rgb(cr, 0.86, 0.32, 0.08), cairo_rectangle(cr, -1.6, -1.75, 2.4, 1.12), cairo_fill(cr);
  cairo_set_source_rgb(cr, 0.66, 0.22, 0.06), cairo_rectangle(cr, -0.1, -1.75, 0.9, 1.12), cairo_fill(cr);
  cairo_set_source_rgb(cr, 0.22, 0.26, 0.28), cairo_rectangle(cr, 0.3, -2.55, 0.8, 0.85), cairo_fill(cr);
  cairo_set_source_rgb(cr, 0.90, 0.45, 0.18), cairo_rectangle(cr, 0.15, -2.72, 1.15, 0.2), cairo_fill(cr);
  cairo_set_source_rgb(cr, 0.74, 0.27, 0.08);
  cairo_move_to(cr, 0.9, -1.1), cairo_line_to(cr, 2.3, -0.75), cairo_line_to(cr, 2.5, -0.08),
      cairo_line_to(cr, 1.2, -0.2), cairo_fill(cr);
  cairo_set_line_width(cr, 0.16), cairo_set_source_rgb(cr, 0.78, 0.62, 0.38);
  cairo_arc(cr, 2.25, -0.72, 0.52, 0, 6.3), cairo_stroke(cr);
  cairo_set_source_rgb(cr, 0.80, 0.30, 0.09), cairo_move_to(cr, -1.4, -1.7), cairo_line_to(cr, -2.5, -2.5),
      cairo_stroke(cr);
  cairo_restore(cr);
}

static void paint_work(const Country *c, cairo_t *cr) {
  static const float at[][2] = {{1130, 1130}, {1010, 1150}, {965, 1142}, {1420, 1085},
                                {1460, 1090}, {640, 1010},  {1800, 1010}};
  static const Rgb coat[3] = {{0.62f, 0.20f, 0.16f}, {0.20f, 0.28f, 0.44f}, {0.72f, 0.68f, 0.60f}};
  for (int i = 0; i < 7; i++) {
    double k = (double)scale_at(c, at[i][0], at[i][1]), x = (double)at[i][0], y = (double)at[i][1];
    if (i)
      paint_person(cr, x, y, k, coat[i % 3], i % 2 ? 0.35 : 0.05);
    else
      paint_harvester(cr, x, y, k * 1.6);
  }
}

bool scene_terraces(const char *path) {
  Image im = image_make(W, H), depth = image_make(W, H / 3 + 1);
  Country c = {image_make(MAP, MAP), &depth.px[0].r, {0, 0, 0}, vec_unit(vec(-0.80f, 0.36f, 0.42f))};
  survey(&c);
  float wood;
  c.eye = vec(0, ground_at(&c, 0, 0, &wood) + 60, 0);
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++)
      im.px[(size_t)y * W + (size_t)x] = pixel(&c, (float)x, (float)y, &c.depth[(size_t)y * W + (size_t)x]);
  cairo_surface_t *layer = layer_make(W, H);
  cairo_t *cr = cairo_create(layer);
  paint_village(&c, cr, 1560, 430);
  paint_work(&c, cr);
  cairo_destroy(cr);
  layer_blur(layer, 1);
  image_over(&im, layer, 0.85f);
  film_develop(&im, (Film){1.0f, 0.10f, 0.028f, 0.34f, 0.55f});
  bool ok = film_write_jpeg(&im, path, 78, false);
  cairo_surface_destroy(layer), image_drop(&im), image_drop(&depth), image_drop(&c.ground);
  return ok;
}
