/* para: where lines break and where characters stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "para_rows.h"

static void chinese(void **state) {
  (void)state;
  static const Row rows[] = {
      {"市气象台今天上午发布大风蓝色预|警，提醒市民注意防范。", 16000, ""},
      {"参赛选手年龄为十|八～三十五岁，均来|自本市。", 9000, ""},
      {"本次调整涉及北|京—张家口方向部|分列车。", 8000, ""},
      {"地形图清晰标出了秦|岭–淮河一线的位置。", 10000, ""},
      {"报名者可以选择上|午/下午两个场次参|加。", 9000, ""},
      {"评审组认为“这项覆|盖全域的数字灌溉|网”值得推广。", 9000, ""},
      {"本报记者（连日走|访城乡十余处小|区）获悉情况。", 8000, ""},
      {"图书馆近日新上架|（《城市更新史》）等|书。", 9000, ""},
      {"报名者可以选上|午/下午两个场次。", 8500, "kinsoku=gb"},
      {"老人指着山下的新村|——那是他亲手建起|的家园。", 9000, "kinsoku=gb"},
      {"老人指着山下的新|村——那是他亲手建|起的家园。", 9000, "kinsoku=strict"},
      {"春夏秋冬东西南|北，上下左右。", 8000, ""},
      {"“请大家放心返乡过年。”|站长逐户叮嘱村民们。", 10500, ""},
      {"这次改造让老街焕新，|居民生活更加便利。", 10000, "line-end-punct=allow"},
      {"全县（乡镇）开展，清理整治|违规占道经营行为。", 12500, ""},
      {"雨停了。天晴，人们走出家门|散步锻炼身体健康。", 12500, ""},
      {"一批惠民工程，环境整治，|道路修缮等项目相继完工|验收。", 11500, ""},
      {"春耕备耕，夏管秋，冬修水。", 12000, ""},
      {"天地玄黄宇宙洪荒日月|盈昃辰宿列张寒来|暑往。", 10000, "orphan-min-han=2"},
      {"天地玄黄宇宙洪荒日|月盈昃辰宿列张寒来|暑往。", 10000, "orphan-min-han=2 composer=paragraph"},
      {"天地玄黄宇宙洪荒日月|盈昃辰宿列张寒来暑往|秋收", 10000, "orphan-min-han=2"},
      {"天地，玄黄，宇宙，洪荒。", 10000, "orphan-min-han=2"},
      {"天地，玄黄，宇宙，洪|荒。", 10000, "orphan-min-han=1"},
      {"全国劳动模范代表昨天抵达北京，|受到热烈欢迎。", 14000, "hanging=allow-end"},
      {"村支书老李说“看到乡|亲们走上平坦宽阔的|路。”大家纷纷鼓掌。", 10000, "hanging=allow-end"},
      {"市教育局今天公布了|“减负”清单。", 9000, ""},
      {"本次展览名为“东方色彩”|共展出作品百余件。", 12000, "line-adjust=push-out-only"},
      {"天地玄黄宇宙洪荒|日月盈昃辰宿列张寒来|暑往秋收冬藏闰余成岁", 10000, "indent-em=2"},
      {"　　天地玄黄宇宙洪荒|日月盈昃辰宿列张寒来|暑往秋收冬藏闰余成岁", 10000, "indent-em=2"},
  };
  check(rows, COUNT(rows), LANG_ZH_HANS);
}

static void marks(void **state) {
  (void)state;
  static const Spot rows[] = {
      {"春”。夏", 20000, "", "夏", 2500},
      {"春。”夏", 20000, "", "夏", 2500},
      {"春（“夏", 20000, "", "夏", 2500},
      {"春，夏", 20000, "", "夏", 2000},
      {"春。”“夏", 20000, "", "夏", 3000},
      {"春（《〈夏", 20000, "", "夏", 3000},
      {"春）（夏", 20000, "", "夏", 2500},
      {"春（）夏", 20000, "", "夏", 3000},
      {"春？！夏", 20000, "", "夏", 2500},
      {"春——“夏", 20000, "", "夏", 4000},
      {"春……”夏", 20000, "", "夏", 4000},
      {"春》，夏", 20000, "punct-adjacent-total-em=1", "夏", 2000},
      {"春：“夏", 20000, "punct-adjacent-total-em=1.0", "夏", 2000},
      {"春）（夏", 20000, "punct-adjacent-total-em=1", "夏", 2000},
      {"春》、《夏", 20000, "punct-adjacent-total-em=1", "夏", 2500},
      {"春！！夏", 20000, "stacked-exclamation=gb-5.1.2", "夏", 2000},
      {"春！！！夏", 20000, "stacked-exclamation=gb-5.1.2", "夏", 3000},
      {"春，夏", 20000, "punct-style=kaiming", "夏", 1500},
      {"春！夏", 20000, "punct-style=kaiming", "夏", 2000},
      {"春。”夏", 20000, "punct-style=kaiming", "夏", 2500},
      {"春。夏", 20000, "punct-style=half", "夏", 1500},
      {"春”，夏", 20000, "punct-style=half", "夏", 2000},
      {"春。”夏", 20000, "punct-style=none", "夏", 3000},
      {"春…………夏", 20000, "", "夏", 5000},
      {"春⸺夏", 20000, "", "夏", 3000},
      {"春·夏", 20000, "", "夏", 1500},
      {"春·夏", 20000, "interpunct=full", "夏", 2000},
      {"春/夏", 20000, "", "夏", 1500},
      {"春–夏", 20000, "", "夏", 1500},
      {"春～夏", 20000, "", "夏", 2000},
      {"春—夏", 20000, "", "夏", 2000},
      {"年1/3月", 20000, "", "月", 3000},
      {"“春", 20000, "", "“", -500},
      {"“春", 20000, "", "春", 500},
      {"“春", 20000, "first-line-open=full", "春", 1000},
      {"“春", 20000, "indent-em=2", "春", 2500},
      {"春·夏", 20000, "", "·", 1086},
      {"（《春", 20000, "", "春", 1000},
      {"北京　　上海", 20000, "", "上", 4000},
  };
  spots(rows, COUNT(rows), LANG_ZH_HANS);
  static const Spot hant[] = {{"春」，夏", 20000, "", "夏", 2500},
                              {"春，「夏", 20000, "", "夏", 2500},
                              {"春。」夏", 20000, "", "夏", 3000},
                              {"春·夏", 20000, "", "夏", 2000}};
  spots(hant, COUNT(hant), LANG_ZH_HANT);
  static const Spot ja[] = {{"春、「夏", 20000, "", "夏", 2500},
                            {"春」。夏", 20000, "", "夏", 2500},
                            {"春」・「夏", 20000, "", "夏", 3000},
                            {"春――夏", 20000, "", "夏", 3000}};
  spots(ja, COUNT(ja), LANG_JA);
}

static void latin(void **state) {
  (void)state;
  static const Spot rows[] = {
      {"年GDP总", 20000, "", "G", 1250},
      {"年GDP总", 20000, "", "总", 3000},
      {"（GDP）增", 20000, "", "G", 500},
      {"成 5G 基", 20000, "", "5", 1250},
      {"成 5G 基", 20000, "", "基", 2500},
      {"长5.2%以", 20000, "", "以", 3500},
      {"长5.2%以", 20000, "autospace-after-percent=false", "以", 3250},
      {"产5G手", 20000, "autospace-em=0", "手", 2000},
      {"注1：数", 20000, "", "：", 1750},
      {"Ａ股", 20000, "", "股", 1000},
      {"约37℃左", 20000, "", "左", 3500},
      {"春 夏", 20000, "", "夏", 1250},
      {"春，  夏", 20000, "", "夏", 2000},
      {"春\n夏", 20000, "newline=soft", "夏", 1000},
      {"New\nYork", 20000, "newline=soft", "Y", 1750},
      {"春\n\nNew", 20000, "newline=soft", "N", 1250},
  };
  spots(rows, COUNT(rows), LANG_ZH_HANS);
}

static void justified(void **state) {
  (void)state;
  static const Spot rows[] = {
      {"全国劳动模范代表昨天抵达北京，受到热烈欢迎。", 14000, "hanging=allow-end", "，", 14000},
      {"丁声树", 6000, "last-line=justify", "声", 2500},
      {"天地玄黄", 10000, "last-line=end", "天", 6000},
      {"天地玄黄", 10000, "last-line=center", "天", 3000},
      {"全县（乡镇）开展，清理整治违规占道经营行为。", 12500, "", "乡", 2750},
      {"（以上内容由市气象台提供）请市民朋友留意。", 12000, "", "供", 10500},
      {"“请大家放心返乡过年。”站长逐户叮嘱村民们。", 10500, "", "年", 8500},
      {"市教育局今天公布“减负清单”，要求各校严格执行。", 9000, "", "减", 500},
      {"这次改造让老街焕新，居民生活更加便利。", 10000, "line-end-punct=half", "，", 9500},
  };
  spots(rows, COUNT(rows), LANG_ZH_HANS);
  Set s = set("市气象台今天上午发布大风蓝色预警，提醒市民注意防范。", LANG_ZH_HANS, 16000, "");
  assert_int_equal(s.lines.at[0].set, 16 * EM);
  assert_int_equal(s.lines.at[0].even, EM / 14);
  assert_int_equal(s.lines.at[0].natural, 15 * EM);
  arena_close(s.a);
}

/* Runs that hold together: a note mark to its base, a unit where possible, horizontal in vertical in one em. */
static void bound_runs(void **state) {
  (void)state;
  static const struct {
    uint8_t marks;
    uint32_t first_end; /* bytes of the first line */
  } rows[] = {{0, 30}, {RUN_SUP, 27}, {RUN_UNIT, 30}, {RUN_TCY, 33}};
  Arena *a = arena_open();
  Job job = {a, diags_make(a)};
  Str text =
      STR("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"); /* the run is the 11th Han, in RUN_TCY the 10th and 11th */
  for (size_t i = 0; i < COUNT(rows); i++) {
    Shaped *sh = fake_shape(a, text, LANG_ZH_HANS);
    Run *runs = arena_array(a, Run, 3);
    uint32_t at = rows[i].marks == RUN_TCY ? 27 : 30;
    for (int k = 0; k < 3; k++) runs[k] = sh->runs[0];
    runs[0].end = runs[1].at = at, runs[1].end = runs[2].at = 33, runs[1].marks = rows[i].marks;
    sh->runs = runs, sh->run_count = 3;
    ParaStyle style = para_style_default(LANG_ZH_HANS);
    style.size = EM;
    sh->vertical = style.vertical = rows[i].marks == RUN_TCY;
    Len measure = 10 * EM;
    Lines l = para_set(&job, para_make(&job, NULL, sh, &style), (Rooms){&measure, 1}, 0);
    assert_int_equal(l.at[0].end, rows[i].first_end);
    assert_int_equal(l.at[0].set, measure);
  }
  arena_close(a);
}

