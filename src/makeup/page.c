/* One automatic page: what is fixed on it, the search, trial settings, and the slots that the choice becomes.
 *
 * Counting lines is not setting them: keeping lines together may cost a few. So the page is set for trial with all that flow does, what was
 * missed is counted in, and the search runs again. */
#include "makeup/page.h"

#include "makeup/variants.h"

enum {
  TRIALS_MAX = 10,
  SLACK_WOVEN = 30,     /* pinwheels this much dearer than the best straight page are looked at */
  COST_UNFILLED = 150,  /* one line of the page left over */
  COST_BLOWN = 25,      /* one line more than little copy would fill: pictures and type blown up to hide it */
  COST_SPLIT = 120,     /* leaving stories to a page that follows anyhow */
  COST_NEW_PAGE = 4000, /* leaving them to one that must be added */
  OFF_OVER = 100,       /* a line over, in lines short */
  OFF_STORY = 400       /* a story left for another page, in lines short */
};

typedef struct End {
  size_t stories;
  int lines; /* of the only plot; 0: all of every plot */
  int cost;
} End;

typedef struct Bench { /* what making one page needs */
  AdSlots ads;
  Place *kept; /* places of the stories that keep theirs */
  Job *job;    /* trial findings are nobody's: a fork */
  const PageTask *task;
  FlowRuler *ruler[PAGE_MAX];
  Menu menu[PAGE_MAX];
  Lesson lessons[PAGE_MAX][COLUMNS_MAX][2];
  Measured *measured[PAGE_MAX];
  size_t n;        /* stories looked at */
  Carvings ground; /* what is free */
  Search *search;
  End end;
  Sketches sketches;
  int settings;
  Sketches best;    /* of the trial that came out best */
  Sketches offered; /* those to choose from */
  uint64_t wanted;  /* shape of the one that the edition chose; 0: the best */
  int best_off;
} Bench;

/* ---- what is fixed */

static Plot slot_plot(const Slot *s) {
  return (Plot){s->col_first - 1, s->col_last - s->col_first + 1, s->line_first - 1, s->line_last - s->line_first + 1};
}

/* What is free between the base layout's slots, the advertisements and the kept stories. */
static Carvings free_ground(const Bench *b) {
  const Layout *base = b->task->base;
  Arena *a = b->job->arena;
  Plot area = {.columns = base->grid.columns, .lines = base->grid.lines < LINES_MAX ? base->grid.lines : LINES_MAX};
  Plot *fixed = arena_array(a, Plot, base->slot_count + b->ads.n + b->task->kept_n);
  size_t n = 0;
  for (size_t i = 0; i < base->slot_count; i++)
    if (base->slots[i].area.w == 0) fixed[n++] = slot_plot(&base->slots[i]); /* those off the grid take none of it */
  for (size_t i = 0; i < b->ads.n; i++) fixed[n++] = slot_plot(&b->ads.at[i]);
  for (size_t i = 0; i < b->task->kept_n; i++) fixed[n++] = b->kept[i].plot;
  return carve(a, area, fixed, n);
}

/* The variant that fills a kept place best: no deeper than it, or the least deep there is. */
static const Variant *variant_within(const Variants *v, int lines) {
  const Variant *best = NULL;
  for (size_t i = 0; i < v->n; i++) {
    const Variant *o = &v->at[i];
    bool fits = o->depth <= lines, had = best && best->depth <= lines;
    int cost = o->cost + (lines - o->depth) * 8, least = best ? best->cost + (lines - best->depth) * 8 : 0;
    if (!best || (fits && !had) || (fits && cost < least) || (!fits && !had && o->depth < best->depth)) best = o;
  }
  return best;
}

static void lessons_begin(Lesson lessons[COLUMNS_MAX][2]) {
  for (int w = 0; w < COLUMNS_MAX; w++)
    for (int k = 0; k < 2; k++) lessons[w][k] = (Lesson){.open = OPEN_MOST};
}

