#include "unit.h"

static void writer_bytes(void **state) {
  (void)state;
  Arena *a = arena_open();
  Buf b = buf_make(a, 1 << 20);
  JsonOut j = json_out(&b);
  json_open_object(&j);
  json_put_key(&j, "text"), json_put_str(&j, STR("引\"\\\n\x01\xFF"));
  json_put_key(&j, "rows"), json_open_array(&j);
  json_put_int(&j, -3), json_put_milli(&j, 1250), json_put_milli(&j, -500), json_put_milli(&j, 2000);
  json_open_object(&j);
  j.compact = true;
  json_put_key(&j, "a"), json_put_bool(&j, true), json_put_key(&j, "b"), json_put_null(&j);
  json_close_object(&j);
  j.compact = false;
  json_close_array(&j);
  json_put_key(&j, "none"), json_open_array(&j), json_close_array(&j);
  json_close_object(&j);
  assert_str(buf_str(&b), "{\n"
                          "  \"text\": \"引\\\"\\\\\\n\\u0001\xEF\xBF\xBD\",\n"
                          "  \"rows\": [\n"
                          "    -3,\n"
                          "    1.25,\n"
                          "    -0.5,\n"
                          "    2,\n"
                          "    {\"a\": true, \"b\": null}\n"
                          "  ],\n"
                          "  \"none\": []\n"
                          "}\n");
  arena_close(a);
}

static void reader_values(void **state) {
  (void)state;
  Job job = unit_job();
  const Json *v = json_read(&job,
                            STR(" {\"a\": [1, -2.50, 1e3, true, null], \"字\": "
                                "\"\\u4e00\\ud83d\\ude00x\\/\\n\", \"o\": {}, \"e\": []} "),
                            0);
  assert_non_null(v);
  const Json *at = json_find(v, "a")->child;
  assert_true(at->kind == JSON_INT && at->integer == 1);
  at = at->next;
  assert_true(at->kind == JSON_FRACTION);
  at = at->next;
  assert_true(at->kind == JSON_FRACTION);
  at = at->next;
  assert_true(at->kind == JSON_BOOL && at->truth);
  at = at->next;
  assert_true(at->kind == JSON_NONE && !at->next);
  assert_str(json_find(v, "字")->text, "一😀x/\n");
  assert_null(json_find(v, "o")->child);
  assert_null(json_find(v, "absent"));
  assert_null(json_find(NULL, "a"));
  assert_int_equal(diags_count(job.diags, DIAG_ERROR), 0);
  unit_done(&job);
}

static void reader_faults(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t at;
  } rows[] = {
      {"", 0},
      {"{", 1},
      {"[1,]", 3},
      {"{\"a\" 1}", 5},
      {"{a:1}", 1},
      {"01", 2},
      {"1.", 2},
      {"1e", 2},
      {"-", 1},
      {"tru", 0},
      {"\"ab", 3},
      {"\"\\x\"", 3},
      {"\"\\u12\"", 5},
      {"\"a\nb\"", 2},
      {"1 2", 2},
      {"[1}", 2},
      {"nul", 0},
      {"+1", 0},
      {"\"\\", 3},
      {"99999999999999999999", 0},
      {"\"\\ud800x\"", 1},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    uint32_t f = diags_add_source(job.diags, STR("x.json"), str_of(rows[i].text));
    if (json_read(&job, str_of(rows[i].text), f)) fail_msg("'%s' should not be read", rows[i].text);
    assert_true(diags_has(job.diags, DIAG_JSON_SYNTAX));
    unit_done(&job);
  }
}

static void depth_has_a_limit(void **state) {
  (void)state;
  Job job = unit_job();
  char text[100001];
  memset(text, '[', sizeof text);
  assert_null(json_read(&job, (Str){text, sizeof text}, 0));
  unit_done(&job);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(writer_bytes),
      cmocka_unit_test(reader_values),
      cmocka_unit_test(reader_faults),
      cmocka_unit_test(depth_has_a_limit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
