/* flow: the recipe. List the stories, cast them in type on all threads, make up page after page, furnish the pages when every story
 * has its page, put all ink in reading order. */
#include <stdlib.h>

#include "flow/inside.h"

/* ---- which story stands in which slot */

typedef struct Berth { /* a slot of a page and the stories meant for it: numbers [first, first + n) */
  const Slot *slot;
  size_t plan;
  uint32_t first, n;
  Galley *rest; /* of a story that begins on an earlier page; NULL: none was planned */
} Berth;
typedef struct Berths {
  Berth *at;
  size_t n, cap;
} Berths;

static bool holds_stories(SlotKind k) {
  return k == SLOT_STORY || k == SLOT_STREAM || k == SLOT_BRIEFS || k == SLOT_PICTURE || k == SLOT_JUMPS;
}

static void add_story(Flow *f, const Layout *l, const Slot *s, const Story *st, size_t nth, bool filler, bool wanted) {
  uint32_t number = (uint32_t)f->e->stories.n;
  vec_add(f->a, &f->e->stories, (FlowStory){.story = st, .filler = filler});
  Galley *g = NULL;
  if (wanted) {
    g = arena_new(f->a, Galley);
    *g = (Galley){.story = st, .number = number, .nth = nth, .layout = l, .slot = s};
  }
  vec_add(f->a, &f->galleys, g);
}

static void leave_out(Flow *f, const Slot *s, const Story *st) {
  diag_add(f->job->diags, DIAG_STORY_UNPLACED, st->span, "slot '%.*s' takes one story; this one is left out",
           STRF(s->name));
}

/* What makeup parted before the page was made: the story's first part, */
static void plan_first(Flow *f, const Berth *b, const Fill *fill) {
  Galley *g = f->galleys.at[b->first];
  if (g) jump_plan(f, g, fill);
}

/* and its rest, cast when its page is made. On a page set for trial the first part may stand nowhere. */
static Galley *plan_rest(Flow *f, const Berth *b, const Layout *l, const Fill *fill, const Story *st, bool wanted) {
  uint32_t number = (uint32_t)f->e->stories.n;
  for (uint32_t i = 0; i < f->e->stories.n; i++)
    if (f->e->stories.at[i].story == st) number = i;
  if (number == f->e->stories.n) {
    vec_add(f->a, &f->e->stories, (FlowStory){.story = st});
    vec_add(f->a, &f->galleys, NULL);
  }
  return wanted ? jump_plan_rest(f, number, b->plan, l, b->slot, fill) : NULL;
}

/* A frame for one story takes the first that its fills name; what more they hold has no place. */
static void add_fill(Flow *f, Berth *b, const Layout *l, const Fill *fill, bool wanted) {
  const Stories *some = map_find(f->in->copy, fill->file);
  bool one = !runs_in_columns(b->slot);
  for (size_t i = 0; some && i < some->n; i++) {
    if (fill->story && (size_t)fill->story != i + 1) continue;
    if (fill->part == PART_REST) {
      b->rest = plan_rest(f, b, l, fill, &some->at[i], wanted);
      continue;
    }
    if (one && b->n > 0) {
      leave_out(f, b->slot, &some->at[i]);
      continue;
    }
    add_story(f, l, b->slot, &some->at[i], b->n, fill->filler, wanted);
    b->n++;
    if (fill->part == PART_FIRST) plan_first(f, b, fill);
  }
}

static bool has_endless_stream(const Layout *l) {
  for (size_t i = 0; i < l->slot_count; i++)
    if (l->slots[i].kind == SLOT_STREAM && l->slots[i].repeat) return true;
  return false;
}

/* A page that nobody wants is made all the same when a stream may add pages after it: their numbers depend on it. */
static bool is_made(const Flow *f, size_t plan) {
  return !f->in->only || f->in->only[plan] || has_endless_stream(f->e->edition->pages[plan].layout);
}

