/* epaper/epub: the edition as one EPUB 3 file: the front page as cover, articles in their order, contents by page.
 *
 * The container is OCF's (EPUB 3.2, OCF 4.3): `mimetype` first, stored, with nothing beside its name; times are the issue's, never the clock's.
 * libzip writes it in memory, so that the file appears whole like every other. */
#include "epaper/inside.h"

#include <string.h>
#include <zip.h>

typedef struct Book {
  Issue *d;
  zip_t *zip;
  bool ok;
} Book;

enum { DOS_YEAR = 1980, PICTURE_FILE_MOST = 64 << 20 };

/* MS-DOS days, as in every zip: 7 bits year, 4 month, 5 day. */
static zip_uint16_t dos_day(Day day) {
  int year = day.year < DOS_YEAR ? 0 : day.year > DOS_YEAR + 127 ? 127 : day.year - DOS_YEAR;
  return (zip_uint16_t)(year << 9 | day.month << 5 | day.day);
}

static void put_bytes(Book *k, const char *name, Str bytes, bool store) {
  zip_source_t *s = zip_source_buffer(k->zip, bytes.p, bytes.n, 0);
  zip_int64_t at = s ? zip_file_add(k->zip, name, s, ZIP_FL_ENC_UTF_8) : -1;
  if (at < 0) {
    if (s) zip_source_free(s);
    k->ok = false;
    return;
  }
  zip_uint64_t i = (zip_uint64_t)at;
  k->ok = k->ok && zip_file_set_dostime(k->zip, i, 0, dos_day(k->d->o->day), 0) == 0 &&
          zip_set_file_compression(k->zip, i, store ? ZIP_CM_STORE : ZIP_CM_DEFLATE, store ? 0 : 9) == 0;
}

static void put_file(Book *k, const char *name, Str path) {
  Str bytes;
  if (file_read(k->d->job, path, PICTURE_FILE_MOST, (Span){0}, &bytes))
    put_bytes(k, name, bytes, true);
  else
    k->ok = false;
}

