/* match: which files hold the families that roles.yaml names.
 *
 * fontconfig is asked for one thing only: the list of installed faces, which it keeps in caches that are mapped, not read.
 * The choice among them is made here, by family and nearest weight. FcFontMatch would cost 1 ms a question and bring in the
 * system's substitution rules, so that two machines with the same fonts could choose differently (road not taken). */
#include "font/inside.h"

#include <fontconfig/fontconfig.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Debian's main file: its rules are about matching and rendering, see fonts/fonts.conf. */
static const char stock_conf[] = "/etc/fonts/fonts.conf";

typedef struct Family {
  VEC(Installed) cuts;
} Family;
struct Catalogue {
  Map *families; /* folded name -> Family * */
};

/* Family names differ in case from one release of a font to the next. No family's name is longer than NAME_MOST bytes. */
enum { NAME_MOST = 255 };
typedef struct Folded {
  char at[NAME_MOST];
} Folded;
static Str folded(Folded *out, Str name) {
  size_t n = name.n <= NAME_MOST ? name.n : 0;
  for (size_t i = 0; i < n; i++)
    out->at[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] + ('a' - 'A') : name.p[i]);
  return (Str){out->at, n};
}

static FcConfig *config_open(Arena *a, Str conf) {
  char here[PATH_MAX]; /* fontconfig looks for relative names in folders of its own */
  FcConfig *config = FcConfigCreate();
  if (!config) return NULL;
  FcChar8 *system = FcConfigGetFilename(config, NULL);
  bool own = system && strcmp((const char *)system, stock_conf) != 0;
  if (getcwd(here, sizeof here)) conf = path_join(a, str_of(here), conf);
  const FcChar8 *file = own || !file_exists(conf) ? system : (const FcChar8 *)str_z(a, conf);
  bool ok = FcConfigParseAndLoad(config, file, FcFalse) && FcConfigBuildFonts(config);
  if (system) FcStrFree(system);
  if (ok) return config;
  FcConfigDestroy(config);
  return NULL;
}

/* Outlines in an sfnt file, one fixed cut: what can be subset and embedded as it stands. */
static bool installed_read(Arena *a, const FcPattern *p, Installed *out) {
  FcChar8 *file = NULL, *format = NULL, *postscript = NULL;
  FcBool outline = FcFalse, variable = FcFalse;
  int index = 0, weight = 0, slant = 0, width = FC_WIDTH_NORMAL, version = 0;
  if (FcPatternGetString(p, FC_FILE, 0, &file) != FcResultMatch ||
      FcPatternGetString(p, FC_FONTFORMAT, 0, &format) != FcResultMatch)
    return false;
  if (strcmp((const char *)format, "CFF") != 0 && strcmp((const char *)format, "TrueType") != 0) return false;
  if (FcPatternGetBool(p, FC_OUTLINE, 0, &outline) != FcResultMatch || !outline) return false;
  if (FcPatternGetBool(p, FC_VARIABLE, 0, &variable) == FcResultMatch && variable) return false;
  if (FcPatternGetInteger(p, FC_INDEX, 0, &index) != FcResultMatch || index < 0 || index > 0xFFFF) return false;
  if (FcPatternGetInteger(p, FC_WEIGHT, 0, &weight) != FcResultMatch) weight = FC_WEIGHT_REGULAR;
  FcPatternGetInteger(p, FC_SLANT, 0, &slant);
  FcPatternGetInteger(p, FC_WIDTH, 0, &width);
  FcPatternGetInteger(p, FC_FONTVERSION, 0, &version);
  FcPatternGetString(p, FC_POSTSCRIPT_NAME, 0, &postscript);
  *out = (Installed){.file = str_copy(a, str_of((const char *)file)),
                     .postscript = str_copy(a, str_of((const char *)postscript)),
                     .index = (unsigned)index,
                     .weight = FcWeightToOpenType(weight),
                     .width = width,
                     .version = version,
                     .slanted = slant != FC_SLANT_ROMAN};
  return true;
}

static void pattern_read(Arena *a, Catalogue *c, const FcPattern *p) {
  FcChar8 *name;
  Folded fold;
  for (int i = 0; FcPatternGetString(p, FC_FAMILY, i, &name) == FcResultMatch; i++) {
    Family *family = map_find(c->families, folded(&fold, str_of((const char *)name)));
    Installed cut;
    if (family && installed_read(a, p, &cut)) vec_add(a, &family->cuts, cut);
  }
}

static void families_want(Arena *a, Catalogue *c, const RolesFile *roles) {
  Folded fold;
  for (size_t s = 0; s < map_count(roles->sets); s++) {
    const FontSet *set = map_value(roles->sets, s);
    for (int l = 0; l < LANG_COUNT; l++)
      for (size_t i = 0; i < set->of[l].n; i++) {
        Str key = folded(&fold, set->of[l].at[i]);
        if (key.n && !map_find(c->families, key)) map_put(c->families, key, arena_new(a, Family));
      }
  }
}

Catalogue *catalogue_read(Job *job, Str conf, const RolesFile *roles) {
  Catalogue *c = arena_new(job->arena, Catalogue);
  c->families = map_make(job->arena);
  families_want(job->arena, c, roles);
  FcConfig *config = config_open(job->arena, conf);
  if (!config) return c;
  FcFontSet *all = FcConfigGetFonts(config, FcSetSystem);
  for (int i = 0; all && i < all->nfont; i++) pattern_read(job->arena, c, all->fonts[i]);
  FcConfigDestroy(config);
  return c;
}

/* Negative when a suits better: upright or slanted as asked, normal width, nearest weight (the lighter of two), newest, then by path, so that the
 * order of folders and caches does not matter. */
static int cut_cmp(const Installed *a, const Installed *b, int weight, bool italic) {
  if (a->slanted != b->slanted) return a->slanted == italic ? -1 : 1;
  int wide_a = abs(a->width - FC_WIDTH_NORMAL), wide_b = abs(b->width - FC_WIDTH_NORMAL);
  if (wide_a != wide_b) return wide_a - wide_b;
  int far_a = abs(a->weight - weight), far_b = abs(b->weight - weight);
  if (far_a != far_b) return far_a - far_b;
  if (a->weight != b->weight) return a->weight - b->weight;
  if (a->version != b->version) return b->version > a->version ? 1 : -1;
  int path = str_cmp(a->file, b->file);
  return path ? path : (int)a->index - (int)b->index;
}

const Installed *catalogue_find(const Catalogue *c, Str family, int weight, bool italic) {
  Folded fold;
  const Family *f = map_find(c->families, folded(&fold, family));
  const Installed *best = NULL;
  for (size_t i = 0; f && i < f->cuts.n; i++)
    if (!best || cut_cmp(&f->cuts.at[i], best, weight, italic) < 0) best = &f->cuts.at[i];
  return best;
}
