/* lint: faults of make-up on finished pages. It looks at what stands where, as flow gives it, and changes nothing; a layout may waive what it
 * means (plan: `waive`). */
#ifndef DUIKAI_LINT_H
#define DUIKAI_LINT_H

#include "base/base.h"
#include "plan/plan.h"

typedef struct FlowEdition FlowEdition; /* named, not included: who reads the faults need not see flow */
typedef struct FlowPage FlowPage;

typedef struct LintFault {
  LintRule rule;
  int page; /* its number in the edition */
  Rect box; /* what is meant, on the sheet */
  Str frame, other;
  uint32_t story; /* STORY_NONE: the page's */
  Span span;      /* of the slot, in the layout */
  Str words;      /* what is wrong, for the finding */
} LintFault;
typedef struct LintFaults {
  LintFault *at;
  size_t n, cap;
} LintFaults;

/* The faults of every page, in the order of pages and rules; each is also a finding with its place. Waived ones are not among them:
 * of each a note is made. */
LintFaults lint_edition(Job *job, const FlowEdition *e);
/* Those of one page, and no finding. */
LintFaults lint_page(Arena *a, const FlowEdition *e, const FlowPage *p);

#endif
