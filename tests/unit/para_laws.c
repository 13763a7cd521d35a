/* para: what holds for any text, any measure and any style. A fixed generator makes both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "para_fake.h"

static uint64_t seed;

static uint32_t random_below(uint32_t n) { /* xorshift64* (Vigna) */
  seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
  return (uint32_t)((seed * 2685821657736338717u) >> 33) % n;
}

static const char *const PIECES[] = {"天",
                                     "地",
                                     "玄黄",
                                     "宇宙洪荒",
                                     "的",
                                     "年",
                                     "个",
                                     "第",
                                     "，",
                                     "。",
                                     "、",
                                     "；",
                                     "：",
                                     "？",
                                     "！",
                                     "“",
                                     "”",
                                     "‘",
                                     "’",
                                     "（",
                                     "）",
                                     "《",
                                     "》",
                                     "「",
                                     "」",
                                     "——",
                                     "……",
                                     "—",
                                     "…",
                                     "–",
                                     "～",
                                     "·",
                                     "/",
                                     "12",
                                     "2026",
                                     "3.14",
                                     "95%",
                                     "37℃",
                                     "￥5",
                                     "±3",
                                     "A",
                                     "GDP",
                                     "Development",
                                     "don’t",
                                     "COVID-19",
                                     "J. Smith",
                                     " ",
                                     "\t",
                                     "\t2.50",
                                     "  ",
                                     "\n",
                                     "　",
                                     "www.example.com/a?b=c",
                                     "あ",
                                     "ょ",
                                     "ー",
                                     "々",
                                     "〜",
                                     "・",
                                     "가나",
                                     "다 라",
                                     "e\u0301",
                                     "葛\U000E0100",
                                     "👨‍👩‍👧",
                                     "🇨🇳",
                                     "\u200b",
                                     "\u2060",
                                     "\u00ad",
                                     "\u00a0",
                                     "Ａ",
                                     "１２",
                                     "！！",
                                     "。”",
                                     "》、《",
                                     "（《",
                                     "…………",
                                     "⸺",
                                     "שלום",
                                     "ไทย",
                                     "𠮷",
                                     "\uFFFD",
                                     "(",
                                     ")",
                                     "\"",
                                     "x=1"};

static Str random_text(Arena *a, uint32_t pieces) {
  Buf b = buf_make(a, 1 << 20);
  bool plain = random_below(3) == 0; /* some texts are mostly Han */
  for (uint32_t i = 0; i < pieces; i++)
    buf_puts(&b, str_of(PIECES[random_below(plain && random_below(4) ? 4 : COUNT(PIECES))]));
  return buf_str(&b);
}

static const char *const TABS[] = {"none", "3em", "4em right dots, end right", "2em, 6em center ·, 8em decimal"};

static ParaStyle random_style(Arena *a, Lang lang) {
  ParaStyle s = para_style_default(lang);
  s.size = EM;
  size_t n;
  const ParaOption *o = para_options(&n);
  for (uint32_t k = random_below(8); k > 0; k--) {
    const ParaOption *x = &o[random_below((uint32_t)n)];
    Str values = str_of(x->values), value = {0};
    if (str_find(values, STR("|")) >= 0 && !str_has_prefix(values, STR("list"))) {
      Str words[8];
      size_t count = 0;
      for (ptrdiff_t at; count < COUNT(words) && (at = str_find(values, STR("|"))) >= 0;
           values = str_sub(values, (size_t)at + 1, values.n))
        words[count++] = str_sub(values, 0, (size_t)at);
      words[count++] = values;
      value = words[random_below((uint32_t)count)];
    } else if (str_find(values, STR(" to ")) >= 0)
      value = str_f(a, "%u.%u", values.p[0] == '1', 2 + random_below(8));
    else if (str_is(values, "FILE"))
      value = STR("nowhere.dic");
    else if (str_has_prefix(values, STR("list of POSITION")))
      value = str_of(TABS[random_below(COUNT(TABS))]);
    else if (str_is(values, "number"))
      value = str_f(a, "%u.%u", random_below(3), random_below(10));
    else if (str_is(values, "count"))
      value = str_f(a, "%u", random_below(4));
    else
      value = values;
    assert_null(para_style_set(a, &s, str_of(x->name), value));
  }
  return s;
}

static bool is_dropped(const Shaped *sh, uint32_t src) { /* what a line may leave undrawn */
  size_t i = src;
  switch (char_class(utf8_next(sh->text, &i), LANG_ZH_HANS)) {
  case CC_SPACE:
  case CC_GLUE:
  case CC_ZW_SPACE:
  case CC_JOINER:
  case CC_SOFT_HYPHEN:
  case CC_IDSPACE: return true;
  default: return false;
  }
}

