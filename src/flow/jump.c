/* flow/jump: a story that has no room on its page goes on on a later one.
 *
 *     page 1                      page 5, a slot of kind jumps
 *     | HEADLINE          |       | short headline    |    The story is parted once, at the end of a paragraph or of a sentence. What
 *     | a a a   | b b b   |       | (from page 1)     |    stands before stays in its frame with a line that sends the reader on; what
 *     | a a a   | b b b.  |       | b b b    | c c c  |    follows is a story of its own: the same paragraphs, cast for the other slot.
 *     | a a a   | (to p.5)|       | b b b    | c c c  |    The lines that send on are the engine's ink, never copy.
 *
 * Where it may be parted is found in the lines as they are set for the first page: before a paragraph, or in one behind a full stop outside
 * all brackets and quotation marks, so never in a word, a number or a pair of marks. Each place costs what the ladder takes to fill the frame
 * with what stands before it; a paragraph's end is better than a sentence's. Where no place fills the frame it costs the white that it
 * leaves. The cheapest wins. So that nobody turns a page for two lines, JUMP_LEAST lines stand on either side.
 *
 * Streams may add pages between the two, so a page's number is known only when it is made. The first part's line therefore keeps its room
 * while the story is poured, and its words are set when all pages are made, like all furniture.
 *
 * The road not taken is to part the set lines wherever the frame is full: it saves the search, and ends the first part in mid-sentence. */
#include <stdlib.h>

#include "flow/inside.h"

enum {
  JUMP_LEAST = 5,   /* lines before and after */
  HEAD_LINES = 3,   /* that words over the rest are reckoned to take */
  ALONE = 2,        /* lines of the parted paragraph on either side */
  TRIES_MOST = 16,  /* places poured for trial */
  WHITE_COST = 2,   /* of a line left white */
  SENTENCE_COST = 3 /* of a paragraph that is parted */
};

/* ---- the place on a later page */

typedef struct Berth {
  size_t plan;
  const Slot *slot;
  Len room; /* along its lines, all put end to end, less what has been promised */
} Berth;

static Len room_of(const Flow *f, const Slot *s) {
  Bed b = bed_make(f->a, s, 0, 0);
  int lines = 0;
  for (int i = 0; i < b.legs; i++) lines += b.leg_last[i] - b.leg_first[i] + 1;
  return lines * b.measure;
}

static Len promised(const Flow *f, size_t plan, const Slot *s) {
  Len sum = 0;
  for (size_t i = 0; i < f->jumps.n; i++)
    if (f->jumps.at[i]->plan == plan && f->jumps.at[i]->to == s) sum += f->jumps.at[i]->takes;
  return sum;
}

static bool is_meant_for(const Slot *to, const Slot *from, int page) {
  if (to->continues_page > 0 && to->continues_page != page) return false;
  return !to->continues.n || str_eq(to->continues, from->name);
}

/* A slot that makeup offers in a trial is taken where the layouts have none. */
static bool is_spare(const Slot *s) { return s->continues_page < 0; }

static bool is_better(const Slot *s, Len room, const Berth *had, Len needs) {
  if (is_spare(s) != is_spare(had->slot)) return is_spare(had->slot);
  if (s->continues.n != had->slot->continues.n) return s->continues.n > had->slot->continues.n;
  return had->room < needs && room > had->room;
}

/* A slot that names the story's own; else the first with room; else the one with the most. */
static bool find_berth(const Flow *f, size_t here, const Galley *g, Len needs, Berth *out) {
  const Edition *e = f->e->edition;
  bool found = false;
  for (size_t i = here + 1; i < e->page_count; i++) {
    const Layout *l = e->pages[i].layout;
    if (g->story->jump_page && g->story->jump_page != e->pages[i].number) continue;
    for (size_t k = 0; l && k < l->slot_count; k++) {
      const Slot *s = &l->slots[k];
      if (s->kind != SLOT_JUMPS || !is_meant_for(s, g->slot, e->pages[here].number)) continue;
      Len before = promised(f, i, s), room = room_of(f, s) - before;
      if (s->continues.n && before) continue; /* it is for one story */
      if (!found || is_better(s, room, out, needs)) *out = (Berth){i, s, room}, found = true;
    }
  }
  return found;
}

