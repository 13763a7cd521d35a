/* desk: the conventions of the copy desk. Which block is the deck, the author, a caption, the column's flag, a notice.
 *
 * A story's blocks are looked at from both ends and what is recognised leaves the list; what stays is the body. Every recognition is
 * reported as a note and moves whole paragraphs only, never a character. Conventions as in docs of the copy format; credits
 * and bylines by their shape. Where front matter names the story's parts nothing is guessed except what says so itself:
 * the dateline, a credit, an author behind a ■. */
#include "story/inside.h"

#include <string.h>

enum {
  DECK_WIDTH = 80, /* half ems: a short line */
  DECK_MOST = 6,
  LINE_WIDTH = 60,   /* notices, flags, authors are no longer than this */
  DATELINE_DEPTH = 8 /* how many blocks down the dateline is looked for */
};

static Arena *arena_of(const Desk *d) { return d->c->job->arena; }

static void note(const Desk *d, const char *what, const Para *p) {
  Str q = text_quote(arena_of(d), p->text);
  diag_add(d->c->job->diags, DIAG_STORY_RECOGNISED, p->span, "'%.*s' is taken as %s", STRF(q), what);
}

static void note_part(const Desk *d, const char *what, const Para *p, uint32_t at, uint32_t end) {
  Para part = para_slice(arena_of(d), p, at, end);
  note(d, what, &part);
}

static void take(Desk *d, size_t i) {
  memmove(d->at + i, d->at + i + 1, sizeof(Block) * (d->n - i - 1));
  d->n--;
}

/* What stands in a box is the box's: it is no part of the story's own. */
static bool is_prose(const Block *b) { return b->para.role == ROLE_BODY && b->para.text.n && !b->para.box; }

static bool parts_sentence(uint32_t cp) {
  return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF1B || cp == 0x201D || cp == 0xFF0C || cp == 0xFF1A ||
         cp == '.';
}

/* ---- pictures */

static void add_picture(Desk *d, StoryPicture p) { vec_add(arena_of(d), &d->pictures, p); }

static StoryPicture *last_picture(Desk *d) { return d->pictures.n ? &d->pictures.at[d->pictures.n - 1] : NULL; }

/* ■某某 摄 at the end: the paragraph belongs to the picture just before it, or asks for one that was not given. */
static void read_caption(Desk *d, const Block *b, size_t credit, bool follows_picture) {
  Arena *a = arena_of(d);
  Para text = para_slice(a, &b->para, 0, credit), name = para_slice(a, &b->para, credit, b->para.text.n);
  text = para_trim(a, &text);
  name = para_trim(a, &name);
  StoryPicture *last = last_picture(d);
  if (!follows_picture || !last || last->credit || (last->caption && text.text.n)) {
    add_picture(d, (StoryPicture){.span = b->para.span, .focus_x_pm = 500, .focus_y_pm = 500});
    last = last_picture(d);
  }
  text.role = ROLE_CAPTION;
  name.role = ROLE_CREDIT;
  if (text.text.n) last->caption = para_keep(a, text);
  last->credit = para_keep(a, name);
  note(d, last->file.n ? "a picture's caption and credit" : "the caption and credit of a picture that has no file",
       &b->para);
}

static void read_pictures(Desk *d) {
  bool follows = false;
  size_t kept = 0;
  for (size_t i = 0; i < d->n; i++) {
    Block b = d->at[i];
    size_t credit;
    if (b.para.role == ROLE_PICTURE) {
      add_picture(d, *b.picture);
      follows = true;
      continue;
    }
    bool caption = is_prose(&b) && credit_find(&b.para, &credit);
    if (caption)
      read_caption(d, &b, credit, follows);
    else
      d->at[kept++] = b;
    follows = false;
  }
  d->n = kept;
}

/* ---- authors, decks */

static bool is_author(const Para *p) {
  Str s = text_core(p->text);
  if (!text_is_bullet(text_first(s)) || text_width(s) > LINE_WIDTH) return false;
  for (size_t i = 0; i < s.n;)
    if (parts_sentence(utf8_next(s, &i))) return false;
  return utf8_count(s) >= 2;
}

/* 本报记者 张三 on a line of its own */
static bool is_reporter_line(const Para *p) {
  static const char *const OPENINGS[] = {"本报记者 ",  "记者 ",     "特约记者 ", "见习记者 ", "通讯员 ",
                                         "本报记者　", "记者　",    "文/",       "文／",      "本報記者 ",
                                         "記者 ",      "特約記者 ", "通訊員 "};
  Str s = p->text;
  if (text_width(s) > LINE_WIDTH || text_ends_sentence(s)) return false;
  for (size_t i = 0; i < s.n;)
    if (parts_sentence(utf8_next(s, &i))) return false;
  for (size_t i = 0; i < COUNT(OPENINGS); i++)
    if (str_has_prefix(s, str_of(OPENINGS[i]))) return true;
  return false;
}

