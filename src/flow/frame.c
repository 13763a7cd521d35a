/* flow/frame: how a frame came out, counted the way a desk counts: lines and characters, over and under. Nothing that does not fit is
 * dropped: it stands in the frame's record, in a finding, and as a mark at the frame's foot. */
#include "flow/inside.h"

enum {
  PARAGRAPH_LINES = 8, /* an empty hole is reckoned as filled with paragraphs of so many lines */
  OVERSET_MOST = 256 << 20
};

static int characters(Str s) {
  int n = 0;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = utf8_next(s, &i);
    n += cp != ' ' && cp != 0x3000 && cp != '\n';
  }
  return n;
}

enum {
  LETTERS_PM_EM = 1700
}; /* English copy in a book face: letters an em of measure takes, in thousandths, blanks not counted */

/* Characters of copy that so many lines take: each paragraph loses its indent and half its last line. */
static int capacity_of(const Layout *l, const Slot *s, const Bed *bed, int lines) {
  const Style *body = style_for(l, s, ROLE_BODY);
  Len em = body->size_max > 0 ? body->size_max : bed->grid->em;
  Len per_line = bed->measure / em, indent = measure_len(body->indent, 1000, 0);
  int paragraphs = (lines + PARAGRAPH_LINES - 1) / PARAGRAPH_LINES;
  Len lost = paragraphs * (indent + per_line * 500) / 1000;
  Len ems = len_max(0, lines * per_line - lost);
  return (int)(l->lang == LANG_EN ? ems * LETTERS_PM_EM / 1000 : ems);
}

static Rect leg_rect(const Bed *b, int leg) {
  Len top = line_top(b->grid, b->leg_first[leg]);
  return grid_to_sheet(b->grid, (Rect){b->leg_x[leg], top, b->measure, line_foot(b->grid, b->leg_last[leg]) - top});
}

FlowFrame *frame_add(Flow *f, FlowPage *p, const Slot *s, const Galley *g) {
  FlowFrame fr = {.name = s->name, .kind = s->kind, .story = STORY_NONE, .span = s->span, .grid = s->grid};
  fr.box = layout_slot_rect(p->layout, s);
  if (g) {
    fr.story = g->number;
    fr.leg_count = (size_t)g->bed.legs;
    fr.legs = arena_array(f->a, Rect, fr.leg_count);
    for (int i = 0; i < g->bed.legs; i++) fr.legs[i] = leg_rect(&g->bed, i);
    fr.headline_size = g->head.size;
    fr.headline_lines = g->head.headline_lines;
    fr.headline_capacity = g->head.capacity;
    fr.headline_lines_most = g->head.headline_most;
    fr.headline_fill_pm = g->head.headline_fill_pm;
    fr.headline_x_scale_pm = g->head.x_scale_pm, fr.headline_tracking_pm = g->head.tracking_pm;
  }
  vec_add(f->a, &p->frames, fr);
  return &p->frames.at[p->frames.n - 1];
}

void frame_count(FlowFrame *fr, const Galley *g, const Stretch *rooms, size_t n, const Placings *pl) {
  fr->lines_room = fr->lines_used = 0;
  for (size_t i = 0; i < n; i++) fr->lines_room += rooms[i].lines;
  for (size_t i = 0; i < pl->n; i++) {
    int span = pl->at[i].block < g->body.n ? g->body.at[pl->at[i].block].span : 0;
    fr->lines_used += pl->at[i].lines * (span > 1 ? span : 1);
  }
  fr->capacity = capacity_of(g->layout, g->slot, &g->bed, fr->lines_room);
  fr->lines_under = fr->lines_room - fr->lines_used;
  fr->chars_under = capacity_of(g->layout, g->slot, &g->bed, fr->lines_under);
}

void frame_offer(FlowFrame *fr, const Galley *g, const SlotOffer *o, int legs) {
  fr->offer = o;
  if (!o) return;
  fr->lines_under -= legs * (o->lines + OFFER_GAP);
  fr->chars_under = capacity_of(g->layout, g->slot, &g->bed, fr->lines_under);
}

/* The copy's own bytes of a matter from a line on: without the engine's ink around it. */
Str matter_text_from(const Matter *m, size_t line) {
  if (line >= m->lines.n) return (Str){0};
  size_t at = line == 0 ? m->lead : m->lines.at[line].at;
  if (at < m->lead) at = m->lead;
  return str_sub(m->para->text, at, m->para->text.n - m->tail);
}

static void put_text(Buf *out, Str text) {
  if (out->n && text.n) buf_putc(out, '\n');
  buf_puts(out, text);
}

static void put_matter_text(void *out, const Matter *m) {
  if (m->copy) put_text(out, matter_text_from(m, 0)); /* a bullet is nobody's copy */
}

static void put_block_text(Buf *out, const Block *b, size_t line) {
  if (line == 0) block_each(b, false, put_matter_text, out);
  if (b->m) put_text(out, matter_text_from(b->m, b->solid ? (size_t)b->part : line));
}

