/* para: the other line modes: 均排, tracking, the grid, indents, tabs; and what languages do otherwise. */
#include "para_rows.h"

static void justified(void **state) {
  (void)state;
  static const Spot rows[] = {
      {"丁声树", 6000, "last-line=justify", "丁", 0},
      {"丁声树", 6000, "last-line=justify", "树", 5000},
      {"丁声", 4000, "last-line=justify", "声", 3000},
      {"丁", 4000, "last-line=justify", "丁", 0},
      {"天地玄黄宇宙洪荒日月盈昃", 10000, "last-line=justify", "昃", 9000},
      {"GDP 2026", 9000, "last-line=justify", "6", 8500},
  };
  spots(rows, COUNT(rows), LANG_ZH_HANS);
}

static void tracked(void **state) {
  (void)state;
  static const Spot rows[] = {
      {"天地玄", 20000, "tracking=0.25", "玄", 2500},
      {"天地玄", 20000, "tracking=-0.1", "玄", 1800},
      {"天地玄", 20000, "tracking=0.5 align=end last-line=end", "玄", 19000}, /* nothing trails */
      {"天地玄", 20000, "tracking=0.5 align=center last-line=center", "天", 8000},
      {"天——地", 20000, "tracking=0.5", "地", 4000},   /* two gaps, none inside the dash */
      {"年2026月", 20000, "tracking=0.5", "月", 4500}, /* 1 + 0.25 + 0.5 + 2 + 0.25 + 0.5 */
      {"年GDP总", 20000, "tracking=0.2 autospace-em=0", "总", 2900},
      {"北京　上海", 20000, "tracking=0.5", "上", 3500}, /* U+3000 is one em */
      {"春，夏", 20000, "tracking=0.2", "夏", 2400},
      {"春。”夏", 20000, "tracking=0.2", "夏", 3100},
  };
  spots(rows, COUNT(rows), LANG_ZH_HANS);
  static const Spot en[] = {{"abc", 20000, "tracking=0.1", "c", 1200}, {"ab cd", 20000, "tracking=0.1", "c", 1450}};
  spots(en, COUNT(en), LANG_EN);
  static const Spot ko[] = {{"가나", 20000, "tracking=-0.1 word-break=keep-all", "나", 900}};
  spots(ko, COUNT(ko), LANG_KO);
}

static void indents(void **state) {
  (void)state;
  static const Row rows[] = {
      {"天地玄黄宇宙|洪荒日月盈昃|辰宿", 8000, "indent-em=2 hanging-indent-em=2"},
      {"天地玄黄宇宙洪荒|日月盈昃辰宿|列张寒来", 8000, "hanging-indent-em=2"},
      {"天地玄黄宇宙|洪荒日月盈昃|辰宿", 8000, "indent-end=2"},
      {"天地玄黄宇宙洪|荒日月盈|昃", 8000, "hanging-indent-em=3 indent-end=1"},
  };
  check(rows, COUNT(rows), LANG_ZH_HANS);
  static const Spot spots_of[] = {
      {"天地玄黄宇宙洪荒日月盈昃", 8000, "hanging-indent-em=2", "日", 2000},
      {"天地玄黄宇宙洪荒日月盈昃", 8000, "hanging-indent-em=2 composer=paragraph", "日", 2000},
      {"天地玄黄宇宙洪荒（日月", 8000, "hanging-indent-em=2", "日", 2500},
      {"天地玄黄宇宙洪荒", 8000, "indent-end=1 align=end last-line=end", "荒", 6000},
      {"天地，玄黄宇宙洪荒日月", 8500, "indent-end=1 line-end-punct=full", "宙", 5500},
      {"「天地", 8000, "indent-em=1", "天", 1500},
      {"「天地", 8000, "indent-em=1 first-line-open=full", "天", 2000},
      {"「天地", 8000, "indent-em=1 first-line-open=half", "天", 1000},
      {"「天地", 8000, "first-line-open=half", "天", 500}, /* no indent to go into */
  };
  spots(spots_of, COUNT(spots_of), LANG_JA);
}

