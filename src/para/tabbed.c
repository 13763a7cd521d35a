/* Lines with tabs: fixtures, prices, lists of names.
 *
 *   |first field     second field|........right|      a tab ends a field and leads to the next stop beyond it
 *
 * Every field but the line's last stands whole and as it is. The last one is a line in what is left of the measure: after a left
 * stop it is broken, squeezed and spread like any other, so that a numbered paragraph with a hanging indent is a paragraph;
 * after another stop it is set as it is, and its place follows from its width. What does not fit goes to the next line. A tab beyond the
 * last stop is a blank of one em.
 *
 * Leaders are ink of the engine's: the line says from where to where, paint repeats the character (layout/para.h, Leader). */
#include "para/inside.h"

typedef struct Field {
  uint32_t at, end;   /* cells, without the tab that ends it */
  Len from;           /* where the text before it ends */
  Len start, stop;    /* where a left one starts; what the others stand at */
  const TabStop *tab; /* that leads to it; NULL: the line's first, or beyond all stops */
} Field;

static uint32_t tab_after(const Setting *s, uint32_t at, uint32_t end) {
  while (at < end && !(s->cells[at].flags & CELL_TAB)) at++;
  return at;
}

/* Cells up to where the text would end a line of itself. */
static uint32_t must_after(const Setting *s, uint32_t at) {
  while (at < s->n && s->gaps[at].kind != BREAK_MUST) at++;
  return at;
}

static Len natural_of(const Setting *s, uint32_t at, uint32_t end) {
  return end > at ? fit_make(s, at, end, INT32_MAX).natural : 0;
}

/* Width of the figure before its decimal sign; all of it where it has none. */
static Len before_point(const Setting *s, uint32_t at, uint32_t end) {
  for (uint32_t i = end; i-- > at;) {
    char c = s->shaped->text.p[s->cells[i].at];
    if ((c == '.' || c == ',') && i + 1 < end && s->cells[i + 1].cc == CC_DIGIT)
      return i > at ? natural_of(s, at, i) : 0;
  }
  return natural_of(s, at, end);
}

static bool leads_left(const TabStop *t) { return t && t->align == TAB_LEFT && t->at_pm != TAB_AT_END; }

static Field field_after(const Setting *s, Len from, Len limit, uint32_t at, uint32_t end) {
  Field f = {.at = at, .end = end, .from = from, .start = from + s->em, .stop = from + s->em};
  for (int i = 0; i < s->style.tab_count; i++) {
    const TabStop *t = &s->style.tabs[i];
    Len place = t->at_pm == TAB_AT_END ? limit : len_min(limit, len_pm(s->em, t->at_pm));
    if (place <= from) continue;
    f.tab = t, f.stop = place;
    f.start = leads_left(t) ? place : from;
    break;
  }
  return f;
}

/* Where a field of that end starts. */
static Len start_in(const Setting *s, const Field *f, uint32_t end) {
  if (!f->tab || leads_left(f->tab)) return f->start;
  Len before = natural_of(s, f->at, end);
  if (f->tab->align == TAB_CENTER) before /= 2;
  if (f->tab->align == TAB_DECIMAL) before = before_point(s, f->at, end);
  return len_max(f->from, f->stop - before);
}

static Len end_in(const Setting *s, const Field *f, uint32_t end) {
  return start_in(s, f, end) + natural_of(s, f->at, end);
}

/* The line's first field. */
static Field first_field(const Setting *s, uint32_t at, uint32_t end) {
  Len start = start_of(s, at);
  return (Field){.at = at, .end = end, .from = start, .start = start, .stop = start};
}

/* The field after a tab; false where the tab is the last thing of the line. */
static bool next_field(const Setting *s, Field *f, Len limit, uint32_t end) {
  if (f->end >= end) return false;
  uint32_t at = f->end + 1;
  *f = field_after(s, end_in(s, f, f->end), limit, at, tab_after(s, at, end));
  return true;
}

/* ---- breaking */

