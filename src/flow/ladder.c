/* flow/ladder: the smallest change with which a story fills its frame.
 *
 *     need = lines of room - lines of copy          a setting: picture -1 line, air +1 ...     its own need: what is left to the text
 *
 *       cost 0   as the layout has it        need -5      the text cannot give 5
 *       cost 4   picture -1 line             need -3  ->  + save-line x 3 (6)    = 10   pour: full         <- taken
 *       cost 8   picture -2 lines            need -1  ->  + save-line x 1 (2)    = 10   (same cost, more of the layout changed: later)
 *
 * Exact: settings are looked at in order of their cost, each once (from a setting the next ones change its last rung by one more, or a later
 * rung), and its lines are counted, not guessed: pictures are placed again and stretches measured. What the text must give for it costs the
 * cheapest lines there are (units.c). Both stand in one queue by their whole cost, so when a pouring is taken from it, nothing cheaper is
 * left unseen. Only pourings cost time, and of those few are made: a pouring that leaves a leg short (a heading would stand at its foot)
 * comes back with what it lacks, at its new cost. The text's cheapest lines may end a leg badly where others would not: such a setting comes
 * back with those that level.c finds among all of them, and so is full whenever it can be.
 *
 * If no setting fills the frame, the story stands as the layout has it, with pictures as deep as they may be where white is left, and legs
 * level (fill.c); the desk is told. The road not taken is a price for a line of white: then a hopeless story would be pulled about for
 * nothing. Source: newspaper copyfitting practice. */
#include <string.h>

#include "flow/row.h"

enum {
  LOOKS_MOST = 1500, /* settings looked at */
  POURS_MOST = 24,
  WHITE_COST = 8,       /* of a line left white, where the ladder does not say */
  OVER_WHITE = 3,       /* lines of each leg */
  ROOMY_MOST = 6,       /* settings with room for all of copy that is over, kept for when none pours well */
  OTHERS_MOST = 2,      /* choices of paragraphs tried beside the first */
  LEVELS_MOST_HERE = 6, /* settings for which all of them are looked at */
  NEAR_LINES = 6        /* what counting may be off by when a story is told to be out of reach */
};

typedef struct Node {
  int8_t v[RUNGS_MOST];
  int last;            /* the last rung that is not 0; -1: none */
  int cost;            /* of the setting, and with `pour` of what the text gives */
  int give;            /* lines from the text */
  int white;           /* lines that the last leg ends short by */
  int other;           /* another choice of paragraphs for one that did not pour well */
  const LevelWay *way; /* all that the text gives, block by block, in place of `give`; */
  bool levelled;       /* it has been asked for */
  bool pour;
  int born;
} Node;

typedef struct Climb {
  Caster *c;
  Arena *a;
  Galley *g;
  const Ladder *ladder;
  Rungs *rungs;
  struct {
    Node *at;
    size_t n, cap;
  } heap;
  int births, looks, pours, levels;
  Node poured[POURS_MOST]; /* none is poured twice: what one lacks may be what another has too many */
  Ladder text;             /* its steps without white */
  struct {
    const Block *body;
    Units *units[2];
  } known[8];
  size_t known_n;
  Filling p;
  Node best; /* of those poured that were all in: the one that left least white */
  int best_white;
  int best_try;
  Node roomy[ROOMY_MOST];
  size_t roomy_n;
  const FlowAdvice *advice;
  size_t advice_count;
} Climb;

static const int8_t AS_IT_IS[RUNGS_MOST] = {0};

/* ---- the queue */

static bool comes_before(const Node *a, const Node *b) {
  if (a->cost != b->cost) return a->cost < b->cost;
  return a->born < b->born;
}

static void push(Climb *r, Node n) {
  n.born = r->births++;
  vec_add(r->a, &r->heap, n);
  size_t i = r->heap.n - 1;
  for (; i > 0 && comes_before(&n, &r->heap.at[(i - 1) / 2]); i = (i - 1) / 2) r->heap.at[i] = r->heap.at[(i - 1) / 2];
  r->heap.at[i] = n;
}

