/* The ways a story may stand: menus by rank. Taste stands here, in numbers with their reasons; the search knows only depth and cost. */
#include "makeup/variants.h"

#include "flow/flow.h"

/* Headline sizes fall in steps one can see; the middle one is the wish, its neighbours are there to fill a frame to the line. */
enum { SIZES = 5 };
typedef struct Tier {
  int size_pt[SIZES];          /* the wish first */
  int least_w, most_w, wish_w; /* of eight columns */
} Tier;
static const Tier tiers[TIER_COUNT] = {
    {{48, 44, 54, 40, 36}, 4, 6, 5}, /* the lead: more than half the page's width */
    {{34, 30, 36, 28, 26}, 3, 5, 4},
    {{26, 24, 28, 22, 20}, 2, 4, 3},
    {{18, 16, 20, 15, 14}, 1, 3, 2}, /* small pieces */
};
enum {
  SHORT_STORY = 260, /* characters: less is a small piece whatever its rank */
  LEG_LEAST = 6,     /* lines: a shorter leg looks like a mistake */
  LEG_MOST = 48,     /* lines: a deeper grey column wants a wider frame */
  SHALLOWEST = 3,    /* lines: flow pours no text into less */
  UNDER_LEAST = 4,   /* lines of text under a picture, if any */
  OPEN_MOST = 4,     /* lines that paragraphs are opened by to fill a frame (flow levels so much without a trace) */
  COST_WIDTH = 14,   /* a column off the wish */
  COST_WIDER = 150,  /* a column more than the rank allows: only when nothing else fills the page */
  COST_SIZE = 6,     /* a place down the menu of headline sizes */
  AIR_MOST = 3,      /* lines of air that a headline block may be given to fill a frame */
  COST_AIR = 9,
  COST_OPEN = 4,        /* a line opened, or left at the last leg's foot */
  COST_SHORT_LEG = 60,  /* a line short of LEG_LEAST */
  COST_LONG_LEG = 2,    /* a line over LEG_MOST */
  COST_HEAD_DEEP = 30,  /* headline block deeper than half of the body */
  COST_TOO_LONG = 4000, /* a headline that does not fit: only when nothing else does */
  COST_ASPECT = 2,      /* a line off the picture's wished depth */
  COST_PICT_WIDTH = 8   /* a leg off the picture's wished width */
};

static int max_int(int a, int b) { return a > b ? a : b; }
static int min_int(int a, int b) { return a < b ? a : b; }
static int abs_int(int a) { return a < 0 ? -a : a; }

static TierKind tier_of(const Story *s, size_t rank, size_t count) {
  bool brief = story_characters(s) < SHORT_STORY;
  if (rank == 0) return brief ? TIER_SECOND : TIER_LEAD; /* a page of briefs has a first one too */
  if (brief) return TIER_SMALL;
  if (rank == 1 && count > 3) return TIER_SECOND;
  return rank < (count * 2 + 2) / 3 ? TIER_THIRD : TIER_SMALL;
}

/* A page of other than eight columns takes widths in proportion. */
static int scaled(int w, int columns) { return max_int(1, (w * columns + 4) / 8); }

typedef struct Trial { /* a story in one width and headline size, perhaps with a picture */
  const VariantsFor *f;
  TierKind kind;
  const Tier *tier; /* its menus */
  int w, wish_w;
  int size;                        /* index into the tier's sizes */
  int pict_cols, pict_lines, cost; /* picture alone, without its words */
  StoryFit fit;
} Trial;

/* Lines of text that a frame of `depth` lines under its headline holds; a strip under a picture that is too shallow holds none. */
static int room_at(const Trial *t, int depth) {
  if (!t->pict_cols) return t->w * depth;
  int under = depth - t->fit.picture_lines - 1;
  return (t->w - t->pict_cols) * depth + (under >= UNDER_LEAST ? t->pict_cols * under : 0);
}

static int cost_at(const Trial *t, int depth, int spare) {
  int cost = t->cost + abs_int(t->w - t->wish_w) * COST_WIDTH + t->size * COST_SIZE + spare * COST_OPEN;
  int text = t->pict_cols == t->w ? depth - t->fit.picture_lines - 1 : depth;
  if (text < LEG_LEAST) cost += (LEG_LEAST - text) * COST_SHORT_LEG;
  if (depth > LEG_MOST) cost += (depth - LEG_MOST) * COST_LONG_LEG;
  if (t->fit.head_lines > depth / 2 + 3) cost += COST_HEAD_DEEP;
  return cost + (t->fit.too_long ? COST_TOO_LONG : 0);
}

