/* Pinwheels: pages on which no gutter runs from head to foot and no break from edge to edge.
 *
 * A page of straight cuts only has, wherever it is cut first, one or the other. The least dissection of a rectangle without either is the
 * pinwheel of five, in its two senses:
 *
 *     +-------+---+        +---+-------+        Each of its plots may be cut on with straight cuts.
 *     |   1   |   |        |   |   2   |
 *     +---+---+   |        |   +---+---+        An advertisement may be one of the arms, or stand at the end of one: what it leaves
 *     |   |   | 2 |        | 1 |   |   |        of the arm is the plot.
 *     |   | 3 |   |        |   | 3 |   |
 *     | 4 +---+---+        +---+---+ 4 |
 *     |   |   5   |        |   5   |   |
 *     +---+-------+        +-------+---+
 *
 * Stories are dealt to the five in every order (spin.c). There are some hundred thousand wheels on a page. */
#include "makeup/spin.h"

enum { COARSE = 5 }; /* lines between the wheels that are tried first */

typedef struct Wheel {
  int x1, x2, y1, y2; /* columns and lines of the inner cuts, from the area's corner */
  bool left_first;    /* the second of the two senses */
} Wheel;

/* ---- the arms of a wheel */

static Plot part(const Plot *p, int x1, int x2, int y1, int y2) {
  int gap = y1 ? PILE_GAP : 0; /* between two plots one over the other: taken from the head of the lower */
  return (Plot){p->column + x1, x2 - x1, p->line + y1 + gap, y2 - y1 - gap};
}

static void arms_cut(const Plot *p, const Wheel *w, Plot out[ARMS]) {
  int right = p->columns, foot = p->lines, x1 = w->x1, x2 = w->x2, y1 = w->y1, y2 = w->y2;
  out[0] = w->left_first ? part(p, 0, x1, 0, y2) : part(p, 0, x2, 0, y1);
  out[1] = w->left_first ? part(p, x1, right, 0, y1) : part(p, x2, right, 0, y2);
  out[2] = part(p, x1, x2, y1, y2);
  out[3] = w->left_first ? part(p, 0, x2, y2, foot) : part(p, 0, x1, y1, foot);
  out[4] = w->left_first ? part(p, x2, right, y1, foot) : part(p, x1, right, y2, foot);
}

static void try_wheel(Spin *sp, const Wheel *w) {
  arms_cut(&sp->from->at[sp->plot], w, sp->arms.at);
  sp->arms.filled = 0, sp->arms.ell = ARMS;
  if (!spin_clip(sp) || sp->own[sp->m] + spin_excess(sp, SETS - 1) > limit_of(sp)) return;
  spin_try(sp);
}

static void try_wheels(Spin *sp, int step) {
  const Plot *p = &sp->from->at[sp->plot];
  Wheel w;
  for (w.y1 = ARM_LEAST; w.y1 < p->lines - ARM_LEAST; w.y1 += step)
    for (w.y2 = w.y1 + ARM_LEAST + PILE_GAP; w.y2 <= p->lines - ARM_LEAST; w.y2 += step)
      for (w.x1 = 1; w.x1 < p->columns - 1; w.x1++)
        for (w.x2 = w.x1 + 1; w.x2 < p->columns; w.x2++)
          for (int turn = 0; turn < 2; turn++) {
            w.left_first = turn;
            try_wheel(sp, &w);
          }
}

int carve_wheels(Arena *a, const Search *s, const Carving *from, size_t m, int best, int slack, Carvings *all) {
  Spin *sp = arena_new(a, Spin);
  if (!spin_open(sp, a, s, from, m, best, slack)) return best;
  try_wheels(sp, COARSE); /* for a good one, so that the limit is low */
  sp->out = all;          /* NULL: what the best would cost is all that is asked */
  try_wheels(sp, 1);
  return sp->best;
}