static Node pull(Climb *r) {
  Node first = r->heap.at[0], n = r->heap.at[--r->heap.n];
  size_t i = 0;
  for (size_t k; (k = 2 * i + 1) < r->heap.n; i = k) {
    if (k + 1 < r->heap.n && comes_before(&r->heap.at[k + 1], &r->heap.at[k])) k++;
    if (!comes_before(&r->heap.at[k], &n)) break;
    r->heap.at[i] = r->heap.at[k];
  }
  if (r->heap.n) r->heap.at[i] = n;
  return first;
}

/* ---- a setting and its pouring */

static bool across(const Galley *g) { return blocks_have_spans(&g->body); }

static bool set(Climb *r, const int8_t *v) {
  Galley *g = r->g;
  bool fits = rungs_set(r->rungs, v);
  FlowLadder log = r->p.log;
  Arena *keep = r->p.keep;
  r->p = (Filling){.blocks = &g->body, .balance = g->slot->balance, .scratch = r->a, .ladder = r->ladder};
  r->p.log = log, r->p.keep = keep;
  r->p.full = place_stretches(r->a, g);
  for (size_t i = 0; i < r->known_n; i++)
    if (r->known[i].body == g->body.at) r->p.units[0] = r->known[i].units[0], r->p.units[1] = r->known[i].units[1];
  return fits;
}

static void learn(Climb *r) {
  size_t i = 0;
  while (i < r->known_n && r->known[i].body != r->g->body.at) i++;
  if (i == COUNT(r->known)) return;
  r->known[i].body = r->g->body.at;
  r->known[i].units[0] = r->p.units[0], r->known[i].units[1] = r->p.units[1];
  if (i == r->known_n) r->known_n++;
}

static int need_of(const Climb *r) {
  int body = across(r->g) ? blocks_sum_across(&r->g->body) : blocks_sum(&r->g->body, (Cut){0, 0});
  return fill_worth(&r->p.full, 0) - body;
}

/* Feet are level: white of so many lines and more is shared out among them first. */
static int cut_for(const Climb *r, int white) {
  int feet = fill_feet(&r->p.full);
  return r->g->slot->balance && feet > 0 ? white / feet : 0;
}

/* Every block as the way has it. */
static bool give_way(Climb *r, const LevelWay *w) {
  pour_relax(&r->g->body);
  for (size_t i = 0; i < w->n; i++) {
    const LevelStep *s = &w->at[i];
    Block *b = &r->g->body.at[s->block];
    if (s->by && b->m && !b->solid) b->m->gapes = r->text.at[s->step].kind == STEP_OPEN_LINE;
    if (s->by && !block_change(b, s->by)) return false;
  }
  return true;
}

/* 0: as meant; lines left white beyond that; negative: lines left out. What goes across legs is poured in bands, which give and take by
 * themselves. */
static int pour_now(Climb *r, const Node *n) {
  Filling *p = &r->p;
  int cut = cut_for(r, n->white), miss, meant = n->white;
  if (n->way) {
    miss = give_way(r, n->way) ? fill_now(p, 0, false) : INT32_MIN;
  } else if (!across(r->g)) {
    miss = fill_try(p, cut, n->give, n->other, n->white > 0);
    meant -= fill_room(&p->full, 0) - fill_room(&p->full, cut);
  } else {
    fill_bands(p, &r->g->bed);
    miss = fill_is_done(p) ? fill_room(&p->full, 0) - fill_used(p) : -blocks_sum(&r->g->body, p->end);
  }
  if (miss < 0 || miss == INT32_MAX) return miss; /* INT32_MIN too */
  return miss > meant ? miss - meant : 0;
}

enum { BANDS_GIVE = 3 }; /* lines that bands make up by themselves */

static void push_pour(Climb *r, Node n, int give) {
  int off = give < 0 ? -give : give, cost = across(r->g) ? (off > BANDS_GIVE ? -1 : off) : fill_cost(&r->p, give);
  learn(r);
  if (cost < 0) return;
  n.pour = true, n.give = give, n.cost += cost;
  push(r, n);
}

