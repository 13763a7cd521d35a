/* Private: the edition's stock of fillers as it is put into a page: holes, pieces in them (fillers.c), pieces that the ladder is offered (offers.c). */
#ifndef DUIKAI_MAKEUP_STOCK_H
#define DUIKAI_MAKEUP_STOCK_H

#include "makeup/fillers.h"

enum {
  FILLERS_MAX = 64, /* of the stock that are looked at */
  FILLER_GAP = OFFER_GAP,
  FILLER_TRIALS = 5
};

typedef struct Hole {
  int col_first, col_last, line_first, line_last;
  const Slot *slot; /* of the page's layout: where it is */
  bool under;       /* at the foot of its story */
  bool offered;     /* which the ladder has shortened for it */
} Hole;

typedef struct Patch { /* a filler in a hole */
  size_t filler;
  int column, columns, line, lines; /* of the hole, from 0 */
} Patch;
typedef struct Patches {
  Patch at[FILLERS_MAX];
  size_t n;
  int cost;
} Patches;

typedef struct Depth {
  int least, most; /* 0: it cannot stand so */
  int waste;       /* lines of its legs that stay white */
} Depth;

typedef struct Stock {
  Job *job; /* trial findings are nobody's: a fork */
  Diags *told;
  const FlowInput *in;
  Edition *e;
  const PagePlan *page; /* as it was */
  FlowRuler *ruler[FILLERS_MAX];
  int shape_pm[FILLERS_MAX];             /* of a picture: depth to width; 0: not known yet */
  int learned[FILLERS_MAX][COLUMNS_MAX]; /* lines that the count missed */
  Depth depth[FILLERS_MAX][COLUMNS_MAX]; /* in the hole that is being filled, so far as */
  bool known[FILLERS_MAX][COLUMNS_MAX];
  bool taken[FILLERS_MAX], bad[FILLERS_MAX]; /* stands on this page; cannot be read or set */
  size_t n;
  struct {
    Hole *at;
    size_t n, cap;
  } holes;
  Patches *filled; /* of each hole */
} Stock;

Stock *stock_open(Arena *a, Job *job, const FlowInput *in, Edition *e, const PagePlan *page);
void stock_place(const Stock *s, const Hole *h, const Patch *p, Slot *out); /* the piece's slot */
Depth stock_depth(Stock *s, const Hole *h, size_t filler, int columns);
const FlowPage *stock_trial(const Stock *s, PagePlan *page);
PagePlan stock_page(Job *job, const Stock *s); /* with the pieces in their holes */
/* What the count missed: a piece that is over or short by a line or more of each of its legs. True: nothing was. */
bool stock_learn(Stock *s, bool last);
int stock_tell(Job *job, const Stock *s, size_t hole); /* lines of a column that are filled */

#endif
