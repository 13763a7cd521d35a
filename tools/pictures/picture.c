/* picture.c: the darkroom (see picture.h): noise, blur, compositing, developing, writing. */
#include "picture.h"

#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

/* ---- noise ---- */

static uint32_t scramble(uint32_t h) {
  h ^= h >> 16, h *= 0x7feb352du;
  h ^= h >> 15, h *= 0x846ca68bu;
  return h ^ (h >> 16);
}

float hash2(int x, int y, uint32_t seed) {
  uint32_t h = scramble((uint32_t)x * 0x9e3779b1u ^ scramble((uint32_t)y * 0x85ebca77u ^ seed));
  return (float)(h >> 8) * (1.0f / 16777216.0f);
}

static float fade(float t) { return t * t * t * (t * (t * 6 - 15) + 10); }

float noise2(float x, float y, uint32_t seed) {
  float fx = floorf(x), fy = floorf(y);
  int ix = (int)fx, iy = (int)fy;
  float u = fade(x - fx), v = fade(y - fy);
  float top = mixf(hash2(ix, iy, seed), hash2(ix + 1, iy, seed), u);
  float low = mixf(hash2(ix, iy + 1, seed), hash2(ix + 1, iy + 1, seed), u);
  return mixf(top, low, v);
}

/* Each octave is turned by about 37 degrees, so that the lattice of value noise does not show as squares. */
float fbm2(float x, float y, int octaves, uint32_t seed) {
  float sum = 0, amp = 0.5f, all = 0;
  for (int i = 0; i < octaves; i++) {
    sum += amp * noise2(x, y, seed + (uint32_t)i * 101u), all += amp, amp *= 0.5f;
    float nx = 1.6f * x - 1.2f * y + 17.3f;
    y = 1.2f * x + 1.6f * y - 9.1f, x = nx;
  }
  return sum / all;
}

float ridge2(float x, float y, int octaves, uint32_t seed) {
  float sum = 0, amp = 0.5f, all = 0;
  for (int i = 0; i < octaves; i++) {
    float n = 1 - fabsf(2 * noise2(x, y, seed + (uint32_t)i * 77u) - 1);
    sum += amp * n * n, all += amp, amp *= 0.48f;
    float nx = 1.6f * x - 1.2f * y + 3.7f;
    y = 1.2f * x + 1.6f * y + 11.9f, x = nx;
  }
  return sum / all;
}

Vec vec_unit(Vec v) {
  float len = sqrtf(vec_dot(v, v));
  return len > 0 ? vec_mul(v, 1 / len) : v;
}

/* ---- images ---- */

Image image_make(int w, int h) {
  Image im = {w, h, calloc((size_t)w * (size_t)h, sizeof(Rgb))};
  if (!im.px) fprintf(stderr, "pictures: out of memory for %d x %d\n", w, h), exit(2);
  return im;
}

void image_drop(Image *im) { free(im->px), im->px = NULL; }

Rgb image_at(const Image *im, float x, float y) {
  x = clampf(x, 0, (float)im->w - 1.001f), y = clampf(y, 0, (float)im->h - 1.001f);
  int ix = (int)x, iy = (int)y;
  const Rgb *p = im->px + (size_t)iy * (size_t)im->w + ix, *q = p + im->w;
  float u = x - (float)ix, v = y - (float)iy;
  return rgb_mix(rgb_mix(p[0], p[1], u), rgb_mix(q[0], q[1], u), v);
}

static void box_line(Rgb *line, Rgb *tmp, int n, int stride, int r) {
  Rgb sum = {0, 0, 0};
  float k = 1.0f / (float)(2 * r + 1);
  for (int i = 0; i < n; i++) tmp[i] = line[(size_t)i * (size_t)stride];
  for (int i = -r; i <= r; i++) sum = rgb_add(sum, tmp[i < 0 ? 0 : i >= n ? n - 1 : i]);
  for (int i = 0; i < n; i++) {
    line[(size_t)i * (size_t)stride] = rgb_mul(sum, k);
    int in = i + r + 1, out = i - r;
    sum = rgb_add(sum, tmp[in >= n ? n - 1 : in]);
    sum = rgb_add(sum, rgb_mul(tmp[out < 0 ? 0 : out], -1));
  }
}

void image_blur(Image *im, float radius) {
  int r = (int)(radius * 0.6f + 0.5f), most = im->w > im->h ? im->w : im->h;
  if (r < 1) return;
  Image tmp = image_make(most, 1);
  for (int pass = 0; pass < 3; pass++) {
    for (int y = 0; y < im->h; y++) box_line(im->px + (size_t)y * (size_t)im->w, tmp.px, im->w, 1, r);
    for (int x = 0; x < im->w; x++) box_line(im->px + x, tmp.px, im->h, im->w, r);
  }
  image_drop(&tmp);
}

