/* para: glyphs -> lines. Every gap between clusters has an ideal, a least and a most width and the step at which it gives way;
 * squeeze, kinsoku, Han-Latin spacing, justification and alignment all stand on that. Has never heard of stories or layouts. */
#ifndef DUIKAI_PARA_H
#define DUIKAI_PARA_H

#include "base/base.h"
#include "font/font.h"
#include "shape/shape.h"
#include "text/text.h"

/* ---- style: the options of `duikai compose --set`, which are also the properties of a layout's styles */
typedef enum Align { ALIGN_START, ALIGN_CENTER, ALIGN_END, ALIGN_JUSTIFY } Align;
/* A tab stop: where U+0009 leads to, and what fills the way there. */
typedef enum TabAlign { TAB_LEFT, TAB_CENTER, TAB_RIGHT, TAB_DECIMAL } TabAlign;
enum { TAB_AT_END = -1 };
typedef struct TabStop {
  int at_pm; /* from the measure's start, in 1/1000 em; TAB_AT_END: the line's end */
  uint8_t align;
  uint32_t leader; /* repeated from the text before to the text after it; 0: blank */
} TabStop;
typedef struct ParaStyle {
  Lang lang;
  bool vertical;
  uint8_t kinsoku;        /* KINSOKU_* */
  uint8_t kinsoku_ja;     /* strict normal loose */
  uint8_t line_adjust;    /* compress-first, push-out-only */
  uint8_t line_end_punct; /* half allow full */
  bool line_start_trim;
  uint8_t first_line_open; /* FIRST_OPEN_*: an opening mark after the indent */
  uint8_t hanging;         /* none, allow-end */
  bool hanging_vertical_only;
  int indent_pm;                        /* first-line indent in 1/1000 em of the paragraph */
  int hanging_indent_pm, indent_end_pm; /* of the other lines; of all lines at their end */
  int tracking_pm; /* 疏排, 紧排: added between characters, not inside units (track.c); to what the runs have */
  bool grid;       /* 纵横对齐: every Han in a cell of the measure's grid (grid.c) */
  const TabStop *tabs;
  int tab_count;
  int x_scale_pm;       /* 扁体, 长体: width of the em in 1/1000 of its height (of text; runs have their own) */
  uint8_t adjust_order; /* ADJUST_BY_REGION, ADJUST_CLREQ, ADJUST_JLREQ */
  int exclam_space_pm;  /* after ？ ！ before more text, in 1/1000 em; a typed U+3000 serves for it */
  int hyphen_limit, hyphen_left, hyphen_right; /* divided lines in a row (0: any); least letters before and after */
  Str patterns;                                /* file of hyphenation patterns; empty: the installed ones */
  int optical_pm; /* how much of what they may Latin marks and hyphens hang into the margins */
  bool strip_u3000;
  int orphan_min_han;
  Align last_line, align;                 /* align: JUSTIFY for body; else all lines keep natural widths */
  uint8_t punct_style;                    /* full kaiming half none */
  int punct_pair_pm;                      /* 1500 or 1000: what two neighbouring full-width marks take */
  bool dash_keep;                         /* a mark beside a dash or ellipsis keeps its em */
  bool stacked_gb;                        /* GB/T 15834 5.1.2: ！！ in one em */
  uint8_t interpunct, solidus, connector; /* SLIM_*: by region if not said */
  uint8_t punct_region;                   /* whose punctuation; by the run's language if not said */
  uint8_t punct_forms;                    /* where marks lie in their cells */
  int autospace_pm;                       /* 250; 0: none */
  bool autospace_after_percent;
  uint8_t hyphenation; /* none manual en-us en-gb */
  uint8_t word_break;  /* normal keep-all */
  bool newline_soft;
  int tcy_digits;
  bool long_numbers_upright, vertical_latin_upright, vertical_quotes_corner;
  int ruby_size_pm; /* of readings, in 1/1000 of their base's */
  uint8_t ruby_position, ruby_overhang, ruby_align;
  uint8_t emphasis_position, emphasis_shape;
  uint8_t composer; /* COMPOSER_LINE (first fit), COMPOSER_PARAGRAPH (least total badness) */
  Len size;         /* em of the paragraph */
} ParaStyle;
enum { COMPOSER_LINE, COMPOSER_PARAGRAPH };
enum { LINE_END_HALF, LINE_END_ALLOW, LINE_END_FULL };
enum { PUNCT_FULL, PUNCT_KAIMING, PUNCT_HALF, PUNCT_NONE };
enum { ADJUST_COMPRESS_FIRST, ADJUST_PUSH_OUT_ONLY };
enum { REGION_AUTO, REGION_MAINLAND, REGION_TAIWAN, REGION_HONGKONG, REGION_JAPAN };
enum { FORMS_AUTO, FORMS_HANS, FORMS_HANT };
enum { SLIM_AUTO, SLIM_HALF, SLIM_FULL };
enum { RUBY_AUTO, RUBY_OVER, RUBY_UNDER };
enum { OVERHANG_KANA, OVERHANG_NONE, OVERHANG_ANY };
enum { RUBY_ALIGN_AUTO, RUBY_ALIGN_CENTER, RUBY_ALIGN_SPREAD, RUBY_ALIGN_START };
enum { EMPHASIS_AUTO, EMPHASIS_OVER, EMPHASIS_UNDER };
enum { EMPHASIS_SHAPE_AUTO, EMPHASIS_DOT, EMPHASIS_SESAME };
enum { ADJUST_BY_REGION, ADJUST_CLREQ, ADJUST_JLREQ };
enum { FIRST_OPEN_FULL, FIRST_OPEN_TRIM, FIRST_OPEN_HALF };
enum { HANGING_NONE, HANGING_ALLOW_END };
enum { WORD_BREAK_NORMAL, WORD_BREAK_KEEP_ALL };

