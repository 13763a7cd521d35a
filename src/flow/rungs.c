/* flow/rungs: what the steps of a ladder do to a story in type: a picture shallower or deeper, air about the headline, the headline or the deck on
 * another number of lines, a deck, a quote, a box, a picture left out. (What the text itself gives line by line is in units.c.)
 *
 * Nothing is cast anew but a headline block: what goes is taken out of the story's row of blocks, what is deeper is placed again. Every setting
 * begins from the story as the layout has it, so settings may be tried in any order. */
#include "flow/inside.h"

enum {
  HEAD_LINE_WORTH = 8, /* grid lines that a line of a headline may take with its blanks, at most */
  DECK_LINE_WORTH = 4,
  TRACK_WORTH = 50, /* lines of which a step of tracking may save one, and it may save another */
  TEXT_LEAST = 2    /* lines under a headline block */
};

/* Paragraphs of the body that go together: a quote, a box. */
typedef struct Part {
  Element element;
  size_t from, n;
} Part;

typedef struct HeadVariant {
  int headline, deck, decks_gone, kicker_gone;
  bool fits;
  Head head;
  Diags *findings;
} HeadVariant;

typedef struct BodyVariant {
  uint64_t gone; /* bit i: part i, bit 32 + i: picture i */
  int track;     /* steps of tracking */
  Blocks body;
} BodyVariant;

struct Rungs {
  Caster *c;
  Arena *a;
  Galley *g;
  Head head;
  Bed bed;
  Blocks body;
  PictureSet *pictures;
  Rung at[RUNGS_MOST];
  size_t n;
  struct {
    Part *at;
    size_t n, cap;
  } parts;
  struct {
    HeadVariant *at;
    size_t n, cap;
  } heads;
  struct {
    BodyVariant *at;
    size_t n, cap;
  } bodies;
  size_t head_now; /* of heads; SIZE_MAX: the story's own */
  uint64_t gone;   /* of a story in a row: what of it goes, whatever its setting says */
};

size_t rungs_count(const Rungs *r) { return r->n; }
const Rung *rungs_at(const Rungs *r, size_t i) { return &r->at[i]; }

/* ---- what there is */

static void add(Rungs *r, const LadderStep *s, int least, int most, size_t picture, int lines) {
  if (r->n == RUNGS_MOST || (least >= 0 && most <= 0)) return;
  r->at[r->n++] = (Rung){.step = s, .least = least, .most = most, .picture = picture, .lines = lines};
}

static bool has_plain_head(const Galley *g) { return g->head.n && !g->head.cross && !g->head.over; }

static int deck_lines(const Head *h) {
  int n = 0;
  for (size_t i = 0; i < h->n; i++) n += h->at[i].m->role == ROLE_DECK;
  return n;
}

static void add_air(Rungs *r, const LadderStep *s) {
  const Galley *g = r->g;
  if (!has_plain_head(g)) return;
  int floor = g->head.lines_least > g->slot->headline_depth ? g->head.lines_least : g->slot->headline_depth;
  int less = g->head.lines - floor, more = s->most - g->head.air; /* what the slot's depth has given counts */
  add(r, s, -s->least < less ? s->least : -less, more > 0 ? more : 0, 0, head_legs(g->slot, &g->bed));
}

static void add_pictures(Rungs *r, const LadderStep *s) {
  const Galley *g = r->g;
  for (size_t i = 0; i < g->picture_count; i++) {
    const PictureSet *p = &g->pictures[i];
    if (!p->place || p->island || p->wrap > WRAP_BOX) continue; /* a cut-out is not stretched */
    int share = p->lines * s->share_pm / 1000;
    int least = s->share_pm ? -share : s->least, most = s->share_pm ? share : s->most;
    if (p->lines + least < place_least(g, p)) least = place_least(g, p) - p->lines;
    add(r, s, least, most, i, p->legs);
  }
}

static void add_head_lines(Rungs *r, const LadderStep *s, bool deck) {
  const Galley *g = r->g;
  int now = deck ? deck_lines(&g->head) : g->head.headline_lines;
  size_t paras = deck ? g->story->deck.n : g->story->headline.n; /* lines that the copy gives are kept */
  if (!has_plain_head(g) || paras != 1 || now < 1) return;
  int least = now + s->least < 1 ? 1 - now : s->least;
  add(r, s, least, s->most, 0, (deck ? DECK_LINE_WORTH : HEAD_LINE_WORTH) * head_legs(g->slot, &g->bed));
}

