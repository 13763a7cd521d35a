/* Text: outlines of the face's own glyphs, each exactly at its place in the paint list, filled here.
 *
 *   outline, font units ──place──► curves, pixels ──flatten──► edges ──cover──► signed areas a row ──sum──► coverage ──► ink
 *
 * Every edge adds to the pixels that it crosses the area between itself and the pixel's right side, signed by its direction; the running sum
 * along a row is then the winding number times the part of the pixel that is covered. So coverage is exact, not sampled, and costs as much as
 * the outline is long (Raph Levien's font-rs, and the `cover` and `area` of FreeType's smooth rasterizer, are the same thought). Where
 * contours of one direction overlap the sum is more than one, which is as good as one: the non-zero rule, as in a PDF.
 *
 * The road not taken: cairo's fill and FreeType's rasterizer were both tried. Each took 25 microseconds for a body character at 100 pixels to
 * the inch, this a fifth of it, and a page has six thousand. Cached glyph masks, which is what readers do, move a glyph by up to an
 * eighth of a pixel and save little: on a page few glyphs come back at the same part of a pixel. */
#include "out/raster/inside.h"

#include <math.h>
#include <string.h>

enum { LEAF = 256, WIDTH_MOST = 1 << 16 };

struct Outlines {
  Arena *a;
  float *area; /* room for the glyph on the bench, all zero between two */
  size_t cap;
  Outline **face[]; /* [faces][65536 / LEAF]: lists of LEAF; NULL: not asked for yet */
};

Outlines *outlines_make(Arena *a, const Fonts *fonts) {
  Outlines *o = arena_add(a, sizeof *o + sizeof *o->face * (size_t)fonts_face_count(fonts));
  o->a = a;
  return o;
}

static const Outline *outline_find(Canvas *c, const PaintGlyph *g, int face) {
  Outlines *o = c->outlines;
  if (!o->face[face]) o->face[face] = arena_array(o->a, Outline *, 65536 / LEAF);
  Outline **leaf = &o->face[face][g->id / LEAF];
  if (!*leaf) *leaf = arena_array(o->a, Outline, LEAF);
  Outline *found = &(*leaf)[g->id % LEAF];
  if (!found->cap) {
    *found = font_outline(c->fonts, g->font, g->id, o->a);
    if (!found->cap) found->cap = 1; /* no ink: asked for, all the same */
  }
  return found;
}

typedef struct Spot { /* in pixels */
  float x, y;
} Spot;

/* Font units to pixels about the glyph's origin: x = ox + xx u + xy v, y = oy + yx u + yy v. */
typedef struct Placing {
  float ox, oy, xx, xy, yx, yy;
} Placing;

/* Width scales along the line's letters (Tz, ISO 32000-1 9.3.4); turned type lies a quarter turn clockwise, its heads to the right. */
static Placing place(const Canvas *c, const PaintOp *op, const PaintGlyph *g, int upem) {
  double high = (double)op->size * c->scale / upem, wide = high * (op->x_scale_pm ? op->x_scale_pm : 1000) / 1000;
  Placing p = {.ox = (float)canvas_x(c, g->x), .oy = (float)canvas_y(c, g->y)};
  if (op->turned) {
    p.yx = (float)wide;
    p.xy = (float)high;
  } else {
    p.xx = (float)wide;
    p.yy = (float)-high;
  }
  return p;
}

static Spot spot(const Placing *p, const float *at) {
  return (Spot){p->ox + p->xx * at[0] + p->xy * at[1], p->oy + p->yx * at[0] + p->yy * at[1]};
}

/* ---- one glyph's cells */
typedef struct Cells {
  float *area;    /* rows of w + 1: what leaves a row at its right end must fall somewhere */
  int x, y, w, h; /* of the whole glyph, its rows cut to the page */
} Cells;

/* One row of an edge: from x0 to x1 while it covers `high` of the row's height, signed. */
static void cover(float *row, float x0, float x1, float high) {
  if (x0 > x1) {
    float t = x0;
    x0 = x1;
    x1 = t;
  }
  int first = (int)x0, last = (int)x1;
  if (first == last) {
    float in = (x0 + x1) * 0.5f - (float)first;
    row[first] += high * (1 - in);
    row[first + 1] += high * in;
    return;
  }
  float per = high / (x1 - x0), in = (float)(first + 1) - x0, left = 0.5f * per * in * in;
  row[first] += left; /* a triangle, then trapezoids, then what is left */
  float done = left, now = per * (in + 0.5f);
  for (int x = first + 1; x < last; x++, now += per) {
    row[x] += now - done;
    done = now;
  }
  float out = x1 - (float)last;
  now = high - 0.5f * per * out * out;
  row[last] += now - done;
  row[last + 1] += high - now;
}

static void put_edge(const Cells *c, Spot a, Spot b) {
  if (a.y == b.y) return;
  float sign = 1;
  if (a.y > b.y) {
    Spot t = a;
    a = b;
    b = t;
    sign = -1;
  }
  float top = (float)c->y, slope = (b.x - a.x) / (b.y - a.y), x = a.x - (float)c->x, y = a.y - top, end = b.y - top;
  if (y < 0) {
    x -= slope * y;
    y = 0;
  }
  if (end > (float)c->h) end = (float)c->h;
  float most = (float)c->w;
  for (int row = (int)y; y < end; row++) {
    float next = (float)(row + 1) < end ? (float)(row + 1) : end, to = x + slope * (next - y);
    float x0 = x < 0 ? 0 : x > most ? most : x, x1 = to < 0 ? 0 : to > most ? most : to; /* rounding alone strays */
    cover(c->area + (size_t)row * (size_t)(c->w + 2), x0, x1, sign * (next - y));
    x = to;
    y = next;
  }
}

