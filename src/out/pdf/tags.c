/* The tree of tags, article by article.
 *
 *   Document
 *     Sect            a page; its title is the page's number and name
 *       Nameplate, Ear, P   what the paper says of itself
 *       TOC           the index: Caption, TOCI > Reference > Link
 *       Art           a story, on whatever pages it stands; it hangs on the page where it begins
 *         Kicker H1 Deck Byline P H2 BlockQuote L Table Figure Caption …
 *
 * The headline is H1 and its subheads H2 to H4 in every article: a page of a newspaper has no heading above its headlines, so no level is
 * skipped (ISO 14289-1 7.4.2). A story without a headline has its subheads from H1 on.
 *
 * The order of the tree is the edition's reading order: page by page, the `order` of the operations. A paragraph that goes on in the next
 * leg, beyond a picture or on another page is one element, found again by the pointer to its copy. Below an element stand runs: stretches of
 * content that follow each other; the content streams cut them into marked sequences as they must (content.c, mark.c).
 *
 * Everything else is an artifact: rules, grounds, overlays, the engine's own ink, and the folio, which repeats itself from page to page. The
 * nameplate and the ears are read: who wants to know whether it will rain must not need eyes. */
#include "out/pdf/tags.h"

static const struct {
  const char *name, *standard;
} NAMES[TAG_COUNT] = {
#define TAG_ROW(id, name, standard) {name, standard},
    TAGS(TAG_ROW)
#undef TAG_ROW
};
const char *tag_name(TagKind k) { return NAMES[k].name; }
const char *tag_standard(TagKind k) { return NAMES[k].standard; }

enum { LISTS_DEEP = 6 };

typedef struct Pair {
  uint32_t ruby;
  Tag *tag;
} Pair; /* of base and reading */

/* An article (or the rest of a page) while its operations are met. */
typedef struct Reader {
  Tag *top;         /* Art; of a page: Sect */
  Tag *block;       /* the paragraph being read */
  Tag *around;      /* what of `top` it stands in */
  const void *copy; /* of the block */
  uint32_t para;
  Role role;
  int deep;   /* level of the last heading, 0: none yet */
  bool ended; /* the block's paragraph is over */
  Tag *caption, *caption_block;
  const void *caption_copy;
  Tag *list[LISTS_DEEP], *label, *entry, *jump;
  bool jump_ended;
  const PaintOp *entry_op;
  struct {
    Pair *at;
    size_t n, cap;
  } pairs; /* of the block */
} Reader;

typedef struct Tagger {
  PdfBook *b;
  Arena *a;
  size_t page;
  Reader *stories; /* by number */
  size_t story_count;
  Reader rest; /* of the page */
  Tag **of;    /* of the page's operations */
} Tagger;

static Tag *tag_add(Tagger *t, Tag *up, TagKind kind) {
  Tag *tag = arena_new(t->a, Tag);
  tag->kind = kind;
  tag->up = up;
  tag->page = t->page;
  tag->lang = up ? up->lang : t->b->edition->lang;
  if (!up) return tag;
  *(up->last ? &up->last->next : &up->first) = tag;
  return up->last = tag;
}

/* The run at an element's end. */
static Tag *run_at(Tagger *t, Tag *up) {
  return up->last && up->last->kind == TAG_RUN ? up->last : tag_add(t, up, TAG_RUN);
}

/* ---- readers */
static Tag *page_tag(Tagger *t) {
  if (t->rest.top) return t->rest.top;
  const PaintPage *p = t->b->edition->pages.at[t->page];
  t->rest.top = tag_add(t, t->b->root, TAG_SECT);
  bool english = t->b->edition->lang == LANG_EN;
  t->rest.top->title =
      str_f(t->a, english ? "Page %.*s%s%.*s" : "第%.*s版%s%.*s", STRF(p->label), p->name.n ? " " : "", STRF(p->name));
  return t->rest.top;
}

static Reader *reader_of(Tagger *t, uint32_t story) {
  if (story == STORY_NONE || story >= t->story_count) return page_tag(t), &t->rest;
  Reader *r = &t->stories[story];
  if (r->top) return r;
  r->top = tag_add(t, page_tag(t), TAG_ART);
  r->top->story = story;
  if (story < t->b->edition->stories.n) {
    r->top->title = t->b->edition->stories.at[story].title;
    r->top->lang = t->b->edition->stories.at[story].lang;
  }
  return r;
}

