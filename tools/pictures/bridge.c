/* bridge.c: a cable-stayed bridge at dawn, against the light, hills in mist.
 *
 * The bridge is real geometry in metres, projected and painted back to front on a cairo layer; a second layer holds the
 * same geometry mirrored in the water plane, which the water samples through its ripples. Sky, hills and mist are noise. */
#include "picture.h"

#include <math.h>

enum { W = 2400, H = 1500, HORIZON = 905, CABLES = 17 };

static const float focal = 2305, eye_height = 26;
static const float deck_height = 38, tower_height = 168;
static const float start_x = -415, start_z = 318, dir_x = 0.6149f, dir_z = 0.7886f; /* the bridge's axis on the water */
static const float tower_at[2] = {430, 950}, bridge_length = 1560;
static const float sun_x = 1270, sun_y = 742;

typedef struct {
  cairo_t *cr;
  float flip;
} Pen; /* flip -1 paints the mirror image */

static Vec on_axis(float s, float across, float y) {
  return vec(start_x + dir_x * s - dir_z * across, y, start_z + dir_z * s + dir_x * across);
}

static void project(Vec p, float *x, float *y) {
  *x = W / 2.0f + focal * p.x / p.z;
  *y = HORIZON - focal * (p.y - eye_height) / p.z;
}

/* Everything fades into the colour of the morning air: more with distance, warmer near the sun. */
static void air_colour(Pen *pen, float z, float screen_x, float light) {
  float t = 1 - expf(-z / 1150);
  float warm = expf(-fabsf(screen_x - sun_x) / 520);
  float r = mixf(0.13f * light, 0.62f + 0.25f * warm, t), g = mixf(0.15f * light, 0.56f + 0.12f * warm, t);
  float b = mixf(0.20f * light, 0.58f - 0.08f * warm, t);
  cairo_set_source_rgb(pen->cr, (double)r, (double)g, (double)b);
}

static void trace(Pen *pen, const Vec *p, int n) {
  cairo_new_path(pen->cr);
  for (int i = 0; i < n; i++) {
    float x, y;
    project(vec(p[i].x, p[i].y * pen->flip, p[i].z), &x, &y);
    cairo_line_to(pen->cr, (double)x, (double)y);
  }
}

static void paint_face(Pen *pen, const Vec face[4], float light) {
  float x, y;
  project(face[0], &x, &y);
  trace(pen, face, 4);
  cairo_close_path(pen->cr);
  air_colour(pen, face[0].z, x, light);
  cairo_fill_preserve(pen->cr);
  cairo_set_line_width(pen->cr, 0.6);
  cairo_stroke(pen->cr);
}

/* A bar of square section between two points of the bridge (s, across, y), `wide` across and `deep` along the axis. */
static void paint_bar(Pen *pen, float s, float a0, float y0, float a1, float y1, float wide, float deep, float taper) {
  float w0 = wide / 2, w1 = wide / 2 * taper, d = deep / 2;
  Vec front[4] = {on_axis(s - d, a0 - w0, y0), on_axis(s - d, a0 + w0, y0), on_axis(s - d, a1 + w1, y1),
                  on_axis(s - d, a1 - w1, y1)};
  Vec side[4] = {on_axis(s - d, a0 - w0, y0), on_axis(s + d, a0 - w0, y0), on_axis(s + d, a1 - w1, y1),
                 on_axis(s - d, a1 - w1, y1)};
  paint_face(pen, side, 1.65f);
  paint_face(pen, front, 0.8f);
}

static void paint_deck(Pen *pen, float from, float to) {
  for (float s = to; s > from; s -= 20) {
    float e = s - 20.5f;
    Vec side[4] = {on_axis(s, -15, deck_height), on_axis(e, -15, deck_height), on_axis(e, -15, deck_height - 2.2f),
                   on_axis(s, -15, deck_height - 2.2f)};
    Vec belly[4] = {on_axis(s, -15, deck_height - 2.2f), on_axis(e, -15, deck_height - 2.2f),
                    on_axis(e, -9, deck_height - 4.2f), on_axis(s, -9, deck_height - 4.2f)};
    paint_face(pen, belly, 0.55f);
    paint_face(pen, side, 1.25f);
    Vec rail[4] = {on_axis(s, -15, deck_height + 1.3f), on_axis(e, -15, deck_height + 1.3f),
                   on_axis(e, -15, deck_height + 1.0f), on_axis(s, -15, deck_height + 1.0f)};
    paint_face(pen, rail, 1.2f);
  }
}

