/* diag: findings and the sources they point into.
 *
 * Inside the engine a place is a byte offset; line and column exist only when a finding is printed. Line starts are found
 * when a source is added, which happens before any thread runs, so that forked collectors may read them freely.
 * Printing is in diag_text.c. */
#include "base/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A hostile file may have a finding in every byte. Nobody reads ten thousand of them: the rest is counted, not kept. */
enum { FINDINGS_MOST = 10000 };

typedef struct CodeFacts {
  const char *name, *meaning, *remedy;
  DiagLevel level;
} CodeFacts;

static const CodeFacts CODES[] = {
#define DIAG(id, name, level, meaning, remedy) {name, meaning, remedy, DIAG_##level},
#include "base/diag_codes.def"
#undef DIAG
};

static const CodeFacts *facts(DiagCode c) { return must(c >= 0 && c < DIAG_CODE_COUNT), &CODES[c]; }
const char *diag_code_name(DiagCode c) { return facts(c)->name; }
const char *diag_code_meaning(DiagCode c) { return facts(c)->meaning; }
const char *diag_code_remedy(DiagCode c) { return facts(c)->remedy; }
DiagLevel diag_code_level(DiagCode c) { return facts(c)->level; }

Diags *diags_make(Arena *a) {
  Diags *d = arena_new(a, Diags);
  d->a = a;
  d->sources = arena_new(a, Sources);
  return d;
}

Diags *diags_fork(Arena *a, const Diags *parent) {
  Diags *d = arena_new(a, Diags);
  d->a = a;
  d->sources = parent->sources;
  d->strict = parent->strict;
  return d;
}

/* ---- sources */

uint32_t diags_add_source(Diags *d, Str path, Str text) {
  must(text.n < UINT32_MAX);
  Source s = {.path = str_copy(d->a, path), .text = text};
  vec_add(d->a, &s.lines, 0);
  for (size_t at = 0; at < text.n; at++) {
    const char *end = memchr(text.p + at, '\n', text.n - at);
    if (!end) break;
    at = (size_t)(end - text.p);
    vec_add(d->a, &s.lines, (uint32_t)(at + 1));
  }
  vec_add(d->a, d->sources, s);
  return (uint32_t)d->sources->n;
}

const Source *source_find(const Diags *d, uint32_t file) {
  return file >= 1 && file <= d->sources->n ? &d->sources->at[file - 1] : NULL;
}

Str diags_source_path(const Diags *d, uint32_t file) {
  const Source *s = source_find(d, file);
  return s ? s->path : STR("");
}

Str diags_source_text(const Diags *d, uint32_t file) {
  const Source *s = source_find(d, file);
  return s ? s->text : STR("");
}

/* The last line that starts at or before the offset. */
size_t source_line(const Source *s, uint32_t at) {
  size_t low = 0, high = s->lines.n;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (s->lines.at[middle] <= at)
      low = middle;
    else
      high = middle;
  }
  return low;
}

void diags_position(const Diags *d, Span span, int *line, int *column) {
  const Source *s = source_find(d, span.file);
  *line = *column = 0;
  if (!s) return;
  size_t number = source_line(s, span.at), at = s->lines.at[number];
  *line = (int)number + 1;
  *column = 1;
  for (; at < span.at && at < s->text.n; at++) *column += ((unsigned char)s->text.p[at] & 0xC0) != 0x80;
}

/* ---- findings */

static size_t *codes_of(Diags *d) {
  if (!d->codes) d->codes = arena_array(d->a, size_t, DIAG_CODE_COUNT);
  return d->codes;
}

void diag_add(Diags *d, DiagCode code, Span span, const char *fmt, ...) {
  d->counts[diag_code_level(code)]++;
  codes_of(d)[code]++;
  d->last_dropped = d->findings.n >= FINDINGS_MOST;
  if (d->last_dropped) {
    d->dropped++;
    return;
  }
  va_list ap;
  va_start(ap, fmt);
  vec_add(d->a, &d->findings, (Finding){.code = code, .span = span, .message = str_vf(d->a, fmt, ap)});
  va_end(ap);
}

