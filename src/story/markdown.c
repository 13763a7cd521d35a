/* markdown: the copy, through md4c, becomes a flat list of blocks.
 *
 * md4c walks the mask (mask.c) and tells what it finds; every piece of text is a pointer into it, hence a place in the source, and
 * is taken from the source there. Nesting is flattened on the way: a newspaper sets paragraphs, and what a paragraph stands in
 * (quote, list, table row) is its role and level. A hard line break ends a paragraph that the next one runs on from, because no
 * paragraph holds a newline.
 *
 * Switched off: indented code (Chinese copy is indented with anything), HTML (kept as text and reported), all that is no
 * CommonMark except tables. Tables can be made to explode (n header cells times n one-character rows): past a number of
 * events that honest copy cannot reach, the copy is read again without them. */
#include "story/inside.h"

#include <md4c.h>
#include <string.h>

typedef struct ListLevel {
  bool ordered, fresh; /* fresh: the item's first paragraph is still to come */
  unsigned ordinal;
  char delimiter;
} ListLevel;

typedef struct Reading {
  Copy *c;
  const char *mask;
  Str src; /* the copy without its front matter */
  ParaBuild b;
  size_t quotes;
  struct {
    ListLevel *at;
    size_t n, cap;
  } lists;
  int heading, row, cells; /* heading: 0 none; row: 0 no table */
  bool in_code, code_line_start, run_on, linked;
  bool newline;                /* a soft break stands before what comes next */
  uint32_t newline_at, cursor; /* cursor: where the source of the last text ends */
  int images;                  /* depth of nesting */
  Buf alt;
  StoryPicture *picture;
  struct {
    StoryPicture **at;
    size_t n, cap;
  } pictures; /* of the paragraph that is being read */
  size_t events, events_most;
} Reading;

static Arena *arena_of(Reading *r) { return r->c->job->arena; }

static uint32_t place(const Reading *r, const char *p) { return r->c->body_at + (uint32_t)(p - r->mask); }

static bool is_placed(const Reading *r, const char *p) { return p >= r->mask && p < r->mask + r->src.n; }

/* md4c's attribute strings point into the mask unless they held an escape or an entity */
static Str attribute(Reading *r, const MD_ATTRIBUTE *a) {
  if (!a->size) return (Str){0};
  if (is_placed(r, a->text)) return str_sub(r->c->text, place(r, a->text), place(r, a->text) + a->size);
  return str_copy(arena_of(r), (Str){a->text, a->size});
}

/* ---- blocks */

static Role role_now(const Reading *r) {
  if (r->in_code) return ROLE_PREFORMATTED;
  if (r->heading) return ROLE_SUBHEAD;
  if (r->row) return ROLE_TABLE;
  if (r->lists.n) return ROLE_LIST;
  return r->quotes ? ROLE_QUOTE : ROLE_BODY;
}

/* The number as it was typed: Markdown would count for itself, a newspaper prints what the desk wrote. */
static Str bullet_typed(Reading *r, uint32_t at) {
  Str s = r->c->text;
  size_t end = at;
  while (end > r->c->body_at && (s.p[end - 1] == ' ' || s.p[end - 1] == '\t')) end--;
  size_t digits = end ? end - 1 : 0;
  while (digits > r->c->body_at && s.p[digits - 1] >= '0' && s.p[digits - 1] <= '9') digits--;
  bool typed = end > digits + 1 && (s.p[end - 1] == '.' || s.p[end - 1] == ')');
  if (!typed) return (Str){0};
  copy_drop(r->c, (uint32_t)digits, (uint32_t)end, DROP_LIST_NUMBER);
  return str_sub(s, digits, end);
}

static Str bullet_make(Reading *r, const Para *p) {
  ListLevel *l = &r->lists.at[r->lists.n - 1];
  l->fresh = false;
  if (!l->ordered) return STR("•");
  Str typed = p->text.n ? bullet_typed(r, p->span.at) : (Str){0};
  return typed.n ? typed : str_f(arena_of(r), "%u%c", l->ordinal, l->delimiter);
}

static void add_block(Reading *r, Block b) { vec_add(arena_of(r), &r->c->blocks, b); }

static void add_picture_blocks(Reading *r) {
  for (size_t i = 0; i < r->pictures.n; i++) {
    StoryPicture *p = r->pictures.at[i];
    add_block(r, (Block){.para = {.role = ROLE_PICTURE, .span = p->span}, .picture = p});
  }
  r->pictures.n = 0;
}

