/* flow: what stands in a story's text, measured on the page: headings, initials, tables, lists, boxes, and what goes across the legs; in both
 * directions. The laws run on every page. */
#include "fonts_open.h"
#include "unit.h"

#include "flow/flow.h"

typedef struct Desk {
  Job job;
  Edition edition;
  FlowInput in;
  PagePlan page;
  Fill fills[8];
} Desk;

/* Both directions stand on the same grid of 4 columns of 13 em; lines of 11.25 pt. */
enum { EM = 9 * LEN_PT, PITCH = 45 * LEN_PT / 4 };

static FlowEdition *flow_of(Desk *d, bool vertical, const char *slot, const char *styles, const char *copy) {
  static int number;
  memset(d, 0, sizeof *d);
  d->job = unit_job();
  Str text = str_f(d->job.arena,
                   "sheet: {size: 400mm x 400mm}\n"
                   "grid: {writing: %s, columns: 4, measure: 13em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: 60}\n"
                   "styles:\n  text: {}\n%s"
                   "slots:\n  lead: {kind: story, cols: 1-4, lines: 1-60%s}\n",
                   vertical ? "vertical" : "horizontal", styles, slot);
  d->page.name = STR("要闻");
  d->page.number = 1;
  d->page.layout = layout_read_text(&d->job, str_f(d->job.arena, "text%d.yaml", ++number), text, STR("."));
  assert_non_null(d->page.layout);
  d->page.fills = d->fills;
  d->edition.pages = &d->page;
  d->edition.page_count = 1;
  d->in = (FlowInput){.edition = &d->edition,
                      .fonts = shared_fonts,
                      .data_dir = STR("."),
                      .copy = map_make(d->job.arena),
                      .threads = 1};
  uint32_t file;
  Str read = text_read(&d->job, STR("copy.md"), str_copy(d->job.arena, str_of(copy)), &file);
  Stories *s = arena_new(d->job.arena, Stories);
  *s = story_read(&d->job, STR("copy.md"), read, file, LANG_ZH_HANS);
  map_put(d->in.copy, STR("copy.md"), s);
  d->fills[d->page.fill_count++] = (Fill){.slot = STR("lead"), .file = STR("copy.md")};
  FlowEdition *e = flow_edition(&d->job, &d->in);
  Buf why = buf_make(d->job.arena, 1 << 20);
  if (!flow_check(e, &why)) fail_msg("%s\n%s\n%s\n%.*s", slot, styles, copy, STRF(buf_str(&why)));
  return e;
}

/* Han of prose, a mark every nineteen */
static void put_han(Buf *b, int n) {
  static const char *han[] = {"江", "面", "的", "风", "从", "北", "岸", "吹", "来", "，",
                              "桥", "上", "灯", "一", "盏", "盏", "亮", "起", "。"};
  for (int i = 0; i < n; i++) buf_puts(b, str_of(i + 1 == n ? "。" : han[i % 19]));
  buf_puts(b, STR("\n\n"));
}

static const char *prose(Arena *a, int paragraphs, int n) {
  Buf b = buf_make(a, 1 << 20);
  for (int i = 0; i < paragraphs; i++) put_han(&b, n + i % 3);
  return str_z(a, buf_str(&b));
}

/* A line in the directions of its grid: where it begins along it and on which of its lines it stands, in parts of a line. */
typedef struct Stand {
  const Item *it;
  Len x;
  Len across; /* top of its cell from the first line's, across */
  Str text;
} Stand;

static Stand stand_of(const FlowEdition *e, size_t i) {
  const FlowPage *p = e->pages.at[0];
  const Grid *g = &p->layout->slots[0].grid;
  const Item *it = &p->items.at[i];
  Rect r = grid_from_sheet(g, it->box);
  Str all = it->kind == ITEM_LINE ? setting_shaped(it->setting)->text : STR("");
  return (Stand){it, r.x - g->along, r.y - g->across,
                 it->kind == ITEM_LINE ? str_sub(all, it->line->at, it->line->end) : STR("")};
}

static Stand find_line(const FlowEdition *e, Role role, const char *starts) {
  for (size_t i = 0; i < e->pages.at[0]->items.n; i++) {
    Stand s = stand_of(e, i);
    if (s.it->kind == ITEM_LINE && s.it->role == role && str_has_prefix(s.text, str_of(starts))) return s;
  }
  fail_msg("no %s line '%s'", role_name(role), starts);
  return (Stand){0};
}

