/* flow/put: ink onto the page. The only place of this room where grid lines become lengths.
 *
 * A grid line's cell reaches from 0.88 em above its baseline to 0.12 em below (of a vertical line, half an em to both sides of its axis);
 * the leading lies between two cells. A block of h lines reaches from where its first cell begins to where the cell after its last does, so
 * that what follows stands on the grid again. */
#include "flow/inside.h"

Len line_top(const Grid *g, int line) { return g->across + (line - 1) * g->pitch; }
Len line_foot(const Grid *g, int line) { return line_top(g, line) + g->cell; }

Item *put_item(Flow *f, FlowPage *p, ItemKind kind, Role role, uint32_t story, Rect box) {
  Item it = {.kind = kind, .role = role, .story = story, .goto_story = STORY_NONE, .order = f->order++, .box = box};
  it.lang = f->e->edition->lang;
  if (story != STORY_NONE) it.lang = f->e->stories.at[story].story->lang;
  it.ink = (Ink){.model = INK_NONE};
  it.fill = (Ink){.model = INK_NONE};
  vec_add(f->a, &p->items, it);
  return &p->items.at[p->items.n - 1];
}

Item *put_line(Flow *f, FlowPage *p, const Grid *g, const Matter *m, const Line *line, uint32_t story, Len x,
               Len baseline) {
  must(m->vertical == (bool)g->vertical);
  Len cell = para_em_across(setting_style(m->setting));
  Rect box = grid_to_sheet(g, (Rect){x, baseline - grid_above(g, cell), line->measure, cell});
  Rect origin = grid_to_sheet(g, (Rect){x, baseline, 0, 0});
  Item *it = put_item(f, p, ITEM_LINE, m->role, story, box);
  it->para = m->copy ? m->para : NULL;
  it->copy = m->copy;
  it->copy_at = m->copy_at;
  it->copy_end = m->copy_at + (uint32_t)m->para->text.n - m->lead - m->head_n - m->joint - m->tail;
  it->setting = m->setting;
  it->line = line;
  it->origin = (Point){origin.x, origin.y};
  it->vertical = m->vertical;
  return it;
}

void put_rule(Flow *f, FlowPage *p, uint32_t story, Rect ink, Ink colour) {
  if (ink.w <= 0 || ink.h <= 0) return;
  put_item(f, p, ITEM_RULE, ROLE_RULE, story, ink)->ink = colour;
}

void put_styled_rule(Flow *f, FlowPage *p, uint32_t story, Rect r, const BoxStyle *b) {
  if (r.w <= 0 || r.h <= 0) return;
  Item *it = put_item(f, p, ITEM_RULE, ROLE_RULE, story, r);
  it->ink = b->rule_ink.model == INK_NONE ? INK_BLACK : b->rule_ink;
  it->thickness = b->rule;
  it->border = b->border;
}

/* A grid as it is for what runs the other way: of its places only those of the sheet are the same. */
static Grid turned(const Grid *g) {
  Grid t = *g;
  t.vertical = !g->vertical;
  return t;
}

/* The rules of a box that has not all four sides: before its text and after it. The heavy line of two is on the outside; what comes
 * before vertical text stands at its right. */
static void put_box_sides(Flow *f, FlowPage *p, const Grid *g, const BoxStyle *b, uint32_t story, Rect r) {
  Len w = border_width(b->border, b->rule);
  BoxStyle mirrored = *b;
  if (b->border == BORDER_THICK_THIN) mirrored.border = BORDER_THIN_THICK;
  if (b->border == BORDER_THIN_THICK) mirrored.border = BORDER_THICK_THIN;
  put_styled_rule(f, p, story, grid_to_sheet(g, (Rect){r.x, r.y, r.w, w}), g->vertical ? &mirrored : b);
  put_styled_rule(f, p, story, grid_to_sheet(g, (Rect){r.x, r.y + r.h - w, r.w, w}), g->vertical ? b : &mirrored);
}

