/* The automatic page: the search.
 *
 * The picture. Stories stand in their order of rank. A rectangle of the page holds one story, or is cut in two: one part above the other (a
 * pile) or side by side (a row), the stories of higher rank in the first part; and so on with each part:
 *
 *     +---------------+-------+
 *     |     lead      | third |     a pile of: a row of (lead; a pile of third, fourth)
 *     |               +-------+                a row of (fifth; sixth; seventh)
 *     |               | fourth|
 *     +-------+-------+-------+
 *     | fifth | sixth |seventh|
 *     +-------+-------+-------+
 *
 * Every story has variants: width, headline size, picture size, each with the depth in grid lines that it takes there (measured, not
 * guessed: shaping is done once, a width costs a count of lines) and a cost in points of taste. As stories are never out of order, the
 * stories of a part are an interval, and the least cost of every interval in every rectangle is an exact dynamic programme:
 *
 *     cost[i, m, w, d] = least of   a variant of story i            (m = 1)
 *                                   cost[i, k, w, d1] + cost[i+k, m-k, w, d-d1-gap]     a pile
 *                                   cost[i, k, w1, d] + cost[i+k, m-k, w-w1, d]         a row, the first part left or right
 *
 * A trial costs no composition. What is free of a page may be no rectangle, and a page all of straight cuts shows a gutter or a break that runs
 * through: so the page is first *carved* into a few plots (carve.c: around what is fixed; pinwheels, which interlock), and the stories
 * are dealt to the plots in order by a chain over the same table.
 *
 * Some faults are seen on the whole page only (score.c: like headlines side by side, pictures in one corner). They only ever add to the cost, so
 * the table's least is a bound. search_pages walks the cuts depth first, with the table as the exact price of what is still
 * open, through all pages within a slack of the bound; the slack grows until the best page found costs no more than bound + slack: then
 * it is the best there is. If the walk grows too long it stops, and what is left is the gap, which is told.
 *
 * Roads not taken: simulated annealing (nobody can say why a story stands where it stands); integer programming (exact as well, but a
 * solver for what three loops do). Stories out of order are not looked at; take that when an editor asks for it by more than locks. */
#include "makeup/inside.h"

enum {
  COST_WHITE = 50, /* one leg-line left white at the foot of a story */
  COST_WHITE_DEEP =
      5, /* and for each line of the depth of that white, squared: a hole is worse than the same area spread */
  COST_EMPTY = 40, /* one leg-line of a plot that no story stands in */
  WHITE_MAX = 24,
  COST_MIRROR = 30,    /* the first of a row at the right */
  COST_BREAK = 200,    /* white or a rule from edge to edge of the page */
  COST_THROUGH = 230,  /* a gutter from head to foot */
  COST_BREAK_FEW = 30, /* the same where too few stories stand to interlock */
  COST_THROUGH_FEW = 40,
  NODES_MAX = 50000, /* of one carving, */
  NODES_ALL = 300000 /* of one walk: some tenths of a second; most need a hundredth of them */
};

static int min_int(int a, int b) { return a < b ? a : b; }

/* ---- the tables */

static int white_cost(int white, int w) { return white * w * COST_WHITE + white * white * COST_WHITE_DEEP; }

static void fill_leaf(Search *s, size_t i, int w) {
  Leaf *leaf = s->leaf[i][w - 1];
  for (int d = 0; d <= s->lines; d++) leaf[d] = (Leaf){.cost = COST_NEVER};
  const Variants *v = &s->variants[i][w - 1];
  for (size_t k = 0; k < v->n; k++)
    for (int white = 0; white <= WHITE_MAX && v->at[k].depth + white <= s->lines; white++) {
      Leaf *at = &leaf[v->at[k].depth + white];
      int cost = v->at[k].cost + white_cost(white, w);
      if (cost < at->cost) *at = (Leaf){.cost = cost, .variant = (uint16_t)k, .white = (uint8_t)white};
    }
}

