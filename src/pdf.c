/* The PDF: how it is to be, and its bytes. */
#include "session.h"

static bool bad_wish(DuikaiSession *s, const char *why) {
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "%s", why);
  return session_fail(s);
}

bool duikai_pdf_options(DuikaiSession *s, const DuikaiPdf *how) {
  s->pdf = *how;
  if (how->ua && how->no_tags) return bad_wish(s, "a file without tags cannot claim PDF/UA");
  return true;
}

static PdfOptions options_of(const DuikaiSession *s) {
  bool pressed = s->claims & (PDF_X1A | PDF_X4); /* annotations on the page have no place in either */
  return (PdfOptions){.threads = s->threads,
                      .layers = s->layers,
                      .tags = !s->pdf.no_tags,
                      .links = !pressed,
                      .claims = s->claims | (s->pdf.ua ? PDF_UA1 : 0),
                      .press = s->press};
}

static bool make_pdf(DuikaiSession *s, Buf *pdf) {
  *pdf = buf_make(s->arena, (size_t)1 << 31);
  if (!s->paint || !s->fonts) return session_fail(s);
  session_tell(s, "pdf", 0, (int)s->paint->pages.n);
  PdfOptions o = options_of(s);
  if (!pdf_write(&s->job, session_pages(s), s->fonts, &o, pdf)) return session_fail(s);
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
  if (!make_pdf(s, &pdf)) return false;
  return file_write(&s->job, str_of(path), buf_str(&pdf)) || session_fail(s);
}

const void *duikai_pdf(DuikaiSession *s, size_t *size) {
  Buf pdf;
  *size = 0;
  if (!make_pdf(s, &pdf)) return NULL;
  *size = pdf.n;
  return pdf.p;
}
