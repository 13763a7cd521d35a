/* flow/title: words in large type: size, lines, breaks, width of type and tracking, within what the style allows.
 *
 *     sizes 42 … 30 pt x lines 1 … 3 x tracking 0 … -3 % x width 100 … 95 %      each a way to set the headline; of those that
 *         42 pt, 2 lines   灯一亮，半条街 | 都是烟火气       parts a phrase          have room the cheapest is taken: a break where the
 *         40 pt, 2 lines   灯一亮， | 半条街都是烟火气       after a mark            reader would pause is worth a few points of size,
 *                                                                                 and evenness of the lines less than that.
 *
 * A headline is never made smaller than its range: what does not fit is set at the least size on more lines, and said so. What is then
 * still short of its measure is opened by as much tracking, then width, as the style states above none.
 *
 * The words are shaped once at the largest size; every question of width before the choice is a sum over those advances, because
 * shaping is size-free and linear. What is chosen is then set by para and asked whether it really fits, marks squeezed and all;
 * if not, the next best is tried.
 *
 * Lines that the copy gives are kept as given. Source: CLREQ (handling of headings); newspaper practice for what may begin a line.
 *
 * Road not taken: sizes first, breaks at the size that was found. It sets 儿童书 | 屋有了新说法 in 42 pt where 41 pt parts at the colon. */
#include "flow/inside.h"

enum {
  BREAKS_MOST = 240, /* a title with more places than this is no title: para breaks it */
  LINES_MOST = 8,
  SIZES_MOST = 400,
  TRIES_MOST = 24 /* ways that are set and measured, once one has turned out too wide */
};

/* What a way costs, all in one coin: the unevenness of two lines that are a tenth off their mean is 200, of a third off 2200. */
enum {
  PHRASE_COST = 2600, /* a break between phrases, beside one after a mark */
  WORD_COST = 4500,   /* between words */
  GUESS_COST = 7500,  /* between what may be words */
  LAST_COST = 12000,  /* inside a name, or a compound that no dictionary has */
  LINE_COST = 6000,   /* a line more than the size asks for: it is paid in lines of text */
  SIZE_COST = 400,    /* one part in a hundred smaller than the largest size */
  TRACK_COST = 500,   /* a hundredth of an em tighter: shows sooner than size */
  SCALE_COST = 600,   /* a hundredth narrower: shows in the strokes */
  FULL_PM =
      940, /* of the measure: a centred line that is longer touches the gutters and reads on into its neighbours */
  FULL_COST = 500 /* a hundredth of the measure beyond that: a little more than as much size costs */
};
enum { TRACK_STEP = 5, SCALE_STEP = 10 }; /* in which tracking and width are tried, 1/1000 */

/* Widths of a paragraph's text in 1/1000 em: of[i] is the sum of advances before byte i, n[i] the characters before it. */
typedef struct Widths {
  const Para *p;
  Len *of;
  int *n;
  int track; /* what is being tried beyond the style's own, added to each character */
} Widths;

