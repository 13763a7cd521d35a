/* json_read: JSON (RFC 8259) through jansson, copied into a tree in the job's arena so that nobody else holds a foreign handle. */
#include <jansson.h>

#include "base/base.h"

enum { DEPTH_MOST = 200 }; /* no report is deeper; the stack of a thread holds far more */

static Str copied(Arena *a, const char *p, size_t n) { return str_copy(a, (Str){p, n}); }

static Json *tree_make(Arena *a, const json_t *v, int depth);

static Json **list_make(Arena *a, const json_t *v, int depth, Json **end) {
  size_t n = json_array_size(v);
  for (size_t i = 0; end && i < n; i++) {
    *end = tree_make(a, json_array_get(v, i), depth + 1);
    end = *end ? &(*end)->next : NULL;
  }
  return end;
}

static Json **map_fill(Arena *a, json_t *v, int depth, Json **end) {
  const char *key;
  size_t length;
  json_t *value;
  json_object_keylen_foreach(v, key, length, value) {
    *end = tree_make(a, value, depth + 1);
    if (!*end) return NULL;
    (*end)->key = copied(a, key, length);
    end = &(*end)->next;
  }
  return end;
}

/* NULL: nested too deep. */
static Json *tree_make(Arena *a, const json_t *v, int depth) {
  if (depth > DEPTH_MOST) return NULL;
  Json *j = arena_new(a, Json);
  bool whole = true;
  switch (json_typeof(v)) {
  case JSON_OBJECT:
    j->kind = JSON_MAP;
    whole = map_fill(a, (json_t *)(uintptr_t)v, depth,
                     &j->child); /* jansson walks a map through a plain pointer and leaves it as it is */
    break;
  case JSON_ARRAY:
    j->kind = JSON_LIST;
    whole = list_make(a, v, depth, &j->child);
    break;
  case JSON_STRING:
    j->kind = JSON_TEXT;
    j->text = copied(a, json_string_value(v), json_string_length(v));
    break;
  case JSON_INTEGER:
    j->kind = JSON_INT;
    j->integer = json_integer_value(v);
    break;
  case JSON_REAL: j->kind = JSON_FRACTION; break;
  case JSON_TRUE:
  case JSON_FALSE:
    j->kind = JSON_BOOL;
    j->truth = json_is_true(v);
    break;
  case JSON_NULL: j->kind = JSON_NONE; break;
  }
  return whole ? j : NULL;
}

static Json *refuse(Job *job, uint32_t file, size_t at, const char *why) {
  uint32_t byte = (uint32_t)at;
  diag_add(job->diags, DIAG_JSON_SYNTAX, (Span){file, byte, byte + 1}, "this is no JSON: %s", why);
  return NULL;
}

Json *json_read(Job *job, Str text, uint32_t file) {
  json_error_t fault;
  json_t *v = json_loadb(text.n ? text.p : "", text.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, &fault);
  if (!v) return refuse(job, file, fault.position > 0 ? (size_t)fault.position - 1 : 0, fault.text);
  Json *tree = tree_make(job->arena, v, 0);
  json_decref(v);
  return tree ? tree : refuse(job, file, 0, "it is nested too deep");
}

const Json *json_find(const Json *object, const char *key) {
  if (!object || object->kind != JSON_MAP) return NULL;
  for (const Json *v = object->child; v; v = v->next)
    if (str_is(v->key, key)) return v;
  return NULL;
}
