/* A set line becomes operations.
 *
 * An operation holds glyphs of one size, one width, one direction and one ink, so a writer changes its state once for all of them. The glyphs
 * carry their places on the page and the bytes of text they stand for; both come from the composer, nothing is measured here.
 *
 *   horizontal   x = measure's start + place along the line + dx        y = baseline - dy
 *   upright      x = axis + dx                                          y = top + place - dy      (dx, dy lead from the top of the cell to the
 *                                                                                                  glyph's origin: half its width, 0.88 em)
 *   turned       x = axis + dy                                         y = top + place + dx      (dy holds how far its baseline is off the
 *                                                                                                  axis: shape centres turned type)
 */
#include "paint/inside.h"

Len type_size(const Fonts *f, const Run *run, FontId font) { return len_pm(run->size, font_facts(f, font)->scale_pm); }

Len along(const Fonts *f, const Run *run, FontId font, int fu) {
  Len size = type_size(f, run, font);
  int pm = run->x_scale_pm ? run->x_scale_pm : 1000;
  return len_pm(len_fu(fu, size, face_facts(f, font_facts(f, font)->face)->upem), pm);
}

static Len across(const Fonts *f, const Run *run, FontId font, int fu) {
  return len_fu(fu, type_size(f, run, font), face_facts(f, font_facts(f, font)->face)->upem);
}

Len advance(const Fonts *f, const Run *run, FontId font, int fu, bool vertical) {
  return vertical ? across(f, run, font, fu) : along(f, run, font, fu);
}

PaintPage *page_open(Arena *a, Len w, Len h) {
  PaintPage *p = arena_new(a, PaintPage);
  p->number = p->span = 1;
  p->trim_w = w;
  p->trim_h = h;
  return p;
}

PaintOp *painter_op(Painter *p, PaintKind kind, Role role) {
  PaintOp op = {.kind = kind, .role = role, .layer = LAYER_PAGE, .story = STORY_NONE, .goto_story = STORY_NONE};
  vec_add(p->job->arena, &p->page->ops, op);
  return &p->page->ops.at[p->page->ops.n - 1];
}

void painter_close(Painter *p) {
  painter_flush(p);
  if (p->shaper) shaper_close(p->shaper);
}

void painter_flush(Painter *p) {
  for (size_t i = 0; i < p->late.n; i++) vec_add(p->job->arena, &p->page->ops, p->late.at[i]);
  p->late.n = 0;
}

const Shaped *painter_shape(Painter *p, const Run *style, Str text, Len size, bool vertical) {
  Arena *a = p->job->arena;
  Run *run = arena_new(a, Run);
  *run = *style;
  run->at = 0;
  run->end = (uint32_t)text.n;
  run->size = size;
  run->marks &= RUN_BOLD;
  run->ruby = (Str){0};
  if (!p->shaper) p->shaper = shaper_open(a, p->fonts);
  return shape_paragraph(p->job, p->shaper, text, run, 1, vertical, (Span){0}, NULL, NULL);
}

static Span span_of(const LineAt *at, uint32_t from, uint32_t to) {
  if (!at->copy) return (Span){0};
  Span first = para_span(at->copy, from), last = para_span(at->copy, to > from ? to - 1 : from);
  return (Span){first.file, first.at, last.file == first.file && last.end > first.at ? last.end : first.end};
}

uint32_t ruby_of(const Shaped *s, const Run *run) {
  for (size_t i = 0; run && run->ruby.n && i < s->reading_count; i++)
    if (run->at >= s->readings[i].at && run->at < s->readings[i].end) return (uint32_t)i + 1;
  return 0;
}

PaintOp op_like(const LineAt *at, PaintKind kind, const Run *run) {
  const Shaped *s = setting_shaped(at->setting);
  static const Ink red = {INK_CMYK, {0, 1000, 1000, 0}}; /* overset copy calls for the editor */
  return (PaintOp){.kind = kind,
                   .layer = at->overset ? LAYER_OVERSET : LAYER_PAGE,
                   .role = at->role,
                   .story = at->story,
                   .para = at->para,
                   .order = at->order,
                   .lang = run ? run->lang : at->lang,
                   .box = at->box,
                   .ink = at->overset ? red
                          : run       ? run->ink
                                      : INK_BLACK,
                   .text = str_sub(s->text, at->line->at, at->line->end),
                   .vertical = at->vertical,
                   .copy = at->whole,
                   .goto_story = at->goto_page ? at->goto_story : STORY_NONE,
                   .goto_page = at->goto_page,
                   .level = (uint8_t)(at->whole ? (at->whole->level < UINT8_MAX ? at->whole->level : UINT8_MAX) : 0),
                   .item = at->whole && at->whole->bullet.n,
                   .ruby = ruby_of(s, run)};
}

