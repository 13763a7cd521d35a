/* values: what a scalar or a short list of YAML says, read exactly. Every reader leaves its target alone when it fails. */
#include "plan/inside.h"

#include <string.h>

/* Nothing on a newspaper page is larger; it keeps every later sum far from overflow. */
#define LENGTH_MOST ((Len)10000 * LEN_MM)
#define SIZE_MOST ((Len)2000 * LEN_PT)
enum { MILLI_MOST = 10000000, INT_MOST = 1000000000 };

/* ---- lengths */

static bool measure_sane(Measure m) {
  int64_t most = m.unit == LEN_UNIT_ABS ? LENGTH_MOST : MILLI_MOST;
  return m.v >= -most && m.v <= most;
}

static bool bounded_measure_read(Str s, Measure *out) {
  Measure m;
  if (!measure_read(str_trim(s), &m) || !measure_sane(m)) return false;
  *out = m;
  return true;
}

bool length_read(const PlanReader *r, Str s, Len *out) {
  Measure m;
  if (!bounded_measure_read(s, &m)) return false;
  Len v = measure_len(m, r->em, r->line);
  if (v < -LENGTH_MOST || v > LENGTH_MOST) return false;
  *out = v;
  return true;
}

/* 号 sizes. Word's table is what every desk's machine shows; in the letterpress series sizes halve in steps (初-二-五-七, 一-四,
 * 三-六). Both are given by CLREQ (#h-font_size); a size the old series lacks is taken from the other. */
typedef struct Hao {
  const char *name;
  int dtp, letterpress; /* 1/1000 pt; 0: the series has none */
} Hao;
static const Hao HAO[] = {
    {"初", 42000, 42000}, {"小初", 36000, 30000}, {"一", 26000, 27500}, {"小一", 24000, 0},
    {"二", 22000, 21000}, {"小二", 18000, 0},     {"三", 16000, 15750}, {"小三", 15000, 0},
    {"四", 14000, 13750}, {"小四", 12000, 0},     {"五", 10500, 10500}, {"小五", 9000, 9000},
    {"六", 7500, 7875},   {"小六", 6500, 0},      {"七", 5500, 5250},   {"八", 5000, 0},
};

/* 小五, 五号, 小五号: the word 号 may stand or not */
static bool hao_read(Str s, bool letterpress, Len *out) {
  Str word = STR("号");
  if (str_has_suffix(s, word)) s.n -= word.n;
  for (size_t i = 0; i < COUNT(HAO); i++) {
    if (!str_is(s, HAO[i].name)) continue;
    *out = len_pm(LEN_PT, letterpress && HAO[i].letterpress ? HAO[i].letterpress : HAO[i].dtp);
    return true;
  }
  return false;
}

bool size_read(Str s, bool letterpress, Len *out) {
  s = str_trim(s);
  if (hao_read(s, letterpress, out)) return true;
  Measure m;
  if (!measure_read(s, &m) || m.unit != LEN_UNIT_ABS || m.v <= 0 || m.v > SIZE_MOST) return false;
  *out = m.v;
  return true;
}

bool style_size_read(const PlanReader *r, Str s, Len *out) {
  Len v;
  if (size_read(s, r->letterpress, out)) return true;
  if (!length_read(r, s, &v) || v <= 0 || v > SIZE_MOST) return false;
  *out = v;
  return true;
}

/* ---- numbers */

/* A share is read as so many em, of which a Measure keeps exact thousandths: "8%" is 8em over 100. */
static bool share_read(Arena *a, Str s, int64_t *pm) {
  s = str_trim(s);
  bool percent = str_has_suffix(s, STR("%"));
  if (percent) s = str_trim(str_sub(s, 0, s.n - 1));
  Measure m;
  if (!s.n || s.p[s.n - 1] < '0' || s.p[s.n - 1] > '9' || !measure_read(str_f(a, "%.*sem", STRF(s)), &m)) return false;
  if (m.v < -MILLI_MOST || m.v > MILLI_MOST) return false;
  if (!percent && m.v > 2000) return false; /* "8" for 8 %: more likely a forgotten sign than eight hundred */
  *pm = percent ? m.v / 100 : m.v;
  return true;
}

