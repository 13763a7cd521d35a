/* insets: a slot that stands in another's frame, so that the other's text runs around it (flow/wrap.c). Its columns and lines are counted from
 * its parent's first, so it moves where the parent is moved; an inset may have insets. A place that the parent does not have is cut off, a
 * parent that is none is told, and the slot then stands on the page as any other.
 *
 * On the page's own columns an inset is a slot like any other. One with a measure, or in a parent with a grid of its own, has an area: its
 * lines are the parent's, so its baselines stand level with the text around it. */
#include "plan/inside.h"

enum { NEST_MOST = 8 };

static Slot *find(Layout *l, Str name) {
  for (size_t i = 0; i < l->slot_count; i++)
    if (str_eq(l->slots[i].name, name)) return &l->slots[i];
  return NULL;
}

bool is_inset_of(const Layout *l, const Slot *a, const Slot *b) {
  for (int turn = 0; turn < 2; turn++) {
    const Slot *child = turn ? a : b, *other = turn ? b : a;
    for (int deep = 0; child && child->in.n && deep < NEST_MOST; deep++) {
      child = layout_find_slot(l, child->in);
      if (child == other) return true;
    }
  }
  return false;
}

/* ---- what it stands in */

static void orphan(PlanReader *r, Slot *s, const char *why) {
  Layout *l = r->layout;
  diag_add(r->job->diags, DIAG_BAD_VALUE, s->span, "slot '%.*s' is to stand in '%.*s', %s; it stands on the page",
           STRF(s->name), STRF(s->in), why);
  if (!find(l, s->in)) {
    Str *names = arena_array(r->job->arena, Str, l->slot_count + 1);
    for (size_t i = 0; i < l->slot_count; i++) names[i] = l->slots[i].name;
    hint_nearest(r->job, s->in, names, l->slot_count);
  }
  s->in = (Str){0};
}

static bool is_round(Layout *l, const Slot *s) {
  const Slot *up = s;
  for (int deep = 0; up && up->in.n; deep++) {
    up = find(l, up->in);
    if (up == s || deep == NEST_MOST) return true;
  }
  return false;
}

/* A story's own place: also the one where it goes on. */
static bool runs_around(const Slot *s) { return s->kind == SLOT_STORY || (s->kind == SLOT_JUMPS && s->continues.n); }

static bool has_parent(PlanReader *r, Slot *s) {
  const Slot *parent = find(r->layout, s->in);
  const char *why = !parent                       ? "which the layout does not have"
                    : is_round(r->layout, s)      ? "which stands in it, or too deep"
                    : !runs_around(parent)        ? "whose text runs around nothing: it is no story"
                    : s->frame_count || s->area.w ? "and has frames or an area of its own"
                                                  : NULL;
  if (why) orphan(r, s, why);
  return !why;
}

/* ---- its place, in the directions of the parent's grid */

static int side_of(At at, bool across) {
  static const int8_t SIDES[][2] = {[AT_TOP_LEFT] = {-1, -1},   [AT_TOP] = {0, -1},   [AT_TOP_RIGHT] = {1, -1},
                                    [AT_LEFT] = {-1, 0},        [AT_MIDDLE] = {0, 0}, [AT_RIGHT] = {1, 0},
                                    [AT_BOTTOM_LEFT] = {-1, 1}, [AT_BOTTOM] = {0, 1}, [AT_BOTTOM_RIGHT] = {1, 1}};
  return SIDES[at][across];
}

static void find_lines(PlanReader *r, Slot *s, const Grid *g, const Cells *in) {
  int all = in->line_last - in->line_first + 1, deep = s->depth < all ? s->depth : all;
  int side = g->vertical ? -side_of(s->at, false) : side_of(s->at, true);
  if (deep) {
    s->line_first = 1 + (all - deep) * (side + 1) / 2;
    s->line_last = s->line_first + deep - 1;
  }
  if (!s->line_first && !s->line_last) s->line_first = 1, s->line_last = all;
  slot_clamp(r, s, "lines", s->lines_span, &s->line_first, &s->line_last, all);
  s->line_first += in->line_first - 1, s->line_last += in->line_first - 1;
}

/* A frame takes a line at both ends, as it does of the text (flow/bed.c). */
static Cells inside_box(const Slot *parent) {
  Cells in = parent->cells;
  if (parent->box.on && in.line_last - in.line_first >= 4) in.line_first++, in.line_last--;
  return in;
}

