/* epaper/article: an article to read: the text whole, whatever pages it stands on, and the way back to its place there. */
#include "epaper/inside.h"

/* The page in small: the article's place is marked, and every other zone leads to its article. For the pointer only: keyboard and screen
 * readers have the link below it and the list of the page. */
static void put_small_page(Buf *b, const Issue *d, const Article *at, size_t page) {
  const PaintPage *p = d->paint->pages.at[page];
  const Zones *z = &d->zones[page];
  int w = (int)zone_unit(p->trim_w), h = (int)zone_unit(p->trim_h);
  html_putf(b,
            "<svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\"><image href=\"../img/thumb-%s%d.jpg\" width=\"%d\" "
            "height=\"%d\" "
            "preserveAspectRatio=\"none\"/>",
            w, h, p->number < 10 ? "0" : "", p->number, w, h);
  for (size_t i = 0; i < z->n; i++) {
    const Article *to = &d->articles[d->article_of[z->at[i].story]];
    html_putf(b, "<a href=\"%t.html\" tabindex=\"-1\"%s><title>%t</title><path d=\"", &to->id,
              to == at ? " class=\"here\"" : "", &to->title);
    html_put_path(b, &z->at[i]);
    buf_puts(b, STR("\"/></a>"));
  }
  buf_puts(b, STR("</svg>\n"));
}

static void put_place(Buf *b, const Issue *d, const Article *at, size_t page) {
  const PaintPage *p = d->paint->pages.at[page];
  Str file = issue_page_file(d->a, d, page);
  buf_puts(b, STR("<div class=\"spot\">\n"));
  put_small_page(b, d, at, page);
  html_putf(b, "<a href=\"../%t#z%t\">%s", &file, &at->id, page == (size_t)at->page ? "" : word(d, W_MORE_PARTS));
  html_putf(b, word(d, W_PAGE_N), &p->label);
  html_putf(b, " <span lang=\"%s\">%t</span></a>\n</div>\n", lang_tag(d->flow->edition->lang), &p->name);
}

static bool stands_on(const Issue *d, const Article *at, size_t page) {
  for (size_t i = 0; i < d->zones[page].n; i++)
    if (d->zones[page].at[i].story == at->number) return true;
  return false;
}

static void put_others(Buf *b, const Issue *d, const Article *at) {
  bool any = false;
  for (size_t i = 0; i < d->article_count; i++) {
    const Article *to = &d->articles[i];
    if (to->page != at->page || to == at) continue;
    if (!any) html_putf(b, "<h2>%s</h2>\n<ol>\n", word(d, W_OTHERS));
    any = true;
    html_putf(b, "<li lang=\"%s\"><a href=\"%t.html\">%t</a></li>\n", article_lang(to), &to->id, &to->title);
  }
  if (any) buf_puts(b, STR("</ol>\n"));
}

static void put_places(Buf *b, const Issue *d, const Article *at) {
  html_putf(b, "<aside class=\"place\" aria-label=\"%s\">\n", word(d, W_WHERE));
  put_place(b, d, at, (size_t)at->page);
  for (size_t p = 0; p < d->paint->pages.n; p++)
    if ((int)p != at->page && stands_on(d, at, p)) put_place(b, d, at, p);
  put_others(b, d, at);
  buf_puts(b, STR("</aside>\n"));
}

