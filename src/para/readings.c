/* The room that readings need in their line. What stands between two lines moves no line, but it may be longer than what it
 * stands over.
 *
 *         sides       under a kana                       Picture: a reading longer than its base, E = reading - base. It sticks out
 *       ruby ruby      ruby ruby                         by half of E on each side, as far as it may hang over the neighbours; what
 *      |  base   |  か | base |け                        is left widens the base, a share of one at its ends and two between its characters.
 *
 * The widening is part of the cells' bodies, so breaking, squeezing and spreading know nothing of readings. A reading hangs over a
 * kana by half of its own em at most, over Han, marks and other readings not at all (ruby-overhang says otherwise). At a line's
 * start and end there is no neighbour: there the same room is the cell's head or tail, which does not give way.
 *
 *   invariant: whatever line a base comes to stand on, its reading lies within the line and touches no other.
 *
 * Sources: JLREQ 3.3.5 to 3.3.8, JIS X 4051 4.12; CLREQ "Positioning of Romanization", "Positioning of Zhuyin". Road not
 * taken: JIS X 4051's choice of pushing a reading inwards at the line's edge. It leaves the base flush and its reading lopsided, and in
 * a measure of twelve characters it is the reading that is looked at. */
#include "para/inside.h"

enum {
  KANA_OVERHANG_PM = 500, /* of the reading's em */
  APART_PM = 250,         /* between two Latin readings, of their em: they would be read as one word */
  ZHUYIN_ROOM_PM = 500    /* beside a Han in a horizontal line: letters of a third, tone marks and a little air */
};

static bool is_latin(const Reading *r) {
  size_t at = 0;
  return r->shaped->text.n && !char_is_wide(utf8_next(r->shaped->text, &at));
}

static Len reading_width(const Setting *s, const Reading *r) {
  Len width = 0;
  for (size_t i = 0; i < r->shaped->n; i++) width += setting_advance(s, &r->shaped->glyphs[i], &r->shaped->runs[0]);
  return width;
}

/* How far a reading of `em` may hang over a cell beside its base. */
static Len overhang(const Setting *s, const Cell *c, Len em) {
  uint8_t how = s->style.ruby_overhang;
  if (how == OVERHANG_NONE || c->flags & (CELL_READ | CELL_HIDDEN | CELL_SPACE)) return 0;
  bool kana = c->cc == CC_KANA || c->cc == CC_SMALL_KANA || c->cc == CC_PROLONGED;
  if (!kana && !(how == OVERHANG_ANY && c->cc == CC_HAN)) return 0;
  return len_pm(em, KANA_OVERHANG_PM);
}

typedef struct Base {
  uint32_t at, end; /* cells */
  Len width;
  bool one; /* letters, or figures in one cell: not to be parted */
} Base;

static Base base_find(const Maker *m, const Reading *r, uint32_t from) {
  const Setting *s = m->s;
  while (from < s->n && m->cells[from].at < r->at) from++;
  Base b = {.at = from, .end = from, .one = false};
  for (; b.end < s->n && m->cells[b.end].at < r->end; b.end++) {
    const Cell *c = &m->cells[b.end];
    b.width += c->width;
    b.one |= (c->flags & (CELL_WEST | CELL_TCY | CELL_SPACE)) != 0;
  }
  return b;
}

/* Extra room in equal shares: one before the first character, two between, one after the last. What a longer overhang on one side
 * saves there is returned in *before, *after. */
static void base_widen(Maker *m, const Base *b, Len extra, Len *before, Len *after) {
  Len n = b->one ? 1 : (Len)(b->end - b->at), outer = extra / (2 * n), inner = extra - 2 * outer;
  for (Len k = 0; k + 1 < n; k++)
    m->cells[b->at + k].width += (int32_t)(inner * (k + 1) / (n - 1) - inner * k / (n - 1));
  Len last = n == 1 ? extra - outer : outer;
  *before = len_min(*before, outer), *after = len_min(*after, last);
  m->cells[b->at].width += (int32_t)(outer - *before);
  m->cells[b->at].lead += (int32_t)(outer - *before);
  m->cells[b->end - 1].width += (int32_t)(last - *after);
}

/* What keeps it apart from a Latin reading right beside it: half of it falls on either side, and the neighbour brings as much. */
static Len apart(const Reading *r, const Reading *before, const Reading *after) {
  bool touches =
      (before && before->end == r->at && is_latin(before)) || (after && after->at == r->end && is_latin(after));
  return touches && is_latin(r) ? len_pm(r->shaped->runs[0].size, APART_PM) : 0;
}

static void reading_make(Maker *m, const Reading *r, const Base *b, const Reading *before, const Reading *after) {
  const Setting *s = m->s;
  Len em = r->shaped->runs[0].size;
  Len extra = reading_width(s, r) + apart(r, before, after) - b->width;
  if (extra <= 0) return;
  Len most_before = b->at > s->first ? overhang(s, &m->cells[b->at - 1], em) : 0;
  Len most_after = b->end < s->n ? overhang(s, &m->cells[b->end], em) : 0;
  Len half = extra / 2, both = len_min(half, len_min(most_before, most_after));
  Len before_more = len_min(half, most_before) - both, after_more = len_min(half, most_after) - both;
  base_widen(m, b, extra - 2 * both, &before_more, &after_more);
  Cell *first = &m->cells[b->at], *last = &m->cells[b->end - 1];
  if (!(first->flags & CELL_MARK)) first->head = (int32_t)(both + before_more);
  if (!(last->flags & CELL_MARK)) last->tail = (int32_t)(both + after_more);
}

void readings_make(Maker *m) {
  const Setting *s = m->s;
  const Shaped *sh = s->shaped;
  Base b = {0};
  for (size_t i = 0; i < sh->reading_count; i++) {
    b = base_find(m, &sh->readings[i], b.end);
    for (uint32_t k = b.at; k < b.end; k++)
      m->cells[k].flags = (uint16_t)(m->cells[k].flags | (k > b.at ? CELL_READ | CELL_READ_ON : CELL_READ));
  }
  b.end = 0;
  for (size_t i = 0; i < sh->reading_count; i++) {
    const Reading *r = &sh->readings[i];
    b = base_find(m, r, b.end);
    if (b.at == b.end || b.at < s->first || !r->shaped->n) continue;
    if (shaped_run(sh, r->at)->marks & RUN_BOPOMOFO) {
      if (!s->style.vertical) m->cells[b.end - 1].width += (int32_t)len_pm(shaped_run(sh, r->at)->size, ZHUYIN_ROOM_PM);
    } else {
      reading_make(m, r, &b, i ? r - 1 : NULL, i + 1 < sh->reading_count ? r + 1 : NULL);
    }
  }
}

/* A base under one reading is not divided, unless it is longer than the line (JLREQ 3.3.1). */
void readings_bind(const Setting *s, uint8_t *kinds) {
  for (size_t i = 0; i < s->shaped->reading_count; i++) {
    const Reading *r = &s->shaped->readings[i];
    for (uint32_t k = r->at + 1; k < r->end; k++)
      if (kinds[k] > BREAK_LAST) kinds[k] = BREAK_LAST;
  }
}
