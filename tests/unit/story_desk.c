#include "story_help.h"

static void heads(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"“问政”专场召开——\n\n# 题\n\n文一。", "kicker “问政”专场召开——\nheadline 题\n| 文一。\n"},
      {"# 甲\n\n文一。\n\n引题在此——\n# 乙\n\n文二。",
       "headline 甲\n| 文一。\n==\nkicker 引题在此——\nheadline 乙\n| 文二。\n"},
      {"# 题\n\n全市修渠。三人参加\n\n某人出席\n\n**本报讯**（记者 王五）今天。",
       "headline 题\ndeck 全市修渠。三人参加\ndeck 某人出席\ndateline 本报讯\nbyline 记者 王五\n"
       "| <dateline <strong 本报讯>><byline （记者 王五）>今天。\n"},
      {"# 题\n\n一句短的副题\n\n没有电头的正文，写到这里为止。",
       "headline 题\ndeck 一句短的副题\n| 没有电头的正文，写到这里为止。\n"},
      {"# Crossing opens\n\nThe first new bridge since 1931 cuts the drive to the east bank from forty minutes to "
       "eight\n\nThe barrier came down.",
       "headline Crossing opens\ndeck The first new bridge since 1931 cuts the drive to the east bank from forty "
       "minutes to eight\n"
       "| The barrier came down.\n"},
      {"# 题\n\n——记者探访老街\n\n正文写到这里为止。", "headline 题\ndeck ——记者探访老街\n| 正文写到这里为止。\n"},
      {"# 题\n\n第一段有句号。\n\n第二段也有。", "headline 题\n| 第一段有句号。\n| 第二段也有。\n"},
      {"# 题\n\n只有一行", "headline 题\n| 只有一行\n"},
      {"# 题\n\n■魏 婕\n\n正文写到这里。", "headline 题\nauthor ■魏 婕\n| 正文写到这里。\n"},
      {"# 题\n\n副题一行\n\n本报记者 王五\n\n正文写到这里。",
       "headline 题\ndeck 副题一行\nauthor 本报记者 王五\n| 正文写到这里。\n"},
      {"副题也许\n\n没有标题的稿件，不猜副题。", "| 副题也许\n| 没有标题的稿件，不猜副题。\n"},
  };
  check_rows(ROWS, COUNT(ROWS), LANG_ZH_HANS);
}

static void datelines(void **state) {
  (void)state;
  static const struct {
    const char *copy, *dateline, *byline;
  } ROWS[] = {
      {"**本报讯**（记者 王五）今天。", "本报讯", "记者 王五"},
      {"本报讯（记者王五 通讯员 赵六）今天。", "本报讯", "记者王五 通讯员 赵六"},
      {"本报讯 今天，雨。", "本报讯", ""},
      {"本报讯今天，雨。", "本报讯", ""},
      {"**本报讯**（邹红辉 通讯员 陆意）今天。", "本报讯", "邹红辉 通讯员 陆意"},
      {"据新华社北京10月23日电（记者 王五）今天。", "据新华社北京10月23日电", "记者 王五"},
      {"新华社北京10月23日电　国务院今天。", "新华社北京10月23日电", ""},
      {"新华社北京10月23日、24日电 （记者王五、赵六）今天。", "新华社北京10月23日、24日电", "记者王五、赵六"},
      {"本报长沙10月23日讯 记者王五报道：今天。", "本报长沙10月23日讯", "记者王五"},
      {"　　中新社香港10月23日电 今天。", "中新社香港10月23日电", ""},
      {"**本市消息** 今天，雨。", "本市消息", ""},
      {"（记者 王五）今天，雨。", "", "记者 王五"},
      {"今天，雨。（记者 王五）", "", "记者 王五"},
      {"BEIJING, Oct. 23 (Xinhua) -- It rained.", "BEIJING, Oct. 23 (Xinhua)", ""},
      {"LONDON — It rained.", "LONDON", ""},
      {"**本報訊**（記者 王五）今天。", "本報訊", "記者 王五"},
      {"據新華社北京10月23日電（記者 王五）今天。", "據新華社北京10月23日電", "記者 王五"},
      /* not these */
      {"本报电子版今天上线。", "", ""},
      {"新华社电视节目今天开播。", "", ""},
      {"据新华社报道，今天有雨。", "", ""},
      {"本报讯（10月23日，雨；次日晴）今天。", "本报讯", ""},
      {"今天，雨。（见第三版）", "", ""},
      {"The UK — and London — are wet.", "", ""},
  };
  for (size_t i = 0; i < COUNT(ROWS); i++) {
    Read r = read_copy(ROWS[i].copy, LANG_ZH_HANS);
    const Story *s = &r.stories.at[0];
    if (!str_is(s->dateline, ROWS[i].dateline) || !str_is(s->byline, ROWS[i].byline))
      fail_msg("row %zu: '%s' gives '%.*s' and '%.*s'", i, ROWS[i].copy, STRF(s->dateline), STRF(s->byline));
    unit_done(&r.job);
  }
}

