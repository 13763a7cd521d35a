/* text: Unicode's own test data, of the version that ICU has. Graphemes as they are (UAX #29). Line breaks (UAX #14) but for what breaks.c
 * tailors: each departure is a rule below, not a line of the file; one that explains nothing fails, and so does a break that no rule explains.
 *
 * Levels of right-to-left text (UAX #9) in the paragraphs we set: those whose own level is 0.
 *
 * The data come with Debian's unicode-data (tools/packages/test). No data, no test: that fails, too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include <cmocka.h>

#include "text/text.h"

enum { POINTS_MOST = 64 };

typedef struct Row {
  uint32_t cp[POINTS_MOST];
  bool breaks[POINTS_MOST + 1]; /* before cp[i] */
  size_t at[POINTS_MOST + 1];   /* its byte */
  size_t n;
  char text[4 * POINTS_MOST];
  const char *line;
} Row;

static bool row_read(char *line, Row *r) {
  r->n = 0;
  size_t length = 0;
  char *rest, *end = strchr(line, '#');
  if (end) *end = 0;
  for (char *t = strtok_r(line, " \t\r\n", &rest); t; t = strtok_r(NULL, " \t\r\n", &rest)) {
    if (!strcmp(t, "÷") || !strcmp(t, "×")) {
      r->breaks[r->n] = !strcmp(t, "÷");
      continue;
    }
    assert_true(r->n < POINTS_MOST);
    r->cp[r->n] = (uint32_t)strtoul(t, NULL, 16);
    r->at[r->n++] = length;
    length += utf8_put(r->text + length, r->cp[r->n - 1]);
  }
  r->at[r->n] = length;
  return r->n > 0;
}

typedef void (*Judge)(Arena *a, const Row *r);

static void each_row(const char *name, Judge judge) {
  char path[200], line[8192], kept[8192], version[20];
  snprintf(path, sizeof path, "/usr/share/unicode/auxiliary/%s.txt", name);
  FILE *f = fopen(path, "r");
  if (!f) fail_msg("%s is not there: install unicode-data", path);
  UVersionInfo icu;
  u_getUnicodeVersion(icu);
  snprintf(version, sizeof version, "%s-%d.%d", name, icu[0], icu[1]);
  assert_true(version[0] && fgets(line, sizeof line, f) &&
              strstr(line, version)); /* of the version that ICU's facts are of */
  size_t rows = 0;
  while (fgets(line, sizeof line, f)) {
    Row r = {.line = kept};
    snprintf(kept, sizeof kept, "%s", line);
    if (line[0] == '#' || !row_read(line, &r)) continue;
    Arena *a = arena_open();
    judge(a, &r);
    arena_close(a);
    rows++;
  }
  fclose(f);
  assert_true(rows > 500);
}

/* ---- graphemes: no tailoring */
static void grapheme_row(Arena *a, const Row *r) {
  const uint8_t *starts = text_graphemes(a, (Str){r->text, r->at[r->n]});
  for (size_t i = 0; i <= r->n; i++)
    if (starts[r->at[i]] != r->breaks[i]) fail_msg("before character %zu: %s", i, r->line);
}

static void graphemes(void **state) {
  (void)state;
  each_row("GraphemeBreakTest", grapheme_row);
}

/* ---- levels: code points; direction; the paragraph's level; the levels, x where there is none; the visual order */
/* ICU 72 departs from the file where a mark ends the text after a bracket, and in two rows amid embeddings. */
static size_t departures;

static bool is_known_of_icu(uint32_t last, uint32_t first) {
  bool mark = u_getIntPropertyValue((UChar32)last, UCHAR_BIDI_CLASS) == U_DIR_NON_SPACING_MARK;
  return mark || first == 0x202D || (first == 'a' && last == '2');
}

static bool levels_row(Arena *a, char *line) {
  char text[8192], kept[8192], *rest, *fields[4], *inner;
  snprintf(kept, sizeof kept, "%s", line);
  size_t n = 0, at[2048], count = 0;
  uint32_t cp = 0, first = 0;
  for (size_t k = 0; k < COUNT(fields); k++)
    if (!(fields[k] = strtok_r(k ? NULL : line, ";", &rest))) return false;
  if (strcmp(fields[1], "0") != 0) return false;
  for (char *t = strtok_r(fields[0], " ", &inner); t; t = strtok_r(NULL, " ", &inner)) {
    at[count++] = n;
    cp = (uint32_t)strtoul(t, NULL, 16);
    if (count == 1) first = cp;
    n += utf8_put(text + n, cp);
  }
  const uint8_t *levels = text_levels(a, (Str){text, n});
  size_t i = 0;
  bool same = true;
  for (char *t = strtok_r(fields[3], " ", &inner); t; t = strtok_r(NULL, " ", &inner), i++)
    same &= *t == 'x' || (levels ? levels[at[i]] : 0) == atoi(t);
  assert_int_equal(i, count);
  departures += !same;
  if (!same && !is_known_of_icu(cp, first)) fail_msg("levels of %s", kept);
  return true;
}

