/* str: views of UTF-8 bytes, and the buffer that bytes are written into. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void must_fail(const char *expr, const char *file, int line) {
  fprintf(stderr, "duikai: %s:%d: this must hold and does not: %s\n", file, line, expr);
  abort();
}

Str str_of(const char *z) { return z ? (Str){z, strlen(z)} : (Str){"", 0}; }

Str str_copy(Arena *a, Str s) {
  if (!s.n) return STR("");
  char *p = arena_add(a, s.n);
  memcpy(p, s.p, s.n);
  return (Str){p, s.n};
}

char *str_z(Arena *a, Str s) {
  char *p = arena_add(a, s.n + 1);
  if (s.n) memcpy(p, s.p, s.n);
  return p;
}

Str str_vf(Arena *a, const char *fmt, va_list ap) {
  va_list again;
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, fmt, again);
  va_end(again);
  must(n >= 0);
  char *p = arena_add(a, (size_t)n + 1);
  vsnprintf(p, (size_t)n + 1, fmt, ap);
  return (Str){p, (size_t)n};
}

Str str_f(Arena *a, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  Str s = str_vf(a, fmt, ap);
  va_end(ap);
  return s;
}

Str str_sub(Str s, size_t at, size_t end) {
  if (end > s.n) end = s.n;
  if (at > end) at = end;
  return s.p ? (Str){s.p + at, end - at} : STR("");
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

Str str_trim(Str s) {
  size_t at = 0, end = s.n;
  while (at < end && is_blank(s.p[at])) at++;
  while (end > at && is_blank(s.p[end - 1])) end--;
  return str_sub(s, at, end);
}

bool str_eq(Str a, Str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }
bool str_is(Str a, const char *z) { return str_eq(a, str_of(z)); }

int str_cmp(Str a, Str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.p, b.p, n) : 0;
  return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_has_prefix(Str s, Str prefix) { return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix); }
bool str_has_suffix(Str s, Str suffix) { return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix); }

ptrdiff_t str_find(Str s, Str needle) {
  if (!needle.n) return 0;
  for (size_t at = 0; at + needle.n <= s.n; at++) {
    const char *hit = memchr(s.p + at, needle.p[0], s.n - needle.n + 1 - at);
    if (!hit) return -1;
    at = (size_t)(hit - s.p);
    if (memcmp(hit, needle.p, needle.n) == 0) return (ptrdiff_t)at;
  }
  return -1;
}

/* Well-formed sequences by their first two bytes: Unicode, table 3-7. */
static int sequence_length(unsigned first, unsigned *low, unsigned *high) {
  *low = 0x80, *high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first == 0xE0) return *low = 0xA0, 3;
  if (first == 0xED) return *high = 0x9F, 3;
  if (first >= 0xE1 && first <= 0xEF) return 3;
  if (first == 0xF0) return *low = 0x90, 4;
  if (first == 0xF4) return *high = 0x8F, 4;
  if (first >= 0xF1 && first <= 0xF3) return 4;
  return 0;
}

uint32_t str_next(Str s, size_t *at) {
  must(*at < s.n);
  unsigned first = (unsigned char)s.p[(*at)++], low, high;
  if (first < 0x80) return first;
  int length = sequence_length(first, &low, &high);
  if (!length) return 0xFFFD;
  uint32_t c = first & (0xFFu >> (length + 1));
  for (int i = 1; i < length; i++, low = 0x80, high = 0xBF) {
    unsigned next = *at < s.n ? (unsigned char)s.p[*at] : 0;
    if (next < low || next > high) return 0xFFFD;
    c = c << 6 | (next & 0x3F);
    (*at)++;
  }
  return c;
}

