/* pict: what a picture file says, what is refused, what is shown of it. Files are made here, byte by byte or with the libraries. */
#include "unit.h"

#include <jpeglib.h>
#include <png.h>

#include "pict/pict.h"

/* ---- making files */
static Str jpeg_make(Arena *a, int w, int h, int channels, bool progressive) {
  struct jpeg_compress_struct j;
  struct jpeg_error_mgr e;
  unsigned char *out = NULL;
  unsigned long n = 0;
  j.err = jpeg_std_error(&e);
  jpeg_create_compress(&j);
  jpeg_mem_dest(&j, &out, &n);
  j.image_width = (JDIMENSION)w;
  j.image_height = (JDIMENSION)h;
  j.input_components = channels;
  j.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&j);
  j.density_unit = 1;
  j.X_density = j.Y_density = 240;
  if (progressive) jpeg_simple_progression(&j);
  jpeg_start_compress(&j, TRUE);
  unsigned char *row = arena_add(a, (size_t)(w * channels));
  for (int i = 0; i < w * channels; i++) row[i] = (unsigned char)(200 - i % 3 * 40);
  while (j.next_scanline < j.image_height) jpeg_write_scanlines(&j, &row, 1);
  jpeg_finish_compress(&j);
  jpeg_destroy_compress(&j);
  Str s = str_copy(a, (Str){(char *)out, n});
  free(out);
  return s;
}

static void put_bytes(png_structp png, png_bytep p, size_t n) { buf_put(png_get_io_ptr(png), p, n); }

static Str png_make(Arena *a, int w, int h, int colour, int bits, bool interlaced, bool key) {
  Buf b = buf_make(a, 1 << 24);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &b, put_bytes, NULL);
  png_set_IHDR(png, info, (png_uint_32)w, (png_uint_32)h, bits, colour,
               interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
  png_color palette[2] = {{255, 0, 0}, {0, 0, 255}};
  png_byte clear = 0;
  if (colour == PNG_COLOR_TYPE_PALETTE) png_set_PLTE(png, info, palette, 2);
  if (key) png_set_tRNS(png, info, &clear, 1, NULL);
  png_set_pHYs(png, info, 11811, 11811, PNG_RESOLUTION_METER);
  png_write_info(png, info);
  size_t row = png_get_rowbytes(png, info);
  png_bytep bytes = arena_add(a, row), *rows = arena_array(a, png_bytep, h);
  memset(bytes, colour == PNG_COLOR_TYPE_PALETTE ? (bits == 4 ? 0x11 : 0x55) : 0x80, row);
  for (int i = 0; i < h; i++) rows[i] = bytes;
  png_write_image(png, rows);
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
  return buf_str(&b);
}

/* An APP segment put in right after SOI. */
static Str with_segment(Arena *a, Str jpeg, int marker, Str body) {
  Buf b = buf_make(a, 1 << 24);
  size_t n = body.n + 2;
  buf_puts(&b, str_sub(jpeg, 0, 2));
  buf_putc(&b, (char)0xFF);
  buf_putc(&b, (char)marker);
  buf_putc(&b, (char)(n >> 8));
  buf_putc(&b, (char)n);
  buf_puts(&b, body);
  buf_puts(&b, str_sub(jpeg, 2, jpeg.n));
  return buf_str(&b);
}

static bool read_bytes(Job *job, Str bytes, Pict *out) {
  return pict_read_bytes(job, STR("made.here"), bytes, (Span){0}, out);
}

/* ---- tests */
static void jpegs_say_what_they_are(void **state) {
  (void)state;
  Job job = unit_job();
  static const struct {
    int w, h, channels;
    bool progressive;
  } rows[] = {{1, 1, 3, false}, {1, 1, 1, false}, {64, 40, 3, false}, {64, 40, 3, true}, {17, 9, 4, false}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Pict p;
    assert_true(
        read_bytes(&job, jpeg_make(job.arena, rows[i].w, rows[i].h, rows[i].channels, rows[i].progressive), &p));
    assert_int_equal(p.kind, PICT_JPEG);
    assert_int_equal(p.width, rows[i].w);
    assert_int_equal(p.height, rows[i].h);
    assert_int_equal(p.channels, rows[i].channels);
    assert_int_equal(p.bits, 8);
    assert_int_equal(p.orientation, 1);
    assert_int_equal(p.inverted, rows[i].channels == 4); /* libjpeg marks CMYK as Adobe's */
    uint8_t *pixels = pict_decode(&job, &p, (Span){0}, NULL);
    assert_non_null(pixels);
    if (rows[i].channels == 4) assert_in_range(pixels[0], 50, 60); /* stored 200, inverted */
    if (rows[i].channels == 1) assert_in_range(pixels[0], 195, 205);
  }
  assert_int_equal(diags_count(job.diags, DIAG_NOTE), 0);
  unit_done(&job);
}

