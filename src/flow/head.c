/* flow/head: the headline block: kicker, headline, decks, byline, one under the other; a whole number of grid lines high.
 *
 * The height is what the type and its blanks take, rounded up to grid lines; what rounding gives is air, three parts above the type
 * and two below, so that a headline leans to its own text. Source: CLREQ (handling of headings); JLREQ 4.1.6. */
#include "flow/inside.h"

typedef struct Build {
  Caster *c;
  const Layout *l;
  Head *h;
  const Style *last; /* style of the part above */
  const Style *first;
  Len y; /* horizontal: foot of what stands; vertical: width of what stands */
} Build;

static Len blank(const Build *b, Measure m, Len em) { return measure_len(m, em, b->l->grid.pitch); }

/* Between two parts: the sum of what they ask for, and never so little that they touch. */
static Len gap_between(const Build *b, const Style *above, Len above_em, const Style *below, Len em) {
  Len least = b->l->grid.body * 2 / 5;
  return len_max(least, blank(b, above->space_after, above_em) + blank(b, below->space_before, em));
}

static void report_title(const Build *b, const Title *t, const Para *p, const Style *style, Len room) {
  if (p->role != ROLE_HEADLINE) return;
  Str words = str_sub(p->text, 0, 120); /* enough to be known by */
  while (words.n < p->text.n && words.n && ((unsigned char)p->text.p[words.n] & 0xC0) == 0x80) words.n--;
  const char *more = words.n < p->text.n ? "…" : "";
  if (t->too_long) {
    diag_add(b->c->diags, DIAG_HEADLINE_TOO_LONG, p->span,
             "headline '%.*s%s' does not fit; set at its least size on %zu lines", STRF(words), more, t->n);
    diag_add_hint(b->c->diags, p->span, "a line takes %d characters at that size", (int)(room / len_max(t->size, 1)));
  } else if (t->broken) {
    diag_add(b->c->diags, DIAG_HEADLINE_BROKEN, p->span, "headline '%.*s%s' is broken into %zu lines", STRF(words),
             more, t->n);
  }
  (void)style;
}

/* A size as people say it: 10.5 pt. */
static Str size_text(Arena *a, Len size) {
  int tenths = (int)((size * 10 + LEN_PT / 2) / LEN_PT);
  return tenths % 10 ? str_f(a, "%d.%d pt", tenths / 10, tenths % 10) : str_f(a, "%d pt", tenths / 10);
}

static void put_part(Build *b, const Para *lines, size_t n, const Style *style) {
  Head *h = b->h;
  if (n == 0 || lines[0].text.n == 0) return;
  Title t = title_make(b->c, lines, n, style, h->width, false);
  report_title(b, &t, &lines[0], style, h->width);
  if (b->last) b->y += gap_between(b, b->last, h->size, style, t.size);
  for (size_t i = 0; i < t.n; i++) {
    Len top = b->y + (Len)i * t.pitch;
    vec_add(b->c->arena, h, (HeadLine){t.at[i].m, t.at[i].line, {0, top + len_pm(t.size, CELL_ABOVE_PM)}});
  }
  b->y += (Len)(t.n - 1) * t.pitch + t.size;
  if (!b->first) b->first = style;
  b->last = style;
  h->size = t.size;
  if (lines[0].role == ROLE_HEADLINE)
    h->headline_lines = (int)t.n, h->capacity = (int)(h->width / t.size), h->too_long = t.too_long;
  h->why = str_f(b->c->arena, "%.*s%s %s on %zu line%s%s; ", STRF(h->why), role_name(lines[0].role),
                 str_z(b->c->arena, size_text(b->c->arena, t.size)), t.n, t.n == 1 ? "" : "s",
                 t.too_long ? ", too long" : "");
}

static Len headline_size(const Head *h) {
  for (size_t i = 0; i < h->n; i++)
    if (h->at[i].m->role == ROLE_HEADLINE) return h->at[i].m->size;
  return h->n ? h->at[0].m->size : 0;
}

/* A brief's kicker and deck are no larger than its headline. */
static const Style *part_style(const Build *b, const Slot *s, Role role) {
  const Style *st = style_for(b->l, s, role);
  Len most = style_for(b->l, s, ROLE_HEADLINE)->size_max;
  if (s->kind != SLOT_BRIEFS || st->size_max <= most) return st;
  Style *small = arena_new(b->c->arena, Style);
  *small = *st;
  small->size_max = small->size_min = len_max(b->l->grid.body, most - LEN_PT);
  small->align = style_for(b->l, s, ROLE_HEADLINE)->align;
  return small;
}

/* The column that a story stands in (栏目名) is named over its headline. The name comes from the front matter, so it is the engine's
 * ink and no copy: its matter says so. */
