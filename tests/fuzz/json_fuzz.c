/* The JSON reader: no crash, and what was read and is written again reads as the same. */
#include "fuzz.h"

#include "base/base.h"

static void put(Arena *a, JsonOut *out, const Json *v) {
  switch (v->kind) {
  case JSON_NONE: json_put_null(out); break;
  case JSON_BOOL: json_put_bool(out, v->truth); break;
  case JSON_INT: json_put_int(out, v->integer); break;
  case JSON_FRACTION: json_put_null(out); break;
  case JSON_TEXT: json_put_str(out, v->text); break;
  case JSON_LIST:
    json_open_array(out);
    for (const Json *child = v->child; child; child = child->next) put(a, out, child);
    json_close_array(out);
    break;
  case JSON_MAP:
    json_open_object(out);
    for (const Json *child = v->child; child; child = child->next) {
      json_put_key(out, str_z(a, child->key));
      put(a, out, child);
    }
    json_close_object(out);
  }
}

static Str written(Arena *a, const Json *v) {
  Buf b = buf_make(a, (size_t)1 << 26);
  JsonOut out = json_out(&b);
  out.compact = true;
  put(a, &out, v);
  return buf_str(&b);
}

void fuzz_one(const uint8_t *bytes, size_t n) {
  Arena *a = arena_open();
  Job job = {a, diags_make(a)};
  Str text = {(const char *)bytes, n};
  uint32_t file = diags_add_source(job.diags, STR("fuzz.json"), text);
  Json *v = json_read(&job, text, file);
  must((v != NULL) == (diags_count(job.diags, DIAG_ERROR) == 0));
  if (v) {
    Str once = written(a, v);
    Json *again = json_read(&job, once, 0);
    must(again && str_eq(once, written(a, again)));
  }
  Buf shown = buf_make(a, (size_t)1 << 26);
  diags_write_text(job.diags, &shown, DIAG_NOTE, true);
  arena_close(a);
}
