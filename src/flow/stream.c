/* flow/stream: story after story through the columns of a slot, and of as many pages as the copy takes.
 *
 *     | HEAD a |  | a a a  |  | c c c  |        All stories are one row of blocks (row.c): headline block, paragraphs, captions, notices, in
 *     | a a a  |  | HEAD b |  | c c c  |        the copy's order. A headline block is whole and keeps its text. A page's columns are brought
 *     | a a a  |  | b b b  |  | HEAD d |        to their feet together, by the cheapest changes that do it; then the next page takes its
 *     | a a a  |  | HEAD c |  | d d d  |        part of the row.
 *
 * A page costs what stands on it: nothing is looked at twice, so the cost is linear in pages. */
#include "flow/row.h"

struct Stream {
  const Slot *slot;
  Row *row;
};

/* A story's page is the one it begins on. */
static void begin_stories(Flow *f, const FlowPage *p, const Slot *s, const Blocks *b, const Placings *pl) {
  for (size_t i = 0; i < pl->n; i++) {
    FlowStory *st = &f->e->stories.at[b->at[pl->at[i].block].story];
    if (st->page) continue;
    st->page = p->number;
    st->box = layout_slot_rect(p->layout, s);
  }
}

Stream *stream_open(Flow *f, const Slot *s, Galley **g, size_t n) {
  Stream *st = arena_new(f->a, Stream);
  *st = (Stream){.slot = s, .row = row_open(f, s, g, n)};
  return st;
}

static Str why_row(Arena *a, const RowPage *r, const Galley *g, const FlowFrame *fr) {
  const char *leg = g->bed.grid->vertical ? "tier" : "leg";
  Str why = str_f(a, "%d %s%s with room for %d", g->bed.legs, leg, g->bed.legs == 1 ? "" : "s", fr->lines_room);
  if (r->cut > 0) why = str_f(a, "%.*s; %d left white at the foot of each %s", STRF(why), r->cut, leg);
  return why;
}

/* A hairline in the white over a filler that stands under the last leg. */
static void put_offer_rule(Flow *f, FlowPage *p, const Galley *g, const SlotOffer *o) {
  const Bed *b = &g->bed;
  Len w = p->layout->story_rule > 0 ? p->layout->story_rule : LEN_PT / 4;
  Len y = line_foot(b->grid, b->last - o->lines) - b->grid->cell / 2 - w / 2;
  put_rule(f, p, g->number, grid_to_sheet(b->grid, (Rect){b->leg_x[b->legs - 1], y, b->measure, w}), INK_BLACK);
}

static FlowFrame *put_row(Flow *f, FlowPage *p, const Slot *s, Row *row, const RowPage *r) {
  Galley *g = row_galley(row);
  Stretches legs = row_legs(row);
  put_placings(f, p, &g->body, &r->placed, legs.at, &g->bed);
  put_column_rules(f, p, s, g, &r->placed, legs.at);
  put_slot_rules(f, p, s, g->number);
  if (r->offer) put_offer_rule(f, p, g, r->offer);
  FlowFrame *fr = frame_add(f, p, s, g);
  frame_count(fr, g, legs.at, legs.n, &r->placed);
  frame_offer(fr, g, r->offer, 1);
  fr->ladder = r->log;
  fr->why = why_row(f->a, r, g, fr);
  fr->advice = r->advice, fr->advice_count = r->advice_count;
  return fr;
}

bool stream_pour(Stream *st, Flow *f, FlowPage *p) {
  flow_order(f, p, st->slot);
  put_box(f, p, p->layout, st->slot, STORY_NONE);
  RowPage r = row_fill(st->row, p, st->slot->repeat);
  Galley *g = row_galley(st->row);
  begin_stories(f, p, st->slot, &g->body, &r.placed);
  FlowFrame *fr = put_row(f, p, st->slot, st->row, &r);
  if (row_is_done(st->row)) return false;
  if (st->slot->repeat && r.placed.n) return true;
  row_close(st->row);
  frame_over(f, p, fr, g, row_end(st->row));
  return false;
}

/* ---- briefs: short stories in the legs of one slot, level */

void flow_briefs_slot(Flow *f, FlowPage *page, const Slot *s, Galley **g, size_t n) {
  Row *row = row_open(f, s, g, n);
  put_box(f, page, page->layout, s, STORY_NONE);
  flow_column_head(f, page, s);
  RowPage r = row_fill(row, page, false);
  FlowFrame *fr = put_row(f, page, s, row, &r);
  if (row_is_done(row)) return;
  row_close(row);
  frame_over(f, page, fr, row_galley(row), row_end(row));
}
