/* look: what a sub-editor sees in a line at a glance. Is it a sentence, is it cut, does the next one go on from it?
 *
 * These are judgements, not rules of a standard; each is meant to be right on copy lifted from a printed page, and to stay silent
 * when in doubt. The numbers stand together below. */
#include "story/inside.h"

#include <string.h>

enum {
  PROSE_WIDTH = 52, /* half ems: a line that long is prose even without a mark in it: two lines of a newspaper column */
  GOES_ON_WIDTH = 40,
  LABEL_WIDTH = 20, /* half ems before the colon of `一等奖：…` */
  SCRAP_MOST = 40,  /* bytes of a broken tag at the end of a text */
  SCRAPS_MOST = 4,
  QUOTE_MOST = 16 /* characters of copy in a message */
};

uint32_t text_first(Str s) {
  size_t i = 0;
  return s.n ? utf8_next(s, &i) : 0;
}

uint32_t text_last(Str s) { return utf8_before(s, s.n); }

size_t text_back(Str s, size_t at) {
  size_t i = at - 1;
  while (i > 0 && at - i < 4 && ((unsigned char)s.p[i] & 0xC0) == 0x80) i--;
  size_t next = i;
  utf8_next(s, &next);
  return next == at ? i : at - 1;
}

static bool is_blank(uint32_t cp) { return cp == ' ' || cp == '\t' || cp == 0x3000; }

int text_width(Str s) {
  int w = 0;
  for (size_t i = 0; i < s.n;) w += utf8_next(s, &i) >= 0x1100 ? 2 : 1;
  return w;
}

Str text_quote(Arena *a, Str s) {
  size_t i = 0;
  for (int n = 0; n < QUOTE_MOST && i < s.n; n++) utf8_next(s, &i);
  return i < s.n ? str_f(a, "%.*s…", STRF(str_sub(s, 0, i))) : s;
}

/* ---- scraps of mark-up */

static bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

static bool is_tag_name(Str s) {
  static const char *const TAGS[] = {"p",     "br",    "div",    "span",    "b",    "i",    "u",   "em",  "strong",
                                     "a",     "img",   "font",   "hr",      "h1",   "h2",   "h3",  "h4",  "h5",
                                     "h6",    "ul",    "ol",     "li",      "td",   "tr",   "th",  "sup", "sub",
                                     "table", "tbody", "center", "section", "html", "body", "pre", "code"};
  for (size_t i = 0; i < COUNT(TAGS); i++)
    if (str_is(s, TAGS[i])) return true;
  return false;
}

/* the end of the tag at `at`, whole or broken off; 0 if it is none (a < b is arithmetic) */
static size_t tag_end(Str s, size_t at) {
  size_t i = at + 1;
  if (i + 2 < s.n && !memcmp(s.p + i, "!--", 3)) return i + 3;
  i += i < s.n && s.p[i] == '/';
  size_t name = i;
  while (i < s.n && (is_letter(s.p[i]) || (i > name && s.p[i] >= '0' && s.p[i] <= '9'))) i++;
  if (!is_tag_name(str_sub(s, name, i))) return 0;
  if (i < s.n && s.p[i] != '>' && s.p[i] != ' ' && s.p[i] != '/') return 0;
  size_t stop = i;
  while (stop < s.n && stop - at < SCRAP_MOST && s.p[stop] != '>' && s.p[stop] != '<') stop++;
  if (stop < s.n && s.p[stop] == '>') return stop + 1;
  return i == s.n || s.p[at + 1] == '/' ? i : 0; /* broken off: at the end of the text, or plainly a closing one */
}

size_t scrap_find(Str s, size_t from, size_t *end) {
  for (size_t i = from; i < s.n; i++) {
    if (s.p[i] == '<' && (*end = tag_end(s, i))) return i;
    if (s.p[i] == '*' && i + 1 < s.n && s.p[i + 1] == '*') {
      for (*end = i; *end < s.n && s.p[*end] == '*';) ++*end;
      return i;
    }
  }
  return s.n;
}

static Str trim_end(Str s) {
  while (s.n && is_blank(text_last(s))) s.n = text_back(s, s.n);
  return s;
}

static size_t scrap_start(Str s) {
  size_t floor = s.n > SCRAP_MOST ? s.n - SCRAP_MOST : 0;
  for (size_t i = s.n; i-- > floor;)
    if (s.p[i] == '<' && tag_end(s, i) == s.n) return i;
  return s.n;
}

Str text_core(Str s) {
  for (int left = SCRAPS_MOST; left > 0; left--) {
    s = trim_end(s);
    size_t start = scrap_start(s);
    if (start == s.n) break;
    s.n = start;
  }
  return trim_end(s);
}

/* ---- sentences */

static bool is_stop(uint32_t cp) {
  switch (cp) {
  case 0x3002:
  case 0xFF0E:
  case 0xFF01:
  case 0xFF1F:
  case 0xFF1B:
  case 0xFF1A:
  case 0x2026:
  case 0x22EF: /* 。．！？；：…⋯ */
  case '.':
  case '!':
  case '?':
  case ';':
  case ':': return true;
  default: return false;
  }
}

