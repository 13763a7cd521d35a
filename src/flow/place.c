/* flow/place: where a story's headline and pictures stand in its bed, and what that leaves of the legs.
 *
 *     leg 0   leg 1   leg 2   leg 3
 *     HEADLINE HEADLINE | +--------------+     A stretch is what is left of one leg between the headline, the pictures and the foot.
 *     headline          | |   picture    |     Text is poured into stretches in reading order: leg by leg, downwards. Between text
 *     | 0.0 |  | 1.0 |  | +--------------+     and a picture lies one blank line, and no stretch is a line or two deep: a single line
 *     |     |  |     |  |  caption             above or below a picture is a fault (JIS X 4051; JLREQ 4.3.3).
 *     |     |  |     |  | 2.0 |  | 3.0 |
 */
#include "flow/inside.h"

enum { STRETCH_LEAST = 3 };

/* ---- pictures */

/* A place on the sheet as the legs see it: in a vertical frame legs run from head to foot and lines from right to left. */
static At at_in(const Grid *g, At at) {
  static const At turned[] = {
      [AT_TOP_LEFT] = AT_BOTTOM_LEFT,  [AT_TOP] = AT_LEFT,  [AT_TOP_RIGHT] = AT_TOP_LEFT,       [AT_LEFT] = AT_BOTTOM,
      [AT_MIDDLE] = AT_MIDDLE,         [AT_RIGHT] = AT_TOP, [AT_BOTTOM_LEFT] = AT_BOTTOM_RIGHT, [AT_BOTTOM] = AT_RIGHT,
      [AT_BOTTOM_RIGHT] = AT_TOP_RIGHT};
  return g->vertical ? turned[at] : at;
}

static At picture_at(const Galley *g, size_t i) { return at_in(g->bed.grid, g->slot->pictures[i].at); }

static int side_of(At at) { /* -1: where lines begin; 1: where they end */
  switch (at) {
  case AT_TOP_LEFT:
  case AT_LEFT:
  case AT_BOTTOM_LEFT: return -1;
  case AT_TOP_RIGHT:
  case AT_RIGHT:
  case AT_BOTTOM_RIGHT: return 1;
  default: return 0;
  }
}

static int leg_of(const Bed *b, At at, int legs) { return (b->top_legs - legs) * (side_of(at) + 1) / 2; }

/* One with a measure: at an edge of the legs or in their middle; the legs that it touches are its. */
static void part_width(const Galley *g, size_t i) {
  PictureSet *p = &g->pictures[i];
  const Bed *b = &g->bed;
  Len whole = bed_span(b, 0, b->top_legs);
  p->w = len_min(g->slot->pictures[i].measure, whole), p->lines = g->slot->pictures[i].lines;
  p->x = b->leg_x[0] + (whole - p->w) * (side_of(picture_at(g, i)) + 1) / 2;
  p->leg = 0, p->legs = b->top_legs;
  while (p->legs > 1 && b->leg_x[p->leg] + b->measure <= p->x) p->leg++, p->legs--;
  while (p->legs > 1 && b->leg_x[p->leg + p->legs - 1] >= p->x + p->w) p->legs--;
}

void place_width(const Galley *g, size_t i) {
  PictureSet *p = &g->pictures[i];
  const SlotPicture *sp = &g->slot->pictures[i];
  if (sp->measure > 0) {
    part_width(g, i);
    return;
  }
  p->legs = sp->cols < g->bed.top_legs ? sp->cols : g->bed.top_legs;
  p->leg = leg_of(&g->bed, picture_at(g, i), p->legs);
  p->x = g->bed.leg_x[p->leg];
  p->w = bed_span(&g->bed, p->leg, p->legs);
  p->lines = sp->lines;
}

static int deep(const PictureSet *p) { return p->lines + p->words; }

static bool is_at_bottom(At at) { return at == AT_BOTTOM_LEFT || at == AT_BOTTOM || at == AT_BOTTOM_RIGHT; }
static bool is_at_middle(At at) { return at == AT_LEFT || at == AT_MIDDLE || at == AT_RIGHT; }

/* The first line that a leg offers under the headline. */
static int leg_top(const Galley *g, int leg) {
  return !g->head.cross && !g->head.over && leg < head_legs(g->slot, &g->bed) ? g->head_line + g->head.lines
                                                                              : g->bed.leg_first[leg];
}

static bool legs_meet(const PictureSet *a, const PictureSet *b) {
  return a->leg < b->leg + b->legs && b->leg < a->leg + a->legs;
}

static bool meets_inset(const PictureSet *p, const Inset *n) {
  return p->x < n->x + n->w && n->x < p->x + p->w && p->first <= n->last + 1 && n->first <= p->first + deep(p);
}

