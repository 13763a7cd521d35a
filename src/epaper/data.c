/* epaper/data: the day for programs: edition.json (schemas/epaper.schema.json), an item of the IPTC's ninjs 1.3 for every article, JSON-LD in the
 * article pages (schema.org NewsArticle), and what the search of the pages reads. */
#include "epaper/inside.h"

static void put(JsonOut *j, const char *key, Str s) {
  if (!s.n) return;
  json_put_key(j, key);
  json_put_str(j, s);
}

static void put_int(JsonOut *j, const char *key, int64_t v) {
  json_put_key(j, key);
  json_put_int(j, v);
}

static void put_mm(JsonOut *j, Len v) { json_put_milli(j, zone_unit(v) * 10); }

static Str article_file(Arena *a, const Article *at) { return str_f(a, "a/%.*s.html", STRF(at->id)); }

/* ---- edition.json */

static void put_zone(JsonOut *j, const Polygon *z, int page) {
  json_open_object(j);
  put_int(j, "page", page);
  json_put_key(j, "polygon");
  json_open_array(j);
  for (size_t i = 0; i < z->n; i++) {
    json_open_array(j);
    put_mm(j, z->at[i].x);
    put_mm(j, z->at[i].y);
    json_close_array(j);
  }
  json_close_array(j);
  json_close_object(j);
}

static void put_zones(JsonOut *j, const Issue *d, const Article *at) {
  json_put_key(j, "zones");
  json_open_array(j);
  for (size_t p = 0; p < d->paint->pages.n; p++)
    for (size_t i = 0; i < d->zones[p].n; i++)
      if (d->zones[p].at[i].story == at->number) put_zone(j, &d->zones[p].at[i], d->paint->pages.at[p]->number);
  json_close_array(j);
}

static void put_figures(JsonOut *j, const Article *at) {
  json_put_key(j, "pictures");
  json_open_array(j);
  for (size_t i = 0; i < at->figure_count; i++) {
    const Figure *f = &at->figures[i];
    if (!f->file.n) continue;
    json_open_object(j);
    put(j, "file", f->file);
    put_int(j, "width", f->width);
    put_int(j, "height", f->height);
    if (f->picture->caption) put(j, "caption", f->picture->caption->text);
    if (f->picture->credit) put(j, "credit", f->picture->credit->text);
    put(j, "alt", f->picture->alt);
    json_close_object(j);
  }
  json_close_array(j);
}

static void put_article(JsonOut *j, const Issue *d, const Article *at) {
  const Story *st = at->story;
  json_open_object(j);
  put(j, "id", at->id);
  put_int(j, "page", d->paint->pages.at[at->page]->number);
  put(j, "html", article_file(d->a, at));
  put(j, "ninjs", str_f(d->a, "ninjs/%.*s.json", STRF(at->id)));
  put(j, "language", str_of(article_lang(at)));
  put(j, "title", at->title);
  if (st->kicker) put(j, "kicker", st->kicker->text);
  json_put_key(j, "deck");
  json_open_array(j);
  for (size_t i = 0; i < st->deck.n; i++) json_put_str(j, st->deck.at[i].text);
  json_close_array(j);
  put(j, "byline", at->by);
  put(j, "column", st->column);
  put_int(j, "characters", (int64_t)story_characters(st));
  put_figures(j, at);
  put_zones(j, d, at);
  json_close_object(j);
}

static void put_page(JsonOut *j, const Issue *d, size_t page) {
  const PaintPage *p = d->paint->pages.at[page];
  json_open_object(j);
  put_int(j, "number", p->number);
  put(j, "label", p->label);
  put(j, "name", p->name);
  json_put_key(j, "width");
  put_mm(j, p->trim_w);
  json_put_key(j, "height");
  put_mm(j, p->trim_h);
  put(j, "html", issue_page_file(d->a, d, page));
  put(j, "pdf", str_f(d->a, "pdf/page-%02d.pdf", p->number));
  put(j, "thumbnail", str_f(d->a, "img/thumb-%02d.jpg", p->number));
  json_put_key(j, "pictures");
  json_open_array(j);
  for (int i = 0; i < 2 * PAGE_PICTURES; i++) {
    int width = page_widths[i / 2];
    json_open_object(j);
    put(j, "file", str_f(d->a, "img/page-%02d-%d.%s", p->number, width, i % 2 ? "webp" : "png"));
    put_int(j, "width", width);
    put_int(j, "height", page_height(p, width));
    json_close_object(j);
  }
  json_close_array(j);
  json_close_object(j);
}