/* Which outermost cut a part may not have, so that three in a pile are cut in one way only. */
typedef enum Bar { BAR_NONE, BAR_PILE, BAR_ROW } Bar;

static int part_cost(const Search *s, size_t i, size_t m, int w, int d, Bar bar) {
  if (bar == BAR_NONE) return s->any[i][m - 1][w - 1][d];
  int best = m == 1 ? s->leaf[i][w - 1][d].cost : COST_NEVER;
  if (bar != BAR_PILE) best = min_int(best, s->pile[i][m - 1][w - 1][d]);
  if (bar != BAR_ROW) best = min_int(best, s->row[i][m - 1][w - 1][d]);
  return best;
}

static int pile_cost(const Search *s, size_t i, size_t m, int w, int d, size_t k, int d1) {
  int first = part_cost(s, i, k, w, d1, BAR_PILE);
  return first >= COST_NEVER ? COST_NEVER
                             : first + part_cost(s, i + k, m - k, w, d - d1 - PILE_GAP, BAR_NONE) + COST_PILE;
}

static int row_cost(const Search *s, size_t i, size_t m, int w, int d, size_t k, int w1) {
  int first = part_cost(s, i, k, w1, d, BAR_ROW);
  return first >= COST_NEVER ? COST_NEVER : first + part_cost(s, i + k, m - k, w - w1, d, BAR_NONE);
}

static void fill_pile(Search *s, size_t i, size_t m, int w) {
  int *best = s->pile[i][m - 1][w - 1];
  for (size_t k = 1; k < m; k++)
    for (int d1 = 1; d1 < s->lines - PILE_GAP; d1++) {
      int first = part_cost(s, i, k, w, d1, BAR_PILE);
      if (first >= COST_NEVER) continue;
      for (int d = d1 + PILE_GAP + 1; d <= s->lines; d++) {
        int cost = first + part_cost(s, i + k, m - k, w, d - d1 - PILE_GAP, BAR_NONE) + COST_PILE;
        if (cost < best[d]) best[d] = cost;
      }
    }
}

static void fill_row(Search *s, size_t i, size_t m, int w) {
  int *best = s->row[i][m - 1][w - 1];
  for (size_t k = 1; k < m; k++)
    for (int w1 = 1; w1 < w; w1++)
      for (int d = 1; d <= s->lines; d++) best[d] = min_int(best[d], row_cost(s, i, m, w, d, k, w1));
}

void search_fill(Search *s) {
  for (size_t m = 1; m <= s->n; m++)
    for (size_t i = 0; i + m <= s->n; i++)
      for (int w = 1; w <= s->columns; w++) {
        for (int d = 0; d <= s->lines; d++) s->pile[i][m - 1][w - 1][d] = s->row[i][m - 1][w - 1][d] = COST_NEVER;
        if (m == 1) fill_leaf(s, i, w);
        fill_pile(s, i, m, w);
        fill_row(s, i, m, w);
        for (int d = 0; d <= s->lines; d++)
          s->any[i][m - 1][w - 1][d] = min_int(m == 1 ? s->leaf[i][w - 1][d].cost : COST_NEVER,
                                               min_int(s->pile[i][m - 1][w - 1][d], s->row[i][m - 1][w - 1][d]));
      }
}

/* ---- plots */

/* What a cut of this plot shows that runs over the whole page. */
static int through_cost(const Search *s, const Plot *p, bool pile) {
  bool few = s->n < INTERLOCK_LEAST;
  if (pile) return p->columns < s->columns ? 0 : few ? COST_BREAK_FEW : COST_BREAK;
  return p->lines * 10 < s->lines * 9 ? 0 : few ? COST_THROUGH_FEW : COST_THROUGH;
}

void search_price(const Search *s, Carving *c) {
  Place at[PLOTS_MAX];
  for (size_t i = 0; i < c->n; i++) at[i] = (Place){.plot = c->at[i]};
  if (c->n < 2) return;
  c->breaks = score_cuts(s, at, c->n, true), c->gutters = score_cuts(s, at, c->n, false);
  c->taste = c->breaks * COST_BREAK + c->gutters * COST_THROUGH;
}

