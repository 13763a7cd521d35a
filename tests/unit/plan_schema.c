/* The JSON Schemas that ship are those that the rows print. After a change of the rows or of para's options:
 *     build/release/tests/unit/plan_schema --write */
#include "plan/plan.h"
#include "unit.h"

static const char *const FILES[] = {"schemas/layout.schema.json", "schemas/edition.schema.json"};

static Str printed(Job *job, bool edition) {
  Buf b = buf_make(job->arena, 1 << 22);
  plan_write_schema(edition, &b);
  assert_false(b.full);
  return buf_str(&b);
}

static void the_shipped_schemas_are_those_of_the_rows(void **state) {
  (void)state;
  Job job = unit_job();
  for (int i = 0; i < 2; i++) {
    Str file;
    assert_true(file_read(&job, str_of(FILES[i]), 1 << 22, (Span){0}, &file));
    if (!str_eq(file, printed(&job, i)))
      fail_msg("%s is out of date: run build/release/tests/unit/plan_schema --write", FILES[i]);
  }
  unit_done(&job);
}

/* Every `$ref` has its definition. */
static void check_refs(Job *job, const Json *root, const Json *v) {
  for (const Json *c = v->child; c; c = c->next) {
    if (str_is(c->key, "$ref") && c->kind == JSON_TEXT) {
      assert_true(str_has_prefix(c->text, STR("#/$defs/")));
      if (!json_find(json_find(root, "$defs"), str_z(job->arena, str_sub(c->text, 8, c->text.n))))
        fail_msg("no %.*s", STRF(c->text));
    }
    check_refs(job, root, c);
  }
}

static void every_reference_has_its_definition(void **state) {
  (void)state;
  Job job = unit_job();
  for (int i = 0; i < 2; i++) {
    const Json *root = json_read(&job, printed(&job, i), 0);
    assert_non_null(root);
    check_refs(&job, root, root);
  }
  unit_done(&job);
}

static void options_of_composition_are_in_it(void **state) {
  (void)state;
  Job job = unit_job();
  Str schema = printed(&job, false);
  size_t n;
  const ParaOption *options = para_options(&n);
  assert_true(n > 10);
  for (size_t i = 0; i < n; i++)
    if (str_find(schema, str_f(job.arena, "\"%s\": {", options[i].name)) < 0)
      fail_msg("%s is missing", options[i].name);
  unit_done(&job);
}

static int write_all(void) {
  Job job = unit_job();
  bool ok = true;
  for (int i = 0; i < 2; i++) ok = file_write(&job, str_of(FILES[i]), printed(&job, i)) && ok;
  unit_done(&job);
  return ok ? 0 : 1;
}

int main(int argc, char **argv) {
  if (argc > 1 && !strcmp(argv[1], "--write")) return write_all();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_shipped_schemas_are_those_of_the_rows),
      cmocka_unit_test(every_reference_has_its_definition),
      cmocka_unit_test(options_of_composition_are_in_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
