/* epaper/body: a story's copy as HTML that is XML too: headline group, text with its marks, lists, tables, quotes, boxes, pictures. */
#include "epaper/inside.h"

#include <string.h>

/* ---- marks: paired and nested whatever the copy's marks do. Those that end in mid-nest are closed and opened again. */

static bool has_scheme(Str s) {
  return str_has_prefix(s, STR("https://")) || str_has_prefix(s, STR("http://")) || str_has_prefix(s, STR("mailto:"));
}

static const char *tag_of(const Mark *m) {
  switch (m->kind) {
  case MARK_STRONG: return "strong";
  case MARK_EMPHASIS: return "em";
  case MARK_CODE: return "code";
  case MARK_SUP: return "sup";
  case MARK_SUB: return "sub";
  case MARK_RUBY: return "ruby";
  case MARK_LINK: return has_scheme(m->value) ? "a" : NULL; /* javascript: and paths of the desk's disk are no links */
  case MARK_CELL: return NULL;
  case MARK_DOTS:
  case MARK_NAME:
  case MARK_BOOK:
  case MARK_FRAME:
  case MARK_TCY:
  case MARK_LANG:
  case MARK_DATELINE:
  case MARK_BYLINE: return "span";
  }
  return NULL;
}

static void open_mark(Buf *b, const Mark *m) {
  static const char *const CLASSES[] = {
      [MARK_DOTS] = "dots", [MARK_NAME] = "name", [MARK_BOOK] = "book",         [MARK_FRAME] = "deceased",
      [MARK_TCY] = "tcy",   [MARK_LANG] = NULL,   [MARK_DATELINE] = "dateline", [MARK_BYLINE] = "byline"};
  const char *tag = tag_of(m), *class = (size_t)m->kind < COUNT(CLASSES) ? CLASSES[m->kind] : NULL;
  if (!tag) return;
  html_putf(b, "<%s", tag);
  if (class) html_putf(b, " class=\"%s\"", class);
  if (m->kind == MARK_LANG) html_putf(b, " lang=\"%t\"", &m->value);
  if (m->kind == MARK_LINK) html_putf(b, " href=\"%t\" rel=\"noopener\"", &m->value);
  buf_putc(b, '>');
}

static void close_mark(Buf *b, const Mark *m) {
  if (!tag_of(m)) return;
  if (m->kind == MARK_RUBY) html_putf(b, "<rp>（</rp><rt>%t</rt><rp>）</rp>", &m->value);
  html_putf(b, "</%s>", tag_of(m));
}

enum { DEEPEST = 24 };
typedef struct Open {
  const Mark *at[DEEPEST];
  size_t n;
} Open;

static void close_ended(Buf *b, Open *open, uint32_t at) {
  size_t keep = 0;
  while (keep < open->n && open->at[keep]->end > at) keep++;
  Open again = {0};
  while (open->n > keep) {
    const Mark *m = open->at[--open->n];
    close_mark(b, m);
    if (m->end > at) again.at[again.n++] = m;
  }
  while (again.n) open_mark(b, open->at[open->n++] = again.at[--again.n]);
}

/* Of those that begin at one place the longest is the outermost. */
static void open_begun(Buf *b, Open *open, const Para *p, uint32_t at, uint32_t end) {
  for (uint32_t longest = UINT32_MAX;;) {
    const Mark *next = NULL;
    for (size_t i = 0; i < p->mark_count; i++) {
      const Mark *m = &p->marks[i];
      bool open_already = false;
      for (size_t k = 0; k < open->n; k++) open_already |= open->at[k] == m;
      if (m->at != at || m->end <= at || m->end > end || m->end > longest || open_already || !tag_of(m)) continue;
      if (!next || m->end > next->end) next = m;
    }
    if (!next || open->n == DEEPEST) return;
    longest = next->end;
    open_mark(b, open->at[open->n++] = next);
  }
}

static uint32_t next_change(const Para *p, uint32_t at, uint32_t end) {
  uint32_t next = end;
  for (size_t i = 0; i < p->mark_count; i++) {
    const Mark *m = &p->marks[i];
    if (m->at > at && m->at < next) next = m->at;
    if (m->end > at && m->end < next) next = m->end;
  }
  return next;
}

