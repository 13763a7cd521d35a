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
 * Stories are dealt to the five in every order that leaves the first one at the head; an order that puts a story of lower rank above one of
 * higher rank costs. There are some hundred thousand wheels on a page, and a hundred and twenty orders. Most wheels fall to five look-ups: a
 * table says by how much each rectangle is dearer, at least, than its stories at their best. For the rest the least over all orders is a table over
 * the sets of plots that are filled, and the same table guides the search for all orders that cost no more than they may. */
#include "makeup/inside.h"

enum {
  ARMS = 5,
  ARM_LEAST = 10, /* lines of a wheel's plots */
  COARSE = 5,     /* lines between the wheels that are tried first */
  ARM_GAP = 1,    /* lines between an arm and what stands at its end */
  SETS = 1 << ARMS,
  LANES = 8, /* stories looked at in one go: loops of a known length run eight times as fast */
  ROOM = (PAGE_MAX / LANES + 1) * LANES /* PAGE_MAX + 1 places, in whole lanes */
};
/* What a plot above costs that is dealt to later, by how many were dealt to before: the second story does not stand at the foot. */
static const int COST_ORDER[ARMS] = {0, 36, 24, 12, 12};
enum { COST_RIGHT = 24 }; /* the first story at the head's right */

typedef struct Wheel {
  int x1, x2, y1, y2; /* columns and lines of the inner cuts, from the area's corner */
  bool left_first;    /* the second of the two senses */
} Wheel;

/* A wheel's arms: left and right at the head, the centre, left and right at the foot. */
typedef struct Arms {
  Plot at[ARMS];
  unsigned filled;      /* those that something fixed takes: a set */
  int order[ARMS];      /* what it costs to deal to this one, for each of `above` that is dealt later */
  unsigned above[ARMS]; /* those that stand above this one */
} Arms;

typedef struct Spin { /* the search for wheels in one rectangle */
  const Search *s;
  const Carving *from; /* the rectangle is one of its plots */
  size_t plot, m;
  int best, slack; /* no wheel dearer than best + slack is of use */
  int before[PAGE_MAX + 1], after[PAGE_MAX + 1];
  int *parts;                             /* the search's table, turned about: what one rectangle costs lies together */
  size_t lanes;                           /* of a row of it: m, in whole lanes */
  int own[PAGE_MAX + 1];                  /* the first i stories at their best */
  int excess[COLUMNS_MAX][LINES_MAX + 1]; /* at least, of a rectangle over its stories at their best */
  Arms arms;                              /* of the wheel that is looked at */
  int rest[SETS][ROOM]; /* [set][i]: stories from i on in the plots that are not in the set, and after */
  uint32_t alive[SETS]; /* the i for which that may still come within the limit */
  Carvings *out;
  Arena *arena;
} Spin;

/* What can never stand is no wheel either: where straight cuts find no page, nothing else would hold off all the millions there are. */
static int limit_of(const Spin *sp) {
  int limit = sp->best + sp->slack;
  return limit < COST_NEVER ? limit : COST_NEVER - 1;
}

/* Costs of the stories that end before `end` in such a plot, by the first of them. */
static const int *part_of(const Spin *sp, size_t end, const Plot *p) {
  size_t rectangle = (size_t)(p->columns - 1) * (size_t)(sp->s->lines + 1) + (size_t)p->lines;
  return sp->parts + (rectangle * (sp->m + 1) + end) * sp->lanes;
}

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

/* What something fixed leaves of a plot, if that is a rectangle; of no lines if it is nothing. */
static bool clip(Plot *p, const Plot *f) {
  Plot near = *f; /* with a gap over and under it */
  near.line -= ARM_GAP, near.lines += 2 * ARM_GAP;
  if (!plots_share_columns(p, &near) || !plots_share_lines(p, &near)) return true;
  bool wide = near.column <= p->column && plot_right(&near) >= plot_right(p);
  bool deep = near.line <= p->line && plot_foot(&near) >= plot_foot(p);
  if (wide && deep)
    p->lines = 0;
  else if (wide && plot_foot(&near) >= plot_foot(p))
    p->lines = near.line - p->line;
  else if (wide && near.line <= p->line)
    p->lines = plot_foot(p) - plot_foot(&near), p->line = plot_foot(&near);
  else if (deep && plot_right(&near) >= plot_right(p))
    p->columns = near.column - p->column;
  else if (deep && near.column <= p->column)
    p->columns = plot_right(p) - plot_right(&near), p->column = plot_right(&near);
  else
    return false;
  return true;
}

static bool arms_make(Spin *sp, const Wheel *w) {
  Arms *a = &sp->arms;
  const Ground *g = &sp->s->ground;
  arms_cut(&sp->from->at[sp->plot], w, a->at);
  a->filled = 0;
  for (unsigned q = 0; q < ARMS; q++) {
    for (size_t f = 0; f < g->fixed_n; f++)
      if (a->at[q].lines && !clip(&a->at[q], &g->fixed[f])) return false;
    if (!a->at[q].lines)
      a->filled |= 1u << q;
    else if (a->at[q].lines < ARM_LEAST)
      return false;
  }
  return true;
}

