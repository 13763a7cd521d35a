/* pdf_write: the recipe. */
#include "out/pdf/tags.h"

static Job unit_job(const PdfBook *b, size_t unit, int worker) { return (Job){b->keep[worker], b->units[unit]}; }

/* Faces and pictures first: pages need the codes of their glyphs. */
static void make_part(void *ctx, size_t i, int worker) {
  PdfBook *b = ctx;
  Job job = unit_job(b, i, worker);
  if (i < b->faces.n) {
    face_make(&job, b, b->faces.at[i]);
  } else {
    picture_make(&job, b, &b->pictures.at[i - b->faces.n]);
  }
}

static void make_page(void *ctx, size_t i, int worker) {
  PdfBook *b = ctx;
  PdfPage *p = &b->pages[i];
  Arena *scratch = b->scratch[worker];
  p->level = arena_array(b->keep[worker], uint8_t, b->faces.n + 1);
  p->upright = arena_array(b->keep[worker], uint8_t, b->faces.n + 1);
  p->keep = b->keep[worker];
  p->pictures = arena_array(b->keep[worker], uint8_t, b->pictures.n + 1);
  Str content = page_content(scratch, b, b->edition->pages.at[i], p);
  p->content = str_copy(b->keep[worker], flater_run(b->flaters[worker], scratch, content));
  arena_clear(scratch);
}

static void open_workers(PdfBook *b, size_t units) {
  Arena *a = b->job->arena;
  b->workers = b->options.threads > 1 ? b->options.threads : 1;
  b->keep = arena_array(a, Arena *, b->workers);
  b->scratch = arena_array(a, Arena *, b->workers);
  b->flaters = arena_array(a, Flater *, b->workers);
  b->units = arena_array(a, Diags *, units + 1);
  for (int i = 0; i < b->workers; i++) {
    b->keep[i] = arena_open();
    b->scratch[i] = arena_open();
    b->flaters[i] = flater_open(b->keep[i], FLATE_CONTENT);
  }
  for (size_t i = 0; i < units; i++) b->units[i] = diags_fork(a, b->job->diags);
}

static void close_workers(PdfBook *b, size_t units) {
  for (size_t i = 0; i < units; i++) diags_merge(b->job->diags, b->units[i]);
  for (int i = 0; i < b->workers; i++) {
    flater_close(b->flaters[i]);
    arena_close(b->keep[i]);
    arena_close(b->scratch[i]);
  }
}

bool pdf_write(Job *job, const PaintEdition *e, const Fonts *fonts, const PdfOptions *o, Buf *out) {
  PdfBook b = {.job = job, .edition = e, .fonts = fonts, .options = *o, .picture_of = map_make(job->arena)};
  b.by_face = arena_array(job->arena, PdfFace *, fonts_face_count(fonts) + 1);
  b.pages = arena_array(job->arena, PdfPage, e->pages.n + 1);
  book_collect(&b);
  if (o->tags || o->links) {
    book_find_spots(&b);
    book_tag(&b);
  }
  size_t units = b.faces.n + b.pictures.n;
  open_workers(&b, units);
  pool_run(b.workers, units, make_part, &b);
  pool_run(b.workers, e->pages.n, make_page, &b);
  for (size_t i = 0; i < e->pages.n; i++) page_take_marks(&b, i);
  bool ok = book_save(&b, out);
  close_workers(&b, units);
  return ok;
}
