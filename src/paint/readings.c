/* Readings beside their base: pinyin, kana and other small type over (right of) or under (left of) it, Bopomofo at its right.
 *
 *     reading        ┌─────┐˙       A reading shorter than its base is centred (Latin) or spread 1:2:1 (kana, Han); a longer one
 *   ┌────────┐       │     │ㄇ      hangs over its neighbours as far as para made room for it. Bopomofo stands letter under letter
 *   │  base  │       │ 嗎  │ㄚ      at the right of its Han in lines of both directions, its letters a third of it and its middle that of the
 *   └────────┘       └─────┘        Han: the second to fourth tone right of the last letter, at its upper corner, the light tone
 *                                   above the first.
 *
 * A reading is text. It follows its paragraph, so that it parts no word of it; a syllable of Bopomofo is said as it was typed,
 * whatever the order in which its parts are drawn.
 *
 * Sources: JLREQ 3.3.5, 3.3.6; CLREQ "Positioning of Romanization", "Positioning of Zhuyin", "Positioning of tones in Zhuyin"
 * (Taiwan's Ministry of Education, 國語注音符號手冊). */
#include "paint/inside.h"

enum { CELL_TOP_PM = 880, CELL_FOOT_PM = 120 };

typedef struct Reader {
  Painter *p;
  const LineAt *at;
  const Reading *reading;
  const Run *base, *style; /* style: of the reading's letters */
  Stretch st;              /* the base's part on this line */
  size_t first, last;      /* glyphs of the reading that belong to it */
} Reader;

static const Glyph *glyph_of(const Reader *r, size_t i) { return &r->reading->shaped->glyphs[i]; }
static Len length_of(const Reader *r, size_t i) {
  return along(r->p->fonts, r->style, glyph_of(r, i)->font, glyph_of(r, i)->adv);
}
static bool is_first(const Reader *r, size_t i) { return glyph_of(r, i)->flags & GLYPH_FIRST; }

static PaintOp op_of(const Reader *r) {
  PaintOp op = op_like(r->at, PAINT_TEXT, r->style);
  op.ink = op_like(r->at, PAINT_TEXT, r->base).ink;
  op.text = r->reading->shaped->text;
  op.size = type_size(r->p->fonts, r->style, glyph_of(r, r->first)->font);
  op.x_scale_pm = r->style->x_scale_pm ? r->style->x_scale_pm : 1000;
  op.glyphs = arena_array(r->p->job->arena, PaintGlyph, r->last - r->first);
  op.line_end = true;
  op.ruby = (uint32_t)(r->reading - setting_shaped(r->at->setting)->readings) + 1;
  op.reading = true;
  return op;
}

static void op_put(const Reader *r, PaintOp op) {
  if (op.n) vec_add(r->p->job->arena, &r->p->late, op);
}

/* ---- beside the line */

static Point place_of(const Reader *r, const Glyph *g, Len place) {
  const Fonts *f = r->p->fonts;
  const LineAt *at = r->at;
  bool under = setting_style(at->setting)->ruby_position == RUBY_UNDER;
  Len em = r->base->size, small = r->style->size;
  const Font *font = font_facts(f, g->font);
  Len dx = along(f, r->style, g->font, g->dx), up = len_pm(small, font->shift_pm);
  Len dy = len_fu(g->dy, type_size(f, r->style, g->font), face_facts(f, font->face)->upem);
  if (!at->vertical) {
    Len line = under ? len_pm(em, CELL_FOOT_PM) + len_pm(small, CELL_TOP_PM)
                     : -len_pm(em, CELL_TOP_PM) - len_pm(small, CELL_FOOT_PM);
    return (Point){at->origin.x + place + dx, at->origin.y + line - dy - up};
  }
  Len axis = at->origin.x + (under ? -em / 2 - small / 2 : em / 2 + small / 2);
  if (!(g->flags & GLYPH_TURNED)) return (Point){axis + dx, at->origin.y + place - dy};
  return (Point){axis + dy + up, at->origin.y + place + dx};
}

