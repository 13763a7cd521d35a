/* flow/row: several stories in one row of blocks, and the ladder over all of them together.
 *
 *     stories a, b, c    ->   HEAD a | a a a | (gap) HEAD b | b b | picture | (gap) HEAD c | c c
 *     what may be done         -1 line  ±1 each  +1    +1 air  ...   goes        all of c goes
 *
 * level.c finds the cheapest of all that on a page's legs. Here it is told what may be done, and what it found is done: headline blocks are
 * made anew, elements and stories go and are told, paragraphs are set a line longer or shorter. Limits are those of a frame: a stream's
 * further page begins anew.
 *
 * Where no way brings every leg to its foot, the row is filled as any text is (fill.c), or poured leg by leg where copy goes on on a
 * further page; of two ways to leave some white the one that leaves less is taken. */
#include "flow/row.h"

enum {
  HEADS_MOST = 24,    /* headline blocks that a story may have */
  HEAD_LINE_MOST = 8, /* grid lines that a line of a headline may take with its blanks, at most */
  AHEAD = 2,          /* pages' lines that are looked at ahead */
  NEAR_LINES = 4,     /* white at the heads of legs that counting does not see */
  NEAREST_MOST = 3    /* lines: where more stays white, little is changed for its sake */
};

typedef struct Entry { /* a story of the row */
  Galley *g;
  Rungs *rungs;      /* NULL: not reached yet */
  uint32_t first, n; /* its blocks in the row as it was */
  int8_t v[RUNGS_MOST];
  uint64_t gone;
  bool goes; /* all of it */
} Entry;

struct Row {
  Flow *f;
  const Slot *slot;
  Galley all;   /* blocks as they have come to stand; bed and style of the first story */
  Blocks whole; /* as they were */
  Cut at;       /* of `whole`: what is still to be placed */
  Cut over;     /* of all.body, once the row is closed */
  bool closed;
  Entry *entry;
  size_t n;
};

/* ---- the row */

static void join(Row *r, Galley **g) {
  Arena *a = r->f->a;
  size_t blocks = 0;
  r->all = *g[0];
  r->all.body = (Blocks){0}, r->all.head = (Head){0}, r->all.picture_count = 0;
  for (size_t i = 0; i < r->n; i++) blocks += g[i]->body.n;
  vec_reserve(a, &r->whole, blocks + 1);
  for (size_t i = 0; i < r->n; i++) {
    r->entry[i] = (Entry){.g = g[i], .first = (uint32_t)r->whole.n, .n = (uint32_t)g[i]->body.n};
    for (size_t k = 0; k < g[i]->body.n; k++) vec_add(a, &r->whole, g[i]->body.at[k]);
    g[i]->body = (Blocks){0}; /* it has those that stand, once they do */
  }
}

Row *row_open(Flow *f, const Slot *s, Galley **g, size_t n) {
  Row *r = arena_new(f->a, Row);
  *r = (Row){.f = f, .slot = s, .n = n, .entry = arena_array(f->a, Entry, n)};
  join(r, g);
  pour_relax(&r->whole);
  return r;
}

Galley *row_galley(Row *r) { return &r->all; }
bool row_is_done(const Row *r) { return r->at.block >= r->whole.n; }
Cut row_end(const Row *r) { return r->over; }

Stretches row_legs(const Row *r) {
  Stretches out = {0};
  const Bed *b = &r->all.bed;
  for (int leg = 0; leg < b->legs; leg++)
    vec_add(r->f->a, &out, (Stretch){.leg = leg, .first = b->first, .lines = b->last - b->first + 1, .foot = true});
  return out;
}

static int depth_of(const Row *r) { return r->all.bed.last - r->all.bed.first + 1; }

/* ---- what may be done beside what blocks give line by line */

typedef struct Bench {
  Row *r;
  Arena *a;
  const Ladder *ladder;
  Rungs **rungs; /* of each story, under this ladder */
  bool over;     /* nothing goes but to make room */
  Alters alters;
} Bench;

