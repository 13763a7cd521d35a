/* flow/level: stories one after the other in the legs of a slot, every leg to its foot: the smallest change with which that can be had.
 *
 *     | HEAD a  |  | a a a   |       A way goes through the blocks in their order and gives each as many lines as it has, or more or fewer by
 *     | a a a   |  | HEAD b  |       a step of the ladder. So it is known in which leg and on which line the next block begins. Ways that have
 *     | a a a   |  | b b b   |       come to the same place are told apart only by what they have used of the steps' limits: of two of
 *     | a a a   |  | b b b   |       which one has used no less of anything, and costs no less, only the other goes on.
 *
 * The cheapest way goes on first (one queue), so when one has brought every leg to its foot, nothing cheaper is left unseen. Whether a
 * paragraph can be set so, and how deep another headline would be, is asked when a way that wants it is the cheapest: most copy ends well with a
 * change or two, and then little is asked. The law of a leg's foot is that of pour.c; it is written here once more for a way that
 * changes nothing yet.
 *
 * The road not taken is to find the lines that the whole needs first and to pour then (fill.c, for one story past its pictures): a leg that
 * ends badly asks for another line, and the two do not come together where every leg must be full.
 *
 * Source: newspaper copyfitting practice; Dijkstra's search with dominance (labels of a shortest path under resource limits). */
#include "flow/row.h"

enum {
  COUNTERS_MOST = 12,
  OPTIONS_MOST = 160,
  LABELS_MOST = 60000,
  TRIES_MOST = 12,
  SHOWS = 1000,   /* a change of a line shows by this, parted by the paragraph's lines */
  STUB_LINES = 6, /* so few lines are not left for a further page, */
  STUB_COST = 60, /* if it can be had for less */
  WHITE_LIMIT = 1 << 20
};

typedef struct Option {
  int by, step, cost, shows;
  const Alter *alter;
} Option;

typedef struct Label {
  int cost, shows;
  uint32_t block;  /* the next */
  int leg, used;   /* where it begins */
  int keep;        /* lines that must follow in this leg */
  bool white, cut; /* the last that stands is white; something has gone before */
  int8_t count[COUNTERS_MOST];
  uint32_t before; /* whence it came, */
  LevelStep step;  /* by this */
} Label;

typedef struct Wait { /* in the queue: an option of a label's block, to be looked at; or an end */
  int cost, shows;
  uint32_t born, label;
  Option option;
  int end; /* 0: an option */
  int white;
  Cut cut;
  const SlotOffer *offer;
} Wait;
enum { END_NONE, END_ALL, END_PAGE };

typedef struct Counter {
  int step, sign, most;
} Counter;

typedef struct Search {
  Level *l;
  Arena *a;
  struct {
    Label *at;
    size_t n, cap;
  } labels;
  struct {
    Wait *at;
    size_t n, cap;
  } queue;
  uint32_t births;
  Counter counter[COUNTERS_MOST];
  int counters;
  uint32_t *slots; /* of the places seen: the last label there, from 1 */
  uint32_t *same;  /* of each label: the one seen before it in that slot */
  size_t slots_n;
  int white_cost, white_most;
  LevelWay *nearest;
  int nearest_white, told_miss; /* the least that was left white, or white or over, so far */
} Search;

/* ---- the queue */

static bool comes_before(const Wait *a, const Wait *b) {
  if (a->cost != b->cost) return a->cost < b->cost;
  if (a->shows != b->shows) return a->shows < b->shows;
  return a->born < b->born;
}

static void push(Search *s, Wait w) {
  w.born = s->births++;
  vec_add(s->a, &s->queue, w);
  size_t i = s->queue.n - 1;
  for (; i > 0 && comes_before(&w, &s->queue.at[(i - 1) / 2]); i = (i - 1) / 2)
    s->queue.at[i] = s->queue.at[(i - 1) / 2];
  s->queue.at[i] = w;
}

