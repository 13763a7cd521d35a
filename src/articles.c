/* duikai_articles: what of the copy must stand on the pages, story by story: the paragraphs after the desk's rules. */
#include "session.h"
#include "story/story.h"

static void put_para(DuikaiSession *s, JsonOut *j, const Para *p) {
  if (!p || !p->text.n) return;
  int line, column;
  diags_position(s->job.diags, p->span, &line, &column);
  json_open_object(j);
  json_put_key(j, "role");
  json_put_str(j, str_of(role_name(p->role)));
  json_put_key(j, "line");
  json_put_int(j, line);
  json_put_key(j, "text");
  json_put_str(j, p->text);
  json_close_object(j);
}

static void put_paras(DuikaiSession *s, JsonOut *j, const Paras *ps) {
  for (size_t i = 0; i < ps->n; i++) put_para(s, j, &ps->at[i]);
}

/* Lines of a headline are one heading, a blank apart. */
static void put_headline(DuikaiSession *s, JsonOut *j, const Story *st) {
  if (!st->headline.n) return;
  Para whole = st->headline.at[0];
  for (size_t i = 1; i < st->headline.n; i++)
    whole.text = str_f(s->arena, "%.*s %.*s", STRF(whole.text), STRF(st->headline.at[i].text));
  put_para(s, j, &whole);
}

static void put_story(DuikaiSession *s, JsonOut *j, const Story *st, bool filler) {
  json_open_object(j);
  json_put_key(j, "id");
  json_put_str(j, st->id);
  json_put_key(j, "file");
  json_put_str(j, diags_source_path(s->job.diags, st->span.file));
  if (filler) json_put_key(j, "filler"), json_put_bool(j, true); /* it may stand on a page, or not */
  json_put_key(j, "paragraphs");
  json_open_array(j);
  if (st->column.n) put_para(s, j, &(Para){.role = ROLE_FLAG, .text = st->column, .span = st->span});
  put_para(s, j, st->kicker);
  put_headline(s, j, st);
  put_paras(s, j, &st->deck);
  put_para(s, j, st->byline_line);
  put_paras(s, j, &st->body);
  put_para(s, j, st->author);
  put_paras(s, j, &st->notice);
  put_para(s, j, st->flag);
  for (size_t i = 0; i < st->picture_count; i++) {
    put_para(s, j, st->pictures[i].caption);
    put_para(s, j, st->pictures[i].credit);
  }
  json_close_array(j);
  json_close_object(j);
}

static bool are_wanted(const Fill *fills, size_t n, Str file, size_t story) {
  for (size_t i = 0; i < n; i++)
    if (str_eq(fills[i].file, file) && (fills[i].story == 0 || (size_t)fills[i].story == story + 1)) return true;
  return false;
}

/* A file may be dealt out to several slots, each taking one of its stories, or wait for makeup to deal it out. */
static bool is_wanted(const DuikaiSession *s, Str file, size_t story) {
  const Edition *e = s->edition;
  for (size_t p = 0; p < e->page_count; p++)
    if (are_wanted(e->pages[p].fills, e->pages[p].fill_count, file, story)) return true;
  return are_wanted(e->fills, e->fill_count, file, story);
}

static bool is_filler(const DuikaiSession *s, Str file, size_t story) {
  for (size_t i = 0; i < s->edition->filler_count && story == 0; i++)
    if (s->edition->fillers[i].is_copy && str_eq(s->edition->fillers[i].file, file)) return true;
  return false;
}

const char *duikai_articles(DuikaiSession *s) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  JsonOut j = json_out(&b);
  json_open_array(&j);
  for (size_t i = 0; s->edition && i < map_count(s->copy); i++) {
    const Stories *some = map_value(s->copy, i);
    for (size_t k = 0; k < some->n; k++) {
      bool filler = is_filler(s, map_key(s->copy, i), k);
      if (filler || is_wanted(s, map_key(s->copy, i), k)) put_story(s, &j, &some->at[k], filler);
    }
  }
  json_close_array(&j);
  return session_text(s, &b);
}
