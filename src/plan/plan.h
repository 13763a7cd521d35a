/* plan: layouts and editions as intended: sheet, grid, styles, slots; paper, date, pages, who stands where. YAML, each value with its place.
 * Table-driven: a property is a row (name, type, where it goes, meaning), and the JSON Schemas are printed from the same rows. */
#ifndef DUIKAI_PLAN_H
#define DUIKAI_PLAN_H

#include "base/base.h"
#include "para/para.h"
#include "shape/shape.h"
#include "text/text.h"

/* ---- styles */
typedef enum At {
  AT_TOP_LEFT,
  AT_TOP,
  AT_TOP_RIGHT,
  AT_LEFT,
  AT_MIDDLE,
  AT_RIGHT,
  AT_BOTTOM_LEFT,
  AT_BOTTOM,
  AT_BOTTOM_RIGHT
} At;
typedef enum BoxSides { BOX_ALL, BOX_TOP_BOTTOM } BoxSides;
/* What a frame or a rule is drawn with. thick-thin is 文武线: the heavy rule outside, or above. Of the tiled ones (花边) one stands in each corner. */
typedef enum BoxBorder {
  BORDER_SOLID,
  BORDER_DOUBLE,
  BORDER_THICK_THIN,
  BORDER_THIN_THICK,
  BORDER_DASHES,
  BORDER_DOTS,
  BORDER_DIAMONDS
} BoxBorder;
Len border_thin(Len rule);               /* the light rule of thick-thin */
Len border_gap(Len rule);                /* between two rules */
Len border_width(BoxBorder b, Len rule); /* of all of it; a tile is as wide as its rule */
typedef struct BoxStyle {
  Len rule;
  BoxBorder border;
  Ink rule_ink;
  int tint_pm;
  Ink tint_ink;
  Measure inset;
  BoxSides sides; /* which of them have a rule */
  bool on;
} BoxStyle;
/* 首字下沉: the first character of a story's text, so many lines deep. */
typedef struct Initial {
  int lines; /* 0 or 1: none */
  Str font;  /* role; empty: the text's own */
  Ink ink;   /* INK_NONE: the text's own */
} Initial;
/* Where a heading in the text stands: a block of its own, at the head of the paragraph below it (同行标题), in a cut-in at that
 * paragraph's side (侧题). */
typedef enum Stands { STANDS_BLOCK, STANDS_RUN_IN, STANDS_SIDE } Stands;

/* Which way lines run. As the frame: what a style asks for that says nothing. */
typedef enum Writing { WRITING_FRAME, WRITING_HORIZONTAL, WRITING_VERTICAL } Writing;
typedef struct Style {
  Str name;
  Str font;                     /* role name */
  Str font_bold, font_emphasis; /* roles of **bold** and *emphasis*: hei, kai */
  Span font_span;
  Len size_min, size_max; /* `size: 42pt` or `[30pt, 42pt]`; largest that fits is taken */
  Len size_step;          /* between sizes tried; default 1pt */
  const Len *sizes;       /* `sizes: [30pt, 36pt, 42pt]`: only these, upwards, so far as they lie in the range */
  int size_count;
  Measure pitch;                        /* line distance; 0: the grid's (body) or 1.2 em (headlines) */
  int lines_min, lines_max;             /* headlines: lines it may take; 0: free */
  int x_scale_min_pm, x_scale_max_pm;   /* 1000: none */
  int tracking_min_pm, tracking_max_pm; /* 1/1000 em */
  Measure space_before, space_after;    /* blank above and below, before rounding the block to grid lines */
  Measure indent;                       /* first line */
  Align align;
  bool bold;
  Writing writing;
  Ink ink;
  ParaStyle para;     /* every other option, by its compose name */
  Str prefix, suffix; /* ink of the engine around it, e.g. ■ */
  Stands place;
  int depth;                   /* headings: grid lines of the block (占行); 0: as many as type and blanks ask for */
  int lines_top, lines_bottom; /* of a paragraph that a leg parts: fewest at the next one's head, at this one's foot */
  int lines_after;             /* headings: fewest lines of text that follow in the same leg */
  bool ends_apart;             /* no leg but the last ends with a paragraph (泣き別れ) */
  int span;                    /* legs that a heading, quote, table or box in the text goes across; 0: one */
  bool floats; /* quotes, boxes: stands `at` its place in the slot, text runs around it; else where the copy has it */
  At at;
  Initial initial; /* body */
  BoxStyle box;    /* quotes, boxes and notes in the text */
  int tint_pm;     /* headline, kicker: a ground behind the lines; 0: none */
  Ink tint_ink;
  int columns;    /* decks side by side */
  bool pad_names; /* bylines: 张　三 */
  bool rules;     /* tables: hairlines between rows */
} Style;

