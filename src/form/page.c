/* The page: found by walking down the tree of pages, with what it inherits on the way; and its boxes.
 *
 * The tree is walked here and not by qpdf, because a tree that comes back to itself must end, and be told. */
#include "form/inside.h"

enum { TREE_DEEP = 40, NODES_MOST = 100000 };

typedef struct Walk {
  Source *s;
  int wanted, met, nodes;
  bool found;
  Oh page, resources, rotate, media, crop; /* the last four as inherited */
} Walk;

static Oh inherited(Source *s, Oh node, const char *key, Oh above) {
  Oh own = oh_key(s, node, key);
  return oh_is_null(s, own) ? above : own;
}

static void walk(Walk *w, Oh node, int depth, Walk above) {
  Source *s = w->s;
  if (s->fault.what || w->found) return;
  if (depth > TREE_DEEP || ++w->nodes > NODES_MOST) {
    source_fail(s, DIAG_PDF_BROKEN, "its tree of pages has no end");
    return;
  }
  above.resources = inherited(s, node, "/Resources", above.resources);
  above.rotate = inherited(s, node, "/Rotate", above.rotate);
  above.media = inherited(s, node, "/MediaBox", above.media);
  above.crop = inherited(s, node, "/CropBox", above.crop);
  Oh kids = oh_key(s, node, "/Kids");
  if (!oh_is_null(s, kids)) {
    int n = oh_count(s, kids);
    for (int i = 0; i < n && !s->fault.what && !w->found; i++) walk(w, oh_item(s, kids, i), depth + 1, above);
    return;
  }
  if (!qpdf_oh_is_dictionary(s->q, node) || ++w->met != w->wanted) return;
  w->found = true;
  w->page = node;
  w->resources = above.resources, w->rotate = above.rotate, w->media = above.media, w->crop = above.crop;
}

/* ---- boxes: x0, y0, x1, y1 in 1/100000 of the page's unit */
static bool box_read(Source *s, Oh o, int64_t box[4]) {
  if (oh_count(s, o) != 4) return false;
  for (int i = 0; i < 4; i++)
    if (!oh_number(s, oh_item(s, o, i), &box[i])) return false;
  for (int i = 0; i < 2; i++)
    if (box[i] > box[i + 2]) {
      int64_t t = box[i];
      box[i] = box[i + 2];
      box[i + 2] = t;
    }
  return box[0] < box[2] && box[1] < box[3];
}

static bool box_meet(int64_t box[4], const int64_t with[4]) {
  for (int i = 0; i < 2; i++) {
    box[i] = len_max(box[i], with[i]);
    box[i + 2] = len_min(box[i + 2], with[i + 2]);
  }
  return box[0] < box[2] && box[1] < box[3];
}

typedef struct Boxes {
  int64_t media[4], trim[4], bleed[4];
  int turn;     /* quarter turns clockwise */
  int64_t unit; /* of the page's space, in 1/100000 pt */
} Boxes;
enum { ONE = 100000 };

static bool box_of(Source *s, Oh o, const int64_t within[4], int64_t box[4]) {
  return box_read(s, o, box) && box_meet(box, within);
}

static bool boxes_read(Source *s, const Walk *w, Boxes *b) {
  if (!box_read(s, w->media, b->media) && !box_read(s, w->crop, b->media) &&
      !box_read(s, oh_key(s, w->page, "/TrimBox"), b->media))
    return false;
  if (!box_of(s, oh_key(s, w->page, "/TrimBox"), b->media, b->trim) && !box_of(s, w->crop, b->media, b->trim))
    for (int i = 0; i < 4; i++) b->trim[i] = b->media[i];
  if (!box_of(s, oh_key(s, w->page, "/BleedBox"), b->media, b->bleed))
    for (int i = 0; i < 4; i++) b->bleed[i] = b->trim[i];
  for (int i = 0; i < 2; i++) {
    b->bleed[i] = len_min(b->bleed[i], b->trim[i]);
    b->bleed[i + 2] = len_max(b->bleed[i + 2], b->trim[i + 2]);
  }
  b->turn = (int)(((oh_int(s, w->rotate, 0) % 360 + 360) % 360) / 90);
  if (!oh_number(s, oh_key(s, w->page, "/UserUnit"), &b->unit) || b->unit < ONE / 100 || b->unit > 1000 * ONE)
    b->unit = ONE;
  return true;
}

static Len to_len(int64_t u5, int64_t unit) { /* at most 10^12 by 10^8: within range once divided in two steps */
  return len_fu(len_fu(u5, unit, ONE), LEN_PT, ONE);
}

static void set_size(Form *f, const Boxes *b) {
  /* left, bottom, right, top of the page as it lies */
  Len out[4] = {to_len(b->trim[0] - b->bleed[0], b->unit), to_len(b->trim[1] - b->bleed[1], b->unit),
                to_len(b->bleed[2] - b->trim[2], b->unit), to_len(b->bleed[3] - b->trim[3], b->unit)};
  Len w = to_len(b->trim[2] - b->trim[0], b->unit), h = to_len(b->trim[3] - b->trim[1], b->unit);
  f->w = b->turn & 1 ? h : w;
  f->h = b->turn & 1 ? w : h;
  /* a quarter turn clockwise: what was at the foot is at the left, what was at the left is at the head */
  f->left = out[b->turn & 3];
  f->bottom = out[(b->turn + 1) & 3];
  f->right = out[(b->turn + 2) & 3];
  f->top = out[(b->turn + 3) & 3];
}

/* Whatever way the page is turned, its trim's lower left corner as seen becomes the origin. */
static void set_matrix(Source *s, const Boxes *b) {
  int64_t u = b->unit, x0 = len_fu(b->trim[0], u, ONE), y0 = len_fu(b->trim[1], u, ONE),
          x1 = len_fu(b->trim[2], u, ONE), y1 = len_fu(b->trim[3], u, ONE);
  const int64_t m[4][6] = {
      {u, 0, 0, u, -x0, -y0}, {0, -u, u, 0, -y0, x1}, {-u, 0, 0, -u, x1, y1}, {0, u, -u, 0, y1, -x0}};
  for (int i = 0; i < 6; i++) s->matrix[i] = m[b->turn & 3][i];
  for (int i = 0; i < 4; i++) s->box[i] = b->bleed[i];
}

bool page_find(Source *s, int number) {
  Oh none = qpdf_oh_new_null(s->q), pages = oh_key(s, qpdf_get_root(s->q), "/Pages");
  Walk w = {.s = s, .wanted = number, .resources = none, .rotate = none, .media = none, .crop = none};
  walk(&w, pages, 0, w);
  s->form->page = number;
  if (s->fault.what) return false;
  if (!w.found) {
    source_fail(s, w.met ? DIAG_PDF_PAGE : DIAG_PDF_BROKEN, w.met ? "it has no page of that number" : "it has no page");
    return false;
  }
  Boxes b;
  if (!boxes_read(s, &w, &b)) {
    source_fail(s, DIAG_PDF_BROKEN, "its page has no size");
    return false;
  }
  s->page = w.page;
  s->resources = w.resources;
  set_size(s->form, &b);
  set_matrix(s, &b);
  enum { SIDE_MOST = 20000 }; /* points: seven metres */
  if (s->form->w < LEN_PT || s->form->h < LEN_PT || s->form->w > SIDE_MOST * LEN_PT ||
      s->form->h > SIDE_MOST * LEN_PT) {
    source_fail(s, DIAG_PDF_BROKEN, "its page is smaller than a point or larger than seven metres");
    return false;
  }
  return true;
}
