/* flow/galley: a story in type before it is made up: its headline block at the width it will have, its body as blocks in reading order,
 * its pictures and their words. Everything here is a story's own affair, so stories are cast in parallel. */
#include "flow/inside.h"

/* A heading in the text takes a whole number of grid lines with the blanks its style asks for. */
static int solid_lines(const Layout *l, const Matter *m, size_t n) {
  Len step = len_max(l->grid.pitch, len_pm(m->size, 1200));
  Len blanks = measure_len(m->style->space_before, m->size, l->grid.pitch) +
               measure_len(m->style->space_after, m->size, l->grid.pitch);
  Len content =
      m->size <= l->grid.body * 5 / 4 && !blanks ? (Len)n * l->grid.pitch : ((Len)n - 1) * step + m->size + blanks;
  int lines = (int)((content + l->grid.pitch - 1) / l->grid.pitch);
  return lines < (int)n ? (int)n : lines;
}

int lines_taken(const Layout *l, const Matter *m, size_t n, bool heading) {
  int solid = solid_lines(l, m, n);
  return heading || solid > (int)n ? solid : (int)n;
}

static Len size_of(const Layout *l, const Style *st) { return st->size_max > 0 ? st->size_max : l->grid.body; }

/* Blocks that are set whole: a heading, and whatever is too large for one grid line a line. */
static void make_solid(const Layout *l, Block *b) {
  b->solid = true;
  b->lines = solid_lines(l, b->m, b->m->lines.n);
  b->lines_least = b->lines;
  b->lines_most = b->lines + 1;
}

void blocks_put_para(Caster *c, Blocks *out, const Layout *l, const Slot *s, const Para *p, Len measure,
                     uint32_t story) {
  Block b = {.story = story};
  if (!p->text.n) {
    if (p->role != ROLE_BREAK) return;
    b.solid = true; /* a break is a line of white */
    b.lines = b.lines_least = 1;
    b.lines_most = 2;
    vec_add(c->arena, out, b);
    return;
  }
  const Style *st = style_for(l, s, p->role);
  b.m = matter_make(c, p, st, size_of(l, st), false);
  matter_set(b.m, measure);
  bool heading = p->role == ROLE_SUBHEAD;
  if (heading || solid_lines(l, b.m, b.m->lines.n) > (int)b.m->lines.n) make_solid(l, &b);
  b.keep_next = heading;
  vec_add(c->arena, out, b);
}

static void put_end(Caster *c, Galley *g) {
  const Story *st = g->story;
  const Para *ends[2] = {st->author, st->flag};
  for (size_t i = 0; i < COUNT(ends); i++)
    if (ends[i]) blocks_put_para(c, &g->body, g->layout, g->slot, ends[i], g->bed.measure, g->number);
  for (size_t i = 0; i < st->notice.n; i++)
    blocks_put_para(c, &g->body, g->layout, g->slot, &st->notice.at[i], g->bed.measure, g->number);
}

/* A caption whose picture has no place is copy still: it is set after the story's text. */
void galley_put_words(Caster *c, Galley *g, const PictureSet *p) {
  const Para *words[2] = {p->copy->caption, p->copy->credit};
  for (size_t i = 0; i < COUNT(words); i++)
    if (words[i]) blocks_put_para(c, &g->body, g->layout, g->slot, words[i], g->bed.measure, g->number);
}

static void put_unplaced(Caster *c, Galley *g, const PictureSet *p) {
  if (p->copy->file.n)
    diag_add(c->diags, DIAG_PICTURE_UNPLACED, p->copy->span,
             "slot '%.*s' has no place for the picture '%.*s'; its caption stands at the story's end",
             STRF(g->slot->name), STRF(p->copy->file));
  galley_put_words(c, g, p);
}

static void make_pictures(Caster *c, Galley *g) {
  const Story *st = g->story;
  g->picture_count = st->picture_count;
  g->pictures = arena_array(c->arena, PictureSet, st->picture_count + 1);
  for (size_t i = 0; i < st->picture_count; i++) {
    PictureSet *p = &g->pictures[i];
    p->copy = &st->pictures[i];
    p->place = i < g->slot->picture_count && g->slot->pictures[i].cols > 0;
    if (!p->place) {
      put_unplaced(c, g, p);
      continue;
    }
    place_width(g, i);
    picture_read(c, st, p);
    picture_words(c, g->layout, g->slot, p, p->w);
  }
}

/* The headline's legs; what lies beside them begins at the slot's top. */
int head_legs(const Slot *s, const Bed *bed) {
  return s->headline_cols > 0 && s->headline_cols < bed->legs ? s->headline_cols : bed->legs;
}

void galley_make_head(Caster *c, Galley *g) {
  Bed whole = bed_make(c->arena, g->layout, g->slot, 0, 0);
  g->bed = whole;
  if (!g->slot->headline_vertical) {
    g->head = head_make(c, g->layout, g->slot, g->story, bed_span(&whole, 0, head_legs(g->slot, &whole)));
    return;
  }
  g->head = head_make_vertical(c, g->layout, g->slot, g->story, whole.last - whole.first + 1);
  Len taken = g->head.n ? g->head.width + g->layout->grid.body : 0;
  bool right = g->slot->headline_side == AT_RIGHT || g->slot->headline_side == AT_TOP_RIGHT;
  g->bed = bed_make(c->arena, g->layout, g->slot, right ? 0 : taken, right ? taken : 0);
}

void galley_make(Caster *c, Galley *g) {
  c->lang = g->story->lang;
  c->dateline = style_for(g->layout, g->slot, ROLE_DATELINE);
  g->arena = c->arena;
  galley_make_head(c, g);
  for (size_t i = 0; i < g->story->body.n; i++)
    blocks_put_para(c, &g->body, g->layout, g->slot, &g->story->body.at[i], g->bed.measure, g->number);
  put_end(c, g);
  make_pictures(c, g);
}
