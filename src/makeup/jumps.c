/* Which stories begin on one page and go on on another.
 *
 * On a designed page a story that may jump and has no room is parted by flow; where no later layout has a slot for the rest, an automatic page
 * gives it a place: a trial of the designed pages says which stories those are and where they part.
 *
 * On an automatic page every story has room, if need be the whole page. There a jump is a question of taste, and the edition is dealt both ways:
 * whole, and parted so that a quarter, a third or two fifths of the page are the story's, with the rest on one of the next two automatic pages.
 * The way that costs less stands (deal.c says what costs). Asked are the lead of a paper's front, unless the copy says `jump: none`, when
 * it would take LEAD_PM of the page or more; stories with `jump: auto`, from STORY_PM; and those that name a page, which are parted in any case. */
#include "makeup/deal.h"

#include "makeup/variants.h"

enum {
  LEAD_PM = 400, /* of the page's room: what the lead of a front takes before it is asked whether it should jump */
  PAGES_MOST =
      3, /* a story longer than that is a stream of pages: where it is parted changes nothing, and asking takes long */
  COST_GREY = 2,     /* each thousandth of the room that a whole story takes beyond that */
  STORY_PM = 300,    /* the same of a story whose copy says `jump: auto` */
  FIRST_LEAST = 600, /* characters that begin: less is no lead */
  REST_LEAST = 400,  /* and go on: nobody turns a page for less */
  CUT_SENTENCE = 40, /* characters off the wish that a paragraph's end is worth */
  PARTINGS_MOST = 4,
  TARGETS_MOST = 2, /* pages tried for the rest */
  FILLS_MOST = 3    /* times that the first part is given what its page lacks */
};
static const int SHARES_PM[] = {250, 330, 400}; /* of the page's room: what the first part is to take */

static int abs_int(int a) { return a < 0 ? -a : a; }

/* ---- from designed pages */

static bool may_jump_from(const Dealer *d, const PagePlan *p) {
  for (size_t i = 0; i < p->fill_count; i++) {
    const Stories *some = map_find(d->in->copy, p->fills[i].file);
    for (size_t k = 0; some && k < some->n; k++)
      if (some->at[k].jump) return true;
  }
  return false;
}

/* A page that takes whatever goes on, where no layout has a slot for it. */
static const Layout *open_layout(Job *job, const Layout *base) {
  static const Story none = {0};
  Layout *l = arena_new(job->arena, Layout);
  *l = *base;
  l->slots = arena_new(job->arena, Slot);
  l->slot_count = 1;
  Place all = {.variant = {.size = 20 * LEN_PT, .legs = base->grid.columns, .tier = TIER_THIRD},
               .plot = {0, base->grid.columns, 0, base->grid.lines}};
  l->slots[0] = makeup_slot(job, base, &none, &all);
  l->slots[0].kind = SLOT_JUMPS, l->slots[0].name = STR("jumps"), l->slots[0].continues_page = -1;
  return l;
}

static Parting parting_make(const Dealer *d, const Waiting *whole, StoryCut cut, int from, int to) {
  Parting p = {.whole = *whole, .cut = cut, .from = from, .to = to};
  Arena *a = d->job->arena;
  Story *rest = flow_story_rest(a, whole->story, cut, from);
  rest->section = (Str){0}; /* it goes where it is sent */
  p.first = flow_story_first(a, whole->story, cut, to), p.rest = rest;
  return p;
}

/* The fill of a designed page that a story came from. */
static bool find_fill(const Dealer *d, const PagePlan *page, Str slot, const Story *s, Waiting *out) {
  for (size_t i = 0; i < page->fill_count; i++) {
    const Stories *some = map_find(d->in->copy, page->fills[i].file);
    if (!some || !str_eq(page->fills[i].slot, slot) || s < some->at || s >= some->at + some->n) continue;
    *out = (Waiting){s, page->fills[i]};
    out->fill.story = (int)(s - some->at) + 1;
    return true;
  }
  return false;
}