static bool write_edition(Issue *d) {
  const Edition *e = d->flow->edition;
  Buf b = buf_make(d->a, EPAPER_MOST);
  JsonOut j = json_out(&b);
  json_open_object(&j);
  put_int(&j, "version", 1);
  put(&j, "paper", d->paper);
  put(&j, "date", d->date);
  put(&j, "weekday", day_weekday(d->a, d->o->day, e->lang));
  if (e->issue > 0) put_int(&j, "issue", e->issue);
  put(&j, "cn", edition_field(e, STR("paper.cn")));
  put(&j, "language", str_of(lang_tag(e->lang)));
  put(&j, "pdf", STR("edition.pdf"));
  put(&j, "epub", STR("edition.epub"));
  json_put_key(&j, "pages");
  json_open_array(&j);
  for (size_t i = 0; i < d->paint->pages.n; i++) put_page(&j, d, i);
  json_close_array(&j);
  json_put_key(&j, "articles");
  json_open_array(&j);
  for (size_t i = 0; i < d->article_count; i++) put_article(&j, d, &d->articles[i]);
  json_close_array(&j);
  json_put_key(&j, "files"); /* what a later run for this day takes away again */
  json_open_array(&j);
  for (size_t i = 0; i < d->files.n; i++) json_put_str(&j, d->files.at[i]);
  json_close_array(&j);
  json_close_object(&j);
  return issue_put_file(d, STR("edition.json"), buf_str(&b));
}

/* ---- ninjs */

static void put_renditions(JsonOut *j, const Issue *d, const Figure *f) {
  json_put_key(j, "renditions");
  json_open_object(j);
  json_put_key(j, "main");
  json_open_object(j);
  put(j, "href", d->o->url.n ? issue_url(d->a, d, f->file) : str_f(d->a, "../%.*s", STRF(f->file)));
  put(j, "mimetype", STR("image/jpeg"));
  put_int(j, "width", f->width);
  put_int(j, "height", f->height);
  json_close_object(j);
  json_close_object(j);
}

static void put_associations(JsonOut *j, const Issue *d, const Article *at) {
  bool any = false;
  for (size_t i = 0; i < at->figure_count; i++) {
    const Figure *f = &at->figures[i];
    if (!f->file.n) continue;
    if (!any) json_put_key(j, "associations"), json_open_object(j), any = true;
    Str name = str_f(d->a, "%.*s-%zu", STRF(at->id), i + 1);
    json_put_key(j, str_z(d->a, str_f(d->a, "picture%zu", i + 1)));
    json_open_object(j);
    put(j, "uri", issue_urn(d->a, d, name));
    put(j, "type", STR("picture"));
    if (f->picture->caption) put(j, "description_text", f->picture->caption->text);
    if (f->picture->credit) put(j, "byline", f->picture->credit->text);
    put_renditions(j, d, f);
    json_close_object(j);
  }
  if (any) json_close_object(j);
}

static Str html_of(const Issue *d, const Article *at) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  body_put(&b, at, &(BodyStyle){.img = "../", .top = 1});
  return buf_str(&b);
}

static Str text_of(const Issue *d, const Article *at) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  body_put_text(&b, at);
  return buf_str(&b);
}

static bool write_ninjs(Issue *d, const Article *at) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  JsonOut j = json_out(&b);
  json_open_object(&j);
  put(&j, "uri", d->o->url.n ? issue_url(d->a, d, article_file(d->a, at)) : issue_urn(d->a, d, at->id));
  put(&j, "type", STR("text"));
  put(&j, "mimetype", STR("text/html"));
  put(&j, "representationtype", STR("complete"));
  put(&j, "versioncreated", str_f(d->a, "%.*sT00:00:00Z", STRF(d->date)));
  put(&j, "pubstatus", STR("usable"));
  put(&j, "language", str_of(article_lang(at)));
  put(&j, "copyrightholder", edition_field(d->flow->edition, STR("paper.publisher")));
  put(&j, "byline", at->by);
  put(&j, "headline", at->title);
  put(&j, "slugline", at->id);
  put_int(&j, "charcount", (int64_t)story_characters(at->story));
  put(&j, "description_text", at->summary);
  put(&j, "body_text", text_of(d, at));
  put(&j, "body_html", html_of(d, at));
  put_associations(&j, d, at);
  json_close_object(&j);
  return issue_put_file(d, str_f(d->a, "ninjs/%.*s.json", STRF(at->id)), buf_str(&b));
}

