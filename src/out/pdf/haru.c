/* Small helpers over libharu's object layer, shared by the files that build the document. */
#include "out/pdf/haru.h"

#include <hpdf_streams.h>
#include <string.h>

/* ---- streams over our bytes. Streams come deflated, so libharu must neither deflate them again nor forget to say so: a stream without a
 * filter has its /Filter entry removed when it is written, and the entry is put back by the dictionary's write_fn, which runs just before
 * its end. libharu keeps a pointer to our bytes (a callback reader), no copy. */
typedef struct Reader {
  Str bytes;
  size_t at;
} Reader;

static HPDF_STATUS reader_read(HPDF_Stream s, HPDF_BYTE *p, HPDF_UINT *n) {
  Reader *r = s->attr;
  size_t left = r->bytes.n - r->at, take = left < *n ? left : *n;
  if (take) memcpy(p, r->bytes.p + r->at, take);
  r->at += take;
  *n = (HPDF_UINT)take;
  return r->at == r->bytes.n ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS reader_seek(HPDF_Stream s, HPDF_INT at, HPDF_WhenceMode from) {
  Reader *r = s->attr;
  must(from == HPDF_SEEK_SET && at >= 0 && (size_t)at <= r->bytes.n);
  r->at = (size_t)at;
  return HPDF_OK;
}

static HPDF_INT32 reader_tell(HPDF_Stream s) { return (HPDF_INT32)((Reader *)s->attr)->at; }
static HPDF_UINT32 reader_size(HPDF_Stream s) { return (HPDF_UINT32)((Reader *)s->attr)->bytes.n; }

static HPDF_STATUS put_flate(HPDF_Dict d, HPDF_Stream s) {
  (void)d;
  return HPDF_Stream_WriteStr(s, "/Filter/FlateDecode");
}

static HPDF_STATUS put_dct(HPDF_Dict d, HPDF_Stream s) {
  (void)d;
  return HPDF_Stream_WriteStr(s, "/Filter/DCTDecode");
}

void stream_set(Haru *h, HPDF_Dict d, Str bytes, bool dct) {
  Reader *r = arena_new(h->a, Reader);
  r->bytes = bytes;
  HPDF_Stream s = HPDF_CallbackReader_New(h->mm, reader_read, reader_seek, reader_tell, reader_size, r);
  if (!s) return;
  if (d->stream) HPDF_Stream_Free(d->stream);
  d->stream = s;
  d->filter = HPDF_STREAM_FILTER_NONE;
  d->write_fn = dct ? put_dct : put_flate;
}

HPDF_Dict stream_plain(Haru *h, Str bytes) {
  HPDF_Dict d = stream_new(h, bytes, false);
  if (d) d->write_fn = NULL;
  return d;
}

/* ---- small helpers; libharu gives NULL when memory is out, and then the whole file is given up */
HPDF_Dict dict_new(Haru *h, bool indirect) {
  HPDF_Dict d = HPDF_Dict_New(h->mm);
  if (d && indirect) HPDF_Xref_Add(h->xref, d);
  return d;
}

HPDF_Dict stream_new(Haru *h, Str bytes, bool dct) {
  HPDF_Dict d = HPDF_DictStream_New(h->mm, h->xref);
  if (d) stream_set(h, d, bytes, dct);
  return d;
}

void put(HPDF_Dict d, const char *key, void *value) {
  if (d && value) HPDF_Dict_Add(d, key, value);
}

void put_name(HPDF_Dict d, const char *key, const char *name) {
  if (d) HPDF_Dict_AddName(d, key, name);
}

void put_int(HPDF_Dict d, const char *key, int64_t v) {
  if (d) HPDF_Dict_AddNumber(d, key, (HPDF_INT32)v);
}

void array_int(HPDF_Array a, int64_t v) {
  if (a) HPDF_Array_AddNumber(a, (HPDF_INT32)v);
}

void array_put(HPDF_Array a, void *value) {
  if (a && value) HPDF_Array_Add(a, value);
}

void array_milli(HPDF_Array a, int64_t milli) {
  if (milli % 1000 == 0) {
    array_int(a, milli / 1000);
  } else if (a) {
    HPDF_Array_AddReal(a, (HPDF_REAL)((double)milli / 1000.0));
  }
}

HPDF_Array array_in(Haru *h, HPDF_Dict d, const char *key) {
  HPDF_Array a = HPDF_Array_New(h->mm);
  put(d, key, a);
  return a;
}

/* A text string: UTF-16 with its mark (7.9.2.2), shown in hexadecimal. */
void *text_new(Haru *h, Str s) {
  uint8_t *p = arena_array(h->a, uint8_t, 2 + s.n * 4), *q = p;
  *q++ = 0xFE, *q++ = 0xFF;
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = utf8_next(s, &i);
    if (cp > 0xFFFF) {
      uint32_t high = 0xD800 + ((cp - 0x10000) >> 10);
      *q++ = (uint8_t)(high >> 8), *q++ = (uint8_t)high;
      cp = 0xDC00 + (cp & 0x3FF);
    }
    *q++ = (uint8_t)(cp >> 8), *q++ = (uint8_t)cp;
  }
  size_t n = (size_t)(q - p);
  return HPDF_Binary_New(h->mm, p, (HPDF_UINT)(n < HPDF_LIMIT_MAX_STRING_LEN ? n : HPDF_LIMIT_MAX_STRING_LEN - 1));
}
