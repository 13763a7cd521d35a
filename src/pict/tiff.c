/* TIFF (revision 6.0) by libtiff: gray, palette, RGB and CMYK, 1 to 16 bits, in strips or tiles, samples together or apart, any compression
 * that libtiff has. Always decoded: no PDF holds a TIFF. The first picture of a file with several.
 *
 * libtiff reads from memory here; its complaints come to us, and what it may allocate at once is bounded, whatever a header claims. */
#include "pict/inside.h"

#include <stdio.h>
#include <string.h>

#include <tiffio.h>

typedef struct Reader {
  const uint8_t *p;
  size_t n, at;
  char *why;
} Reader;

static tmsize_t reader_read(thandle_t h, void *to, tmsize_t n) {
  Reader *r = h;
  size_t left = r->at < r->n ? r->n - r->at : 0, take = (size_t)n < left ? (size_t)n : left;
  if (take) memcpy(to, r->p + r->at, take);
  r->at += take;
  return (tmsize_t)take;
}

static tmsize_t reader_write(thandle_t h, void *from, tmsize_t n) { return (void)h, (void)from, (void)n, 0; }

static toff_t reader_seek(thandle_t h, toff_t at, int whence) {
  Reader *r = h;
  r->at = whence == SEEK_SET ? (size_t)at : whence == SEEK_CUR ? r->at + (size_t)at : r->n + (size_t)at;
  return r->at;
}

static int reader_close(thandle_t h) { return (void)h, 0; }
static toff_t reader_size(thandle_t h) { return ((Reader *)h)->n; }

static int hear(TIFF *t, void *data, const char *module, const char *format, va_list ap) {
  Reader *r = data;
  (void)t, (void)module;
  if (r->why) vsnprintf(r->why, WHY, format, ap);
  return 1;
}

static int be_silent(TIFF *t, void *data, const char *module, const char *format, va_list ap) {
  return (void)t, (void)data, (void)module, (void)format, (void)ap, 1;
}

static TIFF *tiff_open(Reader *r) {
  TIFFOpenOptions *o = TIFFOpenOptionsAlloc();
  if (!o) return NULL;
  TIFFOpenOptionsSetMaxSingleMemAlloc(o, (tmsize_t)PICT_MAX_DECODED);
  TIFFOpenOptionsSetErrorHandlerExtR(o, hear, r);
  TIFFOpenOptionsSetWarningHandlerExtR(o, be_silent, r);
  TIFF *t =
      TIFFClientOpenExt("-", "rm", r, reader_read, reader_write, reader_seek, reader_close, reader_size, NULL, NULL, o);
  TIFFOpenOptionsFree(o);
  return t;
}

/* ---- what kind it is */
typedef struct Kind {
  uint32_t w, h;
  uint16_t bits, samples, photo, planar, compression, format, extras, ink;
} Kind;

static Kind kind_of(TIFF *t) {
  Kind k = {0};
  uint16_t *extra;
  TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &k.w);
  TIFFGetField(t, TIFFTAG_IMAGELENGTH, &k.h);
  TIFFGetFieldDefaulted(t, TIFFTAG_BITSPERSAMPLE, &k.bits);
  TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLESPERPIXEL, &k.samples);
  TIFFGetFieldDefaulted(t, TIFFTAG_PLANARCONFIG, &k.planar);
  TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLEFORMAT, &k.format);
  TIFFGetFieldDefaulted(t, TIFFTAG_INKSET, &k.ink);
  TIFFGetFieldDefaulted(t, TIFFTAG_COMPRESSION, &k.compression);
  if (!TIFFGetField(t, TIFFTAG_PHOTOMETRIC, &k.photo)) k.photo = PHOTOMETRIC_MINISBLACK;
  if (!TIFFGetField(t, TIFFTAG_EXTRASAMPLES, &k.extras, &extra)) k.extras = 0;
  return k;
}

