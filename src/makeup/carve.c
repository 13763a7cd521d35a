/* What is free of a page, as plots around what is fixed there. (In pinwheels: wheel.c.)
 *
 * Around a fixed rectangle the page is cut along its edges, straight through, in every way that cuts no other fixed rectangle; so an advertisement in
 * a corner leaves two carvings: the strip above it with the piece beside it, or the columns beside it with the piece above it.
 */
#include "makeup/inside.h"

enum {
  CARVINGS_MAX = 48, /* around what is fixed */
  PLOT_LEAST = 4,    /* lines: less holds no story and stays white */
  FIXED_GAP = 1,     /* grid lines between what is fixed and a story */
  PARTS_MOST =
      4096 /* looked at in every way: a page of classified advertisements has more, and of those one way will do */
};

static bool plots_meet(const Plot *a, const Plot *b) { return plots_share_columns(a, b) && plots_share_lines(a, b); }

/* ---- around what is fixed */

typedef struct Carved Carved;
struct Carved { /* the ways to carve a part, which is come to by many orders of cuts */
  Plot area;
  Carvings ways;
  Carved *next;
};
typedef struct Fixed {
  const Plot *at;
  size_t n;
  Carved *known[COLUMNS_MAX][COLUMNS_MAX + 1]; /* by first column and width */
  int parts;
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

static Carvings carve_part(Arena *a, Fixed *f, Plot area);

/* Every way of the first part with every way of the second. */
static void carve_both(Arena *a, Fixed *f, Plot first, Plot second, Carvings *out) {
  if (f->parts >= PARTS_MOST && out->n) return;
  Carvings one = carve_part(a, f, first), two = carve_part(a, f, second);
  for (size_t i = 0; i < one.n; i++)
    for (size_t k = 0; k < two.n && out->n < CARVINGS_MAX; k++) {
      Carving c = one.at[i];
      if (c.n + two.at[k].n > PLOTS_MAX) continue;
      for (size_t p = 0; p < two.at[k].n; p++) c.at[c.n++] = two.at[k].at[p];
      vec_add(a, out, c);
    }
}

static void carve_across(Arena *a, Fixed *f, const Plot *area, int at, Carvings *out) {
  if (at <= area->line || at >= plot_foot(area) || is_cut(f, area, true, at)) return;
  Plot above = *area, below = *area;
  above.lines = at - area->line;
  below.line = at;
  below.lines -= above.lines;
  carve_both(a, f, above, below, out);
}

static void carve_down(Arena *a, Fixed *f, const Plot *area, int at, Carvings *out) {
  if (at <= area->column || at >= plot_right(area) || is_cut(f, area, false, at)) return;
  Plot left = *area, right = *area;
  left.columns = at - area->column;
  right.column = at;
  right.columns -= left.columns;
  carve_both(a, f, left, right, out);
}

static void carve_ways(Arena *a, Fixed *f, Plot area, Carvings *out) {
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

static Carvings carve_part(Arena *a, Fixed *f, Plot area) {
  Carved **known = &f->known[area.column][area.columns], *c = *known;
  while (c && (c->area.line != area.line || c->area.lines != area.lines)) c = c->next;
  if (c) return c->ways;
  f->parts++;
  c = arena_new(a, Carved);
  c->area = area;
  carve_ways(a, f, area, &c->ways);
  c->next = *known, *known = c;
  return c->ways;
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
  Fixed f = {.at = fixed, .n = n};
  Carvings all = carve_part(a, &f, area), out = {0};
  for (size_t i = 0; i < all.n; i++) {
    keep_off(&all.at[i], &f);
    bool twice = false; /* the same plots by cuts in another order */
    for (size_t k = 0; k < out.n && !twice; k++) twice = carving_is(&out.at[k], &all.at[i]);
    if (!twice) vec_add(a, &out, all.at[i]);
  }
  return out;
}
