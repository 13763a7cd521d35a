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
} Segment;
typedef VEC(Segment) Segments;

struct Shaper {
  const Fonts *fonts;
  Arena *scratch; /* cleared for each paragraph */
  hb_buffer_t *buffer, *spare;
  hb_language_t lang[LANG_COUNT];
};

/* Cuts a paragraph into segments that cover it; gives the number of code points. */
size_t segments_make(Shaper *s, Str text, const Run *runs, size_t run_count, bool vertical, Segments *out);

#endif