/* ---- blocks */
static void block_open(Tagger *t, Reader *r, Tag *up, TagKind kind, const PaintOp *op) {
  r->block = tag_add(t, up, kind);
  r->copy = op->copy;
  r->para = op->para;
  r->role = op->role;
  r->pairs.n = 0;
}

/* Lines of a headline are one heading, whether the engine or the copy parted them. Words of the engine have no copy: they go on until
 * their paragraph ends. */
static bool block_goes_on(const Reader *r, const PaintOp *op) {
  if (!r->block || r->role != op->role) return false;
  if (op->role == ROLE_HEADLINE) return true;
  if (op->copy || r->copy) return op->copy == r->copy;
  return op->para ? op->para == r->para : !r->ended;
}

/* A subhead's level below the headline's, but never more than one below the heading before it. */
static TagKind subhead_kind(const Reader *r, int level) {
  int most = r->deep + 1, want = 1 + (level < 1 ? 1 : level);
  if (want > most) want = most;
  return (TagKind)(TAG_H1 + (want > 4 ? 4 : want) - 1);
}

static TagKind kind_of(const Reader *r, const PaintOp *op) {
  switch (op->role) {
  case ROLE_KICKER: return TAG_KICKER;
  case ROLE_HEADLINE: return TAG_H1;
  case ROLE_SUBHEAD: return subhead_kind(r, op->level);
  case ROLE_DECK: return TAG_DECK;
  case ROLE_BYLINE:
  case ROLE_AUTHOR: return TAG_BYLINE;
  case ROLE_FLAG: return TAG_FLAG;
  case ROLE_NOTICE: return TAG_NOTICE;
  case ROLE_CREDIT: return TAG_CREDIT;
  case ROLE_NAMEPLATE: return TAG_NAMEPLATE;
  case ROLE_EAR: return TAG_EAR;
  default: return TAG_P;
  }
}

/* A list item goes into the list of its depth, and that into the body of the item it stands in. A paragraph that opens no item goes on in
 * the body of the last one. */
static void item_open(Tagger *t, Reader *r, const PaintOp *op) {
  int depth = op->level < 1 ? 1 : op->level > LISTS_DEEP ? LISTS_DEEP : op->level;
  bool fresh = r->role != ROLE_LIST || !r->block;
  for (int i = fresh ? 0 : depth; i < LISTS_DEEP; i++) r->list[i] = NULL;
  Tag *up = r->top;
  for (int i = 0; i < depth; i++) {
    if (!r->list[i]) r->list[i] = tag_add(t, up, TAG_LIST);
    Tag *item = r->list[i]->last;
    bool own = i + 1 == depth;
    if (!item || (own && op->item)) item = tag_add(t, r->list[i], TAG_ITEM);
    if (own && op->item) r->label = tag_add(t, item, TAG_LABEL);
    up = item->last && item->last->kind == TAG_ITEM_BODY ? item->last : tag_add(t, item, TAG_ITEM_BODY);
  }
  block_open(t, r, up, TAG_P, op);
}

/* The label stands before its item: the engine's words, whose paragraph is the next of the list. */
static Tag *label_run(Tagger *t, Reader *r, const PaintOp *op, const PaintOp *end) {
  const PaintOp *item = op + 1;
  while (item < end && (item->role != ROLE_LIST || item->story != op->story || !item->copy)) item++;
  if (item == end) return NULL;
  if (!block_goes_on(r, item)) item_open(t, r, item);
  if (!r->label) return NULL;
  r->label->up->up->numbered = op->text.n && op->text.p[0] >= '0' && op->text.p[0] <= '9';
  return run_at(t, r->label);
}

static void row_open(Tagger *t, Reader *r, const PaintOp *op) {
  if (r->role != ROLE_TABLE || op->level <= 1 || !r->around || r->around->kind != TAG_TABLE)
    r->around = tag_add(t, r->top, TAG_TABLE);
  block_open(t, r, r->around, TAG_ROW, op);
}

static Tag *cell_of(Tagger *t, Tag *row, const PaintOp *op) {
  size_t n = 0;
  for (Tag *c = row->first; c; c = c->next, n++)
    if (n == op->cell) return c;
  for (; n < op->cell; n++) tag_add(t, row, op->level == 1 ? TAG_HEAD_CELL : TAG_CELL);
  return tag_add(t, row, op->level == 1 ? TAG_HEAD_CELL : TAG_CELL);
}

