/* flow/head: the headline block: kicker, headline, decks, byline, one under the other; a whole number of grid lines high.
 *
 * The height is what the type and its blanks take, rounded up to grid lines; what rounding gives is air, three parts above the type
 * and two below, so that a headline leans to its own text. Source: CLREQ (handling of headings); JLREQ 4.1.6. */
#include "flow/inside.h"

typedef struct Build {
  Caster *c;
  const Layout *l;
  const Grid *g;
  Head *h;
  const Style *last; /* style of the part above */
  const Style *first;
  bool vertical;   /* which way its lines run */
  Len along, room; /* where they begin, and their measure */
  Len y;           /* foot of what stands, across them */
} Build;

static Len blank(const Build *b, Measure m, Len em) { return measure_len(m, em, b->g->pitch); }

/* Between two parts: the sum of what they ask for, and never so little that they touch. */
static Len gap_between(const Build *b, const Style *above, Len above_em, const Style *below, Len em) {
  Len least = b->g->body * 2 / 5;
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

/* What of its limits a title made use of: 40 pt, tracking -1.5 %, 96 % wide. */
static const char *title_text(Arena *a, const Title *t) {
  Str out = size_text(a, t->size);
  int track = t->tracking_pm < 0 ? -t->tracking_pm : t->tracking_pm;
  if (track)
    out = str_f(a, "%.*s, tracking %s%d.%d %%", STRF(out), t->tracking_pm < 0 ? "-" : "+", track / 10, track % 10);
  if (t->x_scale_pm != 1000) out = str_f(a, "%.*s, %d.%d %% wide", STRF(out), t->x_scale_pm / 10, t->x_scale_pm % 10);
  return str_z(a, out);
}

/* ---- a ground behind the lines (底纹, 反白) */

enum {
  GROUND_SIDE_PM = 400, /* of the type's size: what a ground stands out at its sides, and above and below */
  GROUND_PAD_PM = 200
};

static Len ground_inset(const Build *b, const Style *style) {
  Len inset = style->tint_pm ? len_pm(style->size_max, GROUND_SIDE_PM) : 0;
  return 4 * inset < b->room ? inset : 0;
}

/* A headline's reaches over its whole width; a kicker's and the like are as wide as the words. */
static void put_ground(Build *b, const Title *t, const Style *style, Role role, Len inset, Len top) {
  Len from = b->room, to = 0;
  for (size_t i = 0; i < t->n; i++) {
    const Line *l = &t->at[i].m->lines.at[t->at[i].line];
    from = len_min(from, l->start), to = len_max(to, l->set + 2 * inset);
  }
  if (role == ROLE_HEADLINE) from = 0, to = b->room;
  HeadGround g = {{b->along + from, top, to - from, b->y - top}, ink_tint(style->tint_ink, style->tint_pm)};
  vec_add(b->c->arena, &b->h->grounds, g);
}

static void take_headline(Build *b, const Title *t, const Style *style) {
  Head *h = b->h;
  Len wide = len_max(1, t->size * t->x_scale_pm / 1000 + t->size * t->tracking_pm / 1000);
  h->headline_fill_pm = t->fill_pm, h->headline_parted = t->parted;
  h->headline_lines = (int)t->n, h->capacity = (int)(b->room / wide), h->too_long = t->too_long;
  h->headline_most = style->lines_max > 0 ? style->lines_max : (int)t->n;
  h->x_scale_pm = t->x_scale_pm, h->tracking_pm = t->tracking_pm;
}

static void put_part(Build *b, const Para *lines, size_t n, const Style *style) {
  Head *h = b->h;
  if (n == 0 || lines[0].text.n == 0) return;
  Len inset = ground_inset(b, style), room = b->room - 2 * inset;
  Title t = title_make(b->c, lines, n, style, room, b->vertical);
  report_title(b, &t, &lines[0], style, room);
  if (b->last) b->y += gap_between(b, b->last, h->size, style, t.size);
  Len pad = inset ? len_pm(t.size, GROUND_PAD_PM) : 0, start = b->y;
  b->y += pad;
  const Grid way = {.vertical = b->vertical};
  for (size_t i = 0; i < t.n; i++) {
    Len top = b->y + (Len)i * t.pitch;
    vec_add(b->c->arena, h, (HeadLine){t.at[i].m, t.at[i].line, {b->along + inset, top + grid_above(&way, t.size)}});
  }
  b->y += (Len)(t.n - 1) * t.pitch + t.size + pad;
  if (inset) put_ground(b, &t, style, lines[0].role, inset, start);
  if (!b->first) b->first = style;
  b->last = style;
  h->size = t.size;
  if (lines[0].role == ROLE_HEADLINE) take_headline(b, &t, style);
  h->why = str_f(b->c->arena, "%.*s%s %s on %zu line%s%s; ", STRF(h->why), role_name(lines[0].role),
                 title_text(b->c->arena, &t), t.n, t.n == 1 ? "" : "s", t.too_long ? ", too long" : "");
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
  small->size_max = small->size_min = len_max(b->g->body, most - LEN_PT);
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

typedef void (*PutPart)(Build *, const Para *, size_t, const Style *);

static Len widest(const Head *h, size_t from) {
  Len w = 0;
  for (size_t i = from; i < h->n; i++) {
    const Line *l = &h->at[i].m->lines.at[h->at[i].line];
    w = len_max(w, h->at[i].at.x + l->set);
  }
  for (size_t i = 0; i < h->grounds.n; i++) w = len_max(w, h->grounds.at[i].r.x + h->grounds.at[i].r.w);
  return w;
}

enum {
  SHOULDER_PARTS = 3,
  SHOULDER_GAP_PM = 500
}; /* of the width that a kicker at the side may take; of its size, the blank after it */

/* 肩题: the kicker at the start of the headline's first line, level with its top; the headline in what is left of the width. */
static void put_shouldered(Build *b, const Slot *s, const Story *st, PutPart put) {
  Style *kicker = arena_new(b->c->arena, Style);
  *kicker = *part_style(b, s, ROLE_KICKER);
  kicker->align = ALIGN_START;
  Len along = b->along, room = b->room, top = b->y;
  size_t first = b->h->n;
  b->room = room / SHOULDER_PARTS;
  put(b, st->kicker, 1, kicker);
  Len taken = widest(b->h, first) - along + len_pm(kicker->size_max, SHOULDER_GAP_PM), foot = b->y;
  for (size_t i = first; i < b->h->n; i++) { /* its lines end where their words do: beside them stands the headline */
    const HeadLine *l = &b->h->at[i];
    if (l->line == 0) matter_set(l->m, l->m->lines.at[0].set);
  }
  b->along = along + taken, b->room = room - taken;
  b->y = top, b->last = NULL;
  put(b, st->headline.at, st->headline.n, part_style(b, s, ROLE_HEADLINE));
  b->along = along, b->room = room;
  b->y = len_max(b->y, foot);
}

/* Decks one under the other, or side by side in so many columns. */
static void put_decks(Build *b, const Slot *s, const Story *st, PutPart put) {
  const Style *style = part_style(b, s, ROLE_DECK), *last = b->last;
  int columns = style->columns > 1 && st->deck.n > 1 ? style->columns : 1;
  if ((size_t)columns > st->deck.n) columns = (int)st->deck.n;
  Len along = b->along, room = b->room, gap = b->g->gutter, top = b->y, foot = b->y, size = b->h->size;
  for (size_t i = 0; i < st->deck.n; i++) {
    int k = (int)i % columns;
    if (k == 0) top = foot, last = b->last, size = b->h->size;
    b->room = (room - (columns - 1) * gap) / columns;
    b->along = along + k * (b->room + gap);
    b->y = top, b->last = last, b->h->size = size;
    put(b, &st->deck.at[i], 1, style);
    foot = len_max(foot, b->y);
  }
  b->along = along, b->room = room, b->y = foot;
}

/* The parts in the order they are read. */
static void put_parts(Build *b, const Slot *s, const Story *st, PutPart put) {
  if (st->column.n) put_column(b, s, st->column, put);
  if (st->kicker && st->headline.n && part_style(b, s, ROLE_KICKER)->place == STANDS_SIDE) {
    put_shouldered(b, s, st, put);
  } else {
    if (st->kicker) put(b, st->kicker, 1, part_style(b, s, ROLE_KICKER));
    put(b, st->headline.at, st->headline.n, part_style(b, s, ROLE_HEADLINE));
  }
  put_decks(b, s, st, put);
  if (st->byline_line) put(b, st->byline_line, 1, part_style(b, s, ROLE_BYLINE));
}

static int lines_for(Len height, Len pitch) { return (int)((height + pitch - 1) / pitch); }

/* The block's lines of the grid, once its type stands. */
static void take_lines(const Build *b) {
  Head *h = b->h;
  h->content = b->y;
  h->lines = lines_for(h->content + h->before + h->after, b->g->pitch);
  /* ink may use the leading of its last line only if air is left below it; and a heading pressed to its bare type would read as text */
  h->lines_least = lines_for(h->content + b->g->cell / 2, b->g->pitch);
  if (h->lines < h->lines_least) h->lines = h->lines_least;
}

static Build build_open(Caster *c, const Layout *l, const Slot *s, Head *h) {
  return (Build){.c = c, .l = l, .g = &s->grid, .h = h, .vertical = s->grid.vertical, .room = h->width};
}

/* White above and below upright lines, which have no other, in parts of the headline's size: an em by Chinese practice, half of one by
 * Japanese, whose headlines begin nearly level with the text. */
static int upright_blank_pm(const Layout *l) { return l->lang == LANG_JA ? 500 : 1000; }

Head head_make(Caster *c, const Layout *l, const Slot *s, const Story *story, Len width) {
  Head h = {.width = width};
  Build b = build_open(c, l, s, &h);
  if (b.vertical && !runs_in_columns(s)) {
    b.along = len_min(len_pm(style_for(l, s, ROLE_HEADLINE)->size_max, upright_blank_pm(l)), width / 8);
    b.room = width - 2 * b.along;
  }
  put_parts(&b, s, story, put_part);
  if (!h.n) return h;
  h.before = blank(&b, b.first->space_before, h.at[0].m->size);
  h.after = blank(&b, b.last->space_after, h.at[h.n - 1].m->size);
  h.size = headline_size(&h);
  take_lines(&b);
  if (h.lines < s->headline_depth) h.air = s->headline_depth - h.lines, h.lines = s->headline_depth;
  return h;
}

/* A heading in the text: broken at sense like a headline, a block of grid lines of its own. */
Head head_of_subhead(Caster *c, const Layout *l, const Slot *s, const Para *p, const Style *style, Len width) {
  Head h = {.width = width};
  Build b = build_open(c, l, s, &h);
  put_part(&b, p, 1, style);
  h.before = blank(&b, style->space_before, h.size);
  h.after = blank(&b, style->space_after, h.size);
  take_lines(&b);
  if (style->depth) { /* 占行: so many lines, the type in their middle (CLREQ, "Handling of Headings"; JLREQ 4.1.6) */
    int least = lines_for(h.content + b.g->pitch - b.g->cell, b.g->pitch);
    h.lines = h.lines_least = style->depth > least ? style->depth : least;
    h.centred = true;
  }
  return h;
}

/* ---- across the text: upright at the side of horizontal text, or level over vertical text */

/* Upright lines are read towards the text: where it stands on the right, the first one is the leftmost. */
static void turn_order(Head *h) {
  for (size_t i = 0; i < h->n; i++) h->at[i].at.y = h->width - h->at[i].at.y;
}

/* A level headline over vertical text has the air above and below that its styles ask for. */
static void add_air(Build *b) {
  Head *h = b->h;
  h->before = blank(b, b->first->space_before, h->at[0].m->size);
  h->after = len_max(h->after, blank(b, b->last->space_after, h->at[h->n - 1].m->size));
  for (size_t i = 0; i < h->n; i++) h->at[i].at.y += h->before;
  h->width += h->before;
}

Head head_make_cross(Caster *c, const Layout *l, const Slot *s, const Story *story, int depth) {
  const Grid *g = &s->grid;
  Head h = {.cross = true};
  Len room = (depth - 1) * g->pitch + g->cell, blank_of = 0;
  if (!g->vertical) { /* one em of blank at head and foot */
    const Style *style = style_for(l, s, ROLE_HEADLINE);
    Len em = style->size_max > 0 ? style->size_max : g->body;
    blank_of = len_min(em, (room - em) / 2);
  }
  Build b = {.c = c, .l = l, .g = g, .h = &h, .vertical = !g->vertical, .along = blank_of};
  b.room = len_max(room - 2 * blank_of, g->body);
  put_parts(&b, s, story, put_part);
  if (!h.n) return h;
  h.size = headline_size(&h);
  h.content = h.width = b.y;
  h.after = g->em;
  if (g->vertical) add_air(&b);
  bool text_right = s->headline_side == AT_LEFT || s->headline_side == AT_TOP_LEFT;
  if (!g->vertical && text_right) turn_order(&h);
  h.lines = h.lines_least = depth;
  return h;
}
