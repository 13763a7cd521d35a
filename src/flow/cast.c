/* flow/cast: paragraphs into type. A paragraph's marks and its style become runs, the runs are shaped once, and the shaped text is
 * made ready to be broken at any measure. Body is shaped once only, whatever the frame turns out to be. */
#include <stdlib.h>
#include <string.h>

#include "flow/inside.h"

/* ---- a paragraph's part: a headline's line, or a whole paragraph with the engine's ink around it */

static Str framed_text(Arena *a, Str own, Str before, Str after) {
  if (!before.n && !after.n) return own;
  Buf b = buf_make(a, own.n + before.n + after.n + 1);
  buf_puts(&b, before);
  buf_puts(&b, own);
  buf_puts(&b, after);
  return buf_str(&b);
}

static void part_marks(Arena *a, Para *part, const Para *whole, uint32_t at, uint32_t end, uint32_t lead) {
  part->marks = arena_array(a, Mark, whole->mark_count + 2);
  part->mark_count = 0;
  for (size_t i = 0; i < whole->mark_count; i++) {
    Mark m = whole->marks[i];
    if (m.end <= at || m.at >= end) continue;
    m.at = (m.at < at ? 0 : m.at - at) + lead;
    m.end = (m.end > end ? end - at : m.end - at) + lead;
    part->marks[part->mark_count++] = m;
  }
  uint32_t all = (uint32_t)part->text.n, copy_end = lead + (end - at);
  if (lead) part->marks[part->mark_count++] = (Mark){.at = 0, .end = lead, .kind = (MarkKind)MARK_ENGINE};
  if (copy_end < all)
    part->marks[part->mark_count++] = (Mark){.at = copy_end, .end = all, .kind = (MarkKind)MARK_ENGINE};
}

static void part_pieces(Arena *a, Para *part, const Para *whole, uint32_t at, uint32_t end, uint32_t lead) {
  part->pieces = arena_array(a, Piece, whole->piece_count ? whole->piece_count : 1);
  part->piece_count = 0;
  for (size_t i = 0; i < whole->piece_count; i++) {
    Piece p = whole->pieces[i];
    uint32_t stop = i + 1 < whole->piece_count ? whole->pieces[i + 1].at : (uint32_t)whole->text.n;
    if (p.at >= end || stop <= at) continue;
    uint32_t cut = p.at < at ? at - p.at : 0;
    part->pieces[part->piece_count++] = (Piece){p.at + cut - at + lead, p.src + cut};
  }
}

const Para *para_part(Arena *a, const Para *whole, uint32_t at, uint32_t end, Str before, Str after) {
  if (at == 0 && end == whole->text.n && !before.n && !after.n) return whole;
  Para *part = arena_new(a, Para);
  *part = *whole;
  part->text = framed_text(a, str_sub(whole->text, at, end), before, after);
  part_marks(a, part, whole, at, end, (uint32_t)before.n);
  part_pieces(a, part, whole, at, end, (uint32_t)before.n);
  return part;
}

/* ---- marks to runs */

typedef struct Edge {
  uint32_t at, mark;
  bool opens;
} Edge;

static int edge_order(const void *x, const void *y) {
  const Edge *a = x, *b = y;
  if (a->at != b->at) return a->at < b->at ? -1 : 1;
  if (a->opens != b->opens) return a->opens ? 1 : -1;
  return a->mark < b->mark ? -1 : a->mark > b->mark;
}

/* What is in force between two edges: how many marks of each kind are open, and the reading last opened. */
typedef struct Force {
  int open[MARK_KINDS];
  Str ruby;
  Lang lang; /* where MARK_LANG is open */
} Force;

typedef struct StyleRoles {
  int plain, bold, emphasis, dateline, run_in;
} StyleRoles;

static int role_or(const Fonts *f, Str name, int otherwise) {
  int role = name.n ? fonts_find_role(f, name) : -1;
  return role >= 0 ? role : otherwise;
}

