/* quick: what is looked up is what HarfBuzz would have given, glyph for glyph. */
#include "shape/inside.h"
#include "shape/shape.h"
#include "unit.h"

typedef struct Pair {
  Job job;
  Fonts *fonts;
  Shaper *quick, *plain;
  size_t glyphs;
} Pair;

static int pair_open(void **state) {
  static Pair p;
  p.job = unit_job();
  p.fonts = fonts_open(&p.job, STR("."));
  assert_non_null(p.fonts);
  p.quick = shaper_open(p.job.arena, p.fonts);
  p.plain = shaper_open(p.job.arena, p.fonts);
  p.plain->plain = true;
  *state = &p;
  return 0;
}
static int pair_close(void **state) {
  Pair *p = *state;
  shaper_close(p->quick);
  shaper_close(p->plain);
  fonts_close(p->fonts);
  unit_done(&p->job);
  return 0;
}

static const char *const roles[] = {"song", "hei", "kai", "fangsong", "latin"};
static const Lang langs[] = {LANG_ZH_HANS, LANG_ZH_HANT, LANG_ZH_HK, LANG_JA, LANG_EN};

static Shaped *shape(Job *job, Shaper *s, Str text, int role, Lang lang) {
  Run *run = arena_new(job->arena, Run);
  *run = (Run){.end = (uint32_t)text.n, .role = role, .lang = lang, .size = LEN_PT};
  return shape_paragraph(job, s, text, run, 1, false, (Span){0}, NULL, NULL);
}

static bool is_same(const Glyph *a, const Glyph *b) {
  return a->src == b->src && a->id == b->id && a->font == b->font && a->adv == b->adv && a->dx == b->dx &&
         a->dy == b->dy && a->flags == b->flags;
}

static void compare(Pair *p, Str text, const char *role, Lang lang) {
  Arena *a = arena_open();
  Job job = {a, diags_make(a)};
  int r = fonts_find_role(p->fonts, str_of(role));
  Shaped *quick = shape(&job, p->quick, text, r, lang), *plain = shape(&job, p->plain, text, r, lang);
  for (size_t i = 0; i < quick->n && i < plain->n; i++)
    if (!is_same(&quick->glyphs[i], &plain->glyphs[i]))
      fail_msg("%s %s: glyph %zu of '%.60s' is %u, HarfBuzz gives %u (at %u, %u)", role, lang_tag(lang), i,
               text.p + quick->glyphs[i].src, quick->glyphs[i].id, plain->glyphs[i].id, quick->glyphs[i].src,
               plain->glyphs[i].src);
  assert_int_equal(quick->n, plain->n);
  p->glyphs += quick->n;
  arena_close(a);
}

static void put_cp(Buf *b, uint32_t cp) {
  char bytes[4];
  buf_put(b, bytes, utf8_put(bytes, cp));
}

/* Every ideograph of the URO and every other candidate, in order: neighbours differ from those of any real text. */
static void every_character(void **state) {
  Pair *p = *state;
  Buf b = buf_make(p->job.arena, 1 << 20);
  for (uint32_t cp = 0x4E00; cp <= 0x9FFF; cp++) put_cp(&b, cp);
  for (uint32_t cp = 0x3000; cp <= 0x3040; cp++) put_cp(&b, cp), put_cp(&b, 0x56FD);
  for (uint32_t cp = 0xFF01; cp <= 0xFF5E; cp++) put_cp(&b, cp), put_cp(&b, 0x56FD);
  for (uint32_t cp = 0x2010; cp <= 0x2027; cp++) put_cp(&b, cp), put_cp(&b, 0x56FD);
  for (uint32_t cp = 0x20; cp < 0x7F; cp++) put_cp(&b, 0x56FD), put_cp(&b, cp);
  for (size_t r = 0; r < COUNT(roles); r++)
    for (size_t l = 0; l < COUNT(langs); l++) compare(p, buf_str(&b), roles[r], langs[l]);
}

/* What stands beside an ideograph and might have a say in it. */
static const uint32_t company[] = {' ',    0x3000, 0x2014, 0x2026, 0x201C,  0x2019, 0xFF0C, 0x3002,  0xFE00,  0xE0100,
                                   0x0301, 0x3099, 0x302A, 0x200D, 0x200B,  0x2060, 0x00AD, 0x00B7,  '1',     '/',
                                   'f',    'i',    0x3042, 0x30FC, 0x20000, 0x9FEB, 0xF900, 0x1F468, 0x1F3FD, 0xAC00,
                                   0x1100, 0x1161, 0x00E9, 0x0416, 0x3105,  0x02CA, '"',    '\n',    0xF0000};

static void company_kept(void **state) {
  Pair *p = *state;
  Buf b = buf_make(p->job.arena, 1 << 20);
  for (size_t i = 0; i < COUNT(company); i++)
    for (size_t k = 0; k < COUNT(company); k++) {
      put_cp(&b, 0x76F4);
      put_cp(&b, company[i]);
      put_cp(&b, company[k]);
      put_cp(&b, 0x9AA8);
    }
  for (size_t l = 0; l < COUNT(langs); l++) compare(p, buf_str(&b), "song", langs[l]);
  compare(p, buf_str(&b), "kai", LANG_ZH_HANS);
}

/* Short random texts: company anywhere, also at the ends. */
static void random_texts(void **state) {
  Pair *p = *state;
  uint32_t seed = 20261024;
  for (int t = 0; t < 1500; t++) {
    Buf b = buf_make(p->job.arena, 4096);
    for (uint32_t i = 0, n = seed % 97 + 1; i < n; i++) {
      seed = seed * 1664525 + 1013904223;
      uint32_t pick = seed >> 16;
      put_cp(&b, pick % 5 ? 0x4E00 + pick % 0x51FF : company[pick / 5 % COUNT(company)]);
    }
    compare(p, buf_str(&b), t % 3 ? "song" : "kai", langs[t % 4]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_character), cmocka_unit_test(company_kept),
                                     cmocka_unit_test(random_texts)};
  return cmocka_run_group_tests(tests, pair_open, pair_close);
}
