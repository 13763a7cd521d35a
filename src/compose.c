/* duikai_compose: plain paragraphs in one column. The engine's own view of a line, and what the conformance runner measures. */
#include "session.h"
#include "text/text.h"

typedef struct Spec { /* what the options said */
  ParaStyle style;
  Len measure, pitch;
  Str pitch_asked; /* as written: its em is known when all options are */
  bool runs, main_face_only;
  VEC(Str) tcy; /* texts that stand horizontally in one cell of a vertical line */
} Spec;

static bool bad_option(DuikaiSession *s, const char *name, const char *value, const char *why) {
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "'%s' is no value for %s: %s", value, name, why);
  return session_fail(s);
}

static bool read_length(DuikaiSession *s, const char *name, const char *value, Len em, Len *out) {
  Measure m;
  if (!measure_read(str_of(value), &m) || m.v <= 0 || m.unit == LEN_UNIT_LINE)
    return bad_option(s, name, value, "a length is wanted, like 10pt or 14em");
  *out = measure_len(m, em, em);
  return true;
}

/* The options that are compose's own; the others are the paragraph style's. */
static bool set_own(DuikaiSession *s, Spec *spec, Str name, Str value, bool *done) {
  *done = true;
  if (str_is(name, "pitch")) return spec->pitch_asked = value, true;
  if (str_is(name, "input")) {
    spec->runs = str_is(value, "runs");
    return spec->runs || str_is(value, "text") || bad_option(s, "input", str_z(s->arena, value), "it is text or runs");
  }
  if (str_is(name, "tcy")) return vec_add(s->arena, &spec->tcy, value), true;
  if (str_is(name, "fallback-fonts")) {
    spec->main_face_only = str_is(value, "none");
    return true;
  }
  *done = false;
  return true;
}

static bool set_option(DuikaiSession *s, Spec *spec, Str pair) {
  ptrdiff_t eq = str_find(pair, STR("="));
  if (eq <= 0) return bad_option(s, "--set", str_z(s->arena, pair), "NAME=VALUE is wanted");
  Str name = str_sub(pair, 0, (size_t)eq), value = str_sub(pair, (size_t)eq + 1, pair.n);
  bool done;
  if (!set_own(s, spec, name, value, &done)) return false;
  const char *why = done ? NULL : para_style_set(s->arena, &spec->style, name, value);
  return !why || bad_option(s, str_z(s->arena, name), str_z(s->arena, value), why);
}

/* Measure and pitch, whose em is that of their own direction: a flat body is wider than high. */
static bool read_block(DuikaiSession *s, const DuikaiCompose *c, Spec *spec) {
  Len along = para_em_along(&spec->style), across = para_em_across(&spec->style);
  if (!read_length(s, "--measure", c->measure ? c->measure : "14em", along, &spec->measure)) return false;
  const char *pitch = spec->pitch_asked.n ? str_z(s->arena, spec->pitch_asked) : "2em";
  return read_length(s, "pitch", pitch, across, &spec->pitch);
}

static bool read_spec(DuikaiSession *s, const DuikaiCompose *c, Spec *spec) {
  Lang lang = LANG_ZH_HANS;
  if (c->lang && !lang_read(str_of(c->lang), &lang))
    return bad_option(s, "--lang", c->lang, "it is zh-Hans, zh-Hant, zh-HK, ja, ko or en");
  *spec = (Spec){.style = para_style_default(lang)};
  Str writing = str_of(c->writing ? c->writing : "horizontal");
  spec->style.vertical = str_is(writing, "vertical");
  if (!spec->style.vertical && !str_is(writing, "horizontal"))
    return bad_option(s, "--writing", c->writing, "it is horizontal or vertical");
  if (!read_length(s, "--size", c->size ? c->size : "10pt", 0, &spec->style.size)) return false;
  for (size_t i = 0; i < c->set_count; i++)
    if (!set_option(s, spec, str_of(c->set[i]))) return false;
  return read_block(s, c, spec);
}

/* ---- paragraphs and their runs */

typedef struct Source {
  Str text;
  Run *runs;
  size_t run_count;
  Span span;
  uint32_t file;
} Source;
typedef VEC(Source) Sources;

static Run plain_run(const Spec *spec, const Fonts *fonts) {
  int role = fonts_find_role(fonts, STR("song"));
  return (Run){.role = role < 0 ? 0 : role,
               .lang = spec->style.lang,
               .size = spec->style.size,
               .x_scale_pm = spec->style.x_scale_pm,
               .ink = INK_BLACK};
}

static Run piece_of(const Run *plain, size_t at, size_t end) {
  Run r = *plain;
  r.at = (uint32_t)at;
  r.end = (uint32_t)end;
  return r;
}

