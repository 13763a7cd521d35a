/* Text in a content stream.
 *
 * A line of the paint list is glyphs at exact places. A reader of the PDF adds up instead: advance by advance from the W array, the
 * space Tc after each, the numbers in a TJ array (ISO 32000-1 9.4.4). So we add up as the reader will, in integers of 10^-10 pt, from the
 * numbers as they are written, and correct as soon as the pen is further than STRAY from where the glyph should stand. Rounding
 * therefore never adds up, along a line or down a column, and most glyphs cost their two bytes.
 *
 * The gap that most glyphs of a line have becomes Tc (a justified line's even gap), the others stand in TJ. Td moves from line to line.
 * Strings are binary: hexadecimal doubles what deflate must read and gives a quarter larger files.
 *
 * Upright glyphs in vertical lines are shown with Identity-V: their pen is half an advance right of and 0.88 em above the glyph's origin
 * (DW2 880 -1000, 9.7.4.3), and pdftotext then knows that the line runs downwards. Turned ones have a turned text matrix. */
#include "out/pdf/inside.h"

#include <string.h>

#define STRAY (FINE_PT * 45 / 10000) /* the furthest a glyph may stand from its place */
#define NEAR (FINE_PT * 2 / 1000)    /* what is left after a move or a correction */
#define SAME_GAP                                                                                                       \
  (FINE_PT * 2 / 10000)    /* gaps this close are one gap: shares of a justified line differ by 1/12700 pt */
enum { PEN_TOP = 880000 }; /* 10^-6 em */

typedef struct Shown {
  const PdfFace *face;
  const PdfGlyph *glyph;
  Fine along, cross; /* pen in the frame of the text matrix: along the line, and across it */
  Str said;          /* ActualText of the group that begins here */
  uint32_t group;    /* 0: the code says it all */
} Shown;

static Fine em_part(int64_t micro, int64_t size) { return micro * size; } /* 10^-6 em of 10^-4 pt */

static Fine stretched(const Content *c, Fine v) {
  return c->upright || c->stretch_pm == 1000 ? v : fine_div(v * c->stretch_pm, 1000);
}

static Fine advance(const Content *c, const PdfGlyph *g) {
  return c->upright ? em_part(1000000, c->size) : stretched(c, em_part(g->w, c->size));
}

/* Positive Tc closes up a vertical line: it is added to a negative displacement (9.4.4). */
static Fine spaced(const Content *c) {
  return c->upright ? -c->space * FINE_DECIMAL : stretched(c, c->space * FINE_DECIMAL);
}

static int64_t written_size(Len size) { return fine_div(fine_of(size), FINE_DECIMAL); }

/* Flat type in a vertical line is widened by the text matrix: whether Tz moves the origin of vertical writing too (9.7.4.3), readers do not
 * agree on. */
static int width_of(const PaintOp *op) { return op->vertical && !op->turned && op->x_scale_pm ? op->x_scale_pm : 1000; }

static void place(const Content *c, const PaintOp *op, const PaintGlyph *g, int64_t size, Shown *s) {
  Fine x = content_x(c, g->x), y = content_y(c, g->y);
  if (op->turned) {
    s->along = -y;
    s->cross = x;
  } else if (op->vertical) {
    s->along = -(y + em_part(PEN_TOP, size));
    s->cross = x + em_part(s->glyph->w / 2, size) * width_of(op) / 1000;
  } else {
    s->along = x;
    s->cross = y;
  }
}

static bool is_one_line(const Shown *a, const Shown *b) {
  Fine off = b->cross - a->cross;
  return off <= STRAY && -off <= STRAY;
}

/* Clusters stand one after the other in their text: nearly always two of them are one stretch of it. */
static Str joined(Arena *a, Str one, Str two) {
  if (!one.n || one.p + one.n == two.p) return (Str){one.n ? one.p : two.p, one.n + two.n};
  return str_f(a, "%.*s%.*s", STRF(one), STRF(two));
}

