/* libduikai: the public door. A typesetting engine for newspapers: copy, pictures and layouts in; pages out.
 *
 *   DuikaiSession *s = duikai_open(&(DuikaiConfig){.data_dir = "/usr/share/duikai"});
 *   duikai_read(s, "edition/");                 read the edition, its copy and layouts
 *   duikai_make(s, NULL);                       lay out and draw every page
 *   duikai_write_pdf(s, "edition.pdf");         whole or not at all
 *   puts(duikai_findings(s, DUIKAI_WARNING));   what was wrong, and where
 *   int status = duikai_status(s);              0 clean, 1 made with errors on the page, 2 not made
 *   duikai_close(s);
 *
 * Every call may be made whatever the ones before it gave: a step that cannot be done says so in the findings and gives false. Texts that are
 * handed out are UTF-8, end in NUL, belong to the session and live until it is closed. A session is for one thread; several sessions may run
 * side by side. No call reads the clock, the environment or the locale, and none ends the process but for a broken invariant or when
 * memory is out. */
#ifndef DUIKAI_H
#define DUIKAI_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define DUIKAI_VERSION "0.1.0"

typedef struct DuikaiSession DuikaiSession;

typedef enum DuikaiLevel { DUIKAI_NOTE, DUIKAI_WARNING, DUIKAI_ERROR } DuikaiLevel;

typedef struct DuikaiConfig {
  const char *data_dir; /* holds fonts/ and layouts/ */
  int threads;          /* 0 and 1: one thread. The result is the same for any number */
  bool strict;          /* a warning makes the status 1 */
  bool color;           /* findings with terminal colours */
  void (*progress)(void *ctx, const char *stage, int done, int total); /* NULL: none */
  void *progress_ctx;
  /* Draws the first page of a PDF, so many pixels wide and high, as a PNG of *size bytes that is good until the next call: for pictures of pages
   * with PDF advertisements. NULL, or gives NULL: a field with the name stands there. One call at a time. */
  const void *(*draw_pdf)(void *ctx, const void *pdf, size_t bytes, int width, int height, size_t *size);
  void *draw_pdf_ctx;
} DuikaiConfig;

/* NULL only when not even the session could be made. Fonts are opened when they are first needed. */
DuikaiSession *duikai_open(const DuikaiConfig *config);
void duikai_close(DuikaiSession *s); /* NULL is fine */

/* Reads an edition folder, an edition.yaml or a single copy file (.md), with all its copy and layouts. False: nothing to build. */
bool duikai_read(DuikaiSession *s, const char *edition);

typedef struct DuikaiMake {
  const char *pages;    /* "1,3-4"; NULL: all */
  const char *show;     /* overlays: "frames,legs,baselines,grid,order,roles,overset,lint"; NULL: overset; "none" */
  bool suggest;         /* duikai_fit says, for each frame that is over or under, what would make it fit */
  bool no_overset_mark; /* leave out the red mark where copy does not fit */
  const char *press;    /* "x4", "x1a", "a2u", "x4+a2u", "none"; NULL: as the edition's `press:` says */
  const char *icc; /* the printer's profile, a file, or a name of the ICC's registry; NULL: as the press profile says */
  const char *marks;  /* "crop,register,bar,slug", "all", "none" */
  const char *impose; /* "pairs", "spreads", "none" */
} DuikaiMake;
/* Lays out and draws the pages. NULL: all pages, no overlays. */
bool duikai_make(DuikaiSession *s, const DuikaiMake *options);

/* How the PDF is to be; zero is what most want. Texts must live until it is written. */
typedef struct DuikaiPdf {
  bool no_tags;      /* no tree of tags: smaller, and silent to who cannot see it */
  bool ua;           /* claims PDF/UA-1 (ISO 14289-1) */
  bool screen;       /* for a screen: the inks in RGB, linearised, objects in streams; not with a press standard */
  int max_ppi;       /* screen: finer pictures are computed down to so many pixels to the inch; 0: none */
  const char *split; /* a folder: every page also as a file of its own, page-01.pdf … */
  const char *
      password; /* encrypts the file (a proof): wanted to open it; not with a press standard. Bytes then differ from run to run */
} DuikaiPdf;
/* Before duikai_write_pdf. False: the wishes contradict each other. */
bool duikai_pdf_options(DuikaiSession *s, const DuikaiPdf *how);
/* Writes the PDF; "-" is standard output. An existing file stays as it was unless the new one is complete. */
bool duikai_write_pdf(DuikaiSession *s, const char *path);
/* The same in memory: *size bytes, owned by the session; NULL if it could not be made. */
const void *duikai_pdf(DuikaiSession *s, size_t *size);

