/* flow/wrap: shapes in the legs, and what they leave beside them.
 *
 *     leg 0           leg 1              A shape is a picture's box, the contour that its alpha leaves, a polygon, or an inset: a slot that
 *     | text text | | text text |        stands in this one. Of every grid line of a leg it touches it leaves one or two pieces, cut down to
 *     | text te /----\ ext text |        whole characters; the rest of a character is white on the shape's side. A piece shorter than the
 *     | text t /      \ xt text |        least measure is no line of text (B2.4: nine characters, a quarter of the leg): then text stands on
 *     | text te \----/ ext text |        the other side alone, or jumps over.
 *     | text text | | text text |
 *
 * What is left is looked at once more, so that no line stands alone: a run of one or two lines between shapes is left white, two sides are
 * two only for three lines and more, and a single long line over or under a shape is cut as the lines beside it are (JIS X 4051; JLREQ 4.3.3).
 * Beside a shape that is shallower than six lines and an inch no text stands: it would be a notch in the leg. */
#include "flow/inside.h"

enum {
  LEAST_EMS = 9,      /* of a line beside a shape, */
  LEAST_SHARE = 4,    /* and a quarter of the leg */
  KEEP_MOST_EMS = 20, /* white around a shape */
  RUN_LEAST = 3,      /* lines between shapes; lines with text on both sides */
  DEEP_LEAST = 6,     /* lines of text beside a shape, or an inch of them */
  STEP_EMS = 2,       /* a single line so much longer than its neighbour beside the shape is cut to it */
  PIECES_MOST = 4,    /* of a line */
  BANDS_A_LINE = 8,   /* of a contour */
  MASK_MOST = 400     /* cells of a mask a side */
};

/* ---- what is asked */

static Len keep_of(const Galley *g, Measure gap) {
  const Grid *grid = &g->slot->grid;
  return len_max(grid->em, len_min(measure_len(gap, grid->em, grid->pitch), KEEP_MOST_EMS * grid->em));
}

static void no_shape(Caster *c, PictureSet *p, const char *why) {
  diag_add(c->diags, DIAG_PICTURE_NO_SHAPE, p->copy->span, "the picture '%.*s' has no %s; text runs around its box",
           STRF(p->copy->file), why);
  p->wrap = WRAP_BOX;
}

static void read_contour(Caster *c, PictureSet *p, int least_pm) {
  Job job = {c->arena, c->diags};
  if (!p->pict) {
    p->wrap = WRAP_BOX; /* a placeholder: told already */
  } else if (p->copy->more_count) {
    no_shape(c, p, "contour, since it is a group");
  } else if (!p->pict->alpha || !pict_mask(&job, p->pict, p->copy->span, least_pm, MASK_MOST, &p->mask)) {
    no_shape(c, p, "alpha channel to take a contour from");
  }
}

void wrap_read_picture(Caster *c, const Galley *g, size_t i) {
  PictureSet *p = &g->pictures[i];
  const SlotPicture *sp = &g->slot->pictures[i];
  p->wrap = p->copy->wrap ? p->copy->wrap : (Wrap)sp->wrap;
  p->keep = keep_of(g, p->copy->gap.v ? p->copy->gap : sp->gap);
  p->least = sp->least;
  p->outline = p->copy->outline.n ? p->copy->outline : sp->outline;
  if (p->wrap == WRAP_CONTOUR) read_contour(c, p, p->copy->threshold_pm ? p->copy->threshold_pm : sp->threshold_pm);
  if (p->wrap == WRAP_POLYGON && !p->outline.n) no_shape(c, p, "outline with the corners of a polygon");
  p->part = sp->measure > 0 || p->wrap == WRAP_CONTOUR || p->wrap == WRAP_POLYGON;
  if (p->part && !p->lines) p->lines = wrap_own_lines(g, p);
}

int wrap_own_lines(const Galley *g, const PictureSet *p) {
  const Grid *grid = g->bed.grid;
  int most = g->bed.last - g->bed.first + 1;
  Len wide = 1000, high = 667;
  if (p->pict) wide = pict_seen_width(p->pict), high = pict_seen_height(p->pict);
  if (p->copy->more_count) wide = picture_shape_pm(p), high = 1000;
  Len h = grid->vertical ? p->w * wide / len_max(high, 1) : p->w * high / len_max(wide, 1);
  int lines = (int)len_min((h + grid->pitch - grid->cell + grid->pitch / 2) / grid->pitch, most);
  return lines < 1 ? 1 : lines;
}

/* ---- contours where the pictures stand */

