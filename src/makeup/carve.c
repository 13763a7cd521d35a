/* What is free of a page, as plots: around what is fixed there, and in pinwheels.
 *
 * Around a fixed rectangle the page is cut along its edges, straight through, in every way that cuts no other fixed rectangle; so an advertisement in
 * a corner leaves two carvings: the strip above it with the piece beside it, or the columns beside it with the piece above it.
 *
 * A page of straight cuts only has, wherever it is cut first, a gutter from head to foot or a break from edge to edge. The least dissection of
 * a rectangle without either is the pinwheel of five, in its two senses:
 *
 *     +-------+---+        +---+-------+
 *     |   1   |   |        |   |   2   |
 *     +---+---+   |        |   +---+---+
 *     |   |   | 2 |        | 1 |   |   |
 *     |   | 3 |   |        |   | 3 |   |
 *     | 4 +---+---+        +---+---+ 4 |
 *     |   |   5   |        |   5   |   |
 *     +---+-------+        +-------+---+
 *
 * each of whose plots may be cut on with straight cuts. */
#include "makeup/inside.h"

enum {
  CARVINGS_MAX = 48, /* around what is fixed */
  PLOT_LEAST = 4,    /* lines: less holds no story and stays white */
  FIXED_GAP = 1,     /* grid lines between what is fixed and a story */
  ARM_LEAST = 12     /* lines of a pinwheel's plots */
};

static bool plots_meet(const Plot *a, const Plot *b) { return plots_share_columns(a, b) && plots_share_lines(a, b); }

/* ---- around what is fixed */

typedef struct Fixed {
  const Plot *at;
  size_t n;
} Fixed;

static bool is_cut(const Fixed *f, const Plot *area, bool across, int at) {
  for (size_t i = 0; i < f->n; i++) {
    const Plot *p = &f->at[i];
    if (!plots_meet(p, area)) continue;
    if (across ? p->line < at && at < plot_foot(p) : p->column < at && at < plot_right(p)) return true;
  }
  return false;
}

static bool is_free(const Fixed *f, const Plot *area) {
  for (size_t i = 0; i < f->n; i++)
    if (plots_meet(&f->at[i], area)) return false;
  return true;
}

static bool is_covered(const Fixed *f, const Plot *area) {
  for (size_t i = 0; i < f->n; i++) {
    const Plot *p = &f->at[i];
    if (p->column <= area->column && p->line <= area->line && plot_right(p) >= plot_right(area) &&
        plot_foot(p) >= plot_foot(area))
      return true;
  }
  return false;
}

static void carve_part(Arena *a, const Fixed *f, Plot area, Carvings *out);

/* Every way of the first part with every way of the second. */
static void carve_both(Arena *a, const Fixed *f, Plot first, Plot second, Carvings *out) {
  Carvings one = {0}, two = {0};
  carve_part(a, f, first, &one);
  carve_part(a, f, second, &two);
  for (size_t i = 0; i < one.n; i++)
    for (size_t k = 0; k < two.n && out->n < CARVINGS_MAX; k++) {
      Carving c = one.at[i];
      if (c.n + two.at[k].n > PLOTS_MAX) continue;
      for (size_t p = 0; p < two.at[k].n; p++) c.at[c.n++] = two.at[k].at[p];
      vec_add(a, out, c);
    }
}

static void carve_across(Arena *a, const Fixed *f, const Plot *area, int at, Carvings *out) {
  if (at <= area->line || at >= plot_foot(area) || is_cut(f, area, true, at)) return;
  Plot above = *area, below = *area;
  above.lines = at - area->line;
  below.line = at;
  below.lines -= above.lines;
  carve_both(a, f, above, below, out);
}

static void carve_down(Arena *a, const Fixed *f, const Plot *area, int at, Carvings *out) {
  if (at <= area->column || at >= plot_right(area) || is_cut(f, area, false, at)) return;
  Plot left = *area, right = *area;
  left.columns = at - area->column;
  right.column = at;
  right.columns -= left.columns;
  carve_both(a, f, left, right, out);
}

static void carve_part(Arena *a, const Fixed *f, Plot area, Carvings *out) {
  if (is_free(f, &area) || is_covered(f, &area)) {
    Carving c = {.n = is_free(f, &area) && area.lines >= PLOT_LEAST};
    c.at[0] = area;
    vec_add(a, out, c);
    return;
  }
  for (size_t i = 0; i < f->n; i++) {
    const Plot *p = &f->at[i];
    if (!plots_meet(p, &area)) continue;
    carve_across(a, f, &area, p->line, out);
    carve_across(a, f, &area, plot_foot(p), out);
    carve_down(a, f, &area, p->column, out);
    carve_down(a, f, &area, plot_right(p), out);
  }
}