static Wait pull(Search *s) {
  Wait first = s->queue.at[0], w = s->queue.at[--s->queue.n];
  size_t i = 0;
  for (size_t k; (k = 2 * i + 1) < s->queue.n; i = k) {
    if (k + 1 < s->queue.n && comes_before(&s->queue.at[k + 1], &s->queue.at[k])) k++;
    if (!comes_before(&s->queue.at[k], &w)) break;
    s->queue.at[i] = s->queue.at[k];
  }
  if (s->queue.n) s->queue.at[i] = w;
  return first;
}

/* ---- what a block may be changed by */

static bool is_paragraph(const Block *b) { return b->m && !b->solid; }

typedef struct Options {
  Option at[OPTIONS_MOST];
  size_t n;
} Options;

static void add(Options *out, Option o) {
  if (out->n < OPTIONS_MOST) out->at[out->n++] = o;
}

/* So many lines either way, each for the step's cost. */
static void add_lines(Options *out, int step, int cost, int least, int most, const Option *with) {
  for (int by = least; by <= most; by++) {
    Option o = with ? *with : (Option){0};
    if (!by) continue;
    o.by = by, o.step = step, o.cost += (by < 0 ? -by : by) * cost;
    add(out, o);
  }
}

static void paragraph_options(const Search *s, const Block *b, Options *out) {
  int lines = block_lines(b);
  for (int k = 0; k < (int)s->l->ladder->n; k++) {
    const LadderStep *st = &s->l->ladder->at[k];
    bool less = st->kind == STEP_SAVE_LINE || (st->kind == STEP_PULL_ORPHAN && matter_is_orphaned(b->m));
    if (!less && st->kind != STEP_MAKE_LINE && st->kind != STEP_OPEN_LINE) continue;
    add(out, (Option){.by = less ? -1 : 1, .step = k, .cost = st->cost, .shows = SHOWS / (lines > 0 ? lines : 1)});
  }
}

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

static void solid_options(const Search *s, const Block *b, Options *out, const Option *with) {
  int less = with ? -b->lines : b->lines_least - b->lines, more = b->lines_most - b->lines;
  for (int k = 0; k < (int)s->l->ladder->n; k++) {
    const LadderStep *st = &s->l->ladder->at[k];
    int way = st->share_pm && b->picture ? b->picture->lines * st->share_pm / 1000 : 0;
    int least = way ? -way : st->least, most = way ? way : st->most;
    bool of_it = (st->kind == STEP_SUBHEAD_LINES && b->head && !b->is_headline) ||
                 (st->kind == STEP_HEAD_AIR && b->head && b->is_headline) || (st->kind == STEP_PICTURE && b->picture);
    if (of_it) add_lines(out, k, st->cost, larger(least, less), smaller(most, more), with);
    if (st->kind == STEP_STORY_GAP && b->gap)
      add_lines(out, k, st->cost, larger(least, (b->divider ? 1 : 0) - b->lines), most, NULL);
  }
}

