/* press/colour: a picture's pixels become what each of them becomes alone, whatever the table of known colours holds. */
#include "press/inside.h"
#include "unit.h"

enum { PIXELS = 60000, PROFILE_MOST = 1 << 24 };

static uint32_t next(uint32_t *seed) { return *seed = *seed * 1664525 + 1013904223; }

/* Drawings have few colours, photographs many near ones, noise none twice: what share of the bits is chance. */
static void pixels_as_alone(void **state) {
  (void)state;
  static const uint32_t masks[] = {0, 0x030303, 0x1F1F1F, 0x3F3F3F, 0xFFFFFF};
  Job job = unit_job();
  Str icc = {0};
  assert_true(file_read(&job, STR("press/newsprint.icc"), PROFILE_MOST, (Span){0}, &icc));
  Colour *c = colour_open(&job, icc, (Span){0}, (Str){0}, (Span){0}, INTENT_RELATIVE);
  assert_non_null(c);
  uint8_t *rgb = arena_add(job.arena, 3 * PIXELS), *cmyk = arena_add(job.arena, 4 * PIXELS), alone[4];
  uint32_t seed = 7;
  for (size_t m = 0; m < COUNT(masks); m++) {
    for (size_t i = 0; i < PIXELS; i++) {
      uint32_t v = (next(&seed) >> 8) & masks[m];
      for (int k = 0; k < 3; k++) rgb[3 * i + (size_t)k] = (uint8_t)(v >> 8 * k);
    }
    colour_rows(c, (Str){0}, rgb, cmyk, PIXELS);
    for (size_t i = 0; i < PIXELS; i++) {
      colour_rows(c, (Str){0}, rgb + 3 * i, alone, 1);
      assert_memory_equal(alone, cmyk + 4 * i, 4);
    }
  }
  colour_close(c);
  unit_done(&job);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(pixels_as_alone)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
