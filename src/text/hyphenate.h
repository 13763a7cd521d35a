/* hyphenate: division of English words by Liang's patterns, as libhyphen reads them. */
#ifndef DUIKAI_TEXT_HYPHENATE_H
#define DUIKAI_TEXT_HYPHENATE_H

#include "text/text.h"

/* Turns the breaks inside the words of `s` that patterns allow into BREAK_HYPHEN, with at least the letters before and after that the rules
 * ask. Names of sites and addresses, words in capitals and words with digits are left whole. Nothing happens where the patterns are
 * not installed (text_has_patterns). */
void hyphenate(Str s, const BreakRules *rules, uint8_t *kinds);

#endif