/* ---- one glyph's place */
/* How far note marks stand above the line and indices below it, by their face. Upright in a vertical line they stay within its cell;
 * turned ones, which shape has centred by the middle of their own small letters, go back to the line's baseline first. */
static Len raised(const Painter *p, const LineAt *at, const Run *run, FontId font, bool turned) {
  if (!(run->marks & (RUN_SUP | RUN_SUB))) return 0;
  const Face *face = face_facts(p->fonts, font_facts(p->fonts, font)->face);
  Len em = setting_style(at->setting)->size;
  Len up = run->marks & RUN_SUP ? len_pm(em, face->sup_rise_pm) : -len_pm(em, face->sub_drop_pm);
  Len most = (em - run->size) / 2;
  if (turned) return up - len_fu(face->x_height / 2, em - run->size, face->upem);
  return at->vertical ? len_max(-most, len_min(up, most)) : up;
}

static Point glyph_place(const Painter *p, const LineAt *at, const Run *run, const Glyph *g, Len place) {
  const Font *font = font_facts(p->fonts, g->font);
  bool turned = at->vertical && g->flags & GLYPH_TURNED;
  Len rise = raised(p, at, run, g->font, turned), up = len_pm(run->size, font->shift_pm) + rise;
  Point o = at->origin;
  if (!at->vertical)
    return (Point){o.x + place + along(p->fonts, run, g->font, g->dx),
                   o.y - across(p->fonts, run, g->font, g->dy) - up};
  if (g->flags & GLYPH_TURNED)
    return (Point){o.x + across(p->fonts, run, g->font, g->dy) + up,
                   o.y + place + across(p->fonts, run, g->font, g->dx)}; /* turned type keeps its proportions */
  return (Point){o.x + rise + along(p->fonts, run, g->font, g->dx),
                 o.y + place - across(p->fonts, run, g->font, g->dy)};
}

/* The bytes of the line's text that a glyph stands for: its cluster, for the first of it. */
static void glyph_text(const LineAt *at, uint32_t index, PaintGlyph *out) {
  const Shaped *s = setting_shaped(at->setting);
  const Glyph *g = &s->glyphs[index];
  size_t next = index + 1;
  while (next < s->n && !(s->glyphs[next].flags & GLYPH_FIRST)) next++;
  uint32_t end = next < s->n ? s->glyphs[next].src : (uint32_t)s->text.n;
  if (end > at->line->end) end = at->line->end;
  out->at = out->end = g->src - at->line->at;
  if (g->flags & GLYPH_FIRST && end > g->src) out->end = end - at->line->at;
}

/* ---- building operations */
typedef struct Pen {
  PaintOp *op;
  const Run *run; /* that it was opened for */
  bool overset;   /* all ink is the editor's red */
  FontId font;    /* whose size and rise are known: those of `of` */
  const Run *of;
  Len size, up;
  size_t cap;
  uint16_t cell; /* of a table's row, so far */
  size_t hidden; /* blanks of the line that para took out */
} Pen;

static bool ink_eq(Ink a, Ink b) {
  return a.model == b.model && a.c[0] == b.c[0] && a.c[1] == b.c[1] && a.c[2] == b.c[2] && a.c[3] == b.c[3];
}

/* Most glyphs go on where the last one stood: nothing is built for them. */
static bool pen_goes_on(const Pen *pen, const LineAt *at, const Run *run, Len size, int x_scale_pm, bool turned) {
  const PaintOp *op = pen->op;
  return op && op->size == size && op->x_scale_pm == x_scale_pm && op->turned == turned && op->lang == run->lang &&
         op->ruby == ruby_of(setting_shaped(at->setting), run) &&
         op->artifact == (run->marks & RUN_ENGINE ? true : false) &&
         (pen->run == run || ink_eq(op->ink, pen->overset ? op->ink : run->ink));
}

static void pen_open(Painter *p, Pen *pen, const LineAt *at, const Run *run, Len size, bool turned) {
  int x_scale_pm = run->x_scale_pm && !turned ? run->x_scale_pm : 1000;
  if (pen_goes_on(pen, at, run, size, x_scale_pm, turned)) return;
  PaintOp want = op_like(at, PAINT_TEXT, run);
  want.size = size;
  want.x_scale_pm = x_scale_pm;
  want.turned = turned;
  want.artifact = run->marks & RUN_ENGINE;
  pen->run = run;
  pen->overset = at->overset;
  pen->op = painter_op(p, PAINT_TEXT, at->role);
  *pen->op = want;
  pen->op->cell = pen->cell;
  pen->cap = at->line->n + pen->hidden;
  pen->op->glyphs = arena_array(p->job->arena, PaintGlyph, pen->cap);
}

