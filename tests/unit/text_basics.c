/* text: UTF-8, languages, classes, clusters, scripts, the calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "text/text.h"

static void utf8_rows(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t count;
    uint32_t first, last;
  } rows[] = {{"春耕", 2, 0x6625, 0x8015},         {"a\xFFz", 3, 'a', 'z'},
              {"\xE6\x98", 2, 0xFFFD, 0xFFFD},     {"\xF0\xAA\x9A\xA5", 1, 0x2A6A5, 0x2A6A5},
              {"\xED\xA0\x80", 3, 0xFFFD, 0xFFFD}, {"\xC0\x80", 2, 0xFFFD, 0xFFFD}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Str s = str_of(rows[i].text);
    size_t at = 0;
    assert_int_equal(utf8_count(s), rows[i].count);
    assert_int_equal(utf8_next(s, &at), rows[i].first);
    assert_int_equal(utf8_before(s, s.n), rows[i].last);
  }
  char out[4];
  assert_int_equal(utf8_put(out, 0x2A6A5), 4);
  assert_memory_equal(out, "\xF0\xAA\x9A\xA5", 4);
}

static void langs(void **state) {
  (void)state;
  static const struct {
    const char *tag;
    int lang;
  } rows[] = {{"zh", LANG_ZH_HANS},
              {"zh-CN", LANG_ZH_HANS},
              {"zh-TW", LANG_ZH_HANT},
              {"zh-HK", LANG_ZH_HK},
              {"ja-JP", LANG_JA},
              {"ko", LANG_KO},
              {"en-GB", LANG_EN},
              {"tlh", -1},
              {"", -1}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Lang l = LANG_COUNT;
    bool ok = lang_read(str_of(rows[i].tag), &l);
    assert_int_equal(ok ? (int)l : -1, rows[i].lang);
  }
  assert_string_equal(lang_tag(LANG_ZH_HANT), "zh-Hant");
}

/* A single copy file tells its own language. */
static void guesses(void **state) {
  (void)state;
  static const struct {
    const char *text;
    Lang lang;
  } rows[] = {
      {"The crossing opens on Saturday after a long wait", LANG_EN},
      {"The paper is called \u65b0\u62a5, and it comes from a town that nobody has seen, on a river that has no name",
       LANG_EN},
      {"\u672c\u62a5\u8baf\u4eca\u5929\u901a\u8f66", LANG_ZH_HANS},
      {"APEC CEO Summit \u5728\u6df1\u5733\u4e3e\u884c", LANG_ZH_HANS},
      {"", LANG_ZH_HANS},
      {"12:30 98.6%", LANG_ZH_HANS}};
  for (size_t i = 0; i < COUNT(rows); i++) assert_int_equal(lang_guess(str_of(rows[i].text)), rows[i].lang);
}

