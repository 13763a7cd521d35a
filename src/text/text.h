/* text: UTF-8, Unicode facts, tailored line-break opportunities, words. No fonts yet. Facts come from ICU. */
#ifndef DUIKAI_TEXT_H
#define DUIKAI_TEXT_H

#include "base/base.h"

/* ---- languages of composition (BCP 47 tags as interface.md names them) */
typedef enum Lang { LANG_ZH_HANS, LANG_ZH_HANT, LANG_ZH_HK, LANG_JA, LANG_KO, LANG_EN, LANG_COUNT } Lang;
const char *lang_tag(Lang l);       /* "zh-Hans" … */
Lang lang_guess(Str text);          /* of copy that does not say it: English or simplified Chinese */
bool lang_read(Str tag, Lang *out); /* also zh-CN, zh-TW, zh, en-GB … by their main part */

/* ---- UTF-8 */
/* Decodes the code point at *i (must be < s.n) and moves *i past it; invalid bytes give U+FFFD, one byte at a time. */
uint32_t utf8_next(Str s, size_t *i);
uint32_t utf8_before(Str s, size_t i); /* code point that ends at i; 0 at the start */
size_t utf8_put(char out[4], uint32_t cp);
size_t utf8_count(Str s); /* code points */
/* A source text as the readers want it: BOM dropped, CRLF and CR made LF, NUL and control characters dropped, invalid bytes made
 * U+FFFD; [invalid-utf8] and [control-character] once per run of bad bytes (at most 20 findings a file, then a sum). Registers the cleaned
 * text as source `path` and gives its file number, so that spans and lines refer to it. */
Str text_read(Job *job, Str path, Str raw, uint32_t *file);

/* ---- what a character is to a compositor (CLREQ, JLREQ classes); the tables lie in text/chars.c */
typedef enum CharClass {
  CC_HAN, /* ideographs and what is set like them, one em, break on both sides */
  CC_KANA,
  CC_SMALL_KANA,
  CC_PROLONGED, /* hiragana/katakana; class CJ; U+30FC */
  CC_HANGUL,
  CC_OPEN,
  CC_CLOSE,  /* brackets, quotes: full-width */
  CC_COMMA,  /* ， 、 ； pause marks of step 5 */
  CC_COLON,  /* ： never shrinks inside a line */
  CC_STOP,   /* 。 ． sentence ends of step 7 */
  CC_EXCLAM, /* ？ ！ and doubles */
  CC_DASH,
  CC_ELLIPSIS,  /* —— …… two-em units (one code point here: the unit is formed by para) */
  CC_CONNECTOR, /* – ～ 〜 and a single — */
  CC_INTERPUNCT,
  CC_SOLIDUS,
  CC_ITERATION, /* 々 〻 ゝ … */
  CC_IDSPACE,   /* U+3000 */
  CC_DIGIT,
  CC_LATIN,
  CC_GREEK,      /* proportional digits; letters of alphabets incl. Cyrillic */
  CC_FW_LATIN,   /* full-width letters and digits: set like Han */
  CC_LATIN_MARK, /* ASCII punctuation and other proportional marks */
  CC_PREFIX,
  CC_POSTFIX, /* ¥ $ № ± ; % ‰ ℃ ° */
  CC_SPACE,
  CC_GLUE,
  CC_ZW_SPACE,
  CC_JOINER,
  CC_SOFT_HYPHEN, /* U+0020; U+00A0 U+202F; U+200B; U+2060 U+FEFF; U+00AD */
  CC_SYMBOL,      /* other symbols, one em or proportional by their face */
  CC_EMOJI,
  CC_COMBINING,
  CC_OTHER
} CharClass;
CharClass char_class(uint32_t cp, Lang lang); /* of one code point, before context (quotes: see text_quotes) */
bool char_is_han(uint32_t cp);                /* Script=Han, incl. extensions and compatibility ideographs */
bool char_is_wide(uint32_t cp);               /* East Asian wide or full-width: a newline beside it is nothing */

/* Quotes U+2018/2019/201C/201D are one em and Chinese in Chinese text; proportional only as the apostrophe between two letters of an
 * alphabet, and in text of a Latin-script language. `at` is the byte offset of the quote. */
bool text_quote_is_latin(Str s, size_t at, Lang lang);
/* How a character stands in a vertical line (UAX #50): upright (U); turned 90° clockwise (R); upright in its vertical form (Tu); in its
 * vertical form or, where the face has none, turned (Tr). The curly quotes are Tr, as from Unicode 17 on. */
