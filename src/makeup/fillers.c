/* Fillers (补白): small house pieces of the edition's stock in what copy leaves of a page.
 *
 * A hole is a rectangle of base columns and grid lines. It is cut into strips of one or more columns, and each strip is filled from the head with a subset
 * of the stock whose depths come nearest to the strip's:
 *
 *     | A A | B |      A over two columns; B and C in one, a grid line between them
 *     | A A |---|
 *     | A A | C |
 *
 * A picture over the whole width may stand at the hole's foot, under all strips. For each width the subset is found exactly, by sums of depths over all pieces left (a picture may have any depth of its range); all ways to
 * cut the hole into strips are tried. Least white wins, then fewest pieces, then the order of the stock. A strip takes its pieces before the next one: that
 * two strips might share them out better is not looked at.
 *
 * Depths are counted, not set; so the page is set for trial, and what the count missed is learned, as for automatic pages (page.c). The
 * pieces become ordinary slots, fills and advertisements of a layout of the page's own: flow does not know them from others. */
#include "makeup/stock.h"
#include "makeup/variants.h"

#include <string.h>

enum {
  HOLE_LEAST = 4, /* grid lines that are worth a filler */
  LEG_LEAST = 3,  /* lines of a leg: copy is not spread thinner */
  PIECE_COST = 1, /* against WHITE_COST for a line of a column: white counts first */
  LINE_COST = FILLERS_MAX + 1,
  NO_SUM = 1 << 28
};

/* ---- how deep a piece is */

static const Story *story_of(const Stock *s, size_t i) {
  const Stories *some = map_find(s->in->copy, s->e->fillers[i].file);
  return some && some->n ? &some->at[0] : NULL;
}

void stock_place(const Stock *s, const Hole *h, const Patch *p, Slot *out) {
  const Layout *l = s->page->layout;
  const Slot *in = h->slot;
  *out = (Slot){.kind = SLOT_STORY, .balance = true, .span = in->span, .headline_side = AT_RIGHT};
  makeup_styles(out, l, TIER_SMALL);
  out->headline = layout_style(l, "brief-headline");
  out->body = layout_style(l, "brief");
  if (in->kind == SLOT_FILLER) {
    *out = *in;
    out->kind = SLOT_STORY, out->legs = 0;
    out->rule_below = out->rule_right = out->rule_left = false;
  }
  out->picture_inline = true;
  out->col_first = h->col_first + p->column, out->col_last = out->col_first + p->columns - 1;
  out->line_first = h->line_first + p->line, out->line_last = out->line_first + p->lines - 1;
  layout_place_slot(l, out);
}

static Depth copy_depth(Stock *s, const Hole *h, size_t i, int columns) {
  const Story *story = story_of(s, i);
  if (!story) return (Depth){0};
  Arena *a = s->job->arena;
  if (!s->ruler[i]) s->ruler[i] = flow_ruler(s->job, s->in, s->page->layout, story);
  Patch p = {.columns = columns, .lines = h->line_last - h->line_first + 1};
  Slot slot;
  stock_place(s, h, &p, &slot);
  StoryFit fit = flow_ruler_measure(s->ruler[i], a, s->page->layout, &slot);
  int legs = slot.legs ? slot.legs : columns, leg = (fit.body_lines + legs - 1) / legs;
  if (fit.too_long || (legs > 1 && fit.body_lines < LEG_LEAST * legs)) return (Depth){0};
  int lines = fit.head_lines + leg + (slot.box.on ? 2 : 0) + s->learned[i][columns - 1];
  if (lines < 1) lines = 1;
  return (Depth){lines, lines, leg * legs - fit.body_lines};
}

static Depth picture_depth(Stock *s, size_t i, int columns) {
  Filler *f = &s->e->fillers[i];
  const Grid *g = &s->page->layout->grid;
  if (!s->shape_pm[i]) {
    Pict pict;
    Job told = {s->job->arena, s->told};
    f->broken = !pict_read(&told, path_join(s->job->arena, s->e->dir, f->file), f->span, &pict);
    if (f->broken) return (Depth){0};
    int w = pict_seen_width(&pict), h = pict_seen_height(&pict);
    s->shape_pm[i] = (int)((int64_t)1000 * (g->vertical ? w : h) / (g->vertical ? h : w)) + 1;
  }
  Len along = columns * g->measure + (columns - 1) * g->gutter;
  if (f->line_first) return (Depth){f->line_first, f->line_last, 0};
  int lines = (int)((len_pm(along, s->shape_pm[i]) + g->pitch / 2) / g->pitch);
  return (Depth){lines > 1 ? lines : 1, lines > 1 ? lines : 1, 0};
}

