/* The gaps: what stands between two bodies, how far it gives way and when, how it grows.
 *
 * Sources: CLREQ "Adjustment of Adjacent Punctuation Marks", "Procedures for Inter-Character Spacing Reduction" and
 * "… Expansion", "Handling Western Text in Chinese Text"; JLREQ 3.1.4, 3.8; CSS Text 4 "text-spacing-trim". */
#include "para/inside.h"

enum { WORD_LEAST_PM = 250 }; /* CLREQ: Western word space in Chinese from 1/4 to 1/2 em */

static bool is_han_like(const Cell *c) {
  switch (c->cc) {
  case CC_HAN:
  case CC_KANA:
  case CC_SMALL_KANA:
  case CC_PROLONGED:
  case CC_ITERATION: return true;
  default: return false;
  }
}

static bool is_western(const Cell *c) { return c->cc == CC_LATIN || c->cc == CC_DIGIT || c->cc == CC_GREEK; }

/* In a vertical line Latin that stands upright is set like Han. */
static bool is_turned(const Setting *s, const Cell *c) {
  return !s->shaped->vertical || (s->shaped->glyphs[c->glyph].flags & GLYPH_TURNED);
}

/* Does the Western side of cell c, before a Han, take the gap? `before` is the cell before it. */
static bool west_ends(const Setting *s, const Cell *c, const Cell *before) {
  if (!is_turned(s, c) || (c->flags & CELL_TCY)) return false;
  if (is_western(c)) return true;
  return c->cc == CC_POSTFIX && s->style.autospace_after_percent && before && before->cc == CC_DIGIT;
}

static bool west_starts(const Setting *s, const Cell *c, const Cell *after) {
  if (!is_turned(s, c) || (c->flags & CELL_TCY)) return false;
  if (is_western(c)) return true;
  return c->cc == CC_PREFIX && (c->flags & CELL_WEST) && s->style.autospace_after_percent && after &&
         after->cc == CC_DIGIT;
}

static bool has_autospace(const Setting *s, uint32_t p, uint32_t q) {
  const Cell *c = s->cells;
  if (is_han_like(&c[p]) && !(c[p].flags & CELL_TCY)) return west_starts(s, &c[q], q + 1 < s->n ? &c[q + 1] : NULL);
  if (is_han_like(&c[q]) && !(c[q].flags & CELL_TCY)) return west_ends(s, &c[p], p > 0 ? &c[p - 1] : NULL);
  return false;
}

static bool is_jlreq(const Setting *s) {
  uint8_t order = s->style.adjust_order;
  return order == ADJUST_BY_REGION ? para_mark_lang(&s->style, s->style.lang) == LANG_JA : order == ADJUST_JLREQ;
}

static uint8_t step_of(const Setting *s, const Cell *c) {
  switch (c->cc) {
  case CC_OPEN:
  case CC_CLOSE: return STEP_BRACKET;
  case CC_COMMA: return is_jlreq(s) ? STEP_BRACKET : STEP_COMMA;
  case CC_INTERPUNCT: return STEP_INTERPUNCT;
  case CC_STOP:
  case CC_EXCLAM: return is_jlreq(s) ? STEP_NONE : STEP_STOP; /* JLREQ 3.8.3: never within a line */
  default: return STEP_NONE;                                  /* CLREQ names no step for the colon */
  }
}

/* Two marks: one of two facing blanks goes. The bracket keeps against what it encloses, so its outer blank is the one; of a
 * stop before a closing mark, the stop's, unless it lies on both sides of the ink. */
static void pair_blanks(const Setting *s, const Cell *p, const Cell *q, Len *tail, Len *head) {
  Len kept = s->style.punct_pair_pm > 1500 ? len_pm(s->em, s->style.punct_pair_pm - 1500) : 0;
  if (q->cc == CC_OPEN)
    *head = len_min(*head, kept);
  else if (p->cc == CC_CLOSE)
    *tail = len_min(*tail, kept);
  else if (p->cc != CC_OPEN && !p->head)
    *tail = len_min(*tail, kept);
}

static Gap gap_of_marks(const Setting *s, const Cell *p, const Cell *q) {
  Len tail = p->tail, head = q->head;
  bool frozen = s->style.punct_style == PUNCT_NONE;
  if ((p->flags & CELL_MARK) && (q->flags & CELL_MARK) && !frozen) pair_blanks(s, p, q, &tail, &head);
  if ((p->flags | q->flags) & CELL_UNIT) { /* JLREQ and CSS keep a mark's em beside a dash; CLREQ is silent */
    if (s->style.dash_keep)
      frozen = true;
    else
      tail = head = 0;
  }
  uint8_t ts = tail ? step_of(s, p) : STEP_NONE, hs = head ? step_of(s, q) : STEP_NONE;
  Len least = frozen ? tail + head : (ts ? 0 : tail) + (hs ? 0 : head);
  uint8_t step = ts > hs ? ts : hs;
  return (Gap){.ideal = (int32_t)(tail + head), .least = (int32_t)least, .step = step};
}

