/* The search for a page, against every page there is: small random cases, all straight cuts tried one by one. */
#include "unit.h"

#include "makeup/inside.h"

enum { COLUMNS = 4, LINES = 40, STORIES = 4 };

static uint32_t seed;
static int roll(int n) {
  seed = seed * 1664525u + 1013904223u;
  return (int)((seed >> 8) % (uint32_t)n);
}

static Search *random_search(Arena *a, uint32_t from, size_t stories) {
  seed = from;
  Search *s = arena_new(a, Search);
  s->n = stories;
  s->columns = COLUMNS;
  s->lines = LINES;
  for (size_t i = 0; i < stories; i++)
    for (int w = 1; w <= COLUMNS; w++)
      for (int k = 0; k < 3; k++) {
        Variant v = {.depth = 40 / w / (int)stories + roll(8) + 1,
                     .cost = roll(50),
                     .legs = w,
                     .size = (Len)(30 - (Len)i * 3) * LEN_PT,
                     .tier = (TierKind)(i < 3 ? i : 3)};
        vec_add(a, &s->variants[i][w - 1], v);
      }
  search_fill(s);
  return s;
}

/* Least cost by trying every cut, whichever comes first. */
static int naive(const Search *s, size_t i, size_t m, int w, int d) {
  int best = m == 1 ? s->leaf[i][w - 1][d].cost : COST_NEVER;
  for (size_t k = 1; k < m; k++) {
    for (int d1 = 1; d1 + PILE_GAP < d; d1++) {
      int cost = naive(s, i, k, w, d1) + naive(s, i + k, m - k, w, d - d1 - PILE_GAP) + COST_PILE;
      if (cost < best) best = cost;
    }
    for (int w1 = 1; w1 < w; w1++) {
      int cost = naive(s, i, k, w1, d) + naive(s, i + k, m - k, w - w1, d);
      if (cost < best) best = cost;
    }
  }
  return best;
}

static void table_is_the_least_of_all_cuts(void **state) {
  (void)state;
  for (uint32_t c = 1; c <= 6; c++) {
    Arena *a = arena_open();
    Search *s = random_search(a, c, 3);
    for (int d = 10; d <= LINES; d += 10)
      for (int w = 2; w <= COLUMNS; w++) {
        int want = naive(s, 0, 3, w, d), got = s->any[0][2][w - 1][d];
        if (want >= COST_NEVER)
          assert_true(got >= COST_NEVER);
        else
          assert_int_equal(got, want);
      }
    arena_close(a);
  }
}

/* Places of a page: inside, apart, all of them, and their costs with white and cuts make the sketch's. */
static void check_sketch(const Search *s, const Sketch *k) {
  assert_int_equal(k->n, s->n);
  for (size_t i = 0; i < k->n; i++) {
    const Plot *p = &k->at[i].plot;
    assert_true(p->column >= 0 && plot_right(p) <= COLUMNS && p->line >= 0 && plot_foot(p) <= LINES);
    assert_int_equal(k->at[i].variant.depth + k->at[i].white, p->lines);
    for (size_t j = 0; j < i; j++)
      assert_false(plots_share_columns(p, &k->at[j].plot) && plots_share_lines(p, &k->at[j].plot));
  }
}

static void walk_finds_the_least_and_proves_it(void **state) {
  (void)state;
  for (uint32_t c = 1; c <= 40; c++) {
    Arena *a = arena_open();
    Search *s = random_search(a, 100 + c, STORIES);
    Carving whole = {.at = {{0, COLUMNS, 0, LINES}}, .n = 1};
    Carvings all = {0};
    vec_add(a, &all, whole);
    int best = search_cost(s, &whole, STORIES);
    Sketches *out = arena_new(a, Sketches);
    search_pages(s, &all, STORIES, 54, out);
    if (best >= COST_NEVER) {
      assert_int_equal(out->n, 0);
      arena_close(a);
      continue;
    }
    assert_true(out->n > 0);
    for (size_t i = 0; i < out->n; i++) {
      check_sketch(s, &out->at[i]);
      assert_true(out->at[i].cost >= best);
      assert_true(sketch_score(&out->at[i]) >= out->bound);
      if (i) assert_true(sketch_score(&out->at[i]) >= sketch_score(&out->at[i - 1]));
      for (size_t j = 0; j < i; j++) assert_true(out->at[i].shape != out->at[j].shape);
    }
    assert_true(out->bound >= best);
    arena_close(a);
  }
}

/* ---- carving */

static void fixed_things_are_carved_around(void **state) {
  (void)state;
  Arena *a = arena_open();
  Plot area = {0, 8, 0, 100};
  Plot corner[] = {{4, 4, 60, 40}};
  Carvings c = carve(a, area, corner, 1);
  assert_int_equal(c.n, 2); /* the strip above and the piece beside; or the columns beside and the piece above */
  for (size_t i = 0; i < c.n; i++) {
    int leg_lines = 0;
    for (size_t p = 0; p < c.at[i].n; p++) {
      leg_lines += c.at[i].at[p].columns * c.at[i].at[p].lines;
      assert_false(plots_share_columns(&c.at[i].at[p], corner) && plots_share_lines(&c.at[i].at[p], corner));
    }
    assert_in_range(leg_lines, 800 - 160 - 8, 800 - 160); /* all but a line of gap over the corner */
  }
  Plot whole[] = {{0, 8, 0, 100}};
  c = carve(a, area, whole, 1);
  for (size_t i = 0; i < c.n; i++) assert_int_equal(c.at[i].n, 0);
  arena_close(a);
}

