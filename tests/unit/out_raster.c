/* out/raster: pixels are where the paint list says, and files give the same pixels back. */
#include "press.h"

#include "out/raster/inside.h"

static const Ink RED = {INK_RGB, {1000, 0, 0, 0}}, BLUE = {INK_RGB, {0, 0, 1000, 0}};

static Raster draw(Press *p, const PaintPage *page, RasterOptions o) {
  Raster r;
  assert_true(raster_draw(&p->job, page, p->fonts, &o, &r));
  return r;
}

static uint32_t at(const Raster *r, int x, int y) {
  return r->pixels[(size_t)y * (size_t)r->width + (size_t)x] & 0xFFFFFF;
}

/* Box of everything that is darker than white: x0, y0, x1, y1. */
static void ink_box(const Raster *r, int box[4]) {
  box[0] = r->width, box[1] = r->height, box[2] = box[3] = 0;
  for (int y = 0; y < r->height; y++)
    for (int x = 0; x < r->width; x++) {
      if (at(r, x, y) == 0xFFFFFF) continue;
      box[0] = x < box[0] ? x : box[0];
      box[1] = y < box[1] ? y : box[1];
      box[2] = x + 1 > box[2] ? x + 1 : box[2];
      box[3] = y + 1 > box[3] ? y + 1 : box[3];
    }
}

static void sizes(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, LEN_IN * 2, LEN_IN * 3);
  page->bleed = LEN_IN / 10;
  static const struct {
    RasterOptions o;
    int w, h, ppi;
  } rows[] = {{{.ppi = 100}, 200, 300, 100},
              {{.ppi = 100, .bleed = true}, 220, 320, 100},
              {{.width = 300}, 300, 450, 150},
              {{.ppi = 33}, 66, 99, 33}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Raster r = draw(&p, page, rows[i].o);
    assert_int_equal(r.width, rows[i].w);
    assert_int_equal(r.height, rows[i].h);
    assert_int_equal(r.ppi, rows[i].ppi);
  }
  static const RasterOptions wrong[] = {{.ppi = 0}, {.ppi = -1}, {.ppi = 32000}, {.width = 33000}, {.ppi = 12000}};
  for (size_t i = 0; i < COUNT(wrong); i++) {
    Raster r;
    assert_false(raster_draw(&p.job, page, p.fonts, &wrong[i], &r));
    assert_true(diags_has(p.job.diags, DIAG_BAD_OPTION));
  }
  press_close(&p);
}

static void shapes(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, LEN_IN, LEN_IN);
  PaintOp *op = press_op(&p, page, PAINT_RECT); /* 0.10 to 0.30 in across, 0.20 to 0.60 down */
  op->box = (Rect){LEN_IN / 10, LEN_IN / 5, LEN_IN / 5, LEN_IN * 2 / 5};
  op->fill = RED;
  op->ink = BLUE;
  op->thickness = LEN_IN / 50;
  op = press_op(&p, page, PAINT_PATH);
  op->path = arena_array(p.job.arena, Point, 1);
  op->path[0] = (Point){LEN_IN * 3 / 4, LEN_IN / 2};
  op->path_n = 1;
  op->dot = LEN_IN / 10;
  op->fill = BLUE;
  op = press_op(&p, page, PAINT_LINE);
  op->box = (Rect){LEN_IN / 10, LEN_IN * 9 / 10, LEN_IN * 4 / 5, 0};
  op->thickness = LEN_IN / 50;
  op->ink = RED;
  Raster r = draw(&p, page, (RasterOptions){.ppi = 100});
  static const struct {
    int x, y;
    uint32_t rgb;
  } spots[] = {{9, 40, 0xFFFFFF},  {10, 40, 0x0000FF}, {11, 40, 0x0000FF}, /* the line inside its edge */
               {12, 40, 0xFF0000}, {27, 57, 0xFF0000}, {29, 59, 0x0000FF}, {30, 60, 0xFFFFFF},
               {75, 50, 0x0000FF}, {66, 50, 0x0000FF}, {67, 42, 0xFFFFFF}, /* the dot is round */
               {50, 89, 0xFF0000}, {50, 92, 0xFFFFFF}};
  for (size_t i = 0; i < COUNT(spots); i++) {
    uint32_t got = at(&r, spots[i].x, spots[i].y);
    for (int shift = 0; shift < 24; shift += 8) /* cairo places edges to 1/256 pixel */
      if (abs((int)(got >> shift & 255) - (int)(spots[i].rgb >> shift & 255)) > 4)
        fail_msg("%d, %d: %06x", spots[i].x, spots[i].y, got);
  }
  press_close(&p);
}

