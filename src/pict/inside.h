/* pict, inside: what its files share. */
#ifndef DUIKAI_PICT_INSIDE_H
#define DUIKAI_PICT_INSIDE_H

#include "pict/pict.h"

/* Bytes read in order; past the end nothing is read and `bad` is set. */
typedef struct Bytes {
  const uint8_t *p;
  size_t n, at;
  bool bad, little; /* little: EXIF in Intel order */
} Bytes;
Bytes bytes_of(Str s);
uint32_t bytes_take(Bytes *b, size_t n); /* n <= 4, in the order of `little` */
Str bytes_span(Bytes *b, size_t n);

/* What is wrong with a picture, in the desk's words; NULL: nothing. The kind of finding in *code. */
typedef struct Fault {
  DiagCode code;
  const char *what;
} Fault;
/* Each reads the whole file's structure into *out (kind, path and bytes are there already). */
Fault jpeg_read(Arena *a, Pict *out);
Fault png_read(Arena *a, Pict *out);
Fault tiff_read(Arena *a, Pict *out);
/* EXIF: orientation and resolution, by libexif, out of the bytes after `Exif\0\0`; leaves alone what it does not say. */
void exif_read(Str tiff, Pict *out);
/* Is this profile one for pictures of so many channels? (ICC.1, 7.2) */
bool icc_fits(Str icc, int channels);
/* Decoders: rows, or NULL with the library's complaint in why[]. */
enum { WHY = 200 };
uint8_t *jpeg_decode(Arena *a, const Pict *p, int shrink, char why[WHY]); /* to 1/shrink of its sides, rounded up */
uint8_t *png_decode(Arena *a, const Pict *p, uint8_t **alpha, char why[WHY]);
uint8_t *tiff_decode(Arena *a, const Pict *p, uint8_t **alpha, char why[WHY]);
Str png_profile(Arena *a, const Pict *p);

#endif
