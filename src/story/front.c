/* front: the YAML at the head of a copy file, and the parts of the story that it names.
 *
 * A table of names: a new one is a row and a function of a few lines. A value that cannot be had is a finding and its default; an
 * unknown name is a finding with the nearest right one. If the whole is no YAML it stays in the copy, where the desk can see it. */
#include "story/inside.h"

#include <string.h>

enum { PRIORITY_MOST = 99, PAGE_MOST = 9999 };

typedef struct Front {
  Copy *c;
  Story *s;
} Front;

/* ---- where it is */

static Str line_at(Str s, size_t at, size_t *next) {
  const char *nl = at < s.n ? memchr(s.p + at, '\n', s.n - at) : NULL;
  size_t end = nl ? (size_t)(nl - s.p) : s.n;
  *next = nl ? end + 1 : s.n;
  return str_trim(str_sub(s, at, end));
}

/* `name:` — a Han or Latin word and a colon, even the full-width one: that slip is the YAML reader's to report */
static bool is_key_line(Str line) {
  ptrdiff_t colon = str_find(line, STR(":")), wide = str_find(line, STR("："));
  if (colon < 0 || (wide >= 0 && wide < colon)) colon = wide;
  if (colon <= 0 || colon > 40) return false;
  for (size_t i = 0; i < (size_t)colon;) {
    uint32_t cp = str_next(line, &i);
    bool word = cp == '_' || cp == '-' || cp == '"' || (cp >= '0' && cp <= '9') ||
                ((cp | 32) >= 'a' && (cp | 32) <= 'z') || cp > 0x2E80;
    if (!word) return false;
  }
  return true;
}

size_t front_find(Copy *c, Str *yaml, uint32_t *yaml_at) {
  size_t next, at;
  Str text = c->text;
  if (!str_is(line_at(text, 0, &next), "---") || text.p[0] != '-') return 0;
  *yaml_at = (uint32_t)next;
  bool keys = false, first = true;
  for (at = next; at < text.n; at = next) {
    Str line = line_at(text, at, &next);
    bool fence = text.p[at] != ' ' && (str_is(line, "---") || str_is(line, "..."));
    if (fence && (keys || first)) {
      *yaml = str_sub(text, *yaml_at, at);
      return next;
    }
    if (!line.n || line.p[0] == '#') continue;
    if (first) keys = is_key_line(line);
    first = false;
    if (!keys) return 0;
  }
  if (keys) {
    diag_add(c->job->diags, DIAG_YAML_SYNTAX, (Span){c->file, 0, 3},
             "front matter that is never closed; it is set as copy");
    diag_add_hint(c->job->diags, (Span){0}, "close it with a line of '---'");
  }
  return 0;
}

/* ---- values */

static void bad(Front *f, const Yaml *v, const char *wanted) {
  diag_add(f->c->job->diags, DIAG_BAD_VALUE, v->span, "'%.*s' wants %s; it is left out", STRF(v->key), wanted);
}

static bool is_text(Front *f, const Yaml *v, const char *wanted) {
  if (v->kind == YAML_TEXT) return true;
  bad(f, v, wanted);
  return false;
}

/* where a line of the value stands in the source: exact unless YAML folded or unescaped it */
static uint32_t source_of(Front *f, const Yaml *v, Str line) {
  Str written = str_sub(f->c->text, v->span.at, v->span.end);
  ptrdiff_t at = str_find(written, line);
  return v->span.at + (at > 0 ? (uint32_t)at : 0);
}

static Para line_para(Front *f, const Yaml *v, Role role, Str line) {
  uint32_t at = source_of(f, v, line);
  Para *whole = para_plain(f->c->job->arena, role, line, (Span){f->c->file, at, at + (uint32_t)line.n});
  Para p = para_trim(f->c->job->arena, whole);
  return p.text.n ? inline_read(f->c, &p) : p;
}

/* the lines of a text, or of each text of a list */
static void put_lines(Front *f, const Yaml *v, Role role, Paras *out) {
  if (v->kind == YAML_MAP) {
    bad(f, v, "a text or a list of texts");
    return;
  }
  if (v->kind == YAML_LIST) {
    for (const Yaml *item = v->child; item; item = item->next)
      if (item->kind == YAML_TEXT)
        put_lines(f, item, role, out);
      else
        bad(f, v, "a text or a list of texts");
    return;
  }
  for (size_t at = 0, next = 0; at < v->text.n; at = next) {
    Para p = line_para(f, v, role, line_at(v->text, at, &next));
    if (p.text.n) para_add(f->c->job->arena, out, p);
  }
}

