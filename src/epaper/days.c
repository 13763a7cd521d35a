/* epaper/days: the folder of all days. days.json says which there are; a run puts its own day into that list and writes the calendar anew. Of the
 * other days only the latest one's edition.json is read, for the titles that the calendar shows.
 * The feed is always there: what it links to may be named from where it lies (RFC 4287 4.2.7.1, xml:base), and what it names without an address
 * has a urn (4.2.6). A sitemap may name whole addresses only (sitemaps.org), so it is there when the paper says where it is served. */
#include "epaper/inside.h"

enum { LIST_MOST = 16 << 20, ASSET_MOST = 1 << 20, DAYS_MOST = 100000, TITLES_MOST = 6 };

typedef struct Entry {
  Str date, issue;
  Day day;
  int64_t pages, articles;
  Str front; /* thumbnail, below the day's folder */
  bool map;  /* the day has a sitemap */
} Entry;
typedef VEC(Entry) Entries;

static bool put_file(Issue *d, const char *name, Str bytes) {
  return file_write(d->job, path_join(d->a, d->o->dir, str_of(name)), bytes);
}

bool assets_write(Issue *d) {
  static const char *const NAMES[] = {"epaper.css", "epaper.js"};
  for (size_t i = 0; i < COUNT(NAMES); i++) {
    Str bytes, from = path_join(d->a, d->o->data_dir, str_f(d->a, "epaper/%s", NAMES[i]));
    if (!file_read(d->job, from, ASSET_MOST, (Span){0}, &bytes) ||
        !put_file(d, str_z(d->a, str_f(d->a, "assets/%s", NAMES[i])), bytes))
      return false;
  }
  return true;
}

/* ---- what is there already. A list that cannot be read is as none: it is ours, and written anew. */

static const Json *read_json(Issue *d, Str path) {
  Job silent = {d->a, diags_make(d->a)};
  Str text;
  if (!file_exists(path) || !file_read(&silent, path, LIST_MOST, (Span){0}, &text)) return NULL;
  return json_read(&silent, text, diags_add_source(silent.diags, path, text));
}

void days_read_old(Issue *d) { d->was = read_json(d, path_join(d->a, d->dir, STR("edition.json"))); }

static int64_t number_of(const Json *o, const char *key) {
  const Json *v = json_find(o, key);
  return v && v->kind == JSON_INT ? v->integer : 0;
}

static Str text_of(const Json *o, const char *key) {
  const Json *v = json_find(o, key);
  return v && v->kind == JSON_TEXT ? v->text : (Str){0};
}

/* A name of ours and nothing else: letters, digits, - . and / between them, never upwards. */
static bool is_plain_name(Str s) {
  if (!s.n || s.p[0] == '/' || s.p[0] == '.' || str_find(s, STR("..")) >= 0) return false;
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '/')) return false;
  }
  return true;
}

static void add_day(Issue *d, Entries *days, Entry e) {
  size_t i = 0;
  while (i < days->n && str_cmp(days->at[i].date, e.date) > 0) i++; /* the latest first */
  if (i < days->n && str_eq(days->at[i].date, e.date)) return;
  vec_add(d->a, days, e);
  for (size_t k = days->n - 1; k > i; k--) days->at[k] = days->at[k - 1];
  days->at[i] = e;
}

static Entry this_day(const Issue *d) {
  Entry e = {
      .date = d->date, .day = d->o->day, .pages = (int64_t)d->paint->pages.n, .articles = (int64_t)d->article_count};
  if (d->flow->edition->issue > 0) e.issue = str_f(d->a, "%lld", (long long)d->flow->edition->issue);
  e.front = str_f(d->a, "img/thumb-%02d.jpg", d->paint->pages.at[0]->number);
  e.map = d->o->url.n > 0;
  return e;
}

