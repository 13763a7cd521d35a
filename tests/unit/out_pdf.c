/* out/pdf: what is written is read back, with poppler and qpdf where they are installed and with zlib always. */
#include "press.h"

#include <zlib.h>

#include "out/pdf/inside.h"

/* ---- reading back */
static Str inflate_at(Arena *a, Str pdf, size_t at) {
  Buf b = buf_make(a, 1 << 26);
  z_stream z = {.next_in = (Bytef *)(uintptr_t)(pdf.p + at), .avail_in = (uInt)(pdf.n - at)};
  unsigned char chunk[4096];
  inflateInit(&z);
  int end;
  do {
    z.next_out = chunk;
    z.avail_out = sizeof chunk;
    end = inflate(&z, Z_NO_FLUSH);
    buf_put(&b, chunk, sizeof chunk - z.avail_out);
  } while (end == Z_OK);
  inflateEnd(&z);
  return end == Z_STREAM_END ? buf_str(&b) : (Str){0};
}

/* All deflated streams of the file, inflated, one after the other. */
static Str all_streams(Arena *a, Str pdf) {
  Buf b = buf_make(a, 1 << 28);
  for (size_t at = 0; at < pdf.n;) {
    ptrdiff_t next = str_find(str_sub(pdf, at, pdf.n), STR("stream\r\n"));
    if (next < 0) break;
    at += (size_t)next + 8;
    buf_puts(&b, inflate_at(a, pdf, at));
    buf_putc(&b, '\n');
  }
  return buf_str(&b);
}

static bool has(Str s, const char *z) { return str_find(s, str_of(z)) >= 0; }

/* Runs a program on the file; false if it is not installed. */
static bool tool(Arena *a, Str pdf, const char *program, const char *before, const char *after, Str *out, int *status) {
  char command[400];
  snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", program);
  if (system(command)) return false;
  FILE *f = fopen("build/unit-out.pdf", "wb");
  assert_non_null(f);
  fwrite(pdf.p, 1, pdf.n, f);
  fclose(f);
  snprintf(command, sizeof command, "%s %s build/unit-out.pdf %s 2>&1", program, before, after);
  FILE *p = popen(command, "r");
  Buf b = buf_make(a, 1 << 24);
  char chunk[4096];
  for (size_t n; (n = fread(chunk, 1, sizeof chunk, p));) buf_put(&b, chunk, n);
  *status = pclose(p);
  *out = buf_str(&b);
  remove("build/unit-out.pdf");
  return true;
}

static void check_clean(Arena *a, Str pdf) {
  Str said;
  int status;
  if (tool(a, pdf, "qpdf", "--check", "", &said, &status)) {
    if (status || has(said, "WARNING")) fail_msg("qpdf: %.*s", STRF(said));
  }
}

static void check_text(Arena *a, Str pdf, const char *want) {
  Str said;
  int status;
  if (!tool(a, pdf, "pdftotext", "-raw", "-", &said, &status)) return;
  Str got = str_trim(said);
  if (got.n && got.p[got.n - 1] == '\f') got.n--;
  assert_str(str_trim(got), want);
}

/* ---- numbers */
static void decimals_are_short_and_near(void **state) {
  (void)state;
  static const struct {
    Fine v, tolerance;
    const char *want;
  } rows[] = {{0, 0, "0"},
              {9 * FINE_PT, 0, "9"},
              {-FINE_PT / 2, 0, "-.5"},
              {112500000000, 0, "11.25"},
              {112486000000, FINE_PT / 500, "11.25"},
              {FINE_PT / 3, 0, ".3333"},
              {FINE_PT / 3, FINE_PT / 500, ".333"},
              {-FINE_PT * 2 / 3, FINE_PT / 100, "-.67"},
              {99999 * FINE_PT / 100000, FINE_PT / 1000, "1"},
              {1105 * FINE_PT + FINE_PT / 1000, FINE_PT / 100000, "1105.001"}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    char p[32];
    size_t n = decimal_put(p, decimal_near(rows[i].v, rows[i].tolerance));
    Str got = {p, n};
    assert_str(got, rows[i].want);
  }
  assert_int_equal(fine_of(LEN_PT), FINE_PT);
  assert_int_equal(fine_of(1), 787402); /* 1/12700 pt */
}

