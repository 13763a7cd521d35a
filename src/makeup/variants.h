/* Private: menus, and the slot that a choice becomes. */
#ifndef DUIKAI_MAKEUP_VARIANTS_H
#define DUIKAI_MAKEUP_VARIANTS_H

#include "makeup/inside.h"

typedef struct VariantsFor {
  const Layout *base;
  const Story *story;
  FlowRuler *ruler;
  size_t rank, count; /* on this page, from 0 */
  int lines;          /* depth of the area */
  int extra;          /* lines that a trial showed to be missing from the count */
  Variants *out;      /* one list for each width 1..columns */
} VariantsFor;
void variants_make(Job *job, const VariantsFor *f, Arena *scratch);

/* The slot of a story at a place; the area's first column and line (from 0) are added. */
Slot makeup_slot(Job *job, const Layout *base, const Story *story, Place p, int column, int line);

#endif