static void levels(void **state) {
  (void)state;
  char line[8192];
  size_t rows = 0;
  FILE *f = fopen("/usr/share/unicode/BidiCharacterTest.txt", "r");
  if (!f) fail_msg("BidiCharacterTest.txt is not there: install unicode-data");
  Arena *a = arena_open();
  while (fgets(line, sizeof line, f)) {
    line[strcspn(line, "\r\n")] = 0;
    if (!line[0] || line[0] == '#') continue;
    rows += levels_row(a, line);
    arena_clear(a);
  }
  arena_close(a);
  fclose(f);
  assert_true(rows > 30000);
  assert_true(departures < 10);
}

/* ---- line breaks */
typedef struct Place { /* a break that is not as the file has it: before cp[i] */
  const Row *r;
  size_t i;
  uint32_t before; /* the character before, marks and blanks left out */
  int a, b;        /* classes of both */
  bool blank, mark, line_head, cluster, returned;
} Place;

static int class_of(uint32_t cp) { return u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK); }
static bool is_mark(int c) { return c == U_LB_COMBINING_MARK || c == U_LB_ZWJ; }
static bool is_forced(int c) {
  return c == U_LB_MANDATORY_BREAK || c == U_LB_LINE_FEED || c == U_LB_NEXT_LINE || c == U_LB_CARRIAGE_RETURN;
}
static bool is_hangul(int c) { return c == U_LB_JL || c == U_LB_JV || c == U_LB_JT || c == U_LB_H2 || c == U_LB_H3; }
static bool is_letter(int c) {
  return c == U_LB_ALPHABETIC || c == U_LB_HEBREW_LETTER || c == U_LB_AMBIGUOUS || c == U_LB_UNKNOWN ||
         c == U_LB_COMPLEX_CONTEXT || c == U_LB_NUMERIC;
}
static bool is_affix(int c) { return c == U_LB_PREFIX_NUMERIC || c == U_LB_POSTFIX_NUMERIC; }

/* A blank at a line's head may carry a mark of its own. */
static bool is_line_head(const Row *r, size_t i) {
  while (i > 0 && (class_of(r->cp[i - 1]) == U_LB_SPACE || is_mark(class_of(r->cp[i - 1])))) i--;
  return i == 0 ? class_of(r->cp[0]) == U_LB_SPACE
                : is_forced(class_of(r->cp[i - 1])) && class_of(r->cp[i]) == U_LB_SPACE;
}

static bool in_cluster(const Place *p) { return p->cluster || (p->mark && p->a == U_LB_SPACE); }
static bool at_line_head(const Place *p) { return p->line_head; }
static bool at_return(const Place *p) { return p->a == U_LB_CARRIAGE_RETURN || p->returned; }
static bool at_control(const Place *p) { return p->before == 1 || p->r->cp[p->i] == 1; }
static bool nonstarter(const Place *p) {
  return p->blank && (p->b == U_LB_NONSTARTER || p->b == U_LB_CONDITIONAL_JAPANESE_STARTER);
}
static bool dash(const Place *p) { return p->b == U_LB_BREAK_BOTH; }
static bool object(const Place *p) { return p->a == U_LB_CONTINGENT_BREAK || p->b == U_LB_CONTINGENT_BREAK; }
static bool closing(const Place *p) { return p->a == U_LB_CLOSE_PUNCTUATION && !p->blank && is_letter(p->b); }
static bool number(const Place *p) {
  if (p->blank) return false;
  bool close = p->a == U_LB_CLOSE_PUNCTUATION || p->a == U_LB_CLOSE_PARENTHESIS;
  return (p->a == U_LB_INFIX_NUMERIC && p->b == U_LB_NUMERIC) || (close && is_affix(p->b)) ||
         (is_affix(p->a) && (is_affix(p->b) || p->b == U_LB_OPEN_PUNCTUATION));
}
static bool hyphen(const Place *p) { return p->a == U_LB_HYPHEN && !p->blank && is_letter(p->b); }
static bool hebrew(const Place *p) { return p->a == U_LB_BREAK_SYMBOLS && p->b == U_LB_HEBREW_LETTER; }
static bool parted_pair(const Place *p) {
  bool flags = p->a == U_LB_REGIONAL_INDICATOR && p->b == U_LB_REGIONAL_INDICATOR;
  return p->mark && (flags || (is_hangul(p->a) && is_hangul(p->b)));
}
static bool flag(const Place *p) {
  return (p->a == U_LB_REGIONAL_INDICATOR && is_affix(p->b)) || (is_affix(p->a) && p->b == U_LB_REGIONAL_INDICATOR);
}