/* "a-b" in two; a minus at the front belongs to the number. The dash may be the one a Chinese keyboard gives. */
static bool parted(Str s, Str *first, Str *last) {
  static const char *const DASHES[] = {"-", "–", "—", "~", "～"};
  for (size_t i = 0; i < COUNT(DASHES); i++) {
    Str dash = str_of(DASHES[i]);
    ptrdiff_t at = s.n > 1 ? str_find(str_sub(s, 1, s.n), dash) : -1;
    if (at < 0) continue;
    *first = str_trim(str_sub(s, 0, (size_t)at + 1));
    *last = str_trim(str_sub(s, (size_t)at + 1 + dash.n, s.n));
    return first->n && last->n;
  }
  return false;
}

/* The two ends of `a`, `a-b`, [a, b] */
static bool ends_of(const Yaml *y, Str *first, Str *last) {
  if (y->kind == YAML_LIST) {
    if (y->n != 2 || !is_filled(y->child) || !is_filled(y->child->next)) return false;
    *first = y->child->text, *last = y->child->next->text;
    return true;
  }
  if (!is_filled(y)) return false;
  if (!parted(y->text, first, last)) *first = *last = str_trim(y->text);
  return true;
}

static bool int_in(Str s, const Row *row, int *out) {
  int64_t v;
  if (!str_read_int(s, &v) || v < row->least || v > (row->most ? row->most : INT_MOST)) return false;
  *out = (int)v;
  return true;
}

/* ---- inks */

typedef struct InkName {
  const char *name;
  Ink ink;
} InkName;
static const InkName INKS[] = {
    {"none", {INK_NONE, {0}}},
    {"black", {INK_K, {0, 0, 0, 1000}}},
    {"white", {INK_K, {0, 0, 0, 0}}},
    {"grey", {INK_K, {0, 0, 0, 500}}},
    {"gray", {INK_K, {0, 0, 0, 500}}},
    {"red", {INK_CMYK, {0, 1000, 1000, 0}}},
    {"dark-red", {INK_CMYK, {150, 1000, 900, 100}}},
    {"orange", {INK_CMYK, {0, 500, 1000, 0}}},
    {"yellow", {INK_CMYK, {0, 0, 1000, 0}}},
    {"green", {INK_CMYK, {1000, 0, 1000, 0}}},
    {"cyan", {INK_CMYK, {1000, 0, 0, 0}}},
    {"blue", {INK_CMYK, {1000, 700, 0, 0}}},
    {"magenta", {INK_CMYK, {0, 1000, 0, 0}}},
    {"brown", {INK_CMYK, {300, 600, 800, 200}}},
};

static bool rgb_read(Str s, Ink *out) {
  if (s.n != 7 || s.p[0] != '#') return false;
  Ink ink = {INK_RGB, {0}};
  for (size_t i = 0; i < 3; i++) {
    int high = hex_digit(s.p[1 + 2 * i]), low = hex_digit(s.p[2 + 2 * i]);
    if (high < 0 || low < 0) return false;
    ink.c[i] = (int16_t)(((high * 16 + low) * 1000 + 127) / 255);
  }
  *out = ink;
  return true;
}

/* The parts of `cmyk 0 100 100 0`, `k 80%`: hundredths, a % sign where one likes, blanks or commas between. */
static size_t parts_read(Str s, int16_t *parts, size_t most) {
  size_t n = 0;
  for (size_t at = 0; at < s.n;) {
    if (s.p[at] == ' ' || s.p[at] == ',') {
      at++;
      continue;
    }
    size_t end = at;
    while (end < s.n && s.p[end] != ' ' && s.p[end] != ',') end++;
    Str part = str_sub(s, at, end);
    if (str_has_suffix(part, STR("%"))) part.n--;
    int64_t v;
    if (n == most || !str_read_int(part, &v) || v < 0 || v > 100) return 0;
    parts[n++] = (int16_t)(v * 10);
    at = end;
  }
  return n;
}