static Finding *last_finding(Diags *d) {
  return d->findings.n && !d->last_dropped ? &d->findings.at[d->findings.n - 1] : NULL;
}

void diag_add_hint(Diags *d, Span span, const char *fmt, ...) {
  Finding *f = last_finding(d);
  if (!f) return;
  va_list ap;
  va_start(ap, fmt);
  vec_add(d->a, &f->hints, (Hint){span, str_vf(d->a, fmt, ap)});
  va_end(ap);
}

void diag_add_place(Diags *d, DiagPlace place) {
  Finding *f = last_finding(d);
  if (!f) return;
  place.frame = str_copy(d->a, place.frame);
  place.story = str_copy(d->a, place.story);
  f->place = place;
}

void diags_place(Diags *d, bool (*find)(void *ctx, Span span, DiagPlace *place), void *ctx) {
  for (size_t i = 0; i < d->findings.n; i++) {
    Finding *f = &d->findings.at[i];
    DiagPlace place = {0};
    if (f->place.page || !f->span.file || !find(ctx, f->span, &place)) continue;
    place.frame = str_copy(d->a, place.frame);
    place.story = str_copy(d->a, place.story);
    f->place = place;
  }
}

static Finding finding_copy(Arena *a, const Finding *f) {
  Finding copy = *f;
  copy.message = str_copy(a, f->message);
  copy.place.frame = str_copy(a, f->place.frame);
  copy.place.story = str_copy(a, f->place.story);
  memset(&copy.hints, 0, sizeof copy.hints);
  for (size_t i = 0; i < f->hints.n; i++)
    vec_add(a, &copy.hints, (Hint){f->hints.at[i].span, str_copy(a, f->hints.at[i].message)});
  return copy;
}

void diags_merge(Diags *into, const Diags *unit) {
  for (size_t i = 0; i < COUNT(into->counts); i++) into->counts[i] += unit->counts[i];
  for (size_t i = 0; unit->codes && i < DIAG_CODE_COUNT; i++) codes_of(into)[i] += unit->codes[i];
  into->dropped += unit->dropped;
  for (size_t i = 0; i < unit->findings.n; i++) {
    into->last_dropped = into->findings.n >= FINDINGS_MOST;
    if (into->last_dropped)
      into->dropped++;
    else
      vec_add(into->a, &into->findings, finding_copy(into->a, &unit->findings.at[i]));
  }
}

void diags_make_strict(Diags *d) { d->strict = true; }

size_t diags_count(const Diags *d, DiagLevel level) {
  if (!d->strict) return d->counts[level];
  if (level == DIAG_ERROR) return d->counts[DIAG_ERROR] + d->counts[DIAG_WARNING];
  return level == DIAG_WARNING ? 0 : d->counts[level];
}

bool diags_has(const Diags *d, DiagCode code) { return facts(code) && d->codes && d->codes[code] > 0; }

/* ---- order */

static int place_order(Span a, Span b) {
  uint32_t file_a = a.file ? a.file : UINT32_MAX, file_b = b.file ? b.file : UINT32_MAX;
  if (file_a != file_b) return file_a < file_b ? -1 : 1;
  return (a.at > b.at) - (a.at < b.at);
}

/* The address breaks the tie, and so the order of arrival is kept: qsort alone promises no stable order. */
static int finding_order(const void *a, const void *b) {
  const Finding *const *x = a, *const *y = b;
  int order = place_order((*x)->span, (*y)->span);
  return order ? order : (*x > *y) - (*x < *y);
}

const Finding **findings_in_order(Arena *a, const Diags *d) {
  const Finding **order = arena_array(a, const Finding *, d->findings.n + 1);
  for (size_t i = 0; i < d->findings.n; i++) order[i] = &d->findings.at[i];
  qsort(order, d->findings.n, sizeof *order, finding_order);
  return order;
}
