/* The public door: pages as pictures. */
#include "session.h"

enum { RESOLUTION = 100 };

int duikai_page_count(const DuikaiSession *s) { return s->paint ? (int)s->paint->pages.n : 0; }

bool session_find_format(DuikaiSession *s, Str name, RasterFormat *format) {
  if (raster_format_read(name, format)) return true;
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "'%.*s' is no kind of picture; there are png, jpeg and webp",
           STRF(name));
  return false;
}

static bool find_format(DuikaiSession *s, Str path, const DuikaiPicture *o, RasterFormat *format) {
  Str name = o->format ? str_of(o->format) : path_ext(path);
  return session_find_format(s, name.n ? name : STR("png"), format);
}

static bool has_page(DuikaiSession *s, int page) {
  if (page >= 0 && page < duikai_page_count(s)) return true;
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "there is no picture of page %d: %d %s made", page + 1,
           duikai_page_count(s), duikai_page_count(s) == 1 ? "page is" : "pages are");
  return false;
}

static bool make_picture(DuikaiSession *s, Str path, const DuikaiPicture *o, Buf *out) {
  RasterFormat format;
  if (!has_page(s, o->page) || !find_format(s, path, o, &format)) return false;
  Arena *scratch = arena_open();
  Job inner = {scratch, s->job.diags};
  RasterOptions how = {.ppi = o->resolution ? o->resolution : RESOLUTION, .width = o->width, .bleed = o->bleed};
  Raster r;
  const PaintPage *page = s->paint->pages.at[o->page];
  session_draw_forms(s, how.width && page->trim_w > 0 ? (int)(how.width * LEN_IN / page->trim_w) : how.ppi);
  bool ok = raster_draw(&inner, page, s->fonts, &how, &r) && raster_encode(&s->job, &r, format, o->quality, out);
  arena_close(scratch);
  return ok;
}

bool duikai_write_picture(DuikaiSession *s, const char *path, const DuikaiPicture *options) {
  Buf b;
  if (!options) options = &(DuikaiPicture){0};
  return (!session_is_source(s, str_of(path)) && make_picture(s, str_of(path), options, &b) &&
          file_write(&s->job, str_of(path), buf_str(&b))) ||
         session_fail(s);
}

const void *duikai_picture(DuikaiSession *s, const DuikaiPicture *options, size_t *size) {
  Buf b;
  *size = 0;
  if (!make_picture(s, (Str){0}, options ? options : &(DuikaiPicture){0}, &b)) {
    session_fail(s);
    return NULL;
  }
  *size = b.n;
  return b.p;
}
