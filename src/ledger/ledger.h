/* ledger: what every story came to in a build, and what changed between two. The layout is known, so a change has a name: nothing is guessed from
 * pixels. A ledger is written into proof.json; a later build reads it back and compares. */
#ifndef DUIKAI_LEDGER_H
#define DUIKAI_LEDGER_H

#include "base/base.h"

typedef struct FlowEdition FlowEdition;

typedef struct LedgerPart { /* a story's frame on a page */
  int page, lines;          /* lines of running text in it */
  Str frame;
  Rect box;
} LedgerPart;
typedef struct LedgerPicture {
  Str file; /* as the copy names it */
  int page;
  Rect box;
  int64_t crop[4]; /* in 1/1000000 of the picture: x, y, w, h */
} LedgerPicture;
typedef struct LedgerStory {
  Str id; /* from the edition's folder on */
  Str headline;
  Str text; /* what its words come to: equal texts, equal marks */
  int characters, lines;
  Len headline_size;
  int headline_lines;
  Str jump; /* its jump lines, as they stand */
  VEC(LedgerPart) parts;
  VEC(LedgerPicture) pictures;
} LedgerStory;
typedef struct Ledger {
  LedgerStory *at;
  size_t n, cap;
} Ledger;

Ledger ledger_make(Arena *a, const FlowEdition *e);
void ledger_write(const Ledger *l, JsonOut *out); /* an array */
/* Out of a proof.json's text; [bad-value] and false if it is none. */
bool ledger_read(Job *job, Str path, Str text, Ledger *out);

typedef enum Change {
  CHANGE_ADDED,
  CHANGE_REMOVED,
  CHANGE_EDITED,    /* its words: characters before and now */
  CHANGE_REFLOWED,  /* its lines */
  CHANGE_HEADLINE,  /* size or lines of the headline, in tenths of a point; the words are EDITED */
  CHANGE_MOVED,     /* page, frame or rectangle */
  CHANGE_RECROPPED, /* crop or rectangle of a picture, or pictures came or went: how many */
  CHANGE_JUMP,
  CHANGE_COUNT
} Change;
const char *change_name(Change c);
typedef struct StoryChange {
  const LedgerStory *was, *is; /* NULL: added, removed */
  unsigned what;               /* 1 << Change */
  int64_t before[CHANGE_COUNT], now[CHANGE_COUNT];
} StoryChange;
typedef struct Changes {
  StoryChange *at; /* in the new build's order; what was removed last */
  size_t n, cap;
  size_t same; /* stories that nothing happened to */
} Changes;
Changes ledger_compare(Arena *a, const Ledger *was, const Ledger *is);
/* What happened to a story in the desk's words: 改稿 812→830 字, 重排 14→15 行. */
Str change_words(Arena *a, const StoryChange *c, bool english);
void changes_write(const Changes *c, JsonOut *out); /* an array */

#endif
