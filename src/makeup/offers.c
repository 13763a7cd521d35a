/* Fillers as a step of the ladder: pieces that may stand at the foot of a frame, if that is the cheapest way to fill it.
 *
 *     ladder: [inherit, {filler: 12, cost: 10}]
 *
 *     | HEADLINE      |      Makeup knows the stock and how deep each piece is over a frame's columns; flow knows what else would fill the
 *     | a a a | b b b |      frame, and what that costs. So makeup offers a slot those pieces that are not too deep, sets the page, and sees
 *     | a a a | b b.  |      in the frames which were taken: a slot for each of them stands there then. The offers stay in the story's slot,
 *     |-------|-------|      and its ladder comes to the same end when the page is made.
 *     |    filler     |
 *
 * Under a story a piece goes over all legs; in briefs and other rows of stories it stands under the last leg. A piece stands once: of two
 * frames that want it the first in the layout has it, and the page is set again without that offer. Depths are counted; what the count missed is
 * learned, as for holes (fillers.c). */
#include "makeup/stock.h"

enum {
  OFFERS_MOST = 8, /* for a slot */
  ROUNDS_MOST = 12
};

typedef struct Counter { /* the page with its offers */
  Job *job;
  Stock *stock;
  const PagePlan *page; /* as it was */
  PagePlan with;
  Layout *layout;
  struct {            /* a slot before it has the piece */
    const Slot *slot; /* of the page as it was */
    size_t filler;
  } bans[FILLERS_MAX];
  size_t ban_count;
} Counter;

static const LadderStep *filler_step(const Layout *l, const Slot *s) {
  const Ladder *ladder = slot_ladder(l, s);
  for (size_t i = 0; i < ladder->n; i++)
    if (ladder->at[i].kind == STEP_FILLER && ladder->at[i].most > 0) return &ladder->at[i];
  return NULL;
}

static bool is_row(const Slot *s) {
  return s->kind == SLOT_BRIEFS || (s->kind == SLOT_STREAM && !s->repeat) || (s->kind == SLOT_JUMPS && !s->continues.n);
}

/* Slots that are one rectangle of the page's own columns; a row's legs are those columns. */
static bool may_have_offers(const Layout *l, const Slot *s) {
  int columns = s->col_last - s->col_first + 1;
  if (!filler_step(l, s) || s->own || s->area.w > 0 || s->frame_count || s->box.on || s->in.n) return false;
  if (is_row(s)) return !s->legs || s->legs == columns;
  return s->kind == SLOT_STORY && !s->headline_cross;
}

static Hole foot_of(const Slot *s, int lines) {
  Hole h = {s->col_first, s->col_last, s->line_last - lines + 1, s->line_last, s, true, true};
  if (is_row(s)) h.col_first = s->col_last;
  return h;
}

static bool is_banned(const Counter *c, const Slot *s, size_t filler) {
  for (size_t i = 0; i < c->ban_count; i++)
    if (c->bans[i].slot == s && c->bans[i].filler == filler) return true;
  return false;
}

/* Every piece at every depth that it may have. */
static void offer(Counter *c, const Slot *was, Slot *s) {
  int limit = filler_step(c->page->layout, was)->most;
  Hole h = foot_of(was, was->line_last - was->line_first + 1);
  int columns = h.col_last - h.col_first + 1;
  SlotOffer *at = arena_array(c->job->arena, SlotOffer, OFFERS_MOST);
  s->offer_count = 0;
  for (size_t i = 0; i < c->stock->n && columns <= COLUMNS_MAX; i++) {
    const Filler *f = &c->stock->e->fillers[i];
    if (is_banned(c, was, i)) continue;
    for (int k = 0; k < COLUMNS_MAX; k++) c->stock->known[i][k] = false;
    Depth d = stock_depth(c->stock, &h, i, columns);
    for (int lines = d.least; d.least && d.waste < columns && lines <= d.most && lines <= limit; lines++)
      if (s->offer_count < OFFERS_MOST) at[s->offer_count++] = (SlotOffer){path_base(f->file), i, lines};
  }
  s->offers = at;
}

static bool give_offers(Counter *c) {
  const Layout *was = c->page->layout;
  bool any = false;
  Layout *l = arena_new(c->job->arena, Layout);
  *l = *was;
  l->slots = arena_array(c->job->arena, Slot, was->slot_count + 1);
  for (size_t i = 0; i < was->slot_count; i++) {
    l->slots[i] = was->slots[i];
    if (may_have_offers(was, &was->slots[i])) offer(c, &was->slots[i], &l->slots[i]);
    any |= l->slots[i].offer_count > 0;
  }
  c->layout = l;
  c->with = *c->page;
  c->with.layout = l;
  return any;
}

/* The pieces that frames have taken, as holes that are filled. False: two wanted one. */
static bool read_frames(Counter *c, const FlowPage *made) {
  Stock *s = c->stock;
  s->holes.n = 0;
  bool wanted[FILLERS_MAX] = {false};
  for (size_t i = 0; i < made->frames.n; i++) {
    const SlotOffer *o = made->frames.at[i].offer;
    if (!o) continue;
    const Slot *slot = layout_find_slot(c->layout, made->frames.at[i].name);
    if (wanted[o->filler] && c->ban_count < FILLERS_MAX) {
      c->bans[c->ban_count].slot = c->page->layout->slots + (slot - c->layout->slots);
      c->bans[c->ban_count++].filler = o->filler;
      return false;
    }
    wanted[o->filler] = true;
    Hole h = foot_of(slot, o->lines);
    vec_add(s->job->arena, &s->holes, h);
    s->filled[s->holes.n - 1] = (Patches){.at = {{o->filler, 0, h.col_last - h.col_first + 1, 0, o->lines}}, .n = 1};
  }
  return true;
}

/* The page is set until each frame has a piece of its own, or none, and the pieces are as deep as they were thought to be. */
static bool settle(Counter *c) {
  for (int round = 0; round < ROUNDS_MOST; round++) {
    if (!give_offers(c)) return false;
    const FlowPage *made = stock_trial(c->stock, &c->with);
    if (!made) return false;
    if (!read_frames(c, made)) continue;
    c->stock->page = &c->with;
    bool exact = stock_learn(c->stock, false);
    c->stock->page = c->page;
    if (exact) return c->stock->holes.n > 0;
  }
  return false;
}

static bool has_any(const Layout *l) {
  bool any = false;
  for (size_t i = 0; i < l->slot_count; i++) {
    any |= may_have_offers(l, &l->slots[i]);
    if (l->slots[i].kind == SLOT_STREAM && l->slots[i].repeat) return false;
  }
  return any;
}

int offers_page(Job *job, const FlowInput *in, Edition *e, PagePlan *page) {
  if (!page->layout || !has_any(page->layout)) return 0;
  Arena *a = arena_open();
  PagePlan was = *page;
  Counter *c = arena_new(a, Counter);
  *c = (Counter){.job = job, .stock = stock_open(a, job, in, e, &was), .page = &was};
  c->stock->filled = arena_array(a, Patches, was.layout->slot_count + 1);
  int filled = 0;
  if (settle(c)) {
    c->stock->page = &c->with;
    for (size_t i = 0; i < c->stock->holes.n; i++) filled += stock_tell(job, c->stock, i);
    *page = stock_page(job, c->stock);
  }
  arena_close(a);
  return filled;
}
