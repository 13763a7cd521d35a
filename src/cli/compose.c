/* compose: plain paragraphs in one column. */
#include "base/base.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static bool read_text(Arena *a, const char *path, Str *out) {
  Job job = {.arena = a, .diags = diags_make(a)};
  if (file_read(&job, str_of(path), FILE_MAX_COPY, (Span){0}, out)) return true;
  Buf b = buf_make(a, 1 << 20);
  diags_write_text(job.diags, &b, DIAG_NOTE, false);
  diags_write_remedies(job.diags, &b, DIAG_NOTE);
  fprintf(stderr, "%.*s", STRF(buf_str(&b)));
  return false;
}

/* --explain LINE, from 1; 0: not asked for, -1: no such thing */
static int explain_line(const Args *a) {
  const char *line = args_find(a, "--explain");
  int64_t k;
  return !line ? 0 : str_read_int(str_of(line), &k) && k > 0 && k < INT32_MAX ? (int)k : -1;
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
  const char *path = a->operand_count ? a->operand[0] : "-", *out = args_find(a, "--output");
  if (!read_text(arena, path, &text)) return duikai_close(s), 2;
  bool ok = duikai_compose(s, &(DuikaiCompose){.lang = args_find(a, "--lang"),
                                               .writing = args_find(a, "--writing"),
                                               .size = args_find(a, "--size"),
                                               .measure = args_find(a, "--measure"),
                                               .set = set,
                                               .set_count = n,
                                               .text = text.p,
                                               .text_size = text.n,
                                               .name = path});
  int line = explain_line(a);
  const char *why = ok && line > 0 ? duikai_compose_explain(s, line) : "";
  if (ok && line && !*why) {
    fprintf(stderr, "duikai compose: error: '%s' is no line of the text  [bad-option]\n", args_find(a, "--explain"));
    return duikai_close(s), 2;
  }
  if (ok && out) duikai_write_pdf(s, out);
  fputs(why, stdout);
  if (ok && (args_find(a, "--json") || (!out && !line))) fputs(duikai_compose_json(s), stdout);
  return session_end(s, a);
}

int verb_compose(const Args *a) {
  Arena *arena = arena_open();
  int status = compose(a, arena);
  arena_close(arena);
  return status;
}
