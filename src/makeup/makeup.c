/* The automatic page: from stories to a layout of the page's own, made for them.
 *
 * A page's stories in order of rank; as many as the page takes (page.c); a story deeper than a page runs through columns of its own; until the copy
 * is out. The pages that come of it are ordinary pages: flow does not know who made them. */
#include "makeup/makeup.h"

#include "makeup/deal.h"
#include "makeup/fillers.h"
#include "makeup/variants.h"

enum {
  STREAM_LEAST = 8,     /* lines */
  SHORT_WHITE_LEAST = 8 /* lines of a column left white that are worth a finding */
};

/* ---- one page */

/* A story deeper than the page: all columns of this page and of as many more as it takes. */
static void give_stream(Job *job, const Layout *base, Waiting w, PagePlan *page) {
  Layout *l = arena_new(job->arena, Layout);
  *l = *base;
  AdSlots ads = ads_place(job->arena, base, page);
  l->slots = arena_array(job->arena, Slot, base->slot_count + ads.n + 1);
  for (size_t i = 0; i < base->slot_count; i++) l->slots[i] = base->slots[i];
  for (size_t i = 0; i < ads.n; i++) l->slots[l->slot_count++] = ads.at[i];
  int head = 0, foot = base->grid.lines;
  for (size_t i = 0; i < l->slot_count; i++) {
    const Slot *s = &l->slots[i];
    if (s->area.w) continue; /* off the grid */
    bool above = s->line_first <= base->grid.lines / 2 && i < base->slot_count;
    if (above && s->line_last + 1 > head) head = s->line_last + 1;
    if (!above && s->line_first - 2 < foot) foot = s->line_first - 2;
  }
  if (foot - head < STREAM_LEAST) {
    head = 0, foot = base->grid.lines;
    diag_add(job->diags, DIAG_SLOT_OVERLAP, page->span,
             "what is fixed on page %d leaves no room for its stories; '%.*s' stands over it", page->number,
             STRF(w.story->id));
  }
  Place all = {.variant = {.size = 30 * LEN_PT, .legs = base->grid.columns},
               .plot = {0, base->grid.columns, head, foot - head}};
  Slot s = makeup_slot(job, base, w.story, &all);
  if (w.fill.part == PART_WHOLE) { /* a part stands in one place, and what it has no room for is told */
    s.kind = SLOT_STREAM;
    s.repeat = true;
  }
  s.picture_inline = true;
  s.name = STR("stream");
  l->slots[l->slot_count++] = s;
  page->fills = arena_new(job->arena, Fill);
  page->fills[0] = w.fill;
  page->fills[0].slot = s.name;
  page->fill_count = 1;
  page->layout = l;
}

typedef struct Held { /* the stories that keep their place */
  const Story **at;
  Fill *fills;
  const Keep **keeps;
  size_t n;
} Held;

static bool keep_meets(const Keep *k, int col_first, int col_last, int line_first, int line_last) {
  return k->col_first <= col_last && col_first <= k->col_last && k->line_first <= line_last &&
         line_first <= k->line_last;
}

/* Whether the page has room there: on its grid, on no slot of its base, on no other kept place. */
static bool is_keepable(Job *job, const Layout *base, const PagePlan *page, size_t i) {
  const Keep *k = &page->keeps[i];
  if (k->col_last > base->grid.columns || k->line_last > base->grid.lines) {
    diag_add(
        job->diags, DIAG_SLOT_OUTSIDE, k->span,
        "the kept place of '%.*s' is not on the grid of %d columns and %d lines; the story is placed as others are",
        STRF(k->file), base->grid.columns, base->grid.lines);
    return false;
  }
  Str on = {0};
  for (size_t s = 0; s < base->slot_count && !on.n; s++) {
    const Slot *t = &base->slots[s];
    if (!t->area.w && keep_meets(k, t->col_first, t->col_last, t->line_first, t->line_last)) on = t->name;
  }
  for (size_t o = 0; o < i && !on.n; o++) {
    const Keep *t = &page->keeps[o];
    if (keep_meets(k, t->col_first, t->col_last, t->line_first, t->line_last)) on = t->file;
  }
  if (on.n)
    diag_add(job->diags, DIAG_SLOT_OVERLAP, k->span,
             "the kept place of '%.*s' is on that of '%.*s'; the story is placed as others are", STRF(k->file),
             STRF(on));
  return !on.n;
}

