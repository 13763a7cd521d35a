/* font: roles, fallback, facts, bad role files. */
#include "font/font.h"
#include "unit.h"

static Fonts *open_fonts(Job *job) {
  Fonts *f = fonts_open(job, STR("."));
  assert_non_null(f);
  return f;
}

static const Face *face_for(const Fonts *f, const char *role, CharClass cc, Lang lang) {
  int r = fonts_find_role(f, str_of(role));
  assert_true(r >= 0);
  return face_facts(f, font_facts(f, fonts_find(f, r, cc, lang))->face);
}

/* Every name that layouts may count on, with the face and weight Debian's packages give it. */
static void roles_shipped(void **state) {
  (void)state;
  static const struct {
    const char *role;
    CharClass cc;
    Lang lang;
    const char *family;
    int weight;
  } rows[] = {
      {"song", CC_HAN, LANG_ZH_HANS, "Noto Serif CJK SC", 400},
      {"song", CC_HAN, LANG_ZH_HANT, "Noto Serif CJK TC", 400},
      {"song", CC_HAN, LANG_ZH_HK, "Noto Serif CJK HK", 400},
      {"song", CC_KANA, LANG_JA, "Noto Serif CJK JP", 400},
      {"song", CC_HANGUL, LANG_KO, "Noto Serif CJK KR", 400},
      {"song", CC_STOP, LANG_ZH_HANS, "Noto Serif CJK SC", 400},
      {"song-bold", CC_HAN, LANG_ZH_HANS, "Noto Serif CJK SC", 700},
      {"hei", CC_HAN, LANG_ZH_HANS, "Noto Sans CJK SC", 700},
      {"hei-regular", CC_DIGIT, LANG_ZH_HANS, "Noto Sans CJK SC", 400},
      {"kai", CC_HAN, LANG_ZH_HANS, "LXGW WenKai", 400},
      {"kai", CC_LATIN, LANG_ZH_HANS, "Noto Serif CJK SC", 400},
      {"kai-bold", CC_HAN, LANG_ZH_HANS, "LXGW WenKai", 700},
      {"fangsong", CC_HAN, LANG_ZH_HANS, "LXGW WenKai", 300},
      {"nameplate", CC_HAN, LANG_ZH_HANS, "LXGW WenKai", 700},
      {"latin", CC_LATIN, LANG_EN, "Noto Serif", 400},
      {"latin-italic", CC_LATIN, LANG_EN, "Noto Serif", 400},
      {"latin-sans", CC_LATIN, LANG_EN, "Noto Sans", 400},
      {"latin-bold", CC_DIGIT, LANG_EN, "Noto Serif", 700},
      {"latin-sans-bold", CC_LATIN, LANG_EN, "Noto Sans", 700},
  };
  Job job = unit_job();
  Fonts *f = open_fonts(&job);
  assert_int_equal(diags_count(job.diags, DIAG_WARNING) + diags_count(job.diags, DIAG_ERROR), 0);
  for (size_t i = 0; i < COUNT(rows); i++) {
    const Face *face = face_for(f, rows[i].role, rows[i].cc, rows[i].lang);
    assert_str(face->family, rows[i].family);
    assert_int_equal(face->weight, rows[i].weight);
  }
  assert_int_equal(fonts_find_role(f, STR("comic")), -1);
  assert_str(fonts_role_name(f, fonts_find_bold(f, fonts_find_role(f, STR("song")))), "song-bold");
  assert_str(fonts_role_name(f, fonts_find_bold(f, fonts_find_role(f, STR("hei")))), "hei");
  fonts_close(f);
  unit_done(&job);
}