bool str_read_int(Str s, int64_t *out) {
  size_t at = 0;
  bool minus = s.n && s.p[0] == '-';
  if (s.n && (s.p[0] == '-' || s.p[0] == '+')) at = 1;
  if (at == s.n) return false;
  int64_t v = 0;
  for (; at < s.n; at++) {
    int digit = s.p[at] - '0';
    if (digit < 0 || digit > 9) return false;
    if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, digit, &v)) return false;
  }
  if (!minus && v == INT64_MIN) return false;
  *out = minus ? v : -v;
  return true;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool str_read_bool(Str s, bool *out) {
  static const struct {
    const char *word;
    bool value;
  } words[] = {
      {"true", true}, {"yes", true}, {"on", true}, {"false", false}, {"no", false}, {"off", false},
  };
  for (size_t i = 0; i < COUNT(words); i++)
    if (str_is(s, words[i].word)) return *out = words[i].value, true;
  return false;
}

/* ---- did you mean */

enum { NEAREST_LENGTH = 48 }; /* longer words are no property names */

/* Code points, with what people confuse made equal: case, and - for _. 0 if the word is too long. */
static size_t fold(Str word, uint32_t out[NEAREST_LENGTH]) {
  size_t n = 0;
  for (size_t at = 0; at < word.n;) {
    uint32_t c = str_next(word, &at);
    if (n == NEAREST_LENGTH) return 0;
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    out[n++] = c == '_' ? '-' : c;
  }
  return n;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Edits between two words: insert, delete, replace, swap of neighbours (restricted Damerau-Levenshtein). */
static size_t edit_distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m) {
  size_t row[3][NEAREST_LENGTH + 1];
  for (size_t j = 0; j <= m; j++) row[0][j] = j;
  for (size_t i = 1; i <= n; i++) {
    size_t *now = row[i % 3], *before = row[(i + 2) % 3], *two_before = row[(i + 1) % 3];
    now[0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t d = least(least(before[j], now[j - 1]) + 1, before[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d = least(d, two_before[j - 2] + 1);
      now[j] = d;
    }
  }
  return row[n % 3][m];
}

Str str_nearest(Str word, const Str *words, size_t n) {
  uint32_t a[NEAREST_LENGTH], b[NEAREST_LENGTH];
  size_t length = fold(word, a);
  Str nearest = STR("");
  size_t limit = length ? 1 + length / 4 : 0; /* one slip in a short word, two from four letters on */
  if (limit >= length) limit = length ? length - 1 : 0;
  for (size_t i = 0; i < n; i++) {
    size_t other = fold(words[i], b);
    if (!length || !other) continue;
    size_t d = edit_distance(a, length, b, other);
    if (d > limit || (nearest.n && d == limit)) continue;
    nearest = words[i], limit = d;
  }
  return nearest;
}

/* ---- buf */

Buf buf_make(Arena *a, size_t max) { return (Buf){.a = a, .max = max}; }

/* Room for n more bytes, or false and full. */
static bool buf_room(Buf *b, size_t n) {
  if (b->full || n > b->max - b->n) return b->full = true, false;
  if (n <= b->cap - b->n) return true;
  size_t cap = b->cap ? b->cap : 256;
  while (cap - b->n < n) cap *= 2;
  b->p = arena_grow(b->a, b->p, b->cap, cap);
  b->cap = cap;
  return true;
}

void buf_put(Buf *b, const void *bytes, size_t n) {
  if (!n || !buf_room(b, n)) return;
  memcpy(b->p + b->n, bytes, n);
  b->n += n;
}

void buf_puts(Buf *b, Str s) { buf_put(b, s.p, s.n); }
void buf_putc(Buf *b, char c) { buf_put(b, &c, 1); }

void buf_putf(Buf *b, const char *fmt, ...) {
  char small[256];
  va_list ap, again;
  va_start(ap, fmt);
  va_copy(again, ap);
  int n = vsnprintf(small, sizeof small, fmt, ap);
  must(n >= 0);
  if ((size_t)n < sizeof small)
    buf_put(b, small, (size_t)n);
  else
    buf_puts(b, str_vf(b->a, fmt, again));
  va_end(again);
  va_end(ap);
}

Str buf_str(const Buf *b) { return b->n ? (Str){b->p, b->n} : STR(""); }
