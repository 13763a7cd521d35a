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
} Counted;

struct FlowRuler {
  Arena *arena;
  struct {
    Counted *at;
    size_t n, cap;
  } counted;
  const FlowInput *in;
  const Story *story;
  Diags *mute; /* a trial's findings are nobody's business */
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
  RulerPart part = {.para = p, .style = style_for(l, NULL, p->role)};
  Len size = part.style->size_max > 0 ? part.style->size_max : l->grid.body;
  if (p->role != ROLE_SUBHEAD) part.m = matter_make(c, p, part.style, size, l->grid.vertical);
  vec_add(c->arena, &r->body, part);
}

FlowRuler *flow_ruler(Job *job, const FlowInput *in, const Layout *layout, const Story *story) {
  FlowRuler *r = arena_new(job->arena, FlowRuler);
  *r = (FlowRuler){.arena = job->arena, .in = in, .story = story, .mute = diags_fork(job->arena, job->diags)};
  Caster c = {.arena = job->arena, .scratch = job->arena, .diags = r->mute, .fonts = in->fonts, .lang = story->lang};
  c.shaper = shaper_open(job->arena, in->fonts);
  c.dateline = style_for(layout, NULL, ROLE_DATELINE);
  for (size_t i = 0; i < story->body.n; i++) add_part(r, &c, layout, &story->body.at[i]);
  add_part(r, &c, layout, story->author);
  add_part(r, &c, layout, story->flag);
  for (size_t i = 0; i < story->notice.n; i++) add_part(r, &c, layout, &story->notice.at[i]);
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
  StoryFit fit = {.headline_lines = h->headline_lines, .too_long = h->too_long};
  if (!h->cross) fit.head_lines = h->lines, fit.head_least = h->lines_least;
  return fit;
}

/* A measure is asked for again with every headline size: what was counted is kept. */
static int body_lines(FlowRuler *r, Caster *c, const Layout *l, const Slot *s, Len measure) {
  for (size_t i = 0; i < r->counted.n; i++)
    if (r->counted.at[i].measure == measure) return r->counted.at[i].lines;
  int lines = r->breaks;
  for (size_t i = 0; i < r->body.n; i++) lines += part_lines(c, l, s, &r->body.at[i], measure);
  for (size_t i = 1; i < r->story->picture_count; i++) /* those in the legs: about 2:3, words, white above and below */
    lines += (int)(measure * 2 / 3 / s->grid.pitch) + 4;
  vec_add(r->arena, &r->counted, (Counted){measure, lines});
  return lines;
}

StoryFit flow_ruler_measure(FlowRuler *r, Arena *scratch, const Layout *layout, const Slot *slot) {
  Caster c = {.arena = scratch, .scratch = scratch, .fonts = r->in->fonts, .lang = r->story->lang};
  c.diags = diags_fork(scratch, r->mute);
  c.shaper = shaper_open(scratch, c.fonts);
  Galley g = {.story = r->story, .layout = layout, .slot = slot};
  galley_make_head(&c, &g);
  StoryFit fit = head_fit(&g.head);
  fit.picture_lines = picture_lines(&c, &g);
  fit.body_lines = body_lines(r, &c, layout, slot, g.bed.measure);
  shaper_close(c.shaper);
  return fit;
}
