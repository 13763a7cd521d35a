/* Rectangles, lines, paths, dots. */
#include "out/raster/inside.h"

static void put_rect(Canvas *c, Rect r) {
  double x = canvas_x(c, r.x), y = canvas_y(c, r.y);
  cairo_rectangle(c->cr, x, y, canvas_x(c, r.x + r.w) - x, canvas_y(c, r.y + r.h) - y);
}

static void stroke(Canvas *c, const PaintOp *op) {
  double dash = (double)op->dash * c->scale;
  canvas_ink(c, op->ink);
  cairo_set_line_width(c->cr, (double)op->thickness * c->scale);
  cairo_set_dash(c->cr, &dash, dash > 0 ? 1 : 0, 0);
  cairo_stroke(c->cr);
}

static bool has_line(const PaintOp *op) { return op->thickness > 0 && op->ink.model != INK_NONE; }

/* The line of a box runs inside its edge, as in the PDF. */
static void draw_rect(Canvas *c, const PaintOp *op) {
  if (op->fill.model != INK_NONE) {
    put_rect(c, op->box);
    canvas_ink(c, op->fill);
    cairo_fill(c->cr);
  }
  if (!has_line(op)) return;
  Len half = op->thickness / 2;
  put_rect(c, (Rect){op->box.x + half, op->box.y + half, op->box.w - op->thickness, op->box.h - op->thickness});
  stroke(c, op);
}

static void draw_line(Canvas *c, const PaintOp *op) {
  if (!has_line(op)) return;
  cairo_move_to(c->cr, canvas_x(c, op->box.x), canvas_y(c, op->box.y));
  cairo_line_to(c->cr, canvas_x(c, op->box.x + op->box.w), canvas_y(c, op->box.y + op->box.h));
  stroke(c, op);
}

static void put_dot(Canvas *c, Point at, Len radius) {
  const double round = 6.283185307179586;
  cairo_new_sub_path(c->cr);
  cairo_arc(c->cr, canvas_x(c, at.x), canvas_y(c, at.y), (double)radius * c->scale, 0, round);
  cairo_close_path(c->cr);
}

static void put_polygon(Canvas *c, const PaintOp *op) {
  for (size_t i = 0; i < op->path_n; i++) cairo_line_to(c->cr, canvas_x(c, op->path[i].x), canvas_y(c, op->path[i].y));
  cairo_close_path(c->cr);
}

static void draw_path(Canvas *c, const PaintOp *op) {
  if (!op->path_n) return;
  for (size_t i = 0; op->dot && i < op->path_n; i++) put_dot(c, op->path[i], op->dot);
  if (!op->dot) put_polygon(c, op);
  if (op->fill.model != INK_NONE) {
    canvas_ink(c, op->fill);
    cairo_fill_preserve(c->cr);
  }
  if (!op->dot && has_line(op)) stroke(c, op);
  cairo_new_path(c->cr);
}

void canvas_shape(Canvas *c, const PaintOp *op) {
  switch (op->kind) {
  case PAINT_RECT: draw_rect(c, op); break;
  case PAINT_LINE: draw_line(c, op); break;
  case PAINT_PATH: draw_path(c, op); break;
  case PAINT_PICTURE: canvas_picture(c, op); break;
  case PAINT_TEXT: canvas_text(c, op); break;
  }
}
