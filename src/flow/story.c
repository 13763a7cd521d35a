/* flow/story: one story in one slot: headline and pictures get their places, the text is poured into what they leave of the legs. */
#include "flow/inside.h"

static void put_pictures(Flow *f, FlowPage *page, const Galley *g) {
  for (size_t i = 0; i < g->picture_count; i++)
    if (g->pictures[i].place && !g->pictures[i].island) put_picture(f, page, g->bed.grid, &g->pictures[i], g->number);
}

static void put_story_head(Flow *f, FlowPage *page, const Galley *g) {
  if (!g->head.n) return;
  if (g->head.over) {
    put_head_on(f, page, g->bed.grid, &g->head, g->number, head_on_picture(g));
    return;
  }
  Len x = g->bed.leg_x[0];
  if (g->head.cross)
    x = head_at_end(g->slot) ? g->bed.x + g->bed.w + g->head.after : g->bed.x - g->head.after - g->head.width;
  put_head(f, page, g->bed.grid, &g->head, g->number, x, g->head_line, g->head.lines);
}

static Str why_so(Arena *a, const Galley *g, const Filling *p, int room) {
  int changed = 0, gave = 0, body = blocks_sum(&g->body, (Cut){0, 0});
  for (size_t i = 0; i < g->picture_count; i++) gave += g->pictures[i].gave;
  for (size_t i = 0; i < g->body.n; i++) changed += g->body.at[i].m && g->body.at[i].m->stands != 0;
  bool vertical = g->bed.grid->vertical;
  const char *leg = vertical ? "tier" : "leg", *deeper = vertical ? "wider" : "deeper";
  const char *shallower = vertical ? "narrower" : "shallower", *foot = vertical ? "left end" : "foot";
  Str why = str_f(a, "%.*sbody %d line%s in %d %s%s with room for %d", STRF(g->head.why), body, body == 1 ? "" : "s",
                  g->bed.legs, leg, g->bed.legs == 1 ? "" : "s", room);
  if (p->cut > 0) why = str_f(a, "%.*s; %d left white at the %s of each %s", STRF(why), p->cut, foot, leg);
  if (changed)
    why = str_f(a, "%.*s; %d of its paragraphs set a line longer or shorter to level the %ss", STRF(why), changed, leg);
  why = str_f(a, "%.*s%.*s", STRF(why), STRF(wrap_words(a, g)));
  if (gave)
    why = str_f(a, "%.*s; pictures %s by %d line%s to level the %ss", STRF(why), gave > 0 ? deeper : shallower,
                gave > 0 ? gave : -gave, gave == 1 || gave == -1 ? "" : "s", leg);
  return why;
}

static Placings placings_between(const Placings *all, size_t at, size_t end) {
  return (Placings){end > at ? all->at + at : NULL, end - at, 0};
}

static uint32_t nth_of(const Blocks *b, const Placing *at) {
  uint32_t nth = b->at[at->block].nth;
  return nth ? nth : UINT32_MAX;
}

/* What bands.c has moved is put, and so read, where the copy has it. */
static Placings in_copy_order(Arena *a, const Blocks *b, const Placings *pl) {
  bool ordered = true;
  for (size_t i = 1; i < pl->n; i++) ordered = ordered && nth_of(b, &pl->at[i - 1]) <= nth_of(b, &pl->at[i]);
  if (ordered) return *pl;
  Placings out = {arena_array(a, Placing, pl->n), pl->n, pl->n};
  for (size_t i = 0; i < pl->n; i++) {
    size_t k = i;
    for (; k > 0 && nth_of(b, &out.at[k - 1]) > nth_of(b, &pl->at[i]); k--) out.at[k] = out.at[k - 1];
    out.at[k] = pl->at[i];
  }
  return out;
}

/* Text, and each float before the block that follows it in the copy: who reads the page aloud or copies from it reads in that order. */
static void put_text(Flow *f, FlowPage *page, const Galley *g, const Filling *p) {
  Placings all = in_copy_order(f->a, &g->body, &p->placed);
  size_t at = 0;
  for (size_t i = 0; i < g->picture_count; i++) {
    const PictureSet *one = &g->pictures[i];
    if (!one->place || !one->island) continue;
    size_t end = at;
    while (end < all.n && nth_of(&g->body, &all.at[end]) <= one->island->before) end++;
    Placings these = placings_between(&all, at, end);
    put_placings(f, page, &g->body, &these, p->rooms.at, &g->bed);
    put_picture(f, page, g->bed.grid, one, g->number);
    at = end;
  }
  Placings last = placings_between(&all, at, all.n);
  put_placings(f, page, &g->body, &last, p->rooms.at, &g->bed);
}

/* What a filling came to, put on the page with its rules and its record: what stories and briefs have in common. */
void flow_put_filling(Flow *f, FlowPage *page, const Slot *s, Galley *g, const Filling *p) {
  put_text(f, page, g, p);
  put_pictures(f, page, g);
  put_column_rules(f, page, s, g, &p->placed, p->rooms.at);
  put_slot_rules(f, page, s, g->number);
  FlowFrame *fr = frame_add(f, page, s, g);
  frame_count(fr, g, p->full.at, p->full.n, &p->placed);
  fr->why = why_so(f->a, g, p, fr->lines_room);
  fr->ladder = p->log;
  fr->advice = p->advice, fr->advice_count = p->advice_count;
  if (!fill_is_done(p)) frame_over(f, page, fr, g, p->end);
}

Filling flow_fill(Arena *scratch, Galley *g) {
  Filling p = {.blocks = &g->body, .balance = g->slot->balance, .scratch = scratch};
  p.ladder = slot_ladder(g->layout, g->slot), p.log.won = -1;
  p.full = place_stretches(scratch, g);
  if (blocks_have_spans(&g->body))
    fill_bands(&p, &g->bed);
  else
    fill_stretches(&p);
  return p;
}

/* A filler stands at its foot: the story's frame ends above it, parted by a hairline in the white. */
static const Slot *over_offer(Arena *a, const Layout *l, const Slot *s, const SlotOffer *o) {
  if (!o) return s;
  Slot *out = arena_new(a, Slot);
  *out = *s;
  out->line_last -= o->lines + OFFER_GAP;
  *(l->grid.vertical ? &out->rule_left : &out->rule_below) = true;
  layout_place_slot(l, out);
  return out;
}

void flow_story_slot(Flow *f, FlowPage *page, const Slot *s, Galley *g) {
  Caster c = f->caster;
  c.diags = g->diags;
  c.lang = g->story->lang, c.grid = &s->grid; /* words that are set again are set as they were cast */
  c.dateline = style_for(g->layout, s, ROLE_DATELINE);
  Arena *scratch = arena_open();
  place_parts(&c, g);
  place_check_head(&c, g);
  Filling p = ladder_fill(f, &c, scratch, g, page);
  Filling first = p;
  bool parted = !fill_is_done(&p) && g->story->jump && jump_make(f, &c, scratch, page, g, &p);
  if (!parted && !fill_is_done(&p) && g->story->jump) p = ladder_fill(f, &c, scratch, g, page);
  if (!parted || !p.log.tries.n) p.log = first.log;
  p.advice = first.advice, p.advice_count = first.advice_count;
  const Slot *own = over_offer(f->a, page->layout, s, g->offer);
  if (g->offer) f->e->stories.at[g->number].box = layout_slot_rect(page->layout, own);
  put_box(f, page, page->layout, own, g->number);
  put_story_head(f, page, g);
  flow_put_filling(f, page, own, g, &p);
  page->frames.at[page->frames.n - 1].offer = g->offer;
  arena_close(scratch);
}
