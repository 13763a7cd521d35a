/* lead: 电头 and the reporters' names at the head of a body, 本报讯（记者 某某）, 据新华社北京10月23日电（记者 某某）, LONDON —.
 *
 * Recognised by shape: a known opening, a short stretch without a sentence mark, 讯/电/消息, and a boundary after it (a bracket, a blank,
 * the end of a bold run), so that 本报电子版 or 新华社电视 is no dateline. */
#include "story/inside.h"

#include <string.h>

enum { DATELINE_MOST = 32, NAMES_MOST = 60, TAIL_NAMES_MOST = 40 }; /* characters */

static size_t skip_blanks(Str s, size_t i) {
  while (i < s.n) {
    size_t next = i;
    uint32_t cp = utf8_next(s, &next);
    if (cp != ' ' && cp != '\t' && cp != 0x3000 && cp != 0xA0) break;
    i = next;
  }
  return i;
}

static bool is_boundary(Str s, size_t i) {
  if (i >= s.n) return true;
  uint32_t cp = utf8_next(s, &i);
  return cp == ' ' || cp == 0x3000 || cp == 0xA0 || cp == '(' || cp == 0xFF08 || cp == ':' || cp == 0xFF1A || cp == '|';
}

/* ---- the dateline */

static bool has_opening(Str s) {
  static const char *const OPENINGS[] = {"本报",   "本刊",   "本台",   "本网",   "新华社", "中新社", "中央社",
                                         "中新网", "新华网", "人民网", "央视网", "美联社", "路透社", "法新社",
                                         "共同社", "韩联社", "塔斯社", "本報",   "本臺",   "本網",   "新華社",
                                         "中新網", "新華網", "人民網", "央視網", "美聯社", "韓聯社"};
  if (str_has_prefix(s, STR("据")) || str_has_prefix(s, STR("據"))) s = str_sub(s, 3, s.n);
  for (size_t i = 0; i < COUNT(OPENINGS); i++)
    if (str_has_prefix(s, str_of(OPENINGS[i]))) return true;
  return false;
}

static const char *const ENDINGS[] = {"讯", "电", "消息", "訊", "電"};

static size_t ending_at(Str s, size_t i) {
  for (size_t k = 0; k < COUNT(ENDINGS); k++) {
    Str e = str_of(ENDINGS[k]);
    if (str_has_prefix(str_sub(s, i, s.n), e)) return e.n;
  }
  return 0;
}

/* the one that needs no boundary: 本报讯今天… */
static bool is_bare_dateline(Str s) { return str_is(s, "本报讯") || str_is(s, "本報訊"); }

static size_t chinese_dateline(Str s) {
  if (!has_opening(s)) return 0;
  size_t i = 0;
  for (int n = 0; n < DATELINE_MOST && i < s.n; n++) {
    size_t ending = ending_at(s, i);
    if (ending && (is_boundary(s, i + ending) || is_bare_dateline(str_sub(s, 0, i + ending)))) return i + ending;
    uint32_t cp = utf8_next(s, &i);
    CharClass k = char_class(cp, LANG_ZH_HANS);
    if (k != CC_HAN && k != CC_DIGIT && k != CC_FW_LATIN && cp != ' ' && cp != 0x3000 && cp != 0x3001 && cp != 0xB7)
      return 0;
  }
  return 0;
}

/* a bold run that opens the paragraph and ends like a dateline: **本报综合消息** */
static size_t bold_dateline(const Para *p) {
  for (size_t i = 0; i < p->mark_count; i++) {
    const Mark *m = &p->marks[i];
    if (m->kind != MARK_STRONG || m->at) continue;
    Str s = str_trim(str_sub(p->text, 0, m->end));
    if (utf8_count(s) > DATELINE_MOST) continue;
    for (size_t k = 0; k < COUNT(ENDINGS); k++)
      if (str_has_suffix(s, str_of(ENDINGS[k]))) return s.n;
  }
  return 0;
}

/* LONDON — / BEIJING, Oct. 23 (Xinhua) -- : a capital word, then at most a date or an agency before the dash */
static size_t latin_dateline(Str s) {
  size_t caps = 0;
  while (caps < s.n && ((s.p[caps] >= 'A' && s.p[caps] <= 'Z') || (caps && strchr(" .'-", s.p[caps])))) caps++;
  while (caps && s.p[caps - 1] == ' ') caps--;
  if (caps < 3 || s.p[1] < 'A' || s.p[1] > 'Z') return 0;
  static const char *const DASHES[] = {" — ", " – ", " -- ", " - ", "—"};
  Str head = str_sub(s, 0, caps + 40);
  for (size_t k = 0; k < COUNT(DASHES); k++) {
    ptrdiff_t at = str_find(head, str_of(DASHES[k]));
    if (at < (ptrdiff_t)caps) continue;
    char next = (size_t)at > caps ? s.p[caps] : ',';
    return next == ',' || (next == ' ' && s.p[caps + 1] == '(') ? (size_t)at : 0;
  }
  return 0;
}

