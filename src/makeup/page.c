/* One automatic page: what is fixed on it, the search, trial settings, and the slots that the choice becomes.
 *
 * Counting lines is not setting them: keeping lines together may cost a few. So the page is set for trial with all that flow does, what was
 * missed is counted in, and the search runs again. */
#include "makeup/bench.h"

enum {
  SLACK_NARROW = 16, /* points over the best within which all pages are looked at */
  SLACK_WIDE = 54,
  SLACK_MANY = 90, /* where all those have a cut that runs through; */
  SLACK_FEW = 200, /* and where there are few stories: a cut's price */
  FEW = 8,
  ELL_DEAREST = 800,   /* points: a dearer page is no good one with an L either, and to know that takes long */
  NEAREST_MOST = 400,  /* over the page that is taken: what is looked at to tell what interlocking would cost */
  COST_UNFILLED = 150, /* one line of the page left over */
  COST_BLOWN = 25,     /* one line more than little copy would fill: pictures and type blown up to hide it */
  COST_SPLIT = 120,    /* leaving stories to a page that follows anyhow */
  COST_NEW_PAGE = 4000 /* leaving them to one that must be added */
};

/* ---- what is fixed */

static Plot slot_plot(const Slot *s) {
  return (Plot){s->col_first - 1, s->col_last - s->col_first + 1, s->line_first - 1, s->line_last - s->line_first + 1};
}

/* What is free between the base layout's slots, the advertisements and the kept stories. */
static Carvings free_ground(Bench *b) {
  const Layout *base = b->task->base;
  Arena *a = b->job->arena;
  Plot area = {.columns = base->grid.columns, .lines = base->grid.lines < LINES_MAX ? base->grid.lines : LINES_MAX};
  Plot *fixed = arena_array(a, Plot, base->slot_count + b->ads.n + b->task->kept_n);
  size_t n = 0;
  for (size_t i = 0; i < base->slot_count; i++)
    if (base->slots[i].area.w == 0) fixed[n++] = slot_plot(&base->slots[i]); /* those off the grid take none of it */
  for (size_t i = 0; i < b->ads.n; i++) fixed[n++] = slot_plot(&b->ads.at[i]);
  for (size_t i = 0; i < b->task->kept_n; i++) fixed[n++] = b->kept[i].plot;
  Carvings all = carve(a, area, fixed, n);
  Ground *g = &b->search->ground;
  *g = (Ground){.fixed = fixed, .fixed_n = n};
  for (size_t c = 0; c < all.n; c++) {
    for (size_t p = 0; p < all.at[c].n; p++) {
      const Plot *free = &all.at[c].at[p];
      g->box = g->box.columns ? plot_around(&g->box, free) : *free;
    }
    search_price(b->search, &all.at[c]);
  }
  return all;
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

static Place keep_place(Bench *b, size_t i) {
  Lessons fresh = {0};
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
                   .lessons = &fresh,
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
    for (int w = s->n == 1 && s->fact[i].briefs ? s->columns : 1; w <= s->columns; w++)
      for (size_t k = 0; k < s->variants[i][w - 1].n; k++) {
        const Variant *v = &s->variants[i][w - 1].at[k];
        if (!best || v->cost < best->cost) best = v, width = w;
      }
    if (best) area += (int64_t)(best->depth + PILE_GAP) * width;
  }
  int wanted = (int)((area + s->columns - 1) / s->columns);
  return wanted * 4 >= lines * 3 ? lines : wanted;
}

int end_cost(const Bench *b, const End *e, int score) {
  int cost = score + (e->off > 0 ? e->off * COST_UNFILLED : -e->off * COST_BLOWN);
  if (e->stories == b->all || !e->stories) return cost;
  cost = cost / (int)e->stories * (int)b->n; /* the price of a story's place */
  return cost + (e->stories == b->n ? 0 : b->task->last ? COST_NEW_PAGE : COST_SPLIT);
}

static void try_end(const Bench *b, End end, End *best) {
  for (size_t c = 0; c < b->ground.n; c++) {
    Carving from = b->ground.at[c];
    if (end.lines) from.at[0].lines = end.lines;
    int cost = search_cost(b->search, &from, end.stories);
    if (cost >= COST_NEVER) continue;
    end.cost = end_cost(b, &end, cost);
    if (end.cost < best->cost) *best = end;
  }
}

