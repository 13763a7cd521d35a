/* The public door: the e-paper. PDFs by the writer of PDFs, the rest by room epaper. */
#include "epaper/epaper.h"
#include "session.h"

enum { SCREEN_PPI = 150, PICTURE_PPI = 200 };

static bool bad(DuikaiSession *s, const char *what, const char *given) {
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "'%s' %s", given, what);
  return session_fail(s);
}

static bool is_ui(Str ui) {
  return !ui.n || str_is(ui, "zh") || str_is(ui, "zh-Hans") || str_is(ui, "zh-Hant") || str_is(ui, "en");
}

static bool read_options(DuikaiSession *s, const DuikaiEpaper *in, EpaperOptions *o) {
  o->ui = str_of(in->ui);
  o->url = in->url ? str_of(in->url) : edition_field(s->edition, STR("paper.url"));
  o->day = s->edition->day;
  if (!is_ui(o->ui)) return bad(s, "is no language of the e-paper; there are zh, zh-Hans, zh-Hant and en", in->ui);
  if (o->url.n && !is_web_address(o->url)) return bad(s, "is no address: it begins with https:// or http://", in->url);
  if (in->date && !day_read(str_of(in->date), &o->day)) return bad(s, "is no day; 2026-10-24 is one", in->date);
  if (in->date || s->edition->has_day) return true;
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0},
           "the edition has no date, and an e-paper's folder is one of days: give --date 2026-10-24");
  return session_fail(s);
}

/* The screen's file, whole and page by page. */
static bool write_pdfs(DuikaiSession *s, Str day) {
  DuikaiPdf before = s->pdf;
  Str whole = path_join(s->arena, day, STR("edition.pdf")), pages = path_join(s->arena, day, STR("pdf"));
  bool ok =
      dir_make(&s->job, day) &&
      duikai_pdf_options(s, &(DuikaiPdf){.screen = true, .max_ppi = SCREEN_PPI, .split = str_z(s->arena, pages)}) &&
      duikai_write_pdf(s, str_z(s->arena, whole));
  s->pdf = before;
  return ok;
}

bool duikai_epaper(DuikaiSession *s, const char *dir, const DuikaiEpaper *options) {
  EpaperOptions o = {.dir = str_copy(s->arena, str_of(dir)), .data_dir = s->data_dir, .threads = s->threads};
  if (!s->paint || !s->flow) return session_fail(s);
  if (!read_options(s, options ? options : &(DuikaiEpaper){0}, &o)) return false;
  session_tell(s, "epaper", 0, 1);
  session_draw_forms(s, PICTURE_PPI);
  bool ok = write_pdfs(s, epaper_day_dir(s->arena, &o)) && epaper_write(&s->job, s->flow, s->paint, s->fonts, &o);
  session_tell(s, "epaper", 1, 1);
  return ok || session_fail(s);
}
