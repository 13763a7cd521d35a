/* para on real faces: random text of all scripts and of no script at all, both directions, all styles, shaped by HarfBuzz. para_laws.c
 * holds the laws on hand-made glyphs, where every width is known; here are ligatures, marks, right-to-left words, fallback faces
 * and whatever bytes a reader lets through. $DUIKAI_SLOW: longer. The generator is fixed. */
#include "para/para.h"
#include "unit.h"

#define EM (10 * LEN_PT)

static uint64_t seed;

static uint32_t random_below(uint32_t n) { /* xorshift64* (Vigna) */
  seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
  return (uint32_t)((seed * 2685821657736338717u) >> 33) % n;
}

/* Where characters come from: ranges, most of them small. */
static const struct {
  uint32_t from, to;
} SCRIPTS[] = {{0x4E00, 0x9FFF},    {0x4E00, 0x4E40},   {0x3041, 0x3096},   {0x30A1, 0x30FF},   {0xAC00, 0xD7A3},
               {0x20, 0x7E},        {'a', 'z'},         {'0', '9'},         {0x3001, 0x3011},   {0xFF01, 0xFF5E},
               {0x2010, 0x2027},    {0x300, 0x36F},     {0x590, 0x5F4},     {0x620, 0x64A},     {0x660, 0x669},
               {0x370, 0x3FF},      {0x400, 0x44F},     {0xE01, 0xE5B},     {0x900, 0x97F},     {0x1100, 0x11FF},
               {0x200B, 0x200F},    {0x202A, 0x202E},   {0x2060, 0x2069},   {0xFE00, 0xFE0F},   {0xE0100, 0xE0110},
               {0x1F300, 0x1F64F},  {0x1F1E6, 0x1F1FF}, {0x1F3FB, 0x1F3FF}, {0x20000, 0x20100}, {0x3000, 0x3000},
               {0x3105, 0x312F},    {0x2E3A, 0x2E3A},   {0xA0, 0xFF},       {0xE000, 0xE003},   {0xFFFC, 0xFFFD},
               {0x10FFFF, 0x10FFFF}};
static const char *const PIECES[] = {"，",
                                     "。",
                                     "、",
                                     "“",
                                     "”",
                                     "（",
                                     "）",
                                     "《",
                                     "》",
                                     "——",
                                     "……",
                                     "·",
                                     "/",
                                     " ",
                                     "「",
                                     "」",
                                     "！！",
                                     "2026年",
                                     "3.14%",
                                     "www.example.com/a?b=c",
                                     "e\u0301",
                                     "葛\U000E0100",
                                     "שלום",
                                     "سلام",
                                     "👨‍👩‍👧",
                                     "\t",
                                     "\n",
                                     "(",
                                     ")",
                                     "123",
                                     "－"};

static Str random_text(Arena *a, uint32_t pieces) {
  Buf b = buf_make(a, 1 << 20);
  uint32_t script = random_below((uint32_t)COUNT(SCRIPTS));
  for (uint32_t i = 0; i < pieces; i++) {
    if (random_below(5) == 0) script = random_below((uint32_t)COUNT(SCRIPTS));
    if (random_below(4) == 0) {
      buf_puts(&b, str_of(PIECES[random_below((uint32_t)COUNT(PIECES))]));
      continue;
    }
    char bytes[4];
    uint32_t range = SCRIPTS[script].to - SCRIPTS[script].from + 1;
    buf_puts(&b, (Str){bytes, utf8_put(bytes, SCRIPTS[script].from + random_below(range))});
    if (random_below(200) == 0) buf_putc(&b, (char)(128 + random_below(128))); /* a byte of nothing */
  }
  return buf_str(&b);
}

static void random_style(Arena *a, ParaStyle *s) {
  size_t n;
  const ParaOption *o = para_options(&n);
  for (uint32_t k = random_below(7); k > 0; k--) {
    const ParaOption *x = &o[random_below((uint32_t)n)];
    Str values = str_of(x->values);
    if (str_find(values, STR("|")) < 0) continue;
    size_t words = 1;
    for (size_t i = 0; i < values.n; i++) words += values.p[i] == '|';
    for (uint32_t skip = random_below((uint32_t)words); skip > 0; skip--)
      values = str_sub(values, (size_t)str_find(values, STR("|")) + 1, values.n);
    ptrdiff_t end = str_find(values, STR("|"));
    para_style_set(a, s, str_of(x->name),
                   end < 0 ? values : str_sub(values, 0, (size_t)end)); /* lists are refused: no harm */
  }
}