/* ---- what may go */

static bool is_of(const Story *st, const Para *p, Element e) {
  if (e == ELEMENT_QUOTE) return p->role == ROLE_QUOTE && !p->box;
  if (!p->box) return false;
  return st->boxes[p->box - 1].kind == (e == ELEMENT_NOTE ? BOX_NOTE : BOX_FACTS);
}

static void list_parts(Rungs *r) {
  const Story *st = r->g->story;
  static const Element ALL[] = {ELEMENT_QUOTE, ELEMENT_NOTE, ELEMENT_BOX};
  for (size_t i = 0, n; i < st->body.n; i += n) {
    n = 1;
    for (size_t k = 0; k < COUNT(ALL) && r->parts.n < 32; k++) {
      const Para *p = &st->body.at[i];
      if (!is_of(st, p, ALL[k])) continue;
      while (i + n < st->body.n && is_of(st, &st->body.at[i + n], ALL[k]) && st->body.at[i + n].box == p->box) n++;
      vec_add(r->a, &r->parts, (Part){ALL[k], i, n});
      break;
    }
  }
}

/* As the layout has it, whatever is set now. */
static bool picture_may_go(const Rungs *r, size_t i) {
  const Galley *g = r->g;
  return i < 32 && i < g->story->picture_count && !g->pictures[i].island && !(g->head.over && i == 0) &&
         (r->pictures[i].place || g->slot->picture_inline);
}

static bool is_part_of(const Rungs *r, const Part *p, const Para *para) {
  const Para *from = &r->g->story->body.at[p->from];
  return para >= from && para < from + p->n;
}

static void first_copy(void *ctx, const Matter *m) {
  const Para **first = ctx;
  if (!*first && m->copy) *first = m->copy;
}

static const Para *para_of(const Block *b) {
  const Para *p = NULL;
  block_each(b, true, first_copy, &p);
  if (!p && b->island) p = b->island->paras[0];
  return p;
}

static int part_lines(const Rungs *r, const Part *part) {
  int sum = 2;
  for (size_t i = 0; i < r->body.n; i++) {
    const Block *b = &r->body.at[i];
    const Para *p = para_of(b);
    if (p && is_part_of(r, part, p)) sum += block_lines(b) * (b->span > 1 ? b->span : 1);
  }
  for (size_t i = 0; i < r->g->picture_count; i++) {
    const PictureSet *p = &r->g->pictures[i];
    if (p->place && p->island && is_part_of(r, part, p->island->paras[0])) sum += (p->lines + 2) * p->legs;
  }
  return sum;
}

static void add_drop(Rungs *r, const LadderStep *s, Element e) {
  const Galley *g = r->g;
  int n = 0, lines = 0, legs = head_legs(g->slot, &g->bed);
  for (size_t i = 0; i < r->parts.n; i++) {
    if (r->parts.at[i].element != e) continue;
    int worth = part_lines(r, &r->parts.at[i]);
    n++, lines = worth > lines ? worth : lines;
  }
  for (size_t i = 0; e == ELEMENT_PICTURE && i < g->picture_count; i++) {
    if (!picture_may_go(r, i)) continue;
    const PictureSet *p = &g->pictures[i];
    int worth = (p->lines + p->words + 2) * (p->legs > 1 ? p->legs : 1);
    n++, lines = worth > lines ? worth : lines;
  }
  if (e == ELEMENT_DECK && has_plain_head(g)) n = (int)g->story->deck.n, lines = 3 * DECK_LINE_WORTH * legs;
  if (e == ELEMENT_KICKER && has_plain_head(g) && g->story->headline.n)
    n = g->story->kicker != NULL, lines = DECK_LINE_WORTH * legs;
  add(r, s, 0, n < s->most ? n : s->most, (size_t)e, lines);
}

/* What the copy gives leave to drop. */
static void add_optional(Rungs *r, const LadderStep *s) {
  const Story *st = r->g->story;
  for (size_t i = 0; i < st->optional_count; i++)
    for (int e = 0; e < ELEMENT_OPTIONAL; e++)
      if (str_is(st->optional[i], element_name((Element)e))) add_drop(r, s, (Element)e);
}

static bool may_track(const Galley *g) {
  return !g->floats.n && !g->slot->picture_inline && !g->goes_on && !g->ends && !runs_in_columns(g->slot) && g->body.n;
}

enum { OFFER_TEXT = 6 }; /* lines of each leg that a filler leaves at least */