static Rect box_of(const Galley *g, const PictureSet *p) {
  const Grid *grid = g->bed.grid;
  Len top = line_top(grid, p->first), foot = grid_baseline(grid, p->first + p->lines - 1);
  if (grid->vertical) foot = line_foot(grid, p->first + p->lines - 1);
  return (Rect){p->x, top, p->w - p->strip, foot - top};
}

/* A cut-out is shown whole: as large as its box lets it be, in the middle of that, with its foot on the box's. */
static Rect fitted(Rect box, const Pict *p) {
  Len w = pict_seen_width(p), h = pict_seen_height(p), high = len_fu(h, box.w, w), wide = box.w;
  if (high > box.h) high = box.h, wide = len_fu(w, box.h, h);
  return (Rect){box.x + (box.w - wide) / 2, box.y + box.h - high, len_max(wide, 1), len_max(high, 1)};
}

static void add_cell(Contour *c, Rect r) {
  Len top = len_max(0, r.y - c->top), foot = len_max(top + 1, r.y + r.h - c->top);
  for (Len i = top / c->step; i <= (foot - 1) / c->step; i++) contour_add(c, (size_t)i, r.x, r.x + r.w);
}

static Contour contour_of_mask(Arena *a, const Grid *g, const PictMask *m, Rect shown) {
  Rect own = grid_from_sheet(g, shown);
  Contour c = contour_make(a, own.y, own.h, g->pitch / BANDS_A_LINE);
  for (int y = 0; y < m->h; y++)
    for (int x = 0; x < m->w; x++) {
      if (!m->at[y * m->w + x]) continue;
      Len x0 = shown.w * x / m->w, x1 = shown.w * (x + 1) / m->w, y0 = shown.h * y / m->h,
          y1 = shown.h * (y + 1) / m->h;
      add_cell(&c, grid_from_sheet(g, (Rect){shown.x + x0, shown.y + y0, x1 - x0, y1 - y0}));
    }
  return c;
}

static Contour contour_of_outline(const Galley *g, const Corners *o, Rect box) {
  const Grid *grid = g->bed.grid;
  Point *at = arena_array(g->arena, Point, o->n + 1);
  for (size_t i = 0; i < o->n; i++) {
    Rect r =
        grid_from_sheet(grid, (Rect){box.x + len_pm(box.w, o->at[i].x_pm), box.y + len_pm(box.h, o->at[i].y_pm), 0, 0});
    at[i] = (Point){r.x, r.y};
  }
  return contour_of_polygon(g->arena, at, o->n, grid->pitch / BANDS_A_LINE);
}

void wrap_place(const Galley *g) {
  const Grid *grid = g->bed.grid;
  for (size_t i = 0; i < g->picture_count; i++) {
    PictureSet *p = &g->pictures[i];
    if (!p->place || !p->part || (p->contour.n && p->contour_at == p->first)) continue;
    Rect box = grid_to_sheet(grid, box_of(g, p));
    p->contour_at = p->first;
    if (p->wrap == WRAP_POLYGON) p->contour = contour_of_outline(g, &p->outline, box);
    if (p->wrap != WRAP_CONTOUR) continue;
    p->shown = fitted(box, p->pict);
    p->contour = contour_of_mask(g->arena, grid, &p->mask, p->shown);
  }
}

/* ---- how far a shape with its white reaches in one line */

static bool is_within(int line, int first, int last) { return line >= first && line <= last; }

/* Blank lines over and under a box: the white beside it, in lines. */
static int blanks_of(const Grid *g, Len keep) {
  int n = (int)((keep + g->pitch / 2) / g->pitch);
  return n < 1 ? 1 : n;
}

static void widen(bool *any, Len *from, Len *to, Len a, Len b) {
  *from = *any ? len_min(*from, a) : a;
  *to = *any ? len_max(*to, b) : b;
  *any = true;
}

static bool picture_reach(const Galley *g, const PictureSet *p, int line, Len *from, Len *to) {
  const Grid *grid = g->bed.grid;
  int blank = blanks_of(grid, p->keep), foot = p->first + p->lines + p->words - 1;
  bool any = false;
  if (!p->contour.n) {
    if (is_within(line, p->first - blank, foot + blank)) widen(&any, from, to, p->x - p->keep, p->x + p->w + p->keep);
    return any;
  }
  any = contour_reach(&p->contour, line_top(grid, line), line_foot(grid, line), p->keep, from, to);
  if (p->words && is_within(line, p->first + p->lines - 1, foot + blank))
    widen(&any, from, to, p->x - p->keep, p->x + p->w + p->keep);
  if (p->cross && is_within(line, p->first - blank, foot + blank))
    widen(&any, from, to, p->x + p->w - p->strip, p->x + p->w + p->keep);
  return any;
}

