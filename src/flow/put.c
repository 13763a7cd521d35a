/* flow/put: ink onto the page. The only place of this room where grid lines become lengths.
 *
 * A grid line's cell reaches from 0.88 em above its baseline to 0.12 em below; the leading lies between two cells. A block of h lines
 * reaches from the top of its first cell to the top of the cell after its last, so that what follows stands on the grid again. */
#include "flow/inside.h"

Len line_top(const Layout *l, int line) { return layout_baseline(l, line) - len_pm(l->grid.body, CELL_ABOVE_PM); }
Len line_foot(const Layout *l, int line) { return layout_baseline(l, line) + len_pm(l->grid.body, CELL_BELOW_PM); }

Item *put_item(Flow *f, FlowPage *p, ItemKind kind, Role role, uint32_t story, Rect box) {
  Item it = {.kind = kind, .role = role, .story = story, .order = f->order++, .box = box};
  it.lang = f->e->edition->lang;
  if (story != STORY_NONE) it.lang = f->e->stories.at[story].story->lang;
  it.ink = (Ink){.model = INK_NONE};
  it.fill = (Ink){.model = INK_NONE};
  vec_add(f->a, &p->items, it);
  return &p->items.at[p->items.n - 1];
}

static Item *put_set(Flow *f, FlowPage *p, const Matter *m, const Line *line, uint32_t story, Rect box, Point origin) {
  Item *it = put_item(f, p, ITEM_LINE, m->role, story, box);
  it->para = m->copy ? m->para : NULL;
  it->setting = m->setting;
  it->line = line;
  it->origin = origin;
  it->vertical = m->vertical;
  return it;
}

Item *put_line(Flow *f, FlowPage *p, const Matter *m, const Line *line, uint32_t story, Len x, Len baseline) {
  Rect box = {x, baseline - len_pm(m->size, CELL_ABOVE_PM), line->measure, m->size};
  return put_set(f, p, m, line, story, box, (Point){x, baseline});
}

Item *put_line_vertical(Flow *f, FlowPage *p, const Matter *m, const Line *line, uint32_t story, Len axis, Len top) {
  Rect box = {axis - m->size / 2, top, m->size, line->measure};
  return put_set(f, p, m, line, story, box, (Point){axis, top});
}

void put_rule(Flow *f, FlowPage *p, uint32_t story, Rect ink, Ink colour) {
  if (ink.w <= 0 || ink.h <= 0) return;
  put_item(f, p, ITEM_RULE, ROLE_RULE, story, ink)->ink = colour;
}

void put_box(Flow *f, FlowPage *p, const Layout *l, const Slot *s, uint32_t story) {
  if (!s->box.on) return;
  Item *it = put_item(f, p, ITEM_BOX, s->box.tint_pm ? ROLE_TINT : ROLE_BOX, story, layout_slot_rect(l, s));
  it->thickness = s->box.rule;
  if (s->box.rule > 0) it->ink = s->box.rule_ink.model == INK_NONE ? INK_BLACK : s->box.rule_ink;
  if (!s->box.tint_pm) return;
  it->fill = s->box.tint_ink.model == INK_NONE ? INK_BLACK : s->box.tint_ink;
  for (int i = 0; i < 4; i++) {
    int white = it->fill.model == INK_RGB && i < 3 ? 1000 : 0; /* light inks: towards paper, which is 1000 in RGB */
    it->fill.c[i] = (int16_t)(white + (it->fill.c[i] - white) * s->box.tint_pm / 1000);
  }
}

/* The air above a block's ink: what its styles ask for, and of what rounding to grid lines adds three parts above to two below, so that a
 * headline leans to its text. */
static Len air_above(const Head *h, Len room) {
  Len spare = room - h->content - h->before - h->after;
  if (spare >= 0) return h->before + spare * 3 / 5;
  return len_max(0, room - h->content) * 3 / 5;
}

