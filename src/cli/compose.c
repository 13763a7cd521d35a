/* compose: plain paragraphs in one column. */
#include "base/base.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static bool read_all(FILE *f, Buf *b) {
  char block[65536];
  for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;) buf_put(b, block, n);
  return !ferror(f) && !b->full;
}

static bool read_text(Arena *a, const char *path, Str *out) {
  FILE *f = strcmp(path, "-") ? fopen(path, "rb") : stdin;
  Buf b = buf_make(a, FILE_MAX_COPY);
  bool ok = f && read_all(f, &b);
  if (f && f != stdin) fclose(f);
  if (!ok) fprintf(stderr, "%s: error: the text cannot be read, or is larger than %zu MiB  [file-unreadable]\n", path, FILE_MAX_COPY >> 20);
  *out = buf_str(&b);
  return ok;
}

static int compose(const Args *a, Arena *arena) {
  const char *set[GIVEN_MAX];
  size_t n = 0;
  for (int i = 0; i < a->given_count; i++)
    if (!strcmp(a->given[i].name, "--set")) set[n++] = a->given[i].value;
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  if (n && !strcmp(set[n - 1], "help")) return fputs(duikai_option_names(s), stdout), duikai_close(s), 0;
  Str text;
  const char *path = a->operand_count ? a->operand[0] : "-", *out = args_find(a, "--output"), *line = args_find(a, "--explain");
  if (!read_text(arena, path, &text)) return duikai_close(s), 2;
  bool ok = duikai_compose(s, &(DuikaiCompose){.lang = args_find(a, "--lang"), .writing = args_find(a, "--writing"), .size = args_find(a, "--size"),
                                               .measure = args_find(a, "--measure"), .set = set, .set_count = n, .text = text.p,
                                               .text_size = text.n, .name = path});
  int64_t k = 1;
  if (ok && out) duikai_write_pdf(s, out);
  if (ok && line && str_read_int(str_of(line), &k)) fputs(duikai_compose_explain(s, (int)k), stdout);
  if (ok && (args_find(a, "--json") || (!out && !line))) fputs(duikai_compose_json(s), stdout);
  return session_end(s, a);
}

int verb_compose(const Args *a) {
  Arena *arena = arena_open();
  int status = compose(a, arena);
  arena_close(arena);
  return status;
}
