/* PNG (ISO/IEC 15948): walking the chunks with their checksums, and decoding with libpng where rows are asked for.
 *
 * The chunk walk alone tells everything a PDF must say; rows of a plain PNG go into it as they are. */
#include "pict/inside.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <png.h>

enum { COLOUR_RGB = 2, COLOUR_PALETTE = 3, COLOUR_ALPHA = 4 };
enum { SIGNATURE = 8 };

static Fault broken(const char *what) { return (Fault){DIAG_PICTURE_BROKEN, what}; }

/* The checksum of ISO 3309, as PNG's Annex D has it. Four bits at a time: a small table, and fast enough to pass a page's pictures unseen. */
static uint32_t crc_of(Str s) {
  static const uint32_t step[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
                                    0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                    0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
  uint32_t c = 0xFFFFFFFF;
  for (size_t i = 0; i < s.n; i++) {
    c ^= (uint8_t)s.p[i];
    c = c >> 4 ^ step[c & 15];
    c = c >> 4 ^ step[c & 15];
  }
  return ~c;
}

typedef struct Chunk {
  Str type, data;
} Chunk;

static bool chunk_next(Bytes *b, Chunk *c, bool check) {
  size_t n = bytes_take(b, 4);
  size_t from = b->at;
  c->type = bytes_span(b, 4);
  c->data = bytes_span(b, n);
  uint32_t crc = bytes_take(b, 4);
  if (b->bad) return false;
  if (check && crc != crc_of((Str){(const char *)b->p + from, n + 4})) b->bad = true;
  return !b->bad;
}

static Fault read_header(Pict *out, Str data) {
  Bytes b = bytes_of(data);
  uint32_t w = bytes_take(&b, 4), h = bytes_take(&b, 4), bits = bytes_take(&b, 1), colour = bytes_take(&b, 1);
  uint32_t method = bytes_take(&b, 2), interlace = bytes_take(&b, 1);
  static const uint8_t depths[7] = {1 | 2 | 4 | 8 | 16, 0, 8 | 16, 1 | 2 | 4 | 8, 8 | 16, 0, 8 | 16};
  if (b.bad || b.at != b.n || colour > 6 || !(depths[colour] & bits) || (bits & (bits - 1)) || method || interlace > 1)
    return broken("its header makes no sense");
  if (w > INT32_MAX || h > INT32_MAX) return broken("its header makes no sense");
  out->width = (int)w;
  out->height = (int)h;
  out->bits = (int)bits;
  out->channels = colour & COLOUR_RGB ? 3 : 1;
  out->palette = colour == COLOUR_PALETTE;
  out->alpha = colour & COLOUR_ALPHA;
  out->interlaced = interlace;
  return (Fault){0};
}

static void read_chunk(Pict *out, const Chunk *c) {
  Bytes b = bytes_of(c->data);
  if (str_is(c->type, "PLTE") && out->palette) out->palette_rgb = c->data;
  if (str_is(c->type, "tRNS")) out->alpha = true;
  if (str_is(c->type, "eXIf")) exif_read(c->data, out);
  if (str_is(c->type, "pHYs") && c->data.n == 9) {
    uint32_t per_metre = bytes_take(&b, 4);
    b.at = 8;
    if (bytes_take(&b, 1) == 1 && per_metre < 10000000) out->ppi = (int)(((uint64_t)per_metre * 254 + 5000) / 10000);
  }
}

Fault png_read(Arena *a, Pict *out) {
  Bytes b = bytes_of(out->bytes);
  Chunk c;
  Fault fault = {0};
  size_t rows = 0, profile = 0;
  out->kind = PICT_PNG;
  b.at = SIGNATURE;
  if (!chunk_next(&b, &c, true) || !str_is(c.type, "IHDR")) return broken("its header is cut off");
  fault = read_header(out, c.data);
  if (fault.what) return fault;
  do {
    if (!chunk_next(&b, &c, true)) return broken("it is cut off or damaged");
    if (str_is(c.type, "IDAT")) rows += c.data.n;
    if (str_is(c.type, "iCCP")) profile += c.data.n;
    read_chunk(out, &c);
  } while (!str_is(c.type, "IEND"));
  if (!rows) return broken("it holds no picture");
  size_t colours = out->palette_rgb.n / 3;
  if (out->palette && (!colours || out->palette_rgb.n % 3 || colours > (size_t)1 << out->bits))
    return broken("its palette makes no sense");
  if (profile) out->icc = png_profile(a, out);
  return fault;
}

Str pict_rows(Arena *a, const Pict *p) {
  Bytes b = bytes_of(p->bytes);
  Chunk c;
  size_t n = 0;
  for (b.at = SIGNATURE; chunk_next(&b, &c, false);) n += str_is(c.type, "IDAT") ? c.data.n : 0;
  char *rows = arena_add(a, n + 1), *to = rows;
  b = bytes_of(p->bytes);
  for (b.at = SIGNATURE; chunk_next(&b, &c, false);) {
    if (!str_is(c.type, "IDAT") || !c.data.n) continue;
    memcpy(to, c.data.p, c.data.n);
    to += c.data.n;
  }
  return (Str){rows, n};
}

/* ---- libpng */
typedef struct Png {
  png_structp png;
  png_infop info;
  Bytes from;
  char *why;
} Png;

static void read_bytes(png_structp png, png_bytep to, size_t n) {
  Png *x = png_get_io_ptr(png);
  if (n > x->from.n - x->from.at) png_error(png, "it is cut off");
  memcpy(to, x->from.p + x->from.at, n);
  x->from.at += n;
}

static void fail(png_structp png, png_const_charp text) {
  Png *x = png_get_error_ptr(png);
  snprintf(x->why, WHY, "%s", text);
  png_longjmp(png, 1);
}

static void be_silent(png_structp png, png_const_charp text) { (void)png, (void)text; }

static bool png_open(Png *x, const Pict *p, char *why) {
  *x = (Png){.from = bytes_of(p->bytes), .why = why};
  x->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, x, fail, be_silent);
  if (x->png) x->info = png_create_info_struct(x->png);
  if (x->info) {
    png_set_user_limits(x->png, (png_uint_32)p->width, (png_uint_32)p->height);
    png_set_chunk_malloc_max(x->png, 64 << 20);
    png_set_read_fn(x->png, x, read_bytes);
  }
  return x->info != NULL;
}

