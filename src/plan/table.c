/* table: a map of YAML into a struct, row by row. What a row does not say is not known: an unknown name is reported with
 * the nearest known one, and a value that cannot be read leaves the struct as it was (its default). */
#include "plan/inside.h"

#include <string.h>

bool name_is(Str key, const char *name) {
  if (key.n != strlen(name)) return false;
  for (size_t i = 0; i < key.n; i++)
    if (key.p[i] != name[i] && !(key.p[i] == '_' && name[i] == '-')) return false;
  return true;
}

bool is_filled(const Yaml *y) { return y && y->kind == YAML_TEXT && y->text.n; }

const Row *table_find(const Table *t, Str name) {
  for (size_t i = 0; i < t->n; i++)
    if (name_is(name, t->rows[i].name)) return &t->rows[i];
  return NULL;
}

void field_put(PlanReader *r, Str name, Str value, Span span) {
  vec_add(r->job->arena, &r->fields, (Field){str_copy(r->job->arena, name), value, span});
}

/* ---- complaints */

static Str listed(Arena *a, const Str *names, size_t n) {
  Buf b = buf_make(a, 4096);
  for (size_t i = 0; i < n; i++) {
    if (i) buf_puts(&b, STR(", "));
    buf_puts(&b, names[i]);
  }
  return buf_str(&b);
}

void hint_nearest(Job *job, Str word, const Str *names, size_t n) {
  enum { SHOWN_MOST = 24 };
  Str near = str_nearest(word, names, n);
  if (near.n) {
    diag_add_hint(job->diags, (Span){0}, "the nearest name is '%.*s'", STRF(near));
  } else if (n && n <= SHOWN_MOST) {
    diag_add_hint(job->diags, (Span){0}, "the names here are %.*s", STRF(listed(job->arena, names, n)));
  }
}

static size_t put_names(const Table *t, Str *names, size_t n, size_t most) {
  for (size_t i = 0; t && i < t->n && n < most; i++) names[n++] = str_of(t->rows[i].name);
  size_t count = 0;
  const ParaOption *options = t && t->options ? para_options(&count) : NULL;
  for (size_t i = 0; i < count && n < most; i++) names[n++] = str_of(options[i].name);
  return n;
}

void complain_unknown(PlanReader *r, const Table *t, const Yaml *y, const Table *beside) {
  enum { NAMES_MOST = 128 };
  Str names[NAMES_MOST];
  size_t n = put_names(beside, names, put_names(t, names, 0, NAMES_MOST), NAMES_MOST);
  diag_add(r->job->diags, DIAG_UNKNOWN_KEY, y->key_span, "unknown name '%.*s' in %s; it is left out", STRF(y->key),
           t->what);
  hint_nearest(r->job, y->key, names, n);
}

void complain_value(PlanReader *r, const Yaml *y, const char *wants) {
  Str key = y->key.n ? y->key : STR("value");
  if (y->kind == YAML_TEXT)
    diag_add(r->job->diags, DIAG_BAD_VALUE, y->span, "'%.*s' wants %s, not '%.*s'; the default is used", STRF(key),
             wants, STRF(y->text));
  else
    diag_add(r->job->diags, DIAG_BAD_VALUE, y->span, "'%.*s' wants %s, not a %s; the default is used", STRF(key), wants,
             y->kind == YAML_LIST ? "list" : "map");
}

/* ---- reading */

static void row_read(PlanReader *r, const Table *t, const Row *row, const Yaml *y, void *into, ReadOther other) {
  switch (row->kind) {
  case F_OWN:
    if (row->own) row->own(r, row, y, into);
    return;
  case F_MAP: table_read(r, row->table, y, into, other); return;
  case F_FIELD:
    if (y->kind != YAML_TEXT)
      complain_value(r, y, "text");
    else
      field_put(r, str_f(r->job->arena, "%s%s", t->prefix ? t->prefix : "", row->name), y->text, y->span);
    return;
  default:
    if (!value_read(r, row, y, into)) complain_value(r, y, value_wants(r->job->arena, row));
  }
}

void table_read(PlanReader *r, const Table *t, const Yaml *map, void *into, ReadOther other) {
  if (!map || (map->kind == YAML_TEXT && !map->text.n)) return;
  if (map->kind != YAML_MAP) {
    diag_add(r->job->diags, DIAG_BAD_VALUE, map->span, "%s wants a map of names and values; the default is used",
             t->what);
    return;
  }
  /* in the table's order, because later rows may stand on earlier ones (a size in em on the body's size) */
  for (size_t i = 0; i < t->n; i++)
    for (const Yaml *y = map->child; y; y = y->next)
      if (name_is(y->key, t->rows[i].name)) row_read(r, t, &t->rows[i], y, into, other);
  for (const Yaml *y = map->child; y; y = y->next)
    if (!table_find(t, y->key) && !(other && other(r, y, into))) complain_unknown(r, t, y, NULL);
}