void put_boxed(Flow *f, FlowPage *p, const Grid *g, const BoxStyle *b, uint32_t story, Rect r) {
  if (!b->on) return;
  bool all = b->sides == BOX_ALL;
  if (!all) put_box_sides(f, p, g, b, story, r);
  if (!all && !b->tint_pm) return;
  Item *it = put_item(f, p, ITEM_BOX, b->tint_pm ? ROLE_TINT : ROLE_BOX, story, grid_to_sheet(g, r));
  it->thickness = all ? b->rule : 0;
  it->border = b->border;
  if (it->thickness > 0) it->ink = b->rule_ink.model == INK_NONE ? INK_BLACK : b->rule_ink;
  if (b->tint_pm) it->fill = ink_tint(b->tint_ink.model == INK_NONE ? INK_BLACK : b->tint_ink, b->tint_pm);
}

void put_box(Flow *f, FlowPage *p, const Layout *l, const Slot *s, uint32_t story) {
  put_boxed(f, p, &s->grid, &s->box, story, grid_from_sheet(&s->grid, layout_slot_rect(l, s)));
}

/* The air above a block's ink: what its styles ask for, and of what rounding to grid lines adds three parts above to two below, so that a
 * headline leans to its text. Where less is left than they ask for, a headline keeps most of it below: above it there is white already, and
 * on its text it must not sit. */
static Len air_above(const Grid *g, const Head *h, Len room) {
  if (h->centred) return (room - (g->pitch - g->cell) - h->content) / 2;
  Len spare = room - h->content - h->before - h->after;
  if (spare >= 0) return h->before + spare * 3 / 5;
  return len_max(0, room - h->content) * (h->headline_lines ? 1 : 3) / 5;
}

static void put_head_lines(Flow *f, FlowPage *p, const Grid *g, const Head *h, uint32_t story, Len x, Len y) {
  for (size_t i = 0; i < h->grounds.n; i++) {
    Rect r = h->grounds.at[i].r;
    r.x += x, r.y += y;
    if (h->over) /* above the picture, where rules lie */
      put_rule(f, p, story, grid_to_sheet(g, r), h->grounds.at[i].ink);
    else
      put_item(f, p, ITEM_BOX, ROLE_TINT, story, grid_to_sheet(g, r))->fill = h->grounds.at[i].ink;
  }
  for (size_t i = 0; i < h->n; i++) {
    const HeadLine *hl = &h->at[i];
    put_line(f, p, g, hl->m, &hl->m->lines.at[hl->line], story, x + hl->at.x, y + hl->at.y);
  }
}

void put_head(Flow *f, FlowPage *p, const Grid *g, const Head *h, uint32_t story, Len x, int line, int lines) {
  Len y = line_top(g, line);
  if (!h->cross) {
    put_head_lines(f, p, g, h, story, x, y + air_above(g, h, lines * g->pitch));
    return;
  }
  Grid t = turned(g);
  Rect own = grid_from_sheet(&t, grid_to_sheet(g, (Rect){x, y, h->width, line_foot(g, line + lines - 1) - y}));
  put_head_lines(f, p, &t, h, story, own.x, own.y);
}

void put_head_on(Flow *f, FlowPage *p, const Grid *g, const Head *h, uint32_t story, Point at) {
  put_head_lines(f, p, g, h, story, at.x, at.y);
}

static void put_matter(Flow *f, FlowPage *p, const Grid *g, const Matter *m, uint32_t story, Len x, Len y, Len step) {
  for (size_t i = 0; m && i < m->lines.n; i++) put_line(f, p, g, m, &m->lines.at[i], story, x, y + (Len)i * step);
}

static void put_words(Flow *f, FlowPage *p, const Grid *g, const PictureSet *s, uint32_t story) {
  int line = s->first + s->lines;
  put_matter(f, p, g, s->caption, story, s->x, grid_baseline(g, line), g->pitch);
  put_matter(f, p, g, s->credit, story, s->x, grid_baseline(g, line + s->credit_line), g->pitch);
}

/* Words that run the other way, in the strip at the picture's end; where that is on the right, they begin at its outer edge. */
static void put_words_cross(Flow *f, FlowPage *p, const Grid *g, const PictureSet *s, uint32_t story, Rect strip) {
  Grid t = turned(g);
  Rect own = grid_from_sheet(&t, grid_to_sheet(g, strip));
  const Matter *any = s->caption ? s->caption : s->credit;
  if (!any) return;
  Len y = own.y + (g->vertical ? s->gap : 0) + grid_above(&t, any->size);
  put_matter(f, p, &t, s->caption, story, own.x, y, s->step);
  put_matter(f, p, &t, s->credit, story, own.x, y + s->credit_line * s->step, s->step);
}

