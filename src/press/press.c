/* A press made ready: the standards claimed, the printing condition, what each picture is used for. */
#include "press/inside.h"

#include <string.h>

enum { PROFILE_MOST = 16 << 20 };

/* ---- what the file is to claim */
bool press_claims_read(Str words, unsigned *claims) {
  static const struct {
    const char *word;
    unsigned bit;
  } table[] = {{"none", 0}, {"x1a", PDF_X1A}, {"x4", PDF_X4}, {"a2u", PDF_A2U}, {"ua", PDF_UA1}, {"ua1", PDF_UA1}};
  unsigned all = 0;
  for (size_t at = 0; at < words.n;) {
    size_t end = at, k = 0;
    while (end < words.n && words.p[end] != '+' && words.p[end] != ',') end++;
    Str word = str_trim(str_sub(words, at, end));
    while (k < COUNT(table) && !str_is(word, table[k].word)) k++;
    if (k == COUNT(table)) return false;
    all |= table[k].bit;
    at = end + 1;
  }
  *claims = all;
  return (all & (PDF_X1A | PDF_X4)) != (PDF_X1A | PDF_X4);
}

/* ---- the printing condition */
static bool is_file(Str icc) { return str_find(icc, STR(".")) >= 0 || str_find(icc, STR("/")) >= 0; }

static Str read_icc(Job *job, Str path, Span at) {
  Str bytes = {0};
  return path.n && file_read(job, path, PROFILE_MOST, at, &bytes) ? bytes : (Str){0};
}

/* ISO 15930-4 lets X-1a name a condition of the ICC's registry in place of a profile; X-4 and PDF/A-2 want the profile itself. */
static bool set_output(Job *job, Printer *p, Str *icc) {
  const PressPlan *plan = p->plan;
  bool file = is_file(plan->icc);
  *icc = file ? read_icc(job, plan->icc, plan->icc_span) : (Str){0};
  p->output = (PressOutput){.profile = *icc,
                            .identifier = plan->condition.n ? plan->condition
                                          : file            ? STR("Custom")
                                                            : plan->icc,
                            .about = plan->about.n ? plan->about : path_base(plan->icc),
                            .registered = plan->icc.n && !file};
  if (file) return icc->n > 0;
  if (plan->icc.n && !(p->claims & (PDF_X4 | PDF_A2U))) return true;
  diag_add(job->diags, DIAG_PRESS_PROFILE, plan->icc_span,
           "'%.*s' is a name; %s wants the profile itself: give its file under 'icc:' or with --icc", STRF(plan->icc),
           p->claims & PDF_X4 ? "PDF/X-4" : "PDF/A-2");
  return false;
}

/* What RGB is converted by where the condition is only named: the profile of a newspaper press, and that is said. */
static Str stand_in(Job *job, const PressPlan *plan, Str data_dir) {
  Str path = path_join(job->arena, data_dir, STR("press/newsprint.icc"));
  diag_add(job->diags, DIAG_PRESS_STAND_IN, plan->icc_span,
           "'%.*s' is only named; what is RGB is converted by the newsprint profile", STRF(plan->icc));
  return read_icc(job, path, plan->icc_span);
}

/* ---- what lies under an operation */
bool ink_is_black(Ink k) {
  return (k.model == INK_K || (k.model == INK_CMYK && !k.c[0] && !k.c[1] && !k.c[2])) && k.c[3] == 1000;
}

static bool is_ground(const PaintOp *op) {
  return op->layer <= LAYER_PAGE &&
         (op->kind == PAINT_PICTURE || (op->kind == PAINT_RECT && op->fill.model != INK_NONE));
}

Grounds grounds_make(Arena *a, const PaintPage *page) {
  Grounds g = {.page = page};
  for (size_t i = 0; i < page->ops.n; i++) g.n += is_ground(&page->ops.at[i]);
  g.at = arena_array(a, size_t, g.n + 1);
  g.n = 0;
  for (size_t i = 0; i < page->ops.n; i++)
    if (is_ground(&page->ops.at[i])) g.at[g.n++] = i;
  return g;
}

