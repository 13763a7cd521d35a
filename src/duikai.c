/* The public door: one recipe from an edition to its PDF. Each step takes what the last one made and leaves its own in the session. */
#include "duikai.h"

#include "makeup/makeup.h"
#include "session.h"
#include "story/story.h"

/* ---- session */

DuikaiSession *duikai_open(const DuikaiConfig *config) {
  Arena *a = arena_open();
  DuikaiSession *s = arena_new(a, DuikaiSession);
  s->arena = a;
  s->job = (Job){.arena = a, .diags = diags_make(a)};
  s->threads = 1;
  if (!config) return s;
  s->data_dir = str_copy(a, str_of(config->data_dir));
  s->threads = config->threads > 1 ? config->threads : 1;
  s->strict = config->strict;
  s->color = config->color;
  s->progress = config->progress;
  s->progress_ctx = config->progress_ctx;
  s->draw_pdf = config->draw_pdf;
  s->draw_pdf_ctx = config->draw_pdf_ctx;
  if (s->strict) diags_make_strict(s->job.diags);
  return s;
}

void duikai_close(DuikaiSession *s) {
  if (!s) return;
  printer_close(s->press);
  fonts_close(s->fonts);
  arena_close(s->arena);
}

bool session_fail(DuikaiSession *s) {
  s->failed = true;
  return false;
}

void session_tell(DuikaiSession *s, const char *stage, int done, int total) {
  if (s->progress) s->progress(s->progress_ctx, stage, done, total);
}

bool session_open_fonts(DuikaiSession *s) {
  if (!s->fonts) s->fonts = fonts_open(&s->job, s->data_dir);
  return s->fonts || session_fail(s);
}

const char *session_text(DuikaiSession *s, const Buf *b) { return str_z(s->arena, buf_str(b)); }

/* ---- reading */

static bool is_copy_file(Str path) {
  return !dir_exists(path) &&
         (str_is(path_ext(path), "md") || str_is(path_ext(path), "markdown") || str_is(path_ext(path), "txt"));
}

static bool read_copy(DuikaiSession *s, Str path, Span asked_at) {
  Stories *stories = arena_new(s->arena, Stories);
  map_put(s->copy, path, stories);
  Str raw;
  if (!file_read(&s->job, path, FILE_MAX_COPY, asked_at, &raw)) return false;
  uint32_t file;
  Str text = text_read(&s->job, path, raw, &file);
  if (s->copy_alone) s->edition->lang = lang_guess(text);
  *stories = story_read(&s->job, path, text, file, s->edition->lang);
  for (size_t i = 0; i < stories->n; i++) stories->at[i].dir = s->edition->dir; /* images/ stands beside stories/ */
  return true;
}

/* The same copy in two slots is printed twice, which a paper seldom means. */
static void report_twice(DuikaiSession *s, const Fill *first, const Fill *again) {
  diag_add(s->job.diags, DIAG_STORY_TWICE, again->span, "'%.*s' stands in slot '%.*s' already; it is printed in both",
           STRF(again->file), STRF(first->slot));
  diag_add_hint(s->job.diags, first->span, "it stands here first");
}

static size_t read_some(DuikaiSession *s, Map *first, Fill *fills, size_t n) {
  size_t read = 0;
  for (size_t i = 0; i < n; i++) {
    Fill *f = &fills[i], *before = map_find(first, f->file);
    if (before)
      report_twice(s, before, f);
    else
      map_put(first, f->file, f), read += read_copy(s, f->file, f->span);
  }
  return read;
}

static size_t read_fillers(DuikaiSession *s, Map *first) {
  const Edition *e = s->edition;
  Fill *fills = arena_array(s->arena, Fill, e->filler_count);
  size_t n = 0, read = 0;
  for (size_t i = 0; i < e->filler_count; i++)
    if (e->fillers[i].is_copy) {
      fills[n++] = (Fill){.slot = STR("fillers"), .file = e->fillers[i].file, .span = e->fillers[i].span};
      e->fillers[i].broken = map_find(first, e->fillers[i].file);
      read += read_some(s, first, &fills[n - 1], 1);
    }
  return read;
}