/* 口 in hei: its ink box is the face's, to a pixel, for level, condensed and turned type. */
static void glyphs(void **state) {
  (void)state;
  Press p = press_open();
  enum { PPI = 288, EM = 400 }; /* 100 pt are 400 pixels */
  for (int way = 0; way < 3; way++) {
    PaintPage *page = press_page(&p, LEN_PT * 200, LEN_PT * 200);
    PaintOp *op =
        press_text(&p, page, "口", "hei", LEN_PT * 100, LEN_PT * 50, LEN_PT * (way == 2 ? 75 : 125), 0, false);
    if (way == 1) op->x_scale_pm = 500;
    op->turned = way == 2;
    int fu[4], box[4], want[4];
    assert_true(font_ink(p.fonts, op->glyphs[0].font, op->glyphs[0].id, fu));
    int upem = face_facts(p.fonts, font_facts(p.fonts, op->glyphs[0].font)->face)->upem;
    for (int i = 0; i < 4; i++) fu[i] = fu[i] * EM / upem; /* pixels now */
    int half = way == 1 ? 2 : 1;
    const int level[4] = {200 + fu[0] / half, 500 - fu[3], 200 + fu[2] / half, 500 - fu[1]};
    const int turned[4] = {200 + fu[1], 300 + fu[0], 200 + fu[3], 300 + fu[2]};
    memcpy(want, way == 2 ? turned : level, sizeof want);
    Raster r = draw(&p, page, (RasterOptions){.ppi = PPI});
    ink_box(&r, box);
    for (int i = 0; i < 4; i++)
      if (abs(box[i] - want[i]) > 1) fail_msg("way %d, side %d: %d, want %d", way, i, box[i], want[i]);
    assert_int_equal(at(&r, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2), 0xFFFFFF); /* the counter is open */
  }
  press_close(&p);
}

/* A glyph's darkness does not depend on where between two pixels it falls: coverage is exact. */
static void coverage(void **state) {
  (void)state;
  Press p = press_open();
  int64_t first = 0;
  for (int k = 0; k < 8; k++) {
    PaintPage *page = press_page(&p, LEN_PT * 40, LEN_PT * 40);
    press_text(&p, page, "鹤", "song", LEN_PT * 9, LEN_PT * 10 + k * LEN_PT / 11, LEN_PT * 25 + k * LEN_PT / 13, 0,
               false)
        ->ink = (Ink){INK_RGB, {0, 0, 0, 0}};
    Raster r = draw(&p, page, (RasterOptions){.ppi = 100});
    int64_t dark = 0;
    for (int y = 0; y < r.height; y++)
      for (int x = 0; x < r.width; x++) dark += 255 - (int)(at(&r, x, y) & 255);
    if (!k) first = dark;
    assert_true(dark > 1000);
    if (llabs(dark - first) * 100 > first) fail_msg("at %d: %lld, first %lld", k, (long long)dark, (long long)first);
  }
  press_close(&p);
}

static void beyond_the_page(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, LEN_PT * 20, LEN_PT * 20);
  static const int places[][2] = {{-5, 5}, {15, 5}, {5, 2}, {5, 25}, {-300, 5}, {300, 5}, {5, -300}, {5, 300}};
  for (size_t i = 0; i < COUNT(places); i++)
    press_text(&p, page, "望鹤", "hei", LEN_PT * 12, places[i][0] * LEN_PT, places[i][1] * LEN_PT, 0, i & 1);
  press_text(&p, page, "桥", "hei", LEN_PT * 900, -LEN_PT * 400, LEN_PT * 400, 0, false);
  Raster r = draw(&p, page, (RasterOptions){.ppi = 300});
  int box[4];
  ink_box(&r, box);
  assert_true(box[2] > box[0]);
  press_close(&p);
}

