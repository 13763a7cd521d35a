#include "story_help.h"

/* Copy with the scars of a lifted page; the shape of a real front page in small. */
static const char SCARRED[] =
    "\xEF\xBB\xBF\r\n# 渠水进村“现场直播” 助力“一渠两岸”\r\n\r\n“看渠”活动启动。王五讲话\r\n\r\n"
    "**本报讯**（记者 赵六）10月23日，“看渠”活动启动。他认真听取了重点网\r\n\r\n媒记者的建议。\r\n\r\n"
    "　　“坚持一棒接着一\r\n\r\n棒干。”他说，**“渠”**是根。\r\n\r\n"
    "## 主任会议\r\n\r\n段某主持\r\n\r\n**本报讯**（邹七 通讯员 "
    "陆八）会议听取了《中华人民共和\r\n\r\n国某法》的报告；审议了\r\n\r\n"
    "会联工委的总结。\r\n\r\n会议确定了条例；听取了市人大常委\r\n\r\n\r\n"
    "10月23日，渠首在建，年底建成。 ■赵六 摄\r\n\r\n“请您评”专场召开——\r\n\r\n## 村村通渠\r\n\r\n"
    "**本报讯**（记者 唐九）今年，全村通渠。\r\n\r\n“决胜通渠 决战旱情”\r\n\r\n"
    "## 局地停水\r\n\r\n本报讯（记者 胡十）停水施工，请储水。\r\n\r\n供水信息 热线：8429110  \r\n自来水公司协办\r\n\r\n"
    "## 说渠\r\n\r\n■魏 "
    "婕\r\n\r\n渠，是一村的根本所在。\r\n\r\n渠，是一村的根本所在。\r\n\r\n水到，渠成，人心也就\r\n\r\n安了，日子好了。"
    "</p";

static void a_scarred_page(void **state) {
  (void)state;
  const CopyRow row = {
      SCARRED,
      "headline 渠水进村“现场直播” 助力“一渠两岸”\ndeck “看渠”活动启动。王五讲话\ndateline 本报讯\nbyline 记者 赵六\n"
      "| <dateline <strong 本报讯>><byline （记者 赵六）>10月23日，“看渠”活动启动。他认真听取了重点网媒记者的建议。\n"
      "| “坚持一棒接着一棒干。”他说，<strong “渠”>是根。\n"
      "==\nheadline 主任会议\ndeck 段某主持\ndateline 本报讯\nbyline 邹七 通讯员 陆八\n"
      "picture  before 2\ncaption 10月23日，渠首在建，年底建成。\ncredit ■赵六 摄\n"
      "| <dateline <strong 本报讯>><byline （邹七 通讯员 "
      "陆八）>会议听取了《中华人民共和国某法》的报告；审议了会联工委的总结。\n"
      "| 会议确定了条例；听取了市人大常委\n"
      "==\nkicker “请您评”专场召开——\nheadline 村村通渠\ndateline 本报讯\nbyline 记者 唐九\nflag “决胜通渠 决战旱情”\n"
      "| <dateline <strong 本报讯>><byline （记者 唐九）>今年，全村通渠。\n"
      "==\nheadline 局地停水\ndateline 本报讯\nbyline 记者 胡十\nnotice 供水信息 热线：8429110\nnotice 自来水公司协办\n"
      "| <dateline 本报讯><byline （记者 胡十）>停水施工，请储水。\n"
      "==\nheadline 说渠\nauthor ■魏 婕\n"
      "| 渠，是一村的根本所在。\n| 渠，是一村的根本所在。\n| 水到，渠成，人心也就安了，日子好了。</p\n"};
  check_rows(&row, 1, LANG_ZH_HANS);
}

/* Without the room's own account: each paragraph's bytes laid down where they stand in the source must fill it, but for
 * mark-up, blanks and newlines. */
static void nothing_is_lost(void **state) {
  (void)state;
  Read r = read_copy(SCARRED, LANG_ZH_HANS);
  char *left = str_z(r.job.arena, r.text);
  for (size_t i = 0; i < r.stories.n; i++) {
    const Story *s = &r.stories.at[i];
    const Paras *groups[] = {&s->headline, &s->deck, &s->notice, &s->body};
    const Para *all[100];
    size_t n = 0;
    const Para *single[] = {s->kicker, s->author, s->flag, s->picture_count ? s->pictures[0].caption : NULL,
                            s->picture_count ? s->pictures[0].credit : NULL};
    for (size_t k = 0; k < COUNT(single); k++)
      if (single[k]) all[n++] = single[k];
    for (size_t g = 0; g < COUNT(groups); g++)
      for (size_t k = 0; k < groups[g]->n; k++) all[n++] = &groups[g]->at[k];
    for (size_t k = 0; k < n; k++)
      for (size_t at = 0; at < all[k]->text.n; at++) {
        Span span = para_span(all[k], (uint32_t)at);
        assert_int_equal(left[span.at], all[k]->text.p[at]);
        left[span.at] = ' ';
      }
  }
  for (size_t i = 0; i < r.text.n; i++) {
    bool blank = left[i] == ' ' || left[i] == '\n' || left[i] == '#' || left[i] == '*';
    bool indent = !strncmp(left + i, "\xE3\x80\x80", 3);
    if (!blank && !indent) fail_msg("left over at byte %zu: %s", i, left + i);
    if (indent) i += 2;
  }
  unit_done(&r.job);
}

