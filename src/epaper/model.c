/* epaper/model: the day as a list of articles in the edition's reading order, each with its name, title and pictures. */
#include "epaper/inside.h"

enum { SUMMARY_MOST = 90, TITLE_MOST = 24, PICTURE_MOST = 1600 };
const int page_widths[PAGE_PICTURES] = {800, 1600, 2400}, thumb_width = 320;

int page_height(const PaintPage *p, int width) {
  int h = (int)((p->trim_h * width + p->trim_w / 2) / p->trim_w);
  return h > 0 ? h : 1;
}

const char *article_lang(const Article *at) { return lang_tag(at->story->lang); }
Str article_keywords(const Article *at) { return at->story->column.n ? at->story->column : at->story->section; }

Str issue_label(Arena *a, const PaintPage *p) {
  int64_t n;
  return str_read_int(p->label, &n) && n >= 0 && n < 10 && p->label.n == 1 ? str_f(a, "0%lld", (long long)n) : p->label;
}

Str issue_page_file(Arena *a, const Issue *d, size_t page) {
  return str_f(a, "%02d.html", d->paint->pages.at[page]->number);
}

/* So many characters of a text, cut where a character ends. */
static Str beginning(Arena *a, Str s, size_t most) {
  size_t at = 0, n = 0;
  while (at < s.n && n < most) utf8_next(s, &at), n++;
  return at < s.n ? str_f(a, "%.*s…", (int)at, s.p) : s;
}

static Str first_words(const Story *st) {
  for (size_t i = 0; i < st->body.n; i++)
    if (st->body.at[i].text.n) return st->body.at[i].text;
  for (size_t i = 0; i < st->picture_count; i++)
    if (st->pictures[i].caption) return st->pictures[i].caption->text;
  return STR("—");
}

static Str title_of(Arena *a, const Story *st) {
  Buf b = buf_make(a, EPAPER_MOST);
  for (size_t i = 0; i < st->headline.n; i++) {
    if (i) buf_putc(&b, ' ');
    buf_puts(&b, st->headline.at[i].text);
  }
  Str title = str_trim(buf_str(&b));
  return title.n ? title : beginning(a, first_words(st), TITLE_MOST);
}

static Str summary_of(Arena *a, const Story *st) {
  return st->deck.n && st->deck.at[0].text.n ? st->deck.at[0].text : beginning(a, first_words(st), SUMMARY_MOST);
}

/* ---- pictures */

/* A PDF was drawn for the pages: the same file is the same picture here. */
static PictView *view_of(const Issue *d, const Pict *pict) {
  for (size_t p = 0; p < d->paint->pages.n; p++)
    for (size_t i = 0; i < d->paint->pages.at[p]->ops.n; i++) {
      const Pict *shown = d->paint->pages.at[p]->ops.at[i].pict;
      if (shown && shown->view && str_eq(shown->path, pict->path)) return shown->view;
    }
  return pict->view;
}

static void add_figure(Issue *d, Article *at, const StoryPicture *p, Str file) {
  Figure *f = &at->figures[at->figure_count];
  Job silent = {d->a, diags_make(d->a)}; /* what is wrong with it was said when the page was made */
  *f = (Figure){.picture = p, .after = p->before};
  if (file.n && pict_read(&silent, path_join(d->a, at->story->dir, file), (Span){0}, &f->pict)) {
    if (f->pict.form) f->pict.view = view_of(d, &f->pict);
    int w = pict_seen_width(&f->pict), h = pict_seen_height(&f->pict), most = w > h ? w : h;
    if (most < 1) return;
    bool smaller = most > PICTURE_MOST;
    f->width = smaller ? (int)((int64_t)w * PICTURE_MOST / most) : w;
    if (f->width < 1) f->width = 1;
    f->height = (int)(((int64_t)h * f->width + w / 2) / w);
    if (f->height < 1) f->height = 1;
    f->file = str_f(d->a, "img/%.*s-%zu.jpg", STRF(at->id), at->figure_count + 1);
  }
  if (f->file.n || p->caption || p->credit) at->figure_count++;
}

/* Pictures of the front matter have no place in the text: the first stands above it, the others are spread over it. */
static void add_figures(Issue *d, Article *at) {
  const Story *st = at->story;
  size_t files = 0;
  for (size_t i = 0; i < st->picture_count; i++) files += 1 + st->pictures[i].more_count;
  at->figures = arena_array(d->a, Figure, files + 1);
  for (size_t i = 0; i < st->picture_count; i++) {
    const StoryPicture *p = &st->pictures[i];
    size_t first = at->figure_count;
    for (size_t k = p->more_count; k > 0; k--) {
      StoryPicture *bare = arena_new(d->a, StoryPicture); /* a group's words stand below its last picture */
      *bare = *p;
      bare->caption = bare->credit = NULL;
      add_figure(d, at, bare, p->more[k - 1]);
    }
    add_figure(d, at, p, p->file);
    size_t spread = i * st->body.n / st->picture_count;
    for (size_t k = first; k < at->figure_count; k++)
      if (!p->before) at->figures[k].after = spread;
  }
}

