/* Editions: the record, what stands where, and what is said about an edition with mistakes. */
#include "plan/plan.h"
#include "unit.h"

static Edition *read(Job *job, const char *text) {
  return edition_read_text(job, STR("paper/edition.yaml"), str_of(text), STR("."));
}

static Str findings(Job *job) {
  Buf b = buf_make(job->arena, 1 << 22);
  diags_write_text(job->diags, &b, DIAG_NOTE, false);
  return buf_str(&b);
}

static const char WHOLE[] = "paper: {name: 湘滨日报, cn: CN 00-0000, publisher: 湘滨日报社, price: 1.50元}\n"
                            "date: 2026-10-24\n"
                            "issue: 20586\n"
                            "fields: {rota: {day: 柯明霁}}\n"
                            "pages:\n"
                            "  - name: 要闻\n"
                            "    layout: tabloid/front\n"
                            "    editors: {责编: 甲, 校对: [乙, 丙]}\n"
                            "    stories: {lead: stories/bridge.md, second: {file: b.md, story: 2}, third: c.md, "
                            "briefs: [stories/a.md, /abs/b.md]}\n"
                            "    ads: {foot: {file: images/ad.pdf, state: arrived}}\n"
                            "  - {layout: auto, stories: [x.md, y.md]}\n";

static void an_edition_is_read(void **state) {
  (void)state;
  Job job = unit_job();
  Edition *e = read(&job, WHOLE);
  assert_str(findings(&job), "");
  assert_str(e->dir, "paper");
  assert_str(edition_field(e, STR("paper.name")), "湘滨日报");
  assert_str(edition_field(e, STR("paper.cn")), "CN 00-0000");
  assert_str(edition_field(e, STR("issue")), "20586");
  assert_str(edition_field(e, STR("date")), "2026年10月24日");
  assert_str(edition_field(e, STR("weekday")), "星期六");
  assert_str(edition_field(e, STR("lunar")), "农历丙午年九月十五");
  assert_str(edition_field(e, STR("pages")), "2");
  assert_str(edition_field(e, STR("rota.day")), "柯明霁");
  assert_str(edition_field(e, STR("paper.phone")), "");
  assert_int_equal(e->issue, 20586);
  assert_int_equal(e->page_count, 2);
  const PagePlan *p = &e->pages[0];
  assert_str(p->layout->name, "tabloid/front");
  assert_str(p->name, "要闻");
  assert_int_equal(p->fill_count, 5);
  assert_str(p->fills[0].file, "paper/stories/bridge.md");
  assert_str(p->fills[0].slot, "lead");
  assert_int_equal(p->fills[1].story, 2);
  assert_str(p->fills[4].slot, "briefs");
  assert_str(p->fills[4].file, "/abs/b.md");
  assert_str(p->ads[0].state, "arrived");
  assert_str(p->ads[0].file, "images/ad.pdf");
  assert_str(p->editors[1].value, "乙 丙");
  p = &e->pages[1];
  assert_null(p->layout);
  assert_int_equal(p->number, 2);
  assert_str(p->fills[1].file, "paper/y.md");
  assert_str(p->fills[1].slot, "");
  unit_done(&job);
}

static void a_layout_used_twice_is_one(void **state) {
  (void)state;
  Job job = unit_job();
  Edition *e = read(&job, "pages:\n  - {layout: tabloid/inside}\n  - {layout: tabloid/inside}\n");
  assert_ptr_equal(e->pages[0].layout, e->pages[1].layout);
  unit_done(&job);
}

static void a_list_of_stories_is_dealt_out(void **state) {
  (void)state;
  Job job = unit_job();
  Edition *e = read(&job, "pages:\n  - {layout: tabloid/inside, stories: [a.md, b.md, c.md, d.md, e.md, f.md]}\n");
  static const char *const slots[] = {"lead", "comment", "second", "third", "briefs", "briefs"};
  for (size_t i = 0; i < COUNT(slots); i++) assert_str(e->pages[0].fills[i].slot, slots[i]);
  assert_str(findings(&job), "");
  unit_done(&job);
}

