/* The ways a story may stand: menus by rank. Taste stands here, in numbers with their reasons; the search knows only depth and cost. */
#include "makeup/variants.h"

#include "flow/flow.h"

/* Headline sizes fall in steps one can see. The middle of a story's window is the wish, the others are there to fill a frame to the line. */
typedef struct Tier {
  int size_pt[SIZES];
  int least_w, most_w, wish_w; /* of eight columns */
} Tier;
static const Tier tiers[TIER_COUNT] = {
    {{54, 48, 44, 40, 36}, 4, 7, 5}, /* the lead: more than half the page's width */
    {{36, 34, 32, 30, 28}, 3, 5, 4},
    {{28, 26, 24, 22, 20}, 2, 4, 3},
    {{20, 18, 16, 15, 14}, 1, 3, 2}, /* small pieces */
};
/* What somebody thinks stands in a box, in a face of its own, and is no part of the ladder. */
static const Tier comment = {{30, 28, 26, 24, 22}, 2, 5, 3};
enum {
  SHORT_STORY = 260, /* characters: less is a small piece whatever its rank */
  LEG_LEAST = 6,     /* lines: a shorter leg looks like a mistake */
  LEG_MOST = 48,     /* lines: a deeper grey column wants a wider frame */
  SHALLOWEST = 3,    /* lines: flow pours no text into less */
  UNDER_LEAST = 4,   /* lines of text under a picture, if any */
  COST_WIDTH = 14,   /* a column off the wish */
  COST_WIDER =
      45,        /* columns more than the rank allows, squared: one may help a page to interlock, three only fill it */
  COST_ELL = 40, /* legs of two depths: a reader follows a rectangle more easily */
  COST_SIZE = 5, /* a place off the middle of the menu of headline sizes */
  COST_LEGS = 3, /* another measure than the page's: a wider one says that more is meant */
  COST_FEW_LEGS =
      20,       /* the same for a small piece, for a whole piece in one leg, and for a measure as wide as can be read */
  AIR_MOST = 3, /* lines of air that a headline block may be given to fill a frame */
  COST_AIR = 7, /* the first line, */
  COST_MORE_AIR = 12,   /* the second, */
  COST_MUCH_AIR = 25,   /* the third: a hole about small type */
  FILL_MOST_PM = 940,   /* of its measure: a headline that fills more touches the gutters */
  FILL_LEAST_PM = 600,  /* and one that fills less leaves a hole beside itself */
  COST_FULL = 4,        /* a hundredth over, */
  NARROW_MOST_PM = 100, /* more is the doing of the copy: a headline of two characters is narrow everywhere */
  COST_NARROW = 1,      /* a hundredth under */
  COST_PARTED = 5,      /* a headline parted between words, not phrases; squared with each grade below that */
  COUNT_OFF = 3,        /* lines: the count is wrong by so much for a reason, as in lists and tables */
  DEEPER_MOST = 1,      /* lines of a depth that the count does not ask for: it may be wrong */
  BOX_LINES = 2,        /* of a box's frame, over and under its text */
  SHUT_MOST = 4,        /* lines that paragraphs are squeezed by */
  COST_SHUT = 4,
  COST_OPEN = 3,
  LADDER_LINE = 2, /* points that the ladder asks for a line saved or made; what it gives dearer costs as much more */
  COST_SHORT_LEG = 60,  /* a line short of LEG_LEAST */
  COST_LONG_LEG = 2,    /* a line over LEG_MOST */
  COST_HEAD_DEEP = 9,   /* a line that the headline block is deeper than the text under it */
  COST_TOO_LONG = 4000, /* a headline that does not fit: only when nothing else does */
  PICT_LEAST = 6,       /* lines: a shallower one is a slit */
  ASPECT_FLAT_PM = 450, /* flatter and steeper pictures are cropped to these */
  ASPECT_STEEP_PM = 1300,
  COST_ASPECT = 2,    /* a line off the picture's wished depth */
  COST_PICT_WIDTH = 8 /* a leg off the picture's wished width */
};

