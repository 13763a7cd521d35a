/* duikai_explain_line and the report's loosest line: what an edition's lines are, asked of them as they stand on the pages. */
#include "session.h"

/* What breaking needed is not kept with the pages (flow/cast.c); it is made again for the one paragraph that is asked about. */
const Setting *session_setting_again(Arena *a, const DuikaiSession *s, const Setting *bare) {
  Job job = {a, diags_make(a)};
  return para_make(&job, s->fonts, setting_shaped(bare), setting_style(bare));
}

static bool is_of_story(const DuikaiSession *s, const Item *it, Str what) {
  if (it->kind != ITEM_LINE || it->overset || it->role != ROLE_BODY || it->story == STORY_NONE) return false;
  const Story *story = s->flow->stories.at[it->story].story;
  return str_eq(story->id, what) || str_has_suffix(story->id, what);
}

/* The frame's story, where the name is a frame's. */
static Str story_of_frame(const DuikaiSession *s, Str name) {
  for (size_t p = 0; p < s->flow->pages.n; p++)
    for (size_t i = 0; i < s->flow->pages.at[p]->frames.n; i++) {
      const FlowFrame *f = &s->flow->pages.at[p]->frames.at[i];
      if (str_eq(f->name, name) && f->story != STORY_NONE) return s->flow->stories.at[f->story].story->id;
    }
  return name;
}

const char *duikai_explain_line(DuikaiSession *s, const char *story_or_frame, int line) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  if (!s->flow || line < 1) return NULL;
  Str what = story_of_frame(s, str_of(story_or_frame));
  int left = line;
  for (size_t p = 0; p < s->flow->pages.n; p++) {
    const FlowPage *page = s->flow->pages.at[p];
    for (size_t i = 0; i < page->items.n; i++) {
      const Item *it = &page->items.at[i];
      if (!is_of_story(s, it, what) || --left) continue;
      Arena *scratch = arena_open();
      const Lines one = {.at = it->line, .n = 1};
      buf_putf(&b, "page %d, line %d of the story's text\n", page->number, line);
      para_explain(session_setting_again(scratch, s, it->setting), &one, 0, &b);
      arena_close(scratch);
      return session_text(s, &b);
    }
  }
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "'%s' has no line %d; its text has %d", story_or_frame, line,
           line - left);
  session_fail(s);
  return NULL;
}

/* ---- the loosest line */

typedef struct Loosest {
  const Item *item;
  const FlowPage *page;
  int64_t even_pm;
} Loosest;

static Loosest loosest_of(const DuikaiSession *s) {
  Loosest most = {0};
  for (size_t p = 0; p < s->flow->pages.n; p++) {
    const FlowPage *page = s->flow->pages.at[p];
    for (size_t i = 0; i < page->items.n; i++) {
      const Item *it = &page->items.at[i];
      if (it->kind != ITEM_LINE || it->overset || it->role != ROLE_BODY || it->line->flags & LINE_LAST) continue;
      Len em = setting_style(it->setting)->size;
      int64_t pm = em ? it->line->even * 1000 / em : 0;
      if (pm > most.even_pm) most = (Loosest){it, page, pm};
    }
  }
  return most;
}

void session_put_loosest(DuikaiSession *s, JsonOut *j) {
  json_put_key(j, "loosest_line");
  Loosest l = s->flow ? loosest_of(s) : (Loosest){0};
  if (!l.item) {
    json_put_null(j);
    return;
  }
  json_open_object(j);
  json_put_key(j, "page"), json_put_int(j, l.page->number);
  if (l.item->story != STORY_NONE)
    json_put_key(j, "story"), json_put_str(j, s->flow->stories.at[l.item->story].story->id);
  Str text = setting_shaped(l.item->setting)->text;
  json_put_key(j, "text"), json_put_str(j, str_trim(str_sub(text, l.item->line->at, l.item->line->end)));
  json_put_key(j, "even_em"), json_put_milli(j, l.even_pm);
  json_close_object(j);
}