static StyleRoles style_roles(const Fonts *f, const Style *style, const Style *dateline) {
  StyleRoles r;
  int song = role_or(f, STR("song"), 0);
  r.plain = role_or(f, style->font, song);
  if (style->bold) r.plain = fonts_find_bold(f, r.plain);
  r.bold = role_or(f, style->font_bold, fonts_find_bold(f, r.plain));
  r.emphasis = role_or(f, style->font_emphasis, role_or(f, STR("kai"), r.plain));
  r.dateline = r.bold;
  if (dateline) r.dateline = role_or(f, dateline->font, r.bold);
  if (dateline && dateline->bold) r.dateline = fonts_find_bold(f, r.dateline);
  return r;
}

static uint16_t force_marks(const Force *f) {
  unsigned m = 0;
  if (f->open[MARK_DOTS]) m |= RUN_DOTS;
  if (f->open[MARK_NAME]) m |= RUN_NAME;
  if (f->open[MARK_BOOK]) m |= RUN_BOOK;
  if (f->open[MARK_FRAME]) m |= RUN_FRAME;
  if (f->open[MARK_TCY]) m |= RUN_TCY;
  if (f->open[MARK_SUP]) m |= RUN_SUP;
  if (f->open[MARK_SUB]) m |= RUN_SUB;
  if (f->open[MARK_STRONG]) m |= RUN_BOLD;
  if (f->open[MARK_ENGINE]) m |= RUN_ENGINE;
  return (uint16_t)m;
}

static Run run_of(const Force *f, const StyleRoles *roles, const Style *dateline, Run plain) {
  plain.marks = force_marks(f);
  if (f->open[MARK_PADDED]) plain.tracking_pm += 1000;
  if (f->open[MARK_RUN_IN]) plain.role = roles->run_in;
  if (f->open[MARK_EMPHASIS]) plain.role = roles->emphasis;
  if (f->open[MARK_STRONG]) plain.role = roles->bold;
  if (f->open[MARK_DATELINE]) {
    plain.role = roles->dateline;
    if (dateline && dateline->ink.model != INK_NONE) plain.ink = dateline->ink;
  }
  if (f->open[MARK_RUBY]) plain.ruby = f->ruby;
  if (f->open[MARK_LANG]) plain.lang = f->lang;
  return plain;
}

static Edge *edges_of(Arena *a, const Para *p, size_t *n) {
  Edge *e = arena_array(a, Edge, 2 * p->mark_count + 1);
  *n = 0;
  for (size_t i = 0; i < p->mark_count; i++) {
    if (p->marks[i].at >= p->marks[i].end || (int)p->marks[i].kind >= MARK_KINDS) continue;
    e[(*n)++] = (Edge){p->marks[i].at, (uint32_t)i, true};
    e[(*n)++] = (Edge){p->marks[i].end, (uint32_t)i, false};
  }
  qsort(e, *n, sizeof *e, edge_order);
  return e;
}

typedef struct Runs {
  Run *at; /* room for as many as the marks can make */
  size_t n;
} Runs;

static bool run_same(const Run *a, const Run *b) {
  return a->role == b->role && a->marks == b->marks && a->tracking_pm == b->tracking_pm && a->lang == b->lang &&
         !a->ruby.n && !b->ruby.n && ink_same(a->ink, b->ink);
}

/* `goes_on`: the name or title that it is of was open before it. Neighbouring names are two, and never one run. */
static void runs_put(Runs *runs, Run r, uint32_t at, uint32_t end, bool goes_on) {
  if (at >= end) return;
  bool ruled = r.marks & RUN_RULED;
  r.at = at, r.end = end;
  if (runs->n && run_same(&runs->at[runs->n - 1], &r) && (!ruled || goes_on)) {
    runs->at[runs->n - 1].end = end;
    return;
  }
  if (ruled && goes_on) r.marks |= RUN_GOES_ON;
  runs->at[runs->n++] = r;
}