static int max_int(int a, int b) { return a > b ? a : b; }
static int min_int(int a, int b) { return a < b ? a : b; }
static int abs_int(int a) { return a < 0 ? -a : a; }

bool is_brief(const Story *s) { return story_characters(s) < SHORT_STORY; }

static TierKind tier_of(const Story *s, size_t rank, size_t count) {
  if (rank == 0) return is_brief(s) ? TIER_SECOND : TIER_LEAD; /* a page of briefs has a first one too */
  if (rank == 1 && count > 3 && !is_brief(s)) return TIER_SECOND;
  return rank < (count * 2 + 2) / 3 && !is_brief(s) ? TIER_THIRD : TIER_SMALL;
}

/* A page of other than eight columns takes widths in proportion. */
static int scaled(int w, int columns) { return max_int(1, (w * columns + 4) / 8); }

static void fill_menu(Menu *m, const Story *s, int columns, size_t nth, size_t of) {
  const Tier *t = &tiers[m->tier];
  int first = (int)(nth * (SIZES - 1) / of), last = (int)((nth + 1) * (SIZES - 1) / of);
  if (is_comment(s)) t = &comment, first = 0, last = SIZES - 1;
  m->sizes = last - first + 1;
  m->wish = m->tier == TIER_LEAD ? 1 : (m->sizes - 1) / 2;
  for (int i = 0; i < m->sizes; i++) m->size_pt[i] = t->size_pt[first + i];
  m->least_w = scaled(is_brief(s) ? min_int(t->least_w, is_comment(s) ? 1 : 2) : t->least_w, columns);
  m->most_w = max_int(scaled(t->most_w, columns), m->least_w);
  m->wish_w = scaled(t->wish_w, columns);
}

void menus_make(const Story *const *stories, size_t n, int columns, Menu *out) {
  size_t of[TIER_COUNT] = {0}, nth[TIER_COUNT] = {0};
  TierKind least = TIER_LEAD; /* no headline is larger than one of higher rank */
  for (size_t i = 0; i < n; i++) {
    out[i].tier = tier_of(stories[i], i, n);
    if (out[i].tier < least) out[i].tier = least;
    if (is_comment(stories[i])) continue;
    least = out[i].tier;
    of[least]++;
  }
  for (size_t i = 0; i < n; i++) {
    bool own = is_comment(stories[i]);
    fill_menu(&out[i], stories[i], columns, own ? 0 : nth[out[i].tier]++, own ? 1 : of[out[i].tier]);
  }
}

typedef struct Trial { /* a story in one width and headline size, perhaps with a picture */
  const VariantsFor *f;
  int w, legs;
  int size;                        /* index into the menu's sizes */
  int pict_cols, pict_lines, cost; /* picture alone, without its words */
  StoryFit fit;
  Arm arm; /* it stands as an L */
} Trial;

/* Lines of text that a frame of `depth` lines under its headline holds; a strip under a picture that is too shallow holds none. */
static int room_at(const Trial *t, int depth) {
  int arm = t->arm.columns * t->arm.lines;
  if (!t->pict_cols) return t->legs * depth + arm;
  int under = depth - t->fit.picture_lines - 1;
  return arm + (t->legs - t->pict_cols) * depth + (under >= UNDER_LEAST ? t->pict_cols * under : 0);
}

/* A leg fewer than columns is usual where copy of some weight stands over three and more; else it is dearer. */
static int legs_cost(const Trial *t) {
  int fewer = t->w - t->legs;
  bool usual = t->f->menu->tier <= TIER_THIRD && t->w >= 3;
  return usual ? fewer * COST_LEGS + (fewer > 1 ? COST_FEW_LEGS : 0) : fewer * COST_FEW_LEGS;
}

/* A line of air is unseen, a second is a pause, a third a hole. */
static int air_cost(int air) {
  static const int costs[] = {0, COST_AIR, COST_AIR + COST_MORE_AIR, COST_AIR + COST_MORE_AIR + COST_MUCH_AIR};
  return costs[air];
}

