/* edition: what is printed today: the paper's record, and for each page its layout and what stands in its slots. The record is kept once,
 * as named texts ("fields"), so that nameplate, folio lines and every page agree (date, weekday, lunar date, issue, number of pages). */
#include "plan/inside.h"

#include <string.h>

typedef struct PageInto {
  PagePlan page;
  const Yaml *layout_y;
  VEC(Field) editors;
  VEC(Fill) fills;
  VEC(AdFill) ads;
  VEC(Keep) keeps;
  VEC(TeaserFill) teasers;
} PageInto;

/* ---- rows of the record */

#define TEXT_FIELD(n, m)                                                                                               \
  { .name = n, .kind = F_FIELD, .meaning = m }
static const Row PAPER_ROWS[] = {
    TEXT_FIELD("name", "the paper's name (报名)"),
    TEXT_FIELD("latin", "its name in Latin letters"),
    TEXT_FIELD("cn", "国内统一连续出版物号: CN 00-0000"),
    TEXT_FIELD("issn", "ISSN"),
    TEXT_FIELD("postal", "邮发代号"),
    TEXT_FIELD("publisher", "出版"),
    TEXT_FIELD("supervisor", "主管"),
    TEXT_FIELD("sponsor", "主办"),
    TEXT_FIELD("chief", "总编辑"),
    TEXT_FIELD("price", "定价"),
    TEXT_FIELD("address", "社址"),
    TEXT_FIELD("postcode", "邮编"),
    TEXT_FIELD("phone", "电话"),
    TEXT_FIELD("website", "网址, as it is printed"),
    TEXT_FIELD("url", "where the e-paper is served: https://…; addresses in its feed and sitemap are made of it"),
    TEXT_FIELD("email", "邮箱"),
    TEXT_FIELD("printer", "印刷"),
    TEXT_FIELD("ad-licence", "广告经营许可证号"),
    TEXT_FIELD("founded", "创刊"),
};
const Table PAPER_TABLE = {.what = "the paper", .rows = PAPER_ROWS, .n = COUNT(PAPER_ROWS), .prefix = "paper."};

static void check_url(PlanReader *r) {
  for (size_t i = 0; i < r->fields.n; i++) {
    Field *f = &r->fields.at[i];
    if (!str_is(f->name, "paper.url") || !f->value.n || is_web_address(f->value)) continue;
    diag_add(r->job->diags, DIAG_BAD_VALUE, f->span,
             "'url' wants an address such as https://epaper.example, not '%.*s'", STRF(f->value));
    f->value = (Str){0};
  }
}

static void read_paper(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  if (is_filled(y))
    field_put(r, STR("paper.name"), y->text, y->span);
  else
    table_read(r, &PAPER_TABLE, y, into, NULL);
  check_url(r);
}

static void read_date(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Edition *e = into;
  e->has_day = is_filled(y) && day_read(y->text, &e->day);
  if (!e->has_day)
    diag_add(r->job->diags, DIAG_BAD_VALUE, y->span,
             "'date' wants a day such as 2026-10-24, not '%.*s'; the edition has none", STRF(y->text));
}

static void read_issue(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Edition *e = into;
  if (!is_filled(y) || !str_read_int(y->text, &e->issue) || e->issue < 1) {
    complain_value(r, y, "a whole number from 1 up");
    return;
  }
  field_put(r, STR("issue"), y->text, y->span);
}

static void read_edition_lang(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Edition *e = into;
  if (!is_filled(y) || !lang_read(y->text, &e->lang))
    complain_value(r, y, "a language: zh-Hans, zh-Hant, zh-HK, ja, ko or en");
}

/* Texts of the paper's own, nested as it likes: {weather: {today: 晴}} is the field weather.today */
static void put_fields(PlanReader *r, const Yaml *y, Str prefix) {
  for (const Yaml *c = y->child; c; c = c->next) {
    Str name = prefix.n ? str_f(r->job->arena, "%.*s.%.*s", STRF(prefix), STRF(c->key)) : c->key;
    if (c->kind == YAML_TEXT)
      field_put(r, name, c->text, c->span);
    else if (c->kind == YAML_MAP)
      put_fields(r, c, name);
    else
      complain_value(r, c, "text, or a map of texts");
  }
}