static int level_now(const Reading *r, Role role) {
  if (role == ROLE_LIST) return (int)r->lists.n;
  if (role == ROLE_SUBHEAD) return r->heading > 5 ? 3 : r->heading > 2 ? r->heading - 2 : 0;
  return r->row;
}

static Para row_read(Reading *r, const Para *raw) {
  Para p = raw->text.n ? inline_read(r->c, raw) : *raw;
  if (p.piece_count > 1 && str_has_prefix(p.text, STR("\xE3\x80\x80")))
    p.span.at = p.pieces[1].src; /* an empty cell stands nowhere */
  return p;
}

/* Ends the paragraph that is being read, if there is one. An empty heading still opens its story. */
static void flush(Reading *r) {
  Role role = role_now(r);
  bool open_list = role == ROLE_LIST && r->lists.at[r->lists.n - 1].fresh;
  Para raw = para_close(&r->b, role), p = para_trim(arena_of(r), &raw);
  if (role == ROLE_PREFORMATTED)
    p = raw;
  else if (role == ROLE_TABLE) /* blanks at its ends are empty cells */
    p = row_read(r, &raw);
  else if (p.text.n)
    p = inline_read(r->c, &p);
  r->newline = false;
  bool counted = open_list && r->lists.at[r->lists.n - 1].ordered && !p.text.n;
  if (p.text.n || r->heading || counted) {
    if (!p.piece_count) p.span = (Span){r->c->file, r->cursor, r->cursor};
    if (open_list) p.bullet = bullet_make(r, &p);
    p.level = level_now(r, role);
    bool top = !r->quotes && !r->lists.n;
    add_block(r, (Block){.para = p, .heading = top ? (uint8_t)r->heading : 0, .run_on = r->run_on});
  }
  r->run_on = false;
  add_picture_blocks(r);
}

/* the end of (target "title"), which begins at `at`; `end` if it does not close before */
static size_t target_end(Str s, size_t at, size_t end) {
  int depth = 0;
  for (size_t i = at; i < end; i++) {
    char c = s.p[i];
    if (c == '\\')
      i++;
    else if (c == '(')
      depth++;
    else if (c == ')' && !--depth)
      return i + 1;
    else if ((c == '"' || c == '\'') && (s.p[i - 1] == ' ' || s.p[i - 1] == '\n')) {
      const char *close = memchr(s.p + i + 1, c, end - i - 1);
      if (close) i = (size_t)(close - s.p);
    }
  }
  return end;
}

/* A link's target and title stand between its text and whatever comes next; so do those of a picture inside a link. */
static void drop_target(Reading *r, uint32_t next) {
  Str s = r->c->text;
  for (size_t at = r->cursor; r->linked && at + 1 < next; at++) {
    if (s.p[at] != ']' || s.p[at + 1] != '(') continue;
    size_t end = target_end(s, at + 1, next);
    copy_drop(r->c, (uint32_t)at, (uint32_t)end, DROP_LINK);
    at = end - 1;
  }
  r->linked = false;
}

/* md4c does not say where a break stands: it is the next line below the last text that is nothing but such marks. */
static void add_break(Reading *r) {
  Str s = r->c->text;
  size_t at = r->cursor;
  while (at > r->c->body_at && at < s.n && s.p[at] != '\n') at++; /* past the marks that close the text's own line */
  while (at < s.n && s.p[at] != '-' && s.p[at] != '*' && s.p[at] != '_' && s.p[at] != '=') at++;
  size_t end = at;
  while (end < s.n && s.p[end] != '\n') end++;
  Span span = {r->c->file, (uint32_t)at, (uint32_t)end};
  drop_target(r, span.at);
  add_block(r, (Block){.para = {.role = ROLE_BREAK, .span = span}});
  r->cursor = span.end;
}

/* Text that md4c has not been asked for yet must not be flushed with the wrong role: an empty builder makes no block. */
static void flush_text(Reading *r) {
  if (r->b.text.n || r->pictures.n) flush(r);
}

