/* flow/galley: a story in type before it is made up: its headline block at the width it will have, its body as blocks in reading order,
 * its pictures and their words. Everything here is a story's own affair, so stories are cast in parallel. */
#include <stdlib.h>

#include "flow/inside.h"

/* A heading in the text takes a whole number of grid lines with the blanks its style asks for. */
static int solid_lines(const Grid *g, const Matter *m, size_t n) {
  Len step = len_max(g->pitch, len_pm(m->size, 1200));
  Len blanks =
      measure_len(m->style->space_before, m->size, g->pitch) + measure_len(m->style->space_after, m->size, g->pitch);
  Len content = m->size <= g->cell * 5 / 4 && !blanks ? (Len)n * g->pitch : ((Len)n - 1) * step + m->size + blanks;
  int lines = (int)((content + g->pitch - 1) / g->pitch);
  return lines < (int)n ? (int)n : lines;
}

int lines_taken(const Grid *g, const Matter *m, size_t n) {
  int solid = solid_lines(g, m, n);
  return solid > (int)n ? solid : (int)n;
}

static Len size_of(const Slot *s, const Style *st) { return st->size_max > 0 ? st->size_max : s->grid.body; }

enum {
  WHOLE_MOST = 6,      /* longer matter is not kept together */
  HEADING_MOST = 12,   /* a subhead deeper than this is no subhead: it is set as text */
  HEAD_GIVE_MOST = 2,  /* lines of white that a headline in a column may take to level the column */
  TEXT_UNDER_HEAD = 3, /* lines that a column has at least under a headline */
  LEG_LEAST = 5        /* characters of a leg beside an upright headline (JIS X 4051 asks for nine beside a picture) */
};

Block block_solid(Matter *m, int lines, uint32_t story) {
  Block b = {.m = m, .solid = true, .story = story};
  b.lines = b.lines_natural = b.lines_least = b.lines_most = lines;
  return b;
}

/* Matter too large for a grid line a line: set whole, or line by line where it is long. */
static void put_large(Caster *c, Blocks *out, const Grid *g, Matter *m, uint32_t story) {
  int n = (int)m->lines.n;
  bool whole = n <= WHOLE_MOST;
  for (int i = 0; i < (whole ? 1 : n); i++) {
    Block b = block_solid(m, solid_lines(g, m, whole ? (size_t)n : 1), story);
    b.part = i, b.parts = whole ? n : 1;
    vec_add(c->arena, out, b);
  }
}

/* A subhead, or a column's flag of several lines: large words broken at sense. The subhead stays with the text below it. */
static bool put_subhead(Caster *c, Blocks *out, const Layout *l, const Slot *s, const Para *p, const Style *st,
                        Len measure, uint32_t story) {
  Head *h = arena_new(c->arena, Head);
  *h = head_of_subhead(c, l, s, p, st, measure);
  if (!h->n || h->lines > HEADING_MOST) return false;
  Block b = block_solid(NULL, h->lines, story);
  b.head = h;
  b.keep_next = p->role == ROLE_SUBHEAD ? st->lines_after : 0;
  b.lines_least = st->depth ? h->lines : h->lines_least;
  b.lines_most = st->depth ? h->lines : h->lines + 1;
  vec_add(c->arena, out, b);
  return true;
}

/* Readings move no line, so the grid must leave them their room: over a horizontal line, beside a vertical one. */
void blocks_check_readings(Caster *c, const Matter *m, Len pitch) {
  const Shaped *s = setting_shaped(m->setting);
  for (size_t i = 0; i < s->reading_count; i++) {
    const Reading *r = &s->readings[i];
    bool beside = shaped_run(s, r->at)->marks & RUN_BOPOMOFO;
    if (!r->shaped->n || (beside && !m->vertical)) continue;
    Len needs = beside ? m->size / 2 : r->shaped->runs[0].size, leaves = len_max(0, pitch - m->size);
    if (needs <= leaves + m->size / 20) continue;
    diag_add(c->diags, DIAG_READING_TIGHT, para_span(m->para, r->at),
             "the reading '%.*s' needs %.*s between lines, where the grid leaves %.*s", STRF(r->shaped->text),
             STRF(len_text(c->scratch, needs, LEN_UNIT_ABS)), STRF(len_text(c->scratch, leaves, LEN_UNIT_ABS)));
    return;
  }
}

