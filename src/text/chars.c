/* What a character is to a compositor.
 *
 * Facts of the BMP lie in pages of 256, each filled from ICU when one of its characters is first met: a start-up that
 * filled all of them would cost more than a page of copy takes to set. A page is filled by one thread; others that come
 * meanwhile work the fact out for themselves, so nobody waits and nothing is torn. The URO, most of any copy, needs no page.
 *
 * Sources: CLREQ (character classes), JLREQ appendix A, UAX #14 (UCD 15.0), GB/T 15834-2011. */
#include <stdatomic.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "text/inside.h"

static const Facts HAN = {CC_HAN, U_LB_IDEOGRAPHIC, U_GCB_OTHER, USCRIPT_HAN, FACT_WIDE};

/* Marks and signs whose class no Unicode property gives. */
static int class_by_name(uint32_t cp) {
  switch (cp) {
  case 0x2018:
  case 0x201C: return CC_OPEN;
  case 0x2019:
  case 0x201D: return CC_CLOSE;
  case 0x3001:
  case 0xFF0C:
  case 0xFF1B:
  case 0xFE50:
  case 0xFE51:
  case 0xFE54:
  case 0xFF64: return CC_COMMA;
  case 0xFF1A:
  case 0xFE55: return CC_COLON;
  case 0x3002:
  case 0xFF0E:
  case 0xFE52:
  case 0xFF61: return CC_STOP;
  case 0xFF01:
  case 0xFF1F:
  case 0x203C:
  case 0x2047:
  case 0x2048:
  case 0x2049:
  case 0xFE56:
  case 0xFE57: return CC_EXCLAM;
  case 0x2014:
  case 0x2015:
  case 0x2E3A: return CC_DASH;
  case 0x2026:
  case 0x22EF: return CC_ELLIPSIS;
  case 0x2013:
  case 0xFF5E:
  case 0x301C:
  case 0x30A0: return CC_CONNECTOR;
  case 0x00B7:
  case 0x2022:
  case 0x2027:
  case 0x30FB:
  case 0xFF65: return CC_INTERPUNCT;
  case '/':
  case 0xFF0F: return CC_SOLIDUS;
  case 0x3005:
  case 0x303B:
  case 0x309D:
  case 0x309E:
  case 0x30FD:
  case 0x30FE: return CC_ITERATION;
  case 0x30FC: return CC_PROLONGED;
  case 0x3000: return CC_IDSPACE;
  case '\t':
  case '\n':
  case '\r':
  case ' ': return CC_SPACE;
  case 0x00A0:
  case 0x202F: return CC_GLUE;
  case 0x200B: return CC_ZW_SPACE;
  case 0x2060:
  case 0xFEFF: return CC_JOINER;
  case 0x00AD: return CC_SOFT_HYPHEN;
  case 0x200D: return CC_COMBINING;
  case '+':
  case 0x2212: return CC_PREFIX;
  case '\\': return CC_LATIN_MARK;
  default: return -1;
  }
}

static bool is_fw_latin(uint32_t cp) {
  return (cp >= 0xFF10 && cp <= 0xFF19) || (cp >= 0xFF21 && cp <= 0xFF3A) || (cp >= 0xFF41 && cp <= 0xFF5A);
}

static int class_of_letter(uint32_t cp, UScriptCode script, int lb, bool wide) {
  if (is_fw_latin(cp)) return CC_FW_LATIN;
  if (script == USCRIPT_HAN) return CC_HAN;
  if (script == USCRIPT_HANGUL) return CC_HANGUL;
  if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || cp == 0xFF70)
    return lb == U_LB_CONDITIONAL_JAPANESE_STARTER ? CC_SMALL_KANA : CC_KANA;
  if (wide) return CC_HAN; /* Bopomofo, Yi, Tangut: set like Han */
  return script == USCRIPT_GREEK ? CC_GREEK : CC_LATIN;
}

static int class_by_category(uint32_t cp, UScriptCode script, int lb, int ea, bool wide) {
  uint32_t mask = U_MASK(u_charType((UChar32)cp));
  if (mask & U_GC_M_MASK) return CC_COMBINING;
  if ((mask & U_GC_L_MASK) || (script == USCRIPT_HAN && (mask & U_GC_NL_MASK)) || is_fw_latin(cp))
    return class_of_letter(cp, script, lb, wide);
  if (script == USCRIPT_HAN) return CC_HAN; /* radicals */
  if (mask & U_GC_ND_MASK) return CC_DIGIT;
  if (u_hasBinaryProperty((UChar32)cp, UCHAR_EMOJI_PRESENTATION)) return CC_EMOJI;
  bool boxed = wide || ea == U_EA_HALFWIDTH;
  if (mask & (U_GC_PS_MASK | U_GC_PI_MASK)) return boxed ? CC_OPEN : CC_LATIN_MARK;
  if (mask & (U_GC_PE_MASK | U_GC_PF_MASK)) return boxed ? CC_CLOSE : CC_LATIN_MARK;
  if (lb == U_LB_PREFIX_NUMERIC) return CC_PREFIX;
  if (lb == U_LB_POSTFIX_NUMERIC) return CC_POSTFIX;
  if (mask & U_GC_ZS_MASK) return CC_SPACE;
  if (cp < 0x80) return (mask & (U_GC_S_MASK | U_GC_P_MASK)) ? CC_LATIN_MARK : CC_OTHER;
  if (mask & (U_GC_S_MASK | U_GC_N_MASK)) return CC_SYMBOL;
  if (mask & U_GC_P_MASK) return boxed || ea == U_EA_AMBIGUOUS ? CC_SYMBOL : CC_LATIN_MARK;
  return CC_OTHER;
}