/* Pages as pictures, drawn from the same list of operations as the PDF. */
typedef struct DuikaiPicture {
  int page;           /* which of the pages made: 0 is the first */
  int resolution;     /* pixels to the inch; 0: 100 */
  int width;          /* or pixels across the page, whatever the resolution; 0: by resolution */
  const char *format; /* "png", "jpeg" or "webp"; NULL: as the path ends, else png */
  int quality;        /* of jpeg and webp, 1 to 100 (webp of 100 is lossless); 0: 85 and 80 */
  bool bleed;         /* with what stands beyond the trim */
} DuikaiPicture;
/* Pages there are after duikai_make or duikai_compose. */
int duikai_page_count(const DuikaiSession *s);
/* Writes a page's picture; "-" is standard output. Whole or not at all; same input, same bytes. NULL: the first page at 100 pixels to the inch. */
bool duikai_write_picture(DuikaiSession *s, const char *path, const DuikaiPicture *options);
/* The same in memory: *size bytes, owned by the session; NULL if it could not be made. */
const void *duikai_picture(DuikaiSession *s, const DuikaiPicture *options, size_t *size);

/* A proof of the pages made, in a folder (made if it is not there): page-N.png, contact.png, proof.json, index.html. Pages carry the overlays that
 * duikai_make was asked for, and beside them a margin with the fit of every frame, copy that did not fit, and what was found on the page;
 * with show "none" they are bare. */
typedef struct DuikaiProof {
  int resolution;     /* pixels to the inch; 0: 100 */
  const char *format; /* "png", "jpeg" or "webp"; NULL: png */
  int quality;        /* as in DuikaiPicture */
  bool bleed;         /* bare pages with what stands beyond the trim */
  const char *
      old; /* an earlier proof's folder, or its proof.json: what changed since goes to diff-N.png and diff.json; NULL: none */
} DuikaiProof;
bool duikai_proof(DuikaiSession *s, const char *dir, const DuikaiProof *options);
/* What changed since the old proof, one line a story; empty if none was given. */
const char *duikai_changes(DuikaiSession *s);

/* The e-paper (数字报) of the pages made: static files in a folder that takes one day after the other. See docs/epaper.md. */
typedef struct DuikaiEpaper {
  const char *ui; /* the interface's language: "zh", "zh-Hans", "zh-Hant" or "en"; NULL: by the edition's */
  const char
      *url; /* http(s) address that the folder will be served at; NULL: the paper's `url`; "": none, so no sitemap */
  const char *date; /* 2026-10-24; NULL: the edition's */
} DuikaiEpaper;
/* After duikai_make, best with show "none" and press "none". Other days in the folder stay. */
bool duikai_epaper(DuikaiSession *s, const char *dir, const DuikaiEpaper *options);

/* Plain paragraphs in one column (`duikai compose`): options are NAME=VALUE, see duikai_option_names(). */
typedef struct DuikaiCompose {
  const char *lang, *writing, *size, *measure; /* NULL: zh-Hans, horizontal, 10pt, 14em */
  const char *const *set;                      /* NAME=VALUE … */
  size_t set_count;
  const char *text; /* UTF-8, text_size bytes */
  size_t text_size;
  const char *name; /* what findings call the text; NULL: "-" */
} DuikaiCompose;
bool duikai_compose(DuikaiSession *s, const DuikaiCompose *c);
const char *duikai_compose_json(DuikaiSession *s); /* after duikai_compose: the lines, every glyph, in em */
const char *duikai_compose_explain(DuikaiSession *s,
                                   int line); /* each gap of a line (from 1), and the breaks that lost */

/* Findings so far, from that level up: `path:line:col: level: message  [code]`, the line and a caret, hints. */
const char *duikai_findings(DuikaiSession *s, DuikaiLevel least);
size_t duikai_count(const DuikaiSession *s, DuikaiLevel level);
/* The report as JSON: status, findings with page, frame, story, span and rectangle, and the fit of every frame. */
const char *duikai_report(DuikaiSession *s);
/* 0: made, clean. 1: made, with errors on the page. 2: not made. */
int duikai_status(const DuikaiSession *s);

/* Who is over or under, in lines and characters, in the desk's words; as JSON. After duikai_make. */
const char *duikai_fit(DuikaiSession *s);
const char *duikai_fit_json(DuikaiSession *s);
/* What of the copy must stand on the pages: JSON, an array of stories with `id`, `file` and `paragraphs` (`role`, `line`, `text`). */
const char *duikai_articles(DuikaiSession *s);
/* What a stage made, as text: plan, story, shape, para, flow, paint. NULL for an unknown stage. */
const char *duikai_dump(DuikaiSession *s, const char *stage);
/* Why a story or a frame came out as it did; NULL, and a finding that lists the frames, if there is none of that name. */
const char *duikai_explain(DuikaiSession *s, const char *story_or_frame);
/* Each gap of a line of a story's text (counted from 1 through its legs and pages), and the breaks that lost; NULL: no such line. */
const char *duikai_explain_line(DuikaiSession *s, const char *story_or_frame, int line);
/* Font roles, faces, files; with `check` what each lacks. */
const char *duikai_fonts(DuikaiSession *s, bool check);
/* JSON Schema of "edition" or "layout"; NULL for another word. */
const char *duikai_schema(DuikaiSession *s, const char *what);
/* Names, values and meaning of the options that compose and the layouts' styles take, one a line. */
const char *duikai_option_names(DuikaiSession *s);
/* A small edition to start from, in a folder that does not exist yet. */
bool duikai_new(DuikaiSession *s, const char *dir);

/* Removes the temporaries of outputs not yet complete. May be called from a signal handler. */
void duikai_drop_outputs(void);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
