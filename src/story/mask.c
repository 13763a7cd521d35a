/* mask: what md4c is shown instead of the copy.
 *
 * CommonMark was written for Latin. Some of its rules misread Chinese copy, and some swallow what a desk typed as text.
 * md4c has no switch for these and we do not want a second Markdown reader, so it is shown a mask: a text of exactly the
 * same length in which the characters that would mislead it are replaced by harmless ones of the same number of bytes.
 * Since md4c hands back pointers, every offset in the mask is an offset in the source, and the text itself is always
 * taken from the source: the mask decides structure, never content.
 *
 *   source   **“重点”**城市      [编者按]: 见第三版      ##标题      ~~~~ 分割 ~~~~
 *   mask     **一重点一**城市    [编者按]; 见第三版      ##标题      xxxx 分割 xxxx
 *
 * What is masked:
 *  - Emphasis (CommonMark 0.30, 6.2). A run of * closes only if what stands before it is no punctuation or what follows is a
 *    blank or punctuation. Chinese has no blanks between words, so **“重点”**城市 never closes, and with two of them in a
 *    line the wrong halves pair. Beside a Han or a Chinese mark both neighbours of a run are made alike: both letters, or
 *    both punctuation where one is an ASCII mark that may itself be mark-up. Such a run may open and close, and md4c's own
 *    pairing does the rest.
 *  - Agency copy: a line that opens with two U+3000 is a paragraph, with or without a blank line before it; a line of
 *    nothing but U+3000 is blank.
 *  - `---` under a line is a break, as interface.md says, and never makes the line a headline; `===` makes one only of a single
 *    short line.
 *  - Link definitions `[x]: y` vanish from the output: they are text here, and so are links by reference. So is (…) after […] that
 *    holds no address. Brackets that open no link are hidden in pairs (md4c 0.4.8 looks each up in a time that grows with the
 *    paragraph).
 *  - ~~~ opens no code block, and ``` only if it is closed: else the rest of a page would be code.
 *  - `#标题` without the blank is a heading, `#话题#` and `#1` are not.
 *
 * The road not taken: pairing emphasis ourselves, on what md4c leaves over. It leaves the wrong halves over. When CommonMark
 * or md4c learn of CJK flanking, the first group can go. */
#include "story/inside.h"

#include <string.h>

typedef struct Masker {
  Str src;
  char *out;
  size_t fence; /* length of the open fence, 0: none */
  VEC(uint32_t)
  closers; /* for each line that may close a fence, from the last to the first: its longest length so far */
  Arena *a;
} Masker;

typedef struct MaskLine {
  size_t at, end, body; /* body: after blanks and `>` */
  bool blank;
} MaskLine;

static bool is_space(char c) { return c == ' ' || c == '\t'; }

/* ---- lines */

static MaskLine line_at(Str s, size_t at) {
  const char *nl = memchr(s.p + at, '\n', s.n - at);
  MaskLine l = {.at = at, .end = nl ? (size_t)(nl - s.p) : s.n};
  l.body = at;
  while (l.body < l.end && (is_space(s.p[l.body]) || s.p[l.body] == '>')) l.body++;
  l.blank = true;
  for (size_t i = at; i < l.end && l.blank;) {
    uint32_t cp = str_next(s, &i);
    l.blank = cp == ' ' || cp == '\t' || cp == 0x3000 || cp == 0xA0 || cp == '\r';
  }
  return l;
}

static size_t run_length(Str s, size_t at, size_t end, char c) {
  size_t n = 0;
  while (at + n < end && s.p[at + n] == c) n++;
  return n;
}

/* the line is a run of c and blanks after it */
static size_t is_rule(Str s, MaskLine l, char c) {
  size_t n = run_length(s, l.body, l.end, c), rest = l.body + n;
  while (rest < l.end && (is_space(s.p[rest]) || s.p[rest] == '\r')) rest++;
  return rest == l.end ? n : 0;
}

static bool is_list_line(Str s, MaskLine l) {
  if (l.body >= l.end) return false;
  char c = s.p[l.body];
  return c == '-' || c == '+' || c == '*' || (c >= '0' && c <= '9');
}

static void fill(Masker *m, size_t at, size_t n, char c) { memset(m->out + at, c, n); }

/* ---- fences */

static size_t fence_length(Str s, MaskLine l) {
  size_t n = run_length(s, l.body, l.end, '`');
  if (n < 3 || memchr(s.p + l.body + n, '`', l.end - l.body - n)) return 0;
  return n;
}

