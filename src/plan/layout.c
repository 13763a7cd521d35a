/* layout: sheet, grid, styles, slots. The grid is drawn in characters and lines; millimetres follow from them:
 *
 *     width = columns × measure + (columns - 1) × gutter          depth = (lines - 1) × pitch + body
 *
 * so that every measure stays a whole number of characters and every column ends on a line (B1 of the trade's own arithmetic: 8 × 13 em of
 * 9 pt and 7 gutters of 1 em are 111 em, 999 pt). A grid that the sheet cannot hold loses columns or lines until it fits. */
#include "plan/inside.h"

/* A Han cell reaches from 0.88 em above the baseline to 0.12 em below it (the em box of CJK fonts, OpenType BASE 'ideo'). */
enum { CELL_ABOVE_PM = 880, COLUMNS_MOST = 64, LINES_MOST = 1000 };

Len grid_above(const Grid *g, Len size) { return len_pm(size, g->vertical ? 500 : CELL_ABOVE_PM); }

Len grid_baseline(const Grid *g, int line) { return g->across + (line - 1) * g->pitch + grid_above(g, g->cell); }

Len grid_column(const Grid *g, int column) { return g->along + (column - 1) * (g->measure + g->gutter); }

Rect grid_to_sheet(const Grid *g, Rect r) { return g->vertical ? (Rect){g->sheet_w - r.y - r.h, r.x, r.h, r.w} : r; }

Rect grid_from_sheet(const Grid *g, Rect r) { return g->vertical ? (Rect){r.y, g->sheet_w - r.x - r.w, r.h, r.w} : r; }

static Rect cells_rect(const Grid *g, int col_first, int col_last, int line_first, int line_last) {
  Len x = grid_column(g, col_first), top = g->across + (line_first - 1) * g->pitch;
  return (Rect){x, top, grid_column(g, col_last) + g->measure - x, (line_last - line_first) * g->pitch + g->cell};
}

Rect layout_slot_rect(const Layout *l, const Slot *s) {
  if (s->area.w > 0) return s->area;
  return grid_to_sheet(&l->grid, cells_rect(&l->grid, s->col_first, s->col_last, s->line_first, s->line_last));
}

/* ---- a slot's own grid */

static void grid_ems(Grid *g) {
  Len wide = len_pm(g->body, g->x_scale_pm);
  g->em = g->vertical ? g->body : wide;
  g->cell = g->vertical ? wide : g->body;
}

/* Whole lines in what the slot has across. A pitch that is stated stands; else the lines are spread so that the first and the last of them
 * lie at its edges. */
static void rule_lines(Grid *g, Len room, bool stated) {
  g->lines = room > g->cell ? (int)((room - g->cell) / g->pitch) + 1 : 1;
  if (!stated && g->lines > 1) g->pitch = (room - g->cell) / (g->lines - 1);
}

static Grid own_grid(const Layout *l, const Slot *s, bool vertical) {
  Grid g = l->grid;
  if (s->own_body > 0) {
    g.gutter = len_fu(g.gutter, s->own_body, g.body);
    g.pitch = len_fu(g.pitch, s->own_body, g.body);
    g.body = s->own_body;
  }
  g.vertical = vertical;
  grid_ems(&g);
  if (s->own_gutter.v > 0) g.gutter = measure_len(s->own_gutter, g.em, g.pitch);
  if (s->own_pitch.v > 0) g.pitch = measure_len(s->own_pitch, g.cell, l->grid.pitch);
  if (g.pitch < g.cell / 2) g.pitch = g.cell / 2;
  Rect r = grid_from_sheet(&g, layout_slot_rect(l, s));
  g.along = r.x, g.across = r.y;
  g.columns = 1;
  g.measure = len_max(r.w, g.em);
  rule_lines(&g, r.h, s->own_pitch.v > 0);
  return g;
}