static void tell(Flow *f, DiagCode code, const Galley *g, const char *why) {
  diag_add(f->job->diags, code, g->story->span,
           "the story of slot '%.*s' has no room and is to go on on another page: %s", STRF(g->slot->name), why);
}

/* ---- where it may be parted */

typedef struct Place {
  uint32_t block, at; /* before this block; at > 0: behind this byte of its paragraph */
  int cost;
} Place;
typedef struct Places {
  Place *at;
  size_t n, cap;
} Places;

static int by_cost(const void *x, const void *y) {
  const Place *a = x, *b = y;
  if (a->cost != b->cost) return a->cost < b->cost ? -1 : 1;
  if (a->block != b->block) return a->block > b->block ? -1 : 1;
  return a->at > b->at ? -1 : a->at < b->at;
}

static void first_copy(void *ctx, const Matter *m) {
  const Para **first = ctx;
  if (!*first && m->copy) *first = m->copy;
}

/* The number in the story's body of the paragraph that a block begins; false: it begins none, or stands with others. */
static bool begins_para(const Galley *g, const Block *b, size_t *nth) {
  const Para *p = NULL;
  block_each(b, true, first_copy, &p);
  const Paras *body = &g->story->body;
  if (!p || !body->n || p < body->at || p >= body->at + body->n) return false;
  *nth = (size_t)(p - body->at);
  return !p->box && (p->role == ROLE_BODY || p->role == ROLE_SUBHEAD) && !b->row && !b->island && !b->picture;
}

static bool may_part(const Galley *g, const Block *b) {
  const Matter *m = b->m;
  size_t nth;
  return m && !b->solid && !b->aside && !b->shift && !m->head && !m->lead && !m->tail && !m->copy_at && !m->cut_lines &&
         m->role == ROLE_BODY && begins_para(g, b, &nth);
}

static int line_at(const Matter *m, uint32_t at) {
  int n = 0;
  while ((size_t)n < m->lines.n && m->lines.at[n].at < at) n++;
  return n; /* lines that the text before `at` takes */
}

static void add_sentences(Arena *a, const Galley *g, uint32_t i, int before, int most, int all, Places *out) {
  const Matter *m = g->body.at[i].m;
  Sentences s = {.text = m->para->text, .lang = g->story->lang};
  for (size_t start; sentence_next(&s, &start);) {
    int lines = line_at(m, (uint32_t)start), rest = (int)m->lines.n - lines;
    int white = most - before - lines;
    if (lines < ALONE || rest < ALONE || white < 0 || before + lines < JUMP_LEAST || all - before - lines < JUMP_LEAST)
      continue;
    vec_add(a, out, (Place){i, (uint32_t)start, white * WHITE_COST + SENTENCE_COST});
  }
}

static int lines_across(const Block *b) { return block_lines(b) * (b->span > 1 ? b->span : 1); }

static Places list_places(Arena *a, const Galley *g, int most) {
  Places out = {0};
  int before = 0, all = blocks_sum(&g->body, (Cut){0, 0});
  size_t last = 0;
  for (uint32_t i = 0; i < g->body.n && before <= most; i++) {
    const Block *b = &g->body.at[i];
    size_t nth = 0;
    bool begins = begins_para(g, b, &nth), fresh = i > 0 && begins && nth > last;
    bool kept = i > 0 && g->body.at[i - 1].keep_next;
    if (fresh && !kept && before >= JUMP_LEAST && all - before >= JUMP_LEAST)
      vec_add(a, &out, (Place){i, 0, (most - before) * WHITE_COST});
    if (may_part(g, b)) add_sentences(a, g, i, before, most, all, &out);
    if (begins) last = nth;
    before += lines_across(b);
  }
  if (out.n) qsort(out.at, out.n, sizeof *out.at, by_cost);
  return out;
}

