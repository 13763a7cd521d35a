/* How figures and letters stand in a vertical line, by the style: runs are cut so that shape finds it in their marks.
 *
 * Picture: the text is read in words, stretches of Western characters without a blank. A word that is a number and nothing
 * else stands in one cell, digit beside digit, or digit under digit; a word that is one letter stands upright; any other
 * word is turned whole, and takes its figures along: 12月 and A股, yet GB2312, 3.5, 5G and C919 lie on their side. Marks that
 * only stand around a word, (12), are no part of it. ！！ that share an em stand in it side by side.
 *
 * Sources: CLREQ "Mixed text composition in vertical writing mode"; JLREQ 3.2.5; CSS Writing Modes 4,
 * "text-combine-upright: digits". The last combines any group of digits, whatever it touches; a word half turned and
 * half upright cannot be read, so figures inside a word are left to it.
 *
 * Road not taken: marking glyphs once shaped. How a character stands picks its direction of shaping and its features, and what
 * is divided by a style's edge must be known before. */
#include <string.h>

#include "para/inside.h"

enum { MARKS_STANCE = RUN_TCY | RUN_UPRIGHT };

/* Bytes [at, end) that get `mark`. */
typedef struct Stand {
  uint32_t at, end;
  uint16_t mark;
} Stand;

typedef struct Reader {
  const ParaStyle *style;
  Str text;
  const Run *runs;
  size_t n, run; /* run: where reading is */
  VEC(Stand) stands;
} Reader;

/* What a word is made of. */
typedef struct Word {
  uint32_t at, end;
  uint32_t figures_end; /* after the digits it starts with */
  uint32_t digits;
  bool number, letter; /* digits, and signs like % after them; one letter */
} Word;

static bool is_digit(uint32_t cp) { return cp >= '0' && cp <= '9'; }
static bool is_letter(CharClass cc) { return cc == CC_LATIN || cc == CC_GREEK; }
static bool is_invisible(CharClass cc) { return cc == CC_SOFT_HYPHEN || cc == CC_JOINER; }

/* A character that would be turned along with letters beside it. */
static bool is_western(const Reader *r, size_t at, uint32_t cp, Lang lang) {
  switch (char_class(cp, lang)) {
  case CC_DIGIT:
  case CC_LATIN:
  case CC_GREEK:
  case CC_LATIN_MARK:
  case CC_COMBINING:
  case CC_SOFT_HYPHEN:
  case CC_JOINER:
  case CC_OTHER: return true;
  case CC_SOLIDUS: return cp == '/';
  case CC_PREFIX:
  case CC_POSTFIX: return char_vertical(cp) == VERT_TURNED;
  case CC_OPEN:
  case CC_CLOSE: return cp < 0x3000 && text_quote_is_latin(r->text, at, lang);
  default: return false;
  }
}

static const Run *run_of(Reader *r, size_t at) {
  while (r->run > 0 && r->runs[r->run].at > at) r->run--;
  while (r->run + 1 < r->n && r->runs[r->run].end <= at) r->run++;
  return &r->runs[r->run];
}

static uint32_t western_end(Reader *r, size_t at) {
  size_t i = at;
  while (i < r->text.n) {
    size_t next = i;
    uint32_t cp = utf8_next(r->text, &next);
    const Run *run = run_of(r, i);
    if ((run->marks & MARKS_STANCE) || !is_western(r, i, cp, run->lang)) break;
    i = next;
  }
  return (uint32_t)i;
}

static bool is_one_of(uint32_t cp, const char *marks) { return cp && cp < 0x80 && strchr(marks, (int)cp); }

/* Without the marks around it. A hyphen before it is its sign. */
static void word_trim(const Reader *r, Word *w) {
  Lang lang = r->style->lang;
  for (size_t i = w->at; i < w->end; w->at = (uint32_t)i) {
    uint32_t cp = utf8_next(r->text, &i);
    CharClass cc = char_class(cp, lang);
    if (!is_one_of(cp, "([{\"'/.,:;") && !is_invisible(cc) && cc != CC_COMBINING) break;
  }
  while (w->end > w->at) {
    uint32_t cp = utf8_before(r->text, w->end);
    if (!is_one_of(cp, ")]}\"'/.,:;!?-") && !is_invisible(char_class(cp, lang))) break;
    char bytes[4];
    w->end -= (uint32_t)utf8_put(bytes, cp);
  }
}

static void word_read(const Reader *r, Word *w) {
  uint32_t letters = 0, others = 0, signs = 0;
  w->figures_end = w->at;
  for (size_t i = w->at; i < w->end;) {
    bool first = i == w->at;
    uint32_t cp = utf8_next(r->text, &i);
    CharClass cc = char_class(cp, r->style->lang);
    if (is_digit(cp) && !letters && !others && !signs)
      w->digits++, w->figures_end = (uint32_t)i;
    else if (is_letter(cc) && first)
      letters++;
    else if (cc == CC_COMBINING && letters == 1)
      continue;
    else if (cc == CC_POSTFIX && w->digits)
      signs++;
    else
      others++;
  }
  w->number = w->digits && !letters && !others;
  w->letter = letters == 1 && !w->digits && !others && !signs;
}

/* ---- what the style says of a word */

/* One cell is of one run: figures that a style parts do not share it, nor do those in a name's rule or under a reading that
 * ends amid them. */
static bool is_same_style(const Run *a, const Run *b) {
  uint16_t whole = RUN_RULED;
  return a->role == b->role && a->lang == b->lang && a->size == b->size && a->x_scale_pm == b->x_scale_pm &&
         a->tracking_pm == b->tracking_pm && a->marks == b->marks && !(a->marks & whole) && !a->ruby.n && !b->ruby.n &&
         ink_same(a->ink, b->ink);
}

