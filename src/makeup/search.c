/* The automatic page: the search.
 *
 * The picture. Stories stand in their order of rank. A page is a pile of bands that run over all columns; a band is a row of stacks, side by
 * side; a stack is one story or several, one above the other, as wide as a whole number of base columns:
 *
 *     +---------------+-------+      band 1: the lead (stack of one), a stack of two
 *     |     lead      | third |
 *     |               +-------+
 *     |               | fourth|
 *     +-------+-------+-------+      band 2: three stacks of one
 *     | fifth | sixth |seventh|
 *     +-------+-------+-------+
 *
 * Every story has variants: width, headline size, picture size, each with the depth in grid lines that it takes there (measured, not
 * guessed: shaping is done once, a width costs a count of lines) and a cost in points of taste. Choosing is a chain of exact dynamic programmes,
 * each over the result of the one before:
 *
 *     stack[j][m][w][D]   stories j..j+m-1 in w columns and D lines           over the variants of each
 *     band[j][m][D]       stories j..j+m-1 in all columns and D lines         over the last stack of the row
 *     page[m][d]          the first m stories in the first d lines            over the last band
 *
 * Invariant: what is left of a stack's D is white at the foot of its legs and is paid for by area, so that the best page has next to none.
 *
 * The road not taken: interlocking (non-guillotine) pages and bands that do not follow rank. They need a search instead of a programme; take it
 * when a corpus of pages shows what this class of pages cannot do. */
#include "makeup/inside.h"

enum {
  COST_NEVER = 1 << 28,
  COST_WHITE = 6, /* one leg-line left white at the foot of a stack */
  COST_WHITE_DEEP =
      3, /* and for each line of the depth of that white, squared: a hole is worse than the same area spread */
  COST_UNFILLED = 40,   /* one line of the page left over */
  COST_BLOWN = 25,      /* one line more than little copy would fill: pictures and type blown up to hide it */
  COST_BAND = 30,       /* each band more: long rules across the page are dull */
  COST_LONE = 60,       /* a band of a single stack */
  COST_TALL_STACK = 14, /* each story more in a stack */
  COST_SPLIT = 400      /* leaving stories to the next page */
};

/* ---- stacks */

/* Least cost of stories [0, m) of the stack in exactly D lines, each story followed by the gap but the last. */
static void fill_stack(Search *s, size_t j, size_t m, int w) {
  int *best = s->stack[j][m - 1][w - 1];
  int before[LINES_MAX + 1];
  for (int d = 0; d <= s->lines; d++) before[d] = d == 0 ? 0 : COST_NEVER;
  for (size_t k = 0; k < m; k++) {
    const Variants *v = &s->variants[j + k][w - 1];
    for (int d = 0; d <= s->lines; d++) best[d] = COST_NEVER;
    for (size_t i = 0; i < v->n; i++) {
      int take = v->at[i].depth + (k ? STACK_GAP : 0);
      for (int d = take; d <= s->lines; d++) {
        int cost = before[d - take] + v->at[i].cost + (k ? COST_TALL_STACK : 0);
        if (before[d - take] < COST_NEVER && cost < best[d]) best[d] = cost;
      }
    }
    for (int d = 0; d <= s->lines; d++) before[d] = best[d];
  }
  for (int d = 0; d <= s->lines; d++) s->exact[j][m - 1][w - 1][d] = best[d];
  for (int d = 1; d <= s->lines; d++) /* with white at the foot */
    for (int white = 1; white <= WHITE_MAX && white <= d; white++) {
      int rest = s->exact[j][m - 1][w - 1][d - white];
      int cost = rest + white * w * COST_WHITE + white * white * COST_WHITE_DEEP;
      if (rest < COST_NEVER && cost < best[d]) best[d] = cost;
    }
}

/* ---- bands: a row of stacks; row[k][c] is the least cost of k stories in c columns at depth D */

static int row_cost(const Search *s, size_t j, size_t k, size_t m, int w, int depth) {
  return s->stack[j + k - m][m - 1][w - 1][depth];
}

static void fill_row(const Search *s, size_t j, size_t most, int depth, Row *row) {
  for (size_t k = 0; k <= most; k++)
    for (int c = 0; c <= s->columns; c++) row->cost[k][c] = k == 0 && c == 0 ? 0 : COST_NEVER;
  for (size_t k = 1; k <= most; k++)
    for (int c = 1; c <= s->columns; c++)
      for (size_t m = 1; m <= STACK_MAX && m <= k; m++)
        for (int w = 1; w <= c; w++) {
          int rest = row->cost[k - m][c - w], cost = row_cost(s, j, k, m, w, depth);
          if (rest >= COST_NEVER || cost >= COST_NEVER || rest + cost >= row->cost[k][c]) continue;
          row->cost[k][c] = rest + cost;
          row->m[k][c] = (uint8_t)m;
          row->w[k][c] = (uint8_t)w;
        }
}

static void fill_bands(Search *s, size_t j) {
  size_t most = s->n - j < BAND_MAX ? s->n - j : BAND_MAX;
  Row row;
  for (int d = 1; d <= s->lines; d++) {
    fill_row(s, j, most, d, &row);
    for (size_t m = 1; m <= most; m++) {
      int cost = row.cost[m][s->columns];
      bool lone = cost < COST_NEVER && row.w[m][s->columns] == s->columns;
      s->band[j][m - 1][d] = cost < COST_NEVER ? cost + COST_BAND + (lone ? COST_LONE : 0) : COST_NEVER;
    }
  }
}

