/* Paragraph-wide breaking: where first-fit leaves a fault, of all ways to break the paragraph the one with the least badness.
 *
 * Picture: a node is a lawful break reached in a known number of lines; a line is an edge between two nodes and costs what
 * the reader suffers from it. The breaks are visited in the order of the text; at each the nodes from which one line can
 * reach it are weighed and the cheapest way is kept (dynamic programming; Knuth and Plass, "Breaking Paragraphs into Lines",
 * with the gaps of inside.h for glue). Only as many nodes stay open as there are breaks in one line.
 *
 * A paragraph that first-fit sets without fault (no loose line, no parted number, no lone character at the end) stays so: it
 * is the newspaper's norm, takes the fewest lines, and nineteen paragraphs in twenty need no more. Else weighing starts
 * HORIZON lines above the first fault.
 *
 * Where faults remain, the whole paragraph is weighed once more with nothing settled on the way and no faulty line allowed: so a
 * setting that leaves nothing to report is found whenever the rules allow one (tests/unit/para_narrow.c, against all ways there are).
 *
 * Latin text is always weighed, from its start: a first fit is no norm there. What a line costs is in cost.c.
 *
 * Invariant (and why this is not TeX's algorithm whole): what stands HORIZON lines below a line cannot change it, so a
 * sub-editor's cut at the foot of a long paragraph does not re-break its head. Lines above the start of weighing are
 * first-fit's; the others are settled once all open ways are HORIZON lines further on, by the cheapest of them.
 *
 * Where no lawful line can be made (a unit longer than the measure), first-fit makes that one line and weighing goes on after it. */
#include <string.h>

#include "para/inside.h"

enum {
  HORIZON = 12, /* lines; with 8 some faults that could be mended stay, with more the count of faults hardly changes */
  SPREAD_FAIR_PM =
      105, /* at first only lines up to here are weighed: with no fault among them the result is the best of all */
  COST_FAIR = 100000, /* a paragraph that costs less has no loose line (cost.c) */
  COST_FORCED = 1 << 28,
  OPEN_MOST =
      4096 /* lawful breaks in one line; more (thousands of invisible breaks) are no text, and first-fit serves */
};

typedef struct Node {
  int64_t cost;
  uint32_t cell, line; /* where the next line starts, and its number */
  Len room, head;      /* of that line */
  int32_t before;      /* the node one line up */
  LineEnd end;         /* of that line */
  uint8_t kind, flags;
} Node;

typedef struct Weigher {
  const Setting *s;
  Arena *a;
  Rooms rooms;
  size_t wish;
  bool settles; /* what lies HORIZON lines back */
  bool states;  /* ways to one break that differ in the line that leads there are kept apart */
  int32_t most; /* looser lines are not weighed, in 1/1000 em */
  VEC(Node) nodes;
  VEC(int32_t) open;     /* nodes that a line may still start from, in the order of the text */
  uint32_t settled;      /* lines that stand */
  int32_t dead_end;      /* the cheapest node of those closed last: where to go on if none is open */
  uint32_t seen, lawful; /* between the two there is no lawful break */
  Cuts guide;            /* where lines are wished for: first-fit's */
  size_t passed;         /* of them: those that end at the break in hand or before it */
} Weigher;

/* ---- nodes */
static bool tells_lines(const Weigher *w, uint32_t line) { return w->wish || line + 1 < w->rooms.n; }

static bool is_shut(const Fit *f, const Setting *s) {
  Len hangs = s->style.hanging != HANGING_NONE ? s->cells[f->solid - 1].width : 0;
  Len optical = s->style.optical_pm ? s->em / 2 : 0;
  return f->natural - f->give - f->tail - f->hyphen - hangs - optical > f->room;
}

static Node node_make(const Weigher *w, uint32_t cell, uint32_t line) {
  bool end = cell >= w->s->n;
  return (Node){.cell = cell,
                .line = line,
                .room = end ? 0 : room_of(w->s, w->rooms, line, cell),
                .head = end ? 0 : head_of(w->s, cell),
                .before = -1};
}

/* A wish is for a line more or less than the paragraph has: a way to it never leaves the even pace by much. Without a band the ways to
 * one break would be as many as lines lie above it, and a page's text in one paragraph took ten seconds. */
static bool is_astray(const Weigher *w, uint32_t line) {
  enum { BAND = 4 };
  int64_t off = (int64_t)line * (int64_t)w->guide.n - (int64_t)(w->passed * w->wish);
  return w->wish && (off < 0 ? -off : off) > BAND * (int64_t)w->guide.n;
}

/* Keeps the cheapest of the ways to j that end in the same line, where the line's number matters, and alike, where that does. */
static void way_put(Weigher *w, size_t first, int64_t cost, uint32_t j, int32_t from, LineEnd end) {
  uint32_t line = w->nodes.at[from].line + 1;
  if (is_astray(w, line)) return;
  bool counts = tells_lines(w, line);
  size_t i = first;
  for (; i < w->nodes.n; i++) {
    const Node *n = &w->nodes.at[i];
    bool alike = !w->states || (n->end.fitness == end.fitness && n->end.hyphens == end.hyphens);
    if (alike && (!counts || n->line == line)) break;
  }
  if (i < w->nodes.n && w->nodes.at[i].cost <= cost) return;
  Node n = node_make(w, j, line);
  n.cost = cost, n.before = from, n.kind = w->s->gaps[j].kind, n.end = end;
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
    if (!fit_holds(&f)) continue;
    Worth worth = line_worth(s, n->cell, j, &f, &n->end, w->most);
    if (worth.cost < 0) continue;
    int hyphens = s->gaps[j].kind == BREAK_HYPHEN ? n->end.hyphens + 1 : 0;
    way_put(w, first, n->cost + worth.cost, j, at, (LineEnd){worth.fitness, (uint8_t)(hyphens > 200 ? 200 : hyphens)});
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
  if (!w->settles || !w->open.n || w->nodes.at[w->open.at[w->open.n - 1]].line <= w->settled + HORIZON) return;
  int32_t best = front(w, w->settled + HORIZON + 1);
  if (best < 0) return;
  int32_t stands = ancestor(w, best, ++w->settled);
  size_t kept = 0;
  for (size_t i = 0; i < w->open.n; i++)
    if (ancestor(w, w->open.at[i], w->settled) == stands) w->open.at[kept++] = w->open.at[i];
  w->open.n = kept;
}

