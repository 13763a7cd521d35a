/* flow/units, flow/ladder and flow/level: the cheapest lines that a text gives, and the cheapest way that brings all legs of a row of stories to
 * their feet, compared with every choice there is. Paragraphs and headings are only line counts, drawn by lot, and so are the ladders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "flow/row.h"

enum { BLOCKS = 6, STEPS = 5, EM = 1000, FAIR = 90, WIDE = 115 };

static uint32_t seed = 7;
static int chance(int n) {
  seed = seed * 1664525u + 1013904223u;
  return (int)(seed >> 16) % n;
}

/* A paragraph that may give a line, take one, perhaps at looser lines only, or neither, and ends on a short line or a long one. */
static Matter *matter(Arena *a, bool more, bool less, bool orphan) {
  static const Style usual = {.lines_top = 2, .lines_bottom = 2, .lines_after = 1};
  Matter *m = arena_new(a, Matter);
  int n = 2 + chance(6);
  Line *lines = arena_array(a, Line, n + 2), *opened = arena_array(a, Line, n + 2);
  for (int i = 0; i < n + 2; i++) lines[i] = (Line){.set = EM * 13};
  for (int i = 0; i < n + 2; i++) opened[i] = (Line){.set = EM * 13, .even = FAIR};
  opened[chance(n)].even = chance(3) ? FAIR : WIDE;
  lines[n - 1].set = orphan ? EM * 2 : EM * 9;
  *m = (Matter){.style = &usual, .natural = (size_t)n, .asked = 7, .size = EM};
  m->tries[0] = (Lines){lines, (size_t)(less ? n - 1 : n)};
  m->tries[1] = m->lines = (Lines){lines, (size_t)n};
  m->tries[2] = (Lines){opened, (size_t)(more ? n + 1 : n)};
  return m;
}

static Blocks blocks_of(Arena *a) {
  static const Head head;
  Blocks out = {0};
  for (int i = 0; i < BLOCKS; i++) {
    Block b = {.solid = chance(4) == 0};
    b.lines = b.lines_natural = 3;
    b.lines_least = 3 - chance(2), b.lines_most = 3 + chance(2);
    if (b.solid)
      b.head = &head;
    else
      b.m = matter(a, chance(2), chance(2), chance(3) == 0);
    vec_add(a, &out, b);
  }
  return out;
}

static Ladder ladder_of(Arena *a) {
  static const StepKind kinds[] = {STEP_PULL_ORPHAN, STEP_SAVE_LINE, STEP_MAKE_LINE, STEP_OPEN_LINE,
                                   STEP_SUBHEAD_LINES};
  LadderStep *at = arena_array(a, LadderStep, STEPS);
  for (int i = 0; i < STEPS; i++) {
    bool made = kinds[i] == STEP_MAKE_LINE || kinds[i] == STEP_OPEN_LINE, more = made || kinds[i] == STEP_SUBHEAD_LINES,
         less = !made;
    at[i] = (LadderStep){
        .kind = kinds[i], .least = less ? -chance(4) : 0, .most = more ? chance(4) : 0, .cost = 1 + chance(5)};
  }
  return (Ladder){at, STEPS};
}

/* Can the step change the block so? */
static bool serves(const LadderStep *s, const Block *b, int sign) {
  if (b->head) return s->kind == STEP_SUBHEAD_LINES && block_may(b, sign);
  bool can = sign < 0 ? b->m->tries[0].n < b->m->natural : b->m->tries[2].n > b->m->natural;
  bool wide = false;
  for (size_t i = 0; i + 1 < b->m->tries[2].n; i++) wide |= b->m->tries[2].at[i].even == WIDE;
  if (s->kind == STEP_MAKE_LINE || s->kind == STEP_OPEN_LINE)
    return sign > 0 && can && wide == (s->kind == STEP_OPEN_LINE);
  if (s->kind == STEP_SAVE_LINE) return sign < 0 && can;
  return s->kind == STEP_PULL_ORPHAN && sign < 0 && can && matter_is_orphaned(b->m);
}

