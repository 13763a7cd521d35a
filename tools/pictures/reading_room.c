/* reading_room.c: a tall reading room in one-point perspective, traced ray by ray.
 *
 * The room is a box whose side walls are bookcases (books are found by hashing shelf and place), with long tables, lamps
 * and one great window at its end. Light: the window, a warm strip over every shelf, the lamps' pools; shadows of the
 * furniture by ray. The floor is polished and mirrors once. */
#include "picture.h"

#include <math.h>

enum { W = 2300, H = 1530, TABLES = 5 };

static const float half_wide = 6.2f, tall = 10.6f, deep = 46, focal = 1500, horizon = 800;
static const float shelf_tall = 0.66f, bay_wide = 2.3f, lamp_y = 1.34f;

typedef struct {
  Vec lo, hi;
  int stuff;
} Box;
typedef struct {
  float t;
  Vec n;
  int stuff;
} Hit;
enum { NONE, FLOOR, CEILING, SHELVES, END, WOOD, METAL, CLOTH, STAIR };

typedef struct {
  Box box[420];
  int n;
  Vec lamp[64];
  int lamps;
} Room;

static void put(Room *r, float x0, float y0, float z0, float x1, float y1, float z1, int stuff) {
  if (r->n < 420) r->box[r->n++] = (Box){{x0, y0, z0}, {x1, y1, z1}, stuff};
}

static void put_chair(Room *r, float x, float z, float back) {
  put(r, x - 0.22f, 0.42f, z - 0.22f, x + 0.22f, 0.47f, z + 0.22f, WOOD);
  put(r, x + back * 0.20f - 0.02f, 0.47f, z - 0.22f, x + back * 0.20f + 0.02f, 0.90f, z + 0.22f, WOOD);
  for (int i = 0; i < 4; i++) {
    float lx = x + (i & 1 ? 0.19f : -0.19f), lz = z + (i & 2 ? 0.19f : -0.19f);
    put(r, lx - 0.018f, 0, lz - 0.018f, lx + 0.018f, 0.42f, lz + 0.018f, WOOD);
  }
}

static void furnish(Room *r) {
  for (int side = -1; side <= 1; side += 2) {
    for (int k = 0; k < TABLES; k++) {
      float x = (float)side * 2.55f, z = 6.4f + 7.0f * (float)k, len = 4.6f;
      put(r, x - 0.62f, 0.70f, z, x + 0.62f, 0.76f, z + len, WOOD);
      put(r, x - 0.5f, 0, z + 0.15f, x + 0.5f, 0.70f, z + 0.25f, METAL);
      put(r, x - 0.5f, 0, z + len - 0.25f, x + 0.5f, 0.70f, z + len - 0.15f, METAL);
      for (int i = 0; i < 2; i++) {
        float lz = z + 1.15f + 2.3f * (float)i;
        put(r, x - 0.012f, 0.76f, lz - 0.012f, x + 0.012f, lamp_y, lz + 0.012f, METAL);
        put(r, x - 0.26f, lamp_y, lz - 0.09f, x + 0.26f, lamp_y + 0.07f, lz + 0.09f, METAL);
        r->lamp[r->lamps++] = vec(x, lamp_y - 0.02f, lz);
      }
      for (int i = 0; i < 4; i++) {
        float cz = z + 0.62f + 1.12f * (float)i, out = 0.16f * hash2(i, k, 7u + (uint32_t)(side + 1));
        put_chair(r, x - 0.92f - out, cz, -1), put_chair(r, x + 0.92f + out, cz, 1);
        if (hash2(i, k, 19u + (uint32_t)side) > 0.45f) /* books left on the table */
          put(r, x - 0.45f, 0.76f, cz - 0.13f, x - 0.22f, 0.79f + 0.09f * hash2(i, k, 23u), cz + 0.17f, CLOTH);
      }
    }
    put(r, (float)side * half_wide - (side > 0 ? 1.25f : 0), 4.55f, 0, (float)side * half_wide + (side > 0 ? 0 : 1.25f),
        4.72f, deep, STAIR);
    for (int k = 0; k < 20; k++) /* the gallery's balusters, and its rail */
      put(r, (float)side * (half_wide - 1.22f) - 0.012f, 4.72f, 2.3f * (float)k,
          (float)side * (half_wide - 1.22f) + 0.012f, 5.62f, 2.3f * (float)k + 0.024f, METAL);
    put(r, (float)side * (half_wide - 1.22f) - 0.03f, 5.6f, 0, (float)side * (half_wide - 1.22f) + 0.03f, 5.66f, deep,
        WOOD);
  }
}

