/* flow/fit: what the desk is told about fit: 第1版 头条《…》 超 2 行 31 字, the copy that did not fit, and what would make it fit. */
#include "flow/inside.h"

enum { QUOTE_MOST = 60, TITLE_MOST = 30 };

static const struct {
  const char *slot, *desk;
} DESK_NAMES[] = {
    {"lead", "头条"},  {"second", "二条"},  {"third", "三条"},  {"fourth", "四条"},  {"fifth", "五条"},
    {"sixth", "六条"}, {"seventh", "七条"}, {"eighth", "八条"}, {"comment", "言论"}, {"data", "数据"},
    {"brief", "简讯"}, {"briefs", "简讯"},  {"photo", "图片"},  {"stream", "正文"},  {"jumps", "转版"},
};

static Str desk_name(Str slot) {
  if (str_has_prefix(slot, STR("story-"))) return (Str){0}; /* an automatic page's: the headline says more */
  for (size_t i = 0; i < COUNT(DESK_NAMES); i++)
    if (str_is(slot, DESK_NAMES[i].slot)) return str_of(DESK_NAMES[i].desk);
  return slot;
}

static Str headline_of(const FlowEdition *e, uint32_t story) {
  if (story == STORY_NONE) return (Str){0};
  const Story *s = e->stories.at[story].story;
  return s->headline.n ? s->headline.at[0].text : (Str){0};
}

static bool holds_copy(const FlowFrame *fr) {
  return fr->kind == SLOT_STORY || fr->kind == SLOT_STREAM || fr->kind == SLOT_BRIEFS || fr->kind == SLOT_PICTURE ||
         fr->kind == SLOT_JUMPS;
}

/* The first characters of a text, cut between code points. */
static Str head_of(Str s, int most, bool *more) {
  size_t i = 0;
  for (int n = 0; i < s.n && n < most; n++) utf8_next(s, &i);
  *more = i < s.n;
  return str_sub(s, 0, i);
}

static bool is_english(const FlowEdition *e) { return e->edition->lang == LANG_EN; }

/* An English desk counts words; five letters and a blank are one. */
static void put_amount(Buf *out, const FlowEdition *e, int lines, int chars) {
  int words = (chars + 3) / 5;
  if (is_english(e))
    buf_putf(out, "%d line%s, about %d word%s\n", lines, lines == 1 ? "" : "s", words, words == 1 ? "" : "s");
  else
    buf_putf(out, " %d 行 %d 字\n", lines, chars);
}

static void put_quote(Buf *out, const FlowEdition *e, Str over) {
  bool more;
  Str q = head_of(over, QUOTE_MOST, &more);
  buf_puts(out, is_english(e) ? STR("    not set: ") : STR("    未排: "));
  for (size_t i = 0; i < q.n; i++) buf_putc(out, q.p[i] == '\n' ? ' ' : q.p[i]);
  if (more) buf_puts(out, is_english(e) ? STR("…") : STR("……"));
  buf_putc(out, '\n');
}

/* What of the layout was found to do it, one lever or the other; else what always does. */
static void put_levers(Buf *out, const FlowEdition *e, const FlowFrame *fr) {
  bool en = is_english(e);
  int over = fr->lines_over, legs = (int)fr->leg_count, deeper = legs ? (over + legs - 1) / legs : 0;
  if (over && en)
    buf_putf(out, "    would help: cut about %d words", (fr->chars_over + 3) / 5);
  else if (over)
    buf_putf(out, "    可行: 删 %d 字", fr->chars_over);
  else if (en)
    buf_putf(out, "    would help: add about %d words", (fr->chars_under + 3) / 5);
  else
    buf_putf(out, "    可行: 加 %d 字", fr->chars_under);
  if (over && !fr->advice && fr->headline_lines > 1)
    buf_puts(out, en ? STR("; headline a line shorter") : STR("; 标题减一行"));
  advice_put(out, fr->advice, fr->advice_count, en);
  if (over && legs && en) buf_putf(out, "; legs %d line%s deeper", deeper, deeper == 1 ? "" : "s");
  if (over && legs && !en) buf_putf(out, "; 栏深加 %d 行", deeper);
  buf_putc(out, '\n');
}

