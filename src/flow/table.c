/* flow/table: a table that keeps the grid.
 *
 *     ------------------------------------      A row takes as many grid lines as its deepest cell; all cells stand on them, level with the
 *      对阵          时间          电视          text of the legs beside. Hairlines lie in the leading and take nothing. A row is not divided,
 *     ------------------------------------      a table is, between rows: its head stays with the first of them.
 *      湘滨—汉东     19:35   体育频道、
 *                            新闻频道
 *     ------------------------------------
 *
 * A column is as wide as its widest cell. What the leg has over parts the columns; where it lacks, the widest columns become narrower,
 * alike, and their cells wrap; but none so far that a number or a word in it would be broken. A table whose columns would be narrower than
 * that, or than two characters, is set as lines of text, a row a line, and reported: nothing is lost. */
#include "flow/inside.h"

enum {
  COLUMNS_MOST = 32,
  COLUMN_LEAST = 2 /* characters */
};

/* Between two columns, at least, in 1/1000 em: an em; less where that keeps all cells on one line. */
static const int GAPS_PM[] = {1000, 500, 250};

typedef struct Column {
  Len natural, least, w, x; /* least: no unit in it is broken; 0: not asked yet */
  Align align;
} Column;

typedef struct Sheet { /* a table while it is being set */
  Text *t;
  const Style *style;
  Len em;
  const Para *const *rows;
  size_t n, columns;
  Matter **cell; /* n * columns; NULL: empty */
  Column column[COLUMNS_MOST];
} Sheet;

enum { BLANK_BYTES = 3 }; /* U+3000 before each cell but the first */

/* Calls for each cell that has text: its column, bytes and alignment. */
static void each_cell(const Para *row, void (*fn)(void *, size_t column, uint32_t at, uint32_t end, char align),
                      void *ctx) {
  for (size_t i = 0; i < row->mark_count; i++) {
    const Mark *m = &row->marks[i];
    int64_t column = 0;
    if (m->kind != MARK_CELL || !str_read_int(str_sub(m->value, 1, m->value.n), &column) || column < 0) continue;
    uint32_t at = m->at + (column > 0 ? BLANK_BYTES : 0);
    fn(ctx, (size_t)column, at, at > m->end ? at : m->end, m->value.p[0]);
  }
}

static void count_column(void *ctx, size_t column, uint32_t at, uint32_t end, char align) {
  (void)at, (void)end, (void)align;
  size_t *n = ctx;
  if (column + 1 > *n) *n = column + 1;
}

/* Rows from the first of a table to before the next table's first. */
static size_t rows_of(const Para *const *p, size_t n) {
  size_t k = 1;
  while (k < n && p[k]->role == ROLE_TABLE && p[k]->level > 1 && p[k]->box == p[0]->box) k++;
  return k;
}

/* ---- cells */

typedef struct CellAt {
  Sheet *s;
  size_t row;
} CellAt;

static Align align_of(char c, Align otherwise) {
  return c == 'r' ? ALIGN_END : c == 'c' ? ALIGN_CENTER : c == 'l' ? ALIGN_START : otherwise;
}

static void make_cell(void *ctx, size_t column, uint32_t at, uint32_t end, char align) {
  CellAt *c = ctx;
  Sheet *s = c->s;
  if (at >= end || column >= s->columns) return;
  Style *st = arena_new(s->t->c->arena, Style);
  *st = *s->style;
  st->bold = s->style->bold || s->rows[c->row]->level == 1;
  if (st->bold && !s->style->bold) st->font = s->style->font_bold, st->bold = false;
  st->prefix = st->suffix = (Str){0};
  ParaStyle how = matter_style(s->t->c, st, s->em, s->t->g->slot->grid.vertical);
  how.indent_pm = 0;
  how.orphan_min_han = 0;
  how.align = how.last_line = align_of(align, st->align == ALIGN_JUSTIFY ? ALIGN_START : st->align);
  s->column[column].align = how.align;
  Matter *m = matter_with(s->t->c, s->rows[c->row], at, end, st, s->em, how);
  s->cell[c->row * s->columns + column] = m;
  s->column[column].natural = len_max(s->column[column].natural, para_width(m->full));
}

static void make_cells(Sheet *s) {
  s->cell = arena_array(s->t->c->arena, Matter *, s->n * s->columns + 1);
  for (size_t r = 0; r < s->n; r++) each_cell(s->rows[r], make_cell, &(CellAt){s, r});
}

/* ---- columns */

static Len width_under(const Column *c, Len cap) { return len_max(c->least, len_min(c->natural, cap)); }

static Len widths_sum(const Sheet *s, Len cap) {
  Len sum = 0;
  for (size_t i = 0; i < s->columns; i++) sum += width_under(&s->column[i], cap);
  return sum;
}

static bool breaks_at(const Sheet *s, const Matter *m, Len w) {
  Arena *scratch = arena_open();
  Job quiet = {scratch, diags_fork(scratch, s->t->c->diags)};
  Lines lines = para_set(&quiet, m->full, (Rooms){&w, 1}, 0);
  bool broken = false;
  for (size_t i = 0; i < lines.n; i++) broken = broken || (lines.at[i].flags & LINE_EMERGENCY);
  arena_close(scratch);
  return broken;
}