/* ---- text */
static void text_comes_back(void **state) {
  (void)state;
  static const char *const rows[] = {
      "春耕秋收忙不停，一二三。", "一⼀人⼈大⼤民⺠户⼾…⋯", "⼀一⼀",     "他说——“完成”……",
      "office fi 3.14 和中文",    "𠮷𠀀葛\xF3\xA0\x84\x80", "e\xCC\x81 é"};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Press p = press_open();
    press_text(&p, press_page(&p, 300 * LEN_PT, 60 * LEN_PT), rows[i], "song", 9 * LEN_PT, 20 * LEN_PT, 30 * LEN_PT, 0,
               false);
    Str pdf = press_write(&p, 1, false);
    check_clean(p.job.arena, pdf);
    check_text(p.job.arena, pdf, rows[i]);
    press_close(&p);
  }
}

/* The radical shares its glyph with the ideograph: whichever comes first owns the code, the other one has ActualText. */
static void one_glyph_two_texts(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, 300 * LEN_PT, 60 * LEN_PT);
  PaintOp *op = press_text(&p, page, "一⼀", "song", 9 * LEN_PT, 20 * LEN_PT, 30 * LEN_PT, 0, false);
  assert_int_equal(op->glyphs[0].id, op->glyphs[1].id);
  Str streams = all_streams(p.job.arena, press_write(&p, 1, false));
  assert_true(has(streams, "[<4e00>]"));
  assert_true(has(streams, "/ActualText<feff2f00>"));
  assert_false(has(streams, "<2f00>]"));
  press_close(&p);
}

static void dash_is_two(void **state) {
  (void)state;
  Press p = press_open();
  press_text(&p, press_page(&p, 300 * LEN_PT, 60 * LEN_PT), "中——文", "song", 9 * LEN_PT, 20 * LEN_PT, 30 * LEN_PT, 0,
             false);
  Str streams = all_streams(p.job.arena, press_write(&p, 1, false));
  assert_true(has(streams, "<20142014>"));
  assert_false(has(streams, "ActualText"));
  press_close(&p);
}

static void artifacts_are_no_text(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, 300 * LEN_PT, 60 * LEN_PT);
  press_text(&p, page, "divi", "song", 9 * LEN_PT, 20 * LEN_PT, 30 * LEN_PT, 0, false);
  PaintOp *hyphen = press_text(&p, page, "-", "song", 9 * LEN_PT, 40 * LEN_PT, 30 * LEN_PT, 0, false);
  hyphen->artifact = true;
  press_text(&p, page, "ded", "song", 9 * LEN_PT, 20 * LEN_PT, 41 * LEN_PT, 0, false);
  Str pdf = press_write(&p, 1, false);
  check_clean(p.job.arena, pdf);
  check_text(p.job.arena, pdf, "divi\nded");
  press_close(&p);
}

/* ---- places: the content stream is added up as a reader does, and every glyph must stand within 0.005 pt of where it was meant to */
typedef struct Pen {
  double x, y, size, space, stretch;
} Pen;

static double number_of(Str s, size_t *at) { /* the number that ends at *at, backwards */
  size_t end = *at;
  while (end && s.p[end - 1] == ' ') end--;
  size_t from = end;
  while (from && strchr("0123456789.-", s.p[from - 1])) from--;
  double v = 0, unit = 0;
  for (size_t i = from; i < end; i++) {
    if (s.p[i] == '.') unit = 1;
    if (s.p[i] >= '0' && s.p[i] <= '9') {
      v = v * 10 + (s.p[i] - '0');
      unit *= 10;
    }
  }
  *at = from;
  return (unit > 1 ? v / unit : v) * (from < end && s.p[from] == '-' ? -1 : 1);
}

