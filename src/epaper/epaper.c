/* The recipe. Pages and articles first, what leads to them after: a reader who comes while it is written follows no link to nowhere. */
#include "epaper/inside.h"

static bool make_folders(Issue *d) {
  static const char *const NAMES[] = {"", "a", "img", "ninjs", "pdf"};
  bool ok = true;
  for (size_t i = 0; ok && i < COUNT(NAMES); i++)
    ok = dir_make(d->job, NAMES[i][0] ? path_join(d->a, d->dir, str_of(NAMES[i])) : d->dir);
  return ok && dir_make(d->job, path_join(d->a, d->o->dir, STR("assets")));
}

static void note_pdfs(Issue *d) { /* written by who called us */
  vec_add(d->a, &d->files, STR("edition.pdf"));
  for (size_t i = 0; i < d->paint->pages.n; i++)
    vec_add(d->a, &d->files, str_f(d->a, "pdf/page-%02d.pdf", d->paint->pages.at[i]->number));
}

bool epaper_write(Job *job, const FlowEdition *flow, const PaintEdition *pages, const Fonts *fonts,
                  const EpaperOptions *o) {
  if (!pages->pages.n) return false;
  Issue *d = issue_make(job, flow, pages, fonts, o);
  note_pdfs(d);
  days_read_old(d);
  bool ok = make_folders(d) && assets_write(d) && pictures_write(d) && epub_write(d);
  for (size_t i = 0; ok && i < d->article_count; i++) ok = article_write(d, i);
  for (size_t i = 0; ok && i < pages->pages.n; i++) ok = page_write(d, i);
  return ok && index_write(d) && day_map_write(d) && data_write(d) && days_write(d);
}
