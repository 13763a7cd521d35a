/* The ways a story may stand: menus by rank. Taste stands here, in numbers with their reasons; the search knows only depth and cost. */
#include "makeup/variants.h"

#include "flow/flow.h"

/* Headline sizes fall in steps one can see; the middle one is the wish, its neighbours are there to fill a frame to the line. */
typedef struct Tier {
  int size_pt[3];                                  /* wish, smaller, larger */
  int least_w, most_w, wish_w;                     /* of eight columns */
  bool kai;
} Tier;
static const Tier tiers[] = {
    {{48, 42, 54}, 4, 6, 5, false},                /* the lead: more than half the page's width */
    {{34, 30, 36}, 3, 5, 4, false},
    {{26, 24, 28}, 2, 4, 3, false},
    {{18, 16, 20}, 1, 3, 2, false},                /* small pieces */
};
enum {
  SHORT_STORY = 260,   /* characters: less is a small piece whatever its rank */
  LEG_LEAST = 5,       /* lines: a shorter leg looks like a mistake */
  LEG_MOST = 48,       /* lines: a deeper grey column wants a wider frame */
  COST_WIDTH = 12,     /* a column off the wish */
  COST_SIZE = 5,       /* not the wished headline size */
  COST_SHORT_LEG = 60, /* a line short of LEG_LEAST */
  COST_LONG_LEG = 2,   /* a line over LEG_MOST */
  COST_HEAD_LINES = 30,/* headline block deeper than half of the body */
  COST_ASPECT = 2,     /* a line off the picture's wished depth */
  COST_PICT_WIDTH = 8, /* a leg off the picture's wished width */
  PICT_STEP = 1
};

static int min_int(int a, int b) { return a < b ? a : b; }
static int max_int(int a, int b) { return a > b ? a : b; }
static int abs_int(int a) { return a < 0 ? -a : a; }

static const Tier *tier_of(const Story *s, size_t rank, size_t count) {
  if (story_characters(s) < SHORT_STORY) return &tiers[3];
  if (rank == 0) return &tiers[0];
  if (rank == 1 && count > 3) return &tiers[1];
  return rank < (count * 2 + 2) / 3 ? &tiers[2] : &tiers[3];
}

/* A page of other than eight columns takes widths in proportion. */
static int scaled(int w, int columns) { return max_int(1, (w * columns + 4) / 8); }

typedef struct Trial {                             /* a story in one width and headline size */
  const Tier *tier;
  int w, wish_w;
  int size;                                        /* index into the tier's sizes */
  StoryFit fit;
} Trial;

static int trial_cost(const Trial *t, int leg_lines) {
  int cost = abs_int(t->w - t->wish_w) * COST_WIDTH + (t->size ? COST_SIZE : 0);
  if (leg_lines < LEG_LEAST) cost += (LEG_LEAST - leg_lines) * COST_SHORT_LEG;
  if (leg_lines > LEG_MOST) cost += (leg_lines - LEG_MOST) * COST_LONG_LEG;
  if (t->fit.head_lines > leg_lines / 2 + 4) cost += COST_HEAD_LINES;
  return cost;
}

static void add_variant(Job *job, Variants *out, const Trial *t, int pict_cols, int pict_lines, int extra_cost) {
  int legs = t->fit.body_lines + pict_cols * pict_lines;
  int leg_lines = (legs + t->w - 1) / t->w;
  if (pict_cols) leg_lines = max_int(leg_lines, pict_lines + (pict_cols == t->w ? (t->fit.body_lines + t->w - 1) / t->w : 3));
  Variant v = {.depth = t->fit.head_lines + leg_lines, .cost = trial_cost(t, leg_lines) + extra_cost, .pict_cols = pict_cols,
               .pict_lines = pict_lines, .size = t->tier->size_pt[t->size] * LEN_PT};
  vec_add(job->arena, out, v);
}

/* Pictures: two thirds of the frame's width is the wish, 2:3 upright to 16:9 lying the limits, each depth in whole lines. */
static void add_pictured(Job *job, const Layout *base, Variants *out, const Trial *t, int caption_lines) {
  int wish_cols = max_int(1, (t->w * 2 + 1) / 3);
  for (int c = max_int(1, wish_cols - 1); c <= min_int(t->w, wish_cols + 1); c++) {
    Len width = c * base->grid.measure + (c - 1) * base->grid.gutter;
    int wish = (int)(width * 2 / 3 / base->grid.pitch), least = (int)(width * 9 / 17 / base->grid.pitch), most = (int)(width * 4 / 5 / base->grid.pitch);
    for (int k = max_int(least, 4); k <= most; k += PICT_STEP)
      add_variant(job, out, t, c, k + caption_lines, abs_int(k - wish) * COST_ASPECT + abs_int(c - wish_cols) * COST_PICT_WIDTH);
  }
}

void variants_make(Job *job, const VariantsFor *f, Arena *scratch) {
  const Tier *tier = tier_of(f->story, f->rank, f->count);
  int columns = f->base->grid.columns, wish = scaled(tier->wish_w, columns);
  int least = scaled(tier->least_w, columns), most = max_int(scaled(tier->most_w, columns), least);
  for (int w = 1; w <= columns; w++) {
    for (int size = 0; size < 3; size++) {
      Slot slot = makeup_slot(job, f->base, f->story, (Place){.variant.size = tier->size_pt[size] * LEN_PT, .columns = w, .depth = f->lines}, 0, 0);
      Trial t = {.tier = tier, .w = w, .wish_w = wish, .size = size, .fit = flow_ruler_measure(f->ruler, scratch, f->base, &slot)};
      arena_clear(scratch);
      bool deep = t.fit.body_lines > LEG_MOST * most;  /* long copy may go wider than its rank */
      if (w < least || (w > most && !deep)) continue;
      if (f->story->picture_count) add_pictured(job, f->base, &f->out[w - 1], &t, 2);
      else add_variant(job, &f->out[w - 1], &t, 0, 0, 0);
    }
  }
}
