/* replay [-n MUTATIONS] FILE...: hands every file to fuzz_one, then MUTATIONS changed copies of each, the same in every run.
 * Prints the file it is at before each, flushed, so that a crash names its input; -w FILE keeps the mutant in work there. */
#include "fuzz.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef WITH_LIBFUZZER
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) { return fuzz_one(bytes, n), 0; }
#else

enum { SIZE_MOST = 1 << 20, GROWTH = 4096 };

static uint64_t seed;
static uint32_t chance(uint32_t below) { /* xorshift64* */
  seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
  return (uint32_t)((seed * 2685821657736338717u) >> 33) % below;
}

/* What readers stumble over: brackets, quotes, line ends, cut UTF-8, zeros, numbers at their limits. */
static const char *const SCRAPS[] = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ":",
    "- ",
    "---\n",
    "\n",
    "\r\n",
    "\t",
    "# ",
    "**",
    "——",
    "。",
    "“",
    "\xE4\xB8",
    "\xFF",
    "\xEF\xBB\xBF",
    "\xE2\x80\x8B",
    "&a ",
    "*a",
    "!!",
    "|",
    ">",
    "-1",
    "0",
    "99999999999999999999",
    "0.000001pt",
    "mm",
    "em",
    "<p>",
    "![](",
    "](",
    "■",
    "本报讯",
};

static size_t mutate(uint8_t *b, size_t n, size_t room) {
  for (uint32_t times = 1 + chance(4); times--;) {
    size_t at = n ? chance((uint32_t)n) : 0;
    const char *scrap = SCRAPS[chance(sizeof SCRAPS / sizeof *SCRAPS)];
    size_t k = strlen(scrap), cut = n ? 1 + chance((uint32_t)(n - at < 64 ? n - at : 64)) : 0;
    switch (chance(5)) {
    case 0:
      if (n) b[at] ^= (uint8_t)(1u << chance(8));
      break;
    case 1:
      if (n) memmove(b + at, b + at + cut, n - at - cut), n -= cut;
      break;
    case 2:
      if (n) n = at;
      break;
    case 3:
      if (n + k < room) memmove(b + at + k, b + at, n - at), memcpy(b + at, scrap, k), n += k;
      break;
    default:
      if (n && n + cut < room) memmove(b + at + cut, b + at, n - at), n += cut;
      break;
    }
  }
  return n;
}

static size_t read_file(const char *path, uint8_t *bytes) {
  FILE *f = fopen(path, "rb");
  if (!f) return perror(path), exit(2), 0;
  size_t n = fread(bytes, 1, SIZE_MOST, f);
  fclose(f);
  return n;
}

static void keep(const char *path, const uint8_t *bytes, size_t n) {
  FILE *f = path ? fopen(path, "wb") : NULL;
  if (!f) return;
  fwrite(bytes, 1, n, f);
  fclose(f);
}

int main(int argc, char **argv) {
  static uint8_t file[SIZE_MOST], mutant[SIZE_MOST + GROWTH];
  long mutations = 0;
  const char *kept = NULL;
  int i = 1;
  for (; i + 1 < argc && argv[i][0] == '-'; i += 2) {
    if (!strcmp(argv[i], "-n")) mutations = atol(argv[i + 1]);
    if (!strcmp(argv[i], "-w")) kept = argv[i + 1];
  }
  for (; i < argc; i++) {
    size_t n = read_file(argv[i], file);
    printf("%s\n", argv[i]), fflush(stdout);
    fuzz_one(file, n);
    seed = 88172645463325252u + n;
    for (long m = 0; m < mutations; m++) {
      memcpy(mutant, file, n);
      size_t changed = mutate(mutant, n, sizeof mutant);
      keep(kept, mutant, changed);
      uint8_t *exact = malloc(changed + 1); /* a block of just this size, so that reading past it is found */
      if (!exact) return 2;
      memcpy(exact, mutant, changed);
      fuzz_one(exact, changed);
      free(exact);
    }
  }
  return 0;
}
#endif
