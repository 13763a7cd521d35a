/* flow: the recipe. List the stories, cast them in type on all threads, make up page after page, furnish the pages when every story
 * has its page, put all ink in reading order. */
#include <stdlib.h>

#include "flow/inside.h"

/* ---- which story stands in which slot */

typedef struct Berth { /* a slot of a page and the stories meant for it: galleys [first, first + n) */
  const Slot *slot;
  FlowPage *page;
  uint32_t first, n;
} Berth;
typedef struct Berths {
  Berth *at;
  size_t n, cap;
} Berths;

static bool holds_stories(SlotKind k) {
  return k == SLOT_STORY || k == SLOT_STREAM || k == SLOT_BRIEFS || k == SLOT_PICTURE;
}

static void add_story(Flow *f, const FlowPage *p, const Slot *s, const Story *st, bool wanted) {
  uint32_t number = (uint32_t)f->e->stories.n;
  vec_add(f->a, &f->e->stories, (FlowStory){.story = st, .page = p->number});
  Galley *g = NULL;
  if (wanted) {
    g = arena_new(f->a, Galley);
    *g = (Galley){.story = st, .number = number, .layout = p->layout, .slot = s};
    g->diags = diags_fork(f->a, f->job->diags);
  }
  vec_add(f->a, &f->galleys, g);
}

/* A frame for one story takes the first that its fill names; what more the file holds has no place. */
static void add_fill(Flow *f, const FlowPage *p, const Slot *s, const Fill *fill, bool wanted, uint32_t before) {
  const Stories *some = map_find(f->in->copy, fill->file);
  if (!some) return;
  bool one = s->kind == SLOT_STORY || s->kind == SLOT_PICTURE;
  for (size_t i = 0; i < some->n; i++) {
    if (fill->story && (size_t)fill->story != i + 1) continue;
    const Story *st = &some->at[i];
    if (one && f->e->stories.n > before) {
      diag_add(f->job->diags, DIAG_STORY_UNPLACED, st->span, "slot '%.*s' takes one story; this one is left out",
               STRF(s->name));
      vec_add(f->a, &f->e->stories, (FlowStory){.story = st});
      vec_add(f->a, &f->galleys, NULL);
      continue;
    }
    add_story(f, p, s, st, wanted);
  }
}

static void add_berth(Flow *f, Berths *out, FlowPage *p, const PagePlan *plan, const Slot *s, bool wanted) {
  Berth b = {.slot = s, .page = p, .first = (uint32_t)f->e->stories.n};
  for (size_t i = 0; i < plan->fill_count; i++)
    if (str_eq(plan->fills[i].slot, s->name)) add_fill(f, p, s, &plan->fills[i], wanted, b.first);
  b.n = (uint32_t)f->e->stories.n - b.first;
  vec_add(f->a, out, b);
}

static bool has_endless_stream(const Layout *l) {
  for (size_t i = 0; i < l->slot_count; i++)
    if (l->slots[i].kind == SLOT_STREAM && l->slots[i].repeat) return true;
  return false;
}

/* A page that nobody wants is made all the same when a stream may add pages after it: their numbers depend on it. */
static bool is_wanted(const Flow *f, size_t plan) {
  return !f->in->only || f->in->only[plan] || has_endless_stream(f->e->edition->pages[plan].layout);
}

static FlowPage *add_page(Flow *f, const PagePlan *plan, const Layout *l) {
  FlowPage *p = arena_new(f->a, FlowPage);
  p->number = (int)f->e->pages.n + 1;
  p->name = plan->name;
  p->layout = l;
  vec_add(f->a, &f->e->pages, p);
  return p;
}

static Berths list_stories(Flow *f) {
  Berths out = {0};
  const Edition *e = f->in->edition;
  for (size_t i = 0; i < e->page_count; i++) {
    const PagePlan *plan = &e->pages[i];
    if (!plan->layout) continue;
    FlowPage *p = add_page(f, plan, plan->layout);
    for (size_t k = 0; k < plan->layout->slot_count; k++)
      if (holds_stories(plan->layout->slots[k].kind))
        add_berth(f, &out, p, plan, &plan->layout->slots[k], is_wanted(f, i));
  }
  return out;
}

