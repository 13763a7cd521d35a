/* flow/bed: the legs of a slot, on the grid.
 *
 *     columns   |  13 em  |g|  13 em  |g|  13 em  |      a span of n columns measures n*13 + (n-1)*1 em
 *     legs: 2   |      20 em      | g |     20 em |      the same span divided anew (变栏): whole characters, the rest to the gutters
 *     box       |i| 12 em |g| ...           |i|          loses its inset on both sides and is whole characters still
 *
 * The invariant is that a leg is a whole number of body characters whenever the base column is one: then a line of Han fills
 * it without a gap. What division leaves over widens the gutters, never a leg, so that all legs of a story break alike.
 *
 * In a vertical frame legs are tiers (段), one under the other: the same numbers, along lines that run down. */
#include "flow/inside.h"

static Len whole_characters(Len w, Len body) { return w - w % body; }

Len bed_span(const Bed *b, int leg, int n) { return b->leg_x[leg + n - 1] + b->measure - b->leg_x[leg]; }

/* One leg for each base column: the grid says where they are. */
static void legs_on_columns(const Slot *s, Bed *b) {
  for (int i = 0; i < b->legs; i++) b->leg_x[i] = grid_column(b->grid, s->cells.col_first + i);
  b->measure = b->grid->measure;
}

/* n equal legs of whole characters; gutters of at least the grid's take what is left. */
static void legs_divided(const Slot *s, Bed *b) {
  Len body = b->grid->em, gutter = b->grid->gutter;
  Len room = b->w - (b->legs - 1) * gutter;
  if (room < b->legs * body) room = b->legs * body;
  b->measure = whole_characters(room / b->legs, body);
  Len rest = b->w - b->legs * b->measure;
  Len x = b->x;
  if (b->legs == 1 && !(s->own && !s->box.on)) x += rest / 2; /* one that stands beside others begins where they do */
  for (int i = 0; i < b->legs; i++) {
    b->leg_x[i] = x;
    x += b->measure;
    if (i + 1 < b->legs) x += len_share(rest, (size_t)b->legs - 1, (size_t)i);
  }
}

enum { READABLE_MOST = 24 }; /* characters of a leg, where nobody says how many legs there are */

static int legs_readable(const Grid *g, Len w) {
  int legs = 1;
  while ((w - (legs - 1) * g->gutter) / legs > READABLE_MOST * g->em) legs++;
  return legs;
}

/* ---- several frames
 *
 *     | 1 | 2 | 3 | 4 |     Frames that touch are one shape: a leg runs through all of them that lie in its column, and legs are read
 *     | 1 | 2 | 3 | 4 |     from left to right. A frame that does not touch those before it, reaches further to the left than they do,
 *     | 1 | 2 |             or would part a column in two begins a shape of its own, read after them. So an L reads 1 2 3 4 leg by leg,
 *     | 1 | 2 |             and two frames apart read one after the other. */

typedef struct ShapeLeg {
  int col, first, last;
} ShapeLeg;
typedef struct ShapeLegs {
  ShapeLeg *at;
  size_t n, cap;
} ShapeLegs;

static ShapeLeg *leg_in(ShapeLegs *l, size_t from, int col) {
  for (size_t i = from; i < l->n; i++)
    if (l->at[i].col == col) return &l->at[i];
  return NULL;
}

/* Does the frame lengthen legs of the shape from its own first column on, or stand at their side? */
static bool joins(ShapeLegs *l, size_t from, const Cells *f) {
  if (from == l->n || f->col_first < l->at[from].col) return false;
  bool touches = false;
  for (int col = f->col_first; col <= f->col_last; col++) {
    const ShapeLeg *leg = leg_in(l, from, col), *left = leg_in(l, from, col - 1);
    if (leg && leg->last + 1 != f->line_first && f->line_last + 1 != leg->first) return false;
    touches = touches || leg || (left && left->first <= f->line_last && f->line_first <= left->last);
  }
  return touches;
}

static void put_frame(Arena *a, ShapeLegs *l, size_t from, const Cells *f) {
  for (int col = f->col_first; col <= f->col_last; col++) {
    ShapeLeg *leg = leg_in(l, from, col);
    if (!leg)
      vec_add(a, l, (ShapeLeg){col, f->line_first, f->line_last});
    else if (f->line_first > leg->last)
      leg->last = f->line_last;
    else
      leg->first = f->line_first;
  }
}

