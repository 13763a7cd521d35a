/* Pages with an L: few stories have few depths, and five rectangles that interlock may not be had of them without white. A story whose legs have
 * two depths reaches under its neighbour, or round its corner, and the gutter beside it steps aside:
 *
 *     +-----+-----+      +-------+---+      +---+-------+        1  what stands over the L, if anything
 *     |  1  |     |      |   1   |   |      |   |   1   |        2  the L, its headline over the rectangle marked 2
 *     +-----+  3  |      +-------+ 3 |      | 3 +-------+        3  beside it, at the head
 *     |     |     |      |   2   |   |      |   |   2   |        4  what stands under the L, if anything
 *     |  2  +-----+      |   +---+---+      +---+---+   |        5  beside it, at the foot; with an L that reaches to the edge, nothing
 *     |        |  |      |   |       |      |       |   |
 *     +--------+ 5|      +---+   5   |      |   5   +---+        The text runs leg by leg from the left. An arm at the left of the headline would
 *     |   4    |  |      | 4 |       |      |       | 4 |        send the reader back, so there is none.
 *     +--------+--+      +---+-------+      +-------+---+
 *        beside           below left         below right
 *
 * They are dealt to like the arms of a pinwheel. They are looked at only where no page of rectangles goes without a cut that runs through:
 * a reader follows a rectangle more easily. */
#include "makeup/spin.h"

enum {
  ELL_ABOVE,
  ELL_MAIN,
  ELL_HEAD,
  ELL_BELOW,
  ELL_FOOT,         /* the parts, as in the picture from 1 */
  SHORT_LEAST = 10, /* lines of the L beside the head of its neighbour, its headline in them, */
  ARM_LINES = 8,    /* and of its arm */
  COARSE = 4,       /* lines between those that are tried first */
  STORIES_MOST = 8  /* more have depths enough for rectangles, and so many ways to be dealt that it takes long */
};

typedef struct Bend { /* from the corner of the area */
  ArmSide side;
  int x1, x2;     /* the gutter, above and below its step */
  int y;          /* where the neighbour's head ends */
  int head, foot; /* of the L */
} Bend;

/* Depths that a story fills as a rectangle, by width: an L takes as many lines, so others need no look. */
typedef struct Depths {
  bool is[PAGE_MAX][COLUMNS_MAX][LINES_MAX + 2];
} Depths;

static Depths *depths_of(Arena *a, const Search *s, size_t m) {
  Depths *d = arena_new(a, Depths);
  for (size_t i = 0; i < m; i++)
    for (int w = 0; w < s->columns; w++)
      for (size_t k = 0; k < s->variants[i][w].n; k++) {
        const Variant *v = &s->variants[i][w].at[k];
        if (v->legs == w + 1 && !v->briefs) d->is[i][w][v->depth] = true;
      }
  return d;
}

static Plot part(const Plot *p, int x1, int x2, int y1, int y2) {
  return (Plot){p->column + x1, x2 - x1, p->line + y1, y2 - y1};
}

static bool is_left(const Bend *b) { return b->side != ARM_BELOW_RIGHT; }

/* A part of the page, but for the L. */
static Plot bend_part(const Plot *p, const Bend *b, unsigned q) {
  int w = p->columns, h = p->lines;
  bool left = is_left(b);
  switch (q) {
  case ELL_ABOVE: return part(p, left ? 0 : b->x1, left ? b->x1 : w, 0, b->head - PILE_GAP);
  case ELL_BELOW: return part(p, left ? 0 : b->x2, left ? b->x2 : w, b->foot + PILE_GAP, h);
  case ELL_HEAD: return part(p, left ? b->x1 : 0, left ? w : b->x1, 0, b->y);
  default: return part(p, left ? b->x2 : 0, left ? w : b->x2, b->y + PILE_GAP, h);
  }
}

/* Above, below and both neighbours: what is not there is filled. */
static void bend_cut(const Plot *p, const Bend *b, Arms *a) {
  int w = p->columns, h = p->lines;
  bool left = is_left(b);
  for (unsigned q = 0; q < ARMS; q++)
    if (q != ELL_MAIN) a->at[q] = bend_part(p, b, q);
  a->at[ELL_MAIN] = part(p, left ? 0 : b->x1, left ? b->x1 : w, b->head, b->side == ARM_BESIDE ? b->foot : b->y);
  a->ell = ELL_MAIN;
  a->arm = (Arm){.side = b->side,
                 .columns = b->side == ARM_BESIDE ? b->x2 - b->x1
                            : left                ? b->x2
                                                  : w - b->x2,
                 .lines = b->side == ARM_BESIDE ? b->foot - b->y - PILE_GAP : b->foot - b->y};
  a->filled =
      (b->head ? 0 : 1u << ELL_ABOVE) | (b->foot < h ? 0 : 1u << ELL_BELOW) | (left && b->x2 == w ? 1u << ELL_FOOT : 0);
}

