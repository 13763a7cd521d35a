/* para, inside: the gap model.
 *
 * A paragraph is a row of cells with a gap before each. A cell is one shaped cluster; its width is its body, the part that
 * carries ink and never changes. The body of a full-width mark is half an em; the blank half of its drawing belongs to the
 * gap beside it, and so does every other space of the line: between Han and Latin, between words, between two Han (none).
 * Each gap has an ideal and a least width and the step at which it gives way when the line is squeezed (CLREQ, "Procedures
 * for Inter-Character Spacing Reduction"), and a turn in which it grows when the line is spread ("… Expansion"). Squeezing
 * marks, trimming line ends, Han-Latin space and justification are then one thing: choosing widths for gaps.
 *
 *   invariant: along a line, start + bodies + gaps + the tail of its last cell = where the line ends, in whole Len.
 *
 * Cells and gaps are made once and hold for any measure. Sums along the row let the width, the give and the growth of any
 * stretch of cells be told by two look-ups, which is what breaking asks for. They are kept modulo 2^32 (and 2^16): only
 * differences over one line are ever taken, and a line is far shorter than 2^31 Len (60 m).
 *
 * Road not taken: rewriting advances glyph by glyph in passes (pairs, then line ends, then justification). Each pass must
 * then know what the earlier ones did, and a style run that ends between two marks hides one from the other. */
#ifndef DUIKAI_PARA_INSIDE_H
#define DUIKAI_PARA_INSIDE_H

#include "para/para.h"

/* Steps of squeezing, first to last: CLREQ's seven. A line's own end is step 1 and no gap. */
enum {
  STEP_NONE,
  STEP_LINE_END,
  STEP_WORD,
  STEP_INTERPUNCT,
  STEP_BRACKET,
  STEP_COMMA,
  STEP_AUTOSPACE,
  STEP_STOP,
  STEP_COUNT
};

/* Turns of growing. WORD and AUTOSPACE grow to half an em first; then all but RIGID grow alike, SHY ones (beside connectors,
 * interpuncts and solidi) only where a line has no other. */
enum { GROW_RIGID, GROW_EVEN, GROW_SHY, GROW_WORD, GROW_AUTOSPACE };

enum {
  CELL_SPACE = 1,     /* a typed blank, or a newline: its room is the gap after it */
  CELL_HIDDEN = 2,    /* takes no room and is not drawn: a blank that a gap replaces, U+200B, a stripped indent */
  CELL_MARK = 4,      /* a full-width mark that takes part in squeezing pairs */
  CELL_WEST = 8,      /* proportional: never letter-spaced against its like */
  CELL_UNIT = 16,     /* of a two-em dash or ellipsis */
  CELL_WIDE = 32,     /* set like Han */
  CELL_TCY = 64,      /* in a horizontal-in-vertical cell */
  CELL_READ = 128,    /* under a reading: head and tail are the room it needs where it has no neighbour to hang over */
  CELL_READ_ON = 256, /* under that of the cell before it: nothing grows between them */
  CELL_TAB = 512      /* U+0009 that leads to a stop */
};

typedef struct Cell {
  uint32_t at, glyph; /* first byte, first glyph */
  int32_t width;      /* body */
  int32_t lead;       /* glyph's origin from the start of the body: -half an em for an opening mark */
  int32_t head, tail; /* blanks that the mark itself has before and after its body */
  uint8_t cc;
  uint16_t flags;
} Cell;

typedef struct Gap {
  int32_t ideal, least;
  uint8_t step, grow;
  uint8_t kind; /* BreakKind of a break here, before its cell */
} Gap;

typedef struct Sum {
  Len pos; /* start of the cell's body, all gaps ideal; 32 bits would be too few for a unit of 40,000 letters */
  uint32_t give,
      grow;           /* of all gaps up to the one before the cell: ideal - least; room to grow before all grow alike */
  uint16_t even, shy; /* gaps that grow alike; that do so unwillingly */
  uint32_t solid;     /* end of the cells before it without the blanks that a line end here swallows */
} Sum;

