/* The tree of tags as objects (ISO 32000-1 14.7): elements, the parent tree that leads from a page's content back to them, and what the
 * catalog and the pages say of them. Elements are numbered in the order of the tree, so the file reads like the edition. */
#include "out/pdf/haru.h"
#include "out/pdf/tags.h"

typedef struct Built {
  Haru *h;
  HPDF_Dict *at; /* by order of numbering */
  size_t n, cap;
  size_t next;
} Built;

/* An element without content has no place in the tree: an article whose copy is overset, a table's cell without text. */
static bool has_content(const Tag *t) {
  if (t->kind == TAG_RUN) return t->marks.n > 0;
  if (t->link || t->kind == TAG_CELL || t->kind == TAG_HEAD_CELL)
    return true; /* an empty cell still keeps its column */
  for (const Tag *k = t->first; k; k = k->next)
    if (has_content(k)) return true;
  return false;
}

/* Deep is only what lists nest, and they do not nest deeper than tags.c lets them. */
static void number_tags(Built *s, Tag *t) {
  if (t->kind == TAG_RUN || (t->up && !has_content(t))) return;
  HPDF_Dict d = raw_new(s->h);
  t->number = object_number(d);
  if (s->n == s->cap) {
    size_t cap = s->cap ? s->cap * 2 : 1024;
    s->at = arena_grow(s->h->a, s->at, s->cap * sizeof *s->at, cap * sizeof *s->at);
    s->cap = cap;
  }
  s->at[s->n++] = d;
  for (Tag *k = t->first; k; k = k->next) number_tags(s, k);
}

/* ---- one element */
static void put_marks(const Haru *h, Buf *b, const Tag *t, const Tag *run) {
  for (size_t i = 0; i < run->marks.n; i++) {
    const TagMark *m = &run->marks.at[i];
    if (m->page == t->page) {
      raw_int(b, m->mcid);
      continue;
    }
    raw_puts(b, "<</Type/MCR/Pg");
    raw_ref(b, object_number(page_object(h, m->page)));
    raw_puts(b, "/MCID");
    raw_int(b, m->mcid);
    raw_puts(b, ">>");
  }
}

static void put_kids(const Haru *h, Buf *b, const Tag *t) {
  raw_puts(b, "/K[");
  for (const Tag *k = t->first; k; k = k->next) {
    if (k->kind == TAG_RUN) {
      put_marks(h, b, t, k);
    } else if (k->number) {
      raw_ref(b, k->number);
    }
  }
  if (t->link) {
    const Leading *l = &h->book->links.at[t->link - 1];
    raw_puts(b, "<</Type/OBJR/Pg");
    raw_ref(b, object_number(page_object(h, l->page)));
    raw_puts(b, "/Obj");
    raw_ref(b, h->links[t->link - 1]);
    raw_puts(b, ">>");
  }
  raw_puts(b, "]");
}

static void put_attributes(const Haru *h, Buf *b, const Tag *t) {
  switch (t->kind) {
  case TAG_FIGURE:
    raw_puts(b, "/A<</O/Layout/Placement/Block/BBox");
    raw_rect(b, h->book->edition->pages.at[t->page], t->figure->box);
    raw_puts(b, ">>");
    break;
  case TAG_HEAD_CELL: raw_puts(b, "/A<</O/Table/Scope/Column>>"); break;
  case TAG_LIST:
    raw_puts(b, t->numbered ? "/A<</O/List/ListNumbering/Decimal>>" : "/A<</O/List/ListNumbering/Disc>>");
    break;
  default: break;
  }
}

static void put_element(Built *s, const Tag *t, uint32_t up) {
  const Haru *h = s->h;
  Buf b = buf_make(h->a, (size_t)1 << 26);
  raw_puts(&b, "/S/"); /* Type may be left out (14.7.2), and there are thousands */
  raw_puts(&b, tag_name(t->kind));
  raw_puts(&b, "/P");
  raw_ref(&b, up);
  raw_puts(&b, "/Pg");
  raw_ref(&b, object_number(page_object(h, t->page)));
  if (t->title.n) raw_puts(&b, "/T"), raw_text(&b, t->title);
  if (t->alt.n) raw_puts(&b, "/Alt"), raw_text(&b, t->alt);
  if (!t->up || t->lang != t->up->lang) raw_puts(&b, "/Lang("), raw_puts(&b, lang_tag(t->lang)), raw_puts(&b, ")");
  put_attributes(h, &b, t);
  put_kids(h, &b, t);
  raw_set(s->h, s->at[s->next++], &b);
  for (const Tag *k = t->first; k; k = k->next)
    if (k->number) put_element(s, k, t->number);
}

