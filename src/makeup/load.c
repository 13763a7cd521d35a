/* How much of a page a story takes, and how much a page has: in lines of its columns. For dealing stories to pages, which needs no exact figure:
 * what a page really holds is found when it is made. */
#include "makeup/deal.h"

#include "makeup/variants.h"

int load_room(Job *job, const Layout *base, const PagePlan *page) {
  const Grid *g = &base->grid;
  AdSlots ads = ads_place(job->arena, base, page);
  int room = g->columns * g->lines;
  for (size_t i = 0; i < base->slot_count + ads.n; i++) {
    const Slot *s = i < base->slot_count ? &base->slots[i] : &ads.at[i - base->slot_count];
    if (s->area.w == 0) room -= (s->col_last - s->col_first + 1) * (s->line_last - s->line_first + 1 + PILE_GAP);
  }
  return room > 0 ? room : 0;
}

/* The menu of a story is that of its rank among those of its page. */
static Menu menu_of(const Story *s, size_t rank, size_t of, int columns) {
  const Story *all[PAGE_MAX];
  Menu menus[PAGE_MAX];
  size_t n = of < PAGE_MAX ? of : PAGE_MAX, at = rank < n ? rank : n - 1;
  for (size_t i = 0; i < n; i++) all[i] = s;
  menus_make(all, n, columns, menus);
  return menus[at];
}

Load load_of(Job *job, const FlowInput *in, const Layout *base, const Story *s, size_t rank, size_t of) {
  Arena *a = arena_open(), *scratch = arena_open_child(a);
  Job inner = {.arena = a, .diags = diags_fork(a, job->diags)};
  Menu m = menu_of(s, rank, of ? of : 1, base->grid.columns);
  Place p = {.variant = {.tier = m.tier, .size = m.size_pt[m.wish] * LEN_PT, .legs = m.wish_w},
             .plot = {.columns = m.wish_w, .lines = base->grid.lines}};
  if (s->picture_count) {
    const Grid *g = &base->grid;
    p.variant.pict_cols = (m.wish_w * 2 + 2) / 3;
    p.variant.pict_lines =
        (int)((p.variant.pict_cols * (g->measure + g->gutter) - g->gutter) * 2 / 3 / g->pitch); /* about 3:2 */
  }
  Slot slot = makeup_slot(&inner, base, s, &p);
  StoryFit fit = flow_ruler_measure(flow_ruler(&inner, in, base, s), scratch, base, &slot);
  Load l = {.body = fit.body_lines};
  l.all = l.body + (fit.head_lines + PILE_GAP) * m.wish_w + fit.picture_lines * p.variant.pict_cols;
  arena_close(scratch);
  arena_close(a);
  return l;
}
