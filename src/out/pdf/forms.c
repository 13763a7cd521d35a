/* Pages of other PDFs, as form XObjects (ISO 32000-1 8.10). Their objects come as text with open references (form/form.h); each becomes an object
 * of libharu's table whose text is ours, so the file has one table and one writer. Leaves of the same bytes (a font, a profile, a picture in
 * two advertisements) are written once. */
#include "out/pdf/haru.h"

#include <string.h>

/* On a worker: what libharu's single thread need not do. */
void form_make(Job *job, PdfPicture *p) {
  const Form *f = p->pict->form;
  Arena *scratch = arena_open();
  p->streams = arena_array(job->arena, Str, f->count + 1);
  for (size_t i = 0; i < f->count; i++) {
    const FormObject *o = &f->objects[i];
    p->streams[i] = o->plain ? str_copy(job->arena, flate(scratch, o->stream, FLATE_CONTENT)) : o->stream;
    arena_clear(scratch);
  }
  p->made = true;
  arena_close(scratch);
}

/* ---- leaves */
typedef struct Leaf {
  uint64_t hash;
  Str text, stream;
  HPDF_Dict dict;
} Leaf;
struct Leaves {
  Leaf *at;
  size_t n, cap;
};

static uint64_t hash_of(uint64_t h, Str s) { /* FNV-1a */
  for (size_t i = 0; i < s.n; i++) h = (h ^ (uint8_t)s.p[i]) * 0x100000001B3;
  return h;
}

static bool is_leaf(const FormObject *o) {
  for (size_t i = 0; i < o->n; i++)
    if (o->at[i].kind != FORM_TEXT && o->at[i].kind != FORM_PLATE) return false;
  return o->is_stream && o->n == 1;
}

static HPDF_Dict stream_of(Haru *h, const FormObject *o, Str bytes) {
  return o->is_stream ? raw_stream(h, bytes) : raw_new(h);
}

/* The same leaf written before; else a new one, remembered. *fresh: its text is still to be set. */
static HPDF_Dict leaf(Haru *h, const FormObject *o, Str bytes, bool *fresh) {
  if (!h->leaves) h->leaves = arena_new(h->a, struct Leaves);
  Leaf k = {.hash = hash_of(hash_of(0xCBF29CE484222325, o->at[0].text), bytes), .text = o->at[0].text, .stream = bytes};
  for (size_t i = 0; i < h->leaves->n; i++) {
    const Leaf *l = &h->leaves->at[i];
    if (l->hash == k.hash && str_eq(l->text, k.text) && str_eq(l->stream, k.stream)) return l->dict;
  }
  *fresh = true;
  k.dict = stream_of(h, o, bytes);
  vec_add(h->a, h->leaves, k);
  return k.dict;
}

/* ---- text */
static uint32_t profile_object(Haru *h, HPDF_Dict *own, Str icc, int channels) {
  if (!*own) {
    *own = stream_new(h, flate(h->a, icc, FLATE_FONT), false);
    put_int(*own, "N", channels);
    put_name(*own, "Alternate", channels == 3 ? "DeviceRGB" : "DeviceCMYK");
  }
  return object_number(*own);
}

/* What a device's colours mean, where our file cannot leave that to its output intent: RGB on a press, CMYK on a screen (8.6.5.6). */
static void put_default(Haru *h, Buf *b, FormPieceKind kind) {
  const PdfOptions *o = &h->book->options;
  bool rgb = kind == FORM_DEFAULT_RGB;
  Str icc = rgb ? (o->press && !(o->claims & PDF_X1A) ? press_rgb_profile(o->press) : (Str){0})
                : (o->screen ? screen_press_profile(o->screen) : (Str){0});
  if (!icc.n) return;
  raw_puts(b, rgb ? "/DefaultRGB[/ICCBased" : "/DefaultCMYK[/ICCBased");
  raw_ref(b, profile_object(h, rgb ? &h->form_rgb : &h->form_cmyk, icc, rgb ? 3 : 4));
  raw_puts(b, "]");
}

/* Two inks of one name are one plate: ours says what stands for it. */
static bool put_plate(Haru *h, Buf *b, Str ink) {
  const Spots *spots = h->book->edition->spots;
  for (size_t i = 0; spots && i < spots->n; i++)
    if (str_eq(spots->at[i].name, ink)) {
      put_separation(b, ink, spots->at[i].cmyk);
      return true;
    }
  return false;
}

static void put_text(Haru *h, Buf *b, const FormObject *o, HPDF_Dict const *dicts) {
  for (size_t i = 0; i < o->n; i++) {
    const FormPiece *k = &o->at[i];
    switch (k->kind) {
    case FORM_TEXT: buf_puts(b, k->text); break;
    case FORM_REF: raw_ref(b, object_number(dicts[k->object])); break;
    case FORM_PLATE:
      if (put_plate(h, b, k->text)) i += k->object;
      break;
    default: put_default(h, b, k->kind); break;
    }
  }
}

HPDF_Dict form_save(Haru *h, const PdfPicture *p) {
  const Form *f = p->pict->form;
  HPDF_Dict *dicts = arena_array(h->a, HPDF_Dict, f->count + 1);
  bool *fresh = arena_array(h->a, bool, f->count + 1);
  for (size_t i = 0; i < f->count; i++) {
    const FormObject *o = &f->objects[i];
    fresh[i] = !is_leaf(o);
    dicts[i] = fresh[i] ? stream_of(h, o, p->streams[i]) : leaf(h, o, p->streams[i], &fresh[i]);
  }
  for (size_t i = 0; i < f->count; i++) {
    if (!fresh[i]) continue;
    Buf text = buf_make(h->a, (size_t)1 << 30);
    put_text(h, &text, &f->objects[i], dicts);
    if (f->objects[i].plain) raw_puts(&text, "/Filter/FlateDecode");
    raw_set(h, dicts[i], &text);
  }
  return dicts[0];
}
