/* The public door: proofs. A folder with a picture of every page, overlays and margin as asked, a contact sheet, what was found as JSON, and a
 * page that shows it all in a browser. */
#include "ledger/ledger.h"
#include "session.h"

#include <string.h>

enum { RESOLUTION = 100, CONTACT_ACROSS = 4 };
/* overlays that would be dust on a page three hundred pixels wide */
enum {
  GUIDES =
      1 << LAYER_FRAMES | 1 << LAYER_LEGS | 1 << LAYER_BASELINES | 1 << LAYER_ROLES | 1 << LAYER_GRID | 1 << LAYER_ORDER
};
#define CONTACT_WIDTH (LEN_MM * 80)

typedef struct Proofing {
  DuikaiSession *s;
  Str dir, ext;
  RasterFormat format;
  RasterOptions raster;
  int quality;
  Buf *files; /* [pages] */
  Arena **arenas;
  Diags **diags;
  bool *made;
  Ledger ledger, old;
  Changes changes;
  bool compared;
} Proofing;

static Str picture_name(Arena *a, const Proofing *p, const char *what, int number) {
  return number ? str_f(a, "%s-%d.%.*s", what, number, STRF(p->ext)) : str_f(a, "%s.%.*s", what, STRF(p->ext));
}

/* Each rule has a colour of its own on all pages. */
static Ink fault_ink(LintRule rule) {
  static const Ink INKS[] = {{INK_RGB, {850, 150, 150, 0}},
                             {INK_RGB, {850, 400, 0, 0}},
                             {INK_RGB, {700, 0, 450, 0}},
                             {INK_RGB, {450, 250, 0, 0}},
                             {INK_RGB, {0, 450, 450, 0}}};
  return INKS[(size_t)rule % COUNT(INKS)];
}

PaintNotes session_notes(const DuikaiSession *s, Arena *a, size_t page) {
  VEC(PaintMark) marks = {0};
  for (size_t i = 0; i < s->faults.n; i++) {
    const LintFault *f = &s->faults.at[i];
    if (f->page == s->flow->pages.at[page]->number)
      vec_add(
          a, &marks,
          (PaintMark){.box = f->box, .ink = fault_ink(f->rule), .words = str_of(lint_name(f->rule)), .lang = LANG_EN});
  }
  return (PaintNotes){
      .title = str_of(s->edition->lang == LANG_EN ? "Make-up" : "版面问题"), .at = marks.at, .n = marks.n};
}

/* In the margin the rule's name and what is wrong. */
static PaintNotes margin_notes(const DuikaiSession *s, Arena *a, size_t page) {
  PaintNotes notes = session_notes(s, a, page);
  PaintMark *at = arena_array(a, PaintMark, notes.n + 1);
  for (size_t i = 0, k = 0; i < s->faults.n && k < notes.n; i++) {
    if (s->faults.at[i].page != s->flow->pages.at[page]->number) continue;
    at[k] = notes.at[k];
    at[k].words = str_f(a, "%s: %.*s", lint_name(s->faults.at[i].rule), STRF(s->faults.at[i].words));
    k++;
  }
  notes.at = at;
  return notes;
}

static void draw_one(void *ctx, size_t i, int worker) {
  (void)worker;
  Proofing *p = ctx;
  const DuikaiSession *s = p->s;
  Arena *scratch = arena_open();
  Job keep = {p->arenas[i], p->diags[i]}, drawing = {scratch, p->diags[i]};
  const PaintPage *page = s->paint->pages.at[i];
  if (s->show)
    page = paint_sheet(&drawing, s->flow, s->flow->pages.at[i], page, s->fonts, s->show, margin_notes(s, scratch, i));
  Raster r;
  p->made[i] = raster_draw(&drawing, page, s->fonts, &p->raster, &r) &&
               raster_encode(&keep, &r, p->format, p->quality, &p->files[i]);
  arena_close(scratch);
}

static bool write_file(Proofing *p, Str name, Str bytes) {
  return file_write(&p->s->job, path_join(p->s->arena, p->dir, name), bytes);
}

