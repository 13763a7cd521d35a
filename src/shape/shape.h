/* shape: text + faces -> glyphs, size-free. Script and language both reach HarfBuzz: without them `——` of a pan-CJK face is
 * 1.69 em wide. */
#ifndef DUIKAI_SHAPE_H
#define DUIKAI_SHAPE_H

#include "base/base.h"
#include "font/font.h"
#include "text/text.h"

/* Colour of ink: K alone by default. Components in 1/1000. */
typedef enum InkModel { INK_NONE, INK_K, INK_CMYK, INK_RGB, INK_SPOT } InkModel;
typedef struct Ink {
  uint8_t model;
  int16_t c[4];
} Ink; /* K in c[3] for INK_K and INK_CMYK; RGB in c[0..2]; of a spot colour the tint in c[0], its number in Spots in c[1] */
/* The edition's spot colours: inks of their own plate, and the process colours that stand for them on a screen. */
typedef struct SpotInk {
  Str name; /* as on the printer's can, without a blank or accent lost: it names the plate */
  int16_t cmyk[4];
} SpotInk;
typedef struct Spots {
  SpotInk *at;
  size_t n, cap;
} Spots;
/* A part of an ink's strength: 8 % of red. */
Ink ink_tint(Ink ink, int tint_pm);
/* The ink in CMYK, 1/1000: K, CMYK and spots (by what stands for them) exactly; of RGB the plain complement, for where no profile is at hand. */
void ink_process(Ink ink, const Spots *spots, int cmyk[4]);
#define INK_BLACK ((Ink){INK_K, {0, 0, 0, 1000}})
#define INK_WHITE ((Ink){INK_K, {0, 0, 0, 0}})
/* Field by field: between model and c lies a byte of nobody, which memcmp would compare. */
static inline bool ink_same(Ink a, Ink b) {
  return a.model == b.model && a.c[0] == b.c[0] && a.c[1] == b.c[1] && a.c[2] == b.c[2] && a.c[3] == b.c[3];
}

/* Interlinear and inline marks on a run */
enum {
  RUN_DOTS = 1,
  RUN_NAME = 2,
  RUN_BOOK = 4, /* 着重号, 专名号, 书名号 */
  RUN_TCY = 8,
  RUN_SUP = 16,
  RUN_SUB = 32,
  RUN_BOLD = 64,
  RUN_UNIT = 128,
  RUN_ENGINE =
      256, /* ink of the engine's own, not text: bullets, flags' squares; RUN_UNIT: kept together on one line where possible */
  RUN_UPRIGHT = 512, /* in a vertical line: each character upright in a cell of its own */
  RUN_GOES_ON =
      1024, /* cut from the run before it; to names' rules they are one (readings are one where they are the same Str) */
  RUN_BOPOMOFO =
      2048, /* its reading is in Bopomofo, letter under letter at the right of its Han, in lines of both directions */
  RUN_CORNERS = 4096,                         /* in a vertical line: curly quotes drawn as corner brackets */
  RUN_FRAME = 8192,                           /* 示亡号: a frame around a name */
  RUN_RULED = RUN_NAME | RUN_BOOK | RUN_FRAME /* what is one drawing over the whole of a name: neighbours are two */
};

/* A stretch of a paragraph in one style. Runs are sorted, cover the whole text, and end on grapheme boundaries. */
typedef struct Run {
  uint32_t at, end; /* bytes of the paragraph's text */
  int role;         /* of the composite font */
  Lang lang;
  Len size;        /* em, vertical */
  int x_scale_pm;  /* width of the em in 1/1000 of its height: 扁/长 */
  int tracking_pm; /* added to every advance, in 1/1000 em */
  uint16_t marks;  /* RUN_* */
  Ink ink;
  Str ruby;          /* the reading; empty: none. Neighbours with the very same one are one base */
  uint16_t ruby_pm;  /* its size in 1/1000 of the base's; 0: half */
  uint8_t mark_lang; /* punctuation in the forms of another language: 1 + Lang; 0: the run's own */
} Run;
/* Does b go on with the reading of a? */
static inline bool run_same_ruby(const Run *a, const Run *b) {
  return a->ruby.n && a->ruby.n == b->ruby.n && a->ruby.p == b->ruby.p && a->end == b->at;
}

enum {
  GLYPH_FIRST = 1,    /* first glyph of its cluster */
  GLYPH_MISSING = 2,  /* stands for a cluster that no font has: draw a box of one em */
  GLYPH_TURNED = 4,   /* in a vertical line: turned 90° clockwise */
  GLYPH_ABREAST = 16, /* in a vertical line: upright, side by side with its neighbours in one cell (RUN_TCY) */
  GLYPH_BREAK_UNSAFE = 8
}; /* breaking before it needs reshaping (HarfBuzz) */
typedef struct Glyph {
  uint32_t src; /* byte offset of its cluster in the paragraph's text */
  uint16_t id;
  FontId font;
  /* fu of its face. adv along the line (positive). dx, dy lead from the pen to the glyph's own origin, y upwards. The pen of a
   * horizontal line is on the baseline; that of a vertical line on the column's axis, at the top of the cell: an upright glyph
   * of a full cell has about (-upem/2, -ascent), and the font's shift_pm is not applied to it; a turned one's dx, dy are in its
   * own, turned axes. */
  int16_t adv, dx, dy;
  uint8_t flags;
} Glyph;

/* A reading, shaped in the style of its base. */
typedef struct Reading {
  uint32_t at, end; /* its base: bytes of the paragraph's text */
  const struct Shaped *shaped;
} Reading;

typedef struct Shaped {
  Str text;
  const Run *runs;
  size_t run_count;
  Glyph *glyphs;         /* logical order, right-to-left text, too */
  const uint8_t *levels; /* of each byte (UAX #9): odd is set from right to left; NULL: all from left to right */
  size_t n;
  const Reading *readings; /* by place */
  size_t reading_count;
  bool vertical;
  Span span; /* of the paragraph, for findings */
} Shaped;

/* Shapes one paragraph. Quotes U+2018/2019/201C/201D are Chinese (one em) in Chinese text but for the apostrophe between Latin
 * letters and for runs in a Latin-script language. [missing-glyph] (with U+XXXX in the message) and [fallback-font]. `span_at`
 * maps a text offset to its source place for findings (may be NULL: the paragraph's span is used). Thread-safe with a Job of
 * one's own. */
typedef struct Shaper Shaper; /* buffers for one thread */
Shaper *shaper_open(Arena *a, const Fonts *fonts);
void shaper_close(Shaper *s);
typedef Span (*SpanAt)(const void *ctx, uint32_t at);
Shaped *shape_paragraph(Job *job, Shaper *s, Str text, const Run *runs, size_t run_count, bool vertical, Span span,
                        SpanAt span_at, const void *span_ctx);
/* Size of glyph i's run. */
const Run *shaped_run(const Shaped *s, uint32_t at);
void shaped_dump(const Shaped *s, const Fonts *f, Buf *out);

#endif
