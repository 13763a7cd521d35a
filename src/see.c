/* Seeing inside: what each stage made, printed; why a line, a frame or a page came out as it did; the names there are. */
#include "session.h"

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
