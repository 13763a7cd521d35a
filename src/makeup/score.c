/* What only a whole page shows, in points of the same taste as the variants' costs. All of it adds, so that the search's table stays a bound.
 *
 * The faults are those that make-up editors have names for; the page's check reports the same ones on what was finally set. */
#include "makeup/inside.h"

enum {
  COST_TOMBSTONE = 90, /* 碰题: two headlines of a size and a face side by side on one line */
  COST_NEAR_SIZE = 3,  /* the same, and their sizes differ by less than one can see */
  COST_PICTURES = 12,  /* two pictures that touch */
  COST_ONE_SIDE = 10,  /* all pictures in one half of the page */
  COST_LATE_CUT = 200, /* a cut of the whole page that the tables do not count: parts that happen to align */
  COST_LATE_CUT_FEW = 20,
  COST_RANK_AREA = 4,    /* a headline block over a wider frame than one of higher rank, a column */
  SIZE_SEEN = 2 * LEN_PT /* smaller steps between two sizes look like a slip */
};

static int told(Buf *why, int cost, const char *what, size_t a, size_t b) {
  if (why && cost) buf_putf(why, "  %3d  %s: stories %zu and %zu\n", cost, what, a + 1, b + 1);
  return cost;
}

static bool pictures_touch(const Place *a, const Place *b) {
  if (!a->variant.pict_cols || !b->variant.pict_cols) return false;
  Plot one = place_picture(a), two = place_picture(b);
  return plots_touch(&one, &two);
}

static int pair_cost(const Search *s, const Place *at, size_t i, size_t k, Buf *why) {
  const Place *a = &at[i], *b = &at[k];
  int cost = 0;
  Len off = a->variant.size > b->variant.size ? a->variant.size - b->variant.size : b->variant.size - a->variant.size;
  bool beside = plot_is_right_of(&a->plot, &b->plot) || plot_is_right_of(&b->plot, &a->plot);
  if (beside && a->plot.line == b->plot.line && a->face == b->face && off < SIZE_SEEN)
    cost += off ? told(why, COST_NEAR_SIZE, "headlines of nearly one size side by side", i, k)
                : told(why, COST_TOMBSTONE, "headlines of one size side by side", i, k);
  bool touch = plots_touch(&a->plot, &b->plot);
  if (touch && pictures_touch(a, b)) cost += told(why, COST_PICTURES, "pictures that touch", i, k);
  if (i == 0 && b->plot.columns > a->plot.columns && !s->fact[k].comment && !s->fact[k].briefs)
    cost += told(why, (b->plot.columns - a->plot.columns) * COST_RANK_AREA, "wider than the lead", k, i);
  return cost;
}

/* The page's check calls a page cut where no story of five or more reaches across (lint/pages.c); the first cut of a plot as large as the page is
 * in the tables already. */
static bool is_crossed(const Search *s, const Place *at, size_t n, int cut, bool across) {
  bool before = false, beyond = false;
  Plot all = place_box(&at[0]);
  for (size_t i = 1; i < n; i++) {
    Plot p = place_box(&at[i]);
    all = plot_around(&all, &p);
  }
  for (size_t i = 0; i < s->ground.fixed_n; i++) { /* what stands beside copy stops a cut as copy does */
    const Plot *f = &s->ground.fixed[i];
    if (across ? plots_share_columns(f, &all) && f->line < cut && plot_foot(f) > cut
               : plots_share_lines(f, &all) && f->column < cut && plot_right(f) > cut)
      return true;
  }
  for (size_t i = 0; i < n; i++) {
    Plot p = place_box(&at[i]);
    int from = across ? p.line : p.column, to = across ? plot_foot(&p) : plot_right(&p);
    if (from < cut && to > cut) return true;
    before |= to <= cut;
    beyond |= from >= cut;
  }
  return !before || !beyond;
}

static int end_of(const Place *p, bool across) {
  Plot box = place_box(p);
  return across ? plot_foot(&box) : plot_right(&box);
}

int score_cuts(const Search *s, const Place *at, size_t n, bool across) {
  int cuts = 0;
  for (size_t i = 0; i < n; i++) {
    int cut = end_of(&at[i], across);
    bool told = false;
    for (size_t k = 0; k < i && !told; k++) told = cut == end_of(&at[k], across);
    cuts += !told && !is_crossed(s, at, n, cut, across);
  }
  return cuts;
}

static int cuts_cost(const Search *s, const Sketch *k, bool across, Buf *why) {
  int cuts = score_cuts(s, k->at, k->n, across), late = cuts - (across ? k->breaks : k->gutters);
  int cost = late > 0 ? late * (s->n < INTERLOCK_LEAST ? COST_LATE_CUT_FEW : COST_LATE_CUT) : 0;
  if (why && cuts)
    buf_putf(why, "  %3d  %d %s through the page%s\n", cost, cuts, across ? "breaks run" : "gutters run",
             s->n < INTERLOCK_LEAST ? "" : "; waived: no page of these stories interlocks without white");
  return cost;
}

unsigned score_waives(const Search *s, const Place *at, size_t n, bool vertical) {
  unsigned along = 1u << LINT_EDGE_TO_EDGE_BREAK, down = 1u << LINT_THROUGH_GUTTER;
  return (score_cuts(s, at, n, true) ? (vertical ? down : along) : 0) |
         (score_cuts(s, at, n, false) ? (vertical ? along : down) : 0);
}

static int pictures_cost(const Search *s, const Place *at, size_t n, Buf *why) {
  size_t pictures = 0, upper = 0, left = 0;
  for (size_t i = 0; i < n; i++)
    if (at[i].variant.pict_cols) {
      pictures++;
      upper += at[i].plot.line < s->lines / 3;
      left += at[i].plot.column + at[i].plot.columns <= (s->columns + 1) / 2;
    }
  bool sided = pictures > 1 && (upper == pictures || upper == 0 || left == pictures);
  if (why && sided) buf_putf(why, "  %3d  all pictures in one part of the page\n", COST_ONE_SIDE);
  return sided ? COST_ONE_SIDE : 0;
}

int score_page(const Search *s, const Sketch *k, Buf *why) {
  const Place *at = k->at;
  size_t n = k->n;
  int cost = cuts_cost(s, k, true, why) + cuts_cost(s, k, false, why) + pictures_cost(s, at, n, why);
  for (size_t i = 0; i < n; i++)
    for (size_t o = i + 1; o < n; o++) cost += pair_cost(s, at, i, o, why);
  return cost;
}