void layout_place_slot(const Layout *l, Slot *s) {
  bool vertical = s->writing == WRITING_FRAME ? l->grid.vertical : s->writing == WRITING_VERTICAL;
  s->own =
      vertical != l->grid.vertical || s->own_body > 0 || s->own_pitch.v > 0 || s->own_gutter.v > 0 || s->area.w > 0;
  s->grid = s->own ? own_grid(l, s, vertical) : l->grid;
  s->cells = s->own ? (Cells){1, 1, 1, s->grid.lines} : (Cells){s->col_first, s->col_last, s->line_first, s->line_last};
  Writing head = s->headline->writing;
  s->headline_cross = head != WRITING_FRAME && (head == WRITING_VERTICAL) != vertical;
}

const Slot *layout_find_slot(const Layout *l, Str name) {
  for (size_t i = 0; i < l->slot_count; i++)
    if (str_eq(l->slots[i].name, name)) return &l->slots[i];
  return NULL;
}

const Style *layout_style(const Layout *l, const char *name) {
  const Style *s = map_find(l->styles, str_of(name));
  if (!s) s = map_find(l->styles, STR("text"));
  must(s);
  return s;
}

/* ---- rows */

static Layout layout_default(void) {
  Len body = 9 * LEN_PT;
  return (Layout){.lang = LANG_ZH_HANS,
                  .sheet_w = 390 * LEN_MM,
                  .sheet_h = 550 * LEN_MM,
                  .margin_left = LEN_NONE,
                  .margin_top = LEN_NONE,
                  .column_rule = LEN_PT / 4,
                  .story_rule = LEN_PT / 4,
                  .accent = INK_BLACK,
                  .grid = {.columns = 8,
                           .x_scale_pm = 1000,
                           .em = body,
                           .cell = body,
                           .measure = LEN_NONE,
                           .gutter = LEN_NONE,
                           .body = body,
                           .pitch = len_fu(body, 5, 4),
                           .lines = 123}};
}
static const void *layout_standard(Arena *a) {
  Layout *l = arena_new(a, Layout);
  *l = layout_default();
  return l;
}

static void read_lang(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Layout *l = into;
  if (!is_filled(y) || !lang_read(y->text, &l->lang))
    complain_value(r, y, "a language: zh-Hans, zh-Hant, zh-HK, ja, ko or en");
}

static void read_accent(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  Layout *l = into;
  const Row ink = {.name = row->name, .kind = F_INK, .at = offsetof(Layout, accent)};
  if (!value_read(r, &ink, y, l)) complain_value(r, y, value_wants(r->job->arena, &ink));
  r->accent = l->accent;
}

static const Choice HAO_TABLES[] = {{"dtp", 0}, {"letterpress", 1}, {NULL, 0}};

static void read_hao(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  Layout *l = into;
  const Row choice = {.name = row->name, .kind = F_CHOICE, .at = offsetof(Layout, grid.hao), .choices = HAO_TABLES};
  if (!value_read(r, &choice, y, l)) complain_value(r, y, value_wants(r->job->arena, &choice));
  r->letterpress = l->grid.hao != 0;
}

/* The em of all lengths that follow, and the pitch unless it is given */
static void use_body(PlanReader *r, Layout *l) {
  grid_ems(&l->grid);
  r->em = l->grid.em;
  l->grid.pitch = r->line = len_fu(l->grid.cell, 5, 4);
}

static void read_body(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  Layout *l = into;
  Len size;
  if (!is_filled(y) || !size_read(y->text, r->letterpress, &size)) {
    const Row as_size = {.name = row->name, .kind = F_SIZE};
    complain_value(r, y, value_wants(r->job->arena, &as_size));
    return;
  }
  l->grid.body = size;
  use_body(r, l);
}

static void read_x_scale(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Layout *l = into;
  const Row share = {.name = row->name, .kind = F_SHARE, .at = offsetof(Layout, grid.x_scale_pm)};
  int before = l->grid.x_scale_pm;
  if (!value_read(r, &share, y, l) || l->grid.x_scale_pm < 500 || l->grid.x_scale_pm > 2000) {
    l->grid.x_scale_pm = before;
    complain_value(r, y, "a share between 50% and 200%");
  }
  use_body(r, l);
}

