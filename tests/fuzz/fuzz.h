/* What a fuzz target is: NAME_fuzz.c defines fuzz_one, which reads the bytes as its reader would and returns. It must neither
 * crash nor hang, and whatever laws hold for the reader's result it checks with must(). The corpus is corpus/NAME/.
 * With clang's libFuzzer (make fuzz) fuzz_one is driven by coverage; without, by replay.c, which replays the corpus and
 * mutates it by a fixed seed, so that a run is the same everywhere. */
#ifndef DUIKAI_TEST_FUZZ_H
#define DUIKAI_TEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

void fuzz_one(const uint8_t *bytes, size_t n);

#endif
