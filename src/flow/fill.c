/* flow/fill: blocks into the legs of one slot, feet level.
 *
 * The depth of the legs is looked for from above: with `cut` white lines at the foot of every leg that reaches it, is there room for
 * all lines? The largest cut that has room gives level legs of ceil(lines / legs), the last one the short one. What the last leg
 * then lacks is asked of the paragraphs, a line each, the longest first; what a frame lacks or has too much by a few lines likewise.
 * Size and pitch are never touched: that would break the grid. Source of the remedies and their order: newspaper copyfitting
 * practice; CLREQ for what a leg may begin and end with. */
#include "flow/inside.h"

enum {
  GIVE_MOST = 6, /* lines that a story is squeezed or opened by: more shows */
  TIGHTEN_MOST = 3
};

int fill_room(const Stretches *s, int cut) {
  int sum = 0;
  for (size_t i = 0; i < s->n; i++) {
    int lines = s->at[i].lines - (s->at[i].foot ? cut : 0);
    sum += lines > 0 ? lines : 0;
  }
  return sum;
}

Stretches stretches_cut(Arena *a, const Stretches *full, int cut) {
  Stretches out = {0};
  for (size_t i = 0; i < full->n; i++) {
    Stretch s = full->at[i];
    if (s.foot) s.lines -= cut;
    if (s.lines < 0) s.lines = 0;
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

static void start_again(Filling *p, int give) {
  pour_relax(p->blocks);
  p->given = give ? pour_give(p->scratch, p->blocks, give) : 0;
}

/* Opens paragraphs until all legs are full; only when that takes little. */
static bool pour_level(Filling *p, int cut, int total) {
  int spare = fill_room(&p->full, cut) - total;
  if (spare <= 0 || spare > GIVE_MOST || spare > (int)p->blocks->n) return false;
  start_again(p, spare);
  if (p->given != spare) return false;
  try_pour(p, cut, POUR_ON);
  return fill_is_done(p);
}

static void pour_fitting(Filling *p, int total) {
  int cut = 0, feet = fill_feet(&p->full);
  if (p->balance && feet > 0) {
    cut = (fill_room(&p->full, 0) - total) / feet;
    while (cut < fill_depth(&p->full) && fill_room(&p->full, cut + 1) >= total) cut++;
  }
  for (; cut >= 0; cut--) {
    if (pour_level(p, cut, total)) return;
    start_again(p, 0);
    try_pour(p, cut, cut == 0 ? POUR_LAST : POUR_ON);
    if (fill_is_done(p)) return;
  }
  for (int give = 1; give <= TIGHTEN_MOST; give++) { /* white at feet has eaten the room: a line less here or there */
    start_again(p, -give);
    try_pour(p, 0, POUR_LAST);
    if (fill_is_done(p)) return;
  }
  start_again(p, 0);
  try_pour(p, 0, POUR_CLOSE);
}

static void pour_tight(Filling *p, int over) {
  if (over <= GIVE_MOST) {
    start_again(p, -over);
    if (p->given == -over) {
      try_pour(p, 0, POUR_LAST);
      if (fill_is_done(p)) return;
    }
  }
  start_again(p, 0);
  try_pour(p, 0, POUR_CLOSE);
}

void fill_stretches(Filling *p) {
  int total = blocks_sum(p->blocks, (Cut){0, 0}), room = fill_room(&p->full, 0);
  if (total > room)
    pour_tight(p, total - room);
  else
    pour_fitting(p, total);
}