static void pen_put(Pen *pen, PaintGlyph g) {
  must(pen->op->n < pen->cap);
  pen->op->glyphs[pen->op->n++] = g;
}

/* No face has the character: a box one em wide stands for it, and a blank carries its text, so that it is found and copied. */
static void put_missing(Painter *p, const LineAt *at, const Run *run, const SetGlyph *set) {
  enum { INSET_PM = 60, LINE_PM = 40, TOP_PM = 880 };
  Len em = run->size, inset = len_pm(em, INSET_PM), wide = len_pm(em, run->x_scale_pm ? run->x_scale_pm : 1000);
  Point o = at->origin;
  Rect cell = at->vertical ? (Rect){o.x - wide / 2, o.y + set->x, wide, em}
                           : (Rect){o.x + set->x, o.y - len_pm(em, TOP_PM), wide, em};
  PaintOp op = op_like(at, PAINT_RECT, run);
  op.box = (Rect){cell.x + inset, cell.y + inset, cell.w - 2 * inset, cell.h - 2 * inset};
  op.thickness = len_pm(em, LINE_PM);
  op.artifact = true;
  op.text = (Str){0};
  *painter_op(p, PAINT_RECT, at->role) = op;
  const Shaped *blank = painter_shape(p, run, STR(" "), em, false);
  if (!blank->n || blank->glyphs[0].flags & GLYPH_MISSING) return;
  Pen pen = {0};
  pen_open(p, &pen, at, run, type_size(p->fonts, run, blank->glyphs[0].font), false);
  PaintGlyph g = {.x = (int32_t)cell.x,
                  .y = (int32_t)(cell.y + len_pm(em, TOP_PM)),
                  .id = blank->glyphs[0].id,
                  .font = blank->glyphs[0].font};
  glyph_text(at, set->glyph, &g);
  pen_put(&pen, g);
}

/* The hyphen at a divided word's end, in the style of what it follows: a soft hyphen to who extracts the text (PDF 32000-1, 14.8.2.2.3). */
static void put_hyphen(Painter *p, const LineAt *at, const Run *run, const SetGlyph *set) {
  const Shaped *h = painter_shape(p, run, STR("-"), run->size, at->vertical);
  if (!h->n) return;
  const Glyph *g = &h->glyphs[0];
  Pen pen = {0};
  pen_open(p, &pen, at, run, type_size(p->fonts, run, g->font), at->vertical && g->flags & GLYPH_TURNED);
  pen.op->text = STR("\u00AD");
  Point o = glyph_place(p, at, run, g, set->x);
  pen_put(&pen, (PaintGlyph){.x = (int32_t)o.x, .y = (int32_t)o.y, .id = g->id, .font = g->font, .end = 2});
}

/* Leader characters stand on a raster from the measure's start, so that those of neighbouring lines stand in columns. */
static void put_leader(Painter *p, const LineAt *at, const Leader *l) {
  Run run = *shaped_run(setting_shaped(at->setting), l->at);
  run.marks |= RUN_ENGINE;
  char raw[4];
  const Shaped *one = painter_shape(p, &run, (Str){raw, utf8_put(raw, l->cp)}, run.size, at->vertical);
  if (one->n != 1 || one->glyphs[0].flags & GLYPH_MISSING) return;
  const Glyph *g = &one->glyphs[0];
  Len step = len_max(advance(p->fonts, &run, g->font, g->adv, at->vertical), run.size / 4),
      first = (l->from + step - 1) / step * step;
  if (first + step > l->to) return;
  Pen pen = {0};
  pen_open(p, &pen, at, &run, type_size(p->fonts, &run, g->font), at->vertical && g->flags & GLYPH_TURNED);
  pen.op->text = (Str){0};
  pen.cap = (size_t)((l->to - first) / step);
  pen.op->glyphs = arena_array(p->job->arena, PaintGlyph, pen.cap);
  for (Len x = first; x + step <= l->to; x += step) {
    Point o = glyph_place(p, at, &run, g, x);
    pen_put(&pen, (PaintGlyph){.x = (int32_t)o.x, .y = (int32_t)o.y, .id = g->id, .font = g->font});
  }
}