static void read_pitch(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Layout *l = into;
  Len pitch;
  if (!is_filled(y) || !length_read(r, y->text, &pitch) || pitch < l->grid.cell / 2)
    complain_value(r, y, "a length such as 11.25pt, not less than half the body's size");
  else
    l->grid.pitch = r->line = pitch;
}

#define ROW(n, k, field, ...)                                                                                          \
  { .name = n, .kind = k, .at = offsetof(Layout, field), __VA_ARGS__ }
static const Choice GRID_WRITINGS[] = {{"horizontal", 0}, {"vertical", 1}, {NULL, 0}};
static const Row GRID_ROWS[] = {
    ROW("writing", F_CHOICE, grid.vertical, .choices = GRID_WRITINGS,
        .meaning = "which way the page's lines run; vertical: columns are tiers (段), lines count from the right"),
    {.name = "hao",
     .kind = F_OWN,
     .own = read_hao,
     .schema = "hao",
     .standard = "dtp",
     .meaning = "which table 号 names are looked up in: dtp (Word) or letterpress"},
    {.name = "body",
     .kind = F_OWN,
     .own = read_body,
     .schema = "size",
     .standard = "9pt",
     .meaning = "size of the body: what an em of the grid is"},
    {.name = "x-scale",
     .kind = F_OWN,
     .own = read_x_scale,
     .schema = "share",
     .standard = "100%",
     .meaning = "width of the body's characters in parts of their height: over 100% flat type (扁)"},
    {.name = "pitch",
     .kind = F_OWN,
     .own = read_pitch,
     .schema = "length",
     .standard = "1.25em",
     .meaning = "distance of baselines"},
    ROW("columns", F_INT, grid.columns, .least = 1, .most = COLUMNS_MOST, .meaning = "columns across the page"),
    ROW("tiers", F_INT, grid.columns, .least = 1, .most = COLUMNS_MOST, .meaning = "the same, of a vertical page"),
    ROW("measure", F_LENGTH, grid.measure, .standard = "13em",
        .meaning = "length of a column's or tier's lines, in whole characters: 13em"),
    ROW("gutter", F_LENGTH, grid.gutter, .standard = "1em", .meaning = "blank between columns"),
    ROW("lines", F_INT, grid.lines, .least = 1, .most = LINES_MOST, .meaning = "lines down the page"),
};
static const Table GRID_TABLE = {
    .what = "the grid", .rows = GRID_ROWS, .n = COUNT(GRID_ROWS), .standard = layout_standard};
static const Row SHEET_ROWS[] = {
    {.name = "size",
     .kind = F_SHEET,
     .at = offsetof(Layout, sheet_w),
     .also = offsetof(Layout, sheet_h),
     .meaning = "width x height, trimmed"},
    ROW("bleed", F_LENGTH, bleed, .meaning = "what ink may stand over the edge"),
};
static const Table SHEET_TABLE = {
    .what = "the sheet", .rows = SHEET_ROWS, .n = COUNT(SHEET_ROWS), .standard = layout_standard};
static const Row MARGIN_ROWS[] = {
    ROW("left", F_LENGTH, margin_left, .meaning = "left of the type area; centred unless given"),
    ROW("top", F_LENGTH, margin_top, .meaning = "above the type area; centred unless given"),
};
static const Table MARGIN_TABLE = {
    .what = "the margins", .rows = MARGIN_ROWS, .n = COUNT(MARGIN_ROWS), .standard = layout_standard};
static const Row RULE_ROWS[] = {
    ROW("column", F_LENGTH, column_rule, .meaning = "thickness of rules between legs; 0: none"),
    ROW("story", F_LENGTH, story_rule, .meaning = "thickness of rules between stories; 0: none"),
};
static const Table RULE_TABLE = {
    .what = "the rules", .rows = RULE_ROWS, .n = COUNT(RULE_ROWS), .standard = layout_standard};
