/* Private: menus, and the slot that a choice becomes. */
#ifndef DUIKAI_MAKEUP_VARIANTS_H
#define DUIKAI_MAKEUP_VARIANTS_H

#include "flow/flow.h"
#include "makeup/inside.h"

enum {
  SIZES = 5,
  FEWER_LEGS = 2,   /* than columns, at most */
  COST_OVER = 3000, /* points: a line that is known to find no room */
  COST_SHORT = 130, /* points: a line that stays white at the last leg's foot */
  OPEN_MOST = 4     /* lines that paragraphs are opened by to fill a frame (flow levels so much without a trace) */
};
/* What a story may look like by its rank among those of the page. Sizes never rise with falling rank: menus of one tier are windows of
 * one ladder, each ending where the next begins. */
typedef struct Menu {
  TierKind tier;
  int size_pt[SIZES], sizes, wish; /* falling; `wish` is an index */
  int least_w, most_w, wish_w;     /* columns */
} Menu;
void menus_make(const Story *const *stories, size_t n, int columns, Menu *out);

/* What a trial showed of a story in a variant: lines over, lines short. The headline's size and air are not asked, they do not touch the legs. */
typedef struct Tried {
  int w, legs, text, pict_cols, pict_lines; /* columns, legs, lines under the headline, picture */
  int briefs;
  Arm arm;
  int over, under;
} Tried;
typedef struct Lessons {
  Tried *at;
  size_t n, cap;
  int extra[COLUMNS_MAX]
           [FEWER_LEGS + 1]; /* lines that the count misses, by width from 1 and how many legs fewer than columns */
} Lessons;
const Tried *lesson_find(const Lessons *l, const Variant *v, int w); /* NULL: never tried */
void lesson_add(Job *job, Lessons *l, const Variant *v, int w, int over, int under);

/* What was measured of a story, by width from 1, legs fewer than columns, headline size and legs of its picture: trials ask for the same again. */
typedef struct Measured {
  StoryFit fit[COLUMNS_MAX][FEWER_LEGS + 1][SIZES][COLUMNS_MAX + 1];
  bool is[COLUMNS_MAX][FEWER_LEGS + 1][SIZES][COLUMNS_MAX + 1];
} Measured;

typedef struct VariantsFor {
  const Layout *base;
  const Story *story;
  FlowRuler *ruler;
  const Menu *menu;
  bool boxed;
  Measured *measured;
  int columns, lines; /* of the area */
  const Lessons *lessons;
  Variants *out; /* one list for each width 1..columns */
} VariantsFor;
void variants_make(Job *job, const VariantsFor *f, Arena *scratch);
/* Those of an L of such a width and arm, into out[columns - 1]. */
void variants_ell(Job *job, const VariantsFor *f, int columns, Arm arm, Arena *scratch);

bool is_brief(const Story *s); /* a small piece whatever its rank */
/* A signed piece without a dateline: it says what its author thinks. */
bool is_comment(const Story *s);
void makeup_styles(Slot *s, const Layout *base, TierKind tier);
/* The slot of a story at a place in an area that begins at the grid's first column and line. */
Slot makeup_slot(Job *job, const Layout *base, const Story *story, const Place *p);

#endif
