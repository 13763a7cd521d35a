/* flow/part: a story in two, by its text alone: where it may be parted, what stays, what goes on, and the words of the engine on either
 * side. jump.c parts a story that has no room where its set lines ask for it; makeup parts one before its page is made. Both use this.
 *
 * A story is parted before a paragraph, or in one behind a full stop outside all brackets and quotation marks: so never in a word, a number
 * or a pair of marks. Both parts are views of the one story: their paragraphs are the copy's own. */
#include "flow/inside.h"

enum {
  SENTENCE_LEAST = 40, /* characters of a parted paragraph on either side: two lines of a narrow leg and more */
  PICTURES_KEPT = 1    /* with the first part; the others go on with the text */
};

/* ---- words */

Str jump_words(Arena *a, Lang l, bool on, Str page) {
  switch (l) {
  case LANG_EN: return str_f(a, on ? "Continued on page %.*s" : "Continued from page %.*s", STRF(page));
  case LANG_JA: return str_f(a, on ? "（%.*s面に続く）" : "（%.*s面から続く）", STRF(page));
  case LANG_KO: return str_f(a, on ? "（%.*s면에 계속）" : "（%.*s면에서 계속）", STRF(page));
  case LANG_ZH_HANT:
  case LANG_ZH_HK: return str_f(a, on ? "（下轉第%.*s版）" : "（上接第%.*s版）", STRF(page));
  default: return str_f(a, on ? "（下转第%.*s版）" : "（上接第%.*s版）", STRF(page));
  }
}

static Str short_headline(Arena *a, const Story *s) {
  if (s->jump_headline.n) return s->jump_headline;
  Buf b = buf_make(a, 4096);
  for (size_t i = 0; i < s->headline.n; i++) {
    if (i) buf_putc(&b, ' ');
    buf_puts(&b, s->headline.at[i].text);
  }
  return buf_str(&b);
}

void part_put_words(Arena *a, Story *rest, const Story *whole, Str page) {
  Str words = short_headline(a, whole);
  rest->headline = (Paras){.at = para_plain(a, ROLE_JUMP, words, (Span){0}), .n = words.n > 0, .cap = 1};
  rest->byline_line = para_plain(a, ROLE_JUMP, jump_words(a, whole->lang, false, page), (Span){0});
}

/* ---- sentences */

static bool is_stop(uint32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?'; }

/* A full point ends a sentence where a blank follows and a word with no capital stands before it: not in "U.S. ". */
static bool is_point(Str t, size_t before, size_t after) {
  if (after >= t.n || t.p[after] != ' ' || before < 2) return false;
  return t.p[before - 1] >= 'a' && t.p[before - 1] <= 'z' && t.p[before - 2] >= 'a' && t.p[before - 2] <= 'z';
}

bool sentence_next(Sentences *s, size_t *start) {
  while (s->at < s->text.n) {
    size_t from = s->at;
    uint32_t c = utf8_next(s->text, &s->at);
    CharClass k = char_class(c, s->lang);
    s->depth += k == CC_OPEN ? 1 : k == CC_CLOSE ? -1 : 0;
    if (s->depth < 0) s->depth = 0;
    s->stop = is_stop(c) || (c == '.' && is_point(s->text, from, s->at)) || (s->stop && k == CC_CLOSE);
    size_t next = s->at;
    uint32_t follows = s->at < s->text.n ? utf8_next(s->text, &next) : 0;
    CharClass fk = char_class(follows, s->lang);
    if (!s->stop || s->depth || s->at >= s->text.n || fk == CC_CLOSE || is_stop(follows)) continue;
    *start = s->text.p[s->at] == ' ' ? s->at + 1 : s->at;
    return true;
  }
  return false;
}

/* ---- places */

static size_t characters(Str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = utf8_next(s, &i);
    n += cp != ' ' && cp != 0x3000;
  }
  return n;
}

static bool is_plain(const Para *p) { return !p->box && (p->role == ROLE_BODY || p->role == ROLE_SUBHEAD); }

static void add_sentences(Arena *a, const Story *st, size_t i, size_t before, StoryCuts *out) {
  Str text = st->body.at[i].text;
  size_t all = characters(text), start;
  Sentences s = {.text = text, .lang = st->lang};
  while (sentence_next(&s, &start)) {
    size_t kept = characters(str_sub(text, 0, start));
    if (kept < SENTENCE_LEAST || all - kept < SENTENCE_LEAST) continue;
    vec_add(a, out, ((StoryCut){i, (uint32_t)start, PICTURES_KEPT, before + kept}));
  }
}

StoryCuts flow_story_cuts(Arena *a, const Story *s) {
  StoryCuts out = {0};
  size_t before = 0;
  for (size_t i = 0; i < s->body.n; i++) {
    const Para *p = &s->body.at[i], *last = i ? p - 1 : NULL;
    bool headed = last && last->role == ROLE_SUBHEAD;
    if (last && !headed && is_plain(p) && is_plain(last)) vec_add(a, &out, ((StoryCut){i, 0, PICTURES_KEPT, before}));
    if (is_plain(p) && p->role == ROLE_BODY && !headed) add_sentences(a, s, i, before, &out);
    before += characters(p->text);
  }
  return out;
}

/* ---- the parts */

Story *part_first(Arena *a, const Story *s, StoryCut cut) {
  Story *first = arena_new(a, Story);
  *first = *s;
  first->body.n = first->body.cap = cut.para + (cut.at > 0);
  first->author = first->flag = NULL;
  first->notice = (Paras){0};
  if (first->picture_count > cut.pictures) first->picture_count = cut.pictures;
  first->jump = false;
  return first;
}

Story *part_rest(Arena *a, const Story *s, StoryCut cut) {
  Story *rest = arena_new(a, Story);
  *rest = *s;
  rest->body.at = s->body.at + cut.para, rest->body.n = rest->body.cap = s->body.n - cut.para;
  rest->kicker = rest->byline_line = NULL;
  rest->deck = (Paras){0};
  rest->column = (Str){0};
  rest->jump = false;
  size_t kept = s->picture_count < cut.pictures ? s->picture_count : cut.pictures;
  rest->pictures = s->pictures + kept, rest->picture_count = s->picture_count - kept;
  return rest;
}

/* The paragraph that is parted as if the copy had it so: for who counts lines. */
static void part_para(Arena *a, Story *s, size_t nth, uint32_t from, uint32_t end) {
  Para *all = arena_array(a, Para, s->body.n + 1);
  for (size_t i = 0; i < s->body.n; i++) all[i] = s->body.at[i];
  all[nth] = *para_part(a, &s->body.at[nth], from, end, (Str){0}, (Str){0});
  s->body.at = all;
}

Story *flow_story_first(Arena *a, const Story *s, StoryCut cut, int page) {
  Story *first = part_first(a, s, cut);
  if (cut.at) part_para(a, first, cut.para, 0, cut.at);
  first->notice = (Paras){
      .at = para_plain(a, ROLE_JUMP, jump_words(a, s->lang, true, str_f(a, "%d", page)), (Span){0}), .n = 1, .cap = 1};
  return first;
}

Story *flow_story_rest(Arena *a, const Story *s, StoryCut cut, int page) {
  Story *rest = part_rest(a, s, cut);
  if (cut.at) part_para(a, rest, 0, cut.at, (uint32_t)s->body.at[cut.para].text.n);
  part_put_words(a, rest, s, str_f(a, "%d", page));
  return rest;
}
