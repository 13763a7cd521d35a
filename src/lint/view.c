/* A page of flow, as the rules see it. */
#include "flow/flow.h"
#include "lint/inside.h"

static bool holds_copy(SlotKind k) {
  return k == SLOT_STORY || k == SLOT_STREAM || k == SLOT_BRIEFS || k == SLOT_PICTURE || k == SLOT_JUMPS;
}

static bool is_inside(Rect in, Rect out) {
  return in.x >= out.x && in.y >= out.y && in.x + in.w <= out.x + out.w && in.y + in.h <= out.y + out.h;
}

Rect rect_around(Rect a, Rect b) {
  Len x = len_min(a.x, b.x), y = len_min(a.y, b.y);
  return (Rect){x, y, len_max(a.x + a.w, b.x + b.w) - x, len_max(a.y + a.h, b.y + b.h) - y};
}

static void add_frame(View *v, const FlowPage *p, const FlowFrame *f) {
  const Slot *s = layout_find_slot(p->layout, f->name);
  ViewFrame out = {.name = f->name,
                   .box = f->box,
                   .copy = holds_copy(f->kind) && f->story != STORY_NONE,
                   .briefs = f->kind == SLOT_BRIEFS || f->kind == SLOT_STREAM || f->kind == SLOT_JUMPS,
                   .boxed = s && s->box.on,
                   .over = s && s->headline_over,
                   .vertical = f->grid.vertical,
                   .waive = s ? s->waive : 0,
                   .story = f->story,
                   .span = f->span,
                   .head_size = f->headline_size,
                   .head_font = s && s->headline ? s->headline->font : (Str){0},
                   .head_lines = f->headline_lines,
                   .leg_count = (int)f->leg_count};
  out.legs = arena_array(v->a, Rect, f->leg_count + 1);
  for (size_t i = 0; i < f->leg_count; i++) out.legs[i] = grid_from_sheet(&f->grid, f->legs[i]);
  vec_add(v->a, &v->frames, out);
}

/* The ink of a line, not its measure: from its first cell to its last. */
static Rect line_ink(const Item *it) {
  Rect r = it->box;
  if (it->vertical) {
    r.y = it->origin.y + it->line->start;
    r.h = it->line->set - it->line->start;
  } else {
    r.x = it->origin.x + it->line->start;
    r.w = it->line->set - it->line->start;
  }
  return r;
}

static int leg_at(const ViewFrame *f, Rect r) {
  for (int i = 0; i < f->leg_count; i++)
    if (r.x + r.w / 2 >= f->legs[i].x && r.x + r.w / 2 <= f->legs[i].x + f->legs[i].w) return i;
  return -1;
}

static void add_head(View *v, ViewFrame *f, const Item *it, Rect ink, Rect own) {
  (void)v;
  bool first = f->head_to == 0 && f->head_from == 0;
  f->head_from = first ? own.x : len_min(f->head_from, own.x);
  f->head_to = first ? own.x + own.w : len_max(f->head_to, own.x + own.w);
  f->head_foot = first ? own.y + own.h : len_max(f->head_foot, own.y + own.h);
  if (it->role != ROLE_HEADLINE) return;
  f->head = f->head.w ? rect_around(f->head, ink) : ink;
  f->upright = it->vertical;
}

static int faces_of(const FlowEdition *e, const Item *it) {
  if (it->story == STORY_NONE || !it->pict) return 0;
  const Story *s = e->stories.at[it->story].story;
  for (size_t i = 0; i < s->picture_count; i++)
    if (s->pictures[i].file.n && str_has_suffix(it->pict->path, s->pictures[i].file)) return s->pictures[i].faces;
  return 0;
}

static void add_picture(View *v, const FlowEdition *e, ViewFrame *f, const Item *it, Rect own) {
  ViewPicture p = {
      .box = it->box, .faces = faces_of(e, it), .leg_first = -1, .leg_last = -2, .from = own.y, .to = own.y + own.h};
  for (int i = 0; i < f->leg_count && !it->beside; i++) {
    Len middle = f->legs[i].x + f->legs[i].w / 2;
    if (middle < own.x || middle > own.x + own.w) continue;
    if (p.leg_first < 0) p.leg_first = i;
    p.leg_last = i;
  }
  if (p.leg_first < 0) p.leg_first = 0;
  vec_add(v->a, &f->pictures, p);
}

static bool is_text(Role r) {
  return r == ROLE_BODY || r == ROLE_SUBHEAD || r == ROLE_LIST || r == ROLE_QUOTE || r == ROLE_PREFORMATTED;
}

/* ---- light and dark, in 1/1000 of the way from black to white */

