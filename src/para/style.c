/* The options of a paragraph by name: one table serves setting, help, schemas and did-you-mean. */
#include <stddef.h>

#include "para/para.h"

typedef enum OptionKind { OPT_WORD, OPT_BOOL, OPT_EM, OPT_COUNT, OPT_WORD_BOOL } OptionKind;

/* `field` is the offset in ParaStyle; words are in the order of their values. A OPT_WORD_BOOL has the words for false and true. */
typedef struct Option {
  const char *name;
  OptionKind kind;
  size_t field, size;
  const char *words[5];
} Option;

#define AT(f) offsetof(ParaStyle, f), sizeof(((ParaStyle *)0)->f)
#define NOWHERE SIZE_MAX, 0 /* a choice with one outcome: accepted, checked, nothing to store */

#define OPTION_ROWS(X)                                                                                                 \
  X("kinsoku", "none|basic|gb|strict", "marks that may not start or end a line", OPT_WORD, AT(kinsoku), "none",        \
    "basic", "gb", "strict")                                                                                           \
  X("kinsoku-ja", "strict|normal|loose", "the CSS line-break level for Japanese", OPT_WORD, AT(kinsoku_ja), "strict",  \
    "normal", "loose")                                                                                                 \
  X("line-adjust", "compress-first|push-out-only", "whether a line takes the next unit in by squeezing its marks",     \
    OPT_WORD, AT(line_adjust), "compress-first", "push-out-only")                                                      \
  X("adjust-order", "clreq", "the order in which places give way", OPT_WORD, NOWHERE, "clreq")                         \
  X("line-end-punct", "half|allow|full", "a mark at the line end takes half an em always, if needed, never", OPT_WORD, \
    AT(line_end_punct), "half", "allow", "full")                                                                       \
  X("line-start-open", "trim|full", "an opening mark at the line start", OPT_WORD_BOOL, AT(line_start_trim), "full",   \
    "trim")                                                                                                            \
  X("first-line-open", "trim|full", "an opening mark at the start of a paragraph, after the indent", OPT_WORD_BOOL,    \
    AT(first_line_trim), "full", "trim")                                                                               \
  X("hanging", "none|allow-end", "one of 、，。 may stand just outside the measure", OPT_WORD, AT(hanging), "none",    \
    "allow-end")                                                                                                       \
  X("hanging-applies", "both|vertical-only", "no hanging in horizontal lines", OPT_WORD_BOOL,                          \
    AT(hanging_vertical_only), "both", "vertical-only")                                                                \
  X("indent-em", "number", "first-line indent in em", OPT_EM, AT(indent_pm), 0)                                        \
  X("strip-leading-u3000", "true|false", "U+3000 at the start of a paragraph is dropped (always so with an indent)",   \
    OPT_BOOL, AT(strip_u3000), 0)                                                                                      \
  X("orphan-min-han", "count", "fewest Han on the last line of a paragraph", OPT_COUNT, AT(orphan_min_han), 0)         \
  X("last-line", "start|center|end|justify", "the last line of a paragraph", OPT_WORD, AT(last_line), "start",         \
    "center", "end", "justify")                                                                                        \
  X("align", "start|center|end|justify", "the other lines", OPT_WORD, AT(align), "start", "center", "end", "justify")  \
  X("punct-style", "full|kaiming|half|none", "width of marks: 全角, 开明, 半角, not adjusted", OPT_WORD,               \
    AT(punct_style), "full", "kaiming", "half", "none")                                                                \
  X("punct-adjacent-total-em", "1 to 2", "what two neighbouring marks take", OPT_EM, AT(punct_pair_pm), 0)             \
  X("dash-neighbour", "keep|trim", "whether a mark beside —— or …… keeps its em", OPT_WORD_BOOL, AT(dash_keep),        \
    "trim", "keep")                                                                                                    \
  X("stacked-exclamation", "clreq|gb-5.1.2", "！！ in 1.5 em, or in one em and ！！！ in two", OPT_WORD_BOOL,          \
    AT(stacked_gb), "clreq", "gb-5.1.2")                                                                               \
  X("double-ellipsis", "4em", "………… is two units of two em", OPT_WORD, NOWHERE, "4em")                                 \
  X("interpunct", "auto|gb-half|full", "width of ·: half an em in mainland style, else one", OPT_WORD, AT(interpunct), \
    "auto", "gb-half", "full")                                                                                         \
  X("solidus", "gb-half|full", "width of / between Han", OPT_WORD_BOOL, AT(solidus_half), "full", "gb-half")           \
  X("short-connector", "gb-half|full", "width of – between Han", OPT_WORD_BOOL, AT(connector_half), "full", "gb-half") \
  X("punct-region", "auto|mainland|taiwan|hongkong|japan",                                                             \
    "whose punctuation: forms, squeeze, interpunct and quotes in one setting; auto: by the language of the text",      \
    OPT_WORD, AT(punct_region), "auto", "mainland", "taiwan", "hongkong", "japan")                                     \
  X("punct-forms", "auto|zh-Hans|zh-Hant", "where the blank of marks lies: by their region, after them, around them",  \
    OPT_WORD, AT(punct_forms), "auto", "zh-Hans", "zh-Hant")                                                           \
  X("ruby-position", "auto|over|under",                                                                                \
    "readings: over (right of a vertical line), Bopomofo at the right of its Han; all over; under (left)", OPT_WORD,   \
    AT(ruby_position), "auto", "over", "under")                                                                        \
  X("ruby-overhang", "kana|none|any", "a reading longer than its base may hang over kana, nothing, also Han",          \
    OPT_WORD, AT(ruby_overhang), "kana", "none", "any")                                                                \
  X("ruby-align", "auto|center|distribute|start",                                                                      \
    "a reading shorter than its base: Latin centred and others spread 1:2:1; or one way for all", OPT_WORD,            \
    AT(ruby_align), "auto", "center", "distribute", "start")                                                           \
  X("emphasis-position", "auto|over|under",                                                                            \
    "着重号: under (right of a vertical line), in Japanese over; or over (right) or under (left) always", OPT_WORD,    \
    AT(emphasis_position), "auto", "over", "under")                                                                    \
  X("emphasis-shape", "auto|dot|sesame", "着重号: a dot, in vertical Japanese a sesame dot; or one of them always",    \
    OPT_WORD, AT(emphasis_shape), "auto", "dot", "sesame")                                                             \
  X("autospace-em", "number", "gap between Han and Latin letters or digits", OPT_EM, AT(autospace_pm), 0)              \
  X("autospace-after-percent", "true|false", "% ends a number and takes the gap", OPT_BOOL,                            \
    AT(autospace_after_percent), 0)                                                                                    \
  X("typed-space-at-boundary", "replace", "a typed space there is replaced by the gap", OPT_WORD, NOWHERE, "replace")  \
  X("latin-hyphenation", "none|manual|en-us", "division of words: off, at U+00AD, by patterns", OPT_WORD,              \
    AT(hyphenation), "none", "manual", "en-us")                                                                        \
  X("word-break", "normal|keep-all", "Korean: between syllables or between words", OPT_WORD, AT(word_break), "normal", \
    "keep-all")                                                                                                        \
  X("newline", "paragraph|soft", "soft: a newline is nothing between Chinese and a space between Latin words",         \
    OPT_WORD_BOOL, AT(newline_soft), "paragraph", "soft")                                                              \
  X("tcy-digits", "count", "digit groups up to this length stand horizontally in a vertical line", OPT_COUNT,          \
    AT(tcy_digits), 0)                                                                                                 \
  X("long-numbers", "rotate|upright", "longer numbers in a vertical line", OPT_WORD_BOOL, AT(long_numbers_upright),    \
    "rotate", "upright")                                                                                               \
  X("vertical-latin", "rotate|upright-single", "Latin in a vertical line", OPT_WORD_BOOL, AT(vertical_latin_upright),  \
    "rotate", "upright-single")                                                                                        \
  X("vertical-quotes", "font|corner", "quotes in a vertical line take the shape of corner brackets", OPT_WORD_BOOL,    \
    AT(vertical_quotes_corner), "font", "corner")                                                                      \
  X("composer", "line|paragraph", "lines broken one by one, or weighed over the paragraph", OPT_WORD, AT(composer),    \
    "line", "paragraph")