static int plot_cost(const Search *s, const Carving *c, size_t plot, size_t i, size_t m) {
  const Plot *p = &c->at[plot];
  if (!m) return p->columns * p->lines * COST_EMPTY;
  if (c->ell == plot + 1) return m == 1 ? search_leaf(s, i, p, c->arm)->cost : COST_NEVER;
  if (c->woven) return s->any[i][m - 1][p->columns - 1][p->lines];
  int best = m == 1 ? s->leaf[i][p->columns - 1][p->lines].cost : COST_NEVER;
  best = min_int(best, s->pile[i][m - 1][p->columns - 1][p->lines] + through_cost(s, p, true));
  return min_int(best, s->row[i][m - 1][p->columns - 1][p->lines] + through_cost(s, p, false));
}

typedef int Chain[PLOTS_MAX + 1][PAGE_MAX + 1]; /* [r][i]: stories i.. in plots r.. */

static void fill_chain(const Search *s, const Carving *c, size_t m, Chain chain) {
  for (size_t i = 0; i <= m; i++) chain[c->n][i] = i == m ? 0 : COST_NEVER;
  for (size_t r = c->n; r-- > 0;)
    for (size_t i = 0; i <= m; i++) {
      chain[r][i] = COST_NEVER;
      for (size_t k = c->woven; i + k <= m; k++) {
        int rest = chain[r + 1][i + k];
        if (rest < chain[r][i]) chain[r][i] = min_int(chain[r][i], rest + plot_cost(s, c, r, i, k));
      }
    }
}

int search_cost(const Search *s, const Carving *c, size_t m) {
  Chain chain;
  if (!c->n) return COST_NEVER;
  fill_chain(s, c, m, chain);
  return min_int(chain[0][0] + c->taste, COST_NEVER);
}

void search_around(const Search *s, const Carving *c, size_t plot, size_t m, int before[PAGE_MAX + 1],
                   int after[PAGE_MAX + 1]) {
  Chain chain;
  fill_chain(s, c, m, chain);
  for (size_t i = 0; i <= m; i++) {
    after[i] = chain[plot + 1][i];
    Carving head = *c;
    head.n = plot;
    fill_chain(s, &head, i, chain);
    before[i] = chain[0][0];
  }
}

/* ---- the walk */

typedef struct Task { /* a part that is still to be cut */
  size_t first, count, nth;
  Plot plot;
  Bar bar;
  const Carving *whole; /* a plot of this carving, which has no pinwheel: through_cost is to be paid */
  Arm arm;              /* of the L that stands there */
} Task;
typedef struct Walk {
  const Search *s;
  Task open[PLOTS_MAX + PAGE_MAX];
  size_t depth;
  Place places[PAGE_MAX];
  size_t placed;
  int cost, nodes, all; /* nodes: of this carving; of all */
  int breaks, gutters;  /* paid for in `cost` */
  Sketches *out;
} Walk;

/* Places are compared by where and how wide, not how deep: pages that differ by a line are one to the eye. */
static uint64_t shape_of(const Place *at, size_t n) {
  uint64_t h = 1469598103934665603u;
  for (size_t i = 0; i < n; i++) {
    int key = (at[i].plot.column * 16 + at[i].plot.columns) * 4 + (int)at[i].variant.arm.side;
    h = (h ^ (uint64_t)key) * 1099511628211u;
  }
  return h;
}

static void keep_sketch(Sketches *out, const Sketch *k) {
  size_t at = 0;
  while (at < out->n && out->at[at].shape != k->shape) at++;
  if (at < out->n && sketch_score(&out->at[at]) <= sketch_score(k)) return;
  if (at == out->n && out->n < SKETCHES_MAX) out->n++;
  if (at == SKETCHES_MAX) {
    at--;
    if (sketch_score(&out->at[at]) <= sketch_score(k)) return;
  }
  for (; at > 0 && sketch_score(&out->at[at - 1]) > sketch_score(k); at--) out->at[at] = out->at[at - 1];
  out->at[at] = *k;
}

