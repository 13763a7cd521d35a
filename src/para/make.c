/* Making a setting: cells from glyphs, then what marks are, then gaps and their sums. */
#include "para/inside.h"

enum { NARROW_PM = 750 }; /* a mark drawn narrower than this has no blank half: it is proportional */

/* The composite's part scales its face; without fonts (tests) 1000 units make an em. */
Len setting_advance(const Setting *s, const Glyph *g, const Run *run) {
  Len em = run_em(run, s->style.vertical);
  if (g->flags & GLYPH_MISSING) return em;
  if (!s->fonts) return len_fu(g->adv, em, 1000);
  const Font *font = font_facts(s->fonts, g->font);
  if (font->scale_pm != 1000) em = len_pm(em, font->scale_pm);
  return len_fu(g->adv, em, face_facts(s->fonts, font->face)->upem);
}

/* Han follow Han with the same advance: the last answer is mostly the next one. */
typedef struct Advances {
  const Setting *s;
  const Run *run;
  FontId font;
  int16_t adv;
  Len len;
} Advances;

static Len advance(Advances *a, const Glyph *g, const Run *run) {
  if (run == a->run && g->font == a->font && g->adv == a->adv && !(g->flags & GLYPH_MISSING)) return a->len;
  Len len = setting_advance(a->s, g, run);
  if (!(g->flags & GLYPH_MISSING)) a->run = run, a->font = g->font, a->adv = g->adv, a->len = len;
  return len;
}

static int32_t narrow32(Len v) { return (int32_t)len_max(-(1 << 30), len_min(v, 1 << 30)); }

static bool is_wide_class(CharClass cc) {
  switch (cc) {
  case CC_HAN:
  case CC_KANA:
  case CC_SMALL_KANA:
  case CC_PROLONGED:
  case CC_HANGUL:
  case CC_ITERATION:
  case CC_IDSPACE:
  case CC_FW_LATIN:
  case CC_EMOJI:
  case CC_DASH:
  case CC_ELLIPSIS:
  case CC_CONNECTOR:
  case CC_SYMBOL: return true;
  default: return cc >= CC_OPEN && cc <= CC_EXCLAM;
  }
}

static uint8_t flags_of(CharClass cc, uint32_t cp, Len width, Len em) {
  switch (cc) {
  case CC_SPACE: return cp == 0x20 || cp == '\t' || cp == '\n' || cp == '\r' ? CELL_SPACE : 0;
  case CC_GLUE: return CELL_SPACE;
  case CC_ZW_SPACE:
  case CC_JOINER:
  case CC_SOFT_HYPHEN: return CELL_HIDDEN;
  case CC_DIGIT:
  case CC_LATIN:
  case CC_GREEK:
  case CC_LATIN_MARK:
  case CC_OTHER:
  case CC_COMBINING: return CELL_WEST;
  case CC_PREFIX:
  case CC_POSTFIX: return width * 1000 < em * NARROW_PM ? CELL_WEST : CELL_WIDE;
  case CC_OPEN:
  case CC_CLOSE:
  case CC_COMMA:
  case CC_COLON:
  case CC_STOP:
  case CC_EXCLAM: return width * 1000 < em * NARROW_PM ? CELL_WEST : CELL_MARK | CELL_WIDE;
  case CC_DASH:
  case CC_ELLIPSIS: return CELL_UNIT | CELL_WIDE;
  case CC_SOLIDUS:
  case CC_INTERPUNCT: return 0;
  default: return is_wide_class(cc) ? CELL_WIDE : 0;
  }
}

static CharClass class_at(Str text, uint32_t at, uint32_t *cp, Lang lang) {
  size_t i = at;
  uint8_t lead = (uint8_t)text.p[at];
  if (lead >= 0xE5 && lead <= 0xE8) return *cp = 0x5000, CC_HAN; /* U+5000 to U+8FFF: ideographs all */
  *cp = utf8_next(text, &i);
  if (*cp >= 0x4E00 && *cp <= 0x9FFF) return CC_HAN;
  if (*cp >= 0x2018 && *cp <= 0x201D && text_quote_is_latin(text, at, lang)) return CC_LATIN_MARK;
  return char_class(*cp, lang);
}

