/* qpdf's handles through its C interface, which catches what C++ throws. A handle costs memory until the file is closed, so the number of
 * them is what bounds the work: every loop over a file's values asks through here. */
#include "form/inside.h"

#include <string.h>

void source_fail(Source *s, DiagCode code, const char *what) {
  if (!s->fault.what) s->fault = (FormFault){code, what};
}

void source_note(Source *s, FormTraitKind kind, Str name, int64_t value) {
  bool least = kind == FORM_PICTURE || kind == FORM_HAIRLINE;
  for (size_t i = 0; i < s->traits.n; i++) {
    FormTrait *t = &s->traits.at[i];
    if (t->kind != kind || !str_eq(t->name, name)) continue;
    if (least ? value < t->value : value > t->value) t->value = value;
    return;
  }
  enum { TRAITS_MOST = 500 };
  if (s->traits.n < TRAITS_MOST)
    vec_add(s->a, &s->traits, (FormTrait){.kind = kind, .name = str_copy(s->a, name), .value = value});
}

Oh oh_key(Source *s, Oh dict, const char *key) {
  if (qpdf_oh_is_stream(s->q, dict)) dict = qpdf_oh_get_dict(s->q, dict);
  if (!qpdf_oh_is_dictionary(s->q, dict)) return qpdf_oh_new_null(s->q);
  return qpdf_oh_get_key(s->q, dict, key);
}

bool oh_is_null(Source *s, Oh o) { return qpdf_oh_is_null(s->q, o); }

bool oh_is_name(Source *s, Oh o, const char *name) { return str_is(oh_name(s, o), name); }

Str oh_name(Source *s, Oh o) {
  if (!qpdf_oh_is_name(s->q, o)) return (Str){0};
  Str name = str_copy(s->a, str_of(qpdf_oh_get_name(s->q, o)));
  return str_sub(name, 1, name.n);
}

Str oh_id(Source *s, Oh o) {
  if (!qpdf_oh_is_indirect(s->q, o)) return (Str){0};
  return str_f(s->a, "%d %d", qpdf_oh_get_object_id(s->q, o), qpdf_oh_get_generation(s->q, o));
}

int64_t oh_int(Source *s, Oh o, int64_t otherwise) {
  long long v;
  return qpdf_oh_get_value_as_longlong(s->q, o, &v) ? v : otherwise;
}

/* Read from its digits: what a float would make of them is no length. */
bool oh_number(Source *s, Oh o, int64_t *u5) {
  enum { FRACTION = 100000, WHOLE_MOST = 10000000 };
  if (!qpdf_oh_is_number(s->q, o)) return false;
  const char *p = qpdf_oh_is_integer(s->q, o) ? qpdf_oh_unparse(s->q, o) : qpdf_oh_get_real_value(s->q, o);
  bool minus = *p == '-';
  int64_t v = 0, part = FRACTION;
  if (*p == '-' || *p == '+') p++;
  for (; *p >= '0' && *p <= '9'; p++) {
    v = v * 10 + (*p - '0');
    if (v > WHOLE_MOST) return false;
  }
  v *= FRACTION;
  if (*p == '.')
    for (p++; *p >= '0' && *p <= '9' && part > 1; p++) v += (*p - '0') * (part /= 10);
  while (*p >= '0' && *p <= '9') p++;
  *u5 = minus ? -v : v;
  return *p == 0;
}

int oh_count(Source *s, Oh array) { return qpdf_oh_is_array(s->q, array) ? qpdf_oh_get_array_n_items(s->q, array) : 0; }

Oh oh_item(Source *s, Oh array, int i) { return qpdf_oh_get_array_item(s->q, array, i); }

Keys oh_keys(Source *s, Oh dict) {
  VEC(Str) keys = {0};
  if (qpdf_oh_is_stream(s->q, dict)) dict = qpdf_oh_get_dict(s->q, dict);
  if (!qpdf_oh_is_dictionary(s->q, dict)) return (Keys){0};
  qpdf_oh_begin_dict_key_iter(s->q, dict);
  while (qpdf_oh_dict_more_keys(s->q)) {
    Str key = str_of(qpdf_oh_dict_next_key(s->q));
    vec_add(s->a, &keys, (Str){str_z(s->a, key), key.n});
  }
  return (Keys){keys.at, keys.n};
}