static void wishes(void **state) {
  (void)state;
  /* 39 em in 13: three lines full; four when spread is too loose; two fewer never */
  static const struct {
    const char *text;
    size_t wish, lines;
  } rows[] = {
      {"天地玄黄，宇宙洪荒，日月盈昃，辰宿列张，寒来暑往，秋收冬藏，闰余成岁，律吕调阳，云腾致雨，露结为霜，金生丽水。",
       0, 5},
      {"天地玄黄，宇宙洪荒，日月盈昃，辰宿列张，寒来暑往，秋收冬藏，闰余成岁，律吕调阳，云腾致雨，露结为霜，金生丽水。",
       4, 4},
      {"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结", 0, 3},
      {"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结", 4, 4},
      {"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结", 2, 3},
      {"天地玄黄宇宙洪荒日月盈昃", 2, 1},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Set s = set(rows[i].text, LANG_ZH_HANS, 13000, "");
    ParaStyle style = para_style_default(LANG_ZH_HANS);
    style.size = EM;
    Len measure = 13 * EM;
    Lines l = para_set(&s.job, para_make(&s.job, NULL, s.shaped, &style), (Rooms){&measure, 1}, rows[i].wish);
    assert_int_equal(l.n, rows[i].lines);
    for (size_t k = 0; k < l.n; k++) assert_true(l.at[k].even * 8 <= EM);
    arena_close(s.a);
  }
}

