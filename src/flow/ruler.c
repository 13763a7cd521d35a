/* flow/ruler: a story shaped once, to be measured at many widths. What makeup asks again and again while it tries shapes: so body is
 * shaped when the ruler is made, and a measuring only counts lines. */
#include "flow/inside.h"

typedef struct RulerPart {
  const Para *para;
  const Style *style;
  Matter *m; /* NULL: a subhead, which is broken anew for each width */
} RulerPart;

typedef struct Counted {
  Len measure;
  int lines;
  int open, gape, shut; /* paragraphs that could take a line more, the same with loose lines only, a line less */
  int orphans;          /* of the last, those that end on a character or two */
} Counted;

struct FlowRuler {
  Arena *arena;
  struct {
    Counted *at;
    size_t n, cap;
  } counted;
  const FlowInput *in;
  const Story *story;
  int aspect_pm; /* of the first picture */
  Diags *mute;   /* a trial's findings are nobody's business */
  struct {
    RulerPart *at;
    size_t n, cap;
  } body;
  int breaks; /* paragraphs without text: a line of white each */
};

static void add_part(FlowRuler *r, Caster *c, const Layout *l, const Para *p) {
  if (!p) return;
  if (!p->text.n) {
    r->breaks += p->role == ROLE_BREAK;
    return;
  }
  RulerPart part = {.para = p, .style = text_style(l, NULL, p)};
  Len size = part.style->size_max > 0 ? part.style->size_max : l->grid.body;
  if (p->role != ROLE_SUBHEAD) part.m = matter_make(c, p, part.style, size, l->grid.vertical);
  vec_add(c->arena, &r->body, part);
}

static int picture_aspect(Caster *c, const Story *story) {
  PictureSet p = {.copy = &story->pictures[0]};
  picture_read(c, story, &p);
  return (int)(1000000 / picture_shape_pm(&p));
}

FlowRuler *flow_ruler(Job *job, const FlowInput *in, const Layout *layout, const Story *story) {
  FlowRuler *r = arena_new(job->arena, FlowRuler);
  *r = (FlowRuler){.arena = job->arena, .in = in, .story = story, .mute = diags_fork(job->arena, job->diags)};
  Caster c = {.arena = job->arena, .scratch = job->arena, .diags = r->mute, .fonts = in->fonts, .lang = story->lang};
  c.shaper = shaper_open(job->arena, in->fonts);
  c.grid = &layout->grid;
  c.dateline = style_for(layout, NULL, ROLE_DATELINE);
  for (size_t i = 0; i < story->body.n; i++) add_part(r, &c, layout, &story->body.at[i]);
  add_part(r, &c, layout, story->author);
  add_part(r, &c, layout, story->flag);
  for (size_t i = 0; i < story->notice.n; i++) add_part(r, &c, layout, &story->notice.at[i]);
  c.dir = in->edition->dir;
  if (story->picture_count) r->aspect_pm = picture_aspect(&c, story);
  shaper_close(c.shaper);
  return r;
}

/* Grid lines of the slot's first picture with its words, at the width it takes there. */
static int picture_lines(Caster *c, Galley *g) {
  if (!g->slot->picture_count || !g->story->picture_count || g->slot->pictures[0].cols < 1) return 0;
  PictureSet p = {.copy = &g->story->pictures[0], .place = true};
  g->pictures = &p;
  place_width(g, 0);
  picture_words(c, g->layout, g->slot, &p, p.w);
  g->pictures = NULL;
  return p.lines + p.words;
}

static int part_lines(Caster *c, const Layout *l, const Slot *s, const RulerPart *p, Len measure) {
  if (!p->m) return head_of_subhead(c, l, s, p->para, p->style, measure).lines;
  return lines_taken(&s->grid, p->m, para_count(p->m->full, c->arena, (Rooms){&measure, 1}));
}

static StoryFit head_fit(const Head *h) {
  StoryFit fit = {.headline_lines = h->headline_lines,
                  .headline_fill_pm = h->headline_fill_pm,
                  .parted = h->headline_parted,
                  .too_long = h->too_long};
  if (!h->cross) fit.head_lines = h->lines, fit.head_least = h->lines_least;
  return fit;
}

