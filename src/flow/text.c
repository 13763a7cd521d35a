/* flow/text: a story's paragraphs become blocks. Most become one each (galley.c); what is more stands here and in the files of its kind:
 *
 *   subheads        a block of their own, run into the paragraph below, or in a cut-in at its side (cuts.c); across the legs (bands.c)
 *   first paragraph an initial some lines deep (cuts.c)
 *   list items      their bullet before the first line, all lines indented alike
 *   tables          rows on grid lines (table.c)
 *   boxes, notes,
 *   pull quotes     text that stands apart (island.c)
 *
 * The same is asked for the text of a box, so that a box may hold a list or a table. */
#include "flow/inside.h"

/* ---- styles */

const Style *text_style(const Layout *l, const Slot *s, const Para *p) {
  if (p->role == ROLE_SUBHEAD && p->level == 2) return s && s->subhead2 ? s->subhead2 : layout_style(l, "subhead2");
  if (p->role == ROLE_SUBHEAD && p->level >= 3) return s && s->subhead3 ? s->subhead3 : layout_style(l, "subhead3");
  if (p->role == ROLE_SUBHEAD && p->box && !p->level) return layout_style(l, "box-head");
  if (p->role == ROLE_FLAG)
    return s && s->flag_end ? s->flag_end : layout_style(l, "flag-end"); /* over a headline: head.c */
  return style_for(l, s, p->role);
}

static const Style *style_here(const Text *t, const Para *p) {
  return p->role == ROLE_BODY && t->body ? t->body : text_style(t->g->layout, t->g->slot, p);
}

static Len size_of(const Text *t, const Style *st) { return st->size_max > 0 ? st->size_max : t->g->slot->grid.body; }

/* ---- subheads */

static bool takes_head(const Para *p, const Para *next) {
  return next->role == ROLE_BODY && next->text.n && next->box == p->box;
}

static bool put_run_in(Text *t, const Para *p, const Para *next, const Style *st) {
  const Style *body = style_here(t, next);
  Matter *m = matter_run_in(t->c, p, st, next, body, size_of(t, body), t->g->slot->grid.vertical);
  matter_set(m, t->measure);
  blocks_check_readings(t->c, m, t->g->slot->grid.pitch);
  vec_add(t->c->arena, t->out, (Block){.m = m, .story = t->g->number});
  return true;
}

/* As wide as the legs that it spans; and as it would be in one, for the last leg of an odd number. */
static void widen_head(Text *t, const Para *p, const Style *st) {
  Block *b = &t->out->at[t->out->n - 1];
  int legs = t->g->bed.legs, span = st->span < legs ? st->span : legs;
  if (!b->head || span < 2 || t->out != &t->g->body || runs_in_columns(t->g->slot)) return;
  Head *wide = arena_new(t->c->arena, Head);
  *wide = head_of_subhead(t->c, t->g->layout, t->g->slot, p, st, bed_span(&t->g->bed, 0, span));
  b->narrow = b->head;
  b->head = b->wide = wide;
  b->span = span;
  b->lines = b->lines_natural = b->lines_least = b->lines_most = wide->lines;
}

static size_t put_heading(Text *t, const Para *const *p, size_t n) {
  const Style *st = style_here(t, p[0]);
  if (n > 1 && takes_head(p[0], p[1]) && p[0]->text.n) {
    if (st->place == STANDS_RUN_IN && put_run_in(t, p[0], p[1], st)) return 2;
    if (st->place == STANDS_SIDE && cut_put_side(t, p[0], p[1])) return 2;
  }
  size_t before = t->out->n;
  blocks_put_styled(t->c, t->out, t->g->layout, t->g->slot, p[0], st, t->measure, t->g->number);
  if (t->out->n > before) widen_head(t, p[0], st);
  return 1;
}

/* ---- list items */

enum { ITEM_EMS_MOST = 4, ITEM_DEPTH_MOST = 4, ITEMS_LOOKED_AT = 100 };

static const Style *bullet_style(const Text *t, const Style *st) {
  Style *plain = arena_new(t->c->arena, Style);
  *plain = *st;
  plain->prefix = plain->suffix = (Str){0};
  return plain;
}

/* Numbers are the copy's, dots the style's. */
static Head *bullet_make(const Text *t, const Para *p, const Style *st, Len em) {
  Str mark = str_is(p->bullet, "•") && st->prefix.n ? st->prefix : p->bullet;
  return p->bullet.n ? head_of_engine(t->c, &t->g->slot->grid, ROLE_LIST, mark, bullet_style(t, st), em) : NULL;
}

static bool is_numbered(const Para *p) { return p->bullet.n && !str_is(p->bullet, "•"); }

static bool is_item_like(const Para *p, const Para *next) {
  return next->role == ROLE_LIST && is_numbered(p) == is_numbered(next);
}

