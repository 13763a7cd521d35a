/* Private to epaper. */
#ifndef DUIKAI_EPAPER_INSIDE_H
#define DUIKAI_EPAPER_INSIDE_H

#include "epaper/epaper.h"
#include "out/out.h"
#include "pict/pict.h"
#include "plan/plan.h"
#include "story/story.h"

#define EPAPER_MOST ((size_t)1 << 28) /* ceiling of a file written */

/* ---- zones.c: which part of a page is whose */
typedef struct
    Polygon { /* closed, its sides level or upright, clockwise on the page, no two points in a row on one line */
  uint32_t story;
  Point *at;
  size_t n;
} Polygon;
typedef struct Zones {
  Polygon *at;
  size_t n, cap;
} Zones;
typedef struct Patch { /* a rectangle of a story; where two overlap, the later has it */
  uint32_t story;
  Rect box;
} Patch;
Zones zones_trace(Arena *a, const Patch *patches, size_t n);
Zones zones_make(Arena *a, const FlowPage *p);

/* ---- model.c: the day */
typedef struct Figure {
  const StoryPicture *picture;
  Str file; /* below the day's folder: img/0101-1.jpg; empty: there is only a caption */
  Pict pict;
  int width, height; /* of the file */
  size_t after;      /* stands after so many paragraphs of the body */
} Figure;
typedef struct Article {
  Str id; /* page and number on it: 0101 */
  uint32_t number;
  const Story *story;
  Str title;   /* one line, never empty */
  Str by;      /* who wrote it; may be empty */
  Str summary; /* the deck, or how the text begins */
  int page;    /* index of the page it begins on */
  Figure *figures;
  size_t figure_count;
} Article;
typedef struct Issue {
  Job *job;
  Arena *a;
  const EpaperOptions *o;
  const FlowEdition *flow;
  const PaintEdition *paint;
  const Fonts *fonts;
  Str dir;      /* the day's folder */
  Str date;     /* 2026-10-24 */
  Str paper;    /* its name */
  Str when;     /* the date in words */
  Zones *zones; /* [pages] */
  Article *articles;
  size_t article_count;
  int *article_of; /* [stories] index of its article, or -1 */
  struct {
    Str *at;
    size_t n, cap;
  } files;         /* written so far, below the day's folder */
  const Json *was; /* edition.json of an earlier run for this day, or NULL */
} Issue;
Issue *issue_make(Job *job, const FlowEdition *flow, const PaintEdition *pages, const Fonts *fonts,
                  const EpaperOptions *o);
/* What a page is called where its name stands beside it: 03, B02, 4-5. */
Str issue_label(Arena *a, const PaintPage *p);
Str day_in_words(Arena *a, Day day, Lang lang);
Str issue_page_file(Arena *a, const Issue *d, size_t page); /* 01.html */
const char *article_lang(const Article *at);
bool issue_put_file(Issue *d, Str name, Str bytes); /* below the day's folder; noted in `files` */
Str issue_url(Arena *a, const Issue *d, Str name);  /* of a file of the day; needs the option */
Str issue_base_url(const Issue *d);                 /* of the folder of all days, without the last slash */
Str issue_urn(Arena *a, const Issue *d, Str id);    /* a name for what has no address */
Str article_keywords(const Article *at);
#define PAGE_PICTURES 3
typedef struct PagePicture {
  int width, height;
} PagePicture;
extern const int page_widths[PAGE_PICTURES], thumb_width;
int page_height(const PaintPage *p, int width);

/* ---- pictures.c */
bool pictures_write(Issue *d); /* of pages and articles, on threads */

/* ---- html.c: the one place where text becomes mark-up */
void html_put(Buf *b, Str text);      /* & < > " ' as entities; what XML has no place for is left out */
void html_put_note(Buf *b, Str text); /* inside a comment */
void html_put_data(Buf *b, Str json); /* inside <script>: < > & as \u003c … */
/* printf with %s for names of ours, and %t for a Str * that is escaped. */
void html_putf(Buf *b, const char *fmt, ...);
void html_put_path(Buf *b, const Polygon *z); /* SVG path data in 1/100 mm */
int64_t zone_unit(Len v);                     /* 1/100 mm */
typedef struct Shell {                        /* what every page has around its matter */
  Str title, lang, description;
  const char *root; /* of the folder of all days, as seen from the page: "" or "../" … */
  const char *day;  /* the day's folder, as seen from the page; NULL: it is not of a day */
  const char *kind; /* class of the body */
  Str prev, next;   /* pages that keys and swipes turn to; empty: none */
} Shell;
void html_open(Buf *b, const Issue *d, const Shell *s, Str head);
void html_close(Buf *b, const Issue *d, const Shell *s);