/* Every way to give k lines: each block by no step or by one that serves it. -1: none. */
static int least_of_all(const Blocks *b, const Ladder *l, int sign, uint32_t i, int k, int left[STEPS]) {
  if (k == 0) return 0;
  if (i == b->n) return -1;
  int best = least_of_all(b, l, sign, i + 1, k, left);
  for (int s = 0; s < STEPS; s++) {
    if (!left[s] || !serves(&l->at[s], &b->at[i], sign)) continue;
    left[s]--;
    int rest = least_of_all(b, l, sign, i + 1, k - 1, left);
    left[s]++;
    if (rest >= 0 && (best < 0 || rest + l->at[s].cost < best)) best = rest + l->at[s].cost;
  }
  return best;
}

static void gives_the_cheapest(void **state) {
  (void)state;
  for (int n = 0; n < 4000; n++) {
    Arena *a = arena_open();
    Blocks b = blocks_of(a);
    Ladder l = ladder_of(a);
    for (int sign = -1; sign <= 1; sign += 2) {
      int left[STEPS], natural = blocks_sum(&b, (Cut){0, 0});
      for (int s = 0; s < STEPS; s++) left[s] = sign < 0 ? -l.at[s].least : l.at[s].most;
      Units *u = units_open(a, &b, &l, sign);
      for (int k = 1; k <= BLOCKS; k++) {
        int least = least_of_all(&b, &l, sign, 0, k, left);
        if (units_cost(u, k) != least)
          fail_msg("case %d, %d lines: %d, and %d is to be had", n, sign * k, units_cost(u, k), least);
        if (least < 0) break;
        assert_int_equal(units_give(u, k, 0), k);
        assert_int_equal(blocks_sum(&b, (Cut){0, 0}), natural + sign * k);
        pour_relax(&b);
        assert_int_equal(blocks_sum(&b, (Cut){0, 0}), natural);
      }
    }
    arena_close(a);
  }
}

static void off_means_off(void **state) {
  (void)state;
  const Ladder none = {0};
  for (int n = 0; n < 200; n++) {
    Arena *a = arena_open();
    Blocks b = blocks_of(a);
    assert_int_equal(units_cost(units_open(a, &b, &none, 1), 1), -1);
    assert_int_equal(units_cost(units_open(a, &b, &none, -1), 1), -1);
    assert_int_equal(units_give(units_open(a, &b, &none, -1), 3, 0), 0);
    arena_close(a);
  }
}

/* What makeup is told is never more, nor cheaper, than what its counts of paragraphs bear. */
static void reaches(void **state) {
  (void)state;
  const LadderStep at[] = {{.kind = STEP_PULL_ORPHAN, .least = -1, .cost = 1},
                           {.kind = STEP_SAVE_LINE, .least = -3, .cost = 2},
                           {.kind = STEP_SUBHEAD_LINES, .least = -1, .most = 1, .cost = 5},
                           {.kind = STEP_OPEN_LINE, .most = 1, .cost = 7},
                           {.kind = STEP_MAKE_LINE, .most = 2, .cost = 2}};
  const Ladder l = {at, COUNT(at)};
  FlowReach r = ladder_reach(&l, -1, (Givers){.orphans = 2, .paragraphs = 3, .subheads = 4});
  assert_int_equal(r.lines, 5); /* an orphan, three lines saved, a subhead */
  assert_int_equal(r.cost[1], 1);
  assert_int_equal(r.cost[4], 7);
  assert_int_equal(r.cost[5], 12);
  r = ladder_reach(&l, 1, (Givers){.paragraphs = 9, .orphans = 3});
  assert_int_equal(r.lines, 3); /* two lines made, one opened wide: no more, though three would gape */
  assert_int_equal(r.cost[2], 4);
  assert_int_equal(r.cost[3], 11);
  assert_int_equal(ladder_reach(&(Ladder){0}, 1, (Givers){9, 9, 9}).lines, 0);
}

/* ---- a row of stories in the legs of a slot */

enum { ROW_MOST = 16, LEGS_MOST = 3, NEVER = 1 << 20 };