static bool name_read(const PlanReader *r, Str s, Ink *out) {
  if (str_is(s, "accent")) return *out = r->accent, true;
  const Ink *own = r->inks ? map_find(r->inks, s) : NULL;
  if (own) return *out = *own, true;
  for (size_t i = 0; i < COUNT(INKS); i++)
    if (name_is(s, INKS[i].name)) return *out = INKS[i].ink, true;
  return false;
}

/* `red 40%`: a tint of a named ink */
static bool tint_read(const PlanReader *r, Str s, Ink *out) {
  size_t blank = s.n;
  while (blank && s.p[blank - 1] != ' ') blank--;
  int16_t tint;
  if (!blank || !str_has_suffix(s, STR("%")) || parts_read(str_sub(s, blank, s.n), &tint, 1) != 1) return false;
  if (!name_read(r, str_trim(str_sub(s, 0, blank)), out)) return false;
  *out = ink_tint(*out, tint);
  return true;
}

bool ink_read(const PlanReader *r, Str s, Ink *out) {
  s = str_trim(s);
  if (name_read(r, s, out) || tint_read(r, s, out)) return true;
  Ink k = {INK_K, {0}}, cmyk = {INK_CMYK, {0}};
  if (str_has_prefix(s, STR("k ")) && parts_read(str_sub(s, 2, s.n), k.c + 3, 1) == 1) return *out = k, true;
  if (str_has_prefix(s, STR("cmyk ")) && parts_read(str_sub(s, 5, s.n), cmyk.c, 4) == 4) return *out = cmyk, true;
  return rgb_read(s, out);
}

Str ink_text(Arena *a, Ink ink) {
  switch (ink.model) {
  case INK_NONE: return STR("none");
  case INK_K: return ink.c[3] == 1000 ? STR("black") : str_f(a, "k %d.%d%%", ink.c[3] / 10, ink.c[3] % 10);
  case INK_CMYK: return str_f(a, "cmyk %d %d %d %d", ink.c[0] / 10, ink.c[1] / 10, ink.c[2] / 10, ink.c[3] / 10);
  case INK_SPOT: return str_f(a, "spot %d %d.%d%%", ink.c[1], ink.c[0] / 10, ink.c[0] % 10);
  default: return str_f(a, "rgb %d %d %d", ink.c[0], ink.c[1], ink.c[2]);
  }
}

/* ---- places */

static const char *const PLACES[] = {"top left", "top",         "top right", "left",        "middle",
                                     "right",    "bottom left", "bottom",    "bottom right"};
const char *at_name(At at) { return PLACES[at]; }

static bool place_word(Str w, int *row, int *column) {
  if (str_is(w, "top")) return *row = 0, true;
  if (str_is(w, "bottom")) return *row = 2, true;
  if (str_is(w, "left")) return *column = 0, true;
  if (str_is(w, "right")) return *column = 2, true;
  return str_is(w, "middle") || str_is(w, "center") || str_is(w, "centre");
}

/* Words in either order, with blanks or hyphens: "top right", "right-top" */
bool at_read(Str s, At *out) {
  int row = 1, column = 1, words = 0;
  for (size_t at = 0; at < s.n; words++) {
    size_t end = at;
    while (end < s.n && s.p[end] != ' ' && s.p[end] != '-') end++;
    if (!place_word(str_sub(s, at, end), &row, &column)) return false;
    at = end + 1;
  }
  if (words < 1 || words > 2) return false;
  *out = (At)(row * 3 + column);
  return true;
}

static bool sheet_read(const PlanReader *r, const Yaml *y, Len *w, Len *h) {
  static const char *const TIMES[] = {"x", "×", "X", "*"};
  Str first = {0}, last = {0};
  if (y->kind == YAML_LIST) {
    if (!ends_of(y, &first, &last)) return false;
  } else if (is_filled(y)) {
    for (size_t i = 0; i < COUNT(TIMES) && !first.n; i++) {
      ptrdiff_t at = str_find(y->text, str_of(TIMES[i]));
      if (at > 0)
        first = str_sub(y->text, 0, (size_t)at), last = str_sub(y->text, (size_t)at + strlen(TIMES[i]), y->text.n);
    }
  }
  Len width, height, least = 10 * LEN_MM;
  if (!length_read(r, first, &width) || !length_read(r, last, &height) || width < least || height < least) return false;
  *w = width, *h = height;
  return true;
}

