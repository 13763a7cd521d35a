/* flow/bed: the legs of a slot, on the grid.
 *
 *     columns   |  13 em  |g|  13 em  |g|  13 em  |      a span of n columns measures n*13 + (n-1)*1 em
 *     legs: 2   |      20 em      | g |     20 em |      the same span divided anew (变栏): whole characters, the rest to the gutters
 *     box       |i| 12 em |g| ...           |i|          loses its inset on both sides and is whole characters still
 *
 * The invariant is that a leg is a whole number of body characters whenever the base column is one: then a line of Han fills
 * it without a gap. What division leaves over widens the gutters, never a leg, so that all legs of a story break alike. */
#include "flow/inside.h"

static Len whole_characters(Len w, Len body) { return w - w % body; }

Len bed_span(const Bed *b, int leg, int n) { return b->leg_x[leg + n - 1] + b->measure - b->leg_x[leg]; }

/* One leg for each base column: the grid says where they are. */
static void legs_on_columns(const Layout *l, const Slot *s, Bed *b) {
  for (int i = 0; i < b->legs; i++) b->leg_x[i] = layout_column_x(l, s->col_first + i);
  b->measure = l->grid.measure;
}

/* n equal legs of whole characters; gutters of at least the grid's take what is left. */
static void legs_divided(const Layout *l, Bed *b) {
  Len body = l->grid.body, gutter = l->grid.gutter;
  Len room = b->w - (b->legs - 1) * gutter;
  if (room < b->legs * body) room = b->legs * body;
  b->measure = whole_characters(room / b->legs, body);
  Len rest = b->w - b->legs * b->measure;
  Len x = b->x;
  if (b->legs == 1) x += rest / 2;
  for (int i = 0; i < b->legs; i++) {
    b->leg_x[i] = x;
    x += b->measure;
    if (i + 1 < b->legs) x += len_share(rest, (size_t)b->legs - 1, (size_t)i);
  }
}

Bed bed_make(Arena *a, const Layout *l, const Slot *s, Len taken_left, Len taken_right) {
  Bed b = {.first = s->line_first, .last = s->line_last};
  int columns = s->col_last - s->col_first + 1;
  b.x = layout_column_x(l, s->col_first);
  b.w = layout_column_x(l, s->col_last) + l->grid.measure - b.x;
  Len inset = s->box.on ? measure_len(s->box.inset, l->grid.body, l->grid.pitch) : 0;
  if (s->box.on && b.last - b.first >= 4) b.first++, b.last--;
  b.x += inset + taken_left;
  b.w -= 2 * inset + taken_left + taken_right;
  if (b.w < l->grid.body) b.w = l->grid.body;
  bool apart = inset || taken_left || taken_right;
  b.legs = s->legs > 0 ? s->legs : columns;
  if (apart && s->legs == 0) { /* what a headline at the side takes away, whole columns give */
    int fit = (int)((b.w + l->grid.gutter) / (l->grid.measure + l->grid.gutter));
    if (taken_left || taken_right) b.legs = fit < 1 ? 1 : fit;
  }
  b.leg_x = arena_array(a, Len, b.legs);
  if (!apart && (s->legs == 0 || s->legs == columns))
    legs_on_columns(l, s, &b);
  else
    legs_divided(l, &b);
  return b;
}