/* Frames of a shape may be listed in any order: its legs go from left to right. */
static void sort_legs(ShapeLegs *l, size_t from) {
  for (size_t i = from + 1; i < l->n; i++)
    for (size_t k = i; k > from && l->at[k - 1].col > l->at[k].col; k--) {
      ShapeLeg t = l->at[k];
      l->at[k] = l->at[k - 1], l->at[k - 1] = t;
    }
}

static void legs_of_frames(Arena *a, const Slot *s, Bed *b) {
  ShapeLegs l = {0};
  size_t from = 0;
  for (size_t i = 0; i < s->frame_count; i++) {
    if (!joins(&l, from, &s->frames[i])) from = l.n;
    put_frame(a, &l, from, &s->frames[i]);
    sort_legs(&l, from);
  }
  b->legs = (int)l.n, b->measure = b->grid->measure;
  b->leg_x = arena_array(a, Len, l.n), b->leg_first = arena_array(a, int, l.n), b->leg_last = arena_array(a, int, l.n);
  for (size_t i = 0; i < l.n; i++) {
    b->leg_x[i] = grid_column(b->grid, l.at[i].col);
    b->leg_first[i] = l.at[i].first, b->leg_last[i] = l.at[i].last;
  }
  b->top_legs = s->frames[0].col_last - s->frames[0].col_first + 1;
  b->first = s->frames[0].line_first, b->last = b->leg_last[0];
  for (int i = 0; i < b->top_legs; i++) {
    b->first = b->leg_first[i] > b->first ? b->leg_first[i] : b->first;
    b->last = b->leg_last[i] < b->last ? b->leg_last[i] : b->last;
  }
  b->w = bed_span(b, 0, b->top_legs);
}

bool bed_side_by_side(const Bed *b, int leg) {
  return leg + 1 < b->legs && b->leg_x[leg + 1] > b->leg_x[leg] && b->leg_x[leg + 1] - b->leg_x[leg] < 2 * b->measure &&
         b->leg_first[leg] <= b->leg_last[leg + 1] && b->leg_first[leg + 1] <= b->leg_last[leg];
}

enum { COLUMN_HEAD_LINES = 3, UNDER_COLUMN_HEAD = 4 };

int column_head_lines(const Slot *s) {
  int lines = s->cells.line_last - s->cells.line_first + 1;
  bool any = s->kind == SLOT_BRIEFS && s->content.n > 0;
  return any && lines >= COLUMN_HEAD_LINES + UNDER_COLUMN_HEAD + (s->box.on ? 2 : 0) ? COLUMN_HEAD_LINES : 0;
}

Bed bed_make(Arena *a, const Slot *s, Len taken_left, Len taken_right) {
  const Grid *g = &s->grid;
  Bed b = {.grid = g, .first = s->cells.line_first, .last = s->cells.line_last};
  int columns = s->cells.col_last - s->cells.col_first + 1;
  b.x = grid_column(g, s->cells.col_first);
  b.w = grid_column(g, s->cells.col_last) + g->measure - b.x;
  if (s->frame_count) {
    legs_of_frames(a, s, &b);
    return b;
  }
  Len inset = s->box.on ? measure_len(s->box.inset, g->em, g->pitch) : 0;
  if (2 * inset > b.w - g->em)
    inset = len_max(0, (b.w - g->em) / 2); /* a character is left whatever the frame asks for */
  if (s->box.on && b.last - b.first >= 4) b.first++, b.last--;
  b.first += column_head_lines(s);
  b.x += inset + taken_left;
  b.w -= 2 * inset + taken_left + taken_right;
  if (b.w < g->em) b.w = g->em;
  bool apart = inset || taken_left || taken_right || s->own;
  b.legs = s->legs > 0 ? s->legs : s->own ? legs_readable(g, b.w) : columns;
  if ((taken_left || taken_right) && s->legs == 0 &&
      !s->own) { /* what a cross headline takes away, whole columns give */
    int fit = (int)((b.w + g->gutter) / (g->measure + g->gutter));
    b.legs = fit < 1 ? 1 : fit;
  }
  b.leg_x = arena_array(a, Len, b.legs);
  if (!apart && (s->legs == 0 || s->legs == columns))
    legs_on_columns(s, &b);
  else
    legs_divided(s, &b);
  b.top_legs = b.legs;
  b.leg_first = arena_array(a, int, b.legs), b.leg_last = arena_array(a, int, b.legs);
  for (int i = 0; i < b.legs; i++) b.leg_first[i] = b.first, b.leg_last[i] = b.last;
  return b;
}