static void fields_are_filled_in(void **state) {
  (void)state;
  static const struct {
    const char *content, *want;
  } rows[] = {
      {"{paper.name}", "湘滨日报"},
      {"第{issue}期", "第20586期"},
      {"[第{issue}期]", "第20586期"},
      {"[邮发代号 {paper.postal}]", ""},
      {"{date}　[{paper.phone}　]{weekday}", "2026年10月24日　星期六"},
      {"{page} {section}\n{editors}", "1 要闻\n责编 甲　校对 乙 丙"},
      {"{editors.责编}", "甲"},
      {"{date} | [{paper.phone}] | {page}", "2026年10月24日 |  | 1"},
      {"a\n\n[{paper.phone}]\n", "a"},
      {"{ paper.name }", "湘滨日报"},
      {"{unclosed [and this", "{unclosed [and this"},
      {"{}", "{}"},
      {"{outer}第{page}版{outer}[{section}]", " | 要闻　第1版"}, /* an odd page lies at the right */
      {"{outer}第{page}版{outer}[{paper.phone}]", " | 第1版"},
      {"{outer}{page}{inner}[{editors.责编}]\n{section}", "甲 | 1\n要闻"},
      {"{inner}{date}", "2026年10月24日 | "},
      {"{section}{outer}{page}{inner}x", "x | 要闻 | 1"},
      {"", ""},
      {"今天12℃～22℃", "今天12℃～22℃"},
  };
  Job job = unit_job();
  Edition *e = read(&job, WHOLE);
  for (size_t i = 0; i < COUNT(rows); i++)
    assert_str(plan_fill_fields(job.arena, e, &e->pages[0], str_of(rows[i].content)), rows[i].want);
  PagePlan even = e->pages[0];
  even.nth = even.number = 2, even.label = STR("2");
  assert_str(plan_fill_fields(job.arena, e, &even, STR("{outer}第{page}版{outer}[{section}]{inner}x")),
             "第2版　要闻 | x");
  assert_str(plan_fill_fields(job.arena, e, NULL, STR("[第{page}版]{paper.name}")), "湘滨日报");
  unit_done(&job);
}

static void a_copy_file_is_an_edition(void **state) {
  (void)state;
  Job job = unit_job();
  Edition *e = edition_for_copy(&job, STR("copy/page.md"), STR("."), LANG_ZH_HANS);
  assert_int_equal(e->page_count, 1);
  assert_null(e->pages[0].layout);
  assert_str(e->pages[0].fills[0].file, "copy/page.md");
  assert_str(e->dir, "copy");
  assert_false(e->has_day);
  assert_int_equal(e->field_count, 0);
  assert_str(findings(&job), "");
  unit_done(&job);
}

static void editions_that_are_none(void **state) {
  (void)state;
  static const char *const texts[] = {"", "pages: []", "pages: 3", "paper: x", "- a", "a: [", "hello"};
  for (size_t i = 0; i < COUNT(texts); i++) {
    Job job = unit_job();
    assert_null(read(&job, texts[i]));
    assert_true(diags_count(job.diags, DIAG_ERROR) > 0);
    unit_done(&job);
  }
  Job job = unit_job();
  assert_null(edition_read(&job, STR("no/such/place"), STR(".")));
  assert_true(diags_has(job.diags, DIAG_FILE_MISSING));
  unit_done(&job);
}

