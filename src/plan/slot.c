/* slot: the holes of a page. Each is a rectangle of columns and grid lines; what lies outside the grid is cut off, and two that overlap
 * are told, because on paper the later one would print over the earlier. */
#include "plan/inside.h"

#include <string.h>

enum { SLOTS_MOST = 512, PICTURES_MOST = 32, LEGS_MOST = 64 };

const Choice SLOT_KINDS[] = {{"story", SLOT_STORY},         {"stream", SLOT_STREAM},   {"briefs", SLOT_BRIEFS},
                             {"nameplate", SLOT_NAMEPLATE}, {"ear", SLOT_EAR},         {"folio", SLOT_FOLIO},
                             {"index", SLOT_INDEX},         {"ad", SLOT_AD},           {"text", SLOT_TEXT},
                             {"rule", SLOT_RULE},           {"picture", SLOT_PICTURE}, {"jumps", SLOT_JUMPS},
                             {"teaser", SLOT_TEASER},       {"filler", SLOT_FILLER},   {NULL, 0}};

const char *slot_kind_name(SlotKind k) {
  for (const Choice *c = SLOT_KINDS; c->name; c++)
    if (c->value == (int)k) return c->name;
  return "";
}

/* ---- which style a part of a slot has when the layout says nothing: the part's own name, but for these */
typedef struct Part {
  const char *name;
  size_t at; /* of its pointer in Slot */
} Part;
static const Part PARTS[] = {
    {"headline", offsetof(Slot, headline)}, {"kicker", offsetof(Slot, kicker)},
    {"deck", offsetof(Slot, deck)},         {"byline", offsetof(Slot, byline)},
    {"body", offsetof(Slot, body)},         {"dateline", offsetof(Slot, dateline)},
    {"subhead", offsetof(Slot, subhead)},   {"subhead2", offsetof(Slot, subhead2)},
    {"subhead3", offsetof(Slot, subhead3)}, {"table", offsetof(Slot, table)},
    {"quote", offsetof(Slot, quote)},       {"caption", offsetof(Slot, caption)},
    {"credit", offsetof(Slot, credit)},     {"author", offsetof(Slot, author)},
    {"flag", offsetof(Slot, flag)},         {"flag-end", offsetof(Slot, flag_end)},
    {"notice", offsetof(Slot, notice)},     {"list", offsetof(Slot, list)},
    {"text", offsetof(Slot, text)},
};
static const struct {
  SlotKind kind;
  const char *part, *style;
} OTHER_STYLES[] = {
    {SLOT_BRIEFS, "headline", "brief-headline"},
    {SLOT_BRIEFS, "body", "brief"},
    {SLOT_BRIEFS, "text", "briefs-heading"},
    {SLOT_JUMPS, "headline", "brief-headline"},
    {SLOT_JUMPS, "byline", "jump-from"},
    {SLOT_TEASER, "headline", "teaser-headline"},
    {SLOT_TEASER, "kicker", "teaser-kicker"},
    {SLOT_TEASER, "text", "teaser"},
    {SLOT_TEASER, "flag", "index-heading"},
    {SLOT_FILLER, "headline", "brief-headline"},
    {SLOT_FILLER, "body", "brief"},
    {SLOT_NAMEPLATE, "headline", "nameplate"},
    {SLOT_NAMEPLATE, "text", "nameplate-text"},
    {SLOT_EAR, "headline", "ear-heading"},
    {SLOT_EAR, "body", "ear"},
    {SLOT_EAR, "text", "ear"},
    {SLOT_FOLIO, "headline", "folio"},
    {SLOT_FOLIO, "text", "folio-text"},
    {SLOT_INDEX, "headline", "index-heading"},
    {SLOT_INDEX, "text", "index"},
    {SLOT_AD, "text", "ad"},
};

static const char *part_style(SlotKind kind, const char *part) {
  for (size_t i = 0; i < COUNT(OTHER_STYLES); i++)
    if (OTHER_STYLES[i].kind == kind && !strcmp(OTHER_STYLES[i].part, part)) return OTHER_STYLES[i].style;
  return part;
}

static const Style **part_of(Slot *s, size_t at) { return (const Style **)(void *)((char *)s + at); }

/* ---- own rows */

