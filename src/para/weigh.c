/* Paragraph-wide breaking: where first-fit leaves a fault, of all ways to break the paragraph the one with the least badness.
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
 *   - a number parted from its unit costs more than any but a very loose line, a hyphen little, two in a row much;
 *   - a last line of fewer characters than asked, or of one, costs more than anything but breaking the rules.
 *
 * A paragraph that first-fit sets without fault (no loose line, no parted number, no lone character at the end) stays so: it
 * is the newspaper's norm, takes the fewest lines, and nineteen paragraphs in twenty need no more. Else weighing starts
 * HORIZON lines above the first fault.
 *
 * Invariant (and why this is not TeX's algorithm whole): what stands HORIZON lines below a line cannot change it, so a
 * sub-editor's cut at the foot of a long paragraph does not re-break its head. Lines above the start of weighing are
 * first-fit's; the others are settled once all open ways are HORIZON lines further on, by the cheapest of them.
 *
 * Where no lawful line can be made (a unit longer than the measure), first-fit makes that one line and weighing goes on after it. */
#include <string.h>

#include "para/inside.h"

enum {
  HORIZON = 12,  /* lines; with 8 some faults that could be mended stay, with more the count of faults hardly changes */
  LOOSE_PM = 98, /* even gap where a line looks loose; readers see 1/10 em, measured as a mean of rounded places */
  SPREAD_FAIR_PM =
      105, /* at first only lines up to here are weighed: with no fault among them the result is the best of all */
  SPREAD_MOST_PM = 250, /* then up to here; where there is no other line, first-fit makes a looser one */
  WISH_MOST_PM = 125,   /* for a line more or less than natural: 1/8 em, where looseness is reported */
  COST_LOOSE = 100000,
  COST_AVOID = 400000, /* as a line spread by more than 0.2 em */
  COST_RUNT = 300000,
  COST_HYPHEN = 4000,
  COST_HYPHENS = 20000,
  COST_SQUEEZE = 3000, /* all marks of a line at their least: as an even gap of 0.055 em */
  COST_WORDS = 800,    /* all word and Han-Latin gaps at their most */
  COST_LINE = 400,     /* of two equal ways the one with fewer lines */
  COST_FORCED = 1 << 28,
  OPEN_MOST =
      4096 /* lawful breaks in one line; more (thousands of invisible breaks) are no text, and first-fit serves */
};

typedef struct Node {
  int64_t cost;
  uint32_t cell, line; /* where the next line starts, and its number */
  Len room, head;      /* of that line */
  int32_t before;      /* the node one line up */
  uint8_t kind, flags;
} Node;