/* ---- JSON-LD */

static void put_organisation(JsonOut *j, const Issue *d) {
  json_put_key(j, "publisher");
  json_open_object(j);
  put(j, "@type", STR("NewsMediaOrganization"));
  put(j, "name", d->paper);
  json_close_object(j);
}

/* The words of a Chinese byline that are no names. */
static bool is_title(Str s) {
  static const char *const WORDS[] = {"记者",     "通讯员", "本报", "本报记者", "特约",   "特约记者",
                                      "见习记者", "实习生", "文",   "图",       "摄",     "摄影",
                                      "文/图",    "文图",   "編輯", "記者",     "通訊員", "本報記者",
                                      "本報",     "攝",     "编辑", "报道",     "報道",   "摄影报道"};
  for (size_t i = 0; i < COUNT(WORDS); i++)
    if (str_is(s, WORDS[i])) return true;
  return false;
}

static void put_author(JsonOut *j, Str name) {
  json_open_object(j);
  put(j, "@type", STR("Person"));
  put(j, "name", name);
  json_close_object(j);
}

/* 记者 陆闻舟 何小满 通讯员 方砚秋 are three people; names in an alphabet have blanks in them and stay as they are. */
static void put_authors(JsonOut *j, const Article *at) {
  bool any = false;
  size_t from = 0;
  for (size_t i = 0; i <= at->by.n; i++) {
    bool blank = i == at->by.n || (at->story->lang != LANG_EN && at->by.p[i] == ' ');
    if (!blank) continue;
    Str name = str_trim(str_sub(at->by, from, i));
    from = i + 1;
    if (!name.n || is_title(name)) continue;
    if (!any) json_put_key(j, "author"), json_open_array(j), any = true;
    put_author(j, name);
  }
  if (any) json_close_array(j);
}

void data_put_ld(Buf *out, const Issue *d, const Article *at) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  JsonOut j = json_out(&b);
  json_open_object(&j);
  put(&j, "@context", STR("https://schema.org"));
  put(&j, "@type", STR("NewsArticle"));
  put(&j, "headline", at->title);
  if (at->story->kicker) put(&j, "alternativeHeadline", at->story->kicker->text);
  put(&j, "description", at->summary);
  put(&j, "datePublished", d->date);
  put(&j, "inLanguage", str_of(article_lang(at)));
  put_authors(&j, at);
  put_organisation(&j, d);
  put(&j, "articleSection", d->paint->pages.at[at->page]->name);
  put(&j, "printPage", d->paint->pages.at[at->page]->label); /* as it is printed: B02 */
  put(&j, "printSection", d->paint->pages.at[at->page]->name);
  bool any = false;
  for (size_t i = 0; i < at->figure_count; i++) {
    if (!at->figures[i].file.n) continue;
    if (!any) json_put_key(&j, "image"), json_open_array(&j), any = true;
    json_put_str(&j, d->o->url.n ? issue_url(d->a, d, at->figures[i].file)
                                 : str_f(d->a, "../%.*s", STRF(at->figures[i].file)));
  }
  if (any) json_close_array(&j);
  if (d->o->url.n) put(&j, "mainEntityOfPage", issue_url(d->a, d, article_file(d->a, at)));
  json_close_object(&j);
  html_put_data(out, buf_str(&b));
}

/* ---- find.js: a script, for a page on a disk may load scripts beside it but no data */

static bool write_find(Issue *d) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  buf_puts(&b, STR("window.epaperFind && window.epaperFind("));
  JsonOut j = json_out(&b);
  j.compact = true;
  json_open_array(&j);
  for (size_t i = 0; i < d->article_count; i++) {
    const Article *at = &d->articles[i];
    json_open_array(&j);
    json_put_str(&j, at->id);
    json_put_int(&j, d->paint->pages.at[at->page]->number);
    json_put_str(&j, d->paint->pages.at[at->page]->name);
    json_put_str(&j, at->title);
    json_put_str(&j, text_of(d, at));
    json_close_array(&j);
  }
  json_close_array(&j);
  while (b.n && b.p[b.n - 1] == '\n') b.n--;
  buf_puts(&b, STR(");\n"));
  return issue_put_file(d, STR("find.js"), buf_str(&b));
}

bool data_write(Issue *d) {
  bool ok = write_find(d);
  for (size_t i = 0; ok && i < d->article_count; i++) ok = write_ninjs(d, &d->articles[i]);
  return ok && write_edition(d);
}