static int colours(const Kind *k) {
  switch (k->photo) {
  case PHOTOMETRIC_MINISBLACK:
  case PHOTOMETRIC_MINISWHITE: return 1;
  case PHOTOMETRIC_PALETTE: return 3;
  case PHOTOMETRIC_RGB: return 3;
  case PHOTOMETRIC_YCBCR: return k->compression == COMPRESSION_JPEG ? 3 : 0; /* libjpeg gives RGB of it */
  case PHOTOMETRIC_SEPARATED: return k->ink == INKSET_CMYK ? 4 : 0;
  default: return 0;
  }
}

static const char *refuse(const Kind *k) {
  bool depth = k->bits == 1 || k->bits == 2 || k->bits == 4 || k->bits == 8 || k->bits == 16;
  int stored = k->photo == PHOTOMETRIC_PALETTE ? 1 : colours(k);
  if (!colours(k)) return "a TIFF of neither gray, RGB nor CMYK";
  if (!depth || k->format != SAMPLEFORMAT_UINT) return "a TIFF of an unusual depth";
  if (k->samples < stored || k->samples > 16) return "a TIFF of an unusual number of samples";
  if (k->photo == PHOTOMETRIC_PALETTE && k->bits > 8) return "a TIFF whose palette is too large";
  return NULL;
}

/* Every strip or tile lies inside the file: else it is cut off, and it is better said now than when the page is written. */
static bool is_whole(TIFF *t, size_t n) {
  uint32_t striles = TIFFIsTiled(t) ? TIFFNumberOfTiles(t) : TIFFNumberOfStrips(t);
  if (!striles || striles > n) return false;
  for (uint32_t i = 0; i < striles; i++) {
    uint64_t at = TIFFGetStrileOffset(t, i), bytes = TIFFGetStrileByteCount(t, i);
    if (at > n || bytes > n - at) return false;
  }
  return true;
}

static void read_facts(Arena *a, TIFF *t, const Kind *k, Pict *out) {
  uint16_t turn = 1, unit = RESUNIT_INCH;
  float ppi = 0;
  uint32_t n = 0;
  void *icc = NULL;
  out->kind = PICT_TIFF;
  out->width = (int)k->w;
  out->height = (int)k->h;
  out->bits = k->bits < 8 ? 8 : k->bits;
  out->channels = colours(k);
  out->alpha = k->extras > 0 && k->samples == out->channels + k->extras && k->photo != PHOTOMETRIC_PALETTE;
  TIFFGetFieldDefaulted(t, TIFFTAG_ORIENTATION, &turn);
  if (turn >= 1 && turn <= 8) out->orientation = turn;
  TIFFGetFieldDefaulted(t, TIFFTAG_RESOLUTIONUNIT, &unit);
  if (TIFFGetField(t, TIFFTAG_XRESOLUTION, &ppi) && ppi > 0 && ppi < 100000 && unit != RESUNIT_NONE)
    out->ppi = (int)(unit == RESUNIT_CENTIMETER ? ppi * 2.54f + 0.5f : ppi + 0.5f);
  if (TIFFGetField(t, TIFFTAG_ICCPROFILE, &n, &icc) && n) out->icc = str_copy(a, (Str){icc, n});
}

Fault tiff_read(Arena *a, Pict *out) {
  Reader r = {.p = (const uint8_t *)out->bytes.p, .n = out->bytes.n};
  TIFF *t = tiff_open(&r);
  if (!t) return (Fault){DIAG_PICTURE_BROKEN, "its directory cannot be read"};
  Kind k = kind_of(t);
  const char *why = refuse(&k);
  Fault fault = {0};
  if (!k.w || !k.h || k.w > INT32_MAX || k.h > INT32_MAX) {
    fault = (Fault){DIAG_PICTURE_BROKEN, "its header makes no sense"};
  } else if (why) {
    fault = (Fault){DIAG_PICTURE_UNKNOWN, why};
  } else if (!is_whole(t, out->bytes.n)) {
    fault = (Fault){DIAG_PICTURE_BROKEN, "it is cut off before its end"};
  } else {
    read_facts(a, t, &k, out);
  }
  TIFFClose(t);
  return fault;
}