static bool write_pages(Proofing *p) {
  DuikaiSession *s = p->s;
  Arena *a = s->arena;
  size_t n = s->paint->pages.n;
  p->files = arena_array(a, Buf, n + 1);
  p->arenas = arena_array(a, Arena *, n + 1);
  p->diags = arena_array(a, Diags *, n + 1);
  p->made = arena_array(a, bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    p->arenas[i] = arena_open();
    p->diags[i] = diags_fork(a, s->job.diags);
  }
  pool_run(s->threads, n, draw_one, p);
  bool ok = true;
  for (size_t i = 0; i < n; i++) {
    diags_merge(s->job.diags, p->diags[i]);
    ok = ok && p->made[i] &&
         write_file(p, picture_name(a, p, "page", s->paint->pages.at[i]->number), buf_str(&p->files[i]));
    arena_close(p->arenas[i]);
  }
  return ok;
}

/* ---- the contact sheet: every page small, on one ground */
static void lay(Raster *on, const Raster *r, int x, int y) {
  for (int k = 0; k < r->height && y + k < on->height; k++) {
    int n = x + r->width > on->width ? on->width - x : r->width;
    if (n > 0)
      memcpy(on->pixels + (size_t)(y + k) * (size_t)on->width + x, r->pixels + (size_t)k * (size_t)r->width,
             sizeof *r->pixels * (size_t)n);
  }
}

static int pixels(Len v, int ppi) { return (int)((v * ppi + LEN_IN / 2) / LEN_IN); }

static bool write_contact(Proofing *p) {
  DuikaiSession *s = p->s;
  Arena *scratch = arena_open();
  Job job = {scratch, s->job.diags};
  size_t n = s->paint->pages.n;
  Rect *places = arena_array(scratch, Rect, n + 1);
  const PaintPage *ground = paint_contact(&job, s->paint, s->fonts, CONTACT_ACROSS, CONTACT_WIDTH, places);
  Raster sheet, small;
  bool ok = raster_draw(&job, ground, s->fonts, &(RasterOptions){.ppi = RESOLUTION}, &sheet);
  for (size_t i = 0; ok && i < n; i++) {
    RasterOptions o = {.width = pixels(places[i].w, RESOLUTION), .without = GUIDES};
    ok = raster_draw(&job, s->paint->pages.at[i], s->fonts, &o, &small);
    if (ok) lay(&sheet, &small, pixels(places[i].x, RESOLUTION), pixels(places[i].y, RESOLUTION));
  }
  Buf file;
  ok = ok && raster_encode(&job, &sheet, p->format, p->quality, &file) &&
       write_file(p, picture_name(scratch, p, "contact", 0), buf_str(&file));
  arena_close(scratch);
  return ok;
}

/* ---- proof.json */
static bool write_json(Proofing *p) {
  DuikaiSession *s = p->s;
  Buf b = buf_make(s->arena, TEXT_MAX);
  JsonOut j = json_out(&b);
  json_open_object(&j);
  session_put_report(s, &j);
  json_put_key(&j, "pages");
  json_open_array(&j);
  for (size_t i = 0; i < s->paint->pages.n; i++) {
    const PaintPage *page = s->paint->pages.at[i];
    json_open_object(&j);
    json_put_key(&j, "page");
    json_put_int(&j, page->number);
    json_put_key(&j, "name");
    json_put_str(&j, page->name);
    json_put_key(&j, "picture");
    json_put_str(&j, picture_name(s->arena, p, "page", page->number));
    json_close_object(&j);
  }
  json_close_array(&j);
  json_put_key(&j, "stories");
  ledger_write(&p->ledger, &j);
  json_close_object(&j);
  buf_putc(&b, '\n');
  return write_file(p, STR("proof.json"), buf_str(&b));
}

/* ---- what changed since another build */
static bool read_old(Proofing *p, const char *old) {
  DuikaiSession *s = p->s;
  Str path = str_copy(s->arena, str_of(old)), text;
  if (dir_exists(path)) path = path_join(s->arena, path, STR("proof.json"));
  if (!file_read(&s->job, path, FILE_MAX_COPY, (Span){0}, &text) || !ledger_read(&s->job, path, text, &p->old))
    return false;
  p->changes = ledger_compare(s->arena, &p->old, &p->ledger);
  return p->compared = true;
}