/* A polygon's corners on the sheet. */
static void put_clip(Flow *f, Item *it, const Corners *o, Rect box) {
  Point *at = arena_array(f->a, Point, o->n);
  for (size_t i = 0; i < o->n; i++)
    at[i] = (Point){box.x + len_pm(box.w, o->at[i].x_pm), box.y + len_pm(box.h, o->at[i].y_pm)};
  it->clip = at, it->clip_n = o->n;
}

static void put_shape(Flow *f, const PictureSet *s, Item *it, Rect box) {
  if (!s->contour.n) return;
  Contour *c = arena_new(f->a, Contour);
  *c = s->contour;
  it->contour = c;
  if (s->wrap == WRAP_POLYGON) put_clip(f, it, &s->outline, box);
}

static void put_one(Flow *f, FlowPage *p, const PictureSet *s, size_t i, uint32_t story, Rect box) {
  const Pict *pict = picture_of_group(s, i);
  Item *it = put_item(f, p, pict ? ITEM_PICTURE : ITEM_PLACEHOLDER, pict ? ROLE_PICTURE : ROLE_PLACEHOLDER, story, box);
  it->pict = pict;
  it->alt = s->copy->alt;
  it->caption = s->copy->caption ? s->copy->caption->text : (Str){0};
  it->span = s->copy->span;
  it->beside = s->part;
  put_shape(f, s, it, box);
  if (pict && s->wrap == WRAP_CONTOUR) {
    it->box = s->shown;
    it->crop = pict_crop(pict, s->shown.w, s->shown.h, 500, 500);
    return;
  }
  if (pict) {
    it->crop = pict_crop(pict, box.w, box.h, s->copy->focus_x_pm, s->copy->focus_y_pm);
    return;
  }
  it->ink = (Ink){INK_K, {0, 0, 0, 500}};
  it->fill = (Ink){INK_K, {0, 0, 0, 80}};
  it->thickness = LEN_PT / 4;
}

void put_picture(Flow *f, FlowPage *p, const Grid *g, const PictureSet *s, uint32_t story) {
  if (s->island) {
    put_island(f, p, g, s->island, s->x, s->first);
    return;
  }
  Len top = line_top(g, s->first);
  Len foot = g->vertical ? line_foot(g, s->first + s->lines - 1) : grid_baseline(g, s->first + s->lines - 1);
  Rect box = grid_to_sheet(g, (Rect){s->x, top, s->w - s->strip, foot - top});
  for (size_t i = 0; i <= s->copy->more_count; i++) put_one(f, p, s, i, story, picture_part(s, box, g->gutter / 2, i));
  if (s->cross)
    put_words_cross(f, p, g, s, story, (Rect){s->x + s->w - s->strip, top, s->strip, foot - top});
  else
    put_words(f, p, g, s, story);
}

/* ---- rules */

/* How deep the text of a leg reaches, in grid lines; 0: nothing stands in it. `top` is its first line. */
static void leg_extent(const Placings *pl, const Stretch *rooms, int leg, int *top, int *foot) {
  *top = 0, *foot = 0;
  for (size_t i = 0; i < pl->n; i++) {
    const Stretch *r = &rooms[pl->at[i].room];
    if (r->leg != leg) continue;
    int first = stretch_line(r, pl->at[i].line), last = stretch_line(r, pl->at[i].line + pl->at[i].lines - 1);
    if (!*top || first < *top) *top = first;
    if (last > *foot) *foot = last;
  }
}

/* What goes across the gutter after `leg`, from line `top` on: its lines; false: nothing. */
static bool across_gutter(const Galley *g, const Placings *pl, const Stretch *rooms, int leg, int top, int *from,
                          int *to) {
  bool any = false;
  for (size_t i = 0; i < pl->n; i++) {
    const Stretch *r = &rooms[pl->at[i].room];
    int span = g->body.at[pl->at[i].block].span, first = stretch_line(r, pl->at[i].line);
    if (span < 2 || leg < r->leg || leg + 1 >= r->leg + span || first + pl->at[i].lines <= top) continue;
    if (any && first >= *from) continue;
    *from = first, *to = first + pl->at[i].lines, any = true;
  }
  return any;
}

