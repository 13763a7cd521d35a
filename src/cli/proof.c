/* proof: pictures of the pages with what the engine reckoned with drawn over them. */
#include "base/base.h"
#include "cli/cli.h"

#include <stdio.h>

static bool read_number(const Args *a, const char *name, int *out) {
  const char *given = args_find(a, name);
  int64_t n = 0;
  if (!given) return true;
  if (!str_read_int(str_of(given), &n) || n < 1 || n > 10000) {
    fprintf(stderr, "duikai proof: error: '%s' is no value for %s; it is a number from 1  [bad-option]\n", given, name);
    return false;
  }
  *out = (int)n;
  return true;
}

int verb_proof(const Args *a) {
  const char *out = args_find(a, "--output"), *show = args_find(a, "--show");
  DuikaiProof how = {
      .format = args_find(a, "--format"), .bleed = args_find(a, "--bleed") != NULL, .old = args_find(a, "--diff")};
  if (!out) {
    fprintf(stderr, "duikai proof: error: -o DIR is wanted, the folder that the pictures go to  [bad-usage]\n"
                    "  see 'duikai proof --help'\n");
    return 2;
  }
  if (!read_number(a, "--resolution", &how.resolution)) return 2;
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  bool made = duikai_read(s, a->operand[0]) &&
              duikai_make(s, &(DuikaiMake){.pages = args_find(a, "--pages"),
                                           .show = show ? show : "frames,legs,overset,lint"}) &&
              duikai_proof(s, out, &how);
  if (made) fputs(duikai_changes(s), stdout);
  int pages = duikai_page_count(s), status = session_end(s, a);
  if (made && status < 2 && !args_find(a, "--quiet"))
    fprintf(stderr, "duikai: wrote %d page%s, contact sheet, proof.json and index.html to %s\n", pages,
            pages == 1 ? "" : "s", out);
  return status;
}
