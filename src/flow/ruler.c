/* flow/ruler: a story shaped once, to be measured at many widths. What makeup asks again and again while it tries shapes: so body is
 * shaped when the ruler is made, and a measuring only counts lines. */
#include "flow/inside.h"

struct FlowRuler {
  const FlowInput *in;
  const Story *story;
  Diags *mute; /* a trial's findings are nobody's business */
  struct {
    Matter **at;
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
  const Style *st = style_for(l, NULL, p->role);
  Matter *m = matter_make(c, p, st, st->size_max > 0 ? st->size_max : l->grid.body, false);
  vec_add(c->arena, &r->body, m);
}

FlowRuler *flow_ruler(Job *job, const FlowInput *in, const Layout *layout, const Story *story) {
  FlowRuler *r = arena_new(job->arena, FlowRuler);
  *r = (FlowRuler){.in = in, .story = story, .mute = diags_fork(job->arena, job->diags)};
  Caster c = {
      job->arena, r->mute, in->fonts, shaper_open(job->arena, in->fonts), style_for(layout, NULL, ROLE_DATELINE),
      story->lang};
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

StoryFit flow_ruler_measure(const FlowRuler *r, Arena *scratch, const Layout *layout, const Slot *slot) {
  Caster c = {scratch, diags_fork(scratch, r->mute), r->in->fonts, shaper_open(scratch, r->in->fonts), NULL, r->story->lang};
  Galley g = {.story = r->story, .layout = layout, .slot = slot};
  galley_make_head(&c, &g);
  const Head *h = &g.head;
  StoryFit fit = {.head_lines = h->vertical ? 0 : h->lines, .head_least = h->vertical ? 0 : h->lines_least, .body_lines = r->breaks,
                  .headline_lines = h->headline_lines, .too_long = h->too_long, .picture_lines = picture_lines(&c, &g)};
  shaper_close(c.shaper);
  for (size_t i = 0; i < r->body.n; i++) {
    Matter *m = r->body.at[i];
    size_t n = para_count(m->setting, scratch, (Rooms){&g.bed.measure, 1});
    fit.body_lines += lines_taken(layout, m, n, m->role == ROLE_SUBHEAD);
  }
  return fit;
}
