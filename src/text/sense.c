/* Where a headline may be broken: at phrase ends, at words, never inside a name in marks.
 *
 * ICU's word iterator finds Chinese words by dictionary. It does not know phrases; the desk's rules of thumb (no 的 了 着 at the
 * start of a line, a number stays with what it counts, a title in 《》 and a short quotation stay whole) make the better of its
 * breaks, marks and blanks the best. */
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

typedef struct Word {
  uint32_t at, end;
} Word;

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
         cp == u'把' || cp == u'被' || cp == u'向' || cp == u'从' || cp == u'第';
}

/* 有 是 and the like begin what is said of the thing named before. */
static bool begins_verb(uint32_t cp) { return cp == u'有' || cp == u'是' || cp == u'将' || cp == u'要'; }

/* Common family names: before one or two Han they begin a name that no dictionary has. */
static bool is_family_name(uint32_t cp) {
  static const uint16_t names[] =
      u"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟"
      u"汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚張劉陳楊趙黃吳孫馬羅鄭謝韓馮"
      u"蕭鄧許呂蘇盧蔣賈葉餘鍾範譚鄒陸顧龍錢湯賀賴龔";
  for (size_t i = 0; names[i]; i++)
    if (cp == names[i]) return true;
  return false;
}

static uint8_t strength(Str s, Word before, Word after, bool blank, const uint8_t *kinds) {
  size_t i = after.at, j = before.at;
  uint32_t first = cp_next(s.p, s.n, &i), last = utf8_before(s, before.end), begin = cp_next(s.p, s.n, &j);
  CharClass a = char_class(last, LANG_ZH_HANS), b = char_class(first, LANG_ZH_HANS);
  if (blank) return SENSE_MARK;
  if (kinds[after.at] < BREAK_AVOID) return 0;
  if (a == CC_COMMA || a == CC_COLON || a == CC_STOP || a == CC_EXCLAM || a == CC_DASH) return SENSE_MARK;
  if (a == CC_CLOSE || b == CC_OPEN) return SENSE_PHRASE;
  if (kinds[after.at] == BREAK_AVOID || leans_back(first) || (a == CC_DIGIT && b == CC_HAN)) return 0;
  bool single_before = before.end - before.at <= 3 && char_is_han(begin),
       single_after = after.end - after.at <= 3 && char_is_han(first);
  if (leans_on(last) && single_before) return 0;
  if (a == CC_HAN && (b == CC_DIGIT || b == CC_PREFIX)) return SENSE_WORD; /* 增长|5.2% */
  if (leans_back(last) || leans_on(first) || begins_verb(first)) return SENSE_PHRASE;
  bool name = single_before && is_family_name(begin) && after.end - after.at <= 6 && b == CC_HAN;
  if ((single_before && single_after) || name) return SENSE_LAST; /* 书|屋: two of a word that ICU does not know */
  return single_before || single_after ? SENSE_WORD : SENSE_PHRASE;
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

SenseBreak *text_sense(Arena *a, Str s, Lang lang, size_t *n) {
  VEC(SenseBreak) out = {0};
  *n = 0;
  if (!s.n) return NULL;
  UErrorCode err = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  UBreakIterator *it = words_open(s, lang, &text, &err);
  BreakRules rules = {.lang = lang, .kinsoku = KINSOKU_STRICT};
  const uint8_t *kinds = text_breaks(a, s, &rules);
  uint8_t *inside = arena_array(a, uint8_t, s.n + 1);
  protect(s, inside);
  Word before = {0, 0};
  bool blank = false;
  for (int32_t at = 0, end; U_SUCCESS(err) && (end = ubrk_next(it)) != UBRK_DONE; at = end) {
    Word w = {(uint32_t)at, (uint32_t)end};
    if (is_blank_word(s, w)) {
      blank = true;
      continue;
    }
    uint8_t grade = before.end && inside[w.at] != INSIDE_NAME ? strength(s, before, w, blank, kinds) : 0;
    if (inside[w.at] == INSIDE_WORDS && grade > SENSE_WORD) grade--; /* what somebody said is parted last of all */
    if (grade) vec_add(a, &out, (SenseBreak){w.at, grade});
    before = w;
    blank = false;
  }
  words_close(it, lang);
  utext_close(&text);
  *n = out.n;
  return out.at;
}