static bool is_spread(const Reader *r) {
  size_t at = glyph_of(r, r->first)->src;
  uint8_t how = setting_style(r->at->setting)->ruby_align;
  if (how == RUBY_ALIGN_AUTO) return char_is_wide(utf8_next(r->reading->shaped->text, &at));
  return how == RUBY_ALIGN_SPREAD;
}

/* The bytes that glyph i stands for. */
static uint32_t cluster_end(const Reader *r, size_t i) {
  const Shaped *s = r->reading->shaped;
  if (!is_first(r, i)) return s->glyphs[i].src;
  while (i + 1 < s->n && s->glyphs[i + 1].src == s->glyphs[i].src) i++;
  return i + 1 < s->n ? s->glyphs[i + 1].src : (uint32_t)s->text.n;
}

static void put_beside(const Reader *r) {
  Len width = 0, clusters = 0, gap = 0;
  for (size_t i = r->first; i < r->last; i++) width += length_of(r, i), clusters += is_first(r, i);
  Len room = r->st.end - r->st.start - width, lead = room / 2;
  if (room > 0 && clusters > 1 && is_spread(r)) gap = room / clusters, lead = (room - gap * (clusters - 1)) / 2;
  if (room > 0 && setting_style(r->at->setting)->ruby_align == RUBY_ALIGN_START) lead = 0;
  Len place = r->st.start + lead;
  PaintOp op = op_of(r);
  bool turned = r->at->vertical && glyph_of(r, r->first)->flags & GLYPH_TURNED;
  op.turned = turned;
  op.whole = gap > 0 || (r->at->vertical && !turned);
  for (size_t i = r->first; i < r->last; i++) {
    const Glyph *g = glyph_of(r, i);
    bool lies = r->at->vertical && g->flags & GLYPH_TURNED;
    if (i > r->first && is_first(r, i)) place += gap;
    if (lies != turned ||
        type_size(r->p->fonts, r->style, g->font) != op.size) { /* とうきょうto: one way an operation */
      op.line_end = false;
      op_put(r, op);
      Reader rest = *r;
      rest.first = i;
      op = op_of(&rest);
      op.turned = turned = lies;
      op.whole = gap > 0 || (r->at->vertical && !turned);
    }
    Point o = place_of(r, g, place);
    if (!(g->flags & GLYPH_MISSING))
      op.glyphs[op.n++] = (PaintGlyph){(int32_t)o.x, (int32_t)o.y, g->id, g->font, g->src, cluster_end(r, i)};
    place += length_of(r, i);
  }
  op_put(r, op);
}

/* ---- Bopomofo: em-thousandths of the Han */
enum {
  LETTER_MIDDLE_PM = 180, /* from the Han's right edge to the middle of its letters */
  TONE_MIDDLE_PM = 410,   /* and of its tone mark */
  TONE_DROP_PM = 75,      /* the tone mark's middle under the top of the last letter */
  DOT_ROOM_PM = 120       /* the light tone above the first letter */
};

static uint32_t letter_of(const Reader *r, size_t i) {
  size_t at = glyph_of(r, i)->src;
  return utf8_next(r->reading->shaped->text, &at);
}
static bool is_light(uint32_t cp) { return cp == 0x02D9; }
static bool is_tone(uint32_t cp) { return cp < 0x3100; }

/* A tone mark by the middle of its ink: faces draw them anywhere in their advance. */
static Point ink_centred(const Reader *r, const Glyph *g, Point middle) {
  int box[4];
  const Fonts *f = r->p->fonts;
  if (!font_ink(f, g->font, g->id, box)) return middle;
  Len size = type_size(f, r->style, g->font);
  int upem = face_facts(f, font_facts(f, g->font)->face)->upem;
  return (Point){middle.x - along(f, r->style, g->font, box[0] + box[2]) / 2,
                 middle.y + len_fu(box[1] + box[3], size, upem) / 2};
}

