/* EXIF (Exif 2.3) by libexif: which way up, how many pixels to the inch. */
#include "pict/inside.h"

#include <string.h>

#include <libexif/exif-data.h>

enum { EXIF_MOST = 1 << 20 }; /* a segment of a JPEG has 64 kB; a PNG's chunk might hold anything */

static ExifEntry *entry(ExifData *d, ExifTag tag, ExifFormat format, unsigned bytes) {
  ExifEntry *e = exif_content_get_entry(d->ifd[EXIF_IFD_0], tag);
  return e && e->format == format && e->data && e->size >= bytes ? e : NULL;
}

void exif_read(Str tiff, Pict *out) {
  if (!tiff.n || tiff.n > EXIF_MOST) return;
  Arena *scratch = arena_open();
  uint8_t *bytes = arena_add(scratch, tiff.n + 6);
  memcpy(bytes, "Exif\0", 6);
  memcpy(bytes + 6, tiff.p, tiff.n);
  ExifData *d = exif_data_new_from_data(bytes, (unsigned)tiff.n + 6);
  if (d) {
    ExifByteOrder order = exif_data_get_byte_order(d);
    ExifEntry *way = entry(d, EXIF_TAG_ORIENTATION, EXIF_FORMAT_SHORT, 2),
              *ppi = entry(d, EXIF_TAG_X_RESOLUTION, EXIF_FORMAT_RATIONAL, 8),
              *unit = entry(d, EXIF_TAG_RESOLUTION_UNIT, EXIF_FORMAT_SHORT, 2);
    int turn = way ? exif_get_short(way->data, order) : 0;
    if (turn >= 1 && turn <= 8) out->orientation = turn;
    ExifRational r = ppi ? exif_get_rational(ppi->data, order) : (ExifRational){0, 0};
    bool cm = unit && exif_get_short(unit->data, order) == 3;
    if (r.denominator && r.numerator / r.denominator < 100000 && !out->ppi)
      out->ppi = (int)(cm ? (uint64_t)r.numerator * 254 / r.denominator / 100 : r.numerator / r.denominator);
    exif_data_unref(d);
  }
  arena_close(scratch);
}
