/* out: writers. They obey the paint list and decide nothing. */
#ifndef DUIKAI_OUT_H
#define DUIKAI_OUT_H

#include "base/base.h"
#include "paint/paint.h"

/* What a file claims to be, in Info and XMP. Several may be claimed at once where the standards allow it. */
enum { PDF_X1A = 1, PDF_X4 = 2, PDF_A2U = 4, PDF_UA1 = 8 };
typedef struct PdfOptions {
  int threads;
  bool layers;     /* overlays as optional content */
  unsigned claims; /* PDF_X1A … */
} PdfOptions;
/* Writes the PDF through libharu's object layer: one subset per face and edition, ToUnicode from the text, K-only black that overprints,
 * Media, Trim and BleedBox, page labels, information from the edition. Same input, same bytes. Into memory: the caller writes it whole. */
bool pdf_write(Job *job, const PaintEdition *e, const Fonts *fonts, const PdfOptions *o, Buf *out);

#endif
