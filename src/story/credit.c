/* credit: who took the picture, at the end of a caption: ■某某 摄, 某某 摄, 新华社记者 某某 摄, （某某 摄）, 新华社发.
 *
 * Read from the end backwards, word by word: the ending that makes it a credit, then the name before it, then whatever says for whom.
 * A ■ settles where it begins. The danger is a sentence that happens to end alike (喜欢摄影, 在现场拍摄): without ■ a blank, a bracket,
 * an agency or the end of a sentence must part the credit from the caption. */
#include "story/inside.h"

enum { CREDIT_MOST = 26, NAME_MOST = 3 }; /* characters */

static const char WIDE_BLANK[] = "\xE3\x80\x80";

bool text_is_bullet(uint32_t cp) {
  return cp == 0x25A0 || cp == 0x25A1 || cp == 0x25CF || cp == 0x25CB || cp == 0x25C6 || cp == 0x25C7 || cp == 0x25B2 ||
         cp == 0x25B3;
}

static bool is_blank(uint32_t cp) { return cp == ' ' || cp == '\t' || cp == 0x3000; }

static bool is_one_of(Str s, const char *const *words, size_t n, bool (*fits)(Str, Str)) {
  for (size_t i = 0; i < n; i++)
    if (fits(s, str_of(words[i]))) return true;
  return false;
}

static bool has_credit_shape(Str s) {
  static const char *const ENDINGS[] = {"摄",       "摄影",     "摄影报道", "供图",     "制图",     "新华社发",
                                        "中新社发", "资料图片", "资料图",   "攝",       "攝影",     "攝影報道",
                                        "供圖",     "製圖",     "新華社發", "中新社發", "資料圖片", "資料圖"};
  static const char *const OPENINGS[] = {"摄影：", "摄影/",  "摄影／", "图/", "图／",  "供图：",
                                         "图源",   "攝影：", "攝影/",  "圖/", "供圖："};
  static const char *const NEVER[] = {"拍摄", "航摄", "拍攝", "航攝"};
  if (is_one_of(s, NEVER, COUNT(NEVER), str_has_suffix)) return false;
  return utf8_count(s) >= 2 && (is_one_of(s, ENDINGS, COUNT(ENDINGS), str_has_suffix) ||
                                is_one_of(s, OPENINGS, COUNT(OPENINGS), str_has_prefix));
}

static bool is_agency(Str s) {
  static const char *const OPENINGS[] = {"新华社", "中新社", "本报",   "记者",  "通讯员", "资料图", "供图",
                                         "图/",    "图／",   "摄影：", "摄影/", "图源",   "新華社", "本報",
                                         "記者",   "通訊員", "資料圖", "供圖",  "圖/",    "攝影：", "攝影/"};
  return is_one_of(s, OPENINGS, COUNT(OPENINGS), str_has_prefix);
}

/* 王, 王五, 本报记者: a word of a credit in front of its ending */
static bool is_name(Str s) {
  size_t n = 0;
  bool han = true;
  for (size_t i = 0; i < s.n; n++) {
    uint32_t cp = utf8_next(s, &i);
    han = han && (char_is_han(cp) || cp == 0xB7 || cp == '/');
  }
  return (n && n <= NAME_MOST && han) || is_agency(s) || str_has_suffix(s, STR("记者")) ||
         str_has_suffix(s, STR("記者")) || str_has_suffix(s, STR("通讯员"));
}

/* The furthest back a credit may begin: its ■, or behind the last sentence mark, or as far as credits reach. */
static size_t credit_floor(Str s, bool *marked, bool *stopped) {
  size_t at = s.n;
  for (int n = 0; n < CREDIT_MOST && at > 0; n++) {
    size_t back = text_back(s, at);
    uint32_t cp = utf8_before(s, at);
    if (text_is_bullet(cp)) return *marked = true, back;
    bool stop = cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF1B || cp == 0x201D || cp == '.';
    if (stop || cp == 0xFF0C) return *stopped = stop, at;
    at = back;
  }
  return at;
}

static size_t credit_start(Str s, size_t floor) {
  size_t at = s.n, start = s.n;
  while (at > floor) {
    size_t word = at;
    while (word > floor && !is_blank(utf8_before(s, word))) word = text_back(s, word);
    if (start < s.n && !is_name(str_sub(s, word, at))) break;
    start = at = word;
    while (at > floor && is_blank(utf8_before(s, at))) at = text_back(s, at);
  }
  return start;
}

/* …（王五 摄） …新华社发（王五 摄） */
static bool bracket_find(Str s, size_t *at) {
  size_t i = s.n - 3, n = 0;
  for (; i > 0 && n < CREDIT_MOST && utf8_before(s, i) != 0xFF08; n++) i = text_back(s, i);
  if (!i || n == CREDIT_MOST || !has_credit_shape(str_sub(s, i, s.n - 3))) return false;
  Str head = str_sub(s, 0, i - 3);
  bool agency = str_has_suffix(head, STR("新华社发")) || str_has_suffix(head, STR("新華社發"));
  *at = head.n - (agency ? STR("新华社发").n : 0);
  return true;
}

bool credit_find(const Para *p, size_t *at) {
  Str s = text_core(p->text);
  if (text_last(s) == 0xFF09) return bracket_find(s, at);
  bool marked = false, stopped = false;
  size_t floor = credit_floor(s, &marked, &stopped);
  size_t start = marked ? floor : credit_start(s, floor);
  while (start < s.n && is_blank(text_first(str_sub(s, start, s.n)))) start += s.p[start] == WIDE_BLANK[0] ? 3 : 1;
  Str credit = str_sub(s, start, s.n);
  if (!has_credit_shape(credit)) return false;
  bool parted = start > 0 && (is_blank(utf8_before(s, start)) || (stopped && start == floor));
  bool spaced = str_find(credit, STR(" ")) >= 0 || str_find(credit, str_of(WIDE_BLANK)) >= 0;
  if (!marked && !parted && !spaced && !is_agency(credit)) return false;
  *at = start;
  return true;
}