/* 纵中横: the glyphs of a run that stand side by side in one cell of a vertical line, condensed if they are wider than it. */
static size_t put_level(Painter *p, const LineAt *at, const Run *run, size_t k) {
  enum { TOP_PM = 880 };
  const Shaped *s = setting_shaped(at->setting);
  const SetGlyph *set = at->line->glyphs;
  size_t n = 0;
  Len width = 0, top = set[k].x;
  for (; k + n < at->line->n && set[k + n].glyph != UINT32_MAX; n++) {
    const Glyph *g = &s->glyphs[set[k + n].glyph];
    if (!(g->flags & GLYPH_ABREAST) || g->src >= run->end) break;
    width += along(p->fonts, run, g->font, g->adv);
    top = len_min(top, set[k + n].x);
  }
  Run narrow = *run;
  int x_scale = run->x_scale_pm ? run->x_scale_pm : 1000;
  Len cell = len_pm(run->size, x_scale);
  if (width > cell) {
    narrow.x_scale_pm = (int)(x_scale * cell / width);
    width = cell;
  }
  Pen pen = {0};
  Len x = at->origin.x - width / 2 + raised(p, at, run, s->glyphs[set[k].glyph].font, false);
  for (size_t i = 0; i < n; i++) {
    const Glyph *g = &s->glyphs[set[k + i].glyph];
    pen_open(p, &pen, at, &narrow, type_size(p->fonts, run, g->font), false);
    pen.op->vertical = false;
    PaintGlyph q = {
        .x = (int32_t)x, .y = (int32_t)(at->origin.y + top + len_pm(run->size, TOP_PM)), .id = g->id, .font = g->font};
    glyph_text(at, set[k + i].glyph, &q);
    pen_put(&pen, q);
    x += along(p->fonts, &narrow, g->font, g->adv);
  }
  return n;
}

/* What is the same for all glyphs of a run from one font. */
static void pen_face(const Painter *p, Pen *pen, const LineAt *at, const Run *run, FontId font) {
  if (pen->of == run && pen->font == font) return;
  pen->of = run;
  pen->font = font;
  pen->size = type_size(p->fonts, run, font);
  pen->up = len_pm(run->size, font_facts(p->fonts, font)->shift_pm) + raised(p, at, run, font, false);
}

static void put_glyph(Painter *p, Pen *pen, const LineAt *at, const Run *run, const SetGlyph *set, const Glyph *g) {
  pen_face(p, pen, at, run, g->font);
  pen_open(p, pen, at, run, pen->size, at->vertical && g->flags & GLYPH_TURNED);
  bool plain = !at->vertical && !g->dx && !g->dy;
  Point o = plain ? (Point){at->origin.x + set->x, at->origin.y - pen->up} : glyph_place(p, at, run, g, set->x);
  PaintGlyph q = {.x = (int32_t)o.x, .y = (int32_t)o.y, .id = g->id, .font = g->font};
  glyph_text(at, set->glyph, &q);
  pen_put(pen, q);
}

/* Cells of a table's row stand a U+3000 apart: what follows one is the next cell's, and an operation of its own. */
static bool is_cell_end(const Shaped *s, uint32_t at) { return str_eq(str_sub(s->text, at, at + 3), STR("\u3000")); }

static uint16_t cell_of(const LineAt *at) {
  int n = at->cell;
  for (uint32_t i = 0; at->role == ROLE_TABLE && i < at->line->at; i++)
    n += is_cell_end(setting_shaped(at->setting), i);
  return (uint16_t)n;
}

static void table_part(Pen *pen, const Shaped *s, const Glyph *g) {
  if (!is_cell_end(s, g->src)) return;
  pen->cell++;
  pen->op = NULL;
}

/* A blank that the line does not show (at the boundary of Han and Latin, beside a full-width mark) is yet the copy's. It stands where the
 * next glyph begins, takes no room and has no ink: who copies the line, or searches it, has every byte of it. */
static void put_hidden(Painter *p, Pen *pen, const LineAt *at, uint32_t from, uint32_t to, Len place) {
  const Shaped *s = setting_shaped(at->setting);
  for (uint32_t i = from; i < to; i++) {
    const Glyph *g = &s->glyphs[i];
    if (g->src < at->line->at || g->src >= at->line->end || g->flags & (GLYPH_MISSING | GLYPH_ABREAST)) continue;
    put_glyph(p, pen, at, shaped_run(s, g->src), &(SetGlyph){.glyph = i, .x = (int32_t)place}, g);
  }
}