/* one paragraph, however many lines it was given in; NULL for nothing */
static Para *one_para(Front *f, const Yaml *v, Role role) {
  Paras lines = {0};
  VEC(const Para *) parts = {0};
  put_lines(f, v, role, &lines);
  if (!lines.n) return NULL;
  for (size_t i = 0; i < lines.n; i++) vec_add(f->c->job->arena, &parts, &lines.at[i]);
  return para_keep(f->c->job->arena,
                   lines.n == 1 ? lines.at[0] : para_chain(f->c->job->arena, parts.at, parts.n, f->c->lang));
}

/* ---- pictures */

static void read_focus(Front *f, const Yaml *v, StoryPicture *p) {
  const Yaml *x = v->kind == YAML_LIST ? v->child : NULL, *y = x ? x->next : NULL;
  int fx, fy;
  if (v->n == 2 && x && y && x->kind == YAML_TEXT && y->kind == YAML_TEXT && str_read_part(x->text, &fx) &&
      str_read_part(y->text, &fy)) {
    p->focus_x_pm = fx;
    p->focus_y_pm = fy;
  } else {
    diag_add(f->c->job->diags, DIAG_BAD_VALUE, v->span,
             "'focus' wants two parts of one, like [0.4, 0.3]; the middle is used");
  }
}

static void unknown(Front *f, const Yaml *v, const Str *names, size_t n) {
  Str near = str_nearest(v->key, names, n);
  diag_add(f->c->job->diags, DIAG_UNKNOWN_KEY, v->key_span, "'%.*s' is not known here; it is left out", STRF(v->key));
  if (near.n) {
    diag_add_hint(f->c->job->diags, (Span){0}, "did you mean '%.*s'", STRF(near));
    return;
  }
  Buf b = buf_make(f->c->job->arena, 1000);
  for (size_t i = 0; i < n; i++) buf_putf(&b, "%s%.*s", i ? ", " : "", STRF(names[i]));
  diag_add_hint(f->c->job->diags, (Span){0}, "names known here are %.*s", STRF(buf_str(&b)));
}

static void read_faces(Front *f, const Yaml *v, StoryPicture *p) {
  p->faces = str_is(v->text, "left") ? -1 : str_is(v->text, "right") ? 1 : 0;
  if (!p->faces) bad(f, v, "left or right");
}

/* One path, or those of a group with one caption. */
static void read_files(Front *f, const Yaml *v, StoryPicture *p) {
  if (v->kind != YAML_LIST) {
    p->file = is_text(f, v, "the path of a picture, or a list of them") ? v->text : (Str){0};
    return;
  }
  Str *files = arena_array(f->c->job->arena, Str, v->n + 1);
  size_t n = 0;
  for (const Yaml *one = v->child; one; one = one->next)
    if (is_text(f, one, "the path of a picture")) files[n++] = one->text;
  if (!n) return;
  p->file = files[0];
  p->more = files + 1, p->more_count = n - 1;
}

/* How text runs around it; what is said here goes before what the layout says. */
static void read_wrap(Front *f, const Yaml *v, StoryPicture *p) {
  int wrap = WRAP_UNSAID;
  if (wrap_read(v->text, &wrap))
    p->wrap = (Wrap)wrap;
  else
    bad(f, v, "box, contour or polygon");
}

static void read_threshold(Front *f, const Yaml *v, StoryPicture *p) {
  if (!str_read_part(v->text, &p->threshold_pm)) bad(f, v, "a part of one, such as 30%");
}

static void read_gap(Front *f, const Yaml *v, StoryPicture *p) {
  if (!measure_read(v->text, &p->gap) || p->gap.v < 0) bad(f, v, "a length such as 1em or 4mm");
}

static void read_outline(Front *f, const Yaml *v, StoryPicture *p) {
  if (!corners_read(f->c->job->arena, v, &p->outline))
    bad(f, v, "three corners or more, in parts of the picture: [[0, 0], [40%, 0], [1, 60%]]");
}