static Widths widths_make(Caster *c, Arena *a, const Matter *m) {
  const Shaped *s = setting_shaped(m->setting);
  size_t bytes = m->para->text.n;
  Widths w = {m->para, arena_array(a, Len, bytes + 2), arena_array(a, int, bytes + 2), 0};
  for (size_t i = 0; i < s->n; i++) {
    const Font *f = font_facts(c->fonts, s->glyphs[i].font);
    int upem = face_facts(c->fonts, f->face)->upem;
    const Run *run = shaped_run(s, s->glyphs[i].src);
    w.of[s->glyphs[i].src + 1] += len_fu(s->glyphs[i].adv, 1000 * (Len)f->scale_pm * run->x_scale_pm / 1000000, upem);
  }
  for (size_t i = 0; i < bytes; i++) w.n[i + 1] = ((unsigned char)m->para->text.p[i] & 0xC0) != 0x80;
  for (size_t i = 1; i <= bytes; i++) w.of[i] += w.of[i - 1], w.n[i] += w.n[i - 1];
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
  Len em = w->of[end] - w->of[at] + (w->n[end] - w->n[at] - 1) * w->track;
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

/* Names that the copy marks are words, however long. */
static bool is_in_name(const Para *p, uint32_t at) {
  for (size_t i = 0; i < p->mark_count; i++) {
    const Mark *m = &p->marks[i];
    if (m->at < at && at < m->end && (m->kind == MARK_NAME || m->kind == MARK_BOOK || m->kind == MARK_FRAME))
      return true;
  }
  return false;
}

static Places places_make(Arena *a, const Para *p, Lang l) {
  size_t n;
  SenseBreak *sense = text_sense(a, p->text, l, &n);
  Places out = {arena_array(a, SenseBreak, n + 2), 0};
  out.at[out.n++] = (SenseBreak){0, SENSE_MARK};
  for (size_t i = 0; i < n && out.n <= BREAKS_MOST; i++) {
    if (sense[i].at == 0 || sense[i].at >= p->text.n) continue;
    size_t at = sense[i].at;
    if (is_particle(utf8_next(p->text, &at)) && sense[i].strength < SENSE_MARK) continue;
    if (is_in_name(p, sense[i].at)) sense[i].strength = SENSE_LAST;
    out.at[out.n++] = sense[i];
  }
  out.at[out.n++] = (SenseBreak){(uint32_t)p->text.n, SENSE_MARK};
  return out;
}

/* ---- the choice of breaks: for `lines` lines none wider than `room`, the least uneven */

typedef struct Choice {
  uint32_t at[LINES_MOST + 1];
  int lines;
  int64_t cost;
  Len widest; /* 1/1000 em */
  uint8_t parted;
} Choice;

static int64_t line_cost(Len em, Len ideal, uint8_t strength) {
  static const int costs[] = {[SENSE_LAST] = LAST_COST,
                              [SENSE_GUESS] = GUESS_COST,
                              [SENSE_WORD] = WORD_COST,
                              [SENSE_PHRASE] = PHRASE_COST,
                              [SENSE_MARK] = 0};
  int64_t off = (em - ideal) * 100 / len_max(ideal, 1);
  return off * off + costs[strength];
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
  out->cost = best[(size_t)lines * n + n - 1];
  size_t j = n - 1;
  out->widest = 0, out->parted = SENSE_MARK;
  for (int k = lines; k >= 0; k--) {
    size_t i = from[(size_t)k * n + j];
    out->at[k] = p->at[j].at;
    if (k) out->widest = len_max(out->widest, width_of(w, p->at[i].at, p->at[j].at, l));
    if (p->at[j].strength < out->parted) out->parted = p->at[j].strength;
    j = i;
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
  const Style *styled; /* the style at the way that was tried last: the lines of a title share it */
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

/* One way to set it. */
typedef struct Way {
  Len size;
  int x, track; /* width of type and tracking, 1/1000 */
} Way;

static const Style *style_at(Maker *k, Way way) {
  if (k->styled && k->styled->x_scale_min_pm == way.x && k->styled->tracking_min_pm == way.track) return k->styled;
  Style *st = arena_new(k->c->arena, Style);
  *st = *k->style;
  st->x_scale_min_pm = st->x_scale_max_pm = way.x;
  st->tracking_min_pm = st->tracking_max_pm = way.track;
  return k->styled = st;
}

static Matter *line_make(Maker *k, const Para *p, uint32_t at, uint32_t end, Way way) {
  Matter *m = matter_with(k->c, p, at, end, style_at(k, way), way.size, line_style(k, way.size));
  matter_set(m, k->room);
  return m;
}

static void title_put(Maker *k, Title *t, Matter *m) {
  for (uint32_t i = 0; i < m->lines.n; i++) vec_add(k->c->arena, t, (TitleLine){m, i});
}

static void title_is(Title *t, Way way) { t->size = way.size, t->x_scale_pm = way.x, t->tracking_pm = way.track; }

/* Lines from the copy, or one that needs no break. False when one of them is too wide. */
static bool set_given(Maker *k, Title *t, Way way) {
  t->n = 0;
  for (size_t i = 0; i < k->n; i++) {
    Matter *m = line_make(k, &k->lines[i], 0, (uint32_t)k->lines[i].text.n, way);
    if (m->lines.n > 1) return false;
    title_put(k, t, m);
  }
  title_is(t, way);
  return true;
}

static bool set_choice(Maker *k, Title *t, const Choice *ch, Way way) {
  t->n = 0;
  for (int i = 0; i < ch->lines; i++) {
    Matter *m = line_make(k, &k->lines[0], ch->at[i], ch->at[i + 1], way);
    if (m->lines.n > 1) return false;
    title_put(k, t, m);
  }
  t->broken = ch->lines > 1;
  t->parted = ch->parted;
  title_is(t, way);
  return true;
}

/* ---- the ways there are, from what the style asks for to what it allows */

typedef struct Ways {
  Len sizes[SIZES_MOST];
  size_t n;
  int x, x_least, x_most, track, track_least, track_most;
} Ways;

static int nearest(int wish, int least, int most) { return wish < least ? least : wish > most ? most : wish; }

/* The stated series, as far as it lies in the range; else every step of the range; the largest first. */
static void list_sizes(const Style *s, Ways *w) {
  Len max = s->size_max, min = s->size_min, step = s->size_step > 0 ? s->size_step : LEN_PT;
  if (max <= 0) max = min > 0 ? min : 9 * LEN_PT;
  if (min <= 0 || min > max) min = max;
  for (int i = s->size_count - 1; i >= 0; i--)
    if (s->sizes[i] >= min && s->sizes[i] <= max) w->sizes[w->n++] = s->sizes[i];
  if (w->n) return;
  for (Len size = max; size >= min && w->n < SIZES_MOST; size -= step) w->sizes[w->n++] = size;
}

static Ways ways_of(const Style *s) {
  Ways w = {.x_least = s->x_scale_min_pm > 0 ? s->x_scale_min_pm : 1000,
            .x_most = s->x_scale_max_pm > 0 ? s->x_scale_max_pm : 1000,
            .track_least = s->tracking_min_pm,
            .track_most = s->tracking_max_pm};
  w.x = nearest(1000, w.x_least, w.x_most), w.track = nearest(0, w.track_least, w.track_most);
  list_sizes(s, &w);
  return w;
}

static Way way_first(const Ways *w) { return (Way){w->sizes[0], w->x, w->track}; }
static Way way_least(const Ways *w) { return (Way){w->sizes[w->n - 1], w->x, w->track}; }

/* The next way at a size: tighter, then narrower. False: that was the last. */
static bool way_next(const Ways *w, Way *way) {
  if (way->track > w->track_least)
    way->track = way->track - TRACK_STEP > w->track_least ? way->track - TRACK_STEP : w->track_least;
  else if (way->x > w->x_least)
    way->x = way->x - SCALE_STEP > w->x_least ? way->x - SCALE_STEP : w->x_least;
  else
    return false;
  return true;
}

static int64_t way_cost(const Ways *w, Way way) {
  return (int64_t)((w->sizes[0] - way.size) * 100 * SIZE_COST / w->sizes[0]) +
         (w->track - way.track) * TRACK_COST / 10 + (w->x - way.x) * SCALE_COST / 10;
}

/* A line from edge to edge, where it is centred: ranged or justified lines are meant to reach so far, and so is what may be opened. */
static int64_t full_cost(const Style *s, const Ways *w, Len width, Len room) {
  if (s->align != ALIGN_CENTER || w->track_most > w->track || w->x_most > w->x) return 0;
  Len over = width * 1000 / len_max(room, 1) - FULL_PM;
  return over > 0 ? over * FULL_COST / 10 : 0;
}

/* ---- the cheapest that has room */

typedef struct Hunt {
  Maker *k;
  Widths w;
  Places p;
  Ways ways;
  int64_t past; /* ways that cost no more have been set and were too wide */
  Way best;
  Choice choice;
  int64_t cost; /* INT64_MAX: none */
} Hunt;

static Len room_em(const Hunt *h, Way way) { return h->k->room * 1000 / way.size * 1000 / way.x; }

/* One way: on as few lines as will do and, for a price, on more. */
static void try_way(Hunt *h, Way way, int lines_max) {
  h->w.track = (way.track - h->ways.track) * 1000 / way.x;
  Len room = room_em(h, way), total = width_of(&h->w, 0, (uint32_t)h->w.p->text.n, h->k->c->lang);
  int least = h->k->style->lines_min > 1 ? h->k->style->lines_min : 1,
      need = (int)((total + room - 1) / len_max(room, 1));
  int64_t cost = way_cost(&h->ways, way);
  if (need < least) need = least;
  for (int lines = need; lines <= lines_max && lines <= LINES_MOST && cost < h->cost; lines++) {
    Choice ch;
    bool fits = break_into(h->k->scratch, &h->w, &h->p, lines, room, h->k->c->lang, &ch);
    if (fits) ch.cost += full_cost(h->k->style, &h->ways, ch.widest, room);
    if (fits && cost + ch.cost < h->cost && cost + ch.cost > h->past)
      h->cost = cost + ch.cost, h->choice = ch, h->best = way;
    if (fits) cost += LINE_COST;
  }
}

static void hunt(Hunt *h, int lines_max) {
  h->cost = INT64_MAX;
  for (size_t i = 0; i < h->ways.n; i++) {
    Way way = {h->ways.sizes[i], h->ways.x, h->ways.track};
    if (way_cost(&h->ways, way) >= h->cost) return;
    do
      if (way_cost(&h->ways, way) < h->cost) try_way(h, way, lines_max);
    while (way_next(&h->ways, &way));
  }
}

/* At the least size on as many lines as it takes: it has been said to be too long. */
static bool fit_too_long(Hunt *h, Title *t) {
  t->too_long = true;
  h->cost = INT64_MAX, h->past = -1;
  try_way(h, way_least(&h->ways), LINES_MOST);
  return h->cost < INT64_MAX && set_choice(h->k, t, &h->choice, h->best);
}

static bool fit_sense(Maker *k, const Matter *m, Title *t) {
  Hunt h = {.k = k, .w = widths_make(k->c, k->scratch, m), .ways = ways_of(k->style), .past = -1};
  h.p = places_make(k->scratch, &k->lines[0], k->c->lang);
  if (h.p.n > BREAKS_MOST) return false;
  int lines = k->style->lines_max > 0 ? k->style->lines_max : LINES_MOST;
  for (int i = 0; i < TRIES_MOST; i++) {
    hunt(&h, lines);
    if (h.cost == INT64_MAX) break;
    if (set_choice(k, t, &h.choice, h.best)) return true;
    h.past = h.cost;
  }
  return fit_too_long(&h, t);
}

static bool fit_broken(Maker *k, const Matter *m, Title *t) {
  k->scratch = arena_open();
  bool fits = fit_sense(k, m, t);
  arena_close(k->scratch);
  return fits;
}

static Len line_width(const Line *l) { return l->set - l->start; }
static Len title_width(const Title *t) {
  Len widest = 0;
  for (size_t i = 0; i < t->n; i++) widest = len_max(widest, line_width(&t->at[i].m->lines.at[t->at[i].line]));
  return widest;
}

/* The next dearer way than `past`. False: there is none. */
static bool way_after(const Ways *w, int64_t past, Way *best) {
  int64_t cost = INT64_MAX;
  for (size_t i = 0; i < w->n; i++) {
    Way way = {w->sizes[i], w->x, w->track};
    do
      if (way_cost(w, way) > past && way_cost(w, way) < cost) cost = way_cost(w, way), *best = way;
    while (way_next(w, &way));
  }
  return cost < INT64_MAX;
}

/* Lines that are given: the cheapest way at which all of them fit. */
static bool fit_given(Maker *k, Title *t) {
  Ways w = ways_of(k->style);
  Way way = way_first(&w);
  int64_t best = INT64_MAX;
  Title got = *t;
  for (int64_t past = -1; way_after(&w, past, &way) && way_cost(&w, way) < best;) {
    Title one = *t;
    past = way_cost(&w, way);
    if (!set_given(k, &one, way)) continue;
    int64_t cost = past + full_cost(k->style, &w, title_width(&one), k->room);
    if (cost < best) best = cost, got = one;
  }
  if (best < INT64_MAX) *t = got;
  return best < INT64_MAX;
}

/* ---- opened to its measure */

/* The line that is nearest to the measure says how much; what its marks may yet be squeezed by is not used for this. */
static Len spare_of(const Maker *k, const Title *t, int *characters) {
  Len spare = k->room;
  *characters = 1;
  for (size_t i = 0; i < t->n; i++) {
    const Line *l = &t->at[i].m->lines.at[t->at[i].line];
    Str text = str_sub(t->at[i].m->para->text, l->at, l->end);
    int n = 0;
    for (size_t at = 0; at < text.n; n++) utf8_next(text, &at);
    if (n > *characters) *characters = n;
    spare = len_min(spare, k->room - line_width(l));
  }
  return spare;
}

static bool set_again(Maker *k, Title *t, const Title *old, Way way) {
  t->n = 0;
  for (size_t i = 0; i < old->n; i++) {
    const Matter *was = old->at[i].m;
    uint32_t end = was->copy_at + (uint32_t)was->para->text.n - was->lead - was->tail;
    Matter *m = line_make(k, was->copy, was->copy_at, end, way);
    if (m->lines.n > 1) return false;
    title_put(k, t, m);
  }
  title_is(t, way);
  return true;
}

static void open_title(Maker *k, Title *t) {
  Ways w = ways_of(k->style);
  Way way = {t->size, t->x_scale_pm, t->tracking_pm};
  if (t->too_long || way.track < w.track || way.x < w.x || (w.track_most <= w.track && w.x_most <= w.x)) return;
  if (k->style->align == ALIGN_JUSTIFY) return; /* 均排 fills the measure by itself */
  int n;
  Len spare = spare_of(k, t, &n), gap = spare * 1000 / (n * t->size);
  way.track = (int)len_min(w.track + gap, w.track_most);
  spare -= (way.track - w.track) * t->size * n / 1000;
  Len widened = w.x + spare * 1000 / (n * t->size);
  way.x = (int)len_max(w.x, len_min(widened, w.x_most));
  if (way.track == w.track && way.x == w.x) return;
  Title was = *t, opened = {.broken = t->broken, .parted = t->parted};
  if (set_again(k, &opened, &was, way)) *t = opened;
}

/* Nothing fits: the least size, broken where para breaks text. */
static void set_anyhow(Maker *k, Title *t) {
  Ways w = ways_of(k->style);
  t->n = 0;
  t->too_long = true;
  title_is(t, way_least(&w));
  for (size_t i = 0; i < k->n; i++)
    title_put(k, t, line_make(k, &k->lines[i], 0, (uint32_t)k->lines[i].text.n, way_least(&w)));
}

/* A headline of one line, that may be broken. */
static void make_one(Maker *k, Title *t) {
  Ways w = ways_of(k->style);
  Way way = way_first(&w);
  Matter *m = line_make(k, &k->lines[0], 0, (uint32_t)k->lines[0].text.n, way);
  bool fits = m->lines.n <= 1 && k->style->lines_min <= 1;
  bool full = fits && m->lines.n && w.n > 1 && full_cost(k->style, &w, line_width(&m->lines.at[0]), k->room) > 0;
  if ((full || !fits) && fit_broken(k, m, t)) return;
  if (!fits) {
    set_anyhow(k, t);
    return;
  }
  t->n = 0;
  title_put(k, t, m);
  title_is(t, way);
}

Title title_make(Caster *c, const Para *lines, size_t n, const Style *style, Len room, bool vertical) {
  Maker k = {.c = c, .lines = lines, .n = n, .style = style, .room = room, .vertical = vertical};
  Title t = {.x_scale_pm = 1000, .parted = SENSE_MARK};
  if (n <= 1)
    make_one(&k, &t);
  else if (!fit_given(&k, &t))
    set_anyhow(&k, &t);
  open_title(&k, &t);
  t.fill_pm = (int)(title_width(&t) * 1000 / len_max(room, 1));
  t.pitch = measure_len(style->pitch, t.size, 0);
  if (t.pitch < t.size) t.pitch = len_pm(t.size, 1200);
  return t;
}
