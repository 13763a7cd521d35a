/* shaped: questions about a shaped paragraph, and its print. */
#include "shape/inside.h"

const Run *shaped_run(const Shaped *s, uint32_t at) {
  must(s->run_count > 0);
  size_t low = 0, high = s->run_count - 1;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (s->runs[middle].end <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return &s->runs[low];
}

static void flags_out(Buf *out, uint8_t flags) {
  if (flags & GLYPH_MISSING) buf_puts(out, STR(" missing"));
  if (flags & GLYPH_TURNED) buf_puts(out, STR(" turned"));
  if (flags & GLYPH_ABREAST) buf_puts(out, STR(" abreast"));
  if (flags & GLYPH_BREAK_UNSAFE) buf_puts(out, STR(" unsafe"));
}

static void glyph_out(const Shaped *s, const Fonts *f, size_t i, Buf *out) {
  const Glyph *g = &s->glyphs[i];
  const Face *face = face_facts(f, font_facts(f, g->font)->face);
  size_t next = i + 1;
  while (next < s->n && s->glyphs[next].src == g->src) next++;
  Str cluster =
      g->flags & GLYPH_FIRST ? str_sub(s->text, g->src, next < s->n ? s->glyphs[next].src : s->text.n) : STR("+");
  buf_putf(out, "  %5u %.*s  %u %.*s adv %d", (unsigned)g->src, STRF(cluster), (unsigned)g->id, STRF(face->postscript),
           g->adv);
  if (g->dx || g->dy) buf_putf(out, " at %d,%d", g->dx, g->dy);
  flags_out(out, g->flags);
  buf_putc(out, '\n');
}

void shaped_dump(const Shaped *s, const Fonts *f, Buf *out) {
  size_t run = SIZE_MAX;
  if (s->vertical) buf_puts(out, STR("vertical\n"));
  for (size_t i = 0; i < s->n; i++) {
    size_t now = (size_t)(shaped_run(s, s->glyphs[i].src) - s->runs);
    if (now != run) {
      const Run *r = &s->runs[now];
      buf_putf(out, "run %u-%u %.*s %s %.*s\n", (unsigned)r->at, (unsigned)r->end, STRF(fonts_role_name(f, r->role)),
               lang_tag(r->lang), STRF(len_text(out->a, r->size, LEN_UNIT_ABS)));
      run = now;
    }
    glyph_out(s, f, i, out);
  }
}