static void captions(void **state) {
  (void)state;
  static const struct {
    const char *copy, *caption, *credit; /* credit NULL: not a caption */
  } ROWS[] = {
      {"渠首今貌。 ■王 五 摄", "渠首今貌。", "■王 五 摄"},
      {"渠首今貌。■王五 摄", "渠首今貌。", "■王五 摄"},
      {"渠首今貌。　王五 摄", "渠首今貌。", "王五 摄"},
      {"渠首今貌 王五 摄", "渠首今貌", "王五 摄"},
      {"渠首今貌 王 五 摄", "渠首今貌", "王 五 摄"},
      {"渠首今貌。王五摄", "渠首今貌。", "王五摄"},
      {"渠首今貌。新华社记者 王五 摄", "渠首今貌。", "新华社记者 王五 摄"},
      {"渠首今貌。新华社发", "渠首今貌。", "新华社发"},
      {"渠首今貌。新华社发（王五 摄）", "渠首今貌。", "新华社发（王五 摄）"},
      {"渠首今貌。（王五 摄）", "渠首今貌。", "（王五 摄）"},
      {"渠首今貌。本报记者 王五 通讯员 赵六 摄影报道", "渠首今貌。", "本报记者 王五 通讯员 赵六 摄影报道"},
      {"渠首今貌。 （资料图片）", "渠首今貌。", "（资料图片）"},
      {"王五 摄", "", "王五 摄"},
      {"渠首今貌。 ■王五 攝", "渠首今貌。", "■王五 攝"},
      {"他爱好广泛，喜欢摄影", NULL, NULL},
      {"演员们正在现场 拍摄", NULL, NULL},
      {"他开办了一家照相馆。", NULL, NULL},
      {"他说：“不许摄影”", NULL, NULL},
  };
  for (size_t i = 0; i < COUNT(ROWS); i++) {
    Read r = read_copy(ROWS[i].copy, LANG_ZH_HANS);
    const Story *s = &r.stories.at[0];
    if ((s->picture_count == 1) != (ROWS[i].credit != NULL)) fail_msg("row %zu: %s", i, ROWS[i].copy);
    if (ROWS[i].credit) {
      assert_str(s->pictures[0].caption ? s->pictures[0].caption->text : STR(""), ROWS[i].caption);
      assert_str(s->pictures[0].credit->text, ROWS[i].credit);
      assert_int_equal(s->pictures[0].file.n, 0);
    }
    unit_done(&r.job);
  }
  static const CopyRow PICTURES[] = {
      {"一。\n\n![渠](a.jpg)\n\n渠首。 王五 摄\n\n二。\n\n另一张。 王五 摄\n\n三。",
       "picture a.jpg before 1\ncaption 渠首。\ncredit 王五 摄\npicture  before 2\ncaption 另一张。\ncredit 王五 摄\n| "
       "一。\n| 二。\n| 三。\n"},
      {"![渠](a.jpg)\n渠首。 王五 摄", "picture a.jpg before 0\ncaption 渠首。\ncredit 王五 摄\n"},
  };
  check_rows(PICTURES, COUNT(PICTURES), LANG_ZH_HANS);
}

