/* epaper/zones: whose is which part of a page.
 *
 *     xs  |  |     |   |        Every rectangle of a story (a patch) is drawn on a net whose lines are the patches' own edges, so that a cell of
 *     ----A--A-----B---B---     the net is all one story's. Where two overlap, as a box that stands inside another story's frame does, the
 *         A  A  .  B   B        later has the cell. Then each story's cells are walked around: the outline is its polygon, L-shapes and steps
 *     ----A--A--A--C---C---     included, and no cell is in two, so the zones of a page cannot overlap.
 *         A  A  A  C   C
 *
 * An outline with a hole in it is no polygon: the cells are parted at the hole's left edge until none is left. The road not taken: one rectangle
 * a leg, which leaves the reader's finger on a gutter, and bounding boxes, which lie over the neighbours. */
#include "epaper/inside.h"

#include <string.h>

typedef struct Net {
  Arena *a;
  Len *xs, *ys;
  size_t nx, ny;   /* lines; cells are one fewer each way */
  uint32_t *owner; /* STORY_NONE: nobody's */
  uint32_t *part;  /* of the story that is being walked: number of the connected part, 0: none */
} Net;

static size_t add_line(Len *at, size_t n, Len v) {
  size_t i = 0;
  while (i < n && at[i] < v) i++;
  if (i < n && at[i] == v) return n;
  memmove(at + i + 1, at + i, (n - i) * sizeof *at);
  at[i] = v;
  return n + 1;
}

static size_t find_line(const Len *at, Len v) {
  size_t i = 0;
  while (at[i] != v) i++;
  return i;
}

static Net net_make(Arena *a, const Patch *p, size_t n) {
  Net net = {.a = a, .xs = arena_array(a, Len, 2 * n + 1), .ys = arena_array(a, Len, 2 * n + 1)};
  for (size_t i = 0; i < n; i++) {
    net.nx = add_line(net.xs, net.nx, p[i].box.x);
    net.nx = add_line(net.xs, net.nx, p[i].box.x + p[i].box.w);
    net.ny = add_line(net.ys, net.ny, p[i].box.y);
    net.ny = add_line(net.ys, net.ny, p[i].box.y + p[i].box.h);
  }
  size_t cells = net.nx * net.ny;
  net.owner = arena_array(a, uint32_t, cells + 1);
  net.part = arena_array(a, uint32_t, cells + 1);
  for (size_t i = 0; i < cells; i++) net.owner[i] = STORY_NONE;
  for (size_t i = 0; i < n; i++) {
    size_t x0 = find_line(net.xs, p[i].box.x), x1 = find_line(net.xs, p[i].box.x + p[i].box.w);
    size_t y0 = find_line(net.ys, p[i].box.y), y1 = find_line(net.ys, p[i].box.y + p[i].box.h);
    for (size_t y = y0; y < y1; y++)
      for (size_t x = x0; x < x1; x++) net.owner[y * net.nx + x] = p[i].story;
  }
  return net;
}

/* ---- connected parts: cells are `wanted`, touching by their sides */

typedef struct Cell {
  size_t x, y;
} Cell;

static void spread(Net *net, Cell from, uint32_t was, uint32_t part) {
  VEC(Cell) todo = {0};
  net->part[from.y * net->nx + from.x] = part;
  vec_add(net->a, &todo, from);
  while (todo.n) {
    Cell c = todo.at[--todo.n];
    Cell beside[4] = {{c.x + 1, c.y}, {c.x - 1, c.y}, {c.x, c.y + 1}, {c.x, c.y - 1}}; /* 0 - 1 is past the net */
    for (int i = 0; i < 4; i++) {
      if (beside[i].x >= net->nx || beside[i].y >= net->ny) continue;
      uint32_t *p = &net->part[beside[i].y * net->nx + beside[i].x];
      if (*p != was) continue;
      *p = part;
      vec_add(net->a, &todo, beside[i]);
    }
  }
}

static bool is_in(const Net *net, size_t x, size_t y, uint32_t part) {
  return x < net->nx && y < net->ny && net->part[y * net->nx + x] == part;
}

/* ---- outlines: with the part on the right hand. Directions: 0 right, 1 down, 2 left, 3 up. */

static bool has_edge(const Net *net, size_t x, size_t y, int dir, uint32_t part) {
  switch (dir) { /* from the crossing (x, y): the cell on the right hand is the part's, that on the left is not */
  case 0: return is_in(net, x, y, part) && !is_in(net, x, y - 1, part);
  case 1: return is_in(net, x - 1, y, part) && !is_in(net, x, y, part);
  case 2: return is_in(net, x - 1, y - 1, part) && !is_in(net, x - 1, y, part);
  default: return is_in(net, x, y - 1, part) && !is_in(net, x - 1, y - 1, part);
  }
}

/* Walks from a crossing until it comes back; turns right where it can, so that cells that touch by a corner only stay apart. `seen` has a bit
 * per direction and crossing. */
