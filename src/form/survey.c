/* The page followed operator by operator, as a press would draw it (ISO 32000-1 8.4.4, 8.10), to note what a preflight must know. Nothing is
 * drawn: of geometry only the matrix is kept, for the resolution of pictures and the thickness of lines. Each form is followed where it is
 * used, twice at most; after that only its cost is counted. So forms in forms in forms cost us nothing, and what would cost the press
 * hours is told. */
#include "form/inside.h"

#include <string.h>

enum { NUMBERS_MOST = 8, STATES_MOST = 512, VISITS_MOST = 2 };

typedef struct Paint {
  Space space;
  struct Found *named; /* the space itself, where it is not a device's */
  Str pattern;         /* its name */
  int ink_pm;          /* of CMYK and gray; -1: not known */
  bool noted;
} Paint;
typedef struct State {
  double m[6], width;
  Paint paint[2]; /* of filling, of stroking */
  bool over[2];
  int opm, mode;
  Str font;
} State;
typedef struct Run {
  Source *s;
  Oh resources;
  Tokens t;
  State now, *saved;
  int saved_n;
  double number[NUMBERS_MOST];
  int numbers;
  Str name;
  Map *met; /* kind and name -> Found * */
  int depth;
} Run;

static uint64_t follow(Source *s, Str content, Oh resources, const State *from, int depth);

/* What a name of this run's resources stands for, asked of qpdf once: a handle costs memory, and content may name a picture a million times. */
typedef struct Found {
  Oh o;
  bool met; /* judged already */
  /* a state: what it sets, -1: nothing */
  int over[2], opm;
  double width;
  Space space;  /* a colour space */
  int64_t w, h; /* a picture that has a resolution; 0: none */
  bool image, form, hidden;
} Found;

static Found *find(Run *r, const char *kind, Str name, bool *fresh) {
  char key[200];
  int n = snprintf(key, sizeof key, "%s/%.*s", kind, (int)(name.n < 128 ? name.n : 128), name.p ? name.p : "");
  Found *f = map_find(r->met, (Str){key, (size_t)n});
  if (fresh) *fresh = !f;
  if (f) return f;
  f = arena_new(r->s->a, Found);
  Str slashed = str_f(r->s->a, "/%.*s", STRF(name));
  f->o = oh_key(r->s, oh_key(r->s, r->resources, kind), slashed.p);
  map_put(r->met, (Str){key, (size_t)n}, f);
  return f;
}

static Oh resource(Run *r, const char *kind, Str name) { return find(r, kind, name, NULL)->o; }

/* ---- matrices */
static void concat(double m[6], const double by[6]) {
  double o[6];
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < 2; k++) o[2 * i + k] = by[2 * i] * m[k] + by[2 * i + 1] * m[2 + k] + (i == 2 ? m[4 + k] : 0);
  memcpy(m, o, sizeof o);
}

/* Without libm, which is the writers' alone. */
static double root(double v) {
  if (!(v > 1e-12) || v > 1e24) return v > 1 ? 1e12 : 0;
  double x = v > 1 ? v : 1;
  for (int i = 0; i < 60; i++) x = (x + v / x) / 2;
  return x;
}

static void read_matrix(Source *s, Oh o, double m[6]) {
  static const double ONE[6] = {1, 0, 0, 1, 0, 0};
  memcpy(m, ONE, sizeof ONE);
  for (int i = 0; i < 6 && oh_count(s, o) == 6; i++) {
    int64_t v;
    if (oh_number(s, oh_item(s, o, i), &v)) m[i] = (double)v / 1e5;
  }
}

/* ---- parts */
Part *source_part(Source *s, Oh stream) {
  Str id = oh_id(s, stream);
  Part *p = map_find(s->parts, id);
  if (p && p->ready) return p;
  p = arena_new(s->a, Part);
  map_put(s->parts, id, p);
  Oh resources = oh_key(s, stream, "/Resources");
  p->content =
      content_clean(s, stream_unpacked(s, stream), oh_is_null(s, resources) ? s->resources : resources, &p->touched);
  p->ready = true;
  return p;
}