/* Moves a picture past those placed before it, away from the edge it is to stand at. */
static void step_past(const Galley *g, size_t i, bool up) {
  PictureSet *p = &g->pictures[i];
  for (size_t k = 0; k < i; k++) {
    const PictureSet *o = &g->pictures[k];
    if (!o->place || !legs_meet(p, o) || p->first >= o->first + deep(o) || o->first >= p->first + deep(p)) continue;
    p->first = up ? o->first - 1 - deep(p) : o->first + deep(o) + 1;
  }
  for (size_t k = 0; k < g->inset_count; k++) {
    const Inset *n = &g->insets[k];
    if (meets_inset(p, n)) p->first = up ? n->first - 1 - deep(p) : n->last + 2;
  }
}

/* Past one it may have come upon another. */
static bool meets_any(const Galley *g, size_t i) {
  const PictureSet *p = &g->pictures[i];
  for (size_t k = 0; k < i; k++) {
    const PictureSet *o = &g->pictures[k];
    if (o->place && legs_meet(p, o) && p->first < o->first + deep(o) && o->first < p->first + deep(p)) return true;
  }
  for (size_t k = 0; k < g->inset_count; k++)
    if (meets_inset(p, &g->insets[k])) return true;
  return false;
}

/* False: there is no room for it at this depth. Head and foot are those of its own legs: in an L they may reach further down than others. */
static bool place_one(Galley *g, size_t i) {
  PictureSet *p = &g->pictures[i];
  At at = picture_at(g, i);
  int top = g->bed.first, last = g->bed.leg_last[p->leg];
  for (int leg = p->leg; leg < p->leg + p->legs; leg++) {
    if (leg_top(g, leg) > top) top = leg_top(g, leg);
    if (g->bed.leg_last[leg] < last) last = g->bed.leg_last[leg];
  }
  int room = last - top + 1;
  if (deep(p) > room) return false;
  p->first = is_at_bottom(at) ? last - deep(p) + 1 : is_at_middle(at) ? top + (room - deep(p)) / 2 : top;
  step_past(g, i, is_at_bottom(at));
  return p->first >= top && p->first + deep(p) - 1 <= last && !meets_any(g, i);
}

static void too_small(Caster *c, const Galley *g, const PictureSet *p, int wanted, const char *what) {
  diag_add(c->diags, DIAG_SLOT_TOO_SMALL, g->slot->pictures[p - g->pictures].span,
           "the picture of slot '%.*s' finds no room of %d lines; %s", STRF(g->slot->name), wanted, what);
}

/* Cross words have the picture's depth for a measure. */
void place_deep(Caster *c, const Galley *g, PictureSet *p, int lines) {
  p->lines = lines;
  if (p->turns) picture_words(c, g->layout, g->slot, p, p->w);
}

/* The fewest lines a picture may have: one, or those of the headline on it and one above and below. */
int place_least(const Galley *g, const PictureSet *p) {
  return g->head.over && p == g->pictures ? g->head.lines_least + 2 : 1;
}

/* An island that finds no room where it is to stand is tried at every other place of the slot, those at the foot first. */
static bool place_elsewhere(Galley *g, size_t i) {
  static const At PLACES[] = {AT_BOTTOM_RIGHT, AT_BOTTOM,    AT_BOTTOM_LEFT, AT_RIGHT,   AT_MIDDLE,
                              AT_LEFT,         AT_TOP_RIGHT, AT_TOP,         AT_TOP_LEFT};
  for (size_t k = 0; k < COUNT(PLACES); k++) {
    g->slot->pictures[i].at = PLACES[k];
    place_width(g, i);
    if (place_one(g, i)) return true;
  }
  return false;
}

static void make_room_for_island(Caster *c, Galley *g, size_t i) {
  PictureSet *p = &g->pictures[i];
  Span asked = p->island->paras[0]->span;
  p->place = place_elsewhere(g, i);
  if (p->place) {
    diag_add(c->diags, DIAG_BOX_MOVED, asked,
             "a box of %d lines finds no room at its place in slot '%.*s'; it stands elsewhere in it", p->lines,
             STRF(g->slot->name));
    return;
  }
  diag_add(c->diags, DIAG_SLOT_TOO_SMALL, asked,
           "a box of %d lines finds no room in slot '%.*s'; its text is set without it", p->lines, STRF(g->slot->name));
  galley_put_words(c, g, p);
}

