/* flow/put_blocks: what has been poured, onto the page: text line by line, what stands beside it, rows of tables, islands. */
#include "flow/inside.h"

/* A subhead or any other matter that takes a block of grid lines, centred in it; one line a grid line stands on the grid. */
static void put_solid(Flow *f, FlowPage *p, const Grid *g, const Block *b, Len x, int line) {
  const Matter *m = b->m;
  const Line *at = &m->lines.at[b->part];
  if (b->lines == b->parts && m->size <= g->pitch) {
    for (int i = 0; i < b->parts; i++) put_line(f, p, g, m, &at[i], b->story, x, grid_baseline(g, line + i));
    return;
  }
  Len step = len_max(g->pitch, len_pm(m->size, 1200));
  Len content = (b->parts - 1) * step + m->size;
  Len room = b->lines * g->pitch - (g->pitch - g->cell);
  Len y = line_top(g, line) + (room - content) / 2 + grid_above(g, m->size);
  for (int i = 0; i < b->parts; i++) put_line(f, p, g, m, &at[i], b->story, x, y + i * step);
}

/* A hairline in the middle of the white that parts two stories of a column. */
static void put_divider(Flow *f, FlowPage *p, const Bed *bed, const Block *b, Len x, int line) {
  Len w = p->layout->story_rule > 0 ? p->layout->story_rule : LEN_PT / 4;
  Len more = (b->lines - 1) * bed->grid->pitch;
  Rect r = {x, line_foot(bed->grid, line) + more / 2 - bed->grid->cell / 2 - w / 2, bed->measure, w};
  put_rule(f, p, b->story, grid_to_sheet(bed->grid, r), INK_BLACK);
}

/* The em of a Latin initial is larger than its lines, of which its capital fills just all: what it takes is those lines. */
static Rect within_lines(const Grid *g, Rect box, int line, int lines) {
  Rect r = grid_from_sheet(g, box);
  Len top = len_max(r.y, line_top(g, line)), foot = len_min(r.y + r.h, line_foot(g, line + lines - 1));
  r.y = top, r.h = foot - top;
  return grid_to_sheet(g, r);
}

/* What stands at a block's first line: a bullet, an initial, a side head. */
static void put_aside(Flow *f, FlowPage *p, const Grid *g, const Block *b, Len x, int line) {
  for (size_t i = 0; b->aside && i < b->aside->n; i++) {
    const HeadLine *hl = &b->aside->at[i];
    Item *it = put_line(f, p, g, hl->m, &hl->m->lines.at[hl->line], b->story, x + b->aside_x + hl->at.x,
                        line_top(g, line) + hl->at.y);
    if (b->m && b->m->cut_lines) it->box = within_lines(g, it->box, line, b->m->cut_lines);
  }
}

/* A hairline in the middle of the leading before a line. */
static void put_row_rule(Flow *f, FlowPage *p, const Grid *g, const Block *b, Len x, int line) {
  Len w = p->layout->column_rule > 0 ? p->layout->column_rule : LEN_PT / 4;
  Rect r = {x, line_top(g, line) - (g->pitch - g->cell) / 2 - w / 2, b->row->w, w};
  put_rule(f, p, b->story, grid_to_sheet(g, r), INK_BLACK);
}

/* Where line k of a cell stands: on the grid, but for type larger than a line, which stands in the middle of those it takes. */
static Len cell_line(const Grid *g, const TableRow *r, const Matter *m, int line, size_t k) {
  int at = line + (int)k * r->step;
  if (r->step == 1) return grid_baseline(g, at);
  Len room = r->step * g->pitch - (g->pitch - g->cell);
  return line_top(g, at) + (room - m->size) / 2 + grid_above(g, m->size);
}

static void put_row(Flow *f, FlowPage *p, const Grid *g, const Block *b, Len x, int line) {
  const TableRow *r = b->row;
  if (r->line_above) put_row_rule(f, p, g, b, x, line);
  for (size_t i = 0; i < r->n; i++)
    for (size_t k = 0; r->cell[i] && k < r->cell[i]->lines.n; k++)
      put_line(f, p, g, r->cell[i], &r->cell[i]->lines.at[k], b->story, x + r->x[i],
               cell_line(g, r, r->cell[i], line, k));
  if (r->line_below) put_row_rule(f, p, g, b, x, line + b->lines);
}

