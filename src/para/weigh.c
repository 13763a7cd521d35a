/* Paragraph-wide breaking: of all ways to break a paragraph, the one with the least total badness.
 *
 * Picture: a node is a lawful break reached in a known number of lines; a line is an edge between two nodes and costs what
 * the reader suffers from it. The breaks are visited in the order of the text; at each the nodes from which one line can
 * reach it are weighed and the cheapest way is kept (dynamic programming; Knuth and Plass, "Breaking Paragraphs into Lines",
 * with the gaps of inside.h for glue). Only as many nodes stay open as there are breaks in one line.
 *
 * Cost of a line, in squared thousandths of an em between two characters, the unit in which looseness is seen:
 *   - spread: the square of the even gap; from LOOSE_PM on a surcharge, so that one loose line costs more than many fair ones;
 *     the part that word spaces and Han-Latin gaps take on is weighed lightly, it hardly shows;
 *   - squeezed: nothing while the line's own last mark gives the room, else by the square of the share given up: marks at half
 *     an em are ordinary newspaper setting, which is why first-fit presses in first;
 *   - a number parted from its unit costs more than a loose line, a hyphen little, two in a row much;
 *   - a last line of fewer characters than asked, or of one, costs more than anything but breaking the rules.
 *
 * Invariant (and why this is not TeX's algorithm whole): a line is settled once the best way to a break HORIZON lines further
 * on goes through it. What stands below that cannot change it, so a sub-editor's cut at the foot of a long paragraph does not
 * re-break its head. Within HORIZON lines the choice is the best there is.
 *
 * Where no lawful line can be made (a unit longer than the measure), first-fit makes that one line and weighing goes on after it. */
#include <string.h>

#include "para/inside.h"

enum {
  HORIZON = 8,   /* lines; more changes nothing visible, fewer leaves last lines unmended */
  LOOSE_PM = 98, /* even gap where a line looks loose; readers see 1/10 em, measured as a mean of rounded places */
  SPREAD_MOST_PM = 250, /* looser lines are not weighed: where there is no other, first-fit makes them */
  WISH_MOST_PM = 125,   /* for a line more or less than natural: 1/8 em, where looseness is reported */
  COST_LOOSE = 100000,
  COST_AVOID = 140000, /* about a line spread by 0.12 em */
  COST_RUNT = 300000,
  COST_HYPHEN = 4000,
  COST_HYPHENS = 20000,
  COST_SQUEEZE = 3000, /* all marks of a line at their least: as an even gap of 0.055 em */
  COST_WORDS = 800,    /* all word and Han-Latin gaps at their most */
  COST_LINE = 400,     /* of two equal ways the one with fewer lines */
  COST_FORCED = 1 << 28
};

typedef struct Node {
  int64_t cost;
  uint32_t cell, line; /* where the next line starts, and its number */
  int32_t before;      /* the node one line up */
  uint8_t kind, flags;
} Node;

typedef struct Weigher {
  const Setting *s;
  Arena *a;
  Rooms rooms;
  size_t wish;
  VEC(Node) nodes;
  VEC(int32_t) open; /* nodes that a line may still start from, in the order of the text */
  uint32_t settled;  /* lines that stand */
  int32_t dead_end;  /* the cheapest node of those closed last: where to go on if none is open */
} Weigher;

static int64_t square(int64_t v) { return v * v; }

static int64_t cost_of_spread(const Setting *s, const Fit *f, int32_t most) {
  Len slack = f->room - f->natural;
  if (slack <= f->grow) return f->grow ? COST_WORDS * square(slack * 100 / f->grow) / 10000 : 0;
  int32_t even = fit_even_pm(s, f);
  if (even > most) return -1;
  int64_t cost = square(even) + (f->grow ? COST_WORDS : 0);
  return even > LOOSE_PM ? cost + COST_LOOSE + 20 * square(even - LOOSE_PM) : cost;
}

static int64_t cost_of_squeeze(const Fit *f) {
  Len need = f->natural - f->tail_give - f->room;
  return need <= 0 || !f->give ? 0 : COST_SQUEEZE * square(need * 100 / f->give) / 10000;
}

static int64_t cost_of_end(const Setting *s, uint32_t at, bool whole) {
  if (whole) return 0;
  uint32_t han = last_line_han(s, at);
  return han < (uint32_t)s->style.orphan_min_han || han <= 1 ? COST_RUNT : 0;
}