static void paint_lamps(Pen *pen, float from, float to) {
  for (float s = to; s > from; s -= 40) {
    Vec post[2] = {on_axis(s, -14, deck_height), on_axis(s, -14, deck_height + 11)};
    float x, y;
    project(post[0], &x, &y);
    trace(pen, post, 2);
    air_colour(pen, post[0].z, x, 1);
    cairo_set_line_width(pen->cr, (double)clampf(focal * 0.28f / post[0].z, 0.5f, 3));
    cairo_stroke(pen->cr);
  }
}

static void paint_cables(Pen *pen, float tower, float across) {
  for (int side = -1; side <= 1; side += 2) {
    for (int i = CABLES; i >= 1; i--) {
      float s = tower + (float)side * (14 + (float)i * 14.4f), top = 96 + 3.9f * (float)i;
      Vec cable[2] = {on_axis(tower, across * 0.16f, top), on_axis(s, across, deck_height)};
      float x, y;
      project(cable[1], &x, &y);
      trace(pen, cable, 2);
      air_colour(pen, cable[1].z, x, 1.3f);
      cairo_set_line_width(pen->cr, (double)clampf(focal * 0.34f / cable[1].z, 0.55f, 2.4f));
      cairo_stroke(pen->cr);
    }
  }
}

static void paint_tower_leg(Pen *pen, float s, float sign) {
  paint_bar(pen, s, sign * 13, -3, sign * 20, deck_height - 4, 7.5f, 8.5f, 0.9f);
  paint_bar(pen, s, sign * 20, deck_height - 4, sign * 3.4f, 118, 6.4f, 8.0f, 0.8f);
  paint_bar(pen, s, sign * 3.4f, 118, sign * 3.0f, 156, 4.8f, 7.0f, 0.85f);
  paint_bar(pen, s, sign * 3.0f, 156, sign * 5.6f, tower_height, 4.0f, 6.0f, 0.35f);
}

static void paint_tower(Pen *pen, float s) {
  paint_cables(pen, s, 14);
  paint_tower_leg(pen, s, 1);
  paint_bar(pen, s, -17, deck_height - 7, 17, deck_height - 7, 4, 6, 1);
  for (float y = 124; y < 158; y += 11) paint_bar(pen, s, -1, y, 1, y + 2.2f, 7, 5, 1);
  paint_tower_leg(pen, s, -1);
  paint_bar(pen, s, 0, -3, 0, 4, 44, 20, 0.92f);
}

static void paint_bridge(Pen *pen) {
  for (float s = bridge_length - 60; s > 1150; s -= 55) paint_bar(pen, s, 0, -3, 0, deck_height - 4, 15, 3.4f, 1.1f);
  paint_deck(pen, tower_at[1], bridge_length);
  paint_tower(pen, tower_at[1]);
  paint_deck(pen, tower_at[0], tower_at[1]);
  paint_cables(pen, tower_at[1], -14);
  paint_tower(pen, tower_at[0]);
  for (float s = 240; s > 20; s -= 55) paint_bar(pen, s, 0, -3, 0, deck_height - 4, 15, 3.4f, 1.1f);
  paint_deck(pen, 0, tower_at[0]);
  paint_cables(pen, tower_at[0], -14);
  paint_lamps(pen, 20, bridge_length);
}

/* ---- sky, hills, mist ---- */

static Rgb sky_at(float x, float y) {
  float up = clampf((HORIZON - y) / HORIZON, 0, 1);
  Rgb low = rgb(0.98f, 0.55f, 0.29f), mid = rgb(0.46f, 0.43f, 0.50f), high = rgb(0.10f, 0.18f, 0.34f);
  Rgb c = up < 0.35f ? rgb_mix(low, mid, stepf(0, 0.35f, up)) : rgb_mix(mid, high, stepf(0.35f, 1, up));
  float dx = (x - sun_x) / 900, dy = (y - sun_y) / 520, d = sqrtf(dx * dx + dy * dy);
  c = rgb_add(c, rgb_mul(rgb(1.25f, 0.62f, 0.25f), expf(-d * 3.1f)));
  float disc = sqrtf((x - sun_x) * (x - sun_x) + (y - sun_y) * (y - sun_y));
  c = rgb_add(c, rgb_mul(rgb(3.4f, 1.9f, 0.75f), stepf(46, 26, disc) + 0.45f * expf(-disc / 60)));
  float band = (y - 60) / (HORIZON + 40.0f), lift = 1 / (1.12f - band);
  float n = fbm2(x * 0.0011f * lift + 3, y * 0.0062f * lift, 6, 11u);
  float cloud = stepf(0.50f, 0.78f, n) * stepf(0.05f, 0.3f, up) * 0.75f;
  float edge = stepf(0.46f, 0.56f, n) - stepf(0.56f, 0.72f, n);
  Rgb lit = rgb_mix(rgb(0.46f, 0.40f, 0.47f), rgb(1.25f, 0.72f, 0.45f), expf(-d * 1.6f));
  c = rgb_mix(c, rgb_mul(lit, 0.82f), cloud);
  return rgb_add(c, rgb_mul(lit, 0.16f * edge * stepf(0.04f, 0.2f, up)));
}

