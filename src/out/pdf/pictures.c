/* Pictures as image XObjects. What a PDF can hold as it is stays as it is: a JPEG whole, the deflated rows of a plain PNG. Only
 * interlaced PNGs and those with alpha (which becomes a soft mask, ISO 32000-1 11.6.5.3) are decoded. */
#include "out/pdf/inside.h"

static void make_decoded(Job *job, PdfPicture *p) {
  Arena *scratch = arena_open();
  Job inner = {scratch, job->diags};
  uint8_t *alpha = NULL, *rows = pict_decode(&inner, p->pict, (Span){0}, &alpha);
  if (rows) {
    size_t w = (size_t)p->pict->width, h = (size_t)p->pict->height, pixel = (size_t)p->pict->channels;
    p->data = str_copy(job->arena, flate_rows(scratch, rows, h, w * pixel, pixel, FLATE_PICTURE));
    if (alpha) p->mask = str_copy(job->arena, flate_rows(scratch, alpha, h, w, 1, FLATE_PICTURE));
    p->channels = p->pict->channels;
    p->bits = p->mask_bits = 8;
    p->predicted = p->made = true;
  }
  arena_close(scratch);
}

void picture_make(Job *job, PdfPicture *p) {
  const Pict *k = p->pict;
  if (!pict_is_placeable(k)) {
    make_decoded(job, p);
    return;
  }
  p->dct = k->kind == PICT_JPEG;
  p->predicted = !p->dct;
  p->data = p->dct ? k->bytes : pict_rows(job->arena, k);
  p->palette = k->palette_rgb;
  p->channels = k->palette_rgb.n ? 1 : k->channels;
  p->bits = k->bits;
  p->made = true;
}
