/* What the files of makeup share.
 *
 * The words: a Plot is a rectangle of the page on base columns and grid lines. A Carving divides what is free on the page into plots around what
 * is fixed there. A Variant is one way to set a story in a width. A Sketch is a whole page: a Place for each story. */
#ifndef DUIKAI_MAKEUP_INSIDE_H
#define DUIKAI_MAKEUP_INSIDE_H

#include "makeup/makeup.h"

enum {
  LINES_MAX = 200, /* grid lines of a page */
  COLUMNS_MAX = 12,
  PAGE_MAX = 16,       /* stories looked at for one page */
  PLOTS_MAX = 12,      /* plots of one carving */
  INTERLOCK_LEAST = 5, /* the smallest dissection that no straight cut parts is the pinwheel of five */
  SKETCHES_MAX = 5,    /* pages kept to choose from */
  PILE_GAP = 2,        /* grid lines between two stories one above the other */
  COST_PILE = 8,       /* points of taste: each story more in a pile */
  COST_NEVER = 1 << 28
};

/* What a story is on its page, by rank and length; the names of its styles and the menus hang on it. */
typedef enum TierKind { TIER_LEAD, TIER_SECOND, TIER_THIRD, TIER_SMALL, TIER_COUNT } TierKind;

/* What makes an L of a story's rectangle: legs beside its foot at the right, or those of its legs that go on under it. */
typedef enum ArmSide { ARM_NONE, ARM_BESIDE, ARM_BELOW_LEFT, ARM_BELOW_RIGHT } ArmSide;
typedef struct Arm {
  ArmSide side;
  int columns, lines;
} Arm;
static inline bool arm_same(Arm a, Arm b) { return a.side == b.side && a.columns == b.columns && a.lines == b.lines; }

/* One way to set a story in a width. */
typedef struct Variant {
  int depth; /* grid lines, headline and pictures included */
  int cost;
  int legs;                  /* columns of type in the width */
  int pict_cols, pict_lines; /* legs and lines of the first picture */
  int head, air;             /* depth of the headline block; lines of it that are more than it asks for */
  int spare;                 /* lines of its legs that paragraphs must be opened by */
  int short_of;              /* lines that stay white at its legs' feet */
  int briefs;                /* so many of the page's briefs stand in it; 0: it is a story's */
  Len size;                  /* of the headline */
  TierKind tier;
  Arm arm; /* of an L; `depth` is that of the rectangle under its headline */
} Variant;
typedef struct Variants {
  Variant *at;
  size_t n, cap;
} Variants;

/* Columns and lines from 0, inside the area. */
typedef struct Plot {
  int column, columns, line, lines;
} Plot;
static inline int plot_foot(const Plot *p) { return p->line + p->lines; }
static inline int plot_right(const Plot *p) { return p->column + p->columns; }
static inline Plot plot_around(const Plot *a, const Plot *b) {
  int column = a->column < b->column ? a->column : b->column, line = a->line < b->line ? a->line : b->line;
  int right = plot_right(a) > plot_right(b) ? plot_right(a) : plot_right(b);
  int foot = plot_foot(a) > plot_foot(b) ? plot_foot(a) : plot_foot(b);
  return (Plot){column, right - column, line, foot - line};
}
static inline bool plots_share_lines(const Plot *a, const Plot *b) {
  return a->line < plot_foot(b) && b->line < plot_foot(a);
}
static inline bool plots_share_columns(const Plot *a, const Plot *b) {
  return a->column < plot_right(b) && b->column < plot_right(a);
}
/* b begins where a ends, with no more than a gap between them. */
static inline bool plot_is_right_of(const Plot *a, const Plot *b) {
  return plot_right(a) == b->column && plots_share_lines(a, b);
}
static inline bool plot_is_under(const Plot *a, const Plot *b) {
  int gap = b->line - plot_foot(a);
  return gap >= 0 && gap <= 2 * PILE_GAP && plots_share_columns(a, b);
}
static inline bool plots_touch(const Plot *a, const Plot *b) {
  return plot_is_right_of(a, b) || plot_is_right_of(b, a) || plot_is_under(a, b) || plot_is_under(b, a);
}

typedef struct Carving {
  Plot at[PLOTS_MAX]; /* in reading order: the stories of higher rank go to the earlier ones */
  size_t n;
  size_t ell;          /* the plot that an L stands in, from 1; 0: none */
  Arm arm;             /* of the L */
  bool woven;          /* a pinwheel or an L is in it: no gutter and no break runs through */
  int taste;           /* what its cuts and its order cost, whoever stands in it */
  int breaks, gutters; /* its own cuts through the page */
} Carving;
typedef struct Carvings {
  Carving *at;
  size_t n, cap;
} Carvings;

typedef enum HeadFace { FACE_TIER, FACE_SONG, FACE_KAI } HeadFace;

