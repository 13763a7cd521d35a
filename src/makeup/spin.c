/* Stories dealt to the parts of a dissection, in every order that leaves the first one at the head; an order that puts a story of lower rank above
 * one of higher rank costs. Most dissections fall to five look-ups: a table says by how much each rectangle is dearer, at least, than its
 * stories at their best. For the rest the least over all orders is a table over the sets of parts that are filled, and the same table guides the
 * search for all orders that cost no more than they may. */
#include "makeup/spin.h"

/* What a plot above costs that is dealt to later, by how many were dealt to before: the second story does not stand at the foot. */
static const int COST_ORDER[ARMS] = {0, 36, 24, 12, 12};
enum { COST_RIGHT = 24 }; /* the first story at the head's right */

/* Costs of the stories that end before `end` in such a plot, by the first of them. */
static const int *part_of(const Spin *sp, size_t end, unsigned q) {
  const Plot *p = &sp->arms.at[q];
  if (q == sp->arms.ell) return sp->ell[end];
  size_t rectangle = (size_t)(p->columns - 1) * (size_t)(sp->s->lines + 1) + (size_t)p->lines;
  return sp->parts + (rectangle * (sp->m + 1) + end) * sp->lanes;
}

/* ---- the parts */

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

bool spin_clip_one(Spin *sp, unsigned q) {
  Arms *a = &sp->arms;
  const Ground *g = &sp->s->ground;
  if (q == a->ell || a->filled >> q & 1) return true;
  for (size_t f = 0; f < g->fixed_n; f++)
    if (a->at[q].lines && !clip(&a->at[q], &g->fixed[f])) return false;
  if (!a->at[q].lines) a->filled |= 1u << q;
  return !a->at[q].lines || a->at[q].lines >= ARM_LEAST;
}

bool spin_clip(Spin *sp) {
  for (unsigned q = 0; q < ARMS; q++)
    if (!spin_clip_one(sp, q)) return false;
  return true;
}

/* An L is looked at by the rectangle under its headline. */
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

/* Of the L, over the one story in it at its best. */
static int ell_excess(const Spin *sp) {
  int least = COST_NEVER;
  for (size_t i = 0; i < sp->m; i++) {
    int over = sp->ell[i + 1][i] - (sp->own[i + 1] - sp->own[i]);
    if (over < least) least = over;
  }
  return least;
}

int spin_excess(const Spin *sp, unsigned set) {
  int sum = 0;
  for (unsigned q = 0; q < ARMS; q++) {
    const Plot *p = &sp->arms.at[q];
    if (!(set & ~sp->arms.filled & 1u << q)) continue;
    sum += q == sp->arms.ell ? ell_excess(sp) : sp->excess[p->columns - 1][p->lines];
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
    const int *part = part_of(sp, k, q);
    int rear = own + sp->rest[then][k];
    for (size_t i = 0; i < k; i += LANES) lanes_least(rest + i, part + i, rear);
  }
}

/* What cannot come within the limit, with the arms before it at their best, is given up. */
static void keep_alive(Spin *sp, unsigned set) {
  const int *rest = sp->rest[set], *own = sp->own;
  size_t arms = (size_t)set_count(set & ~sp->arms.filled);
  int most = limit_of(sp) - sp->over[set];
  uint32_t alive = 0;
  for (size_t i = arms; i <= sp->m; i++) alive |= (uint32_t)(rest[i] + own[i] <= most) << i;
  sp->alive[set] = alive;
}

/* Excess of every set of arms. */
static void fill_over(Spin *sp) {
  sp->over[0] = 0;
  for (unsigned q = 0; q < ARMS; q++) {
    int own = spin_excess(sp, 1u << q);
    for (unsigned set = 0; set < 1u << q; set++) {
      int sum = sp->over[set] + own;
      sp->over[set | 1u << q] = sum < COST_NEVER ? sum : COST_NEVER;
    }
  }
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

static void add_carving(const Spin *sp, const Deal *d) {
  const Carving *from = sp->from;
  Carving c = {.woven = true, .taste = from->taste + d->taste};
  for (size_t i = 0; i < sp->plot; i++) c.at[c.n++] = from->at[i];
  for (size_t i = 0; i < d->n; i++) {
    c.at[c.n++] = sp->arms.at[d->arm[i]];
    if (d->arm[i] == sp->arms.ell) c.ell = c.n, c.arm = sp->arms.arm;
  }
  for (size_t i = sp->plot + 1; i < from->n; i++) c.at[c.n++] = from->at[i];
  vec_add(sp->arena, sp->out, c);
}

static void deal_on(const Spin *sp, const Deal *d) {
  if (d->set == SETS - 1) {
    add_carving(sp, d);
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
        int cost = d->cost[i] + own + part_of(sp, k, q)[i], all = cost + sp->rest[next.set][k];
        if (cost < next.cost[k]) next.cost[k] = cost;
        if (all < best) best = all;
      }
    }
    next.taste += own;
    if (best <= limit_of(sp)) deal_on(sp, &next);
  }
}

/* What an advertisement leaves of the parts may have a cut that runs through. */
static bool is_woven(const Spin *sp) {
  Place at[ARMS];
  size_t n = 0;
  for (unsigned q = 0; q < ARMS; q++)
    if (!(sp->arms.filled >> q & 1)) {
      at[n] = (Place){.plot = sp->arms.at[q]};
      if (q == sp->arms.ell) at[n].variant.arm = sp->arms.arm;
      n++;
    }
  return n == ARMS || (n && !score_cuts(sp->s, at, n, true) && !score_cuts(sp->s, at, n, false));
}

void spin_try(Spin *sp) {
  arms_order(&sp->arms);
  fill_over(sp);
  int cost = fill_rest(sp);
  if (cost > limit_of(sp) || !is_woven(sp)) return;
  if (cost < sp->best) sp->best = cost;
  Deal none = {.set = sp->arms.filled};
  for (size_t i = 0; i <= sp->m; i++) none.cost[i] = sp->before[i];
  if (sp->out) deal_on(sp, &none);
}

bool spin_open(Spin *sp, Arena *a, const Search *s, const Carving *from, size_t m, int best, int slack) {
  *sp = (Spin){.s = s, .from = from, .m = m, .best = best, .slack = slack, .arena = a};
  for (size_t i = 1; i < from->n; i++)
    if (from->at[i].columns * from->at[i].lines > from->at[sp->plot].columns * from->at[sp->plot].lines) sp->plot = i;
  if (!from->n || from->n + ARMS - 1 > PLOTS_MAX || m < ARMS - 1 || from->at[sp->plot].columns < 3) return false;
  for (size_t i = 0; i <= m; i++)
    for (size_t k = 0; k < ROOM; k++) sp->ell[i][k] = COST_NEVER;
  search_around(s, from, sp->plot, m, sp->before, sp->after);
  fill_parts(sp);
  fill_excess(sp);
  return true;
}
