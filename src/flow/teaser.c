/* flow/teaser: 导读 with more than a line: what a story of another page is about, with its picture if the slot has a place for one, and the page it stands on.
 *
 *     +---------+ kicker                 A slot holds one or several, one under the other or side by side. Of each: the picture, cropped
 *     | picture | HEADLINE               to its place; kicker and headline (the short one where the copy gives one), in whole grid lines; as
 *     |         | its first sentences,   many of the first sentences as the lines hold, ending with the page; or the page alone, flush right.
 *     +---------+ as they fit (page 5)
 *
 * It comes last, like all furniture, so the page is the one that the story really has; every word leads there. Its words are the engine's: the
 * copy stands where the story does. */
#include "flow/bench.h"

#include <string.h>

enum {
  TEASERS_MOST = 32,
  SENTENCES_MOST = 24,
  GAP_LINES = 1,
  ROOM_FOR_WORDS = 3,
  KICKER_ROOM = 5,
  PICTURE_LEAST = 3, /* lines; less is a strip of nothing */
  CELL_LEAST = 4,    /* lines of a teaser that nobody has asked for: headline and page */
  SIDE_LEAST = 6     /* em of a cell with a picture at its side */
};

/* ---- which stories */

typedef struct Teased {
  uint32_t story;
  const TeaserFill *asked; /* NULL: the engine chose it */
} Teased;
typedef struct TeasedList {
  Teased at[TEASERS_MOST];
  size_t n;
} TeasedList;

static bool is_named(Arena *a, const Story *s, const TeaserFill *t) {
  if (!t->file.n || !str_has_prefix(s->id, t->file)) return false;
  Str tail = str_sub(s->id, t->file.n, s->id.n);
  return tail.n ? str_eq(tail, str_f(a, "#%d", t->nth > 0 ? t->nth : 1)) : t->nth <= 1;
}

/* Higher rank first, then the first stories of all pages, then the earlier page. */
static bool is_before(const FlowEdition *e, const int *nth, uint32_t x, uint32_t y) {
  const FlowStory *a = &e->stories.at[x], *b = &e->stories.at[y];
  int ra = bench_rank(a->story), rb = bench_rank(b->story);
  if (ra != rb) return ra < rb;
  if (nth[x] != nth[y]) return nth[x] < nth[y];
  return a->page < b->page;
}

/* Which of its page's stories each is, by rank. */
static int *count_on_pages(Arena *a, const FlowEdition *e) {
  int *nth = arena_array(a, int, e->stories.n + 1);
  for (uint32_t i = 0; i < e->stories.n; i++)
    for (uint32_t k = 0; k < e->stories.n; k++) {
      const FlowStory *x = &e->stories.at[i], *y = &e->stories.at[k];
      if (k == i || x->page != y->page) continue;
      int rx = bench_rank(x->story), ry = bench_rank(y->story);
      nth[i] += ry < rx || (ry == rx && k < i);
    }
  return nth;
}

/* The story that a page is led by. */
static uint32_t lead_of(const Bench *b, Str label) {
  const FlowEdition *e = b->f->e;
  int *nth = count_on_pages(b->f->a, e);
  for (uint32_t i = 0; i < e->stories.n; i++) {
    int page = e->stories.at[i].page;
    if (page && nth[i] == 0 && str_eq(flow_label(b->f->a, e, page), label)) return i;
  }
  return STORY_NONE;
}

static uint32_t named_by(const Bench *b, const TeaserFill *t) {
  const FlowEdition *e = b->f->e;
  if (t->page.n) return lead_of(b, t->page);
  for (uint32_t i = 0; i < e->stories.n; i++)
    if (is_named(b->f->a, e->stories.at[i].story, t)) return i;
  return STORY_NONE;
}

