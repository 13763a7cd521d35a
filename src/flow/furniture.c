/* flow/furniture: what the engine sets of its own on a page: nameplate, ear, folio line, index of the inside, advertisements, fixed lines,
 * rules. It comes last, when every story has its page. Words come from the layout's `content` with the edition's fields in it; a line
 * may have parts: left | right, or left | middle | right. */
#include "flow/bench.h"

Matter *bench_words(const Bench *b, Role role, Str text, const Style *style, Align align, Len size) {
  Style *st = arena_new(b->f->a, Style);
  *st = *style;
  st->align = align;
  st->indent = (Measure){0};
  if (st->ink.model == INK_NONE) st->ink = INK_BLACK;
  b->f->caster.lang = b->l->lang;
  b->f->caster.dateline = NULL;
  return matter_of_engine(&b->f->caster, role, text, st, size, b->g->vertical);
}

Len bench_size(const Bench *b, const Style *st) { return st->size_max > 0 ? st->size_max : b->g->body; }

/* One part of a line at a baseline; gives how many lines it took. */
static int put_part(const Bench *b, Role role, Str text, const Style *style, Align align, Len size, Len baseline) {
  text = str_trim(text);
  if (!text.n) return 0;
  Matter *m = bench_words(b, role, text, style, align, size);
  matter_set(m, b->r.w);
  Len step = len_max(b->g->pitch, len_pm(size, 1200));
  for (size_t i = 0; i < m->lines.n; i++)
    put_line(b->f, b->p, b->g, m, &m->lines.at[i], STORY_NONE, b->r.x, baseline + (Len)i * step);
  return (int)m->lines.n;
}

Str bench_word(const Bench *b, Word w) {
  static const char *const words[][3] = {[LANG_ZH_HANS] = {"导读", "广告", "广告待到"},
                                         [LANG_ZH_HANT] = {"導讀", "廣告", "廣告待到"},
                                         [LANG_ZH_HK] = {"導讀", "廣告", "廣告待到"},
                                         [LANG_JA] = {"きょうの紙面", "広告", "広告未着"},
                                         [LANG_KO] = {"오늘의 지면", "광고", "광고 미도착"},
                                         [LANG_EN] = {"Inside", "Advertisement", "Advertisement awaited"}};
  return str_of(words[b->l->lang][w]);
}

Str bench_page(const Bench *b, int page) {
  Str label = flow_label(b->f->a, b->f->e, page);
  switch (b->l->lang) {
  case LANG_EN: return str_f(b->f->a, "page %.*s", STRF(label));
  case LANG_JA: return str_f(b->f->a, "%.*s面", STRF(label));
  case LANG_KO: return str_f(b->f->a, "%.*s면", STRF(label));
  default: return str_f(b->f->a, "第%.*s版", STRF(label));
  }
}

/* ---- lines of content */

bool bench_next_line(Str *rest, Str *line) {
  if (!rest->n) return false;
  ptrdiff_t at = str_find(*rest, STR("\n"));
  size_t end = at < 0 ? rest->n : (size_t)at;
  *line = str_sub(*rest, 0, end);
  *rest = str_sub(*rest, at < 0 ? end : end + 1, rest->n);
  return true;
}

/* A line's parts by where they stand; a line without bars stands as its style says. */
typedef struct Parted {
  Str part[3]; /* left, middle, right */
  bool whole;
} Parted;

static Parted part_line(Str line) {
  Parted out = {.whole = true};
  ptrdiff_t bar = str_find(line, STR("|"));
  if (bar < 0) return out.part[0] = line, out;
  Str rest = str_sub(line, (size_t)bar + 1, line.n);
  ptrdiff_t second = str_find(rest, STR("|"));
  out.whole = false;
  out.part[0] = str_sub(line, 0, (size_t)bar);
  out.part[1] = second < 0 ? STR("") : str_sub(rest, 0, (size_t)second);
  out.part[2] = second < 0 ? rest : str_sub(rest, (size_t)second + 1, rest.n);
  return out;
}

static int put_parted(const Bench *b, Role role, Str line, const Style *st, Len size, Len baseline) {
  static const Align sides[3] = {ALIGN_START, ALIGN_CENTER, ALIGN_END};
  Parted parts = part_line(line);
  if (parts.whole) return put_part(b, role, parts.part[0], st, st->align, size, baseline);
  int most = 0;
  for (int i = 0; i < 3; i++) {
    int n = put_part(b, role, parts.part[i], st, sides[i], size, baseline);
    if (n > most) most = n;
  }
  return most;
}