static Place keep_place(Bench *b, size_t i) {
  Lesson fresh[COLUMNS_MAX][2];
  lessons_begin(fresh);
  const PageTask *t = b->task;
  const Keep *k = t->keeps[i];
  Plot plot = {k->col_first - 1, k->col_last - k->col_first + 1, k->line_first - 1, k->line_last - k->line_first + 1};
  Menu menu;
  Variants found[COLUMNS_MAX] = {0};
  menus_make(&t->kept[i], 1, t->base->grid.columns, &menu);
  menu.least_w = plot.columns;
  Arena *measuring = arena_open_child(b->job->arena);
  VariantsFor f = {.base = t->base,
                   .story = t->kept[i],
                   .ruler = flow_ruler(b->job, t->in, t->base, t->kept[i]),
                   .menu = &menu,
                   .boxed = is_comment(t->kept[i]),
                   .measured = arena_new(b->job->arena, Measured),
                   .columns = plot.columns,
                   .lines = t->base->grid.lines,
                   .lessons = (const Lesson(*)[2])fresh,
                   .out = found};
  variants_make(b->job, &f, measuring);
  arena_close(measuring);
  const Variant *v = variant_within(&found[plot.columns - 1], plot.lines);
  return (Place){.variant = v ? *v : (Variant){.legs = plot.columns, .size = 20 * LEN_PT, .tier = TIER_THIRD},
                 .plot = plot,
                 .boxed = is_comment(t->kept[i])};
}

/* ---- how many stories, how deep */

/* The lines that the stories take as they would like to stand. Copy for less than three quarters of the page does not fill it: it stands
 * at the head in its own sizes, and the foot stays white for what is still to come. */
static int lines_wanted(const Search *s, int lines) {
  int64_t area = 0;
  for (size_t i = 0; i < s->n; i++) {
    const Variant *best = NULL;
    int width = 0;
    for (int w = 1; w <= s->columns; w++)
      for (size_t k = 0; k < s->variants[i][w - 1].n; k++) {
        const Variant *v = &s->variants[i][w - 1].at[k];
        if (!best || v->cost < best->cost) best = v, width = w;
      }
    if (best) area += (int64_t)(best->depth + PILE_GAP) * width;
  }
  int wanted = (int)((area + s->columns - 1) / s->columns);
  return wanted * 4 >= lines * 3 ? lines : wanted;
}

static void try_end(const Bench *b, size_t m, int lines, int off, End *best) {
  for (size_t c = 0; c < b->ground.n; c++) {
    Carving from = b->ground.at[c];
    if (lines) from.at[0].lines = lines;
    int cost = search_cost(b->search, &from, m);
    if (cost >= COST_NEVER) continue;
    cost += off > 0 ? off * COST_UNFILLED : -off * COST_BLOWN;
    if (m < b->task->n)
      cost = cost / (int)m * (int)b->n + (m == b->n       ? 0
                                          : b->task->last ? COST_NEW_PAGE
                                                          : COST_SPLIT); /* the price of a story's place */
    if (cost < best->cost) *best = (End){m, lines, cost};
  }
}

/* The cheapest end of the page, where lines left over and stories left over cost. */
static End choose_end(const Bench *b) {
  End best = {.cost = COST_NEVER};
  bool one_plot = b->ground.n == 1 && b->ground.at[0].n == 1;
  int lines = one_plot ? b->ground.at[0].at[0].lines : 0;
  int wanted = one_plot && b->n == b->task->n ? lines_wanted(b->search, lines) : lines;
  for (size_t m = 1; m <= b->n; m++)
    for (int d = one_plot ? 1 : 0; d <= lines; d++) try_end(b, m, d, wanted - d, &best);
  return best;
}

/* ---- the search */

static void measure_stories(Bench *b) {
  Arena *measuring = arena_open_child(b->job->arena);
  for (size_t i = 0; i < b->n; i++) {
    for (int w = 0; w < COLUMNS_MAX; w++) b->search->variants[i][w].n = 0;
    VariantsFor f = {.base = b->task->base,
                     .story = b->task->at[i],
                     .ruler = b->ruler[i],
                     .menu = &b->menu[i],
                     .boxed = b->search->fact[i].boxed,
                     .measured = b->measured[i],
                     .columns = b->search->columns,
                     .lines = b->search->lines,
                     .lessons = (const Lesson(*)[2])b->lessons[i],
                     .out = b->search->variants[i]};
    variants_make(b->job, &f, measuring);
  }
  arena_close(measuring);
}

