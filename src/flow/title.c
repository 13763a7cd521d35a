/* flow/title: words in large type.
 *
 * A title has a range of sizes and a number of lines it may take. The largest size wins at which it can be broken at sense into
 * that many lines; at that size as few lines as will do, and among the ways to break it into them the one whose lines are most
 * alike in length and whose breaks are strongest. It is never made smaller than its range: what does not fit is set at the least
 * size on more lines, and said so.
 *
 * The words are shaped once at the largest size; every question of width before the choice is a sum over those advances, because
 * shaping is size-free and linear. What is chosen is then set by para and asked whether it really fits, marks squeezed and all;
 * if not, the next size is tried.
 *
 * Lines that the copy gives are kept as given. Source: CLREQ (handling of headings); newspaper practice for what may begin a line. */
#include "flow/inside.h"

enum {
  BREAKS_MOST = 240, /* a title with more places than this is no title: para breaks it */
  LINES_MOST = 8,
  WEAK_COST =
      60, /* what a break between words costs beside one after a mark, in (1/100 of a line's unevenness) squared */
  PHRASE_COST = 12
};

/* Widths of a paragraph's text in 1/1000 em: of[i] is the sum of advances before byte i. */
typedef struct Widths {
  const Para *p;
  Len *of;
} Widths;

static Widths widths_make(Caster *c, Arena *a, const Matter *m) {
  const Shaped *s = setting_shaped(m->setting);
  Widths w = {m->para, arena_array(a, Len, m->para->text.n + 2)};
  for (size_t i = 0; i < s->n; i++) {
    const Font *f = font_facts(c->fonts, s->glyphs[i].font);
    int upem = face_facts(c->fonts, f->face)->upem;
    const Run *run = shaped_run(s, s->glyphs[i].src);
    w.of[s->glyphs[i].src + 1] += len_fu(s->glyphs[i].adv, 1000 * (Len)f->scale_pm * run->x_scale_pm / 1000000, upem);
  }
  for (size_t i = 1; i <= m->para->text.n; i++) w.of[i] += w.of[i - 1];
  return w;
}

static bool is_open(uint32_t cp, Lang l) { return char_class(cp, l) == CC_OPEN; }
static bool is_blank_after(uint32_t cp, Lang l) {
  CharClass k = char_class(cp, l);
  return k == CC_CLOSE || k == CC_COMMA || k == CC_STOP || k == CC_EXCLAM || k == CC_COLON;
}

/* Width of a line that holds [at, end): its outer half-em blanks are trimmed, a blank at its end does not count. */
static Len width_of(const Widths *w, uint32_t at, uint32_t end, Lang l) {
  Str t = w->p->text;
  while (end > at && t.p[end - 1] == ' ') end--;
  if (end <= at) return 0;
  Len em = w->of[end] - w->of[at];
  size_t i = at;
  if (is_open(utf8_next(t, &i), l)) em -= 500;
  if (is_blank_after(utf8_before(t, end), l)) em -= 500;
  return em;
}

/* ---- where it may break */

typedef struct Places {
  SenseBreak *at;
  size_t n;
} Places;

/* A particle belongs to the word before it: a line that begins with one reads as a stumble. */
static bool is_particle(uint32_t cp) {
  static const uint32_t particles[] = {0x7684, 0x4E86, 0x7740, 0x5730, 0x5F97, 0x8FC7,
                                       0x5417, 0x5462, 0x5427, 0x4E4B, 0x4EEC};
  for (size_t i = 0; i < COUNT(particles); i++)
    if (cp == particles[i]) return true; /* 的 了 着 地 得 过 吗 呢 吧 之 们 */
  return false;
}

static Places places_make(Arena *a, const Para *p, Lang l) {
  size_t n;
  SenseBreak *sense = text_sense(a, p->text, l, &n);
  Places out = {arena_array(a, SenseBreak, n + 2), 0};
  out.at[out.n++] = (SenseBreak){0, 3};
  for (size_t i = 0; i < n && out.n <= BREAKS_MOST; i++) {
    if (sense[i].at == 0 || sense[i].at >= p->text.n) continue;
    size_t at = sense[i].at;
    if (is_particle(utf8_next(p->text, &at)) && sense[i].strength < 3) continue;
    out.at[out.n++] = sense[i];
  }
  out.at[out.n++] = (SenseBreak){(uint32_t)p->text.n, 3};
  return out;
}

