/* path: the parts of a file's name. */
#include "base/base.h"

static size_t after_last_slash(Str path) {
  size_t at = path.n;
  while (at > 0 && path.p[at - 1] != '/') at--;
  return at;
}

Str path_join(Arena *a, Str dir, Str name) {
  if (!dir.n || str_has_prefix(name, STR("/"))) return str_copy(a, name);
  return str_f(a, "%.*s%s%.*s", STRF(dir), str_has_suffix(dir, STR("/")) ? "" : "/", STRF(name));
}

/* "." where the path has no folder, "/" for the root */
Str path_dir(Str path) {
  size_t end = after_last_slash(path);
  if (!end) return STR(".");
  while (end > 1 && path.p[end - 1] == '/') end--;
  return str_sub(path, 0, end);
}

Str path_base(Str path) { return str_sub(path, after_last_slash(path), path.n); }

Str path_ext(Str path) {
  Str base = path_base(path);
  for (size_t at = base.n; at > 1; at--)
    if (base.p[at - 1] == '.') return str_sub(base, at, base.n);
  return STR("");
}