static const Run *run_at(const Shaped *sh, const Run *run, uint32_t at) {
  while (run->end <= at && run + 1 < sh->runs + sh->run_count) run++;
  return run;
}

/* One cell for each cluster. */
static void cells_make(Maker *m) {
  Setting *s = m->s;
  const Shaped *sh = s->shaped;
  const Run *run = sh->runs;
  Advances adv = {.s = s};
  uint32_t n = 0;
  for (uint32_t g = 0; g < sh->n; n++) {
    uint32_t at = sh->glyphs[g].src, first = g, cp;
    run = run_at(sh, run, at);
    Len width = 0;
    for (; g < sh->n && sh->glyphs[g].src == at; g++) width += advance(&adv, &sh->glyphs[g], run);
    CharClass cc = class_at(sh->text, at, &cp, run->lang);
    Len em = run_em(run, s->style.vertical);
    uint16_t flags = cc == CC_HAN ? CELL_WIDE : flags_of(cc, cp, width, em);
    if (sh->text.p[at] == '\t' && s->style.tab_count) flags |= CELL_TAB, s->tabbed = true;
    if (flags & CELL_HIDDEN) width = 0;
    m->cells[n] = (Cell){.at = at, .glyph = first, .width = narrow32(width), .cc = (uint8_t)cc, .flags = flags};
  }
  s->n = n;
  m->cells[n] = (Cell){.at = (uint32_t)sh->text.n, .glyph = (uint32_t)sh->n};
}

/* Clusters there can be at most; counted, as marks and ligatures make fewer cells than glyphs. */
static uint32_t cell_count(const Shaped *sh) {
  uint32_t n = 0;
  for (size_t g = 0; g < sh->n; g++) n += g == 0 || sh->glyphs[g].src != sh->glyphs[g - 1].src;
  return n;
}

/* Agency copy opens its paragraphs with U+3000; a style that indents, or asks for it, drops them, and blanks there always go. */
static void strip_start(Maker *m) {
  Setting *s = m->s;
  bool wide = s->style.strip_u3000 || s->style.indent_pm > 0;
  while (s->first < s->n) {
    Cell *c = &m->cells[s->first];
    bool blank = ((c->flags & (CELL_SPACE | CELL_HIDDEN)) && !(c->flags & CELL_TAB)) || (wide && c->cc == CC_IDSPACE);
    if (!blank) break;
    c->flags |= CELL_HIDDEN;
    c->width = 0;
    s->first++;
  }
}

static BreakRules rules_of(Arena *a, const Setting *s) {
  const ParaStyle *y = &s->style;
  BreakRules r = {.lang = y->lang,
                  .kinsoku = y->kinsoku,
                  .kinsoku_ja = y->kinsoku_ja,
                  .hyphenation = y->hyphenation,
                  .hyphen_left = y->hyphen_left,
                  .hyphen_right = y->hyphen_right,
                  .patterns = y->patterns,
                  .keep_all = y->word_break == WORD_BREAK_KEEP_ALL,
                  .newline_soft = y->newline_soft};
  bool mixed = false;
  for (size_t i = 0; i < s->shaped->run_count; i++) mixed |= s->shaped->runs[i].lang != y->lang;
  if (!mixed) return r;
  LangRun *langs = arena_array(a, LangRun, s->shaped->run_count);
  for (size_t i = 0; i < s->shaped->run_count; i++)
    langs[i] = (LangRun){s->shaped->runs[i].end, s->shaped->runs[i].lang};
  r.langs = langs;
  r.lang_count = s->shaped->run_count;
  return r;
}

/* Runs that hold together: horizontal-in-vertical is one cell, a note mark keeps its base (CLREQ, annotation marks), a unit
 * is parted only unwillingly. */
