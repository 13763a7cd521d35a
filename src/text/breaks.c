/* Where a line may end.
 *
 * Picture: the text is read once, character by character; what matters of the past is the class of the last character (its
 * combining marks belong to it), whether blanks stand between, and how many dashes or ellipses run. From the two classes
 * `pair` gives the kind of break between them. A kind and not a yes or no: para needs to know which of the forbidden breaks
 * is the least evil when a line cannot be made otherwise, and which of the lawful ones parts a number from its unit.
 *
 * Why not ICU's iterator: its rules are wrong for Chinese in the places that matter to a newspaper (～ and ／ unprotected,
 * · and ― by width of the context, “ ” glued to the Han on both sides, １２ divided, —— kept only by accident), CSS's levels
 * are not CLREQ's, and opening an iterator for each paragraph costs more than reading the paragraph. The pair rules below
 * follow UAX #14 (15.0) by number; a rule that says TAILORED departs from it.
 *
 * Sources: UAX #14; CLREQ "Prohibition Rules for Line Start and Line End", "Unbreakable marks"; GB/T 15834-2011 5.1;
 * CSS Text 3 "line-break"; JLREQ 3.1.7. */
#include <string.h>
#include <unicode/uchar.h>

#include "text/hyphenate.h"
#include "text/inside.h"

typedef enum Lb {
  B_START, /* of the text */
  B_ID,    /* breaks on both sides */
  B_AL,
  B_NU,
  B_HANGUL,
  B_OPEN,
  B_CLOSE,     /* wide marks: never end, never start a line */
  B_START_NOT, /* interpuncts, connectors, small kana, iteration marks: never start one */
  B_SOLIDUS,
  B_DASH,
  B_ELLIPSIS,
  B_LATIN_OPEN,
  B_LATIN_CLOSE,
  B_EX,
  B_IS,
  B_HY,
  B_BA,
  B_BB,
  B_QU,
  B_PR,
  B_PO,
  B_GL,
  B_WJ,
  B_ZW,
  B_SP,
  B_SHY,
  B_BK,
  B_CM /* belongs to the character before it */
} Lb;

enum { LOOK_BACK = 6 }; /* letters of a title, and its full stop */

typedef struct Reader {
  const BreakRules *rules;
  Str s;
  uint8_t *kinds;
  Lang lang;
  size_t lang_at;
  uint8_t last;           /* class of the last character that is no blank, 0 at the start */
  uint8_t before_last;    /* and of the one before that */
  bool blank;             /* blanks since */
  bool quote_open;        /* a straight quote stands open */
  uint32_t cp[LOOK_BACK]; /* the last code points, [0] the latest, blanks left out */
  Facts facts;            /* of cp[0] */
  uint32_t dashes;        /* length of the run of dashes or of ellipses that ends with cp[0] */
  size_t marks_at;        /* byte where the running run of marks starts */
  uint32_t marks;         /* and its length */
} Reader;

/* ---- classes */
static Lb of_latin_mark(int lb) {
  switch (lb) {
  case U_LB_OPEN_PUNCTUATION: return B_LATIN_OPEN;
  case U_LB_CLOSE_PARENTHESIS:
  case U_LB_CLOSE_PUNCTUATION: return B_LATIN_CLOSE;
  case U_LB_EXCLAMATION: return B_EX;
  case U_LB_INFIX_NUMERIC: return B_IS;
  case U_LB_HYPHEN: return B_HY;
  case U_LB_BREAK_AFTER: return B_BA;
  case U_LB_BREAK_BEFORE: return B_BB;
  case U_LB_QUOTATION: return B_QU;
  case U_LB_GLUE: return B_GL;
  case U_LB_INSEPARABLE: return B_ELLIPSIS;
  case U_LB_BREAK_BOTH:
  case U_LB_BREAK_SYMBOLS: return B_BA; /* TAILORED: a dash or a slash does not start an English line */
  case U_LB_NONSTARTER: return B_START_NOT;
  case U_LB_PREFIX_NUMERIC: return B_PR;
  case U_LB_POSTFIX_NUMERIC: return B_PO;
  default: return B_AL;
  }
}

