/* Why a line is as it is: every gap of it, with what it was meant to be, what it became, between what it stands and when it gives way;
 * then the breaks that lie near, with what the line would have cost and what the paragraph from there on would. */
#include "para/inside.h"

static int64_t em_pm(const Setting *s, Len v) {
  return s->em ? (v * 1000 + (v < 0 ? -s->em / 2 : s->em / 2)) / s->em : 0;
}

/* CharClass, in words. */
static const char *class_name(const Cell *c) {
  static const char *const names[] = {
      "han",      "kana",      "small kana", "long vowel", "hangul",     "opening",
      "closing",  "pause",     "colon",      "stop",       "exclam",     "dash",
      "ellipsis", "connector", "interpunct", "solidus",    "iteration",  "full-width blank",
      "figure",   "letter",    "greek",      "full-width", "latin mark", "prefix",
      "postfix",  "blank",     "glue",       "break",      "joiner",     "soft hyphen",
      "symbol",   "emoji",     "combining",  "other"};
  return c->cc < COUNT(names) ? names[c->cc] : "other";
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
  buf_puts(out, STR("gaps, in em: between, kind, natural, least, used, gives way at, grows\n"));
  Len before = 0;
  for (uint32_t i = at, p = UINT32_MAX; i < end; i++) {
    Len x;
    if ((s->cells[i].flags & (CELL_SPACE | CELL_HIDDEN)) || !body_at(s, l, i, &x)) continue;
    const Gap *g = &s->gaps[i];
    if (p != UINT32_MAX) {
      buf_putf(out, "  %.*s|%.*s  %s-%s  ", STRF(cell_text(s, p)), STRF(cell_text(s, i)), class_name(&s->cells[p]),
               class_name(&s->cells[i]));
      put_em(out, s, g->ideal), buf_putc(out, ' ');
      put_em(out, s, g->least), buf_putc(out, ' ');
      put_em(out, s, x - before);
      buf_putf(out, " %s %s\n", step_name(g->step), grow_name(g->grow));
    }
    before = x + s->cells[i].width;
    p = i;
  }
}

/* What the line costs if it ends before cell j, and the rest of the paragraph with it (cost.c). */
static void put_cost(const Setting *s, uint32_t at, uint32_t j, const Fit *f, Rooms rooms, Buf *out) {
  LineEnd before = line_end_before();
  Worth w = fit_holds(f) ? line_worth(s, at, j, f, &before, INT32_MAX - 1) : (Worth){-1, 0};
  if (w.cost < 0) return;
  Arena *scratch = arena_open();
  int64_t rest = j < s->n ? cost_from(scratch, s, rooms, j) : 0;
  arena_close(scratch);
  buf_putf(out, ", costs %lld", (long long)w.cost);
  if (rest >= 0 && j < s->n) buf_putf(out, ", %lld with the rest", (long long)(w.cost + rest));
}

static void explain_break(const Setting *s, uint32_t at, uint32_t j, uint32_t taken, Len room, Rooms rooms, Buf *out) {
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
  if (s->gaps[j].kind >= BREAK_AVOID) put_cost(s, at, j, &f, rooms, out);
  buf_putc(out, '\n');
}

void para_explain(const Setting *s, const Lines *lines, size_t line, Buf *out) {
  if (line >= lines->n) {
    buf_putf(out, "there is no line %zu; the paragraph has %zu\n", line + 1, lines->n);
    return;
  }
  const Line *l = &lines->at[line];
  uint32_t at = cell_at_byte(s, l->at), end = cell_at_byte(s, l->end);
  if (l->flags & LINE_FIRST) at = s->first;
  buf_putf(out, "line %zu of %zu: %.*s\n", line + 1, lines->n, STRF(str_trim(str_sub(s->shaped->text, l->at, l->end))));
  buf_puts(out, STR("measure ")), put_em(out, s, l->measure);
  buf_puts(out, STR(", starts at ")), put_em(out, s, l->start);
  buf_puts(out, STR(", natural ")), put_em(out, s, l->natural);
  buf_puts(out, STR(", ends at ")), put_em(out, s, l->set);
  buf_puts(out, STR(", between characters ")), put_em(out, s, l->even);
  buf_putc(out, '\n');
  explain_gaps(s, l, at, end, out);
  buf_puts(out, s->style.composer == COMPOSER_PARAGRAPH
                    ? STR("breaks near (* taken), weighed over the paragraph:\n")
                    : STR("breaks near (* taken), the first that fits; costs are those of composer: paragraph:\n"));
  if (s->style.grid) buf_puts(out, STR("  on the grid, whole cells\n"));
  Rooms rooms = {&l->measure, 1};
  Len room = room_of(s, rooms, line, at);
  uint32_t from = end > at + 5 ? end - 4 : at + 1;
  for (uint32_t j = from; j <= s->n && j <= end + 4; j++)
    if (s->gaps[j].kind != BREAK_NEVER) explain_break(s, at, j, end, room, rooms, out);
}