static bool read_fills(DuikaiSession *s) {
  const Edition *e = s->edition;
  Map *first = map_make(s->arena);
  size_t read = 0;
  for (size_t p = 0; p < e->page_count; p++) read += read_some(s, first, e->pages[p].fills, e->pages[p].fill_count);
  read += read_some(s, first, e->fills, e->fill_count);
  read += read_fillers(s, first);
  return read > 0 || e->file; /* a copy file that cannot be read makes no page; an edition still has its own ink */
}

bool duikai_read(DuikaiSession *s, const char *edition) {
  Str path = str_copy(s->arena, str_of(edition));
  s->copy_alone = is_copy_file(path);
  s->edition = s->copy_alone ? edition_for_copy(&s->job, path, s->data_dir, LANG_ZH_HANS)
                             : edition_read(&s->job, path, s->data_dir);
  s->flow = NULL;
  s->paint = NULL;
  if (!s->edition) return session_fail(s);
  s->copy = map_make(s->arena);
  return read_fills(s) || session_fail(s);
}

/* ---- making */

static void check_font_role(DuikaiSession *s, Map *told, const Style *style, Str role) {
  if (fonts_find_role(s->fonts, role) >= 0) return;
  Str key = str_f(s->arena, "%u:%u:%.*s", style->font_span.file, style->font_span.at, STRF(role));
  if (map_find(told, key)) return;
  map_put(told, key, s);
  diag_add(s->job.diags, DIAG_UNKNOWN_FONT_ROLE, style->font_span,
           "style '%.*s' wants font role '%.*s', which fonts/roles.yaml does not name; '%.*s' is used",
           STRF(style->name), STRF(role), STRF(fonts_role_name(s->fonts, 0)));
  VEC(Str) names = {0};
  for (int i = 0; i < fonts_role_count(s->fonts); i++) vec_add(s->arena, &names, fonts_role_name(s->fonts, i));
  Str near = str_nearest(role, names.at, names.n);
  if (near.n) diag_add_hint(s->job.diags, (Span){0}, "the nearest name is '%.*s'", STRF(near));
}

static void check_style_roles(DuikaiSession *s, Map *told, const Style *style) {
  if (!style) return;
  check_font_role(s, told, style, style->font);
  session_check_patterns(s, told, &style->para);
  if (style->font_bold.n) check_font_role(s, told, style, style->font_bold);
  if (style->font_emphasis.n) check_font_role(s, told, style, style->font_emphasis);
}

void session_check_patterns(DuikaiSession *s, Map *told, const ParaStyle *style) {
  Str wanted;
  if (text_has_patterns(s->arena, style->hyphenation, style->patterns, &wanted) || map_find(told, wanted)) return;
  map_put(told, wanted, s);
  diag_add(s->job.diags, DIAG_HYPHENATION_MISSING, (Span){0}, "'%.*s' cannot be read; words are not divided",
           STRF(wanted));
  if (!style->patterns.n)
    diag_add_hint(s->job.diags, (Span){0}, "Debian's package is hyphen-en-%s",
                  style->hyphenation == HYPHENATION_EN_GB ? "gb" : "us");
}

/* A layout is read before any font is opened; what its styles ask of the fonts is asked here. */
static void check_styles(DuikaiSession *s) {
  Map *told = map_make(s->arena);
  for (size_t p = 0; p < s->edition->page_count; p++) {
    const Layout *l = s->edition->pages[p].layout;
    if (!l || (p && l == s->edition->pages[p - 1].layout)) continue;
    for (size_t i = 0; i < map_count(l->styles); i++) check_style_roles(s, told, map_value(l->styles, i));
    for (size_t i = 0; i < l->slot_count; i++) {
      const Slot *t = &l->slots[i];
      const Style *own[] = {t->headline, t->kicker, t->deck,   t->byline, t->body,   t->dateline, t->subhead, t->quote,
                            t->caption,  t->credit, t->author, t->flag,   t->notice, t->list,     t->text};
      for (size_t k = 0; k < COUNT(own); k++) check_style_roles(s, told, own[k]);
    }
  }
}