/* ---- a row's value */

#define FIELD(T, offset) (*(T *)((char *)into + (offset)))

static bool choice_read(const Choice *choices, Str s, int *out) {
  for (const Choice *c = choices; c->name; c++)
    if (name_is(s, c->name)) return *out = c->value, true;
  return false;
}

static bool text_value_read(PlanReader *r, const Row *row, Str s, void *into) {
  int64_t pm;
  switch (row->kind) {
  case F_TEXT: FIELD(Str, row->at) = s; return true;
  case F_INT: return int_in(str_trim(s), row, &FIELD(int, row->at));
  case F_FLAG: return str_read_bool(str_trim(s), &FIELD(bool, row->at));
  case F_CHOICE: return choice_read(row->choices, str_trim(s), &FIELD(int, row->at));
  case F_LENGTH: return length_read(r, s, &FIELD(Len, row->at));
  case F_MEASURE: return bounded_measure_read(s, &FIELD(Measure, row->at));
  case F_SIZE: return style_size_read(r, s, &FIELD(Len, row->at));
  case F_INK: return ink_read(r, s, &FIELD(Ink, row->at));
  case F_AT: return at_read(str_trim(s), &FIELD(At, row->at));
  case F_SHARE:
    if (!share_read(r->job->arena, s, &pm)) return false;
    FIELD(int, row->at) = (int)pm;
    return true;
  default: return false;
  }
}

static bool pair_read(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  Str first, last;
  if (!ends_of(y, &first, &last)) return false;
  if (row->kind == F_SPAN) {
    int a, b;
    if (!int_in(first, row, &a) || !int_in(last, row, &b) || a > b) return false;
    FIELD(int, row->at) = a, FIELD(int, row->also) = b;
  } else if (row->kind == F_SIZES) {
    Len a, b;
    if (!style_size_read(r, first, &a) || !style_size_read(r, last, &b)) return false;
    FIELD(Len, row->at) = len_min(a, b), FIELD(Len, row->also) = len_max(a, b);
  } else {
    int64_t a, b;
    if (!share_read(r->job->arena, first, &a) || !share_read(r->job->arena, last, &b)) return false;
    FIELD(int, row->at) = (int)(a < b ? a : b), FIELD(int, row->also) = (int)(a < b ? b : a);
  }
  return true;
}

bool value_read(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  if (row->kind == F_SPAN || row->kind == F_SIZES || row->kind == F_SHARES) return pair_read(r, row, y, into);
  if (row->kind == F_SHEET) return sheet_read(r, y, &FIELD(Len, row->at), &FIELD(Len, row->also));
  if (y->kind != YAML_TEXT || (!y->text.n && row->kind != F_TEXT)) return false;
  return text_value_read(r, row, y->text, into);
}

static const char *choices_text(Arena *a, const Choice *choices) {
  Buf b = buf_make(a, 1024);
  buf_puts(&b, STR("one of "));
  for (const Choice *c = choices; c->name; c++) buf_putf(&b, "%s%s", c == choices ? "" : ", ", c->name);
  return str_z(a, buf_str(&b));
}

