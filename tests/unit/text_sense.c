/* text: where a headline may be broken. `|` stands where a break is offered between phrases or after a mark; weaker ones
 * are not shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "text/text.h"

static void headlines(void **state) {
  (void)state;
  static const char *const rows[] = {"本市|加快|推进|“一网通办”", "《条例》|实施",
                                     "让群众|在家|门口|享受|优质|医疗|服务", "全省|第3季度|GDP|增长5.2%，|居中部",
                                     "市民 |满意"};
  Arena *a = arena_open();
  for (size_t i = 0; i < COUNT(rows); i++) {
    Buf text = buf_make(a, 1000), got = buf_make(a, 1000);
    for (const char *p = rows[i]; *p; p++)
      if (*p != '|') buf_putc(&text, *p);
    Str s = buf_str(&text);
    size_t n, k = 0;
    const SenseBreak *b = text_sense(a, s, LANG_ZH_HANS, &n);
    for (size_t at = 0; at < s.n; at++) {
      while (k < n && b[k].at < at) k++;
      if (k < n && b[k].at == at && b[k].strength >= SENSE_PHRASE) buf_putc(&got, '|');
      buf_putc(&got, s.p[at]);
    }
    assert_string_equal(str_z(a, buf_str(&got)), rows[i]);
  }
  size_t n;
  assert_null(text_sense(a, (Str){0}, LANG_ZH_HANS, &n));
  arena_close(a);
}

/* Never: inside a word, a number with its unit, a name in marks; before 的. */
static void kept_whole(void **state) {
  (void)state;
  static const struct {
    const char *text, *whole;
  } rows[] = {{"一座老工业城市的转型之路", "的转型之路"},
              {"他读《红楼梦》有感", "《红楼梦》"},
              {"于2026年10月24日开幕", "2026年"},
              {"增长12.5%以上", "12.5%"},
              {"喜看“丰收节”盛况", "“丰收节”"}};
  Arena *a = arena_open();
  for (size_t i = 0; i < COUNT(rows); i++) {
    Str s = str_of(rows[i].text), whole = str_of(rows[i].whole);
    size_t n, from = (size_t)str_find(s, whole), to = from + whole.n;
    const SenseBreak *b = text_sense(a, s, LANG_ZH_HANS, &n);
    bool particle = i == 0;
    for (size_t k = 0; k < n; k++) assert_false(particle ? b[k].at == from : b[k].at > from && b[k].at < to);
  }
  arena_close(a);
}

/* What is offered only where nothing better is: the middle of words and names that the dictionary lacks. */
static void last_of_all(void **state) {
  (void)state;
  static const struct {
    const char *text, *before;
    int strength;
  } rows[] = {{"云溪：儿童书屋有了新说法", "屋有", SENSE_LAST},
              {"云溪：儿童书屋有了新说法", "儿童", SENSE_MARK},
              {"灯一亮，半条街都是烟火气", "半条街", SENSE_MARK},
              {"记者王建国抵达现场", "建国", SENSE_LAST}};
  Arena *a = arena_open();
  for (size_t i = 0; i < COUNT(rows); i++) {
    Str s = str_of(rows[i].text);
    size_t n, at = (size_t)str_find(s, str_of(rows[i].before));
    const SenseBreak *b = text_sense(a, s, LANG_ZH_HANS, &n);
    int most = rows[i].strength, got = 0;
    for (size_t k = 0; k < n; k++)
      if (b[k].at == at) got = b[k].strength;
    if (most == SENSE_LAST)
      assert_true(got <= SENSE_LAST);
    else
      assert_int_equal(got, most);
  }
  arena_close(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(headlines), cmocka_unit_test(kept_whole),
                                     cmocka_unit_test(last_of_all)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