static void read_fields(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row, (void)into;
  if (y->kind == YAML_MAP)
    put_fields(r, y, STR(""));
  else
    complain_value(r, y, "a map from names to texts");
}

static void read_edition_layout(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row, (void)into;
  if (!is_filled(y) || !str_is(y->text, "auto"))
    complain_value(r, y, "'auto': pages without a layout are made up by the engine");
  else
    r->all_auto = true;
}

/* `pages` and `stories` are read when the record is whole */
static const Row EDITION_ROWS[] = {
    {.name = "paper",
     .kind = F_OWN,
     .own = read_paper,
     .schema = "paper",
     .meaning = "the paper's record, as its nameplate must show it"},
    {.name = "date",
     .kind = F_OWN,
     .own = read_date,
     .schema = "date",
     .meaning = "day of issue; weekday and lunar date are worked out"},
    {.name = "issue",
     .kind = F_OWN,
     .own = read_issue,
     .schema = "count",
     .meaning = "number of the issue since the first"},
    {.name = "lang",
     .kind = F_OWN,
     .own = read_edition_lang,
     .schema = "lang",
     .standard = "zh-Hans",
     .meaning = "language of the copy"},
    {.name = "press",
     .kind = F_OWN,
     .own = press_plan_read,
     .schema = "press",
     .standard = "newsprint",
     .meaning = "what the printer asks: a press profile, or one with values of its own"},
    TEXT_FIELD("weather", "today's weather, for the ear"),
    TEXT_FIELD("slogan", "a line for the ear or the nameplate"),
    {.name = "fields",
     .kind = F_OWN,
     .own = read_fields,
     .schema = "fields",
     .meaning = "further texts for {…} in layouts"},
    {.name = "layout",
     .kind = F_OWN,
     .own = read_edition_layout,
     .schema = "auto",
     .meaning = "auto: pages without a layout of their own are made up by the engine"},
    {.name = "stories",
     .kind = F_OWN,
     .schema = "stories",
     .meaning = "stories that no page names: they are dealt out to the automatic pages by section and rank"},
    {.name = "briefs",
     .kind = F_FIELD,
     .standard = "简讯, in the edition's language",
     .meaning = "the head over the short pieces that automatic pages gather in columns; none: each is a story of its "
                "own"},
    {.name = "fillers",
     .kind = F_OWN,
     .own = fillers_read,
     .schema = "fillers",
     .meaning = "small house pieces that fill what copy leaves (补白); each is used once an edition"},
    {.name = "parts",
     .kind = F_OWN,
     .own = paper_parts_read,
     .schema = "parts",
     .meaning = "parts with pages of their own count (叠, 专刊), by the letter that pages name in `part`"},
    {.name = "pages", .kind = F_OWN, .schema = "pages", .meaning = "the pages in their order"},
};
const Table EDITION_TABLE = {.what = "the edition", .rows = EDITION_ROWS, .n = COUNT(EDITION_ROWS)};

/* ---- rows of a page */

static void read_editors(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PageInto *in = into;
  if (y->kind != YAML_MAP) {
    complain_value(r, y, "a map such as {责编: 某某, 版式: 某某, 校对: 某某}");
    return;
  }
  for (const Yaml *c = y->child; c; c = c->next) {
    Buf names = buf_make(r->job->arena, 4096);
    buf_puts(&names, c->text);
    for (const Yaml *name = c->child; name; name = name->next) {
      if (names.n) buf_putc(&names, ' ');
      buf_puts(&names, name->text);
    }
    vec_add(r->job->arena, &in->editors, (Field){c->key, buf_str(&names), c->span});
  }
}

static void read_layout(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PageInto *in = into;
  in->layout_y = y;
  if (is_filled(y) && str_is(y->text, "auto")) return;
  if (!is_filled(y))
    complain_value(r, y, "the name of a layout, or auto");
  else
    in->page.layout = shelf_layout(r->shelf, y->text, y->span);
}