/* What a line left white costs, and how many may be. Of copy that is over, more: that it goes in matters most. */
typedef struct White {
  int cost, most;
} White;

static White white_of(const Climb *r) {
  White w = {.cost = WHITE_COST};
  for (size_t i = 0; i < r->ladder->n; i++)
    if (r->ladder->at[i].kind == STEP_LEAVE_WHITE) w = (White){r->ladder->at[i].cost, r->ladder->at[i].most};
  int legs = r->g->bed.legs;
  if (w.most > legs - 1) w.most = legs - 1;
  if (r->p.log.need < 0) w.most = OVER_WHITE * legs - 1;
  return w;
}

static void look(Climb *r, const Node *n) {
  r->looks++;
  if (!set(r, n->v)) return;
  int need = need_of(r);
  push_pour(r, *n, need);
  if (need >= 0 && r->p.log.need < 0 && r->roomy_n < ROOMY_MOST) r->roomy[r->roomy_n++] = *n;
  White w = white_of(r);
  for (int white = 1; white <= w.most; white++) {
    Node short_by = *n;
    short_by.white = white, short_by.cost += white * w.cost;
    if (r->p.log.need > 0 && 2 * short_by.cost > r->p.log.need * w.cost) break; /* much changed for little */
    push_pour(r, short_by, need - white);
  }
}

/* ---- lines of the text that the cheapest choice does not come to */

static void steps_of_text(Climb *r) {
  LadderStep *at = arena_array(r->a, LadderStep, r->ladder->n + 1);
  r->text = (Ladder){.at = at};
  for (size_t i = 0; i < r->ladder->n; i++)
    if (r->ladder->at[i].kind <= STEP_SUBHEAD_LINES || r->ladder->at[i].kind == STEP_PICTURE)
      at[r->text.n++] = r->ladder->at[i];
}

static bool is_plain(const Climb *r) {
  for (size_t i = 0; i < r->p.full.n; i++)
    if (r->p.full.at[i].slats || !r->p.full.at[i].lines) return false;
  return !across(r->g);
}

/* As the setting stands, all of it, for as little as that may be had. */
static void push_level(Climb *r, Node n) {
  if (n.levelled || n.white || r->levels == LEVELS_MOST_HERE || !is_plain(r)) return;
  if (!r->text.at) steps_of_text(r);
  int *depths = arena_array(r->a, int, r->p.full.n);
  for (size_t i = 0; i < r->p.full.n; i++) depths[i] = r->p.full.at[i].lines;
  pour_relax(&r->g->body);
  Level l = {
      .a = r->a, .b = &r->g->body, .ladder = &r->text, .legs = (int)r->p.full.n, .depths = depths, .slot = r->g->slot};
  LevelWay *way = arena_new(r->a, LevelWay), nearest;
  r->levels++;
  if (!level_find(&l, way, &nearest)) return;
  n.way = way, n.cost += way->cost, n.give = n.other = 0, n.pour = true;
  push(r, n);
}

/* From a setting the next: its last rung one further the same way, or a later rung one step either way. */
static void push_next(Climb *r, const Node *n) {
  size_t count = rungs_count(r->rungs);
  for (size_t i = n->last < 0 ? 0 : (size_t)n->last; i < count; i++)
    for (int by = 1; by >= -1; by -= 2) {
      const Rung *k = rungs_at(r->rungs, i);
      int to = n->v[i] + by;
      if (to < k->least || to > k->most || (n->v[i] && (n->v[i] > 0) != (by > 0))) continue;
      Node next = *n;
      next.v[i] = (int8_t)to;
      next.last = (int)i;
      next.cost += k->step->cost;
      push(r, next);
    }
}

/* ---- the record */

