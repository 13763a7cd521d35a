/* night_market.c: a market street after dark, shot wide open: lanterns sharp, everything behind them in lens discs.
 *
 * A street in one-point perspective. Far lights are scattered as bokeh discs whose size is the lens's circle of confusion;
 * stalls and people are silhouettes on cairo layers, each blurred by its distance; the wet stones mirror the upper half. */
#include "picture.h"

#include <math.h>

enum { W = 2300, H = 1530, STREET = 960 };

static const float focal = 1750, eye = 1.65f, middle = 1090, sharp_z = 5.2f;

static float confusion(float z) { return clampf(fabsf(1 / z - 1 / sharp_z) * 330, 1, 60); }
static float screen_x(float x, float z) { return middle + focal * x / z; }
static float screen_y(float y, float z) { return STREET - focal * (y - eye) / z; }

static void paint_air(Image *im) {
  for (int y = 0; y < H; y++) {
    for (int x = 0; x < W; x++) {
      float dx = ((float)x - middle) / W, dy = ((float)y - STREET) / H, d = sqrtf(dx * dx * 1.3f + dy * dy * 2.4f);
      float smoke = fbm2((float)x * 0.0022f, (float)y * 0.0034f, 5, 9u);
      Rgb night = rgb_mix(rgb(0.020f, 0.026f, 0.055f), rgb(0.055f, 0.040f, 0.055f), 1 - (float)y / H);
      Rgb haze = rgb_mul(rgb(0.62f, 0.27f, 0.095f), expf(-d * 5.2f) * (0.55f + 0.9f * smoke));
      im->px[(size_t)y * W + (size_t)x] = rgb_add(night, haze);
    }
  }
}

static void scatter_lights(Image *im) {
  static const Rgb dye[6] = {{1.0f, 0.52f, 0.16f},  {1.0f, 0.30f, 0.09f},  {1.0f, 0.72f, 0.38f},
                             {0.95f, 0.13f, 0.06f}, {0.35f, 0.72f, 0.80f}, {1.0f, 0.82f, 0.60f}};
  for (int i = 0; i < 620; i++) {
    float z = 12 + 70 * powf(hash2(i, 1, 3u), 1.4f), side = hash2(i, 2, 3u) > 0.5f ? 1.0f : -1.0f;
    float x = side * (1.9f + 2.6f * hash2(i, 3, 3u)), y = 1.3f + 3.6f * hash2(i, 4, 3u) * hash2(i, 9, 3u);
    if (i % 3 == 0) x = side * 4.5f * hash2(i, 5, 3u), y = 3.1f + 0.9f * hash2(i, 6, 3u);
    float c = confusion(z), power = (0.10f + 0.5f * hash2(i, 7, 3u)) * 26 / (6 + 0.25f * z), pick = hash2(i, 8, 3u);
    Rgb light = dye[pick > 0.93f ? 4 : (int)(pick * 4.3f)];
    image_disc(im, screen_x(x, z), screen_y(y, z), c * (0.65f + 0.5f * hash2(i, 11, 3u)),
               rgb_mul(light, power * 0.42f * clampf(22 / z, 0.25f, 1)));
  }
}

static void set_rgb(cairo_t *cr, double r, double g, double b, double k) {
  cairo_set_source_rgb(cr, r * k, g * k, b * k);
}

/* What hangs and stands in a stall: cloth, boards, jars, people leaning in; only its rhythm survives the lens. */
static void paint_goods(cairo_t *cr, float side, float z, float len, int which) {
  for (int i = 0; i < 90; i++) {
    float t = hash2(i, which, 41u), gz = z + len * t, y = 0.95f + 1.5f * hash2(i, which, 42u),
          w = 0.06f + 0.22f * hash2(i, which, 43u);
    float h = 0.08f + 0.55f * hash2(i, which, 44u) * hash2(i, which, 45u), pick = hash2(i, which, 46u),
          k = 0.35f + 0.8f * hash2(i, which, 47u);
    if (side < 0 ? i % 3 == 0 : i % 4 == 0) gz = z, t = 0;
    double x0 = (double)screen_x(side * (t > 0 ? 2.52f : 2.6f + 2.6f * hash2(i, which, 48u)), gz),
           x1 = x0 + (double)(side * focal * w / gz);
    double y0 = (double)screen_y(y + h, gz), y1 = (double)screen_y(y, gz);
    if (pick < 0.50f)
      set_rgb(cr, 0.12, 0.07, 0.06, (double)k);
    else if (pick < 0.68f)
      set_rgb(cr, 0.62, 0.12, 0.07, (double)k);
    else if (pick < 0.84f)
      set_rgb(cr, 0.95, 0.72, 0.42, (double)k);
    else if (pick < 0.93f)
      set_rgb(cr, 0.22, 0.36, 0.36, (double)k);
    else
      set_rgb(cr, 0.45, 0.52, 0.20, (double)k);
    cairo_rectangle(cr, x0 < x1 ? x0 : x1, y0, x0 < x1 ? x1 - x0 : x0 - x1, y1 - y0), cairo_fill(cr);
  }
}

