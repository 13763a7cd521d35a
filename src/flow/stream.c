/* flow/stream: story after story through the columns of a slot, and of as many pages as the copy takes.
 *
 *     | HEAD a |  | a a a  |  | c c c  |        All stories become one row of blocks: headline block, paragraphs, captions, notices, in
 *     | a a a  |  | HEAD b |  | c c c  |        the copy's order. pour() fills the columns of one page at a time and stops with the
 *     | a a a  |  | b b b  |  | HEAD d |        page's last column, where the next page goes on. A headline block is whole and keeps
 *     | a a a  |  | HEAD c |  | d d d  |        its text; a column is levelled by paragraphs and headline blocks a line up or down.
 *
 * A page costs what stands on it: nothing is looked at twice, so the cost is linear in pages. */
#include "flow/inside.h"

struct Stream {
  const Slot *slot;
  Galley all; /* the stories' blocks in one row; bed and style of the first */
  Galley **galleys;
  size_t n;
  Cut at;
};

static void join(Arena *a, Galley *all, Galley **g, size_t n) {
  *all = *g[0];
  all->body = (Blocks){0};
  all->head = (Head){0};
  all->picture_count = 0;
  size_t blocks = 0;
  for (size_t i = 0; i < n; i++) blocks += g[i]->body.n;
  vec_reserve(a, &all->body, blocks + 1);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < g[i]->body.n; k++) vec_add(a, &all->body, g[i]->body.at[k]);
}

static Stretches whole_legs(Arena *a, const Bed *b) {
  Stretches out = {0};
  for (int leg = 0; leg < b->legs; leg++) vec_add(a, &out, (Stretch){leg, b->first, b->last - b->first + 1, true});
  return out;
}

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
  *st = (Stream){.slot = s, .galleys = g, .n = n};
  join(f->a, &st->all, g, n);
  return st;
}

bool stream_pour(Stream *st, Flow *f, FlowPage *p) {
  Galley *g = &st->all;
  flow_order(f, p, st->slot);
  Arena *scratch = arena_open();
  Stretches rooms = whole_legs(scratch, &g->bed);
  Placings placed = {0};
  Cut from = st->at;
  st->at = pour(scratch, &g->body, from, rooms.at, rooms.n, !st->slot->repeat, &placed);
  begin_stories(f, p, st->slot, &g->body, &placed);
  put_box(f, p, p->layout, st->slot, STORY_NONE);
  put_placings(f, p, &g->body, &placed, rooms.at, &g->bed);
  put_column_rules(f, p, st->slot, g, &placed, rooms.at);
  put_slot_rules(f, p, st->slot, STORY_NONE);
  FlowFrame *fr = frame_add(f, p, st->slot, g);
  frame_count(fr, g, rooms.at, rooms.n, &placed);
  bool left = st->at.block < g->body.n;
  bool on = left && st->slot->repeat && placed.n > 0;
  if (left && !on) frame_over(f, p, fr, g, st->at);
  arena_close(scratch);
  return on;
}

/* ---- briefs: short stories in the legs of one slot, level */

void flow_briefs_slot(Flow *f, FlowPage *page, const Slot *s, Galley **g, size_t n) {
  Galley all;
  join(f->a, &all, g, n);
  put_box(f, page, page->layout, s, STORY_NONE);
  flow_fill(f, page, s, &all, whole_legs(f->a, &all.bed));
}
