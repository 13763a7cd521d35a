/* pict: picture files -> facts, and the bytes a writer places. Nothing is recompressed without need. A page of a PDF is a picture too, of vectors:
 * it has a size in place of pixels, and nothing here decodes it. */
#ifndef DUIKAI_PICT_H
#define DUIKAI_PICT_H

#include "base/base.h"
#include "form/form.h"

typedef enum PictKind { PICT_NONE, PICT_JPEG, PICT_PNG, PICT_TIFF, PICT_PDF } PictKind;
typedef struct Pict {
  PictKind kind;
  Str path, bytes;      /* of a PDF's further pages: path#2 */
  int width, height;    /* pixels as stored; of a PDF, hundredths of a point */
  int channels, bits;   /* colour channels without alpha: 1, 3, 4 */
  bool alpha, inverted; /* inverted: Adobe CMYK JPEG (Decode [1 0 …]) */
  bool interlaced, palette;
  int orientation;       /* EXIF 1..8 */
  int ppi;               /* as stored; 0 unknown */
  const Form *form;      /* of a PDF; else NULL */
  struct PictView *view; /* of a PDF: filled in by who can draw it, before others look */
  Str icc, palette_rgb;  /* palette_rgb: RGB triples of a palette PNG */
} Pict;
/* What a PDF looks like with its bleed, as a picture of pixels; NULL: nobody drew it. */
typedef struct PictView {
  const Pict *pict;
} PictView;

#define PICT_MAX_PIXELS ((int64_t)200 * 1000 * 1000)
#define PICT_MAX_BYTES ((size_t)256 << 20)
#define PICT_MAX_DECODED                                                                                               \
  ((int64_t)256 << 20) /* samples, of pictures that must be decoded to be placed: interlaced, with alpha */

/* Reads a picture's header and checks that the file is whole enough to decode (JPEG: scans the markers to the end; PNG: chunk by chunk
 * with its CRCs; TIFF: every strip inside the file). Findings at `asked_at`: [picture-missing] [picture-broken] [picture-too-large] [picture-unknown]; false then. */
bool pict_read(Job *job, Str path, Span asked_at, Pict *out);
/* The same of a PDF's page, from 1; of other pictures the page does not matter. */
bool pict_read_page(Job *job, Str path, int page, Span asked_at, Pict *out);
/* The same for bytes in memory, which must outlive *out; `path` is only a name. */
bool pict_read_bytes(Job *job, Str path, Str bytes, Span asked_at, Pict *out);

/* Decodes to 8-bit rows, interleaved, width*channels bytes each (alpha apart, may be NULL); CMYK: 255 is full ink. NULL after [picture-broken]. */
uint8_t *pict_decode(Job *job, const Pict *p, Span asked_at, uint8_t **alpha);

/* The same for a picture that will be shown at least_w by least_h pixels: a JPEG may come an even fraction smaller (1/2, 1/4, 1/8), which is
 * quicker by as much, and never smaller than asked. *w and *h: the pixels that came. */
uint8_t *pict_decode_near(Job *job, const Pict *p, Span asked_at, int least_w, int least_h, int *w, int *h,
                          uint8_t **alpha);

/* The rows of a PNG as they are stored: its IDAT chunks joined, a zlib stream with PNG predictors. A PDF holds them as they are when the
 * picture is neither interlaced nor has alpha. */
Str pict_rows(Arena *a, const Pict *p);

/* Can the file's own data stand in a PDF: a JPEG whole, a plain PNG's rows? Else it must be decoded. */
bool pict_is_placeable(const Pict *p);
/* Rows made smaller: every pixel is the mean of the area it covers. 0 < to_w <= w, 0 < to_h <= h. */
uint8_t *pict_scale(Arena *a, const uint8_t *rows, int w, int h, int channels, int to_w, int to_h);
/* Rows of 1, 3 or 4 channels as a JPEG, colour not subsampled. CMYK as in pict_decode, not inverted. Empty when libjpeg fails. */
Str pict_jpeg(Arena *a, const uint8_t *rows, int w, int h, int channels, int quality);

/* What of a picture with alpha there is to see, as it is seen (upright): w by h cells, row by row, 1 where any of its pixels is at least as
 * opaque as `least_pm`. No more than `most` cells a side. False: it has no alpha, or cannot be decoded ([picture-broken]). */
typedef struct PictMask {
  int w, h;
  uint8_t *at;
} PictMask;
bool pict_mask(Job *job, const Pict *p, Span asked_at, int least_pm, int most, PictMask *out);

/* Width and height as seen: orientations 5 to 8 lie on their side. Crops are parts of the picture as seen. */
static inline int pict_seen_width(const Pict *p) { return p->orientation > 4 ? p->height : p->width; }
static inline int pict_seen_height(const Pict *p) { return p->orientation > 4 ? p->width : p->height; }

/* The part of the picture that fills a box of the given aspect: in 1/1000000 of its width and height, focus in 1/1000 (500, 500 is the middle). */
typedef struct PictCrop {
  int32_t x, y, w, h;
} PictCrop;
PictCrop pict_crop(const Pict *p, Len box_w, Len box_h, int focus_x_pm, int focus_y_pm);
/* The whole of a picture, and of a PDF so much of its bleed as the four sides ask for (left, top, right, bottom, in lengths of the box w by h). */
PictCrop pict_whole(const Pict *p, Len box_w, Len box_h, const Len bleed[4]);
/* Effective pixels to the inch when the crop is placed at that width. */
int pict_ppi(const Pict *p, PictCrop crop, Len box_w);

#endif