static bool box_hit(const Box *b, Vec o, Vec d, Hit *hit) {
  float lo[3] = {b->lo.x, b->lo.y, b->lo.z}, hi[3] = {b->hi.x, b->hi.y, b->hi.z};
  float from[3] = {o.x, o.y, o.z}, way[3] = {d.x, d.y, d.z}, in = 1e-3f, out = hit->t;
  int axis = -1;
  for (int i = 0; i < 3; i++) {
    float k = 1 / (fabsf(way[i]) < 1e-7f ? 1e-7f : way[i]), a = (lo[i] - from[i]) * k, z = (hi[i] - from[i]) * k;
    if (a > z) {
      float s = a;
      a = z, z = s;
    }
    if (a > in) in = a, axis = i;
    if (z < out) out = z;
    if (in >= out) return false;
  }
  if (axis < 0) return false;
  hit->t = in, hit->stuff = b->stuff;
  hit->n = vec(axis == 0 ? (d.x > 0 ? -1.0f : 1.0f) : 0, axis == 1 ? (d.y > 0 ? -1.0f : 1.0f) : 0,
               axis == 2 ? (d.z > 0 ? -1.0f : 1.0f) : 0);
  return true;
}

static Hit trace(const Room *r, Vec o, Vec d) {
  Hit h = {deep * 4, {0, 1, 0}, NONE};
  float t;
  if (d.y < 0 && (t = -o.y / d.y) < h.t) h = (Hit){t, {0, 1, 0}, FLOOR};
  if (d.y > 0 && (t = (tall - o.y) / d.y) < h.t) h = (Hit){t, {0, -1, 0}, CEILING};
  if (d.x > 0 && (t = (half_wide - o.x) / d.x) < h.t) h = (Hit){t, {-1, 0, 0}, SHELVES};
  if (d.x < 0 && (t = (-half_wide - o.x) / d.x) < h.t) h = (Hit){t, {1, 0, 0}, SHELVES};
  if (d.z > 0 && (t = (deep - o.z) / d.z) < h.t) h = (Hit){t, {0, 0, -1}, END};
  for (int i = 0; i < r->n; i++) box_hit(&r->box[i], o, d, &h);
  return h;
}

static bool is_dark(const Room *r, Vec p, Vec to) {
  Vec d = vec_sub(to, p);
  Hit h = {1, {0, 0, 0}, NONE};
  for (int i = 0; i < r->n; i++)
    if (box_hit(&r->box[i], p, d, &h)) return true;
  return false;
}

/* ---- what things are made of ---- */

static Rgb timber(float x, float y, float z, uint32_t seed) {
  float n = fbm2(x * 1.2f, (y + z) * 9, 4, seed), fine = noise2(x * 4, (y + z) * 70, seed + 5);
  return rgb_mix(rgb(0.16f, 0.082f, 0.036f), rgb(0.36f, 0.20f, 0.095f), 0.75f * n + 0.25f * fine);
}

static Rgb book_colour(uint32_t a, int i, int j) {
  static const Rgb dye[10] = {{0.30f, 0.05f, 0.035f}, {0.045f, 0.085f, 0.16f}, {0.055f, 0.13f, 0.075f},
                              {0.42f, 0.29f, 0.12f},  {0.52f, 0.47f, 0.38f},   {0.11f, 0.09f, 0.085f},
                              {0.36f, 0.14f, 0.045f}, {0.16f, 0.20f, 0.24f},   {0.62f, 0.56f, 0.45f},
                              {0.20f, 0.055f, 0.09f}};
  int k = (int)(10 * hash2(i, j, a)), set = (int)(10 * hash2(i / 9, j, a + 3)); /* sets of one binding stand together */
  Rgb c = dye[hash2(i / 9, j, a + 8) > 0.55f ? set : k];
  return rgb_mul(c, 0.65f + 0.6f * hash2(i, j, a + 1));
}