static int leg_of(Len x) { return (int)(x / (14 * EM)); }

/* Lines of text in each leg, from line `from` (of the grid, 0-based) to before `to`. */
static void count_legs(const FlowEdition *e, int from, int to, int legs[4]) {
  memset(legs, 0, 4 * sizeof *legs);
  for (size_t i = 0; i < e->pages.at[0]->items.n; i++) {
    Stand s = stand_of(e, i);
    if (s.it->kind != ITEM_LINE || s.it->role != ROLE_BODY) continue;
    int line = (int)(s.across / PITCH);
    if (line >= from && line < to) legs[leg_of(s.x)]++;
  }
}

/* A heading of three lines: its type in the middle of them, the text above and below on the grid. */
static void headings_take_lines(void **state) {
  (void)state;
  for (int vertical = 0; vertical < 2; vertical++)
    for (int depth = 1; depth <= 4; depth++) {
      Desk d;
      Arena *a = arena_open();
      Str copy = str_f(a, "%s### 小标题\n\n%s", prose(a, 2, 60), prose(a, 8, 90));
      FlowEdition *e =
          flow_of(&d, vertical, ", legs: 1, balance: no",
                  str_z(a, str_f(a, "  subhead: {font: hei, size: 9pt, depth: %d}\n", depth)), str_z(a, copy));
      Stand head = find_line(e, ROLE_SUBHEAD, "小标题");
      int above = -1, below = 1000;
      for (size_t i = 0; i < e->pages.at[0]->items.n; i++) {
        Stand s = stand_of(e, i);
        if (s.it->kind != ITEM_LINE || s.it->role != ROLE_BODY) continue;
        int line = (int)(s.across / PITCH);
        if (s.across < head.across && line > above) above = line;
        if (s.across > head.across && line < below) below = line;
      }
      assert_int_equal(below - above - 1, depth);
      Len top = (above + 1) * PITCH, foot = (below - 1) * PITCH + EM; /* of the cells of its lines */
      Len before = head.across - top, after = foot - (head.across + 9 * LEN_PT);
      assert_in_range(before - after + 2, 0, 4);
      unit_done(&d.job);
      arena_close(a);
    }
}

static void heads_run_in(void **state) {
  (void)state;
  Desk d;
  FlowEdition *e = flow_of(&d, false, "", "  subhead: {font: hei, place: run-in}\n",
                           "### 过江四分钟\n\n这座桥修了三年，两岸往来要坐轮渡，遇上大雾就得停航。\n");
  Stand s = find_line(e, ROLE_BODY, "过江四分钟");
  assert_int_equal(s.x, 0);
  assert_int_equal(s.it->line->start, 2 * EM); /* the paragraph's indent */
  /* 2 of indent, 5 of heading, 1 between, 5 of text */
  assert_str(s.text, "过江四分钟　这座桥修了");
  unit_done(&d.job);
}

/* Beside it the first lines are shorter by whole characters; it stands in the middle of their depth. */
static void heads_at_the_side(void **state) {
  (void)state;
  for (int vertical = 0; vertical < 2; vertical++) {
    Desk d;
    Arena *a = arena_open();
    Str copy = str_f(a, "##### 不收费\n\n%s", prose(a, 1, 90));
    FlowEdition *e =
        flow_of(&d, vertical, "", "  subhead3: {font: hei, size: 9pt, place: side, depth: 3}\n", str_z(a, copy));
    Stand head = find_line(e, ROLE_SUBHEAD, "不收费"), first = find_line(e, ROLE_BODY, "江面");
    assert_int_equal(head.x, 0);
    assert_int_equal(first.x, 4 * EM); /* three of heading, one of blank */
    assert_int_equal(first.it->line->measure, 9 * EM);
    assert_int_equal(head.across - first.across, PITCH); /* on the second of three lines */
    unit_done(&d.job);
    arena_close(a);
  }
}

