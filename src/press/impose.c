/* Two pages on a sheet. Spreads are as the reader sees them: 1 alone at the right, 2 and 3, 4 and 5 … Printer's pairs are as the plates carry
 * them when the sheets are laid into each other and folded: of n pages (made up to four) n and 1, 2 and n-1, n-2 and 3 …
 *
 *     ┌────────┬────────┐
 *     │   8    │   1    │    front of the first sheet of eight pages; its back is 2 | 7
 *     └────────┴────────┘
 *
 * A page that is a spread (通版) fills two sides. Where both lie on one sheet, at its fold, it is put there whole; else each half goes onto the
 * sheet of its own, cut at the fold, and that is told. */
#include "press/inside.h"

#include <string.h>

typedef struct Side {    /* what a side of a sheet carries */
  const PaintPage *page; /* NULL: white */
  int half;              /* of a spread: 0 the left, 1 the right one; -1: it is a page */
} Side;
typedef struct Sheet {
  size_t left, right; /* places among the sides; beyond the last: white */
} Sheet;

static size_t sides_make(const PaintEdition *e, Side *out) {
  size_t n = 0;
  for (size_t i = 0; i < e->pages.n; i++) {
    const PaintPage *p = e->pages.at[i];
    if (p->span < 2) out[n++] = (Side){p, -1};
    for (int half = 0; p->span > 1 && half < 2; half++) out[n++] = (Side){p, p->from_right ? 1 - half : half};
  }
  return n;
}

static Len side_width(Side s) { return !s.page ? 0 : s.half < 0 ? s.page->trim_w : s.page->trim_w / 2; }

/* Of "2-3" the part that names a half. */
static Str side_label(Side s) {
  Str l = s.page->label;
  ptrdiff_t dash = s.half < 0 ? -1 : str_find(l, STR("-"));
  if (dash < 0) return l;
  return (s.half == 1) != s.page->from_right ? str_sub(l, (size_t)dash + 1, l.n) : str_sub(l, 0, (size_t)dash);
}

static size_t sheets_make(int how, size_t n, Sheet *out) {
  size_t count = 0;
  if (how == IMPOSE_SPREADS) {
    for (size_t i = 0; i <= n; i += 2) {
      Sheet s = {i ? i - 1 : SIZE_MAX, i};
      if (i < n || (i && i - 1 < n)) out[count++] = s;
    }
    return count;
  }
  size_t all = (n + 3) / 4 * 4;
  for (size_t i = 0; i < all / 2; i++) out[count++] = i % 2 ? (Sheet){i, all - 1 - i} : (Sheet){all - 1 - i, i};
  return count;
}

static void op_shift(Arena *a, PaintOp *op, Len dx) {
  op->box.x += dx;
  Point *path = arena_array(a, Point, op->path_n + 1);
  for (size_t i = 0; i < op->path_n; i++) path[i] = (Point){op->path[i].x + dx, op->path[i].y};
  if (op->path_n) op->path = path;
  if (!op->n) return;
  PaintGlyph *glyphs = arena_array(a, PaintGlyph, op->n);
  memcpy(glyphs, op->glyphs, op->n * sizeof *glyphs);
  for (size_t i = 0; i < op->n; i++) glyphs[i].x += (int32_t)dx;
  op->glyphs = glyphs;
}

/* ---- half of a spread */

/* Of a picture the part that is left of it, in parts of the whole. */
static PictCrop crop_cut(PictCrop c, Rect was, Rect now) {
  c.x += (int32_t)((int64_t)c.w * (now.x - was.x) / was.w);
  c.w = (int32_t)((int64_t)c.w * now.w / was.w);
  return c;
}

static bool op_reaches(const PaintOp *op, Len from, Len to) {
  for (size_t i = 0; i < op->path_n; i++)
    if (op->path[i].x > from && op->path[i].x < to) return true;
  return op->box.x < to && op->box.x + op->box.w > from;
}

/* What of it stands between two heights of the width; false: nothing. Glyphs go to the side that they begin on. */
static bool op_cut(Arena *a, PaintOp *op, Len from, Len to) {
  if (op->kind == PAINT_TEXT) {
    PaintGlyph *kept = arena_array(a, PaintGlyph, op->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < op->n; i++)
      if (op->glyphs[i].x >= from && op->glyphs[i].x < to) kept[n++] = op->glyphs[i];
    op->glyphs = kept, op->n = n;
    return n > 0;
  }
  if (!op_reaches(op, from, to)) return false;
  if (op->kind == PAINT_PATH) return true;
  Rect was = op->box;
  op->box.x = len_max(was.x, from);
  op->box.w = len_min(was.x + was.w, to) - op->box.x;
  if (op->kind == PAINT_PICTURE && was.w > 0) op->crop = crop_cut(op->crop, was, op->box);
  return true;
}

