/* What the files of makeup share. */
#ifndef DUIKAI_MAKEUP_INSIDE_H
#define DUIKAI_MAKEUP_INSIDE_H

#include "makeup/makeup.h"

enum {
  LINES_MAX = 200, /* grid lines of a page */
  COLUMNS_MAX = 12,
  PAGE_MAX = 16,  /* stories looked at for one page */
  BAND_MAX = 6,   /* stories in one band */
  STACK_MAX = 3,  /* stories in one stack */
  WHITE_MAX = 24, /* lines that may be left white at the foot of a stack */
  STACK_GAP = 2,  /* grid lines between two stories of a stack */
  BAND_GAP = 2    /* and between two bands */
};

/* What a story is on its page, by rank and length; the names of its styles and the menus hang on it. */
typedef enum TierKind { TIER_LEAD, TIER_SECOND, TIER_THIRD, TIER_SMALL, TIER_COUNT } TierKind;

/* One way to set a story in a width. */
typedef struct Variant {
  int depth; /* grid lines, headline and pictures included */
  int cost;
  int pict_cols, pict_lines;
  int head; /* depth of the headline block */
  Len size; /* of the headline */
  TierKind tier;
} Variant;
typedef struct Variants {
  Variant *at;
  size_t n, cap;
} Variants;

typedef struct PageCell {
  int cost;
  uint8_t k, depth;
} PageCell;
typedef struct Row {
  int cost[BAND_MAX + 1][COLUMNS_MAX + 1];
  uint8_t m[BAND_MAX + 1][COLUMNS_MAX + 1], w[BAND_MAX + 1][COLUMNS_MAX + 1];
} Row;

typedef struct Search {
  size_t n;  /* stories looked at */
  bool more; /* there are stories behind them */
  int columns, lines;
  int wanted; /* lines that the copy can fill: all, or fewer where there is little of it */
  Variants variants[PAGE_MAX][COLUMNS_MAX];
  int exact[PAGE_MAX][STACK_MAX][COLUMNS_MAX][LINES_MAX + 1];
  int stack[PAGE_MAX][STACK_MAX][COLUMNS_MAX][LINES_MAX + 1];
  int band[PAGE_MAX][BAND_MAX][LINES_MAX + 1];
  PageCell page[PAGE_MAX + 1][LINES_MAX + 1];
} Search;

/* Where a story stands: columns and lines from 0, inside the area. */
typedef struct Place {
  Variant variant;
  int column, columns, line, depth;
  bool last_in_stack;
} Place;

void search_run(Search *s);
/* Places for the stories that this page takes, in order; how many. 0: none can be placed. */
size_t search_places(const Search *s, Place *out);

#endif
