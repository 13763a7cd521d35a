/* flow/fill: blocks into the legs of one slot, feet level.
 *
 * First it is asked whether the text, by what it gives a line at a time (units.c: paragraphs and headings, within the ladder's limits), fills
 * all legs to the foot of the frame. If not, the depth of the legs is looked for from above: with `cut` white lines at the foot of every leg
 * that reaches it, is there room for all lines? The largest cut that has room gives level legs of ceil(lines / legs), the last one the short
 * one; what the last leg then lacks is asked of the text likewise. Size and pitch are never touched: that would break the grid. What else of
 * a story may be changed (its picture's depth, its headline's lines) is the ladder's affair (ladder.c). Source of the remedies and their
 * order: newspaper copyfitting practice; CLREQ for what a leg may begin and end with. */
#include "flow/inside.h"

enum { AIM_TRIES = 4, TIGHTEN_MOST = 3, FOOT_LEAST = 3 };

/* Lines left of a stretch with so many cut from the legs' feet. Under a picture or a box no line or two stay alone. */
static int foot_lines(const Stretches *s, size_t i, int cut) {
  const Stretch *one = &s->at[i];
  int lines = stretch_without(one, one->foot ? cut : 0);
  bool under = i > 0 && s->at[i - 1].leg == one->leg;
  return cut && one->foot && under && lines < FOOT_LEAST ? 0 : lines;
}

int fill_room(const Stretches *s, int cut) {
  int sum = 0;
  for (size_t i = 0; i < s->n; i++) { sum += foot_lines(s, i, cut); }
  return sum;
}

/* Past shapes lines are of many measures: how much text goes in is counted in lines as long as the leg. */
int fill_worth(const Stretches *s, int cut) {
  int sum = 0;
  Len part = 0, leg = 1;
  for (size_t i = 0; i < s->n; i++) {
    const Stretch *one = &s->at[i];
    int lines = foot_lines(s, i, cut);
    sum += one->slats ? 0 : lines;
    for (int k = 0; one->slats && k < lines; k++) leg = one->slats[k].leg, part += leg - one->slats[k].less;
  }
  return sum + (int)(part / leg);
}

Stretches stretches_cut(Arena *a, const Stretches *full, int cut) {
  Stretches out = {0};
  for (size_t i = 0; i < full->n; i++) {
    Stretch s = full->at[i];
    s.lines = foot_lines(full, i, cut);
    vec_add(a, &out, s); /* an emptied one keeps its number */
  }
  return out;
}

int fill_depth(const Stretches *s) {
  int most = 0;
  for (size_t i = 0; i < s->n; i++)
    if (s->at[i].lines > most) most = s->at[i].lines;
  return most;
}

int fill_feet(const Stretches *s) {
  int n = 0;
  for (size_t i = 0; i < s->n; i++) n += s->at[i].foot;
  return n;
}

bool fill_is_done(const Filling *p) { return p->end.block >= p->blocks->n; }

static void try_pour(Filling *p, int cut, Manner manner) {
  Stretches s = stretches_cut(p->scratch, &p->full, cut);
  p->placed = (Placings){0};
  p->cut = cut;
  p->rooms = s;
  p->end = pour(p->scratch, p->blocks, (Cut){0, 0}, s.at, s.n, manner, &p->placed);
}

/* ---- lines that the text gives */

static Units *units_of(Filling *p, int sign) {
  Units **u = &p->units[sign > 0];
  if (!*u) *u = units_open(p->scratch, p->blocks, p->ladder, sign > 0 ? 1 : -1);
  return *u;
}

int fill_cost(Filling *p, int give) {
  if (!give) return 0;
  pour_relax(p->blocks);
  return units_cost(units_of(p, give), give < 0 ? -give : give);
}

/* Natural lines, and so many more or fewer; false: it has not so many to give. */
static bool start_with(Filling *p, int give, int turn) {
  pour_relax(p->blocks);
  p->given = 0;
  if (give && units_cost(units_of(p, give), give < 0 ? -give : give) >= 0)
    p->given = (give < 0 ? -1 : 1) * units_give(units_of(p, give), give < 0 ? -give : give, turn);
  return p->given == give;
}

static bool start_again(Filling *p, int give) { return start_with(p, give, 0); }