static Held hold_stories(Job *job, const Layout *base, PagePlan *page, Queue *q) {
  Held h = {.at = arena_array(job->arena, const Story *, page->keep_count),
            .fills = arena_array(job->arena, Fill, page->keep_count),
            .keeps = arena_array(job->arena, const Keep *, page->keep_count)};
  for (size_t i = 0; i < page->keep_count; i++) {
    const Keep *k = &page->keeps[i];
    size_t at = 0;
    while (at < q->n && !str_eq(q->at[at].story->id, k->file)) at++;
    if (at == q->n) {
      diag_add(job->diags, DIAG_KEEP_MISSING, k->span, "'%.*s' is no story of this page; its place goes to others",
               STRF(k->file));
      continue;
    }
    if (!is_keepable(job, base, page, i)) continue;
    Waiting w = queue_take(q, at);
    h.at[h.n] = w.story, h.fills[h.n] = w.fill, h.keeps[h.n++] = k;
  }
  return h;
}

typedef struct Offered { /* the queue as a page takes it: stories, and behind them what may be gathered */
  const Story **at;
  Fill *fills;
  size_t stories, briefs;
} Offered;

static Offered offer(Job *job, const Edition *e, Queue *q) {
  Offered o = {.at = arena_array(job->arena, const Story *, q->n), .fills = arena_array(job->arena, Fill, q->n)};
  bool gather = briefs_gather(e, q);
  Queue sorted = {0};
  for (int briefs = 0; briefs < 2; briefs++)
    for (size_t i = 0; i < q->n; i++) {
      if ((gather && is_gathered(&q->at[i])) != briefs) continue;
      o.at[sorted.n] = q->at[i].story, o.fills[sorted.n] = q->at[i].fill;
      vec_add(job->arena, &sorted, q->at[i]);
      *(briefs ? &o.briefs : &o.stories) += 1;
    }
  *q = sorted;
  return o;
}

void make_page(Job *job, const FlowInput *in, const Layout *base, Queue *q, size_t placed, bool last, PagePlan *page) {
  Held held = hold_stories(job, base, page, q);
  Offered o = offer(job, in->edition, q);
  PageTask t = {.in = in,
                .base = base,
                .at = o.at,
                .fills = o.fills,
                .n = o.stories,
                .first = placed,
                .briefs = {o.at + o.stories, o.fills + o.stories, o.briefs, briefs_head(in->edition)},
                .kept = held.at,
                .kept_fills = held.fills,
                .keeps = held.keeps,
                .kept_n = held.n,
                .last = last,
                .page = page};
  page->layout = base;
  page->fill_count = 0;
  Taken got = page_make(job, &t);
  if (!got.stories && !got.briefs && q->n) {
    for (size_t i = 0; i < held.n; i++) /* there is no page around what is kept: they wait with the others */
      vec_add(job->arena, q, ((Waiting){held.at[i], held.fills[i]}));
    queue_sort(q);
    give_stream(job, base, queue_take(q, 0), page);
    return;
  }
  for (size_t i = 0; i < got.briefs; i++) queue_take(q, o.stories);
  for (size_t i = 0; i < got.stories; i++) queue_take(q, 0);
}

/* ---- the edition */

static void report_short(Job *job, const PagePlan *page, int white) {
  const Grid *g = &page->layout->grid;
  if (white < SHORT_WHITE_LEAST) return;
  diag_add(job->diags, DIAG_PAGE_SHORT, page->span,
           "page %d is not filled: 欠 %lld 字, or a filler of %d lines over %d columns", page->number,
           (long long)(white * (g->measure / g->body)), (white + g->columns - 1) / g->columns, g->columns);
}

/* What is left white goes to the edition's fillers, and what they leave is told. */
static void finish_page(Job *job, const FlowInput *in, Edition *e, const Made *made, PagePlan *page) {
  if (made) diags_merge(job->diags, made->diags);
  int filled = e->filler_count ? fillers_page(job, in, e, page) + offers_page(job, in, e, page) : 0;
  if (made) report_short(job, page, made->page.white - filled);
  if (made) ads_tell(job, page);
}

bool makeup_edition(Job *job, Edition *e, const FlowInput *in) {
  ads_look(job, e);
  Dealer d = {.job = job, .edition = e, .in = in};
  Partings p = jumps_of_designed(&d);
  Deal best;
  if (!jumps_choose(&d, &p, &best)) return false;
  e->pages = best.pages.at;
  e->page_count = best.pages.n;
  edition_number_pages(job->arena, e);
  jumps_give_slots(&d, &p, &best);
  for (size_t i = 0; i < best.pages.n; i++) finish_page(job, in, e, best.made.at[i], &best.pages.at[i]);
  return true;
}