static void put_column(Build *b, const Slot *s, Str column, void (*put)(Build *, const Para *, size_t, const Style *)) {
  const Style *st = part_style(b, s, ROLE_FLAG);
  size_t first = b->h->n;
  put(b, para_plain(b->c->arena, ROLE_FLAG, column, (Span){0}), 1, st);
  for (size_t i = first; i < b->h->n; i++) b->h->at[i].m->copy = NULL;
}

/* The parts in the order they are read. */
static void put_parts(Build *b, const Slot *s, const Story *st,
                      void (*put)(Build *, const Para *, size_t, const Style *)) {
  if (st->column.n) put_column(b, s, st->column, put);
  if (st->kicker) put(b, st->kicker, 1, part_style(b, s, ROLE_KICKER));
  put(b, st->headline.at, st->headline.n, part_style(b, s, ROLE_HEADLINE));
  for (size_t i = 0; i < st->deck.n; i++) put(b, &st->deck.at[i], 1, part_style(b, s, ROLE_DECK));
  if (st->byline_line) put(b, st->byline_line, 1, part_style(b, s, ROLE_BYLINE));
}

static int lines_for(Len height, Len pitch) { return (int)((height + pitch - 1) / pitch); }

Head head_make(Caster *c, const Layout *l, const Slot *s, const Story *story, Len width) {
  Head h = {.width = width};
  Build b = {.c = c, .l = l, .h = &h};
  put_parts(&b, s, story, put_part);
  if (!h.n) return h;
  h.before = blank(&b, b.first->space_before, h.at[0].m->size);
  h.after = blank(&b, b.last->space_after, h.at[h.n - 1].m->size);
  h.content = b.y;
  h.size = headline_size(&h);
  h.lines = lines_for(h.content + h.before + h.after, l->grid.pitch);
  /* ink may use the leading of its last line only if air is left below it */
  h.lines_least = lines_for(h.content + l->grid.body / 2, l->grid.pitch);
  if (h.lines < h.lines_least) h.lines = h.lines_least;
  if (h.lines < s->headline_depth) h.lines = s->headline_depth;
  return h;
}

/* A heading in the text: broken at sense like a headline, a block of grid lines of its own. */
Head head_of_subhead(Caster *c, const Layout *l, const Para *p, const Style *style, Len width) {
  Head h = {.width = width};
  Build b = {.c = c, .l = l, .h = &h};
  put_part(&b, p, 1, style);
  h.before = blank(&b, style->space_before, h.size);
  h.after = blank(&b, style->space_after, h.size);
  h.content = b.y;
  h.lines = lines_for(h.content + h.before + h.after, l->grid.pitch);
  /* a heading pressed to its bare type would read as a line of the text */
  h.lines_least = lines_for(h.content + l->grid.body / 2, l->grid.pitch);
  if (h.lines < h.lines_least) h.lines = h.lines_least;
  return h;
}

/* ---- upright, at the side: columns of type, the first one farthest from the text */

static void put_part_vertical(Build *b, const Para *lines, size_t n, const Style *style) {
  Head *h = b->h;
  if (n == 0 || lines[0].text.n == 0) return;
  Title t = title_make(b->c, lines, n, style, h->content, true);
  report_title(b, &t, &lines[0], style, h->content);
  if (b->last) b->y += gap_between(b, b->last, h->size, style, t.size);
  for (size_t i = 0; i < t.n; i++)
    vec_add(b->c->arena, h, (HeadLine){t.at[i].m, t.at[i].line, {b->y + (Len)i * t.pitch + t.size / 2, 0}});
  b->y += (Len)(t.n - 1) * t.pitch + t.size;
  b->last = style;
  h->size = t.size;
  if (lines[0].role == ROLE_HEADLINE) h->headline_lines = (int)t.n, h->capacity = (int)(h->content / t.size);
}

Head head_make_vertical(Caster *c, const Layout *l, const Slot *s, const Story *story, int depth) {
  Head h = {.vertical = true};
  const Style *style = style_for(l, s, ROLE_HEADLINE);
  Len em = style->size_max > 0 ? style->size_max : l->grid.body;
  Len room = (depth - 1) * l->grid.pitch + l->grid.body;
  h.content = len_max(room - 2 * em, em); /* one em of blank at top and bottom */
  Build b = {.c = c, .l = l, .h = &h};
  put_parts(&b, s, story, put_part_vertical);
  if (!h.n) return h;
  h.size = headline_size(&h);
  h.width = b.y;
  bool text_left = s->headline_side == AT_RIGHT || s->headline_side == AT_TOP_RIGHT;
  for (size_t i = 0; i < h.n; i++) {
    if (text_left) h.at[i].at.x = h.width - h.at[i].at.x;
    h.at[i].at.y = em;
  }
  h.lines = h.lines_least = depth;
  return h;
}