/* Rooms of differing width: two short lines beside a picture. */
static void rooms(void **state) {
  (void)state;
  Arena *a = arena_open();
  Job job = {a, diags_make(a)};
  Str text = STR("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳");
  Len widths[] = {5 * EM, 5 * EM, 10 * EM};
  for (int composer = COMPOSER_LINE; composer <= COMPOSER_PARAGRAPH; composer++) {
    ParaStyle style = para_style_default(LANG_ZH_HANS);
    style.size = EM, style.composer = (uint8_t)composer;
    Lines l = para_set(&job, para_make(&job, NULL, fake_shape(a, text, LANG_ZH_HANS), &style), (Rooms){widths, 3}, 0);
    assert_int_equal(l.n, 5);
    static const uint32_t ends[] = {15, 30, 60, 90, 96};
    for (size_t k = 0; k < 5; k++) assert_int_equal(l.at[k].end, ends[k]);
  }
  arena_close(a);
}

static void explained(void **state) {
  (void)state;
  Set s = set("全县（乡镇）开展，清理整治违规占道经营行为。", LANG_ZH_HANS, 12500, "");
  ParaStyle style = para_style_default(LANG_ZH_HANS);
  style.size = EM;
  Buf b = buf_make(s.a, 10000);
  const Setting *setting = para_make(&s.job, NULL, s.shaped, &style);
  para_explain(setting, &s.lines, 0, &b);
  static const char *const says[] = {"line 1 of 2: 全县（乡镇）开展，清理整治",
                                     "县|（  han-opening  0.500 0.000 0.250 bracket even",
                                     "全|县  han-han  0.000 0.000 0.000 - even",
                                     "the first that fits; costs are",
                                     "squeezed by 0.500, costs ",
                                     " with the rest"};
  for (size_t i = 0; i < COUNT(says); i++) assert_true(str_find(buf_str(&b), str_of(says[i])) >= 0);
  para_explain(setting, &s.lines, 9, &b);
  assert_true(str_has_suffix(buf_str(&b), STR("there is no line 10; the paragraph has 2\n")));
  arena_close(s.a);
}

