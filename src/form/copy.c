/* The objects that the page's content needs, with all that they point to, as text in which only the references are open. Each is taken once,
 * however often it is pointed to. qpdf writes numbers, strings and names; which keys go over is decided here. */
#include "form/inside.h"

#include <string.h>

/* What a value is, by the way that led to it: the same dictionary is read otherwise as resources and as a graphics state. */
typedef enum Place { OF_NONE, OF_RESOURCES, OF_SPACES, OF_OBJECTS, OF_STATES, OF_STATE, OF_HIDDEN } Place;

typedef struct Waiting {
  Oh o;
  Place place;
} Waiting;
typedef struct Copy {
  Source *s;
  Map *number; /* "n g" and its place -> 1 + index */
  VEC(FormObject) objects;
  VEC(Waiting) waiting; /* by index */
  size_t text;
  uint32_t empty; /* 0: none yet */
  /* the object being written */
  VEC(FormPiece) pieces;
  Buf now;
} Copy;

static void flush(Copy *c) {
  if (!c->now.n) return;
  vec_add(c->s->a, &c->pieces, (FormPiece){.kind = FORM_TEXT, .text = buf_str(&c->now)});
  c->text += c->now.n;
  if (c->text > TEXT_MOST) source_fail(c->s, DIAG_PDF_TOO_LARGE, "its page has more than 32 MB of objects");
  c->now = buf_make(c->s->a, TEXT_MOST);
}

static void put_piece(Copy *c, FormPieceKind kind, Str text, uint32_t object) {
  flush(c);
  vec_add(c->s->a, &c->pieces, (FormPiece){kind, text, object});
}

static void put_name(Copy *c, Str name) {
  static const char hex[] = "0123456789ABCDEF";
  buf_putc(&c->now, '/');
  for (size_t i = 0; i < name.n; i++) {
    unsigned char k = (unsigned char)name.p[i];
    if (k > 0x20 && k < 0x7F && !strchr("()<>[]{}/%#", k)) {
      buf_putc(&c->now, (char)k);
    } else {
      buf_putc(&c->now, '#');
      buf_putc(&c->now, hex[k >> 4]);
      buf_putc(&c->now, hex[k & 15]);
    }
  }
}

static uint32_t object_add(Copy *c, Oh o, Place place) {
  vec_add(c->s->a, &c->objects, (FormObject){0});
  vec_add(c->s->a, &c->waiting, (Waiting){o, place});
  if (c->objects.n > OBJECTS_MOST) source_fail(c->s, DIAG_PDF_TOO_LARGE, "its page needs more than 60000 objects");
  return (uint32_t)c->objects.n - 1;
}

static uint32_t object_of(Copy *c, Oh o, Place place) {
  Str key = str_f(c->s->a, "%.*s %d", STRF(oh_id(c->s, o)), place);
  uintptr_t known = (uintptr_t)map_find(c->number, key);
  if (!known) map_put(c->number, key, (void *)(known = (uintptr_t)object_add(c, o, place) + 1));
  return (uint32_t)known - 1;
}

/* What a page is hung into, or what would lead back to all of the file. */
static bool is_foreign(Source *s, Oh o) {
  static const char *const types[] = {"Page",           "Pages", "Catalog", "Annot",   "StructElem",
                                      "StructTreeRoot", "OCG",   "OCMD",    "Filespec"};
  Str type = oh_name(s, oh_key(s, o, "/Type"));
  for (size_t i = 0; i < COUNT(types); i++)
    if (str_is(type, types[i])) return true;
  return oh_is_name(s, oh_key(s, o, "/Subtype"), "PS");
}

