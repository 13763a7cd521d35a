/* base, inside: what diag.c keeps and diag_text.c prints. */
#ifndef DUIKAI_BASE_INSIDE_H
#define DUIKAI_BASE_INSIDE_H

#include "base/base.h"

typedef struct Source {
  Str path, text;
  VEC(uint32_t) lines; /* where each line starts; there is always a first one */
} Source;

typedef VEC(Source) Sources;

typedef struct Hint {
  Span span;
  Str message;
} Hint;

typedef struct Finding {
  DiagCode code;
  Span span;
  Str message;
  DiagPlace place;
  VEC(Hint) hints;
} Finding;

struct Diags {
  Arena *a;
  Sources *sources; /* shared with every fork */
  VEC(Finding) findings;
  size_t dropped;    /* counted, not kept */
  bool last_dropped; /* so that its hints go the same way */
  bool strict;
  size_t counts[3];
  size_t *codes; /* [DIAG_CODE_COUNT]; NULL: none. Most collectors are forks that find nothing */
};

const Source *source_find(const Diags *d, uint32_t file);
size_t source_line(const Source *s, uint32_t at);
const Finding **findings_in_order(Arena *a, const Diags *d);

#endif