/* ---- decoding: a band of rows at a time, as the file has them; then sample by sample into 8 bits */
typedef struct Band {
  TIFF *t;
  const Kind *k;
  uint8_t *plane[16]; /* samples apart: one a sample; together: the first */
  size_t row;         /* bytes of a row in a plane */
  uint32_t first, n;  /* rows held */
  uint32_t deep;      /* rows of a strip */
  uint8_t *tile;
} Band;

static bool read_tiles(Band *b, uint32_t y, uint16_t plane) {
  uint32_t tw = 0, th = 0;
  TIFFGetField(b->t, TIFFTAG_TILEWIDTH, &tw);
  TIFFGetField(b->t, TIFFTAG_TILELENGTH, &th);
  size_t tile_row = (size_t)TIFFTileRowSize(b->t);
  for (uint32_t x = 0; x < b->k->w; x += tw) {
    if (TIFFReadTile(b->t, b->tile, x, y, 0, plane) < 0) return false;
    size_t at = tile_row * (x / tw), bytes = at + tile_row > b->row ? b->row - at : tile_row;
    for (uint32_t i = 0; i < th && y + i < b->k->h; i++)
      memcpy(b->plane[plane] + b->row * i + at, b->tile + tile_row * i, bytes);
  }
  b->n = th;
  return true;
}

/* Whole strips: rows of a compressed one cannot be read out of turn, and with samples apart each row would need three. */
static bool read_strip(Band *b, uint32_t y, uint16_t plane) {
  uint32_t rows = b->k->h - y < b->deep ? b->k->h - y : b->deep;
  b->n = rows;
  return TIFFReadEncodedStrip(b->t, TIFFComputeStrip(b->t, y, plane), b->plane[plane], (tmsize_t)(b->row * rows)) >=
         (tmsize_t)(b->row * rows);
}

static bool band_read(Band *b, uint32_t y) {
  uint16_t planes = b->k->planar == PLANARCONFIG_SEPARATE ? b->k->samples : 1;
  if (b->n && y >= b->first && y < b->first + b->n) return true;
  for (uint16_t p = 0; p < planes; p++)
    if (b->tile ? !read_tiles(b, y, p) : !read_strip(b, y, p)) return false;
  b->first = y;
  return true;
}

static bool band_open(Arena *a, Band *b) {
  uint16_t planes = b->k->planar == PLANARCONFIG_SEPARATE ? b->k->samples : 1;
  uint64_t bits = (uint64_t)b->k->w * b->k->bits * (planes > 1 ? 1 : b->k->samples);
  uint32_t rows = 1, tw = 0;
  size_t tile = 0;
  b->row = (size_t)((bits + 7) / 8);
  if (TIFFIsTiled(b->t)) {
    TIFFGetField(b->t, TIFFTAG_TILELENGTH, &rows);
    TIFFGetField(b->t, TIFFTAG_TILEWIDTH, &tw);
    tile = (size_t)TIFFTileSize(b->t);
    /* a tile's row must fill whole bytes, as TIFF 6.0 section 15 has it (multiples of 16) */
    if (!tile || !tw || !rows || tw % 16 || tile > (size_t)PICT_MAX_DECODED) return false;
    b->tile = arena_add(a, tile);
  } else {
    TIFFGetFieldDefaulted(b->t, TIFFTAG_ROWSPERSTRIP, &rows);
    if (!rows) return false;
    b->deep = rows = rows < b->k->h ? rows : b->k->h;
    b->row = (size_t)TIFFScanlineSize(b->t);
    if (b->row < (bits + 7) / 8) return false;
  }
  if ((uint64_t)b->row * rows * planes > (uint64_t)PICT_MAX_DECODED) return false;
  for (uint16_t p = 0; p < planes; p++) b->plane[p] = arena_add(a, b->row * rows);
  return true;
}

static unsigned sample(const Kind *k, const uint8_t *row, size_t i) {
  if (k->bits == 8) return row[i];
  if (k->bits == 16) {
    uint16_t v;
    memcpy(&v, row + 2 * i, 2);
    return v;
  }
  size_t bit = i * k->bits;
  return (unsigned)row[bit / 8] >> (8 - k->bits - bit % 8) & ((1u << k->bits) - 1);
}