static Lb of_symbol(const Reader *r, uint32_t cp, int lb) {
  bool east = r->lang != LANG_EN;
  switch (lb) {
  case U_LB_NONSTARTER: return B_START_NOT;
  case U_LB_EXCLAMATION: return B_CLOSE;
  case U_LB_IDEOGRAPHIC:
  case U_LB_E_BASE:
  case U_LB_E_MODIFIER: return B_ID; /* LB30b holds them together: they are one cluster */
  case U_LB_ALPHABETIC: return B_AL;
  case U_LB_POSTFIX_NUMERIC: return B_PO;
  case U_LB_PREFIX_NUMERIC: return B_PR;
  case U_LB_INSEPARABLE: return B_ELLIPSIS;
  case U_LB_AMBIGUOUS:
    if (cp == 0x2236) return B_IS; /* ∶ of a score or a scale stands within a number, as a colon does (LB25) */
    return east && cp != 0xD7 && cp != 0xF7 ? B_ID : B_AL; /* LB1; × ÷ stay with their numbers */
  default: return of_latin_mark(lb);
  }
}

/* Level `none` (Taiwan and Hong Kong): a wide mark is a character like any other. */
static Lb lawful(const Reader *r, Lb lb) { return r->rules->kinsoku == KINSOKU_NONE ? B_ID : lb; }

/* The CSS levels for Japanese. */
static Lb of_japanese(const Reader *r, CharClass cc, uint32_t cp, Lb usual) {
  uint8_t level = r->rules->kinsoku_ja;
  if (level == KINSOKU_JA_STRICT || r->lang != LANG_JA) return usual;
  if (cc == CC_SMALL_KANA || cc == CC_PROLONGED) return B_ID;
  if (cp == 0x301C || cp == 0x30A0 || cp == 0xFF5E) return B_ID;
  if (level == KINSOKU_JA_NORMAL) return usual;
  bool loose = cc == CC_ITERATION || cc == CC_INTERPUNCT || cc == CC_COLON || cc == CC_EXCLAM || cp == 0xFF1B ||
               cp == 0x2010 || cp == 0x2013;
  return loose ? B_ID : usual;
}

static Lb of_quote(Reader *r, size_t at, uint32_t cp, Lb wide) {
  if (cp < 0x2018 || cp > 0x201D || !text_quote_is_latin(r->s, at, r->lang)) return lawful(r, wide);
  return r->lang == LANG_EN ? B_QU : B_AL; /* an apostrophe */
}

/* A straight quote in Chinese says by its turn whether it opens: glued to both sides (LB19) it would bind two Han. */
static Lb of_straight_quote(Reader *r) {
  if (r->lang == LANG_EN) return B_QU;
  r->quote_open = !r->quote_open;
  return r->quote_open ? B_LATIN_OPEN : B_LATIN_CLOSE;
}

static Lb class_of(Reader *r, size_t at, uint32_t cp, Facts f) {
  CharClass cc = (CharClass)f.cc;
  bool narrow = cp < 0x3000 && !(f.flags & FACT_WIDE);
  if (r->lang == LANG_EN && cc >= CC_OPEN && cc <= CC_SOLIDUS && narrow) return of_latin_mark(f.lb);
  switch (cc) {
  case CC_HAN:
  case CC_EMOJI: return B_ID;
  case CC_KANA: return f.lb == U_LB_NONSTARTER ? B_START_NOT : B_ID;
  case CC_SMALL_KANA:
  case CC_PROLONGED:
  case CC_ITERATION: return of_japanese(r, cc, cp, B_START_NOT);
  case CC_HANGUL: return B_HANGUL;
  case CC_OPEN: return of_quote(r, at, cp, B_OPEN);
  case CC_CLOSE: return of_quote(r, at, cp, B_CLOSE);
  case CC_COMMA:
  case CC_COLON:
  case CC_STOP:
  case CC_EXCLAM: return lawful(r, of_japanese(r, cc, cp, B_CLOSE));
  case CC_CONNECTOR:
  case CC_INTERPUNCT: return lawful(r, of_japanese(r, cc, cp, B_START_NOT));
  case CC_DASH: return B_DASH;
  case CC_ELLIPSIS: return B_ELLIPSIS;
  case CC_SOLIDUS: return cp == 0xFF0F ? lawful(r, B_SOLIDUS) : B_SOLIDUS;
  case CC_IDSPACE: return B_BA;
  case CC_FW_LATIN: return f.lb == U_LB_NUMERIC ? B_NU : B_ID;
  case CC_DIGIT: return B_NU;
  case CC_LATIN:
  case CC_GREEK: return B_AL;
  case CC_PREFIX: return B_PR;
  case CC_POSTFIX: return B_PO;
  case CC_SPACE: return cp == '\n' ? (r->rules->newline_soft ? B_SP : B_BK) : f.lb == U_LB_BREAK_AFTER ? B_BA : B_SP;
  case CC_GLUE: return B_GL;
  case CC_ZW_SPACE: return B_ZW;
  case CC_JOINER: return B_WJ;
  case CC_SOFT_HYPHEN: return r->rules->hyphenation == HYPHENATION_NONE ? B_CM : B_SHY;
  case CC_LATIN_MARK: return cp == '"' ? of_straight_quote(r) : of_latin_mark(f.lb);
  case CC_SYMBOL: return of_symbol(r, cp, f.lb);
  case CC_COMBINING: return B_CM;
  case CC_OTHER: return f.lb == U_LB_MANDATORY_BREAK || f.lb == U_LB_NEXT_LINE ? B_BK : B_AL;
  }
  return B_AL;
}

