/* Two ledgers, story by story. A story is the same by its id: a renamed file is one that went and one that came. */
#include "ledger/ledger.h"

/* The change's name; what it is called beside a page; and between the counts before and now, where they say something. */
static const struct {
  const char *name, *english, *desk;
  const char *counts_english[2], *counts_desk[3]; /* to, unit; before, to, unit */
} NAMES[CHANGE_COUNT] = {
    [CHANGE_ADDED] = {"added", "added", "新上", {0}, {0}},
    [CHANGE_REMOVED] = {"removed", "removed", "撤下", {0}, {0}},
    [CHANGE_EDITED] = {"edited", "edited", "改稿", {" to ", " characters"}, {" ", "→", " 字"}},
    [CHANGE_REFLOWED] = {"reflowed", "reflowed", "重排", {" to ", " lines"}, {" ", "→", " 行"}},
    [CHANGE_HEADLINE] = {"headline", "headline set anew", "标题重排", {0}, {0}},
    [CHANGE_MOVED] = {"moved", "moved", "移动", {" to page ", ""}, {" 第", "版→第", "版"}},
    [CHANGE_RECROPPED] = {"recropped", "picture changed", "图片改裁", {0}, {0}},
    [CHANGE_JUMP] = {"jump", "jump changed", "转版改动", {0}, {0}},
};

const char *change_name(Change c) { return NAMES[c].name; }

static bool rect_same(Rect a, Rect b) { return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h; }

static void note(StoryChange *c, Change what, int64_t before, int64_t now) {
  c->what |= 1U << what;
  c->before[what] = before;
  c->now[what] = now;
}

static bool is_moved(const LedgerStory *a, const LedgerStory *b) {
  if (a->parts.n != b->parts.n) return true;
  for (size_t i = 0; i < a->parts.n; i++) {
    const LedgerPart *p = &a->parts.at[i], *q = &b->parts.at[i];
    if (p->page != q->page || !rect_same(p->box, q->box)) return true;
  }
  return false;
}

/* A picture that keeps its place and size inside a story that moved is not another picture. */
static bool is_recropped(const LedgerStory *a, const LedgerStory *b) {
  if (a->pictures.n != b->pictures.n) return true;
  for (size_t i = 0; i < a->pictures.n; i++) {
    const LedgerPicture *p = &a->pictures.at[i], *q = &b->pictures.at[i];
    if (!str_eq(p->file, q->file) || p->box.w != q->box.w || p->box.h != q->box.h) return true;
    for (int k = 0; k < 4; k++)
      if (p->crop[k] != q->crop[k]) return true;
  }
  return false;
}

static int page_of(const LedgerStory *s) { return s->parts.n ? s->parts.at[0].page : 0; }
static int64_t tenths(const LedgerStory *s) { return (s->headline_size * 10 + LEN_PT / 2) / LEN_PT; }

static StoryChange compare(const LedgerStory *was, const LedgerStory *is) {
  StoryChange c = {.was = was, .is = is};
  if (!str_eq(was->text, is->text)) note(&c, CHANGE_EDITED, was->characters, is->characters);
  if (was->lines != is->lines) note(&c, CHANGE_REFLOWED, was->lines, is->lines);
  if (was->headline_size != is->headline_size || was->headline_lines != is->headline_lines)
    note(&c, CHANGE_HEADLINE, tenths(was), tenths(is));
  if (is_moved(was, is)) note(&c, CHANGE_MOVED, page_of(was), page_of(is));
  if (is_recropped(was, is)) note(&c, CHANGE_RECROPPED, (int64_t)was->pictures.n, (int64_t)is->pictures.n);
  if (!str_eq(was->jump, is->jump)) note(&c, CHANGE_JUMP, 0, 0);
  return c;
}

static Map *by_id(Arena *a, const Ledger *l) {
  Map *m = map_make(a);
  for (size_t i = 0; i < l->n; i++)
    if (!map_find(m, l->at[i].id)) map_put(m, l->at[i].id, &l->at[i]);
  return m;
}

Changes ledger_compare(Arena *a, const Ledger *was, const Ledger *is) {
  Changes out = {0};
  Map *before = by_id(a, was), *now = by_id(a, is);
  for (size_t i = 0; i < is->n; i++) {
    const LedgerStory *s = &is->at[i], *old = map_find(before, s->id);
    StoryChange c = old ? compare(old, s) : (StoryChange){.is = s, .what = 1U << CHANGE_ADDED};
    if (c.what)
      vec_add(a, &out, c);
    else
      out.same++;
  }
  for (size_t i = 0; i < was->n; i++)
    if (!map_find(now, was->at[i].id))
      vec_add(a, &out, (StoryChange){.was = &was->at[i], .what = 1U << CHANGE_REMOVED});
  return out;
}

static void put_words(Buf *b, const StoryChange *c, int k, bool english) {
  buf_puts(b, str_of(english ? NAMES[k].english : NAMES[k].desk));
  if (!NAMES[k].counts_desk[0] || (k == CHANGE_MOVED && c->before[k] == c->now[k])) return;
  long long before = (long long)c->before[k], now = (long long)c->now[k];
  if (english)
    buf_putf(b, " %lld%s%lld%s", before, NAMES[k].counts_english[0], now, NAMES[k].counts_english[1]);
  else
    buf_putf(b, "%s%lld%s%lld%s", NAMES[k].counts_desk[0], before, NAMES[k].counts_desk[1], now,
             NAMES[k].counts_desk[2]);
}

Str change_words(Arena *a, const StoryChange *c, bool english) {
  Buf b = buf_make(a, 1 << 16);
  for (int k = 0; k < CHANGE_COUNT; k++) {
    if (!(c->what >> k & 1)) continue;
    if (b.n) buf_puts(&b, english ? STR("; ") : STR("，"));
    put_words(&b, c, k, english);
  }
  return buf_str(&b);
}