/* Equal parts share a number: Han, marks and figures of song are shaped in one go. */
static void parts_shared(void **state) {
  (void)state;
  Job job = unit_job();
  Fonts *f = open_fonts(&job);
  int song = fonts_find_role(f, STR("song")), kai = fonts_find_role(f, STR("kai"));
  FontId han = fonts_find(f, song, CC_HAN, LANG_ZH_HANS);
  assert_int_equal(fonts_find(f, song, CC_DIGIT, LANG_ZH_HANS), han);
  assert_int_equal(fonts_find(f, song, CC_LATIN, LANG_ZH_HANS), han);
  assert_int_equal(fonts_find(f, kai, CC_LATIN, LANG_ZH_HANS), han);
  /* the slanted cut is a face of its own */
  int latin = fonts_find_role(f, STR("latin")), italic = fonts_find_role(f, STR("latin-italic"));
  assert_int_not_equal(fonts_find(f, latin, CC_LATIN, LANG_EN), fonts_find(f, italic, CC_LATIN, LANG_EN));
  assert_int_equal(font_facts(f, han)->shift_pm, 0);
  /* kai's em box is 1/50 em off the common one: under 1/40 em the baseline is worth more */
  assert_int_equal(font_facts(f, fonts_find(f, kai, CC_HAN, LANG_ZH_HANS))->shift_pm, 0);
  fonts_close(f);
  unit_done(&job);
}

static void facts_read(void **state) {
  (void)state;
  Job job = unit_job();
  Fonts *f = open_fonts(&job);
  const Face *song = face_for(f, "song", CC_HAN, LANG_ZH_HANS), *kai = face_for(f, "kai", CC_HAN, LANG_ZH_HANS);
  assert_str(song->postscript, "NotoSerifCJKsc-Regular");
  assert_true(song->cff && song->has_halt && song->has_vhal && song->has_vert && song->has_vmtx);
  assert_int_equal(song->upem, 1000);
  assert_int_equal(song->ascent, 880);
  assert_int_equal(song->descent, 120);
  assert_int_equal(song->x_height, 514);
  assert_false(kai->cff || kai->has_halt);
  int box[4];
  FontId han = fonts_find(f, fonts_find_role(f, STR("song")), CC_HAN, LANG_ZH_HANS);
  assert_true(font_ink(f, han, 735, box)); /* … : its dots stand in the middle of the em box */
  assert_int_equal(box[1], 324);
  assert_int_equal(box[3], 436);
  assert_false(font_ink(f, han, 1, box)); /* the space */
  assert_int_equal(font_advance(f, han, 735), 1000);
  fonts_close(f);
  unit_done(&job);
}

static void fallback_order(void **state) {
  (void)state;
  static const struct {
    const char *cluster, *family; /* NULL: nobody has it */
  } rows[] = {
      {"鿫", "Noto Sans CJK SC"},
      {"\U0002A6A5", "HanaMinA"},
      {"\U00020000", NULL}, /* family filled in below: A or B by release */
      {"\U0001F030", "Noto Sans Symbols2"},
      {"\U000F0000", NULL},
      {"", NULL},
  };
  Job job = unit_job();
  Fonts *f = open_fonts(&job);
  int song = fonts_find_role(f, STR("song"));
  for (size_t i = 0; i < COUNT(rows); i++) {
    FontId id = fonts_find_fallback(f, song, str_of(rows[i].cluster), LANG_ZH_HANS);
    if (i == 2)
      assert_true(id != FONT_NONE && str_has_prefix(face_facts(f, font_facts(f, id)->face)->family, STR("HanaMin")));
    else if (rows[i].family)
      assert_str(face_facts(f, font_facts(f, id)->face)->family, rows[i].family);
    else
      assert_int_equal(id, FONT_NONE);
  }
  /* a selector needs no glyph of its own */
  assert_true(fonts_find_fallback(f, song, STR("\u845B\U000E0100"), LANG_ZH_HANS) != FONT_NONE);
  /* Han of a fallback stand in the same em box: shifted by the difference of the boxes' feet, if anybody could see it */
  FontId hana = fonts_find_fallback(f, song, STR("\U0002A6A5"), LANG_ZH_HANS);
  const Face *face = face_facts(f, font_facts(f, hana)->face);
  Len off = len_fu(face->descent, 1000, face->upem) - 120;
  assert_int_equal(font_facts(f, hana)->shift_pm, off >= -25 && off <= 25 ? 0 : off);
  fonts_forbid_fallback(f);
  assert_int_equal(fonts_find_fallback(f, song, STR("鿫"), LANG_ZH_HANS), FONT_NONE);
  fonts_close(f);
  unit_done(&job);
}

