/* flow: stories into frames: what fits; legs, run-around, headline fit, stream columns, furniture. Its result is plain data: every piece of
 * ink with its place, role, story, order and source. Nothing below this room decides where anything stands.
 *
 * Laws: every byte of every story stands in exactly one placed line or in an overset record; nothing outside its frame; every body
 * baseline on the page's grid. */
#ifndef DUIKAI_FLOW_H
#define DUIKAI_FLOW_H

#include "base/base.h"
#include "para/para.h"
#include "pict/pict.h"
#include "plan/plan.h"
#include "story/story.h"

typedef enum ItemKind { ITEM_LINE, ITEM_PICTURE, ITEM_PLACEHOLDER, ITEM_RULE, ITEM_BOX } ItemKind;
/* One thing with a place. Text stands as lines; paint turns them into glyphs. */
typedef struct Item {
  ItemKind kind;
  Role role;
  uint32_t story; /* index into FlowEdition.stories, or STORY_NONE */
  uint32_t order; /* reading order on the page: article by article, leg by leg */
  Lang lang;
  const Para *para; /* the paragraph a line belongs to; NULL for furniture made by the engine */
  const Para *copy; /* the copy's whole paragraph, of which `para` may be a part: its bytes [copy_at, copy_end) */
  uint32_t copy_at, copy_end;
  uint32_t goto_story;    /* words that send the reader on (index, jump line): to this story, */
  int goto_page;          /* where it stands on that page; 0: they send nowhere */
  Rect box;               /* its cell: for a line, as long as its measure and one em across; for a rule its ink */
  bool overset;           /* stands outside the fit; screen builds show it red */
  const Setting *setting; /* ITEM_LINE */
  const Line *line;
  Point
      origin; /* horizontal: start of the measure on the baseline. vertical: top of the measure on the column's axis */
  bool vertical;
  const Pict *pict; /* ITEM_PICTURE */
  PictCrop crop;
  bool beside; /* of a picture: text stands beside it in legs that it covers in part */
  const Contour *
      contour; /* of a picture that text runs into: what of its box it takes, in the directions of its frame's grid; NULL: all */
  const Point *clip; /* of a picture: only what lies in this polygon is shown, on the sheet; NULL: all */
  size_t clip_n;
  Str alt, caption; /* of a picture: for who cannot see it; the words under it */
  Span span;        /* of a picture: where it is asked for */
  Ink ink;          /* rule or box line */
  Ink fill;         /* box: INK_NONE model for none */
  Len thickness;    /* box line; 0: none. Of a rule that is not solid, its heavier line or its tile */
  BoxBorder border; /* of a box line, or of a rule */
} Item;

/* ---- the fitting ladder (plan.h): what was tried so that a frame is full, and what was done */
typedef struct FlowChange {
  StepKind kind;
  int by;       /* lines, elements; tracking: 1/1000 em */
  int cost;     /* of it */
  Element drop; /* STEP_DROP */
  int picture;  /* STEP_PICTURE: which of the story's, from 1; 0: those that stand in the legs */
  Str piece;    /* STEP_FILLER: its file's name */
} FlowChange;
typedef struct FlowTry {
  const FlowChange *at;
  size_t n;
  int cost;
  int white, over; /* lines left white, left out; both 0: the frame is full */
  bool uneven;     /* full, but a heading at a leg's head would stand lower than its neighbours */
} FlowTry;
typedef struct FlowLadder {
  int need;     /* lines of room less lines of copy, as the layout has it: negative is over */
  int measured; /* combinations of steps whose lines were counted */
  struct {
    FlowTry *at;
    size_t n, cap;
  } tries; /* those that were poured, in order of cost */
  int won; /* which of them stands; -1: none */
} FlowLadder;

/* What would make a frame fit that does not: one thing changed, with what the ladder may do besides. */
typedef struct FlowAdvice {
  FlowChange change;
  const FlowTry *whole; /* it and the steps beside it */
} FlowAdvice;

/* Copy that the ladder left out, by the layout's or the copy's leave. */
typedef struct FlowDropped {
  uint32_t story;
  int page;
  Element element;
  Str text; /* its paragraphs, a newline between two */
  Span span;
} FlowDropped;

/* Does a place on the sheet lie on what a picture takes of its box? `grid`: of its frame. */
bool item_covers(const Item *picture, const Grid *grid, Rect r);

/* How a frame came out. */
typedef struct FlowFrame {
  Str name; /* slot name */
  SlotKind kind;
  uint32_t story;
  Rect box;
  Grid grid; /* that its type stands on */
  Rect *legs;
  size_t leg_count;
  int lines_room, lines_used;   /* of body, over all legs */
  int lines_over, chars_over;   /* overset */
  int lines_under, chars_under; /* room left */
  Str over_text;                /* the copy that did not fit */
  int capacity;                 /* characters of body the frame takes */
  Len headline_size;
  int headline_lines, headline_capacity;     /* characters a line at that size */
  int headline_lines_most, headline_fill_pm; /* that it may have; share of its measure that its longest line takes */
  int headline_x_scale_pm, headline_tracking_pm;
  Span span;
  Str why; /* how it came out so, for `explain` */
  FlowLadder ladder;
  const SlotOffer *offer;   /* what of its slot's offers stands at its foot; NULL: none */
  const FlowAdvice *advice; /* FlowInput.suggest; the smallest change first */
  size_t advice_count;
} FlowFrame;