typedef struct Weigher {
  const Setting *s;
  Arena *a;
  Rooms rooms;
  size_t wish;
  int32_t most; /* looser lines are not weighed, in 1/1000 em */
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

/* The last line is the rest of one word that a hyphen parts: it reads as an orphan, whatever its letters. */
static bool is_fragment(const Setting *s, uint32_t at) {
  if (s->gaps[at].kind != BREAK_HYPHEN) return false;
  for (uint32_t i = at + 1; i < s->n; i++)
    if (s->gaps[i].kind >= BREAK_AVOID && s->gaps[i].kind != BREAK_HYPHEN) return false;
  return true;
}

static int64_t cost_of_end(const Setting *s, uint32_t at, bool whole) {
  if (whole) return 0;
  if (is_fragment(s, at)) return COST_RUNT;
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
  int64_t spread = cost_of_spread(s, f, w->most);
  return spread < 0 ? -1 : cost + spread;
}

/* ---- nodes */
static bool tells_lines(const Weigher *w, uint32_t line) { return w->wish || line + 1 < w->rooms.n; }

static bool is_shut(const Fit *f, const Setting *s) {
  Len hangs = s->style.hanging != HANGING_NONE ? s->cells[f->solid - 1].width : 0;
  return f->natural - f->give - f->tail - f->hyphen - hangs > f->room;
}

static Node node_make(const Weigher *w, uint32_t cell, uint32_t line) {
  bool end = cell >= w->s->n;
  return (Node){.cell = cell,
                .line = line,
                .room = end ? 0 : room_of(w->s, w->rooms, line, cell),
                .head = end ? 0 : head_of(w->s, cell),
                .before = -1};
}

/* Keeps the cheapest of the ways to j that end in the same line, where the line's number matters. */
static void way_put(Weigher *w, size_t first, int64_t cost, uint32_t j, int32_t from) {
  uint32_t line = w->nodes.at[from].line + 1;
  size_t i = first;
  while (i < w->nodes.n && tells_lines(w, line) && w->nodes.at[i].line != line) i++;
  if (i < w->nodes.n && w->nodes.at[i].cost <= cost) return;
  Node n = node_make(w, j, line);
  n.cost = cost, n.before = from, n.kind = w->s->gaps[j].kind;
  if (i < w->nodes.n)
    w->nodes.at[i] = n;
  else
    vec_add(w->a, &w->nodes, n);
}

/* A line from cell `at` to j so short that it cannot be spread to its room; then those from later cells are shorter still. */
static bool is_too_short(const Weigher *w, const Fit *f) {
  return f->natural + f->grow + (f->even + f->shy) * w->s->em * w->most / 1000 + w->s->em <
         f->room; /* an em for the line's ends */
}

/* Among those closed since a way was last open, the cheapest to go on from. */
static void close_node(Weigher *w, int32_t at) {
  if (w->dead_end < 0 || w->nodes.at[at].cost < w->nodes.at[w->dead_end].cost) w->dead_end = at;
}

static void weigh_break(Weigher *w, uint32_t j) {
  const Setting *s = w->s;
  bool justified = s->gaps[j].kind != BREAK_MUST && s->style.align == ALIGN_JUSTIFY && w->rooms.n == 1;
  bool hangs = s->style.hanging != HANGING_NONE;
  End end = end_make(s, j);
  size_t first = w->nodes.n, kept = 0, i = 0;
  for (; i < w->open.n; i++) {
    int32_t at = w->open.at[i];
    const Node *n = &w->nodes.at[at];
    if (end.solid <= n->cell) { /* blanks only: no line yet */
      w->open.at[kept++] = at;
      continue;
    }
    Fit f = fit_of(s, n->cell, n->head, &end, n->room);
    if (justified && is_too_short(w, &f)) break;
    if (is_shut(&f, s)) {
      close_node(w, at);
      continue;
    }
    w->open.at[kept++] = at;
    if (hangs) f = fit_make(s, n->cell, j, n->room);
    int64_t cost = fit_holds(&f) ? cost_of_line(w, n, j, &f) : -1;
    if (cost >= 0) way_put(w, first, n->cost + cost, j, at);
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
  Node next = node_make(w, c.end, n.line + 1);
  next.cost = n.cost + COST_FORCED, next.before = w->dead_end, next.kind = c.kind, next.flags = c.flags;
  vec_add(w->a, &w->nodes, next);
  w->open.n = 0;
  vec_add(w->a, &w->open, (int32_t)w->nodes.n - 1);
  w->dead_end = -1;
  return c.end;
}

static uint8_t flags_of(const Node *n) { return n->kind == BREAK_HYPHEN ? n->flags | LINE_HYPHEN : n->flags; }

/* First-fit's lines before the first weighed one, then those that lead to node `at`. */
static Cuts trace(Weigher *w, const Cuts *above, int32_t at) {
  Cuts cuts = {0};
  size_t n = w->nodes.at[at].line;
  vec_reserve(w->a, &cuts, n + 1);
  cuts.n = n;
  for (; w->nodes.at[at].before >= 0; at = w->nodes.at[at].before) {
    const Node *end = &w->nodes.at[at];
    cuts.at[--n] = (Cut){w->nodes.at[end->before].cell, end->cell, end->kind, flags_of(end)};
  }
  if (n) memcpy(cuts.at, above->at, n * sizeof *cuts.at);
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

/* The cheapest end over lines up to `most`, from cell `at` in line `line`; -1 where there is none without first-fit's help and
 * that was not offered. */
static int32_t weigh(Weigher *w, uint32_t at, uint32_t line, int32_t most, bool helped) {
  const Setting *s = w->s;
  w->most = most, w->nodes.n = w->open.n = 0, w->settled = line, w->dead_end = -1;
  vec_add(w->a, &w->nodes, node_make(w, at, line));
  vec_add(w->a, &w->open, 0);
  for (uint32_t j = at + 1; j <= s->n; j++) {
    if (s->gaps[j].kind < BREAK_AVOID) continue;
    weigh_break(w, j);
    settle(w);
    if (w->open.n > OPEN_MOST) return -1;
    if (w->open.n) continue;
    if (!helped || w->dead_end < 0) return -1;
    j = force(w);
  }
  return best_end(w);
}

static bool is_faulty(const Setting *s, Rooms rooms, const Cuts *cuts, size_t k) {
  const Cut *c = &cuts->at[k];
  if (c->kind < BREAK_YES) return true; /* parts a number, or worse */
  if (c->kind == BREAK_HYPHEN && k > 0 && cuts->at[k - 1].kind == BREAK_HYPHEN) return true;
  if (c->end == s->n) return k > 0 && cost_of_end(s, c->at, false);
  if (c->kind == BREAK_MUST || s->style.align != ALIGN_JUSTIFY) return false;
  Fit f = fit_make(s, c->at, c->end, room_of(s, rooms, k, c->at));
  return fit_even_pm(s, &f) > LOOSE_PM;
}

static Cuts wished(Weigher *w) {
  int32_t end = weigh(w, w->s->first, 0, WISH_MOST_PM, false);
  return end < 0 ? (Cuts){0} : trace(w, NULL, end);
}

Cuts cuts_by_paragraph(Arena *a, const Setting *s, Rooms rooms, size_t wish) {
  if (s->first >= s->n) return (Cuts){0};
  Weigher w = {.s = s, .a = a, .rooms = rooms, .wish = wish};
  if (wish) return wished(&w);
  Cuts cuts = cuts_first_fit(a, s, rooms);
  size_t k = 0;
  while (k < cuts.n && !is_faulty(s, rooms, &cuts, k)) k++;
  if (k == cuts.n) return cuts;
  size_t from = k > HORIZON ? k - HORIZON : 0;
  uint32_t at = cuts.at[from].at, line = (uint32_t)from;
  int32_t end = weigh(&w, at, line, SPREAD_FAIR_PM, false);
  if (end < 0 || w.nodes.at[end].cost >= COST_LOOSE) end = weigh(&w, at, line, SPREAD_MOST_PM, true);
  return end < 0 ? cuts_by_line(a, s, rooms) : trace(&w, &cuts, end);
}
