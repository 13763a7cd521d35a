/* Proofs: a page with its margin, and the contact sheet of an edition. What stands in the margin is what `fit` says, on paper. */
#include "paint/inside.h"

static const Ink GROUND = {INK_RGB, {955, 955, 945, 0}}, TEXT = {INK_RGB, {130, 130, 140, 0}},
                 FAINT = {INK_RGB, {450, 450, 460, 0}}, OVER = {INK_RGB, {800, 60, 60, 0}},
                 UNDER = {INK_RGB, {60, 320, 700, 0}}, EDGE = {INK_RGB, {600, 600, 600, 0}};

enum { MARGIN_COLUMNS = 5 }; /* what one does not hold goes into the next */
typedef struct Margin {
  Painter *p;
  const FlowEdition *e;
  Len x, w, y, foot; /* of its text; y: the next line's top */
  Len wide, air;
  int columns;
  Words words;
  bool english;
} Margin;

static Str title_of(const FlowEdition *e, uint32_t story) {
  if (story == STORY_NONE) return (Str){0};
  const Story *s = e->stories.at[story].story;
  return s->headline.n ? s->headline.at[0].text : s->id;
}

static bool holds_copy(const FlowFrame *f) {
  return f->kind == SLOT_STORY || f->kind == SLOT_STREAM || f->kind == SLOT_BRIEFS || f->kind == SLOT_PICTURE ||
         f->kind == SLOT_JUMPS;
}

/* The sheet grows to the right. */
static void open_column(Margin *m) {
  PaintPage *page = m->p->page;
  Len x = page->trim_w;
  page->trim_w += m->wide;
  painter_fill(m->p, LAYER_PAGE, (Rect){x, 0, m->wide, page->trim_h}, GROUND);
  if (!m->columns) painter_fill(m->p, LAYER_PAGE, (Rect){x, 0, LEN_PT / 2, page->trim_h}, EDGE);
  m->x = x + m->air, m->y = m->air;
  m->columns++;
}

/* Room for so many lines, here or in the next column; false: there is none. */
static bool has_room(Margin *m, int lines) {
  if (m->y + lines * words_pitch(&m->words) <= m->foot) return true;
  if (m->columns >= MARGIN_COLUMNS || lines * words_pitch(&m->words) > m->foot - m->air) return false;
  open_column(m);
  return true;
}

static void put_heading(Margin *m, Str text) {
  Words w = m->words;
  w.bold = true;
  if (!has_room(m, 3)) return;
  m->y += words_pitch(&w) / 2;
  m->y += painter_words(m->p, &w, m->x, m->y, m->w, text);
  painter_fill(m->p, LAYER_PAGE, (Rect){m->x, m->y, m->w, LEN_PT / 2}, FAINT);
  m->y += words_pitch(&w) / 4;
}

/* ---- the fit table: frame and story, room, used, over or under in lines and characters, headline */
enum { COLUMNS = 6 };
static const int SHARE_PM[COLUMNS] = {170, 240, 85, 85, 230, 190};

static void put_row(Margin *m, const Str cells[COLUMNS], Ink third, bool bold) {
  if (!has_room(m, 2)) return;
  Len x = m->x, deep = 0, gap = m->words.size / 2;
  for (int i = 0; i < COLUMNS; i++) {
    Words w = m->words;
    w.bold = bold;
    w.lines = 2;
    if (i == 4) w.ink = third;
    if (i > 1) w.align = ALIGN_END;
    Len wide = len_pm(m->w, SHARE_PM[i]);
    deep = len_max(deep, painter_words(m->p, &w, x, m->y, wide - (i < COLUMNS - 1 ? gap : 0), cells[i]));
    x += wide;
  }
  m->y += deep;
}

static Str amount(const Margin *m, const FlowFrame *f) {
  Arena *a = m->p->job->arena;
  const char *form = m->english ? "%s%d l %d ch" : "%s%d 行 %d 字";
  if (f->story == STORY_NONE) return str_of(m->english ? "empty" : "空");
  if (f->lines_over) return str_f(a, form, "+", f->lines_over, f->chars_over);
  if (f->lines_under) return str_f(a, form, "−", f->lines_under, f->chars_under);
  return str_of(m->english ? "fits" : "正好");
}

