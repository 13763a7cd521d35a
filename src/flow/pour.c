/* flow/pour: blocks into stretches of legs, so that feet are level and no line stands alone.
 *
 *     stretch 0        stretch 1        A stretch takes a whole number of lines. Where it is full may be a bad place: after a
 *     | para a      |  | para b (5) |   paragraph's first line, before its last, under a heading. Then some paragraph in it is
 *     | para b (1-4)|  | HEADING    |   set a line longer or shorter, or a heading gets a line more or less, and the end moves
 *     +-------------+  | para c     |   to a good place. Nothing is measured for that: a paragraph has at most three line counts.
 *
 * The ways to end a stretch are tried in this order:
 *   exact   no change; then a change of one line up or down in all, of two, of more, shared out among blocks; a picture in a column
 *           gives way by itself. All feet are level and no rule is broken.
 *   back    the stretch before is ended another way, or the one before that, and this one tried again
 *   short   up to three lines are left white
 *   forced  a line alone is accepted; a heading at the foot is not, unless nothing else is left
 *
 * Invariant: lines are placed in order, each once. A change of a block that is partly placed is never made, since its lines stand.
 *
 * Cost: a stretch that ends well, as most do, costs its number of blocks. Only the tries of a bad end ask para to set a paragraph
 * again, and matter.c keeps what it learnt. The road not taken is one shortest path over all stretches: it finds the same ends on
 * nearly all pages and would ask for three settings of every paragraph.
 *
 * Source: CLREQ (orphans and widows; headings are not last in a column), JLREQ 4.1.6. */
#include <stdlib.h>

#include "flow/inside.h"

enum {
  SHORT_MOST = 3,  /* white lines that beat a line alone */
  BACK_MOST = 400, /* times that earlier stretches are ended anew for the sake of one */
  KEEP_MOST = 10   /* lines that a style may ask to follow */
};

/* A way to end a stretch: up to two changes, and where it ends then. */
typedef struct Change {
  uint32_t block;
  int by;
} Change;
enum { CHANGES_MOST = 10 };
typedef struct Way {
  Change change[CHANGES_MOST];
  int changes;
  Cut end;
  int used;
  int end_at,
      end_lines; /* the line of this stretch at which the block that it ends in begins or goes on, and that block's lines in all */
  bool vain; /* a change that makes no difference where its paragraph stands */
} Way;

int block_lines(const Block *b) { return b->solid || !b->m ? b->lines : (int)b->m->lines.n; }

int blocks_sum(const Blocks *b, Cut from) {
  int sum = -from.line;
  for (size_t i = from.block; i < b->n; i++) sum += block_lines(&b->at[i]);
  return b->n > from.block ? sum : 0;
}

static int change_of(const Way *w, uint32_t block) {
  int by = 0;
  for (int c = 0; c < w->changes; c++)
    if (w->change[c].block == block) by += w->change[c].by;
  return by;
}

static int lines_wished(const Blocks *b, uint32_t i, const Way *w) { return block_lines(&b->at[i]) + change_of(w, i); }

/* The same where a block stands: at the way's end as it is walked, in `room` lines from `from` on. */
static int lines_with(const Blocks *b, const Sides *s, uint32_t i, Cut from, int room, Way *w) {
  const Block *k = &b->at[i];
  if (!s || k->solid || !k->m) return lines_wished(b, i, w);
  bool honoured;
  int by = change_of(w, i);
  int n = sides_lines(s, k, i == from.block && from.line > 0, w->used, room, k->m->stands + by, &honoured);
  w->vain = w->vain || (by && !honoured);
  return n;
}

/* White between two blocks: none is needed where a stretch begins. */
bool block_is_white(const Block *b) {
  return b->solid && !b->m && !b->head && !b->picture && !b->row && !b->island && !b->turn;
}

