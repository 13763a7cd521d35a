/* Link annotations (ISO 32000-1 12.5.6.5) of the index and of jump lines. Each has a text for who cannot see it (ISO 14289-1 7.18.5). */
#include "out/pdf/haru.h"
#include "out/pdf/tags.h"

static Str contents_of(const Haru *h, const Leading *l) {
  const PaintEdition *e = h->book->edition;
  const Spot *to = &h->book->spots.at[l->spot];
  Str title = to->story < e->stories.n ? e->stories.at[to->story].title : (Str){0};
  const PaintPage *page = e->pages.at[to->page];
  const char *how = e->lang == LANG_EN ? "%.*s, page %.*s" : "%.*s，第%.*s版";
  Str words = title.n ? title : l->words;
  return str_f(h->a, how, STRF(words), STRF(page->label));
}

void save_links(Haru *h) {
  const PdfBook *b = h->book;
  HPDF_Array list = NULL;
  size_t page = SIZE_MAX;
  h->links = arena_array(h->a, uint32_t, b->links.n + 1);
  for (size_t i = 0; i < b->links.n; i++) {
    const Leading *l = &b->links.at[i];
    const Spot *to = &b->spots.at[l->spot];
    HPDF_Dict d = raw_new(h);
    Buf t = buf_make(h->a, 1 << 16);
    raw_puts(&t, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect");
    raw_rect(&t, b->edition->pages.at[l->page], l->box);
    raw_puts(&t, "/P");
    raw_ref(&t, object_number(page_object(h, l->page)));
    raw_puts(&t, "/Dest");
    raw_top(&t, h, to->page, to->box);
    raw_puts(&t, "/Contents");
    raw_text(&t, contents_of(h, l));
    if (b->options.tags) {
      raw_puts(&t, "/StructParent");
      raw_int(&t, (int64_t)(b->edition->pages.n + i));
    }
    raw_set(h, d, &t);
    h->links[i] = object_number(d);
    if (l->page != page)
      list = array_in(h, page_object(h, page = l->page), "Annots"); /* links stand in the pages' order */
    array_put(list, d);
  }
}