static bool take_author(Desk *d, size_t i) {
  Para *p = &d->at[i].para;
  if (d->s->author || !is_prose(&d->at[i]) || !(is_author(p) || (d->guess && is_reporter_line(p)))) return false;
  p->role = ROLE_AUTHOR;
  d->s->author = para_keep(arena_of(d), *p);
  note(d, "the author", p);
  take(d, i);
  return true;
}

/* index of the block with the dateline or run-in byline; n: none near the top */
static size_t lead_index(const Desk *d) {
  for (size_t i = 0; i < d->n && i < DATELINE_DEPTH; i++) {
    if (!is_prose(&d->at[i])) continue;
    Lead l = lead_find(&d->at[i].para);
    if (l.has_dateline || l.has_byline) return i;
  }
  return d->n;
}

/* A line of Latin letters says in twice the width what Han say. */
static bool is_deck_short(Str s) { return text_width(s) <= (text_first(s) < 0x370 ? 2 * DECK_WIDTH : DECK_WIDTH); }

static bool is_deck(const Desk *d, size_t i, size_t lead) {
  Str s = d->at[i].para.text;
  bool stops = text_ends_sentence(s), is_short = is_deck_short(s);
  if (str_has_prefix(s, STR("——"))) return is_short && i + 1 < d->n;
  if (lead < d->n) return i < lead && (!stops || is_short);
  if (stops || !is_short || i + 1 >= d->n || !is_prose(&d->at[i + 1])) return false;
  Str next = d->at[i + 1]
                 .para.text; /* no dateline: what follows must look like a body, or like one more such line before it */
  if (text_is_joint(s, next)) return false;
  return text_ends_sentence(next) || text_width(next) > DECK_WIDTH || (i < DECK_MOST && is_deck(d, i + 1, lead));
}

static void read_head(Desk *d) {
  size_t lead = lead_index(d);
  bool may = d->guess && d->s->headline.n && !d->s->deck.n;
  for (int left = DECK_MOST; d->n && left > 0; left--) {
    bool before = lead && lead < d->n;
    if (take_author(d, 0)) {
      if (before)
        lead--;
      else
        lead = lead_index(d);
      continue;
    }
    if (!may || !is_prose(&d->at[0]) || !is_deck(d, 0, lead)) break;
    Para *p = &d->at[0].para;
    p->role = ROLE_DECK;
    note(d, "the deck", p);
    para_add(arena_of(d), &d->s->deck, *p);
    lead = before ? lead - 1 : lead - (lead == d->n);
    take(d, 0);
  }
}

/* ---- the tail: flag, notices, author */

static bool is_flag(Str s) {
  static const char *const PAIRS[][2] = {{"“", "”"}, {"「", "」"}, {"《", "》"}, {"【", "】"}, {"\"", "\""}};
  if (text_width(s) > LINE_WIDTH) return false;
  for (size_t k = 0; k < COUNT(PAIRS); k++) {
    Str open = str_of(PAIRS[k][0]), close = str_of(PAIRS[k][1]);
    if (!str_has_prefix(s, open) || !str_has_suffix(s, close) || s.n <= open.n + close.n) continue;
    Str inner = str_sub(s, open.n, s.n - close.n);
    for (size_t i = 0; i < inner.n;)
      if (parts_sentence(utf8_next(inner, &i))) return false;
    return str_find(inner, open) < 0 && str_find(inner, close) < 0;
  }
  return false;
}

static bool is_notice(Str s) {
  static const char *const WORDS[] = {"热线",   "电话",     "咨询", "邮箱", "微信", "传真", "网址", "投稿", "地址：",
                                      "公众号", "刊头题字", "熱線", "電話", "諮詢", "郵箱", "傳真", "網址"};
  static const char *const ENDINGS[] = {"协办", "主办", "承办", "合办", "联办", "冠名", "特约刊登", "赞助",
                                        "公告", "启事", "協辦", "主辦", "承辦", "合辦", "贊助",     "啟事"};
  if (text_width(s) > LINE_WIDTH || str_has_suffix(s, STR("。")) || str_find(s, STR("。")) >= 0) return false;
  for (size_t i = 0; i < COUNT(WORDS); i++)
    if (str_find(s, str_of(WORDS[i])) >= 0) return true;
  for (size_t i = 0; i < COUNT(ENDINGS); i++)
    if (str_has_suffix(s, str_of(ENDINGS[i]))) return true;
  return false;
}

