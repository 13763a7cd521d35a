/* para: narrow measures. Against every way there is to break small paragraphs: where the rules allow a setting with nothing to report,
 * weighing finds one; where it finds none, it says so. And Latin: hyphens in a row, the last line, the margin. */
#include "para_rows.h"

#include "para/inside.h"

static uint64_t seed;
static uint32_t random_below(uint32_t n) { /* xorshift64* (Vigna) */
  seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
  return (uint32_t)((seed * 2685821657736338717u) >> 33) % n;
}

static const char *const PIECES[] = {"天",  "地玄黄",      "宇宙", "洪荒", "，", "。",   "、", "“",
                                     "”",   "（",          "）",   "《",   "》", "2026", "12", "95%",
                                     "GDP", "Development", "5G",   "——",   "……", "：",   "年", "第"};

static Str random_text(Arena *a, uint32_t pieces) {
  Buf b = buf_make(a, 1 << 16);
  for (uint32_t i = 0; i < pieces; i++) buf_puts(&b, str_of(PIECES[random_below(random_below(3) ? 8 : COUNT(PIECES))]));
  buf_puts(&b, STR("。"));
  return buf_str(&b);
}

/* Is there a way from cell `at` to the end over lines that hold, none of which is spread by more than 1/8 em? `dead`: cells from which there
 * is none, by what was tried. Nothing of weigh.c or cost.c is used. */
static bool has_way(const Setting *s, Rooms rooms, uint32_t at, uint8_t *dead) {
  if (at >= s->n) return true;
  if (dead[at]) return false;
  for (uint32_t j = at + 1; j <= s->n; j++) {
    if (s->gaps[j].kind < BREAK_AVOID) continue;
    Fit f = fit_make(s, at, j, room_of(s, rooms, 0, at));
    bool last = j == s->n;
    bool orphan = last && at > s->first && s->style.orphan_min_han > 1 &&
                  last_line_han(s, at) < (uint32_t)s->style.orphan_min_han;
    bool good = fit_holds(&f) && !orphan && (last || f.natural >= f.room || fit_even_pm(s, &f) <= 125);
    if (good && has_way(s, rooms, j, dead)) return true;
  }
  dead[at] = 1;
  return false;
}

static bool is_reported(const Diags *d) {
  static const DiagCode codes[] = {DIAG_LOOSE_LINE, DIAG_VERY_LOOSE_LINE, DIAG_EMERGENCY_BREAK, DIAG_KINSOKU_RELAXED,
                                   DIAG_ORPHAN_CHARACTER};
  for (size_t i = 0; i < COUNT(codes); i++)
    if (diags_has(d, codes[i])) return true;
  return false;
}

static void against_all_ways(void **state) {
  (void)state;
  seed = 20261124;
  int fair = 0, unfair = 0, by_line = 0;
  for (int round = 0; round < 4000; round++) {
    Arena *a = arena_open();
    ParaStyle style = para_style_default(LANG_ZH_HANS);
    style.size = EM;
    style.orphan_min_han = 1 + (int)random_below(2);
    style.indent_pm = random_below(2) ? 2000 : 0;
    style.vertical = random_below(4) == 0;
    Shaped *sh = fake_shape(a, random_text(a, 6 + random_below(40)), LANG_ZH_HANS);
    sh->vertical = style.vertical;
    Len measure = (5 + (Len)random_below(9)) * EM;
    Rooms rooms = {&measure, 1};
    Job job = {a, diags_make(a)}, plain = {a, diags_make(a)};
    para_set(&plain, para_make(&plain, NULL, sh, &style), rooms, 0);
    style.composer = COMPOSER_PARAGRAPH;
    const Setting *s = para_make(&job, NULL, sh, &style);
    para_set(&job, s, rooms, 0);
    bool way = has_way(s, rooms, s->first, arena_array(a, uint8_t, s->n + 1)), told = is_reported(job.diags);
    if (way == told) print_error("measure %d: %.*s\n", (int)(measure / EM), STRF(sh->text));
    assert_int_equal(way, !told);
    if (cuts_can_be_fair(a, s, rooms) != way) print_error("measure %d: %.*s\n", (int)(measure / EM), STRF(sh->text));
    assert_int_equal(cuts_can_be_fair(a, s, rooms), way);
    fair += way, unfair += !way, by_line += way && is_reported(plain.diags);
    arena_close(a);
  }
  assert_true(fair > 1000 && unfair > 100 && by_line > 100); /* all three kinds are met */
}

static Str found(Arena *a, const Job *job) {
  Buf b = buf_make(a, 1 << 16);
  diags_write_text(job->diags, &b, DIAG_NOTE, false);
  return buf_str(&b);
}

static void says_so(void **state) {
  (void)state;
  Set none = set("天地玄黄Development宇宙洪荒日月盈昃", LANG_ZH_HANS, 8000, "composer=paragraph");
  Str words = found(none.a, &none.job);
  assert_true(str_find(words, STR("no lawful choice of breaks keeps every line of the paragraph under 1/8 em")) >= 0);
  assert_true(str_find(words, STR("line 1 '天地玄黄'")) >= 0);
  arena_close(none.a);
  static const char *const text = "天地玄黄宇宙洪“荒日月盈昃辰”宿列张寒来暑往秋收冬藏";
  Set line = set(text, LANG_ZH_HANS, 8000, "composer=line");
  Set whole = set(text, LANG_ZH_HANS, 8000, "composer=paragraph");
  assert_false(is_reported(whole.job.diags) && !is_reported(line.job.diags));
  arena_close(line.a), arena_close(whole.a);
}

/* ---- Latin */

