/* Numbering the CIDs of a subset anew.
 *
 * A subset of a CID-keyed CFF keeps the CIDs of the whole face: two-byte codes scattered over the whole range, whose bytes deflate cannot
 * tell from noise. Numbered 1, 2, 3… in the order of the glyphs, the first byte of a code takes few values: measured on newspaper text,
 * content streams shrink by a tenth. Only the charset says which CID a glyph has (Adobe TN 5176, 13), and one range says all of it in
 * four or five bytes; the old charset is never shorter than that once it holds more than one range. So it is overwritten in place:
 * no offset moves, and what is left of the old one becomes zeros that cost nothing. */
#include "out/pdf/inside.h"

#include <string.h>

typedef struct Cff {
  unsigned char *p;
  size_t n;
  bool broken;
} Cff;

static uint32_t number_at(Cff *c, size_t at, size_t bytes) {
  uint32_t v = 0;
  if (at > c->n || bytes > c->n - at) {
    c->broken = true;
    return 0;
  }
  for (size_t i = 0; i < bytes; i++) v = v << 8 | c->p[at + i];
  return v;
}

/* The end of an INDEX; its first object's range in *first (TN 5176, 5). */
static size_t index_end(Cff *c, size_t at, size_t first[2]) {
  uint32_t count = number_at(c, at, 2), size = count ? number_at(c, at + 2, 1) : 1;
  if (!count) return at + 2;
  if (size < 1 || size > 4) c->broken = true;
  if (c->broken) return c->n;
  size_t data = at + 3 + (size_t)(count + 1) * size - 1;
  first[0] = data + number_at(c, at + 3, size);
  first[1] = data + number_at(c, at + 3 + size, size);
  return data + number_at(c, at + 3 + (size_t)count * size, size);
}

/* Bytes of the operand at p (TN 5176, 4); its value if it is an integer. */
static size_t operand(Cff *c, size_t at, int64_t *v) {
  uint32_t b = number_at(c, at, 1);
  if (b >= 32 && b <= 246) return *v = (int64_t)b - 139, 1;
  if (b >= 247 && b <= 250) return *v = ((int64_t)b - 247) * 256 + number_at(c, at + 1, 1) + 108, 2;
  if (b >= 251 && b <= 254) return *v = -((int64_t)b - 251) * 256 - number_at(c, at + 1, 1) - 108, 2;
  if (b == 28) return *v = (int16_t)number_at(c, at + 1, 2), 3;
  if (b == 29) return *v = (int32_t)number_at(c, at + 1, 4), 5;
  size_t n = 1; /* 30: a real, nibbles until 0xf */
  while (!c->broken && (number_at(c, at + n, 1) & 15) != 15 && number_at(c, at + n, 1) >> 4 != 15) n++;
  return n + 1;
}

enum { TOP_CHARSET = 15, TOP_CHARSTRINGS = 17, TOP_ROS = 12 << 8 | 30 };

static bool read_top(Cff *c, size_t at, size_t end, size_t *charset, size_t *charstrings) {
  bool cid_keyed = false;
  int64_t last = 0;
  *charset = *charstrings = 0;
  while (at < end && !c->broken) {
    uint32_t b = number_at(c, at, 1);
    if (b > 21) {
      at += operand(c, at, &last);
      continue;
    }
    uint32_t op = b == 12 ? b << 8 | number_at(c, at + 1, 1) : b;
    at += b == 12 ? 2 : 1;
    if (op == TOP_ROS) cid_keyed = true;
    if (op == TOP_CHARSET && last > 2) *charset = (size_t)last;
    if (op == TOP_CHARSTRINGS && last > 2) *charstrings = (size_t)last;
  }
  return cid_keyed && *charset && *charstrings;
}

/* Reads the charset and finds the glyphs that have the CIDs asked for (both ascend): codes[i] is the glyph of cids[i]. Gives its length in
 * bytes, 0 when it is not as expected. */
static size_t match_charset(Cff *c, size_t at, size_t glyphs, const uint16_t *cids, size_t n, uint16_t *codes) {
  uint32_t format = number_at(c, at, 1);
  size_t end = at + 1, left_bytes = format, found = 0;
  if (format > 2) return 0;
  for (size_t g = 1; g < glyphs && !c->broken;) {
    uint32_t first = number_at(c, end, 2), left = number_at(c, end + 2, left_bytes);
    for (uint32_t i = 0; i <= left && g < glyphs; i++, g++)
      if (found < n && cids[found] == first + i) codes[found++] = (uint16_t)g;
    end += 2 + left_bytes;
  }
  return found == n && !c->broken ? end - at : 0;
}

bool cff_number(char *p, size_t n, const uint16_t *cids, size_t count, uint16_t *codes) {
  Cff c = {(unsigned char *)p, n, false};
  size_t span[2] = {0, 0}, charset, charstrings;
  size_t top = index_end(&c, number_at(&c, 2, 1), span);
  if (c.broken) return false;
  index_end(&c, top, span);
  if (c.broken || span[1] > n || !read_top(&c, span[0], span[1], &charset, &charstrings)) return false;
  size_t glyphs = number_at(&c, charstrings, 2);
  if (c.broken || glyphs < 2) return false;
  size_t have = match_charset(&c, charset, glyphs, cids, count, codes), want = glyphs > 257 ? 5 : 4;
  if (have < want) return false;
  memset(c.p + charset, 0, have);
  unsigned char *q = c.p + charset;
  *q++ = want == 5 ? 2 : 1; /* format: one range of 256 at most, or of any length */
  *q++ = 0;
  *q++ = 1; /* first CID */
  if (want == 5) *q++ = (unsigned char)((glyphs - 2) >> 8);
  *q = (unsigned char)((glyphs - 2) & 255);
  return true;
}