/* The page of a number, or of a label: 3, B02; of a spread also its own: 4-5. -1: there is none. */
static ptrdiff_t find_page(const Edition *e, Arena *a, Str word) {
  int64_t n;
  word = str_trim(word);
  bool number = str_read_int(word, &n);
  for (size_t i = 0; i < e->page_count; i++) {
    const PagePlan *p = &e->pages[i];
    if (str_eq(p->label, word)) return (ptrdiff_t)i;
    for (int k = 0; p->part.n && k < page_span(p); k++)
      if (str_eq(edition_label(a, e, p->part, p->nth + k), word)) return (ptrdiff_t)i;
  }
  for (size_t i = 0; number && i < e->page_count; i++)
    if (n >= e->pages[i].number && n < e->pages[i].number + page_span(&e->pages[i])) return (ptrdiff_t)i;
  return -1;
}

/* "1,3-4" -> a byte per page. False when it is no such list or names a page that is not there. */
static bool read_pages(DuikaiSession *s, Str words, uint8_t *only) {
  const Edition *e = s->edition;
  for (size_t at = 0; at <= words.n;) {
    ptrdiff_t comma = str_find(str_sub(words, at, words.n), STR(","));
    size_t end = comma < 0 ? words.n : at + (size_t)comma;
    Str part = str_trim(str_sub(words, at, end));
    ptrdiff_t dash = str_find(part, STR("-")), first = find_page(e, s->arena, part), last = first;
    if (first < 0 && dash >= 0) {
      first = find_page(e, s->arena, str_sub(part, 0, (size_t)dash));
      last = find_page(e, s->arena, str_sub(part, (size_t)dash + 1, part.n));
    }
    if (first < 0 || last < first) {
      const PagePlan *final = &e->pages[e->page_count - 1];
      diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "'%.*s' in --pages is no page of this edition, which has %d",
               STRF(part), final->number + page_span(final) - 1);
      return false;
    }
    for (ptrdiff_t p = first; p <= last; p++) only[p] = 1;
    at = end + 1;
  }
  return true;
}

typedef struct PaintWork {
  const DuikaiSession *s;
  unsigned show;
  PaintPage **pages;
  Diags **diags;
  Arena **arenas;
} PaintWork;

static void paint_one(void *ctx, size_t i, int worker) {
  (void)worker;
  PaintWork *w = ctx;
  Job job = {.arena = w->arenas[i], .diags = w->diags[i]};
  const FlowPage *page = w->s->flow->pages.at[i];
  w->pages[i] = paint_page(&job, w->s->flow, page, w->s->fonts, w->show);
  PaintNotes marks = session_notes(w->s, job.arena, i);
  if (w->show & SHOW_LINT) paint_marks(&job, w->pages[i], w->s->fonts, marks.at, marks.n, page->layout->grid.body);
}

static void set_information(DuikaiSession *s, PaintEdition *pe) {
  const Edition *e = s->edition;
  pe->lang = e->lang;
  pe->has_day = e->has_day;
  pe->day = e->day;
  pe->spots = e->spots;
  Str name = edition_field(e, STR("paper.name")), day = edition_field(e, STR("date"));
  pe->title = name.n && day.n ? str_f(s->arena, "%.*s %.*s", STRF(name), STRF(day))
              : name.n        ? name
                              : path_base(e->path);
  pe->author = edition_field(e, STR("paper.publisher"));
  for (size_t i = 0; s->flow && i < s->flow->stories.n; i++) {
    const Story *st = s->flow->stories.at[i].story;
    Buf title = buf_make(s->arena, 4096);
    for (size_t k = 0; k < st->headline.n; k++) {
      if (k) buf_putc(&title, ' ');
      buf_puts(&title, st->headline.at[k].text);
    }
    vec_add(s->arena, &pe->stories, (PaintStory){.title = buf_str(&title), .lang = st->lang});
  }
}