/* Faults of a role file: each is told, and what can be opened is opened. */
static void bad_roles(void **state) {
  (void)state;
  Job job = unit_job();
  Fonts *f = fonts_open(&job, STR("tests/unit/font_data"));
  assert_non_null(f);
  assert_int_equal(fonts_role_count(f), 1);
  assert_true(diags_has(job.diags, DIAG_FONT_MISSING));      /* 'Not Installed' */
  assert_true(diags_has(job.diags, DIAG_UNKNOWN_FONT_ROLE)); /* bold: nowhere */
  assert_true(diags_has(job.diags, DIAG_BAD_VALUE));         /* set 'tset', a role without han */
  assert_true(diags_has(job.diags, DIAG_UNKNOWN_KEY));       /* 'hna' */
  Buf text = buf_make(job.arena, 1 << 16);
  diags_write_text(job.diags, &text, DIAG_NOTE, false);
  assert_true(str_find(buf_str(&text), STR("fonts-nobody")) >= 0);
  assert_true(str_find(buf_str(&text), STR("did you mean 'test'")) >= 0);
  const Font *latin = font_facts(f, fonts_find(f, 0, CC_LATIN, LANG_EN));
  assert_int_equal(latin->scale_pm, 1045);
  assert_int_equal(latin->shift_pm, -15);
  assert_int_equal(fonts_find_bold(f, 0), 0);
  /* no BASE, ascender and descender that make no em: the em box comes from the ink of 国, -70 to 826 */
  const Face *face = face_facts(f, 0);
  assert_int_equal(face->descent, 500 - (826 - 70) / 2 - 8);
  assert_int_equal(face->x_height, 500); /* OS/2 version 1 tells none, there is no x: half an em */
  assert_int_equal(face->cap_height, 700);
  assert_false(face->has_halt || face->has_vert || face->has_vmtx);
  fonts_close(f);
  unit_done(&job);
}

static void no_roles(void **state) {
  (void)state;
  Job job = unit_job();
  assert_null(fonts_open(&job, STR("tests/no/such/place")));
  assert_true(diags_has(job.diags, DIAG_FILE_MISSING));
  unit_done(&job);
}

static void report(void **state) {
  (void)state;
  Job job = unit_job();
  Fonts *f = open_fonts(&job);
  Buf plain = buf_make(job.arena, 1 << 20), checked = buf_make(job.arena, 1 << 20);
  fonts_dump(f, &plain, false);
  fonts_dump(f, &checked, true);
  assert_true(str_find(buf_str(&plain), STR("kai (bold: kai-bold)")) >= 0);
  assert_true(str_find(buf_str(&plain), STR("GB 2312")) < 0);
  assert_true(str_find(buf_str(&checked), STR("has all ideographs of GB 2312 level 1")) >= 0);
  fonts_close(f);
  Fonts *test = fonts_open(&job, STR("tests/unit/font_data"));
  Buf lacking = buf_make(job.arena, 1 << 20);
  fonts_dump(test, &lacking, true);
  assert_true(str_find(buf_str(&lacking), STR("lacks 3754 ideographs of GB 2312 level 1: 啊 U+554A")) >=
              0); /* all but 国 */
  fonts_close(test);
  unit_done(&job);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(roles_shipped),  cmocka_unit_test(parts_shared), cmocka_unit_test(facts_read),
      cmocka_unit_test(fallback_order), cmocka_unit_test(bad_roles),    cmocka_unit_test(no_roles),
      cmocka_unit_test(report),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