static void check_slot(PlanReader *r, const PageInto *in, Str slot, Span span) {
  const Layout *l = in->page.layout;
  if (!l || !slot.n || layout_find_slot(l, slot)) return;
  Str *names = arena_array(r->job->arena, Str, l->slot_count + 1);
  for (size_t i = 0; i < l->slot_count; i++) names[i] = l->slots[i].name;
  diag_add(r->job->diags, DIAG_SLOT_UNKNOWN, span, "layout '%.*s' has no slot '%.*s'", STRF(l->name), STRF(slot));
  hint_nearest(r->job, slot, names, l->slot_count);
}

#define FILL_ROW(T, n, k, field, ...)                                                                                  \
  { .name = n, .kind = k, .at = offsetof(T, field), __VA_ARGS__ }
static const Row FILL_ROWS[] = {
    FILL_ROW(Fill, "file", F_TEXT, file, .meaning = "the story's file"),
    FILL_ROW(Fill, "story", F_INT, story, .standard = "0", .least = 0, .most = 10000,
             .meaning = "which of the file's stories; 0: all"),
};
const Table FILL_TABLE = {.what = "a story's place", .rows = FILL_ROWS, .n = COUNT(FILL_ROWS)};

static void add_fill(PlanReader *r, PageInto *in, const Yaml *y, Str slot, Span slot_span) {
  Fill f = {.slot = slot, .span = y->span, .slot_span = slot_span};
  if (y->kind == YAML_MAP)
    table_read(r, &FILL_TABLE, y, &f, NULL);
  else if (y->kind == YAML_TEXT)
    f.file = y->text;
  if (!f.file.n) {
    complain_value(r, y, "the name of a story's file");
    return;
  }
  f.file = path_join(r->job->arena, r->edition->dir, f.file);
  vec_add(r->job->arena, &in->fills, f);
}

static bool takes_story(const Slot *s) {
  return s->kind == SLOT_STORY || s->kind == SLOT_STREAM || s->kind == SLOT_BRIEFS;
}

/* A bare list goes to the story slots in the layout's order; the last of them takes the rest if it can hold several. */
static void deal_out(PlanReader *r, PageInto *in, const Yaml *list) {
  const Layout *l = in->page.layout;
  size_t next = 0, last = 0;
  for (const Yaml *y = list->child; y; y = y->next) {
    while (l && next < l->slot_count && !takes_story(&l->slots[next])) next++;
    bool found = l && next < l->slot_count;
    if (found) last = next++;
    bool more = !found && l && l->slot_count && l->slots[last].kind != SLOT_STORY && takes_story(&l->slots[last]);
    add_fill(r, in, y, found || more ? l->slots[last].name : STR(""), y->span);
  }
}

static void read_stories(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PageInto *in = into;
  if (y->kind == YAML_LIST) deal_out(r, in, y);
  if (is_filled(y)) complain_value(r, y, "a map from slots to files, or a list of files");
  if (y->kind != YAML_MAP) return;
  for (const Yaml *c = y->child; c; c = c->next) {
    check_slot(r, in, c->key, c->key_span);
    if (c->kind == YAML_LIST)
      for (const Yaml *item = c->child; item; item = item->next) add_fill(r, in, item, c->key, c->key_span);
    else
      add_fill(r, in, c, c->key, c->key_span);
  }
}

static const Choice AD_STATES[] = {{"booked", 0}, {"arrived", 1}, {"cancelled", 2}, {NULL, 0}};
static const Choice AD_SIZES[] = {{"strip", AD_STRIP},
                                  {"half-strip", AD_HALF_STRIP},
                                  {"double-strip", AD_DOUBLE_STRIP},
                                  {"quarter", AD_QUARTER},
                                  {"half", AD_HALF},
                                  {"full", AD_FULL},
                                  {NULL, 0}};