/* Pages are drawn side by side, each into an arena of its own that lives inside the session's lifetime. */
static void paint_pages(DuikaiSession *s, unsigned show) {
  size_t n = s->flow->pages.n;
  s->paint = arena_new(s->arena, PaintEdition);
  set_information(s, s->paint);
  PaintWork w = {.s = s,
                 .show = show,
                 .pages = arena_array(s->arena, PaintPage *, n),
                 .diags = arena_array(s->arena, Diags *, n),
                 .arenas = arena_array(s->arena, Arena *, n)};
  for (size_t i = 0; i < n; i++) {
    w.arenas[i] = arena_open_child(s->arena);
    w.diags[i] = diags_fork(w.arenas[i], s->job.diags);
  }
  pool_run(s->threads, n, paint_one, &w);
  for (size_t i = 0; i < n; i++) {
    diags_merge(s->job.diags, w.diags[i]);
    vec_add(s->arena, &s->paint->pages, w.pages[i]);
  }
}

static bool read_options(DuikaiSession *s, const DuikaiMake *o, unsigned *show, uint8_t **only) {
  *show = SHOW_OVERSET;
  *only = NULL;
  if (!o) return true;
  if (o->no_overset_mark) *show = 0;
  if (o->show && !show_read(str_of(o->show), show)) {
    diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0},
             "'%s' in --show is no overlay; there are frames, legs, baselines, grid, order, roles, overset and lint, "
             "and none",
             o->show);
    return false;
  }
  if (!o->pages) return true;
  *only = arena_array(s->arena, uint8_t, s->edition->page_count);
  return read_pages(s, str_of(o->pages), *only);
}

bool duikai_make(DuikaiSession *s, const DuikaiMake *options) {
  if (!s->edition || !session_open_fonts(s)) return session_fail(s);
  FlowInput in = {
      .edition = s->edition, .fonts = s->fonts, .data_dir = s->data_dir, .copy = s->copy, .threads = s->threads};
  check_styles(s);
  if (!makeup_edition(&s->job, s->edition, &in)) return session_fail(s);
  unsigned show;
  uint8_t *only;
  if (!read_options(s, options, &show, &only)) return session_fail(s);
  in.only = only, in.suggest = options && options->suggest;
  session_tell(s, "layout", 0, (int)s->edition->page_count);
  s->flow = flow_edition(&s->job, &in);
  s->faults = lint_edition(&s->job, s->flow);
  session_tell(s, "paint", 0, (int)s->flow->pages.n);
  paint_pages(s, show);
  s->show = show;
  s->layers = (show & ~(unsigned)SHOW_OVERSET) != 0;
  return session_press(s, options) || session_fail(s);
}

void duikai_drop_outputs(void) { out_drop_all(); }

/* ---- findings and reports */

const char *duikai_findings(DuikaiSession *s, DuikaiLevel least) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  diags_write_text(s->job.diags, &b, (DiagLevel)least, s->color);
  diags_write_remedies(s->job.diags, &b, (DiagLevel)(least > DUIKAI_WARNING ? least : DUIKAI_WARNING));
  return session_text(s, &b);
}

size_t duikai_count(const DuikaiSession *s, DuikaiLevel level) { return diags_count(s->job.diags, (DiagLevel)level); }

int duikai_status(const DuikaiSession *s) {
  if (s->failed) return 2;
  return diags_count(s->job.diags, DIAG_ERROR) || (s->strict && diags_count(s->job.diags, DIAG_WARNING)) ? 1 : 0;
}

static bool find_place(void *ctx, Span span, DiagPlace *place) { return flow_find_place(ctx, span, place); }

/* The pages that the engine made up: their points, and the least there could be. */
static void put_makeup(const DuikaiSession *s, JsonOut *j) {
  json_put_key(j, "makeup");
  json_open_array(j);
  for (size_t i = 0; s->flow && i < s->edition->page_count; i++) {
    const PagePlan *p = &s->edition->pages[i];
    if (!p->why.n) continue;
    json_open_object(j);
    json_put_key(j, "page"), json_put_int(j, p->number);
    json_put_key(j, "score"), json_put_int(j, p->score);
    json_put_key(j, "bound"), json_put_int(j, p->bound);
    json_put_key(j, "why"), json_put_str(j, p->why);
    json_close_object(j);
  }
  json_close_array(j);
}