static const char COPY[] =
    "The international organization reconsidered its environmental responsibilities thoroughly yesterday, and the "
    "representatives of neighbouring municipalities unanimously acknowledged that transportation infrastructure, "
    "telecommunications and extraordinary administrative arrangements would require considerable understanding.";

static int most_in_row(const Lines *l) {
  int row = 0, most = 0;
  for (size_t k = 0; k < l->n; k++) {
    row = l->at[k].flags & LINE_HYPHEN ? row + 1 : 0;
    most = row > most ? row : most;
  }
  return most;
}

static void hyphens(void **state) {
  (void)state;
  static const struct {
    const char *options;
    int least, most;
  } rows[] = {{"latin-hyphenation=en-us hyphen-limit=0 composer=line", 2, 9},
              {"latin-hyphenation=en-us hyphen-limit=1 composer=line", 1, 1},
              {"latin-hyphenation=en-us hyphen-limit=1 composer=paragraph", 0, 1},
              {"latin-hyphenation=en-us hyphen-limit=2 composer=paragraph", 0, 2},
              {"latin-hyphenation=none composer=paragraph", 0, 0}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Set s = set(COPY, LANG_EN, 13000, rows[i].options);
    int row = most_in_row(&s.lines);
    if (row < rows[i].least || row > rows[i].most) print_error("%s: %d in a row\n", rows[i].options, row);
    assert_true(row >= rows[i].least && row <= rows[i].most);
    arena_close(s.a);
  }
  static const struct {
    const char *options, *lines;
  } letters[] = {{"hyphen-right=3", "my reconsidera|tions"},
                 {"hyphen-right=14", "my re|considerations"},
                 {"hyphen-right=15", "my |reconsiderations"},
                 {"hyphen-left=12", "my |reconsiderations"}};
  for (size_t i = 0; i < COUNT(letters); i++) {
    char options[80];
    size_t n = strlen(letters[i].options);
    memcpy(options, "latin-hyphenation=en-us ", 24), memcpy(options + 24, letters[i].options, n + 1);
    Set s = set("my reconsiderations", LANG_EN, 8000, options);
    assert_string_equal(lines_text(&s), letters[i].lines);
    arena_close(s.a);
  }
}

/* Total fit: the sum of squared looseness is never more than first-fit's. */
static int64_t looseness(const Set *s) {
  int64_t sum = 0;
  for (size_t k = 0; k + 1 < s->lines.n; k++) {
    const Line *l = &s->lines.at[k];
    int64_t off = (l->measure - l->natural) * 1000 / EM;
    sum += off * off;
  }
  return sum;
}

static void total_fit(void **state) {
  (void)state;
  int better = 0;
  for (int measure = 12000; measure < 30000; measure += 500) {
    Set line = set(COPY, LANG_EN, measure, "latin-hyphenation=en-us composer=line");
    Set whole = set(COPY, LANG_EN, measure, "latin-hyphenation=en-us composer=paragraph");
    if (whole.lines.n == line.lines.n) better += looseness(&whole) < looseness(&line);
    for (size_t k = 0; k + 1 < whole.lines.n; k++)
      assert_true(whole.lines.at[k].set == whole.lines.at[k].measure || whole.lines.at[k].flags & LINE_SOLID);
    arena_close(line.a), arena_close(whole.a);
  }
  assert_true(better >= 10);
}

/* The last line is no short word alone where there is another way: sentences of so many words that a first fit leaves `it.` over. */
static void last_words(void **state) {
  (void)state;
  static const char text[] =
      "Several members of the council said on Friday evening that they themselves had never been told about";
  int by_line = 0, by_paragraph = 0;
  for (size_t n = 40; n < sizeof text; n++) {
    if (text[n] != ' ' && text[n]) continue;
    char copy[sizeof text + 8];
    memcpy(copy, text, n), memcpy(copy + n, " it.", 5);
    for (int measure = 20000; measure < 44000; measure += 250) {
      for (int whole = 0; whole < 2; whole++) {
        Set s = set(copy, LANG_EN, measure, whole ? "composer=paragraph" : "composer=line");
        const Line *last = &s.lines.at[s.lines.n - 1];
        if (last->end - last->at <= 4) *(whole ? &by_paragraph : &by_line) += 1;
        arena_close(s.a);
      }
    }
  }
  assert_true(by_line >= 10);
  assert_true(by_paragraph * 2 < by_line); /* what is left has no other way that is not faulty */
}

static void optical(void **state) {
  (void)state;
  static const Spot rows[] = {
      {"“ab cd ef gh", 20000, "", "a", 500},
      {"“ab cd ef gh", 20000, "optical-margin=1", "a", 250}, /* a quote half outside */
      {"“ab cd ef gh", 20000, "optical-margin=0.5", "a", 375},
      {"ab cd, ef gh", 2750, "composer=line", ",", 2250},
      {"ab cd, ef gh", 2750, "optical-margin=1 composer=line", ",", 2600}, /* seven tenths of the comma */
      {"ab cd, ef gh", 20000, "optical-margin=1", ",", 2250},
  };
  spots(rows, COUNT(rows), LANG_EN);
  static const Spot zh[] = {{"“天地", 20000, "optical-margin=1", "天", 500}}; /* Han have rules of their own */
  spots(zh, COUNT(zh), LANG_ZH_HANS);
  Set s = set("ab cd, ef gh", LANG_EN, 2750, "optical-margin=1 composer=line");
  assert_int_equal(s.lines.at[0].set, s.lines.at[0].measure); /* what hangs is not counted */
  arena_close(s.a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(against_all_ways), cmocka_unit_test(says_so),
                                     cmocka_unit_test(hyphens),          cmocka_unit_test(total_fit),
                                     cmocka_unit_test(last_words),       cmocka_unit_test(optical)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