/* Named by any teaser of this page, or chosen for a slot before this one. */
static bool is_teased(const Bench *b, uint32_t story, const TeasedList *now) {
  const PagePlan *plan = b->p->plan;
  for (size_t i = 0; i < now->n; i++)
    if (now->at[i].story == story) return true;
  for (size_t i = 0; plan && i < plan->teaser_count; i++)
    if (!plan->teasers[i].automatic && named_by(b, &plan->teasers[i]) == story) return true;
  for (size_t i = 0; i < b->f->teased.n; i++)
    if (b->f->teased.at[i].page == b->p && b->f->teased.at[i].story == story) return true;
  return false;
}

static uint32_t choose(const Bench *b, const TeasedList *now) {
  const FlowEdition *e = b->f->e;
  int *nth = count_on_pages(b->f->a, e);
  uint32_t best = STORY_NONE;
  for (uint32_t i = 0; i < e->stories.n; i++) {
    const FlowStory *fs = &e->stories.at[i];
    if (fs->page < b->p->number + b->p->span || fs->filler || !fs->story->headline.n || is_teased(b, i, now)) continue;
    if (best == STORY_NONE || is_before(e, nth, i, best)) best = i;
  }
  return best;
}

/* A story as the edition names it: its path from the edition's folder. */
static Str as_named(const Edition *e, Str path) {
  if (!str_has_prefix(path, e->dir) || path.n <= e->dir.n || path.p[e->dir.n] != '/') return path;
  return str_sub(path, e->dir.n + 1, path.n);
}

static void tell_nowhere(const Bench *b, const TeaserFill *t) {
  Diags *d = b->f->job->diags;
  const FlowEdition *e = b->f->e;
  if (t->page.n)
    diag_add(d, DIAG_TEASER_NOWHERE, t->span, "no story stands on a page '%.*s'; the teaser is left out",
             STRF(t->page));
  else
    diag_add(d, DIAG_TEASER_NOWHERE, t->span, "the story '%.*s' stands on no page; its teaser is left out",
             STRF(as_named(e->edition, t->file)));
  Str *ids = arena_array(b->f->a, Str, e->stories.n + 1);
  for (size_t i = 0; i < e->stories.n; i++) ids[i] = e->stories.at[i].story->id;
  Str near = t->file.n ? str_nearest(t->file, ids, e->stories.n) : (Str){0};
  if (near.n) diag_add_hint(d, (Span){0}, "the nearest name is '%.*s'", STRF(as_named(e->edition, near)));
}

static void add_asked(const Bench *b, const TeaserFill *t, TeasedList *out) {
  uint32_t story = t->automatic ? choose(b, out) : named_by(b, t);
  if (story == STORY_NONE && t->automatic) return; /* there are no more */
  if (story == STORY_NONE || !b->f->e->stories.at[story].page) {
    tell_nowhere(b, t);
    return;
  }
  if (bench_is_here(b->p, b->f->e->stories.at[story].page))
    diag_add(b->f->job->diags, DIAG_TEASER_HERE, t->span, "the story '%.*s' stands on this page itself",
             STRF(b->f->e->stories.at[story].story->id));
  out->at[out->n++] = (Teased){story, t};
}

static TeasedList list_teasers(const Bench *b) {
  TeasedList out = {.n = 0};
  const PagePlan *plan = b->p->plan;
  bool asked = false;
  for (size_t i = 0; plan && i < plan->teaser_count && out.n < TEASERS_MOST; i++) {
    if (!str_eq(plan->teasers[i].slot, b->s->name)) continue;
    asked = true;
    add_asked(b, &plan->teasers[i], &out);
  }
  int most = b->s->most > 0 ? b->s->most : 1, room = (b->last - b->line + 1 + GAP_LINES) / (CELL_LEAST + GAP_LINES);
  if (!b->s->across && most > room) most = room > 0 ? room : 1;
  for (int i = 0; !asked && i < most && out.n < TEASERS_MOST; i++) {
    uint32_t story = choose(b, &out);
    if (story == STORY_NONE) break;
    out.at[out.n++] = (Teased){story, NULL};
  }
  for (size_t i = 0; i < out.n; i++) vec_add(b->f->a, &b->f->teased, ((FlowTeased){b->p, out.at[i].story}));
  return out;
}