Str blocks_text_from(Arena *a, const Blocks *b, Cut cut) {
  Buf out = buf_make(a, OVERSET_MOST);
  for (size_t i = cut.block; i < b->n; i++) {
    bool again = i > cut.block && b->at[i].m && b->at[i].m == b->at[i - 1].m; /* long matter in several blocks */
    if (!again) put_block_text(&out, &b->at[i], i == cut.block ? (size_t)cut.line : 0);
  }
  return buf_str(&out);
}

static void first_span(void *out, const Matter *m) {
  Span *s = out;
  if (m->copy && !s->end) *s = m->para->span;
}

/* Where in the copy it begins; of a heading, a table or a box its first words, of white what follows it. */
static Span span_of(const Galley *g, Cut cut) {
  Span first = {0};
  for (uint32_t i = cut.block; i < g->body.n && !g->body.at[cut.block].m && !first.end; i++)
    block_each(&g->body.at[i], true, first_span, &first);
  const Matter *m = g->body.at[cut.block].m;
  if (!m) return first.end ? first : g->story->span;
  Span s = m->para->span;
  if (cut.line > 0 && (size_t)cut.line < m->lines.n) s.at = para_span(m->para, m->lines.at[cut.line].at).at;
  return s;
}

static bool is_under_picture(const Galley *g, int leg, int line, int *above) {
  for (size_t i = 0; i < g->picture_count; i++) {
    const PictureSet *p = &g->pictures[i];
    if (!p->place || leg < p->leg || leg >= p->leg + p->legs) continue;
    if (line < p->first || line >= p->first + p->lines + p->words) continue;
    *above = p->first - 1;
    return true;
  }
  return false;
}

/* The last line past shapes that is as long as its leg. */
static bool last_whole(Arena *a, const Galley *g, int *leg, int *line) {
  Stretches s = place_stretches(a, g);
  for (size_t i = s.n; i-- > 0;)
    for (int k = s.at[i].lines; k-- > 0;) {
      if (s.at[i].slats && s.at[i].slats[k].less) continue;
      *leg = s.at[i].leg, *line = stretch_line(&s.at[i], k);
      return true;
    }
  return false;
}

/* The last line of the frame that no picture covers. */
static void last_free(Arena *a, const Galley *g, int *leg, int *line) {
  if (wrap_any(g) && last_whole(a, g, leg, line)) return;
  *leg = g->bed.legs - 1, *line = g->bed.leg_last[*leg];
  for (int above; is_under_picture(g, *leg, *line, &above);) {
    *line = above;
    if (above >= g->bed.leg_first[*leg]) continue;
    bool none = --*leg < 0;
    if (none) *leg = g->bed.legs - 1;
    *line = g->bed.leg_last[*leg];
    if (none) return;
  }
}

/* One red line on the last grid line of the frame: 超 2 行 31 字. Screen builds show it. */
static void put_mark(Flow *f, FlowPage *p, const FlowFrame *fr, const Galley *g) {
  const Layout *l = p->layout;
  Str words = l->lang == LANG_EN ? str_f(f->a, "over by %d lines, %d characters", fr->lines_over, fr->chars_over)
                                 : str_f(f->a, "超 %d 行 %d 字", fr->lines_over, fr->chars_over);
  Style *st = arena_new(f->a, Style);
  *st = *layout_style(l, "caption");
  Ink red = {INK_CMYK, {0, 1000, 1000, 0}};
  st->ink = red;
  st->align = ALIGN_END;
  st->indent = (Measure){0};
  f->caster.lang = l->lang;
  const Grid *grid = g->bed.grid;
  Len em = len_min(st->size_max > 0 ? st->size_max : grid->body, grid->body);
  Matter *m = matter_of_engine(&f->caster, ROLE_OVERSET, words, st, em, grid->vertical);
  matter_set(m, g->bed.measure);
  int leg, line;
  last_free(f->a, g, &leg, &line);
  Len x = g->bed.leg_x[leg], y = grid_baseline(grid, line);
  Rect cell = {x, line_top(grid, line), g->bed.measure, grid->cell};
  Item *bar = put_item(f, p, ITEM_BOX, ROLE_OVERSET, g->number, grid_to_sheet(grid, cell));
  bar->ink = red, bar->thickness = LEN_PT / 4, bar->fill = INK_WHITE;
  bar->overset = true;
  put_line(f, p, grid, m, &m->lines.at[0], g->number, x, y)->overset = true;
}

void frame_over(Flow *f, FlowPage *p, FlowFrame *fr, const Galley *g, Cut cut) {
  fr->lines_over = blocks_sum(&g->body, cut);
  fr->over_text = blocks_text_from(f->a, &g->body, cut);
  fr->chars_over = characters(fr->over_text);
  fr->lines_under = fr->chars_under = 0;
  diag_add(f->job->diags, DIAG_OVERSET, span_of(g, cut),
           "slot '%.*s' is over by %d lines, %d characters; they are kept and not shown", STRF(fr->name),
           fr->lines_over, fr->chars_over);
  diag_add_place(
      f->job->diags,
      (DiagPlace){.page = p->number, .frame = fr->name, .story = g->story->id, .rect = fr->box, .has_rect = true});
  put_mark(f, p, fr, g);
}
