/* diag_text: findings for people (a line of the source with a caret under it) and for programs (JSON).
 *
 *     layouts/front.yaml:14:9: error: style 'deck' wants font role 'fangsong'  [unknown-font-role]
 *        14 |   font: fangsong
 *           |         ^^^^^^^^
 *        hint: roles named there are song, hei, kai
 *
 * A paragraph of Chinese copy is one line of thousands of characters, so only a window around the span is quoted. Han take
 * two columns of a terminal; what takes how many follows East_Asian_Width (UAX #11: Wide and Fullwidth are two). */
#include "base/inside.h"

enum {
  WINDOW = 76,     /* columns of source quoted */
  WINDOW_LEAD = 24 /* columns kept before the span, where the line is longer than the window */
};

typedef struct Range {
  uint32_t first, last;
} Range;

static const Range WIDE[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},
    {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1B000, 0x1B2FF},
    {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};
static const Range NO_WIDTH[] = {
    {0x0300, 0x036F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069}, {0x20D0, 0x20FF},
    {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

static bool in_ranges(uint32_t c, const Range *ranges, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (c >= ranges[i].first && c <= ranges[i].last) return true;
  return false;
}

static size_t columns_of(uint32_t c) {
  if (c < 0x300) return 1;
  if (in_ranges(c, NO_WIDTH, COUNT(NO_WIDTH))) return 0;
  return in_ranges(c, WIDE, COUNT(WIDE)) ? 2 : 1;
}

static size_t columns_between(Str text, size_t at, size_t end) {
  size_t columns = 0;
  while (at < end) columns += columns_of(str_next(text, &at));
  return columns;
}

/* One character as a terminal may see it: no control can move the cursor or end the colour. */
static void put_visible(Buf *out, Str text, size_t at, size_t end, uint32_t c) {
  if (c < 0x20 || c == 0x7F)
    buf_putc(out, c == '\t' ? ' ' : '?');
  else if (c >= 0x80 && c < 0xA0)
    buf_putc(out, '?');
  else if (c == 0xFFFD)
    buf_puts(out, STR("\xEF\xBF\xBD"));
  else
    buf_puts(out, str_sub(text, at, end));
}

static void put_visible_text(Buf *out, Str text) {
  for (size_t at = 0; at < text.n;) {
    size_t start = at;
    uint32_t c = str_next(text, &at);
    put_visible(out, text, start, at, c);
  }
}

/* Where the quoted part of [start, at) begins, so that at most WINDOW_LEAD columns stand before the span. Looked for from the span
 * backwards: a line may be a megabyte long and have a finding in every word. */
static size_t window_start(Str text, size_t start, size_t at) {
  size_t columns = 0;
  for (size_t i = at; i > start;) {
    size_t before = i - 1;
    while (before > start && ((unsigned char)text.p[before] & 0xC0) == 0x80) before--;
    columns += columns_between(text, before, i);
    if (columns > WINDOW_LEAD) return i;
    i = before;
  }
  return start;
}

static bool is_wider(Str text, size_t at, size_t end, size_t columns) {
  while (at < end) {
    size_t w = columns_of(str_next(text, &at));
    if (w > columns) return true;
    columns -= w;
  }
  return false;
}

static size_t line_end(const Source *s, size_t number) {
  size_t end = number + 1 < s->lines.n ? s->lines.at[number + 1] - 1 : s->text.n;
  while (end > s->lines.at[number] && s->text.p[end - 1] == '\r') end--;
  return end;
}

typedef struct Ink {
  const char *strong, *level[3], *caret, *dim, *off;
} Ink;
static const Ink PLAIN = {"", {"", "", ""}, "", "", ""};
static const Ink ANSI = {"\x1b[1m", {"\x1b[36m", "\x1b[1;35m", "\x1b[1;31m"}, "\x1b[32m", "\x1b[2m", "\x1b[0m"};

static void put_columns(Buf *out, char c, size_t n) {
  while (n--) buf_putc(out, c);
}

static void put_source(const Source *s, Buf *out, Span span, const Ink *ink) {
  size_t number = source_line(s, span.at);
  size_t first = s->lines.at[number], end = line_end(s, number);
  size_t at = span.at < end ? span.at : end;
  size_t start = is_wider(s->text, first, end, WINDOW) ? window_start(s->text, first, at) : first;
  buf_putf(out, "%s%5zu | %s", ink->dim, number + 1, ink->off);
  if (start > first) buf_puts(out, STR("…"));
  size_t columns = 0, stop = start;
  while (stop < end && columns < WINDOW) {
    size_t from = stop;
    uint32_t c = str_next(s->text, &stop);
    put_visible(out, s->text, from, stop, c);
    columns += columns_of(c);
  }
  if (stop < end) buf_puts(out, STR("…"));
  size_t last = span.end < stop ? span.end : stop;
  size_t carets = last > at ? columns_between(s->text, at, last) : 0;
  buf_putf(out, "\n%s      | %s", ink->dim, ink->off);
  put_columns(out, ' ', columns_between(s->text, start, at) + (start > first));
  buf_puts(out, str_of(ink->caret));
  put_columns(out, '^', carets ? carets : 1);
  buf_putf(out, "%s\n", ink->off);
}

static void put_place(const Diags *d, Buf *out, Span span) {
  int line, column;
  diags_position(d, span, &line, &column);
  put_visible_text(out, diags_source_path(d, span.file));
  buf_putf(out, ":%d:%d", line, column);
}

static const char *const LEVELS[] = {"note", "warning", "error"};

static void put_finding(const Diags *d, Buf *out, const Finding *f, const Ink *ink) {
  const Source *s = source_find(d, f->span.file);
  DiagLevel level = diag_code_level(f->code);
  buf_puts(out, str_of(ink->strong));
  if (s)
    put_place(d, out, f->span);
  else
    buf_puts(out, STR("duikai"));
  buf_putf(out, ": %s%s%s%s: ", ink->off, ink->level[level], LEVELS[level], ink->off);
  put_visible_text(out, f->message);
  buf_putf(out, "  %s[%s]%s\n", ink->dim, diag_code_name(f->code), ink->off);
  if (s) put_source(s, out, f->span, ink);
  for (size_t i = 0; i < f->hints.n; i++) {
    buf_puts(out, STR("   hint: "));
    put_visible_text(out, f->hints.at[i].message);
    if (f->hints.at[i].span.file) buf_puts(out, STR("  ")), put_place(d, out, f->hints.at[i].span);
    buf_putc(out, '\n');
  }
}

void diags_write_text(const Diags *d, Buf *out, DiagLevel least, bool color) {
  Arena *scratch = arena_open();
  const Finding **order = findings_in_order(scratch, d);
  for (size_t i = 0; i < d->findings.n; i++)
    if (diag_code_level(order[i]->code) >= least) put_finding(d, out, order[i], color ? &ANSI : &PLAIN);
  if (d->dropped) buf_putf(out, "duikai: %zu more findings are not shown\n", d->dropped);
  arena_close(scratch);
}

/* Once a code, below them all: under each of thirty findings of one kind it would be noise. */
void diags_write_remedies(const Diags *d, Buf *out, DiagLevel least) {
  bool any = false;
  for (DiagCode c = 0; c < DIAG_CODE_COUNT; c++) {
    if (!d->codes || !d->codes[c] || diag_code_level(c) < least) continue;
    if (!any) buf_puts(out, STR("what helps:\n"));
    any = true;
    buf_putf(out, "  [%s] %s\n", diag_code_name(c), diag_code_remedy(c));
  }
}

/* ---- JSON */

static void put_json_span(const Diags *d, JsonOut *out, Span span) {
  int line, column;
  if (!span.file) return;
  diags_position(d, span, &line, &column);
  json_put_key(out, "path"), json_put_str(out, diags_source_path(d, span.file));
  json_put_key(out, "line"), json_put_int(out, line);
  json_put_key(out, "column"), json_put_int(out, column);
  json_put_key(out, "at"), json_put_int(out, span.at);
  json_put_key(out, "end"), json_put_int(out, span.end);
}

static void put_json_mm(JsonOut *out, const char *key, Len v) {
  json_put_key(out, key);
  json_put_milli(out, len_fu(v, 1000, LEN_MM));
}

static void put_json_place(JsonOut *out, const DiagPlace *place) {
  if (place->page) json_put_key(out, "page"), json_put_int(out, place->page);
  if (place->frame.n) json_put_key(out, "frame"), json_put_str(out, place->frame);
  if (place->story.n) json_put_key(out, "story"), json_put_str(out, place->story);
  if (!place->has_rect) return;
  json_put_key(out, "rect_mm"), json_open_object(out);
  put_json_mm(out, "x", place->rect.x), put_json_mm(out, "y", place->rect.y);
  put_json_mm(out, "w", place->rect.w), put_json_mm(out, "h", place->rect.h);
  json_close_object(out);
}

static void put_json_finding(const Diags *d, JsonOut *out, const Finding *f) {
  json_open_object(out);
  json_put_key(out, "level"), json_put_str(out, str_of(LEVELS[diag_code_level(f->code)]));
  json_put_key(out, "code"), json_put_str(out, str_of(diag_code_name(f->code)));
  json_put_key(out, "message"), json_put_str(out, f->message);
  put_json_span(d, out, f->span);
  put_json_place(out, &f->place);
  json_put_key(out, "remedy"), json_put_str(out, str_of(diag_code_remedy(f->code)));
  if (f->hints.n) {
    json_put_key(out, "hints"), json_open_array(out);
    for (size_t i = 0; i < f->hints.n; i++) {
      json_open_object(out);
      json_put_key(out, "message"), json_put_str(out, f->hints.at[i].message);
      put_json_span(d, out, f->hints.at[i].span);
      json_close_object(out);
    }
    json_close_array(out);
  }
  json_close_object(out);
}

void diags_write_json(const Diags *d, JsonOut *out) {
  Arena *scratch = arena_open();
  const Finding **order = findings_in_order(scratch, d);
  json_open_array(out);
  for (size_t i = 0; i < d->findings.n; i++) put_json_finding(d, out, order[i]);
  json_close_array(out);
  arena_close(scratch);
}
