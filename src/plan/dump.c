/* dump: an edition as it was understood, for tests and for `dump --after=plan`. Lengths in mm, sizes in pt. */
#include "plan/inside.h"

static void put_len(JsonOut *out, const char *key, Len v, Len unit) {
  json_put_key(out, key);
  json_put_milli(out, len_fu(v, 1000, unit));
}

static void put_text(JsonOut *out, const char *key, Str v) {
  if (!v.n) return;
  json_put_key(out, key);
  json_put_str(out, v);
}

static void put_int(JsonOut *out, const char *key, int64_t v) {
  json_put_key(out, key);
  json_put_int(out, v);
}

static void put_measure(JsonOut *out, const char *key, Measure m) {
  if (!m.v) return;
  put_text(out, key, len_text(out->buf->a, m.v, m.unit));
}

static const char *align_name(Align a) {
  static const char *const NAMES[] = {"start", "center", "end", "justify"};
  return NAMES[a];
}

static void put_style(JsonOut *out, const Style *s) {
  json_open_object(out);
  put_text(out, "font", s->font);
  put_len(out, "size_pt", s->size_max, LEN_PT);
  if (s->size_min != s->size_max) put_len(out, "size_min_pt", s->size_min, LEN_PT);
  put_measure(out, "pitch", s->pitch);
  if (s->lines_max) put_int(out, "lines_min", s->lines_min), put_int(out, "lines_max", s->lines_max);
  if (s->x_scale_min_pm != 1000) put_int(out, "x_scale_min_pm", s->x_scale_min_pm);
  if (s->x_scale_max_pm != 1000) put_int(out, "x_scale_max_pm", s->x_scale_max_pm);
  if (s->tracking_min_pm) put_int(out, "tracking_min_pm", s->tracking_min_pm);
  if (s->tracking_max_pm) put_int(out, "tracking_max_pm", s->tracking_max_pm);
  put_measure(out, "space_before", s->space_before);
  put_measure(out, "space_after", s->space_after);
  put_measure(out, "indent", s->indent);
  put_text(out, "align", str_of(align_name(s->align)));
  if (s->writing != WRITING_FRAME)
    put_text(out, "writing", s->writing == WRITING_VERTICAL ? STR("vertical") : STR("horizontal"));
  put_text(out, "ink", ink_text(out->buf->a, s->ink));
  json_close_object(out);
}

static void put_range(JsonOut *out, const char *key, int first, int last) {
  json_put_key(out, key);
  json_put_str(out, str_f(out->buf->a, "%d-%d", first, last));
}

static void put_own_grid(JsonOut *out, const Grid *g) {
  put_text(out, "writing", g->vertical ? STR("vertical") : STR("horizontal"));
  put_len(out, "own_body_pt", g->body, LEN_PT), put_len(out, "own_pitch_pt", g->pitch, LEN_PT);
  put_int(out, "own_lines", g->lines);
}

static void put_slot(JsonOut *out, const Layout *l, const Slot *s) {
  Rect r = layout_slot_rect(l, s);
  json_open_object(out);
  put_text(out, "name", s->name);
  put_text(out, "kind", str_of(slot_kind_name(s->kind)));
  put_range(out, "cols", s->col_first, s->col_last);
  put_range(out, "lines", s->line_first, s->line_last);
  put_len(out, "x_mm", r.x, LEN_MM), put_len(out, "y_mm", r.y, LEN_MM);
  put_len(out, "w_mm", r.w, LEN_MM), put_len(out, "h_mm", r.h, LEN_MM);
  if (s->own) put_own_grid(out, &s->grid);
  if (s->legs) put_int(out, "legs", s->legs);
  if (s->box.on) put_int(out, "tint_pm", s->box.tint_pm), put_len(out, "rule_pt", s->box.rule, LEN_PT);
  for (size_t i = 0; i < s->picture_count; i++) {
    if (!i) json_put_key(out, "pictures"), json_open_array(out);
    json_open_object(out);
    put_int(out, "cols", s->pictures[i].cols), put_int(out, "lines", s->pictures[i].lines);
    put_text(out, "at", str_of(at_name(s->pictures[i].at)));
    if (s->pictures[i].measure) put_int(out, "measure", s->pictures[i].measure);
    if (s->pictures[i].wrap != WRAP_BOX) put_int(out, "wrap", s->pictures[i].wrap);
    json_close_object(out);
    if (i + 1 == s->picture_count) json_close_array(out);
  }
  json_put_key(out, "headline"), put_style(out, s->headline);
  json_close_object(out);
}