typedef struct Reach { /* of one shape in one line */
  Len from, to, least;
} Reach;
typedef struct Reaches {
  Reach *at;
  size_t n, cap;
} Reaches;

static Len least_of(const Galley *g, Measure asked) {
  Len em = g->bed.grid->em;
  if (asked.v > 0) return len_max(em, measure_len(asked, em, g->bed.grid->pitch));
  return len_max(LEAST_EMS * em, g->bed.measure / LEAST_SHARE);
}

static void add_reach(Arena *a, Reaches *out, Reach r) {
  vec_add(a, out, r);
  for (size_t i = out->n - 1; i > 0 && out->at[i - 1].from > out->at[i].from; i--) {
    Reach t = out->at[i];
    out->at[i] = out->at[i - 1], out->at[i - 1] = t;
  }
}

/* All shapes in one line; those that fill their legs too. */
static Reaches reaches(Arena *a, const Galley *g, int line) {
  Reaches out = {0};
  for (size_t i = 0; i < g->picture_count; i++) {
    const PictureSet *p = &g->pictures[i];
    Reach r = {0};
    bool full = p->place && !p->part && is_within(line, p->first - 1, p->first + p->lines + p->words);
    if (full)
      add_reach(a, &out, (Reach){p->x, p->x + bed_span(&g->bed, p->leg, p->legs), g->bed.measure});
    else if (p->place && p->part && picture_reach(g, p, line, &r.from, &r.to))
      r.least = least_of(g, p->least), add_reach(a, &out, r);
  }
  for (size_t i = 0; i < g->inset_count; i++) {
    const Inset *n = &g->insets[i];
    Len keep = keep_of(g, n->slot->gap);
    int blank = blanks_of(g->bed.grid, keep);
    if (is_within(line, n->first - blank, n->last + blank))
      add_reach(a, &out, (Reach){n->x - keep, n->x + n->w + keep, least_of(g, n->slot->least)});
  }
  return out;
}

bool wrap_any(const Galley *g) {
  bool any = g->inset_count > 0;
  for (size_t i = 0; i < g->picture_count; i++) any = any || (g->pictures[i].place && g->pictures[i].part);
  return any;
}

/* What explain says of it. */
Str wrap_words(Arena *a, const Galley *g) {
  Str out = {0};
  for (size_t i = 0; i < g->picture_count; i++) {
    const PictureSet *p = &g->pictures[i];
    if (!p->place || !p->part || p->island) continue;
    const char *shape = p->wrap == WRAP_POLYGON ? "polygon" : p->wrap == WRAP_CONTOUR ? "contour" : "box";
    out = str_f(a, "%.*s; its text runs around the %s of picture %zu", STRF(out), shape, i + 1);
  }
  for (size_t i = 0; i < g->inset_count; i++)
    out = str_f(a, "%.*s; its text runs around '%.*s'", STRF(out), STRF(g->insets[i].slot->name));
  return out;
}

bool wrap_covers(const Galley *g, int line, Len x) {
  Arena *a = arena_open();
  Reaches r = reaches(a, g, line);
  bool covered = false;
  for (size_t i = 0; i < r.n; i++) covered = covered || (r.at[i].from < x && x < r.at[i].to);
  arena_close(a);
  return covered;
}

bool wrap_touches(const Galley *g, int leg) {
  Len x = g->bed.leg_x[leg], end = x + g->bed.measure;
  for (size_t i = 0; i < g->picture_count; i++) {
    const PictureSet *p = &g->pictures[i];
    if (p->place && p->part && p->x - p->keep < end && p->x + p->w + p->keep > x) return true;
  }
  for (size_t i = 0; i < g->inset_count; i++) {
    const Inset *n = &g->insets[i];
    Len keep = keep_of(g, n->slot->gap);
    if (n->x - keep < end && n->x + n->w + keep > x) return true;
  }
  return false;
}

/* ---- what a line has left */

typedef struct Left {
  Slat at[PIECES_MOST];
  int n;
} Left;

/* A piece between two places of the leg, in whole characters, away from the shape; `ends`: it ends where the leg does. */
static void add_piece(const Galley *g, Left *out, int line, Len from, Len to, Len least, bool ends) {
  Len em = g->bed.grid->em, leg = g->bed.measure, w = to - from;
  if (from > 0 || to < leg) w -= w % em;
  if (w < least || out->n == PIECES_MOST) return;
  Len at = from == 0 ? 0 : ends ? leg - w : from + (to - from - w) / 2;
  out->at[out->n++] = (Slat){line, at, leg - w, leg};
}

