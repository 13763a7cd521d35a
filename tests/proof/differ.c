/* differ A.png B.ppm TIMES MOST HEAVY: how much two pictures of one page differ, for tests/proof/run. B is TIMES as fine as A and is brought down to it.
 *
 * Two rasterizers never agree to the pixel: poppler puts glyphs, hairlines and pictures to whole pixels (glyphs across to quarters), we put them where
 * they stand. So the page is cut into tiles of TILE by TILE pixels, and each may lie up to a pixel of the finer picture off, in any
 * direction. What a tile differs by is the mean difference of its pixels (of the channel that differs most), in 1/255, at the best of these places.
 *
 * What is missing altogether and light (a tint) is found by weight: how much darker or lighter a tile of LARGE pixels is in all.
 *
 * Prints how many tiles differ by more than MOST or weigh more than HEAVY more or less, how much the worst of each does, and where the first is. */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>

enum { TILE = 12, LARGE = 48, REACH = 1 };

typedef struct Picture {
  int w, h;
  unsigned char *rgb;
} Picture;

static void stop(const char *path, const char *why) {
  fprintf(stderr, "differ: %s: %s\n", path, why);
  exit(2);
}

static Picture read_png(const char *path) {
  png_image image = {.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_file(&image, path)) stop(path, image.message);
  image.format = PNG_FORMAT_RGB;
  Picture p = {(int)image.width, (int)image.height, malloc(PNG_IMAGE_SIZE(image))};
  if (!p.rgb || !png_image_finish_read(&image, NULL, p.rgb, 0, NULL)) stop(path, "it is cut off");
  return p;
}

static Picture read_ppm(const char *path) {
  Picture p = {0};
  FILE *f = fopen(path, "rb");
  if (!f || fscanf(f, "P6 %d %d 255", &p.w, &p.h) != 2 || fgetc(f) == EOF) stop(path, "no PPM");
  size_t n = (size_t)p.w * (size_t)p.h * 3;
  p.rgb = malloc(n);
  if (!p.rgb || fread(p.rgb, 1, n, f) != n) stop(path, "it is cut off");
  fclose(f);
  return p;
}

/* The mean of the fine pixels that one of ours covers, moved by (dx, dy) of them; beyond the edge is white. */
static void mean(const Picture *fine, int times, int x, int y, int rgb[3]) {
  int sum[3] = {0};
  for (int k = 0; k < times * times; k++) {
    int px = x + k % times, py = y + k / times, in = px >= 0 && py >= 0 && px < fine->w && py < fine->h;
    for (int c = 0; c < 3; c++) sum[c] += in ? fine->rgb[3 * (py * fine->w + px) + c] : 255;
  }
  for (int c = 0; c < 3; c++) rgb[c] = sum[c] / (times * times);
}

static double tile_at(const Picture *a, const Picture *fine, int times, int tx, int ty, int dx, int dy) {
  long off = 0, n = 0;
  for (int y = ty; y < ty + TILE && y < a->h; y++)
    for (int x = tx; x < tx + TILE && x < a->w; x++, n++) {
      int rgb[3], most = 0;
      mean(fine, times, x * times + dx, y * times + dy, rgb);
      for (int c = 0; c < 3; c++) {
        int d = abs(rgb[c] - a->rgb[3 * (y * a->w + x) + c]);
        most = d > most ? d : most;
      }
      off += most;
    }
  return (double)off / (double)n;
}

/* How much darker or lighter a large tile is in all: what strays by a part of a pixel leaves that alone, what is missing does not. */
static double weight_at(const Picture *a, const Picture *fine, int times, int tx, int ty) {
  long off[3] = {0}, n = 0, most = 0;
  for (int y = ty; y < ty + LARGE && y < a->h; y++)
    for (int x = tx; x < tx + LARGE && x < a->w; x++, n++) {
      int rgb[3];
      mean(fine, times, x * times, y * times, rgb);
      for (int c = 0; c < 3; c++) off[c] += rgb[c] - a->rgb[3 * (y * a->w + x) + c];
    }
  for (int c = 0; c < 3; c++) most = labs(off[c]) > most ? labs(off[c]) : most;
  return (double)most / (double)n;
}

int main(int argc, char **argv) {
  if (argc != 6) return 2;
  int times = atoi(argv[3]), bad = 0, at_x = 0, at_y = 0;
  double most = atof(argv[4]), heavy = atof(argv[5]), worst = 0, heaviest = 0;
  Picture a = read_png(argv[1]), fine = read_ppm(argv[2]);
  if (abs(a.w * times - fine.w) >= times || abs(a.h * times - fine.h) >= times) stop(argv[2], "another size");
  for (int y = 0; y < a.h; y += TILE)
    for (int x = 0; x < a.w; x += TILE) {
      double best = tile_at(&a, &fine, times, x, y, 0, 0);
      for (int k = 0; best > most && k < 9; k++) {
        double now = tile_at(&a, &fine, times, x, y, (k % 3 - 1) * REACH, (k / 3 - 1) * REACH);
        best = now < best ? now : best;
      }
      bad += best > most;
      if (best > worst) worst = best, at_x = x, at_y = y;
    }
  for (int y = 0; y < a.h; y += LARGE)
    for (int x = 0; x < a.w; x += LARGE) {
      double now = weight_at(&a, &fine, times, x, y);
      bad += now > heavy;
      if (now > heaviest) heaviest = now;
    }
  printf("%d %.1f at %d,%d %.2f\n", bad, worst, at_x, at_y, heaviest);
  return 0;
}
