/* dump: stories as JSON, `duikai dump COPY --after=story`. Absent parts are left out. */
#include "story/story.h"

static void put_text(JsonOut *j, const char *key, Str text) {
  if (!text.n) return;
  json_put_key(j, key);
  json_put_str(j, text);
}

static void put_para(JsonOut *j, const char *key, const Para *p) {
  if (p) put_text(j, key, p->text);
}

static void put_lines(JsonOut *j, const char *key, const Paras *ps) {
  if (!ps->n) return;
  json_put_key(j, key);
  json_open_array(j);
  for (size_t i = 0; i < ps->n; i++) json_put_str(j, ps->at[i].text);
  json_close_array(j);
}

/* one text; where the copy fixes the lines, a newline parts them */
static void put_headline(JsonOut *j, Arena *a, const Paras *ps) {
  if (!ps->n) return;
  Buf b = buf_make(a, SIZE_MAX / 4);
  for (size_t i = 0; i < ps->n; i++) {
    if (i) buf_putc(&b, '\n');
    buf_puts(&b, ps->at[i].text);
  }
  put_text(j, "headline", buf_str(&b));
}

static void put_group(JsonOut *j, const StoryPicture *p) {
  if (!p->more_count) return;
  json_put_key(j, "more");
  json_open_array(j);
  for (size_t i = 0; i < p->more_count; i++) json_put_str(j, p->more[i]);
  json_close_array(j);
}

static void put_pictures(JsonOut *j, const Story *s) {
  if (!s->picture_count) return;
  json_put_key(j, "pictures");
  json_open_array(j);
  for (size_t i = 0; i < s->picture_count; i++) {
    json_open_object(j);
    put_text(j, "file", s->pictures[i].file);
    put_group(j, &s->pictures[i]);
    put_para(j, "caption", s->pictures[i].caption);
    put_para(j, "credit", s->pictures[i].credit);
    json_close_object(j);
  }
  json_close_array(j);
}

/* The body stands in source order, so lines are counted once along it: a place's column is never wanted here. */
typedef struct LineCount {
  Str text;
  size_t at;
  int64_t line;
} LineCount;

static int64_t line_of(LineCount *c, size_t at) {
  if (at < c->at) *c = (LineCount){c->text, 0, 1};
  for (; c->at < at && c->at < c->text.n; c->at++) c->line += c->text.p[c->at] == '\n';
  return c->line;
}

/* What is more than plain text: how deep a subhead or list item is, and the box it stands in. */
static void put_level(JsonOut *j, const Story *s, const Para *p) {
  static const char *const KINDS[] = {"facts", "note"};
  if ((p->role == ROLE_SUBHEAD || p->role == ROLE_LIST) && p->level > 1)
    json_put_key(j, "level"), json_put_int(j, p->level);
  if (!p->box) return;
  json_put_key(j, "box"), json_put_int(j, p->box);
  json_put_key(j, "box_kind"), json_put_str(j, str_of(KINDS[s->boxes[p->box - 1].kind]));
}

static void put_body(JsonOut *j, const Story *s, LineCount *lines) {
  if (!s->body.n) return;
  json_put_key(j, "body");
  json_open_array(j);
  for (size_t i = 0; i < s->body.n; i++) {
    const Para *p = &s->body.at[i];
    json_open_object(j);
    json_put_key(j, "role");
    json_put_str(j, str_of(role_name(p->role)));
    json_put_key(j, "text");
    json_put_str(j, p->text);
    json_put_key(j, "line");
    json_put_int(j, line_of(lines, p->span.at));
    put_level(j, s, p);
    json_close_object(j);
  }
  json_close_array(j);
}

void stories_dump(Stories s, const Diags *d, JsonOut *out) {
  Arena *scratch = arena_open();
  LineCount lines = {.text = s.n ? diags_source_text(d, s.at[0].span.file) : (Str){0}, .line = 1};
  json_open_array(out);
  for (size_t i = 0; i < s.n; i++) {
    const Story *story = &s.at[i];
    json_open_object(out);
    put_para(out, "kicker", story->kicker);
    put_headline(out, scratch, &story->headline);
    put_lines(out, "deck", &story->deck);
    put_text(out, "dateline", story->dateline);
    put_text(out, "byline", story->byline);
    put_para(out, "author", story->author);
    put_para(out, "flag", story->flag);
    put_lines(out, "notice", &story->notice);
    put_pictures(out, story);
    put_body(out, story, &lines);
    json_close_object(out);
  }
  json_close_array(out);
  arena_close(scratch);
}
