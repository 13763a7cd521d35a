/* Dictionaries written by hand into libharu's file. */
#include "out/pdf/haru.h"

static HPDF_STATUS put_bytes(HPDF_Dict d, HPDF_Stream s) {
  const Str *text = d->attr;
  return text ? HPDF_Stream_Write(s, (const HPDF_BYTE *)text->p, (HPDF_UINT)text->n) : HPDF_OK;
}

HPDF_Dict raw_new(Haru *h) {
  HPDF_Dict d = dict_new(h, true);
  if (d) d->write_fn = put_bytes;
  return d;
}

HPDF_Dict raw_stream(Haru *h, Str bytes) {
  HPDF_Dict d = stream_new(h, bytes, false);
  if (d) d->write_fn = put_bytes;
  return d;
}

void raw_set(Haru *h, HPDF_Dict d, const Buf *text) {
  if (!d) return;
  Str *own = arena_new(h->a, Str);
  *own = buf_str(text);
  d->attr = own;
}

uint32_t object_number(const void *object) {
  return object ? ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF : 0;
}

HPDF_Page page_object(const Haru *h, size_t i) { return HPDF_List_ItemAt(h->doc->page_list, (HPDF_UINT)i); }

void raw_puts(Buf *b, const char *z) { buf_puts(b, str_of(z)); }

void raw_int(Buf *b, int64_t v) {
  char p[24];
  buf_putc(b, ' ');
  buf_put(b, p, decimal_put(p, v * 10000));
}

void raw_ref(Buf *b, uint32_t number) {
  raw_int(b, number);
  buf_puts(b, STR(" 0 R"));
}

void raw_text(Buf *b, Str s) {
  static const char hex[] = "0123456789ABCDEF";
  buf_puts(b, STR("<FEFF"));
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = utf8_next(s, &i), unit[2] = {cp, 0};
    int units = 1;
    if (cp > 0xFFFF) {
      unit[0] = 0xD800 + ((cp - 0x10000) >> 10);
      unit[1] = 0xDC00 + (cp & 0x3FF);
      units = 2;
    }
    for (int k = 0; k < units; k++)
      for (int shift = 12; shift >= 0; shift -= 4) buf_putc(b, hex[unit[k] >> shift & 15]);
  }
  buf_putc(b, '>');
}

/* To a hundredth of a point. */
static void raw_len(Buf *b, Len v) {
  char p[24];
  buf_putc(b, ' ');
  buf_put(b, p, decimal_put(p, decimal_near(fine_of(v), FINE_PT / 200)));
}

void raw_rect(Buf *b, const PaintPage *p, Rect r) {
  Len edge = p->bleed + p->slug, top = p->trim_h + edge;
  buf_putc(b, '[');
  raw_len(b, r.x + edge);
  raw_len(b, top - r.y - r.h);
  raw_len(b, r.x + r.w + edge);
  raw_len(b, top - r.y);
  buf_putc(b, ']');
}

void raw_top(Buf *b, const Haru *h, size_t page, Rect r) {
  const PaintPage *p = h->book->edition->pages.at[page];
  buf_putc(b, '[');
  raw_ref(b, object_number(page_object(h, page)));
  buf_puts(b, STR("/XYZ"));
  raw_len(b, r.x + p->bleed + p->slug);
  raw_len(b, p->trim_h + p->bleed + p->slug - r.y);
  buf_puts(b, STR(" null]"));
}