/* The cheapest end of the page, where lines left over and stories left over cost. */
static End choose_end(const Bench *b) {
  End best = {.cost = COST_NEVER};
  bool one_plot = b->ground.n == 1 && b->ground.at[0].n == 1;
  int lines = one_plot ? b->ground.at[0].at[0].lines : 0;
  int wanted = one_plot && b->n == b->all ? lines_wanted(b->search, lines) : lines;
  for (size_t m = 1; m <= b->n; m++)
    for (int d = one_plot ? 1 : 0; d <= lines; d++)
      try_end(b, (End){.stories = m, .lines = d, .off = wanted - d}, &best);
  return best;
}

/* ---- an L: measured when the search asks for it, kept until something is learnt */

struct Ells {
  Bench *b;
  Arena *arena;
  struct {
    Ell *of[ARM_BELOW_RIGHT + 1][COLUMNS_MAX][COLUMNS_MAX]
           [LINES_MAX + 1]; /* by side, width, and the arm's columns and lines */
  } * story[PAGE_MAX];
};

static VariantsFor variants_for(const Bench *b, size_t i, Variants *out) {
  return (VariantsFor){.base = b->task->base,
                       .story = b->task->at[i],
                       .ruler = b->ruler[i],
                       .menu = &b->menu[i],
                       .boxed = b->search->fact[i].boxed,
                       .measured = b->measured[i],
                       .columns = b->search->columns,
                       .lines = b->search->lines,
                       .lessons = &b->lessons[i],
                       .out = out};
}

static Ell *measure_ell(Ells *e, size_t i, int columns, Arm arm) {
  const Bench *b = e->b;
  Ell *l = arena_new(e->arena, Ell);
  for (int d = 0; d <= LINES_MAX; d++) l->leaf[d] = (Leaf){.cost = COST_NEVER};
  if (i == b->briefs || columns < b->menu[i].least_w || b->search->fact[i].boxed) return l;
  Variants found[COLUMNS_MAX] = {0};
  VariantsFor f = variants_for(b, i, found);
  Job job = {.arena = e->arena, .diags = b->job->diags};
  Arena *measuring = arena_open_child(e->arena);
  variants_ell(&job, &f, columns, arm, measuring);
  arena_close(measuring);
  l->variants = found[columns - 1];
  for (size_t k = 0; k < l->variants.n; k++) {
    Leaf *at = &l->leaf[l->variants.at[k].depth];
    if (l->variants.at[k].cost < at->cost) *at = (Leaf){.cost = l->variants.at[k].cost, .variant = (uint16_t)k};
  }
  return l;
}

static const Ell *find_ell(Ells *e, size_t i, int columns, Arm arm) {
  if (!e->story[i]) e->story[i] = arena_add(e->arena, sizeof *e->story[i]);
  Ell **l = &e->story[i]->of[arm.side][columns - 1][arm.columns - 1][arm.lines];
  if (!*l) *l = measure_ell(e, i, columns, arm);
  return *l;
}

static void forget_ells(Bench *b) {
  Arena *of = b->ells_of;
  if (of) arena_close(of);
  b->ells_of = of = arena_open_child(b->job->arena);
  Ells *e = arena_new(of, Ells);
  e->b = b, e->arena = of;
  b->search->ells = e, b->search->ell = find_ell;
}

/* ---- the search */

static void measure_stories(Bench *b) {
  Arena *measuring = arena_open_child(b->job->arena);
  for (size_t i = 0; i < b->n; i++) {
    for (int w = 0; w < COLUMNS_MAX; w++) b->search->variants[i][w].n = 0;
    if (i == b->briefs) {
      briefs_variants(b);
      continue;
    }
    VariantsFor f = variants_for(b, i, b->search->variants[i]);
    variants_make(b->job, &f, measuring);
  }
  arena_close(measuring);
}

static int carve_around(Bench *b, const Carving *from, int best, int slack) {
  best = carve_wheels(b->carving, b->search, from, b->end.stories, best, slack, &b->carvings);
  return b->ells ? carve_ells(b->carving, b->search, from, b->end.stories, best, slack, &b->carvings) : best;
}

