/* flow/bench: what the makers of furniture (furniture.c, index.c, teaser.c) share. */
#ifndef DUIKAI_FLOW_BENCH_H
#define DUIKAI_FLOW_BENCH_H

#include "flow/inside.h"

typedef struct Bench { /* one slot being furnished */
  Flow *f;
  FlowPage *p;
  const Slot *s;
  const Layout *l;
  const Grid *g;
  Rect r;   /* of the slot, within its box's inset: along and across its lines */
  int line; /* next free grid line */
  int last;
} Bench;

typedef enum Word { WORD_INSIDE, WORD_AD, WORD_AWAITED } Word; /* of the engine's own, in the page's language */
Str bench_word(const Bench *b, Word w);
Str bench_page(const Bench *b, int page); /* 第2版 */
Matter *bench_words(const Bench *b, Role role, Str text, const Style *style, Align align, Len size);
Len bench_size(const Bench *b, const Style *st);
Str bench_content(const Bench *b, Str otherwise);
bool bench_next_line(Str *rest, Str *line);
void bench_put_lines(Bench *b, Role role, Str rest,
                     const Style *st); /* one under the other on the grid, from the next free one */
Len bench_put_large(const Bench *b, Role role, Str text, const Style *style, Len top, Len foot);
void bench_too_small(const Bench *b, const char *what);

/* index.c */
void bench_send_to(const FlowStory *fs, uint32_t number, Item *it);
Str bench_title(Arena *a, const Story *s); /* its headline in one line */
int bench_rank(const Story *s);            /* 1 the highest */
bool bench_is_here(const FlowPage *p, int page);
bool index_is_empty(const Bench *b);
void index_put(Bench *b);

/* teaser.c */
void teasers_put(Bench *b);

#endif
