#include "story_help.h"

static void parts(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"---\nkicker: 肩题\nheadline: 主题\ndeck: 副题\nbyline: 记者 王五\n---\n文。\n",
       "kicker 肩题\nheadline 主题\ndeck 副题\nbyline 记者 王五\n| 文。\n"},
      {"---\nheadline:\n  - 第一行\n  - 第二行\ndeck: [甲, 乙]\n---\n文。",
       "headline 第一行\nheadline 第二行\ndeck 甲\ndeck 乙\n| 文。\n"},
      {"---\nheadline: |\n  第一行\n  第二行\n---\n文。", "headline 第一行\nheadline 第二行\n| 文。\n"},
      {"---\nheadline: '单''引'\nkicker: \"双\\\"引\"\n---\n文。", "kicker 双\"引\nheadline 单'引\n| 文。\n"},
      {"---\nheadline: 重[点]{.dots}\n---\n文。", "headline 重<dots 点>\n| 文。\n"},
      {"---\nheadline: 题\nauthor: 魏 婕\nflag: “夜话”\nnotice: [热线, 协办]\n---\n文。",
       "headline 题\nauthor 魏 婕\nflag “夜话”\nnotice 热线\nnotice 协办\n| 文。\n"},
      {"---\nheadline: 题\npictures:\n  - file: a.jpg\n    caption: 说明\n    credit: 王五 摄\n  - b.jpg\n---\n文。",
       "headline 题\npicture a.jpg before 0\ncaption 说明\ncredit 王五 摄\npicture b.jpg before 0\n| 文。\n"},
      {"---\nheadline: 题\n---\n# 章\n文。\n## 节\n文。", "headline 题\nsubhead | 章\n| 文。\nsubhead | 节\n| 文。\n"},
      {"---\npriority: 1\n---\n# 题\n短副题\n\n文，到此。\n\n# 章\n文。",
       "headline 题\ndeck 短副题\n| 文，到此。\nsubhead | 章\n| 文。\n"},
      {"---\nheadline: 题\n---\n不猜副题\n\n**本报讯**（记者 王五）文。\n\n“不猜栏目”",
       "headline 题\n| 不猜副题\n| <strong 本报讯>（记者 王五）文。\n| “不猜栏目”\n"},
      {"---\nheadline: 题\n---\n■王五\n\n渠首。 ■王五 摄\n\n文。",
       "headline 题\nauthor ■王五\npicture  before 0\ncaption 渠首。\ncredit ■王五 摄\n| 文。\n"},
      {"---\n---\n文。", "| 文。\n"},
      {"---\nheadline: 题\n...\n文。", "headline 题\n| 文。\n"},
      {"---\r\nheadline: 题\r\n---\r\n文。\r\n", "headline 题\n| 文。\n"},
      /* no front matter */
      {"---\n\n文，一段。\n\n---\n\n文。", "break | \n| 文，一段。\nbreak | \n| 文。\n"},
      {"文。\n\n---\nheadline: 题\n---\n", "| 文。\nbreak | \n| headline: 题\nbreak | \n"},
      {"---\nheadline: 题\n", "break | \n| headline: 题\n"},
      {"---\nheadline：题\n---\n文。", "break | \n| headline：题\nbreak | \n| 文。\n"},
  };
  check_rows(ROWS, COUNT(ROWS), LANG_ZH_HANS);
}

static void values(void **state) {
  (void)state;
  Read r = read_copy("---\nheadline: 题\ncolumn: 夜话\npriority: 2\njump: auto\nlang: en\n"
                     "pictures: {file: a.jpg, alt: 渠, focus: [0.4, 35%]}\n---\nThe\nend.",
                     LANG_ZH_HANS);
  const Story *s = &r.stories.at[0];
  assert_str(s->id, "copy.md");
  assert_str(s->column, "夜话");
  assert_int_equal(s->priority, 2);
  assert_true(s->jump && s->lang_given && s->lang == LANG_EN);
  assert_int_equal(s->picture_count, 1);
  assert_str(s->pictures[0].alt, "渠");
  assert_int_equal(s->pictures[0].focus_x_pm, 400);
  assert_int_equal(s->pictures[0].focus_y_pm, 350);
  assert_str(s->body.at[0].text, "The end.");
  assert_int_equal(diags_count(r.job.diags, DIAG_ERROR), 0);
  unit_done(&r.job);
}