/* ---- words */

static Str page_in_brackets(const Bench *b, int page) {
  Str label = flow_label(b->f->a, b->f->e, page);
  switch (b->l->lang) {
  case LANG_EN: return str_f(b->f->a, " (page %.*s)", STRF(label));
  case LANG_JA: return str_f(b->f->a, "（%.*s面）", STRF(label));
  case LANG_KO: return str_f(b->f->a, " （%.*s면）", STRF(label));
  case LANG_ZH_HANT:
  case LANG_ZH_HK: return str_f(b->f->a, "（見第%.*s版）", STRF(label));
  default: return str_f(b->f->a, "（见第%.*s版）", STRF(label));
  }
}

static Str headline_of(const Bench *b, const Teased *t) {
  const Story *s = b->f->e->stories.at[t->story].story;
  if (t->asked && t->asked->headline.n) return t->asked->headline;
  return s->jump_headline.n ? s->jump_headline : bench_title(b->f->a, s);
}

/* The first paragraph's text behind dateline and byline; empty: it begins with no paragraph. */
static Str opening(const Story *s) {
  for (size_t i = 0; i < s->body.n; i++) {
    const Para *p = &s->body.at[i];
    if (p->role != ROLE_BODY || p->box) continue;
    size_t at = 0;
    for (size_t k = 0; k < p->mark_count; k++)
      if ((p->marks[k].kind == MARK_DATELINE || p->marks[k].kind == MARK_BYLINE) && p->marks[k].end > at)
        at = p->marks[k].end;
    Str text = str_trim(str_sub(p->text, at, p->text.n));
    while (str_has_prefix(text, STR("\xE3\x80\x80"))) text = str_trim(str_sub(text, 3, text.n));
    return text;
  }
  return (Str){0};
}

/* Where its sentences end; the last is the whole. */
static size_t sentence_ends(Str text, Lang lang, size_t ends[SENTENCES_MOST]) {
  Sentences s = {.text = text, .lang = lang};
  size_t n = 0, start;
  while (n + 1 < SENTENCES_MOST && sentence_next(&s, &start)) ends[n++] = start;
  ends[n++] = text.n;
  return n;
}

/* As many of the first sentences as so many lines hold, with the page at the end; NULL: not even one. */
static Matter *summary_of(const Bench *b, const Teased *t, const Style *st, Len w, int lines) {
  const FlowStory *fs = &b->f->e->stories.at[t->story];
  Str text = t->asked && t->asked->summary.n ? t->asked->summary : opening(fs->story),
      where = page_in_brackets(b, fs->page);
  size_t ends[SENTENCES_MOST], n = text.n ? sentence_ends(text, fs->story->lang, ends) : 0;
  for (size_t k = n + fs->story->deck.n; k-- > 0;) { /* the deck where no sentence fits */
    Str some =
        k >= fs->story->deck.n ? str_trim(str_sub(text, 0, ends[k - fs->story->deck.n])) : fs->story->deck.at[k].text;
    Matter *m = bench_words(b, ROLE_INDEX, str_f(b->f->a, "%.*s%.*s", STRF(some), STRF(where)), st, st->align,
                            bench_size(b, st));
    matter_set(m, w);
    if ((int)m->lines.n <= lines) return m;
  }
  return NULL;
}

/* ---- one teaser in its cell */

typedef struct Cell {
  Len x, w;
  int line, last;
} Cell;