/* All pages of straight cuts, and the pinwheels that cost no more than `slack` over the best of all. */
static void carve_all(Bench *b, int slack) {
  if (b->carving) arena_close(b->carving);
  b->carving = arena_open_child(b->job->arena);
  b->carvings = (Carvings){0};
  int best = COST_NEVER;
  for (size_t c = 0; c < b->ground.n; c++) {
    Carving from = b->ground.at[c];
    if (b->end.lines) from.at[0].lines = b->end.lines;
    int cost = search_cost(b->search, &from, b->end.stories);
    if (cost < best) best = cost;
    vec_add(b->carving, &b->carvings, from);
  }
  size_t straight = b->carvings.n;
  Carving box = {.at = {b->search->ground.box}, .n = 1};
  if (straight > 1 || b->carvings.at[0].n > 1) best = carve_around(b, &box, best, slack);
  for (size_t c = 0; c < straight; c++) {
    Carving from = b->carvings.at[c];
    best = carve_around(b, &from, best, slack);
  }
}

static bool is_proved(const Sketches *k) { return k->n && sketch_score(&k->at[0]) <= k->bound; }

/* Straight cuts decided how many stories the page takes; where they would leave some, a pinwheel may take them all. */
static void try_all_stories(Bench *b) {
  End all = {.stories = b->n, .lines = b->end.lines ? b->ground.at[0].at[0].lines : 0}, some = b->end;
  if (!b->task->last || b->n < b->all || some.stories == b->n) return;
  b->end = all;
  carve_all(b, 0);
  int best = COST_NEVER;
  for (size_t c = 0; c < b->carvings.n; c++) {
    int cost = search_cost(b->search, &b->carvings.at[c], b->n);
    if (cost < best) best = cost;
  }
  if (best >= some.cost) b->end = some;
}

/* Something runs through the page, and it is not past help. */
static bool wants_ell(const Bench *b, const Sketch *k) {
  return k->n >= INTERLOCK_LEAST && sketch_score(k) <= ELL_DEAREST &&
         (score_cuts(b->search, k->at, k->n, true) || score_cuts(b->search, k->at, k->n, false));
}

/* A narrow search proves most pages; where what only the whole page shows costs more than its slack, a wide one. */
static void search_slacks(Bench *b) {
  const int SLACKS[] = {SLACK_NARROW, SLACK_WIDE, b->n <= FEW ? SLACK_FEW : SLACK_MANY};
  size_t n = COUNT(SLACKS) - b->ells; /* of pages with an L there are too many */
  for (size_t i = 0; i < n; i++) {
    carve_all(b, SLACKS[i]);
    search_pages(b->search, &b->carvings, b->end.stories, SLACKS[i], &b->sketches);
    if (is_proved(&b->sketches)) break;
  }
}

/* An L is looked at where no page of rectangles goes without a cut that runs through. */
static bool search_all(Bench *b) {
  try_all_stories(b);
  search_slacks(b);
  if (b->ells || !b->sketches.n || !wants_ell(b, &b->sketches.at[0])) return b->sketches.n > 0;
  b->ells = true;
  search_slacks(b);
  return b->sketches.n > 0;
}

int search_bound(Bench *b, End end) {
  b->end = end;
  search_slacks(b);
  return b->sketches.bound;
}

bool search_once(Bench *b, bool all) {
  End before = b->end;
  measure_stories(b);
  forget_ells(b);
  search_fill(b->search);
  b->end = choose_end(b);
  if (b->end.cost >= COST_NEVER) return false;
  if (all || !b->carvings.n) return search_all(b);
  b->end = before;
  search_pages(b->search, &b->carvings, b->end.stories, SLACK_NARROW, &b->sketches);
  return b->sketches.n > 0;
}

/* Stories and briefs that are looked at: what the tables have room for, the briefs only behind the last story. */
static void open_stories(Bench *b) {
  const PageTask *t = b->task;
  size_t stories = t->n < PAGE_MAX ? t->n : PAGE_MAX;
  bool briefs = t->briefs.n && t->n < PAGE_MAX;
  b->n = b->search->n = stories + briefs, b->all = t->n + (t->briefs.n > 0);
  b->briefs = briefs ? stories : b->n;
  menus_make(t->at, stories, b->search->columns, b->menu);
  bool boxed = false;
  for (size_t i = 0; i < stories; i++) {
    b->measured[i] = arena_new(b->job->arena, Measured);
    b->ruler[i] = flow_ruler(b->job, t->in, t->base, t->at[i]);
    bool comment = is_comment(t->at[i]);
    b->search->fact[i] = (Fact){.comment = comment, .boxed = comment && !boxed};
    boxed |= comment;
  }
  if (!briefs) return;
  b->search->fact[b->briefs].briefs = true;
  briefs_measure(b);
}

