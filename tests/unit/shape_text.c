/* shape: one row a rule. A row's text is shaped as one run; what is expected is said of one cluster. */
#include "shape/shape.h"
#include "unit.h"

typedef struct Bench {
  Job job;
  Fonts *fonts;
  Shaper *shaper;
} Bench;

static int bench_open(void **state) {
  static Bench b;
  b.job = unit_job();
  b.fonts = fonts_open(&b.job, STR("."));
  assert_non_null(b.fonts);
  b.shaper = shaper_open(b.job.arena, b.fonts);
  *state = &b;
  return 0;
}
static int bench_close(void **state) {
  Bench *b = *state;
  shaper_close(b->shaper);
  fonts_close(b->fonts);
  unit_done(&b->job);
  return 0;
}

static Shaped *shape(Bench *b, const char *role, Lang lang, const char *text, bool vertical) {
  Run *run = arena_new(b->job.arena, Run);
  Str s = str_of(text);
  *run = (Run){.end = (uint32_t)s.n,
               .role = fonts_find_role(b->fonts, str_of(role)),
               .lang = lang,
               .size = 9 * LEN_PT,
               .x_scale_pm = 1000};
  assert_true(run->role >= 0);
  b->job.diags = diags_make(b->job.arena);
  return shape_paragraph(&b->job, b->shaper, s, run, 1, vertical, (Span){0}, NULL, NULL);
}

static const Glyph *glyph_at(const Shaped *s, const char *mark) {
  ptrdiff_t at = str_find(s->text, str_of(mark));
  assert_true(at >= 0);
  for (size_t i = 0; i < s->n; i++)
    if (s->glyphs[i].src == (uint32_t)at) return &s->glyphs[i];
  fail_msg("no cluster starts at '%s'", mark);
  return NULL;
}

/* Clusters ascend and cover the text: what the laws of the later stages stand on. */
static void check_cover(const Shaped *s) {
  for (size_t i = 0; i < s->n; i++) {
    assert_true(i ? s->glyphs[i].src >= s->glyphs[i - 1].src : s->glyphs[i].src == 0);
    bool first = !i || s->glyphs[i].src != s->glyphs[i - 1].src;
    assert_int_equal((s->glyphs[i].flags & GLYPH_FIRST) != 0, first);
    assert_true(s->glyphs[i].src < s->text.n);
  }
  assert_true(s->n > 0 || !s->text.n);
}

static void advances(void **state) {
  static const struct {
    const char *role;
    Lang lang;
    const char *text, *mark;
    int adv, glyphs; /* glyphs in all */
  } rows[] = {
      {"song", LANG_ZH_HANS, "——", "——", 2000, 1}, /* alone: a run of punctuation must not be shaped as Common */
      {"song", LANG_ZH_HANS, "春——夏", "——", 2000, 3},
      {"song", LANG_ZH_HANS, "A——B", "——", 2000, 3},
      {"hei", LANG_ZH_HANS, "春——夏", "——", 2000, 3},
      {"song", LANG_ZH_HANT, "春——夏", "——", 2000, 3},
      {"song", LANG_JA, "春——夏", "——", 2000, 3},
      {"song", LANG_ZH_HANS, "春⸺夏", "⸺", 2000, 3},
      {"song", LANG_ZH_HANS, "春—夏", "—", 1000, 3},
      {"song", LANG_EN, "so—so", "—", 890, 5},
      {"song", LANG_ZH_HANS, "春……夏", "……", 1000, 4},
      {"song", LANG_ZH_HANS, "春⋯⋯夏", "⋯⋯", 1000, 4},
      {"song", LANG_ZH_HANS, "春“夏”秋", "“", 1000, 5},
      {"song", LANG_ZH_HANS, "春“夏”秋", "”", 1000, 5},
      {"song", LANG_ZH_HANS, "叫“Google”的", "“", 1000, 10}, /* around a lone Latin word they are Chinese */
      {"song", LANG_ZH_HANS, "叫“Google”的", "”", 1000, 10},
      {"song", LANG_ZH_HANS, "叫‘A’的", "’", 1000, 5},
      {"song", LANG_ZH_HANS, "看don’t字", "’", 266, 7}, /* the apostrophe is Latin */
      {"kai", LANG_ZH_HANS, "看don’t字", "’", 266, 7},
      {"kai", LANG_ZH_HANS, "春“夏”秋", "“", 1000, 5},
      {"kai", LANG_ZH_HANS, "春——夏", "——", 2000, 3},
      {"song", LANG_EN, "“so”", "“", 462, 4},
      {"latin", LANG_EN, "don’t", "’", 250, 5},
      {"song", LANG_KO, "봄“여름”", "“", 462, 5},
      {"song", LANG_ZH_HANS, "春·夏", "·", 327, 3}, /* the half-em cell is made by para */
      {"song", LANG_ZH_HANS, "2019–2020年", "–", 563, 10},
      {"song", LANG_ZH_HANS, "春　夏", "　", 1000, 3},
      {"song", LANG_ZH_HANS, "江葛\U000E0100山", "葛", 1000, 3}, /* the selector takes no room and no glyph */
      {"song", LANG_JA, "江葛\U000E0100山", "葛", 1000, 3},
      {"song", LANG_ZH_HANS, "人鿫名", "鿫", 1000, 3},
      {"song", LANG_ZH_HANS, "a\u200Bb", "\u200B", 0, 3},
      {"song", LANG_ZH_HANS, "a\u00ADb", "\u00AD", 0, 3},
      {"song", LANG_ZH_HANS, "a\u2060b", "\u2060", 0, 3},
      {"song", LANG_ZH_HANS, "春\n夏", "\n", 0, 3},
      {"song", LANG_EN, "e\u0301", "e", 546, 1}, /* composed */
  };
  Bench *b = *state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    Shaped *s = shape(b, rows[i].role, rows[i].lang, rows[i].text, false);
    check_cover(s);
    const Glyph *g = glyph_at(s, rows[i].mark);
    if (g->adv != rows[i].adv || (int)s->n != rows[i].glyphs)
      fail_msg("row %zu '%s': '%s' is %d of %zu glyphs", i, rows[i].text, rows[i].mark, g->adv, s->n);
    assert_int_equal(diags_count(b->job.diags, DIAG_ERROR), 0);
  }
}