static Left left_of(Arena *a, const Galley *g, int leg, int line) {
  Reaches r = reaches(a, g, line);
  Left out = {.n = 0};
  Len x = g->bed.leg_x[leg], from = 0, end = g->bed.measure, least = 0;
  for (size_t i = 0; i < r.n; i++) {
    Len begin = r.at[i].from - x, stop = r.at[i].to - x;
    if (stop <= 0 || begin >= end) continue;
    least = len_max(least, r.at[i].least);
    if (begin > from) add_piece(g, &out, line, from, begin, least, false);
    from = len_max(from, stop);
  }
  if (from < end) add_piece(g, &out, line, from, end, from > 0 ? least : 0, true);
  return out;
}

/* ---- no line alone */

static int run_end(const Left *left, int i, int n) {
  while (i < n && left[i].n) i++;
  return i;
}

static void keep_widest(Left *l) {
  for (int k = 1; k < l->n; k++)
    if (l->at[k].less < l->at[0].less) l->at[0] = l->at[k];
  l->n = l->n ? 1 : 0;
}

static void drop_short_sides(Left *left, int n) {
  for (int i = 0; i < n;) {
    int end = i;
    while (end < n && left[end].n > 1) end++;
    for (int k = i; end - i < RUN_LEAST && k < end; k++) keep_widest(&left[k]);
    i = end > i ? end : i + 1;
  }
}

static void drop_short_runs(Left *left, int n) {
  for (int i = 0; i < n;) {
    int end = run_end(left, i, n);
    for (int k = i; end - i < RUN_LEAST && k < end; k++) left[k].n = 0;
    i = end > i ? end : i + 1;
  }
}

static bool is_whole(const Left *l) { return l->n == 1 && !l->at[0].less; }

static void drop_notches(const Grid *g, Left *left, int n) {
  for (int i = 0; i < n;) {
    int end = i;
    while (end < n && !is_whole(&left[end])) end++;
    bool deep = end - i >= DEEP_LEAST || (end - i) * g->pitch >= LEN_IN;
    for (int k = i; !deep && k < end; k++) left[k].n = 0;
    i = end > i ? end : i + 1;
  }
}

static bool is_alike(const Left *l, Len less) { return l->n == 1 && l->at[0].less == less; }

/* A single long line over a straight side, or under one, is cut as the lines beside it are. `step`: to the next line. */
static void cut_single(const Grid *g, Left *line, int step) {
  const Left *beside = line + step;
  if (line->n != 1 || beside->n != 1 || beside->at[0].less - line->at[0].less < STEP_EMS * g->em) return;
  if (!is_alike(beside + step, beside->at[0].less)) return;
  int at = line->at[0].line;
  line->at[0] = beside->at[0];
  line->at[0].line = at;
}

static void cut_singles(const Grid *g, Left *left, int n) {
  for (int i = 0; i < n;) {
    int end = run_end(left, i, n);
    if (end - i > 2) cut_single(g, &left[i], 1), cut_single(g, &left[end - 1], -1);
    i = end > i ? end : i + 1;
  }
}

/* ---- stretches */

static void add_run(Arena *a, Stretches *out, const Left *left, int leg, int from, int to, bool foot) {
  Stretch s = {.leg = leg, .first = left[from].at[0].line, .foot = foot};
  Slat *slats = arena_array(a, Slat, (to - from) * PIECES_MOST + 1);
  bool plain = true;
  for (int i = from; i < to; i++) {
    plain = plain && left[i].n == 1 && !left[i].at[0].less;
    for (int k = 0; k < left[i].n; k++) slats[s.lines++] = left[i].at[k];
  }
  s.slats = plain ? NULL : slats;
  vec_add(a, out, s);
}

void wrap_leg(Arena *a, const Galley *g, int leg, int top, Stretches *out) {
  int n = g->bed.leg_last[leg] - top + 1;
  if (n < 1) return;
  Left *left = arena_array(a, Left, n);
  for (int i = 0; i < n; i++) left[i] = left_of(a, g, leg, top + i);
  drop_short_sides(left, n);
  drop_notches(g->bed.grid, left, n);
  drop_short_runs(left, n);
  cut_singles(g->bed.grid, left, n);
  for (int i = 0; i < n;) {
    int end = run_end(left, i, n);
    if (end > i) add_run(a, out, left, leg, i, end, end == n);
    i = end > i ? end : i + 1;
  }
}

bool item_covers(const Item *it, const Grid *grid, Rect r) {
  if (!rect_overlap(it->box, r)) return false;
  if (!it->contour) return true;
  Rect own = grid_from_sheet(grid, r);
  for (size_t i = 0; i < it->contour->n; i++) {
    const Contour *c = it->contour;
    Len top = c->top + (Len)i * c->step;
    if (top < own.y + own.h && own.y < top + c->step && c->from[i] < own.x + own.w && own.x < c->to[i]) return true;
  }
  return false;
}
