/* fonts: roles -> fonts -> faces. The recipe: read roles.yaml, list what is installed, resolve every part of every role and its fallback,
 * freeze. A Font is a face with the scale and shift it gets in a part; equal ones share a number, so that Latin and Han from one face are
 * shaped in one go. */
#include "font/inside.h"

#include <hb-ot.h>

/* The em box all Han share: from 0.12 em below the baseline to 0.88 em above it. Faces with another box are shifted into it, so that a
 * fallback ideograph stands level with its neighbours. */
enum { EM_DESCENT_PM = 120, EM_SHIFT_LEAST_PM = 25, FONTS_MOST = 4096 };

typedef struct Opener {
  Job *job;
  Fonts *f;
  const RolesFile *roles;
  const Catalogue *catalogue;
  Map *missed, *broken; /* families and files already complained of */
} Opener;

Part part_of(CharClass cc) {
  switch (cc) {
  case CC_HAN:
  case CC_KANA:
  case CC_SMALL_KANA:
  case CC_PROLONGED:
  case CC_HANGUL:
  case CC_ITERATION:
  case CC_IDSPACE:
  case CC_FW_LATIN: return PART_HAN;
  case CC_OPEN:
  case CC_CLOSE:
  case CC_COMMA:
  case CC_COLON:
  case CC_STOP:
  case CC_EXCLAM:
  case CC_DASH:
  case CC_ELLIPSIS:
  case CC_CONNECTOR:
  case CC_INTERPUNCT:
  case CC_SOLIDUS: return PART_MARKS;
  case CC_DIGIT: return PART_DIGITS;
  case CC_LATIN:
  case CC_GREEK:
  case CC_LATIN_MARK:
  case CC_SPACE:
  case CC_GLUE:
  case CC_ZW_SPACE:
  case CC_JOINER:
  case CC_SOFT_HYPHEN:
  case CC_COMBINING: return PART_LATIN;
  case CC_PREFIX:
  case CC_POSTFIX:
  case CC_SYMBOL:
  case CC_EMOJI:
  case CC_OTHER: break;
  }
  return PART_SYMBOLS;
}

/* ---- opening */

static hb_blob_t *file_map(Opener *o, Str path) {
  for (size_t i = 0; i < o->f->files.n; i++)
    if (str_eq(o->f->files.at[i].path, path)) return o->f->files.at[i].blob;
  hb_blob_t *blob = hb_blob_create_from_file_or_fail(str_z(o->f->arena, path));
  vec_add(o->f->arena, &o->f->files, (MappedFile){path, blob});
  return blob;
}

static int face_find(Opener *o, const Installed *cut, Str family, Span span) {
  for (size_t i = 0; i < o->f->faces.n; i++)
    if (o->f->faces.at[i].facts.index == cut->index && str_eq(o->f->faces.at[i].facts.file, cut->file)) return (int)i;
  OpenFace face;
  hb_blob_t *file = file_map(o, cut->file);
  if (file && face_open(o->f->arena, file, cut, family, &face)) {
    vec_add(o->f->arena, &o->f->faces, face);
    return (int)o->f->faces.n - 1;
  }
  if (!map_find(o->broken, cut->file)) {
    map_put(o->broken, cut->file, o);
    diag_add(o->job->diags, DIAG_FONT_UNREADABLE, span,
             "the font file '%.*s' cannot be loaded; the next family is used", STRF(cut->file));
  }
  return -1;
}

static FontId font_find(Opener *o, int face, int scale_pm, int shift_pm) {
  for (size_t i = 0; i < o->f->fonts.n; i++) {
    const Font *f = &o->f->fonts.at[i];
    if (f->face == face && f->scale_pm == scale_pm && f->shift_pm == shift_pm) return (FontId)i;
  }
  must(o->f->fonts.n < FONTS_MOST);
  vec_add(o->f->arena, &o->f->fonts, (Font){face, scale_pm, shift_pm});
  return (FontId)(o->f->fonts.n - 1);
}

static void missing_tell(Opener *o, Str family, Str instead, const RolePlan *role, Span span) {
  if (map_find(o->missed, family)) return;
  map_put(o->missed, family, o);
  if (instead.n)
    diag_add(o->job->diags, DIAG_FONT_MISSING, span,
             "'%.*s', asked for by font role '%.*s', is not installed; '%.*s' is used", STRF(family), STRF(role->name),
             STRF(instead));
  else
    diag_add(o->job->diags, DIAG_FONT_MISSING, span,
             "'%.*s', asked for by font role '%.*s', is not installed; a fallback is used", STRF(family),
             STRF(role->name));
  const Str *package = map_find(o->roles->packages, family);
  if (package) diag_add_hint(o->job->diags, span, "the Debian package %.*s brings it", STRF(*package));
}