/* Cuts a run where a tate-chu-yoko text stands in it. */
static size_t next_tcy(const Spec *spec, Str text, size_t from, size_t *length) {
  size_t best = text.n;
  for (size_t i = 0; i < spec->tcy.n; i++) {
    ptrdiff_t at = str_find(str_sub(text, from, text.n), spec->tcy.at[i]);
    if (at < 0 || from + (size_t)at >= best || spec->tcy.at[i].n == 0) continue;
    best = from + (size_t)at;
    *length = spec->tcy.at[i].n;
  }
  return best;
}

static void add_plain(DuikaiSession *s, const Spec *spec, Sources *out, Str text, Span span) {
  VEC(Run) runs = {0};
  Run plain = plain_run(spec, s->fonts);
  for (size_t at = 0; at < text.n;) {
    size_t length = 0, tcy = next_tcy(spec, text, at, &length);
    if (tcy > at) vec_add(s->arena, &runs, piece_of(&plain, at, tcy));
    if (tcy < text.n) {
      Run r = piece_of(&plain, tcy, tcy + length);
      r.marks = RUN_TCY;
      vec_add(s->arena, &runs, r);
    }
    at = tcy < text.n ? tcy + length : text.n;
  }
  if (!text.n) vec_add(s->arena, &runs, plain);
  vec_add(s->arena, out, (Source){.text = text, .runs = runs.at, .run_count = runs.n, .span = span, .file = span.file});
}

static size_t line_end(Str text, size_t at) {
  ptrdiff_t nl = str_find(str_sub(text, at, text.n), STR("\n"));
  return nl < 0 ? text.n : at + (size_t)nl;
}

static Str trim_end(Str s) {
  while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t')) s.n--;
  return s;
}

static void read_lines(DuikaiSession *s, const Spec *spec, Sources *out, Str text, uint32_t file) {
  for (size_t at = 0; at < text.n || !out->n;) {
    size_t end = line_end(text, at);
    Str line = trim_end(str_sub(text, at, end));
    add_plain(s, spec, out, line, (Span){file, (uint32_t)at, (uint32_t)(at + line.n)});
    at = end + 1;
  }
}

/* Soft newlines: blank lines part paragraphs; a newline beside a wide character is nothing, else a space (CSS Text 3, 4.1.3). */
static void join_line(Buf *b, Str line) {
  size_t zero = 0;
  if (b->n && line.n && !char_is_wide(utf8_before(buf_str(b), b->n)) && !char_is_wide(utf8_next(line, &zero)))
    buf_putc(b, ' ');
  buf_puts(b, line);
}

static void read_soft(DuikaiSession *s, const Spec *spec, Sources *out, Str text, uint32_t file) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  size_t start = 0;
  for (size_t at = 0; at <= text.n;) {
    size_t end = line_end(text, at);
    Str line = str_trim(str_sub(text, at, end));
    if (line.n) {
      if (!b.n) start = at;
      join_line(&b, line);
    }
    if ((!line.n || end >= text.n) && b.n) {
      add_plain(s, spec, out, buf_str(&b), (Span){file, (uint32_t)start, (uint32_t)end});
      b = buf_make(s->arena, TEXT_MAX);
    }
    at = end + 1;
  }
  if (!out->n) add_plain(s, spec, out, (Str){0}, (Span){file, 0, 0});
}

static bool says(const Json *run, const char *key, const char *value) {
  const Json *said = json_find(run, key);
  return said && said->kind == JSON_TEXT && str_is(said->text, value);
}

/* What an object says of its run. */
static void read_run(const Json *r, Run *run) {
  const Json *ruby = json_find(r, "ruby"), *lang = json_find(r, "lang");
  if (says(r, "emphasis", "dot")) run->marks |= RUN_DOTS;
  if (says(r, "mark", "proper-name")) run->marks |= RUN_NAME;
  if (says(r, "mark", "book-title")) run->marks |= RUN_BOOK;
  if (says(r, "mark", "deceased")) run->marks |= RUN_FRAME;
  if (says(r, "script", "super")) run->marks |= RUN_SUP;
  if (says(r, "script", "sub")) run->marks |= RUN_SUB;
  if (says(r, "combine", "upright")) run->marks |= RUN_TCY;
  if (ruby && ruby->kind == JSON_TEXT) run->ruby = ruby->text;
  if (lang && lang->kind == JSON_TEXT) lang_read(lang->text, &run->lang);
}