/* Where a headline may break on a screen too: at its sense units (text_sense), which <wbr> says and `word-break: keep-all` heeds. */
typedef struct Sense {
  const SenseBreak *at;
  size_t n;
} Sense;

static bool breaks_at(const Sense *s, uint32_t at) {
  for (size_t i = 0; s && i < s->n; i++)
    if (s->at[i].at == at && s->at[i].strength >= SENSE_WORD) return true;
  return false;
}

static uint32_t next_break(const Sense *s, uint32_t at, uint32_t end) {
  for (size_t i = 0; s && i < s->n; i++)
    if (s->at[i].at > at && s->at[i].at < end) end = s->at[i].at;
  return end;
}

static void put_part(Buf *b, const Para *p, uint32_t at, uint32_t end, const Sense *sense) {
  Open open = {0};
  while (at < end) {
    uint32_t next = next_break(sense, at, next_change(p, at, end));
    open_begun(b, &open, p, at, end);
    if (breaks_at(sense, at)) buf_puts(b, STR("<wbr/>"));
    html_put(b, str_sub(p->text, at, next));
    at = next;
    close_ended(b, &open, at);
  }
  while (open.n) close_mark(b, open.at[--open.n]);
}

static void put_text(Buf *b, const Para *p) { put_part(b, p, 0, (uint32_t)p->text.n, NULL); }

static void put_line(Buf *b, const char *open, const Para *p, const char *close) {
  if (!p || !p->text.n) return;
  buf_puts(b, str_of(open));
  put_text(b, p);
  buf_puts(b, str_of(close));
}

static void put_lines(Buf *b, const char *open, const Paras *ps, const char *close) {
  for (size_t i = 0; i < ps->n; i++) put_line(b, open, &ps->at[i], close);
}

/* ---- the head */

static void put_title(Buf *b, const Article *at, const BodyStyle *how) {
  const Paras *lines = &at->story->headline;
  html_putf(b, "<h%d>", how->top);
  if (!lines->n) html_put(b, at->title);
  for (size_t i = 0; i < lines->n; i++) {
    if (i) buf_putc(b, ' ');
    const Para *p = &lines->at[i];
    Sense sense = {0};
    sense.at = text_sense(b->a, p->text, at->story->lang, &sense.n);
    if (lines->n > 1) buf_puts(b, STR("<span class=\"line\">"));
    put_part(b, p, 0, (uint32_t)p->text.n, &sense);
    if (lines->n > 1) buf_puts(b, STR("</span>"));
  }
  html_putf(b, "</h%d>\n", how->top);
}

void body_put_head(Buf *b, const Article *at, const BodyStyle *how) {
  const Story *st = at->story;
  buf_puts(b, STR("<header class=\"head\">\n"));
  if (st->column.n) html_putf(b, "<p class=\"column\">%t</p>\n", &st->column);
  buf_puts(b, how->epub ? STR("<div class=\"group\">\n") : STR("<hgroup>\n"));
  put_line(b, "<p class=\"kicker\">", st->kicker, "</p>\n");
  put_title(b, at, how);
  put_lines(b, "<p class=\"deck\">", &st->deck, "</p>\n");
  buf_puts(b, how->epub ? STR("</div>\n") : STR("</hgroup>\n"));
  put_line(b, "<p class=\"byline\">", st->byline_line, "</p>\n");
  buf_puts(b, how->source);
  buf_puts(b, STR("</header>\n"));
}

/* ---- pictures */

static void put_figure(Buf *b, const Figure *f, const BodyStyle *how) {
  const StoryPicture *p = f->picture;
  Str alt = p->alt.n ? p->alt : p->caption ? p->caption->text : (Str){0};
  buf_puts(b, f->file.n ? STR("<figure>") : STR("<figure class=\"wordsonly\">"));
  if (f->file.n)
    html_putf(b, "<img src=\"%s%t\" alt=\"%t\" width=\"%d\" height=\"%d\"/>", how->img, &f->file, &alt, f->width,
              f->height);
  if (p->caption || p->credit) {
    buf_puts(b, STR("<figcaption>"));
    put_line(b, "", p->caption, "");
    put_line(b, " <span class=\"credit\">", p->credit, "</span>");
    buf_puts(b, STR("</figcaption>"));
  }
  buf_puts(b, STR("</figure>\n"));
}

