/* para: how figures and letters stand in a vertical line. A row is a text, and the text again with what stands otherwise in
 * brackets: [beside] in one cell, <upright> one em each. */
#include "para_fake.h"
#include "unit.h"

static const char *stances(Arena *a, Str text, const Run *runs, size_t n) {
  Buf b = buf_make(a, 10000);
  uint32_t at = 0;
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(runs[i].at, at); /* sorted, and they cover the text */
    assert_true(runs[i].end > at);
    at = runs[i].end;
    const char *around = runs[i].marks & RUN_TCY ? "[]" : runs[i].marks & RUN_UPRIGHT ? "<>" : NULL;
    if (around) buf_putc(&b, around[0]);
    buf_puts(&b, str_sub(text, runs[i].at, runs[i].end));
    if (around) buf_putc(&b, around[1]);
  }
  assert_int_equal(at, text.n);
  return str_z(a, buf_str(&b));
}

static ParaStyle style_of(Arena *a, const char *options) {
  ParaStyle s = para_style_default(LANG_ZH_HANS);
  s.size = EM;
  s.vertical = true;
  assert_null(fake_options(a, &s, str_of(options)));
  return s;
}

static Run plain(Str text) {
  return (Run){.end = (uint32_t)text.n, .lang = LANG_ZH_HANS, .size = EM, .x_scale_pm = 1000};
}

static void words(void **state) {
  (void)state;
  static const struct {
    const char *options, *want;
  } rows[] = {
      {"tcy-digits=2", "今年[12]月上旬"},
      {"tcy-digits=2", "定于<5>月[31]日"},
      {"tcy-digits=2", "共[12]、[13]两日"},
      {"tcy-digits=2", "全长100米"},
      {"tcy-digits=3", "全长[100]米"},
      {"tcy-digits=2", "[12]"},
      {"tcy-digits=1", "<1>月12日"},
      {"tcy-digits=2 long-numbers=upright", "自<2026>年[12]月"},
      {"long-numbers=upright", "自<2026>年<12>月<5>日"},
      {"tcy-digits=2", "自2026年"},
      {"tcy-digits=2", "增[50]<%>，<5%>"},
      {"tcy-digits=2", "增3.5%，1/3，12:30，1,000"},
      {"tcy-digits=2", "降-5℃，升<5>℃"},
      {"tcy-digits=2", "第(<3>)项和(见[12].)"},
      {"tcy-digits=2", "[10]–[12]日"},
      {"tcy-digits=2", "5G和C919和F-35和GB12"},
      {"tcy-digits=2", "版本 [12] 号"},
      {"tcy-digits=2", "1\u20E3和12\u0301"}, /* a sign on a figure: not a number */
      {"tcy-digits=2", "１２月"},            /* full-width ones stand by themselves */
      {"tcy-digits=2 vertical-latin=upright-single", "<A>股[12]元"},
      {"vertical-latin=upright-single", "买入<A>股、<B>股GDP"},
      {"vertical-latin=upright-single", "<X>光，(<A>)，“<B>”"},
      {"vertical-latin=upright-single", "<e\u0301>字和<β>射线"},
      {"vertical-latin=upright-single", "维生素 <C> 片"},
      {"vertical-latin=upright-single", "Vitamin C片，I am"},
      {"vertical-latin=upright-single", "A's，C++，T2，12"},
      {"", "今年12月5日A股"},
  };
  Arena *a = arena_open();
  for (size_t i = 0; i < COUNT(rows); i++) {
    char bytes[200];
    size_t k = 0;
    for (const char *p = rows[i].want; *p; p++)
      if (!strchr("[]<>", *p)) bytes[k++] = *p;
    Str text = {bytes, k};
    ParaStyle style = style_of(a, rows[i].options);
    Run run = plain(text);
    size_t n = 1;
    const Run *got = para_runs_make(a, NULL, &style, text, &run, &n);
    assert_string_equal(stances(a, text, got, n), rows[i].want);
    n = 1;
    style.vertical = false;
    assert_ptr_equal(para_runs_make(a, NULL, &style, text, &run, &n), &run); /* a horizontal line: nothing */
    assert_int_equal(n, 1);
  }
  arena_close(a);
}

/* Runs of two parts; the second has other marks. */
static void edges(void **state) {
  (void)state;
  static const struct {
    const char *first, *second;
    uint16_t first_marks, second_marks;
    const char *want;
  } rows[] = {
      {"今年1", "2月", 0, 0, "今年[12]月"},      /* like runs: one cell */
      {"今年1", "2月", 0, RUN_BOLD, "今年12月"}, /* no cell is of two styles */
      {"今年", "12月", 0, RUN_BOLD, "今年[12]月"},
      {"共202", "6年", 0, RUN_BOLD, "共<202><6>年"}, /* digit under digit they need none */
      {"今年", "12", 0, RUN_SUP, "今年[12]"},        /* a note's number: upright, a cell of its own */
      {"x", "12", 0, RUN_SUP, "x12"},                /* an exponent lies with its letter */
      {"好", "12", RUN_TCY, 0, "[好][12]"},
      {"10", "2", RUN_TCY, 0, "[10]<2>"},
  };
  Arena *a = arena_open();
  for (size_t i = 0; i < COUNT(rows); i++) {
    Str text = str_f(a, "%s%s", rows[i].first, rows[i].second);
    Run runs[2] = {plain(text), plain(text)};
    runs[0].end = runs[1].at = (uint32_t)str_of(rows[i].first).n;
    runs[0].marks = rows[i].first_marks, runs[1].marks = rows[i].second_marks;
    ParaStyle style = style_of(a, "tcy-digits=2 long-numbers=upright");
    size_t n = 2;
    const Run *got = para_runs_make(a, NULL, &style, text, runs, &n);
    assert_string_equal(stances(a, text, got, n), rows[i].want);
  }
  arena_close(a);
}