/* Glyphs of the line's text that the line does not hold. */
static size_t count_hidden(const LineAt *at, uint32_t *first_of) {
  const Shaped *s = setting_shaped(at->setting);
  size_t first = 0, n = 0, held = 0;
  for (size_t low = 0, high = s->n; low < high; first = low) { /* the first glyph of the line's text */
    size_t middle = (low + high) / 2;
    if (s->glyphs[middle].src < at->line->at)
      low = middle + 1;
    else
      high = middle;
  }
  *first_of = (uint32_t)first;
  while (first + n < s->n && s->glyphs[first + n].src < at->line->end) n++;
  for (size_t k = 0; k < at->line->n; k++) held += at->line->glyphs[k].glyph != UINT32_MAX;
  return n > held ? n - held : 0;
}

static void put_glyphs(Painter *p, const LineAt *at) {
  const Shaped *s = setting_shaped(at->setting);
  uint32_t next; /* glyph that is to be put next */
  Pen pen = {.hidden = count_hidden(at, &next), .cell = cell_of(at)};
  const Run *run = NULL;
  Len place = 0;
  for (size_t k = 0; k < at->line->n;) {
    const SetGlyph *set = &at->line->glyphs[k];
    const Glyph *g = set->glyph == UINT32_MAX ? NULL : &s->glyphs[set->glyph];
    if (g && (!run || g->src < run->at || g->src >= run->end)) run = shaped_run(s, g->src);
    size_t done = 1;
    if (pen.hidden && g && next < set->glyph) put_hidden(p, &pen, at, next, set->glyph, set->x);
    if (!g) {
      if (run) put_hyphen(p, at, run, set);
      pen.op = NULL;
    } else if (g->flags & GLYPH_MISSING) {
      put_missing(p, at, run, set);
      pen.op = NULL;
    } else if (g->flags & GLYPH_ABREAST) {
      done = put_level(p, at, run, k);
      pen.op = NULL;
    } else {
      put_glyph(p, &pen, at, run, set, g);
    }
    if (at->role == ROLE_TABLE && g) table_part(&pen, s, g);
    k += done ? done : 1;
    if (g) next = at->line->glyphs[k - 1].glyph + 1, place = at->line->glyphs[k - 1].x + (run ? run->size : 0);
  }
  if (pen.hidden) put_hidden(p, &pen, at, next, (uint32_t)s->n, place);
}

/* A headline is broken where the copy has a blank, and the blank is on neither line. It stands at the line's end, without ink, so that who
 * reads the text aloud or copies it has the words apart. */
static void put_gap(Painter *p, const LineAt *at) {
  const Shaped *s = setting_shaped(at->setting);
  if (!at->gap.n || !at->line->n || !s->n || at->line->end <= at->line->at) return;
  const Run *run = shaped_run(s, at->line->end - 1);
  const Shaped *blank = painter_shape(p, run, at->gap, run->size, false);
  Len place = at->line->glyphs[at->line->n - 1].x + run->size;
  Pen pen = {.cell = cell_of(at)};
  for (size_t i = 0; i < blank->n; i++) {
    const Glyph *g = &blank->glyphs[i];
    if (g->flags & GLYPH_MISSING) return;
    pen_open(p, &pen, at, run, type_size(p->fonts, run, g->font), false);
    if (pen.op->n == 0) pen.op->glyphs = arena_array(p->job->arena, PaintGlyph, pen.cap = blank->n);
    pen.op->text = at->gap;
    uint32_t end = i + 1 < blank->n ? blank->glyphs[i + 1].src : (uint32_t)at->gap.n;
    Point o = at->vertical ? (Point){at->origin.x, at->origin.y + place} : (Point){at->origin.x + place, at->origin.y};
    pen_put(&pen,
            (PaintGlyph){.x = (int32_t)o.x, .y = (int32_t)o.y, .id = g->id, .font = g->font, .at = g->src, .end = end});
  }
}

/* Spans and ends, once the operations of the line stand. */
static void finish_line(Painter *p, const LineAt *at, size_t first) {
  PaintOp *last = NULL;
  for (size_t i = first; i < p->page->ops.n; i++) {
    PaintOp *op = &p->page->ops.at[i];
    if (op->kind != PAINT_TEXT || !op->n) continue;
    uint32_t from = op->glyphs[0].at, to = from;
    for (size_t k = 0; k < op->n; k++) to = op->glyphs[k].end > to ? op->glyphs[k].end : to;
    op->span = span_of(at, at->line->at + from, at->line->at + to);
    last = op;
  }
  if (!last) return;
  last->line_end = true;
  last->para_end = at->line->flags & LINE_LAST;
}

void painter_line(Painter *p, const LineAt *at) {
  size_t first = p->page->ops.n;
  put_glyphs(p, at);
  put_gap(p, at);
  finish_line(p, at, first);
  for (uint32_t i = 0; i < at->line->leader_count; i++) put_leader(p, at, &at->line->leaders[i]);
  painter_marks(p, at);
}