Partings jumps_of_designed(Dealer *d) {
  const Edition *e = d->edition;
  Partings out = {0};
  size_t last = 0, n = e->page_count;
  for (size_t i = 0; i < n; i++)
    if (!deal_is_auto(&e->pages[i]) && may_jump_from(d, &e->pages[i])) last = i + 1;
  if (!last) return out;
  Arena *a = arena_open();
  Job inner = {.arena = a, .diags = diags_fork(a, d->job->diags)};
  PagePlan *pages = arena_array(a, PagePlan, n);
  uint8_t *only = arena_array(a, uint8_t, n);
  bool any = false;
  for (size_t i = 0; i < n; i++) {
    pages[i] = e->pages[i];
    only[i] = pages[i].layout && may_jump_from(d, &pages[i]);
    const Layout *base = pages[i].layout ? NULL : deal_base(d, &pages[i], i == 0);
    if (base) pages[i].layout = open_layout(&inner, base), pages[i].fill_count = 0, any = true;
  }
  if (any) {
    Edition trial = *e;
    trial.pages = pages;
    FlowInput in = *d->in;
    in.edition = &trial, in.only = only;
    const FlowEdition *f = flow_edition(&inner, &in);
    for (size_t i = 0; i < f->jumps.n; i++) {
      const FlowJump *j = &f->jumps.at[i];
      Waiting w;
      if (j->slot->continues_page >= 0 ||
          !find_fill(d, &e->pages[j->plan], j->from->name, f->stories.at[j->story].story, &w))
        continue;
      Parting p = parting_make(d, &w, j->cut, (int)j->plan + 1, (int)j->to + 1);
      p.slot = j->from;
      vec_add(d->job->arena, &out, p);
    }
  }
  arena_close(a);
  return out;
}

static void give_slot(Dealer *d, const Parting *p, int from, PagePlan *page, size_t fill) {
  Layout *l = arena_new(d->job->arena, Layout);
  *l = *page->layout;
  Slot *slots = arena_array(d->job->arena, Slot, l->slot_count);
  for (size_t i = 0; i < l->slot_count; i++) {
    slots[i] = l->slots[i];
    if (!str_eq(slots[i].name, page->fills[fill].slot)) continue;
    slots[i].kind = SLOT_JUMPS;
    slots[i].continues = p->slot->name, slots[i].continues_page = from;
  }
  l->slots = slots;
  page->layout = l;
  Fill *left = arena_array(d->job->arena, Fill, page->fill_count);
  size_t n = 0;
  for (size_t i = 0; i < page->fill_count; i++)
    if (i != fill) left[n++] = page->fills[i];
  page->fills = left, page->fill_count = n;
}

void jumps_give_slots(Dealer *d, const Partings *p, Deal *of) {
  for (size_t i = 0; i < p->n; i++)
    for (size_t k = 0; p->at[i].slot && k < of->pages.n; k++)
      for (size_t f = 0; of->made.at[k] && f < of->pages.at[k].fill_count; f++) {
        const Fill *fill = &of->pages.at[k].fills[f], *own = &p->at[i].whole.fill;
        if (fill->part != PART_REST || fill->story != own->story || !str_eq(fill->file, own->file)) continue;
        give_slot(d, &p->at[i], of->pages.at[p->at[i].from - 1].number, &of->pages.at[k], f);
        break;
      }
}

/* ---- from automatic pages */

typedef struct Asked { /* a story that may be parted */
  Waiting whole;
  size_t rank;
  int page; /* where it begins */
} Asked;

static bool is_parted(const Partings *p, const Story *s) {
  for (size_t i = 0; i < p->n; i++)
    if (p->at[i].whole.story == s || p->at[i].rest == s) return true;
  return false;
}

static bool is_left(const Made *m, const Story *s) {
  for (size_t i = 0; i < m->after.n; i++)
    if (m->after.at[i].story == s) return true;
  return false;
}

static bool is_front(const Dealer *d, int number) {
  return number == 1 && edition_field(d->edition, STR("paper.name")).n > 0 && d->edition->lang != LANG_EN;
}

static bool may_be_asked(const Dealer *d, const Story *s, size_t rank, int number) {
  if (s->jump_said) return s->jump;
  return rank == 0 && is_front(d, number) && !is_comment(s);
}

