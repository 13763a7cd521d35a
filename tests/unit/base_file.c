#include "unit.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static int make_folder(void **state) {
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/duikai-unit-XXXXXX");
  return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state) {
  (void)state;
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  return system(command);
}

static Str in_folder(Job *job, const char *name) { return path_join(job->arena, str_of(folder), str_of(name)); }

static int files_in_folder(void) {
  DIR *d = opendir(folder);
  int n = 0;
  for (struct dirent *e; (e = readdir(d));) n += e->d_name[0] != '.';
  closedir(d);
  return n;
}

static void paths(void **state) {
  (void)state;
  Arena *a = arena_open();
  static const struct {
    const char *path, *dir, *base, *ext;
  } rows[] = {
      {"a/b.md", "a", "b.md", "md"},
      {"b", ".", "b", ""},
      {"/b.tar.gz", "/", "b.tar.gz", "gz"},
      {"a/b/", "a/b", "", ""},
      {".hidden", ".", ".hidden", ""},
      {"a.d/b", "a.d", "b", ""},
      {"", ".", "", ""},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    assert_str(path_dir(str_of(rows[i].path)), rows[i].dir);
    assert_str(path_base(str_of(rows[i].path)), rows[i].base);
    assert_str(path_ext(str_of(rows[i].path)), rows[i].ext);
  }
  assert_str(path_join(a, STR("a"), STR("b")), "a/b");
  assert_str(path_join(a, STR("a/"), STR("b")), "a/b");
  assert_str(path_join(a, STR("a"), STR("/b")), "/b");
  assert_str(path_join(a, STR(""), STR("b")), "b");
  arena_close(a);
}

static void what_is_written_is_read(void **state) {
  (void)state;
  Job job = unit_job();
  size_t n = 300000; /* more than the buffer */
  char *bytes = arena_add(job.arena, n);
  for (size_t i = 0; i < n; i++) bytes[i] = (char)(i * 7);
  Str path = in_folder(&job, "out.bin"), back;
  Out *o = out_open(&job, path);
  for (size_t at = 0; at < n; at += 1000) assert_true(out_put(o, bytes + at, 1000));
  assert_false(file_exists(path)); /* not before it is whole */
  assert_true(out_close(&job, o, true));
  assert_true(file_read(&job, path, n, (Span){0}, &back));
  assert_true(str_eq(back, (Str){bytes, n}));
  assert_false(file_read(&job, path, n - 1, (Span){0}, &back));
  assert_true(diags_has(job.diags, DIAG_FILE_TOO_LARGE));
  assert_int_equal(files_in_folder(), 1);
  unlink(str_z(job.arena, path));
  unit_done(&job);
}

static void a_dropped_output_leaves_the_earlier_file(void **state) {
  (void)state;
  Job job = unit_job();
  Str path = in_folder(&job, "page.pdf"), back;
  assert_true(file_write(&job, path, STR("earlier")));
  chmod(str_z(job.arena, path), 0640);
  Out *o = out_open(&job, path);
  out_put(o, "half", 4);
  assert_true(out_close(&job, o, false));
  assert_true(file_read(&job, path, 100, (Span){0}, &back));
  assert_str(back, "earlier");
  o = out_open(&job, path);
  out_put(o, "half", 4);
  assert_int_equal(files_in_folder(), 2);
  out_drop_all(); /* what a signal handler does */
  assert_int_equal(files_in_folder(), 1);
  assert_false(out_close(&job, o, true));
  assert_true(file_write(&job, path, STR("later")));
  struct stat st;
  assert_int_equal(stat(str_z(job.arena, path), &st), 0);
  assert_int_equal(st.st_mode & 0777, 0640);
  assert_int_equal(files_in_folder(), 1);
  unlink(str_z(job.arena, path));
  unit_done(&job);
}

static void a_link_is_written_through(void **state) {
  (void)state;
  Job job = unit_job();
  Str real = in_folder(&job, "real"), link = in_folder(&job, "link"), back;
  assert_true(file_write(&job, real, STR("1")));
  assert_int_equal(symlink("real", str_z(job.arena, link)), 0);
  assert_true(file_write(&job, link, STR("2")));
  struct stat st;
  assert_int_equal(lstat(str_z(job.arena, link), &st), 0);
  assert_true(S_ISLNK(st.st_mode));
  assert_true(file_read(&job, real, 9, (Span){0}, &back));
  assert_str(back, "2");
  unlink(str_z(job.arena, link)), unlink(str_z(job.arena, real));
  unit_done(&job);
}

static void the_world_fails_with_a_finding(void **state) {
  (void)state;
  Job job = unit_job();
  Str out;
  assert_false(file_read(&job, STR("/nowhere/at/all"), 10, (Span){0}, &out));
  assert_true(diags_has(job.diags, DIAG_FILE_MISSING));
  assert_false(diags_has(job.diags, DIAG_FILE_UNREADABLE));
  assert_false(file_read(&job, STR("/tmp"), 10, (Span){0}, &out));
  assert_true(diags_has(job.diags, DIAG_FILE_UNREADABLE));
  assert_false(file_read(&job, (Str){"/tmp\0x", 6}, 10, (Span){0}, &out));
  assert_false(file_write(&job, STR("/nowhere/at/all"), STR("x")));
  assert_true(diags_has(job.diags, DIAG_FILE_UNWRITABLE));
  assert_false(file_write(&job, STR("/tmp"), STR("x")));
  assert_false(file_write(&job, STR(""), STR("x")));
  size_t before = diags_count(job.diags, DIAG_ERROR);
  assert_false(file_write(&job, STR("/dev/full"), STR("x"))); /* a full disk */
  assert_int_equal(diags_count(job.diags, DIAG_ERROR), before + 1);
  assert_true(file_write(&job, STR("/dev/null"), STR("x")));
  unit_done(&job);
}

static void folders(void **state) {
  (void)state;
  Job job = unit_job();
  Str deep = in_folder(&job, "a/b/c"), file = in_folder(&job, "f");
  assert_true(dir_make(&job, deep) && dir_exists(deep) && !file_exists(deep));
  assert_true(dir_make(&job, deep));
  assert_true(file_write(&job, file, STR("x")) && file_exists(file) && !dir_exists(file));
  assert_false(dir_make(&job, path_join(job.arena, file, STR("sub"))));
  assert_true(diags_has(job.diags, DIAG_FILE_UNWRITABLE));
  unit_done(&job);
}

/* ---- pool */

enum { ITEMS = 5000 };
typedef struct Table {
  int squares[ITEMS], times[ITEMS];
} Table;

static void square(void *ctx, size_t i, int worker) {
  (void)worker;
  Table *t = ctx;
  t->squares[i] = (int)(i * i);
  t->times[i]++;
}

static void every_item_is_done_once(void **state) {
  (void)state;
  static const int threads[] = {-1, 0, 1, 2, 8, 1000};
  static Table t;
  for (size_t k = 0; k < COUNT(threads); k++) {
    memset(&t, 0, sizeof t);
    pool_run(threads[k], ITEMS, square, &t);
    for (int i = 0; i < ITEMS; i++) assert_true(t.squares[i] == i * i && t.times[i] == 1);
  }
  pool_run(4, 0, square, &t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paths),
      cmocka_unit_test(what_is_written_is_read),
      cmocka_unit_test(a_dropped_output_leaves_the_earlier_file),
      cmocka_unit_test(a_link_is_written_through),
      cmocka_unit_test(the_world_fails_with_a_finding),
      cmocka_unit_test(folders),
      cmocka_unit_test(every_item_is_done_once),
  };
  return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
