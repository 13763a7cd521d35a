/* The options of a paragraph by name: one table serves setting, help, schemas and did-you-mean. */
#include <stddef.h>

#include "para/inside.h"

typedef enum OptionKind {
  OPT_WORD,
  OPT_BOOL,
  OPT_EM,    /* 0 or more */
  OPT_TRACK, /* -0.5 to 3 em */
  OPT_SHARE, /* 0 to 1 */
  OPT_SCALE, /* 0.2 to 5 */
  OPT_PAIR,  /* 1 to 2 em */
  OPT_COUNT,
  OPT_WORD_BOOL,
  OPT_FILE,
  OPT_TABS
} OptionKind;

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
  X("adjust-order", "by-region|clreq|jlreq",                                                                           \
    "the order in which places give way; jlreq: never a full stop within a line, commas with brackets", OPT_WORD,      \
    AT(adjust_order), "by-region", "clreq", "jlreq")                                                                   \
  X("line-end-punct", "half|allow|full", "a mark at the line end takes half an em always, if needed, never", OPT_WORD, \
    AT(line_end_punct), "half", "allow", "full")                                                                       \
  X("line-start-open", "trim|full", "an opening mark at the line start", OPT_WORD_BOOL, AT(line_start_trim), "full",   \
    "trim")                                                                                                            \
  X("first-line-open", "trim|full|half",                                                                               \
    "an opening mark at the start of a paragraph: its ink at the indent; after its blank; inside the indent, the "     \
    "text at it",                                                                                                      \
    OPT_WORD, AT(first_line_open), "full", "trim", "half")                                                             \
  X("hanging", "none|allow-end", "one of 、，。 may stand just outside the measure", OPT_WORD, AT(hanging), "none",    \
    "allow-end")                                                                                                       \
  X("hanging-applies", "both|vertical-only", "no hanging in horizontal lines", OPT_WORD_BOOL,                          \
    AT(hanging_vertical_only), "both", "vertical-only")                                                                \
  X("indent-em", "number", "first-line indent in em", OPT_EM, AT(indent_pm), 0)                                        \
  X("hanging-indent-em", "number", "indent of all lines but the first, in em", OPT_EM, AT(hanging_indent_pm), 0)       \
  X("indent-end", "number", "indent of all lines at their end, in em", OPT_EM, AT(indent_end_pm), 0)                   \
  X("tabs", "list of POSITION left|center|right|decimal LEADER",                                                       \
    "where a tab leads: positions in em or `end`, what fills the way (dots, or one character); commas between: 8em "   \
    "right dots, end right",                                                                                           \
    OPT_TABS, AT(tabs), 0)                                                                                             \
  X("tracking", "-0.5 to 3",                                                                                           \
    "space between characters in em, less than 0 to set them closer; not inside words and numbers of Chinese text, "   \
    "dashes and ellipses",                                                                                             \
    OPT_TRACK, AT(tracking_pm), 0)                                                                                     \
  X("grid-mode", "true|false", "every Han in a cell of the grid, Latin in whole cells, nothing squeezed or spread",    \
    OPT_BOOL, AT(grid), 0)                                                                                             \
  X("x-scale", "0.2 to 5", "width of the type in parts of its height: flat and narrow bodies", OPT_SCALE,              \
    AT(x_scale_pm), 0)                                                                                                 \
  X("exclam-space", "number", "space after ？ and ！ before more text, in em; a typed U+3000 serves for it", OPT_EM,   \
    AT(exclam_space_pm), 0)                                                                                            \
  X("strip-leading-u3000", "true|false", "U+3000 at the start of a paragraph is dropped (always so with an indent)",   \
    OPT_BOOL, AT(strip_u3000), 0)                                                                                      \
  X("orphan-min-han", "count", "fewest Han on the last line of a paragraph", OPT_COUNT, AT(orphan_min_han), 0)         \
  X("last-line", "start|center|end|justify", "the last line of a paragraph", OPT_WORD, AT(last_line), "start",         \
    "center", "end", "justify")                                                                                        \
  X("align", "start|center|end|justify", "the other lines", OPT_WORD, AT(align), "start", "center", "end", "justify")  \
  X("punct-style", "full|kaiming|half|none", "width of marks: 全角, 开明, 半角, not adjusted", OPT_WORD,               \
    AT(punct_style), "full", "kaiming", "half", "none")                                                                \
  X("punct-adjacent-total-em", "1 to 2", "what two neighbouring marks take", OPT_PAIR, AT(punct_pair_pm), 0)           \
  X("dash-neighbour", "keep|trim", "whether a mark beside —— or …… keeps its em", OPT_WORD_BOOL, AT(dash_keep),        \
    "trim", "keep")                                                                                                    \
  X("stacked-exclamation", "clreq|gb-5.1.2", "！！ in 1.5 em, or in one em and ！！！ in two", OPT_WORD_BOOL,          \
    AT(stacked_gb), "clreq", "gb-5.1.2")                                                                               \
  X("double-ellipsis", "4em", "………… is two units of two em", OPT_WORD, NOWHERE, "4em")                                 \
  X("interpunct", "auto|gb-half|full", "width of ·: half an em in mainland style, else one", OPT_WORD, AT(interpunct), \
    "auto", "gb-half", "full")                                                                                         \
  X("solidus", "auto|gb-half|full", "width of / between Han: one em in the styles of Taiwan and Hong Kong, else half", \
    OPT_WORD, AT(solidus), "auto", "gb-half", "full")                                                                  \
  X("short-connector", "auto|gb-half|full", "width of – between Han: the same", OPT_WORD, AT(connector), "auto",       \
    "gb-half", "full")                                                                                                 \
  X("punct-region", "auto|mainland|taiwan|hongkong|japan",                                                             \
    "whose punctuation: forms, squeeze, interpunct and quotes in one setting; auto: by the language of the text",      \
    OPT_WORD, AT(punct_region), "auto", "mainland", "taiwan", "hongkong", "japan")                                     \
  X("punct-forms", "auto|zh-Hans|zh-Hant", "where the blank of marks lies: by their region, after them, around them",  \
    OPT_WORD, AT(punct_forms), "auto", "zh-Hans", "zh-Hant")                                                           \
  X("ruby-position", "auto|over|under",                                                                                \
    "readings: over (right of a vertical line), Bopomofo at the right of its Han; all over; under (left)", OPT_WORD,   \
    AT(ruby_position), "auto", "over", "under")                                                                        \
  X("ruby-size", "0.2 to 5", "size of readings in parts of their base's; Bopomofo has its own", OPT_SCALE,             \
    AT(ruby_size_pm), 0)                                                                                               \
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
  X("latin-hyphenation", "none|manual|en-us|en-gb", "division of words: off, at U+00AD, by patterns", OPT_WORD,        \
    AT(hyphenation), "none", "manual", "en-us", "en-gb")                                                               \
  X("hyphenation-patterns", "FILE", "a file of patterns (libhyphen's .dic) in place of the installed ones", OPT_FILE,  \
    AT(patterns), 0)                                                                                                   \
  X("hyphen-limit", "count", "lines in a row that may end in a hyphen; 0: any number", OPT_COUNT, AT(hyphen_limit), 0) \
  X("hyphen-left", "count", "fewest letters before a hyphen", OPT_COUNT, AT(hyphen_left), 0)                           \
  X("hyphen-right", "count", "fewest letters after a hyphen", OPT_COUNT, AT(hyphen_right), 0)                          \
  X("optical-margin", "0 to 1", "how much of what they may Latin marks and hyphens hang into the margins", OPT_SHARE,  \
    AT(optical_pm), 0)                                                                                                 \
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
      .first_line_open = FIRST_OPEN_TRIM,
      .x_scale_pm = 1000,
      .hyphen_limit = 2,
      .hyphen_left = 2,
      .hyphen_right = 3,
      .orphan_min_han = 1,
      .last_line = ALIGN_START,
      .align = ALIGN_JUSTIFY,
      .punct_pair_pm = 1500,
      .dash_keep = true,
      .autospace_pm = lang == LANG_KO || lang == LANG_EN ? 0 : 250,
      .autospace_after_percent = true,
      .ruby_size_pm = 500,
      .word_break = 0,
      .size = 10 * LEN_PT,
  };
}