/* The rest of a line, broken in the room that is left. */
static Cut cut_rest(const Setting *s, const Field *f, uint32_t line_at, Len limit) {
  Len room = limit - (leads_left(f->tab) || !f->tab ? f->start : f->from);
  Len measure = room + start_of(s, f->at) + len_pm(s->em, s->style.indent_end_pm);
  Cut c = cut_first(s, (Rooms){&measure, 1}, 0, f->at, true);
  Fit fit = fit_make(s, f->at, c.end, room);
  bool whole = leads_left(f->tab) || !f->tab || c.end >= f->end; /* a field at another stop is not divided */
  bool spoilt = c.flags & (LINE_EMERGENCY | LINE_RELAXED) || !fit_holds(&fit) || !whole;
  if (spoilt && f->at > line_at && s->gaps[f->at].kind >= BREAK_AVOID && f->from > start_of(s, line_at))
    return (Cut){line_at, f->at, s->gaps[f->at].kind, 0}; /* all of it on the next line */
  return (Cut){line_at, c.end, c.kind, c.flags};
}

static Cut cut_tabbed(const Setting *s, uint32_t at, Len limit) {
  uint32_t end = must_after(s, at + 1);
  Field f = first_field(s, at, tab_after(s, at, end));
  if (f.end >= end) return cut_rest(s, &f, at, limit);
  while (f.end < end && end_in(s, &f, f.end) <= limit)
    if (!next_field(s, &f, limit, end)) break;
  if (f.at >= end) return (Cut){at, end, s->gaps[end].kind, 0};
  return cut_rest(s, &f, at, limit);
}

Cuts cuts_by_tabs(Arena *a, const Setting *s, Rooms rooms) {
  Cuts cuts = {0};
  for (uint32_t at = s->first; at < s->n;) {
    Cut c = cut_tabbed(s, at, start_of(s, at) + room_of(s, rooms, cuts.n, at));
    vec_add(a, &cuts, c);
    at = c.end;
  }
  return cuts;
}

/* ---- places */

static Placed field_place(Placer *p, const Field *f, const Cut *c, uint32_t end, bool rest, Len limit, bool last) {
  const Setting *s = p->s;
  if (f->at >= end) return (Placed){.end = f->start};
  Len start = start_in(s, f, end);
  Fit fit = fit_make(s, f->at, end, limit - start);
  bool line = rest && (leads_left(f->tab) || !f->tab); /* a line like any other */
  if (!line && fit.natural > fit.room) line = true;
  Cut part = {f->at, end, c->kind, c->flags};
  return stretch_place(p, &part, &fit, line && is_justified(s, c, last), start);
}

static void leader_put(const Setting *s, const Field *f, Leader *out, uint32_t *n, Len to) {
  Len pad = s->em / 4;
  if (!f->tab || !f->tab->leader || to - f->from <= 2 * pad) return;
  out[(*n)++] = (Leader){f->from + pad, to - pad, f->tab->leader, s->cells[f->at - 1].at};
}

Placed tabbed_place(Arena *a, Placer *p, const Cut *c, Rooms rooms, size_t line, bool last, Line *out) {
  const Setting *s = p->s;
  Len start = start_of(s, c->at), limit = start + room_of(s, rooms, line, c->at);
  uint32_t tabs = 0;
  for (uint32_t i = c->at; i < c->end; i++) tabs += s->cells[i].flags & CELL_TAB ? 1 : 0;
  Leader *leaders = arena_array(a, Leader, tabs + 1);
  Field f = first_field(s, c->at, tab_after(s, c->at, c->end));
  Placed all = {0};
  for (;;) {
    bool rest = f.end >= c->end;
    Placed one = field_place(p, &f, c, f.end, rest, limit, last);
    if (f.at > c->at) leader_put(s, &f, leaders, &out->leader_count, start_in(s, &f, f.end));
    all.end = one.end;
    if (rest) all.even = one.even, all.solid = one.solid;
    if (rest) break;
    cell_place(p, f.end, one.end); /* the tab itself: text without ink */
    next_field(s, &f, limit, c->end);
  }
  out->leaders = leaders;
  out->start = start;
  out->natural = all.end - start;
  return all;
}
