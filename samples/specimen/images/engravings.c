/* engravings.c: the specimen's pictures, as an engraver would cut them: one family of wavy lines over the whole plate, thick where the
 * scene is dark, thin where it is light. A scene is a function from a point to a tone; the burin (cut) makes lines of it.
 *
 *   cc -O2 -std=c17 samples/specimen/images/engravings.c $(pkg-config --cflags --libs cairo) -lm -o build/engravings
 *   build/engravings samples/specimen/images
 *
 * The advertisement wants fonts-noto-cjk. Everything on the pictures is invented. */
#include <cairo.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>

typedef double Tone(double x, double y); /* x, y in widths of the plate, y down; 0 black, 1 white */

static double mix(double a, double b, double t) { return a + (b - a) * t; }
static double step(double a, double b, double v) {
  double t = (v - a) / (b - a);
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  return t * t * (3 - 2 * t);
}
static double hash(int i) {
  unsigned h = (unsigned)i * 2654435761u;
  h ^= h >> 15, h *= 2246822519u, h ^= h >> 13;
  return (h & 0xffff) / 65536.0;
}
static double ripple(double x, double seed) { /* a coast, a reed's sway: smooth, never the same twice */
  return 0.5 * sin(7 * x + seed) + 0.3 * sin(17 * x + 2.3 * seed) + 0.2 * sin(41 * x + 5.1 * seed);
}

static double water(double x, double y, double horizon) {
  double depth = (y - horizon) / (1.1 - horizon);
  return 0.50 + 0.22 * sin(60 * pow(depth, 0.5) * 2.2 + 3 * ripple(x, 1)) * depth + 0.18 * (1 - depth);
}
static double reeds(double x, double y, double foot, double height, double from, double to, double tone) {
  for (int i = 0; i < 90; i++) {
    double at = mix(from, to, hash(i)), tall = height * mix(0.45, 1, hash(i + 500)), top = foot - tall;
    double lean = 0.10 * tall * (hash(i + 900) - 0.3), up = (foot - y) / tall;
    if (y < top || y > foot) continue;
    double d = fabs(x - at - lean * up * up), thick = up > 0.78 ? 0.0065 * sin(3.14 * (up - 0.76) / 0.26) : 0.0016;
    if (d < thick) return up > 0.78 ? 0.30 : 0.04;
  }
  return tone;
}

static double ferry(double x, double y) {
  double horizon = 0.42, t = y < horizon ? mix(0.72, 0.97, y / horizon) : water(x, y, horizon);
  double du = x - 0.72, dv = y - 0.20, sun = sqrt(du * du + dv * dv);
  if (sun < 0.075)
    t = 1;
  else if (y < horizon)
    t -= 0.16 * step(0.5, 0.075, sun);
  double hill = 0.36 - 0.05 * ripple(x * 0.8, 2);
  if (y > hill && y < horizon) t = 0.45;
  double cable = 0.31 - 0.85 * pow(fmod(x + 0.12, 0.42) - 0.21, 2) * 4; /* the bridge behind: towers, cables, deck */
  if (fabs(y - 0.325) < 0.006) t = 0.12;
  if (y < 0.325 && fabs(y - cable) < 0.0035) t = 0.15;
  if (y > 0.14 && y < 0.42 && fabs(fmod(x + 0.12, 0.42)) < 0.007) t = 0.12;
  double hull = 0.655 + 0.22 * pow(x - 0.40, 2), keel = 0.735 - 0.15 * pow(x - 0.40, 2) * 4; /* the boat */
  if (x > 0.10 && x < 0.72 && y > hull && y < keel) t = y < hull + 0.012 ? 0.95 : 0.06;
  if (x > 0.24 && x < 0.56 && fabs(y - 0.545 - 0.12 * pow(x - 0.40, 2)) < 0.012) t = 0.10; /* its roof, posts, people */
  for (int i = 0; i < 4; i++)
    if (fabs(x - 0.26 - 0.093 * i) < 0.004 && y > 0.55 && y < hull) t = 0.10;
  for (int i = 0; i < 6; i++) {
    double px = 0.285 + 0.045 * i, head = pow(x - px, 2) + pow(y - 0.588, 2);
    if (head < 0.00018 || (fabs(x - px) < 0.017 - 0.1 * fabs(y - 0.63) * 0.1 && y > 0.603 && y < hull)) t = 0.02;
  }
  double mx = 0.155, head = pow(x - mx, 2) + pow(y - 0.515, 2); /* the ferryman and his pole */
  if (head < 0.00030) t = 0.02;
  if (fabs(x - mx) < 0.020 && y > 0.532 && y < 0.68) t = 0.02;
  if (fabs((x - 0.205) * 0.94 + (y - 0.60) * 0.24) < 0.0035 && y > 0.36 && y < 0.80) t = 0.02;
  if (y > keel && y < keel + 0.07 && x > 0.12 && x < 0.70) t = mix(0.15, t, step(0, 0.07, y - keel));
  return reeds(x, y, 0.84, 0.40, 0.80, 1.04, t);
}