static void classes(void **state) {
  (void)state;
  static const struct {
    uint32_t cp;
    CharClass cc;
  } rows[] = {{0x4E00, CC_HAN},        {0x20000, CC_HAN},       {0x3007, CC_HAN},      {0x3042, CC_KANA},
              {0x3087, CC_SMALL_KANA}, {0x30FC, CC_PROLONGED},  {0xAC00, CC_HANGUL},   {0x201C, CC_OPEN},
              {0x2019, CC_CLOSE},      {0x300A, CC_OPEN},       {0xFF09, CC_CLOSE},    {0xFF0C, CC_COMMA},
              {0xFF1A, CC_COLON},      {0x3002, CC_STOP},       {0xFF1F, CC_EXCLAM},   {0x2014, CC_DASH},
              {0x2026, CC_ELLIPSIS},   {0xFF5E, CC_CONNECTOR},  {0xB7, CC_INTERPUNCT}, {'/', CC_SOLIDUS},
              {0x3005, CC_ITERATION},  {0x3000, CC_IDSPACE},    {'7', CC_DIGIT},       {'q', CC_LATIN},
              {0x3B1, CC_GREEK},       {0x41F, CC_LATIN},       {0xFF21, CC_FW_LATIN}, {0xFF13, CC_FW_LATIN},
              {'.', CC_LATIN_MARK},    {0xA5, CC_PREFIX},       {0xB1, CC_PREFIX},     {'%', CC_POSTFIX},
              {0x2103, CC_POSTFIX},    {' ', CC_SPACE},         {0xA0, CC_GLUE},       {0x200B, CC_ZW_SPACE},
              {0xFEFF, CC_JOINER},     {0xAD, CC_SOFT_HYPHEN},  {0x2460, CC_SYMBOL},   {0x1F600, CC_EMOJI},
              {0x301, CC_COMBINING},   {0xE0100, CC_COMBINING}, {'(', CC_LATIN_MARK},  {0x300C, CC_OPEN},
              {0xFFE5, CC_PREFIX}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    if (char_class(rows[i].cp, LANG_ZH_HANS) != rows[i].cc) print_error("U+%04X\n", rows[i].cp);
    assert_int_equal(char_class(rows[i].cp, LANG_ZH_HANS), rows[i].cc);
  }
  assert_int_equal(char_class(0x201C, LANG_EN), CC_LATIN_MARK);
  assert_true(char_is_han(0x3005) && char_is_han(0x9FEB) && !char_is_han(0x3042));
  assert_true(char_is_wide(0xFF0C) && char_is_wide(0x4E00) && char_is_wide(0x201D) && !char_is_wide('a') &&
              !char_is_wide(0xAC00));
}

static void quotes(void **state) {
  (void)state;
  assert_true(text_quote_is_latin(STR("it’s"), 2, LANG_ZH_HANS));
  assert_false(text_quote_is_latin(STR("‘IT’业"), 5, LANG_ZH_HANS));
  assert_false(text_quote_is_latin(STR("“IT”"), 0, LANG_ZH_HANS));
  assert_true(text_quote_is_latin(STR("“IT”"), 0, LANG_EN));
}

/* `|` stands between clusters */
static void graphemes(void **state) {
  (void)state;
  static const char *const rows[] = {"春|耕",           "e\u0301|l",
                                     "葛\U000E0100|山", "👨‍👩‍👧‍👦|真",
                                     "🇨🇳|🇯🇵|三",        "1\uFE0F\u20E3|选",
                                     "👍🏽|称",    "각|a",
                                     "\r\n|x",          "각|가"};
  Arena *a = arena_open();
  for (size_t i = 0; i < COUNT(rows); i++) {
    char text[128];
    uint8_t want[128] = {1};
    size_t n = 0;
    for (const char *p = rows[i]; *p; p++) {
      if (*p == '|')
        want[n] = 1;
      else
        text[n++] = *p, want[n] = 0;
    }
    want[n] = 1;
    uint8_t *got = text_graphemes(a, (Str){text, n});
    if (memcmp(got, want, n + 1)) print_error("row %zu\n", i);
    assert_memory_equal(got, want, n + 1);
  }
  arena_close(a);
}

static void scripts(void **state) {
  (void)state;
  static const struct {
    const char *text, *runs;
    Lang lang;
  } rows[] = {{"——", "Hani2", LANG_ZH_HANS},
              {"春GDP，夏", "Hani1 Latn3 Hani2", LANG_ZH_HANS},
              {"12 Tom", "Latn6", LANG_ZH_HANS},
              {"，。", "Hani2", LANG_ZH_HANT},
              {"...", "Latn3", LANG_EN},
              {"가(A)나", "Hang2 Latn1 Hang2", LANG_KO},
              {"山のタ", "Hani1 Hira1 Kana1", LANG_JA},
              {"“GDP”", "Hani1 Latn3 Hani1", LANG_ZH_HANS}};
  Arena *a = arena_open();
  for (size_t i = 0; i < COUNT(rows); i++) {
    Str s = str_of(rows[i].text);
    size_t n;
    ScriptRun *r = text_scripts(a, s, rows[i].lang, &n);
    Buf b = buf_make(a, 1000);
    for (size_t k = 0; k < n; k++) {
      char tag[4] = {(char)(r[k].script >> 24), (char)(r[k].script >> 16), (char)(r[k].script >> 8), (char)r[k].script};
      buf_putf(&b, "%s%.4s%zu", k ? " " : "", tag, utf8_count(str_sub(s, r[k].at, r[k].end)));
    }
    assert_string_equal(str_z(a, buf_str(&b)), rows[i].runs);
  }
  arena_close(a);
}