static float hill_top(int layer, float x) {
  static const float base[5] = {60, 48, 40, 26, 10}, amp[5] = {260, 220, 170, 140, 75};
  static const float scale[5] = {620, 540, 430, 380, 300};
  float n = fbm2(x / scale[layer] + (float)layer * 13.7f, (float)layer * 5.1f, 6, 201u + (uint32_t)layer);
  float far = fabsf(x - 1180) / 1200, lift = 0.32f + 0.95f * far * far; /* a valley where the sun rises */
  if (layer == 4) lift = stepf(1560, 2050, x) * 1.5f + stepf(2000, 2500, x) * 1.2f + stepf(420, 0, x) * 0.8f;
  return HORIZON - (base[layer] * 0.3f + amp[layer] * 1.9f * clampf(n - 0.22f, 0, 1) * lift);
}

static Rgb land_at(float x, float y) {
  Rgb c = sky_at(x, y);
  Rgb mist = rgb_mix(rgb(0.78f, 0.62f, 0.56f), rgb(1.35f, 0.86f, 0.56f), expf(-fabsf(x - sun_x) / 520));
  for (int i = 0; i < 5; i++) {
    float top = hill_top(i, x);
    if (i >= 3) top -= 9 * fbm2(x * 0.11f, 3, 3, 61u) * stepf(0, 60, HORIZON - top);
    float in = stepf(top - 0.8f, top + 0.8f, y);
    if (in <= 0) continue;
    float near = (float)i / 4, hug = stepf(HORIZON - 105, HORIZON - 4, y + 30 * fbm2(x * 0.004f, y * 0.02f, 4, 71u));
    Rgb body = rgb_mix(rgb(0.50f, 0.47f, 0.56f), rgb(0.065f, 0.085f, 0.115f), near);
    body = rgb_mul(body, 0.9f + 0.2f * fbm2(x * 0.03f, y * 0.05f, 4, 81u));
    body = rgb_mix(body, rgb_mul(mist, 0.92f), 0.30f * (1 - near) * expf(-fabsf(x - sun_x) / 480));
    c = rgb_mix(c, rgb_mix(body, mist, hug * (0.93f - 0.25f * near)), in);
  }
  return c;
}

/* ---- water ---- */

static float ripple(float wx, float wz, float footprint) {
  static const float length[5] = {34, 13, 5.5f, 2.3f, 1.0f}, slope[5] = {0.008f, 0.011f, 0.013f, 0.012f, 0.010f};
  float sum = 0;
  for (int i = 0; i < 5; i++) {
    float keep = clampf(1.6f - footprint / length[i], 0, 1);
    if (keep > 0) sum += keep * slope[i] * (2 * fbm2(wx / length[i] * 0.6f, wz / length[i], 2, 301u + (uint32_t)i) - 1);
  }
  return sum;
}

static Rgb water_at(const Image *mirror, float x, float y) {
  float dy = y - HORIZON + 0.5f, z = focal * eye_height / dy, wx = (x - W / 2.0f) * z / focal;
  float foot = z * z / (focal * eye_height), r = ripple(wx, z, foot), side = ripple(wx + 91, z + 37, foot);
  float bend = 2 * focal * r, up = clampf(2 * HORIZON - y - fabsf(bend) * 0.85f - bend * 0.3f, 2, HORIZON - 1);
  Rgb seen = image_at(mirror, x + focal * side * 0.35f, up);
  float facing = dy / (H - HORIZON), mirror_share = mixf(0.93f, 0.42f, powf(facing, 0.8f));
  Rgb deep = rgb_mix(rgb(0.10f, 0.13f, 0.16f), rgb(0.022f, 0.036f, 0.048f), facing);
  Rgb c = rgb_add(rgb_mul(seen, mirror_share), rgb_mul(deep, 1 - mirror_share));
  float path = expf(-fabsf(x - sun_x) / (70 + 0.34f * dy)), spark = stepf(0.016f, 0.034f, r + 0.5f * side);
  return rgb_add(c, rgb_mul(rgb(2.6f, 1.5f, 0.7f), path * spark * (0.25f + 0.5f * (1 - facing))));
}