/* inherit, styles, ladder and slots stand on the finished grid: layout_make reads them last */
static const Row LAYOUT_ROWS[] = {
    {.name = "inherit",
     .kind = F_OWN,
     .schema = "names",
     .meaning = "files of layouts/styles/ that the styles are built on"},
    {.name = "lang",
     .kind = F_OWN,
     .own = read_lang,
     .schema = "lang",
     .standard = "zh-Hans",
     .meaning = "language of the page"},
    {.name = "sheet", .kind = F_MAP, .table = &SHEET_TABLE, .meaning = "the paper"},
    {.name = "grid", .kind = F_MAP, .table = &GRID_TABLE, .meaning = "columns and lines of the type area"},
    {.name = "margins", .kind = F_MAP, .table = &MARGIN_TABLE, .meaning = "where the type area stands"},
    {.name = "rules", .kind = F_MAP, .table = &RULE_TABLE, .meaning = "hairlines"},
    {.name = "inks",
     .kind = F_OWN,
     .own = inks_read,
     .schema = "inks",
     .meaning = "inks of the paper's own, by name: process inks, and spot colours"},
    {.name = "accent",
     .kind = F_OWN,
     .own = read_accent,
     .schema = "ink",
     .standard = "black",
     .meaning = "the page's colour; 'ink: accent' in styles"},
    ROW("waive", F_OWN, waive, .own = rules_read, .schema = "rules",
        .meaning = "faults of make-up that are meant on this page and not told"),
    ROW("lint", F_OWN, lint, .own = rules_read, .schema = "rules",
        .meaning = "faults of make-up that are told only where asked for: paragraph-at-leg-end"),
    {.name = "ladder",
     .kind = F_OWN,
     .schema = "ladder",
     .meaning = "what may be changed so that copy fits, step by step; the styles' unless given"},
    {.name = "styles", .kind = F_OWN, .schema = "styles", .meaning = "styles by name, over those inherited"},
    {.name = "slots", .kind = F_OWN, .schema = "slots", .meaning = "the holes of the page by name"},
};
const Table LAYOUT_TABLE = {
    .what = "a layout", .rows = LAYOUT_ROWS, .n = COUNT(LAYOUT_ROWS), .standard = layout_standard};

/* ---- the grid on the sheet */

static Len grid_length(const Grid *g) { return g->columns * g->measure + (g->columns - 1) * g->gutter; }
static Len grid_depth(const Grid *g) { return (g->lines - 1) * g->pitch + g->cell; }

static void complain_grid(PlanReader *r, Span span, const char *side, Len grid, Len sheet, int kept, int all,
                          const char *what) {
  Str g = len_text(r->job->arena, grid, LEN_UNIT_ABS), s = len_text(r->job->arena, sheet, LEN_UNIT_ABS);
  diag_add(r->job->diags, DIAG_GRID_TOO_LARGE, span, "the grid is %.*s %s, the sheet %.*s; %d of its %d %s are used",
           STRF(g), side, STRF(s), kept, all, what);
}

static void fit_grid(PlanReader *r, Layout *l, Span span) {
  Grid *g = &l->grid;
  int columns = g->columns, lines = g->lines;
  Len length = grid_length(g), depth = grid_depth(g);
  Len along = g->vertical ? l->sheet_h : l->sheet_w, across = g->vertical ? l->sheet_w : l->sheet_h;
  const char *wide = g->vertical ? "deep" : "wide", *deep = g->vertical ? "wide" : "deep";
  while (g->columns > 1 && grid_length(g) > along) g->columns--;
  while (g->lines > 1 && grid_depth(g) > across) g->lines--;
  if (length > along)
    complain_grid(r, span, wide, length, along, g->columns, columns, g->vertical ? "tiers" : "columns");
  if (depth > across) complain_grid(r, span, deep, depth, across, g->lines, lines, "lines");
  g->measure = len_min(g->measure, along);
}

/* Values that no later sum could bear */
static void mend_grid(PlanReader *r, Layout *l, const Yaml *grid) {
  Grid *g = &l->grid;
  const Yaml *measure = yaml_find(grid, "measure"), *gutter = yaml_find(grid, "gutter");
  if (g->measure < g->em) {
    if (measure)
      diag_add(r->job->diags, DIAG_BAD_VALUE, measure->span, "a column is at least one character wide; 13em is used");
    g->measure = 13 * g->em;
  }
  if (g->gutter < 0) {
    if (gutter) diag_add(r->job->diags, DIAG_BAD_VALUE, gutter->span, "a gutter cannot be negative; 1em is used");
    g->gutter = g->em;
  }
  if (l->bleed < 0 || l->bleed > 50 * LEN_MM) l->bleed = 0;
}

