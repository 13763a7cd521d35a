/* flow/bands: legs with something across them: a heading (跨栏), a table, a box.
 *
 *     | 1 1 1 | | 1 1 2 | | 5 5 5 | | 6 6 6 |      The legs are taken in groups as wide as what goes across. Text before it is levelled over
 *     | 1 1 1 | | 2 2 2 | | 5 5 5 | | 6 6 6 |      the legs of its group: a band. Under it the next band begins, to the foot or to whatever
 *     | = = H E A D = = | | 5 5 5 | | 6 6 6 |      goes across next. Only the feet of the last bands are feet of the frame, so the whole is
 *     | 3 3 3 | | 4 4 4 | | 5 5 5 | | 6 6   |      levelled as any text is: by white lines cut from those feet (fill.c).
 *     | 3 3 3 | | 4 4 4 | | 5 5 5 | |       |
 *
 * What finds no room at its place (a picture or an inset is in its way) stands a paragraph or some earlier or later, if it is a table or a
 * box; else it goes to the head of the next group. A heading that comes to the last leg of an odd number stands in that leg, as if it
 * spanned one. Text is never set twice: a band is poured, and what is left goes on. Source: newspaper practice; CSS Multi-column 6 (column-span) for the levelling above what spans. */
#include "flow/inside.h"

enum {
  UNDER_LEAST = 2,  /* lines of text under what goes across */
  DEEPER_MOST = 4,  /* lines that a band may be made deeper by, so that it ends well */
  EARLIER_MOST = 3, /* paragraphs that what stands apart may go up */
  LATER_MOST = 12,  /* or down, where it finds no room at its place */
  WHITE_LEAST = 8   /* lines that the group would else leave white: fewer are the price of its place */
};

bool blocks_have_spans(const Blocks *b) {
  for (size_t i = 0; i < b->n; i++)
    if (b->at[i].span > 1) return true;
  return false;
}

typedef struct Bands {
  Filling *p;
  const Bed *bed;
  Arena *a;
  Stretches full;  /* of the frame, feet cut */
  Stretches rooms; /* those that were poured into */
  Placings placed;
  Cut at;               /* what is still to be placed begins here */
  int first, legs, top; /* the group's first leg, how many, and the line from which they are free */
} Bands;

/* The group's stretches from `top` to line `foot`. */
static Stretches band_of(const Bands *k, int top, int foot) {
  Stretches out = {0};
  for (size_t i = 0; i < k->full.n; i++) {
    Stretch s = k->full.at[i];
    if (s.leg < k->first || s.leg >= k->first + k->legs) continue;
    s = stretch_part(&s, top, foot);
    if (s.lines > 0) vec_add(k->a, &out, s);
  }
  return out;
}

static int lines_of(const Stretches *s) { return fill_room(s, 0); }

/* All of a leg's measure is free in these lines. */
static bool stretch_is_clear(const Stretch *s, int top, int lines) {
  Stretch part = stretch_part(s, top, top + lines - 1);
  if (part.lines != lines || part.first != top) return false;
  for (int i = 0; part.slats && i < lines; i++)
    if (part.slats[i].less || part.slats[i].line != top + i) return false;
  return true;
}

static bool is_free(const Bands *k, int legs, int top, int lines) {
  for (int leg = k->first; leg < k->first + legs; leg++) {
    bool free = false;
    if (leg + 1 < k->first + legs && !bed_side_by_side(k->bed, leg)) return false;
    for (size_t i = 0; i < k->full.n; i++) {
      const Stretch *s = &k->full.at[i];
      free = free || (s->leg == leg && stretch_is_clear(s, top, lines));
    }
    if (!free) return false;
  }
  return true;
}

static uint32_t next_across(const Blocks *b, Cut from) {
  uint32_t i = from.block;
  while (i < b->n && (b->at[i].span < 2 || (i == from.block && from.line > 0))) i++;
  return i;
}

static Blocks blocks_until(const Blocks *b, uint32_t end) {
  Blocks some = *b;
  some.n = end;
  return some;
}

/* Pours [at, end) into a band; gives where it stopped. */
static Cut pour_band(Bands *k, uint32_t end, const Stretches *band, Manner manner, Placings *out) {
  Blocks some = blocks_until(k->p->blocks, end);
  return pour(k->a, &some, k->at, band->at, band->n, manner, out);
}