struct Setting {
  const Shaped *shaped;
  const Fonts *fonts;
  ParaStyle style;
  const Cell *cells; /* n, and one more: the end */
  const Gap *gaps;   /* n + 1; [n] holds the kind of the end */
  const Sum *sums;   /* n + 1 */
  uint32_t n;
  uint32_t first; /* first cell that is set: earlier ones are stripped */
  Len em;         /* of the paragraph, along the line */
  Len half;       /* half of it: what word spaces and Han-Latin gaps grow to before others do */
  Len width;
  bool tabbed; /* has a tab and stops for it */
};

/* Where one line is cut: cells [at, end), of which [at, solid) are set; blanks after them end the line. */
typedef struct Cut {
  uint32_t at, end;
  uint8_t kind, flags; /* LINE_* as known when cut */
} Cut;

/* What a line of cells [at, end) would be. */
typedef struct Fit {
  uint32_t solid; /* end of the cells without the blanks at the line end */
  Len room;       /* measure less indent */
  Len natural;
  Len head, tail;      /* blank at the line's start; blank after the last body */
  Len tail_give, give; /* of the tail, of the gaps */
  Len hyphen;
  Len grow;
  uint32_t even, shy;
  bool hangs; /* the last mark stands outside */
} Fit;

/* make.c, marks.c, gaps.c */
Len hyphen_width(const Setting *s, const Cell *last);
Len setting_advance(const Setting *s, const Glyph *g, const Run *run);
static inline Len run_em(const Run *r, bool vertical) {
  return vertical || r->x_scale_pm == 1000 ? r->size : len_pm(r->size, r->x_scale_pm);
}
typedef struct Maker {
  Setting *s;
  Cell *cells;
  Gap *gaps;
  Sum *sums;
  const uint8_t *kinds; /* by byte */
} Maker;
void marks_make(Maker *m);
void readings_make(Maker *m); /* readings.c: room for what stands beside the line */
void readings_bind(const Setting *s, uint8_t *kinds);
const Run *runs_stand(Arena *a, const ParaStyle *style, Str text, const Run *runs, size_t *n); /* stance.c */
void gaps_make(Maker *m);
void track_make(Maker *m);
void sums_make(Maker *m);

/* tabs.c */
bool pm_read(Str v, int *out); /* style.c: "0.25" or "0.25em" in thousandths */
bool tabs_read(Arena *a, Str list, ParaStyle *s);
Str tabs_text(Arena *a, const ParaStyle *s);

/* fit.c */
Len start_of(const Setting *s, uint32_t at); /* of the line that starts with cell `at`: its indent */
Len room_of(const Setting *s, Rooms rooms, size_t line, uint32_t at);
/* What a break brings with it, wherever its line starts. */
typedef struct End {
  uint32_t solid; /* cells before it, without the blanks that the line end swallows */
  Len tail, tail_give, hyphen;
} End;
/* How far a cell may hang out of the measure at its near or far side, as the style asks (optical.c); 0 for all but Latin marks. */
Len optical_of(const Setting *s, uint32_t cell, bool far);
Len optical_hyphen(const Setting *s, Len hyphen);
End end_make(const Setting *s, uint32_t end);
Len head_of(const Setting *s, uint32_t at); /* blank before the body of a line's first cell */
Fit fit_make(const Setting *s, uint32_t at, uint32_t end, Len room);
static inline bool fit_holds(const Fit *f) { return f->natural - f->give - f->tail_give <= f->room; }
enum {
  WISH_MOST_PM = 125
}; /* for a line more or less than natural, and for a paragraph without fault: 1/8 em (weigh.c) */
/* Even extra space between two Han, in 1/1000 em, if the line is spread to its room; INT32_MAX if nothing in it can grow. */
int32_t fit_even_pm(const Setting *s, const Fit *f);

static inline void sums_take(const Setting *s, Fit *f, uint32_t at, uint32_t end) {
  const Sum *a = &s->sums[at], *b = &s->sums[end - 1];
  f->natural = f->head + b->pos - a->pos + s->cells[end - 1].width;
  f->give = (Len)(uint32_t)(b->give - a->give);
  f->grow = (Len)(uint32_t)(b->grow - a->grow);
  f->even = (uint16_t)(b->even - a->even);
  f->shy = (uint16_t)(b->shy - a->shy);
}
/* A line that does not hang, its ends being known. */
static inline Fit fit_of(const Setting *s, uint32_t at, Len head, const End *e, Len room) {
  Fit f = {
      .room = room, .solid = e->solid, .head = head, .tail = e->tail, .tail_give = e->tail_give, .hyphen = e->hyphen};
  sums_take(s, &f, at, e->solid);
  f.natural += e->tail + e->hyphen;
  return f;
}

