/* flow/inside: what the files of this room tell each other.
 *
 * The words: Matter is one paragraph in type. A Galley is a story in type before it is made up: its headline block, its body in
 * order, its pictures. A Bed is the room of a slot: legs on the grid. A Stretch is the part of one leg that no picture covers.
 * Blocks are poured into stretches. Everything across the lines is a number of grid lines; Len appears only where ink is put down (put.c).
 *
 * No file here asks which way lines run, but put.c at the last moment: a place is reckoned along and across the lines of the slot's Grid
 * (plan.h), and a vertical story is a horizontal one until its ink is put on the sheet. What runs the other way than its frame (a headline
 * at the side of horizontal text or over vertical text, a horizontal caption in vertical text) is called cross. */
#ifndef DUIKAI_FLOW_INSIDE_H
#define DUIKAI_FLOW_INSIDE_H

#include "flow/flow.h"

/* ---- cast.c: paragraphs into type */
/* Marks of this room's own: ink that a style or a list puts before or after the copy; a heading that runs in; the first character of a name
 * that is widened (names.c). */
enum { MARK_ENGINE = MARK_BYLINE + 1, MARK_RUN_IN, MARK_PADDED, MARK_KINDS };
typedef struct Caster { /* one thread's bench */
  Arena *arena;         /* keeps the type */
  Arena *scratch;       /* what breaking needs, kept until the story is cast; may be the same */
  Diags *diags;
  const Fonts *fonts;
  Shaper *shaper;
  Str dir;               /* of the edition: where pictures are looked for that do not lie beside their story */
  const Style *dateline; /* of the story on the bench */
  const Grid *grid;      /* that it will stand on; NULL: square type */
  const Style *run_in;   /* of the heading that runs into the paragraph being set; NULL: none does */
  Lang lang;
} Caster;

typedef struct Matter {
  const Para *para;    /* what is set: the copy's paragraph or a part of it */
  const Para *copy;    /* the copy's paragraph; NULL: words of the engine */
  uint32_t copy_at;    /* text of `para` after `lead` bytes stands in the copy's text from here */
  uint32_t lead, tail; /* bytes of engine's ink before and after the copy's own */
  const Para *head;    /* a heading that runs in: after `lead` stand `head_n` bytes of it and `joint` bytes of blank */
  uint32_t head_n, joint;
  Len cut; /* the first `cut_lines` lines begin so much later and are so much shorter */
  int cut_lines;
  const Style *style;
  Role role;
  Len size, measure;
  bool vertical;
  const Setting *setting; /* bare */
  const Setting *full;    /* until the first lines are set */
  const Fonts *fonts;
  Arena *scratch;
  Lines lines;        /* as they stand now */
  size_t natural;     /* lines at no wish */
  Lines tries[3];     /* natural - 1, natural, natural + 1, once asked for */
  Diags *findings[3]; /* of each try: only those of the lines that stand are reported */
  uint8_t asked;      /* bit k: tries[k] has been asked for */
  const Len *
      less; /* its first lines are so much shorter, beside a shape; then `natural`, `tries` and `findings` are of these rooms */
  size_t less_n;
  struct Trial *trials; /* of rooms tried before */
  uint8_t reach;        /* REACH_*, of the whole measure (`less_n` 0) */
  int8_t stands;        /* -1, 0, +1 */
  bool gapes;           /* its lines may stand as loose as they may without being reported */
  Arena *arena;
  Diags *parent;
} Matter;

/* Bytes [at, end) of a paragraph between words of the engine's; the whole itself where that is all of it. */
const Para *para_part(Arena *a, const Para *whole, uint32_t at, uint32_t end, Str before, Str after);
Matter *matter_make(Caster *c, const Para *copy, const Style *style, Len size, bool vertical);
Matter *matter_of_engine(Caster *c, Role role, Str text, const Style *style, Len size, bool vertical);
/* Part of a paragraph, with paragraph options of the caller's: the lines of a headline. */
Matter *matter_with(Caster *c, const Para *copy, uint32_t at, uint32_t end, const Style *style, Len size,
                    ParaStyle how);
ParaStyle matter_style(const Caster *c, const Style *style, Len size, bool vertical);
/* A heading and the paragraph that it runs into, one em between them. */
Matter *matter_run_in(Caster *c, const Para *head, const Style *head_style, const Para *copy, const Style *style,
                      Len size, bool vertical);