/* ---- what keeps a number with what follows it. Not in any standard: newspaper practice, so a wish and no law. */
static bool is_measure_word(uint32_t cp) {
  static const uint16_t words[] = {
      u'年', u'月', u'日', u'时', u'分', u'秒', u'个', u'家', u'万', u'亿', u'人', u'次', u'岁', u'条', u'项',
      u'多', u'名', u'位', u'元', u'所', u'强', u'届', u'号', u'村', u'户', u'度', u'县', u'处', u'级', u'版',
      u'天', u'周', u'只', u'件', u'台', u'套', u'座', u'栋', u'辆', u'米', u'公', u'千', u'百', u'十', u'吨',
      u'斤', u'克', u'升', u'亩', u'倍', u'成', u'期', u'章', u'节', u'页', u'卷', u'层', u'楼', u'室', u'路',
      u'线', u'站', u'场', u'轮', u'局', u'枚', u'支', u'张', u'本', u'部', u'篇', u'封', u'口', u'头', u'匹',
      u'株', u'棵', u'顿', u'批', u'笔', u'起', u'例', u'类', u'种', u'组', u'队', u'班', u'字', u'句', u'段',
      u'角', u'点', u'刻', u'毫', u'厘', u'余', u'间', u'块', u'片', u'幅', u'艘', u'架', u'门', u'根', u'颗',
      u'瓶', u'箱', u'袋', u'盒', u'桶', u'小', u'平', u'立', u'摄', u'海', u'美', u'欧', u'港', u'世', u'比',
      u'對', u'個', u'歲', u'條', u'項', u'戶', u'號', u'縣', u'處', u'級', u'萬', u'億', u'時', u'噸', u'畝',
      u'頁', u'層', u'樓', u'線', u'場', u'輪', u'張', u'筆', u'種', u'組', u'隊', u'點', u'間', u'塊', u'門',
      u'箱', u'円', u'階', u'回', u'代', u'届', u'集', u'拍', u'型', u'师', u'团', u'营', u'连'};
  if (cp > 0xFFFF) return false;
  for (size_t i = 0; i < COUNT(words); i++)
    if (words[i] == cp) return true;
  return false;
}

static bool is_letter(uint32_t cp) { return (cp | 32) >= 'a' && (cp | 32) <= 'z'; }
static bool is_upper(uint32_t cp) { return cp >= 'A' && cp <= 'Z'; }

/* Letters before the full stop just read, if the first of them is a capital; else 0. */
static int capitalised(const Reader *r) {
  int n = 1;
  while (n < LOOK_BACK && is_letter(r->cp[n])) n++;
  return n > 1 && is_upper(r->cp[n - 1]) ? n - 1 : 0;
}

/* LB8a: what a zero width joiner precedes is not parted from it. */
static bool is_joined(Str s, size_t at) { return at >= 3 && s.p[at - 1] == '\x8D' && utf8_before(s, at) == 0x200D; }