static void keep(Bands *k, const Stretches *band, const Placings *pl) {
  int base = (int)k->rooms.n;
  for (size_t i = 0; i < band->n; i++) vec_add(k->a, &k->rooms, band->at[i]);
  for (size_t i = 0; i < pl->n; i++) {
    Placing at = pl->at[i];
    at.room += base;
    vec_add(k->a, &k->placed, at);
  }
}

/* Paragraphs a line longer, so that the band's last leg is as deep as the others. */
static void open_band(Bands *k, uint32_t end, int spare) {
  uint32_t from = k->at.block + (k->at.line > 0);
  if (spare <= 0 || end <= from) return;
  Blocks whole = {k->p->blocks->at + from, end - from, end - from};
  units_give(units_open(k->a, &whole, k->p->ladder, 1), spare, 0);
}

static void close_band(Bands *k, uint32_t end) {
  uint32_t from = k->at.block + (k->at.line > 0);
  if (end <= from) return;
  Blocks whole = {k->p->blocks->at + from, end - from, end - from};
  pour_relax(&whole);
}

/* The foot at which the band's room first holds so many lines. */
static int foot_for(const Bands *k, int lines, int last) {
  int foot = k->top - 1;
  while (foot <= last) {
    Stretches s = band_of(k, k->top, foot);
    if (lines_of(&s) >= lines) return foot;
    foot++;
  }
  return foot;
}

static int last_line(const Bands *k) {
  int last = 0;
  for (size_t i = 0; i < k->full.n; i++) {
    const Stretch *s = &k->full.at[i];
    if (s->leg < k->first || s->leg >= k->first + k->legs || !s->lines) continue;
    int end = stretch_line(s, s->lines - 1);
    last = end > last ? end : last;
  }
  return last;
}

/* What goes across, in the legs that the group has for it. */
static int across_legs(const Bands *k, const Block *b) { return b->span < k->legs ? b->span : k->legs; }

static bool may_stand(const Bands *k, const Block *b) {
  return across_legs(k, b) == b->span || (b->narrow && k->legs == 1);
}

/* Text up to `end` in a band of its own with `b` under it; false: it finds no room here. */
static bool try_across(Bands *k, uint32_t end) {
  Block *b = &k->p->blocks->at[end];
  if (!may_stand(k, b)) return false;
  int lines = k->legs == 1 && b->narrow ? b->narrow->lines : b->lines, last = last_line(k);
  Blocks before = blocks_until(k->p->blocks, end);
  int text = k->at.block < end ? blocks_sum(&before, k->at) : 0, foot = foot_for(k, text, last);
  bool more = end + 1 < k->p->blocks->n;
  for (int deeper = 0; deeper <= DEEPER_MOST; deeper++, foot++) {
    if (foot + lines + (more && b->head ? UNDER_LEAST : 0) > last || !is_free(k, across_legs(k, b), foot + 1, lines))
      continue;
    Stretches band = band_of(k, k->top, foot);
    Placings out = {0};
    Cut stop = k->at;
    if (text) {
      int spare = lines_of(&band) - text;
      open_band(k, end, spare);
      stop = pour_band(k, end, &band, POUR_ON, &out);
      if (stop.block < end) {
        close_band(k, end);
        out = (Placings){0};
        stop = pour_band(k, end, &band, POUR_LAST, &out);
      }
    }
    if (stop.block < end) {
      close_band(k, end);
      continue;
    }
    keep(k, &band, &out);
    if (k->legs == 1 && b->narrow) b->head = b->narrow, b->lines = lines;
    vec_add(k->a, &k->rooms, (Stretch){.leg = k->first, .first = foot + 1, .lines = lines});
    vec_add(k->a, &k->placed, (Placing){end, 0, lines, (int)k->rooms.n - 1, 0});
    k->at = (Cut){end + 1, 0};
    k->top = foot + 1 + lines;
    return true;
  }
  return false;
}

/* ---- at another place of the text */

static void move_block(Blocks *b, uint32_t from, uint32_t to) {
  Block moved = b->at[from];
  for (; from < to; from++) b->at[from] = b->at[from + 1];
  for (; from > to; from--) b->at[from] = b->at[from - 1];
  b->at[to] = moved;
}

void blocks_number(Blocks *b) {
  for (uint32_t i = 0; i < b->n; i++) b->at[i].nth = i + 1;
}

/* What was moved stands again where the copy has it: behind the last of those before it. */
static void put_back(Blocks *b) {
  for (uint32_t i = 0; i < b->n; i++) {
    if (b->at[i].span < 2 || !b->at[i].island || !b->at[i].nth) continue;
    uint32_t to = 0;
    for (uint32_t k = 0; k < b->n; k++) to += k != i && b->at[k].nth && b->at[k].nth < b->at[i].nth;
    move_block(b, i, to);
  }
}

