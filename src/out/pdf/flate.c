#include "out/pdf/inside.h"
#include <zlib.h>

struct Flater {
  z_stream z;
};

/* zlib takes some 300 KB of memory of its own, and refuses only when there is none. So a worker keeps one for all its streams. */
Flater *flater_open(Arena *a, int level) {
  Flater *f = arena_new(a, Flater);
  must(deflateInit2(&f->z, level, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  return f;
}

void flater_close(Flater *f) { deflateEnd(&f->z); }

Str flater_run(Flater *f, Arena *a, Str bytes) {
  z_stream *z = &f->z;
  must(bytes.n < UINT32_MAX - (UINT32_MAX >> 8) && deflateReset(z) == Z_OK);
  uLong room = deflateBound(z, (uLong)bytes.n);
  char *p = arena_add(a, room);
  z->next_in = (Bytef *)(uintptr_t)bytes.p;
  z->avail_in = (uInt)bytes.n;
  z->next_out = (Bytef *)p;
  z->avail_out = (uInt)room;
  must(deflate(z, Z_FINISH) == Z_STREAM_END);
  return (Str){p, z->total_out};
}

Str flate(Arena *a, Str bytes, int level) {
  Flater *f = flater_open(a, level);
  Str out = flater_run(f, a, bytes);
  flater_close(f);
  return out;
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