Depth stock_depth(Stock *s, const Hole *h, size_t i, int columns) {
  const Filler *f = &s->e->fillers[i];
  if (f->page || f->broken || s->taken[i] || s->bad[i] || columns < f->col_first || columns > f->col_last)
    return (Depth){0};
  Depth *d = &s->depth[i][columns - 1];
  if (!s->known[i][columns - 1]) *d = f->is_copy ? copy_depth(s, h, i, columns) : picture_depth(s, i, columns);
  s->known[i][columns - 1] = true;
  return *d;
}

/* ---- the subset whose depths come nearest to a strip's */

typedef struct
    Sums { /* least[k][t]: cost of filling t lines (with a gap after each piece) with some of the first k fillers */
  int least[FILLERS_MAX + 1][LINES_MAX + FILLER_GAP + 1];
  uint8_t depth[FILLERS_MAX + 1][LINES_MAX + FILLER_GAP + 1]; /* of the k-th in it; 0: it is not */
} Sums;

static void sum_filler(Sums *m, size_t k, Depth d, int all) {
  for (int t = 0; t <= all; t++) {
    m->least[k + 1][t] = m->least[k][t], m->depth[k + 1][t] = 0;
    for (int deep = d.least; d.least && deep <= d.most; deep++) {
      int from = t - deep - FILLER_GAP;
      if (from < 0 || m->least[k][from] >= NO_SUM) continue;
      int cost = m->least[k][from] + d.waste * LINE_COST + PIECE_COST;
      if (cost < m->least[k + 1][t]) m->least[k + 1][t] = cost, m->depth[k + 1][t] = (uint8_t)deep;
    }
  }
}

/* Adds the pieces of one strip to `out`; its cost with what stays white. */
static int fill_strip(Stock *s, const Hole *h, int column, int columns, Sums *m, Patches *out) {
  int lines = h->line_last - h->line_first + 1, all = lines + FILLER_GAP;
  for (int t = 1; t <= all; t++) m->least[0][t] = NO_SUM;
  m->least[0][0] = 0;
  for (size_t k = 0; k < s->n; k++) sum_filler(m, k, stock_depth(s, h, k, columns), all);
  int best = 0, cost = NO_SUM;
  for (int t = 0; t <= all; t++) {
    int white = (t ? all - t : lines) * columns * LINE_COST;
    if (m->least[s->n][t] < NO_SUM && m->least[s->n][t] + white < cost) best = t, cost = m->least[s->n][t] + white;
  }
  int foot = best - FILLER_GAP, down = h->under ? lines - foot : 0;
  for (size_t k = s->n; k > 0; k--) {
    int deep = m->depth[k][best];
    if (!deep) continue;
    best -= deep + FILLER_GAP;
    out->at[out->n++] = (Patch){k - 1, column, columns, best + down, deep};
    s->taken[k - 1] = true;
  }
  return cost;
}

/* ---- all ways to cut a hole into strips */

typedef struct Cutting {
  Stock *stock;
  const Hole *hole;
  Sums *sums;
  Patches now, best;
} Cutting;

static void cut_strips(Cutting *c, int column) {
  int columns = c->hole->col_last - c->hole->col_first + 1;
  if (c->now.cost >= c->best.cost) return;
  if (column == columns) {
    c->best = c->now;
    return;
  }
  for (int w = 1; w <= columns - column; w++) {
    size_t n = c->now.n;
    int cost = c->now.cost;
    c->now.cost += fill_strip(c->stock, c->hole, column, w, c->sums, &c->now);
    cut_strips(c, column + w);
    for (size_t i = n; i < c->now.n; i++) c->stock->taken[c->now.at[i].filler] = false;
    c->now.n = n, c->now.cost = cost;
  }
}

