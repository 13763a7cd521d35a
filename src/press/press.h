/* press: what the press asks of the finished page: colour, ink, resolution, size of type; marks, two pages a sheet; and the preflight, which
 * goes over the paint list and measures. Pages come in as painted and leave as the printer wants them; writers then obey as before. */
#ifndef DUIKAI_PRESS_H
#define DUIKAI_PRESS_H

#include "base/base.h"
#include "paint/paint.h"

/* Named here and not included, so that writers, who read this door, never see plan. */
typedef struct PressPlan PressPlan;

/* What a file claims to be, in Info and XMP. Several may be claimed at once where the standards allow it: X-1a or X-4, A-2u, UA-1. */
enum { PDF_X1A = 1, PDF_X4 = 2, PDF_A2U = 4, PDF_UA1 = 8 };
/* "x4", "x4+a2u", "a2u,ua", "none". False for another word, or for X-1a with X-4. */
bool press_claims_read(Str words, unsigned *claims);

/* A press made ready: its profiles opened, every transform built, so that threads only read it. */
typedef struct Printer Printer;
/* `pages` are those painted; the plan's files are read here. NULL after a finding that leaves no file to be made: [press-profile] where the
 * standard wants a profile and there is none. With no claims NULL without a finding. */
Printer *printer_open(Job *job, const PressPlan *plan, unsigned claims, const PaintEdition *pages, Str data_dir);
void printer_close(Printer *p); /* NULL is fine */

/* The pages as they go to the printer: inks of the press only, what lies on them flattened where the standard has no transparency, two a sheet
 * and with marks where the plan says so. */
typedef struct PressSlug {
  Str paper, date, edition; /* for the plate slug */
} PressSlug;
PaintEdition *press_pages(Job *job, const Printer *p, const PaintEdition *pages, const Fonts *fonts,
                          const PressSlug *slug);

/* What becomes of a picture in the file. */
typedef struct PressPicture {
  bool as_stored;        /* the file's own data: nothing else below is set */
  Str jpeg;              /* encoded; else: */
  uint8_t *rows, *alpha; /* 8 bits a sample; alpha may be NULL */
  int width, height, channels;
} PressPicture;
/* Decodes, flattens, scales and converts what must be; `p` is one of the pictures of the pages opened with. May be called by several threads,
 * each with its own job. False after a finding: it cannot be decoded. */
bool press_picture(Job *job, const Printer *p, const Pict *pict, PressPicture *out);

/* The profile that the picture keeps in the file: empty where it becomes, or is, device colour. */
Str press_picture_profile(const Printer *p, const Pict *pict);

/* What device RGB means on this press: for what stays as it came, an advertisement. */
Str press_rgb_profile(const Printer *p);

/* The same pages on a screen, in RGB (screen.c). `max_ppi`: finer pictures are computed down; 0: none. Read by several threads once open. */
typedef struct Screen Screen;
Screen *screen_open(Job *job, const PressPlan *plan, const PaintEdition *pages, Str data_dir, int max_ppi);
void screen_close(Screen *s); /* NULL is fine */
PaintEdition *screen_pages(Job *job, const Screen *s, const PaintEdition *pages);
bool screen_picture(Job *job, const Screen *s, const Pict *pict, PressPicture *out);
Str screen_picture_profile(const Pict *pict);
Str screen_press_profile(const Screen *s); /* what CMYK means there; empty: no profile */

/* For the output intent. */
typedef struct PressOutput {
  Str profile;     /* ICC bytes of the printing condition; empty where only named */
  Str identifier;  /* OutputConditionIdentifier */
  Str about;       /* OutputCondition, Info */
  bool registered; /* the identifier is one of the ICC's registry */
} PressOutput;
const PressOutput *press_output(const Printer *p);

/* Standards that no file can claim that has this form in it. */
unsigned press_form_breaks(const Form *f);

/* Preflight. Findings name page, story, object, place in mm, value and limit. `press` may be NULL: then what needs its profile is left out. */
void press_check(Job *job, const PressPlan *plan, const Printer *press, unsigned claims, const PaintEdition *pages);

#endif
