#include "story_help.h"

/* CommonMark refuses most of these: a closing ** between a mark and a Han */
static void emphasis(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"**“重点”**城市", "| <strong “重点”>城市\n"},
      {"是**“重点”**城市和**“枢纽”**城市", "| 是<strong “重点”>城市和<strong “枢纽”>城市\n"},
      {"城市**（新区）**的", "| 城市<strong （新区）>的\n"},
      {"增长**12%**的税收", "| 增长<strong 12%>的税收\n"},
      {"见**《条例》**、**《办法》**。", "| 见<strong 《条例》>、<strong 《办法》>。\n"},
      {"他说*“好”*了", "| 他说<em “好”>了\n"},
      {"**他说：“好。”**她笑了", "| <strong 他说：“好。”>她笑了\n"},
      {"**“GDP”**growth", "| <strong “GDP”>growth\n"},
      {"%**重**点**“甲”**乙", "| %<strong 重>点<strong “甲”>乙\n"},
      {"**𠀀𠀁**字，**“𠀀”**字", "| <strong 𠀀𠀁>字，<strong “𠀀”>字\n"},
      {"a ** b", "| a ** b\n"},
      {"2*3=6", "| 2*3=6\n"},
      {"**重*点*词**语", "| <strong 重<em 点>词>语\n"},
      {"\\*\\*不\\*\\*", "| **不**\n"},
      {"**问：** 环城西路", "| <strong 问：> 环城西路\n"},
  };
  check_rows(ROWS, COUNT(ROWS), LANG_ZH_HANS);
}

static void attributes(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"要[紧]{.dots}的", "| 要<dots 紧>的\n"},
      {"[张三]{.name}著[家]{.book}", "| <name 张三>著<book 家>\n"},
      {"悼[王选]{.deceased}院士", "| 悼<deceased 王选>院士\n"},
      {"[12]{.tcy}月", "| <tcy 12>月\n"},
      {"[字]{ruby=zì}和[汉字]{ruby=\"hàn zì\"}", "| <ruby=zì 字>和<ruby=hàn zì 汉字>\n"},
      {"[字]{.dots .name}", "| <dots <name 字>>\n"},
      {"[直]{lang=ja}和[直]{lang=zh-TW .dots}", "| <lang=ja 直>和<lang=zh-Hant <dots 直>>\n"},
      {"他说。^[1]^又说”^②^和《书》^*^", "| 他说。<sup [1]>又说”<sup ②>和《书》<sup *>\n"},
      {"他说。^又说^。", "| 他说。^又说^。\n"},
      {"[甲[乙]{.name}丙]{.dots}", "| <dots 甲<name 乙>丙>\n"},
      {"**[重]{.dots}点**", "| <strong <dots 重>点>\n"},
      {"[**重**点]{.dots}", "| <dots <strong 重>点>\n"},
      {"[词]{见下}和[词]{ }和[词]{}", "| [词]{见下}和[词]{ }和[词]{}\n"},
      {"[词] {.dots}", "| [词] {.dots}\n"},
      {"\\[词]{.dots}", "| [词]{.dots}\n"},
      {"`[词]{.dots}`", "| <code [词]{.dots}>\n"},
      {"面积10^6^平方米，CO~2~", "| 面积10<sup 6>平方米，CO<sub 2>\n"},
      {"气温10~20℃、30~40℃", "| 气温10~20℃、30~40℃\n"},
      {"10~20至30~40", "| 10~20至30~40\n"},
      {"^_^和^-^", "| ^_^和^-^\n"},
      {"x\\^2^", "| x^2^\n"},
      {"~~旧~~", "| ~~旧~~\n"},
  };
  check_rows(ROWS, COUNT(ROWS), LANG_ZH_HANS);
  Read r = read_copy("一个[词]{.dot}", LANG_ZH_HANS);
  assert_str(r.stories.at[0].body.at[0].text, "一个词");
  assert_int_equal(r.stories.at[0].body.at[0].mark_count, 0);
  assert_true(diags_has(r.job.diags, DIAG_UNKNOWN_MARK));
  unit_done(&r.job);
}

static void links(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"见[链接](http://a.b/c)文", "| 见<link=http://a.b/c 链接>文\n"},
      {"**[链接](http://a.b)**城", "| <link=http://a.b <strong 链接>>城\n"},
      {"<http://a.b>", "| <link=http://a.b http://a.b>\n"},
      {"[编者按](见第三版)", "| [编者按](见第三版)\n"},
      {"[编者按]: 见第三版", "| [编者按]: 见第三版\n"},
      {"甲[^1]。\n\n[^1]: 注", "| 甲[^1]。\n| [^1]: 注\n"},
      {"[甲][乙]", "| [甲][乙]\n"},
      {"![图](a.jpg)", "picture a.jpg before 0\n"},
      {"前文\n\n![图](a.jpg \"说明\")\n\n后文", "picture a.jpg before 1\ncaption 说明\n| 前文\n| 后文\n"},
      {"文中![图](a.jpg)有图", "picture a.jpg before 1\n| 文中有图\n"},
      {"&amp;&#8212;&#x6c49;&ldquo;&bogus;&", "| &—汉“&bogus;&\n"},
      {"&lt[a]和&amp [b]", "| &lt[a]和&amp [b]\n"},
      {"`代 码`", "| <code 代 码>\n"},
  };
  check_rows(ROWS, COUNT(ROWS), LANG_ZH_HANS);
}

static void places(void **state) {
  (void)state;
  static const char COPY[] = "甲**“重”**乙\\*[丁]{.dots}戊\n己 &amp;庚";
  Read r = read_copy(COPY, LANG_ZH_HANS);
  const Para *p = &r.stories.at[0].body.at[0];
  assert_str(p->text, "甲“重”乙*丁戊己 &庚");
  for (size_t at = 0; at < p->text.n;) {
    Span s = para_span(p, (uint32_t)at);
    size_t next = at;
    uint32_t cp = utf8_next(p->text, &next);
    size_t src = s.at;
    assert_int_equal(cp, utf8_next(str_of(COPY), &src));
    at = next;
  }
  unit_done(&r.job);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(emphasis), cmocka_unit_test(attributes), cmocka_unit_test(links),
                                     cmocka_unit_test(places)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