static Rungs *rungs_of(Bench *k, size_t i) {
  Entry *e = &k->r->entry[i];
  if (k->rungs[i]) return k->rungs[i];
  Caster c = k->r->f->caster;
  c.diags = e->g->diags, c.lang = e->g->story->lang, c.grid = &k->r->slot->grid;
  c.dateline = style_for(e->g->layout, k->r->slot, ROLE_DATELINE);
  Caster *own = arena_new(k->a, Caster);
  *own = c;
  Blocks now = e->g->body;
  e->g->body = (Blocks){k->r->whole.at + e->first, e->n, e->n}; /* rungs know a story by its blocks */
  k->rungs[i] = rungs_open(own, k->a, e->g, k->ladder);
  e->g->body = now;
  return k->rungs[i];
}

static bool is_of_head(const Rung *g) {
  StepKind k = g->step->kind;
  return k == STEP_HEADLINE_LINES || k == STEP_DECK_LINES ||
         (k == STEP_DROP && (g->picture == ELEMENT_DECK || g->picture == ELEMENT_KICKER));
}

static void add_part(const Bench *k, Alter *a, const Rung *g, int by) {
  int many = by < 0 ? -by : by;
  a->part[a->parts].step = (int)(g->step - k->ladder->at), a->part[a->parts++].by = by;
  a->cost += many * g->step->cost;
}

/* Every setting of the story's headline block: rung after rung, each value with all of those before. */
static void add_heads(Bench *k, uint32_t story, uint32_t block) {
  Rungs *rungs = rungs_of(k, story);
  size_t from = k->alters.n;
  vec_add(k->a, &k->alters, (Alter){.block = block, .story = story});
  for (size_t i = 0; i < rungs_count(rungs); i++) {
    const Rung *g = rungs_at(rungs, i);
    size_t end = k->alters.n;
    bool goes = g->step->kind == STEP_DROP;
    for (size_t at = from; is_of_head(g) && (k->over || !goes) && at < end; at++)
      for (int by = g->least; by <= g->most && k->alters.n - from < HEADS_MOST; by++) {
        Alter a = k->alters.at[at];
        if (!by || a.parts == ALTER_PARTS) continue;
        a.v[i] = (int8_t)by;
        add_part(k, &a, g, by);
        vec_add(k->a, &k->alters, a);
      }
  }
  k->alters.at[from] = k->alters.at[--k->alters.n]; /* the first changes nothing */
}

static void add_elements(Bench *k, uint32_t story, uint32_t nth) {
  Rungs *rungs = rungs_of(k, story);
  for (size_t i = 0; k->over && i < rungs_count(rungs); i++) {
    const Rung *g = rungs_at(rungs, i);
    size_t blocks = 0;
    if (g->step->kind != STEP_DROP || is_of_head(g)) continue;
    uint64_t bit = rungs_part_at(rungs, (Element)g->picture, nth, &blocks);
    if (!bit) continue;
    Alter a = {.block = k->r->entry[story].first + nth, .skip = (uint32_t)blocks, .story = story, .gone = bit};
    add_part(k, &a, g, 1);
    vec_add(k->a, &k->alters, a);
  }
}

static bool copy_says(const Story *s) {
  for (size_t i = 0; i < s->optional_count; i++)
    if (str_is(s->optional[i], element_name(ELEMENT_STORY))) return true;
  return false;
}

/* A story that is not the first may go, and none that goes on from another page. */
static void add_whole(Bench *k, uint32_t story) {
  const Entry *e = &k->r->entry[story];
  for (size_t i = 0; k->over && story && e->n && !e->g->goes_on && !e->g->story->jump && i < k->ladder->n; i++) {
    const LadderStep *s = &k->ladder->at[i];
    bool may = s->drop == ELEMENT_STORY || (s->drop == ELEMENT_OPTIONAL && copy_says(e->g->story));
    if (s->kind != STEP_DROP || !may) continue;
    Alter a = {.block = e->first, .skip = e->n, .story = story, .whole = true, .cost = s->cost, .parts = 1};
    a.shows = (int)(k->r->n - story); /* the last goes first */
    a.part[0].step = (int)i, a.part[0].by = 1;
    vec_add(k->a, &k->alters, a);
  }
}

