/* The YAML readers: the tree is whole and every span lies in the text; a layout of any bytes is one that a page can be drawn on; an edition
 * either has pages or is none. */
#include "fuzz.h"

#include "plan/plan.h"

static void check_tree(const Yaml *y, Str text, int depth, size_t *walked) {
  must(depth <= 64 && ++*walked <= 200001);
  must(y->span.at <= y->span.end && y->span.end <= text.n);
  must(y->key_span.at <= y->key_span.end && y->key_span.end <= text.n);
  size_t n = 0;
  for (const Yaml *c = y->child; c; c = c->next, n++) check_tree(c, text, depth + 1, walked);
  must(n == y->n && (y->kind != YAML_TEXT || !n));
}

static void check_style(const Style *s) {
  must(s && s->size_min > 0 && s->size_min <= s->size_max && s->size_step > 0);
  must(s->font.n && s->para.size == s->size_max);
}

static void check_slot(const Layout *l, const Slot *s) {
  must(s->col_first >= 1 && s->col_first <= s->col_last && s->col_last <= l->grid.columns);
  must(s->line_first >= 1 && s->line_first <= s->line_last && s->line_last <= l->grid.lines);
  Rect r = layout_slot_rect(l, s);
  must(r.x >= 0 && r.y >= 0 && r.w > 0 && r.h > 0 && r.x + r.w <= l->sheet_w && r.y + r.h <= l->sheet_h);
  for (size_t i = 0; i < s->picture_count; i++)
    must(s->pictures[i].cols >= 0 && s->pictures[i].lines >= 0 && s->pictures[i].lines <= l->grid.lines);
  check_style(s->headline), check_style(s->body), check_style(s->caption), check_style(s->text);
}

static void check_layout(const Layout *l) {
  for (size_t i = 0; i < map_count(l->styles); i++) check_style(map_value(l->styles, i));
  check_style(layout_style(l, "headline"));
  for (size_t i = 0; i < l->slot_count; i++) check_slot(l, &l->slots[i]);
}

void fuzz_one(const uint8_t *bytes, size_t n) {
  Arena *a = arena_open();
  Job job = {a, diags_make(a)};
  Str text = {(const char *)bytes, n}, nowhere = STR("/nowhere");
  size_t walked = 0;
  Yaml *y = yaml_read(&job, text, diags_add_source(job.diags, STR("fuzz.yaml"), text), 0);
  must(y || diags_has(job.diags, DIAG_YAML_SYNTAX));
  if (y) check_tree(y, text, 1, &walked);
  Layout *l = layout_read_text(&job, STR("/nowhere/layouts/fuzz.yaml"), text, nowhere);
  if (l) check_layout(l);
  Edition *e = edition_read_text(&job, STR("/nowhere/edition.yaml"), text, nowhere);
  must(!e || e->page_count);
  Buf b = buf_make(a, (size_t)1 << 26);
  JsonOut out = json_out(&b);
  if (e) plan_dump(e, &out);
  for (size_t p = 0; e && p < e->page_count && p < 8; p++) plan_fill_fields(a, e, &e->pages[p], text);
  diags_write_text(job.diags, &b, DIAG_NOTE, false);
  arena_close(a);
}
