/* flow/jump: a story that has no room on its page goes on on a later one.
 *
 *     page 1                      page 5, a slot of kind jumps
 *     | HEADLINE          |       | (from page 1)     |    The story is parted once, at the end of a paragraph or of a sentence. What
 *     | a a a   | b b b   |       | short headline    |    stands before stays in its frame with a line that sends the reader on; what
 *     | a a a   | b b b.  |       | b b b    | c c c  |    follows is a story of its own: the same paragraphs, cast for the other slot.
 *     | a a a   | (to p.5)|       | b b b    | c c c  |    The lines that send on are the engine's ink, never copy.
 *
 * Where it may be parted is found in the lines as they are set for the first page: before a paragraph, or in one behind a full stop outside
 * all brackets and quotation marks, so never in a word, a number or a pair of marks. Each place costs the white that it leaves on the page;
 * a paragraph's end is better than a sentence's. The cheapest that pours wins. So that nobody turns a page for two lines, JUMP_LEAST
 * lines stand on either side.
 *
 * Streams may add pages between the two, so a page's number is known only when it is made. The first part's line therefore keeps its room
 * while the story is poured, and its words are set when all pages are made, like all furniture.
 *
 * The road not taken is to part the set lines wherever the frame is full: it saves the search, and ends the first part in mid-sentence. */
#include <stdlib.h>

#include "flow/inside.h"

enum {
  JUMP_LEAST = 5,   /* lines before and after */
  ALONE = 2,        /* lines of the parted paragraph on either side */
  TRIES_MOST = 16,  /* places poured for trial */
  WHITE_COST = 2,   /* of a line left white */
  SENTENCE_COST = 5 /* of a paragraph that is parted */
};

/* ---- words */

static Str word(Arena *a, Lang l, bool on, int page) {
  switch (l) {
  case LANG_EN: return str_f(a, on ? "Continued on page %d" : "Continued from page %d", page);
  case LANG_JA: return str_f(a, on ? "（%d面に続く）" : "（%d面から続く）", page);
  case LANG_KO: return str_f(a, on ? "（%d면에 계속）" : "（%d면에서 계속）", page);
  case LANG_ZH_HANT:
  case LANG_ZH_HK: return str_f(a, on ? "（下轉第%d版）" : "（上接第%d版）", page);
  default: return str_f(a, on ? "（下转第%d版）" : "（上接第%d版）", page);
  }
}

/* ---- the place on a later page */

typedef struct Berth {
  size_t plan;
  const Slot *slot;
  int room; /* characters, less what has been promised */
} Berth;

static int lines_of(const Slot *s) {
  int columns = s->legs ? s->legs : s->cells.col_last - s->cells.col_first + 1;
  return columns * (s->cells.line_last - s->cells.line_first + 1);
}

static int promised(const Flow *f, size_t plan, const Slot *s) {
  int lines = 0;
  for (size_t i = 0; i < f->jumps.n; i++)
    if (f->jumps.at[i]->plan == plan && f->jumps.at[i]->to == s) lines += f->jumps.at[i]->lines;
  return lines;
}

static bool is_meant_for(const Slot *to, const Slot *from) {
  return !to->continues.n || str_eq(to->continues, from->name);
}