#define OPTION(name, values, meaning, kind, at, ...) {name, kind, at, {__VA_ARGS__}},
static const Option OPTIONS[] = {OPTION_ROWS(OPTION)};
#undef OPTION
#define DOC(name, values, meaning, kind, at, ...) {name, values, meaning},
static const ParaOption DOCS[] = {OPTION_ROWS(DOC)};
#undef DOC

ParaStyle para_style_default(Lang lang) {
  bool chinese = lang == LANG_ZH_HANS || lang == LANG_ZH_HANT || lang == LANG_ZH_HK;
  return (ParaStyle){
      .lang = lang,
      .kinsoku = chinese ? KINSOKU_GB : KINSOKU_BASIC,
      .line_end_punct = LINE_END_ALLOW,
      .line_start_trim = true,
      .first_line_trim = true,
      .orphan_min_han = 1,
      .last_line = ALIGN_START,
      .align = ALIGN_JUSTIFY,
      .punct_pair_pm = 1500,
      .dash_keep = true,
      .solidus_half = true,
      .connector_half = true,
      .autospace_pm = lang == LANG_KO || lang == LANG_EN ? 0 : 250,
      .autospace_after_percent = true,
      .word_break = 0,
      .size = 10 * LEN_PT,
  };
}

Lang para_mark_lang(const ParaStyle *s, Lang run) {
  static const Lang region[] = {LANG_ZH_HANS, LANG_ZH_HANS, LANG_ZH_HANT, LANG_ZH_HK, LANG_JA};
  bool han = run != LANG_EN && run != LANG_KO; /* Latin and Korean texts have marks of their own */
  return s->punct_region && han ? region[s->punct_region] : run;
}

