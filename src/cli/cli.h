/* cli: the command. One file a verb; the only place with argv, environment, clock and exit. */
#ifndef DUIKAI_CLI_H
#define DUIKAI_CLI_H

#include "duikai.h"

#include <stdbool.h>

/* An option of a verb: `name` with its dashes, the letter of its short form (0: none), what its value is called (NULL: a switch), meaning. */
typedef struct Option {
  const char *name;
  char letter;
  const char *value;
  const char *meaning;
} Option;

/* What was given on the command line, after args_read. */
enum { GIVEN_MAX = 256 };
typedef struct Args {
  const struct VerbEntry *verb;
  const char *operand[4];
  int operand_count;
  struct {
    const char *name, *value;
  } given[GIVEN_MAX];
  int given_count;
  bool help;
} Args;

typedef struct VerbEntry {
  const char *name, *operands, *meaning;
  int least, most;
  const Option *options;
  int (*run)(const Args *a);
} VerbEntry;

extern const VerbEntry verb_table[]; /* ended by a NULL name */

/* Reads argv after the verb. False after a message on standard error (exit status 2). */
bool args_read(const VerbEntry *verb, int argc, char **argv, Args *out);
const char *args_find(const Args *a,
                      const char *name); /* value of the last one given, "" for a switch, NULL if not given */
void help_all(void);
void help_verb(const VerbEntry *verb);

/* A session as the common options ask for it. NULL after a message. */
DuikaiSession *session_for(const Args *a);
/* Prints findings, gives the exit status, closes the session. */
int session_end(DuikaiSession *s, const Args *a);
/* The folder with fonts/ and layouts/: DUIKAI_DATA, else beside the build tree that the program stands in, else the installed one. */
const char *data_dir(void);
bool write_text(const char *path, const char *text); /* whole or not at all; "-" is standard output */

int verb_build(const Args *a);
int verb_check(const Args *a);
int verb_fit(const Args *a);
int verb_proof(const Args *a);
int verb_compose(const Args *a);
int verb_dump(const Args *a);
int verb_explain(const Args *a);
int verb_fonts(const Args *a);
int verb_new(const Args *a);
int verb_schema(const Args *a);
int verb_verify(const Args *a);
int verb_epaper(const Args *a);
extern const char verify_script[]; /* what verify has mutool run */

/* preview.c: DuikaiConfig.draw_pdf */
const void *preview_draw(void *ctx, const void *pdf, size_t bytes, int width, int height, size_t *size);

#endif
