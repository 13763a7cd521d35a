/* Ink over ink: any line or picture that stands on another's place. What may: a credit that ends a caption's line; a headline's own block over its
 * picture, which is a way of setting it; the word on the place of an advertisement. */
#include "lint/inside.h"

static bool is_head(Role r) { return r == ROLE_HEADLINE || r == ROLE_KICKER || r == ROLE_DECK || r == ROLE_BYLINE; }

static bool may_share(const ViewInk *a, const ViewInk *b) {
  if (a->story != b->story || a->frame != b->frame) return false;
  if (a->role == ROLE_AD && b->role == ROLE_AD) return true; /* the word in the place of one that has not arrived */
  if ((a->role == ROLE_CREDIT) != (b->role == ROLE_CREDIT)) return a->role == ROLE_CAPTION || b->role == ROLE_CAPTION;
  return a->picture ? is_head(b->role) : b->picture && is_head(a->role);
}

/* A hair of a touch is none: cells of type are wider than its ink. */
static bool do_touch(Rect a, Rect b) {
  const Len hair = LEN_PT / 4;
  return a.x + hair < b.x + b.w && b.x + hair < a.x + a.w && a.y + hair < b.y + b.h && b.y + hair < a.y + a.h;
}

static Rect rect_shared(Rect a, Rect b) {
  Len x = len_max(a.x, b.x), y = len_max(a.y, b.y);
  return (Rect){x, y, len_min(a.x + a.w, b.x + b.w) - x, len_min(a.y + a.h, b.y + b.h) - y};
}

/* One finding for two frames, or two parts of one, however many lines of them touch. */
static bool is_told(const View *v, size_t from, Str frame, Str other) {
  for (size_t i = from; i < v->faults.n; i++)
    if (str_eq(v->faults.at[i].frame, frame) && str_eq(v->faults.at[i].other, other)) return true;
  return false;
}

void rules_of_ink(View *v) {
  size_t from = v->faults.n;
  for (size_t i = 0; i < v->inks.n; i++)
    for (size_t k = i + 1; k < v->inks.n; k++) {
      const ViewInk *a = &v->inks.at[i], *b = &v->inks.at[k];
      if (!do_touch(a->box, b->box) || may_share(a, b)) continue;
      const ViewFrame *f = &v->frames.at[a->frame], *g = &v->frames.at[b->frame];
      if (is_told(v, from, f->name, g->name)) continue;
      view_fault(v, LINT_INK_OVERLAP, rect_shared(a->box, b->box), f, g, "%s of '%.*s' and %s of '%.*s' overlap",
                 role_name(a->role), STRF(f->name), role_name(b->role), STRF(g->name));
    }
}