Str bench_content(const Bench *b, Str otherwise) {
  PagePlan plan = b->p->plan ? *b->p->plan : (PagePlan){0};
  plan.number = b->p->number, plan.label = b->p->label;
  plan.nth = label_nth(b->f, b->p->number);
  return plan_fill_fields(b->f->a, b->f->e->edition, &plan, b->s->content.n ? b->s->content : otherwise);
}

void bench_too_small(const Bench *b, const char *what) {
  diag_add(b->f->job->diags, DIAG_SLOT_TOO_SMALL, b->s->span, "slot '%.*s' has no room for %s; it is left out",
           STRF(b->s->name), what);
}

static int count_lines(Str s) {
  int n = 0;
  Str line;
  while (bench_next_line(&s, &line)) n++;
  return n;
}

/* Grid lines that they take: one that is longer than its slot runs on. */
static int count_set_lines(const Bench *b, Role role, Str rest, const Style *st) {
  int n = 0;
  Str line;
  while (bench_next_line(&rest, &line)) {
    Parted parts = part_line(line);
    int most = 1;
    for (int i = 0; i < 3; i++) {
      Str part = str_trim(parts.part[i]);
      if (!part.n) continue;
      Matter *m = bench_words(b, role, part, st, st->align, bench_size(b, st));
      matter_set(m, b->r.w);
      if ((int)m->lines.n > most) most = (int)m->lines.n;
    }
    n += most;
  }
  return n;
}

static void complain_long(const Bench *b, Str line) {
  diag_add(b->f->job->diags, DIAG_SLOT_TOO_SMALL, b->s->span,
           "in slot '%.*s' the line '%.*s' is too long: it runs on beyond the slot's foot", STRF(b->s->name),
           STRF(line));
}

/* Lines one under the other on the grid, from the bench's next free one. */
void bench_put_lines(Bench *b, Role role, Str rest, const Style *st) {
  Str line;
  Len size = bench_size(b, st);
  while (bench_next_line(&rest, &line)) {
    if (b->line > b->last) {
      bench_too_small(b, "all its lines");
      return;
    }
    int n = put_parted(b, role, line, st, size, grid_baseline(b->g, b->line));
    b->line += n > 0 ? n : 1;
    if (n > 1 && b->line - 1 > b->last) complain_long(b, line);
  }
}

/* ---- nameplate */

/* A line of large type centred between two heights, as large as its style and the room allow; gives its size. */
Len bench_put_large(const Bench *b, Role role, Str text, const Style *style, Len top, Len foot) {
  Style *st = arena_new(b->f->a, Style);
  *st = *style;
  Len room = foot - top;
  st->size_max = len_min(bench_size(b, style), room);
  st->size_min = len_min(st->size_min > 0 ? st->size_min : st->size_max, st->size_max);
  Str own = str_trim(part_line(text).part[0]);
  if (!own.n) own = str_trim(part_line(text).part[2]);
  if (!own.n || room <= 0) return 0;
  Para *para = para_plain(b->f->a, role, own, (Span){0});
  b->f->caster.lang = b->l->lang;
  Title t = title_make(&b->f->caster, para, 1, st, b->r.w, b->g->vertical);
  put_parted(b, role, text, st, t.size, top + (room - t.size) / 2 + grid_above(b->g, t.size));
  return t.size;
}

static Len put_foot_rule(const Bench *b) {
  Len w = b->s->box.rule > 0 ? border_width(b->s->box.border, b->s->box.rule) : 0;
  Rect r = grid_from_sheet(b->g, layout_slot_rect(b->l, b->s));
  if (w > 0 && !b->s->box.on)
    put_styled_rule(b->f, b->p, STORY_NONE, grid_to_sheet(b->g, (Rect){r.x, r.y + r.h - w, r.w, w}), &b->s->box);
  return b->s->box.on ? 0 : w;
}

enum {
  NAME_LEAST = 2
}; /* grid lines that small lines leave to the name, whatever they are; they are told if they find no room */

static void nameplate(Bench *b) {
  Str rest = bench_content(b, STR("{paper.name}\n{date} {weekday} {lunar}\n{paper.publisher}　{paper.cn}")), name;
  if (!bench_next_line(&rest, &name)) return;
  const Style *text = style_for(b->l, b->s, ROLE_TEXT);
  b->last -= b->s->box.rule > 0;
  int first_text = b->last - count_set_lines(b, ROLE_NAMEPLATE, rest, text) + 1;
  if (first_text < b->line + NAME_LEAST) first_text = b->line + NAME_LEAST;
  bench_put_large(b, ROLE_NAMEPLATE, name, style_for(b->l, b->s, ROLE_HEADLINE), b->r.y,
                  line_top(b->g, first_text) - b->g->body / 2);
  b->line = first_text;
  bench_put_lines(b, ROLE_NAMEPLATE, rest, text);
  put_foot_rule(b);
}