static Polygon walk(const Net *net, size_t x, size_t y, int dir, uint32_t part, uint8_t *seen) {
  VEC(Point) points = {0};
  size_t x0 = x, y0 = y;
  int first = dir, last = -1;
  do {
    if (dir != last) vec_add(net->a, &points, (Point){net->xs[x], net->ys[y]});
    last = dir;
    seen[y * net->nx + x] |= (uint8_t)(1 << dir);
    x = dir == 0 ? x + 1 : dir == 2 ? x - 1 : x;
    y = dir == 1 ? y + 1 : dir == 3 ? y - 1 : y;
    int turns[3] = {(dir + 1) % 4, dir, (dir + 3) % 4};
    for (int i = 0; i < 3; i++)
      if (has_edge(net, x, y, turns[i], part)) {
        dir = turns[i];
        break;
      }
  } while (x != x0 || y != y0 || dir != first);
  return (Polygon){.at = points.at, .n = points.n};
}

/* The outer outline of a part begins at its first cell in reading order; any other outline is a hole's, and `hole` is where it begins. */
static Polygon outline(const Net *net, Cell first, uint32_t part, size_t *hole) {
  uint8_t *seen = arena_array(net->a, uint8_t, net->nx * net->ny + 1);
  Polygon outer = walk(net, first.x, first.y, 0, part, seen);
  *hole = SIZE_MAX;
  for (size_t y = 0; y < net->ny; y++)
    for (size_t x = 0; x < net->nx; x++)
      if (has_edge(net, x, y, 0, part) && !(seen[y * net->nx + x] & 1) && x < *hole) *hole = x;
  return outer;
}

static Cell first_cell(const Net *net, uint32_t part) {
  size_t at = 0;
  while (net->part[at] != part) at++;
  return (Cell){at % net->nx, at / net->nx};
}

static void trace_story(Net *net, Zones *out, Arena *a, uint32_t story) {
  enum { WANTED = 1 };
  size_t cells = net->nx * net->ny;
  uint32_t next = WANTED + 1;
  for (size_t i = 0; i < cells; i++) net->part[i] = net->owner[i] == story ? WANTED : 0;
  for (size_t i = 0; i < cells; i++) {
    if (net->part[i] != WANTED) continue;
    uint32_t part = next++;
    spread(net, (Cell){i % net->nx, i / net->nx}, WANTED, part);
    size_t hole;
    Polygon p = outline(net, first_cell(net, part), part, &hole);
    if (hole != SIZE_MAX) { /* the cells right of the hole's left edge wait for their turn, which comes anew */
      for (size_t k = 0; k < cells; k++)
        if (net->part[k] == part) net->part[k] = k % net->nx < hole ? part : WANTED;
      for (size_t k = 0; k < cells; k++)
        if (net->part[k] == part) net->part[k] = next; /* may have come apart: walked one by one */
      uint32_t left = next++;
      for (size_t k = 0; k < cells; k++) {
        if (net->part[k] != left) continue;
        uint32_t piece = next++;
        spread(net, (Cell){k % net->nx, k / net->nx}, left, piece);
        size_t inner;
        p = outline(net, first_cell(net, piece), piece, &inner);
        must(inner == SIZE_MAX); /* the hole was the leftmost */
        p.story = story;
        vec_add(a, out, p);
      }
      i = (size_t)-1; /* from the start */
      continue;
    }
    p.story = story;
    vec_add(a, out, p);
  }
}

Zones zones_trace(Arena *a, const Patch *patches, size_t n) {
  Zones out = {0};
  if (!n) return out;
  Net net = net_make(a, patches, n);
  for (size_t i = 0; i < n; i++) {
    bool done = patches[i].story == STORY_NONE; /* what is nobody's only takes from others */
    for (size_t k = 0; k < i && !done; k++) done = patches[k].story == patches[i].story;
    if (!done) trace_story(&net, &out, a, patches[i].story);
  }
  return out;
}

/* ---- a page's patches */

typedef VEC(Patch) Patches;

static bool is_inside(Rect r, Rect in) {
  Point c = {r.x + r.w / 2, r.y + r.h / 2};
  return c.x >= in.x && c.x < in.x + in.w && c.y >= in.y && c.y < in.y + in.h;
}

/* An inset's ink is not its parent's: what stands in a smaller frame inside this one. */
static bool is_in_inset(const FlowPage *p, const FlowFrame *f, const Item *it) {
  for (size_t i = 0; i < p->frames.n; i++) {
    const FlowFrame *o = &p->frames.at[i];
    bool smaller = o->box.w <= f->box.w && o->box.h <= f->box.h && (o->box.w < f->box.w || o->box.h < f->box.h);
    const Slot *s = layout_find_slot(p->layout, o->name);
    if (o != f && smaller && s && s->in.n && is_inside(o->box, f->box) && is_inside(it->box, o->box)) return true;
  }
  return false;
}