Lang para_mark_lang(const ParaStyle *s, Lang run) {
  static const Lang region[] = {LANG_ZH_HANS, LANG_ZH_HANS, LANG_ZH_HANT, LANG_ZH_HK, LANG_JA};
  bool han = run != LANG_EN && run != LANG_KO; /* Latin and Korean texts have marks of their own */
  return s->punct_region && han ? region[s->punct_region] : run;
}

static Len wide(const ParaStyle *s) { return s->x_scale_pm == 1000 ? s->size : len_pm(s->size, s->x_scale_pm); }
Len para_em_along(const ParaStyle *s) { return s->vertical ? s->size : wide(s); }
Len para_em_across(const ParaStyle *s) { return s->vertical ? wide(s) : s->size; }

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
bool pm_read(Str v, int *out) {
  if (str_has_suffix(v, STR("em"))) v.n -= 2;
  ptrdiff_t dot = str_find(v, STR("."));
  bool minus = v.n && v.p[0] == '-';
  if (minus) v = str_sub(v, 1, v.n), dot -= dot > 0;
  Str whole = dot < 0 ? v : str_sub(v, 0, (size_t)dot), part = dot < 0 ? (Str){0} : str_sub(v, (size_t)dot + 1, v.n);
  int64_t n = 0, pm = 0;
  if (whole.n && (whole.p[0] < '0' || !str_read_int(whole, &n))) return false;
  if ((!whole.n && !part.n) || n < 0 || n > 1000) return false;
  for (size_t i = 0; i < 3; i++) {
    if (i < part.n && (part.p[i] < '0' || part.p[i] > '9')) return false;
    pm = pm * 10 + (i < part.n ? part.p[i] - '0' : 0);
  }
  *out = (int)(minus ? -(n * 1000 + pm) : n * 1000 + pm);
  return true;
}