static void walk_page(Walk *w) {
  Sketch k = {.n = w->placed, .cost = w->cost, .breaks = w->breaks, .gutters = w->gutters};
  for (size_t i = 0; i < w->placed; i++) k.at[i] = w->places[i];
  dress_page(w->s, k.at, k.n);
  k.extra = score_page(w->s, &k, NULL);
  k.shape = shape_of(k.at, k.n);
  keep_sketch(w->out, &k);
}

static void walk_on(Walk *w, int slack);

static int task_cost(const Walk *w, const Task *t) {
  if (t->arm.side) return search_leaf(w->s, t->first, &t->plot, t->arm)->cost;
  return t->whole ? plot_cost(w->s, t->whole, t->nth, t->first, t->count)
                  : part_cost(w->s, t->first, t->count, t->plot.columns, t->plot.lines, t->bar);
}

/* Goes on with two parts in place of one, if their price leaves `slack` at nothing less than 0. `own` is what the cut itself costs. */
static void walk_cut(Walk *w, int slack, int own, Task first, Task rest) {
  w->open[w->depth++] = rest;
  w->open[w->depth++] = first;
  w->cost += own;
  walk_on(w, slack);
  w->cost -= own;
  w->depth -= 2;
}

static void walk_piles(Walk *w, const Task *t, int best, int slack) {
  int through = t->whole ? through_cost(w->s, &t->plot, true) : 0, own = COST_PILE + through;
  w->breaks += through > 0;
  for (size_t k = 1; k < t->count; k++)
    for (int d1 = 1; d1 + PILE_GAP < t->plot.lines; d1++) {
      int cost = pile_cost(w->s, t->first, t->count, t->plot.columns, t->plot.lines, k, d1) - COST_PILE + own;
      if (cost - best > slack) continue;
      Task first = {.first = t->first, .count = k, .plot = t->plot, .bar = BAR_PILE};
      Task rest = {.first = t->first + k, .count = t->count - k, .plot = t->plot};
      first.plot.lines = d1;
      rest.plot.line += d1 + PILE_GAP;
      rest.plot.lines -= d1 + PILE_GAP;
      walk_cut(w, slack - (cost - best), own, first, rest);
    }
  w->breaks -= through > 0;
}

static void walk_rows(Walk *w, const Task *t, int best, int slack) {
  int through = t->whole ? through_cost(w->s, &t->plot, false) : 0;
  w->gutters += through > 0;
  for (size_t k = 1; k < t->count; k++)
    for (int w1 = 1; w1 < t->plot.columns; w1++)
      for (int mirrored = 0; mirrored < 2; mirrored++) {
        int own = through + (mirrored ? COST_MIRROR : 0);
        int cost = row_cost(w->s, t->first, t->count, t->plot.columns, t->plot.lines, k, w1) + own;
        if (cost - best > slack) continue;
        Task first = {.first = t->first, .count = k, .plot = t->plot, .bar = BAR_ROW};
        Task rest = {.first = t->first + k, .count = t->count - k, .plot = t->plot};
        first.plot.columns = w1;
        rest.plot.columns -= w1;
        if (mirrored)
          first.plot.column += rest.plot.columns;
        else
          rest.plot.column += w1;
        walk_cut(w, slack - (cost - best), own, first, rest);
      }
  w->gutters -= through > 0;
}