void blocks_put_styled(Caster *c, Blocks *out, const Layout *l, const Slot *s, const Para *p, const Style *st,
                       Len measure, uint32_t story) {
  if (!p->text.n) {
    if (p->role != ROLE_BREAK) return;
    Block b = block_solid(NULL, 1, story); /* a break is a line of white */
    b.keep_next = 1;
    vec_add(c->arena, out, b);
    return;
  }
  if (p->role == ROLE_SUBHEAD && put_subhead(c, out, l, s, p, st, measure, story)) return;
  Matter *m = matter_make(c, p, st, size_of(s, st), s->grid.vertical);
  matter_set(m, measure);
  blocks_check_readings(c, m, s->grid.pitch);
  if (p->role == ROLE_FLAG && m->lines.n > 1 && put_subhead(c, out, l, s, p, st, measure, story)) return;
  if (solid_lines(&s->grid, m, m->lines.n) > (int)m->lines.n)
    put_large(c, out, &s->grid, m, story);
  else
    vec_add(c->arena, out, (Block){.m = m, .story = story});
}

void blocks_put_para(Caster *c, Blocks *out, const Layout *l, const Slot *s, const Para *p, Len measure,
                     uint32_t story) {
  blocks_put_styled(c, out, l, s, p, text_style(l, s, p), measure, story);
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
  if (p->island) {
    island_put_plain(c, g, p->island);
    return;
  }
  const Para *words[2] = {p->copy->caption, p->copy->credit};
  for (size_t i = 0; i < COUNT(words); i++)
    if (words[i]) blocks_put_para(c, &g->body, g->layout, g->slot, words[i], g->bed.measure, g->number);
}

/* Once it is known whether the pictures have gone on with the text to another page, where there may be a place for them. */
void galley_check_pictures(Galley *g) {
  for (size_t i = 0; !g->rest && !g->slot->picture_inline && i < g->story->picture_count; i++)
    if (!g->pictures[i].has_slot && g->pictures[i].copy->file.n)
      diag_add(g->diags, DIAG_PICTURE_UNPLACED, g->pictures[i].copy->span,
               "slot '%.*s' has no place for the picture '%.*s'; its caption stands in the text", STRF(g->slot->name),
               STRF(g->pictures[i].copy->file));
}

/* A story that runs in one column among others: its headline is a block of the column, its parts stand in the copy's order. */
static void put_head_block(Caster *c, Galley *g, bool after_another) {
  if (!g->head.n) return;
  if (after_another) { /* without a divider, none is there until the ladder makes one */
    Block white = block_solid(NULL, g->slot->dividers, g->number);
    white.keep_next = white.divider = g->slot->dividers;
    white.gap = true;
    vec_add(c->arena, &g->body, white);
  }
  Block b = block_solid(NULL, g->head.lines, g->number);
  b.head = &g->head;
  b.is_headline = true;
  b.keep_next = true;
  b.lines_least = g->head.lines_least;
  b.lines_most = b.lines + HEAD_GIVE_MOST;
  vec_add(c->arena, &g->body, b);
}

typedef struct Part {
  const Para *para;
  PictureSet *picture;
  uint32_t at;
  size_t nth;
} Part;
typedef struct Parts {
  Part *at;
  size_t n, cap;
} Parts;

static void add_part(Caster *c, Parts *out, const Para *p) {
  if (p) vec_add(c->arena, out, (Part){p, NULL, p->span.at, out->n});
}

static int part_order(const void *x, const void *y) {
  const Part *a = x, *b = y;
  if (a->at != b->at) return a->at < b->at ? -1 : 1;
  return a->nth < b->nth ? -1 : a->nth > b->nth;
}

static void add_picture(Caster *c, Galley *g, Parts *out, PictureSet *p) {
  if (g->slot->picture_inline)
    vec_add(c->arena, out, (Part){NULL, p, p->copy->caption ? p->copy->caption->span.at : p->copy->span.at, out->n});
  else {
    add_part(c, out, p->copy->caption);
    add_part(c, out, p->copy->credit);
  }
}

static Parts parts_of(Caster *c, Galley *g) {
  const Story *st = g->story;
  Parts parts = {0};
  for (size_t i = 0; i < st->body.n; i++) add_part(c, &parts, &st->body.at[i]);
  add_part(c, &parts, st->author);
  add_part(c, &parts, st->flag);
  for (size_t i = 0; i < st->notice.n; i++) add_part(c, &parts, &st->notice.at[i]);
  for (size_t i = 0; i < g->picture_count; i++) add_picture(c, g, &parts, &g->pictures[i]);
  /* what goes on from another page keeps this order: text first */
  if (parts.n && !g->goes_on) qsort(parts.at, parts.n, sizeof *parts.at, part_order);
  return parts;
}

