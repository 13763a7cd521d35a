/* out/pdf, inside: what its files share. The recipe is in write.c.
 *
 * A PDF is made in two halves. First our own: everything that costs time (subsets, content streams, deflate) becomes plain bytes in
 * arenas, page by page and face by face on several threads. Then libharu's: objects around those bytes, numbered in one fixed order by
 * one thread. So the file does not know how many threads made it. */
#ifndef DUIKAI_OUT_PDF_INSIDE_H
#define DUIKAI_OUT_PDF_INSIDE_H

#include "out/out.h"

/* ---- numbers: positions are integers of 10^-10 pt, so that what a reader of the file will compute is known exactly */
typedef int64_t Fine;
#define FINE_PT ((Fine)10000000000)
#define FINE_DECIMAL ((Fine)1000000) /* 10^-4 pt, the finest that is written */
Fine fine_of(Len v);
int64_t fine_div(int64_t a, int64_t b); /* rounded, half away from zero; b > 0 */
/* The number with the fewest decimals (0..4) within `tolerance` of v, counted in 10^-4 pt. */
int64_t decimal_near(Fine v, Fine tolerance);
/* Writes a count of 10^-4 in its shortest form (-.5, 9, 11.25); gives the length, at most 21. */
size_t decimal_put(char *p, int64_t v);

/* ---- faces and the glyphs used of them */
typedef struct PdfGlyph {
  uint16_t id, code; /* glyph of the face; what strings show (two bytes) */
  int32_t w;         /* advance as the W array says it, in 10^-6 em */
  Str text;          /* what the code means by itself; empty: nothing */
  Str spare;         /* what it is part of, or what the engine meant by it: for a code that has no text of its own */
} PdfGlyph;
typedef struct PdfFace {
  int face;
  FontId font;     /* some font of this face, to ask advances of */
  uint16_t *index; /* [65536]: 1 + place in `glyphs`, 0: not used */
  struct {
    PdfGlyph *at;
    size_t n, cap;
  } glyphs;                /* sorted by id once collected */
  bool level, upright;     /* shown in horizontal mode, in vertical mode */
  bool cff, made, whole;   /* whole: not a subset */
  Str program, to_unicode; /* deflated */
  size_t program_bytes;
  Str name; /* with subset tag */
} PdfFace;

typedef struct PdfPicture {
  const Pict *pict;
  Str data, mask;      /* ready for the file; mask: alpha, deflated */
  bool dct, predicted; /* filter DCTDecode, else FlateDecode; rows carry PNG predictors */
  int channels, bits, mask_bits;
  int width, height;
  bool inverted;
  Str palette;  /* RGB triples: Indexed */
  size_t icc;   /* 1 + place in PdfBook.icc, 0: device colour */
  Str *streams; /* of a form: its objects' streams, ready for the file */
  bool made;
} PdfPicture;

typedef struct Tag Tag;         /* tags.h */
typedef struct Spot Spot;       /* where a story stands on a page */
typedef struct Leading Leading; /* words that lead to a spot */

enum { PLATES_MOST = 40 };
/* What one page needs besides its content. */
typedef struct PdfPage {
  Str content;                         /* deflated */
  uint8_t *level, *upright, *pictures; /* a byte each: used here */
  Arena *keep;
  struct {
    Tag **at;
    size_t n, cap;
  } marks;           /* by MCID: the run that the sequence belongs to */
  bool black, knock; /* graphics states: overprinting black, everything else */
  bool layers[LAYER_COUNT];
  bool plates[PLATES_MOST]; /* Separations used: 0 is All, then the edition's */
} PdfPage;

typedef struct Flater Flater; /* deflate, for many streams */

typedef struct PdfBook {
  Job *job;
  const PaintEdition *edition;
  const Fonts *fonts;
  PdfOptions options;
  PdfFace **by_face; /* [fonts_face_count]: NULL where unused */
  struct {
    PdfFace **at;
    size_t n, cap;
  } faces; /* in order of first use */
  struct {
    PdfPicture *at;
    size_t n, cap;
  } pictures;
  Map *picture_of; /* path -> 1 + place in `pictures`, in the pointer itself */
  struct {
    Str *at;
    size_t n, cap;
  } icc;
  bool layers[LAYER_COUNT];
  PdfPage *pages;
  Tag *root, ***tag_of; /* the tree; [page][operation]: the run that the operation belongs to, NULL: an artifact */
  struct {
    Spot *at;
    size_t n, cap;
  } spots; /* by page, in reading order */
  struct {
    Leading *at;
    size_t n, cap;
  } links;
  int workers;
  Arena **keep, **scratch; /* one each a worker */
  Flater **flaters;
  Diags **units; /* findings, one collector a task */
} PdfBook;

PdfFace *book_face(const PdfBook *b, FontId font);
size_t book_picture(const PdfBook *b, const Pict *p);