/* ---- the page */

static void fill_page(Search *s) {
  for (size_t m = 0; m <= s->n; m++)
    for (int d = 0; d <= s->lines; d++) s->page[m][d] = (PageCell){.cost = m == 0 && d == 0 ? 0 : COST_NEVER};
  for (size_t m = 1; m <= s->n; m++)
    for (size_t k = 1; k <= BAND_MAX && k <= m; k++)
      for (int depth = 1; depth <= s->lines; depth++) {
        int band = s->band[m - k][k - 1][depth];
        if (band >= COST_NEVER) continue;
        int gap = m > k ? BAND_GAP : 0;
        for (int d = depth + gap; d <= s->lines; d++) {
          int rest = s->page[m - k][d - depth - gap].cost;
          if (rest >= COST_NEVER || rest + band >= s->page[m][d].cost) continue;
          s->page[m][d] = (PageCell){.cost = rest + band, .k = (uint8_t)k, .depth = (uint8_t)depth};
        }
      }
}

/* The lines that the stories take as they would like to stand. Copy for less than three quarters of the page does not fill it: it stands
 * at the head in its own sizes, and the foot stays white for what is still to come. */
static int lines_wanted(const Search *s) {
  int64_t area = 0;
  for (size_t i = 0; i < s->n; i++) {
    const Variant *best = NULL;
    int width = 0;
    for (int w = 1; w <= s->columns; w++)
      for (size_t k = 0; k < s->variants[i][w - 1].n; k++) {
        const Variant *v = &s->variants[i][w - 1].at[k];
        if (!best || v->cost < best->cost) best = v, width = w;
      }
    if (best) area += (int64_t)(best->depth + STACK_GAP) * width;
  }
  int lines = (int)((area + s->columns - 1) / s->columns);
  return s->more || lines * 4 >= s->lines * 3 ? s->lines : lines;
}

/* How many stories this page takes, and how many of its lines: the cheapest end, where lines left over and stories left over cost. */
static bool choose_end(const Search *s, size_t *stories, int *lines) {
  int best = COST_NEVER;
  for (size_t m = 1; m <= s->n; m++)
    for (int d = 1; d <= s->lines; d++) {
      if (s->page[m][d].cost >= COST_NEVER) continue;
      int off = s->wanted - d;
      int cost = s->page[m][d].cost + (off > 0 ? off * COST_UNFILLED : -off * COST_BLOWN);
      if (m < s->n || s->more)
        cost = cost / (int)m * (int)s->n + (m < s->n ? COST_SPLIT : 0); /* the price of a story's place */
      if (cost < best) best = cost, *stories = m, *lines = d;
    }
  return best < COST_NEVER;
}

void search_run(Search *s) {
  s->wanted = lines_wanted(s);
  for (size_t j = 0; j < s->n; j++)
    for (size_t m = 1; m <= STACK_MAX && j + m <= s->n; m++)
      for (int w = 1; w <= s->columns; w++) fill_stack(s, j, m, w);
  for (size_t j = 0; j < s->n; j++) fill_bands(s, j);
  fill_page(s);
}

/* ---- reading the choice back, from the foot of the page to its head */

/* The variants that make stories j.. fill exactly D lines of a stack. */
static void place_stack(const Search *s, size_t j, size_t m, int w, int column, int line, int depth, Place *out) {
  int d = depth;
  while (s->exact[j][m - 1][w - 1][d] + (depth - d) * w * COST_WHITE + (depth - d) * (depth - d) * COST_WHITE_DEEP !=
         s->stack[j][m - 1][w - 1][depth])
    d--;
  int foot = line + d;
  for (size_t k = m; k-- > 0;) {
    const Variants *v = &s->variants[j + k][w - 1];
    int gap = k ? STACK_GAP : 0;
    for (size_t i = 0; i < v->n; i++) {
      int take = v->at[i].depth + gap, rest = d - take;
      if (rest < 0 || (k == 0 && rest != 0)) continue;
      int above = k ? s->exact[j][k - 1][w - 1][rest] : 0;
      if (above >= COST_NEVER || above + v->at[i].cost + (k ? COST_TALL_STACK : 0) != s->exact[j][k][w - 1][d])
        continue;
      out[k] = (Place){.variant = v->at[i],
                       .column = column,
                       .columns = w,
                       .line = foot - v->at[i].depth,
                       .depth = v->at[i].depth,
                       .last_in_stack = k + 1 == m};
      d = rest;
      foot -= take;
      break;
    }
  }
  out[m - 1].depth +=
      line + depth - (out[m - 1].line + out[m - 1].depth); /* the white belongs to the last story's frame */
}

static void place_band(const Search *s, size_t j, size_t k, int line, int depth, Place *out) {
  Row row;
  fill_row(s, j, k, depth, &row);
  int c = s->columns;
  while (k > 0) {
    size_t m = row.m[k][c];
    int w = row.w[k][c];
    place_stack(s, j + k - m, m, w, c - w, line, depth, out + k - m);
    k -= m;
    c -= w;
  }
}

size_t search_places(const Search *s, Place *out) {
  size_t stories;
  int lines;
  if (!choose_end(s, &stories, &lines)) return 0;
  for (size_t m = stories; m > 0;) {
    PageCell cell = s->page[m][lines];
    int top = lines - cell.depth;
    place_band(s, m - cell.k, cell.k, top, cell.depth, out + m - cell.k);
    m -= cell.k;
    lines = top - (m ? BAND_GAP : 0);
  }
  return stories;
}
