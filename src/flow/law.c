/* flow/law: what must be true of every edition, whatever its copy and layouts. Tests and fuzzing run it on all they lay out.
 *
 *   conservation   every byte of every paragraph of every story that was set stands in exactly one line on a page, or in the overset
 *                  record of a frame, or in the record of what the ladder left out. Looked at from the story's side: its paragraphs are listed from the story, not from what was set.
 *   frames         no line of a story stands outside the frames of its page, and no two lines overlap
 *   grid           every body baseline is a baseline of its frame's grid, in a vertical frame every axis one of its axes
 *   shapes         no line of a story stands on a picture, or on the shape that text runs around; but for a headline that is to
 *   measure        a justified line that is not a paragraph's last ends exactly at its measure */
#include <stdlib.h>

#include "flow/inside.h"

typedef struct Law {
  Arena *a;
  const Book *book;
  Buf *why;
  bool broken;
  struct {
    const Item **at;
    size_t n, cap;
  } lines;         /* all lines of copy, by setting and place in it */
  size_t unplaced; /* bytes of copy found in no line */
  size_t gone;     /* of copy that the ladder left out */
  const Galley *galley;
} Law;

static void break_law(Law *w, const char *law, Str what) {
  w->broken = true;
  buf_putf(w->why, "%s: %.*s\n", law, STRF(what));
}

/* ---- conservation */

static int by_setting(const void *x, const void *y) {
  const Item *a = *(const Item *const *)x, *b = *(const Item *const *)y;
  uintptr_t s = (uintptr_t)a->setting, t = (uintptr_t)b->setting;
  if (s != t) return s < t ? -1 : 1;
  return a->line->at < b->line->at ? -1 : a->line->at > b->line->at;
}

static void gather_lines(Law *w) {
  const FlowEdition *e = &w->book->edition;
  for (size_t i = 0; i < e->pages.n; i++)
    for (size_t k = 0; k < e->pages.at[i]->items.n; k++) {
      const Item *it = &e->pages.at[i]->items.at[k];
      if (it->kind == ITEM_LINE && it->para) vec_add(w->a, &w->lines, it);
    }
  if (w->lines.n) qsort(w->lines.at, w->lines.n, sizeof *w->lines.at, by_setting);
}