/* ---- the choice of breaks: for `lines` lines none wider than `room`, the least uneven */

typedef struct Choice {
  uint32_t at[LINES_MOST + 1];
  int lines;
} Choice;

static int64_t line_cost(Len em, Len ideal, uint8_t strength) {
  int64_t off = (em - ideal) * 100 / len_max(ideal, 1);
  return off * off + (strength >= 3 ? 0 : strength == 2 ? PHRASE_COST : WEAK_COST);
}

static bool break_into(Arena *scratch, const Widths *w, const Places *p, int lines, Len room, Lang l, Choice *out) {
  size_t n = p->n;
  int64_t *best = arena_array(scratch, int64_t, (size_t)(lines + 1) * n);
  uint16_t *from = arena_array(scratch, uint16_t, (size_t)(lines + 1) * n);
  Len ideal = w->of[w->p->text.n] / lines;
  for (size_t i = 0; i < (size_t)(lines + 1) * n; i++) best[i] = INT64_MAX;
  best[0] = 0;
  for (int k = 1; k <= lines; k++)
    for (size_t j = 1; j < n; j++)
      for (size_t i = 0; i < j; i++) {
        int64_t before = best[(size_t)(k - 1) * n + i];
        if (before == INT64_MAX) continue;
        Len em = width_of(w, p->at[i].at, p->at[j].at, l);
        if (em > room) continue;
        int64_t cost = before + line_cost(em, ideal, p->at[j].strength);
        if (cost < best[(size_t)k * n + j]) best[(size_t)k * n + j] = cost, from[(size_t)k * n + j] = (uint16_t)i;
      }
  if (best[(size_t)lines * n + n - 1] == INT64_MAX) return false;
  out->lines = lines;
  size_t j = n - 1;
  for (int k = lines; k >= 0; k--) {
    out->at[k] = p->at[j].at;
    j = from[(size_t)k * n + j];
  }
  return true;
}

/* ---- setting what was chosen */

typedef struct Maker {
  Caster *c;
  const Para *lines;
  size_t n;
  const Style *style;
  Len room;
  bool vertical;
  Arena *scratch;
} Maker;

static ParaStyle line_style(const Maker *k, Len size) {
  ParaStyle s = matter_style(k->c, k->style, size, k->vertical);
  s.indent_pm = 0;
  s.last_line = s.align; /* justify: 均排, each line fills the measure */
  s.line_start_trim = true;
  s.first_line_open = FIRST_OPEN_TRIM;
  s.orphan_min_han = 0;
  return s;
}

static Matter *line_make(const Maker *k, const Para *p, uint32_t at, uint32_t end, Len size, int x_scale_pm) {
  Style *st = arena_new(k->c->arena, Style);
  *st = *k->style;
  st->x_scale_min_pm = st->x_scale_max_pm = x_scale_pm;
  Matter *m = matter_with(k->c, p, at, end, st, size, line_style(k, size));
  matter_set(m, k->room);
  return m;
}

static void title_put(Maker *k, Title *t, Matter *m) {
  for (uint32_t i = 0; i < m->lines.n; i++) vec_add(k->c->arena, t, (TitleLine){m, i});
}

/* Lines from the copy, or one that needs no break. False when one of them is too wide. */
static bool set_given(Maker *k, Title *t, Len size, int x) {
  t->n = 0;
  for (size_t i = 0; i < k->n; i++) {
    Matter *m = line_make(k, &k->lines[i], 0, (uint32_t)k->lines[i].text.n, size, x);
    if (m->lines.n > 1) return false;
    title_put(k, t, m);
  }
  return true;
}

static bool set_choice(Maker *k, Title *t, const Choice *ch, Len size, int x) {
  t->n = 0;
  for (int i = 0; i < ch->lines; i++) {
    Matter *m = line_make(k, &k->lines[0], ch->at[i], ch->at[i + 1], size, x);
    if (m->lines.n > 1) return false;
    title_put(k, t, m);
  }
  t->broken = ch->lines > 1;
  return true;
}

/* ---- sizes */

typedef struct Sizes {
  Len max, min, step;
} Sizes;