/* A picture over all columns of the hole, at its foot, and strips in what it leaves. */
static void cut_band(Cutting *c, size_t filler, int lines) {
  const Hole *whole = c->hole;
  Hole rest = *whole;
  int columns = whole->col_last - whole->col_first + 1, all = whole->line_last - whole->line_first + 1;
  rest.line_last -= lines + FILLER_GAP;
  if (lines > all || (rest.line_last >= rest.line_first && rest.line_last - rest.line_first + 1 < HOLE_LEAST)) return;
  c->stock->taken[filler] = true;
  c->now = (Patches){.at = {{filler, 0, columns, all - lines, lines}}, .n = 1, .cost = PIECE_COST};
  c->hole = &rest;
  if (rest.line_last < rest.line_first)
    c->now.cost += (all - lines) * columns * LINE_COST, cut_strips(c, columns);
  else
    cut_strips(c, 0);
  c->hole = whole;
  c->stock->taken[filler] = false;
}

static void cut_bands(Cutting *c) {
  int columns = c->hole->col_last - c->hole->col_first + 1;
  for (size_t i = 0; i < c->stock->n && columns > 1; i++) {
    if (c->stock->e->fillers[i].is_copy) continue;
    Depth d = stock_depth(c->stock, c->hole, i, columns);
    for (int lines = d.least; d.least && lines <= d.most; lines++) cut_band(c, i, lines);
  }
}

static void fill_hole(Stock *s, size_t i) {
  Arena *scratch = arena_open_child(s->job->arena);
  Cutting *c = arena_new(scratch, Cutting);
  memset(s->known, 0, sizeof s->known);
  *c = (Cutting){.stock = s, .hole = &s->holes.at[i], .sums = arena_new(scratch, Sums), .best = {.cost = NO_SUM}};
  cut_strips(c, 0);
  cut_bands(c);
  s->filled[i] = c->best;
  for (size_t k = 0; k < c->best.n; k++) s->taken[c->best.at[k].filler] = true;
  arena_close(scratch);
}

/* ---- where the holes are */

static bool has_fill(const PagePlan *p, Str slot) {
  for (size_t i = 0; i < p->fill_count; i++)
    if (str_eq(p->fills[i].slot, slot)) return true;
  return false;
}

static bool is_cancelled(const PagePlan *p, Str slot) {
  bool any = false;
  for (size_t i = 0; i < p->ad_count; i++) {
    if (!str_eq(p->ads[i].slot, slot)) continue;
    any = str_is(p->ads[i].state, "cancelled");
    if (!any) return false;
  }
  return any;
}

static bool is_hole(const PagePlan *p, const Slot *s) {
  if (s->own || s->area.w > 0) return false;
  return s->kind == SLOT_FILLER || (s->kind == SLOT_STORY && s->filler && !has_fill(p, s->name)) ||
         (s->kind == SLOT_AD && is_cancelled(p, s->name));
}

static void add_hole(Stock *s, Hole h) {
  if (h.line_last - h.line_first + 1 < HOLE_LEAST || h.line_last - h.line_first >= LINES_MAX) return;
  if (h.col_last - h.col_first >= COLUMNS_MAX) h.col_last = h.col_first + COLUMNS_MAX - 1;
  vec_add(s->job->arena, &s->holes, h);
}

const FlowPage *stock_trial(const Stock *s, PagePlan *page) {
  Edition one = *s->in->edition;
  one.pages = page, one.page_count = 1;
  FlowInput trial = *s->in;
  trial.edition = &one, trial.only = NULL;
  FlowEdition *made = flow_edition(s->job, &trial);
  return made->pages.n ? made->pages.at[0] : NULL;
}

static bool has_filler_step(const Layout *l, const Slot *s) {
  for (size_t i = 0; i < slot_ladder(l, s)->n; i++)
    if (slot_ladder(l, s)->at[i].kind == STEP_FILLER) return true;
  return false;
}

/* Where the ladder decides about fillers, it has decided. */
static bool may_be_short(const Layout *l, const Slot *s) {
  return !has_filler_step(l, s) && s->kind == SLOT_STORY && s->filler && !s->own && !s->area.w && !s->frame_count &&
         !s->box.on && !s->headline_cross;
}