static const Pict *read_picture(const Bench *b, const Story *s, PictureSet *p) {
  if (!b->s->picture_count || !s->picture_count || !s->pictures[0].file.n) return NULL;
  Caster c = b->f->caster;
  c.diags = diags_fork(b->f->a, b->f->job->diags); /* the story's own page has told what is wrong with it */
  c.dir = b->f->e->edition->dir;
  *p = (PictureSet){.copy = &s->pictures[0]};
  picture_read(&c, s, p);
  return p->pict;
}

static bool at_side(At at) { return at != AT_TOP && at != AT_MIDDLE && at != AT_BOTTOM; }
static bool at_left(At at) { return at == AT_LEFT || at == AT_TOP_LEFT || at == AT_BOTTOM_LEFT; }

/* Beside the words: as wide as its columns, else four thirds of its depth and never more than half. */
static Len side_width(const Bench *b, const SlotPicture *p, const Cell *c, Len deep) {
  const Grid *g = b->g;
  Len w = p->cols ? p->cols * g->measure + (p->cols - 1) * g->gutter : deep * 4 / 3 / g->em * g->em;
  return len_min(w, c->w / 2 / g->em * g->em);
}

static void put_teaser_picture(const Bench *b, const Teased *t, Cell *c) {
  const Story *s = b->f->e->stories.at[t->story].story;
  PictureSet set;
  const Pict *pict = read_picture(b, s, &set);
  if (!pict) return;
  const SlotPicture *p = &b->s->pictures[0];
  const Grid *g = b->g;
  bool side = at_side(p->at);
  int room = c->last - c->line + 1, lines = p->lines && p->lines < room ? p->lines : room;
  if (!side && lines > room - ROOM_FOR_WORDS) lines = room - ROOM_FOR_WORDS;
  if (lines < PICTURE_LEAST || (side && c->w < SIDE_LEAST * g->em)) return;
  Len top = line_top(g, c->line),
      foot = g->vertical ? line_foot(g, c->line + lines - 1) : grid_baseline(g, c->line + lines - 1);
  Len w = side ? side_width(b, p, c, foot - top) : c->w;
  Len x = side && !at_left(p->at) ? c->x + c->w - w : c->x;
  Rect box = grid_to_sheet(g, (Rect){x, top, w, foot - top});
  Item *it = put_item(b->f, b->p, ITEM_PICTURE, ROLE_TEASER, STORY_NONE, box);
  it->pict = pict;
  it->crop = pict_crop(pict, box.w, box.h, set.copy->focus_x_pm, set.copy->focus_y_pm);
  it->alt = set.copy->alt, it->span = set.copy->span;
  bench_send_to(&b->f->e->stories.at[t->story], t->story, it);
  if (!side)
    c->line += lines;
  else if (at_left(p->at))
    c->x += w + g->gutter, c->w -= w + g->gutter;
  else
    c->w -= w + g->gutter;
}

/* A line or more of large type in whole grid lines; nothing where they are not there. */
static bool put_head_words(const Bench *b, Cell *c, Str text, const Style *style) {
  if (!text.n) return true;
  if (c->line > c->last) return false;
  Caster caster = b->f->caster;
  caster.lang = b->l->lang, caster.dateline = NULL;
  Para *para = para_plain(b->f->a, ROLE_INDEX, text, (Span){0});
  Head h = head_of_subhead(&caster, b->l, b->s, para, style, c->w);
  if (h.lines > c->last - c->line + 1) return false;
  for (size_t i = 0; i < h.n; i++) h.at[i].m->copy = NULL;
  put_head(b->f, b->p, b->g, &h, STORY_NONE, c->x, c->line, h.lines);
  c->line += h.lines;
  return true;
}

static void put_matter_lines(const Bench *b, Cell *c, const Matter *m) {
  for (size_t i = 0; i < m->lines.n; i++)
    put_line(b->f, b->p, b->g, m, &m->lines.at[i], STORY_NONE, c->x, grid_baseline(b->g, c->line++));
}

