/* TIFFs of many layouts, written by libtiff and read back; scaling and encoding of rows. */
#include "unit.h"

#include <string.h>

#include <tiffio.h>

#include "pict/inside.h"

enum { W = 70, H = 41 };
typedef struct Sort {
  int photo, bits, samples, planar, compression;
  bool tiled, alpha;
  int channels; /* as read; 0: refused */
} Sort;

/* What sample c of a pixel is, in 8 bits: a ramp of its own for each. */
static int ramp(int x, int y, int c) { return (x * 3 + y * (c + 1) + c * 40) & 255; }

static void put_sample(uint8_t *row, int bits, size_t i, int v8) {
  if (bits == 8) row[i] = (uint8_t)v8;
  if (bits == 16) memcpy(row + 2 * i, &(uint16_t){(uint16_t)(v8 * 257)}, 2);
  if (bits == 1) row[i / 8] = (uint8_t)(row[i / 8] | (v8 > 127 ? 0x80 >> (i & 7) : 0));
}

static void write_rows(TIFF *t, const Sort *s) {
  bool apart = s->planar == PLANARCONFIG_SEPARATE;
  for (int p = 0; p < (apart ? s->samples : 1); p++) {
    for (int y = 0; y < H; y++) {
      uint8_t row[W * 16] = {0};
      for (int x = 0; x < W; x++)
        for (int c = 0; c < (apart ? 1 : s->samples); c++)
          put_sample(row, s->bits, (size_t)(apart ? x : x * s->samples + c), ramp(x, y, apart ? p : c));
      TIFFWriteScanline(t, row, (uint32_t)y, (uint16_t)p);
    }
  }
}

static void write_tiles(TIFF *t, const Sort *s) {
  for (int ty = 0; ty < H; ty += 32) {
    for (int tx = 0; tx < W; tx += 32) {
      uint8_t tile[32 * 32 * 8] = {0};
      for (int y = 0; y < 32; y++)
        for (int x = 0; x < 32; x++)
          for (int c = 0; c < s->samples; c++)
            put_sample(tile, s->bits, (size_t)((y * 32 + x) * s->samples + c), ramp(tx + x, ty + y, c));
      TIFFWriteTile(t, tile, (uint32_t)tx, (uint32_t)ty, 0, 0);
    }
  }
}

static Str tiff_make(Job *job, const Sort *s, int turn) {
  static const char path[] = "build/unit-pict.tif";
  TIFF *t = TIFFOpen(path, "w");
  assert_non_null(t);
  TIFFSetField(t, TIFFTAG_IMAGEWIDTH, W), TIFFSetField(t, TIFFTAG_IMAGELENGTH, H);
  TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, s->bits), TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, s->samples);
  TIFFSetField(t, TIFFTAG_PHOTOMETRIC, s->photo), TIFFSetField(t, TIFFTAG_PLANARCONFIG, s->planar);
  TIFFSetField(t, TIFFTAG_COMPRESSION, s->compression), TIFFSetField(t, TIFFTAG_ORIENTATION, turn);
  TIFFSetField(t, TIFFTAG_XRESOLUTION, 300.0), TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  if (s->alpha) TIFFSetField(t, TIFFTAG_EXTRASAMPLES, 1, &(uint16_t){EXTRASAMPLE_UNASSALPHA});
  if (s->photo == PHOTOMETRIC_PALETTE) {
    uint16_t map[3][256];
    for (int c = 0; c < 3; c++)
      for (int i = 0; i < 256; i++) map[c][i] = (uint16_t)(((i + 10 * c) & 255) * 257);
    TIFFSetField(t, TIFFTAG_COLORMAP, map[0], map[1], map[2]);
  }
  if (s->tiled) TIFFSetField(t, TIFFTAG_TILEWIDTH, 32), TIFFSetField(t, TIFFTAG_TILELENGTH, 32);
  if (s->tiled)
    write_tiles(t, s);
  else
    TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, 7), write_rows(t, s);
  TIFFClose(t);
  Str bytes;
  assert_true(file_read(job, str_of(path), 1 << 24, (Span){0}, &bytes));
  remove(path);
  return bytes;
}

static const Sort SORTS[] = {
    {PHOTOMETRIC_MINISBLACK, 8, 1, PLANARCONFIG_CONTIG, COMPRESSION_NONE, false, false, 1},
    {PHOTOMETRIC_MINISBLACK, 16, 1, PLANARCONFIG_CONTIG, COMPRESSION_LZW, false, false, 1},
    {PHOTOMETRIC_MINISWHITE, 8, 1, PLANARCONFIG_CONTIG, COMPRESSION_PACKBITS, false, false, 1},
    {PHOTOMETRIC_MINISBLACK, 1, 1, PLANARCONFIG_CONTIG, COMPRESSION_CCITTFAX4, false, false, 1},
    {PHOTOMETRIC_RGB, 8, 3, PLANARCONFIG_CONTIG, COMPRESSION_LZW, false, false, 3},
    {PHOTOMETRIC_RGB, 16, 3, PLANARCONFIG_SEPARATE, COMPRESSION_ADOBE_DEFLATE, false, false, 3},
    {PHOTOMETRIC_RGB, 8, 4, PLANARCONFIG_CONTIG, COMPRESSION_LZW, false, true, 3},
    {PHOTOMETRIC_RGB, 8, 3, PLANARCONFIG_CONTIG, COMPRESSION_LZW, true, false, 3},
    {PHOTOMETRIC_PALETTE, 8, 1, PLANARCONFIG_CONTIG, COMPRESSION_LZW, false, false, 3},
    {PHOTOMETRIC_SEPARATED, 8, 4, PLANARCONFIG_CONTIG, COMPRESSION_LZW, false, false, 4},
    {PHOTOMETRIC_SEPARATED, 16, 4, PLANARCONFIG_CONTIG, COMPRESSION_NONE, true, false, 4},
    {PHOTOMETRIC_SEPARATED, 8, 4, PLANARCONFIG_SEPARATE, COMPRESSION_ADOBE_DEFLATE, false, false, 4},
    {PHOTOMETRIC_CIELAB, 8, 3, PLANARCONFIG_CONTIG, COMPRESSION_NONE, false, false, 0},
    {PHOTOMETRIC_SEPARATED, 8, 6, PLANARCONFIG_CONTIG, COMPRESSION_NONE, false, false, 4},
};

