/* conserve: the law that no character of the copy is lost.
 *
 * Every byte of the source is held by exactly one paragraph, as it stands there, or let go by a rule with a name:
 *
 *   markup        ASCII marks of Markdown: # * _ > - + = | ` ~ [ ] ( ) ! \ : ^ { } . < and nothing else
 *   blank         blanks, newlines and U+3000 outside a paragraph or at its ends (CLREQ: the indent is the style's)
 *   front-matter  the YAML at the head of the file; its values are parts of the story, its unknown names are reported
 *   list-number   the number of a list item: it is the item's bullet, as typed
 *   entity        &amp; and the like: the character stands in the text
 *   link          what follows a link's or picture's text: its target (kept as the mark's value) and title
 *   picture       a picture's alternative text (kept with the picture)
 *   attribute     {.dots} {ruby=…}: kept as the mark's kind and value
 *   code-info     the word behind ```
 *   fence         ::: with the kind and the attributes of a box: kept with the box
 *
 * A newline that parts two Latin words, a joint of two Latin words and the bar between the cells of a table put in one blank.
 *
 * The first three of these and list-number are found here, from what the other stages left: a stretch that no paragraph holds must be
 * nothing but such characters. So a reader that swallows text cannot hide: what it swallowed is neither held nor dropped. During
 * reading such a stretch is made a paragraph again (blocks_rescue); afterwards it is a breach of the law. */
#include "story/inside.h"

#include <string.h>

const char DROP_MARKUP[] = "markup", DROP_BLANK[] = "blank", DROP_FRONT_MATTER[] = "front-matter",
           DROP_LIST_NUMBER[] = "list-number", DROP_ENTITY[] = "entity", DROP_LINK[] = "link",
           DROP_PICTURE[] = "picture", DROP_ATTRIBUTE[] = "attribute", DROP_CODE_INFO[] = "code-info",
           DROP_FENCE[] = "fence";

void copy_drop(Copy *c, uint32_t at, uint32_t end, const char *rule) {
  if (end > at) vec_add(c->job->arena, &c->drops, (Drop){{c->file, at, end}, rule});
}

/* ---- who holds what: a byte per byte of the source */

enum { HELD = 1, DROPPED = 2, FRONT = 4, MADE = 8, TWICE = 16 };

typedef struct Cover {
  Str text;
  uint8_t *byte;
  Span wrong; /* the first byte of a paragraph that the source does not have there */
  bool is_wrong;
} Cover;

static Cover cover_make(Arena *a, Str text) {
  return (Cover){.text = text, .byte = arena_array(a, uint8_t, text.n + 1)};
}

static void cover_drop(Cover *v, const Drop *d) {
  uint8_t bit = DROPPED;
  if (d->rule == DROP_FRONT_MATTER) bit |= FRONT;
  if (d->rule == DROP_ENTITY) bit |= MADE;
  for (uint32_t i = d->span.at; i < d->span.end && i < v->text.n; i++) v->byte[i] |= bit;
}

/* A byte that the engine made: the blank of a newline or joint, an entity's character, the blank between cells. */
static bool is_made(const Cover *v, const Para *p, size_t at, size_t src) {
  if (src < v->text.n && (v->byte[src] & MADE)) return true;
  if (p->role == ROLE_TABLE) return true;
  return p->text.p[at] == ' ' && (src >= v->text.n || !((unsigned char)v->text.p[src] & 0x80));
}

/* A piece that stands in the copy as it is, byte for byte, as nearly all do. */
static bool cover_whole(Cover *v, const char *text, size_t src, size_t n) {
  if (src > v->text.n || n > v->text.n - src || memcmp(v->text.p + src, text, n)) return false;
  uint8_t *byte = v->byte + src;
  if (!byte[0] && (n == 1 || !memcmp(byte, byte + 1, n - 1))) { /* nobody's yet */
    memset(byte, HELD, n);
    return true;
  }
  for (size_t i = 0; i < n; i++) {
    if (byte[i] & FRONT) continue;
    byte[i] |= (uint8_t)(byte[i] & HELD ? TWICE : HELD);
  }
  return true;
}