static void grid(void **state) {
  (void)state;
  static const Spot rows[] = {
      {"春，夏", 20000, "grid-mode=true", "夏", 2000},
      {"春。”“夏", 20000, "grid-mode=true", "夏", 4000},
      {"春·夏/秋", 20000, "grid-mode=true", "秋", 4000},
      {"春——夏", 20000, "grid-mode=true", "夏", 3000},
      {"年GDP总", 20000, "grid-mode=true", "总", 3000},
      {"年GDP总", 20000, "grid-mode=true", "G", 1250},
      {"年2026月", 20000, "grid-mode=true", "月", 4000},
      {"年5月", 20000, "grid-mode=true", "5", 1250},
      {"年 5 月", 20000, "grid-mode=true", "月", 2000},
      {"春New York夏", 20000, "grid-mode=true", "夏",
       5000}, /* seven letters and a blank: 3.75, with its ends four cells */
      {"“春", 20000, "grid-mode=true indent-em=2", "春", 3000},
      {"　　春", 20000, "grid-mode=true indent-em=2", "春", 2000},
  };
  spots(rows, COUNT(rows), LANG_ZH_HANS);
  static const Row lines[] = {
      {"天地玄黄宇宙洪荒|日月盈昃辰宿列张|寒来", 8000, "grid-mode=true"},
      {"天地玄黄宇宙洪|荒，日月盈昃", 8000, "grid-mode=true"},
      {"天地玄黄宇宙洪荒|，日月盈昃", 8000, "grid-mode=true kinsoku=none"},
      {"天地玄黄Develop|ment宇宙", 8000, "grid-mode=true"},
      {"天地玄黄宇宙|20261124日", 8000, "grid-mode=true"},
      {"天地玄黄宇|Ab宙洪", 6000, "grid-mode=true"},
  };
  check(lines, COUNT(lines), LANG_ZH_HANS);
}

static void tabs(void **state) {
  (void)state;
  static const Spot rows[] = {
      {"天\t地", 20000, "tabs=4em", "地", 4000},
      {"天\t地", 20000, "", "地", 1250}, /* no stops: a typed blank */
      {"天玄黄宇\t地", 20000, "tabs=2em,6em", "地", 6000},
      {"天\t地", 20000, "tabs=end", "地", 19000},
      {"天\t\t地", 20000, "tabs=2em,6em", "地", 6000},
      {"天\t玄\t地", 20000, "tabs=2em", "地", 4000}, /* beyond the stops: a blank of one em */
      {"\t地", 20000, "tabs=3em", "地", 3000},
      {"天 \t 地", 20000, "tabs=3em", "地", 3000},
  };
  spots(rows, COUNT(rows), LANG_ZH_HANS);
}

typedef struct Stop {
  const char *tabs, *text, *ch;
  int at_pm;
} Stop;

static Set set_tabs(const char *text, int measure_pm, const char *tabs, const char *options) {
  Set s = {.a = arena_open()};
  s.job = (Job){s.a, diags_make(s.a)};
  ParaStyle style = para_style_default(LANG_ZH_HANS);
  style.size = EM;
  assert_null(fake_options(s.a, &style, str_of(options)));
  assert_null(para_style_set(s.a, &style, STR("tabs"), str_of(tabs)));
  s.shaped = fake_shape(s.a, str_of(text), LANG_ZH_HANS);
  Len measure = len_pm(EM, measure_pm);
  s.lines = para_set(&s.job, para_make(&s.job, NULL, s.shaped, &style), (Rooms){&measure, 1}, 0);
  return s;
}