/* A stall: posts, a lit back wall, an awning whose underside catches the bulbs, a counter with heaped trays. */
static void paint_stall(cairo_t *cr, float side, float z, float len, int which) {
  double x0 = (double)screen_x(side * 2.5f, z), x1 = (double)screen_x(side * 2.5f, z + len),
         out0 = (double)screen_x(side * 5.6f, z), out1 = (double)screen_x(side * 5.6f, z + len);
  double top0 = (double)screen_y(2.55f, z), top1 = (double)screen_y(2.55f, z + len), low0 = (double)screen_y(0, z),
         low1 = (double)screen_y(0, z + len);
  double sill0 = (double)screen_y(0.92f, z), sill1 = (double)screen_y(0.92f, z + len),
         lip0 = (double)screen_y(2.95f, z), lip1 = (double)screen_y(2.95f, z + len);
  double warm = 0.30 + 0.42 * (double)hash2(which, 1, 51u);
  cairo_pattern_t *in = cairo_pattern_create_linear(0, top0, 0, low0);
  cairo_pattern_add_color_stop_rgb(in, 0, 0.99 * warm, 0.72 * warm, 0.40 * warm);
  cairo_pattern_add_color_stop_rgb(in, 0.45, 0.72 * warm, 0.40 * warm, 0.17 * warm);
  cairo_pattern_add_color_stop_rgb(in, 1, 0.18, 0.09, 0.05);
  cairo_set_source(cr, in);
  cairo_move_to(cr, x0, top0), cairo_line_to(cr, x1, top1), cairo_line_to(cr, x1, low1), cairo_line_to(cr, out0, low0),
      cairo_line_to(cr, out0, top0), cairo_fill(cr);
  cairo_pattern_destroy(in);
  paint_goods(cr, side, z, len, which);
  set_rgb(cr, 0.16, 0.085, 0.06, 1);
  cairo_move_to(cr, x0, sill0), cairo_line_to(cr, x1, sill1), cairo_line_to(cr, x1, low1), cairo_line_to(cr, x0, low0),
      cairo_fill(cr);
  cairo_move_to(cr, out0, sill0), cairo_line_to(cr, x0, sill0), cairo_line_to(cr, x0, low0),
      cairo_line_to(cr, out0, low0), cairo_fill(cr);
  static const double cloth[4][3] = {{0.52, 0.13, 0.09}, {0.16, 0.23, 0.26}, {0.55, 0.36, 0.16}, {0.42, 0.10, 0.10}};
  const double *c = cloth[which % 4];
  set_rgb(cr, c[0], c[1], c[2], 0.75);
  cairo_move_to(cr, x0, top0), cairo_line_to(cr, x1, top1), cairo_line_to(cr, out1, lip1 - 20),
      cairo_line_to(cr, out0, lip0 - 90), cairo_line_to(cr, x0, lip0 - 16), cairo_fill(cr);
  set_rgb(cr, c[0], c[1], c[2], 1.35);
  cairo_move_to(cr, x0, top0), cairo_line_to(cr, x1, top1), cairo_line_to(cr, x1, top1 + (low1 - top1) * 0.07),
      cairo_line_to(cr, x0, top0 + (low0 - top0) * 0.07), cairo_fill(cr);
  for (int i = 0; i < 9; i++) { /* heaped fruit and steamers on the counter */
    double t = (i + 0.5) / 9, px = x0 + (x1 - x0) * t, py = sill0 + (sill1 - sill0) * t,
           r = (double)(focal / (z + len * (float)t)) * (0.10 + 0.07 * (double)hash2(i, which, 55u));
    double hue = (double)hash2(i, which, 57u);
    set_rgb(cr, 0.85, 0.30 + 0.4 * hue, 0.10 + 0.25 * hue * hue, 0.9);
    cairo_save(cr), cairo_translate(cr, px + (side > 0 ? r : -r), py), cairo_scale(cr, r * 1.5, r),
        cairo_arc(cr, 0, 0, 1, 3.14159, 0), cairo_restore(cr), cairo_fill(cr);
  }
}