typedef enum VertStance { VERT_UPRIGHT, VERT_TURNED, VERT_FORM_UPRIGHT, VERT_FORM_TURNED } VertStance;
VertStance char_vertical(uint32_t cp);

/* ---- scripts, for itemising (UAX #24, Common and Inherited resolved to their neighbours) */
typedef struct ScriptRun {
  uint32_t at, end;
  uint32_t script; /* ISO 15924 tag, e.g. 'Hani' */
} ScriptRun;
ScriptRun *text_scripts(Arena *a, Str s, Lang lang, size_t *n);

/* ---- right-to-left text (UAX #9): the level of each byte in a left-to-right paragraph; NULL where all of it is 0, which is nearly always */
uint8_t *text_levels(Arena *a, Str s);

/* ---- grapheme clusters (UAX #29): calls for each boundary would be slow; a bit per byte, set at the start of each cluster */
uint8_t *text_graphemes(Arena *a, Str s); /* s.n + 1 bytes of 0/1; [0] and [s.n] are 1 */

/* ---- line-break opportunities: UAX #14 with the tailorings of CLREQ, GB/T 15834, JLREQ and CSS Text (text/breaks.c) */
enum { KINSOKU_NONE, KINSOKU_BASIC, KINSOKU_GB, KINSOKU_STRICT };
enum { KINSOKU_JA_STRICT, KINSOKU_JA_NORMAL, KINSOKU_JA_LOOSE };
enum { HYPHENATION_NONE, HYPHENATION_MANUAL, HYPHENATION_EN_US, HYPHENATION_EN_GB };
/* What a break before a byte would be, worst first: a line is broken at the best kind that serves. */
typedef enum BreakKind {
  BREAK_NEVER,     /* inside a cluster, a two-em dash or ellipsis; before a blank */
  BREAK_MARK,      /* a mark would start or end a line against the rules */
  BREAK_LAST,      /* inside a word, number or designation: only if it is longer than the line */
  BREAK_LAST_GOOD, /* there, after / . - _ ? & = : the better place */
  BREAK_RELAX,     /* inside a run of three or more marks, where CLREQ lets the rules go as a last resort */
  BREAK_AVOID,     /* between a number and its measure word, 第 and its number, a title and its name */
  BREAK_HYPHEN,    /* with a hyphen added */
  BREAK_YES,
  BREAK_MUST /* a forced line end; the text's end */
} BreakKind;
typedef struct LangRun {
  uint32_t end;
  Lang lang;
} LangRun;
typedef struct BreakRules {
  Lang lang;
  uint8_t kinsoku, kinsoku_ja, hyphenation;
  bool keep_all, newline_soft;
  int hyphen_left, hyphen_right; /* least letters before and after a hyphen; never less than two */
  Str patterns;                  /* a file of patterns in place of the installed ones; empty: those */
  const LangRun *langs;          /* stretches in other languages, covering the text; NULL: all in `lang` */
  size_t lang_count;
} BreakRules;
/* Are the patterns there that such a hyphenation reads? If not, words stay whole, and `wanted` is the file that is missing. */
bool text_has_patterns(Arena *a, uint8_t hyphenation, Str file, Str *wanted);
/* s.n + 1 kinds, by byte. [0] is BREAK_NEVER, [s.n] BREAK_MUST. */
uint8_t *text_breaks(Arena *a, Str s, const BreakRules *rules);

/* ---- sense units of a headline: byte offsets where a line may break; never inside a word, number, name in quotes or 《》. ICU's dictionary
 * words are read again by rules (pieces.c): SENSE_LAST stands inside what those hold to be one compound or name, SENSE_GUESS between two that are
 * words by guess only. */
enum { SENSE_LAST = 1, SENSE_GUESS, SENSE_WORD, SENSE_PHRASE, SENSE_MARK /* after a mark or blank */ };
typedef struct SenseBreak {
  uint32_t at;
  uint8_t strength;
} SenseBreak;
SenseBreak *text_sense(Arena *a, Str s, Lang lang, size_t *n);

/* ---- the lunar and civil calendar of an issue (ICU's Chinese calendar) */
typedef struct Day {
  int year, month, day;
} Day;
bool day_read(Str s, Day *out);              /* 2026-10-24; false when there is no such day */
Str day_weekday(Arena *a, Day d, Lang lang); /* 星期六, Saturday */
Str day_lunar(Arena *a, Day d, Lang lang);   /* 农历丙午年九月十五, 農曆… */
Str day_text(Arena *a, Day d, Lang lang);    /* 2026年10月24日, 24 October 2026 */

#endif