static void tails(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"# 题\n\n文。\n\n“决胜小康 决战脱贫”", "headline 题\nflag “决胜小康 决战脱贫”\n| 文。\n"},
      {"# 题\n\n文。\n\n“我们走！”", "headline 题\n| 文。\n| “我们走！”\n"},
      {"# 题\n\n文。\n\n供水信息 热线：8429110  \n某某公司协办\n",
       "headline 题\nnotice 供水信息 热线：8429110\nnotice 某某公司协办\n| 文。\n"},
      {"# 题\n\n文。\n\n热线：000\n\n某某公司协办", "headline 题\nnotice 热线：000\nnotice 某某公司协办\n| 文。\n"},
      {"# 题\n\n文。\n\n■魏婕\n\n“夜话”\n\n热线：000",
       "headline 题\nauthor ■魏婕\nflag “夜话”\nnotice 热线：000\n| 文。\n"},
      {"# 题\n\n文。\n\n■魏婕\n\n</p", "headline 题\nauthor ■魏婕\n| 文。\n| </p\n"},
      {"# 题\n\n热线：000", "headline 题\n| 热线：000\n"},
      {"# 题\n\n热线：000\n\n文在后面。", "headline 题\ndeck 热线：000\n| 文在后面。\n"},
      {"# 题\n\n文。\n\n他们开通了一条热线电话，为全村人答疑。",
       "headline 题\n| 文。\n| 他们开通了一条热线电话，为全村人答疑。\n"},
  };
  check_rows(ROWS, COUNT(ROWS), LANG_ZH_HANS);
}

static void joins(void **state) {
  (void)state;
  static const CopyRow ROWS[] = {
      {"他认真听取了重点网\n\n媒记者的建议。", "| 他认真听取了重点网\n| 媒记者的建议。\n"}, /* too short to be sure */
      {"会后，他认真听取了重点网\n\n媒记者的建议。", "| 会后，他认真听取了重点网媒记者的建议。\n"},
      {"“坚持一棒接着一\n\n棒干。”他说。", "| “坚持一棒接着一棒干。”他说。\n"},
      {"实地核查后，\n\n初步确定了数目。", "| 实地核查后，初步确定了数目。\n"},
      {"今年，建成基地2\n\n家，每年接待游客。", "| 今年，建成基地2家，每年接待游客。\n"},
      {"审议了《残疾人\n\n保障法》的报告。", "| 审议了《残疾人保障法》的报告。\n"},
      {"他说：“好。\n\n”众人笑了。", "| 他说：“好。”众人笑了。\n"},
      {"今年，**修成**了水\n\n渠**十二**条。", "| 今年，<strong 修成>了水渠<strong 十二>条。\n"},
      {"The river, which rose and\n\nfell, was high.", "| The river, which rose and fell, was high.\n"},
      {"一等奖：张三、李四\n\n二等奖：王五、赵六", "| 一等奖：张三、李四\n| 二等奖：王五、赵六\n"},
      {"会议要求，抓好以下工作\n\n一、修渠。\n\n二、修路。", "| 会议要求，抓好以下工作\n| 一、修渠。\n| 二、修路。\n"},
      {"今年，渠水进了村\n\n### 第一渠\n\n水清了。", "| 今年，渠水进了村\nsubhead | 第一渠\n| 水清了。\n"},
      {"今年，渠水进了村\n\n**第一渠，在东**\n\n水清了。", "| 今年，渠水进了村\n| <strong 第一渠，在东>\n| 水清了。\n"},
      {"今年，渠水进了村\n\n- 第一渠，在东。", "| 今年，渠水进了村\nlist • | 第一渠，在东。\n"},
      {"前一条，写到这里断了\n\n本报讯（记者 王五）今天，雨。\n",
       "| 前一条，写到这里断了\n| 本报讯（记者 王五）今天，雨。\n"},
      {"今年，渠水进了村\n\n渠首。 ■王五 摄\n\n里，家家用上了水。",
       "picture  before 1\ncaption 渠首。\ncredit ■王五 摄\n| 今年，渠水进了村里，家家用上了水。\n"},
      {"一段，有句号。\n\n二段，有句号。", "| 一段，有句号。\n| 二段，有句号。\n"},
  };
  for (size_t i = 0; i < COUNT(ROWS); i++) {
    Read r = read_copy(ROWS[i].copy, LANG_ZH_HANS);
    Str got = show_stories(r.job.arena, &r.stories);
    Str want = str_of(ROWS[i].want);
    if (str_has_prefix(got, STR("dateline"))) { /* the parts above the body are not this test's */
      ptrdiff_t body = str_find(got, STR("| "));
      got = str_sub(got, (size_t)body, got.n);
    }
    if (!str_eq(got, want)) fail_msg("row %zu gives:\n%.*s-- wanted:\n%s", i, STRF(got), ROWS[i].want);
    unit_done(&r.job);
  }
}

