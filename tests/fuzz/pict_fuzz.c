/* The picture readers: no crash, no unbounded memory; what reads is placeable, and its crops lie inside it. A PNG's checksums are
 * mended first: else every change would end at the first of them, and nothing behind it would ever be tried. */
#include "fuzz.h"

#include <string.h>
#include <zlib.h>

#include "pict/pict.h"

static void put_be(uint8_t *p, uint32_t v) {
  for (int i = 0; i < 4; i++) p[i] = (uint8_t)(v >> (24 - 8 * i));
}

static void mend_checksums(uint8_t *p, size_t n) {
  if (n < 8 || memcmp(p, "\x89PNG", 4) != 0) return;
  for (size_t at = 8; at + 12 <= n;) {
    size_t length = (size_t)p[at] << 24 | (size_t)p[at + 1] << 16 | (size_t)p[at + 2] << 8 | p[at + 3];
    if (length > n - at - 12) return;
    put_be(p + at + 8 + length, (uint32_t)crc32(0, p + at + 4, (uInt)length + 4));
    at += 12 + length;
  }
}

void fuzz_one(const uint8_t *bytes, size_t n) {
  enum { DECODED_MOST = 1 << 22 };
  Arena *a = arena_open();
  Job job = {a, diags_make(a)};
  uint8_t *own = arena_add(a, n + 1);
  if (n) memcpy(own, bytes, n);
  mend_checksums(own, n);
  Pict p;
  bool ok = pict_read_bytes(&job, STR("fuzz"), (Str){(char *)own, n}, (Span){0}, &p);
  must(ok == (diags_count(job.diags, DIAG_ERROR) == 0));
  if (ok) {
    must(p.width > 0 && p.height > 0 && (int64_t)p.width * p.height <= PICT_MAX_PIXELS);
    must(p.channels == 1 || p.channels == 3 || p.channels == 4);
    must(p.orientation >= 1 && p.orientation <= 8);
    PictCrop c = pict_crop(&p, 100 * LEN_MM, 77 * LEN_MM, n & 1023, 500);
    must(c.x >= 0 && c.y >= 0 && c.w > 0 && c.h > 0 && c.x + c.w <= 1000000 && c.y + c.h <= 1000000);
    must(pict_ppi(&p, c, 100 * LEN_MM) >= 0);
    if (p.kind == PICT_PNG) must(pict_rows(a, &p).n > 0);
    uint8_t *alpha = NULL;
    if ((int64_t)p.width * p.height <= DECODED_MOST) pict_decode(&job, &p, (Span){0}, &alpha);
  }
  arena_close(a);
}
