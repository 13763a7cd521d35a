/* What the fragments of ICU's dictionary are pieces of.
 *
 *     292 处 旧站 房 今 起 扩建      ICU: it has neither 旧站房 nor 今起
 *     [292处] [旧站房] [今起] [扩建]      read again
 *
 * The dictionary is small, and news is made of words that no dictionary has: a compound falls into a word and a character left over, a
 * new word or a name into single characters. Chinese likes words of two; what is left over after a word is most often its tail (站房,
 * 幼儿园, 邀请赛), what stands alone before one its head (老城区, 新桥), and a few hundred characters are known for what they do:
 * function words, numerals, what ends the name of a place or a team. So the words are grouped anew, each group of a form that has a price,
 * and the cheapest reading of the whole headline is taken, left to right, in one pass over prices of prefixes.
 *
 * Road not taken: a word list of our own. It would have to be kept, it has no 砚湖 either, and headlines need breaks, not a lexicon: a
 * wrong group costs a break that was not needed. */
#include <string.h>

#include "text/inside.h"

/* ---- what a single character does. Simplified and traditional forms stand together. */

static bool has(const uint16_t *list, uint32_t cp) {
  for (; *list; list++)
    if (*list == cp) return true;
  return false;
}

/* Leans on the word before: particles; then places, times and what a verb came to, when a word is there (厂房里, 改造后, 下周起, 开放至). */
static bool is_particle(uint32_t cp) { return has(u"的了着过地得们等之吗呢吧過們嗎著", cp); }
static bool is_where(uint32_t cp) { return has(u"上下里内外后前间中起时至到于成裡內後間時於", cp); }
/* Leans on the word after: prepositions, adverbs and auxiliaries, which open what is said of the thing named before. */
static bool opens_verb(uint32_t cp) {
  return has(
      u"在对为将把被向从由让令使因以于至到已再又也都只仅就才还更最不未能会可要应须需拟欲正是有對為將從讓於僅還會應須擬",
      cp);
}
static bool is_link(uint32_t cp) { return has(u"和与及或與", cp); }
/* The head of a word or of a number: 老城区, 本周六, 前三季度, 第一. */
static bool is_head(uint32_t cp) {
  return has(u"老旧新小大总副首全每各本该近约超逾前第次多单双高低无非准半试舊總該約單雙無試", cp);
}
/* Whose it is: 市图书馆. */
static bool is_owner(uint32_t cp) { return has(u"市省县区州国縣區國", cp); }
/* 上周, 下月初 */
static bool is_which(uint32_t cp) { return cp == u'上' || cp == u'下' || cp == u'本'; }
static bool is_span_of_time(uint32_t cp) { return has(u"年月周季旬週", cp); }
static bool is_numeral(uint32_t cp) { return has(u"一二三四五六七八九十百千万亿两几半数萬億兩幾數", cp); }
/* Verbs that stand alone and take an object: 进小区, 获大奖. */
static bool is_verb(uint32_t cp) {
  return has(
      u"进获破办带引晒抢收建修救送看听说问达开关迎赴入出退换守促助保护创夺赢胜查治防抓变换亮游遇找学写读讲唱买卖住吃喝"
      u"進獲辦帶曬搶聽說問達開關換護創奪贏勝變學寫讀講買賣",
      cp);
}
/* What ends a compound, after a word or after two characters that are none: 幼儿园, 充电桩, 河长制, 摊位费. */
static bool is_tail(uint32_t cp) {
  return has(u"区县市镇乡村街路巷桥湖江河岛湾站港馆园所房厂院校店铺社局部处科室厅委会团队员者家师生民工手人户农娃星迷赛"
             u"杯节奖展课"
             u"班车机船灯卡费税款价金量率度额型化性法力线点桩网管池坝堤田库仓棚楼屋墙器品物药液菜果粮茶酒餐饭书报剧歌舞"
             u"曲画证照号码单"
             u"表案令信牌榜制期季月日版群圈带界层级类种血鹤鱼鸟树"
             u"區縣鎮鄉橋島灣館園廠處廳會團隊員師農賽節獎課車機燈費價額線點樁網壩庫倉樓牆藥糧飯書報劇畫證號碼單層級類種"
             u"鶴魚鳥樹",
             cp);
}
/* What ends a name of two characters: a place, a team. */
static bool ends_name(uint32_t cp) {
  return has(u"省市区县镇乡村州路街巷湖江河桥站港岛湾寺队厂區縣鎮鄉橋島灣隊廠", cp);
}

