/* The words of a content stream (ISO 32000-1 7.2, 7.8.2). Any bytes are some words: what is none is skipped. */
#include "form/inside.h"

#include <string.h>

static bool is_white(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0; }
static bool is_delimiter(char c) { return c != 0 && strchr("()<>[]{}/%", c) != NULL; }
static bool is_plain(char c) { return !is_white(c) && !is_delimiter(c); }

static void skip_white(Tokens *t) {
  while (t->at < t->in.n) {
    if (t->in.p[t->at] == '%') {
      while (t->at < t->in.n && t->in.p[t->at] != '\n' && t->in.p[t->at] != '\r') t->at++;
    } else if (is_white(t->in.p[t->at])) {
      t->at++;
    } else {
      return;
    }
  }
}

static void skip_string(Tokens *t) {
  int depth = 0;
  do {
    char c = t->in.p[t->at++];
    if (c == '\\' && t->at < t->in.n)
      t->at++;
    else
      depth += (c == '(') - (c == ')');
  } while (depth && t->at < t->in.n);
}

/* Digits with a sign and a point; everything else is a word. */
static bool read_number(Str s, double *out) {
  double v = 0, part = 1;
  size_t i = 0;
  bool minus = false, digits = false;
  for (; i < s.n && (s.p[i] == '-' || s.p[i] == '+'); i++) minus |= s.p[i] == '-';
  for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++, digits = true)
    if (v < 1e9) v = v * 10 + (s.p[i] - '0');
  if (i < s.n && s.p[i] == '.')
    for (i++; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++, digits = true) v += (s.p[i] - '0') * (part /= 10);
  *out = minus ? -v : v;
  return digits && i == s.n;
}

static Str name_of(Arena *a, Str written) {
  Buf b = buf_make(a, written.n + 1);
  if (str_find(written, STR("#")) < 0) return written;
  for (size_t i = 0; i < written.n; i++) {
    bool coded = written.p[i] == '#' && i + 2 < written.n && hex_digit(written.p[i + 1]) >= 0 &&
                 hex_digit(written.p[i + 2]) >= 0;
    buf_putc(&b, coded ? (char)(hex_digit(written.p[i + 1]) * 16 + hex_digit(written.p[i + 2])) : written.p[i]);
    if (coded) i += 2;
  }
  return buf_str(&b);
}

static Tok closed(Tokens *t, Tok k, TokKind kind) {
  k.kind = kind;
  k.end = t->at;
  if (!k.text.n) k.text = str_sub(t->in, k.at, k.end);
  return k;
}

Tok token_next(Tokens *t) {
  skip_white(t);
  Tok k = {.at = t->at, .end = t->at};
  if (t->at >= t->in.n) return k;
  char c = t->in.p[t->at], next = t->at + 1 < t->in.n ? t->in.p[t->at + 1] : 0;
  if (c == '(') {
    skip_string(t);
    return closed(t, k, TOK_STRING);
  }
  if (c == '<' && next != '<') {
    while (t->at < t->in.n && t->in.p[t->at] != '>') t->at++;
    if (t->at < t->in.n) t->at++;
    return closed(t, k, TOK_STRING);
  }
  if (c == '[' || c == '{' || c == '<') {
    t->at += c == '<' ? 2 : 1;
    return closed(t, k, TOK_OPEN);
  }
  if (c == ']' || c == '}' || c == '>' || c == ')') {
    t->at += c == '>' && next == '>' ? 2 : 1;
    return closed(t, k, TOK_CLOSE);
  }
  bool name = c == '/';
  for (t->at++; t->at < t->in.n && is_plain(t->in.p[t->at]);) t->at++;
  Str text = str_sub(t->in, k.at + name, t->at);
  k.text = name ? name_of(t->a, text) : text;
  if (name && !k.text.n) k.text = STR("");
  return closed(t, k, name ? TOK_NAME : read_number(text, &k.number) ? TOK_NUMBER : TOK_WORD);
}

/* The data of an inline image has no length before PDF 2.0: it ends at a white EI with white behind it, and something that could be content after
 * that. */
void token_skip_image(Tokens *t) {
  enum { LOOK = 12 };
  if (t->at < t->in.n) t->at++;
  for (size_t i = t->at; i + 2 <= t->in.n; i++) {
    if (t->in.p[i] != 'E' || t->in.p[i + 1] != 'I' || (i && !is_white(t->in.p[i - 1]))) continue;
    if (i + 2 < t->in.n && !is_white(t->in.p[i + 2])) continue;
    bool text = true;
    for (size_t k = i + 2; k < t->in.n && k < i + LOOK; k++) {
      unsigned char c = (unsigned char)t->in.p[k];
      text &= c < 0x7F && (c >= 0x20 || is_white((char)c));
    }
    if (!text) continue;
    t->at = i + 2;
    return;
  }
  t->at = t->in.n;
}
