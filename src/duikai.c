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

/* The same copy in two slots is printed twice, which a paper seldom means. On an automatic page it is named in no slot. */
static void report_twice(DuikaiSession *s, const Fill *first, const Fill *again) {
  Str where = first->slot.n ? str_f(s->arena, "stands in slot '%.*s' already; it is printed in both", STRF(first->slot))
                            : STR("is in the edition already; it is printed twice");
  diag_add(s->job.diags, DIAG_STORY_TWICE, again->span, "'%.*s' %.*s", STRF(again->file), STRF(where));
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
