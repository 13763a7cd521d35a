/* Overlays of a proof: what the engine reckoned with, drawn over the page in layers of their own. */
#include "paint/inside.h"

#define HAIR (LEN_PT / 4)
static const Ink BLUE = {INK_RGB, {100, 350, 900, 0}}, GREEN = {INK_RGB, {0, 600, 300, 0}},
                 GREY = {INK_RGB, {500, 750, 900, 0}};

static const struct {
  const char *word;
  unsigned bit;
} WORDS[] = {{"frames", SHOW_FRAMES},
             {"legs", SHOW_LEGS},
             {"baselines", SHOW_BASELINES},
             {"roles", SHOW_ROLES},
             {"overset", SHOW_OVERSET}};

bool show_read(Str words, unsigned *show) {
  *show = 0;
  for (size_t at = 0; at <= words.n;) {
    size_t end = at;
    while (end < words.n && words.p[end] != ',') end++;
    Str word = str_trim(str_sub(words, at, end));
    size_t k = 0;
    while (k < COUNT(WORDS) && !str_is(word, WORDS[k].word)) k++;
    if (k == COUNT(WORDS)) return false;
    *show |= WORDS[k].bit;
    at = end + 1;
  }
  return true;
}

static void put_outline(Painter *p, PaintLayer layer, Role role, Rect box, Ink ink) {
  PaintOp *op = painter_op(p, PAINT_RECT, role);
  op->layer = (uint8_t)layer;
  op->box = box;
  op->ink = ink;
  op->thickness = HAIR;
  op->artifact = true;
}

static void put_frames(Painter *p, const FlowPage *page) {
  for (size_t i = 0; i < page->frames.n; i++) put_outline(p, LAYER_FRAMES, ROLE_GUIDE, page->frames.at[i].box, BLUE);
}

static void put_legs(Painter *p, const FlowPage *page) {
  for (size_t i = 0; i < page->frames.n; i++)
    for (size_t k = 0; k < page->frames.at[i].leg_count; k++)
      put_outline(p, LAYER_LEGS, ROLE_GUIDE, page->frames.at[i].legs[k], GREEN);
}

static void put_grid(Painter *p, const Grid *g) {
  Len from = grid_column(g, 1), to = grid_column(g, g->columns) + g->measure;
  for (int line = 1; line <= g->lines; line++) {
    PaintOp *op = painter_op(p, PAINT_LINE, ROLE_GUIDE);
    op->layer = LAYER_BASELINES;
    op->box = grid_to_sheet(g, (Rect){from, grid_baseline(g, line), to - from, 0});
    op->ink = GREY;
    op->thickness = HAIR / 2;
    op->artifact = true;
  }
}

static void put_baselines(Painter *p, const FlowPage *page) {
  put_grid(p, &page->layout->grid);
  for (size_t i = 0; i < page->layout->slot_count; i++)
    if (page->layout->slots[i].own) put_grid(p, &page->layout->slots[i].grid);
}

/* Each role has a hue of its own, spread round the circle in six sectors; the same role, the same colour on every proof. */
static Ink role_ink(Role r) {
  int hue = (int)r * 1536 / ROLE_COUNT, part = hue & 255, up = part * 800 / 255, down = 800 - up;
  const int rgb[6][3] = {{800, up, 0}, {down, 800, 0}, {0, 800, up}, {0, down, 800}, {up, 0, 800}, {800, 0, down}};
  const int *c = rgb[hue >> 8];
  return (Ink){INK_RGB, {(int16_t)c[0], (int16_t)c[1], (int16_t)c[2], 0}};
}

static void put_roles(Painter *p, const FlowPage *page) {
  for (size_t i = 0; i < page->items.n; i++)
    put_outline(p, LAYER_ROLES, page->items.at[i].role, page->items.at[i].box, role_ink(page->items.at[i].role));
}

void painter_overlays(Painter *p, const FlowPage *page, unsigned show) {
  if (show & SHOW_BASELINES) put_baselines(p, page);
  if (show & SHOW_FRAMES) put_frames(p, page);
  if (show & SHOW_LEGS) put_legs(p, page);
  if (show & SHOW_ROLES) put_roles(p, page);
}