/* ？ and ！ end a sentence and stand off what goes on (JLREQ 3.1.6 has them followed by an em); not off what closes, goes with
 * them, or is a blank itself. */
static Len exclam_space(const Setting *s, const Cell *p, const Cell *q) {
  if (p->cc != CC_EXCLAM || !(p->flags & CELL_MARK)) return 0;
  switch (q->cc) {
  case CC_CLOSE:
  case CC_COMMA:
  case CC_COLON:
  case CC_STOP:
  case CC_EXCLAM:
  case CC_DASH:
  case CC_ELLIPSIS:
  case CC_IDSPACE: return 0;
  default: return len_pm(s->em, s->style.exclam_space_pm);
  }
}

static bool is_reluctant(const Cell *c) {
  return c->cc == CC_CONNECTOR || c->cc == CC_INTERPUNCT || c->cc == CC_SOLIDUS;
}

/* What belongs together does not spread: words, numbers and units, dashes and ellipses, U+3000 (one em exactly). */
static uint8_t growth(const Cell *p, const Cell *q, uint8_t kind) {
  if (kind == BREAK_NEVER || kind == BREAK_LAST || kind == BREAK_LAST_GOOD || kind == BREAK_HYPHEN) return GROW_RIGID;
  if ((p->flags & CELL_WEST) && (q->flags & CELL_WEST)) return GROW_RIGID;
  if (p->cc == CC_IDSPACE || q->cc == CC_IDSPACE) return GROW_RIGID;
  return is_reluctant(p) || is_reluctant(q) ? GROW_SHY : GROW_EVEN;
}

static Gap gap_solid(const Setting *s, uint32_t p, uint32_t q, uint8_t kind) {
  const Cell *a = &s->cells[p], *b = &s->cells[q];
  Gap g = {0};
  if ((a->flags | b->flags) & CELL_MARK) g = gap_of_marks(s, a, b);
  g.grow = growth(a, b, kind);
  int32_t more = s->style.exclam_space_pm ? (int32_t)exclam_space(s, a, b) : 0;
  g.ideal += more, g.least += more;
  bool west = ((a->flags | b->flags) & CELL_WEST) || a->cc == CC_POSTFIX;
  if (west && s->style.autospace_pm && kind != BREAK_NEVER && has_autospace(s, p, q)) {
    g.ideal = (int32_t)len_pm(s->em, s->style.autospace_pm);
    g.least = (int32_t)len_pm(s->em, s->style.autospace_pm / 2);
    g.step = STEP_AUTOSPACE;
    g.grow = GROW_AUTOSPACE;
  }
  return g;
}

/* ---- blanks */
static Gap gap_of_space(const Setting *s, const Cell *space) {
  Lang lang = s->style.lang;
  bool own = lang == LANG_EN || lang == LANG_KO; /* scripts with word spaces of their own: the face's */
  Len drawn = space->width > 0 ? space->width : s->em / 4, least = own ? drawn * 2 / 3 : len_pm(s->em, WORD_LEAST_PM);
  Len ideal = own ? drawn : len_max(drawn, least);
  return (Gap){.ideal = (int32_t)ideal, .least = (int32_t)len_min(least, ideal), .step = STEP_WORD, .grow = GROW_WORD};
}

/* Figures in one cell of a vertical line are set like Han, but a blank between them and Han is one at the boundary. */
static bool is_wide(const Cell *c) { return (c->flags & CELL_WIDE) && !(c->flags & CELL_TCY) && c->cc != CC_HANGUL; }

/* A typed blank is nothing beside a full-width mark or U+3000, the Han-Latin gap at their boundary; a newline (CSS Text 3, 4.1.3) is nothing
 * between wide characters. Elsewhere it is a word space. */
static bool is_space_real(const Setting *s, uint32_t p, uint32_t q, bool newline_only) {
  const Cell *a = &s->cells[p], *b = &s->cells[q];
  bool wide = is_wide(a), wide_too = is_wide(b);
  if ((a->flags | b->flags) & (CELL_MARK | CELL_UNIT) || a->cc == CC_IDSPACE || b->cc == CC_IDSPACE) return false;
  if (newline_only && wide && wide_too) return false;
  if (wide != wide_too) return a->cc == CC_HANGUL || b->cc == CC_HANGUL;
  return true;
}

static bool is_newline(const Setting *s, const Cell *c) { return s->shaped->text.p[c->at] == '\n'; }