static void findings(void **state) {
  (void)state;
  static const struct {
    const char *copy;
    int unfinished, repeated;
  } ROWS[] = {
      {"# 题\n\n今年，渠水进了村。", 0, 0},
      {"# 题\n\n今年，渠水进了", 1, 0},
      {"# 题\n\n渠水进了村", 0, 0},
      {"# 甲\n\n今年，水进了\n\n# 乙\n\n今年，水进\n\n# 丙\n\n文。", 2, 0},
      {"# 题\n\n今年，水进了，\n\n</p", 1, 0},
      {"今年，渠水进了村里。\n\n中间一段。\n\n今年，渠水进了村里。\n\n今年，渠水进了村里。</p", 0, 2},
      {"今年，渠水进\n\n了村里，好。\n\n中间一段。\n\n今年，渠水进\n\n了村里，好。", 0, 1},
      {"短句。\n\n短句。", 0, 0},
      {"# 甲\n\n今年，渠水进了村里。\n\n# 乙\n\n今年，渠水进了村里。", 0, 1},
  };
  for (size_t i = 0; i < COUNT(ROWS); i++) {
    Read r = read_copy(ROWS[i].copy, LANG_ZH_HANS);
    Buf b = buf_make(r.job.arena, 1 << 16);
    diags_write_text(r.job.diags, &b, DIAG_WARNING, false);
    int unfinished = 0, repeated = 0;
    for (size_t at = 0; at < b.n; at++) {
      unfinished += str_has_prefix(str_sub(buf_str(&b), at, b.n), STR("[story-unfinished]"));
      repeated += str_has_prefix(str_sub(buf_str(&b), at, b.n), STR("[paragraph-repeated]"));
    }
    if (unfinished != ROWS[i].unfinished || repeated != ROWS[i].repeated)
      fail_msg("row %zu: %d unfinished, %d repeated\n%.*s", i, unfinished, repeated, STRF(buf_str(&b)));
    unit_done(&r.job);
  }
}

static void an_empty_story_is_reported(void **state) {
  (void)state;
  Read r = read_copy("", LANG_ZH_HANS);
  assert_int_equal(r.stories.n, 1);
  assert_true(diags_has(r.job.diags, DIAG_STORY_EMPTY));
  assert_int_equal(story_characters(&r.stories.at[0]), 0);
  unit_done(&r.job);
  r = read_copy("# 甲\n\n# 乙\n\n文 字　ab。", LANG_ZH_HANS);
  assert_int_equal(r.stories.n, 2);
  assert_true(diags_has(r.job.diags, DIAG_STORY_EMPTY));
  assert_int_equal(story_characters(&r.stories.at[1]), 5);
  unit_done(&r.job);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(heads),
                                     cmocka_unit_test(datelines),
                                     cmocka_unit_test(captions),
                                     cmocka_unit_test(tails),
                                     cmocka_unit_test(joins),
                                     cmocka_unit_test(findings),
                                     cmocka_unit_test(an_empty_story_is_reported)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
