/* flow/cuts: what is cut into a paragraph's side: initials and side heads.
 *
 *     +------+ 面的风从北岸吹     The lines beside it begin later and are shorter by the same whole number of characters, so their
 *     |  江  | 来，桥上的灯一     Han stand in columns with those of the lines below. Its cell begins with the cell of the first line and
 *     +------+ 盏一盏亮起。工     ends with that of the last: it is (lines - 1) pitches and one body deep, no more and no less.
 *     人们收起最后一根缆绳，
 *
 * A Latin initial stands on the last of its lines and its capital height reaches that of the first: its em is larger than the cell.
 * What finds no place (a paragraph of fewer lines, a mark where a character should be) is set as other text is.
 * Source: CLREQ has no clause for initials; JIS X 4051 treats the cut-in heading (窓見出し), JLREQ 4.1.7. */
#include "flow/inside.h"

enum {
  BESIDE_LEAST = 4,  /* characters that must be left beside a cut-in */
  GAP_PM = 250,      /* blank between an initial and its text, at least, in 1/1000 em of the text */
  SIDE_EMS = 3,      /* characters of a side head that are not broken to make it narrower */
  SIDE_LINES = 3,    /* depth of a side head whose style gives none */
  SIDE_MOST_PM = 500 /* part of the measure that it may take */
};

static Len size_of(const Text *t, const Style *st) { return st->size_max > 0 ? st->size_max : t->g->slot->grid.body; }

/* A head of lines that stand as they are given, its corner at the top of the first line's cell. */
static Head *head_of_matter(Caster *c, const Grid *g, Matter *m, Len down) {
  Head *h = arena_new(c->arena, Head);
  vec_add(c->arena, h, (HeadLine){m, 0, {0, down + grid_above(g, m->size)}});
  h->width = m->lines.at[0].set;
  return h;
}

enum { LINE_ENDLESS = 4000 };

Head *head_of_engine(Caster *c, const Grid *g, Role role, Str text, const Style *style, Len size) {
  Style *st = arena_new(c->arena, Style);
  *st = *style;
  st->indent = (Measure){0};
  st->align = ALIGN_START;
  Matter *m = matter_of_engine(c, role, text, st, size, g->vertical);
  matter_set(m, LINE_ENDLESS * LEN_PT);
  return m->lines.n ? head_of_matter(c, g, m, 0) : NULL;
}

/* ---- initials */

/* The bytes of a paragraph that its initial takes: one character, with the opening mark before it; 0: none fits the part. */
static uint32_t initial_bytes(const Para *p, Lang lang, bool vertical) {
  size_t at = 0;
  if (p->mark_count && p->marks[0].at == 0 && p->marks[0].kind == MARK_DATELINE) return 0;
  uint32_t cp = utf8_next(p->text, &at);
  if (char_class(cp, lang) == CC_OPEN && at < p->text.n) cp = utf8_next(p->text, &at);
  CharClass k = char_class(cp, lang);
  if (vertical && k == CC_LATIN) return 0; /* lying on its side it has no capital height to stand on */
  if (k != CC_HAN && k != CC_KANA && k != CC_HANGUL && k != CC_LATIN) return 0;
  if (at >= p->text.n) return 0;
  size_t next = at;
  CharClass after = char_class(utf8_next(p->text, &next), lang);
  bool stuck = after == CC_CLOSE || after == CC_COMMA || after == CC_STOP || after == CC_EXCLAM || after == CC_COLON;
  return stuck ? 0 : (uint32_t)at;
}

static Matter *initial_make(Text *t, const Para *p, uint32_t end, const Style *st, Len size) {
  ParaStyle how = matter_style(t->c, st, size, t->g->slot->grid.vertical);
  how.indent_pm = 0;
  how.align = how.last_line = ALIGN_START;
  how.first_line_open = FIRST_OPEN_TRIM;
  how.orphan_min_han = 0;
  Matter *m = matter_with(t->c, p, 0, end, st, size, how);
  matter_set(m, LINE_ENDLESS * LEN_PT);
  return m;
}

static bool is_latin(const Matter *m, Lang lang) {
  size_t at = m->lead;
  CharClass k = char_class(utf8_next(m->para->text, &at), lang);
  if (k == CC_OPEN) k = char_class(utf8_next(m->para->text, &at), lang);
  return k == CC_LATIN;
}

/* A capital's height in 1/1000 em of the type, by the face that the last character came from. */
static Len capital_pm(const Matter *m) {
  const Shaped *s = setting_shaped(m->setting);
  if (!s->n) return 0;
  const Font *font = font_facts(m->fonts, s->glyphs[s->n - 1].font);
  const Face *face = face_facts(m->fonts, font->face);
  return face->cap_height > 0 ? len_fu(face->cap_height, font->scale_pm, face->upem) : 0;
}

static const Style *initial_style(Text *t, const Style *body) {
  Style *st = arena_new(t->c->arena, Style);
  *st = *body;
  if (body->initial.font.n) st->font = body->initial.font;
  if (body->initial.ink.model != INK_NONE) st->ink = body->initial.ink;
  st->prefix = st->suffix = (Str){0};
  return st;
}

/* Where the initial's baseline lies below the top of the first line's cell, and its size. */
static Head *initial_head(Text *t, const Para *p, uint32_t end, const Style *body) {
  const Grid *g = &t->g->slot->grid;
  int lines = body->initial.lines;
  Len deep = (lines - 1) * g->pitch, size = deep + g->cell;
  const Style *st = initial_style(t, body);
  Matter *m = initial_make(t, p, end, st, size);
  if (m->lines.n != 1) return NULL;
  Len capital = is_latin(m, t->c->lang) ? capital_pm(m) : 0;
  if (!capital) return head_of_matter(t->c, g, m, 0);
  size = size_of(t, body) + deep * 1000 / capital;
  m = initial_make(t, p, end, st, size);
  if (m->lines.n != 1) return NULL;
  return head_of_matter(t->c, g, m, deep + grid_above(g, g->cell) - grid_above(g, size));
}