/* Common family names: before one or two Han they begin a name that no dictionary has. */
static bool is_family_name(uint32_t cp) {
  return has(
      u"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟"
      u"汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚張劉陳楊趙黃吳孫馬羅鄭謝韓馮"
      u"蕭鄧許呂蘇盧蔣賈葉餘鍾範譚鄒陸顧龍錢湯賀賴龔",
      cp);
}

/* ---- what a whole word does */

/* The lists are of Han, three bytes each, parted by single blanks; they are gone through for every word of a headline. */
static bool is_one_of(Str word, const char *list) {
  if (!word.n) return false;
  for (const char *p = list;; p++) {
    const char *at = p;
    while ((unsigned char)*p > ' ') p += 3;
    bool alike = (size_t)(p - at) == word.n && p[-1] == word.p[word.n - 1];
    if (alike && !memcmp(at, word.p, word.n)) return true;
    if (!*p) return false;
  }
}

/* Words that end the name of a place, as 区 and 镇 do. */
static bool ends_place(Str word) {
  return is_one_of(
      word,
      "街道 社区 小区 新区 园区 市场 大道 大桥 公园 广场 水库 林场 农场 乡镇 開發區 社區 小區 新區 大橋 公園 廣場");
}

/* Before a person's name. */
static bool is_office(Str word) {
  return is_one_of(
      word,
      "记者 通讯员 教授 院士 代表 委员 主任 市长 县长 区长 镇长 书记 校长 院长 主席 总理 部长 局长 医生 老师 队长 "
      "教练 选手 厂长 村民 市民 居民 作家 导演 演员 员 师 長 长 導演 記者 通訊員 市長 書記 校長 醫生 老師 教練 選手 "
      "演員");
}

/* Words that headlines say of their subject: the best place to break is before one. Times belong here: 今起扩建, 本周六开赛. */
static bool is_predicate(Str word) {
  return is_one_of(word, "今起 今日 昨日 明日 今天 昨天 明天 今晨 今晚 昨晚 今年 去年 明年 本月 上月 下月 月底 年底 "
                         "年内 上周 本周 下周 周末 周一 周二 周三 "
                         "周四 周五 周六 周日 早晚 即将 正在 已经 正式 全面 全部 集中 首次 再次 连续 提前 延时 免费 "
                         "分时 加快 推进 推动 促进 召开 举行 举办 "
                         "开幕 闭幕 开工 动工 完工 竣工 启动 启用 投用 投产 通车 运行 并网 扩建 改造 升级 检修 整治 "
                         "复查 移交 验收 调整 修缮 整理 出版 开放 "
                         "发布 公布 出台 实施 印发 上线 上岸 揭牌 成立 挂牌 签约 落户 落地 亮相 开赛 夺冠 夺金 获奖 "
                         "入选 当选 增长 下降 上涨 下跌 突破 达到 "
                         "超过 实现 完成 建成 新增 告急 供热 停水 停电 提醒 提示 建议 呼吁 走访 调研 视察 检查 慰问 "
                         "看望 研究 部署 要求 强调 表示 展出 上演 "
                         "开镰 开播 开学 开业 开市 收官 走进 来到 变身 迎来 带来 带走 有了 没有 办起 装上 吃上 用上 "
                         "看上 住上 来了 告别 飞抵 抵达 重现 加装 "
                         "封顶 难求 带火 引发 成为 进入 享受 帮助 支持 保障 打造 建设 治理 试压 晒出 发出 抢修 救出 "
                         "抢抓 疏通 征集 招聘 申请 通报 查处 曝光 "
                         "守护 守着 投运 获救 启航 贯通 打通 破获 推出 推行 开张 决出 试跑 爆裂 也能 也有 也要 还有 "
                         "不再 不能 如何 怎么 为何 何时 "
                         "今日 即將 正在 已經 舉行 舉辦 召開 開幕 閉幕 開工 啟動 啟用 通車 擴建 發布 公布 實施 成立 "
                         "當選 增長 實現 完成 建成 開放");
}

/* ---- the reading. Prices in one coin: a word of two made of single characters is 4. */
enum {
  KNOWN = 0,   /* a word of the dictionary */
  LEAN = 2,    /* a function word, or one with what it leans on */
  SURE = 1,    /* a word and a character that is known to end or open words */
  PAIR = 4,    /* two single characters */
  NAME = 3,    /* a person's name where one is to be expected; elsewhere twice that */
  LIKELY = 5,  /* a word and a character that is likely to be part of it; a verb alone */
  TRIPLE = 10, /* three single characters that nothing holds together */
  ALONE = 12,  /* a character that nothing explains */
  NO = 100
};

