/* The screen: what the press would print, in RGB. Inks go through the printing condition's own profile, as its printer would see them on a
 * screen that shows sRGB; without a profile by the plain rule of lights, 1 - c - k. Pictures in CMYK are converted, those in RGB keep what they
 * are, and both are computed down where more pixels were given than a screen shows. */
#include "press/inside.h"

#include <string.h>

#include <lcms2.h>

enum { PROFILE_MOST = 16 << 20, QUALITY = 85 };

struct Screen {
  cmsContext ctx;
  cmsHTRANSFORM rows; /* CMYK to sRGB; NULL: no profile */
  Str icc;            /* of the press; empty: none that can be used */
  int max_ppi;        /* 0: pictures keep their pixels */
  Map *ppi;           /* path -> pixels to the inch at the largest place, in the pointer */
};

static void be_silent(cmsContext ctx, cmsUInt32Number code, const char *text) { (void)ctx, (void)code, (void)text; }

static cmsHTRANSFORM preview_of(Screen *s, Str icc) {
  cmsHPROFILE press = colour_is_press(icc) ? cmsOpenProfileFromMemTHR(s->ctx, icc.p, (cmsUInt32Number)icc.n) : NULL;
  cmsHPROFILE screen = cmsCreate_sRGBProfileTHR(s->ctx);
  cmsHTRANSFORM t = NULL;
  if (press && screen)
    t = cmsCreateTransformTHR(s->ctx, press, TYPE_CMYK_8, screen, TYPE_RGB_8,
                              1 /* relative colorimetric: paper is white */,
                              cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION);
  if (press) cmsCloseProfile(press);
  if (screen) cmsCloseProfile(screen);
  return t;
}

static void add_places(Screen *s, const PaintPage *page) {
  for (size_t i = 0; i < page->ops.n; i++) {
    const PaintOp *op = &page->ops.at[i];
    if (op->kind != PAINT_PICTURE) continue;
    intptr_t ppi = pict_ppi(op->pict, op->crop, op->box.w), before = (intptr_t)map_find(s->ppi, op->pict->path);
    if (!before || ppi < before) map_put(s->ppi, op->pict->path, (void *)(ppi > 0 ? ppi : 1));
  }
}

Screen *screen_open(Job *job, const PressPlan *plan, const PaintEdition *pages, Str data_dir, int max_ppi) {
  Screen *s = arena_new(job->arena, Screen);
  s->ctx = cmsCreateContext(NULL, NULL);
  cmsSetLogErrorHandlerTHR(s->ctx, be_silent);
  s->max_ppi = max_ppi;
  s->ppi = map_make(job->arena);
  bool file = str_find(plan->icc, STR(".")) >= 0 || str_find(plan->icc, STR("/")) >= 0;
  Str path = file ? plan->icc : path_join(job->arena, data_dir, STR("press/newsprint.icc")), icc = {0};
  if (file_exists(path) && file_read(job, path, PROFILE_MOST, plan->icc_span, &icc)) s->rows = preview_of(s, icc);
  if (s->rows) s->icc = icc;
  for (size_t i = 0; i < pages->pages.n; i++) add_places(s, pages->pages.at[i]);
  return s;
}

void screen_close(Screen *s) {
  if (!s) return;
  if (s->rows) cmsDeleteTransform(s->rows);
  cmsDeleteContext(s->ctx);
}

static void convert(const Screen *s, const uint8_t *cmyk, uint8_t *rgb, size_t n) {
  enum { AT_ONCE = 1 << 20 };
  for (size_t i = 0; s->rows && i < n; i += AT_ONCE)
    cmsDoTransform(s->rows, cmyk + 4 * i, rgb + 3 * i, (cmsUInt32Number)(n - i < AT_ONCE ? n - i : AT_ONCE));
  for (size_t i = 0; !s->rows && i < 3 * n; i++)
    rgb[i] = (uint8_t)((255 - cmyk[4 * (i / 3) + i % 3]) * (255 - cmyk[4 * (i / 3) + 3]) / 255);
}

static int lightness(const uint8_t rgb[3]) { return (2126 * rgb[0] + 7152 * rgb[1] + 722 * rgb[2] + 5000) / 10000; }

