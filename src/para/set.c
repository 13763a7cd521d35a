/* Setting: a cut line gets its gaps, and its glyphs their places.
 *
 * What a line lacks or has over is dealt out in whole Len: the i-th share is the difference of two running quotients, so that
 * the shares of a step sum to it exactly and the line ends where it should to the last unit. */
#include "para/inside.h"

/* One line being set: how much each step gives up and each turn takes on. */
typedef struct Deal {
  Len give[STEP_COUNT], have[STEP_COUNT]; /* wanted from a step; what it could give */
  Len grow[GROW_AUTOSPACE + 1], could[GROW_AUTOSPACE + 1];
  Len even; /* to be shared by `places` gaps */
  Len places;
  bool shy; /* by the reluctant ones */
  Len tail; /* blank left after the last body */
} Deal;

static void squeeze(const Setting *s, const Fit *f, uint32_t at, uint32_t end, Deal *d) {
  Len need = f->natural - f->room;
  Len cut = len_min(need, f->tail_give);
  d->tail = f->tail - cut;
  need -= cut;
  if (need <= 0) return;
  for (uint32_t i = at + 1; i < end; i++) d->have[s->gaps[i].step] += s->gaps[i].ideal - s->gaps[i].least;
  for (int step = STEP_WORD; step < STEP_COUNT && need > 0; step++) {
    d->give[step] = len_min(need, d->have[step]);
    need -= d->give[step];
  }
}

static void spread(const Setting *s, const Fit *f, uint32_t at, uint32_t end, Deal *d) {
  Len need = f->room - f->natural;
  for (uint32_t i = at + 1; i < end; i++)
    if (s->gaps[i].grow >= GROW_WORD) d->could[s->gaps[i].grow] += len_max(0, s->half - s->gaps[i].ideal);
  for (int turn = GROW_WORD; turn <= GROW_AUTOSPACE && need > 0; turn++) {
    d->grow[turn] = len_min(need, d->could[turn]);
    need -= d->grow[turn];
  }
  d->shy = !f->even;
  d->places = f->even ? f->even : f->shy;
  d->even = d->places ? need : 0;
}

/* Running totals of what has been dealt out, a step each. */
typedef struct Dealt {
  Len steps[STEP_COUNT], turns[GROW_AUTOSPACE + 1], places;
} Dealt;

static Len share(Len part, Len whole, Len wanted, Len *running) {
  if (!whole || !wanted) return 0;
  Len before = *running * wanted / whole;
  *running += part;
  return *running * wanted / whole - before;
}

static Len gap_width(const Setting *s, const Gap *g, const Deal *d, Dealt *t) {
  Len w = g->ideal - share(g->ideal - g->least, d->have[g->step], d->give[g->step], &t->steps[g->step]);
  if (g->grow >= GROW_WORD)
    w += share(len_max(0, s->half - g->ideal), d->could[g->grow], d->grow[g->grow], &t->turns[g->grow]);
  bool takes = d->shy ? g->grow == GROW_SHY : g->grow != GROW_RIGID && g->grow != GROW_SHY;
  return takes ? w + share(1, d->places, d->even, &t->places) : w;
}

/* ---- glyphs */
void cell_place(Placer *p, uint32_t cell, Len x) {
  const Cell *c = &p->s->cells[cell];
  const Shaped *sh = p->s->shaped;
  x += c->lead;
  for (uint32_t g = c->glyph; g < c[1].glyph; g++) {
    p->out[p->n++] = (SetGlyph){g, set_place(x)};
    if (g + 1 == c[1].glyph) break;
    while (p->run->end <= c->at && p->run + 1 < sh->runs + sh->run_count) p->run++;
    x += setting_advance(p->s, &sh->glyphs[g], p->run);
  }
}

bool is_justified(const Setting *s, const Cut *c, bool last) {
  if (c->kind == BREAK_MUST && !last) return false; /* a forced line end */
  return (last ? s->style.last_line : s->style.align) == ALIGN_JUSTIFY;
}

static Len offset_of(const Setting *s, const Fit *f, bool last, Len width) {
  Align how = last && s->style.align == ALIGN_JUSTIFY ? s->style.last_line : s->style.align;
  Len spare = f->room - width;
  if (spare <= 0) return 0;
  return how == ALIGN_END ? spare : how == ALIGN_CENTER ? spare / 2 : 0;
}

/* Places of a stretch's cells; gives where the last body with its blank ends. */
static Len cells_place(Placer *p, const Cut *c, const Fit *f, const Deal *d, Len x) {
  const Setting *s = p->s;
  Dealt dealt = {{0}, {0}, 0};
  uint32_t end = f->hangs ? f->solid - 1 : f->solid;
  x += f->head;
  for (uint32_t i = c->at; i < end; i++) {
    if (i > c->at) x += gap_width(s, &s->gaps[i], d, &dealt);
    if (!(s->cells[i].flags & CELL_HIDDEN)) cell_place(p, i, x);
    x += s->cells[i].width;
  }
  if (f->hangs) cell_place(p, end, x);
  if (f->hyphen) p->out[p->n++] = (SetGlyph){UINT32_MAX, set_place(x)}, x += f->hyphen;
  for (uint32_t i = f->solid; i < c->end; i++) /* a word space at the line end stays text, out of sight */
    if (i == f->solid && (s->cells[i].flags & (CELL_SPACE | CELL_HIDDEN)) == CELL_SPACE) cell_place(p, i, x);
  return x + d->tail;
}