/* A person seen from behind or ahead, walking: head, hair, coat, legs in mid-step, a bag now and then. */
static void paint_walker(cairo_t *cr, float x, float z, int who) {
  double k = (double)(focal / z), px = (double)screen_x(x, z), py = (double)screen_y(0, z),
         h = 1.52 + 0.26 * (double)hash2(who, 1, 61u);
  double wide = 0.20 + 0.05 * (double)hash2(who, 2, 61u), step = 0.10 + 0.12 * (double)hash2(who, 3, 61u),
         lit = 0.55 + 0.5 * (double)hash2(who, 4, 61u);
  double dye = (double)hash2(who, 5, 61u);
  cairo_save(cr);
  cairo_translate(cr, px, py), cairo_scale(cr, k, k);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND), cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  set_rgb(cr, 0.085, 0.06, 0.065, 1);
  cairo_set_line_width(cr, 0.15);
  cairo_move_to(cr, -0.07, -h * 0.50), cairo_line_to(cr, -0.09 - step * 0.3, -h * 0.26),
      cairo_line_to(cr, -0.07 - step, -0.03), cairo_stroke(cr);
  cairo_move_to(cr, 0.07, -h * 0.50), cairo_line_to(cr, 0.10 + step * 0.4, -h * 0.25),
      cairo_line_to(cr, 0.08 + step * 0.4, -0.02), cairo_stroke(cr);
  set_rgb(cr, 0.24 * lit + 0.12 * dye, 0.13 * lit, 0.11 * lit + 0.10 * (1 - dye), 1);
  cairo_move_to(cr, -wide * 0.85, -h * 0.43),
      cairo_curve_to(cr, -wide * 1.05, -h * 0.62, -wide * 1.15, -h * 0.76, -wide * 0.9, -h * 0.80);
  cairo_curve_to(cr, -wide * 0.5, -h * 0.84, wide * 0.5, -h * 0.84, wide * 0.9, -h * 0.80);
  cairo_curve_to(cr, wide * 1.15, -h * 0.76, wide * 1.05, -h * 0.62, wide * 0.85, -h * 0.43), cairo_close_path(cr),
      cairo_fill(cr);
  cairo_set_line_width(cr, 0.095);
  cairo_move_to(cr, -wide * 0.95, -h * 0.77), cairo_line_to(cr, -wide * 1.25, -h * 0.60),
      cairo_line_to(cr, -wide * 1.1 + step * 0.4, -h * 0.46), cairo_stroke(cr);
  cairo_move_to(cr, wide * 0.95, -h * 0.77), cairo_line_to(cr, wide * 1.25, -h * 0.60),
      cairo_line_to(cr, wide * 1.2 - step * 0.5, -h * 0.47), cairo_stroke(cr);
  set_rgb(cr, 0.10, 0.062, 0.055, 1);
  cairo_rectangle(cr, -0.05, -h * 0.87, 0.10, h * 0.06), cairo_fill(cr);
  cairo_save(cr), cairo_translate(cr, 0, -h * 0.925), cairo_scale(cr, 0.092, 0.118), cairo_arc(cr, 0, 0, 1, 0, 6.3),
      cairo_restore(cr), cairo_fill(cr);
  if (who % 3 == 0) cairo_rectangle(cr, -0.092, -h * 0.93, 0.184, h * 0.09), cairo_fill(cr);
  if (who % 4 == 1)
    set_rgb(cr, 0.62, 0.5, 0.36, 0.6), cairo_rectangle(cr, wide * 1.05, -h * 0.46, 0.2, 0.26), cairo_fill(cr);
  cairo_set_line_width(cr, 0.02), set_rgb(cr, 0.95, 0.55, 0.25, 0.8 * lit); /* rim of stall light */
  cairo_move_to(cr, x > 0 ? wide : -wide, -h * 0.79), cairo_line_to(cr, (x > 0 ? wide : -wide) * 1.22, -h * 0.61),
      cairo_stroke(cr);
  cairo_restore(cr);
}