/* What a page's plan deals to a slot that its layout lacks. */
static void report_homeless(Flow *f, const PagePlan *page) {
  for (size_t i = 0; i < page->fill_count; i++) {
    const Fill *fill = &page->fills[i];
    if (page->layout && layout_find_slot(page->layout, fill->slot)) continue;
    diag_add(f->job->diags, DIAG_STORY_UNPLACED, fill->span,
             "the layout of page %d has no slot '%.*s'; '%.*s' is left out", page->number, STRF(fill->slot),
             STRF(fill->file));
  }
}

static void add_berth(Flow *f, Berths *out, size_t plan, const Slot *s) {
  const PagePlan *page = &f->e->edition->pages[plan];
  Berth b = {.slot = s, .plan = plan, .first = (uint32_t)f->e->stories.n};
  for (size_t i = 0; i < page->fill_count; i++)
    if (str_eq(page->fills[i].slot, s->name)) add_fill(f, &b, page->layout, &page->fills[i], is_made(f, plan));
  vec_add(f->a, out, b);
}

static Berths list_stories(Flow *f) {
  Berths out = {0};
  const Edition *e = f->in->edition;
  for (size_t i = 0; i < e->page_count; i++) {
    const Layout *l = e->pages[i].layout;
    report_homeless(f, &e->pages[i]);
    for (size_t k = 0; l && k < l->slot_count; k++)
      if (holds_stories(l->slots[k].kind)) add_berth(f, &out, i, &l->slots[k]);
  }
  return out;
}

/* ---- casting, on all threads: each worker has an arena and a shaper of its own, results lie in the galleys */

typedef struct Foundry {
  Flow *f;
  Arena **arenas, **scratch;
  Shaper **shapers;
} Foundry;

static void cast_one(void *ctx, size_t i, int worker) {
  Foundry *y = ctx;
  Galley *g = y->f->galleys.at[i];
  if (!g) return;
  Arena *a = y->arenas[worker];
  if (!y->shapers[worker]) y->shapers[worker] = shaper_open(a, y->f->in->fonts);
  g->diags = diags_fork(a, y->f->job->diags); /* findings grow in the worker's arena too */
  Caster c = {.arena = a,
              .scratch = y->scratch[worker],
              .diags = g->diags,
              .fonts = y->f->in->fonts,
              .shaper = y->shapers[worker]};
  c.dir = y->f->e->edition->dir;
  galley_make(&c, g);
  arena_clear(c.scratch);
}

static void cast_stories(Flow *f) {
  int threads = f->in->threads < 1 ? 1 : f->in->threads;
  Foundry y = {f, arena_array(f->a, Arena *, threads), arena_array(f->a, Arena *, threads),
               arena_array(f->a, Shaper *, threads)};
  for (int i = 0; i < threads; i++) y.arenas[i] = arena_open_child(f->a), y.scratch[i] = arena_open();
  pool_run(threads, f->galleys.n, cast_one, &y);
  for (int i = 0; i < threads; i++) {
    if (y.shapers[i]) shaper_close(y.shapers[i]);
    arena_close(y.scratch[i]);
  }
}

/* ---- making up */

typedef struct Streams {
  Stream **at;
  size_t n, cap;
} Streams;

static void matter_report(void *ctx, const Matter *m) {
  Flow *f = ctx;
  if (m && m->findings[m->stands + 1]) diags_merge(f->job->diags, m->findings[m->stands + 1]);
}

/* Headings are fitted and say so themselves; captions are reported with their pictures. */
static void text_report(void *ctx, const Matter *m) {
  switch (m->role) {
  case ROLE_KICKER:
  case ROLE_HEADLINE:
  case ROLE_DECK:
  case ROLE_BYLINE:
  case ROLE_SUBHEAD:
  case ROLE_CAPTION:
  case ROLE_CREDIT: return;
  default: matter_report(ctx, m);
  }
}

