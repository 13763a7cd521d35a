/* What is body and what is blank in a mark, by style: CLREQ "Adjustment of Punctuation Space", GB/T 15834-2011 5.1, JLREQ 3.1.
 *
 * A full-width mark is half an em of body and half an em of blank: before the body of an opening mark, after that of a closing
 * one; of a pause or stop mark after it, or in Traditional forms a quarter on each side. Interpunct, solidus and short
 * connector have a cell of half an em (or one) that the engine makes: the fonts give anything from 0.3 to 1 em. */
#include "para/inside.h"

static bool is_stop(const Cell *c) { return c->cc == CC_STOP || c->cc == CC_EXCLAM; }

typedef struct Blanks {
  int head_pm, tail_pm; /* of the em, of the mark in full style */
} Blanks;

static bool is_centred(const ParaStyle *y, Lang lang) {
  if (y->punct_forms != FORMS_AUTO) return y->punct_forms == FORMS_HANT;
  return lang == LANG_ZH_HANT || lang == LANG_ZH_HK;
}

/* `lang`: that whose marks they are. */
static Blanks blanks_of(const ParaStyle *y, Lang lang, CharClass cc) {
  bool ja = lang == LANG_JA, centred = is_centred(y, lang);
  switch (cc) {
  case CC_OPEN: return (Blanks){500, 0};
  case CC_CLOSE: return (Blanks){0, 500};
  case CC_COMMA:
  case CC_STOP: return centred ? (Blanks){250, 250} : (Blanks){0, 500};
  case CC_COLON:
    if (y->vertical && !ja) return (Blanks){0, 0}; /* one em in vertical lines of all Chinese locales */
    return centred || ja ? (Blanks){250, 250} : (Blanks){0, 500};
  case CC_EXCLAM: return y->vertical || centred || ja ? (Blanks){0, 0} : (Blanks){0, 500};
  default: return (Blanks){0, 0};
  }
}

/* ； is a comma by CLREQ's step, yet lies in its cell as the colon does. */
static CharClass place_of(const Setting *s, const Cell *c, Lang lang) {
  if (c->cc != CC_COMMA || !(s->style.vertical || lang == LANG_JA)) return (CharClass)c->cc;
  size_t i = c->at;
  return utf8_next(s->shaped->text, &i) == 0xFF1B ? CC_COLON : CC_COMMA;
}

/* A face without the feature that halves its marks may draw ink where others have blank: then nothing is taken away. */
static bool ink_allows(const Setting *s, const Cell *c, Len em, Len head, Len tail) {
  if (!s->fonts) return true;
  const Glyph *g = &s->shaped->glyphs[c->glyph];
  const Font *font = font_facts(s->fonts, g->font);
  const Face *face = face_facts(s->fonts, font->face);
  if (s->style.vertical || (s->style.vertical ? face->has_vhal : face->has_halt)) return true;
  int box[4];
  if (!font_ink(s->fonts, g->font, g->id, box)) return true;
  Len size = len_pm(em, font->scale_pm);
  return len_fu(box[0], size, face->upem) >= head && len_fu(box[2], size, face->upem) <= c->width - tail;
}

static void mark_make(const Setting *s, Cell *c, Len em, Lang lang) {
  uint8_t style = s->style.punct_style;
  Blanks b = blanks_of(&s->style, lang, place_of(s, c, lang));
  Len spare = c->width - em / 2; /* the drawing less the body */
  if (spare < 0 || b.head_pm + b.tail_pm == 0) return;
  Len head = b.head_pm == 500 ? spare : b.head_pm ? spare / 2 : 0, tail = b.tail_pm ? spare - head : 0;
  if (!ink_allows(s, c, em, head, tail)) return;
  c->width -= (int32_t)(head + tail);
  c->lead = -(int32_t)head;
  bool none = style == PUNCT_HALF || (style == PUNCT_KAIMING && !is_stop(c));
  c->head = none ? 0 : (int32_t)head;
  c->tail = none ? 0 : (int32_t)tail;
}

/* The glyph in the middle of a cell of `want`. */
static void cell_fit(Cell *c, Len want) {
  c->lead = (int32_t)((want - c->width) / 2);
  c->width = (int32_t)want;
}

