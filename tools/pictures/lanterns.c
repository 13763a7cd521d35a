/* lanterns.c: three paper lanterns on a workbench, lit from inside: a still life, traced.
 *
 * Each lantern is an ellipsoid of paper over bamboo hoops; its brightness comes from how much of the flame the eye meets
 * through the paper. A branch is painted on the largest. The bench mirrors a little and takes the lanterns' light. */
#include "picture.h"

#include <math.h>

enum { W = 1180, H = 1000, LANTERNS = 4, SAMPLES = 4 };

typedef struct {
  Vec at;
  float wide, tall;
  Rgb paper;
  float power;
  int ribs;
  uint32_t seed;
} Lantern;

static const Lantern lanterns[LANTERNS] = {
    {{-0.34f, 0.63f, 3.2f}, 0.60f, 0.60f, {1.00f, 0.60f, 0.25f}, 1.05f, 9, 3u},
    {{0.72f, 0.44f, 2.75f}, 0.40f, 0.42f, {1.00f, 0.26f, 0.085f}, 0.85f, 8, 7u},
    {{0.86f, 0.74f, 4.5f}, 0.54f, 0.72f, {1.00f, 0.66f, 0.34f}, 0.62f, 11, 11u},
    {{-1.55f, 0.52f, 4.3f}, 0.46f, 0.50f, {1.00f, 0.34f, 0.12f}, 0.55f, 9, 17u},
};

static float meet(const Lantern *l, Vec o, Vec d) {
  Vec p = vec_sub(o, l->at), s = vec(1 / l->wide, 1 / l->tall, 1 / l->wide);
  Vec q = vec(p.x * s.x, p.y * s.y, p.z * s.z), e = vec(d.x * s.x, d.y * s.y, d.z * s.z);
  float a = vec_dot(e, e), b = vec_dot(q, e), c = vec_dot(q, q) - 1, disc = b * b - a * c;
  return disc < 0 ? -1 : (-b - sqrtf(disc)) / a;
}

/* Ink on paper: a plum branch as a few bent strokes, with blossoms of five soft dots. */
static float branch_ink(float u, float v, Rgb *tint) {
  float ink = 0;
  static const float limb[6][5] = {{-0.75f, -0.42f, 0.30f, 0.12f, 0.040f},  {-0.20f, -0.12f, -0.06f, 0.46f, 0.021f},
                                   {0.10f, 0.04f, 0.62f, 0.02f, 0.018f},    {0.28f, 0.11f, 0.46f, 0.44f, 0.015f},
                                   {-0.52f, -0.28f, -0.62f, 0.10f, 0.016f}, {-0.06f, 0.20f, -0.26f, 0.34f, 0.011f}};
  float wx = u + 0.05f * (noise2(u * 9, v * 9, 5u) - 0.5f), wy = v + 0.07f * (noise2(u * 7 + 4, v * 7, 6u) - 0.5f);
  for (int i = 0; i < 6; i++) {
    float ax = limb[i][0], ay = limb[i][1], bx = limb[i][2] - ax, by = limb[i][3] - ay;
    float t = clampf(((wx - ax) * bx + (wy - ay) * by) / (bx * bx + by * by), 0, 1);
    float dx = wx - ax - bx * t, dy = wy - ay - by * t, w = limb[i][4] * (1.15f - 0.7f * t);
    float dry = 0.65f + 0.5f * noise2(u * 60, v * 20, 8u);
    ink = fmaxf(ink, stepf(w, w * 0.55f, sqrtf(dx * dx + dy * dy)) * clampf(dry, 0, 1));
  }
  for (int i = 0; i < 13; i++) {
    const float *l = limb[i % 6];
    float t = 0.25f + 0.75f * hash2(i, 1, 9u), cx = mixf(l[0], l[2], t) + 0.12f * (hash2(i, 2, 9u) - 0.5f),
          cy = mixf(l[1], l[3], t) + 0.12f * (hash2(i, 3, 9u) - 0.5f);
    for (int k = 0; k < 5; k++) {
      float a = 1.2566f * (float)k + (float)i, px = cx + 0.030f * cosf(a), py = cy + 0.030f * sinf(a);
      float d = sqrtf((u - px) * (u - px) + (v - py) * (v - py)), petal = stepf(0.030f, 0.020f, d);
      *tint = rgb_mix(*tint, rgb(0.86f, 0.12f, 0.09f), petal * 0.8f);
    }
  }
  return ink;
}

