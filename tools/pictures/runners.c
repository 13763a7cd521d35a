/* runners.c: runners against the rising sun on a river embankment, for printing in gray.
 *
 * Bodies are tapered limbs between joints set by angles (torso lean, hips, knees, shoulders, elbows); against the light
 * nothing else is seen of them. Their shadows fall towards the camera. */
#include "picture.h"

#include <math.h>

enum { W = 2200, H = 1400, HORIZON = 640 };

static const float focal = 2600, eye = 1.15f, sun_x = 1420, sun_y = 520;

/* Angles in radians from straight down, forward positive: thigh and shin of each leg, upper and fore arm of each arm. */
typedef struct {
  float lean, thigh[2], shin[2], arm[2], fore[2];
} Pose;

static const Pose poses[5] = {
    {0.14f, {0.85f, -0.50f}, {-0.10f, -1.35f}, {-0.95f, 0.60f}, {0.55f, 1.95f}},
    {0.12f, {0.35f, -0.12f}, {0.18f, -1.60f}, {-0.45f, 0.25f}, {1.05f, 1.75f}},
    {0.16f, {-0.62f, 1.00f}, {-0.95f, -0.35f}, {0.75f, -1.05f}, {2.05f, 0.40f}},
    {0.10f, {0.60f, -0.28f}, {0.30f, -0.75f}, {-0.65f, 0.50f}, {0.80f, 1.80f}},
    {0.13f, {-0.35f, 0.72f}, {-1.50f, 0.05f}, {0.45f, -0.75f}, {1.85f, 0.70f}},
};

static void limb(cairo_t *cr, float ax, float ay, float bx, float by, float ra, float rb) {
  float dx = bx - ax, dy = by - ay, d = sqrtf(dx * dx + dy * dy), nx = -dy / d, ny = dx / d;
  cairo_new_path(cr);
  cairo_move_to(cr, (double)(ax + nx * ra), (double)(ay + ny * ra)),
      cairo_line_to(cr, (double)(bx + nx * rb), (double)(by + ny * rb));
  cairo_line_to(cr, (double)(bx - nx * rb), (double)(by - ny * rb)),
      cairo_line_to(cr, (double)(ax - nx * ra), (double)(ay - ny * ra));
  cairo_close_path(cr), cairo_fill(cr);
  cairo_arc(cr, (double)ax, (double)ay, (double)ra, 0, 6.3), cairo_fill(cr);
  cairo_arc(cr, (double)bx, (double)by, (double)rb, 0, 6.3), cairo_fill(cr);
}

static void paint_leg(cairo_t *cr, const Pose *p, int i, float hip) {
  float kx = 0.43f * sinf(p->thigh[i]), ky = hip + 0.43f * cosf(p->thigh[i]);
  float ax = kx + 0.42f * sinf(p->shin[i]), ay = ky + 0.42f * cosf(p->shin[i]), toe = p->shin[i] + 1.45f;
  limb(cr, 0, hip, kx, ky, 0.098f, 0.062f);
  limb(cr, kx, ky, mixf(kx, ax, 0.4f) - 0.012f, mixf(ky, ay, 0.4f), 0.060f, 0.058f);
  limb(cr, mixf(kx, ax, 0.4f) - 0.012f, mixf(ky, ay, 0.4f), ax, ay, 0.056f, 0.036f);
  limb(cr, ax - 0.02f, ay + 0.02f, ax + 0.19f * sinf(toe), ay + 0.02f + 0.19f * cosf(toe), 0.045f, 0.032f);
}

static void paint_arm(cairo_t *cr, const Pose *p, int i, float sx, float sy) {
  float ex = sx + 0.29f * sinf(p->arm[i]), ey = sy + 0.29f * cosf(p->arm[i]);
  float hx = ex + 0.25f * sinf(p->fore[i]), hy = ey + 0.25f * cosf(p->fore[i]);
  limb(cr, sx, sy, ex, ey, 0.058f, 0.044f), limb(cr, ex, ey, hx, hy, 0.043f, 0.031f),
      limb(cr, hx, hy, hx + 0.03f, hy - 0.04f, 0.040f, 0.034f);
}

