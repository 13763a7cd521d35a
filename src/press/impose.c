/* Two pages on a sheet. Spreads are as the reader sees them: 1 alone at the right, 2 and 3, 4 and 5 … Printer's pairs are as the plates carry
 * them when the sheets are laid into each other and folded: of n pages (made up to four) n and 1, 2 and n-1, n-2 and 3 …
 *
 *     ┌────────┬────────┐
 *     │   8    │   1    │    front of the first sheet of eight pages; its back is 2 | 7
 *     └────────┴────────┘ */
#include "press/inside.h"

#include <string.h>

typedef struct Sheet {
  size_t left, right; /* places among the pages; beyond the last: white */
} Sheet;

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

static PaintPage *sheet_make(Arena *a, const PaintEdition *e, Sheet s, Len gap) {
  const PaintPage *left = s.left < e->pages.n ? e->pages.at[s.left] : NULL,
                  *right = s.right < e->pages.n ? e->pages.at[s.right] : NULL;
  const PaintPage *some = left ? left : right;
  PaintPage *sheet = arena_new(a, PaintPage);
  Len w = len_max(left ? left->trim_w : 0, right ? right->trim_w : 0);
  *sheet = *some;
  memset(&sheet->ops, 0, sizeof sheet->ops);
  sheet->trim_w = 2 * w + gap;
  sheet->trim_h = len_max(left ? left->trim_h : 0, right ? right->trim_h : 0);
  sheet->fold = w + gap / 2;
  sheet->label = left && right ? str_f(a, "%.*s-%.*s", STRF(left->label), STRF(right->label)) : some->label;
  sheet->held = (left && left->held) || (right && right->held);
  if (left) put_page(a, sheet, left, 0);
  if (right) put_page(a, sheet, right, w + gap);
  return sheet;
}

void press_impose(Job *job, const PressPlan *plan, PaintEdition *e) {
  if (plan->impose == IMPOSE_NONE || !e->pages.n) return;
  Sheet *sheets = arena_array(job->arena, Sheet, e->pages.n + 4);
  size_t n = sheets_make(plan->impose, e->pages.n, sheets);
  PaintPage **made = arena_array(job->arena, PaintPage *, n);
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    if (sheets[i].left < e->pages.n || sheets[i].right < e->pages.n)
      made[count++] = sheet_make(job->arena, e, sheets[i], plan->gap);
  e->pages.at = made;
  e->pages.n = e->pages.cap = count;
}