static void arms_order(Arms *a) {
  for (unsigned q = 0; q < ARMS; q++) {
    a->above[q] = 0;
    for (unsigned r = 0; r < ARMS; r++)
      if (r != q && plots_share_columns(&a->at[q], &a->at[r]) && plot_foot(&a->at[r]) <= a->at[q].line)
        a->above[q] |= 1u << r;
    a->above[q] &= ~a->filled;
  }
}

static int set_count(unsigned set) {
  static const uint8_t count[SETS] = {0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,
                                      1, 2, 2, 3, 2, 3, 3, 4, 2, 3, 3, 4, 3, 4, 4, 5};
  return count[set];
}

/* What it costs to deal to arm q when those of `set` are dealt. */
static int order_cost(const Spin *sp, unsigned set, unsigned q) {
  const Arms *a = &sp->arms;
  const Plot *area = &sp->from->at[sp->plot];
  int cost = set_count(a->above[q] & ~set) * COST_ORDER[set_count(set & ~a->filled)];
  if (set != a->filled) return cost;
  if (a->at[q].line > area->line + ARM_LEAST) return COST_NEVER; /* the first stands at the head */
  return cost + (a->at[q].column > area->column ? COST_RIGHT : 0);
}

/* ---- bounds */

static void fill_parts(Spin *sp) {
  const Search *s = sp->s;
  sp->lanes = (sp->m + LANES - 1) / LANES * LANES;
  sp->parts = arena_array(sp->arena, int, (size_t)s->columns *(size_t)(s->lines + 1) * (sp->m + 1) * sp->lanes);
  int *at = sp->parts;
  for (int w = 0; w < s->columns; w++)
    for (int d = 0; d <= s->lines; d++)
      for (size_t end = 0; end <= sp->m; end++)
        for (size_t i = 0; i < sp->lanes; i++) *at++ = i < end ? s->any[i][end - i - 1][w][d] : COST_NEVER;
}

static void fill_excess(Spin *sp) {
  const Search *s = sp->s;
  int *own = sp->own;
  for (size_t i = 0; i < sp->m; i++) {
    int least = COST_NEVER;
    for (int w = 0; w < s->columns; w++)
      for (int d = 0; d <= s->lines; d++)
        if (s->leaf[i][w][d].cost < least) least = s->leaf[i][w][d].cost;
    own[i + 1] = own[i] + (least < COST_NEVER ? least : 0);
  }
  for (int w = 0; w < s->columns; w++)
    for (int d = 0; d <= s->lines; d++) {
      int best = COST_NEVER;
      for (size_t i = 0; i < sp->m; i++)
        for (size_t k = i + 1; k <= sp->m; k++) {
          int over = s->any[i][k - i - 1][w][d] - (own[k] - own[i]);
          if (over < best) best = over;
        }
      sp->excess[w][d] = best;
    }
}

static int excess_of(const Spin *sp, unsigned set) {
  int sum = 0;
  for (unsigned q = 0; q < ARMS; q++) {
    const Plot *p = &sp->arms.at[q];
    if (set & ~sp->arms.filled & 1u << q) sum += sp->excess[p->columns - 1][p->lines];
  }
  return sum;
}

/* Stories that end before they begin cost COST_NEVER: what lies beyond a row's end changes nothing. */
static inline void lanes_least(int *restrict rest, const int *restrict part, int rear) {
  for (int i = 0; i < LANES; i++) {
    int cost = part[i] + rear;
    rest[i] = cost < rest[i] ? cost : rest[i];
  }
}

/* The stories from some i on in one more arm, and then as those that are left have it. */
static void rest_through(Spin *sp, unsigned set, unsigned q, int own) {
  unsigned then = set | 1u << q;
  int *rest = sp->rest[set];
  for (uint32_t alive = sp->alive[then]; alive; alive &= alive - 1) {
    size_t k = (size_t)__builtin_ctz(alive);
    const int *part = part_of(sp, k, &sp->arms.at[q]);
    int rear = own + sp->rest[then][k];
    for (size_t i = 0; i < k; i += LANES) lanes_least(rest + i, part + i, rear);
  }
}

/* What cannot come within the limit, with the arms before it at their best, is given up. */
static void keep_alive(Spin *sp, unsigned set) {
  const int *rest = sp->rest[set], *own = sp->own;
  size_t arms = (size_t)set_count(set & ~sp->arms.filled);
  int most = limit_of(sp) - excess_of(sp, set);
  uint32_t alive = 0;
  for (size_t i = arms; i <= sp->m; i++) alive |= (uint32_t)(rest[i] + own[i] <= most) << i;
  sp->alive[set] = alive;
}

