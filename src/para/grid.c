/* 纵横对齐: every Han in a cell of the measure's grid, down the column as along the line.
 *
 *   |天|地|玄| |G D P| |黄|宇|   a Western stretch takes the fewest whole cells that hold it, with an eighth of an em at each
 *                                end (the least Han-Latin space of CLREQ), and stands in their middle
 *
 * Nothing is squeezed and nothing spread: marks keep their em, and what the rules push to the next line leaves its cell empty.
 * A Western word may be divided between any two of its letters, without a hyphen, when it does not fit the cells that are left
 * (CLREQ, "Mixed Text Composition in Horizontal Writing Mode"): two letters at least stand on each side, and a lawful break that leaves
 * no more than one cell empty is taken first. Figures of a number stay together all the same.
 *
 * Not in the gap model: how wide a stretch is set depends on where the line divides it, which sums along the row cannot tell. */
#include "para/inside.h"

/* A line being filled: cells taken whole, and the Western stretch that is open at its end. */
typedef struct Fill {
  const Setting *s;
  Len closed, open;
  bool any; /* the last cell that is no blank is of the open stretch */
} Fill;

static Len cells_over(const Setting *s, Len width) { return (width + s->em - 1) / s->em * s->em; }

static bool is_blank(const Cell *c) { return c->flags & (CELL_SPACE | CELL_HIDDEN); }

/* of a Western stretch; of nothing, nothing */
static Len cells_west(const Setting *s, Len width) { return width ? cells_over(s, width + s->em / 4) : 0; }

static Len whole(const Cell *c) { return c->head + (Len)c->width + c->tail; }

static Len taken(const Fill *f) { return f->closed + cells_west(f->s, f->open); }

static void take(Fill *f, uint32_t i) {
  const Cell *c = &f->s->cells[i];
  if (is_blank(c)) return;
  bool west = c->flags & CELL_WEST;
  if (west && f->any) {
    f->open += f->s->gaps[i].ideal + c->width;
    return;
  }
  f->closed = taken(f);
  f->open = west ? c->width : 0;
  f->any = west;
  if (!west) f->closed += cells_over(f->s, whole(c));
}

static bool is_letter(const Setting *s, uint32_t i) {
  return i < s->n && (s->cells[i].cc == CC_LATIN || s->cells[i].cc == CC_GREEK);
}

/* Inside a word, two letters on each side. */
static bool is_inner(const Setting *s, uint32_t at, uint32_t j) {
  if (j < at + 2 || s->gaps[j].kind == BREAK_NEVER) return false;
  return is_letter(s, j - 2) && is_letter(s, j - 1) && is_letter(s, j) && is_letter(s, j + 1);
}

static Cut cut_grid(const Setting *s, uint32_t at, Len room) {
  Fill f = {.s = s};
  uint32_t lawful = 0, inner = 0, last = 0; /* furthest by the rules, inside a word, anywhere */
  Len filled = 0;                           /* by the lawful one */
  for (uint32_t j = at; j < s->n; j++) {
    uint8_t kind = s->gaps[j].kind;
    if (j > at && kind == BREAK_MUST) return (Cut){at, j, BREAK_MUST, 0};
    if (j > at && kind >= BREAK_AVOID) lawful = j, filled = taken(&f);
    if (is_inner(s, at, j)) inner = j;
    if (j > at && kind != BREAK_NEVER) last = j;
    take(&f, j);
    if (taken(&f) <= room) continue;
    uint32_t best = inner > lawful && room - filled > s->em ? inner : lawful;
    if (best) return (Cut){at, best, s->gaps[best].kind, 0};
    if (!last)
      for (last = at + 1; last < s->n && s->gaps[last].kind == BREAK_NEVER;) last++;
    return (Cut){at, last, s->gaps[last].kind, LINE_EMERGENCY};
  }
  return (Cut){at, s->n, BREAK_MUST, 0};
}

Cuts cuts_by_grid(Arena *a, const Setting *s, Rooms rooms) {
  Cuts cuts = {0};
  for (uint32_t at = s->first; at < s->n;) {
    Cut c = cut_grid(s, at, room_of(s, rooms, cuts.n, at));
    vec_add(a, &cuts, c);
    at = c.end;
  }
  return cuts;
}

/* ---- places */

/* End of the Western stretch that starts with cell i, and its width. */
static uint32_t west_end(const Setting *s, uint32_t i, uint32_t end, Len *width) {
  *width = s->cells[i].width;
  uint32_t last = i + 1;
  for (uint32_t j = i + 1; j < end; j++) {
    const Cell *c = &s->cells[j];
    if (is_blank(c)) continue;
    if (!(c->flags & CELL_WEST)) break;
    *width += s->gaps[j].ideal + c->width;
    last = j + 1;
  }
  return last;
}

static void west_place(Placer *p, uint32_t i, uint32_t end, Len x) {
  const Setting *s = p->s;
  Len blank = x; /* where a blank between two words starts */
  for (uint32_t j = i; j < end; j++) {
    const Cell *c = &s->cells[j];
    if (c->flags & CELL_HIDDEN) continue;
    if (c->flags & CELL_SPACE) {
      cell_place(p, j, blank);
      continue;
    }
    if (j > i) x += s->gaps[j].ideal;
    cell_place(p, j, x);
    x += c->width, blank = x;
  }
}

Placed grid_place(Placer *p, const Cut *c, Len x) {
  const Setting *s = p->s;
  uint32_t solid = s->sums[c->end].solid, i = c->at;
  while (i < solid) {
    const Cell *cell = &s->cells[i];
    if (cell->flags & CELL_HIDDEN) {
      i++;
      continue;
    }
    Len width = whole(cell);
    uint32_t next = cell->flags & CELL_WEST ? west_end(s, i, solid, &width) : i + 1;
    Len spare = (cell->flags & CELL_WEST ? cells_west(s, width) : cells_over(s, width)) - width;
    if (cell->flags & CELL_WEST)
      west_place(p, i, next, x + spare / 2);
    else if (!is_blank(cell))
      cell_place(p, i, x + spare / 2 + cell->head);
    else
      cell_place(p, i, x), width = spare = 0; /* a blank beside Han is no cell */
    x += width + spare;
    i = next;
  }
  for (; i < c->end; i++)
    if (i == solid && (s->cells[i].flags & (CELL_SPACE | CELL_HIDDEN)) == CELL_SPACE) cell_place(p, i, x);
  return (Placed){.end = x};
}