/* A blank after an initial (J. Smith) is none to break at, after a short title (Prof. Smith) and before a unit (8500 km) hardly. */
static BreakKind after_blank(const Reader *r, Lb b, uint32_t cp) {
  if (r->cp[0] == '.' && is_upper(cp)) {
    int letters = capitalised(r);
    if (letters == 1) return BREAK_LAST;
    if (letters && letters <= 4) return BREAK_AVOID;
  }
  if (r->last == B_QU && (b == B_LATIN_OPEN || b == B_OPEN)) return BREAK_LAST; /* LB15 */
  if (r->last == B_NU && (b == B_PO || b == B_AL) && r->lang != LANG_EN) return BREAK_AVOID;
  return BREAK_YES;
}

/* ---- pairs */
/* A break inside a word or number, if it comes to that, comes after these. */
static BreakKind inside_word(const Reader *r) {
  static const char good[] = "/.-_?&=:@,";
  uint32_t cp = r->cp[0];
  return cp < 0x80 && memchr(good, (int)cp, sizeof good - 1) ? BREAK_LAST_GOOD : BREAK_LAST;
}

static bool is_wide_mark(Lb b) { return b == B_OPEN || b == B_CLOSE; }
static bool is_latin(Lb b) {
  return b == B_AL || b == B_NU || b == B_LATIN_OPEN || b == B_LATIN_CLOSE || b == B_PR || b == B_PO;
}

/* Rules that hold across blanks: LB7, 8, 11, 13, 14, 16. */
static bool hard_rule(const Reader *r, Lb a, Lb b, BreakKind *kind) {
  if (b == B_SP || b == B_ZW || b == B_BK) return *kind = BREAK_NEVER, true;
  if (a == B_ZW) return *kind = BREAK_YES, true;
  if ((a == B_WJ && !r->blank) || b == B_WJ) return *kind = BREAK_LAST, true;
  if (a == B_GL && !r->blank) return *kind = BREAK_LAST, true;
  if (b == B_CLOSE) return *kind = BREAK_MARK, true;
  if (b == B_LATIN_CLOSE || b == B_EX || b == B_IS) return *kind = inside_word(r), true;
  if (a == B_OPEN) return *kind = BREAK_MARK, true;
  if (a == B_LATIN_OPEN) return *kind = inside_word(r), true;
  if (b == B_START_NOT) return *kind = BREAK_MARK, true; /* LB16, LB21; TAILORED: across blanks, too */
  return false;
}

/* Two em of dash or ellipsis: one mark. Three and four are two marks, where GB/T 15834 5.1.5 lets them be parted. */
static BreakKind in_unit(const Reader *r, Lb b, size_t next) {
  if (r->rules->kinsoku_ja == KINSOKU_JA_LOOSE && r->lang == LANG_JA && b == B_ELLIPSIS) return BREAK_YES;
  if (r->dashes % 2) return BREAK_NEVER;
  if (b == B_DASH) return BREAK_LAST;
  bool two_more = next < r->s.n;
  if (two_more) {
    size_t i = next;
    two_more = facts_find(utf8_next(r->s, &i)).cc == CC_ELLIPSIS;
  }
  return two_more ? BREAK_YES : BREAK_LAST;
}

static BreakKind before_unit(const Reader *r, Lb a, Lb b) {
  bool strict = r->rules->kinsoku == KINSOKU_STRICT;
  if (a == B_DASH || a == B_ELLIPSIS) return strict ? BREAK_MARK : BREAK_YES;
  if (b == B_ELLIPSIS && (a == B_AL || r->lang == LANG_EN)) return BREAK_LAST; /* LB22, in alphabets only: TAILORED */
  return strict ? BREAK_MARK : BREAK_YES;
}

static BreakKind after_solidus(const Reader *r, Lb b) {
  if (r->before_last == B_NU && b == B_NU) return BREAK_LAST_GOOD;
  if (is_latin((Lb)r->before_last) && is_latin(b)) return r->rules->kinsoku >= KINSOKU_GB ? BREAK_LAST_GOOD : BREAK_YES;
  return r->rules->kinsoku >= KINSOKU_GB ? BREAK_MARK : BREAK_YES; /* GB/T 15834 5.1.9 */
}

/* A hyphen binds a number to its name (F-35, COVID-19) and a single letter to its word (T-shirt). */
static BreakKind after_hyphen(const Reader *r, Lb b) {
  if (b == B_NU) return BREAK_LAST_GOOD;
  bool single = !is_letter(r->cp[2]);
  return b == B_AL && single ? BREAK_LAST_GOOD : BREAK_YES;
}