static float linear_of(float v) { return v <= 0.04045f ? v / 12.92f : powf((v + 0.055f) / 1.055f, 2.4f); }

cairo_surface_t *layer_make(int w, int h) { return cairo_image_surface_create(CAIRO_FORMAT_ARGB32, w, h); }

static void byte_line(unsigned char *line, unsigned char *tmp, int n, int step, int r) {
  int sum = 0, wide = 2 * r + 1;
  for (int i = 0; i < n; i++) tmp[i] = line[(ptrdiff_t)i * step];
  for (int i = -r; i <= r; i++) sum += tmp[i < 0 ? 0 : i >= n ? n - 1 : i];
  for (int i = 0; i < n; i++) {
    line[(ptrdiff_t)i * step] = (unsigned char)((sum + r) / wide);
    int in = i + r + 1, out = i - r;
    sum += tmp[in >= n ? n - 1 : in] - tmp[out < 0 ? 0 : out];
  }
}

void layer_blur(cairo_surface_t *layer, int radius) {
  cairo_surface_flush(layer);
  unsigned char *data = cairo_image_surface_get_data(layer);
  int w = cairo_image_surface_get_width(layer), h = cairo_image_surface_get_height(layer);
  int stride = cairo_image_surface_get_stride(layer), r = radius * 6 / 10;
  unsigned char *tmp = malloc((size_t)(w > h ? w : h));
  for (int pass = 0; tmp && r > 0 && pass < 3; pass++) {
    for (int c = 0; c < 4; c++) {
      for (int y = 0; y < h; y++) byte_line(data + (ptrdiff_t)y * stride + c, tmp, w, 4, r);
      for (int x = 0; x < w; x++) byte_line(data + (ptrdiff_t)x * 4 + c, tmp, h, stride, r);
    }
  }
  free(tmp);
  cairo_surface_mark_dirty(layer);
}

/* cairo keeps colour premultiplied and in display values: divide, linearise, then mix by coverage. */
void image_over(Image *im, cairo_surface_t *layer, float gain) {
  cairo_surface_flush(layer);
  const unsigned char *data = cairo_image_surface_get_data(layer);
  int stride = cairo_image_surface_get_stride(layer);
  for (int y = 0; y < im->h; y++) {
    for (int x = 0; x < im->w; x++) {
      uint32_t p;
      memcpy(&p, data + (size_t)y * (size_t)stride + (size_t)x * 4, 4);
      float a = (float)(p >> 24) / 255;
      if (a <= 0) continue;
      float r = (float)(p >> 16 & 255) / 255 / a, g = (float)(p >> 8 & 255) / 255 / a, b = (float)(p & 255) / 255 / a;
      Rgb c = rgb(gain * linear_of(r), gain * linear_of(g), gain * linear_of(b));
      Rgb *d = im->px + (size_t)y * (size_t)im->w + x;
      *d = rgb_mix(*d, c, a);
    }
  }
}

static void spot(Image *im, float cx, float cy, float r, Rgb light, bool disc) {
  int x0 = (int)(cx - r - 1), x1 = (int)(cx + r + 2), y0 = (int)(cy - r - 1), y1 = (int)(cy + r + 2);
  for (int y = y0 < 0 ? 0 : y0; y < y1 && y < im->h; y++) {
    for (int x = x0 < 0 ? 0 : x0; x < x1 && x < im->w; x++) {
      float dx = ((float)x - cx) / r, dy = ((float)y - cy) / r, d = sqrtf(dx * dx + dy * dy);
      float k = disc ? stepf(1, 1 - 2 / r - 0.03f, d) * (0.72f + 0.28f * d * d * d) : powf(clampf(1 - d, 0, 1), 2.2f);
      Rgb *p = im->px + (size_t)y * (size_t)im->w + x;
      if (k > 0) *p = rgb_add(*p, rgb_mul(light, k));
    }
  }
}

void image_glow(Image *im, float x, float y, float radius, Rgb light) { spot(im, x, y, radius, light, false); }
void image_disc(Image *im, float x, float y, float radius, Rgb light) { spot(im, x, y, radius, light, true); }

/* ---- developing ---- */

/* A film-like shoulder and toe (the rational fit by K. Narkowicz to the ACES curve, 2016), then the sRGB transfer. */
static float tone(float v) {
  v = clampf(v * (2.51f * v + 0.03f) / (v * (2.43f * v + 0.59f) + 0.14f), 0, 1);
  return v <= 0.0031308f ? 12.92f * v : 1.055f * powf(v, 1 / 2.4f) - 0.055f;
}

