/* Overlays of a proof: what the engine reckoned with, drawn over the page in layers of their own. The PDF's layers and the proof's pictures
 * show the same operations. */
#include "paint/inside.h"

#define HAIR (LEN_PT / 4)
static const Ink BLUE = {INK_RGB, {100, 350, 900, 0}}, GREEN = {INK_RGB, {0, 600, 300, 0}},
                 GREY = {INK_RGB, {500, 750, 900, 0}}, PALE = {INK_RGB, {780, 880, 950, 0}},
                 VIOLET = {INK_RGB, {500, 150, 700, 0}}, WHITE = {INK_RGB, {1000, 1000, 1000, 0}};

static const struct {
  const char *word;
  unsigned bit;
} WORDS[] = {{"frames", SHOW_FRAMES}, {"legs", SHOW_LEGS},   {"baselines", SHOW_BASELINES}, {"grid", SHOW_GRID},
             {"order", SHOW_ORDER},   {"roles", SHOW_ROLES}, {"overset", SHOW_OVERSET},     {"lint", SHOW_LINT}};

bool show_read(Str words, unsigned *show) {
  *show = 0;
  if (str_is(str_trim(words), "none")) return true;
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

static Words label(const FlowPage *page, PaintLayer layer, Ink ink) {
  Len size = page->layout->grid.body * 3 / 4;
  return (Words){.size = size, .ink = ink, .layer = layer, .lang = page->layout->lang, .align = ALIGN_START};
}

static void put_frames(Painter *p, const FlowPage *page) {
  Words w = label(page, LAYER_FRAMES, WHITE);
  for (size_t i = 0; i < page->frames.n; i++) {
    const FlowFrame *f = &page->frames.at[i];
    painter_outline(p, LAYER_FRAMES, f->box, HAIR * 2, BLUE);
    painter_tab(p, &w, BLUE, f->box.x, f->box.y - words_pitch(&w), f->name);
  }
}

static void put_legs(Painter *p, const FlowPage *page) {
  for (size_t i = 0; i < page->frames.n; i++)
    for (size_t k = 0; k < page->frames.at[i].leg_count; k++)
      painter_outline(p, LAYER_LEGS, page->frames.at[i].legs[k], HAIR, GREEN);
}

static void put_guide(Painter *p, PaintLayer layer, Rect box, Ink ink) {
  PaintOp *op = painter_op(p, PAINT_LINE, ROLE_GUIDE);
  op->layer = (uint8_t)layer;
  op->box = box;
  op->ink = ink;
  op->thickness = HAIR / 2;
  op->artifact = true;
}

static void put_lines(Painter *p, const Grid *g) {
  Len from = grid_column(g, 1), to = grid_column(g, g->columns) + g->measure;
  for (int line = 1; line <= g->lines; line++)
    put_guide(p, LAYER_BASELINES, grid_to_sheet(g, (Rect){from, grid_baseline(g, line), to - from, 0}), GREY);
}

static void put_baselines(Painter *p, const FlowPage *page) {
  put_lines(p, &page->layout->grid);
  for (size_t i = 0; i < page->layout->slot_count; i++)
    if (page->layout->slots[i].own) put_lines(p, &page->layout->slots[i].grid);
}

/* The cells of the characters, as on a make-up sheet (版样纸): each leg ruled along and across its lines. */
static void put_cells(Painter *p, const Grid *g, Rect leg) {
  Rect r = grid_from_sheet(g, leg);
  for (int line = 1; line <= g->lines; line++) {
    Len top = grid_baseline(g, line) - grid_above(g, g->cell);
    if (top < r.y || top + g->cell > r.y + r.h) continue;
    painter_outline(p, LAYER_GRID, grid_to_sheet(g, (Rect){r.x, top, r.w, g->cell}), HAIR / 2, PALE);
  }
  for (Len x = r.x + g->em; g->em > 0 && x < r.x + r.w; x += g->em)
    put_guide(p, LAYER_GRID, grid_to_sheet(g, (Rect){x, r.y, 0, r.h}), PALE);
}

static void put_grid(Painter *p, const FlowPage *page) {
  for (size_t i = 0; i < page->frames.n; i++)
    for (size_t k = 0; k < page->frames.at[i].leg_count; k++)
      put_cells(p, &page->frames.at[i].grid, page->frames.at[i].legs[k]);
}

static bool is_inside(Rect in, Rect out) {
  return in.x >= out.x && in.y >= out.y && in.x + in.w <= out.x + out.w && in.y + in.h <= out.y + out.h;
}

/* Where a frame's first piece of ink stands in the page's reading order; SIZE_MAX: it has none. */
static size_t first_read(const FlowPage *page, const FlowFrame *f) {
  size_t first = SIZE_MAX;
  for (size_t i = 0; i < page->items.n; i++) {
    const Item *it = &page->items.at[i];
    if (it->kind == ITEM_LINE && it->order < first && is_inside(it->box, f->box)) first = it->order;
  }
  return first;
}

/* The number of a frame among the page's, in reading order; of its legs where there are several: 3.2. */
static void put_order(Painter *p, const FlowPage *page) {
  Arena *a = p->job->arena;
  Words big = label(page, LAYER_ORDER, WHITE), small = big;
  big.size *= 2;
  size_t *first = arena_array(a, size_t, page->frames.n + 1);
  for (size_t i = 0; i < page->frames.n; i++) first[i] = first_read(page, &page->frames.at[i]);
  for (size_t i = 0; i < page->frames.n; i++) {
    const FlowFrame *f = &page->frames.at[i];
    if (first[i] == SIZE_MAX) continue;
    size_t number = 1;
    for (size_t k = 0; k < page->frames.n; k++) number += first[k] < first[i];
    painter_tab(p, &big, VIOLET, f->box.x, f->box.y, str_f(a, "%zu", number));
    for (size_t k = 0; f->leg_count > 1 && k < f->leg_count; k++)
      painter_tab(p, &small, VIOLET, f->legs[k].x, f->legs[k].y + f->legs[k].h - words_pitch(&small),
                  str_f(a, "%zu.%zu", number, k + 1));
  }
}

/* Each role has a hue of its own, spread round the circle in six sectors; the same role, the same colour on every proof. */
Ink role_ink(Role r) {
  int hue = (int)r * 1536 / ROLE_COUNT, part = hue & 255, up = part * 800 / 255, down = 800 - up;
  const int rgb[6][3] = {{800, up, 0}, {down, 800, 0}, {0, 800, up}, {0, down, 800}, {up, 0, 800}, {800, 0, down}};
  const int *c = rgb[hue >> 8];
  return (Ink){INK_RGB, {(int16_t)c[0], (int16_t)c[1], (int16_t)c[2], 0}};
}

static void put_roles(Painter *p, const FlowPage *page) {
  for (size_t i = 0; i < page->items.n; i++)
    painter_outline(p, LAYER_ROLES, page->items.at[i].box, HAIR, role_ink(page->items.at[i].role));
}

/* Guides lie under the type, as on a printed make-up sheet: over it they would cut its strokes. */
void painter_guides(Painter *p, const FlowPage *page, unsigned show) {
  if (show & SHOW_GRID) put_grid(p, page);
  if (show & SHOW_BASELINES) put_baselines(p, page);
}

void painter_overlays(Painter *p, const FlowPage *page, unsigned show) {
  if (show & SHOW_FRAMES) put_frames(p, page);
  if (show & SHOW_LEGS) put_legs(p, page);
  if (show & SHOW_ROLES) put_roles(p, page);
  if (show & SHOW_ORDER) put_order(p, page);
}

/* A mark is an outline around what is meant and a tab with words on its top left corner, so that what is meant stays readable; marks of one
 * corner stand on each other. */
void paint_marks(Job *job, PaintPage *page, const Fonts *fonts, const PaintMark *marks, size_t n, Len size) {
  Painter p = {.job = job, .fonts = fonts, .page = page};
  for (size_t i = 0; i < n; i++) {
    painter_outline(&p, LAYER_LINT, marks[i].box, LEN_PT * 3 / 2, marks[i].ink);
    if (!marks[i].words.n) continue;
    Words w = {
        .size = size, .ink = WHITE, .layer = LAYER_LINT, .lang = marks[i].lang, .align = ALIGN_START, .bold = true};
    int before = 0;
    for (size_t k = 0; k < i; k++)
      before += marks[k].words.n && marks[k].box.x == marks[i].box.x && marks[k].box.y == marks[i].box.y;
    Len y = marks[i].box.y - (before + 1) * words_pitch(&w);
    painter_tab(&p, &w, marks[i].ink, marks[i].box.x, y < 0 ? 0 : y, marks[i].words);
  }
  painter_close(&p);
}