/* Follows Td, Tf, Tc, Tz, Tj and TJ of a page of level text; `widths` in em by code. Gives the number of glyphs met. */
static size_t follow(Str s, const double *widths, Point *places, size_t most) {
  Pen pen = {.stretch = 1};
  double line_x = 0, line_y = 0;
  size_t n = 0;
  bool in_string = false;
  for (size_t i = 0; i < s.n; i++) {
    if (in_string) {
      int code = 0;
      for (int k = 0; k < 2; k++) {
        int byte = (unsigned char)s.p[i++];
        if (byte == '\\') byte = (unsigned char)s.p[i++] == 'r' ? '\r' : (unsigned char)s.p[i - 1];
        code = code << 8 | byte;
      }
      if (n < most) places[n++] = (Point){(Len)(pen.x * 1e6), (Len)(pen.y * 1e6)};
      pen.x += (widths[code] * pen.size + pen.space) * pen.stretch;
      if (s.p[i] == ')')
        in_string = false;
      else
        i--;
      continue;
    }
    size_t at = i;
    if (s.p[i] == '(') {
      if (i && strchr("0123456789.", s.p[i - 1])) pen.x -= number_of(s, &at) / 1000 * pen.size * pen.stretch;
      in_string = true;
    } else if (s.p[i] == 'T' && i + 1 < s.n && s.p[i + 1] == 'd') {
      line_y += number_of(s, &at);
      line_x += number_of(s, &at);
      pen.x = line_x;
      pen.y = line_y;
    } else if (s.p[i] == 'T' && s.p[i + 1] == 'f') {
      pen.size = number_of(s, &at);
    } else if (s.p[i] == 'T' && s.p[i + 1] == 'c') {
      pen.space = number_of(s, &at);
    } else if (s.p[i] == 'T' && s.p[i + 1] == 'z') {
      pen.stretch = number_of(s, &at) / 100;
    }
  }
  return n;
}

static void glyphs_stand_where_they_should(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, 400 * LEN_PT, 400 * LEN_PT);
  static const struct {
    Len size, x, even;
    int stretch;
  } rows[] = {
      {9 * LEN_PT, 20 * LEN_PT, 0, 1000}, {9 * LEN_PT, 333333, 1234, 1000}, {10 * LEN_PT + 12345, 345678, 777, 1000},
      {42 * LEN_PT, 251111, -4321, 1000}, {9 * LEN_PT, 300001, 4001, 900},  {LEN_PT * 15 / 2, 300001, 1, 1105},
      {30 * LEN_PT, 10, 99999, 1000}};
  size_t lines = COUNT(rows);
  for (size_t i = 0; i < lines; i++) {
    PaintOp *op = press_text(&p, page, "春耕，（秋收）12.5%忙office不停", "song", rows[i].size, rows[i].x,
                             (Len)(i + 1) * 45 * LEN_PT + 77 * (Len)i, rows[i].even, false);
    op->x_scale_pm = rows[i].stretch;
    for (size_t k = 1; k < op->n; k++) op->glyphs[k].x += (int32_t)(k % 3) * 5000 + (int32_t)k; /* uneven gaps */
  }
  Arena *a = p.job.arena;
  PdfBook b = {.job = &p.job, .edition = &p.edition, .fonts = p.fonts, .picture_of = map_make(a)};
  b.by_face = arena_array(a, PdfFace *, fonts_face_count(p.fonts) + 1);
  book_collect(&b);
  double *widths = arena_array(a, double, 65536);
  assert_int_equal(b.faces.n, 1);
  assert_true(face_make(&p.job, &b, b.faces.at[0]));
  for (size_t i = 0; i < b.faces.at[0]->glyphs.n; i++)
    widths[b.faces.at[0]->glyphs.at[i].code] = b.faces.at[0]->glyphs.at[i].w / 1e6;
  PdfPage out = {.level = arena_array(a, uint8_t, 2), .upright = arena_array(a, uint8_t, 2)};
  Str content = page_content(a, &b, page, &out);
  Point places[400];
  size_t n = follow(content, widths, places, COUNT(places)), at = 0;
  for (size_t i = 0; i < lines; i++) {
    for (size_t k = 0; k < page->ops.at[i].n; k++, at++) {
      const PaintGlyph *g = &page->ops.at[i].glyphs[k];
      double dx = (double)places[at].x / 1e6 - (double)g->x / LEN_PT,
             dy = (double)places[at].y / 1e6 - (400 - (double)g->y / LEN_PT);
      if (dx > .005 || dx < -.005 || dy > .005 || dy < -.005)
        fail_msg("line %zu, glyph %zu is off by %f, %f", i, k, dx, dy);
    }
  }
  assert_int_equal(n, at);
  press_close(&p);
}

