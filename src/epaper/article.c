/* epaper/article: an article to read: the text whole, whatever pages it stands on, and the way back to its place there. */
#include "epaper/inside.h"

/* The page in small, with the article's place on it. */
static void put_place(Buf *b, const Issue *d, const Article *at, size_t page) {
  const PaintPage *p = d->paint->pages.at[page];
  const Zones *z = &d->zones[page];
  Str file = issue_page_file(d->a, d, page);
  const char *zero = p->number < 10 ? "0" : "";
  html_putf(b, "<a href=\"../%t#z%t\"><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s: ", &file, &at->id,
            (int)zone_unit(p->trim_w), (int)zone_unit(p->trim_h), word(d, W_BACK));
  html_putf(b, word(d, W_PAGE_N), p->number);
  html_putf(b, "\"><image href=\"../img/thumb-%s%d.jpg\" width=\"%d\" height=\"%d\" preserveAspectRatio=\"none\"/>",
            zero, p->number, (int)zone_unit(p->trim_w), (int)zone_unit(p->trim_h));
  for (size_t i = 0; i < z->n; i++) {
    if (z->at[i].story != at->number) continue;
    buf_puts(b, STR("<path d=\""));
    html_put_path(b, &z->at[i]);
    buf_puts(b, STR("\"/>"));
  }
  buf_puts(b, STR("</svg><span aria-hidden=\"true\">"));
  html_putf(b, word(d, W_PAGE_N), p->number);
  html_putf(b, " %t</span></a>\n", &p->name);
}

static void put_places(Buf *b, const Issue *d, const Article *at) {
  html_putf(b, "<aside class=\"place\" aria-label=\"%s\">\n", word(d, W_WHERE));
  put_place(b, d, at, (size_t)at->page);
  for (size_t p = 0; p < d->paint->pages.n; p++) {
    bool here = false;
    for (size_t i = 0; i < d->zones[p].n; i++) here |= d->zones[p].at[i].story == at->number;
    if (here && (int)p != at->page) put_place(b, d, at, p);
  }
  buf_puts(b, STR("</aside>\n"));
}

/* What programs that gather 数字报 look for in a page: a comment with the article's properties, and two that hold its text. */
static void put_properties(Buf *b, const Issue *d, const Article *at) {
  Str deck = at->story->deck.n ? at->story->deck.at[0].text : (Str){0};
  Str kicker = at->story->kicker ? at->story->kicker->text : (Str){0}, words = article_keywords(at);
  Str id = str_f(d->a, "%04d%02d%02d%.*s", d->o->day.year, d->o->day.month, d->o->day.day, STRF(at->id));
  Str date = str_f(d->a, "%.*s 00:00:00:000", STRF(d->date));
  const struct {
    const char *name;
    Str value;
  } rows[] = {
      {"articleid", id},  {"date", date},     {"author", at->by},     {"title", at->title},
      {"keyword", words}, {"subtitle", deck}, {"introtitle", kicker}, {"nodename", d->paint->pages.at[at->page]->name}};
  buf_puts(b, STR("<!--enpproperty "));
  for (size_t i = 0; i < COUNT(rows); i++) {
    buf_putf(b, "<%s>", rows[i].name);
    html_put_note(b, rows[i].value);
    buf_putf(b, "</%s>", rows[i].name);
  }
  buf_puts(b, STR("/enpproperty-->\n"));
}

static void put_neighbours(Buf *b, const Issue *d, size_t i) {
  html_putf(b, "<nav class=\"turn\" aria-label=\"%s\">\n", word(d, W_TURN));
  for (int k = 0; k < 2; k++) {
    if (k ? i + 1 >= d->article_count : i == 0) continue;
    const Article *to = &d->articles[k ? i + 1 : i - 1];
    html_putf(b, "<a class=\"%s\" href=\"%t.html\"><span>%s</span> <span lang=\"%s\">%t</span></a>\n",
              k ? "next" : "prev", &to->id, word(d, k ? W_NEXT_ARTICLE : W_PREV_ARTICLE), article_lang(to), &to->title);
  }
  buf_puts(b, STR("</nav>\n"));
}

static void put_reading_tools(Buf *b, const Issue *d, const Article *at) {
  Str file = issue_page_file(d->a, d, (size_t)at->page);
  const PaintPage *p = d->paint->pages.at[at->page];
  html_putf(b, "<div class=\"crumbs\"><a class=\"back\" href=\"../%t#z%t\">", &file, &at->id);
  html_putf(b, word(d, W_PAGE_N), p->number);
  html_putf(
      b,
      " %t</a><span class=\"set\" hidden=\"\"><button type=\"button\" data-type=\"-1\" aria-label=\"A− %s\">A−</button>"
      "<button type=\"button\" data-type=\"1\" aria-label=\"A+ %s\">A+</button>"
      "<button type=\"button\" id=\"reading\" aria-pressed=\"false\">%s</button></span></div>\n",
      &p->name, word(d, W_SMALLER), word(d, W_LARGER), word(d, W_READING));
}

static Str head_of(Issue *d, const Article *at) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  html_putf(&b,
            "<meta name=\"author\" content=\"%t\"/>\n<meta property=\"og:type\" content=\"article\"/>\n"
            "<meta property=\"og:title\" content=\"%t\"/>\n<meta property=\"og:description\" content=\"%t\"/>\n",
            &at->by, &at->title, &at->summary);
  if (d->o->url.n) {
    Str url = issue_url(d->a, d, str_f(d->a, "a/%.*s.html", STRF(at->id)));
    html_putf(&b, "<link rel=\"canonical\" href=\"%t\"/>\n<meta property=\"og:url\" content=\"%t\"/>\n", &url, &url);
  }
  buf_puts(&b, STR("<script type=\"application/ld+json\">"));
  data_put_ld(&b, d, at);
  buf_puts(&b, STR("</script>\n"));
  return buf_str(&b);
}

bool article_write(Issue *d, size_t i) {
  const Article *at = &d->articles[i];
  Arena *a = d->a;
  const BodyStyle how = {.img = "../", .top = 1};
  Buf b = buf_make(a, EPAPER_MOST);
  Shell s = {.lang = str_of(ui_tag(d)), .root = "../../", .day = "../", .kind = "article", .description = at->summary};
  s.title = str_f(a, "%.*s — %.*s", STRF(at->title), STRF(d->paper));
  if (i > 0) s.prev = str_f(a, "%.*s.html", STRF(d->articles[i - 1].id));
  if (i + 1 < d->article_count) s.next = str_f(a, "%.*s.html", STRF(d->articles[i + 1].id));
  html_open(&b, d, &s, head_of(d, at));
  put_properties(&b, d, at);
  buf_puts(&b, STR("<main id=\"main\">\n"));
  put_reading_tools(&b, d, at);
  html_putf(&b, "<article lang=\"%s\">\n", article_lang(at));
  body_put_head(&b, at, &how);
  buf_puts(&b, STR("<div class=\"body\">\n<!--enpcontent-->\n"));
  body_put(&b, at, &how);
  buf_puts(&b, STR("<!--/enpcontent-->\n</div>\n</article>\n"));
  put_places(&b, d, at);
  put_neighbours(&b, d, i);
  buf_puts(&b, STR("</main>\n"));
  html_close(&b, d, &s);
  return issue_put_file(d, str_f(a, "a/%.*s.html", STRF(at->id)), buf_str(&b));
}