typedef struct Case {
  Blocks b;
  Ladder ladder;
  Alters alters;
  Level level;
} Case;

/* Where a choice of lines has come to: worked out line by line, without what level.c knows of places. */
typedef struct Stand {
  int leg, used, held;
  struct {
    uint32_t block;
    int lines;
  } in_leg[ROW_MOST];
  int count[UNIT_STEPS_MOST][2];
  int cost;
} Stand;

static bool leg_may_end(const Case *c, const Stand *s) {
  int after = 0;
  for (int i = s->held; i-- > 0;) {
    const Block *b = &c->b.at[s->in_leg[i].block];
    if (after < b->keep_next) return false;
    if (!block_is_white(b)) after += s->in_leg[i].lines;
  }
  return true;
}

static int depth_of(const Case *c, int leg) { return c->level.depths ? c->level.depths[leg] : c->level.depth; }

static int pages_cost(const Case *c, const Stand *s, Cut end) {
  return !c->level.goes_on ? NEVER : s->cost + (blocks_sum(&c->b, end) < 6 ? 60 : 0);
}

static int least_from(const Case *c, Stand s, uint32_t i);

/* Block i with so many lines, and all ways to go on from there. */
static int least_with(const Case *c, Stand s, uint32_t i, int n, int by) {
  const Block *b = &c->b.at[i];
  bool white = block_is_white(b);
  if (white && s.used == 0) n = 0;
  if (b->head && s.used == 0 && by > 0) return NEVER;
  if (b->solid && s.used + n > depth_of(c, s.leg)) return NEVER;
  int k = 0;
  if (white && !n) return least_from(c, s, i + 1);
  s.in_leg[s.held].block = i, s.in_leg[s.held++].lines = 0;
  while (k < n) {
    if (s.used == depth_of(c, s.leg)) {
      if (k < 2 || n - k < 2 || !leg_may_end(c, &s)) return NEVER;
      s.leg++, s.used = s.held = 0;
      if (s.leg == c->level.legs) return pages_cost(c, &s, (Cut){i, k});
      s.in_leg[s.held].block = i, s.in_leg[s.held++].lines = 0;
    }
    k++, s.used++, s.in_leg[s.held - 1].lines++;
  }
  if (s.used < depth_of(c, s.leg) || i + 1 == c->b.n) return least_from(c, s, i + 1);
  if (white || !leg_may_end(c, &s)) return NEVER;
  s.leg++, s.used = s.held = 0;
  return least_from(c, s, i + 1);
}

static bool take(const Case *c, Stand *s, int step, int by) {
  const LadderStep *st = &c->ladder.at[step];
  int many = by < 0 ? -by : by;
  s->cost += many * st->cost;
  if (st->kind == STEP_HEAD_AIR || st->kind == STEP_STORY_GAP || st->kind == STEP_HEADLINE_LINES)
    return by < 0 ? by >= st->least : by <= st->most;
  s->count[step][by > 0] += many;
  return s->count[step][by > 0] <= (by < 0 ? -st->least : st->most);
}

/* By how many lines a step may change a block: those of `way`. */
static bool may_be(const Case *c, uint32_t i, int step, int by) {
  const Block *b = &c->b.at[i];
  StepKind k = c->ladder.at[step].kind;
  if (b->m && !b->solid) return (by == 1 || by == -1) && serves(&c->ladder.at[step], b, by);
  if (b->gap) return k == STEP_STORY_GAP && b->lines + by >= (b->divider ? 1 : 0);
  if (!b->head || by < b->lines_least - b->lines || by > b->lines_most - b->lines) return false;
  return k == (b->is_headline ? STEP_HEAD_AIR : STEP_SUBHEAD_LINES);
}

static int smaller(int a, int b) { return a < b ? a : b; }

/* Pieces that may stand under the last leg. */
static const SlotOffer OFFERS[] = {{.lines = 2}, {.lines = 3}};