/* UAX #14 classes as Chinese needs them: UCD gives the full-width digits ID, so that a number of theirs would divide; the
 * squared units (㎡ ㎞) ID, though they follow numbers; superscripts AI, though they belong to the letter before. */
static int tailored_lb(uint32_t cp, int lb) {
  if (cp >= 0xFF10 && cp <= 0xFF19) return U_LB_NUMERIC;
  if (cp >= 0x3371 && cp <= 0x33DF) return U_LB_POSTFIX_NUMERIC;
  if (cp == 0xB2 || cp == 0xB3 || cp == 0xB9 || (cp >= 0x2070 && cp <= 0x209C) || cp == 0xA7) return U_LB_ALPHABETIC;
  return lb;
}

static Facts facts_ask(uint32_t cp) {
  UErrorCode err = U_ZERO_ERROR;
  UChar32 c = (UChar32)cp;
  UScriptCode script = uscript_getScript(c, &err);
  int lb = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
  int ea = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  bool wide = ea == U_EA_WIDE || ea == U_EA_FULLWIDTH;
  int cc = class_by_name(cp);
  if (cc < 0) cc = class_by_category(cp, script, lb, ea, wide);
  int flags = (wide ? FACT_WIDE : 0) | (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ? FACT_PICT : 0);
  if (u_charType(c) == U_CURRENCY_SYMBOL || cp == 0x2116) flags |= FACT_CURRENCY;
  if (u_charType(c) == U_UPPERCASE_LETTER) flags |= FACT_UPPER;
  return (Facts){(uint8_t)cc, (uint8_t)tailored_lb(cp, lb),
                 (uint8_t)u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK), (uint8_t)script, (uint8_t)flags};
}

enum { PAGE_EMPTY, PAGE_FILLING, PAGE_READY };
static Facts pages[256][256];
static atomic_uchar page_state[256];

static Facts page_fill(uint32_t cp) {
  uint32_t page = cp >> 8;
  unsigned char empty = PAGE_EMPTY;
  if (!atomic_compare_exchange_strong(&page_state[page], &empty, PAGE_FILLING)) return facts_ask(cp);
  for (uint32_t k = 0; k < 256; k++) pages[page][k] = facts_ask(page << 8 | k);
  atomic_store_explicit(&page_state[page], PAGE_READY, memory_order_release);
  return pages[page][cp & 255];
}

Facts facts_find(uint32_t cp) {
  if (cp >= 0x4E00 && cp <= 0x9FFF) return HAN;
  if (cp < 0x10000) {
    if (atomic_load_explicit(&page_state[cp >> 8], memory_order_acquire) == PAGE_READY) return pages[cp >> 8][cp & 255];
    return page_fill(cp);
  }
  if (cp >= 0x20000 && cp <= 0x2A6DF) return HAN;
  return facts_ask(cp <= 0x10FFFF ? cp : 0xFFFD);
}

/* In text of a Latin-script language the marks that both scripts share are its own. */
static CharClass class_in_latin(CharClass cc, uint32_t cp) {
  if (cp == 0xFF5E || cp >= 0x3000) return cc;
  if (cc == CC_OPEN || cc == CC_CLOSE || cc == CC_DASH || cc == CC_ELLIPSIS || cc == CC_CONNECTOR ||
      cc == CC_INTERPUNCT || cc == CC_SOLIDUS)
    return CC_LATIN_MARK;
  return cc;
}

CharClass char_class(uint32_t cp, Lang lang) {
  CharClass cc = (CharClass)facts_find(cp).cc;
  return lang == LANG_EN ? class_in_latin(cc, cp) : cc;
}

bool char_is_han(uint32_t cp) {
  Facts f = facts_find(cp);
  return f.script == USCRIPT_HAN && f.cc != CC_COMBINING;
}

bool char_is_wide(uint32_t cp) {
  Facts f = facts_find(cp);
  switch ((CharClass)f.cc) {
  case CC_OPEN:
  case CC_CLOSE:
  case CC_DASH:
  case CC_ELLIPSIS:
  case CC_INTERPUNCT: return true; /* ambiguous by UCD, wide in Chinese */
  case CC_HANGUL: return false;    /* a newline beside Hangul is a word space */
  default: return f.flags & FACT_WIDE;
  }
}

bool text_quote_is_latin(Str s, size_t at, Lang lang) {
  if (lang == LANG_EN) return true;
  size_t next = at;
  uint32_t quote = utf8_next(s, &next);
  if (quote != 0x2018 && quote != 0x2019) return false;
  if (at == 0 || next >= s.n) return false;
  CharClass before = char_class(utf8_before(s, at), lang), after = char_class(utf8_next(s, &next), lang);
  return (before == CC_LATIN || before == CC_COMBINING) && after == CC_LATIN;
}
