/* text, inside: facts of a code point in one look-up. */
#ifndef DUIKAI_TEXT_INSIDE_H
#define DUIKAI_TEXT_INSIDE_H

#include "text/text.h"

/* What the rooms ask of every character of every story. `cc` before language and context, `lb` the UAX #14 class (ICU's
 * ULineBreak) after the tailorings that hold everywhere, `gcb` the UAX #29 class (ICU's UGraphemeClusterBreak). */
typedef struct Facts {
  uint8_t cc, lb, gcb, script, flags;
} Facts;
enum {
  FACT_WIDE = 1,     /* East Asian width W or F */
  FACT_PICT = 2,     /* Extended_Pictographic */
  FACT_CURRENCY = 4, /* currency sign or №: stays with a following Han numeral, too */
  FACT_UPPER = 8
};
Facts facts_find(uint32_t cp);

/* Decodes at *i, i < n; ill-formed: U+FFFD and one byte on. */
static inline uint32_t cp_next(const char *p, size_t n, size_t *i) {
  size_t k = *i;
  const uint8_t *b = (const uint8_t *)p + k;
  if (b[0] < 0x80) {
    *i = k + 1;
    return b[0];
  }
  if (b[0] >= 0xE1 && b[0] <= 0xEF && b[0] != 0xED && n - k >= 3 && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80) {
    *i = k + 3;
    return (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (uint32_t)(b[2] & 0x3F);
  }
  return utf8_next((Str){p, n}, i);
}

/* ---- pieces.c: a headline's words, as ICU has them, read again. `blank`: a blank stands before it; `han`: its characters when all
 * are Han, else 0. */
typedef struct Word {
  uint32_t at, end;
  uint8_t han;
  bool blank;
} Word;
enum { HOLD_NONE, HOLD_WORD, HOLD_GUESS /* both sides are words by guess only */, HOLD_WHOLE /* one compound */ };
/* n + 1 holds: how a word hangs on the one before it. */
uint8_t *pieces_hold(Arena *a, Str s, Lang lang, const Word *words, size_t n);

#endif