static size_t changes_of(const Climb *r, const Node *n, FlowChange *out) {
  size_t count = 0;
  for (size_t i = 0; i < rungs_count(r->rungs); i++) {
    const Rung *k = rungs_at(r->rungs, i);
    if (!n->v[i]) continue;
    int many = n->v[i] < 0 ? -n->v[i] : n->v[i];
    out[count] = (FlowChange){.kind = k->step->kind, .by = n->v[i], .cost = many * k->step->cost};
    if (k->step->kind == STEP_DROP) out[count].drop = (Element)k->picture;
    if (k->step->kind == STEP_FILLER) {
      const SlotOffer *o = &r->g->slot->offers[k->picture];
      out[count].by = o->lines, out[count].piece = o->name;
    }
    if (k->step->kind == STEP_PICTURE) out[count].picture = (int)k->picture + 1;
    count++;
  }
  if (n->white)
    out[count++] = (FlowChange){.kind = STEP_LEAVE_WHITE, .by = n->white, .cost = n->white * white_of(r).cost};
  return count;
}

/* Lines from the text, step by step. */
static size_t changes_of_text(const Filling *p, int give, FlowChange *out, size_t n) {
  if (!give) return n;
  int many = give < 0 ? -give : give, way = give < 0 ? -1 : 1;
  for (int i = 0; i < many; i++) {
    const LadderStep *s = units_step(p->units[give > 0], i);
    size_t k = 0;
    while (k < n && !(out[k].kind == s->kind && !out[k].picture)) k++;
    if (k == n) out[n++] = (FlowChange){.kind = s->kind};
    out[k].by += way, out[k].cost += s->cost;
  }
  return n;
}

/* The same of a way. */
static size_t changes_of_way(const Climb *r, const LevelWay *w, FlowChange *out, size_t n) {
  for (size_t i = 0; i < w->n; i++) {
    const LevelStep *st = &w->at[i];
    size_t k = 0;
    if (!st->by) continue;
    const LadderStep *s = &r->text.at[st->step];
    while (k < n && !(out[k].kind == s->kind && !out[k].picture && (out[k].by < 0) == (st->by < 0))) k++;
    if (k == n) out[n++] = (FlowChange){.kind = s->kind};
    out[k].by += st->by, out[k].cost += (st->by < 0 ? -st->by : st->by) * s->cost;
  }
  return n;
}

void ladder_log(Filling *p, const FlowChange *changes, size_t n, int give, int miss, bool stands) {
  if (!p->keep) return;
  FlowChange *at = arena_array(p->keep, FlowChange, n + STEP_COUNT);
  for (size_t i = 0; i < n; i++) at[i] = changes[i];
  n = changes_of_text(p, give, at, n);
  FlowTry t = {.at = at, .n = n, .uneven = miss == INT32_MAX};
  for (size_t i = 0; i < n; i++) t.cost += at[i].cost;
  if (miss < 0) t.over = -miss;
  if (miss >= 0 && !t.uneven) t.white = fill_room(&p->full, 0) - fill_used(p);
  if (stands) p->log.won = (int)p->log.tries.n;
  vec_add(p->keep, &p->log.tries, t);
}

/* ---- the search */

/* Could the steps make up so many lines at all? */
static bool is_in_reach(Climb *r, int need) {
  int most = NEAR_LINES;
  for (size_t i = 0; i < rungs_count(r->rungs); i++) {
    const Rung *k = rungs_at(r->rungs, i);
    bool drop = k->step->kind == STEP_DROP;
    int way = need < 0 ? (drop ? k->most : -k->least) : drop ? 0 : k->most;
    most += way * k->lines;
  }
  const Ladder *l = r->p.ladder;
  for (size_t i = 0; i < l->n; i++)
    if (l->at[i].kind <= STEP_SUBHEAD_LINES) most += need < 0 ? -l->at[i].least : l->at[i].most;
  return (need < 0 ? -need : need) <= most;
}

/* What a pouring left white or out is asked of the text as well. */
static void push_again(Climb *r, const Node *n, int miss) {
  Node again = *n;
  again.pour = false;
  if (across(r->g) || n->way) return;
  again.cost -= fill_cost(&r->p, n->give);
  push_level(r, again);
  again.levelled = true;
  if (n->give && n->other < OTHERS_MOST) {
    again.other++;
    push_pour(r, again, n->give);
  }
  again.other = 0;
  if (miss != INT32_MAX && !n->other) push_pour(r, again, n->give + miss);
}