static Entries read_days(Issue *d) {
  Entries days = {0};
  add_day(d, &days, this_day(d));
  const Json *list = read_json(d, path_join(d->a, d->o->dir, STR("days.json")));
  for (const Json *o = list && list->kind == JSON_LIST ? list->child : NULL; o && days.n < DAYS_MOST; o = o->next) {
    const Json *map = o->kind == JSON_MAP ? json_find(o, "sitemap") : NULL;
    Entry e = {.map = map && map->kind == JSON_BOOL && map->truth};
    if (o->kind != JSON_MAP || !day_read(text_of(o, "date"), &e.day)) continue;
    e.date = str_f(d->a, "%04d-%02d-%02d", e.day.year, e.day.month, e.day.day);
    if (!dir_exists(path_join(d->a, d->o->dir, e.date))) continue; /* taken away by hand */
    e.issue = text_of(o, "issue");
    e.pages = number_of(o, "pages");
    e.articles = number_of(o, "articles");
    e.front = is_plain_name(text_of(o, "front")) ? text_of(o, "front") : (Str){0};
    add_day(d, &days, e);
  }
  return days;
}

/* The days for the pages' script, which leads from day to day: a page on a disk may load scripts beside it but no data. */
static bool write_days_script(Issue *d, const Entries *days) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  buf_puts(&b, STR("window.epaperDays && window.epaperDays(["));
  for (size_t i = 0; i < days->n; i++) buf_putf(&b, "%s\"%.*s\"", i ? "," : "", STRF(days->at[i].date));
  buf_puts(&b, STR("]);\n"));
  return put_file(d, "days.js", buf_str(&b));
}

static bool write_list(Issue *d, const Entries *days) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  JsonOut j = json_out(&b);
  json_open_array(&j);
  for (size_t i = 0; i < days->n; i++) {
    const Entry *e = &days->at[i];
    json_open_object(&j);
    json_put_key(&j, "date"), json_put_str(&j, e->date);
    if (e->issue.n) json_put_key(&j, "issue"), json_put_str(&j, e->issue);
    json_put_key(&j, "pages"), json_put_int(&j, e->pages);
    json_put_key(&j, "articles"), json_put_int(&j, e->articles);
    json_put_key(&j, "front"), json_put_str(&j, e->front);
    json_put_key(&j, "sitemap"), json_put_bool(&j, e->map);
    json_close_object(&j);
  }
  json_close_array(&j);
  return put_file(d, "days.json", buf_str(&b)) && write_days_script(d, days);
}

/* ---- the calendar */

