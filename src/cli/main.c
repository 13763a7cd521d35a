/* duikai: the command. */
#include "base/base.h"
#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const Option build_options[] = {
    {"--output", 'o', "OUT.pdf", "the PDF (default: the edition's name with .pdf; - is standard output)"},
    {"--pages", 0, "1,3-4", "only these pages"},
    {"--press", 0, "none|x4|x1a|a2u", "PDF/X-4, PDF/X-1a, PDF/A-2u; joined by + where they agree: x4+a2u"},
    {"--icc", 0, "FILE|NAME", "the printer's ICC profile, or a name of the ICC's registry (x1a only)"},
    {"--marks", 0, "all|crop,…", "marks outside the trim: crop, register, bar, slug"},
    {"--impose", 0, "pairs|spreads", "two pages a sheet: as the plates carry them, or as the reader sees them"},
    {"--max-ppi", 0, "N", "with --press none: finer pictures are computed down, to 150 for instance"},
    {"--split", 0, "DIR", "each page also as a file of its own, DIR/page-01.pdf …"},
    {"--encrypt-proof", 0, "PASSWORD", "the password is wanted to open the file"},
    {"--ua", 0, NULL, "claim PDF/UA-1: accessible; a picture without alt text is a finding"},
    {"--no-tags", 0, NULL, "no tree of tags"},
    {"--show", 0, "WORDS", "overlays as layers: frames,legs,baselines,grid,order,roles,lint"},
    {"--report", 0, "FILE.json", "findings and fit as JSON (- is standard output)"},
    {"--jobs", 'j', "N", "threads; the result is the same for any number"},
    {"--strict", 0, NULL, "warnings make the exit status 1"},
    {0},
};
static const Option proof_options[] = {
    {"--output", 'o', "DIR", "the folder for the pictures; made if it is not there"},
    {"--pages", 0, "1,3-4", "only these pages"},
    {"--show", 0, "WORDS", "overlays: frames,legs,baselines,grid,order,roles,overset,lint; none: the bare page"},
    {"--diff", 0, "OLD", "what changed since an earlier proof: its folder, or its proof.json"},
    {"--resolution", 0, "N", "pixels to the inch (default: 100)"},
    {"--format", 0, "png|jpeg|webp", "kind of the pictures (default: png)"},
    {"--bleed", 0, NULL, "bare pages with what stands beyond the trim"},
    {"--report", 0, "FILE.json", "findings and fit as JSON (- is standard output)"},
    {"--jobs", 'j', "N", "threads; the result is the same for any number"},
    {"--strict", 0, NULL, "warnings make the exit status 1"},
    {0},
};
static const Option epaper_options[] = {
    {"--output", 'o', "DIR", "the folder of all days; made if it is not there, and this day is added"},
    {"--url", 0, "URL",
     "where the folder will be served: for sitemap, feed and canonical addresses (else the paper's url)"},
    {"--ui", 0, "zh|en", "language of the interface, zh-Hans and zh-Hant too (default: the edition's)"},
    {"--date", 0, "2026-10-24", "the day, where the edition says none"},
    {"--pages", 0, "1,3-4", "only these pages"},
    {"--report", 0, "FILE.json", "findings and fit as JSON (- is standard output)"},
    {"--jobs", 'j', "N", "threads; the result is the same for any number"},
    {"--strict", 0, NULL, "warnings make the exit status 1"},
    {0},
};
static const Option check_options[] = {
    {"--press", 0, "none|x4|x1a|a2u", "also what this standard asks, and the ink of pictures"},
    {"--icc", 0, "FILE|NAME", "the printer's ICC profile"},
    {"--report", 0, "FILE.json", "findings and fit as JSON (- is standard output)"},
    {"--jobs", 'j', "N", "threads"},
    {"--strict", 0, NULL, "warnings make the exit status 1"},
    {0},
};
static const Option fit_options[] = {
    {"--suggest", 0, NULL, "for what is over or under: which change would make it fit"},
    {"--json", 0, NULL, "as JSON"},
    {"--jobs", 'j', "N", "threads"},
    {0}};
