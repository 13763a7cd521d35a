/* Private: making one page. */
#ifndef DUIKAI_MAKEUP_PAGE_H
#define DUIKAI_MAKEUP_PAGE_H

#include "makeup/inside.h"

typedef struct BriefsTask { /* short pieces to be gathered under one head, in order of rank */
  const Story *const *at;
  const Fill *fills;
  size_t n;
  Str head;
} BriefsTask;
typedef struct PageTask {
  const FlowInput *in;
  const Layout *base;     /* its slots are fixed */
  const Story *const *at; /* the stories still to be placed, in order of rank */
  const Fill *fills;      /* the fill each came from */
  size_t n, first;        /* how many; the number of the first in its queue */
  BriefsTask briefs;
  const Story *const *kept; /* stories that keep their place: page->keeps says which */
  const Fill *kept_fills;
  const Keep *const *keeps;
  size_t kept_n;
  bool last; /* no page follows that could take what is left */
  PagePlan *page;
} PageTask;
/* Gives the page a layout with slots for as many of the stories as it takes, and their fills. How many; none: not even the first has a place. */
typedef struct Taken {
  size_t stories, briefs;
} Taken;
Taken page_make(Job *job, const PageTask *t);

/* ads.c: the advertisements of an automatic page as slots, by their own places or by their sizes from the foot up. */
/* Notes the shapes of those that have arrived and are placed by their size. What cannot be read is told by flow. */
void ads_look(Job *job, Edition *e);
/* Says which of a page's stand on less than their size for their shape. */
void ads_tell(Job *job, const PagePlan *page);
typedef struct AdSlots {
  Slot *at;
  size_t n, cap;
} AdSlots;
AdSlots ads_place(Arena *a, const Layout *base, const PagePlan *page);

#endif