/* 0 is Sunday: the day of the week by Sakamoto's rule. */
static int weekday(Day d) {
  static const int SHIFT[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  int y = d.month < 3 ? d.year - 1 : d.year;
  return (y + y / 4 - y / 100 + y / 400 + SHIFT[d.month - 1] + d.day) % 7;
}

static int days_in(Arena *a, int year, int month) {
  Day day;
  int n = 31;
  while (n > 28 && !day_read(str_f(a, "%04d-%02d-%02d", year, month, n), &day)) n--;
  return n;
}

static void put_weekdays(Buf *b, const Issue *d) {
  Str names = str_of(word(d, W_WEEKDAYS));
  buf_puts(b, STR("<thead><tr>"));
  for (size_t at = 0; at < names.n;) {
    size_t from = at;
    str_next(names, &at);
    Str name = str_sub(names, from, at);
    html_putf(b, "<th scope=\"col\">%t</th>", &name);
  }
  buf_puts(b, STR("</tr></thead>\n<tbody>\n<tr>"));
}

static void put_month(Buf *b, const Issue *d, const Entries *days, size_t *at) {
  Day first = days->at[*at].day;
  int year = first.year, month = first.month, n = days_in(d->a, year, month), blank = weekday((Day){year, month, 1});
  size_t last = *at;
  while (last < days->n && days->at[last].day.year == year && days->at[last].day.month == month) last++;
  buf_puts(b, STR("<table class=\"month\"><caption>"));
  html_putf(b, word(d, W_MONTH), year, month);
  buf_puts(b, STR("</caption>\n"));
  put_weekdays(b, d);
  for (int i = 0; i < blank; i++) buf_puts(b, STR("<td></td>"));
  size_t next = last; /* the list runs backwards */
  for (int day = 1; day <= n; day++) {
    if (day > 1 && (blank + day - 1) % 7 == 0) buf_puts(b, STR("</tr>\n<tr>"));
    if (next > *at && days->at[next - 1].day.day == day) {
      html_putf(b, "<td><a href=\"%t/index.html\"><time datetime=\"%t\">%d</time></a></td>", &days->at[next - 1].date,
                &days->at[next - 1].date, day);
      next--;
    } else {
      html_putf(b, "<td>%d</td>", day);
    }
  }
  for (int i = (blank + n) % 7; i && i < 7; i++) buf_puts(b, STR("<td></td>"));
  buf_puts(b, STR("</tr>\n</tbody></table>\n"));
  *at = last;
}

/* What stands on that day's front page, from its edition.json: it may be another run's. */
static void put_titles(Buf *b, Issue *d, const Entry *e) {
  const Json *day = read_json(d, path_join(d->a, d->o->dir, str_f(d->a, "%.*s/edition.json", STRF(e->date))));
  const Json *list = day && day->kind == JSON_MAP ? json_find(day, "articles") : NULL;
  int n = 0;
  for (const Json *o = list && list->kind == JSON_LIST ? list->child : NULL; o && n < TITLES_MOST; o = o->next) {
    Str file = o->kind == JSON_MAP ? text_of(o, "html") : (Str){0}, title = text_of(o, "title");
    if (!is_plain_name(file) || !title.n) continue;
    buf_puts(b, n++ ? STR("") : STR("<ol>\n"));
    html_putf(b, "<li><a href=\"%t/%t\">%t</a></li>\n", &e->date, &file, &title);
  }
  if (n) buf_puts(b, STR("</ol>\n"));
}

static void put_latest(Buf *b, Issue *d, const Entry *e) {
  Lang lang = d->flow->edition->lang;
  Str when = day_in_words(d->a, e->day, lang);
  html_putf(b, "<section class=\"latest\" aria-labelledby=\"latest\">\n<h2 id=\"latest\">%s</h2>\n", word(d, W_LATEST));
  if (e->front.n)
    html_putf(b,
              "<a class=\"front\" href=\"%t/index.html\" tabindex=\"-1\" aria-hidden=\"true\"><img src=\"%t/%t\" "
              "alt=\"\"/></a>\n",
              &e->date, &e->date, &e->front);
  html_putf(b, "<div lang=\"%s\"><p class=\"open\"><a href=\"%t/index.html\">%t</a></p>\n", lang_tag(lang), &e->date,
            &when);
  put_titles(b, d, e);
  html_putf(b, "</div>\n</section>\n");
}

/* A year that has gone is folded up, so that ten of them are no scroll. */
static void put_year(Buf *b, const Issue *d, const Entries *days, size_t *at) {
  int year = days->at[*at].day.year;
  html_putf(b, "<details class=\"year\"%s><summary>", *at == 0 ? " open=\"\"" : "");
  html_putf(b, word(d, W_YEAR), year);
  buf_puts(b, STR("</summary>\n<div class=\"months\">\n"));
  while (*at < days->n && days->at[*at].day.year == year) put_month(b, d, days, at);
  buf_puts(b, STR("</div></details>\n"));
}

static bool write_calendar(Issue *d, const Entries *days) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  Shell s = {.lang = str_of(ui_tag(d)), .root = "", .kind = "calendar", .title = d->paper};
  html_open(&b, d, &s, (Str){0});
  html_putf(&b, "<main id=\"main\">\n<h1 lang=\"%s\">%t</h1>\n", lang_tag(d->flow->edition->lang), &d->paper);
  put_latest(&b, d, &days->at[0]);
  html_putf(&b, "<section aria-labelledby=\"past\">\n<h2 id=\"past\">%s</h2>\n", word(d, W_CALENDAR));
  for (size_t at = 0; at < days->n;) put_year(&b, d, days, &at);
  buf_puts(&b, STR("</section>\n</main>\n"));
  html_close(&b, d, &s);
  return put_file(d, "index.html", buf_str(&b));
}

/* ---- addresses */

static void put_location(Buf *b, const Issue *d, Str file) {
  Str url = issue_url(d->a, d, file);
  html_putf(b, "<url><loc>%t</loc><lastmod>%t</lastmod></url>\n", &url, &d->date);
}

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SITEMAPS "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""

static bool write_day_map(Issue *d) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  buf_puts(&b, STR(XML "<urlset " SITEMAPS ">\n"));
  put_location(&b, d, STR("index.html"));
  for (size_t i = 0; i < d->paint->pages.n; i++) put_location(&b, d, issue_page_file(d->a, d, i));
  for (size_t i = 0; i < d->article_count; i++)
    put_location(&b, d, str_f(d->a, "a/%.*s.html", STRF(d->articles[i].id)));
  buf_puts(&b, STR("</urlset>\n"));
  return issue_put_file(d, STR("sitemap.xml"), buf_str(&b));
}

