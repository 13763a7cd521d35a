/* schema: the JSON Schemas of edition.yaml and of layouts, printed from the rows that read them, so that an editor completes and checks what
 * the engine would accept. Scalars may be written without quotes, and YAML then takes some for numbers; the schemas allow both. */
#include "plan/inside.h"

#include <string.h>

#define LENGTH "[+-]?[0-9]*\\.?[0-9]+ ?(mm|cm|in|pt|Q|px|em|lines?)|0"
#define SIZE LENGTH "|小?[初一二三四五六七八]号?"
#define SHARE "-?[0-9]*\\.?[0-9]+ ?%?"

static void put_key(JsonOut *o, const char *key) { json_put_key(o, key); }
static void put(JsonOut *o, const char *key, const char *value) {
  json_put_key(o, key), json_put_str(o, str_of(value));
}
static void open_at(JsonOut *o, const char *key) { json_put_key(o, key), json_open_object(o); }

/* ---- small parts. Each stands inside an object that is open. */

static void put_pattern(JsonOut *o, const char *pattern) {
  put_key(o, "type"), json_open_array(o);
  json_put_str(o, STR("string")), json_put_str(o, STR("number"));
  json_close_array(o);
  put_key(o, "pattern"), json_put_str(o, str_f(o->buf->a, "^(%s)$", pattern));
}

static void put_text(JsonOut *o) {
  put_key(o, "type"), json_open_array(o);
  static const char *const TYPES[] = {"string", "number", "boolean", "null"};
  for (size_t i = 0; i < COUNT(TYPES); i++) json_put_str(o, str_of(TYPES[i]));
  json_close_array(o);
}

static void put_ref(JsonOut *o, const char *def) {
  put_key(o, "$ref"), json_put_str(o, str_f(o->buf->a, "#/$defs/%s", def));
}

static void put_pattern_or_two(JsonOut *o, const char *one, const char *range) {
  put_key(o, "oneOf"), json_open_array(o);
  json_open_object(o), put_pattern(o, range), json_close_object(o);
  json_open_object(o), put(o, "type", "array"), put_key(o, "minItems"), json_put_int(o, 2), put_key(o, "maxItems"),
      json_put_int(o, 2);
  open_at(o, "items"), put_pattern(o, one), json_close_object(o);
  json_close_object(o);
  json_close_array(o);
}

static void put_choices(JsonOut *o, const Choice *choices) {
  put_key(o, "enum"), json_open_array(o);
  for (const Choice *c = choices; c->name; c++) json_put_str(o, str_of(c->name));
  json_close_array(o);
}

static void put_rows(JsonOut *o, const Table *t, bool closed);

static void put_default(JsonOut *o, const Row *row, const void *from) {
  Str text = value_text(o->buf->a, row, from);
  int64_t n;
  bool truth;
  if (!text.n) return;
  put_key(o, "default");
  if (row->kind == F_FLAG && str_read_bool(text, &truth))
    json_put_bool(o, truth);
  else if (row->kind == F_INT && str_read_int(text, &n))
    json_put_int(o, n);
  else
    json_put_str(o, text);
}

static void put_row(JsonOut *o, const Row *row, const void *from) {
  switch (row->kind) {
  case F_INT:
    put(o, "type", "integer"), put_key(o, "minimum"), json_put_int(o, row->least);
    if (row->most) put_key(o, "maximum"), json_put_int(o, row->most);
    break;
  case F_SPAN: put_pattern_or_two(o, "[0-9]+", "[0-9]+( ?[-–] ?[0-9]+)?"); break;
  case F_FLAG: put(o, "type", "boolean"); break;
  case F_CHOICE: put_choices(o, row->choices); break;
  case F_LENGTH:
  case F_MEASURE: put_ref(o, "length"); break;
  case F_SIZE: put_ref(o, "size"); break;
  case F_SIZES: put_pattern_or_two(o, SIZE, "(" SIZE ")( ?[-–] ?(" SIZE "))?"); break;
  case F_SHARE: put_pattern(o, SHARE); break;
  case F_SHARES: put_pattern_or_two(o, SHARE, "(" SHARE ")( ?[-–] ?(" SHARE "))?"); break;
  case F_INK: put_ref(o, "ink"); break;
  case F_SHEET: put_pattern_or_two(o, LENGTH, "(" LENGTH ") ?[x×X*] ?(" LENGTH ")"); break;
  case F_AT: put_ref(o, "place"); break;
  case F_MAP: put_rows(o, row->table, true); break;
  case F_OWN: put_ref(o, row->schema); break;
  case F_TEXT:
  case F_FIELD: put_text(o); break;
  }
  put(o, "description", row->meaning);
  put_default(o, row, from);
}

