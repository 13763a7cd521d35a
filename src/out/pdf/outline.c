/* The outline (ISO 32000-1 12.3.3): pages, and below each the articles that begin on it. */
#include "out/pdf/haru.h"
#include "out/pdf/tags.h"

typedef struct Entry {
  HPDF_Dict object;
  const Tag *tag; /* NULL: the file has no tags */
  Str title;
  size_t page, first, last; /* of its articles: places in the list; 0: none */
  size_t next, before, up;
  int64_t count;
  Rect box;
} Entry;
typedef struct Entries {
  Entry *at;
  size_t n, cap;
} Entries; /* [0] is the outline itself */

static void link_entry(Entries *es, size_t up, size_t i) {
  Entry *u = &es->at[up], *e = &es->at[i];
  e->up = up;
  e->before = u->last;
  if (u->last)
    es->at[u->last].next = i;
  else
    u->first = i;
  u->last = i;
  u->count++;
}

/* A story hangs under the page where it begins, as its tag does. One without headline is not listed. */
static void add_stories(Haru *h, Entries *es, size_t up, const Tag *sect) {
  const PdfBook *b = h->book;
  for (const Tag *t = sect->first; t; t = t->next) {
    if (t->kind != TAG_ART || !t->title.n) continue;
    size_t i = es->n;
    vec_add(h->a, es, (Entry){.object = raw_new(h), .tag = t, .title = t->title, .page = t->page});
    for (size_t k = 0; k < b->spots.n; k++)
      if (b->spots.at[k].page == t->page && b->spots.at[k].story == t->story) {
        es->at[i].box = b->spots.at[k].box;
        break;
      }
    link_entry(es, up, i);
  }
}

static void put_entry(Haru *h, const Entries *es, size_t i) {
  const Entry *e = &es->at[i];
  const struct {
    const char *key;
    size_t to;
  } rows[] = {{"/Prev", e->before}, {"/Next", e->next}, {"/First", e->first}, {"/Last", e->last}};
  Buf b = buf_make(h->a, 1 << 20);
  if (i) {
    raw_puts(&b, "/Title");
    raw_text(&b, e->title);
    raw_puts(&b, "/Parent");
    raw_ref(&b, object_number(es->at[e->up].object));
    raw_puts(&b, "/Dest");
    raw_top(&b, h, e->page, e->box);
    if (e->tag && e->tag->number) raw_puts(&b, "/SE"), raw_ref(&b, e->tag->number);
  } else {
    raw_puts(&b, "/Type/Outlines");
  }
  for (size_t k = 0; k < COUNT(rows); k++)
    if (rows[k].to) raw_puts(&b, rows[k].key), raw_ref(&b, object_number(es->at[rows[k].to].object));
  if (e->count) raw_puts(&b, "/Count"), raw_int(&b, e->count);
  raw_set(h, e->object, &b);
}

void save_outline(Haru *h) {
  const PaintEdition *edition = h->book->edition;
  Entries es = {0};
  vec_add(h->a, &es, (Entry){.object = raw_new(h)});
  for (const Tag *sect = h->book->root->first; sect; sect = sect->next) {
    const PaintPage *p = edition->pages.at[sect->page];
    size_t i = es.n;
    vec_add(h->a, &es,
            (Entry){.object = raw_new(h),
                    .tag = sect,
                    .title = sect->title,
                    .page = sect->page,
                    .box = {-p->bleed, -p->bleed, 0, 0}});
    link_entry(&es, 0, i);
    add_stories(h, &es, i, sect);
  }
  es.at[0].count = (int64_t)es.n - 1; /* all are open */
  for (size_t i = 0; i < es.n; i++) put_entry(h, &es, i);
  put(h->doc->catalog, "Outlines", es.at[0].object);
  put_name(h->doc->catalog, "PageMode", "UseOutlines");
}
