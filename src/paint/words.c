/* Words of the engine's own beside and over the pages: labels of overlays, the tables of a proof. Ink, not text: whoever copies from the page
 * or searches it does not meet them. */
#include "paint/inside.h"

enum { CELL_TOP_PM = 880, PITCH_PM = 1400 };

static Setting *words_make(Painter *p, const Words *w, Job *job, Str text) {
  Arena *a = job->arena;
  Run *run = arena_new(a, Run);
  int role = fonts_find_role(p->fonts, str_of(w->bold ? "hei" : "song"));
  *run = (Run){.end = (uint32_t)text.n,
               .role = role < 0 ? 0 : role,
               .lang = w->lang,
               .size = w->size,
               .x_scale_pm = 1000,
               .marks = RUN_ENGINE,
               .ink = w->ink};
  if (w->bold) run->role = fonts_find_bold(p->fonts, run->role);
  if (!p->shaper) p->shaper = shaper_open(p->job->arena, p->fonts);
  ParaStyle style = para_style_default(w->lang);
  style.size = w->size;
  style.align = w->align;
  style.indent_pm = 0;
  const Shaped *s = shape_paragraph(job, p->shaper, text, run, 1, false, (Span){0}, NULL, NULL);
  return para_make(job, p->fonts, s, &style);
}

/* Nobody is to mend what the engine says itself: its loose lines are nobody's findings. */
static Job quiet_job(Painter *p) { return (Job){p->job->arena, diags_fork(p->job->arena, p->job->diags)}; }

Len words_pitch(const Words *w) { return len_pm(w->size, PITCH_PM); }

Len painter_words(Painter *p, const Words *w, Len x, Len y, Len measure, Str text) {
  return painter_words_until(p, w, x, y, measure, text, &(size_t){0});
}

Len painter_words_until(Painter *p, const Words *w, Len x, Len y, Len measure, Str text, size_t *end) {
  *end = text.n;
  if (!text.n || measure <= 0) return 0;
  Job quiet = quiet_job(p);
  const Setting *s = words_make(p, w, &quiet, text);
  Lines lines = para_set(&quiet, s, (Rooms){&measure, 1}, 0);
  size_t first = p->page->ops.n, most = w->lines && lines.n > (size_t)w->lines ? (size_t)w->lines : lines.n;
  if (most < lines.n) *end = lines.at[most].at;
  Len pitch = words_pitch(w);
  for (size_t i = 0; i < most; i++) {
    Len top = y + (Len)i * pitch + (pitch - w->size) / 2;
    painter_line(p, &(LineAt){.setting = s,
                              .line = &lines.at[i],
                              .origin = {x, top + len_pm(w->size, CELL_TOP_PM)},
                              .role = ROLE_GUIDE,
                              .story = STORY_NONE,
                              .lang = w->lang,
                              .box = {x, top, measure, w->size}});
  }
  for (size_t i = first; i < p->page->ops.n; i++) {
    p->page->ops.at[i].layer = (uint8_t)w->layer;
    p->page->ops.at[i].artifact = true;
  }
  return (Len)most * pitch;
}

Len painter_tab(Painter *p, const Words *w, Ink ground, Len x, Len y, Str text) {
  Job quiet = quiet_job(p);
  Len air = w->size / 3, wide = para_width(words_make(p, w, &quiet, text)) + 2 * air;
  painter_fill(p, w->layer, (Rect){x, y, wide, words_pitch(w)}, ground);
  painter_words(p, w, x + air, y, wide, text);
  return wide;
}

void painter_fill(Painter *p, PaintLayer layer, Rect box, Ink ink) {
  PaintOp *op = painter_op(p, PAINT_RECT, ROLE_GUIDE);
  op->layer = (uint8_t)layer;
  op->box = box;
  op->fill = ink;
  op->artifact = true;
}

void painter_outline(Painter *p, PaintLayer layer, Rect box, Len thickness, Ink ink) {
  PaintOp *op = painter_op(p, PAINT_RECT, ROLE_GUIDE);
  op->layer = (uint8_t)layer;
  op->box = box;
  op->ink = ink;
  op->thickness = thickness;
  op->artifact = true;
}