static Runs runs_make(Caster *c, const Para *p, const Style *style, const Style *dateline, Run plain) {
  StyleRoles roles = style_roles(c->fonts, style, dateline);
  plain.role = roles.run_in = roles.plain;
  if (c->run_in) roles.run_in = role_or(c->fonts, c->run_in->font, roles.bold);
  size_t n;
  Edge *edges = edges_of(c->scratch, p, &n);
  Runs runs = {arena_array(c->arena, Run, n + 1), 0};
  Force force = {0};
  uint32_t at = 0;
  bool goes_on = false;
  for (size_t i = 0; i < n; i++) {
    if (edges[i].at > at) {
      runs_put(&runs, run_of(&force, &roles, dateline, plain), at, edges[i].at, goes_on);
      goes_on = true;
    }
    at = edges[i].at;
    const Mark *m = &p->marks[edges[i].mark];
    force.open[m->kind] += edges[i].opens ? 1 : -1;
    if (m->kind == MARK_RUBY && edges[i].opens) force.ruby = m->value;
    if (m->kind == MARK_LANG && edges[i].opens) lang_read(m->value, &force.lang);
    if (m->kind == MARK_NAME || m->kind == MARK_BOOK || m->kind == MARK_FRAME) goes_on = false;
  }
  runs_put(&runs, run_of(&force, &roles, dateline, plain), at, (uint32_t)p->text.n, goes_on);
  return runs;
}

/* ---- matter */

static Span span_at(const void *para, uint32_t at) { return para_span(para, at); }

/* What a style says; else the body's, for all that is of its size and runs as it does. */
static int x_scale_of(const Caster *c, const Style *style, Len size, bool vertical) {
  int x = style->x_scale_max_pm ? style->x_scale_max_pm : 1000;
  if (x > 1000) x = style->x_scale_min_pm > 1000 ? style->x_scale_min_pm : 1000;
  bool body = c->grid && size == c->grid->body && vertical == (bool)c->grid->vertical;
  return body && x == 1000 && style->x_scale_min_pm == 1000 ? c->grid->x_scale_pm : x;
}

ParaStyle matter_style(const Caster *c, const Style *style, Len size, bool vertical) {
  ParaStyle s = style->para;
  s.lang = c->lang;
  s.size = size;
  s.vertical = vertical;
  s.align = style->align;
  s.x_scale_pm = x_scale_of(c, style, size, vertical);
  Len indent = measure_len(style->indent, size, 0);
  s.indent_pm = (int)(indent * 1000 / len_max(size, 1));
  return s;
}

static Run run_plain(const Caster *c, const Style *style, Len size, bool vertical) {
  int tracking = style->tracking_min_pm > 0   ? style->tracking_min_pm
                 : style->tracking_max_pm < 0 ? style->tracking_max_pm
                                              : 0;
  Ink ink = style->ink.model == INK_NONE ? INK_BLACK : style->ink;
  Run r = {.lang = c->lang, .size = size, .tracking_pm = tracking, .ink = ink};
  r.x_scale_pm = x_scale_of(c, style, size, vertical);
  return r;
}

static Matter *matter_of(Caster *c, const Para *para, const Style *style, const Style *dateline, Len size,
                         ParaStyle how) {
  Matter *m = arena_new(c->arena, Matter);
  *m = (Matter){.para = para, .style = style, .role = para->role, .size = size, .vertical = how.vertical};
  m->arena = c->arena, m->parent = c->diags;
  Runs runs = runs_make(c, para, style, dateline, run_plain(c, style, size, how.vertical));
  Job job = {c->arena, c->diags}, passing = {c->scratch, c->diags};
  const Run *cut = para_runs_make(c->arena, c->fonts, &how, para->text, runs.at, &runs.n);
  Shaped *shaped = shape_paragraph(&job, c->shaper, para->text, cut, runs.n, how.vertical, para->span, span_at, para);
  m->fonts = c->fonts, m->scratch = c->scratch;
  m->full = para_make(&passing, c->fonts, shaped, &how);
  m->setting = setting_bare(c->arena, m->full);
  return m;
}

Matter *matter_with(Caster *c, const Para *copy, uint32_t at, uint32_t end, const Style *style, Len size,
                    ParaStyle how) {
  Str before = at == 0 ? style->prefix : (Str){0}, after = end == copy->text.n ? style->suffix : (Str){0};
  const Para *part = para_part(c->arena, copy, at, end, before, after);
  if (style->pad_names) part = names_padded(c->arena, part, c->lang);
  Matter *m = matter_of(c, part, style, c->dateline, size, how);
  m->copy = copy, m->copy_at = at;
  m->lead = (uint32_t)before.n, m->tail = (uint32_t)after.n;
  return m;
}

