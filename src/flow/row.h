/* flow/row: what the makers of columns share: stories one after the other in the legs of one slot (stream.c), the ladder over all of them
 * together (row.c), and the search that brings every leg to its foot (level.c). */
#ifndef DUIKAI_FLOW_ROW_H
#define DUIKAI_FLOW_ROW_H

#include "flow/inside.h"

/* ---- level.c */

/* What may be done to a row at one of its blocks beside what that block gives line by line: a headline block that is another one, or blocks
 * that go. */
enum { ALTER_PARTS = 4 };
typedef struct Alter {
  uint32_t block, skip; /* this block has other lines; or it and those after it, `skip` in all, go */
  struct {
    int step, by; /* of the ladder; lines or elements */
  } part[ALTER_PARTS];
  int parts, cost, shows; /* shows: of two that cost alike the lesser */
  uint32_t story;         /* of the row, from 0 */
  int8_t v[RUNGS_MOST];   /* a setting of that story's headline block */
  uint64_t gone;          /* parts of it that go (rungs.c) */
  bool whole;             /* all of it goes */
} Alter;
typedef struct Alters { /* by block */
  Alter *at;
  size_t n, cap;
} Alters;

typedef struct Level {
  Arena *a;
  const Blocks *b; /* at their natural lines */
  const Ladder *ladder;
  Cut from;
  int legs, depth;
  const int *depths; /* of each leg, where they differ: beside and under pictures; NULL: all are `depth` deep */
  bool goes_on;      /* copy that is left has a further page: legs that are full are enough */
  bool free_end;     /* the last leg may end anywhere, at no cost */
  const Slot *slot;  /* its offers: what may stand under the last leg */
  const Alters *alters;
  bool (*head)(void *ctx, const Alter *a, int *lines,
               int *least); /* lines of another headline block; false: it does not fit */
  void *ctx;
  FlowLadder *log; /* what was tried; its tries lie in `keep` */
  Arena *keep;
} Level;
/* What was done to a block, and where it stands. */
typedef struct LevelStep {
  uint32_t block;
  int by; /* lines more than it has, by the ladder's step */
  int step;
  const Alter *alter;
  int lines, least;         /* that it has now, and could do with */
  int leg, line, from, end; /* where its first line stands; lines [from, end) are those of this page */
} LevelStep;
typedef struct LevelWay {
  LevelStep *at;
  size_t n;
  Cut end;
  int white; /* lines that the last leg ends short by */
  int cost;
  const SlotOffer *offer; /* what stands there */
} LevelWay;
/* The cheapest way to bring every leg to its foot; false: there is none. `nearest` is then what left least white, if all was in (n 0: none). */
bool level_find(Level *l, LevelWay *out, LevelWay *nearest);

/* ---- row.c */
typedef struct Row Row;
typedef struct RowPage { /* a page's part of the row, and what came of it */
  Placings placed;       /* of the blocks in row_blocks */
  FlowLadder log;
  const FlowAdvice *advice;
  size_t advice_count;
  const SlotOffer *offer;
  int cut; /* lines left white at the foot of each leg */
} RowPage;
Row *row_open(Flow *f, const Slot *s, Galley **g, size_t n);
Galley *row_galley(Row *r);                          /* the stories' blocks in one row, as they have come to stand */
Stretches row_legs(const Row *r);                    /* of a page */
bool row_is_done(const Row *r);                      /* all is placed or gone */
Cut row_end(const Row *r);                           /* in the row's blocks, where what is over begins */
RowPage row_fill(Row *r, FlowPage *p, bool goes_on); /* the next page's legs */
void row_close(Row *r);                              /* no further page: what is left is over */

#endif