/* ---- the parent tree: for each page the elements of its sequences by MCID, for each link its element */
static HPDF_Dict parents_of_page(Haru *h, size_t page) {
  const PdfPage *p = &h->book->pages[page];
  HPDF_Dict d = raw_new(h);
  Buf b = buf_make(h->a, (size_t)1 << 26);
  raw_puts(&b, "/Limits[");
  raw_int(&b, (int64_t)page);
  raw_int(&b, (int64_t)page);
  raw_puts(&b, "]/Nums[");
  raw_int(&b, (int64_t)page);
  raw_puts(&b, "[");
  for (size_t i = 0; i < p->marks.n; i++) raw_ref(&b, p->marks.at[i]->up->number);
  raw_puts(&b, "]]");
  raw_set(h, d, &b);
  return d;
}

static HPDF_Dict parents_of_links(Haru *h) {
  const PdfBook *book = h->book;
  int64_t first = (int64_t)book->edition->pages.n, last = first + (int64_t)book->links.n - 1;
  HPDF_Dict d = raw_new(h);
  Buf b = buf_make(h->a, (size_t)1 << 26);
  raw_puts(&b, "/Limits[");
  raw_int(&b, first);
  raw_int(&b, last);
  raw_puts(&b, "]/Nums[");
  for (size_t i = 0; i < book->links.n; i++) {
    raw_int(&b, first + (int64_t)i);
    raw_ref(&b, book->links.at[i].tag->number);
  }
  raw_puts(&b, "]");
  raw_set(h, d, &b);
  return d;
}

static HPDF_Dict parent_tree(Haru *h) {
  const PdfBook *book = h->book;
  HPDF_Dict d = raw_new(h);
  Buf b = buf_make(h->a, (size_t)1 << 26);
  raw_puts(&b, "/Kids[");
  for (size_t i = 0; i < book->edition->pages.n; i++) raw_ref(&b, object_number(parents_of_page(h, i)));
  if (book->links.n) raw_ref(&b, object_number(parents_of_links(h)));
  raw_puts(&b, "]");
  raw_set(h, d, &b);
  return d;
}

static void put_root(Haru *h, HPDF_Dict root) {
  const PdfBook *book = h->book;
  HPDF_Dict parents = parent_tree(h);
  Buf b = buf_make(h->a, 1 << 16);
  raw_puts(&b, "/Type/StructTreeRoot/K");
  raw_ref(&b, book->root->number);
  raw_puts(&b, "/ParentTree");
  raw_ref(&b, object_number(parents));
  raw_puts(&b, "/ParentTreeNextKey");
  raw_int(&b, (int64_t)(book->edition->pages.n + book->links.n));
  raw_puts(&b, "/RoleMap<<");
  for (int k = 0; k < TAG_COUNT; k++)
    if (*tag_standard((TagKind)k)) buf_putf(&b, "/%s/%s", tag_name((TagKind)k), tag_standard((TagKind)k));
  raw_puts(&b, ">>");
  raw_set(h, root, &b);
}

void save_structure(Haru *h) {
  const PdfBook *book = h->book;
  HPDF_Dict root = raw_new(h), marked = dict_new(h, false), view = dict_new(h, false);
  Built s = {.h = h};
  number_tags(&s, book->root);
  put_element(&s, book->root, object_number(root));
  put_root(h, root);
  put(h->doc->catalog, "StructTreeRoot", root);
  if (marked) HPDF_Dict_AddBoolean(marked, "Marked", HPDF_TRUE);
  put(h->doc->catalog, "MarkInfo", marked);
  if (view) HPDF_Dict_AddBoolean(view, "DisplayDocTitle", HPDF_TRUE);
  put(h->doc->catalog, "ViewerPreferences", view);
  for (size_t i = 0; i < book->edition->pages.n; i++) {
    put_int(page_object(h, i), "StructParents", (int64_t)i);
    put_name(page_object(h, i), "Tabs", "S");
  }
}
