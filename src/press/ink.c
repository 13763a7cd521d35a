/* How much ink a picture asks for: its pixels in the press's CMYK, those that show. One pixel in a thousand may be anything: noise of a JPEG is
 * not what makes a web set off. */
#include "press/inside.h"

enum { SAMPLES = 1021, NOISE_PM = 1, SIDE = 1500, BAND = 256 /* rows converted at once */ };

/* The crop in pixels as stored: the crop is of the upright picture (EXIF orientation as in out/pdf). */
static void crop_stored(const Pict *k, PictCrop c, int w, int h, int *x0, int *y0, int *x1, int *y1) {
  int64_t u0 = c.x, v0 = c.y, u1 = (int64_t)c.x + c.w, v1 = (int64_t)c.y + c.h, whole = 1000000, t;
  int o = k->orientation;
  if (c.w <= 0 || c.h <= 0) u0 = v0 = 0, u1 = v1 = whole;
  if (o >= 5) t = u0, u0 = v0, v0 = t, t = u1, u1 = v1, v1 = t;
  bool flip_x = o == 2 || o == 3 || o == 7 || o == 8, flip_y = o == 3 || o == 4 || o == 6 || o == 7;
  if (flip_x) t = whole - u1, u1 = whole - u0, u0 = t;
  if (flip_y) t = whole - v1, v1 = whole - v0, v0 = t;
  *x0 = (int)(u0 * w / whole), *x1 = (int)((u1 * w + whole - 1) / whole);
  *y0 = (int)(v0 * h / whole), *y1 = (int)((v1 * h + whole - 1) / whole);
}

/* The value that at most one in a thousand of n exceeds. */
static int high(const uint32_t *count, uint64_t n) {
  uint64_t left = n * NOISE_PM / 1000;
  int v = SAMPLES - 1;
  while (v > 0 && count[v] <= left) left -= count[v--];
  return v * 1000 / 255;
}

typedef struct Sums { /* how many pixels have so much ink, of all plates and of the three colours */
  uint32_t *sum, *cmy;
  uint64_t n, over;
  int limit_pm;
} Sums;

/* n pixels of CMYK, or of gray. */
static void sums_add(Sums *s, const uint8_t *v, bool gray, const uint8_t *alpha, size_t n) {
  for (size_t i = 0; i < n; i++, v += gray ? 1 : 4) {
    unsigned c = gray ? 0 : (unsigned)v[0] + v[1] + v[2], all = gray ? 255u - v[0] : c + v[3];
    if (alpha) all = all * alpha[i] / 255, c = c * alpha[i] / 255;
    s->sum[all]++;
    s->cmy[c]++;
    s->over += (int)(all * 1000 / 255) > s->limit_pm;
  }
  s->n += n;
}

bool press_picture_ink(Job *job, const Printer *p, const PaintOp *op, int limit_pm, InkSum *out) {
  const Pict *k = op->pict;
  if (k->form) return false; /* its inks are traits */
  Arena *scratch = arena_open();
  Job inner = {scratch, job->diags};
  int w, h, x0, y0, x1, y1;
  int least_w = k->width < SIDE ? k->width : SIDE, least_h = k->height < SIDE ? k->height : SIDE;
  uint8_t *alpha, *rows = pict_decode_near(&inner, k, (Span){0}, least_w, least_h, &w, &h, &alpha);
  if (rows) {
    uint32_t *sum = arena_array(scratch, uint32_t, SAMPLES), *cmy = arena_array(scratch, uint32_t, SAMPLES);
    Sums sums = {.sum = sum, .cmy = cmy, .limit_pm = limit_pm};
    crop_stored(k, op->crop, w, h, &x0, &y0, &x1, &y1);
    uint8_t *cmyk = arena_add(scratch, 4 * (size_t)w * BAND + 4);
    for (int y = y0; y < y1; y += BAND) {
      int rows_in = y1 - y < BAND ? y1 - y : BAND;
      const uint8_t *band = rows + (size_t)y * (size_t)w * (size_t)k->channels;
      if (k->channels == 3) colour_rows(p->colour, k->icc, band, cmyk, (size_t)w * (size_t)rows_in);
      for (int row = 0; row < rows_in; row++) {
        size_t at = (size_t)row * (size_t)w + (size_t)x0;
        sums_add(&sums, k->channels == 3 ? cmyk + 4 * at : band + (size_t)k->channels * at, k->channels == 1,
                 alpha ? alpha + (size_t)y * (size_t)w + at : NULL, (size_t)(x1 - x0));
      }
    }
    uint64_t n = sums.n, over = sums.over;
    *out = (InkSum){.most_pm = high(sum, n), .most_cmy_pm = high(cmy, n), .over_pm = n ? (int)(over * 1000 / n) : 0};
  }
  arena_close(scratch);
  return rows != NULL;
}
