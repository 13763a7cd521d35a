/* text: line-break opportunities. Each row is a text with `|` where a line may break, `~` where it may but had better not,
 * `¬` where with a hyphen, `;` as a last resort of CLREQ (a run of marks). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "text/text.h"

static const struct {
  uint8_t kind;
  const char *sign;
} SIGNS[] = {{BREAK_YES, "|"}, {BREAK_AVOID, "~"}, {BREAK_HYPHEN, "¬"}, {BREAK_RELAX, ";"}};

static Str unmarked(Arena *a, const char *marked) {
  Buf b = buf_make(a, 10000);
  for (Str s = str_of(marked); s.n;) {
    size_t n = 0;
    for (size_t k = 0; k < COUNT(SIGNS); k++)
      if (str_has_prefix(s, str_of(SIGNS[k].sign))) n = strlen(SIGNS[k].sign);
    if (!n) buf_putc(&b, s.p[0]), n = 1;
    s = str_sub(s, n, s.n);
  }
  return buf_str(&b);
}

static const char *remarked(Arena *a, Str s, const uint8_t *kinds) {
  Buf b = buf_make(a, 10000);
  for (size_t i = 0; i < s.n; i++) {
    for (size_t k = 0; k < COUNT(SIGNS); k++)
      if (kinds[i] == SIGNS[k].kind) buf_puts(&b, str_of(SIGNS[k].sign));
    buf_putc(&b, s.p[i]);
  }
  return str_z(a, buf_str(&b));
}

static void check_rows(const BreakRules *rules, const char *const *rows, size_t n) {
  Arena *a = arena_open();
  for (size_t i = 0; i < n; i++) {
    Str s = unmarked(a, rows[i]);
    uint8_t *kinds = text_breaks(a, s, rules);
    assert_string_equal(remarked(a, s, kinds), rows[i]);
    assert_int_equal(kinds[s.n], BREAK_MUST);
  }
  arena_close(a);
}
#define CHECK(rows, ...)                                                                                               \
  do {                                                                                                                 \
    BreakRules rules = {__VA_ARGS__};                                                                                  \
    check_rows(&rules, (rows), COUNT(rows));                                                                           \
  } while (0)

static void chinese(void **state) {
  (void)state;
  static const char *const rows[] = {
      "春|夏，|秋。|冬",
      "春|夏）、|秋",
      "春|“夏”|秋",
      "春|（《夏》）|秋",
      "十|八～|三",
      "北|京—|张",
      "秦|岭–|淮",
      "上|午/下|午",
      "约|翰·|史",
      "逢|3·15|来",
      "村|——|那",
      "案|⸺|依",
      "佚|……|……|抄",
      "是|……”|便",
      "乐。;』;」|又",
      "长|12.5%|以",
      "到|37℃|左",
      "在|±3|之",
      "为|8500km，|可",
      "为|8500 ~km，|可",
      "是|010-65368888，|全",
      "机|MH370|的",
      "于|2026-05-12|正",
      "的|1/3|左",
      "是|J. Smith|教",
      "是|Prof. ~Smith|教",
      "以|e\u0301lan|命",
      "架|F-35|战",
      "和|COVID-19|病",
      "价|￥100|或|$5|或|￥五|百",
      "第~２０２６~年",
      "降|至|-5℃|左|或|-0.3%|与|A-5",
      "2026~年|5~月|12~日|电",
      "第|三|版|第~3~版",
      "的|C++|语|言",
      "约|100㎡|大",
      "市|GDP|增",
      "用|Wi-|Fi|网|和|T-shirt",
      "看|www.example.com/a?b=c|吧",
      "他|说|\"好\"|了",
      "说|It’s|对",
      "春　|夏",
      "春\u2060夏\u200b|秋\u00a0冬",
      "网|👨‍👩‍👧‍👦|真|🇨🇳|三",
      "nano\u00adtechnology",
  };
  CHECK(rows, .lang = LANG_ZH_HANS, .kinsoku = KINSOKU_GB);
}

static void levels(void **state) {
  (void)state;
  static const char *const none[] = {"宣|布|，|明|年|（|高|）|低|GDP|，|a/|b|上|午|/|下"};
  static const char *const basic[] = {"上|午/|下，|a/|b，|1/2"};
  static const char *const strict[] = {"村——|那……|他", "——|那"};
  CHECK(none, .lang = LANG_ZH_HANT, .kinsoku = KINSOKU_NONE);
  CHECK(basic, .lang = LANG_ZH_HANS, .kinsoku = KINSOKU_BASIC);
  CHECK(strict, .lang = LANG_ZH_HANS, .kinsoku = KINSOKU_STRICT);
}

static void others(void **state) {
  (void)state;
  static const char *const strict[] = {"で|しょ|う", "ビー|ル", "佳|く々|が", "阪〜|神", "ジョ|ン・|ス"};
  static const char *const normal[] = {"で|し|ょ|う", "ビ|ー|ル", "く々|が", "阪|〜|神", "ン・|ス"};
  static const char *const loose[] = {"く|々|が", "ン|・|ス", "れ、|て", "何|！|あ", "あ|…|…|い"};
  static const char *const korean[] = {"정|부|는 |내|년", "신|문|(新|聞)~은 |날", "2026~년"};
  static const char *const keep[] = {"정부는 |내년부터 |도심", "신문(新聞)은 |날"};
  static const char *const english[] = {"the |“quick” |fox—|it |said", "and/|or |well-|known |$5.00 |e.g. |x"};
  CHECK(strict, .lang = LANG_JA, .kinsoku = KINSOKU_BASIC);
  CHECK(normal, .lang = LANG_JA, .kinsoku = KINSOKU_BASIC, .kinsoku_ja = KINSOKU_JA_NORMAL);
  CHECK(loose, .lang = LANG_JA, .kinsoku = KINSOKU_BASIC, .kinsoku_ja = KINSOKU_JA_LOOSE);
  CHECK(korean, .lang = LANG_KO, .kinsoku = KINSOKU_BASIC);
  CHECK(keep, .lang = LANG_KO, .kinsoku = KINSOKU_BASIC, .keep_all = true);
  CHECK(english, .lang = LANG_EN, .kinsoku = KINSOKU_BASIC);
}

static void hyphens(void **state) {
  (void)state;
  static const char *const manual[] = {"nano\u00ad¬technology |Development"};
  static const char *const patterns[] = {"为|De¬vel¬op¬ment|并", "由|Uni¬ver¬sity|并", "由|Cor¬po¬ra¬tion|并",
                                         "是|En¬vi¬ron¬ment|并", "NATIONAL|业",        "www.development.com",
                                         "iPhoneDevelopment"};
  CHECK(manual, .lang = LANG_ZH_HANS, .kinsoku = KINSOKU_GB, .hyphenation = HYPHENATION_MANUAL);
  CHECK(patterns, .lang = LANG_ZH_HANS, .kinsoku = KINSOKU_GB, .hyphenation = HYPHENATION_EN_US);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(chinese), cmocka_unit_test(levels), cmocka_unit_test(others),
                                     cmocka_unit_test(hyphens)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
