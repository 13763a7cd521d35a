#include "unit.h"

static void measures_are_exact(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool ok;
    int64_t v;
    LenUnit unit;
  } rows[] = {
      {"11.25pt", true, 142875, LEN_UNIT_ABS},
      {"350mm", true, 350 * LEN_MM, LEN_UNIT_ABS},
      {"0.1mm", true, 3600, LEN_UNIT_ABS},
      {"3cm", true, 30 * LEN_MM, LEN_UNIT_ABS},
      {"1in", true, 72 * LEN_PT, LEN_UNIT_ABS},
      {"12Q", true, 3 * LEN_MM, LEN_UNIT_ABS},
      {"16px", true, 12 * LEN_PT, LEN_UNIT_ABS},
      {"13em", true, 13000, LEN_UNIT_EM},
      {"0.5 em", true, 500, LEN_UNIT_EM},
      {".25em", true, 250, LEN_UNIT_EM},
      {"2lines", true, 2000, LEN_UNIT_LINE},
      {"1line", true, 1000, LEN_UNIT_LINE},
      {"-2pt", true, -25400, LEN_UNIT_ABS},
      {"+2pt", true, 25400, LEN_UNIT_ABS},
      {"0", true, 0, LEN_UNIT_ABS},
      {"0.00005pt", true, 1, LEN_UNIT_ABS}, /* 0.635 rounds up */
      {"-0.00005pt", true, -1, LEN_UNIT_ABS},
      {"10.123456789pt", true, 128568, LEN_UNIT_ABS},
      {"12", false, 0, 0},
      {"pt", false, 0, 0},
      {"", false, 0, 0},
      {"5.pt", false, 0, 0},
      {".", false, 0, 0},
      {"1,5pt", false, 0, 0},
      {"1e3pt", false, 0, 0},
      {"--1pt", false, 0, 0},
      {"1 pt x", false, 0, 0},
      {"1PT", false, 0, 0},
      {"9999999999999999pt", false, 0, 0},
      {"999999999999999in", false, 0, 0},
      {"0x10pt", false, 0, 0},
      {"1.2.3pt", false, 0, 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Measure m = {0, LEN_UNIT_ABS};
    if (measure_read(str_of(rows[i].text), &m) != rows[i].ok)
      fail_msg("'%s' should %s", rows[i].text, rows[i].ok ? "be read" : "not be read");
    if (m.v != rows[i].v || m.unit != rows[i].unit) fail_msg("'%s' reads as %lld", rows[i].text, (long long)m.v);
  }
}

static void measures_become_lengths(void **state) {
  (void)state;
  Len em = 9 * LEN_PT, line = 142875;
  assert_int_equal(measure_len((Measure){13000, LEN_UNIT_EM}, em, line), 117 * LEN_PT);
  assert_int_equal(measure_len((Measure){2000, LEN_UNIT_LINE}, em, line), 285750);
  assert_int_equal(measure_len((Measure){77, LEN_UNIT_ABS}, em, line), 77);
}

static void font_units_round_half_away_from_zero(void **state) {
  (void)state;
  static const struct {
    int64_t fu, size, upem, want;
  } rows[] = {
      {1000, 127000, 1000, 127000},
      {1, 500, 1000, 1},
      {-1, 500, 1000, -1},
      {1, 499, 1000, 0},
      {-1, 499, 1000, 0},
      {1, 1500, 1000, 2},
      {-1, 1500, 1000, -2},
      {2000, 114300, 1000, 228600},
      {INT64_MAX / 4, 4000, 1000, INT64_MAX / 4 * 4},
  };
  for (size_t i = 0; i < COUNT(rows); i++) assert_true(len_fu(rows[i].fu, rows[i].size, rows[i].upem) == rows[i].want);
  assert_int_equal(len_pm(1001, 500), 501);
  assert_int_equal(len_pm(-1001, 500), -501);
}

static void shares_sum_to_the_total(void **state) {
  (void)state;
  static const Len totals[] = {0, 1, 7, 1000003, -5, -1000003, INT64_MAX / 2};
  for (size_t t = 0; t < COUNT(totals); t++) {
    for (size_t parts = 1; parts < 40; parts++) {
      Len sum = 0, least = INT64_MAX, most = INT64_MIN;
      for (size_t i = 0; i < parts; i++) {
        Len share = len_share(totals[t], parts, i);
        sum += share, least = len_min(least, share), most = len_max(most, share);
      }
      assert_true(sum == totals[t]);
      assert_true(most - least <= 1);
    }
  }
}

static void lengths_print_as_they_read(void **state) {
  (void)state;
  Arena *a = arena_open();
  assert_str(len_text(a, 390 * LEN_MM, LEN_UNIT_ABS), "390mm");
  assert_str(len_text(a, LEN_PT, LEN_UNIT_ABS), "0.353mm");
  assert_str(len_text(a, -LEN_MM / 2, LEN_UNIT_ABS), "-0.5mm");
  assert_str(len_text(a, 13500, LEN_UNIT_EM), "13.5em");
  assert_str(len_text(a, 1000, LEN_UNIT_LINE), "1line");
  assert_str(len_text(a, 2000, LEN_UNIT_LINE), "2lines");
  arena_close(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(measures_are_exact),
      cmocka_unit_test(measures_become_lengths),
      cmocka_unit_test(font_units_round_half_away_from_zero),
      cmocka_unit_test(shares_sum_to_the_total),
      cmocka_unit_test(lengths_print_as_they_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
