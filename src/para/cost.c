/* What the reader suffers from a line, so that ways to break a paragraph can be compared.
 *
 * Lines of Han, in squared thousandths of an em between two characters, the unit in which looseness is seen:
 *   - spread: the square of the even gap; from LOOSE_PM on a surcharge, so that one loose line costs more than many fair ones;
 *     the part that word spaces and Han-Latin gaps take on is weighed lightly, it hardly shows;
 *   - squeezed: nothing while the line's own last mark gives the room, else by the square of the share given up: marks at half
 *     an em are ordinary newspaper setting, which is why first-fit presses in first.
 *
 * Latin lines as Knuth and Plass have it ("Breaking Paragraphs into Lines"): badness is the cube of the ratio in which word
 * spaces stretch or shrink, a line costs (10 + badness)²; a tight line next to a loose one costs more, and so do two divided
 * words one below the other. White rivers come of loose lines in a row, which badness and the difference of fitness hold down.
 *
 * Both: a line past the limit at which looseness is reported, or an end with fewer characters than the style asks, costs more
 * than all that taste could weigh against it, so the fewest such faults are taken, and none where the rules allow none; a
 * number parted from its unit costs more than a fair line looser, a hyphen little, hyphens in a row much. */
#include "para/inside.h"

enum {
  LOOSE_PM = 98,  /* even gap where a line looks loose; readers see 1/10 em, measured as a mean of rounded places */
  FAULT_PM = 125, /* 1/8 em: where looseness is reported */
  EVEN_WORST_PM = 10000, /* ten em: beyond it all lines are alike */
  STRETCH_PM = 166,      /* of a Latin word space, in 1/1000 em: badness 100; Plain TeX's, of Computer Modern */
  WORST = 10000,         /* badness at most */
  SHORT_LETTERS = 5,     /* a word of fewer, alone on the last line */
  COST_LOOSE = 100000,
  COST_AVOID = 400000, /* as a line spread by more than 0.2 em */
  COST_RUNT = 300000,
  COST_LONE_WORD = 1500000, /* as a Latin line as loose as it may be without being reported */
  COST_HYPHEN = 4000,
  COST_HYPHENS = 20000,
  COST_HYPHEN_LAST = 5000, /* the line before the last is divided */
  COST_UNLIKE = 10000,     /* neighbours of fitness classes more than one apart */
  COST_SQUEEZE = 3000,     /* all marks of a line at their least: as an even gap of 0.055 em */
  COST_WORDS = 800,        /* all word and Han-Latin gaps at their most */
  COST_LINE = 400          /* of two equal ways the one with fewer lines */
};

enum { FIT_TIGHT, FIT_DECENT, FIT_LOOSE, FIT_VERY_LOOSE };

static int64_t square(int64_t v) { return v * v; }

bool is_latin_text(const Setting *s) { return s->style.lang == LANG_EN; }

/* ---- Han */

static int64_t cost_of_spread(const Setting *s, const Fit *f, int32_t most) {
  Len slack = f->room - f->natural;
  if (slack <= f->grow) return f->grow ? COST_WORDS * square(slack * 100 / f->grow) / 10000 : 0;
  int32_t even = fit_even_pm(s, f);
  if (even > most) return -1;
  if (even > EVEN_WORST_PM) even = EVEN_WORST_PM;
  int64_t cost = square(even) + (f->grow ? COST_WORDS : 0);
  if (even > LOOSE_PM) cost += COST_LOOSE + 20 * square(even - LOOSE_PM);
  return even > FAULT_PM ? cost + COST_FAULT : cost;
}

static int64_t cost_of_squeeze(const Fit *f) {
  Len need = f->natural - f->tail_give - f->room;
  return need <= 0 || !f->give ? 0 : COST_SQUEEZE * square(need * 100 / f->give) / 10000;
}

/* ---- Latin */

static int64_t badness(int64_t ratio_pm) {
  int64_t r = ratio_pm < 0 ? -ratio_pm : ratio_pm;
  return r > 4600 ? WORST : 100 * r * r / 1000 * r / 1000000;
}

static Worth worth_of_ratio(int64_t ratio_pm) {
  uint8_t fitness = ratio_pm < -500   ? FIT_TIGHT
                    : ratio_pm < 500  ? FIT_DECENT
                    : ratio_pm < 1000 ? FIT_LOOSE
                                      : FIT_VERY_LOOSE;
  return (Worth){square(10 + badness(ratio_pm)), fitness};
}