/* The cell of an initial begins with that of the first line and ends with that of the last, to the unit. */
static void initials(void **state) {
  (void)state;
  static const struct {
    const char *starts, *initial;
    int ems; /* cut at three lines of 9 on 11.25: 31.5 pt and a quarter em make 4 em; with a mark 1.5 times as wide, 6 */
  } ROWS[] = {{"江面的风", "江", 4},
              {"“江”面的风", "“江", 6},
              {"2026年的风", NULL, 0},
              {"本，风从北岸", NULL, 0},
              {"《江》面", NULL, 0}};
  for (int vertical = 0; vertical < 2; vertical++)
    for (size_t i = 0; i < COUNT(ROWS); i++) {
      Desk d;
      Arena *a = arena_open();
      Str copy = str_f(a, "%s%s", ROWS[i].starts, prose(a, 2, 90));
      FlowEdition *e =
          flow_of(&d, vertical, ", body: {inherit: body, initial: {lines: 3, font: hei}}", "", str_z(a, copy));
      bool quote_shut = i == 1; /* the mark that shuts it stands after the initial: no line may begin with it */
      if (!ROWS[i].initial || quote_shut) {
        Stand s = find_line(e, ROLE_BODY, ROWS[i].starts);
        assert_int_equal(s.it->box.h < 2 * EM || vertical, true);
        assert_int_equal(s.it->line->measure, 13 * EM);
      } else {
        Stand big = find_line(e, ROLE_BODY, ROWS[i].initial), first = find_line(e, ROLE_BODY, "面的风");
        Rect r = grid_from_sheet(&e->pages.at[0]->layout->slots[0].grid, big.it->box);
        assert_int_equal(big.across, first.across);
        assert_int_equal(r.h, 2 * PITCH + EM);
        assert_int_equal(first.x, ROWS[i].ems * EM);
        assert_int_equal(first.it->line->measure, (13 - ROWS[i].ems) * EM);
        assert_int_equal(first.it->line->start, 0);
      }
      unit_done(&d.job);
      arena_close(a);
    }
}

/* A Latin initial: its baseline is that of the third line, and its capital reaches the capitals of the first. */
static void latin_initials(void **state) {
  (void)state;
  Desk d;
  FlowEdition *e = flow_of(&d, false, ", cols: 1, body: {inherit: body, font: latin, initial: {lines: 3}}", "",
                           "Traffic crossed the bridge for the first time this morning and the workers who had spent "
                           "three winters over the river lined the railing and waved at the cars that came.\n");
  Stand big = find_line(e, ROLE_BODY, "T"), first = find_line(e, ROLE_BODY, "raffic");
  const Shaped *s = setting_shaped(big.it->setting);
  const Face *face = face_facts(shared_fonts, font_facts(shared_fonts, s->glyphs[0].font)->face);
  Len size = s->runs[0].size, more = len_fu(face->cap_height, size - EM, face->upem);
  assert_int_equal(big.it->origin.y - first.it->origin.y, 2 * PITCH);
  assert_in_range(more - 2 * PITCH + 100, 0, 200); /* a hundredth of a point */
  unit_done(&d.job);
}

/* Text above a heading across two legs of four is level over those two; the text goes on under it. */
static void headings_across(void **state) {
  (void)state;
  for (int vertical = 0; vertical < 2; vertical++)
    for (int n = 60; n < 320; n += 37) {
      Desk d;
      Arena *a = arena_open();
      Str copy = str_f(a, "%s### 跨栏的小标题\n\n%s", prose(a, 2, n), prose(a, 9, 130));
      FlowEdition *e =
          flow_of(&d, vertical, ", subhead: {font: hei, size: 12pt, span: 2, depth: 3}", "", str_z(a, copy));
      Stand head = find_line(e, ROLE_SUBHEAD, "跨栏");
      int line = (int)(head.across / PITCH), above[4], below[4];
      assert_int_equal(leg_of(head.x) % 2, 0);
      assert_int_equal(head.it->line->measure, 27 * EM);
      count_legs(e, 0, line, above);
      count_legs(e, line, 100, below);
      int leg = leg_of(head.x);
      assert_in_range(above[leg] - above[leg + 1], 0, 1);
      assert_true(below[leg] >= 2 && below[leg + 1] >= 2);
      for (int k = 0; k < 3; k++) /* feet are level but for the last, short one */
        if (k + 1 != leg && k != leg) assert_true(above[k] + below[k] > 0);
      unit_done(&d.job);
      arena_close(a);
    }
}