/* ---- the grid: characters along the lines, lines across the frame.
 *
 * All places of type are reckoned in the grid's own directions: `along` the line from its start, `across` from line to line. Only here
 * they become places on the sheet:
 *
 *     horizontal   along: to the right from the sheet's left edge        across: down from its head
 *     vertical     along: down from the sheet's head                     across: to the left from its right edge
 *
 * So the columns of a vertical grid are tiers (段), counted from the head, and its lines count from the right; whatever fills, levels or
 * measures never asks which way they run. In a Rect or Point so reckoned x is along and y across.
 *
 * Flat type has two ems: `body` is its height, `x_scale_pm` its width in parts of that. */
typedef struct Grid {
  int vertical; /* a bool; read as a choice of two */
  int columns;
  Len measure, gutter; /* of one base column */
  Len body, pitch;     /* size of type; distance of lines */
  int x_scale_pm;
  Len em, cell; /* what a character takes along the line and across it; both are `body` where type is square */
  int lines;
  int hao;                    /* 0: DTP table of 号 sizes, 1: letterpress */
  Len along, across, sheet_w; /* where its first column and the cell of its first line begin */
} Grid;
/* What line n (1-based) stands on: across, its baseline; where lines are vertical, the axis of its cells. */
Len grid_baseline(const Grid *g, int line);
/* How much of a cell of `size` lies before what its line stands on: 0.88 above a baseline, half beside an axis. */
Len grid_above(const Grid *g, Len size);
Len grid_column(const Grid *g, int column); /* where base column n begins, along */
Rect grid_to_sheet(const Grid *g, Rect r);
Rect grid_from_sheet(const Grid *g, Rect r);

/* ---- faults of make-up that are looked for on finished pages (room lint), by the names with which a layout waives them */
#define LINT_RULES(X)                                                                                                  \
  X(THROUGH_GUTTER, "through-gutter")                                                                                  \
  X(EDGE_TO_EDGE_BREAK, "edge-to-edge-break")                                                                          \
  X(TOMBSTONE, "tombstone")                                                                                            \
  X(HEADLINE_AT_FOOT, "headline-at-foot")                                                                              \
  X(HEADLINE_SHORT, "headline-short")                                                                                  \
  X(PICTURE_LOOKS_OFF, "picture-looks-off")                                                                            \
  X(ADJOINING_BOXES, "adjoining-boxes")                                                                                \
  X(LEG_SPLIT, "leg-split")                                                                                            \
  X(PARAGRAPH_AT_LEG_END, "paragraph-at-leg-end")                                                                      \
  X(INK_OVERLAP, "ink-overlap")                                                                                        \
  X(POOR_CONTRAST, "poor-contrast")
typedef enum LintRule {
#define LINT_ENUM(id, name) LINT_##id,
  LINT_RULES(LINT_ENUM)
#undef LINT_ENUM
      LINT_COUNT
} LintRule;
const char *lint_name(LintRule rule);

/* ---- the fitting ladder: what may be changed so that copy fills its frame, each with its limit and its cost (flow/ladder.c). The type size and
 * the pitch of the body are no steps. */
#define LADDER_STEPS(X)                                                                                                \
  X(PULL_ORPHAN, "pull-orphan")                                                                                        \
  X(SAVE_LINE, "save-line")                                                                                            \
  X(MAKE_LINE, "make-line")                                                                                            \
  X(OPEN_LINE, "open-line")                                                                                            \
  X(SUBHEAD_LINES, "subhead-lines")                                                                                    \
  X(HEAD_AIR, "head-air")                                                                                              \
  X(STORY_GAP, "story-gap")                                                                                            \
  X(PICTURE, "picture")                                                                                                \
  X(HEADLINE_LINES, "headline-lines")                                                                                  \
  X(DECK_LINES, "deck-lines")                                                                                          \
  X(TRACKING, "tracking")                                                                                              \
  X(LEAVE_WHITE, "leave-white")                                                                                        \
  X(FILLER, "filler")                                                                                                  \
  X(DROP, "drop")
