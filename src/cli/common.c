/* What the verbs share: a session from the common options, its end, and where the data lie. */
#include "base/base.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool wants_color(const Args *a) {
  const char *c = args_find(a, "--color");
  if (c && !strcmp(c, "always")) return true;
  if (c && !strcmp(c, "never")) return false;
  return isatty(STDERR_FILENO) && !getenv("NO_COLOR");
}

static void show_progress(void *ctx, const char *stage, int done, int total) {
  (void)ctx;
  if (done == total)
    fprintf(stderr, "\r\033[K");
  else
    fprintf(stderr, "\r\033[K%s … %d/%d", stage, done, total);
}

static int thread_count(const Args *a) {
  const char *given = args_find(a, "--jobs");
  int64_t n = 0;
  if (given && str_read_int(str_of(given), &n) && n > 0) return (int)(n < 64 ? n : 64);
  long cpus = sysconf(_SC_NPROCESSORS_ONLN);
  return cpus > 8 ? 8 : cpus > 1 ? (int)cpus : 1;
}

DuikaiSession *session_for(const Args *a) {
  const char *data = args_find(a, "--data"), *jobs = args_find(a, "--jobs");
  const char *color = args_find(a, "--color");
  if (color && strcmp(color, "auto") && strcmp(color, "always") && strcmp(color, "never")) {
    fprintf(stderr, "duikai %s: error: '%s' is no value for --color; it is auto, always or never  [bad-option]\n",
            a->verb->name, color);
    return NULL;
  }
  int64_t n;
  if (jobs && (!str_read_int(str_of(jobs), &n) || n < 1)) {
    fprintf(stderr, "duikai: error: '%s' is no number of threads  [bad-option]\n", jobs);
    return NULL;
  }
  bool quiet = args_find(a, "--quiet") || !isatty(STDERR_FILENO);
  return duikai_open(&(DuikaiConfig){.data_dir = data ? data : data_dir(),
                                     .threads = thread_count(a),
                                     .strict = args_find(a, "--strict") != NULL,
                                     .color = wants_color(a),
                                     .progress = quiet ? NULL : show_progress,
                                     .draw_pdf = preview_draw});
}

int session_end(DuikaiSession *s, const Args *a) {
  const char *report = args_find(a, "--report");
  bool written = !report || write_text(report, duikai_report(s));
  fputs(duikai_findings(s, args_find(a, "--notes") ? DUIKAI_NOTE : DUIKAI_WARNING), stderr);
  size_t notes = duikai_count(s, DUIKAI_NOTE);
  if (notes && !args_find(a, "--notes") && !args_find(a, "--quiet"))
    fprintf(stderr, "duikai: %zu note%s not shown (--notes shows them)\n", notes, notes == 1 ? "" : "s");
  int status = written ? duikai_status(s) : 2;
  duikai_close(s);
  return status;
}

bool write_text(const char *path, const char *text) {
  Arena *a = arena_open();
  Job job = {.arena = a, .diags = diags_make(a)};
  bool ok = file_write(&job, str_of(path), str_of(text));
  if (!ok) {
    Buf b = buf_make(a, 1 << 20);
    diags_write_text(job.diags, &b, DIAG_NOTE, false);
    fprintf(stderr, "%.*s", STRF(buf_str(&b)));
  }
  arena_close(a);
  return ok;
}

/* ---- the data folder */

static bool is_data_dir(const char *dir) {
  char path[4096];
  int n = snprintf(path, sizeof path, "%s/fonts/roles.yaml", dir);
  return n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0;
}

/* build/release/duikai and build/duikai both stand below the project's folder. */
static const char *beside_program(void) {
  static char dir[4096];
  ssize_t n = readlink("/proc/self/exe", dir, sizeof dir - 1);
  if (n <= 0) return NULL;
  dir[n] = 0;
  for (char *slash = strrchr(dir, '/'); slash && slash != dir; slash = strrchr(dir, '/')) {
    *slash = 0;
    if (is_data_dir(dir)) return dir;
  }
  return NULL;
}

const char *data_dir(void) {
  const char *env = getenv("DUIKAI_DATA");
  if (env && *env) return env;
  const char *near = beside_program();
  return near ? near : DUIKAI_DATADIR;
}
