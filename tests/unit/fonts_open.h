/* The fonts of this machine, opened once for a group of tests: open_fonts and close_fonts are its set-up and tear-down. */
#ifndef DUIKAI_TESTS_FONTS_OPEN_H
#define DUIKAI_TESTS_FONTS_OPEN_H

#include "font/font.h"
#include "unit.h"

static Fonts *shared_fonts;
static Job fonts_job;

static int open_fonts(void **state) {
  (void)state;
  fonts_job = unit_job();
  shared_fonts = fonts_open(&fonts_job, STR("."));
  return shared_fonts ? 0 : -1;
}

static int close_fonts(void **state) {
  (void)state;
  fonts_close(shared_fonts);
  unit_done(&fonts_job);
  return 0;
}

#endif
