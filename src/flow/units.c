/* flow/units: what a text gives a line at a time: a paragraph a line shorter or longer, a subhead or a headline in a column a line less or
 * more, a picture in a column. Each counts for one line, so the cheapest way to k lines is the k cheapest of them, within the limits of the
 * ladder's steps.
 *
 * Whether a paragraph can is known only when it has been set so. So they are asked in the order of their cost, the longest first (there
 * it shows least), and no more of them than are needed; matter.c keeps what they answered. A paragraph that ends on a character or two is
 * taken by the step that pulls orphans; by another only when nothing else is left for that. */
#include <stdlib.h>

#include "flow/inside.h"

enum { ORPHAN_EMS = 3 }; /* a last line no longer than two characters and their mark */

typedef struct Candidate {
  uint32_t block;
  int step, cost, rank;
} Candidate;

struct Units {
  Blocks b;
  const Ladder *l;
  int sign;
  Arena *a;
  struct {
    Candidate *at;
    size_t n, cap;
  } asked;                   /* in order of cost */
  size_t looked, bound;      /* no more than so many can be had, by the steps' limits */
  int left[UNIT_STEPS_MOST]; /* of each step's limit */
  int *given;                /* of each block */
  struct {
    Candidate *at;
    size_t n, cap;
  } sure;
};

static bool is_paragraph(const Block *b) { return b->m && !b->solid; }

bool matter_is_orphaned(const Matter *m) {
  if (m->lines.n < 2) return false;
  const Line *last = &m->lines.at[m->lines.n - 1];
  return last->set - last->start <= ORPHAN_EMS * m->size;
}

/* Lines that a step may change a block by, in the direction asked for; 0: it is not of its kind. */
static int step_takes(const Units *u, const LadderStep *s, const Block *b) {
  int way = u->sign < 0 ? -s->least : s->most,
      room = u->sign < 0 ? b->lines - b->lines_least : b->lines_most - b->lines;
  switch (s->kind) {
  case STEP_PULL_ORPHAN: return is_paragraph(b) && u->sign < 0 && matter_is_orphaned(b->m) ? 1 : 0;
  case STEP_SAVE_LINE: return is_paragraph(b) && u->sign < 0 ? 1 : 0;
  case STEP_MAKE_LINE:
  case STEP_OPEN_LINE: return is_paragraph(b) && u->sign > 0 ? 1 : 0;
  case STEP_SUBHEAD_LINES: return b->head && !b->is_headline ? room : 0;
  case STEP_HEAD_AIR: return b->head && b->is_headline ? (room < way ? room : way) : 0;
  case STEP_PICTURE:
    if (!b->picture) return 0;
    if (s->share_pm) way = b->picture->lines * s->share_pm / 1000;
    return room < way ? room : way;
  default: return 0;
  }
}

/* Of a step's limit in all; air and pictures are limited each for itself. */
static int step_limit(const Units *u, const LadderStep *s) {
  bool each = s->kind == STEP_HEAD_AIR || s->kind == STEP_PICTURE;
  return each ? INT32_MAX : u->sign < 0 ? -s->least : s->most;
}

static bool ladder_has(const Ladder *l, StepKind kind) {
  for (size_t i = 0; i < l->n; i++)
    if (l->at[i].kind == kind) return true;
  return false;
}

static int by_cost(const void *x, const void *y) {
  const Candidate *a = x, *b = y;
  if (a->cost != b->cost) return a->cost < b->cost ? -1 : 1;
  if (a->step != b->step) return a->step < b->step ? -1 : 1;
  if (a->rank != b->rank) return a->rank > b->rank ? -1 : 1;
  return a->block < b->block ? -1 : a->block > b->block;
}

static int rank_of(const Units *u, const LadderStep *s, const Block *b) {
  int lines = is_paragraph(b) ? (int)b->m->natural : b->lines;
  bool spared = s->kind == STEP_SAVE_LINE && ladder_has(u->l, STEP_PULL_ORPHAN) && matter_is_orphaned(b->m);
  return spared ? lines - (1 << 20) : lines;
}

Units *units_open(Arena *a, Blocks *b, const Ladder *l, int sign) {
  Units *u = arena_new(a, Units);
  *u = (Units){.b = *b, .l = l, .sign = sign, .a = a, .given = arena_array(a, int, b->n + 1)};
  for (size_t i = 0; i < b->n; i++) u->given[i] = 0;
  for (int k = 0; k < (int)l->n && k < UNIT_STEPS_MOST; k++) {
    const LadderStep *s = &l->at[k];
    size_t before = u->asked.n;
    u->left[k] = step_limit(u, s);
    for (uint32_t i = 0; u->left[k] > 0 && i < b->n; i++) {
      const Block *block = &b->at[i];
      if (is_paragraph(block) && block->m->stands != 0) continue;
      for (int n = step_takes(u, s, block); n > 0; n--)
        vec_add(a, &u->asked, (Candidate){i, k, s->cost, rank_of(u, s, block)});
    }
    size_t most = u->asked.n - before;
    u->bound += u->left[k] < 0 ? 0 : most < (size_t)u->left[k] ? most : (size_t)u->left[k];
  }
  if (u->asked.n) qsort(u->asked.at, u->asked.n, sizeof *u->asked.at, by_cost);
  return u;
}

/* A block that is changed already is asked for a line more on top of that. */
static bool could(Units *u, const Candidate *c) {
  Block *b = &u->b.at[c->block];
  int given = u->given[c->block];
  if (is_paragraph(b) && (given || !block_may(b, u->sign))) return false;
  if (is_paragraph(b) && u->l->at[c->step].kind == STEP_OPEN_LINE) return matter_would_gape(b->m);
  if (is_paragraph(b)) return matter_would_stand(b->m, b->m->stands + u->sign);
  return block_may(b, u->sign * (given + 1));
}

static bool prove(Units *u, size_t k) {
  while (u->sure.n < k && u->looked < u->asked.n) {
    Candidate c = u->asked.at[u->looked++];
    if (u->left[c.step] < 1 || !could(u, &c)) continue;
    u->left[c.step]--;
    u->given[c.block]++;
    vec_add(u->a, &u->sure, c);
  }
  return u->sure.n >= k;
}

int units_cost(Units *u, int k) {
  int sum = 0;
  if ((size_t)k > u->bound || !prove(u, (size_t)k)) return -1;
  for (int i = 0; i < k; i++) sum += u->sure.at[i].cost;
  return sum;
}

const LadderStep *units_step(const Units *u, int i) { return &u->l->at[u->sure.at[i].step]; }

/* The first k, or with `turn` another paragraph in place of the last of them: one that costs as much. */
static size_t chosen(const Units *u, int k, int turn, int i) {
  if (!turn || i + 1 < k) return (size_t)i;
  size_t other = (size_t)(i + turn);
  return other < u->sure.n && u->sure.at[other].step == u->sure.at[i].step ? other : SIZE_MAX;
}

int units_give(Units *u, int k, int turn) {
  int reached = 0;
  prove(u, (size_t)(k + turn));
  for (int i = 0; i < k && (size_t)i < u->sure.n; i++) {
    size_t at = chosen(u, k, turn, i);
    if (at == SIZE_MAX) continue;
    Block *b = &u->b.at[u->sure.at[at].block];
    if (u->l->at[u->sure.at[at].step].kind == STEP_OPEN_LINE) b->m->gapes = true;
    reached += block_change(b, u->sign);
  }
  return reached;
}