/* The text in up to five runs that differ in what para must not notice. */
static const Run *random_runs(Arena *a, Str text, Lang lang, bool vertical, size_t *n) {
  Run *runs = arena_array(a, Run, 6);
  const uint8_t *starts = text_graphemes(a, text);
  *n = 0;
  for (uint32_t at = 0; at < text.n || !*n;) {
    uint32_t end = *n < 4 ? at + 1 + random_below((uint32_t)text.n - at + 1) : (uint32_t)text.n;
    if (end > text.n) end = (uint32_t)text.n;
    while (!starts[end]) end++;
    runs[*n] = (Run){.at = at, .end = end, .lang = lang, .size = EM, .x_scale_pm = 1000, .ink = INK_BLACK};
    if (random_below(4) == 0) runs[*n].marks = random_below(2) ? RUN_DOTS : RUN_NAME;
    if (random_below(8) == 0) runs[*n].ruby = random_below(2) ? STR("hànzì") : STR("ㄏㄢˋ");
    if (vertical && random_below(12) == 0 && end - at < 12) runs[*n].marks = RUN_TCY;
    at = end;
    ++*n;
    if (at >= text.n) break;
  }
  return runs;
}

static void check_lines(const Shaped *sh, const Lines *l) {
  uint32_t at = 0;
  for (size_t k = 0; k < l->n; k++) {
    const Line *x = &l->at[k];
    assert_int_equal(x->at, at); /* every byte on one line, in order */
    assert_true(x->end > x->at || sh->text.n == 0);
    assert_true(x->even >= 0);
    if (!(x->flags & LINE_EMERGENCY)) assert_true(x->set <= x->measure);
    uint32_t before = UINT32_MAX;
    for (uint32_t i = 0; i < x->n; i++) {
      uint32_t g = x->glyphs[i].glyph;
      if (g == UINT32_MAX) continue;
      assert_true(g < sh->n && (before == UINT32_MAX || g > before)); /* glyphs in the order of reading, each once */
      assert_true(sh->glyphs[g].src >= x->at && sh->glyphs[g].src < x->end);
      before = g;
    }
    at = x->end;
  }
  if (l->n) assert_int_equal(at, sh->text.n);
}

static bool same_lines(const Lines *a, const Lines *b) {
  if (a->n != b->n) return false;
  for (size_t k = 0; k < a->n; k++) {
    const Line *x = &a->at[k], *y = &b->at[k];
    if (x->at != y->at || x->end != y->end || x->set != y->set || x->n != y->n || x->flags != y->flags) return false;
    for (uint32_t i = 0; i < x->n; i++)
      if (x->glyphs[i].glyph != y->glyphs[i].glyph || x->glyphs[i].x != y->glyphs[i].x) return false;
  }
  return true;
}

static size_t bounded; /* wishes of which para_reach knew that they cannot be */

static void one_round(const Fonts *fonts, Shaper *shaper) {
  Job job = unit_job();
  Arena *a = job.arena;
  Lang lang = (Lang)random_below(LANG_COUNT);
  uint32_t file;
  Str raw = random_text(a, random_below(90));
  Str text = text_read(&job, STR("random.md"), raw, &file);
  ParaStyle style = para_style_default(lang);
  style.size = EM, style.vertical = random_below(2), style.newline_soft = true;
  random_style(a, &style);
  size_t given, n;
  const Run *runs = random_runs(a, text, lang, style.vertical, &given);
  n = given;
  runs = para_runs_make(a, fonts, &style, text, runs, &n);
  const Shaped *sh = shape_paragraph(&job, shaper, text, runs, n, style.vertical, (Span){0}, NULL, NULL);
  const Setting *s = para_make(&job, fonts, sh, &style);
  Len measures[2] = {len_pm(EM, 1000 + (int)random_below(24000)), len_pm(EM, 5000 + (int)random_below(9000))};
  Rooms rooms = {measures, 1 + random_below(2)};
  Lines once = para_set(&job, s, rooms, 0), twice = para_set(&job, s, rooms, 0);
  assert_true(same_lines(&once, &twice));
  assert_int_equal(para_count(s, a, rooms), once.n);
  check_lines(sh, &once);
  Lines wished = para_set(&job, s, rooms, once.n + 1);
  check_lines(sh, &wished);
  unsigned reach = para_reach(s, rooms, once.n);
  if (reach & REACH_NO_MORE) assert_true(wished.n != once.n + 1), bounded++;
  if (reach & REACH_NO_FEWER && once.n > 1)
    assert_true(para_set(&job, s, rooms, once.n - 1).n != once.n - 1), bounded++;
  const Shaped *again = shape_paragraph(&job, shaper, text, runs, n, style.vertical, (Span){0}, NULL, NULL);
  Lines anew = para_set(&job, para_make(&job, fonts, again, &style), rooms, 0);
  assert_true(same_lines(&once, &anew));
  unit_done(&job);
}

static void any_bytes(void **state) {
  (void)state;
  Job job = unit_job();
  Fonts *fonts = fonts_open(&job, STR("."));
  assert_non_null(fonts);
  Shaper *shaper = shaper_open(job.arena, fonts);
  seed = 20261124;
  for (int round = getenv("DUIKAI_SLOW") ? 20000 : 1000; round > 0; round--) one_round(fonts, shaper);
  assert_true(bounded > 200);
  shaper_close(shaper);
  fonts_close(fonts);
  unit_done(&job);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(any_bytes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