/* From the end backwards, so that "is there a closing line below?" is one look. */
static void closers_find(Masker *m) {
  VEC(uint32_t) lengths = {0};
  for (size_t at = 0; at < m->src.n;) {
    MaskLine l = line_at(m->src, at);
    if (fence_length(m->src, l)) {
      size_t n = is_rule(m->src, l, '`');
      vec_add(m->a, &lengths, (uint32_t)n);
    }
    at = l.end + 1;
  }
  uint32_t longest = 0;
  for (size_t i = lengths.n; i-- > 0;) {
    vec_add(m->a, &m->closers, longest);
    if (lengths.at[i] > longest) longest = lengths.at[i];
  }
}

/* True if the line belongs to a code block. Each call for a line of back-ticks takes one entry of closers. */
static bool mask_fence(Masker *m, MaskLine l) {
  size_t n = fence_length(m->src, l);
  if (n) {
    uint32_t below = m->closers.at[--m->closers.n];
    if (m->fence) {
      if (is_rule(m->src, l, '`') >= m->fence) m->fence = 0;
      return true;
    }
    if (below >= n) return m->fence = n, true;
    fill(m, l.body, n, 'x');
  }
  size_t tildes = run_length(m->src, l.body, l.end, '~');
  if (!m->fence && tildes >= 3) fill(m, l.body, tildes, 'x');
  return m->fence;
}

/* ---- what a line is */

static bool is_headline_like(Str s, MaskLine l) {
  return !text_ends_sentence(str_sub(s, l.body, l.end)) && text_width(str_sub(s, l.body, l.end)) <= 80;
}

static void mask_underline(Masker *m, MaskLine l, MaskLine above, bool alone) {
  static const char MARKS[] = "-=";
  for (const char *c = MARKS; *c; c++) {
    size_t n = is_rule(m->src, l, *c);
    if (!n) continue;
    if (*c == '=' && alone && is_headline_like(m->src, above)) return;
    if (n >= 3)
      fill(m, l.body, n, '*');
    else if (!is_list_line(m->src, above))
      fill(m, l.body, n, 'x');
  }
}

static bool is_wide_letter(uint32_t cp) { return cp >= 0x80 && cp != 0xA0 && cp != 0x3000; }

/* `#` without a blank: md4c may take it (flag PERMISSIVEATXHEADERS) if Chinese follows and it is no hashtag. */
static void mask_hashes(Masker *m, MaskLine l) {
  size_t n = run_length(m->src, l.body, l.end, '#'), next = l.body + n;
  if (!n || next >= l.end || is_space(m->src.p[next])) return;
  size_t i = next;
  bool wide = is_wide_letter(str_next(m->src, &i));
  if (!wide || memchr(m->src.p + next, '#', l.end - next)) fill(m, l.body, n, 'x');
}

static const char IDEOGRAPHIC_SPACE[] = "\xE3\x80\x80";

static bool opens_with_indent(Str s, MaskLine l) {
  return l.end - l.at >= 6 && !memcmp(s.p + l.at, IDEOGRAPHIC_SPACE, 3) &&
         !memcmp(s.p + l.at + 3, IDEOGRAPHIC_SPACE, 3);
}

static void mask_line(Masker *m, MaskLine l, MaskLine above, bool alone) {
  if (l.blank) {
    fill(m, l.at, l.end - l.at, ' ');
    return;
  }
  if (!above.blank) {
    mask_underline(m, l, above, alone);
    if (opens_with_indent(m->src, l)) memcpy(m->out + l.at, "  \n", 3);
  }
  mask_hashes(m, l);
}

static void mask_lines(Masker *m) {
  MaskLine above = {.blank = true}, above2 = above;
  for (size_t at = 0; at < m->src.n;) {
    MaskLine l = line_at(m->src, at);
    if (mask_fence(m, l))
      l.blank = true; /* for the line below: nothing there to underline */
    else
      mask_line(m, l, above, above2.blank);
    above2 = above;
    above = l;
    at = l.end + 1;
  }
}

/* ---- links */

enum { ADDRESS_MOST = 512, LINKS_MOST = 500 }; /* bytes; links in a paragraph, for md4c's sake: later ones stay text */

static bool is_extension(Str dest) {
  size_t dot = dest.n;
  while (dot > 0 && dest.p[dot - 1] != '.') dot--;
  size_t n = dest.n - dot;
  if (!dot || n < 2 || n > 4) return false;
  for (size_t i = dot; i < dest.n; i++)
    if (!((dest.p[i] | 32) >= 'a' && (dest.p[i] | 32) <= 'z') && !(dest.p[i] >= '0' && dest.p[i] <= '9')) return false;
  return true;
}

static bool is_address(Str s, size_t at) {
  size_t end = at;
  bool ascii = true, letter = false, slash = false;
  for (; end < s.n && end - at < ADDRESS_MOST; end++) {
    char c = s.p[end];
    if (c == ')' || c == ' ' || c == '\n') break;
    if (c & 0x80) ascii = false;
    if ((c | 32) >= 'a' && (c | 32) <= 'z') letter = true;
    if (c == '/') slash = true;
  }
  return end == at || slash || (ascii && (letter || s.p[at] == '#')) || is_extension(str_sub(s, at, end));
}