/* ---- foreground ---- */

static void paint_reed(cairo_t *cr, float x, float tall, float lean, float dark) {
  float tx = x + lean, ty = H - tall;
  cairo_set_source_rgb(cr, (double)(0.17f * dark), (double)(0.16f * dark), (double)(0.15f * dark));
  cairo_set_line_width(cr, 3.2);
  cairo_move_to(cr, (double)x, H + 10);
  cairo_curve_to(cr, (double)(x + lean * 0.1f), (double)(H - tall * 0.5f), (double)(x + lean * 0.5f),
                 (double)(H - tall * 0.85f), (double)tx, (double)ty);
  cairo_stroke(cr);
  for (int i = 0; i < 46; i++) { /* the plume: fine hairs along the last third, blown one way */
    float t = (float)i / 46, h = hash2((int)(x * 7), i, 5u), px = tx - lean * 0.32f * t, py = ty + tall * 0.17f * t;
    float out = (14 + 26 * sinf(3.1f * t)) * (0.5f + h) * (lean > 0 ? 1.0f : -1.0f) * (i % 3 ? 1.0f : -0.45f);
    cairo_set_line_width(cr, 1.5);
    cairo_move_to(cr, (double)px, (double)py);
    cairo_curve_to(cr, (double)(px + out * 0.4f), (double)(py - 3), (double)(px + out * 0.8f), (double)(py + 4),
                   (double)(px + out), (double)(py + 15 + 14 * h));
    cairo_stroke(cr);
  }
}

static void paint_blade(cairo_t *cr, float x, float tall, float lean) {
  cairo_move_to(cr, (double)(x - 4), H + 10);
  cairo_curve_to(cr, (double)(x - 3), (double)(H - tall * 0.6f), (double)(x + lean * 0.4f), (double)(H - tall),
                 (double)(x + lean), (double)(H - tall * 0.8f));
  cairo_curve_to(cr, (double)(x + lean * 0.4f), (double)(H - tall * 0.93f), (double)(x + 5), (double)(H - tall * 0.5f),
                 (double)(x + 6), H + 10);
  cairo_fill(cr);
}

static void paint_bank(cairo_t *cr) {
  for (int i = 0; i < 170; i++) {
    float u = hash2(i, 1, 9u),
          x = u < 0.55f ? 560 * u / 0.55f * hash2(i, 7, 9u) : 2400 - 520 * hash2(i, 3, 9u) * hash2(i, 8, 9u);
    float near = 1 - clampf((x < 1200 ? x : 2400 - x) / 620, 0, 1), tall = (70 + 210 * hash2(i, 2, 9u)) * (0.3f + near);
    float lean = (hash2(i, 4, 9u) - 0.3f) * 150, k = 0.055f + 0.05f * hash2(i, 5, 9u);
    cairo_set_source_rgb(cr, (double)(k * 1.15f), (double)(k * 1.2f), (double)k);
    if (i % 5)
      paint_blade(cr, x, tall, lean);
    else
      paint_reed(cr, x, tall * 1.35f, lean, 0.7f + 0.5f * hash2(i, 6, 9u));
  }
}

static void paint_boat(cairo_t *cr, double x, double y, double k) {
  cairo_save(cr);
  cairo_translate(cr, x, y), cairo_scale(cr, k, k);
  cairo_set_source_rgb(cr, 0.12, 0.12, 0.14);
  cairo_move_to(cr, -62, -9), cairo_curve_to(cr, -40, 2, 40, 3, 66, -14);
  cairo_curve_to(cr, 52, -2, 46, 8, 30, 9), cairo_line_to(cr, -40, 9), cairo_curve_to(cr, -52, 8, -58, 0, -62, -9);
  cairo_fill(cr);
  cairo_move_to(cr, -34, -4), cairo_curve_to(cr, -32, -30, 2, -30, 6, -4), cairo_fill(cr); /* the mat roof */
  cairo_move_to(cr, 30, -6), cairo_line_to(cr, 33, -34), cairo_curve_to(cr, 33, -42, 41, -42, 41, -34);
  cairo_line_to(cr, 44, -6), cairo_fill(cr);
  cairo_arc(cr, 37.5, -46, 4.6, 0, 6.3), cairo_fill(cr);
  cairo_move_to(cr, 27, -44), cairo_line_to(cr, 37.5, -53), cairo_line_to(cr, 48, -44), cairo_fill(cr); /* his hat */
  cairo_set_line_width(cr, 1.6), cairo_move_to(cr, 34, -58), cairo_line_to(cr, 62, 14), cairo_stroke(cr);
  cairo_set_source_rgba(cr, 0.12, 0.12, 0.14, 0.5);
  for (int i = 0; i < 9; i++) {
    double w = 60 - i * 5.5 + 12 * (double)hash2(i, 4, 44u);
    cairo_rectangle(cr, -w, 11 + i * 4.2, 2 * w * 0.95, 1.5), cairo_fill(cr);
  }
  cairo_restore(cr);
}