/* Names between blanks or bars are a choice; anything else is described only. */
static void put_option(JsonOut *o, const ParaOption *option, Str standard) {
  open_at(o, option->name);
  put_text(o);
  put_key(o, "default"), json_put_str(o, standard);
  put_key(o, "description"), json_put_str(o, str_f(o->buf->a, "%s (%s)", option->meaning, option->values));
  json_close_object(o);
}

static void put_properties(JsonOut *o, const Table *t) {
  size_t n = 0;
  const ParaOption *options = t->options ? para_options(&n) : NULL;
  const void *from = t->standard ? t->standard(o->buf->a) : NULL;
  const ParaStyle standard = para_style_default(LANG_ZH_HANS);
  for (size_t i = 0; i < t->n; i++) open_at(o, t->rows[i].name), put_row(o, &t->rows[i], from), json_close_object(o);
  for (size_t i = 0; i < n; i++)
    if (!table_find(t, str_of(options[i].name))) put_option(o, &options[i], para_option_text(o->buf->a, &standard, i));
}

static void put_rows(JsonOut *o, const Table *t, bool closed) {
  put(o, "type", "object");
  open_at(o, "properties"), put_properties(o, t), json_close_object(o);
  if (closed) put_key(o, "additionalProperties"), json_put_bool(o, false);
}

/* ---- $defs: what the rows of kind F_OWN name, and what many rows share */

static void def_pattern(JsonOut *o, const char *name, const char *pattern) {
  open_at(o, name), put_pattern(o, pattern), json_close_object(o);
}

static void open_one_of(JsonOut *o, const char *name) { open_at(o, name), put_key(o, "oneOf"), json_open_array(o); }
static void close_one_of(JsonOut *o) { json_close_array(o), json_close_object(o); }
static void one_text(JsonOut *o) { json_open_object(o), put_text(o), json_close_object(o); }
static void one_ref(JsonOut *o, const char *def) { json_open_object(o), put_ref(o, def), json_close_object(o); }
static void one_table(JsonOut *o, const Table *t) { json_open_object(o), put_rows(o, t, true), json_close_object(o); }

static void one_list_of(JsonOut *o, const char *def) {
  json_open_object(o), put(o, "type", "array");
  open_at(o, "items"), put_ref(o, def), json_close_object(o);
  json_close_object(o);
}

static void one_map_of(JsonOut *o, const char *def) {
  json_open_object(o), put(o, "type", "object");
  open_at(o, "additionalProperties"), put_ref(o, def), json_close_object(o);
  json_close_object(o);
}

static void def_map_of(JsonOut *o, const char *name, const char *def) {
  json_put_key(o, name);
  one_map_of(o, def);
}

static void def_either(JsonOut *o, const char *name, const Table *t) {
  open_one_of(o, name), one_text(o), one_table(o, t), close_one_of(o);
}

static void def_list_too(JsonOut *o, const char *name, const char *one) {
  open_one_of(o, name), one_ref(o, one), one_list_of(o, one), close_one_of(o);
}

