/* font: roles -> faces, facts in font units, coverage and fallback, subsetting. Frozen after fonts_open: every question below may be
 * asked from several threads. */
#ifndef DUIKAI_FONT_H
#define DUIKAI_FONT_H

#include "base/base.h"
#include "text/text.h"

typedef struct Fonts Fonts;
typedef uint16_t FontId; /* a Font: one face as a composite font uses it */
#define FONT_NONE ((FontId)0xFFFF)

/* One part of a composite font (role): a face with the size and baseline adjustment it gets there. */
typedef struct Font {
  int face;     /* number of the Face: the unit of subsetting and embedding */
  int scale_pm; /* its size, in 1/1000 of the run's size */
  int shift_pm; /* baseline shift upwards, in 1/1000 em of the run; horizontal lines and turned glyphs only */
} Font;

typedef struct Face {
  Str file, family, postscript; /* postscript name, without subset tag */
  unsigned index;               /* inside a collection */
  int upem;
  bool cff;                                  /* CFF outlines (else TrueType) */
  int ascent, descent;                       /* of the em box for Han: 880, 120 for Noto (positive both), in fu */
  int cap_height, x_height, bbox[4], weight; /* fu; weight 100..900 */
  /* OS/2: size of superior and inferior figures, how far they rise and sink; in 1/1000 em */
  int sup_size_pm, sup_rise_pm, sub_size_pm, sub_drop_pm;
  bool has_halt, has_vhal, has_vert, has_vmtx;
  bool restricted, whole; /* OS/2 fsType: its maker does not let it be embedded; only as a whole */
} Face;

/* Opens every role of DATA/fonts/roles.yaml (a language-tagged, per-script list of families resolved by fontconfig, which reads
 * DATA/fonts/fonts.conf instead of the stock system file, or the file that FONTCONFIG_FILE names) and the fallback list.
 * [font-missing], [font-unreadable]; NULL only when roles.yaml cannot be read or no face at all can be opened. Lives in the job's arena;
 * its foreign handles are the caller's to fonts_close. */
Fonts *fonts_open(Job *job, Str data_dir);
void fonts_close(Fonts *f);

/* Role number by name (song, hei, kai, fangsong, latin, …); -1 if roles.yaml does not name it. */
int fonts_find_role(const Fonts *f, Str name);
Str fonts_role_name(const Fonts *f, int role);
int fonts_role_count(const Fonts *f);
/* The role's face for bold text of it (song bold -> the bold cut); the role itself if it has none. */
int fonts_find_bold(const Fonts *f, int role);

/* The part of a role's composite for a class of character in a language; FONT_NONE never for an opened role. */
FontId fonts_find(const Fonts *f, int role, CharClass cc, Lang lang);
/* The first font of the role's fallback list that has every code point of the cluster; FONT_NONE if none has. */
FontId fonts_find_fallback(const Fonts *f, int role, Str cluster, Lang lang);
/* From now on no fallback is found: a character that the role's own faces lack is missing. To be called before threads start. */
void fonts_forbid_fallback(Fonts *f);
bool font_has(const Fonts *f, FontId id, uint32_t cp);
/* The glyph that the face draws a code point with before any feature; 0 if it has none. */
uint16_t font_glyph(const Fonts *f, FontId id, uint32_t cp);
const Font *font_facts(const Fonts *f, FontId id);
const Face *face_facts(const Fonts *f, int face);
int fonts_face_count(const Fonts *f);
/* Advance of a glyph in fu, horizontal. */
int font_advance(const Fonts *f, FontId id, uint16_t glyph);
/* Ink box of a glyph in fu: x0 y0 x1 y1, y upwards; false if it has no ink. */
bool font_ink(const Fonts *f, FontId id, uint16_t glyph, int box[4]);
/* Outline of a glyph in fu, y upwards, for writers that draw: contours, each of a move, lines and cubic curves, closed. A move and a line have
 * one point, a curve three; a point is two of `at`. Empty for a glyph without ink. */
typedef enum OutlineStep { OUTLINE_MOVE, OUTLINE_LINE, OUTLINE_CURVE } OutlineStep;
typedef struct Outline {
  uint8_t *steps;
  size_t n, cap;
  float *at;
  size_t at_n, at_cap;
} Outline;
Outline font_outline(const Fonts *f, FontId id, uint16_t glyph, Arena *a);
/* The hb_font_t of a font, for shape; opaque here. */
struct hb_font_t;
struct hb_font_t *font_hb(const Fonts *f, FontId id);

/* A subset of one face for a PDF: `glyphs` (sorted, unique, without 0). Several threads may subset different faces at once, each with
 * a Job of its own. Fills the font program (bare CFF for FontFile3 CIDFontType0C, or a
 * TrueType file for FontFile2 with a table old glyph -> new glyph) in the arena. [font-unreadable] and false when the subsetter refuses. */
typedef struct Subset {
  Str program;
  bool cff;
  const uint16_t *cids; /* CID to write for glyphs[i] */
} Subset;
bool face_subset(Job *job, const Fonts *f, int face, const uint16_t *glyphs, size_t n, Subset *out);

/* Report of roles, faces, files and what each lacks (`duikai fonts [--check]`). */
void fonts_dump(const Fonts *f, Buf *out, bool check);

#endif