static bool search_once(Bench *b) {
  measure_stories(b);
  search_fill(b->search);
  End end = b->end = choose_end(b);
  if (end.cost >= COST_NEVER) return false;
  Arena *scratch = arena_open_child(b->job->arena);
  Carvings all = {0};
  int best = COST_NEVER;
  for (size_t c = 0; c < b->ground.n; c++) {
    Carving from = b->ground.at[c];
    if (end.lines) from.at[0].lines = end.lines;
    int cost = search_cost(b->search, &from, end.stories);
    if (cost < best) best = cost;
    vec_add(scratch, &all, from);
  }
  size_t straight = all.n;
  for (size_t c = 0; c < straight; c++) {
    Carving from = all.at[c];
    carve_pinwheels(scratch, b->search, &from, end.stories, best, SLACK_WOVEN, &all);
  }
  search_pages(b->search, &all, end.stories, &b->sketches);
  arena_close(scratch);
  return b->sketches.n > 0;
}

/* ---- trial settings */

static Layout *layout_with(Job *job, const Bench *b, const Sketch *k) {
  const PageTask *t = b->task;
  Layout *l = arena_new(job->arena, Layout);
  *l = *t->base;
  l->waive |= score_waives(k->at, k->n, t->base->grid.vertical);
  l->slots = arena_array(job->arena, Slot, t->base->slot_count + b->ads.n + t->kept_n + k->n);
  for (size_t i = 0; i < t->base->slot_count; i++) l->slots[i] = t->base->slots[i];
  for (size_t i = 0; i < b->ads.n; i++) l->slots[l->slot_count++] = b->ads.at[i];
  for (size_t i = 0; i < t->kept_n; i++) {
    Slot s = makeup_slot(job, t->base, t->kept[i], &b->kept[i]);
    s.name = str_f(job->arena, "kept-%zu", i + 1);
    l->slots[l->slot_count++] = s;
  }
  for (size_t i = 0; i < k->n; i++) {
    Slot s = makeup_slot(job, t->base, t->at[i], &k->at[i]);
    s.name = str_f(job->arena, "story-%zu", t->first + i + 1);
    s.filler = true;
    l->slots[l->slot_count++] = s;
  }
  return l;
}

static void give_slots(Job *job, const Bench *b, const Sketch *k, PagePlan *page) {
  const PageTask *t = b->task;
  page->fills = arena_array(job->arena, Fill, t->kept_n + k->n);
  page->fill_count = 0;
  page->layout = layout_with(job, b, k);
  const Slot *slot = page->layout->slots + page->layout->slot_count - k->n - t->kept_n;
  for (size_t i = 0; i < t->kept_n + k->n; i++) {
    Fill *f = &page->fills[page->fill_count++];
    *f = i < t->kept_n ? t->kept_fills[i] : t->fills[i - t->kept_n];
    f->slot = slot[i].name;
  }
}

/* The best, or once the edition's choice among those offered is being settled, the one of its shape; NULL if there is none. */
static const Sketch *shape_find(const Bench *b, const Sketches *s) {
  if (!b->wanted) return s->n ? &s->at[0] : NULL;
  for (size_t i = 0; i < s->n; i++)
    if (s->at[i].shape == b->wanted) return &s->at[i];
  return NULL;
}

static const Sketch *chosen(const Bench *b, const Sketches *s) {
  const Sketch *k = shape_find(b, s);
  return k ? k : &s->at[0];
}

/* ---- what is told */

static void tell_place(const PageTask *t, const Sketch *k, size_t i, Buf *out) {
  const Place *p = &k->at[i];
  const Variant *v = &p->variant;
  const Story *story = t->at[i];
  buf_putf(out, "  story-%zu: columns %d-%d, lines %d-%d, headline %lld pt", t->first + i + 1, p->plot.column + 1,
           plot_right(&p->plot), p->plot.line + 1, plot_foot(&p->plot), (long long)(v->size / LEN_PT));
  if (v->legs != p->plot.columns) buf_putf(out, ", %d legs", v->legs);
  if (v->pict_cols) buf_putf(out, ", picture over %d legs, %d lines deep", v->pict_cols, v->pict_lines);
  if (v->spare)
    buf_putf(out, ", %d line%s %s", v->spare < 0 ? -v->spare : v->spare, v->spare * v->spare == 1 ? "" : "s",
             v->spare < 0 ? "saved" : "opened");
  if (p->white) buf_putf(out, ", %d lines white", p->white);
  buf_putf(out, "; taste %d", v->cost);
  if (story->headline.n) buf_putf(out, "  %.*s", STRF(story->headline.at[0].text));
  buf_putc(out, '\n');
}