static void follow_part(Run *r, Oh stream, const char *matrix) {
  Source *s = r->s;
  if (!qpdf_oh_is_stream(s->q, stream)) return;
  Part *p = source_part(s, stream);
  if (p->active || r->depth >= FORMS_DEEP) {
    source_fail(s, DIAG_PDF_BROKEN,
                p->active ? "a part of its page draws itself" : "its parts stand too deep in each other");
    return;
  }
  if (p->visits >= VISITS_MOST) {
    s->operators += p->cost;
    return;
  }
  Oh own = oh_key(s, stream, "/Resources");
  State from = r->now;
  double m[6];
  read_matrix(s, oh_key(s, stream, matrix), m);
  concat(from.m, m);
  p->visits++;
  p->active = true;
  p->cost = follow(s, p->content, oh_is_null(s, own) ? s->resources : own, &from, r->depth + 1);
  p->active = false;
}

/* ---- inks */
static void follow_pattern(Run *r, Str name) {
  Source *s = r->s;
  Found *f = find(r, "/Pattern", name, NULL);
  Oh pattern = f->o;
  if (f->met) return;
  f->met = true;
  Oh shading = oh_key(s, pattern, "/Shading");
  if (!oh_is_null(s, shading))
    space_read(s, oh_key(s, shading, "/ColorSpace"), r->resources, true);
  else
    follow_part(r, pattern, "/Matrix");
}

static void note_paint(Run *r, int stroke) {
  Source *s = r->s;
  Paint *p = &r->now.paint[stroke];
  if (p->ink_pm > 0) source_note(s, FORM_INK, (Str){0}, p->ink_pm);
  if (p->ink_pm == 0 && r->now.over[stroke] && r->now.opm == 1 && p->space.kind == SPACE_CMYK)
    source_note(s, FORM_WHITE_OVER, (Str){0}, 1);
  if (p->pattern.n) follow_pattern(r, p->pattern);
  if (p->noted) return;
  p->noted = true;
  if (p->named) {
    if (!p->named->met) space_read(s, p->named->o, r->resources, true);
    p->named->met = true;
  } else if (p->space.kind == SPACE_RGB)
    space_named(s, STR("DeviceRGB"), r->resources, true);
  else if (p->space.kind == SPACE_CMYK)
    space_named(s, STR("DeviceCMYK"), r->resources, true);
  else if (p->space.kind == SPACE_GRAY)
    space_named(s, STR("DeviceGray"), r->resources, true);
}

static void note_line(Run *r) {
  const double *m = r->now.m;
  double det = m[0] * m[3] - m[1] * m[2], width = r->now.width * root(det < 0 ? -det : det);
  note_paint(r, 1);
  if (width >= 0 && width < 1000) source_note(r->s, FORM_HAIRLINE, (Str){0}, (int64_t)(width * (double)LEN_PT));
}

static int per_mille(double v) { return v <= 0 ? 0 : v >= 1 ? 1000 : (int)(v * 1000 + 0.5); }

static int sum_of(const Run *r, SpaceKind kind) {
  if (kind == SPACE_GRAY && r->numbers) return 1000 - per_mille(r->number[0]);
  if (kind != SPACE_CMYK || r->numbers < 4) return -1;
  int sum = 0;
  for (int i = 0; i < 4; i++) sum += per_mille(r->number[i]);
  return sum;
}

static void set_device(Run *r, int stroke, SpaceKind kind) {
  Paint *p = &r->now.paint[stroke];
  bool same = p->space.kind == kind && !p->named && p->noted;
  *p = (Paint){.space = {kind, 0}, .ink_pm = sum_of(r, kind), .noted = same};
}

static void set_space(Run *r, int stroke) {
  Space k = space_named(r->s, r->name, r->resources, false);
  Paint *p = &r->now.paint[stroke];
  *p = (Paint){.space = k, .ink_pm = k.kind == SPACE_CMYK || k.kind == SPACE_GRAY ? 1000 : -1};
  if (k.kind != SPACE_NONE) return;
  bool fresh;
  Found *f = find(r, "/ColorSpace", r->name, &fresh);
  if (fresh) f->space = space_read(r->s, f->o, r->resources, false);
  p->named = f;
  p->space = f->space;
  p->noted = f->met;
}

