/* Stories to pages, over the whole edition.
 *
 * Pages are made one after the other, each of the stories that are dealt to it: its own, or from the pool of those that no page names. A page is
 * offered the highest rank first, those of its section before others; what it does not take waits for the next. Where the copy does not fill
 * all its pages each is offered its share, so that the last is no hole, but never less than fills it: then the last says what is missing. Where
 * there is more, pages are added.
 *
 * What the edition costs is the sum of its pages' points, of white, of pages added and of jumps: so two ways to deal it can be compared
 * (jumps.c). A page that is asked for again with the same stories is not made again. */
#include "makeup/deal.h"

#include "makeup/variants.h"

enum {
  LEAST_PM = 720,    /* of its room: what fills a page with pictures and type as large as they may be */
  FULL_PM = 970,     /* with more, each page takes what it can */
  SQUEEZE_PM = 1030, /* what pages hold at most, for counting how many there will be */
  WHITE_PART = 25,   /* one part in so many of the room may stay white before another story is tried */
  MORE_MOST = 3,
  OWN_MOST_PM = 1150,  /* of the page's room: stories of its section that are offered before those of none */
  OWN_ALL_PM = 1300,   /* of its room: a page is offered all of its own stories up to this, the reckoning is rough */
  COST_WHITE = 4,      /* a column's line of white at a page's foot */
  COST_PAGE = 4000,    /* a page that had to be added */
  COST_STREAM = 600,   /* one story through all columns of a page */
  COST_JUMP = 120,     /* a reader who has to turn pages */
  COST_FRONT_FEW = 80, /* on the front of a paper, each story less than */
  FRONT_WISH = 5,
  BAD_PAGE = 400 /* points: a page that a story more or less might mend */
};

typedef struct Dealing { /* one dealing */
  Dealer *d;
  const Partings *partings;
  bool *begun, *gone_on; /* of each parting */
  Deal *out;
  Queue pool;
  size_t placed;
} Dealing;

bool deal_is_auto(const PagePlan *p) { return !p->layout; }

static bool is_paper(const Dealer *d) { return edition_field(d->edition, STR("paper.name")).n > 0; }

/* ---- what a page stands on */

static const Layout *open_base(Dealer *d, Str name, Span asked_at) {
  if (!d->bases) d->bases = map_make(d->job->arena);
  const Layout *l = map_find(d->bases, name);
  if (l) return l;
  Layout *made = edition_layout(d->job, d->edition, name, d->in->data_dir, asked_at);
  if (made) map_put(d->bases, name, made);
  return made;
}

static bool has_nameplate(const Layout *l) {
  for (size_t i = 0; i < l->slot_count; i++)
    if (l->slots[i].kind == SLOT_NAMEPLATE) return true;
  return false;
}

/* The layout of another page that says what this paper looks like; NULL: there is none. */
static const Layout *paper_like(Dealer *d) {
  const Edition *e = d->edition;
  for (size_t i = 0; i < e->page_count; i++)
    if (e->pages[i].layout && !e->pages[i].spread) return e->pages[i].layout;
  for (size_t i = 0; i < e->page_count; i++)
    if (e->pages[i].base.n) return open_base(d, e->pages[i].base, e->pages[i].span);
  return NULL;
}

/* Fronts and inside pages of the sheets that there are automatic pages for; the first is what a paper is taken for that says nothing. */
static Str base_like(Dealer *d, bool front) {
  static const struct {
    const char *front, *inside;
  } KINDS[] = {{"auto/front", "auto/page"},
               {"auto/tabloid-front", "auto/tabloid"},
               {"auto/front-vertical", "auto/page-vertical"}};
  const Layout *like = paper_like(d);
  for (size_t i = 0; like && i < COUNT(KINDS); i++) {
    const Layout *l = open_base(d, str_of(KINDS[i].inside), (Span){0});
    if (l && l->sheet_w == like->sheet_w && l->sheet_h == like->sheet_h && l->grid.vertical == like->grid.vertical)
      return str_of(front ? KINDS[i].front : KINDS[i].inside);
  }
  return str_of(front ? KINDS[0].front : KINDS[0].inside);
}

