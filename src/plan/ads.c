/* Advertisements are sold in classes of the type area (makeup places them by the same). A place that a designer drew is compared with the class that
 * was sold: who paid for half a page is not to find a strip. */
#include "plan/inside.h"

static const struct {
  const char *name;
  int wide_pm, deep_pm; /* of the type area, across the page and down it */
} CLASSES[] = {[AD_STRIP] = {"strip", 1000, 200},
               [AD_HALF_STRIP] = {"half-strip", 500, 200},
               [AD_DOUBLE_STRIP] = {"double-strip", 1000, 400},
               [AD_QUARTER] = {"quarter", 500, 500},
               [AD_HALF] = {"half", 1000, 500},
               [AD_FULL] = {"full", 1000, 1000}};

static Rect type_area(const Layout *l) {
  Slot all = {.col_first = 1, .col_last = l->grid.columns, .line_first = 1, .line_last = l->grid.lines};
  return layout_slot_rect(l, &all);
}

static int share_pm(Len of, Len all) { return all > 0 ? (int)(of * 1000 / all) : 0; }

static void check_one(Job *job, const Layout *l, const Slot *s, const AdFill *ad) {
  enum { NEAR_PM = 60 }; /* columns and lines are whole: a place is a little off its class */
  Rect place = layout_slot_rect(l, s), all = type_area(l);
  int wide = share_pm(place.w, all.w), deep = share_pm(place.h, all.h);
  int off_w = wide - CLASSES[ad->size].wide_pm, off_h = deep - CLASSES[ad->size].deep_pm;
  if (off_w >= -NEAR_PM && off_w <= NEAR_PM && off_h >= -NEAR_PM && off_h <= NEAR_PM) return;
  diag_add(job->diags, DIAG_AD_SIZE, ad->span,
           "the advertisement for '%.*s' was sold as '%s', %d %% of the type area's width and %d %% of its depth; its "
           "place is %d %% by %d %%",
           STRF(ad->slot), CLASSES[ad->size].name, CLASSES[ad->size].wide_pm / 10, CLASSES[ad->size].deep_pm / 10,
           wide / 10, deep / 10);
  diag_add_hint(job->diags, s->span, "the place '%.*s' is drawn here", STRF(s->name));
}

void ads_check(Job *job, const PagePlan *page) {
  for (size_t i = 0; page->layout && i < page->ad_count; i++) {
    const AdFill *ad = &page->ads[i];
    const Slot *s = layout_find_slot(page->layout, ad->slot);
    if (s && s->kind == SLOT_AD && ad->size >= 0) check_one(job, page->layout, s, ad);
  }
}
