/* flow/units and flow/ladder: the cheapest lines that a text gives, compared with every choice there is. Paragraphs and headings are only line
 * counts, drawn by lot, and so are the ladders. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "flow/inside.h"

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

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(gives_the_cheapest), cmocka_unit_test(off_means_off),
                                     cmocka_unit_test(reaches)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