static void put_figures(Buf *b, const Article *at, const BodyStyle *how, size_t from, size_t end) {
  for (size_t i = 0; i < at->figure_count; i++)
    if (at->figures[i].after >= from && at->figures[i].after < end) put_figure(b, &at->figures[i], how);
}

/* ---- lists: a deeper one stands in the item above it */

typedef struct Lists {
  bool ordered[DEEPEST];
  int n;
} Lists;

static bool is_ordered(const Para *p) { return p->bullet.n && p->bullet.p[0] >= '0' && p->bullet.p[0] <= '9'; }

static void close_list(Buf *b, Lists *l) {
  l->n--;
  buf_puts(b, l->ordered[l->n] ? STR("</li>\n</ol>\n") : STR("</li>\n</ul>\n"));
}

static void open_list(Buf *b, Lists *l, const Para *p) {
  int start = 0;
  for (size_t i = 0; i < p->bullet.n && p->bullet.p[i] >= '0' && p->bullet.p[i] <= '9' && start < 100000; i++)
    start = start * 10 + p->bullet.p[i] - '0';
  bool ordered = l->ordered[l->n++] = is_ordered(p);
  if (ordered && start != 1)
    html_putf(b, "<ol start=\"%d\">\n", start);
  else
    buf_puts(b, ordered ? STR("<ol>\n") : STR("<ul>\n"));
}

static void put_item(Buf *b, Lists *l, const Para *p) {
  int level = p->level < 1 ? 1 : p->level > DEEPEST - 1 ? DEEPEST - 1 : p->level;
  if (!p->bullet.n && l->n) { /* a further paragraph of the item */
    put_line(b, "<p>", p, "</p>\n");
    return;
  }
  while (l->n > level || (l->n == level && l->ordered[l->n - 1] != is_ordered(p))) close_list(b, l);
  if (l->n && l->n >= level)
    buf_puts(b, STR("</li>\n"));
  else
    open_list(b, l, p);
  buf_puts(b, STR("<li>"));
  put_text(b, p);
}

static size_t put_list(Buf *b, const Para *p, size_t n) {
  Lists l = {0};
  size_t k = 0;
  for (; k < n && p[k].role == ROLE_LIST && p[k].box == p[0].box; k++) put_item(b, &l, &p[k]);
  while (l.n) close_list(b, &l);
  return k;
}

/* ---- tables */

enum { CELL_BLANK = 3 }; /* U+3000 before each cell but the first (story/markdown.c) */

static void put_row(Buf *b, const Para *row) {
  bool head = row->level == 1;
  buf_puts(b, STR("<tr>"));
  for (size_t i = 0; i < row->mark_count; i++) {
    const Mark *m = &row->marks[i];
    int64_t column;
    if (m->kind != MARK_CELL || !str_read_int(str_sub(m->value, 1, m->value.n), &column)) continue;
    uint32_t at = m->at + (column > 0 ? CELL_BLANK : 0);
    char align = m->value.p[0];
    buf_puts(b, head ? STR("<th scope=\"col\"") : STR("<td"));
    if (align == 'r' || align == 'c') html_putf(b, " class=\"%s\"", align == 'r' ? "right" : "centre");
    buf_putc(b, '>');
    if (at < m->end) put_part(b, row, at, m->end, NULL);
    buf_puts(b, head ? STR("</th>") : STR("</td>"));
  }
  buf_puts(b, STR("</tr>\n"));
}

