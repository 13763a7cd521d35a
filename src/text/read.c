/* A source text as the readers want it. */
#include "text/text.h"

#include <string.h>

enum { MAX_FINDINGS = 20 }; /* a file of another encoding would otherwise give thousands */

/* Bad bytes met so far: runs of them, the last run's code and end in the cleaned text. */
typedef struct Faults {
  size_t count[2];
  size_t last_end[2];
} Faults;
enum { FAULT_UTF8, FAULT_CONTROL };

/* A place is told in the cleaned text; the finding is kept until the text is registered. */
typedef struct Fault {
  uint32_t at;
  uint32_t byte;
  uint8_t kind;
} Fault;
typedef VEC(Fault) FaultList;

static bool is_control(uint32_t cp) { return (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp < 0xA0); }

static void fault_put(Arena *a, FaultList *list, Faults *f, int kind, size_t raw_at, size_t raw_end, Fault fault) {
  bool goes_on = f->count[kind] > 0 && f->last_end[kind] == raw_at;
  f->last_end[kind] = raw_end;
  if (goes_on) return;
  if (f->count[kind]++ < MAX_FINDINGS) vec_add(a, list, fault);
}

/* Which encoding bytes that are no UTF-8 may be in; NULL where there is nothing to guess by. GBK: two bytes a character, the first
 * 81..FE, the second 40..FE but 7F (GB 18030-2022, 5.2), and most of the text in that form. */
static const char *encoding_guess(Str raw) {
  if (raw.n >= 2 && (!memcmp(raw.p, "\xFF\xFE", 2) || !memcmp(raw.p, "\xFE\xFF", 2))) return "UTF-16";
  size_t pairs = 0;
  for (size_t i = 0; i < raw.n; i++) {
    uint8_t first = (uint8_t)raw.p[i], second = i + 1 < raw.n ? (uint8_t)raw.p[i + 1] : 0;
    if (first < 0x80) continue;
    if (first < 0x81 || first > 0xFE || second < 0x40 || second > 0xFE || second == 0x7F) return NULL;
    pairs++, i++;
  }
  return pairs > 3 ? "GBK" : NULL;
}

static void faults_report(Job *job, const FaultList *list, const Faults *f, uint32_t file, Str raw) {
  const char *guess = f->count[FAULT_UTF8] ? encoding_guess(raw) : NULL;
  for (size_t i = 0; i < list->n; i++) {
    Fault x = list->at[i];
    if (x.kind == FAULT_UTF8) {
      diag_add(job->diags, DIAG_INVALID_UTF8, (Span){file, x.at, x.at + 3}, "byte 0x%02X is not UTF-8; shown as U+FFFD",
               x.byte);
      if (guess) diag_add_hint(job->diags, (Span){0}, "the file may be %s: save it as UTF-8", guess);
      guess = NULL; /* once is enough */
    } else
      diag_add(job->diags, DIAG_CONTROL_CHARACTER, (Span){file, x.at, x.at}, "control character U+%04X left out",
               x.byte);
  }
  if (f->count[FAULT_UTF8] > MAX_FINDINGS)
    diag_add(job->diags, DIAG_INVALID_UTF8, (Span){file, 0, 0}, "%zu places are not UTF-8; the first %d are named",
             f->count[FAULT_UTF8], (int)MAX_FINDINGS);
  if (f->count[FAULT_CONTROL] > MAX_FINDINGS)
    diag_add(job->diags, DIAG_CONTROL_CHARACTER, (Span){file, 0, 0},
             "%zu runs of control characters left out; the first %d are named", f->count[FAULT_CONTROL],
             (int)MAX_FINDINGS);
}

static bool is_bom(Str s) { return s.n >= 3 && str_eq(str_sub(s, 0, 3), STR("\xEF\xBB\xBF")); }

/* Bytes at `at` that are plain beyond doubt: a printable ASCII character or a line end, or a Han of U+4000 to U+9FFF; 0: look closer. */
static size_t plain_at(Str s, size_t at) {
  const unsigned char *u = (const unsigned char *)s.p + at;
  if ((u[0] >= ' ' && u[0] < 0x7F) || u[0] == '\n') return 1;
  return u[0] >= 0xE4 && u[0] <= 0xE9 && s.n - at >= 3 && (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80 ? 3 : 0;
}

/* Nearly all copy is clean: it is not copied then. */
Str text_read(Job *job, Str path, Str raw, uint32_t *file) {
  Buf out = buf_make(job->arena, raw.n * 3 + 1);
  FaultList list = {0};
  Faults faults = {{0}, {0}};
  size_t start = is_bom(raw) ? 3 : 0, from = start; /* raw[from..] is good and not yet put */
  for (size_t i = start; i < raw.n;) {
    size_t at = i, plain = plain_at(raw, at);
    if (plain) {
      i += plain;
      continue;
    }
    uint8_t byte = (uint8_t)raw.p[at];
    uint32_t cp = utf8_next(raw, &i);
    bool bad = cp == 0xFFFD && i == at + 1;
    if (!bad && cp != '\r' && !is_control(cp)) continue;
    buf_put(&out, raw.p + from, at - from);
    if (cp == '\r') {
      if (i < raw.n && raw.p[i] == '\n') i++;
      buf_putc(&out, '\n');
    } else if (bad) {
      fault_put(job->arena, &list, &faults, FAULT_UTF8, at, i, (Fault){(uint32_t)out.n, byte, FAULT_UTF8});
      buf_puts(&out, STR("\xEF\xBF\xBD"));
    } else {
      fault_put(job->arena, &list, &faults, FAULT_CONTROL, at, i, (Fault){(uint32_t)out.n, cp, FAULT_CONTROL});
    }
    from = i;
  }
  if (from > start) buf_put(&out, raw.p + from, raw.n - from);
  Str clean = from > start ? buf_str(&out) : str_sub(raw, start, raw.n);
  *file = diags_add_source(job->diags, path, clean);
  faults_report(job, &list, &faults, *file, raw);
  return clean;
}
