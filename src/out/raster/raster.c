/* raster_draw: a page on a canvas of pixels. */
#include "out/raster/inside.h"

double canvas_x(const Canvas *c, Len x) { return (double)(x - c->left) * c->scale; }
double canvas_y(const Canvas *c, Len y) { return (double)(y - c->top) * c->scale; }

void canvas_ink(Canvas *c, Ink ink) {
  double rgb[3];
  rgb_of_ink(ink, c->spots, rgb);
  cairo_set_source_rgb(c->cr, rgb[0], rgb[1], rgb[2]);
}

enum { SIDE_MOST = 32000 }; /* cairo's images end at 32767 */

/* Pixels along a side, whole ones: what is left of the last is white. */
static int64_t side(Len v, const RasterOptions *o, Len page_w) {
  if (o->width > 0) return (v * o->width + page_w / 2) / page_w;
  return (v * o->ppi + LEN_IN - 1) / LEN_IN;
}

static bool refuse(Job *job, const RasterOptions *o, const PaintPage *p) {
  diag_add(job->diags, DIAG_BAD_OPTION, (Span){0},
           "page %d would be no picture at %d %s: a side has 1 to %d pixels, and a page 200 million at most", p->number,
           o->width > 0 ? o->width : o->ppi, o->width > 0 ? "pixels across" : "pixels to the inch", SIDE_MOST);
  return false;
}

bool raster_draw(Job *job, const PaintPage *p, const Fonts *fonts, const RasterOptions *o, Raster *out) {
  Len around = o->bleed ? p->bleed : 0, w = p->trim_w + 2 * around, h = p->trim_h + 2 * around;
  if ((o->width <= 0 && o->ppi <= 0) || o->width > SIDE_MOST || o->ppi > SIDE_MOST || w <= 0 || h <= 0)
    return refuse(job, o, p);
  int64_t across = side(w, o, w), down = side(h, o, w);
  if (across < 1 || down < 1 || across > SIDE_MOST || down > SIDE_MOST || across * down > PICT_MAX_PIXELS)
    return refuse(job, o, p);
  *out = (Raster){.width = (int)across, .height = (int)down};
  out->ppi = o->width > 0 ? (int)((across * LEN_IN + w / 2) / w) : o->ppi;
  out->pixels = arena_array(job->arena, uint32_t, across * down);
  for (int64_t i = 0; i < across * down; i++) out->pixels[i] = 0xFFFFFFFF;
  Arena *scratch = arena_open();
  Job inner = {scratch, job->diags};
  cairo_surface_t *s = cairo_image_surface_create_for_data((unsigned char *)out->pixels, CAIRO_FORMAT_RGB24, out->width,
                                                           out->height, out->width * 4);
  Canvas c = {.job = &inner,
              .spots = p->spots,
              .fonts = fonts,
              .out = out,
              .cr = cairo_create(s),
              .scale = o->width > 0 ? (double)o->width / (double)w : o->ppi / (double)LEN_IN,
              .left = -around,
              .top = -around,
              .outlines = outlines_make(scratch, fonts)};
  for (size_t i = 0; i < p->ops.n; i++)
    if (!(o->without >> p->ops.at[i].layer & 1)) canvas_shape(&c, &p->ops.at[i]);
  cairo_surface_flush(s);
  must(cairo_status(c.cr) == CAIRO_STATUS_SUCCESS);
  cairo_destroy(c.cr);
  cairo_surface_destroy(s);
  for (int64_t i = 0; i < across * down; i++)
    out->pixels[i] |= 0xFF000000; /* of an RGB24 cairo leaves the fourth byte as it comes */
  arena_close(scratch);
  return true;
}