/* LB23 to LB30: words and numbers. */
static BreakKind words(const Reader *r, Lb a, Lb b, Facts f) {
  bool word = b == B_AL || b == B_NU;
  switch (a) {
  case B_AL:
    if (word || b == B_PR || b == B_PO || b == B_LATIN_OPEN) return inside_word(r);
    break;
  case B_NU:
    if (word || b == B_PO || b == B_PR || b == B_LATIN_OPEN) return inside_word(r);
    if (b == B_HANGUL) return BREAK_AVOID;
    break;
  case B_PR:
    if (word || b == B_PR || b == B_LATIN_OPEN) return BREAK_LAST;
    if ((b == B_ID || b == B_HANGUL) && (r->facts.flags & FACT_CURRENCY))
      return BREAK_LAST; /* TAILORED: not after + (C++语言) */
    break;
  case B_PO:
    if (word || b == B_LATIN_OPEN) return inside_word(r);
    break;
  case B_LATIN_CLOSE:
    if (word || b == B_PO || b == B_PR) return inside_word(r);
    if (b == B_HANGUL) return BREAK_AVOID; /* a particle after a bracketed gloss */
    break;
  case B_EX:
    if (word && is_latin((Lb)r->before_last)) return inside_word(r); /* an address with a query */
    break;
  case B_IS:
    if (word) return inside_word(r);
    break;
  case B_ID:
    if (b == B_PO && r->rules->kinsoku != KINSOKU_NONE)
      return f.flags & FACT_WIDE && r->rules->kinsoku_ja == KINSOKU_JA_LOOSE && r->lang == LANG_JA ? BREAK_YES
                                                                                                   : BREAK_MARK;
    break;
  case B_HANGUL:
    if (b == B_PO) return BREAK_LAST;
    break;
  default: break;
  }
  return BREAK_YES;
}

static bool keeps_all(Lb b) { return b == B_ID || b == B_HANGUL || b == B_AL || b == B_NU; }

static BreakKind pair(const Reader *r, Lb b, uint32_t cp, Facts f, size_t next) {
  Lb a = (Lb)r->last;
  BreakKind kind;
  if (a == B_BK) return BREAK_MUST;
  if (hard_rule(r, a, b, &kind)) return kind;
  if (r->blank && f.lb == U_LB_BREAK_SYMBOLS) return BREAK_LAST; /* LB13 */
  if (r->blank) return b == B_SOLIDUS ? BREAK_MARK : after_blank(r, b, cp);
  if (b == B_GL) /* LB12a; TAILORED: dashes and slashes are B_BA here and not in it */
    return (a == B_BA && r->facts.lb == U_LB_BREAK_AFTER) || a == B_HY || a == B_SHY ? BREAK_YES : BREAK_LAST;
  if (a == B_QU || b == B_QU) return BREAK_LAST;
  if (a == b && (b == B_DASH || b == B_ELLIPSIS)) return in_unit(r, b, next);
  if (b == B_SOLIDUS) return is_latin(a) ? BREAK_LAST : r->rules->kinsoku == KINSOKU_NONE ? BREAK_YES : BREAK_MARK;
  if (b == B_BA || b == B_HY || b == B_SHY) return BREAK_LAST;
  if (a == B_BB) return BREAK_LAST;
  if (a == B_SHY) return BREAK_HYPHEN;
  if (a == B_SOLIDUS) return after_solidus(r, b);
  if (b == B_DASH || b == B_ELLIPSIS) return before_unit(r, a, b);
  if (a == B_HY) return after_hyphen(r, b);
  if (r->rules->keep_all && (keeps_all(a) || a == B_LATIN_CLOSE) && (keeps_all(b) || b == B_LATIN_OPEN))
    return BREAK_LAST;
  if (a == B_START_NOT && b == B_NU && r->before_last == B_NU && r->facts.cc == CC_INTERPUNCT)
    return BREAK_LAST_GOOD; /* 3·15 */
  if (a == B_NU && b == B_ID && is_measure_word(cp)) return BREAK_AVOID;
  if (b == B_NU && r->cp[0] == u'第') return BREAK_AVOID;
  return words(r, a, b, f);
}

