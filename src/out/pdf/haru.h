/* out/pdf over libharu: the document while its objects are built. One thread only: libharu has one memory manager and one error. */
#ifndef DUIKAI_OUT_PDF_HARU_H
#define DUIKAI_OUT_PDF_HARU_H

#include "out/pdf/inside.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>

typedef struct Haru {
  HPDF_Doc doc;
  HPDF_MMgr mm;
  HPDF_Xref xref;
  const PdfBook *book;
  Arena *a;
  HPDF_Dict *level, *upright, *pictures, *icc; /* by number */
  HPDF_Dict black, knock, layers[LAYER_COUNT];
  struct Leaves *leaves;         /* forms.c: what advertisements share */
  HPDF_Dict form_rgb, form_cmyk; /* profiles of their device colours */
  uint32_t *links;               /* numbers of the link annotations; NULL: none */
} Haru;

/* haru.c: small helpers; libharu gives NULL when memory is out, and then the whole file is given up: NULL is fine everywhere */
void stream_set(Haru *h, HPDF_Dict d, Str bytes,
                bool dct); /* bytes: deflated, or a JPEG; they must outlive the document */
HPDF_Dict dict_new(Haru *h, bool indirect);
HPDF_Dict stream_new(Haru *h, Str bytes, bool dct);
HPDF_Dict stream_plain(Haru *h, Str bytes); /* without a filter: what other programs look for in the file as it is */
void put(HPDF_Dict d, const char *key, void *value);
void put_name(HPDF_Dict d, const char *key, const char *name);
void put_int(HPDF_Dict d, const char *key, int64_t v);
void array_int(HPDF_Array a, int64_t v);
void array_put(HPDF_Array a, void *value);
void array_milli(HPDF_Array a, int64_t milli);
HPDF_Array array_in(Haru *h, HPDF_Dict d, const char *key); /* a new array under the key */
/* A text string: UTF-16 with its mark (ISO 32000-1 7.9.2.2), shown in hexadecimal. */
void *text_new(Haru *h, Str s);
/* raw.c: dictionaries whose text is ours. A tree of tags has thousands of small objects; as libharu's items they would cost more time than
 * the pages. Object first, so that others may point to it; its text when all that it points to is known. */
HPDF_Dict raw_new(Haru *h);
void raw_set(Haru *h, HPDF_Dict d, const Buf *text); /* of h->a, and from now on the dictionary's */
HPDF_Dict raw_stream(Haru *h, Str bytes);            /* its text names the filter */
uint32_t object_number(const void *object);
HPDF_Page page_object(const Haru *h, size_t i);
void raw_puts(Buf *b, const char *z);
void raw_int(Buf *b, int64_t v); /* a blank before it */
void raw_ref(Buf *b, uint32_t number);
void raw_text(Buf *b, Str s); /* a text string in UTF-16 */
void raw_rect(Buf *b, const PaintPage *p, Rect r);
void raw_top(Buf *b, const Haru *h, size_t page,
             Rect r); /* [page /XYZ left top null]: the page, scrolled to r's corner */
/* structure.c, links.c, outline.c, threads.c: after the pages. Links first: the tree points to them. */
void save_links(Haru *h);
void save_structure(Haru *h);
void save_outline(Haru *h);
void save_threads(Haru *h);
/* intent.c: colours */
void put_plates(Haru *h, HPDF_Dict resources, const PdfPage *page);
void put_blending(Haru *h, HPDF_Dict page);
void save_intents(Haru *h);
/* file.c: the document's bytes */
bool file_bytes(Haru *h, Buf *out);
void put_separation(Buf *b, Str name, const int16_t cmyk[4]); /* the array of a spot colour */
/* forms.c: a page of another PDF */
HPDF_Dict form_save(Haru *h, const PdfPicture *p);
/* info.c: the Info dictionary, its XMP packet, the file's identity */
void save_info(Haru *h);

#endif
