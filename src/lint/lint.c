/* lint: pages looked at one by one, faults told as findings. */
#include "flow/flow.h"
#include "lint/inside.h"

void view_fault(View *v, LintRule rule, Rect box, const ViewFrame *f, const ViewFrame *other, const char *fmt, ...) {
  unsigned waived = v->waive | f->waive | (other ? other->waive : 0);
  va_list ap;
  va_start(ap, fmt);
  Str words = str_vf(v->keep, fmt, ap);
  va_end(ap);
  vec_add(v->keep, waived >> rule & 1 ? &v->waived : &v->faults,
          (LintFault){.rule = rule,
                      .page = v->page,
                      .box = box,
                      .frame = f->name,
                      .other = other ? other->name : (Str){0},
                      .story = f->story,
                      .span = f->span,
                      .words = words});
}

void rules_check(View *v) {
  rules_of_pages(v);
  rules_of_stories(v);
  rules_of_ink(v);
  rules_of_grounds(v);
}

/* `waived` NULL: nobody asks for those that are meant. */
static LintFaults look(Arena *a, const FlowEdition *e, const FlowPage *p, LintFaults *waived) {
  Arena *scratch = arena_open();
  View v = view_make(scratch, e, p);
  v.keep = a;
  rules_check(&v);
  arena_close(scratch);
  if (waived) *waived = v.waived;
  return v.faults;
}

LintFaults lint_page(Arena *a, const FlowEdition *e, const FlowPage *p) { return look(a, e, p, NULL); }

static DiagCode code_of(LintRule rule) {
  switch (rule) {
#define LINT_CODE(id, name)                                                                                            \
  case LINT_##id: return DIAG_##id;
    LINT_RULES(LINT_CODE)
#undef LINT_CODE
  case LINT_COUNT: break;
  }
  must(false && "a rule of lint");
  return DIAG_INK_OVERLAP;
}

static void tell(Job *job, const FlowEdition *e, const LintFault *f, bool waived) {
  if (waived)
    diag_add(job->diags, DIAG_FAULT_WAIVED, f->span, "page %d: %.*s; waived by 'waive: %s'", f->page, STRF(f->words),
             lint_name(f->rule));
  else
    diag_add(job->diags, code_of(f->rule), f->span, "page %d: %.*s", f->page, STRF(f->words));
  diag_add_place(job->diags, (DiagPlace){.page = f->page,
                                         .frame = f->frame,
                                         .story = f->story == STORY_NONE ? (Str){0} : e->stories.at[f->story].story->id,
                                         .rect = f->box,
                                         .has_rect = true});
}

LintFaults lint_edition(Job *job, const FlowEdition *e) {
  LintFaults all = {0};
  for (size_t i = 0; i < e->pages.n; i++) {
    LintFaults waived, some = look(job->arena, e, e->pages.at[i], &waived);
    for (size_t k = 0; k < waived.n; k++) tell(job, e, &waived.at[k], true);
    for (size_t k = 0; k < some.n; k++) {
      tell(job, e, &some.at[k], false);
      vec_add(job->arena, &all, some.at[k]);
    }
  }
  return all;
}