/* The house pieces that stand on pages. */
static void put_fillers(const DuikaiSession *s, JsonOut *j) {
  json_put_key(j, "fillers");
  json_open_array(j);
  for (size_t i = 0; s->flow && i < s->edition->filler_count; i++) {
    const Filler *f = &s->edition->fillers[i];
    if (!f->page) continue;
    json_open_object(j);
    json_put_key(j, "file"), json_put_str(j, f->file);
    json_put_key(j, "page"), json_put_int(j, f->page);
    json_put_key(j, "slot"), json_put_str(j, f->slot);
    json_close_object(j);
  }
  json_close_array(j);
}

/* Numbers of the pages that are not to be printed yet. */
static void put_held(const DuikaiSession *s, JsonOut *j) {
  json_put_key(j, "held");
  json_open_array(j);
  for (size_t i = 0; s->flow && i < s->flow->pages.n; i++)
    if (s->flow->pages.at[i]->held) json_put_int(j, s->flow->pages.at[i]->number);
  json_close_array(j);
}

void session_put_report(DuikaiSession *s, JsonOut *j) {
  if (s->flow) diags_place(s->job.diags, find_place, s->flow);
  json_put_key(j, "duikai");
  json_put_str(j, STR(DUIKAI_VERSION));
  json_put_key(j, "edition");
  json_put_str(j, s->edition ? s->edition->path : (Str){0});
  json_put_key(j, "status");
  json_put_int(j, duikai_status(s));
  json_put_key(j, "findings");
  diags_write_json(s->job.diags, j);
  put_held(s, j);
  put_makeup(s, j);
  put_fillers(s, j);
  json_put_key(j, "dropped");
  flow_dropped_json(s->flow, j);
  json_put_key(j, "fit");
  if (s->flow)
    flow_fit_json(s->flow, j);
  else
    json_put_null(j);
  session_put_loosest(s, j);
}

const char *duikai_report(DuikaiSession *s) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  JsonOut j = json_out(&b);
  json_open_object(&j);
  session_put_report(s, &j);
  json_close_object(&j);
  buf_putc(&b, '\n');
  return session_text(s, &b);
}

const char *duikai_fit(DuikaiSession *s) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  if (s->flow) flow_fit_text(s->flow, &b);
  return session_text(s, &b);
}

const char *duikai_fit_json(DuikaiSession *s) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  JsonOut j = json_out(&b);
  if (s->flow) flow_fit_json(s->flow, &j);
  buf_putc(&b, '\n');
  return session_text(s, &b);
}

/* ---- seeing inside */

static void dump_story(DuikaiSession *s, Buf *b) {
  VEC(Story) all = {0};
  for (size_t i = 0; i < map_count(s->copy); i++) {
    const Stories *some = map_value(s->copy, i);
    for (size_t k = 0; k < some->n; k++) vec_add(s->arena, &all, some->at[k]);
  }
  JsonOut j = json_out(b);
  stories_dump((Stories){.at = all.at, .n = all.n}, s->job.diags, &j);
}

/* The paragraphs in the order they were set, once each though their lines stand in several frames. */
static void dump_settings(DuikaiSession *s, Buf *b, bool shaped) {
  const Setting *last = NULL, *full = NULL;
  Arena *scratch = arena_open();
  for (size_t p = 0; p < s->flow->pages.n; p++) {
    const FlowPage *page = s->flow->pages.at[p];
    for (size_t i = 0; i < page->items.n; i++) {
      const Item *it = &page->items.at[i];
      if (it->kind != ITEM_LINE || (shaped && it->setting == last)) continue;
      const Lines line = {.at = it->line, .n = 1};
      if (it->setting != last && !shaped) {
        arena_clear(scratch);
        full = session_setting_again(scratch, s, it->setting);
      }
      if (it->setting != last && !shaped) buf_putf(b, "# page %d, %s\n", page->number, role_name(it->role));
      if (shaped)
        shaped_dump(setting_shaped(it->setting), s->fonts, b);
      else
        para_explain(full, &line, 0, b);
      last = it->setting;
    }
  }
  arena_close(scratch);
}