/* The em of a paragraph along its lines and across them: a horizontal line is as long in ems of the type's width, a vertical one in ems of
 * its height. */
Len para_em_along(const ParaStyle *s);
Len para_em_across(const ParaStyle *s);
ParaStyle para_style_default(Lang lang);
/* Sets one option by its name. Gives NULL, or what is wrong with it (with the names or values there are). */
const char *para_style_set(Arena *a, ParaStyle *s, Str name, Str value);
/* The language whose punctuation a run of `run` takes: forms, squeeze, hanging. */
Lang para_mark_lang(const ParaStyle *s, Lang run);
/* All option names, for did-you-mean, schemas and help: name, values, meaning. */
typedef struct ParaOption {
  const char *name, *values, *meaning;
} ParaOption;
const ParaOption *para_options(size_t *n);
/* What the i-th of them says in a style, as it would be written. */
Str para_option_text(Arena *a, const ParaStyle *s, size_t i);

/* ---- runs: what the style says of them that shape must know. A reading in as many parts as its base has characters is dealt out to them
 * ("zhōng guó", "とう|きょう"), note marks and indices get their size, punctuation the forms of its region; and in a vertical line, how
 * figures and single letters stand (tcy-digits, long-numbers, vertical-latin: RUN_TCY, RUN_UPRIGHT). Gives the runs, cut where need be, `n`
 * of them; the very runs where nothing changes. Without `fonts` note marks have a usual size. */
const Run *para_runs_make(Arena *a, const Fonts *fonts, const ParaStyle *style, Str text, const Run *runs, size_t *n);

/* ---- setting: a paragraph ready to be broken at any measure: its clusters, units and gaps. Immutable once made. */
typedef struct Setting Setting;
Setting *para_make(Job *job, const Fonts *fonts, const Shaped *shaped, const ParaStyle *style);
const Shaped *setting_shaped(const Setting *s);
const ParaStyle *setting_style(const Setting *s);
/* The same without what breaking needs: it answers for its shaped text, style and width only. A fraction of the size, for lines that stand. */
const Setting *setting_bare(Arena *a, const Setting *s);

/* ---- lines */
enum {
  LINE_LAST = 1,
  LINE_RELAXED = 2,
  LINE_EMERGENCY = 4,
  LINE_HYPHEN = 8,
  LINE_HANGS = 16,
  LINE_FIRST = 32,
  LINE_SOLID = 64 /* justified, and short of its measure: one word or character, no gap in it may grow */
};
typedef struct SetGlyph {
  uint32_t glyph; /* index into the Shaped; UINT32_MAX: the hyphen that the engine added */
  int32_t
      x; /* origin along the line from the measure's start (before dx); there are half a million: 2^31 Len are 59 m */
} SetGlyph;
/* What fills the way to a tab stop: ink of the engine's, no text. */
typedef struct Leader {
  Len from, to; /* along the line, from the measure's start */
  uint32_t cp;  /* repeated */
  uint32_t at;  /* byte of its tab: the run it is set in */
} Leader;
typedef struct Line {
  uint32_t at, end;                 /* bytes of the paragraph's text that the line holds, blanks at its end included */
  Len measure, start, natural, set; /* start: indent or alignment; set: where the last cell ends */
  Len even;                         /* extra space between two Han (negative never) */
  uint8_t flags;
  const SetGlyph *glyphs;
  uint32_t n, leader_count;
  const Leader *leaders;
} Line;
typedef struct Lines {
  const Line *at;
  size_t n;
} Lines;

/* The room for line k: the measure; rooms[n-1] serves all later ones. Lines beside a picture are shorter. */
typedef struct Rooms {
  const Len *measure;
  size_t n;
} Rooms;
/* Breaks and sets. `lines_wish`: 0, or the number of lines wanted (natural count ±1; honoured only where every line stays legal and no
 * even gap passes 1/8 em; compare Lines.n). Findings: [loose-line] [very-loose-line] [emergency-break] [kinsoku-relaxed] [orphan-character]. */
Lines para_set(Job *job, const Setting *s, Rooms rooms, size_t lines_wish);
/* The same where the wish can be had; else no lines, and nothing is set: most wishes cannot. Not for the number that it takes anyhow. */
Lines para_wish(Job *job, const Setting *s, Rooms rooms, size_t lines);
/* Of a paragraph that takes so many lines: what no wish can make of it. What is not said may yet be impossible. */
enum { REACH_NO_FEWER = 1, REACH_NO_MORE = 2 };
unsigned para_reach(const Setting *s, Rooms rooms, size_t lines);
/* Only how many lines it takes; no allocation that outlives the call. */
size_t para_count(const Setting *s, Arena *scratch, Rooms rooms);
/* Natural width of the whole paragraph on one line. */
Len para_width(const Setting *s);

/* Prints a line's gaps (natural, used, kind, step) and the runner-up breaks. */
void para_explain(const Setting *s, const Lines *lines, size_t line, Buf *out);
void para_dump(const Setting *s, const Lines *lines, const Fonts *f, JsonOut *out); /* compose --json: lengths in em */

#endif