/* The profile stays libpng's until the struct is destroyed, so it is copied inside. */
static void copy_profile(Png *x, Arena *a, Str *out) {
  png_charp name;
  png_bytep bytes;
  png_uint_32 n = 0;
  int method;
  if (setjmp(png_jmpbuf(x->png))) return;
  png_read_info(x->png, x->info);
  if (png_get_iCCP(x->png, x->info, &name, &method, &bytes, &n)) *out = str_copy(a, (Str){(const char *)bytes, n});
}

Str png_profile(Arena *a, const Pict *p) {
  Png x;
  char why[WHY];
  Str icc = {0};
  if (png_open(&x, p, why)) copy_profile(&x, a, &icc);
  png_destroy_read_struct(&x.png, &x.info, NULL);
  return icc;
}

/* Rows of 8-bit samples, alpha last, to rows[] by way of libpng's own transformations. */
static bool decode_into(Png *x, const Pict *p, uint8_t **row) {
  if (setjmp(png_jmpbuf(x->png))) return false;
  png_read_info(x->png, x->info);
  png_set_expand(x->png);
  png_set_scale_16(x->png);
  png_read_update_info(x->png, x->info);
  if (png_get_channels(x->png, x->info) != p->channels + p->alpha || png_get_bit_depth(x->png, x->info) != 8)
    return false;
  png_read_image(x->png, row);
  png_read_end(x->png, NULL);
  return true;
}

static uint8_t *part_alpha(Arena *a, const Pict *p, uint8_t *rows, uint8_t **alpha) {
  size_t n = (size_t)p->width * (size_t)p->height, channels = (size_t)p->channels;
  uint8_t *mask = alpha ? arena_add(a, n) : NULL;
  for (size_t i = 0; i < n; i++) {
    memmove(rows + i * channels, rows + i * (channels + 1), channels);
    if (mask) mask[i] = rows[i * (channels + 1) + channels];
  }
  if (alpha) *alpha = mask;
  return rows;
}

uint8_t *png_decode(Arena *a, const Pict *p, uint8_t **alpha, char why[WHY]) {
  Png x;
  size_t width = (size_t)p->width * (size_t)(p->channels + p->alpha), height = (size_t)p->height;
  uint8_t *rows = arena_add(a, width * height), **row = arena_array(a, uint8_t *, height);
  for (size_t i = 0; i < height; i++) row[i] = rows + i * width;
  snprintf(why, WHY, "its rows are not what its header says");
  bool ok = png_open(&x, p, why) && decode_into(&x, p, row);
  png_destroy_read_struct(&x.png, &x.info, NULL);
  if (!ok) return NULL;
  return p->alpha ? part_alpha(a, p, rows, alpha) : rows;
}