static const void *slot_standard(Arena *a);
static const Choice SIDES[] = {{"left", AT_LEFT}, {"right", AT_RIGHT}, {NULL, 0}};
static const Choice OVERS[] = {
    {"none", OVER_NONE}, {"top", OVER_TOP}, {"middle", OVER_MIDDLE}, {"bottom", OVER_BOTTOM}, {NULL, 0}};
static const Row HEAD_ROWS[] = {
    {.name = "cols",
     .kind = F_INT,
     .at = offsetof(Slot, headline_cols),
     .least = 0,
     .most = LEGS_MOST,
     .meaning = "legs or tiers that the headline spans; 0: all"},
    {.name = "side",
     .kind = F_CHOICE,
     .at = offsetof(Slot, headline_side),
     .choices = SIDES,
     .meaning = "where a vertical headline stands beside horizontal text"},
    {.name = "over",
     .kind = F_CHOICE,
     .at = offsetof(Slot, headline_over),
     .choices = OVERS,
     .meaning = "the headline block stands on the story's first picture, at its top, middle or bottom"},
};
const Table HEAD_TABLE = {.what = "a headline", .rows = HEAD_ROWS, .n = COUNT(HEAD_ROWS), .standard = slot_standard};

static bool read_head(PlanReader *r, const Yaml *y, void *into) {
  const Row *row = table_find(&HEAD_TABLE, y->key);
  if (!row) return false;
  if (!value_read(r, row, y, into)) complain_value(r, y, value_wants(r->job->arena, row));
  return true;
}

/* ---- a grid and a place of its own */
static const Row OWN_GRID_ROWS[] = {
    {.name = "body",
     .kind = F_SIZE,
     .at = offsetof(Slot, own_body),
     .standard = "the page's",
     .meaning = "size of type that the frame is reckoned in"},
    {.name = "pitch",
     .kind = F_MEASURE,
     .at = offsetof(Slot, own_pitch),
     .standard = "the page's",
     .meaning = "distance of lines; unless given, lines are spread from edge to edge"},
    {.name = "gutter",
     .kind = F_MEASURE,
     .at = offsetof(Slot, own_gutter),
     .standard = "the page's",
     .meaning = "blank between legs or tiers, at least"},
};
const Table OWN_GRID_TABLE = {
    .what = "a slot's grid", .rows = OWN_GRID_ROWS, .n = COUNT(OWN_GRID_ROWS), .standard = slot_standard};

static const Row AREA_ROWS[] = {
    {.name = "left", .kind = F_LENGTH, .at = offsetof(Slot, area.x), .meaning = "from the sheet's left edge"},
    {.name = "top", .kind = F_LENGTH, .at = offsetof(Slot, area.y), .meaning = "from the sheet's head"},
    {.name = "width", .kind = F_LENGTH, .at = offsetof(Slot, area.w), .meaning = "how wide it is"},
    {.name = "height", .kind = F_LENGTH, .at = offsetof(Slot, area.h), .meaning = "how deep it is"},
};
const Table AREA_TABLE = {.what = "an area", .rows = AREA_ROWS, .n = COUNT(AREA_ROWS), .standard = slot_standard};

static const Choice INDEX_OFS[] = {
    {"stories", INDEX_OF_STORIES}, {"sections", INDEX_OF_PAGES}, {"both", INDEX_OF_BOTH}, {NULL, 0}};
static const Choice INDEX_ORDERS[] = {
    {"turn", INDEX_BY_TURN}, {"page", INDEX_BY_PAGE}, {"rank", INDEX_BY_RANK}, {NULL, 0}};

static void read_style(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  Slot *s = into;
  bool head = row->at == offsetof(Slot, headline);
  const Style *style = book_read(r->book, y, part_style(s->kind, row->name), head ? read_head : NULL, s);
  *part_of(s, row->at) = style;
}

static const Choice BORDERS[] = {{"solid", BORDER_SOLID},           {"double", BORDER_DOUBLE},
                                 {"thick-thin", BORDER_THICK_THIN}, {"thin-thick", BORDER_THIN_THICK},
                                 {"dashes", BORDER_DASHES},         {"dots", BORDER_DOTS},
                                 {"diamonds", BORDER_DIAMONDS},     {NULL, 0}};