/* 30 pt, on one line of so many: 30 × 1/12. */
static Str headline(const Margin *m, const FlowFrame *f) {
  Arena *a = m->p->job->arena;
  if (!f->headline_lines) return (Str){0};
  int64_t tenths = (f->headline_size * 10 + LEN_PT / 2) / LEN_PT;
  Str size =
      tenths % 10 ? str_f(a, "%d.%d", (int)(tenths / 10), (int)(tenths % 10)) : str_f(a, "%d", (int)(tenths / 10));
  return str_f(a, m->english ? "%.*s pt %d×%d" : "%.*s 点 %d×%d", STRF(size), f->headline_lines, f->headline_capacity);
}

static void put_fit(Margin *m, const FlowPage *page) {
  static const char *const heads[2][COLUMNS] = {{"版位", "稿件", "容", "用", "超 / 欠", "标题"},
                                                {"frame", "story", "room", "used", "over/under", "headline"}};
  Arena *a = m->p->job->arena;
  Str cells[COLUMNS];
  put_heading(m, str_of(m->english ? "Fit" : "合稿"));
  for (int i = 0; i < COLUMNS; i++) cells[i] = str_of(heads[m->english][i]);
  put_row(m, cells, TEXT, true);
  for (size_t i = 0; i < page->frames.n; i++) {
    const FlowFrame *f = &page->frames.at[i];
    if (!holds_copy(f)) continue;
    cells[0] = f->name;
    cells[1] = title_of(m->e, f->story);
    cells[2] = str_f(a, "%d", f->lines_room);
    cells[3] = str_f(a, "%d", f->lines_used);
    cells[4] = amount(m, f);
    cells[5] = headline(m, f);
    put_row(m, cells, f->lines_over ? OVER : f->lines_under ? UNDER : TEXT, false);
  }
}

/* A paragraph that may go on in the next column; false: the last is full. */
static bool put_paragraph(Margin *m, const Words *words, Str text) {
  for (size_t end; text.n; text = str_sub(text, end, text.n)) {
    if (!has_room(m, 1)) return false;
    Words w = *words;
    int64_t room = (m->foot - m->y) / words_pitch(&w);
    w.lines = room > 1000 ? 1000 : (int)room;
    m->y += painter_words_until(m->p, &w, m->x, m->y, m->w, text, &end);
  }
  return true;
}

/* Copy that did not fit, whole as far as the columns go; what is more is in proof.json. */
static void put_overset(Margin *m, const FlowPage *page) {
  Words w = m->words;
  w.ink = OVER;
  for (size_t i = 0; i < page->frames.n; i++) {
    const FlowFrame *f = &page->frames.at[i];
    if (!f->over_text.n) continue;
    put_heading(m, str_f(m->p->job->arena, m->english ? "Not set: %.*s" : "未排：%.*s", STRF(f->name)));
    for (size_t at = 0; at < f->over_text.n;) {
      ptrdiff_t nl = str_find(str_sub(f->over_text, at, f->over_text.n), STR("\n"));
      size_t end = nl < 0 ? f->over_text.n : at + (size_t)nl;
      if (!put_paragraph(m, &w, str_sub(f->over_text, at, end))) {
        painter_words(m->p, &w, m->x, m->foot, m->w,
                      str_of(m->english ? "… all of it in proof.json" : "……全文见 proof.json"));
        return;
      }
      at = end + 1;
    }
  }
}

static void put_note(Margin *m, Ink ink, Str words) {
  Len box = m->words.size * 2 / 3, pitch = words_pitch(&m->words);
  if (!has_room(m, 2)) return;
  painter_fill(m->p, LAYER_PAGE, (Rect){m->x, m->y + (pitch - box) / 2, box, box}, ink);
  m->y += painter_words(m->p, &m->words, m->x + 2 * box, m->y, m->w - 2 * box, words);
}

static void put_roles(Margin *m, const FlowPage *page) {
  bool met[ROLE_COUNT] = {0};
  for (size_t i = 0; i < page->items.n; i++) met[page->items.at[i].role] = true;
  put_heading(m, str_of(m->english ? "Roles" : "角色"));
  for (int r = 0; r < ROLE_COUNT; r++)
    if (met[r]) put_note(m, role_ink((Role)r), str_of(role_name((Role)r)));
}

static void put_notes(Margin *m, PaintNotes notes) {
  if (!notes.n) return;
  put_heading(m, notes.title);
  for (size_t i = 0; i < notes.n; i++) put_note(m, notes.at[i].ink, notes.at[i].words);
}