/* Cost of the line [node, j); -1 if it cannot be. */
static int64_t cost_of_line(const Weigher *w, const Node *n, uint32_t j, const Fit *f) {
  const Setting *s = w->s;
  uint8_t kind = s->gaps[j].kind;
  int64_t cost = COST_LINE;
  if (kind == BREAK_AVOID) cost += COST_AVOID;
  if (kind == BREAK_HYPHEN) cost += COST_HYPHEN + (n->kind == BREAK_HYPHEN ? COST_HYPHENS : 0);
  if (f->natural > f->room) return cost + cost_of_squeeze(f);
  if (kind == BREAK_MUST && j == s->n && s->style.last_line != ALIGN_JUSTIFY)
    return cost + cost_of_end(s, n->cell, n->cell == s->first);
  if (kind == BREAK_MUST ||
      s->style.align != ALIGN_JUSTIFY) /* ragged: as if spread by what is left, over a line of Han */
    return cost + (kind == BREAK_MUST ? 0 : square((f->room - f->natural) * 300 / len_max(f->room, 1)));
  int64_t spread = cost_of_spread(s, f, w->wish ? WISH_MOST_PM : SPREAD_MOST_PM);
  return spread < 0 ? -1 : cost + spread;
}

/* ---- nodes */
static bool tells_lines(const Weigher *w, uint32_t line) { return w->wish || line + 1 < w->rooms.n; }

static bool is_shut(const Fit *f, const Setting *s) {
  Len hangs = (s->cells[f->solid ? f->solid - 1 : 0].flags & CELL_MARK) ? s->cells[f->solid - 1].width : 0;
  return f->natural - f->give - f->tail_give - f->hyphen - hangs > f->room;
}

/* Keeps the cheapest of the ways to j that end in the same line, where the line's number matters. */
static void way_put(Weigher *w, size_t first, Node way) {
  for (size_t i = first; i < w->nodes.n; i++) {
    Node *o = &w->nodes.at[i];
    if (tells_lines(w, way.line) && o->line != way.line) continue;
    if (way.cost < o->cost) *o = way;
    return;
  }
  vec_add(w->a, &w->nodes, way);
}

/* A line from cell `at` to j so short that it cannot be spread to its room; then those from later cells are shorter still. */
static bool is_too_short(const Weigher *w, uint32_t at, uint32_t j, Len room) {
  const Setting *s = w->s;
  const Sum *a = &s->sums[at], *b = &s->sums[j - 1];
  Len width = (Len)(uint32_t)(b->pos - a->pos) + s->cells[j - 1].width + (Len)(uint32_t)(b->grow - a->grow);
  Len places = (uint16_t)(b->even - a->even) + (uint16_t)(b->shy - a->shy);
  return width + places * s->em * SPREAD_MOST_PM / 1000 + s->em < room; /* an em for the line's ends */
}

/* Among those closed since a way was last open, the cheapest to go on from. */
static void close_node(Weigher *w, int32_t at) {
  if (w->dead_end < 0 || w->nodes.at[at].cost < w->nodes.at[w->dead_end].cost) w->dead_end = at;
}

static void weigh_break(Weigher *w, uint32_t j) {
  const Setting *s = w->s;
  bool justified = s->gaps[j].kind != BREAK_MUST && s->style.align == ALIGN_JUSTIFY;
  size_t first = w->nodes.n, kept = 0, i = 0;
  for (; i < w->open.n; i++) {
    int32_t at = w->open.at[i];
    const Node n = w->nodes.at[at];
    Len room = room_of(s, w->rooms, n.line, n.cell);
    if (justified && w->rooms.n == 1 && is_too_short(w, n.cell, j, room)) break;
    Fit f = fit_make(s, n.cell, j, room);
    if (f.solid > n.cell && is_shut(&f, s)) {
      close_node(w, at);
      continue;
    }
    w->open.at[kept++] = at;
    int64_t cost = fit_holds(&f) ? cost_of_line(w, &n, j, &f) : -1;
    if (cost >= 0) way_put(w, first, (Node){n.cost + cost, j, n.line + 1, at, s->gaps[j].kind, 0});
  }
  if (kept < i) memmove(w->open.at + kept, w->open.at + i, (w->open.n - i) * sizeof *w->open.at);
  w->open.n -= i - kept;
  if (s->gaps[j].kind == BREAK_MUST) w->open.n = 0; /* no line runs over a forced end */
  if (first < w->nodes.n) w->dead_end = -1;
  for (size_t k = first; k < w->nodes.n; k++) vec_add(w->a, &w->open, (int32_t)k);
}

