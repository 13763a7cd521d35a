/* Ink over ink, and ink on its ground.
 *
 * Any line or picture that stands on another's place. What may: a credit that ends a caption's line; a headline's own block over its
 * picture, which is a way of setting it; the word on the place of an advertisement. */
#include <stdlib.h>

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

static bool is_on_shape(const ViewInk *picture, Rect r) {
  return !picture->shape || item_covers(picture->shape, picture->grid, r);
}

static Rect rect_shared(Rect a, Rect b) {
  Len x = len_max(a.x, b.x), y = len_max(a.y, b.y);
  return (Rect){x, y, len_min(a.x + a.w, b.x + b.w) - x, len_min(a.y + a.h, b.y + b.h) - y};
}

/* Two frames of which lines touch, and the first two lines that do, as the page lists them: one finding for two frames, however many lines of
 * them touch. */
typedef struct Touch {
  size_t first, other;
} Touch;
typedef struct Touches {
  Touch *at;
  size_t n, cap;
} Touches;

static bool is_before(Touch a, Touch b) { return a.first != b.first ? a.first < b.first : a.other < b.other; }

static bool is_of_frame(const View *v, size_t ink, size_t other) {
  uint32_t f = v->inks.at[ink].frame, g = v->inks.at[other].frame;
  return f == g || str_eq(v->frames.at[f].name, v->frames.at[g].name);
}

static void add_touch(View *v, Touches *all, Touch t) {
  for (size_t i = 0; i < all->n; i++) {
    Touch *o = &all->at[i];
    if (!is_of_frame(v, o->first, t.first) || !is_of_frame(v, o->other, t.other)) continue;
    if (is_before(t, *o)) *o = t;
    return;
  }
  vec_add(v->a, all, t);
}

static int touch_order(const void *a, const void *b) {
  const Touch *x = a, *y = b;
  return is_before(*x, *y) ? -1 : is_before(*y, *x);
}

static int top_order(const void *a, const void *b) {
  const ViewInk *x = *(const ViewInk *const *)a, *y = *(const ViewInk *const *)b;
  return x->box.y != y->box.y ? (x->box.y < y->box.y ? -1 : 1) : (x > y) - (x < y);
}

/* From the head of the page down, each with those that begin before it ends. */
static Touches find_touches(View *v) {
  Touches out = {0};
  size_t n = v->inks.n;
  const ViewInk **down = arena_array(v->a, const ViewInk *, n + 1);
  for (size_t i = 0; i < n; i++) down[i] = &v->inks.at[i];
  qsort(down, n, sizeof *down, top_order);
  for (size_t i = 0; i < n; i++)
    for (size_t k = i + 1; k < n && down[k]->box.y < down[i]->box.y + down[i]->box.h; k++) {
      const ViewInk *a = down[i] < down[k] ? down[i] : down[k], *b = down[i] < down[k] ? down[k] : down[i];
      if (do_touch(a->box, b->box) && !may_share(a, b) && is_on_shape(a, b->box) && is_on_shape(b, a->box))
        add_touch(v, &out, (Touch){(size_t)(a - v->inks.at), (size_t)(b - v->inks.at)});
    }
  if (out.n) qsort(out.at, out.n, sizeof *out.at, touch_order);
  return out;
}

void rules_of_ink(View *v) {
  Touches all = find_touches(v);
  for (size_t i = 0; i < all.n; i++) {
    const ViewInk *a = &v->inks.at[all.at[i].first], *b = &v->inks.at[all.at[i].other];
    const ViewFrame *f = &v->frames.at[a->frame], *g = &v->frames.at[b->frame];
    view_fault(v, LINT_INK_OVERLAP, rect_shared(a->box, b->box), f, g, "%s of '%.*s' and %s of '%.*s' overlap",
               role_name(a->role), STRF(f->name), role_name(b->role), STRF(g->name));
  }
}

/* ---- type on tints: black reads on a third of ink at the most (底纹), white on more than half (反白). Newspaper practice. */
enum { TINT_MOST = 350, REVERSED_LEAST = 550 };

static bool is_faint(const ViewInk *i) {
  if (i->picture || i->ground == 1000) return false;
  return i->light > i->ground ? i->light - i->ground < REVERSED_LEAST
                              : i->ground < 1000 - TINT_MOST && i->ground - i->light < 1000 - TINT_MOST;
}

/* One finding a frame, at its first such line. */
void rules_of_grounds(View *v) {
  for (size_t f = 0; f < v->frames.n; f++)
    for (size_t i = 0; i < v->inks.n; i++) {
      const ViewInk *k = &v->inks.at[i];
      if (k->frame != f || !is_faint(k)) continue;
      view_fault(v, LINT_POOR_CONTRAST, k->box, &v->frames.at[f], NULL,
                 "%s of '%.*s' hardly stands out from its ground", role_name(k->role), STRF(v->frames.at[f].name));
      break;
    }
}