/* The widest bullet of a list, in whole characters, so that what stands beside it is a measure of whole characters still and all items
 * begin alike. A bullet as wide as a character brings its own blank. */
static int hang_of(const Text *t, const Para *const *p, size_t n, const Style *st, Len em) {
  int most = 1;
  for (size_t i = 0; i < n && i < ITEMS_LOOKED_AT && is_item_like(p[0], p[i]); i++) {
    const Head *h = bullet_make(t, p[i], st, em);
    Len w = h ? h->width : em;
    int ems = (int)((w + (w % em ? em / 8 : 0) + em - 1) / em);
    if (ems > most) most = ems;
  }
  return most < ITEM_EMS_MOST ? most : ITEM_EMS_MOST;
}

static void put_list_item(Text *t, const Para *const *all, size_t n) {
  Caster *c = t->c;
  const Para *p = all[0];
  const Style *st = style_here(t, p);
  Len em = size_of(t, st);
  if (!t->hang) t->hang = hang_of(t, all, n, st, em);
  int depth = p->level > 1 ? p->level - 1 : 0;
  if (depth > ITEM_DEPTH_MOST) depth = ITEM_DEPTH_MOST;
  Len shift = (t->hang + depth) * em;
  if (shift * 2 > t->measure) shift = len_min(t->hang * em, t->measure / 2);
  ParaStyle how = matter_style(c, st, em, t->g->slot->grid.vertical);
  how.indent_pm = 0;
  Matter *m = matter_with(c, p, 0, (uint32_t)p->text.n, bullet_style(t, st), em, how);
  matter_set(m, t->measure - shift);
  Head *bullet = bullet_make(t, p, st, em);
  blocks_check_readings(c, m, t->g->slot->grid.pitch);
  vec_add(c->arena, t->out,
          (Block){.m = m, .shift = shift, .aside = bullet, .aside_x = shift - t->hang * em, .story = t->g->number});
}

/* ---- one thing */

static size_t put_body(Text *t, const Para *p) {
  bool first = !t->begun && !t->body && t->out == &t->g->body;
  t->begun = true;
  if (first && cut_put_initial(t, p)) return 1;
  blocks_put_styled(t->c, t->out, t->g->layout, t->g->slot, p, style_here(t, p), t->measure, t->g->number);
  return 1;
}

size_t text_put(Text *t, const Para *const *p, size_t n) {
  if (!t->item || !is_item_like(t->item, p[0])) t->hang = 0;
  t->item = p[0]->role == ROLE_LIST ? p[0] : NULL;
  if (t->out == &t->g->body && island_style(t, p[0])) {
    size_t taken = island_put(t, p, n);
    if (taken) return taken;
  }
  if (p[0]->text.n) switch (p[0]->role) {
    case ROLE_SUBHEAD: return put_heading(t, p, n);
    case ROLE_TABLE: return table_put(t, p, n);
    case ROLE_LIST: return put_list_item(t, p, n), 1;
    case ROLE_BODY: return put_body(t, p[0]);
    default: break;
    }
  blocks_put_styled(t->c, t->out, t->g->layout, t->g->slot, p[0], style_here(t, p[0]), t->measure, t->g->number);
  return 1;
}

void text_put_white(Text *t) {
  if (t->out->n && block_is_white(&t->out->at[t->out->n - 1])) return;
  vec_add(t->c->arena, t->out, block_solid(NULL, 1, t->g->number));
}

void text_put_all(Text *t, const Para *const *p, size_t n) {
  for (size_t i = 0; i < n;) i += text_put(t, p + i, n - i);
}

/* ---- all type of a block */

static void head_each(const Head *h, void (*fn)(void *, const Matter *), void *ctx) {
  for (size_t i = 0; h && i < h->n; i++)
    if (h->at[i].line == 0) fn(ctx, h->at[i].m);
}

void block_each(const Block *b, bool with_text, void (*fn)(void *, const Matter *), void *ctx) {
  head_each(b->aside, fn, ctx);
  head_each(b->head, fn, ctx);
  if (b->island) blocks_each(&b->island->blocks, fn, ctx);
  for (size_t i = 0; b->row && i < b->row->n; i++)
    if (b->row->cell[i]) fn(ctx, b->row->cell[i]);
  if (b->picture && b->picture->caption) fn(ctx, b->picture->caption);
  if (b->picture && b->picture->credit) fn(ctx, b->picture->credit);
  if (b->m && with_text) fn(ctx, b->m);
}

void blocks_each(const Blocks *b, void (*fn)(void *, const Matter *), void *ctx) {
  for (size_t i = 0; i < b->n; i++) block_each(&b->at[i], i == 0 || b->at[i].m != b->at[i - 1].m, fn, ctx);
}