/* As deep as its own shape asks for, within a third of the column. */
static int lines_of_shape(const Galley *g, const PictureSet *p) {
  const Grid *grid = g->bed.grid;
  int most = (g->bed.last - g->bed.first + 1) / 3;
  Len wide = p->pict ? p->pict->width : 3, high = p->pict ? p->pict->height : 2, w = p->w;
  if (p->copy->more_count) wide = picture_shape_pm(p), high = 1000;
  Len h = grid->vertical ? w * wide / len_max(high, 1) : w * high / len_max(wide, 1);
  int lines = (int)((h + grid->pitch / 2) / grid->pitch);
  return lines < 3 ? 3 : lines > most ? most : lines;
}

static void put_white(Caster *c, Galley *g, bool keep_next) {
  Block b = block_solid(NULL, 1, g->number);
  b.keep_next = keep_next;
  vec_add(c->arena, &g->body, b);
}

/* A picture in a column gives way by half its depth either way, so that the column's foot is level. */
static void put_picture_block(Caster *c, Galley *g, PictureSet *p) {
  p->x = 0, p->leg = 0, p->legs = 1;
  picture_read(c, g->story, p);
  p->w = g->bed.measure;
  p->lines = lines_of_shape(g, p);
  picture_words(c, g->layout, g->slot, p, g->bed.measure);
  put_white(c, g, true);
  Block b = block_solid(NULL, p->lines + p->words, g->number);
  b.picture = p;
  int gives = p->turns ? 0 : p->lines / 2; /* cross words have its measure */
  b.lines_least = b.lines - gives;
  b.lines_most = b.lines + gives;
  vec_add(c->arena, &g->body, b);
  put_white(c, g, false);
}

static void put_part(Caster *c, Galley *g, const Para *p, uint32_t at, uint32_t end) {
  const Style *st = style_for(g->layout, g->slot, ROLE_BODY);
  Len size = size_of(g->slot, st);
  ParaStyle how = matter_style(c, st, size, g->slot->grid.vertical);
  if (at) how.indent_pm = 0;
  Matter *m = matter_with(c, p, at, end, st, size, how);
  matter_set(m, g->bed.measure);
  vec_add(c->arena, &g->body, (Block){.m = m, .story = g->number});
}

/* What goes on from another page opens in mid-paragraph, without an indent. */
static void put_opening(Caster *c, Galley *g, const Para *p) { put_part(c, g, p, g->begins, (uint32_t)p->text.n); }

/* Of a story whose rest was planned: the part of its last paragraph that stays, and room for the line that sends on. */
static void put_turning(Caster *c, Galley *g) {
  if (g->ends) put_part(c, g, &g->story->body.at[g->story->body.n - 1], 0, g->ends);
  if (!g->turn) return;
  jump_put_room(c, &g->body, g->turn, g->number);
}

static void make_column_story(Caster *c, Galley *g) {
  put_head_block(c, g, g->nth > 0);
  g->picture_count = g->story->picture_count;
  g->pictures = arena_array(c->arena, PictureSet, g->picture_count + 1);
  for (size_t i = 0; i < g->picture_count; i++) g->pictures[i].copy = &g->story->pictures[i];
  Parts parts = parts_of(c, g);
  const Para **text = arena_array(c->arena, const Para *, parts.n + 1);
  for (size_t i = 0; i < parts.n; i++) text[i] = parts.at[i].para;
  Text t = {.c = c, .g = g, .out = &g->body, .measure = g->bed.measure, .begun = g->goes_on};
  if (g->begins) put_opening(c, g, text[0]);
  for (size_t i = g->begins > 0; i < parts.n;) {
    size_t n = 0;
    while (i + n < parts.n && text[i + n]) n++;
    if (n)
      i += text_put(&t, text + i, n);
    else
      put_picture_block(c, g, parts.at[i++].picture);
  }
}