static void check_conserved(const Shaped *sh, const Lines *l) {
  uint32_t at = 0, glyph = 0;
  for (size_t k = 0; k < l->n; k++) {
    const Line *x = &l->at[k];
    assert_int_equal(x->at, at);
    assert_true(x->end > x->at);
    at = x->end;
    for (uint32_t i = 0; i < x->n; i++) {
      if (x->glyphs[i].glyph == UINT32_MAX) continue;
      for (; glyph < x->glyphs[i].glyph; glyph++) assert_true(is_dropped(sh, sh->glyphs[glyph].src));
      assert_int_equal(x->glyphs[i].glyph, glyph);
      assert_true(sh->glyphs[glyph].src >= x->at && sh->glyphs[glyph].src < x->end);
      glyph++;
    }
  }
  if (l->n) assert_int_equal(at, sh->text.n);
  for (; glyph < sh->n; glyph++) assert_true(is_dropped(sh, sh->glyphs[glyph].src));
}

static bool never_starts(uint32_t cp) {
  switch (char_class(cp, LANG_ZH_HANS)) {
  case CC_CLOSE:
  case CC_COMMA:
  case CC_COLON:
  case CC_STOP:
  case CC_EXCLAM: return true;
  default: return false;
  }
}

static bool is_asked_for(Str text, size_t end) { /* the writer's own break: U+200B before it, or a newline */
  while (end > 0) {
    uint32_t cp = utf8_before(text, end);
    if (cp == 0x200B || cp == '\n') return true;
    CharClass cc = char_class(cp, LANG_ZH_HANS);
    if (cc != CC_SPACE && cc != CC_JOINER && cc != CC_SOFT_HYPHEN) return false;
    char raw[4];
    end -= utf8_put(raw, cp);
  }
  return false;
}

static void check_breaks(const Shaped *sh, const Lines *l, const ParaStyle *s) {
  if (s->kinsoku == KINSOKU_NONE || s->lang == LANG_JA || s->lang == LANG_EN) return;
  for (size_t k = 0; k + 1 < l->n; k++) {
    const Line *x = &l->at[k];
    if (x->flags & (LINE_RELAXED | LINE_EMERGENCY)) continue;
    size_t i = x->end;
    uint32_t next = utf8_next(sh->text, &i), last = utf8_before(sh->text, x->end);
    if (is_asked_for(sh->text, x->end)) continue;
    assert_false(never_starts(next) && !text_quote_is_latin(sh->text, x->end, s->lang));
    assert_false(char_class(last, LANG_ZH_HANS) == CC_OPEN);
  }
}

static bool two_han(Str line) { /* side by side: a place that can always grow */
  for (size_t i = 0; i < line.n;) {
    size_t next = i;
    utf8_next(line, &next);
    size_t after = next;
    if (next < line.n && char_class(utf8_next(line, &i), LANG_ZH_HANS) == CC_HAN &&
        char_class(utf8_next(line, &after), LANG_ZH_HANS) == CC_HAN)
      return true;
    i = next;
  }
  return false;
}

/* On the grid and at tabs a line ends where its last character does. */
static bool is_ruled(const Shaped *sh, const ParaStyle *s) {
  return s->grid || (s->tab_count && str_find(sh->text, STR("\t")) >= 0);
}

