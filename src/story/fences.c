/* fences: boxes in the copy. Two lines of colons hold a box together, as Pandoc's fenced divs do:
 *
 *     ::: box 通车数字 {span=2 at=top}      kind; the words that head it; what it asks of the layout
 *     - 主跨520米
 *     :::
 *
 * md4c knows no such thing, so the lines are taken out of the mask (mask.c) before it reads: a line with words becomes a heading
 * of them, one without is blank. Afterwards every block that stands between two such lines is told its box. Boxes do not nest: one that
 * opens closes the one before. A line of colons that opens and closes nothing is text. */
#include "story/inside.h"

#include <string.h>

typedef struct FenceLine {
  uint32_t at, end; /* without its newline */
  uint32_t word, word_end, title, title_end, brace, brace_end;
  bool colons;
} FenceLine;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
static bool is_word(char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-'; }

static uint32_t past_blanks(Str s, uint32_t at, uint32_t end) {
  while (at < end && is_blank(s.p[at])) at++;
  return at;
}

static FenceLine line_read(Str s, uint32_t at, uint32_t end) {
  FenceLine l = {.at = at, .end = end};
  while (l.end > at && is_blank(s.p[l.end - 1])) l.end--;
  uint32_t i = at;
  while (i < l.end && s.p[i] == ':') i++;
  l.colons = i - at >= 3;
  if (!l.colons) return l;
  l.word = l.word_end = past_blanks(s, i, l.end);
  while (l.word_end < l.end && is_word(s.p[l.word_end])) l.word_end++;
  l.title = past_blanks(s, l.word_end, l.end);
  l.title_end = l.brace = l.brace_end = l.end;
  if (l.end > l.title && s.p[l.end - 1] == '}')
    for (uint32_t k = l.end; k-- > l.title;)
      if (s.p[k] == '{') {
        l.brace = k + 1, l.brace_end = l.end - 1, l.title_end = k;
        break;
      }
  while (l.title_end > l.title && is_blank(s.p[l.title_end - 1])) l.title_end--;
  return l;
}

static bool closes(const FenceLine *l) { return l->colons && l->word == l->end; }
static bool opens(const FenceLine *l) { return l->colons && (l->word_end > l->word || l->brace_end > l->brace); }

static void unknown(Copy *c, uint32_t at, uint32_t end, const char *what) {
  diag_add(c->job->diags, DIAG_UNKNOWN_MARK, (Span){c->file, at, end}, "'%.*s' is no known %s; it is left out",
           STRF(str_sub(c->text, at, end)), what);
}

static bool kind_read(Str word, BoxKind *out) {
  static const struct {
    const char *name;
    BoxKind kind;
  } KINDS[] = {{"box", BOX_FACTS}, {"facts", BOX_FACTS}, {"note", BOX_NOTE}};
  for (size_t i = 0; i < COUNT(KINDS); i++)
    if (str_is(word, KINDS[i].name)) return *out = KINDS[i].kind, true;
  return false;
}

static bool is_place(Str s) {
  static const char *const PLACES[] = {"here",  "top",      "middle",    "bottom",      "left",
                                       "right", "top-left", "top-right", "bottom-left", "bottom-right"};
  for (size_t i = 0; i < COUNT(PLACES); i++)
    if (str_is(s, PLACES[i])) return true;
  return false;
}

static void attribute_read(Copy *c, StoryBox *b, uint32_t at, uint32_t end) {
  enum { SPAN_MOST = 64 };
  Str s = str_sub(c->text, at, end);
  int64_t n;
  if (str_has_prefix(s, STR(".")) && kind_read(str_sub(s, 1, s.n), &b->kind)) return;
  if (str_has_prefix(s, STR("span=")) && str_read_int(str_sub(s, 5, s.n), &n) && n >= 1 && n <= SPAN_MOST)
    b->span = (int)n;
  else if (str_has_prefix(s, STR("at=")) && is_place(str_sub(s, 3, s.n)))
    b->at = str_sub(s, 3, s.n);
  else
    unknown(c, at, end, "wish of a box");
}

static StoryBox box_read(Copy *c, const FenceLine *l) {
  StoryBox b = {.span_src = {c->file, l->at, l->end}};
  Str s = c->text;
  if (l->word_end > l->word && !kind_read(str_sub(s, l->word, l->word_end), &b.kind))
    unknown(c, l->word, l->word_end, "kind of box");
  for (uint32_t at = past_blanks(s, l->brace, l->brace_end); at < l->brace_end;) {
    uint32_t end = at;
    while (end < l->brace_end && !is_blank(s.p[end])) end++;
    attribute_read(c, &b, at, end);
    at = past_blanks(s, end, l->brace_end);
  }
  return b;
}

/* The line leaves the mask; its words stay, as a heading of three hashes where the colons were. */
static void fence_mask(Copy *c, char *mask, const Fence *f) {
  char *line = mask - c->body_at;
  uint32_t words = f->title_end > f->title ? f->title : f->end,
           words_end = f->title_end > f->title ? f->title_end : f->end;
  memset(line + f->at, ' ', words - f->at);
  memset(line + words_end, ' ', f->end - words_end);
  if (words < words_end) memset(line + f->at, '#', 3);
  copy_drop(c, f->at, words, DROP_FENCE);
  copy_drop(c, words_end, f->end, DROP_FENCE);
}

static void fence_put(Copy *c, char *mask, const FenceLine *l, bool open) {
  Fence f = {.at = l->at, .end = l->end, .title = l->end, .title_end = l->end};
  if (open) {
    vec_add(c->job->arena, &c->boxes, box_read(c, l));
    f.box = (uint32_t)c->boxes.n;
    f.title = l->title, f.title_end = l->title_end;
  }
  fence_mask(c, mask, &f);
  vec_add(c->job->arena, &c->fences, f);
}

static void report_open(Copy *c) {
  const Fence *f = &c->fences.at[c->fences.n - 1];
  diag_add(c->job->diags, DIAG_BOX_OPEN, (Span){c->file, f->at, f->end},
           "the box '%.*s' is not closed; it ends with the story", STRF(str_sub(c->text, f->at, f->end)));
}

/* Back-ticks at the head of a line, as the mask has left them: those open and close code. */
static size_t ticks_at(const char *line, size_t n) {
  size_t k = 0;
  while (k < n && line[k] == '`') k++;
  return k >= 3 ? k : 0;
}

void fences_find(Copy *c, char *mask) {
  bool open = false;
  size_t code = 0;
  for (uint32_t at = c->body_at; at < c->text.n;) {
    const char *nl = memchr(c->text.p + at, '\n', c->text.n - at);
    uint32_t end = nl ? (uint32_t)(nl - c->text.p) : (uint32_t)c->text.n;
    size_t ticks = ticks_at(mask + (at - c->body_at), end - at);
    if (ticks) code = !code ? ticks : ticks >= code ? 0 : code;
    FenceLine l = line_read(c->text, at, end);
    if (!code && ((open && closes(&l)) || opens(&l))) {
      open = opens(&l);
      fence_put(c, mask, &l, open);
    }
    at = end + 1;
  }
  if (open) report_open(c);
}

static bool is_title(const Block *b, const Fence *f) {
  return b->para.span.at >= f->at && b->para.span.at < f->end && b->para.role == ROLE_SUBHEAD;
}

void fences_apply(Copy *c) {
  size_t k = 0;
  uint32_t box = 0;
  for (size_t i = 0; c->fences.n && i < c->blocks.n; i++) {
    Block *b = &c->blocks.at[i];
    for (; k < c->fences.n && c->fences.at[k].at <= b->para.span.at; k++) box = c->fences.at[k].box;
    bool unclosed = k == c->fences.n && box;
    if (unclosed && (b->heading == 1 || b->heading == 2)) box = 0;
    if (!box) continue;
    b->para.box = box;
    if (k && is_title(b, &c->fences.at[k - 1])) b->para.level = 0;
    if (b->heading) b->heading = 3;
  }
}