/* The op's glyphs with their pens and what they stand for. Neighbouring clusters that need ActualText share one. */
static size_t read_line(Content *c, const PaintOp *op) {
  if (c->line_cap < op->n) {
    c->line_cap = op->n * 2;
    c->line = arena_array(c->a, Shown, c->line_cap);
  }
  int64_t size = written_size(op->size);
  size_t n = 0, open = SIZE_MAX;
  uint32_t group = 0;
  const PdfFace *face = NULL;
  FontId last = FONT_NONE;
  for (size_t i = 0; i < op->n;) {
    Str text;
    size_t end = i + cluster_at(op, i, &text);
    bool said = false;
    size_t first = n;
    for (; i < end; i++) {
      const PaintGlyph *g = &op->glyphs[i];
      if (g->font != last) face = book_face(c->book, last = g->font);
      if (!face->made) continue;
      Shown *s = &c->line[n++];
      *s = (Shown){.face = face, .glyph = &face->glyphs.at[face->index[g->id] - 1]};
      place(c, op, g, size, s);
      said |= !is_silent(op) && (op->whole || n - first > 1 || !str_eq(s->glyph->text, text));
    }
    if (said && open == SIZE_MAX) {
      open = first;
      group++;
    }
    if (!said) open = SIZE_MAX;
    if (said && n > first) c->line[open].said = joined(c->a, c->line[open].said, text);
    for (size_t k = first; said && k < n; k++) c->line[k].group = group;
  }
  return n;
}

static void set_font(Content *c, const PdfFace *face, bool upright, int64_t size) {
  if (c->face == face && c->upright == upright && c->size == size) return;
  size_t number = 0;
  while (c->book->faces.at[number] != face) number++;
  content_puts(c, upright ? "/V" : "/F");
  content_num(c, (int64_t)number * 10000);
  content_num(c, size);
  content_puts(c, "Tf\n");
  (upright ? c->use->upright : c->use->level)[number] = 1;
  c->face = face;
  c->upright = upright;
  c->size = size;
}

static void set_stretch(Content *c, int pm) {
  if (c->stretch_pm == pm) return;
  content_num(c, (int64_t)pm * 1000);
  content_puts(c, "Tz\n");
  c->stretch_pm = pm;
}

/* Moves the line matrix to a pen: Td where the direction stays, else Tm. A turned matrix (0 -1 1 0) counts x down and y across. */
static void move_to(Content *c, const PaintOp *op, const Shown *s) {
  bool upright = op->vertical && !op->turned, fresh = !c->in_text;
  Fine x = upright ? s->cross : s->along, y = upright ? -s->along : s->cross;
  if (fresh) content_puts(c, "BT\n");
  int wide = width_of(op);
  bool other = op->turned != (c->turned && !fresh) || wide != 1000 || (c->wide_pm != 1000 && !fresh);
  if (fresh || other) c->x = c->y = 0;
  c->in_text = true;
  c->turned = op->turned;
  c->wide_pm = wide;
  int64_t dx = decimal_near(x - c->x, NEAR), dy = decimal_near(y - c->y, NEAR);
  if (other && wide != 1000) content_num(c, (int64_t)wide * 10);
  if (other) content_puts(c, op->turned ? "0 -1 1 0 " : wide != 1000 ? "0 0 1 " : "1 0 0 1 ");
  if (other || dx || dy) {
    content_num(c, other && op->turned ? dy : dx);
    content_num(c, other && op->turned ? -dx : dy);
    content_puts(c, other ? "Tm\n" : "Td\n");
  }
  c->x += dx * FINE_DECIMAL;
  c->y += dy * FINE_DECIMAL;
}

/* Chooses Tc for a line: the gap that most of its glyphs have, if it saves more than it costs. */
static void set_space(Content *c, const Shown *s, size_t n) {
  enum { KINDS = 8, WORTH = 2 };
  struct {
    Fine gap, sum;
    size_t n;
  } kind[KINDS];
  size_t kinds = 0, best = 0, kept = 0;
  Fine now = spaced(c);
  for (size_t i = 0; i + 1 < n; i++) {
    Fine gap = s[i + 1].along - s[i].along - advance(c, s[i].glyph), off = gap - now;
    if (!is_one_line(&s[i], &s[i + 1])) continue;
    kept += off <= SAME_GAP && -off <= SAME_GAP;
    size_t k = 0;
    while (k < kinds && (gap - kind[k].gap > SAME_GAP || kind[k].gap - gap > SAME_GAP)) k++;
    if (k == KINDS) continue;
    if (k == kinds) {
      kind[k].gap = gap;
      kind[k].sum = 0;
      kind[kinds++].n = 0;
    }
    kind[k].sum += gap;
    if (++kind[k].n > kind[best].n) best = k;
  }
  if (!kinds || kind[best].n < kept + WORTH) return;
  Fine gap = fine_div(kind[best].sum, (int64_t)kind[best].n);
  if (!c->upright && c->stretch_pm != 1000) gap = fine_div(gap * 1000, c->stretch_pm);
  c->space = decimal_near(c->upright ? -gap : gap, FINE_PT * 3 / 1000 / (Fine)kind[best].n);
  content_num(c, c->space);
  content_puts(c, "Tc\n");
}

