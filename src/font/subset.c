/* subset: one face cut down to the glyphs that an edition shows, as a PDF embeds it.
 *
 * * Desubroutinised and without retained glyph ids: 247 against 758 KB for a page's worth of Noto Serif CJK, and faster. Only
 * outlines are embedded (a CIDFont finds widths and texts in the PDF, and no press uses hinting), so the subsetter is shown a
 * face of outlines only: given the whole face, even with every other table on its list of those to drop, it reads the cmap for
 * all the characters of all the glyphs, 3 to 6 ms a face. */
#include "font/inside.h"

#include <hb-subset.h>

/* What makes a program of outlines: CFF is taken out of its sfnt again, TrueType is embedded as an sfnt with these tables (PDF
 * 32000-1, 9.9). */
static const hb_tag_t cff_tables[] = {HB_TAG('C', 'F', 'F', ' '), HB_TAG('h', 'e', 'a', 'd'),
                                      HB_TAG('m', 'a', 'x', 'p')};
static const hb_tag_t truetype_tables[] = {HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
                                           HB_TAG('h', 'e', 'a', 'd'), HB_TAG('m', 'a', 'x', 'p'),
                                           HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x')};

static hb_face_t *outlines_make(hb_face_t *face, bool cff) {
  hb_face_t *outlines = hb_face_builder_create();
  const hb_tag_t *tables = cff ? cff_tables : truetype_tables;
  for (size_t i = 0; i < (cff ? COUNT(cff_tables) : COUNT(truetype_tables)); i++) {
    hb_blob_t *table = hb_face_reference_table(face, tables[i]);
    hb_face_builder_add_table(outlines, tables[i], table);
    hb_blob_destroy(table);
  }
  return outlines;
}

static hb_subset_input_t *input_make(const uint16_t *glyphs, size_t n, unsigned whole) {
  hb_subset_input_t *in = hb_subset_input_create_or_fail();
  must(in);
  hb_set_t *want = hb_subset_input_glyph_set(in);
  for (size_t i = 0; i < n; i++) hb_set_add(want, glyphs[i]);
  if (whole) hb_set_add_range(want, 0, whole - 1);
  hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE |
                                    (whole ? HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE : 0));
  return in;
}

static Str blob_copy(Arena *a, hb_blob_t *blob) {
  unsigned n = 0;
  const char *p = hb_blob_get_data(blob, &n);
  Str copy = str_copy(a, (Str){p, n});
  hb_blob_destroy(blob);
  return copy;
}

/* Fills cids: the charset's word for CID-keyed CFF, else the new glyph number. */
static bool cids_make(Arena *a, const hb_map_t *old_to_new, const uint16_t *glyphs, size_t n, size_t glyph_count,
                      Subset *out) {
  uint16_t *cid = arena_array(a, uint16_t, n + 1), *charset = arena_array(a, uint16_t, glyph_count + 1);
  bool keyed = false;
  if (out->cff && !cff_charset(out->program, charset, glyph_count, &keyed)) return false;
  for (size_t i = 0; i < n; i++) {
    hb_codepoint_t g = hb_map_get(old_to_new, glyphs[i]);
    if (g >= glyph_count) return false;
    cid[i] = keyed ? charset[g] : (uint16_t)g;
  }
  out->cids = cid;
  return true;
}

static bool plan_run(Arena *a, const Face *facts, hb_subset_plan_t *plan, const uint16_t *glyphs, size_t n,
                     Subset *out) {
  hb_face_t *sub = hb_subset_plan_execute_or_fail(plan);
  if (!sub) return false;
  const hb_map_t *old_to_new = hb_subset_plan_old_to_new_glyph_mapping(plan);
  out->cff = facts->cff;
  out->program =
      blob_copy(a, facts->cff ? hb_face_reference_table(sub, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(sub));
  bool ok = out->program.n > 0 && cids_make(a, old_to_new, glyphs, n, hb_map_get_population(old_to_new), out);
  hb_face_destroy(sub);
  return ok;
}

bool face_subset(Job *job, const Fonts *f, int face, const uint16_t *glyphs, size_t n, Subset *out) {
  const Face *facts = face_facts(f, face);
  hb_subset_input_t *in = input_make(glyphs, n, facts->whole ? hb_face_get_glyph_count(f->faces.at[face].face) : 0);
  hb_face_t *outlines = outlines_make(f->faces.at[face].face, facts->cff);
  hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(outlines, in);
  bool ok = plan && plan_run(job->arena, facts, plan, glyphs, n, out);
  if (plan) hb_subset_plan_destroy(plan);
  hb_face_destroy(outlines);
  hb_subset_input_destroy(in);
  if (!ok)
    diag_add(job->diags, DIAG_FONT_UNREADABLE, (Span){0}, "the font '%.*s' (%.*s) cannot be subset",
             STRF(facts->postscript), STRF(facts->file));
  return ok;
}