static size_t put_table(Buf *b, const Para *p, size_t n) {
  size_t k = 0;
  buf_puts(b, STR("<div class=\"table\"><table>\n"));
  if (p[0].level == 1) {
    buf_puts(b, STR("<thead>\n"));
    put_row(b, &p[k++]);
    buf_puts(b, STR("</thead>\n"));
  }
  size_t rows = k;
  while (k < n && p[k].role == ROLE_TABLE && p[k].level > 1 && p[k].box == p[0].box) {
    if (k == rows) buf_puts(b, STR("<tbody>\n"));
    put_row(b, &p[k++]);
  }
  if (k > rows) buf_puts(b, STR("</tbody>\n"));
  buf_puts(b, STR("</table></div>\n"));
  return k > 0 ? k : 1;
}

/* ---- the text */

static size_t put_run(Buf *b, const Para *p, size_t n, Role role, const char *open, const char *each,
                      const char *each_end, const char *close) {
  size_t k = 0;
  buf_puts(b, str_of(open));
  for (; k < n && p[k].role == role && p[k].box == p[0].box; k++) {
    buf_puts(b, str_of(each));
    put_text(b, &p[k]);
    buf_puts(b, str_of(each_end));
  }
  buf_puts(b, str_of(close));
  return k;
}

static void put_subhead(Buf *b, const Para *p, const BodyStyle *how) {
  int level = how->top + (p->level < 1 ? 1 : p->level);
  if (level > 6) level = 6;
  html_putf(b, "<h%d>", level);
  put_text(b, p);
  html_putf(b, "</h%d>\n", level);
}

/* Paragraphs that belong together (a list, a table), or one; gives how many. */
static size_t put_block(Buf *b, const Para *p, size_t n, const BodyStyle *how) {
  switch (p->role) {
  case ROLE_LIST: return put_list(b, p, n);
  case ROLE_TABLE: return put_table(b, p, n);
  case ROLE_QUOTE: return put_run(b, p, n, ROLE_QUOTE, "<blockquote>\n", "<p>", "</p>\n", "</blockquote>\n");
  case ROLE_PREFORMATTED: return put_run(b, p, n, ROLE_PREFORMATTED, "<pre>", "", "\n", "</pre>\n");
  case ROLE_BREAK: return buf_puts(b, STR("<hr/>\n")), (size_t)1;
  case ROLE_SUBHEAD: return put_subhead(b, p, how), (size_t)1;
  default: return put_line(b, "<p>", p, "</p>\n"), (size_t)1;
  }
}

static size_t put_box(Buf *b, const Article *at, const Para *p, size_t n, const BodyStyle *how) {
  const Story *st = at->story;
  bool note = p->box <= st->box_count && st->boxes[p->box - 1].kind == BOX_NOTE;
  size_t k = 0, of = 0;
  while (of < n && p[of].box == p->box) of++;
  buf_puts(b, note ? STR("<div class=\"box note\">\n") : STR("<div class=\"box\">\n"));
  while (k < of) k += put_block(b, p + k, of - k, how);
  buf_puts(b, STR("</div>\n"));
  return k;
}

void body_put(Buf *b, const Article *at, const BodyStyle *how) {
  const Story *st = at->story;
  size_t shown = 0;
  for (size_t i = 0; i < st->body.n;) {
    put_figures(b, at, how, shown, i + 1);
    shown = i + 1;
    const Para *p = &st->body.at[i];
    size_t n = st->body.n - i;
    i += p->box ? put_box(b, at, p, n, how) : put_block(b, p, n, how);
  }
  put_figures(b, at, how, shown, SIZE_MAX);
  put_line(b, "<p class=\"author\">", st->author, "</p>\n");
  put_lines(b, "<p class=\"notice\">", &st->notice, "</p>\n");
  put_line(b, "<p class=\"flag\">", st->flag, "</p>\n");
}

static void put_plain(Buf *b, const Para *p) {
  if (!p || !p->text.n) return;
  buf_puts(b, p->text);
  buf_putc(b, '\n');
}

void body_put_text(Buf *b, const Article *at) {
  const Story *st = at->story;
  for (size_t i = 0; i < st->body.n; i++) put_plain(b, &st->body.at[i]);
  put_plain(b, st->author);
  for (size_t i = 0; i < st->notice.n; i++) put_plain(b, &st->notice.at[i]);
  put_plain(b, st->flag);
}