Matter *matter_make(Caster *c, const Para *copy, const Style *style, Len size, bool vertical) {
  return matter_with(c, copy, 0, (uint32_t)copy->text.n, style, size, matter_style(c, style, size, vertical));
}

/* Both paragraphs in one, so that what runs in is broken with its text: a piece of each tells where its bytes stand in the copy. */
static Para *para_run_in(Arena *a, const Para *head, const Para *copy, Str joint) {
  Para *p = arena_new(a, Para);
  uint32_t at = (uint32_t)(head->text.n + joint.n);
  Buf text = buf_make(a, at + copy->text.n + 1);
  buf_puts(&text, head->text), buf_puts(&text, joint), buf_puts(&text, copy->text);
  *p = *copy;
  p->text = buf_str(&text);
  p->span.at = head->span.at;
  p->pieces = arena_array(a, Piece, head->piece_count + copy->piece_count + 1);
  p->marks = arena_array(a, Mark, head->mark_count + copy->mark_count + 2);
  p->piece_count = p->mark_count = 0;
  for (size_t i = 0; i < head->piece_count; i++) p->pieces[p->piece_count++] = head->pieces[i];
  for (size_t i = 0; i < copy->piece_count; i++)
    p->pieces[p->piece_count++] = (Piece){copy->pieces[i].at + at, copy->pieces[i].src};
  p->marks[p->mark_count++] = (Mark){.end = (uint32_t)head->text.n, .kind = (MarkKind)MARK_RUN_IN};
  for (size_t i = 0; i < head->mark_count; i++) p->marks[p->mark_count++] = head->marks[i];
  p->marks[p->mark_count++] = (Mark){.at = (uint32_t)head->text.n, .end = at, .kind = (MarkKind)MARK_ENGINE};
  for (size_t i = 0; i < copy->mark_count; i++) {
    Mark m = copy->marks[i];
    m.at += at, m.end += at;
    p->marks[p->mark_count++] = m;
  }
  return p;
}

Matter *matter_run_in(Caster *c, const Para *head, const Style *head_style, const Para *copy, const Style *style,
                      Len size, bool vertical) {
  Str joint = STR("\xE3\x80\x80");
  const Para *both = para_run_in(c->arena, head, copy, joint);
  c->run_in = head_style;
  Matter *m = matter_of(c, both, style, c->dateline, size, matter_style(c, style, size, vertical));
  c->run_in = NULL;
  m->copy = copy;
  m->head = head, m->head_n = (uint32_t)head->text.n, m->joint = (uint32_t)joint.n;
  return m;
}

Matter *matter_of_engine(Caster *c, Role role, Str text, const Style *style, Len size, bool vertical) {
  Para *p = para_plain(c->arena, role, text, (Span){0});
  return matter_of(c, p, style, NULL, size, matter_style(c, style, size, vertical));
}

/* ---- lines */

static Lines lines_keep(Arena *a, Lines l) {
  size_t glyphs = 0;
  for (size_t i = 0; i < l.n; i++) glyphs += l.at[i].n;
  Line *at = arena_array(a, Line, l.n + 1);
  SetGlyph *set = arena_array(a, SetGlyph, glyphs + 1);
  for (size_t i = 0; i < l.n; i++) {
    at[i] = l.at[i];
    at[i].glyphs = memcpy(set, l.at[i].glyphs, l.at[i].n * sizeof *set);
    set += l.at[i].n;
    Leader *leaders = arena_array(a, Leader, l.at[i].leader_count);
    if (l.at[i].leader_count) memcpy(leaders, l.at[i].leaders, l.at[i].leader_count * sizeof *leaders);
    at[i].leaders = leaders;
  }
  return (Lines){at, l.n};
}