typedef struct AdInto {
  AdFill ad;
  int state;
} AdInto;
static const Row AD_ROWS[] = {
    FILL_ROW(AdInto, "file", F_TEXT, ad.file, .meaning = "the advertisement: a picture, or a PDF, which stays vectors"),
    FILL_ROW(AdInto, "client", F_TEXT, ad.client, .meaning = "who booked it: its place says so until it arrives"),
    FILL_ROW(AdInto, "page", F_INT, ad.page, .standard = "", .least = 1, .most = 9999,
             .meaning = "of a PDF with several pages: which"),
    FILL_ROW(AdInto, "state", F_CHOICE, state, .choices = AD_STATES,
             .meaning = "booked: its place is kept and the page not released; arrived: its file is there; cancelled: "
                        "its place goes to "
                        "fillers"),
    FILL_ROW(AdInto, "alt", F_TEXT, ad.alt, .meaning = "what it says, for who cannot see it"),
    FILL_ROW(
        AdInto, "size", F_CHOICE, ad.size, .choices = AD_SIZES, .standard = "",
        .meaning =
            "the class that was sold: strip (通栏), half-strip, double-strip, quarter, half or full; an automatic page "
            "places it by that, a slot is compared with it"),
    SPAN_ROW(AdInto, "cols", ad.col_first, ad.col_last, 1, 100, "on an automatic page: its own place, with `lines`"),
    SPAN_ROW(AdInto, "lines", ad.line_first, ad.line_last, 1, 1000, "on an automatic page: its own place, with `cols`"),
};
const Table AD_TABLE = {.what = "an advertisement", .rows = AD_ROWS, .n = COUNT(AD_ROWS)};

static void add_ad(PlanReader *r, PageInto *in, const Yaml *y, Str slot, Span slot_span) {
  AdInto a = {.ad = {.slot = slot, .span = y->span, .slot_span = slot_span, .size = -1}, .state = -1};
  if (y->kind == YAML_TEXT)
    a.ad.file = y->text;
  else
    table_read(r, &AD_TABLE, y, &a, NULL);
  if (a.state < 0) a.state = a.ad.file.n > 0;
  a.ad.state = str_of(AD_STATES[a.state].name);
  vec_add(r->job->arena, &in->ads, a.ad);
}

static void read_ads(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PageInto *in = into;
  if (y->kind != YAML_MAP) {
    complain_value(r, y, "a map from slots to advertisements");
    return;
  }
  for (const Yaml *c = y->child; c; c = c->next) {
    check_slot(r, in, c->key, c->key_span);
    if (c->kind == YAML_LIST)
      for (const Yaml *item = c->child; item; item = item->next) add_ad(r, in, item, c->key, c->key_span);
    else
      add_ad(r, in, c, c->key, c->key_span);
  }
}

static void add_teaser(PlanReader *r, PageInto *in, const Yaml *y, const Yaml *slot) {
  TeaserFill t = {.slot = slot->key, .span = y->span, .slot_span = slot->key_span};
  if (teaser_read(r, y, &t)) vec_add(r->job->arena, &in->teasers, t);
}

static void read_teasers(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PageInto *in = into;
  if (y->kind != YAML_MAP) {
    complain_value(r, y, "a map from slots to stories: {up: [stories/a.md, {page: 5}, auto]}");
    return;
  }
  for (const Yaml *c = y->child; c; c = c->next) {
    check_slot(r, in, c->key, c->key_span);
    if (c->kind == YAML_LIST)
      for (const Yaml *item = c->child; item; item = item->next) add_teaser(r, in, item, c);
    else
      add_teaser(r, in, c, c);
  }
}

/* ---- stories that keep their place */

static const Row KEEP_ROWS[] = {
    SPAN_ROW(Keep, "cols", col_first, col_last, 1, 100, "columns of the grid"),
    SPAN_ROW(Keep, "lines", line_first, line_last, 1, 1000, "lines of the grid"),
};
const Table KEEP_TABLE = {.what = "a kept place", .rows = KEEP_ROWS, .n = COUNT(KEEP_ROWS)};

static void read_keep(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PageInto *in = into;
  if (y->kind != YAML_MAP) {
    complain_value(r, y, "a map from stories to their places: {stories/a.md: {cols: 1-5, lines: 17-70}}");
    return;
  }
  for (const Yaml *c = y->child; c; c = c->next) {
    Keep k = {.file = path_join(r->job->arena, r->edition->dir, c->key), .span = c->key_span};
    table_read(r, &KEEP_TABLE, c, &k, NULL);
    if (k.col_first && k.line_first)
      vec_add(r->job->arena, &in->keeps, k);
    else
      complain_value(r, c, "columns and lines, such as {cols: 1-5, lines: 17-70}");
  }
}

