/* shelf: where layouts and style files lie. The edition's own layouts/ comes before the shipped one, name by name, so that a paper
 * may replace one file and keep the rest. Each file is read once an edition, whoever asks for it. */
#include "plan/inside.h"

#include <dirent.h>
#include <string.h>

enum { NAMES_MOST = 256 };
typedef VEC(Str) Names;

Shelf *shelf_make(Job *job, Str edition_dir, Str data_dir, Spots *spots) {
  Shelf *s = arena_new(job->arena, Shelf);
  *s = (Shelf){job, edition_dir, data_dir, map_make(job->arena), map_make(job->arena), spots};
  if (!spots) s->spots = arena_new(job->arena, Spots);
  return s;
}

Sheaf *shelf_add(Shelf *s, Str name, Str path, Str raw) {
  Sheaf *sheaf = arena_new(s->job->arena, Sheaf);
  sheaf->name = name, sheaf->path = path;
  Str text = text_read(s->job, path, raw, &sheaf->file);
  sheaf->root = yaml_read(s->job, text, sheaf->file, 0);
  map_put(s->sheaves, path, sheaf);
  return sheaf;
}

Sheaf *shelf_read(Shelf *s, Str name, Str path, Span asked_at) {
  Sheaf *sheaf = map_find(s->sheaves, path);
  Str raw;
  if (sheaf) return sheaf;
  if (file_read(s->job, path, FILE_MAX_COPY, asked_at, &raw)) return shelf_add(s, name, path, raw);
  sheaf = arena_new(s->job->arena, Sheaf);
  sheaf->name = name, sheaf->path = path;
  map_put(s->sheaves, path, sheaf);
  return sheaf;
}

/* ---- names, for hints */

static bool name_before(Str a, Str b) { return str_cmp(a, b) < 0; }

static void name_add(Arena *a, Names *names, Str name) {
  size_t i = 0;
  while (i < names->n && name_before(names->at[i], name)) i++;
  if ((i < names->n && str_eq(names->at[i], name)) || names->n >= NAMES_MOST) return;
  vec_add(a, names, name);
  memmove(names->at + i + 1, names->at + i, (names->n - 1 - i) * sizeof(Str));
  names->at[i] = name;
}

/* Files NAME.yaml of a folder and, one step down, FOLDER/NAME.yaml. Sorted: the order of a directory is no order. */
static void names_in(Job *job, Str dir, Str prefix, int depth, Names *names) {
  DIR *d = opendir(str_z(job->arena, dir));
  if (!d) return;
  for (struct dirent *e; (e = readdir(d));) {
    Str name = str_of(e->d_name);
    if (name.p[0] == '.') continue;
    if (str_has_suffix(name, STR(".yaml")))
      name_add(job->arena, names, str_f(job->arena, "%.*s%.*s", STRF(prefix), (int)(name.n - 5), name.p));
    else if (depth > 0 && !str_is(name, "styles"))
      names_in(job, path_join(job->arena, dir, str_copy(job->arena, name)),
               str_f(job->arena, "%.*s%.*s/", STRF(prefix), STRF(name)), depth - 1, names);
  }
  closedir(d);
}

static Str folder_path(const Shelf *s, Str root, const char *folder) {
  return path_join(s->job->arena, root, str_of(folder));
}

static void complain_missing(Shelf *s, const char *folder, Str name, Span asked_at) {
  bool layout = !strcmp(folder, "layouts"), press = !strcmp(folder, "press");
  Names names = {0};
  names_in(s->job, folder_path(s, s->edition_dir, folder), STR(""), layout, &names);
  names_in(s->job, folder_path(s, s->data_dir, folder), STR(""), layout, &names);
  diag_add(s->job->diags,
           layout  ? DIAG_LAYOUT_MISSING
           : press ? DIAG_PRESS_MISSING
                   : DIAG_STYLE_MISSING,
           asked_at, "there is no %s '%.*s'; %s",
           layout  ? "layout"
           : press ? "press profile"
                   : "file of styles",
           STRF(name),
           layout  ? "the page is made up by the engine"
           : press ? "that of a newspaper press is used"
                   : "it is left out");
  hint_nearest(s->job, name, names.at, names.n);
}

Sheaf *shelf_find(Shelf *s, const char *folder, Str name, Span asked_at) {
  Str file = str_has_suffix(name, STR(".yaml")) ? name : str_f(s->job->arena, "%.*s.yaml", STRF(name));
  Str roots[] = {s->edition_dir, s->data_dir};
  for (size_t i = 0; name.n && i < COUNT(roots); i++) {
    Str path = path_join(s->job->arena, folder_path(s, roots[i], folder), file);
    if (file_exists(path)) return shelf_read(s, str_sub(file, 0, file.n - 5), path, asked_at);
  }
  complain_missing(s, folder, name, asked_at);
  return NULL;
}

Layout *shelf_layout(Shelf *s, Str name, Span asked_at) {
  Sheaf *sheaf = shelf_find(s, "layouts", name, asked_at);
  if (!sheaf || !sheaf->root) return NULL;
  Layout *l = map_find(s->layouts, sheaf->path);
  if (l) return l;
  l = layout_make(s, sheaf);
  map_put(s->layouts, sheaf->path, l);
  return l;
}
