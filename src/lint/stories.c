/* Rules of one story: its headline, its pictures, its legs. */
#include "lint/inside.h"

/* しりもち: a headline with less than three lines of its text under it, at the foot of the copy. */
static void check_foot(View *v, const ViewFrame *f) {
  enum { LINES = 3 };
  if (!f->head.w || f->upright || f->briefs) return;
  Len foot = f->head.y + f->head.h, page_foot = 0;
  for (size_t i = 0; i < v->frames.n; i++)
    if (v->frames.at[i].copy && v->frames.at[i].box.y + v->frames.at[i].box.h > page_foot)
      page_foot = v->frames.at[i].box.y + v->frames.at[i].box.h;
  if (page_foot - foot >= LINES * v->pitch) return;
  view_fault(v, LINT_HEADLINE_AT_FOOT, f->head, f, NULL, "the headline of '%.*s' sits on the foot of the page",
             STRF(f->name));
}

/* A leg whose text begins beside or above the headline that should cover it. Only headlines that lie across the legs can. */
static void check_cover(View *v, const ViewFrame *f) {
  if (!f->head.w || f->briefs || f->over || f->leg_count < 2 || f->upright != f->vertical) return;
  for (int leg = 0; leg < f->leg_count; leg++) {
    Len middle = f->legs[leg].x + f->legs[leg].w / 2;
    if (f->head_from <= middle && middle <= f->head_to) continue;
    for (size_t i = 0; i < f->lines.n; i++) {
      if (f->lines.at[i].leg != leg || f->lines.at[i].from >= f->head_foot) continue;
      view_fault(v, LINT_HEADLINE_SHORT, f->head, f, NULL, "the headline of '%.*s' does not cover leg %d",
                 STRF(f->name), leg + 1);
      return;
    }
  }
}

/* Who looks out of the page takes the reader along. */
static void check_faces(View *v, const ViewFrame *f) {
  Len left = INT64_MAX, right = INT64_MIN;
  for (size_t i = 0; i < v->frames.n; i++) {
    left = v->frames.at[i].box.x < left ? v->frames.at[i].box.x : left;
    right =
        v->frames.at[i].box.x + v->frames.at[i].box.w > right ? v->frames.at[i].box.x + v->frames.at[i].box.w : right;
  }
  for (size_t i = 0; i < f->pictures.n; i++) {
    const ViewPicture *p = &f->pictures.at[i];
    bool off = p->faces < 0 ? p->box.x - left < v->gutter : p->faces > 0 && right - (p->box.x + p->box.w) < v->gutter;
    if (off)
      view_fault(v, LINT_PICTURE_LOOKS_OFF, p->box, f, NULL, "the picture of '%.*s' looks off the page, to the %s",
                 STRF(f->name), p->faces < 0 ? "left" : "right");
  }
}

/* Text above and below a picture in one leg: the eye stops at it. */
static void check_split(View *v, const ViewFrame *f) {
  for (size_t i = 0; i < f->pictures.n; i++) {
    const ViewPicture *p = &f->pictures.at[i];
    for (int leg = p->leg_first; leg <= p->leg_last; leg++) {
      bool above = false, below = false;
      for (size_t k = 0; k < f->lines.n; k++) {
        if (f->lines.at[k].leg != leg) continue;
        above = above || f->lines.at[k].to <= p->from;
        below = below || f->lines.at[k].from >= p->to;
      }
      if (!above || !below) continue;
      view_fault(v, LINT_LEG_SPLIT, p->box, f, NULL, "a picture parts leg %d of '%.*s': text stands over and under it",
                 leg + 1, STRF(f->name));
      break;
    }
  }
}

/* 泣き別れ: a leg that ends with a paragraph seems to end the story. */
static void check_leg_ends(View *v, const ViewFrame *f) {
  if (!(v->lint >> LINT_PARAGRAPH_AT_LEG_END & 1) || f->briefs) return;
  for (size_t i = 0; i + 1 < f->lines.n; i++) {
    const LegLine *l = &f->lines.at[i];
    if (!l->para_end || f->lines.at[i + 1].leg <= l->leg) continue;
    view_fault(v, LINT_PARAGRAPH_AT_LEG_END, f->box, f, NULL, "leg %d of '%.*s' ends with a paragraph", l->leg + 1,
               STRF(f->name));
  }
}

void rules_of_stories(View *v) {
  for (size_t i = 0; i < v->frames.n; i++) check_foot(v, &v->frames.at[i]);
  for (size_t i = 0; i < v->frames.n; i++) check_cover(v, &v->frames.at[i]);
  for (size_t i = 0; i < v->frames.n; i++) check_faces(v, &v->frames.at[i]);
  for (size_t i = 0; i < v->frames.n; i++) check_split(v, &v->frames.at[i]);
  for (size_t i = 0; i < v->frames.n; i++) check_leg_ends(v, &v->frames.at[i]);
}