/* ---- words.c: the interface's language */
#define EPAPER_WORDS(X)                                                                                                \
  X(CONTENTS, "目录", "目錄", "Contents")                                                                              \
  X(CALENDAR, "往期", "往期", "Past issues")                                                                           \
  X(SKIP, "跳到正文", "跳到正文", "Skip to content")                                                                   \
  X(PAGES, "版面", "版面", "Pages")                                                                                    \
  X(PAGE_N, "第%t版", "第%t版", "Page %t")                                                                             \
  X(PREV_PAGE, "上一版", "上一版", "Previous page")                                                                    \
  X(NEXT_PAGE, "下一版", "下一版", "Next page")                                                                        \
  X(TURN, "前后翻阅", "前後翻閱", "Previous and next")                                                                 \
  X(PREV_ARTICLE, "上一篇", "上一篇", "Previous")                                                                      \
  X(NEXT_ARTICLE, "下一篇", "下一篇", "Next")                                                                          \
  X(ON_PAGE, "本版稿件", "本版稿件", "On this page")                                                                   \
  X(BACK, "回到版面", "回到版面", "Back to the page")                                                                  \
  X(PAGE_PDF, "本版 PDF", "本版 PDF", "Page PDF")                                                                      \
  X(ALL_PDF, "全份 PDF", "全份 PDF", "Edition PDF")                                                                    \
  X(EPUB, "EPUB 电子书", "EPUB 電子書", "EPUB e-book")                                                                 \
  X(FEED, "订阅", "訂閱", "Feed")                                                                                      \
  X(FIND, "检索本期", "檢索本期", "Find in this issue")                                                                \
  X(FOUND, "篇稿件", "篇稿件", "articles")                                                                             \
  X(FOUND_NONE, "没有找到", "沒有找到", "Nothing found")                                                               \
  X(DARK, "深色", "深色", "Dark")                                                                                      \
  X(READING, "阅读视图", "閱讀檢視", "Reading view")                                                                   \
  X(LARGER, "放大字号", "放大字級", "Larger type")                                                                     \
  X(SMALLER, "缩小字号", "縮小字級", "Smaller type")                                                                   \
  X(ZOOM_IN, "放大版面", "放大版面", "Zoom in")                                                                        \
  X(ZOOM_OUT, "缩小版面", "縮小版面", "Zoom out")                                                                      \
  X(ZOOM_ALL, "整版", "整版", "Whole page")                                                                            \
  X(PAGE_PICTURE, "版面图", "版面圖", "Picture of the page")                                                           \
  X(ISSUE_N, "第%d期", "第%d期", "No. %d")                                                                             \
  X(YEAR, "%d年", "%d年", "%d")                                                                                        \
  X(PREV_ISSUE, "上一期", "上一期", "Earlier issue")                                                                   \
  X(NEXT_ISSUE, "下一期", "下一期", "Later issue")                                                                     \
  X(OTHERS, "本版其他稿件", "本版其他稿件", "Also on this page")                                                       \
  X(ALL_PAGES, "全部版面", "全部版面", "All pages")                                                                    \
  X(LATEST, "最新一期", "最新一期", "Latest issue")                                                                    \
  X(OPEN_ISSUE, "阅读本期", "閱讀本期", "Read this issue")                                                             \
  X(WHERE, "所在版面", "所在版面", "Where it stands")                                                                  \
  X(MORE_PARTS, "另见", "另見", "Also on ")                                                                            \
  X(NO_ARTICLES, "本版没有稿件", "本版沒有稿件", "No articles on this page")                                           \
  X(WEEKDAYS, "日一二三四五六", "日一二三四五六", "SMTWTFS")                                                           \
  X(MONTH, "%d年%d月", "%d年%d月", "%d · %d")                                                                          \
  X(HELP, "方向键翻版，加减键缩放，斜线键检索", "方向鍵翻版，加減鍵縮放，斜線鍵檢索",                                  \
    "Arrow keys turn pages, + and − zoom, / finds")
typedef enum Word {
#define WORD_ENUM(id, hans, hant, en) W_##id,
  EPAPER_WORDS(WORD_ENUM)
#undef WORD_ENUM
      WORD_COUNT
} Word;
typedef enum Ui { UI_HANS, UI_HANT, UI_EN } Ui;
bool ui_read(Str name, Lang edition, Ui *out);
const char *ui_tag(const Issue *d);
const char *word(const Issue *d, Word w);

/* ---- body.c: the copy of a story in HTML that is XML too */
typedef struct BodyStyle {
  const char *img; /* what goes before a figure's file */
  int top;         /* level of the headline's h: 1; subheads are one deeper */
  Str source;      /* mark-up: where and when it was printed; empty: not said */
  bool epub;       /* EPUB 3.2 knows the hgroup of an earlier HTML, which had no paragraphs in it */
} BodyStyle;
void body_put_head(Buf *b, const Article *at, const BodyStyle *how);
void body_put(Buf *b, const Article *at, const BodyStyle *how);
void body_put_text(Buf *b, const Article *at); /* plain text, a line a paragraph */

/* ---- page.c, article.c, index.c, data.c, epub.c, days.c: the files */
bool page_write(Issue *d, size_t page);
bool article_write(Issue *d, size_t article);
bool index_write(Issue *d);
bool data_write(Issue *d); /* edition.json, ninjs/, find.js */
void data_put_ld(Buf *b, const Issue *d, const Article *at);
bool epub_write(Issue *d);
bool assets_write(Issue *d);
void days_read_old(Issue *d); /* what an earlier run wrote for this day */
bool day_map_write(Issue *d); /* the day's sitemap */
bool days_write(Issue *d);    /* calendar, sitemaps, feed; takes away what an earlier run left */

#endif