/* ---- parting */

static Matter *first_of(Caster *c, const Matter *m, uint32_t end) {
  Matter *part = matter_with(c, m->copy, 0, end, m->style, m->size, matter_style(c, m->style, m->size, m->vertical));
  matter_set(part, m->measure);
  return part;
}

/* Room for the line that sends on, kept with what stands before it. */
void jump_put_room(Caster *c, Blocks *b, Jump *j, uint32_t story) {
  if (b->n) b->at[b->n - 1].keep_next = true;
  Block turn = block_solid(NULL, 1, story);
  turn.turn = j;
  vec_add(c->arena, b, turn);
}

/* What stays: the blocks before the place, the part of the paragraph, and room for the line that sends on. */
static Blocks first_part(Caster *c, const Galley *g, const Blocks *whole, Place at, Jump *j) {
  Blocks out = {0};
  for (uint32_t i = 0; i < at.block; i++) vec_add(c->arena, &out, whole->at[i]);
  if (at.at) {
    Block b = whole->at[at.block];
    b.m = first_of(c, b.m, at.at);
    vec_add(c->arena, &out, b);
  }
  jump_put_room(c, &out, j, g->number);
  return out;
}

/* Whether the picture's words, or it itself, stand in what goes on. */
static bool goes_on_with(const Galley *g, const Blocks *whole, const PictureSet *p, uint32_t from) {
  if (p->place) return false;
  if (!g->slot->picture_inline) return true;
  for (uint32_t i = from; i < whole->n; i++)
    if (whole->at[i].picture == p) return true;
  return false;
}

static StoryCut cut_at(const Galley *g, const Blocks *whole, Place at) {
  StoryCut cut = {.at = at.at};
  must(begins_para(g, &whole->at[at.block], &cut.para));
  return cut;
}

/* What goes on: the story from the place on, with its end and the pictures that stand there. */
static Story *rest_of(Arena *a, const Galley *g, const Blocks *whole, Place at) {
  Story *s = part_rest(a, g->story, cut_at(g, whole, at));
  s->pictures = arena_array(a, StoryPicture, g->story->picture_count + 1);
  s->picture_count = 0;
  for (size_t i = 0; i < g->story->picture_count; i++)
    if (goes_on_with(g, whole, &g->pictures[i], at.block)) s->pictures[s->picture_count++] = g->story->pictures[i];
  return s;
}

static Galley *rest_make(Flow *f, const Galley *g, const Blocks *whole, Place at, const Berth *b) {
  Galley *r = arena_new(f->a, Galley);
  *r = (Galley){.number = g->number, .slot = b->slot, .begins = at.at, .goes_on = true};
  r->layout = f->e->edition->pages[b->plan].layout;
  r->story = rest_of(f->a, g, whole, at);
  return r;
}

static void write_why(Flow *f, Jump *j, Place at) {
  j->why = str_f(f->a, "parted %s, the rest goes on in slot '%.*s'", at.at ? "behind a sentence" : "between paragraphs",
                 STRF(j->to->name));
}

/* A paragraph's first or last line stands alone at a leg's foot or head: another place may pour better. */
static bool has_line_alone(const Filling *p) {
  for (size_t i = 0; i < p->placed.n; i++) {
    const Placing *at = &p->placed.at[i];
    const Block *b = &p->blocks->at[at->block];
    if (b->m && !b->solid && at->lines < ALONE && block_lines(b) > at->lines) return true;
  }
  return false;
}

static bool try_place(Caster *c, Arena *scratch, Galley *g, const Blocks *whole, Place at, Jump *j, Filling *p) {
  g->body = first_part(c, g, whole, at, j);
  *p = flow_fill(scratch, g);
  return fill_is_done(p);
}