/* U+3000 before all cells but the first: as plain text, cells of a row stand one em apart. */
static void open_cell(Reading *r, const MD_BLOCK_TD_DETAIL *d) {
  static const char ALIGNS[] = {'-', 'l', 'c', 'r'};
  char align = (unsigned)d->align < COUNT(ALIGNS) ? ALIGNS[d->align] : '-';
  para_open_mark(&r->b, MARK_CELL, str_f(arena_of(r), "%c%d", align, r->cells));
  if (r->cells++) para_put(&r->b, STR("\xE3\x80\x80"), r->cursor);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user) {
  Reading *r = user;
  if (++r->events > r->events_most) return 1;
  switch (type) {
  case MD_BLOCK_QUOTE:
    flush_text(r);
    r->quotes++;
    break;
  case MD_BLOCK_UL:
  case MD_BLOCK_OL: {
    flush_text(r);
    ListLevel l = {.ordered = type == MD_BLOCK_OL};
    if (l.ordered) {
      const MD_BLOCK_OL_DETAIL *d = detail;
      l.ordinal = d->start - 1;
      l.delimiter = d->mark_delimiter;
    }
    vec_add(arena_of(r), &r->lists, l);
    break;
  }
  case MD_BLOCK_LI:
    r->lists.at[r->lists.n - 1].fresh = true;
    r->lists.at[r->lists.n - 1].ordinal++;
    break;
  case MD_BLOCK_H:
    flush_text(r);
    r->heading = (int)((const MD_BLOCK_H_DETAIL *)detail)->level;
    break;
  case MD_BLOCK_CODE: {
    flush_text(r);
    r->in_code = r->code_line_start = true;
    const MD_ATTRIBUTE *info = &((const MD_BLOCK_CODE_DETAIL *)detail)->info;
    if (info->size && is_placed(r, info->text))
      copy_drop(r->c, place(r, info->text), place(r, info->text) + info->size, DROP_CODE_INFO);
    break;
  }
  case MD_BLOCK_HR:
    flush_text(r);
    add_break(r);
    break;
  case MD_BLOCK_P: flush_text(r); break;
  case MD_BLOCK_TR:
    r->row = r->row < 0 ? 1 - r->row : r->row + 1;
    r->cells = 0;
    break;
  case MD_BLOCK_TH:
  case MD_BLOCK_TD: open_cell(r, detail); break;
  default: break;
  }
  return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user) {
  (void)detail;
  Reading *r = user;
  switch (type) {
  case MD_BLOCK_QUOTE:
    flush_text(r);
    r->quotes--;
    break;
  case MD_BLOCK_UL:
  case MD_BLOCK_OL: r->lists.n--; break;
  case MD_BLOCK_LI:
    if (r->b.text.n || r->pictures.n || r->lists.at[r->lists.n - 1].fresh) flush(r);
    break;
  case MD_BLOCK_H:
    flush(r);
    r->heading = 0;
    break;
  case MD_BLOCK_CODE:
    flush_text(r);
    r->in_code = false;
    break;
  case MD_BLOCK_P: flush(r); break;
  case MD_BLOCK_TH:
  case MD_BLOCK_TD: para_close_mark(&r->b, MARK_CELL); break;
  case MD_BLOCK_TR:
    flush_text(r);
    r->row = -r->row; /* between rows: no row, and yet its number */
    break;
  case MD_BLOCK_TABLE: r->row = 0; break;
  default: break;
  }
  return 0;
}

/* ---- spans */

/* A picture's title is its caption: ![alt](file "caption"). One that held escapes or entities is not in the source as it is: it
 * has a span and no pieces. */
static Para *title_para(Reading *r, const MD_ATTRIBUTE *title) {
  bool placed = is_placed(r, title->text);
  uint32_t at = placed ? place(r, title->text) : r->cursor;
  Str text = attribute(r, title);
  char *bytes = str_z(arena_of(r), text);
  for (size_t i = 0; i < text.n; i++)
    if (bytes[i] == '\n') bytes[i] = ' ';
  Para *p = para_plain(arena_of(r), ROLE_CAPTION, (Str){bytes, text.n}, (Span){r->c->file, at, at + (uint32_t)text.n});
  if (!placed) p->piece_count = 0;
  return p;
}

static void open_image(Reading *r, const MD_SPAN_IMG_DETAIL *d) {
  if (r->images++) return;
  r->picture = arena_new(arena_of(r), StoryPicture);
  *r->picture = (StoryPicture){.file = attribute(r, &d->src), .focus_x_pm = 500, .focus_y_pm = 500};
  r->picture->span = (Span){r->c->file, r->cursor, r->cursor};
  if (is_placed(r, d->src.text))
    r->picture->span = (Span){r->c->file, place(r, d->src.text), place(r, d->src.text) + d->src.size};
  if (d->title.size) r->picture->caption = title_para(r, &d->title);
  r->alt = buf_make(arena_of(r), r->src.n + 16);
}

