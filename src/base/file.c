/* file: reading whole files, and writing files that appear whole or not at all. */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The system's reason for a failure, in the manner of our messages: lower case. */
static Str reason(Arena *a, int error) {
  char text[128];
  if (strerror_r(error, text, sizeof text) != 0) return str_f(a, "error %d", error);
  if (text[0] >= 'A' && text[0] <= 'Z') text[0] = (char)(text[0] + ('a' - 'A'));
  return str_copy(a, str_of(text));
}

static bool has_nul(Str path) { return path.n && memchr(path.p, 0, path.n); }

bool file_exists(Str path) {
  Arena *scratch = arena_open();
  struct stat st;
  bool is = !has_nul(path) && stat(str_z(scratch, path), &st) == 0 && !S_ISDIR(st.st_mode);
  arena_close(scratch);
  return is;
}

bool dir_exists(Str path) {
  Arena *scratch = arena_open();
  struct stat st;
  bool is = !has_nul(path) && stat(str_z(scratch, path), &st) == 0 && S_ISDIR(st.st_mode);
  arena_close(scratch);
  return is;
}

bool file_same(Str a, Str b) {
  Arena *scratch = arena_open();
  struct stat x, y;
  bool is = !has_nul(a) && !has_nul(b) && stat(str_z(scratch, a), &x) == 0 && stat(str_z(scratch, b), &y) == 0 &&
            x.st_dev == y.st_dev && x.st_ino == y.st_ino;
  arena_close(scratch);
  return is;
}

void file_drop(Str path) {
  if (has_nul(path)) return;
  Arena *scratch = arena_open();
  unlink(str_z(scratch, path));
  arena_close(scratch);
}

bool dir_make(Job *job, Str path) {
  char *z = str_z(job->arena, path);
  for (size_t at = 1; at <= path.n; at++) {
    if (at < path.n && z[at] != '/') continue;
    char kept = z[at];
    z[at] = 0;
    int error = mkdir(z, 0777) == 0 ? 0 : errno;
    z[at] = kept;
    if (!error || dir_exists(str_sub(path, 0, at))) continue;
    diag_add(job->diags, DIAG_FILE_UNWRITABLE, (Span){0}, "cannot make folder '%.*s': %.*s", STRF(path),
             STRF(reason(job->arena, error)));
    return false;
  }
  return path.n > 0;
}

/* ---- reading */

static void say_unread(Job *job, Str path, Span asked_at, int error) {
  DiagCode code = error == ENOENT || error == ENOTDIR ? DIAG_FILE_MISSING : DIAG_FILE_UNREADABLE;
  diag_add(job->diags, code, asked_at, "cannot read '%.*s': %.*s", STRF(path), STRF(reason(job->arena, error)));
}

/* Reads to the end, one byte past `max` at most. What is no regular file has no size to be told beforehand. */
static int read_all(Arena *a, int fd, size_t expected, size_t max, Str *out) {
  size_t n = 0, cap = expected + 1;
  char *p = arena_add(a, cap);
  for (;;) {
    if (n == cap) {
      size_t more = cap < 65536 ? 65536 : cap * 2;
      p = arena_grow(a, p, cap, more);
      cap = more;
    }
    ssize_t got = read(fd, p + n, cap - n);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    n += (size_t)got;
    if (got == 0 || n > max) break;
  }
  *out = (Str){p, n};
  return 0;
}

static int read_open(Arena *a, int fd, size_t max, Str *out) {
  struct stat st;
  if (fstat(fd, &st) != 0) return errno;
  if (S_ISDIR(st.st_mode)) return EISDIR;
  size_t size = S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 0;
  if (size > max) return *out = (Str){"", max + 1}, 0;
  return read_all(a, fd, size, max, out);
}

