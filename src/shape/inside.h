/* shape, inside: what the room's files share. */
#ifndef DUIKAI_SHAPE_INSIDE_H
#define DUIKAI_SHAPE_INSIDE_H

#include "shape/shape.h"

#include <hb.h>

/* How a segment runs along its line. */
typedef enum Way {
  WAY_LEVEL,   /* a horizontal line */
  WAY_UPRIGHT, /* a vertical line, characters upright: top to bottom, vertical forms */
  WAY_TURNED,  /* a vertical line, characters turned clockwise: shaped from left to right */
  WAY_ABREAST  /* 纵中横: shaped from left to right, upright, in one cell of a vertical line */
} Way;

/* What is shaped in one go: one run, font, script and way. */
typedef struct Segment {
  uint32_t at, end, run;
  FontId font;
  hb_script_t script;
  Way way;
  Lang lang; /* the run's; of its punctuation, that whose forms it takes */
  bool rtl;
} Segment;
typedef VEC(Segment) Segments;

typedef struct Quick Quick;
struct Shaper {
  const Fonts *fonts;
  Arena *scratch; /* cleared for each paragraph */
  Arena *kept;    /* lives as long as the shaper */
  VEC(Quick *) quick;
  bool plain; /* everything goes through HarfBuzz: for the test that compares */
  hb_buffer_t *buffer, *spare;
  hb_language_t lang[LANG_COUNT];
};

/* utf8_next with the short way for three bytes, nearly all of Chinese; the text is well formed (text_read), or the call below
 * sees that it is not. */
static inline uint32_t cp_next(Str s, size_t *i) {
  const unsigned char *b = (const unsigned char *)s.p + *i;
  if (b[0] >= 0xE1 && b[0] <= 0xEC && s.n - *i >= 3 && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80) {
    *i += 3;
    return (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (uint32_t)(b[2] & 0x3F);
  }
  return utf8_next(s, i);
}

/* Cuts a paragraph into segments that cover it; gives the number of code points. */
size_t segments_make(Shaper *s, Str text, const Run *runs, size_t run_count, bool vertical, const uint8_t *levels,
                     Segments *out);

/* The features that Han are shaped with. */
enum { HAN_FEATURES = 2 };
extern const hb_feature_t han_features[HAN_FEATURES];

/* ---- quick.c: characters for which shaping is a look-up */
typedef struct QuickGlyph {
  uint16_t glyph;
  int16_t adv;
} QuickGlyph;
typedef struct Stretch {
  uint32_t at, end;
  bool quiet; /* every character of it has a quick_glyph */
} Stretch;
typedef VEC(Stretch) Stretches;
Quick *quick_find(Shaper *s, const Segment *g, Lang lang); /* NULL: not for this segment */
void quick_close(Quick *q);
void quick_cut(Shaper *s, Quick *q, Str text, uint32_t from, uint32_t to, Stretches *out);
QuickGlyph quick_glyph(const Quick *q, uint32_t cp);

#endif
