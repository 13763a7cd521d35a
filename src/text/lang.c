/* Languages of composition. */
#include "text/text.h"

static const char *const TAGS[LANG_COUNT] = {"zh-Hans", "zh-Hant", "zh-HK", "ja", "ko", "en"};

const char *lang_tag(Lang l) { return TAGS[l < LANG_COUNT ? l : LANG_ZH_HANS]; }

static bool same_letters(Str a, const char *z) {
  for (size_t i = 0; i < a.n; i++) {
    char c = a.p[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
    if (c == '_') c = '-';
    if (c != z[i]) return false;
  }
  return z[a.n] == 0;
}

bool lang_read(Str tag, Lang *out) {
  static const struct {
    const char *tag;
    Lang lang;
  } names[] = {{"zh-hans", LANG_ZH_HANS},    {"zh-cn", LANG_ZH_HANS},   {"zh-sg", LANG_ZH_HANS},
               {"zh-hans-cn", LANG_ZH_HANS}, {"zh-hant", LANG_ZH_HANT}, {"zh-tw", LANG_ZH_HANT},
               {"zh-hant-tw", LANG_ZH_HANT}, {"zh-hk", LANG_ZH_HK},     {"zh-mo", LANG_ZH_HK},
               {"zh-hant-hk", LANG_ZH_HK}};
  for (size_t i = 0; i < COUNT(names); i++)
    if (same_letters(tag, names[i].tag)) return *out = names[i].lang, true;
  static const struct {
    const char *main;
    Lang lang;
  } mains[] = {{"zh", LANG_ZH_HANS}, {"ja", LANG_JA}, {"ko", LANG_KO}, {"en", LANG_EN}};
  size_t dash = 0;
  while (dash < tag.n && tag.p[dash] != '-' && tag.p[dash] != '_') dash++;
  for (size_t i = 0; i < COUNT(mains); i++)
    if (same_letters(str_sub(tag, 0, dash), mains[i].main)) return *out = mains[i].lang, true;
  return false;
}

/* A Chinese story is full of Latin names and figures, an English one has a Han character at most in a name: one Han character weighs
 * as much as a few words. */
Lang lang_guess(Str text) {
  enum { LETTERS_A_HAN = 20 };
  size_t letters = 0, han = 0;
  for (size_t i = 0; i < text.n;) {
    uint32_t cp = utf8_next(text, &i);
    letters += (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
    han += cp >= 0x2E80;
  }
  return letters > han * LETTERS_A_HAN ? LANG_EN : LANG_ZH_HANS;
}
