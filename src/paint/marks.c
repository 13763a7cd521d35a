/* What stands beside a line: emphasis dots, rules of proper names and book titles, readings (CLREQ "Interlinear punctuation", "Positioning of
 * romanization"). All of it keeps to the space between two lines of a newspaper's body, a quarter of an em, and moves no line.
 *
 * Beside means below in a horizontal line and, in a vertical one, right for dots and readings and left for rules. */
#include "paint/inside.h"

enum {
  CELL_TOP_PM = 880,
  CELL_FOOT_PM = 120, /* the Han cell about its baseline */
  DOT_AT_PM = 125,
  DOT_RADIUS_PM = 65, /* in the middle of a quarter em beside the cell */
  RULE_AT_PM = 90,
  RULE_PM = 45,
  SHORTER_PM = 60, /* each end, so that two names show two rules; at most 1/8 em */
  WAVE_PM = 250,
  WAVE_HIGH_PM = 45 /* one wave, half its height */
};

/* A place beside the line: `place` along it, `off` em-thousandths outside the cell, on the outer (dots) or inner side. */
static Point beside(const LineAt *at, Len em, Len place, int off_pm, bool left) {
  Len off = len_pm(em, off_pm);
  if (!at->vertical) return (Point){at->origin.x + place, at->origin.y + len_pm(em, CELL_FOOT_PM) + off};
  return (Point){left ? at->origin.x - em / 2 - off : at->origin.x + em / 2 + off, at->origin.y + place};
}

/* Where a run's glyphs [from, to) of the line begin and end. */
typedef struct Stretch {
  size_t from, to;
  Len start, end;
} Stretch;

/* How much of the line a glyph takes; horizontal-in-vertical the whole cell, told by its first. */
static Len glyph_length(const Painter *p, const Shaped *s, const Run *run, const Glyph *g) {
  if (g->flags & GLYPH_ABREAST) return g->src == shaped_run(s, g->src)->at ? run->size : 0;
  return g->flags & GLYPH_MISSING ? run->size : along(p->fonts, run, g->font, g->adv);
}

static bool stretch_find(const Painter *p, const LineAt *at, const Run *run, Stretch *out) {
  const Shaped *s = setting_shaped(at->setting);
  bool any = false;
  for (size_t k = 0; k < at->line->n; k++) {
    const SetGlyph *set = &at->line->glyphs[k];
    if (set->glyph == UINT32_MAX) continue;
    const Glyph *g = &s->glyphs[set->glyph];
    if (g->src < run->at || g->src >= run->end) continue;
    if (!any) *out = (Stretch){k, k, set->x, set->x};
    any = true;
    out->to = k + 1;
    Len length = glyph_length(p, s, run, g);
    if (!length && g->flags & GLYPH_ABREAST) continue;
    out->start = len_min(out->start, set->x);
    out->end = len_max(out->end, set->x + length);
  }
  return any;
}

/* One dot for each Han, none for marks and blanks. */
static void put_dots(Painter *p, const LineAt *at, const Run *run, const Stretch *st) {
  const Shaped *s = setting_shaped(at->setting);
  PaintOp op = op_like(at, PAINT_PATH, run);
  op.path = arena_array(p->job->arena, Point, st->to - st->from);
  op.dot = len_pm(run->size, DOT_RADIUS_PM);
  op.fill = op.ink;
  op.artifact = true;
  for (size_t k = st->from; k < st->to; k++) {
    const SetGlyph *set = &at->line->glyphs[k];
    if (set->glyph == UINT32_MAX) continue;
    const Glyph *g = &s->glyphs[set->glyph];
    size_t src = g->src;
    if (!(g->flags & GLYPH_FIRST) || !char_is_han(utf8_next(s->text, &src))) continue;
    Len middle = set->x + along(p->fonts, run, g->font, g->adv) / 2;
    op.path[op.path_n++] = beside(at, run->size, middle, DOT_AT_PM, false);
  }
  if (op.path_n) *painter_op(p, PAINT_PATH, at->role) = op;
}

static void put_rule(Painter *p, const LineAt *at, const Run *run, const Stretch *st) {
  Len shorter = len_pm(run->size, SHORTER_PM), half = len_pm(run->size, RULE_PM) / 2;
  Point a = beside(at, run->size, st->start + shorter, RULE_AT_PM, true),
        b = beside(at, run->size, st->end - shorter, RULE_AT_PM, true);
  PaintOp op = op_like(at, PAINT_RECT, run);
  op.box = at->vertical ? (Rect){a.x - half, a.y, 2 * half, b.y - a.y} : (Rect){a.x, a.y - half, b.x - a.x, 2 * half};
  op.fill = op.ink;
  op.artifact = true;
  *painter_op(p, PAINT_RECT, at->role) = op;
}

