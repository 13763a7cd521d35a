/* Marks outside the trim: where to cut, whether the plates lie on each other, whether the ink is right, and which plate it is.
 *
 *        │      ⊕      │          crop marks begin `mark-offset` from the trim and are 5 mm long, so that none is left when the cut is a
 *     ───┌─────────────┐───       little off; register marks stand in the middle of each side; the bar of solids, overprints and tints
 *      ⊕ │             │ ⊕        and the slug stand below.
 *     ───└─────────────┘───
 *        │ ▪▪▪▪ ⊕ slug │
 *
 * Crop and register marks are in Separation All (ISO 32000-1 8.6.6.4): on every plate, spot colours too. */
#include "press/inside.h"

#include <string.h>

#define CROP (5 * LEN_MM)
#define THICK (LEN_PT / 4)
#define PATCH (5 * LEN_MM)
#define RING (2 * LEN_MM)
#define ROOM (7 * LEN_MM) /* what the marks take beyond their offset */
#define SLUG_SIZE (7 * LEN_PT)
#define CORNER (8 * LEN_MM) /* kept free of bar and slug */

typedef struct Marker {
  Job *job;
  PaintPage *page;
  const Fonts *fonts;
  Len off, bottom; /* from the trim; top of what stands below */
} Marker;

static const Ink ALL = {INK_SPOT, {1000, PRESS_ALL, 0, 0}};

Len press_slug_depth(const PressPlan *plan, Len bleed) {
  if (!plan->marks) return 0;
  return len_max(plan->mark_offset, bleed) + ROOM - bleed;
}

static PaintOp *mark_op(Marker *m, PaintKind kind) {
  PaintOp op = {.kind = kind,
                .layer = LAYER_PAGE,
                .role = ROLE_GUIDE,
                .story = STORY_NONE,
                .ink = ALL,
                .artifact = true,
                .goto_story = STORY_NONE};
  vec_add(m->job->arena, &m->page->ops, op);
  return &m->page->ops.at[m->page->ops.n - 1];
}

static void put_line(Marker *m, Len x, Len y, Len w, Len h) {
  PaintOp *op = mark_op(m, PAINT_LINE);
  op->box = (Rect){x, y, w, h};
  op->thickness = THICK;
}

/* ---- crop and fold */
static void put_crops(Marker *m) {
  Len w = m->page->trim_w, h = m->page->trim_h;
  for (int i = 0; i < 4; i++) {
    Len x = i & 1 ? w : 0, y = i & 2 ? h : 0;
    put_line(m, i & 1 ? x + m->off : x - m->off - CROP, y, CROP, 0);
    put_line(m, x, i & 2 ? y + m->off : y - m->off - CROP, 0, CROP);
  }
  if (!m->page->fold) return;
  for (int i = 0; i < 2; i++) {
    put_line(m, m->page->fold, i ? h + m->off : -m->off - CROP, 0, CROP);
    m->page->ops.at[m->page->ops.n - 1].dash = LEN_MM;
  }
}

/* ---- register: a ring and a cross */
static void put_register(Marker *m, Len x, Len y) {
  enum { SIDES = 48 };
  static const int16_t cosine[SIDES / 4 + 1] = {1000, 991, 966, 924, 866, 793, 707, 609, 500, 383, 259, 131, 0};
  PaintOp *op = mark_op(m, PAINT_PATH);
  op->box = (Rect){x - RING, y - RING, 2 * RING, 2 * RING};
  op->thickness = THICK;
  op->path = arena_array(m->job->arena, Point, SIDES);
  op->path_n = SIDES;
  for (int i = 0; i < SIDES; i++) {
    int q = i / (SIDES / 4), k = i % (SIDES / 4), c = cosine[k], s = cosine[SIDES / 4 - k];
    const int dx[4] = {c, -s, -c, s}, dy[4] = {s, c, -s, -c};
    op->path[i] = (Point){x + RING * dx[q] / 1600, y + RING * dy[q] / 1600};
  }
  put_line(m, x - RING, y, 2 * RING, 0);
  put_line(m, x, y - RING, 0, 2 * RING);
}

static void put_registers(Marker *m) {
  Len w = m->page->trim_w, h = m->page->trim_h, out = m->off + CROP / 2;
  /* not where a fold mark stands */
  Len middle = m->page->fold ? w / 4 : w / 2;
  put_register(m, middle, -out), put_register(m, middle, h + out);
  if (m->page->fold) put_register(m, w - middle, -out), put_register(m, w - middle, h + out);
  put_register(m, -out, h / 2), put_register(m, w + out, h / 2);
}

/* ---- the bar: solids, their overprints, tints; then each spot colour */
static void put_patch(Marker *m, Len *x, Ink ink) {
  PaintOp *op = mark_op(m, PAINT_RECT);
  op->box = (Rect){*x, m->bottom, PATCH, PATCH};
  op->ink = (Ink){.model = INK_NONE};
  op->fill = ink;
  *x += PATCH;
}