static void read_base(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PageInto *in = into;
  if (!is_filled(y))
    complain_value(r, y, "the name of a layout without stories");
  else if (shelf_layout(r->shelf, y->text, y->span))
    in->page.base = y->text;
}

/* in this order: slots are looked up in the layout */
static const Row PAGE_ROWS[] = {
    {.name = "name", .kind = F_TEXT, .at = offsetof(PageInto, page.name), .meaning = "the section's name (版名)"},
    {.name = "layout",
     .kind = F_OWN,
     .own = read_layout,
     .schema = "name",

     .meaning = "a layout, or auto"},
    {.name = "part",
     .kind = F_TEXT,
     .at = offsetof(PageInto, page.part),
     .meaning = "the part that it belongs to, which counts its own pages: B"},
    {.name = "spread",
     .kind = F_FLAG,
     .at = offsetof(PageInto, page.spread),
     .standard = "no",
     .meaning = "two pages in one, over the fold (通版): its layout's sheet is twice as wide"},
    {.name = "editors", .kind = F_OWN, .own = read_editors, .schema = "editors", .meaning = "who answers for the page"},
    {.name = "stories",
     .kind = F_OWN,
     .own = read_stories,
     .schema = "stories",
     .meaning = "slot: file, or slot: [file, file]"},
    {.name = "ads", .kind = F_OWN, .own = read_ads, .schema = "ads", .meaning = "slot: {file: …, state: arrived}"},
    {.name = "teasers",
     .kind = F_OWN,
     .own = read_teasers,
     .schema = "teasers",
     .meaning = "slot: story, or slot: [story, {page: 5}, auto]: what its teasers point to; unless given the highest "
                "of later pages"},
    {.name = "base",
     .kind = F_OWN,
     .own = read_base,
     .schema = "name",
     .meaning =
         "automatic page: the layout that it stands on; auto/front for the first page of a paper, else auto/page"},
    {.name = "choice",
     .kind = F_INT,
     .at = offsetof(PageInto, page.choice),
     .least = 0,
     .most = 5,
     .meaning = "automatic page: which of the pages that `duikai explain EDITION page-N` offers; 0 or 1: the best"},
    {.name = "keep",
     .kind = F_OWN,
     .own = read_keep,
     .schema = "keep",
     .meaning = "automatic page: stories that keep their place: file: {cols: 1-5, lines: 17-70}"},
};
const Table PAGE_TABLE = {.what = "a page", .rows = PAGE_ROWS, .n = COUNT(PAGE_ROWS)};

static bool is_filled_slot(const PageInto *in, const Slot *slot) {
  for (size_t k = 0; k < in->fills.n; k++)
    if (str_eq(in->fills.at[k].slot, slot->name)) return true;
  return false;
}

static void check_empty_slots(PlanReader *r, const PageInto *in) {
  const Layout *l = in->page.layout;
  Buf names = buf_make(r->job->arena, 4096);
  for (size_t i = 0; l && i < l->slot_count; i++)
    if (takes_story(&l->slots[i]) && !l->slots[i].filler && !is_filled_slot(in, &l->slots[i]))
      buf_putf(&names, "%s'%.*s'", names.n ? ", " : "", STRF(l->slots[i].name));
  if (names.n)
    diag_add(r->job->diags, DIAG_SLOT_EMPTY, in->layout_y->span,
             "no story stands in %.*s of layout '%.*s'; that stays white", STRF(buf_str(&names)), STRF(l->name));
}

