/* Tab stops as they are written: `4em left, 10em right dots, end right`. */
#include "para/inside.h"

enum { STOPS_MOST = 32 };
static const char *const ALIGN_NAMES[] = {"left", "center", "right", "decimal"};

static Str next_word(Str *rest) {
  *rest = str_trim(*rest);
  size_t n = 0;
  while (n < rest->n && rest->p[n] != ' ') n++;
  Str word = str_sub(*rest, 0, n);
  *rest = str_sub(*rest, n, rest->n);
  return word;
}

static bool place_read(Str word, int *out) {
  if (str_is(word, "end")) return *out = TAB_AT_END, true;
  return pm_read(word, out) && *out >= 0;
}

static bool leader_read(Str word, uint32_t *out) {
  size_t i = 0;
  *out = str_is(word, "dots") ? '.' : utf8_next(word, &i);
  return str_is(word, "dots") || (i == word.n && *out > ' ');
}

static bool stop_read(Str text, TabStop *out) {
  *out = (TabStop){0};
  if (!place_read(next_word(&text), &out->at_pm)) return false;
  Str word = next_word(&text);
  for (size_t i = 0; i < COUNT(ALIGN_NAMES); i++) {
    if (!str_is(word, ALIGN_NAMES[i])) continue;
    out->align = (uint8_t)i;
    word = next_word(&text);
    break;
  }
  if (word.n && !leader_read(word, &out->leader)) return false;
  return !next_word(&text).n;
}

bool tabs_read(Arena *a, Str list, ParaStyle *s) {
  TabStop *stops = arena_array(a, TabStop, STOPS_MOST);
  int n = 0, before = -1;
  list = str_trim(list);
  if (str_is(list, "none")) list = (Str){0};
  while (list.n) {
    ptrdiff_t comma = str_find(list, STR(","));
    Str one = comma < 0 ? list : str_sub(list, 0, (size_t)comma);
    list = comma < 0 ? (Str){0} : str_trim(str_sub(list, (size_t)comma + 1, list.n));
    if (n == STOPS_MOST || before == INT32_MAX || !stop_read(one, &stops[n])) return false;
    int at = stops[n].at_pm == TAB_AT_END ? INT32_MAX : stops[n].at_pm; /* in their order, the end last */
    if (at <= before) return false;
    before = at;
    n++;
  }
  s->tabs = n ? stops : NULL;
  s->tab_count = n;
  return true;
}

Str tabs_text(Arena *a, const ParaStyle *s) {
  if (!s->tab_count) return STR("none");
  Buf b = buf_make(a, 4096);
  for (int i = 0; i < s->tab_count; i++) {
    const TabStop *t = &s->tabs[i];
    Str at = t->at_pm == TAB_AT_END ? STR("end") : len_text(a, t->at_pm, LEN_UNIT_EM);
    buf_putf(&b, "%s%.*s %s", i ? ", " : "", STRF(at), ALIGN_NAMES[t->align]);
    char raw[4];
    if (t->leader) buf_putc(&b, ' '), buf_puts(&b, (Str){raw, utf8_put(raw, t->leader)});
  }
  return buf_str(&b);
}