static void paint_runner(cairo_t *cr, const Pose *p, bool tail, bool shorts) {
  float hip = -0.90f, nx = sinf(p->lean) * 0.56f, ny = hip - cosf(p->lean) * 0.56f, sx = nx - 0.01f, sy = ny + 0.08f;
  paint_arm(cr, p, 1, sx, sy), paint_leg(cr, p, 1, hip), paint_leg(cr, p, 0, hip);
  limb(cr, 0, hip, nx * 0.45f, mixf(hip, ny, 0.45f), 0.115f, 0.112f);
  limb(cr, nx * 0.45f, mixf(hip, ny, 0.45f), nx * 0.92f, mixf(hip, ny, 0.86f), 0.112f, 0.125f);
  limb(cr, nx, ny + 0.02f, nx + 0.035f, ny - 0.10f, 0.055f, 0.050f);
  cairo_save(cr), cairo_translate(cr, (double)(nx + 0.06f), (double)(ny - 0.20f)), cairo_rotate(cr, 0.12),
      cairo_scale(cr, 0.098, 0.122);
  cairo_arc(cr, 0, 0, 1, 0, 6.3), cairo_restore(cr), cairo_fill(cr);
  limb(cr, nx + 0.13f, ny - 0.20f, nx + 0.155f, ny - 0.185f, 0.022f, 0.012f);
  if (tail)
    limb(cr, nx - 0.02f, ny - 0.22f, nx - 0.10f, ny - 0.08f, 0.045f, 0.020f);
  else
    limb(cr, nx + 0.06f, ny - 0.275f, nx + 0.20f, ny - 0.245f, 0.035f, 0.012f); /* a cap's peak */
  for (int i = 0; shorts && i < 2; i++)
    limb(cr, 0, hip + 0.02f, 0.25f * sinf(p->thigh[i]), hip + 0.25f * cosf(p->thigh[i]), 0.12f, 0.115f);
  paint_arm(cr, p, 0, sx, sy);
}

static Rgb gray(float v) { return rgb(v, v, v); }

static Rgb sky_at(float x, float y) {
  float up = clampf((HORIZON - y) / HORIZON, 0, 1),
        d = sqrtf((x - sun_x) * (x - sun_x) + (y - sun_y) * (y - sun_y) * 1.6f);
  float v = mixf(0.62f, 0.17f, powf(up, 0.8f)) + 1.1f * expf(-d / 330) + 3.2f * stepf(62, 40, d);
  float n = fbm2(x * 0.0014f + 8, y * 0.0062f, 6, 3u), cloud = stepf(0.46f, 0.74f, n) * stepf(0.12f, 0.45f, up);
  v = mixf(v, 0.30f + 0.75f * expf(-d / 520), cloud * 0.6f);
  for (int i = 0; i < 3; i++) {
    float top =
        HORIZON - 18 -
        (130 - 25 * (float)i) * fbm2(x * (0.0022f + 0.0012f * (float)i) + 31 * (float)i, 2, 6, 21u + (uint32_t)i);
    if (i == 2) { /* a far town: blocks of differing height in the haze */
      int b = (int)floorf(x / 34 + 0.6f * noise2(x / 90, 1, 5u));
      top = HORIZON - 12 - 46 * hash2(b, 1, 25u) * stepf(200, 500, x) * stepf(2100, 1700, x);
    }
    float body = mixf(0.46f, 0.22f, (float)i / 2) + 0.7f * expf(-d / 300);
    v = mixf(v, mixf(body, 0.75f + expf(-d / 300), stepf(HORIZON - 60, HORIZON, y) * 0.6f), stepf(top - 1, top + 1, y));
  }
  return gray(v);
}

static float edge_x(float y) { return 1060 + (y - HORIZON) * 1.55f; } /* where the embankment meets the river */

static Rgb ground_at(float x, float y) {
  float dy = y - HORIZON + 0.5f, z = focal * eye / dy, wx = (x - 1100) * z / focal;
  if (x > edge_x(y)) { /* the river, with the sun's road on it */
    float zz = z * 6, foot = clampf(1.5f - zz * zz / (focal * eye * 6) / 6, 0, 1);
    float r = foot * (fbm2(wx * 2.2f, zz * 0.9f, 4, 41u) - 0.5f) + 0.30f * (fbm2(x * 0.02f, dy * 0.32f, 4, 43u) - 0.5f);
    float road = expf(-fabsf(x - sun_x - 0.1f * dy) / (60 + 0.75f * dy));
    return gray(0.30f + 0.16f * r + road * (0.5f + 4.2f * stepf(0.06f, 0.22f, r)));
  }
  float slab = fabsf(fmodf(fabsf(wx) + 0.75f, 1.5f) - 0.75f), cross = fabsf(fmodf(z, 3) - 1.5f);
  float n = fbm2(wx * 6, z * 6, 5, 51u), sheen = expf(-fabsf(x - sun_x - 0.3f * dy) / 700);
  float v = (0.085f + 0.10f * n) + 0.44f * sheen * (0.35f + 0.9f * n) * stepf(0, 160, dy);
  v *= 1 - 0.5f * stepf(30, 6, z) * (1 - stepf(0.012f, 0.035f, fminf(slab, cross)));
  float curb = edge_x(y) - x;
  if (curb < 26 + dy * 0.05f) v = 0.16f + 0.5f * stepf(8, 0, curb);
  float verge = 330 - dy * 1.5f; /* grass on the land side */
  if (x < verge + 50 * fbm2(y * 0.05f, 3, 3, 57u)) v = 0.03f + 0.11f * fbm2(x * 0.08f, y * 0.16f, 4, 59u);
  return gray(mixf(v, 0.75f, expf(-dy / 26)));
}

