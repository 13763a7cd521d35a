/* font, inside: what the room's files share. */
#ifndef DUIKAI_FONT_INSIDE_H
#define DUIKAI_FONT_INSIDE_H

#include "font/font.h"

#include <hb.h>

/* ---- roles.yaml as read (roles.c) */
typedef enum Part { PART_HAN, PART_MARKS, PART_LATIN, PART_DIGITS, PART_SYMBOLS, PART_COUNT } Part;

typedef struct Families {
  const Str *at;
  size_t n;
} Families;
typedef struct FontSet {
  Str name;
  Families of[LANG_COUNT];
} FontSet;
typedef struct PartPlan {
  const FontSet *set;
  int weight, scale_pm, shift_pm;
  bool italic; /* the slanted cut of its family, where there is one */
  Span span;
} PartPlan;
typedef struct RolePlan {
  Str name, bold;
  Span span, bold_span;
  int weight;
  PartPlan part[PART_COUNT];
  const FontSet **fallback;
  size_t fallback_count;
} RolePlan;
typedef struct RolesFile {
  RolePlan *role;
  size_t n;
  Map *packages; /* family -> Str *: the Debian package that brings it */
  Map *sets;     /* name -> FontSet * */
} RolesFile;
bool roles_read(Job *job, Str path, RolesFile *out);

/* ---- what is installed, of the families that the sets name (match.c) */
typedef struct Installed {
  Str file, postscript;
  unsigned index;
  int weight, width, version;
  bool slanted;
} Installed;
typedef struct Catalogue Catalogue;
Catalogue *catalogue_read(Job *job, Str conf, const RolesFile *roles);
/* The cut of a family nearest to a weight, upright or slanted as asked; NULL when the family is not installed. */
const Installed *catalogue_find(const Catalogue *c, Str family, int weight, bool italic);

/* ---- faces (face.c) */
typedef struct OpenFace {
  Face facts;
  hb_face_t *face;
  hb_font_t *font;
} OpenFace;
/* Opens a face of a file already mapped; false when it is no outline font that we can read. */
bool face_open(Arena *a, hb_blob_t *file, const Installed *what, Str family, OpenFace *out);
void face_close(OpenFace *face);

/* ---- outlines (outline.c) */
hb_draw_funcs_t *outline_pen(void); /* for hb_draw_funcs_destroy */

/* ---- CFF, as far as an embedded subset needs it read (cff.c) */
/* Reads the charset of a bare CFF font program: cid[g] for every glyph when the font is CID-keyed. `keyed` false: cid is left
 * alone, because the CID of a name-keyed program is its glyph number (PDF 32000-1, 9.7.4.2). False: the program cannot be
 * read. */
bool cff_charset(Str cff, uint16_t *cid, size_t glyphs, bool *keyed);

/* ---- the opened fonts (fonts.c) */
typedef struct RoleFonts {
  Str name;
  int bold;
  FontId part[PART_COUNT][LANG_COUNT];
  const FontId *fallback[LANG_COUNT];
  size_t fallback_count[LANG_COUNT];
} RoleFonts;
typedef struct MappedFile {
  Str path;
  hb_blob_t *blob;
} MappedFile;
struct Fonts {
  Arena *arena;
  hb_draw_funcs_t *pen; /* writes an Outline */
  RoleFonts *role;
  size_t role_count;
  VEC(OpenFace) faces;
  VEC(Font) fonts;
  VEC(MappedFile) files;
};
Part part_of(CharClass cc);
const char *part_name(Part p);

#endif
