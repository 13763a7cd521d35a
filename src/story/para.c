/* para: paragraphs and where their bytes came from.
 *
 * A paragraph's text is copied once; a Piece says for each contiguous stretch where it stands in the source, so a cut, a join and a
 * removed piece of mark-up all keep the way back. Invariant: pieces are sorted by `at`, the first at 0, none empty; text[at+k] stands at
 * src+k until the next piece. A byte that stands nowhere as it is (the blank for a newline, an entity's character) points at what
 * it was made from. */
#include "story/inside.h"

#include <string.h>

/* ---- building */

ParaBuild para_build(Arena *a, uint32_t file) {
  return (ParaBuild){.a = a, .file = file, .text = buf_make(a, SIZE_MAX / 4)};
}

void para_put(ParaBuild *b, Str bytes, uint32_t src) {
  if (!bytes.n) return;
  if (!b->pieces.n || b->src_end != src) vec_add(b->a, &b->pieces, (Piece){(uint32_t)b->text.n, src});
  buf_puts(&b->text, bytes);
  b->src_end = src + (uint32_t)bytes.n;
}

void para_open_mark(ParaBuild *b, MarkKind kind, Str value) {
  vec_add(b->a, &b->open, (OpenMark){(uint32_t)b->text.n, kind, value});
}

void para_close_mark(ParaBuild *b, MarkKind kind) {
  if (!b->open.n || b->open.at[b->open.n - 1].kind != kind) return;
  OpenMark m = b->open.at[--b->open.n];
  if (b->text.n > m.at) vec_add(b->a, &b->marks, (Mark){m.at, (uint32_t)b->text.n, m.kind, m.value});
}

static Span span_of_pieces(uint32_t file, const Piece *p, size_t n, size_t text_n) {
  if (!n) return (Span){file, 0, 0};
  return (Span){file, p[0].src, p[n - 1].src + (uint32_t)text_n - p[n - 1].at};
}

Para para_close(ParaBuild *b, Role role) {
  for (size_t i = b->open.n; i-- > 0;) {
    OpenMark *m = &b->open.at[i];
    if (b->text.n > m->at) vec_add(b->a, &b->marks, (Mark){m->at, (uint32_t)b->text.n, m->kind, m->value});
    m->at = 0;
  }
  Para p = {
      .role = role, .text = str_copy(b->a, buf_str(&b->text)), .mark_count = b->marks.n, .piece_count = b->pieces.n};
  p.marks = arena_array(b->a, Mark, b->marks.n);
  p.pieces = arena_array(b->a, Piece, b->pieces.n);
  if (b->marks.n) memcpy(p.marks, b->marks.at, sizeof(Mark) * b->marks.n);
  if (b->pieces.n) memcpy(p.pieces, b->pieces.at, sizeof(Piece) * b->pieces.n);
  p.span = span_of_pieces(b->file, p.pieces, p.piece_count, p.text.n);
  b->text.n = b->pieces.n = b->marks.n = 0;
  return p;
}

Para *para_keep(Arena *a, Para p) {
  Para *kept = arena_new(a, Para);
  *kept = p;
  return kept;
}

void para_add(Arena *a, Paras *ps, Para p) { vec_add(a, ps, p); }

Para *para_plain(Arena *a, Role role, Str text, Span span) {
  Para *p = arena_new(a, Para);
  *p = (Para){.role = role, .text = text, .span = span, .piece_count = text.n ? 1 : 0};
  p->pieces = arena_new(a, Piece);
  p->pieces[0] = (Piece){0, span.at};
  return p;
}

void para_add_mark(Arena *a, Para *p, Mark m) {
  Mark *marks = arena_array(a, Mark, p->mark_count + 1);
  size_t i = 0;
  for (; i < p->mark_count && p->marks[i].at < m.at; i++) marks[i] = p->marks[i];
  marks[i] = m;
  for (; i < p->mark_count; i++) marks[i + 1] = p->marks[i];
  p->marks = marks;
  p->mark_count++;
}

/* ---- the way back */

/* the last piece that begins at or before `at` */
static size_t piece_find(const Para *p, uint32_t at) {
  size_t low = 0, high = p->piece_count;
  while (high - low > 1) {
    size_t mid = low + (high - low) / 2;
    if (p->pieces[mid].at <= at)
      low = mid;
    else
      high = mid;
  }
  return low;
}