static void walk_leaf(Walk *w, const Task *t, int best, int slack) {
  const Leaf *leaf = search_leaf(w->s, t->first, &t->plot, t->arm);
  const Variants *from = t->arm.side ? &w->s->ell(w->s->ells, t->first, t->plot.columns, t->arm)->variants
                                     : &w->s->variants[t->first][t->plot.columns - 1];
  if (leaf->cost - best > slack) return;
  Place *p = &w->places[t->first];
  *p = (Place){
      .variant = from->at[leaf->variant], .plot = t->plot, .white = leaf->white, .boxed = w->s->fact[t->first].boxed};
  w->placed++;
  w->cost += leaf->cost;
  walk_on(w, slack - (leaf->cost - best));
  w->cost -= leaf->cost;
  w->placed--;
}

static void walk_on(Walk *w, int slack) {
  if (!w->depth) {
    walk_page(w);
    return;
  }
  if (w->nodes >= NODES_MAX) return;
  w->nodes++;
  Task t = w->open[--w->depth];
  int best = task_cost(w, &t);
  if (t.count == 1) walk_leaf(w, &t, best, slack);
  bool whole = t.arm.side; /* an L is not cut */
  if (t.bar != BAR_PILE && !whole) walk_piles(w, &t, best, slack);
  if (t.bar != BAR_ROW && !whole) walk_rows(w, &t, best, slack);
  w->open[w->depth++] = t;
}

/* Deals the stories from i on to the plots from r on. Tasks are opened last plot first, so that the walk reads in order. */
static void walk_deal(Walk *w, const Carving *c, const Chain chain, size_t r, size_t i, size_t m, Task *dealt,
                      int slack) {
  if (r == c->n) {
    size_t depth = w->depth;
    for (size_t k = c->n; k-- > 0;)
      if (dealt[k].count) w->open[w->depth++] = dealt[k];
    walk_on(w, slack);
    w->depth = depth;
    return;
  }
  for (size_t k = c->woven; i + k <= m; k++) {
    int rest = chain[r + 1][i + k];
    if (rest >= COST_NEVER) continue;
    int off = rest + plot_cost(w->s, c, r, i, k) - chain[r][i];
    if (off > slack) continue;
    dealt[r] = (Task){.first = i, .count = k, .plot = c->at[r], .whole = c->woven ? NULL : c, .nth = r};
    if (c->ell == r + 1) dealt[r].arm = c->arm;
    walk_deal(w, c, chain, r + 1, i + k, m, dealt, slack - off);
  }
}

static void walk_carving(Walk *w, const Carving *c, size_t m, int limit) {
  Chain chain;
  if (!c->n) return;
  fill_chain(w->s, c, m, chain);
  if (chain[0][0] + c->taste > limit) return;
  w->cost = c->taste;
  w->breaks = c->breaks, w->gutters = c->gutters;
  Task dealt[PLOTS_MAX];
  walk_deal(w, c, chain, 0, 0, m, dealt, limit - c->taste - chain[0][0]);
}

void search_pages(const Search *s, const Carvings *from, size_t m, int most, Sketches *out) {
  static const int SLACKS[] = {0, 4, 8, 16, 24, 36, 54, 90, 140, 200};
  int best = COST_NEVER;
  for (size_t c = 0; c < from->n; c++) best = min_int(best, search_cost(s, &from->at[c], m));
  *out = (Sketches){.bound = best};
  if (best >= COST_NEVER) return;
  for (size_t k = 0; k < COUNT(SLACKS) && SLACKS[k] <= most; k++) {
    Walk w = {.s = s, .out = out};
    bool all = true; /* pages within this slack were seen */
    for (size_t c = 0; c < from->n && w.all < NODES_ALL; c++) {
      w.nodes = 0;
      walk_carving(&w, &from->at[c], m, best + SLACKS[k]);
      w.all += w.nodes;
      all = all && w.nodes < NODES_MAX;
    }
    out->visited += w.all;
    if (!all || w.all >= NODES_ALL) break;
    out->bound = best + SLACKS[k];
    if (out->n == SKETCHES_MAX && sketch_score(&out->at[0]) <= out->bound) break;
  }
  if (out->n && out->bound > sketch_score(&out->at[0])) out->bound = sketch_score(&out->at[0]);
}