const Layout *deal_base(Dealer *d, const PagePlan *page, bool first) {
  Str name = page->base.n                  ? page->base
             : d->edition->lang == LANG_EN ? STR("auto/page-en")
                                           : base_like(d, first && is_paper(d));
  return open_base(d, name, page->span);
}

/* A page that is added stands on what the one before it stands on, unless that is a front page. */
static Str base_after(Dealer *d, const PagePlan *page) {
  const Layout *l = page->base.n ? open_base(d, page->base, page->span) : NULL;
  return l && !has_nameplate(l) ? page->base : (Str){0};
}

/* Whether no later automatic page may take what this one leaves. */
static bool is_last_auto(const Edition *e, size_t p) {
  for (size_t k = p + 1; k < e->page_count; k++)
    if (deal_is_auto(&e->pages[k])) return false;
  return true;
}

/* ---- sections */

static bool is_section_of(const Story *s, const PagePlan *page) {
  return s->section.n && str_eq(page->name, s->section);
}

/* A story whose section is a page still to come waits for that; one that names no page of the edition, or one that is made, goes anywhere. */
static bool may_come(const Edition *e, const Story *s, size_t p) {
  if (is_section_of(s, &e->pages[p])) return true;
  for (size_t k = p + 1; s->section.n && k < e->page_count; k++)
    if (deal_is_auto(&e->pages[k]) && is_section_of(s, &e->pages[k])) return false;
  return true;
}

/* ---- shares */

static int load_at(const Dealing *r, const Layout *base, const Queue *q, size_t i) {
  Dealer *d = r->d;
  for (size_t k = 0; k < d->loads.n; k++)
    if (d->loads.of[k] == q->at[i].story) return d->loads.at[k].all;
  enum { LOADS_MOST = 4096 };
  if (!d->loads.of)
    d->loads.of = arena_array(d->job->arena, const Story *, LOADS_MOST),
    d->loads.at = arena_array(d->job->arena, Load, LOADS_MOST);
  Load l = is_gathered(&q->at[i]) && briefs_gather(d->edition, q)
               ? (Load){brief_lines(d->job, d->in, base, q->at[i].story), 0}
               : load_of(d->job, d->in, base, q->at[i].story, i, q->n);
  if (d->loads.n < LOADS_MOST) d->loads.of[d->loads.n] = q->at[i].story, d->loads.at[d->loads.n++] = l;
  return l.all;
}

typedef struct Share { /* of a page, in lines of its columns */
  int room, wish;      /* what it has; what it is to take: INT32_MAX, all it can */
} Share;

/* Of this page and those that follow it for the same stories. */
static Share share_of(const Dealing *r, size_t p, const PagePlan *page, const Layout *base, const Queue *from,
                      bool own) {
  const Edition *e = r->d->edition;
  Share s = {load_room(r->d->job, base, page), INT32_MAX};
  int least = 0;
  int64_t sum = 0, rooms = s.room, more = load_room(r->d->job, base, &(PagePlan){0});
  for (size_t k = p + 1; !own && k < e->page_count; k++) {
    const Layout *l =
        deal_is_auto(&e->pages[k]) && !e->pages[k].fill_count ? deal_base(r->d, &e->pages[k], false) : NULL;
    if (l) rooms += load_room(r->d->job, l, &e->pages[k]);
  }
  for (size_t i = 0; i < from->n; i++) sum += load_at(r, base, from, i);
  while (more > 0 && rooms * SQUEEZE_PM < sum * 1000) rooms += more;
  if (sum * 1000 < rooms * FULL_PM) s.wish = (int)(sum * s.room / rooms), least = s.room * LEAST_PM / 1000;
  if (s.wish < least) s.wish = least;
  return s;
}