/* collect.c: which glyphs, with which text, which pictures and layers */
void book_collect(PdfBook *b);
bool is_silent(const PaintOp *op); /* has ink and no text */
/* How many glyphs from i on make one cluster, and the text it stands for. */
size_t cluster_at(const PaintOp *op, size_t i, Str *text);
/* faces.c: subset, codes, ToUnicode */
bool face_make(Job *job, const PdfBook *b, PdfFace *f);
/* cff.c: gives the glyphs of a CID-keyed CFF the CIDs 1, 2, 3… in place; codes[i] is then that of cids[i] (ascending). False, and nothing
 * changed, when it is not CID-keyed. */
bool cff_number(char *p, size_t n, const uint16_t *cids, size_t count, uint16_t *codes);
/* pictures.c */
void picture_make(Job *job, const PdfBook *b, PdfPicture *p);
/* forms.c */
void form_make(Job *job, PdfPicture *p);
/* flate.c: a zlib stream in the arena, which keeps room for the worst case: callers copy it out of a scratch arena */
Str flate(Arena *a, Str bytes, int level);
Flater *flater_open(Arena *a, int level);
Str flater_run(Flater *f, Arena *a, Str bytes);
void flater_close(Flater *f);
#define FLATE_CONTENT 3 /* measured: 4 is 2 % smaller for a third more time, 6 5 % for three times as much */
#define FLATE_FONT 6
#define FLATE_PICTURE 6
Str flate_rows(Arena *a, uint8_t *rows, size_t n, size_t row, size_t pixel,
               int level); /* with the PNG predictor Sub; changes the rows */

/* ---- a content stream while it is written: the bytes, and the graphics state that a reader will have reached */
typedef struct Content {
  Arena *a;
  char *p;
  size_t n, cap;
  const PdfBook *book;
  const PaintPage *page;
  PdfPage *use;
  int layer;     /* open optional content, LAYER_PAGE: none */
  int overprint; /* -1: not set yet */
  Ink ink[2];    /* of filling and of stroking */
  /* text state: survives ET, so it is not repeated */
  bool in_text, turned;
  const PdfFace *face;
  bool upright;
  int wide_pm;                     /* of the text matrix */
  int64_t size, space, stretch_pm; /* Tf and Tc in 10^-4 pt, Tz */
  Fine x, y;                       /* where the line matrix stands, as written */
  Tag **runs;                      /* [operation] of the page; NULL: no tags */
  int marked;                      /* a Mark: the marked sequence that is open */
  Tag *run;                        /* its run, */
  Lang lang;                       /* and language */
  struct Shown *line;              /* room for the glyphs of one op */
  size_t line_cap;
} Content;
void content_room(Content *c, size_t bytes);
void content_puts(Content *c, const char *z);
void content_num(Content *c, int64_t decimal);         /* and a blank */
void content_ratio(Content *c, int64_t n, int64_t of); /* n / of to 10^-8, and a blank */
void content_len(Content *c, Len v);                   /* to 0.002 pt */
void content_ink(Content *c, Ink ink, bool stroke);    /* with the overprint that goes with it */
void content_overprint(Content *c, bool black);
void content_end_text(Content *c);
Fine content_x(const Content *c, Len x); /* page space -> PDF user space */
Fine content_y(const Content *c, Len y);
/* content.c: a page's content stream, not deflated, in the arena */
Str page_content(Arena *a, const PdfBook *b, const PaintPage *p, PdfPage *out);
/* mark.c: marked sequences: which run of the tree the content belongs to, or that it is an artifact */
typedef enum Mark { MARK_NONE, MARK_RUN, MARK_LAYOUT, MARK_HEADER, MARK_FOOTER } Mark;
Mark mark_of(const Content *c, const PaintOp *op, const Tag *run);
bool mark_is_open(const Content *c, const PaintOp *op, const Tag *run); /* what op needs is what is open */
void content_mark(Content *c, const PaintOp *op, Tag *run);             /* opens it, unless it is open */
void content_unmark(Content *c);
/* Opens a sequence that stands for another text than its codes say. */
void content_mark_actual(Content *c, const PaintOp *op, Tag *run, Str text);
/* show.c: text */
void content_text(Content *c, const PaintOp *op, Tag *run);
/* shapes.c: rectangles, lines, paths, pictures */
void content_shape(Content *c, const PaintOp *op);
/* xmp.c: the packet, from the same texts as the Info dictionary. Empty texts are left out. */
enum { XMP_ID = 16 };
typedef struct Xmp {
  Str title, author, subject, keywords, lang, creator, producer;
  Str date; /* of making, changing and describing: 2026-10-24T00:00:00Z */
  uint8_t id[XMP_ID];
  unsigned claims; /* as PdfOptions */
} Xmp;
Str xmp_make(Arena *a, const Xmp *x);
/* objects.c: libharu; false after [file-unwritable]-free trouble inside libharu (out of memory) */
bool book_save(const PdfBook *b, Buf *out);

#endif