bool grounds_find(const Grounds *g, size_t i, int cmyk[4], const PaintOp **pict) {
  Rect r = g->page->ops.at[i].box;
  *pict = NULL;
  memset(cmyk, 0, 4 * sizeof *cmyk);
  for (size_t k = g->n; k-- > 0;) {
    const PaintOp *below = &g->page->ops.at[g->at[k]];
    if (g->at[k] >= i || !rect_overlap(below->box, r)) continue;
    if (below->kind == PAINT_PICTURE) return *pict = below, true;
    ink_process(below->fill, g->page->spots, cmyk);
    if (cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3]) return true;
  }
  return false;
}

/* ---- pictures and their places */
static void add_use(Job *job, Printer *p, const Grounds *g, size_t i) {
  const PaintOp *op = &g->page->ops.at[i];
  PressUse *u = map_find(p->uses, op->pict->path);
  int ppi = pict_ppi(op->pict, op->crop, op->box.w);
  if (u) {
    u->ppi = ppi < u->ppi ? ppi : u->ppi;
    return;
  }
  const PaintOp *pict;
  u = arena_new(job->arena, PressUse);
  u->pict = op->pict;
  u->ppi = ppi;
  grounds_find(g, i, u->ground, &pict);
  map_put(p->uses, op->pict->path, u);
  if (p->colour && op->pict->channels == 3) colour_add_source(p->colour, op->pict->icc);
}

const PressUse *press_use(const Printer *p, const Pict *pict) { return map_find(p->uses, pict->path); }

bool press_converts(const Printer *p) {
  if (p->claims & PDF_X1A) return true;
  if (p->plan->pictures == PICTURES_AUTO) return p->claims & PDF_X4;
  return p->plan->pictures == PICTURES_CONVERT;
}

const PressOutput *press_output(const Printer *p) { return &p->output; }

Printer *printer_open(Job *job, const PressPlan *plan, unsigned claims, const PaintEdition *pages, Str data_dir) {
  if (!claims || claims == PDF_UA1) return NULL;
  Printer *p = arena_new(job->arena, Printer);
  Str icc, rgb = read_icc(job, plan->rgb, plan->rgb_span);
  *p = (Printer){.plan = plan, .claims = claims, .uses = map_make(job->arena), .pages = pages};
  if (!set_output(job, p, &icc)) return NULL;
  if (!icc.n) icc = stand_in(job, plan, data_dir);
  p->colour = colour_open(job, icc, plan->icc_span, rgb, plan->rgb_span, plan->intent);
  if (!p->colour) return NULL;
  if (!pages->has_day)
    diag_add(job->diags, DIAG_PRESS_DATE, (Span){0}, "the edition has no date; 2000-01-01 is written as its day");
  for (size_t n = 0; n < pages->pages.n; n++) {
    Grounds g = grounds_make(job->arena, pages->pages.at[n]);
    for (size_t i = 0; i < g.n; i++)
      if (g.page->ops.at[g.at[i]].kind == PAINT_PICTURE) add_use(job, p, &g, g.at[i]);
  }
  return p;
}

void printer_close(Printer *p) {
  if (p) colour_close(p->colour);
}

/* ---- the pages as they go to the printer */
static void press_ink(const Printer *p, Ink *ink) {
  if (ink->model == INK_RGB) *ink = colour_ink(p->colour, *ink);
}

static PaintPage *page_copy(Job *job, const Printer *p, const PaintPage *from) {
  PaintPage *page = arena_new(job->arena, PaintPage);
  *page = *from;
  memset(&page->ops, 0, sizeof page->ops);
  vec_reserve(job->arena, &page->ops, from->ops.n + 64);
  for (size_t i = 0; i < from->ops.n; i++) {
    PaintOp op = from->ops.at[i];
    if (op.layer >= LAYER_FRAMES && op.layer != LAYER_OVERSET) continue; /* overlays are for proofs */
    press_ink(p, &op.ink);
    press_ink(p, &op.fill);
    vec_add(job->arena, &page->ops, op);
  }
  return page;
}

PaintEdition *press_pages(Job *job, const Printer *p, const PaintEdition *pages, const Fonts *fonts,
                          const PressSlug *slug) {
  PaintEdition *e = arena_new(job->arena, PaintEdition);
  *e = *pages;
  memset(&e->pages, 0, sizeof e->pages);
  for (size_t i = 0; i < pages->pages.n; i++) vec_add(job->arena, &e->pages, page_copy(job, p, pages->pages.at[i]));
  press_impose(job, p->plan, e);
  for (size_t i = 0; i < e->pages.n; i++) press_mark(job, p, e->pages.at[i], fonts, slug);
  return e;
}
