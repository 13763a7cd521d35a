#include "story_help.h"

static void lines(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"", ""},
      {"\n\n　　\n", ""},
      {"春夏\n秋冬", "| 春夏秋冬\n"},
      {"春夏\r\n秋冬\r\n", "| 春夏秋冬\n"},
      {"\xEF\xBB\xBF春", "| 春\n"},
      {"he went\nhome", "| he went home\n"},
      {"用 GPS\n定位", "| 用 GPS定位\n"},
      {"他说。”\n“好", "| 他说。”“好\n"},
      {"서울의\n봄", "| 서울의 봄\n"},
      {"　　春　夏　\n", "| 春　夏\n"},
      {"　　春。\n　　夏。", "| 春。\n| 夏。\n"},
      {"春。\n　　夏。", "| 春。\n| 夏。\n"},
      {"春。\n　　1. 夏。", "| 春。\n| 1. 夏。\n"},
      {"春。\n　　\n夏。", "| 春。\n| 夏。\n"},
      {"    四个空格不是代码", "| 四个空格不是代码\n"},
      {"行一  \n行二", "| 行一\n| 行二\n"},
      {"**行一  \n行二**", "| <strong 行一>\n| <strong 行二>\n"},
      {"**甲**\n*b*\n*c*", "| <strong 甲><em b> <em c>\n"},
  };
  check_rows(ROWS, COUNT(ROWS), LANG_ZH_HANS);
}

static void blocks(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"### 小题\n文", "subhead | 小题\n| 文\n"},
      {"> 引**言**\n\n文", "quote | 引<strong 言>\n| 文\n"},
      {"- 甲\n- 乙\n  1. 丙", "list • | 甲\nlist • | 乙\nlist 1. | 丙\n"},
      {"3. 甲\n7. 乙", "list 3. | 甲\nlist 7. | 乙\n"},
      {"1) 甲\n\n   续", "list 1) | 甲\nlist | 续\n"},
      {"1.\n2. 乙", "list 1. | \nlist 2. | 乙\n"},
      {"甲\n\n---\n\n乙", "| 甲\nbreak | \n| 乙\n"},
      {"甲\n---\n乙", "| 甲\nbreak | \n| 乙\n"},
      {"| 甲 | 乙 |\n|---|---|\n| 丙 | **丁** |",
       "table | <cell=-0 甲><cell=-1 　乙>\ntable | <cell=-0 丙><cell=-1 　<strong 丁>>\n"},
      {"| 甲 | 乙 |\n|:-:|--:|\n| | 丁 |", "table | <cell=c0 甲><cell=r1 　乙>\ntable | <cell=r1 　丁>\n"},
      {"```\n甲\n  乙\n```\n丙", "preformatted | 甲\npreformatted |   乙\n| 丙\n"},
      {"```\n甲\n\n# 题\n\n文", "| ```甲\n==\nheadline 题\n| 文\n"},
      {"~~~ 分割 ~~~\n\n文", "| ~~~ 分割 ~~~\n| 文\n"},
      {"<p>文</p>", "| <p>文</p>\n"},
      {"#话题# 很热", "| #话题# 很热\n"},
      {"#1 号楼", "| #1 号楼\n"},
      {"> ## 引中题", "subhead | 引中题\n"},
      {"甲、乙、丙。\n=====\n丁", "| 甲、乙、丙。\nbreak | \n| 丁\n"},
  };
  check_rows(ROWS, COUNT(ROWS), LANG_ZH_HANS);
}

static void headings(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"# 甲\n文一\n\n## 乙\n文二", "headline 甲\n| 文一\n==\nheadline 乙\n| 文二\n"},
      {"#甲\n文一。\n##“乙”\n文二。", "headline 甲\n| 文一。\n==\nheadline “乙”\n| 文二。\n"},
      {"先有一段。\n\n# 甲\n文。", "| 先有一段。\n==\nheadline 甲\n| 文。\n"},
      {"甲\n===\n文。", "headline 甲\n| 文。\n"},
      {"#\n文。", "| 文。\n"},
  };
  check_rows(ROWS, COUNT(ROWS), LANG_ZH_HANS);
  Read r = read_copy("# 甲\n文。\n\n# 乙\n文。", LANG_ZH_HANS);
  assert_str(r.stories.at[1].id, "copy.md#2");
  assert_str(r.stories.at[1].dir, ".");
  unit_done(&r.job);
}

static void what_stays_text_is_reported(void **state) {
  (void)state;
  static const struct {
    const char *copy;
    bool reported;
  } ROWS[] = {
      {"文。</p", true}, {"<b>文", true},           {"文**", true}, {"a<b，c>d", false}, {"文。<", false},
      {"`**`", true},    {"```\n</p>\n```", false},
  };
  for (size_t i = 0; i < COUNT(ROWS); i++) {
    Read r = read_copy(ROWS[i].copy, LANG_ZH_HANS);
    if (diags_has(r.job.diags, DIAG_STRAY_MARKUP) != ROWS[i].reported) fail_msg("row %zu: %s", i, ROWS[i].copy);
    unit_done(&r.job);
  }
}

/* cells beyond the header's vanish from Markdown's output: not from ours */
static void swallowed_text_is_rescued(void **state) {
  (void)state;
  Read r = read_copy("| 甲 |\n|---|\n| 乙 | 丙 |\n\n文。", LANG_ZH_HANS);
  assert_str(show_stories(r.job.arena, &r.stories), "table | <cell=-0 甲>\ntable | <cell=-0 乙>\n| 丙\n| 文。\n");
  assert_true(diags_has(r.job.diags, DIAG_STRAY_MARKUP));
  unit_done(&r.job);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(lines), cmocka_unit_test(blocks), cmocka_unit_test(headings),
                                     cmocka_unit_test(what_stays_text_is_reported),
                                     cmocka_unit_test(swallowed_text_is_rescued)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