static bool was_poured(const Climb *r, const Node *n) {
  for (int i = 0; i < r->pours; i++) {
    const Node *o = &r->poured[i];
    if (o->way == n->way && o->give == n->give && o->white == n->white && o->other == n->other &&
        !memcmp(o->v, n->v, sizeof n->v))
      return true;
  }
  return false;
}

static bool search(Climb *r, Node *won) {
  push(r, (Node){.last = -1});
  while (r->heap.n && r->looks < LOOKS_MOST && r->pours < POURS_MOST) {
    Node n = pull(r);
    if (!n.pour) {
      look(r, &n);
      push_next(r, &n);
      continue;
    }
    if (was_poured(r, &n) || !set(r, n.v)) continue;
    int miss = pour_now(r, &n);
    if (miss == INT32_MIN) continue;
    r->poured[r->pours++] = n;
    FlowChange changes[RUNGS_MOST + 1 + 2 * STEP_COUNT];
    size_t count = changes_of(r, &n, changes);
    if (n.way) count = changes_of_way(r, n.way, changes, count);
    bool fits = miss == 0;
    ladder_log(&r->p, changes, count, across(r->g) ? 0 : n.give, miss, fits);
    if (fits) return *won = n, true;
    int white = fill_room(&r->p.full, 0) - fill_used(&r->p);
    if (miss > 0 && miss != INT32_MAX && white < r->best_white)
      r->best = n, r->best_white = white, r->best_try = (int)r->p.log.tries.n - 1;
    push_again(r, &n, miss);
  }
  return false;
}

/* ---- where nothing fills the frame */

/* With the lines that the text gives; what is over stays over. */
static void fill_anyhow(Climb *r) {
  if (across(r->g)) {
    fill_bands(&r->p, &r->g->bed);
    return;
  }
  FlowLadder log = r->p.log;
  Arena *keep = r->p.keep;
  r->p.keep = NULL; /* what it tries has been told */
  fill_stretches(&r->p);
  r->p.log = log, r->p.keep = keep;
}

/* Copy that is over goes in, if not well: a line may stand alone, a leg end short. */
static bool squeeze(Climb *r, Node *won) {
  for (size_t i = 0; i < r->roomy_n; i++) {
    FlowChange changes[RUNGS_MOST + 1];
    set(r, r->roomy[i].v);
    fill_anyhow(r);
    if (!fill_is_done(&r->p)) continue;
    *won = r->roomy[i];
    ladder_log(&r->p, changes, changes_of(r, won, changes), 0, 0, true);
    return true;
  }
  set(r, AS_IT_IS);
  return false;
}

/* Pictures give a line at a time: deeper while all legs have one to spare, shallower until the copy is in or they have given all they may. */
static bool give_one(Climb *r, int8_t *v, int by) {
  for (size_t i = 0; i < rungs_count(r->rungs); i++) {
    const Rung *k = rungs_at(r->rungs, i);
    if (k->step->kind != STEP_PICTURE || v[i] + by > k->most || v[i] + by < k->least) continue;
    v[i] = (int8_t)(v[i] + by);
    if (set(r, v) && (by < 0 || need_of(r) >= 0)) return true;
    v[i] = (int8_t)(v[i] - by);
  }
  return false;
}

/* A setting that left some white is better than more of it. */
static bool take_best(Climb *r, Node *won) {
  int white = fill_is_done(&r->p) ? fill_room(&r->p.full, 0) - fill_used(&r->p) : INT32_MAX;
  if (r->best_white >= white) return false;
  set(r, r->best.v);
  pour_now(r, &r->best);
  r->p.log.won = r->best_try;
  *won = r->best;
  return true;
}