static void lay(Image *im, cairo_surface_t *s, float blur, float gain) {
  layer_blur(s, (int)blur);
  image_over(im, s, gain);
  cairo_surface_destroy(s);
}

static void paint_stalls(Image *im) {
  for (int i = 7; i >= 0; i--) {
    float z = 4.4f + 4.1f * (float)i;
    cairo_surface_t *s = layer_make(W, H);
    cairo_t *cr = cairo_create(s);
    paint_stall(cr, -1, z + 1.2f, 3.4f, 2 * i), paint_stall(cr, 1, z, 3.4f, 2 * i + 1);
    cairo_destroy(cr);
    lay(im, s, i < 2 ? 26 : confusion(z + 2) * 0.30f + 4, 0.8f);
    for (int side = -1; side <= 1; side += 2)
      for (int b = 0; b < 3; b++) {
        float bz = z + 1.1f * (float)b + 0.6f, c = confusion(bz), x = (float)side * 2.62f;
        image_disc(im, screen_x(x, bz), screen_y(2.32f, bz), c * 0.75f + focal / bz * 0.04f,
                   rgb_mul(rgb(1.7f, 0.92f, 0.36f), clampf(5 / bz, 0.06f, 1)));
        image_glow(im, screen_x(x, bz), screen_y(2.2f, bz), focal / bz * 1.1f,
                   rgb_mul(rgb(0.30f, 0.14f, 0.045f), clampf(4 / bz, 0.04f, 1)));
      }
  }
}

static void paint_crowd(Image *im) {
  for (int row = 0; row < 9; row++) {
    float z = 33 - 2.6f * (float)row;
    cairo_surface_t *s = layer_make(W, H);
    cairo_t *cr = cairo_create(s);
    int n = 6 - row / 3;
    for (int i = 0; i < n; i++) {
      int who = row * 7 + i;
      float x = -1.9f + 3.8f * ((float)i + 0.15f + 0.7f * hash2(who, 9, 71u)) / (float)n;
      paint_walker(cr, x, z + 1.2f * hash2(who, 10, 71u), who);
    }
    cairo_destroy(cr);
    lay(im, s, confusion(z) * 0.26f + 4, 0.75f + 1.2f * (float)(8 - row) / 8);
  }
}

/* Wet stones: the upper half seen in them, smeared downwards, broken by the joints. */
static void wet_street(Image *im) {
  Image copy = image_make(W, H);
  for (int i = 0; i < W * H; i++) copy.px[i] = im->px[i];
  image_blur(&copy, 16);
  for (int y = STREET + 8; y < H; y++) {
    for (int x = 0; x < W; x++) {
      float z = focal * eye / ((float)y - STREET), wx = ((float)x - middle) * z / focal, near = stepf(20, 3, z);
      if (fabsf(wx) > 2.45f) continue;
      float row = z / 0.62f, col = wx / 0.9f + (((int)floorf(row) & 1) ? 0.5f : 0.0f), fr = row - floorf(row),
            fc = col - floorf(col);
      float joint = (1 - stepf(0.0f, 0.07f, fminf(fminf(fr, 1 - fr), 1.5f * fminf(fc, 1 - fc)))) * stepf(16, 6, z);
      float tilt = hash2((int)floorf(col), (int)floorf(row), 81u) - 0.5f, rough = fbm2(wx * 9, z * 9, 4, 83u) - 0.5f;
      Rgb m = image_at(&copy, (float)x + 34 * rough + 20 * tilt,
                       2 * STREET - (float)y * 0.94f - 40 + 90 * rough * near + 46 * tilt);
      float wet = 0.20f + 0.48f * stepf(0.36f, 0.66f, fbm2(wx * 1.1f, z * 0.8f, 4, 85u));
      Rgb stone = rgb_mul(rgb(0.055f, 0.046f, 0.045f), 0.7f + 0.8f * (rough + 0.5f));
      Rgb c = rgb_add(rgb_mul(m, wet * (1 - 0.75f * joint)), stone);
      Rgb *p = im->px + (size_t)y * W + x;
      *p = rgb_mix(*p, c, stepf(2.45f, 2.25f, fabsf(wx)));
    }
  }
  image_drop(&copy);
}

