/* flow/ad: an advertisement in its place. It is somebody else's page: shown whole, never cropped and never stretched where it could be seen; what
 * is not made for its place stands in the middle of it as large as it goes, and that is said. A PDF has a size of its own, so there it is also
 * said when it is shown much larger or smaller than it was made.
 *
 * What is booked and not there keeps its place, and its page is not released: an error, and the mark goes along to the plate. */
#include "flow/inside.h"

enum {
  SHAPE_PM = 10,         /* off the place's shape: filled, the difference is not seen */
  PICTURE_SHAPE_PM = 25, /* the same of a picture, which can be cropped so little */
  SCALE_PM = 100         /* off its own size: said */
};

const AdFill *ad_find(const FlowPage *p, const Slot *s) {
  for (size_t i = 0; p->plan && i < p->plan->ad_count; i++)
    if (str_eq(p->plan->ads[i].slot, s->name)) return &p->plan->ads[i];
  return NULL;
}

static const Pict *read_ad(Flow *f, const AdFill *ad) {
  Str file = ad->file;
  if (!str_is(ad->state, "arrived")) {
    diag_add(f->job->diags, DIAG_AD_NOT_ARRIVED, ad->span,
             "the advertisement %s%.*s%s is booked and has not arrived; its place is kept, the page is not released",
             file.n         ? "'"
             : ad->client.n ? "of '"
                            : "for '",
             STRF(file.n         ? file
                  : ad->client.n ? ad->client
                                 : ad->slot),
             "'");
    return NULL;
  }
  if (!file.n) {
    diag_add(f->job->diags, DIAG_AD_MISSING, ad->span,
             "the advertisement for '%.*s' is said to have arrived, and no file is named; its place is kept, the page "
             "is not released",
             STRF(ad->slot));
    return NULL;
  }
  Pict *pict = arena_new(f->a, Pict);
  Job job = {f->a, f->job->diags};
  Str path = path_join(f->a, f->e->edition->dir, file);
  return pict_read_page(&job, path, ad->page > 0 ? ad->page : 1, ad->span, pict) ? pict : NULL;
}

static Str mm(const Flow *f, Len v) { return len_text(f->a, v, LEN_UNIT_ABS); }

static bool is_near(int64_t a, int64_t b, int64_t pm) { return (a > b ? a - b : b - a) * 1000 <= pm * b; }

/* Largest rectangle of the shape w by h in the middle of a place. */
static Rect middle_of(Rect r, int64_t w, int64_t h) {
  bool wide = w * r.h > h * r.w;
  Rect out = {r.x, r.y, wide ? r.w : len_fu(w, r.h, h), wide ? len_fu(h, r.w, w) : r.h};
  out.x += (r.w - out.w) / 2;
  out.y += (r.h - out.h) / 2;
  return out;
}

static void complain_shape(Flow *f, const AdFill *ad, Str name, Str w, Str h, Rect r) {
  diag_add(f->job->diags, DIAG_AD_SHAPE, ad->span,
           "the advertisement '%.*s' is %.*s by %.*s, its place %.*s by %.*s; it stands whole in the middle of it",
           STRF(name), STRF(w), STRF(h), STRF(mm(f, r.w)), STRF(mm(f, r.h)));
}

/* Whether makeup chose its depth for its shape: then a part of a line that stays white is nobody's fault. */
static bool is_fitted(const Layout *l, const AdFill *ad, Rect place, Rect at) {
  return ad->seen_w > 0 && place.w - at.w < l->grid.pitch && place.h - at.h < l->grid.pitch;
}

/* Says what is not made for its place; gives where it stands in it. */
static Rect fit_form(Flow *f, const Layout *l, const AdFill *ad, const Pict *pict, Rect r) {
  const Form *k = pict->form;
  Str name = path_base(pict->path);
  int64_t across = k->w * r.h, down = k->h * r.w; /* both in Len²: 20000 pt at most a side */
  if (!is_near(across / LEN_PT, down / LEN_PT, SHAPE_PM)) {
    Rect at = middle_of(r, k->w, k->h);
    if (!is_fitted(l, ad, r, at)) complain_shape(f, ad, name, mm(f, k->w), mm(f, k->h), r);
    return at;
  }
  if (!is_near(r.w, k->w, SCALE_PM))
    diag_add(f->job->diags, DIAG_AD_SHAPE, ad->span,
             "the advertisement '%.*s' was made %.*s wide and is shown at %d %%", STRF(name), STRF(mm(f, k->w)),
             (int)(r.w * 100 / k->w));
  return r;
}

/* The same for a picture, which has a shape and no size of its own. Where it is near its place's, edges of a hair's breadth are cropped. */
static Rect fit_picture(Flow *f, const Layout *l, const AdFill *ad, const Pict *pict, Rect r) {
  int64_t w = pict_seen_width(pict), h = pict_seen_height(pict);
  if (ad->house || w <= 0 || h <= 0 || is_near(w * r.h, h * r.w, PICTURE_SHAPE_PM)) return r;
  Rect at = middle_of(r, w, h);
  Str px_w = str_f(f->a, "%d", (int)w), px_h = str_f(f->a, "%d pixels", (int)h);
  if (!is_fitted(l, ad, r, at)) complain_shape(f, ad, path_base(pict->path), px_w, px_h, r);
  return at;
}

/* So much of its bleed as the sheet asks for: only on the sides where its place ends with the sheet. */
static void add_bleed(const Layout *l, const Pict *pict, Rect r, Item *it) {
  const Form *k = pict->form;
  Rect at = it->box;
  bool ends[4] = {r.x <= 0 && at.x <= 0, r.y <= 0 && at.y <= 0, at.x + at.w >= l->sheet_w, at.y + at.h >= l->sheet_h};
  Len has[4] = {len_fu(k->left, at.w, k->w), len_fu(k->top, at.h, k->h), len_fu(k->right, at.w, k->w),
                len_fu(k->bottom, at.h, k->h)};
  Len bleed[4];
  for (int i = 0; i < 4; i++) bleed[i] = ends[i] ? len_min(l->bleed, has[i]) : 0;
  it->crop = pict_whole(pict, at.w, at.h, bleed);
  it->box = (Rect){at.x - bleed[0], at.y - bleed[1], at.w + bleed[0] + bleed[2], at.h + bleed[1] + bleed[3]};
}

bool ad_place(Flow *f, FlowPage *p, const Slot *s) {
  const AdFill *ad = ad_find(p, s);
  const Pict *pict = ad ? read_ad(f, ad) : NULL;
  p->held |= ad && !pict;
  if (!pict) return false;
  Rect r = layout_slot_rect(p->layout, s);
  Rect at = pict->form ? fit_form(f, p->layout, ad, pict, r) : fit_picture(f, p->layout, ad, pict, r);
  Item *it = put_item(f, p, ITEM_PICTURE, ROLE_AD, STORY_NONE, at);
  it->pict = pict;
  it->alt = ad->alt;
  it->span = ad->span;
  if (pict->form)
    add_bleed(p->layout, pict, r, it);
  else
    it->crop = pict_crop(pict, at.w, at.h, 500, 500);
  return true;
}
