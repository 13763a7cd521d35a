/* out: writers. They obey the paint list and decide nothing. */
#ifndef DUIKAI_OUT_H
#define DUIKAI_OUT_H

#include "base/base.h"
#include "paint/paint.h"
#include "press/press.h"

typedef struct PdfOptions {
  int threads;
  bool layers;          /* overlays as optional content */
  unsigned claims;      /* PDF_X1A …: press/press.h */
  const Printer *press; /* whose colours the pages are in already; NULL: no output intent */
  const Screen *screen; /* whose colours the pages are in; NULL: none */
  bool tags;            /* the tree of tags (ISO 32000-1 14.8), by article */
  bool plain;           /* no object streams: what the press gets, and what qpdf goes over anyway */
  bool links;           /* index entries and jump lines as links; outline and article threads */
} PdfOptions;
/* Writes the PDF through libharu's object layer: one subset per face and edition, ToUnicode from the text, K-only black that overprints,
 * Media, Trim and BleedBox, page labels, information from the edition. Small objects packed in streams unless `plain`. Same input, same bytes. Into memory: the caller writes it whole. */
bool pdf_write(Job *job, const PaintEdition *e, const Fonts *fonts, const PdfOptions *o, Buf *out);

/* What is done to the whole file afterwards. */
typedef struct PdfFinish {
  bool linearise;       /* and objects in streams */
  const char *password; /* NULL: not encrypted */
} PdfFinish;
bool pdf_finish(Job *job, Str pdf, const PdfFinish *how, Buf *out); /* false after [file-unwritable] */

/* ---- pictures of pages (out/raster) */
typedef struct RasterOptions {
  int ppi;          /* pixels to the inch */
  int width;        /* or so many pixels across; 0: by ppi */
  bool bleed;       /* with what stands beyond the trim */
  unsigned without; /* layers that are not drawn, 1 << PaintLayer */
} RasterOptions;
typedef struct Raster {
  int width, height, ppi;
  uint32_t *pixels; /* 0xFFRRGGBB, rows from the top without gaps */
} Raster;
/* Draws everything on the page's list, overlays too, into the job's arena. May be called for several pages at once, each with a job of its
 * own. [bad-option] and false for a size that no picture has. */
bool raster_draw(Job *job, const PaintPage *p, const Fonts *fonts, const RasterOptions *o, Raster *out);
typedef enum RasterFormat { RASTER_PNG, RASTER_JPEG, RASTER_WEBP } RasterFormat;
bool raster_format_read(Str name, RasterFormat *out); /* png, jpg, jpeg, webp */
/* The picture as a file's bytes in the job's arena. `quality` 1..100 (0: what the kind is used to), not for PNG; WebP of 100 is lossless. Same
 * pixels, same bytes. [bad-option] and false when it is too large for the kind. */
bool raster_encode(Job *job, const Raster *r, RasterFormat format, int quality, Buf *out);

#endif