/* The lines beside what is cut into the paragraph and beside shapes, then the whole measure. */
static Rooms rooms_of(Arena *a, const Matter *m) {
  size_t n = m->less_n > (size_t)m->cut_lines ? m->less_n : (size_t)m->cut_lines;
  if (!n) return (Rooms){&m->measure, 1};
  Len *measure = arena_array(a, Len, n + 1);
  for (size_t i = 0; i < n; i++) {
    Len room = m->measure - (i < (size_t)m->cut_lines ? m->cut : 0) - (i < m->less_n ? m->less[i] : 0);
    measure[i] = len_max(room, len_min(m->size, m->measure));
  }
  measure[n] = m->measure;
  return (Rooms){measure, n + 1};
}

/* What breaking needs is made again for a try: few paragraphs are tried, and all of it for all of them would be most of an edition. */
static Lines lines_try(Matter *m, Diags *findings, size_t wish) {
  Arena *own = m->full ? NULL : arena_open();
  Job job = {m->full ? m->scratch : own, findings};
  const Setting *s =
      m->full ? m->full : para_make(&job, m->fonts, setting_shaped(m->setting), setting_style(m->setting));
  Rooms rooms = rooms_of(job.arena, m);
  Lines set = wish ? para_wish(&job, s, rooms, wish) : para_set(&job, s, rooms, 0), got = {0};
  if (set.n || !wish) got = lines_keep(m->arena, set);
  arena_close(own);
  return got;
}

/* Tries are kept: pouring asks for the same paragraph a line longer or shorter again and again. Their findings wait in
 * collectors of their own, so that only the lines that end on the page are complained about. */
static const Lines *matter_try(Matter *m, int by) {
  int k = by + 1;
  if (!(m->asked & (1u << k))) {
    m->asked = (uint8_t)(m->asked | (1u << k));
    m->findings[k] = diags_fork(m->arena, m->parent);
    m->tries[k] = lines_try(m, m->findings[k], by == 0 ? 0 : m->natural + (size_t)(ptrdiff_t)by);
    if (by && !m->tries[k].n) m->tries[k] = m->tries[1]; /* it stays as it is */
  }
  return &m->tries[k];
}

void matter_set(Matter *m, Len measure) {
  m->measure = measure;
  m->asked = 0;
  m->less = NULL, m->less_n = 0, m->trials = NULL;
  m->stands = 0;
  m->lines = *matter_try(m, 0);
  m->natural = m->lines.n;
  m->reach = m->full ? (uint8_t)para_reach(m->full, rooms_of(m->scratch, m), m->natural) : 0;
  m->full = NULL;
}

enum {
  EVEN_MOST_PM = 100, /* a line that a wish makes looser than a tenth of an em would show; */
  GAPE_MOST_PM = 124  /* as a last resort it may be as loose as no finding tells of: under an eighth */
};

static Len loosest(const Lines *l) {
  Len most = 0;
  for (size_t i = 0; i + 1 < l->n; i++) most = len_max(most, l->at[i].even);
  return most;
}

static bool is_looser(const Matter *m, const Lines *got) {
  Len most = loosest(got);
  return most * 1000 > m->size * (m->gapes ? GAPE_MOST_PM : EVEN_MOST_PM) && most > loosest(&m->tries[1]);
}

/* A wish must not leave a single character on the last line where the natural setting does not. */
static bool has_orphan(const Matter *m, int by) {
  return m->findings[by + 1] && diags_has(m->findings[by + 1], DIAG_ORPHAN_CHARACTER);
}

static bool is_orphaned(const Matter *m, int by) { return has_orphan(m, by) && !has_orphan(m, 0); }

bool matter_would_stand(Matter *m, int by) {
  size_t want = m->natural + (size_t)(ptrdiff_t)by;
  if (want < (size_t)m->cut_lines || want == 0) return false;
  if (!m->less_n && ((by < 0 && m->reach & REACH_NO_FEWER) || (by > 0 && m->reach & REACH_NO_MORE))) return false;
  const Lines *got = matter_try(m, by);
  return got->n == want && !is_looser(m, got) && !is_orphaned(m, by);
}

bool matter_would_gape(Matter *m) {
  if (matter_would_stand(m, m->stands + 1)) return false;
  m->gapes = true;
  bool would = matter_would_stand(m, m->stands + 1);
  m->gapes = false;
  return would;
}

bool matter_wish(Matter *m, int by) {
  if (!matter_would_stand(m, by)) return false;
  m->lines = m->tries[by + 1];
  m->stands = (int8_t)by;
  return true;
}

