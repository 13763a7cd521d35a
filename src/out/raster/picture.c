/* Pictures: decoded near the size they are shown at, turned upright, cropped by clipping to their box. */
#include "out/raster/inside.h"

#include <math.h>

/* Rows of samples become cairo's pixels: 0xAARRGGBB in the machine's order, colours multiplied by alpha. */
static uint32_t pixel(const uint8_t *s, int channels, unsigned alpha) {
  Rgb k = channels == 1   ? (Rgb){s[0], s[0], s[0]}
          : channels == 3 ? (Rgb){s[0], s[1], s[2]}
                          : rgb_of_cmyk(s[0], s[1], s[2], s[3]);
  if (alpha == 255) return 0xFF000000U | (uint32_t)k.r << 16 | (uint32_t)k.g << 8 | k.b;
  uint32_t r = (k.r * alpha + 127) / 255, g = (k.g * alpha + 127) / 255, b = (k.b * alpha + 127) / 255;
  return (uint32_t)alpha << 24 | r << 16 | g << 8 | b;
}

static cairo_surface_t *read_picture(Canvas *c, const Pict *p, int least_w, int least_h) {
  int w, h;
  uint8_t *alpha = NULL, *rows = pict_decode_near(c->job, p, (Span){0}, least_w, least_h, &w, &h, &alpha);
  if (!rows) return NULL;
  size_t n = (size_t)w * (size_t)h, channels = (size_t)p->channels;
  uint32_t *to = arena_array(c->job->arena, uint32_t, n);
  for (size_t i = 0; i < n; i++) to[i] = pixel(rows + i * channels, p->channels, alpha ? alpha[i] : 255);
  return cairo_image_surface_create_for_data((unsigned char *)to, alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, w,
                                             h, w * 4);
}

/* Where the stored picture's right and down lie on the upright one, by EXIF orientation (Exif 2.3, tag 0x0112): the corner, right, down. */
static const int8_t UPRIGHT[9][6] = {{0, 0, 1, 0, 0, 1},   {0, 0, 1, 0, 0, 1},   {1, 0, -1, 0, 0, 1},
                                     {1, 1, -1, 0, 0, -1}, {0, 1, 1, 0, 0, -1},  {0, 0, 0, 1, 1, 0},
                                     {1, 0, 0, 1, -1, 0},  {1, 1, 0, -1, -1, 0}, {0, 1, 0, -1, 1, 0}};

static void fill_missing(Canvas *c) { /* reported; what is missing is seen, as in the PDF */
  canvas_ink(c, (Ink){INK_K, {0, 0, 0, 200}});
  cairo_paint(c->cr);
}

/* Nobody drew the form: a quiet field with its name. */
static void show_name(Canvas *c, const PaintOp *op, double x, double y, double w, double h) {
  canvas_ink(c, (Ink){INK_K, {0, 0, 0, 120}});
  cairo_rectangle(c->cr, x, y, w, h);
  cairo_fill(c->cr);
  canvas_ink(c, (Ink){INK_K, {0, 0, 0, 700}});
  Str base = path_base(op->pict->path);
  for (size_t i = 0; i < base.n;)
    if (str_next(base, &i) == 0xFFFD) return; /* cairo shows UTF-8 only */
  const char *name = str_z(c->job->arena, base);
  cairo_text_extents_t e;
  cairo_set_font_size(c->cr, h / 6 < w / 12 ? h / 6 : w / 12);
  cairo_text_extents(c->cr, name, &e);
  cairo_move_to(c->cr, x + (w - e.width) / 2 - e.x_bearing, y + h / 2 - e.y_bearing / 2 - e.height / 2);
  cairo_show_text(c->cr, name);
}

/* The view shows the form with its bleed; `x` to `h` are its trim. */
static void show_form(Canvas *c, const PaintOp *op, double x, double y, double w, double h) {
  const Form *f = op->pict->form;
  const Pict *view = op->pict->view->pict;
  double left = w * (double)f->left / (double)f->w, right = w * (double)f->right / (double)f->w,
         top = h * (double)f->top / (double)f->h, bottom = h * (double)f->bottom / (double)f->h;
  double vw = w + left + right, vh = h + top + bottom;
  cairo_surface_t *s = view ? read_picture(c, view, (int)ceil(vw), (int)ceil(vh)) : NULL;
  if (!s) return show_name(c, op, x, y, w, h);
  cairo_matrix_t m;
  cairo_matrix_init(&m, vw / cairo_image_surface_get_width(s), 0, 0, vh / cairo_image_surface_get_height(s), x - left,
                    y - top);
  cairo_transform(c->cr, &m);
  cairo_set_source_surface(c->cr, s, 0, 0);
  cairo_pattern_set_extend(cairo_get_source(c->cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter(cairo_get_source(c->cr), CAIRO_FILTER_GOOD);
  cairo_paint(c->cr);
  cairo_surface_destroy(s);
}

void canvas_picture(Canvas *c, const PaintOp *op) {
  const Pict *p = op->pict;
  const PictCrop k = op->crop.w > 0 && op->crop.h > 0 ? op->crop : (PictCrop){0, 0, 1000000, 1000000};
  const int8_t *o = UPRIGHT[p->orientation >= 1 && p->orientation <= 8 ? p->orientation : 1];
  double bx = canvas_x(c, op->box.x), by = canvas_y(c, op->box.y), bw = (double)op->box.w * c->scale,
         bh = (double)op->box.h * c->scale;
  double w = bw * 1e6 / k.w, h = bh * 1e6 / k.h, x = bx - w * k.x / 1e6, y = by - h * k.y / 1e6;
  bool lies = p->orientation > 4;
  if (p->form) {
    cairo_save(c->cr);
    cairo_rectangle(c->cr, bx, by, bw, bh);
    cairo_clip(c->cr);
    show_form(c, op, x, y, w, h);
    cairo_restore(c->cr);
    return;
  }
  cairo_surface_t *s = read_picture(c, p, (int)ceil(lies ? h : w), (int)ceil(lies ? w : h));
  cairo_save(c->cr);
  cairo_rectangle(c->cr, bx, by, bw, bh);
  cairo_clip(c->cr);
  for (size_t i = 0; i < op->path_n; i++) cairo_line_to(c->cr, canvas_x(c, op->path[i].x), canvas_y(c, op->path[i].y));
  if (op->path_n) cairo_clip(c->cr);
  if (s) {
    double sw = cairo_image_surface_get_width(s), sh = cairo_image_surface_get_height(s);
    cairo_matrix_t m;
    cairo_matrix_init(&m, o[2] * w / sw, o[3] * h / sw, o[4] * w / sh, o[5] * h / sh, x + o[0] * w, y + o[1] * h);
    cairo_transform(c->cr, &m);
    cairo_set_source_surface(c->cr, s, 0, 0);
    cairo_pattern_set_extend(cairo_get_source(c->cr), CAIRO_EXTEND_PAD);
    cairo_pattern_set_filter(cairo_get_source(c->cr), CAIRO_FILTER_GOOD);
    cairo_paint(c->cr);
  } else {
    fill_missing(c);
  }
  cairo_restore(c->cr);
  cairo_surface_destroy(s);
}