static void close_image(Reading *r) {
  if (--r->images) return;
  r->picture->alt = str_copy(arena_of(r), buf_str(&r->alt));
  r->linked = true;
  if (r->b.text.n || r->b.open.n) {
    vec_add(arena_of(r), &r->pictures, r->picture);
    return;
  }
  vec_add(arena_of(r), &r->pictures, r->picture); /* it stands before the paragraph's text, if any follows */
  add_picture_blocks(r);
}

static bool mark_of(MD_SPANTYPE type, MarkKind *kind) {
  switch (type) {
  case MD_SPAN_EM: *kind = MARK_EMPHASIS; return true;
  case MD_SPAN_STRONG: *kind = MARK_STRONG; return true;
  case MD_SPAN_A: *kind = MARK_LINK; return true;
  case MD_SPAN_CODE: *kind = MARK_CODE; return true;
  default: return false;
  }
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user) {
  Reading *r = user;
  MarkKind kind;
  if (++r->events > r->events_most) return 1;
  if (type == MD_SPAN_IMG)
    open_image(r, detail);
  else if (!r->images && mark_of(type, &kind))
    para_open_mark(&r->b, kind, type == MD_SPAN_A ? attribute(r, &((const MD_SPAN_A_DETAIL *)detail)->href) : (Str){0});
  return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user) {
  (void)detail;
  Reading *r = user;
  MarkKind kind;
  if (type == MD_SPAN_IMG)
    close_image(r);
  else if (!r->images && mark_of(type, &kind)) {
    para_close_mark(&r->b, kind);
    if (type == MD_SPAN_A) r->linked = true;
  }
  return 0;
}

/* ---- text */

static const struct {
  const char *name;
  uint32_t cp;
} ENTITIES[] = {
    {"amp", '&'},     {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},
    {"ensp", 0x2002}, {"emsp", 0x2003},  {"thinsp", 0x2009}, {"mdash", 0x2014}, {"ndash", 0x2013}, {"hellip", 0x2026},
    {"middot", 0xB7}, {"ldquo", 0x201C}, {"rdquo", 0x201D},  {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"bull", 0x2022},
    {"copy", 0xA9},   {"reg", 0xAE},     {"trade", 0x2122},  {"deg", 0xB0},     {"plusmn", 0xB1},  {"times", 0xD7},
    {"divide", 0xF7}, {"yen", 0xA5},     {"euro", 0x20AC},   {"pound", 0xA3},   {"sect", 0xA7},    {"permil", 0x2030},
    {"laquo", 0xAB},  {"raquo", 0xBB},   {"larr", 0x2190},   {"rarr", 0x2192},  {"frac12", 0xBD},  {"sup2", 0xB2},
};

static uint32_t number_entity(Str digits, unsigned base) {
  uint32_t v = 0;
  for (size_t i = 0; i < digits.n; i++) {
    char c = digits.p[i];
    uint32_t d = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 32) - 'a') + 10;
    if (d >= base || v > 0x10FFFF) return 0;
    v = v * base + d;
  }
  bool fit = v >= ' ' && v <= 0x10FFFF && (v < 0xD800 || v > 0xDFFF) && (v < 0x7F || v > 0x9F);
  return fit ? v : 0;
}

/* 0: not known; the entity stays as it was typed */
static uint32_t entity_find(Str e) {
  Str name = str_sub(e, 1, e.n - 1);
  if (str_has_prefix(name, STR("#x")) || str_has_prefix(name, STR("#X")))
    return number_entity(str_sub(name, 2, name.n), 16);
  if (str_has_prefix(name, STR("#"))) return number_entity(str_sub(name, 1, name.n), 10);
  for (size_t i = 0; i < COUNT(ENTITIES); i++)
    if (str_is(name, ENTITIES[i].name)) return ENTITIES[i].cp;
  return 0;
}

/* The newline before `after`: nothing between Han, a blank between Latin words. */
static void put_newline(Reading *r, uint32_t after) {
  Str so_far = buf_str(&r->b.text);
  r->newline = false;
  if (!seam_blank(utf8_before(so_far, so_far.n), after, r->c->lang)) return;
  for (size_t i = r->b.open.n; i-- > 0 && r->b.open.at[i].at == so_far.n;) r->b.open.at[i].at++;
  para_put(&r->b, STR(" "), r->newline_at);
}

