/* Lines as JSON: compose --json. Lengths in em. */
#include "para/inside.h"

static int64_t em_pm(const Setting *s, Len v) {
  return s->em ? (v * 1000 + (v < 0 ? -s->em / 2 : s->em / 2)) / s->em : 0;
}

static void dump_glyph(const Setting *s, const SetGlyph *g, const Fonts *f, JsonOut *out) {
  json_open_object(out);
  bool hyphen = g->glyph == UINT32_MAX;
  const Glyph *glyph = hyphen ? NULL : &s->shaped->glyphs[g->glyph];
  json_put_key(out, "id"), json_put_int(out, hyphen ? -1 : glyph->id);
  if (glyph && f && glyph->font != FONT_NONE)
    json_put_key(out, "face"), json_put_str(out, face_facts(f, font_facts(f, glyph->font)->face)->postscript);
  json_put_key(out, "x"), json_put_milli(out, em_pm(s, g->x));
  if (glyph) {
    json_put_key(out, "advance"),
        json_put_milli(out, em_pm(s, setting_advance(s, glyph, shaped_run(s->shaped, glyph->src))));
    uint32_t end = g->glyph + 1;
    while (end < s->shaped->n && s->shaped->glyphs[end].src == glyph->src) end++;
    json_put_key(out, "at"), json_put_int(out, glyph->src);
    json_put_key(out, "end"),
        json_put_int(out, end < s->shaped->n ? s->shaped->glyphs[end].src : (int64_t)s->shaped->text.n);
  }
  json_close_object(out);
}

static void dump_line(const Setting *s, const Line *l, const Fonts *f, JsonOut *out) {
  static const struct {
    uint8_t flag;
    const char *name;
  } flags[] = {{LINE_FIRST, "first"},   {LINE_LAST, "last"},   {LINE_RELAXED, "relaxed"}, {LINE_EMERGENCY, "emergency"},
               {LINE_HYPHEN, "hyphen"}, {LINE_HANGS, "hangs"}, {LINE_SOLID, "solid"}};
  json_open_object(out);
  json_put_key(out, "text"), json_put_str(out, str_sub(s->shaped->text, l->at, l->end));
  json_put_key(out, "at"), json_put_int(out, l->at);
  json_put_key(out, "end"), json_put_int(out, l->end);
  json_put_key(out, "measure"), json_put_milli(out, em_pm(s, l->measure));
  json_put_key(out, "start"), json_put_milli(out, em_pm(s, l->start));
  json_put_key(out, "natural"), json_put_milli(out, em_pm(s, l->natural));
  json_put_key(out, "set"), json_put_milli(out, em_pm(s, l->set));
  json_put_key(out, "even"), json_put_milli(out, em_pm(s, l->even));
  json_put_key(out, "flags"), json_open_array(out);
  for (size_t i = 0; i < COUNT(flags); i++)
    if (l->flags & flags[i].flag) json_put_str(out, str_of(flags[i].name));
  json_close_array(out);
  json_put_key(out, "glyphs"), json_open_array(out);
  for (uint32_t i = 0; i < l->n; i++) dump_glyph(s, &l->glyphs[i], f, out);
  json_close_array(out);
  json_close_object(out);
}

/* An array with one object a line. */
void para_dump(const Setting *s, const Lines *lines, const Fonts *f, JsonOut *out) {
  json_open_array(out);
  for (size_t k = 0; k < lines->n; k++) dump_line(s, &lines->at[k], f, out);
  json_close_array(out);
}