static bool beside_wide(const Maker *m, uint32_t i) {
  const Cell *c = m->cells;
  return (i > 0 && (c[i - 1].flags & CELL_WIDE)) || (i + 1 < m->s->n && (c[i + 1].flags & CELL_WIDE));
}

static bool between_letters(const Maker *m, uint32_t i) {
  const Cell *c = m->cells;
  bool before = i > 0 && (c[i - 1].cc == CC_LATIN || c[i - 1].cc == CC_GREEK);
  return before && i + 1 < m->s->n && (c[i + 1].cc == CC_LATIN || c[i + 1].cc == CC_GREEK);
}

/* GB/T 15834-2011 5.1.9 gives these half an em; Taiwan and Hong Kong give them one, Japan the interpunct. */
static bool is_half(uint8_t slim, bool by_region) { return slim == SLIM_AUTO ? by_region : slim == SLIM_HALF; }
static bool is_taiwan(Lang region) { return region == LANG_ZH_HANT || region == LANG_ZH_HK; }

static void interpunct_make(const Maker *m, uint32_t i, Len em, bool chinese, bool is_half) {
  Cell *c = &m->cells[i];
  bool full_drawn = c->width * 1000 >= em * 750;
  if (!full_drawn && (!chinese || between_letters(m, i))) {
    c->flags |= CELL_WEST;
    return;
  }
  c->flags |= CELL_WIDE;
  cell_fit(c, em / 2);
  if (is_half || m->s->style.punct_style == PUNCT_HALF) return;
  c->head = c->tail = (int32_t)(em / 4); /* one em: a quarter on each side, which step 3 may take */
  c->flags |= CELL_MARK;
}

static void slim_make(const Maker *m, uint32_t i, Len em, bool half, bool chinese) {
  Cell *c = &m->cells[i];
  bool full_drawn = c->width * 1000 >= em * 750;
  if (!full_drawn && (!chinese || !beside_wide(m, i))) {
    c->flags |= CELL_WEST;
    c->flags &= (uint16_t)~CELL_WIDE;
    return;
  }
  c->flags |= CELL_WIDE;
  cell_fit(c, half ? em / 2 : em);
}

static bool is_short_connector(const Setting *s, const Cell *c) {
  size_t i = c->at;
  return utf8_next(s->shaped->text, &i) == 0x2013;
}

/* Dashes of a run: code points, over neighbouring cells (a face may draw the pair as one glyph or as two). */
static uint32_t unit_points(const Setting *s, const Cell *c, const Cell *next) {
  Str t = s->shaped->text;
  uint32_t n = 0;
  for (size_t i = c->at; i < next->at; n++)
    if (utf8_next(t, &i) == 0x2E3A) n++;
  return n;
}

static bool in_run(const Maker *m, uint32_t i) {
  uint8_t cc = m->cells[i].cc;
  return (i > 0 && m->cells[i - 1].cc == cc) || (i + 1 < m->s->n && m->cells[i + 1].cc == cc);
}

/* One em for each code point of a dash or ellipsis, two for U+2E3A; a lone dash is a connector, and English between letters. */
static void unit_make(const Maker *m, uint32_t i, Len em) {
  Cell *c = &m->cells[i];
  uint32_t points = unit_points(m->s, c, c + 1);
  bool lone = points == 1 && !in_run(m, i);
  if (lone && between_letters(m, i)) {
    c->flags = CELL_WEST;
    return;
  }
  if (lone && c->cc == CC_DASH) c->cc = CC_CONNECTOR, c->flags = CELL_WIDE;
  cell_fit(c, em * points);
}

/* ‼ ⁇ ⁈ ⁉ take one em in Chinese and Japanese, however narrow the face draws them (CLREQ "Table of pause or stop punctuation marks"). */
static bool is_double(const Setting *s, const Cell *c) {
  size_t i = c->at;
  uint32_t cp = c->cc == CC_EXCLAM ? utf8_next(s->shaped->text, &i) : 0;
  return cp == 0x203C || (cp >= 0x2047 && cp <= 0x2049);
}

static void double_make(Cell *c, Len em) {
  c->flags = CELL_WIDE;
  if (c->width < em) cell_fit(c, em);
}

/* Horizontal in vertical: the run is one em; its first cell has it, the others stand beside it across the line. */
static void tcy_make(const Maker *m, uint32_t i, const Run *run, Len em) {
  Cell *c = &m->cells[i];
  c->flags = CELL_WIDE | CELL_TCY;
  c->width = c->at == run->at ? (int32_t)em : 0;
  c->lead = c->head = c->tail = 0;
}

