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
/* info.c: the Info dictionary, its XMP packet, the file's identity */
void save_info(Haru *h);

#endif