static void put_layout(JsonOut *out, const Layout *l) {
  json_open_object(out);
  put_text(out, "name", l->name);
  put_text(out, "lang", str_of(lang_tag(l->lang)));
  put_len(out, "sheet_w_mm", l->sheet_w, LEN_MM), put_len(out, "sheet_h_mm", l->sheet_h, LEN_MM);
  put_len(out, "left_mm", l->margin_left, LEN_MM), put_len(out, "top_mm", l->margin_top, LEN_MM);
  if (l->grid.vertical) put_text(out, "writing", STR("vertical"));
  put_int(out, "columns", l->grid.columns), put_int(out, "lines", l->grid.lines);
  put_len(out, "measure_em", l->grid.measure, l->grid.em), put_len(out, "gutter_em", l->grid.gutter, l->grid.em);
  put_len(out, "body_pt", l->grid.body, LEN_PT), put_len(out, "pitch_pt", l->grid.pitch, LEN_PT);
  json_put_key(out, "slots"), json_open_array(out);
  for (size_t i = 0; i < l->slot_count; i++) put_slot(out, l, &l->slots[i]);
  json_close_array(out);
  json_put_key(out, "styles"), json_open_object(out);
  for (size_t i = 0; i < map_count(l->styles); i++) {
    json_put_key(out, str_z(out->buf->a, map_key(l->styles, i)));
    put_style(out, map_value(l->styles, i));
  }
  json_close_object(out);
  json_close_object(out);
}

static void put_page(JsonOut *out, const PagePlan *p) {
  json_open_object(out);
  put_int(out, "number", p->number);
  put_text(out, "name", p->name);
  put_text(out, "layout", p->layout ? p->layout->name : STR("auto"));
  json_put_key(out, "editors"), json_open_object(out);
  for (size_t i = 0; i < p->editor_count; i++)
    put_text(out, str_z(out->buf->a, p->editors[i].name), p->editors[i].value);
  json_close_object(out);
  json_put_key(out, "stories"), json_open_array(out);
  for (size_t i = 0; i < p->fill_count; i++) {
    json_open_object(out);
    put_text(out, "slot", p->fills[i].slot);
    put_text(out, "file", p->fills[i].file);
    if (p->fills[i].story) put_int(out, "story", p->fills[i].story);
    json_close_object(out);
  }
  json_close_array(out);
  json_put_key(out, "ads"), json_open_array(out);
  for (size_t i = 0; i < p->ad_count; i++) {
    json_open_object(out);
    put_text(out, "slot", p->ads[i].slot);
    put_text(out, "file", p->ads[i].file);
    put_text(out, "state", p->ads[i].state);
    json_close_object(out);
  }
  json_close_array(out);
  json_close_object(out);
}

/* Each layout once, in the order of the pages that use it. */
static void put_layouts(JsonOut *out, const Edition *e) {
  json_open_array(out);
  for (size_t p = 0; p < e->page_count; p++) {
    const Layout *l = e->pages[p].layout;
    bool seen = !l;
    for (size_t k = 0; k < p && !seen; k++) seen = e->pages[k].layout == l;
    if (!seen) put_layout(out, l);
  }
  json_close_array(out);
}

void plan_dump(const Edition *e, JsonOut *out) {
  json_open_object(out);
  put_text(out, "path", e->path);
  put_text(out, "lang", str_of(lang_tag(e->lang)));
  json_put_key(out, "fields"), json_open_object(out);
  for (size_t i = 0; i < e->field_count; i++) put_text(out, str_z(out->buf->a, e->fields[i].name), e->fields[i].value);
  json_close_object(out);
  json_put_key(out, "pages"), json_open_array(out);
  for (size_t i = 0; i < e->page_count; i++) put_page(out, &e->pages[i]);
  json_close_array(out);
  json_put_key(out, "layouts"), put_layouts(out, e);
  json_close_object(out);
}