static void tables_keep_the_grid(void **state) {
  (void)state;
  static const char copy[] = "江面的风从北岸吹来。\n\n| 品种 | 今日 |\n|:---|---:|\n| 大白菜 | 1.15 |\n| "
                             "很长很长很长很长很长很长的品种 | 12.30 |\n\n桥上灯亮起。\n";
  for (int vertical = 0; vertical < 2; vertical++) {
    Desk d;
    FlowEdition *e = flow_of(&d, vertical, ", cols: 1", "", copy);
    Stand head = find_line(e, ROLE_TABLE, "品种"), today = find_line(e, ROLE_TABLE, "今日"),
          price = find_line(e, ROLE_TABLE, "1.15");
    Stand wide = find_line(e, ROLE_TABLE, "很长"), last = find_line(e, ROLE_TABLE, "12.30");
    assert_int_equal(head.x, 0);
    assert_int_equal(head.across % PITCH, 0);
    assert_int_equal(today.across, head.across);
    assert_int_equal(price.across, head.across + PITCH);
    assert_int_equal(wide.across, last.across);
    /* flush with the leg's end, and with each other */
    assert_int_equal(today.x + today.it->line->measure, 13 * EM);
    assert_int_equal(price.x + price.it->line->set, 13 * EM);
    assert_int_equal(today.x + today.it->line->set, 13 * EM);
    Stand after = find_line(e, ROLE_BODY, "桥上");
    assert_int_equal((after.across - wide.across) / PITCH, 3); /* the wide cell wraps, then a line of white */
    int rules = 0;
    for (size_t i = 0; i < e->pages.at[0]->items.n; i++) rules += e->pages.at[0]->items.at[i].kind == ITEM_RULE;
    assert_int_equal(rules, 3); /* over and under the head, under the last row */
    assert_false(diags_has(d.job.diags, DIAG_TABLE_TOO_WIDE));
    unit_done(&d.job);
  }
}

/* Cells of Han wrap so that numbers stand whole; where that is not enough, rows are lines. */
static void tables_keep_numbers(void **state) {
  (void)state;
  static const char *const ROWS[] = {"| 一零一路汽车 | 火车站南广场 | 5:30—22:30 |",
                                     "| 夜十二 | 大学城 | 5:30—22:30 | 13812345678 |"};
  for (int vertical = 0; vertical < 2; vertical++)
    for (size_t i = 0; i < COUNT(ROWS); i++) {
      Desk d;
      const char *copy =
          str_z(fonts_job.arena,
                str_f(fonts_job.arena, "江上的风。\n\n%s\n|---|---|---|---|\n%s\n\n桥上灯亮起。\n", ROWS[i], ROWS[i]));
      flow_of(&d, vertical, ", cols: 1", "", copy);
      assert_int_equal(diags_has(d.job.diags, DIAG_TABLE_TOO_WIDE), i == 1);
      assert_false(diags_has(d.job.diags, DIAG_EMERGENCY_BREAK));
      unit_done(&d.job);
    }
}

static void lists_hang(void **state) {
  (void)state;
  Desk d;
  FlowEdition *e = flow_of(&d, false, ", cols: 1", "  list: {inherit: body, prefix: ■}\n",
                           "- 主跨五百二十米为漪江上跨度最大的桥梁工程\n- 双向六车道\n    - 再缩一层\n");
  Stand bullet = find_line(e, ROLE_LIST, "■"), first = find_line(e, ROLE_LIST, "主跨"),
        inner = find_line(e, ROLE_LIST, "再缩");
  assert_int_equal(bullet.x, 0);
  assert_int_equal(first.x, EM);
  assert_int_equal(first.it->line->measure, 12 * EM);
  Stand second = find_line(e, ROLE_LIST, "度最大");
  assert_int_equal(second.x, EM);
  assert_int_equal(inner.x, 2 * EM);
  unit_done(&d.job);
}

