/* picture.h: the darkroom of the sample pictures.
 *
 * The samples need photographs, and a project that ships them must own them; so they are computed. Every scene works in
 * linear light on an Image of float RGB, as a camera does, and only the last step (film_develop) bends the tones, adds
 * bloom, grain and vignette, and rounds to eight bits. All randomness comes from integer hashes: the same program makes
 * the same picture anywhere the float arithmetic agrees. */
#ifndef DUIKAI_TOOLS_PICTURE_H
#define DUIKAI_TOOLS_PICTURE_H

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  float r, g, b;
} Rgb; /* linear light, 1 = white before exposure */
typedef struct {
  float x, y, z;
} Vec; /* scene space: x right, y up, z away from the camera */
typedef struct {
  int w, h;
  Rgb *px;
} Image;

/* How a scene is developed: exposure multiplies, bloom is the share of light the lens scatters. */
typedef struct {
  float exposure, bloom, grain, vignette, contrast;
} Film;

Image image_make(int w, int h);
void image_drop(Image *im);
Rgb image_at(const Image *im, float x, float y);                       /* bilinear, clamped at the edges */
void image_blur(Image *im, float radius);                              /* three box passes: a near Gaussian */
void image_over(Image *im, cairo_surface_t *layer, float gain);        /* an sRGB cairo layer over the picture */
void image_glow(Image *im, float x, float y, float radius, Rgb light); /* additive soft spot */
void image_disc(Image *im, float x, float y, float radius, Rgb light); /* additive lens disc (bokeh) */

void film_develop(Image *im, Film film); /* in place: linear to display values in 0..1 */
bool film_write_jpeg(const Image *im, const char *path, int quality, bool gray);
bool film_write_png(const Image *im, const char *path);

cairo_surface_t *layer_make(int w, int h);
void layer_blur(cairo_surface_t *layer, int radius); /* out of focus: three box passes over premultiplied pixels */

float hash2(int x, int y, uint32_t seed);                   /* 0..1 */
float noise2(float x, float y, uint32_t seed);              /* value noise with a quintic fade, 0..1 */
float fbm2(float x, float y, int octaves, uint32_t seed);   /* 0..1, mean near 0.5 */
float ridge2(float x, float y, int octaves, uint32_t seed); /* 0..1, sharp crests */

static inline float clampf(float v, float a, float b) { return v < a ? a : v > b ? b : v; }
static inline float mixf(float a, float b, float t) { return a + (b - a) * t; }
static inline float stepf(float a, float b, float v) {
  float t = clampf((v - a) / (b - a), 0, 1);
  return t * t * (3 - 2 * t);
}
static inline Rgb rgb(float r, float g, float b) { return (Rgb){r, g, b}; }
static inline Rgb rgb_mix(Rgb a, Rgb b, float t) {
  return (Rgb){mixf(a.r, b.r, t), mixf(a.g, b.g, t), mixf(a.b, b.b, t)};
}
static inline Rgb rgb_mul(Rgb a, float k) { return (Rgb){a.r * k, a.g * k, a.b * k}; }
static inline Rgb rgb_tint(Rgb a, Rgb b) { return (Rgb){a.r * b.r, a.g * b.g, a.b * b.b}; }
static inline Rgb rgb_add(Rgb a, Rgb b) { return (Rgb){a.r + b.r, a.g + b.g, a.b + b.b}; }
static inline Vec vec(float x, float y, float z) { return (Vec){x, y, z}; }
static inline Vec vec_add(Vec a, Vec b) { return (Vec){a.x + b.x, a.y + b.y, a.z + b.z}; }
static inline Vec vec_sub(Vec a, Vec b) { return (Vec){a.x - b.x, a.y - b.y, a.z - b.z}; }
static inline Vec vec_mul(Vec a, float k) { return (Vec){a.x * k, a.y * k, a.z * k}; }
static inline float vec_dot(Vec a, Vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
Vec vec_unit(Vec v);

/* Scenes: each makes its picture at the given width and writes it where told. */
bool scene_bridge(const char *path);
bool scene_terraces(const char *path);
bool scene_reading_room(const char *path);
bool scene_night_market(const char *path);
bool scene_runners(const char *path);
bool scene_lanterns(const char *path);
bool scene_ad_bank(const char *path);
bool scene_ad_travel(const char *path);

#endif
