/* flow/names: 张　三, 李四光. Names of two Han in a byline are set as wide as those of three, by an em between their characters; the copy is
 * not touched, so that whoever searches the page finds 张三. House style of many papers; a style asks for it (pad-names). */
#include "flow/inside.h"

enum { WORDS_MOST = 64 };

/* Words of a byline that are no names. */
static bool is_title(Str s) {
  static const char *const WORDS[] = {"记者", "本报", "编辑", "责编", "美编", "校对", "版式", "组版", "摄影", "文字",
                                      "制图", "见习", "特约", "首席", "报道", "撰文", "图文", "作者", "策划", "统筹",
                                      "审读", "主编", "記者", "編輯", "責編", "攝影", "製圖", "見習", "報道", "报导"};
  for (size_t i = 0; i < COUNT(WORDS); i++)
    if (str_is(s, WORDS[i])) return true;
  return false;
}

static bool is_han_pair(Str s) {
  size_t at = 0, n = 0;
  while (at < s.n) {
    if (!char_is_han(utf8_next(s, &at))) return false;
    n++;
  }
  return n == 2;
}

/* Bytes of the word that begins at `at`. */
static size_t word_end(Str s, size_t at, Lang lang) {
  while (at < s.n) {
    size_t next = at;
    uint32_t cp = utf8_next(s, &next);
    CharClass k = char_class(cp, lang);
    if (k != CC_HAN && k != CC_LATIN && k != CC_DIGIT) break;
    at = next;
  }
  return at;
}

const Para *names_padded(Arena *a, const Para *p, Lang lang) {
  Mark found[WORDS_MOST];
  size_t n = 0;
  for (size_t at = 0; at < p->text.n && n < WORDS_MOST;) {
    size_t end = word_end(p->text, at, lang);
    Str word = str_sub(p->text, at, end);
    if (is_han_pair(word) && !is_title(word)) {
      size_t first = at;
      utf8_next(p->text, &first);
      found[n++] = (Mark){.at = (uint32_t)at, .end = (uint32_t)first, .kind = (MarkKind)MARK_PADDED};
    }
    if (end == at) utf8_next(p->text, &end);
    at = end;
  }
  if (!n) return p;
  Para *padded = arena_new(a, Para);
  *padded = *p;
  padded->marks = arena_array(a, Mark, p->mark_count + n);
  for (size_t i = 0; i < p->mark_count + n; i++)
    padded->marks[i] = i < p->mark_count ? p->marks[i] : found[i - p->mark_count];
  padded->mark_count = p->mark_count + n;
  return padded;
}
