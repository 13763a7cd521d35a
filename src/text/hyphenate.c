#include <hyphen.h>
#include <stdatomic.h>
#include <string.h>
#include <threads.h>

#include "text/hyphenate.h"

enum { LEAST = 2, LONGEST = 100, TABLES_MOST = 16, PATH_MOST = 1024 };

/* Patterns by their file, read when first asked for and never changed or closed: what a process may need is few, and every paragraph asks.
 * A place is taken once, under the lock; whoever finds it taken reads it without. */
typedef struct Table {
  char path[PATH_MOST];
  HyphenDict *patterns; /* NULL: there is no such file, or no patterns in it */
} Table;
static Table tables[TABLES_MOST];
static atomic_int table_count;
static mtx_t table_lock;
static once_flag table_lock_made = ONCE_FLAG_INIT;
static void make_table_lock(void) { mtx_init(&table_lock, mtx_plain); }

static bool is_of(const Table *t, Str folder, Str file) {
  Str path = str_of(t->path);
  return path.n == folder.n + file.n && str_has_prefix(path, folder) && str_has_suffix(path, file);
}

static const Table *table_known(Str folder, Str file) {
  int n = atomic_load_explicit(&table_count, memory_order_acquire);
  for (int i = 0; i < n; i++)
    if (is_of(&tables[i], folder, file)) return &tables[i];
  return NULL;
}

static const Table *table_read(Str folder, Str file) {
  const Table *known = table_known(folder, file);
  if (known || folder.n + file.n >= PATH_MOST) return known;
  call_once(&table_lock_made, make_table_lock);
  mtx_lock(&table_lock);
  known = table_known(folder, file); /* another thread may have come first */
  int n = atomic_load_explicit(&table_count, memory_order_relaxed);
  if (!known && n < TABLES_MOST) {
    Table *t = &tables[n];
    memcpy(t->path, folder.p, folder.n);
    memcpy(t->path + folder.n, file.p, file.n);
    t->patterns = hnj_hyphen_load(t->path);
    known = t;
    atomic_store_explicit(&table_count, n + 1, memory_order_release);
  }
  mtx_unlock(&table_lock);
  return known;
}

/* Where distributions put them: Debian's hyphen-* packages, LibreOffice's dictionaries, a build from source. */
static const char *const FOLDERS[] = {"/usr/share/hyphen/", "/usr/share/myspell/dicts/", "/usr/local/share/hyphen/"};

static Str file_of(uint8_t hyphenation) {
  return hyphenation == HYPHENATION_EN_GB ? STR("hyph_en_GB.dic") : STR("hyph_en_US.dic");
}

static HyphenDict *patterns_of(uint8_t hyphenation, Str file) {
  if (file.n) {
    const Table *t = str_has_suffix(file, STR(".dic")) ? table_read(STR(""), file) : NULL;
    return t ? t->patterns : NULL;
  }
  for (size_t i = 0; i < COUNT(FOLDERS); i++) {
    const Table *t = table_read(str_of(FOLDERS[i]), file_of(hyphenation));
    if (t && t->patterns) return t->patterns;
  }
  return NULL;
}

bool text_has_patterns(Arena *a, uint8_t hyphenation, Str file, Str *wanted) {
  if (hyphenation < HYPHENATION_EN_US || patterns_of(hyphenation, file)) return true;
  *wanted = file.n ? file : str_f(a, "%s%.*s", FOLDERS[0], STRF(file_of(hyphenation)));
  return false;
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* A word of letters only, with no sign of an address or designation at either side, and not all in capitals. */
static bool is_plain_word(Str s, size_t at, size_t end) {
  static const char signs[] = "0123456789@_/\\&=#'-.";
  if (end - at < 2 * LEAST || end - at > LONGEST) return false;
  if (at > 0 && memchr(signs, s.p[at - 1], sizeof signs - 1)) return false;
  bool last = end >= s.n;
  if (!last && s.p[end] != '.' && memchr(signs, s.p[end], sizeof signs - 1)) return false;
  if (!last && s.p[end] == '.' && end + 1 < s.n && is_letter(s.p[end + 1])) return false;
  for (size_t i = at + 1; i < end; i++)
    if (is_upper(s.p[i])) return false; /* acronyms, and names written like iPhone */
  return true;
}

static void divide(HyphenDict *patterns, Str s, size_t at, size_t end, const BreakRules *r, uint8_t *kinds) {
  char word[LONGEST + 1], marks[LONGEST + 6];
  size_t n = end - at;
  for (size_t i = 0; i < n; i++) word[i] = (char)(s.p[at + i] | 32);
  word[n] = 0;
  char **replaced = NULL;
  int *pos = NULL, *cut = NULL;
  if (hnj_hyphen_hyphenate2(patterns, word, (int)n, marks, NULL, &replaced, &pos, &cut)) return;
  size_t left = r->hyphen_left > LEAST ? (size_t)r->hyphen_left : LEAST,
         right = r->hyphen_right > LEAST ? (size_t)r->hyphen_right : LEAST;
  for (size_t i = left; i + right <= n; i++)
    if (marks[i - 1] & 1 && kinds[at + i] == BREAK_LAST) kinds[at + i] = BREAK_HYPHEN;
}

void hyphenate(Str s, const BreakRules *rules, uint8_t *kinds) {
  HyphenDict *patterns = patterns_of(rules->hyphenation, rules->patterns);
  if (!patterns) return;
  for (size_t i = 0; i < s.n;) {
    if (!is_letter(s.p[i])) {
      i++;
      continue;
    }
    size_t end = i;
    while (end < s.n && is_letter(s.p[end])) end++;
    if (is_plain_word(s, i, end)) divide(patterns, s, i, end, rules, kinds);
    i = end;
  }
}