static void mistakes_are_told_in_their_place(void **state) {
  (void)state;
  static const struct {
    const char *text, *want, *hint;
  } rows[] = {
      {"date: 2026-02-30\npages: [{layout: auto}]",
       "paper/edition.yaml:1:7: error: 'date' wants a day such as 2026-10-24, not '2026-02-30'; the edition has none  "
       "[bad-value]",
       NULL},
      {"issue: twelve\npages: [{layout: auto}]",
       "paper/edition.yaml:1:8: error: 'issue' wants a whole number from 1 up, not 'twelve'; the default is used  "
       "[bad-value]",
       NULL},
      {"pagse: [{layout: auto}]",
       "paper/edition.yaml:1:1: error: the edition has no 'pages'; nothing can be made  [field-missing]",
       "the nearest name is 'pages'"},
      {"paper: {nmae: x}\npages: [{layout: auto}]",
       "paper/edition.yaml:1:9: error: unknown name 'nmae' in the paper; it is left out  [unknown-key]",
       "the nearest name is 'name'"},
      {"pages:\n  - {layuot: auto}",
       "paper/edition.yaml:2:5: error: page 1 names no layout; it is made up by the engine  [page-without-layout]",
       "the nearest name is 'layout'"},
      {"pages:\n  - name: 要闻",
       "paper/edition.yaml:2:5: error: page 1 names no layout; it is made up by the engine  [page-without-layout]",
       NULL},
      {"pages:\n  - 3",
       "paper/edition.yaml:2:5: error: a page wants a map of names and values; the default is used  [bad-value]", NULL},
      {"pages:\n  - layout: tabloid/insid",
       "paper/edition.yaml:2:13: error: there is no layout 'tabloid/insid'; the page is made up by the engine  "
       "[layout-missing]",
       "the nearest name is 'tabloid/inside'"},
      {"pages:\n  - {layout: auto, editors: 甲}",
       "paper/edition.yaml:2:29: error: 'editors' wants a map such as {责编: 某某, 版式: 某某, 校对: 某某}, not '甲'; "
       "the default is used  [bad-value]",
       NULL},
      {"pages:\n  - {layout: auto, stories: a.md}",
       "paper/edition.yaml:2:29: error: 'stories' wants a map from slots to files, or a list of files, not 'a.md'; the "
       "default is used  [bad-value]",
       NULL},
      {"pages:\n  - {layout: auto, stories: [[a]]}",
       "paper/edition.yaml:2:30: error: 'value' wants the name of a story's file, not a list; the default is used  "
       "[bad-value]",
       NULL},
      {"pages:\n  - {layout: auto, ads: {x: {state: lost}}}",
       "paper/edition.yaml:2:37: error: 'state' wants one of booked, arrived, cancelled, not 'lost'; the default is "
       "used  "
       "[bad-value]",
       NULL},
      {"lang: xx\npages: [{layout: auto}]",
       "paper/edition.yaml:1:7: error: 'lang' wants a language: zh-Hans, zh-Hant, zh-HK, ja, ko or en, not 'xx'; the "
       "default is used  [bad-value]",
       NULL},
      {"pages:\n  - {layout: tabloid/english-inside, stories: {lead: a, second: b, third: c, secnod: d}}",
       "paper/edition.yaml:2:78: error: layout 'tabloid/english-inside' has no slot 'secnod'  [slot-unknown]",
       "the nearest name is 'second'"},
      {"pages:\n  - {layout: tabloid/english-inside, stories: {lead: a}}",
       "paper/edition.yaml:2:14: warning: no story stands in 'second', 'third' of layout 'tabloid/english-inside'; "
       "that stays white  [slot-empty]",
       NULL},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    read(&job, rows[i].text);
    Str all = findings(&job);
    if (str_find(all, str_of(rows[i].want)) < 0) fail_msg("want \"%s\", got\n%.*s", rows[i].want, STRF(all));
    if (rows[i].hint && str_find(all, str_of(rows[i].hint)) < 0)
      fail_msg("no hint '%s' in\n%.*s", rows[i].hint, STRF(all));
    unit_done(&job);
  }
}

static void a_front_page_must_show_its_record(void **state) {
  (void)state;
  static const struct {
    const char *drop, *name;
  } rows[] = {{"name: 湘滨日报, ", "paper.name"},
              {"cn: CN 00-0000, ", "paper.cn"},
              {"publisher: 湘滨日报社, ", "paper.publisher"},
              {"date: 2026-10-24\n", "date"},
              {"issue: 20586\n", "issue"}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    Str whole = str_of(WHOLE);
    size_t at = (size_t)str_find(whole, str_of(rows[i].drop)), end = at + strlen(rows[i].drop);
    Str text = str_f(job.arena, "%.*s%.*s", (int)at, whole.p, STRF(str_sub(whole, end, whole.n)));
    assert_non_null(read(&job, str_z(job.arena, text)));
    assert_int_equal(diags_count(job.diags, DIAG_ERROR), 1);
    assert_true(diags_has(job.diags, DIAG_FIELD_MISSING));
    Str want = str_f(job.arena, "'%s' is missing", rows[i].name);
    if (str_find(findings(&job), want) < 0) fail_msg("%.*s", STRF(findings(&job)));
    unit_done(&job);
  }
}

static void the_dump_is_one_object(void **state) {
  (void)state;
  Job job = unit_job();
  Edition *e = read(&job, WHOLE);
  Buf b = buf_make(job.arena, 1 << 22);
  JsonOut out = json_out(&b);
  plan_dump(e, &out);
  Json *j = json_read(&job, buf_str(&b), 0);
  assert_str(json_find(json_find(j, "fields"), "paper.name")->text, "湘滨日报");
  assert_str(json_find(json_find(j, "pages")->child, "layout")->text, "tabloid/front");
  assert_str(json_find(json_find(j, "pages")->child->next, "layout")->text, "auto");
  assert_int_equal(json_find(json_find(j, "layouts")->child, "columns")->integer, 6);
  unit_done(&job);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_edition_is_read),
      cmocka_unit_test(a_layout_used_twice_is_one),
      cmocka_unit_test(a_list_of_stories_is_dealt_out),
      cmocka_unit_test(fields_are_filled_in),
      cmocka_unit_test(a_copy_file_is_an_edition),
      cmocka_unit_test(editions_that_are_none),
      cmocka_unit_test(mistakes_are_told_in_their_place),
      cmocka_unit_test(a_front_page_must_show_its_record),
      cmocka_unit_test(the_dump_is_one_object),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