static void exif_turns_and_measures(void **state) {
  (void)state;
  Job job = unit_job();
  static const char intel[] = "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
  static const char motorola[] = "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0";
  static const char wild[] = "Exif\0\0MM\0*\xff\xff\xff\xf0\0\x01";
  Str plain = jpeg_make(job.arena, 30, 20, 3, false);
  const struct {
    Str exif;
    int orientation;
  } rows[] = {{{intel, sizeof intel - 1}, 6}, {{motorola, sizeof motorola - 1}, 8}, {{wild, sizeof wild - 1}, 1}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Pict p;
    assert_true(read_bytes(&job, with_segment(job.arena, plain, 0xE1, rows[i].exif), &p));
    assert_int_equal(p.orientation, rows[i].orientation);
    assert_int_equal(p.ppi, 240);
    assert_int_equal(pict_seen_width(&p), rows[i].orientation > 4 ? 20 : 30);
  }
  unit_done(&job);
}

static void pngs_say_what_they_are(void **state) {
  (void)state;
  Job job = unit_job();
  static const struct {
    int colour, bits;
    bool interlaced, key;
    int channels;
    bool alpha, palette;
  } rows[] = {{PNG_COLOR_TYPE_GRAY, 1, false, false, 1, false, false},
              {PNG_COLOR_TYPE_GRAY, 16, false, false, 1, false, false},
              {PNG_COLOR_TYPE_RGB, 8, false, false, 3, false, false},
              {PNG_COLOR_TYPE_RGB, 16, true, false, 3, false, false},
              {PNG_COLOR_TYPE_PALETTE, 1, false, false, 3, false, true},
              {PNG_COLOR_TYPE_PALETTE, 4, false, true, 3, true, true},
              {PNG_COLOR_TYPE_GRAY_ALPHA, 8, false, false, 1, true, false},
              {PNG_COLOR_TYPE_RGB_ALPHA, 16, true, false, 3, true, false}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Pict p;
    assert_true(read_bytes(
        &job, png_make(job.arena, 33, 7, rows[i].colour, rows[i].bits, rows[i].interlaced, rows[i].key), &p));
    assert_int_equal(p.kind, PICT_PNG);
    assert_int_equal(p.width, 33);
    assert_int_equal(p.height, 7);
    assert_int_equal(p.channels, rows[i].channels);
    assert_int_equal(p.bits, rows[i].bits);
    assert_int_equal(p.alpha, rows[i].alpha);
    assert_int_equal(p.palette, rows[i].palette);
    assert_int_equal(p.palette_rgb.n, rows[i].palette ? 6 : 0);
    assert_int_equal(p.interlaced, rows[i].interlaced);
    assert_int_equal(p.ppi, 300);
    uint8_t *alpha = NULL, *pixels = pict_decode(&job, &p, (Span){0}, &alpha);
    assert_non_null(pixels);
    assert_int_equal(alpha != NULL, rows[i].alpha);
    if (rows[i].palette)
      assert_true(rows[i].bits == 4 ? 1 : pixels[0] == 255 && pixels[2] == 0 && pixels[3] == 0 && pixels[5] == 255);
    if (alpha && !rows[i].key) assert_int_equal(alpha[0], 128);
  }
  unit_done(&job);
}

static void every_cut_is_noticed(void **state) {
  (void)state;
  Job job = unit_job();
  const Str whole[] = {jpeg_make(job.arena, 60, 40, 3, false), jpeg_make(job.arena, 20, 20, 1, true),
                       png_make(job.arena, 20, 20, PNG_COLOR_TYPE_RGB_ALPHA, 8, true, false)};
  for (size_t k = 0; k < COUNT(whole); k++) {
    for (size_t n = 0; n < whole[k].n; n += n < 200 ? 1 : 37) {
      Job one = unit_job();
      Pict p;
      assert_false(read_bytes(&one, str_sub(whole[k], 0, n), &p));
      assert_int_equal(p.kind, PICT_NONE);
      assert_int_equal(diags_count(one.diags, DIAG_ERROR), 1);
      unit_done(&one);
    }
  }
  unit_done(&job);
}

/* Whatever a byte is changed to: read or refused, decoded or refused, never worse. */
static void no_byte_does_harm(void **state) {
  (void)state;
  Job job = unit_job();
  const Str whole[] = {jpeg_make(job.arena, 24, 16, 3, true), jpeg_make(job.arena, 9, 9, 4, false),
                       png_make(job.arena, 9, 9, PNG_COLOR_TYPE_PALETTE, 2, true, true)};
  for (size_t k = 0; k < COUNT(whole); k++) {
    for (size_t i = 0; i < whole[k].n; i++) {
      Job one = unit_job();
      char *p = str_z(one.arena, whole[k]);
      p[i] = (char)(p[i] ^ (1 << i % 8));
      Pict pict;
      uint8_t *alpha;
      if (read_bytes(&one, (Str){p, whole[k].n}, &pict) && pict.width < 2000 && pict.height < 2000)
        pict_decode(&one, &pict, (Span){0}, &alpha);
      unit_done(&one);
    }
  }
  unit_done(&job);
}

