/* json: a streaming writer whose bytes depend on nothing but what is put. The reader is in json_read.c. */
#include "base/base.h"

#include <stdio.h>
#include <string.h>

/* ---- writing */

JsonOut json_out(Buf *b) { return (JsonOut){.buf = b, .first = true}; }

static void put_line(JsonOut *j) {
  if (j->compact) return;
  buf_putc(j->buf, '\n');
  for (int i = 0; i < j->depth; i++) buf_puts(j->buf, STR("  "));
}

/* What stands before a value or a key: nothing after a key, else the comma and the line. */
static void put_before(JsonOut *j) {
  if (!j->after_key && j->depth > 0) {
    if (!j->first) buf_puts(j->buf, j->compact ? STR(", ") : STR(","));
    put_line(j);
  }
  j->first = j->after_key = false;
}

static void put_after(JsonOut *j) {
  if (j->depth == 0) buf_putc(j->buf, '\n');
}

static void open_with(JsonOut *j, char c) {
  put_before(j);
  buf_putc(j->buf, c);
  j->depth++;
  j->first = true;
}

static void close_with(JsonOut *j, char c) {
  must(j->depth > 0 && !j->after_key);
  j->depth--;
  if (!j->first) put_line(j);
  buf_putc(j->buf, c);
  j->first = false;
  put_after(j);
}

void json_open_object(JsonOut *j) { open_with(j, '{'); }
void json_close_object(JsonOut *j) { close_with(j, '}'); }
void json_open_array(JsonOut *j) { open_with(j, '['); }
void json_close_array(JsonOut *j) { close_with(j, ']'); }

static void put_escaped(Buf *b, Str s) {
  static const char letters[] = "\b\t\n\f\r\"\\", names[] = "btnfr\"\\";
  buf_putc(b, '"');
  for (size_t at = 0; at < s.n;) {
    size_t start = at;
    uint32_t c = str_next(s, &at);
    const char *letter = c && c < 0x80 ? strchr(letters, (int)c) : NULL;
    if (letter)
      buf_putf(b, "\\%c", names[letter - letters]);
    else if (c < 0x20)
      buf_putf(b, "\\u%04x", (unsigned)c);
    else if (c == 0xFFFD)
      buf_puts(b, STR("\xEF\xBF\xBD"));
    else
      buf_puts(b, str_sub(s, start, at));
  }
  buf_putc(b, '"');
}

void json_put_key(JsonOut *j, const char *key) {
  must(j->depth > 0 && !j->after_key);
  put_before(j);
  put_escaped(j->buf, str_of(key));
  buf_puts(j->buf, STR(": "));
  j->after_key = true;
}

static void put_word(JsonOut *j, Str word) {
  put_before(j);
  buf_puts(j->buf, word);
  put_after(j);
}

void json_put_str(JsonOut *j, Str s) {
  put_before(j);
  put_escaped(j->buf, s);
  put_after(j);
}

void json_put_int(JsonOut *j, int64_t v) {
  char text[32];
  int n = snprintf(text, sizeof text, "%lld", (long long)v);
  put_word(j, (Str){text, (size_t)n});
}

void json_put_milli(JsonOut *j, int64_t v) {
  char text[40];
  uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
  int n = snprintf(text, sizeof text, "%s%llu.%03u", v < 0 ? "-" : "", (unsigned long long)(u / 1000),
                   (unsigned)(u % 1000));
  while (text[n - 1] == '0') n--;
  if (text[n - 1] == '.') n--;
  put_word(j, (Str){text, (size_t)n});
}

void json_put_bool(JsonOut *j, bool v) { put_word(j, v ? STR("true") : STR("false")); }
void json_put_null(JsonOut *j) { put_word(j, STR("null")); }