static size_t first_alter(const Alters *all, uint32_t block) {
  size_t low = 0, high = all ? all->n : 0;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (all->at[mid].block < block)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static void list_options(const Search *s, uint32_t block, Options *out) {
  const Block *b = &s->l->b->at[block];
  const Alters *all = s->l->alters;
  out->n = 0;
  add(out, (Option){.step = -1});
  if (block == s->l->from.block && s->l->from.line > 0) return; /* part of it stands */
  if (is_paragraph(b))
    paragraph_options(s, b, out);
  else
    solid_options(s, b, out, NULL);
  for (size_t i = first_alter(all, block); all && i < all->n && all->at[i].block == block; i++) {
    Option o = {.step = -1, .cost = all->at[i].cost, .shows = all->at[i].shows, .alter = &all->at[i]};
    add(out, o);
    if (!o.alter->skip) solid_options(s, b, out, &o);
  }
}

/* ---- limits */

static bool is_limited_in_all(StepKind k) {
  return k == STEP_PULL_ORPHAN || k == STEP_SAVE_LINE || k == STEP_MAKE_LINE || k == STEP_OPEN_LINE ||
         k == STEP_SUBHEAD_LINES || k == STEP_DROP;
}

static void list_counters(Search *s) {
  for (int k = 0; k < (int)s->l->ladder->n; k++) {
    const LadderStep *st = &s->l->ladder->at[k];
    for (int sign = -1; sign <= 1; sign += 2) {
      int most = sign < 0 ? -st->least : st->most;
      if (is_limited_in_all(st->kind) && most > 0 && s->counters < COUNTERS_MOST)
        s->counter[s->counters++] = (Counter){k, sign, most};
    }
  }
}

static bool spend(const Search *s, Label *to, int step, int by) {
  if (step < 0 || !is_limited_in_all(s->l->ladder->at[step].kind)) return true;
  for (int i = 0; i < s->counters; i++) {
    const Counter *c = &s->counter[i];
    if (c->step != step || (c->sign < 0) != (by < 0)) continue;
    int many = to->count[i] + (by < 0 ? -by : by);
    to->count[i] = (int8_t)smaller(many, INT8_MAX);
    return many <= c->most;
  }
  return false;
}

/* ---- places seen */

static bool is_same_place(const Label *a, const Label *b) {
  return a->block == b->block && a->leg == b->leg && a->used == b->used && a->keep == b->keep && a->white == b->white &&
         a->cut == b->cut;
}

static bool has_spent_less(const Search *s, const Label *a, const Label *than) {
  for (int i = 0; i < s->counters; i++)
    if (a->count[i] > than->count[i]) return false;
  return true;
}

static size_t slot_of(const Search *s, const Label *l) {
  uint64_t h = l->block;
  h = h * 1000003u + (uint64_t)l->leg * 4099u + (uint64_t)l->used * 17u + (uint64_t)l->keep * 5u + l->white * 2u +
      l->cut;
  h ^= h >> 17;
  return (size_t)(h * 0x9E3779B97F4A7C15u >> 20) % s->slots_n;
}

/* Labels come in order of cost. */
static bool is_outdone(const Search *s, const Label *l) {
  for (uint32_t i = s->slots[slot_of(s, l)]; i; i = s->same[i - 1])
    if (is_same_place(&s->labels.at[i - 1], l) && has_spent_less(s, &s->labels.at[i - 1], l)) return true;
  return false;
}

static void remember(Search *s, Label l) {
  size_t slot = slot_of(s, &l);
  s->same[s->labels.n] = s->slots[slot];
  vec_add(s->a, &s->labels, l);
  s->slots[slot] = (uint32_t)s->labels.n;
}

/* ---- a block set so */

static bool paragraph_would(const Block *b, int by, StepKind kind) {
  if (!block_may(b, by)) return false;
  return kind == STEP_OPEN_LINE ? matter_would_gape(b->m) : matter_would_stand(b->m, b->m->stands + by);
}

static bool lines_of(const Search *s, const Option *o, uint32_t block, LevelStep *st) {
  Block *b = &s->l->b->at[block];
  st->lines = block_lines(b), st->least = b->lines_least;
  if (o->alter && !s->l->head(s->l->ctx, o->alter, &st->lines, &st->least)) return false;
  if (o->by && is_paragraph(b) && !paragraph_would(b, o->by, s->l->ladder->at[o->step].kind)) return false;
  st->lines += o->by;
  return is_paragraph(b) || b->gap || st->lines >= st->least;
}

/* May a leg end here: after `here` lines of the block in it, `left` to come? */
static bool may_part(const Block *b, int done, int left) {
  return is_paragraph(b) && done >= b->m->style->lines_bottom && left >= b->m->style->lines_top;
}

static bool may_end_after(const Block *b) {
  return !block_is_white(b) && !(is_paragraph(b) && b->m->style->ends_apart);
}

/* A page that is full, with copy left for the next. */
static void push_page_end(Search *s, uint32_t label, const Label *at, Cut end) {
  int left = smaller(blocks_sum(s->l->b, end), STUB_LINES);
  if (!s->l->goes_on) return;
  int stub = left < STUB_LINES ? STUB_COST : 0;
  push(s, (Wait){.cost = at->cost + stub, .shows = at->shows, .label = label, .end = END_PAGE, .cut = end});
}

static int depth_at(const Search *s, int leg) { return s->l->depths ? s->l->depths[leg] : s->l->depth; }

typedef enum Stood { STOOD_NOT, STOOD, STOOD_PAST } Stood; /* PAST: over the last leg's foot */

/* The block's lines from where the label stands; it is not divided where that is no good foot. */
static Stood stand(const Search *s, const Block *b, Label *to, LevelStep *st) {
  int done = st->from;
  st->leg = to->leg, st->line = to->used;
  while (done < st->lines) {
    int room = depth_at(s, to->leg) - to->used, left = st->lines - done;
    if (left <= room) {
      to->used += left, to->keep = larger(to->keep - left, 0);
      break;
    }
    if (b->solid || !b->m || (!done && room < b->together) || !may_part(b, done + room, left - room)) return STOOD_NOT;
    if (room < to->keep) return STOOD_NOT;
    done += room;
    to->leg++, to->used = to->keep = 0;
    st->end = done;
    if (to->leg == s->l->legs) return STOOD_PAST;
  }
  st->end = st->lines;
  return STOOD;
}

/* Lines that a white block has where it stands: none at a leg's head, and none of two that meet where something has gone. */
static bool is_needless(const Label *at, const Block *b) {
  return block_is_white(b) && (at->used == 0 || (at->cut && at->white && !b->divider));
}

static Stood step_on(const Search *s, const Label *at, const Option *o, Label *to) {
  const Block *b = &s->l->b->at[at->block];
  LevelStep st = {.block = at->block, .by = o->by, .step = o->step, .alter = o->alter};
  *to = *at;
  to->cost += o->cost, to->shows += o->shows;
  if (!spend(s, to, o->step, o->by)) return STOOD_NOT;
  for (int i = 0; o->alter && i < o->alter->parts; i++)
    if (!spend(s, to, o->alter->part[i].step, o->alter->part[i].by)) return STOOD_NOT;
  if (o->alter && o->alter->skip) {
    to->block += o->alter->skip, to->cut = true, to->step = st;
    return STOOD;
  }
  if (!lines_of(s, o, at->block, &st)) return STOOD_NOT;
  st.from = at->block == s->l->from.block ? s->l->from.line : 0;
  bool white = block_is_white(b), none = is_needless(at, b) || (white && !st.lines);
  if (none && o->by > 0) return STOOD_NOT;
  if (none) st.lines = 0;
  if (b->head && to->used == 0 && o->by > 0) return STOOD_NOT; /* it would stand lower than its neighbours */
  Stood how = stand(s, b, to, &st);
  to->step = st;
  if (how != STOOD) return how;
  to->block++;
  to->keep = none ? to->keep : larger(to->keep, b->keep_next);
  to->white = none ? to->white : white;
  to->cut = to->cut && white;
  bool last = to->block == s->l->b->n;
  if (to->used < depth_at(s, to->leg) || last) return STOOD;
  if (!may_end_after(b) || to->keep > 0) return STOOD_NOT;
  to->leg++, to->used = to->keep = 0, to->white = false;
  return STOOD;
}

/* ---- ends */

/* Lines of the legs that are white when all is in. */
static int white_after(const Search *s, const Label *l) {
  int white = -l->used;
  for (int leg = l->leg; leg < s->l->legs; leg++) white += depth_at(s, leg);
  return white;
}

static const LadderStep *filler_step(const Ladder *l) {
  for (size_t i = 0; i < l->n; i++)
    if (l->at[i].kind == STEP_FILLER) return &l->at[i];
  return NULL;
}

static void push_all_end(Search *s, uint32_t label) {
  const Label *l = &s->labels.at[label];
  int white = white_after(s, l);
  Wait w = {.shows = l->shows, .label = label, .end = END_ALL, .white = white, .cut = {l->block, 0}};
  w.cost = l->cost + (s->l->free_end ? 0 : white * s->white_cost);
  if (!white || s->l->free_end || white <= s->white_most) push(s, w);
  const LadderStep *filler = filler_step(s->l->ladder);
  for (size_t i = 0; filler && l->leg + 1 == s->l->legs && i < s->l->slot->offer_count; i++) {
    const SlotOffer *o = &s->l->slot->offers[i];
    if (o->lines + OFFER_GAP != white || o->lines > filler->most) continue;
    w.cost = l->cost + filler->cost, w.offer = o;
    push(s, w);
  }
}

static void add_steps(Search *s, uint32_t label, const LevelStep *last, LevelWay *out) {
  size_t n = last != NULL;
  for (uint32_t i = label; i; i = s->labels.at[i].before) n++;
  out->at = arena_array(s->a, LevelStep, n + 1);
  out->n = n;
  if (last) out->at[--n] = *last;
  for (uint32_t i = label; i; i = s->labels.at[i].before) out->at[--n] = s->labels.at[i].step;
}

/* ---- the record */

static FlowChange *change_like(FlowChange *at, size_t *n, FlowChange like) {
  for (size_t i = 0; i < *n; i++)
    if (at[i].kind == like.kind && at[i].drop == like.drop && (at[i].by < 0) == (like.by < 0)) return &at[i];
  at[*n] = like, at[*n].by = at[*n].cost = 0;
  return &at[(*n)++];
}

static void add_change(const Search *s, FlowChange *at, size_t *n, int step, int by) {
  if (step < 0 || !by) return;
  const LadderStep *st = &s->l->ladder->at[step];
  FlowChange like = {.kind = st->kind, .by = by};
  if (st->kind == STEP_DROP) like.drop = st->drop;
  FlowChange *c = change_like(at, n, like);
  c->by += by, c->cost += (by < 0 ? -by : by) * st->cost;
}

static void log_way(Search *s, const LevelWay *w, int over, bool won) {
  if (!s->l->log || (!won && s->l->log->tries.n >= TRIES_MOST)) return;
  FlowChange *at = arena_array(s->l->keep, FlowChange, 2 * UNIT_STEPS_MOST + 2);
  size_t n = 0;
  for (size_t i = 0; i < w->n; i++) {
    const LevelStep *st = &w->at[i];
    add_change(s, at, &n, st->step, st->by);
    for (int k = 0; st->alter && k < st->alter->parts; k++)
      add_change(s, at, &n, st->alter->part[k].step, st->alter->part[k].by);
  }
  FlowTry t = {.at = at, .white = over ? 0 : w->white, .over = over, .cost = w->cost};
  if (w->offer) {
    const LadderStep *filler = filler_step(s->l->ladder);
    at[n++] = (FlowChange){.kind = STEP_FILLER, .by = w->offer->lines, .cost = filler->cost, .piece = w->offer->name};
    t.white = 0;
  } else if (won && w->white && !s->l->free_end) {
    at[n++] = (FlowChange){.kind = STEP_LEAVE_WHITE, .by = w->white, .cost = w->white * s->white_cost};
  }
  t.n = n;
  int miss = t.white + t.over;
  if (!won && miss >= s->told_miss) return; /* of dearer ones those are told that come nearer */
  s->told_miss = miss;
  if (won) s->l->log->won = (int)s->l->log->tries.n;
  vec_add(s->l->keep, &s->l->log->tries, t);
}

static void note_white(Search *s, uint32_t label) {
  const Label *l = &s->labels.at[label];
  LevelWay w = {.cost = l->cost, .white = white_after(s, l), .end = {l->block, 0}};
  bool nearer = l->leg + 1 == s->l->legs && w.white < s->nearest_white;
  if (!nearer && (!s->l->log || !w.white)) return;
  add_steps(s, label, NULL, &w);
  if (w.white) log_way(s, &w, 0, false);
  if (nearer) *s->nearest = w, s->nearest_white = w.white;
}

static void note_over(Search *s, uint32_t label, const LevelStep *last, Cut end, int cost) {
  LevelWay w = {.cost = cost, .end = end};
  if (!s->l->log || s->l->goes_on || s->l->log->tries.n >= TRIES_MOST) return;
  add_steps(s, label, last, &w);
  log_way(s, &w, blocks_sum(s->l->b, end), false);
}

/* ---- the search */

static void expand(Search *s, uint32_t label) {
  Options options;
  const Label *l = &s->labels.at[label];
  if (l->block >= s->l->b->n) {
    note_white(s, label);
    push_all_end(s, label);
    return;
  }
  if (l->leg == s->l->legs) {
    Cut end = {l->block, 0};
    note_over(s, label, NULL, end, l->cost);
    push_page_end(s, label, l, end);
    return;
  }
  list_options(s, l->block, &options);
  int cost = l->cost, shows = l->shows;
  for (size_t i = 0; i < options.n; i++)
    push(s, (Wait){.cost = cost + options.at[i].cost,
                   .shows = shows + options.at[i].shows,
                   .label = label,
                   .option = options.at[i]});
}

/* The block is divided by the last leg's foot: the page ends in it. */
static void past_foot(Search *s, const Wait *w, const Label *to) {
  Cut end = {to->step.block, to->step.end};
  note_over(s, w->label, &to->step, end, to->cost);
  if (!s->l->goes_on) return;
  Label l = *to;
  l.before = w->label;
  l.block = UINT32_MAX; /* no place of its own */
  remember(s, l);
  push_page_end(s, (uint32_t)s->labels.n - 1, &l, end);
}

static void take_option(Search *s, const Wait *w) {
  Label to;
  Stood how = step_on(s, &s->labels.at[w->label], &w->option, &to);
  if (how == STOOD_PAST) past_foot(s, w, &to);
  if (how != STOOD) return;
  to.before = w->label;
  if (is_outdone(s, &to)) return;
  remember(s, to);
  expand(s, (uint32_t)s->labels.n - 1);
}

static void read_white(Search *s) {
  s->white_cost = WHITE_LIMIT;
  for (size_t i = 0; i < s->l->ladder->n; i++)
    if (s->l->ladder->at[i].kind == STEP_LEAVE_WHITE)
      s->white_cost = s->l->ladder->at[i].cost, s->white_most = s->l->ladder->at[i].most;
  s->white_most = smaller(s->white_most, s->l->legs - 1);
}

bool level_find(Level *l, LevelWay *out, LevelWay *nearest) {
  Search s = {
      .l = l, .a = l->a, .nearest = nearest, .nearest_white = INT32_MAX, .told_miss = INT32_MAX, .slots_n = 4093};
  bool found = false;
  *out = *nearest = (LevelWay){0};
  s.slots = arena_array(s.a, uint32_t, s.slots_n);
  s.same = arena_array(s.a, uint32_t, LABELS_MOST + 2);
  for (size_t i = 0; i < s.slots_n; i++) s.slots[i] = 0;
  list_counters(&s);
  read_white(&s);
  remember(&s, (Label){.block = l->from.block});
  expand(&s, 0);
  while (s.queue.n && s.labels.n < LABELS_MOST && !found) {
    Wait w = pull(&s);
    if (!w.end) {
      take_option(&s, &w);
      continue;
    }
    *out = (LevelWay){.end = w.cut, .white = w.white, .cost = w.cost, .offer = w.offer};
    add_steps(&s, w.label, NULL, out);
    log_way(&s, out, 0, true);
    found = true;
  }
  if (l->log) l->log->measured += (int)s.labels.n;
  return found;
}