/* How the headline stands in its width, and where it had to be parted. */
static int headline_cost(const StoryFit *fit) {
  if (!fit->headline_lines) return 0;
  int fill = fit->headline_fill_pm ? fit->headline_fill_pm : FILL_MOST_PM;
  int full = max_int(0, fill - FILL_MOST_PM), narrow = min_int(NARROW_MOST_PM, max_int(0, FILL_LEAST_PM - fill));
  int parted = fit->parted < SENSE_PHRASE ? SENSE_PHRASE - fit->parted : 0;
  return full * COST_FULL / 10 + narrow * COST_NARROW / 10 + parted * parted * COST_PARTED;
}

static int cost_at(const Trial *t, int depth, int spare) {
  const Menu *m = t->f->menu;
  int cost = t->cost + abs_int(t->w - m->wish_w) * COST_WIDTH + abs_int(t->size - m->wish) * COST_SIZE + legs_cost(t);
  cost += spare < 0 ? t->fit.gives.cost[-spare] * COST_SHUT / LADDER_LINE
                    : t->fit.takes.cost[spare] * COST_OPEN / LADDER_LINE;
  int text = t->pict_cols == t->legs ? depth - t->fit.picture_lines - 1 : depth;
  if (text < LEG_LEAST) cost += (LEG_LEAST - text) * COST_SHORT_LEG;
  if (depth > LEG_MOST) cost += (depth - LEG_MOST) * COST_LONG_LEG;
  if (t->size || m->tier > TIER_LEAD) cost += max_int(0, t->fit.head_lines - text) * COST_HEAD_DEEP;
  return cost + headline_cost(&t->fit) + (t->fit.too_long ? COST_TOO_LONG : 0);
}

const Tried *lesson_find(const Lessons *l, const Variant *v, int w) {
  for (size_t i = 0; i < l->n; i++) {
    const Tried *t = &l->at[i];
    if (t->w == w && t->legs == v->legs && t->text == v->depth - v->head && t->pict_cols == v->pict_cols &&
        t->pict_lines == v->pict_lines && t->briefs == v->briefs && arm_same(t->arm, v->arm))
      return t;
  }
  return NULL;
}

void lesson_add(Job *job, Lessons *l, const Variant *v, int w, int over, int under) {
  Tried t = {w, v->legs, v->depth - v->head, v->pict_cols, v->pict_lines, v->briefs, v->arm, over, under};
  vec_add(job->arena, l, t);
  int *extra = &l->extra[w - 1][w - v->legs];
  if (v->briefs)
    *extra = max_int(*extra, over); /* of many small pieces any end of a leg may cost a line */
  else if (over >= COUNT_OFF)
    *extra += over;
}

/* With so much air about the headline. */
static void add_variant(Job *job, const Trial *t, int depth, int spare, int air) {
  int head = t->fit.head_lines + air, opened = min_int(spare, min_int(t->fit.takes.lines, OPEN_MOST));
  Variant v = {.depth = head + depth,
               .cost = cost_at(t, depth, opened) + air_cost(air),
               .legs = t->legs,
               .spare = opened,
               .short_of = spare - opened,
               .pict_cols = t->pict_cols,
               .pict_lines = t->pict_lines,
               .head = head,
               .air = air,
               .size = t->f->menu->size_pt[t->size] * LEN_PT,
               .tier = t->f->menu->tier,
               .arm = t->arm};
  const Tried *seen = lesson_find(t->f->lessons, &v, t->w);
  if (seen) v.short_of = seen->under, v.cost += seen->over * COST_OVER;
  v.cost += v.short_of * COST_SHORT;
  if (v.depth <= t->f->lines && (!air || t->fit.head_lines)) vec_add(job->arena, &t->f->out[t->w - 1], v);
}

