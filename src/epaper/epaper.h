/* epaper: the edition as a reader's browser wants it (数字报): a folder of static files that any web server or disk serves. Pictures of the
 * pages with a zone for every article, the articles as web pages, the day as data and as an e-book, and a calendar of the days in the folder.
 *
 * Articles are made of the copy, not of the ink: parts that a jump divides are one text, and jump lines, hyphens and folios are not in it. Only
 * the zones know the pages.
 *
 * Laws: all copy goes through html_put (or base's JSON), so that none of it is ever mark-up; zones of a page do not overlap; same input,
 * same bytes; a file appears whole, and the calendar last. */
#ifndef DUIKAI_EPAPER_H
#define DUIKAI_EPAPER_H

#include "base/base.h"
#include "flow/flow.h"
#include "font/font.h"
#include "paint/paint.h"

typedef struct EpaperOptions {
  Str dir;      /* the folder of all days */
  Str ui;       /* zh, zh-Hant or en; empty: by the edition's language */
  Str url;      /* where the folder will be served, http(s)://…; empty: no sitemap, which needs it */
  Day day;      /* of the issue */
  Str data_dir; /* holds epaper/epaper.css and .js */
  int threads;
} EpaperOptions;

/* The day's folder below `dir`, for who puts more files into it (PDFs) before epaper_write. */
Str epaper_day_dir(Arena *a, const EpaperOptions *o);
/* Writes everything but the PDFs: edition.pdf and pdf/page-NN.pdf of the day's folder, which it links to. A day that is there already is
 * replaced, with what is no longer in it taken away; other days stay. False after a finding. */
bool epaper_write(Job *job, const FlowEdition *flow, const PaintEdition *pages, const Fonts *fonts,
                  const EpaperOptions *o);

#endif