/* Where `room` lines end, counted from `from`, with the way's changes. A block that may not be divided ends it before. */
static void way_walk(const Blocks *b, const Sides *s, Cut from, int room, Way *w) {
  w->used = 0;
  w->end = from;
  w->vain = false;
  while (w->end.block < b->n) {
    const Block *k = &b->at[w->end.block];
    int skip = s && !w->end.line ? sides_seat(s, k, w->used, room) : 0;
    if (skip < 0) return;
    w->used += skip;
    if (w->used == room && block_is_white(k)) return;
    int lines = lines_with(b, s, w->end.block, from, room, w), left = lines - w->end.line;
    if (left < 0 || (w->used == 0 && block_is_white(k))) left = 0;
    w->end_at = w->used, w->end_lines = lines;
    if (left > room - w->used) {
      if (!k->solid && (w->end.line > 0 || room - w->used >= k->together))
        w->end.line += room - w->used, w->used = room;
      return;
    }
    w->used += left;
    w->end = (Cut){w->end.block + 1, 0};
  }
}

static bool cut_same(Cut a, Cut b) { return a.block == b.block && a.line == b.line; }

/* Do the lines follow that must: two or so under a heading, one under a break? */
static bool is_end_kept(const Blocks *b, Cut from, const Way *w) {
  Cut e = w->end;
  if (e.block >= b->n) return true;
  int after = e.line;
  for (uint32_t i = e.block; i-- > from.block && after < KEEP_MOST;) {
    const Block *k = &b->at[i];
    if (after < k->keep_next) return false;
    if (!block_is_white(k)) after += lines_wished(b, i, w);
  }
  return true;
}

static bool is_paragraph(const Block *b) { return b->m && !b->solid; }

static bool is_end_good(const Blocks *b, Cut from, const Way *w) {
  Cut e = w->end;
  if (e.block >= b->n) return true;
  if (e.line == 0 && cut_same(e, from)) return true;
  if (!is_end_kept(b, from, w)) return false;
  while (e.line == 0 && e.block > from.block + 1 && !block_lines(&b->at[e.block - 1])) e.block--;
  if (e.line == 0) {
    const Block *last = &b->at[e.block - 1];
    return !block_is_white(last) && !(is_paragraph(last) && last->m->style->ends_apart);
  }
  const Block *k = &b->at[e.block];
  int least = is_paragraph(k) ? k->m->style->lines_bottom : 1, top = is_paragraph(k) ? k->m->style->lines_top : 1;
  int here = e.line - (e.block == from.block ? from.line : 0);
  return e.line >= least && here >= 1 && w->end_lines - e.line >= top;
}

/* ---- changes */

bool block_may(const Block *b, int by) {
  if (b->solid || !b->m) return b->lines + by >= b->lines_least && b->lines + by <= b->lines_most;
  int want = b->m->stands + by;
  if (want > 0 && b->m->natural == 1) return false; /* an author or a flag on two lines is a fault */
  return want >= -1 && want <= 1 && (int)b->m->lines.n + by >= 1;
}

/* Past shapes a paragraph is set when all before it stands: here it only learns what is wished. */
static bool change(Block *b, const Sides *s, int by) {
  if (!block_may(b, by)) return false;
  if (b->m && !b->solid && s) return b->m->stands = (int8_t)(b->m->stands + by), true;
  if (b->m && !b->solid) return matter_wish(b->m, b->m->stands + by);
  b->lines += by;
  return true;
}

bool block_change(Block *b, int by) { return change(b, NULL, by); }

static void way_undo(Blocks *b, const Sides *s, const Way *w, int made) {
  while (made-- > 0) {
    Block *k = &b->at[w->change[made].block];
    if (s && k->m && !k->solid)
      k->m->stands = (int8_t)(k->m->stands - w->change[made].by);
    else
      must(change(k, s, -w->change[made].by));
  }
}

static bool way_do(Blocks *b, const Sides *s, const Way *w) {
  for (int k = 0; k < w->changes; k++)
    if (!change(&b->at[w->change[k].block], s, w->change[k].by)) return way_undo(b, s, w, k), false;
  return true;
}

/* ---- the ways, in order of what they change by: 0, 1, -1, 2, -2, ... lines. Each sum gives at most one way, so each ends elsewhere. */

enum {
  HEADS_STAND = 5
}; /* the first sums are tried with the heading at the leg's head left as it is, then all with it */
enum { SUM_MOST = 16 }; /* pictures in columns can take up so much; paragraphs give at most CHANGES_MOST */