/* Each piece is a choice of its own: one of them may stand under the story. */
static void add_offers(Rungs *r, const LadderStep *s) {
  const Slot *slot = r->g->slot;
  for (size_t i = 0; i < slot->offer_count; i++) {
    int lines = slot->offers[i].lines + OFFER_GAP;
    if (slot->offers[i].lines > s->most || lines + OFFER_TEXT > r->bed.last - r->bed.first + 1) continue;
    add(r, s, 0, 1, i, lines * r->bed.legs);
  }
}

static void add_step(Rungs *r, const LadderStep *s) {
  switch (s->kind) {
  case STEP_FILLER: add_offers(r, s); return;
  case STEP_HEAD_AIR: add_air(r, s); return;
  case STEP_PICTURE: add_pictures(r, s); return;
  case STEP_HEADLINE_LINES: add_head_lines(r, s, false); return;
  case STEP_DECK_LINES: add_head_lines(r, s, true); return;
  case STEP_TRACKING:
    if (may_track(r->g)) add(r, s, s->least / TRACK_STEP_PM, 0, 0, 1 + blocks_sum(&r->body, (Cut){0, 0}) / TRACK_WORTH);
    return;
  case STEP_DROP:
    if (r->g->story->jump || r->g->goes_on) return; /* what has no room goes on elsewhere */
    if (s->drop == ELEMENT_OPTIONAL)
      add_optional(r, s);
    else
      add_drop(r, s, s->drop);
    return;
  default: return;
  }
}

Rungs *rungs_open(Caster *c, Arena *scratch, Galley *g, const Ladder *l) {
  Rungs *r = arena_new(scratch, Rungs);
  *r = (Rungs){.c = c, .a = scratch, .g = g, .head = g->head, .bed = g->bed, .body = g->body, .head_now = SIZE_MAX};
  r->pictures = arena_array(scratch, PictureSet, g->picture_count + 1);
  for (size_t i = 0; i < g->picture_count; i++) r->pictures[i] = g->pictures[i];
  list_parts(r);
  for (size_t i = 0; i < l->n; i++) add_step(r, &l->at[i]);
  return r;
}

/* ---- the headline block */

static const Style *on_lines(Arena *a, const Style *s, int lines) {
  Style *st = arena_new(a, Style);
  *st = *s;
  st->lines_min = st->lines_max = lines;
  return st;
}

static HeadVariant make_head(Rungs *r, HeadVariant v) {
  const Galley *g = r->g;
  Caster c = *r->c;
  c.diags = v.findings = diags_fork(c.arena, g->diags);
  Slot *s = arena_new(c.arena, Slot);
  Story *st = arena_new(c.arena, Story);
  *s = *g->slot, *st = *g->story;
  st->deck.n -= (size_t)v.decks_gone;
  if (v.kicker_gone) st->kicker = NULL;
  int headline = r->head.headline_lines + v.headline, deck = deck_lines(&r->head) + v.deck;
  if (v.headline) s->headline = on_lines(c.arena, style_for(g->layout, g->slot, ROLE_HEADLINE), headline);
  if (v.deck) s->deck = on_lines(c.arena, style_for(g->layout, g->slot, ROLE_DECK), deck);
  v.head = head_make(&c, g->layout, s, st, r->head.width);
  v.fits =
      !v.head.too_long && v.head.headline_lines == headline && (!v.deck || v.decks_gone || deck_lines(&v.head) == deck);
  return v;
}

static bool head_same(const HeadVariant *a, const HeadVariant *b) {
  return a->headline == b->headline && a->deck == b->deck && a->decks_gone == b->decks_gone &&
         a->kicker_gone == b->kicker_gone;
}

static size_t find_head(Rungs *r, HeadVariant want) {
  size_t i = 0;
  while (i < r->heads.n && !head_same(&r->heads.at[i], &want)) i++;
  if (i == r->heads.n) {
    HeadVariant made = make_head(r, want);
    vec_add(r->a, &r->heads, made);
  }
  return i;
}

static bool set_head(Rungs *r, HeadVariant want) {
  Galley *g = r->g;
  g->head = r->head, r->head_now = SIZE_MAX;
  if (head_same(&want, &(HeadVariant){0})) return true;
  r->head_now = find_head(r, want);
  g->head = r->heads.at[r->head_now].head;
  return r->heads.at[r->head_now].fits;
}

/* ---- the body */

