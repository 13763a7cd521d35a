/* joins: the scars of copy that was lifted from a printed page.
 *
 * A column's end cuts a paragraph in two; a story's tail may be missing; a paragraph may have been lifted twice; a tag may hang on
 * at the end. A cut is healed and reported, the rest is reported only: no character is dropped or moved. */
#include "story/inside.h"

enum {
  REPEAT_LEAST = 10,
  FINDINGS_MOST = 200,
  RESTS_MOST = 50
}; /* characters; findings of one kind for a file; halves looked at */

/* ---- cuts */

static bool opens_story(const Para *p) {
  Lead l = lead_find(p);
  return l.has_dateline;
}

static bool is_all_strong(const Para *p) {
  for (size_t i = 0; i < p->mark_count; i++)
    if (p->marks[i].kind == MARK_STRONG && !p->marks[i].at && p->marks[i].end == p->text.n) return true;
  return false;
}

static bool is_joint(const Para *p, const Para *next) {
  if (p->role != ROLE_BODY || next->role != ROLE_BODY || p->box != next->box) return false;
  return !is_all_strong(p) && !is_all_strong(next) && !opens_story(next) && text_is_joint(p->text, next->text);
}

/* the end of the last sentence before the cut and the start of what follows, as far as a message wants them */
static void report_joint(Copy *c, const Para *p, const Para *next) {
  Str end = p->text;
  size_t at = end.n;
  for (int n = 0; n < 6 && at > 0; n++) at = text_back(end, at);
  int line, column;
  diags_position(c->job->diags, p->span, &line, &column);
  diag_add(c->job->diags, DIAG_PARAGRAPH_JOINED, next->span,
           "the paragraph of line %d is cut at '%.*s' and joined with '%.*s'", line, STRF(str_sub(end, at, end.n)),
           STRF(text_quote(c->job->arena, next->text)));
}

void body_join(Copy *c, Story *s) {
  Paras joined = {0};
  VEC(const Para *) parts = {0};
  c->rests.n = 0;
  for (size_t i = 0; i < s->body.n;) {
    size_t end = i + 1;
    parts.n = 0;
    vec_add(c->job->arena, &parts, &s->body.at[i]);
    for (; end < s->body.n && is_joint(&s->body.at[end - 1], &s->body.at[end]); end++) {
      report_joint(c, &s->body.at[end - 1], &s->body.at[end]);
      vec_add(c->job->arena, &parts, &s->body.at[end]);
      vec_add(c->job->arena, &c->rests, &s->body.at[end]);
    }
    para_add(c->job->arena, &joined,
             parts.n == 1 ? s->body.at[i] : para_chain(c->job->arena, parts.at, parts.n, s->lang));
    i = end;
  }
  s->body = joined;
}

/* ---- ends */

static void report_cut(Copy *c, const Para *p, const char *what) {
  Str end = text_core(p->text);
  size_t at = end.n;
  for (int n = 0; n < 8 && at > 0; n++) at = text_back(end, at);
  Span span = {p->span.file, para_source(p, (uint32_t)at), para_source(p, end.n ? (uint32_t)end.n - 1 : 0) + 1};
  diag_add(c->job->diags, DIAG_STORY_UNFINISHED, span, "%s stops in mid-sentence at '%.*s'; it is set as it stands",
           what, STRF(str_sub(end, at, end.n)));
}

/* A page lifted in the wrong order: the rest of the story may have been joined further up. Its seam gives it away if the same four
 * characters stand elsewhere in the story (…市人大常委 | 会联工委…, and 人大常委会 above). Only ever a hint. */