/* A line ends at its measure to the last unit, unless nothing in it can grow or it is a last line; none is longer but in an emergency. */
static void check_measure(const Shaped *sh, const Lines *l, const ParaStyle *s) {
  for (size_t k = 0; k < l->n; k++) {
    const Line *x = &l->at[k];
    assert_true(x->even >= 0);
    Len end = x->set;
    bool over = end > x->measure;
    assert_false(over && !(x->flags & LINE_EMERGENCY));
    Len full = x->measure - len_pm(para_em_along(s), s->indent_end_pm);
    if (x->even > 0) assert_int_equal(end, full);
    bool forced = x->end > 0 && is_asked_for(sh->text, x->end); /* counts U+200B, too: no harm */
    if (k + 1 < l->n && s->align == ALIGN_JUSTIFY && !forced && !over && !is_ruled(sh, s) &&
        two_han(str_sub(sh->text, x->at, x->end)))
      assert_int_equal(end, full);
  }
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

/* The same text in many style runs: nothing in para may notice where they end (CLREQ speaks of paragraphs, not of runs). */
static const Shaped *in_pieces(Arena *a, const Shaped *sh) {
  Shaped *cut = arena_new(a, Shaped);
  *cut = *sh;
  Run *runs = arena_array(a, Run, sh->n + 1);
  size_t n = 0;
  uint32_t at = 0;
  for (size_t g = 1; g <= sh->n; g++) {
    uint32_t end = g < sh->n ? sh->glyphs[g].src : (uint32_t)sh->text.n;
    if (end == at || (g < sh->n && random_below(3))) continue;
    runs[n] = sh->runs[0];
    runs[n].at = at, runs[n].end = end, runs[n].ink.c[3] = (int16_t)n;
    at = end;
    n++;
  }
  cut->runs = runs, cut->run_count = n;
  return cut;
}

static void any_text(void **state) {
  (void)state;
  seed = 20261024;
  for (int round = 0; round < 1500; round++) {
    Arena *a = arena_open();
    Job job = {a, diags_make(a)};
    Lang lang = (Lang)random_below(LANG_COUNT);
    Str text = random_text(a, random_below(120));
    const Shaped *sh = fake_shape(a, text, lang);
    ParaStyle style = random_style(a, lang);
    Len measures[3] = {len_pm(EM, 1000 + (int)random_below(25000)), len_pm(EM, 4000 + (int)random_below(9000)),
                       len_pm(EM, 13000)};
    Rooms rooms = {measures, 1 + random_below(3)};
    const Setting *s = para_make(&job, NULL, sh, &style);
    Lines once = para_set(&job, s, rooms, 0), twice = para_set(&job, s, rooms, 0);
    assert_true(same_lines(&once, &twice));
    assert_int_equal(para_count(s, a, rooms), once.n);
    if (sh->n) {
      Lines pieces = para_set(&job, para_make(&job, NULL, in_pieces(a, sh), &style), rooms, 0);
      assert_true(same_lines(&once, &pieces));
    }
    check_conserved(sh, &once);
    check_breaks(sh, &once, &style);
    check_measure(sh, &once, &style);
    for (size_t wish = once.n > 1 ? once.n - 1 : 1; wish <= once.n + 1; wish++) {
      Lines wished = para_set(&job, s, rooms, wish);
      assert_true(wished.n == wish || wished.n == once.n);
      check_conserved(sh, &wished);
    }
    Buf out = buf_make(a, 1 << 22);
    for (size_t k = 0; k < once.n; k++) para_explain(s, &once, k, &out);
    JsonOut json = json_out(&out);
    para_dump(s, &once, NULL, &json);
    arena_close(a);
  }
}

/* A change at the foot of a long paragraph leaves its head as it was. */
static void stable_above(void **state) {
  (void)state;
  seed = 7;
  for (int round = 0; round < 60; round++) {
    Arena *a = arena_open();
    Job job = {a, diags_make(a)};
    Buf b = buf_make(a, 1 << 20);
    for (int i = 0; i < 400; i++) buf_puts(&b, str_of(PIECES[random_below(45)]));
    size_t head = b.n;
    buf_puts(&b, STR("天地玄黄，宇宙洪荒。"));
    ParaStyle style = para_style_default(LANG_ZH_HANS);
    style.size = EM;
    style.composer = round % 2 ? COMPOSER_PARAGRAPH : COMPOSER_LINE;
    Len measure = len_pm(EM, 11000 + (int)random_below(9000));
    Lines before = para_set(&job, para_make(&job, NULL, fake_shape(a, buf_str(&b), LANG_ZH_HANS), &style),
                            (Rooms){&measure, 1}, 0);
    Str other = str_f(a, "%.*s日月盈昃2026年辰宿列张", STRF(str_sub(buf_str(&b), 0, head)));
    Lines after =
        para_set(&job, para_make(&job, NULL, fake_shape(a, other, LANG_ZH_HANS), &style), (Rooms){&measure, 1}, 0);
    for (size_t k = 0; k + 20 < before.n; k++) assert_int_equal(before.at[k].end, after.at[k].end);
    arena_close(a);
  }
}

/* Copy that is no copy: time grows with its length, not with its square. */
static void monsters(void **state) {
  (void)state;
  static const char *const units[] = {"\t", "a\t", "\u3000", "a",  "\u200b\u2060", "」", "“",   " ", "——",
                                      "……", "1",   "\u00ad", "a/", "春\u3000",     "\n", "A. ", "·"};
  for (size_t i = 0; i < COUNT(units); i++) {
    for (int way = 0; way < 4; way++) { /* by line, by paragraph, at tabs, on the grid */
      Arena *a = arena_open();
      Job job = {a, diags_make(a)};
      Buf b = buf_make(a, 1 << 20);
      buf_puts(&b, STR("天地"));
      for (int k = 0; k < 60000; k++) buf_puts(&b, str_of(units[i]));
      buf_puts(&b, STR("玄黄"));
      ParaStyle style = para_style_default(LANG_ZH_HANS);
      style.size = EM, style.composer = way == 1 ? COMPOSER_PARAGRAPH : COMPOSER_LINE;
      style.newline_soft = true, style.grid = way == 3;
      if (way == 2) assert_null(para_style_set(a, &style, STR("tabs"), STR("3em, 5em decimal dots, end right")));
      Shaped *sh = fake_shape(a, buf_str(&b), LANG_ZH_HANS);
      Len measure = 13 * EM;
      Lines l = para_set(&job, para_make(&job, NULL, sh, &style), (Rooms){&measure, 1}, 0);
      check_conserved(sh, &l);
      arena_close(a);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(any_text), cmocka_unit_test(stable_above),
                                     cmocka_unit_test(monsters)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
