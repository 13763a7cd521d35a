/* What every unit test needs: cmocka in its required order, and a job to hand to the code under test. */
#ifndef DUIKAI_TEST_UNIT_H
#define DUIKAI_TEST_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

static inline Job unit_job(void) {
  Arena *a = arena_open();
  return (Job){.arena = a, .diags = diags_make(a)};
}
static inline void unit_done(Job *job) { arena_close(job->arena); }

/* A string compared with a literal; the failure shows both. */
#define assert_str(got, want)                                                                                          \
  do {                                                                                                                 \
    Str got_ = (got);                                                                                                  \
    const char *want_ = (want);                                                                                        \
    if (!str_is(got_, want_)) fail_msg("got \"%.*s\", want \"%s\"", STRF(got_), want_);                                \
  } while (0)

#endif
