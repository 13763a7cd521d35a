/* yaml: a tree over libyaml's events, every node with its place in bytes.
 *
 * libyaml counts its marks in code points from where its input begins; everything here is in bytes of the registered source.
 * Marks come almost in order, so one cursor walks the text beside the parser and the conversion costs one pass in all.
 * A CRLF is two in libyaml's count, as in ours. A byte order mark is passed over here: libyaml counts it as a column.
 *
 * An alias shares the children of what it names. A tree of shared children is small in memory and may yet be endless to
 * walk ("billion laughs"), so an alias is charged the nodes and the depth of what it stands for, as if they were written. */
#include "base/base.h"

#include <string.h>
#include <yaml.h>

enum { DEPTH_MOST = 64, NODES_MOST = 200000, ALIASES_MOST = 1000, KEYS_LINEAR = 16 };

typedef struct Anchor {
  Yaml *node;
  size_t nodes;
  int height;
} Anchor;

typedef struct Reader {
  Job *job;
  Str text;
  uint32_t file, at;
  yaml_parser_t parser;
  size_t index, byte; /* the cursor: code point number and byte offset of the same place */
  size_t nodes, aliases;
  int deepest;
  Map *anchors;
} Reader;

/* ---- places */

/* What libyaml takes for one character at `byte`: the width its lead byte announces. */
static size_t width_at(Str s, size_t byte) {
  unsigned char c = (unsigned char)s.p[byte];
  size_t w = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
  return w < s.n - byte ? w : s.n - byte;
}

static size_t byte_of(Reader *r, size_t index) {
  while (r->index < index && r->byte < r->text.n) {
    r->byte += width_at(r->text, r->byte);
    r->index++;
  }
  while (r->index > index && r->byte) {
    do r->byte--;
    while (r->byte && ((unsigned char)r->text.p[r->byte] & 0xC0) == 0x80);
    r->index--;
  }
  return r->byte;
}

static Span span_at(const Reader *r, size_t at, size_t end) {
  return (Span){r->file, r->at + (uint32_t)at, r->at + (uint32_t)end};
}

static Span span_of(Reader *r, yaml_mark_t start, yaml_mark_t end) {
  size_t at = byte_of(r, start.index);
  return span_at(r, at, byte_of(r, end.index));
}

/* A place for a caret: the character at the mark. */
static Span caret_at(Reader *r, size_t byte) {
  return span_at(r, byte, byte < r->text.n ? byte + width_at(r->text, byte) : byte);
}

/* ---- what went wrong, in words for people who do not write YAML for a living */

typedef struct Complaint {
  const char *theirs; /* how libyaml's message begins */
  bool at_context;    /* the fault lies where the construct began, not where the scanner gave up */
  const char *ours, *hint;
} Complaint;

static const Complaint COMPLAINTS[] = {
    {"mapping values are not allowed", false, "a ':' where no value can stand",
     "quote the text if the colon belongs to it, or check the indent of this line and the one above"},
    {"could not find expected ':'", true, "a line that is neither 'name: value' nor '- item'",
     "a name is parted from its value by ': '"},
    {"did not find expected key", false, "a line whose indent or form fits nothing above it",
     "lines of one map begin in the same column; quote a value that begins or ends with a quote"},
    {"did not find expected '-' indicator", false, "a line among list items that is no '- item'", "check the indent"},
    {"did not find expected ',' or ']'", true, "a '[' that is never closed",
     "close it with ']', or quote the text if it belongs to it"},
    {"did not find expected ',' or '}'", true, "a '{' that is never closed",
     "close it with '}', or quote the text if it belongs to it"},
    {"found unexpected end of stream", true, "a quote that is never closed", "close it with the same quote"},
    {"found unexpected document indicator", true, "a quote that is never closed", "close it with the same quote"},
    {"did not find expected <document start>", false, "text after the end of the map", "check the indent"},
    {"found a tab character", false, "a tab in the indent", "YAML is indented with blanks only"},
    {"block sequence entries are not allowed", false, "a '- item' where no list can stand",
     "begin the list on a line of its own"},
    {"found unknown escape character", false, "an unknown escape after '\\'",
     "use single quotes, where a backslash is itself"},
    {"did not find expected alphabetic or numeric character", true, "a text that begins with '*' or '&'", "quote it"},
    {"invalid leading UTF-8", false, "bytes that are no UTF-8", "save the file as UTF-8"},
    {"invalid trailing UTF-8", false, "bytes that are no UTF-8", "save the file as UTF-8"},
    {"incomplete UTF-8", false, "bytes that are no UTF-8", "save the file as UTF-8"},
    {"control characters are not allowed", false, "a control character", "delete it"},
};