static const Choice BOX_SIDES[] = {{"all", BOX_ALL}, {"top-bottom", BOX_TOP_BOTTOM}, {NULL, 0}};
static const Row BOX_ROWS[] = {
    {.name = "rule", .kind = F_LENGTH, .at = offsetof(BoxStyle, rule), .meaning = "thickness of the frame; 0: none"},
    {.name = "border",
     .kind = F_CHOICE,
     .at = offsetof(BoxStyle, border),
     .choices = BORDERS,
     .meaning = "what it is drawn with; thick-thin is 文武线, dashes, dots and diamonds as large as `rule` are 花边"},
    {.name = "ink", .kind = F_INK, .at = offsetof(BoxStyle, rule_ink), .meaning = "colour of the frame"},
    {.name = "tint",
     .kind = F_SHARE,
     .at = offsetof(BoxStyle, tint_pm),
     .meaning = "strength of the tint; at most 8 to 12 % under text"},
    {.name = "tint-ink", .kind = F_INK, .at = offsetof(BoxStyle, tint_ink), .meaning = "colour of the tint"},
    {.name = "inset", .kind = F_MEASURE, .at = offsetof(BoxStyle, inset), .meaning = "blank between frame and text"},
    {.name = "sides",
     .kind = F_CHOICE,
     .at = offsetof(BoxStyle, sides),
     .choices = BOX_SIDES,
     .meaning = "which sides have the frame's rule"},
};
Len border_thin(Len rule) { return len_max(rule / 4, LEN_PT / 4); }
Len border_gap(Len rule) { return len_max(rule / 2, LEN_PT); }
Len border_width(BoxBorder b, Len rule) {
  if (b == BORDER_DOUBLE) return 2 * rule + border_gap(rule);
  if (b == BORDER_THICK_THIN || b == BORDER_THIN_THICK) return rule + border_gap(rule) + border_thin(rule);
  return rule;
}

static BoxStyle box_default(bool on, Len rule) {
  return (BoxStyle){.rule = rule, .rule_ink = INK_BLACK, .tint_ink = INK_BLACK, .inset = {1000, LEN_UNIT_EM}, .on = on};
}
static const void *box_standard(Arena *a) {
  BoxStyle *b = arena_new(a, BoxStyle);
  *b = box_default(true, LEN_PT / 2);
  return b;
}
const Table BOX_TABLE = {.what = "a box", .rows = BOX_ROWS, .n = COUNT(BOX_ROWS), .standard = box_standard};

bool box_read(PlanReader *r, const Yaml *y, BoxStyle *box) {
  bool on = true;
  if (y->kind == YAML_TEXT && y->text.n && !str_read_bool(y->text, &on)) {
    complain_value(r, y, "yes, no, or a map such as {rule: 0.5pt, tint: 8%}");
    return false;
  }
  /* a tint asked for alone has no frame */
  *box = box_default(on, yaml_find(y, "tint") && !yaml_find(y, "rule") ? 0 : LEN_PT / 2);
  if (y->kind != YAML_TEXT) table_read(r, &BOX_TABLE, y, box, NULL);
  box->tint_pm = box->tint_pm < 0 ? 0 : box->tint_pm > 1000 ? 1000 : box->tint_pm;
  box->rule = len_max(0, len_min(box->rule, 20 * LEN_PT));
  return true;
}

static void read_box(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Slot *s = into;
  box_read(r, y, &s->box);
}

static void read_outline(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  if (!corners_read(r->job->arena, y, &((SlotPicture *)into)->outline))
    complain_value(r, y, "three corners or more, in parts of the picture: [[0, 0], [40%, 0], [1, 60%]]");
}

