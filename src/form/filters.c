/* Streams unpacked under a ceiling (ISO 32000-1 7.4): those that content comes in. Pictures are not unpacked: their bytes go over as they are. */
#include "form/inside.h"

#include <string.h>
#include <zlib.h>

/* What came before an error counts: readers show that much too. False: more than `most`. */
static bool inflate_all(Arena *a, Str in, size_t most, Str *out) {
  Buf b = buf_make(a, most);
  z_stream z;
  char window[1 << 14];
  memset(&z, 0, sizeof z);
  if (inflateInit(&z) != Z_OK) return false;
  z.next_in = (Bytef *)(uintptr_t)in.p;
  z.avail_in = (uInt)(in.n < UINT32_MAX ? in.n : UINT32_MAX);
  for (int state = Z_OK; state == Z_OK && !b.full;) {
    z.next_out = (Bytef *)window;
    z.avail_out = sizeof window;
    state = inflate(&z, Z_NO_FLUSH);
    buf_put(&b, window, sizeof window - z.avail_out);
    if (state == Z_OK && z.avail_out == sizeof window) break;
  }
  inflateEnd(&z);
  *out = buf_str(&b);
  return !b.full;
}

/* ---- LZW (7.4.4): codes of 9 to 12 bits, 256 clears, 257 ends */
enum { CODES = 4096, CLEAR = 256, LAST = 257 };
typedef struct Lzw {
  uint16_t before[CODES];
  uint8_t byte[CODES];
  uint16_t length[CODES];
} Lzw;

static void lzw_put(const Lzw *t, unsigned code, Buf *b, uint8_t *first) {
  uint8_t word[CODES];
  size_t n = code < CLEAR ? 1 : t->length[code];
  for (size_t i = n; i-- > 0;) {
    word[i] = code < CLEAR ? (uint8_t)code : t->byte[code];
    if (i) code = t->before[code];
  }
  *first = word[0];
  buf_put(b, word, n);
}

static bool lzw_all(Arena *a, Str in, size_t most, bool early, Str *out) {
  Lzw *t = arena_new(a, Lzw);
  Buf b = buf_make(a, most);
  unsigned next = LAST + 1, bits = 9, held = 0, had = 0, last = CODES;
  for (size_t i = 0; i < in.n && !b.full;) {
    while (had < bits && i < in.n) held = held << 8 | (uint8_t)in.p[i++], had += 8;
    if (had < bits) break;
    unsigned code = held >> (had - bits) & ((1U << bits) - 1);
    had -= bits;
    held &= (1U << had) - 1;
    if (code == LAST) break;
    if (code == CLEAR) {
      next = LAST + 1, bits = 9, last = CODES;
      continue;
    }
    uint8_t first;
    if (code > next || (code == next && last == CODES) || (last == CODES && code > CLEAR)) break;
    if (last != CODES && next < CODES) {
      t->before[next] = (uint16_t)last;
      t->length[next] = (uint16_t)((last < CLEAR ? 1 : t->length[last]) + 1);
      if (code < next) {
        lzw_put(t, code, &b, &first);
      } else { /* the word that is being made: it begins as the last did */
        unsigned k = last;
        while (k > LAST) k = t->before[k];
        first = (uint8_t)k;
        t->byte[next] = first;
        lzw_put(t, code, &b, &first);
      }
      t->byte[next++] = first;
    } else {
      lzw_put(t, code, &b, &first);
    }
    last = code;
    if (next + early >= 1U << bits && bits < 12) bits++;
  }
  *out = buf_str(&b);
  return !b.full;
}

/* ---- ASCII and run lengths */
static Str from_hex(Arena *a, Str in) {
  Buf b = buf_make(a, in.n + 1);
  int high = -1;
  for (size_t i = 0; i < in.n && in.p[i] != '>'; i++) {
    int v = hex_digit(in.p[i]);
    if (v < 0) continue;
    if (high >= 0) buf_putc(&b, (char)(high << 4 | v));
    high = high >= 0 ? -1 : v;
  }
  if (high >= 0) buf_putc(&b, (char)(high << 4));
  return buf_str(&b);
}

static Str from_85(Arena *a, Str in) {
  Buf b = buf_make(a, in.n * 4 + 8);
  uint64_t v = 0;
  int n = 0;
  for (size_t i = 0; i < in.n && in.p[i] != '~'; i++) {
    char c = in.p[i];
    if (c == 'z' && !n) {
      buf_put(&b, "\0\0\0", 4);
      continue;
    }
    if (c < '!' || c > 'u') continue;
    v = v * 85 + (uint64_t)(c - '!');
    if (++n < 5) continue;
    for (int k = 3; k >= 0; k--) buf_putc(&b, (char)(v >> (8 * k)));
    v = 0, n = 0;
  }
  if (n > 1) {
    for (int k = n; k < 5; k++) v = v * 85 + 84;
    for (int k = 3; k > 4 - n; k--) buf_putc(&b, (char)(v >> (8 * k)));
  }
  return buf_str(&b);
}

static bool from_runs(Arena *a, Str in, size_t most, Str *out) {
  Buf b = buf_make(a, most);
  for (size_t i = 0; i < in.n && !b.full;) {
    unsigned n = (uint8_t)in.p[i++];
    if (n == 128) break;
    if (n < 128) {
      size_t k = n + 1 < in.n - i ? n + 1 : in.n - i;
      buf_put(&b, in.p + i, k);
      i += k;
    } else if (i < in.n) {
      for (unsigned k = 0; k < 257 - n; k++) buf_putc(&b, in.p[i]);
      i++;
    }
  }
  *out = buf_str(&b);
  return !b.full;
}