uint32_t para_source(const Para *p, uint32_t at) {
  if (!p->piece_count) return p->span.at;
  const Piece *piece = &p->pieces[piece_find(p, at)];
  return piece->src + (at - piece->at);
}

Span para_span(const Para *p, uint32_t at) {
  size_t next = at;
  if (at < p->text.n) utf8_next(p->text, &next);
  uint32_t src = para_source(p, at);
  return (Span){p->span.file, src, src + (uint32_t)(next - at)};
}

/* ---- cutting and joining */

Para para_slice(Arena *a, const Para *p, size_t at, size_t end) {
  Para s = *p;
  s.text = str_sub(p->text, at, end);
  s.marks = arena_array(a, Mark, p->mark_count);
  s.mark_count = s.piece_count = 0;
  for (size_t i = 0; i < p->mark_count; i++) {
    Mark m = p->marks[i];
    if (m.end <= at || m.at >= end) continue;
    m.at = (uint32_t)(m.at > at ? m.at - at : 0);
    m.end = (uint32_t)((m.end < end ? m.end : end) - at);
    s.marks[s.mark_count++] = m;
  }
  if (!s.text.n || !p->piece_count) {
    s.pieces = NULL;
    s.span.at = s.span.end = para_source(p, (uint32_t)at);
    return s;
  }
  size_t first = piece_find(p, (uint32_t)at), last = piece_find(p, (uint32_t)end - 1);
  s.piece_count = last - first + 1;
  s.pieces = arena_array(a, Piece, s.piece_count);
  for (size_t i = first; i <= last; i++) {
    Piece piece = p->pieces[i];
    uint32_t into = piece.at < at ? (uint32_t)at - piece.at : 0;
    s.pieces[i - first] = (Piece){piece.at + into - (uint32_t)at, piece.src + into};
  }
  s.span = span_of_pieces(p->span.file, s.pieces, s.piece_count, s.text.n);
  return s;
}

static bool is_edge_blank(uint32_t cp) { return cp == ' ' || cp == '\t' || cp == '\n' || cp == 0x3000; }

Para para_trim(Arena *a, const Para *p) {
  size_t at = 0, end = p->text.n;
  for (size_t i = 0; i < end && is_edge_blank(utf8_next(p->text, &i));) at = i;
  while (end > at) {
    uint32_t cp = utf8_before(p->text, end);
    if (!is_edge_blank(cp)) break;
    end -= cp == 0x3000 ? 3 : 1;
  }
  return at == 0 && end == p->text.n ? *p : para_slice(a, p, at, end);
}

/* CSS Text 3, 4.1.3: a segment break between two wide characters is removed, else it is a blank; Hangul keeps it. One
 * wide side is enough here: the gap between Han and Latin is the composer's. The marks that Chinese shares with Latin
 * (“ ” — … ·) count as wide in a language that sets them full-width. */
static bool is_tight(uint32_t cp, Lang lang) {
  if (char_class(cp, lang) == CC_HANGUL) return false;
  if (char_is_wide(cp)) return true;
  bool shared = (cp >= 0x2010 && cp <= 0x2027) || cp == 0xB7;
  return shared && lang != LANG_EN && lang != LANG_KO;
}

bool seam_blank(uint32_t before, uint32_t after, Lang lang) {
  if (!before || !after) return false;
  if (is_edge_blank(before) || is_edge_blank(after)) return false;
  return !is_tight(before, lang) && !is_tight(after, lang);
}

static void put_part(ParaBuild *b, const Para *p) {
  uint32_t base = (uint32_t)b->text.n;
  for (size_t i = 0; i < p->piece_count; i++) {
    size_t end = i + 1 < p->piece_count ? p->pieces[i + 1].at : p->text.n;
    para_put(b, str_sub(p->text, p->pieces[i].at, end), p->pieces[i].src);
  }
  for (size_t i = 0; i < p->mark_count; i++) {
    Mark m = p->marks[i];
    m.at += base;
    m.end += base;
    vec_add(b->a, &b->marks, m);
  }
}

Para para_chain(Arena *a, const Para *const *parts, size_t n, Lang lang) {
  ParaBuild b = para_build(a, parts[0]->span.file);
  for (size_t i = 0; i < n; i++) {
    if (i && seam_blank(utf8_before(buf_str(&b.text), b.text.n), text_first(parts[i]->text), lang))
      para_put(&b, STR(" "), parts[i - 1]->span.end);
    put_part(&b, parts[i]);
  }
  return para_close(&b, parts[0]->role);
}