/* The edition as it is dealt so far: the next story to be asked, after `from` pages and ranks. */
static bool next_asked(const Dealer *d, const Partings *p, const Deal *best, Asked *a) {
  for (; (size_t)a->page <= best->pages.n; a->page++, a->rank = 0) {
    const Made *m = best->made.at[a->page - 1];
    for (; m && a->rank < m->before.n; a->rank++) {
      const Waiting *w = &m->before.at[a->rank];
      if (w->fill.part != PART_WHOLE || is_left(m, w->story) || is_parted(p, w->story)) continue;
      if (!may_be_asked(d, w->story, a->rank, a->page)) continue;
      a->whole = *w;
      return true;
    }
  }
  return false;
}

static bool find_cut(const StoryCuts *cuts, size_t all, int wish, StoryCut *out) {
  bool found = false;
  int least = 0;
  for (size_t i = 0; i < cuts->n; i++) {
    const StoryCut *c = &cuts->at[i];
    if (c->characters < FIRST_LEAST || all < c->characters + REST_LEAST) continue;
    int off = abs_int((int)c->characters - wish) + (c->at ? CUT_SENTENCE : 0);
    if (found && off >= least) continue;
    *out = *c, least = off, found = true;
  }
  return found;
}

/* Pages that may take the rest: the one it names, or the automatic ones that come next. */
static size_t list_targets(const Deal *best, const Asked *a, int out[TARGETS_MOST]) {
  size_t n = 0;
  int want = a->whole.story->jump_page;
  for (int k = a->page + 1; k <= (int)best->pages.n && n < TARGETS_MOST; k++)
    if (best->made.at[k - 1] && (!want || want == best->pages.at[k - 1].number)) out[n++] = k;
  return n;
}

static void tell(Dealer *d, DiagCode code, const Story *s, const char *why) {
  diag_add(d->job->diags, code, s->span, "the story names page %d to go on on, and %s; it stays whole", s->jump_page,
           why);
}

typedef struct Trial {
  Deal deal;
  Parting parting;
  int weight; /* points that the story standing whole costs besides */
  bool is;
} Trial;

/* A story that takes much of its page leaves the reader one story and a grey field: points for each thousandth of the room past what it
 * may take unasked. */
static int weight_of(int lines, int room, int unasked_pm) {
  return room > 0 ? COST_GREY * ((int)((int64_t)lines * 1000 / room) - unasked_pm) : 0;
}

static bool try_parting(Dealer *d, Partings *p, const Asked *a, StoryCut cut, int to, Trial *best) {
  Deal one;
  vec_add(d->job->arena, p, parting_make(d, &a->whole, cut, a->page, to));
  bool ok = deal(d, p, &one);
  p->n--;
  if (ok && (!best->is || one.cost < best->deal.cost)) *best = (Trial){.deal = one, .parting = p->at[p->n], .is = true};
  return ok;
}

/* What its page lacks at the feet of its legs stays there rather than going on: so many lines of so many characters. */
static bool fill_first(Dealer *d, Partings *p, const Asked *a, const StoryCuts *cuts, int line, Trial *best) {
  size_t all = story_characters(a->whole.story);
  for (int tries = 0; tries < FILLS_MOST && best->is; tries++) {
    int lack = best->deal.pages.at[a->page - 1].under, had = (int)best->parting.cut.characters, cost = best->deal.cost;
    StoryCut cut;
    if (!lack || !find_cut(cuts, all, had + lack * line, &cut) || (int)cut.characters == had) break;
    if (!try_parting(d, p, a, cut, best->parting.to, best)) return false;
    if (best->deal.cost == cost) break;
  }
  return true;
}

