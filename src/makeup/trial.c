/* Trial settings: what counting lines could not know.
 *
 * Keeping lines together may cost a leg a line or two, and a paragraph may not be opened where another would have to be. So the stories of
 * the best page are set for trial, with all that flow does. What is not full to the line gets the next variant that fills the same plot
 * (another headline size, a line of air, a picture a line deeper) and is set again. All that was seen is remembered by what decides it: width,
 * legs, depth of the text, picture. Then the search runs again with what is known in place of what was counted, until the best page is one
 * whose stories were all set so: there is nothing left to learn about it, and its proof holds. */
#include "makeup/bench.h"

enum {
  TRIALS_MAX = 13, /* searches, */
  LEARN_MOST = 4,  /* among the good ones only, before all are looked at again */
  REPAIRS_MAX = 6, /* settings of a page between two searches */
  OFF_STORY = 4000 /* a story left for another page */
};

/* ---- slots */

/* The story's slot, into the layout; its name. */
static Str story_slot(Job *job, const Bench *b, const Sketch *k, size_t i, Layout *l) {
  if (i == b->briefs) {
    l->slots[l->slot_count++] = briefs_slot(b, &k->at[i]);
    return l->slots[l->slot_count - 1].name;
  }
  Slot s = makeup_slot(job, b->task->base, b->task->at[i], &k->at[i]);
  s.name = str_f(job->arena, "story-%zu", b->task->first + i + 1);
  s.filler = true;
  l->slots[l->slot_count++] = s;
  return s.name;
}

static Layout *layout_with(Job *job, const Bench *b, const Sketch *k) {
  const PageTask *t = b->task;
  Layout *l = arena_new(job->arena, Layout);
  *l = *t->base;
  l->waive |= score_waives(b->search, k->at, k->n, t->base->grid.vertical);
  l->slots = arena_array(job->arena, Slot, t->base->slot_count + b->ads.n + t->kept_n + k->n);
  for (size_t i = 0; i < t->base->slot_count; i++) l->slots[i] = t->base->slots[i];
  for (size_t i = 0; i < b->ads.n; i++) l->slots[l->slot_count++] = b->ads.at[i];
  for (size_t i = 0; i < t->kept_n; i++) {
    Slot s = makeup_slot(job, t->base, t->kept[i], &b->kept[i]);
    s.name = str_f(job->arena, "kept-%zu", i + 1);
    l->slots[l->slot_count++] = s;
  }
  for (size_t i = 0; i < k->n; i++) story_slot(job, b, k, i, l);
  return l;
}

/* What goes into the story's slot: itself, or as many of the briefs as stand there. */
static void add_fills(const Bench *b, const Sketch *k, size_t i, Str slot, PagePlan *page) {
  const PageTask *t = b->task;
  const Fill *from = i == b->briefs ? t->briefs.fills : &t->fills[i];
  int n = i == b->briefs ? k->at[i].variant.briefs : 1;
  for (int f = 0; f < n; f++) page->fills[page->fill_count] = from[f], page->fills[page->fill_count++].slot = slot;
}

void give_slots(Job *job, const Bench *b, const Sketch *k, PagePlan *page) {
  const PageTask *t = b->task;
  page->fills = arena_array(job->arena, Fill, t->kept_n + k->n + t->briefs.n);
  page->fill_count = 0;
  page->layout = layout_with(job, b, k);
  const Slot *slot = page->layout->slots + page->layout->slot_count - k->n - t->kept_n;
  for (size_t i = 0; i < t->kept_n; i++) {
    page->fills[page->fill_count] = t->kept_fills[i];
    page->fills[page->fill_count++].slot = slot[i].name;
  }
  for (size_t i = 0; i < k->n; i++) add_fills(b, k, i, slot[t->kept_n + i].name, page);
}

/* The best, or once the edition's choice among those offered is being settled, the one of its shape; NULL if there is none. */
static const Sketch *shape_find(const Bench *b, const Sketches *s) {
  if (!b->wanted) return s->n ? &s->at[0] : NULL;
  for (size_t i = 0; i < s->n; i++)
    if (s->at[i].shape == b->wanted) return &s->at[i];
  return NULL;
}

const Sketch *chosen(const Bench *b, const Sketches *s) {
  const Sketch *k = shape_find(b, s);
  return k ? k : &s->at[0];
}

/* The story's number on the page of the frame that a trial made; the count of the page's stories if it is none of them. */
static size_t frame_story(const Bench *b, const FlowFrame *fr) {
  int64_t number;
  if (fr->kind == SLOT_BRIEFS) return b->briefs;
  if (!str_has_prefix(fr->name, STR("story-")) || !str_read_int(str_sub(fr->name, 6, fr->name.n), &number)) return b->n;
  size_t nth = (size_t)number - 1 - b->task->first;
  return nth < b->n ? nth : b->n;
}

/* ---- what a setting shows */

/* A frame that does not hold what it should, or whose legs are not full. */
static void learn_frame(Bench *b, const FlowFrame *fr, const Sketch *k) {
  size_t i = frame_story(b, fr);
  if (i == b->n) return;
  const Place *p = &k->at[i];
  lesson_add(b->job, &b->lessons[i], &p->variant, p->plot.columns, fr->lines_over, fr->lines_under);
}

static const Tried *tried(const Bench *b, const Sketch *k, size_t i) {
  return lesson_find(&b->lessons[i], &k->at[i].variant, k->at[i].plot.columns);
}

static bool is_off(const Tried *t) { return t && (t->over || t->under); }