static const Complaint *complaint_find(Str problem) {
  for (size_t i = 0; i < COUNT(COMPLAINTS); i++)
    if (str_has_prefix(problem, str_of(COMPLAINTS[i].theirs))) return &COMPLAINTS[i];
  return NULL;
}

/* A tab, or one of the characters that YAML keeps for itself, opens a value. */
static void complain_about_character(Reader *r, size_t byte) {
  char c = byte < r->text.n ? r->text.p[byte] : ' ';
  if (c == '\t') {
    diag_add(r->job->diags, DIAG_YAML_SYNTAX, caret_at(r, byte), "a tab in the indent");
    diag_add_hint(r->job->diags, (Span){0}, "YAML is indented with blanks only");
  } else {
    diag_add(r->job->diags, DIAG_YAML_SYNTAX, caret_at(r, byte), "a text that begins with '%c' must be quoted", c);
  }
}

static size_t line_start(Str s, size_t at) {
  while (at && s.p[at - 1] != '\n') at--;
  return at;
}

/* The commonest slip with a Chinese keyboard: a full-width colon after a name. Looked for in the lines around the fault
 * and the one above, which YAML takes for the beginning of a longer text. */
static void hint_at_wide_colon(Reader *r, size_t from, size_t to) {
  from = line_start(r->text, from);
  if (from) from = line_start(r->text, from - 1);
  Str lines = str_sub(r->text, from, to);
  ptrdiff_t at = str_find(lines, STR("："));
  if (at < 0) return;
  diag_add_hint(r->job->diags, caret_at(r, from + (size_t)at),
                "this colon is full-width; YAML wants ': ' with a blank after it");
}

static void complain_syntax(Reader *r) {
  yaml_parser_t *p = &r->parser;
  Str problem = str_of(p->problem ? p->problem : "not enough memory");
  bool reader = p->error == YAML_READER_ERROR;
  size_t at =
      reader ? (p->problem_offset < r->text.n ? p->problem_offset : r->text.n) : byte_of(r, p->problem_mark.index);
  size_t context = p->context && !reader ? byte_of(r, p->context_mark.index) : at;
  if (str_has_prefix(problem, STR("found character that cannot start"))) {
    complain_about_character(r, at);
    return;
  }
  const Complaint *c = complaint_find(problem);
  if (!c) {
    diag_add(r->job->diags, DIAG_YAML_SYNTAX, caret_at(r, at), "%.*s", STRF(problem));
    return;
  }
  diag_add(r->job->diags, DIAG_YAML_SYNTAX, caret_at(r, c->at_context ? context : at), "%s", c->ours);
  diag_add_hint(r->job->diags, (Span){0}, "%s", c->hint);
  hint_at_wide_colon(r, context < at ? context : at, at);
}

/* ---- the tree */

static bool event_next(Reader *r, yaml_event_t *e) {
  if (yaml_parser_parse(&r->parser, e)) return true;
  complain_syntax(r);
  return false;
}

static bool charge(Reader *r, size_t nodes, int depth, Span span) {
  r->nodes += nodes;
  if (depth > r->deepest) r->deepest = depth;
  if (r->nodes > NODES_MOST) {
    diag_add(r->job->diags, DIAG_YAML_SYNTAX, span, "more than %d values in one file; nothing of it is used",
             NODES_MOST);
    return false;
  }
  if (depth > DEPTH_MOST) {
    diag_add(r->job->diags, DIAG_YAML_SYNTAX, span, "values nested more than %d deep; nothing of the file is used",
             DEPTH_MOST);
    return false;
  }
  return true;
}

static bool is_null(Str s) {
  return !s.n || str_is(s, "~") || str_is(s, "null") || str_is(s, "Null") || str_is(s, "NULL");
}

