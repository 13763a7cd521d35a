/* json_read: a reader of JSON (RFC 8259) into a tree in the job's arena.
 *
 * Recursive descent with a limit on depth. A number keeps its digits as written, because nothing in duikai reads a number
 * through a float; one that is whole and fits is given as an integer too. Why not a library: docs/why/003-json.md. */
#include "base/base.h"

enum { DEPTH_MOST = 200 }; /* no report is deeper; the stack of a thread holds far more */

typedef struct Reader {
  Arena *a;
  Str text;
  size_t at;
  int depth;
  const char *fault;
} Reader;

static bool fail(Reader *r, const char *fault) {
  if (!r->fault) r->fault = fault;
  return false;
}

static void skip_blanks(Reader *r) {
  while (r->at < r->text.n) {
    char c = r->text.p[r->at];
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return;
    r->at++;
  }
}

static int peek(const Reader *r) { return r->at < r->text.n ? (unsigned char)r->text.p[r->at] : -1; }

static bool take(Reader *r, char c) {
  if (peek(r) != c) return false;
  r->at++;
  return true;
}

/* ---- strings */

static bool read_hex(Reader *r, uint32_t *out) {
  *out = 0;
  for (int i = 0; i < 4; i++, r->at++) {
    int c = peek(r);
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) return fail(r, "four hex digits should follow '\\u'");
    *out = *out << 4 | (uint32_t)digit;
  }
  return true;
}