/* the first block of the lines that hard breaks hold together with block i */
static size_t group_start(const Desk *d, size_t i) {
  while (i > 0 && d->at[i].run_on) i--;
  return i;
}

static bool group_is_notice(const Desk *d, size_t from, size_t to) {
  bool any = false;
  for (size_t i = from; i <= to; i++) {
    if (!is_prose(&d->at[i]) || text_width(d->at[i].para.text) > LINE_WIDTH) return false;
    any = any || is_notice(d->at[i].para.text);
  }
  return any;
}

/* the lines of the notice, last first: read_tail turns them round */
static void take_notice(Desk *d, size_t from) {
  for (; d->n > from; d->n--) {
    Para *p = &d->at[d->n - 1].para;
    p->role = ROLE_NOTICE;
    note(d, "a notice", p);
    para_add(arena_of(d), &d->s->notice, *p);
  }
}

static void take_tail(Desk *d) {
  while (d->n) {
    Block *last = &d->at[d->n - 1];
    if (!is_prose(last)) return;
    if (take_author(d, d->n - 1)) continue;
    if (!d->guess || d->n < 2) return;
    size_t from = group_start(d, d->n - 1);
    if (from && group_is_notice(d, from, d->n - 1)) {
      take_notice(d, from);
    } else if (!d->s->flag && is_flag(last->para.text)) {
      last->para.role = ROLE_FLAG;
      d->s->flag = para_keep(arena_of(d), last->para);
      note(d, "the column's flag", &last->para);
      d->n--;
    } else {
      return;
    }
  }
}

/* A scrap of mark-up alone on the last lines is body text, but the flag or the author still stands at the story's end. */
static void read_tail(Desk *d) {
  size_t scraps = 0;
  while (scraps < d->n && is_prose(&d->at[d->n - 1 - scraps]) && !text_core(d->at[d->n - 1 - scraps].para.text).n)
    scraps++;
  d->n -= scraps;
  size_t first = d->n;
  Paras *lines = &d->s->notice;
  size_t given = lines->n;
  take_tail(d);
  for (size_t i = given, k = lines->n; i + 1 < k; i++) {
    Para p = lines->at[i];
    lines->at[i] = lines->at[--k];
    lines->at[k] = p;
  }
  if (scraps) memmove(d->at + d->n, d->at + first, sizeof(Block) * scraps);
  d->n += scraps;
}

/* ---- dateline and byline */

static void read_lead(Desk *d) {
  Story *s = d->s;
  size_t first = 0;
  while (first < s->body.n && s->body.at[first].box) first++;
  Para *p = first < s->body.n && s->body.at[first].role == ROLE_BODY ? &s->body.at[first] : NULL;
  if (!p) return;
  Lead l = lead_find(p);
  if (l.has_dateline) {
    para_add_mark(arena_of(d), p, (Mark){0, l.dateline_end, MARK_DATELINE, {0}});
    s->dateline = str_trim(str_sub(p->text, 0, l.dateline_end));
    note_part(d, "the dateline", p, 0, l.dateline_end);
  }
  if (!l.has_byline) {
    p = &s->body.at[s->body.n - 1];
    if (p->role != ROLE_BODY || p->box || s->byline.n || s->author || !lead_find_tail(p, &l)) return;
  }
  para_add_mark(arena_of(d), p, (Mark){l.byline_at, l.byline_end, MARK_BYLINE, {0}});
  note_part(d, "the byline", p, l.byline_at, l.byline_end);
  if (!s->byline.n) s->byline = str_sub(p->text, l.names_at, l.names_end);
}

/* Pictures stand in source order, those of the front matter first: one walk along the body. */
static void place_pictures(Desk *d) {
  size_t k = 0;
  for (size_t i = 0; i < d->pictures.n; i++) {
    while (k < d->s->body.n && d->s->body.at[k].span.at < d->pictures.at[i].span.at) k++;
    d->pictures.at[i].before = k;
  }
  d->s->pictures = d->pictures.at;
  d->s->picture_count = d->pictures.n;
}

void desk_read(Desk *d) {
  for (size_t i = 0; i < d->s->picture_count; i++) add_picture(d, d->s->pictures[i]);
  read_pictures(d);
  read_head(d);
  read_tail(d);
  for (size_t i = 0; i < d->n; i++) para_add(arena_of(d), &d->s->body, d->at[i].para);
  body_join(d->c, d->s);
  read_lead(d);
  place_pictures(d);
}
