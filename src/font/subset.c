/* subset: one face cut down to the glyphs that an edition shows, as a PDF embeds it.
 *
 * Desubroutinised and without retained glyph ids: 247 against 758 KB for a page's worth of Noto Serif CJK, and faster. Everything but the outlines is dropped: a CIDFont finds its
 * widths and texts in the PDF. What is lost is hinting, which no press uses. */
#include "font/inside.h"

#include <hb-subset.h>

static const hb_tag_t layout_tables[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
    HB_TAG('V', 'O', 'R', 'G'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('c', 'm', 'a', 'p'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('H', 'V', 'A', 'R'), HB_TAG('V', 'V', 'A', 'R'), HB_TAG('S', 'T', 'A', 'T'), HB_TAG('M', 'A', 'T', 'H'),
    HB_TAG('J', 'S', 'T', 'F'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('g', 'a', 's', 'p'), HB_TAG('m', 'e', 't', 'a'),
};

static hb_subset_input_t *input_make(const Face *facts, const uint16_t *glyphs, size_t n) {
  hb_subset_input_t *in = hb_subset_input_create_or_fail();
  must(in);
  hb_set_t *want = hb_subset_input_glyph_set(in), *drop = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (size_t i = 0; i < n; i++) hb_set_add(want, glyphs[i]);
  for (size_t i = 0; i < COUNT(layout_tables); i++) hb_set_add(drop, layout_tables[i]);
  if (facts->cff) { /* only the CFF table is taken out */
    hb_set_add(drop, HB_TAG('h', 'm', 't', 'x'));
    hb_set_add(drop, HB_TAG('h', 'h', 'e', 'a'));
  }
  /* the glyphs are those shown; without this HarfBuzz adds what the face's features could make of them */
  hb_set_clear(hb_subset_input_set(in, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
  hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
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
  hb_subset_input_t *in = input_make(facts, glyphs, n);
  hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(f->faces.at[face].face, in);
  bool ok = plan && plan_run(job->arena, facts, plan, glyphs, n, out);
  if (plan) hb_subset_plan_destroy(plan);
  hb_subset_input_destroy(in);
  if (!ok)
    diag_add(job->diags, DIAG_FONT_UNREADABLE, (Span){0}, "the font '%.*s' (%.*s) cannot be subset",
             STRF(facts->postscript), STRF(facts->file));
  return ok;
}
