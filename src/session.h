/* What the files of the public door share. Private. */
#ifndef DUIKAI_SESSION_H
#define DUIKAI_SESSION_H

#include "base/base.h"
#include "duikai.h"
#include "flow/flow.h"
#include "font/font.h"
#include "lint/lint.h"
#include "out/out.h"
#include "paint/paint.h"
#include "para/para.h"
#include "plan/plan.h"
#include "press/press.h"

typedef struct Composed { /* what duikai_compose made */
  Setting **settings;
  Lines *lines;
  size_t n;
} Composed;

struct DuikaiSession {
  Arena *arena;
  Job job;
  Str data_dir;
  int threads;
  bool strict, color, failed; /* failed: a step could not be done at all */
  void (*progress)(void *ctx, const char *stage, int done, int total);
  void *progress_ctx;
  const void *(*draw_pdf)(void *ctx, const void *pdf, size_t bytes, int width, int height, size_t *size);
  void *draw_pdf_ctx;
  Fonts *fonts;
  Edition *edition;
  Map *copy; /* path -> Stories *, every copy file of the edition */
  FlowEdition *flow;
  LintFaults faults;
  PaintEdition *paint;
  PressPlan press_plan;
  unsigned claims; /* PDF_X4 … */
  Printer *press;  /* NULL: no press */
  Composed composed;
  bool copy_alone; /* the edition is one copy file: it tells the language itself */
  DuikaiPdf pdf;   /* how the PDF is to be */
  Screen *screen;  /* while a PDF for the screen is written */
  bool layers;
  unsigned show;       /* overlays, SHOW_* */
  const char *changes; /* of the last proof, in words */
};

#define TEXT_MAX ((size_t)1 << 30) /* ceiling of a text handed out */

/* press.c: the press that the options and the edition ask for, and what it finds on the pages; false after a finding */
bool session_press(DuikaiSession *s, const DuikaiMake *options);
PaintEdition *session_pages(DuikaiSession *s); /* as they go to the printer, or as painted */
/* view.c: what PDF advertisements look like, before pictures of pages are drawn at so many pixels to the inch */
void session_draw_forms(DuikaiSession *s, int ppi);
bool session_open_fonts(DuikaiSession *s);
const char *session_text(DuikaiSession *s, const Buf *b); /* NUL-terminated */
bool session_fail(DuikaiSession *s);                      /* marks the run as not made; gives false */
bool session_is_source(DuikaiSession *s, Str path);       /* what the pages are made from is not written over; told */
bool session_find_format(DuikaiSession *s, Str name, RasterFormat *format);
void session_put_report(DuikaiSession *s, JsonOut *j); /* status, findings, fit: keys of an open object */
PaintNotes session_notes(const DuikaiSession *s, Arena *a, size_t page); /* what is to be said beside a page */
const Setting *session_setting_again(Arena *a, const DuikaiSession *s, const Setting *bare); /* with its gaps */
void session_put_loosest(DuikaiSession *s, JsonOut *j); /* a key of an open object: the line spread most, or null */
/* [hyphenation-missing], once a file */
void session_check_patterns(DuikaiSession *s, Map *told, const ParaStyle *style);
void session_tell(DuikaiSession *s, const char *stage, int done, int total);

#endif
