/* flow/island: text that stands apart from the story's: a box of facts (资料框), an editor's note, a pull quote.
 *
 *     | text text text |  | text text text |      An island has a text of its own, in its own measure of whole characters, and is not
 *     | text text text |  | +------------+ |      divided. A frame takes a grid line above and below its text, as the frame of a slot
 *     |                |  | | 通车数字   | |      does, so its edges and its text stand on the grid and the legs beside stay level.
 *     | +------------+ |  | | - 主跨520米| |      It stands where the copy has it, in one leg or across several (bands.c), or floats to a
 *     | | ...        | |  | +------------+ |      place in the slot, and text runs around it as around a picture (place.c).
 *
 * One that finds no room is set in the story's text instead, and reported. */
#include "flow/inside.h"

static const Style *style_of(const Text *t, const Para *p) {
  const Galley *g = t->g;
  if (p->box) return layout_style(g->layout, g->story->boxes[p->box - 1].kind == BOX_NOTE ? "note" : "box-body");
  return text_style(g->layout, g->slot, p);
}

const Style *island_style(const Text *t, const Para *p) {
  if (!p->box && p->role != ROLE_QUOTE && p->role != ROLE_TABLE) return NULL;
  const Style *st = style_of(t, p);
  bool wide = st->span > 1 && !runs_in_columns(t->g->slot);
  return p->box || wide || (p->role == ROLE_QUOTE && (st->box.on || st->floats)) ? st : NULL;
}

static size_t paras_of(const Para *const *p, size_t n) {
  size_t k = 1;
  while (k < n && p[k]->box == p[0]->box && (p[0]->box || p[k]->role == p[0]->role) &&
         (p[0]->role != ROLE_TABLE || p[0]->box || p[k]->level > 1))
    k++;
  return k;
}

/* What the copy asks for goes before what the style says. */
static int span_of(const Text *t, const Para *p, const Style *st) {
  int asked = p->box ? t->g->story->boxes[p->box - 1].span : 0, legs = t->g->bed.legs;
  int span = asked ? asked : st->span;
  if (runs_in_columns(t->g->slot) || span < 1) return 1;
  return span < legs ? span : legs;
}

static bool floats(const Text *t, const Para *p, const Style *st, At *at) {
  static const struct {
    const char *name;
    At at;
  } PLACES[] = {{"top", AT_TOP},
                {"middle", AT_MIDDLE},
                {"bottom", AT_BOTTOM},
                {"left", AT_LEFT},
                {"right", AT_RIGHT},
                {"top-left", AT_TOP_LEFT},
                {"top-right", AT_TOP_RIGHT},
                {"bottom-left", AT_BOTTOM_LEFT},
                {"bottom-right", AT_BOTTOM_RIGHT}};
  Str asked = p->box ? t->g->story->boxes[p->box - 1].at : (Str){0};
  *at = st->at;
  if (runs_in_columns(t->g->slot) || str_is(asked, "here")) return false;
  for (size_t i = 0; i < COUNT(PLACES); i++)
    if (str_is(asked, PLACES[i].name)) return *at = PLACES[i].at, true;
  return st->floats;
}

/* Whole characters between the sides of a frame; without sides or tint it is as wide as the legs. */
static void measure_find(const Text *t, Island *i) {
  const Grid *g = &t->g->slot->grid;
  bool sides = i->box->on && (i->box->tint_pm || (i->box->sides == BOX_ALL && i->box->rule > 0));
  Len inset = sides ? measure_len(i->box->inset, g->em, g->pitch) : 0;
  Len room = i->w - 2 * inset;
  if (room < g->em) room = len_min(i->w, g->em);
  i->measure = room - room % g->em;
  i->x = sides ? (i->w - i->measure) / 2 : 0;
  i->pad = i->box->on ? 1 : 0;
}

static Island *island_make(Text *t, const Para *const *p, size_t n, const Style *st, int span) {
  Island *i = arena_new(t->c->arena, Island);
  *i = (Island){
      .box = &st->box, .w = bed_span(&t->g->bed, 0, span), .span = span, .story = t->g->number, .paras = p, .n = n};
  measure_find(t, i);
  Text inner = {.c = t->c, .g = t->g, .out = &i->blocks, .measure = i->measure, .body = p[0]->box ? st : NULL};
  text_put_all(&inner, p, n);
  while (i->blocks.n && block_is_white(&i->blocks.at[i->blocks.n - 1])) i->blocks.n--;
  while (i->blocks.n && block_is_white(&i->blocks.at[0])) i->blocks.at++, i->blocks.n--;
  i->margin = span > 1 ? 1 : 0;
  i->lines = blocks_sum(&i->blocks, (Cut){0, 0}) + 2 * (i->pad + i->margin);
  return i;
}

static void too_deep(Text *t, const Para *p, const Island *i, int room) {
  diag_add(t->c->diags, DIAG_SLOT_TOO_SMALL, p->span,
           "a box of %d lines finds no room in slot '%.*s' of %d; its text is set without it", i->lines,
           STRF(t->g->slot->name), room);
}

size_t island_put(Text *t, const Para *const *p, size_t n) {
  const Style *st = style_of(t, p[0]);
  size_t taken = paras_of(p, n);
  Island *i = island_make(t, p, taken, st, span_of(t, p[0], st));
  int room = t->g->bed.last - t->g->bed.first + 1;
  if (!i->blocks.n) return taken;
  if (i->lines > room) {
    too_deep(t, p[0], i, room);
    island_put_plain(t->c, t->g, i);
    return taken;
  }
  if (floats(t, p[0], st, &i->at)) {
    i->lines -= 2 * i->margin; /* text keeps its distance from a float by itself */
    i->margin = 0;
    i->before = (uint32_t)t->out->n;
    vec_add(t->c->arena, &t->g->floats, i);
    return taken;
  }
  if (i->box->on && i->span < 2) text_put_white(t);
  Block b = block_solid(NULL, i->lines, t->g->number);
  b.island = i;
  b.span = i->span > 1 ? i->span : 0;
  vec_add(t->c->arena, t->out, b);
  if (i->box->on && i->span < 2) text_put_white(t);
  return taken;
}

/* Its paragraphs in the story's own measure. They are cast anew: the island's own are put nowhere. */
void island_put_plain(Caster *c, Galley *g, const Island *i) {
  const Style *st = i->paras[0]->box ? layout_style(g->layout, "box-body") : NULL;
  Blocks *aside = &(Blocks){0};
  Text t = {.c = c, .g = g, .out = aside, .measure = g->bed.measure, .body = st};
  text_put_all(&t, i->paras, i->n);
  for (size_t k = 0; k < aside->n; k++) vec_add(c->arena, &g->body, aside->at[k]);
}