static void reading(void **state) {
  (void)state;
  Arena *a = arena_open();
  Job job = {a, diags_make(a)};
  uint32_t file = 0;
  Str s = text_read(&job, STR("x.md"), STR("\xEF\xBB\xBF春\r\n夏\r\x01\x02秋\xFF\xFE冬\t."), &file);
  assert_true(str_is(s, "春\n夏\n秋\uFFFD\uFFFD冬\t."));
  assert_int_equal(file, 1);
  assert_true(str_eq(diags_source_text(job.diags, file), s));
  assert_int_equal(diags_count(job.diags, DIAG_ERROR), 1); /* one run of bad bytes */
  assert_int_equal(diags_count(job.diags, DIAG_WARNING), 1);
  char junk[200];
  for (size_t i = 0; i < sizeof junk; i++) junk[i] = (char)(i % 2 ? 0xFF : 'a');
  text_read(&job, STR("y.md"), (Str){junk, sizeof junk}, &file);
  assert_int_equal(diags_count(job.diags, DIAG_ERROR), 1 + 20 + 1);
  arena_close(a);
}

static void days(void **state) {
  (void)state;
  static const struct {
    const char *day, *lunar, *weekday;
  } rows[] = {{"2026-10-24", "农历丙午年九月十五", "星期六"}, {"2020-10-24", "农历庚子年九月初八", "星期六"},
              {"2024-02-10", "农历甲辰年正月初一", "星期六"}, {"2025-07-25", "农历乙巳年闰六月初一", "星期五"},
              {"2023-01-21", "农历壬寅年腊月三十", "星期六"}, {"2024-12-31", "农历甲辰年腊月初一", "星期二"},
              {"1949-10-01", "农历己丑年八月初十", "星期六"}};
  Arena *a = arena_open();
  for (size_t i = 0; i < COUNT(rows); i++) {
    Day d;
    assert_true(day_read(str_of(rows[i].day), &d));
    assert_string_equal(str_z(a, day_lunar(a, d, LANG_ZH_HANS)), rows[i].lunar);
    assert_string_equal(str_z(a, day_weekday(a, d, LANG_ZH_HANS)), rows[i].weekday);
  }
  Day d;
  static const char *const bad[] = {"2026-02-29",  "2026-13-01", "2026-1-1",   "",
                                    "2026-10-24x", "0000-01-01", "2026-00-10", "-026-10-10"};
  for (size_t i = 0; i < COUNT(bad); i++) assert_false(day_read(str_of(bad[i]), &d));
  assert_true(day_read(STR("2026-10-24"), &d));
  assert_string_equal(str_z(a, day_text(a, d, LANG_ZH_HANS)), "2026年10月24日");
  assert_string_equal(str_z(a, day_text(a, d, LANG_EN)), "24 October 2026");
  assert_string_equal(str_z(a, day_weekday(a, d, LANG_EN)), "Saturday");
  arena_close(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(utf8_rows), cmocka_unit_test(langs),   cmocka_unit_test(guesses),
      cmocka_unit_test(classes),   cmocka_unit_test(quotes),  cmocka_unit_test(graphemes),
      cmocka_unit_test(scripts),   cmocka_unit_test(reading), cmocka_unit_test(days),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
