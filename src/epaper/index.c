/* epaper/index: the day: its front page, and what stands on every page. */
#include "epaper/inside.h"

static void put_front(Buf *b, const Issue *d) {
  const PaintPage *p = d->paint->pages.at[0];
  Str file = issue_page_file(d->a, d, 0);
  html_putf(
      b,
      "<a class=\"front\" href=\"%t\"><picture><source type=\"image/webp\" srcset=\"img/page-%s%d-800.webp\"/><img "
      "src=\"img/page-%s%d-800.png\" width=\"%d\" height=\"%d\" alt=\"",
      &file, p->number < 10 ? "0" : "", p->number, p->number < 10 ? "0" : "", p->number, page_widths[0],
      page_height(p, page_widths[0]));
  html_putf(b, word(d, W_PAGE_N), &p->label);
  html_putf(b, " %t\"/></picture></a>\n", &p->name);
}

static void put_page(Buf *b, const Issue *d, size_t page) {
  const PaintPage *p = d->paint->pages.at[page];
  Str file = issue_page_file(d->a, d, page);
  Str label = issue_label(d->a, p);
  const char *zero = p->number < 10 ? "0" : "";
  html_putf(b, "<section class=\"pageof\">\n<h2 lang=\"%s\"><a href=\"%t\"><b>%t</b> %t</a></h2>\n",
            lang_tag(d->flow->edition->lang), &file, &label, &p->name);
  html_putf(b,
            "<a class=\"thumb\" href=\"%t\" tabindex=\"-1\" aria-hidden=\"true\"><img src=\"img/thumb-%s%d.jpg\" "
            "width=\"%d\" "
            "height=\"%d\" alt=\"\" loading=\"lazy\"/></a>\n<ol>\n",
            &file, zero, p->number, thumb_width, page_height(p, thumb_width));
  size_t n = 0;
  for (size_t i = 0; i < d->article_count; i++) {
    const Article *at = &d->articles[i];
    if (at->page != (int)page) continue;
    html_putf(b, "<li lang=\"%s\"><a href=\"a/%t.html\">%t", article_lang(at), &at->id, &at->title);
    if (!n++ && at->summary.n) html_putf(b, "<small>%t</small>", &at->summary); /* the lead says more of itself */
    buf_puts(b, STR("</a></li>\n"));
  }
  buf_puts(b, STR("</ol>\n</section>\n"));
}

static void put_issue(Buf *b, const Issue *d) {
  Str lunar = edition_field(d->flow->edition, STR("lunar"));
  html_putf(b, "<div class=\"issue\" lang=\"%s\">\n<h1>%t</h1>\n<p class=\"date\"><time datetime=\"%t\">%t</time>",
            lang_tag(d->flow->edition->lang), &d->paper, &d->date, &d->when);
  if (lunar.n) html_putf(b, "　%t", &lunar);
  if (d->flow->edition->issue > 0) {
    buf_puts(b, STR("　"));
    html_putf(b, word(d, W_ISSUE_N), (int)d->flow->edition->issue);
  }
  html_putf(b, "</p>\n<p class=\"files\" lang=\"%s\"><a href=\"edition.pdf\">%s</a> <a href=\"edition.epub\">%s</a>",
            ui_tag(d), word(d, W_ALL_PDF), word(d, W_EPUB));
  html_putf(b, " <a href=\"../feed.xml\">%s</a>", word(d, W_FEED));
  buf_puts(b, STR("</p>\n</div>\n"));
}

bool index_write(Issue *d) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  Shell s = {.lang = str_of(ui_tag(d)), .root = "../", .day = "", .kind = "index"};
  s.title = str_f(d->a, "%.*s %.*s", STRF(d->paper), STRF(d->date));
  s.next = issue_page_file(d->a, d, 0);
  html_open(&b, d, &s, (Str){0});
  buf_puts(&b, STR("<main id=\"main\">\n"));
  put_issue(&b, d);
  put_front(&b, d);
  buf_puts(&b, STR("<div class=\"contents\">\n"));
  for (size_t i = 0; i < d->paint->pages.n; i++) put_page(&b, d, i);
  buf_puts(&b, STR("</div>\n</main>\n"));
  html_close(&b, d, &s);
  return issue_put_file(d, STR("index.html"), buf_str(&b));
}
