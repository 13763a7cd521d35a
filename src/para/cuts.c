/* First-fit: line by line. A line takes what fits at natural widths; if that does not fill it exactly, it takes the next unit
 * in as well when the marks can give the room (先挤进), and otherwise leaves it to the next line (后推出).
 *
 * A line that no lawful break serves is broken at the least evil one: in a word after one of its joints, inside a run of three
 * marks, in the word, against a mark. A unit longer than a whole line would be broken anyway and fills the line it starts in.
 * Source: CLREQ "Prohibition Rules for Line Start and Line End"; GB/T 15834-2011 5.1.11. */
#include "para/inside.h"

/* How far a line may be spread to keep a number with its unit, in 1/1000 em: 1/8 em, where looseness starts to be reported. */
enum { AVOID_LOOSE_PM = 125 };
/* A line looser than this falls apart: a unit that must be broken in any case is broken at any letter to fill it. */
enum { APART_PM = 250 };

/* Breaks of one set of kinds: the furthest that fits as it is, and the next after it if squeezing makes it fit. */
typedef struct Reach {
  uint32_t natural, pushed;
  bool full;  /* the natural one fills the line */
  bool tried; /* the one after it has been looked at */
} Reach;

typedef struct Best {
  Reach clean, any;           /* over the lawful breaks that part no number; over all lawful ones */
  uint32_t last[BREAK_AVOID]; /* furthest of each unlawful kind that fits; 0: none */
} Best;

static void reach(Reach *r, uint32_t j, const Fit *f) {
  if (f->natural - f->tail_give <= f->room) {
    *r = (Reach){.natural = j, .full = f->natural >= f->room};
    return;
  }
  if (!r->tried && !r->full && fit_holds(f)) r->pushed = j;
  r->tried = true;
}

static void look(Best *b, uint32_t j, uint8_t kind, const Fit *f) {
  if (kind > BREAK_AVOID) reach(&b->clean, j, f);
  if (kind >= BREAK_AVOID)
    reach(&b->any, j, f);
  else if (fit_holds(f))
    b->last[kind] = j;
}

/* Without a look at the line's ends: they take two em at most. */
static bool fits_surely(const Setting *s, uint32_t at, uint32_t j, Len room) {
  return s->sums[j - 1].pos - s->sums[at].pos + s->cells[j - 1].width + 2 * s->em < room;
}

static Best scan(const Setting *s, uint32_t at, Len room, bool divide) {
  Best best = {{0}, {0}, {0}};
  Len optical = s->style.optical_pm ? s->em / 2 : 0; /* another end may hang further out */
  for (uint32_t j = at + 1; j <= s->n; j++) {
    uint8_t kind = s->gaps[j].kind;
    if (kind == BREAK_NEVER) continue;
    if (kind == BREAK_HYPHEN && !divide) kind = BREAK_LAST;
    if (kind != BREAK_MUST && fits_surely(s, at, j, room)) {
      if (kind > BREAK_AVOID) best.clean = (Reach){.natural = j};
      if (kind >= BREAK_AVOID)
        best.any = (Reach){.natural = j};
      else
        best.last[kind] = j;
      continue;
    }
    Fit f = fit_make(s, at, j, room);
    look(&best, j, kind, &f);
    if (kind == BREAK_MUST) break;
    Len tail_body =
        f.solid > at && (s->cells[f.solid - 1].flags & CELL_MARK) ? s->cells[f.solid - 1].width : 0; /* may hang */
    if (f.natural - f.give - f.tail_give - f.hyphen - tail_body - optical > room)
      break; /* whatever follows is longer still */
  }
  return best;
}

static uint32_t later(uint32_t a, uint32_t b) { return a > b ? a : b; }

/* Is what stands from `at` to the next lawful break more than a line holds? */
static bool unit_is_too_long(const Setting *s, uint32_t at, Len room) {
  uint32_t j = at + 1;
  for (; j < s->n && s->gaps[j].kind < BREAK_AVOID; j++) {
    Len width = s->sums[j].pos - s->sums[at].pos, give = (Len)(uint32_t)(s->sums[j].give - s->sums[at].give);
    if (width - give > room + s->em) return true; /* no need to see its end */
  }
  Fit f = fit_make(s, at, j, room);
  return !fit_holds(&f);
}

static Cut cut_at(const Setting *s, uint32_t at, uint32_t end) {
  uint8_t kind = s->gaps[end].kind, flags = 0;
  if (kind == BREAK_MARK || kind == BREAK_RELAX) flags = LINE_RELAXED;
  if (kind == BREAK_LAST || kind == BREAK_LAST_GOOD || kind == BREAK_NEVER) flags = LINE_EMERGENCY;
  if (kind == BREAK_HYPHEN) flags = LINE_HYPHEN;
  return (Cut){at, end, kind, flags};
}

