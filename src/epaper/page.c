/* epaper/page: a page of the paper to look at: its picture, a zone for every article over it, and the list of them beside it.
 *
 * The zones are there twice. An <svg> of the page's own measures lies over the picture and scales with it: its links are what the pointer and
 * the keyboard meet. Below it the picture has a <map>, as readers of 数字报 (and the programs that gather them) know it, for who shows no SVG;
 * its areas are at the picture's own size and out of the keyboard's way. */
#include "epaper/inside.h"

static void put_sources(Buf *b, const PaintPage *p, const char *ext) {
  for (int i = 0; i < PAGE_PICTURES; i++)
    html_putf(b, "%simg/page-%s%d-%d.%s %dw", i ? ", " : "", p->number < 10 ? "0" : "", p->number, page_widths[i], ext,
              page_widths[i]);
}

static void put_picture(Buf *b, const Issue *d, size_t page) {
  const PaintPage *p = d->paint->pages.at[page];
  const char *zero = p->number < 10 ? "0" : "";
  buf_puts(b, STR("<picture><source type=\"image/webp\" sizes=\"(max-width: 60rem) 100vw, 60rem\" srcset=\""));
  put_sources(b, p, "webp");
  html_putf(b,
            "\"/><img id=\"picture\" src=\"img/page-%s%d-%d.png\" sizes=\"(max-width: 60rem) 100vw, 60rem\" srcset=\"",
            zero, p->number, page_widths[0]);
  put_sources(b, p, "png");
  html_putf(b, "\" width=\"%d\" height=\"%d\" usemap=\"#zones\" alt=\"", page_widths[0],
            page_height(p, page_widths[0]));
  html_putf(b, word(d, W_PAGE_N), &p->label);
  html_putf(b, " %t %s\"/></picture>\n", &p->name, word(d, W_PAGE_PICTURE));
}

static bool is_last_of(const Zones *z, size_t i) { return i + 1 == z->n || z->at[i + 1].story != z->at[i].story; }

/* A story's polygons follow each other, so that all of them are one link. */
static void put_links(Buf *b, const Issue *d, size_t page) {
  const PaintPage *p = d->paint->pages.at[page];
  const Zones *z = &d->zones[page];
  buf_putf(b,
           "<svg class=\"zones\" viewBox=\"0 0 %lld %lld\" preserveAspectRatio=\"none\" role=\"group\" aria-label=\"",
           (long long)zone_unit(p->trim_w), (long long)zone_unit(p->trim_h));
  html_putf(b, "%s\">\n", word(d, W_ON_PAGE));
  for (size_t i = 0; i < z->n; i++) {
    const Article *at = &d->articles[d->article_of[z->at[i].story]];
    if (i == 0 || is_last_of(z, i - 1))
      html_putf(b, "<a id=\"z%t\" href=\"a/%t.html\" aria-label=\"%t\"><title>%t</title><path d=\"", &at->id, &at->id,
                &at->title, &at->title);
    html_put_path(b, &z->at[i]);
    if (is_last_of(z, i)) buf_puts(b, STR("\"/></a>\n"));
  }
  buf_puts(b, STR("</svg>\n"));
}

static void put_map(Buf *b, const Issue *d, size_t page) {
  const PaintPage *p = d->paint->pages.at[page];
  const Zones *z = &d->zones[page];
  Len w = p->trim_w, half = w / 2;
  buf_puts(b, STR("<map name=\"zones\">\n"));
  for (size_t i = 0; i < z->n; i++) {
    const Article *at = &d->articles[d->article_of[z->at[i].story]];
    html_putf(b, "<area shape=\"poly\" tabindex=\"-1\" href=\"a/%t.html\" alt=\"%t\" coords=\"", &at->id, &at->title);
    for (size_t k = 0; k < z->at[i].n; k++)
      buf_putf(b, "%s%lld,%lld", k ? "," : "", (long long)((z->at[i].at[k].x * page_widths[0] + half) / w),
               (long long)((z->at[i].at[k].y * page_widths[0] + half) / w));
    buf_puts(b, STR("\"/>\n"));
  }
  buf_puts(b, STR("</map>\n"));
}

/* The pages in small, below: where a reader who has come to a page's foot goes on. */
static void put_strip(Buf *b, const Issue *d, size_t page) {
  html_putf(b,
            "<section class=\"strip\" aria-labelledby=\"allpages\">\n<h2 id=\"allpages\">%s</h2>\n<ol lang=\"%s\">\n",
            word(d, W_ALL_PAGES), lang_tag(d->flow->edition->lang));
  for (size_t i = 0; i < d->paint->pages.n; i++) {
    const PaintPage *p = d->paint->pages.at[i];
    Str file = issue_page_file(d->a, d, i);
    Str label = issue_label(d->a, p);
    const char *zero = p->number < 10 ? "0" : "";
    html_putf(
        b,
        "<li><a href=\"%t\"%s><img src=\"img/thumb-%s%d.jpg\" width=\"%d\" height=\"%d\" alt=\"\" loading=\"lazy\"/>"
        "<span><b>%t</b> %t</span></a></li>\n",
        &file, i == page ? " aria-current=\"page\"" : "", zero, p->number, thumb_width, page_height(p, thumb_width),
        &label, &p->name);
  }
  buf_puts(b, STR("</ol>\n</section>\n"));
}