/* So many straight parts that none strays further than 1/20 pixel (Wang's bound). */
static void put_curve(const Cells *c, const Spot p[4]) {
  enum { PARTS_MOST = 256 };
  float dx = fmaxf(fabsf(p[0].x - 2 * p[1].x + p[2].x), fabsf(p[1].x - 2 * p[2].x + p[3].x)),
        dy = fmaxf(fabsf(p[0].y - 2 * p[1].y + p[2].y), fabsf(p[1].y - 2 * p[2].y + p[3].y));
  float want = ceilf(sqrtf(15 * (dx + dy)));
  int n = want < 1 ? 1 : want > PARTS_MOST ? PARTS_MOST : (int)want;
  Spot from = p[0];
  for (int i = 1; i <= n; i++) {
    float t = (float)i / (float)n, s = 1 - t, b[4] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
    Spot to = {b[0] * p[0].x + b[1] * p[1].x + b[2] * p[2].x + b[3] * p[3].x,
               b[0] * p[0].y + b[1] * p[1].y + b[2] * p[2].y + b[3] * p[3].y};
    if (i == n) to = p[3];
    put_edge(c, from, to);
    from = to;
  }
}

static void put_outline(const Cells *c, const Outline *o, const Placing *p) {
  Spot now = {0, 0}, start = now;
  const float *at = o->at;
  for (size_t i = 0; i < o->n; i++) {
    if (o->steps[i] == OUTLINE_CURVE) {
      Spot q[4] = {now, spot(p, at), spot(p, at + 2), spot(p, at + 4)};
      put_curve(c, q);
      now = q[3];
      at += 6;
      continue;
    }
    Spot to = spot(p, at);
    at += 2;
    put_edge(c, now, o->steps[i] == OUTLINE_MOVE ? start : to);
    if (o->steps[i] == OUTLINE_MOVE) start = to;
    now = to;
  }
  put_edge(c, now, start);
}

/* The box of the control points, in whole pixels; false if the page has nothing of it. */
static bool cells_find(Outlines *o, const Outline *from, const Placing *p, const Raster *page, Cells *c) {
  float x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
  for (size_t i = 0; i + 1 < from->at_n; i += 2) {
    Spot s = spot(p, from->at + i);
    x0 = fminf(x0, s.x);
    y0 = fminf(y0, s.y);
    x1 = fmaxf(x1, s.x);
    y1 = fmaxf(y1, s.y);
  }
  if (!(x1 > 0 && y1 > 0 && x0 < (float)page->width && y0 < (float)page->height && x1 - x0 < WIDTH_MOST)) return false;
  c->x = (int)floorf(x0);
  c->w = (int)ceilf(x1) - c->x + 1;
  c->y = y0 < 0 ? 0 : (int)y0;
  c->h = (y1 > (float)page->height ? page->height : (int)ceilf(y1)) - c->y;
  size_t n = (size_t)(c->w + 2) * (size_t)c->h;
  if (n > o->cap) {
    o->cap = n * 2;
    o->area = arena_array(o->a, float, o->cap);
  }
  c->area = o->area;
  return c->h > 0;
}

/* ---- ink */
static uint32_t mixed(uint32_t under, const unsigned rgb[3], unsigned cover) {
  uint32_t out = 0xFF000000;
  for (int i = 0; i < 3; i++) {
    unsigned shift = 16 - 8 * (unsigned)i, below = under >> shift & 255;
    out |= (below * (256 - cover) + rgb[i] * cover + 128) / 256 << shift;
  }
  return out;
}

static void ink_cells(const Cells *c, const Raster *page, const unsigned rgb[3]) {
  for (int y = 0; y < c->h; y++) {
    float *row = c->area + (size_t)y * (size_t)(c->w + 2), sum = 0;
    uint32_t *to = page->pixels + (size_t)(c->y + y) * (size_t)page->width;
    for (int x = 0; x < c->w; x++) {
      sum += row[x];
      unsigned much = (unsigned)(fminf(fabsf(sum), 1) * 256 + 0.5f);
      if (much && c->x + x >= 0 && c->x + x < page->width) to[c->x + x] = mixed(to[c->x + x], rgb, much);
    }
  }
  memset(c->area, 0, sizeof *c->area * (size_t)(c->w + 2) * (size_t)c->h);
}

void canvas_text(Canvas *c, const PaintOp *op) {
  if (op->ink.model == INK_NONE) return;
  double rgb[3];
  rgb_of_ink(op->ink, c->spots, rgb);
  const unsigned ink[3] = {(unsigned)lround(rgb[0] * 255), (unsigned)lround(rgb[1] * 255),
                           (unsigned)lround(rgb[2] * 255)};
  cairo_surface_flush(cairo_get_target(c->cr));
  for (size_t i = 0; i < op->n; i++) {
    const PaintGlyph *g = &op->glyphs[i];
    int face = font_facts(c->fonts, g->font)->face;
    const Outline *o = outline_find(c, g, face);
    Placing p = place(c, op, g, face_facts(c->fonts, face)->upem);
    Cells cells;
    if (!cells_find(c->outlines, o, &p, c->out, &cells)) continue;
    put_outline(&cells, o, &p);
    ink_cells(&cells, c->out, ink);
  }
  cairo_surface_mark_dirty(cairo_get_target(c->cr));
}