/* Sets those stories of the page of whose variants nothing is known yet. False if there are none. */
static bool set_unknown(Bench *b, const Sketch *k) {
  const PageTask *t = b->task;
  Arena *a = arena_open_child(b->job->arena);
  Job job = {.arena = a, .diags = diags_fork(a, b->job->diags)};
  Layout *l = arena_new(a, Layout);
  *l = *t->base;
  PagePlan page = *t->page;
  l->slots = arena_array(a, Slot, k->n);
  l->slot_count = 0;
  page.layout = l;
  page.fills = arena_array(a, Fill, k->n + t->briefs.n);
  page.fill_count = page.ad_count = 0;
  for (size_t i = 0; i < k->n; i++)
    if (!tried(b, k, i)) add_fills(b, k, i, story_slot(&job, b, k, i, l), &page);
  if (page.fill_count) {
    Edition one = *t->in->edition;
    one.pages = &page;
    one.page_count = 1;
    FlowInput trial = *t->in;
    trial.edition = &one;
    trial.only = NULL;
    FlowEdition *made = flow_edition(&job, &trial);
    b->settings++;
    for (size_t i = 0; i < made->pages.at[0]->frames.n; i++) learn_frame(b, &made->pages.at[0]->frames.at[i], k);
  }
  bool any = page.fill_count > 0;
  arena_close(a);
  return any;
}

/* ---- repair */

/* The least dear variant that fills the story's plot as its own does, and is either known to be full or has not been tried. */
static const Variant *variant_beside(const Bench *b, const Sketch *k, size_t i) {
  const Place *p = &k->at[i];
  Arm arm = p->variant.arm;
  const Variants *all = arm.side ? &b->search->ell(b->search->ells, i, p->plot.columns, arm)->variants
                                 : &b->search->variants[i][p->plot.columns - 1];
  const Variant *best = NULL;
  for (size_t v = 0; v < all->n; v++) {
    const Variant *o = &all->at[v];
    if (o->depth + p->white != p->plot.lines || (best && best->cost <= o->cost)) continue;
    if (!is_off(lesson_find(&b->lessons[i], o, p->plot.columns))) best = o;
  }
  return best;
}

enum { REPAIR_DEAREST = 100 }; /* points: another page is likely to be had for less */

static bool repair(Bench *b, Sketch *k) {
  bool any = false;
  for (size_t i = 0; i < k->n; i++) {
    if (!is_off(tried(b, k, i))) continue;
    const Variant *v = variant_beside(b, k, i);
    if (!v || v->cost > k->at[i].variant.cost + REPAIR_DEAREST) continue;
    k->cost += v->cost - k->at[i].variant.cost;
    k->at[i].variant = *v;
    any = true;
  }
  if (any) {
    dress_page(b->search, k->at, k->n);
    k->extra = score_page(b->search, k, NULL);
  }
  return any;
}

/* How bad the page is that came out: its score, what is over or short, and what it leaves of the page and of the stories. */
static int off_of(const Bench *b, const Sketch *k) {
  int off = sketch_score(k);
  for (size_t i = 0; i < k->n; i++) {
    const Tried *t = tried(b, k, i);
    if (t) off += t->over * COST_OVER + (t->under - k->at[i].variant.short_of) * COST_SHORT;
  }
  return end_cost(b, &b->end, off) + (b->task->last ? (int)(b->all - k->n) * OFF_STORY : 0);
}

static void keep_best(Bench *b, const Sketch *k) {
  int off = off_of(b, k);
  if (b->best.n && off > b->best_off) return; /* the same page again: with what is known now */
  b->best = b->sketches;
  b->best_off = off, b->best_end = b->end;
}

/* Sets the page, mends what is off, and sets it again. False: nothing was unknown. */
static bool try_page(Bench *b) {
  Sketch *k = &b->sketches.at[chosen(b, &b->sketches) - b->sketches.at];
  bool news = false;
  for (int r = 0; r < REPAIRS_MAX; r++) {
    if (set_unknown(b, k)) news = true;
    keep_best(b, k);
    if (!repair(b, k)) break;
  }
  return news;
}

void trials_run(Bench *b) {
  int bound = 0;
  End of = {0};    /* the end that the bound is of */
  bool all = true; /* what is left when nothing more is learned of the good ones is looked for among all once more */
  for (int tries = 0; tries < TRIALS_MAX && search_once(b, all); tries++) {
    bool news = try_page(b);
    if (all) bound = b->sketches.bound, of = b->end;
    if (!news && all) break;
    all = !news || (tries + 1) % LEARN_MOST == 0;
  }
  if (b->best.n && (of.stories != b->best_end.stories || of.lines != b->best_end.lines))
    bound = search_bound(b, b->best_end);
  if (b->best.n) b->best.bound = sketch_score(&b->best.at[0]) < bound ? sketch_score(&b->best.at[0]) : bound;
  b->offered = b->best;
}

/* The edition's choice: the same trials again for the page of that shape, begun with it as it was offered. */
void settle_choice(Bench *b) {
  size_t at = b->task->page->choice > 1 ? (size_t)b->task->page->choice - 1 : 0;
  if (!at || !b->offered.n) return;
  b->wanted = b->offered.at[at < b->offered.n ? at : b->offered.n - 1].shape;
  b->sketches = b->offered;
  b->best.n = 0;
  for (int tries = 0; tries < TRIALS_MAX; tries++)
    if (!try_page(b) || !search_once(b, true) || !shape_find(b, &b->sketches)) break;
}
