/* What stands beside a line: emphasis dots, rules of proper names and book titles; readings are in readings.c (CLREQ "Interlinear
 * punctuation"). All of it keeps to the space between two lines of a newspaper's body, a quarter of an em, and moves no line.
 *
 * Over a horizontal line is right of a vertical one, under it is left. Chinese dots stand under the line, in vertical lines on the
 * right (GB/T 15834-2011 5.1.8, 5.2.5); Japanese ones over it (JLREQ 3.3.9); rules of names under, and left. A rule keeps to the frames of
 * its characters: neither the gap to a figure beside a name nor the blank half of a bracket is underlined. */
#include "paint/inside.h"

enum {
  CELL_TOP_PM = 880,
  CELL_FOOT_PM = 120, /* the Han cell about its baseline */
  DOT_AT_PM = 125,
  DOT_RADIUS_PM = 65, /* in the middle of a quarter em beside the cell */
  PAST_RULE_PM = 120, /* dots beyond a rule on the same side */
  RULE_AT_PM = 90,
  RULE_PM = 45,
  SHORTER_PM = 60, /* each end, so that two names show two rules; at most 1/8 em */
  WAVE_PM = 250,
  WAVE_HIGH_PM = 45 /* one wave, half its height */
};

/* A place beside the line: `place` along it, `off` em-thousandths outside the cell, over or under. */
static Point beside(const LineAt *at, Len em, Len place, int off_pm, bool over) {
  Len off = len_pm(em, off_pm);
  if (at->vertical) return (Point){at->origin.x + (over ? em / 2 + off : -em / 2 - off), at->origin.y + place};
  return (Point){at->origin.x + place,
                 at->origin.y + (over ? -len_pm(em, CELL_TOP_PM) - off : len_pm(em, CELL_FOOT_PM) + off)};
}

/* How much of the line a glyph takes; horizontal-in-vertical the whole cell, told by its first. */
static Len glyph_length(const Painter *p, const Shaped *s, const Run *run, const Glyph *g, bool vertical) {
  if (g->flags & GLYPH_ABREAST) return g->src == shaped_run(s, g->src)->at ? run->size : 0;
  return g->flags & GLYPH_MISSING ? run->size : advance(p->fonts, run, g->font, g->adv, vertical);
}

/* The blank half of a full-width mark at an edge; marks in the middle of their cells have none. */
static Len blank_half(const LineAt *at, const Run *run, const Glyph *g, Len length, bool start) {
  const Shaped *s = setting_shaped(at->setting);
  size_t i = g->src;
  CharClass cc = char_class(utf8_next(s->text, &i), run->lang);
  Lang lang = para_mark_lang(setting_style(at->setting), run->lang);
  bool centred = lang == LANG_ZH_HANT || lang == LANG_ZH_HK;
  if (length * 4 < run->size * 3) return 0;
  if (start) return cc == CC_OPEN ? length / 2 : 0;
  return cc == CC_CLOSE || (!centred && (cc == CC_COMMA || cc == CC_STOP)) ? length / 2 : 0;
}

static bool is_blank(const Shaped *s, const Glyph *g) {
  return (unsigned char)s->text.p[g->src] <= ' ' || str_has_prefix(str_sub(s->text, g->src, s->text.n), STR("\u3000"));
}

bool stretch_find(const Painter *p, const LineAt *at, const Run *run, Stretch *out) {
  const Shaped *s = setting_shaped(at->setting);
  bool any = false;
  for (size_t k = 0; k < at->line->n; k++) {
    const SetGlyph *set = &at->line->glyphs[k];
    if (set->glyph == UINT32_MAX) continue;
    const Glyph *g = &s->glyphs[set->glyph];
    if (g->src < run->at || g->src >= run->end || is_blank(s, g)) continue;
    Len length = glyph_length(p, s, run, g, at->vertical);
    if (!any) *out = (Stretch){k, k, INT64_MAX, INT64_MIN};
    any = true;
    out->to = k + 1;
    if (!length) continue;
    out->start = len_min(out->start, set->x + blank_half(at, run, g, length, true));
    out->end = len_max(out->end, set->x + length - blank_half(at, run, g, length, false));
  }
  return any && out->start < out->end;
}

/* ---- dots */

static bool is_dotted_over(const ParaStyle *y, const Run *run, bool vertical) {
  if (y->emphasis_position != EMPHASIS_AUTO) return y->emphasis_position == EMPHASIS_OVER;
  return vertical || run->lang == LANG_JA;
}

/* A sesame dot, ﹅: a drop that leans, its point up and left. Em-thousandths about its middle. */
static void put_sesame(Painter *p, const PaintOp *like, Len em, Point middle) {
  static const int drop[][2] = {{-95, -105}, {-20, -85}, {50, -40}, {90, 20},  {95, 65},
                                {70, 100},   {30, 105},  {-10, 75}, {-50, 15}, {-80, -50}};
  PaintOp op = *like;
  op.dot = 0;
  op.path_n = COUNT(drop);
  op.path = arena_array(p->job->arena, Point, op.path_n);
  for (size_t i = 0; i < op.path_n; i++)
    op.path[i] = (Point){middle.x + len_pm(em, drop[i][0]), middle.y + len_pm(em, drop[i][1])};
  *painter_op(p, PAINT_PATH, op.role) = op;
}