/* The place with which the frame is full, by whatever the ladder changes besides, for least. */
static bool choose_full(Flow *f, Caster *c, Arena *scratch, Galley *g, const FlowPage *page, const Blocks *whole,
                        const Places *places, Jump *j, Filling *p, Place *out) {
  int best = INT32_MAX;
  for (size_t i = 0; i < places->n && i < TRIES_MOST; i++) {
    const Place *at = &places->at[i];
    int own = at->at ? SENTENCE_COST : 0;
    if (own >= best) continue;
    g->body = first_part(c, g, whole, *at, j);
    int cost = ladder_try_part(f, c, scratch, g, NULL, p);
    pour_relax(&g->body);
    if (cost >= 0 && own + cost < best) best = own + cost, *out = *at;
  }
  if (best == INT32_MAX) return false;
  g->body = first_part(c, g, whole, *out, j);
  return ladder_try_part(f, c, scratch, g, page, p) >= 0;
}

/* The cheapest place that pours without a line alone; else the cheapest that pours. */
static bool choose(Caster *c, Arena *scratch, Galley *g, const Blocks *whole, const Places *places, Jump *j, Filling *p,
                   Place *out) {
  for (int strict = 1; strict >= 0; strict--)
    for (size_t i = 0; i < places->n && i < TRIES_MOST; i++) {
      *out = places->at[i];
      if (try_place(c, scratch, g, whole, *out, j, p) && !(strict && has_line_alone(p))) return true;
      pour_relax(&g->body);
    }
  return false;
}

static bool part(Flow *f, Caster *c, Arena *scratch, Galley *g, FlowPage *page, Filling *p, size_t here,
                 const Berth *b) {
  Blocks whole = g->body;
  pour_relax(&whole);
  Jump *j = arena_new(f->a, Jump);
  *j = (Jump){.from = g, .plan = b->plan, .to = b->slot, .begun = here};
  int most = fill_room(&p->full, 0) - 1; /* the turn line takes one */
  Places places = list_places(scratch, g, most);
  Place at;
  if (!choose_full(f, c, scratch, g, page, &whole, &places, j, p, &at) &&
      !choose(c, scratch, g, &whole, &places, j, p, &at)) {
    g->body = whole;
    return false;
  }
  j->cut = cut_at(g, &whole, at);
  while (j->cut.pictures < g->picture_count && !goes_on_with(g, &whole, &g->pictures[j->cut.pictures], at.block))
    j->cut.pictures++;
  g->rest = rest_make(f, g, &whole, at, b);
  j->takes = (blocks_sum(&whole, (Cut){0, 0}) - blocks_sum(&g->body, (Cut){0, 0}) + HEAD_LINES) * g->bed.measure;
  write_why(f, j, at);
  vec_add(f->a, &f->jumps, j);
  return true;
}

bool jump_make(Flow *f, Caster *c, Arena *scratch, FlowPage *page, Galley *g, Filling *p) {
  size_t here = (size_t)(page->plan - f->e->edition->pages);
  int want = g->story->jump_page;
  if (want && want <= page->number) {
    tell(f, DIAG_JUMP_BACKWARDS, g,
         want == page->number ? "the page it names is its own" : "the page it names is an earlier one");
    return false;
  }
  pour_relax(&g->body);
  place_parts(c, g);
  *p = flow_fill(scratch, g);
  Berth b = {0};
  int left = blocks_sum(&g->body, (Cut){0, 0}) - fill_room(&p->full, 0);
  if (!find_berth(f, here, g, (left + HEAD_LINES) * g->bed.measure, &b)) {
    tell(f, DIAG_JUMP_NOWHERE, g,
         want ? "the page it names has no slot of kind jumps for it" : "no later page has a slot of kind jumps for it");
    return false;
  }
  if (part(f, c, scratch, g, page, p, here, &b)) return true;
  tell(f, DIAG_JUMP_NOWHERE, g, "no sentence ends where it could be parted");
  return false;
}

/* ---- the other page */

static void cast_rest(Flow *f, Galley *r, size_t nth, int from_page) {
  r->nth = nth;
  r->diags = diags_fork(f->a, f->job->diags);
  part_put_words(f->a, (Story *)(uintptr_t)r->story, f->e->stories.at[r->number].story,
                 flow_label(f->a, f->e, from_page));
  Caster c = f->caster;
  c.diags = r->diags;
  galley_make(&c, r);
  for (size_t i = 0; i < r->head.n; i++) r->head.at[i].m->copy = NULL;
}