/* Where a story stands. */
typedef struct Place {
  Variant variant;
  Plot plot;
  int white; /* lines at its foot that nothing fills */
  /* dress: what the search does not decide */
  bool boxed;
  HeadFace face;
  bool picture_left, rule_right, rule_below;
  bool rule_over; /* of briefs: the line over their head */
} Place;

/* What the search and the score must know of a story. */
typedef struct Fact {
  bool comment;
  bool boxed;  /* the page's first comment: two boxes would adjoin */
  bool briefs; /* no story: all that are gathered under one head */
} Fact;

typedef struct Leaf {
  int cost; /* COST_NEVER: the story cannot stand so */
  uint16_t variant;
  uint8_t white;
} Leaf;

/* A story as an L of some width and arm, by the depth of its rectangle: full, without white. */
typedef struct Ell {
  Leaf leaf[LINES_MAX + 1];
  Variants variants;
} Ell;
typedef struct Ells Ells; /* page.c: those asked for so far */

/* All tables are by number of the first story, how many, columns, lines: least cost of these stories in such a rectangle. */
typedef int CostTable[PAGE_MAX][PAGE_MAX][COLUMNS_MAX][LINES_MAX + 1];
typedef struct Ground { /* what is fixed on the page, and what holds all that is free */
  const Plot *fixed;
  size_t fixed_n;
  Plot box;
} Ground;
typedef struct Search {
  size_t n; /* stories looked at */
  Ground ground;
  int columns, lines;
  Fact fact[PAGE_MAX];
  Variants variants[PAGE_MAX][COLUMNS_MAX];
  Leaf leaf[PAGE_MAX][COLUMNS_MAX][LINES_MAX + 1];
  CostTable pile, row; /* whose outermost cut parts them one above the other, side by side */
  CostTable any;       /* the least of all */
  const Ell *(*ell)(Ells *of, size_t story, int columns, Arm arm);
  Ells *ells;
} Search;

typedef struct Sketch {
  Place at[PAGE_MAX];
  size_t n;
  int cost;            /* what the tables count */
  int breaks, gutters; /* cuts through the page that the tables count */
  int extra;           /* what only a whole page shows: see score.c */
  uint64_t shape;      /* the same for pages that differ in depths only */
} Sketch;
typedef struct Sketches {
  Sketch at[SKETCHES_MAX]; /* best first, of different shapes */
  size_t n;
  int bound;   /* no page of this class costs less */
  int visited; /* nodes of the walk */
} Sketches;

void search_fill(Search *s);
/* The cuts of a carving without a pinwheel that run through the page, into its `taste`. */
void search_price(const Search *s, Carving *c);
/* Least costs over the plots before and after the `plot`-th of a carving: before[i] of the first i stories in those before, after[i] of
 * stories [i, m) in those after. */
void search_around(const Search *s, const Carving *c, size_t plot, size_t m, int before[PAGE_MAX + 1],
                   int after[PAGE_MAX + 1]);
/* Least cost of stories [0, m) in the plots of a carving, each plot holding one or more. */
int search_cost(const Search *s, const Carving *c, size_t m);
/* Walks all pages that cost no more than `most` over the best. */
void search_pages(const Search *s, const Carvings *from, size_t m, int most, Sketches *out);
static inline int sketch_score(const Sketch *k) { return k->cost + k->extra; }

static inline const Leaf *search_leaf(const Search *s, size_t story, const Plot *p, Arm arm) {
  return arm.side ? &s->ell(s->ells, story, p->columns, arm)->leaf[p->lines]
                  : &s->leaf[story][p->columns - 1][p->lines];
}

/* What a place takes of the page: of an L two rectangles, else one. */
Plot place_arm(const Place *p);
static inline Plot place_box(const Place *p) {
  Plot arm = place_arm(p);
  return p->variant.arm.side ? plot_around(&p->plot, &arm) : p->plot;
}

/* carve.c: `fixed` are plots that are taken. */
Carvings carve(Arena *a, Plot area, const Plot *fixed, size_t n);
/* wheel.c: adds to `all` the pinwheels in the largest plot of `from` whose cost may come within `slack` of `best`, or of the best among them: that
 * cost, which is given, or `best`. */
int carve_wheels(Arena *a, const Search *s, const Carving *from, size_t m, int best, int slack, Carvings *all);

/* ell.c: the same with an L in it. */
int carve_ells(Arena *a, const Search *s, const Carving *from, size_t m, int best, int slack, Carvings *all);

/* score.c */
int score_page(const Search *s, const Sketch *k, Buf *why); /* `why`: NULL, or a line for each thing found */

/* Faults that the page has for want of a better one, as a layout waives them: by their direction on the sheet. */
int score_cuts(const Search *s, const Place *at, size_t n, bool across);
unsigned score_waives(const Search *s, const Place *at, size_t n, bool vertical);

/* dress.c: faces, sides of pictures, rules */
void dress_page(const Search *s, Place *at, size_t n);
Plot place_picture(const Place *p); /* of a place whose variant has one */

#endif