static void move(const Dealing *r, Queue *from, size_t i, Queue *to) {
  vec_add(r->d->job->arena, to, queue_take(from, i));
}

/* One more than its share, or one less. */
static void lean_to(const Dealing *r, size_t p, Queue *from, Queue *q) {
  int lean = r->d->lean ? r->d->lean[p] : 0;
  if (lean < 0 && q->n > 1) move(r, q, q->n - 1, from), queue_sort(from);
  for (size_t i = 0; lean > 0 && i < from->n; i++)
    if (may_come(r->d->edition, from->at[i].story, p)) {
      move(r, from, i, q);
      return;
    }
}

/* Stories for one page: parts that are meant for it, then the highest rank first, of its section before others. */
static void draw(const Dealing *r, size_t p, const PagePlan *page, const Layout *base, Queue *from, bool own,
                 Queue *q) {
  const Edition *e = r->d->edition;
  queue_sort(from);
  Share s = share_of(r, p, page, base, from, own);
  int all = 0;
  for (size_t i = 0; own && i < from->n; i++) all += load_at(r, base, from, i);
  if (own && all * 1000LL <= s.room * (int64_t)OWN_ALL_PM)
    s.wish = INT32_MAX; /* the page may take them: the search says */
  int sum = 0, most = s.wish < INT32_MAX ? s.wish : s.room * OWN_MOST_PM / 1000;
  bool sections = false;
  for (size_t i = 0; i < from->n;) {
    int load = load_at(r, base, from, i);
    bool is = !own && is_section_of(from->at[i].story, page), part = from->at[i].fill.part != PART_WHOLE;
    sections |= is;
    if (part || (is && sum + load / 2 <= most))
      sum += load, move(r, from, i, q);
    else
      i++;
  }
  if (s.wish == INT32_MAX && !sections) most = INT32_MAX;
  for (size_t i = 0; i < from->n;) {
    int load = load_at(r, base, from, i);
    if (q->n && most < INT32_MAX && sum + load / 2 > most) break;
    if (own || may_come(e, from->at[i].story, p))
      sum += load, move(r, from, i, q);
    else
      i++;
  }
  if (!own) lean_to(r, p, from, q);
}

/* ---- partings */

static bool is_same(const Waiting *a, const Waiting *b) {
  return a->story == b->story && a->fill.part == b->fill.part && a->fill.story == b->fill.story &&
         a->fill.other_page == b->fill.other_page && str_eq(a->fill.file, b->fill.file);
}

static Waiting part_of(const Parting *p, FillPart part) {
  Waiting w = {part == PART_FIRST ? p->first : p->rest, p->whole.fill};
  w.fill.part = part;
  w.fill.cut_para = p->cut.para, w.fill.cut_at = p->cut.at, w.fill.cut_pictures = p->cut.pictures;
  w.fill.other_page = part == PART_FIRST ? p->to : p->from;
  return w;
}

/* What is to begin on this page stands in the queue in place of the whole; what goes on here joins it. */
static void part_queue(Dealing *r, int number, Queue *q) {
  for (size_t i = 0; i < r->partings->n; i++) {
    const Parting *p = &r->partings->at[i];
    for (size_t k = 0; p->from == number && !p->slot && k < q->n; k++)
      if (q->at[k].story == p->whole.story) q->at[k] = part_of(p, PART_FIRST), r->begun[i] = true;
    bool begun = p->slot ? p->from < number : r->begun[i];
    if (!begun || r->gone_on[i] || p->to > number || p->from == number) continue;
    r->gone_on[i] = true;
    vec_add(r->d->job->arena, q, part_of(p, PART_REST));
  }
}

/* What was to begin on a page that did not take it is whole again. */
static void unpart_queue(Dealing *r, Queue *q) {
  for (size_t i = 0; i < r->partings->n; i++)
    for (size_t k = 0; k < q->n; k++)
      if (q->at[k].fill.part == PART_FIRST && q->at[k].story == r->partings->at[i].first)
        q->at[k] = r->partings->at[i].whole, r->begun[i] = false;
}