static void cover_bytes(Cover *v, const Para *p, size_t at, size_t end, size_t src) {
  for (size_t i = at; i < end; i++, src++) {
    bool inside = src < v->text.n;
    if (inside && (v->byte[src] & FRONT)) continue;
    if (inside && v->text.p[src] == p->text.p[i]) {
      v->byte[src] |= (uint8_t)(v->byte[src] & HELD ? TWICE : HELD);
    } else if (!is_made(v, p, i, src) && !v->is_wrong) {
      v->is_wrong = true;
      v->wrong = (Span){p->span.file, (uint32_t)src, (uint32_t)src + 1};
    }
  }
}

static void cover_para(void *user, const Para *p) {
  Cover *v = user;
  for (size_t piece = 0; piece < p->piece_count; piece++) {
    size_t at = p->pieces[piece].at, end = piece + 1 < p->piece_count ? p->pieces[piece + 1].at : p->text.n;
    if (at >= end || cover_whole(v, p->text.p + at, p->pieces[piece].src, end - at)) continue;
    cover_bytes(v, p, at, end, p->pieces[piece].src);
  }
}

/* the next stretch from `at` that nobody holds and no rule has dropped; false at the end */
static bool next_gap(const Cover *v, size_t *at, size_t *end) {
  const uint8_t *free_byte = *at < v->text.n ? memchr(v->byte + *at, 0, v->text.n - *at) : NULL;
  *at = free_byte ? (size_t)(free_byte - v->byte) : v->text.n;
  for (*end = *at; *end < v->text.n && !v->byte[*end];) ++*end;
  return *at < v->text.n;
}

/* ---- what a gap may consist of */

static bool is_markup(char c) { return c && strchr("#*_>-+=|`~[]()!\\:^{}.<", c); }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* a blank at `at`: its bytes; 0: none. NUL and other controls count: text_read has reported them. */
static size_t blank_at(Str s, size_t at) {
  unsigned char c = (unsigned char)s.p[at];
  if (c <= ' ' || c == 0x7F) return 1;
  if (s.n - at >= 3 && !memcmp(s.p + at, "\xE3\x80\x80", 3)) return 3;
  return s.n - at >= 2 && !memcmp(s.p + at, "\xC2\xA0", 2) ? 2 : 0;
}

/* 1. or 12) where a list item may begin: its bytes; 0: none */
static size_t number_at(Str s, size_t at) {
  size_t i = at;
  while (i < s.n && is_digit(s.p[i])) i++;
  if (i == at || i - at > 9 || i >= s.n || (s.p[i] != '.' && s.p[i] != ')')) return 0;
  if (i + 1 < s.n && !blank_at(s, i + 1)) return 0;
  return at == 0 || blank_at(s, at - 1) || strchr(">-+*", s.p[at - 1]) ? i + 1 - at : 0;
}

/* The stretch of one kind at `at`, up to `end`: its rule, NULL for text. */
static const char *stretch_at(Str s, size_t at, size_t end, size_t *stop) {
  const char *rule = NULL;
  size_t n = 0;
  for (*stop = at; *stop < end; *stop += n) {
    const char *here = NULL;
    if ((n = blank_at(s, *stop)))
      here = DROP_BLANK;
    else if ((n = number_at(s, *stop)))
      here = DROP_LIST_NUMBER;
    else if (is_markup(s.p[*stop]))
      n = 1, here = DROP_MARKUP;
    else
      n = 1;
    if (*stop == at)
      rule = here;
    else if (here != rule)
      break;
  }
  if (*stop > end) *stop = end;
  return rule;
}

/* ---- reading: name what was let go, rescue what was swallowed */

static Cover cover_of(Arena *scratch, Copy *c) {
  Cover v = cover_make(scratch, c->text);
  for (size_t i = 0; i < c->drops.n; i++) cover_drop(&v, &c->drops.at[i]);
  return v;
}

