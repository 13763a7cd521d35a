/* Could a paragraph take another number of lines? Answered from its sums, without breaking it: pouring asks for a line more or fewer all the
 * time, and four times in five the answer is no.
 *
 *   fewer   what its lines must hold, every gap at its least and the widest gap gone at each break, is more than their room
 *   more    what all lines but the last can be spread to, every gap at its most, is less than their room
 *
 * Both are bounds: "no" is certain (tests/unit/para_random.c asks para_set as well), "maybe" is for para_set to find out. Where the style lets a
 * line hang, divides words or counts otherwise (grid, tabs), it is always maybe. */
#include "para/inside.h"

typedef struct Reach {
  Len width, give;   /* of all cells on one line, gaps ideal; what the gaps can give up */
  Len gap, blanks;   /* the widest gap; what line ends may swallow of typed blanks */
  Len head, tail;    /* the widest blank at a line's start and at its end */
  Len grow, places;  /* what word spaces and Han-Latin gaps grow by; gaps that grow alike */
  bool told, spread; /* the sums tell of fewer lines; of more */
} Reach;

static bool is_plain(const ParaStyle *y, bool tabbed) {
  return !y->grid && !tabbed && !y->optical_pm && y->hanging == HANGING_NONE && y->first_line_open != FIRST_OPEN_HALF;
}

static void reach_ends(const Setting *s, Reach *r, uint32_t i) {
  const Cell *c = &s->cells[i];
  if (c->head) r->head = len_max(r->head, head_of(s, i));
  if (c->tail &&
      (s->style.line_end_punct != LINE_END_HALF || s->style.punct_style == PUNCT_NONE || c->flags & CELL_READ))
    r->tail = len_max(r->tail, c->tail);
}

/* Would a line that ends after the cell do without it? */
static bool is_swallowed(const Setting *s, uint32_t i) { return s->sums[i + 1].solid <= i; }

static void reach_gap(const Setting *s, Reach *r, uint32_t i) {
  const Gap *g = &s->gaps[i];
  bool after = is_swallowed(s, i - 1);
  if (after || is_swallowed(s, i))
    r->blanks += g->ideal + (after ? s->cells[i - 1].width : 0);
  else
    r->gap = len_max(r->gap, g->ideal);
  r->give += g->ideal - g->least;
  if (g->grow >= GROW_WORD) r->grow += len_max(0, s->half - g->ideal);
  r->places += g->grow != GROW_RIGID;
  if (g->ideal < 0 || g->least < 0) r->told = r->spread = false;
  if (g->kind == BREAK_MUST || g->kind == BREAK_HYPHEN) r->spread = false;
}

static Reach reach_of(const Setting *s) {
  uint32_t end = s->sums[s->n].solid;
  Reach r = {.told = end > s->first && is_plain(&s->style, s->tabbed)};
  r.spread = r.told && s->style.align == ALIGN_JUSTIFY && !is_latin_text(s);
  if (!r.told) return r;
  r.width = s->sums[end - 1].pos - s->sums[s->first].pos + s->cells[end - 1].width;
  reach_ends(s, &r, s->first);
  for (uint32_t i = s->first + 1; i < end; i++) {
    reach_ends(s, &r, i);
    reach_gap(s, &r, i);
  }
  return r;
}

/* Room of the first n lines. */
static Len rooms_sum(const Setting *s, Rooms rooms, size_t n) {
  Len sum = 0;
  for (size_t k = 0; k < n; k++) sum += room_of(s, rooms, k, k ? s->n : s->first);
  return sum;
}

unsigned para_reach(const Setting *s, Rooms rooms, size_t lines) {
  Reach r = reach_of(s);
  Len n = (Len)lines;
  unsigned out = 0;
  if (r.told && (n < 2 || r.width - r.give - r.blanks - (n - 2) * r.gap > rooms_sum(s, rooms, lines - 1)))
    out |= REACH_NO_FEWER;
  Len even = r.places * (s->em * WISH_MOST_PM / 1000 + s->em / 1000 + 1); /* fit_even_pm rounds down */
  if (r.spread && r.width + n * (r.head + r.tail) + r.grow + even < rooms_sum(s, rooms, lines)) out |= REACH_NO_MORE;
  return out;
}