/* A solid line of Han costs one string: nothing between the glyphs, two bytes each. */
static void solid_lines_are_one_string(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, 300 * LEN_PT, 100 * LEN_PT);
  press_text(&p, page, "春耕秋收忙不停春耕", "song", 9 * LEN_PT, 20 * LEN_PT, 30 * LEN_PT, 0, false);
  press_text(&p, page, "春耕秋收忙不停春耕", "song", 9 * LEN_PT, 20 * LEN_PT, 30 * LEN_PT + 45 * LEN_PT / 4, 0, false);
  Str streams = all_streams(p.job.arena, press_write(&p, 1, false));
  assert_true(has(streams, "0 -11.25 Td\n("));
  assert_false(has(streams, "TJ"));
  assert_false(has(streams, "Tc"));
  press_close(&p);
}

/* ---- the file */
static Press newspaper(void) {
  Press p = press_open();
  static const char *const text[] = {"春耕秋收忙不停，一二三。", "第二页的正文——“引号”", "Page three: 3.14 和中文",
                                     "⼀一竖排文字，“引号”。"};
  for (size_t i = 0; i < 8; i++) {
    PaintPage *page = press_page(&p, 390 * LEN_MM, 550 * LEN_MM);
    page->bleed = 3 * LEN_MM;
    page->label = str_f(p.job.arena, "A%02zu", i + 1);
    press_text(&p, page, text[i % 4], i % 2 ? "song" : "hei", (Len)(9 + i) * LEN_PT, 50 * LEN_PT, 50 * LEN_PT,
               1000 * (Len)i, i == 7);
    PaintOp *rule = press_op(&p, page, PAINT_RECT);
    rule->box = (Rect){LEN_CM, LEN_CM, LEN_CM, LEN_PT / 4};
    rule->fill = INK_BLACK;
  }
  p.edition.title = STR("湘滨日报");
  p.edition.has_day = true;
  p.edition.day = (Day){2026, 10, 24};
  return p;
}

static void same_bytes_on_any_number_of_threads(void **state) {
  (void)state;
  Press p = newspaper();
  Str one = press_write(&p, 1, false), again = press_write(&p, 1, false), three = press_write(&p, 3, false);
  assert_true(str_eq(one, again));
  assert_true(str_eq(one, three));
  assert_true(has(one, "CreationDate (D:20261024000000Z)"));
  Press q = newspaper();
  assert_true(str_eq(one, press_write(&q, 2, false)));
  press_close(&q);
  press_close(&p);
}

static void fonts_are_embedded_subsets(void **state) {
  (void)state;
  Press p = newspaper();
  Str pdf = press_write(&p, 2, false), said;
  int status;
  check_clean(p.job.arena, pdf);
  assert_true(has(pdf, "/TrimBox [ 8.504"));
  assert_true(has(pdf, "/PageLabels"));
  if (tool(p.job.arena, pdf, "pdffonts", "", "", &said, &status)) {
    assert_int_equal(status, 0);
    assert_true(has(said, "+NotoSerifCJKsc-Regular"));
    assert_true(has(said, "yes yes yes"));
    assert_false(has(said, "no  "));
    assert_false(has(said, " no yes"));
  }
  press_close(&p);
}

