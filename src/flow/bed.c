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

Bed bed_make(Arena *a, const Slot *s, Len taken_left, Len taken_right) {
  const Grid *g = &s->grid;
  Bed b = {.grid = g, .first = s->cells.line_first, .last = s->cells.line_last};
  int columns = s->cells.col_last - s->cells.col_first + 1;
  b.x = grid_column(g, s->cells.col_first);
  b.w = grid_column(g, s->cells.col_last) + g->measure - b.x;
  Len inset = s->box.on ? measure_len(s->box.inset, g->em, g->pitch) : 0;
  if (2 * inset > b.w - g->em)
    inset = len_max(0, (b.w - g->em) / 2); /* a character is left whatever the frame asks for */
  if (s->box.on && b.last - b.first >= 4) b.first++, b.last--;
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
  return b;
}