/* in 1/1000 */
static const struct {
  int least, most;
} LIMITS[] = {[OPT_EM] = {0, 1000000},
              [OPT_TRACK] = {-500, 3000},
              [OPT_SHARE] = {0, 1000},
              [OPT_SCALE] = {200, 5000},
              [OPT_PAIR] = {1000, 2000}};

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
  case OPT_TRACK:
  case OPT_SHARE:
  case OPT_SCALE:
  case OPT_PAIR:
    if (!pm_read(value, &pm) || pm < LIMITS[o->kind].least || pm > LIMITS[o->kind].most) return wrong(a, o, value);
    return store(s, o, pm), NULL;
  case OPT_FILE: return s->patterns = str_copy(a, value), NULL;
  case OPT_TABS: return tabs_read(a, value, s) ? NULL : wrong(a, o, value);
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
  if (o->kind == OPT_TABS) return tabs_text(a, s);
  if (o->kind == OPT_FILE) return s->patterns;
  const void *at = (const char *)s + o->field;
  int v = o->size == 1 ? *(const uint8_t *)at : *(const int *)at;
  switch (o->kind) {
  case OPT_BOOL: return v ? STR("true") : STR("false");
  case OPT_COUNT: return str_f(a, "%d", v);
  case OPT_FILE:
  case OPT_TABS: break;
  case OPT_EM:
  case OPT_TRACK:
  case OPT_SHARE:
  case OPT_SCALE:
  case OPT_PAIR: { /* "2", "0.25": len_text's without its unit */
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