const Para *names_padded(Arena *a, const Para *p, Lang lang); /* with the names of two Han marked */
void matter_set(Matter *m, Len measure);                      /* breaks and sets; forgets earlier lines */
bool matter_wish(Matter *m, int by);                          /* takes natural + by lines if that stays legal */
bool matter_would_stand(Matter *m, int by);                   /* whether it would; it stays as it is */
bool matter_would_gape(Matter *m); /* a line longer, but only with lines as loose as may be */
/* How a paragraph would change at a measure; of matter that keeps what breaking needs (`full`), which stays as it is. */
typedef struct Would {
  bool open, gape, shut; /* a line longer; only with loose lines; a line shorter */
  bool orphaned;         /* it ends on a character or two there */
} Would;
Would matter_would(Arena *scratch, const Matter *m, Len measure);
/* The same paragraph past shapes: line k is less[k] shorter. How its lines stand does not change before it is told to. */
void matter_beside(Matter *m, const Len *less, size_t n);
size_t matter_lines(Matter *m, int by, bool *honoured); /* lines it would have, natural + by if that stays legal */
void matter_stand(Matter *m);                           /* takes them, by `stands` */
const Style *style_for(const Layout *l, const Slot *s, Role role);

/* ---- title.c: words in large type, broken at sense */
typedef struct TitleLine {
  Matter *m;
  uint32_t line;
} TitleLine;
typedef struct Title {
  TitleLine *at;
  size_t n, cap;
  Len size, pitch;
  int x_scale_pm, tracking_pm;
  bool broken, too_long; /* the engine chose the breaks; it fits no size and number of lines it may have */
  int fill_pm;           /* of its measure, by its longest line */
  uint8_t parted;        /* the weakest of the breaks that were chosen (SENSE_LAST…); SENSE_MARK: none */
} Title;
/* `lines` as the copy gives them; `room` is the measure. */
Title title_make(Caster *c, const Para *lines, size_t n, const Style *style, Len room, bool vertical);

/* ---- head.c: the headline block */
typedef struct HeadLine {
  Matter *m;
  uint32_t line;
  Point at;
} HeadLine; /* at: where it begins along and what it stands on across, from the ink's corner; a cross head's in its own directions */
typedef struct HeadGround { /* a tint behind some of its lines */
  Rect r;
  Ink ink;
} HeadGround;
typedef struct Head {
  HeadLine *at;
  size_t n, cap;
  struct {
    HeadGround *at;
    size_t n, cap;
  } grounds;
  Len before, after; /* air asked for above and below */
  Len width,
      content; /* of the block along the text's lines; its ink across its own, with the blanks between its parts */
  int lines, lines_least; /* grid lines it takes and could do with; 0: there is no headline */
  int air;                /* lines of them that the slot's depth gives above what the type asks for */
  bool cross;
  bool over; /* stands on the story's first picture and takes no lines of the text's */
  Len size;  /* of the headline proper */
  int headline_lines, headline_most, capacity;   /* lines it has and may have; characters a line */
  int x_scale_pm, tracking_pm, headline_fill_pm; /* of the headline proper; of its measure, by its longest line */
  uint8_t headline_parted;                       /* its weakest break (Title.parted) */
  bool too_long;                                 /* the headline */
  bool centred;                                  /* in its lines */
  Str why;
} Head;
Head head_make(Caster *c, const Layout *l, const Slot *s, const Story *story, Len width);
Head head_of_subhead(Caster *c, const Layout *l, const Slot *s, const Para *p, const Style *style, Len width);
/* Lines that run across the text's, beside `depth` lines of it; with its `width` and `after` it takes that much of the bed. */
Head head_make_cross(Caster *c, const Layout *l, const Slot *s, const Story *story, int depth);

/* ---- bed.c: legs on the grid */
typedef struct Bed {
  const Grid *grid; /* of the slot */
  Len x, w;         /* inner edges */
  Len *leg_x;
  Len measure;               /* one for all legs */
  int legs, first, last;     /* grid lines inside a box's own; of several frames, of the first */
  int *leg_first, *leg_last; /* of each leg */
  int top_legs;              /* of the first frame: what a headline spans */
} Bed;
typedef struct
    Slat { /* a line of text beside a shape: its grid line, where in the leg it begins, how much shorter than the leg it is, and that */
  int line;
  Len at, less, leg;
} Slat;
typedef struct Stretch {
  int leg, first, lines;
  bool foot;
  const Slat *slats; /* one for each of its lines; NULL: they follow each other and are as wide as the leg */
} Stretch;           /* foot: ends at the bed's last line */
typedef struct Stretches {
  Stretch *at;
  size_t n, cap;
} Stretches;
int column_head_lines(const Slot *s); /* over all legs of briefs whose slot has a head for them; 0: none */
Bed bed_make(Arena *a, const Slot *s, Len taken_left, Len taken_right);
bool bed_side_by_side(const Bed *b, int leg); /* it and the next, with a gutter between them */
Len bed_span(const Bed *b, int leg, int n);   /* width of n legs from `leg` on */