/* Under stories that are short: whole lines over all their legs. */
static void find_feet(Stock *s, bool wanted) {
  if (!wanted) return;
  PagePlan page = *s->page;
  const FlowPage *made = stock_trial(s, &page);
  for (size_t i = 0; made && i < made->frames.n; i++) {
    const FlowFrame *fr = &made->frames.at[i];
    const Slot *slot = layout_find_slot(s->page->layout, fr->name);
    int lines = fr->leg_count ? fr->lines_under / (int)fr->leg_count : 0;
    if (!slot || !may_be_short(s->page->layout, slot) || fr->story == STORY_NONE || fr->lines_over ||
        lines <= FILLER_GAP)
      continue;
    add_hole(s, (Hole){slot->col_first, slot->col_last, slot->line_last - lines + FILLER_GAP + 1, slot->line_last, slot,
                       true, false});
  }
}

static void find_holes(Stock *s) {
  const Layout *l = s->page->layout;
  bool feet = false;
  for (size_t i = 0; i < l->slot_count; i++) {
    const Slot *t = &l->slots[i];
    if (is_hole(s->page, t))
      add_hole(s, (Hole){t->col_first, t->col_last, t->line_first, t->line_last, t, false, false});
    else
      feet |= may_be_short(l, t);
  }
  find_feet(s, feet);
}

/* ---- the page with its fillers */

static void give_piece(Job *job, const Stock *s, const Hole *h, const Patches *all, size_t nth, Layout *l,
                       PagePlan *out) {
  const Patch *p = &all->at[nth];
  const Filler *f = &s->e->fillers[p->filler];
  Slot slot;
  stock_place(s, h, p, &slot);
  slot.name = str_f(job->arena, "filler-%zu", p->filler + 1);
  if (h->offered) slot.rule_right = h->slot->rule_right, slot.rule_left = h->slot->rule_left && !l->grid.vertical;
  slot.waive |= 1u << LINT_TOMBSTONE | 1u << LINT_EDGE_TO_EDGE_BREAK; /* they are alike, and meant to be */
  for (size_t i = 0; i < all->n; i++) {
    const Patch *o = &all->at[i];
    if (f->is_copy && o->column == p->column && o->line > p->line && s->e->fillers[o->filler].is_copy)
      *(l->grid.vertical ? &slot.rule_left : &slot.rule_below) = true;
  }
  if (f->is_copy) {
    out->fills[out->fill_count++] = (Fill){
        .slot = slot.name, .file = f->file, .span = f->span, .slot_span = h->slot->span, .story = 1, .filler = true};
  } else {
    slot.kind = SLOT_AD;
    slot.box = (BoxStyle){0};
    out->ads[out->ad_count++] = (AdFill){.slot = slot.name,
                                         .file = f->file,
                                         .state = STR("arrived"),
                                         .house = true,
                                         .alt = f->alt,
                                         .span = f->span,
                                         .slot_span = h->slot->span};
  }
  l->slots[l->slot_count++] = slot;
}

static size_t hole_of(const Stock *s, const Slot *slot) {
  size_t i = 0;
  while (i < s->holes.n && (s->holes.at[i].slot != slot || !s->filled[i].n)) i++;
  return i;
}

/* The pieces in place of the slots that they fill; a slot whose story is short ends above them. */
PagePlan stock_page(Job *job, const Stock *s) {
  PagePlan out = *s->page;
  Layout *l = arena_new(job->arena, Layout);
  *l = *s->page->layout;
  size_t n = 0;
  for (size_t i = 0; i < s->holes.n; i++) n += s->filled[i].n;
  l->slots = arena_array(job->arena, Slot, l->slot_count + n);
  l->slot_count = 0;
  out.fills = arena_array(job->arena, Fill, out.fill_count + n);
  out.ads = arena_array(job->arena, AdFill, out.ad_count + n);
  if (out.fill_count) memcpy(out.fills, s->page->fills, out.fill_count * sizeof *out.fills);
  if (out.ad_count) memcpy(out.ads, s->page->ads, out.ad_count * sizeof *out.ads);
  for (size_t i = 0; i < s->page->layout->slot_count; i++) {
    const Slot *was = &s->page->layout->slots[i];
    size_t hole = hole_of(s, was);
    if (hole == s->holes.n || s->holes.at[hole].under) l->slots[l->slot_count++] = *was;
    if (hole == s->holes.n) continue;
    const Hole *h = &s->holes.at[hole];
    if (h->under && !h->offered) {
      Slot *story = &l->slots[l->slot_count - 1];
      story->line_last = h->line_first - FILLER_GAP - 1;
      *(l->grid.vertical ? &story->rule_left : &story->rule_below) = true;
      layout_place_slot(l, story);
    }
    for (size_t k = s->filled[hole].n; k-- > 0;) give_piece(job, s, h, &s->filled[hole], k, l, &out);
  }
  out.layout = l;
  return out;
}

