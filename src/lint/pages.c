/* Rules of the page: what runs through it from edge to edge, and what stands side by side.
 *
 * 通缝 and 断版 are one rule in two directions: a white strip along which the page could be cut in two. A page of fewer than five rectangles can
 * always be cut (the smallest dissection that cannot is the pinwheel of five), so it is excused. Only frames of copy count: a nameplate,
 * an advertisement, a folio or an index parts the page by nature and is meant to. But one that stands beside copy stops a strip that runs
 * into it. */
#include "lint/inside.h"

enum { LEAST_UNCUT = 5 };

typedef struct Side { /* a frame along one axis: x where gutters are looked for, y where breaks are */
  Len from, to;
} Side;

static Side side_of_rect(Rect r, bool across) { return across ? (Side){r.y, r.y + r.h} : (Side){r.x, r.x + r.w}; }
static Side side_of(const ViewFrame *f, bool across) { return side_of_rect(f->box, across); }

/* The next frame beyond a cut right after `cut`; false if a frame stands across it, or none stands on one of its sides. */
static bool can_cut(const View *v, Rect all, Len cut, bool across, Len *next) {
  bool before = false, beyond = false;
  Side along = side_of_rect(all, !across);
  for (size_t i = 0; i < v->frames.n; i++) {
    const ViewFrame *f = &v->frames.at[i];
    Side s = side_of(f, across), o = side_of(f, !across);
    if (s.from < cut && s.to > cut && o.from < along.to && along.from < o.to) return false;
    if (!f->copy) continue;
    if (s.to <= cut) before = true;
    if (s.from >= cut) {
      *next = !beyond || s.from < *next ? s.from : *next;
      beyond = true;
    }
  }
  return before && beyond;
}

static Rect copy_area(const View *v, size_t *count) {
  Rect all = {0};
  *count = 0;
  for (size_t i = 0; i < v->frames.n; i++) {
    if (!v->frames.at[i].copy) continue;
    all = *count ? rect_around(all, v->frames.at[i].box) : v->frames.at[i].box;
    ++*count;
  }
  return all;
}

static void check_cuts(View *v, bool across) {
  size_t count;
  Rect all = copy_area(v, &count);
  if (count < LEAST_UNCUT) return;
  for (size_t i = 0; i < v->frames.n; i++) {
    const ViewFrame *f = &v->frames.at[i];
    Len cut = side_of(f, across).to, next = cut;
    bool told = false;
    for (size_t k = 0; k < i; k++) told = told || (v->frames.at[k].copy && side_of(&v->frames.at[k], across).to == cut);
    if (!f->copy || told || !can_cut(v, all, cut, across, &next)) continue;
    if (across)
      view_fault(v, LINT_EDGE_TO_EDGE_BREAK, (Rect){all.x, cut, all.w, next - cut}, f, NULL,
                 "the page falls in two under '%.*s': no story reaches across", STRF(f->name));
    else
      view_fault(v, LINT_THROUGH_GUTTER, (Rect){cut, all.y, next - cut, all.h}, f, NULL,
                 "a gutter runs through the page from head to foot at the right of '%.*s'", STRF(f->name));
  }
}

/* ---- neighbours */

static Len gap(Len a, Len a_end, Len b, Len b_end) { return a_end <= b ? b - a_end : b_end <= a ? a - b_end : -1; }
static Len gap_x(Rect a, Rect b) { return gap(a.x, a.x + a.w, b.x, b.x + b.w); }
static Len gap_y(Rect a, Rect b) { return gap(a.y, a.y + a.h, b.y, b.y + b.h); }

/* 碰题: headlines of one face, one size and one number of lines, side by side at one height or one right under the other. A box sets a story
 * apart, and so does another face. */
static bool do_bump(const View *v, const ViewFrame *a, const ViewFrame *b) {
  if (!a->head.w || !b->head.w || a->briefs || b->briefs || a->boxed || b->boxed || a->upright != b->upright)
    return false;
  if (a->head_size != b->head_size || a->head_lines != b->head_lines || !str_eq(a->head_font, b->head_font))
    return false;
  Len top = a->head.y - b->head.y, left = a->head.x - b->head.x, beside = gap_x(a->box, b->box);
  bool level = (top < 0 ? -top : top) < v->pitch && beside >= 0 && beside <= 2 * v->gutter;
  if (a->upright) level = level && (left < 0 ? -left : left) > 0;
  Len under = gap_y(a->head, b->head);
  return level || (!a->upright && gap_x(a->head, b->head) < 0 && under >= 0 && under < 4 * v->pitch);
}

static void check_neighbours(View *v) {
  for (size_t i = 0; i < v->frames.n; i++)
    for (size_t k = i + 1; k < v->frames.n; k++) {
      const ViewFrame *a = &v->frames.at[i], *b = &v->frames.at[k];
      if (do_bump(v, a, b))
        view_fault(v, LINT_TOMBSTONE, rect_around(a->head, b->head), a, b,
                   "headlines of one size bump: '%.*s' and '%.*s'", STRF(a->name), STRF(b->name));
    }
}

static void check_boxes(View *v) {
  for (size_t i = 0; i < v->frames.n; i++)
    for (size_t k = i + 1; k < v->frames.n; k++) {
      const ViewFrame *a = &v->frames.at[i], *b = &v->frames.at[k];
      Len x = gap_x(a->box, b->box), y = gap_y(a->box, b->box);
      bool beside = x >= 0 && x <= 2 * v->gutter && y < 0, under = y >= 0 && y <= 3 * v->pitch && x < 0;
      if (a->boxed && b->boxed && a->copy && b->copy && (beside || under))
        view_fault(v, LINT_ADJOINING_BOXES, rect_around(a->box, b->box), a, b, "two boxes adjoin: '%.*s' and '%.*s'",
                   STRF(a->name), STRF(b->name));
    }
}

void rules_of_pages(View *v) {
  check_cuts(v, false);
  check_cuts(v, true);
  check_neighbours(v);
  check_boxes(v);
}