/* ---- picture.c */
typedef struct PictureSet { /* a picture with its words, before it has a place */
  const StoryPicture *copy;
  struct Island *island;       /* a float: stands like a picture */
  const Pict *pict;            /* NULL: a placeholder */
  const Pict **more;           /* the others of its group, side by side with it */
  bool has_slot;               /* the slot has a place for it, */
  bool place;                  /* and it stands there */
  int leg, legs, first, lines; /* place: picture alone */
  int gave;                    /* lines that the ladder made it deeper by */
  int words;                   /* grid lines of caption and credit under it */
  bool turns;                  /* they are to run the other way than the text, */
  bool cross;                  /* and do, where there is room for that: then they take no lines but */
  Len strip, gap, step;        /* so much of its width at its end; what of that parts them from it; their pitch */
  Len x, w;
  Matter *caption, *credit;
  int credit_line; /* of the words, 0-based */
  Wrap wrap;       /* UNSAID and BOX without `part`: it fills its legs, and text stands above and below */
  bool part;       /* it covers legs in part, or its shape does: text stands beside */
  Len keep;        /* white between its shape and the text beside */
  Measure least;   /* of a line there */
  Corners outline;
  PictMask mask;
  Contour contour; /* where it stands, in the grid's directions; n 0: its box */
  int contour_at;  /* `first` when it was made */
  Rect shown;      /* and the picture itself, where it does not fill its box */
} PictureSet;
void picture_read(Caster *c, const Story *story, PictureSet *p);
/* The i-th of a group (0 is the picture itself) and its part of their box on the sheet: all are equally deep, and each as wide as its shape
 * asks for. */
const Pict *picture_of_group(const PictureSet *p, size_t i);
Rect picture_part(const PictureSet *p, Rect box, Len gap, size_t i);
int64_t picture_shape_pm(const PictureSet *p); /* width of all of it by its depth, in 1/1000 */
void picture_words(Caster *c, const Layout *l, const Slot *s, PictureSet *p, Len width);

/* ---- table.c: a row, its cells side by side */
typedef struct TableRow {
  Matter **cell; /* NULL: empty */
  const Len *x;  /* of each, from the leg's start */
  size_t n;
  Len w;
  int step;                    /* grid lines that a line of its type takes */
  bool line_above, line_below; /* hairlines */
} TableRow;

/* ---- pour.c */
typedef struct Block {
  Matter *m;         /* NULL: a headline block, a picture, a row, an island, or white */
  Len shift;         /* its lines begin so much later: list items */
  const Head *aside; /* stands at the block's first line: a bullet, an initial, a side head */
  Len aside_x;
  int together; /* lines of text that must stay with its first */
  const TableRow *row;
  struct Island *island;
  int span;                  /* legs that it goes across; 0 and 1: one */
  const Head *wide, *narrow; /* its head across them; what stands for it where only one leg is left */
  int part, parts;           /* solid: lines of type [part, part + parts) of the matter */
  const Head *head;
  PictureSet *picture;
  int lines, lines_natural;    /* grid lines of a solid block */
  int lines_least, lines_most; /* what a solid block may be made, to level a foot */
  bool solid;                  /* not to be divided */
  int keep_next;               /* lines that follow it in its stretch at least; 0: it may be the last there */
  bool is_headline;            /* its head is a story's headline block, not a subhead */
  bool divider;                /* white with a hairline in it */
  bool gap;                    /* white between two stories of a row */
  struct Jump *turn;           /* the line that sends the reader on: what it says is known when all pages are made */
  uint32_t story;
  uint32_t
      nth; /* in the story's text, from 1: what goes across may stand a paragraph or some before or behind (bands.c); 0: it goes last */
} Block;
typedef struct Blocks {
  Block *at;
  size_t n, cap;
} Blocks;
typedef struct Placing {
  uint32_t block;
  int from, lines, room, line;
} Placing; /* lines from.. of a block, at a room's line */
typedef struct Placings {
  Placing *at;
  size_t n, cap;
} Placings;
typedef struct Cut {
  uint32_t block;
  int line;
} Cut; /* where a pouring stands: before line `line` of a block */
int block_lines(const Block *b);
typedef enum Manner {
  POUR_ON,    /* copy goes on after the last stretch: it too is filled exactly */
  POUR_LAST,  /* the last stretch ends where it is full, whatever that parts */
  POUR_CLOSE, /* the same, and elsewhere a line alone is better than white: copy must go in */
  POUR_PLAIN  /* the same, and no line is made or saved for a better end */
} Manner;
/* Fills stretches in order; gives where it stopped (block == n: all is placed). */
Cut pour(Arena *scratch, Blocks *blocks, Cut from, const Stretch *rooms, size_t room_count, Manner manner,
         Placings *out);