static bool is_uniform(Reader *r, uint32_t at, uint32_t end) {
  const Run *first = run_of(r, at), *last = run_of(r, end - 1);
  for (const Run *run = first; run < last; run++)
    if (!is_same_style(run, run + 1)) return false;
  return true;
}

/* Small figures above or below the line belong to what they annotate. */
static bool is_raised(Reader *r, uint32_t at, uint32_t end) {
  const Run *last = run_of(r, end - 1);
  for (const Run *run = run_of(r, at); run <= last; run++)
    if (run->marks & (RUN_SUP | RUN_SUB)) return true;
  return false;
}

/* A letter that a blank parts from another Western word, Vitamin C, is turned with it. */
static bool is_in_phrase(const Reader *r, const Word *w) {
  size_t before = w->at, after = w->end;
  while (before > 0 && r->text.p[before - 1] == ' ') before--;
  while (after < r->text.n && r->text.p[after] == ' ') after++;
  if (before > 0 && before < w->at && is_letter(char_class(utf8_before(r->text, before), r->style->lang))) return true;
  if (after == w->end || after >= r->text.n) return false;
  return is_letter(char_class(utf8_next(r->text, &after), r->style->lang));
}

static void stand_put(Arena *a, Reader *r, uint32_t at, uint32_t end, uint16_t mark) {
  if (at < end) vec_add(a, &r->stands, ((Stand){at, end, mark}));
}

static void number_stand(Arena *a, Reader *r, const Word *w) {
  uint32_t beside = (uint32_t)r->style->tcy_digits;
  if (w->digits > beside && !r->style->long_numbers_upright) return;
  if (w->digits == 1 || w->digits > beside) {
    stand_put(a, r, w->at, w->end, RUN_UPRIGHT);
  } else if (is_uniform(r, w->at, w->figures_end)) {
    stand_put(a, r, w->at, w->figures_end, RUN_TCY);
    stand_put(a, r, w->figures_end, w->end, RUN_UPRIGHT); /* 50 in one cell, % in the next */
  }
}

static void word_stand(Arena *a, Reader *r, Word w) {
  word_trim(r, &w);
  if (w.at >= w.end || is_raised(r, w.at, w.end)) return;
  word_read(r, &w);
  if (w.number)
    number_stand(a, r, &w);
  else if (w.letter && r->style->vertical_latin_upright && !is_in_phrase(r, &w))
    stand_put(a, r, w.at, w.end, RUN_UPRIGHT);
}

/* Two of ！ ？, where they share an em (GB/T 15834-2011 5.1.2), stand side by side: of three the third has an em of its own. */
static uint32_t stacked_end(Reader *r, uint32_t at) {
  size_t i = at;
  for (int k = 0; k < 2; k++) {
    if (i >= r->text.n || (run_of(r, i)->marks & MARKS_STANCE)) return at;
    uint32_t cp = utf8_next(r->text, &i);
    if (cp != 0xFF01 && cp != 0xFF1F) return at;
  }
  return is_uniform(r, at, (uint32_t)i) ? (uint32_t)i : at;
}

static void text_stand(Arena *a, Reader *r) {
  for (size_t i = 0; i < r->text.n;) {
    uint32_t pair = r->style->stacked_gb ? stacked_end(r, (uint32_t)i) : (uint32_t)i;
    stand_put(a, r, (uint32_t)i, pair, RUN_TCY);
    i = pair;
    uint32_t end = western_end(r, i);
    if (end > i) {
      word_stand(a, r, (Word){.at = (uint32_t)i, .end = end});
      i = end;
    } else if (i < r->text.n) {
      utf8_next(r->text, &i);
    }
  }
}

/* ---- runs cut */
typedef VEC(Run) Runs;

static void piece_put(Arena *a, Runs *out, const Run *run, uint32_t at, uint32_t end, uint16_t mark) {
  if (at >= end) return;
  Run piece = *run;
  piece.at = at, piece.end = end;
  piece.marks = (uint16_t)(piece.marks | mark | (at > run->at ? RUN_GOES_ON : 0));
  vec_add(a, out, piece);
}

static Run *runs_cut(Arena *a, const Reader *r, size_t *n) {
  Runs out = {0};
  size_t k = 0;
  for (size_t i = 0; i < r->n; i++) {
    const Run *run = &r->runs[i];
    uint32_t at = run->at;
    while (k < r->stands.n && r->stands.at[k].end <= at) k++;
    for (size_t j = k; j < r->stands.n && r->stands.at[j].at < run->end; j++) {
      const Stand *s = &r->stands.at[j];
      uint32_t from = s->at > at ? s->at : at, to = s->end < run->end ? s->end : run->end;
      piece_put(a, &out, run, at, from, 0);
      if (s->mark == RUN_TCY && from > s->at)
        out.at[out.n - 1].end = to; /* figures that run on over an edge of like runs: one cell */
      else
        piece_put(a, &out, run, from, to, s->mark);
      at = to;
    }
    piece_put(a, &out, run, at, run->end, 0);
  }
  *n = out.n;
  return out.at;
}

const Run *runs_stand(Arena *a, const ParaStyle *style, Str text, const Run *runs, size_t *n) {
  bool any = style->tcy_digits || style->long_numbers_upright || style->vertical_latin_upright || style->stacked_gb;
  if (!style->vertical || !any || !*n) return runs;
  Reader r = {.style = style, .text = text, .runs = runs, .n = *n};
  text_stand(a, &r);
  return r.stands.n ? runs_cut(a, &r, n) : runs;
}