static void hint_at_rest(Copy *c, const Story *s, Str end) {
  size_t from = end.n;
  for (int n = 0; n < 3 && from > 0; n++) from = text_back(end, from);
  Str story = str_sub(c->text, s->span.at, s->span.end);
  for (size_t i = 0; i < c->rests.n && i < RESTS_MOST; i++) {
    const Para *rest = c->rests.at[i];
    size_t first = 0;
    utf8_next(rest->text, &first);
    Str seam = str_f(c->job->arena, "%.*s%.*s", STRF(str_sub(end, from, end.n)), STRF(str_sub(rest->text, 0, first)));
    if (str_find(story, seam) < 0) continue;
    int line, column;
    diags_position(c->job->diags, rest->span, &line, &column);
    diag_add_hint(c->job->diags, rest->span, "'%.*s' on line %d may be how it goes on",
                  STRF(text_quote(c->job->arena, rest->text)), line);
    return;
  }
}

void story_check_end(Copy *c, const Story *s) {
  size_t n = s->body.n;
  while (n && !text_core(s->body.at[n - 1].text).n) n--; /* a scrap of mark-up is not how a story ends */
  for (size_t i = 0; i < n; i++) {
    const Para *p = &s->body.at[i];
    bool last = i + 1 == n;
    if (p->role != ROLE_BODY || is_all_strong(p) || !text_is_cut(p->text)) continue;
    if (!last && s->body.at[i + 1].role != ROLE_BODY) continue;
    report_cut(c, p, last ? "the story" : "a paragraph");
    if (last) hint_at_rest(c, s, text_core(p->text));
  }
}

/* ---- repetitions */

static void note_line(Copy *c, const Para *p, const Para *first) {
  int line, column;
  diags_position(c->job->diags, first->span, &line, &column);
  if (++c->repeats > FINDINGS_MOST) return;
  diag_add(c->job->diags, DIAG_PARAGRAPH_REPEATED, p->span,
           "the paragraph '%.*s' stands on line %d already; both are kept", STRF(text_quote(c->job->arena, p->text)),
           line);
  diag_add_hint(c->job->diags, first->span, "it stands here first");
}

void copy_check_repeats(Copy *c, const Stories *all) {
  Map *seen = map_make(c->job->arena);
  for (size_t i = 0; i < all->n; i++)
    for (size_t k = 0; k < all->at[i].body.n; k++) {
      Para *p = &all->at[i].body.at[k];
      Str key = text_core(p->text);
      bool counts = p->role == ROLE_BODY || p->role == ROLE_QUOTE || p->role == ROLE_LIST;
      if (!counts || utf8_count(key) < REPEAT_LEAST) continue;
      Para *first = map_find(seen, key);
      if (first)
        note_line(c, p, first);
      else
        map_put(seen, key, p);
    }
  if (c->repeats > FINDINGS_MOST)
    diag_add(c->job->diags, DIAG_PARAGRAPH_REPEATED, (Span){c->file, 0, 0}, "%u more paragraphs stand twice",
             c->repeats - FINDINGS_MOST);
}

/* ---- scraps of mark-up */

static void check_scraps(void *user, const Para *p) {
  Copy *c = user;
  if (p->role == ROLE_PREFORMATTED) return;
  size_t end = 0;
  for (size_t at = scrap_find(p->text, 0, &end); at < p->text.n; at = scrap_find(p->text, end, &end)) {
    if (++c->scraps > FINDINGS_MOST) continue;
    Span span = {p->span.file, para_source(p, (uint32_t)at), para_source(p, (uint32_t)end - 1) + 1};
    diag_add(c->job->diags, DIAG_STRAY_MARKUP, span, "'%.*s' is mark-up without effect; it is shown as it is",
             STRF(str_sub(p->text, at, end)));
  }
}

void copy_check_scraps(Copy *c, const Stories *all) {
  for (size_t i = 0; i < all->n; i++) story_each(&all->at[i], check_scraps, c);
  if (c->scraps > FINDINGS_MOST)
    diag_add(c->job->diags, DIAG_STRAY_MARKUP, (Span){c->file, 0, 0}, "%u more scraps of mark-up are shown as they are",
             c->scraps - FINDINGS_MOST);
}
