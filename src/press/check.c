/* Preflight: every operation of every page against what the press bears. One finding a page, story, object and fault: a hundred lines of a
 * caption in the wrong ink are one mistake.
 *
 * What is measured is what will be printed: the type's size as set, the ink as it will be converted, the pixels that show. What needs the
 * pixels is left out where no press is made ready: a page for the screen is not the slower for it. */
#include "press/check.h"

#include <string.h>

/* ---- findings */
static Str story_of(const Checker *c, const PaintOp *op) {
  return op->story < c->pages->stories.n ? c->pages->stories.at[op->story].title : (Str){0};
}

static Str mm(const Checker *c, Len v) {
  return str_f(c->job->arena, "%lld.%lld", (long long)(v / LEN_MM), (long long)(v % LEN_MM * 10 / LEN_MM));
}

/* "page 2, «headline», caption at 12.0, 88.5 mm" */
static Str place_of(const Checker *c, const PaintOp *op) {
  Str story = story_of(c, op), x = mm(c, op->box.x), y = mm(c, op->box.y);
  return str_f(c->job->arena, "page %d, %s%.*s%s%s at %.*s, %.*s mm", c->page->number, story.n ? "'" : "", STRF(story),
               story.n ? "', " : "", role_name(op->role), STRF(x), STRF(y));
}

static bool is_told(Checker *c, DiagCode code, const PaintOp *op, const char *fault) {
  Str key = str_f(c->job->arena, "%d:%d:%u:%d:%s", c->page->number, code, op->story, op->role, fault);
  if (op->kind == PAINT_PICTURE || op->role == ROLE_AD) /* no story tells these from each other */
    key = str_f(c->job->arena, "%.*s:%lld:%lld", STRF(key), (long long)op->box.x, (long long)op->box.y);
  if (map_find(c->told, key)) return true;
  map_put(c->told, key, c);
  return false;
}

void check_tell(Checker *c, DiagCode code, const PaintOp *op, const char *fault, const char *fmt, ...) {
  if (is_told(c, code, op, fault)) return;
  va_list ap;
  va_start(ap, fmt);
  Str what = str_vf(c->job->arena, fmt, ap), place = place_of(c, op);
  va_end(ap);
  diag_add(c->job->diags, code, op->span, "%.*s: %.*s", STRF(place), STRF(what));
  diag_add_place(c->job->diags,
                 (DiagPlace){.page = c->page->number, .story = story_of(c, op), .rect = op->box, .has_rect = true});
}

Str check_pt(const Checker *c, Len v) {
  long long n = (long long)((v * 100 + LEN_PT / 2) / LEN_PT);
  return str_f(c->job->arena,
               n % 100 == 0  ? "%lld pt"
               : n % 10 == 0 ? "%lld.%lld pt"
                             : "%lld.%02lld pt",
               n / 100, n % 10 == 0 ? n % 100 / 10 : n % 100);
}

/* ---- inks */
typedef struct Amount {
  int cmyk[4], sum, most, inks;
} Amount;

static Amount amount_of(const Checker *c, Ink ink) {
  Amount a = {{0}, 0, 0, 0};
  if (ink.model == INK_RGB && c->press) ink = colour_ink(c->press->colour, ink);
  ink_process(ink, c->page->spots, a.cmyk);
  if (ink.model == INK_SPOT) { /* one plate, whatever stands for it on a screen */
    memset(a.cmyk, 0, sizeof a.cmyk);
    a.cmyk[3] = ink.c[0];
  }
  for (int i = 0; i < 4; i++) {
    a.sum += a.cmyk[i];
    a.inks += a.cmyk[i] > 0;
    if (a.cmyk[i] > a.most) a.most = a.cmyk[i];
  }
  return a;
}

static void check_rgb(Checker *c, const PaintOp *op, Ink ink) {
  if (ink.model != INK_RGB || !c->claims) return;
  Amount a = amount_of(c, ink);
  check_tell(c, DIAG_PRESS_RGB, op, "rgb", "an ink in RGB; it is printed as cmyk %d %d %d %d", a.cmyk[0] / 10,
             a.cmyk[1] / 10, a.cmyk[2] / 10, a.cmyk[3] / 10);
}

static void check_sum(Checker *c, const PaintOp *op, int sum, const char *what) {
  int most = c->plan->max_ink_pm;
  if (most && sum > most)
    check_tell(c, DIAG_PRESS_INK, op, what, "%s: %d %% of ink; the paper bears %d %%", what, sum / 10, most / 10);
}

/* ---- type */
static void check_type(Checker *c, size_t i) {
  const PressPlan *p = c->plan;
  const PaintOp *op = &c->page->ops.at[i], *pict;
  Amount a = amount_of(c, op->ink);
  bool black = ink_is_black(op->ink);
  int ground[4];
  check_rgb(c, op, op->ink);
  if (a.sum && !black && a.sum == a.most && a.most < 1000 && op->size < p->tint_type)
    check_tell(c, DIAG_PRESS_FINE_TYPE, op, "tint", "type of %.*s in a tint of %d %%; it wants %.*s",
               STRF(check_pt(c, op->size)), a.most / 10, STRF(check_pt(c, p->tint_type)));
  if (a.inks > 2 && op->size < p->colour_type)
    check_tell(c, DIAG_PRESS_FINE_TYPE, op, "inks", "type of %.*s in %d inks; it wants %.*s",
               STRF(check_pt(c, op->size)), a.inks, STRF(check_pt(c, p->colour_type)));
  check_sum(c, op, a.sum, "type");
  if (!c->grounds.n || !grounds_find(&c->grounds, i, ground, &pict)) return;
  int colours = ground[0] + ground[1] + ground[2];
  if (!a.sum && op->size < p->colour_type)
    check_tell(c, DIAG_PRESS_FINE_TYPE, op, "reversed", "type of %.*s reversed out of a ground; it wants %.*s",
               STRF(check_pt(c, op->size)), STRF(check_pt(c, p->colour_type)));
  /* what is dark but not black alone leaves a hole in its ground, and misregister shows paper beside thin strokes */
  if (!black && a.cmyk[3] >= 600 && op->ink.model != INK_SPOT && op->size < p->knockout_type && (pict || colours))
    check_tell(c, DIAG_PRESS_FINE_TYPE, op, "knockout",
               "dark type of %.*s that knocks out of its ground; black alone would overprint",
               STRF(check_pt(c, op->size)));
  if (black && !pict) check_sum(c, op, colours + 1000, "black over its ground");
}