static void black_overprints_and_white_does_not(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, 100 * LEN_PT, 100 * LEN_PT);
  press_text(&p, page, "黑", "hei", 9 * LEN_PT, 20 * LEN_PT, 30 * LEN_PT, 0, false);
  press_text(&p, page, "白", "hei", 9 * LEN_PT, 20 * LEN_PT, 50 * LEN_PT, 0, false)->ink = INK_WHITE;
  Str pdf = press_write(&p, 1, false), streams = all_streams(p.job.arena, pdf);
  ptrdiff_t black = str_find(streams, STR("/K gs\n0 0 0 1 k")), white = str_find(streams, STR("/N gs\n0 0 0 0 k"));
  assert_true(black >= 0 && white > black);
  assert_true(has(pdf, "/OPM 1"));
  press_close(&p);
}

static void overlays_are_optional_content(void **state) {
  (void)state;
  for (int layers = 0; layers < 2; layers++) {
    Press p = press_open();
    PaintOp *op = press_op(&p, press_page(&p, 100 * LEN_PT, 100 * LEN_PT), PAINT_LINE);
    op->layer = LAYER_BASELINES;
    op->box = (Rect){LEN_PT, LEN_PT, 50 * LEN_PT, 0};
    op->thickness = LEN_PT / 4;
    Str pdf = press_write(&p, 1, layers);
    check_clean(p.job.arena, pdf);
    assert_int_equal(has(pdf, "/OCProperties"), layers);
    assert_int_equal(has(all_streams(p.job.arena, pdf), "/OC/L4 BDC"), layers);
    press_close(&p);
  }
}

/* A CMYK JPEG of Adobe's is stored inverted and stays as it is; the file says so. Placed twice, it is in the file once. */
static void pictures_are_placed_as_they_are(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, 200 * LEN_PT, 200 * LEN_PT);
  Pict pict = {.kind = PICT_JPEG,
               .path = STR("x.jpg"),
               .bytes = STR("\xFF\xD8 not looked at \xFF\xD9"),
               .width = 40,
               .height = 30,
               .channels = 4,
               .bits = 8,
               .inverted = true,
               .orientation = 6};
  for (int i = 0; i < 2; i++) {
    PaintOp *op = press_op(&p, page, PAINT_PICTURE);
    op->pict = &pict;
    op->box = (Rect){10 * LEN_PT, (Len)(10 + 90 * i) * LEN_PT, 60 * LEN_PT, 80 * LEN_PT};
    op->crop = (PictCrop){0, 0, 1000000, i ? 500000 : 1000000};
  }
  Str pdf = press_write(&p, 1, false), content = all_streams(p.job.arena, pdf);
  assert_true(has(pdf, "not looked at"));
  assert_true(has(pdf, "/Decode [ 1 0 1 0 1 0 1 0 ]"));
  assert_true(has(pdf, "/Filter/DCTDecode"));
  assert_true(has(content, "0 -80 60 0 10 190 cm/I0 Do")); /* turned clockwise: its first row is at the right */
  assert_true(has(content, "re\nW n"));
  ptrdiff_t first = str_find(pdf, STR("/Subtype /Image"));
  assert_true(first > 0 && str_find(str_sub(pdf, (size_t)first + 1, pdf.n), STR("/Subtype /Image")) < 0);
  press_close(&p);
}

static void an_empty_page_is_a_page(void **state) {
  (void)state;
  Press p = press_open();
  press_page(&p, 100 * LEN_PT, 100 * LEN_PT);
  check_clean(p.job.arena, press_write(&p, 4, true));
  press_close(&p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(decimals_are_short_and_near),   cmocka_unit_test(text_comes_back),
      cmocka_unit_test(one_glyph_two_texts),           cmocka_unit_test(dash_is_two),
      cmocka_unit_test(artifacts_are_no_text),         cmocka_unit_test(glyphs_stand_where_they_should),
      cmocka_unit_test(solid_lines_are_one_string),    cmocka_unit_test(same_bytes_on_any_number_of_threads),
      cmocka_unit_test(fonts_are_embedded_subsets),    cmocka_unit_test(black_overprints_and_white_does_not),
      cmocka_unit_test(overlays_are_optional_content), cmocka_unit_test(pictures_are_placed_as_they_are),
      cmocka_unit_test(an_empty_page_is_a_page),
  };
  return cmocka_run_group_tests_name("out_pdf", tests, NULL, NULL);
}
