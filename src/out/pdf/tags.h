/* out/pdf, tags: what the document is, beside where it stands (ISO 32000-1 14.7 and 14.8). See tags.c. */
#ifndef DUIKAI_OUT_PDF_TAGS_H
#define DUIKAI_OUT_PDF_TAGS_H

#include "out/pdf/inside.h"

/* Names of elements. What a newspaper has and the standard does not is mapped to the standard's next word (RoleMap). */
#define TAGS(X)                                                                                                        \
  X(RUN, "", "")                                                                                                       \
  X(DOCUMENT, "Document", "")                                                                                          \
  X(SECT, "Sect", "")                                                                                                  \
  X(ART, "Art", "")                                                                                                    \
  X(H1, "H1", "")                                                                                                      \
  X(H2, "H2", "")                                                                                                      \
  X(H3, "H3", "")                                                                                                      \
  X(H4, "H4", "")                                                                                                      \
  X(P, "P", "")                                                                                                        \
  X(KICKER, "Kicker", "P")                                                                                             \
  X(DECK, "Deck", "P")                                                                                                 \
  X(BYLINE, "Byline", "P")                                                                                             \
  X(NOTICE, "Notice", "P")                                                                                             \
  X(FLAG, "Flag", "P")                                                                                                 \
  X(CREDIT, "Credit", "P")                                                                                             \
  X(JUMP, "Jump", "P")                                                                                                 \
  X(NAMEPLATE, "Nameplate", "P")                                                                                       \
  X(EAR, "Ear", "P")                                                                                                   \
  X(QUOTE, "BlockQuote", "")                                                                                           \
  X(LIST, "L", "")                                                                                                     \
  X(ITEM, "LI", "")                                                                                                    \
  X(LABEL, "Lbl", "")                                                                                                  \
  X(ITEM_BODY, "LBody", "")                                                                                            \
  X(TABLE, "Table", "")                                                                                                \
  X(ROW, "TR", "")                                                                                                     \
  X(HEAD_CELL, "TH", "")                                                                                               \
  X(CELL, "TD", "")                                                                                                    \
  X(FIGURE, "Figure", "")                                                                                              \
  X(CAPTION, "Caption", "")                                                                                            \
  X(CONTENTS, "TOC", "")                                                                                               \
  X(ENTRY, "TOCI", "")                                                                                                 \
  X(REFERENCE, "Reference", "")                                                                                        \
  X(LINK, "Link", "")                                                                                                  \
  X(RUBY, "Ruby", "")                                                                                                  \
  X(RUBY_BASE, "RB", "")                                                                                               \
  X(RUBY_TEXT, "RT", "")
typedef enum TagKind {
#define TAG_ENUM(id, name, standard) TAG_##id,
  TAGS(TAG_ENUM)
#undef TAG_ENUM
      TAG_COUNT
} TagKind;
const char *tag_name(TagKind k);
const char *tag_standard(TagKind k); /* what a name of ours is mapped to; empty: the name is the standard's */

typedef struct TagMark {
  uint32_t page, mcid;
} TagMark; /* a marked sequence of a page's content */
struct Tag {
  TagKind kind; /* TAG_RUN: content of the element above it */
  Tag *up, *first, *last, *next;
  Lang lang;
  Str title, alt;
  const PaintOp *figure; /* the picture */
  bool numbered;         /* list: its labels are numbers */
  struct {
    TagMark *at;
    size_t n, cap;
  } marks;         /* of a run, in order */
  size_t page;     /* where it begins: place in the edition's pages */
  uint32_t story;  /* of an article */
  size_t link;     /* 1 + place in PdfBook.links; 0: none */
  uint32_t number; /* of its object in the file */
};

/* Where a story stands on a page: what an index, an outline and a jump lead to. */
struct Spot {
  uint32_t story;
  size_t page;
  Rect box;
};
/* Words that lead somewhere. */
struct Leading {
  Tag *tag; /* NULL: the file has no tags */
  size_t page, spot;
  Rect box;
  Str words;
};

/* tags.c: the tree, and of every operation the run it belongs to */
void book_tag(PdfBook *b);
void page_take_marks(PdfBook *b, size_t page); /* once its content is made: the sequences go to their runs */
/* spots.c */
void book_find_spots(PdfBook *b);
const Spot *spot_find(const PdfBook *b, uint32_t story,
                      int page_number); /* page_number 0: the first page it stands on */
size_t link_add(PdfBook *b, Tag *tag, size_t page, const PaintOp *op,
                const Spot *to); /* or grows that of the tag; 1 + its place */

#endif
