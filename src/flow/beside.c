/* flow/beside: paragraphs past shapes.
 *
 *     | text text text text |     What a line may be long depends on where it stands, and so does how many lines a paragraph has. A pouring
 *     | text text   /\      |     therefore lists its rooms line by line, each with what it is shorter than its leg (a Slat), and asks how many
 *     | text text  /##\     |     lines a paragraph has that begins at a certain line: its rooms are the slats from there on, over the feet of
 *     | text      /####\    |     legs, and of a paragraph begun before, the lines that stand and then the slats from here on. Breaking does the
 *     | text text  \##/     |     rest: it has always known a measure a line (para.h).
 *     | text text text text |
 *
 * Invariant: lines that stand keep their rooms, whatever is decided about those after them. What is no text (a heading, a table, a box) is not
 * set anew beside a shape: it waits for lines that are wide enough for its ink, and what it passes stays white. */
#include "flow/inside.h"

static bool has_slats(const Stretch *rooms, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (rooms[i].slats) return true;
  return false;
}

Sides *sides_make(Arena *a, const Stretch *rooms, size_t n) {
  if (!has_slats(rooms, n)) return NULL;
  Sides *s = arena_new(a, Sides);
  *s = (Sides){.a = a, .rooms = rooms, .n = n};
  size_t all = 0;
  for (size_t i = 0; i < n; i++) all += rooms[i].lines > 0 ? (size_t)rooms[i].lines : 0;
  Len *flat = arena_array(a, Len, all + 1);
  size_t *base = arena_array(a, size_t, n + 1), at = 0;
  for (size_t i = 0; i < n; i++) {
    base[i] = at;
    for (int k = 0; k < rooms[i].lines; k++, at++) flat[at] = rooms[i].slats ? rooms[i].slats[k].less : 0;
  }
  base[n] = at;
  while (at && !flat[at - 1]) at--;
  s->flat = flat, s->base = base, s->flat_n = at;
  return s;
}

int sides_lines(const Sides *s, const Block *b, bool goes_on, int at, int room, int by, bool *honoured) {
  Arena *a = arena_open();
  size_t held = goes_on ? s->before_n : 0, here = room > at ? (size_t)(room - at) : 0;
  size_t next = s->base[s->r + 1], after = s->flat_n > next ? s->flat_n - next : 0, n = 0;
  Len *less = arena_array(a, Len, held + here + after + 1);
  for (size_t i = 0; i < held; i++) less[n++] = s->before[i];
  for (size_t i = 0; i < here; i++) less[n++] = s->flat[s->base[s->r] + (size_t)at + i];
  for (size_t i = 0; i < after; i++) less[n++] = s->flat[next + i];
  matter_beside(b->m, less, n);
  arena_close(a);
  return (int)matter_lines(b->m, by, honoured);
}

/* ---- what is no text */

/* Where its ink begins and ends along the leg. */
static void head_ink(const Head *h, Len *from, Len *to) {
  *from = h->width, *to = 0;
  for (size_t i = 0; i < h->n; i++) {
    const Line *l = &h->at[i].m->lines.at[h->at[i].line];
    *from = len_min(*from, h->at[i].at.x + l->start), *to = len_max(*to, h->at[i].at.x + l->set);
  }
  for (size_t i = 0; i < h->grounds.n; i++) *from = 0, *to = len_max(*to, h->width);
}

/* False: it is as wide as the leg. */
static bool ink_of(const Block *b, Len *from, Len *to) {
  if (b->span > 1 || b->row || b->island || b->picture || b->turn) return false;
  if (b->head) return head_ink(b->head, from, to), true;
  if (!b->m) return *from = *to = 0, true;
  *from = b->m->measure, *to = 0;
  for (int i = b->part; i < b->part + b->parts && (size_t)i < b->m->lines.n; i++) {
    *from = len_min(*from, b->m->lines.at[i].start);
    *to = len_max(*to, b->m->lines.at[i].set);
  }
  return true;
}

/* How far ink that is meant for a whole leg is moved, so that it stands between two places of it as it stood in the leg; -1: it cannot. */
static Len shift_for(Len from, Len to, Len whole, Len at, Len less) {
  Len left = from, right = whole - to, room = whole - less, move = at;
  if (left > right + whole / 20)
    move = at - less; /* flush right */
  else if (left + whole / 20 >= right)
    move = at - less / 2; /* in the middle */
  return from + move >= at && to + move <= at + room ? move : from >= 0 && to <= room ? at : LEN_NONE;
}

static Len find_shift(const Block *b, const Slat *at, int lines) {
  Len whole = at[0].leg, from = 0, to = 0, begin = 0, end = whole;
  bool narrow = false;
  for (int i = 0; i < lines; i++) {
    if (at[i].line != at[0].line + i) return LEN_NONE;
    begin = len_max(begin, at[i].at), end = len_min(end, at[i].at + whole - at[i].less);
    narrow = narrow || at[i].less;
  }
  if (!narrow) return 0;
  if (end <= begin || !ink_of(b, &from, &to)) return LEN_NONE;
  return shift_for(from, to, whole, begin, whole - (end - begin));
}

Len slats_shift(const Block *b, const Slat *at) {
  Len move = find_shift(b, at, block_lines(b));
  return move == LEN_NONE ? at->at : move;
}

/* Text may begin anywhere, but for one with something cut into it: its first lines are of one room. */
static bool is_seat(const Block *b, const Slat *at, int room) {
  if (b->m && !b->solid) {
    for (int i = 1; i < b->m->cut_lines; i++)
      if (i >= room || at[i].line != at[0].line + i || at[i].at != at[0].at || at[i].less != at[0].less) return false;
    return true;
  }
  int lines = block_lines(b);
  return block_is_white(b) || (lines <= room && find_shift(b, at, lines) != LEN_NONE);
}

int sides_seat(const Sides *s, const Block *b, int at, int room) {
  const Slat *slats = s->rooms[s->r].slats;
  if (!slats) return 0;
  for (int k = at; k < room; k++)
    if (is_seat(b, slats + k, room - k)) return k - at;
  return -1;
}

/* ---- stretches */

int stretch_line(const Stretch *s, int k) { return s->slats ? s->slats[k].line : s->first + k; }

int stretch_without(const Stretch *s, int cut) {
  int lines = s->slats ? s->lines : s->lines - cut;
  if (s->slats && s->lines) {
    int last = s->slats[s->lines - 1].line - cut;
    while (lines && s->slats[lines - 1].line > last) lines--;
  }
  return lines > 0 ? lines : 0;
}

Stretch stretch_part(const Stretch *s, int from, int to) {
  Stretch out = *s;
  if (!s->slats) {
    int last = s->first + s->lines - 1;
    out.first = s->first > from ? s->first : from, out.lines = (last < to ? last : to) - out.first + 1;
    return out;
  }
  while (out.lines && out.slats[0].line < from) out.slats++, out.lines--;
  while (out.lines && out.slats[out.lines - 1].line > to) out.lines--;
  if (out.lines) out.first = out.slats[0].line;
  return out;
}