/* What the count missed: a piece that is over or short by a line or more of each of its legs. True: nothing was. */
bool stock_learn(Stock *s, bool last) {
  PagePlan page = stock_page(s->job, s);
  const FlowPage *made = stock_trial(s, &page);
  bool exact = true;
  for (size_t h = 0; made && h < s->holes.n; h++)
    for (size_t k = 0; k < s->filled[h].n; k++) {
      const Patch *p = &s->filled[h].at[k];
      for (size_t i = 0; i < made->frames.n; i++) {
        const FlowFrame *fr = &made->frames.at[i];
        if (fr->story == STORY_NONE || !str_eq(fr->name, str_f(s->job->arena, "filler-%zu", p->filler + 1))) continue;
        int legs = fr->leg_count > 0 ? (int)fr->leg_count : 1, off = (fr->lines_over + legs - 1) / legs;
        if (!off) off = -(fr->lines_under / legs);
        exact &= !off;
        s->learned[p->filler][p->columns - 1] += off;
        if (last && fr->lines_over) s->bad[p->filler] = true;
      }
    }
  return exact;
}

static void fill_all(Stock *s) {
  memset(s->taken, 0, sizeof s->taken);
  for (size_t i = 0; i < s->holes.n; i++) fill_hole(s, i);
}

/* ---- what is told */

int stock_tell(Job *job, const Stock *s, size_t i) {
  const Hole *h = &s->holes.at[i];
  const Patches *all = &s->filled[i];
  int lines = h->line_last - h->line_first + 1, columns = h->col_last - h->col_first + 1, filled = 0;
  for (size_t k = all->n; k-- > 0;) {
    const Patch *p = &all->at[k];
    Filler *f = &s->e->fillers[p->filler];
    f->page = s->page->number;
    f->slot = str_f(job->arena, "filler-%zu", p->filler + 1);
    filled += p->lines * p->columns;
    diag_add(job->diags, DIAG_FILLER_USED, f->span, "'%.*s' fills %d lines over %d column%s of page %d, slot '%.*s'",
             STRF(path_base(f->file)), p->lines, p->columns, p->columns == 1 ? "" : "s", f->page, STRF(h->slot->name));
  }
  if (!all->n && !h->under)
    diag_add(job->diags, DIAG_FILLER_MISSING, h->slot->span,
             "no filler that is left fits slot '%.*s' of page %d: %d lines over %d column%s stay white",
             STRF(h->slot->name), s->page->number, lines, columns, columns == 1 ? "" : "s");
  return filled;
}

static bool has_stream(const Layout *l) {
  for (size_t i = 0; i < l->slot_count; i++)
    if (l->slots[i].kind == SLOT_STREAM) return true;
  return false;
}

Stock *stock_open(Arena *a, Job *job, const FlowInput *in, Edition *e, const PagePlan *page) {
  Job *inner = arena_new(a, Job);
  *inner = (Job){.arena = a, .diags = diags_fork(a, job->diags)};
  Stock *s = arena_new(a, Stock);
  *s = (Stock){.job = inner, .told = job->diags, .in = in, .e = e, .page = page};
  s->n = e->filler_count < FILLERS_MAX ? e->filler_count : FILLERS_MAX;
  return s;
}

int fillers_page(Job *job, const FlowInput *in, Edition *e, PagePlan *page) {
  if (!page->layout || has_stream(page->layout)) return 0;
  Arena *a = arena_open();
  Stock *s = stock_open(a, job, in, e, page);
  find_holes(s);
  s->filled = arena_array(a, Patches, s->holes.n);
  int filled = 0;
  for (int tries = 0; s->holes.n && tries < FILLER_TRIALS; tries++) {
    fill_all(s);
    if (stock_learn(s, tries + 2 == FILLER_TRIALS)) break;
  }
  for (size_t i = 0; i < s->holes.n; i++) filled += stock_tell(job, s, i);
  if (filled) *page = stock_page(job, s);
  arena_close(a);
  return filled;
}