typedef struct Search {
  Blocks *b;
  const Sides *sides; /* NULL: no shape stands in any stretch */
  Cut from;
  int room, sum;
  bool heads_stand;     /* a heading at the leg's head is given no white: it would stand lower than its neighbours' */
  uint32_t first, last; /* blocks that may be changed */
  Way way;
} Search;

static bool is_leg_head(const Search *s, uint32_t i) {
  uint32_t k = s->from.block;
  while (k < i && block_is_white(&s->b->at[k])) k++;
  return k == i && s->from.line == 0 && s->b->at[i].head;
}

static bool search_may(const Search *s, uint32_t i, int by) {
  return !(by > 0 && s->heads_stand && is_leg_head(s, i)) && block_may(&s->b->at[i], by);
}

/* Does the way being looked at end well? */
static bool search_ends(Search *s) {
  Way *w = &s->way;
  way_walk(s->b, s->sides, s->from, s->room, w);
  bool all = w->end.block >= s->b->n;
  if (w->vain || (!all && w->used != s->room) || !is_end_good(s->b, s->from, w)) return false;
  if (w->changes && cut_same(w->end, s->from)) return false;
  for (int k = 0; k < w->changes; k++)
    if (w->change[k].block > w->end.block || (w->change[k].block == w->end.block && w->end.line == 0)) return false;
  return true;
}

static bool search_take(Search *s) { return search_ends(s) && way_do(s->b, s->sides, &s->way); }

/* The last of the way's changes: whichever block makes the sum end well. All blocks before an end move it alike, so where one of
 * them ends badly the others need not be walked. */
static bool search_last(Search *s, int k, int by) {
  uint32_t low = k ? s->way.change[0].block + 1 : s->first, alike = 0;
  s->way.changes = k + 1;
  for (uint32_t i = low; i <= s->last; i++) {
    if (i < alike || !search_may(s, i, by)) continue;
    s->way.change[k] = (Change){i, by};
    if (!search_ends(s))
      alike = s->way.end.block;
    else if (way_do(s->b, s->sides, &s->way))
      return true;
  }
  return false;
}

static bool search_two(Search *s) {
  int by = s->sum / 2;
  for (uint32_t i = s->first; i < s->last; i++) {
    if (!search_may(s, i, by)) continue;
    s->way.change[0] = (Change){i, by};
    if (search_last(s, 1, by)) return true;
  }
  return false;
}

/* Many blocks a line each: headings first, since their white shows it least, then the longest paragraphs. */
typedef struct Giver {
  uint32_t block;
  int rank;
} Giver;

static int giver_order(const void *x, const void *y) {
  const Giver *a = x, *b = y;
  if (a->rank != b->rank) return a->rank > b->rank ? -1 : 1;
  return a->block < b->block ? -1 : a->block > b->block;
}

static size_t list_givers(const Search *s, Giver *out, size_t most) {
  size_t n = 0;
  for (uint32_t i = s->first; i < s->last && n < most; i++) {
    const Block *b = &s->b->at[i];
    if (!b->picture && !block_is_white(b)) out[n++] = (Giver){i, b->m && !b->solid ? block_lines(b) : INT32_MAX};
  }
  qsort(out, n, sizeof *out, giver_order);
  return n;
}

static bool search_many(Search *s) {
  enum { GIVERS_MOST = 64 };
  Giver givers[GIVERS_MOST];
  Way *w = &s->way;
  size_t n = list_givers(s, givers, GIVERS_MOST);
  int sign = s->sum < 0 ? -1 : 1, want = s->sum * sign;
  if (want > CHANGES_MOST || want > 2 * (int)n) return false;
  w->changes = 0;
  for (int round = 0; round < 2; round++) /* headings may give twice */
    for (size_t i = 0; i < n && w->changes < want; i++)
      if (search_may(s, givers[i].block, sign) && change(&s->b->at[givers[i].block], s->sides, sign))
        w->change[w->changes++] = (Change){givers[i].block, sign};
  int made = w->changes;
  way_undo(s->b, s->sides, w, made);
  return made == want && search_take(s);
}