/* A paper lantern, lit from inside: brighter where the paper faces us, darker at the ribs and the caps. */
static void light_lantern(Image *im, float x, float y, float z, int which) {
  float k = focal / z, rx = 0.27f * k, ry = 0.215f * k, cx = screen_x(x, z), cy = screen_y(y, z),
        soft = confusion(z) / rx * 0.6f;
  for (int j = (int)(cy - ry * 1.5f); j < (int)(cy + ry * 2.8f) && j < H; j++) {
    for (int i = (int)(cx - rx * 1.2f); i < (int)(cx + rx * 1.2f) && i < W; i++) {
      if (i < 0 || j < 0) continue;
      float u = ((float)i - cx) / rx, v = ((float)j - cy) / ry, d = sqrtf(u * u + v * v),
            in = stepf(1 + soft, 1 - soft - 0.02f, d);
      float cap = fabsf(u) < 0.40f && fabsf(fabsf(v) - 0.985f - 0.05f * sqrtf(clampf(1 - u * u * 6, 0, 1))) < 0.075f
                      ? 1.0f
                      : 0.0f;
      float lash = v > 1.05f && v < 2.5f && fabsf(u) < 0.06f + 0.10f * stepf(1.4f, 2.5f, v) ? 0.9f : 0.0f;
      float face = sqrtf(clampf(1 - d * d, 0, 1)), around = u / sqrtf(clampf(1 - v * v, 0.03f, 1)),
            turn = asinf(clampf(around, -1, 1)) * 5.6f;
      float rib = stepf(0.80f, 1.0f, fabsf(cosf(turn))) * 0.42f,
            hot = expf(-(u * u * 2.2f + (v - 0.15f) * (v - 0.15f) * 2.6f));
      Rgb paper = rgb_add(rgb_mul(rgb(0.72f, 0.045f, 0.018f), 0.35f + 0.75f * face),
                          rgb_mul(rgb(1.75f, 0.62f, 0.13f), hot * (0.85f - rib)));
      paper = rgb_mul(paper, (1 - rib * 0.6f) *
                                 (0.9f + 0.2f * fbm2((float)i * 0.05f, (float)j * 0.2f, 3, 91u + (uint32_t)which)));
      Rgb *p = im->px + (size_t)j * W + i;
      if (lash > 0) *p = rgb_mix(*p, rgb_mul(rgb(0.42f, 0.06f, 0.02f), 0.5f + hash2(i / 2, 3, 7u)), lash);
      *p = rgb_mix(*p, paper, in);
      if (cap > 0) *p = rgb_mix(*p, rgb_mul(rgb(0.40f, 0.20f, 0.05f), 1.15f - 1.5f * u * u - 0.35f * u), 0.92f);
    }
  }
  image_glow(im, cx, cy, rx * 3.4f, rgb(0.20f, 0.052f, 0.014f));
}

static void hang_lanterns(Image *im) {
  for (int i = 11; i >= 0; i--) {
    float z = 3.9f + 2.6f * (float)i;
    for (int n = 3; n >= 0; n--) {
      float x = -2.55f + 1.7f * (float)n + 0.2f * (hash2(i, n, 95u) - 0.5f),
            sag = 0.09f * (2.6f - fabsf(x)) + 0.06f * hash2(i, n, 97u);
      light_lantern(im, x, 3.02f - sag + 0.012f * z, z + 0.5f * (hash2(i, n, 99u) - 0.5f), i * 4 + n);
    }
  }
}

bool scene_night_market(const char *path) {
  Image im = image_make(W, H);
  paint_air(&im);
  scatter_lights(&im);
  paint_stalls(&im);
  hang_lanterns(&im);
  wet_street(&im);
  paint_crowd(&im);
  film_develop(&im, (Film){1.4f, 0.20f, 0.040f, 0.40f, 0.35f});
  bool ok = film_write_jpeg(&im, path, 84, false);
  image_drop(&im);
  return ok;
}