static void colours(void **state) {
  (void)state;
  static const struct {
    Ink ink;
    int rgb[3];
  } rows[] = {{{INK_K, {0, 0, 0, 1000}}, {35, 31, 32}},         {{INK_K, {0, 0, 0, 0}}, {255, 255, 255}},
              {{INK_CMYK, {1000, 0, 0, 0}}, {0, 173, 239}},     {{INK_CMYK, {0, 1000, 1000, 0}}, {237, 28, 36}},
              {{INK_RGB, {200, 400, 1000, 0}}, {51, 102, 255}}, {{INK_K, {900, 900, 900, 500}}, {145, 143, 144}}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    double rgb[3];
    rgb_of_ink(rows[i].ink, NULL, rgb);
    for (int k = 0; k < 3; k++)
      if (abs((int)(rgb[k] * 255 + 0.5) - rows[i].rgb[k]) > 1) fail_msg("row %zu, %d: %f", i, k, rgb[k] * 255);
  }
  for (unsigned v = 0; v < 256; v += 17) { /* bytes and inks agree */
    double rgb[3];
    Rgb b = rgb_of_cmyk(v, 255 - v, v / 2, v / 3);
    rgb_of_ink((Ink){INK_CMYK,
                     {(int16_t)(v * 1000 / 255), (int16_t)((255 - v) * 1000 / 255), (int16_t)(v / 2 * 1000 / 255),
                      (int16_t)(v / 3 * 1000 / 255)}},
               NULL, rgb);
    assert_true(abs(b.r - (int)(rgb[0] * 255)) <= 2 && abs(b.g - (int)(rgb[1] * 255)) <= 2 &&
                abs(b.b - (int)(rgb[2] * 255)) <= 2);
  }
}

static Raster sample(Press *p) {
  PaintPage *page = press_page(p, LEN_IN, LEN_IN);
  PaintOp *op = press_op(p, page, PAINT_RECT);
  op->box = (Rect){LEN_IN / 4, LEN_IN / 4, LEN_IN / 2, LEN_IN / 4};
  op->fill = RED;
  press_text(p, page, "对开", "song", LEN_PT * 20, LEN_PT * 10, LEN_PT * 60, 0, false);
  return draw(p, page, (RasterOptions){.ppi = 127});
}

/* A spot colour is shown by what stands for it, in its tint. */
static void spot_colours(void **state) {
  (void)state;
  Press p = press_open();
  Spots spots = {0};
  vec_add(p.job.arena, &spots, (SpotInk){STR("HKS 13"), {0, 1000, 1000, 0}});
  PaintPage *page = press_page(&p, LEN_IN, LEN_IN);
  page->spots = &spots;
  static const Ink inks[2][2] = {{{INK_SPOT, {1000, 0, 0, 0}}, {INK_CMYK, {0, 1000, 1000, 0}}},
                                 {{INK_SPOT, {300, 0, 0, 0}}, {INK_CMYK, {0, 300, 300, 0}}}};
  for (int i = 0; i < 2; i++)
    for (int k = 0; k < 2; k++) {
      PaintOp *op = press_op(&p, page, PAINT_RECT);
      op->box = (Rect){k * LEN_IN / 2, i * LEN_IN / 2, LEN_IN / 2, LEN_IN / 2};
      op->ink.model = INK_NONE;
      op->fill = inks[i][k];
    }
  Raster r = draw(&p, page, (RasterOptions){.ppi = 40});
  for (int i = 0; i < 2; i++) {
    assert_int_equal(at(&r, 10, 10 + 20 * i), at(&r, 30, 10 + 20 * i));
    assert_int_not_equal(at(&r, 10, 10 + 20 * i), 0xFFFFFF);
  }
  press_close(&p);
}

