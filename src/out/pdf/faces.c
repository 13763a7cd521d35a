/* Faces: one subset a face and edition, the codes of its glyphs, and what they mean. */
#include "out/pdf/inside.h"

/* ISO 32000-1 9.6.4: a tag of six capitals names the subset. From the glyphs, so that equal subsets have equal names. */
static Str subset_name(Arena *a, Str postscript, const PdfFace *f) {
  uint64_t h = 14695981039346656037u; /* FNV-1a */
  for (size_t i = 0; i < f->glyphs.n; i++) h = (h ^ f->glyphs.at[i].id) * 1099511628211u;
  char tag[6];
  for (size_t i = 0; i < sizeof tag; i++, h /= 26) tag[i] = (char)('A' + h % 26);
  return str_f(a, "%.6s+%.*s", tag, STRF(postscript));
}

static void put_utf16(Buf *b, Str text) {
  for (size_t i = 0; i < text.n;) {
    uint32_t cp = utf8_next(text, &i);
    if (cp > 0xFFFF) {
      buf_putf(b, "%04x%04x", 0xD800 + ((cp - 0x10000) >> 10), 0xDC00 + (cp & 0x3FF));
    } else {
      buf_putf(b, "%04x", cp);
    }
  }
}

/* The end of a stretch of neighbouring codes that all mean something; it may not cross a first byte (Adobe TN 5014). */
static size_t stretch_end(const PdfFace *f, const size_t *order, size_t n, size_t i) {
  const PdfGlyph *g = f->glyphs.at;
  size_t k = i + 1;
  while (k < n && g[order[k]].code == g[order[k - 1]].code + 1 && g[order[k]].code >> 8 == g[order[i]].code >> 8) k++;
  return k;
}

enum { BLOCK = 100 }; /* entries between begin and end, at most (Adobe TN 5014) */

/* Every code means something (ISO 19005-2, 6.2.11.7.2). Where one has no text of its own, each place says with ActualText what it stands
 * for, or that it stands for nothing; what is said here is then read by nobody, and is short. */
static Str meaning(const PdfGlyph *g) {
  size_t end = 0;
  if (g->text.n || !g->spare.n) return g->text;
  utf8_next(g->spare, &end);
  return str_sub(g->spare, 0, end);
}

/* The ToUnicode CMap: stretches of codes with an array of texts, which is half as long as a line for each. */
static Str to_unicode(Arena *a, const PdfFace *f) {
  size_t n = 0, *order = arena_array(a, size_t, f->glyphs.n);
  for (size_t i = 0; i < f->glyphs.n; i++)
    if (meaning(&f->glyphs.at[i]).n) order[n++] = i;
  size_t stretches = 0;
  for (size_t i = 0; i < n; i = stretch_end(f, order, n, i)) stretches++;
  Buf b = buf_make(a, (size_t)64 << 20);
  buf_puts(&b, STR("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
                   "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                   "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
                   "1 begincodespacerange<0000><ffff>endcodespacerange\n"));
  for (size_t i = 0, left = stretches, room = 0; i < n; left--, room--) {
    if (!room) {
      if (i) buf_puts(&b, STR("endbfrange\n"));
      room = left < BLOCK ? left : BLOCK;
      buf_putf(&b, "%zu beginbfrange\n", room);
    }
    size_t end = stretch_end(f, order, n, i);
    buf_putf(&b, "<%04x><%04x>[", f->glyphs.at[order[i]].code, f->glyphs.at[order[end - 1]].code);
    for (; i < end; i++) {
      buf_putc(&b, '<');
      put_utf16(&b, meaning(&f->glyphs.at[order[i]]));
      buf_putc(&b, '>');
    }
    buf_puts(&b, STR("]\n"));
  }
  buf_puts(&b, n ? STR("endbfrange\n") : STR(""));
  buf_puts(&b, STR("endcmap CMapName currentdict/CMap defineresource pop end end\n"));
  return buf_str(&b);
}

/* Codes are CIDs (Identity-H). Where the font program lets us, they are numbered through; else they are what the subsetter gives. Glyph 0
 * stands for nothing and keeps its code. */
static void number_codes(Arena *scratch, PdfFace *f, const Subset *s, char *program, size_t zero) {
  size_t n = f->glyphs.n - zero;
  uint16_t *codes = arena_array(scratch, uint16_t, n + 1);
  bool through = s->cff && !f->whole && cff_number(program, s->program.n, s->cids, n, codes);
  for (size_t i = 0; i < n; i++) f->glyphs.at[zero + i].code = through ? codes[i] : s->cids[i];
}

bool face_make(Job *job, const PdfBook *b, PdfFace *f) {
  Arena *scratch = arena_open();
  Job inner = {scratch, job->diags};
  size_t zero = f->glyphs.n && f->glyphs.at[0].id == 0, n = f->glyphs.n - zero;
  uint16_t *ids = arena_array(scratch, uint16_t, n + 1);
  for (size_t i = 0; i < n; i++) ids[i] = f->glyphs.at[zero + i].id;
  Subset s = {0};
  const Face *facts = face_facts(b->fonts, f->face);
  f->whole = facts->whole;
  if (facts->restricted)
    diag_add(job->diags, DIAG_FONT_RESTRICTED, (Span){0},
             "the font '%.*s' (%.*s) may not be embedded, says its maker; it is in the file all the same",
             STRF(facts->postscript), STRF(facts->file));
  f->made = face_subset(&inner, b->fonts, f->face, ids, n, &s);
  if (f->made) {
    char *program = str_z(scratch, s.program);
    number_codes(scratch, f, &s, program, zero);
    f->cff = s.cff;
    f->program_bytes = s.program.n;
    f->program = str_copy(job->arena, flate(scratch, (Str){program, s.program.n}, FLATE_FONT));
    f->to_unicode = str_copy(job->arena, flate(scratch, to_unicode(scratch, f), FLATE_FONT));
    f->name = f->whole ? facts->postscript : subset_name(job->arena, facts->postscript, f);
  }
  arena_close(scratch);
  return f->made;
}