/* A comma stands for a bracket: punctuation as well, so that emphasis beside it is judged alike. */
static void mask_bracket(Masker *m, size_t close, size_t open, size_t *links) {
  Str s = m->src;
  bool paren = close + 1 < s.n && s.p[close + 1] == '(', picture = open > 0 && open < close && s.p[open - 1] == '!';
  if (paren && (picture || is_address(s, close + 2)) && ++*links <= LINKS_MOST) return;
  if (paren || (close + 1 < s.n && s.p[close + 1] == ':')) m->out[close + 1] = ',';
  if (open < close) m->out[close] = m->out[open] = ',';
}

static void mask_links(Masker *m) {
  Str s = m->src;
  VEC(size_t) open = {0};
  size_t links = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '\\')
      i++;
    else if (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n')
      open.n = links = 0;
    else if (s.p[i] == '[')
      vec_add(m->a, &open, i);
    else if (s.p[i] == ']')
      mask_bracket(m, i, open.n ? open.at[--open.n] : i, &links);
  }
}

/* ---- emphasis */

typedef enum Side { SIDE_BLANK, SIDE_MARK, SIDE_LETTER, SIDE_WIDE } Side;
typedef struct Neighbour {
  size_t at, n;
  Side side;
} Neighbour;

static Side side_of(uint32_t cp) {
  if (cp >= 0x80) {
    bool blank =
        cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F || cp == 0x3000;
    return blank ? SIDE_BLANK : cp == 0xFFFD ? SIDE_LETTER : SIDE_WIDE;
  }
  if (cp <= ' ') return SIDE_BLANK;
  bool letter = (cp >= '0' && cp <= '9') || ((cp | 32) >= 'a' && (cp | 32) <= 'z') || cp == 0x7F;
  return letter ? SIDE_LETTER : SIDE_MARK;
}

static Neighbour neighbour_after(Str s, size_t at) {
  if (at >= s.n) return (Neighbour){at, 0, SIDE_BLANK};
  size_t end = at;
  uint32_t cp = str_next(s, &end);
  return (Neighbour){at, end - at, side_of(cp)};
}

static Neighbour neighbour_before(Str s, size_t end) {
  size_t at = end;
  while (at > 0 && end - at < 4) {
    at--;
    if (((unsigned char)s.p[at] & 0xC0) != 0x80) break;
  }
  if (at == end) return (Neighbour){at, 0, SIDE_BLANK};
  Neighbour n = neighbour_after(s, at);
  return at + n.n == end ? n : (Neighbour){end - 1, 1, SIDE_LETTER};
}

static void put_wide(Masker *m, Neighbour n, bool mark) {
  static const char *const LETTERS[] = {"", "", "\xC3\xA9", "\xE4\xB8\x80", "\xF0\xA0\x80\x80"}; /* é 一 𠀀 */
  static const char *const MARKS[] = {"", "", "\xC2\xBF", "\xE3\x80\x81", "\xF0\x90\x84\x80"};   /* ¿ 、 U+10100 */
  if (n.n >= 2 && n.n <= 4) memcpy(m->out + n.at, (mark ? MARKS : LETTERS)[n.n], n.n);
}

/* `marked`: where the last wide character that was made a mark begins; two runs that share a neighbour must agree on it. */
static void mask_run(Masker *m, size_t at, size_t end, size_t *marked) {
  Neighbour before = neighbour_before(m->src, at), after = neighbour_after(m->src, end);
  bool wide = before.side == SIDE_WIDE || after.side == SIDE_WIDE;
  if (!wide) return;
  bool mark = before.side == SIDE_MARK || after.side == SIDE_MARK || (before.side == SIDE_WIDE && before.at == *marked);
  if (before.side == SIDE_WIDE && (mark || before.at != *marked)) put_wide(m, before, mark);
  if (after.side == SIDE_WIDE) {
    put_wide(m, after, mark);
    if (mark) *marked = after.at;
  }
}

static void mask_emphasis(Masker *m) {
  Str s = m->src;
  size_t marked = SIZE_MAX;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '\\')
      i++;
    else if (s.p[i] == '*') {
      size_t n = run_length(s, i, s.n, '*');
      mask_run(m, i, i + n, &marked);
      i += n - 1;
    }
  }
}

char *mask_make(Arena *a, Str text) {
  Masker m = {.src = text, .a = a, .out = arena_add(a, text.n + 1)};
  if (text.n) memcpy(m.out, text.p, text.n);
  closers_find(&m);
  mask_emphasis(&m);
  mask_links(&m);
  mask_lines(&m);
  return m.out;
}