static bool goes(const Rungs *r, uint64_t gone, const Block *b) {
  const Para *p = para_of(b);
  for (size_t i = 0; p && i < r->parts.n; i++)
    if (gone >> i & 1 && is_part_of(r, &r->parts.at[i], p)) return true;
  for (size_t i = 0; b->picture && i < r->g->picture_count && i < 32; i++)
    if (gone >> (32 + i) & 1 && b->picture == &r->g->pictures[i]) return true;
  return false;
}

/* The text in tighter type: cast anew. Only where nothing of it stands apart, whose place would have to be found anew as well. */
static Blocks tracked(Rungs *r, int track) {
  Galley *t = arena_new(r->c->arena, Galley);
  Caster c = *r->c;
  Slot *s = arena_new(c.arena, Slot);
  Style *st = arena_new(c.arena, Style);
  *t = (Galley){.story = r->g->story, .number = r->g->number, .nth = r->g->nth, .layout = r->g->layout, .slot = s};
  *s = *r->g->slot;
  *st = *style_for(t->layout, r->g->slot, ROLE_BODY);
  st->tracking_min_pm = st->tracking_max_pm = track * TRACK_STEP_PM;
  s->body = st;
  c.diags = diags_fork(c.arena, r->g->diags);
  galley_make(&c, t);
  return t->body;
}

/* The row without what goes; of two lines of white that meet one is left, and none at the end. */
static const BodyVariant *make_body(Rungs *r, uint64_t gone, int track) {
  for (size_t i = 0; i < r->bodies.n; i++)
    if (r->bodies.at[i].gone == gone && r->bodies.at[i].track == track) return &r->bodies.at[i];
  BodyVariant v = {.gone = gone, .track = track};
  Blocks all = !track ? r->body : gone ? make_body(r, 0, track)->body : tracked(r, track);
  bool cut = false;
  for (size_t i = 0; i < all.n; i++) {
    const Block *b = &all.at[i];
    if (goes(r, gone, b)) {
      cut = true;
      continue;
    }
    bool white = block_is_white(b);
    if (cut && white && (!v.body.n || block_is_white(&v.body.at[v.body.n - 1]))) continue;
    cut = cut && white;
    vec_add(r->a, &v.body, *b);
  }
  while (cut && v.body.n && block_is_white(&v.body.at[v.body.n - 1])) v.body.n--;
  vec_add(r->a, &r->bodies, v);
  return &r->bodies.at[r->bodies.n - 1];
}

/* Floats are read before a block: it has another number when blocks before it go. */
static uint32_t moved(const Rungs *r, uint64_t gone, uint32_t before) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < before && i < r->body.n; i++) n += !goes(r, gone, &r->body.at[i]);
  return n;
}

static void drop_places(Rungs *r, uint64_t gone) {
  Galley *g = r->g;
  for (size_t i = 0; i < g->picture_count; i++) {
    PictureSet *p = &g->pictures[i];
    if (p->island) {
      for (size_t k = 0; k < r->parts.n; k++)
        if (gone >> k & 1 && is_part_of(r, &r->parts.at[k], p->island->paras[0])) p->place = false;
      if (!p->place) continue;
      Island *moves = arena_new(r->a, Island);
      *moves = *p->island;
      moves->before = moved(r, gone, p->island->before);
      p->island = moves;
    } else if (i < 32 && gone >> (32 + i) & 1) {
      p->place = false;
      p->caption = p->credit = NULL;
    }
  }
}

static void set_body(Rungs *r, uint64_t gone, int track) {
  Galley *g = r->g;
  g->body = r->body;
  if (!gone && !track) return;
  g->body = make_body(r, gone, track)->body;
  drop_places(r, gone);
}

/* The last `n` of a kind. */
static uint64_t last_of(const Rungs *r, Element e, int n) {
  uint64_t gone = 0;
  for (size_t i = r->parts.n; n > 0 && i-- > 0;)
    if (r->parts.at[i].element == e) gone |= (uint64_t)1 << i, n--;
  for (size_t i = r->g->picture_count; e == ELEMENT_PICTURE && n > 0 && i-- > 0;)
    if (picture_may_go(r, i)) gone |= (uint64_t)1 << (32 + i), n--;
  return gone;
}

static uint64_t gone_in(const Rungs *r, const int8_t *v) {
  uint64_t gone = r->gone;
  for (size_t i = 0; i < r->n; i++)
    if (r->at[i].step->kind == STEP_DROP && v[i]) gone |= last_of(r, (Element)r->at[i].picture, v[i]);
  return gone;
}