static void files(void **state) {
  (void)state;
  Press p = press_open();
  Raster r = sample(&p);
  for (RasterFormat f = RASTER_PNG; f <= RASTER_WEBP; f++) {
    Buf one, two;
    assert_true(raster_encode(&p.job, &r, f, 0, &one));
    assert_true(raster_encode(&p.job, &r, f, 0, &two));
    assert_true(str_eq(buf_str(&one), buf_str(&two)));
    if (f == RASTER_WEBP) {
      assert_true(str_has_prefix(buf_str(&one), STR("RIFF")) && one.n > 12 && !memcmp(one.p + 8, "WEBP", 4));
      continue;
    }
    Pict k;
    assert_true(pict_read_bytes(&p.job, STR("x"), buf_str(&one), (Span){0}, &k));
    assert_int_equal(k.kind, f == RASTER_PNG ? PICT_PNG : PICT_JPEG);
    assert_int_equal(k.width, r.width);
    assert_int_equal(k.height, r.height);
    assert_in_range(k.ppi, 126, 127);
    uint8_t *rows = pict_decode(&p.job, &k, (Span){0}, NULL);
    assert_non_null(rows);
    int64_t off = 0;
    for (int i = 0; i < r.width * r.height; i++)
      for (int c = 0; c < 3; c++) off += abs((int)(r.pixels[i] >> (16 - 8 * c) & 255) - rows[3 * i + c]);
    if (f == RASTER_PNG) assert_int_equal(off, 0);
    assert_true(off / (3 * r.width * r.height) < 4);
  }
  RasterFormat f;
  assert_true(raster_format_read(STR("jpg"), &f) && f == RASTER_JPEG);
  assert_false(raster_format_read(STR("gif"), &f));
  Buf none;
  Raster wide = {.width = 20000, .height = 1, .ppi = 100, .pixels = arena_array(p.job.arena, uint32_t, 20000)};
  assert_false(raster_encode(&p.job, &wide, RASTER_WEBP, 0, &none));
  assert_true(raster_encode(&p.job, &wide, RASTER_PNG, 0, &none));
  press_close(&p);
}

/* A picture turned by its EXIF orientation and cropped: what was its top left corner is where a reader shows it. */
static void pictures(void **state) {
  (void)state;
  Press p = press_open();
  Raster r = {.width = 40, .height = 20, .ppi = 100, .pixels = arena_array(p.job.arena, uint32_t, 800)};
  for (int i = 0; i < 800; i++) r.pixels[i] = i % 40 < 20 ? (i < 400 ? 0xFFFF0000 : 0xFF00FF00) : 0xFF0000FF;
  Buf png;
  assert_true(raster_encode(&p.job, &r, RASTER_PNG, 0, &png));
  Pict k;
  assert_true(pict_read_bytes(&p.job, STR("x.png"), buf_str(&png), (Span){0}, &k));
  static const struct {
    int orientation;
    PictCrop crop;
    uint32_t corner[4]; /* top left, top right, bottom left, bottom right */
  } rows[] = {{1, {0}, {0xFF0000, 0x0000FF, 0x00FF00, 0x0000FF}},
              {3, {0}, {0x0000FF, 0x00FF00, 0x0000FF, 0xFF0000}},
              {6, {0}, {0x00FF00, 0xFF0000, 0x0000FF, 0x0000FF}},
              {8, {0}, {0x0000FF, 0x0000FF, 0xFF0000, 0x00FF00}},
              {1, {0, 0, 500000, 1000000}, {0xFF0000, 0xFF0000, 0x00FF00, 0x00FF00}},
              {1, {500000, 0, 500000, 500000}, {0x0000FF, 0x0000FF, 0x0000FF, 0x0000FF}}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    PaintPage *page = press_page(&p, LEN_IN, LEN_IN);
    PaintOp *op = press_op(&p, page, PAINT_PICTURE);
    k.orientation = rows[i].orientation;
    op->pict = &k;
    op->crop = rows[i].crop;
    op->box = (Rect){LEN_IN / 10, LEN_IN / 10, LEN_IN * 4 / 5, LEN_IN * 4 / 5};
    Raster shown = draw(&p, page, (RasterOptions){.ppi = 100});
    static const int corner[4][2] = {{14, 14}, {85, 14}, {14, 85}, {85, 85}};
    for (int c = 0; c < 4; c++)
      if (at(&shown, corner[c][0], corner[c][1]) != rows[i].corner[c])
        fail_msg("row %zu, corner %d: %06x", i, c, at(&shown, corner[c][0], corner[c][1]));
    assert_int_equal(at(&shown, 5, 50), 0xFFFFFF);
  }
  press_close(&p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sizes),    cmocka_unit_test(shapes),          cmocka_unit_test(glyphs),
      cmocka_unit_test(coverage), cmocka_unit_test(beyond_the_page), cmocka_unit_test(colours),
      cmocka_unit_test(files),    cmocka_unit_test(spot_colours),    cmocka_unit_test(pictures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