static uint8_t to8(const Kind *k, unsigned v) {
  unsigned most = (1u << k->bits) - 1;
  return (uint8_t)((v * 255 + most / 2) / most);
}

typedef struct Palette {
  uint16_t *red, *green, *blue;
} Palette;

static void put_pixel(const Kind *k, const Palette *pal, const unsigned *v, uint8_t *to) {
  if (k->photo == PHOTOMETRIC_PALETTE) {
    to[0] = (uint8_t)(pal->red[v[0]] >> 8), to[1] = (uint8_t)(pal->green[v[0]] >> 8),
    to[2] = (uint8_t)(pal->blue[v[0]] >> 8);
    return;
  }
  for (int c = 0; c < colours(k); c++) to[c] = to8(k, v[c]);
  if (k->photo == PHOTOMETRIC_MINISWHITE) to[0] = (uint8_t)(255 - to[0]);
}

/* Colours that were multiplied by their alpha are divided by it again: the PDF's soft mask multiplies once more. */
static void part_alpha(const Kind *k, uint8_t *to, uint8_t alpha) {
  for (int c = 0; c < colours(k) && alpha; c++) {
    unsigned v = (to[c] * 255u + alpha / 2u) / alpha;
    to[c] = (uint8_t)(v > 255 ? 255 : v);
  }
}

static bool is_associated(TIFF *t) {
  uint16_t n, *extra;
  return TIFFGetField(t, TIFFTAG_EXTRASAMPLES, &n, &extra) && n && extra[0] == EXTRASAMPLE_ASSOCALPHA;
}

static bool decode_into(Arena *a, TIFF *t, const Kind *k, uint8_t *rows, uint8_t *mask) {
  Band b = {.t = t, .k = k};
  Palette pal = {0};
  size_t channels = (size_t)colours(k), stored = k->photo == PHOTOMETRIC_PALETTE ? 1 : channels;
  bool apart = k->planar == PLANARCONFIG_SEPARATE, associated = is_associated(t);
  if (k->photo == PHOTOMETRIC_PALETTE && !TIFFGetField(t, TIFFTAG_COLORMAP, &pal.red, &pal.green, &pal.blue))
    return false;
  if (!band_open(a, &b)) return false;
  for (uint32_t y = 0; y < k->h; y++) {
    if (!band_read(&b, y)) return false;
    size_t at = b.row * (y - b.first);
    for (size_t x = 0; x < k->w; x++) {
      unsigned v[5];
      for (size_t c = 0; c < stored + (mask != NULL); c++)
        v[c] = apart ? sample(k, b.plane[c] + at, x) : sample(k, b.plane[0] + at, x * k->samples + c);
      uint8_t *to = rows + ((size_t)y * k->w + x) * channels;
      put_pixel(k, &pal, v, to);
      if (!mask) continue;
      mask[(size_t)y * k->w + x] = to8(k, v[stored]);
      if (associated) part_alpha(k, to, to8(k, v[stored]));
    }
  }
  return true;
}

uint8_t *tiff_decode(Arena *a, const Pict *p, uint8_t **alpha, char why[WHY]) {
  Reader r = {.p = (const uint8_t *)p->bytes.p, .n = p->bytes.n, .why = why};
  snprintf(why, WHY, "its rows are not what its header says");
  TIFF *t = tiff_open(&r);
  if (!t) return NULL;
  Kind k = kind_of(t);
  size_t n = (size_t)p->width * (size_t)p->height;
  uint8_t *rows = arena_add(a, n * (size_t)p->channels), *mask = p->alpha ? arena_add(a, n) : NULL;
  if (k.photo == PHOTOMETRIC_YCBCR) TIFFSetField(t, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  Arena *scratch = arena_open();
  bool ok = decode_into(scratch, t, &k, rows, mask);
  arena_close(scratch);
  TIFFClose(t);
  if (!ok) return NULL;
  if (alpha) *alpha = mask;
  return rows;
}