static bool is_left_out(Place place, Str key, bool stream, bool plain) {
  static const char *const always[] = {"/Metadata",     "/PieceInfo", "/StructParent", "/StructParents", "/OC", "/AF",
                                       "/LastModified", "/A",         "/AA",           "/Annots",        NULL};
  static const char *const streams[] = {"/Length",     "/F",      "/FFilter", "/FDecodeParms", "/OPI",
                                        "/Alternates", "/Ref",    "/PS",      "/Interpolate",  "/Subtype2",
                                        "/Measure",    "/PtData", NULL};
  static const char *const resources[] = {"/Properties", "/ProcSet", NULL};
  static const char *const states[] = {"/TR", "/TR2", "/HT", "/HTO", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2", NULL};
  static const char *const packed[] = {"/Filter", "/DecodeParms", "/DL", NULL};
  const char *const *lists[] = {place == OF_NONE || place == OF_RESOURCES ? always : NULL, stream ? streams : NULL,
                                place == OF_RESOURCES ? resources : NULL, place == OF_STATE ? states : NULL,
                                plain ? packed : NULL};
  for (size_t i = 0; i < COUNT(lists); i++)
    for (const char *const *at = lists[i]; at && *at; at++)
      if (str_is(key, *at)) return true;
  return false;
}

static Place place_of(Place place, Str key) {
  if (str_is(key, "/Resources")) return OF_RESOURCES;
  if (place == OF_STATES) return OF_STATE;
  if (place != OF_RESOURCES) return OF_NONE;
  return str_is(key, "/ColorSpace")  ? OF_SPACES
         : str_is(key, "/XObject")   ? OF_OBJECTS
         : str_is(key, "/ExtGState") ? OF_STATES
                                     : OF_NONE;
}

static void put_value(Copy *c, Oh o, Place place, int depth);

/* In a dictionary of colour spaces the writer may put what stands for the device's, unless the page says so itself. */
static void put_defaults(Copy *c, Oh spaces) {
  Source *s = c->s;
  if (oh_is_null(s, oh_key(s, spaces, "/DefaultRGB"))) put_piece(c, FORM_DEFAULT_RGB, (Str){0}, 0);
  if (oh_is_null(s, oh_key(s, spaces, "/DefaultCMYK"))) put_piece(c, FORM_DEFAULT_CMYK, (Str){0}, 0);
}

static bool is_kept(Source *s, Oh value) {
  bool holder = qpdf_oh_is_dictionary(s->q, value) || qpdf_oh_is_stream(s->q, value);
  return !oh_is_null(s, value) && !(holder && is_foreign(s, value));
}

/* What is hidden is drawn by a name that must stay: an empty form stands for it. */
static uint32_t empty_form(Copy *c) {
  if (!c->empty) c->empty = object_add(c, qpdf_oh_new_null(c->s->q), OF_HIDDEN);
  return c->empty;
}

static void put_entries(Copy *c, Oh dict, Place place, bool stream, bool plain, int depth) {
  Source *s = c->s;
  Keys keys = oh_keys(s, dict);
  for (size_t i = 0; i < keys.n && !s->fault.what; i++) {
    Oh value = oh_key(s, dict, keys.at[i].p);
    if (is_left_out(place, keys.at[i], stream, plain) || !is_kept(s, value)) continue;
    put_name(c, str_sub(keys.at[i], 1, keys.at[i].n));
    buf_putc(&c->now, ' ');
    if (place == OF_OBJECTS && layer_is_hidden(s, oh_key(s, value, "/OC")))
      put_piece(c, FORM_REF, (Str){0}, empty_form(c));
    else
      put_value(c, value, place_of(place, keys.at[i]), depth + 1);
  }
  if (place == OF_SPACES) put_defaults(c, dict);
  if (place != OF_RESOURCES || !oh_is_null(s, oh_key(s, dict, "/ColorSpace"))) return;
  buf_puts(&c->now, STR("/ColorSpace<<"));
  put_defaults(c, dict);
  buf_puts(&c->now, STR(">>"));
}

static void put_array(Copy *c, Oh o, int depth) {
  Source *s = c->s;
  int n = oh_count(s, o);
  size_t plate = c->pieces.n;
  bool is_plate = n == 4 && oh_is_name(s, oh_item(s, o, 0), "Separation");
  if (is_plate) {
    put_piece(c, FORM_PLATE, oh_name(s, oh_item(s, o, 1)), 0);
    plate = c->pieces.n - 1;
  }
  buf_putc(&c->now, '[');
  for (int i = 0; i < n && !s->fault.what; i++) {
    if (i) buf_putc(&c->now, ' ');
    put_value(c, oh_item(s, o, i), OF_NONE, depth + 1);
  }
  buf_putc(&c->now, ']');
  if (!is_plate) return;
  flush(c);
  c->pieces.at[plate].object = (uint32_t)(c->pieces.n - plate - 1);
}

static void put_value(Copy *c, Oh o, Place place, int depth) {
  Source *s = c->s;
  bool dict = qpdf_oh_is_dictionary(s->q, o), stream = qpdf_oh_is_stream(s->q, o), spaces = place == OF_SPACES;
  if (depth > DEPTH_MOST) return source_fail(s, DIAG_PDF_BROKEN, "its values stand too deep in each other");
  if (c->text + c->now.n > TEXT_MOST)
    return source_fail(s, DIAG_PDF_TOO_LARGE, "its page has more than 32 MB of objects");
  if ((dict || stream) && is_foreign(s, o)) {
    buf_puts(&c->now, STR("null"));
  } else if ((dict || stream) && qpdf_oh_is_indirect(s->q, o) && !spaces) {
    put_piece(c, FORM_REF, (Str){0}, object_of(c, o, place));
  } else if (dict) {
    buf_puts(&c->now, STR("<<"));
    put_entries(c, o, place, false, false, depth);
    buf_puts(&c->now, STR(">>"));
  } else if (qpdf_oh_is_array(s->q, o)) {
    put_array(c, o, depth);
  } else if (qpdf_oh_is_scalar(s->q, o)) {
    buf_puts(&c->now, str_of(qpdf_oh_unparse_resolved(s->q, o)));
  } else {
    buf_puts(&c->now, STR("null"));
  }
}

/* ---- objects */
static void start(Copy *c) {
  memset(&c->pieces, 0, sizeof c->pieces);
  c->now = buf_make(c->s->a, TEXT_MOST);
}

static void finish(Copy *c, uint32_t index, FormObject o) {
  flush(c);
  o.at = c->pieces.at;
  o.n = c->pieces.n;
  c->objects.at[index] = o;
}

static void put_object(Copy *c, uint32_t index) {
  Source *s = c->s;
  Oh o = c->waiting.at[index].o;
  Place place = c->waiting.at[index].place;
  FormObject made = {.is_stream = qpdf_oh_is_stream(s->q, o)};
  start(c);
  if (place == OF_HIDDEN) {
    buf_puts(&c->now, STR("/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<<>>"));
    return finish(c, index, (FormObject){.is_stream = true, .plain = true});
  }
  if (!made.is_stream) {
    put_entries(c, o, place, false, false, 0);
    return finish(c, index, made);
  }
  bool form = oh_is_name(s, oh_key(s, o, "/Subtype"), "Form"),
       pattern = oh_int(s, oh_key(s, o, "/PatternType"), 0) == 1;
  Part *part = form || pattern ? source_part(s, o) : NULL;
  made.plain = part && (part->touched || stream_has_filter(s, o, "LZWDecode") || stream_has_filter(s, o, "Crypt"));
  made.stream = made.plain ? part->content : stream_raw(s, o);
  put_entries(c, o, place, true, made.plain, 0);
  if (part && oh_is_null(s, oh_key(s, o, "/Resources"))) { /* it draws with those of the page (7.8.3) */
    buf_puts(&c->now, STR("/Resources "));
    put_piece(c, FORM_REF, (Str){0}, 1);
  }
  finish(c, index, made);
}

/* A count of 1/100000 in its shortest form. */
static void put_number(Buf *b, int64_t v) {
  enum { ONE = 100000 };
  int64_t size = v < 0 ? -v : v, part = size % ONE, unit = ONE / 10;
  buf_putf(b, "%s%lld", v < 0 ? "-" : "", (long long)(size / ONE));
  if (part) buf_putc(b, '.');
  for (; part; part %= unit, unit /= 10) {
    buf_putc(b, (char)('0' + part / unit));
    if (unit == 1) break;
  }
  buf_putc(b, ' ');
}

static void put_form(Copy *c, Str content) {
  Source *s = c->s;
  start(c);
  buf_puts(&c->now, STR("/Type/XObject/Subtype/Form/BBox["));
  for (int i = 0; i < 4; i++) put_number(&c->now, s->box[i]);
  buf_puts(&c->now, STR("]/Matrix["));
  for (int i = 0; i < 6; i++) put_number(&c->now, s->matrix[i]);
  buf_puts(&c->now, STR("]/Resources "));
  put_piece(c, FORM_REF, (Str){0}, 1);
  /* A page blends by itself and is then laid on the paper (11.4.7); where nothing is transparent that makes no difference. */
  Oh group = oh_key(s, s->page, "/Group"), space = oh_key(s, group, "/CS");
  if (s->form->clear) {
    buf_puts(&c->now, STR("/Group<</Type/Group/S/Transparency/I true"));
    if (!oh_is_null(s, space)) {
      buf_puts(&c->now, STR("/CS "));
      put_value(c, space, OF_NONE, 0);
    }
    buf_puts(&c->now, STR(">>"));
  }
  finish(c, 0, (FormObject){.is_stream = true, .plain = true, .stream = content});
}

void copy_objects(Source *s, Str content) {
  Copy c = {.s = s, .number = map_make(s->a)};
  Oh none = qpdf_oh_new_null(s->q);
  object_add(&c, none, OF_NONE);
  object_add(&c, s->resources, OF_RESOURCES);
  put_form(&c, content);
  for (uint32_t i = 1; i < c.objects.n && !s->fault.what; i++) put_object(&c, i);
  s->form->objects = c.objects.at;
  s->form->count = c.objects.n;
}