static const char CONTAINER[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
    "<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";

static const char STYLE[] = "body{line-height:1.75;margin:1em}h1{line-height:1.3;text-align:center}.kicker,.deck,."
                            "byline,.column{text-align:center;margin:.4em 0}"
                            "h1 .line{display:block}p{margin:0;text-align:justify}:lang(zh) .body p,:lang(ja) .body "
                            "p{text-indent:2em}figure{margin:1em 0}"
                            "img{max-width:100%;height:auto}figcaption{font-size:.85em}.author,.flag{text-align:right}."
                            "box{border:1px solid;padding:.6em;margin:1em 0}"
                            ".dots{text-emphasis:filled dot;-epub-text-emphasis-style:filled "
                            "dot;text-emphasis-position:under}.name{text-decoration:underline}"
                            ".book{text-decoration:underline wavy}.deceased{border:1px "
                            "solid}table{border-collapse:collapse}th,td{border-bottom:1px solid;padding:.2em .5em}"
                            ".right{text-align:right}.centre{text-align:center}:lang(zh) em,:lang(ja) "
                            "em{font-style:normal;font-family:KaiTi,serif}\n";

static void open_xhtml(Buf *b, Str title, const char *lang, const char *style) {
  html_putf(b,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
            "xmlns:epub=\"http://www.idpf.org/2007/ops\" xml:lang=\"%s\" lang=\"%s\">\n<head><title>%t</title>"
            "<link rel=\"stylesheet\" type=\"text/css\" href=\"%s\"/></head>\n<body>\n",
            lang, lang, &title, style);
}

static void put_xhtml(Book *k, const char *name, Buf *b) {
  buf_puts(b, STR("</body>\n</html>\n"));
  put_bytes(k, name, buf_str(b), false);
}

static void put_article(Book *k, const Article *at) {
  const BodyStyle how = {.img = "../", .top = 1, .epub = true};
  Buf b = buf_make(k->d->a, EPAPER_MOST);
  open_xhtml(&b, at->title, article_lang(at), "../style.css");
  buf_puts(&b, STR("<article>\n"));
  body_put_head(&b, at, &how);
  buf_puts(&b, STR("<div class=\"body\">\n"));
  body_put(&b, at, &how);
  buf_puts(&b, STR("</div>\n</article>\n"));
  put_xhtml(k, str_z(k->d->a, str_f(k->d->a, "EPUB/a/%.*s.xhtml", STRF(at->id))), &b);
  for (size_t i = 0; i < at->figure_count; i++) {
    Str file = at->figures[i].file;
    if (file.n)
      put_file(k, str_z(k->d->a, str_f(k->d->a, "EPUB/%.*s", STRF(file))), path_join(k->d->a, k->d->dir, file));
  }
}

static void put_nav(Book *k) {
  const Issue *d = k->d;
  Buf b = buf_make(d->a, EPAPER_MOST);
  open_xhtml(&b, d->paper, ui_tag(d), "style.css");
  html_putf(&b, "<nav epub:type=\"toc\" id=\"toc\"><h1>%s</h1>\n<ol>\n", word(d, W_CONTENTS));
  for (size_t i = 0; i < d->article_count; i++) {
    const Article *at = &d->articles[i];
    const PaintPage *p = d->paint->pages.at[at->page];
    bool first = i == 0 || d->articles[i - 1].page != at->page,
         last = i + 1 == d->article_count || d->articles[i + 1].page != at->page;
    if (first) {
      html_putf(&b, "<li><a href=\"a/%t.xhtml\">", &at->id);
      html_putf(&b, word(d, W_PAGE_N), &p->label);
      html_putf(&b, " %t</a>\n<ol>\n", &p->name);
    }
    html_putf(&b, "<li><a href=\"a/%t.xhtml\">%t</a></li>\n", &at->id, &at->title);
    if (last) buf_puts(&b, STR("</ol></li>\n"));
  }
  if (!d->article_count) buf_puts(&b, STR("<li><a href=\"cover.xhtml\">—</a></li>\n"));
  buf_puts(&b, STR("</ol></nav>\n"));
  put_xhtml(k, "EPUB/nav.xhtml", &b);
}

static void put_cover(Book *k) {
  const Issue *d = k->d;
  const PaintPage *p = d->paint->pages.at[0];
  Buf b = buf_make(d->a, EPAPER_MOST);
  open_xhtml(&b, d->paper, ui_tag(d), "style.css");
  html_putf(&b, "<div epub:type=\"cover\"><img src=\"cover.png\" alt=\"%t %t\"/></div>\n", &d->paper, &d->date);
  put_xhtml(k, "EPUB/cover.xhtml", &b);
  put_file(k, "EPUB/cover.png",
           path_join(d->a, d->dir, str_f(d->a, "img/page-%02d-%d.png", p->number, page_widths[0])));
}

static void put_metadata(Buf *b, const Issue *d) {
  Str urn = issue_urn(d->a, d, (Str){0}), publisher = edition_field(d->flow->edition, STR("paper.publisher"));
  html_putf(b,
            "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:identifier id=\"id\">%t</dc:identifier>\n"
            "<dc:title>%t %t</dc:title>\n<dc:language>%s</dc:language>\n<dc:date>%t</dc:date>\n",
            &urn, &d->paper, &d->date, lang_tag(d->flow->edition->lang), &d->date);
  if (publisher.n) html_putf(b, "<dc:publisher>%t</dc:publisher>\n", &publisher);
  html_putf(b, "<meta property=\"dcterms:modified\">%tT00:00:00Z</meta>\n</metadata>\n", &d->date);
}

static void put_package(Book *k) {
  const Issue *d = k->d;
  Buf b = buf_make(d->a, EPAPER_MOST);
  html_putf(
      &b,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
      "unique-identifier=\"id\" xml:lang=\"%s\">\n",
      lang_tag(d->flow->edition->lang));
  put_metadata(&b, d);
  buf_puts(
      &b,
      STR("<manifest>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"
          "<item id=\"style\" href=\"style.css\" media-type=\"text/css\"/>\n"
          "<item id=\"cover\" href=\"cover.xhtml\" media-type=\"application/xhtml+xml\"/>\n"
          "<item id=\"front\" href=\"cover.png\" media-type=\"image/png\" properties=\"cover-image\"/>\n"));
  for (size_t i = 0; i < d->article_count; i++) {
    const Article *at = &d->articles[i];
    html_putf(&b, "<item id=\"a%t\" href=\"a/%t.xhtml\" media-type=\"application/xhtml+xml\"/>\n", &at->id, &at->id);
    for (size_t f = 0; f < at->figure_count; f++)
      if (at->figures[f].file.n)
        html_putf(&b, "<item id=\"p%t-%d\" href=\"%t\" media-type=\"image/jpeg\"/>\n", &at->id, (int)f + 1,
                  &at->figures[f].file);
  }
  buf_puts(&b, STR("</manifest>\n<spine>\n<itemref idref=\"cover\"/>\n<itemref idref=\"nav\"/>\n"));
  for (size_t i = 0; i < d->article_count; i++) html_putf(&b, "<itemref idref=\"a%t\"/>\n", &d->articles[i].id);
  buf_puts(&b, STR("</spine>\n</package>\n"));
  put_bytes(k, "EPUB/package.opf", buf_str(&b), false);
}

static void put_all(Book *k) {
  put_bytes(k, "mimetype", STR("application/epub+zip"), true);
  put_bytes(k, "META-INF/container.xml", str_of(CONTAINER), false);
  put_package(k);
  put_nav(k);
  put_cover(k);
  put_bytes(k, "EPUB/style.css", str_of(STYLE), false);
  for (size_t i = 0; i < k->d->article_count; i++) put_article(k, &k->d->articles[i]);
}

/* What libzip wrote into its source, as bytes of ours. */
static bool read_back(Arena *a, zip_source_t *s, Str *out) {
  if (zip_source_open(s) != 0) return false;
  zip_int64_t n = zip_source_seek(s, 0, SEEK_END) == 0 ? zip_source_tell(s) : -1;
  bool ok = n > 0 && zip_source_seek(s, 0, SEEK_SET) == 0;
  if (ok) {
    char *bytes = arena_add(a, (size_t)n);
    ok = zip_source_read(s, bytes, (zip_uint64_t)n) == n;
    *out = (Str){bytes, (size_t)n};
  }
  zip_source_close(s);
  return ok;
}

bool epub_write(Issue *d) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, &error);
  Book k = {.d = d, .zip = s ? zip_open_from_source(s, ZIP_TRUNCATE, &error) : NULL, .ok = true};
  Str bytes;
  if (!k.zip) {
    if (s) zip_source_free(s);
    k.ok = false;
  } else {
    zip_source_keep(s);
    put_all(&k);
    if (!k.ok || zip_close(k.zip) != 0) zip_discard(k.zip), k.ok = false;
    k.ok = k.ok && read_back(d->a, s, &bytes);
    zip_source_free(s);
  }
  zip_error_fini(&error);
  if (k.ok) return issue_put_file(d, STR("edition.epub"), bytes);
  diag_add(d->job->diags, DIAG_FILE_UNWRITABLE, (Span){0}, "'edition.epub' could not be put together");
  return false;
}
