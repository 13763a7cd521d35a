/* A page of flow becomes a page of operations, in layers: grounds and pictures, rules, text in reading order, overset copy, overlays. */
#include "paint/inside.h"

#include <string.h>

enum { TINT_PLACEHOLDER_PM = 80, FRAME_PLACEHOLDER_PM = 400 };

static PaintOp op_of(const Item *it, PaintKind kind) {
  return (PaintOp){.kind = kind,
                   .layer = LAYER_PAGE,
                   .role = it->role,
                   .story = it->story,
                   .goto_story = STORY_NONE,
                   .order = it->order,
                   .lang = it->lang,
                   .box = it->box,
                   .ink = it->ink};
}

static void put_box(Painter *p, const Item *it) {
  PaintOp op = op_of(it, PAINT_RECT);
  op.layer = it->overset ? LAYER_OVERSET : LAYER_BACK;
  op.fill = it->fill;
  op.artifact = true;
  bool plain = it->border == BORDER_SOLID || it->thickness <= 0;
  if (plain) op.thickness = it->thickness;
  if (plain || op.fill.model != INK_NONE) *painter_op(p, PAINT_RECT, it->role) = op;
  if (!plain) painter_border(p, &op, it);
}

static void put_picture(Painter *p, const Item *it) {
  PaintOp op = op_of(it, PAINT_PICTURE);
  op.pict = it->pict;
  op.crop = it->crop;
  op.path = (Point *)(uintptr_t)it->clip, op.path_n = it->clip_n;
  op.alt = it->alt;
  op.caption = it->caption;
  op.span = it->span;
  *painter_op(p, PAINT_PICTURE, it->role) = op;
}

/* A picture that is not there yet: a quiet grey field with a thin frame. */
static void put_placeholder(Painter *p, const Item *it) {
  PaintOp op = op_of(it, PAINT_RECT);
  op.fill = (Ink){INK_K, {0, 0, 0, TINT_PLACEHOLDER_PM}};
  op.ink = (Ink){INK_K, {0, 0, 0, FRAME_PLACEHOLDER_PM}};
  op.thickness = LEN_PT / 4;
  op.alt = it->alt;
  op.caption = it->caption;
  op.span = it->span;
  *painter_op(p, PAINT_RECT, it->role) = op;
}

static void put_rule(Painter *p, const Item *it) {
  PaintOp op = op_of(it, PAINT_RECT);
  op.fill = it->ink;
  op.artifact = true;
  if (it->border == BORDER_SOLID)
    *painter_op(p, PAINT_RECT, it->role) = op;
  else
    painter_border_rule(p, &op, it);
}

/* Indices of the page's lines by reading order; lines of one order stay as flow gave them. */
static size_t *lines_in_order(Arena *a, const FlowPage *page, size_t *n) {
  size_t *at = arena_array(a, size_t, page->items.n + 1), *spare = arena_array(a, size_t, page->items.n + 1), count = 0;
  for (size_t i = 0; i < page->items.n; i++)
    if (page->items.at[i].kind == ITEM_LINE) at[count++] = i;
  for (size_t run = 1; run < count; run *= 2) {
    for (size_t low = 0; low < count; low += 2 * run) {
      size_t middle = low + run < count ? low + run : count, high = low + 2 * run < count ? low + 2 * run : count;
      for (size_t i = low, j = middle, k = low; k < high; k++) {
        bool left = i < middle && (j >= high || page->items.at[at[i]].order <= page->items.at[at[j]].order);
        spare[k] = at[left ? i++ : j++];
      }
    }
    memcpy(at, spare, count * sizeof *at);
  }
  *n = count;
  return at;
}

/* The blanks of the copy between a line and the next of the same paragraph, where the engine parted it: a headline's. Lines that the copy
 * itself parts (a list of headline lines) are a blank apart. */
static Str gap_between(const Item *a, const Item *b) {
  if (a->role != b->role || a->story != b->story || !a->copy || !b->copy || a->para == b->para) return (Str){0};
  if (a->copy != b->copy) return a->role == ROLE_HEADLINE ? STR(" ") : (Str){0};
  return b->copy_at > a->copy_end ? str_sub(a->copy->text, a->copy_end, b->copy_at) : (Str){0};
}

/* Which cell of its row a part begins: cells are a U+3000 apart in the copy. */
static uint16_t cell_at(const Item *it) {
  size_t n = 0;
  if (it->role != ROLE_TABLE || !it->copy) return 0;
  for (size_t i = 0; i + 3 <= it->copy_at; i++) n += str_eq(str_sub(it->copy->text, i, i + 3), STR("\u3000"));
  return (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
}

/* Numbers paragraphs by their setting: the lines of one follow each other. */
static void put_lines(Painter *p, const FlowPage *page, bool overset) {
  Arena *scratch = arena_open();
  size_t n = 0, *order = lines_in_order(scratch, page, &n);
  const Setting *last = NULL;
  uint32_t para = 0;
  for (size_t i = 0; i < n; i++) {
    const Item *it = &page->items.at[order[i]];
    if (it->overset != overset) continue;
    if (it->setting != last) {
      painter_flush(p);
      para += it->para != NULL;
    }
    last = it->setting;
    const Item *next = i + 1 < n ? &page->items.at[order[i + 1]] : NULL;
    painter_line(p, &(LineAt){.setting = it->setting,
                              .line = it->line,
                              .origin = it->origin,
                              .vertical = it->vertical,
                              .overset = overset,
                              .role = it->role,
                              .story = it->story,
                              .para = it->para ? para : 0,
                              .order = it->order,
                              .lang = it->lang,
                              .copy = it->para,
                              .box = it->box,
                              .whole = it->copy,
                              .cell = cell_at(it),
                              .gap = next ? gap_between(it, next) : (Str){0},
                              .goto_story = it->goto_story,
                              .goto_page = it->goto_page});
  }
  painter_flush(p);
  arena_close(scratch);
}

static void put_items(Painter *p, const FlowPage *page, ItemKind kind, bool overset,
                      void (*put)(Painter *, const Item *)) {
  for (size_t i = 0; i < page->items.n; i++)
    if (page->items.at[i].kind == kind && page->items.at[i].overset == overset) put(p, &page->items.at[i]);
}

PaintPage *paint_page(Job *job, const FlowEdition *e, const FlowPage *page, const Fonts *fonts, unsigned show) {
  (void)e;
  PaintPage *out = page_open(job->arena, page->layout->sheet_w, page->layout->sheet_h);
  out->number = page->number;
  out->name = page->name;
  out->label = page->label, out->span = page->span;
  out->from_right = page->layout->grid.vertical;
  out->bleed = page->layout->bleed;
  out->held = page->held;
  out->spots = e && e->edition ? e->edition->spots : NULL;
  vec_reserve(job->arena, &out->ops, page->items.n + page->items.n / 4 + 16); /* most lines are one operation */
  Painter p = {.job = job, .fonts = fonts, .page = out};
  put_items(&p, page, ITEM_BOX, false, put_box);
  painter_guides(&p, page, show);
  put_items(&p, page, ITEM_PICTURE, false, put_picture);
  put_items(&p, page, ITEM_PLACEHOLDER, false, put_placeholder);
  put_items(&p, page, ITEM_RULE, false, put_rule);
  put_lines(&p, page, false);
  if (show & SHOW_OVERSET) { /* its mark covers the line it stands on */
    put_items(&p, page, ITEM_BOX, true, put_box);
    put_lines(&p, page, true);
  }
  painter_overlays(&p, page, show);
  painter_close(&p);
  return out;
}