/* The first family of a list that can be opened; -1 when none can. */
static int families_open(Opener *o, Families list, const PartPlan *plan, Str *family) {
  for (size_t i = 0; i < list.n; i++) {
    const Installed *cut = catalogue_find(o->catalogue, list.at[i], plan->weight, plan->italic);
    int face = cut ? face_find(o, cut, list.at[i], plan->span) : -1;
    *family = list.at[i];
    if (face >= 0) return face;
  }
  *family = (Str){0};
  return -1;
}

/* The shift that brings a face's em box into the common one. Latin stays on the baseline. Under 1/40 em nobody sees it, and a baseline that
 * stays on the grid is worth more: body text may be set in such a face. */
static int em_shift_pm(const Opener *o, int face) {
  const Face *facts = &o->f->faces.at[face].facts;
  int shift = (int)len_fu(facts->descent, 1000, facts->upem) - EM_DESCENT_PM;
  return shift >= -EM_SHIFT_LEAST_PM && shift <= EM_SHIFT_LEAST_PM ? 0 : shift;
}

static FontId part_open(Opener *o, const RolePlan *role, Part part, Lang lang) {
  const PartPlan *plan = &role->part[part];
  Families list = plan->set->of[lang];
  Str family;
  int face = families_open(o, list, plan, &family);
  if (list.n && !str_eq(family, list.at[0])) missing_tell(o, list.at[0], family, role, plan->span);
  for (size_t i = 0; face < 0 && i < role->fallback_count; i++)
    face = families_open(o, role->fallback[i]->of[lang], plan, &family);
  if (face < 0) return FONT_NONE;
  bool latin = part == PART_LATIN || part == PART_DIGITS;
  int shift = (latin ? 0 : (int)len_pm(em_shift_pm(o, face), plan->scale_pm)) + plan->shift_pm;
  return font_find(o, face, plan->scale_pm, shift);
}

static void fallback_open(Opener *o, const RolePlan *plan, RoleFonts *role, Lang lang) {
  FontId *at = arena_array(o->f->arena, FontId, plan->fallback_count + 1);
  size_t n = 0;
  Str family;
  for (size_t i = 0; i < plan->fallback_count; i++) {
    int face =
        families_open(o, plan->fallback[i]->of[lang], &(PartPlan){.weight = plan->weight, .span = plan->span}, &family);
    if (face >= 0) at[n++] = font_find(o, face, 1000, em_shift_pm(o, face));
  }
  role->fallback[lang] = at;
  role->fallback_count[lang] = n;
}

static void role_open(Opener *o, const RolePlan *plan, RoleFonts *role) {
  role->name = str_copy(o->f->arena, plan->name);
  for (int l = 0; l < LANG_COUNT; l++) {
    for (int p = 0; p < PART_COUNT; p++) role->part[p][l] = part_open(o, plan, (Part)p, (Lang)l);
    fallback_open(o, plan, role, (Lang)l);
  }
}

static void bold_find(Opener *o, const RolePlan *plan, int role) {
  RoleFonts *r = &o->f->role[role];
  r->bold = role;
  if (!plan->bold.n) return;
  int bold = fonts_find_role(o->f, plan->bold);
  if (bold >= 0)
    r->bold = bold;
  else
    diag_add(o->job->diags, DIAG_UNKNOWN_FONT_ROLE, plan->bold_span,
             "'%.*s', the bold of font role '%.*s', is no role; bold text is set plain", STRF(plan->bold),
             STRF(plan->name));
}

/* A part for which nothing at all was found takes the first font there is: a page with the wrong face tells more than none. */
static void holes_fill(Fonts *f) {
  for (size_t r = 0; r < f->role_count; r++)
    for (int p = 0; p < PART_COUNT; p++)
      for (int l = 0; l < LANG_COUNT; l++)
        if (f->role[r].part[p][l] == FONT_NONE) f->role[r].part[p][l] = 0;
}