static void add_story(Bench *k, uint32_t story) {
  const Entry *e = &k->r->entry[story];
  add_whole(k, story);
  for (uint32_t i = 0; i < e->n; i++) {
    if (k->r->whole.at[e->first + i].is_headline) add_heads(k, story, e->first + i);
    add_elements(k, story, i);
  }
}

static bool is_changed_whole(const Ladder *l) {
  for (size_t i = 0; i < l->n; i++)
    if (l->at[i].kind == STEP_DROP || l->at[i].kind == STEP_HEADLINE_LINES || l->at[i].kind == STEP_DECK_LINES)
      return true;
  return false;
}

/* Stories that may come to stand on the page. */
static void list_alters(Bench *k) {
  Row *r = k->r;
  int lines = AHEAD * r->all.bed.legs * depth_of(r);
  for (uint32_t i = 0; is_changed_whole(k->ladder) && i < r->n; i++) {
    const Entry *e = &r->entry[i];
    if (e->first + e->n <= r->at.block || (r->at.line && e->first < r->at.block) || lines < 0) continue;
    if (e->first >= r->at.block) add_story(k, i);
    for (uint32_t b = 0; b < e->n; b++) lines -= block_lines(&r->whole.at[e->first + b]);
  }
}

static bool head_of_alter(void *ctx, const Alter *a, int *lines, int *least) {
  Bench *k = ctx;
  return rungs_head(rungs_of(k, a->story), a->v, lines, least);
}

/* Lines that could be made or saved at all, about. */
static int64_t reach_of(const Bench *k, bool over) {
  const Row *r = k->r;
  int64_t sum = NEAR_LINES * r->all.bed.legs, pictures = 0;
  int64_t stories = 0;
  for (size_t i = 0; i < r->n; i++) stories += r->entry[i].first + r->entry[i].n > r->at.block;
  for (size_t i = r->at.block; i < r->whole.n; i++) pictures += r->whole.at[i].picture != NULL;
  for (size_t i = 0; i < k->ladder->n; i++) {
    const LadderStep *s = &k->ladder->at[i];
    int64_t each = over ? -s->least : s->most;
    if (s->kind == STEP_DROP && over) return INT32_MAX;
    if (s->kind == STEP_HEADLINE_LINES || s->kind == STEP_DECK_LINES) each *= HEAD_LINE_MOST;
    if (s->kind == STEP_DROP) each = 0;
    if (s->kind == STEP_FILLER) {
      sum += each;
      continue;
    }
    if (s->kind == STEP_PICTURE) each = depth_of(r) / 3; /* as deep as a picture in a column is at most */
    sum += each * (s->kind <= STEP_SUBHEAD_LINES ? 1 : s->kind == STEP_PICTURE ? pictures : stories);
  }
  return sum;
}

/* ---- what was found is done */

static Entry *entry_of(Row *r, uint32_t block) {
  size_t low = 0, high = r->n;
  while (high - low > 1) {
    size_t mid = (low + high) / 2;
    if (r->entry[mid].first <= block)
      low = mid;
    else
      high = mid;
  }
  return &r->entry[low];
}

/* A block comes to stand; one that goes on from the page before stands already. Gives its number in the row as it has become. */
static uint32_t take_block(Row *r, const Block *b, uint32_t number, bool goes_on) {
  if (goes_on) return (uint32_t)r->all.body.n - 1;
  vec_add(r->f->a, &r->all.body, *b);
  vec_add(r->f->a, &entry_of(r, number)->g->body, *b);
  return (uint32_t)r->all.body.n - 1;
}

static void place_lines(Row *r, const LevelStep *s, uint32_t block, Placings *out) {
  int depth = depth_of(r), leg = s->leg, line = s->line;
  for (int from = s->from; from < s->end;) {
    int room = depth - line, n = s->end - from < room ? s->end - from : room;
    vec_add(r->f->a, out, (Placing){block, from, n, leg, line});
    from += n, line += n;
    if (line == depth) leg++, line = 0;
  }
}