static void dump_paint(DuikaiSession *s, Buf *b) {
  for (size_t p = 0; p < s->paint->pages.n; p++) paint_dump(s->paint->pages.at[p], s->fonts, b);
}

static void dump_json(DuikaiSession *s, Str stage, Buf *b) {
  JsonOut j = json_out(b);
  if (str_is(stage, "plan"))
    plan_dump(s->edition, &j);
  else
    flow_dump(s->flow, &j);
  buf_putc(b, '\n');
}

const char *duikai_dump(DuikaiSession *s, const char *stage) {
  Str what = str_of(stage);
  bool early = str_is(what, "story") || str_is(what, "plan");
  bool late = str_is(what, "shape") || str_is(what, "para") || str_is(what, "flow") || str_is(what, "paint");
  if ((!early && !late) || !s->edition || (late && !s->flow)) return NULL;
  Buf b = buf_make(s->arena, TEXT_MAX);
  if (str_is(what, "story"))
    dump_story(s, &b);
  else if (str_is(what, "shape") || str_is(what, "para"))
    dump_settings(s, &b, str_is(what, "shape"));
  else if (str_is(what, "paint"))
    dump_paint(s, &b);
  else
    dump_json(s, what, &b);
  return session_text(s, &b);
}

static void report_nobody(DuikaiSession *s, const char *name) {
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "'%s' is no frame and no story of this edition", name);
  for (size_t p = 0; p < s->flow->pages.n; p++) {
    const FlowPage *page = s->flow->pages.at[p];
    Buf names = buf_make(s->arena, TEXT_MAX);
    for (size_t i = 0; i < page->frames.n; i++)
      buf_putf(&names, "%s%.*s", i ? ", " : "", STRF(page->frames.at[i].name));
    if (names.n)
      diag_add_hint(s->job.diags, (Span){0}, "frames of page %d are %.*s", page->number, STRF(buf_str(&names)));
  }
}

/* page-3: why the page is as it is */
static bool explain_page(const DuikaiSession *s, Str what, Buf *b) {
  int64_t n;
  if (!s->flow || !str_has_prefix(what, STR("page-")) || !str_read_int(str_sub(what, 5, what.n), &n) || n < 1 ||
      n > (int64_t)s->edition->page_count)
    return false;
  const PagePlan *p = &s->edition->pages[n - 1];
  buf_putf(b, "page %lld%s%.*s\n", (long long)n, p->name.n ? ", " : "", STRF(p->name));
  if (p->why.n)
    buf_puts(b, p->why);
  else
    buf_putf(b, "  by layout '%.*s'\n", STRF(p->layout ? p->layout->name : (Str){0}));
  return true;
}

const char *duikai_explain(DuikaiSession *s, const char *story_or_frame) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  if (explain_page(s, str_of(story_or_frame), &b)) return session_text(s, &b);
  if (s->flow && flow_explain(s->flow, str_of(story_or_frame), &b)) return session_text(s, &b);
  session_fail(s);
  if (s->flow) report_nobody(s, story_or_frame);
  return NULL;
}

const char *duikai_fonts(DuikaiSession *s, bool check) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  if (session_open_fonts(s)) fonts_dump(s->fonts, &b, check);
  return session_text(s, &b);
}

const char *duikai_schema(DuikaiSession *s, const char *what) {
  bool edition = str_is(str_of(what), "edition");
  if (!edition && !str_is(str_of(what), "layout")) return NULL;
  Buf b = buf_make(s->arena, TEXT_MAX);
  plan_write_schema(edition, &b);
  return session_text(s, &b);
}

const char *duikai_option_names(DuikaiSession *s) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  size_t n;
  const ParaOption *o = para_options(&n);
  for (size_t i = 0; i < n; i++) buf_putf(&b, "  %-26s %-40s %s\n", o[i].name, o[i].values, o[i].meaning);
  return session_text(s, &b);
}