/* Where the Han's frame is: its right edge and the middle of its height. */
static Point han_edge(const Reader *r) {
  Len em = r->base->size;
  const LineAt *at = r->at;
  if (at->vertical) return (Point){at->origin.x + em / 2, at->origin.y + (r->st.start + r->st.end) / 2};
  return (Point){at->origin.x + r->st.end, at->origin.y - len_pm(em, CELL_TOP_PM) + em / 2};
}

static void put_bopomofo(const Reader *r) {
  Len em = r->base->size, letter = r->style->size, letters = 0, light = 0;
  for (size_t i = r->first; i < r->last; i++) {
    letters += !is_tone(letter_of(r, i));
    if (is_light(letter_of(r, i))) light = len_pm(em, DOT_ROOM_PM);
  }
  Point edge = han_edge(r);
  Len column = edge.x + len_pm(em, LETTER_MIDDLE_PM), top = edge.y - (letters * letter + light) / 2 + light, y = top;
  Len last = top + (letters - 1) * letter;
  PaintOp op = op_of(r);
  op.vertical = op.whole = true;
  for (size_t i = r->first; i < r->last; i++) {
    const Glyph *g = glyph_of(r, i);
    uint32_t cp = letter_of(r, i);
    Point o;
    if (is_light(cp)) {
      o = ink_centred(r, g, (Point){column, top - light / 2});
    } else if (is_tone(cp)) {
      o = ink_centred(r, g, (Point){edge.x + len_pm(em, TONE_MIDDLE_PM), last + len_pm(em, TONE_DROP_PM)});
    } else {
      int upem = face_facts(r->p->fonts, font_facts(r->p->fonts, g->font)->face)->upem;
      o = (Point){column + along(r->p->fonts, r->style, g->font, g->dx), y - len_fu(g->dy, letter, upem)};
      y += letter;
    }
    if (g->flags & GLYPH_MISSING) continue;
    op.glyphs[op.n++] = (PaintGlyph){(int32_t)o.x, (int32_t)o.y, g->id, g->font, g->src, cluster_end(r, i)};
  }
  op_put(r, op);
}

/* ---- a base's part of its reading */

/* Characters of the base before a byte. */
static size_t characters(const Shaped *s, uint32_t at, uint32_t end) {
  return at < end ? utf8_count(str_sub(s->text, at, end)) : 0;
}

/* A base that is longer than the line is divided, and its reading with it, in proportion. */
static void part_find(Reader *r) {
  const Shaped *s = setting_shaped(r->at->setting);
  const Line *l = r->at->line;
  size_t n = r->reading->shaped->n, all = characters(s, r->reading->at, r->reading->end);
  r->first = 0, r->last = n;
  if (!all) return;
  if (r->reading->at < l->at) r->first = n * characters(s, r->reading->at, l->at) / all;
  if (r->reading->end > l->end) r->last = n * characters(s, r->reading->at, l->end) / all;
  while (r->first > 0 && r->first < n && !is_first(r, r->first)) r->first--;
  while (r->last > 0 && r->last < n && !is_first(r, r->last)) r->last--;
}

void painter_readings(Painter *p, const LineAt *at) {
  const Shaped *s = setting_shaped(at->setting);
  for (size_t i = 0; i < s->reading_count; i++) {
    const Reading *reading = &s->readings[i];
    if (reading->end <= at->line->at || reading->at >= at->line->end || !reading->shaped->n) continue;
    Run base = *shaped_run(s, reading->at);
    base.at = reading->at, base.end = reading->end;
    Reader r = {.p = p, .at = at, .reading = reading, .base = &base, .style = &reading->shaped->runs[0]};
    part_find(&r);
    if (r.first >= r.last || !stretch_find(p, at, &base, &r.st)) continue;
    if (base.marks & RUN_BOPOMOFO)
      put_bopomofo(&r);
    else
      put_beside(&r);
  }
}