static void do_step(Bench *k, const LevelStep *s, Placings *out) {
  Row *r = k->r;
  const Alter *a = s->alter;
  if (a) {
    Entry *e = &r->entry[a->story];
    e->goes |= a->whole;
    e->gone |= a->gone;
    for (size_t i = 0; !a->skip && i < RUNGS_MOST; i++) e->v[i] = a->v[i];
    e->rungs = k->rungs[a->story];
  }
  if (a && a->skip) return;
  Block b = r->whole.at[s->block];
  bool goes_on = s->block == r->at.block && r->at.line > 0;
  if (b.m && !b.solid) {
    if (s->by) b.m->gapes = k->ladder->at[s->step].kind == STEP_OPEN_LINE;
    if (s->by) must(matter_wish(b.m, b.m->stands + s->by));
  } else {
    b.lines = s->lines;
    if (a) b.lines_natural = s->lines - s->by, b.lines_least = s->least;
    if (!s->lines && s->end == s->from) return; /* white that is not needed */
  }
  place_lines(r, s, take_block(r, &b, s->block, goes_on), out);
}

static void keep_changes(Row *r, const FlowPage *p) {
  for (size_t i = 0; i < r->n; i++) {
    Entry *e = &r->entry[i];
    if (!e->rungs) continue;
    if (e->goes) {
      rungs_drop_story(r->f, e->rungs, p);
      r->f->e->stories.at[e->g->number].page = 0;
      r->f->e->stories.at[e->g->number].box = (Rect){0};
    } else {
      rungs_set_in_row(e->rungs, e->v, e->gone);
      rungs_keep(r->f, e->rungs, e->v, p);
    }
    e->rungs = NULL;
  }
}

static void do_way(Bench *k, const LevelWay *w, FlowPage *p, RowPage *out) {
  for (size_t i = 0; i < w->n; i++) do_step(k, &w->at[i], &out->placed);
  k->r->at = w->end;
  keep_changes(k->r, p);
}

/* ---- where no way is found */

/* What a pouring of the row as it was came to. */
static void take_pouring(Row *r, const Placings *pl, Cut end, RowPage *out) {
  uint32_t last = UINT32_MAX, number = 0;
  for (size_t i = 0; i < pl->n; i++) {
    Placing at = pl->at[i];
    bool goes_on = at.block == r->at.block && r->at.line > 0;
    if (at.block != last) number = take_block(r, &r->whole.at[at.block], at.block, goes_on);
    last = at.block;
    at.block = number;
    vec_add(r->f->a, &out->placed, at);
  }
  r->at = end;
}

static void pour_page(Row *r, Arena *scratch, RowPage *out) {
  Stretches legs = row_legs(r);
  Placings placed = {0};
  Cut end = pour(scratch, &r->whole, r->at, legs.at, legs.n, POUR_ON, &placed);
  take_pouring(r, &placed, end, out);
}

static Filling fill_row(Row *r, Arena *scratch) {
  Filling p = {.blocks = &r->whole, .balance = r->slot->balance, .scratch = scratch, .full = row_legs(r)};
  p.ladder = slot_ladder(r->all.layout, r->slot), p.log.won = -1;
  fill_stretches(&p);
  return p;
}

static void fill_anyhow(Bench *k, const LevelWay *nearest, FlowPage *page, RowPage *out) {
  Row *r = k->r;
  Filling p = fill_row(r, k->a);
  int white = fill_is_done(&p) ? fill_room(&p.full, 0) - fill_used(&p) : INT32_MAX;
  if (nearest->n && nearest->white < white && nearest->white <= NEAREST_MOST) {
    pour_relax(&r->whole);
    do_way(k, nearest, page, out);
    return;
  }
  out->cut = p.cut;
  take_pouring(r, &p.placed, p.end, out);
}

/* ---- a page */

static Bench bench_open(Row *r, Arena *scratch, const Ladder *l, bool over) {
  Bench k = {.over = over, .r = r, .a = scratch, .ladder = l, .rungs = arena_array(scratch, Rungs *, r->n + 1)};
  for (size_t i = 0; i < r->n; i++) k.rungs[i] = NULL;
  list_alters(&k);
  return k;
}