static void paint_birds(cairo_t *cr) {
  for (int i = 0; i < 9; i++) {
    double x = 1690 + 46 * (i % 2 ? i : -i * 0.8) * 0.7, y = 300 + 15 * i + 8 * (double)hash2(i, 1, 77u),
           s = 13 - 0.4 * i;
    double beat = 4 + 9 * (double)hash2(i, 2, 77u);
    cairo_set_source_rgb(cr, 0.24, 0.24, 0.29);
    cairo_set_line_width(cr, 1.9), cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(cr, x - s, y - beat), cairo_curve_to(cr, x - s * 0.6, y - beat * 1.2, x - s * 0.2, y, x, y);
    cairo_curve_to(cr, x + s * 0.2, y, x + s * 0.6, y - beat * 1.1, x + s, y - beat * 0.8), cairo_stroke(cr);
    cairo_set_line_width(cr, 1.3), cairo_move_to(cr, x - 5, y + 2), cairo_line_to(cr, x + 12, y - 1), cairo_stroke(cr);
  }
}

static cairo_surface_t *bridge_layer(float flip) {
  cairo_surface_t *s = layer_make(W, H);
  Pen pen = {cairo_create(s), flip};
  if (flip < 0) { /* the mirror image is kept upright, so that one lookup serves sky and bridge */
    cairo_translate(pen.cr, 0, 2 * HORIZON), cairo_scale(pen.cr, 1, -1);
  }
  paint_bridge(&pen);
  cairo_destroy(pen.cr);
  return s;
}

static void paint_mist(Image *im) {
  for (int y = HORIZON - 170; y < HORIZON + 150; y++) {
    for (int x = 0; x < W; x++) {
      float d = ((float)y - HORIZON) / (y < HORIZON ? 85 : 60),
            n = fbm2((float)x * 0.0028f, (float)y * 0.013f, 5, 501u);
      float a = expf(-d * d) * stepf(0.34f, 0.72f, n) * 0.62f;
      Rgb mist = rgb_mix(rgb(0.80f, 0.66f, 0.62f), rgb(1.45f, 0.95f, 0.62f), expf(-fabsf((float)x - sun_x) / 480));
      Rgb *p = im->px + (size_t)y * W + x;
      *p = rgb_mix(*p, mist, a);
    }
  }
}

bool scene_bridge(const char *path) {
  Image mirror = image_make(W, H), im = image_make(W, H);
  for (int y = 0; y < HORIZON + 2; y++)
    for (int x = 0; x < W; x++) mirror.px[(size_t)y * W + (size_t)x] = land_at((float)x, (float)y);
  for (int i = 0; i < W * (HORIZON + 1); i++) im.px[i] = mirror.px[i];
  cairo_surface_t *upright = bridge_layer(1), *flipped = bridge_layer(-1);
  image_over(&mirror, flipped, 1);
  for (int y = HORIZON; y < H; y++)
    for (int x = 0; x < W; x++) im.px[(size_t)y * W + (size_t)x] = water_at(&mirror, (float)x, (float)y);
  image_over(&im, upright, 1);
  paint_mist(&im);
  cairo_surface_t *fore = layer_make(W, H);
  cairo_t *cr = cairo_create(fore);
  paint_boat(cr, 1480, 1130, 1.15);
  paint_birds(cr);
  cairo_destroy(cr);
  image_over(&im, fore, 1);
  cairo_surface_t *bank = layer_make(W, H);
  cr = cairo_create(bank);
  paint_bank(cr);
  cairo_destroy(cr);
  layer_blur(bank, 5);
  image_over(&im, bank, 1);
  film_develop(&im, (Film){1.12f, 0.16f, 0.03f, 0.36f, 0.5f});
  bool ok = film_write_jpeg(&im, path, 84, false);
  cairo_surface_destroy(upright), cairo_surface_destroy(flipped), cairo_surface_destroy(fore),
      cairo_surface_destroy(bank);
  image_drop(&mirror), image_drop(&im);
  return ok;
}
