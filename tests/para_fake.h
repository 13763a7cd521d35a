/* Hand-made shaping for para's tests: 1000 units to the em, Han and full-width marks one em, digits and letters half an em, the
 * blank a quarter, —— one glyph of two em. Nothing of shape or font is needed. */
#ifndef DUIKAI_TESTS_PARA_FAKE_H
#define DUIKAI_TESTS_PARA_FAKE_H

#include <string.h>

#include "para/para.h"

#define EM (10 * LEN_PT)

static int16_t fake_advance(uint32_t cp, Lang lang) {
  switch (char_class(cp, lang)) {
  case CC_DIGIT:
  case CC_LATIN:
  case CC_GREEK:
  case CC_LATIN_MARK:
  case CC_SOLIDUS:
  case CC_OTHER: return 500;
  case CC_PREFIX:
  case CC_POSTFIX: return cp < 0x2000 ? 500 : 1000;
  case CC_SPACE:
  case CC_GLUE: return 250;
  case CC_INTERPUNCT: return cp == 0x30FB ? 1000 : 327;
  case CC_CONNECTOR: return cp == 0x2013 ? 563 : 1000;
  case CC_ZW_SPACE:
  case CC_JOINER:
  case CC_SOFT_HYPHEN: return 0;
  case CC_COMBINING: return 0;
  default: return cp == 0x2E3A ? 2000 : 1000;
  }
}

static inline Shaped *fake_shape(Arena *a, Str text, Lang lang) {
  Shaped *sh = arena_new(a, Shaped);
  Run *run = arena_new(a, Run);
  *run = (Run){.end = (uint32_t)text.n, .lang = lang, .size = EM, .x_scale_pm = 1000};
  uint8_t *starts = text_graphemes(a, text);
  Glyph *g = arena_array(a, Glyph, text.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < text.n;) {
    size_t at = i;
    uint32_t cp = utf8_next(text, &i);
    if (!starts[at] && n) continue;
    bool pair =
        n && cp == 0x2014 && g[n - 1].adv == 1000 && g[n - 1].id == 0x2014 && i - at == 3 && g[n - 1].src + 3 == at;
    if (pair) {
      g[n - 1].adv = 2000;
      continue;
    }
    g[n++] = (Glyph){.src = (uint32_t)at, .id = (uint16_t)cp, .adv = fake_advance(cp, lang), .flags = GLYPH_FIRST};
  }
  *sh = (Shaped){.text = text, .runs = run, .run_count = text.n ? 1 : 0, .glyphs = g, .n = n};
  return sh;
}

/* Options as `name=value name=value`. */
static inline const char *fake_options(Arena *a, ParaStyle *s, Str options) {
  while (options.n) {
    ptrdiff_t blank = str_find(options, STR(" "));
    Str one = blank < 0 ? options : str_sub(options, 0, (size_t)blank);
    options = blank < 0 ? (Str){0} : str_sub(options, (size_t)blank + 1, options.n);
    ptrdiff_t eq = str_find(one, STR("="));
    if (eq < 0) continue;
    const char *wrong = para_style_set(a, s, str_sub(one, 0, (size_t)eq), str_sub(one, (size_t)eq + 1, one.n));
    if (wrong) return wrong;
  }
  return NULL;
}

#endif
