/* Private: making one page. */
#ifndef DUIKAI_MAKEUP_PAGE_H
#define DUIKAI_MAKEUP_PAGE_H

#include "makeup/inside.h"

typedef struct PageTask {
  const FlowInput *in;
  const Layout *base;     /* its slots are fixed */
  const Story *const *at; /* the stories still to be placed, in order of rank */
  const Fill *fills;      /* the fill each came from */
  size_t n, first;        /* how many; the number of the first in its queue */
  PagePlan *page;
} PageTask;
/* Gives the page a layout with slots for as many of the stories as it takes, and their fills. How many; 0: not even the first has a place. */
size_t page_make(Job *job, const PageTask *t);

#endif
