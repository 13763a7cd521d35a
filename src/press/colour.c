/* Colour: from RGB to the press's CMYK by ICC profiles, with lcms2.
 *
 * Pictures are converted once, from their own profile or the stated one, by the plan's rendering intent. Inks of type and rules are not
 * pictures: a grey of RGB through a profile would be four screens and a fringe of colour wherever the web moves by a tenth of a millimetre,
 * so greys become black alone. CMYK is never converted: its numbers are what somebody decided. */
#include "press/inside.h"

#include <string.h>

#include <lcms2.h>

typedef struct Source {
  Str icc;
  cmsHTRANSFORM rows;
} Source;

struct Colour {
  Arena *a;
  cmsContext ctx;
  cmsHPROFILE press;
  cmsUInt32Number intent;
  Str rgb;
  struct {
    Source *at;
    size_t n, cap;
  } sources; /* the first: of untagged pictures */
};

enum { HEADER = 128, CLASS = 12, SPACE = 16, DATE = 24, SIGNATURE = 36 };

bool colour_is_press(Str icc) {
  return icc.n > HEADER && !memcmp(icc.p + SIGNATURE, "acsp", 4) && !memcmp(icc.p + CLASS, "prtr", 4) &&
         !memcmp(icc.p + SPACE, "CMYK", 4);
}

static void be_silent(cmsContext ctx, cmsUInt32Number code, const char *text) { (void)ctx, (void)code, (void)text; }

/* lcms2 stamps its profile with the clock: the stamp is taken out, so that the same edition gives the same bytes. Version 2, which every
 * reader of PDF 1.3 and later knows. */