static bool try_at(Bands *k, uint32_t from, uint32_t to) {
  Blocks *b = k->p->blocks;
  move_block(b, from, to);
  if (try_across(k, to)) return true;
  move_block(b, to, from);
  return false;
}

/* Lines of the group that stay white under the text, if what goes across waits for the next. */
static int white_left(const Bands *k, uint32_t end) {
  Blocks before = blocks_until(k->p->blocks, end);
  Stretches rest = band_of(k, k->top, last_line(k));
  return lines_of(&rest) - (k->at.block < end ? blocks_sum(&before, k->at) : 0);
}

/* Between two paragraphs before its place, else behind it; never under a heading, nor past what else goes across. */
static bool try_elsewhere(Bands *k, uint32_t end) {
  const Blocks *b = k->p->blocks;
  uint32_t first = k->at.block + (k->at.line > 0);
  if (!b->at[end].island || !may_stand(k, &b->at[end]) || white_left(k, end) < WHITE_LEAST) return false;
  for (uint32_t to = end; to > first && end - to < EARLIER_MOST && b->at[to - 1].span < 2;) {
    to--;
    if (!(to > 0 && b->at[to - 1].keep_next) && try_at(k, end, to)) return true;
  }
  for (uint32_t to = end + 1; to < b->n && to - end <= LATER_MOST && b->at[to].span < 2; to++)
    if (!b->at[to].keep_next && try_at(k, end, to)) return true;
  return false;
}

/* The group's legs, band after band. */
static void fill_group(Bands *k, Manner manner) {
  while (k->at.block < k->p->blocks->n) {
    uint32_t end = next_across(k->p->blocks, k->at);
    if (end < k->p->blocks->n && (try_across(k, end) || try_elsewhere(k, end))) continue;
    if (k->at.block >= end) return; /* it waits for the next legs */
    Stretches rest = band_of(k, k->top, last_line(k));
    Placings out = {0};
    k->at = pour_band(k, end, &rest, manner, &out);
    keep(k, &rest, &out);
    return;
  }
}

static int group_legs(const Blocks *b) {
  int most = 1;
  for (size_t i = 0; i < b->n; i++)
    if (b->at[i].span > most) most = b->at[i].span;
  return most;
}

static void wide_heads(Blocks *b) {
  for (size_t i = 0; i < b->n; i++)
    if (b->at[i].span > 1) b->at[i].head = b->at[i].wide, b->at[i].lines = b->at[i].lines_natural;
}

static void try_bands(Filling *p, const Bed *bed, int cut, Manner last) {
  Bands k = {.p = p, .bed = bed, .a = p->scratch, .legs = group_legs(p->blocks)};
  k.full = stretches_cut(p->scratch, &p->full, cut);
  put_back(p->blocks);
  wide_heads(p->blocks);
  for (int wide = k.legs; k.first < bed->legs; k.first += wide) {
    k.legs = bed->legs - k.first < wide ? bed->legs - k.first : wide;
    k.top = bed->leg_first[k.first];
    for (int i = 1; i < k.legs; i++)
      if (bed->leg_first[k.first + i] < k.top) k.top = bed->leg_first[k.first + i];
    fill_group(&k, k.first + wide >= bed->legs ? last : POUR_ON);
  }
  p->placed = k.placed;
  p->rooms = k.rooms;
  p->end = k.at;
  p->cut = cut;
}

/* Lines that all of it takes, those across counted once a leg. */
int blocks_sum_across(const Blocks *b) {
  int sum = blocks_sum(b, (Cut){0, 0});
  for (size_t i = 0; i < b->n; i++)
    if (b->at[i].span > 1) sum += (b->at[i].span - 1) * b->at[i].lines;
  return sum;
}

void fill_bands(Filling *p, const Bed *bed) {
  int feet = fill_feet(&p->full), cut = 0;
  wide_heads(p->blocks);
  int total = blocks_sum_across(p->blocks);
  if (p->balance && feet && fill_room(&p->full, 0) > total) {
    while (cut < fill_depth(&p->full) && fill_room(&p->full, cut + 1) >= total) cut++;
  }
  for (; cut >= 0; cut--) {
    pour_relax(p->blocks);
    try_bands(p, bed, cut, cut == 0 ? POUR_LAST : POUR_ON);
    if (fill_is_done(p)) return;
  }
  pour_relax(p->blocks);
  try_bands(p, bed, 0, POUR_CLOSE);
}