/* Islands with a place in the slot stand there like pictures: the slot is copied with places for them. */
static void list_floats(Caster *c, Galley *g) {
  if (!g->floats.n) return;
  static const StoryPicture none = {0};
  size_t given = g->story->picture_count, n = given + g->floats.n;
  Slot *s = arena_new(c->arena, Slot);
  *s = *g->slot;
  s->pictures = arena_array(c->arena, SlotPicture, n);
  s->picture_count = n;
  PictureSet *all = arena_array(c->arena, PictureSet, n + 1);
  for (size_t i = 0; i < given; i++) {
    all[i] = g->pictures[i];
    if (i < g->slot->picture_count) s->pictures[i] = g->slot->pictures[i];
  }
  for (size_t i = 0; i < g->floats.n; i++) {
    Island *f = g->floats.at[i];
    s->pictures[given + i] =
        (SlotPicture){.cols = f->span, .lines = f->lines, .at = f->at, .wrap = WRAP_BOX, .span = g->slot->span};
    all[given + i] = (PictureSet){.copy = &none, .island = f, .place = true};
    g->pictures = all;
    g->slot = s;
    place_width(g, given + i);
  }
  g->picture_count = n;
}

static bool slot_has_place(const SlotPicture *p) { return p->cols > 0 || p->measure > 0; }

static int line_near(const Grid *g, Len across) { return (int)((across - g->across + g->pitch / 2) / g->pitch); }

/* Slots of the layout that stand in this one. */
static void list_insets(Caster *c, Galley *g) {
  const Layout *l = g->layout;
  const Grid *grid = g->bed.grid;
  g->insets = arena_array(c->arena, Inset, l->slot_count + 1);
  for (size_t i = 0; i < l->slot_count; i++) {
    const Slot *s = &l->slots[i];
    if (!s->in.n || !str_eq(s->in, g->slot->name)) continue;
    Rect r = grid_from_sheet(grid, layout_slot_rect(l, s));
    int first = line_near(grid, r.y) + 1, last = line_near(grid, r.y + r.h - grid->cell) + 1;
    g->insets[g->inset_count++] =
        (Inset){.slot = s, .x = r.x, .w = r.w, .first = first, .last = last < first ? first : last};
  }
}

static void list_pictures(Caster *c, Galley *g) {
  const Story *st = g->story;
  g->picture_count = st->picture_count;
  g->pictures = arena_array(c->arena, PictureSet, st->picture_count + 1);
  for (size_t i = 0; i < st->picture_count; i++) {
    g->pictures[i].copy = &st->pictures[i];
    g->pictures[i].place = i < g->slot->picture_count && slot_has_place(&g->slot->pictures[i]);
  }
}

/* The body; where the slot lets pictures stand in its legs, those that have no place of their own are spread through it. */
static void put_body(Caster *c, Galley *g) {
  size_t n = g->story->body.n, next = g->slot->picture_count, many = g->picture_count;
  const Para **body = arena_array(c->arena, const Para *, n + 1);
  for (size_t i = 0; i < n; i++) body[i] = &g->story->body.at[i];
  Text t = {.c = c, .g = g, .out = &g->body, .measure = g->bed.measure, .begun = g->goes_on};
  if (g->begins) put_opening(c, g, body[0]);
  if (g->ends) n--;
  for (size_t i = g->begins > 0; i < n; i++) {
    i += text_put(&t, body + i, n - i) - 1;
    if (!g->slot->picture_inline || next >= many || i + 1 == n || g->story->body.at[i].role == ROLE_SUBHEAD) continue;
    if ((i + 1) * (many + 1) >= n * (next + 1)) put_picture_block(c, g, &g->pictures[next++]);
  }
  while (g->slot->picture_inline && next < many) put_picture_block(c, g, &g->pictures[next++]);
  put_turning(c, g);
}

static void make_pictures(Caster *c, Galley *g) {
  const Story *st = g->story;
  for (size_t i = 0; i < st->picture_count; i++) {
    PictureSet *p = &g->pictures[i];
    p->place = p->has_slot = i < g->slot->picture_count && slot_has_place(&g->slot->pictures[i]);
    if (!p->place) {
      if (!g->slot->picture_inline) galley_put_words(c, g, p);
      continue;
    }
    place_width(g, i);
    picture_read(c, st, p);
    wrap_read_picture(c, g, i);
    picture_words(c, g->layout, g->slot, p, p->w);
  }
}