static Rgb paper_at(const Lantern *l, Vec p, Vec d) {
  Vec q = vec_sub(p, l->at),
      n = vec_unit(vec(q.x / (l->wide * l->wide), q.y / (l->tall * l->tall), q.z / (l->wide * l->wide)));
  float v = q.y / l->tall, turn = atan2f(q.x, -q.z), facing = clampf(-vec_dot(n, d), 0, 1);
  float fibre = fbm2(turn * 9 + v * 3, v * 11, 5, l->seed),
        long_fibre = ridge2(turn * 16, v * 22 + turn * 7, 3, l->seed + 4);
  float hoop = fabsf(fmodf((asinf(clampf(v, -1, 1)) / 3.1416f + 0.5f) * (float)(l->ribs * 2), 2) - 1);
  float rib = stepf(0.86f, 0.97f, hoop), dx = q.x / l->wide, dy = (v + 0.22f);
  float core = expf(-(dx * dx * 1.7f + dy * dy * 1.5f)), through = 0.20f + 0.95f * core * (0.45f + 0.55f * facing);
  Rgb tint = l->paper;
  float ink = l->seed == 3u ? branch_ink(turn * 0.95f, v, &tint) : 0;
  Rgb light = rgb_tint(tint, rgb_mix(rgb(0.85f, 0.55f, 0.36f), rgb(1.5f, 1.25f, 0.92f), core));
  float k = l->power * through * (0.80f + 0.30f * fibre + 0.10f * long_fibre) * (1 - 0.42f * rib) * (1 - 0.93f * ink);
  Rgb c = rgb_mul(light, 2.1f * k);
  if (v > 0.93f || v < -0.955f)
    c = rgb_mul(rgb(0.085f, 0.045f, 0.02f), 0.6f + 0.8f * noise2(turn * 12, v * 40, 21u)); /* the wooden caps */
  return c;
}

static Rgb lantern_light(Vec p, Vec n) {
  Rgb sum = {0, 0, 0};
  for (int i = 0; i < LANTERNS; i++) {
    Vec d = vec_sub(lanterns[i].at, p);
    float far = vec_dot(d, d), face = clampf(vec_dot(n, d) / sqrtf(far) + 0.15f, 0, 1);
    sum = rgb_add(sum, rgb_mul(rgb_tint(lanterns[i].paper, rgb(1.0f, 0.9f, 0.8f)),
                               lanterns[i].power * face * lanterns[i].wide * 1.6f / (far + 0.12f)));
  }
  return sum;
}

static float contact(Vec p) {
  float dark = 1;
  for (int i = 0; i < LANTERNS; i++) {
    float dx = p.x - lanterns[i].at.x, dz = p.z - lanterns[i].at.z, d = sqrtf(dx * dx + dz * dz) / lanterns[i].wide;
    dark *= 1 - 0.85f * stepf(0.75f, 0.18f, d);
  }
  return dark;
}

static Rgb bench(Vec p) {
  float plank = floorf(p.z / 0.52f + 0.3f), edge = fabsf(p.z / 0.52f + 0.3f - plank - 0.5f);
  float grain = fbm2(p.x * 1.1f + plank * 9, p.z * 16, 5, 31u), fine = noise2(p.x * 5, p.z * 120, 33u);
  Rgb c = rgb_mix(rgb(0.055f, 0.028f, 0.014f), rgb(0.25f, 0.13f, 0.058f), clampf(0.8f * grain + 0.25f * fine, 0, 1));
  return rgb_mul(c, 1 - 0.85f * stepf(0.488f, 0.498f, edge));
}