/* Blanks stand in [p + 1, q): the first real one keeps its glyph, their room is the gap before q. */
static Gap gap_over_blanks(Maker *m, uint32_t p, uint32_t q) {
  Setting *s = m->s;
  const Cell *space = NULL;
  bool newline_only = true;
  for (uint32_t i = p + 1; i < q; i++) {
    if (!(m->cells[i].flags & CELL_SPACE)) continue;
    bool newline = is_newline(s, &m->cells[i]);
    if (!space || (newline_only && !newline)) space = &m->cells[i];
    newline_only &= newline;
  }
  bool real = space && is_space_real(s, p, q, newline_only);
  Gap g;
  if (real)
    g = gap_of_space(s, space);
  else
    g = gap_solid(s, p, q, m->gaps[q].kind == BREAK_NEVER ? BREAK_YES : m->gaps[q].kind);
  for (uint32_t i = p + 1; i < q; i++) {
    if (!real || &m->cells[i] != space) m->cells[i].flags |= CELL_HIDDEN;
    m->cells[i].width = 0;
  }
  return g;
}

/* A tab's room is told by the line it stands in; blanks beside it are nothing. */
static bool gap_has_tab(const Maker *m, uint32_t p, uint32_t q) {
  for (uint32_t i = p + 1; i < q; i++)
    if (m->cells[i].flags & CELL_TAB) return true;
  return false;
}

static Gap gap_of_tab(Maker *m, uint32_t p, uint32_t q) {
  for (uint32_t i = p + 1; i < q; i++) {
    if (!(m->cells[i].flags & CELL_TAB)) m->cells[i].flags |= CELL_HIDDEN;
    m->cells[i].width = 0;
  }
  return (Gap){0};
}

/* ---- all of them, and the sums */
static bool is_blank(const Cell *c) { return c->flags & (CELL_SPACE | CELL_HIDDEN); }

static void gap_put(Maker *m, uint32_t i, Gap g) {
  Setting *s = m->s;
  g.kind = m->gaps[i].kind;
  if (s->style.line_adjust == ADJUST_PUSH_OUT_ONLY) g.least = g.ideal;
  m->gaps[i] = g;
}

static void sum_put(Maker *m, uint32_t i) {
  Setting *s = m->s;
  const Gap *g = &m->gaps[i];
  const Sum *b = &m->sums[i - 1];
  Sum *t = &m->sums[i];
  Len most = s->half; /* CLREQ: word spaces and Han-Latin gaps to 1/2 em before anything else grows */
  t->pos = b->pos + m->cells[i - 1].width + g->ideal;
  t->give = b->give + (uint32_t)(g->ideal - g->least);
  t->grow = b->grow + (g->grow >= GROW_WORD && g->ideal < most ? (uint32_t)(most - g->ideal) : 0);
  t->even = (uint16_t)(b->even + (g->grow == GROW_EVEN || g->grow >= GROW_WORD));
  t->shy = (uint16_t)(b->shy + (g->grow == GROW_SHY));
}

/* What a line end swallows; the start of the paragraph stops it. */
static bool is_swallowed(const Setting *s, uint32_t i) {
  return i < s->first || is_blank(&s->cells[i]) || s->cells[i].cc == CC_IDSPACE;
}

void gaps_make(Maker *m) {
  Setting *s = m->s;
  uint32_t before = UINT32_MAX; /* last cell that is no blank */
  for (uint32_t i = 0; i <= s->n; i++) {
    m->gaps[i].kind = i <= s->first ? BREAK_NEVER : m->kinds[m->cells[i].at];
    if (i == s->n || is_blank(&m->cells[i])) continue;
    uint32_t p = before;
    before = i;
    if (p == UINT32_MAX) continue;
    const Cell *a = &m->cells[p], *b = &m->cells[i];
    if (p + 1 < i)
      gap_put(m, i, s->tabbed && gap_has_tab(m, p, i) ? gap_of_tab(m, p, i) : gap_over_blanks(m, p, i));
    else if (a->cc == CC_HAN && b->cc == CC_HAN)
      m->gaps[i].grow = b->flags & CELL_READ_ON ? GROW_RIGID : GROW_EVEN;
    else
      gap_put(m, i, gap_solid(s, p, i, m->gaps[i].kind));
  }
  for (uint32_t i = s->n; i-- > 0 && is_blank(&m->cells[i]);) m->cells[i].width = 0; /* blanks at the end */
}

void sums_make(Maker *m) {
  Setting *s = m->s;
  m->sums[0].solid = s->first;
  for (uint32_t i = 1; i <= s->n; i++) {
    sum_put(m, i);
    m->sums[i].solid = is_swallowed(s, i - 1) ? m->sums[i - 1].solid : i;
  }
}