static void bind_runs(const Setting *s, uint8_t *kinds) {
  for (size_t i = 0; i < s->shaped->run_count; i++) {
    const Run *r = &s->shaped->runs[i];
    bool one_cell = (r->marks & RUN_TCY) && s->style.vertical;
    if (!one_cell && !(r->marks & (RUN_SUP | RUN_SUB | RUN_UNIT))) continue;
    if ((r->marks & (RUN_SUP | RUN_SUB)) && r->at > 0 && kinds[r->at] > BREAK_LAST && kinds[r->at] < BREAK_MUST)
      kinds[r->at] = BREAK_LAST;
    for (uint32_t k = r->marks & RUN_GOES_ON ? r->at : r->at + 1; k < r->end; k++) {
      if (one_cell && k > r->at) kinds[k] = BREAK_NEVER;
      if ((r->marks & RUN_UNIT) && kinds[k] == BREAK_YES) kinds[k] = BREAK_AVOID;
      if ((r->marks & (RUN_SUP | RUN_SUB)) && kinds[k] > BREAK_LAST && kinds[k] < BREAK_MUST) kinds[k] = BREAK_LAST;
    }
  }
}

/* On the grid every mark has its em and keeps it. */
static void grid_style(ParaStyle *y) {
  y->punct_style = PUNCT_NONE;
  y->interpunct = y->solidus = y->connector = SLIM_FULL;
  y->stacked_gb = false;
  y->autospace_pm = y->tracking_pm = y->exclam_space_pm = 0;
}

static Len whole_width(const Setting *s) {
  Len w = 0;
  for (uint32_t i = s->first; i < s->n; i++) w += s->cells[i].width + (i > s->first ? s->gaps[i].ideal : 0);
  if (s->first >= s->n) return 0;
  return w + s->cells[s->n - 1].tail + head_of(s, s->first);
}

Setting *para_make(Job *job, const Fonts *fonts, const Shaped *shaped, const ParaStyle *style) {
  Arena *a = job->arena;
  Setting *s = arena_new(a, Setting);
  uint32_t n = shaped->run_count ? cell_count(shaped) : 0;
  s->shaped = shaped, s->fonts = fonts, s->style = *style;
  s->em = shaped->run_count && !style->size ? run_em(&shaped->runs[0], style->vertical) : para_em_along(style);
  s->half = s->em / 2;
  if (style->grid) grid_style(&s->style);
  Maker m = {s, arena_array(a, Cell, n + 1), arena_array(a, Gap, n + 1), arena_array(a, Sum, n + 1), NULL};
  s->cells = m.cells, s->gaps = m.gaps, s->sums = m.sums;
  if (n == 0) return s;
  BreakRules rules = rules_of(a, s);
  uint8_t *kinds = text_breaks(a, shaped->text, &rules);
  bind_runs(s, kinds);
  readings_bind(s, kinds);
  m.kinds = kinds;
  cells_make(&m);
  strip_start(&m);
  marks_make(&m);
  readings_make(&m);
  gaps_make(&m);
  track_make(&m);
  sums_make(&m);
  s->width = whole_width(s);
  return s;
}

/* Of the hyphen that a division after a cell shows: that of the face its letters are set from. Without fonts (tests), a third. */
Len hyphen_width(const Setting *s, const Cell *last) {
  const Run *run = shaped_run(s->shaped, last->at);
  const Glyph *g = &s->shaped->glyphs[last->glyph];
  uint16_t id = s->fonts && g->font != FONT_NONE ? font_glyph(s->fonts, g->font, '-') : 0;
  if (!id) return run_em(run, s->style.vertical) / 3;
  Glyph hyphen = {.font = g->font, .id = id, .adv = (int16_t)font_advance(s->fonts, g->font, id)};
  return setting_advance(s, &hyphen, run);
}

const Shaped *setting_shaped(const Setting *s) { return s->shaped; }
const ParaStyle *setting_style(const Setting *s) { return &s->style; }
const Setting *setting_bare(Arena *a, const Setting *s) {
  Setting *bare = arena_new(a, Setting);
  *bare = *s;
  bare->cells = NULL, bare->gaps = NULL, bare->sums = NULL;
  bare->n = 0;
  return bare;
}
Len para_width(const Setting *s) { return s->width; }
