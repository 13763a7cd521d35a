/* Optical margins: Latin marks and hyphens at a line's ends stand a part of their width outside the measure, so that the edge of
 * the column looks straight. Han keep the measure: their marks have rules of their own (CLREQ, "Hanging Punctuation").
 *
 * Parts of the width, for Roman type: R. Schlicht, The microtype Package, tables of the default configuration, rounded. */
#include "para/inside.h"

typedef struct Hang {
  uint32_t cp;
  int16_t near_pm, far_pm; /* at a line's start and end */
} Hang;

static const Hang HANGS[] = {{'-', 0, 500},      {0x2010, 0, 500},   {'.', 0, 700},      {',', 0, 700},
                             {':', 0, 500},      {';', 0, 500},      {'!', 100, 200},    {'?', 0, 200},
                             {'(', 100, 0},      {')', 0, 200},      {'[', 100, 0},      {']', 0, 100},
                             {'\'', 400, 400},   {'"', 300, 300},    {0x2018, 500, 700}, {0x2019, 300, 700},
                             {0x201C, 500, 500}, {0x201D, 200, 500}, {0x2013, 200, 300}, {0x2014, 150, 250},
                             {'/', 100, 200}};

Len optical_of(const Setting *s, uint32_t cell, bool far) {
  const Cell *c = &s->cells[cell];
  if (!(c->flags & CELL_WEST) || c->cc == CC_LATIN || c->cc == CC_DIGIT) return 0;
  size_t i = c->at;
  uint32_t cp = utf8_next(s->shaped->text, &i);
  for (size_t k = 0; k < COUNT(HANGS); k++)
    if (HANGS[k].cp == cp)
      return len_pm(len_pm(c->width, far ? HANGS[k].far_pm : HANGS[k].near_pm), s->style.optical_pm);
  return 0;
}

Len optical_hyphen(const Setting *s, Len hyphen) {
  return len_pm(len_pm(hyphen, HANGS[0].far_pm), s->style.optical_pm);
}
