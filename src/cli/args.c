/* The words of the command line: a table of verbs, each with a table of options; help is printed from the same rows. */
#include "base/base.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const Option common[] = {
    {"--color", 0, "auto|always|never", "colours in findings (auto: on a terminal)"},
    {"--notes", 0, NULL, "also show findings of level note"},
    {"--quiet", 'q', NULL, "no progress, no summary; findings only"},
    {"--data", 0, "DIR", "where fonts/ and layouts/ are (default: DUIKAI_DATA, or as installed)"},
    {"--help", 'h', NULL, "this text"},
    {0},
};

static const Option *match(const Option *table, const char *word, size_t length) {
  for (const Option *o = table; o && o->name; o++) {
    bool lettered = length == 2 && word[0] == '-' && word[1] == o->letter && o->letter;
    if (lettered || (strlen(o->name) == length && !memcmp(o->name, word, length))) return o;
  }
  return NULL;
}

static const Option *find_option(const VerbEntry *verb, const char *word, size_t length) {
  const Option *o = match(verb->options, word, length);
  return o ? o : match(common, word, length);
}

static bool unknown_option(const VerbEntry *verb, const char *word, size_t length) {
  Arena *a = arena_open();
  Str option = {word, length};
  VEC(Str) names = {0};
  for (const Option *o = verb->options; o && o->name; o++) vec_add(a, &names, str_of(o->name));
  for (const Option *o = common; o->name; o++) vec_add(a, &names, str_of(o->name));
  Str near = str_nearest(option, names.at, names.n);
  fprintf(stderr, "duikai %s: error: there is no option '%.*s'", verb->name, STRF(option));
  if (near.n) fprintf(stderr, "; did you mean '%.*s'?", STRF(near));
  fprintf(stderr, "  [bad-usage]\n  see 'duikai %s --help'\n", verb->name);
  arena_close(a);
  return false;
}

static bool usage(const VerbEntry *verb, const char *what, const char *word) {
  fprintf(stderr, "duikai %s: error: %s '%s'  [bad-usage]\n  see 'duikai %s --help'\n", verb->name, what, word,
          verb->name);
  return false;
}

static bool add_given(const VerbEntry *verb, Args *out, const char *name, const char *value) {
  if (out->given_count == GIVEN_MAX) return usage(verb, "too many options, the first too many is", name);
  out->given[out->given_count].name = name;
  out->given[out->given_count++].value = value;
  return true;
}

/* --name=value, --name value, -nvalue, -n value */
static bool read_option(const VerbEntry *verb, int argc, char **argv, int *i, Args *out) {
  const char *word = argv[*i], *eq = strchr(word, '=');
  size_t length = word[1] != '-' ? 2 : eq ? (size_t)(eq - word) : strlen(word);
  const Option *o = find_option(verb, word, length);
  if (!o) return unknown_option(verb, word, word[1] == '-' ? length : strlen(word));
  const char *value = word[1] != '-' ? (word[2] ? word + 2 : NULL) : eq ? eq + 1 : NULL;
  if (!o->value) return value ? usage(verb, "no value is wanted after", o->name) : add_given(verb, out, o->name, "");
  if (!value && *i + 1 >= argc) return usage(verb, "a value is wanted after", o->name);
  return add_given(verb, out, o->name, value ? value : argv[++*i]);
}

bool args_read(const VerbEntry *verb, int argc, char **argv, Args *out) {
  *out = (Args){.verb = verb};
  bool words_only = false;
  for (int i = 0; i < argc; i++) {
    const char *w = argv[i];
    if (!words_only && !strcmp(w, "--"))
      words_only = true;
    else if (!words_only && w[0] == '-' && w[1]) {
      if (!read_option(verb, argc, argv, &i, out)) return false;
    } else if (out->operand_count == verb->most)
      return usage(verb, "there is a word too many:", w);
    else
      out->operand[out->operand_count++] = w;
  }
  out->help = args_find(out, "--help") != NULL;
  if (out->help || out->operand_count >= verb->least) return true;
  fprintf(stderr, "duikai %s: error: %s is wanted  [bad-usage]\n  see 'duikai %s --help'\n", verb->name, verb->operands,
          verb->name);
  return false;
}

const char *args_find(const Args *a, const char *name) {
  for (int i = a->given_count; i-- > 0;)
    if (!strcmp(a->given[i].name, name)) return a->given[i].value;
  return NULL;
}

/* ---- help */

static void help_options(const Option *table) {
  for (const Option *o = table; o && o->name; o++) {
    char left[64];
    snprintf(left, sizeof left, "%s%c%s%s%s%s", o->letter ? "-" : "", o->letter ? o->letter : ' ',
             o->letter ? ", " : "   ", o->name, o->value ? " " : "", o->value ? o->value : "");
    printf("  %-40s %s\n", left, o->meaning);
  }
}

void help_verb(const VerbEntry *verb) {
  printf("duikai %s %s\n  %s\n\nOptions:\n", verb->name, verb->operands, verb->meaning);
  help_options(verb->options);
  help_options(common);
}

void help_all(void) {
  printf("duikai " DUIKAI_VERSION " (对开): typesets newspapers\n\n");
  for (const VerbEntry *v = verb_table; v->name; v++)
    printf("  duikai %-8s %-24s %s\n", v->name, v->operands, v->meaning);
  printf("\nEDITION is an edition folder, an edition.yaml, or a single copy file (.md).\n"
         "Exit status: 0 made clean; 1 made, with errors on the page; 2 not made.\n"
         "'duikai VERB --help' shows a verb's options.\n");
}