static bool rest_waits(const Dealing *r) {
  for (size_t i = 0; i < r->partings->n; i++)
    if ((r->partings->at[i].slot || r->begun[i]) && !r->gone_on[i]) return true;
  return false;
}

/* ---- pages */

static Queue queue_copy(const Dealing *r, const Queue *q) {
  Queue out = {0};
  for (size_t i = 0; i < q->n; i++) vec_add(r->d->job->arena, &out, q->at[i]);
  return out;
}

static bool is_made_of(const Made *m, const PagePlan *of, const Made *want) {
  if (m->of != of || m->placed != want->placed || m->last != want->last || m->number != want->number ||
      !str_eq(m->page.base, want->page.base) || m->before.n != want->before.n)
    return false;
  for (size_t i = 0; i < m->before.n; i++)
    if (!is_same(&m->before.at[i], &want->before.at[i])) return false;
  return true;
}

static const Made *make(Dealing *r, const PagePlan *of, const PagePlan *page, const Layout *base, const Queue *q,
                        bool last) {
  Dealer *d = r->d;
  Made want = {.of = of, .placed = r->placed, .last = last, .number = page->number, .page = *page, .before = *q};
  for (size_t i = 0; i < d->made.n; i++)
    if (is_made_of(d->made.at[i], of, &want)) return d->made.at[i];
  Made *m = arena_new(d->job->arena, Made);
  *m = want;
  m->before = queue_copy(r, q), m->after = queue_copy(r, q);
  m->diags = diags_fork(d->job->arena, d->job->diags);
  Job inner = {.arena = d->job->arena, .diags = m->diags};
  make_page(&inner, d->in, base, &m->after, r->placed, last, &m->page);
  vec_add(d->job->arena, &d->made, m);
  return m;
}

static void add_page(Dealing *r, const PagePlan *page, const Made *m) {
  vec_add(r->d->job->arena, &r->out->pages, *page);
  vec_add(r->d->job->arena, &r->out->made, m);
}

/* A share is reckoned: a page that it leaves white is offered a story more, and another, while that helps. */
static const Made *make_filled(Dealing *r, size_t p, const PagePlan *page, const Layout *base, Queue *from, Queue *q,
                               bool ends) {
  const Edition *e = r->d->edition;
  const Made *m = make(r, &e->pages[p], page, base, q, ends && !from->n);
  int room = load_room(r->d->job, base, page);
  for (int tries = 0; tries < MORE_MOST && !m->after.n && m->page.white * WHITE_PART > room; tries++) {
    size_t i = 0;
    while (i < from->n && !may_come(e, from->at[i].story, p)) i++;
    if (i == from->n) break;
    Waiting w = queue_take(from, i);
    Queue more = queue_copy(r, q);
    vec_add(r->d->job->arena, &more, w);
    queue_sort(&more);
    const Made *fuller = make(r, &e->pages[p], page, base, &more, ends && !from->n);
    if (fuller->after.n || fuller->page.white >= m->page.white) {
      vec_add(r->d->job->arena, from, w);
      break;
    }
    m = fuller, *q = more;
  }
  return m;
}

static int next_number(const Deal *out) {
  const PagePlan *last = out->pages.n ? &out->pages.at[out->pages.n - 1] : NULL;
  return last ? last->number + page_span(last) : 1;
}

