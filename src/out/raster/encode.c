/* Pictures as files: PNG, JPEG, WebP. One thread each, fixed settings, no time and no name in the file: same pixels, same bytes.
 *
 * The libraries report by not returning. What could make them complain is sides out of their range, asked here before; the rest is want
 * of memory, at which this project stops. */
#include "out/raster/inside.h"

#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

enum { ENCODED_MAX = 1 << 30, QUALITY_JPEG = 85, QUALITY_WEBP = 80 };

bool raster_format_read(Str name, RasterFormat *out) {
  static const struct {
    const char *name;
    RasterFormat format;
  } NAMES[] = {{"png", RASTER_PNG}, {"jpg", RASTER_JPEG}, {"jpeg", RASTER_JPEG}, {"webp", RASTER_WEBP}};
  for (size_t i = 0; i < COUNT(NAMES); i++) {
    if (!str_is(name, NAMES[i].name)) continue;
    *out = NAMES[i].format;
    return true;
  }
  return false;
}

static void row_rgb(const Raster *r, int y, uint8_t *to) {
  const uint32_t *from = r->pixels + (size_t)y * (size_t)r->width;
  for (int x = 0; x < r->width; x++, to += 3) {
    to[0] = (uint8_t)(from[x] >> 16);
    to[1] = (uint8_t)(from[x] >> 8);
    to[2] = (uint8_t)from[x];
  }
}

/* ---- PNG */
static void png_stop(png_structp png, png_const_charp why) {
  (void)png;
  must_fail(why, __FILE__, __LINE__);
}
static void png_hush(png_structp png, png_const_charp why) { (void)png, (void)why; }
static void png_take(png_structp png, png_bytep bytes, size_t n) { buf_put(png_get_io_ptr(png), bytes, n); }
static void png_flushed(png_structp png) { (void)png; }

/* Measured on the pages of the daily: no filter and level 1 are the quickest, and smaller than any filter at that level: type compresses by
 * repetition, not by difference. Level 2 is 2 % smaller for a tenth more time, those above are not. */
static void encode_png(Arena *a, const Raster *r, Buf *out) {
  enum { LEVEL = 1 };
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, png_stop, png_hush);
  png_infop info = png_create_info_struct(png);
  uint8_t *row = arena_add(a, (size_t)r->width * 3);
  png_set_write_fn(png, out, png_take, png_flushed);
  png_set_compression_level(png, LEVEL);
  png_set_filter(png, 0, PNG_FILTER_NONE);
  png_set_IHDR(png, info, (png_uint_32)r->width, (png_uint_32)r->height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_uint_32 metre = (png_uint_32)(((int64_t)r->ppi * 10000 + 127) / 254);
  png_set_pHYs(png, info, metre, metre, PNG_RESOLUTION_METER);
  png_write_info(png, info);
  for (int y = 0; y < r->height; y++) {
    row_rgb(r, y, row);
    png_write_row(png, row);
  }
  png_write_end(png, NULL);
  png_destroy_write_struct(&png, &info);
}

/* ---- JPEG */
static void jpeg_stop(j_common_ptr j) {
  char why[JMSG_LENGTH_MAX];
  j->err->format_message(j, why);
  must_fail(why, __FILE__, __LINE__);
}

typedef struct JpegTo { /* libjpeg fills a block; the block goes into the buffer */
  struct jpeg_destination_mgr base;
  Buf *out;
  uint8_t block[1 << 16];
} JpegTo;

static void jpeg_begin(j_compress_ptr j) {
  JpegTo *t = (JpegTo *)(void *)j->dest;
  t->base.next_output_byte = t->block;
  t->base.free_in_buffer = sizeof t->block;
}
static boolean jpeg_next(j_compress_ptr j) {
  JpegTo *t = (JpegTo *)(void *)j->dest;
  buf_put(t->out, t->block, sizeof t->block);
  jpeg_begin(j);
  return TRUE;
}
static void jpeg_end(j_compress_ptr j) {
  JpegTo *t = (JpegTo *)(void *)j->dest;
  buf_put(t->out, t->block, sizeof t->block - t->base.free_in_buffer);
}