/* The L's costs by story; false: none can stand so. */
static bool price(Spin *sp, const Depths *d) {
  const Arms *a = &sp->arms;
  const Plot *p = &a->at[ELL_MAIN];
  int room = a->arm.columns * a->arm.lines, less = p->lines + room / p->columns;
  bool any = false;
  for (size_t i = 0; i < sp->m; i++) {
    const bool *is = d->is[i][p->columns - 1];
    int *cost = &sp->ell[i + 1][i];
    *cost = COST_NEVER;
    if (less < LINES_MAX && (is[less] || is[less + 1])) *cost = search_leaf(sp->s, i, p, a->arm)->cost;
    any = any || *cost < COST_NEVER;
  }
  return any;
}

static bool meets_fixed(const Spin *sp) {
  const Ground *g = &sp->s->ground;
  Place l = {.plot = sp->arms.at[ELL_MAIN], .variant.arm = sp->arms.arm};
  Plot arm = place_arm(&l);
  for (size_t f = 0; f < g->fixed_n; f++) {
    Plot near = g->fixed[f];
    near.line -= ARM_GAP, near.lines += 2 * ARM_GAP;
    if (plots_share_columns(&near, &l.plot) && plots_share_lines(&near, &l.plot)) return true;
    if (plots_share_columns(&near, &arm) && plots_share_lines(&near, &arm)) return true;
  }
  return false;
}

/* The points that are left for a part when the others cost so much over their stories at their best. */
static int left_of(const Spin *sp, int over) { return limit_of(sp) - sp->own[sp->m] - over; }

static void try_bend(Spin *sp, const Bend *b, const Depths *d, int over) {
  bend_cut(&sp->from->at[sp->plot], b, &sp->arms);
  if (!price(sp, d) || spin_excess(sp, 1u << ELL_MAIN) > left_of(sp, over)) return;
  if (spin_clip(sp) && !meets_fixed(sp)) spin_try(sp);
}

/* What a part is dearer, at least, than its stories at their best; 0 where something fixed takes it. */
static int part_over(Spin *sp, const Bend *b, unsigned q) {
  Plot p = bend_part(&sp->from->at[sp->plot], b, q);
  if (!p.columns) return 0;
  if (!sp->s->ground.fixed_n) return p.lines < ARM_LEAST ? COST_NEVER : sp->excess[p.columns - 1][p.lines];
  sp->arms.filled = 0, sp->arms.ell = ELL_MAIN, sp->arms.at[q] = p;
  return spin_clip_one(sp, q) ? spin_excess(sp, 1u << q) : COST_NEVER;
}

static void try_feet(Spin *sp, Bend b, const Depths *d, int over) {
  int h = sp->from->at[sp->plot].lines, least = b.y + ARM_LINES + (b.side == ARM_BESIDE ? PILE_GAP : 0);
  for (b.foot = least; b.foot <= h - PILE_GAP - ARM_LEAST; b.foot++) {
    int below = part_over(sp, &b, ELL_BELOW);
    if (below <= left_of(sp, over)) try_bend(sp, &b, d, over + below);
  }
  b.foot = h;
  try_bend(sp, &b, d, over);
}

static void try_heads(Spin *sp, Bend b, const Depths *d, int over) {
  b.head = 0;
  try_feet(sp, b, d, over);
  for (b.head = ARM_LEAST + PILE_GAP; b.head <= b.y - SHORT_LEAST; b.head++) {
    int above = part_over(sp, &b, ELL_ABOVE);
    if (above <= left_of(sp, over)) try_feet(sp, b, d, over + above);
  }
}

static void try_steps(Spin *sp, Bend b, const Depths *d, int step) {
  int h = sp->from->at[sp->plot].lines;
  for (b.y = SHORT_LEAST; b.y + PILE_GAP + ARM_LINES <= h; b.y += step) {
    int over = part_over(sp, &b, ELL_HEAD);
    if (over <= left_of(sp, 0)) over += part_over(sp, &b, ELL_FOOT);
    if (over <= left_of(sp, 0)) try_heads(sp, b, d, over);
  }
}

int carve_ells(Arena *a, const Search *s, const Carving *from, size_t m, int best, int slack, Carvings *all) {
  Spin *sp = arena_new(a, Spin);
  if (m > STORIES_MOST || !spin_open(sp, a, s, from, m, best, slack)) return best;
  const Depths *d = depths_of(a, s, m);
  int w = from->at[sp->plot].columns;
  for (int turn = 0, step = COARSE; turn < 2; turn++, step = 1) {
    sp->out = turn ? all : NULL, sp->slack = turn ? slack : 0; /* first for the best, so that the limit is low */
    for (int x1 = 1; x1 < w; x1++)
      for (int x2 = 1; x2 <= w; x2++) {
        if (x2 > x1) try_steps(sp, (Bend){.side = ARM_BESIDE, .x1 = x1, .x2 = x2}, d, step);
        if (x2 < x1) try_steps(sp, (Bend){.side = ARM_BELOW_LEFT, .x1 = x1, .x2 = x2}, d, step);
        if (x2 > x1 && x2 < w) try_steps(sp, (Bend){.side = ARM_BELOW_RIGHT, .x1 = x1, .x2 = x2}, d, step);
      }
  }
  return sp->best;
}