/* `duikai explain EDITION page-1`: score, bound, gap; why each story stands where it does; the other pages there were. */
static Str tell_page(Job *job, const Bench *b) {
  Buf out = buf_make(job->arena, 1 << 16);
  const Sketches *all = &b->offered;
  const Sketch *k = chosen(b, &b->best), *as = chosen(b, all);
  int score = sketch_score(as), gap = score - all->bound;
  buf_putf(&out,
           "%zu stories in %d columns and %d lines: score %d, of which %d are the stories' own and the cuts', %d the "
           "page's\n",
           k->n, b->search->columns, b->search->lines, score, as->cost, as->extra);
  if (gap)
    buf_putf(&out, "  no page of this kind scores less than %d: gap %d\n", all->bound, gap);
  else
    buf_putf(&out, "  no page of this kind scores less: gap 0\n");
  buf_putf(&out, "  %d cuts looked at, %d trial setting%s\n", all->visited, b->settings, b->settings == 1 ? "" : "s");
  for (size_t i = 0; i < k->n; i++) tell_place(b->task, k, i, &out);
  score_page(b->search, k->at, k->n, &out);
  for (size_t i = 0; i < all->n; i++) {
    if (&all->at[i] == as) continue;
    buf_putf(&out, "  another page, choice %zu, score %d:", i + 1, sketch_score(&all->at[i]));
    for (size_t s = 0; s < all->at[i].n; s++) {
      const Plot *p = &all->at[i].at[s].plot;
      buf_putf(&out, " %zu in %d-%d/%d-%d", b->task->first + s + 1, p->column + 1, plot_right(p), p->line + 1,
               plot_foot(p));
    }
    buf_putc(&out, '\n');
  }
  return buf_str(&out);
}

/* The story's number on the page of the frame that a trial made; the count of the page's stories if it is none of them. */
static size_t frame_story(const Bench *b, const FlowFrame *fr) {
  int64_t number;
  if (!str_has_prefix(fr->name, STR("story-")) || !str_read_int(str_sub(fr->name, 6, fr->name.n), &number)) return b->n;
  size_t nth = (size_t)number - 1 - b->task->first;
  return nth < b->n ? nth : b->n;
}

/* A story that is over says how many lines the count missed; one that is short, by how much its paragraphs can be opened. */
static int learn_frame(Bench *b, const FlowFrame *fr) {
  size_t i = frame_story(b, fr);
  if (i == b->n) return 0;
  const Place *p = &chosen(b, &b->sketches)->at[i];
  Lesson *l = &b->lessons[i][p->plot.columns - 1][p->variant.legs < p->plot.columns];
  int spare = p->variant.spare > 0 ? p->variant.spare : 0;
  l->extra += fr->lines_over;
  if (fr->lines_under > spare)
    l->extra -= fr->lines_under - spare; /* counted too many */
  else if (fr->lines_under > 0)
    l->open = spare - fr->lines_under;
  return fr->lines_over * OFF_OVER + fr->lines_under;
}

/* Sets the page for trial and keeps what is best so far. How far off it is: lines over count a hundred each. */
static int learn_trial(Bench *b) {
  PagePlan page = *b->task->page;
  give_slots(b->job, b, chosen(b, &b->sketches), &page);
  Edition one = *b->task->in->edition;
  one.pages = &page;
  one.page_count = 1;
  FlowInput trial = *b->task->in;
  trial.edition = &one;
  trial.only = NULL;
  FlowEdition *made = flow_edition(b->job, &trial);
  b->settings++;
  int off = 0;
  for (size_t i = 0; i < made->pages.at[0]->frames.n; i++) off += learn_frame(b, &made->pages.at[0]->frames.at[i]);
  if (b->task->last) off += (int)(b->task->n - chosen(b, &b->sketches)->n) * OFF_STORY;
  if (!b->best.n || off < b->best_off) b->best = b->sketches, b->best_off = off;
  return off;
}