/* ---- reading */
/* A single dash is a connector (北京—张家口): it may not start a line; two and more are the dash. */
static bool is_lone_dash(const Reader *r, uint32_t cp, size_t next) {
  if (cp == 0x2E3A || r->last == B_DASH) return false;
  if (r->facts.cc == CC_DASH && !r->blank && r->cp[0]) return false;
  if (next >= r->s.n) return true;
  size_t i = next;
  return facts_find(utf8_next(r->s, &i)).cc != CC_DASH;
}

/* A hyphen before a number that follows no word is its sign: 降至-5℃ may divide before it, 2026-05-12 may not. */
static bool is_minus(const Reader *r, size_t next) {
  bool word = !r->blank && (is_latin((Lb)r->last) || r->last == B_HY || r->last == B_SOLIDUS);
  return !word && next < r->s.n && r->s.p[next] >= '0' && r->s.p[next] <= '9';
}

/* In a run of three marks or more the rules may be let go as a last resort (CLREQ): its inner breaks are told apart. */
static void marks_end(Reader *r, size_t end) {
  if (r->marks >= 3)
    for (size_t k = r->marks_at + 1; k < end; k++)
      if (r->kinds[k] == BREAK_MARK) r->kinds[k] = BREAK_RELAX;
  r->marks = 0;
}

static void take(Reader *r, Lb b, uint32_t cp, Facts f, size_t at) {
  bool mark = is_wide_mark(b);
  if (!mark && r->marks) marks_end(r, at);
  if (mark && r->marks++ == 0) r->marks_at = at;
  if (b == B_SP) {
    if (r->last == B_BK)
      r->last = B_START; /* the line is broken once: blanks at its head hold to what follows, as at the text's */
    r->blank = r->last != B_START;
    return;
  }
  r->dashes = (b == B_DASH || b == B_ELLIPSIS) && b == r->last && !r->blank ? r->dashes + 1 : 1;
  if (cp == 0x2E3A) r->dashes = 2; /* two em by itself */
  r->before_last = r->blank ? B_SP : r->last;
  r->last = (uint8_t)b;
  r->blank = false;
  memmove(r->cp + 1, r->cp, (LOOK_BACK - 1) * sizeof *r->cp);
  r->cp[0] = cp;
  r->facts = f;
}

static void read_lang(Reader *r, size_t at) {
  while (r->lang_at < r->rules->lang_count && r->rules->langs[r->lang_at].end <= at) r->lang_at++;
  if (r->lang_at < r->rules->lang_count) r->lang = r->rules->langs[r->lang_at].lang;
}

uint8_t *text_breaks(Arena *a, Str s, const BreakRules *rules) {
  uint8_t *kinds = text_graphemes(a, s); /* becomes the answer: where it has 0, none */
  Reader r = {.rules = rules, .s = s, .kinds = kinds, .lang = rules->lang};
  for (size_t i = 0; i < s.n;) {
    size_t at = i;
    uint32_t cp = cp_next(s.p, s.n, &i);
    if (rules->langs) read_lang(&r, at);
    Facts f = facts_find(cp);
    bool starts = kinds[at];
    kinds[at] = BREAK_NEVER;
    if (!starts) continue; /* LB9 */
    if (f.cc == CC_HAN && r.last == B_ID && !r.blank && !rules->keep_all &&
        !is_joined(s, at)) { /* Han after Han: most of the text */
      kinds[at] = BREAK_YES;
      r.before_last = B_ID;
      r.cp[0] = cp; /* a Han stops every look back: what lies behind it need not move */
      r.facts = f;
      continue;
    }
    Lb b = class_of(&r, at, cp, f);
    if (b == B_HY && is_minus(&r, i)) b = B_PR;
    if (b == B_DASH && is_lone_dash(&r, cp, i)) b = lawful(&r, B_START_NOT);
    if (b == B_CM) {
      if (r.last != B_START && r.last != B_BK && r.last != B_ZW) continue;
      b = B_AL; /* LB10; after a blank it is that blank's, one cluster with it (UAX #29) */
    }
    if (at > 0)
      kinds[at] = (uint8_t)(r.last == B_START ? BREAK_NEVER : is_joined(s, at) ? BREAK_LAST : pair(&r, b, cp, f, i));
    take(&r, b, cp, f, at);
  }
  marks_end(&r, s.n);
  kinds[0] = BREAK_NEVER;
  if (rules->hyphenation >= HYPHENATION_EN_US) hyphenate(s, rules, kinds);
  kinds[s.n] = BREAK_MUST;
  return kinds;
}