Placed stretch_place(Placer *p, const Cut *c, const Fit *f, bool justified, Len x) {
  const Setting *s = p->s;
  if (f->solid <= c->at) return (Placed){.end = x};
  Deal d = {.tail = f->tail};
  uint32_t end = f->hangs ? f->solid - 1 : f->solid;
  if (f->natural > f->room)
    squeeze(s, f, c->at, end, &d);
  else if (justified && f->natural < f->room)
    spread(s, f, c->at, end, &d);
  return (Placed){.end = cells_place(p, c, f, &d, x),
                  .even = d.places ? d.even / d.places : 0,
                  .solid = justified && f->natural + f->grow < f->room && !d.places};
}

static bool has_tab(const Setting *s, const Cut *c) {
  for (uint32_t i = c->at; s->tabbed && i < c->end; i++)
    if (s->cells[i].flags & CELL_TAB) return true;
  return false;
}

static Line line_set(Arena *a, const Setting *s, Rooms rooms, size_t k, const Cut *c, bool last) {
  Len room = room_of(s, rooms, k, c->at), start = start_of(s, c->at);
  Fit f = fit_make(s, c->at, c->end, room);
  bool justified = is_justified(s, c, last) || (f.hangs && !last);
  if (!justified) start += offset_of(s, &f, last, f.natural);
  Line line = {.at = k == 0 ? 0 : s->cells[c->at].at,
               .end = s->cells[c->end].at,
               .measure = rooms.measure[k < rooms.n ? k : rooms.n - 1],
               .start = start,
               .natural = f.natural};
  Placer p = {s, s->shaped->runs, NULL, 0};
  p.out = arena_array(a, SetGlyph, s->cells[c->end].glyph - s->cells[c->at].glyph + 1);
  Placed placed = s->style.grid   ? grid_place(&p, c, line.start = start_of(s, c->at))
                  : has_tab(s, c) ? tabbed_place(a, &p, c, rooms, k, last, &line)
                                  : stretch_place(&p, c, &f, justified, start);
  bool ruled = s->style.grid || line.leader_count || has_tab(s, c); /* fits or not by its own reckoning */
  bool over = ruled ? placed.end - start_of(s, c->at) > room : !fit_holds(&f);
  line.set = placed.end, line.even = placed.even;
  line.glyphs = p.out, line.n = p.n;
  line_turn(a, s, c, f.solid, &line, p.out);
  line.flags =
      (uint8_t)(c->flags | (last ? LINE_LAST : 0) | (k == 0 ? LINE_FIRST : 0) | (f.hangs && !ruled ? LINE_HANGS : 0) |
                (placed.solid ? LINE_SOLID : 0) | (over ? LINE_EMERGENCY : 0));
  return line;
}

/* ---- the recipe */
/* Lines that end inside a number and what it counts, or worse. */
static size_t parted(const Cuts *c) {
  size_t n = 0;
  for (size_t i = 0; i + 1 < c->n; i++) n += c->at[i].kind <= BREAK_AVOID;
  return n;
}

static Cuts cuts_find(Arena *a, const Setting *s, Rooms rooms) {
  if (s->style.grid) return cuts_by_grid(a, s, rooms);
  if (s->tabbed) return cuts_by_tabs(a, s, rooms);
  return s->style.composer == COMPOSER_PARAGRAPH ? cuts_by_paragraph(a, s, rooms, 0) : cuts_by_line(a, s, rooms);
}

/* None where so many lines cannot be had, or only by parting more than the lines as they come do. */
static Cuts cuts_wished(Arena *a, const Setting *s, Rooms rooms, size_t wish) {
  if (s->style.grid || s->tabbed) return (Cuts){0};
  Cuts wished = cuts_by_paragraph(a, s, rooms, wish);
  size_t parts = parted(&wished);
  if (!parts) return wished;
  Cuts cuts = cuts_find(a, s, rooms);
  return parts <= parted(&cuts) ? wished : (Cuts){0};
}

static Lines cuts_set(Job *job, const Setting *s, Rooms rooms, const Cuts *cuts) {
  Line *lines = arena_array(job->arena, Line, cuts->n + 1);
  for (size_t k = 0; k < cuts->n; k++) lines[k] = line_set(job->arena, s, rooms, k, &cuts->at[k], k + 1 == cuts->n);
  Lines all = {lines, cuts->n};
  lines_check(job, s, rooms, cuts, &all);
  return all;
}

Lines para_set(Job *job, const Setting *s, Rooms rooms, size_t lines_wish) {
  Arena *scratch = arena_open();
  Cuts cuts = cuts_find(scratch, s, rooms);
  Cuts wished = lines_wish && lines_wish != cuts.n ? cuts_wished(scratch, s, rooms, lines_wish) : (Cuts){0};
  Lines all = cuts_set(job, s, rooms, wished.n ? &wished : &cuts);
  arena_close(scratch);
  return all;
}

Lines para_wish(Job *job, const Setting *s, Rooms rooms, size_t lines) {
  Arena *scratch = arena_open();
  Cuts wished = cuts_wished(scratch, s, rooms, lines);
  Lines all = wished.n ? cuts_set(job, s, rooms, &wished) : (Lines){0};
  arena_close(scratch);
  return all;
}

size_t para_count(const Setting *s, Arena *scratch, Rooms rooms) { return cuts_find(scratch, s, rooms).n; }