static double heron(double x, double y) {
  double horizon = 0.52, t = y < horizon ? mix(0.80, 0.96, y / horizon) : water(x, y, horizon);
  if (y > 0.49 + 0.02 * ripple(x, 4) && y < horizon) t = 0.5;
  for (int i = 0; i < 4; i++) /* the steps of the landing */
    if (y > 0.98 + 0.065 * i && x > 0.30 - 0.14 * i + 0.0) t = y < 0.995 + 0.065 * i ? 0.92 : 0.30 - 0.04 * i;
  t = reeds(x, y, 1.02, 0.78, -0.04, 0.26, t);
  t = reeds(x, y, 1.00, 0.56, 0.86, 1.05, t);
  double bx = 0.56, by = 0.62; /* the bird: body, neck, head, bill, legs */
  double u = (x - bx) * 0.90 - (y - by) * 0.42, v = (x - bx) * 0.42 + (y - by) * 0.90;
  double body = pow(u / 0.175, 2) + pow(v / 0.082, 2);
  if (body < 1.14) t = 0.05;
  if (body < 1) t = v > 0.025 ? 0.72 : 1;
  double neck = 0.46 + 0.045 * sin((y - 0.26) * 17);
  if (y > 0.265 && y < 0.60) {
    double d = fabs(x - neck), thick = mix(0.018, 0.035, step(0.30, 0.6, y));
    if (d < thick + 0.010) t = d < thick ? 1 : 0.05;
  }
  double head = pow((x - 0.452) / 0.048, 2) + pow((y - 0.262) / 0.027, 2);
  if (head < 1.5) t = head < 1 ? 1 : 0.05;
  if (x < 0.415 && x > 0.275 && fabs(y - 0.268) < 0.014 * (x - 0.275) / 0.14) t = 0.03;
  if (pow(x - 0.442, 2) + pow(y - 0.257, 2) < 0.00005) t = 0;
  for (int i = 0; i < 2; i++)
    if (fabs(x - 0.55 - 0.05 * i - 0.03 * sin((y - 0.7) * 8) * i) < 0.0055 && y > 0.70 && y < 0.99) t = 0.03;
  return t;
}

static double light(double x, double y) {
  double horizon = 0.66, t = y < horizon ? mix(0.34, 0.82, pow(y / horizon, 1.5)) : water(x, y, horizon) * 0.85;
  double lx = 0.655, ly = 0.247, ax = lx - x, ay = y - ly, far = sqrt(ax * ax + ay * ay); /* the beam, to the left */
  if (y < horizon && ax > 0 && fabs(ay - ax * 0.05) < 0.012 + ax * 0.13) t = mix(1, t, step(0.0, 0.95, far));
  if (y < horizon) t = mix(1, t, step(0.03, 0.16, far));
  if (y < 0.5 && hash((int)(x * 61) * 131 + (int)(y * 61)) > 0.985 &&
      pow(fmod(x * 61, 1) - .5, 2) + pow(fmod(y * 61, 1) - .5, 2) < 0.02)
    t = 1;
  double cliff = 0.60 + 0.5 * step(0.52, 0.26, x) - 0.03 * ripple(x, 3) * step(0.3, 0.6, x) + 0.015 * ripple(x * 3, 8);
  if (y > cliff) t = y < cliff + 0.010 ? 0.5 : 0.10 + 0.10 * (ripple(x * 2.4 + y * 2.0, 6) > 0.25);
  double half = mix(0.036, 0.062, step(0.28, 0.62, y)); /* the tower, its gallery and lantern */
  if (y > 0.285 && y < 0.63 && fabs(x - lx) < half + 0.006) {
    t = fabs(x - lx) > half ? 0.04 : x > lx + half * 0.35 ? 0.42 : 0.97;
    if (fabs(x - lx + 0.01) < 0.008 && fabs(fmod(y, 0.105) - 0.05) < 0.014) t = 0.03;
  }
  if (y > 0.276 && y < 0.290 && fabs(x - lx) < 0.058) t = 0.03;
  if (y > 0.215 && y < 0.276 && fabs(x - lx) < 0.030) t = fabs(fmod(x - lx + 0.3, 0.02) - 0.01) < 0.0022 ? 0.03 : 1;
  if (y > 0.172 && y <= 0.215 && fabs(x - lx) < 0.036 * (y - 0.165) / 0.05) t = 0.03;
  if (fabs(x - lx) < 0.003 && y > 0.135 && y < 0.18) t = 0.03;
  if (x > 0.74 && x < 0.90 && y > 0.565 && y < 0.64)
    t = y < 0.59 ? 0.05 : fabs(x - 0.82) < 0.015 ? 0.05 : 0.9;                         /* the keeper's house */
  if (x > 0.13 && x < 0.25 && y > 0.655 && y < 0.685 - 3 * pow(x - 0.19, 2)) t = 0.03; /* a ship */
  if (x > 0.17 && x < 0.20 && y > 0.63 && y <= 0.655) t = 0.03;
  return t;
}