static void set_colour(Run *r, int stroke) {
  Paint *p = &r->now.paint[stroke];
  p->ink_pm = sum_of(r, p->space.kind);
  p->pattern = p->space.kind == SPACE_PATTERN ? r->name : (Str){0};
}

/* ---- pictures */
static int64_t resolution(const Run *r, int64_t w, int64_t h) {
  const double *m = r->now.m;
  double across = root(m[0] * m[0] + m[1] * m[1]), down = root(m[2] * m[2] + m[3] * m[3]);
  if (across < 0.01 || down < 0.01) return 0;
  double x = (double)w * 72 / across, y = (double)h * 72 / down, least = x < y ? x : y;
  return least < 1e6 ? (int64_t)(least + 0.5) : 1000000;
}

/* What does not depend on where it stands. */
static void read_image(Run *r, Found *f) {
  enum { SMALL = 24 }; /* pixels: below it is a shade or a dot, no picture */
  Source *s = r->s;
  Oh o = f->o;
  static const char *const filters[] = {"LZWDecode", "JPXDecode", "JBIG2Decode", "Crypt"};
  for (size_t i = 0; i < COUNT(filters); i++)
    if (stream_has_filter(s, o, filters[i])) source_note(s, FORM_FILTER, str_of(filters[i]), 1);
  QPDF_BOOL mask = QPDF_FALSE;
  qpdf_oh_get_value_as_bool(s->q, oh_key(s, o, "/ImageMask"), &mask);
  f->met = mask; /* it is painted in the ink of the day */
  if (mask) return;
  space_read(s, oh_key(s, o, "/ColorSpace"), r->resources, true);
  if (!oh_is_null(s, oh_key(s, o, "/SMask")) || oh_int(s, oh_key(s, o, "/SMaskInData"), 0))
    source_note(s, FORM_CLEAR, STR("a picture with a soft mask"), 1);
  int64_t w = oh_int(s, oh_key(s, o, "/Width"), 0), h = oh_int(s, oh_key(s, o, "/Height"), 0);
  if (w >= SMALL && h >= SMALL && w < 1000000 && h < 1000000) f->w = w, f->h = h;
}

static void read_object(Run *r, Found *f) {
  Source *s = r->s;
  f->hidden = layer_is_hidden(s, oh_key(s, f->o, "/OC"));
  f->image = oh_is_name(s, oh_key(s, f->o, "/Subtype"), "Image");
  f->form = oh_is_name(s, oh_key(s, f->o, "/Subtype"), "Form");
  if (f->hidden)
    source_note(s, FORM_HIDDEN, (Str){0}, 1);
  else if (f->image)
    read_image(r, f);
}

static void draw_object(Run *r) {
  bool fresh;
  Found *f = find(r, "/XObject", r->name, &fresh);
  if (fresh) read_object(r, f);
  if (f->hidden) return;
  if (f->image && f->met) note_paint(r, 0);
  int64_t ppi = f->image && f->w ? resolution(r, f->w, f->h) : 0;
  if (ppi) source_note(r->s, FORM_PICTURE, r->name, ppi);
  if (f->form) follow_part(r, f->o, "/Matrix");
}

/* BI … ID: an inline picture's space is a name, of a device or of a resource (8.9.7). */
static void inline_image(Run *r) {
  Source *s = r->s;
  bool is_space = false, is_mask = false, mask = false;
  for (Tok k; (k = token_next(&r->t)).kind != TOK_END;) {
    if (k.kind == TOK_WORD && str_is(k.text, "ID")) break;
    if (is_space && k.kind == TOK_NAME && space_named(s, k.text, r->resources, true).kind == SPACE_NONE)
      space_read(s, resource(r, "/ColorSpace", k.text), r->resources, true);
    mask |= is_mask && str_is(k.text, "true");
    if (k.kind == TOK_NAME && (str_is(k.text, "LZW") || str_is(k.text, "LZWDecode")))
      source_note(s, FORM_FILTER, STR("LZWDecode"), 1);
    is_space = k.kind == TOK_NAME && (str_is(k.text, "CS") || str_is(k.text, "ColorSpace"));
    is_mask = k.kind == TOK_NAME && (str_is(k.text, "IM") || str_is(k.text, "ImageMask"));
  }
  token_skip_image(&r->t);
  if (mask) note_paint(r, 0);
}

