/* Stories that wait for a page, in order of rank. */
#include "makeup/deal.h"

#include "makeup/variants.h"

enum { RANK_UNSAID = 2, RANK_REST = 3, RANK_BRIEF = 100, REST_AFTER = 2 /* stories of the page's own */ };

/* Highest priority first; stories without one count as 2, in the copy's order; briefs without one come last. What goes on from another page
 * leads none. */
static int rank_of(const Waiting *w) {
  const Story *s = w->story;
  int rank = s->priority > 0 ? s->priority : is_brief(s) ? RANK_BRIEF : RANK_UNSAID;
  return w->fill.part == PART_REST && rank < RANK_REST ? RANK_REST : rank;
}

static void move_down(Queue *q, size_t from, size_t to) {
  Waiting w = q->at[from];
  for (; from < to; from++) q->at[from] = q->at[from + 1];
  q->at[to] = w;
}

void queue_sort(Queue *q) {
  for (size_t i = 1; i < q->n; i++)
    for (size_t k = i; k > 0 && rank_of(&q->at[k]) < rank_of(&q->at[k - 1]); k--) {
      Waiting w = q->at[k];
      q->at[k] = q->at[k - 1];
      q->at[k - 1] = w;
    }
  for (size_t i = REST_AFTER; i-- > 0;)
    if (i < q->n && q->at[i].fill.part == PART_REST) move_down(q, i, q->n > REST_AFTER ? REST_AFTER : q->n - 1);
}

void queue_add(Job *job, Queue *q, const FlowInput *in, const Fill *fills, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const Stories *some = map_find(in->copy, fills[i].file);
    for (size_t k = 0; some && k < some->n; k++) {
      Waiting w = {.story = &some->at[k], .fill = fills[i]};
      if (fills[i].story && (size_t)fills[i].story != k + 1) continue;
      w.fill.story = (int)k + 1;
      vec_add(job->arena, q, w);
    }
  }
}

Waiting queue_take(Queue *q, size_t i) {
  Waiting w = q->at[i];
  for (q->n--; i < q->n; i++) q->at[i] = q->at[i + 1];
  return w;
}