static void put_utf8(Buf *b, uint32_t c) {
  if (c < 0x80) {
    buf_putc(b, (char)c);
  } else if (c < 0x800) {
    buf_putc(b, (char)(0xC0 | c >> 6)), buf_putc(b, (char)(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    buf_putc(b, (char)(0xE0 | c >> 12)), buf_putc(b, (char)(0x80 | (c >> 6 & 0x3F))),
        buf_putc(b, (char)(0x80 | (c & 0x3F)));
  } else {
    buf_putc(b, (char)(0xF0 | c >> 18)), buf_putc(b, (char)(0x80 | (c >> 12 & 0x3F)));
    buf_putc(b, (char)(0x80 | (c >> 6 & 0x3F))), buf_putc(b, (char)(0x80 | (c & 0x3F)));
  }
}

/* After "\u": one code point, from a surrogate pair if it is one; a lone surrogate becomes U+FFFD. */
static bool read_unicode_escape(Reader *r, Buf *b) {
  uint32_t high, low;
  if (!read_hex(r, &high)) return false;
  if (high < 0xD800 || high > 0xDFFF) return put_utf8(b, high), true;
  size_t back = r->at;
  if (high < 0xDC00 && take(r, '\\') && take(r, 'u')) {
    if (!read_hex(r, &low)) return false;
    if (low >= 0xDC00 && low <= 0xDFFF) return put_utf8(b, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), true;
  }
  r->at = back;
  put_utf8(b, 0xFFFD);
  return true;
}

static bool read_escape(Reader *r, Buf *b) {
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  int c = peek(r);
  r->at++;
  if (c == 'u') return read_unicode_escape(r, b);
  for (size_t i = 0; names[i]; i++)
    if (c == names[i]) return buf_putc(b, values[i]), true;
  return fail(r, "an escape that JSON does not have");
}

static bool read_string(Reader *r, Str *out) {
  if (!take(r, '"')) return fail(r, "a string should stand here");
  size_t start = r->at;
  while (peek(r) >= 0x20 && peek(r) != '"' && peek(r) != '\\') r->at++;
  if (peek(r) == '"') return *out = str_sub(r->text, start, r->at++), true; /* nothing escaped: a view */
  Buf b = buf_make(r->a, r->text.n);
  buf_puts(&b, str_sub(r->text, start, r->at));
  for (;;) {
    int c = peek(r);
    if (c < 0x20) return fail(r, c < 0 ? "a string is not closed" : "a control character in a string");
    r->at++;
    if (c == '"') break;
    if (c != '\\')
      buf_putc(&b, (char)c);
    else if (!read_escape(r, &b))
      return false;
  }
  *out = buf_str(&b);
  return true;
}

/* ---- numbers and words */

static size_t skip_digits(Reader *r) {
  size_t start = r->at;
  while (peek(r) >= '0' && peek(r) <= '9') r->at++;
  return r->at - start;
}

static bool read_number(Reader *r, Json *v) {
  size_t start = r->at;
  bool whole = true;
  take(r, '-');
  size_t first = r->at, digits = skip_digits(r);
  if (!digits || (digits > 1 && r->text.p[first] == '0')) return fail(r, "a number is not written as JSON has it");
  if (take(r, '.')) {
    whole = false;
    if (!skip_digits(r)) return fail(r, "digits should follow the point");
  }
  if (take(r, 'e') || take(r, 'E')) {
    whole = false;
    if (!take(r, '+')) take(r, '-');
    if (!skip_digits(r)) return fail(r, "digits should follow the exponent");
  }
  v->text = str_sub(r->text, start, r->at);
  v->kind = whole && str_read_int(v->text, &v->integer) ? JSON_INT : JSON_REAL;
  return true;
}

static bool read_word(Reader *r, Json *v) {
  static const struct {
    const char *word;
    JsonKind kind;
    bool truth;
  } words[] = {
      {"true", JSON_BOOL, true},
      {"false", JSON_BOOL, false},
      {"null", JSON_NULL, false},
  };
  for (size_t i = 0; i < COUNT(words); i++) {
    Str word = str_of(words[i].word);
    if (!str_has_prefix(str_sub(r->text, r->at, r->text.n), word)) continue;
    r->at += word.n;
    v->kind = words[i].kind, v->truth = words[i].truth;
    return true;
  }
  return fail(r, "a value should stand here");
}

/* ---- values */

static bool read_value(Reader *r, Json *v);

static bool read_members(Reader *r, Json *v, char close) {
  Json **tail = &v->child;
  r->at++;
  skip_blanks(r);
  if (take(r, close)) return true;
  for (;; r->at++, skip_blanks(r)) {
    Json *member = *tail = arena_new(r->a, Json);
    if (v->kind == JSON_OBJECT) {
      if (!read_string(r, &member->key)) return false;
      skip_blanks(r);
      if (!take(r, ':')) return fail(r, "a ':' should stand here");
      skip_blanks(r);
    }
    if (!read_value(r, member)) return false;
    tail = &member->next;
    skip_blanks(r);
    if (take(r, close)) return true;
    if (peek(r) != ',') return fail(r, "a ',' or the closing bracket should stand here");
  }
}

static bool read_value(Reader *r, Json *v) {
  int c = peek(r);
  if (c == '"') return v->kind = JSON_TEXT, read_string(r, &v->text);
  if (c == '-' || (c >= '0' && c <= '9')) return read_number(r, v);
  if (c != '{' && c != '[') return read_word(r, v);
  if (++r->depth > DEPTH_MOST) return fail(r, "values are nested too deeply");
  v->kind = c == '{' ? JSON_OBJECT : JSON_ARRAY;
  bool ok = read_members(r, v, c == '{' ? '}' : ']');
  r->depth--;
  return ok;
}

Json *json_read(Job *job, Str text, uint32_t file) {
  Reader r = {.a = job->arena, .text = text};
  Json *v = arena_new(job->arena, Json);
  skip_blanks(&r);
  bool ok = read_value(&r, v);
  if (ok) skip_blanks(&r);
  if (ok && r.at == text.n) return v;
  if (ok) fail(&r, "something stands after the value");
  uint32_t at = (uint32_t)(r.at < text.n ? r.at : text.n);
  diag_add(job->diags, DIAG_JSON_SYNTAX, (Span){file, at, at + 1}, "this JSON cannot be read: %s", r.fault);
  return NULL;
}

const Json *json_find(const Json *object, const char *key) {
  if (!object || object->kind != JSON_OBJECT) return NULL;
  for (const Json *v = object->child; v; v = v->next)
    if (str_is(v->key, key)) return v;
  return NULL;
}
