/* Private: a rectangle in parts that interlock, and the stories dealt to them in every order. Pinwheels (wheel.c) and pages with an L (ell.c) are
 * such parts. */
#ifndef DUIKAI_MAKEUP_SPIN_H
#define DUIKAI_MAKEUP_SPIN_H

#include "makeup/inside.h"

enum {
  ARMS = 5,
  ARM_LEAST = 10, /* lines of such a part */
  ARM_GAP = 1,    /* lines between an arm and what stands at its end */
  SETS = 1 << ARMS,
  LANES = 8, /* stories looked at in one go: loops of a known length run eight times as fast */
  ROOM = (PAGE_MAX / LANES + 1) * LANES /* PAGE_MAX + 1 places, in whole lanes */
};
/* The parts of a dissection: of a pinwheel left and right at the head, the centre, left and right at the foot. */
typedef struct Arms {
  Plot at[ARMS];
  unsigned filled;      /* those that something fixed takes: a set */
  unsigned above[ARMS]; /* those that stand above this one */
  unsigned ell;         /* the one that an L stands in: ARMS, none */
  Arm arm;              /* of the L */
} Arms;

typedef struct Spin { /* the search for dissections of one rectangle */
  const Search *s;
  const Carving *from; /* the rectangle is one of its plots */
  size_t plot, m;
  int best, slack; /* none dearer than best + slack is of use */
  int before[PAGE_MAX + 1], after[PAGE_MAX + 1];
  int *parts;                             /* the search's table, turned about: what one rectangle costs lies together */
  size_t lanes;                           /* of a row of it: m, in whole lanes */
  int ell[PAGE_MAX + 1][ROOM];            /* the same of the L: [end][first] */
  int own[PAGE_MAX + 1];                  /* the first i stories at their best */
  int excess[COLUMNS_MAX][LINES_MAX + 1]; /* at least, of a rectangle over its stories at their best */
  Arms arms;                              /* of the one that is looked at */
  int rest[SETS][ROOM]; /* [set][i]: stories from i on in the plots that are not in the set, and after */
  int over[SETS];       /* excess of the arms of a set */
  uint32_t alive[SETS]; /* the i for which that may still come within the limit */
  Carvings *out;
  Arena *arena;
} Spin;

/* What can never stand is no wheel either: where straight cuts find no page, nothing else would hold off all the millions there are. */
static inline int limit_of(const Spin *sp) {
  int limit = sp->best + sp->slack;
  return limit < COST_NEVER ? limit : COST_NEVER - 1;
}

/* In the largest plot of `from`; false: no dissection of it is of use. */
bool spin_open(Spin *sp, Arena *a, const Search *s, const Carving *from, size_t m, int best, int slack);
/* Cuts the arms to what is fixed on the page, but for the L. False: one is no rectangle then, or too shallow. */
bool spin_clip(Spin *sp);
bool spin_clip_one(Spin *sp, unsigned q);
int spin_excess(const Spin *sp, unsigned set); /* of the arms of a set: over their stories at their best, at least */
/* Deals to the arms; into `out`, if there is one, every order whose cost comes within the limit. */
void spin_try(Spin *sp);

#endif
