#include <hyphen.h>
#include <string.h>
#include <threads.h>

#include "text/hyphenate.h"

enum { LEFT = 2, RIGHT = 3, SHORTEST = LEFT + RIGHT, LONGEST = 100 };

/* One dictionary for the process, read when first needed and never changed; its reader asks for a file name that
 * Debian's hyphen-en-us fixes. */
static HyphenDict *patterns;
static once_flag patterns_read = ONCE_FLAG_INIT;
static void read_patterns(void) { patterns = hnj_hyphen_load("/usr/share/hyphen/hyph_en_US.dic"); }

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* A word of letters only, with no sign of an address or designation at either side, and not all in capitals. */
static bool is_plain_word(Str s, size_t at, size_t end) {
  static const char signs[] = "0123456789@_/\\&=#'-.";
  if (end - at < SHORTEST || end - at > LONGEST) return false;
  if (at > 0 && memchr(signs, s.p[at - 1], sizeof signs - 1)) return false;
  bool last = end >= s.n;
  if (!last && s.p[end] != '.' && memchr(signs, s.p[end], sizeof signs - 1)) return false;
  if (!last && s.p[end] == '.' && end + 1 < s.n && is_letter(s.p[end + 1])) return false;
  for (size_t i = at + 1; i < end; i++)
    if (is_upper(s.p[i])) return false; /* acronyms, and names written like iPhone */
  return true;
}

static void divide(Str s, size_t at, size_t end, uint8_t *kinds) {
  char word[LONGEST + 1], marks[LONGEST + 6];
  size_t n = end - at;
  for (size_t i = 0; i < n; i++) word[i] = (char)(s.p[at + i] | 32);
  word[n] = 0;
  char **replaced = NULL;
  int *pos = NULL, *cut = NULL;
  if (hnj_hyphen_hyphenate2(patterns, word, (int)n, marks, NULL, &replaced, &pos, &cut)) return;
  for (size_t i = LEFT; i + RIGHT <= n; i++)
    if (marks[i - 1] & 1 && kinds[at + i] == BREAK_LAST) kinds[at + i] = BREAK_HYPHEN;
}

void hyphenate(Str s, uint8_t *kinds) {
  call_once(&patterns_read, read_patterns);
  if (!patterns) return;
  for (size_t i = 0; i < s.n;) {
    if (!is_letter(s.p[i])) {
      i++;
      continue;
    }
    size_t end = i;
    while (end < s.n && is_letter(s.p[end])) end++;
    if (is_plain_word(s, i, end)) divide(s, i, end, kinds);
    i = end;
  }
}