static bool covers_gutter(const PictureSet *p, int leg) {
  return p->place && !p->part && p->leg <= leg && leg + 1 < p->leg + p->legs;
}

/* The first lines from `top` to before `stop` in which a shape lies across the gutter at `x`. */
static bool shape_in_gutter(const Galley *g, Len x, int top, int stop, int *from, int *to) {
  if (!wrap_any(g)) return false;
  for (*from = top; *from < stop && !wrap_covers(g, *from, x);) ++*from;
  for (*to = *from; *to < stop && wrap_covers(g, *to, x);) ++*to;
  return *from < stop;
}

enum { RULE_LEAST = 3 }; /* lines of rule over or under a shape: less is a stub */

/* One gutter's rule from line `top` to `foot`, interrupted where a picture spans the gutter. */
static void put_gutter_rule(Flow *f, FlowPage *p, const Galley *g, const Placings *pl, const Stretch *rooms, int leg,
                            int top, int foot) {
  const Grid *grid = g->bed.grid;
  int least = wrap_any(g) ? RULE_LEAST : 1;
  Len w = p->layout->column_rule, x = (g->bed.leg_x[leg] + g->bed.measure + g->bed.leg_x[leg + 1]) / 2 - w / 2;
  while (top <= foot) {
    int stop = foot + 1, next = foot + 1;
    for (size_t i = 0; i < g->picture_count; i++) {
      const PictureSet *s = &g->pictures[i];
      int from = s->first - 1, to = s->first + s->lines + s->words + 1; /* with the blank line around it */
      if (!covers_gutter(s, leg) || to <= top || from >= stop) continue;
      stop = from, next = to;
    }
    int from = 0, to = 0;
    if (across_gutter(g, pl, rooms, leg, top, &from, &to) && from < stop) stop = from, next = to;
    if (shape_in_gutter(g, x, top, stop, &from, &to)) stop = from, next = to;
    Rect ink = {x, line_top(grid, top), w, line_foot(grid, stop - 1) - line_top(grid, top)};
    if (stop - top >= least) put_rule(f, p, g->number, grid_to_sheet(grid, ink), INK_BLACK);
    top = next;
  }
}

/* No rule goes past the inner corner of an L. */
static int shared_foot(const Bed *b, int leg, int foot) {
  int last = b->leg_last[leg] < b->leg_last[leg + 1] ? b->leg_last[leg] : b->leg_last[leg + 1];
  return foot < last ? foot : last;
}

/* Hairlines in the middle of the gutters, as deep as the text on both sides of them. */
void put_column_rules(Flow *f, FlowPage *p, const Slot *s, const Galley *g, const Placings *pl, const Stretch *rooms) {
  if (!s->rules || p->layout->column_rule <= 0) return;
  for (int leg = 0; leg + 1 < g->bed.legs; leg++) {
    int top, foot, top2, foot2;
    leg_extent(pl, rooms, leg, &top, &foot);
    leg_extent(pl, rooms, leg + 1, &top2, &foot2);
    if (!top || !top2 || !bed_side_by_side(&g->bed, leg)) continue;
    put_gutter_rule(f, p, g, pl, rooms, leg, top > top2 ? top : top2,
                    shared_foot(&g->bed, leg, foot > foot2 ? foot : foot2));
  }
}

/* Is the next slot's first line right after this one's last, with no blank line between them? */
static bool slot_touches(const Layout *l, const Slot *s) {
  for (size_t i = 0; i < l->slot_count; i++) {
    const Slot *o = &l->slots[i];
    if (o != s && o->line_first == s->line_last + 1 && o->col_first <= s->col_last && s->col_first <= o->col_last)
      return true;
  }
  return false;
}

/* From a slot's ink to the middle of the white after its last line. */
static Len half_lines(const Layout *l, const Slot *s) {
  return ((slot_touches(l, s) ? 1 : 2) * l->grid.pitch - l->grid.cell) / 2;
}