/* Shallower until there is room; else its words go into the text. */
static void make_room(Caster *c, Galley *g, size_t i) {
  PictureSet *p = &g->pictures[i];
  if (p->island) {
    make_room_for_island(c, g, i);
    return;
  }
  int wanted = deep(p);
  while (p->lines > place_least(g, p) && !place_one(g, i)) p->lines--;
  place_deep(c, g, p, p->lines);
  p->place = place_one(g, i);
  too_small(c, g, p, wanted, p->place ? "it is made shallower" : "it is left out");
  if (p->place) return;
  galley_put_words(c, g, p);
  if (g->head.over && i == 0) galley_lift_head(c, g);
}

/* ---- insets where the headline would stand */

static bool head_meets(const Galley *g, const Inset *n) {
  if (!g->head.lines || g->head.cross || g->head.over) return false;
  Len x = g->bed.leg_x[0], w = bed_span(&g->bed, 0, head_legs(g->slot, &g->bed));
  return n->x < x + w && x < n->x + n->w && n->first < g->head_line + g->head.lines && g->head_line <= n->last;
}

/* One at the frame's head pushes it down. */
static void head_under_insets(Galley *g) {
  for (size_t i = 0; i < g->inset_count; i++) {
    const Inset *n = &g->insets[i];
    bool room = n->last + 1 + g->head.lines < g->bed.last;
    if (head_meets(g, n) && n->first <= g->bed.first + 1 && room) g->head_line = n->last + 2;
  }
}

void place_check_head(Caster *c, const Galley *g) {
  for (size_t i = 0; i < g->inset_count; i++)
    if (head_meets(g, &g->insets[i]))
      diag_add(c->diags, DIAG_SLOT_OVERLAP, g->insets[i].slot->span,
               "slot '%.*s' stands on the headline of '%.*s', which takes %d lines; both are printed",
               STRF(g->insets[i].slot->name), STRF(g->slot->name), g->head.lines);
}

/* Pictures over the headline push it down. */
static void place_above(Galley *g) {
  for (size_t i = 0; i < g->picture_count; i++) {
    PictureSet *p = &g->pictures[i];
    if (!p->place || !g->slot->pictures[i].above_headline) continue;
    if (p->leg >= head_legs(g->slot, &g->bed) || deep(p) + g->head.lines > g->bed.last - g->bed.first + 1) continue;
    p->first = g->head_line;
    g->head_line += deep(p) + (g->head.lines ? 0 : 1);
  }
}

static bool is_above(const Galley *g, size_t i) {
  return g->slot->pictures[i].above_headline && g->pictures[i].first && g->pictures[i].first < g->head_line;
}

static bool is_placed(const Galley *g, size_t i) { return g->pictures[i].place; }

/* All of them as deep as they are; false when one finds no room. */
bool place_again(Galley *g) {
  bool fits = true;
  g->head_line = g->bed.first;
  for (size_t i = 0; i < g->picture_count; i++) g->pictures[i].first = 0;
  if (!g->head.cross && !g->head.over) place_above(g);
  head_under_insets(g);
  for (size_t i = 0; i < g->picture_count; i++)
    if (is_placed(g, i) && !is_above(g, i)) fits = place_one(g, i) && fits;
  return fits;
}

/* ---- stretches */

/* The next picture in a leg at or below a line; NULL: none. */
static const PictureSet *next_in_leg(const Galley *g, int leg, int line) {
  const PictureSet *best = NULL;
  for (size_t i = 0; i < g->picture_count; i++) {
    const PictureSet *p = &g->pictures[i];
    if (!p->place || p->part || leg < p->leg || leg >= p->leg + p->legs || p->first + deep(p) <= line) continue;
    if (!best || p->first < best->first) best = p;
  }
  return best;
}

static void add_stretch(Arena *a, Stretches *out, int leg, int first, int last, bool foot) {
  if (last - first + 1 >= STRETCH_LEAST) vec_add(a, out, (Stretch){leg, first, last - first + 1, foot, NULL});
}

Stretches place_stretches(Arena *a, const Galley *g) {
  Stretches out = {0};
  wrap_place(g);
  for (int leg = 0; leg < g->bed.legs; leg++) {
    int line = leg_top(g, leg);
    if (wrap_touches(g, leg)) {
      wrap_leg(a, g, leg, line, &out);
      continue;
    }
    for (const PictureSet *p; (p = next_in_leg(g, leg, line)); line = p->first + deep(p) + 1)
      add_stretch(a, &out, leg, line, p->first - 2, false);
    add_stretch(a, &out, leg, line, g->bed.leg_last[leg], true);
  }
  return out;
}

void place_parts(Caster *c, Galley *g) {
  bool fits = place_again(g);
  for (size_t i = 0; !fits && i < g->picture_count; i++)
    if (is_placed(g, i) && !is_above(g, i) && !place_one(g, i)) make_room(c, g, i);
}