/* One book in its shelf: u along the shelf, v from board to board (0..1); returns the colour, and the light of the strip. */
static Rgb shelf_colour(float u, float y, uint32_t wall, float *strip) {
  int row = (int)floorf(y / shelf_tall), bay = (int)floorf(u / bay_wide);
  float v = y / shelf_tall - (float)row, w = u / bay_wide - (float)bay;
  *strip = powf(v, 1.6f);
  if (w < 0.028f || w > 0.972f || v < 0.055f || v > 0.975f) return *strip *= 0.2f, timber(u, y, 0, 31u);
  float s = u / 0.037f, wob = 0.35f * (hash2((int)floorf(s), row, wall) - 0.5f);
  int i = (int)floorf(s + wob);
  float in = s + wob - (float)i,
        high = 0.60f + 0.32f * hash2(i / 7, row, wall + 2) * (0.8f + 0.2f * hash2(i, row, wall + 9));
  if (hash2(i / 6, row, wall + 4) > 0.93f || v > high) return *strip *= 0.30f, rgb(0.030f, 0.018f, 0.010f);
  Rgb c = book_colour(wall, i, row);
  float label = hash2(i, row, wall + 6);
  if (label > 0.45f && v > high * 0.66f && v < high * 0.78f) c = rgb_mix(c, rgb(0.62f, 0.50f, 0.30f), 0.7f);
  if (v > high * 0.12f && v < high * 0.19f) c = rgb_mix(c, rgb(0.75f, 0.72f, 0.66f), 0.75f); /* call number */
  return rgb_mul(c, 0.45f + 0.75f * sinf(3.1f * clampf(in, 0, 1)));
}

static Rgb outside(float x, float y) {
  float n = fbm2(x * 0.8f, y * 0.9f, 5, 41u), leaf = stepf(3.9f, 2.2f, y - 2.2f * n);
  Rgb sky = rgb_mix(rgb(3.6f, 3.3f, 2.9f), rgb(2.4f, 2.9f, 3.5f), clampf(y / tall, 0, 1));
  return rgb_mix(sky, rgb(1.2f, 1.45f, 0.75f), leaf * 0.75f);
}

static Rgb end_wall(Vec p) {
  float x = fabsf(p.x), arch = x * x * 0.10f;
  bool pane = x < 4.0f && p.y > 1.0f && p.y < 9.6f - arch;
  float bx = fabsf(fmodf(x + 0.57f, 1.14f) - 0.57f), by = fabsf(fmodf(p.y, 1.5f) - 0.75f);
  if (!pane || bx < 0.04f || by < 0.035f) return rgb(0.16f, 0.115f, 0.08f);
  return outside(p.x, p.y);
}

static Rgb ceiling(Vec p) {
  float beam = fabsf(fmodf(p.z, 3.4f) - 1.7f), rib = fabsf(fmodf(fabsf(p.x) + 1.1f, 2.2f) - 1.1f);
  if (beam < 0.26f || rib < 0.13f) return rgb_mul(timber(p.z, p.x, 1, 51u), 0.75f);
  float glow = stepf(1.1f, 0.2f, fabsf(rib - 0.75f)) * stepf(0.5f, 1.1f, beam);
  return rgb_mul(rgb(0.92f, 0.66f, 0.38f), 0.16f + 0.34f * glow);
}

/* ---- light ---- */

static Rgb window_light(const Room *r, Vec p, Vec n, uint32_t salt) {
  float sum = 0;
  for (int i = 0; i < 2; i++) {
    float u = hash2((int)salt, i, 61u), v = hash2((int)salt, i, 67u);
    Vec q = vec(-3.8f + 1.9f * (2 * (float)i + 2 * u), 1.4f + 7.5f * v, deep - 0.1f), d = vec_sub(q, p);
    float far = vec_dot(d, d), face = vec_dot(n, d) / sqrtf(far), seen = d.z / sqrtf(far);
    if (face > 0 && !is_dark(r, vec_add(p, vec_mul(n, 0.01f)), q)) sum += face * seen * 62 / (far + 22);
  }
  return rgb_mul(rgb(0.98f, 0.98f, 1.0f), sum / 2);
}

static Rgb lamp_light(const Room *r, Vec p, Vec n) {
  float sum = 0;
  for (int i = 0; i < r->lamps; i++) {
    Vec d = vec_sub(r->lamp[i], p);
    float far = vec_dot(d, d);
    if (far > 7) continue;
    float face = vec_dot(n, d) / sqrtf(far), down = clampf(d.y / sqrtf(far), 0, 1);
    if (face > 0) sum += face * (0.15f + down) * 0.62f / (far + 0.10f);
  }
  return rgb_mul(rgb(1.0f, 0.66f, 0.32f), sum);
}