/* A box's edges and text stand on the grid; nothing of the story stands in it. */
static void boxes_stand_apart(void **state) {
  (void)state;
  static const struct {
    const char *asks;
    int legs;
  } ROWS[] = {{"", 1}, {" {span=2}", 2}, {" {span=2 at=bottom}", 2}, {" {at=top}", 1}, {" {span=4 at=middle}", 4}};
  for (int vertical = 0; vertical < 2; vertical++)
    for (size_t i = 0; i < COUNT(ROWS); i++) {
      Desk d;
      Arena *a = arena_open();
      Str copy = str_f(a, "%s::: box 通车数字%s\n盒中的话盒中的话。\n\n- 双向六车道\n:::\n\n%s", prose(a, 3, 120),
                       ROWS[i].asks, prose(a, 6, 120));
      FlowEdition *e =
          flow_of(&d, vertical, "", "  box-body: {inherit: body, box: {rule: 0.5pt, inset: 1em}}\n", str_z(a, copy));
      const Grid *g = &e->pages.at[0]->layout->slots[0].grid;
      Rect frame = {0};
      for (size_t k = 0; k < e->pages.at[0]->items.n; k++)
        if (e->pages.at[0]->items.at[k].kind == ITEM_BOX) frame = grid_from_sheet(g, e->pages.at[0]->items.at[k].box);
      assert_int_equal(frame.w, (ROWS[i].legs * 14 - 1) * EM);
      assert_int_equal((frame.y - g->across) % PITCH, 0);
      assert_int_equal((frame.y + frame.h - EM - g->across) % PITCH, 0);
      Stand text = find_line(e, ROLE_BODY, "盒中");
      assert_int_equal(text.it->line->measure, frame.w - 2 * EM);
      for (size_t k = 0; k < e->pages.at[0]->items.n; k++) {
        Stand s = stand_of(e, k);
        if (s.it->kind != ITEM_LINE || s.it->role != ROLE_BODY || str_has_prefix(s.text, STR("盒中"))) continue;
        assert_false(rect_overlap(grid_from_sheet(g, s.it->box), frame));
      }
      unit_done(&d.job);
      arena_close(a);
    }
}

/* Whatever the copy and however small the slot: the laws hold (flow_of asks them), nothing is lost. */
static void nothing_is_lost(void **state) {
  (void)state;
  static const char *const COPIES[] = {"::: box 题 {span=9 at=top}\n一。\n:::\n",
                                       "::: box\n| 一 | 二 |\n|---|---|\n| 三 | |\n:::\n",
                                       "### 题\n",
                                       "### 题\n\n#### 题\n\n##### 题\n",
                                       "| | |\n|---|---|\n| | |\n",
                                       "> 一。\n>\n> 二。\n",
                                       "- \n- 一\n1. 二\n",
                                       "::: note\n:::\n文。\n",
                                       "##### 很长很长很长很长很长很长很长很长很长的侧题\n\n短。\n",
                                       "### 题\n\n| 一 |\n|---|\n",
                                       "“\n",
                                       "江\n",
                                       "---\nheadline: 题\n---\n::: box\n> 引\n\n### 题\n\n正文。\n:::\n"};
  static const char *const STYLES[] = {
      "", "  subhead: {place: run-in, span: 3}\n  quote: {span: 2, at: middle, box: {rule: 1pt}}\n  table: {span: 2}\n",
      ("  subhead: {place: side, depth: 4}\n  subhead2: {place: run-in}\n  box-body: {box: {tint: 10%}, size: 20pt}\n"
       "  table: {size: 30pt}\n")};
  static const char *const SLOTS[] = {
      "", ", lines: 1-9, cols: 1-3, subhead: {span: 2}", ", lines: 1-5, cols: 1, body: {initial: {lines: 4}}",
      ", kind: briefs, lines: 1-12", ", kind: stream, cols: 1-2, lines: 1-14, box: yes"};
  for (size_t c = 0; c < COUNT(COPIES); c++)
    for (size_t s = 0; s < COUNT(STYLES); s++)
      for (size_t k = 0; k < COUNT(SLOTS); k++)
        for (int more = 0; more < 3; more++) {
          Desk d;
          Arena *a = arena_open();
          Str copy = str_f(a, "%s\n%s\n%s", COPIES[c], more ? prose(a, more * 3, 50) : "",
                           more ? COPIES[(c + 5) % COUNT(COPIES)] : "");
          flow_of(&d, k % 2, SLOTS[k], STYLES[s], str_z(a, copy));
          unit_done(&d.job);
          arena_close(a);
        }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(headings_take_lines),  cmocka_unit_test(heads_run_in),
                                     cmocka_unit_test(heads_at_the_side),    cmocka_unit_test(initials),
                                     cmocka_unit_test(latin_initials),       cmocka_unit_test(headings_across),
                                     cmocka_unit_test(tables_keep_the_grid), cmocka_unit_test(tables_keep_numbers),
                                     cmocka_unit_test(lists_hang),           cmocka_unit_test(boxes_stand_apart),
                                     cmocka_unit_test(nothing_is_lost)};
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
