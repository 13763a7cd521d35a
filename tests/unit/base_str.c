#include "unit.h"

static void views(void **state) {
  (void)state;
  Arena *a = arena_open();
  assert_int_equal(str_of(NULL).n, 0);
  assert_str(str_sub(STR("abcdef"), 2, 4), "cd");
  assert_str(str_sub(STR("abc"), 2, 99), "c");
  assert_str(str_sub(STR("abc"), 9, 99), "");
  assert_str(str_sub((Str){0}, 1, 2), "");
  assert_str(str_trim(STR(" \t对开 \r\n")), "对开");
  assert_str(str_trim(STR(" \n ")), "");
  assert_true(str_eq((Str){0}, STR("")));
  assert_false(str_eq(STR("a"), STR("b")));
  assert_true(str_cmp(STR("ab"), STR("abc")) < 0 && str_cmp(STR("b"), STR("abc")) > 0);
  assert_true(str_cmp(STR("\xE4"), STR("z")) > 0); /* bytes, not signed chars */
  assert_true(str_has_prefix(STR("对开报"), STR("对")) && !str_has_prefix(STR("对"), STR("对开")));
  assert_true(str_has_suffix(STR("对开报"), STR("报")) && !str_has_suffix(STR(""), STR("报")));
  assert_string_equal(str_z(a, STR("abc")), "abc");
  assert_str(str_f(a, "%d版%s", 4, "要闻"), "4版要闻");
  arena_close(a);
}

static void find_rows(void **state) {
  (void)state;
  static const struct {
    const char *text, *needle;
    int at;
  } rows[] = {
      {"abcabd", "abd", 3}, {"aab", "ab", 1},   {"abc", "", 0}, {"", "a", -1},
      {"abc", "abcd", -1},  {"aaaa", "ab", -1}, {"ab", "b", 1}, {"一二三", "三", 6},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_int_equal(str_find(str_of(rows[i].text), str_of(rows[i].needle)), rows[i].at);
}

static void utf8_rows(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t points[6];
  } rows[] = {
      {"a", {'a'}},
      {"é中😀", {0xE9, 0x4E2D, 0x1F600}},
      {"\x80", {0xFFFD}},
      {"\xC0\x80", {0xFFFD, 0xFFFD}}, /* overlong */
      {"\xE4\xB8", {0xFFFD}},         /* cut off: one for the whole */
      {"\xE4\xB8"
       "a",
       {0xFFFD, 'a'}},
      {"\xED\xA0\x80", {0xFFFD, 0xFFFD, 0xFFFD}},             /* a surrogate */
      {"\xF4\x90\x80\x80", {0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD}}, /* past U+10FFFF */
      {"\xF4\x8F\xBF\xBF", {0x10FFFF}},
      {"\xFF\xE4\xB8\xAD", {0xFFFD, 0x4E2D}},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Str s = str_of(rows[i].text);
    size_t at = 0, n = 0;
    while (at < s.n) assert_int_equal(str_next(s, &at), rows[i].points[n++]);
    assert_true(n == 6 || rows[i].points[n] == 0);
  }
}

static void int_rows(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool ok;
    int64_t value;
  } rows[] = {
      {"0", true, 0},
      {"-7", true, -7},
      {"+12", true, 12},
      {"9223372036854775807", true, INT64_MAX},
      {"-9223372036854775808", true, INT64_MIN},
      {"9223372036854775808", false, 0},
      {"-9223372036854775809", false, 0},
      {"", false, 0},
      {"-", false, 0},
      {"1.5", false, 0},
      {" 1", false, 0},
      {"1x", false, 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    int64_t v = 0;
    assert_int_equal(str_read_int(str_of(rows[i].text), &v), rows[i].ok);
    assert_true(v == rows[i].value);
  }
  bool b = false;
  assert_true(str_read_bool(STR("yes"), &b) && b);
  assert_true(str_read_bool(STR("off"), &b) && !b);
  assert_false(str_read_bool(STR("Yes!"), &b));
}

static void nearest_rows(void **state) {
  (void)state;
  static const Str names[] = {STR("headline"), STR("kicker"), STR("deck"),
                              STR("body"),     STR("小标题"), STR("line-start")};
  static const struct {
    const char *word, *want;
  } rows[] = {
      {"headlnie", "headline"},
      {"hedline", "headline"},
      {"Headline", "headline"},
      {"line_start", "line-start"},
      {"dekc", "deck"},
      {"bod", "body"},
      {"小标提", "小标题"},
      {"picture", ""},
      {"", ""},
      {"x", ""},
      {"ab", ""},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_str(str_nearest(str_of(rows[i].word), names, COUNT(names)), rows[i].want);
  char long_word[500];
  memset(long_word, 'a', sizeof long_word);
  assert_str(str_nearest((Str){long_word, sizeof long_word}, names, COUNT(names)), "");
}

static void buf_has_a_ceiling(void **state) {
  (void)state;
  Arena *a = arena_open();
  Buf b = buf_make(a, 1000);
  assert_str(buf_str(&b), "");
  for (int i = 0; i < 100; i++) buf_putf(&b, "%s", "12345678");
  assert_false(b.full);
  assert_int_equal(b.n, 800);
  char big[300];
  memset(big, 'x', sizeof big);
  buf_put(&b, big, sizeof big);
  assert_true(b.full);
  buf_putc(&b, 'y');
  assert_int_equal(b.n, 800); /* nothing after the ceiling, not even what would fit */
  Buf c = buf_make(a, SIZE_MAX);
  buf_putf(&c, "%0400d", 7);
  assert_int_equal(c.n, 400);
  assert_int_equal(c.p[399], '7');
  arena_close(a);
}

static void roles_read_back(void **state) {
  (void)state;
  Role r = ROLE_NONE;
  for (int i = 0; i < ROLE_COUNT; i++) {
    assert_true(role_read(str_of(role_name((Role)i)), &r));
    assert_int_equal(r, i);
  }
  assert_false(role_read(STR("nobody"), &r));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(views),           cmocka_unit_test(find_rows),    cmocka_unit_test(utf8_rows),
      cmocka_unit_test(int_rows),        cmocka_unit_test(nearest_rows), cmocka_unit_test(buf_has_a_ceiling),
      cmocka_unit_test(roles_read_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
