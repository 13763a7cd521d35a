/* The automatic page: from stories to a layout of the page's own, made for them.
 *
 * measure what each story takes, search, turn places into slots; a story deeper than a page runs through columns of its own; until the copy
 * is out. The pages that come of it are ordinary pages: flow does not know who made them. */
#include "makeup/makeup.h"

#include "makeup/variants.h"

enum { TRIALS_MAX = 5 };

typedef struct Area {
  int column, columns, line, lines;
} Area;                /* from 0 */
typedef struct Queue { /* the stories still to be placed, in order of rank */
  const Story **at;
  const Fill *fills; /* the fill each came from */
  size_t n, next;
} Queue;

/* What the base layout's own slots (folio line, foot) leave: the lines between those above and those below. */
static Area free_area(const Layout *base) {
  int top = 0, foot = base->grid.lines;
  for (size_t i = 0; i < base->slot_count; i++) {
    const Slot *s = &base->slots[i];
    bool above = s->line_first <= base->grid.lines / 2;
    if (above && s->line_last + 1 > top) top = s->line_last + 1;
    if (!above && s->line_first - 2 < foot) foot = s->line_first - 2;
  }
  return (Area){.columns = base->grid.columns, .line = top, .lines = foot - top};
}

/* ---- slots */

/* Faces: hei for news, bold song for gravity in the second place and in every other piece below it, so that neighbours differ; kai for
 * what somebody thinks. */
typedef struct Faces {
  const char *headline, *kicker, *deck;
} Faces;
static const Faces faces[TIER_COUNT] = {
    [TIER_LEAD] = {"headline-lead", "kicker-lead", "deck-lead"},
    [TIER_SECOND] = {"headline-second", "kicker-second", "deck-second"},
    [TIER_THIRD] = {"headline-third", "kicker", "deck"},
    [TIER_SMALL] = {"headline-small", "kicker-small", "deck-small"},
};

/* A signed piece without a dateline: it says what its author thinks. */
static bool is_comment(const Story *s) { return s->author && !s->dateline.n && !s->picture_count; }

static const Style *headline_style(Job *job, const Layout *base, const Story *story, Place p) {
  Style *st = arena_new(job->arena, Style);
  bool song = p.variant.tier >= TIER_THIRD && (p.column + p.line) % 2 == 1;
  const Style *face = layout_style(base, is_comment(story) ? "headline-kai"
                                         : song            ? "headline-song"
                                                           : faces[p.variant.tier].headline);
  *st = *layout_style(base, faces[p.variant.tier].headline);
  if (face != layout_style(base, "text"))
    st->font = face->font, st->bold = face->bold; /* a paper's styles may know fewer faces */
  st->size_min = st->size_max = p.variant.size;
  return st;
}

static void set_styles(Slot *s, const Layout *base, TierKind tier) {
  s->kicker = layout_style(base, faces[tier].kicker);
  s->deck = layout_style(base, faces[tier].deck);
  s->byline = layout_style(base, "byline");
  s->body = layout_style(base, "body");
  s->dateline = layout_style(base, "dateline");
  s->subhead = layout_style(base, "subhead");
  s->quote = layout_style(base, "quote");
  s->caption = layout_style(base, "caption");
  s->credit = layout_style(base, "credit");
  s->author = layout_style(base, "author");
  s->flag = layout_style(base, "flag");
  s->notice = layout_style(base, "notice");
  s->list = layout_style(base, "list");
  s->text = layout_style(base, "text");
}

