/* The document as bytes: header, objects, and where each of them stands.
 *
 * Most objects of a newspaper are small dictionaries: elements of the tree of tags, beads of threads, entries of the outline, three thousand of
 * them in an edition of fifty pages and more than half of its bytes. Packed, they stand deflated in object streams (ISO 32000-1 7.5.7), and a
 * cross-reference stream says where (7.5.8); that takes a tenth of the room. Streams, and the numbers that are their lengths, stand by
 * themselves. Plain, libharu writes the file: PDF 1.4, which X-1a asks for, has no object streams, and the press has tools that are as old.
 *
 * Nothing is kept of libharu's table of offsets: objects keep their numbers, streams of objects and the cross-reference stream take those
 * after them. */
#include "out/pdf/haru.h"

#include <hpdf_streams.h>

enum { PACK = 200 /* objects to a stream: who wants one inflates them all */, ENTRY = 7 /* bytes of a row */ };

typedef struct Place { /* one row of the table: type, then where it stands, or its stream and its place in that */
  uint8_t kind;        /* 0: free, 1: by itself, 2: packed */
  uint32_t at;
  uint16_t nth;
} Place;

typedef struct File {
  Haru *h;
  Buf *out;
  HPDF_Stream to; /* writes into `out` */
  Place *places;
  uint32_t n; /* places that are given */
} File;

static HPDF_STATUS buf_write(HPDF_Stream s, const HPDF_BYTE *p, HPDF_UINT n) {
  Buf *b = s->attr;
  buf_put(b, p, n);
  return b->full ? HPDF_FILE_IO_ERROR : HPDF_OK;
}

static HPDF_Stream writer_new(Haru *h, Buf *to) { return HPDF_CallbackWriter_New(h->mm, buf_write, to); }

static void *object_at(const File *f, uint32_t number) { return HPDF_Xref_GetEntry(f->h->xref, number)->obj; }

static bool is_packed(const void *object) {
  const HPDF_Obj_Header *header = object;
  return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT && !((const HPDF_Dict_Rec *)object)->stream;
}

static void put_alone(File *f, uint32_t number, void *object) {
  f->places[number] = (Place){1, (uint32_t)f->out->n, 0};
  buf_putf(f->out, "%u 0 obj\n", number);
  HPDF_Obj_WriteValue(object, f->to, NULL);
  buf_puts(f->out, STR("\nendobj\n"));
}

/* A stream of our own behind all of libharu's; gives its number. */
static uint32_t put_stream(File *f, const char *keys, Str bytes) {
  uint32_t number = f->n++;
  f->places[number] = (Place){1, (uint32_t)f->out->n, 0};
  buf_putf(f->out, "%u 0 obj\n<<%s/Length %zu/Filter/FlateDecode>>stream\n", number, keys, bytes.n);
  buf_puts(f->out, bytes);
  buf_puts(f->out, STR("\nendstream\nendobj\n"));
  return number;
}

/* The next objects from `number` on that are packed; gives the first that it has not looked at. */
static uint32_t pack(File *f, Arena *a, uint32_t number, uint32_t end) {
  Buf index = buf_make(a, SIZE_MAX / 4), bodies = index;
  HPDF_Stream to = writer_new(f->h, &bodies);
  uint16_t n = 0;
  for (; to && number < end && n < PACK; number++) {
    void *object = object_at(f, number);
    if (!is_packed(object)) continue;
    f->places[number] = (Place){2, f->n, n++};
    buf_putf(&index, "%u %zu ", number, bodies.n);
    HPDF_Obj_WriteValue(object, to, NULL);
    buf_putc(&bodies, '\n');
  }
  if (to) HPDF_Stream_Free(to);
  size_t first = index.n;
  buf_puts(&index, buf_str(&bodies));
  if (n)
    put_stream(f, str_z(a, str_f(a, "/Type/ObjStm/N %u/First %zu", n, first)),
               flater_run(f->h->book->flaters[0], a, buf_str(&index)));
  return to ? number : end;
}

/* Rows as differences from the row above (PNG's Up), which deflate makes little of. */
static Str table(const File *f, Arena *a) {
  uint8_t *rows = arena_array(a, uint8_t, (size_t)f->n * (ENTRY + 1)), *p = rows, above[ENTRY] = {0};
  for (uint32_t i = 0; i < f->n; i++) {
    const Place *at = &f->places[i];
    const uint8_t row[ENTRY] = {
        at->kind,        (uint8_t)(at->at >> 24), (uint8_t)(at->at >> 16), (uint8_t)(at->at >> 8),
        (uint8_t)at->at, (uint8_t)(at->nth >> 8), (uint8_t)at->nth};
    *p++ = 2;
    for (int k = 0; k < ENTRY; k++) *p++ = (uint8_t)(row[k] - above[k]), above[k] = row[k];
  }
  return flater_run(f->h->book->flaters[0], a, (Str){(const char *)rows, (size_t)(p - rows)});
}

static void put_trailer(File *f, Arena *a) {
  const HPDF_Doc doc = f->h->doc;
  Buf keys = buf_make(a, 1 << 16);
  uint32_t at = (uint32_t)f->out->n;
  f->places[f->n] = (Place){1, at, 0};
  buf_putf(&keys, "/Type/XRef/W[1 4 2]/Size %u/DecodeParms<</Predictor 12/Columns %d>>/Root %u 0 R/Info %u 0 R/ID",
           f->n + 1, ENTRY, object_number(doc->catalog), object_number(doc->info));
  HPDF_Stream to = writer_new(f->h, &keys);
  void *id = HPDF_Dict_GetItem(doc->trailer, "ID", HPDF_OCLASS_ARRAY);
  if (to && id) HPDF_Obj_WriteValue(id, to, NULL);
  if (to) HPDF_Stream_Free(to);
  f->n++;
  Str rows = table(f, a);
  f->n--;
  put_stream(f, str_z(a, buf_str(&keys)), rows);
  buf_putf(f->out, "startxref\n%u\n%%%%EOF\n", at);
}

static bool write_packed(Haru *h, Buf *out) {
  Arena *scratch = arena_open();
  uint32_t objects = h->xref->entries->count, end;
  File f = {.h = h, .out = out, .to = writer_new(h, out), .n = objects};
  f.places = arena_array(scratch, Place, objects + objects / PACK + 3);
  buf_puts(out, STR("%PDF-1.6\n%\xB7\xBE\xAD\xAA\n"));
  for (uint32_t i = 1; f.to && i < objects; i++)
    if (!is_packed(object_at(&f, i))) put_alone(&f, i, object_at(&f, i));
  end = objects;
  for (uint32_t i = 1; f.to && i < end;) i = pack(&f, scratch, i, end);
  put_trailer(&f, scratch);
  bool ok = f.to && out->n < UINT32_MAX && h->doc->error.error_no == HPDF_OK;
  if (f.to) HPDF_Stream_Free(f.to);
  arena_close(scratch);
  return ok && !out->full;
}

static bool write_plain(Haru *h, Buf *out) {
  if (HPDF_SaveToStream(h->doc) != HPDF_OK) return false;
  HPDF_Stream s = h->doc->stream;
  for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(s); i++) {
    HPDF_UINT n = 0;
    const HPDF_BYTE *p = HPDF_MemStream_GetBufPtr(s, i, &n);
    buf_put(out, p, n);
  }
  return !out->full;
}

bool file_bytes(Haru *h, Buf *out) {
  if (h->doc->error.error_no != HPDF_OK) return false;
  return h->book->options.plain ? write_plain(h, out) : write_packed(h, out);
}