static Sizes sizes_of(const Style *s) {
  Sizes z = {s->size_max, s->size_min, s->size_step > 0 ? s->size_step : LEN_PT};
  if (z.max <= 0) z.max = z.min > 0 ? z.min : 9 * LEN_PT;
  if (z.min <= 0 || z.min > z.max) z.min = z.max;
  return z;
}

static Len room_em(Len room, Len size) { return room * 1000 / size; }

/* One size: as few lines as will do, breaking at sense. */
static bool try_size(Maker *k, const Widths *w, const Places *p, Len size, int x, int lines_max, Title *t) {
  Len room = room_em(k->room, size) * 1000 / x;
  int least = k->style->lines_min > 1 ? k->style->lines_min : 1;
  Len total = width_of(w, 0, (uint32_t)w->p->text.n, k->c->lang);
  int need = (int)((total + room - 1) / len_max(room, 1));
  for (int lines = need > least ? need : least; lines <= lines_max && lines <= LINES_MOST; lines++) {
    Choice ch;
    if (!break_into(k->scratch, w, p, lines, room, k->c->lang, &ch)) continue;
    if (set_choice(k, t, &ch, size, x)) return t->size = size, t->x_scale_pm = x, true;
  }
  return false;
}

/* Sizes first; then, where the style allows it, narrower type at the least size. */
static bool fit_sense(Maker *k, const Matter *m, Title *t) {
  Sizes z = sizes_of(k->style);
  Widths w = widths_make(k->c, k->scratch, m);
  Places p = places_make(k->scratch, &k->lines[0], k->c->lang);
  if (p.n > BREAKS_MOST) return false;
  int lines = k->style->lines_max > 0 ? k->style->lines_max : LINES_MOST;
  int narrow = k->style->x_scale_min_pm > 0 ? k->style->x_scale_min_pm : 1000;
  for (Len size = z.max; size >= z.min; size -= z.step)
    if (try_size(k, &w, &p, size, 1000, lines, t)) return true;
  for (int x = 990; x >= narrow; x -= 10)
    if (try_size(k, &w, &p, z.min, x, lines, t)) return true;
  t->too_long = true;
  return try_size(k, &w, &p, z.min, 1000, LINES_MOST, t);
}

static bool fit_broken(Maker *k, const Matter *m, Title *t) {
  k->scratch = arena_open();
  bool fits = fit_sense(k, m, t);
  arena_close(k->scratch);
  return fits;
}

static bool fit_given(Maker *k, Title *t) {
  Sizes z = sizes_of(k->style);
  int narrow = k->style->x_scale_min_pm > 0 ? k->style->x_scale_min_pm : 1000;
  for (Len size = z.max; size >= z.min; size -= z.step)
    if (set_given(k, t, size, 1000)) return t->size = size, true;
  for (int x = 990; x >= narrow; x -= 10)
    if (set_given(k, t, z.min, x)) return t->size = z.min, t->x_scale_pm = x, true;
  return false;
}

/* Nothing fits: the least size, broken where para breaks text. */
static void set_anyhow(Maker *k, Title *t) {
  Sizes z = sizes_of(k->style);
  t->n = 0;
  t->size = z.min;
  t->too_long = true;
  for (size_t i = 0; i < k->n; i++)
    title_put(k, t, line_make(k, &k->lines[i], 0, (uint32_t)k->lines[i].text.n, z.min, 1000));
}

Title title_make(Caster *c, const Para *lines, size_t n, const Style *style, Len room, bool vertical) {
  Maker k = {c, lines, n, style, room, vertical, NULL};
  Title t = {.x_scale_pm = 1000};
  if (n > 1) {
    if (!fit_given(&k, &t)) set_anyhow(&k, &t);
  } else {
    Len size = sizes_of(style).max;
    Matter *m = line_make(&k, &lines[0], 0, (uint32_t)lines[0].text.n, size, 1000);
    if (m->lines.n <= 1 && style->lines_min <= 1) {
      title_put(&k, &t, m);
      t.size = size;
    } else if (!fit_broken(&k, m, &t)) {
      set_anyhow(&k, &t);
    }
  }
  t.pitch = measure_len(style->pitch, t.size, 0);
  if (t.pitch < t.size) t.pitch = len_pm(t.size, 1200);
  return t;
}