/* A page of the plan, and those that what it leaves asks for; without the page's advertisements. */
static bool deal_page(Dealing *r, size_t p) {
  const Edition *e = r->d->edition;
  Queue own = {0};
  queue_add(r->d->job, &own, r->d->in, e->pages[p].fills, e->pages[p].fill_count);
  bool is_own = own.n > 0, ends = is_own || is_last_auto(e, p);
  Queue *from = is_own ? &own : &r->pool;
  PagePlan page = e->pages[p];
  do {
    const Layout *base = deal_base(r->d, &page, r->out->pages.n == 0);
    if (!base) return false;
    page.number = next_number(r->out);
    Queue q = {0};
    part_queue(r, (int)r->out->pages.n + 1, from);
    draw(r, p, &page, base, from, is_own, &q);
    queue_sort(&q);
    const Made *m = make_filled(r, p, &page, base, from, &q, ends);
    r->placed += m->before.n - m->after.n;
    add_page(r, &m->page, m);
    for (size_t i = 0; i < m->after.n; i++) vec_add(r->d->job->arena, from, m->after.at[i]);
    unpart_queue(r, from);
    page = (PagePlan){.name = page.name,
                      .part = page.part,
                      .base = base_after(r->d, &page),
                      .editors = page.editors,
                      .editor_count = page.editor_count,
                      .span = page.span};
  } while (ends && (from->n || (is_last_auto(e, p) && rest_waits(r))));
  if (is_own) r->placed = 0;
  return true;
}

/* ---- what it costs */

static bool is_stream(const PagePlan *p) { return p->fill_count && !p->why.n; }

static int cost_of(const Dealing *r) {
  const Deal *o = r->out;
  int cost = (int)(o->pages.n - r->d->edition->page_count) * COST_PAGE;
  for (size_t i = 0; i < o->pages.n; i++) {
    const PagePlan *p = &o->pages.at[i];
    if (o->made.at[i]) cost += p->score + p->white * COST_WHITE + (is_stream(p) ? COST_STREAM : 0);
  }
  if (o->pages.n && o->made.at[0] && is_paper(r->d)) {
    size_t few = o->pages.at[0].fill_count;
    cost += few < FRONT_WISH ? (int)(FRONT_WISH - few) * COST_FRONT_FEW : 0;
  }
  for (size_t i = 0; i < r->partings->n; i++) {
    const Parting *p = &r->partings->at[i];
    if (p->slot) continue;
    cost += r->begun[i] ? COST_JUMP : COST_NEVER / 16; /* a parting that nothing came of is no way to deal */
  }
  return cost;
}

bool deal(Dealer *d, const Partings *p, Deal *out) {
  *out = (Deal){0};
  Dealing r = {.d = d, .partings = p, .out = out};
  r.begun = arena_array(d->job->arena, bool, p->n + 1), r.gone_on = arena_array(d->job->arena, bool, p->n + 1);
  queue_add(d->job, &r.pool, d->in, d->edition->fills, d->edition->fill_count);
  for (size_t i = 0; i < d->edition->page_count; i++)
    if (!deal_is_auto(&d->edition->pages[i])) {
      PagePlan page = d->edition->pages[i];
      page.number = next_number(out);
      add_page(&r, &page, NULL);
    } else if (!deal_page(&r, i)) {
      return false;
    }
  out->cost = cost_of(&r);
  return true;
}

static int worst_score(const Deal *o, const PagePlan *a, const PagePlan *b) {
  int worst = 0;
  for (size_t i = 0; i < o->pages.n; i++) {
    const Made *m = o->made.at[i];
    if (m && (m->of == a || m->of == b) && m->page.score > worst) worst = m->page.score;
  }
  return worst;
}

bool deal_better(Dealer *d, const Partings *p, Deal *best) {
  const Edition *e = d->edition;
  d->lean = arena_array(d->job->arena, int8_t, e->page_count);
  for (size_t i = 0; i + 1 < e->page_count; i++) {
    if (!deal_is_auto(&e->pages[i]) || e->pages[i].fill_count) continue;
    for (int lean = 1; lean >= -1 && worst_score(best, &e->pages[i], &e->pages[i + 1]) > BAD_PAGE; lean -= 2) {
      Deal one;
      d->lean[i] = (int8_t)lean;
      if (!deal(d, p, &one)) return false;
      if (one.cost < best->cost)
        *best = one;
      else
        d->lean[i] = 0;
      if (d->lean[i]) break;
    }
  }
  return true;
}
