#include "unit.h"

static Str text_of(Job *job, DiagLevel least, bool color) {
  Buf b = buf_make(job->arena, 1 << 24);
  diags_write_text(job->diags, &b, least, color);
  return buf_str(&b);
}

static void a_finding_shows_its_line_and_a_caret(void **state) {
  (void)state;
  Job job = unit_job();
  Str text = STR("a: 1\n  font: fangsong\nz: 2\n");
  uint32_t f = diags_add_source(job.diags, STR("layouts/front.yaml"), text);
  uint32_t at = (uint32_t)str_find(text, STR("fangsong"));
  diag_add(job.diags, DIAG_UNKNOWN_FONT_ROLE, (Span){f, at, at + 8}, "no role '%s'", "fangsong");
  diag_add_hint(job.diags, (Span){0}, "roles are %s", "song, hei");
  diag_add_hint(job.diags, (Span){f, 0, 1}, "see here");
  assert_str(text_of(&job, DIAG_NOTE, false), "layouts/front.yaml:2:9: error: no role 'fangsong'  [unknown-font-role]\n"
                                              "    2 |   font: fangsong\n"
                                              "      |         ^^^^^^^^\n"
                                              "   hint: roles are song, hei\n"
                                              "   hint: see here  layouts/front.yaml:1:1\n");
  assert_true(str_find(text_of(&job, DIAG_NOTE, true), STR("\x1b[1;31merror\x1b[0m")) > 0);
  unit_done(&job);
}

