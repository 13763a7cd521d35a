#include "unit.h"

static bool is_zero(const unsigned char *p, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (p[i]) return false;
  return true;
}

static void pieces_are_zero_aligned_and_apart(void **state) {
  (void)state;
  Arena *a = arena_open();
  unsigned char *before = NULL;
  for (size_t n = 0; n < 5000; n += 7) {
    unsigned char *p = arena_add(a, n);
    assert_non_null(p);
    assert_int_equal((uintptr_t)p % 16, 0);
    assert_true(is_zero(p, n));
    memset(p, 0xAB, n);
    if (before && n > 7) assert_int_equal(before[n - 8], 0xAB);
    before = p;
  }
  arena_close(a);
  arena_close(NULL);
}

static void cleared_memory_is_zero_again(void **state) {
  (void)state;
  Arena *a = arena_open();
  for (int round = 0; round < 4; round++) {
    for (int i = 0; i < 300; i++) {
      unsigned char *p = arena_add(a, 997);
      assert_true(is_zero(p, 997));
      memset(p, 0xFF, 997);
    }
    arena_clear(a);
    assert_true(arena_bytes(a) <= 1 << 20);
  }
  arena_close(a);
}

static void growth_keeps_content_and_zeroes_the_rest(void **state) {
  (void)state;
  Arena *a = arena_open();
  unsigned char *p = arena_add(a, 10), *q;
  memset(p, 1, 10);
  assert_ptr_equal(arena_grow(a, p, 10, 200), p); /* the last piece grows in place */
  assert_true(is_zero(p + 10, 190));
  memset(p, 2, 200);
  arena_add(a, 1);
  q = arena_grow(a, p, 200, 400);
  assert_ptr_not_equal(q, p);
  assert_int_equal(q[199], 2);
  assert_true(is_zero(q + 200, 200));
  q = arena_grow(a, q, 400, 1 << 22);
  assert_int_equal(q[0], 2);
  assert_true(is_zero(q + 400, (1 << 22) - 400));
  assert_ptr_equal(arena_grow(a, q, 1 << 22, 8), q);
  arena_close(a);
}

static void a_large_piece_leaves_the_current_block_in_use(void **state) {
  (void)state;
  Arena *a = arena_open();
  char *small = arena_add(a, 16);
  arena_add(a, 1 << 20);
  char *next = arena_add(a, 16);
  assert_true(next > small && next - small < 256);
  arena_close(a);
}

static void children_close_with_their_parent_or_before(void **state) {
  (void)state;
  Arena *a = arena_open();
  Arena *first = arena_open_child(a), *second = arena_open_child(a), *third = arena_open_child(a);
  Arena *grandchild = arena_open_child(second);
  memset(arena_add(first, 100), 1, 100), memset(arena_add(grandchild, 100), 2, 100),
      memset(arena_add(third, 100), 3, 100);
  arena_close(second); /* from the middle; takes its own children along */
  memset(arena_add(first, 100), 4, 100);
  arena_close(third);
  memset(arena_add(arena_open_child(first), 100), 5, 100);
  arena_close(a); /* the rest: AddressSanitizer says if anything is left or freed twice */
}

static void vec_grows(void **state) {
  (void)state;
  Arena *a = arena_open();
  VEC(int) v = {0};
  for (int i = 0; i < 1000; i++) {
    vec_add(a, &v, i * 3);
    arena_add(a, 1); /* so that growth has to copy now and then */
  }
  assert_int_equal(v.n, 1000);
  for (int i = 0; i < 1000; i++) assert_int_equal(v.at[i], i * 3);
  vec_reserve(a, &v, 5000);
  assert_true(v.cap >= 5000 && v.n == 1000 && v.at[999] == 2997);
  arena_close(a);
}

static void map_finds_replaces_and_keeps_order(void **state) {
  (void)state;
  Arena *a = arena_open();
  Map *m = map_make(a);
  static int values[2000];
  assert_null(map_find(m, STR("x")));
  for (size_t i = 0; i < COUNT(values); i++) map_put(m, str_f(a, "键%zu", i), &values[i]);
  char key[] = "passing";
  map_put(m, (Str){key, 7}, &values[3]);
  key[0] = 'X'; /* the map has its own copy */
  map_put(m, STR("键5"), &values[0]);
  assert_int_equal(map_count(m), 2001);
  assert_ptr_equal(map_find(m, STR("键1999")), &values[1999]);
  assert_ptr_equal(map_find(m, STR("键5")), &values[0]);
  assert_ptr_equal(map_find(m, STR("passing")), &values[3]);
  assert_null(map_find(m, STR("键2000")));
  assert_str(map_key(m, 5), "键5");
  assert_str(map_key(m, 2000), "passing");
  assert_ptr_equal(map_value(m, 7), &values[7]);
  arena_close(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pieces_are_zero_aligned_and_apart),
      cmocka_unit_test(cleared_memory_is_zero_again),
      cmocka_unit_test(growth_keeps_content_and_zeroes_the_rest),
      cmocka_unit_test(a_large_piece_leaves_the_current_block_in_use),
      cmocka_unit_test(children_close_with_their_parent_or_before),
      cmocka_unit_test(vec_grows),
      cmocka_unit_test(map_finds_replaces_and_keeps_order),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
