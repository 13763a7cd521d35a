/* roles: reads fonts/roles.yaml. What is wrong in it is reported at its place and left out; nothing is looked up on the disk here. */
#include "font/inside.h"

#include <string.h>

static const char *const part_names[PART_COUNT] = {"han", "marks", "latin", "digits", "symbols"};
/* Where a part that is not given takes its plan from. */
static const Part part_default[PART_COUNT] = {PART_HAN, PART_HAN, PART_HAN, PART_LATIN, PART_HAN};

const char *part_name(Part p) { return part_names[p]; }

typedef struct Reader {
  Job *job;
  RolesFile *out;
} Reader;

static void unknown(Reader *r, const Yaml *node, const char *what, const Str *known, size_t n) {
  diag_add(r->job->diags, DIAG_UNKNOWN_KEY, node->key_span, "'%.*s' is no %s; it is left out", STRF(node->key), what);
  Str near = str_nearest(node->key, known, n);
  if (near.n) diag_add_hint(r->job->diags, node->key_span, "did you mean '%.*s'", STRF(near));
}

/* "104%", "-1.5%", "2": hundredths with at most one decimal, in 1/1000. */
static bool per_cent_read(Str s, int *out) {
  s = str_trim(s);
  if (s.n && s.p[s.n - 1] == '%') s.n--;
  bool minus = s.n && s.p[0] == '-';
  size_t i = minus || (s.n && s.p[0] == '+') ? 1 : 0, digits = 0;
  int v = 0;
  for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && digits < 4; i++, digits++) v = v * 10 + (s.p[i] - '0');
  v *= 10;
  if (i + 1 < s.n && s.p[i] == '.' && s.p[i + 1] >= '0' && s.p[i + 1] <= '9') {
    v += s.p[i + 1] - '0';
    i += 2;
  }
  *out = minus ? -v : v;
  return digits && i == s.n;
}

static void number_read(Reader *r, const Yaml *node, int least, int most, bool per_cent, int *out) {
  int64_t v = 0;
  int pm = 0;
  bool ok = node->kind == YAML_TEXT && (per_cent ? per_cent_read(node->text, &pm) : str_read_int(node->text, &v));
  if (per_cent) v = pm;
  if (ok && v >= least && v <= most) {
    *out = (int)v;
    return;
  }
  diag_add(r->job->diags, DIAG_BAD_VALUE, node->span, "'%.*s' is no value for %.*s; it is left out", STRF(node->text),
           STRF(node->key));
}

static Families families_read(Reader *r, const Yaml *list) {
  Str *at = arena_array(r->job->arena, Str, list->n + 1);
  size_t n = 0;
  if (list->kind == YAML_TEXT && list->text.n) at[n++] = list->text;
  for (const Yaml *y = list->kind == YAML_LIST ? list->child : NULL; y; y = y->next)
    if (y->kind == YAML_TEXT && y->text.n) at[n++] = y->text;
  if (!n) diag_add(r->job->diags, DIAG_BAD_VALUE, list->span, "a list of font families is wanted here");
  return (Families){at, n};
}

static void sets_read(Reader *r, const Yaml *sets) {
  for (const Yaml *y = sets && sets->kind == YAML_MAP ? sets->child : NULL; y; y = y->next) {
    FontSet *set = arena_new(r->job->arena, FontSet);
    set->name = y->key;
    Families first = {0};
    for (const Yaml *l = y->kind == YAML_MAP ? y->child : NULL; l; l = l->next) {
      Lang lang;
      if (!lang_read(l->key, &lang)) {
        diag_add(r->job->diags, DIAG_UNKNOWN_KEY, l->key_span, "'%.*s' is no language known here; it is left out",
                 STRF(l->key));
        continue;
      }
      set->of[lang] = families_read(r, l);
      if (!first.n) first = set->of[lang];
    }
    if (y->kind != YAML_MAP) first = families_read(r, y);
    for (int l = 0; l < LANG_COUNT; l++)
      if (!set->of[l].n) set->of[l] = first;
    map_put(r->out->sets, y->key, set);
  }
}

static const FontSet *set_find(Reader *r, const Yaml *node) {
  const FontSet *set = map_find(r->out->sets, node->text);
  if (set) return set;
  size_t n = map_count(r->out->sets);
  Str *names = arena_array(r->job->arena, Str, n + 1);
  for (size_t i = 0; i < n; i++) names[i] = map_key(r->out->sets, i);
  diag_add(r->job->diags, DIAG_BAD_VALUE, node->span, "'%.*s' is no set of families named under 'sets'",
           STRF(node->text));
  Str near = str_nearest(node->text, names, n);
  if (near.n) diag_add_hint(r->job->diags, node->span, "did you mean '%.*s'", STRF(near));
  return NULL;
}

