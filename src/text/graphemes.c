/* Grapheme clusters by UAX #29 (extended, Unicode 15): what a break never divides. */
#include <string.h>
#include <unicode/uchar.h>

#include "text/inside.h"

static bool is_control(int g) { return g == U_GCB_CONTROL || g == U_GCB_CR || g == U_GCB_LF; }

/* State of the cluster so far that rules GB11 to GB13 look back at. */
typedef struct Cluster {
  int gcb;
  bool pict_zwj; /* ExtPict Extend* ZWJ */
  bool pict;     /* ExtPict Extend* */
  bool odd_ri;   /* an odd number of regional indicators */
} Cluster;

static bool joins(const Cluster *c, Facts f) {
  int a = c->gcb, b = f.gcb;
  if (a == U_GCB_CR && b == U_GCB_LF) return true;
  if (is_control(a) || is_control(b)) return false;
  if (b == U_GCB_EXTEND || b == U_GCB_ZWJ || b == U_GCB_SPACING_MARK || a == U_GCB_PREPEND) return true;
  if (a == U_GCB_L && (b == U_GCB_L || b == U_GCB_V || b == U_GCB_LV || b == U_GCB_LVT)) return true;
  if ((a == U_GCB_LV || a == U_GCB_V) && (b == U_GCB_V || b == U_GCB_T)) return true;
  if ((a == U_GCB_LVT || a == U_GCB_T) && b == U_GCB_T) return true;
  if (c->pict_zwj && (f.flags & FACT_PICT)) return true;
  return a == U_GCB_REGIONAL_INDICATOR && b == U_GCB_REGIONAL_INDICATOR && c->odd_ri;
}

static void take(Cluster *c, Facts f) {
  bool extend = f.gcb == U_GCB_EXTEND;
  c->pict_zwj = f.gcb == U_GCB_ZWJ && c->pict;
  c->pict = (f.flags & FACT_PICT) || (extend && c->pict);
  c->odd_ri = f.gcb == U_GCB_REGIONAL_INDICATOR && !(c->gcb == U_GCB_REGIONAL_INDICATOR && c->odd_ri);
  c->gcb = f.gcb;
}

uint8_t *text_graphemes(Arena *a, Str s) {
  uint8_t *starts = arena_array(a, uint8_t, s.n + 1);
  Cluster c = {U_GCB_CONTROL, false, false, false};
  bool plain = false; /* the character before is one that joins with nothing after it by itself */
  for (size_t i = 0; i < s.n;) {
    size_t at = i;
    uint32_t cp = cp_next(s.p, s.n, &i);
    if (cp >= 0x4E00 && cp <= 0x9FFF && c.gcb != U_GCB_PREPEND) { /* plain Han: most of the text */
      starts[at] = 1;
      if (!plain) c = (Cluster){U_GCB_OTHER, false, false, false};
      plain = true;
      continue;
    }
    Facts f = facts_find(cp);
    starts[at] = at == 0 || !joins(&c, f);
    take(&c, f);
    plain = false;
  }
  starts[0] = starts[s.n] = 1;
  return starts;
}