static void read_picture_field(Front *f, const Yaml *v, StoryPicture *p) {
  static const Str NAMES[] = {{"file", 4},  {"caption", 7}, {"credit", 6}, {"alt", 3},     {"focus", 5},
                              {"faces", 5}, {"wrap", 4},    {"gap", 3},    {"outline", 7}, {"threshold", 9}};
  if (str_is(v->key, "caption"))
    p->caption = one_para(f, v, ROLE_CAPTION);
  else if (str_is(v->key, "credit"))
    p->credit = one_para(f, v, ROLE_CREDIT);
  else if (str_is(v->key, "focus"))
    read_focus(f, v, p);
  else if (str_is(v->key, "faces"))
    read_faces(f, v, p);
  else if (str_is(v->key, "wrap"))
    read_wrap(f, v, p);
  else if (str_is(v->key, "gap"))
    read_gap(f, v, p);
  else if (str_is(v->key, "outline"))
    read_outline(f, v, p);
  else if (str_is(v->key, "threshold"))
    read_threshold(f, v, p);
  else if (str_is(v->key, "file"))
    read_files(f, v, p);
  else if (str_is(v->key, "alt"))
    p->alt = is_text(f, v, "a text") ? v->text : (Str){0};
  else
    unknown(f, v, NAMES, COUNT(NAMES));
}

static StoryPicture read_picture(Front *f, const Yaml *v) {
  StoryPicture p = {.span = v->span, .focus_x_pm = 500, .focus_y_pm = 500};
  if (v->kind == YAML_TEXT)
    p.file = v->text;
  else if (v->kind == YAML_LIST)
    bad(f, v, "a picture: a path, or a map with 'file', 'caption', 'credit'");
  else
    for (const Yaml *field = v->child; field; field = field->next) read_picture_field(f, field, &p);
  return p;
}

static void read_pictures(Front *f, const Yaml *v) {
  VEC(StoryPicture) all = {0};
  if (v->kind == YAML_LIST)
    for (const Yaml *item = v->child; item; item = item->next) vec_add(f->c->job->arena, &all, read_picture(f, item));
  else if (v->kind == YAML_MAP || v->text.n)
    vec_add(f->c->job->arena, &all, read_picture(f, v));
  f->s->pictures = all.at;
  f->s->picture_count = all.n;
}

/* ---- the table of names */

static void read_kicker(Front *f, const Yaml *v) { f->s->kicker = one_para(f, v, ROLE_KICKER); }
static void read_headline(Front *f, const Yaml *v) { put_lines(f, v, ROLE_HEADLINE, &f->s->headline); }
static void read_deck(Front *f, const Yaml *v) { put_lines(f, v, ROLE_DECK, &f->s->deck); }
static void read_author(Front *f, const Yaml *v) { f->s->author = one_para(f, v, ROLE_AUTHOR); }
static void read_flag(Front *f, const Yaml *v) { f->s->flag = one_para(f, v, ROLE_FLAG); }
static void read_notice(Front *f, const Yaml *v) { put_lines(f, v, ROLE_NOTICE, &f->s->notice); }

static void read_byline(Front *f, const Yaml *v) {
  f->s->byline_line = one_para(f, v, ROLE_BYLINE);
  if (f->s->byline_line) f->s->byline = f->s->byline_line->text;
}

static void read_column(Front *f, const Yaml *v) {
  if (is_text(f, v, "a text")) f->s->column = str_trim(v->text);
}

static void read_section(Front *f, const Yaml *v) {
  if (is_text(f, v, "the name of a page")) f->s->section = str_trim(v->text);
}

static void read_priority(Front *f, const Yaml *v) {
  int64_t n;
  if (v->kind == YAML_TEXT && str_read_int(v->text, &n) && n >= 1 && n <= PRIORITY_MOST)
    f->s->priority = (int)n;
  else
    bad(f, v, "a number from 1, the highest, to 99");
}

static void read_jump(Front *f, const Yaml *v) {
  bool given;
  int64_t page;
  f->s->jump_said = true;
  if (v->kind == YAML_TEXT && str_is(v->text, "auto"))
    f->s->jump = true;
  else if (v->kind == YAML_TEXT && str_is(v->text, "none"))
    f->s->jump = false;
  else if (v->kind == YAML_TEXT && str_read_bool(v->text, &given))
    f->s->jump = given;
  else if (v->kind == YAML_TEXT && str_read_int(v->text, &page) && page >= 1 && page <= PAGE_MOST)
    f->s->jump = true, f->s->jump_page = (int)page;
  else
    bad(f, v, "'auto', 'none' or the number of a page");
}

static void read_jump_headline(Front *f, const Yaml *v) {
  if (is_text(f, v, "a text")) f->s->jump_headline = str_trim(v->text);
}