static void put_common(JsonOut *o) {
  open_at(o, "name"), put(o, "type", "string"), json_close_object(o);
  def_list_too(o, "names", "name");
  def_pattern(o, "length", LENGTH);
  def_pattern(o, "size", SIZE);
  def_list_too(o, "sizes", "size");
  open_at(o, "text"), put_text(o), json_close_object(o);
  def_list_too(o, "texts", "text");
  open_at(o, "lang"), put_key(o, "enum"), json_open_array(o);
  for (int l = 0; l < LANG_COUNT; l++) json_put_str(o, str_of(lang_tag((Lang)l)));
  json_close_array(o), json_close_object(o);
}

/* Corners: two parts each. */
static void def_outline(JsonOut *o) {
  open_at(o, "outline"), put(o, "type", "array"), put_key(o, "minItems"), json_put_int(o, 3);
  open_at(o, "items"), put(o, "type", "array"), put_key(o, "minItems"), json_put_int(o, 2);
  put_key(o, "maxItems"), json_put_int(o, 2), open_at(o, "items"), put_text(o), json_close_object(o);
  json_close_object(o), json_close_object(o);
}

static void def_rules(JsonOut *o) {
  open_at(o, "rule"), put_key(o, "enum"), json_open_array(o);
  for (int i = 0; i < LINT_COUNT; i++) json_put_str(o, str_of(lint_name((LintRule)i)));
  json_close_array(o), json_close_object(o);
  def_list_too(o, "rules", "rule");
}

static void put_const(JsonOut *o, const char *word) {
  json_open_object(o), put_key(o, "enum"), json_open_array(o), json_put_str(o, str_of(word)), json_close_array(o);
  json_close_object(o);
}

/* A whole number with or without the word for lines, or two of them; of a picture's depth, a share too. */
static void def_change(JsonOut *o, const char *name, bool share) {
  open_at(o, name),
      put_pattern_or_two(o, "[+-]?[0-9]+", share ? "[+-]?[0-9]+( ?lines?)?|" SHARE : "[+-]?[0-9]+( ?lines?)?");
  json_close_object(o);
}

static void def_ladder(JsonOut *o) {
  def_pattern(o, "line-count", "[0-9]+( ?lines?)?");
  def_change(o, "change", false), def_change(o, "depth-change", true);
  open_at(o, "element"), put_key(o, "enum"), json_open_array(o);
  for (int i = 0; i <= ELEMENT_OPTIONAL; i++) json_put_str(o, str_of(element_name((Element)i)));
  json_close_array(o), json_close_object(o);
  open_one_of(o, "step"), put_const(o, "inherit"), one_table(o, &STEP_TABLE), close_one_of(o);
  open_one_of(o, "ladder"), put_const(o, "none"), one_list_of(o, "step"), close_one_of(o);
}

static void def_headline(JsonOut *o) {
  open_one_of(o, "headline"), one_text(o);
  json_open_object(o), put(o, "type", "object"), open_at(o, "properties");
  put_properties(o, &HEAD_TABLE), put_properties(o, &STYLE_TABLE);
  json_close_object(o), put_key(o, "additionalProperties"), json_put_bool(o, false), json_close_object(o);
  close_one_of(o);
}