static struct {
  bool (*holds)(const Place *p);
  const char *rule;
  size_t times;
} tailored[] = {
    {in_cluster, "no break within a cluster of UAX #29: a mark after a blank is the blank's (LB9, LB10 part them)", 0},
    {at_line_head, "blanks at the head of a line hold to what follows: they are not set (LB18)", 0},
    {at_return, "a carriage return is none: text_read makes it a newline (LB5)", 0},
    {at_control, "control characters are none: text_read drops them", 0},
    {nonstarter, "what may not start a line may not after a blank either (LB16, LB21)", 0},
    {dash, "an em dash ends an English line, never starts one, blank or no blank (LB17, class B2)", 0},
    {object, "U+FFFC is a sign like any other: copy has no objects (LB20)", 0},
    {closing, "} ends a word as ) does (LB30 knows CP only)", 0},
    {number, "LB25 as the annex has it; the file follows example 7 of its section 8.2", 0},
    {hyphen, "a hyphen without a word before it is the word's (-able); F-35 and T-shirt are whole (LB21)", 0},
    {hebrew, "a solidus parts Hebrew as it does Latin words (LB21b)", 0},
    {parted_pair, "a mark between the halves of a syllable or a flag parts them (LB26, LB30a)", 0},
    {flag, "a flag stands by numbers as an ideograph does (LB23a, LB25)", 0},
};

static void check_place(Place *p) {
  const Row *r = p->r;
  size_t j = p->i - 1;
  for (; j > 0 && class_of(r->cp[j]) == U_LB_SPACE; j--) p->blank = true;
  for (; j > 0 && is_mark(class_of(r->cp[j])); j--) p->mark = true;
  p->before = r->cp[j];
  p->returned = j > 0 && class_of(r->cp[j - 1]) == U_LB_CARRIAGE_RETURN;
  p->a = class_of(p->before), p->b = class_of(r->cp[p->i]);
  p->line_head = is_line_head(r, p->i);
  for (size_t k = 0; k < COUNT(tailored); k++)
    if (tailored[k].holds(p)) {
      tailored[k].times++;
      return;
    }
  fail_msg("before U+%04X, the %zu. character: %s", (unsigned)r->cp[p->i], p->i + 1, r->line);
}

static size_t places;

static void line_row(Arena *a, const Row *r) {
  Str text = {r->text, r->at[r->n]};
  const uint8_t *starts = text_graphemes(a, text);
  const uint8_t *kinds =
      text_breaks(a, text, &(BreakRules){.lang = LANG_EN, .kinsoku = KINSOKU_BASIC, .hyphenation = HYPHENATION_MANUAL});
  assert_int_equal(kinds[text.n], BREAK_MUST); /* LB3 */
  for (size_t i = 1; i < r->n; i++, places++) {
    Place p = {.r = r, .i = i, .cluster = !starts[r->at[i]]};
    if ((kinds[r->at[i]] >= BREAK_AVOID) != r->breaks[i]) check_place(&p);
  }
}

static void line_breaks(void **state) {
  (void)state;
  each_row("LineBreakTest", line_row);
  size_t sum = 0;
  for (size_t k = 0; k < COUNT(tailored); k++) {
    print_message("%5zu %s\n", tailored[k].times, tailored[k].rule);
    sum += tailored[k].times;
    assert_true(tailored[k].times > 0); /* a departure that is none any more goes */
  }
  print_message("%5zu of %zu places tailored\n", sum, places);
  assert_true(sum * 10 < places);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(graphemes), cmocka_unit_test(levels),
                                     cmocka_unit_test(line_breaks)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
