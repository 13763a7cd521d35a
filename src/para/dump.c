/* Seeing inside: a line's gaps and the breaks it might have had; the lines as JSON. */
#include "para/inside.h"

static int64_t em_pm(const Setting *s, Len v) {
  return s->em ? (v * 1000 + (v < 0 ? -s->em / 2 : s->em / 2)) / s->em : 0;
}

static const char *step_name(uint8_t step) {
  static const char *const names[] = {"-", "line-end", "word", "interpunct", "bracket", "comma", "autospace", "stop"};
  return names[step];
}

static const char *grow_name(uint8_t grow) {
  static const char *const names[] = {"rigid", "even", "unwilling", "word", "autospace"};
  return names[grow];
}

static const char *kind_name(uint8_t kind) {
  static const char *const names[] = {"never",
                                      "against a mark",
                                      "inside a unit",
                                      "inside a unit, at a joint",
                                      "inside a run of marks",
                                      "had better not",
                                      "with a hyphen",
                                      "lawful",
                                      "forced"};
  return names[kind];
}

static void put_em(Buf *b, const Setting *s, Len v) {
  int64_t pm = em_pm(s, v), abs = pm < 0 ? -pm : pm;
  buf_putf(b, "%s%d.%03d", pm < 0 ? "-" : "", (int)(abs / 1000), (int)(abs % 1000));
}

static Str cell_text(const Setting *s, uint32_t i) {
  return str_sub(s->shaped->text, s->cells[i].at, s->cells[i + 1].at);
}

static uint32_t cell_at_byte(const Setting *s, uint32_t at) {
  uint32_t i = 0;
  while (i < s->n && s->cells[i].at < at) i++;
  return i;
}

/* Where a cell's body starts in the line as set; false if the line does not draw it. */
static bool body_at(const Setting *s, const Line *l, uint32_t cell, Len *x) {
  for (uint32_t i = 0; i < l->n; i++)
    if (l->glyphs[i].glyph == s->cells[cell].glyph) return *x = l->glyphs[i].x - s->cells[cell].lead, true;
  return false;
}

static void explain_gaps(const Setting *s, const Line *l, uint32_t at, uint32_t end, Buf *out) {
  buf_puts(out, STR("gaps, in em: between, natural, least, used, gives way at, grows\n"));
  Len before = 0;
  for (uint32_t i = at, p = UINT32_MAX; i < end; i++) {
    Len x;
    if ((s->cells[i].flags & (CELL_SPACE | CELL_HIDDEN)) || !body_at(s, l, i, &x)) continue;
    const Gap *g = &s->gaps[i];
    if (p != UINT32_MAX && (g->ideal || g->step || x - before != 0)) {
      buf_putf(out, "  %.*s|%.*s  ", STRF(cell_text(s, p)), STRF(cell_text(s, i)));
      put_em(out, s, g->ideal), buf_putc(out, ' ');
      put_em(out, s, g->least), buf_putc(out, ' ');
      put_em(out, s, x - before);
      buf_putf(out, " %s %s\n", step_name(g->step), grow_name(g->grow));
    }
    before = x + s->cells[i].width;
    p = i;
  }
}

static void explain_break(const Setting *s, uint32_t at, uint32_t j, uint32_t taken, Len room, Buf *out) {
  Fit f = fit_make(s, at, j, room);
  buf_putf(out, "  %s …%.*s|", j == taken ? "*" : " ",
           STRF(str_sub(s->shaped->text, s->cells[j > at + 3 ? j - 3 : at].at, s->cells[j].at)));
  if (j < s->n) buf_puts(out, cell_text(s, j));
  buf_putf(out, "  %s, natural ", kind_name(s->gaps[j].kind));
  put_em(out, s, f.natural);
  if (f.hangs) buf_puts(out, STR(", the last mark hangs"));
  if (f.natural > room) {
    buf_puts(out, fit_holds(&f) ? STR(", squeezed by ") : STR(", too long by "));
    put_em(out, s, fit_holds(&f) ? f.natural - room : f.natural - f.give - f.tail_give - room);
  } else if (f.natural < room) {
    int32_t even = fit_even_pm(s, &f);
    if (even == INT32_MAX)
      buf_puts(out, STR(", cannot be spread"));
    else
      buf_putf(out, ", spread by %d.%03d between characters", even / 1000, even % 1000);
  } else
    buf_puts(out, STR(", full"));
  buf_putc(out, '\n');
}

void para_explain(const Setting *s, const Lines *lines, size_t line, Buf *out) {
  if (line >= lines->n) {
    buf_putf(out, "there is no line %zu; the paragraph has %zu\n", line + 1, lines->n);
    return;
  }
  const Line *l = &lines->at[line];
  uint32_t at = cell_at_byte(s, l->at), end = cell_at_byte(s, l->end);
  if (line == 0) at = s->first;
  buf_putf(out, "line %zu of %zu: %.*s\n", line + 1, lines->n, STRF(str_trim(str_sub(s->shaped->text, l->at, l->end))));
  buf_puts(out, STR("measure ")), put_em(out, s, l->measure);
  buf_puts(out, STR(", starts at ")), put_em(out, s, l->start);
  buf_puts(out, STR(", natural ")), put_em(out, s, l->natural);
  buf_puts(out, STR(", ends at ")), put_em(out, s, l->set);
  buf_puts(out, STR(", between characters ")), put_em(out, s, l->even);
  buf_putc(out, '\n');
  explain_gaps(s, l, at, end, out);
  buf_puts(out, STR("breaks near (* taken):\n"));
  Len room = room_of(s, (Rooms){&l->measure, 1}, line, at);
  uint32_t from = end > at + 5 ? end - 4 : at + 1;
  for (uint32_t j = from; j <= s->n && j <= end + 4; j++)
    if (s->gaps[j].kind != BREAK_NEVER) explain_break(s, at, j, end, room, out);
}

/* ---- JSON */
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