/* One paragraph as {"runs": [{"text": …, "emphasis": "dot", "mark": "proper-name", "ruby": …, "lang": …}]} */
static bool read_runs(DuikaiSession *s, const Spec *spec, Sources *out, Str text, uint32_t file) {
  const Json *top = json_read(&s->job, text, file);
  const Json *list = top ? json_find(top, "runs") : NULL;
  if (!list || list->kind != JSON_LIST)
    return top ? bad_option(s, "input=runs", "-", "an object with an array 'runs' is wanted") : session_fail(s);
  Buf b = buf_make(s->arena, TEXT_MAX);
  VEC(Run) runs = {0};
  Run plain = plain_run(spec, s->fonts);
  for (const Json *r = list->child; r; r = r->next) {
    const Json *t = json_find(r, "text");
    if (!t || t->kind != JSON_TEXT || !t->text.n) continue;
    Run run = piece_of(&plain, b.n, b.n + t->text.n);
    read_run(r, &run);
    vec_add(s->arena, &runs, run);
    buf_puts(&b, t->text);
  }
  if (!runs.n) vec_add(s->arena, &runs, plain);
  Span span = {file, 0, (uint32_t)text.n};
  vec_add(s->arena, out, (Source){.text = buf_str(&b), .runs = runs.at, .run_count = runs.n, .span = span});
  return true;
}

static Span span_at(const void *ctx, uint32_t at) {
  const Source *src = ctx;
  return src->file ? (Span){src->file, src->span.at + at, src->span.at + at + 1} : src->span;
}

/* ---- the recipe: read, shape, make, set, draw */

static void set_paragraphs(DuikaiSession *s, const Spec *spec, const Sources *sources) {
  Composed *c = &s->composed;
  *c = (Composed){.settings = arena_array(s->arena, Setting *, sources->n),
                  .lines = arena_array(s->arena, Lines, sources->n),
                  .n = sources->n};
  Shaper *shaper = shaper_open(s->arena, s->fonts);
  for (size_t i = 0; i < sources->n; i++) {
    const Source *src = &sources->at[i];
    size_t n = src->run_count;
    const Run *runs = para_runs_make(s->arena, s->fonts, &spec->style, src->text, src->runs, &n);
    const Shaped *shaped =
        shape_paragraph(&s->job, shaper, src->text, runs, n, spec->style.vertical, src->span, span_at, src);
    c->settings[i] = para_make(&s->job, s->fonts, shaped, &spec->style);
    c->lines[i] = para_set(&s->job, c->settings[i], (Rooms){.measure = &spec->measure, .n = 1}, 0);
  }
  shaper_close(shaper);
}

bool duikai_compose(DuikaiSession *s, const DuikaiCompose *c) {
  Spec spec;
  if (!read_spec(s, c, &spec) || !session_open_fonts(s)) return session_fail(s);
  session_check_patterns(s, map_make(s->arena), &spec.style);
  if (spec.main_face_only) fonts_forbid_fallback(s->fonts);
  uint32_t file;
  Str text = text_read(&s->job, str_of(c->name ? c->name : "-"), (Str){c->text, c->text_size}, &file);
  Sources sources = {0};
  if (spec.runs && !read_runs(s, &spec, &sources, text, file)) return false;
  if (!spec.runs && spec.style.newline_soft) read_soft(s, &spec, &sources, text, file);
  if (!spec.runs && !spec.style.newline_soft) read_lines(s, &spec, &sources, text, file);
  set_paragraphs(s, &spec, &sources);
  s->paint = arena_new(s->arena, PaintEdition);
  s->paint->lang = spec.style.lang;
  s->paint->title = STR("duikai compose");
  vec_add(s->arena, &s->paint->pages,
          paint_compose(&s->job, s->fonts, (const Setting *const *)s->composed.settings, s->composed.lines,
                        s->composed.n, spec.measure, spec.style.size, spec.pitch, spec.style.vertical));
  return true;
}

const char *duikai_compose_json(DuikaiSession *s) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  JsonOut j = json_out(&b);
  json_open_array(&j);
  for (size_t i = 0; i < s->composed.n; i++) para_dump(s->composed.settings[i], &s->composed.lines[i], s->fonts, &j);
  json_close_array(&j);
  buf_putc(&b, '\n');
  return session_text(s, &b);
}

const char *duikai_compose_explain(DuikaiSession *s, int line) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  size_t k = line > 0 ? (size_t)line - 1 : 0;
  for (size_t i = 0; i < s->composed.n; i++) {
    if (k < s->composed.lines[i].n) {
      para_explain(s->composed.settings[i], &s->composed.lines[i], k, &b);
      break;
    }
    k -= s->composed.lines[i].n;
  }
  return session_text(s, &b);
}