static Worth worth_of_latin(const Setting *s, const Fit *f, int32_t most) {
  Len need = f->natural - f->tail_give - f->room;
  if (need > 0) return worth_of_ratio(f->give ? -need * 1000 / f->give : 0);
  Len slack = f->room - f->natural;
  if (slack <= 0) return worth_of_ratio(0);
  Len places = f->even ? f->even : f->shy;
  int32_t even = fit_even_pm(s, f);
  if (!places || even > most) return (Worth){-1, FIT_VERY_LOOSE};
  if (even > EVEN_WORST_PM) even = EVEN_WORST_PM;
  Worth w = worth_of_ratio(slack * 1000 / len_max(places * len_pm(s->em, STRETCH_PM), 1));
  if (even > FAULT_PM) w.cost += COST_FAULT + square(even);
  return w;
}

/* ---- ends */

/* The last line is the rest of one word that a hyphen parts: it reads as an orphan, whatever its letters. */
static bool is_fragment(const Setting *s, uint32_t at) {
  if (s->gaps[at].kind != BREAK_HYPHEN) return false;
  for (uint32_t i = at + 1; i < s->n; i++)
    if (s->gaps[i].kind >= BREAK_AVOID && s->gaps[i].kind != BREAK_HYPHEN) return false;
  return true;
}

/* One short word alone. */
static bool is_lone_word(const Setting *s, uint32_t at) {
  uint32_t letters = 0;
  for (uint32_t i = at; i < s->n; i++) {
    if (i > at && s->gaps[i].kind >= BREAK_AVOID && s->gaps[i].kind != BREAK_HYPHEN) return false;
    uint8_t cc = s->cells[i].cc;
    letters += cc == CC_LATIN || cc == CC_DIGIT || cc == CC_GREEK;
  }
  return letters < SHORT_LETTERS;
}

int64_t cost_of_end(const Setting *s, uint32_t at) {
  uint32_t han = last_line_han(s, at);
  if (s->style.orphan_min_han > 1 && han < (uint32_t)s->style.orphan_min_han) return COST_FAULT + COST_RUNT;
  if (is_fragment(s, at) || han <= 1) return is_latin_text(s) ? COST_LONE_WORD : COST_RUNT;
  return is_latin_text(s) && is_lone_word(s, at) ? COST_LONE_WORD : 0;
}

/* ---- a line */

static Worth worth_of_fill(const Setting *s, uint32_t j, const Fit *f, int32_t most) {
  uint8_t kind = s->gaps[j].kind;
  bool last = kind == BREAK_MUST && j == s->n;
  bool ragged = s->style.align != ALIGN_JUSTIFY, latin = is_latin_text(s);
  if (latin && f->natural > f->room) return worth_of_latin(s, f, most);
  if (f->natural > f->room) return (Worth){cost_of_squeeze(f), FIT_DECENT};
  if (kind == BREAK_MUST && !(last && s->style.last_line == ALIGN_JUSTIFY)) return (Worth){0, FIT_DECENT};
  if (ragged) /* as if spread by what is left, over a line of Han */
    return (Worth){square((f->room - f->natural) * 300 / len_max(f->room, 1)), FIT_DECENT};
  if (latin) return worth_of_latin(s, f, most);
  return (Worth){cost_of_spread(s, f, most), FIT_DECENT};
}

Worth line_worth(const Setting *s, uint32_t at, uint32_t j, const Fit *f, const LineEnd *before, int32_t most) {
  uint8_t kind = s->gaps[j].kind;
  Worth w = worth_of_fill(s, j, f, most);
  if (w.cost < 0) return w;
  w.cost += COST_LINE;
  if (j == s->n && at != s->first) w.cost += cost_of_end(s, at);
  if (kind == BREAK_AVOID) w.cost += COST_AVOID;
  if (kind == BREAK_HYPHEN) {
    if (s->style.hyphen_limit && before->hyphens >= s->style.hyphen_limit) return (Worth){-1, w.fitness};
    w.cost += COST_HYPHEN + (before->hyphens ? COST_HYPHENS : 0);
  }
  if (!is_latin_text(s)) return w;
  if (j == s->n && before->hyphens) w.cost += COST_HYPHEN_LAST;
  int apart = (int)w.fitness - (int)before->fitness;
  if (apart > 1 || apart < -1) w.cost += COST_UNLIKE;
  return w;
}

LineEnd line_end_before(void) { return (LineEnd){.fitness = FIT_DECENT}; }

bool is_fair(const Setting *s, const Fit *f) { return fit_even_pm(s, f) <= LOOSE_PM; }