void flow_findings_take(Flow *f, Galley *g) {
  galley_check_pictures(g);
  blocks_each(&g->body, text_report, f);
  for (size_t i = 0; i < g->picture_count; i++) {
    if (g->pictures[i].island && g->pictures[i].place) blocks_each(&g->pictures[i].island->blocks, text_report, f);
    matter_report(f, g->pictures[i].caption);
  }
  if (g->head_findings) diags_merge(f->job->diags, g->head_findings);
  diags_merge(f->job->diags, g->diags);
}

void flow_empty_slot(Flow *f, FlowPage *p, const Slot *s) {
  FlowFrame *fr = frame_add(f, p, s, NULL);
  Galley g = {.layout = p->layout, .slot = s, .bed = bed_make(f->a, s, 0, 0)};
  Stretch whole = {.first = g.bed.first, .foot = true};
  for (int i = 0; i < g.bed.legs; i++) whole.lines += g.bed.leg_last[i] - g.bed.leg_first[i] + 1;
  frame_count(fr, &g, &whole, 1, &(Placings){0});
}

/* Reading order follows the layout's list of slots; in a slot it is the order of putting. */
enum { ORDERS_A_SLOT = 1 << 20 };

void flow_order(Flow *f, const FlowPage *p, const Slot *s) {
  f->order = (uint32_t)(s - p->layout->slots) * ORDERS_A_SLOT;
}

static void fill_berth(Flow *f, FlowPage *p, const Berth *b, Streams *streams) {
  Galley **g = &f->galleys.at[b->first];
  flow_order(f, p, b->slot);
  if (b->slot->kind == SLOT_JUMPS) {
    jump_take(f, p, b->slot, b->plan);
    return;
  }
  if (b->rest) {
    jump_take_planned(f, p, b->slot, b->rest);
    return;
  }
  if (b->n == 0) {
    flow_empty_slot(f, p, b->slot);
    return;
  }
  for (uint32_t i = 0; i < b->n && b->slot->kind != SLOT_STREAM; i++) {
    f->e->stories.at[b->first + i].page = label_at(p->plan, p->layout, p->number, layout_slot_rect(p->layout, b->slot));
    f->e->stories.at[b->first + i].box = layout_slot_rect(p->layout, b->slot);
  }
  if (b->slot->kind == SLOT_STREAM)
    vec_add(f->a, streams, stream_open(f, b->slot, g, b->n));
  else if (b->slot->kind == SLOT_BRIEFS)
    flow_briefs_slot(f, p, b->slot, g, b->n);
  else
    flow_story_slot(f, p, b->slot, g[0]);
}

static FlowPage *add_page(Flow *f, const PagePlan *plan) {
  FlowPage *p = arena_new(f->a, FlowPage);
  p->number = label_take(f, plan);
  p->span = page_span(plan);
  p->label = label_of_pages(f, plan, p->number);
  p->name = plan->name;
  p->layout = plan->layout;
  p->plan = plan;
  return p;
}

/* All streams of a page, and the further pages they ask for. */
static bool pour_streams(Flow *f, FlowPage *p, Streams *streams) {
  bool on = false;
  for (size_t i = 0; i < streams->n; i++)
    if (streams->at[i] && !stream_pour(streams->at[i], f, p))
      streams->at[i] = NULL;
    else
      on = on || streams->at[i];
  return on;
}

static void keep_page(Flow *f, size_t plan, FlowPage *p) {
  if (!f->in->only || f->in->only[plan]) vec_add(f->a, &f->e->pages, p);
}

static void skip_page(Flow *f, const Berths *berths, size_t plan) {
  const PagePlan *pp = &f->e->edition->pages[plan];
  int number = label_take(f, pp);
  jump_number(f, plan, number);
  for (size_t i = 0; i < berths->n; i++)
    for (uint32_t k = 0; berths->at[i].plan == plan && k < berths->at[i].n; k++)
      f->e->stories.at[berths->at[i].first + k].page =
          label_at(pp, pp->layout, number, layout_slot_rect(pp->layout, berths->at[i].slot));
}