static Len whole_ems(Len w, Len em) { return (w + em - 1) / em * em; }

/* The paragraph's text from `at` on, its first `lines` lines beside a cut of `cut`; NULL: it has not so many lines. */
static Matter *text_beside(Text *t, const Para *p, uint32_t at, const Style *st, bool indented, Len cut, int lines) {
  Len size = size_of(t, st);
  ParaStyle how = matter_style(t->c, st, size, t->g->slot->grid.vertical);
  if (!indented) how.indent_pm = 0;
  Matter *m = matter_with(t->c, p, at, (uint32_t)p->text.n, st, size, how);
  m->cut = cut, m->cut_lines = lines;
  matter_set(m, t->measure);
  return m->lines.n >= (size_t)lines ? m : NULL;
}

static void put_beside(Text *t, Matter *m, const Head *aside) {
  blocks_check_readings(t->c, m, t->g->slot->grid.pitch);
  vec_add(t->c->arena, t->out, (Block){.m = m, .aside = aside, .together = m->cut_lines, .story = t->g->number});
}

bool cut_put_initial(Text *t, const Para *p) {
  const Style *body = style_for(t->g->layout, t->g->slot, ROLE_BODY);
  int lines = body->initial.lines;
  uint32_t end = lines > 1 ? initial_bytes(p, t->c->lang, t->g->slot->grid.vertical) : 0;
  if (!end) return false;
  Head *h = initial_head(t, p, end, body);
  if (!h) return false;
  Len em = size_of(t, body), cut = h->width + len_pm(em, GAP_PM);
  if (!is_latin(h->at[0].m, t->c->lang)) cut = whole_ems(cut, em);
  if (cut + BESIDE_LEAST * em > t->measure) return false;
  Matter *m = text_beside(t, p, end, body, false, cut, lines);
  if (!m) return false;
  /* the initial stands by itself in its line: its measure is its width, so that nothing overlaps */
  matter_set(h->at[0].m, h->width);
  put_beside(t, m, h);
  return true;
}

/* ---- side heads */

/* Broken at sense into as many lines as the depth holds, as narrow as that can be. */
static Title title_narrow(Text *t, const Para *head, const Style *st, int most, Len room) {
  Style *narrow = arena_new(t->c->arena, Style);
  *narrow = *st;
  narrow->lines_min = 0, narrow->lines_max = most;
  narrow->align = ALIGN_START;
  Len em = size_of(t, st);
  Title title = {0};
  for (Len w = SIDE_EMS * em; w <= room; w += em / 2) {
    Diags *mute = t->c->diags;
    t->c->diags = diags_fork(t->c->arena, mute); /* a width that is too narrow is nobody's business */
    title = title_make(t->c, head, 1, narrow, w, t->g->slot->grid.vertical);
    t->c->diags = mute;
    if (!title.too_long && title.n && title.n <= (size_t)most) return title;
  }
  return (Title){0};
}

static Len title_width(const Title *title) {
  Len w = 0;
  for (size_t i = 0; i < title->n; i++) {
    const Line *l = &title->at[i].m->lines.at[title->at[i].line];
    w = len_max(w, l->set - l->start);
  }
  return w;
}

static Head *side_head(Text *t, const Title *title, int lines) {
  const Grid *g = &t->g->slot->grid;
  Head *h = arena_new(t->c->arena, Head);
  Len content = (Len)(title->n - 1) * title->pitch + title->size, room = (lines - 1) * g->pitch + g->cell;
  h->width = title_width(title);
  for (size_t i = 0; i < title->n; i++) {
    Len top = (room - content) / 2 + (Len)i * title->pitch;
    const Line *l = &title->at[i].m->lines.at[title->at[i].line];
    HeadLine at = {title->at[i].m,
                   title->at[i].line,
                   {(h->width - (l->set - l->start)) / 2 - l->start, top + grid_above(g, title->size)}};
    vec_add(t->c->arena, h, at);
  }
  return h;
}

static void lines_to_width(Head *h) {
  for (size_t i = 0; i < h->n; i++) {
    Matter *m = h->at[i].m;
    Len w = m->lines.at[0].set - m->lines.at[0].start;
    matter_set(m, w);
    h->at[i].at.x = (h->width - w) / 2;
  }
}

bool cut_put_side(Text *t, const Para *head, const Para *p) {
  const Style *st = text_style(t->g->layout, t->g->slot, head);
  const Style *body = t->body ? t->body : style_for(t->g->layout, t->g->slot, ROLE_BODY);
  const Grid *g = &t->g->slot->grid;
  int lines = st->depth ? st->depth : SIDE_LINES;
  Len em = size_of(t, body), room = (lines - 1) * g->pitch + g->cell, step = len_pm(size_of(t, st), 1200);
  int most = room < size_of(t, st) ? 0 : 1 + (int)((room - size_of(t, st)) / step);
  if (!most) return false;
  Title title = title_narrow(t, head, st, most, len_pm(t->measure, SIDE_MOST_PM));
  if (!title.n) return false;
  Head *h = side_head(t, &title, lines);
  Len cut = whole_ems(h->width + em, em);
  if (cut + BESIDE_LEAST * em > t->measure) return false;
  Matter *m = text_beside(t, p, 0, body, true, cut, lines);
  if (!m) return false;
  lines_to_width(h);
  put_beside(t, m, h);
  return true;
}