/* Least over all orders, from the last plot back. */
static int fill_rest(Spin *sp) {
  const Arms *a = &sp->arms;
  for (size_t i = 0; i <= sp->m; i++) sp->rest[SETS - 1][i] = sp->after[i];
  keep_alive(sp, SETS - 1);
  for (unsigned set = SETS - 1; set-- > 0;) {
    if ((set & a->filled) != a->filled) continue;
    for (size_t i = 0; i < ROOM; i++) sp->rest[set][i] = COST_NEVER;
    for (unsigned q = 0; q < ARMS; q++) {
      if (set >> q & 1 || !sp->alive[set | 1u << q]) continue;
      int own = order_cost(sp, set, q);
      if (own < COST_NEVER) rest_through(sp, set, q, own);
    }
    keep_alive(sp, set);
  }
  int best = COST_NEVER;
  for (size_t i = 0; i <= sp->m; i++)
    if (sp->before[i] + sp->rest[a->filled][i] < best) best = sp->before[i] + sp->rest[a->filled][i];
  return best;
}

/* ---- orders */

typedef struct Deal { /* the arms dealt to so far */
  unsigned set;
  size_t n;
  unsigned arm[ARMS];
  int cost[PAGE_MAX + 1]; /* stories before i in them */
  int taste;              /* of the order, as far as it is the same for all */
} Deal;

static void add_wheel(const Spin *sp, const Deal *d) {
  const Carving *from = sp->from;
  Carving c = {.woven = true, .taste = from->taste + d->taste};
  for (size_t i = 0; i < sp->plot; i++) c.at[c.n++] = from->at[i];
  for (size_t i = 0; i < d->n; i++) c.at[c.n++] = sp->arms.at[d->arm[i]];
  for (size_t i = sp->plot + 1; i < from->n; i++) c.at[c.n++] = from->at[i];
  vec_add(sp->arena, sp->out, c);
}

static void deal_on(const Spin *sp, const Deal *d) {
  if (d->set == SETS - 1) {
    add_wheel(sp, d);
    return;
  }
  for (unsigned q = 0; q < ARMS; q++) {
    if (d->set >> q & 1) continue;
    Deal next = *d;
    next.set |= 1u << q;
    next.arm[next.n++] = q;
    int own = order_cost(sp, d->set, q), best = COST_NEVER;
    for (size_t k = 0; k <= sp->m; k++) next.cost[k] = COST_NEVER;
    for (size_t i = 0; i < sp->m; i++) {
      if (d->cost[i] > limit_of(sp) || own >= COST_NEVER) continue;
      for (size_t k = i + 1; k <= sp->m; k++) {
        int cost = d->cost[i] + own + part_of(sp, k, &sp->arms.at[q])[i], all = cost + sp->rest[next.set][k];
        if (cost < next.cost[k]) next.cost[k] = cost;
        if (all < best) best = all;
      }
    }
    next.taste += own;
    if (best <= limit_of(sp)) deal_on(sp, &next);
  }
}

/* What an advertisement leaves of a wheel may have a cut that runs through. */
static bool is_woven(const Spin *sp) {
  Place at[ARMS];
  size_t n = 0;
  for (unsigned q = 0; q < ARMS; q++)
    if (!(sp->arms.filled >> q & 1)) at[n++] = (Place){.plot = sp->arms.at[q]};
  return n == ARMS || (n && !score_cuts(sp->s, at, n, true) && !score_cuts(sp->s, at, n, false));
}

static void try_wheel(Spin *sp, const Wheel *w) {
  if (!arms_make(sp, w)) return;
  if (sp->own[sp->m] + excess_of(sp, SETS - 1) > limit_of(sp)) return;
  arms_order(&sp->arms);
  int cost = fill_rest(sp);
  if (cost > limit_of(sp) || !is_woven(sp)) return;
  if (cost < sp->best) sp->best = cost;
  Deal none = {.set = sp->arms.filled};
  for (size_t i = 0; i <= sp->m; i++) none.cost[i] = sp->before[i];
  if (sp->out) deal_on(sp, &none);
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
  *sp = (Spin){.s = s, .from = from, .m = m, .best = best, .slack = slack, .arena = a};
  for (size_t i = 1; i < from->n; i++)
    if (from->at[i].columns * from->at[i].lines > from->at[sp->plot].columns * from->at[sp->plot].lines) sp->plot = i;
  const Plot *p = &from->at[sp->plot];
  if (!from->n || from->n + ARMS - 1 > PLOTS_MAX || m < ARMS - 1 || p->columns < 3) return best;
  search_around(s, from, sp->plot, m, sp->before, sp->after);
  fill_parts(sp);
  fill_excess(sp);
  try_wheels(sp, COARSE); /* for a good one, so that the limit is low */
  sp->out = all;
  try_wheels(sp, 1);
  return sp->best;
}
