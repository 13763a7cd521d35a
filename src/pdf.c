/* The PDF: how it is to be, and its bytes. */
#include "session.h"

static bool bad_wish(DuikaiSession *s, const char *why) {
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "%s", why);
  return session_fail(s);
}

bool duikai_pdf_options(DuikaiSession *s, const DuikaiPdf *how) {
  s->pdf = *how;
  if ((how->ua || s->claims & PDF_UA1) && how->no_tags) return bad_wish(s, "a file without tags cannot claim PDF/UA");
  bool pressed = s->claims & ~(unsigned)PDF_UA1;
  if (pressed && how->password) return bad_wish(s, "a file for the press or the archive is not encrypted");
  if (pressed && how->screen) return bad_wish(s, "a file is for the press or for a screen");
  if (how->max_ppi && !how->screen) return bad_wish(s, "--max-ppi is for the screen: give --press none with it");
  return true;
}

static PdfOptions options_of(const DuikaiSession *s, unsigned claims) {
  bool pressed = s->claims & (PDF_X1A | PDF_X4); /* annotations on the page have no place in either */
  return (PdfOptions){.threads = s->threads,
                      .layers = s->layers,
                      .tags = !s->pdf.no_tags,
                      .links = !pressed,
                      .plain = pressed || s->pdf.screen || s->pdf.password,
                      .claims = claims,
                      .press = s->press,
                      .screen = s->screen};
}

/* What the file may claim with these pages in it. */
static unsigned claims_of(const DuikaiSession *s, const PaintEdition *pages) {
  unsigned claims = s->claims | (s->pdf.ua ? PDF_UA1 : 0);
  for (size_t i = 0; i < pages->pages.n; i++)
    for (size_t k = 0; k < pages->pages.at[i]->ops.n; k++) {
      const PaintOp *op = &pages->pages.at[i]->ops.at[k];
      if (op->kind == PAINT_PICTURE && op->pict->form) claims &= ~press_form_breaks(op->pict->form);
    }
  return claims;
}

/* These pages as a PDF, finished. */
static bool make_file(DuikaiSession *s, const PaintEdition *pages, Buf *pdf) {
  PdfOptions o = options_of(s, claims_of(s, pages));
  *pdf = buf_make(s->arena, (size_t)1 << 31);
  if (!pdf_write(&s->job, pages, s->fonts, &o, pdf)) return false;
  if (!s->pdf.screen && !s->pdf.password) return true;
  Str plain = buf_str(pdf);
  *pdf = buf_make(s->arena, (size_t)1 << 31);
  return pdf_finish(&s->job, plain, &(PdfFinish){.linearise = s->pdf.screen, .password = s->pdf.password}, pdf);
}

/* Each page is a small edition of its own: its own fonts, tags and outline; what leads to other pages leads nowhere and is no link. */
static bool write_split(DuikaiSession *s, const PaintEdition *pages) {
  Str dir = str_of(s->pdf.split);
  if (!dir_make(&s->job, dir)) return false;
  for (size_t i = 0; i < pages->pages.n; i++) {
    PaintEdition one = *pages;
    Buf pdf;
    one.pages.at = &pages->pages.at[i];
    one.pages.n = one.pages.cap = 1;
    Str name = str_f(s->arena, "page-%02d.pdf", pages->pages.at[i]->number);
    if (!make_file(s, &one, &pdf) || !file_write(&s->job, path_join(s->arena, dir, name), buf_str(&pdf))) return false;
  }
  return true;
}

static bool make_pages(DuikaiSession *s, Buf *pdf, bool split) {
  PaintEdition *pages = session_pages(s);
  if (s->pdf.screen) {
    s->screen = screen_open(&s->job, &s->press_plan, pages, s->data_dir, s->pdf.max_ppi);
    pages = screen_pages(&s->job, s->screen, pages);
  }
  bool ok = make_file(s, pages, pdf) && (!split || !s->pdf.split || write_split(s, pages));
  screen_close(s->screen);
  s->screen = NULL;
  return ok;
}

static bool make_pdf(DuikaiSession *s, Buf *pdf, bool split) {
  if (!s->paint || !s->fonts) return session_fail(s);
  session_tell(s, "pdf", 0, (int)s->paint->pages.n);
  if (!make_pages(s, pdf, split)) return session_fail(s);
  session_tell(s, "pdf", (int)s->paint->pages.n, (int)s->paint->pages.n);
  return true;
}

/* -o page.md after page.md is a slip of the hand that would cost the copy. */
bool session_is_source(DuikaiSession *s, Str path) {
  bool is = s->edition && file_same(path, s->edition->path);
  for (size_t i = 0; s->edition && !is && i < map_count(s->copy); i++) is = file_same(path, map_key(s->copy, i));
  if (is)
    diag_add(s->job.diags, DIAG_FILE_UNWRITABLE, (Span){0},
             "'%.*s' is what the pages are made from; it is not written over", STRF(path));
  return is;
}

bool duikai_write_pdf(DuikaiSession *s, const char *path) {
  Buf pdf;
  if (session_is_source(s, str_of(path))) return session_fail(s);
  if (!make_pdf(s, &pdf, true)) return false;
  return file_write(&s->job, str_of(path), buf_str(&pdf)) || session_fail(s);
}

const void *duikai_pdf(DuikaiSession *s, size_t *size) {
  Buf pdf;
  *size = 0;
  if (!make_pdf(s, &pdf, false)) return NULL;
  *size = pdf.n;
  return pdf.p;
}
