/* plan, inside: the table-driven reader. A property is a Row; reading, did-you-mean and the JSON Schemas go over the same rows. */
#ifndef DUIKAI_PLAN_INSIDE_H
#define DUIKAI_PLAN_INSIDE_H

#include "plan/plan.h"

/* ---- rows */
typedef enum FieldKind {
  F_TEXT,    /* Str */
  F_FIELD,   /* a text for the edition's fields, under its table's prefix */
  F_INT,     /* int in [least, most] */
  F_SPAN,    /* two ints in [least, most]: 1-5, 3, [1, 5] */
  F_FLAG,    /* bool */
  F_CHOICE,  /* int: one of the choices */
  F_LENGTH,  /* Len: em and lines are those of the grid */
  F_MEASURE, /* Measure: em and lines are those of the text it stands for */
  F_SIZE,    /* Len: a size of type */
  F_SIZES,   /* two Lens: 42pt, 二号, [30pt, 42pt] */
  F_SHARE,   /* int, 1/1000: 8%, 0.08 */
  F_SHARES,  /* two ints: 100%, [90%, 110%] */
  F_INK,     /* Ink */
  F_SHEET,   /* two Lens: 390mm x 550mm */
  F_AT,      /* At: top right */
  F_MAP,     /* a map with a table of its own, read into the same struct */
  F_OWN      /* read by a function of its own (NULL: later, by whoever owns the table) */
} FieldKind;

typedef struct PlanReader PlanReader;
typedef struct Table Table;
typedef struct StyleBook StyleBook;
typedef struct Choice {
  const char *name;
  int value;
} Choice;
typedef struct Row {
  const char *name;
  FieldKind kind;
  const char *meaning;
  size_t at, also;       /* offsets in the struct; `also` for the second of two */
  const Choice *choices; /* F_CHOICE: ends with a NULL name */
  const Table *table;    /* F_MAP */
  void (*own)(PlanReader *, const struct Row *, const Yaml *, void *into);
  const char *schema;  /* F_OWN: the part of the schema that says what it takes */
  int64_t least, most; /* F_INT, F_SPAN */
  const char
      *standard; /* the default as one would write it, where the table's struct does not hold it; "": it has none */
} Row;
/* A row for two ints of a struct: the first and last column or line. Where nothing is said it has no default to show. */
#define SPAN_ROW(T, n, first, last, low, high, says)                                                                   \
  {                                                                                                                    \
    .name = n, .kind = F_SPAN, .at = offsetof(T, first), .also = offsetof(T, last), .least = low, .most = high,        \
    .standard = "", .meaning = says                                                                                    \
  }
struct Table {
  const char *what; /* as a message names it: "the grid" */
  const Row *rows;
  size_t n;
  const char *prefix;                /* F_FIELD: "paper." */
  bool options;                      /* takes the names of para_options() as well */
  const void *(*standard)(Arena *a); /* the struct as it is before a file says anything; NULL: it has no defaults */
};
struct PlanReader {
  Job *job;
  Len em, line; /* what `em` and `lines` are where a length must be known at once */
  bool letterpress;
  bool all_auto; /* the edition asks for automatic pages: one without a layout is no slip */
  Ink accent;
  Map *inks;        /* the layout's own, by name: Ink * */
  Edition *edition; /* where fields go */
  VEC(Field) fields;
  Layout *layout;
  StyleBook *book;
  struct Shelf *shelf;
};

/* Reads a map by its table, in the table's order. Names that no row has go to `other`; what it refuses is an [unknown-key]. */
typedef bool (*ReadOther)(PlanReader *r, const Yaml *y, void *into);
void table_read(PlanReader *r, const Table *t, const Yaml *map, void *into, ReadOther other);
const Row *table_find(const Table *t, Str name);
void complain_unknown(PlanReader *r, const Table *t, const Yaml *y, const Table *beside);
void complain_value(PlanReader *r, const Yaml *y, const char *wants);
void hint_nearest(Job *job, Str word, const Str *names, size_t n);
void fields_check(PlanReader *r);        /* {names} in the layouts that the edition does not have */
bool name_is(Str key, const char *name); /* '_' for '-' is fine */
bool is_filled(const Yaml *y);           /* a text with something in it */
void field_put(PlanReader *r, Str name, Str value, Span span);

/* ---- values (values.c) */
bool value_read(PlanReader *r, const Row *row, const Yaml *y, void *into); /* every kind but FIELD, MAP, OWN */
const char *value_wants(Arena *a, const Row *row);                         /* "a length such as 9pt or 13em" */
Str value_text(Arena *a, const Row *row, const void *from); /* as one would write it; empty if it says nothing */
bool length_read(const PlanReader *r, Str s, Len *out);
bool style_size_read(const PlanReader *r, Str s, Len *out);
bool at_read(Str s, At *out);
const char *at_name(At at);
bool ink_read(const PlanReader *r, Str s, Ink *out);
Str ink_text(Arena *a, Ink ink);