static void stops(void **state) {
  (void)state;
  static const Stop rows[] = {
      {"6em right", "天\t地玄", "玄", 5000},
      {"6em center", "天\t地玄", "地", 5000},
      {"6em decimal", "天\t12.50", ".", 6000},
      {"6em decimal", "天\t1,250.00元", ".", 6000},
      {"6em decimal", "天\t1250", "0", 5500},
      {"2em, 6em right, end right", "天\t地\t玄\t黄", "黄", 11000},
      {"3em right", "天地玄黄\t5", "5", 5000},     /* no stop beyond: an em */
      {"5em right", "天地玄\t宇宙洪", "宇", 3000}, /* no room: close to what stands before it */
      {"40em", "天\t地", "地", 0},                 /* beyond the line: the field goes to the next */
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Set s = set_tabs(rows[i].text, 12000, rows[i].tabs, "");
    int got = -9999;
    for (size_t k = 0; k < s.lines.n && got == -9999; k++) got = place(&s, k, rows[i].ch);
    if (got != rows[i].at_pm) print_error("%s: %s\n", rows[i].tabs, rows[i].text);
    assert_int_equal(got, rows[i].at_pm);
    arena_close(s.a);
  }
  static const char *const bad[] = {"em", "-2em", "4em up down", "4em, 2em", "end, 4em", "4em right dots more"};
  Arena *a = arena_open();
  ParaStyle style = para_style_default(LANG_ZH_HANS);
  for (size_t i = 0; i < COUNT(bad); i++) assert_non_null(para_style_set(a, &style, STR("tabs"), str_of(bad[i])));
  assert_null(para_style_set(a, &style, STR("tabs"), STR("4em, 10.5em decimal ·, end right dots")));
  size_t n;
  const ParaOption *o = para_options(&n);
  for (size_t i = 0; i < n; i++)
    if (!strcmp(o[i].name, "tabs"))
      assert_string_equal(str_z(a, para_option_text(a, &style, i)), "4em left, 10.5em decimal ·, end right .");
  arena_close(a);
}

/* The way is filled from the text before to the text after, with a quarter of an em to each. */
static void leaders(void **state) {
  (void)state;
  Set s = set_tabs("天\t地玄", 12000, "10em right dots", "");
  assert_int_equal(s.lines.at[0].leader_count, 1);
  const Leader *l = s.lines.at[0].leaders;
  assert_int_equal(l->from, EM + EM / 4);
  assert_int_equal(l->to, 8 * EM - EM / 4);
  assert_int_equal(l->cp, '.');
  assert_int_equal(l->at, 3);
  arena_close(s.a);
}

/* After a left stop the text is a paragraph: broken, squeezed, spread to the measure. */
static void hanging(void **state) {
  (void)state;
  Set s = set_tabs("1.\t天地玄黄，宇宙洪荒，日月盈昃辰宿", 10000, "2em", "hanging-indent-em=2");
  assert_string_equal(lines_text(&s), "1.\t天地玄黄，宇宙洪|荒，日月盈昃辰宿");
  assert_int_equal(s.lines.at[0].set, 10 * EM);
  assert_int_equal(place(&s, 0, "天"), 2000);
  assert_int_equal(place(&s, 1, "荒"), 2000);
  arena_close(s.a);
}

static void japanese(void **state) {
  (void)state;
  static const Spot rows[] = {
      {"春？夏", 20000, "exclam-space=1", "夏", 3000},
      {"春！」夏", 20000, "exclam-space=1", "夏", 3000},
      {"春？！夏", 20000, "exclam-space=1", "夏", 4000},
      {"春？　夏", 20000, "exclam-space=1", "夏", 3000},
      {"春？", 20000, "exclam-space=1", "？", 1000},
      {"春？夏", 20000, "", "夏", 2000},
      {"春」・「夏", 20000, "", "夏", 3000},
      /* squeezed by half an em: comma and bracket together, the full stop not at all */
      {"春、夏「秋」冬。春夏秋冬", 11500, "", "夏", 1833},
      {"春。夏秋冬、春夏", 7500, "", "夏", 2000},
  };
  spots(rows, COUNT(rows), LANG_JA);
  static const Spot zh[] = {{"春？夏", 20000, "exclam-space=1", "夏", 3000},
                            {"春、夏「秋」冬。春夏秋冬", 11500, "adjust-order=clreq", "夏", 2000}};
  spots(zh, COUNT(zh), LANG_ZH_HANS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(justified), cmocka_unit_test(tracked), cmocka_unit_test(indents),
      cmocka_unit_test(grid),      cmocka_unit_test(tabs),    cmocka_unit_test(stops),
      cmocka_unit_test(leaders),   cmocka_unit_test(hanging), cmocka_unit_test(japanese)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
