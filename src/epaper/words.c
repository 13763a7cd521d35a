/* epaper/words: what the interface says, in the three languages it speaks. */
#include "epaper/inside.h"

static const char *const WORDS[WORD_COUNT][3] = {
#define WORD_ROW(id, hans, hant, en) {hans, hant, en},
    EPAPER_WORDS(WORD_ROW)
#undef WORD_ROW
};

bool ui_read(Str name, Lang edition, Ui *out) {
  bool traditional = edition == LANG_ZH_HANT || edition == LANG_ZH_HK;
  *out = edition == LANG_EN ? UI_EN : traditional ? UI_HANT : UI_HANS;
  if (!name.n) return true;
  if (str_is(name, "en")) return *out = UI_EN, true;
  if (str_is(name, "zh-Hant")) return *out = UI_HANT, true;
  if (str_is(name, "zh-Hans")) return *out = UI_HANS, true;
  if (str_is(name, "zh")) return *out = traditional ? UI_HANT : UI_HANS, true;
  return false;
}

static Ui ui_of(const Issue *d) {
  Ui ui = UI_HANS;
  ui_read(d->o->ui, d->flow->edition->lang, &ui);
  return ui;
}

const char *ui_tag(const Issue *d) {
  static const char *const TAGS[] = {"zh-Hans", "zh-Hant", "en"};
  return TAGS[ui_of(d)];
}

const char *word(const Issue *d, Word w) { return WORDS[w][ui_of(d)]; }