/* A wave as a ribbon: out along its upper edge, back along the lower one. Eighths of a wave are straight; nobody sees it at this size. */
static void put_wave(Painter *p, const LineAt *at, const Run *run, const Stretch *st) {
  static const int sine_pm[8] = {0, 707, 1000, 707, 0, -707, -1000, -707};
  Len em = run->size, shorter = len_pm(em, SHORTER_PM), length = st->end - st->start - 2 * shorter;
  if (length <= 0) return;
  Len waves = len_max(1, (length + len_pm(em, WAVE_PM) / 2) / len_pm(em, WAVE_PM));
  size_t n = (size_t)waves * 8 + 1;
  PaintOp op = op_like(at, PAINT_PATH, run);
  op.path = arena_array(p->job->arena, Point, 2 * n);
  op.path_n = 2 * n;
  op.fill = op.ink;
  op.artifact = true;
  for (size_t i = 0; i < n; i++) {
    int high = WAVE_HIGH_PM * sine_pm[i & 7] / 1000;
    Len place = st->start + shorter + length * (Len)i / (Len)(n - 1);
    op.path[i] = beside(at, em, place, RULE_AT_PM + high - RULE_PM / 2, true);
    op.path[2 * n - 1 - i] = beside(at, em, place, RULE_AT_PM + high + RULE_PM / 2, true);
  }
  *painter_op(p, PAINT_PATH, at->role) = op;
}

/* ---- readings: half the size, centred on their base; Han and kana readings narrower than the base are spread 1:2:1. */
static Len reading_width(const Painter *p, const Run *style, const Shaped *r, size_t *clusters) {
  Len width = 0;
  *clusters = 0;
  for (size_t i = 0; i < r->n; i++) {
    width += along(p->fonts, style, r->glyphs[i].font, r->glyphs[i].adv);
    *clusters += r->glyphs[i].flags & GLYPH_FIRST ? 1 : 0;
  }
  return width;
}

static Point reading_place(const Painter *p, const LineAt *at, const Run *base, const Run *style, const Glyph *g,
                           Len place) {
  Len em = base->size, foot = len_pm(style->size, CELL_FOOT_PM);
  int upem = face_facts(p->fonts, font_facts(p->fonts, g->font)->face)->upem;
  Len dx = along(p->fonts, style, g->font, g->dx), dy = len_fu(g->dy, style->size, upem);
  if (!at->vertical) return (Point){at->origin.x + place + dx, at->origin.y - len_pm(em, CELL_TOP_PM) - foot - dy};
  Len axis = at->origin.x + em / 2 + style->size / 2;
  if (!(g->flags & GLYPH_TURNED)) return (Point){axis + dx, at->origin.y + place - dy};
  return (Point){axis + dy, at->origin.y + place + dx};
}

static void put_reading(Painter *p, const LineAt *at, const Run *run, const Stretch *st) {
  const Shaped *r = painter_shape(p, run, run->ruby, run->size / 2, at->vertical);
  if (!r->n) return;
  Run style = r->runs[0];
  size_t clusters, first = 0;
  Len width = reading_width(p, &style, r, &clusters), room = st->end - st->start - width, gap = 0;
  if (room > 0 && clusters > 1 && char_is_wide(utf8_next(r->text, &first))) gap = room / (Len)clusters;
  Len place = st->start + (room - gap * ((Len)clusters - 1)) / 2;
  PaintOp op = op_like(at, PAINT_TEXT, &style);
  op.text = r->text;
  op.size = type_size(p->fonts, &style, r->glyphs[0].font);
  op.x_scale_pm = style.x_scale_pm ? style.x_scale_pm : 1000;
  op.turned = at->vertical && r->glyphs[0].flags & GLYPH_TURNED;
  op.glyphs = arena_array(p->job->arena, PaintGlyph, r->n);
  for (size_t i = 0; i < r->n; i++) {
    const Glyph *g = &r->glyphs[i];
    if (i && g->flags & GLYPH_FIRST) place += gap;
    Point o = reading_place(p, at, run, &style, g, place);
    uint32_t end = g->src;
    for (size_t k = i + 1; g->flags & GLYPH_FIRST && k <= r->n && end == g->src; k++)
      end = k < r->n ? r->glyphs[k].src : (uint32_t)r->text.n;
    if (!(g->flags & GLYPH_MISSING))
      op.glyphs[op.n++] = (PaintGlyph){(int32_t)o.x, (int32_t)o.y, g->id, g->font, g->src, end};
    place += along(p->fonts, &style, g->font, g->adv);
  }
  op.line_end = true;
  if (op.n) vec_add(p->job->arena, &p->late, op);
}

void painter_marks(Painter *p, const LineAt *at) {
  const Shaped *s = setting_shaped(at->setting);
  for (size_t i = 0; i < s->run_count; i++) {
    Run run = s->runs[i]; /* with what was cut from it */
    while (i + 1 < s->run_count && s->runs[i + 1].marks & RUN_GOES_ON) run.end = s->runs[++i].end;
    Stretch st;
    if (run.end <= at->line->at || run.at >= at->line->end) continue;
    if (!(run.marks & (RUN_DOTS | RUN_NAME | RUN_BOOK)) && !run.ruby.n) continue;
    if (!stretch_find(p, at, &run, &st)) continue;
    if (run.marks & RUN_DOTS) put_dots(p, at, &run, &st);
    if (run.marks & RUN_NAME) put_rule(p, at, &run, &st);
    if (run.marks & RUN_BOOK) put_wave(p, at, &run, &st);
    if (run.ruby.n && run.at >= at->line->at) put_reading(p, at, &run, &st);
  }
}