/* The first lines of a paragraph stand beside what is cut into it. */
static Len line_start(const Block *b, int k) { return b->shift + (k < b->m->cut_lines ? b->m->cut : 0); }

/* Lines of text; beside a shape each has its own place. */
static void put_lines(Flow *f, FlowPage *p, const Grid *g, const Block *b, const Placing *pl, Len x, int line,
                      const Slat *slats) {
  for (int i = 0; i < pl->lines; i++)
    put_line(f, p, g, b->m, &b->m->lines.at[pl->from + i], b->story,
             x + line_start(b, pl->from + i) + (slats ? slats[i].at : 0),
             grid_baseline(g, slats ? slats[i].line : line + i));
}

static void put_block(Flow *f, FlowPage *p, const Grid *g, const Block *b, const Placing *pl, Len x, int line,
                      const Slat *slats) {
  if (pl->from == 0) put_aside(f, p, g, b, x + (slats ? slats[0].at : 0), line);
  if (b->turn) {
    jump_put_turn(f, p, b->turn, x, line);
  } else if (b->row) {
    put_row(f, p, g, b, x, line);
  } else if (b->island) {
    put_island(f, p, g, b->island, x, line);
  } else if (b->picture) {
    PictureSet s = *b->picture;
    s.first = line, s.x = x, s.lines = b->lines - s.words;
    put_picture(f, p, g, &s, b->story);
  } else if (b->head) {
    put_head(f, p, g, b->head, b->story, x, line, b->lines);
  } else if (b->solid && b->m) {
    put_solid(f, p, g, b, x, line);
  } else if (b->m) {
    put_lines(f, p, g, b, pl, x, line, slats);
  }
}

void put_island(Flow *f, FlowPage *p, const Grid *g, const Island *i, Len x, int line) {
  line += i->margin;
  Len top = line_top(g, line);
  Rect all = {x, top, i->w, line_foot(g, line + i->lines - 2 * i->margin - 1) - top};
  put_boxed(f, p, g, i->box, i->story, all);
  line += i->pad;
  for (size_t k = 0; k < i->blocks.n; k++) {
    const Block *b = &i->blocks.at[k];
    put_block(f, p, g, b, &(Placing){(uint32_t)k, 0, block_lines(b), 0, 0}, x + i->x, line, NULL);
    line += block_lines(b);
  }
}

/* What was set for a whole leg and stands beside a shape: its lines are as long as what is left of the leg there. */
static void narrow_boxes(FlowPage *p, size_t from, const Grid *g, const Slat *slats, int lines, Len leg_x) {
  Len begin = 0, end = slats[0].leg;
  for (int i = 0; i < lines; i++) {
    begin = len_max(begin, slats[i].at);
    end = len_min(end, slats[i].at + slats[i].leg - slats[i].less);
  }
  for (size_t i = from; i < p->items.n; i++) {
    Rect r = grid_from_sheet(g, p->items.at[i].box);
    Len x = len_max(r.x, leg_x + begin), to = len_min(r.x + r.w, leg_x + end);
    r.x = x, r.w = len_max(0, to - x);
    if (p->items.at[i].kind == ITEM_LINE) p->items.at[i].box = grid_to_sheet(g, r);
  }
}

void put_placings(Flow *f, FlowPage *p, const Blocks *b, const Placings *pl, const Stretch *rooms, const Bed *bed) {
  for (size_t i = 0; i < pl->n; i++) {
    const Placing *at = &pl->at[i];
    const Stretch *r = &rooms[at->room];
    const Block *k = &b->at[at->block];
    const Slat *slats = r->slats ? r->slats + at->line : NULL;
    bool text = k->m && !k->solid;
    Len x = bed->leg_x[r->leg] + (slats && !text ? slats_shift(k, slats) : 0);
    int line = stretch_line(r, at->line);
    size_t before = p->items.n;
    if (k->divider) put_divider(f, p, bed, k, x, line);
    put_block(f, p, bed->grid, k, at, x, line, text ? slats : NULL);
    if (slats && !text) narrow_boxes(p, before, bed->grid, slats, at->lines, bed->leg_x[r->leg]);
  }
}