static int least_from(const Case *c, Stand s, uint32_t i) {
  if (i == c->b.n) {
    int white = -s.used, best = NEVER;
    for (int leg = s.leg; leg < c->level.legs; leg++) white += depth_of(c, leg);
    if (!white) return s.cost;
    for (size_t k = 0; k < c->ladder.n; k++) {
      const LadderStep *st = &c->ladder.at[k];
      if (st->kind == STEP_LEAVE_WHITE && white <= st->most && white < c->level.legs)
        best = smaller(best, s.cost + white * st->cost);
      for (size_t o = 0; st->kind == STEP_FILLER && s.leg + 1 == c->level.legs && o < COUNT(OFFERS); o++)
        if (OFFERS[o].lines <= st->most && OFFERS[o].lines + OFFER_GAP == white)
          best = smaller(best, s.cost + st->cost);
    }
    return best;
  }
  if (s.leg == c->level.legs) return pages_cost(c, &s, (Cut){i, 0});
  int lines = block_lines(&c->b.at[i]), best = least_with(c, s, i, lines, 0);
  for (int k = 0; k < (int)c->ladder.n; k++)
    for (int by = -3; by <= 3; by++) {
      Stand t = s;
      if (by && may_be(c, i, k, by) && take(c, &t, k, by)) best = smaller(best, least_with(c, t, i, lines + by, by));
    }
  for (size_t a = 0; a < c->alters.n; a++) {
    const Alter *al = &c->alters.at[a];
    Stand t = s;
    if (al->block != i || !take(c, &t, al->part[0].step, al->part[0].by)) continue;
    best = smaller(best, al->skip ? least_from(c, t, i + al->skip) : least_with(c, t, i, lines + al->v[0], 0));
    for (int k = 0; !al->skip && k < (int)c->ladder.n; k++)
      for (int by = 1; by <= 3; by++) {
        Stand air = t;
        if (may_be(c, i, k, by) && take(c, &air, k, by))
          best = smaller(best, least_with(c, air, i, lines + al->v[0] + by, by));
      }
  }
  return best;
}

static Ladder row_ladder(Arena *a) {
  const struct {
    StepKind kind;
    int least, most;
  } kinds[] = {{STEP_PULL_ORPHAN, -2, 0},    {STEP_SAVE_LINE, -2, 0}, {STEP_MAKE_LINE, 0, 2},
               {STEP_SUBHEAD_LINES, -1, 1},  {STEP_HEAD_AIR, -1, 1},  {STEP_STORY_GAP, 0, 1},
               {STEP_HEADLINE_LINES, -1, 1}, {STEP_DROP, 0, 1},       {STEP_LEAVE_WHITE, 0, 1},
               {STEP_OPEN_LINE, 0, 1},       {STEP_FILLER, 0, 3}};
  LadderStep *at = arena_array(a, LadderStep, COUNT(kinds));
  for (size_t i = 0; i < COUNT(kinds); i++)
    at[i] = (LadderStep){.kind = kinds[i].kind,
                         .least = kinds[i].least * chance(2),
                         .most = kinds[i].most * chance(2),
                         .cost = 1 + chance(8)};
  return (Ladder){at, COUNT(kinds)};
}

static Block solid_of(int lines, int keep) {
  static const Head head;
  Block b = {.solid = true, .head = &head, .lines = lines, .lines_natural = lines, .keep_next = keep};
  b.lines_least = lines - chance(2), b.lines_most = lines + chance(3);
  return b;
}