static void paint_willow(cairo_t *cr, float x, float foot, float k) {
  cairo_set_source_rgb(cr, 0.10, 0.10, 0.10);
  limb(cr, x, foot, x + 0.2f * k, foot - 2.4f * k, 0.17f * k, 0.09f * k);
  for (int i = 0; i < 170; i++) {
    float a = hash2(i, 1, 61u), bx = x + 0.2f * k + (a - 0.5f) * 4.6f * k,
          by = foot - (4.4f - 2.9f * (a - 0.5f) * (a - 0.5f) * 4 + 0.5f * hash2(i, 2, 61u)) * k;
    float len = (0.9f + 1.2f * hash2(i, 3, 61u)) * k, sway = (0.10f + 0.2f * hash2(i, 4, 61u)) * k;
    cairo_set_line_width(cr, (double)(0.018f * k));
    cairo_move_to(cr, (double)(x + 0.2f * k), (double)(foot - 2.2f * k));
    cairo_curve_to(cr, (double)mixf(x, bx, 0.5f), (double)(by - 0.3f * k), (double)bx, (double)by,
                   (double)(bx + sway * 0.4f), (double)(by + len * 0.5f));
    cairo_line_to(cr, (double)(bx + sway), (double)(by + len)), cairo_stroke(cr);
    for (int j = 0; j < 12; j++) {
      double ly = (double)(by + len * (float)j / 12), lx = (double)(bx + sway * (float)j / 12);
      cairo_move_to(cr, lx, ly), cairo_line_to(cr, lx + (double)k * (j & 1 ? 0.07 : -0.06), ly + (double)k * 0.13),
          cairo_stroke(cr);
    }
  }
}

typedef struct {
  float x, z, tall;
  int pose;
} Runner;

static const Runner runners[] = {{-2.6f, 27, 1.0f, 1},     {-1.2f, 25, 0.96f, 3},    {0.2f, 23.5f, 1.02f, 0},
                                 {-3.1f, 19, 1.0f, 4},     {-0.4f, 17.5f, 0.95f, 2}, {-1.7f, 14.5f, 1.03f, 0},
                                 {0.75f, 13.2f, 0.98f, 1}, {-2.45f, 10.2f, 1.0f, 3}, {-0.35f, 8.6f, 1.02f, 2},
                                 {1.15f, 7.4f, 0.97f, 4}};

static void paint_field(Image *im) {
  for (int i = 0; i < 10; i++) {
    const Runner *r = &runners[i];
    float k = focal / r->z * r->tall, x = 1000 + focal * r->x / r->z, y = HORIZON + focal * eye / r->z,
          hop = r->pose % 2 ? 0 : 0.06f;
    cairo_surface_t *s = layer_make(W, H), *shade = layer_make(W, H);
    cairo_t *cr = cairo_create(shade);
    cairo_translate(cr, (double)x, (double)y),
        cairo_transform(cr,
                        &(cairo_matrix_t){(double)k, 0, (double)(k * (x - sun_x) / 900), (double)(-k * 0.95f), 0, 0});
    cairo_set_source_rgba(cr, 0.06, 0.06, 0.06, 0.82);
    cairo_push_group(cr), cairo_set_source_rgb(cr, 0.06, 0.06, 0.06),
        paint_runner(cr, &poses[r->pose], i % 3 == 1, i % 2), cairo_pop_group_to_source(cr),
        cairo_paint_with_alpha(cr, 0.8);
    cairo_destroy(cr), layer_blur(shade, 5), image_over(im, shade, 1);
    cr = cairo_create(s);
    cairo_translate(cr, (double)x, (double)(y - hop * k)), cairo_scale(cr, (double)k, (double)k);
    double air = (double)(0.09f + 0.30f * (1 - expf(-r->z / 40)));
    cairo_save(cr), cairo_translate(cr, 0.012, -0.006), cairo_set_source_rgb(cr, 0.93, 0.93, 0.93),
        paint_runner(cr, &poses[r->pose], i % 3 == 1, i % 2), cairo_restore(cr);
    cairo_set_source_rgb(cr, air, air, air), paint_runner(cr, &poses[r->pose], i % 3 == 1, i % 2);
    cairo_destroy(cr), layer_blur(s, 2), image_over(im, s, 1);
    cairo_surface_destroy(s), cairo_surface_destroy(shade);
  }
}

bool scene_runners(const char *path) {
  Image im = image_make(W, H);
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++)
      im.px[(size_t)y * W + (size_t)x] = y < HORIZON ? sky_at((float)x, (float)y) : ground_at((float)x, (float)y);
  cairo_surface_t *s = layer_make(W, H);
  cairo_t *cr = cairo_create(s);
  paint_willow(cr, 215, 790, 112), paint_willow(cr, -70, 1000, 190);
  cairo_destroy(cr), layer_blur(s, 2), image_over(&im, s, 1), cairo_surface_destroy(s);
  paint_field(&im);
  image_glow(&im, sun_x, sun_y, 900, gray(0.30f));
  film_develop(&im, (Film){1.15f, 0.16f, 0.050f, 0.40f, 0.45f});
  bool ok = film_write_jpeg(&im, path, 82, true);
  image_drop(&im);
  return ok;
}