/* The narrowest that each column may be, in whole characters. */
static void find_least(Sheet *s) {
  for (size_t i = 0; i < s->columns; i++) {
    Column *c = &s->column[i];
    c->least = len_min(c->natural, COLUMN_LEAST * s->em);
    for (size_t r = 0; r < s->n; r++) {
      const Matter *m = s->cell[r * s->columns + i];
      while (m && c->least < c->natural && breaks_at(s, m, c->least)) c->least = len_min(c->natural, c->least + s->em);
    }
  }
}

/* The largest width that no column may pass but for what it needs, in whole characters, so that all fit; 0: there is none. */
static Len cap_find(Sheet *s, Len room) {
  Len most = 0;
  for (size_t i = 0; i < s->columns; i++) most = len_max(most, s->column[i].natural);
  if (widths_sum(s, most) <= room) return most;
  find_least(s);
  for (Len cap = most / s->em * s->em; cap >= COLUMN_LEAST * s->em; cap -= s->em)
    if (widths_sum(s, cap) <= room) return cap;
  return 0;
}

static Len room_with(const Sheet *s, Len measure, int gap_pm) {
  return measure - (Len)(s->columns - 1) * len_pm(s->em, gap_pm);
}

/* The widest gap at which no cell wraps; if they must, half an em parts them. */
static int gap_find(const Sheet *s, Len measure) {
  Len natural = widths_sum(s, measure);
  for (size_t i = 0; i < COUNT(GAPS_PM); i++)
    if (natural <= room_with(s, measure, GAPS_PM[i])) return GAPS_PM[i];
  return GAPS_PM[1];
}

static bool place_columns(Sheet *s, Len measure) {
  size_t gaps = s->columns - 1;
  int gap_pm = gap_find(s, measure);
  Len room = room_with(s, measure, gap_pm), cap = room > 0 ? cap_find(s, room) : 0;
  if (!cap) {
    gap_pm = GAPS_PM[COUNT(GAPS_PM) - 1], room = room_with(s, measure, gap_pm);
    cap = room > 0 ? cap_find(s, room) : 0;
  }
  if (!cap) return false;
  Len spare = room - widths_sum(s, cap), x = 0;
  for (size_t i = 0; i < s->columns; i++) {
    Column *c = &s->column[i];
    c->w = width_under(c, cap);
    c->x = x;
    x += c->w + len_pm(s->em, gap_pm) + (gaps && i < gaps ? len_share(spare, gaps, i) : 0);
  }
  return true;
}

/* ---- rows */

static Block row_make(Sheet *s, size_t r, Len measure) {
  Arena *a = s->t->c->arena;
  TableRow *row = arena_new(a, TableRow);
  Len *x = arena_array(a, Len, s->columns);
  row->cell = &s->cell[r * s->columns];
  row->n = s->columns;
  row->w = measure;
  bool head = s->rows[r]->level == 1;
  row->line_above = head && r == 0;
  row->line_below = head || r + 1 == s->n || s->style->rules;
  size_t lines = 1;
  for (size_t i = 0; i < s->columns; i++) {
    x[i] = s->column[i].x;
    if (!row->cell[i]) continue;
    matter_set(row->cell[i], s->column[i].w);
    if (row->cell[i]->lines.n > lines) lines = row->cell[i]->lines.n;
  }
  row->x = x;
  const Grid *g = &s->t->g->slot->grid;
  row->step = s->em <= g->pitch ? 1 : (int)((s->em + g->pitch - 1) / g->pitch);
  Block b = block_solid(NULL, (int)lines * row->step, s->t->g->number);
  b.row = row;
  b.keep_next = head && r + 1 < s->n;
  return b;
}

/* Cells parted by blanks, a row a line: what a leg too narrow for the columns still takes. */
static void put_lines(Sheet *s) {
  Text *t = s->t;
  diag_add(t->c->diags, DIAG_TABLE_TOO_WIDE, s->rows[0]->span,
           "a table of %zu columns does not fit a measure of %d characters without parting words or numbers; its rows "
           "are set as lines",
           s->columns, (int)(t->measure / len_max(s->em, 1)));
  for (size_t r = 0; r < s->n; r++)
    blocks_put_styled(t->c, t->out, t->g->layout, t->g->slot, s->rows[r], s->style, t->measure, t->g->number);
}

size_t table_put(Text *t, const Para *const *p, size_t n) {
  const Style *st = text_style(t->g->layout, t->g->slot, p[0]);
  Sheet s = {.t = t, .style = st, .rows = p, .n = rows_of(p, n)};
  s.em = st->size_max > 0 ? st->size_max : t->g->slot->grid.body;
  for (size_t r = 0; r < s.n; r++) each_cell(p[r], count_column, &s.columns);
  bool fits = s.columns > 0 && s.columns <= COLUMNS_MOST;
  if (fits) make_cells(&s);
  if (!fits || !place_columns(&s, t->measure)) {
    put_lines(&s);
    return s.n;
  }
  text_put_white(t);
  for (size_t r = 0; r < s.n; r++) vec_add(t->c->arena, t->out, row_make(&s, r, t->measure));
  text_put_white(t);
  return s.n;
}