/* Five stories that only a pinwheel takes: each has one shape. */
static void a_pinwheel_is_found(void **state) {
  (void)state;
  static const struct { int w, d; } SHAPES[5] = {{3, 18}, {1, 38}, {2, 18}, {1, 40}, {3, 20}};
  Arena *a = arena_open();
  Search *s = arena_new(a, Search);
  s->n = 5, s->columns = COLUMNS, s->lines = 60;
  for (size_t i = 0; i < 5; i++) {
    Variant v = {.depth = SHAPES[i].d, .legs = SHAPES[i].w, .size = (Len)(40 - (Len)i * 5) * LEN_PT};
    vec_add(a, &s->variants[i][SHAPES[i].w - 1], v);
  }
  search_fill(s);
  Carving whole = {.at = {{0, COLUMNS, 0, 60}}, .n = 1};
  assert_true(search_cost(s, &whole, 5) >= COST_NEVER);
  Carvings all = {0};
  carve_wheels(a, s, &whole, 5, COST_NEVER, 0, &all);
  assert_int_equal(all.n, 1);
  Sketches *out = arena_new(a, Sketches);
  search_pages(s, &all, 5, 54, out);
  assert_true(out->n > 0);
  int leg_lines = 0;
  for (size_t i = 0; i < 5; i++) leg_lines += out->at[0].at[i].plot.columns * out->at[0].at[i].plot.lines;
  assert_int_equal(leg_lines, 3 * 18 + 38 + 2 * 18 + 40 + 3 * 20);
  assert_int_equal(score_waives(s, out->at[0].at, 5, false), 0);
  arena_close(a);
}

/* Five stories of one shape each, the third of them an L, that leave no other page. */
typedef struct OneEll {
  Arm arm;
  int w, d, as_rectangle; /* of the rectangle under its headline; how deep it would be without an arm */
  struct {
    int w, d;
  } others[4];
} OneEll;
static const OneEll ELLS[] = {
    {{ARM_BESIDE, 1, 14}, 2, 30, 37, {{2, 14}, {2, 30}, {3, 12}, {1, 28}}},
    {{ARM_BELOW_LEFT, 1, 14}, 3, 16, 20, {{3, 14}, {1, 32}, {1, 12}, {3, 26}}},
    {{ARM_BELOW_RIGHT, 1, 14}, 3, 16, 20, {{3, 14}, {1, 32}, {1, 12}, {3, 26}}},
};
struct Ells {
  Arena *a;
  const OneEll *only;
};

static const Ell *ell_asked(Ells *e, size_t story, int columns, Arm arm) {
  Ell *l = arena_new(e->a, Ell);
  for (int d = 0; d <= LINES_MAX; d++) l->leaf[d] = (Leaf){.cost = COST_NEVER};
  if (story != 2 || columns != e->only->w || !arm_same(arm, e->only->arm)) return l;
  Variant v = {.depth = e->only->d, .legs = columns, .arm = arm, .size = 30 * LEN_PT};
  vec_add(e->a, &l->variants, v);
  l->leaf[v.depth] = (Leaf){.cost = 0};
  return l;
}

static bool do_meet(const Plot *a, const Plot *b) { return plots_share_columns(a, b) && plots_share_lines(a, b); }

static void an_ell_is_found(void **state) {
  (void)state;
  for (size_t c = 0; c < COUNT(ELLS); c++) {
    const OneEll *one = &ELLS[c];
    Arena *a = arena_open();
    Search *s = arena_new(a, Search);
    s->n = 5, s->columns = COLUMNS, s->lines = 60;
    s->ells = arena_new(a, Ells), s->ell = ell_asked;
    *s->ells = (Ells){a, one};
    for (size_t i = 0, k = 0; i < 5; i++) {
      int w = i == 2 ? one->w : one->others[k].w, d = i == 2 ? one->as_rectangle : one->others[k].d;
      k += i != 2;
      Variant v = {.depth = d, .legs = w, .size = (Len)(40 - (Len)i * 5) * LEN_PT};
      vec_add(a, &s->variants[i][w - 1], v);
    }
    search_fill(s);
    Carving whole = {.at = {{0, COLUMNS, 0, 60}}, .n = 1};
    Carvings all = {0};
    assert_true(search_cost(s, &whole, 5) >= COST_NEVER);
    carve_ells(a, s, &whole, 5, COST_NEVER, 0, &all);
    assert_true(all.n > 0);
    Sketches *out = arena_new(a, Sketches);
    search_pages(s, &all, 5, 54, out);
    assert_true(out->n > 0);
    const Place *at = out->at[0].at;
    int leg_lines = 0;
    for (size_t i = 0; i < 5; i++) {
      Plot arm = place_arm(&at[i]);
      assert_int_equal(at[i].variant.arm.side, i == 2 ? one->arm.side : ARM_NONE);
      leg_lines += at[i].plot.columns * at[i].plot.lines + arm.columns * arm.lines;
      for (size_t k = 0; k < i; k++) assert_false(do_meet(&at[i].plot, &at[k].plot));
      for (size_t k = 0; k < 5 && arm.lines; k++) assert_false(do_meet(&arm, &at[k].plot));
    }
    assert_int_equal(leg_lines,
                     c ? 3 * 14 + 32 + 12 + 3 * 26 + 3 * 16 + 14 : 2 * 14 + 2 * 30 + 3 * 12 + 28 + 2 * 30 + 14);
    assert_int_equal(score_waives(s, at, 5, false), 0);
    arena_close(a);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(table_is_the_least_of_all_cuts),
      cmocka_unit_test(walk_finds_the_least_and_proves_it),
      cmocka_unit_test(fixed_things_are_carved_around),
      cmocka_unit_test(a_pinwheel_is_found),
      cmocka_unit_test(an_ell_is_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
