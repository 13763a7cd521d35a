/* Colours on a screen. Readers of PDF show DeviceCMYK as the sixteen solids of web-coated printing and mix what lies between them in
 * proportion to the area that each covers (Demichel); poppler, mupdf and Acrobat without colour management agree to within a few steps. The
 * plain 1 - c - k would make cyan and the overprints glare, and the proof unlike every other view of the same page. */
#include "out/raster/inside.h"

/* Solids, by C 8, M 4, Y 2, K 1: in 1/255. */
static const uint8_t SOLID[16][3] = {
    {255, 255, 255}, {35, 31, 32}, {255, 242, 0}, {28, 26, 0}, {236, 0, 140}, {36, 0, 0}, {237, 28, 36}, {34, 0, 0},
    {0, 173, 239},   {0, 15, 36},  {0, 166, 80},  {0, 19, 0},  {46, 49, 146}, {0, 0, 2},  {54, 54, 57},  {0, 0, 0}};

/* Weights are products of four parts of 255: their sum is 255^4, which 64 bits hold with the colour. */
Rgb rgb_of_cmyk(unsigned c, unsigned m, unsigned y, unsigned k) {
  uint64_t sum[3] = {0};
  for (unsigned i = 0; i < 16; i++) {
    uint64_t w =
        (uint64_t)(i & 8 ? c : 255 - c) * (i & 4 ? m : 255 - m) * (i & 2 ? y : 255 - y) * (i & 1 ? k : 255 - k);
    for (int p = 0; w && p < 3; p++) sum[p] += w * SOLID[i][p];
  }
  const uint64_t whole = (uint64_t)255 * 255 * 255 * 255;
  return (Rgb){(uint8_t)((sum[0] + whole / 2) / whole), (uint8_t)((sum[1] + whole / 2) / whole),
               (uint8_t)((sum[2] + whole / 2) / whole)};
}

static double share(int16_t pm) { return pm <= 0 ? 0 : pm >= 1000 ? 1 : pm / 1000.0; }

void rgb_of_ink(Ink ink, const Spots *spots, double rgb[3]) {
  if (ink.model == INK_SPOT) { /* by what stands for it */
    int cmyk[4];
    ink_process(ink, spots, cmyk);
    ink = (Ink){INK_CMYK, {(int16_t)cmyk[0], (int16_t)cmyk[1], (int16_t)cmyk[2], (int16_t)cmyk[3]}};
  }
  double c[4];
  for (int i = 0; i < 4; i++) c[i] = ink.model == INK_K && i < 3 ? 0 : share(ink.c[i]);
  for (int p = 0; p < 3; p++) rgb[p] = ink.model == INK_RGB ? c[p] : 0;
  if (ink.model == INK_RGB) return;
  for (unsigned i = 0; i < 16; i++) {
    double w =
        (i & 8 ? c[0] : 1 - c[0]) * (i & 4 ? c[1] : 1 - c[1]) * (i & 2 ? c[2] : 1 - c[2]) * (i & 1 ? c[3] : 1 - c[3]);
    for (int p = 0; p < 3; p++) rgb[p] += w * SOLID[i][p] / 255;
  }
}
