/* story: copy -> articles. Markdown with YAML front matter, or a whole page's copy in the desk's conventions. Has never heard of fonts.
 *
 * Conservation: every byte of the copy that is not mark-up ends in exactly one paragraph below (in its text), or is dropped by a named
 * rule (listed at the head of story/conserve.c) or reported. */
#ifndef DUIKAI_STORY_H
#define DUIKAI_STORY_H

#include "base/base.h"
#include "text/text.h"

typedef enum MarkKind {
  MARK_STRONG,
  MARK_EMPHASIS,
  MARK_CODE,
  MARK_LINK,
  MARK_DOTS,
  MARK_NAME,
  MARK_BOOK,
  MARK_FRAME, /* 示亡号 */
  MARK_TCY,
  MARK_RUBY,
  MARK_SUP,
  MARK_SUB,
  MARK_CELL, /* of a table's row, the blank before it included; value: its alignment (l c r -) and column number, "r2" */
  MARK_LANG,
  MARK_DATELINE,
  MARK_BYLINE /* found by convention in the first paragraph of the body */
} MarkKind;
typedef struct Mark {
  uint32_t at, end; /* bytes of the paragraph's text */
  MarkKind kind;
  Str value; /* ruby's reading, link's target, `lang` */
} Mark;
/* text[at...] stands in the source at `src` until the next piece's `at`; pieces are sorted */
typedef struct Piece {
  uint32_t at, src;
} Piece;

typedef struct Para {
  Role role;
  Str text; /* plain text: no mark-up, no newline, no indent */
  Mark *marks;
  size_t mark_count;
  Piece *pieces;
  size_t piece_count;
  Span span;    /* from its first to its last byte in the source */
  int level;    /* list depth, row of a table, depth of a subhead (### is 1); 0 else */
  uint32_t box; /* the box it stands in, counted from 1; 0: none */
  Str bullet;   /* what a list item shows before it: "•" or "1." (engine's ink, not copy) */
} Para;
typedef struct Paras {
  Para *at;
  size_t n, cap;
} Paras;

/* A box in the text (::: box): its paragraphs say that they stand in it. */
typedef enum BoxKind { BOX_FACTS, BOX_NOTE } BoxKind;
typedef struct StoryBox {
  BoxKind kind;
  int span; /* legs it asks for; 0: as its style says */
  Str at;   /* place it asks for: top, bottom, here …; empty: as its style says */
  Span span_src;
} StoryBox;

typedef struct StoryPicture {
  Str file;        /* empty: a caption asked for a picture that was not given */
  const Str *more; /* the other files of a group that stands under one caption */
  size_t more_count;
  Para *caption, *credit; /* NULL: none */
  Str alt;
  int focus_x_pm, focus_y_pm;
  Wrap wrap;   /* how text runs around it, as the copy says; so are the next three */
  Measure gap; /* v 0: not said */
  Corners outline;
  int threshold_pm; /* 0: not said */
  int faces;        /* where who is on it looks: -1 left, 1 right, 0 not said */
  Span span;
  size_t before; /* the caption stood before this body paragraph (source order) */
} StoryPicture;

typedef struct Story {
  Str id;  /* path, and #n for the n-th story of a page's copy */
  Str dir; /* folder its picture paths are taken from */
  Span span;
  Para *kicker, *byline_line, *author,
      *flag;      /* NULL: none. byline_line: front matter's byline, set under the headline */
  Paras headline; /* one a line where the copy fixes the lines, else one */
  Paras deck, notice, body;
  StoryPicture *pictures;
  size_t picture_count;
  const StoryBox *boxes; /* of the whole file */
  size_t box_count;
  Str dateline, byline; /* views of what was recognised in the body's first paragraph, or of byline_line */
  Str column, section;  /* section: the page it is meant for */
  int priority;         /* 1 is highest; 0: not given */
  Lang lang;
  bool lang_given, jump, jump_said; /* jump_said: the copy says whether it may jump */
  int jump_page;                    /* the page it is to go on on; 0: the engine chooses */
  const Str *optional; /* what may go if the copy does not fit: quote, note, box, picture, deck, kicker, story */
  size_t optional_count;
  Str jump_headline; /* over what goes on there, and in teasers; empty: the headline */
  Str index;         /* what the index calls it; empty: its headline */
  bool no_index;     /* the index leaves it out */
} Story;
/* A stretch of the source that no paragraph holds, and the named rule that let it go (the rules stand in story/conserve.c). */
typedef struct Drop {
  Span span;
  const char *rule;
} Drop;
typedef struct Stories {
  Story *at;
  size_t n;
  const Drop *drops;
  size_t drop_count;
} Stories;

/* Reads one copy file (text already through text_read, registered as source `file`). One story with front matter; else one for each `#`/`##`.
 * Never fails: what cannot be understood is body text and a finding. */
Stories story_read(Job *job, Str path, Str text, uint32_t file, Lang lang);
/* The source place of a paragraph's text offset. */
Span para_span(const Para *p, uint32_t at);
Para *para_plain(Arena *a, Role role, Str text, Span span); /* one piece, no marks */
size_t story_characters(const Story *s); /* code points of the body without blanks, the desk's count */
/* The law of conservation, checked against the source: every byte of `text` stands in exactly one paragraph, as it is, or in a drop
 * whose rule allows what stands there. False: `where` and `why` (both may be NULL) name the first breach. */
bool stories_check(Arena *scratch, Stories s, Str text, Span *where, const char **why);
void stories_dump(Stories s, const Diags *d, JsonOut *out); /* interface.md: dump --after=story */

#endif
