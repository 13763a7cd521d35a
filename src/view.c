/* The public door: what PDF advertisements look like. Not the advertisement's file is drawn but the form that our own PDF has of it, so the picture
 * shows what will be printed: cut, turned, without its layers and links. */
#include "session.h"

enum { SIDE_MOST = 6000, PIXELS_MOST = 24000000, FINER = 2 /* than it is shown: edges are softened once, by us */ };

/* The form alone on a page, with its bleed. */
static bool write_form(DuikaiSession *s, Job *job, const Pict *pict, Len w, Len h, Buf *out) {
  const Form *f = pict->form;
  PaintPage page = {.number = 1, .trim_w = w, .trim_h = h};
  PaintEdition one = {.spots = s->paint->spots};
  PaintPage *pages[] = {&page};
  vec_add(job->arena, &page.ops,
          (PaintOp){.kind = PAINT_PICTURE,
                    .layer = LAYER_PAGE,
                    .role = ROLE_AD,
                    .story = STORY_NONE,
                    .box = {0, 0, w, h},
                    .pict = pict,
                    .crop = pict_whole(pict, f->w, f->h, (Len[4]){f->left, f->top, f->right, f->bottom})});
  one.pages.at = pages;
  one.pages.n = one.pages.cap = 1;
  *out = buf_make(job->arena, (size_t)1 << 31);
  return pdf_write(job, &one, s->fonts, &(PdfOptions){.threads = 1, .plain = true}, out);
}

static void draw_form(DuikaiSession *s, const PaintOp *op, int ppi) {
  const Pict *pict = op->pict;
  const Form *f = pict->form;
  Len w = f->w + f->left + f->right, h = f->h + f->top + f->bottom;
  Len shown = op->crop.w > 0 ? len_fu(op->box.w, 1000000, op->crop.w) : op->box.w; /* its trim */
  int64_t across = len_fu(len_fu(w, shown, f->w), FINER * ppi, LEN_IN) + 1, down;
  if (across > SIDE_MOST) across = SIDE_MOST;
  down = len_fu(h, across, w) + 1;
  if (down > SIDE_MOST) down = SIDE_MOST, across = len_fu(w, down, h) + 1;
  if (across * down > PIXELS_MOST || (pict->view->pict && pict->view->pict->width >= across)) return;
  Arena *scratch = arena_open();
  Job silent = {scratch, diags_make(scratch)}, keep = {s->arena, silent.diags};
  Buf pdf;
  size_t n = 0;
  const void *png = write_form(s, &silent, pict, w, h, &pdf)
                        ? s->draw_pdf(s->draw_pdf_ctx, pdf.p, pdf.n, (int)across, (int)down, &n)
                        : NULL;
  Pict *view = arena_new(s->arena, Pict);
  if (png && pict_read_bytes(&keep, STR("view"), str_copy(s->arena, (Str){png, n}), (Span){0}, view) && !view->form)
    pict->view->pict = view;
  arena_close(scratch);
}

/* One file is drawn once, at its largest place met first; the others share it. */
void session_draw_forms(DuikaiSession *s, int ppi) {
  Map *drawn = map_make(s->arena);
  for (size_t p = 0; s->draw_pdf && s->paint && p < s->paint->pages.n; p++)
    for (size_t i = 0; i < s->paint->pages.at[p]->ops.n; i++) {
      const PaintOp *op = &s->paint->pages.at[p]->ops.at[i];
      if (op->kind != PAINT_PICTURE || !op->pict->form) continue;
      const Pict *before = map_find(drawn, op->pict->path);
      if (before && !op->pict->view->pict) op->pict->view->pict = before->view->pict;
      draw_form(s, op, ppi);
      map_put(drawn, op->pict->path, (void *)(uintptr_t)op->pict);
    }
}