void pour_relax(Blocks *blocks);        /* back to natural counts */
bool block_may(const Block *b, int by); /* be so many lines longer or shorter, as far as its limits say */
bool block_change(Block *b, int by);
int blocks_sum(const Blocks *blocks, Cut from);

bool block_is_white(const Block *b);

/* ---- units.c: lines that a text gives one by one, the cheapest first. Blocks stand at their natural counts while they are asked. */
enum { UNIT_STEPS_MOST = 32 };
typedef struct Units Units;
Units *units_open(Arena *a, Blocks *b, const Ladder *l, int sign); /* sign: -1 fewer lines, +1 more */
int units_cost(Units *u, int k);                                   /* of k lines; -1: they cannot be had */
const LadderStep *units_step(const Units *u, int i);               /* that the i-th of them is of */
int units_give(Units *u, int k,
               int turn); /* changes the blocks, from turn to turn others of one cost; gives what was reached */
bool matter_is_orphaned(const Matter *m); /* it ends on a character or two */

/* ---- island.c: text that stands apart: a box, a note, a pull quote */
typedef struct Island {
  Blocks blocks;
  const BoxStyle *box;
  Len w, x, measure; /* its width; where its text begins, and the measure of that */
  int pad, margin;   /* lines above and below its text in its frame, and around that */
  int lines;         /* grid lines it takes in all */
  int span;
  At at;
  uint32_t story;
  uint32_t before; /* a float is read before this block of the story */
  const Para *const *paras;
  size_t n;
} Island;

/* ---- fill.c: the depth at which all legs are level */
typedef struct Filling {
  Blocks *blocks;
  Stretches full;
  bool balance;
  Arena *scratch;
  const Ladder *ladder;
  Units *units[2]; /* fewer, more: once asked for */
  Arena *keep;     /* of the log */
  FlowLadder log;
  const FlowAdvice *advice;
  size_t advice_count;
  Placings placed;
  Stretches rooms; /* what `placed` counts: the stretches as they were filled */
  Cut end;
  int given, cut;
} Filling;
void fill_stretches(Filling *p);
int fill_cost(Filling *p, int give); /* of so many lines more (or fewer) from the text; -1: it has not so many */
/* Pours them: 0 all legs are full; lines left white; negative: left out; INT32_MAX: uneven; INT32_MIN: there is no such turn. `last`: the last
 * leg may end short. */
int fill_try(Filling *p, int cut, int give, int turn, bool last);
int fill_now(Filling *p, int cut, bool last); /* the same with the blocks as they stand */
int fill_white(const Filling *p);
int fill_used(const Filling *p);
/* bands.c: the same where something goes across the legs. */
void fill_bands(Filling *p, const Bed *bed);
void blocks_number(Blocks *b); /* as the copy has them: Block.nth */
bool blocks_have_spans(const Blocks *b);
int blocks_sum_across(const Blocks *b);      /* lines of all, what goes across the legs counted once a leg */
int fill_room(const Stretches *s, int cut);  /* lines of all stretches with `cut` left white at the feet */
int fill_worth(const Stretches *s, int cut); /* the same in lines as long as the leg */
int fill_depth(const Stretches *s);          /* lines of the deepest */
int fill_feet(const Stretches *s);
bool fill_is_done(const Filling *p);
Stretches stretches_cut(Arena *a, const Stretches *full, int cut);

/* ---- a slot that stands in a story's frame */
typedef struct Inset {
  const Slot *slot;
  Len x, w;        /* in the directions of the grid it stands on */
  int first, last; /* its grid lines */
} Inset;