/* ---- articles */

static void add_article(Issue *d, uint32_t story, size_t page, int nth) {
  const Story *st = d->flow->stories.at[story].story;
  Article *at = &d->articles[d->article_count];
  *at = (Article){.number = story, .story = st, .page = (int)page};
  at->id = str_f(d->a, "%02d%02d", d->flow->pages.at[page]->number, nth);
  at->title = title_of(d->a, st);
  at->summary = summary_of(d->a, st);
  at->by = st->byline.n ? st->byline : st->author ? st->author->text : (Str){0};
  add_figures(d, at);
  d->article_of[story] = (int)d->article_count++;
}

static void add_articles(Issue *d) {
  size_t n = d->flow->stories.n;
  d->articles = arena_array(d->a, Article, n + 1);
  d->article_of = arena_array(d->a, int, n + 1);
  for (size_t i = 0; i < n; i++) d->article_of[i] = -1;
  for (size_t p = 0; p < d->flow->pages.n; p++) {
    const FlowPage *page = d->flow->pages.at[p];
    int nth = 0;
    for (size_t i = 0; i < page->items.n; i++) { /* items stand in reading order, page furniture last */
      uint32_t story = page->items.at[i].story;
      if (story != STORY_NONE && d->article_of[story] < 0) add_article(d, story, p, ++nth);
    }
  }
}

Str epaper_day_dir(Arena *a, const EpaperOptions *o) {
  return path_join(a, o->dir, str_f(a, "%04d-%02d-%02d", o->day.year, o->day.month, o->day.day));
}

/* 2026年10月24日 星期六; Saturday, 24 October 2026 */
Str day_in_words(Arena *a, Day day, Lang lang) {
  Str date = day_text(a, day, lang), weekday = day_weekday(a, day, lang);
  if (lang == LANG_EN) return str_f(a, "%.*s, %.*s", STRF(weekday), STRF(date));
  return str_f(a, "%.*s %.*s", STRF(date), STRF(weekday));
}

/* A paper without a name goes by its file's. */
static Str name_of_file(Str path) {
  Str name = path_base(path);
  return str_has_suffix(name, STR(".md")) ? str_sub(name, 0, name.n - 3) : name;
}

Issue *issue_make(Job *job, const FlowEdition *flow, const PaintEdition *pages, const Fonts *fonts,
                  const EpaperOptions *o) {
  Arena *a = job->arena;
  Issue *d = arena_new(a, Issue);
  *d = (Issue){.job = job, .a = a, .o = o, .flow = flow, .paint = pages, .fonts = fonts};
  d->dir = epaper_day_dir(a, o);
  d->date = path_base(d->dir);
  d->paper = edition_field(flow->edition, STR("paper.name"));
  if (!d->paper.n) d->paper = name_of_file(flow->edition->path);
  d->when = day_in_words(a, o->day, flow->edition->lang);
  d->zones = arena_array(a, Zones, flow->pages.n + 1);
  for (size_t i = 0; i < flow->pages.n; i++) d->zones[i] = zones_make(a, flow->pages.at[i]);
  add_articles(d);
  return d;
}

bool issue_put_file(Issue *d, Str name, Str bytes) {
  vec_add(d->a, &d->files, str_copy(d->a, name));
  return file_write(d->job, path_join(d->a, d->dir, name), bytes);
}

Str issue_base_url(const Issue *d) {
  Str u = d->o->url;
  while (u.n && u.p[u.n - 1] == '/') u.n--;
  return u;
}

Str issue_url(Arena *a, const Issue *d, Str name) {
  return str_f(a, "%.*s/%.*s/%.*s", STRF(issue_base_url(d)), STRF(d->date), STRF(name));
}

Str issue_urn(Arena *a, const Issue *d, Str id) {
  Buf b = buf_make(a, EPAPER_MOST);
  buf_puts(&b, STR("urn:x-duikai:"));
  for (size_t i = 0; i < d->paper.n; i++) buf_putf(&b, "%%%02X", (unsigned)(unsigned char)d->paper.p[i]);
  buf_putf(&b, ":%.*s%s%.*s", STRF(d->date), id.n ? ":" : "", STRF(id));
  return buf_str(&b);
}