static void put_tabs(Buf *b, const Issue *d, size_t page) {
  html_putf(b, "<nav class=\"tabs\" aria-label=\"%s\"><ul lang=\"%s\">\n", word(d, W_PAGES),
            lang_tag(d->flow->edition->lang));
  for (size_t i = 0; i < d->paint->pages.n; i++) {
    const PaintPage *p = d->paint->pages.at[i];
    Str file = issue_page_file(d->a, d, i);
    Str label = issue_label(d->a, p);
    html_putf(b, "<li><a href=\"%t\"%s><b>%t</b> %t</a></li>\n", &file, i == page ? " aria-current=\"page\"" : "",
              &label, &p->name);
  }
  buf_puts(b, STR("</ul></nav>\n"));
}

static void put_zoom(Buf *b, const Issue *d) {
  html_putf(b,
            "<div class=\"zoom\" role=\"group\" aria-label=\"%s\" hidden=\"\"><button type=\"button\" data-zoom=\"in\" "
            "aria-label=\"%s\">+</button><button type=\"button\" data-zoom=\"out\" aria-label=\"%s\">−</button>"
            "<button type=\"button\" data-zoom=\"all\">%s</button></div>\n",
            word(d, W_PAGE_PICTURE), word(d, W_ZOOM_IN), word(d, W_ZOOM_OUT), word(d, W_ZOOM_ALL));
}

static void put_turn(Buf *b, const Issue *d, Str file, const char *class, Word w) {
  if (file.n) html_putf(b, "<a class=\"%s\" href=\"%t\"><span>%s</span></a>\n", class, &file, word(d, w));
}

/* Above the page, and there however far it is scrolled. */
static void put_bar(Buf *b, const Issue *d, size_t page, const Shell *s) {
  const PaintPage *p = d->paint->pages.at[page];
  html_putf(b, "<div class=\"bar\">\n<nav class=\"turn\" aria-label=\"%s\">\n", word(d, W_TURN));
  Str label = issue_label(d->a, p);
  put_turn(b, d, s->prev, "prev", W_PREV_PAGE);
  html_putf(b, "<b lang=\"%s\">%t %t</b>\n", lang_tag(d->flow->edition->lang), &label, &p->name);
  put_turn(b, d, s->next, "next", W_NEXT_PAGE);
  buf_puts(b, STR("</nav>\n"));
  put_zoom(b, d);
  buf_puts(b, STR("</div>\n"));
}

static void put_list(Buf *b, const Issue *d, size_t page) {
  const PaintPage *p = d->paint->pages.at[page];
  const Zones *z = &d->zones[page];
  html_putf(b, "<section class=\"list\" aria-labelledby=\"onpage\">\n<h2 id=\"onpage\">%s</h2>\n<ol>\n",
            word(d, W_ON_PAGE));
  size_t n = 0;
  for (size_t i = 0; i < d->article_count; i++) { /* of the page, and what comes over from another */
    const Article *at = &d->articles[i];
    bool here = at->page == (int)page;
    for (size_t k = 0; k < z->n && !here; k++) here = z->at[k].story == at->number;
    if (!here) continue;
    n++;
    html_putf(b, "<li lang=\"%s\"><a href=\"a/%t.html\" data-zone=\"z%t\">%t</a></li>\n", article_lang(at), &at->id,
              &at->id, &at->title);
  }
  buf_puts(b, STR("</ol>\n"));
  if (!n) html_putf(b, "<p>%s</p>\n", word(d, W_NO_ARTICLES));
  html_putf(b, "<p class=\"files\"><a href=\"pdf/page-%s%d.pdf\">%s</a> <a href=\"edition.pdf\">%s</a></p>\n",
            p->number < 10 ? "0" : "", p->number, word(d, W_PAGE_PDF), word(d, W_ALL_PDF));
  buf_puts(b, STR("</section>\n"));
}

bool page_write(Issue *d, size_t page) {
  Arena *a = d->a;
  const PaintPage *p = d->paint->pages.at[page];
  Buf b = buf_make(a, EPAPER_MOST);
  Shell s = {.lang = str_of(ui_tag(d)), .root = "../", .day = "", .kind = "page"};
  s.title = str_f(a, "%.*s %.*s — %.*s %.*s", STRF(issue_label(a, p)), STRF(p->name), STRF(d->paper), STRF(d->date));
  if (page > 0) s.prev = issue_page_file(a, d, page - 1);
  if (page + 1 < d->paint->pages.n) s.next = issue_page_file(a, d, page + 1);
  html_open(&b, d, &s, (Str){0});
  put_tabs(&b, d, page);
  buf_puts(&b, STR("<main id=\"main\">\n<h1 class=\"quiet\">"));
  html_putf(&b, word(d, W_PAGE_N), &p->label);
  html_putf(&b, " %t</h1>\n<div class=\"sheet\">\n", &p->name);
  put_bar(&b, d, page, &s);
  html_putf(&b,
            "<div class=\"stage\" id=\"stage\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><div class=\"plane\" "
            "id=\"plane\">\n",
            word(d, W_PAGE_PICTURE));
  put_picture(&b, d, page);
  put_links(&b, d, page);
  put_map(&b, d, page);
  buf_puts(&b, STR("</div></div>\n</div>\n"));
  put_list(&b, d, page);
  if (d->paint->pages.n > 1) put_strip(&b, d, page);
  buf_puts(&b, STR("</main>\n"));
  html_close(&b, d, &s);
  return issue_put_file(d, issue_page_file(a, d, page), buf_str(&b));
}