static void put_text(Reading *r, Str s, uint32_t src, uint32_t src_end) {
  drop_target(r, src);
  r->cursor = src_end;
  if (r->images) {
    buf_puts(&r->alt, s);
    copy_drop(r->c, src, src_end, DROP_PICTURE);
    return;
  }
  if (r->newline) put_newline(r, text_first(s));
  para_put(&r->b, s, src);
}

static void put_entity(Reading *r, Str e, uint32_t src) {
  uint32_t cp = entity_find(e), end = src + (uint32_t)e.n;
  if (!cp) {
    put_text(r, e, src, end);
    return;
  }
  char bytes[4];
  size_t n = utf8_put(bytes, cp);
  put_text(r, (Str){bytes, n}, src, end);
  r->b.src_end = UINT32_MAX; /* what follows begins a piece of its own */
  copy_drop(r->c, src, end, DROP_ENTITY);
}

/* One line of code at a time; its indent comes from the source, not from md4c's blanks. */
static void put_code(Reading *r, Str s, uint32_t src) {
  if (r->code_line_start) {
    uint32_t at = src;
    while (at > r->c->body_at && (r->c->text.p[at - 1] == ' ' || r->c->text.p[at - 1] == '\t')) at--;
    bool whole = at == r->c->body_at || r->c->text.p[at - 1] == '\n';
    if (whole && at < src) s = str_sub(r->c->text, at, src + s.n), src = at;
    r->code_line_start = false;
  }
  put_text(r, s, src, src + (uint32_t)s.n);
}

static void end_code_line(Reading *r) {
  flush_text(r);
  r->code_line_start = true;
}

/* What md4c says in words of its own: breaks, and the blanks and newlines of code. */
static void put_made(Reading *r, MD_TEXTTYPE type, Str s) {
  if (type == MD_TEXT_NULLCHAR) return; /* a NUL is no text: text_read has reported and dropped it */
  if (r->in_code) {
    if (s.n && s.p[0] == '\n') end_code_line(r);
  } else if (r->images) {
    buf_putc(&r->alt, ' ');
  } else if (type == MD_TEXT_BR) {
    flush_text(r);
    r->run_on = true;
  } else if (!r->newline) { /* a soft break, or a newline inside a code span */
    r->newline = true;
    r->newline_at = r->cursor;
  }
}

static int put(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user) {
  Reading *r = user;
  if (++r->events > r->events_most) return 1;
  if (!is_placed(r, text)) {
    put_made(r, type, (Str){text, size});
    return 0;
  }
  uint32_t src = place(r, text);
  Str s = str_sub(r->c->text, src, src + size);
  if (r->in_code)
    put_code(r, s, src);
  else if (type == MD_TEXT_ENTITY)
    put_entity(r, s, src);
  else
    put_text(r, s, src, src + size);
  return 0;
}

/* ---- the whole */

static int parse(Copy *c, const char *mask, unsigned flags, size_t events_most) {
  Reading r = {.c = c, .mask = mask, .src = str_sub(c->text, c->body_at, c->text.n), .events_most = events_most};
  r.cursor = c->body_at;
  r.b = para_build(c->job->arena, c->file);
  MD_PARSER parser = {.flags = flags,
                      .enter_block = enter_block,
                      .leave_block = leave_block,
                      .enter_span = enter_span,
                      .leave_span = leave_span,
                      .text = put};
  int failed = md_parse(mask, (MD_SIZE)r.src.n, &parser, &r);
  drop_target(&r, (uint32_t)c->text.n);
  return failed;
}

void markdown_read(Copy *c) {
  enum {
    EVENTS_FOR_A_BYTE = 8
  }; /* a mark-up character opens and closes two things at most; a table row adds its cells */
  const unsigned flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTML | MD_FLAG_PERMISSIVEATXHEADERS;
  Str body = str_sub(c->text, c->body_at, c->text.n);
  Arena *scratch = arena_open();
  char *mask = mask_make(scratch, body);
  fences_find(c, mask);
  size_t drops = c->drops.n;
  if (parse(c, mask, flags | MD_FLAG_TABLES, body.n * EVENTS_FOR_A_BYTE + 1024)) {
    c->blocks.n = 0;
    c->drops.n = drops;
    must(parse(c, mask, flags, SIZE_MAX) == 0);
  }
  arena_close(scratch);
}
