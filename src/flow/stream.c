/* flow/stream: story after story through the columns of a slot, and of as many pages as the copy takes.
 *
 *     | HEAD a |  | a a a  |  | c c c  |        All stories become one row of blocks: headline block, paragraphs, captions, notices, in
 *     | a a a  |  | HEAD b |  | c c c  |        the copy's order, and all columns of all pages one row of stretches. A headline block
 *     | a a a  |  | b b b  |  | HEAD d |        is whole and keeps its text; a column is levelled by paragraphs and headline blocks
 *     | a a a  |  | HEAD c |  | d d d  |        a line up or down, by pictures, and by the columns before it. Pages then take theirs.
 *
 * A page costs what stands on it: nothing is looked at twice, so the cost is linear in pages. */
#include "flow/inside.h"

struct Stream {
  const Slot *slot;
  Galley all;      /* the stories' blocks in one row; bed and style of the first */
  Placings placed; /* over the columns of all pages, counted through */
  size_t next;     /* the first placing that no page has taken */
  int column;      /* the first column of the next page */
  Cut end;
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
  for (int leg = 0; leg < b->legs; leg++)
    vec_add(a, &out, (Stretch){.leg = leg, .first = b->first, .lines = b->last - b->first + 1, .foot = true});
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

/* Columns enough for what is left: lines by lines, and some more for white. */
static size_t columns_for(const Galley *g, Cut from, int pages_of) {
  int depth = g->bed.last - g->bed.first + 1;
  size_t columns = (size_t)(blocks_sum(&g->body, from) / depth + 1);
  columns += columns / 16;
  return (columns / (size_t)pages_of + 1) * (size_t)pages_of;
}

/* All columns of all pages in one pouring, so that a column can be levelled by those before it across the turn of a page. */
static void pour_all(Flow *f, Stream *st) {
  Galley *g = &st->all;
  Arena *scratch = arena_open();
  int column = 0, depth = g->bed.last - g->bed.first + 1;
  for (bool on = true; on && st->end.block < g->body.n;) {
    size_t n = st->slot->repeat ? columns_for(g, st->end, g->bed.legs) : (size_t)g->bed.legs;
    Stretch *rooms = arena_array(scratch, Stretch, n);
    for (size_t i = 0; i < n; i++)
      rooms[i] = (Stretch){.leg = (int)i % g->bed.legs, .first = g->bed.first, .lines = depth, .foot = true};
    Placings some = {0};
    st->end = pour(scratch, &g->body, st->end, rooms, n, st->slot->repeat ? POUR_ON : POUR_LAST, &some);
    for (size_t i = 0; i < some.n; i++) {
      some.at[i].room += column;
      vec_add(f->a, &st->placed, some.at[i]);
    }
    column += (int)n;
    on = st->slot->repeat && some.n > 0;
  }
  arena_close(scratch);
}

Stream *stream_open(Flow *f, const Slot *s, Galley **g, size_t n) {
  Stream *st = arena_new(f->a, Stream);
  st->slot = s;
  join(f->a, &st->all, g, n);
  pour_all(f, st);
  return st;
}

/* The placings of the next page, its columns counted from 0. */
static Placings take_page(Stream *st) {
  Placings out = {.at = st->placed.n ? st->placed.at + st->next : NULL};
  int past = st->column + st->all.bed.legs;
  for (; st->next < st->placed.n && st->placed.at[st->next].room < past; st->next++) {
    st->placed.at[st->next].room -= st->column;
    out.n++;
  }
  st->column = past;
  return out;
}

bool stream_pour(Stream *st, Flow *f, FlowPage *p) {
  Galley *g = &st->all;
  flow_order(f, p, st->slot);
  Arena *scratch = arena_open();
  Stretches rooms = whole_legs(scratch, &g->bed);
  Placings placed = take_page(st);
  begin_stories(f, p, st->slot, &g->body, &placed);
  put_box(f, p, p->layout, st->slot, STORY_NONE);
  put_placings(f, p, &g->body, &placed, rooms.at, &g->bed);
  put_column_rules(f, p, st->slot, g, &placed, rooms.at);
  put_slot_rules(f, p, st->slot, STORY_NONE);
  FlowFrame *fr = frame_add(f, p, st->slot, g);
  frame_count(fr, g, rooms.at, rooms.n, &placed);
  bool more = st->next < st->placed.n;
  if (!more && st->end.block < g->body.n) frame_over(f, p, fr, g, st->end);
  arena_close(scratch);
  return more;
}

/* ---- briefs: short stories in the legs of one slot, level */

void flow_briefs_slot(Flow *f, FlowPage *page, const Slot *s, Galley **g, size_t n) {
  Galley all;
  join(f->a, &all, g, n);
  put_box(f, page, page->layout, s, STORY_NONE);
  Arena *scratch = arena_open();
  Filling p = {.blocks = &all.body, .balance = s->balance, .scratch = scratch, .keep = f->a};
  p.ladder = slot_ladder(page->layout, s), p.log.won = -1;
  p.full = whole_legs(scratch, &all.bed);
  fill_stretches(&p);
  flow_put_filling(f, page, s, &all, &p);
  arena_close(scratch);
}