static const Choice WRAPS[] = {{"box", WRAP_BOX}, {"contour", WRAP_CONTOUR}, {"polygon", WRAP_POLYGON}, {NULL, 0}};
static const Row PICTURE_ROWS[] = {
    {.name = "cols",
     .kind = F_INT,
     .at = offsetof(SlotPicture, cols),
     .least = 0,
     .most = LEGS_MOST,
     .meaning = "legs of the slot that it spans"},
    {.name = "tiers",
     .kind = F_INT,
     .at = offsetof(SlotPicture, cols),
     .least = 0,
     .most = LEGS_MOST,
     .meaning = "tiers that it spans: the same as cols"},
    {.name = "lines",
     .kind = F_INT,
     .at = offsetof(SlotPicture, lines),
     .least = 0,
     .most = 1000,
     .meaning = "grid lines it is deep, without its caption; in vertical text, lines it is wide"},
    {.name = "measure",
     .kind = F_LENGTH,
     .at = offsetof(SlotPicture, measure),
     .standard = "",
     .meaning = "how wide it is, in place of cols: 12em; text stands beside it in a leg that it covers in part"},
    {.name = "at", .kind = F_AT, .at = offsetof(SlotPicture, at), .meaning = "where in the slot it stands"},
    {.name = "wrap",
     .kind = F_CHOICE,
     .at = offsetof(SlotPicture, wrap),
     .choices = WRAPS,
     .meaning = "what text runs around: its box, the contour that its alpha leaves, a polygon (outline)"},
    {.name = "gap",
     .kind = F_MEASURE,
     .at = offsetof(SlotPicture, gap),
     .meaning = "white between the shape and the text beside it; an em at least"},
    {.name = "least",
     .kind = F_MEASURE,
     .at = offsetof(SlotPicture, least),
     .standard = "9em and a quarter of the leg",
     .meaning = "the shortest line of text beside it; where there is less the place stays white"},
    {.name = "outline",
     .kind = F_OWN,
     .own = read_outline,
     .schema = "outline",
     .meaning = "the polygon's corners in parts of the picture's box; what lies outside is not shown"},
    {.name = "threshold",
     .kind = F_SHARE,
     .at = offsetof(SlotPicture, threshold_pm),
     .meaning = "how opaque a pixel must be to belong to the contour"},
    {.name = "above-headline",
     .kind = F_FLAG,
     .at = offsetof(SlotPicture, above_headline),
     .meaning = "above the headline, not below it"},
};
static const SlotPicture PICTURE_STANDARD = {
    .at = AT_TOP, .wrap = WRAP_BOX, .gap = {1000, LEN_UNIT_EM}, .threshold_pm = 250};
static const void *picture_standard(Arena *a) {
  (void)a;
  return &PICTURE_STANDARD;
}
const Table PICTURE_TABLE = {
    .what = "a picture's place", .rows = PICTURE_ROWS, .n = COUNT(PICTURE_ROWS), .standard = picture_standard};

static SlotPicture picture_read(PlanReader *r, const Yaml *y) {
  SlotPicture p = PICTURE_STANDARD;
  p.span = y->span;
  table_read(r, &PICTURE_TABLE, y, &p, NULL);
  return p;
}

static void read_pictures(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Slot *s = into;
  bool none = true;
  s->picture_count = 0;
  if (y->kind == YAML_TEXT) {
    if (y->text.n && !str_is(y->text, "none") && (!str_read_bool(y->text, &none) || none))
      complain_value(r, y, "a map such as {cols: 3, lines: 24, at: top right}, a list of them, or none");
    return;
  }
  size_t n = y->kind == YAML_LIST ? y->n : 1;
  s->pictures = arena_array(r->job->arena, SlotPicture, n < PICTURES_MOST ? n : PICTURES_MOST);
  for (const Yaml *p = y->kind == YAML_LIST ? y->child : y; p && s->picture_count < PICTURES_MOST; p = p->next) {
    s->pictures[s->picture_count++] = picture_read(r, p);
    if (y->kind == YAML_MAP) break;
  }
}

static void read_ladder(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  ((Slot *)into)->ladder = ladder_read(r, y, r->layout->ladder);
}

/* ---- the rows of a slot */

#define ROW(n, k, field, ...)                                                                                          \
  { .name = n, .kind = k, .at = offsetof(Slot, field), __VA_ARGS__ }
#define STYLED(part, of)                                                                                               \
  {                                                                                                                    \
    .name = #part, .kind = F_OWN, .own = read_style, .at = offsetof(Slot, part), .schema = "style",                    \
    .meaning = "style of " of                                                                                          \
  }