/* ---- the shelf (shelf.c): layout and style files, found and read once an edition */
typedef struct Sheaf {
  Str name, path;
  uint32_t file;
  const Yaml *root; /* NULL: unreadable, told already */
  bool told;        /* the findings in it have been given */
} Sheaf;
typedef struct Shelf {
  Job *job;
  Str edition_dir, data_dir;
  Map *sheaves, *layouts; /* by path */
  Spots *spots;           /* of all layouts of the edition: one plate, one number */
} Shelf;
Shelf *shelf_make(Job *job, Str edition_dir, Str data_dir, Spots *spots);
Sheaf *shelf_read(Shelf *s, Str name, Str path, Span asked_at);
Sheaf *shelf_find(Shelf *s, const char *folder, Str name,
                  Span asked_at); /* [layout-missing], [style-missing] or [press-missing] and NULL */
Layout *shelf_layout(Shelf *s, Str name, Span asked_at);
Layout *layout_make(Shelf *s, const Sheaf *sheaf);
Sheaf *shelf_add(Shelf *s, Str name, Str path, Str raw); /* a file whose text is given */

/* ---- styles (style.c) */
extern const Table STYLE_TABLE, INITIAL_TABLE;
extern const Choice WRITINGS[];
StyleBook *book_make(PlanReader *r, Shelf *shelf, Lang lang);
void book_add(StyleBook *b, const Yaml *styles, Sheaf *from); /* a layer over those before it */
void book_inherit(StyleBook *b, const Yaml *names); /* the layers that a layout names, or its language's own */
void book_resolve(StyleBook *b);                    /* every style, so that every mistake is told */
const Style *book_find(StyleBook *b, Str name);     /* NULL if no layer has it */
const Style *book_find_at(StyleBook *b, Str name, const char *otherwise, Span span); /* [style-missing] and the other */
const Style *book_read(StyleBook *b, const Yaml *y, const char *base, ReadOther other,
                       void *into); /* a name, or a map over `base` */
Map *book_styles(const StyleBook *b);
const Ladder *book_ladder(const StyleBook *b); /* of the topmost file that has one */

void rules_read(PlanReader *r, const Row *row, const Yaml *y, void *into); /* rules.c: names of LINT_RULES, a set */

/* ---- the ladder (ladder.c) */
extern const Table STEP_TABLE;
/* A list of steps, in which `inherit` stands for those of `under`; or none. */
const Ladder *ladder_read(PlanReader *r, const Yaml *y, const Ladder *under);

/* ---- slots (slot.c) */
extern const Table SLOT_TABLE, BOX_TABLE, PICTURE_TABLE, HEAD_TABLE, OWN_GRID_TABLE, AREA_TABLE;
extern const Choice SLOT_KINDS[];
const char *slot_kind_name(SlotKind k);
bool box_read(PlanReader *r, const Yaml *y, BoxStyle *box); /* yes, no, or a map */
void slots_read(PlanReader *r, const Yaml *slots);
void slot_clamp(PlanReader *r, const Slot *s, const char *what, Span span, int *first, int *last,
                int most);                /* [slot-outside] */
void slot_settle(PlanReader *r, Slot *s); /* its grid and cells, once its place is known */
void insets_place(PlanReader *r);         /* insets.c: every inset gets its place in its parent */
bool is_inset_of(const Layout *l, const Slot *a, const Slot *b); /* one stands in the other, at whatever remove */
extern const Table FRAME_TABLE;                                  /* frames.c */
void frames_read(PlanReader *r, const Row *row, const Yaml *y, void *into);
void frames_mend(PlanReader *r, Slot *s);
bool slots_overlap(const Slot *a, const Slot *b);

/* ---- inks of a layout's own (inks.c) */
void inks_read(PlanReader *r, const Row *row, const Yaml *y, void *into);
extern const Table SPOT_TABLE;

/* ---- the press (press.c) */
extern const Table PRESS_TABLE;
void press_plan_read(PlanReader *r, const Row *row, const Yaml *y, void *into); /* the edition's `press:` */
PressPlan press_plan_default(Shelf *s);                                         /* that of press/newsprint.yaml */

extern const Table LAYOUT_TABLE, EDITION_TABLE, PAPER_TABLE, PAGE_TABLE, FILL_TABLE, AD_TABLE, KEEP_TABLE;
extern const Table TEASER_TABLE; /* teasers.c */
bool teaser_read(PlanReader *r, const Yaml *y, TeaserFill *t);
extern const Table PART_TABLE; /* parts.c */
void paper_parts_read(PlanReader *r, const Row *row, const Yaml *y, void *into);
void part_check(PlanReader *r, Str id, Span span);
extern const Table FILLER_TABLE; /* fillers.c */
void fillers_read(PlanReader *r, const Row *row, const Yaml *y, void *into);

/* ads.c: [ad-size] */
void ads_check(Job *job, const PagePlan *page);

#endif
