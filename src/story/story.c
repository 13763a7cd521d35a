/* story: the room's recipe. Front matter, Markdown, then stories: one with front matter, else one for each heading. */
#include "story/inside.h"

static Story story_make(const Copy *c) {
  return (Story){.id = c->path,
                 .dir = path_dir(c->path),
                 .span = {c->file, 0, (uint32_t)c->text.n},
                 .lang = c->lang,
                 .jump = false};
}

static bool is_headline(const Block *b) { return b->heading == 1 || b->heading == 2; }

/* A paragraph that ends in —— right before a heading belongs to the heading. */
static bool is_kicker(const Blocks *b, size_t i) {
  return i + 1 < b->n && b->at[i].para.role == ROLE_BODY && is_headline(&b->at[i + 1]) &&
         str_has_suffix(b->at[i].para.text, STR("——"));
}

static bool opens_story(const Blocks *b, size_t i) {
  return (is_headline(&b->at[i]) && !b->at[i].run_on) || is_kicker(b, i);
}

static void recognise_kicker(Copy *c, Story *s, const Block *b) {
  s->kicker = para_keep(c->job->arena, b->para);
  s->kicker->role = ROLE_KICKER;
  diag_add(c->job->diags, DIAG_STORY_RECOGNISED, b->para.span, "'%.*s' is taken as the kicker of the next headline",
           STRF(text_quote(c->job->arena, b->para.text)));
}

/* Kicker and headline at block i, if they stand there; gives the first block after them. */
static size_t read_headline(Copy *c, Story *s, size_t i) {
  const Blocks *b = &c->blocks;
  if (!s->kicker && i < b->n && is_kicker(b, i)) recognise_kicker(c, s, &b->at[i++]);
  for (bool first = true; i < b->n && is_headline(&b->at[i]) && (first || b->at[i].run_on); first = false) {
    Para p = b->at[i++].para;
    p.role = ROLE_HEADLINE;
    p.level = 0;
    if (p.text.n) para_add(c->job->arena, &s->headline, p);
  }
  return i;
}

static void finish(Copy *c, Story *s, size_t from, size_t to, bool guess) {
  Desk d = {.c = c, .s = s, .at = to > from ? c->blocks.at + from : NULL, .n = to - from, .guess = guess};
  desk_read(&d);
  story_check_end(c, s);
  if (s->body.n || s->picture_count || s->deck.n || s->notice.n) return;
  Span at = s->headline.n ? s->headline.at[0].span : (Span){s->span.file, s->span.at, s->span.at};
  diag_add(c->job->diags, DIAG_STORY_EMPTY, at, "the story '%.*s' has no text",
           STRF(s->headline.n ? s->headline.at[0].text : s->id));
}

/* With front matter: the whole file. Where it names no headline, the first heading is the headline. */
static void read_file(Copy *c, Story *s) {
  bool named = s->headline.n;
  size_t from = named ? 0 : read_headline(c, s, 0);
  finish(c, s, from, c->blocks.n, !named);
}

typedef struct StoryVec {
  Story *at;
  size_t n, cap;
} StoryVec;

static void read_page(Copy *c, StoryVec *all) {
  const Blocks *b = &c->blocks;
  for (size_t i = 0; i < b->n || !all->n;) {
    Story s = story_make(c);
    size_t start = i, from = read_headline(c, &s, i);
    for (i = from; i < b->n && !opens_story(b, i);) i++;
    if (i > start) s.span = (Span){c->file, b->at[start].para.span.at, b->at[i - 1].para.span.end};
    finish(c, &s, from, i, true);
    vec_add(c->job->arena, all, s);
  }
  bool page = all->n > 1 || all->at[0].headline.n;
  for (size_t i = 0; page && i < all->n; i++) all->at[i].id = str_f(c->job->arena, "%.*s#%zu", STRF(c->path), i + 1);
}

Stories story_read(Job *job, Str path, Str text, uint32_t file, Lang lang) {
  Copy c = {.job = job, .path = path, .text = text, .file = file, .lang = lang};
  StoryVec all = {0};
  Str yaml;
  uint32_t yaml_at;
  Story front = story_make(&c);
  size_t front_end = front_find(&c, &yaml, &yaml_at);
  bool has_front = front_end && front_read(&c, yaml, yaml_at, &front);
  if (has_front) {
    c.body_at = (uint32_t)front_end;
    copy_drop(&c, 0, c.body_at, DROP_FRONT_MATTER);
  }
  markdown_read(&c);
  blocks_rescue(&c);
  fences_apply(&c);
  if (has_front) {
    read_file(&c, &front);
    vec_add(job->arena, &all, front);
  } else {
    read_page(&c, &all);
  }
  Stories s = {.at = all.at, .n = all.n};
  for (size_t i = 0; i < s.n; i++) s.at[i].boxes = c.boxes.at, s.at[i].box_count = c.boxes.n;
  copy_check_repeats(&c, &s);
  copy_check_scraps(&c, &s);
  copy_account(&c, &s);
  s.drops = c.drops.at;
  s.drop_count = c.drops.n;
  return s;
}

/* ---- questions about a story */

void story_each(const Story *s, void (*fn)(void *ctx, const Para *p), void *ctx) {
  const Para *const single[] = {s->kicker, s->byline_line, s->author, s->flag};
  const Paras *const many[] = {&s->headline, &s->deck, &s->notice, &s->body};
  for (size_t i = 0; i < COUNT(single); i++)
    if (single[i]) fn(ctx, single[i]);
  for (size_t i = 0; i < COUNT(many); i++)
    for (size_t k = 0; k < many[i]->n; k++) fn(ctx, &many[i]->at[k]);
  for (size_t i = 0; i < s->picture_count; i++) {
    if (s->pictures[i].caption) fn(ctx, s->pictures[i].caption);
    if (s->pictures[i].credit) fn(ctx, s->pictures[i].credit);
  }
}

size_t story_characters(const Story *s) {
  size_t n = 0;
  for (size_t i = 0; i < s->body.n; i++)
    for (size_t at = 0; at < s->body.at[i].text.n;) {
      uint32_t cp = utf8_next(s->body.at[i].text, &at);
      n += cp != ' ' && cp != '\t' && cp != 0x3000 && cp != 0xA0;
    }
  return n;
}
