/* Pictures of PDF advertisements, for proofs and page pictures. They are drawn by poppler's pdftocairo, as a program of its own: cairo draws what
 * we paint and not what others did, and a library under the GPL is not linked into this one.
 *
 * Two files without names are its input and output, so nobody waits for a pipe; the shell it is started by bounds its time, memory and
 * output. Where it is not installed, or fails, there is no picture and the page shows a field with the name. */
#include "base/base.h"
#include "cli/cli.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { PICTURE_MOST = 64 << 20 };

/* ulimit: processor seconds, kilobytes of address space, blocks of 512 bytes of output. */
static bool run(int width, int height, FILE *in, FILE *out) {
  char script[240];
  snprintf(script, sizeof script,
           "ulimit -t 30; ulimit -v 3000000; ulimit -f 131072; exec pdftocairo -png -singlefile -scale-to-x %d "
           "-scale-to-y %d - -",
           width, height);
  char *argv[] = {(char[]){"sh"}, (char[]){"-c"}, script, NULL};
  posix_spawn_file_actions_t to;
  posix_spawn_file_actions_init(&to);
  posix_spawn_file_actions_adddup2(&to, fileno(in), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&to, fileno(out), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&to, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child;
  int status = 0, failed = posix_spawn(&child, "/bin/sh", &to, NULL, argv, environ);
  posix_spawn_file_actions_destroy(&to);
  return !failed && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Good until the next picture. */
static const void *bytes_of(FILE *out, size_t *size) {
  static Arena *kept;
  if (!kept) kept = arena_open();
  arena_clear(kept);
  long n = fseek(out, 0, SEEK_END) ? 0 : ftell(out);
  if (n <= 0 || n > PICTURE_MOST) return NULL;
  void *bytes = arena_add(kept, (size_t)n);
  rewind(out);
  *size = fread(bytes, 1, (size_t)n, out);
  return *size == (size_t)n ? bytes : NULL;
}

const void *preview_draw(void *ctx, const void *pdf, size_t bytes, int width, int height, size_t *size) {
  (void)ctx;
  FILE *in = tmpfile(), *out = tmpfile();
  const void *picture = NULL;
  if (in && out && fwrite(pdf, 1, bytes, in) == bytes && !fflush(in)) {
    rewind(in);
    lseek(fileno(in), 0, SEEK_SET);
    if (run(width, height, in, out)) picture = bytes_of(out, size);
  }
  if (in) fclose(in);
  if (out) fclose(out);
  return picture;
}