static double station(double x, double y) {
  double t = mix(0.86, 0.70, y);
  if (y > 0.66) t = 0.45 + 0.18 * (fmod(x * 0.6 / (y + 0.3) + 10, 0.12) < 0.06); /* floor */
  if (x > 0.52 && x < 0.94 && y > 0.10 && y < 0.50) {                            /* the window: sky, sea, a platform */
    t = y < 0.30 ? 0.97 : y < 0.42 ? water(x, y * 2, 0.58) : 0.35;
    if (fabs(y - 0.415) < 0.006) t = 0.05;
    if (fabs(x - 0.73) < 0.007 || fabs(y - 0.205) < 0.005) t = 0.05;
  } else if (x > 0.505 && x < 0.955 && y > 0.085 && y < 0.515) {
    t = 0.05;
  }
  if (x > 0.05 && x < 0.44 && y > 0.08 && y < 0.70) { /* shelves and books */
    double row = fmod(y - 0.08, 0.155), leaf = (x - 0.06) / 0.0185;
    int book = (int)leaf + 40 * (int)((y - 0.08) / 0.155);
    t = row < 0.014 || x < 0.062 || x > 0.428 ? 0.04
        : row < 0.03 + 0.045 * hash(book)     ? 0.12
                                              : 0.15 + 0.8 * hash(book + 77);
    if (row > 0.03 && fmod(leaf, 1) < 0.12) t = 0.04;
  }
  if (x > 0.50 && x < 0.96 && fabs(y - 0.615) < 0.014) t = 0.05; /* the bench and who sits on it */
  if ((fabs(x - 0.54) < 0.009 || fabs(x - 0.92) < 0.009) && y > 0.615 && y < 0.74) t = 0.05;
  if (pow(x - 0.74, 2) + pow(y - 0.385, 2) < 0.0011) t = 0.02;
  if (fabs(x - 0.74) < 0.045 + 0.06 * (y - 0.42) && y > 0.42 && y < 0.61) t = 0.02;
  if (x > 0.665 && x < 0.745 && fabs(y - 0.505 - 0.25 * fabs(x - 0.705)) < 0.012) t = 1;
  if (fabs(x - 0.705) < 0.013 && y > 0.60 && y < 0.75) t = 0.02;
  return t;
}