/* The least depth that holds the text, and deeper ones that opened paragraphs still fill. */
static void add_depths(Job *job, const Trial *t) {
  int depth = t->pict_cols ? t->fit.picture_lines : SHALLOWEST, body = t->fit.body_lines + t->f->extra;
  while (room_at(t, depth) < body) depth++;
  for (int d = depth; d <= depth + OPEN_MOST && (d == depth || room_at(t, d) - body <= OPEN_MOST); d++) {
    for (int air = 0; air <= AIR_MOST; air++) {
      int head = t->fit.head_lines + air;
      Variant v = {.depth = head + d,
                   .cost = cost_at(t, d, room_at(t, d) - body) + air * COST_AIR,
                   .pict_cols = t->pict_cols,
                   .pict_lines = t->pict_lines,
                   .head = head,
                   .size = t->tier->size_pt[t->size] * LEN_PT,
                   .tier = t->kind};
      if (v.depth <= t->f->lines && (!air || t->fit.head_lines)) vec_add(job->arena, &t->f->out[t->w - 1], v);
    }
  }
}

static void measure_trial(Job *job, Trial *t, Arena *scratch) {
  Place p = {.variant = {.tier = t->kind,
                         .size = t->tier->size_pt[t->size] * LEN_PT,
                         .pict_cols = t->pict_cols,
                         .pict_lines = t->pict_lines},
             .columns = t->w,
             .depth = t->f->lines};
  Slot slot = makeup_slot(job, t->f->base, t->f->story, p, 0, 0);
  t->fit = flow_ruler_measure(t->f->ruler, scratch, t->f->base, &slot);
  arena_clear(scratch);
}

/* Pictures: two thirds of the frame's width is the wish, 2:3 to 16:9 the shapes, each depth in whole lines. */
static void add_pictured(Job *job, Trial t, Arena *scratch) {
  const Grid *g = &t.f->base->grid;
  int wish_cols = max_int(1, (t.w * 2 + 1) / 3), width_cost = t.cost;
  for (int c = max_int(1, wish_cols - 1); c <= min_int(t.w, wish_cols + 1); c++) {
    Len width = c * g->measure + (c - 1) * g->gutter;
    int least = max_int(4, (int)(width * 9 / 17 / g->pitch)), wish = (int)(width * 2 / 3 / g->pitch),
        most = (int)(width * 4 / 5 / g->pitch);
    t.pict_cols = c;
    t.pict_lines = least;
    measure_trial(job, &t, scratch);
    int words = t.fit.picture_lines - least;
    for (int k = least; k <= most; k++) {
      t.pict_lines = k;
      t.fit.picture_lines = k + words;
      t.cost = width_cost + abs_int(k - wish) * COST_ASPECT + abs_int(c - wish_cols) * COST_PICT_WIDTH;
      add_depths(job, &t);
    }
  }
}

void variants_make(Job *job, const VariantsFor *f, Arena *scratch) {
  TierKind kind = tier_of(f->story, f->rank, f->count);
  const Tier *tier = &tiers[kind];
  int columns = f->base->grid.columns;
  bool brief = story_characters(f->story) < SHORT_STORY;
  int least = scaled(brief ? min_int(tier->least_w, 2) : tier->least_w, columns),
      most = max_int(scaled(tier->most_w, columns), least);
  for (int w = least; w <= columns; w++) {
    bool lifted = kind == TIER_SMALL && w > most; /* small type is lost over a wide frame */
    for (int size = 0; size < SIZES; size++) {
      Trial t = {.f = f,
                 .kind = lifted ? TIER_THIRD : kind,
                 .tier = lifted ? &tiers[TIER_THIRD] : tier,
                 .w = w,
                 .wish_w = scaled(tier->wish_w, columns),
                 .size = size};
      measure_trial(job, &t, scratch);
      bool deep = t.fit.body_lines > LEG_MOST * most; /* long copy may go wider than its rank */
      t.cost = w > most && !deep ? (w - most) * COST_WIDER : 0;
      if (f->story->picture_count)
        add_pictured(job, t, scratch);
      else
        add_depths(job, &t);
    }
  }
}