const char *value_wants(Arena *a, const Row *row) {
  switch (row->kind) {
  case F_INT:
    return row->most
               ? str_z(a, str_f(a, "a whole number from %lld to %lld", (long long)row->least, (long long)row->most))
               : str_z(a, str_f(a, "a whole number from %lld up", (long long)row->least));
  case F_SPAN: return "a whole number or a range such as 1-5";
  case F_FLAG: return "yes or no";
  case F_CHOICE: return choices_text(a, row->choices);
  case F_LENGTH:
  case F_MEASURE: return "a length with its unit (mm, cm, in, pt, Q, em, lines)";
  case F_SIZE: return "a size such as 9pt or 小五";
  case F_SIZES: return "a size such as 42pt or 初号, or two such as [30pt, 42pt]";
  case F_SHARE: return "a share such as 8%";
  case F_SHARES: return "a share such as 100%, or two such as [90%, 100%]";
  case F_INK:
    return "an ink: a name such as black or red, a tint such as 'red 40%', 'k 80%', 'cmyk 0 100 100 0', '#rrggbb', "
           "accent "
           "or a name under 'inks:'";
  case F_SHEET: return "two lengths such as 390mm x 550mm";
  case F_AT: return "a place such as top right, left or middle";
  default: return "text";
  }
}

/* ---- a value as one would write it */

#define HELD(T, offset) (*(const T *)((const char *)from + (offset)))

/* to a hundredth of a point, without zeros at the end */
static Str size_text(Arena *a, Len v) {
  long long hundredths = (long long)(v * 100 / LEN_PT), pt = hundredths / 100, part = hundredths % 100;
  if (!part) return str_f(a, "%lldpt", pt);
  return part % 10 ? str_f(a, "%lld.%02lldpt", pt, part) : str_f(a, "%lld.%lldpt", pt, part / 10);
}

static Str length_text(Arena *a, Len v) {
  if (v == LEN_NONE) return STR("");
  if (!v) return STR("0");
  return v % LEN_MM ? size_text(a, v) : str_f(a, "%lldmm", (long long)(v / LEN_MM));
}

static Str share_text(Arena *a, int pm) {
  return pm % 10 ? str_f(a, "%d.%d%%", pm / 10, pm % 10) : str_f(a, "%d%%", pm / 10);
}

static Str choice_text(const Choice *choices, int value) {
  for (const Choice *c = choices; c->name; c++)
    if (c->value == value) return str_of(c->name);
  return STR("");
}

/* One of two ends alike is written once. */
static Str pair_text(Arena *a, const Row *row, const void *from) {
  Str first, last;
  if (row->kind == F_SPAN) {
    int x = HELD(int, row->at), y = HELD(int, row->also);
    first = str_f(a, "%d", x), last = str_f(a, "%d", y);
  } else if (row->kind == F_SHARES) {
    first = share_text(a, HELD(int, row->at)), last = share_text(a, HELD(int, row->also));
  } else {
    first = size_text(a, HELD(Len, row->at)), last = size_text(a, HELD(Len, row->also));
  }
  return str_eq(first, last) ? first : str_f(a, "%.*s-%.*s", STRF(first), STRF(last));
}

Str value_text(Arena *a, const Row *row, const void *from) {
  if (row->standard) return str_of(row->standard);
  if (!from) return STR("");
  switch (row->kind) {
  case F_TEXT: return HELD(Str, row->at);
  case F_INT: return str_f(a, "%d", HELD(int, row->at));
  case F_FLAG: return HELD(bool, row->at) ? STR("true") : STR("false");
  case F_CHOICE: return choice_text(row->choices, HELD(int, row->at));
  case F_LENGTH: return length_text(a, HELD(Len, row->at));
  case F_SIZE: return size_text(a, HELD(Len, row->at));
  case F_MEASURE: {
    Measure m = HELD(Measure, row->at);
    return m.unit == LEN_UNIT_ABS ? length_text(a, m.v) : len_text(a, m.v, m.unit);
  }
  case F_SHARE: return share_text(a, HELD(int, row->at));
  case F_INK: return ink_text(a, HELD(Ink, row->at));
  case F_AT: return str_of(at_name(HELD(At, row->at)));
  case F_SPAN:
  case F_SHARES:
  case F_SIZES: return pair_text(a, row, from);
  case F_SHEET:
    return str_f(a, "%.*s x %.*s", STRF(length_text(a, HELD(Len, row->at))),
                 STRF(length_text(a, HELD(Len, row->also))));
  case F_FIELD:
  case F_MAP:
  case F_OWN: return STR("");
  }
  return STR("");
}