/* 第1版 头条《…》; a headline with book title marks of its own stands in quotes. */
static void put_title(Buf *out, const FlowEdition *e, const FlowPage *p, const FlowFrame *fr) {
  bool more;
  Str whole = headline_of(e, fr->story), title = head_of(whole, TITLE_MOST, &more);
  const char *dots = !more ? "" : is_english(e) ? "…" : "……";
  if (is_english(e)) {
    buf_putf(out, "page %.*s %.*s", STRF(p->label), STRF(fr->name));
    if (title.n) buf_putf(out, " ‘%.*s%s’", STRF(title), dots);
    return;
  }
  buf_putf(out, "第%.*s版 %.*s", STRF(p->label), STRF(desk_name(fr->name)));
  bool marked = str_find(title, STR("《")) >= 0;
  if (title.n) buf_putf(out, "%s%.*s%s%s", marked ? "“" : "《", STRF(title), dots, marked ? "”" : "》");
}

static void put_frame(Buf *out, const FlowEdition *e, const FlowPage *p, const FlowFrame *fr) {
  bool en = is_english(e);
  put_title(out, e, p, fr);
  if (fr->story == STORY_NONE) {
    buf_puts(out, en ? STR(": empty, takes ") : STR(" 空 可容"));
    put_amount(out, e, fr->lines_room, fr->capacity);
  } else if (fr->lines_over) {
    buf_puts(out, en ? STR(": over by ") : STR(" 超"));
    put_amount(out, e, fr->lines_over, fr->chars_over);
    put_quote(out, e, fr->over_text);
    put_levers(out, e, fr);
  } else if (fr->lines_under) {
    buf_puts(out, en ? STR(": under by ") : STR(" 欠"));
    put_amount(out, e, fr->lines_under, fr->chars_under);
    if (fr->advice) put_levers(out, e, fr);
  } else {
    buf_puts(out, en ? STR(": fits\n") : STR(" 正好\n"));
  }
}

void flow_fit_text(const FlowEdition *e, Buf *out) {
  for (size_t i = 0; i < e->pages.n; i++)
    for (size_t k = 0; k < e->pages.at[i]->frames.n; k++)
      if (holds_copy(&e->pages.at[i]->frames.at[k])) put_frame(out, e, e->pages.at[i], &e->pages.at[i]->frames.at[k]);
}

static void json_int(JsonOut *j, const char *key, int64_t v) {
  json_put_key(j, key);
  json_put_int(j, v);
}

static void json_text(JsonOut *j, const char *key, Str v) {
  json_put_key(j, key);
  json_put_str(j, v);
}

static void json_frame(JsonOut *j, const FlowEdition *e, const FlowPage *p, const FlowFrame *fr) {
  json_open_object(j);
  json_int(j, "page", p->number);
  json_text(j, "frame", fr->name);
  if (fr->story != STORY_NONE) {
    json_text(j, "story", e->stories.at[fr->story].story->id);
    json_text(j, "headline", headline_of(e, fr->story));
  }
  json_int(j, "lines_room", fr->lines_room);
  json_int(j, "lines_used", fr->lines_used);
  json_int(j, "lines_over", fr->lines_over);
  json_int(j, "characters_over", fr->chars_over);
  json_int(j, "lines_under", fr->lines_under);
  json_int(j, "characters_under", fr->chars_under);
  json_int(j, "capacity", fr->capacity);
  if (fr->headline_lines) {
    json_int(j, "headline_lines", fr->headline_lines);
    json_int(j, "headline_capacity", fr->headline_capacity);
    json_int(j, "headline_lines_most", fr->headline_lines_most);
    json_put_key(j, "headline_size_pt");
    json_put_milli(j, fr->headline_size * 1000 / LEN_PT);
    json_int(j, "headline_fill_pm", fr->headline_fill_pm);
    json_int(j, "headline_x_scale_pm", fr->headline_x_scale_pm);
    json_int(j, "headline_tracking_pm", fr->headline_tracking_pm);
  }
  if (fr->over_text.n) json_text(j, "over_text", fr->over_text);
  if (fr->story != STORY_NONE) ladder_json(&fr->ladder, j);
  if (fr->advice) advice_json(j, fr->advice, fr->advice_count);
  json_close_object(j);
}