static void give_all(Climb *r, int8_t *v) {
  set(r, v);
  while (need_of(r) >= r->g->bed.legs && give_one(r, v, 1)) {}
  set(r, v);
  for (fill_anyhow(r); !fill_is_done(&r->p); fill_anyhow(r)) {
    bool gives = give_one(r, v, -1);
    set(r, v);
    if (!gives) break;
  }
  if (!fill_is_done(&r->p)) fill_anyhow(r);
}

static Climb climb_open(Caster *c, Arena *scratch, Arena *keep, Galley *g, const Ladder *l) {
  Climb r = {.c = c, .a = scratch, .g = g, .ladder = l, .rungs = rungs_open(c, scratch, g, l), .best_white = INT32_MAX};
  r.p.keep = keep, r.p.log.won = -1;
  return r;
}

/* False: no setting fills the frame; the story stands as the layout has it. */
static bool climb(Climb *r, Node *won) {
  bool placed = set(r, AS_IT_IS);
  r->p.log.need = need_of(r);
  bool found = placed && is_in_reach(r, r->p.log.need) && search(r, won);
  if (!found) set(r, AS_IT_IS);
  return found;
}

/* ---- advice (fit --suggest): each lever by itself, as far as it can go, with what the ladder may do besides */

enum {
  LEVER_COST = 100, /* more than all else, so that as little as will do is changed by the lever itself */
  LEVER_LINES = 40,
  AIR_LINES = 6,
  TITLE_LINES = 2,
  TRACK_LEAST_PM = -20,
  TEXT_LINES = 99
};

/* For copy that is over, and for copy that is under; the gentler first. */
size_t ladder_levers(bool over, bool row, LadderStep *out) {
  size_t n = 0;
  int lines = over ? -1 : 1;
  const struct {
    StepKind kind;
    int most;
  } kinds[] = {{over ? STEP_SAVE_LINE : STEP_MAKE_LINE, TEXT_LINES},
               {STEP_HEAD_AIR, AIR_LINES},
               {STEP_STORY_GAP, AIR_LINES},
               {STEP_PICTURE, LEVER_LINES},
               {STEP_DECK_LINES, TITLE_LINES},
               {STEP_HEADLINE_LINES, TITLE_LINES}};
  for (size_t i = 0; i < COUNT(kinds); i++) {
    LadderStep s = {.kind = kinds[i].kind, .cost = LEVER_COST};
    if (s.kind == STEP_STORY_GAP && !row) continue;
    *(over ? &s.least : &s.most) = lines * kinds[i].most;
    out[n++] = s;
  }
  if (!over) return n;
  if (!row) out[n++] = (LadderStep){.kind = STEP_TRACKING, .least = TRACK_LEAST_PM, .cost = LEVER_COST};
  for (int e = 0; e < (row ? ELEMENT_OPTIONAL : ELEMENT_STORY); e++)
    out[n++] = (LadderStep){.kind = STEP_DROP, .most = TEXT_LINES, .drop = (Element)e, .cost = LEVER_COST};
  return n;
}

/* The story's own steps, but of the lever's kind only the lever, and no white where copy is wanting. */
Ladder ladder_with(Arena *a, const Ladder *l, const LadderStep *lever) {
  LadderStep *at = arena_array(a, LadderStep, l->n + 1);
  size_t n = 0;
  for (size_t i = 0; i < l->n; i++)
    if (l->at[i].kind != STEP_LEAVE_WHITE && (l->at[i].kind != lever->kind || lever->kind == STEP_DROP))
      at[n++] = l->at[i];
  at[n++] = *lever;
  return (Ladder){at, n};
}

static const FlowChange *change_of(const FlowTry *t, const LadderStep *lever) {
  for (size_t i = 0; i < t->n; i++)
    if (t->at[i].kind == lever->kind && (lever->kind != STEP_DROP || t->at[i].drop == lever->drop)) return &t->at[i];
  return NULL;
}

