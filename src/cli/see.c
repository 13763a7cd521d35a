/* dump, explain, fonts, schema, new: the engine seen from inside. */
#include "base/base.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

int verb_dump(const Args *a) {
  const char *stage = args_find(a, "--after");
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  if (!stage) stage = "flow";
  bool early = !strcmp(stage, "story") || !strcmp(stage, "plan");
  bool ok = duikai_read(s, a->operand[0]) && (early || duikai_make(s, NULL));
  const char *text = ok ? duikai_dump(s, stage) : NULL;
  if (ok && !text) {
    fprintf(stderr,
            "duikai dump: error: '%s' is no stage; there are plan, story, shape, para, flow and paint  [bad-option]\n",
            stage);
    duikai_close(s);
    return 2;
  }
  if (text) fputs(text, stdout);
  return session_end(s, a);
}

int verb_explain(const Args *a) {
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  bool ok = duikai_read(s, a->operand[0]) && duikai_make(s, NULL);
  const char *line = args_find(a, "--line");
  int64_t k = 0;
  if (line && (!str_read_int(str_of(line), &k) || k < 1 || k > INT32_MAX)) {
    fprintf(stderr, "duikai explain: error: '%s' is no number of a line  [bad-option]\n", line);
    duikai_close(s);
    return 2;
  }
  const char *text = !ok    ? NULL
                     : line ? duikai_explain_line(s, a->operand[1], (int)k)
                            : duikai_explain(s, a->operand[1]);
  if (!text) return session_end(s, a);
  fputs(text, stdout); /* what was asked; `check` tells the edition's findings */
  int status = duikai_status(s);
  duikai_close(s);
  return status;
}

int verb_fonts(const Args *a) {
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  fputs(duikai_fonts(s, args_find(a, "--check") != NULL), stdout);
  return session_end(s, a);
}

int verb_schema(const Args *a) {
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  const char *text = duikai_schema(s, a->operand[0]);
  if (text)
    fputs(text, stdout);
  else
    fprintf(stderr, "duikai schema: error: '%s' has no schema; there are edition and layout  [bad-option]\n",
            a->operand[0]);
  int status = session_end(s, a);
  return text ? status : 2;
}

int verb_new(const Args *a) {
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  if (duikai_new(s, a->operand[0])) printf("made %s; 'duikai build %s' makes its PDF\n", a->operand[0], a->operand[0]);
  return session_end(s, a);
}