static int32_t ancestor(const Weigher *w, int32_t at, uint32_t line) {
  while (at >= 0 && w->nodes.at[at].line > line) at = w->nodes.at[at].before;
  return at;
}

/* The open node of least cost; -1 if one stands too near to settle anything. */
static int32_t front(const Weigher *w, uint32_t horizon) {
  int32_t best = -1;
  for (size_t i = 0; i < w->open.n; i++) {
    const Node *n = &w->nodes.at[w->open.at[i]];
    if (n->line < horizon) return -1;
    if (best < 0 || n->cost < w->nodes.at[best].cost) best = w->open.at[i];
  }
  return best;
}

/* When all open ways are HORIZON lines below what is settled, the cheapest settles one line more: ways that do not go through
 * it are dropped. (The first way to come so far would be the loosest.) */
static void settle(Weigher *w) {
  if (w->wish || !w->open.n || w->nodes.at[w->open.at[w->open.n - 1]].line <= w->settled + HORIZON) return;
  int32_t best = front(w, w->settled + HORIZON + 1);
  if (best < 0) return;
  int32_t stands = ancestor(w, best, ++w->settled);
  size_t kept = 0;
  for (size_t i = 0; i < w->open.n; i++)
    if (ancestor(w, w->open.at[i], w->settled) == stands) w->open.at[kept++] = w->open.at[i];
  w->open.n = kept;
}

/* No way is open: first-fit breaks the line that cannot be weighed. Gives the break to go on after. */
static uint32_t force(Weigher *w) {
  const Node n = w->nodes.at[w->dead_end];
  Cut c = cut_first(w->s, w->rooms, n.line, n.cell);
  vec_add(w->a, &w->nodes, (Node){n.cost + COST_FORCED, c.end, n.line + 1, w->dead_end, c.kind, c.flags});
  w->open.n = 0;
  vec_add(w->a, &w->open, (int32_t)w->nodes.n - 1);
  w->dead_end = -1;
  return c.end;
}

static uint8_t flags_of(const Node *n) { return n->kind == BREAK_HYPHEN ? n->flags | LINE_HYPHEN : n->flags; }

static Cuts trace(Weigher *w, int32_t at) {
  Cuts cuts = {0};
  size_t n = w->nodes.at[at].line;
  vec_reserve(w->a, &cuts, n ? n : 1);
  cuts.n = n;
  for (size_t k = n; k-- > 0; at = w->nodes.at[at].before) {
    const Node *end = &w->nodes.at[at];
    cuts.at[k] = (Cut){w->nodes.at[end->before].cell, end->cell, end->kind, flags_of(end)};
  }
  return cuts;
}

static int32_t best_end(const Weigher *w) {
  int32_t best = -1;
  for (size_t i = 0; i < w->open.n; i++) {
    const Node *n = &w->nodes.at[w->open.at[i]];
    if (n->cell != w->s->n || (w->wish && n->line != w->wish)) continue;
    if (best < 0 || n->cost < w->nodes.at[best].cost) best = w->open.at[i];
  }
  return best;
}

Cuts cuts_by_paragraph(Arena *a, const Setting *s, Rooms rooms, size_t wish) {
  if (s->first >= s->n) return (Cuts){0};
  Weigher w = {.s = s, .a = a, .rooms = rooms, .wish = wish, .dead_end = -1};
  vec_add(a, &w.nodes, (Node){.cell = s->first, .before = -1});
  vec_add(a, &w.open, 0);
  for (uint32_t j = s->first + 1; j <= s->n; j++) {
    if (s->gaps[j].kind < BREAK_AVOID) continue;
    weigh_break(&w, j);
    settle(&w);
    if (w.open.n) continue;
    if (wish || w.dead_end < 0) return (Cuts){0};
    j = force(&w);
  }
  int32_t end = best_end(&w);
  if (end < 0) return wish ? (Cuts){0} : cuts_by_line(a, s, rooms);
  return trace(&w, end);
}