/* The depths that the text fills, with paragraphs a line longer or shorter here and there, and air about the headline. */
static void add_depths(Job *job, const Trial *t) {
  int depth = t->pict_cols ? t->fit.picture_lines : SHALLOWEST, box = t->f->boxed ? BOX_LINES : 0;
  int body = t->fit.body_lines + t->f->lessons->extra[t->w - 1][t->w - t->legs];
  int shut = min_int(t->fit.gives.lines, SHUT_MOST), open = min_int(t->fit.takes.lines, OPEN_MOST), deeper = 0;
  while (room_at(t, depth) < body - shut) depth++;
  for (int d = depth; d + box <= t->f->lines; d++) {
    int spare = room_at(t, d) - body;
    if (d > depth && spare > open && room_at(t, d - 1) >= body && deeper++ == DEEPER_MOST) break;
    for (int air = 0; air <= AIR_MOST; air++) add_variant(job, t, d + box, spare, air);
  }
}

static void measure_trial(Job *job, Trial *t, Arena *scratch) {
  Measured *m = t->f->measured;
  int legs = t->w - t->legs;
  bool *is = &m->is[t->w - 1][legs][t->size][t->pict_cols];
  StoryFit *fit = &m->fit[t->w - 1][legs][t->size][t->pict_cols];
  if (*is) {
    t->fit = *fit;
    return;
  }
  Place p = {.variant = {.tier = t->f->menu->tier,
                         .size = t->f->menu->size_pt[t->size] * LEN_PT,
                         .legs = t->legs,
                         .pict_cols = t->pict_cols,
                         .pict_lines = t->pict_lines},
             .plot = {.columns = t->w, .lines = t->f->lines},
             .boxed = t->f->boxed};
  Slot slot = makeup_slot(job, t->f->base, t->f->story, &p);
  t->fit = flow_ruler_measure(t->f->ruler, scratch, t->f->base, &slot);
  arena_clear(scratch);
  *fit = t->fit;
  *is = true;
}

/* Pictures: two thirds of the frame's width is the wish, a third for an upright one; each depth in whole lines about the picture's own shape,
 * so that cropping takes no more than a sixth. */
static void add_pictured(Job *job, Trial t, Arena *scratch) {
  const Grid *g = &t.f->base->grid;
  Len whole = t.w * g->measure + (t.w - 1) * g->gutter;
  int aspect = min_int(max_int(t.fit.picture_aspect_pm, ASPECT_FLAT_PM), ASPECT_STEEP_PM), width_cost = t.cost;
  if (g->vertical) aspect = 1000 * 1000 / aspect; /* as the legs see it */
  int wish_cols = max_int(1, aspect > 1000 ? (t.legs + 1) / 3 : (t.legs * 2 + 1) / 3);
  for (int c = max_int(1, wish_cols - 1); c <= min_int(t.legs, wish_cols + 2); c++) {
    Len width = (whole + g->gutter) * c / t.legs - g->gutter;
    int wish = (int)(width * aspect / 1000 / g->pitch), least = max_int(PICT_LEAST, wish * 5 / 6), most = wish * 7 / 6;
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

static void add_size(Job *job, Trial t, Arena *scratch) {
  const Menu *m = t.f->menu;
  measure_trial(job, &t, scratch);
  bool deep = t.fit.body_lines > LEG_MOST * m->most_w; /* long copy may go wider than its rank */
  int wider = t.w > m->most_w && !deep ? t.w - m->most_w : 0;
  t.cost = wider * wider * COST_WIDER + (t.arm.side ? COST_ELL : 0);
  if (t.f->story->picture_count)
    add_pictured(job, t, scratch);
  else
    add_depths(job, &t);
}

void variants_ell(Job *job, const VariantsFor *f, int columns, Arm arm, Arena *scratch) {
  for (int size = 0; size < f->menu->sizes; size++)
    add_size(job, (Trial){.f = f, .w = columns, .legs = columns, .size = size, .arm = arm}, scratch);
}

/* Stories may run in a leg fewer than columns (变栏), wide ones in two. */
static int legs_least(int w) { return w >= 5 ? w - FEWER_LEGS : w >= 2 ? w - 1 : w; }

void variants_make(Job *job, const VariantsFor *f, Arena *scratch) {
  for (int w = f->menu->least_w; w <= f->columns; w++)
    for (int legs = w; legs >= legs_least(w); legs--)
      for (int size = 0; size < f->menu->sizes; size++)
        add_size(job, (Trial){.f = f, .w = w, .legs = legs, .size = size}, scratch);
}