/* The first lawful break after cell j; n at the latest. What is told once is kept: first-fit cuts a unit of 300,000 letters into
 * thousands of lines, and each would look for its end. */
static uint32_t lawful_after(Weigher *w, uint32_t j) {
  const Setting *s = w->s;
  if (j >= w->seen && j < w->lawful) return w->lawful;
  w->seen = j++;
  while (j < s->n && s->gaps[j].kind < BREAK_AVOID) j++;
  return w->lawful = j;
}

/* No way is open: first-fit breaks the line that cannot be weighed. Gives the break to go on after. */
static uint32_t force(Weigher *w) {
  const Node n = w->nodes.at[w->dead_end];
  int limit = w->s->style.hyphen_limit;
  Cut c = cut_first(w->s, w->rooms, n.line, n.cell, !limit || n.end.hyphens < limit);
  Node next = node_make(w, c.end, n.line + 1);
  next.cost = n.cost + COST_FORCED, next.before = w->dead_end, next.kind = c.kind, next.flags = c.flags;
  next.end = line_end_before();
  next.end.hyphens = c.kind == BREAK_HYPHEN ? (uint8_t)(n.end.hyphens + 1) : 0;
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
  Node start = node_make(w, at, line);
  start.end = line_end_before();
  vec_add(w->a, &w->nodes, start);
  vec_add(w->a, &w->open, 0);
  for (uint32_t j = at; j < s->n;) {
    j = lawful_after(w, j);
    while (w->passed < w->guide.n && w->guide.at[w->passed].end <= j) w->passed++;
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
  if (c->end == s->n) return k > 0 && cost_of_end(s, c->at);
  if (c->kind == BREAK_MUST || s->style.align != ALIGN_JUSTIFY) return false;
  Fit f = fit_make(s, c->at, c->end, room_of(s, rooms, k, c->at));
  return !is_fair(s, &f);
}

static Weigher weigher(Arena *a, const Setting *s, Rooms rooms, size_t wish) {
  bool states = is_latin_text(s) || s->style.hyphenation != HYPHENATION_NONE;
  return (Weigher){.s = s, .a = a, .rooms = rooms, .wish = wish, .settles = !wish, .states = states};
}

/* The end of the best way that leaves nothing to report; -1 where the rules allow none. */
static int32_t weigh_fair(Weigher *w) {
  w->settles = false;
  int32_t end = weigh(w, w->s->first, 0, WISH_MOST_PM, false);
  return end >= 0 && w->nodes.at[end].cost < COST_FAULT ? end : -1;
}

bool cuts_can_be_fair(Arena *a, const Setting *s, Rooms rooms) {
  Weigher w = weigher(a, s, rooms, 0);
  return s->first < s->n && weigh_fair(&w) >= 0;
}

static Cuts wished(Weigher *w) {
  enum { LONG = 24 }; /* lines: with fewer no way can stray so far */
  if (w->wish > LONG) w->guide = cuts_first_fit(w->a, w->s, w->rooms);
  int32_t end = weigh(w, w->s->first, 0, WISH_MOST_PM, false);
  return end < 0 ? (Cuts){0} : trace(w, NULL, end);
}

/* From first-fit's line `from` on: the best way; where it has faults, one without, if there is any. */
static Cuts improved(Weigher *w, const Cuts *cuts, size_t from) {
  uint32_t at = cuts->at[from].at, line = (uint32_t)from;
  int32_t end = is_latin_text(w->s) ? -1 : weigh(w, at, line, SPREAD_FAIR_PM, false);
  if (end >= 0 && w->nodes.at[end].cost < COST_FAIR) return trace(w, cuts, end);
  end = weigh(w, at, line, SPREAD_MOST_PM, true);
  if (end >= 0 && w->nodes.at[end].cost < COST_FAULT) return trace(w, cuts, end);
  Cuts faulty = end < 0 ? cuts_by_line(w->a, w->s, w->rooms) : trace(w, cuts, end);
  end = weigh_fair(w);
  return end < 0 ? faulty : trace(w, NULL, end);
}

Cuts cuts_by_paragraph(Arena *a, const Setting *s, Rooms rooms, size_t wish) {
  if (s->first >= s->n) return (Cuts){0};
  Weigher w = weigher(a, s, rooms, wish);
  if (wish) return wished(&w);
  Cuts cuts = cuts_first_fit(a, s, rooms);
  size_t k = 0;
  while (!is_latin_text(s) && k < cuts.n && !is_faulty(s, rooms, &cuts, k)) k++;
  if (k == cuts.n) return cuts;
  return improved(&w, &cuts, k > HORIZON ? k - HORIZON : 0);
}

int64_t cost_from(Arena *a, const Setting *s, Rooms rooms, uint32_t at) {
  Weigher w = weigher(a, s, rooms, 0);
  int32_t end = weigh(&w, at, 1, SPREAD_MOST_PM, true);
  return end < 0 ? -1 : w.nodes.at[end].cost;
}