/* A slot that is a picture: it takes what headline, words and text leave. The slot is copied with a place for it. */
static void make_picture_slot(Caster *c, Galley *g) {
  if (g->slot->kind != SLOT_PICTURE || !g->story->picture_count || g->slot->picture_count) return;
  Slot *s = arena_new(c->arena, Slot);
  *s = *g->slot;
  s->pictures = arena_new(c->arena, SlotPicture);
  s->picture_count = 1;
  s->pictures[0] =
      (SlotPicture){.cols = g->bed.legs, .lines = 1, .at = AT_TOP, .above_headline = true, .span = s->span};
  g->slot = s;
}

static void deepen_picture(Caster *c, Galley *g) {
  if (g->slot->kind != SLOT_PICTURE || !g->picture_count || !g->pictures[0].place) return;
  PictureSet *p = &g->pictures[0];
  int text = (blocks_sum(&g->body, (Cut){0, 0}) + g->bed.legs - 1) / g->bed.legs;
  int head = g->head.over ? 0 : g->head.lines, blank = text && !head ? 1 : 0;
  p->lines = g->bed.last - g->bed.first + 1 - p->words - head - text - blank;
  if (p->lines < 1) p->lines = 1;
  if (p->turns) picture_words(c, g->layout, g->slot, p, p->w);
}

bool runs_in_columns(const Slot *s) {
  return s->kind == SLOT_STREAM || s->kind == SLOT_BRIEFS || (s->kind == SLOT_JUMPS && !s->continues.n);
}

/* The headline's legs; what lies beside them begins at the slot's top. */
int head_legs(const Slot *s, const Bed *bed) {
  return s->headline_cols > 0 && s->headline_cols < bed->top_legs ? s->headline_cols : bed->top_legs;
}

/* Beside horizontal text a headline may stand on either side; over vertical text it stands where lines begin. */
bool head_at_end(const Slot *s) {
  return !s->grid.vertical && s->headline_side != AT_LEFT && s->headline_side != AT_TOP_LEFT;
}

/* ---- a headline on the story's first picture: as wide as that, an em of the grid inside its edges; a ground behind its lines goes from
 * edge to edge. It takes no lines of the text's. */

/* The picture's place as the layout has it: its width and depth; false: there is none, or it is told by the way the lines run that the
 * headline cannot stand there. */
static bool over_place(const Galley *g, Len *width, Len *depth) {
  const Slot *s = g->slot;
  if (!s->headline_over || s->headline_cross || runs_in_columns(s) || !g->story->picture_count) return false;
  int legs = g->bed.legs, lines = (g->bed.last - g->bed.first + 1) / 2;
  if (s->kind != SLOT_PICTURE || s->picture_count) {
    if (!s->picture_count || s->pictures[0].cols < 1) return false;
    legs = s->pictures[0].cols < legs ? s->pictures[0].cols : legs, lines = s->pictures[0].lines;
  }
  *width = bed_span(&g->bed, 0, legs);
  *depth = (lines - 1) * s->grid.pitch + s->grid.cell;
  return true;
}

static Len over_inset(const Galley *g) {
  return style_for(g->layout, g->slot, ROLE_HEADLINE)->tint_pm ? 0 : g->slot->grid.em;
}

static bool make_head_over(Caster *c, Galley *g) {
  Len width, depth;
  if (!over_place(g, &width, &depth)) return false;
  Head h = head_make(c, g->layout, g->slot, g->story, width - 2 * over_inset(g));
  if (!h.n || h.content + 2 * g->slot->grid.pitch > depth) return false;
  g->head = h;
  g->head.over = true;
  return true;
}

Point head_on_picture(const Galley *g) {
  const PictureSet *p = &g->pictures[0];
  const Grid *grid = g->bed.grid;
  Len top = line_top(grid, p->first), foot = line_foot(grid, p->first + p->lines - 1);
  Len y = g->slot->headline_over == OVER_TOP      ? top + grid->pitch
          : g->slot->headline_over == OVER_BOTTOM ? foot - grid->pitch - g->head.content
                                                  : (top + foot - g->head.content) / 2;
  return (Point){p->x + over_inset(g), y};
}

/* White on white is no headline: where no picture is behind it, it is set in black. */
static const Style *on_paper(Arena *a, const Style *s) {
  if (!ink_same(s->ink, INK_WHITE) || s->tint_pm) return s;
  Style *black = arena_new(a, Style);
  *black = *s;
  black->ink = INK_BLACK;
  return black;
}