static bool find_sum(Search *s) {
  s->way = (Way){0};
  if (s->sum == 0) return search_take(s);
  if (s->first > s->last) return false;
  if (search_last(s, 0, s->sum)) return true;
  int much = s->sum < 0 ? -s->sum : s->sum;
  return much == 2 ? search_two(s) : much > 2 && search_many(s);
}

/* The first way from the `*skip`-th sum on. */
static bool find_exact(Blocks *b, const Sides *sides, Cut from, int room, int *skip, Way *out) {
  Search s = {.b = b, .sides = sides, .from = from, .room = room};
  way_walk(b, sides, from, room, &s.way);
  s.first = from.block + (from.line > 0);
  s.last = s.way.end.block + 1 < b->n ? s.way.end.block + 1 : (uint32_t)b->n - 1;
  for (; *skip < HEADS_STAND + 2 * SUM_MOST; ++*skip) {
    s.heads_stand = *skip < HEADS_STAND;
    int k = s.heads_stand ? *skip : *skip - HEADS_STAND + 1;
    s.sum = k % 2 ? (k + 1) / 2 : -k / 2;
    if (find_sum(&s)) return *out = s.way, true;
  }
  return false;
}

/* White lines at the foot, as few as possible. */
static bool find_short(Blocks *b, const Sides *s, Cut from, int room, Way *out) {
  for (int less = 1; less <= SHORT_MOST && less <= room; less++) {
    *out = (Way){0};
    way_walk(b, s, from, room - less, out);
    if (is_end_good(b, from, out)) return true;
  }
  return false;
}

/* Something must give. A heading goes to the next stretch with its text, whatever white that leaves; else a line stands alone. */
static void find_forced(Blocks *b, const Sides *s, Cut from, int room, Way *out) {
  for (int less = 0; less <= room; less++) {
    *out = (Way){0};
    way_walk(b, s, from, room - less, out);
    if (is_end_kept(b, from, out) && !cut_same(out->end, from)) return;
  }
  *out = (Way){0};
  way_walk(b, s, from, room, out);
}

/* ---- placing */

static void place(Arena *a, const Blocks *b, const Sides *s, Cut from, const Way *w, int room, Placings *out) {
  int line = 0;
  Cut end = w->end;
  for (Cut c = from; c.block < end.block || (c.block == end.block && c.line < end.line);) {
    const Block *k = &b->at[c.block];
    int all = block_lines(k), stop = c.block == end.block && end.line < all ? end.line : all;
    if (s && !c.line) line += (int)len_max(0, sides_seat(s, k, line, s->rooms[room].lines));
    if (line == 0 && block_is_white(k)) stop = c.line;
    if (stop > c.line) {
      vec_add(a, out, (Placing){c.block, c.line, stop - c.line, room, line});
      line += stop - c.line;
    }
    c = (Cut){c.block + 1, 0};
  }
}

typedef struct Step {
  Cut from;
  Way way;
  int skip;          /* sums given up */
  const Len *before; /* past shapes: of the paragraph that it begins in, how much shorter the lines are that stand */
  size_t before_n;
} Step;

static void end_anyhow(Blocks *b, const Sides *sides, Step *s, int room, bool last, bool close) {
  if (last && !close) {
    s->way = (Way){0};
    way_walk(b, sides, s->from, room, &s->way);
  } else if (close || !find_short(b, sides, s->from, room, &s->way)) {
    find_forced(b, sides, s->from, room, &s->way);
  }
}

/* What ends a stretch that no way back has helped: its own first way, or white, or a line alone. */
static void step_settle(Blocks *b, const Sides *sides, Step *s, int room, bool last, bool close) {
  s->skip = 0;
  if (!find_exact(b, sides, s->from, room, &s->skip, &s->way)) end_anyhow(b, sides, s, room, last, close);
}

/* ---- past shapes */

static void sides_stand_at(Sides *s, const Step *at, size_t r) {
  if (!s) return;
  s->r = r, s->before = at->before, s->before_n = at->before_n;
}