/* Which face a character comes from. */
static void faces(void **state) {
  static const struct {
    const char *role;
    Lang lang;
    const char *text, *mark, *postscript;
  } rows[] = {
      {"song", LANG_ZH_HANS, "人鿫名", "鿫", "NotoSansCJKsc-Regular"},
      {"song", LANG_ZH_HANS, "人鿫名", "名", "NotoSerifCJKsc-Regular"},
      {"song", LANG_ZH_HANS, "人\U0002A6A5名", "\U0002A6A5", "HanaMinA"},
      {"hei", LANG_ZH_HANS, "人鿫名", "鿫", "NotoSansCJKsc-Bold"},
      {"song", LANG_JA, "直", "直", "NotoSerifCJKjp-Regular"},
      {"kai", LANG_ZH_HANS, "直A1，", "直", "LXGWWenKai-Regular"},
      {"kai", LANG_ZH_HANS, "直A1，", "A", "NotoSerifCJKsc-Regular"},
      {"kai", LANG_ZH_HANS, "直A1，", "1", "NotoSerifCJKsc-Regular"},
      {"kai", LANG_ZH_HANS, "直A1，", "，", "NotoSerifCJKsc-Regular"}, /* its marks are song's */
      {"kai", LANG_ZH_HANS, "达50%。", "%", "NotoSerifCJKsc-Regular"},
      {"kai", LANG_ZH_HANS, "男“女", "“", "NotoSerifCJKsc-Regular"},
      {"kai", LANG_ZH_HANS, "共1/3的", "/", "NotoSerifCJKsc-Regular"},
      {"latin", LANG_EN, "so", "s", "NotoSerif-Regular"},
      {"latin", LANG_EN, "so “it” 直", "“", "NotoSerif-Regular"},
      {"latin", LANG_EN, "so “it” 直", "直", "NotoSerifCJKsc-Regular"},
  };
  Bench *b = *state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    Shaped *s = shape(b, rows[i].role, rows[i].lang, rows[i].text, false);
    check_cover(s);
    Str got = face_facts(b->fonts, font_facts(b->fonts, glyph_at(s, rows[i].mark)->font)->face)->postscript;
    if (!str_is(got, rows[i].postscript))
      fail_msg("'%s' in '%s' comes from %.*s", rows[i].mark, rows[i].text, STRF(got));
  }
}