void jump_take(Flow *f, FlowPage *p, const Slot *s, size_t plan) {
  Galley **g = arena_array(f->a, Galley *, f->jumps.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < f->jumps.n; i++) {
    Jump *j = f->jumps.at[i];
    if (j->plan != plan || j->to != s) continue;
    j->there = p;
    cast_rest(f, j->from->rest, n, f->e->stories.at[j->from->number].page);
    g[n++] = j->from->rest;
  }
  if (n && !runs_in_columns(s))
    flow_story_slot(f, p, s, g[0]);
  else if (n)
    flow_briefs_slot(f, p, s, g, n);
  else
    flow_empty_slot(f, p, s);
}

/* ---- parted by makeup, before a page was made */

static StoryCut cut_of(const Fill *fill) {
  return (StoryCut){.para = fill->cut_para, .at = fill->cut_at, .pictures = fill->cut_pictures};
}

void jump_plan(Flow *f, Galley *first, const Fill *fill) {
  Jump *j = arena_new(f->a, Jump);
  *j = (Jump){.from = first, .number = fill->other_page, .plan = f->e->edition->page_count, .planned = true};
  j->why = STR("parted before the page was made up, the rest goes on in a story's place");
  first->story = part_first(f->a, first->story, cut_of(fill));
  first->ends = fill->cut_at;
  first->turn = j;
  vec_add(f->a, &f->jumps, j);
}

static Jump *planned_of(const Flow *f, uint32_t number) {
  for (size_t i = 0; i < f->jumps.n; i++)
    if (f->jumps.at[i]->planned && f->jumps.at[i]->from->number == number) return f->jumps.at[i];
  return NULL;
}

Galley *jump_plan_rest(Flow *f, uint32_t number, size_t plan, const Layout *l, const Slot *s, const Fill *fill) {
  Galley *r = arena_new(f->a, Galley);
  *r = (Galley){.number = number, .slot = s, .layout = l, .begins = fill->cut_at, .goes_on = true};
  r->story = part_rest(f->a, f->e->stories.at[number].story, cut_of(fill));
  r->from_page = fill->other_page;
  Jump *j = planned_of(f, number);
  if (j) j->plan = plan, j->to = s, j->from->rest = r;
  return r;
}

void jump_take_planned(Flow *f, FlowPage *p, const Slot *s, Galley *rest) {
  Jump *j = planned_of(f, rest->number);
  if (j) j->there = p;
  int page = f->e->stories.at[rest->number].page;
  cast_rest(f, rest, 0, page ? page : rest->from_page);
  flow_story_slot(f, p, s, rest);
  flow_findings_take(f, rest);
}

/* ---- the lines that send on */

void jump_put_turn(Flow *f, FlowPage *p, Jump *j, Len x, int line) {
  j->page = p, j->x = x, j->line = line;
  j->order = f->order++;
}

static int number_of(const Flow *f, const Jump *j, int number) {
  const PagePlan *plan = &f->e->edition->pages[j->plan];
  return j->to ? label_at(plan, plan->layout, number, layout_slot_rect(plan->layout, j->to)) : number;
}

void jump_number(Flow *f, size_t plan, int number) {
  for (size_t i = 0; i < f->jumps.n; i++)
    if (f->jumps.at[i]->plan == plan) f->jumps.at[i]->number = number_of(f, f->jumps.at[i], number);
}

static void put_turn(Flow *f, Jump *j) {
  const Galley *g = j->from;
  Caster *c = &f->caster;
  c->lang = g->story->lang, c->dateline = NULL;
  Style *st = arena_new(f->a, Style);
  *st = *style_for(g->layout, NULL, ROLE_JUMP);
  st->align = st->para.last_line = ALIGN_END;
  st->indent = (Measure){0};
  Str words = jump_words(f->a, g->story->lang, true, flow_label(f->a, f->e, j->number));
  Matter *m = matter_of_engine(c, ROLE_JUMP, words, st, g->slot->grid.body, g->slot->grid.vertical);
  matter_set(m, g->bed.measure);
  f->order = j->order;
  put_line(f, j->page, g->bed.grid, m, &m->lines.at[0], g->number, j->x, grid_baseline(g->bed.grid, j->line));
}