static void make_page(Flow *f, const Berths *berths, size_t plan) {
  const PagePlan *pp = &f->e->edition->pages[plan];
  if (!pp->layout) return;
  if (!is_made(f, plan)) {
    skip_page(f, berths, plan);
    return;
  }
  Streams streams = {0};
  FlowPage *p = add_page(f, pp);
  jump_number(f, plan, p->number);
  for (size_t i = 0; i < berths->n; i++)
    if (berths->at[i].plan == plan) fill_berth(f, p, &berths->at[i], &streams);
  keep_page(f, plan, p);
  while (pour_streams(f, p, &streams)) {
    p = add_page(f, pp);
    keep_page(f, plan, p);
  }
}

static void make_up(Flow *f, const Berths *berths) {
  for (size_t i = 0; i < f->e->edition->page_count; i++) make_page(f, berths, i);
  for (size_t i = 0; i < f->galleys.n; i++)
    if (f->galleys.at[i]) flow_findings_take(f, f->galleys.at[i]);
  for (size_t i = 0; i < f->jumps.n; i++)
    if (f->jumps.at[i]->there && !f->jumps.at[i]->planned) flow_findings_take(f, f->jumps.at[i]->from->rest);
}

/* ---- reading order: slot by slot as the layout lists them, in a slot as it was put */

static int item_order(const void *x, const void *y) {
  const Item *a = x, *b = y;
  return a->order < b->order ? -1 : a->order > b->order;
}

static void number_items(FlowPage *p) {
  if (!p->items.n) return;
  bool ordered = true; /* as most pages are: their slots were filled as the layout lists them */
  for (size_t i = 1; i < p->items.n; i++) ordered = ordered && p->items.at[i - 1].order <= p->items.at[i].order;
  if (!ordered) qsort(p->items.at, p->items.n, sizeof *p->items.at, item_order);
  for (size_t i = 0; i < p->items.n; i++) p->items.at[i].order = (uint32_t)i;
}

static void furnish_page(Flow *f, FlowPage *p) {
  for (size_t i = 0; i < p->layout->slot_count; i++) {
    const Slot *s = &p->layout->slots[i];
    if (holds_stories(s->kind)) continue;
    flow_order(f, p, s);
    flow_furniture(f, p, s);
  }
  number_items(p);
}

static void furnish(Flow *f) {
  jump_finish(f);
  for (size_t i = 0; i < f->e->pages.n; i++) furnish_page(f, f->e->pages.at[i]);
}

/* White below the copy is no fault of the page, but a desk wants to know where it is. */
static void report_under(Flow *f) {
  for (size_t i = 0; i < f->e->pages.n; i++) {
    const FlowPage *p = f->e->pages.at[i];
    for (size_t k = 0; k < p->frames.n; k++) {
      const FlowFrame *fr = &p->frames.at[k];
      if (!holds_stories(fr->kind) || fr->story == STORY_NONE || fr->lines_over || fr->lines_under < 1) continue;
      const Story *st = f->e->stories.at[fr->story].story;
      diag_add(f->job->diags, DIAG_UNDERSET, st->span, "slot '%.*s' is %d lines, %d characters short", STRF(fr->name),
               fr->lines_under, fr->chars_under);
      diag_add_place(
          f->job->diags,
          (DiagPlace){.page = p->number, .frame = fr->name, .story = st->id, .rect = fr->box, .has_rect = true});
    }
  }
}

FlowEdition *flow_edition(Job *job, const FlowInput *in) {
  Book *book = arena_new(job->arena, Book);
  Flow f = {.job = job, .a = job->arena, .in = in, .e = &book->edition};
  f.e->edition = in->edition;
  f.caster = (Caster){.arena = f.a,
                      .scratch = f.a,
                      .diags = job->diags,
                      .fonts = in->fonts,
                      .shaper = shaper_open(f.a, in->fonts),
                      .lang = in->edition->lang};
  Berths berths = list_stories(&f);
  cast_stories(&f);
  jump_check(&f);
  make_up(&f, &berths);
  furnish(&f);
  report_under(&f);
  shaper_close(f.caster.shaper);
  book->galleys = f.galleys.at;
  book->galley_count = f.galleys.n;
  return f.e;
}