typedef struct Reader {
  Str s;
  const Word *w;
  size_t n;
} Reader;

static uint32_t first_of(const Reader *r, size_t i) {
  size_t at = r->w[i].at;
  return cp_next(r->s.p, r->s.n, &at);
}
static Str text_of(const Reader *r, size_t i, size_t end) { return str_sub(r->s, r->w[i].at, r->w[end - 1].end); }
static bool is_han_word(const Word *w) { return w->han > 0; }
static bool is_single(const Reader *r, size_t i) { return r->w[i].han == 1; }
static bool is_long(const Reader *r, size_t i) { return r->w[i].han > 1; }
/* A number keeps what it counts, whatever that is: in digits, or of numerals only. */
static bool is_number(const Reader *r, size_t i) {
  if (char_class(first_of(r, i), LANG_ZH_HANS) == CC_DIGIT) return true;
  for (size_t at = r->w[i].at; at < r->w[i].end;)
    if (!is_numeral(cp_next(r->s.p, r->s.n, &at))) return false;
  return r->w[i].han > 1;
}

static bool is_function(uint32_t cp) { return is_particle(cp) || opens_verb(cp) || is_link(cp); }

static int price_single(const Reader *r, size_t i) {
  uint32_t cp = first_of(r, i);
  bool counts = is_head(cp) && i + 1 < r->n && is_numeral(first_of(r, i + 1));
  return is_function(cp) || counts ? LEAN : is_verb(cp) ? LIKELY : ALONE;
}

/* A word and one character after it. What was said of somebody is less likely to have a tail: 当选|市作协主席. */
static int price_tail(const Reader *r, size_t i) {
  uint32_t cp = first_of(r, i + 1);
  if (is_particle(cp) || is_where(cp)) return SURE;
  if (is_tail(cp)) return is_predicate(text_of(r, i, i + 1)) ? SURE + LEAN : SURE;
  return is_function(cp) || is_verb(cp) || is_numeral(cp) ? ALONE : LIKELY;
}

static int price_head(const Reader *r, size_t i) {
  uint32_t cp = first_of(r, i);
  if (is_which(cp) && is_span_of_time(first_of(r, i + 1))) return KNOWN;
  if (is_head(cp) || is_numeral(cp)) return SURE;
  if (is_owner(cp)) return SURE + SURE;
  if (is_family_name(cp) && r->w[i + 1].han == 2 && i && is_office(text_of(r, i - 1, i))) return SURE;
  if (is_predicate(text_of(r, i + 1, i + 2))) return ALONE; /* 消协|发布 */
  return is_function(cp) || is_verb(cp) ? LEAN + LEAN : LIKELY;
}

static int price_two_single(const Reader *r, size_t i) {
  uint32_t a = first_of(r, i), b = first_of(r, i + 1);
  if (is_particle(b)) return LEAN;
  if (is_numeral(a)) return LEAN;
  int price = PAIR;
  if (is_function(a) || is_link(b)) price += LIKELY;
  if (opens_verb(b) || (is_verb(b) && !is_verb(a))) price += LEAN + SURE;
  return price;
}

static int price_three_single(const Reader *r, size_t i) {
  uint32_t a = first_of(r, i), b = first_of(r, i + 1), c = first_of(r, i + 2);
  if (is_function(a) || is_function(b) || is_function(c)) return TRIPLE + LIKELY;
  if (is_family_name(a)) {
    bool wanted = i == 0 || is_office(text_of(r, i - 1, i)), alone = i + 3 == r->n || !is_single(r, i + 3);
    if (wanted) return NAME;
    if (alone && !ends_name(c)) return NAME + NAME;
  }
  int price = ends_name(c) ? NAME : is_tail(c) ? PAIR : TRIPLE;
  if (is_verb(a)) price += LIKELY;
  return i && is_long(r, i - 1) && is_tail(a) ? price + LEAN : price; /* 孵化园 揭牌 */
}

static int price_two(const Reader *r, size_t i) {
  const Word *a = &r->w[i], *b = a + 1;
  if (is_number(r, i)) return is_han_word(b) && b->han <= 2 ? KNOWN : NO;
  if (!is_han_word(a) || !is_han_word(b)) return NO;
  if (is_single(r, i) && is_single(r, i + 1)) return price_two_single(r, i);
  if (is_long(r, i) && is_single(r, i + 1)) return price_tail(r, i);
  if (is_single(r, i)) return price_head(r, i);
  return a->han <= 3 && ends_place(text_of(r, i + 1, i + 2)) ? KNOWN : NO;
}