static Yaml *make_text(Reader *r, const yaml_event_t *e) {
  Yaml *y = arena_new(r->job->arena, Yaml);
  y->kind = YAML_TEXT;
  y->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
  Str text = {(const char *)e->data.scalar.value, e->data.scalar.length};
  if (y->quoted || !is_null(text)) y->text = str_copy(r->job->arena, text);
  y->span = span_of(r, e->start_mark, e->end_mark);
  return y;
}

static Yaml *make_alias(Reader *r, const yaml_event_t *e, int depth) {
  Str name = str_of((const char *)e->data.alias.anchor);
  Span span = span_of(r, e->start_mark, e->end_mark);
  const Anchor *anchor = map_find(r->anchors, name);
  if (!anchor) {
    diag_add(r->job->diags, DIAG_YAML_SYNTAX, span, "'*%.*s' refers to an anchor that does not stand above it",
             STRF(name));
    diag_add_hint(r->job->diags, (Span){0}, "quote the text if it only begins with '*'");
    return NULL;
  }
  if (++r->aliases > ALIASES_MOST) {
    diag_add(r->job->diags, DIAG_YAML_SYNTAX, span, "more than %d aliases; nothing of the file is used", ALIASES_MOST);
    return NULL;
  }
  if (!charge(r, anchor->nodes, depth + anchor->height, span)) return NULL;
  Yaml *y = arena_new(r->job->arena, Yaml);
  *y = *anchor->node;
  y->span = span, y->key_span = (Span){0}, y->key = (Str){0}, y->next = NULL;
  return y;
}

static Yaml *read_node(Reader *r, yaml_event_t *e, int depth);

/* The next child, or NULL: at the end of the collection (*done), or after a finding. */
static Yaml *read_child(Reader *r, int depth, bool flow, Yaml *parent, bool *done) {
  yaml_event_t e;
  if (!event_next(r, &e)) return NULL;
  if (e.type != YAML_SEQUENCE_END_EVENT && e.type != YAML_MAPPING_END_EVENT) return read_node(r, &e, depth);
  /* a block ends where the next token stands, lines below; its last child is the better end */
  if (flow) parent->span.end = span_of(r, e.start_mark, e.end_mark).end;
  yaml_event_delete(&e);
  *done = true;
  return NULL;
}

static void widen(Yaml *parent, const Yaml *child) {
  if (child->span.end > parent->span.end) parent->span.end = child->span.end;
}

static bool fill_list(Reader *r, Yaml *list, bool flow, int depth) {
  Yaml **tail = &list->child;
  for (bool done = false;;) {
    Yaml *item = read_child(r, depth + 1, flow, list, &done);
    if (!item) return done;
    widen(list, item);
    *tail = item, tail = &item->next;
    list->n++;
  }
}

static Yaml *key_find(Yaml *map, Map *seen, Str key) {
  if (seen) return map_find(seen, key);
  for (Yaml *y = map->child; y; y = y->next)
    if (str_eq(y->key, key)) return y;
  return NULL;
}

/* Small maps are searched along the chain; a large one gets an index, so that no file makes this quadratic. */
static Map *key_index(Reader *r, Yaml *map, Map *seen, Yaml *added) {
  if (seen) map_put(seen, added->key, added);
  if (seen || map->n != KEYS_LINEAR) return seen;
  seen = map_make(r->job->arena);
  for (Yaml *y = map->child; y; y = y->next) map_put(seen, y->key, y);
  return seen;
}

static void replace(Reader *r, Yaml *old, Yaml *value) {
  diag_add(r->job->diags, DIAG_YAML_DUPLICATE, value->key_span, "'%.*s' stands twice; the later one is used",
           STRF(value->key));
  diag_add_hint(r->job->diags, old->key_span, "it stood here first");
  Yaml *next = old->next;
  *old = *value;
  old->next = next;
}

static bool fill_map(Reader *r, Yaml *map, bool flow, int depth) {
  Yaml **tail = &map->child;
  Map *seen = NULL;
  for (bool done = false;;) {
    Yaml *key = read_child(r, depth + 1, flow, map, &done);
    if (!key) return done;
    Yaml *value = read_child(r, depth + 1, flow, map, &done);
    if (!value) return false;
    widen(map, value);
    if (key->kind != YAML_TEXT) {
      diag_add(r->job->diags, DIAG_YAML_SYNTAX, key->span,
               "a name that is itself a list or a map; this entry is left out");
      continue;
    }
    value->key = key->text, value->key_span = key->span;
    Yaml *old = key_find(map, seen, value->key);
    if (old) {
      replace(r, old, value);
      continue;
    }
    *tail = value, tail = &value->next;
    map->n++;
    seen = key_index(r, map, seen, value);
  }
}