static void add_story(Arena *a, Case *c, bool first) {
  bool divider = chance(2);
  Block gap = {.solid = true, .gap = true, .divider = divider, .lines = divider, .lines_natural = divider};
  gap.keep_next = divider;
  uint32_t from = (uint32_t)c->b.n;
  if (!first) vec_add(a, &c->b, gap);
  Block head = solid_of(2, 1);
  head.is_headline = true;
  vec_add(a, &c->b, head);
  const LadderStep *other_head = &c->ladder.at[6];
  if (other_head->least || other_head->most) {
    Alter other = {.block = (uint32_t)c->b.n - 1, .parts = 1, .part = {{6, other_head->most ? 1 : -1}}};
    other.v[0] = (int8_t)(1 + chance(2)); /* lines that this makes it deeper by */
    other.cost = other_head->cost;
    vec_add(a, &c->alters, other);
  }
  for (int n = 1 + chance(2); n > 0; n--) {
    if (chance(4) == 0) vec_add(a, &c->b, solid_of(1, 1 + chance(2)));
    vec_add(a, &c->b, (Block){.m = matter(a, chance(2), chance(2), chance(3) == 0)});
  }
  if (first || chance(2)) return;
  Alter whole = {.block = from, .skip = (uint32_t)c->b.n - from, .whole = true, .parts = 1, .part = {{7, 1}}};
  whole.cost = c->ladder.at[7].cost;
  vec_add(a, &c->alters, whole);
}

static int alter_order(const void *x, const void *y) {
  const Alter *a = x, *b = y;
  return a->block < b->block ? -1 : a->block > b->block;
}

static bool head_of(void *ctx, const Alter *a, int *lines, int *least) {
  (void)ctx;
  *lines += a->v[0];
  *least = *lines; /* it gives no air */
  return true;
}

static Case case_of(Arena *a) {
  Case c = {.ladder = row_ladder(a)};
  for (int n = 0; n < 2 + chance(2); n++) add_story(a, &c, n == 0);
  if (c.alters.n) qsort(c.alters.at, c.alters.n, sizeof *c.alters.at, alter_order);
  int legs = 1 + chance(LEGS_MOST), lines = blocks_sum(&c.b, (Cut){0, 0}), depth = (lines + chance(3)) / legs;
  c.level = (Level){.a = a, .legs = legs, .depth = depth < 3 ? 3 : depth, .goes_on = chance(4) == 0};
  int *depths = arena_array(a, int, legs); /* as beside and under pictures */
  for (int leg = 0; leg < legs; leg++)
    depths[leg] = c.level.depth + (leg + 1 < legs ? chance(3) : 0) - (leg ? 0 : chance(2));
  if (chance(2)) c.level.depths = depths;
  return c;
}

/* The lines that a way gives each leg, and what all its changes cost. */
static void check_way(const Case *c, const LevelWay *w, int n) {
  int used[LEGS_MOST + 1] = {0};
  for (size_t i = 0; i < w->n; i++) {
    const LevelStep *s = &w->at[i];
    int leg = s->leg, line = s->line;
    for (int k = s->from; k < s->end; k++) {
      if (line == depth_of(c, leg)) leg++, line = 0;
      assert_true(leg < c->level.legs);
      used[leg]++, line++;
    }
  }
  for (int leg = 0; leg < c->level.legs; leg++) {
    int lacks = leg + 1 == c->level.legs ? w->white : 0;
    if (used[leg] != depth_of(c, leg) - lacks) fail_msg("case %d: leg %d has %d lines", n, leg, used[leg]);
  }
}

static void levels_a_row_for_least(void **state) {
  (void)state;
  int had = 0, not = 0;
  const Slot slot = {.offers = OFFERS, .offer_count = COUNT(OFFERS)};
  for (int n = 0; n < 4000; n++) {
    Arena *a = arena_open();
    Case c = case_of(a);
    c.level.b = &c.b, c.level.ladder = &c.ladder, c.level.alters = &c.alters, c.level.head = head_of;
    c.level.slot = &slot;
    int least = least_from(&c, (Stand){0}, 0);
    LevelWay way, nearest;
    bool found = level_find(&c.level, &way, &nearest);
    if (found != (least < NEVER)) fail_msg("case %d: %s, and it is otherwise", n, found ? "found" : "not found");
    if (found && way.cost != least) fail_msg("case %d: %d, and %d is to be had", n, way.cost, least);
    if (found) check_way(&c, &way, n);
    had += found, not += !found;
    arena_close(a);
  }
  assert_true(had > 400 && not > 400);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(gives_the_cheapest), cmocka_unit_test(off_means_off),
                                     cmocka_unit_test(reaches), cmocka_unit_test(levels_a_row_for_least)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