/* ---- galley.c: a story in type */
typedef struct Galley {
  const Story *story;
  uint32_t number;
  size_t nth; /* among the stories of its slot */
  const Layout *layout;
  const Slot *slot;
  Bed bed;
  Head head;
  Len head_taken, bed_whole; /* upright headline: what it and the least leg take, and the width there is */
  int head_line;             /* where the headline block begins */
  Blocks body;
  struct {
    Island **at;
    size_t n, cap;
  } floats; /* islands with a place in the slot */
  PictureSet *pictures;
  size_t picture_count;
  Inset *insets; /* text runs around these too */
  size_t inset_count;
  struct Galley *rest; /* what goes on on another page; NULL: it ends here */
  uint32_t begins;     /* the first paragraph's text from this byte on: it began on another page */
  bool goes_on;        /* it is such a rest, */
  int from_page;       /* of this page, if that is not made with it */
  uint32_t ends;     /* the last paragraph's text up to this byte: the rest was planned on another page; 0: all of it */
  struct Jump *turn; /* and the line that sends on ends it; NULL: it goes on nowhere, or flow finds that out */
  const SlotOffer *offer; /* what of the slot's offers stands under it; NULL: none */
  Diags *diags, *head_findings;
  struct {
    const Para **at;
    size_t n, cap;
  } gone; /* what the ladder left out */
  Arena *arena;
} Galley;
void galley_make(Caster *c, Galley *g); /* story, number, layout and slot are given */
void blocks_put_para(Caster *c, Blocks *out, const Layout *l, const Slot *s, const Para *p, Len measure,
                     uint32_t story);
void blocks_check_readings(Caster *c, const Matter *m, Len pitch); /* reading-tight */
void blocks_put_styled(Caster *c, Blocks *out, const Layout *l, const Slot *s, const Para *p, const Style *st,
                       Len measure, uint32_t story);
/* All matter of a block in reading order: what stands beside it first. Long matter in several blocks is visited with the first of
 * them when `with_text`. */
void block_each(const Block *b, bool with_text, void (*fn)(void *ctx, const Matter *m), void *ctx);
void blocks_each(const Blocks *b, void (*fn)(void *ctx, const Matter *m), void *ctx);
Block block_solid(Matter *m, int lines, uint32_t story); /* a block that is not divided */

/* ---- wrap.c: shapes in the legs, and what they leave beside them */
void wrap_read_picture(Caster *c, const Galley *g,
                       size_t picture);                   /* what layout and copy say of how text runs around it */
int wrap_own_lines(const Galley *g, const PictureSet *p); /* as deep as its own shape asks for */
void wrap_place(const Galley *g);                         /* contours where the pictures stand now */
bool wrap_touches(const Galley *g, int leg);              /* a shape leaves room in it */
void wrap_leg(Arena *a, const Galley *g, int leg, int top, Stretches *out);
bool wrap_any(const Galley *g);                     /* a shape or an inset stands in it */
Str wrap_words(Arena *a, const Galley *g);          /* "; its text runs around 'facts'" */
bool wrap_covers(const Galley *g, int line, Len x); /* a shape with the white around it */

/* ---- beside.c: paragraphs past shapes */
typedef struct
    Sides { /* what a pouring past shapes knows: by how much every line of its rooms is shorter than its leg */
  Arena *a;
  const Stretch *rooms;
  size_t n;
  const Len *flat; /* of all lines of all rooms; those of room r begin at base[r] */
  const size_t *base;
  size_t flat_n;     /* lines after these are as wide as their legs */
  size_t r;          /* the room being filled, */
  const Len *before; /* and of the paragraph begun before it the lines that stand */
  size_t before_n;
} Sides;
Sides *sides_make(Arena *a, const Stretch *rooms, size_t n); /* NULL: there is no shape */
/* Lines of a paragraph that begins at line `at` of the room, or goes on there; the room ends after `room` lines. */
int sides_lines(const Sides *s, const Block *b, bool goes_on, int at, int room, int by, bool *honoured);
int sides_seat(const Sides *s, const Block *b, int at,
               int room);                                 /* lines to be left white before it; -1: it finds no seat */
int stretch_without(const Stretch *s, int cut);           /* lines left when grid lines are cut off its foot */
int stretch_line(const Stretch *s, int k);                /* the grid line of its k-th line */
Stretch stretch_part(const Stretch *s, int from, int to); /* what lies in grid lines [from, to] */
Len slats_shift(const Block *b, const Slat *at);          /* where in its leg a block that is no text stands there */