bool file_read(Job *job, Str path, size_t max, Span asked_at, Str *out) {
  bool standard = str_is(path, "-");
  *out = STR("");
  int fd = standard ? STDIN_FILENO : has_nul(path) ? -1 : open(str_z(job->arena, path), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return say_unread(job, path, asked_at, has_nul(path) ? ENOENT : errno), false;
  int error = read_open(job->arena, fd, max, out);
  if (!standard) close(fd);
  if (!error && out->n <= max) return true;
  *out = STR("");
  if (error) return say_unread(job, path, asked_at, error), false;
  diag_add(job->diags, DIAG_FILE_TOO_LARGE, asked_at, "'%.*s' has more than %zu bytes, it was not read", STRF(path),
           max);
  return false;
}

/* ---- writing. A regular file is written beside its place under another name and renamed when all of it is on the disk;
 * a device or a pipe, which has no earlier content to lose, is written directly. */

enum {
  OPEN_MOST = 64, /* temporaries a signal handler can find; a further one is still removed by out_close */
  BUFFERED = 1 << 16,
  NAMES_TRIED = 1000
};

struct Out {
  Arena *a;
  char *path, *temp; /* temp is NULL when written directly */
  Str shown;
  int fd, error;
  size_t buffered;
  char buffer[BUFFERED];
};

static _Atomic(const char *) open_temps[OPEN_MOST];

static void temp_put(const char *temp) {
  for (size_t i = 0; i < OPEN_MOST; i++) {
    const char *free_slot = NULL;
    if (atomic_compare_exchange_strong(&open_temps[i], &free_slot, temp)) return;
  }
}

static void temp_drop(const char *temp) {
  for (size_t i = 0; i < OPEN_MOST; i++) {
    const char *mine = temp;
    if (atomic_compare_exchange_strong(&open_temps[i], &mine, NULL)) return;
  }
}

void out_drop_all(void) {
  for (size_t i = 0; i < OPEN_MOST; i++) {
    const char *temp = atomic_exchange(&open_temps[i], NULL);
    if (temp) unlink(temp);
  }
}

/* A link is followed by hand, since rename would put the file in the link's place. */
static char *follow_links(Arena *a, char *path) {
  for (int i = 0; i < 16; i++) {
    char target[4096];
    ssize_t n = readlink(path, target, sizeof target);
    if (n <= 0 || n == (ssize_t)sizeof target) break;
    path = str_z(a, path_join(a, path_dir(str_of(path)), (Str){target, (size_t)n}));
  }
  return path;
}

/* Opens a new file beside the path, with the mode of the file it is to replace. */
static int temp_open(Out *o, const struct stat *earlier) {
  for (int i = 0; i < NAMES_TRIED; i++) {
    o->temp = str_z(o->a, str_f(o->a, "%s.%ld-%d.part", o->path, (long)getpid(), i));
    temp_put(
        o->temp); /* first, or a signal in between would leave it; the name has our process number, so it is nobody else's */
    o->fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (o->fd >= 0) {
      if (earlier) (void)!fchmod(o->fd, earlier->st_mode & 07777);
      return 0;
    }
    int error = errno;
    temp_drop(o->temp);
    if (error != EEXIST) return o->temp = NULL, error;
  }
  return EEXIST;
}

static int out_start(Out *o) {
  struct stat st;
  o->path = follow_links(o->a, o->path);
  bool there = stat(o->path, &st) == 0;
  if (there && S_ISDIR(st.st_mode)) return EISDIR;
  if (!there || S_ISREG(st.st_mode)) return temp_open(o, there ? &st : NULL);
  o->fd = open(o->path, O_WRONLY | O_CLOEXEC);
  return o->fd < 0 ? errno : 0;
}

static void say_unwritten(Job *job, Str path, int error) {
  diag_add(job->diags, DIAG_FILE_UNWRITABLE, (Span){0}, "cannot write '%.*s': %.*s", STRF(path),
           STRF(reason(job->arena, error)));
}

Out *out_open(Job *job, Str path) {
  Out *o = arena_new(job->arena, Out);
  o->a = job->arena;
  o->path = str_z(job->arena, path);
  o->shown = str_copy(job->arena, path);
  o->fd = STDOUT_FILENO;
  int error = str_is(path, "-") ? 0 : !path.n || has_nul(path) ? ENOENT : out_start(o);
  if (!error) return o;
  say_unwritten(job, path, error);
  return NULL;
}

static void write_through(Out *o, const char *p, size_t n) {
  while (n && !o->error) {
    ssize_t put = write(o->fd, p, n);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0)
      o->error = errno;
    else
      p += put, n -= (size_t)put;
  }
}

static void flush(Out *o) {
  write_through(o, o->buffer, o->buffered);
  o->buffered = 0;
}

bool out_put(Out *o, const void *bytes, size_t n) {
  if (!n) return !o->error;
  if (n > BUFFERED - o->buffered) flush(o);
  if (n >= BUFFERED) {
    write_through(o, bytes, n);
  } else {
    memcpy(o->buffer + o->buffered, bytes, n);
    o->buffered += n;
  }
  return !o->error;
}

bool out_close(Job *job, Out *o, bool keep) {
  if (keep) flush(o);
  if (keep && o->temp && !o->error && fsync(o->fd) != 0 && errno != EINVAL) o->error = errno;
  if (o->fd != STDOUT_FILENO && close(o->fd) != 0 && !o->error) o->error = errno;
  if (o->temp) {
    if (keep && !o->error && rename(o->temp, o->path) != 0) o->error = errno;
    if (!keep || o->error) unlink(o->temp);
    temp_drop(o->temp);
  }
  if (keep && o->error) say_unwritten(job, o->shown, o->error);
  return !o->error;
}

bool file_write(Job *job, Str path, Str bytes) {
  Out *o = out_open(job, path);
  if (!o) return false;
  out_put(o, bytes.p, bytes.n);
  return out_close(job, o, true);
}
