/* cff: reads the charset of a bare CFF program (Adobe Technical Note 5176), to know which CID a subset's glyphs answer to.
 *
 * A viewer looks up a code's CID in the charset of a CID-keyed program, but takes it for the glyph number itself when the program is
 * name-keyed (PDF 32000-1, 9.7.4.2). hb-subset renumbers glyphs and keeps the charset's CIDs. */
#include "font/inside.h"

typedef struct Cursor {
  Str s;
  size_t at;
  bool bad;
} Cursor;

static unsigned take(Cursor *c, size_t bytes) {
  unsigned v = 0;
  if (bytes > c->s.n || c->at > c->s.n - bytes) c->bad = true;
  for (size_t i = 0; i < bytes && !c->bad; i++) v = v << 8 | (unsigned char)c->s.p[c->at++];
  return v;
}

/* Moves past an INDEX; gives its count and the place of its first object's bytes. */
static unsigned index_pass(Cursor *c, size_t *first, size_t *first_end) {
  unsigned count = take(c, 2);
  *first = *first_end = c->at;
  if (c->bad || !count) return 0;
  unsigned width = take(c, 1);
  if (width < 1 || width > 4) c->bad = true;
  size_t offsets = c->at,
         data = offsets + ((size_t)count + 1) * width - 1; /* offsets count from the byte before the data */
  c->at = offsets + width;
  *first = data + 1;
  *first_end = data + take(c, width);
  c->at = offsets + (size_t)count * width;
  c->at = data + take(c, width);
  if (c->at > c->s.n || *first_end > c->s.n) c->bad = true;
  return count;
}

typedef struct TopDict {
  size_t charset, charstrings;
  bool cid_keyed;
} TopDict;

/* One operand of a DICT; real numbers (30) are passed over. */
static int64_t operand(Cursor *c, unsigned b0) {
  if (b0 == 28) return (int16_t)take(c, 2);
  if (b0 == 29) return (int32_t)take(c, 4);
  if (b0 == 30) {
    while (!c->bad) {
      unsigned two = take(c, 1);
      if ((two & 15) == 15 || two >> 4 == 15) break;
    }
    return 0;
  }
  if (b0 <= 246) return (int64_t)b0 - 139;
  if (b0 <= 250) return ((int64_t)b0 - 247) * 256 + take(c, 1) + 108;
  return -((int64_t)b0 - 251) * 256 - take(c, 1) - 108;
}

static TopDict top_dict(Cursor c) {
  TopDict top = {0};
  int64_t last = 0;
  while (c.at < c.s.n && !c.bad) {
    unsigned b = take(&c, 1);
    if (b >= 28 && b != 31) {
      last = operand(&c, b);
      continue;
    }
    if (b == 12) b = 0x0C00 | take(&c, 1);
    if (b == 15) top.charset = last > 0 ? (size_t)last : 0;
    if (b == 17) top.charstrings = last > 0 ? (size_t)last : 0;
    if (b == 0x0C1E) top.cid_keyed = true; /* ROS */
  }
  return top;
}

static void charset_read(Cursor *c, uint16_t *cid, size_t glyphs) {
  unsigned format = take(c, 1);
  cid[0] = 0;
  for (size_t g = 1; g < glyphs && !c->bad;) {
    unsigned first = take(c, 2), left = format ? take(c, format == 1 ? 1 : 2) : 0;
    for (unsigned i = 0; i <= left && g < glyphs; i++) cid[g++] = (uint16_t)(first + i);
  }
  if (format > 2) c->bad = true;
}

bool cff_charset(Str cff, uint16_t *cid, size_t glyphs, bool *keyed) {
  Cursor c = {.s = cff};
  size_t top_at, top_end, at, end;
  take(&c, 2);
  size_t header = take(&c, 1);
  c.at = header;
  index_pass(&c, &at, &end);
  if (c.bad || !index_pass(&c, &top_at, &top_end) || c.bad) return false;
  TopDict top = top_dict((Cursor){.s = str_sub(cff, 0, top_end), .at = top_at});
  *keyed = top.cid_keyed;
  if (!top.cid_keyed) return true;
  c.at = top.charstrings;
  if (index_pass(&c, &at, &end) != glyphs || c.bad) return false;
  if (top.charset <=
      2) { /* a predefined charset is that of a name-keyed font; in a CID-keyed one the CIDs are the glyph numbers */
    for (size_t g = 0; g < glyphs; g++) cid[g] = (uint16_t)g;
    return true;
  }
  c.at = top.charset;
  charset_read(&c, cid, glyphs);
  return !c.bad;
}
