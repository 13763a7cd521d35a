/* ads.c: two advertisements of invented firms, set with cairo over computed grounds. */
#include "picture.h"

#include <math.h>

typedef struct {
  const char *face;
  double size;
  bool bold;
  double r, g, b, track;
} Type;

static void choose(cairo_t *cr, const Type *t) {
  cairo_select_font_face(cr, t->face, CAIRO_FONT_SLANT_NORMAL,
                         t->bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(cr, t->size);
  cairo_set_source_rgb(cr, t->r, t->g, t->b);
}

static int letter_bytes(unsigned char c) { return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4; }

/* Set a line letter by letter with tracking; returns its width. `paint` false only measures. */
static double set_line(cairo_t *cr, double x, double y, const Type *t, const char *text, bool paint) {
  double from = x;
  choose(cr, t);
  while (*text) {
    char letter[5] = {0};
    cairo_text_extents_t box;
    int n = letter_bytes((unsigned char)*text);
    for (int i = 0; i < n && *text; i++) letter[i] = *text++;
    cairo_text_extents(cr, letter, &box);
    if (paint) cairo_move_to(cr, x, y), cairo_show_text(cr, letter);
    x += box.x_advance + t->track;
  }
  return x - from - t->track;
}

static double set_centred(cairo_t *cr, double middle, double y, const Type *t, const char *text) {
  double w = set_line(cr, 0, 0, t, text, false);
  set_line(cr, middle - w / 2, y, t, text, true);
  return w;
}

static void rule(cairo_t *cr, double x0, double y0, double x1, double y1, double thick) {
  cairo_set_line_width(cr, thick), cairo_move_to(cr, x0, y0), cairo_line_to(cr, x1, y1), cairo_stroke(cr);
}

/* ---- a bank: deep blue-green, contour waves of a river, one line of trust ---- */

static void paint_waves(Image *im, float level) {
  for (int y = 0; y < im->h; y++) {
    for (int x = 0; x < im->w; x++) {
      float u = (float)x / (float)im->w, v = (float)y / (float)im->h;
      Rgb c = rgb_mix(rgb(0.010f, 0.075f, 0.085f), rgb(0.020f, 0.165f, 0.165f), clampf(u * 0.8f + 0.3f * v, 0, 1));
      for (int i = 0; i < 26; i++) {
        float base = level + 0.030f * (float)i,
              bend = 0.30f * (fbm2(u * 2.6f + 0.10f * (float)i, (float)i * 0.06f, 3, 5u) - 0.5f);
        float d = fabsf(v - base - bend) * (float)im->h;
        c = rgb_add(c, rgb_mul(rgb(0.35f, 0.30f, 0.14f), stepf(2.1f, 0.5f, d) * (0.10f + 0.55f * u * u)));
      }
      im->px[(size_t)y * (size_t)im->w + (size_t)x] = c;
    }
  }
}

/* The mark: a seal of three waves under a bridge's arc. */
static void paint_mark(cairo_t *cr, double x, double y, double r) {
  cairo_set_source_rgb(cr, 0.93, 0.80, 0.50);
  cairo_set_line_width(cr, r * 0.09), cairo_arc(cr, x, y, r, 0, 6.3), cairo_stroke(cr);
  cairo_set_line_width(cr, r * 0.12), cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  cairo_arc(cr, x, y + r * 0.12, r * 0.60, 3.45, 5.97), cairo_stroke(cr);
  for (int i = 0; i < 3; i++) {
    double wy = y + r * (0.10 + 0.22 * i), half = r * (0.66 - 0.13 * i);
    cairo_move_to(cr, x - half, wy);
    cairo_curve_to(cr, x - half * 0.4, wy - r * 0.2, x + half * 0.3, wy + r * 0.24, x + half, wy), cairo_stroke(cr);
  }
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
}

static void set_bank(cairo_t *cr, double w, double h) {
  const Type big = {"Noto Serif CJK SC", 112, true, 0.99, 0.97, 0.90, 14},
             small = {"Noto Sans CJK SC", 35, false, 0.86, 0.90, 0.86, 4};
  const Type name = {"Noto Serif CJK SC", 62, true, 0.96, 0.86, 0.60, 8},
             tiny = {"Noto Sans CJK SC", 23, false, 0.74, 0.82, 0.79, 1};
  const Type latin = {"Noto Serif CJK SC", 24, false, 0.80, 0.74, 0.55, 3},
             rate = {"Noto Serif CJK SC", 104, true, 0.97, 0.83, 0.50, 0};
  paint_mark(cr, 172, h / 2 - 44, 88);
  set_centred(cr, 172, h - 132, &(Type){"Noto Serif CJK SC", 40, true, 0.96, 0.86, 0.60, 4}, "漪江银行");
  set_centred(cr, 172, h - 92, &(Type){"Noto Serif CJK SC", 17, false, 0.80, 0.74, 0.55, 2}, "YIJIANG BANK");
  cairo_set_source_rgba(cr, 0.93, 0.80, 0.50, 0.55), rule(cr, 344, 84, 344, h - 84, 2);
  set_line(cr, 412, 196, &big, "一桥通两岸　一诺暖万家", true);
  set_line(cr, 416, 276, &small, "祝贺望鹤大桥通车！即日起至11月30日，两岸商户可申请“过江贷”", true);
  set_line(cr, 416, 336, &small, "信用额度最高50万元，线上3分钟申请，随借随还，按日计息", true);
  set_line(cr, 416, 414, &tiny, "贷款额度、利率以审批结果为准，请根据自身能力理性借贷。详询各营业网点或客户经理。",
           true);
  double right = w - 300;
  cairo_set_source_rgba(cr, 0.93, 0.80, 0.50, 0.55), rule(cr, w - 590, 84, w - 590, h - 84, 2);
  set_centred(cr, right, 148, &(Type){"Noto Sans CJK SC", 34, false, 0.86, 0.90, 0.86, 6}, "年化利率（单利）低至");
  double wide = set_centred(cr, right - 36, 262, &rate, "3.15");
  set_line(cr, right - 36 + wide / 2 + 12, 262, &name, "%", true);
  set_centred(cr, right, 338, &(Type){"Noto Sans CJK SC", 40, true, 0.99, 0.97, 0.90, 2}, "客服热线　000-95000");
  set_centred(cr, right, 394, &latin, "www.yijiangbank.example");
}

bool scene_ad_bank(const char *path) {
  Image im = image_make(2480, 478);
  paint_waves(&im, 0.42f);
  film_develop(&im, (Film){1.2f, 0.05f, 0, 0.2f, 0.2f});
  for (int i = 0; i < im.w * im.h; i++) { /* back to linear: the type is laid on in display colours */
    Rgb *p = &im.px[i];
    *p = rgb(powf(p->r, 2.2f), powf(p->g, 2.2f), powf(p->b, 2.2f));
  }
  cairo_surface_t *s = layer_make(im.w, im.h);
  cairo_t *cr = cairo_create(s);
  set_bank(cr, im.w, im.h);
  cairo_destroy(cr);
  image_over(&im, s, 1);
  for (int i = 0; i < im.w * im.h; i++) {
    Rgb *p = &im.px[i];
    *p =
        rgb(powf(clampf(p->r, 0, 1), 1 / 2.2f), powf(clampf(p->g, 0, 1), 1 / 2.2f), powf(clampf(p->b, 0, 1), 1 / 2.2f));
  }
  bool ok = film_write_png(&im, path);
  cairo_surface_destroy(s), image_drop(&im);
  return ok;
}

/* ---- a mountain inn: ink hills in mist, much white ---- */

static Rgb ink_hills(float u, float v) {
  Rgb c = rgb_mix(rgb(0.93f, 0.90f, 0.83f), rgb(0.98f, 0.93f, 0.84f), v);
  float du = u - 0.77f, dv = (v - 0.23f) * 0.52f, sun = sqrtf(du * du + dv * dv);
  c = rgb_mix(c, rgb(0.80f, 0.19f, 0.09f), stepf(0.0505f, 0.0490f, sun) * 0.92f);
  for (int i = 0; i < 5; i++) {
    float scale = 1.6f + 0.7f * (float)i,
          top = 0.36f + 0.115f * (float)i + 0.05f -
                0.42f * (1 - 0.10f * (float)i) *
                    (ridge2(u * scale + 3.1f * (float)i, 2, 5, 31u + (uint32_t)i) - 0.22f) *
                    stepf(0.10f, 0.85f, u + 0.10f * (float)i);
    float in = stepf(top - 0.002f, top + 0.002f, v), fade = stepf(0.30f, 0.0f, v - top),
          wash = fbm2(u * 7, v * 5, 5, 41u + (uint32_t)i);
    Rgb ink = rgb_mix(rgb(0.42f, 0.56f, 0.60f), rgb(0.045f, 0.125f, 0.13f), (float)i / 4);
    c = rgb_mix(c, ink, in * fade * (0.50f + 0.5f * wash) * (0.55f + 0.11f * (float)i));
  }
  return c;
}

static void set_travel(cairo_t *cr, double w, double h) {
  const Type title = {"LXGW WenKai", 142, true, 0.10, 0.16, 0.16, 20},
             lead = {"LXGW WenKai", 49, false, 0.16, 0.23, 0.23, 6};
  const Type item = {"Noto Sans CJK SC", 33, false, 0.20, 0.24, 0.24, 2},
             price = {"Noto Serif CJK SC", 92, true, 0.66, 0.12, 0.07, 0};
  const Type light = {"Noto Sans CJK SC", 31, false, 0.98, 0.97, 0.93, 2};
  set_line(cr, 96, 232, &title, "云垄山居", true);
  set_line(cr, 102, 318, &lead, "住进梯田，等一场云海", true);
  cairo_set_source_rgb(cr, 0.66, 0.12, 0.07), rule(cr, 102, 360, 250, 360, 5);
  set_line(cr, 102, 436, &item, "稻田木屋两晚　含双人早餐、开镰体验", true);
  set_line(cr, 102, 490, &item, "新米火塘饭一席　岚香糯米酒一壶", true);
  set_line(cr, 102, 544, &item, "望鹤大桥东口接驳车每日四班", true);
  double x = 102 + set_line(cr, 102, 668, &item, "秋收季特惠", true) + 24;
  x += set_line(cr, x, 668, &price, "598", true) + 14;
  set_line(cr, x, 668, &item, "元／两人起", true);
  cairo_set_source_rgb(cr, 0.075, 0.155, 0.155), cairo_rectangle(cr, 0, h - 112, w, 112), cairo_fill(cr);
  set_line(cr, 102, h - 44, &light, "预订电话　000-6188000", true);
  set_line(cr, 640, h - 44, &light, "桐屏县云垄乡大坪村　10月24日至11月22日", true);
  double wide = set_line(cr, 0, 0, &light, "云垄山居旅宿合作社", false);
  set_line(cr, w - 102 - wide, h - 44, &light, "云垄山居旅宿合作社", true);
}

bool scene_ad_travel(const char *path) {
  Image im = image_make(2032, 1063);
  for (int y = 0; y < im.h; y++)
    for (int x = 0; x < im.w; x++) {
      float paper = 0.975f + 0.035f * fbm2((float)x * 0.11f, (float)y * 0.11f, 3, 61u);
      im.px[(size_t)y * (size_t)im.w + (size_t)x] =
          rgb_mul(ink_hills((float)x / (float)im.w, (float)y / (float)im.h), paper);
    }
  cairo_surface_t *s = layer_make(im.w, im.h);
  cairo_t *cr = cairo_create(s);
  set_travel(cr, im.w, im.h);
  cairo_destroy(cr);
  image_over(&im, s, 1);
  for (int i = 0; i < im.w * im.h; i++) {
    Rgb *p = &im.px[i];
    *p =
        rgb(powf(clampf(p->r, 0, 1), 1 / 2.2f), powf(clampf(p->g, 0, 1), 1 / 2.2f), powf(clampf(p->b, 0, 1), 1 / 2.2f));
  }
  bool ok = film_write_jpeg(&im, path, 88, false);
  cairo_surface_destroy(s), image_drop(&im);
  return ok;
}
