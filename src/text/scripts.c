/* Script runs by UAX #24: Common and Inherited take the script before them, at the start the one after them, and a closing
 * bracket that of its opening one. In Chinese, Japanese and Korean text the wide marks are the language's own wherever they
 * stand: beside a Latin word they would otherwise be shaped as Latin, or alone as Common, and pan-CJK faces then give other
 * glyphs (the dash of Noto Serif CJK is 1.69 em wide under Zyyy). */
#include <unicode/uscript.h>

#include "text/inside.h"

static uint32_t tag_of(int script) {
  const char *z = uscript_getShortName((UScriptCode)script);
  if (!z) z = "Zyyy";
  return (uint32_t)(uint8_t)z[0] << 24 | (uint32_t)(uint8_t)z[1] << 16 | (uint32_t)(uint8_t)z[2] << 8 |
         (uint32_t)(uint8_t)z[3];
}

static int script_of_lang(Lang lang) {
  if (lang == LANG_EN) return USCRIPT_LATIN;
  return lang == LANG_KO ? USCRIPT_HANGUL : USCRIPT_HAN;
}

static bool is_own_mark(Facts f) {
  return (f.cc >= CC_OPEN && f.cc <= CC_ELLIPSIS) || f.cc == CC_IDSPACE || f.cc == CC_INTERPUNCT ||
         (f.cc == CC_CONNECTOR && (f.flags & FACT_WIDE)) || (f.cc == CC_SYMBOL && (f.flags & FACT_WIDE));
}

/* Opening ASCII brackets still open, with the script they took. */
typedef struct Brackets {
  uint8_t script[16];
  int depth;
} Brackets;

static int resolve(Brackets *b, uint32_t cp, Facts f, int before, Lang lang) {
  if (f.cc == CC_FW_LATIN) return lang == LANG_KO ? USCRIPT_HANGUL : USCRIPT_HAN; /* set like Han, never proportional */
  bool common = f.script == USCRIPT_COMMON || f.script == USCRIPT_INHERITED || f.script == USCRIPT_UNKNOWN;
  if (!common) return f.script;
  if (lang != LANG_EN && is_own_mark(f)) return script_of_lang(lang);
  if (cp == '(' || cp == '[') {
    if (b->depth < (int)COUNT(b->script)) b->script[b->depth] = (uint8_t)before;
    b->depth++;
  }
  if ((cp == ')' || cp == ']') && b->depth > 0) {
    b->depth--;
    if (b->depth < (int)COUNT(b->script)) return b->script[b->depth];
  }
  return before;
}

ScriptRun *text_scripts(Arena *a, Str s, Lang lang, size_t *n) {
  VEC(ScriptRun) runs = {0};
  Brackets brackets = {{0}, 0};
  int open = -1;               /* script of the run being read */
  int before = USCRIPT_COMMON; /* of the last character */
  for (size_t i = 0; i < s.n;) {
    size_t at = i;
    uint32_t cp = cp_next(s.p, s.n, &i);
    int script = resolve(&brackets, cp, facts_find(cp), before, lang);
    before = script;
    if (script == open) continue;
    if (open == USCRIPT_COMMON) { /* the text's start takes the first real script */
      open = script;
      runs.at[0].script = tag_of(script);
      continue;
    }
    if (runs.n) runs.at[runs.n - 1].end = (uint32_t)at;
    vec_add(a, &runs, (ScriptRun){(uint32_t)at, 0, tag_of(script)});
    open = script;
  }
  if (runs.n) {
    runs.at[runs.n - 1].end = (uint32_t)s.n;
    if (open == USCRIPT_COMMON) runs.at[0].script = tag_of(script_of_lang(lang));
  }
  *n = runs.n;
  return runs.at;
}
