/* Numbers as a PDF reader will read them: integers of 10^-10 pt inside, the shortest decimal that is near enough outside. */
#include "out/pdf/inside.h"

int64_t fine_div(int64_t a, int64_t b) { return a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b); }

/* 12700 to the point: 10^10 / 12700 = 10^8 / 127 */
Fine fine_of(Len v) { return fine_div(v * 100000000, 127); }

int64_t decimal_near(Fine v, Fine tolerance) {
  static const int64_t step[] = {10000, 1000, 100, 10, 1};
  int64_t got = 0;
  for (size_t i = 0; i < COUNT(step); i++) {
    got = fine_div(v, step[i] * FINE_DECIMAL) * step[i];
    Fine off = got * FINE_DECIMAL - v;
    if (off <= tolerance && -off <= tolerance) break;
  }
  return got;
}

size_t decimal_put(char *p, int64_t v) {
  char digits[20];
  size_t n = 0, k = 0;
  if (v < 0) {
    p[n++] = '-';
    v = -v;
  }
  int64_t whole = v / 10000, part = v % 10000;
  for (; whole; whole /= 10) digits[k++] = (char)('0' + whole % 10);
  if (!k && !part) digits[k++] = '0';
  while (k) p[n++] = digits[--k];
  if (!part) return n;
  p[n++] = '.';
  for (int64_t unit = 1000; part; part %= unit, unit /= 10) p[n++] = (char)('0' + part / unit);
  return n;
}