/* Caption and credit of one picture are one caption. */
static Tag *caption_run(Tagger *t, Reader *r, const PaintOp *op) {
  bool same = r->caption && r->caption_copy == op->copy && r->caption->last == r->caption_block &&
              r->caption_block->kind == (op->role == ROLE_CREDIT ? TAG_CREDIT : TAG_P);
  if (!same) {
    bool credit =
        op->role == ROLE_CREDIT && r->caption && r->top->last == r->caption && r->caption_block->kind == TAG_P;
    if (!credit) r->caption = tag_add(t, r->top, TAG_CAPTION);
    r->caption_block = tag_add(t, r->caption, op->role == ROLE_CREDIT ? TAG_CREDIT : TAG_P);
    r->caption_copy = op->copy;
  }
  return run_at(t, r->caption_block);
}

/* ---- the index and other words that lead somewhere */
static Tag *link_run(Tagger *t, Tag *up, const PaintOp *op) {
  const Spot *to = spot_find(t->b, op->goto_story, op->goto_page);
  if (!to) return run_at(t, up);
  Tag *link = up->last && up->last->kind == TAG_LINK ? up->last : tag_add(t, up, TAG_LINK);
  if (t->b->options.links) link->link = link_add(t->b, link, t->page, op, to);
  if (!link->link) link->kind = TAG_REFERENCE;
  return run_at(t, link);
}

static Tag *index_run(Tagger *t, Reader *r, const PaintOp *op) {
  if (!r->around || r->around->kind != TAG_CONTENTS || r->top->last != r->around) {
    r->around = tag_add(t, r->top, TAG_CONTENTS);
    r->entry = NULL;
  }
  if (!op->goto_page) {
    if (r->entry || !r->around->last || r->around->last->kind != TAG_CAPTION)
      tag_add(t, r->entry ? tag_add(t, r->around, TAG_ENTRY) : r->around, r->entry ? TAG_P : TAG_CAPTION);
    Tag *last = r->around->last;
    return run_at(t, last->kind == TAG_ENTRY ? last->last : last);
  }
  if (!r->entry || r->entry_op->goto_story != op->goto_story || r->entry_op->goto_page != op->goto_page)
    r->entry = tag_add(t, tag_add(t, r->around, TAG_ENTRY), TAG_REFERENCE);
  r->entry_op = op;
  return link_run(t, r->entry, op);
}

/* 下转第2版, 上接第1版: the paragraph that they part goes on behind them, so they are no block in its way. */
static Tag *jump_run(Tagger *t, Reader *r, const PaintOp *op) {
  if (!r->jump || r->jump_ended) r->jump = tag_add(t, r->top, TAG_JUMP);
  r->jump_ended = op->para_end;
  return op->goto_page ? link_run(t, r->jump, op) : run_at(t, r->jump);
}

/* ---- base and reading: the base is read where it stands, the reading after it, wherever its ink comes in the content */
static Tag *ruby_run(Tagger *t, Reader *r, Tag *block, const PaintOp *op) {
  size_t i = 0;
  while (i < r->pairs.n && r->pairs.at[i].ruby != op->ruby) i++;
  if (i == r->pairs.n) {
    vec_add(t->a, &r->pairs, (Pair){op->ruby, tag_add(t, block, TAG_RUBY)});
    tag_add(t, r->pairs.at[i].tag, TAG_RUBY_BASE);
    tag_add(t, r->pairs.at[i].tag, TAG_RUBY_TEXT);
  }
  Tag *pair = r->pairs.at[i].tag;
  return run_at(t, op->reading ? pair->last : pair->first);
}

/* ---- operations */
static Tag *text_run(Tagger *t, const PaintOp *op, const PaintOp *end) {
  Reader *r = reader_of(t, op->story);
  if (op->role == ROLE_LIST && (op->artifact || !op->copy)) return label_run(t, r, op, end);
  if (op->role == ROLE_CAPTION || op->role == ROLE_CREDIT) return caption_run(t, r, op);
  if (op->role == ROLE_INDEX) return index_run(t, r, op);
  if (op->role == ROLE_JUMP) return jump_run(t, r, op);
  if (!block_goes_on(r, op)) {
    if (op->role == ROLE_LIST)
      item_open(t, r, op);
    else if (op->role == ROLE_TABLE)
      row_open(t, r, op);
    else if (op->role == ROLE_QUOTE)
      block_open(t, r,
                 r->role == ROLE_QUOTE && r->around && r->around->kind == TAG_QUOTE && r->top->last == r->around
                     ? r->around
                     : (r->around = tag_add(t, r->top, TAG_QUOTE)),
                 TAG_P, op);
    else
      block_open(t, r, r->top, kind_of(r, op), op);
  }
  if (r->block->kind >= TAG_H1 && r->block->kind <= TAG_H4) r->deep = (int)(r->block->kind - TAG_H1) + 1;
  r->ended = op->para_end;
  Tag *block = r->block;
  if (op->artifact) return NULL;
  if (block->kind == TAG_ROW) block = cell_of(t, block, op);
  if (op->goto_page) return link_run(t, block, op);
  return op->ruby ? ruby_run(t, r, block, op) : run_at(t, block);
}