/* Over the outer edge goes what bleeds, over the fold nothing. */
static PaintPage *half_make(Arena *a, Side s) {
  PaintPage *out = arena_new(a, PaintPage);
  *out = *s.page;
  memset(&out->ops, 0, sizeof out->ops);
  Len fold = s.page->trim_w / 2, far = s.page->bleed + s.page->slug;
  out->trim_w = fold, out->span = 1, out->label = side_label(s);
  for (size_t i = 0; i < s.page->ops.n; i++) {
    PaintOp op = s.page->ops.at[i];
    if (!op_cut(a, &op, s.half ? fold : -far, s.half ? s.page->trim_w + far : fold)) continue;
    if (s.half) op_shift(a, &op, -fold);
    vec_add(a, &out->ops, op);
  }
  return out;
}

static const PaintPage *side_page(Arena *a, Side s) { return s.page && s.half >= 0 ? half_make(a, s) : s.page; }

/* Reading order and paragraphs go on from the left page to the right one. */
static void put_page(Arena *a, PaintPage *sheet, const PaintPage *page, Len dx) {
  uint32_t order = 0, para = 0;
  for (size_t i = 0; i < sheet->ops.n; i++) {
    if (sheet->ops.at[i].order > order) order = sheet->ops.at[i].order;
    if (sheet->ops.at[i].para > para) para = sheet->ops.at[i].para;
  }
  for (size_t i = 0; i < page->ops.n; i++) {
    PaintOp op = page->ops.at[i];
    op.order += order;
    if (op.para) op.para += para;
    op_shift(a, &op, dx);
    vec_add(a, &sheet->ops, op);
  }
}

/* Both halves of a spread, in the middle of what two pages with their gap take. */
static PaintPage *spread_make(Arena *a, const PaintPage *p, Len gap) {
  PaintPage *sheet = arena_new(a, PaintPage);
  *sheet = *p;
  memset(&sheet->ops, 0, sizeof sheet->ops);
  sheet->trim_w = p->trim_w + gap;
  sheet->fold = sheet->trim_w / 2;
  put_page(a, sheet, p, gap / 2);
  return sheet;
}

static PaintPage *sheet_make(Arena *a, Side l, Side r, Len gap) {
  if (l.page && l.page == r.page) return spread_make(a, l.page, gap);
  const PaintPage *left = side_page(a, l), *right = side_page(a, r), *some = left ? left : right;
  PaintPage *sheet = arena_new(a, PaintPage);
  Len w = len_max(side_width(l), side_width(r));
  *sheet = *some;
  memset(&sheet->ops, 0, sizeof sheet->ops);
  sheet->span = 1;
  sheet->trim_w = 2 * w + gap;
  sheet->trim_h = len_max(left ? left->trim_h : 0, right ? right->trim_h : 0);
  sheet->fold = w + gap / 2;
  sheet->label = left && right ? str_f(a, "%.*s-%.*s", STRF(left->label), STRF(right->label)) : some->label;
  if (left) put_page(a, sheet, left, 0);
  if (right) put_page(a, sheet, right, w + gap);
  return sheet;
}

static void tell_parted(Job *job, Side l, Side r) {
  if (l.page == r.page) return;
  Side s = r.page && r.half == 1 ? r : l; /* once a spread: with its right half */
  if (!s.page || s.half != 1) return;
  diag_add(job->diags, DIAG_PRESS_SPREAD, (Span){0},
           "the spread %.*s does not lie at the fold of a sheet; its halves are printed on two", STRF(s.page->label));
  diag_add_place(job->diags, (DiagPlace){.page = s.page->number});
}

void press_impose(Job *job, const PressPlan *plan, PaintEdition *e) {
  if (plan->impose == IMPOSE_NONE || !e->pages.n) return;
  Side *sides = arena_array(job->arena, Side, 2 * e->pages.n + 4);
  size_t count = sides_make(e, sides), made_n = 0; /* beyond the last they are white */
  Sheet *sheets = arena_array(job->arena, Sheet, count + 4);
  size_t n = sheets_make(plan->impose, count, sheets);
  PaintPage **made = arena_array(job->arena, PaintPage *, n);
  for (size_t i = 0; i < n; i++) {
    Side l = sheets[i].left < count ? sides[sheets[i].left] : (Side){0},
         r = sheets[i].right < count ? sides[sheets[i].right] : (Side){0};
    if (!l.page && !r.page) continue;
    tell_parted(job, l, r);
    made[made_n++] = sheet_make(job->arena, l, r, plan->gap);
  }
  e->pages.at = made;
  e->pages.n = e->pages.cap = made_n;
}