static Level level_of(Bench *k, bool goes_on, FlowLadder *log) {
  Row *r = k->r;
  return (Level){.a = k->a,
                 .b = &r->whole,
                 .ladder = k->ladder,
                 .from = r->at,
                 .legs = r->all.bed.legs,
                 .depth = depth_of(r),
                 .goes_on = goes_on,
                 .slot = r->slot,
                 .alters = &k->alters,
                 .head = head_of_alter,
                 .ctx = k,
                 .log = log,
                 .keep = r->f->a};
}

static bool is_in_reach(const Bench *k, int need) {
  return need < 0 ? -need <= reach_of(k, true) : need <= reach_of(k, false);
}

/* The page's legs to their feet, by the ladder; on the last page of a stream that adds pages the copy may end where it ends. */
static bool find_way(Bench *k, bool goes_on, FlowLadder *log, LevelWay *way, LevelWay *nearest) {
  Level l = level_of(k, goes_on, log);
  bool near = is_in_reach(k, log->need);
  *way = *nearest = (LevelWay){0};
  if ((near || (goes_on && log->need < 0)) && level_find(&l, way, nearest)) return true;
  if (!goes_on || log->need < 0) return false;
  l.free_end = true, l.log = NULL;
  return level_find(&l, way, nearest);
}

static const FlowChange *change_of(const FlowTry *t, const LadderStep *lever) {
  for (size_t i = 0; i < t->n; i++)
    if (t->at[i].kind == lever->kind && (lever->kind != STEP_DROP || t->at[i].drop == lever->drop)) return &t->at[i];
  return NULL;
}

/* Each lever by itself, as far as it can go, with what the ladder may do besides. Nothing is done. */
static void advise(Row *r, Arena *scratch, int need, RowPage *out) {
  LadderStep levers[LEVERS_MOST];
  size_t n = ladder_levers(need < 0, true, levers);
  FlowAdvice *all = arena_array(r->f->a, FlowAdvice, n);
  for (size_t i = 0; i < n; i++) {
    Ladder l = ladder_with(scratch, slot_ladder(r->all.layout, r->slot), &levers[i]);
    Bench k = bench_open(r, scratch, &l, need < 0);
    FlowLadder log = {.need = need, .won = -1};
    LevelWay way, nearest;
    if (!find_way(&k, false, &log, &way, &nearest)) continue;
    const FlowTry *whole = &log.tries.at[log.won];
    const FlowChange *change = change_of(whole, &levers[i]);
    if (change) all[out->advice_count++] = (FlowAdvice){*change, whole};
  }
  out->advice = all;
}

RowPage row_fill(Row *r, FlowPage *p, bool goes_on) {
  RowPage out = {.log = {.won = -1}};
  Arena *scratch = arena_open();
  out.log.need = r->all.bed.legs * depth_of(r) - blocks_sum(&r->whole, r->at);
  Bench k = bench_open(r, scratch, slot_ladder(r->all.layout, r->slot), out.log.need < 0 && !goes_on);
  LevelWay way, nearest;
  bool found = find_way(&k, goes_on, &out.log, &way, &nearest);
  if (found) {
    out.offer = way.offer;
    do_way(&k, &way, p, &out);
  } else {
    if (r->f->in->suggest && !goes_on) advise(r, scratch, out.log.need, &out);
    if (goes_on)
      pour_page(r, scratch, &out);
    else
      fill_anyhow(&k, &nearest, p, &out);
  }
  if (goes_on && (!found || out.log.need < 0)) out.log.need = 0; /* what is over goes on */
  arena_close(scratch);
  return out;
}

void row_close(Row *r) {
  if (r->closed) return;
  r->closed = true;
  bool begun = r->at.line > 0;
  r->over = (Cut){(uint32_t)r->all.body.n - begun, r->at.line};
  for (uint32_t i = r->at.block; i < r->whole.n; i++) take_block(r, &r->whole.at[i], i, i == r->at.block && begun);
}