static double boats(double x, double y) {
  double horizon = 0.30, t = y < horizon ? mix(0.70, 0.96, y / horizon) : water(x, y, horizon);
  if (y < horizon && y > 0.20 - 0.09 * ripple(x * 0.7, 5)) t = 0.34;
  if (y > 0.285 && y < 0.315 && x < 0.42) t = 0.06; /* the mole and its light */
  if (fabs(x - 0.405) < 0.008 && y > 0.20 && y < 0.30) t = 0.05;
  for (int i = 0; i < 3; i++) {
    double at = 0.17 + 0.31 * i, deck = 0.43 + 0.035 * (i == 1), u = (x - at) / 0.135;
    double top = deck - 0.035 * u * u * (u > 0 ? 1.8 : 0.6), foot = deck + 0.062 * (1 - 0.55 * u * u);
    if (fabs(u) < 1 && y > top && y < foot) t = y < top + 0.012 ? 0.96 : 0.05;
    if (fabs(x - at + 0.045) < 0.036 && y > deck - 0.075 && y < deck) t = fabs(y - deck + 0.05) < 0.011 ? 0.04 : 0.95;
    if (fabs(x - at + 0.045) < 0.042 && fabs(y - deck + 0.078) < 0.006) t = 0.04;
    if (fabs(x - at - 0.03) < 0.0035 && y > deck - 0.22 && y < deck) t = 0.04;
    if (fabs(y - deck + 0.21 - 1.9 * fabs(x - at - 0.03)) < 0.003 && fabs(x - at - 0.03) < 0.11) t = 0.06;
    if (fabs(u) < 0.9 && y >= foot && y < foot + 0.05) t = mix(0.12, t, step(0, 0.05, y - foot));
  }
  return t;
}

static double bridge(double x, double y) {
  double horizon = 0.27, t = y < horizon ? mix(0.78, 0.97, y / horizon) : water(x, y, horizon);
  if (y < horizon && y > 0.24 - 0.05 * ripple(x * 0.9, 7)) t = 0.48;
  double deck = 0.225 - 0.03 * sin(3.14 * x), span = fmod(x + 0.05, 0.55) - 0.275;
  if (fabs(y - deck) < 0.006) t = 0.04;
  double cable = deck - 0.008 - 2.0 * span * span;
  if (y < deck && fabs(y - cable) < 0.0028) t = 0.06;
  if (y < deck && y > cable && fabs(fmod(x + 0.005, 0.025) - 0.0125) < 0.0009) t = 0.15;
  if (fabs(fabs(span) - 0.275) < 0.006 && y > 0.045 && y < 0.305) t = 0.04;
  if (fabs(fabs(span) - 0.275) < 0.013 && y > 0.285 && y < 0.305) t = 0.04;
  return reeds(x, y, 1.02, 0.46, -0.02, 0.24, reeds(x, y, 1.04, 0.36, 0.84, 1.04, t));
}

/* The plate: rivets, a frame, a ground left white for the words. */
static double bronze(double x, double y) {
  double dx = fmin(x, 1 - x), dy = fmin(y, 0.5 - y), d = fmin(dx, dy);
  if (d < 0.018) return 0.55;
  if (d < 0.026) return 0.02;
  if (pow(dx - 0.055, 2) + pow(dy - 0.055, 2) < 0.00016) return 0.05;
  return d < 0.08 ? 0.30 : d < 0.086 ? 0.02 : 1;
}

static double cup(double x, double y) { /* the advertisement's ground: a bowl, steam, the tide */
  double t = 0.97, rim = pow((x - 0.33) / 0.20, 2) + pow((y - 0.54) / 0.042, 2);
  double side = 0.20 - 0.9 * pow((y - 0.54), 2) * 4.2;
  if (y > 0.80) t = water(x, y * 0.9 + 0.1, 0.80) + 0.15;
  if (y > 0.54 && y < 0.745 && fabs(x - 0.33) < side)
    t = x > 0.33 + side * 0.45 ? 0.20 : x < 0.33 - side * 0.6 ? 0.35 : 0.62;
  if (y > 0.735 && y < 0.775 && fabs(x - 0.33) < 0.085) t = 0.15;
  if (rim < 1) t = rim > 0.90 ? 0.05 : pow((x - 0.33) / 0.16, 2) + pow((y - 0.55) / 0.026, 2) < 1 ? 0.75 : 0.95;
  for (int i = 0; i < 3; i++)
    if (y > 0.22 && y < 0.47 &&
        fabs(x - 0.25 - 0.08 * i - 0.022 * sin(22 * y + 2 * i)) < 0.006 * sin(3.14 * (y - 0.22) / 0.25))
      t = 0.55;
  return t;
}

/* Lines a little aslant, each as thick as its place is dark: what stands between two tones is a matter of breadth alone. */
static unsigned char cut(Tone *tone, double px, double py, double w, double lines) {
  double sum = 0;
  for (int i = 0; i < 9; i++) {
    double x = (px + (i % 3 + 0.5) / 3) / w, y = (py + (i / 3 + 0.5) / 3) / w, t = tone(x, y);
    double wave = fabs(2 * fmod(y * lines + 0.30 * sin(9 * x) + 0.12 * lines * x + 64, 1) - 1);
    sum += t > 0.985 ? 1 : t < 0.08 ? 0 : wave < t * 1.04 - 0.02;
  }
  return (unsigned char)(sum * 255 / 9 + 0.5);
}

