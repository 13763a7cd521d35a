/* Where a headline may be broken: at phrase ends, at words, never inside a name in marks.
 *
 * ICU's word iterator finds Chinese words by dictionary. It does not know phrases; the desk's rules of thumb (no 的 了 着 at the
 * start of a line, a number stays with what it counts, a title in 《》 and a short quotation stay whole) make the better of its
 * breaks, marks and blanks the best. What is a word at all when the dictionary has it not: pieces.c. */
#include <stdatomic.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "text/inside.h"

enum {
  SHORT_QUOTE = 8, /* a quotation up to so many characters is a name */
  INSIDE_NAME = 1,
  INSIDE_WORDS /* what a byte stands in */
};

/* Bytes inside names, 《…》 and “…” when short, and inside what is quoted at length. */
static void protect(Str s, uint8_t *inside) {
  uint32_t open_at = 0, close = 0, count = 0;
  for (size_t i = 0; i < s.n;) {
    size_t at = i;
    uint32_t cp = cp_next(s.p, s.n, &i);
    if (!close) {
      close = cp == 0x300A ? 0x300B : cp == 0x201C ? 0x201D : cp == 0x300C ? 0x300D : cp == 0x2018 ? 0x2019 : 0;
      open_at = (uint32_t)at, count = 0;
      continue;
    }
    if (cp != close) {
      count++;
      continue;
    }
    uint8_t what = close == 0x300B || count <= SHORT_QUOTE ? INSIDE_NAME : INSIDE_WORDS;
    for (size_t k = open_at + 1; k < i; k++) inside[k] = what;
    close = 0;
  }
}

/* Particles that lean on the word before them, and link words that lean on the one after. */
static bool leans_back(uint32_t cp) {
  return cp == u'的' || cp == u'了' || cp == u'着' || cp == u'过' || cp == u'地' || cp == u'得' || cp == u'们' ||
         cp == u'等' || cp == u'之';
}
static bool leans_on(uint32_t cp) {
  return cp == u'和' || cp == u'与' || cp == u'及' || cp == u'在' || cp == u'对' || cp == u'为' || cp == u'将' ||
         cp == u'把' || cp == u'被' || cp == u'向' || cp == u'从' || cp == u'第' || cp == u'以' || cp == u'让';
}

static bool is_han_mark(CharClass c) {
  return c == CC_COMMA || c == CC_COLON || c == CC_STOP || c == CC_EXCLAM || c == CC_DASH;
}

/* 地铁3号线, 6号楼: the number is part of the name. */
static bool is_ordinal(Str s, Word number) {
  size_t i = number.end;
  return i < s.n && cp_next(s.p, s.n, &i) == u'号';
}

/* What breaking between two words is worth, as far as their edges say; `hold`: what pieces.c says of the two. */
static uint8_t strength(Str s, Word before, Word after, uint8_t hold, const uint8_t *kinds) {
  size_t i = after.at;
  uint32_t first = cp_next(s.p, s.n, &i), last = utf8_before(s, before.end);
  CharClass a = char_class(last, LANG_ZH_HANS), b = char_class(first, LANG_ZH_HANS);
  if (after.blank) return SENSE_MARK;
  if (kinds[after.at] < BREAK_AVOID) return 0;
  if (is_han_mark(a)) return SENSE_MARK;
  if (leans_on(last) && before.han == 1) return 0;
  if (a == CC_CLOSE || b == CC_OPEN) return SENSE_PHRASE;
  if (kinds[after.at] == BREAK_AVOID || leans_back(first) || (a == CC_DIGIT && b == CC_HAN)) return 0;
  if (last == u'之') return SENSE_LAST;
  if (leans_back(last) && last != u'过') return SENSE_PHRASE;
  if (a == CC_LATIN && before.end - before.at == 1 && after.han) return SENSE_LAST; /* O型, A股 */
  if (a == CC_HAN && b == CC_DIGIT && is_ordinal(s, after)) return SENSE_LAST;
  if (a == CC_HAN && (b == CC_DIGIT || b == CC_PREFIX)) return SENSE_WORD; /* 增长|5.2% */
  if (hold == HOLD_WHOLE) return SENSE_LAST;
  if (leans_on(first) || hold == HOLD_NONE) return SENSE_PHRASE;
  return hold == HOLD_GUESS ? SENSE_GUESS : SENSE_WORD;
}

/* Opening an iterator costs more than all its work on a headline: one for each language is kept. A thread takes it and puts it back; who
 * finds it taken opens one of its own. */
static _Atomic(UBreakIterator *) kept[LANG_COUNT];

static UBreakIterator *words_open(Str s, Lang lang, UText *text, UErrorCode *err) {
  utext_openUTF8(text, s.p, (int64_t)s.n, err);
  UBreakIterator *it = atomic_exchange(&kept[lang], NULL);
  if (!it) it = ubrk_open(UBRK_WORD, lang_tag(lang), NULL, 0, err);
  if (U_SUCCESS(*err)) ubrk_setUText(it, text, err);
  return it;
}

static void words_close(UBreakIterator *it, Lang lang) {
  if (it) it = atomic_exchange(&kept[lang], it);
  if (it) ubrk_close(it);
}

static bool is_blank_word(Str s, Word w) {
  for (size_t i = w.at; i < w.end;) {
    CharClass c = char_class(cp_next(s.p, s.n, &i), LANG_ZH_HANS);
    if (c != CC_SPACE && c != CC_IDSPACE) return false;
  }
  return true;
}

static void count_han(Str s, Word *w) {
  int n = 0;
  for (size_t i = w->at; i < w->end; n++)
    if (!char_is_han(cp_next(s.p, s.n, &i))) return;
  w->han = (uint8_t)(n < UINT8_MAX ? n : UINT8_MAX);
}

typedef VEC(Word) Words;

static Words words_make(Arena *a, Str s, Lang lang) {
  Words out = {0};
  UErrorCode err = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  UBreakIterator *it = words_open(s, lang, &text, &err);
  bool blank = false;
  for (int32_t at = 0, end; U_SUCCESS(err) && (end = ubrk_next(it)) != UBRK_DONE; at = end) {
    Word w = {.at = (uint32_t)at, .end = (uint32_t)end, .blank = blank};
    blank = is_blank_word(s, w);
    if (blank) continue;
    count_han(s, &w);
    vec_add(a, &out, w);
  }
  words_close(it, lang);
  utext_close(&text);
  return out;
}

SenseBreak *text_sense(Arena *a, Str s, Lang lang, size_t *n) {
  VEC(SenseBreak) out = {0};
  *n = 0;
  if (!s.n) return NULL;
  BreakRules rules = {.lang = lang, .kinsoku = KINSOKU_STRICT};
  const uint8_t *kinds = text_breaks(a, s, &rules);
  uint8_t *inside = arena_array(a, uint8_t, s.n + 1);
  protect(s, inside);
  Words words = words_make(a, s, lang);
  const uint8_t *hold = pieces_hold(a, s, lang, words.at, words.n);
  for (size_t i = 1; i < words.n; i++) {
    Word w = words.at[i];
    if (inside[w.at] == INSIDE_NAME) continue;
    uint8_t grade = strength(s, words.at[i - 1], w, hold[i], kinds);
    if (inside[w.at] == INSIDE_WORDS && grade > SENSE_WORD) grade--; /* what somebody said is parted last of all */
    if (grade) vec_add(a, &out, (SenseBreak){w.at, grade});
  }
  *n = out.n;
  return out.at;
}