/* What programs that gather 数字报 look for in a page: a comment with the article's properties, and two that hold its text. */
static void put_properties(Buf *b, const Issue *d, const Article *at) {
  Str deck = at->story->deck.n ? at->story->deck.at[0].text : (Str){0};
  Str kicker = at->story->kicker ? at->story->kicker->text : (Str){0}, words = article_keywords(at);
  Str id = str_f(d->a, "%04d%02d%02d%.*s", d->o->day.year, d->o->day.month, d->o->day.day, STRF(at->id));
  Str date = str_f(d->a, "%.*s 00:00:00:000", STRF(d->date));
  const PaintPage *p = d->paint->pages.at[at->page];
  const struct {
    const char *name;
    Str value;
  } rows[] = {{"articleid", id},
              {"date", date},
              {"author", at->by},
              {"title", at->title},
              {"keyword", words},
              {"subtitle", deck},
              {"introtitle", kicker},
              {"siteid", STR("1")},
              {"nodeid", str_f(d->a, "%d", p->number)},
              {"nodename", p->name},
              {"nodesearchname", issue_label(d->a, p)}};
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
  html_putf(b, word(d, W_PAGE_N), &p->label);
  html_putf(
      b,
      " %t</a><span class=\"set\" hidden=\"\"><button type=\"button\" data-type=\"-1\" aria-label=\"A− %s\">A−</button>"
      "<button type=\"button\" data-type=\"1\" aria-label=\"A+ %s\">A+</button>"
      "<button type=\"button\" id=\"reading\" aria-pressed=\"false\">%s</button></span></div>\n",
      &p->name, word(d, W_SMALLER), word(d, W_LARGER), word(d, W_READING));
}

/* What stands for the article where it is passed on: its first picture, else its page. */
static Str picture_of(const Issue *d, const Article *at) {
  for (size_t i = 0; i < at->figure_count; i++)
    if (at->figures[i].file.n) return at->figures[i].file;
  return str_f(d->a, "img/thumb-%02d.jpg", d->paint->pages.at[at->page]->number);
}

/* Who comes by an address alone sees what it is: paper, day, page. */
static Str source_of(Issue *d, const Article *at) {
  const PaintPage *p = d->paint->pages.at[at->page];
  Buf b = buf_make(d->a, EPAPER_MOST);
  const char *lang = lang_tag(d->flow->edition->lang);
  html_putf(
      &b,
      "<p class=\"source\"><span lang=\"%s\">%t</span> <time datetime=\"%t\" lang=\"%s\">%t</time> <span lang=\"%s\">",
      lang, &d->paper, &d->date, lang, &d->when, ui_tag(d));
  html_putf(&b, word(d, W_PAGE_N), &p->label);
  html_putf(&b, "</span> <span lang=\"%s\">%t</span></p>\n", lang, &p->name);
  return buf_str(&b);
}

static Str head_of(Issue *d, const Article *at) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  html_putf(&b,
            "<meta name=\"author\" content=\"%t\"/>\n<meta property=\"og:type\" content=\"article\"/>\n"
            "<meta property=\"og:site_name\" content=\"%t\"/>\n<meta property=\"og:title\" content=\"%t\"/>\n<meta "
            "property=\"og:description\" content=\"%t\"/>\n",
            &at->by, &d->paper, &at->title, &at->summary);
  if (d->o->url.n) {
    Str url = issue_url(d->a, d, str_f(d->a, "a/%.*s.html", STRF(at->id)));
    html_putf(&b, "<link rel=\"canonical\" href=\"%t\"/>\n<meta property=\"og:url\" content=\"%t\"/>\n", &url, &url);
    Str image = issue_url(d->a, d, picture_of(d, at));
    html_putf(&b, "<meta property=\"og:image\" content=\"%t\"/>\n", &image);
  }
  buf_puts(&b, STR("<script type=\"application/ld+json\">"));
  data_put_ld(&b, d, at);
  buf_puts(&b, STR("</script>\n"));
  return buf_str(&b);
}

bool article_write(Issue *d, size_t i) {
  const Article *at = &d->articles[i];
  Arena *a = d->a;
  const BodyStyle how = {.img = "../", .top = 1, .source = source_of(d, at)};
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
  put_neighbours(&b, d, i);
  put_places(&b, d, at);
  buf_puts(&b, STR("</main>\n"));
  html_close(&b, d, &s);
  return issue_put_file(d, str_f(a, "a/%.*s.html", STRF(at->id)), buf_str(&b));
}