static bool write_maps(Issue *d, const Entries *days) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  buf_puts(&b, STR(XML "<sitemapindex " SITEMAPS ">\n"));
  for (size_t i = 0; i < days->n; i++) {
    Str url = str_f(d->a, "%.*s/%.*s/sitemap.xml", STRF(issue_base_url(d)), STRF(days->at[i].date));
    if (days->at[i].map) html_putf(&b, "<sitemap><loc>%t</loc></sitemap>\n", &url);
  }
  buf_puts(&b, STR("</sitemapindex>\n"));
  return put_file(d, "sitemap.xml", buf_str(&b));
}

/* An address, or a path from the feed, which lies beside the days. */
static Str feed_link(const Issue *d, Str file) {
  return d->o->url.n ? issue_url(d->a, d, file) : str_f(d->a, "%.*s/%.*s", STRF(d->date), STRF(file));
}

static void put_entry(Buf *b, const Issue *d, const Article *at) {
  Str link = feed_link(d, str_f(d->a, "a/%.*s.html", STRF(at->id))),
      id = d->o->url.n ? link : issue_urn(d->a, d, at->id);
  html_putf(b, "<entry xml:lang=\"%s\"><title>%t</title><id>%t</id><link href=\"%t\"/><updated>%tT00:00:00Z</updated>",
            article_lang(at), &at->title, &id, &link, &d->date);
  if (at->by.n) html_putf(b, "<author><name>%t</name></author>", &at->by);
  html_putf(b, "<category term=\"%t\"/><summary>%t</summary></entry>\n", &d->paint->pages.at[at->page]->name,
            &at->summary);
}

/* Atom (RFC 4287): the latest day's articles. */
static bool write_feed(Issue *d) {
  Buf b = buf_make(d->a, EPAPER_MOST);
  bool url = d->o->url.n > 0;
  Str home = url ? str_f(d->a, "%.*s/index.html", STRF(issue_base_url(d))) : STR("index.html");
  Str urn = issue_urn(d->a, d, (Str){0}),
      id = url ? home : str_sub(urn, 0, urn.n - d->date.n - 1); /* the day left off */
  html_putf(&b,
            XML "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n<title>%t</title>\n<id>%t</id>\n<link "
                "href=\"%t\"/>\n<updated>%tT00:00:00Z</updated>\n<author><name>%t</name></author>\n",
            lang_tag(d->flow->edition->lang), &d->paper, &id, &home, &d->date, &d->paper);
  Str self = str_f(d->a, "%.*s/feed.xml", STRF(issue_base_url(d)));
  if (url) html_putf(&b, "<link rel=\"self\" type=\"application/atom+xml\" href=\"%t\"/>\n", &self);
  for (size_t i = 0; i < d->article_count; i++) put_entry(&b, d, &d->articles[i]);
  buf_puts(&b, STR("</feed>\n"));
  return put_file(d, "feed.xml", buf_str(&b));
}

/* ---- what an earlier run for this day wrote and this one did not: a story that was withdrawn must not stay where its address leads */
static void drop_old(Issue *d) {
  const Json *list = d->was && d->was->kind == JSON_MAP ? json_find(d->was, "files") : NULL;
  Map *now = map_make(d->a);
  for (size_t i = 0; i < d->files.n; i++) map_put(now, d->files.at[i], d);
  for (const Json *f = list && list->kind == JSON_LIST ? list->child : NULL; f; f = f->next)
    if (f->kind == JSON_TEXT && is_plain_name(f->text) && !map_find(now, f->text))
      file_drop(path_join(d->a, d->dir, f->text));
}

bool days_write(Issue *d) {
  Entries days = read_days(d);
  bool ok = true, latest = str_eq(days.at[0].date, d->date);
  if (d->o->url.n) ok = write_maps(d, &days);
  if (ok && latest) ok = write_feed(d);
  ok = ok && write_calendar(d, &days) && write_list(d, &days);
  if (ok) drop_old(d);
  return ok;
}

bool day_map_write(Issue *d) { return !d->o->url.n || write_day_map(d); }