static void bench_open(Bench *b) {
  const PageTask *t = b->task;
  b->ads = ads_place(b->job->arena, t->base, t->page);
  b->kept = arena_array(b->job->arena, Place, t->kept_n);
  for (size_t i = 0; i < t->kept_n; i++) b->kept[i] = keep_place(b, i);
  b->search = arena_new(b->job->arena, Search);
  b->search->columns = t->base->grid.columns;
  b->ground = free_ground(b);
  for (size_t c = 0; c < b->ground.n; c++)
    for (size_t p = 0; p < b->ground.at[c].n; p++)
      if (b->ground.at[c].at[p].lines > b->search->lines) b->search->lines = b->ground.at[c].at[p].lines;
  open_stories(b);
}

static int foot_of(const Place *p) {
  Plot box = place_box(p);
  return plot_foot(&box);
}

/* Lines of the ground that the page's plots take, 0 where the ground is not one plot. They are asked of the page that was taken: a later
 * trial may have chosen another end. */
static int lines_taken(const Bench *b, const Sketch *k) {
  int foot = 0;
  for (size_t i = 0; i < k->n; i++) foot = foot_of(&k->at[i]) > foot ? foot_of(&k->at[i]) : foot;
  return b->end.lines && foot ? foot - b->ground.at[0].at[0].line : 0;
}

/* What copy leaves of the page's foot is a hole for the edition's fillers. */
static void keep_foot(Job *job, const Bench *b, int lines, PagePlan *page) {
  if (!lines || !b->task->in->edition->filler_count) return;
  const Plot *p = &b->ground.at[0].at[0];
  Layout *l = arena_new(job->arena, Layout);
  *l = *page->layout;
  l->slots = arena_array(job->arena, Slot, l->slot_count + 1);
  for (size_t i = 0; i < l->slot_count; i++) l->slots[i] = page->layout->slots[i];
  Slot s = {
      .name = STR("foot-white"), .kind = SLOT_FILLER, .span = page->span, .balance = true, .headline_side = AT_RIGHT};
  s.col_first = p->column + 1, s.col_last = plot_right(p);
  s.line_first = p->line + lines + PILE_GAP + 1, s.line_last = plot_foot(p);
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
  int lines = lines_taken(b, k);
  if (lines) leg_lines += (b->ground.at[0].at[0].lines - lines) * b->task->base->grid.columns;
  return leg_lines;
}

static int count_under(const Sketch *k) {
  int lines = 0;
  for (size_t i = 0; i < k->n; i++) lines += k->at[i].variant.short_of;
  return lines;
}

/* What the nearest page would cost that has no cut that runs through. */
static int price_woven(Bench *b) {
  const int most = b->sketches.bound + NEAREST_MOST;
  int best = most;
  const Search *s = b->search;
  size_t m = b->end.stories;
  Carving box = {.at = {s->ground.box}, .n = 1};
  best = carve_wheels(b->carving, s, &box, m, best, 0, NULL);
  best = carve_ells(b->carving, s, &box, m, best, 0, NULL);
  return best < most ? best : 0;
}

/* Of what was placed: stories, and briefs. */
static Taken taken(const Bench *b, const Sketch *k) {
  bool briefs = k->n > b->briefs;
  return (Taken){k->n - briefs, briefs ? (size_t)k->at[b->briefs].variant.briefs : 0};
}

Taken page_make(Job *job, const PageTask *t) {
  must(t->base->grid.columns <= COLUMNS_MAX);
  Arena *a = arena_open();
  Job inner = {.arena = a, .diags = diags_fork(a, job->diags)};
  Bench b = {.job = &inner, .task = t};
  bench_open(&b);
  trials_run(&b);
  settle_choice(&b);
  static const Sketch nothing = {0};
  const Sketch *k = b.best.n ? chosen(&b, &b.best) : &nothing;
  if (k->n || !b.all) {
    give_slots(job, &b, k, t->page);
    if (b.ells && wants_ell(&b, k)) b.nearest = price_woven(&b);
    if (k->n)
      t->page->why = tell_page(job, &b), t->page->score = sketch_score(chosen(&b, &b.offered)),
      t->page->bound = b.offered.bound;
    if (t->last || k->n == b.all) keep_foot(job, &b, lines_taken(&b, k), t->page);
    t->page->white = count_white(&b, k);
    t->page->under = count_under(k);
  }
  Taken out = taken(&b, k);
  arena_close(a);
  return out;
}
