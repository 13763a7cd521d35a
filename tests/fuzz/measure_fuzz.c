/* Lengths as written: no overflow, and a length that is printed and read again is the same to a thousandth. */
#include "fuzz.h"

#include "base/base.h"

void fuzz_one(const uint8_t *bytes, size_t n) {
  Arena *a = arena_open();
  Str text = {(const char *)bytes, n};
  Measure m, again;
  if (measure_read(text, &m)) {
    must(m.v < INT64_MAX / 2 && m.v > INT64_MIN / 2);
    bool paper = m.v < (Len)1 << 50 && m.v > -((Len)1 << 50); /* longer ones have more digits than the reader takes */
    if (paper) must(measure_read(len_text(a, m.v, m.unit), &again) && again.unit == m.unit);
    if (paper) must(m.unit == LEN_UNIT_ABS ? again.v - m.v <= 18 && m.v - again.v <= 18 : again.v == m.v);
    measure_len((Measure){m.v % 1000000000, m.unit}, 9 * LEN_PT, 12 * LEN_PT);
  }
  arena_close(a);
}