/* The lines of a paragraph that an earlier pouring left. */
static void begin_sides(Sides *s, const Blocks *b, Step *first) {
  if (!s || !first->from.line) return;
  const Matter *m = b->at[first->from.block].m;
  Len *less = arena_array(s->a, Len, first->from.line);
  for (int i = 0; i < first->from.line; i++)
    less[i] = len_max(0, m->measure - (i < m->cut_lines ? m->cut : 0) - m->lines.at[i].measure);
  first->before = less, first->before_n = (size_t)first->from.line;
}

/* What the next step must know of the paragraph that this one ends in. */
static void carry_sides(const Sides *s, const Step *now, size_t r, Step *next) {
  if (!s || !next->from.line) return;
  bool same = next->from.block == now->from.block;
  size_t held = same ? now->before_n : 0, all = (size_t)next->from.line;
  Len *less = arena_array(s->a, Len, all + 1);
  for (size_t i = 0; i < all; i++)
    less[i] = i < held ? now->before[i] : s->flat[s->base[r] + (size_t)now->way.end_at + i - held];
  next->before = less, next->before_n = all;
}

/* Sets every paragraph for where it has come to stand. */
static void stand(const Blocks *b, Sides *s, const Step *steps, size_t r) {
  sides_stand_at(s, &steps[r], r);
  Cut end = steps[r].way.end;
  Way w = {0};
  bool honoured;
  for (Cut c = steps[r].from; c.block < end.block || (c.block == end.block && c.line < end.line);
       c = (Cut){c.block + 1, 0}) {
    const Block *k = &b->at[c.block];
    int room = c.block == end.block ? steps[r].way.used : s->rooms[r].lines;
    int skip = c.line ? 0 : sides_seat(s, k, w.used, s->rooms[r].lines);
    w.used += skip > 0 ? skip : 0;
    if (!k->m || k->solid) {
      w.used += w.used == 0 && block_is_white(k) ? 0 : block_lines(k);
      continue;
    }
    sides_lines(s, k, c.line > 0, w.used, room, k->m->stands, &honoured);
    matter_stand(k->m);
    w.used += (int)len_max(0, (Len)k->m->lines.n - c.line);
  }
}

Cut pour(Arena *a, Blocks *b, Cut from, const Stretch *rooms, size_t n, Manner manner, Placings *out) {
  Step *steps = arena_array(a, Step, n + 1);
  Sides *sides = sides_make(a, rooms, n);
  size_t r = 0, settled = 0; /* stretches before `settled` are not ended anew */
  int back = 0;
  steps[0].from = from;
  begin_sides(sides, b, &steps[0]);
  while (r < n && steps[r].from.block < b->n) {
    Step *s = &steps[r];
    bool free_end = manner != POUR_ON && r + 1 == n;
    sides_stand_at(sides, s, r);
    if (manner == POUR_PLAIN) {
      end_anyhow(b, sides, s, rooms[r].lines, free_end, true);
    } else if (!find_exact(b, sides, s->from, rooms[r].lines, &s->skip, &s->way)) {
      if (!free_end && r > settled && back++ < BACK_MOST) {
        Step *before = &steps[--r];
        way_undo(b, sides, &before->way, before->way.changes);
        before->skip++;
        continue;
      }
      step_settle(b, sides, s, rooms[r].lines, free_end, manner == POUR_CLOSE);
      settled = r + 1;
      back = 0;
    }
    r++;
    steps[r] = (Step){.from = s->way.end};
    carry_sides(sides, s, r - 1, &steps[r]);
  }
  for (size_t i = 0; sides && i < r; i++) stand(b, sides, steps, i);
  for (size_t i = 0; i < r; i++) {
    sides_stand_at(sides, &steps[i], i);
    place(a, b, sides, steps[i].from, &steps[i].way, (int)i, out);
  }
  return steps[r].from;
}

void pour_relax(Blocks *b) {
  for (size_t i = 0; i < b->n; i++) {
    Block *k = &b->at[i];
    k->lines = k->lines_natural;
    if (k->m) k->m->gapes = false;
    if (k->m && !k->solid && k->m->trials) {
      k->m->stands = 0;
      matter_beside(k->m, NULL, 0);
      matter_stand(k->m);
    } else if (k->m && !k->solid && k->m->stands != 0) {
      must(matter_wish(k->m, 0));
    }
  }
}
