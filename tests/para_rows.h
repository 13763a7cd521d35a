/* Rows of para's tests: a text with its lines, a text and where one of its characters stands. */
#ifndef DUIKAI_TESTS_PARA_ROWS_H
#define DUIKAI_TESTS_PARA_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "para_fake.h"

typedef struct Set {
  Arena *a;
  Job job;
  const Shaped *shaped;
  Lines lines;
} Set;

static inline Set set(const char *text, Lang lang, int measure_pm, const char *options) {
  Set s = {.a = arena_open()};
  s.job = (Job){s.a, diags_make(s.a)};
  ParaStyle style = para_style_default(lang);
  style.size = EM;
  assert_null(fake_options(s.a, &style, str_of(options)));
  s.shaped = fake_shape(s.a, str_of(text), lang);
  Len measure = len_pm(EM, measure_pm);
  s.lines = para_set(&s.job, para_make(&s.job, NULL, s.shaped, &style), (Rooms){&measure, 1}, 0);
  return s;
}

static inline const char *lines_text(Set *s) {
  Buf b = buf_make(s->a, 100000);
  for (size_t k = 0; k < s->lines.n; k++) {
    if (k) buf_putc(&b, '|');
    buf_puts(&b, str_sub(s->shaped->text, s->lines.at[k].at, s->lines.at[k].end));
  }
  return str_z(s->a, buf_str(&b));
}

/* Where a character stands in line k, in 1/1000 em; -9999 if it does not. */
static inline int place(const Set *s, size_t k, const char *ch) {
  const Line *l = &s->lines.at[k];
  for (uint32_t i = 0; i < l->n; i++) {
    if (l->glyphs[i].glyph == UINT32_MAX) continue;
    Str t = str_sub(s->shaped->text, s->shaped->glyphs[l->glyphs[i].glyph].src, s->shaped->text.n);
    if (str_has_prefix(t, str_of(ch))) return (int)(((Len)l->glyphs[i].x * 1000 + EM * 20000 + EM / 2) / EM) - 20000;
  }
  return -9999;
}

typedef struct Row {
  const char *lines; /* `|` between */
  int measure_pm;
  const char *options;
} Row;

static inline void check(const Row *rows, size_t n, Lang lang) {
  for (size_t i = 0; i < n; i++) {
    char text[1000];
    size_t k = 0;
    for (const char *p = rows[i].lines; *p; p++)
      if (*p != '|') text[k++] = *p;
    text[k] = 0;
    Set s = set(text, lang, rows[i].measure_pm, rows[i].options);
    assert_string_equal(lines_text(&s), rows[i].lines);
    arena_close(s.a);
  }
}

typedef struct Spot {
  const char *text;
  int measure_pm;
  const char *options;
  const char *ch;
  int at_pm; /* of its origin */
} Spot;

static inline void spots(const Spot *rows, size_t n, Lang lang) {
  for (size_t i = 0; i < n; i++) {
    Set s = set(rows[i].text, lang, rows[i].measure_pm, rows[i].options);
    int got = -9999;
    for (size_t k = 0; k < s.lines.n && got == -9999; k++) got = place(&s, k, rows[i].ch);
    if (got != rows[i].at_pm) print_error("%s: %s\n", rows[i].text, rows[i].options);
    assert_int_equal(got, rows[i].at_pm);
    arena_close(s.a);
  }
}

#endif