static Str srgb_bytes(Arena *a, cmsContext ctx) {
  cmsHPROFILE h = cmsCreate_sRGBProfileTHR(ctx);
  cmsUInt32Number n = 0;
  Str s = {0};
  if (!h) return s;
  cmsSetProfileVersion(h, 2.1);
  if (cmsSaveProfileToMem(h, NULL, &n) && n > HEADER) {
    char *p = arena_add(a, n);
    static const unsigned char day[12] = {0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
    if (cmsSaveProfileToMem(h, p, &n)) s = (Str){p, n};
    memcpy(p + DATE, day, sizeof day);
  }
  cmsCloseProfile(h);
  return s;
}

static cmsHTRANSFORM transform_of(const Colour *c, Str icc) {
  cmsHPROFILE from = cmsOpenProfileFromMemTHR(c->ctx, icc.p, (cmsUInt32Number)icc.n);
  cmsHTRANSFORM t = NULL;
  /* black point compensation for the colorimetric intents, as everybody who converts pictures does; NOCACHE: threads share it */
  cmsUInt32Number flags = cmsFLAGS_NOCACHE | (c->intent == INTENT_RELATIVE ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0);
  if (from && cmsGetColorSpace(from) == cmsSigRgbData)
    t = cmsCreateTransformTHR(c->ctx, from, TYPE_RGB_8, c->press, TYPE_CMYK_8, c->intent, flags);
  if (from) cmsCloseProfile(from);
  return t;
}

void colour_add_source(Colour *c, Str icc) {
  if (!icc.n) return;
  for (size_t i = 0; i < c->sources.n; i++)
    if (str_eq(c->sources.at[i].icc, icc)) return;
  cmsHTRANSFORM t = transform_of(c, icc);
  if (t) vec_add(c->a, &c->sources, (Source){icc, t});
}

static const Source *source_find(const Colour *c, Str icc) {
  for (size_t i = 1; icc.n && i < c->sources.n; i++)
    if (str_eq(c->sources.at[i].icc, icc)) return &c->sources.at[i];
  return &c->sources.at[0];
}

/* ---- many pixels. A tetrahedron of the profile's grid takes 80 ns a pixel, and a picture has few colours beside its pixels: a drawing
 * dozens, a photograph every other pixel one that was there before. So a colour that still stands in the table is not asked for again. */
enum { BLOCK = 1 << 13, TABLE_BITS = 14, SETTLED = -1 };

typedef struct Seen {
  uint32_t rgb, cmyk; /* rgb: with a bit above it, so that an empty place is no black */
  int32_t asked;      /* its place among the colours asked for in this block; SETTLED: cmyk is known */
} Seen;

typedef struct Memo {
  Seen table[1 << TABLE_BITS];
  uint32_t cmyk[BLOCK];
  int32_t from[BLOCK]; /* of a pixel: place among those asked for, or SETTLED: it is written */
  uint32_t place[BLOCK];
  uint8_t rgb[3 * BLOCK];
} Memo;

static void block_convert(Memo *m, cmsHTRANSFORM t, const uint8_t *rgb, uint8_t *cmyk, size_t n) {
  uint32_t asked = 0;
  for (size_t i = 0; i < n; i++) {
    const uint8_t *p = rgb + 3 * i;
    uint32_t key = 1u << 24 | (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
    uint32_t at = key * 2654435769u >> (32 - TABLE_BITS);
    Seen *e = &m->table[at];
    if (e->rgb == key) {
      m->from[i] = e->asked;
      if (e->asked == SETTLED) memcpy(cmyk + 4 * i, &e->cmyk, 4);
      continue;
    }
    bool free = !e->rgb || e->asked == SETTLED;
    if (free) *e = (Seen){.rgb = key, .asked = (int32_t)asked};
    m->place[asked] = free ? at : UINT32_MAX;
    memcpy(m->rgb + 3 * (size_t)asked, p, 3);
    m->from[i] = (int32_t)asked++;
  }
  cmsDoTransform(t, m->rgb, m->cmyk, asked);
  for (size_t i = 0; i < n; i++)
    if (m->from[i] != SETTLED) memcpy(cmyk + 4 * i, &m->cmyk[m->from[i]], 4);
  for (uint32_t k = 0; k < asked; k++) {
    if (m->place[k] == UINT32_MAX) continue;
    m->table[m->place[k]].cmyk = m->cmyk[k];
    m->table[m->place[k]].asked = SETTLED;
  }
}

void colour_rows(const Colour *c, Str icc, const uint8_t *rgb, uint8_t *cmyk, size_t n) {
  enum { FEW = 256 };
  cmsHTRANSFORM t = source_find(c, icc)->rows;
  if (n <= FEW) {
    cmsDoTransform(t, rgb, cmyk, (cmsUInt32Number)n);
    return;
  }
  Arena *scratch = arena_open();
  Memo *m = arena_new(scratch, Memo);
  for (size_t i = 0; i < n; i += BLOCK) block_convert(m, t, rgb + 3 * i, cmyk + 4 * i, n - i < BLOCK ? n - i : BLOCK);
  arena_close(scratch);
}

Ink colour_ink(const Colour *c, Ink rgb) {
  uint8_t in[3], out[4];
  if (rgb.c[0] == rgb.c[1] && rgb.c[1] == rgb.c[2]) return (Ink){INK_K, {0, 0, 0, (int16_t)(1000 - rgb.c[0])}};
  for (int i = 0; i < 3; i++) in[i] = (uint8_t)((rgb.c[i] * 255 + 500) / 1000);
  colour_rows(c, (Str){0}, in, out, 1);
  Ink ink = {INK_CMYK, {0}};
  for (int i = 0; i < 4; i++)
    ink.c[i] = (int16_t)((out[i] * 100 + 127) / 255 * 10); /* whole per cents: a person reads them */
  return ink;
}

Str colour_rgb_profile(const Colour *c) { return c->rgb; }

static void complain(Job *job, Span at, const char *what) { diag_add(job->diags, DIAG_PRESS_PROFILE, at, "%s", what); }

Colour *colour_open(Job *job, Str press, Span press_at, Str rgb, Span rgb_at, int intent) {
  static const cmsUInt32Number intents[] = {
      [INTENT_PERCEPTUAL] = 0, [INTENT_RELATIVE] = 1, [INTENT_SATURATION] = 2, [INTENT_ABSOLUTE] = 3};
  Colour *c = arena_new(job->arena, Colour);
  c->a = job->arena;
  c->intent = intents[intent];
  c->ctx = cmsCreateContext(NULL, NULL);
  cmsSetLogErrorHandlerTHR(c->ctx, be_silent);
  c->press = colour_is_press(press) ? cmsOpenProfileFromMemTHR(c->ctx, press.p, (cmsUInt32Number)press.n) : NULL;
  cmsHTRANSFORM t = NULL;
  if (c->press && rgb.n) t = transform_of(c, c->rgb = rgb);
  if (c->press && rgb.n && !t) complain(job, rgb_at, "this is no profile of RGB; sRGB is used");
  if (c->press && !t) t = transform_of(c, c->rgb = srgb_bytes(job->arena, c->ctx));
  if (t) {
    vec_add(job->arena, &c->sources, (Source){.rows = t});
    return c;
  }
  complain(job, press_at, "this is no whole profile of a press in CMYK (class prtr, with tables both ways)");
  colour_close(c);
  return NULL;
}

void colour_close(Colour *c) {
  if (!c) return;
  for (size_t i = 0; i < c->sources.n; i++) cmsDeleteTransform(c->sources.at[i].rows);
  if (c->press) cmsCloseProfile(c->press);
  cmsDeleteContext(c->ctx);
}
