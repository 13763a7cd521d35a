/* How a character stands in a vertical line: UAX #50, from ICU. */
#include <unicode/uchar.h>

#include "text/text.h"

VertStance char_vertical(uint32_t cp) {
  if (cp >= 0x4E00 && cp <= 0x9FFF) return VERT_UPRIGHT;
  /* Unicode 17 moved the curly quotes from R to Tr: Chinese faces have vertical forms for them (corner brackets), which the older
   * class would never reach. */
  if (cp == 0x2018 || cp == 0x2019 || cp == 0x201C || cp == 0x201D) return VERT_FORM_TURNED;
  switch (u_getIntPropertyValue((UChar32)cp, UCHAR_VERTICAL_ORIENTATION)) {
  case U_VO_UPRIGHT: return VERT_UPRIGHT;
  case U_VO_TRANSFORMED_UPRIGHT: return VERT_FORM_UPRIGHT;
  case U_VO_TRANSFORMED_ROTATED: return VERT_FORM_TURNED;
  default: return VERT_TURNED;
  }
}