/* Cuts of a paragraph. Lives in `a`. */
typedef VEC(Cut) Cuts;
/* first-fit: one line; `divide`: it may end in a hyphen */
Cut cut_first(const Setting *s, Rooms rooms, size_t line, uint32_t at, bool divide);
Cuts cuts_first_fit(Arena *a, const Setting *s, Rooms rooms); /* all lines; the last may be short */
Cuts cuts_by_line(Arena *a, const Setting *s, Rooms rooms);
/* Least total badness; `wish` lines exactly if not 0. Empty when the wish cannot be had. */
Cuts cuts_by_paragraph(Arena *a, const Setting *s, Rooms rooms, size_t wish);
/* What the paragraph costs from cell `at` on, where a line starts; -1: not to be weighed. */
int64_t cost_from(Arena *a, const Setting *s, Rooms rooms, uint32_t at);
/* Do lawful breaks exist that leave nothing to report? */
bool cuts_can_be_fair(Arena *a, const Setting *s, Rooms rooms);
uint32_t last_line_han(const Setting *s, uint32_t at);
Cuts cuts_by_grid(Arena *a, const Setting *s, Rooms rooms); /* grid.c */
Cuts cuts_by_tabs(Arena *a, const Setting *s, Rooms rooms); /* tabbed.c */

/* cost.c: what the reader suffers from a line */
enum {
  COST_FAULT = 1 << 24, /* of each thing that is reported: none is taken where none need be */
  SPREAD_MOST_PM = 250  /* looser lines are left to first-fit */
};
typedef struct Worth {
  int64_t cost; /* -1: there can be no such line */
  uint8_t fitness;
} Worth;
typedef struct LineEnd {    /* of the line before */
  uint8_t fitness, hyphens; /* hyphens: divided lines in a row up to it */
} LineEnd;
LineEnd line_end_before(void); /* where there is none */
/* Of the line of cells [at, j); not looser than `most`, in 1/1000 em. */
Worth line_worth(const Setting *s, uint32_t at, uint32_t j, const Fit *f, const LineEnd *before, int32_t most);
int64_t cost_of_end(const Setting *s, uint32_t at); /* of a last line from cell `at` */
bool is_fair(const Setting *s, const Fit *f);       /* nobody would call it loose */
bool is_latin_text(const Setting *s);

/* check.c: findings */
void lines_check(Job *job, const Setting *s, Rooms rooms, const Cuts *cuts, const Lines *lines);

/* set.c: where a line's glyphs stand */
typedef struct Placer {
  const Setting *s;
  const Run *run; /* of the cell last placed */
  SetGlyph *out;
  uint32_t n;
} Placer;
/* As a glyph of a line keeps it. What lies 59 m along a line lies on no page. */
static inline int32_t set_place(Len x) { return (int32_t)len_max(INT32_MIN, len_min(x, INT32_MAX)); }
void cell_place(Placer *p, uint32_t cell, Len x);
/* What became of a stretch that was squeezed or spread to its room. */
typedef struct Placed {
  Len end;  /* of its last cell, with the blank that is left of it */
  Len even; /* between two Han */
  bool solid;
} Placed;
Placed stretch_place(Placer *p, const Cut *c, const Fit *f, bool justified, Len x);
bool is_justified(const Setting *s, const Cut *c, bool last);
/* turn.c: right-to-left cells of a set line */
void line_turn(Arena *a, const Setting *s, const Cut *c, uint32_t solid, const Line *line, SetGlyph *glyphs);
Placed grid_place(Placer *p, const Cut *c, Len x); /* grid.c */
/* tabbed.c; the leaders of the line in `leaders` */
Placed tabbed_place(Arena *a, Placer *p, const Cut *c, Rooms rooms, size_t line, bool last, Line *out);

#endif
