/* Levels of right-to-left text by UAX #9: even, left to right; odd, right to left. A Chinese column runs from left to right (or
 * downwards) whatever stands in it, so a paragraph's own level is 0, and nearly every paragraph has no other: that is seen
 * from its bytes, before ICU is asked. */
#include <unicode/ubidi.h>

#include "text/inside.h"

/* May a byte begin a character that is written from right to left or says so (marks, embeddings, isolates)? By UTF-8 lead bytes: U+0590
 * to U+08FF, U+FB1D to U+FEFF, the right-to-left blocks of plane 1, and U+200F, U+202B, U+202E, U+2067. */
static bool may_turn(const uint8_t *p, size_t left) {
  uint8_t a = p[0], b = left > 1 ? p[1] : 0, c = left > 2 ? p[2] : 0;
  if (a >= 0xD6 && a <= 0xDF) return true;
  if (a == 0xE0) return b >= 0xA0 && b <= 0xA3;
  if (a == 0xE2) return b == 0x80 ? c == 0x8F || c == 0xAB || c == 0xAE : b == 0x81 && c == 0xA7;
  if (a == 0xEF) return b >= 0xAC && b <= 0xBB && b != 0xB8;
  return a == 0xF0 && (b == 0x90 || b == 0x9E);
}

static bool turns_nowhere(Str s) {
  for (size_t i = 0; i < s.n; i++)
    if ((uint8_t)s.p[i] >= 0xD6 && may_turn((const uint8_t *)s.p + i, s.n - i)) return false;
  return true;
}

uint8_t *text_levels(Arena *a, Str s) {
  if (turns_nowhere(s) || s.n > INT32_MAX) return NULL;
  UChar *units = arena_array(a, UChar, s.n + 1);
  int32_t n = 0;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = cp_next(s.p, s.n, &i);
    if (cp > 0xFFFF) units[n++] = (UChar)(0xD7C0 + (cp >> 10));
    units[n++] = (UChar)(cp > 0xFFFF ? 0xDC00 | (cp & 0x3FF) : cp);
  }
  UErrorCode error = U_ZERO_ERROR;
  UBiDi *bidi = ubidi_open();
  if (!bidi) return NULL;
  ubidi_setPara(bidi, units, n, 0, NULL, &error);
  const UBiDiLevel *found =
      U_SUCCESS(error) && ubidi_getDirection(bidi) != UBIDI_LTR ? ubidi_getLevels(bidi, &error) : NULL;
  uint8_t *levels = found && U_SUCCESS(error) ? arena_array(a, uint8_t, s.n + 1) : NULL;
  for (size_t i = 0, k = 0; levels && i < s.n;) {
    size_t at = i;
    uint32_t cp = cp_next(s.p, s.n, &i);
    for (; at < i; at++) levels[at] = found[k];
    k += cp > 0xFFFF ? 2 : 1;
  }
  ubidi_close(bidi);
  return levels;
}