static int track_in(const Rungs *r, const int8_t *v) {
  int track = 0;
  for (size_t i = 0; i < r->n; i++)
    if (r->at[i].step->kind == STEP_TRACKING) track += v[i];
  return track;
}

/* ---- a setting */

static HeadVariant head_in(const Rungs *r, const int8_t *v) {
  HeadVariant h = {0};
  for (size_t i = 0; i < r->n; i++) {
    const Rung *k = &r->at[i];
    if (k->step->kind == STEP_HEADLINE_LINES) h.headline += v[i];
    if (k->step->kind == STEP_DECK_LINES) h.deck += v[i];
    if (k->step->kind != STEP_DROP) continue;
    if (k->picture == ELEMENT_DECK && v[i] > h.decks_gone) h.decks_gone = v[i];
    if (k->picture == ELEMENT_KICKER && v[i] > h.kicker_gone) h.kicker_gone = v[i];
  }
  return h;
}

/* The frame's foot, over a filler if one stands there; false: two would. */
static bool set_foot(Rungs *r, const int8_t *v) {
  Galley *g = r->g;
  Bed *b = &g->bed;
  *b = r->bed, g->offer = NULL;
  for (size_t i = 0; i < r->n; i++) {
    if (r->at[i].step->kind != STEP_FILLER || !v[i]) continue;
    if (g->offer) return false;
    g->offer = &g->slot->offers[r->at[i].picture];
    int less = g->offer->lines + OFFER_GAP;
    b->leg_last = arena_array(r->c->arena, int, b->legs);
    for (int leg = 0; leg < b->legs; leg++) b->leg_last[leg] = r->bed.leg_last[leg] - less;
    b->last -= less;
  }
  return true;
}

bool rungs_head(Rungs *r, const int8_t *v, int *lines, int *least) {
  size_t i = find_head(r, head_in(r, v));
  const HeadVariant *h = &r->heads.at[i];
  *lines = h->head.lines, *least = h->head.lines_least;
  return h->fits && h->head.n;
}

/* In a row: the bit of the element of a kind that a block begins; 0: it begins none. */
uint64_t rungs_part_at(const Rungs *r, Element e, size_t block, size_t *blocks) {
  uint64_t all = last_of(r, e, 64);
  for (int i = 0; i < 64; i++) {
    uint64_t bit = (uint64_t)1 << i;
    if (!(all & bit) || !goes(r, bit, &r->body.at[block]) || (block && goes(r, bit, &r->body.at[block - 1]))) continue;
    *blocks = 1;
    while (block + *blocks < r->body.n && goes(r, bit, &r->body.at[block + *blocks])) ++*blocks;
    return bit;
  }
  return 0;
}

void rungs_set_in_row(Rungs *r, const int8_t *v, uint64_t gone) {
  r->gone = gone;
  for (size_t i = 0; i < r->g->picture_count; i++) r->g->pictures[i] = r->pictures[i];
  set_head(r, head_in(r, v));
  drop_places(r, gone);
}

bool rungs_set(Rungs *r, const int8_t *v) {
  Galley *g = r->g;
  for (size_t i = 0; i < g->picture_count; i++) g->pictures[i] = r->pictures[i];
  uint64_t gone = gone_in(r, v);
  bool one = set_foot(r, v), fits = set_head(r, head_in(r, v)) && one;
  set_body(r, gone, track_in(r, v));
  pour_relax(&g->body);
  for (size_t i = 0; i < r->n; i++) {
    const Rung *k = &r->at[i];
    PictureSet *p = &g->pictures[k->picture];
    if (!v[i]) continue;
    if (k->step->kind == STEP_HEAD_AIR) g->head.lines += v[i];
    if (k->step->kind != STEP_PICTURE) continue;
    if (!p->place) return false; /* it goes */
    place_deep(r->c, g, p, p->lines + v[i]);
    p->gave += v[i];
  }
  if (g->head.n && !g->head.cross && !g->head.over)
    fits = fits && g->head.lines >= g->head.lines_least && g->head.lines + TEXT_LEAST <= g->bed.last - g->bed.first + 1;
  return place_again(g) && fits;
}

/* ---- what stands */

static void put_para(Buf *out, const Para *p) {
  if (!p || !p->text.n) return;
  if (out->n) buf_putc(out, '\n');
  buf_puts(out, p->text);
}

static void note_gone(Rungs *r, const Para *p) {
  if (p) vec_add(r->c->arena, &r->g->gone, p);
}