static size_t first_line_of(const Law *w, const Setting *s) {
  size_t low = 0, high = w->lines.n;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if ((uintptr_t)w->lines.at[mid]->setting < (uintptr_t)s)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* Blanks and invisible breaks alone make no line: there is nothing to place. */
static bool is_unseen(Str s) {
  for (size_t at = 0; at < s.n;) {
    uint32_t c = utf8_next(s, &at);
    bool blank = c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x3000;
    bool invisible = c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
    if (!blank && !invisible) return false;
  }
  return true;
}

/* The lines of a matter follow each other from its first byte; what is missing at its end must be overset. */
static void check_matter(Law *w, const Matter *m) {
  size_t at = 0, text = m->para->text.n;
  if (m->lines.n == 0 && is_unseen(m->para->text)) return;
  for (size_t i = first_line_of(w, m->setting); i < w->lines.n && w->lines.at[i]->setting == m->setting; i++) {
    const Line *l = w->lines.at[i]->line;
    if (l->at != at) break_law(w, "conservation: a line is missing or stands twice", m->para->text);
    at = l->end;
  }
  if (at > text) break_law(w, "conservation: a line is longer than its text", m->para->text);
  size_t copy_end = text - m->tail;
  if (at < m->lead) at = m->lead;
  if (at < copy_end) w->unplaced += copy_end - at;
}

typedef struct Tally {
  const Para *para;
  size_t bytes;
} Tally;
typedef struct Tallies {
  Tally *at;
  size_t n, cap;
} Tallies;

static int by_para(const void *x, const void *y) {
  uintptr_t a = (uintptr_t)((const Tally *)x)->para, b = (uintptr_t)((const Tally *)y)->para;
  return a < b ? -1 : a > b;
}

static void tally_matter(Law *w, Tallies *t, const Matter *m) {
  if (!m || !m->copy) return;
  check_matter(w, m);
  vec_add(w->a, t, (Tally){m->copy, m->para->text.n - m->lead - m->head_n - m->joint - m->tail});
  if (m->head) vec_add(w->a, t, (Tally){m->head, m->head_n});
}

typedef struct Tallying {
  Law *w;
  Tallies *t;
} Tallying;

static void tally_one(void *ctx, const Matter *m) { tally_matter(((Tallying *)ctx)->w, ((Tallying *)ctx)->t, m); }

static void tally_head(Law *w, Tallies *t, const Head *h) {
  for (size_t i = 0; i < h->n; i++)
    if (h->at[i].line == 0) tally_matter(w, t, h->at[i].m);
}

/* A story's headline block is a block of its column, or stands by itself. */
static void tally_galley(Law *w, Tallies *t, const Galley *g) {
  Tallying all = {w, t};
  bool in_column = g->body.n && (g->body.at[0].head == &g->head || (g->body.n > 1 && g->body.at[1].head == &g->head));
  if (!in_column) tally_head(w, t, &g->head);
  blocks_each(&g->body, tally_one, &all);
  for (size_t i = 0; i < g->picture_count; i++) {
    if (!g->pictures[i].place) continue;
    if (g->pictures[i].island) blocks_each(&g->pictures[i].island->blocks, tally_one, &all);
    tally_matter(w, t, g->pictures[i].caption);
    tally_matter(w, t, g->pictures[i].credit);
  }
  if (g->rest && g->rest->story) tally_galley(w, t, g->rest);
}

static size_t first_tally_of(const Tallies *t, const Para *p) {
  size_t low = 0, high = t->n;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if ((uintptr_t)t->at[mid].para < (uintptr_t)p)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* The blanks that part the cells of a row in its text: set as cells, it has none. */
static size_t blanks_of_row(const Para *p) {
  size_t last = 0;
  for (size_t i = 0; i < p->mark_count; i++) {
    int64_t column = 0;
    const Mark *m = &p->marks[i];
    if (m->kind == MARK_CELL && str_read_int(str_sub(m->value, 1, m->value.n), &column) && column > (int64_t)last)
      last = (size_t)column;
  }
  return last * STR("\xE3\x80\x80").n;
}

static bool is_gone(const Law *w, const Para *p) {
  for (size_t i = 0; i < w->galley->gone.n; i++)
    if (w->galley->gone.at[i] == p) return true;
  return false;
}

static void check_para(Law *w, const Tallies *t, const Para *p) {
  if (!p) return;
  size_t bytes = 0;
  if (is_gone(w, p)) w->gone += p->text.n;
  for (size_t i = first_tally_of(t, p); i < t->n && t->at[i].para == p; i++) bytes += t->at[i].bytes;
  if (is_gone(w, p) && bytes == 0) return;
  if (bytes == 0 && is_unseen(p->text)) return; /* a headline of invisible characters alone has no line */
  if (bytes != p->text.n && bytes + blanks_of_row(p) != p->text.n)
    break_law(w, "conservation: a paragraph is not set once", p->text);
}

static void check_paras(Law *w, const Tallies *t, const Paras *p) {
  for (size_t i = 0; i < p->n; i++) check_para(w, t, &p->at[i]);
}

static void check_story(Law *w, const Galley *g) {
  Tallies t = {0};
  tally_galley(w, &t, g);
  if (t.n) qsort(t.at, t.n, sizeof *t.at, by_para);
  const Story *s = w->book->edition.stories.at[g->number].story; /* the whole, where it is parted */
  w->galley = g;
  check_para(w, &t, s->kicker);
  check_paras(w, &t, &s->headline);
  check_paras(w, &t, &s->deck);
  check_para(w, &t, s->byline_line);
  check_paras(w, &t, &s->body);
  check_para(w, &t, s->author);
  check_para(w, &t, s->flag);
  check_paras(w, &t, &s->notice);
  for (size_t i = 0; i < s->picture_count; i++) {
    check_para(w, &t, s->pictures[i].caption);
    check_para(w, &t, s->pictures[i].credit);
  }
}

/* Bytes of an overset record without the newlines that part its paragraphs. */
static size_t overset_bytes(const FlowEdition *e) {
  size_t n = 0;
  for (size_t i = 0; i < e->pages.n; i++)
    for (size_t k = 0; k < e->pages.at[i]->frames.n; k++) {
      Str s = e->pages.at[i]->frames.at[k].over_text;
      for (size_t b = 0; b < s.n; b++) n += s.p[b] != '\n';
    }
  return n;
}

static size_t dropped_bytes(const FlowEdition *e) {
  size_t n = 0;
  for (size_t i = 0; i < e->dropped.n; i++)
    for (size_t b = 0; b < e->dropped.at[i].text.n; b++) n += e->dropped.at[i].text.p[b] != '\n';
  return n;
}

static void check_conservation(Law *w) {
  gather_lines(w);
  for (size_t i = 0; i < w->book->galley_count; i++)
    if (w->book->galleys[i]) check_story(w, w->book->galleys[i]);
  size_t gone = dropped_bytes(&w->book->edition);
  if (gone != w->gone)
    break_law(w, "conservation: what the ladder left out is not what it says",
              str_f(w->a, "%zu and %zu bytes", w->gone, gone));
  size_t over = overset_bytes(&w->book->edition);
  if (over != w->unplaced)
    break_law(w, "conservation: copy that stands on no page is not what the frames call overset",
              str_f(w->a, "%zu and %zu bytes", w->unplaced, over));
}

/* ---- places */

static bool is_inside(Rect in, Rect out) {
  return in.x >= out.x && in.y >= out.y && in.x + in.w <= out.x + out.w && in.y + in.h <= out.y + out.h;
}

static bool is_in_a_frame(const FlowPage *p, Rect box) {
  for (size_t i = 0; i < p->frames.n; i++)
    if (is_inside(box, p->frames.at[i].box)) return true;
  return false;
}

static Str line_text(const Item *it) { return str_sub(setting_shaped(it->setting)->text, it->line->at, it->line->end); }

static void check_overlap(Law *w, const FlowPage *p, size_t i) {
  const Item *a = &p->items.at[i];
  for (size_t k = i + 1; k < p->items.n; k++) {
    const Item *b = &p->items.at[k];
    if (b->kind != ITEM_LINE || !b->para || !rect_overlap(a->box, b->box)) continue;
    if (a->role != b->role && (a->role == ROLE_CREDIT || b->role == ROLE_CREDIT)) continue; /* ends a caption's line */
    break_law(w, "frames: two lines overlap",
              str_f(w->a, "page %d: '%.*s' and '%.*s'", p->number, STRF(line_text(a)), STRF(line_text(b))));
  }
}

/* Type larger than a line (an initial) takes several: it stands in their middle. */
static bool is_larger_than_a_line(const FlowPage *p, const Item *it) {
  return (it->vertical ? it->box.w : it->box.h) > p->layout->grid.pitch;
}

static void check_grid(Law *w, const FlowPage *p, const Item *it) {
  if (it->role != ROLE_BODY || is_larger_than_a_line(p, it)) return;
  for (size_t i = 0; i < p->frames.n; i++) {
    const Grid *g = &p->frames.at[i].grid;
    if (!is_inside(it->box, p->frames.at[i].box) || it->vertical != (bool)g->vertical) continue;
    Len stands = grid_from_sheet(g, (Rect){it->origin.x, it->origin.y, 0, 0}).y;
    if ((stands - grid_baseline(g, 1)) % g->pitch == 0) return;
  }
  break_law(w, "grid: a body line is off it", line_text(it));
}

static void check_measure(Law *w, const Item *it) {
  const Line *l = it->line;
  if (l->flags & (LINE_HANGS | LINE_EMERGENCY | LINE_RELAXED)) return;
  bool justified = setting_style(it->setting)->align == ALIGN_JUSTIFY && !(l->flags & (LINE_LAST | LINE_SOLID));
  if (l->set > l->measure || (justified && l->set != l->measure))
    break_law(w, "measure: a line does not end at it", line_text(it));
}

static bool is_of_head(Role r) { return r == ROLE_HEADLINE || r == ROLE_KICKER || r == ROLE_DECK || r == ROLE_BYLINE; }

static const Grid *grid_of(const FlowPage *p, const Item *it) {
  for (size_t i = 0; i < p->frames.n; i++)
    if (p->frames.at[i].story == it->story) return &p->frames.at[i].grid;
  return &p->layout->grid;
}

static void check_shapes(Law *w, const FlowPage *p, const Item *picture) {
  if (picture->kind != ITEM_PICTURE && picture->kind != ITEM_PLACEHOLDER) return;
  const Grid *g = grid_of(p, picture);
  for (size_t i = 0; i < p->items.n; i++) {
    const Item *it = &p->items.at[i];
    if (it->kind != ITEM_LINE || !it->para || it->overset || (is_of_head(it->role) && it->story == picture->story))
      continue;
    if (item_covers(picture, g, it->box)) break_law(w, "shapes: a line stands on a picture", line_text(it));
  }
}

static void check_page(Law *w, const FlowPage *p) {
  for (size_t i = 0; i < p->items.n; i++) {
    const Item *it = &p->items.at[i];
    check_shapes(w, p, it);
    if (it->kind != ITEM_LINE || !it->para) continue;
    if (!is_in_a_frame(p, it->box)) break_law(w, "frames: a line stands outside", line_text(it));
    check_overlap(w, p, i);
    check_grid(w, p, it);
    check_measure(w, it);
  }
}

bool flow_check(const FlowEdition *e, Buf *why) {
  Law w = {.a = arena_open(), .book = (const Book *)e, .why = why};
  check_conservation(&w);
  for (size_t i = 0; i < e->pages.n; i++) check_page(&w, e->pages.at[i]);
  arena_close(w.a);
  return !w.broken;
}
