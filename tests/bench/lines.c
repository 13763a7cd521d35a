/* lines COPY.md: what a line costs. The copy's plain paragraphs, repeated to about a million characters, are shaped by bare hb_shape
 * and composed by duikai (shaped, classed, given gaps, broken and set at 13 em), on one thread. Seconds are of the processor, the least
 * of several rounds, each round all stages in turn so that all meet the same weather. Rates differ from machine to machine; the ratios
 * to hb_shape hold, and have bounds: composing a million characters in half a second at the least, breaking in less than half of the
 * time that shaping takes. Ends with 1 when one is broken. */
#include <hb-ot.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "para/para.h"

enum { ROUNDS = 7, REPEAT_TO = 500000, PARAS_MOST = 20000, COPY_MOST = 1 << 20 };
#define SIZE (9 * LEN_PT)

typedef struct Bench {
  Arena *a;
  Job job;
  Fonts *fonts;
  int role;
  Str paras[PARAS_MOST];
  Run runs[PARAS_MOST];
  size_t n, chars;
} Bench;
static Bench bench;

enum { T_HB, T_SHAPE, T_MAKE, T_BREAK, T_WEIGH, T_SET, T_COUNT };
static const char *const names[] = {"hb_shape alone",         "shaping",
                                    "classes and gaps",       "breaking, by line",
                                    "breaking, by paragraph", "breaking and setting"};
static const double RATE_LEAST = 2e6, BREAK_MOST = 0.5; /* characters a second; of the time of shaping */

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Paragraphs of running text: no headings, lists or quotes; marks of bold and emphasis left out. */
static void take_copy(Str copy) {
  for (size_t at = 0; at < copy.n && bench.n < PARAS_MOST;) {
    ptrdiff_t nl = str_find(str_sub(copy, at, copy.n), STR("\n"));
    size_t end = nl < 0 ? copy.n : at + (size_t)nl;
    Str line = str_trim(str_sub(copy, at, end));
    at = end + 1;
    if (line.n < 90 || strchr("#>-|", line.p[0])) continue;
    char *p = arena_array(bench.a, char, line.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++)
      if (line.p[i] != '*') p[n++] = line.p[i];
    bench.paras[bench.n++] = (Str){p, n};
    bench.chars += utf8_count((Str){p, n});
  }
}

static void repeat(void) {
  size_t n = bench.n, chars = bench.chars;
  while (n && bench.chars < REPEAT_TO && bench.n + n <= PARAS_MOST) {
    memcpy(bench.paras + bench.n, bench.paras, n * sizeof *bench.paras);
    bench.n += n, bench.chars += chars;
  }
}

static double hb_alone(hb_font_t *font) {
  hb_buffer_t *b = hb_buffer_create();
  hb_language_t zh = hb_language_from_string("zh-Hans", -1);
  unsigned sum = 0;
  double start = now();
  for (size_t i = 0; i < bench.n; i++) {
    hb_buffer_clear_contents(b);
    hb_buffer_add_utf8(b, bench.paras[i].p, (int)bench.paras[i].n, 0, (int)bench.paras[i].n);
    hb_buffer_set_direction(b, HB_DIRECTION_LTR);
    hb_buffer_set_script(b, HB_SCRIPT_HAN);
    hb_buffer_set_language(b, zh);
    hb_shape(font, b, NULL, 0);
    sum += hb_buffer_get_length(b);
  }
  double took = now() - start;
  hb_buffer_destroy(b);
  return sum ? took : 0;
}