/* ---- graphics states */
static bool is_less_than_one(Source *s, Oh o) {
  int64_t v;
  return oh_number(s, o, &v) && v < 100000;
}

static void read_state(Run *r, Found *f) {
  Source *s = r->s;
  Oh mask = oh_key(s, f->o, "/SMask"), mode = oh_key(s, f->o, "/BM");
  QPDF_BOOL v;
  int64_t width;
  f->over[0] = f->over[1] = -1;
  if (qpdf_oh_get_value_as_bool(s->q, oh_key(s, f->o, "/OP"), &v)) f->over[0] = f->over[1] = v;
  if (qpdf_oh_get_value_as_bool(s->q, oh_key(s, f->o, "/op"), &v)) f->over[0] = v;
  f->opm = (int)oh_int(s, oh_key(s, f->o, "/OPM"), -1);
  f->width = oh_number(s, oh_key(s, f->o, "/LW"), &width) ? (double)width / 1e5 : -1;
  if (is_less_than_one(s, oh_key(s, f->o, "/ca")) || is_less_than_one(s, oh_key(s, f->o, "/CA")))
    source_note(s, FORM_CLEAR, STR("paint that lets through what is below"), 1);
  Str blend = oh_name(s, oh_count(s, mode) ? oh_item(s, mode, 0) : mode);
  if (blend.n && !str_is(blend, "Normal") && !str_is(blend, "Compatible"))
    source_note(s, FORM_CLEAR, str_f(s->a, "blending %.*s", STRF(blend)), 1);
  if (oh_is_null(s, oh_key(s, mask, "/G"))) return;
  source_note(s, FORM_CLEAR, STR("a soft mask"), 1);
  follow_part(r, oh_key(s, mask, "/G"), "/Matrix");
}

static void set_state(Run *r) {
  bool fresh;
  Found *f = find(r, "/ExtGState", r->name, &fresh);
  if (fresh) read_state(r, f);
  for (int i = 0; i < 2; i++)
    if (f->over[i] >= 0) r->now.over[i] = f->over[i];
  if (f->opm >= 0) r->now.opm = f->opm;
  if (f->width >= 0) r->now.width = f->width;
}

/* ---- text */
static void draw_glyphs(Run *r, Oh font) {
  Source *s = r->s;
  Oh glyphs = oh_key(s, font, "/CharProcs"), own = oh_key(s, font, "/Resources");
  Keys keys = oh_keys(s, glyphs);
  for (size_t i = 0; i < keys.n && i < 512 && !s->fault.what && r->depth < FORMS_DEEP; i++) {
    Oh glyph = oh_key(s, glyphs, keys.at[i].p);
    if (!qpdf_oh_is_stream(s->q, glyph)) continue;
    Part *p = source_part(s, glyph);
    if (p->active) return source_fail(s, DIAG_PDF_BROKEN, "a glyph of its page draws itself");
    if (p->visits++) continue;
    p->active = true;
    follow(s, p->content, oh_is_null(s, own) ? r->resources : own, &r->now, r->depth + 1);
    p->active = false;
  }
}

static void show_text(Run *r) {
  enum { UNSEEN = 3, CLIP = 7 };
  if (r->now.mode == UNSEEN || r->now.mode == CLIP) return;
  if (r->now.mode % 4 != 1) note_paint(r, 0);
  if (r->now.mode % 4 == 1 || r->now.mode % 4 == 2) note_line(r);
  if (!r->now.font.n) return;
  Found *f = find(r, "/Font", r->now.font, NULL);
  Oh font = f->o;
  if (f->met) return;
  f->met = true;
  font_note(r->s, font);
  if (oh_is_name(r->s, oh_key(r->s, font, "/Subtype"), "Type3")) draw_glyphs(r, font);
}

/* ---- operators */
static void save(Run *r) {
  if (r->saved_n < STATES_MOST) r->saved[r->saved_n] = r->now;
  r->saved_n++;
}

