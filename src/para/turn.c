/* Right-to-left words in a set line.
 *
 *     cells in order of reading     阿 卜 （ a b c ） 说      a b c are Arabic, level 1
 *     on the line                   阿 卜 （ c b a ） 说
 *
 * Breaking, squeezing and spreading go by the order of reading and know nothing of this. Once the cells of a line have their
 * places, each stretch of a level is mirrored where it stands, from the highest level to the first (UAX #9, L2): so the stretch
 * takes the same room, its gaps with it, and figures amid Arabic, turned twice, run from left to right. Blanks that end the line
 * have the paragraph's level (L1). Glyphs keep the order of reading, so that the text in the PDF does. */
#include "para/inside.h"

typedef struct Place {
  size_t glyph, n; /* of the line's glyphs */
  Len was, x, width;
  uint8_t level;
} Place;

static size_t places_find(const Setting *s, const Cut *c, uint32_t solid, const Line *line, Place *out) {
  size_t n = 0, g = 0;
  for (uint32_t i = c->at; i < c->end; i++) {
    const Cell *cell = &s->cells[i];
    while (g < line->n && (line->glyphs[g].glyph == UINT32_MAX || line->glyphs[g].glyph < cell->glyph)) g++;
    size_t first = g;
    while (g < line->n && line->glyphs[g].glyph < cell[1].glyph) g++;
    if (g == first) continue;
    uint8_t level = i < solid ? s->shaped->levels[cell->at] : 0;
    Len x = line->glyphs[first].x - cell->lead;
    out[n++] = (Place){first, g - first, x, x, cell->width, level};
  }
  return n;
}

static void mirror(Place *p, size_t n) {
  Len from = p[0].x, to = p[0].x + p[0].width;
  for (size_t i = 0; i < n; i++) from = len_min(from, p[i].x), to = len_max(to, p[i].x + p[i].width);
  for (size_t i = 0; i < n; i++) p[i].x = from + to - p[i].x - p[i].width;
}

void line_turn(Arena *a, const Setting *s, const Cut *c, uint32_t solid, const Line *line, SetGlyph *glyphs) {
  if (!s->shaped->levels || c->end <= c->at) return;
  Place *p = arena_array(a, Place, c->end - c->at);
  size_t n = places_find(s, c, solid, line, p);
  uint8_t most = 0;
  for (size_t i = 0; i < n; i++) most = p[i].level > most ? p[i].level : most;
  for (uint8_t level = most; level > 0; level--)
    for (size_t i = 0, end; i < n; i = end + 1) {
      for (end = i; end < n && p[end].level >= level; end++) {}
      if (end > i) mirror(&p[i], end - i);
    }
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < p[i].n; k++) {
      SetGlyph *g = &glyphs[p[i].glyph + k];
      g->x = set_place(g->x + p[i].x - p[i].was);
    }
}
