/* What the edition uses: glyphs with their texts, pictures, layers.
 *
 * A code of a Type 0 font stands for one glyph and ToUnicode gives it one text (PDF 32000-1 9.10.3). But one glyph of a pan-CJK face
 * stands for several characters: U+4E00 and the radical U+2F00, U+2026 and U+22EF. So the text comes from the copy, never from the face's
 * cmap: the first text met in document order becomes the code's own, and wherever the same glyph stands for another one, the content
 * stream says so with ActualText (14.9.4). The order of the document, not of the threads, decides; so this runs on one thread. */
#include "out/pdf/inside.h"

enum { GLYPHS_MOST = 65536 };

PdfFace *book_face(const PdfBook *b, FontId font) { return b->by_face[font_facts(b->fonts, font)->face]; }

/* The engine's ink says nothing, but for the label of a list's item, which is read. */
bool is_silent(const PaintOp *op) { return op->artifact && op->role != ROLE_LIST; }

size_t cluster_at(const PaintOp *op, size_t i, Str *text) {
  const PaintGlyph *g = &op->glyphs[i];
  size_t n = 1;
  while (i + n < op->n && op->glyphs[i + n].at == op->glyphs[i + n].end) n++;
  bool silent = is_silent(op);
  *text = silent ? (Str){0} : str_sub(op->text, g->at, g->end);
  return silent ? 1 : n;
}

static PdfFace *face_use(PdfBook *b, FontId font) {
  Arena *a = b->job->arena;
  int face = font_facts(b->fonts, font)->face;
  PdfFace **f = &b->by_face[face];
  if (!*f) {
    *f = arena_new(a, PdfFace);
    (*f)->face = face;
    (*f)->font = font;
    (*f)->index = arena_array(a, uint16_t, GLYPHS_MOST);
    vec_add(a, &b->faces, *f);
  }
  return *f;
}

static PdfGlyph *glyph_use(PdfBook *b, PdfFace *f, uint16_t id) {
  if (!f->index[id]) {
    must(f->glyphs.n < GLYPHS_MOST - 1);
    int64_t upem = face_facts(b->fonts, f->face)->upem;
    int32_t w = (int32_t)fine_div((int64_t)font_advance(b->fonts, f->font, id) * 1000000, upem);
    vec_add(b->job->arena, &f->glyphs, (PdfGlyph){.id = id, .w = w});
    f->index[id] = (uint16_t)f->glyphs.n;
  }
  return &f->glyphs.at[f->index[id] - 1];
}

static void collect_text(PdfBook *b, const PaintOp *op) {
  PdfFace *f = NULL;
  FontId last = FONT_NONE;
  for (size_t i = 0; i < op->n;) {
    Str text;
    size_t n = cluster_at(op, i, &text);
    for (size_t k = i; k < i + n; k++) {
      const PaintGlyph *g = &op->glyphs[k];
      if (g->font != last) {
        f = face_use(b, last = g->font);
        *(op->vertical && !op->turned ? &f->upright : &f->level) = true;
      }
      PdfGlyph *use = glyph_use(b, f, g->id);
      if (n == 1 && !use->text.n) use->text = text;
      if (!use->spare.n) use->spare = text.n ? text : op->text;
    }
    i += n;
  }
}

size_t book_picture(const PdfBook *b, const Pict *p) { return (size_t)(uintptr_t)map_find(b->picture_of, p->path) - 1; }

static void collect_picture(PdfBook *b, const Pict *p) {
  if (map_find(b->picture_of, p->path)) return;
  vec_add(b->job->arena, &b->pictures, (PdfPicture){.pict = p});
  map_put(b->picture_of, p->path, (void *)(uintptr_t)b->pictures.n);
}

/* Profiles of the same bytes (a camera's whole series) are written once. */
static void collect_profiles(PdfBook *b) {
  for (size_t i = 0; i < b->pictures.n; i++) {
    const Pict *pict = b->pictures.at[i].pict;
    if (pict->form) continue; /* brings its own */
    Str icc = b->options.press    ? press_picture_profile(b->options.press, pict)
              : b->options.screen ? screen_picture_profile(pict)
                                  : pict->icc;
    if (!icc.n) continue;
    size_t k = 0;
    while (k < b->icc.n && !str_eq(b->icc.at[k], icc)) k++;
    if (k == b->icc.n) vec_add(b->job->arena, &b->icc, icc);
    b->pictures.at[i].icc = k + 1;
  }
}

static void sort_glyphs(PdfGlyph *at, size_t n) { /* heap sort: no worst case, no recursion, same result everywhere */
  for (size_t start = n / 2, end = n; end > 1;) {
    PdfGlyph g;
    if (start > 0) {
      g = at[--start];
    } else {
      g = at[--end];
      at[end] = at[0];
    }
    size_t hole = start;
    for (size_t child; (child = 2 * hole + 1) < end; hole = child) {
      if (child + 1 < end && at[child + 1].id > at[child].id) child++;
      if (at[child].id <= g.id) break;
      at[hole] = at[child];
    }
    at[hole] = g;
  }
}

void book_collect(PdfBook *b) {
  for (size_t p = 0; p < b->edition->pages.n; p++) {
    const PaintPage *page = b->edition->pages.at[p];
    for (size_t i = 0; i < page->ops.n; i++) {
      const PaintOp *op = &page->ops.at[i];
      if (op->kind == PAINT_TEXT) collect_text(b, op);
      if (op->kind == PAINT_PICTURE) collect_picture(b, op->pict);
      b->layers[op->layer] |= op->layer >= LAYER_FRAMES && b->options.layers;
    }
  }
  collect_profiles(b);
  for (size_t i = 0; i < b->faces.n; i++) {
    PdfFace *f = b->faces.at[i];
    sort_glyphs(f->glyphs.at, f->glyphs.n);
    for (size_t k = 0; k < f->glyphs.n; k++) f->index[f->glyphs.at[k].id] = (uint16_t)(k + 1);
  }
}