static const Row SLOT_ROWS[] = {
    ROW("kind", F_CHOICE, kind, .choices = SLOT_KINDS, .meaning = "what stands here"),
    SPAN_ROW(Slot, "cols", col_first, col_last, -1000, 1000, "columns of the grid: 1-5; all unless given"),
    SPAN_ROW(Slot, "lines", line_first, line_last, -10000, 10000, "lines of the grid: 17-70; all unless given"),
    SPAN_ROW(Slot, "tiers", col_first, col_last, -1000, 1000, "tiers of a vertical page: the same as cols"),
    {.name = "frames",
     .kind = F_OWN,
     .own = frames_read,
     .schema = "frames",
     .meaning = "one story over several rectangles, in the order they are read: L, stairs, threads; in place of cols "
                "and lines"},
    ROW("in", F_TEXT, in,
        .meaning =
            "an inset: the slot it stands in, from which its cols and lines are counted and whose text runs around "
            "it"),
    ROW("measure", F_LENGTH, measure, .standard = "",
        .meaning =
            "inset: how wide it is, in place of cols: 14em; text stands beside it in a leg that it covers in part"),
    ROW("depth", F_INT, depth, .least = 0, .most = 1000, .meaning = "inset: lines it is deep, in place of lines"),
    ROW("at", F_AT, at, .meaning = "inset: where in its slot it stands, so far as measure and depth leave that open"),
    ROW("gap", F_MEASURE, gap, .meaning = "inset: white between it and the text beside it; an em at least"),
    ROW("least", F_MEASURE, least, .standard = "9em and a quarter of the leg",
        .meaning = "inset: the shortest line of text beside it; where there is less the place stays white"),
    ROW("writing", F_CHOICE, writing, .choices = WRITINGS,
        .meaning = "which way its text runs; frame: as the page. One that runs the other way has a grid of its own"),
    {.name = "grid",
     .kind = F_MAP,
     .table = &OWN_GRID_TABLE,
     .standard = "",
     .meaning = "a grid of its own: body, pitch, gutter"},
    {.name = "area",
     .kind = F_MAP,
     .table = &AREA_TABLE,
     .standard = "",
     .meaning = "on the sheet, off the page's grid: left, top, width, height"},
    ROW("legs", F_INT, legs, .least = 0, .most = LEGS_MOST,
        .meaning = "legs or tiers of equal length; 0: one for each column, in a grid of its own as many as keep them "
                   "readable"),
    {.name = "headline",
     .kind = F_OWN,
     .own = read_style,
     .at = offsetof(Slot, headline),
     .schema = "headline",
     .meaning = "style of the headline, with cols and side"},
    STYLED(kicker, "the kicker"),
    STYLED(deck, "the deck"),
    STYLED(byline, "the byline"),
    STYLED(body, "the text"),
    STYLED(dateline, "the dateline, run in"),
    STYLED(subhead, "subheads (###)"),
    STYLED(subhead2, "subheads of the second level (####)"),
    STYLED(subhead3, "subheads of the third level (#####)"),
    STYLED(quote, "pull quotes"),
    STYLED(caption, "captions"),
    STYLED(credit, "credits"),
    STYLED(author, "the author at the end"),
    STYLED(flag, "the column's name over the headline"),
    {.name = "flag-end",
     .kind = F_OWN,
     .own = read_style,
     .at = offsetof(Slot, flag_end),
     .schema = "style",
     .meaning = "style of the column's flag at the story's end"},
    STYLED(notice, "notices"),
    STYLED(list, "lists"),
    STYLED(table, "tables"),
    STYLED(text, "the engine's own lines (content)"),
    {.name = "picture",
     .kind = F_OWN,
     .own = read_pictures,
     .schema = "pictures",
     .meaning = "places of the story's pictures, in order"},
    {.name = "pictures", .kind = F_OWN, .own = read_pictures, .schema = "pictures", .meaning = "the same"},
    {.name = "box", .kind = F_OWN, .own = read_box, .schema = "box", .meaning = "frame and tint"},
    ROW("balance", F_FLAG, balance, .meaning = "level legs"),
    ROW("rules", F_FLAG, rules, .meaning = "column rules between the legs"),
    ROW("rule-below", F_FLAG, rule_below, .meaning = "a hairline to the story below"),
    ROW("rule-right", F_FLAG, rule_right, .meaning = "a hairline to the story on the right"),
    ROW("rule-left", F_FLAG, rule_left, .meaning = "a hairline to the story on the left"),
    ROW("rule", F_LENGTH, box.rule,
        .meaning =
            "kind rule, nameplate, folio: thickness of the line (报线); briefs: of the line over their column head"),
    ROW("border", F_CHOICE, box.border, .choices = BORDERS, .meaning = "what that line is drawn with, as in a box"),
    ROW("ink", F_INK, box.rule_ink, .meaning = "colour of that line"),
    ROW("dividers", F_FLAG, dividers, .meaning = "briefs: a hairline between two"),
    ROW("content", F_TEXT, content,
        .meaning = "lines of text with {field}s; [optional parts] go when their field is empty; | parts left, middle, "
                   "right; briefs: "
                   "their column head, one line"),
    ROW("waive", F_OWN, waive, .own = rules_read, .schema = "rules",
        .meaning = "faults of make-up that are meant here and not told"),
    {.name = "ladder",
     .kind = F_OWN,
     .own = read_ladder,
     .schema = "ladder",
     .meaning = "what may be changed so that copy fits here; the layout's unless given"},
    ROW("continues", F_TEXT, continues,
        .meaning = "jumps: the slot of an earlier page whose story goes on here; any that has no room unless given"),
    ROW("most", F_INT, most, .least = 0, .most = 100,
        .meaning = "index, teaser: entries at most; 0: index as many as there is room for, teaser one"),
    ROW("of", F_CHOICE, index_of, .choices = INDEX_OFS,
        .meaning =
            "index: the stories of the other pages, their sections, or stories with their section before the page"),
    ROW("order", F_CHOICE, index_order, .choices = INDEX_ORDERS,
        .meaning = "index: turn: page by page the first story, then the second of each; page: as they stand; rank: the "
                   "highest first"),
    ROW("summary", F_INT, summary, .least = 0, .most = 100,
        .meaning = "teaser: lines that the story's first sentences may take; 0: none"),
    ROW("across", F_FLAG, across, .meaning = "teaser: several stand side by side, not one under the other"),
    ROW("filler", F_FLAG, filler,
        .meaning = "story: the edition's fillers stand here when no story does, and under one that is short"),
    ROW("repeat", F_FLAG, repeat, .meaning = "stream: further pages like this one until the copy is out"),
    ROW("pictures-inline", F_FLAG, picture_inline,
        .meaning = "pictures stand in the legs: in a stream where their captions stood, in a story those without a "
                   "place of their own"),
};
const Table SLOT_TABLE = {.what = "a slot", .rows = SLOT_ROWS, .n = COUNT(SLOT_ROWS), .standard = slot_standard};