static void jpeg_set(j_compress_ptr j, const Raster *r, int quality) {
  j->image_width = (JDIMENSION)r->width;
  j->image_height = (JDIMENSION)r->height;
  j->input_components = 3;
  j->in_color_space = JCS_RGB;
  jpeg_set_defaults(j);
  jpeg_set_quality(j, quality, TRUE);
  if (quality >= 90)
    j->comp_info[0].h_samp_factor = j->comp_info[0].v_samp_factor = 1; /* coloured type keeps its edge */
  j->optimize_coding = TRUE;
  j->density_unit = 1;
  j->X_density = j->Y_density = (UINT16)(r->ppi < 65535 ? r->ppi : 65535);
  jpeg_simple_progression(j);
}

static void encode_jpeg(Arena *a, const Raster *r, int quality, Buf *out) {
  struct jpeg_compress_struct j;
  struct jpeg_error_mgr err;
  JpegTo *to = arena_new(a, JpegTo);
  *to =
      (JpegTo){.base = {.init_destination = jpeg_begin, .empty_output_buffer = jpeg_next, .term_destination = jpeg_end},
               .out = out};
  uint8_t *row = arena_add(a, (size_t)r->width * 3);
  j.err = jpeg_std_error(&err);
  err.error_exit = jpeg_stop;
  jpeg_create_compress(&j);
  j.dest = &to->base;
  jpeg_set(&j, r, quality);
  jpeg_start_compress(&j, TRUE);
  for (int y = 0; y < r->height; y++) {
    row_rgb(r, y, row);
    jpeg_write_scanlines(&j, &row, 1);
  }
  jpeg_finish_compress(&j);
  jpeg_destroy_compress(&j);
}

/* ---- WebP */
static int webp_take(const uint8_t *bytes, size_t n, const WebPPicture *p) {
  buf_put(p->custom_ptr, bytes, n);
  return 1;
}

static void encode_webp(const Raster *r, int quality, Buf *out) {
  WebPConfig config;
  WebPPicture p;
  must(WebPConfigPreset(&config, WEBP_PRESET_TEXT, (float)quality) && WebPPictureInit(&p));
  config.lossless = quality == 100;
  config.method = 3;
  config.segments = 1; /* the preset shares nothing out among its two: the same bytes, a tenth sooner */
  p.use_argb = 1;
  p.width = r->width;
  p.height = r->height;
  p.writer = webp_take;
  p.custom_ptr = out;
  p.argb = r->pixels; /* borrowed: 0xFFRRGGBB, which is what cairo left there */
  p.argb_stride = r->width;
  must(WebPValidateConfig(&config) && WebPEncode(&config, &p));
  WebPPictureFree(&p);
}

static const struct {
  const char *name;
  int side_most, quality;
} KINDS[] = {[RASTER_PNG] = {"PNG", 32767, 0},
             [RASTER_JPEG] = {"JPEG", JPEG_MAX_DIMENSION, QUALITY_JPEG},
             [RASTER_WEBP] = {"WebP", WEBP_MAX_DIMENSION, QUALITY_WEBP}};

bool raster_encode(Job *job, const Raster *r, RasterFormat format, int quality, Buf *out) {
  int most = KINDS[format].side_most;
  if (r->width > most || r->height > most) {
    diag_add(job->diags, DIAG_BAD_OPTION, (Span){0}, "a %s has sides of %d pixels at most, not %d by %d",
             KINDS[format].name, most, r->width, r->height);
    return false;
  }
  if (quality <= 0) quality = KINDS[format].quality;
  if (quality > 100) quality = 100;
  Arena *scratch = arena_open();
  *out = buf_make(job->arena, ENCODED_MAX);
  switch (format) {
  case RASTER_PNG: encode_png(scratch, r, out); break;
  case RASTER_JPEG: encode_jpeg(scratch, r, quality, out); break;
  case RASTER_WEBP: encode_webp(r, quality, out); break;
  }
  arena_close(scratch);
  must(!out->full);
  return true;
}