static void part_read(Reader *r, const Yaml *node, PartPlan *p) {
  static const Str keys[] = {{"set", 3}, {"weight", 6}, {"scale", 5}, {"shift", 5}, {"italic", 6}};
  p->span = node->span;
  if (node->kind == YAML_TEXT) {
    p->set = set_find(r, node);
    return;
  }
  for (const Yaml *y = node->child; y; y = y->next) {
    if (str_is(y->key, "set"))
      p->set = set_find(r, y);
    else if (str_is(y->key, "weight"))
      number_read(r, y, 1, 1000, false, &p->weight);
    else if (str_is(y->key, "scale"))
      number_read(r, y, 100, 4000, true, &p->scale_pm);
    else if (str_is(y->key, "shift"))
      number_read(r, y, -1000, 1000, true, &p->shift_pm);
    else if (str_is(y->key, "italic")) {
      if (!str_read_bool(y->text, &p->italic))
        diag_add(r->job->diags, DIAG_BAD_VALUE, y->span, "'italic' wants yes or no; the part stays upright");
    } else
      unknown(r, y, "property of a part", keys, COUNT(keys));
  }
}

static void fallback_read(Reader *r, const Yaml *list, RolePlan *role) {
  if (!list) return;
  role->fallback = arena_array(r->job->arena, const FontSet *, list->n + 1);
  role->fallback_count = 0;
  for (const Yaml *y = list->kind == YAML_LIST ? list->child : NULL; y; y = y->next) {
    const FontSet *set = set_find(r, y);
    if (set) role->fallback[role->fallback_count++] = set;
  }
}

static int part_index(Str name) {
  for (int i = 0; i < PART_COUNT; i++)
    if (str_is(name, part_names[i])) return i;
  return -1;
}

/* True when the role can be opened: it has a set for Han. */
static bool role_plan_read(Reader *r, const Yaml *node, const Yaml *fallback, RolePlan *role) {
  static const Str keys[] = {{"weight", 6}, {"bold", 4},  {"fallback", 8}, {"han", 3},
                             {"marks", 5},  {"latin", 5}, {"digits", 6},   {"symbols", 7}};
  *role = (RolePlan){.name = node->key, .span = node->key_span, .weight = 400};
  const Yaml *given[PART_COUNT] = {0};
  fallback_read(r, fallback, role);
  for (const Yaml *y = node->kind == YAML_MAP ? node->child : NULL; y; y = y->next) {
    int part = part_index(y->key);
    if (part >= 0)
      given[part] = y;
    else if (str_is(y->key, "weight"))
      number_read(r, y, 1, 1000, false, &role->weight);
    else if (str_is(y->key, "fallback"))
      fallback_read(r, y, role);
    else if (str_is(y->key, "bold"))
      role->bold = y->text, role->bold_span = y->span;
    else
      unknown(r, y, "property of a font role", keys, COUNT(keys));
  }
  for (int p = 0; p < PART_COUNT; p++) {
    role->part[p] = p == PART_HAN ? (PartPlan){.weight = role->weight, .scale_pm = 1000} : role->part[part_default[p]];
    if (!given[p]) continue;
    PartPlan own = {.weight = role->weight, .scale_pm = 1000};
    part_read(r, given[p], &own);
    if (own.set) role->part[p] = own;
  }
  if (!role->part[PART_HAN].set)
    diag_add(r->job->diags, DIAG_BAD_VALUE, node->key_span, "font role '%.*s' names no set for 'han'; it is left out",
             STRF(node->key));
  return role->part[PART_HAN].set != NULL;
}

static void packages_read(Reader *r, const Yaml *packages) {
  for (const Yaml *y = packages && packages->kind == YAML_MAP ? packages->child : NULL; y; y = y->next) {
    Str *package = arena_new(r->job->arena, Str);
    *package = y->key;
    Families f = families_read(r, y);
    for (size_t i = 0; i < f.n; i++) map_put(r->out->packages, f.at[i], package);
  }
}

bool roles_read(Job *job, Str path, RolesFile *out) {
  *out = (RolesFile){.packages = map_make(job->arena), .sets = map_make(job->arena)};
  Reader r = {job, out};
  Str text;
  if (!file_read(job, path, FILE_MAX_COPY, (Span){0}, &text)) return false;
  uint32_t file = diags_add_source(job->diags, path, text);
  const Yaml *top = yaml_read(job, text, file, 0);
  if (!top) return false;
  sets_read(&r, yaml_find(top, "sets"));
  packages_read(&r, yaml_find(top, "packages"));
  const Yaml *roles = yaml_find(top, "roles"), *fallback = yaml_find(top, "fallback");
  out->role = arena_array(job->arena, RolePlan, (roles ? roles->n : 0) + 1);
  for (const Yaml *y = roles && roles->kind == YAML_MAP ? roles->child : NULL; y; y = y->next)
    if (role_plan_read(&r, y, fallback, &out->role[out->n])) out->n++;
  if (!out->n) diag_add(job->diags, DIAG_BAD_VALUE, (Span){file, 0, 0}, "no font role is named here");
  return out->n > 0;
}