static Ink change_ink(unsigned what) {
  static const Ink EDITED = {INK_RGB, {800, 100, 100, 0}}, ADDED = {INK_RGB, {0, 500, 200, 0}},
                   GONE = {INK_RGB, {450, 450, 450, 0}}, MOVED = {INK_RGB, {100, 350, 850, 0}};
  if (what >> CHANGE_REMOVED & 1) return GONE;
  if (what >> CHANGE_ADDED & 1) return ADDED;
  return what >> CHANGE_EDITED & 1 ? EDITED : MOVED;
}

/* A mark on every frame of a story that stands on the page, or stood there and is gone. */
static PaintNotes change_notes(const Proofing *p, Arena *a, int page, bool whole) {
  bool english = p->s->edition->lang == LANG_EN;
  VEC(PaintMark) marks = {0};
  for (size_t i = 0; i < p->changes.n; i++) {
    const StoryChange *c = &p->changes.at[i];
    const LedgerStory *story = c->is ? c->is : c->was;
    Str words = change_words(a, c, english);
    if (whole) words = str_f(a, english ? "%.*s: %.*s" : "《%.*s》 %.*s", STRF(story->headline), STRF(words));
    for (size_t k = 0; k < story->parts.n; k++)
      if (story->parts.at[k].page == page)
        vec_add(a, &marks,
                (PaintMark){.box = story->parts.at[k].box,
                            .ink = change_ink(c->what),
                            .words = words,
                            .lang = p->s->edition->lang});
  }
  return (PaintNotes){.title = str_of(english ? "Changes" : "改动"), .at = marks.at, .n = marks.n};
}

static bool write_change_page(Proofing *p, size_t i) {
  DuikaiSession *s = p->s;
  Arena *scratch = arena_open();
  Job job = {scratch, s->job.diags};
  const FlowPage *flow = s->flow->pages.at[i];
  PaintNotes marks = change_notes(p, scratch, flow->number, false),
             notes = change_notes(p, scratch, flow->number, true);
  bool ok = true;
  if (marks.n) {
    PaintPage *page = paint_page(&job, s->flow, flow, s->fonts, s->show & SHOW_OVERSET);
    paint_marks(&job, page, s->fonts, marks.at, marks.n, flow->layout->grid.body);
    page = paint_sheet(&job, s->flow, flow, page, s->fonts, SHOW_OVERSET, notes);
    Raster r;
    Buf file;
    ok = raster_draw(&job, page, s->fonts, &(RasterOptions){.ppi = p->raster.ppi}, &r) &&
         raster_encode(&job, &r, p->format, p->quality, &file) &&
         write_file(p, picture_name(scratch, p, "diff", flow->number), buf_str(&file));
  }
  arena_close(scratch);
  return ok;
}

static bool write_changes(Proofing *p) {
  DuikaiSession *s = p->s;
  if (!p->compared) return true;
  bool ok = true;
  for (size_t i = 0; ok && i < s->flow->pages.n; i++) ok = write_change_page(p, i);
  Buf b = buf_make(s->arena, TEXT_MAX);
  JsonOut j = json_out(&b);
  json_open_object(&j);
  json_put_key(&j, "same");
  json_put_int(&j, (int64_t)p->changes.same);
  json_put_key(&j, "stories");
  changes_write(&p->changes, &j);
  json_close_object(&j);
  buf_putc(&b, '\n');
  return ok && write_file(p, STR("diff.json"), buf_str(&b));
}

/* One line a story: 第1版 《…》 改稿 812→830 字，重排 14→15 行 */
static const char *changes_text(Proofing *p) {
  bool english = p->s->edition->lang == LANG_EN;
  Buf b = buf_make(p->s->arena, TEXT_MAX);
  for (size_t i = 0; i < p->changes.n; i++) {
    const StoryChange *c = &p->changes.at[i];
    const LedgerStory *story = c->is ? c->is : c->was;
    int page = story->parts.n ? story->parts.at[0].page : 0;
    buf_putf(&b, english ? "page %.*s ‘%.*s’: %.*s\n" : "第%.*s版 《%.*s》 %.*s\n",
             STRF(flow_label(p->s->arena, p->s->flow, page)), STRF(story->headline),
             STRF(change_words(p->s->arena, c, english)));
  }
  if (p->compared && !p->changes.n) buf_puts(&b, english ? STR("nothing changed\n") : STR("没有改动\n"));
  return session_text(p->s, &b);
}