void put_head(Flow *f, FlowPage *p, const Head *h, uint32_t story, Len x, int line, int lines) {
  const Layout *l = p->layout;
  Len y = line_top(l, line);
  if (!h->vertical) y += air_above(h, lines * l->grid.pitch);
  for (size_t i = 0; i < h->n; i++) {
    const HeadLine *hl = &h->at[i];
    if (h->vertical)
      put_line_vertical(f, p, hl->m, &hl->m->lines.at[hl->line], story, x + hl->at.x, y + hl->at.y);
    else
      put_line(f, p, hl->m, &hl->m->lines.at[hl->line], story, x + hl->at.x, y + hl->at.y);
  }
}

/* A subhead or any other matter that takes a block of grid lines, centred in it; one line a grid line stands on the grid. */
static void put_solid(Flow *f, FlowPage *p, const Block *b, Len x, int line) {
  const Layout *l = p->layout;
  const Matter *m = b->m;
  const Line *at = &m->lines.at[b->part];
  if (b->lines == b->parts && m->size <= l->grid.pitch) {
    for (int i = 0; i < b->parts; i++) put_line(f, p, m, &at[i], b->story, x, layout_baseline(l, line + i));
    return;
  }
  Len step = len_max(l->grid.pitch, len_pm(m->size, 1200));
  Len content = (b->parts - 1) * step + m->size;
  Len room = b->lines * l->grid.pitch - (l->grid.pitch - l->grid.body);
  Len y = line_top(l, line) + (room - content) / 2 + len_pm(m->size, CELL_ABOVE_PM);
  for (int i = 0; i < b->parts; i++) put_line(f, p, m, &at[i], b->story, x, y + i * step);
}

static void put_words(Flow *f, FlowPage *p, const PictureSet *s, uint32_t story) {
  int line = s->first + s->lines;
  const Layout *l = p->layout;
  if (s->caption)
    for (size_t i = 0; i < s->caption->lines.n; i++)
      put_line(f, p, s->caption, &s->caption->lines.at[i], story, s->x, layout_baseline(l, line + (int)i));
  if (s->credit)
    for (size_t i = 0; i < s->credit->lines.n; i++)
      put_line(f, p, s->credit, &s->credit->lines.at[i], story, s->x,
               layout_baseline(l, line + s->credit_line + (int)i));
}

void put_picture(Flow *f, FlowPage *p, const PictureSet *s, uint32_t story) {
  const Layout *l = p->layout;
  Len top = line_top(l, s->first), foot = layout_baseline(l, s->first + s->lines - 1);
  Rect box = {s->x, top, s->w, foot - top};
  Item *it =
      put_item(f, p, s->pict ? ITEM_PICTURE : ITEM_PLACEHOLDER, s->pict ? ROLE_PICTURE : ROLE_PLACEHOLDER, story, box);
  it->pict = s->pict;
  it->alt = s->copy->alt;
  if (s->pict) it->crop = pict_crop(s->pict, box.w, box.h, s->copy->focus_x_pm, s->copy->focus_y_pm);
  if (!s->pict) {
    it->ink = (Ink){INK_K, {0, 0, 0, 500}};
    it->fill = (Ink){INK_K, {0, 0, 0, 80}};
    it->thickness = LEN_PT / 4;
  }
  put_words(f, p, s, story);
}

/* A hairline in the middle of the white that parts two stories of a column. */
static void put_divider(Flow *f, FlowPage *p, const Block *b, Len x, int line, Len measure) {
  const Layout *l = p->layout;
  Len w = l->story_rule > 0 ? l->story_rule : LEN_PT / 4;
  put_rule(f, p, b->story, (Rect){x, line_foot(l, line) - l->grid.body / 2 - w / 2, measure, w}, INK_BLACK);
}

static void put_block(Flow *f, FlowPage *p, const Block *b, const Placing *pl, Len x, int line) {
  if (b->picture) {
    PictureSet s = *b->picture;
    s.first = line, s.x = x, s.lines = b->lines - s.words;
    put_picture(f, p, &s, b->story);
  } else if (b->head) {
    put_head(f, p, b->head, b->story, x, line, b->lines);
  } else if (b->solid && b->m) {
    put_solid(f, p, b, x, line);
  } else if (b->m) {
    for (int i = 0; i < pl->lines; i++)
      put_line(f, p, b->m, &b->m->lines.at[pl->from + i], b->story, x, layout_baseline(p->layout, line + i));
  }
}