static void options(void **state) {
  (void)state;
  Arena *a = arena_open();
  ParaStyle s = para_style_default(LANG_ZH_HANS);
  assert_null(para_style_set(a, &s, STR("autospace_em"), STR("0.125")));
  assert_int_equal(s.autospace_pm, 125);
  assert_null(para_style_set(a, &s, STR("last-line"), STR("justify")));
  assert_int_equal(s.last_line, ALIGN_JUSTIFY);
  assert_string_equal(para_style_set(a, &s, STR("kinsoku"), STR("loose")),
                      "option 'kinsoku' takes none|basic|gb|strict, not 'loose'");
  assert_string_equal(para_style_set(a, &s, STR("kinsoko"), STR("gb")),
                      "there is no option 'kinsoko'; did you mean 'kinsoku'?");
  static const char *const bad[] = {"-1", "x", "1.x", "", "99999"};
  for (size_t i = 0; i < COUNT(bad); i++) assert_non_null(para_style_set(a, &s, STR("indent-em"), str_of(bad[i])));
  size_t n;
  const ParaOption *o = para_options(&n);
  for (size_t i = 0; i < n; i++) assert_true(o[i].name && o[i].values && o[i].meaning);
  arena_close(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(chinese),    cmocka_unit_test(marks),   cmocka_unit_test(latin),
      cmocka_unit_test(justified),  cmocka_unit_test(options), cmocka_unit_test(explained),
      cmocka_unit_test(bound_runs), cmocka_unit_test(wishes),  cmocka_unit_test(rooms)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