static int lightness(Ink ink, const Spots *spots) {
  int c[4];
  ink_process(ink, spots, c);
  int r = (1000 - c[0]) * (1000 - c[3]) / 1000, g = (1000 - c[1]) * (1000 - c[3]) / 1000,
      b = (1000 - c[2]) * (1000 - c[3]) / 1000;
  return (299 * r + 587 * g + 114 * b) / 1000;
}

static int lightness_of_line(const Item *it, const Spots *spots) {
  const Shaped *s = setting_shaped(it->setting);
  for (size_t i = 0; i < s->run_count; i++)
    if (s->runs[i].end > it->line->at) return lightness(s->runs[i].ink, spots);
  return 0;
}

typedef VEC(const Item *) Grounds; /* what type may stand on, in the order of painting */

static bool is_under(const Item *it, Rect r) {
  Len x = r.x + r.w / 2, y = r.y + r.h / 2;
  return it->box.x <= x && x < it->box.x + it->box.w && it->box.y <= y && y < it->box.y + it->box.h;
}

/* What was painted there last, of what has been painted. */
static int lightness_under(const Grounds *g, Rect ink, const Spots *spots) {
  for (size_t i = g->n; i-- > 0;) {
    const Item *it = g->at[i];
    if (!is_under(it, ink)) continue;
    if (it->kind == ITEM_BOX && it->fill.model != INK_NONE) return lightness(it->fill, spots);
    if (it->kind == ITEM_RULE) return lightness(it->ink, spots); /* a headline's ground on its picture */
    if (it->kind != ITEM_BOX) return 1000;
  }
  return 1000;
}

static void add_item(View *v, const FlowEdition *e, const FlowPage *p, const Item *it, uint32_t frame,
                     const Grounds *grounds) {
  ViewFrame *f = &v->frames.at[frame];
  const Grid *g = &p->frames.at[frame].grid;
  bool picture = it->kind == ITEM_PICTURE || it->kind == ITEM_PLACEHOLDER;
  Rect ink = it->kind == ITEM_LINE ? line_ink(it) : it->box, own = grid_from_sheet(g, it->box);
  if (ink.w > 0 && ink.h > 0)
    vec_add(v->a, &v->inks,
            (ViewInk){.box = ink,
                      .role = it->role,
                      .frame = frame,
                      .story = it->story,
                      .picture = picture,
                      .light = picture ? 0 : lightness_of_line(it, e->edition->spots),
                      .ground = picture ? 1000 : lightness_under(grounds, ink, e->edition->spots),
                      .shape = it->contour ? it : NULL,
                      .grid = g});
  if (picture) add_picture(v, e, f, it, own);
  if (picture) return;
  if (it->role == ROLE_HEADLINE || it->role == ROLE_KICKER || it->role == ROLE_DECK) add_head(v, f, it, ink, own);
  int leg = is_text(it->role) ? leg_at(f, own) : -1;
  if (leg >= 0)
    vec_add(v->a, &f->lines,
            (LegLine){.leg = leg, .from = own.y, .to = own.y + own.h, .para_end = it->line->flags & LINE_LAST});
}

/* The smallest frame that an item stands in: a story's own, else any. */
static uint32_t frame_find(const View *v, const Item *it) {
  uint32_t best = UINT32_MAX;
  for (uint32_t i = 0; i < v->frames.n; i++) {
    const ViewFrame *f = &v->frames.at[i];
    if (!is_inside(it->box, f->box) || (it->story != STORY_NONE && f->story != it->story && !f->briefs)) continue;
    if (best == UINT32_MAX ||
        f->box.w * (f->box.h / LEN_PT) < v->frames.at[best].box.w * (v->frames.at[best].box.h / LEN_PT))
      best = i;
  }
  return best;
}

View view_make(Arena *a, const FlowEdition *e, const FlowPage *p) {
  const Layout *l = p->layout;
  View v = {
      .a = a, .page = p->number, .waive = l->waive, .lint = l->lint, .pitch = l->grid.pitch, .gutter = l->grid.gutter};
  Grounds grounds = {0};
  for (size_t i = 0; i < p->frames.n; i++) add_frame(&v, p, &p->frames.at[i]);
  for (size_t i = 0; i < p->items.n; i++) {
    const Item *it = &p->items.at[i];
    if (it->overset) continue;
    bool stands = it->kind != ITEM_RULE && it->kind != ITEM_BOX;
    uint32_t frame = stands ? frame_find(&v, it) : UINT32_MAX;
    if (frame != UINT32_MAX) add_item(&v, e, p, it, frame, &grounds);
    if (it->kind != ITEM_LINE) vec_add(a, &grounds, it);
  }
  return v;
}
