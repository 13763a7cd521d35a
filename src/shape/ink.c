/* Inks: tints and what they are on the four plates. */
#include "shape/shape.h"

/* RGB counts light: its paper is 1000, and a tint moves towards that. A spot's number is no strength. */
Ink ink_tint(Ink ink, int tint_pm) {
  for (int i = 0; i < (ink.model == INK_SPOT ? 1 : 4); i++) {
    int white = ink.model == INK_RGB && i < 3 ? 1000 : 0;
    ink.c[i] = (int16_t)(white + (ink.c[i] - white) * tint_pm / 1000);
  }
  return ink;
}

static void of_rgb(const int16_t rgb[3], int cmyk[4]) {
  int most = rgb[0] > rgb[1] ? rgb[0] : rgb[1];
  if (rgb[2] > most) most = rgb[2];
  cmyk[3] = 1000 - most;
  for (int i = 0; i < 3; i++) cmyk[i] = most ? 1000 - rgb[i] * 1000 / most : 0;
}

void ink_process(Ink ink, const Spots *spots, int cmyk[4]) {
  for (int i = 0; i < 4; i++) cmyk[i] = ink.model == INK_CMYK || (ink.model == INK_K && i == 3) ? ink.c[i] : 0;
  if (ink.model == INK_RGB) of_rgb(ink.c, cmyk);
  if (ink.model != INK_SPOT || !spots || ink.c[1] < 0 || (size_t)ink.c[1] >= spots->n) return;
  for (int i = 0; i < 4; i++) cmyk[i] = spots->at[ink.c[1]].cmyk[i] * ink.c[0] / 1000;
}
