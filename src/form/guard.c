/* qpdf unpacks by itself the streams that hold other objects and the cross-reference table, and knows no ceiling there. So those are unpacked
 * here first, one window at a time and without keeping anything, straight out of the file's bytes. A file that lies about its streams so
 * cleverly that this finds none is one that qpdf does not find them in either: both go by the word `stream` behind a dictionary. */
#include "form/inside.h"

#include <string.h>
#include <zlib.h>

enum { GUARD_ONE = 32 << 20, GUARD_ALL = 128 << 20, LOCKED_MOST = 192 << 10, HEAD = 2048, WINDOW = 1 << 16 };

/* How much comes out, counted up to `most`. */
static size_t count_inflated(Arena *a, Str in, size_t most) {
  z_stream z;
  memset(&z, 0, sizeof z);
  if (inflateInit(&z) != Z_OK) return most + 1;
  uint8_t *window = arena_add(a, WINDOW);
  size_t out = 0;
  z.next_in = (Bytef *)(uintptr_t)in.p;
  z.avail_in = (uInt)(in.n < UINT32_MAX ? in.n : UINT32_MAX);
  for (int state = Z_OK; state == Z_OK && out <= most;) {
    z.next_out = window;
    z.avail_out = WINDOW;
    state = inflate(&z, Z_NO_FLUSH);
    out += WINDOW - z.avail_out;
    if (state == Z_OK && z.avail_out == WINDOW) break; /* nothing goes forward */
  }
  inflateEnd(&z);
  return out;
}

static size_t times(Str in, Str word) {
  size_t n = 0;
  for (ptrdiff_t at; (at = str_find(in, word)) >= 0; n++) in = str_sub(in, (size_t)at + word.n, in.n);
  return n;
}

/* The dictionary before the word `stream`, or the end of it. */
static Str head_before(Str bytes, size_t at) {
  Str head = str_sub(bytes, at > HEAD ? at - HEAD : 0, at);
  for (ptrdiff_t k; (k = str_find(head, STR("endobj"))) >= 0;) head = str_sub(head, (size_t)k + 6, head.n);
  return head;
}

static bool holds_objects(Str head) {
  bool image = str_find(head, STR("/Image")) >= 0;
  return str_find(head, STR("ObjStm")) >= 0 || str_find(head, STR("XRef")) >= 0 ||
         (!image && str_find(head, STR("#")) >= 0); /* a name may be written in other ways */
}

FormFault guard_check(Str bytes, Arena *a) {
  static const FormFault BOMB = {DIAG_PDF_TOO_LARGE, "the table of its objects unpacks to more than any page needs"};
  bool locked = str_find(bytes, STR("/Encrypt")) >= 0;
  size_t all = 0;
  for (size_t at = 0;;) {
    ptrdiff_t k = str_find(str_sub(bytes, at, bytes.n), STR("stream"));
    if (k < 0) return (FormFault){0};
    size_t word = at + (size_t)k, from = word + 6;
    at = from;
    if (word >= 3 && !memcmp(bytes.p + word - 3, "end", 3)) continue;
    Str head = head_before(bytes, word);
    if (!holds_objects(head)) continue;
    if (from < bytes.n && bytes.p[from] == '\r') from++;
    if (from < bytes.n && bytes.p[from] == '\n') from++;
    Str rest = str_sub(bytes, from, bytes.n);
    ptrdiff_t end = str_find(rest, STR("endstream"));
    if (end >= 0 && locked && end > LOCKED_MOST && str_find(head, STR("ObjStm")) >= 0)
      return BOMB; /* cannot be seen into */
    bool table = str_find(head, STR("/ObjStm")) >= 0 || str_find(head, STR("/XRef")) >= 0;
    if (table && (times(head, STR("/FlateDecode")) > 1 || times(head, STR("/LZWDecode")) > 0))
      return (FormFault){DIAG_PDF_TOO_LARGE, "the table of its objects is packed in a way that nobody uses"};
    size_t n = count_inflated(a, rest, GUARD_ONE);
    all += n;
    if (n > GUARD_ONE || all > GUARD_ALL) return BOMB;
  }
}