static PagePlan page_read(PlanReader *r, const Yaml *y, int number) {
  PageInto in = {.page = {.number = number, .span = y->span}};
  table_read(r, &PAGE_TABLE, y, &in, NULL);
  if (!in.layout_y && y->kind == YAML_MAP && !r->all_auto)
    diag_add(r->job->diags, DIAG_PAGE_WITHOUT_LAYOUT, (Span){y->span.file, y->span.at, y->span.at},
             "page %d names no layout; it is made up by the engine", number);
  const Yaml *part = yaml_find(y, "part");
  part_check(r, in.page.part, part ? part->span : y->span);
  if (in.page.spread && !in.page.layout) {
    diag_add(r->job->diags, DIAG_SPREAD_LAYOUT, y->span,
             "a spread needs a layout; this page is made up by the engine, one page wide");
    in.page.spread = false;
  }
  check_empty_slots(r, &in);
  in.page.editors = in.editors.at, in.page.editor_count = in.editors.n;
  in.page.fills = in.fills.at, in.page.fill_count = in.fills.n;
  in.page.ads = in.ads.at, in.page.ad_count = in.ads.n;
  in.page.teasers = in.teasers.at, in.page.teaser_count = in.teasers.n;
  in.page.keeps = in.keeps.at, in.page.keep_count = in.keeps.n;
  ads_check(r->job, &in.page);
  return in.page;
}

/* Stories of no page. Without any page there is one to begin with, and makeup adds what they need. */
static void stories_read(PlanReader *r, const Yaml *root) {
  Edition *e = r->edition;
  const Yaml *y = yaml_find(root, "stories");
  PageInto in = {0};
  if (y && y->kind == YAML_LIST)
    for (const Yaml *c = y->child; c; c = c->next) add_fill(r, &in, c, STR(""), c->span);
  else if (y)
    complain_value(r, y, "a list of files");
  e->fills = in.fills.at, e->fill_count = in.fills.n;
  if (!in.fills.n || yaml_find(root, "pages")) return;
  e->pages = arena_new(r->job->arena, PagePlan);
  e->pages[0] = (PagePlan){.number = 1, .span = y->span};
  e->page_count = 1;
}

static void pages_read(PlanReader *r, const Yaml *root) {
  Edition *e = r->edition;
  const Yaml *pages = yaml_find(root, "pages");
  if (!pages && e->page_count) return;
  if (!pages || pages->kind != YAML_LIST || !pages->child) {
    if (!pages)
      diag_add(r->job->diags, DIAG_FIELD_MISSING, (Span){root->span.file, root->span.at, root->span.at},
               "the edition has no 'pages'; nothing can be made");
    else
      diag_add(r->job->diags, DIAG_BAD_VALUE, pages->span,
               "'pages' wants a list of pages, each a '- layout: …'; nothing can be made");
    return;
  }
  e->pages = arena_array(r->job->arena, PagePlan, pages->n);
  for (const Yaml *y = pages->child; y; y = y->next, e->page_count++)
    e->pages[e->page_count] = page_read(r, y, (int)e->page_count + 1);
}

/* ---- what must stand in a newspaper */

static const Slot *nameplate_of(const Edition *e) {
  for (size_t p = 0; p < e->page_count; p++)
    for (size_t i = 0; e->pages[p].layout && i < e->pages[p].layout->slot_count; i++)
      if (e->pages[p].layout->slots[i].kind == SLOT_NAMEPLATE) return &e->pages[p].layout->slots[i];
  return NULL;
}

static void check_required(PlanReader *r, const Yaml *root) {
  /* 报纸出版管理规定 (2005) article 29 asks for more; these are the ones without which a page cannot be told from another day's or paper's */
  static const char *const REQUIRED[] = {"paper.name", "paper.cn", "paper.publisher", "issue", "date"};
  if (!nameplate_of(r->edition)) return;
  const Yaml *paper = yaml_find(root, "paper");
  for (size_t i = 0; i < COUNT(REQUIRED); i++) {
    Str name = str_of(REQUIRED[i]);
    if (edition_field(r->edition, name).n) continue;
    bool of_paper = str_has_prefix(name, STR("paper.")) && paper;
    diag_add(r->job->diags, DIAG_FIELD_MISSING,
             of_paper ? paper->key_span : (Span){root->span.file, root->span.at, root->span.at},
             "'%.*s' is missing; a front page must show it", STRF(name));
  }
}

