/* paint: the finished page as one list of drawing operations with roles, reading order, language and spans. Writers obey it and decide nothing.
 * Page space: origin at the trim box's top left corner, y downwards, Len. */
#ifndef DUIKAI_PAINT_H
#define DUIKAI_PAINT_H

#include "base/base.h"
#include "font/font.h"
#include "pict/pict.h"
#include "shape/shape.h"
#include "text/text.h"

/* What a page is painted from. Named here and not included, so that writers, who read this door, never see flow. */
typedef struct FlowEdition FlowEdition;
typedef struct FlowPage FlowPage;
typedef struct Setting Setting;
typedef struct Lines Lines;

typedef struct PaintGlyph {
  int32_t x, y; /* origin, page space; Len would do, but there are half a million of them: 2^31 Len are 59 m */
  uint16_t id;
  FontId font;
  uint32_t at,
      end; /* its text: bytes of the op's `text`; at == end for the 2nd… glyph of a cluster and for engine's ink */
} PaintGlyph;

typedef enum PaintKind { PAINT_TEXT, PAINT_RECT, PAINT_LINE, PAINT_PATH, PAINT_PICTURE } PaintKind;
typedef enum PaintLayer {
  LAYER_BACK,
  LAYER_PAGE,
  LAYER_FRAMES,
  LAYER_LEGS,
  LAYER_BASELINES,
  LAYER_ROLES,
  LAYER_OVERSET,
  LAYER_GRID,
  LAYER_ORDER,
  LAYER_LINT,
  LAYER_COUNT
} PaintLayer;

typedef struct PaintOp {
  PaintKind kind;
  uint8_t layer; /* PaintLayer: overlays are optional content of their own */
  Role role;
  uint32_t story, para; /* STORY_NONE; para: running number of the paragraph on the page, 0 for furniture */
  uint32_t order;
  Lang lang;
  Span span;
  Rect box;
  Ink ink;
  /* PAINT_TEXT: glyphs of one line in one size and matrix */
  Str text; /* the line's source text, for ToUnicode and ActualText */
  Len size; /* of the type, the face's own scale in its role included */
  int x_scale_pm;
  bool vertical; /* stands in a vertical line: upright, or turned */
  bool turned;   /* matrix turned 90° clockwise (Latin in vertical lines) */
  bool whole;    /* said as one word, though its glyphs stand apart: a reading spread, a syllable of Bopomofo */
  bool artifact; /* the engine's ink: hyphens, leaders; not text */
  PaintGlyph *glyphs;
  size_t n;
  bool line_end, para_end; /* last op of its line; of its paragraph */
  /* what the tags of a PDF and the zones of an e-paper are made of */
  const void *
      copy; /* the same pointer, the same paragraph of the copy, on whatever page its lines stand; NULL: the engine's words */
  uint32_t goto_story; /* index, jump line: they send the reader to this story, or STORY_NONE, */
  int goto_page;       /* on the page of this number; 0: they send nowhere */
  uint32_t ruby;       /* base and reading of one pair share a number within their paragraph; 0: none */
  bool reading;        /* the reading of a pair */
  uint8_t level;       /* of a list item: its depth; of a table's row: 1 for the head, else more */
  bool item;           /* list: the paragraph opens an item */
  uint16_t cell;       /* of a table's row, from 0 */
  /* PAINT_LINE (from box.x,y to box.x+w,y+h) and the outline of RECT and PATH */
  Len thickness;
  Len dash; /* 0: solid */
  Ink fill; /* RECT, PATH */
  Point *
      path; /* PATH: closed polygon; or dots: see `dot`. PICTURE: only what lies in this polygon is shown, if there is one */
  size_t path_n;
  Len dot; /* PATH of dots: radius, a filled circle at each point */
  /* PAINT_PICTURE fills box */
  const Pict *pict;
  PictCrop crop;
  Str alt, caption; /* for who cannot see it, empty: not given; the words under it */
} PaintOp;

typedef struct PaintPage {
  int number;      /* of a spread, its first */
  int span;        /* pages that it is: 1, or 2 over the fold */
  bool from_right; /* its first half is the right one: a paper bound there */
  Str name, label;
  Len trim_w, trim_h, bleed;
  bool held;          /* not released: an advertisement that is booked is not on it */
  Len slug;           /* beyond the bleed on every side: room for marks, outside of what is printed */
  Len fold;           /* where two pages of one sheet meet; 0: it is one page */
  const Spots *spots; /* the edition's; NULL: none */
  struct {
    PaintOp *at;
    size_t n, cap;
  } ops; /* in drawing order within layers; reading order is `order` */
} PaintPage;
/* What the edition's outline, threads and tags call a story. Its number is its place here. */
typedef struct PaintStory {
  Str title;
  Lang lang;
} PaintStory;
typedef struct PaintEdition {
  Str title, author, subject, keywords;
  Lang lang;
  bool has_day;
  const Spots *spots; /* spot colours that its inks are numbered by; NULL: none */
  Day day;            /* dates in the PDF come from the issue, never from the clock */
  struct {
    PaintPage **at;
    size_t n, cap;
  } pages;
  struct {
    PaintStory *at;
    size_t n, cap;
  } stories;
} PaintEdition;

enum {
  SHOW_FRAMES = 1,
  SHOW_LEGS = 2,
  SHOW_BASELINES = 4,
  SHOW_ROLES = 8,
  SHOW_OVERSET = 16,
  SHOW_GRID = 32,
  SHOW_ORDER = 64,
  SHOW_LINT = 128 /* drawn by paint_marks: what was found is not paint's to know */
};
bool show_read(Str words, unsigned *show); /* "frames,baselines,legs"; "none" */
PaintPage *paint_page(Job *job, const FlowEdition *e, const FlowPage *p, const Fonts *fonts, unsigned show);
/* Something to look at: an outline with words at its corner, in the layer of lint. `size` of the type. */
typedef struct PaintMark {
  Rect box;
  Ink ink;
  Str words;
  Lang lang;
} PaintMark;
void paint_marks(Job *job, PaintPage *page, const Fonts *fonts, const PaintMark *marks, size_t n, Len size);
/* A proof: the page with a margin beside it that says how its frames came out, quotes what did not fit, and lists `notes` (each with a rectangle
 * of its ink before it). No page of the edition: for pictures only. */
typedef struct PaintNotes {
  Str title;
  const PaintMark *at;
  size_t n;
} PaintNotes;
PaintPage *paint_sheet(Job *job, const FlowEdition *e, const FlowPage *p, const PaintPage *page, const Fonts *fonts,
                       unsigned show, PaintNotes notes);
/* The ground of a contact sheet for all pages, `across` in a row, with their names; places[i] is where page i's picture goes. */
PaintPage *paint_contact(Job *job, const PaintEdition *e, const Fonts *fonts, int across, Len width, Rect *places);
/* One column of plain paragraphs for `duikai compose`: the block with a margin of 2 em, lines a pitch apart. */
PaintPage *paint_compose(Job *job, const Fonts *fonts, const Setting *const *settings, const Lines *lines, size_t n,
                         Len measure, Len size, Len pitch, bool vertical);
/* Golden form: text as text, integers, one op a line, small enough to read in a diff. */
void paint_dump(const PaintPage *p, const Fonts *fonts, Buf *out);

#endif
