/* face: one opened face and the facts about it, all read when it is opened, so that nothing changes once threads run.
 *
 * HarfBuzz loads tables on first use, under its own atomics; the facts below touch small tables only (head, OS/2, BASE, the list of
 * features), because thirty faces are opened for an edition that will print with four. */
#include "font/inside.h"

#include <hb-ot.h>

static unsigned u16_at(Str table, size_t at) {
  if (at + 2 > table.n) return 0;
  return (unsigned)(unsigned char)table.p[at] << 8 | (unsigned char)table.p[at + 1];
}
static int i16_at(Str table, size_t at) { return (int16_t)u16_at(table, at); }

static Str table_of(hb_face_t *face, hb_tag_t tag, hb_blob_t **blob) {
  unsigned n = 0;
  *blob = hb_face_reference_table(face, tag);
  const char *p = hb_blob_get_data(*blob, &n);
  return (Str){p, n};
}

static bool has_table(hb_face_t *face, hb_tag_t tag) {
  hb_blob_t *blob;
  bool has = table_of(face, tag, &blob).n > 0;
  hb_blob_destroy(blob);
  return has;
}

/* Whether a layout table lists a feature. Reads the FeatureList alone (OpenType, "Chapter 2"): asking HarfBuzz would have it check the
 * whole table, some milliseconds for a pan-CJK face that may never be used. */
static bool has_feature(Str table, const char *tag) {
  size_t list = u16_at(table, 6), n = u16_at(table, list);
  for (size_t i = 0; list && i < n; i++) {
    size_t at = list + 2 + i * 6;
    if (at + 4 <= table.n && str_eq((Str){table.p + at, 4}, str_of(tag))) return true;
  }
  return false;
}

static void features_read(hb_face_t *face, Face *facts) {
  hb_blob_t *blob;
  Str gpos = table_of(face, HB_TAG('G', 'P', 'O', 'S'), &blob);
  facts->has_halt = has_feature(gpos, "halt");
  facts->has_vhal = has_feature(gpos, "vhal");
  hb_blob_destroy(blob);
  Str gsub = table_of(face, HB_TAG('G', 'S', 'U', 'B'), &blob);
  facts->has_vert = has_feature(gsub, "vert");
  hb_blob_destroy(blob);
}

static bool ink_of(hb_font_t *font, hb_codepoint_t cp, hb_glyph_extents_t *e) {
  hb_codepoint_t glyph;
  return hb_font_get_nominal_glyph(font, cp, &glyph) && hb_font_get_glyph_extents(font, glyph, e) && e->height != 0;
}

static bool is_pan_han(hb_font_t *font) {
  hb_codepoint_t glyph;
  return hb_font_get_nominal_glyph(font, 0x56FD, &glyph) && glyph;
}

/* How far the em box of the face's Han reaches below the baseline, in fu. The font's own word first: the ideographic baseline
 * of BASE, then the typographic descender where it and the ascender make one em. Else from the ink of 国, whose middle stands
 * 0.008 em under the middle of the em box in the faces that do tell (Source Han, Hanazono, UMing). A face without Han is left
 * where it is: its letters stand on the baseline. */
static int em_descent(hb_face_t *face, hb_font_t *font, Str os2, int upem) {
  hb_position_t ideo = 0;
  if (has_table(face, HB_TAG('B', 'A', 'S', 'E')) &&
      hb_ot_layout_get_baseline(font, HB_OT_LAYOUT_BASELINE_TAG_IDEO_EMBOX_BOTTOM_OR_LEFT, HB_DIRECTION_LTR,
                                HB_TAG('h', 'a', 'n', 'i'), HB_TAG('d', 'f', 'l', 't'), &ideo) &&
      ideo < 0 && -ideo < upem / 2)
    return -ideo;
  if (!is_pan_han(font)) return upem * 120 / 1000;
  int ascender = i16_at(os2, 68), descender = -i16_at(os2, 70);
  if (ascender + descender == upem && descender > 0 && descender < upem / 4) return descender;
  hb_glyph_extents_t e;
  if (ink_of(font, 0x56FD, &e)) return upem / 2 - (e.y_bearing + e.height / 2) - upem * 8 / 1000;
  return upem * 120 / 1000;
}