/* The pan-CJK face has other glyphs by language (both lists measured in Noto Serif CJK). */
static void locale_glyphs(void **state) {
  static const char *const differ[] = {"直", "骨", "述", "天", "空", "令", "今", "冷", "海", "誤",
                                       "過", "望", "房", "角", "解", "器", "没", "浅", "与"};
  static const char *const same[] = {"说", "門", "温"};
  Bench *b = *state;
  for (size_t i = 0; i < COUNT(differ); i++)
    assert_int_not_equal(shape(b, "song", LANG_ZH_HANS, differ[i], false)->glyphs[0].id,
                         shape(b, "song", LANG_JA, differ[i], false)->glyphs[0].id);
  for (size_t i = 0; i < COUNT(same); i++)
    assert_int_equal(shape(b, "song", LANG_ZH_HANS, same[i], false)->glyphs[0].id,
                     shape(b, "song", LANG_JA, same[i], false)->glyphs[0].id);
  assert_int_not_equal(shape(b, "song", LANG_ZH_HANS, "，", false)->glyphs[0].id,
                       shape(b, "song", LANG_ZH_HK, "，", false)->glyphs[0].id);
  /* 葛 with the first selector is a glyph of its own in the Japanese face */
  assert_int_not_equal(shape(b, "song", LANG_JA, "葛\U000E0100", false)->glyphs[0].id,
                       shape(b, "song", LANG_JA, "葛", false)->glyphs[0].id);
}

static Span span_plus_100(const void *ctx, uint32_t at) {
  (void)ctx;
  return (Span){1, 100 + at, 101 + at};
}

static void missing(void **state) {
  Bench *b = *state;
  Shaped *s = shape(b, "song", LANG_ZH_HANS, "人\U000F0000名", false);
  check_cover(s);
  assert_int_equal(s->n, 3);
  assert_int_equal(s->glyphs[1].flags, GLYPH_FIRST | GLYPH_MISSING);
  assert_int_equal(s->glyphs[1].adv, 1000);
  assert_int_equal(s->glyphs[1].id, 0);

  Diags *d = b->job.diags = diags_make(b->job.arena);
  diags_add_source(d, STR("copy.md"), str_f(b->job.arena, "%0110d\n", 0));
  shape_paragraph(&b->job, b->shaper, s->text, s->runs, 1, false, (Span){0}, span_plus_100, NULL);
  Buf text = buf_make(b->job.arena, 4096);
  diags_write_text(d, &text, DIAG_NOTE, false);
  assert_true(str_find(buf_str(&text), STR("copy.md:1:104: error: no font has")) == 0);
  assert_true(str_find(buf_str(&text), STR("U+F0000; a box one em wide stands for it  [missing-glyph]")) > 0);

  s = shape(b, "song", LANG_ZH_HANS, "鿫和鿫", false); /* once a paragraph and character */
  assert_int_equal(diags_count(b->job.diags, DIAG_NOTE), 1);
  assert_true(diags_has(b->job.diags, DIAG_FALLBACK_FONT));

  Buf many = buf_make(b->job.arena, 1 << 16);
  for (int i = 0; i < 500; i++) buf_puts(&many, STR("\U000F0000"));
  buf_putc(&many, 0);
  s = shape(b, "song", LANG_ZH_HANS, many.p, false);
  check_cover(s);
  assert_int_equal(s->n, 500);
  assert_int_equal(diags_count(b->job.diags, DIAG_ERROR), 21); /* twenty and their sum */
}

/* Fallback is by whole clusters: what stands in one cluster comes from one face. */
static void clusters(void **state) {
  static const struct {
    const char *text;
    size_t starts; /* clusters */
  } rows[] = {{"比分\U0001F1E8\U0001F1F3三", 4},
              {"言\U0001F468\u200D\U0001F469\u200D\U0001F467好", 3},
              {"按1\uFE0F\u20E3键", 3},
              {"鿫\U0002A6A5鿫鿬", 4},
              {"x\u0301\U000F0000\u0301y", 3}};
  Bench *b = *state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    Shaped *s = shape(b, "song", LANG_ZH_HANS, rows[i].text, false);
    check_cover(s);
    size_t starts = 0;
    for (size_t k = 0; k < s->n; k++) {
      starts += s->glyphs[k].flags & GLYPH_FIRST ? 1 : 0;
      if (!(s->glyphs[k].flags & GLYPH_FIRST)) assert_int_equal(s->glyphs[k].font, s->glyphs[k - 1].font);
    }
    if (starts != rows[i].starts) fail_msg("'%s' has %zu clusters", rows[i].text, starts);
  }
}