static Rect place_in(PlanReader *r, Slot *s, const Slot *parent) {
  const Grid *g = &parent->grid;
  const Cells inner = inside_box(parent), *in = &inner;
  find_lines(r, s, g, in);
  Len inset = parent->box.on ? measure_len(parent->box.inset, g->em, g->pitch) : 0;
  Len left = grid_column(g, in->col_first) + inset, all = grid_column(g, in->col_last) + g->measure - inset - left;
  int columns = in->col_last - in->col_first + 1, side = side_of(s->at, g->vertical);
  if (!s->col_first && !s->col_last) s->col_first = 1, s->col_last = columns;
  slot_clamp(r, s, g->vertical ? "tiers" : "columns", s->cols_span, &s->col_first, &s->col_last, columns);
  s->col_first += in->col_first - 1, s->col_last += in->col_first - 1;
  Len x = grid_column(g, s->col_first), w = grid_column(g, s->col_last) + g->measure - x;
  if (s->measure > 0) w = len_max(g->em, len_min(s->measure, all)), x = left + (all - w) * (side + 1) / 2;
  Len top = g->across + (s->line_first - 1) * g->pitch;
  return grid_to_sheet(g, (Rect){x, top, w, (s->line_last - s->line_first) * g->pitch + g->cell});
}

/* What it says nothing of it has as its parent does. */
static void take_grid(Slot *s, const Slot *parent) {
  if (s->writing == WRITING_FRAME) s->writing = parent->grid.vertical ? WRITING_VERTICAL : WRITING_HORIZONTAL;
  if (s->own_body <= 0) s->own_body = parent->own_body;
  if (s->own_gutter.v <= 0) s->own_gutter = parent->own_gutter;
  if (s->own_pitch.v <= 0 && s->own_body == parent->own_body)
    s->own_pitch = (Measure){parent->grid.pitch, LEN_UNIT_ABS};
}

static void in_frames(PlanReader *r, Slot *s, const Slot *parent) {
  for (int col = s->col_first; parent->frame_count && !s->measure && col <= s->col_last; col++) {
    bool held = false;
    for (size_t i = 0; i < parent->frame_count; i++) {
      const Cells *f = &parent->frames[i];
      held = held || (f->col_first <= col && col <= f->col_last && f->line_first <= s->line_last &&
                      s->line_first <= f->line_last);
    }
    if (held) continue;
    orphan(r, s, "of which it lies outside");
    return;
  }
}

static void place(PlanReader *r, Slot *s, uint8_t *done) {
  size_t i = (size_t)(s - r->layout->slots);
  if (done[i]) return;
  done[i] = 1;
  if (!s->in.n) return;
  if (!has_parent(r, s)) {
    const Grid *g = &r->layout->grid;
    if (!s->col_first && !s->col_last) s->col_first = 1, s->col_last = g->columns;
    if (!s->line_first && !s->line_last) s->line_first = 1, s->line_last = g->lines;
    slot_clamp(r, s, "columns", s->cols_span, &s->col_first, &s->col_last, g->columns);
    slot_clamp(r, s, "lines", s->lines_span, &s->line_first, &s->line_last, g->lines);
    slot_settle(r, s);
    return;
  }
  Slot *parent = find(r->layout, s->in);
  place(r, parent, done);
  Rect area = place_in(r, s, parent);
  if (parent->own || s->measure > 0) s->area = area, take_grid(s, parent);
  in_frames(r, s, parent);
  slot_settle(r, s);
}

/* Insets that have areas do not stand on the page's columns: only their rectangles can be compared. */
static void check_areas(PlanReader *r, const Layout *l) {
  for (size_t i = 0; i < l->slot_count; i++)
    for (size_t k = 0; k < i; k++) {
      const Slot *a = &l->slots[k], *b = &l->slots[i];
      if (!a->in.n || !b->in.n || (a->area.w <= 0 && b->area.w <= 0) || is_inset_of(l, a, b)) continue;
      if (!rect_overlap(layout_slot_rect(l, a), layout_slot_rect(l, b))) continue;
      diag_add(r->job->diags, DIAG_SLOT_OVERLAP, b->span, "slot '%.*s' overlaps slot '%.*s'; both are printed",
               STRF(b->name), STRF(a->name));
      diag_add_hint(r->job->diags, a->span, "'%.*s' stands here", STRF(a->name));
    }
}

/* What is listed later is painted and read later: an inset that is listed before its parent goes behind it, else its parent's tint would hide it. */
static void put_behind_parents(Layout *l) {
  for (size_t i = 0, moves = 0; i < l->slot_count && moves < l->slot_count * NEST_MOST;) {
    const Slot *parent = l->slots[i].in.n ? find(l, l->slots[i].in) : NULL;
    if (!parent || parent < &l->slots[i]) {
      i++;
      continue;
    }
    Slot inset = l->slots[i];
    size_t to = (size_t)(parent - l->slots);
    for (size_t k = i; k < to; k++) l->slots[k] = l->slots[k + 1];
    l->slots[to] = inset;
    moves++;
  }
}

void insets_place(PlanReader *r) {
  Layout *l = r->layout;
  uint8_t *done = arena_array(r->job->arena, uint8_t, l->slot_count + 1);
  for (size_t i = 0; i < l->slot_count; i++) place(r, &l->slots[i], done);
  put_behind_parents(l);
  check_areas(r, l);
}
