/* Where stories stand, and what leads to them. */
#include "out/pdf/tags.h"

static Rect rect_with(Rect a, Rect b) {
  Len x = len_min(a.x, b.x), y = len_min(a.y, b.y);
  return (Rect){x, y, len_max(a.x + a.w, b.x + b.w) - x, len_max(a.y + a.h, b.y + b.h) - y};
}

/* A page's operations of one story follow each other but for captions and rules: the spot met last is nearly always the one. */
void book_find_spots(PdfBook *b) {
  const PaintEdition *e = b->edition;
  Arena *a = b->job->arena;
  for (size_t p = 0; p < e->pages.n; p++) {
    size_t first = b->spots.n, last = first;
    for (size_t i = 0; i < e->pages.at[p]->ops.n; i++) {
      const PaintOp *op = &e->pages.at[p]->ops.at[i];
      bool counts =
          op->story != STORY_NONE && op->layer == LAYER_PAGE && (op->kind == PAINT_TEXT || op->kind == PAINT_PICTURE);
      if (!counts) continue;
      if (last >= b->spots.n || b->spots.at[last].story != op->story)
        for (last = first; last < b->spots.n && b->spots.at[last].story != op->story;) last++;
      if (last == b->spots.n) vec_add(a, &b->spots, (Spot){.story = op->story, .page = p, .box = op->box});
      b->spots.at[last].box = rect_with(b->spots.at[last].box, op->box);
    }
  }
}

static bool is_of(const PaintPage *p, int number) {
  return number >= p->number && number < p->number + (p->span > 1 ? p->span : 1);
}

const Spot *spot_find(const PdfBook *b, uint32_t story, int page_number) {
  for (size_t i = 0; i < b->spots.n; i++) {
    const Spot *s = &b->spots.at[i];
    if (s->story == story && (!page_number || is_of(b->edition->pages.at[s->page], page_number))) return s;
  }
  return NULL;
}

size_t link_add(PdfBook *b, Tag *tag, size_t page, const PaintOp *op, const Spot *to) {
  Arena *a = b->job->arena;
  Leading *l = tag && tag->link ? &b->links.at[tag->link - 1] : NULL;
  if (!l || l->page != page) {
    vec_add(a, &b->links, (Leading){.tag = tag, .page = page, .spot = (size_t)(to - b->spots.at), .box = op->box});
    l = &b->links.at[b->links.n - 1];
  }
  l->box = rect_with(l->box, op->box);
  Str said = op->n ? str_sub(op->text, op->glyphs[0].at, op->glyphs[op->n - 1].end) : (Str){0};
  l->words = str_f(a, "%.*s%s%.*s", STRF(l->words), l->words.n && said.n ? " " : "", STRF(said));
  return (size_t)(l - b->links.at) + 1;
}