static const Slot SLOT_STANDARD = {.balance = true,
                                   .at = AT_MIDDLE,
                                   .gap = {1000, LEN_UNIT_EM},
                                   .headline_side = AT_RIGHT,
                                   .box = {.rule_ink = INK_BLACK, .tint_ink = INK_BLACK, .inset = {1000, LEN_UNIT_EM}}};
static const void *slot_standard(Arena *a) {
  (void)a;
  return &SLOT_STANDARD;
}

/* ---- on the grid */

void slot_clamp(PlanReader *r, const Slot *s, const char *what, Span span, int *first, int *last, int most) {
  int a = *first, b = *last;
  if (a >= 1 && b <= most) return;
  *first = a < 1 ? 1 : a > most ? most : a;
  *last = b > most ? most : b < *first ? *first : b;
  diag_add(r->job->diags, DIAG_SLOT_OUTSIDE, span, "slot '%.*s' wants %s %d-%d of a grid that has %d; it gets %d-%d",
           STRF(s->name), what, a, b, most, *first, *last);
}

static void clamp_pictures(PlanReader *r, Slot *s) {
  int legs = s->legs ? s->legs : s->cells.col_last - s->cells.col_first + 1;
  int lines = s->cells.line_last - s->cells.line_first + 1;
  for (size_t i = 0; i < s->picture_count; i++) {
    SlotPicture *p = &s->pictures[i];
    if (p->cols <= legs && p->lines <= lines) continue;
    diag_add(r->job->diags, DIAG_SLOT_OUTSIDE, p->span,
             "the picture of slot '%.*s' wants %d legs by %d lines, the slot has %d by %d; it is cut to fit",
             STRF(s->name), p->cols, p->lines, legs, lines);
    p->cols = p->cols < legs ? p->cols : legs;
    p->lines = p->lines < lines ? p->lines : lines;
  }
  if (s->headline_cols > legs) s->headline_cols = legs;
}

void slot_settle(PlanReader *r, Slot *s) {
  layout_place_slot(r->layout, s);
  clamp_pictures(r, s);
}

