/* inline: the marks that Markdown does not know: [词]{.dots} [字]{ruby=zì} [文]{lang=ja} ^sup^ ~sub~.
 *
 * Works on a paragraph that md4c has already read, so that these nest with ** and links in any order. Everything that does not
 * have exactly the right shape stays text: Chinese copy is full of [..], ~ and ^ that mean themselves (10~20℃, ^_^).
 * One pass finds what goes, one rebuilds; a paragraph without any is returned as it is. */
#include "story/inside.h"

#include <string.h>

enum {
  ATTRIBUTE_MOST = 200,
  SCRIPT_MOST = 24
}; /* bytes: a reading of a name, an exponent; longer ones are prose between two marks */

typedef struct Inline {
  Copy *c;
  const Para *p;
  uint8_t *gone; /* per byte of the text: 1, it is mark-up */
  bool any;
  size_t code; /* the first code span that does not lie behind us */
  Marks marks;
  struct {
    uint32_t *at;
    size_t n, cap;
  } open; /* places of [ */
} Inline;

static bool is_alnum(char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A piece that begins right after a backslash of the source was escaped there. */
static bool is_escaped(const Inline *in, uint32_t at) {
  uint32_t src = para_source(in->p, at);
  if (!src || in->c->text.p[src - 1] != '\\') return false;
  return !at || para_source(in->p, at - 1) + 1 != src;
}

static void remove_bytes(Inline *in, size_t at, size_t end) {
  memset(in->gone + at, 1, end - at);
  in->any = true;
}

static void add_mark(Inline *in, size_t at, size_t end, MarkKind kind, Str value) {
  if (end > at) vec_add(in->c->job->arena, &in->marks, (Mark){(uint32_t)at, (uint32_t)end, kind, value});
}

/* ---- [..]{..} */

static const struct {
  const char *name;
  MarkKind kind;
} CLASSES[] = {
    {"dots", MARK_DOTS}, {"name", MARK_NAME}, {"book", MARK_BOOK}, {"deceased", MARK_FRAME}, {"tcy", MARK_TCY}};

static void unknown(Inline *in, size_t brace, size_t end, Str word) {
  Span at = {in->c->file, para_source(in->p, (uint32_t)brace), para_source(in->p, (uint32_t)end - 1) + 1};
  diag_add(in->c->job->diags, DIAG_UNKNOWN_MARK, at, "'%.*s' is no known mark; the text is set plain", STRF(word));
  Str names[COUNT(CLASSES)];
  for (size_t i = 0; i < COUNT(CLASSES); i++) names[i] = str_of(CLASSES[i].name);
  Str bare = str_has_prefix(word, STR(".")) ? str_sub(word, 1, word.n) : word;
  Str near = str_nearest(bare, names, COUNT(names));
  if (near.n) diag_add_hint(in->c->job->diags, (Span){0}, "did you mean '.%.*s'", STRF(near));
}

/* `.word`, or `word=value` with or without quotes; the end of the item, 0 if it has no such shape */
static size_t item_end(Str s, size_t at) {
  bool class = s.p[at] == '.';
  size_t i = at + class;
  if (i >= s.n || !((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z')) return 0;
  while (i < s.n && (is_alnum(s.p[i]) || s.p[i] == '-' || s.p[i] == '_')) i++;
  if (class) return i;
  if (i + 1 >= s.n || s.p[i] != '=') return 0;
  if (s.p[i + 1] == '"') {
    const char *close = memchr(s.p + i + 2, '"', s.n - i - 2);
    return close ? (size_t)(close - s.p) + 1 : 0;
  }
  for (i++; i < s.n && s.p[i] != ' ';) i++;
  return i;
}

/* What stands behind the = of an item, without quotes. */
static Str item_value(Str item) {
  Str value = str_sub(item, (size_t)str_find(item, STR("=")) + 1, item.n);
  return str_has_prefix(value, STR("\"")) && value.n >= 2 ? str_sub(value, 1, value.n - 1) : value;
}

/* Reads the items between the braces; with `act` false only says whether they are all well formed. */
static bool read_items(Inline *in, size_t brace, size_t end, size_t from, size_t to, bool act) {
  Str s = str_sub(in->p->text, brace + 1, end);
  size_t items = 0;
  Lang lang;
  for (size_t at = 0; at < s.n;) {
    if (s.p[at] == ' ') {
      at++;
      continue;
    }
    size_t stop = item_end(s, at);
    if (!stop) return false;
    items++;
    Str item = str_sub(s, at, stop);
    at = stop;
    if (!act) continue;
    size_t known = 0;
    while (known < COUNT(CLASSES) && !(item.p[0] == '.' && str_is(str_sub(item, 1, item.n), CLASSES[known].name)))
      known++;
    if (known < COUNT(CLASSES)) {
      add_mark(in, from, to, CLASSES[known].kind, (Str){0});
    } else if (str_has_prefix(item, STR("ruby="))) {
      add_mark(in, from, to, MARK_RUBY, str_copy(in->c->job->arena, item_value(item)));
    } else if (str_has_prefix(item, STR("lang=")) && lang_read(item_value(item), &lang)) {
      add_mark(in, from, to, MARK_LANG, str_of(lang_tag(lang)));
    } else {
      unknown(in, brace, end, item);
    }
  }
  return items;
}

/* at ]: gives where to go on */
static size_t read_bracket(Inline *in, size_t at) {
  Str s = in->p->text;
  if (!in->open.n) return at + 1;
  size_t open = in->open.at[--in->open.n], brace = at + 1;
  if (brace >= s.n || s.p[brace] != '{') return at + 1;
  size_t room = s.n - brace < ATTRIBUTE_MOST ? s.n - brace : ATTRIBUTE_MOST;
  const char *close = memchr(s.p + brace, '}', room);
  size_t end = close ? (size_t)(close - s.p) : 0;
  if (!close || !read_items(in, brace, end, open + 1, at, false)) return at + 1;
  read_items(in, brace, end, open + 1, at, true);
  remove_bytes(in, open, open + 1);
  remove_bytes(in, at, end + 1);
  copy_drop(in->c, para_source(in->p, (uint32_t)brace), para_source(in->p, (uint32_t)end) + 1, DROP_ATTRIBUTE);
  return end + 1;
}

/* ---- ^sup^ ~sub~ */

/* A note's mark, ^[1]^ ^①^ ^*^ ^〔12〕^: it may stand on anything, a full stop too. */
static bool is_note_text(Str s) {
  bool any = false;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = str_next(s, &i);
    bool bracket = cp == '[' || cp == ']' || cp == 0x3014 || cp == 0x3015 || cp == 0xFF08 || cp == 0xFF09;
    bool number = (cp < 0x80 && is_digit((char)cp)) || (cp >= 0x2460 && cp <= 0x24FF) || cp == 0x6CE8;
    bool sign = cp == '*' || cp == 0x2020 || cp == 0x2021 || cp == 0x203B || cp == 0xFF0A;
    if (!bracket && !number && !sign) return false;
    any = any || number || sign;
  }
  return any;
}

/* letters, Han, digits and what stands in formulas: no blank, no mark of a sentence */
static bool is_script_text(Str s) {
  bool any = false;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = str_next(s, &i);
    bool sign = cp == '+' || cp == '-' || cp == '.' || cp == ',' || cp == '(' || cp == ')' || cp == '/' || cp == 0x2212;
    bool letter = (cp < 0x80 && is_alnum((char)cp)) || char_is_han(cp) || (cp >= 0xC0 && cp < 0x2000);
    if (!sign && !letter) return false;
    any = any || letter;
  }
  return any;
}

/* what an exponent or index can stand on: not the blank or the `_` of a face */
static bool is_base(uint32_t cp) {
  return (cp < 0x80 && is_alnum((char)cp)) || cp == ')' || cp == ']' || cp == '*' || char_is_han(cp) ||
         (cp >= 0xC0 && cp < 0x2000);
}

static bool is_closing_quote(uint32_t cp) { return cp == 0x2019 || cp == 0x201D; }

/* 10~20至30~40: ranges, not a subscript */
static bool is_range(Str s, size_t at, size_t end) {
  return at > 0 && is_digit(s.p[at - 1]) && end + 1 < s.n && is_digit(s.p[end + 1]);
}

static size_t read_script(Inline *in, size_t at) {
  Str s = in->p->text;
  char c = s.p[at];
  size_t room = s.n - at - 1 < SCRIPT_MOST ? s.n - at - 1 : SCRIPT_MOST;
  const char *close = memchr(s.p + at + 1, c, room);
  if (!at || !close) return at + 1;
  size_t end = (size_t)(close - s.p);
  Str text = str_sub(s, at + 1, end);
  uint32_t base = utf8_before(s, at);
  bool note = c == '^' && is_note_text(text) && (is_base(base) || char_is_wide(base) || is_closing_quote(base));
  bool plain = !note && (!is_base(base) || !is_script_text(text) || (c == '~' && is_range(s, at, end)));
  if (plain || is_escaped(in, (uint32_t)at) || is_escaped(in, (uint32_t)end)) return at + 1;
  add_mark(in, at + 1, end, c == '^' ? MARK_SUP : MARK_SUB, (Str){0});
  remove_bytes(in, at, at + 1);
  remove_bytes(in, end, end + 1);
  return end + 1;
}

/* ---- the pass */

/* The code span that `at` stands in, or NULL. Code spans do not nest and are asked for in order, so one cursor will do. */
static const Mark *code_at(Inline *in, size_t at) {
  for (; in->code < in->p->mark_count; in->code++) {
    const Mark *m = &in->p->marks[in->code];
    if (m->kind == MARK_CODE && m->end > at) return m->at <= at ? m : NULL;
  }
  return NULL;
}

static void find_all(Inline *in) {
  Str s = in->p->text;
  for (size_t i = 0; i < s.n;) {
    char c = s.p[i];
    if (c != '[' && c != ']' && c != '^' && c != '~') {
      i++;
      continue;
    }
    const Mark *code = code_at(in, i);
    if (code)
      i = code->end;
    else if (is_escaped(in, (uint32_t)i))
      i++;
    else if (c == ']')
      i = read_bracket(in, i);
    else if (c != '[')
      i = read_script(in, i);
    else {
      vec_add(in->c->job->arena, &in->open, (uint32_t)i);
      i++;
    }
  }
}

/* The paragraph without what is gone; its own marks and the new ones moved with it. */
static Para rebuild(Inline *in) {
  Arena *a = in->c->job->arena;
  const Para *p = in->p;
  uint32_t *moved = arena_array(a, uint32_t, p->text.n + 1);
  ParaBuild b = para_build(a, p->span.file);
  for (size_t piece = 0; piece < p->piece_count; piece++) {
    size_t end = piece + 1 < p->piece_count ? p->pieces[piece + 1].at : p->text.n;
    for (size_t i = p->pieces[piece].at; i < end;) {
      size_t run = i;
      moved[i] = (uint32_t)b.text.n;
      while (run < end && in->gone[run] == in->gone[i]) {
        moved[run] = (uint32_t)(b.text.n + (in->gone[i] ? 0 : run - i));
        run++;
      }
      if (!in->gone[i])
        para_put(&b, str_sub(p->text, i, run), p->pieces[piece].src + (uint32_t)(i - p->pieces[piece].at));
      i = run;
    }
  }
  moved[p->text.n] = (uint32_t)b.text.n;
  for (size_t i = 0; i < p->mark_count + in->marks.n; i++) {
    Mark m = i < p->mark_count ? p->marks[i] : in->marks.at[i - p->mark_count];
    m.at = moved[m.at];
    m.end = moved[m.end];
    if (m.end > m.at) vec_add(a, &b.marks, m);
  }
  Para out = para_close(&b, p->role);
  out.level = p->level;
  out.bullet = p->bullet;
  return out;
}

Para inline_read(Copy *c, const Para *p) {
  if (!memchr(p->text.p, ']', p->text.n) && !memchr(p->text.p, '^', p->text.n) && !memchr(p->text.p, '~', p->text.n))
    return *p;
  Inline in = {.c = c, .p = p, .gone = arena_array(c->job->arena, uint8_t, p->text.n + 1)};
  find_all(&in);
  if (!in.any) return *p;
  Para out = rebuild(&in);
  return p->role == ROLE_TABLE ? out : para_trim(c->job->arena, &out);
}