/* Black ink alone is shown without the brown that it has on newsprint, and its solid as the screen's black: a reader's type is black. */
static void show_black(const Screen *s, uint8_t k, uint8_t out[3]) {
  const uint8_t solid[4] = {0, 0, 0, 255}, tint[4] = {0, 0, 0, k};
  uint8_t least[3];
  convert(s, solid, least, 1);
  convert(s, tint, out, 1);
  int low = lightness(least), v = lightness(out) - low;
  memset(out, v > 0 && low < 255 ? (v * 255 + (255 - low) / 2) / (255 - low) : 0, 3);
}

static void show_ink(const Screen *s, const PaintPage *page, Ink *ink) {
  int cmyk[4] = {0};
  uint8_t in[4], out[3];
  if (ink->model == INK_NONE || ink->model == INK_RGB) return;
  ink_process(*ink, page->spots, cmyk);
  for (int i = 0; i < 4; i++) in[i] = (uint8_t)((cmyk[i] * 255 + 500) / 1000);
  if (in[0] || in[1] || in[2])
    convert(s, in, out, 1);
  else
    show_black(s, in[3], out);
  *ink = (Ink){INK_RGB, {0}};
  for (int i = 0; i < 3; i++) ink->c[i] = (int16_t)((out[i] * 1000 + 127) / 255);
}

PaintEdition *screen_pages(Job *job, const Screen *s, const PaintEdition *pages) {
  PaintEdition *e = arena_new(job->arena, PaintEdition);
  *e = *pages;
  memset(&e->pages, 0, sizeof e->pages);
  for (size_t i = 0; i < pages->pages.n; i++) {
    const PaintPage *from = pages->pages.at[i];
    PaintPage *page = arena_new(job->arena, PaintPage);
    *page = *from;
    page->ops.at = arena_array(job->arena, PaintOp, from->ops.n + 1);
    page->ops.cap = from->ops.n + 1;
    for (size_t k = 0; k < from->ops.n; k++) {
      page->ops.at[k] = from->ops.at[k];
      show_ink(s, page, &page->ops.at[k].ink);
      show_ink(s, page, &page->ops.at[k].fill);
    }
    vec_add(job->arena, &e->pages, page);
  }
  return e;
}

/* ---- pictures */

/* As for the press: only what is half as fine again is made smaller. */
static bool target_size(const Screen *s, const Pict *k, int *w, int *h) {
  int64_t ppi = (int64_t)(intptr_t)map_find(s->ppi, k->path), most = s->max_ppi;
  *w = k->width;
  *h = k->height;
  if (!most || ppi * 2 <= most * 3) return false;
  *w = (int)((k->width * most + ppi / 2) / ppi);
  *h = (int)((k->height * most + ppi / 2) / ppi);
  return *w > 0 && *h > 0 && *w < k->width && *h < k->height;
}

Str screen_press_profile(const Screen *s) { return s->icc; }

Str screen_picture_profile(const Pict *k) { return k->channels == 4 ? (Str){0} : k->icc; }

bool screen_picture(Job *job, const Screen *s, const Pict *k, PressPicture *out) {
  int w, h, got_w, got_h;
  bool smaller = target_size(s, k, &w, &h);
  *out = (PressPicture){.as_stored = !smaller && pict_is_placeable(k) && k->channels != 4};
  if (out->as_stored) return true;
  out->rows =
      pict_decode_near(job, k, (Span){0}, smaller ? w : k->width, smaller ? h : k->height, &got_w, &got_h, &out->alpha);
  if (!out->rows) return false;
  out->channels = k->channels;
  if (smaller && (got_w > w || got_h > h)) {
    out->rows = pict_scale(job->arena, out->rows, got_w, got_h, k->channels, w, h);
    if (out->alpha) out->alpha = pict_scale(job->arena, out->alpha, got_w, got_h, 1, w, h);
    got_w = w, got_h = h;
  }
  out->width = got_w;
  out->height = got_h;
  if (k->channels == 4) {
    size_t n = (size_t)got_w * (size_t)got_h;
    uint8_t *rgb = arena_add(job->arena, 3 * n);
    convert(s, out->rows, rgb, n);
    out->rows = rgb;
    out->channels = 3;
  }
  if (k->kind == PICT_JPEG && !out->alpha)
    out->jpeg = pict_jpeg(job->arena, out->rows, got_w, got_h, out->channels, QUALITY);
  return true;
}