static bool carving_is(const Carving *a, const Carving *b) {
  if (a->n != b->n) return false;
  for (size_t i = 0; i < a->n; i++)
    if (a->at[i].column != b->at[i].column || a->at[i].columns != b->at[i].columns || a->at[i].line != b->at[i].line ||
        a->at[i].lines != b->at[i].lines)
      return false;
  return true;
}

/* A gap of white is cut off a plot where something fixed stands over or under it. */
static void keep_off(Carving *c, const Fixed *f) {
  for (size_t i = 0; i < c->n; i++) {
    Plot *p = &c->at[i], above = *p, below = *p;
    above.line--;
    below.line++;
    bool over = !is_free(f, &above), under = !is_free(f, &below);
    p->line += over ? FIXED_GAP : 0;
    p->lines -= (over ? FIXED_GAP : 0) + (under ? FIXED_GAP : 0);
  }
}

Carvings carve(Arena *a, Plot area, const Plot *fixed, size_t n) {
  Fixed f = {fixed, n};
  Carvings all = {0}, out = {0};
  carve_part(a, &f, area, &all);
  for (size_t i = 0; i < all.n; i++) {
    keep_off(&all.at[i], &f);
    bool twice = false; /* the same plots by cuts in another order */
    for (size_t k = 0; k < out.n && !twice; k++) twice = carving_is(&out.at[k], &all.at[i]);
    if (!twice) vec_add(a, &out, all.at[i]);
  }
  return out;
}

/* ---- pinwheels */

typedef struct Wheel {
  int x1, x2, y1, y2; /* columns and lines of the inner cuts, from the plot's corner */
  bool left_first;    /* the second of the two senses */
  bool bottom_first;  /* the order of the last two arms */
} Wheel;

static Plot plot_part(const Plot *p, int x1, int x2, int y1, int y2) {
  return (Plot){p->column + x1, x2 - x1, p->line + y1, y2 - y1};
}

/* Between two plots one over the other there is a gap; it is taken from the head of the lower. */
static Plot plot_lowered(Plot p) {
  p.line += PILE_GAP;
  p.lines -= PILE_GAP;
  return p;
}

static void wheel_plots(const Plot *p, const Wheel *w, Plot out[5]) {
  int right = p->columns, foot = p->lines, x1 = w->x1, x2 = w->x2, y1 = w->y1, y2 = w->y2;
  Plot centre = plot_lowered(plot_part(p, x1, x2, y1, y2)), last[2];
  if (w->left_first) {
    out[0] = plot_part(p, 0, x1, 0, y2);
    out[1] = plot_part(p, x1, right, 0, y1);
    last[0] = plot_lowered(plot_part(p, x2, right, y1, foot));
    last[1] = plot_lowered(plot_part(p, 0, x2, y2, foot));
  } else {
    out[0] = plot_part(p, 0, x2, 0, y1);
    out[1] = plot_part(p, x2, right, 0, y2);
    last[0] = plot_lowered(plot_part(p, 0, x1, y1, foot));
    last[1] = plot_lowered(plot_part(p, x1, right, y2, foot));
  }
  out[2] = centre;
  out[3] = last[w->bottom_first];
  out[4] = last[!w->bottom_first];
}

/* The least costs of a wheel whose inner cuts are known come from three sums, so that most wheels cost a few additions:
 *     front[x][k]   the first k stories, up to the second arm, when the cut that both share is at column x
 *     back[x][k]    the stories from k on, in the last two arms and after */
typedef struct Rim {
  int front[COLUMNS_MAX + 1][PAGE_MAX + 1], back[COLUMNS_MAX + 1][PAGE_MAX + 1];
} Rim;
typedef struct Spin { /* the search for wheels in one plot */
  const Search *s;
  const Carving *from;
  size_t plot, m;
  int limit;
  int before[PAGE_MAX + 1], after[PAGE_MAX + 1];
  Rim rim;
} Spin;

static int part_of(const Spin *sp, size_t first, size_t end, const Plot *p) {
  return sp->s->any[first][end - first - 1][p->columns - 1][p->lines];
}