/* ---- the names */

static bool has_role_word(Str s) {
  static const char *const WORDS[] = {"记者", "通讯员", "实习生", "特约",   "撰稿", "报道员",
                                      "作者", "記者",   "通訊員", "實習生", "特約", "報道員"};
  for (size_t i = 0; i < COUNT(WORDS); i++)
    if (str_find(s, str_of(WORDS[i])) >= 0) return true;
  return false;
}

/* nothing but names of two to four Han, parted by blanks or 、 */
static bool is_names(Str s) {
  int run = 0, names = 0;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = utf8_next(s, &i);
    if (char_is_han(cp)) {
      if (!run++) names++;
      if (run > 4) return false;
    } else if (cp == ' ' || cp == 0x3000 || cp == 0x3001 || cp == 0xB7) {
      run = 0;
    } else {
      return false;
    }
  }
  return names > 0;
}

/* the group in brackets at `at`; false if it is no list of names */
static bool read_group(Str s, size_t at, Lead *l) {
  size_t i = at;
  uint32_t open = i < s.n ? utf8_next(s, &i) : 0, close = open == '(' ? ')' : 0xFF09;
  if (open != '(' && open != 0xFF08) return false;
  size_t from = i;
  for (int n = 0; n < NAMES_MOST && i < s.n; n++) {
    size_t here = i;
    uint32_t cp = utf8_next(s, &i);
    if (cp == 0x3002 || cp == 0xFF1B || cp == 0xFF08 || cp == '(') return false;
    if (cp != close && !(close == ')' && cp == 0xFF09)) continue;
    Str names = str_trim(str_sub(s, from, here));
    if (!has_role_word(names) && !is_names(names)) return false;
    l->has_byline = true;
    l->byline_at = (uint32_t)at;
    l->byline_end = (uint32_t)i;
    l->names_at = (uint32_t)(names.p - s.p);
    l->names_end = l->names_at + (uint32_t)names.n;
    return true;
  }
  return false;
}

/* 记者张三报道： after a dateline, without brackets */
static void read_report(Str s, size_t at, Lead *l) {
  Str rest = str_sub(s, at, s.n);
  bool han = str_has_prefix(rest, STR("记者")) || str_has_prefix(rest, STR("本报记者"));
  if (!han && !str_has_prefix(rest, STR("記者")) && !str_has_prefix(rest, STR("本報記者"))) return;
  size_t i = at;
  for (int n = 0; n < NAMES_MOST / 2 && i < s.n; n++) {
    Str here = str_sub(s, i, s.n);
    if (str_has_prefix(here, STR("报道")) || str_has_prefix(here, STR("報道"))) {
      size_t end = i + STR("报道").n;
      size_t after = end;
      uint32_t cp = after < s.n ? utf8_next(s, &after) : ' ';
      if (!is_boundary(s, end) && cp != 0xFF0C) return;
      *l = (Lead){l->has_dateline, true,          l->dateline_at, l->dateline_end,
                  (uint32_t)at,    (uint32_t)end, (uint32_t)at,   (uint32_t)i};
      return;
    }
    uint32_t cp = utf8_next(s, &i);
    if (!char_is_han(cp) && cp != ' ' && cp != 0x3000 && cp != 0x3001) return;
  }
}

Lead lead_find(const Para *p) {
  Lead l = {0};
  size_t end = chinese_dateline(p->text);
  if (!end) end = bold_dateline(p);
  if (!end) end = latin_dateline(p->text);
  l.has_dateline = end > 0;
  l.dateline_end = (uint32_t)end;
  size_t next = skip_blanks(p->text, end);
  if (read_group(p->text, next, &l)) {
    Str names = str_sub(p->text, l.names_at, l.names_end);
    if (!l.has_dateline && !has_role_word(names)) l.has_byline = false;
  } else if (l.has_dateline) {
    read_report(p->text, next, &l);
  }
  return l;
}

bool lead_find_tail(const Para *p, Lead *l) {
  Str s = text_core(p->text);
  uint32_t last = text_last(s);
  if (last != ')' && last != 0xFF09) return false;
  size_t at = s.n;
  for (int n = 0; n < TAIL_NAMES_MOST && at > 0; n++) {
    uint32_t cp = utf8_before(s, at);
    at = text_back(s, at);
    if (cp == '(' || cp == 0xFF08) break;
  }
  if (!read_group(s, at, l) || l->byline_end != s.n) return false;
  Str names = str_sub(s, l->names_at, l->names_end);
  static const char *const OPENINGS[] = {"记者", "通讯员", "本报记者", "新华社记者",
                                         "記者", "通訊員", "本報記者", "新華社記者"};
  bool leads = false;
  for (size_t i = 0; i < COUNT(OPENINGS); i++) leads = leads || str_has_prefix(names, str_of(OPENINGS[i]));
  if (!leads) l->has_byline = false;
  return leads;
}
