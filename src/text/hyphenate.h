/* hyphenate: division of English words by Liang's patterns, as libhyphen reads them. */
#ifndef DUIKAI_TEXT_HYPHENATE_H
#define DUIKAI_TEXT_HYPHENATE_H

#include "text/text.h"

/* Turns the breaks inside the words of `s` that patterns allow into BREAK_HYPHEN: at least 2 letters before and 3 after. Names of
 * sites and addresses, words in capitals and words with digits are left whole. Nothing happens where the patterns are not installed. */
void hyphenate(Str s, uint8_t *kinds);

#endif