/* ---- index.html */
static void put_html(Buf *b, Str s) {
  for (size_t i = 0; i < s.n; i++) {
    switch (s.p[i]) {
    case '&': buf_puts(b, STR("&amp;")); break;
    case '<': buf_puts(b, STR("&lt;")); break;
    case '>': buf_puts(b, STR("&gt;")); break;
    case '"': buf_puts(b, STR("&quot;")); break;
    default: buf_putc(b, s.p[i]);
    }
  }
}

static const char STYLE[] = "body{font:14px/1.5 sans-serif;margin:2em;background:#f4f4f1;color:#222}"
                            "main{display:flex;flex-wrap:wrap;gap:1.5em}figure{margin:0}"
                            "img{display:block;width:20em;border:1px solid #999;background:#fff}"
                            "pre{white-space:pre-wrap;background:#fff;border:1px solid #ccc;padding:1em}";

static void put_text_part(Buf *b, const char *title, const char *text) {
  if (!*text) return;
  buf_putf(b, "<h2>%s</h2>\n<pre>", title);
  put_html(b, str_of(text));
  buf_puts(b, STR("</pre>\n"));
}

static bool write_index(Proofing *p) {
  DuikaiSession *s = p->s;
  bool en = s->edition->lang == LANG_EN;
  Buf b = buf_make(s->arena, TEXT_MAX);
  buf_putf(&b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n<title>", lang_tag(s->edition->lang));
  put_html(&b, s->paint->title);
  buf_putf(&b, "</title>\n<style>%s</style>\n<h1>", STYLE);
  put_html(&b, s->paint->title);
  Str contact = picture_name(s->arena, p, "contact", 0);
  buf_putf(&b, "</h1>\n<p><a href=\"%.*s\">%s</a> · <a href=\"proof.json\">proof.json</a></p>\n<main>\n", STRF(contact),
           en ? "contact sheet" : "全份小样");
  for (size_t i = 0; i < s->paint->pages.n; i++) {
    const PaintPage *page = s->paint->pages.at[i];
    Str name = picture_name(s->arena, p, "page", page->number);
    buf_putf(&b, "<figure><a href=\"%.*s\"><img src=\"%.*s\" alt=\"\"></a><figcaption>%.*s ", STRF(name), STRF(name),
             STRF(page->label));
    put_html(&b, page->name);
    buf_puts(&b, STR("</figcaption></figure>\n"));
  }
  buf_puts(&b, STR("</main>\n"));
  bool color = s->color;
  s->color = false;
  put_text_part(&b, en ? "Changes" : "改动", changes_text(p));
  put_text_part(&b, en ? "Findings" : "问题", duikai_findings(s, DUIKAI_WARNING));
  s->color = color;
  put_text_part(&b, en ? "Fit" : "合稿", duikai_fit(s));
  return write_file(p, STR("index.html"), buf_str(&b));
}

bool duikai_proof(DuikaiSession *s, const char *dir, const DuikaiProof *options) {
  DuikaiProof none = {0};
  const DuikaiProof *o = options ? options : &none;
  Str format = str_of(o->format ? o->format : "png");
  Proofing p = {.s = s,
                .dir = str_copy(s->arena, str_of(dir)),
                .raster = {.ppi = o->resolution ? o->resolution : RESOLUTION, .bleed = o->bleed},
                .quality = o->quality};
  if (!s->paint || !s->flow) return session_fail(s);
  if (!session_find_format(s, format, &p.format)) return session_fail(s);
  p.ext = str_copy(s->arena, format);
  p.ledger = ledger_make(s->arena, s->flow);
  if (o->old && !read_old(&p, o->old)) return session_fail(s);
  session_tell(s, "proof", 0, (int)s->paint->pages.n);
  session_draw_forms(s, p.raster.ppi);
  bool ok = dir_make(&s->job, p.dir) && write_pages(&p) && write_contact(&p) && write_changes(&p) && write_json(&p) &&
            write_index(&p);
  s->changes = changes_text(&p);
  session_tell(s, "proof", (int)s->paint->pages.n, (int)s->paint->pages.n);
  return ok || session_fail(s);
}

const char *duikai_changes(DuikaiSession *s) { return s->changes ? s->changes : ""; }