static void tell_gone(Flow *f, Rungs *r, const FlowPage *page, Element e, Str text, Span span) {
  Galley *g = r->g;
  vec_add(f->a, &f->e->dropped, (FlowDropped){g->number, page->number, e, text, span});
  diag_add(g->diags, DIAG_LADDER_DROPPED, span, "the %s is left out of slot '%.*s', so that the copy fits",
           element_name(e), STRF(g->slot->name));
  diag_add_place(g->diags, (DiagPlace){.page = page->number,
                                       .frame = g->slot->name,
                                       .story = g->story->id,
                                       .rect = layout_slot_rect(g->layout, g->slot),
                                       .has_rect = true});
}

enum { GONE_MOST = 16 << 20 };

static void drop_part(Flow *f, Rungs *r, const FlowPage *page, const Part *part) {
  Buf text = buf_make(f->a, GONE_MOST);
  const Para *p = &r->g->story->body.at[part->from];
  Span span = p->span;
  for (size_t i = 0; i < part->n; i++) put_para(&text, &p[i]), note_gone(r, &p[i]);
  span.end = p[part->n - 1].span.end;
  tell_gone(f, r, page, part->element, buf_str(&text), span);
}

static void drop_picture(Flow *f, Rungs *r, const FlowPage *page, const StoryPicture *sp) {
  Buf text = buf_make(f->a, GONE_MOST);
  put_para(&text, sp->caption), put_para(&text, sp->credit);
  note_gone(r, sp->caption), note_gone(r, sp->credit);
  tell_gone(f, r, page, ELEMENT_PICTURE, buf_str(&text), sp->span);
}

static void drop_head_part(Flow *f, Rungs *r, const FlowPage *page, Element e, const Para *p) {
  note_gone(r, p);
  tell_gone(f, r, page, e, p->text, p->span);
}

static void drop_para(Rungs *r, Buf *text, const Para *p) { put_para(text, p), note_gone(r, p); }

static void drop_paras(Rungs *r, Buf *text, const Paras *p) {
  for (size_t i = 0; i < p->n; i++) drop_para(r, text, &p->at[i]);
}

void rungs_drop_story(Flow *f, Rungs *r, const FlowPage *page) {
  const Story *st = r->g->story;
  Buf text = buf_make(f->a, GONE_MOST);
  drop_para(r, &text, st->kicker);
  drop_paras(r, &text, &st->headline);
  drop_paras(r, &text, &st->deck);
  drop_para(r, &text, st->byline_line);
  drop_paras(r, &text, &st->body);
  drop_para(r, &text, st->author);
  drop_para(r, &text, st->flag);
  drop_paras(r, &text, &st->notice);
  for (size_t i = 0; i < st->picture_count; i++)
    drop_para(r, &text, st->pictures[i].caption), drop_para(r, &text, st->pictures[i].credit);
  tell_gone(f, r, page, ELEMENT_STORY, buf_str(&text), st->span);
}

void rungs_keep(Flow *f, Rungs *r, const int8_t *v, const FlowPage *page) {
  Galley *g = r->g;
  uint64_t gone = gone_in(r, v);
  HeadVariant h = head_in(r, v);
  if (r->head_now != SIZE_MAX) g->head_findings = r->heads.at[r->head_now].findings;
  if (gone || track_in(r, v)) { /* blocks of a variant lie in the bench's arena */
    Blocks kept = {0};
    for (size_t i = 0; i < g->body.n; i++) vec_add(f->a, &kept, g->body.at[i]);
    g->body = kept;
    for (size_t i = 0; i < g->picture_count; i++) {
      if (!g->pictures[i].island) continue;
      Island *own = arena_new(f->a, Island);
      *own = *g->pictures[i].island;
      g->pictures[i].island = own;
    }
  }
  for (size_t i = 0; i < r->parts.n; i++)
    if (gone >> i & 1) drop_part(f, r, page, &r->parts.at[i]);
  for (size_t i = 0; i < g->story->picture_count && i < 32; i++)
    if (gone >> (32 + i) & 1) drop_picture(f, r, page, &g->story->pictures[i]);
  if (h.kicker_gone) drop_head_part(f, r, page, ELEMENT_KICKER, g->story->kicker);
  for (int i = 0; i < h.decks_gone; i++)
    drop_head_part(f, r, page, ELEMENT_DECK, &g->story->deck.at[g->story->deck.n - 1 - (size_t)i]);
}
