/* build, check, fit: an edition made, with more or less of it written down. */
#include "base/base.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

/* Where the PDF goes when nobody said: ./NAME.pdf after the edition's folder or the copy file. */
static const char *default_output(Arena *a, const char *edition) {
  Str path = str_of(edition);
  while (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
  Str base = path_base(path);
  if (str_is(base, "edition.yaml") || str_is(base, "edition.yml")) base = path_base(path_dir(path));
  if (!base.n || str_is(base, ".") || str_is(base, "..")) base = STR("edition");
  Str ext = path_ext(base);
  if (ext.n && ext.n + 1 < base.n && !dir_exists(path)) base.n -= ext.n + 1;
  return str_z(a, str_f(a, "%.*s.pdf", STRF(base)));
}

static int finish(DuikaiSession *s, const Args *a, bool summary) {
  if (summary && !args_find(a, "--quiet")) {
    const char *fit = duikai_fit(s);
    fputs(fit, stderr);
  }
  return session_end(s, a);
}

/* --press none in so many words asks for the screen's file; without --press it is the edition's `press:`, or plain. */
static bool read_pdf(const Args *a, DuikaiPdf *how) {
  const char *press = args_find(a, "--press"), *ppi = args_find(a, "--max-ppi");
  int64_t n = 0;
  *how = (DuikaiPdf){.no_tags = args_find(a, "--no-tags"),
                     .ua = args_find(a, "--ua"),
                     .screen = press && !strcmp(press, "none"),
                     .split = args_find(a, "--split"),
                     .password = args_find(a, "--encrypt-proof")};
  if (ppi && (!str_read_int(str_of(ppi), &n) || n < 36 || n > 2400)) {
    fprintf(stderr,
            "duikai build: error: '%s' is no value for --max-ppi: it is a number from 36 to 2400  [bad-option]\n", ppi);
    return false;
  }
  how->max_ppi = (int)n;
  return true;
}

int verb_build(const Args *a) {
  DuikaiPdf how;
  if (!read_pdf(a, &how)) return 2;
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  Arena *arena = arena_open();
  const char *out = args_find(a, "--output");
  if (!out) out = default_output(arena, a->operand[0]);
  bool made = duikai_read(s, a->operand[0]) &&
              duikai_make(s, &(DuikaiMake){.pages = args_find(a, "--pages"),
                                           .show = args_find(a, "--show"),
                                           .press = args_find(a, "--press"),
                                           .icc = args_find(a, "--icc"),
                                           .marks = args_find(a, "--marks"),
                                           .impose = args_find(a, "--impose")}) &&
              duikai_pdf_options(s, &how) && duikai_write_pdf(s, out);
  int status = finish(s, a, made);
  if (made && status < 2 && strcmp(out, "-") && !args_find(a, "--quiet")) fprintf(stderr, "duikai: wrote %s\n", out);
  arena_close(arena);
  return status;
}

int verb_check(const Args *a) {
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  bool made = duikai_read(s, a->operand[0]) &&
              duikai_make(s, &(DuikaiMake){.press = args_find(a, "--press"), .icc = args_find(a, "--icc")});
  return finish(s, a, made);
}

int verb_fit(const Args *a) {
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  if (duikai_read(s, a->operand[0]) && duikai_make(s, &(DuikaiMake){.suggest = args_find(a, "--suggest")}))
    fputs(args_find(a, "--json") ? duikai_fit_json(s) : duikai_fit(s), stdout);
  return session_end(s, a);
}
