/* paint/borders: frames and rules of two lines, and of tiles (花边).
 *
 *     thick-thin    +=======    tiles    * * * *      One tile stands in each corner, the others evenly between
 *                   |+------             *            them: their distance is the pitch, a little more where a
 *                   ||                   *            side is not a whole number of pitches.
 *
 * The outer edge of all of them is the edge of the box. Source: newspaper practice (文武线: a heavy and a light rule). */
#include "paint/inside.h"

enum {
  PITCH_DOTS_PM = 2500,
  PITCH_DIAMONDS_PM = 1600,
  PITCH_DASHES_PM = 5000,
  DASH_PM = 3000
};                          /* of the tile's width */
enum { TILES_MOST = 4000 }; /* of a side: a box of hairline dots is not to fill the memory */

static void put_fill(Painter *p, const PaintOp *like, Rect r, Ink ink) {
  if (r.w <= 0 || r.h <= 0) return;
  PaintOp op = *like;
  op.box = r, op.fill = ink, op.thickness = 0;
  *painter_op(p, PAINT_RECT, op.role) = op;
}

static Rect inner(Rect r, Len by) {
  return (Rect){r.x + by, r.y + by, len_max(0, r.w - 2 * by), len_max(0, r.h - 2 * by)};
}

/* Four rules, filled: their corners are square and their outer edge is the box's. */
static void put_frame(Painter *p, const PaintOp *like, Rect r, Len w, Ink ink) {
  if (r.w < 2 * w || r.h < 2 * w) return;
  put_fill(p, like, (Rect){r.x, r.y, r.w, w}, ink);
  put_fill(p, like, (Rect){r.x, r.y + r.h - w, r.w, w}, ink);
  put_fill(p, like, (Rect){r.x, r.y + w, w, r.h - 2 * w}, ink);
  put_fill(p, like, (Rect){r.x + r.w - w, r.y + w, w, r.h - 2 * w}, ink);
}

/* ---- tiles */

typedef struct Tiles {
  Painter *p;
  const PaintOp *like;
  Ink ink;
  BoxBorder border;
  Len w;
} Tiles;

static Len tile_pitch(const Tiles *t) {
  int pm = t->border == BORDER_DOTS       ? PITCH_DOTS_PM
           : t->border == BORDER_DIAMONDS ? PITCH_DIAMONDS_PM
                                          : PITCH_DASHES_PM;
  return len_max(1, len_pm(t->w, pm));
}

static PaintOp tile_op(const Tiles *t, size_t points) {
  PaintOp op = *t->like;
  op.kind = PAINT_PATH;
  op.fill = t->ink, op.ink = (Ink){0}, op.thickness = 0;
  op.path = arena_array(t->p->job->arena, Point, points);
  op.path_n = points;
  return op;
}

static void put_diamond(const Tiles *t, Point at) {
  Len h = t->w / 2;
  PaintOp op = tile_op(t, 4);
  op.path[0] = (Point){at.x - h, at.y}, op.path[1] = (Point){at.x, at.y - h};
  op.path[2] = (Point){at.x + h, at.y}, op.path[3] = (Point){at.x, at.y + h};
  op.box = (Rect){at.x - h, at.y - h, 2 * h, 2 * h};
  *painter_op(t->p, PAINT_PATH, op.role) = op;
}

/* n + 1 places on the line from a to b, the ends among them. */
static Point place_at(Point a, Point b, int64_t i, int64_t n) {
  return (Point){a.x + (b.x - a.x) * i / n, a.y + (b.y - a.y) * i / n};
}

static int64_t tile_steps(const Tiles *t, Point a, Point b) {
  Len length = len_max(b.x > a.x ? b.x - a.x : a.x - b.x, b.y > a.y ? b.y - a.y : a.y - b.y);
  int64_t n = length / tile_pitch(t);
  return n < 1 ? 1 : n > TILES_MOST ? TILES_MOST : n;
}

