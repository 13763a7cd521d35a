/* epaper/html: the one place where text becomes mark-up. Everything written is HTML that is XML too, so the same words serve the EPUB. */
#include "epaper/inside.h"

#include <stdarg.h>

/* XML 1.0, 2.2: what may stand in a document at all. */
static bool is_char(uint32_t c) {
  return c == '\t' || c == '\n' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000;
}

void html_put(Buf *b, Str s) {
  for (size_t at = 0; at < s.n;) {
    char bytes[4];
    uint32_t c = utf8_next(s, &at);
    switch (c) {
    case '&': buf_puts(b, STR("&amp;")); break;
    case '<': buf_puts(b, STR("&lt;")); break;
    case '>': buf_puts(b, STR("&gt;")); break;
    case '"': buf_puts(b, STR("&quot;")); break;
    case '\'': buf_puts(b, STR("&#39;")); break;
    default:
      if (is_char(c)) buf_put(b, bytes, utf8_put(bytes, c));
    }
  }
}

/* Entities mean nothing in a comment, but who reads this block undoes them; a double hyphen would end it for an XML reader. */
void html_put_note(Buf *b, Str s) {
  size_t from = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] != '-' || i == 0 || s.p[i - 1] != '-') continue;
    html_put(b, str_sub(s, from, i));
    buf_puts(b, STR("&#45;"));
    from = i + 1;
  }
  html_put(b, str_sub(s, from, s.n));
}

/* HTML 13.2.5.4: in a script only "</script" and "<!--" matter; with no < at all neither can stand there. */
void html_put_data(Buf *b, Str s) {
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '<' || s.p[i] == '>' || s.p[i] == '&')
      buf_putf(b, "\\u%04x", (unsigned)s.p[i]);
    else
      buf_putc(b, s.p[i]);
  }
}

void html_putf(Buf *b, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  for (const char *p = fmt; *p; p++) {
    if (*p != '%') {
      buf_putc(b, *p);
      continue;
    }
    switch (*++p) {
    case 's': buf_puts(b, str_of(va_arg(ap, const char *))); break;
    case 't': html_put(b, *va_arg(ap, const Str *)); break;
    case 'd': buf_putf(b, "%d", va_arg(ap, int)); break;
    default: must(false && "html_putf: %s, %t or %d"); break;
    }
  }
  va_end(ap);
}

/* ---- zones */

int64_t zone_unit(Len v) { return (v + LEN_MM / 200) / (LEN_MM / 100); }

void html_put_path(Buf *b, const Polygon *z) {
  for (size_t i = 0; i < z->n; i++)
    buf_putf(b, "%s%lld %lld", i ? "L" : "M", (long long)zone_unit(z->at[i].x), (long long)zone_unit(z->at[i].y));
  buf_putc(b, 'Z');
}

/* ---- around every page */

/* Nothing but what lies beside the page; no script and no style in the page itself. JSON-LD is data and not run (HTML 4.12.1). */
static const char POLICY[] =
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; "
    "form-action 'none'";

static void put_tools(Buf *b, const Issue *d, const Shell *s) {
  if (s->day)
    html_putf(b,
              "<form class=\"find\" role=\"search\" hidden=\"\"><label><span class=\"quiet\">%s</span>"
              "<input type=\"search\" id=\"find\" placeholder=\"%s\" autocomplete=\"off\" "
              "data-index=\"%sfind.js\" data-root=\"%s\" data-none=\"%s\" data-some=\"%s\"/></label></form>\n",
              word(d, W_FIND), word(d, W_FIND), s->day, s->day, word(d, W_FOUND_NONE), word(d, W_FOUND));
  html_putf(b, "<button type=\"button\" class=\"tool\" id=\"dark\" hidden=\"\" aria-pressed=\"false\">%s</button>\n",
            word(d, W_DARK));
}

static void put_header(Buf *b, const Issue *d, const Shell *s) {
  html_putf(b, "<a class=\"skip\" href=\"#main\">%s</a>\n<header class=\"top\">\n", word(d, W_SKIP));
  const char *lang = lang_tag(d->flow->edition->lang);
  html_putf(b, "<p class=\"paper\" lang=\"%s\"><a href=\"%s%s\">%t</a></p>\n", lang, s->day ? s->day : s->root,
            "index.html", &d->paper);
  if (s->day) {
    html_putf(
        b, "<p class=\"when\" lang=\"%s\"><time datetime=\"%t\">%t</time></p>\n<nav class=\"links\" aria-label=\"%s\">",
        lang, &d->date, &d->when, word(d, W_CONTENTS));
    html_putf(
        b,
        "<a href=\"%sindex.html\">%s</a> <a id=\"days\" href=\"%sindex.html\" data-days=\"%sdays.js\" data-root=\"%s\" "
        "data-day=\"%t\" data-prev=\"%s\" data-next=\"%s\">%s</a></nav>\n",
        s->day, word(d, W_CONTENTS), s->root, s->root, s->root, &d->date, word(d, W_PREV_ISSUE), word(d, W_NEXT_ISSUE),
        word(d, W_CALENDAR));
  }
  put_tools(b, d, s);
  buf_puts(b, STR("</header>\n"));
  if (s->day)
    buf_puts(b, STR("<div id=\"found\" class=\"found\" role=\"region\" aria-live=\"polite\" hidden=\"\"></div>\n"));
}

void html_open(Buf *b, const Issue *d, const Shell *s, Str head) {
  html_putf(b, "<!DOCTYPE html>\n<html lang=\"%t\">\n<head>\n<meta charset=\"utf-8\"/>\n", &s->lang);
  html_putf(b, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\"/>\n", POLICY);
  html_putf(b,
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
            "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
            "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>%t</title>\n",
            &s->title);
  if (s->description.n) html_putf(b, "<meta name=\"description\" content=\"%t\"/>\n", &s->description);
  html_putf(b,
            "<link rel=\"stylesheet\" href=\"%sassets/epaper.css\"/>\n<script src=\"%sassets/epaper.js\"></script>\n",
            s->root, s->root);
  if (s->prev.n) html_putf(b, "<link rel=\"prev\" href=\"%t\"/>\n", &s->prev);
  if (s->next.n) html_putf(b, "<link rel=\"next\" href=\"%t\"/>\n", &s->next);
  html_putf(b, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"%t\" href=\"%sfeed.xml\"/>\n", &d->paper,
            s->root);
  buf_puts(b, head);
  html_putf(b, "</head>\n<body class=\"%s\">\n", s->kind);
  put_header(b, d, s);
}

void html_close(Buf *b, const Issue *d, const Shell *s) {
  Str publisher = edition_field(d->flow->edition, STR("paper.publisher")),
      cn = edition_field(d->flow->edition, STR("paper.cn"));
  buf_puts(b, STR("<footer class=\"foot\">\n"));
  if (publisher.n || cn.n)
    html_putf(b, "<p lang=\"%s\">%t　%t</p>\n", lang_tag(d->flow->edition->lang), &publisher, &cn);
  html_putf(b, "<p class=\"keys\" hidden=\"\">%s</p>\n", s->day ? word(d, W_HELP) : "");
  buf_puts(b, STR("</footer>\n</body>\n</html>\n"));
}
