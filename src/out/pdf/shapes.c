/* Rectangles, lines, paths, dots and pictures in a content stream. */
#include "out/pdf/inside.h"

static void put_point(Content *c, Len x, Len y) {
  content_num(c, decimal_near(content_x(c, x), FINE_PT / 500));
  content_num(c, decimal_near(content_y(c, y), FINE_PT / 500));
}

/* The edges are rounded, not the width: neighbours that touch on the page touch in the file. */
static void put_rect(Content *c, Rect r) {
  int64_t x0 = decimal_near(content_x(c, r.x), FINE_PT / 500),
          x1 = decimal_near(content_x(c, r.x + r.w), FINE_PT / 500);
  int64_t y0 = decimal_near(content_y(c, r.y + r.h), FINE_PT / 500),
          y1 = decimal_near(content_y(c, r.y), FINE_PT / 500);
  content_num(c, x0);
  content_num(c, y0);
  content_num(c, x1 - x0);
  content_num(c, y1 - y0);
  content_puts(c, "re\n");
}

static void set_line(Content *c, const PaintOp *op) {
  content_ink(c, op->ink, true);
  content_len(c, op->thickness);
  content_puts(c, "w ");
  if (op->dash) {
    content_puts(c, "[");
    content_len(c, op->dash);
    content_puts(c, "]0 d\n");
  }
}

static void end_dash(Content *c, const PaintOp *op) {
  if (op->dash) content_puts(c, "[]0 d\n");
}

/* The line of a box runs inside its edge, so that it never leaves its frame. */
static void draw_rect(Content *c, const PaintOp *op) {
  if (op->fill.model != INK_NONE) {
    content_ink(c, op->fill, false);
    put_rect(c, op->box);
    content_puts(c, "f\n");
  }
  if (op->thickness > 0 && op->ink.model != INK_NONE) {
    Len half = op->thickness / 2;
    set_line(c, op);
    put_rect(c, (Rect){op->box.x + half, op->box.y + half, op->box.w - op->thickness, op->box.h - op->thickness});
    content_puts(c, "S\n");
    end_dash(c, op);
  }
}

static void draw_line(Content *c, const PaintOp *op) {
  if (op->thickness <= 0 || op->ink.model == INK_NONE) return;
  set_line(c, op);
  put_point(c, op->box.x, op->box.y);
  content_puts(c, "m ");
  put_point(c, op->box.x + op->box.w, op->box.y + op->box.h);
  content_puts(c, "l S\n");
  end_dash(c, op);
}