/* What may go if the copy does not fit: one name or several. */
static void read_optional(Front *f, const Yaml *v) {
  static const Str NAMES[] = {{"quote", 5}, {"note", 4},   {"box", 3},  {"picture", 7},
                              {"deck", 4},  {"kicker", 6}, {"story", 5}};
  const Yaml *one = v->kind == YAML_LIST ? v->child : v;
  Str *names = arena_array(f->c->job->arena, Str, (v->kind == YAML_LIST ? v->n : 1) + 1);
  size_t n = 0;
  for (; one; one = v->kind == YAML_LIST ? one->next : NULL) {
    size_t i = 0;
    while (i < COUNT(NAMES) && !(one->kind == YAML_TEXT && str_eq(one->text, NAMES[i]))) i++;
    if (i < COUNT(NAMES)) {
      names[n++] = NAMES[i];
      continue;
    }
    bad(f, one, "what may go: quote, note, box, picture, deck, kicker, story");
    Str near = one->kind == YAML_TEXT ? str_nearest(one->text, NAMES, COUNT(NAMES)) : (Str){0};
    if (near.n) diag_add_hint(f->c->job->diags, (Span){0}, "did you mean '%.*s'", STRF(near));
  }
  f->s->optional = names, f->s->optional_count = n;
}

static void read_index(Front *f, const Yaml *v) {
  bool listed;
  if (v->kind == YAML_TEXT && str_read_bool(v->text, &listed))
    f->s->no_index = !listed;
  else if (is_text(f, v, "a text, or no"))
    f->s->index = str_trim(v->text);
}

static void read_lang(Front *f, const Yaml *v) {
  if (v->kind == YAML_TEXT && lang_read(v->text, &f->s->lang))
    f->s->lang_given = true;
  else
    bad(f, v, "a language: zh-Hans, zh-Hant, zh-HK, ja, ko or en");
}

static const struct {
  const char *name, *chinese; /* what a desk would call it: for the hint only */
  void (*read)(Front *f, const Yaml *v);
} FIELDS[] = {
    {"kicker", "肩题 引题", read_kicker},
    {"headline", "标题 主题 主标题", read_headline},
    {"deck", "副题 副标题", read_deck},
    {"byline", "署名 记者", read_byline},
    {"author", "作者", read_author},
    {"column", "栏目 栏题", read_column},
    {"section", "版面 版名", read_section},
    {"flag", "刊头 栏花", read_flag},
    {"notice", "启事 公告", read_notice},
    {"priority", "级别 优先级", read_priority},
    {"pictures", "图片 照片", read_pictures},
    {"jump", "转版", read_jump},
    {"jump-headline", "转版标题", read_jump_headline},
    {"optional", "可撤 可删", read_optional},
    {"index", "导读 索引", read_index},
    {"lang", "语言", read_lang},
};

static void unknown_field(Front *f, const Yaml *v) {
  Str names[COUNT(FIELDS)];
  for (size_t i = 0; i < COUNT(FIELDS); i++) {
    names[i] = str_of(FIELDS[i].name);
    if (v->key.n < 6 || str_find(str_of(FIELDS[i].chinese), v->key) < 0) continue;
    diag_add(f->c->job->diags, DIAG_UNKNOWN_KEY, v->key_span, "'%.*s' is not known here; it is left out", STRF(v->key));
    diag_add_hint(f->c->job->diags, (Span){0}, "the name for it is '%s'", FIELDS[i].name);
    return;
  }
  unknown(f, v, names, COUNT(names));
}

static void read_field(Front *f, const Yaml *v) {
  for (size_t i = 0; i < COUNT(FIELDS); i++)
    if (str_is(v->key, FIELDS[i].name)) {
      bool empty = v->kind == YAML_TEXT && !v->text.n;
      if (!empty) FIELDS[i].read(f, v);
      return;
    }
  unknown_field(f, v);
}

bool front_read(Copy *c, Str yaml, uint32_t at, Story *s) {
  Front f = {c, s};
  Yaml *root = yaml_read(c->job, yaml, c->file, at);
  if (!root) return false;
  if (root->kind != YAML_MAP && (root->kind != YAML_TEXT || root->text.n)) {
    diag_add(c->job->diags, DIAG_YAML_SYNTAX, root->span,
             "front matter is a map of names and values; it is set as copy");
    Str written = str_sub(c->text, root->span.at, root->span.end);
    ptrdiff_t wide = str_find(written, STR("："));
    uint32_t colon = root->span.at + (wide < 0 ? 0 : (uint32_t)wide);
    if (wide >= 0)
      diag_add_hint(c->job->diags, (Span){c->file, colon, colon + 3}, "this colon is full-width; YAML wants ': '");
    return false;
  }
  for (const Yaml *v = root->child; v; v = v->next) read_field(&f, v);
  c->lang = s->lang;
  return true;
}