/* ---- text.c: what stands in a story's text, paragraph by paragraph, as blocks */
typedef struct Text {
  Caster *c;
  Galley *g;
  Blocks *out;
  Len measure;
  const Style *body; /* of an island's paragraphs; NULL: the slot's */
  bool begun;        /* the story's first paragraph has been set: an initial comes no more */
  const Para *item;  /* the list item set last; NULL: it was none */
  int hang;          /* characters that the items of the list being set are indented by; 0: no list */
} Text;
size_t text_put(Text *t, const Para *const *p, size_t n); /* one thing; gives the paragraphs it was made of */
void text_put_white(Text *t);                             /* a line of white, unless the last is one */
void text_put_all(Text *t, const Para *const *p, size_t n);
const Style *text_style(const Layout *l, const Slot *s, const Para *p); /* subheads by their level */
/* cuts.c */
bool cut_put_initial(Text *t, const Para *p);
bool cut_put_side(Text *t, const Para *head, const Para *p);
Head *head_of_engine(Caster *c, const Grid *g, Role role, Str text, const Style *style, Len size);
/* table.c */
size_t table_put(Text *t, const Para *const *p, size_t n);
/* island.c */
const Style *island_style(const Text *t, const Para *p); /* NULL: it does not stand apart */
size_t island_put(Text *t, const Para *const *p, size_t n);
void island_put_plain(Caster *c, Galley *g, const Island *i); /* it found no room: its text joins the story's */
void galley_make_head(Caster *c, Galley *g);                  /* headline block and bed: what of the slot it leaves */
int lines_taken(const Grid *g, const Matter *m, size_t n);    /* grid lines of n lines of a matter */
bool runs_in_columns(const Slot *s);
bool head_at_end(const Slot *s); /* a cross headline stands where the text's lines end */
int head_legs(const Slot *s, const Bed *bed);
void galley_lift_head(Caster *c,
                      Galley *g);       /* a headline that was to stand on a picture stands over the text after all */
Point head_on_picture(const Galley *g); /* where a headline on a picture begins */
void galley_check_pictures(Galley *g);  /* picture-unplaced */
void galley_put_words(Caster *c, Galley *g,
                      const PictureSet *p); /* words of a picture that has no place go into the text */

/* ---- place.c */
void place_width(const Galley *g, size_t picture); /* its legs, x and width */
void place_check_head(Caster *c, const Galley *g); /* insets that stand on the headline */
void place_parts(Caster *c, Galley *g);            /* headline and pictures to grid lines; [slot-too-small] */
bool place_again(Galley *g);                       /* as deep as they are now; false: one finds no room */
void place_deep(Caster *c, const Galley *g, PictureSet *p, int lines); /* a picture's depth, and its words with it */
int place_least(const Galley *g, const PictureSet *p);                 /* the fewest lines it may have */
Stretches place_stretches(Arena *a, const Galley *g);

/* ---- part.c: a story in two by its text (flow.h has what makeup asks) */
typedef struct Sentences { /* text and lang are given */
  Str text;
  Lang lang;
  size_t at;
  int depth;
  bool stop;
} Sentences;
bool sentence_next(Sentences *s,
                   size_t *start); /* where the next sentence begins, outside brackets; false: there is none */
Str jump_words(Arena *a, Lang l, bool on, Str page); /* the label of the other page */
Story *part_first(Arena *a, const Story *s,
                  StoryCut cut); /* its last paragraph is whole: Galley.ends says where it is parted */
Story *part_rest(Arena *a, const Story *s, StoryCut cut);                 /* so is its first: Galley.begins */
void part_put_words(Arena *a, Story *rest, const Story *whole, Str page); /* what stands over it; in no copy */

typedef struct Flow Flow;

/* ---- rungs.c: what the steps of a ladder do to a story, beside what its text gives line by line. A setting is a number for each rung: lines of
 * a picture, of air, of the headline; elements that go. */
enum { RUNGS_MOST = 24, TRACK_STEP_PM = 5 };
typedef struct Rung {
  const LadderStep *step;
  int least, most;
  size_t picture; /* STEP_PICTURE; STEP_DROP: the element; STEP_FILLER: which of the slot's offers */
  int lines;      /* about what one of it is worth, over all legs */
} Rung;
typedef struct Rungs Rungs;
Rungs *rungs_open(Caster *c, Arena *scratch, Galley *g, const Ladder *l);
size_t rungs_count(const Rungs *r);
const Rung *rungs_at(const Rungs *r, size_t i);
/* The galley as a setting has it. False: its parts find no room so, or the type does not fit. */
bool rungs_set(Rungs *r, const int8_t *v);
void rungs_keep(Flow *f, Rungs *r, const int8_t *v,
                const FlowPage *page); /* it stands: findings, and what is dropped */
/* Of a story in a row, whose blocks stand in columns with others': its headline block under a setting (false: it does not fit); the element of
 * a kind that one of its blocks begins, as a bit (0: none), and how many blocks that is; the galley with such a headline block and without
 * those elements, but for its body; what is told when all of it goes. */