static void link_page(FlowPage *p, uint32_t story, int to) {
  for (size_t i = 0; p && i < p->items.n; i++) {
    Item *it = &p->items.at[i];
    if (it->role == ROLE_JUMP && it->story == story && !it->goto_page) it->goto_story = story, it->goto_page = to;
  }
}

static void note_why(FlowPage *p, const Jump *j, Arena *a) {
  for (size_t i = 0; i < p->frames.n; i++) {
    FlowFrame *fr = &p->frames.at[i];
    if (fr->story == j->from->number && fr->why.n)
      fr->why = str_f(a, "%.*s; %.*s of page %d", STRF(fr->why), STRF(j->why), j->number);
  }
}

void jump_finish(Flow *f) {
  for (size_t i = 0; i < f->jumps.n; i++) {
    Jump *j = f->jumps.at[i];
    if (!j->planned)
      vec_add(f->a, &f->e->jumps, ((FlowJump){j->from->number, j->begun, j->plan, j->from->slot, j->to, j->cut}));
    if (!j->page) continue;
    put_turn(f, j);
    link_page(j->page, j->from->number, j->number);
    link_page(j->there, j->from->number, f->e->stories.at[j->from->number].page);
    note_why(j->page, j, f->a);
  }
}

/* ---- slots that nothing can reach */

static bool has_story_slot(const Layout *l, Str name) {
  const Slot *s = l ? layout_find_slot(l, name) : NULL;
  return s && s->kind == SLOT_STORY;
}

static void check_slot(const Flow *f, size_t page, const Slot *s) {
  const Edition *e = f->e->edition;
  const Slot *own = layout_find_slot(e->pages[page].layout, s->continues);
  Diags *d = f->job->diags;
  for (size_t i = 0; i < page; i++) {
    if (has_story_slot(e->pages[i].layout, s->continues)) return;
  }
  if (own && own->kind == SLOT_JUMPS)
    diag_add(d, DIAG_JUMP_CIRCULAR, s->span, "slot '%.*s' continues '%.*s', where stories go on themselves",
             STRF(s->name), STRF(s->continues));
  else if (own)
    diag_add(d, DIAG_JUMP_BACKWARDS, s->span, "slot '%.*s' continues '%.*s', which stands on no earlier page",
             STRF(s->name), STRF(s->continues));
  else
    diag_add(d, DIAG_JUMP_NOWHERE, s->span, "slot '%.*s' continues '%.*s', which no earlier page has", STRF(s->name),
             STRF(s->continues));
}

static void check_twice(const Flow *f, const Layout *l, size_t k) {
  for (size_t i = 0; i < k; i++) {
    const Slot *a = &l->slots[i], *b = &l->slots[k];
    if (a->kind != SLOT_JUMPS || !str_eq(a->continues, b->continues) || a->continues_page != b->continues_page)
      continue;
    diag_add(f->job->diags, DIAG_JUMP_TWICE, b->span, "slot '%.*s' continues '%.*s', as '%.*s' does", STRF(b->name),
             STRF(b->continues), STRF(a->name));
    diag_add_hint(f->job->diags, a->span, "'%.*s' stands here", STRF(a->name));
  }
}

void jump_check(const Flow *f) {
  const Edition *e = f->e->edition;
  for (size_t i = 0; i < e->page_count; i++) {
    const Layout *l = e->pages[i].layout;
    for (size_t k = 0; l && k < l->slot_count; k++) {
      const Slot *s = &l->slots[k];
      if (s->kind != SLOT_JUMPS || !s->continues.n) continue;
      check_slot(f, i, s);
      check_twice(f, l, k);
    }
  }
}
