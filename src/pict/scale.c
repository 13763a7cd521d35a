/* Making rows smaller: each new pixel is the mean of the area it covers, in whole numbers, so that the same picture is the same everywhere.
 *
 * The new pixel i covers [i * w / to, (i + 1) * w / to) of the old row; in units of 1/to old pixels all ends are whole, and so are the parts
 * of the pixels at both ends. Rows first, then columns, with 16 bits between. A box is softer than Lanczos and shows no rings about type in
 * photographs; the ceiling it is used at lies above what the screen of a press can show. */
#include "pict/pict.h"

/* n samples a `step` apart, made into `to`; the sums fit: 65535 * w < 2^63. */
static void squeeze(const uint16_t *from, int n, uint16_t *out, int to, size_t step) {
  for (int i = 0; i < to; i++) {
    int64_t at = (int64_t)i * n, end = at + n, sum = 0;
    for (int64_t k = at / to; k * to < end; k++) {
      int64_t low = k * to < at ? at : k * to, high = (k + 1) * to > end ? end : (k + 1) * to;
      sum += (high - low) * from[(size_t)k * step];
    }
    out[(size_t)i * step] = (uint16_t)((sum + n / 2) / n);
  }
}

uint8_t *pict_scale(Arena *a, const uint8_t *rows, int w, int h, int channels, int to_w, int to_h) {
  must(to_w > 0 && to_h > 0 && to_w <= w && to_h <= h);
  Arena *scratch = arena_open();
  size_t c = (size_t)channels, row = (size_t)to_w * c, old = (size_t)w * c;
  uint8_t *out = arena_add(a, row * (size_t)to_h);
  uint16_t *wide = arena_array(scratch, uint16_t, old), *narrow = arena_array(scratch, uint16_t, row);
  uint64_t *sum = arena_array(scratch, uint64_t, row);
  int y = 0; /* the old row in hand; `left` of its height, in 1/to_h, is not yet used */
  int64_t left = 0;
  for (int i = 0; i < to_h; i++) {
    int64_t need = h;
    for (size_t k = 0; k < row; k++) sum[k] = 0;
    while (need > 0) {
      if (!left) {
        for (size_t k = 0; k < old; k++) wide[k] = (uint16_t)(rows[(size_t)y * old + k] * 257);
        for (size_t k = 0; k < c; k++) squeeze(wide + k, w, narrow + k, to_w, c);
        left = to_h;
        y++;
      }
      int64_t part = left < need ? left : need;
      for (size_t k = 0; k < row; k++) sum[k] += (uint64_t)part * narrow[k];
      left -= part;
      need -= part;
    }
    for (size_t k = 0; k < row; k++) out[(size_t)i * row + k] = (uint8_t)((sum[k] / (uint64_t)h + 128) / 257);
  }
  arena_close(scratch);
  return out;
}