static void vertical(void **state) {
  static const struct {
    Lang lang;
    const char *text, *mark;
    bool turned, other; /* other: not the glyph of horizontal text */
    int adv;
  } rows[] = {
      {LANG_ZH_HANS, "春，夏", "春", false, false, 1000},  {LANG_ZH_HANS, "春，夏", "，", false, true, 1000},
      {LANG_ZH_HANS, "春（夏）", "（", false, true, 1000}, {LANG_ZH_HANS, "春“夏”", "“", false, true, 1000},
      {LANG_ZH_HANS, "春——夏", "——", false, true, 2000},   {LANG_ZH_HANS, "春……", "……", false, true, 1000},
      {LANG_ZH_HANS, "春A夏", "A", true, false, 718},      {LANG_ZH_HANS, "春12夏", "1", true, false, 471},
      {LANG_ZH_HANS, "don’t", "’", true, false, 266},      {LANG_JA, "ター", "ー", false, true, 1000},
  };
  Bench *b = *state;
  for (size_t i = 0; i < COUNT(rows); i++) {
    Shaped *level = shape(b, "song", rows[i].lang, rows[i].text, false),
           *s = shape(b, "song", rows[i].lang, rows[i].text, true);
    check_cover(s);
    const Glyph *g = glyph_at(s, rows[i].mark), *h = glyph_at(level, rows[i].mark);
    if (((g->flags & GLYPH_TURNED) != 0) != rows[i].turned || g->adv != rows[i].adv ||
        (g->id != h->id) != rows[i].other)
      fail_msg("row %zu '%s': turned %d, %d fu, glyph %u, horizontal %u", i, rows[i].mark, g->flags & GLYPH_TURNED,
               g->adv, g->id, h->id);
    if (!rows[i].turned && g->adv == 1000)
      assert_true(g->dx == -500 && g->dy == -880); /* centred on the axis, em box in the cell */
  }
  /* a face without vertical metrics: the em box fills the cell all the same */
  Shaped *kai = shape(b, "kai", LANG_ZH_HANS, "春", true);
  assert_int_equal(kai->glyphs[0].adv, 1000);
  assert_int_equal(kai->glyphs[0].dx, -500);
  assert_int_equal(kai->glyphs[0].dy, -880);
  Shaped *s = shape(b, "song", LANG_ZH_HANS, "\U000F0000", true);
  assert_true(s->glyphs[0].dx == -500 && s->glyphs[0].dy == -880 && s->glyphs[0].adv == 1000);
}

/* A run's mark says how its figures and letters stand in a vertical line, and nothing in a horizontal one. */
static void stances(void **state) {
  static const struct {
    uint16_t marks;
    const char *role;
    bool vertical;
    unsigned flags;
    int adv; /* 0: not full */
  } rows[] = {{0, "song", true, GLYPH_TURNED, 0},    {RUN_TCY, "song", true, GLYPH_ABREAST, 500},
              {RUN_UPRIGHT, "song", true, 0, 1000},  {RUN_UPRIGHT, "hei", true, 0, 1000},
              {RUN_UPRIGHT, "latin", true, 0, 1000}, /* without vertical metrics */
              {RUN_TCY, "song", false, 0, 0},        {RUN_UPRIGHT, "song", false, 0, 0}};
  Bench *b = *state;
  Str text = STR("26");
  for (size_t i = 0; i < COUNT(rows); i++) {
    Run run = {.end = 2,
               .role = fonts_find_role(b->fonts, str_of(rows[i].role)),
               .lang = LANG_ZH_HANS,
               .size = 9 * LEN_PT,
               .x_scale_pm = 1000,
               .marks = rows[i].marks};
    Shaped *s = shape_paragraph(&b->job, b->shaper, text, &run, 1, rows[i].vertical, (Span){0}, NULL, NULL);
    assert_int_equal(s->n, 2);
    for (size_t k = 0; k < 2; k++) {
      const Glyph *g = &s->glyphs[k];
      assert_int_equal(g->flags & (GLYPH_TURNED | GLYPH_ABREAST), rows[i].flags);
      if (rows[i].adv)
        assert_int_equal(g->adv, rows[i].adv);
      else
        assert_true(g->adv < 700);
      if (rows[i].adv == 1000) /* centred on the axis */
        assert_true(abs(2 * g->dx + font_advance(b->fonts, g->font, g->id)) <= 2);
    }
  }
}