Slot makeup_slot(Job *job, const Layout *base, const Story *story, Place p, int column, int line) {
  Slot s = {.kind = SLOT_STORY,
            .col_first = column + p.column + 1,
            .col_last = column + p.column + p.columns,
            .line_first = line + p.line + 1,
            .line_last = line + p.line + p.depth,
            .balance = true,
            .span = story->span};
  set_styles(&s, base, p.variant.tier);
  s.headline = headline_style(job, base, story, p);
  if (is_comment(story))
    s.box = (BoxStyle){.on = true, .rule = LEN_PT / 2, .rule_ink = INK_BLACK, .inset = {1000, LEN_UNIT_EM}};
  s.headline_depth = p.variant.head;
  s.picture_inline = story->picture_count > 1; /* the first stands at the head, the others in the legs */
  if (p.variant.pict_cols) {
    s.pictures = arena_new(job->arena, SlotPicture);
    s.picture_count = 1;
    s.pictures[0] = (SlotPicture){.cols = p.variant.pict_cols,
                                  .lines = p.variant.pict_lines - 2,
                                  .at = p.variant.pict_cols == p.columns ? AT_TOP : AT_TOP_RIGHT,
                                  .span = story->span};
  }
  layout_place_slot(base, &s);
  return s;
}

/* ---- one page */

static Layout *layout_copy(Job *job, const Layout *base, size_t more) {
  Layout *l = arena_new(job->arena, Layout);
  *l = *base;
  l->slots = arena_array(job->arena, Slot, base->slot_count + more);
  for (size_t i = 0; i < base->slot_count; i++) l->slots[i] = base->slots[i];
  return l;
}

static void add_fill(Job *job, PagePlan *page, Str slot, Fill from) {
  Fill *fills = arena_array(job->arena, Fill, page->fill_count + 1);
  for (size_t i = 0; i < page->fill_count; i++) fills[i] = page->fills[i];
  fills[page->fill_count] = from;
  fills[page->fill_count++].slot = slot;
  page->fills = fills;
}

/* A story deeper than the page: all columns of this page and of as many more as it takes. */
static void give_stream(Job *job, const Layout *base, Area area, Queue *q, PagePlan *page) {
  Layout *l = layout_copy(job, base, 1);
  const Story *story = q->at[q->next];
  Slot s =
      makeup_slot(job, base, story, (Place){.variant.size = 30 * LEN_PT, .columns = area.columns, .depth = area.lines},
                  area.column, area.line);
  s.kind = SLOT_STREAM;
  s.repeat = true;
  s.picture_inline = true;
  s.name = STR("stream");
  l->slots[l->slot_count++] = s;
  add_fill(job, page, s.name, q->fills[q->next]);
  page->layout = l;
  q->next++;
}

/* A rule to the right, unless a box stands on either side of it: rules do not touch boxes. */
static bool wants_rule(const Queue *q, const Place *places, size_t n, size_t i, int columns) {
  const Place *p = &places[i];
  if (p->column + p->columns >= columns || is_comment(q->at[q->next + i])) return false;
  for (size_t k = 0; k < n; k++) {
    const Place *o = &places[k];
    bool beside = o->column == p->column + p->columns && o->line < p->line + p->depth && p->line < o->line + o->depth;
    if (beside && is_comment(q->at[q->next + k])) return false;
  }
  return true;
}

static void give_slots(Job *job, const Layout *base, Area area, Queue *q, const Place *places, size_t n,
                       PagePlan *page) {
  Layout *l = layout_copy(job, base, n);
  for (size_t i = 0; i < n; i++) {
    const Place *p = &places[i];
    Slot s = makeup_slot(job, base, q->at[q->next + i], *p, area.column, area.line);
    s.name = str_f(job->arena, "story-%zu", q->next + i + 1);
    s.rule_below = !p->last_in_stack;
    s.rule_right = wants_rule(q, places, n, i, area.columns);
    l->slots[l->slot_count++] = s;
    add_fill(job, page, s.name, q->fills[q->next + i]);
  }
  page->layout = l;
  q->next += n;
}

typedef struct Trials { /* what search_page learns about the stories it looks at */
  size_t first;         /* number of the first of them in the queue */
  FlowRuler *ruler[PAGE_MAX];
  int extra[PAGE_MAX];
} Trials;