typedef enum StepKind {
#define LADDER_ENUM(id, name) STEP_##id,
  LADDER_STEPS(LADDER_ENUM)
#undef LADDER_ENUM
      STEP_COUNT
} StepKind;
const char *step_name(StepKind kind);
/* What may go. */
typedef enum Element {
  ELEMENT_QUOTE,
  ELEMENT_NOTE,
  ELEMENT_BOX,
  ELEMENT_PICTURE,
  ELEMENT_DECK,
  ELEMENT_KICKER,
  ELEMENT_STORY, /* of several in one slot */
  ELEMENT_OPTIONAL
} Element;
const char *element_name(Element e);
typedef struct LadderStep {
  StepKind kind;
  int least,
      most; /* lines fewer (negative) and more that it may make; elements that it may drop; tracking: 1/1000 em, negative */
  int share_pm; /* picture: instead, of the depth that the layout gives it */
  Element drop;
  int cost; /* of a line, an element, a step of tracking */
  Span span;
} LadderStep;
typedef struct Ladder {
  const LadderStep *at;
  size_t n; /* 0: nothing is changed */
} Ladder;

/* ---- layouts */
typedef enum SlotKind {
  SLOT_STORY,
  SLOT_STREAM,
  SLOT_BRIEFS,
  SLOT_NAMEPLATE,
  SLOT_EAR,
  SLOT_FOLIO,
  SLOT_INDEX,
  SLOT_AD,
  SLOT_TEXT,
  SLOT_RULE,
  SLOT_PICTURE,
  SLOT_JUMPS,
  SLOT_TEASER,
  SLOT_FILLER /* a hole for the edition's fillers; makeup puts slots in its place */
} SlotKind;
typedef struct SlotPicture {
  int cols, lines; /* legs of the slot it spans, grid lines deep without its caption; 0: no picture is set here */
  Len measure; /* as wide as that along the lines, in place of legs: text stands beside it in those it covers in part; 0: not said */
  At at;
  bool above_headline;
  int wrap;         /* Wrap: the shape that text keeps off */
  Measure gap;      /* from it, at least an em */
  Measure least;    /* no line of text beside it is shorter; v 0: 9 em and a quarter of the leg */
  Corners outline;  /* WRAP_POLYGON: in parts of its box */
  int threshold_pm; /* WRAP_CONTOUR: pixels as opaque as that are of the shape */
  Span span;
} SlotPicture;

/* A piece of the edition's stock that the ladder may put at the foot of a slot; makeup says which there are and how deep each is there. */
enum { OFFER_GAP = 1 }; /* grid lines between it and what stands above */
typedef struct SlotOffer {
  Str name;      /* its file's */
  size_t filler; /* in Edition.fillers */
  int lines;
} SlotOffer;

typedef struct Cells { /* of a grid, 1-based, inclusive */
  int col_first, col_last, line_first, line_last;
} Cells;

typedef enum IndexOf { INDEX_OF_STORIES, INDEX_OF_PAGES, INDEX_OF_BOTH } IndexOf;
typedef enum IndexOrder { INDEX_BY_TURN, INDEX_BY_PAGE, INDEX_BY_RANK } IndexOrder;
typedef enum HeadOver { OVER_NONE, OVER_TOP, OVER_MIDDLE, OVER_BOTTOM } HeadOver; /* of a picture, as its lines run */