Fonts *fonts_open(Job *job, Str data_dir) {
  Arena *a = job->arena;
  Str dir = path_join(a, data_dir, STR("fonts"));
  RolesFile roles;
  if (!roles_read(job, path_join(a, dir, STR("roles.yaml")), &roles)) return NULL;
  Fonts *f = arena_new(a, Fonts);
  f->arena = a;
  f->pen = outline_pen();
  Opener o = {job,         f,          &roles, catalogue_read(job, path_join(a, dir, STR("fonts.conf")), &roles),
              map_make(a), map_make(a)};
  f->role = arena_array(a, RoleFonts, roles.n);
  f->role_count = roles.n;
  for (size_t i = 0; i < roles.n; i++) role_open(&o, &roles.role[i], &f->role[i]);
  for (size_t i = 0; i < roles.n; i++) bold_find(&o, &roles.role[i], (int)i);
  if (f->fonts.n) {
    holes_fill(f);
    return f;
  }
  diag_add(job->diags, DIAG_FONT_UNREADABLE, (Span){0}, "none of the fonts that fonts/roles.yaml names can be loaded");
  fonts_close(f);
  return NULL;
}

void fonts_close(Fonts *f) {
  if (!f) return;
  for (size_t i = 0; i < f->faces.n; i++) face_close(&f->faces.at[i]);
  for (size_t i = 0; i < f->files.n; i++) hb_blob_destroy(f->files.at[i].blob);
  hb_draw_funcs_destroy(f->pen);
  f->pen = NULL;
  f->faces.n = f->files.n = f->fonts.n = 0;
}

/* ---- questions */

int fonts_find_role(const Fonts *f, Str name) {
  for (size_t i = 0; i < f->role_count; i++)
    if (str_eq(f->role[i].name, name)) return (int)i;
  return -1;
}

static const RoleFonts *role_at(const Fonts *f, int role) {
  must(role >= 0 && (size_t)role < f->role_count);
  return &f->role[role];
}

Str fonts_role_name(const Fonts *f, int role) { return role_at(f, role)->name; }
int fonts_role_count(const Fonts *f) { return (int)f->role_count; }
int fonts_find_bold(const Fonts *f, int role) { return role_at(f, role)->bold; }

FontId fonts_find(const Fonts *f, int role, CharClass cc, Lang lang) {
  return role_at(f, role)->part[part_of(cc)][lang];
}

/* Joiners and variation selectors choose between glyphs and need none of their own (Default_Ignorable_Code_Point, as far as
 * clusters hold them). */
static bool is_selector(uint32_t cp) {
  return cp == 0x200C || cp == 0x200D || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF) ||
         (cp >= 0xE0020 && cp <= 0xE007F);
}

static bool font_has_all(const Fonts *f, FontId id, Str cluster) {
  for (size_t i = 0; i < cluster.n;) {
    uint32_t cp = str_next(cluster, &i);
    if (!is_selector(cp) && !font_has(f, id, cp)) return false;
  }
  return cluster.n > 0;
}

FontId fonts_find_fallback(const Fonts *f, int role, Str cluster, Lang lang) {
  const RoleFonts *r = role_at(f, role);
  for (size_t i = 0; i < r->fallback_count[lang]; i++)
    if (font_has_all(f, r->fallback[lang][i], cluster)) return r->fallback[lang][i];
  return FONT_NONE;
}

void fonts_forbid_fallback(Fonts *f) {
  for (size_t r = 0; r < f->role_count; r++)
    for (int l = 0; l < LANG_COUNT; l++) f->role[r].fallback_count[l] = 0;
}

const Font *font_facts(const Fonts *f, FontId id) {
  must(id < f->fonts.n);
  return &f->fonts.at[id];
}
const Face *face_facts(const Fonts *f, int face) {
  must(face >= 0 && (size_t)face < f->faces.n);
  return &f->faces.at[face].facts;
}
int fonts_face_count(const Fonts *f) { return (int)f->faces.n; }

struct hb_font_t *font_hb(const Fonts *f, FontId id) {
  return f->faces.at[font_facts(f, id)->face].font;
}

uint16_t font_glyph(const Fonts *f, FontId id, uint32_t cp) {
  hb_codepoint_t glyph;
  return hb_font_get_nominal_glyph(font_hb(f, id), cp, &glyph) ? (uint16_t)glyph : 0;
}

bool font_has(const Fonts *f, FontId id, uint32_t cp) { return font_glyph(f, id, cp) != 0; }

int font_advance(const Fonts *f, FontId id, uint16_t glyph) {
  return hb_font_get_glyph_h_advance(font_hb(f, id), glyph);
}

bool font_ink(const Fonts *f, FontId id, uint16_t glyph, int box[4]) {
  hb_glyph_extents_t e;
  if (!hb_font_get_glyph_extents(font_hb(f, id), glyph, &e) || !e.width || !e.height) return false;
  box[0] = e.x_bearing;
  box[1] = e.y_bearing + e.height;
  box[2] = e.x_bearing + e.width;
  box[3] = e.y_bearing;
  return true;
}