/* One dot for each Han or kana, none for marks and blanks; beyond a reading or rule on its side. */
static bool takes_dot(Str text, size_t src, Lang lang) {
  uint32_t cp = utf8_next(text, &src);
  CharClass cc = char_class(cp, lang);
  return char_is_han(cp) || cc == CC_KANA || cc == CC_SMALL_KANA || cc == CC_HANGUL || cc == CC_ITERATION ||
         cc == CC_PROLONGED;
}

static int dot_off_pm(const ParaStyle *y, const Run *run, bool over, bool vertical) {
  bool reading = run->ruby.n && over == (y->ruby_position != RUBY_UNDER) && (vertical || !(run->marks & RUN_BOPOMOFO));
  if (reading) return DOT_AT_PM + (run->ruby_pm ? run->ruby_pm : 500);
  return !over && run->marks & (RUN_NAME | RUN_BOOK) ? DOT_AT_PM + PAST_RULE_PM : DOT_AT_PM;
}

static void put_dots(Painter *p, const LineAt *at, const Run *run, const Stretch *st) {
  const Shaped *s = setting_shaped(at->setting);
  const ParaStyle *y = setting_style(at->setting);
  bool over = is_dotted_over(y, run, at->vertical);
  bool sesame = y->emphasis_shape == EMPHASIS_SESAME ||
                (y->emphasis_shape == EMPHASIS_SHAPE_AUTO && at->vertical && run->lang == LANG_JA);
  PaintOp op = op_like(at, PAINT_PATH, run);
  op.path = arena_array(p->job->arena, Point, st->to - st->from);
  op.dot = len_pm(run->size, DOT_RADIUS_PM);
  op.fill = op.ink;
  op.artifact = true;
  for (size_t k = st->from; k < st->to; k++) {
    const SetGlyph *set = &at->line->glyphs[k];
    if (set->glyph == UINT32_MAX) continue;
    const Glyph *g = &s->glyphs[set->glyph];
    if (!(g->flags & GLYPH_FIRST) || !takes_dot(s->text, g->src, run->lang)) continue;
    Len middle = set->x + advance(p->fonts, run, g->font, g->adv, at->vertical) / 2;
    Point place = beside(at, run->size, middle, dot_off_pm(y, run, over, at->vertical), over);
    if (sesame)
      put_sesame(p, &op, run->size, place);
    else
      op.path[op.path_n++] = place;
  }
  if (op.path_n) *painter_op(p, PAINT_PATH, at->role) = op;
}

static void put_rule(Painter *p, const LineAt *at, const Run *run, const Stretch *st) {
  Len shorter = len_pm(run->size, SHORTER_PM), half = len_pm(run->size, RULE_PM) / 2;
  Point a = beside(at, run->size, st->start + shorter, RULE_AT_PM, false),
        b = beside(at, run->size, st->end - shorter, RULE_AT_PM, false);
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
    op.path[i] = beside(at, em, place, RULE_AT_PM + high - RULE_PM / 2, false);
    op.path[2 * n - 1 - i] = beside(at, em, place, RULE_AT_PM + high + RULE_PM / 2, false);
  }
  *painter_op(p, PAINT_PATH, at->role) = op;
}

/* 示亡号 (CLREQ "Symbol of death"): a frame around the cells of a name. Of a name over two lines each part has its own. */
static void put_frame(Painter *p, const LineAt *at, const Run *run, const Stretch *st) {
  Len em = run->size, rule = len_pm(em, RULE_PM), length = st->end - st->start;
  Len head = at->vertical ? em / 2 : len_pm(em, CELL_TOP_PM), deep = em + rule;
  PaintOp op = op_like(at, PAINT_RECT, run);
  Len x = at->origin.x, y = at->origin.y;
  op.box = at->vertical ? (Rect){x - head - rule / 2, y + st->start, deep, length}
                        : (Rect){x + st->start, y - head - rule / 2, length, deep};
  op.thickness = rule;
  op.artifact = true;
  *painter_op(p, PAINT_RECT, at->role) = op;
}

/* ---- which runs are one to a mark */

/* Is b more of the name or title that a is of? */
static bool is_same_rule(const Run *a, const Run *b) {
  return b->marks & RUN_GOES_ON && (a->marks & RUN_RULED) == (b->marks & RUN_RULED) && a->end == b->at;
}

static void run_marks(Painter *p, const LineAt *at, const Run *run, bool dots) {
  Stretch st;
  if (run->end <= at->line->at || run->at >= at->line->end || !stretch_find(p, at, run, &st)) return;
  if (dots)
    put_dots(p, at, run, &st);
  else if (run->marks & RUN_NAME)
    put_rule(p, at, run, &st);
  else if (run->marks & RUN_FRAME)
    put_frame(p, at, run, &st);
  else
    put_wave(p, at, run, &st);
}

void painter_marks(Painter *p, const LineAt *at) {
  const Shaped *s = setting_shaped(at->setting);
  for (size_t i = 0; i < s->run_count; i++)
    if (s->runs[i].marks & RUN_DOTS) run_marks(p, at, &s->runs[i], true);
  for (size_t i = 0; i < s->run_count; i++) {
    Run run = s->runs[i];
    if (!(run.marks & RUN_RULED)) continue;
    while (i + 1 < s->run_count && is_same_rule(&s->runs[i], &s->runs[i + 1])) run.end = s->runs[++i].end;
    run_marks(p, at, &run, false);
  }
  painter_readings(p, at);
}