/* A picture must say something to who cannot see it (ISO 14289-1 7.3). Without a text of its own its caption stands in, or a word for what
 * it is; where the file claims to be accessible, that is a finding. */
static Str figure_alt(Tagger *t, const PaintOp *op) {
  bool english = t->b->edition->lang == LANG_EN, ad = op->role == ROLE_AD;
  const PaintPage *p = t->b->edition->pages.at[t->page];
  if (op->alt.n) return op->alt;
  const char *word = english ? (ad ? "Advertisement" : "Picture") : ad ? "广告" : "图片";
  if (t->b->options.claims & PDF_UA1) {
    diag_add(t->b->job->diags, DIAG_ALT_MISSING, op->span,
             "the picture '%.*s' has no text for who cannot see it; %s stands in",
             STRF(op->pict ? path_base(op->pict->path) : STR("?")),
             op->caption.n ? "its caption" : "a word for its kind");
    diag_add_place(t->b->job->diags, (DiagPlace){.page = p->number, .rect = op->box, .has_rect = true});
  }
  return op->caption.n ? op->caption : str_of(word);
}

static Tag *figure_run(Tagger *t, const PaintOp *op) {
  Tag *up = reader_of(t, op->story)->top, *tag = tag_add(t, up, TAG_FIGURE);
  tag->figure = op;
  tag->alt = figure_alt(t, op);
  return run_at(t, tag);
}

static bool is_picture(const PaintOp *op) {
  if (op->role == ROLE_TEASER) return false; /* it is read where its story stands; here its words lead there */
  return op->kind == PAINT_PICTURE || (op->kind == PAINT_RECT && op->role == ROLE_PLACEHOLDER);
}

static bool is_read(const PaintOp *op) {
  return op->kind == PAINT_TEXT && op->n && op->layer == LAYER_PAGE && op->role != ROLE_FOLIO &&
         op->role != ROLE_OVERSET && (!op->artifact || op->role == ROLE_LIST);
}

/* Pictures are drawn before the text and read where their order says. */
static void page_tags(Tagger *t) {
  const PaintPage *p = t->b->edition->pages.at[t->page];
  VEC(size_t) pictures = {0};
  for (size_t i = 0; i < p->ops.n; i++) {
    if (!is_picture(&p->ops.at[i])) continue;
    vec_add(t->a, &pictures, i);
    for (size_t k = pictures.n - 1; k && p->ops.at[pictures.at[k - 1]].order > p->ops.at[i].order; k--) {
      pictures.at[k] = pictures.at[k - 1];
      pictures.at[k - 1] = i;
    }
  }
  size_t next = 0;
  for (size_t i = 0; i < p->ops.n; i++) {
    const PaintOp *op = &p->ops.at[i];
    if (!is_read(op)) continue;
    for (; next < pictures.n && p->ops.at[pictures.at[next]].order < op->order; next++)
      t->of[pictures.at[next]] = figure_run(t, &p->ops.at[pictures.at[next]]);
    t->of[i] = text_run(t, op, p->ops.at + p->ops.n);
  }
  for (; next < pictures.n; next++) t->of[pictures.at[next]] = figure_run(t, &p->ops.at[pictures.at[next]]);
}

void book_tag(PdfBook *b) {
  const PaintEdition *e = b->edition;
  Tagger t = {.b = b, .a = b->job->arena, .story_count = e->stories.n};
  t.stories = arena_array(t.a, Reader, e->stories.n + 1);
  b->root = tag_add(&t, NULL, TAG_DOCUMENT);
  b->tag_of = arena_array(t.a, Tag **, e->pages.n + 1);
  for (t.page = 0; t.page < e->pages.n; t.page++) {
    t.rest = (Reader){0};
    t.of = b->tag_of[t.page] = arena_array(t.a, Tag *, e->pages.at[t.page]->ops.n + 1);
    page_tag(&t);
    page_tags(&t);
  }
}

void page_take_marks(PdfBook *b, size_t page) {
  const PdfPage *p = &b->pages[page];
  for (size_t i = 0; i < p->marks.n; i++)
    vec_add(b->job->arena, &p->marks.at[i]->marks, (TagMark){(uint32_t)page, (uint32_t)i});
}