static bool is_closing(uint32_t cp) {
  CharClass k = char_class(cp, LANG_ZH_HANS);
  return k == CC_CLOSE || cp == ')' || cp == ']' || cp == '"' || cp == '\'' || cp == 0x201D || cp == 0x2019;
}

static bool is_opening(uint32_t cp) {
  return char_class(cp, LANG_ZH_HANS) == CC_OPEN || cp == '(' || cp == '[' || cp == 0x201C || cp == 0x2018;
}

static bool is_pause(uint32_t cp) { return cp == 0xFF0C || cp == 0x3001 || cp == ','; } /* ， 、 */

static bool is_plain(uint32_t cp) {
  switch (char_class(cp, LANG_ZH_HANS)) {
  case CC_HAN:
  case CC_KANA:
  case CC_SMALL_KANA:
  case CC_PROLONGED:
  case CC_HANGUL:
  case CC_ITERATION:
  case CC_DIGIT:
  case CC_LATIN:
  case CC_GREEK:
  case CC_FW_LATIN:
  case CC_POSTFIX: return true;
  default: return false;
  }
}

/* 。 at the end, or before closing quotes and brackets */
bool text_ends_sentence(Str s) {
  s = trim_end(s);
  while (s.n && is_closing(text_last(s))) s.n = text_back(s, s.n);
  return s.n && is_stop(text_last(s));
}

typedef struct Marksman {
  bool sentence, open_quote; /* holds ， 。 ； ！ ？; a quote or bracket that is not closed */
  int label;                 /* half ems before a ： that comes before any of them; 0: none */
} Marksman;

static Marksman marks_in(Str s) {
  Marksman m = {0};
  int depth = 0, width = 0;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = utf8_next(s, &i);
    width += cp >= 0x1100 ? 2 : 1;
    if (cp == 0xFF1A && !m.sentence && !m.label) m.label = width;
    if (cp == 0xFF0C || cp == 0x3002 || cp == 0xFF1B || cp == 0xFF01 || cp == 0xFF1F) m.sentence = true;
    if ((cp == ',' || cp == '.') && i < s.n && s.p[i] == ' ') m.sentence = true;
    if (cp > 0x80 && is_opening(cp)) depth++;
    if (cp > 0x80 && is_closing(cp) && depth) depth--;
  }
  m.open_quote = depth > 0;
  return m;
}

static bool is_label(Str s, Marksman m) { return m.label && m.label <= LABEL_WIDTH && str_find(s, STR("。")) < 0; }

/* A title, a name, a line of a list also stop without a mark: only what reads like prose can be cut. */
bool text_is_cut(Str s) {
  s = text_core(s);
  uint32_t last = text_last(s);
  if (is_pause(last) || (last >= 0x80 && is_opening(last))) return true;
  if (!is_plain(last)) return false;
  Marksman m = marks_in(s);
  if (m.open_quote) return true;
  if (is_label(s, m)) return false;
  return m.sentence || text_width(s) >= PROSE_WIDTH;
}

/* 一、 （一） 1. ①: a new point, not a continuation */
static bool is_numbered(Str s) {
  static const char NUMERALS[] = "一二三四五六七八九十";
  size_t i = 0, digits = 0;
  uint32_t cp = s.n ? utf8_next(s, &i) : 0;
  for (; cp; cp = i < s.n ? utf8_next(s, &i) : 0) {
    char bytes[4];
    Str c = {bytes, utf8_put(bytes, cp)};
    bool numeral = (cp >= '0' && cp <= '9') || (c.n == 3 && str_find(str_of(NUMERALS), c) >= 0);
    if (!numeral) break;
    digits++;
  }
  return digits && (cp == 0x3001 || cp == '.' || cp == 0xFF0E || cp == ')');
}

/* `after` may be the rest of a sentence that stops at `last` */
static bool goes_on(uint32_t last, Str after) {
  uint32_t first = text_first(after);
  if (is_numbered(after)) return false;
  bool latin = first < 0x250 && char_class(first, LANG_ZH_HANS) == CC_LATIN;
  if (latin && last < 0x250) return first >= 'a' && first <= 'z';
  bool quote = first == 0x201C || first == 0x300A || first == 0x300C; /* “ 《 「 */
  if (!is_plain(first) && !quote) return false;
  if (is_pause(last)) return true;
  Marksman m = marks_in(after);
  if (is_label(after, m) && !text_ends_sentence(after)) return false;
  return m.sentence || text_ends_sentence(after) || text_width(after) >= GOES_ON_WIDTH;
}

bool text_is_joint(Str before, Str after) {
  uint32_t first = text_first(after);
  if (first >= 0x80 && is_closing(first)) return true; /* no paragraph begins with ” or ） */
  if (is_pause(first)) return !text_ends_sentence(before);
  return text_is_cut(before) && goes_on(text_last(text_core(before)), after);
}
