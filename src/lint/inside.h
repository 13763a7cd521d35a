/* lint, inside: a page as the rules see it.
 *
 * The rules ask about rectangles: frames, the ink of headlines and pictures, legs with their lines. view.c reads them once from flow's page,
 * so that a rule is a dozen lines over plain data and can be tried on a page made by hand. Pages with vertical lines are seen through
 * `along`: where a rule speaks of legs and lines it looks at the frame as its own grid does. */
#ifndef DUIKAI_LINT_INSIDE_H
#define DUIKAI_LINT_INSIDE_H

#include "flow/flow.h"
#include "lint/lint.h"

typedef struct LegLine { /* a line of running text in a leg; from, to: down the leg, in the frame's own grid */
  int leg;
  Len from, to;
  bool para_end;
} LegLine;
typedef struct ViewPicture {
  Rect box;
  int faces;               /* -1 left, 1 right, 0 not said */
  int leg_first, leg_last; /* legs that it covers */
  Len from, to;            /* down them */
} ViewPicture;
typedef struct ViewFrame {
  Str name;
  Rect box;
  bool copy;   /* holds stories: nameplates, ads, folios, indexes and lines part pages by nature */
  bool briefs; /* or another frame of several stories: their headlines are one kind */
  bool boxed;  /* ruled or tinted */
  bool over;   /* its headline may stand on its picture */
  bool vertical;
  unsigned waive;
  uint32_t story;
  Span span;
  Rect head; /* ink of the headline proper; w 0: none. `upright`: its lines run down */
  bool upright;
  Len head_size;
  Str head_font; /* role */
  int head_lines;
  Len head_foot, head_from, head_to; /* of the whole headline block, in the frame's grid: down, and along */
  Rect *legs;                        /* in the frame's own grid */
  int leg_count;
  VEC(LegLine) lines;
  VEC(ViewPicture) pictures;
} ViewFrame;
typedef struct ViewInk { /* one line or picture on the sheet */
  Rect box;
  Role role;
  uint32_t frame, story;
  bool picture;
  int light,
      ground; /* of type, 0 black to 1000 white: its own, and that of the ground it stands on; 1000: paper, or nobody knows */
  const Item *shape; /* a picture that text runs into; NULL: its box */
  const Grid *grid;
} ViewInk;
typedef struct View {
  Arena *a, *keep; /* of the view; of the faults */
  int page;
  unsigned waive, lint;
  Len pitch, gutter;
  VEC(ViewFrame) frames;
  VEC(ViewInk) inks;
  LintFaults faults, waived;
} View;

View view_make(Arena *a, const FlowEdition *e, const FlowPage *p);
/* Tells a fault about one frame, or about one and another (NULL: none); a waived one is kept apart. */
void view_fault(View *v, LintRule rule, Rect box, const ViewFrame *f, const ViewFrame *other, const char *fmt, ...)
    __attribute__((format(printf, 6, 7)));
Rect rect_around(Rect a, Rect b);
/* All rules, in their order. */
void rules_check(View *v);
void rules_of_pages(View *v);   /* pages.c: gutters and breaks */
void rules_of_stories(View *v); /* stories.c */
void rules_of_ink(View *v);     /* ink.c */
void rules_of_grounds(View *v); /* ink.c */

#endif