/* Behind: a plaster wall with the lanterns' glow on it and the shadow of hanging bamboo strips. */
static Rgb wall(Vec p) {
  float stain = fbm2(p.x * 0.9f, p.y * 0.9f, 6, 41u), strip = 0;
  for (int i = 0; i < 9; i++) {
    float x = -2.6f + 0.56f * (float)i + 0.3f * hash2(i, 1, 43u) + 0.03f * (p.y - 3) * (hash2(i, 2, 43u) - 0.5f);
    strip = fmaxf(strip, stepf(0.055f, 0.02f, fabsf(p.x - x)) *
                             stepf(0.9f + 0.9f * hash2(i, 3, 43u), 1.1f + 0.9f * hash2(i, 3, 43u), p.y));
  }
  Rgb base = rgb_mul(rgb(0.28f, 0.21f, 0.15f), 0.55f + 0.7f * stain);
  return rgb_tint(rgb_mul(base, 1 - 0.55f * strip),
                  rgb_add(rgb_mul(lantern_light(p, vec(0, 0, -1)), 0.95f), rgb(0.012f, 0.013f, 0.02f)));
}

static int nearest(Vec o, Vec d, float *t) {
  int best = -1;
  *t = 1e9f;
  for (int i = 0; i < LANTERNS; i++) {
    float m = meet(&lanterns[i], o, d);
    if (m > 1e-3f && m < *t) *t = m, best = i;
  }
  return best;
}

static Rgb look(Vec o, Vec d, int depth, uint32_t salt) {
  float t;
  int hit = nearest(o, d, &t);
  float floor_t = d.y < 0 ? -o.y / d.y : 1e9f, wall_t = (6.4f - o.z) / d.z;
  if (hit >= 0 && t < floor_t) return paper_at(&lanterns[hit], vec_add(o, vec_mul(d, t)), d);
  if (floor_t > wall_t) return wall(vec_add(o, vec_mul(d, wall_t)));
  Vec p = vec_add(o, vec_mul(d, floor_t));
  Rgb c = rgb_tint(bench(p),
                   rgb_add(rgb_mul(lantern_light(p, vec(0, 1, 0)), 1.25f * contact(p)), rgb(0.010f, 0.012f, 0.02f)));
  if (depth > 0) return c;
  float rough = 0.06f, f = 0.045f + 0.5f * powf(1 + d.y, 6);
  float grain = fbm2(p.x * 2, p.z * 24, 3, 53u) - 0.5f;
  Vec up = vec_unit(vec(d.x + rough * (hash2((int)salt, 1, 51u) - 0.5f),
                        -d.y + rough * (hash2((int)salt, 2, 51u) - 0.5f) + 0.05f * grain, d.z));
  return rgb_add(c, rgb_mul(look(vec_add(p, vec(0, 0.002f, 0)), up, 1, salt), f));
}

bool scene_lanterns(const char *path) {
  Image im = image_make(W, H);
  Vec eye = vec(0, 0.98f, 0);
  for (int y = 0; y < H; y++) {
    for (int x = 0; x < W; x++) {
      Rgb sum = {0, 0, 0};
      for (int s = 0; s < SAMPLES; s++) {
        float px = ((float)x + 0.25f + 0.5f * (float)(s & 1) - W / 2.0f) / 1330,
              py = (500 - (float)y - 0.25f - 0.5f * (float)(s >> 1)) / 1330 - 0.10f;
        sum = rgb_add(sum, rgb_mul(look(eye, vec_unit(vec(px, py, 1)), 0, (uint32_t)((y * W + x) * SAMPLES + s)),
                                   1.0f / SAMPLES));
      }
      im.px[(size_t)y * W + (size_t)x] = sum;
    }
  }
  film_develop(&im, (Film){1.15f, 0.16f, 0.006f, 0.35f, 0.35f});
  bool ok = film_write_png(&im, path);
  image_drop(&im);
  return ok;
}