static Str page_title(Arena *a, const FlowEdition *e, const FlowPage *p, bool english) {
  Str paper = edition_field(e->edition, STR("paper.name")), day = edition_field(e->edition, STR("date"));
  if (english) return str_f(a, "%.*s %.*s, page %.*s %.*s", STRF(paper), STRF(day), STRF(p->label), STRF(p->name));
  return str_f(a, "%.*s %.*s 第%.*s版 %.*s", STRF(paper), STRF(day), STRF(p->label), STRF(p->name));
}

/* A margin as wide as a quarter of the sheet, within what its table can be read in. */
static Len margin_width(const PaintPage *page) { return len_max(LEN_MM * 95, len_min(page->trim_w / 4, LEN_MM * 120)); }

PaintPage *paint_sheet(Job *job, const FlowEdition *e, const FlowPage *p, const PaintPage *page, const Fonts *fonts,
                       unsigned show, PaintNotes notes) {
  Len wide = margin_width(page), air = LEN_MM * 5;
  PaintPage *out = page_open(job->arena, page->trim_w, page->trim_h);
  out->number = page->number, out->span = page->span;
  out->name = page->name;
  out->spots = page->spots;
  for (size_t i = 0; i < page->ops.n; i++) vec_add(job->arena, &out->ops, page->ops.at[i]);
  Painter painter = {.job = job, .fonts = fonts, .page = out};
  bool english = e->edition->lang == LANG_EN;
  Margin m = {.p = &painter,
              .e = e,
              .w = wide - 2 * air,
              .wide = wide,
              .air = air,
              .foot = page->trim_h - air,
              .words = {.size = LEN_PT * 17 / 2, .ink = TEXT, .layer = LAYER_PAGE, .lang = p->layout->lang},
              .english = english};
  open_column(&m);
  Words head = m.words;
  head.size = LEN_PT * 12;
  head.bold = true;
  m.y += painter_words(&painter, &head, m.x, m.y, m.w, page_title(job->arena, e, p, english));
  if (page->held) {
    Words held = head;
    held.ink = OVER;
    m.y += painter_words(&painter, &held, m.x, m.y, m.w,
                         str_of(english ? "NOT RELEASED: an advertisement is missing" : "未签发：广告未到"));
  }
  put_fit(&m, p);
  put_notes(&m, notes);
  if (show & SHOW_ROLES) put_roles(&m, p);
  if (show & SHOW_OVERSET) put_overset(&m, p);
  painter_close(&painter);
  return out;
}

/* Pages in rows of so many; one over the fold is two wide, at the scale of the others. Gives the rows. */
static size_t lay_contact(const PaintEdition *e, int across, Len width, Len air, Len high, Rect *places) {
  size_t row = 0;
  int column = 0;
  for (size_t i = 0; i < e->pages.n; i++) {
    const PaintPage *page = e->pages.at[i];
    int span = page->span > 1 && across > 1 ? 2 : 1;
    if (column + span > across) row++, column = 0;
    places[i] = (Rect){air + column * (width + air), air + (Len)row * high, span * width,
                       span * width * page->trim_h / page->trim_w};
    column += span;
  }
  return row + 1;
}

PaintPage *paint_contact(Job *job, const PaintEdition *e, const Fonts *fonts, int across, Len width, Rect *places) {
  size_t n = e->pages.n;
  Words w = {.size = LEN_PT * 10, .ink = TEXT, .layer = LAYER_PAGE, .lang = e->lang};
  Len air = LEN_MM * 6, high = 0, wide = width;
  lay_contact(e, across, width, air, 0, places);
  for (size_t i = 0; i < n; i++)
    high = len_max(high, places[i].h), wide = len_max(wide, places[i].x - air + places[i].w);
  Len row = high + air + words_pitch(&w), rows = (Len)lay_contact(e, across, width, air, row, places);
  PaintPage *out = page_open(job->arena, wide + 2 * air, air + rows * row);
  Painter p = {.job = job, .fonts = fonts, .page = out};
  painter_fill(&p, LAYER_BACK, (Rect){0, 0, out->trim_w, out->trim_h}, GROUND);
  for (size_t i = 0; i < n; i++) {
    const PaintPage *page = e->pages.at[i];
    Rect r = places[i];
    painter_outline(&p, LAYER_BACK, (Rect){r.x - LEN_PT, r.y - LEN_PT, r.w + 2 * LEN_PT, r.h + 2 * LEN_PT}, LEN_PT,
                    EDGE);
    painter_words(&p, &w, r.x, r.y + r.h + LEN_PT * 2, r.w,
                  str_f(job->arena, "%.*s %.*s", STRF(page->label), STRF(page->name)));
  }
  painter_close(&p);
  return out;
}
