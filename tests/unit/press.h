/* Pages made by hand for the writers' tests: shaped text at its natural advances. */
#ifndef DUIKAI_TEST_PRESS_H
#define DUIKAI_TEST_PRESS_H

#include "out/out.h"
#include "unit.h"

typedef struct Press {
  Job job;
  Fonts *fonts;
  Shaper *shaper;
  PaintEdition edition;
} Press;

static inline Press press_open(void) {
  Press p = {.job = unit_job()};
  p.fonts = fonts_open(&p.job, STR("."));
  assert_non_null(p.fonts);
  p.shaper = shaper_open(p.job.arena, p.fonts);
  return p;
}

static inline void press_close(Press *p) {
  shaper_close(p->shaper);
  fonts_close(p->fonts);
  unit_done(&p->job);
}

static inline PaintPage *press_page(Press *p, Len w, Len h) {
  PaintPage *page = arena_new(p->job.arena, PaintPage);
  page->number = (int)p->edition.pages.n + 1;
  page->trim_w = w;
  page->trim_h = h;
  vec_add(p->job.arena, &p->edition.pages, page);
  return page;
}

static inline PaintOp *press_op(Press *p, PaintPage *page, PaintKind kind) {
  vec_add(p->job.arena, &page->ops,
          (PaintOp){.kind = kind, .layer = LAYER_PAGE, .story = STORY_NONE, .ink = INK_BLACK, .x_scale_pm = 1000});
  return &page->ops.at[page->ops.n - 1];
}

/* One line of text at its natural advances plus `even`, from (x, y); the op. */
static inline PaintOp *press_text(Press *p, PaintPage *page, const char *text, const char *role, Len size, Len x, Len y,
                                  Len even, bool vertical) {
  Arena *a = p->job.arena;
  Run *run = arena_new(a, Run);
  *run = (Run){.end = (uint32_t)strlen(text),
               .role = fonts_find_role(p->fonts, str_of(role)),
               .size = size,
               .x_scale_pm = 1000,
               .ink = INK_BLACK};
  Shaped *s = shape_paragraph(&p->job, p->shaper, str_of(text), run, 1, vertical, (Span){0}, NULL, NULL);
  PaintOp *op = press_op(p, page, PAINT_TEXT);
  op->text = s->text;
  op->size = size;
  op->vertical = vertical;
  op->glyphs = arena_array(a, PaintGlyph, s->n + 1);
  op->line_end = op->para_end = true;
  Len at = 0;
  for (size_t i = 0; i < s->n; i++) {
    const Glyph *g = &s->glyphs[i];
    int upem = face_facts(p->fonts, font_facts(p->fonts, g->font)->face)->upem;
    Len dx = len_fu(g->dx, size, upem), dy = len_fu(g->dy, size, upem);
    size_t next = i + 1;
    while (next < s->n && !(s->glyphs[next].flags & GLYPH_FIRST)) next++;
    uint32_t end = !(g->flags & GLYPH_FIRST) ? g->src : next < s->n ? s->glyphs[next].src : (uint32_t)s->text.n;
    op->glyphs[op->n++] = (PaintGlyph){(int32_t)(vertical ? x + dx : x + at + dx),
                                       (int32_t)(vertical ? y + at - dy : y - dy),
                                       g->id,
                                       g->font,
                                       g->src,
                                       end};
    at += len_fu(g->adv, size, upem) + even;
  }
  return op;
}

static inline Str press_write(Press *p, int threads, bool layers) {
  Buf out = buf_make(p->job.arena, (size_t)256 << 20);
  PdfOptions o = {.threads = threads, .layers = layers, .plain = true}; /* its objects are looked for in the bytes */
  assert_true(pdf_write(&p->job, &p->edition, p->fonts, &o, &out));
  return buf_str(&out);
}

#endif