static Rgb surface(Vec p, const Hit *h, float *strip) {
  *strip = 0;
  switch (h->stuff) {
  case SHELVES: return shelf_colour(p.z + (p.x > 0 ? 900 : 0), p.y, p.x > 0 ? 71u : 79u, strip);
  case CEILING: return ceiling(p);
  case FLOOR: {
    float board = floorf(p.x / 0.16f);
    return rgb_mul(timber(p.z * 0.6f + board * 7.3f, p.x, board, 83u),
                   0.75f + 0.5f * hash2((int)board, (int)floorf(p.z / 1.9f + board * 0.37f), 89u));
  }
  case METAL: return rgb(0.10f, 0.075f, 0.05f);
  case CLOTH: return book_colour(5u, (int)(p.x * 3), (int)(p.z * 2));
  default: return timber(p.z, p.x, p.y, 97u);
  }
}

static Rgb shade(const Room *r, Vec p, const Hit *h, uint32_t salt) {
  if (h->stuff == END && p.z > deep - 1) {
    Rgb e = end_wall(p);
    return e.r > 0.5f ? e : rgb_mul(e, 0.55f);
  }
  float strip, corner = stepf(0, 1.1f, fminf(p.y, tall - p.y) + 0.25f) *
                        stepf(-0.1f, 0.9f, half_wide - fabsf(p.x) + (h->stuff == SHELVES ? 1 : 0));
  Rgb base = surface(p, h, &strip);
  if (h->stuff == CEILING) return base;
  float depth = clampf(p.z / deep, 0, 1),
        under = h->stuff == FLOOR ? 0.5f + 0.5f * stepf(0.5f, 2.0f, fabsf(fabsf(p.x) - 2.55f)) : 1;
  Rgb light = rgb_mul(rgb(0.36f, 0.28f, 0.20f), (0.62f + 0.3f * depth) * corner * under);
  light = rgb_add(light, rgb_mul(window_light(r, p, h->n, salt), 0.95f));
  light = rgb_add(light, lamp_light(r, p, h->n));
  light = rgb_add(light, rgb_mul(rgb(1.9f, 1.12f, 0.50f), strip * 0.5f));
  return rgb_tint(base, light);
}

static Rgb look(const Room *r, Vec o, Vec d, uint32_t salt) {
  Hit h = trace(r, o, d);
  Vec p = vec_add(o, vec_mul(d, h.t));
  Rgb c = shade(r, p, &h, salt);
  bool polished = h.stuff == FLOOR || (h.stuff == WOOD && h.n.y > 0.5f);
  if (polished) {
    float rough = h.stuff == FLOOR ? 0.012f : 0.03f, f = 0.03f + 0.34f * powf(1 - fabsf(d.y), 5);
    Vec up = vec_unit(
        vec(d.x + rough * (hash2((int)salt, 1, 3u) - 0.5f), -d.y + rough * 3 * (hash2((int)salt, 2, 3u) - 0.5f), d.z));
    Vec from = vec_add(p, vec(0, 0.002f, 0));
    Hit m = trace(r, from, up);
    c = rgb_add(rgb_mul(c, 1 - f), rgb_mul(shade(r, vec_add(from, vec_mul(up, m.t)), &m, salt + 1), f));
  }
  return rgb_mix(c, rgb(0.74f, 0.66f, 0.54f), 1 - expf(-h.t * 0.0052f)); /* dust in the light */
}

bool scene_reading_room(const char *path) {
  static Room room;
  room.n = room.lamps = 0;
  furnish(&room);
  Image im = image_make(W, H);
  for (int y = 0; y < H; y++) {
    for (int x = 0; x < W; x++) {
      uint32_t salt = (uint32_t)(y * W + x) * 2u;
      Rgb sum = {0, 0, 0};
      for (int s = 0; s < 2; s++) {
        float px = (float)x + (s ? 0.25f : 0.75f), py = (float)y + (s ? 0.75f : 0.25f);
        Rgb c = look(&room, vec(0, 1.72f, 0), vec_unit(vec((px - W / 2.0f) / focal, (horizon - py) / focal, 1)),
                     salt + (uint32_t)s);
        sum = rgb_add(sum, rgb_mul(c, 0.5f));
      }
      im.px[(size_t)y * W + (size_t)x] = sum;
    }
  }
  for (int i = 0; i < room.lamps; i++) {
    float k = focal / room.lamp[i].z;
    image_glow(&im, W / 2.0f + room.lamp[i].x * k, horizon + (1.72f - room.lamp[i].y) * k, 0.55f * k,
               rgb(0.50f, 0.28f, 0.11f));
  }
  film_develop(&im, (Film){1.75f, 0.16f, 0.030f, 0.42f, 0.45f});
  bool ok = film_write_jpeg(&im, path, 80, false);
  image_drop(&im);
  return ok;
}
