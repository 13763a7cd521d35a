/* press, inside: what its files share. */
#ifndef DUIKAI_PRESS_INSIDE_H
#define DUIKAI_PRESS_INSIDE_H

#include "plan/plan.h"
#include "press/press.h"

/* ---- colour.c: lcms2. Transforms are built while one thread runs and only read afterwards. */
typedef struct Colour Colour;
/* NULL after [press-profile]. `rgb` is what untagged RGB is read by; empty: sRGB. */
Colour *colour_open(Job *job, Str press, Span press_at, Str rgb, Span rgb_at, int intent);
void colour_close(Colour *c);
/* Makes ready for pictures with this profile (RGB); an unusable one gives that of untagged pictures. */
void colour_add_source(Colour *c, Str icc);
/* n pixels of RGB, with a profile made ready or none, to CMYK; 255 is full ink. */
void colour_rows(const Colour *c, Str icc, const uint8_t *rgb, uint8_t *cmyk, size_t n);
/* RGB in 1/1000 to an ink: greys to black alone, as type and rules want it; white to paper. */
Ink colour_ink(const Colour *c, Ink rgb);
Str colour_rgb_profile(const Colour *c); /* the bytes of that for untagged pictures */
/* Is it a printer's profile in CMYK, and so one for an output intent? */
bool colour_is_press(Str icc);

/* ---- press.c */
typedef struct PressUse { /* all places of one picture */
  const Pict *pict;
  int ppi;       /* at its largest place: the fewest */
  int ground[4]; /* what lies under it, CMYK in 1/1000: for standards without transparency */
} PressUse;
struct Printer {
  const PressPlan *plan;
  unsigned claims;
  PressOutput output;
  Colour *colour;
  Map *uses; /* path -> PressUse * */
  const PaintEdition *pages;
};
bool press_converts(const Printer *p); /* RGB pictures to CMYK? */
const PressUse *press_use(const Printer *p, const Pict *pict);
/* What type and rules may lie on: the page's filled boxes and pictures, few among thousands of operations. */
typedef struct Grounds {
  const PaintPage *page;
  size_t *at, n; /* places in the page's operations, ascending */
} Grounds;
Grounds grounds_make(Arena *a, const PaintPage *page);
/* The last ink below operation i under its box, CMYK in 1/1000; *pict: it is a picture. False: paper. */
bool grounds_find(const Grounds *g, size_t i, int cmyk[4], const PaintOp **pict);
bool ink_is_black(Ink k); /* black alone, full: it overprints */

/* ---- ink.c: how much ink a picture's pixels ask for */
typedef struct InkSum {
  int most_pm;     /* the most that at least one pixel in a thousand exceeds or reaches */
  int most_cmy_pm; /* the same of the three colours: what an overprinting black adds to */
  int over_pm;     /* part of the crop that is over the limit */
} InkSum;
bool press_picture_ink(Job *job, const Printer *p, const PaintOp *op, int limit_pm, InkSum *out);

/* ---- marks.c, impose.c */
#define PRESS_ALL (-1) /* number of the ink that is on every plate */
void press_mark(Job *job, const Printer *p, PaintPage *page, const Fonts *fonts, const PressSlug *slug);
Len press_slug_depth(const PressPlan *plan, Len bleed); /* beyond the bleed, for the marks; 0: none */
void press_impose(Job *job, const PressPlan *plan, PaintEdition *pages);

#endif