void copy_account(Copy *c, const Stories *all) {
  Arena *scratch = arena_open();
  Cover v = cover_of(scratch, c);
  for (size_t i = 0; i < all->n; i++) story_each(&all->at[i], cover_para, &v);
  size_t end;
  for (size_t at = 0; next_gap(&v, &at, &end);)
    while (at < end) {
      size_t stop;
      const char *rule = stretch_at(c->text, at, end, &stop);
      if (rule) copy_drop(c, (uint32_t)at, (uint32_t)stop, rule);
      at = stop;
    }
  arena_close(scratch);
}

/* From the first to the last character of text in what is left of the line. */
static size_t rescue_line(Copy *c, size_t at, size_t end, Blocks *found) {
  Str s = c->text;
  size_t first = end, last = at, stop;
  for (; at < end && s.p[at] != '\n'; at = stop) {
    const char *rule = stretch_at(s, at, end, &stop);
    const char *nl = memchr(s.p + at, '\n', stop - at);
    if (rule == DROP_BLANK && nl) {
      at = (size_t)(nl - s.p);
      break;
    }
    if (rule) continue;
    if (first == end) first = at;
    last = stop;
  }
  if (first < end) {
    Span span = {c->file, (uint32_t)first, (uint32_t)last};
    Para *p = para_plain(c->job->arena, ROLE_BODY, str_sub(s, first, last), span);
    diag_add(c->job->diags, DIAG_STRAY_MARKUP, span,
             "'%.*s' stands in mark-up that leaves it out; it is set as a paragraph",
             STRF(text_quote(c->job->arena, p->text)));
    vec_add(c->job->arena, found, (Block){.para = *p});
  }
  return at < end ? at + 1 : at;
}

static Blocks find_swallowed(Copy *c) {
  Arena *scratch = arena_open();
  Cover v = cover_of(scratch, c);
  for (size_t i = 0; i < c->blocks.n; i++) cover_para(&v, &c->blocks.at[i].para);
  Blocks found = {0};
  size_t end;
  for (size_t at = c->body_at; next_gap(&v, &at, &end);)
    while (at < end) at = rescue_line(c, at, end, &found);
  arena_close(scratch);
  return found;
}

void blocks_rescue(Copy *c) {
  Blocks found = find_swallowed(c), merged = {0};
  if (!found.n) return;
  size_t k = 0;
  for (size_t i = 0; i < c->blocks.n; i++) {
    while (k < found.n && found.at[k].para.span.at < c->blocks.at[i].para.span.at)
      vec_add(c->job->arena, &merged, found.at[k++]);
    vec_add(c->job->arena, &merged, c->blocks.at[i]);
  }
  while (k < found.n) vec_add(c->job->arena, &merged, found.at[k++]);
  c->blocks = merged;
}

/* ---- the law */

static bool allows(const Drop *d, Str text) {
  bool named = d->rule == DROP_MARKUP || d->rule == DROP_BLANK || d->rule == DROP_LIST_NUMBER;
  for (size_t at = d->span.at, stop; named && at < d->span.end; at = stop)
    if (stretch_at(text, at, d->span.end, &stop) != d->rule) return false;
  return d->span.end <= text.n;
}

static bool breach(Span s, const char *what, Span *where, const char **why) {
  if (where) *where = s;
  if (why) *why = what;
  return false;
}

bool stories_check(Arena *scratch, Stories s, Str text, Span *where, const char **why) {
  Cover v = cover_make(scratch, text);
  uint32_t file = s.n ? s.at[0].span.file : 0;
  for (size_t i = 0; i < s.drop_count; i++) {
    if (!allows(&s.drops[i], text)) return breach(s.drops[i].span, "a rule dropped what it may not drop", where, why);
    cover_drop(&v, &s.drops[i]);
  }
  for (size_t i = 0; i < s.n; i++) story_each(&s.at[i], cover_para, &v);
  if (v.is_wrong) return breach(v.wrong, "a paragraph holds what does not stand there", where, why);
  for (uint32_t i = 0; i < text.n; i++) {
    if (v.byte[i] & TWICE) return breach((Span){file, i, i + 1}, "two paragraphs hold the same byte", where, why);
    if (!v.byte[i])
      return breach((Span){file, i, i + 1}, "a byte is held by no paragraph and dropped by no rule", where, why);
  }
  return true;
}
