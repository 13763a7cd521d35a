/* Article threads (ISO 32000-1 12.4.3): a reader follows a story bead by bead, that is leg by leg, over pages and jumps.
 *
 * Beads are read off the paint list, so they are what was set and not what was planned: lines of a story in reading order that stand below
 * each other (beside each other, if they are vertical) make one bead. A new one begins on another page, in the next leg, and where the
 * headline block ends. Captions are not of the thread: they are looked at beside it. */
#include "out/pdf/haru.h"
#include "out/pdf/tags.h"

typedef struct Bead {
  size_t page;
  Rect box;
  bool head, vertical;
  HPDF_Dict object;
} Bead;
typedef struct Thread {
  Bead *at;
  size_t n, cap;
} Thread;

static bool is_head(Role r) { return r == ROLE_KICKER || r == ROLE_HEADLINE || r == ROLE_DECK || r == ROLE_BYLINE; }

static bool is_followed(const PaintOp *op) {
  return op->kind == PAINT_TEXT && op->n && op->copy && op->story != STORY_NONE && op->layer == LAYER_PAGE &&
         !op->reading && op->role != ROLE_CAPTION && op->role != ROLE_CREDIT;
}

/* A line's box: as long as its measure, so that a ragged line is as wide as its leg. A cell of a table, and a line that is never broken, have
 * any measure: of those the type itself. */
static Rect line_box(const PaintPage *p, const PaintOp *op) {
  const PaintGlyph *a = &op->glyphs[0], *b = &op->glyphs[op->n - 1];
  Len x = len_min(a->x, b->x), y = len_min(a->y, b->y), em = op->size;
  if (op->box.x + op->box.w <= p->trim_w && op->box.y + op->box.h <= p->trim_h) return op->box;
  if (!op->vertical) return (Rect){x, op->box.y, len_max(a->x, b->x) - x + em, op->box.h};
  return (Rect){op->box.x, y, op->box.w, len_max(a->y, b->y) - y + em};
}

/* Does the line go on below (or left of) the bead, over at least half the narrower of the two? */
static bool goes_on(const Haru *h, const Bead *b, size_t page, const PaintOp *op) {
  if (b->page != page || b->head != is_head(op->role) || b->vertical != op->vertical) return false;
  Rect a = b->box, r = line_box(h->book->edition->pages.at[page], op);
  Len from = op->vertical ? len_max(a.y, r.y) : len_max(a.x, r.x);
  Len to = op->vertical ? len_min(a.y + a.h, r.y + r.h) : len_min(a.x + a.w, r.x + r.w);
  Len least = op->vertical ? len_min(a.h, r.h) : len_min(a.w, r.w);
  bool onward = op->vertical ? r.x <= a.x + a.w : r.y + r.h >= a.y;
  return onward && 2 * (to - from) >= least;
}

static void add_line(Haru *h, Thread *t, size_t page, const PaintOp *op) {
  Bead *last = t->n ? &t->at[t->n - 1] : NULL;
  if (!last || !goes_on(h, last, page, op)) {
    vec_add(h->a, t,
            (Bead){.page = page,
                   .box = line_box(h->book->edition->pages.at[page], op),
                   .head = is_head(op->role),
                   .vertical = op->vertical});
    return;
  }
  Rect a = last->box, r = line_box(h->book->edition->pages.at[page], op);
  Len x = len_min(a.x, r.x), y = len_min(a.y, r.y);
  last->box = (Rect){x, y, len_max(a.x + a.w, r.x + r.w) - x, len_max(a.y + a.h, r.y + r.h) - y};
}

static void put_thread(Haru *h, HPDF_Array all, Thread *t, Str title) {
  HPDF_Dict thread = raw_new(h);
  for (size_t i = 0; i < t->n; i++) t->at[i].object = raw_new(h);
  Buf b = buf_make(h->a, 1 << 20);
  raw_puts(&b, "/Type/Thread/F");
  raw_ref(&b, object_number(t->at[0].object));
  if (title.n) raw_puts(&b, "/I<</Title"), raw_text(&b, title), raw_puts(&b, ">>");
  raw_set(h, thread, &b);
  array_put(all, thread);
  for (size_t i = 0; i < t->n; i++) {
    b = buf_make(h->a, 1 << 16);
    raw_puts(&b, "/Type/Bead/T");
    raw_ref(&b, object_number(thread));
    raw_puts(&b, "/N");
    raw_ref(&b, object_number(t->at[(i + 1) % t->n].object));
    raw_puts(&b, "/V");
    raw_ref(&b, object_number(t->at[(i + t->n - 1) % t->n].object));
    raw_puts(&b, "/P");
    raw_ref(&b, object_number(page_object(h, t->at[i].page)));
    raw_puts(&b, "/R");
    raw_rect(&b, h->book->edition->pages.at[t->at[i].page], t->at[i].box);
    raw_set(h, t->at[i].object, &b);
  }
}

/* A page lists its beads (Table 30, B) in the order of the threads. */
static void put_beads(Haru *h, const Thread *threads, size_t stories) {
  HPDF_Array *list = arena_array(h->a, HPDF_Array, h->book->edition->pages.n + 1);
  for (size_t s = 0; s < stories; s++)
    for (size_t i = 0; i < threads[s].n; i++) {
      size_t page = threads[s].at[i].page;
      if (!list[page]) list[page] = array_in(h, page_object(h, page), "B");
      array_put(list[page], threads[s].at[i].object);
    }
}

void save_threads(Haru *h) {
  const PaintEdition *e = h->book->edition;
  size_t stories = e->stories.n;
  Thread *threads = arena_array(h->a, Thread, stories + 1);
  for (size_t p = 0; p < e->pages.n; p++)
    for (size_t i = 0; i < e->pages.at[p]->ops.n; i++) {
      const PaintOp *op = &e->pages.at[p]->ops.at[i];
      if (is_followed(op) && op->story < stories) add_line(h, &threads[op->story], p, op);
    }
  HPDF_Array all = NULL;
  for (size_t s = 0; s < stories; s++) {
    if (!threads[s].n) continue;
    if (!all) all = array_in(h, h->doc->catalog, "Threads");
    put_thread(h, all, &threads[s], e->stories.at[s].title);
  }
  put_beads(h, threads, stories);
}