static void upright(cairo_t *cr, double x, double y, double size, bool bold, const char *text) {
  cairo_select_font_face(cr, "Noto Serif CJK JP", CAIRO_FONT_SLANT_NORMAL,
                         bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cr, size);
  cairo_set_source_rgb(cr, 0, 0, 0);
  for (; *text; text += 3, y += size * 1.06) {
    char one[4] = {text[0], text[1], text[2], 0};
    bool mark = text[0] == '\xe3' && text[1] == '\x80'; /* a comma or full stop stands at the upper right of its cell */
    cairo_move_to(cr, x + mark * size * 0.6, y + size * (mark ? 0.28 : 0.88)), cairo_show_text(cr, one);
  }
}

static void level(cairo_t *cr, double middle, double y, double size, const char *face, const char *text) {
  cairo_text_extents_t box;
  cairo_select_font_face(cr, face, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size(cr, size), cairo_text_extents(cr, text, &box);
  cairo_set_source_rgb(cr, 0, 0, 0), cairo_move_to(cr, middle - box.x_advance / 2, y), cairo_show_text(cr, text);
}

typedef void Words(cairo_t *cr, double w, double h);

static void advert_words(cairo_t *cr, double w, double h) {
  upright(cr, w * 0.72, h * 0.06, w * 0.155, true, "潮待ち");
  upright(cr, w * 0.625, h * 0.07, w * 0.045, false, "新酒、蔵出しは十二月一日。");
  upright(cr, w * 0.565, h * 0.07, w * 0.026, false, "冬の灯りに、あたためて。");
  upright(cr, w * 0.90, h * 0.50, w * 0.040, true, "葦崎酒造");
}

static void plate_words(cairo_t *cr, double w, double h) {
  level(cr, w * 0.5, h * 0.47, w * 0.110, "Noto Serif CJK SC", "慢慢走河等你");
  level(cr, w * 0.5, h * 0.66, w * 0.046, "Noto Serif", "Walk slowly; the river waits");
}

static bool plate(const char *dir, const char *name, Tone *tone, int w, int h, double lines, Words *words) {
  char path[1024];
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
  cairo_surface_flush(s);
  for (int y = 0; y < h; y++) {
    unsigned *row = (unsigned *)(cairo_image_surface_get_data(s) + y * cairo_image_surface_get_stride(s));
    for (int x = 0; x < w; x++) row[x] = cut(tone, x, y, w, lines) * 0x10101u;
  }
  cairo_surface_mark_dirty(s);
  if (words) {
    cairo_t *cr = cairo_create(s);
    words(cr, w, h);
    cairo_destroy(cr);
  }
  cairo_surface_t *grey =
      cairo_image_surface_create(CAIRO_FORMAT_A8, w, h); /* written as a picture of one channel: K alone */
  cairo_surface_flush(s), cairo_surface_flush(grey);
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      cairo_image_surface_get_data(grey)[y * cairo_image_surface_get_stride(grey) + x] =
          cairo_image_surface_get_data(s)[y * cairo_image_surface_get_stride(s) + 4 * x];
  cairo_surface_mark_dirty(grey);
  snprintf(path, sizeof path, "%s/%s", dir, name);
  bool ok = cairo_surface_write_to_png(grey, path) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(s), cairo_surface_destroy(grey);
  return ok;
}

int main(int argc, char **argv) {
  const char *dir = argc > 1 ? argv[1] : ".";
  bool ok =
      plate(dir, "ferry.png", ferry, 760, 612, 78, NULL) && plate(dir, "heron.png", heron, 760, 940, 78, NULL) &&
      plate(dir, "light.png", light, 1060, 1130, 106, NULL) && plate(dir, "station.png", station, 680, 570, 70, NULL) &&
      plate(dir, "plate.png", bronze, 960, 480, 100, plate_words) &&
      plate(dir, "boats.png", boats, 880, 560, 92, NULL) && plate(dir, "bridge.png", bridge, 1060, 860, 104, NULL) &&
      plate(dir, "advert.png", cup, 1500, 1476, 120, advert_words);
  return !ok;
}