typedef struct FlowPage {
  int number; /* 1-based in the edition; of a spread, its first */
  int span;   /* pages that it is: 1, or 2 over the fold */
  Str label;  /* what a reader calls it: 3, B02, 4-5 */
  Str name;
  const Layout *layout;
  bool held;            /* an advertisement that is booked is not on it: it is not to be printed */
  const PagePlan *plan; /* a stream's further pages share one */
  struct {
    Item *at;
    size_t n, cap;
  } items;
  struct {
    FlowFrame *at;
    size_t n, cap;
  } frames;
} FlowPage;
typedef struct FlowStory {
  const Story *story;
  int page;
  Rect box;
  bool filler; /* a house piece, which no index names */
} FlowStory;   /* page 0: unplaced */
typedef struct FlowNumber {
  Str part, label, name; /* name: of its section */
} FlowNumber;
/* Where a story may be parted for a jump: before body paragraph `para`, or behind byte `at` of it. */
typedef struct StoryCut {
  size_t para;
  uint32_t at;
  size_t pictures; /* that stay with the first part, and characters; of a jump that flow made they are not counted */
  size_t characters;
} StoryCut;
/* A story that had no room and was parted: where it begins (page of the plan, from 0, and slot) and goes on. */
typedef struct FlowJump {
  uint32_t story;
  size_t plan, to;
  const Slot *from, *slot;
  StoryCut cut;
} FlowJump;
typedef struct FlowEdition {
  const Edition *edition;
  struct {
    FlowJump *at;
    size_t n, cap;
  } jumps;
  struct {
    FlowStory *at;
    size_t n, cap;
  } stories;
  struct {
    FlowPage **at;
    size_t n, cap;
  } pages;
  struct {
    FlowDropped *at;
    size_t n, cap;
  } dropped;
  struct {
    FlowNumber *at;
    size_t n, cap;
  } numbers; /* of all pages, those that were not wanted too */
} FlowEdition;
/* What the page of a number is called; of a spread each half has its own. */
Str flow_label(Arena *a, const FlowEdition *e, int number);
Str flow_section(const FlowEdition *e, int number); /* the name of the section on that page */

/* Lays out every page (or those wanted: `only` has a byte per page of the plan, NULL for all; page numbers and index entries are those of the
 * whole edition). `stories[i]` are the copy files of fills, read by the caller in the order met. Runs stories on `threads` threads. */
typedef struct FlowInput {
  const Edition *edition;
  const Fonts *fonts;
  Str data_dir;
  Map *copy; /* path -> Stories * for every fill */
  int threads;
  const uint8_t *only;
  bool suggest; /* for frames that are over or under: what would make them fit */
} FlowInput;
FlowEdition *flow_edition(Job *job, const FlowInput *in);

/* What makeup asks: what a story takes in a slot's legs. `gives` and `takes` are the ladder's reach with what a text gives line by line
 * (paragraphs, subheads), without pictures and the headline block: cost[k] is the least cost of k lines fewer, or more. */
enum { REACH_MOST = 12 };
typedef struct FlowReach {
  int lines; /* at most, within the ladder's limits */
  int cost[REACH_MOST + 1];
} FlowReach;
typedef struct StoryFit {
  int body_lines,
      head_lines; /* grid lines of body over all legs; of the headline block, and how few it could do with */
  int head_least;
  FlowReach gives, takes;
  int headline_lines; /* lines of the headline proper */
  int headline_fill_pm; /* share of its measure that its longest line takes; 0: not centred, its lines may end where they will */
  uint8_t parted;    /* its weakest break that the copy does not give: SENSE_LAST…; SENSE_MARK: none */
  bool too_long;     /* it fits no size and number of lines it may have */
  int picture_lines; /* of the slot's first picture with its caption and credit; 0: none */
  int picture_aspect_pm; /* of the first picture, or its group, as it is seen: height to width; 2:3 where there is no file yet */
} StoryFit;
typedef struct FlowRuler FlowRuler; /* a story shaped once, to be measured at many widths */
FlowRuler *flow_ruler(Job *job, const FlowInput *in, const Layout *layout, const Story *story);
StoryFit flow_ruler_measure(FlowRuler *r, Arena *scratch, const Layout *layout, const Slot *slot);

/* A story in two, for a jump. */
typedef struct StoryCuts { /* in the order of the text */
  StoryCut *at;
  size_t n, cap;
} StoryCuts;
StoryCuts flow_story_cuts(Arena *a, const Story *s);
/* What stays, with the line that sends on to `page`, and what goes on from `page`, under its short headline: as stories to be measured. */
Story *flow_story_first(Arena *a, const Story *s, StoryCut cut, int page);
Story *flow_story_rest(Arena *a, const Story *s, StoryCut cut, int page);

/* `duikai fit`: the desk's words, one line a frame (第1版 头条《…》 超 2 行 31 字), the copy that did not fit quoted. */
void flow_fit_text(const FlowEdition *e, Buf *out);
void flow_fit_json(const FlowEdition *e, JsonOut *out);
void flow_dropped_json(const FlowEdition *e, JsonOut *out); /* what the ladder left out; e may be NULL */
void flow_dump(const FlowEdition *e, JsonOut *out);
/* Where on the pages what stands at a place of the copy or of a layout has come: page, frame, story and rectangle. False if nowhere. */
bool flow_find_place(const FlowEdition *e, Span span, DiagPlace *place);
/* Why a frame or story came out as it did: sizes tried, breaks, legs, picture places. False if there is no such frame or story. */
bool flow_explain(const FlowEdition *e, Str what, Buf *out);

/* The laws at the head of this file, and that lines end at their measure; `why` gets a line for each breach. For tests: it compares every
 * line of a page with every other. */
bool flow_check(const FlowEdition *e, Buf *why);

#endif