/* One paragraph after the other, as a caster does it; an arena that lives as long as the page. */
static void compose(double *took, Shaper *shaper) {
  Arena *a = arena_open(), *scratch = arena_open();
  Job job = {a, diags_make(a)};
  ParaStyle style = para_style_default(LANG_ZH_HANS), weighed;
  style.size = SIZE;
  weighed = style, weighed.composer = COMPOSER_PARAGRAPH;
  Len measure = 13 * SIZE;
  Rooms rooms = {&measure, 1};
  size_t lines = 0;
  for (size_t i = 0; i < bench.n; i++) {
    double t0 = now();
    Shaped *sh = shape_paragraph(&job, shaper, bench.paras[i], &bench.runs[i], 1, false, (Span){0}, NULL, NULL);
    double t1 = now();
    Setting *s = para_make(&job, bench.fonts, sh, &style);
    double t2 = now();
    size_t n = para_count(s, scratch, rooms);
    double t3 = now();
    Lines l = para_set(&job, s, rooms, 0);
    double t4 = now();
    const Setting *other = para_make(&job, bench.fonts, sh, &weighed);
    double t5 = now();
    size_t m = para_count(other, scratch, rooms);
    took[T_WEIGH] += now() - t5;
    if (m + 3 < n) abort();
    if (n != l.n) abort();
    lines += l.n;
    took[T_SHAPE] += t1 - t0, took[T_MAKE] += t2 - t1, took[T_BREAK] += t3 - t2, took[T_SET] += t4 - t3;
    arena_clear(scratch);
    if (i % 64 == 63) arena_clear(a), job.diags = diags_make(a);
  }
  arena_close(scratch), arena_close(a);
  if (!lines) abort();
}

/* The clock itself, four readings a paragraph: taken off each stage. */
static double clock_cost(void) {
  double start = now();
  for (int i = 0; i < 100000; i++) now();
  return (now() - start) / 100000;
}

static void row(const char *name, double took, double hb, double shaping) {
  printf("  %-24s %6.1f ns a character  %5.2f million a second  %5.2f of hb_shape  %5.2f of shaping\n", name,
         took * 1e9 / (double)bench.chars, (double)bench.chars / took / 1e6, took / hb, took / shaping);
}

static bool keeps(bool kept, const char *what) {
  if (!kept) printf("over its bound: %s\n", what);
  return kept;
}

static bool report(double *best) {
  double clock = clock_cost() * (double)bench.n, hb = best[T_HB];
  printf("%zu characters in %zu paragraphs, 13 em\n", bench.chars, bench.n);
  for (int t = 0; t < T_COUNT; t++)
    if (t != T_HB) best[t] -= clock;
  for (int t = 0; t < T_COUNT; t++) row(names[t], best[t], hb, best[T_SHAPE]);
  double whole = best[T_SHAPE] + best[T_MAKE] + best[T_SET];
  row("composing, all of it", whole, hb, best[T_SHAPE]);
  bool fast = keeps((double)bench.chars / whole >= RATE_LEAST, "two million characters a second");
  bool line = keeps(best[T_BREAK] <= BREAK_MOST * best[T_SHAPE], "breaking by line in half the time of shaping");
  return keeps(best[T_WEIGH] <= BREAK_MOST * hb, "breaking by paragraph in half the time of hb_shape") && line && fast;
}

static bool prepare(const char *data, const char *path) {
  bench.a = arena_open();
  bench.job = (Job){bench.a, diags_make(bench.a)};
  Str copy;
  if (!file_read(&bench.job, str_of(path), COPY_MOST, (Span){0}, &copy)) return false;
  take_copy(copy);
  repeat();
  bench.fonts = fonts_open(&bench.job, str_of(data));
  bench.role = bench.fonts ? fonts_find_role(bench.fonts, STR("song")) : -1;
  for (size_t i = 0; i < bench.n; i++)
    bench.runs[i] = (Run){.end = (uint32_t)bench.paras[i].n,
                          .role = bench.role,
                          .lang = LANG_ZH_HANS,
                          .size = SIZE,
                          .x_scale_pm = 1000,
                          .ink = INK_BLACK};
  return bench.n && bench.role >= 0;
}

int main(int argc, char **argv) {
  if (argc != 3 || !prepare(argv[1], argv[2])) return fputs("lines: usage: lines DATA COPY.md\n", stderr), 2;
  double best[T_COUNT];
  for (int t = 0; t < T_COUNT; t++) best[t] = 1e9;
  Shaper *shaper = shaper_open(bench.a, bench.fonts);
  hb_font_t *font = font_hb(bench.fonts, fonts_find(bench.fonts, bench.role, CC_HAN, LANG_ZH_HANS));
  for (int round = 0; round < ROUNDS; round++) {
    double took[T_COUNT] = {0};
    took[T_HB] = hb_alone(font);
    compose(took, shaper);
    for (int t = 0; t < T_COUNT; t++)
      if (took[t] < best[t]) best[t] = took[t];
  }
  bool kept = report(best);
  shaper_close(shaper);
  arena_close(bench.a);
  return kept ? 0 : 1;
}
