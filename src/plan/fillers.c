/* fillers: the stock of small house pieces that fill what copy leaves (补白): short copy files, and pictures with the depths they may have. */
#include "plan/inside.h"

#define FILLER_ROW(n, k, field, ...)                                                                                   \
  { .name = n, .kind = k, .at = offsetof(Filler, field), __VA_ARGS__ }
static const Row FILLER_ROWS[] = {
    FILLER_ROW("file", F_TEXT, file, .meaning = "a copy file, or a picture"),
    SPAN_ROW(Filler, "cols", col_first, col_last, 1, 100,
             "columns that it may go over: 2, or 1-3; copy any number unless given, a picture one"),
    SPAN_ROW(Filler, "lines", line_first, line_last, 1, 1000,
             "a picture: grid lines that it may be deep: 12, or 10-14; as its shape asks for unless given"),
    FILLER_ROW("alt", F_TEXT, alt, .meaning = "a picture: what it says, for who cannot see it"),
};
const Table FILLER_TABLE = {.what = "a filler", .rows = FILLER_ROWS, .n = COUNT(FILLER_ROWS)};

static bool is_copy(Str file) {
  Str ext = path_ext(file);
  return str_is(ext, "md") || str_is(ext, "markdown") || str_is(ext, "txt");
}

static bool filler_read(PlanReader *r, const Yaml *y, Filler *f) {
  *f = (Filler){.span = y->span};
  if (y->kind == YAML_MAP)
    table_read(r, &FILLER_TABLE, y, f, NULL);
  else if (y->kind == YAML_TEXT)
    f->file = y->text;
  if (!f->file.n) {
    complain_value(r, y, "a copy file or a picture: stories/a.md, or {file: images/a.png, cols: 2, lines: 10-14}");
    return false;
  }
  f->is_copy = is_copy(f->file);
  if (f->is_copy) f->file = path_join(r->job->arena, r->edition->dir, f->file);
  if (!f->col_first) f->col_first = 1, f->col_last = f->is_copy ? 100 : 1;
  return true;
}

void fillers_read(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Edition *e = into;
  VEC(Filler) all = {0};
  if (y->kind != YAML_LIST) {
    complain_value(r, y, "a list of copy files and pictures");
    return;
  }
  for (const Yaml *c = y->child; c; c = c->next) {
    Filler f;
    if (filler_read(r, c, &f)) vec_add(r->job->arena, &all, f);
  }
  e->fillers = all.at, e->filler_count = all.n;
}
