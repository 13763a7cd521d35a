/* frames: one story over several rectangles of the page's grid (L, stairs, threads). They stand in the order they are read in; what they are
 * to the text (flow/bed.c) is legs. Here they are read, cut to the grid and kept from overlapping each other. */
#include "plan/inside.h"

enum { FRAMES_MOST = 32 };

static const Row FRAME_ROWS[] = {
    SPAN_ROW(Cells, "cols", col_first, col_last, 1, 1000, "columns of the grid"),
    SPAN_ROW(Cells, "tiers", col_first, col_last, 1, 1000, "tiers of a vertical page: the same as cols"),
    SPAN_ROW(Cells, "lines", line_first, line_last, 1, 10000, "lines of the grid"),
};
const Table FRAME_TABLE = {.what = "a frame", .rows = FRAME_ROWS, .n = COUNT(FRAME_ROWS)};

static bool overlap(Cells a, Cells b) {
  return a.col_first <= b.col_last && b.col_first <= a.col_last && a.line_first <= b.line_last &&
         b.line_first <= a.line_last;
}

bool slots_overlap(const Slot *a, const Slot *b) {
  if (a->area.w > 0 || b->area.w > 0) return false;
  const Cells own_a = {a->col_first, a->col_last, a->line_first, a->line_last};
  const Cells own_b = {b->col_first, b->col_last, b->line_first, b->line_last};
  const Cells *x = a->frame_count ? a->frames : &own_a, *y = b->frame_count ? b->frames : &own_b;
  for (size_t i = 0; i < (a->frame_count ? a->frame_count : 1); i++)
    for (size_t k = 0; k < (b->frame_count ? b->frame_count : 1); k++)
      if (overlap(x[i], y[k])) return true;
  return false;
}

static bool frame_read(PlanReader *r, const Slot *s, const Yaml *y, Cells *out) {
  const Grid *g = &r->layout->grid;
  *out = (Cells){1, g->columns, 1, g->lines};
  table_read(r, &FRAME_TABLE, y, out, NULL);
  if (out->col_last > g->columns || out->line_last > g->lines) {
    diag_add(r->job->diags, DIAG_SLOT_OUTSIDE, y->span, "a frame of slot '%.*s' reaches outside the grid; it is cut",
             STRF(s->name));
    if (out->col_last > g->columns) out->col_last = g->columns;
    if (out->line_last > g->lines) out->line_last = g->lines;
  }
  if (out->col_first > out->col_last || out->line_first > out->line_last) return false;
  for (size_t i = 0; i < s->frame_count; i++) {
    if (!overlap(s->frames[i], *out)) continue;
    diag_add(r->job->diags, DIAG_SLOT_OVERLAP, y->span, "two frames of slot '%.*s' overlap; the later is left out",
             STRF(s->name));
    return false;
  }
  return true;
}

/* The rectangle that holds them all is the slot's. */
static void bound(Slot *s) {
  s->col_first = s->frames[0].col_first, s->col_last = s->frames[0].col_last;
  s->line_first = s->frames[0].line_first, s->line_last = s->frames[0].line_last;
  for (size_t i = 1; i < s->frame_count; i++) {
    const Cells *f = &s->frames[i];
    if (f->col_first < s->col_first) s->col_first = f->col_first;
    if (f->col_last > s->col_last) s->col_last = f->col_last;
    if (f->line_first < s->line_first) s->line_first = f->line_first;
    if (f->line_last > s->line_last) s->line_last = f->line_last;
  }
}

void frames_read(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Slot *s = into;
  size_t n = y->kind == YAML_LIST ? y->n : 0;
  if (y->kind != YAML_LIST)
    complain_value(r, y, "a list of frames such as [{cols: 1-4, lines: 1-20}, {cols: 1-2, lines: 21-40}]");
  s->frames = arena_array(r->job->arena, Cells, (n < FRAMES_MOST ? n : FRAMES_MOST) + 1);
  s->frame_count = 0;
  for (const Yaml *f = n ? y->child : NULL; f && s->frame_count < FRAMES_MOST; f = f->next)
    if (frame_read(r, s, f, &s->frames[s->frame_count])) s->frame_count++;
  if (s->frame_count) bound(s);
}

/* Frames stand in the page's own columns, and text runs through them: what makes a slot something else does not go with them. */
void frames_mend(PlanReader *r, Slot *s) {
  if (!s->frame_count) return;
  bool own =
      s->writing != WRITING_FRAME || s->own_body > 0 || s->own_pitch.v > 0 || s->own_gutter.v > 0 || s->area.w > 0;
  bool one = s->kind == SLOT_STORY || (s->kind == SLOT_JUMPS && s->continues.n); /* for one story */
  bool other = !one || s->headline->writing != WRITING_FRAME;
  if (!own && !other && !s->legs && !s->box.on) return;
  diag_add(r->job->diags, DIAG_BAD_VALUE, s->span,
           "slot '%.*s' has frames: they are for one story, in the page's columns, without a box, legs, a grid or an "
           "upright "
           "headline of their own; %s",
           STRF(s->name), own || other ? "the rectangle around them is used" : "box and legs are left out");
  if (own || other) s->frame_count = 0;
  s->box.on = s->frame_count ? false : s->box.on;
  s->legs = s->frame_count ? 0 : s->legs;
}