/* ---- casting, on all threads: each worker has an arena and a shaper of its own, results lie in the galleys */

typedef struct Foundry {
  Flow *f;
  Arena **arenas;
  Shaper **shapers;
} Foundry;

static void cast_one(void *ctx, size_t i, int worker) {
  Foundry *y = ctx;
  Galley *g = y->f->galleys.at[i];
  if (!g) return;
  Arena *a = y->arenas[worker];
  if (!y->shapers[worker]) y->shapers[worker] = shaper_open(a, y->f->in->fonts);
  Caster c = {.arena = a, .diags = g->diags, .fonts = y->f->in->fonts, .shaper = y->shapers[worker]};
  galley_make(&c, g);
}

static void cast_stories(Flow *f) {
  int threads = f->in->threads < 1 ? 1 : f->in->threads;
  Foundry y = {f, arena_array(f->a, Arena *, threads), arena_array(f->a, Shaper *, threads)};
  for (int i = 0; i < threads; i++) y.arenas[i] = arena_open_child(f->a);
  pool_run(threads, f->galleys.n, cast_one, &y);
  for (int i = 0; i < threads; i++)
    if (y.shapers[i]) shaper_close(y.shapers[i]);
}

/* ---- making up */

void findings_take(Flow *f, Galley *g) {
  for (size_t i = 0; i < g->body.n; i++) {
    const Matter *m = g->body.at[i].m;
    if (m) diags_merge(f->job->diags, m->findings[m->stands + 1]);
  }
  diags_merge(f->job->diags, g->diags);
}

static void empty_slot(Flow *f, FlowPage *p, const Slot *s) {
  diag_add(f->job->diags, DIAG_SLOT_EMPTY, s->span, "slot '%.*s' of page %d has no story; it is left white",
           STRF(s->name), p->number);
  FlowFrame *fr = frame_add(f, p, s, NULL);
  Galley g = {.layout = p->layout, .slot = s, .bed = bed_make(f->a, p->layout, s, 0, 0)};
  Stretch whole = {0, g.bed.first, g.bed.legs * (g.bed.last - g.bed.first + 1), true};
  frame_count(fr, &g, &whole, 1, &(Placings){0});
}

static void fill_berth(Flow *f, const Berth *b) {
  Galley **g = &f->galleys.at[b->first];
  if (b->n == 0) {
    empty_slot(f, b->page, b->slot);
    return;
  }
  if (!g[0]) return;
  f->e->stories.at[b->first].box = layout_slot_rect(b->page->layout, b->slot);
  flow_story_slot(f, b->page, b->slot, g[0]);
}

static void make_up(Flow *f, const Berths *berths) {
  for (size_t i = 0; i < berths->n; i++) fill_berth(f, &berths->at[i]);
}

/* ---- reading order: slot by slot as the layout lists them, in a slot as it was put */

static int item_order(const void *x, const void *y) {
  const Item *a = x, *b = y;
  return a->order < b->order ? -1 : a->order > b->order;
}

static void number_items(FlowPage *p) {
  if (!p->items.n) return;
  qsort(p->items.at, p->items.n, sizeof *p->items.at, item_order);
  for (size_t i = 0; i < p->items.n; i++) p->items.at[i].order = (uint32_t)i;
}

static void furnish(Flow *f) {
  for (size_t i = 0; i < f->e->pages.n; i++) number_items(f->e->pages.at[i]);
}

FlowEdition *flow_edition(Job *job, const FlowInput *in) {
  Flow f = {.job = job, .a = job->arena, .in = in, .e = arena_new(job->arena, FlowEdition)};
  f.e->edition = in->edition;
  f.caster = (Caster){.arena = f.a,
                      .diags = job->diags,
                      .fonts = in->fonts,
                      .shaper = shaper_open(f.a, in->fonts),
                      .lang = in->edition->lang};
  Berths berths = list_stories(&f);
  cast_stories(&f);
  make_up(&f, &berths);
  furnish(&f);
  shaper_close(f.caster.shaper);
  return f.e;
}