/* A leg that begins with a heading stands lower than its neighbours when that heading has been given white. */
static bool heads_stand(const Filling *p) {
  for (size_t i = 0; i < p->placed.n; i++) {
    const Block *b = &p->blocks->at[p->placed.at[i].block];
    if (b->head && p->placed.at[i].line == 0 && p->placed.at[i].from == 0 && b->lines > b->lines_natural) return false;
  }
  return true;
}

int fill_used(const Filling *p) {
  int used = 0;
  for (size_t i = 0; i < p->placed.n; i++) {
    int span = p->blocks->at[p->placed.at[i].block].span;
    used += p->placed.at[i].lines * (span > 1 ? span : 1);
  }
  return used;
}

int fill_white(const Filling *p) { return fill_room(&p->full, p->cut) - fill_used(p); }

/* What is left out of such a pouring, or left white by it: 0, every leg is full. */
int fill_now(Filling *p, int cut, bool last) {
  try_pour(p, cut, last ? POUR_LAST : POUR_ON);
  if (!fill_is_done(p)) return -blocks_sum(p->blocks, p->end);
  return heads_stand(p) ? fill_white(p) : INT32_MAX;
}

int fill_try(Filling *p, int cut, int give, int turn, bool last) {
  return start_with(p, give, turn) ? fill_now(p, cut, last) : INT32_MIN;
}

/* All legs full but for `cut` lines. White that no leg may begin with, or that keeps a heading with its text, is asked for too. False: they are
 * not; `near` is then what came nearest. */
typedef struct Near {
  int give, white; /* white: INT32_MAX: nothing came near */
} Near;

static bool fill_level(Filling *p, int cut, int total, Near *near) {
  int give = fill_worth(&p->full, cut) - total;
  *near = (Near){0, INT32_MAX};
  for (int i = 0; i < AIM_TRIES && fill_cost(p, give) >= 0; i++) {
    int miss = fill_try(p, cut, give, 0, false);
    ladder_log(p, NULL, 0, give, miss, miss == 0);
    if (miss == 0) return true;
    if (miss == INT32_MAX || miss == INT32_MIN) return false;
    if (miss > 0 && miss < near->white) *near = (Near){give, miss};
    give += miss;
  }
  return false;
}

/* ---- the depth */

static void fill_loose(Filling *p, int total) {
  int cut = 0, feet = fill_feet(&p->full);
  if (p->balance && feet > 0) {
    cut = (fill_worth(&p->full, 0) - total) / feet;
    while (cut < fill_depth(&p->full) && fill_worth(&p->full, cut + 1) >= total) cut++;
  }
  for (; cut >= 0; cut--) {
    Near near;
    if (fill_level(p, cut, total, &near)) return;
    start_again(p, 0);
    try_pour(p, cut, cut == 0 ? POUR_LAST : POUR_ON);
    bool done = fill_is_done(p);
    if (near.white < (done ? fill_white(p) : INT32_MAX)) return (void)fill_try(p, cut, near.give, 0, false);
    if (done) return;
  }
  for (int give = 1; give <= TIGHTEN_MOST; give++) { /* white at feet has eaten the room: a line less here or there */
    start_again(p, -give);
    try_pour(p, 0, POUR_LAST);
    if (fill_is_done(p)) return;
  }
  for (Manner m = POUR_CLOSE; m <= POUR_PLAIN && !fill_is_done(p); m++) { /* there is room for all lines: they go in */
    start_again(p, 0);
    try_pour(p, 0, m);
  }
}

static void fill_tight(Filling *p, int over) {
  for (int give = over; give <= over + TIGHTEN_MOST && start_again(p, -give); give++) {
    try_pour(p, 0, POUR_LAST);
    if (fill_is_done(p)) return;
  }
  start_again(p, 0);
  try_pour(p, 0, POUR_CLOSE);
}

void fill_stretches(Filling *p) {
  pour_relax(p->blocks);
  int total = blocks_sum(p->blocks, (Cut){0, 0}), room = fill_worth(&p->full, 0);
  p->log.need = room - total;
  Near near;
  if (fill_level(p, 0, total, &near)) return;
  if (total > room)
    fill_tight(p, total - room);
  else
    fill_loose(p, total);
}