bool rungs_head(Rungs *r, const int8_t *v, int *lines, int *least);
uint64_t rungs_part_at(const Rungs *r, Element e, size_t block, size_t *blocks);
void rungs_set_in_row(Rungs *r, const int8_t *v, uint64_t gone);
void rungs_drop_story(Flow *f, Rungs *r, const FlowPage *page);

/* ---- ladder.c: the smallest change that fits */
Filling ladder_fill(Flow *f, Caster *c, Arena *scratch, Galley *g, const FlowPage *page);
/* Part of a story whose rest goes on elsewhere: what it costs to fill the frame with it; -1: nothing does. With a page it stands so then,
 * without one the galley is left as it was. */
int ladder_try_part(Flow *f, Caster *c, Arena *scratch, Galley *g, const FlowPage *page, Filling *p);
/* A pouring and what fill_try said of it. */
void ladder_log(Filling *p, const FlowChange *changes, size_t n, int give, int miss, bool stands);
/* For `fit --suggest`: what may be pulled, each by itself, as far as it can go; of a row its own. A ladder with one of them in place of its kind. */
enum { LEVERS_MOST = 16 };
size_t ladder_levers(bool over, bool row, LadderStep *out);
Ladder ladder_with(Arena *a, const Ladder *l, const LadderStep *lever);
typedef struct Givers { /* what a text has that may give a line each */
  int paragraphs, subheads;
  int orphans; /* paragraphs besides that end on a character or two, or that only gape: what a step of their own is for */
} Givers;
FlowReach ladder_reach(const Ladder *l, int sign, Givers g);

/* ladder_words.c */
void ladder_explain(const FlowLadder *l, Buf *out);
void ladder_json(const FlowLadder *l, JsonOut *j);
void advice_put(Buf *out, const FlowAdvice *a, size_t n, bool english); /* "; " before each */
void advice_json(JsonOut *j, const FlowAdvice *a, size_t n);

/* ---- jump.c: a story that goes on on another page */
typedef struct Jump {
  Galley *from; /* its `rest` is cast when its page is made */
  size_t plan;  /* where it goes on */
  const Slot *to;
  Len takes;      /* that it is thought to take there, along the lines put end to end */
  FlowPage *page; /* where it begins, */
  Len x;          /* and where the line that sends on stands there */
  int line;
  uint32_t order;
  int number;      /* of the page where it goes on, once that is known */
  FlowPage *there; /* NULL: that page is not wanted */
  bool planned;    /* makeup parted it: a story's slot is kept for the rest */
  StoryCut cut;    /* where it was parted, and on which page of the plan */
  size_t begun;
  Str why;
} Jump;

/* ---- flow.c */
typedef struct Book { /* what flow_edition really gives: the laws ask for the galleys too */
  FlowEdition edition;
  Galley **galleys;
  size_t galley_count;
} Book;
typedef struct FlowTeased { /* a story that a page points to */
  const FlowPage *page;
  uint32_t story;
} FlowTeased;
struct Flow {
  Job *job;
  Arena *a;
  const FlowInput *in;
  FlowEdition *e;
  Caster caster; /* for what is set on the main thread: furniture */
  struct {
    Galley **at;
    size_t n, cap;
  } galleys; /* by number of story */
  struct {
    Jump **at;
    size_t n, cap;
  } jumps;
  struct {
    FlowTeased *at;
    size_t n, cap;
  } teased;
  int numbers;    /* pages numbered so far */
  uint32_t order; /* next reading place on the page being made */
};