/* A slot that names the story's own; else the first with room; else the one with the most. */
static bool find_berth(const Flow *f, size_t here, const Galley *g, int lines, Berth *out) {
  const Edition *e = f->e->edition;
  bool found = false;
  for (size_t i = here + 1; i < e->page_count; i++) {
    const Layout *l = e->pages[i].layout;
    if (g->story->jump_page && g->story->jump_page != e->pages[i].number) continue;
    for (size_t k = 0; l && k < l->slot_count; k++) {
      const Slot *s = &l->slots[k];
      if (s->kind != SLOT_JUMPS || !is_meant_for(s, g->slot)) continue;
      int before = promised(f, i, s), room = lines_of(s) - before;
      if (s->continues.n && before) continue; /* it is for one story */
      bool better = !found || s->continues.n > out->slot->continues.n ||
                    (s->continues.n == out->slot->continues.n && out->room < lines && room > out->room);
      if (better) *out = (Berth){i, s, room}, found = true;
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

static bool is_stop(uint32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?'; }

/* A full point ends a sentence where a blank follows and a word with no capital stands before it: not in "U.S. ". */
static bool is_point(Str t, size_t before, size_t after) {
  if (after >= t.n || t.p[after] != ' ' || before < 2) return false;
  return t.p[before - 1] >= 'a' && t.p[before - 1] <= 'z' && t.p[before - 2] >= 'a' && t.p[before - 2] <= 'z';
}

static void add_sentences(Arena *a, const Galley *g, uint32_t i, int before, int most, int all, Places *out) {
  const Matter *m = g->body.at[i].m;
  Str t = m->para->text;
  int depth = 0;
  bool stop = false;
  for (size_t at = 0; at < t.n;) {
    size_t from = at;
    uint32_t c = utf8_next(t, &at);
    CharClass k = char_class(c, g->story->lang);
    depth += k == CC_OPEN ? 1 : k == CC_CLOSE ? -1 : 0;
    if (depth < 0) depth = 0;
    bool ends = is_stop(c) || (c == '.' && is_point(t, from, at));
    stop = ends || (stop && k == CC_CLOSE);
    size_t next = at;
    uint32_t follows = at < t.n ? utf8_next(t, &next) : 0;
    CharClass fk = char_class(follows, g->story->lang);
    if (!stop || depth || at >= t.n || fk == CC_CLOSE || is_stop(follows)) continue;
    size_t start = t.p[at] == ' ' ? at + 1 : at;
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

/* What stays: the blocks before the place, the part of the paragraph, and room for the line that sends on. */
static Blocks first_part(Caster *c, const Galley *g, const Blocks *whole, Place at, Jump *j) {
  Blocks out = {0};
  for (uint32_t i = 0; i < at.block; i++) vec_add(c->arena, &out, whole->at[i]);
  if (at.at) {
    Block b = whole->at[at.block];
    b.m = first_of(c, b.m, at.at);
    vec_add(c->arena, &out, b);
  }
  if (out.n) out.at[out.n - 1].keep_next = true;
  Block turn = block_solid(NULL, 1, g->number);
  turn.turn = j;
  vec_add(c->arena, &out, turn);
  return out;
}

static bool is_of_text(const Galley *g, const PictureSet *p) { return !p->place && !g->slot->picture_inline; }

/* What goes on: the story from the place on, with its end and the words of pictures that had no place. */
static Story *rest_of(Arena *a, const Galley *g, const Blocks *whole, Place at) {
  Story *s = arena_new(a, Story);
  *s = *g->story;
  size_t nth = 0;
  must(begins_para(g, &whole->at[at.block], &nth));
  s->body.at = g->story->body.at + nth, s->body.n = g->story->body.n - nth;
  s->body.cap = s->body.n;
  s->kicker = s->byline_line = NULL;
  s->deck = (Paras){0};
  s->column = (Str){0};
  s->pictures = arena_array(a, StoryPicture, g->story->picture_count + 1);
  s->picture_count = 0;
  for (size_t i = 0; i < g->story->picture_count; i++)
    if (is_of_text(g, &g->pictures[i])) s->pictures[s->picture_count++] = g->story->pictures[i];
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

static bool part(Flow *f, Caster *c, Arena *scratch, Galley *g, Filling *p, const Berth *b) {
  Blocks whole = g->body;
  pour_relax(&whole);
  Jump *j = arena_new(f->a, Jump);
  *j = (Jump){.from = g, .plan = b->plan, .to = b->slot};
  int most = fill_room(&p->full, 0) - 1; /* the turn line takes one */
  Places places = list_places(scratch, g, most);
  Place at;
  if (!choose(c, scratch, g, &whole, &places, j, p, &at)) {
    g->body = whole;
    return false;
  }
  g->rest = rest_make(f, g, &whole, at, b);
  j->lines = blocks_sum(&whole, (Cut){0, 0}) - blocks_sum(&g->body, (Cut){0, 0});
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
  if (!find_berth(f, here, g, left, &b)) {
    tell(f, DIAG_JUMP_NOWHERE, g,
         want ? "the page it names has no slot of kind jumps for it" : "no later page has a slot of kind jumps for it");
    return false;
  }
  if (part(f, c, scratch, g, p, &b)) return true;
  tell(f, DIAG_JUMP_NOWHERE, g, "no sentence ends where it could be parted");
  return false;
}

/* ---- the other page */

static Para *engine_para(Arena *a, Str text) { return para_plain(a, ROLE_JUMP, text, (Span){0}); }

static Str short_headline(Arena *a, const Story *s) {
  if (s->jump_headline.n) return s->jump_headline;
  Buf b = buf_make(a, 4096);
  for (size_t i = 0; i < s->headline.n; i++) {
    if (i) buf_putc(&b, ' ');
    buf_puts(&b, s->headline.at[i].text);
  }
  return buf_str(&b);
}

/* The words over what goes on: where it comes from, and a short headline. They are in no copy. */
static void put_words(Flow *f, const Jump *j, Galley *r) {
  Story *s = (Story *)(uintptr_t)r->story;
  s->kicker = engine_para(f->a, word(f->a, s->lang, false, j->page->number));
  Str words = short_headline(f->a, j->from->story);
  s->headline = (Paras){.at = engine_para(f->a, words), .n = words.n > 0, .cap = 1};
}

static void cast_rest(Flow *f, Jump *j, size_t nth) {
  Galley *r = j->from->rest;
  r->nth = nth;
  r->diags = diags_fork(f->a, f->job->diags);
  put_words(f, j, r);
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
    cast_rest(f, j, n);
    g[n++] = j->from->rest;
  }
  if (n)
    flow_briefs_slot(f, p, s, g, n);
  else
    flow_empty_slot(f, p, s);
}

/* ---- the lines that send on */

void jump_put_turn(Flow *f, FlowPage *p, Jump *j, Len x, int line) {
  j->page = p, j->x = x, j->line = line;
  j->order = f->order++;
}

void jump_number(Flow *f, size_t plan, int number) {
  for (size_t i = 0; i < f->jumps.n; i++)
    if (f->jumps.at[i]->plan == plan) f->jumps.at[i]->number = number;
}

static void put_turn(Flow *f, Jump *j) {
  const Galley *g = j->from;
  Caster *c = &f->caster;
  c->lang = g->story->lang, c->dateline = NULL;
  Style *st = arena_new(f->a, Style);
  *st = *style_for(g->layout, NULL, ROLE_JUMP);
  st->align = st->para.last_line = ALIGN_END;
  st->indent = (Measure){0};
  Str words = word(f->a, g->story->lang, true, j->number);
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
    if (!j->page) continue;
    put_turn(f, j);
    link_page(j->page, j->from->number, j->number);
    link_page(j->there, j->from->number, j->page->number);
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
    if (a->kind != SLOT_JUMPS || !str_eq(a->continues, b->continues)) continue;
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
