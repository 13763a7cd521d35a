/* What only a whole page shows, in points of the same taste as the variants' costs. All of it adds, so that the search's table stays a bound.
 *
 * The faults are those that make-up editors have names for; the page's check reports the same ones on what was finally set. */
#include "makeup/inside.h"

enum {
  COST_TOMBSTONE = 14,   /* 碰题: two headlines of a size and a face side by side on one line */
  COST_NEAR_SIZE = 3,    /* the same, and their sizes differ by less than one can see */
  COST_PICTURES = 12,    /* two pictures that touch */
  COST_BOXES = 20,       /* two boxes that touch */
  COST_ONE_SIDE = 10,    /* all pictures in one half of the page */
  COST_LATE_BREAK = 12,  /* another break from edge to edge, below the first cut */
  COST_RANK_AREA = 4,    /* a headline block over a wider frame than one of higher rank, a column */
  COST_GUTTER_LONG = 10, /* a gutter through three quarters of the page */
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
  if (touch && s->fact[i].comment && s->fact[k].comment) cost += told(why, COST_BOXES, "boxes that touch", i, k);
  if (touch && pictures_touch(a, b)) cost += told(why, COST_PICTURES, "pictures that touch", i, k);
  if (i == 0 && b->plot.columns > a->plot.columns && !s->fact[k].comment)
    cost += told(why, (b->plot.columns - a->plot.columns) * COST_RANK_AREA, "wider than the lead", k, i);
  return cost;
}

/* Lines at which white or a rule runs from edge to edge between two stories. */
static int breaks_cost(const Place *at, size_t n, Buf *why) {
  bool crossed[LINES_MAX + 1] = {0};
  int head = LINES_MAX, foot = 0, breaks = 0;
  for (size_t i = 0; i < n; i++) {
    for (int d = at[i].plot.line; d < plot_foot(&at[i].plot) && d <= LINES_MAX; d++) crossed[d] = true;
    if (at[i].plot.line < head) head = at[i].plot.line;
    if (plot_foot(&at[i].plot) > foot) foot = plot_foot(&at[i].plot);
  }
  for (int d = head + 1; d < foot; d++) breaks += !crossed[d] && crossed[d - 1];
  int cost = breaks > 1 ? (breaks - 1) * COST_LATE_BREAK : 0;
  if (why && cost) buf_putf(why, "  %3d  %d breaks from edge to edge\n", cost, breaks);
  return cost;
}

static int gutters_cost(const Search *s, const Place *at, size_t n, Buf *why) {
  int cost = 0;
  for (int c = 1; c < s->columns; c++) {
    int lines = 0;
    for (size_t i = 0; i < n; i++) lines += plot_right(&at[i].plot) == c ? at[i].plot.lines : 0;
    if (lines * 4 < s->lines * 3) continue;
    cost += COST_GUTTER_LONG;
    if (why) buf_putf(why, "  %3d  a gutter of %d lines right of column %d\n", COST_GUTTER_LONG, lines, c);
  }
  return cost;
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

int score_page(const Search *s, const Place *at, size_t n, Buf *why) {
  int cost = breaks_cost(at, n, why) + gutters_cost(s, at, n, why) + pictures_cost(s, at, n, why);
  for (size_t i = 0; i < n; i++)
    for (size_t k = i + 1; k < n; k++) cost += pair_cost(s, at, i, k, why);
  return cost;
}
