/* Pictures as image XObjects. What a PDF can hold as it is stays as it is: a JPEG whole, the deflated rows of a plain PNG. TIFFs, interlaced
 * PNGs and those with alpha (which becomes a soft mask, ISO 32000-1 11.6.5.3) are decoded. For a press, the press says what becomes of it. */
#include "out/pdf/inside.h"

static void set_rows(Job *job, Arena *scratch, PdfPicture *p, uint8_t *rows, uint8_t *alpha) {
  size_t w = (size_t)p->width, h = (size_t)p->height, pixel = (size_t)p->channels;
  p->data = str_copy(job->arena, flate_rows(scratch, rows, h, w * pixel, pixel, FLATE_PICTURE));
  if (alpha) p->mask = str_copy(job->arena, flate_rows(scratch, alpha, h, w, 1, FLATE_PICTURE));
  p->bits = p->mask_bits = 8;
  p->predicted = p->made = true;
}

static void make_decoded(Job *job, PdfPicture *p) {
  Arena *scratch = arena_open();
  Job inner = {scratch, job->diags};
  uint8_t *alpha = NULL, *rows = pict_decode(&inner, p->pict, (Span){0}, &alpha);
  p->channels = p->pict->channels;
  if (rows) set_rows(job, scratch, p, rows, alpha);
  arena_close(scratch);
}

static void make_stored(Job *job, PdfPicture *p) {
  const Pict *k = p->pict;
  p->dct = k->kind == PICT_JPEG;
  p->predicted = !p->dct;
  p->data = p->dct ? k->bytes : pict_rows(job->arena, k);
  p->palette = k->palette_rgb;
  p->channels = k->palette_rgb.n ? 1 : k->channels;
  p->bits = k->bits;
  p->inverted = k->inverted;
  p->made = true;
}

static void make_pressed(Job *job, const PdfOptions *o, PdfPicture *p) {
  Arena *scratch = arena_open();
  Job inner = {scratch, job->diags};
  PressPicture k;
  bool ok = o->press ? press_picture(&inner, o->press, p->pict, &k) : screen_picture(&inner, o->screen, p->pict, &k);
  if (ok && k.as_stored) make_stored(job, p);
  if (ok && !k.as_stored) {
    p->width = k.width;
    p->height = k.height;
    p->channels = k.channels;
    if (k.jpeg.n) {
      p->data = str_copy(job->arena, k.jpeg);
      p->bits = 8;
      p->dct = p->made = true;
    } else {
      set_rows(job, scratch, p, k.rows, k.alpha);
    }
  }
  arena_close(scratch);
}

void picture_make(Job *job, const PdfBook *b, PdfPicture *p) {
  p->width = p->pict->width;
  p->height = p->pict->height;
  if (p->pict->form)
    form_make(job, p);
  else if (b->options.press || b->options.screen)
    make_pressed(job, &b->options, p);
  else if (pict_is_placeable(p->pict))
    make_stored(job, p);
  else
    make_decoded(job, p);
}