/* Lists, tables, boxes and headings that are no blocks: what they take is known only when they are set. */
static bool is_rich(const Layout *l, const Slot *s, const Para *p) {
  const Style *st = text_style(l, s, p);
  if (p->box || p->role == ROLE_TABLE || p->role == ROLE_LIST) return true;
  return st->place != STANDS_BLOCK || st->span > 1 || (p->role == ROLE_QUOTE && (st->box.on || st->floats));
}

static bool story_is_rich(const Layout *l, const Slot *s, const Story *story) {
  bool rich = style_for(l, s, ROLE_BODY)->initial.lines > 1;
  for (size_t i = 0; i < story->body.n && !rich; i++) rich = is_rich(l, s, &story->body.at[i]);
  return rich;
}

static int lines_set(Caster *c, Galley *g) {
  const Story *st = g->story;
  const Para **all = arena_array(c->arena, const Para *, st->body.n + st->notice.n + 2);
  size_t n = 0;
  for (size_t i = 0; i < st->body.n; i++) all[n++] = &st->body.at[i];
  if (st->author) all[n++] = st->author;
  if (st->flag) all[n++] = st->flag;
  for (size_t i = 0; i < st->notice.n; i++) all[n++] = &st->notice.at[i];
  Text t = {.c = c, .g = g, .out = &g->body, .measure = g->bed.measure};
  c->dateline = style_for(g->layout, g->slot, ROLE_DATELINE);
  text_put_all(&t, all, n);
  int lines = blocks_sum_across(&g->body);
  for (size_t i = 0; i < g->floats.n; i++) lines += g->floats.at[i]->span * (g->floats.at[i]->lines + 2);
  return lines;
}

enum { PAGES_MOST = 2 };

/* A measure is asked for again with every headline size: what was counted is kept. What paragraphs would give is no question for a story that two
 * pages do not hold: it runs on through columns of its own. */
static Counted body_count(FlowRuler *r, Caster *c, const Layout *l, const Slot *s, Galley *g) {
  Len measure = g->bed.measure;
  for (size_t i = 0; i < r->counted.n; i++)
    if (r->counted.at[i].measure == measure) return r->counted.at[i];
  bool rich = story_is_rich(l, s, r->story);
  Counted n = {.measure = measure, .lines = rich ? lines_set(c, g) : r->breaks};
  int most = PAGES_MOST * l->grid.columns * l->grid.lines;
  for (size_t i = 0; i < r->body.n; i++) {
    const RulerPart *p = &r->body.at[i];
    if (!rich) n.lines += part_lines(c, l, s, p, measure);
    if (!p->m || n.lines > most) continue;
    Would w = matter_would(c->arena, p->m, measure);
    n.open += w.open, n.gape += w.gape, n.shut += w.shut, n.orphans += w.shut && w.orphaned;
  }
  for (size_t i = 1; i < r->story->picture_count; i++) /* those in the legs: about 2:3, words, white above and below */
    n.lines += (int)(measure * 2 / 3 / s->grid.pitch) + 4;
  vec_add(r->arena, &r->counted, n);
  return n;
}

StoryFit flow_ruler_measure(FlowRuler *r, Arena *scratch, const Layout *layout, const Slot *slot) {
  Caster c = {.arena = scratch, .scratch = scratch, .fonts = r->in->fonts, .lang = r->story->lang};
  c.diags = diags_fork(scratch, r->mute);
  c.shaper = shaper_open(scratch, c.fonts);
  Galley g = {.story = r->story, .layout = layout, .slot = slot};
  galley_make_head(&c, &g);
  StoryFit fit = head_fit(&g.head);
  if (style_for(layout, slot, ROLE_HEADLINE)->align != ALIGN_CENTER) fit.headline_fill_pm = 0;
  fit.picture_lines = picture_lines(&c, &g);
  fit.picture_aspect_pm = r->aspect_pm;
  Counted body = body_count(r, &c, layout, slot, &g);
  fit.body_lines = body.lines;
  int subheads = 0;
  for (size_t i = 0; i < r->body.n; i++) subheads += !r->body.at[i].m;
  const Ladder *l = slot_ladder(layout, slot);
  fit.gives = ladder_reach(l, -1, (Givers){body.shut - body.orphans, subheads, body.orphans});
  fit.takes = ladder_reach(l, 1, (Givers){body.open, subheads, body.gape});
  shaper_close(c.shaper);
  return fit;
}