static void heights_read(hb_font_t *font, Str os2, Face *facts) {
  hb_glyph_extents_t e;
  if (u16_at(os2, 0) >= 2) {
    facts->x_height = i16_at(os2, 86);
    facts->cap_height = i16_at(os2, 88);
  }
  if (facts->x_height <= 0) facts->x_height = ink_of(font, 'x', &e) ? e.y_bearing : facts->upem / 2;
  if (facts->cap_height <= 0) facts->cap_height = ink_of(font, 'H', &e) ? e.y_bearing : facts->upem * 7 / 10;
}

/* A value of OS/2 in 1/1000 em if it lies where a figure could be read, else the usual one: many faces leave these fields unset. */
static int script_pm(Str os2, size_t at, int upem, int least, int most, int usual) {
  int pm = i16_at(os2, at) * 1000 / upem;
  return pm >= least && pm <= most ? pm : usual;
}

/* OpenType, "OS/2": ySubscriptYSize, ySubscriptYOffset (downwards), ySuperscriptYSize, ySuperscriptYOffset. */
static void scripts_read(Str os2, Face *facts) {
  int upem = facts->upem;
  facts->sub_size_pm = script_pm(os2, 12, upem, 450, 750, 620);
  facts->sub_drop_pm = script_pm(os2, 16, upem, 50, 300, 140);
  facts->sup_size_pm = script_pm(os2, 20, upem, 450, 750, 620);
  facts->sup_rise_pm = script_pm(os2, 24, upem, 250, 500, 340);
}

static void facts_read(hb_face_t *face, hb_font_t *font, Face *facts) {
  hb_blob_t *blob;
  Str head = table_of(face, HB_TAG('h', 'e', 'a', 'd'), &blob);
  for (size_t i = 0; i < 4; i++) facts->bbox[i] = i16_at(head, 36 + 2 * i);
  hb_blob_destroy(blob);
  Str os2 = table_of(face, HB_TAG('O', 'S', '/', '2'), &blob);
  facts->weight = u16_at(os2, 4) ? (int)u16_at(os2, 4) : facts->weight;
  facts->restricted = (u16_at(os2, 8) & 0xF) == 2 || u16_at(os2, 8) & 0x200; /* bitmaps only: there are none in a PDF */
  facts->whole = u16_at(os2, 8) & 0x100;
  facts->descent = em_descent(face, font, os2, facts->upem);
  facts->ascent = facts->upem - facts->descent;
  heights_read(font, os2, facts);
  scripts_read(os2, facts);
  hb_blob_destroy(blob);
  features_read(face, facts);
  facts->has_vmtx = has_table(face, HB_TAG('v', 'm', 't', 'x'));
}

bool face_open(Arena *a, hb_blob_t *file, const Installed *what, Str family, OpenFace *out) {
  if (what->index >= hb_face_count(file)) return false;
  hb_face_t *face = hb_face_create(file, what->index);
  bool cff = has_table(face, HB_TAG('C', 'F', 'F', ' '));
  if ((!cff && !has_table(face, HB_TAG('g', 'l', 'y', 'f'))) || !has_table(face, HB_TAG('c', 'm', 'a', 'p')) ||
      !hb_face_get_glyph_count(face)) {
    hb_face_destroy(face);
    return false;
  }
  hb_face_make_immutable(face);
  hb_font_t *font = hb_font_create(face); /* its scale is the em: all positions are in font units */
  *out = (OpenFace){.face = face, .font = font};
  out->facts = (Face){.file = what->file,
                      .family = str_copy(a, family),
                      .postscript = what->postscript,
                      .index = what->index,
                      .upem = (int)hb_face_get_upem(face),
                      .cff = cff,
                      .weight = what->weight};
  facts_read(face, font, &out->facts);
  hb_font_make_immutable(font);
  return true;
}

void face_close(OpenFace *face) {
  hb_font_destroy(face->font);
  hb_face_destroy(face->face);
}