static void advise(Flow *f, Climb *r) {
  LadderStep levers[LEVERS_MOST];
  size_t n = ladder_levers(r->p.log.need < 0, false, levers);
  FlowAdvice *out = arena_array(f->a, FlowAdvice, n);
  for (size_t i = 0; i < n; i++) {
    Ladder l = ladder_with(r->a, r->ladder, &levers[i]);
    Climb t = climb_open(r->c, r->a, f->a, r->g, &l);
    Node won;
    if (!climb(&t, &won) && !squeeze(&t, &won)) continue;
    const FlowTry *whole = &t.p.log.tries.at[t.p.log.won];
    const FlowChange *change = change_of(whole, &levers[i]);
    if (change) out[r->advice_count++] = (FlowAdvice){*change, whole};
    set(&t, AS_IT_IS);
  }
  r->advice = out;
}

/* ---- the recipe */

Filling ladder_fill(Flow *f, Caster *c, Arena *scratch, Galley *g, const FlowPage *page) {
  Climb r = climb_open(c, scratch, f->a, g, slot_ladder(g->layout, g->slot));
  Node won = {.last = -1};
  if (climb(&r, &won) || squeeze(&r, &won)) {
    rungs_keep(f, r.rungs, won.v, page);
  } else {
    int8_t v[RUNGS_MOST] = {0};
    if (f->in->suggest) advise(f, &r);
    give_all(&r, v);
    if (take_best(&r, &won)) rungs_keep(f, r.rungs, won.v, page);
  }
  r.p.log.measured = r.looks;
  r.p.advice = r.advice, r.p.advice_count = r.advice_count;
  return r.p;
}

/* Its blocks are a part of the story's: nothing of it is cast anew, and nothing goes. */
static Ladder for_part(Arena *a, const Ladder *l) {
  LadderStep *at = arena_array(a, LadderStep, l->n + 1);
  size_t n = 0;
  for (size_t i = 0; i < l->n; i++)
    if (l->at[i].kind != STEP_TRACKING && l->at[i].kind != STEP_DROP && l->at[i].kind != STEP_FILLER)
      at[n++] = l->at[i];
  return (Ladder){at, n};
}

int ladder_try_part(Flow *f, Caster *c, Arena *scratch, Galley *g, const FlowPage *page, Filling *p) {
  Ladder *l = arena_new(scratch, Ladder);
  *l = for_part(scratch, slot_ladder(g->layout, g->slot));
  Climb r = climb_open(c, scratch, f->a, g, l);
  Node won = {.last = -1};
  bool found = climb(&r, &won);
  r.p.log.measured = r.looks;
  *p = r.p;
  if (!found || !page) set(&r, AS_IT_IS);
  if (found && page) rungs_keep(f, r.rungs, won.v, page);
  return found ? p->log.tries.at[p->log.won].cost : -1;
}

/* ---- what makeup asks */

FlowReach ladder_reach(const Ladder *l, int sign, Givers g) {
  FlowReach reach = {0};
  bool used[UNIT_STEPS_MOST] = {false};
  for (;;) { /* step by step, the cheapest first */
    size_t best = UNIT_STEPS_MOST;
    for (size_t i = 0; i < l->n && i < UNIT_STEPS_MOST; i++)
      if (!used[i] && l->at[i].kind <= STEP_SUBHEAD_LINES &&
          (best == UNIT_STEPS_MOST || l->at[i].cost < l->at[best].cost))
        best = i;
    if (best == UNIT_STEPS_MOST) return reach;
    used[best] = true;
    const LadderStep *s = &l->at[best];
    bool own = s->kind == STEP_PULL_ORPHAN || s->kind == STEP_OPEN_LINE;
    int *from = own ? &g.orphans : s->kind == STEP_SUBHEAD_LINES ? &g.subheads : &g.paragraphs;
    int way = sign < 0 ? -s->least : s->most;
    if (sign < 0 && s->kind == STEP_SAVE_LINE) g.paragraphs += g.orphans, g.orphans = 0;
    for (; way > 0 && *from > 0 && reach.lines < REACH_MOST; way--, --*from, reach.lines++)
      reach.cost[reach.lines + 1] = reach.cost[reach.lines] + s->cost;
  }
}