/* ---- ear, fixed lines */

static const char EAR_CONTENT[] = "{weather}";

static void ear(Bench *b) {
  Str rest = bench_content(b, str_of(EAR_CONTENT)), heading;
  if (!bench_next_line(&rest, &heading)) return;
  const Style *hs = style_for(b->l, b->s, ROLE_HEADLINE);
  int lines = 2;
  bench_put_large(b, ROLE_EAR, heading, hs, line_top(b->g, b->line), line_foot(b->g, b->line + lines - 1));
  b->line += lines;
  bench_put_lines(b, ROLE_EAR, rest, style_for(b->l, b->s, ROLE_TEXT));
}

static void fixed_text(Bench *b) {
  bench_put_lines(b, ROLE_TEXT, bench_content(b, STR("")), style_for(b->l, b->s, ROLE_TEXT));
}

/* ---- what a slot gives */

static Bench bench_of(Flow *f, FlowPage *p, const Slot *s) {
  Bench b = {.f = f, .p = p, .s = s, .l = p->layout, .g = &s->grid};
  b.line = s->cells.line_first, b.last = s->cells.line_last;
  b.r = grid_from_sheet(b.g, layout_slot_rect(p->layout, s));
  return b;
}

static void within_box(Bench *b) {
  Len inset = measure_len(b->s->box.inset, b->g->body, b->g->pitch);
  if (!b->s->box.on || 2 * inset >= b->r.w) return;
  b->r.x += inset, b->r.w -= 2 * inset;
  if (b->last - b->line < 3) return;
  b->line++, b->last--;
  b->r.y = line_top(b->g, b->line);
  b->r.h = line_foot(b->g, b->last) - b->r.y;
}

/* ---- the head over a column of briefs: under a line as wide as they are */

void flow_column_head(Flow *f, FlowPage *p, const Slot *s) {
  int lines = column_head_lines(s);
  if (!lines) return;
  Bench b = bench_of(f, p, s);
  within_box(&b);
  Str rest = bench_content(&b, STR("")), heading;
  if (!bench_next_line(&rest, &heading)) return;
  Len w = s->box.rule > 0 && !s->box.on ? border_width(s->box.border, s->box.rule) : 0;
  if (w > 0) put_styled_rule(f, p, STORY_NONE, grid_to_sheet(b.g, (Rect){b.r.x, b.r.y, b.r.w, w}), &s->box);
  bench_put_large(&b, ROLE_TEXT, heading, style_for(b.l, s, ROLE_TEXT), line_top(b.g, b.line) + w,
                  line_foot(b.g, b.line + lines - 1));
  if (str_trim(rest).n) bench_too_small(&b, "more than one line over its briefs");
}

/* ---- folio: page number and section large, beside them the small lines, all in one band over a rule */

/* What a part of the large line takes of the band, with a blank before what stands beside it. */
static Len width_beside(const Bench *b, Str part, const Style *st, Len size) {
  part = str_trim(part);
  return part.n && size ? para_width(bench_words(b, ROLE_FOLIO, part, st, ALIGN_START, size)->setting) + size : 0;
}

static void folio(Bench *b) {
  Str rest = bench_content(b, STR("{page} {section}\n{date} {weekday} | {editors}")), first;
  if (!bench_next_line(&rest, &first)) return;
  const Style *large = style_for(b->l, b->s, ROLE_HEADLINE), *st = style_for(b->l, b->s, ROLE_TEXT);
  Len foot = b->r.y + b->r.h - put_foot_rule(b) - b->g->body / 4;
  Len big = bench_put_large(b, ROLE_FOLIO, first, large, b->r.y, foot);
  Parted parts = part_line(first);
  bool right = parts.whole && large->align == ALIGN_END;
  Len left_w = right ? 0 : width_beside(b, parts.part[0], large, big);
  Len right_w = width_beside(b, right ? parts.part[0] : parts.part[2], large, big);
  if (left_w + right_w < b->r.w) b->r.x += left_w, b->r.w -= left_w + right_w;
  Len size = bench_size(b, st), step = len_pm(size, 1350);
  Len block = (count_lines(rest) - 1) * step + size;
  Len y = b->r.y + (foot - b->r.y - block) / 2 + grid_above(b->g, size);
  Str line;
  for (; bench_next_line(&rest, &line); y += step) put_parted(b, ROLE_FOLIO, line, st, size, y);
}