/* ---- the same past shapes. Rooms are tried again and again while a stretch's end is looked for: what each came to is kept. */

typedef struct Trial {
  const Len *less;
  size_t less_n, natural;
  Lines tries[3];
  Diags *findings[3];
  uint8_t asked;
  struct Trial *next;
} Trial;

static Len less_at(const Len *less, size_t n, size_t k) { return k < n ? less[k] : 0; }

/* Rooms are the same for a paragraph when those of the lines that it may have are. */
static bool same_rooms(const Trial *t, const Len *less, size_t n) {
  for (size_t k = 0; k < t->natural + 2; k++)
    if (less_at(t->less, t->less_n, k) != less_at(less, n, k)) return false;
  return true;
}

static void trial_keep(Matter *m) {
  Trial *t = m->trials;
  while (t && (t->less != m->less || t->less_n != m->less_n)) t = t->next;
  if (!t) {
    t = arena_new(m->arena, Trial);
    t->next = m->trials;
    m->trials = t;
  }
  t->less = m->less, t->less_n = m->less_n, t->natural = m->natural, t->asked = m->asked;
  for (int k = 0; k < 3; k++) t->tries[k] = m->tries[k], t->findings[k] = m->findings[k];
}

void matter_beside(Matter *m, const Len *less, size_t n) {
  while (n && !less[n - 1]) n--;
  if (!n && !m->less_n) return;
  trial_keep(m);
  Trial *t = m->trials;
  while (t && !same_rooms(t, less, n)) t = t->next;
  if (t) {
    m->less = t->less, m->less_n = t->less_n, m->natural = t->natural, m->asked = t->asked;
    for (int k = 0; k < 3; k++) m->tries[k] = t->tries[k], m->findings[k] = t->findings[k];
    return;
  }
  Len *own = arena_array(m->arena, Len, n + 1);
  if (n) memcpy(own, less, n * sizeof *own);
  m->less = own, m->less_n = n, m->asked = 0;
  m->natural = matter_try(m, 0)->n;
}

size_t matter_lines(Matter *m, int by, bool *honoured) {
  *honoured = by == 0 || matter_would_stand(m, by);
  return matter_try(m, *honoured ? by : 0)->n;
}

void matter_stand(Matter *m) {
  bool honoured;
  matter_lines(m, m->stands, &honoured);
  if (!honoured) m->stands = 0;
  m->lines = m->tries[m->stands + 1];
}

Would matter_would(Arena *scratch, const Matter *m, Len measure) {
  Matter t = *m;
  t.arena = t.scratch = scratch;
  matter_set(&t, measure);
  t.full = m->full;
  Would w = {.open = matter_would_stand(&t, 1), .shut = matter_would_stand(&t, -1), .orphaned = matter_is_orphaned(&t)};
  w.gape = !w.open && matter_would_gape(&t);
  return w;
}

/* ---- which style a part of a story is set in */

static const Style *slot_style(const Slot *s, Role role) {
  switch (role) {
  case ROLE_KICKER: return s->kicker;
  case ROLE_HEADLINE: return s->headline;
  case ROLE_DECK: return s->deck;
  case ROLE_BYLINE: return s->byline;
  case ROLE_DATELINE: return s->dateline;
  case ROLE_SUBHEAD: return s->subhead;
  case ROLE_QUOTE: return s->quote;
  case ROLE_LIST: return s->list;
  case ROLE_TABLE: return s->table;
  case ROLE_CAPTION: return s->caption;
  case ROLE_CREDIT: return s->credit;
  case ROLE_AUTHOR: return s->author;
  case ROLE_FLAG: return s->flag;
  case ROLE_NOTICE: return s->notice;
  case ROLE_TEXT: return s->text;
  default: return s->body;
  }
}

const Style *style_for(const Layout *l, const Slot *s, Role role) {
  const Style *st = s ? slot_style(s, role) : NULL;
  if (st) return st;
  bool plain = role == ROLE_BODY || role == ROLE_BREAK || role == ROLE_PREFORMATTED;
  return layout_style(l, plain ? "body" : role_name(role));
}