static void put_layout_defs(JsonOut *o) {
  static const Choice HAO[] = {{"dtp", 0}, {"letterpress", 1}, {NULL, 0}};
  open_at(o, "ink"), put(o, "type", "string");
  put(o, "description",
      "black, white, grey, red …; red 40%; k 80%; cmyk 0 100 100 0; #rrggbb; accent; a name under inks; none"),
      json_close_object(o);
  def_either(o, "own-ink", &SPOT_TABLE), def_map_of(o, "inks", "own-ink");
  open_at(o, "place"), put_key(o, "enum"), json_open_array(o);
  for (int i = AT_TOP_LEFT; i <= AT_BOTTOM_RIGHT; i++) json_put_str(o, str_of(at_name((At)i)));
  json_close_array(o), json_close_object(o);
  def_pattern(o, "share", SHARE);
  open_at(o, "hao"), put_choices(o, HAO), json_close_object(o);
  open_at(o, "float"), put_key(o, "enum"), json_open_array(o), json_put_str(o, STR("here"));
  for (int i = AT_TOP_LEFT; i <= AT_BOTTOM_RIGHT; i++) json_put_str(o, str_of(at_name((At)i)));
  json_close_array(o), json_close_object(o);
  open_at(o, "initial"), put_rows(o, &INITIAL_TABLE, true), json_close_object(o);
  def_either(o, "style", &STYLE_TABLE);
  def_rules(o);
  def_ladder(o);
  def_headline(o);
  def_map_of(o, "styles", "style");
  def_either(o, "box", &BOX_TABLE);
  def_outline(o);
  open_at(o, "picture"), put_rows(o, &PICTURE_TABLE, true), json_close_object(o);
  open_at(o, "frame"), put_rows(o, &FRAME_TABLE, true), json_close_object(o);
  def_list_too(o, "frames", "frame");
  open_one_of(o, "pictures"), one_text(o), one_ref(o, "picture"), one_list_of(o, "picture"), close_one_of(o);
  open_at(o, "slot"), put_rows(o, &SLOT_TABLE, true), json_close_object(o);
  def_map_of(o, "slots", "slot");
}

static void put_edition_defs(JsonOut *o) {
  def_either(o, "paper", &PAPER_TABLE);
  def_either(o, "press", &PRESS_TABLE);
  def_pattern(o, "date", "[0-9]{4}-[0-9]{2}-[0-9]{2}");
  open_at(o, "count"), put(o, "type", "integer"), put_key(o, "minimum"), json_put_int(o, 1), json_close_object(o);
  open_one_of(o, "field"), one_text(o), one_map_of(o, "field"), close_one_of(o);
  def_map_of(o, "fields", "field");
  open_at(o, "page"), put_rows(o, &PAGE_TABLE, true), json_close_object(o);
  open_at(o, "pages"), put(o, "type", "array"), open_at(o, "items"), put_ref(o, "page"), json_close_object(o);
  put_key(o, "minItems"), json_put_int(o, 1), json_close_object(o);
  def_list_too(o, "editor", "text");
  def_map_of(o, "editors", "editor");
  def_either(o, "fill", &FILL_TABLE);
  def_list_too(o, "fill-or-list", "fill");
  open_one_of(o, "stories"), one_list_of(o, "fill"), one_map_of(o, "fill-or-list"), close_one_of(o);
  def_either(o, "ad", &AD_TABLE);
  def_list_too(o, "ad-or-list", "ad");
  def_map_of(o, "ads", "ad-or-list");
  open_at(o, "kept"), put_rows(o, &KEEP_TABLE, true), json_close_object(o);
  def_map_of(o, "keep", "kept");
  def_either(o, "teaser", &TEASER_TABLE), def_list_too(o, "teaser-or-list", "teaser"),
      def_map_of(o, "teasers", "teaser-or-list");
  def_either(o, "part", &PART_TABLE), def_map_of(o, "parts", "part");
  def_either(o, "filler", &FILLER_TABLE);
  json_put_key(o, "fillers"), one_list_of(o, "filler");
  open_at(o, "auto"), put_key(o, "enum"), json_open_array(o), json_put_str(o, STR("auto")), json_close_array(o);
  json_close_object(o);
}

void plan_write_schema(bool edition, Buf *out) {
  JsonOut o = json_out(out);
  json_open_object(&o);
  put(&o, "$schema", "https://json-schema.org/draft/2020-12/schema");
  put(&o, "title", edition ? "duikai: an edition (edition.yaml)" : "duikai: a layout (layouts/*.yaml)");
  put_rows(&o, edition ? &EDITION_TABLE : &LAYOUT_TABLE, true);
  if (edition) put_key(&o, "required"), json_open_array(&o), json_put_str(&o, STR("pages")), json_close_array(&o);
  open_at(&o, "$defs");
  put_common(&o);
  (edition ? put_edition_defs : put_layout_defs)(&o);
  json_close_object(&o);
  json_close_object(&o);
}
