/* Private: what making one page needs, on the bench while it is made. */
#ifndef DUIKAI_MAKEUP_BENCH_H
#define DUIKAI_MAKEUP_BENCH_H

#include "makeup/deal.h"
#include "makeup/variants.h"

typedef struct End {
  size_t stories;
  int lines; /* of the only plot; 0: all of every plot */
  int off;   /* lines of the page that copy leaves over; negative: more than little copy would fill */
  int cost;
} End;

typedef struct Bench {
  AdSlots ads;
  Place *kept; /* places of the stories that keep theirs */
  Job *job;    /* trial findings are nobody's: a fork */
  const PageTask *task;
  FlowRuler *ruler[PAGE_MAX];
  Menu menu[PAGE_MAX];
  Lessons lessons[PAGE_MAX];
  Measured *measured[PAGE_MAX];
  size_t n;         /* stories looked at, and all briefs as one */
  size_t all;       /* stories there are, and all briefs as one */
  size_t briefs;    /* the number of those among the stories, the last; n: there are none */
  int *brief_lines; /* [k]: of the first k briefs in a column */
  Carvings ground;  /* what is free */
  Search *search;
  End end;
  Arena *carving; /* holds */
  bool ells;      /* an L is looked at too */
  int nearest;    /* what a page without a cut that runs through would cost, where the best has one; 0: there is none */
  Arena *ells_of; /* holds those that were asked for */
  Carvings carvings; /* those near the best, when all were looked at */
  Sketches sketches;
  int settings;
  Sketches best;    /* of the trial that came out best */
  Sketches offered; /* those to choose from */
  uint64_t wanted;  /* shape of the one that the edition chose; 0: the best */
  int best_off;
  End best_end;
} Bench;

/* page.c: the search, with all that trials have shown: of `all` pages, or of those carvings only that were good the last time. False: there is no
 * page. */
bool search_once(Bench *b, bool all);
int search_bound(Bench *b, End end); /* no page that ends so scores less, as far as is known now */
/* What such an end costs with a page of such a score: pages that end otherwise are compared by this. */
int end_cost(const Bench *b, const End *e, int score);

/* briefs.c */
void briefs_measure(Bench *b);
void briefs_variants(Bench *b);
Slot briefs_slot(const Bench *b, const Place *p);

/* trial.c */
void trials_run(Bench *b);
void settle_choice(Bench *b);
void give_slots(Job *job, const Bench *b, const Sketch *k, PagePlan *page);
/* The best, or once the edition's choice among those offered is being settled, the one of its shape. */
const Sketch *chosen(const Bench *b, const Sketches *s);

/* told.c: `duikai explain EDITION page-1`: score, bound, gap; why each story stands where it does; the other pages there were. */
Str tell_page(Job *job, const Bench *b);

#endif