static void the_law_finds_breaches(void **state) {
  (void)state;
  Read r = read_copy("# 题\n\n文**字**。\n\n尾。", LANG_ZH_HANS);
  Story *s = &r.stories.at[0];
  const char *why = NULL;
  Span where;
  Para kept = s->body.at[1];
  s->body.n = 1; /* a paragraph lost */
  assert_false(stories_check(r.job.arena, r.stories, r.text, &where, &why));
  assert_int_equal(where.at, kept.span.at);
  s->body.n = 2;
  s->body.at[1] = s->body.at[0]; /* one set twice */
  assert_false(stories_check(r.job.arena, r.stories, r.text, NULL, &why));
  assert_non_null(strstr(why, "two paragraphs"));
  s->body.at[1] = kept;
  s->body.at[1].text = STR("头。"); /* a character changed */
  assert_false(stories_check(r.job.arena, r.stories, r.text, NULL, &why));
  assert_non_null(strstr(why, "does not stand there"));
  s->body.at[1] = kept;
  assert_true(stories_check(r.job.arena, r.stories, r.text, NULL, NULL));
  ((Drop *)r.stories.drops)[0].span.end = kept.span.end; /* a rule that goes too far */
  assert_false(stories_check(r.job.arena, r.stories, r.text, NULL, NULL));
  unit_done(&r.job);
}

static void printed(void **state) {
  (void)state;
  Read r =
      read_copy("引——\n# 题\n\n副\n\n**本报讯**（记者 王五）文“一”。\n\n### 小\n\n渠。 ■王五 摄\n\n二。", LANG_ZH_HANS);
  Buf b = buf_make(r.job.arena, 1 << 16);
  JsonOut j = json_out(&b);
  stories_dump(r.stories, r.job.diags, &j);
  assert_str(
      buf_str(&b),
      "[\n  {\n    \"kicker\": \"引——\",\n    \"headline\": \"题\",\n    \"deck\": [\n      \"副\"\n    ],\n"
      "    \"dateline\": \"本报讯\",\n    \"byline\": \"记者 王五\",\n    \"pictures\": [\n      {\n"
      "        \"caption\": \"渠。\",\n        \"credit\": \"■王五 摄\"\n      }\n    ],\n    \"body\": [\n      {\n"
      "        \"role\": \"paragraph\",\n        \"text\": \"本报讯（记者 王五）文“一”。\",\n        \"line\": 6\n"
      "      },\n      {\n        \"role\": \"subhead\",\n        \"text\": \"小\",\n        \"line\": 8\n      },\n"
      "      {\n        \"role\": \"paragraph\",\n        \"text\": \"二。\",\n        \"line\": 12\n      }\n    ]\n  "
      "}\n]\n");
  unit_done(&r.job);
}

static char *repeat(Arena *a, const char *unit, size_t times, const char *tail) {
  Buf b = buf_make(a, SIZE_MAX / 4);
  for (size_t i = 0; i < times; i++) buf_puts(&b, str_of(unit));
  buf_puts(&b, str_of(tail));
  return str_z(a, buf_str(&b));
}

/* A quadratic step anywhere would show as minutes here; the clock is the test runner's. */
static void large_and_hostile_copy(void **state) {
  (void)state;
  static const struct {
    const char *unit;
    size_t times;
    const char *tail;
  } ROWS[] = {
      {"汉字连着不停，", 50000, ""},
      {"今年，渠水进了村没有停\n\n", 25000, ""},
      {"今年，渠水进了村里，好。\n\n", 25000, ""},
      {">", 100000, "文"},
      {"> ", 100000, "文\n再一行"},
      {"*甲", 200000, ""},
      {"**甲 *", 100000, ""},
      {"[", 300000, "]{.dots}"},
      {"[甲]\n", 100000, ""},
      {"[甲](a)\n", 50000, ""},
      {"![](a)\n", 50000, ""},
      {"`", 300000, ""},
      {"1. ", 100000, "文"},
      {"# \n", 50000, ""},
      {"|a", 20000, "|\n|-|\n"},
      {"热线\n\n", 50000, ""},
      {"短行\n\n", 50000, ""},
      {"\xE3\x80\x80", 100000, "文"},
      {"<!--", 100000, ""},
      {"（", 100000, ""},
      {"&amp;", 100000, ""},
      {"文  \n", 50000, ""},
  };
  for (size_t i = 0; i < COUNT(ROWS); i++) {
    Arena *a = arena_open();
    Read r = read_copy(repeat(a, ROWS[i].unit, ROWS[i].times, ROWS[i].tail), LANG_ZH_HANS);
    assert_true(r.stories.n >= 1);
    unit_done(&r.job);
    arena_close(a);
  }
  Arena *a = arena_open(); /* a table of n columns and n rows of one character has n × n cells */
  Buf b = buf_make(a, SIZE_MAX / 4);
  buf_puts(&b, str_of(repeat(a, "|a", 20000, "|\n")));
  buf_puts(&b, str_of(repeat(a, "|-", 20000, "|\n")));
  buf_puts(&b, str_of(repeat(a, "|\n", 50000, "")));
  Read r = read_copy(str_z(a, buf_str(&b)), LANG_ZH_HANS);
  unit_done(&r.job);
  arena_close(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_scarred_page), cmocka_unit_test(nothing_is_lost),
                                     cmocka_unit_test(the_law_finds_breaches), cmocka_unit_test(printed),
                                     cmocka_unit_test(large_and_hostile_copy)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