typedef struct Slot {
  Str name;
  SlotKind kind;
  int col_first, col_last;   /* 1-based, inclusive, of the page's grid */
  int line_first, line_last; /* grid lines, 1-based, inclusive */
  Span span, cols_span, lines_span;
  Writing writing; /* asked for */
  Len own_body;    /* asked for, else the page's: `grid:` of the slot */
  Measure own_pitch, own_gutter;
  Rect area;   /* `area:`, on the sheet, off the page's grid; w 0: none */
  bool own;    /* it has a grid of its own: other writing, body or pitch than the page's */
  Grid grid;   /* that its type stands on: the page's or its own (layout_place_slot) */
  Cells cells; /* of that grid */
  Cells
      *frames; /* a story over several (L, stairs, threads), as they are read; cols and lines are what holds them all */
  size_t frame_count; /* 0: it is that one rectangle */
  Str in; /* inset: the slot it stands in, whose text runs around it; empty: none. Its cols and lines are counted from that one's */
  Len measure;           /* inset: as wide as that, in place of cols; 0: not said */
  int depth;             /* inset: lines, in place of `lines`; 0: not said */
  At at;                 /* inset with a measure or a depth: where in its parent */
  Measure gap, least;    /* inset: white around it; the shortest line of text beside it */
  int legs;              /* 0: one for each column it covers; else that many equal legs of whole characters (变栏) */
  SlotPicture *pictures; /* for the story's pictures in order */
  size_t picture_count;
  BoxStyle box; /* rule and rule_ink serve kinds rule, nameplate and folio too (报线), with box.on false */
  const Style *headline, *kicker, *deck, *byline, *body, *dateline, *subhead, *subhead2, *subhead3, *quote, *caption,
      *credit, *author, *flag, *flag_end, *notice, *list, *table, *text;
  int headline_cols;      /* legs that the headline block spans; 0: all */
  int headline_depth;     /* grid lines that the headline block takes at least; what it does not need is air */
  bool headline_cross;    /* headline runs the other way than the text: it stands at the side, or over vertical text */
  HeadOver headline_over; /* where on the story's first picture it stands */
  At headline_side;       /* AT_LEFT or AT_RIGHT for a vertical one beside horizontal text */
  bool balance;           /* level legs (default true) */
  bool rules;             /* column rules between its legs */
  bool rule_below, rule_right, rule_left; /* hairline to the next story, on the sheet */
  bool dividers;                          /* briefs: hairline between two */
  /* Lines of the engine's own ink, for plan_fill_fields: nameplate (first line: the paper's name, in `headline`; the others in `text`), ear and
   * folio (first line in `headline`, others in `text`; folio parts: see there), text (all in `text`), index (its heading, in `headline`). */
  Str content;
  int most;                  /* SLOT_INDEX, SLOT_TEASER: entries; 0: as many as there is room for; teasers: one */
  int index_of, index_order; /* SLOT_INDEX: IndexOf, IndexOrder */
  int summary;               /* SLOT_TEASER: lines of the story's first sentences at most; 0: none */
  bool across;               /* SLOT_TEASER: side by side */
  bool filler;               /* SLOT_STORY: fillers stand where no story does, and under one that is short */
  bool repeat;               /* SLOT_STREAM: further pages of the same layout are added until the copy is out */
  Str continues;             /* SLOT_JUMPS: the slot of an earlier page whose story goes on here; empty: of any */
  int continues_page;        /* and that page's number; 0: any earlier one (makeup says which) */
  bool picture_inline;       /* stream: pictures stand in the columns where their captions stood */
  unsigned waive;            /* 1 << LintRule: faults that are meant here */
  const Ladder *ladder;      /* NULL: the layout's */
  const SlotOffer *offers;   /* for its step `filler` */
  size_t offer_count;
} Slot;

typedef struct Layout {
  Str name, path;
  uint32_t file;
  Lang lang;
  Len sheet_w, sheet_h, bleed;
  Len margin_left, margin_top; /* of the type area; centred unless given */
  Grid grid;
  Map *styles; /* name -> Style *, inherited and resolved */
  Slot *slots;
  size_t slot_count;
  Len column_rule, story_rule; /* thickness; 0: none */
  Ink accent;                  /* nameplate and heads that take colour */
  Map *inks;                   /* of its own: name -> Ink * */
  unsigned waive, lint;        /* 1 << LintRule: faults that are meant; faults looked for only where asked */
  const Ladder *ladder;        /* never NULL once it is read */
} Layout;
const Ladder *slot_ladder(const Layout *l, const Slot *s);
/* Rect of a slot on the sheet: from the ink top of its first line's cell to the foot of its last line's cell. */
Rect layout_slot_rect(const Layout *l, const Slot *s);
/* Gives a slot its grid and its cells there, once its place and styles are known. */
void layout_place_slot(const Layout *l, Slot *s);
const Slot *layout_find_slot(const Layout *l, Str name);
const Style *layout_style(const Layout *l, const char *name); /* never NULL for a built-in name */

