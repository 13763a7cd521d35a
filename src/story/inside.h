/* What the files of this room share: the copy while it is being read, its blocks, and the making of paragraphs. */
#ifndef DUIKAI_STORY_INSIDE_H
#define DUIKAI_STORY_INSIDE_H

#include "story/story.h"

/* ---- what the copy's top level consists of, in source order */
typedef struct Block {
  Para para;             /* role BODY, SUBHEAD, QUOTE, LIST, TABLE, BREAK, PREFORMATTED or PICTURE */
  uint8_t heading;       /* 1..6: a heading of the copy itself (not inside a quote or list); 0: none */
  bool run_on;           /* parted from the block before by a hard line break only */
  StoryPicture *picture; /* of role PICTURE */
} Block;
typedef struct Blocks {
  Block *at;
  size_t n, cap;
} Blocks;

typedef struct Drops {
  Drop *at;
  size_t n, cap;
} Drops;

/* A line that opens or closes a box. `::: box 通车数字 {span=2 at=top}` … `:::`. */
typedef struct Fence {
  uint32_t at, end;          /* the line */
  uint32_t title, title_end; /* words on it; title == title_end: none */
  uint32_t box;              /* which it opens, from 1; 0: it closes */
} Fence;
typedef struct Fences {
  Fence *at;
  size_t n, cap;
} Fences;
typedef struct StoryBoxes {
  StoryBox *at;
  size_t n, cap;
} StoryBoxes;

/* One copy file on its way to stories. */
typedef struct Copy {
  Job *job;
  Str path, text;
  uint32_t file, body_at; /* body_at: where the front matter ends */
  Lang lang;
  Drops drops;
  Blocks blocks;
  Fences fences;
  StoryBoxes boxes;
  struct {
    const Para **at;
    size_t n, cap;
  } rests;                  /* second halves that were joined in the story being read */
  unsigned repeats, scraps; /* findings given so far: a megabyte of the same line is not a megabyte of findings */
} Copy;

/* The named rules of conserve.c. */
extern const char DROP_MARKUP[], DROP_BLANK[], DROP_FRONT_MATTER[], DROP_LIST_NUMBER[], DROP_ENTITY[], DROP_LINK[],
    DROP_PICTURE[], DROP_ATTRIBUTE[], DROP_CODE_INFO[], DROP_FENCE[];
void copy_drop(Copy *c, uint32_t at, uint32_t end, const char *rule);

/* ---- paragraphs (para.c) */
typedef struct OpenMark {
  uint32_t at;
  MarkKind kind;
  Str value;
} OpenMark;
typedef struct Marks {
  Mark *at;
  size_t n, cap;
} Marks;
typedef struct Pieces {
  Piece *at;
  size_t n, cap;
} Pieces;

/* A paragraph while it is being put together; its arrays are used again for the next one. */
typedef struct ParaBuild {
  Arena *a;
  uint32_t file;
  Buf text;
  Pieces pieces;
  Marks marks;
  struct {
    OpenMark *at;
    size_t n, cap;
  } open;
  uint32_t src_end; /* where the source of the last bytes ends */
} ParaBuild;
ParaBuild para_build(Arena *a, uint32_t file);
void para_put(ParaBuild *b, Str bytes, uint32_t src);
void para_open_mark(ParaBuild *b, MarkKind kind, Str value);
void para_close_mark(ParaBuild *b, MarkKind kind);
void para_add_mark(Arena *a, Para *p, Mark m);
Para para_close(ParaBuild *b,
                Role role); /* what has been put so far; open marks reach to its end and go on in the next */
Para para_slice(Arena *a, const Para *p, size_t at, size_t end);
Para para_trim(Arena *a, const Para *p); /* blanks and U+3000 off both ends */
Para para_chain(Arena *a, const Para *const *parts, size_t n,
                Lang lang); /* one paragraph of several; a blank where two Latin words meet */
uint32_t para_source(const Para *p, uint32_t at);
Para *para_keep(Arena *a, Para p);
void para_add(Arena *a, Paras *ps, Para p);
bool seam_blank(uint32_t before, uint32_t after,
                Lang lang); /* what a newline of the source becomes: a blank, or nothing */

/* ---- stages */
size_t front_find(Copy *c, Str *yaml,
                  uint32_t *yaml_at); /* bytes of front matter at the head of the copy, fences included; 0: none */
bool front_read(Copy *c, Str yaml, uint32_t at, Story *s); /* false: no map; after a finding */
char *mask_make(Arena *a, Str text);                       /* what md4c is shown: as long as the text, see mask.c */
void fences_find(Copy *c, char *mask);    /* boxes: their lines leave the mask, but for a title's words */
void fences_apply(Copy *c);               /* blocks learn which box they stand in */
void markdown_read(Copy *c);              /* text -> blocks */
Para inline_read(Copy *c, const Para *p); /* [..]{..} ^..^ ~..~ */
void blocks_rescue(Copy *c);              /* what Markdown would swallow becomes a block again */

/* The blocks of one story, and what of its parts is already known. */
typedef struct Desk {
  Copy *c;
  Story *s;
  Block *at;
  size_t n;
  bool guess; /* parts may be recognised that front matter did not name */
  struct {
    StoryPicture *at;
    size_t n, cap;
  } pictures;
} Desk;
void desk_read(Desk *d);
bool text_is_bullet(uint32_t cp);            /* ■ □ ● …: what stands before an author or a credit */
bool credit_find(const Para *p, size_t *at); /* where the credit at a caption's end begins */
typedef struct Lead {
  bool has_dateline, has_byline;
  uint32_t dateline_at, dateline_end, byline_at, byline_end; /* byline_at..: the whole group with its brackets */
  uint32_t names_at, names_end;
} Lead;
Lead lead_find(const Para *p);               /* dateline and run-in byline at the head of a paragraph */
bool lead_find_tail(const Para *p, Lead *l); /* （记者 张三） at its end */
void body_join(Copy *c, Story *s);
void story_check_end(Copy *c, const Story *s);
void copy_check_repeats(Copy *c, const Stories *all);
void copy_check_scraps(Copy *c, const Stories *all);
void copy_account(Copy *c,
                  const Stories *all); /* conserve.c: names the rule of every stretch that no paragraph holds */

/* Visits every paragraph of a story, in no promised order. */
void story_each(const Story *s, void (*fn)(void *ctx, const Para *p), void *ctx);

/* ---- what a line looks like to a sub-editor (look.c) */
uint32_t text_first(Str s); /* code points; 0 for the empty text */
uint32_t text_last(Str s);
size_t text_back(Str s, size_t at); /* where the character that ends at `at` (> 0) begins */
int text_width(Str s);              /* in half ems: Han 2, Latin 1 */
Str text_core(Str s);               /* without blanks and a scrap of a tag at its end */
bool text_ends_sentence(Str s);
bool text_is_cut(Str s);                            /* prose that stops in mid-sentence */
bool text_is_joint(Str before, Str after);          /* two paragraphs that are halves of one */
size_t scrap_find(Str s, size_t from, size_t *end); /* next scrap of mark-up; s.n: none */
Str text_quote(Arena *a, Str s);                    /* as many characters as a message wants */

#endif