/* ---- rules and boxes */
static void check_rule(Checker *c, const PaintOp *op, Len thickness, Ink ink) {
  Amount a = amount_of(c, ink);
  if (thickness <= 0 || !a.sum) return;
  check_rgb(c, op, ink);
  if (thickness < c->plan->hairline)
    check_tell(c, DIAG_PRESS_FINE_RULE, op, "thin", "a rule of %.*s; the press holds %.*s",
               STRF(check_pt(c, thickness)), STRF(check_pt(c, c->plan->hairline)));
  else if (a.most < 1000 && thickness < c->plan->tinted_rule)
    check_tell(c, DIAG_PRESS_FINE_RULE, op, "tint", "a rule of %.*s in a tint of %d %%; it wants %.*s",
               STRF(check_pt(c, thickness)), a.most / 10, STRF(check_pt(c, c->plan->tinted_rule)));
}

static void check_box(Checker *c, const PaintOp *op) {
  bool rule = op->role == ROLE_RULE;
  if (op->role == ROLE_AD && (c->claims || c->plan->asked))
    check_tell(c, DIAG_PRESS_AD, op, "empty", "the place of an advertisement is empty");
  if (op->role != ROLE_RULE && op->role != ROLE_BOX && op->role != ROLE_TINT) return;
  if (rule) check_rule(c, op, len_min(op->box.w, op->box.h), op->fill);
  check_rule(c, op, op->thickness, op->ink);
  if (op->fill.model == INK_NONE || rule) return;
  check_rgb(c, op, op->fill);
  check_sum(c, op, amount_of(c, op->fill).sum, "a ground");
}

/* ---- pictures */
static bool overprinted(const Checker *c, size_t i) {
  Rect r = c->page->ops.at[i].box;
  for (size_t k = i + 1; k < c->page->ops.n; k++) {
    const PaintOp *op = &c->page->ops.at[k];
    bool black = op->kind == PAINT_TEXT
                     ? ink_is_black(op->ink)
                     : op->kind == PAINT_RECT && op->fill.model != INK_NONE && ink_is_black(op->fill);
    if (op->layer <= LAYER_PAGE && black && rect_overlap(op->box, r)) return true;
  }
  return false;
}

static void check_picture(Checker *c, size_t i) {
  const PaintOp *op = &c->page->ops.at[i];
  const PressPlan *p = c->plan;
  if (op->pict->form) {
    check_form(c, op);
    return;
  }
  Str name = path_base(op->pict->path);
  int ppi = pict_ppi(op->pict, op->crop, op->box.w);
  if (ppi < p->min_ppi)
    check_tell(c, DIAG_PICTURE_COARSE, op, "coarse",
               "picture '%.*s' has %d pixels to the inch at this size; print needs %d", STRF(name), ppi, p->min_ppi);
  InkSum ink;
  enum { NEAR_PM = 50 }; /* what interpolation and JPEG add to a picture made for exactly this limit */
  if (!c->press || !p->max_ink_pm || !press_picture_ink(c->job, c->press, op, p->max_ink_pm + NEAR_PM, &ink)) return;
  if (ink.most_pm > p->max_ink_pm + NEAR_PM)
    check_tell(c, DIAG_PRESS_INK, op, "ink",
               "picture '%.*s' asks for %d %% of ink, over %d.%d %% of its area; the paper bears %d %%", STRF(name),
               ink.most_pm / 10, ink.over_pm / 10, ink.over_pm % 10, p->max_ink_pm / 10);
  else if (overprinted(c, i) && ink.most_cmy_pm + 1000 > p->max_ink_pm + NEAR_PM)
    check_tell(c, DIAG_PRESS_INK, op, "over",
               "picture '%.*s' and the black that overprints it are %d %% of ink; the paper bears %d %%", STRF(name),
               (ink.most_cmy_pm + 1000) / 10, p->max_ink_pm / 10);
}

void press_check(Job *job, const PressPlan *plan, const Printer *press, unsigned claims, const PaintEdition *pages) {
  Checker c = {
      .job = job, .plan = plan, .press = press, .claims = claims, .pages = pages, .told = map_make(job->arena)};
  for (size_t n = 0; n < pages->pages.n; n++) {
    c.page = pages->pages.at[n];
    c.grounds = grounds_make(job->arena, c.page);
    for (size_t i = 0; i < c.page->ops.n; i++) {
      const PaintOp *op = &c.page->ops.at[i];
      if (op->layer > LAYER_PAGE) continue; /* overset copy and overlays are not to be printed */
      if (op->kind == PAINT_TEXT) check_type(&c, i);
      if (op->kind == PAINT_RECT) check_box(&c, op);
      if (op->kind == PAINT_LINE) check_rule(&c, op, op->thickness, op->ink);
      if (op->kind == PAINT_PICTURE) check_picture(&c, i);
    }
  }
}
