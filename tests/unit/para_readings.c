/* para: readings dealt out to their base, and the room they take: whatever line a base comes to stand on, its reading lies within the
 * measure and touches no other. */
#include "unit.h"

#include "para_fake.h"

/* ---- dealing */

static Str show_runs(Arena *a, Str text, const Run *runs, size_t n) {
  Buf b = buf_make(a, 10000);
  for (size_t i = 0; i < n; i++) {
    buf_putf(&b, "%s%.*s", i ? "|" : "", STRF(str_sub(text, runs[i].at, runs[i].end)));
    if (runs[i].ruby.n) buf_putf(&b, ":%.*s", STRF(runs[i].ruby));
    if (runs[i].marks & RUN_BOPOMOFO) buf_puts(&b, STR("!"));
  }
  return buf_str(&b);
}

static void dealt_out(void **state) {
  (void)state;
  static const struct {
    const char *base, *reading, *options, *want;
  } rows[] = {
      {"中国", "zhōng guó", "", "春|中:zhōng|国:guó|秋"},
      {"中国", "zhōng  guó", "", "春|中:zhōng|国:guó|秋"},
      {"中国", "zhōngguó", "", "春|中国:zhōngguó|秋"},
      {"中国人", "zhōng guó", "", "春|中国人:zhōng guó|秋"},
      {"東京", "とう|きょう", "", "春|東:とう|京:きょう|秋"},
      {"東京都", "とう|きょう", "", "春|東京都:とうきょう|秋"}, /* bars that part nothing are not shown */
      {"東京", "とう　きょう", "", "春|東:とう|京:きょう|秋"},
      {"東京", "|きょう", "", "春|東|京:きょう|秋"}, /* an empty part: no reading */
      {"国", "ㄍㄨㄛˊ", "", "春|国:ㄍㄨㄛˊ!|秋"},
      {"国语", "ㄍㄨㄛˊ ㄩˇ", "", "春|国:ㄍㄨㄛˊ!|语:ㄩˇ!|秋"},
      {"国语", "ㄍㄨㄛˊㄩˇ", "", "春|国语:ㄍㄨㄛˊㄩˇ|秋"}, /* of two Han: over them */
      {"国", "ㄍㄨㄛˊ", "ruby-position=over", "春|国:ㄍㄨㄛˊ|秋"},
      {"国", "ˊ", "", "春|国:ˊ|秋"},
      {"葛\U000E0100山", "gé shān", "", "春|葛\U000E0100:gé|山:shān|秋"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Arena *a = arena_open();
    Str text = str_f(a, "春%s秋", rows[i].base);
    uint32_t at = 3, end = (uint32_t)(text.n - 3);
    Run plain = {.lang = LANG_ZH_HANS, .size = EM, .x_scale_pm = 1000}, runs[3] = {plain, plain, plain};
    runs[0].end = runs[1].at = at, runs[1].end = runs[2].at = end, runs[2].end = (uint32_t)text.n;
    runs[1].ruby = str_of(rows[i].reading);
    ParaStyle style = para_style_default(LANG_ZH_HANS);
    assert_null(fake_options(a, &style, str_of(rows[i].options)));
    size_t n = 3;
    const Run *got = para_runs_make(a, NULL, &style, text, runs, &n);
    assert_str(show_runs(a, text, got, n), rows[i].want);
    arena_close(a);
  }
}

/* A base that a style parts is one base still. */
static void over_an_edge(void **state) {
  (void)state;
  Arena *a = arena_open();
  Str text = STR("中国人"), one = STR("ちゅうごくじん"), three = STR("zhōng guó rén");
  Run run = {.lang = LANG_ZH_HANS, .size = EM, .x_scale_pm = 1000}, runs[2] = {run, run};
  runs[0].end = runs[1].at = 6, runs[1].end = 9, runs[1].marks = RUN_BOLD;
  ParaStyle style = para_style_default(LANG_ZH_HANS);
  size_t n = 2;
  runs[0].ruby = runs[1].ruby = three;
  const Run *got = para_runs_make(a, NULL, &style, text, runs, &n);
  assert_str(show_runs(a, text, got, n), "中:zhōng|国:guó|人:rén");
  n = 2;
  runs[0].ruby = runs[1].ruby = one;
  got = para_runs_make(a, NULL, &style, text, runs, &n);
  assert_int_equal(n, 2);
  assert_true(run_same_ruby(&got[0], &got[1]));
  arena_close(a);
}

/* ---- room */

static uint32_t seed = 7;
static uint32_t below(uint32_t n) {
  seed = seed * 1664525 + 1013904223;
  return (seed >> 8) % n;
}

/* A random paragraph of bases with readings among kana, Han, marks and letters. */
static const Setting *random_setting(Job *job, const ParaStyle *style) {
  static const char *const plain[] = {"山", "の", "を", "、", "「", "」", "A", "1", "。", "川上", "かきく"};
  static const char *const bases[] = {"志", "上下", "東京都", "NBA", "山"};
  static const char *const readings[] = {"い",     "こころざし", "とうきょうと",
                                         "zhuang", "ab",         "いろはにほへとちりぬるを"};
  Arena *a = job->arena;
  Buf text = buf_make(a, 10000);
  VEC(Run) runs = {0};
  VEC(Reading) read = {0};
  for (uint32_t i = 0, n = 5 + below(30); i < n; i++) {
    bool base = below(3) == 0;
    Run run = {.at = (uint32_t)text.n, .lang = LANG_JA, .size = EM, .x_scale_pm = 1000};
    buf_puts(&text, str_of(base ? bases[below(COUNT(bases))] : plain[below(COUNT(plain))]));
    run.end = (uint32_t)text.n;
    if (base) {
      run.ruby = str_of(readings[below(COUNT(readings))]);
      Shaped *shaped = fake_shape(a, run.ruby, LANG_JA);
      Run *small = arena_new(a, Run);
      *small = shaped->runs[0];
      small->size = EM / 2;
      shaped->runs = small;
      vec_add(a, &read, ((Reading){run.at, run.end, shaped}));
    }
    vec_add(a, &runs, run);
  }
  Shaped *sh = fake_shape(a, buf_str(&text), LANG_JA);
  sh->runs = runs.at, sh->run_count = runs.n;
  sh->readings = read.at, sh->reading_count = read.n;
  return para_make(job, NULL, sh, style);
}

static Len width_of(const Shaped *s) {
  Len w = 0;
  for (size_t i = 0; i < s->n; i++) w += len_fu(s->glyphs[i].adv, EM / 2, 1000);
  return w;
}

/* Where the base's glyphs stand on a line; false: not on this one, or not whole. */
static bool base_on(const Shaped *sh, const Line *l, const Reading *r, Len *from, Len *to) {
  if (r->at < l->at || r->end > l->end) return false;
  *from = INT64_MAX, *to = INT64_MIN;
  for (uint32_t k = 0; k < l->n; k++) {
    const Glyph *g = &sh->glyphs[l->glyphs[k].glyph];
    if (g->src < r->at || g->src >= r->end) continue;
    *from = len_min(*from, l->glyphs[k].x);
    *to = len_max(*to, l->glyphs[k].x + len_fu(g->adv, EM, 1000));
  }
  return *from < *to;
}

static size_t check_line(const Shaped *sh, const Line *l, bool kana_only) {
  Len before = -1000 * EM;
  size_t seen = 0;
  for (size_t i = 0; i < sh->reading_count; i++) {
    Len from, to;
    if (!base_on(sh, l, &sh->readings[i], &from, &to)) continue;
    Len w = width_of(sh->readings[i].shaped), middle = (from + to) / 2, a = middle - w / 2, b = middle + w / 2;
    if (w > to - from && !(l->flags & LINE_EMERGENCY)) {
      assert_true(a >= l->start - 2 && b <= len_max(l->set, l->measure) + 2);
      seen++;
    }
    if (kana_only && a < before - 4)
      fail_msg("'%.*s' at %lld, before %lld, em %d, in '%.*s' flags %d", STRF(sh->readings[i].shaped->text),
               (long long)a, (long long)before, (int)EM, STRF(str_sub(sh->text, l->at, l->end)), l->flags);
    before = b;
  }
  return seen;
}

static void within_the_line(void **state) {
  (void)state;
  size_t seen = 0;
  for (int k = 0; k < 4000; k++) {
    Arena *a = arena_open();
    Job job = {a, diags_make(a)};
    ParaStyle style = para_style_default(LANG_JA);
    style.size = EM;
    bool any = below(4) == 0;
    assert_null(fake_options(a, &style,
                             any        ? STR("ruby-overhang=any")
                             : below(2) ? STR("ruby-overhang=none")
                                        : STR("")));
    style.composer = (uint8_t)below(2);
    Len measure = (Len)(6 + below(14)) * EM;
    const Setting *s = random_setting(&job, &style);
    Lines lines = para_set(&job, s, (Rooms){&measure, 1}, 0);
    uint32_t at = 0;
    for (size_t i = 0; i < lines.n; i++) {
      assert_int_equal(lines.at[i].at, at);
      at = lines.at[i].end;
      seen += check_line(setting_shaped(s), &lines.at[i], !any);
    }
    assert_int_equal(at, setting_shaped(s)->text.n);
    arena_close(a);
  }
  assert_true(seen > 5000);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(dealt_out), cmocka_unit_test(over_an_edge),
                                     cmocka_unit_test(within_the_line)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
