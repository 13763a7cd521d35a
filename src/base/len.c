/* len: lengths as whole numbers of 1/12700 pt. Why that unit: docs/why/001-lengths.md.
 *
 * Products are formed in 128 bits, so a length is rounded once, at the division, and half always goes away from zero:
 * what is mirrored (a negative kern, a right-to-left line) rounds to the mirrored value. */
#include "base/base.h"

#include <string.h>

__extension__ typedef __int128 Wide;

static int64_t divide(Wide v, Wide by) {
  must(by > 0);
  Wide half = by / 2;
  return (int64_t)(v < 0 ? -((-v + half) / by) : (v + half) / by);
}

/* a * b / by, half away from zero; the 128-bit way only where 64 bits do not hold the product */
static int64_t scale(int64_t a, int64_t b, int64_t by) {
  int64_t product;
  must(by > 0);
  if (__builtin_mul_overflow(a, b, &product) || product > INT64_MAX / 2 || product < -INT64_MAX / 2 ||
      by > INT64_MAX / 2)
    return divide((Wide)a * b, by);
  return product < 0 ? -((-product + by / 2) / by) : (product + by / 2) / by;
}

Len len_fu(int64_t fu, Len size, int64_t upem) { return scale(fu, size, upem); }
Len len_pm(Len v, int64_t pm) { return scale(v, pm, 1000); }

/* The shares are the differences of the rounded-down partial sums, so the remainder is spread and not piled up. */
Len len_share(Len total, size_t parts, size_t i) {
  must(i < parts);
  Wide n = (Wide)parts;
  return (Len)((Wide)total * (Wide)(i + 1) / n - (Wide)total * (Wide)i / n);
}

Len measure_len(Measure m, Len em, Len line) {
  if (m.unit == LEN_UNIT_ABS) return m.v;
  return scale(m.v, m.unit == LEN_UNIT_EM ? em : line, 1000);
}

/* ---- reading. The number is kept as digits over a power of ten and multiplied by its unit before anything is rounded. */

typedef struct UnitName {
  const char *name;
  LenUnit unit;
  int64_t one; /* how much of Measure.v is one of them */
} UnitName;

static const UnitName UNITS[] = {
    {"mm", LEN_UNIT_ABS, LEN_MM}, {"cm", LEN_UNIT_ABS, LEN_CM},  {"in", LEN_UNIT_ABS, LEN_IN},
    {"pt", LEN_UNIT_ABS, LEN_PT}, {"Q", LEN_UNIT_ABS, LEN_Q},    {"px", LEN_UNIT_ABS, LEN_IN / 96},
    {"em", LEN_UNIT_EM, 1000},    {"line", LEN_UNIT_LINE, 1000}, {"lines", LEN_UNIT_LINE, 1000},
};

enum { DIGITS_MOST = 15 }; /* more than any length on paper needs, few enough for the product to fit 128 bits */

static bool read_decimal(Str s, size_t *at, int64_t *digits, int64_t *over) {
  int count = 0;
  bool point = false, any = false;
  *digits = 0, *over = 1;
  for (; *at < s.n; ++*at) {
    char c = s.p[*at];
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') break;
    any = true;
    if (*digits || c != '0') count++;
    if (count > DIGITS_MOST || *over >= 1000000000000000) return false;
    *digits = *digits * 10 + (c - '0');
    if (point) *over *= 10;
  }
  return any && (!point || s.p[*at - 1] != '.');
}

bool measure_read(Str s, Measure *out) {
  size_t at = 0;
  bool minus = s.n && s.p[0] == '-';
  if (s.n && (s.p[0] == '-' || s.p[0] == '+')) at = 1;
  int64_t digits, over;
  if (!read_decimal(s, &at, &digits, &over)) return false;
  Str name = str_trim(str_sub(s, at, s.n));
  if (!name.n && !digits) return *out = (Measure){0, LEN_UNIT_ABS}, true;
  for (size_t i = 0; i < COUNT(UNITS); i++) {
    if (!str_is(name, UNITS[i].name)) continue;
    Wide v = (Wide)digits * UNITS[i].one;
    if (v / over > INT64_MAX / 4) return false;
    *out = (Measure){divide(minus ? -v : v, over), UNITS[i].unit};
    return true;
  }
  return false;
}

/* 1250 -> "1.25" */
static Str milli_text(Arena *a, int64_t v) {
  uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
  Str s = str_f(a, "%s%llu.%03u", v < 0 ? "-" : "", (unsigned long long)(u / 1000), (unsigned)(u % 1000));
  while (s.p[s.n - 1] == '0') s.n--;
  if (s.p[s.n - 1] == '.') s.n--;
  return s;
}

Str len_text(Arena *a, Len v, LenUnit unit) {
  if (unit == LEN_UNIT_EM) return str_f(a, "%.*sem", STRF(milli_text(a, v)));
  if (unit == LEN_UNIT_LINE) return str_f(a, "%.*sline%s", STRF(milli_text(a, v)), v == 1000 ? "" : "s");
  return str_f(a, "%.*smm", STRF(milli_text(a, scale(v, 1000, LEN_MM))));
}
