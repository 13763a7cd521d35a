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
 * One that the base layout has a slot for stands there; one with columns and lines of its own, there. One that came flatter than its size takes no
 * more of it than its shape asks for: what it would leave white over and under it goes to copy, and that is said. */
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

/* What its size takes of the page's depth: lines, on a vertical page tiers. */
static int own_depth(const Layout *base, int size) {
  if (!base->grid.vertical) return ad_lines(base, size);
  int tiers = ad_lines(base, size) * base->grid.columns / base->grid.lines;
  return tiers > 1 ? tiers : 1;
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

static bool is_placed(const AdFill *ad) { return ad->col_first && ad->line_first; }

void ads_look(Job *job, Edition *e) {
  Arena *a = arena_open_child(job->arena);
  Job quiet = {a, diags_fork(a, job->diags)};
  for (size_t p = 0; p < e->page_count; p++)
    for (size_t i = 0; i < e->pages[p].ad_count; i++) {
      AdFill *ad = &e->pages[p].ads[i];
      Pict pict;
      if (e->pages[p].layout || is_placed(ad) || !ad->file.n || !str_is(ad->state, "arrived")) continue;
      if (!pict_read_page(&quiet, path_join(a, e->dir, ad->file), ad->page > 0 ? ad->page : 1, ad->span, &pict))
        continue;
      ad->seen_w = pict_seen_width(&pict), ad->seen_h = pict_seen_height(&pict);
    }
  arena_close(a);
}

/* Whether it stands in this place over its whole width. */
static bool is_deep_enough(const Layout *base, const Slot *s, const AdFill *ad) {
  Rect r = layout_slot_rect(base, s);
  return r.h * ad->seen_w >= r.w * ad->seen_h;
}

/* Gives back lines, or tiers, that it would leave white. */
static void fit_shape(const Layout *base, const AdFill *ad, Slot *s) {
  if (!ad->seen_w || !ad->seen_h) return;
  int *first = base->grid.vertical ? &s->col_first : &s->line_first;
  int last = base->grid.vertical ? s->col_last : s->line_last;
  while (*first < last) {
    Slot less = *s;
    ++*(base->grid.vertical ? &less.col_first : &less.line_first);
    if (!is_deep_enough(base, &less, ad)) return;
    ++*first;
  }
}

void ads_tell(Job *job, const PagePlan *page) {
  for (size_t i = 0; i < page->ad_count; i++) {
    const AdFill *ad = &page->ads[i];
    const Slot *s = layout_find_slot(page->layout, ad->slot);
    if (!s || !ad->seen_w) continue;
    bool tiers = page->layout->grid.vertical;
    int has = tiers ? s->col_last - s->col_first + 1 : s->line_last - s->line_first + 1;
    int own = own_depth(page->layout, ad->size);
    if (has < own)
      diag_add(job->diags, DIAG_AD_SHAPE, ad->span,
               "the advertisement '%.*s' is flatter than its size; it takes %d of its %d %s, the rest goes to copy",
               STRF(path_base(ad->file)), has, own, tiers ? "tiers" : "lines");
  }
}

static void place_by_size(const Layout *base, const AdSlots *ads, const AdFill *ad, bool left, Slot *s) {
  int columns = base->grid.columns, half = columns / 2;
  bool narrow = is_half_width(ad->size);
  s->col_first = narrow && !left ? columns - half + 1 : 1;
  s->col_last = narrow && left ? columns - half : columns;
  s->line_last = free_foot(base, ads, s);
  s->line_first = s->line_last - own_depth(base, ad->size) + 1;
  if (s->line_first < 1) s->line_first = 1;
}

/* A vertical page's foot are its last tiers: strips take some of them from edge to edge, narrow pieces the half at the left, then the other. */
static void place_in_tiers(const Layout *base, const AdSlots *ads, const AdFill *ad, bool right, Slot *s) {
  int tiers = base->grid.columns, lines = base->grid.lines;
  bool narrow = is_half_width(ad->size);
  s->line_first = narrow && !right ? lines - lines / 2 + 1 : 1;
  s->line_last = narrow && right ? lines - lines / 2 : lines;
  s->col_last = tiers;
  for (size_t i = 0; i < ads->n; i++) {
    const Slot *o = &ads->at[i];
    if (o->line_first <= s->line_last && s->line_first <= o->line_last && o->col_first - 1 < s->col_last)
      s->col_last = o->col_first - 1;
  }
  s->col_first = s->col_last - own_depth(base, ad->size) + 1;
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
      if (!is_placed(ad)) {
        (base->grid.vertical ? place_in_tiers : place_by_size)(base, &ads, ad, left, &s);
        fit_shape(base, ad, &s);
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
