/* parts: a paper in parts (叠, 专刊): each counts its pages from 1 and says what a page of it is called. Page numbers proper run through the
 * whole edition; what a reader sees (第B2版) is the label, and it is made here alone. */
#include "plan/inside.h"

#define PART_ROW(n, field, ...)                                                                                        \
  { .name = n, .kind = F_TEXT, .at = offsetof(PaperPart, field), __VA_ARGS__ }
static const Row PART_ROWS[] = {
    PART_ROW("name", name, .meaning = "what the part is called: 教育周刊"),
    PART_ROW("label", label, .standard = "{part}{n}",
             .meaning =
                 "what its pages are called: {part} its letter, {n} the page in it, {nn} the same in two digits"),
};
const Table PART_TABLE = {.what = "a part", .rows = PART_ROWS, .n = COUNT(PART_ROWS)};

void paper_parts_read(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Edition *e = into;
  VEC(PaperPart) all = {0};
  if (y->kind != YAML_MAP) {
    complain_value(r, y, "a map from parts to their names: {A: 要闻, B: {name: 教育周刊, label: B{nn}}}");
    return;
  }
  for (const Yaml *c = y->child; c; c = c->next) {
    PaperPart p = {.id = c->key};
    if (c->kind == YAML_MAP)
      table_read(r, &PART_TABLE, c, &p, NULL);
    else
      p.name = c->text;
    vec_add(r->job->arena, &all, p);
  }
  e->parts = all.at, e->part_count = all.n;
}

const PaperPart *edition_part(const Edition *e, Str id) {
  for (size_t i = 0; i < e->part_count; i++)
    if (str_eq(e->parts[i].id, id)) return &e->parts[i];
  return NULL;
}

/* A part that no list of parts has is told once a page; without such a list any will do. */
void part_check(PlanReader *r, Str id, Span span) {
  const Edition *e = r->edition;
  if (!id.n || !e->part_count || edition_part(e, id)) return;
  diag_add(r->job->diags, DIAG_PART_UNKNOWN, span, "'parts' has no part '%.*s'; its pages are called %.*s1, %.*s2 …",
           STRF(id), STRF(id), STRF(id));
  Str *names = arena_array(r->job->arena, Str, e->part_count);
  for (size_t i = 0; i < e->part_count; i++) names[i] = e->parts[i].id;
  hint_nearest(r->job, id, names, e->part_count);
}

Str edition_label(Arena *a, const Edition *e, Str part, int nth) {
  const PaperPart *p = edition_part(e, part);
  Str how = p && p->label.n ? p->label : STR("{part}{n}");
  Buf b = buf_make(a, 4096);
  for (size_t i = 0; i < how.n;) {
    Str rest = str_sub(how, i, how.n);
    if (str_has_prefix(rest, STR("{part}")))
      buf_puts(&b, part), i += 6;
    else if (str_has_prefix(rest, STR("{nn}")))
      buf_putf(&b, "%02d", nth), i += 4;
    else if (str_has_prefix(rest, STR("{n}")))
      buf_putf(&b, "%d", nth), i += 3;
    else
      buf_putc(&b, how.p[i++]);
  }
  return b.n ? buf_str(&b) : str_f(a, "%d", nth);
}

int edition_pages_of(const Edition *e, Str part) {
  int n = 0;
  for (size_t i = 0; i < e->page_count; i++)
    if (str_eq(e->pages[i].part, part)) n += page_span(&e->pages[i]);
  return n;
}

/* {pages}: what the edition has, with the pages that makeup added to those it lists. */
static void tell_pages(Arena *a, Edition *e, int pages) {
  for (size_t i = 0; i < e->field_count; i++)
    if (str_is(e->fields[i].name, "pages") && !e->fields[i].span.file) e->fields[i].value = str_f(a, "%d", pages);
}

void edition_number_pages(Arena *a, Edition *e) {
  int number = 1;
  for (size_t i = 0; i < e->page_count; i++) {
    PagePlan *p = &e->pages[i];
    int nth = 1;
    for (size_t k = 0; k < i; k++) nth += str_eq(e->pages[k].part, p->part) ? page_span(&e->pages[k]) : 0;
    p->number = number, p->nth = nth;
    p->label = edition_label(a, e, p->part, nth);
    if (p->spread) p->label = str_f(a, "%.*s-%.*s", STRF(p->label), STRF(edition_label(a, e, p->part, nth + 1)));
    number += page_span(p);
  }
  tell_pages(a, e, number - 1);
}
