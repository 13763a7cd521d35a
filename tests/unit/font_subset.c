/* font: a subset, opened again by FreeType, shows the glyphs it was asked for, each under the CID that it says. */
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_CID_H

#include "font/font.h"
#include "font/inside.h"
#include "unit.h"

static FT_Library library;

static FT_Face face_again(Str program) {
  FT_Face face;
  assert_int_equal(FT_New_Memory_Face(library, (const FT_Byte *)program.p, (FT_Long)program.n, 0, &face), 0);
  return face;
}

static bool is_same_outline(FT_Face a, FT_UInt ga, FT_Face b, FT_UInt gb) {
  FT_Int32 how = FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING;
  if (FT_Load_Glyph(a, ga, how) || FT_Load_Glyph(b, gb, how)) return false;
  FT_Outline *x = &a->glyph->outline, *y = &b->glyph->outline;
  return x->n_points == y->n_points && x->n_contours == y->n_contours &&
         a->glyph->metrics.horiAdvance == b->glyph->metrics.horiAdvance &&
         !memcmp(x->points, y->points, sizeof *x->points * (size_t)x->n_points);
}

static void check_subset(Job *job, const Fonts *f, int face, const uint16_t *glyphs, size_t n, bool keyed) {
  Subset s;
  assert_true(face_subset(job, f, face, glyphs, n, &s));
  const Face *facts = face_facts(f, face);
  assert_int_equal(s.cff, facts->cff);
  FT_Face old, again = face_again(s.program);
  assert_int_equal(FT_New_Face(library, str_z(job->arena, facts->file), (FT_Long)facts->index, &old), 0);
  assert_int_equal(FT_IS_CID_KEYED(again) != 0, keyed);
  for (size_t i = 0; i < n; i++) {
    if (keyed) { /* the original CID, which in Noto CJK is the glyph's number */
      FT_UInt cid = 0;
      assert_int_equal(FT_Get_CID_From_Glyph_Index(old, glyphs[i], &cid), 0);
      assert_int_equal(s.cids[i], cid);
    }
    /* FreeType takes a CID for the number of a glyph of a bare CID-keyed program, as viewers do */
    if (!is_same_outline(old, glyphs[i], again, s.cids[i]))
      fail_msg("%.*s: glyph %u, CID %u differs (%ld %ld, %d %d points)", STRF(facts->postscript), glyphs[i], s.cids[i],
               old->glyph->metrics.horiAdvance, again->glyph->metrics.horiAdvance, old->glyph->outline.n_points,
               again->glyph->outline.n_points);
  }
  FT_Done_Face(old);
  FT_Done_Face(again);
}

static size_t glyphs_of(const Fonts *f, FontId font, const char *text, uint16_t *out) {
  size_t n = 0;
  Str s = str_of(text);
  for (size_t i = 0; i < s.n;) {
    hb_codepoint_t g = 0;
    assert_true(hb_font_get_nominal_glyph(font_hb(f, font), str_next(s, &i), &g));
    size_t k = n++;
    for (; k && out[k - 1] > g; k--) out[k] = out[k - 1];
    out[k] = (uint16_t)g;
  }
  return n;
}

static void subsets(void **state) {
  (void)state;
  static const struct {
    const char *role;
    bool keyed;
  } rows[] = {{"song", true}, {"hei", true}, {"kai", false}, {"fangsong", false}};
  Job job = unit_job();
  Fonts *f = fonts_open(&job, STR("."));
  assert_non_null(f);
  for (size_t i = 0; i < COUNT(rows); i++) {
    FontId font = fonts_find(f, fonts_find_role(f, str_of(rows[i].role)), CC_HAN, LANG_ZH_HANS);
    uint16_t glyphs[64];
    size_t n = glyphs_of(f, font, "直骨国一，。“Ab3対体鱻", glyphs);
    check_subset(&job, f, font_facts(f, font)->face, glyphs, n, rows[i].keyed);
  }
  fonts_close(f);
  unit_done(&job);
}

static void name_keyed(void **state) {
  (void)state;
  static const uint16_t some[] = {2, 3}, one[] = {1}, all[] = {1, 2, 3};
  Job job = unit_job();
  Fonts *f = fonts_open(&job, STR("tests/unit/font_data"));
  assert_non_null(f);
  assert_true(face_facts(f, 0)->cff);
  check_subset(&job, f, 0, some, COUNT(some), false);
  check_subset(&job, f, 0, one, COUNT(one), false);
  check_subset(&job, f, 0, all, COUNT(all), false);
  fonts_close(f);
  unit_done(&job);
}

static void same_bytes(void **state) {
  (void)state;
  static const uint16_t glyphs[] = {34, 735, 13165, 20284, 63025};
  Job job = unit_job();
  Fonts *f = fonts_open(&job, STR("."));
  Subset a, b;
  assert_true(face_subset(&job, f, 0, glyphs, COUNT(glyphs), &a));
  assert_true(face_subset(&job, f, 0, glyphs, COUNT(glyphs), &b));
  assert_true(str_eq(a.program, b.program));
  assert_memory_equal(a.cids, b.cids, sizeof glyphs);
  fonts_close(f);
  unit_done(&job);
}

/* Broken programs are refused, not read past their end. */
static void broken_cff(void **state) {
  (void)state;
  static const uint16_t glyphs[] = {34, 735, 13165};
  Job job = unit_job();
  Fonts *f = fonts_open(&job, STR("."));
  Subset s;
  assert_true(face_subset(&job, f, 0, glyphs, COUNT(glyphs), &s));
  uint16_t cid[4];
  bool keyed;
  assert_true(cff_charset(s.program, cid, 4, &keyed) && keyed);
  assert_int_equal(cid[0], 0);
  assert_int_equal(cid[3], 13165);
  assert_false(cff_charset(s.program, cid, 3, &keyed)); /* another number of glyphs */
  for (size_t n = 0; n < s.program.n && n < 400; n++) {
    char *cut = arena_add(job.arena, n + 1); /* a copy, so that a sanitizer sees a read past its end */
    memcpy(cut, s.program.p, n);
    cff_charset((Str){cut, n}, cid, 4, &keyed);
    memset(cut + n / 2, 0xFF, n - n / 2);
    cff_charset((Str){cut, n}, cid, 4, &keyed);
  }
  fonts_close(f);
  unit_done(&job);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(subsets), cmocka_unit_test(name_keyed),
                                     cmocka_unit_test(same_bytes), cmocka_unit_test(broken_cff)};
  if (FT_Init_FreeType(&library)) return 1;
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  FT_Done_FreeType(library);
  return failed;
}
