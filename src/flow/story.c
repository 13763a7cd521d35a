/* flow/story: one story in one slot.
 *
 * The depth of the legs is looked for from above: with `cut` white lines at the foot of every leg that reaches it, is there room for
 * all lines? The largest cut that has room gives level legs of ceil(lines / legs), the last one the short one. What the last leg
 * then lacks is asked of the paragraphs, a line each, the longest first; what a frame lacks or has too much by a few lines likewise.
 * Size and pitch are never touched: that would break the grid. Source of the remedies and their order: newspaper copyfitting
 * practice; CLREQ for what a leg may begin and end with. */
#include "flow/inside.h"

enum { GIVE_MOST = 6 }; /* lines that a story is squeezed or opened by: more shows */

typedef struct Pouring {
  Flow *f;
  Galley *g;
  Stretches full;
  Arena *scratch;
  Placings placed;
  Cut end;
  int given, cut;
} Pouring;

static int room_of(const Stretches *s, int cut) {
  int sum = 0;
  for (size_t i = 0; i < s->n; i++) {
    int lines = s->at[i].lines - (s->at[i].foot ? cut : 0);
    sum += lines > 0 ? lines : 0;
  }
  return sum;
}

static Stretches cut_feet(Arena *a, const Stretches *full, int cut) {
  Stretches out = {0};
  for (size_t i = 0; i < full->n; i++) {
    Stretch s = full->at[i];
    if (s.foot) s.lines -= cut;
    if (s.lines < 0) s.lines = 0;
    vec_add(a, &out, s); /* an emptied one keeps its number */
  }
  return out;
}

static int leg_feet(const Stretches *s) {
  int n = 0;
  for (size_t i = 0; i < s->n; i++) n += s->at[i].foot;
  return n;
}

static bool all_placed(const Pouring *p) { return p->end.block >= p->g->body.n; }

static void try_pour(Pouring *p, int cut, bool last_free) {
  Stretches s = cut_feet(p->scratch, &p->full, cut);
  p->placed = (Placings){0};
  p->cut = cut;
  p->end = pour(p->scratch, &p->g->body, (Cut){0, 0}, s.at, s.n, last_free, &p->placed);
}

static void start_again(Pouring *p, int give) {
  pour_relax(&p->g->body);
  p->given = give ? pour_give(p->scratch, &p->g->body, give) : 0;
}

/* Opens paragraphs until all legs are full; only when that takes little. */
static bool pour_level(Pouring *p, int cut, int total) {
  int spare = room_of(&p->full, cut) - total;
  if (spare <= 0 || spare > GIVE_MOST || spare > (int)p->g->body.n) return false;
  start_again(p, spare);
  if (p->given != spare) return false;
  try_pour(p, cut, false);
  return all_placed(p);
}

static void pour_fitting(Pouring *p, int total) {
  int cut = 0, feet = leg_feet(&p->full);
  if (p->g->slot->balance && feet > 0) {
    cut = (room_of(&p->full, 0) - total) / feet;
    while (room_of(&p->full, cut + 1) >= total && cut < p->g->bed.last) cut++;
  }
  for (; cut >= 0; cut--) {
    if (pour_level(p, cut, total)) return;
    start_again(p, 0);
    try_pour(p, cut, cut == 0);
    if (all_placed(p)) return;
  }
}

static void pour_tight(Pouring *p, int over) {
  if (over <= GIVE_MOST) {
    start_again(p, -over);
    if (p->given == -over) {
      try_pour(p, 0, true);
      if (all_placed(p)) return;
    }
  }
  start_again(p, 0);
  try_pour(p, 0, true);
}

static void pour_story(Pouring *p) {
  p->full = place_stretches(p->scratch, p->g);
  int total = blocks_sum(&p->g->body, (Cut){0, 0}), room = room_of(&p->full, 0);
  if (total > room)
    pour_tight(p, total - room);
  else
    pour_fitting(p, total);
}

static void put_pictures(Flow *f, FlowPage *page, const Galley *g) {
  for (size_t i = 0; i < g->picture_count; i++)
    if (g->pictures[i].place) put_picture(f, page, &g->pictures[i], g->number);
}

static void put_story_head(Flow *f, FlowPage *page, const Galley *g) {
  if (!g->head.n) return;
  bool right = g->slot->headline_side == AT_RIGHT || g->slot->headline_side == AT_TOP_RIGHT;
  Len x = g->bed.x;
  if (g->head.vertical)
    x = right ? g->bed.x + g->bed.w + g->layout->grid.body : g->bed.x - g->layout->grid.body - g->head.width;
  else
    x = g->bed.leg_x[0];
  put_head(f, page, &g->head, g->number, x, g->head_line, g->head.lines);
}

static void explain_pouring(Pouring *p, FlowFrame *fr) {
  int changed = 0;
  for (size_t i = 0; i < p->g->body.n; i++) changed += p->g->body.at[i].m && p->g->body.at[i].m->stands != 0;
  fr->why = str_f(p->f->a,
                  "%.*sbody %d lines in %zu stretches of %d legs with room for %d; %d lines left white at each foot; "
                  "%d paragraphs a line longer or shorter",
                  STRF(p->g->head.why), fr->lines_used, p->full.n, p->g->bed.legs, fr->lines_room, p->cut, changed);
}

void flow_story_slot(Flow *f, FlowPage *page, const Slot *s, Galley *g) {
  Caster c = f->caster;
  c.diags = g->diags;
  place_parts(&c, g);
  Pouring p = {.f = f, .g = g, .scratch = arena_open()};
  pour_story(&p);
  put_box(f, page, page->layout, s, g->number);
  put_story_head(f, page, g);
  Stretches stand = cut_feet(p.scratch, &p.full, p.cut);
  put_placings(f, page, &g->body, &p.placed, stand.at, &g->bed);
  put_pictures(f, page, g);
  put_column_rules(f, page, s, g, &p.placed, stand.at);
  put_slot_rules(f, page, s, g->number);
  FlowFrame *fr = frame_add(f, page, s, g);
  frame_count(fr, g, p.full.at, p.full.n, &p.placed);
  if (!all_placed(&p)) frame_over(f, page, fr, g, p.end);
  explain_pouring(&p, fr);
  findings_take(f, g);
  arena_close(p.scratch);
}