static void fill_front(Spin *sp, int x, const Plot *one, const Plot *two) {
  int *front = sp->rim.front[x];
  for (size_t k = 0; k <= sp->m; k++) front[k] = COST_NEVER;
  for (size_t i = 0; i < sp->m; i++)
    for (size_t a = i + 1; sp->before[i] < COST_NEVER && a < sp->m; a++) {
      int head = sp->before[i] + part_of(sp, i, a, one);
      if (head > sp->limit) continue;
      for (size_t k = a + 1; k <= sp->m; k++) {
        int cost = head + part_of(sp, a, k, two);
        if (cost < front[k]) front[k] = cost;
      }
    }
}

static void fill_back(Spin *sp, int x, const Plot *one, const Plot *two) {
  int *back = sp->rim.back[x];
  for (size_t k = 0; k <= sp->m; k++) back[k] = COST_NEVER;
  for (size_t e = 2; e <= sp->m; e++)
    for (size_t b = 1; sp->after[e] < COST_NEVER && b < e; b++) {
      int tail = part_of(sp, b, e, two) + sp->after[e];
      if (tail > sp->limit) continue;
      for (size_t k = 0; k < b; k++) {
        int cost = part_of(sp, k, b, one) + tail;
        if (cost < back[k]) back[k] = cost;
      }
    }
}

static int wheel_cost(const Spin *sp, const Wheel *w, const Plot *centre) {
  const int *front = sp->rim.front[w->left_first ? w->x1 : w->x2], *back = sp->rim.back[w->left_first ? w->x2 : w->x1];
  int best = COST_NEVER;
  for (size_t i = 2; i < sp->m; i++)
    for (size_t k = i + 1; front[i] <= sp->limit && k < sp->m; k++) {
      if (front[i] + back[k] > sp->limit) continue;
      int cost = front[i] + part_of(sp, i, k, centre) + back[k];
      if (cost < best) best = cost;
    }
  return best;
}

static void fill_rim(Spin *sp, Wheel w) {
  const Plot *p = &sp->from->at[sp->plot];
  Plot at[5];
  for (int x = 1; x < p->columns; x++) {
    w.x1 = w.x2 = x; /* the front knows one of the two cuts only, and so does the back */
    wheel_plots(p, &w, at);
    fill_front(sp, x, &at[0], &at[1]);
    fill_back(sp, x, &at[3], &at[4]);
  }
}

static void add_wheel(Arena *a, const Spin *sp, const Plot at[5], Carvings *all) {
  Carving c = {.n = sp->from->n + 4, .woven = true};
  for (size_t i = 0; i < sp->plot; i++) c.at[i] = sp->from->at[i];
  for (size_t i = 0; i < 5; i++) c.at[sp->plot + i] = at[i];
  for (size_t i = sp->plot + 1; i < sp->from->n; i++) c.at[i + 4] = sp->from->at[i];
  vec_add(a, all, c);
}

static void spin(Arena *a, Spin *sp, Wheel w, Carvings *all) {
  const Plot *p = &sp->from->at[sp->plot];
  fill_rim(sp, w);
  for (w.x1 = 1; w.x1 < p->columns - 1; w.x1++)
    for (w.x2 = w.x1 + 1; w.x2 < p->columns; w.x2++) {
      Plot at[5];
      wheel_plots(p, &w, at);
      if (wheel_cost(sp, &w, &at[2]) <= sp->limit) add_wheel(a, sp, at, all);
    }
}

void carve_pinwheels(Arena *a, const Search *s, const Carving *from, size_t m, int best, int slack, Carvings *all) {
  Spin sp = {.s = s, .from = from, .m = m, .limit = best + slack};
  for (size_t i = 1; i < from->n; i++)
    if (from->at[i].columns * from->at[i].lines > from->at[sp.plot].columns * from->at[sp.plot].lines) sp.plot = i;
  const Plot *p = &from->at[sp.plot];
  if (!from->n || from->n + 4 > PLOTS_MAX || m < 5 || p->columns < 3 || p->lines < 3 * ARM_LEAST) return;
  search_around(s, from, sp.plot, m, sp.before, sp.after);
  Wheel w;
  for (w.y1 = ARM_LEAST; w.y1 < p->lines - 2 * ARM_LEAST; w.y1++)
    for (w.y2 = w.y1 + ARM_LEAST; w.y2 <= p->lines - ARM_LEAST; w.y2++)
      for (int turn = 0; turn < 4; turn++) {
        w.left_first = turn & 1, w.bottom_first = turn & 2;
        spin(a, &sp, w, all);
      }
}
