/* rules: the names of the faults that make-up looks for, as a layout writes them to waive one or to ask for one. */
#include "plan/inside.h"

static const char *const NAMES[LINT_COUNT] = {
#define LINT_NAME(id, name) name,
    LINT_RULES(LINT_NAME)
#undef LINT_NAME
};

const char *lint_name(LintRule rule) { return NAMES[rule]; }

static void read_rule(PlanReader *r, const Yaml *y, unsigned *into) {
  for (size_t i = 0; i < LINT_COUNT; i++) {
    if (y->kind != YAML_TEXT || !name_is(y->text, NAMES[i])) continue;
    *into |= 1U << i;
    return;
  }
  complain_value(r, y, "the name of a fault of make-up");
  Str names[LINT_COUNT];
  for (size_t i = 0; i < LINT_COUNT; i++) names[i] = str_of(NAMES[i]);
  if (y->kind == YAML_TEXT) hint_nearest(r->job, y->text, names, LINT_COUNT);
}

void rules_read(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  unsigned *set = (unsigned *)(void *)((char *)into + row->at);
  *set = 0;
  if (y->kind != YAML_LIST) {
    read_rule(r, y, set);
    return;
  }
  for (const Yaml *c = y->child; c; c = c->next) read_rule(r, c, set);
}
