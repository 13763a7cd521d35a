/* Private: the edition as a whole: which stories go to which page, and which begin on one and go on on another. */
#ifndef DUIKAI_MAKEUP_DEAL_H
#define DUIKAI_MAKEUP_DEAL_H

#include "makeup/page.h"

typedef struct Waiting { /* a story still to be placed */
  const Story *story;    /* of a parting: the part that waits */
  Fill fill;             /* the fill it came from */
} Waiting;
typedef struct Queue { /* in order of rank */
  Waiting *at;
  size_t n, cap;
} Queue;

/* queue.c */
void queue_add(Job *job, Queue *q, const FlowInput *in, const Fill *fills, size_t n);
Waiting queue_take(Queue *q, size_t i);
void queue_sort(Queue *q);

/* briefs.c */
bool is_gathered(const Waiting *w);                   /* short and of low rank */
bool briefs_gather(const Edition *e, const Queue *q); /* there are so many that they stand under one head */
Str briefs_head(const Edition *e);                    /* its words; empty: the edition wants none */
int brief_lines(Job *job, const FlowInput *in, const Layout *base, const Story *s); /* of one in a column */

/* makeup.c: one page of as many of the queue as it takes; they leave the queue. */
void make_page(Job *job, const FlowInput *in, const Layout *base, Queue *q, size_t placed, bool last, PagePlan *page);

/* load.c: room, in lines of the base layout's columns */
int load_room(Job *job, const Layout *base, const PagePlan *page); /* that a page has for stories */
typedef struct Load {
  int all, body; /* what a story takes as it would like to stand; its text alone */
} Load;
Load load_of(Job *job, const FlowInput *in, const Layout *base, const Story *s, size_t rank, size_t of);

/* A story that begins on one page and goes on on another; pages as they are made, from 1. */
typedef struct Parting {
  Waiting whole;
  StoryCut cut;
  int from, to;
  const Slot *
      slot; /* of a designed page, where flow parts it; NULL: an automatic page, where it is parted before that is made */
  const Story *first, *rest;
} Parting;
typedef struct Partings {
  Parting *at;
  size_t n, cap;
} Partings;

/* deal.c: the edition made up once, with these partings */
typedef struct Made { /* a page, and what it left */
  const PagePlan *of; /* the page of the plan; several made pages may come of one */
  size_t placed;
  bool last;
  int number;
  Queue before, after;
  PagePlan page;
  Diags *diags;
} Made;
typedef struct Deal {
  struct {
    PagePlan *at;
    size_t n, cap;
  } pages;
  struct {
    const Made **at; /* a page; NULL: it is designed */
    size_t n, cap;
  } made;
  int cost;
} Deal;
typedef struct Dealer {
  Job *job;
  Edition *edition;
  const FlowInput *in;
  struct {
    Made **at;
    size_t n, cap;
  } made; /* a page is not made twice of the same stories */
  struct {
    const Story **of;
    Load *at;
    size_t n;
  } loads;
  Map *bases;   /* name -> Layout *, once it is asked for */
  int8_t *lean; /* of each page of the plan: stories that it is offered beyond its share, or short of it */
} Dealer;
bool deal(Dealer *d, const Partings *p, Deal *out); /* false: there is no layout to stand on */
/* Where pages came out badly: dealt again with a story more or less on one of them, while that makes the edition cost less. */
bool deal_better(Dealer *d, const Partings *p, Deal *best);
const Layout *deal_base(Dealer *d, const PagePlan *page, bool first);
bool deal_is_auto(const PagePlan *p);

/* jumps.c: which stories are parted, and why */
Partings
jumps_of_designed(Dealer *d); /* those that have no room on a designed page and may go on on an automatic one */
bool jumps_choose(Dealer *d, Partings *p, Deal *best);         /* adds those that make the edition better */
void jumps_give_slots(Dealer *d, const Partings *p, Deal *of); /* to what goes on from designed pages */

#endif