static int price_three(const Reader *r, size_t i) {
  for (size_t k = i; k < i + 3; k++)
    if (!is_han_word(&r->w[k])) return NO;
  if (is_single(r, i) && is_single(r, i + 1))
    return is_single(r, i + 2)                    ? price_three_single(r, i)
           : ends_place(text_of(r, i + 2, i + 3)) ? price_two_single(r, i)
                                                  : NO;
  if (is_single(r, i) && is_single(r, i + 2)) return price_head(r, i) + price_tail(r, i + 1);
  return NO;
}

static int price(const Reader *r, size_t i, size_t count) {
  for (size_t k = i + 1; k < i + count; k++)
    if (r->w[k].blank) return NO;
  if (count == 1) return is_single(r, i) ? price_single(r, i) : KNOWN;
  return count == 2 ? price_two(r, i) : price_three(r, i);
}

static bool leans_on(const Reader *r, size_t at, size_t count) {
  uint32_t cp = first_of(r, at);
  return count == 1 && is_single(r, at) && (opens_verb(cp) || is_link(cp) || is_verb(cp) || is_head(cp));
}

/* A number and one character that is no time: what is counted follows (12条 公交线路). */
static bool counts_next(const Reader *r, size_t at, size_t end) {
  return end - at == 2 && is_single(r, at + 1) && (is_number(r, at) || is_numeral(first_of(r, at))) &&
         !has(u"年月日时分", first_of(r, at + 1));
}

static bool says(const Reader *r, size_t at, size_t end) {
  return is_predicate(text_of(r, at, end)) || is_predicate(text_of(r, at, at + 1));
}

/* How the group [at, end) hangs on the one before it, which begins at `was`. */
static uint8_t hold_of(const Reader *r, size_t was, size_t at, size_t end) {
  uint32_t cp = first_of(r, at);
  bool alone = end - at == 1 && is_single(r, at) && !leans_on(r, at, 1);
  if (alone && is_particle(cp)) return HOLD_WHOLE;
  if (leans_on(r, was, at - was) || ends_place(text_of(r, at, end))) return HOLD_WHOLE;
  if (says(r, at, end)) return says(r, was, at) ? HOLD_WORD : HOLD_NONE; /* 旧站房|今起 before 今起|扩建 */
  if (opens_verb(cp)) return HOLD_NONE;
  bool guessed = price(r, was, at - was) >= PAIR && price(r, at, end - at) >= PAIR;
  return guessed || alone || counts_next(r, was, at) ? HOLD_GUESS : HOLD_WORD;
}

static void holds_put(const Reader *r, const uint8_t *taken, uint8_t *hold) {
  size_t next = r->n;
  for (size_t end = r->n, at; end; end = at) {
    at = end - taken[end];
    for (size_t k = at + 1; k < end; k++) hold[k] = HOLD_WHOLE;
    if (next < r->n || end < r->n) hold[end] = hold_of(r, at, end, next);
    next = end;
  }
}

/* In other languages than Chinese what is left over is left as it is. */
static void holds_plain(const Reader *r, uint8_t *hold) {
  for (size_t i = 1; i < r->n; i++) {
    bool before = is_single(r, i - 1), after = is_single(r, i);
    hold[i] = before && after ? HOLD_WHOLE : before || after ? HOLD_WORD : HOLD_NONE;
  }
}

uint8_t *pieces_hold(Arena *a, Str s, Lang lang, const Word *words, size_t n) {
  Reader r = {s, words, n};
  uint8_t *hold = arena_array(a, uint8_t, n + 1);
  if (lang > LANG_ZH_HK) {
    holds_plain(&r, hold);
    return hold;
  }
  int *best = arena_array(a, int, n + 1);
  uint8_t *taken = arena_array(a, uint8_t, n + 1);
  for (size_t end = 1; end <= n; end++) {
    best[end] = INT32_MAX;
    for (size_t count = 1; count <= 3 && count <= end; count++) {
      int p = best[end - count] + price(&r, end - count, count);
      if (p < best[end]) best[end] = p, taken[end] = (uint8_t)count;
    }
  }
  holds_put(&r, taken, hold);
  return hold;
}
