/* The ledger in a file. Lengths are whole numbers of 1/12700 pt: what is read back is what was written. */
#include "ledger/ledger.h"

static void put_int(JsonOut *j, const char *key, int64_t v) {
  json_put_key(j, key);
  json_put_int(j, v);
}
static void put_text(JsonOut *j, const char *key, Str v) {
  json_put_key(j, key);
  json_put_str(j, v);
}
static void put_ints(JsonOut *j, const char *key, const int64_t *v, size_t n) {
  json_put_key(j, key);
  json_open_array(j);
  for (size_t i = 0; i < n; i++) json_put_int(j, v[i]);
  json_close_array(j);
}
static void put_rect(JsonOut *j, const char *key, Rect r) { put_ints(j, key, (int64_t[]){r.x, r.y, r.w, r.h}, 4); }

static void put_story(JsonOut *j, const LedgerStory *s) {
  json_open_object(j);
  put_text(j, "story", s->id);
  put_text(j, "headline", s->headline);
  put_text(j, "text", s->text);
  put_int(j, "characters", s->characters);
  put_int(j, "lines", s->lines);
  put_int(j, "headline_size", s->headline_size);
  put_int(j, "headline_lines", s->headline_lines);
  if (s->jump.n) put_text(j, "jump", s->jump);
  json_put_key(j, "parts");
  json_open_array(j);
  for (size_t i = 0; i < s->parts.n; i++) {
    json_open_object(j);
    put_int(j, "page", s->parts.at[i].page);
    put_text(j, "frame", s->parts.at[i].frame);
    put_int(j, "lines", s->parts.at[i].lines);
    put_rect(j, "box", s->parts.at[i].box);
    json_close_object(j);
  }
  json_close_array(j);
  json_put_key(j, "pictures");
  json_open_array(j);
  for (size_t i = 0; i < s->pictures.n; i++) {
    json_open_object(j);
    put_text(j, "file", s->pictures.at[i].file);
    put_int(j, "page", s->pictures.at[i].page);
    put_rect(j, "box", s->pictures.at[i].box);
    put_ints(j, "crop", s->pictures.at[i].crop, 4);
    json_close_object(j);
  }
  json_close_array(j);
  json_close_object(j);
}

void ledger_write(const Ledger *l, JsonOut *out) {
  json_open_array(out);
  for (size_t i = 0; i < l->n; i++) put_story(out, &l->at[i]);
  json_close_array(out);
}

/* ---- reading: what is missing or of another kind counts as nothing; the file may be anybody's */
static int64_t int_at(const Json *o, const char *key) {
  const Json *v = json_find(o, key);
  return v && v->kind == JSON_INT ? v->integer : 0;
}
static int count_at(const Json *o, const char *key) {
  int64_t v = int_at(o, key);
  return v < 0 || v > INT32_MAX ? 0 : (int)v;
}
static Str text_at(const Json *o, const char *key) {
  const Json *v = json_find(o, key);
  return v && v->kind == JSON_TEXT ? v->text : (Str){0};
}
static const Json *list_at(const Json *o, const char *key) {
  const Json *v = json_find(o, key);
  return v && v->kind == JSON_LIST ? v->child : NULL;
}
static void ints_at(const Json *o, const char *key, int64_t out[4]) {
  const Json *v = list_at(o, key);
  for (int i = 0; i < 4; i++, v = v ? v->next : NULL) {
    out[i] = v && v->kind == JSON_INT ? v->integer : 0;
    if (out[i] > INT32_MAX || out[i] < -INT32_MAX) out[i] = 0; /* no place on paper: 170 m are 2^31 */
  }
}
static Rect rect_at(const Json *o, const char *key) {
  int64_t v[4];
  ints_at(o, key, v);
  return (Rect){v[0], v[1], v[2], v[3]};
}

static LedgerStory read_story(Arena *a, const Json *o) {
  LedgerStory s = {.id = text_at(o, "story"),
                   .headline = text_at(o, "headline"),
                   .text = text_at(o, "text"),
                   .characters = count_at(o, "characters"),
                   .lines = count_at(o, "lines"),
                   .headline_size = count_at(o, "headline_size"),
                   .headline_lines = count_at(o, "headline_lines"),
                   .jump = text_at(o, "jump")};
  for (const Json *p = list_at(o, "parts"); p; p = p->next)
    vec_add(a, &s.parts,
            (LedgerPart){.page = count_at(p, "page"),
                         .frame = text_at(p, "frame"),
                         .lines = count_at(p, "lines"),
                         .box = rect_at(p, "box")});
  for (const Json *p = list_at(o, "pictures"); p; p = p->next) {
    LedgerPicture k = {.file = text_at(p, "file"), .page = count_at(p, "page"), .box = rect_at(p, "box")};
    ints_at(p, "crop", k.crop);
    vec_add(a, &s.pictures, k);
  }
  return s;
}

bool ledger_read(Job *job, Str path, Str text, Ledger *out) {
  uint32_t file = diags_add_source(job->diags, path, text);
  *out = (Ledger){0};
  const Json *root = json_read(job, text, file);
  if (!root) return false;
  const Json *stories = root->kind == JSON_MAP ? json_find(root, "stories") : NULL;
  if (!stories || stories->kind != JSON_LIST) {
    diag_add(job->diags, DIAG_BAD_VALUE, (Span){file, 0, 0}, "'%.*s' is no proof.json: it lists no stories",
             STRF(path));
    return false;
  }
  for (const Json *s = stories->child; s; s = s->next) vec_add(job->arena, out, read_story(job->arena, s));
  return true;
}

/* ---- changes */
static void put_change(JsonOut *j, const StoryChange *c, int k) {
  const LedgerStory *s = c->is ? c->is : c->was;
  json_open_object(j);
  put_text(j, "change", str_of(change_name((Change)k)));
  if (k == CHANGE_JUMP) {
    put_text(j, "before", c->was->jump);
    put_text(j, "now", s->jump);
  } else if (k != CHANGE_ADDED && k != CHANGE_REMOVED) {
    put_int(j, "before", c->before[k]);
    put_int(j, "now", c->now[k]);
  }
  json_close_object(j);
}

void changes_write(const Changes *c, JsonOut *out) {
  json_open_array(out);
  for (size_t i = 0; i < c->n; i++) {
    const StoryChange *k = &c->at[i];
    const LedgerStory *s = k->is ? k->is : k->was;
    json_open_object(out);
    put_text(out, "story", s->id);
    put_text(out, "headline", s->headline);
    if (s->parts.n) {
      put_int(out, "page", s->parts.at[0].page);
      put_text(out, "frame", s->parts.at[0].frame);
      put_rect(out, "box", s->parts.at[0].box);
    }
    json_put_key(out, "changes");
    json_open_array(out);
    for (int w = 0; w < CHANGE_COUNT; w++)
      if (k->what >> w & 1) put_change(out, k, w);
    json_close_array(out);
    json_close_object(out);
  }
  json_close_array(out);
}