/* False, and nothing is put: headline and page find no room. */
static bool try_teaser(const Bench *b, const Teased *t, Cell c, bool with_picture) {
  const FlowStory *fs = &b->f->e->stories.at[t->story];
  size_t from = b->p->items.n;
  if (with_picture) put_teaser_picture(b, t, &c);
  bool roomy = c.last - c.line + 1 >= KICKER_ROOM;
  if (roomy && fs->story->kicker) put_head_words(b, &c, fs->story->kicker->text, b->s->kicker);
  bool ok = put_head_words(b, &c, headline_of(b, t), b->s->headline);
  const Style *st = style_for(b->l, b->s, ROLE_TEXT);
  int lines = c.last - c.line + 1;
  if (b->s->summary && b->s->summary < lines) lines = b->s->summary;
  Matter *m = b->s->summary && lines > 0 ? summary_of(b, t, st, c.w, lines) : NULL;
  if (!m) {
    m = bench_words(b, ROLE_INDEX, bench_page(b, fs->page), st, ALIGN_END, bench_size(b, st));
    matter_set(m, c.w);
  }
  if (!ok || (int)m->lines.n > c.last - c.line + 1) return b->p->items.n = from, false;
  put_matter_lines(b, &c, m);
  for (size_t i = from; i < b->p->items.n; i++) bench_send_to(fs, t->story, &b->p->items.at[i]);
  return true;
}

/* A headline that sends nobody anywhere is worse than none; a picture goes before that. */
static void put_teaser(const Bench *b, const Teased *t, Cell c) {
  if (!try_teaser(b, t, c, true) && !try_teaser(b, t, c, false)) bench_too_small(b, "a teaser's headline and page");
}

/* ---- cells */

static Cell cell_down(const Bench *b, int n, int i) {
  int room = b->last - b->line + 1 - (n - 1) * GAP_LINES, each = room / n, more = room % n;
  int line = b->line + i * (each + GAP_LINES) + (i < more ? i : more);
  return (Cell){b->r.x, b->r.w, line, line + each - 1 + (i < more)};
}

/* Whole characters each; what is left over widens the gutters. */
static Cell cell_across(const Bench *b, int n, int i) {
  const Grid *g = b->g;
  Len w = len_max(g->em, (b->r.w - (n - 1) * g->gutter) / n / g->em * g->em);
  Len gap = n > 1 ? (b->r.w - n * w) / (n - 1) : 0;
  return (Cell){b->r.x + i * (w + gap), n > 1 ? w : b->r.w, b->line, b->last};
}

static void put_divider(const Bench *b, const Cell *c, const Cell *next, bool across) {
  const Grid *g = b->g;
  Len w = b->l->story_rule > 0 ? b->l->story_rule : LEN_PT / 4;
  Len top = line_top(g, c->line), foot = line_foot(g, c->last);
  Rect r = across ? (Rect){(c->x + c->w + next->x - w) / 2, top, w, foot - top}
                  : (Rect){c->x, (foot + line_top(g, next->line) - w) / 2, c->w, w};
  put_rule(b->f, b->p, STORY_NONE, grid_to_sheet(g, r), INK_BLACK);
}

void teasers_put(Bench *b) {
  Str rest = bench_content(b, STR("")), heading;
  if (bench_next_line(&rest, &heading) && heading.n) {
    bench_put_large(b, ROLE_INDEX, heading, b->s->flag, line_top(b->g, b->line), line_foot(b->g, b->line + 1));
    b->line += 2;
  }
  TeasedList all = list_teasers(b);
  int n = (int)all.n;
  for (int i = 0; i < n; i++) {
    Cell c = b->s->across ? cell_across(b, n, i) : cell_down(b, n, i);
    if (i + 1 < n && b->s->dividers) {
      Cell next = b->s->across ? cell_across(b, n, i + 1) : cell_down(b, n, i + 1);
      put_divider(b, &c, &next, b->s->across);
    }
    put_teaser(b, &all.at[i], c);
  }
}