static void refusals_have_their_codes(void **state) {
  (void)state;
  Job job = unit_job();
  Pict p;
  assert_false(pict_read(&job, STR("build/no-such-picture"), (Span){0}, &p));
  assert_true(diags_has(job.diags, DIAG_PICTURE_MISSING));
  assert_false(read_bytes(&job, STR("GIF89a and so on"), &p));
  assert_true(diags_has(job.diags, DIAG_PICTURE_UNKNOWN));
  Str huge = jpeg_make(job.arena, 8, 8, 1, false);
  char *z = str_z(job.arena, huge);
  for (size_t i = 0; i + 9 < huge.n; i++)
    if ((uint8_t)z[i] == 0xFF && (uint8_t)z[i + 1] == 0xC0)
      memcpy(z + i + 5, "\x75\x30\x75\x30", 4); /* 30,000 × 30,000 */
  assert_false(read_bytes(&job, (Str){z, huge.n}, &p));
  assert_true(diags_has(job.diags, DIAG_PICTURE_TOO_LARGE));
  assert_false(read_bytes(&job, (Str){0}, &p));
  assert_true(diags_has(job.diags, DIAG_PICTURE_BROKEN));
  unit_done(&job);
}

static void files_are_read_too(void **state) {
  (void)state;
  Job job = unit_job();
  Str bytes = png_make(job.arena, 3, 2, PNG_COLOR_TYPE_RGB, 8, false, false);
  FILE *f = fopen("build/unit-picture.png", "wb");
  assert_non_null(f);
  fwrite(bytes.p, 1, bytes.n, f);
  fclose(f);
  Pict p;
  assert_true(pict_read(&job, STR("build/unit-picture.png"), (Span){0}, &p));
  assert_str(p.path, "build/unit-picture.png");
  assert_true(str_eq(p.bytes, bytes));
  remove("build/unit-picture.png");
  unit_done(&job);
}

static void crops_fill_their_box(void **state) {
  (void)state;
  static const struct {
    int w, h, orientation;
    Len bw, bh;
    int fx, fy;
    PictCrop want;
  } rows[] = {{400, 300, 1, 400, 300, 500, 500, {0, 0, 1000000, 1000000}},
              {400, 300, 1, 300, 300, 500, 500, {125000, 0, 750000, 1000000}},
              {400, 300, 1, 300, 300, 0, 0, {0, 0, 750000, 1000000}},
              {400, 300, 1, 300, 300, 1000, 0, {250000, 0, 750000, 1000000}},
              {300, 400, 1, 300, 300, 500, 250, {0, 0, 1000000, 750000}},
              {300, 400, 6, 300, 300, 500, 500, {125000, 0, 750000, 1000000}},
              {1, 1, 1, 1000, 1, 500, 500, {0, 499500, 1000000, 1000}},
              {30000, 1, 1, 352 * LEN_MM, 490 * LEN_MM, 500, 500, {499988, 0, 24, 1000000}}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Pict p = {.width = rows[i].w, .height = rows[i].h, .orientation = rows[i].orientation};
    PictCrop c = pict_crop(&p, rows[i].bw, rows[i].bh, rows[i].fx, rows[i].fy);
    assert_int_equal(c.x, rows[i].want.x);
    assert_int_equal(c.y, rows[i].want.y);
    assert_int_equal(c.w, rows[i].want.w);
    assert_int_equal(c.h, rows[i].want.h);
  }
  Pict p = {.width = 600, .height = 400, .orientation = 1};
  assert_int_equal(pict_ppi(&p, (PictCrop){0, 0, 1000000, 1000000}, 2 * LEN_IN), 300);
  assert_int_equal(pict_ppi(&p, (PictCrop){0, 0, 500000, 1000000}, 2 * LEN_IN), 150);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(jpegs_say_what_they_are), cmocka_unit_test(exif_turns_and_measures),
      cmocka_unit_test(pngs_say_what_they_are),  cmocka_unit_test(every_cut_is_noticed),
      cmocka_unit_test(no_byte_does_harm),       cmocka_unit_test(refusals_have_their_codes),
      cmocka_unit_test(files_are_read_too),      cmocka_unit_test(crops_fill_their_box)};
  return cmocka_run_group_tests_name("pict", tests, NULL, NULL);
}