/* The story whose frame this is; STORY_NONE: nobody's, or several stories share it. */
static uint32_t owner_of(const FlowPage *p, const FlowFrame *f, bool *shared) {
  uint32_t owner = STORY_NONE;
  *shared = false;
  for (size_t i = 0; i < p->items.n; i++) {
    const Item *it = &p->items.at[i];
    if (it->story == STORY_NONE || it->story == owner || !is_inside(it->box, f->box) || is_in_inset(p, f, it)) continue;
    *shared = owner != STORY_NONE;
    if (*shared) return STORY_NONE;
    owner = it->story;
  }
  return owner;
}

/* Legs of the frame along the lines, in the grid's own reckoning; a stream's frame does not keep them. */
static size_t legs_of(Arena *a, const FlowPage *p, const FlowFrame *f, Rect **legs) {
  const Slot *s = layout_find_slot(p->layout, f->name);
  size_t n = f->leg_count;
  if (!n && s) n = (size_t)(s->legs ? s->legs : s->cells.col_last - s->cells.col_first + 1);
  if (n < 1) n = 1;
  *legs = arena_array(a, Rect, n);
  Rect whole = grid_from_sheet(&f->grid, f->box);
  Len gutter = f->grid.gutter, measure = (whole.w - (Len)(n - 1) * gutter) / (Len)n;
  for (size_t i = 0; i < n; i++) {
    Rect r = f->leg_count ? grid_from_sheet(&f->grid, f->legs[i]) : (Rect){0};
    if (!f->leg_count) r.x = whole.x + (Len)i * (measure + gutter), r.w = measure;
    (*legs)[i] = (Rect){r.x, whole.y, r.w, whole.h};
  }
  return n;
}

/* One leg that stories follow each other in: each has it from the middle of the blank above its first ink to the next one's. */
static void share_leg(Arena *a, const FlowPage *p, const FlowFrame *f, Rect leg, Patches *out) {
  VEC(Patch) met = {0}; /* the ink of each story in this leg, in the order they stand */
  for (size_t i = 0; i < p->items.n; i++) {
    const Item *it = &p->items.at[i];
    if (it->story == STORY_NONE || !is_inside(it->box, f->box)) continue;
    Rect r = grid_from_sheet(&f->grid, it->box);
    if (r.x >= leg.x + leg.w || r.x + r.w <= leg.x) continue;
    size_t k = 0;
    while (k < met.n && met.at[k].story != it->story) k++;
    if (k == met.n) vec_add(a, &met, (Patch){it->story, r});
    Rect *m = &met.at[k].box;
    Len foot = len_max(m->y + m->h, r.y + r.h);
    m->y = len_min(m->y, r.y), m->h = foot - m->y;
  }
  for (size_t i = 1; i < met.n; i++)
    for (size_t k = i; k > 0 && met.at[k - 1].box.y > met.at[k].box.y; k--) {
      Patch swap = met.at[k];
      met.at[k] = met.at[k - 1], met.at[k - 1] = swap;
    }
  Len top = leg.y;
  for (size_t i = 0; i < met.n; i++) {
    Len foot = leg.y + leg.h;
    if (i + 1 < met.n) foot = (met.at[i].box.y + met.at[i].box.h + met.at[i + 1].box.y) / 2;
    foot = len_max(len_min(foot, leg.y + leg.h), top);
    if (foot > top)
      vec_add(a, out, (Patch){met.at[i].story, grid_to_sheet(&f->grid, (Rect){leg.x, top, leg.w, foot - top})});
    top = foot;
  }
}

static void share_frame(Arena *a, const FlowPage *p, const FlowFrame *f, Patches *out) {
  Rect *legs;
  size_t n = legs_of(a, p, f, &legs);
  for (size_t i = 0; i < n; i++) share_leg(a, p, f, legs[i], out);
}

/* A frame inside another is the smaller; drawn later it keeps its place. */
static const FlowFrame **by_size(Arena *a, const FlowPage *p) {
  const FlowFrame **f = arena_array(a, const FlowFrame *, p->frames.n + 1);
  for (size_t i = 0; i < p->frames.n; i++) {
    size_t k = i;
    const FlowFrame *it = &p->frames.at[i];
    for (; k > 0 && f[k - 1]->box.w * (f[k - 1]->box.h / LEN_PT) < it->box.w * (it->box.h / LEN_PT); k--)
      f[k] = f[k - 1];
    f[k] = it;
  }
  return f;
}

/* Frames of nobody that hold ink (advertisements, furniture) cut themselves out of what they stand in. */
Zones zones_make(Arena *a, const FlowPage *p) {
  Patches patches = {0};
  const FlowFrame **frames = by_size(a, p);
  for (size_t i = 0; i < p->frames.n; i++) {
    bool shared;
    const FlowFrame *f = frames[i];
    uint32_t owner = owner_of(p, f, &shared);
    if (shared)
      share_frame(a, p, f, &patches);
    else if (f->box.w > 0 && f->box.h > 0)
      vec_add(a, &patches, (Patch){owner, f->box});
  }
  return zones_trace(a, patches.at, patches.n);
}
