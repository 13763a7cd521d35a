/* The YAML reader: the tree, its places in bytes, and what it says about texts that are none. */
#include "unit.h"

static const Yaml *read(Job *job, Str text) {
  return yaml_read(job, text, diags_add_source(job->diags, STR("f.yaml"), text), 0);
}

static void put_node(Buf *b, const Yaml *y) {
  if (y->key.n) buf_putf(b, "%.*s=", STRF(y->key));
  if (y->kind == YAML_TEXT) {
    buf_putf(b, y->quoted ? "'%.*s'" : "%.*s", STRF(y->text));
    return;
  }
  buf_putc(b, y->kind == YAML_MAP ? '{' : '[');
  size_t n = 0;
  for (const Yaml *c = y->child; c; c = c->next, n++) {
    if (n) buf_putc(b, ' ');
    put_node(b, c);
  }
  assert_int_equal(n, y->n);
  buf_putc(b, y->kind == YAML_MAP ? '}' : ']');
}

static void a_text_becomes_a_tree(void **state) {
  (void)state;
  static const struct {
    const char *text, *want;
  } rows[] = {
      {"", "{}"},
      {"# nothing but a remark\n", "{}"},
      {"---\n", "{}"},
      {"~", "{}"},
      {"a: 1\nb: [x, 'y', \"z\\n\"]\n", "{a=1 b=[x 'y' 'z\n']}"},
      {"a:\nb: ~\nc: null\nd: ''\ne: 'null'", "{a= b= c= d='' e='null'}"},
      {"a: {b: {c: d}}", "{a={b={c=d}}}"},
      {"- a\n- b: c\n", "[a {b=c}]"},
      {"a: |\n  第一行\n  第二行\n", "{a='第一行\n第二行\n'}"},
      {"肩题: 通车\r\n主题: 大桥\r\n", "{肩题=通车 主题=大桥}"},
      {"\xEF\xBB\xBF"
       "a: b",
       "{a=b}"},
      {"a: &x {k: v}\nb: *x\n", "{a={k=v} b={k=v}}"},
      {"a: 1\nb: 2\na: 3\n", "{a=3 b=2}"},
      {"size: 0x1F\nyes: no\ndate: 2026-10-24", "{size=0x1F yes=no date=2026-10-24}"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    const Yaml *y = read(&job, str_of(rows[i].text));
    assert_non_null(y);
    Buf b = buf_make(job.arena, 1 << 20);
    put_node(&b, y);
    assert_str(buf_str(&b), rows[i].want);
    assert_int_equal(diags_count(job.diags, DIAG_ERROR), 0);
    unit_done(&job);
  }
}

static Str covered(Str text, Span s) { return str_sub(text, s.at, s.end); }

static void every_node_knows_its_bytes(void **state) {
  (void)state;
  static const char *const texts[] = {
      "主题: 望鹤大桥今日通车\nbox: {rule: 0.5pt, list: [甲, 乙]}\nlast:\n  - 丙\n  - 丁   \n\n# end\n",
      "主题: 望鹤大桥今日通车\r\nbox: {rule: 0.5pt, list: [甲, 乙]}\r\nlast:\r\n  - 丙\r\n  - 丁   \r\n",
      "\xEF\xBB\xBF主题: 望鹤大桥今日通车\nbox: {rule: 0.5pt, list: [甲, 乙]}\nlast:\n  - 丙\n  - 丁",
      "# 😀𪚥\n主题: 望鹤大桥今日通车\nbox: {rule: 0.5pt, list: [甲, 乙]}\nlast:\n  - 丙\n  - 丁",
  };
  for (size_t i = 0; i < COUNT(texts); i++) {
    Job job = unit_job();
    Str text = str_of(texts[i]);
    const Yaml *y = read(&job, text), *head = yaml_find(y, "主题"), *box = yaml_find(y, "box"),
               *last = yaml_find(y, "last");
    assert_str(covered(text, head->span), "望鹤大桥今日通车");
    assert_str(covered(text, head->key_span), "主题");
    assert_str(covered(text, box->span), "{rule: 0.5pt, list: [甲, 乙]}");
    assert_str(covered(text, yaml_find(box, "list")->child->next->span), "乙");
    assert_str(covered(text, last->child->span), "丙");
    assert_str(covered(text, last->child->next->span), "丁");
    assert_int_equal(last->span.end, last->child->next->span.end);
    assert_int_equal(head->span.file, 1);
    unit_done(&job);
  }
}

static void front_matter_begins_inside_its_file(void **state) {
  (void)state;
  Job job = unit_job();
  Str file = STR("---\nheadline: 一层一层\n---\n正文\n");
  uint32_t number = diags_add_source(job.diags, STR("a.md"), file);
  const Yaml *y = yaml_read(&job, str_sub(file, 4, 27), number, 4);
  assert_str(covered(file, yaml_find(y, "headline")->span), "一层一层");
  assert_null(yaml_find(y, "deck"));
  unit_done(&job);
}

/* Faults: where they are found and in what words */
static void a_fault_is_told_in_its_place(void **state) {
  (void)state;
  static const struct {
    const char *text, *want;
  } rows[] = {
      {"a: 1\nb: c: d\n", "f.yaml:2:5: error: a ':' where no value can stand  [yaml-syntax]"},
      {"a: [1, 2\nb: 3\n", "f.yaml:1:4: error: a '[' that is never closed  [yaml-syntax]"},
      {"a: {b: 1\n", "f.yaml:1:4: error: a '{' that is never closed  [yaml-syntax]"},
      {"a: 'x\nb: y\n", "f.yaml:1:4: error: a quote that is never closed  [yaml-syntax]"},
      {"a:\n\tb: 1\n", "f.yaml:2:1: error: a tab in the indent  [yaml-syntax]"},
      {"作者: @me\n", "f.yaml:1:5: error: a text that begins with '@' must be quoted  [yaml-syntax]"},
      {"a: *x\n", "f.yaml:1:4: error: '*x' refers to an anchor that does not stand above it  [yaml-syntax]"},
      {"a: 1\n  b: 2\n", "f.yaml:2:4: error: a ':' where no value can stand  [yaml-syntax]"},
      {"a: 1\n b\n- c\n", "f.yaml:3:1: error: a line whose indent or form fits nothing above it  [yaml-syntax]"},
      {"? [a]\n: b\n",
       "f.yaml:1:3: error: a name that is itself a list or a map; this entry is left out  [yaml-syntax]"},
      {"a: 1\n---\nb: 2\n", "f.yaml:2:1: error: a second document begins here; it is left out  [yaml-syntax]"},
      {"a: \xFF\n", "f.yaml:1:4: error: bytes that are no UTF-8  [yaml-syntax]"},
      {"图: a\x01\n", "f.yaml:1:5: error: a control character  [yaml-syntax]"},
      {"a: 1\na: 2\n", "f.yaml:2:1: warning: 'a' stands twice; the later one is used  [duplicate-key]"},
      {"a: \"\\q\"\n", "f.yaml:1:5: error: an unknown escape after '\\'  [yaml-syntax]"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    read(&job, str_of(rows[i].text));
    Buf b = buf_make(job.arena, 1 << 20);
    diags_write_text(job.diags, &b, DIAG_NOTE, false);
    Str text = buf_str(&b);
    ptrdiff_t end = str_find(text, STR("\n"));
    assert_str(str_sub(text, 0, end < 0 ? 0 : (size_t)end), rows[i].want);
    unit_done(&job);
  }
}

static void a_full_width_colon_is_pointed_out(void **state) {
  (void)state;
  static const char *const texts[] = {"kicker: 甲\nheadline：乙\ndeck: 丙\n", "headline：乙\ndeck: 丙\n",
                                      "a:\n  headline：乙\n  deck: 丙\n"};
  for (size_t i = 0; i < COUNT(texts); i++) {
    Job job = unit_job();
    assert_null(read(&job, str_of(texts[i])));
    Buf b = buf_make(job.arena, 1 << 20);
    diags_write_text(job.diags, &b, DIAG_NOTE, false);
    if (str_find(buf_str(&b), STR("this colon is full-width")) < 0) fail_msg("%zu: %.*s", i, STRF(buf_str(&b)));
    unit_done(&job);
  }
}

static Str repeat(Arena *a, const char *what, size_t n) {
  Buf b = buf_make(a, 1 << 26);
  for (size_t i = 0; i < n; i++) buf_puts(&b, str_of(what));
  return buf_str(&b);
}

static void bombs_are_refused(void **state) {
  (void)state;
  Job job = unit_job();
  assert_non_null(
      read(&job, str_f(job.arena, "%.*sx%.*s", STRF(repeat(job.arena, "[", 63)), STRF(repeat(job.arena, "]", 63)))));
  assert_null(read(&job, repeat(job.arena, "[", 100)));
  assert_null(read(&job, repeat(job.arena, "[", 100000)));
  assert_null(read(&job, repeat(job.arena, "- ", 100000)));
  assert_null(read(&job, repeat(job.arena, "- a\n", 200001)));
  assert_non_null(read(&job, repeat(job.arena, "- a\n", 199000)));
  assert_null(read(&job, str_f(job.arena, "a: &a b\nc:\n%.*s", STRF(repeat(job.arena, " - *a\n", 1001)))));
  /* nine of nine of nine…: few aliases, endless to walk */
  Buf b = buf_make(job.arena, 1 << 20);
  buf_puts(&b, STR("a0: &a0 x\n"));
  for (int i = 1; i < 12; i++) {
    buf_putf(&b, "a%d: &a%d [", i, i);
    for (int k = 0; k < 9; k++) buf_putf(&b, "*a%d%s", i - 1, k < 8 ? ", " : "]\n");
  }
  assert_null(read(&job, buf_str(&b)));
  /* deep by alias: eight levels of eight… */
  b = buf_make(job.arena, 1 << 20);
  buf_puts(&b, STR("a0: &a0 [[[[[[[[[[x]]]]]]]]]]\n"));
  for (int i = 1; i < 9; i++) buf_putf(&b, "a%d: &a%d [[[[[[[[[[*a%d]]]]]]]]]]\n", i, i, i - 1);
  assert_null(read(&job, buf_str(&b)));
  unit_done(&job);
}

static void many_names_stay_cheap(void **state) {
  (void)state;
  Job job = unit_job();
  Buf b = buf_make(job.arena, 1 << 24);
  for (int i = 0; i < 90000; i++) buf_putf(&b, "k%d: %d\n", i % 80000, i);
  const Yaml *y = read(&job, buf_str(&b));
  assert_int_equal(y->n, 80000);
  assert_str(yaml_find(y, "k17")->text, "80017");
  unit_done(&job);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_text_becomes_a_tree),
      cmocka_unit_test(every_node_knows_its_bytes),
      cmocka_unit_test(front_matter_begins_inside_its_file),
      cmocka_unit_test(a_fault_is_told_in_its_place),
      cmocka_unit_test(a_full_width_colon_is_pointed_out),
      cmocka_unit_test(bombs_are_refused),
      cmocka_unit_test(many_names_stay_cheap),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