static Yaml *make_collection(Reader *r, const yaml_event_t *e, int depth) {
  Yaml *y = arena_new(r->job->arena, Yaml);
  bool map = e->type == YAML_MAPPING_START_EVENT;
  bool flow = map ? e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                  : e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
  y->kind = map ? YAML_MAP : YAML_LIST;
  y->span = span_of(r, e->start_mark, e->start_mark);
  return (map ? fill_map : fill_list)(r, y, flow, depth) ? y : NULL;
}

static const yaml_char_t *anchor_of(const yaml_event_t *e) {
  if (e->type == YAML_SCALAR_EVENT) return e->data.scalar.anchor;
  if (e->type == YAML_MAPPING_START_EVENT) return e->data.mapping_start.anchor;
  return e->data.sequence_start.anchor;
}

/* Takes the event over. An anchor is known only after its node is whole, so no node can contain itself. */
static Yaml *read_node(Reader *r, yaml_event_t *e, int depth) {
  Yaml *y = NULL;
  size_t nodes = r->nodes;
  int deepest = r->deepest;
  r->deepest = depth;
  if (e->type == YAML_ALIAS_EVENT) {
    y = make_alias(r, e, depth);
  } else if (charge(r, 1, depth, caret_at(r, byte_of(r, e->start_mark.index)))) {
    y = e->type == YAML_SCALAR_EVENT ? make_text(r, e) : make_collection(r, e, depth);
    if (y && anchor_of(e)) {
      Anchor *anchor = arena_new(r->job->arena, Anchor);
      *anchor = (Anchor){y, r->nodes - nodes, r->deepest - depth};
      map_put(r->anchors, str_of((const char *)anchor_of(e)), anchor);
    }
  }
  if (deepest > r->deepest) r->deepest = deepest;
  yaml_event_delete(e);
  return y;
}

static Yaml *make_empty(Reader *r) {
  Yaml *y = arena_new(r->job->arena, Yaml);
  y->kind = YAML_MAP;
  y->span = span_at(r, 0, 0);
  return y;
}

/* What follows the first document is not read; saying so is better than half an edition. */
static void check_rest(Reader *r) {
  yaml_event_t e;
  if (!event_next(r, &e)) return;
  if (e.type == YAML_DOCUMENT_START_EVENT)
    diag_add(r->job->diags, DIAG_YAML_SYNTAX, caret_at(r, byte_of(r, e.start_mark.index)),
             "a second document begins here; it is left out");
  yaml_event_delete(&e);
}

static Yaml *read_document(Reader *r) {
  for (;;) {
    yaml_event_t e;
    if (!event_next(r, &e)) return NULL;
    yaml_event_type_t type = e.type;
    if (type == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_START_EVENT) {
      yaml_event_delete(&e);
      continue;
    }
    if (type == YAML_STREAM_END_EVENT) {
      yaml_event_delete(&e);
      return make_empty(r);
    }
    Yaml *y = read_node(r, &e, 1);
    if (!y) return NULL;
    if (!event_next(r, &e)) return NULL; /* the document's end */
    yaml_event_delete(&e);
    check_rest(r);
    return y->kind == YAML_TEXT && !y->quoted && !y->text.n ? make_empty(r) : y;
  }
}

Yaml *yaml_read(Job *job, Str text, uint32_t file, uint32_t at) {
  if (str_has_prefix(text, STR("\xEF\xBB\xBF"))) text = str_sub(text, 3, text.n), at += 3;
  Reader r = {.job = job, .text = text, .file = file, .at = at, .anchors = map_make(job->arena)};
  must(yaml_parser_initialize(&r.parser));
  yaml_parser_set_input_string(&r.parser, (const unsigned char *)(text.n ? text.p : ""), text.n);
  yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
  Yaml *y = read_document(&r);
  yaml_parser_delete(&r.parser);
  return y;
}

const Yaml *yaml_find(const Yaml *map, const char *key) {
  if (!map || map->kind != YAML_MAP) return NULL;
  for (const Yaml *y = map->child; y; y = y->next)
    if (str_is(y->key, key)) return y;
  return NULL;
}