/* The best of the ways to part it: how much stays is asked with the first page for the rest, the second with what was best there. */
static bool try_all(Dealer *d, Partings *p, const Deal *now, const Asked *a, Trial *best) {
  int to[TARGETS_MOST];
  size_t targets = list_targets(now, a, to);
  if (!targets) return true;
  const Made *m = now->made.at[a->page - 1];
  const Layout *base = deal_base(d, &m->page, a->page == 1);
  const Story *s = a->whole.story;
  int room = load_room(d->job, base, m->of);
  Load l = load_of(d->job, d->in, base, s, a->rank, m->before.n);
  if (l.all > PAGES_MOST * room) return true;
  int weight = weight_of(l.all, room, s->jump_said ? STORY_PM : LEAD_PM);
  if (!s->jump_page && weight < 0) return true;
  StoryCuts cuts = flow_story_cuts(d->job->arena, s);
  size_t all = story_characters(s), last = 0;
  for (size_t i = 0; i < COUNT(SHARES_PM); i++) {
    int share = SHARES_PM[i] * room / 1000, most = l.all * SHARES_PM[i] * 2 / 1000;
    int lines = (share < most ? share : most) - (l.all - l.body);
    StoryCut cut;
    if (!find_cut(&cuts, all, l.body > 0 ? (int)((int64_t)all * lines / l.body) : 0, &cut) || cut.characters == last)
      continue;
    last = cut.characters;
    if (!try_parting(d, p, a, cut, to[0], best)) return false;
  }
  if (best->is && targets > 1 && !try_parting(d, p, a, best->parting.cut, to[1], best)) return false;
  best->weight = weight > 0 ? weight : 0;
  return fill_first(d, p, a, &cuts, l.body > 0 ? (int)all / l.body : 0, best);
}

static void say(Dealer *d, Deal *of, const Asked *a, const Trial *t, int before, bool taken) {
  Str *why = &of->pages.at[a->page - 1].why;
  const Story *s = a->whole.story;
  Str name = s->headline.n ? s->headline.at[0].text : s->id;
  int to = t->deal.pages.at[t->parting.to - 1].number;
  if (taken)
    *why = str_f(d->job->arena,
                 "%.*s  '%.*s' is parted: %zu of its %zu characters stand here, the rest on page %d; the edition costs "
                 "%d so, %d "
                 "with it whole\n",
                 STRF(*why), STRF(name), t->parting.cut.characters, story_characters(s), t->parting.to, t->deal.cost,
                 before);
  else
    *why = str_f(d->job->arena, "%.*s  '%.*s' stays whole: the edition costs %d so, %d with the rest on page %d\n",
                 STRF(*why), STRF(name), before, t->deal.cost, to);
}

static const char *why_not(const Deal *now, const Asked *a) {
  for (size_t i = 0; i < now->pages.n; i++)
    if (now->pages.at[i].number == a->whole.story->jump_page)
      return now->made.at[i] ? "it can be parted nowhere" : "that page has a layout of its own";
  return "there is no such page";
}

typedef struct Note {
  Asked asked;
  Trial trial;
  int before;
  bool taken;
} Note;

bool jumps_choose(Dealer *d, Partings *p, Deal *best) {
  if (!deal(d, p, best)) return false;
  VEC(Note) notes = {0};
  Asked a = {.page = 1};
  for (size_t parted = 0; parted < PARTINGS_MOST && next_asked(d, p, best, &a); a.rank++) {
    const Story *s = a.whole.story;
    if (s->jump_page && s->jump_page <= best->pages.at[a.page - 1].number) {
      tell(d, DIAG_JUMP_BACKWARDS, s, "stands there or later");
      continue;
    }
    Trial t = {0};
    if (!try_all(d, p, best, &a, &t)) return false;
    if (!t.is && s->jump_page) tell(d, DIAG_JUMP_NOWHERE, s, why_not(best, &a));
    if (!t.is) continue;
    bool taken = t.deal.cost < best->cost + t.weight || (s->jump_page && t.deal.cost < COST_NEVER / 16);
    vec_add(d->job->arena, &notes, ((Note){a, t, best->cost + t.weight, taken}));
    if (!taken) continue;
    vec_add(d->job->arena, p, t.parting);
    *best = t.deal;
    parted++;
  }
  if (!deal_better(d, p, best)) return false;
  for (size_t i = 0; i < notes.n; i++)
    if ((size_t)notes.at[i].asked.page <= best->pages.n)
      say(d, best, &notes.at[i].asked, &notes.at[i].trial, notes.at[i].before, notes.at[i].taken);
  return true;
}