static void put_dots(const Tiles *t, Point a, Point b, int64_t n) {
  PaintOp op = tile_op(t, (size_t)n + 1);
  op.dot = t->w / 2;
  for (int64_t i = 0; i <= n; i++) op.path[i] = place_at(a, b, i, n);
  *painter_op(t->p, PAINT_PATH, op.role) = op;
}

/* Dashes lie along the side; those at its ends begin and end with the corner. */
static void put_dashes(const Tiles *t, Point a, Point b, int64_t n) {
  bool level = a.y == b.y;
  Len dash = len_pm(t->w, DASH_PM), half = t->w / 2, room = (level ? b.x - a.x : b.y - a.y) + t->w - dash;
  for (int64_t i = 0; i <= n && room >= 0; i++) {
    Len at = room * i / n;
    Rect r = level ? (Rect){a.x - half + at, a.y - half, dash, t->w} : (Rect){a.x - half, a.y - half + at, t->w, dash};
    put_fill(t->p, t->like, r, t->ink);
  }
}

/* From a to b, to the right or down. `shared`: the tiles at the ends stand already. */
static void put_side(const Tiles *t, Point a, Point b, bool shared) {
  int64_t n = tile_steps(t, a, b);
  if (t->border == BORDER_DASHES) {
    put_dashes(t, a, b, n);
  } else if (t->border == BORDER_DIAMONDS) {
    for (int64_t i = shared; i <= n - shared; i++) put_diamond(t, place_at(a, b, i, n));
  } else if (!shared) {
    put_dots(t, a, b, n);
  } else if (n > 1) {
    put_dots(t, place_at(a, b, 1, n), place_at(a, b, n - 1, n), n - 2 > 0 ? n - 2 : 1);
  }
}

static void put_tiles(const Tiles *t, Rect r) {
  Rect m = inner(r, t->w / 2);
  Point nw = {m.x, m.y}, ne = {m.x + m.w, m.y}, sw = {m.x, m.y + m.h}, se = {m.x + m.w, m.y + m.h};
  put_side(t, nw, ne, false);
  put_side(t, sw, se, false);
  put_side(t, nw, sw, true);
  put_side(t, ne, se, true);
}

/* ---- what the items ask for */

static bool is_tiled(BoxBorder b) { return b == BORDER_DASHES || b == BORDER_DOTS || b == BORDER_DIAMONDS; }

/* The two lines of a border, from outside in. */
static void two_lines(BoxBorder b, Len rule, Len *outer, Len *within) {
  *outer = b == BORDER_THIN_THICK ? border_thin(rule) : rule;
  *within = b == BORDER_THICK_THIN ? border_thin(rule) : rule;
}

void painter_border(Painter *p, const PaintOp *like, const Item *box) {
  if (is_tiled(box->border)) {
    put_tiles(&(Tiles){p, like, box->ink, box->border, box->thickness}, box->box);
    return;
  }
  Len outer, within;
  two_lines(box->border, box->thickness, &outer, &within);
  put_frame(p, like, box->box, outer, box->ink);
  put_frame(p, like, inner(box->box, outer + border_gap(box->thickness)), within, box->ink);
}

void painter_border_rule(Painter *p, const PaintOp *like, const Item *rule) {
  Rect r = rule->box;
  bool level = r.w >= r.h;
  if (is_tiled(rule->border)) {
    Tiles t = {p, like, rule->ink, rule->border, rule->thickness};
    Len half = rule->thickness / 2;
    Point a = {r.x + half, r.y + half}, b = level ? (Point){r.x + r.w - half, a.y} : (Point){a.x, r.y + r.h - half};
    put_side(&t, a, b, false);
    return;
  }
  Len first, last;
  two_lines(rule->border, rule->thickness, &first, &last);
  put_fill(p, like, level ? (Rect){r.x, r.y, r.w, first} : (Rect){r.x, r.y, first, r.h}, rule->ink);
  put_fill(p, like, level ? (Rect){r.x, r.y + r.h - last, r.w, last} : (Rect){r.x + r.w - last, r.y, last, r.h},
           rule->ink);
}
