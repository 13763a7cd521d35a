/* flow/dump: the made-up pages as JSON, a line of type with its text, place and role. Lengths are in thousandths of a point, since they
 * are read by people who think in points; grid lines tell themselves. */
#include "flow/inside.h"

static void put_len(JsonOut *j, const char *key, Len v) {
  json_put_key(j, key);
  json_put_milli(j, len_fu(v, 1000, LEN_PT));
}

static void put_rect(JsonOut *j, Rect r) {
  put_len(j, "x", r.x);
  put_len(j, "y", r.y);
  put_len(j, "w", r.w);
  put_len(j, "h", r.h);
}

static void put_flag(JsonOut *j, const char *key, bool is) {
  if (!is) return;
  json_put_key(j, key);
  json_put_bool(j, true);
}

static const char *kind_name(ItemKind k) {
  switch (k) {
  case ITEM_LINE: return "line";
  case ITEM_PICTURE: return "picture";
  case ITEM_PLACEHOLDER: return "placeholder";
  case ITEM_RULE: return "rule";
  case ITEM_BOX: return "box";
  }
  return "";
}

static void put_line_item(JsonOut *j, const Item *it) {
  json_put_key(j, "text");
  json_put_str(j, str_sub(setting_shaped(it->setting)->text, it->line->at, it->line->end));
  put_len(j, "x", it->origin.x);
  put_len(j, "y", it->origin.y);
  put_len(j, "size", setting_style(it->setting)->size);
  put_len(j, "measure", it->line->measure);
  put_len(j, "set", it->line->set);
  put_flag(j, "vertical", it->vertical);
  int wide = setting_style(it->setting)->x_scale_pm;
  if (wide != 1000) json_put_key(j, "wide_pm"), json_put_int(j, wide);
  put_flag(j, "first", it->line->flags & LINE_FIRST);
  put_flag(j, "last", it->line->flags & LINE_LAST);
  put_flag(j, "relaxed", it->line->flags & (LINE_RELAXED | LINE_EMERGENCY));
}

static void put_one(JsonOut *j, const FlowEdition *e, const Item *it) {
  json_open_object(j);
  json_put_key(j, "kind");
  json_put_str(j, str_of(kind_name(it->kind)));
  json_put_key(j, "role");
  json_put_str(j, str_of(role_name(it->role)));
  if (it->story != STORY_NONE) {
    json_put_key(j, "story");
    json_put_str(j, e->stories.at[it->story].story->id);
  }
  if (it->kind == ITEM_LINE)
    put_line_item(j, it);
  else
    put_rect(j, it->box);
  if (it->overset) {
    json_put_key(j, "overset");
    json_put_bool(j, true);
  }
  json_close_object(j);
}

/* Of a vertical grid the axis of its first line, from the sheet's left. */
static void put_grid(JsonOut *j, const Grid *g) {
  Len first = grid_baseline(g, 1);
  put_flag(j, "vertical", g->vertical);
  put_len(j, g->vertical ? "axis" : "baseline", g->vertical ? g->sheet_w - first : first);
  put_len(j, "pitch", g->pitch);
  put_len(j, "body", g->body);
}

static void put_frame(JsonOut *j, const FlowPage *p, const FlowFrame *fr) {
  json_open_object(j);
  json_put_key(j, "name");
  json_put_str(j, fr->name);
  put_rect(j, fr->box);
  const Slot *s = layout_find_slot(p->layout, fr->name);
  if (s && s->own) {
    json_put_key(j, "grid");
    json_open_object(j);
    put_grid(j, &fr->grid);
    json_close_object(j);
  }
  const struct {
    const char *key;
    int v;
  } counts[] = {{"lines_room", fr->lines_room},
                {"lines_used", fr->lines_used},
                {"lines_over", fr->lines_over},
                {"lines_under", fr->lines_under}};
  for (size_t i = 0; i < COUNT(counts); i++) {
    json_put_key(j, counts[i].key);
    json_put_int(j, counts[i].v);
  }
  if (fr->lines_over) {
    json_put_key(j, "over_text");
    json_put_str(j, fr->over_text);
  }
  json_close_object(j);
}

static void put_page(JsonOut *j, const FlowEdition *e, const FlowPage *p) {
  json_open_object(j);
  json_put_key(j, "page");
  json_put_int(j, p->number);
  json_put_key(j, "name");
  json_put_str(j, p->name);
  json_put_key(j, "grid");
  json_open_object(j);
  put_grid(j, &p->layout->grid);
  json_close_object(j);
  json_put_key(j, "frames");
  json_open_array(j);
  for (size_t i = 0; i < p->frames.n; i++) put_frame(j, p, &p->frames.at[i]);
  json_close_array(j);
  json_put_key(j, "items");
  json_open_array(j);
  for (size_t i = 0; i < p->items.n; i++) put_one(j, e, &p->items.at[i]);
  json_close_array(j);
  json_close_object(j);
}

void flow_dump(const FlowEdition *e, JsonOut *out) {
  json_open_array(out);
  for (size_t i = 0; i < e->pages.n; i++) put_page(out, e, e->pages.at[i]);
  json_close_array(out);
}