static void place_grid(PlanReader *r, Layout *l, Span span) {
  Grid *g = &l->grid;
  Len width = g->vertical ? grid_depth(g) : grid_length(g), depth = g->vertical ? grid_length(g) : grid_depth(g);
  bool out = (l->margin_left != LEN_NONE && (l->margin_left < 0 || l->margin_left + width > l->sheet_w)) ||
             (l->margin_top != LEN_NONE && (l->margin_top < 0 || l->margin_top + depth > l->sheet_h));
  if (out)
    diag_add(r->job->diags, DIAG_GRID_TOO_LARGE, span, "with these margins the grid leaves the sheet; it is centred");
  if (out || l->margin_left == LEN_NONE) l->margin_left = (l->sheet_w - width) / 2;
  if (out || l->margin_top == LEN_NONE) l->margin_top = (l->sheet_h - depth) / 2;
  g->sheet_w = l->sheet_w;
  Rect at = grid_from_sheet(g, (Rect){l->margin_left, l->margin_top, width, depth});
  g->along = at.x, g->across = at.y;
}

static Span part_span(const Yaml *root, const char *name) {
  const Yaml *y = yaml_find(root, name);
  if (!y) return root->span;
  return y->key_span.file ? y->key_span : y->span;
}

Layout *layout_make(Shelf *s, const Sheaf *sheaf) {
  Layout *l = arena_new(s->job->arena, Layout);
  *l = layout_default();
  l->name = sheaf->name, l->path = sheaf->path, l->file = sheaf->file;
  PlanReader r = {
      .job = s->job, .em = l->grid.body, .line = l->grid.pitch, .accent = INK_BLACK, .layout = l, .shelf = s};
  const Yaml *root = sheaf->root, *grid = yaml_find(root, "grid");
  table_read(&r, &LAYOUT_TABLE, root, l, NULL);
  if (l->grid.measure == LEN_NONE) l->grid.measure = 13 * l->grid.em;
  if (l->grid.gutter == LEN_NONE) l->grid.gutter = l->grid.em;
  mend_grid(&r, l, grid);
  fit_grid(&r, l, part_span(root, "grid"));
  place_grid(&r, l, part_span(root, yaml_find(root, "margins") ? "margins" : "grid"));
  r.book = book_make(&r, s, l->lang);
  book_inherit(r.book, yaml_find(root, "inherit"));
  book_add(r.book, yaml_find(root, "styles"), NULL);
  book_resolve(r.book);
  l->styles = book_styles(r.book);
  l->ladder = ladder_read(&r, yaml_find(root, "ladder"), book_ladder(r.book));
  slots_read(&r, yaml_find(root, "slots"));
  return l;
}

/* ---- the door */

Layout *layout_find(Job *job, Str name, Str edition_dir, Str data_dir, Span asked_at) {
  return shelf_layout(shelf_make(job, edition_dir, data_dir, NULL), name, asked_at);
}

Layout *edition_layout(Job *job, const Edition *e, Str name, Str data_dir, Span asked_at) {
  return shelf_layout(shelf_make(job, e->dir, data_dir, e->spots), name, asked_at);
}

/* A layout of an edition lies in EDITION/layouts/GROUP/; its style files are those of the edition. */
static Str edition_of(Str path) {
  Str dir = path_dir(path);
  for (int up = 0; up < 3; up++, dir = path_dir(dir))
    if (str_is(path_base(dir), "layouts")) return path_dir(dir);
  return path_dir(path);
}

Layout *layout_read_text(Job *job, Str path, Str text, Str data_dir) {
  Shelf *s = shelf_make(job, edition_of(path), data_dir, NULL);
  const Sheaf *sheaf = shelf_add(s, path, path, text);
  return sheaf->root ? layout_make(s, sheaf) : NULL;
}