static void check_overlaps(PlanReader *r, const Layout *l) {
  for (size_t i = 0; i < l->slot_count; i++)
    for (size_t k = 0; k < i; k++) {
      const Slot *a = &l->slots[k], *b = &l->slots[i];
      if (a->kind == SLOT_RULE || b->kind == SLOT_RULE || !slots_overlap(a, b) || is_inset_of(l, a, b)) continue;
      int first = a->line_first > b->line_first ? a->line_first : b->line_first;
      int last = a->line_last < b->line_last ? a->line_last : b->line_last;
      diag_add(r->job->diags, DIAG_SLOT_OVERLAP, b->span,
               "slot '%.*s' overlaps slot '%.*s' in lines %d-%d; both are printed", STRF(b->name), STRF(a->name), first,
               last);
      diag_add_hint(r->job->diags, a->span, "'%.*s' stands here", STRF(a->name));
      break; /* one is enough to look there */
    }
}

static void fill_styles(PlanReader *r, Slot *s) {
  for (size_t i = 0; i < COUNT(PARTS); i++) {
    const Style **style = part_of(s, PARTS[i].at);
    if (!*style) *style = book_find(r->book, str_of(part_style(s->kind, PARTS[i].name)));
    must(*style);
  }
}

static const Yaml *cols_of(const Yaml *y) {
  return yaml_find(y, "cols") ? yaml_find(y, "cols") : yaml_find(y, "tiers");
}

/* On the sheet and as large as a character, or as the grid has it. */
static void mend_area(PlanReader *r, const Layout *l, Slot *s, const Yaml *y) {
  Rect *p = &s->area;
  if (!y) return;
  bool ok = p->x >= 0 && p->y >= 0 && p->w >= l->grid.body && p->h >= l->grid.body && p->x + p->w <= l->sheet_w &&
            p->y + p->h <= l->sheet_h;
  if (ok) return;
  diag_add(r->job->diags, DIAG_SLOT_OUTSIDE, y->span, "slot '%.*s' has its area off the sheet; it stands on the grid",
           STRF(s->name));
  *p = (Rect){0};
}

static Span span_or(const Yaml *y, Span otherwise) { return y ? y->span : otherwise; }

static Slot slot_read(PlanReader *r, const Yaml *y) {
  const Layout *l = r->layout;
  Slot s = SLOT_STANDARD;
  s.name = y->key, s.span = y->key_span;
  s.col_first = s.line_first = 1;
  s.col_last = l->grid.columns, s.line_last = l->grid.lines;
  s.cols_span = span_or(cols_of(y), y->key_span);
  s.lines_span = span_or(yaml_find(y, "lines"), y->key_span);
  table_read(r, &SLOT_TABLE, y, &s, NULL);
  if (s.in.n) { /* its place is known when all slots are */
    if (!cols_of(y)) s.col_first = s.col_last = 0;
    if (!yaml_find(y, "lines")) s.line_first = s.line_last = 0;
    fill_styles(r, &s);
    return s;
  }
  slot_clamp(r, &s, "columns", s.cols_span, &s.col_first, &s.col_last, l->grid.columns);
  slot_clamp(r, &s, "lines", s.lines_span, &s.line_first, &s.line_last, l->grid.lines);
  mend_area(r, l, &s, yaml_find(y, "area"));
  fill_styles(r, &s);
  frames_mend(r, &s);
  slot_settle(r, &s);
  return s;
}

void slots_read(PlanReader *r, const Yaml *slots) {
  Layout *l = r->layout;
  if (!slots || (slots->kind == YAML_TEXT && !slots->text.n)) return;
  if (slots->kind != YAML_MAP) {
    diag_add(r->job->diags, DIAG_BAD_VALUE, slots->span, "'slots' wants a map from names to slots; there are none now");
    return;
  }
  size_t n = slots->n < SLOTS_MOST ? slots->n : SLOTS_MOST;
  l->slots = arena_array(r->job->arena, Slot, n);
  for (const Yaml *y = slots->child; y; y = y->next) {
    if (l->slot_count == n) {
      diag_add(r->job->diags, DIAG_BAD_VALUE, y->key_span, "more than %d slots; the rest is left out", SLOTS_MOST);
      break;
    }
    l->slots[l->slot_count++] = slot_read(r, y);
  }
  insets_place(r);
  check_overlaps(r, l);
}
