/* Briefs (简讯): many short pieces under one head, one rectangle of the page to the search.
 *
 * Each would be a story with a headline of its own size; sixteen of them are a page of headlines. So four or more that rank low and are short stand
 * one after the other in columns. All columns have the grid's measure, so that what they take in any width is one sum of lines. How many
 * stand there is the search's to choose, the highest rank first; what is left waits for the next page. A depth is filled to the line by that number,
 * and by the headings, which flow sets a line lower here and there. */
#include "makeup/bench.h"

enum {
  BRIEFS_LEAST = 4, /* fewer are small stories */
  CHARACTERS = 130, /* ten lines of thirteen */
  LETTERS = 320,    /* the same in English */
  PARAGRAPHS_MOST = 2,
  RANK_LOW = 4,         /* a priority that lets a short piece stand among briefs */
  DEPTH_LEAST = 12,     /* lines, with the head */
  LEG_WISH = 64,        /* lines of a column */
  COLUMN_HEAD = 3,      /* what flow takes for the head over them */
  WHITE_LEG = 4,        /* lines a leg that may stay white */
  COST_COLUMN = 8,      /* a column off the width at which their legs are LEG_WISH deep */
  COST_LOWER = 3,       /* a heading set a line lower */
  COST_FEWER = 12,      /* one left out for the sake of the depth */
  COST_LEFT = 15,       /* one that waits for the next page; */
  COST_LEFT_PAGE = 1000 /* or for one that must be added */
};

bool is_gathered(const Waiting *w) {
  const Story *s = w->story;
  size_t most = s->lang == LANG_EN ? LETTERS : CHARACTERS;
  return w->fill.part == PART_WHOLE && s->headline.n && (!s->priority || s->priority >= RANK_LOW) &&
         !s->picture_count && !s->author && !s->notice.n && !s->jump && s->body.n <= PARAGRAPHS_MOST &&
         story_characters(s) <= most;
}

bool briefs_gather(const Edition *e, const Queue *q) {
  size_t n = 0;
  for (size_t i = 0; i < q->n && n < BRIEFS_LEAST; i++) n += is_gathered(&q->at[i]);
  return n >= BRIEFS_LEAST && briefs_head(e).n;
}

Str briefs_head(const Edition *e) {
  static const char *const names[] = {[LANG_ZH_HANS] = "简讯", [LANG_ZH_HANT] = "簡訊", [LANG_ZH_HK] = "簡訊",
                                      [LANG_JA] = "短信",      [LANG_KO] = "단신",      [LANG_EN] = "In brief"};
  Str said = edition_field(e, STR("briefs"));
  return str_is(said, "none") ? (Str){0} : said.n ? said : str_of(names[e->lang]);
}

static Slot slot_of(const Layout *base, Str head, const Plot *p, int rules) {
  Slot s = {.name = STR("briefs"),
            .kind = SLOT_BRIEFS,
            .content = head,
            .rules = rules > 1,
            .balance = true,
            .col_first = p->column + 1,
            .col_last = plot_right(p),
            .line_first = p->line + 1,
            .line_last = plot_foot(p)};
  if (layout_find_slot(base, s.name)) s.name = STR("briefs-gathered");
  s.box.rule = LEN_PT * 3 / 2, s.box.rule_ink = INK_BLACK;
  makeup_styles(&s, base, TIER_SMALL);
  s.headline = layout_style(base, "brief-headline"), s.body = layout_style(base, "brief");
  s.text = layout_style(base, "briefs-heading");
  layout_place_slot(base, &s);
  return s;
}

Slot briefs_slot(const Bench *b, const Place *p) {
  Slot s = slot_of(b->task->base, b->task->briefs.head, &p->plot, p->plot.columns);
  if (b->task->base->grid.vertical)
    s.rule_below = p->rule_right, s.rule_left = p->rule_below;
  else
    s.rule_below = p->rule_below, s.rule_right = p->rule_right;
  if (!p->rule_over) s.box.rule = 0;
  s.span = b->task->briefs.at[0]->span;
  return s;
}

int brief_lines(Job *job, const FlowInput *in, const Layout *base, const Story *s) {
  Arena *a = arena_open(), *scratch = arena_open_child(a);
  Job inner = {.arena = a, .diags = diags_fork(a, job->diags)};
  Plot column = {.columns = 1, .lines = base->grid.lines};
  Slot slot = slot_of(base, (Str){0}, &column, 0);
  StoryFit fit = flow_ruler_measure(flow_ruler(&inner, in, base, s), scratch, base, &slot);
  arena_close(scratch);
  arena_close(a);
  return fit.head_lines + fit.body_lines;
}

void briefs_measure(Bench *b) {
  const BriefsTask *t = &b->task->briefs;
  b->brief_lines = arena_array(b->job->arena, int, t->n + 1);
  for (size_t k = 0; k < t->n; k++)
    b->brief_lines[k + 1] = b->brief_lines[k] + brief_lines(b->job, b->task->in, b->task->base, t->at[k]);
}

/* ---- variants */

static int min_int(int a, int b) { return a < b ? a : b; }

/* The first `n` of them in w columns of such a depth. */
static void add_variant(Bench *b, int w, int depth, int n, int fewer) {
  if (n < 1) return;
  const BriefsTask *t = &b->task->briefs;
  int spare = w * (depth - COLUMN_HEAD) - b->brief_lines[n] - b->lessons[b->briefs].extra[w - 1][0];
  int opened = min_int(spare, (n + 1) / 2), left = (int)t->n - n;
  if (spare - opened > w * WHITE_LEG) return;
  int wish = min_int((b->brief_lines[t->n] + LEG_WISH - 1) / LEG_WISH, b->search->columns);
  Variant v = {.depth = depth,
               .legs = w,
               .head = COLUMN_HEAD,
               .briefs = n,
               .spare = opened,
               .short_of = spare - opened,
               .tier = TIER_SMALL,
               .cost = (w > wish ? w - wish : wish - w) * COST_COLUMN + opened * COST_LOWER + fewer * COST_FEWER +
                       left * COST_LEFT + (left && b->task->last ? COST_LEFT_PAGE : 0)};
  const Tried *seen = lesson_find(&b->lessons[b->briefs], &v, w);
  if (seen) v.short_of = seen->under, v.cost += seen->over * COST_OVER;
  v.cost += v.short_of * COST_SHORT;
  vec_add(b->job->arena, &b->search->variants[b->briefs][w - 1], v);
}

void briefs_variants(Bench *b) {
  enum { FEWER_MOST = 2 };
  for (int w = 1; w <= b->search->columns; w++) {
    int extra = b->lessons[b->briefs].extra[w - 1][0];
    for (int depth = DEPTH_LEAST, n = 0; depth <= b->search->lines; depth++) {
      while (n < (int)b->task->briefs.n && b->brief_lines[n + 1] + extra <= w * (depth - COLUMN_HEAD)) n++;
      for (int fewer = 0; fewer <= FEWER_MOST; fewer++) add_variant(b, w, depth, n - fewer, fewer);
    }
  }
}
