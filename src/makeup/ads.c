/* Advertisements on an automatic page.
 *
 * They are sold in classes of the type area, and stand at its foot: whole strips lowest, each over the one before; then pieces of half the width,
 * the first at the right, the second beside it:
 *
 *     |            |    3    |       1: strip (通栏)        the page's width, a fifth of its depth
 *     |     2      +---------+       2, 3: quarters         half of both
 *     |            |         |
 *     +------------+---------+
 *     |          1           |
 *
 * One that the base layout has a slot for stands there; one with columns and lines of its own, there. */
#include "makeup/page.h"

enum { STRIP_SHARE = 5 };

static void ad_style(Slot *s, const Layout *base) {
  s->kind = SLOT_AD;
  s->text = layout_style(base, "text");
  s->headline = layout_style(base, "text");
}

static int ad_lines(const Layout *base, int size) {
  int lines = base->grid.lines;
  switch (size) {
  case AD_DOUBLE_STRIP: return 2 * lines / STRIP_SHARE;
  case AD_QUARTER:
  case AD_HALF: return lines / 2;
  case AD_FULL: return lines;
  default: return lines / STRIP_SHARE;
  }
}

static bool is_half_width(int size) { return size == AD_QUARTER || size == AD_HALF_STRIP; }

/* The foot that is free in these columns: the least line that a slot from below reaches up to. */
static int free_foot(const Layout *base, const AdSlots *ads, const Slot *s) {
  int foot = base->grid.lines;
  for (size_t i = 0; i < base->slot_count + ads->n; i++) {
    const Slot *o = i < base->slot_count ? &base->slots[i] : &ads->at[i - base->slot_count];
    bool below = o->line_first > base->grid.lines / 2 || i >= base->slot_count;
    if (below && o->col_first <= s->col_last && s->col_first <= o->col_last && o->line_first - 2 < foot)
      foot = o->line_first - 2;
  }
  return foot;
}

static void place_by_size(const Layout *base, const AdSlots *ads, const AdFill *ad, bool left, Slot *s) {
  int columns = base->grid.columns, half = columns / 2;
  bool narrow = is_half_width(ad->size);
  s->col_first = narrow && !left ? columns - half + 1 : 1;
  s->col_last = narrow && left ? columns - half : columns;
  s->line_last = free_foot(base, ads, s);
  s->line_first = s->line_last - ad_lines(base, ad->size) + 1;
  if (s->line_first < 1) s->line_first = 1;
}

/* A vertical page's foot are its last tiers: strips take some of them from edge to edge, narrow pieces the half at the left, then the other. */
static void place_in_tiers(const Layout *base, const AdSlots *ads, const AdFill *ad, bool right, Slot *s) {
  int tiers = base->grid.columns, lines = base->grid.lines, take = ad_lines(base, ad->size) * tiers / lines;
  bool narrow = is_half_width(ad->size);
  s->line_first = narrow && !right ? lines - lines / 2 + 1 : 1;
  s->line_last = narrow && right ? lines - lines / 2 : lines;
  s->col_last = tiers;
  for (size_t i = 0; i < ads->n; i++) {
    const Slot *o = &ads->at[i];
    if (o->line_first <= s->line_last && s->line_first <= o->line_last && o->col_first - 1 < s->col_last)
      s->col_last = o->col_first - 1;
  }
  s->col_first = s->col_last - (take > 1 ? take : 1) + 1;
  if (s->col_first < 1) s->col_first = 1;
}

AdSlots ads_place(Arena *a, const Layout *base, const PagePlan *page) {
  AdSlots ads = {0};
  bool left = false;
  for (int narrow = 0; narrow < 2; narrow++) /* whole strips first: they stand lowest */
    for (size_t i = 0; i < page->ad_count; i++) {
      const AdFill *ad = &page->ads[i];
      if (is_half_width(ad->size) != narrow || layout_find_slot(base, ad->slot)) continue;
      Slot s = {.name = ad->slot, .span = ad->slot_span};
      ad_style(&s, base);
      s.col_first = ad->col_first, s.col_last = ad->col_last, s.line_first = ad->line_first,
      s.line_last = ad->line_last;
      if (!s.col_first || !s.line_first) {
        (base->grid.vertical ? place_in_tiers : place_by_size)(base, &ads, ad, left, &s);
        left = narrow && !left;
      }
      if (s.col_last > base->grid.columns) s.col_last = base->grid.columns;
      if (s.line_last > base->grid.lines) s.line_last = base->grid.lines;
      if (s.col_first > s.col_last || s.line_first > s.line_last) continue;
      layout_place_slot(base, &s);
      vec_add(a, &ads, s);
    }
  return ads;
}