/* ---- the press: what a printer asks of the file. A profile (press/NAME.yaml) with the edition's `press:` over it. */
typedef enum PressPictures { PICTURES_AUTO, PICTURES_CONVERT, PICTURES_KEEP } PressPictures;
typedef enum PressIntent { INTENT_PERCEPTUAL, INTENT_RELATIVE, INTENT_SATURATION, INTENT_ABSOLUTE } PressIntent;
typedef enum PressImpose { IMPOSE_NONE, IMPOSE_PAIRS, IMPOSE_SPREADS } PressImpose;
enum { MARK_CROP = 1, MARK_REGISTER = 2, MARK_BAR = 4, MARK_SLUG = 8, MARKS_ALL = 15 };
typedef struct PressPlan {
  Str profile;  /* its name; empty: none was found, the standard values below */
  bool asked;   /* the edition says `press:` */
  Str standard; /* x4, x1a, a2u, x4+a2u …; empty: none */
  Str icc;      /* a path, or a name of the ICC's registry; empty: none */
  Span icc_span;
  Str condition; /* OutputConditionIdentifier; empty: the registry's name, or Custom */
  Str about;     /* the condition in words */
  Str rgb;       /* path of the profile that untagged RGB is read by; empty: sRGB */
  Span rgb_span;
  int pictures;               /* PressPictures */
  int intent;                 /* PressIntent */
  int min_ppi, max_ppi;       /* coarser is told; finer is computed down; 0: never */
  int max_ink_pm;             /* sum of the four inks, 1000 an ink */
  Len hairline, tinted_rule;  /* thinner is told: rules; rules of less than full ink */
  Len colour_type, tint_type; /* smaller type of several inks, or reversed; type in a tint */
  Len knockout_type;          /* smaller dark type that does not overprint what is below */
  unsigned marks;             /* MARK_CROP … */
  Len mark_offset;            /* from the trim */
  int impose;                 /* PressImpose */
  Len gap;                    /* between the two pages of a sheet */
} PressPlan;

/* ---- editions */
typedef struct Field {
  Str name, value;
  Span span;
} Field;
typedef enum FillPart { PART_WHOLE, PART_FIRST, PART_REST } FillPart;
typedef struct Fill {
  Str slot;
  Str file;
  Span span;
  Span slot_span;
  int story;
  FillPart part;       /* makeup parts a story that begins on one page and goes on on another: */
  size_t cut_para;     /* before this paragraph of its body, */
  uint32_t cut_at;     /* or behind this byte of it; */
  size_t cut_pictures; /* so many of its pictures stay with the first */
  int other_page;      /* the number of the page where the other part stands */
  bool filler;         /* a house piece: no index and no teaser names it */
} Fill; /* a story file for a slot, in order; story: 0 all of the file's stories, n the n-th only (makeup deals out a page's copy) */
typedef struct AdFill {
  Str slot, file, client, state, alt;
  Span span;
  Span slot_span;
  int page;                                       /* of a PDF; 0: the first */
  int size;                                       /* AdSize as booked; -1: not said */
  bool house;                                     /* the paper's own, a filler: it fills its place and may be cropped */
  int col_first, col_last, line_first, line_last; /* its place on an automatic page; 0: by its size */
  int seen_w, seen_h;                             /* its shape, where makeup places it by its size; 0: not known */
} AdFill; /* file as written, taken from the edition's folder; state: booked, arrived, cancelled */
/* The trade's classes, in shares of the type area: 通栏 is its width and a fifth of its depth. */
typedef enum AdSize { AD_STRIP, AD_HALF_STRIP, AD_DOUBLE_STRIP, AD_QUARTER, AD_HALF, AD_FULL } AdSize;
/* What a teaser's slot points to: a story by its file, the lead of a page, or what the engine finds highest on later pages. */
typedef struct TeaserFill {
  Str slot, file;
  int nth;  /* which of the file's stories; 0: the first */
  Str page; /* its label */
  bool automatic;
  Str headline, summary; /* in place of the story's own */
  Span span, slot_span;
} TeaserFill;
/* A small house piece that fills what copy leaves: once an edition. */
typedef struct Filler {
  Str file; /* copy: its path; a picture: as written, taken from the edition's folder */
  Str alt;
  Span span;
  bool is_copy, broken;                           /* broken: makeup could not read it, and has said so */
  int col_first, col_last, line_first, line_last; /* that it may go over, and be deep; line_first 0: as it comes */
  int page;                                       /* where it stands; 0: it is not used */
  Str slot;
} Filler;
/* A story that keeps its place on an automatic page. */
typedef struct Keep {
  Str file; /* as Story.id has it: the file, and #n for the n-th of a page's copy */
  Span span;
  int col_first, col_last, line_first, line_last;
} Keep;
/* A part of the paper with pages of its own count (叠, 专刊). */
typedef struct PaperPart {
  Str id, name, label; /* label: as written, with {part}, {n}, {nn} */
} PaperPart;
typedef struct PagePlan {
  Str name;
  int number;           /* in the whole edition, of its first where it is a spread */
  Str part;             /* PaperPart.id; empty: the paper itself */
  int nth;              /* in its part */
  Str label;            /* what a reader calls it: 3, B02, 4-5 */
  bool spread;          /* 通版: one layout over two pages and the fold between them */
  const Layout *layout; /* NULL: `layout: auto` */
  Field *editors;
  size_t editor_count;
  Fill *fills;
  size_t fill_count;
  AdFill *ads;
  size_t ad_count;
  TeaserFill *teasers;
  size_t teaser_count;
  Str base;   /* automatic page: the layout that it stands on; empty: auto/front or auto/page */
  int choice; /* and which of the pages offered is taken, from 1; 0: the best */
  Keep *keeps;
  size_t keep_count;
  Span span;
  Str why;          /* of an automatic page: what makeup says of its choice */
  int score, bound; /* and its points; no page of its kind has fewer than `bound` */
  int white;        /* lines of its columns that nothing fills */
  int under;        /* lines that stay white in the last legs of its stories */
} PagePlan;
typedef struct Edition {
  Str dir, path;
  uint32_t file; /* source number; 0 when made for a single copy file */
  Lang lang;
  Field *fields; /* every text field, flattened: paper.name, paper.cn, date, weekday, lunar, issue, pages, weather, … */
  size_t field_count;
  bool has_day;
  Day day;
  int64_t issue;
  PagePlan *pages;
  size_t page_count;
  PressPlan press;
  Spots *spots; /* of all its layouts */
  Fill *fills;  /* stories that no page names: makeup deals them out to the automatic pages */
  size_t fill_count;
  Filler *fillers; /* makeup says in them where they stand */
  size_t filler_count;
  PaperPart *parts;
  size_t part_count;
} Edition;

