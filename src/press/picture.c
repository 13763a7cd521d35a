/* What becomes of a picture on its way to the press. Nothing is done that need not be: a CMYK or gray JPEG under the ceiling goes into the
 * file byte by byte. What must be touched is touched once, in this order: decoded, made smaller, converted, laid on its ground. */
#include "press/inside.h"

#include <string.h>

enum { JPEG_QUALITY = 92 }; /* of what came as a JPEG and had to be converted: above it only the file grows */

/* Only what is half as fine again as the ceiling is made smaller: for less, softness would cost more than the bytes are worth. */
static bool target_size(const Printer *p, const Pict *k, int *w, int *h) {
  const PressUse *u = press_use(p, k);
  int most = p->plan->max_ppi;
  *w = k->width;
  *h = k->height;
  if (!u || !most || u->ppi * 2 <= most * 3) return false;
  *w = (int)(((int64_t)k->width * most + u->ppi / 2) / u->ppi);
  *h = (int)(((int64_t)k->height * most + u->ppi / 2) / u->ppi);
  if (*w < 1) *w = 1;
  if (*h < 1) *h = 1;
  return *w < k->width && *h < k->height;
}

/* PDF 1.4, which X-1a stands on, has no samples of 16 bits, and none of these standards is the better for them. */
static bool goes_as_stored(const Printer *p, const Pict *k) {
  if (!pict_is_placeable(k) || k->bits > 8) return false;
  if (k->channels == 3) return !press_converts(p);
  return true;
}

static void convert(Job *job, const Printer *p, const Pict *k, PressPicture *out) {
  size_t n = (size_t)out->width * (size_t)out->height;
  uint8_t *cmyk = arena_add(job->arena, 4 * n);
  colour_rows(p->colour, k->icc, out->rows, cmyk, n);
  out->rows = cmyk;
  out->channels = 4;
}

/* A gray picture on a coloured ground needs all four plates. */
static void spread_gray(Job *job, PressPicture *out) {
  size_t n = (size_t)out->width * (size_t)out->height;
  uint8_t *cmyk = arena_add(job->arena, 4 * n);
  for (size_t i = 0; i < n; i++) cmyk[4 * i + 3] = (uint8_t)(255 - out->rows[i]);
  out->rows = cmyk;
  out->channels = 4;
}

/* Without transparency (X-1a) the picture brings its ground along. */
static void flatten(Job *job, const Printer *p, const Pict *k, PressPicture *out) {
  static const int paper[4] = {0};
  const PressUse *u = press_use(p, k);
  const int *ground = u ? u->ground : paper;
  if (!out->alpha) return;
  if (out->channels == 1 && (ground[0] || ground[1] || ground[2])) spread_gray(job, out);
  size_t n = (size_t)out->width * (size_t)out->height, c = (size_t)out->channels;
  for (size_t i = 0; i < n; i++) {
    unsigned a = out->alpha[i];
    for (size_t j = 0; j < c; j++) {
      unsigned under = c == 1 ? 255 - (unsigned)ground[3] * 255 / 1000 : (unsigned)ground[j] * 255 / 1000;
      out->rows[i * c + j] = (uint8_t)((out->rows[i * c + j] * a + under * (255 - a) + 127) / 255);
    }
  }
  out->alpha = NULL;
}

Str press_picture_profile(const Printer *p, const Pict *k) {
  if (k->channels != 3 || press_converts(p)) return (Str){0};
  return k->icc.n ? k->icc : colour_rgb_profile(p->colour);
}

Str press_rgb_profile(const Printer *p) { return colour_rgb_profile(p->colour); }

static bool decode(Job *job, const Printer *p, const Pict *k, PressPicture *out) {
  int w, h, got_w, got_h;
  bool smaller = target_size(p, k, &w, &h);
  out->rows = pict_decode_near(job, k, (Span){0}, w, h, &got_w, &got_h, &out->alpha);
  if (!out->rows) return false;
  out->width = got_w;
  out->height = got_h;
  out->channels = k->channels;
  if (!smaller || (got_w == w && got_h == h)) return true;
  out->rows = pict_scale(job->arena, out->rows, got_w, got_h, k->channels, w, h);
  if (out->alpha) out->alpha = pict_scale(job->arena, out->alpha, got_w, got_h, 1, w, h);
  out->width = w;
  out->height = h;
  return true;
}

bool press_picture(Job *job, const Printer *p, const Pict *k, PressPicture *out) {
  int w, h;
  *out = (PressPicture){0};
  out->as_stored = goes_as_stored(p, k) && !target_size(p, k, &w, &h);
  if (out->as_stored) return true;
  if (!decode(job, p, k, out)) return false;
  if (k->channels == 3 && press_converts(p)) convert(job, p, k, out);
  if (p->claims & PDF_X1A) flatten(job, p, k, out);
  if (k->kind == PICT_JPEG && !out->alpha)
    out->jpeg = pict_jpeg(job->arena, out->rows, out->width, out->height, out->channels, JPEG_QUALITY);
  return true;
}
