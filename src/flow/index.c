/* flow/index: what stands inside, with the page it stands on. It is made when every story has its page; the copy may say what its entry is called
 * (`index: 短题`) or that there is none (`index: no`). */
#include "flow/bench.h"

#include <stdlib.h>

Str bench_title(Arena *a, const Story *s) {
  Buf b = buf_make(a, 4096);
  for (size_t i = 0; i < s->headline.n; i++) {
    if (i) buf_putc(&b, ' ');
    buf_puts(&b, s->headline.at[i].text);
  }
  return buf_str(&b);
}

void bench_send_to(const FlowStory *fs, uint32_t number, Item *it) {
  it->goto_story = number;
  it->goto_page = fs->page;
}

int bench_rank(const Story *s) {
  enum { RANK_UNSAID = 2 };
  return s->priority > 0 ? s->priority : RANK_UNSAID;
}

bool bench_is_here(const FlowPage *p, int page) { return page >= p->number && page < p->number + p->span; }

/* ---- what is listed */

typedef struct Entry {
  uint32_t story; /* STORY_NONE: the page itself */
  int page, nth;  /* which of its page's stories */
  int rank;
  Str title;
} Entry;
typedef struct Entries {
  Entry *at;
  size_t n, cap;
} Entries;

static int by_page(const void *x, const void *y) {
  const Entry *a = x, *b = y;
  return a->page != b->page ? (a->page < b->page ? -1 : 1) : a->nth < b->nth ? -1 : a->nth > b->nth;
}

/* Page by page the first story, then the second of each. */
static int by_turn(const void *x, const void *y) {
  const Entry *a = x, *b = y;
  return a->nth != b->nth ? (a->nth < b->nth ? -1 : 1) : by_page(x, y);
}

static int by_rank(const void *x, const void *y) {
  const Entry *a = x, *b = y;
  return a->rank != b->rank ? (a->rank < b->rank ? -1 : 1) : by_turn(x, y);
}

static Entries list_stories(const Bench *b) {
  Entries out = {0};
  const FlowEdition *e = b->f->e;
  int *met = arena_array(b->f->a, int, b->f->numbers + 1);
  for (uint32_t i = 0; i < e->stories.n; i++) {
    const FlowStory *fs = &e->stories.at[i];
    const Story *s = fs->story;
    if (!fs->page || fs->page > b->f->numbers || fs->filler || s->no_index || !(s->headline.n || s->index.n)) continue;
    int nth = met[fs->page]++;
    if (bench_is_here(b->p, fs->page)) continue;
    vec_add(b->f->a, &out, ((Entry){i, fs->page, nth, bench_rank(s), s->index.n ? s->index : bench_title(b->f->a, s)}));
  }
  return out;
}

/* Each page once, by the name of its section. */
static Entries list_sections(const Bench *b) {
  Entries out = {0};
  for (int page = 1; page <= b->f->numbers; page++) {
    Str name = flow_section(b->f->e, page);
    if (bench_is_here(b->p, page) || !name.n ||
        (out.n && page > 1 && str_eq(name, flow_section(b->f->e, page - 1)) && out.at[out.n - 1].page == page - 1))
      continue;
    vec_add(b->f->a, &out, ((Entry){STORY_NONE, page, 0, 0, name}));
  }
  return out;
}

/* ---- lines */

/* Where a section's entry leads: to the first story of its page. */
static uint32_t first_of(const FlowEdition *e, int page) {
  for (uint32_t i = 0; i < e->stories.n; i++)
    if (e->stories.at[i].page == page) return i;
  return STORY_NONE;
}

static void put_entry(Bench *b, const Entry *e, bool with_section) {
  const Style *st = style_for(b->l, b->s, ROLE_TEXT);
  Len size = bench_size(b, st);
  Str where = bench_page(b, e->page), section = flow_section(b->f->e, e->page);
  if (with_section && section.n) where = str_f(b->f->a, "%.*s %.*s", STRF(section), STRF(where));
  Matter *ref = bench_words(b, ROLE_INDEX, where, st, ALIGN_END, size);
  Matter *title = bench_words(b, ROLE_INDEX, e->title, st, ALIGN_START, size);
  matter_set(ref, b->r.w);
  matter_set(title, len_max(size, b->r.w - para_width(ref->setting) - size));
  if (b->line + (int)title->lines.n - 1 > b->last) return;
  uint32_t story = e->story == STORY_NONE ? first_of(b->f->e, e->page) : e->story;
  for (size_t i = 0; i <= title->lines.n; i++) { /* the page last, on the title's last line */
    bool last = i == title->lines.n;
    const Matter *m = last ? ref : title;
    Len y = grid_baseline(b->g, b->line + (int)i - (last && i ? 1 : 0));
    Item *it = put_line(b->f, b->p, b->g, m, &m->lines.at[last ? 0 : i], STORY_NONE, b->r.x, y);
    if (story != STORY_NONE) bench_send_to(&b->f->e->stories.at[story], story, it);
  }
  b->line += (int)title->lines.n;
}

static Entries list_entries(const Bench *b) {
  return b->s->index_of == INDEX_OF_PAGES ? list_sections(b) : list_stories(b);
}

/* An index of a single page, or of pages without headlines, lists nothing: a heading over white would promise what is not there. */
bool index_is_empty(const Bench *b) {
  Str rest = bench_content(b, bench_word(b, WORD_INSIDE)), heading;
  bench_next_line(&rest, &heading);
  return !str_trim(rest).n && !list_entries(b).n;
}

void index_put(Bench *b) {
  Str rest = bench_content(b, bench_word(b, WORD_INSIDE)), heading;
  if (bench_next_line(&rest, &heading)) {
    bench_put_large(b, ROLE_INDEX, heading, style_for(b->l, b->s, ROLE_HEADLINE), line_top(b->g, b->line),
                    line_foot(b->g, b->line + 1));
    b->line += 2;
  }
  bench_put_lines(b, ROLE_INDEX, rest, style_for(b->l, b->s, ROLE_TEXT));
  static int (*const orders[])(const void *, const void *) = {
      [INDEX_BY_TURN] = by_turn, [INDEX_BY_PAGE] = by_page, [INDEX_BY_RANK] = by_rank};
  Entries all = list_entries(b);
  if (all.n && b->s->index_of != INDEX_OF_PAGES) qsort(all.at, all.n, sizeof *all.at, orders[b->s->index_order]);
  for (size_t i = 0; i < all.n && b->line <= b->last; i++)
    if (!b->s->most || i < (size_t)b->s->most) put_entry(b, &all.at[i], b->s->index_of == INDEX_OF_BOTH);
}