/* label.c */
int label_take(Flow *f, const PagePlan *plan); /* the next page's number; of a spread, its first */
int label_nth(const Flow *f, int number);      /* which of its part it is */
Str label_of_pages(Flow *f, const PagePlan *plan, int number);
/* The number of the page that a place of a spread lies on: of the half where its reader begins. */
int label_at(const PagePlan *plan, const Layout *l, int number, Rect r);
void flow_order(Flow *f, const FlowPage *p, const Slot *s); /* what is put next belongs to that slot */
void flow_findings_take(Flow *f, Galley *g);                /* once its lines stand */
void flow_empty_slot(Flow *f, FlowPage *p, const Slot *s);
void flow_story_slot(Flow *f, FlowPage *p, const Slot *s, Galley *g);
void flow_put_filling(Flow *f, FlowPage *page, const Slot *s, Galley *g, const Filling *p);
void flow_column_head(Flow *f, FlowPage *p, const Slot *s); /* over a column of briefs, if its slot has one */
void flow_briefs_slot(Flow *f, FlowPage *p, const Slot *s, Galley **g, size_t n);
Filling flow_fill(Arena *scratch, Galley *g); /* the galley's text in what its parts leave, once */
void jump_check(const Flow *f);               /* slots for jumps that can never be reached */
/* Parts the story where it may be parted, if a later page has a place for the rest. False: it stays as it is. */
bool jump_make(Flow *f, Caster *c, Arena *scratch, FlowPage *page, Galley *g, Filling *p);
void jump_take(Flow *f, FlowPage *p, const Slot *s, size_t plan); /* what goes on in a slot */
void jump_plan(Flow *f, Galley *first, const Fill *fill);         /* the story in two as the fill says */
Galley *jump_plan_rest(Flow *f, uint32_t number, size_t plan, const Layout *l, const Slot *s, const Fill *fill);
void jump_take_planned(Flow *f, FlowPage *p, const Slot *s, Galley *rest);
void jump_put_room(Caster *c, Blocks *b, Jump *j, uint32_t story);
void jump_put_turn(Flow *f, FlowPage *p, Jump *j, Len x, int line);
void jump_number(Flow *f, size_t plan, int number); /* a page has its number */
void jump_finish(Flow *f);                          /* the lines that send on, their links; what makeup asks of them */
typedef struct Stream Stream;
Stream *stream_open(Flow *f, const Slot *s, Galley **g, size_t n);
bool stream_pour(Stream *st, Flow *f, FlowPage *p); /* true: copy is left for a further page */
/* Nameplate, ear, folio, index, advertisement, text, rule: every slot that holds no story. */
void flow_furniture(Flow *f, FlowPage *p, const Slot *s);
const AdFill *ad_find(const FlowPage *p, const Slot *s); /* ad.c; NULL: none is booked */
/* The advertisement that is booked for the slot. False: there is none to show, and that is told; the page is then `held` if one is booked. */
bool ad_place(Flow *f, FlowPage *p, const Slot *s);

/* ---- put.c: ink onto the page */
Item *put_item(Flow *f, FlowPage *p, ItemKind kind, Role role, uint32_t story, Rect box);
/* `x` along and `baseline` across, in the grid's directions: a line runs as its grid does. */
Item *put_line(Flow *f, FlowPage *p, const Grid *g, const Matter *m, const Line *line, uint32_t story, Len x,
               Len baseline);
void put_boxed(Flow *f, FlowPage *p, const Grid *g, const BoxStyle *b, uint32_t story,
               Rect r); /* rules and tint of a box */
/* A rule drawn as the style's border says; `r` is as wide as border_width. */
void put_styled_rule(Flow *f, FlowPage *p, uint32_t story, Rect r, const BoxStyle *b);
void put_rule(Flow *f, FlowPage *p, uint32_t story, Rect ink, Ink colour); /* on the sheet, as boxes are */
void put_box(Flow *f, FlowPage *p, const Layout *l, const Slot *s, uint32_t story);
void put_head(Flow *f, FlowPage *p, const Grid *g, const Head *h, uint32_t story, Len x, int line, int lines);
void put_head_on(Flow *f, FlowPage *p, const Grid *g, const Head *h, uint32_t story, Point at); /* on a picture */
void put_picture(Flow *f, FlowPage *p, const Grid *g, const PictureSet *s, uint32_t story);
/* put_blocks.c */
void put_island(Flow *f, FlowPage *p, const Grid *g, const Island *i, Len x, int line);
void put_placings(Flow *f, FlowPage *p, const Blocks *b, const Placings *pl, const Stretch *rooms, const Bed *bed);
void put_column_rules(Flow *f, FlowPage *p, const Slot *s, const Galley *g, const Placings *pl, const Stretch *rooms);
void put_slot_rules(Flow *f, FlowPage *p, const Slot *s, uint32_t story);
Len line_top(const Grid *g, int line); /* where a grid line's cell begins, across */
Len line_foot(const Grid *g, int line);

/* ---- frame.c: how a frame came out */
FlowFrame *frame_add(Flow *f, FlowPage *p, const Slot *s, const Galley *g);
void frame_count(FlowFrame *fr, const Galley *g, const Stretch *rooms, size_t n, const Placings *pl);
/* A piece of the stock fills what is left: so many legs of it. */
void frame_offer(FlowFrame *fr, const Galley *g, const SlotOffer *o, int legs);
Str matter_text_from(const Matter *m, size_t line); /* the copy's own bytes */
Str blocks_text_from(Arena *a, const Blocks *b, Cut cut);
/* What is left from `cut` on is overset: kept in the record, reported, and marked at the frame's foot. */
void frame_over(Flow *f, FlowPage *p, FlowFrame *fr, const Galley *g, Cut cut);

#endif
