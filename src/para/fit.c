/* What a line of some cells would be, in two look-ups. */
#include "para/inside.h"

Len start_of(const Setting *s, uint32_t at) {
  return len_pm(s->em, at == s->first ? s->style.indent_pm : s->style.hanging_indent_pm);
}

Len room_of(const Setting *s, Rooms rooms, size_t line, uint32_t at) {
  must(rooms.n > 0);
  Len measure = rooms.measure[line < rooms.n ? line : rooms.n - 1];
  return measure - start_of(s, at) - len_pm(s->em, s->style.indent_end_pm);
}

/* CLREQ, "Hanging Punctuation": one of 、 ， 。 alone, and no horizontal Traditional Chinese. */
static bool may_hang(const Setting *s, uint32_t at, uint32_t solid) {
  const ParaStyle *y = &s->style;
  if (y->hanging == HANGING_NONE || solid < at + 2 || !(s->cells[solid - 1].flags & CELL_MARK)) return false;
  Lang lang = para_mark_lang(y, y->lang);
  if (!y->vertical && (y->hanging_vertical_only || lang == LANG_ZH_HANT || lang == LANG_ZH_HK)) return false;
  if ((s->cells[solid - 2].flags & CELL_MARK) || (solid < s->n && (s->cells[solid].flags & CELL_MARK))) return false;
  size_t i = s->cells[solid - 1].at;
  uint32_t cp = utf8_next(s->shaped->text, &i);
  return cp == 0x3001 || cp == 0x3002 || cp == 0xFF0C;
}

Len head_of(const Setting *s, uint32_t at) {
  const Cell *c = &s->cells[at];
  if (s->style.optical_pm && c->flags & CELL_WEST) return c->head - optical_of(s, at, false);
  if (!c->head) return 0;
  if (c->cc != CC_OPEN || s->style.punct_style == PUNCT_NONE) return c->head;
  if (at != s->first) return s->style.line_start_trim ? 0 : c->head;
  if (s->style.first_line_open == FIRST_OPEN_FULL) return c->head;
  /* JLREQ 3.1.5: half an em of indent is the mark's own, what it encloses starts at the indent */
  bool inside = s->style.first_line_open == FIRST_OPEN_HALF && len_pm(s->em, s->style.indent_pm) >= c->width;
  return inside ? -(Len)c->width : 0;
}

End end_make(const Setting *s, uint32_t end) {
  End e = {.solid = s->sums[end].solid};
  if (e.solid == s->first) return e;
  uint8_t how = s->style.punct_style == PUNCT_NONE ? LINE_END_FULL : s->style.line_end_punct;
  const Cell *last = &s->cells[e.solid - 1];
  bool read = last->flags & CELL_READ;
  e.tail = how == LINE_END_HALF && !read ? 0 : last->tail;
  e.tail_give = how == LINE_END_ALLOW && !read ? e.tail : 0;
  e.hyphen = s->gaps[end].kind == BREAK_HYPHEN ? hyphen_width(s, last) : 0;
  if (s->style.optical_pm) e.tail -= e.hyphen ? optical_hyphen(s, e.hyphen) : optical_of(s, e.solid - 1, true);
  return e;
}

Fit fit_make(const Setting *s, uint32_t at, uint32_t end, Len room) {
  End e = end_make(s, end);
  if (e.solid <= at) return (Fit){.room = room, .solid = at};
  Fit f = fit_of(s, at, head_of(s, at), &e, room);
  if (f.natural - f.tail_give > room && may_hang(s, at, f.solid)) {
    sums_take(s, &f, at, f.solid - 1);
    f.hangs = true;
    f.tail = f.tail_give = 0;
  }
  return f;
}

int32_t fit_even_pm(const Setting *s, const Fit *f) {
  Len slack = f->room - f->natural - f->grow;
  if (slack <= 0) return 0;
  Len places = f->even ? f->even : f->shy;
  if (!places) return INT32_MAX;
  return (int32_t)len_min(slack / places * 1000 / s->em, INT32_MAX);
}