static int want_sample(const Sort *s, int x, int y, int c) {
  if (s->photo == PHOTOMETRIC_PALETTE) return (ramp(x, y, 0) + 10 * c) & 255;
  int v = ramp(x, y, c);
  if (s->bits == 1) v = v > 127 ? 255 : 0;
  return s->photo == PHOTOMETRIC_MINISWHITE ? 255 - v : v;
}

static void tiffs_say_what_they_are_and_decode(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(SORTS); i++) {
    Job job = unit_job();
    const Sort *s = &SORTS[i];
    Pict p;
    bool ok = pict_read_bytes(&job, STR("t.tif"), tiff_make(&job, s, 6), (Span){0}, &p);
    if (ok != (s->channels > 0)) fail_msg("row %zu: read %d", i, ok);
    if (ok) {
      uint8_t *alpha = NULL, *rows = pict_decode(&job, &p, (Span){0}, &alpha);
      if (!rows) fail_msg("row %zu cannot be decoded", i);
      assert_int_equal(p.width, W);
      assert_int_equal(p.height, H);
      assert_int_equal(p.channels, s->channels);
      assert_int_equal(p.alpha, s->alpha);
      assert_int_equal(p.orientation, 6);
      assert_int_equal(p.ppi, 300);
      assert_false(pict_is_placeable(&p));
      for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++)
          for (int c = 0; c < p.channels; c++)
            if (rows[(y * W + x) * p.channels + c] != want_sample(s, x, y, c))
              fail_msg("row %zu: %d,%d sample %d is %d, not %d", i, x, y, c, rows[(y * W + x) * p.channels + c],
                       want_sample(s, x, y, c));
      if (s->alpha) assert_int_equal(alpha[3 * W + 5], ramp(5, 3, 3));
    } else {
      assert_true(diags_has(job.diags, DIAG_PICTURE_UNKNOWN));
    }
    unit_done(&job);
  }
}

/* A file cut anywhere is refused, or was not cut where it matters: never a crash, never rows of nothing. */
static void every_cut_is_noticed(void **state) {
  (void)state;
  Job job = unit_job();
  Str whole = tiff_make(&job, &SORTS[4], 1);
  for (size_t n = 4; n < whole.n; n += 13) {
    Pict p;
    assert_false(pict_read_bytes(&job, STR("t.tif"), str_sub(whole, 0, n), (Span){0}, &p));
  }
  unit_done(&job);
}

/* ---- rows */
static void scaling_keeps_the_mean(void **state) {
  (void)state;
  Job job = unit_job();
  uint8_t rows[8 * 6 * 2];
  for (size_t i = 0; i < sizeof rows; i++) rows[i] = i & 1 ? 200 : (uint8_t)(i * 2);
  uint8_t *same = pict_scale(job.arena, rows, 8, 6, 2, 8, 6), *half = pict_scale(job.arena, rows, 8, 6, 2, 4, 3),
          *odd = pict_scale(job.arena, rows, 8, 6, 2, 3, 5), *one = pict_scale(job.arena, rows, 8, 6, 2, 1, 1);
  assert_memory_equal(same, rows, sizeof rows);
  assert_int_equal(half[0], (rows[0] + rows[2] + rows[16] + rows[18] + 2) / 4);
  for (size_t i = 1; i < 3 * 5 * 2; i += 2) assert_int_equal(odd[i], 200);
  int sum = 0;
  for (size_t i = 0; i < sizeof rows; i += 2) sum += rows[i];
  assert_int_equal(one[0], (sum + 24) / 48);
  unit_done(&job);
}

static void rows_become_a_jpeg_and_come_back(void **state) {
  (void)state;
  for (int channels = 1; channels <= 4; channels += channels == 1 ? 2 : 1) {
    Job job = unit_job();
    uint8_t rows[64 * 48 * 4];
    for (int i = 0; i < 64 * 48; i++)
      for (int c = 0; c < channels; c++) rows[i * channels + c] = (uint8_t)(40 * c + i % 64 + i / 64);
    Pict p;
    Str jpeg = pict_jpeg(job.arena, rows, 64, 48, channels, 92);
    assert_true(pict_read_bytes(&job, STR("r.jpg"), jpeg, (Span){0}, &p));
    assert_int_equal(p.channels, channels);
    p.inverted = false; /* what is written is not inverted, whatever the Adobe marker makes others think */
    uint8_t *back = pict_decode(&job, &p, (Span){0}, NULL);
    for (int i = 0; i < 64 * 48 * channels; i++) assert_in_range(back[i] - rows[i] + 10, 0, 20);
    unit_done(&job);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(tiffs_say_what_they_are_and_decode),
                                     cmocka_unit_test(every_cut_is_noticed), cmocka_unit_test(scaling_keeps_the_mean),
                                     cmocka_unit_test(rows_become_a_jpeg_and_come_back)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