static Len put_bar(Marker *m) {
  static const int16_t patches[][4] = {{1000, 0, 0, 0},    {0, 1000, 0, 0},    {0, 0, 1000, 0},    {0, 0, 0, 1000},
                                       {0, 1000, 1000, 0}, {1000, 0, 1000, 0}, {1000, 1000, 0, 0}, {500, 0, 0, 0},
                                       {0, 500, 0, 0},     {0, 0, 500, 0},     {0, 0, 0, 500},     {500, 400, 400, 0}};
  Len x = CORNER, most = m->page->trim_w / 2 - CORNER - PATCH;
  for (size_t i = 0; i < COUNT(patches) && x < most; i++) {
    Ink ink = {INK_CMYK, {0}};
    memcpy(ink.c, patches[i], sizeof ink.c);
    put_patch(m, &x, ink);
  }
  for (size_t i = 0; m->page->spots && i < m->page->spots->n && x < most; i++)
    put_patch(m, &x, (Ink){INK_SPOT, {1000, (int16_t)i, 0, 0}});
  return x;
}

/* ---- the slug */
/* One line at its natural advances from x; gives where it ends. */
static Len put_words(Marker *m, Shaper *shaper, Str words, Ink ink, Len x, Len y) {
  Arena *a = m->job->arena;
  Run *run = arena_new(a, Run);
  int role = fonts_find_role(m->fonts, STR("hei"));
  *run =
      (Run){.end = (uint32_t)words.n, .role = role < 0 ? 0 : role, .size = SLUG_SIZE, .x_scale_pm = 1000, .ink = ink};
  const Shaped *s = shape_paragraph(m->job, shaper, words, run, 1, false, (Span){0}, NULL, NULL);
  PaintOp *op = NULL;
  Len size = 0;
  for (size_t i = 0; i < s->n; i++) {
    const Glyph *g = &s->glyphs[i];
    if (g->flags & GLYPH_MISSING) continue;
    const Font *font = font_facts(m->fonts, g->font);
    int upem = face_facts(m->fonts, font->face)->upem;
    Len own = len_pm(SLUG_SIZE, font->scale_pm);
    if (!op || own != size) {
      op = mark_op(m, PAINT_TEXT);
      op->ink = ink;
      op->text = s->text;
      op->size = size = own;
      op->x_scale_pm = 1000;
      op->box = (Rect){x, y - SLUG_SIZE, 0, SLUG_SIZE};
      op->glyphs = arena_array(a, PaintGlyph, s->n);
      op->line_end = true;
    }
    op->glyphs[op->n++] = (PaintGlyph){(int32_t)(x + len_fu(g->dx, own, upem)),
                                       (int32_t)(y - len_fu(g->dy, own, upem)),
                                       g->id,
                                       g->font,
                                       g->src,
                                       g->src};
    x += len_fu(g->adv, own, upem);
    op->box.w = x - op->box.x;
  }
  return x;
}

/* Paper, date, edition and page on every plate; the plates' names each in its own ink, so that each plate says which it is. */
static void put_slug(Marker *m, const PressSlug *slug, Len x) {
  static const struct {
    const char *name;
    int16_t cmyk[4];
  } plates[] = {{"C", {1000, 0, 0, 0}}, {"M", {0, 1000, 0, 0}}, {"Y", {0, 0, 1000, 0}}, {"K", {0, 0, 0, 1000}}};
  Shaper *shaper = shaper_open(m->job->arena, m->fonts);
  Str page = m->page->label.n ? m->page->label : str_f(m->job->arena, "%d", m->page->number);
  Str words = str_f(m->job->arena, "%s%.*s%s%.*s%s%.*s  第%.*s版", m->page->held ? "未签发 NOT RELEASED  " : "",
                    STRF(slug->paper), slug->paper.n ? "  " : "", STRF(slug->date), slug->edition.n ? "  " : "",
                    STRF(slug->edition), STRF(page));
  Len y = m->bottom + PATCH / 2 + SLUG_SIZE / 3, em = SLUG_SIZE;
  x = put_words(m, shaper, words, ALL, x, y) + em;
  for (size_t i = 0; i < COUNT(plates); i++) {
    Ink ink = {INK_CMYK, {0}};
    memcpy(ink.c, plates[i].cmyk, sizeof ink.c);
    x = put_words(m, shaper, str_of(plates[i].name), ink, x, y) + em / 2;
  }
  for (size_t i = 0; m->page->spots && i < m->page->spots->n; i++)
    x = put_words(m, shaper, m->page->spots->at[i].name, (Ink){INK_SPOT, {1000, (int16_t)i, 0, 0}}, x, y) + em / 2;
  shaper_close(shaper);
}

void press_mark(Job *job, const Printer *p, PaintPage *page, const Fonts *fonts, const PressSlug *slug) {
  unsigned marks = p->plan->marks;
  if (!marks) return;
  Len off = len_max(p->plan->mark_offset, page->bleed);
  Marker m = {.job = job, .page = page, .fonts = fonts, .off = off, .bottom = page->trim_h + off};
  page->slug = press_slug_depth(p->plan, page->bleed);
  if (marks & MARK_CROP) put_crops(&m);
  if (marks & MARK_REGISTER) put_registers(&m);
  Len x = marks & MARK_BAR ? put_bar(&m) + PATCH : CORNER;
  Len middle = (page->fold ? page->trim_w / 4 : page->trim_w / 2) + 2 * RING + PATCH;
  if (marks & MARK_SLUG) put_slug(&m, slug, x < middle ? middle : x);
}