static void put_worked_out(PlanReader *r) {
  Edition *e = r->edition;
  Arena *a = r->job->arena;
  if (e->has_day) {
    field_put(r, STR("date"), day_text(a, e->day, e->lang), (Span){0});
    field_put(r, STR("date.iso"), str_f(a, "%04d-%02d-%02d", e->day.year, e->day.month, e->day.day), (Span){0});
    field_put(r, STR("weekday"), day_weekday(a, e->day, e->lang), (Span){0});
    field_put(r, STR("lunar"), day_lunar(a, e->day, e->lang), (Span){0});
  }
  if (e->page_count) field_put(r, STR("pages"), STR(""), (Span){0}); /* when they are numbered */
  e->fields = r->fields.at, e->field_count = r->fields.n;
}

/* ---- two pages over the fold */

/* A layout that a spread has beside it, to compare sheets with; NULL: all are spreads or automatic. */
static const Layout *single_layout(const Edition *e) {
  for (size_t i = 0; i < e->page_count; i++)
    if (!e->pages[i].spread && e->pages[i].layout) return e->pages[i].layout;
  return NULL;
}

static void check_spreads(PlanReader *r) {
  const Edition *e = r->edition;
  const Layout *single = single_layout(e);
  for (size_t i = 0; i < e->page_count; i++) {
    const PagePlan *p = &e->pages[i];
    if (!p->spread) continue;
    if (p->nth % 2)
      diag_add(r->job->diags, DIAG_SPREAD_ODD, p->span,
               "the spread %.*s begins on an odd page: its halves lie on the two sides of a leaf", STRF(p->label));
    if (single && p->layout->sheet_w != 2 * single->sheet_w)
      diag_add(r->job->diags, DIAG_SPREAD_LAYOUT, p->span,
               "the spread %.*s is %.*s wide; two pages of this paper are %.*s", STRF(p->label),
               STRF(len_text(r->job->arena, p->layout->sheet_w, LEN_UNIT_ABS)),
               STRF(len_text(r->job->arena, 2 * single->sheet_w, LEN_UNIT_ABS)));
  }
}

/* ---- the door */

static Edition *edition_make(Shelf *shelf, const Sheaf *sheaf) {
  if (!sheaf->root) return NULL;
  Edition *e = arena_new(shelf->job->arena, Edition);
  *e = (Edition){.dir = path_dir(sheaf->path), .path = sheaf->path, .file = sheaf->file, .lang = LANG_ZH_HANS};
  PlanReader r = {
      .job = shelf->job, .edition = e, .shelf = shelf, .accent = INK_BLACK, .em = 9 * LEN_PT, .line = 11 * LEN_PT};
  e->spots = shelf->spots;
  e->press = press_plan_default(shelf);
  table_read(&r, &EDITION_TABLE, sheaf->root, e, NULL);
  stories_read(&r, sheaf->root);
  pages_read(&r, sheaf->root);
  put_worked_out(&r);
  if (!e->page_count) return NULL;
  edition_number_pages(shelf->job->arena, e);
  check_spreads(&r);
  check_required(&r, sheaf->root);
  fields_check(&r);
  return e;
}

Edition *edition_read_text(Job *job, Str path, Str text, Str data_dir) {
  Shelf *s = shelf_make(job, path_dir(path), data_dir, NULL);
  return edition_make(s, shelf_add(s, path, path, text));
}

Edition *edition_read(Job *job, Str path, Str data_dir) {
  while (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
  if (dir_exists(path)) path = path_join(job->arena, path, STR("edition.yaml"));
  Shelf *s = shelf_make(job, path_dir(path), data_dir, NULL);
  return edition_make(s, shelf_read(s, path, path, (Span){0}));
}

Edition *edition_for_copy(Job *job, Str copy_path, Str data_dir, Lang lang) {
  Shelf *s = shelf_make(job, path_dir(copy_path), data_dir, NULL);
  Edition *e = arena_new(job->arena, Edition);
  *e = (Edition){.dir = path_dir(copy_path), .path = str_copy(job->arena, copy_path), .lang = lang};
  e->spots = s->spots;
  e->press = press_plan_default(s);
  e->pages = arena_new(job->arena, PagePlan);
  e->page_count = 1;
  e->pages[0] = (PagePlan){.number = 1, .fills = arena_new(job->arena, Fill), .fill_count = 1};
  e->pages[0].fills[0] = (Fill){.file = e->path};
  edition_number_pages(job->arena, e);
  return e;
}
