/* UTF-8, decoded and encoded. */
#include "text/text.h"

static bool is_tail(uint8_t b) { return (b & 0xC0) == 0x80; }

/* Bytes of the sequence that starts with `b0`, and the bounds of its second byte (Unicode table 3-7); 0 if none starts so. */
static int sequence(uint8_t b0, uint8_t *low, uint8_t *high) {
  *low = 0x80, *high = 0xBF;
  if (b0 >= 0xC2 && b0 <= 0xDF) return 2;
  if (b0 >= 0xE0 && b0 <= 0xEF) {
    if (b0 == 0xE0) *low = 0xA0;
    if (b0 == 0xED) *high = 0x9F;
    return 3;
  }
  if (b0 >= 0xF0 && b0 <= 0xF4) {
    if (b0 == 0xF0) *low = 0x90;
    if (b0 == 0xF4) *high = 0x8F;
    return 4;
  }
  return 0;
}

uint32_t utf8_next(Str s, size_t *i) {
  must(*i < s.n);
  const uint8_t *b = (const uint8_t *)s.p + *i;
  size_t left = s.n - *i;
  if (b[0] < 0x80) return *i += 1, b[0];
  if (b[0] >= 0xE1 && b[0] != 0xED && b[0] <= 0xEF && left >= 3 && is_tail(b[1]) &&
      is_tail(b[2])) /* most of any copy */
    return *i += 3, (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (uint32_t)(b[2] & 0x3F);
  uint8_t low, high;
  int n = sequence(b[0], &low, &high);
  if (n == 0 || left < (size_t)n || b[1] < low || b[1] > high) return *i += 1, 0xFFFD;
  uint32_t cp = b[0] & (0x7Fu >> n);
  for (int k = 1; k < n; k++) {
    if (!is_tail(b[k])) return *i += 1, 0xFFFD;
    cp = cp << 6 | (b[k] & 0x3Fu);
  }
  *i += (size_t)n;
  return cp;
}

uint32_t utf8_before(Str s, size_t i) {
  if (i == 0) return 0;
  size_t at = i - 1;
  while (at > 0 && i - at < 4 && is_tail((uint8_t)s.p[at])) at--;
  size_t end = at;
  uint32_t cp = utf8_next(str_sub(s, 0, i), &end);
  return end == i ? cp : 0xFFFD;
}

size_t utf8_put(char out[4], uint32_t cp) {
  if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) cp = 0xFFFD;
  if (cp < 0x80) return out[0] = (char)cp, 1;
  size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
  for (size_t k = n - 1; k > 0; k--, cp >>= 6) out[k] = (char)(0x80 | (cp & 0x3F));
  static const uint8_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  out[0] = (char)(lead[n] | cp);
  return n;
}

size_t utf8_count(Str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.n; n++) utf8_next(s, &i);
  return n;
}