/* Hairlines to the neighbours, in the middle of the white: on the sheet, so that `below` is below whichever way lines run. */
static void put_rules_at(Flow *f, FlowPage *p, const Slot *s, uint32_t story) {
  const Layout *l = p->layout;
  Rect r = layout_slot_rect(l, s);
  Len w = l->story_rule > 0 ? l->story_rule : LEN_PT / 4, gutter = l->grid.gutter / 2;
  Len below = l->grid.vertical ? gutter : half_lines(l, s), left = l->grid.vertical ? half_lines(l, s) : gutter;
  Len right = l->grid.vertical ? l->grid.pitch - l->grid.cell / 2 : gutter;
  if (s->rule_below) put_rule(f, p, story, (Rect){r.x, r.y + r.h + below - w / 2, r.w, w}, INK_BLACK);
  if (s->rule_right) put_rule(f, p, story, (Rect){r.x + r.w + right - w / 2, r.y, w, r.h}, INK_BLACK);
  if (s->rule_left) put_rule(f, p, story, (Rect){r.x - left - w / 2, r.y, w, r.h}, INK_BLACK);
}

enum { CORNER_GAP = 2 }; /* lines of white between two slots: a hairline ends before the inner corner of an L */

/* Of a frame that other frames of its slot touch: the lines along which its end of columns is free, the columns over which its foot is. */
static void free_edges(const Slot *s, const Cells *own, Cells *side, Cells *foot) {
  *side = *foot = *own;
  for (size_t i = 0; i < s->frame_count; i++) {
    const Cells *o = &s->frames[i];
    bool above = o->line_last + 1 == own->line_first && o->col_last > own->col_last;
    if (o->col_first == own->col_last + 1 && o->line_last >= own->line_first && o->line_first <= side->line_last)
      side->line_last = o->line_first - 1 - CORNER_GAP;
    if (above) side->line_first = own->line_first + CORNER_GAP;
    if (o->line_first != own->line_last + 1 || o->col_first > foot->col_last || o->col_last < foot->col_first) continue;
    if (o->col_first > foot->col_first)
      foot->col_last = o->col_first - 1;
    else
      foot->col_first = o->col_last + 1;
  }
}

/* Does a story begin right under it? */
static bool is_over_copy(const Layout *l, const Slot *s, const Cells *at) {
  for (size_t i = 0; i < l->slot_count; i++) {
    const Slot *o = &l->slots[i];
    bool copy = o->kind == SLOT_STORY || o->kind == SLOT_BRIEFS || o->kind == SLOT_STREAM || o->kind == SLOT_JUMPS;
    if (copy && !str_eq(o->name, s->name) && o->col_first <= at->col_last && at->col_first <= o->col_last &&
        o->line_first > at->line_last && o->line_first <= at->line_last + 1 + 2 * CORNER_GAP)
      return true;
  }
  return false;
}

/* The same rules along a part of the slot's outline: at the end of its columns, or at its foot. */
static void put_edge_rule(Flow *f, FlowPage *p, const Slot *s, Cells at, bool foot, uint32_t story) {
  bool vertical = p->layout->grid.vertical;
  if (at.col_first > at.col_last || at.line_first > at.line_last) return;
  if (foot ? !is_over_copy(p->layout, s, &at) : at.col_last == p->layout->grid.columns) return;
  Slot part = *s;
  part.frame_count = 0;
  part.col_first = at.col_first, part.col_last = at.col_last;
  part.line_first = at.line_first, part.line_last = at.line_last;
  part.rule_below = s->rule_below && foot != vertical;
  part.rule_right = s->rule_right && !foot && !vertical;
  part.rule_left = s->rule_left && foot && vertical;
  layout_place_slot(p->layout, &part);
  put_rules_at(f, p, &part, story);
}

void put_slot_rules(Flow *f, FlowPage *p, const Slot *s, uint32_t story) {
  if (!s->frame_count) {
    put_rules_at(f, p, s, story);
    return;
  }
  for (size_t i = 0; i < s->frame_count; i++) {
    Cells side, foot;
    free_edges(s, &s->frames[i], &side, &foot);
    put_edge_rule(f, p, s, side, false, story);
    put_edge_rule(f, p, s, foot, true, story);
  }
}