/* what was said, where, and what helps */
static void mistakes(void **state) {
  (void)state;
  static const struct {
    const char *yaml;
    DiagCode code;
    const char *says;
  } ROWS[] = {
      {"headlnie: 题", DIAG_UNKNOWN_KEY, "did you mean 'headline'"},
      {"标题: 题", DIAG_UNKNOWN_KEY, "the name for it is 'headline'"},
      {"xyzzy: 题", DIAG_UNKNOWN_KEY, "names known here are kicker, headline"},
      {"pictures: {fiel: a.jpg}", DIAG_UNKNOWN_KEY, "did you mean 'file'"},
      {"priority: 一", DIAG_BAD_VALUE, "a number from 1"},
      {"priority: 0", DIAG_BAD_VALUE, "a number from 1"},
      {"jump: 也许", DIAG_BAD_VALUE, "'auto', 'none' or the number of a page"},
      {"lang: klingon", DIAG_BAD_VALUE, "a language"},
      {"headline: {a: b}", DIAG_BAD_VALUE, "a text or a list of texts"},
      {"deck: [甲, [乙]]", DIAG_BAD_VALUE, "wants a text"},
      {"pictures: {focus: [2, 0.1]}", DIAG_BAD_VALUE, "'focus' wants two parts of one"},
      {"pictures: {focus: 中}", DIAG_BAD_VALUE, "'focus' wants two parts of one"},
      {"pictures: {file: [[a]]}", DIAG_BAD_VALUE, "the path of a picture"},
      {"headline：题", DIAG_YAML_SYNTAX, "full-width"},
      {"headline: [题", DIAG_YAML_SYNTAX, "never closed"},
  };
  for (size_t i = 0; i < COUNT(ROWS); i++) {
    Arena *a = arena_open();
    Read r = read_copy(str_z(a, str_f(a, "---\n%s\n---\n文。\n", ROWS[i].yaml)), LANG_ZH_HANS);
    Buf b = buf_make(a, 1 << 16);
    diags_write_text(r.job.diags, &b, DIAG_NOTE, false);
    if (!diags_has(r.job.diags, ROWS[i].code) || str_find(buf_str(&b), str_of(ROWS[i].says)) < 0)
      fail_msg("'%s' says:\n%.*s", ROWS[i].yaml, STRF(buf_str(&b)));
    if (str_find(buf_str(&b), STR("copy.md:2:")) < 0)
      fail_msg("'%s' points elsewhere:\n%.*s", ROWS[i].yaml, STRF(buf_str(&b)));
    const Story *s = &r.stories.at[0];
    assert_str(s->body.at[s->body.n - 1].text, "文。");
    unit_done(&r.job);
    arena_close(a);
  }
}

/* a value's place is its own, whatever quotes stand around it */
static void places(void **state) {
  (void)state;
  static const char COPY[] = "---\nheadline: \"甲乙\"\ndeck:\n  - 丙丁\n---\n文。";
  Read r = read_copy(COPY, LANG_ZH_HANS);
  const Story *s = &r.stories.at[0];
  assert_int_equal(para_span(&s->headline.at[0], 3).at, strstr(COPY, "乙") - COPY);
  assert_int_equal(para_span(&s->deck.at[0], 0).at, strstr(COPY, "丙") - COPY);
  unit_done(&r.job);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(parts), cmocka_unit_test(values), cmocka_unit_test(mistakes),
                                     cmocka_unit_test(places)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
