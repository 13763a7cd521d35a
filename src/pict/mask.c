/* mask: what of a picture with alpha there is to see, coarsely: enough for text to run around it. */
#include "pict/inside.h"

/* The cell that a pixel of the file falls into once the picture stands upright (EXIF orientations 1 to 8). */
static size_t cell_of(const Pict *p, const PictMask *m, int x, int y) {
  int w = p->width, h = p->height, sx = x, sy = y;
  switch (p->orientation) {
  case 2: sx = w - 1 - x; break;
  case 3: sx = w - 1 - x, sy = h - 1 - y; break;
  case 4: sy = h - 1 - y; break;
  case 5: sx = y, sy = x; break;
  case 6: sx = h - 1 - y, sy = x; break;
  case 7: sx = h - 1 - y, sy = w - 1 - x; break;
  case 8: sx = y, sy = w - 1 - x; break;
  default: break;
  }
  int64_t cx = (int64_t)sx * m->w / pict_seen_width(p), cy = (int64_t)sy * m->h / pict_seen_height(p);
  return (size_t)(cy * m->w + cx);
}

bool pict_mask(Job *job, const Pict *p, Span asked_at, int least_pm, int most, PictMask *out) {
  if (!p->alpha) return false;
  Arena *scratch = arena_open();
  Job inner = {scratch, job->diags};
  uint8_t *alpha = NULL;
  bool ok = pict_decode(&inner, p, asked_at, &alpha) && alpha;
  if (ok) {
    int w = pict_seen_width(p), h = pict_seen_height(p);
    *out = (PictMask){.w = w < most ? w : most, .h = h < most ? h : most};
    out->at = arena_array(job->arena, uint8_t, (size_t)out->w * (size_t)out->h);
    for (int y = 0; y < p->height; y++)
      for (int x = 0; x < p->width; x++)
        if (alpha[(size_t)y * (size_t)p->width + (size_t)x] * 1000 >= least_pm * 255)
          out->at[cell_of(p, out, x, y)] = 1;
  }
  arena_close(scratch);
  return ok;
}