/* A name or reading that is cut for how a figure stands stays one to paint. */
static void cut_marks(void **state) {
  (void)state;
  Arena *a = arena_open();
  Str text = STR("见阿Q正传");
  Run runs[2] = {plain(text), plain(text)};
  runs[0].end = runs[1].at = 3;
  runs[1].marks = RUN_BOOK;
  ParaStyle style = style_of(a, "vertical-latin=upright-single");
  size_t n = 2;
  const Run *got = para_runs_make(a, NULL, &style, text, runs, &n);
  assert_string_equal(stances(a, text, got, n), "见阿<Q>正传");
  assert_int_equal(n, 4);
  static const uint16_t want[] = {0, RUN_BOOK, RUN_BOOK | RUN_UPRIGHT | RUN_GOES_ON, RUN_BOOK | RUN_GOES_ON};
  for (size_t i = 0; i < n; i++) assert_int_equal(got[i].marks, want[i]);
  arena_close(a);
}

/* ---- where things stand in the line: no gap beside what stands upright, a quarter of an em beside what is turned */
static void vertical_flags(Shaped *sh) {
  for (size_t i = 0; i < sh->n; i++) {
    Glyph *g = &sh->glyphs[i];
    size_t at = g->src;
    CharClass cc = char_class(utf8_next(sh->text, &at), LANG_ZH_HANS);
    uint16_t marks = shaped_run(sh, g->src)->marks;
    if (marks & RUN_TCY)
      g->flags |= GLYPH_ABREAST;
    else if (marks & RUN_UPRIGHT)
      g->adv = 1050; /* of a face that its role scales */
    else if (cc == CC_DIGIT || cc == CC_LATIN || (cc == CC_POSTFIX && g->adv < 1000))
      g->flags |= GLYPH_TURNED;
  }
}

static int place_of(const Shaped *sh, const Line *l, const char *ch) {
  for (uint32_t i = 0; i < l->n; i++)
    if (str_has_prefix(str_sub(sh->text, sh->glyphs[l->glyphs[i].glyph].src, sh->text.n), str_of(ch)))
      return (int)((Len)l->glyphs[i].x * 1000 / EM);
  return -1;
}

static void places(void **state) {
  (void)state;
  static const struct {
    const char *options, *text, *ch;
    int at_pm;
  } rows[] = {
      {"tcy-digits=2", "年12月", "月", 2000},
      {"tcy-digits=2", "年 12 月", "月", 2000}, /* typed blanks at the boundary are the gap there: none */
      {"", "年 12 月", "月", 2500},
      {"tcy-digits=2", "年5月", "月", 2000},
      {"tcy-digits=2", "年 5 月", "月", 2000},
      {"", "年12月", "月", 2500},
      {"tcy-digits=2", "年2026月", "月", 3500},
      {"tcy-digits=2 long-numbers=upright", "年2026月", "月", 5000},
      {"tcy-digits=2", "增50%多", "多", 3000},
      {"tcy-digits=2", "共12、13两", "两", 4000},
      {"vertical-latin=upright-single", "入A股", "股", 2000},
      {"", "入A股", "股", 2000}, /* half an em of letter and two gaps */
      {"vertical-latin=upright-single", "入AB股", "股", 2500},
      {"tcy-digits=2", "共 12 km", "k", 2250}, /* between figures and a word the blank is one */
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Arena *a = arena_open();
    Job job = {a, diags_make(a)};
    ParaStyle style = style_of(a, rows[i].options);
    Shaped *sh = fake_shape(a, str_of(rows[i].text), LANG_ZH_HANS);
    sh->vertical = true;
    sh->runs = para_runs_make(a, NULL, &style, sh->text, sh->runs, &sh->run_count);
    vertical_flags(sh);
    Len measure = 20 * EM;
    Lines l = para_set(&job, para_make(&job, NULL, sh, &style), (Rooms){&measure, 1}, 0);
    int at = place_of(sh, &l.at[0], rows[i].ch);
    if (at != rows[i].at_pm) fail_msg("'%s' %s: %s stands at %d", rows[i].text, rows[i].options, rows[i].ch, at);
    arena_close(a);
  }
}

/* A mark for vertical lines says nothing in a horizontal one: the figures keep their own widths. */
static void horizontal(void **state) {
  (void)state;
  static const uint16_t marks[] = {0, RUN_TCY, RUN_UPRIGHT};
  for (size_t i = 0; i < COUNT(marks); i++) {
    Arena *a = arena_open();
    Job job = {a, diags_make(a)};
    Shaped *sh = fake_shape(a, STR("年12月"), LANG_ZH_HANS);
    Run runs[3] = {sh->runs[0], sh->runs[0], sh->runs[0]};
    runs[0].end = runs[1].at = 3, runs[1].end = runs[2].at = 5, runs[1].marks = marks[i];
    sh->runs = runs, sh->run_count = 3;
    ParaStyle style = style_of(a, "");
    style.vertical = false;
    Len measure = 20 * EM;
    Lines l = para_set(&job, para_make(&job, NULL, sh, &style), (Rooms){&measure, 1}, 0);
    assert_int_equal(place_of(sh, &l.at[0], "2"), 1750);
    assert_int_equal(place_of(sh, &l.at[0], "月"), 2500);
    arena_close(a);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(words), cmocka_unit_test(edges), cmocka_unit_test(cut_marks),
                                     cmocka_unit_test(places), cmocka_unit_test(horizontal)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
