/* The preflight while it runs: what check.c and form.c share. */
#ifndef DUIKAI_PRESS_CHECK_H
#define DUIKAI_PRESS_CHECK_H

#include "press/inside.h"

typedef struct Checker {
  Job *job;
  const PressPlan *plan;
  const Printer *press;
  unsigned claims;
  const PaintEdition *pages;
  const PaintPage *page;
  Grounds grounds;
  Map *told;
} Checker;

/* One finding a page, story, object and `fault`. */
void check_tell(Checker *c, DiagCode code, const PaintOp *op, const char *fault, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
Str check_pt(const Checker *c, Len v);
void check_form(Checker *c, const PaintOp *op); /* form.c: a page of another PDF */

#endif