static bool same_name(Str given, const char *name) {
  for (size_t i = 0; i < given.n; i++)
    if (name[i] == 0 || (given.p[i] == '_' ? '-' : given.p[i]) != name[i]) return false;
  return name[given.n] == 0;
}

static void store(ParaStyle *s, const Option *o, int v) {
  if (o->field == SIZE_MAX) return;
  void *to = (char *)s + o->field;
  if (o->size == 1)
    *(uint8_t *)to = (uint8_t)v;
  else
    *(int *)to = v;
}

/* A decimal number in thousandths, with or without `em`. */
static bool read_pm(Str v, int *out) {
  if (str_has_suffix(v, STR("em"))) v.n -= 2;
  ptrdiff_t dot = str_find(v, STR("."));
  Str whole = dot < 0 ? v : str_sub(v, 0, (size_t)dot), part = dot < 0 ? (Str){0} : str_sub(v, (size_t)dot + 1, v.n);
  int64_t n = 0, pm = 0;
  if (whole.n && (whole.p[0] < '0' || !str_read_int(whole, &n))) return false;
  if ((!whole.n && !part.n) || n < 0 || n > 1000) return false;
  for (size_t i = 0; i < 3; i++) {
    if (i < part.n && (part.p[i] < '0' || part.p[i] > '9')) return false;
    pm = pm * 10 + (i < part.n ? part.p[i] - '0' : 0);
  }
  *out = (int)(n * 1000 + pm);
  return true;
}

static const char *wrong(Arena *a, const Option *o, Str value) {
  return str_z(a, str_f(a, "option '%s' takes %s, not '%.*s'", o->name, DOCS[o - OPTIONS].values, STRF(value)));
}

static const char *set_option(Arena *a, ParaStyle *s, const Option *o, Str value) {
  bool truth;
  int pm;
  int64_t n;
  switch (o->kind) {
  case OPT_BOOL:
    if (!str_read_bool(value, &truth)) return wrong(a, o, value);
    return store(s, o, truth), NULL;
  case OPT_EM:
    if (!read_pm(value, &pm)) return wrong(a, o, value);
    if (o->field == offsetof(ParaStyle, punct_pair_pm) && (pm < 1000 || pm > 2000)) return wrong(a, o, value);
    return store(s, o, pm), NULL;
  case OPT_COUNT:
    if (!str_read_int(value, &n) || n < 0 || n > 100) return wrong(a, o, value);
    return store(s, o, (int)n), NULL;
  case OPT_WORD:
  case OPT_WORD_BOOL:
    for (int i = 0; i < (int)COUNT(o->words) && o->words[i]; i++)
      if (same_name(value, o->words[i])) return store(s, o, i), NULL;
    return wrong(a, o, value);
  }
  return wrong(a, o, value);
}

const char *para_style_set(Arena *a, ParaStyle *s, Str name, Str value) {
  for (size_t i = 0; i < COUNT(OPTIONS); i++)
    if (same_name(name, OPTIONS[i].name)) return set_option(a, s, &OPTIONS[i], str_trim(value));
  Str names[COUNT(OPTIONS)];
  for (size_t i = 0; i < COUNT(OPTIONS); i++) names[i] = str_of(OPTIONS[i].name);
  Str near = str_nearest(name, names, COUNT(names));
  if (near.n) return str_z(a, str_f(a, "there is no option '%.*s'; did you mean '%.*s'?", STRF(name), STRF(near)));
  return str_z(a, str_f(a, "there is no option '%.*s'", STRF(name)));
}

Str para_option_text(Arena *a, const ParaStyle *s, size_t i) {
  const Option *o = &OPTIONS[i];
  if (o->field == SIZE_MAX) return str_of(o->words[0]);
  const void *at = (const char *)s + o->field;
  int v = o->size == 1 ? *(const uint8_t *)at : *(const int *)at;
  switch (o->kind) {
  case OPT_BOOL: return v ? STR("true") : STR("false");
  case OPT_COUNT: return str_f(a, "%d", v);
  case OPT_EM: { /* "2", "0.25": len_text's without its unit */
    Str em = len_text(a, v, LEN_UNIT_EM);
    return str_sub(em, 0, em.n - 2);
  }
  case OPT_WORD:
  case OPT_WORD_BOOL: return str_of(o->words[v]);
  }
  return STR("");
}

const ParaOption *para_options(size_t *n) {
  *n = COUNT(DOCS);
  return DOCS;
}