void flow_fit_json(const FlowEdition *e, JsonOut *out) {
  json_open_array(out);
  for (size_t i = 0; i < e->pages.n; i++)
    for (size_t k = 0; k < e->pages.at[i]->frames.n; k++)
      if (holds_copy(&e->pages.at[i]->frames.at[k])) json_frame(out, e, e->pages.at[i], &e->pages.at[i]->frames.at[k]);
  json_close_array(out);
}

/* ---- places */

static const FlowFrame *frame_of(const FlowPage *p, uint32_t story, Rect box) {
  const FlowFrame *around = NULL;
  for (size_t i = 0; i < p->frames.n; i++) {
    const FlowFrame *fr = &p->frames.at[i];
    if (fr->story == story) return fr;
    if (!around && holds_copy(fr) && rect_overlap(fr->box, box)) around = fr; /* briefs and streams hold several */
  }
  return around;
}

/* The story of the copy file that begins last before the place. */
static uint32_t story_at(const FlowEdition *e, Span span) {
  uint32_t best = STORY_NONE;
  for (size_t i = 0; i < e->stories.n; i++) {
    Span s = e->stories.at[i].story->span;
    if (s.file != span.file || !e->stories.at[i].page) continue;
    bool nearer = best == STORY_NONE || s.at > e->stories.at[best].story->span.at;
    if (best == STORY_NONE || (s.at <= span.at && nearer)) best = (uint32_t)i;
  }
  return best;
}

static bool is_within(Span in, Span out) { return in.file == out.file && in.at >= out.at && in.at < out.end; }

bool flow_find_place(const FlowEdition *e, Span span, DiagPlace *place) {
  uint32_t story = story_at(e, span);
  for (size_t i = 0; i < e->pages.n; i++) {
    const FlowPage *p = e->pages.at[i];
    const FlowFrame *fr = NULL;
    if (story != STORY_NONE && e->stories.at[story].page == p->number)
      fr = frame_of(p, story, e->stories.at[story].box);
    for (size_t k = 0; story == STORY_NONE && !fr && k < p->frames.n; k++)
      if (is_within(span, p->frames.at[k].span)) fr = &p->frames.at[k];
    if (!fr) continue;
    *place = (DiagPlace){.page = p->number, .frame = fr->name, .rect = fr->box, .has_rect = true};
    if (story != STORY_NONE) place->story = e->stories.at[story].story->id;
    return true;
  }
  return false;
}

/* ---- explain */

static void explain_frame(const FlowEdition *e, const FlowPage *p, const FlowFrame *fr, Buf *out) {
  buf_putf(out, "page %d, frame '%.*s'", p->number, STRF(fr->name));
  if (fr->story != STORY_NONE) buf_putf(out, ", story '%.*s'", STRF(e->stories.at[fr->story].story->id));
  buf_putf(out, "\n  room for %d lines, %d used, %d over, %d left; takes about %d characters\n", fr->lines_room,
           fr->lines_used, fr->lines_over, fr->lines_under, fr->capacity);
  if (fr->headline_lines)
    buf_putf(out,
             "  headline on %d line%s of at most %d characters, the longest over %d %% of its width; the slot takes %d "
             "such lines\n",
             fr->headline_lines, fr->headline_lines == 1 ? "" : "s", fr->headline_capacity, fr->headline_fill_pm / 10,
             fr->headline_lines_most);
  if (fr->why.n) buf_putf(out, "  %.*s\n", STRF(fr->why));
  ladder_explain(&fr->ladder, out);
  if (fr->over_text.n) buf_putf(out, "  did not fit: %.*s\n", STRF(fr->over_text));
}

static bool is_meant(const FlowEdition *e, const FlowFrame *fr, Str what) {
  if (str_eq(fr->name, what)) return true;
  if (fr->story == STORY_NONE) return false;
  const Story *s = e->stories.at[fr->story].story;
  return str_eq(s->id, what) || str_has_suffix(s->id, what) || str_eq(headline_of(e, fr->story), what);
}

bool flow_explain(const FlowEdition *e, Str what, Buf *out) {
  bool found = false;
  for (size_t i = 0; what.n && i < e->pages.n; i++)
    for (size_t k = 0; k < e->pages.at[i]->frames.n; k++) {
      const FlowFrame *fr = &e->pages.at[i]->frames.at[k];
      if (!is_meant(e, fr, what)) continue;
      explain_frame(e, e->pages.at[i], fr, out);
      found = true;
    }
  return found;
}
