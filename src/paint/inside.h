/* paint, inside: what its files share. */
#ifndef DUIKAI_PAINT_INSIDE_H
#define DUIKAI_PAINT_INSIDE_H

#include "flow/flow.h"
#include "paint/paint.h"

/* A set line with its place and what it is. */
typedef struct LineAt {
  const Setting *setting;
  const Line *line;
  Point origin; /* as Item.origin */
  bool vertical, overset;
  Role role;
  uint32_t story, para, order;
  Lang lang;
  const Para *copy; /* for spans; may be NULL */
  Rect box;
  const Para *whole; /* the copy's paragraph that `copy` is of, or a part of; may be NULL */
  uint16_t cell;     /* of a table's row, where this part of the row begins */
  Str gap;           /* blanks of the copy between this line and the next of a headline, which the engine broke there */
  uint32_t goto_story; /* as Item's */
  int goto_page;
} LineAt;

typedef struct Painter {
  Job *job;
  const Fonts *fonts;
  PaintPage *page;
  Shaper *shaper; /* opened when a hyphen or a reading is met */
  struct {
    PaintOp *at;
    size_t n, cap;
  } late; /* readings: they follow their paragraph, so that they part no word of it */
} Painter;

PaintPage *page_open(Arena *a, Len w, Len h);
PaintOp *painter_op(Painter *p, PaintKind kind, Role role); /* a new last op of the page */
void painter_close(Painter *p);
/* lines.c */
void painter_line(Painter *p, const LineAt *at);
void painter_flush(Painter *p); /* the paragraph is over: its readings follow */
/* Glyphs for the engine's own ink in a run's style: the hyphen, a reading. */
const Shaped *painter_shape(Painter *p, const Run *style, Str text, Len size, bool vertical);
uint32_t ruby_of(const Shaped *s, const Run *run); /* PaintOp.ruby of a run of the paragraph; 0: it has no reading */
PaintOp op_like(const LineAt *at, PaintKind kind, const Run *run);
Len type_size(const Fonts *f, const Run *run, FontId font);
Len along(const Fonts *f, const Run *run, FontId font,
          int fu); /* a width of the face in a run: flat and narrow type scales it */
/* A length along the line. Flat type (x-scale) is wider, not higher: down a vertical line its characters take what square ones do. */
Len advance(const Fonts *f, const Run *run, FontId font, int fu, bool vertical);
/* borders.c: a frame, and a rule, that are not one solid line. `like`: story, order, layer */
void painter_border(Painter *p, const PaintOp *like, const Item *box);
void painter_border_rule(Painter *p, const PaintOp *like, const Item *rule);
/* marks.c: dots, rules and readings beside one line */
void painter_marks(Painter *p, const LineAt *at);
/* Where a run's glyphs [from, to) of the line begin and end, by the frames of its characters. False: none of it stands here. */
typedef struct Stretch {
  size_t from, to;
  Len start, end;
} Stretch;
bool stretch_find(const Painter *p, const LineAt *at, const Run *run, Stretch *out);
void painter_readings(Painter *p, const LineAt *at); /* readings.c */
/* overlays.c */
void painter_guides(Painter *p, const FlowPage *page, unsigned show); /* under the type */
void painter_overlays(Painter *p, const FlowPage *page, unsigned show);
Ink role_ink(Role r);
/* words.c */
typedef struct Words {
  Len size;
  Ink ink;
  PaintLayer layer;
  Lang lang;
  Align align;
  bool bold;
  int lines; /* as many at most; 0: all */
} Words;
Len words_pitch(const Words *w);
/* Sets words from the top left corner of their first line's cell on; gives how deep they are. */
Len painter_words(Painter *p, const Words *w, Len x, Len y, Len measure, Str text);
/* The same; `end` is where the words stand that `lines` leaves no room for. */
Len painter_words_until(Painter *p, const Words *w, Len x, Len y, Len measure, Str text, size_t *end);
Len painter_tab(Painter *p, const Words *w, Ink ground, Len x, Len y,
                Str text); /* on a ground of their width, which it gives */
void painter_fill(Painter *p, PaintLayer layer, Rect box, Ink ink);
void painter_outline(Painter *p, PaintLayer layer, Rect box, Len thickness, Ink ink);

#endif