static const Option compose_options[] = {
    {"--lang", 0, "LANG", "zh-Hans (default), zh-Hant, zh-HK, ja, ko, en"},
    {"--writing", 0, "WRITING", "horizontal (default) or vertical"},
    {"--size", 0, "10pt", "the em"},
    {"--measure", 0, "14em", "length of a line"},
    {"--set", 0, "NAME=VALUE", "an option of the paragraph style; may be given again ('--set help' lists them)"},
    {"--json", 0, NULL, "print the lines as JSON"},
    {"--explain", 0, "LINE", "print each gap of a line and the breaks that lost"},
    {"--output", 'o', "OUT.pdf", "write the PDF (- is standard output)"},
    {0},
};
static const Option dump_options[] = {
    {"--after", 0, "STAGE", "plan, story, shape, para, flow or paint"}, {"--jobs", 'j', "N", "threads"}, {0}};
static const Option explain_options[] = {
    {"--line", 0, "LINE", "print each gap of that line of the story and the breaks that lost"},
    {"--jobs", 'j', "N", "threads"},
    {0}};
static const Option fonts_options[] = {{"--check", 0, NULL, "what each face lacks"}, {0}};
static const Option verify_options[] = {{0}};
static const Option no_options[] = {{0}};

const VerbEntry verb_table[] = {
    {"build", "EDITION", "makes the pages into a PDF", 1, 1, build_options, verb_build},
    {"check", "EDITION", "findings only, writes no page", 1, 1, check_options, verb_check},
    {"fit", "EDITION", "who is over or under, in lines and characters", 1, 1, fit_options, verb_fit},
    {"proof", "EDITION", "pictures of the pages with overlays", 1, 1, proof_options, verb_proof},
    {"epaper", "EDITION", "the edition as web pages: zones, articles, data, EPUB", 1, 1, epaper_options, verb_epaper},
    {"compose", "[FILE|-]", "sets plain paragraphs in one column", 0, 1, compose_options, verb_compose},
    {"verify", "OUT.pdf EDITION", "reads a PDF back and compares every article with its copy", 2, 2, verify_options,
     verb_verify},
    {"dump", "EDITION", "what a stage made, as text", 1, 1, dump_options, verb_dump},
    {"explain", "EDITION STORY|FRAME", "why it broke, ended or was placed as it was", 2, 2, explain_options,
     verb_explain},
    {"fonts", "", "roles, faces and files", 0, 0, fonts_options, verb_fonts},
    {"new", "DIR", "a small edition to start from", 1, 1, no_options, verb_new},
    {"schema", "edition|layout", "JSON Schema of edition.yaml or of a layout", 1, 1, no_options, verb_schema},
    {0},
};

static int unknown_verb(const char *word) {
  Str names[COUNT(verb_table)];
  size_t n = 0;
  for (const VerbEntry *v = verb_table; v->name; v++) names[n++] = str_of(v->name);
  Str near = str_nearest(str_of(word), names, n);
  fprintf(stderr, "duikai: error: there is no verb '%s'", word);
  if (near.n) fprintf(stderr, "; did you mean '%.*s'?", STRF(near));
  fprintf(stderr, "  [bad-usage]\n  see 'duikai --help'\n");
  return 2;
}

static void stop(int sig) {
  duikai_drop_outputs();
  signal(sig, SIG_DFL);
  raise(sig);
}

/* What was printed may still be on its way: a full disk behind a redirection shows only now. */
static int finish_output(int status) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return status;
  fprintf(stderr, "duikai: error: standard output could not be written  [file-unwritable]\n");
  return 2;
}

int main(int argc, char **argv) {
  signal(SIGINT, stop);
  signal(SIGTERM, stop);
  signal(SIGHUP, stop);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN); /* a write past the limit fails, and is told, like one on a full disk */
  const char *word = argc > 1 ? argv[1] : "--help";
  if (!strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help"))
    return help_all(), finish_output(argc > 1 ? 0 : 2);
  if (!strcmp(word, "--version")) return puts("duikai " DUIKAI_VERSION), 0;
  for (const VerbEntry *v = verb_table; v->name; v++) {
    if (strcmp(word, v->name)) continue;
    Args args;
    if (!args_read(v, argc - 2, argv + 2, &args)) return 2;
    return finish_output(args.help ? help_verb(v), 0 : v->run(&args));
  }
  return unknown_verb(word);
}