/* A figure or letter upright in a vertical line, in the middle of one em: Western still, but not turned, so without a gap. */
static void upright_make(const Maker *m, uint32_t i, Len em) {
  Cell *c = &m->cells[i];
  if (c->flags & (CELL_SPACE | CELL_HIDDEN)) return;
  c->flags = CELL_WEST;
  c->head = c->tail = 0;
  cell_fit(c, em);
}

/* GB/T 15834-2011 5.1.2: two of ！ ？ side by side share one em, three take two. */
static void stacked_make(const Maker *m) {
  Cell *c = m->cells;
  for (uint32_t i = 0, n; i < m->s->n; i += n) {
    for (n = 0; i + n < m->s->n && c[i + n].cc == CC_EXCLAM && (c[i + n].flags & CELL_MARK); n++) {}
    if (n == 2) c[i].tail = c[i + 1].tail = 0;
    if (n == 0) n = 1;
  }
}

/* Kaiming: the half em of a sentence's end stands after the closing marks that follow its stop. */
static void kaiming_make(const Maker *m) {
  Cell *c = m->cells;
  for (uint32_t i = 1; i < m->s->n; i++)
    if (c[i].cc == CC_CLOSE && (c[i].flags & CELL_MARK) && (is_stop(&c[i - 1]) || c[i - 1].cc == CC_CLOSE) &&
        c[i - 1].tail)
      c[i].tail = c[i - 1].tail;
}

/* Pairs tighter than 1.5 em also give up their outer blanks, in the measure asked for. */
static void tight_make(const Maker *m, Len em) {
  int32_t most = (int32_t)len_pm(em, m->s->style.punct_pair_pm - 1000);
  Cell *c = m->cells;
  bool before = false;
  for (uint32_t i = 1; i < m->s->n; i++) {
    bool pair =
        (c[i].flags & CELL_MARK) && (c[i - 1].flags & CELL_MARK) && !(c[i - 1].cc == CC_OPEN && c[i].cc != CC_OPEN);
    if (pair && !before && c[i - 1].head > most) c[i - 1].head = most;
    if (pair && c[i - 1].tail > most) c[i - 1].tail = most;
    if (pair && c[i].head > most) c[i].head = most;
    if (pair && c[i].tail > most) c[i].tail = most;
    before = pair;
  }
}

void marks_make(Maker *m) {
  const Setting *s = m->s;
  const ParaStyle *y = &s->style;
  const Run *run = s->shaped->runs;
  const Run *last = run + s->shaped->run_count - 1;
  for (uint32_t i = 0; i < s->n; i++) {
    Cell *c = &m->cells[i];
    if (c->cc == CC_HAN && !s->shaped->vertical) continue;
    while (run < last && run->end <= c->at) run++;
    Len em = run_em(run, y->vertical);
    bool chinese = run->lang != LANG_EN && run->lang != LANG_KO && run->lang != LANG_JA;
    Lang region = para_mark_lang(y, run->lang);
    if ((run->marks & RUN_TCY) && y->vertical)
      tcy_make(m, i, run, em);
    else if ((run->marks & RUN_UPRIGHT) && y->vertical)
      upright_make(m, i, em);
    else if (run->lang != LANG_EN && run->lang != LANG_KO && is_double(s, c))
      double_make(c, em);
    else if (c->flags & CELL_MARK)
      mark_make(s, c, em, region);
    else if (c->cc == CC_INTERPUNCT)
      interpunct_make(m, i, em, chinese, is_half(y->interpunct, region == LANG_ZH_HANS));
    else if (c->cc == CC_SOLIDUS)
      slim_make(m, i, em, is_half(y->solidus, !is_taiwan(region)), chinese);
    else if (c->cc == CC_CONNECTOR && is_short_connector(s, c))
      slim_make(m, i, em, is_half(y->connector, !is_taiwan(region)), chinese);
    else if (c->flags & CELL_UNIT)
      unit_make(m, i, em);
  }
  if (y->stacked_gb) stacked_make(m);
  if (y->punct_style == PUNCT_KAIMING) kaiming_make(m);
  if (y->punct_pair_pm < 1500 && y->punct_style != PUNCT_NONE) tight_make(m, s->em);
}