static void put_on_paper(Arena *a, Galley *g) {
  Slot *s = arena_new(a, Slot);
  *s = *g->slot;
  s->headline_over = OVER_NONE;
  s->headline = on_paper(a, s->headline), s->kicker = on_paper(a, s->kicker);
  s->deck = on_paper(a, s->deck), s->byline = on_paper(a, s->byline);
  g->slot = s;
}

void galley_make_head(Caster *c, Galley *g) {
  Bed whole = bed_make(c->arena, g->slot, 0, 0);
  g->bed = whole;
  if (g->slot->headline_over) {
    if (make_head_over(c, g)) return;
    put_on_paper(c->arena, g);
  }
  if (runs_in_columns(g->slot) || !g->slot->headline_cross) {
    int legs = runs_in_columns(g->slot) ? 1 : head_legs(g->slot, &whole);
    g->head = head_make(c, g->layout, g->slot, g->story, bed_span(&whole, 0, legs));
    return;
  }
  g->head = head_make_cross(c, g->layout, g->slot, g->story, whole.last - whole.first + 1);
  Len taken = g->head.n ? g->head.width + g->head.after : 0;
  g->head_taken = taken + LEG_LEAST * g->slot->grid.em;
  g->bed_whole = whole.w;
  bool end = head_at_end(g->slot);
  g->bed = bed_make(c->arena, g->slot, end ? 0 : taken, end ? taken : 0);
}

/* A headline block that its slot cannot hold: its words are copy still, so they open the text, in the text's type. */
static void put_plain(Caster *c, Galley *g, const Para *p) {
  if (!p || !p->text.n) return;
  const Style *st = style_for(g->layout, g->slot, ROLE_BODY);
  Matter *m = matter_make(c, p, st, size_of(g->slot, st), g->slot->grid.vertical);
  matter_set(m, g->bed.measure);
  vec_add(c->arena, &g->body, (Block){.m = m, .story = g->number});
}

static bool head_fits(const Galley *g) {
  if (g->head.over) return true;
  int depth = g->bed.last - g->bed.first + 1, text = runs_in_columns(g->slot) ? TEXT_UNDER_HEAD : 0;
  if (g->head.cross) { /* its lines hold a character at least, with an em of blank before and after */
    Len em = style_for(g->layout, g->slot, ROLE_HEADLINE)->size_max;
    Len room = (depth - 1) * g->slot->grid.pitch + g->slot->grid.cell;
    return g->head_taken <= g->bed_whole && 3 * em <= room;
  }
  return g->head.lines + text <= depth;
}

static void head_into_text(Caster *c, Galley *g) {
  const Story *st = g->story;
  diag_add(c->diags, DIAG_SLOT_TOO_SMALL, g->slot->span,
           "slot '%.*s' is too small for its headline block of %d lines; it is set as text", STRF(g->slot->name),
           g->head.lines);
  g->head = (Head){0};
  g->bed = bed_make(c->arena, g->slot, 0, 0);
  put_plain(c, g, st->kicker);
  for (size_t i = 0; i < st->headline.n; i++) put_plain(c, g, &st->headline.at[i]);
  for (size_t i = 0; i < st->deck.n; i++) put_plain(c, g, &st->deck.at[i]);
  put_plain(c, g, st->byline_line);
}

void galley_lift_head(Caster *c, Galley *g) {
  put_on_paper(c->arena, g);
  galley_make_head(c, g);
  if (g->head.n && !head_fits(g)) head_into_text(c, g);
}

void galley_make(Caster *c, Galley *g) {
  c->lang = g->story->lang;
  c->grid = &g->slot->grid;
  c->dateline = style_for(g->layout, g->slot, ROLE_DATELINE);
  g->arena = c->arena;
  Diags *all = c->diags;
  c->diags = g->head_findings = diags_fork(c->arena, all); /* apart: the ladder may make another of it */
  galley_make_head(c, g);
  c->diags = all;
  if (g->head.n && !head_fits(g)) head_into_text(c, g);
  if (runs_in_columns(g->slot)) {
    make_column_story(c, g);
    return;
  }
  list_insets(c, g);
  list_pictures(c, g);
  put_body(c, g);
  put_end(c, g);
  make_picture_slot(c, g);
  make_pictures(c, g);
  blocks_number(&g->body);
  if (g->head.over && !g->pictures[0].pict) galley_lift_head(c, g); /* a placeholder is paper */
  list_floats(c, g);
  deepen_picture(c, g);
}