static float grain_at(int x, int y) {
  float fine = hash2(x, y, 991u) + hash2(x, y, 37u) - 1;
  float soft = noise2((float)x * 0.55f, (float)y * 0.55f, 5u) - 0.5f;
  return 0.45f * fine + 1.1f * soft;
}

static Rgb develop_pixel(Rgb c, const Film *f, float edge, float speck) {
  c = rgb_mul(c, f->exposure * (1 - f->vignette * edge));
  float v[3] = {tone(c.r * 0.6f), tone(c.g * 0.6f), tone(c.b * 0.6f)};
  float mean = (v[0] + v[1] + v[2]) / 3, mid = 4 * mean * (1 - mean);
  for (int i = 0; i < 3; i++) {
    float s = v[i] * v[i] * (3 - 2 * v[i]);
    v[i] = clampf(mixf(v[i], s, f->contrast) + f->grain * speck * (0.35f + 0.65f * mid), 0, 1);
  }
  return rgb(v[0], v[1], v[2]);
}

void film_develop(Image *im, Film film) {
  Image halo = image_make(im->w, im->h);
  memcpy(halo.px, im->px, sizeof(Rgb) * (size_t)im->w * (size_t)im->h);
  if (film.bloom > 0) image_blur(&halo, (float)im->w / 60);
  for (int y = 0; y < im->h; y++) {
    for (int x = 0; x < im->w; x++) {
      size_t i = (size_t)y * (size_t)im->w + (size_t)x;
      float dx = 2 * (float)x / (float)im->w - 1, dy = 2 * (float)y / (float)im->h - 1;
      float edge = clampf((dx * dx + dy * dy) / 2, 0, 1);
      im->px[i] = develop_pixel(rgb_mix(im->px[i], halo.px[i], film.bloom), &film, edge * edge, grain_at(x, y));
    }
  }
  image_drop(&halo);
}

static unsigned char byte_of(float v) { return (unsigned char)(clampf(v, 0, 1) * 255 + 0.5f); }

static void row_bytes(const Image *im, int y, unsigned char *row, bool gray) {
  for (int x = 0; x < im->w; x++) {
    Rgb c = im->px[(size_t)y * (size_t)im->w + (size_t)x];
    if (gray) {
      row[x] = byte_of(0.299f * c.r + 0.587f * c.g + 0.114f * c.b);
    } else {
      row[3 * x] = byte_of(c.r), row[3 * x + 1] = byte_of(c.g), row[3 * x + 2] = byte_of(c.b);
    }
  }
}

bool film_write_jpeg(const Image *im, const char *path, int quality, bool gray) {
  FILE *f = fopen(path, "wb");
  if (!f) return false;
  struct jpeg_compress_struct job;
  struct jpeg_error_mgr err;
  unsigned char *row = malloc((size_t)im->w * 3);
  job.err = jpeg_std_error(&err);
  jpeg_create_compress(&job);
  jpeg_stdio_dest(&job, f);
  job.image_width = (JDIMENSION)im->w, job.image_height = (JDIMENSION)im->h;
  job.input_components = gray ? 1 : 3, job.in_color_space = gray ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&job);
  jpeg_set_quality(&job, quality, TRUE);
  job.optimize_coding = TRUE, job.density_unit = 1, job.X_density = job.Y_density = 200;
  jpeg_start_compress(&job, TRUE);
  for (int y = 0; row && y < im->h; y++) {
    row_bytes(im, y, row, gray);
    jpeg_write_scanlines(&job, &row, 1);
  }
  jpeg_finish_compress(&job);
  jpeg_destroy_compress(&job);
  free(row);
  return fclose(f) == 0;
}

bool film_write_png(const Image *im, const char *path) {
  FILE *f = fopen(path, "wb");
  if (!f) return false;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  unsigned char *row = malloc((size_t)im->w * 3);
  png_init_io(png, f);
  png_set_compression_level(png, 9);
  png_set_IHDR(png, info, (png_uint_32)im->w, (png_uint_32)im->h, 8, PNG_COLOR_TYPE_RGB, 0, 0, 0);
  png_set_pHYs(png, info, 7874, 7874, PNG_RESOLUTION_METER);
  png_write_info(png, info);
  for (int y = 0; row && y < im->h; y++) {
    row_bytes(im, y, row, false);
    png_write_row(png, row);
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  free(row);
  return fclose(f) == 0;
}