void put_placings(Flow *f, FlowPage *p, const Blocks *b, const Placings *pl, const Stretch *rooms, const Bed *bed) {
  for (size_t i = 0; i < pl->n; i++) {
    const Placing *at = &pl->at[i];
    const Stretch *r = &rooms[at->room];
    const Block *k = &b->at[at->block];
    if (k->divider) put_divider(f, p, k, bed->leg_x[r->leg], r->first + at->line, bed->measure);
    put_block(f, p, k, at, bed->leg_x[r->leg], r->first + at->line);
  }
}

/* ---- rules */

/* How deep the text of a leg reaches, in grid lines; 0: nothing stands in it. `top` is its first line. */
static void leg_extent(const Placings *pl, const Stretch *rooms, int leg, int *top, int *foot) {
  *top = 0, *foot = 0;
  for (size_t i = 0; i < pl->n; i++) {
    const Stretch *r = &rooms[pl->at[i].room];
    if (r->leg != leg) continue;
    int first = r->first + pl->at[i].line, last = first + pl->at[i].lines - 1;
    if (!*top || first < *top) *top = first;
    if (last > *foot) *foot = last;
  }
}

static bool covers_gutter(const PictureSet *p, int leg) {
  return p->place && p->leg <= leg && leg + 1 < p->leg + p->legs;
}

/* One gutter's rule from line `top` to `foot`, interrupted where a picture spans the gutter. */
static void put_gutter_rule(Flow *f, FlowPage *p, const Galley *g, int leg, int top, int foot) {
  const Layout *l = p->layout;
  Len x = (g->bed.leg_x[leg] + g->bed.measure + g->bed.leg_x[leg + 1]) / 2 - l->column_rule / 2;
  while (top <= foot) {
    int stop = foot + 1, next = foot + 1;
    for (size_t i = 0; i < g->picture_count; i++) {
      const PictureSet *s = &g->pictures[i];
      int from = s->first - 1, to = s->first + s->lines + s->words + 1; /* with the blank line around it */
      if (!covers_gutter(s, leg) || to <= top || from >= stop) continue;
      stop = from, next = to;
    }
    if (stop > top)
      put_rule(f, p, g->number, (Rect){x, line_top(l, top), l->column_rule, line_foot(l, stop - 1) - line_top(l, top)},
               INK_BLACK);
    top = next;
  }
}

/* Hairlines in the middle of the gutters, as deep as the text on both sides of them. */
void put_column_rules(Flow *f, FlowPage *p, const Slot *s, const Galley *g, const Placings *pl, const Stretch *rooms) {
  if (!s->rules || p->layout->column_rule <= 0) return;
  for (int leg = 0; leg + 1 < g->bed.legs; leg++) {
    int top, foot, top2, foot2;
    leg_extent(pl, rooms, leg, &top, &foot);
    leg_extent(pl, rooms, leg + 1, &top2, &foot2);
    if (!top || !top2) continue;
    put_gutter_rule(f, p, g, leg, top > top2 ? top : top2, foot > foot2 ? foot : foot2);
  }
}

/* Is there a slot right under this one, with no blank line between them? */
static bool slot_touches_below(const Layout *l, const Slot *s) {
  for (size_t i = 0; i < l->slot_count; i++) {
    const Slot *o = &l->slots[i];
    if (o != s && o->line_first == s->line_last + 1 && o->col_first <= s->col_last && s->col_first <= o->col_last)
      return true;
  }
  return false;
}

void put_slot_rules(Flow *f, FlowPage *p, const Slot *s, uint32_t story) {
  const Layout *l = p->layout;
  Rect r = layout_slot_rect(l, s);
  Len w = l->story_rule > 0 ? l->story_rule : LEN_PT / 4;
  if (s->rule_below) {
    Len lines = slot_touches_below(l, s) ? 1 : 2;
    Len y = r.y + r.h + (lines * l->grid.pitch - l->grid.body) / 2 - w / 2;
    put_rule(f, p, story, (Rect){r.x, y, r.w, w}, INK_BLACK);
  }
  if (s->rule_right) put_rule(f, p, story, (Rect){r.x + r.w + l->grid.gutter / 2 - w / 2, r.y, w, r.h}, INK_BLACK);
}