static void restore(Run *r) {
  if (r->saved_n == 0) return;
  r->saved_n--;
  if (r->saved_n < STATES_MOST) r->now = r->saved[r->saved_n];
}

static bool one_letter(Run *r, char op) {
  switch (op) {
  case 'q': save(r); break;
  case 'Q': restore(r); break;
  case 'w': r->now.width = r->numbers ? r->number[0] : 1; break;
  case 'g': set_device(r, 0, SPACE_GRAY); break;
  case 'G': set_device(r, 1, SPACE_GRAY); break;
  case 'k': set_device(r, 0, SPACE_CMYK); break;
  case 'K': set_device(r, 1, SPACE_CMYK); break;
  case 'f':
  case 'F': note_paint(r, 0); break;
  case 'S':
  case 's': note_line(r); break;
  case 'B':
  case 'b': note_paint(r, 0), note_line(r); break;
  case '\'':
  case '"': show_text(r); break;
  default: return false;
  }
  return true;
}

static void operate(Run *r, Str op) {
  if (op.n == 1) {
    one_letter(r, op.p[0]);
  } else if (op.n == 2 && op.p[1] == '*') {
    if (op.p[0] == 'f') note_paint(r, 0);
    if (op.p[0] == 'B' || op.p[0] == 'b') note_paint(r, 0), note_line(r);
  } else if (str_is(op, "cm")) {
    if (r->numbers == 6) concat(r->now.m, r->number);
  } else if (str_is(op, "rg") || str_is(op, "RG")) {
    set_device(r, op.p[0] == 'R', SPACE_RGB);
  } else if (str_is(op, "cs") || str_is(op, "CS")) {
    set_space(r, op.p[0] == 'C');
  } else if (str_is(op, "sc") || str_is(op, "scn") || str_is(op, "SC") || str_is(op, "SCN")) {
    set_colour(r, op.p[0] == 'S');
  } else if (str_is(op, "Tj") || str_is(op, "TJ")) {
    show_text(r);
  } else if (str_is(op, "Tf")) {
    r->now.font = r->name;
  } else if (str_is(op, "Tr")) {
    r->now.mode = r->numbers && r->number[0] >= 0 && r->number[0] < 8 ? (int)r->number[0] : 0;
  } else if (str_is(op, "Do")) {
    draw_object(r);
  } else if (str_is(op, "gs")) {
    set_state(r);
  } else if (str_is(op, "sh")) {
    space_read(r->s, oh_key(r->s, resource(r, "/Shading", r->name), "/ColorSpace"), r->resources, true);
  } else if (str_is(op, "BI")) {
    inline_image(r);
  }
}

static uint64_t follow(Source *s, Str content, Oh resources, const State *from, int depth) {
  Run r = {.s = s, .resources = resources, .t = {.a = s->a, .in = content}, .now = *from, .depth = depth};
  uint64_t before = s->operators;
  Arena *states = arena_open();
  r.saved = arena_array(states, State, STATES_MOST);
  r.met = map_make(s->a);
  for (Tok k; !s->fault.what && (k = token_next(&r.t)).kind != TOK_END;) {
    if (k.kind == TOK_NUMBER && r.numbers < NUMBERS_MOST) r.number[r.numbers++] = k.number;
    if (k.kind == TOK_NAME) r.name = k.text;
    if (k.kind != TOK_WORD) continue;
    operate(&r, k.text);
    r.numbers = 0;
    r.name = (Str){0};
    if (++s->operators > OPERATORS_MOST)
      source_fail(s, DIAG_PDF_TOO_LARGE, "to draw it takes more than 20 million steps");
  }
  arena_close(states);
  return s->operators - before;
}

void survey(Source *s, Str content) {
  State from = {.m = {1, 0, 0, 1, 0, 0}, .width = 1};
  for (int i = 0; i < 2; i++) from.paint[i] = (Paint){.space = {SPACE_GRAY, 1}, .ink_pm = 1000};
  for (int i = 0; i < 6; i++) from.m[i] = (double)s->matrix[i] / 1e5;
  follow(s, content, s->resources, &from, 0);
  for (size_t i = 0; i < s->traits.n; i++) s->form->clear |= s->traits.at[i].kind == FORM_CLEAR;
}
