/* out/raster, inside: what its files share.
 *
 * A picture of a page is drawn by cairo straight from the paint list, at one scale for both directions and with the trim box's corner (or the
 * bleed's) at the first pixel's corner. Nothing is hinted and nothing moved to a pixel's edge, so the same page at two sizes is the same
 * page. Glyphs are filled outlines (text.c): cairo's own glyph cache puts them at whole pixels, which at 100 pixels to the inch is a
 * thirteenth of a body character. Colours are those that PDF readers show (colour.c), so that the picture can stand for the PDF. */
#ifndef DUIKAI_OUT_RASTER_INSIDE_H
#define DUIKAI_OUT_RASTER_INSIDE_H

#include "out/out.h"

#include <cairo.h>

typedef struct Outlines Outlines; /* glyphs drawn before, by face */
typedef struct Canvas {
  Job *job; /* its arena is scratch: gone when the page is drawn */
  const Fonts *fonts;
  cairo_t *cr;
  Raster *out;
  double scale;  /* pixels in a Len */
  Len left, top; /* page space at the first pixel's corner */
  Outlines *outlines;
  const Spots *spots; /* of the page; NULL: none */
} Canvas;

double canvas_x(const Canvas *c, Len x);
double canvas_y(const Canvas *c, Len y);
void canvas_ink(Canvas *c, Ink ink);

/* colour.c */
typedef struct Rgb {
  uint8_t r, g, b;
} Rgb;
Rgb rgb_of_cmyk(unsigned c, unsigned m, unsigned y, unsigned k); /* each 0..255 */
void rgb_of_ink(Ink ink, const Spots *spots, double rgb[3]);
/* text.c */
Outlines *outlines_make(Arena *a, const Fonts *fonts);
void canvas_text(Canvas *c, const PaintOp *op);
/* shapes.c */
void canvas_shape(Canvas *c, const PaintOp *op);
/* picture.c */
void canvas_picture(Canvas *c, const PaintOp *op);

#endif
