/* The automatic page: from stories to a layout of the page's own, made for them.
 *
 * A page's stories in order of rank; as many as the page takes (page.c); a story deeper than a page runs through columns of its own; until the copy
 * is out. The pages that come of it are ordinary pages: flow does not know who made them. */
#include "makeup/makeup.h"

#include "makeup/page.h"
#include "makeup/variants.h"

typedef struct Queue { /* the stories still to be placed, in order of rank */
  const Story **at;
  const Fill *fills; /* the fill each came from */
  size_t n, next;
} Queue;

/* A story deeper than the page: all columns of this page and of as many more as it takes. */
static void give_stream(Job *job, const Layout *base, Queue *q, PagePlan *page) {
  Layout *l = arena_new(job->arena, Layout);
  *l = *base;
  l->slots = arena_array(job->arena, Slot, base->slot_count + 1);
  int head = 0, foot = base->grid.lines;
  for (size_t i = 0; i < base->slot_count; i++) {
    const Slot *s = &base->slots[i];
    l->slots[i] = *s;
    bool above = s->line_first <= base->grid.lines / 2;
    if (above && s->line_last + 1 > head) head = s->line_last + 1;
    if (!above && s->line_first - 2 < foot) foot = s->line_first - 2;
  }
  Place all = {.variant = {.size = 30 * LEN_PT, .legs = base->grid.columns},
               .plot = {0, base->grid.columns, head, foot - head}};
  Slot s = makeup_slot(job, base, q->at[q->next], &all);
  s.kind = SLOT_STREAM;
  s.repeat = true;
  s.picture_inline = true;
  s.name = STR("stream");
  l->slots[l->slot_count++] = s;
  page->fills = arena_new(job->arena, Fill);
  page->fills[0] = q->fills[q->next];
  page->fills[0].slot = s.name;
  page->fill_count = 1;
  page->layout = l;
  q->next++;
}

static void make_page(Job *job, const FlowInput *in, const Layout *base, Queue *q, PagePlan *page) {
  page->fill_count = 0;
  page->layout = base;
  if (q->next == q->n) return;
  PageTask t = {.in = in,
                .base = base,
                .at = q->at + q->next,
                .fills = q->fills + q->next,
                .n = q->n - q->next,
                .first = q->next,
                .page = page};
  size_t placed = page_make(job, &t);
  q->next += placed;
  if (!placed) give_stream(job, base, q, page);
}

/* ---- the edition */

/* Highest priority first; stories without one in the copy's order between 1 and the others (they count as 2), briefs among them last. */
static int rank_of(const Story *s) { return s->priority > 0 ? 2 * s->priority : 4 + is_brief(s); }

static void sort_by_rank(Queue *q, Fill *fills) {
  for (size_t i = 1; i < q->n; i++)
    for (size_t k = i; k > 0 && rank_of(q->at[k]) < rank_of(q->at[k - 1]); k--) {
      const Story *s = q->at[k];
      Fill f = fills[k];
      q->at[k] = q->at[k - 1], fills[k] = fills[k - 1];
      q->at[k - 1] = s, fills[k - 1] = f;
    }
}

static Queue queue_make(Job *job, const PagePlan *page, const FlowInput *in) {
  VEC(const Story *) stories = {0};
  VEC(Fill) fills = {0};
  for (size_t i = 0; i < page->fill_count; i++) {
    const Stories *some = map_find(in->copy, page->fills[i].file);
    for (size_t k = 0; some && k < some->n; k++) {
      Fill f = page->fills[i];
      f.story = (int)k + 1;
      vec_add(job->arena, &stories, &some->at[k]);
      vec_add(job->arena, &fills, f);
    }
  }
  Queue q = {.at = stories.at, .fills = fills.at, .n = stories.n};
  sort_by_rank(&q, fills.at);
  return q;
}

bool makeup_edition(Job *job, Edition *e, const FlowInput *in) {
  VEC(PagePlan) pages = {0};
  const Layout *base = NULL;
  for (size_t p = 0; p < e->page_count; p++) {
    if (e->pages[p].layout) {
      vec_add(job->arena, &pages, e->pages[p]);
      continue;
    }
    if (!base)
      base = edition_layout(job, e, e->lang == LANG_EN ? STR("auto/page-en") : STR("auto/page"), in->data_dir,
                            e->pages[p].span);
    if (!base) return false;
    Queue q = queue_make(job, &e->pages[p], in);
    do {
      PagePlan page = e->pages[p];
      make_page(job, in, base, &q, &page);
      vec_add(job->arena, &pages, page);
    } while (q.next < q.n);
  }
  for (size_t p = 0; p < pages.n; p++) pages.at[p].number = (int)p + 1;
  e->pages = pages.at;
  e->page_count = pages.n;
  return true;
}
