#include "out/pdf/inside.h"
#include <zlib.h>

/* zlib takes its own memory and gives it back here; it refuses to start only when there is none. The arena keeps room for the worst
 * case, so callers make streams in a scratch arena and copy them out. */
Str flate(Arena *a, Str bytes, int level) {
  z_stream z = {0};
  must(deflateInit2(&z, level, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  must(bytes.n < UINT32_MAX - (UINT32_MAX >> 8));
  uLong room = deflateBound(&z, (uLong)bytes.n);
  char *p = arena_add(a, room);
  z.next_in = (Bytef *)(uintptr_t)bytes.p;
  z.avail_in = (uInt)bytes.n;
  z.next_out = (Bytef *)p;
  z.avail_out = (uInt)room;
  int end = deflate(&z, Z_FINISH);
  size_t n = z.total_out;
  deflateEnd(&z);
  must(end == Z_STREAM_END);
  return (Str){p, n};
}

Str flate_rows(Arena *a, uint8_t *rows, size_t n, size_t row, size_t pixel, int level) {
  enum { CHUNK = 1 << 16, SUB = 1 };
  z_stream z = {0};
  must(deflateInit2(&z, level, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  Buf b = buf_make(a, SIZE_MAX / 4);
  uint8_t chunk[CHUNK], filter = SUB;
  for (size_t i = 0; i < n; i++, rows += row) {
    for (size_t k = row; k-- > pixel;) rows[k] = (uint8_t)(rows[k] - rows[k - pixel]);
    for (int part = 0; part < 2; part++) {
      z.next_in = part ? rows : &filter;
      z.avail_in = part ? (uInt)row : 1;
      int flush = part && i + 1 == n ? Z_FINISH : Z_NO_FLUSH;
      do {
        z.next_out = chunk;
        z.avail_out = CHUNK;
        deflate(&z, flush);
        buf_put(&b, chunk, CHUNK - z.avail_out);
      } while (!z.avail_out);
    }
  }
  deflateEnd(&z);
  return buf_str(&b);
}