static size_t search_once(Job *inner, const Layout *base, Area area, const Queue *q, Trials *t, Place *places) {
  Arena *scratch = arena_open_child(inner->arena);
  Search *s = arena_new(scratch, Search);
  s->n = q->n - q->next < PAGE_MAX ? q->n - q->next : PAGE_MAX;
  s->more = q->n - q->next > s->n;
  s->columns = area.columns;
  s->lines = area.lines;
  Arena *measuring = arena_open_child(scratch);
  for (size_t i = 0; i < s->n; i++)
    variants_make(inner,
                  &(VariantsFor){.base = base,
                                 .story = q->at[q->next + i],
                                 .ruler = t->ruler[i],
                                 .rank = i,
                                 .count = s->n,
                                 .lines = area.lines,
                                 .extra = t->extra[i],
                                 .out = s->variants[i]},
                  measuring);
  search_run(s);
  size_t n = search_places(s, places);
  arena_close(scratch);
  return n;
}

/* Sets the page for trial; a story that is over says how many lines the count missed. */
static bool learn_over(Job *inner, const FlowInput *in, PagePlan page, Trials *t) {
  Edition one = *in->edition;
  one.pages = &page;
  one.page_count = 1;
  FlowInput trial = *in;
  trial.edition = &one;
  trial.only = NULL;
  FlowEdition *made = flow_edition(inner, &trial);
  bool over = false;
  for (size_t i = 0; i < made->pages.at[0]->frames.n; i++) {
    const FlowFrame *fr = &made->pages.at[0]->frames.at[i];
    int64_t number;
    if (fr->lines_over < 1 || !str_has_prefix(fr->name, STR("story-")) ||
        !str_read_int(str_sub(fr->name, 6, fr->name.n), &number))
      continue;
    t->extra[(size_t)number - 1 - t->first] += fr->lines_over;
    over = true;
  }
  return over;
}

/* Counting lines is not setting them: keeping lines together may cost a few. So the page is set for trial, and what was missed is counted in. */
static bool search_page(Job *job, const FlowInput *in, const Layout *base, Area area, Queue *q, PagePlan *page) {
  Arena *a = arena_open();
  Job inner = {.arena = a, .diags = diags_fork(a, job->diags)}; /* trial findings are nobody's */
  Trials t = {.first = q->next};
  for (size_t i = 0; i < PAGE_MAX && q->next + i < q->n; i++)
    t.ruler[i] = flow_ruler(&inner, in, base, q->at[q->next + i]);
  Place places[PAGE_MAX];
  size_t n = 0;
  for (int tries = 0; tries < TRIALS_MAX; tries++) {
    n = search_once(&inner, base, area, q, &t, places);
    Queue trial = *q;
    PagePlan trial_page = *page;
    if (n) give_slots(&inner, base, area, &trial, places, n, &trial_page);
    if (!n || !learn_over(&inner, in, trial_page, &t)) break;
  }
  if (n) give_slots(job, base, area, q, places, n, page);
  arena_close(a);
  return n > 0;
}

static void make_page(Job *job, const FlowInput *in, const Layout *base, Queue *q, PagePlan *page) {
  Area area = free_area(base);
  must(area.columns <= COLUMNS_MAX);
  if (area.lines > LINES_MAX) area.lines = LINES_MAX;
  page->fill_count = 0;
  page->layout = base;
  if (area.lines < 1 || q->next == q->n) return;
  if (!search_page(job, in, base, area, q, page)) give_stream(job, base, area, q, page);
}

/* ---- the edition */

/* Highest priority first, stories without one in the copy's order between 1 and the others (0 counts as 2). */
static int rank_of(const Story *s) { return s->priority > 0 ? s->priority : 2; }

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
      base = layout_find(job, e->lang == LANG_EN ? STR("auto/page-en") : STR("auto/page"), e->dir, in->data_dir,
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
