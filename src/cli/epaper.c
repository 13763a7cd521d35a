/* epaper: the edition as a folder of web pages. */
#include "cli/cli.h"

#include <stdio.h>

int verb_epaper(const Args *a) {
  const char *out = args_find(a, "--output");
  if (!out) {
    fprintf(stderr, "duikai epaper: error: -o DIR is wanted, the folder that the days go to  [bad-usage]\n"
                    "  see 'duikai epaper --help'\n");
    return 2;
  }
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  const DuikaiEpaper how = {.ui = args_find(a, "--ui"), .url = args_find(a, "--url"), .date = args_find(a, "--date")};
  bool made = duikai_read(s, a->operand[0]) &&
              duikai_make(s, &(DuikaiMake){.pages = args_find(a, "--pages"), .show = "none", .press = "none"}) &&
              duikai_epaper(s, out, &how);
  int pages = duikai_page_count(s), status = session_end(s, a);
  if (made && status < 2 && !args_find(a, "--quiet"))
    fprintf(stderr, "duikai: wrote the e-paper of %d page%s to %s\n", pages, pages == 1 ? "" : "s", out);
  return status;
}