/* ---- advertisements */

/* What an empty place waits for: the client, or the file's or the slot's name; below it, smaller, that it is awaited, and how large it is. */
static void put_awaited(Bench *b, const AdFill *ad) {
  Arena *a = b->f->a;
  Rect r = layout_slot_rect(b->l, b->s);
  Str client = ad->client.n ? ad->client : ad->file.n ? path_base(ad->file) : ad->slot;
  Style *large = arena_new(a, Style), *small = arena_new(a, Style);
  *large = *style_for(b->l, b->s, ROLE_TEXT);
  large->align = ALIGN_CENTER;
  *small = *large;
  large->size_max = len_max(bench_size(b, large), 2 * b->g->body), large->size_min = b->g->body;
  small->size_max = small->size_min = b->g->body;
  Str state = str_f(a, "%.*s　%d × %d mm", STRF(bench_word(b, WORD_AWAITED)), (int)((r.w + LEN_MM / 2) / LEN_MM),
                    (int)((r.h + LEN_MM / 2) / LEN_MM));
  Len middle = b->r.y + b->r.h / 2;
  bench_put_large(b, ROLE_AD, client, large, len_max(b->r.y, middle - large->size_max * 2), middle);
  bench_put_large(b, ROLE_AD, state, small, middle, len_min(b->r.y + b->r.h, middle + small->size_max * 2));
}

static void advertisement(Bench *b) {
  if (ad_place(b->f, b->p, b->s)) return;
  Item *it = put_item(b->f, b->p, ITEM_PLACEHOLDER, ROLE_AD, STORY_NONE, layout_slot_rect(b->l, b->s));
  it->ink = (Ink){INK_K, {0, 0, 0, 500}};
  it->fill = (Ink){INK_K, {0, 0, 0, 60}};
  it->thickness = LEN_PT / 4;
  const AdFill *ad = ad_find(b->p, b->s);
  if (ad && !b->s->content.n) {
    put_awaited(b, ad);
    return;
  }
  Str label = bench_content(b, bench_word(b, WORD_AD));
  bench_put_large(b, ROLE_AD, label, style_for(b->l, b->s, ROLE_TEXT), b->r.y, b->r.y + b->r.h);
}

/* ---- rules */

static void rule(Bench *b) {
  BoxStyle style = b->s->box;
  if (style.rule <= 0) style.rule = b->l->story_rule > 0 ? b->l->story_rule : LEN_PT / 4;
  Len w = border_width(style.border, style.rule);
  Rect all = layout_slot_rect(b->l, b->s);
  Rect r = all.w >= all.h ? (Rect){all.x, all.y + (all.h - w) / 2, all.w, w}
                          : (Rect){all.x + (all.w - w) / 2, all.y, w, all.h};
  put_styled_rule(b->f, b->p, STORY_NONE, r, &style);
}

/* Of an ear or a fixed text whose fields are all empty, and of an index that lists nothing, not even the frame is drawn. */
static bool stays_white(const Bench *b) {
  const AdFill *ad = b->s->kind == SLOT_AD ? ad_find(b->p, b->s) : NULL;
  bool words = b->s->kind == SLOT_EAR || b->s->kind == SLOT_TEXT;
  if (words && !str_trim(bench_content(b, b->s->kind == SLOT_EAR ? str_of(EAR_CONTENT) : STR(""))).n) return true;
  if (b->s->kind == SLOT_INDEX && index_is_empty(b)) return true;
  return b->s->kind == SLOT_FILLER || (ad && str_is(ad->state, "cancelled"));
}

void flow_furniture(Flow *f, FlowPage *p, const Slot *s) {
  Bench b = bench_of(f, p, s);
  if (stays_white(&b)) {
    frame_add(f, p, s, NULL);
    return;
  }
  put_box(f, p, p->layout, s, STORY_NONE);
  if (s->kind != SLOT_AD && s->kind != SLOT_RULE) within_box(&b);
  switch (s->kind) {
  case SLOT_NAMEPLATE: nameplate(&b); break;
  case SLOT_EAR: ear(&b); break;
  case SLOT_FOLIO: folio(&b); break;
  case SLOT_INDEX: index_put(&b); break;
  case SLOT_TEASER: teasers_put(&b); break;
  case SLOT_AD: advertisement(&b); break;
  case SLOT_TEXT: fixed_text(&b); break;
  case SLOT_RULE: rule(&b); break;
  default: break;
  }
  if (s->kind != SLOT_RULE) put_slot_rules(f, p, s, STORY_NONE);
  frame_add(f, p, s, NULL);
}