/* The TJ number (in 10^-4 of 1/1000 em) with the fewest decimals that moves the pen by about `off`; *moved is by how much it does. */
static int64_t correction(const Content *c, Fine off, Fine *moved) {
  static const int64_t step[] = {10000, 1000, 100, 10, 1};
  int64_t unit = c->upright ? c->size : stretched(c, c->size), number = 0;
  for (size_t i = 0; i < COUNT(step); i++) {
    number = fine_div(off * 10, unit * step[i]) * step[i];
    *moved = fine_div(number * unit, 10);
    if (*moved - off <= NEAR && off - *moved <= NEAR) break;
  }
  return c->upright ? number : -number;
}

/* Binary strings: parentheses and the backslash are escaped, and CR, which a reader takes for LF (7.3.4.2). */
static void put_byte(Content *c, int byte) {
  if (byte == '(' || byte == ')' || byte == '\\') c->p[c->n++] = '\\';
  if (byte == '\r') {
    c->p[c->n++] = '\\';
    byte = 'r';
  }
  c->p[c->n++] = (char)byte;
}

static Fine show_run(Content *c, const Shown *s, size_t n, Fine pen) {
  content_room(c, n * 40 + 16);
  size_t start = c->n;
  bool array = false, open = false;
  Fine space = spaced(c);
  c->p[c->n++] = '[';
  for (size_t i = 0; i < n; i++) {
    Fine off = s[i].along - pen, moved;
    if (off > STRAY || -off > STRAY) {
      if (open) c->p[c->n++] = ')';
      c->n += decimal_put(c->p + c->n, correction(c, off, &moved));
      pen += moved;
      array = true;
      open = false;
    }
    if (!open) c->p[c->n++] = '(';
    open = true;
    put_byte(c, s[i].glyph->code >> 8);
    put_byte(c, s[i].glyph->code & 255);
    pen += advance(c, s[i].glyph) + space;
  }
  c->p[c->n++] = ')';
  if (array) {
    content_puts(c, "]TJ\n");
  } else {
    memmove(c->p + start, c->p + start + 1, --c->n - start);
    content_puts(c, "Tj\n");
  }
  return pen;
}

static bool is_one_run(const Shown *a, const Shown *b) {
  return a->face == b->face && a->group == b->group && is_one_line(a, b);
}

void content_text(Content *c, const PaintOp *op, Tag *run) {
  size_t n = read_line(c, op);
  bool upright = op->vertical && !op->turned;
  if (!n) return;
  content_ink(c, op->ink, false);
  set_font(c, c->line[0].face, upright, written_size(op->size));
  set_stretch(c, upright || !op->x_scale_pm ? 1000 : op->x_scale_pm);
  set_space(c, c->line, n);
  bool silent = is_silent(op);
  Fine pen = 0;
  for (size_t i = 0, end; i < n; i = end) {
    const Shown *s = &c->line[i];
    for (end = i + 1; end < n && is_one_run(s, &c->line[end]);) end++;
    set_font(c, s->face, upright, written_size(op->size));
    if (!s->group) content_mark(c, op, run);
    if (s->group && (i == 0 || c->line[i - 1].group != s->group)) content_mark_actual(c, op, run, s->said);
    if (i == 0 || !c->in_text || !is_one_line(s, &c->line[i - 1])) {
      move_to(c, op, s);
      pen = upright ? -c->y : c->x;
    }
    /* pdftotext keeps the text of artifacts; an empty ActualText takes it away, which it looks for on spans only */
    if (silent && i == 0) content_puts(c, "/Span<</ActualText()>>BDC\n");
    pen = show_run(c, s, end - i, pen);
    if (s->group && (end == n || c->line[end].group != s->group)) content_unmark(c);
  }
  if (silent) content_puts(c, "EMC\n");
  if (silent && !c->runs) content_unmark(c);
}