static void the_caret_stands_under_wide_characters(void **state) {
  (void)state;
  static const struct {
    const char *line;
    const char *mark;
    const char *caret;
  } rows[] = {
      {"字体: 宋", "宋", "      ^^"},
      {"，。", "。", "  ^^"},
      {"a\tb", "b", "  ^"},
      {"e\xCC\x81x", "x", " ^"},
      {"ｗｘ", "ｘ", "  ^^"},
      {"ﾊﾊx", "x", "  ^"},
      {"\xFF"
       "x",
       "x", " ^"},
      {"😀x", "x", "  ^"},
      {"——x", "x", "  ^"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    Str text = str_of(rows[i].line);
    uint32_t f = diags_add_source(job.diags, STR("x"), text), at = (uint32_t)str_find(text, str_of(rows[i].mark));
    diag_add(job.diags, DIAG_BAD_VALUE, (Span){f, at, at + (uint32_t)strlen(rows[i].mark)}, "m");
    Str want = str_f(job.arena, "      | %s\n", rows[i].caret);
    if (!str_has_suffix(text_of(&job, DIAG_NOTE, false), want))
      fail_msg("row %zu:\n%.*s", i, STRF(text_of(&job, DIAG_NOTE, false)));
    unit_done(&job);
  }
}

static void a_long_line_is_quoted_around_the_span(void **state) {
  (void)state;
  Job job = unit_job();
  Buf b = buf_make(job.arena, 1 << 20);
  for (int i = 0; i < 2000; i++) buf_puts(&b, i == 1000 ? STR("错") : STR("文"));
  uint32_t f = diags_add_source(job.diags, STR("copy.md"), buf_str(&b));
  diag_add(job.diags, DIAG_MISSING_GLYPH, (Span){f, 3000, 3003}, "m");
  assert_str(text_of(&job, DIAG_NOTE, false),
             "copy.md:1:1001: error: m  [missing-glyph]\n"
             "    1 | …文文文文文文文文文文文文错文文文文文文文文文文文文文文文文文文文文文文文文文…\n"
             "      |                          ^^\n");
  unit_done(&job);
}

static void controls_do_not_reach_the_terminal(void **state) {
  (void)state;
  Job job = unit_job();
  uint32_t f = diags_add_source(job.diags, STR("x"), STR("a\x1b[2Jb\xC2\x9B"));
  diag_add(job.diags, DIAG_CONTROL_CHARACTER, (Span){f, 1, 2}, "has '%s'", "\x1b");
  assert_str(text_of(&job, DIAG_NOTE, false), "x:1:2: warning: has '?'  [control-character]\n"
                                              "    1 | a?[2Jb?\n"
                                              "      |  ^\n");
  unit_done(&job);
}

static void positions(void **state) {
  (void)state;
  Job job = unit_job();
  uint32_t f = diags_add_source(job.diags, STR("x"), STR("一二\r\n三\n"));
  static const struct {
    uint32_t at;
    int line, column;
  } rows[] = {
      {0, 1, 1}, {3, 1, 2}, {6, 1, 3}, {8, 2, 1}, {11, 2, 2}, {12, 3, 1}, {99, 3, 1},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    int line, column;
    diags_position(job.diags, (Span){f, rows[i].at, rows[i].at}, &line, &column);
    assert_int_equal(line, rows[i].line);
    assert_int_equal(column, rows[i].column);
  }
  uint32_t empty = diags_add_source(job.diags, STR("empty"), (Str){0});
  diag_add(job.diags, DIAG_STORY_EMPTY, (Span){empty, 0, 0}, "m");
  diag_add(job.diags, DIAG_STORY_EMPTY, (Span){f, 99, 120}, "past the end");
  diag_add(job.diags, DIAG_STORY_EMPTY, (Span){77, 1, 2}, "no such source");
  assert_true(str_find(text_of(&job, DIAG_NOTE, false), STR("empty:1:1: warning: m")) >= 0);
  unit_done(&job);
}

static void order_merge_counts_and_strict(void **state) {
  (void)state;
  Job job = unit_job();
  uint32_t f = diags_add_source(job.diags, STR("a"), STR("abcdef"));
  uint32_t g = diags_add_source(job.diags, STR("b"), STR("abcdef"));
  Arena *unit_arena = arena_open();
  Diags *unit = diags_fork(unit_arena, job.diags);
  diag_add(job.diags, DIAG_FILE_UNWRITABLE, (Span){0}, "nowhere");
  diag_add(job.diags, DIAG_BAD_VALUE, (Span){g, 1, 2}, "later");
  diag_add(unit, DIAG_LOOSE_LINE, (Span){f, 3, 4}, "first");
  diag_add_place(unit, (DiagPlace){.page = 2, .frame = STR("lead")});
  diag_add(unit, DIAG_FALLBACK_FONT, (Span){f, 3, 4}, "second");
  diag_add_hint(unit, (Span){0}, "hint");
  diags_merge(job.diags, unit);
  arena_close(unit_arena);
  Str all = text_of(&job, DIAG_NOTE, false);
  ptrdiff_t first = str_find(all, STR("first")), second = str_find(all, STR("second"));
  ptrdiff_t later = str_find(all, STR("later")),
            nowhere = str_find(all, STR("duikai: error: nowhere  [file-unwritable]\n"));
  assert_true(0 < first && first < second && second < later && later < nowhere);
  assert_int_equal(str_find(text_of(&job, DIAG_WARNING, false), STR("second")), -1);
  assert_int_equal(diags_count(job.diags, DIAG_ERROR), 2);
  assert_int_equal(diags_count(job.diags, DIAG_WARNING), 1);
  assert_true(diags_has(job.diags, DIAG_LOOSE_LINE) && !diags_has(job.diags, DIAG_OVERSET));
  diags_make_strict(job.diags);
  assert_int_equal(diags_count(job.diags, DIAG_ERROR), 3);
  unit_done(&job);
}

static void findings_without_end_are_counted_not_kept(void **state) {
  (void)state;
  Job job = unit_job();
  for (int i = 0; i < 10050; i++)
    diag_add(job.diags, DIAG_INVALID_UTF8, (Span){0}, "%d", i), diag_add_hint(job.diags, (Span){0}, "h");
  assert_int_equal(diags_count(job.diags, DIAG_ERROR), 10050);
  assert_true(str_has_suffix(text_of(&job, DIAG_NOTE, false), STR("duikai: 50 more findings are not shown\n")));
  unit_done(&job);
}

static void report_is_json(void **state) {
  (void)state;
  Job job = unit_job();
  uint32_t f = diags_add_source(job.diags, STR("a.md"), STR("x\n一二"));
  diag_add(job.diags, DIAG_OVERSET, (Span){f, 5, 8}, "超 \"2\" 行");
  diag_add_place(job.diags, (DiagPlace){.page = 1,
                                        .frame = STR("lead"),
                                        .story = STR("s"),
                                        .has_rect = true,
                                        .rect = {LEN_MM, 0, LEN_MM * 5 / 2, LEN_CM}});
  diag_add_hint(job.diags, (Span){f, 0, 1}, "cut");
  Buf b = buf_make(job.arena, 1 << 20);
  JsonOut out = json_out(&b);
  diags_write_json(job.diags, &out);
  const Json *report = json_read(&job, buf_str(&b), 0), *row = report->child;
  assert_str(json_find(row, "level")->text, "error");
  assert_str(json_find(row, "code")->text, "overset");
  assert_str(json_find(row, "message")->text, "超 \"2\" 行");
  assert_int_equal(json_find(row, "line")->integer, 2);
  assert_int_equal(json_find(row, "column")->integer, 2);
  assert_int_equal(json_find(row, "page")->integer, 1);
  assert_true(json_find(json_find(row, "rect_mm"), "w")->kind == JSON_FRACTION);
  assert_true(str_find(buf_str(&b), STR("\"w\": 2.5")) > 0); /* the reader keeps no fractions */
  assert_str(json_find(json_find(row, "hints")->child, "path")->text, "a.md");
  unit_done(&job);
}

static void codes_are_kebab_case_and_complete(void **state) {
  (void)state;
  Arena *a = arena_open();
  Map *seen = map_make(a);
  for (int c = 0; c < DIAG_CODE_COUNT; c++) {
    const char *name = diag_code_name((DiagCode)c);
    assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
    if (map_find(seen, str_of(name))) fail_msg("code '%s' stands twice", name);
    map_put(seen, str_of(name), (void *)name);
    assert_true(strlen(diag_code_meaning((DiagCode)c)) > 10 && strlen(diag_code_remedy((DiagCode)c)) > 5);
  }
  arena_close(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_finding_shows_its_line_and_a_caret),
      cmocka_unit_test(the_caret_stands_under_wide_characters),
      cmocka_unit_test(a_long_line_is_quoted_around_the_span),
      cmocka_unit_test(controls_do_not_reach_the_terminal),
      cmocka_unit_test(positions),
      cmocka_unit_test(order_merge_counts_and_strict),
      cmocka_unit_test(findings_without_end_are_counted_not_kept),
      cmocka_unit_test(report_is_json),
      cmocka_unit_test(codes_are_kebab_case_and_complete),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