/* ---- PNG's predictors (7.4.4.4), which some writers give to content too */
static Str unpredict(Arena *a, Str in, size_t columns) {
  size_t row = columns + 1, n = in.n / row;
  uint8_t *to = arena_add(a, n * columns + 1);
  for (size_t r = 0; r < n; r++) {
    const uint8_t *from = (const uint8_t *)in.p + r * row;
    uint8_t *now = to + r * columns, *above = r ? now - columns : NULL;
    for (size_t i = 0; i < columns; i++) {
      int left = i ? now[i - 1] : 0, up = above ? above[i] : 0, corner = i && above ? above[i - 1] : 0;
      int p = left + up - corner, pl = p > left ? p - left : left - p, pu = p > up ? p - up : up - p,
          pc = p > corner ? p - corner : corner - p;
      int add = from[0] == 1   ? left
                : from[0] == 2 ? up
                : from[0] == 3 ? (left + up) / 2
                : from[0] == 4 ? (pl <= pu && pl <= pc ? left
                                  : pu <= pc           ? up
                                                       : corner)
                               : 0;
      now[i] = (uint8_t)(from[i + 1] + add);
    }
  }
  return (Str){(char *)to, n * columns};
}

/* ---- streams */
static Oh filter_item(Source *s, Oh filters, int i) { return oh_count(s, filters) ? oh_item(s, filters, i) : filters; }

static int filter_count(Source *s, Oh filters) { return qpdf_oh_is_name(s->q, filters) ? 1 : oh_count(s, filters); }

static const char *full_name(Str name) {
  static const char *const names[][2] = {{"FlateDecode", "Fl"},    {"LZWDecode", "LZW"},      {"ASCIIHexDecode", "AHx"},
                                         {"ASCII85Decode", "A85"}, {"RunLengthDecode", "RL"}, {"DCTDecode", "DCT"},
                                         {"JPXDecode", ""},        {"JBIG2Decode", ""},       {"Crypt", ""}};
  for (size_t i = 0; i < COUNT(names); i++)
    if (str_is(name, names[i][0]) || (names[i][1][0] && str_is(name, names[i][1]))) return names[i][0];
  return "";
}

bool stream_has_filter(Source *s, Oh stream, const char *name) {
  Oh filters = oh_key(s, stream, "/Filter");
  for (int i = 0; i < filter_count(s, filters); i++)
    if (!strcmp(full_name(oh_name(s, filter_item(s, filters, i))), name)) return true;
  return false;
}

Str stream_raw(Source *s, Oh stream) {
  unsigned char *p = NULL;
  size_t n = 0;
  if (!qpdf_oh_is_stream(s->q, stream)) return (Str){0};
  if (qpdf_oh_get_stream_data(s->q, stream, qpdf_dl_none, NULL, &p, &n) & QPDF_ERRORS) n = 0;
  s->unpacked += n;
  if (s->unpacked > UNPACKED_MOST) source_fail(s, DIAG_PDF_TOO_LARGE, "its page needs more than 256 MB");
  Str out = s->fault.what ? (Str){0} : str_copy(s->a, (Str){(const char *)p, n});
  free(p);
  return out;
}

static bool unpack(Source *s, const char *name, Oh parms, Str in, Str *out) {
  bool fits = true;
  int64_t predictor = oh_int(s, oh_key(s, parms, "/Predictor"), 1);
  *out = (Str){0};
  if (!strcmp(name, "FlateDecode")) fits = inflate_all(s->a, in, CONTENT_MOST, out);
  if (!strcmp(name, "LZWDecode"))
    fits = lzw_all(s->a, in, CONTENT_MOST, oh_int(s, oh_key(s, parms, "/EarlyChange"), 1) != 0, out);
  if (!strcmp(name, "RunLengthDecode")) fits = from_runs(s->a, in, CONTENT_MOST, out);
  if (!strcmp(name, "ASCIIHexDecode")) *out = from_hex(s->a, in);
  if (!strcmp(name, "ASCII85Decode")) *out = from_85(s->a, in);
  int64_t columns = oh_int(s, oh_key(s, parms, "/Columns"), 1);
  if (predictor >= 10 && columns > 0 && columns < (1 << 20)) *out = unpredict(s->a, *out, (size_t)columns);
  return fits;
}

Str stream_unpacked(Source *s, Oh stream) {
  Str out = stream_raw(s, stream);
  Oh filters = oh_key(s, stream, "/Filter"), parms = oh_key(s, stream, "/DecodeParms");
  int n = filter_count(s, filters);
  enum { FILTERS_MOST = 4 };
  if (n > FILTERS_MOST) source_fail(s, DIAG_PDF_TOO_LARGE, "a part of its page is packed too many times over");
  for (int i = 0; i < n && !s->fault.what; i++) {
    Oh own = oh_count(s, parms) ? oh_item(s, parms, i) : parms;
    if (!unpack(s, full_name(oh_name(s, filter_item(s, filters, i))), own, out, &out))
      source_fail(s, DIAG_PDF_TOO_LARGE, "a part of its page unpacks to more than 64 MB");
    s->unpacked += out.n;
    if (s->unpacked > UNPACKED_MOST) source_fail(s, DIAG_PDF_TOO_LARGE, "its page unpacks to more than 256 MB");
  }
  return s->fault.what ? (Str){0} : out;
}

Str content_unpacked(Source *s, Oh contents) {
  if (!oh_count(s, contents)) return stream_unpacked(s, contents);
  Buf b = buf_make(s->a, UNPACKED_MOST);
  for (int i = 0; i < oh_count(s, contents) && !s->fault.what; i++) {
    buf_puts(&b, stream_unpacked(s, oh_item(s, contents, i)));
    buf_putc(&b, '\n'); /* a token does not go over from one stream to the next (7.8.2) */
  }
  return buf_str(&b);
}