static void bench_open(Bench *b) {
  const PageTask *t = b->task;
  b->n = t->n < PAGE_MAX ? t->n : PAGE_MAX;
  b->ads = ads_place(b->job->arena, t->base, t->page);
  b->kept = arena_array(b->job->arena, Place, t->kept_n);
  for (size_t i = 0; i < t->kept_n; i++) b->kept[i] = keep_place(b, i);
  b->ground = free_ground(b);
  b->search = arena_new(b->job->arena, Search);
  b->search->n = b->n;
  b->search->columns = t->base->grid.columns;
  for (size_t c = 0; c < b->ground.n; c++)
    for (size_t p = 0; p < b->ground.at[c].n; p++)
      if (b->ground.at[c].at[p].lines > b->search->lines) b->search->lines = b->ground.at[c].at[p].lines;
  menus_make(t->at, b->n, b->search->columns, b->menu);
  bool boxed = false;
  for (size_t i = 0; i < b->n; i++) {
    lessons_begin(b->lessons[i]);
    b->measured[i] = arena_new(b->job->arena, Measured);
    b->ruler[i] = flow_ruler(b->job, t->in, t->base, t->at[i]);
    bool comment = is_comment(t->at[i]);
    b->search->fact[i] = (Fact){.comment = comment, .boxed = comment && !boxed};
    boxed |= comment;
  }
}

/* What copy leaves of the page's foot is a hole for the edition's fillers. */
static void keep_foot(Job *job, const Bench *b, PagePlan *page) {
  if (!b->end.lines || !b->task->in->edition->filler_count) return;
  const Plot *p = &b->ground.at[0].at[0];
  Layout *l = arena_new(job->arena, Layout);
  *l = *page->layout;
  l->slots = arena_array(job->arena, Slot, l->slot_count + 1);
  for (size_t i = 0; i < l->slot_count; i++) l->slots[i] = page->layout->slots[i];
  Slot s = {
      .name = STR("foot-white"), .kind = SLOT_FILLER, .span = page->span, .balance = true, .headline_side = AT_RIGHT};
  s.col_first = p->column + 1, s.col_last = plot_right(p);
  s.line_first = p->line + b->end.lines + PILE_GAP + 1, s.line_last = plot_foot(p);
  if (s.line_first > s.line_last) return;
  makeup_styles(&s, l, TIER_SMALL);
  s.headline = layout_style(l, "brief-headline"), s.body = layout_style(l, "brief");
  layout_place_slot(l, &s);
  l->slots[l->slot_count++] = s;
  l->waive |= 1u << LINT_EDGE_TO_EDGE_BREAK; /* the page ends above it */
  page->layout = l;
}

/* White that copy could fill: at the foot of the page, and under stories. */
static int count_white(const Bench *b, const Sketch *k) {
  int leg_lines = 0;
  for (size_t i = 0; i < k->n; i++) leg_lines += k->at[i].white * k->at[i].plot.columns;
  if (b->end.lines) leg_lines += (b->ground.at[0].at[0].lines - b->end.lines) * b->task->base->grid.columns;
  return leg_lines;
}

/* The edition's choice: the same trials again for the page of that shape, begun with it as it was offered. */
static void settle_choice(Bench *b) {
  size_t at = b->task->page->choice > 1 ? (size_t)b->task->page->choice - 1 : 0;
  if (!at || !b->offered.n) return;
  b->wanted = b->offered.at[at < b->offered.n ? at : b->offered.n - 1].shape;
  b->sketches = b->offered;
  b->best.n = 0;
  for (int tries = 0; tries < TRIALS_MAX; tries++)
    if (!learn_trial(b) || !search_once(b) || !shape_find(b, &b->sketches)) break;
}

size_t page_make(Job *job, const PageTask *t) {
  must(t->base->grid.columns <= COLUMNS_MAX);
  Arena *a = arena_open();
  Job inner = {.arena = a, .diags = diags_fork(a, job->diags)};
  Bench b = {.job = &inner, .task = t};
  bench_open(&b);
  for (int tries = 0; tries < TRIALS_MAX && search_once(&b); tries++)
    if (!learn_trial(&b)) break;
  b.offered = b.best;
  settle_choice(&b);
  static const Sketch nothing = {0};
  const Sketch *k = b.best.n ? chosen(&b, &b.best) : &nothing;
  if (k->n || !t->n) {
    give_slots(job, &b, k, t->page);
    if (k->n)
      t->page->why = tell_page(job, &b), t->page->score = sketch_score(chosen(&b, &b.offered)),
      t->page->bound = b.offered.bound;
    if (t->last) keep_foot(job, &b, t->page);
    if (t->last) *t->white = count_white(&b, k);
  }
  size_t n = k->n;
  arena_close(a);
  return n;
}