static Cut cut_in_emergency(const Setting *s, const Best *b, uint32_t at) {
  static const uint8_t order[] = {BREAK_LAST_GOOD, BREAK_RELAX, BREAK_LAST, BREAK_MARK};
  for (size_t i = 0; i < COUNT(order); i++)
    if (b->last[order[i]]) return cut_at(s, at, b->last[order[i]]);
  uint32_t j = at + 1; /* not even one unit fits: it stands out of the line */
  while (j < s->n && s->gaps[j].kind == BREAK_NEVER) j++;
  return cut_at(s, at, j);
}

/* The lawful break to take: one that parts no number from its unit where that costs little. */
static uint32_t lawful_break(const Setting *s, const Best *b, uint32_t at, Len room) {
  uint32_t clean = later(b->clean.natural, b->clean.pushed), any = later(b->any.natural, b->any.pushed);
  if (!clean || any <= clean) return later(clean, any);
  Fit f = fit_make(s, at, clean, room);
  return fit_even_pm(s, &f) <= AVOID_LOOSE_PM ? clean : any;
}

Cut cut_first(const Setting *s, Rooms rooms, size_t line, uint32_t at, bool divide) {
  Len room = room_of(s, rooms, line, at);
  Best best = scan(s, at, room, divide);
  uint32_t end = lawful_break(s, &best, at, room);
  if (!end) return cut_in_emergency(s, &best, at);
  uint32_t joint = best.last[BREAK_LAST_GOOD], inner = later(joint, best.last[BREAK_LAST]);
  if (inner > end && unit_is_too_long(s, end, room_of(s, rooms, line + 1, end))) {
    if (joint > end) return cut_at(s, at, joint);
    Fit f = fit_make(s, at, end, room);
    if (fit_even_pm(s, &f) > APART_PM) return cut_at(s, at, inner);
  }
  return cut_at(s, at, end);
}

/* ---- the paragraph's end */
/* What counts as a character on a last line: Han and their like, letters and digits one each. */
uint32_t last_line_han(const Setting *s, uint32_t at) {
  uint32_t n = 0;
  for (uint32_t i = at; i < s->n; i++) {
    uint8_t cc = s->cells[i].cc;
    n += cc == CC_HAN || cc == CC_KANA || cc == CC_SMALL_KANA || cc == CC_PROLONGED || cc == CC_HANGUL ||
         cc == CC_ITERATION || cc == CC_FW_LATIN || cc == CC_DIGIT || cc == CC_LATIN || cc == CC_GREEK;
  }
  return n;
}

/* 孤字 (CLREQ, "Adjustments of Orphans and Widows"; GB/T 15834-2011 5.1.11): pulled back by pressing the line above; else
 * characters are taken down from it and it is spread, as long as it does not fall apart. */
static void mend_orphan(const Setting *s, Rooms rooms, Cuts *cuts) {
  enum { APART_MOST_PM = 500 };
  if (cuts->n < 2) return;
  Cut *above = &cuts->at[cuts->n - 2], *last = &cuts->at[cuts->n - 1];
  uint32_t want = (uint32_t)s->style.orphan_min_han;
  if (want < 2 || above->kind == BREAK_MUST || last_line_han(s, last->at) >= want) return;
  Len room = room_of(s, rooms, cuts->n - 2, above->at), last_room = room_of(s, rooms, cuts->n - 1, last->at);
  Fit pulled = fit_make(s, above->at, last->end, room);
  if (fit_holds(&pulled)) {
    *above = cut_at(s, above->at, last->end);
    cuts->n--;
    return;
  }
  for (uint32_t j = last->at; j-- > above->at + 1;) {
    if (s->gaps[j].kind < BREAK_AVOID || last_line_han(s, j) < want) continue;
    Fit f = fit_make(s, above->at, j, room), g = fit_make(s, j, last->end, last_room);
    if (!fit_holds(&g) || fit_even_pm(s, &f) > APART_MOST_PM) return;
    if (s->gaps[j].kind == BREAK_AVOID) continue;
    *above = cut_at(s, above->at, j);
    last->at = j;
    return;
  }
}

Cuts cuts_first_fit(Arena *a, const Setting *s, Rooms rooms) {
  Cuts cuts = {0};
  int hyphens = 0, limit = s->style.hyphen_limit;
  for (uint32_t at = s->first; at < s->n;) {
    Cut c = cut_first(s, rooms, cuts.n, at, !limit || hyphens < limit);
    hyphens = c.kind == BREAK_HYPHEN ? hyphens + 1 : 0;
    vec_add(a, &cuts, c);
    at = c.end;
  }
  return cuts;
}

Cuts cuts_by_line(Arena *a, const Setting *s, Rooms rooms) {
  Cuts cuts = cuts_first_fit(a, s, rooms);
  mend_orphan(s, rooms, &cuts);
  return cuts;
}