/* A circle of four cubic curves; 0.5523 is the usual handle, off by less than 3/10000 of the radius. */
static void put_dot(Content *c, Point at, Len r) {
  Len k = len_pm(r, 552);
  static const int8_t way[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
  put_point(c, at.x + r, at.y);
  content_puts(c, "m ");
  for (int i = 0; i < 4; i++) {
    const int8_t *from = way[i], *to = way[(i + 1) & 3];
    put_point(c, at.x + from[0] * r + to[0] * k, at.y + from[1] * r + to[1] * k);
    put_point(c, at.x + to[0] * r + from[0] * k, at.y + to[1] * r + from[1] * k);
    put_point(c, at.x + to[0] * r, at.y + to[1] * r);
    content_puts(c, "c\n");
  }
}

static void draw_path(Content *c, const PaintOp *op) {
  bool fill = op->fill.model != INK_NONE, line = !op->dot && op->thickness > 0 && op->ink.model != INK_NONE;
  if (!op->path_n || (!fill && !line)) return;
  if (fill) content_ink(c, op->fill, false);
  if (line) set_line(c, op);
  for (size_t i = 0; i < op->path_n; i++) {
    if (op->dot) {
      put_dot(c, op->path[i], op->dot);
    } else {
      put_point(c, op->path[i].x, op->path[i].y);
      content_puts(c, i ? "l\n" : "m ");
    }
  }
  content_puts(c, op->dot ? "f\n" : fill && line ? "b\n" : fill ? "f\n" : "s\n");
  if (line) end_dash(c, op);
}

/* Where the stored picture's right and down lie on the upright one: EXIF orientation 1..8 (Exif 2.3, tag 0x0112).
 * u = ox + ux s + vx t, v = oy + uy s + vy t, in units of the picture's sides. */
static const int8_t UPRIGHT[9][6] = {{0, 0, 1, 0, 0, 1},   {0, 0, 1, 0, 0, 1},   {1, 0, -1, 0, 0, 1},
                                     {1, 1, -1, 0, 0, -1}, {0, 1, 1, 0, 0, -1},  {0, 0, 0, 1, 1, 0},
                                     {1, 0, 0, 1, -1, 0},  {1, 1, 0, -1, -1, 0}, {0, 1, 0, -1, 1, 0}};

static Len part(Len whole, int64_t of, int64_t crop) { return fine_div(whole * of, crop); }

/* A form is drawn as a page begins: whatever state we are in is not its own (8.4.2). */
static void draw_form(Content *c, const PaintOp *op, size_t number, Rect whole) {
  const Form *f = op->pict->form;
  c->use->pictures[number] = 1;
  content_overprint(c, false);
  content_puts(c, "q\n");
  put_rect(c, op->box);
  content_puts(c, "W n\n");
  content_ratio(c, whole.w, f->w);
  content_puts(c, "0 0 ");
  content_ratio(c, whole.h, f->h);
  put_point(c, whole.x, whole.y + whole.h);
  content_puts(c, "cm 0 g 0 G 1 w 0 J 0 j 10 M[]0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts/I");
  content_num(c, (int64_t)number * 10000);
  content_puts(c, "Do\nQ\n");
}

/* The crop fills the box: the whole picture is placed larger, and clipped. Image space is a unit square, its first row at the top. */
static void put_clip(Content *c, const PaintOp *op) {
  for (size_t i = 0; i < op->path_n; i++) {
    put_point(c, op->path[i].x, op->path[i].y);
    content_puts(c, i ? "l\n" : "m\n");
  }
  content_puts(c, "h W n\n");
}

static void draw_picture(Content *c, const PaintOp *op) {
  size_t number = book_picture(c->book, op->pict);
  const PictCrop k = op->crop.w > 0 && op->crop.h > 0 ? op->crop : (PictCrop){0, 0, 1000000, 1000000};
  const int8_t *o = UPRIGHT[op->pict->orientation >= 1 && op->pict->orientation <= 8 ? op->pict->orientation : 1];
  if (!c->book->pictures.at[number].made) { /* reported; what is missing is seen */
    content_ink(c, (Ink){INK_K, {0, 0, 0, 200}}, false);
    put_rect(c, op->box);
    content_puts(c, "f\n");
    return;
  }
  Len w = part(op->box.w, 1000000, k.w), h = part(op->box.h, 1000000, k.h);
  Len x = op->box.x - part(op->box.w, k.x, k.w), y = op->box.y - part(op->box.h, k.y, k.h);
  if (op->pict->form) {
    draw_form(c, op, number, (Rect){x, y, w, h});
    return;
  }
  c->use->pictures[number] = 1;
  content_overprint(c, false); /* pictures knock out */
  content_puts(c, "q\n");
  if (k.w != 1000000 || k.h != 1000000) {
    put_rect(c, op->box);
    content_puts(c, "W n\n");
  }
  if (op->path_n) put_clip(c, op);
  /* s = X, t = 1 - Y in image space */
  content_len(c, o[2] * w);
  content_len(c, -o[3] * h);
  content_len(c, -o[4] * w);
  content_len(c, o[5] * h);
  put_point(c, x + (o[0] + o[4]) * w, y + (o[1] + o[5]) * h);
  content_puts(c, "cm/I");
  content_num(c, (int64_t)number * 10000);
  content_puts(c, "Do\nQ\n");
}

void content_shape(Content *c, const PaintOp *op) {
  switch (op->kind) {
  case PAINT_RECT: draw_rect(c, op); break;
  case PAINT_LINE: draw_line(c, op); break;
  case PAINT_PATH: draw_path(c, op); break;
  case PAINT_PICTURE: draw_picture(c, op); break;
  case PAINT_TEXT: break;
  }
}