/* Said here and by nobody after: [layout-missing] [slot-unknown] [slot-empty] [slot-outside] [slot-overlap] [field-missing]. A page whose layout is
 * missing has layout NULL; a fill for a slot that the layout lacks stays in `fills`, so that whoever places it can report the story.
 * `stories:` may be a list: with `layout: auto` the slot names are empty, else the stories go to the story slots in the layout's order.
 * `data_dir` holds layouts/ and schemas. Layout names are looked for in the edition's layouts/ and then there. NULL when there is nothing to build. */
Edition *edition_read(Job *job, Str path, Str data_dir);
/* An edition for one copy file with the pages that makeup will give it. */
Edition *edition_for_copy(Job *job, Str copy_path, Str data_dir, Lang lang);
Layout *layout_find(Job *job, Str name, Str edition_dir, Str data_dir, Span asked_at);
/* The same for a page of this edition: its spot colours are numbered with the edition's. */
Layout *edition_layout(Job *job, const Edition *e, Str name, Str data_dir, Span asked_at);
/* The same of a text that no file holds (an editor's buffer); paths are taken from `path`'s folder. */
Edition *edition_read_text(Job *job, Str path, Str text, Str data_dir);
Layout *layout_read_text(Job *job, Str path, Str text, Str data_dir);
/* Numbers and labels of all pages in their order; again after pages were added. */
void edition_number_pages(Arena *a, Edition *e);
/* What the nth page of a part is called: the one place where that is decided. */
Str edition_label(Arena *a, const Edition *e, Str part, int nth);
const PaperPart *edition_part(const Edition *e, Str id); /* NULL: it is not listed */
int edition_pages_of(const Edition *e, Str part);
static inline int page_span(const PagePlan *p) { return p->spread ? 2 : 1; }
/* Text of a field, empty if absent. */
Str edition_field(const Edition *e, Str name);
bool is_web_address(Str u); /* http(s)://… without blanks, quotes and < > */
/* `content` with its fields filled in. {paper.cn} is a field of the edition; {page}, {section}, {editors}, {editors.责编} are the page's (page may be
 * NULL). What stands in [brackets] goes when a field in it is empty: "[第{issue}期]". A line may be parted by " | " into left and right, or
 * left, middle and right; that and the newlines are left for flow. */
Str plan_fill_fields(Arena *a, const Edition *e, const PagePlan *page, Str content);
/* 号 name or length -> size: 小五, 9pt. `letterpress` picks the table. */
bool size_read(Str s, bool letterpress, Len *out);
bool press_marks_read(Str words, unsigned *marks); /* "crop slug", all, none */
bool press_impose_read(Str word, int *impose);
void plan_dump(const Edition *e, JsonOut *out);
void plan_write_schema(bool edition, Buf *out); /* JSON Schema (2020-12) of edition.yaml or of a layout */

#endif