/* Runs: bold takes the role's bold, runs of two languages stand side by side, sizes do not matter to shaping. */
static void runs(void **state) {
  Bench *b = *state;
  int song = fonts_find_role(b->fonts, STR("song"));
  Str text = STR("直直直");
  Run run[] = {{.at = 0, .end = 3, .role = song, .lang = LANG_ZH_HANS, .size = 9 * LEN_PT},
               {.at = 3, .end = 6, .role = song, .lang = LANG_ZH_HANS, .size = 18 * LEN_PT, .marks = RUN_BOLD},
               {.at = 6, .end = 9, .role = song, .lang = LANG_JA, .size = 9 * LEN_PT}};
  Shaped *s = shape_paragraph(&b->job, b->shaper, text, run, 3, false, (Span){0}, NULL, NULL);
  static const char *const want[] = {"NotoSerifCJKsc-Regular", "NotoSerifCJKsc-Bold", "NotoSerifCJKjp-Regular"};
  assert_int_equal(s->n, 3);
  for (size_t i = 0; i < 3; i++)
    assert_str(face_facts(b->fonts, font_facts(b->fonts, s->glyphs[i].font)->face)->postscript, want[i]);
  assert_ptr_equal(shaped_run(s, 0), &run[0]);
  assert_ptr_equal(shaped_run(s, 5), &run[1]);
  assert_ptr_equal(shaped_run(s, 8), &run[2]);
  Shaped *none = shape_paragraph(&b->job, b->shaper, STR(""), NULL, 0, false, (Span){0}, NULL, NULL);
  assert_int_equal(none->n, 0);
}

/* A paragraph set after others is set as if alone. */
static void set_twice(void **state) {
  Bench *b = *state;
  const char *text = "据新华社北京5月12日电（记者 "
                     "王强）“嫦娥”七号——C919不会don’t鿫，\U000F0000……1/3";
  Shaped *one = shape(b, "song", LANG_ZH_HANS, text, false);
  shape(b, "kai", LANG_JA, "さくら—\U0002A6A5", true);
  Shaped *two = shape(b, "song", LANG_ZH_HANS, text, false);
  assert_int_equal(one->n, two->n);
  for (size_t i = 0; i < one->n; i++) {
    const Glyph *g = &one->glyphs[i], *h = &two->glyphs[i];
    assert_true(g->src == h->src && g->id == h->id && g->font == h->font && g->adv == h->adv && g->dx == h->dx &&
                g->flags == h->flags);
  }
  Buf print = buf_make(b->job.arena, 1 << 16);
  shaped_dump(one, b->fonts, &print);
  assert_true(str_find(buf_str(&print), STR("——  63025 NotoSerifCJKsc-Regular adv 2000\n")) > 0);
}

/* Fonts are frozen: four threads that begin on fresh fonts at once get what one thread gets. */
typedef struct Crowd {
  const Fonts *fonts;
  Shaped *shaped[16];
  Job jobs[16];
} Crowd;

static void crowd_shape(void *ctx, size_t i, int worker) {
  (void)worker;
  Crowd *c = ctx;
  Str text = STR("据新华社北京5月12日电（记者 "
                 "王强）“嫦娥”七号——C919不会don’t鿫，\U000F0000……1/3");
  Run *run = arena_new(c->jobs[i].arena, Run);
  *run = (Run){.end = (uint32_t)text.n, .role = (int)(i / 8), .lang = LANG_ZH_HANS, .size = LEN_PT};
  Shaper *s = shaper_open(c->jobs[i].arena, c->fonts);
  c->shaped[i] = shape_paragraph(&c->jobs[i], s, text, run, 1, i % 2, (Span){0}, NULL, NULL);
  shaper_close(s);
}

static void threads(void **state) {
  (void)state;
  Job job = unit_job();
  Crowd c = {.fonts = fonts_open(&job, STR("."))};
  assert_non_null(c.fonts);
  for (size_t i = 0; i < COUNT(c.jobs); i++) c.jobs[i] = unit_job();
  pool_run(4, COUNT(c.jobs), crowd_shape, &c);
  for (size_t i = 2; i < COUNT(c.jobs); i++) {
    if (i / 8 != (i - 2) / 8) continue;
    const Shaped *a = c.shaped[i], *b = c.shaped[i - 2];
    assert_int_equal(a->n, b->n);
    for (size_t k = 0; k < a->n; k++)
      assert_true(a->glyphs[k].id == b->glyphs[k].id && a->glyphs[k].adv == b->glyphs[k].adv &&
                  a->glyphs[k].font == b->glyphs[k].font);
  }
  for (size_t i = 0; i < COUNT(c.jobs); i++) unit_done(&c.jobs[i]);
  fonts_close((Fonts *)c.fonts);
  unit_done(&job);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(advances), cmocka_unit_test(faces),     cmocka_unit_test(locale_glyphs),
      cmocka_unit_test(missing),  cmocka_unit_test(clusters),  cmocka_unit_test(vertical),
      cmocka_unit_test(runs),     cmocka_unit_test(set_twice), cmocka_unit_test(threads),
      cmocka_unit_test(stances),
  };
  return cmocka_run_group_tests(tests, bench_open, bench_close);
}
