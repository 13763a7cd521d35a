/* flow: small layouts and copy in memory, laid out, and the laws run on what comes out. */
#include "fonts_open.h"
#include "unit.h"

#include "flow/flow.h"

typedef struct Desk {
  Job job;
  Fonts *fonts;
  Edition edition;
  FlowInput in;
  PagePlan page;
  Fill fills[64];
} Desk;

static void desk_open(Desk *d, const char *layout) {
  static int number;
  memset(d, 0, sizeof *d);
  d->job = unit_job();
  d->page.name = STR("要闻");
  d->page.number = 1;
  d->page.layout = layout_read_text(&d->job, str_f(d->job.arena, "test%d.yaml", ++number),
                                    str_copy(d->job.arena, str_of(layout)), STR("."));
  assert_non_null(d->page.layout);
  d->page.fills = d->fills;
  d->edition.pages = &d->page;
  d->edition.page_count = 1;
  d->in = (FlowInput){.edition = &d->edition,
                      .fonts = shared_fonts,
                      .data_dir = STR("."),
                      .copy = map_make(d->job.arena),
                      .threads = 1};
}

static void desk_close(Desk *d) { unit_done(&d->job); }

static void desk_fill(Desk *d, const char *slot, const char *copy) {
  Str path = str_f(d->job.arena, "story%zu.md", d->page.fill_count);
  uint32_t file;
  Str text = text_read(&d->job, path, str_copy(d->job.arena, str_of(copy)), &file);
  Stories *s = arena_new(d->job.arena, Stories);
  *s = story_read(&d->job, path, text, file, LANG_ZH_HANS);
  map_put(d->in.copy, path, s);
  d->fills[d->page.fill_count++] = (Fill){.slot = str_of(slot), .file = path};
}

static FlowEdition *desk_flow(Desk *d) {
  FlowEdition *e = flow_edition(&d->job, &d->in);
  Buf why = buf_make(d->job.arena, 1 << 20);
  if (!flow_check(e, &why)) fail_msg("%.*s: %.*s", STRF(d->page.layout->path), STRF(buf_str(&why)));
  return e;
}

static const FlowFrame *frame_of(const FlowEdition *e, const char *name) {
  for (size_t i = 0; i < e->pages.n; i++)
    for (size_t k = 0; k < e->pages.at[i]->frames.n; k++)
      if (str_is(e->pages.at[i]->frames.at[k].name, name)) return &e->pages.at[i]->frames.at[k];
  fail_msg("no frame %s", name);
  return NULL;
}

/* n paragraphs of m characters each */
static const char *copy_of(Arena *a, const char *headline, int n, int m) {
  static const char *han[] = {"江", "面", "的", "风", "从", "北", "岸", "吹", "来", "，",
                              "桥", "上", "灯", "一", "盏", "盏", "亮", "起", "。"};
  Buf b = buf_make(a, 1 << 22);
  buf_putf(&b, "---\nheadline: %s\n---\n", headline);
  for (int i = 0; i < n; i++) {
    for (int k = 0; k + 1 < m; k++) buf_puts(&b, str_of(han[(k + i * 7) % 19]));
    buf_puts(&b, STR("。\n\n"));
  }
  return str_z(a, buf_str(&b));
}

#define GRID                                                                                                           \
  "sheet: {size: 390mm x 550mm}\n"                                                                                     \
  "grid: {columns: 8, measure: 13em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: 123}\n"

/* The baseline of the last line in each leg, in grid lines. */
static size_t feet_of(const FlowEdition *e, const FlowFrame *fr, int feet[8]) {
  const FlowPage *p = e->pages.at[0];
  for (size_t leg = 0; leg < fr->leg_count; leg++) {
    feet[leg] = 0;
    for (size_t i = 0; i < p->items.n; i++) {
      const Item *it = &p->items.at[i];
      if (it->kind != ITEM_LINE || it->role != ROLE_BODY || it->origin.x != fr->legs[leg].x) continue;
      int line = (int)((it->origin.y - grid_baseline(&p->layout->grid, 1)) / p->layout->grid.pitch) + 1;
      if (line > feet[leg]) feet[leg] = line;
    }
  }
  return fr->leg_count;
}

static void levels_legs(void **state) {
  (void)state;
  for (int m = 40; m < 400; m += 23) {
    Desk d;
    desk_open(&d, GRID "slots:\n  lead: {kind: story, cols: 1-4, lines: 1-60}\n");
    desk_fill(&d, "lead", copy_of(d.job.arena, "望鹤大桥今日通车", 5, m));
    FlowEdition *e = desk_flow(&d);
    int feet[8];
    size_t n = feet_of(e, frame_of(e, "lead"), feet);
    for (size_t i = 1; i + 1 < n; i++) assert_in_range(feet[i] + 3, feet[0], feet[0] + 6);
    desk_close(&d);
  }
}

static void keeps_overset(void **state) {
  (void)state;
  Desk d;
  desk_open(&d, GRID "slots:\n  lead: {kind: story, cols: 1-2, lines: 1-20}\n");
  desk_fill(&d, "lead", copy_of(d.job.arena, "望鹤大桥今日通车", 6, 200));
  FlowEdition *e = desk_flow(&d);
  const FlowFrame *fr = frame_of(e, "lead");
  assert_true(fr->lines_over > 30);
  assert_true(fr->chars_over > 300);
  assert_true(diags_has(d.job.diags, DIAG_OVERSET));
  Buf b = buf_make(d.job.arena, 1 << 16);
  flow_fit_text(e, &b);
  assert_true(str_find(buf_str(&b), STR("第1版 头条《望鹤大桥今日通车》 超 ")) == 0);
  desk_close(&d);
}

/* Figures of a vertical headline stand as its style says. */
static void vertical_headline(void **state) {
  (void)state;
  static const struct {
    const char *layout;
    unsigned flags; /* of the figures */
  } rows[] = {
      {GRID "slots:\n  lead: {kind: story, cols: 1-3, lines: 1-80, headline: {writing: vertical, tcy-digits: 2}}\n",
       GLYPH_ABREAST},
      {GRID "slots:\n  lead: {kind: story, cols: 1-3, lines: 1-80, headline: {writing: vertical}}\n", GLYPH_TURNED},
      {GRID "slots:\n  lead: {kind: story, cols: 1-3, lines: 1-80, headline: {tcy-digits: 2}}\n", 0},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Desk d;
    desk_open(&d, rows[i].layout);
    desk_fill(&d, "lead", copy_of(d.job.arena, "江上12座桥", 3, 200));
    FlowEdition *e = desk_flow(&d);
    const FlowPage *p = e->pages.at[0];
    size_t figures = 0;
    for (size_t k = 0; k < p->items.n; k++) {
      const Item *it = &p->items.at[k];
      if (it->kind != ITEM_LINE || it->role != ROLE_HEADLINE) continue;
      const Shaped *s = setting_shaped(it->setting);
      for (size_t g = 0; g < s->n; g++) {
        if (s->text.p[s->glyphs[g].src] != '1' && s->text.p[s->glyphs[g].src] != '2') continue;
        assert_int_equal(s->glyphs[g].flags & (GLYPH_ABREAST | GLYPH_TURNED), rows[i].flags);
        figures++;
      }
    }
    assert_int_equal(figures, 2);
    desk_close(&d);
  }
}

/* A page of everything: no law is broken whatever is asked of the slots. */
static const char *const LAYOUTS[] = {
    GRID "slots:\n  lead: {kind: story, cols: 1-6, lines: 1-60, picture: {cols: 3, lines: 20, at: top right}}\n",
    GRID "slots:\n  lead: {kind: story, cols: 1-5, lines: 1-60, legs: 3, picture: {cols: 1, lines: 20, at: middle}, "
         "rules: true}\n",
    GRID "slots:\n  lead: {kind: story, cols: 1-4, lines: 1-60, headline: {cols: 2}, picture: {cols: 2, lines: 12, at: "
         "bottom right}}\n",
    GRID "slots:\n  lead: {kind: story, cols: 1-3, lines: 1-80, headline: {writing: vertical}, box: {rule: 0.5pt, "
         "tint: 8%}, legs: 1}\n",
    GRID "slots:\n  lead: {kind: story, cols: 1-3, lines: 1-6, picture: {cols: 3, lines: 5, at: top}}\n",
    GRID "slots:\n  lead: {kind: story, cols: 2-2, lines: 5-123, picture: {cols: 1, lines: 12, at: top, "
         "above-headline: true}}\n",
    GRID "slots:\n  lead: {kind: picture, cols: 1-4, lines: 1-40}\n",
    GRID "slots:\n  lead: {kind: briefs, cols: 1-2, lines: 1-60, dividers: true}\n",
    GRID "slots:\n  lead: {kind: stream, cols: 1-8, lines: 1-20, repeat: true}\n",
    GRID "slots:\n  lead: {kind: stream, cols: 1-2, lines: 1-20}\n",
};

static const char MIXED[] =
    "---\nkicker: 历时1421天，两岸日子结束了\nheadline: 望鹤大桥今日通车漪江两岸八分钟相见百姓喜气洋洋\ndeck:\n  - "
    "主跨520米\n  - 首月免费接驳公交三条，步行道全天开放\n"
    "byline: 记者 陆闻舟\npictures:\n  - {file: '', caption: "
    "晨雾中的望鹤大桥。桥塔取“双鹤并立”之形，塔顶高出江面168米。, credit: 陆闻舟 摄}\n---\n"
    "**本报讯**（记者 "
    "陆闻舟）今天12:"
    "30，望鹤大桥将正式通车。从临漪区的老码头到鹤汀区的新城广场，开车由过去的40分钟缩短为8分钟；靠轮渡和绕行过江的日子"
    "，画上句号。\n\n"
    "### 一座桥，跨过“两小时的江”\n\n漪江流到岚川，江面骤然放宽，最窄处也有近600米。此前，城区17.6 "
    "km的江段上只有两座桥，*一座*建于上世纪70年代，[一座]{.dots}建于2003年。\n\n"
    "> 孩子在江那边念书，我们管这条江叫‘两小时的江’。\n\n- 第一条\n- "
    "第二条比第一条长，要占两行，看看悬挂的样子，再多写几个字\n\n---"
    "\n\n“最怕冬天，天没亮就得把孩子从被窝里拎起来”。望鹤大桥正建在这段江面上。\n\n■某某\n";

static void obeys_laws(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(LAYOUTS); i++)
    for (int much = 0; much < 6; much++) {
      Desk d;
      desk_open(&d, LAYOUTS[i]);
      desk_fill(&d, "lead", MIXED);
      bool many = d.page.layout->slots[0].kind == SLOT_STREAM || d.page.layout->slots[0].kind == SLOT_BRIEFS;
      for (int k = 0; many && k < much; k++)
        desk_fill(&d, "lead", k % 2 ? MIXED : copy_of(d.job.arena, "江上的灯", k + 1, 17 + 31 * k));
      desk_flow(&d);
      desk_close(&d);
    }
}

/* Whatever the length, a story that jumps stands on both pages once, and the lines that send on know their pages: in a column among others,
 * in a place of its own with the headline over all legs, through frames, and in vertical lines. */
#define JUMPING GRID "slots:\n  lead: {kind: story, cols: 1-2, lines: 1-30, picture: {cols: 1, lines: 9, at: top}}\n"
static const char *const JUMPING_LAYOUTS[] = {
    JUMPING "  rest: {kind: jumps, cols: 3-8, lines: 1-60}\n",
    JUMPING "  rest: {kind: jumps, continues: lead, cols: 3-8, lines: 1-60}\n",
    JUMPING "  rest: {kind: jumps, continues: lead, frames: [{cols: 3-5, lines: 1-70}, {cols: 3-4, lines: 71-99}]}\n",
    GRID "slots:\n  lead: {kind: story, frames: [{cols: 1-2, lines: 1-20}, {cols: 1, lines: 21-50}]}\n"
         "  rest: {kind: jumps, continues: lead, cols: 3-8, lines: 1-60}\n",
    "sheet: {size: 390mm x 550mm}\n"
    "grid: {writing: vertical, tiers: 8, measure: 13em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: 90}\n"
    "slots:\n  lead: {kind: story, tiers: 1-2, lines: 1-40}\n"
    "  rest: {kind: jumps, continues: lead, tiers: 3-7, lines: 1-60}\n",
};

static int jump_lines(const FlowPage *p, int other) {
  int words = 0;
  for (size_t k = 0; k < p->items.n; k++) {
    const Item *it = &p->items.at[k];
    if (it->role != ROLE_JUMP) continue;
    assert_int_equal(it->goto_page, other);
    assert_null(it->copy);
    words++;
  }
  return words;
}

static void jumps(void **state) {
  (void)state;
  for (size_t l = 0; l < COUNT(JUMPING_LAYOUTS); l++) {
    int jumped = 0;
    for (int m = 20; m < 300; m += 31) {
      Desk d;
      desk_open(&d, JUMPING_LAYOUTS[l]);
      desk_fill(&d, "lead", copy_of(d.job.arena, "桥\njump: auto\nauthor: 周明", 9, m));
      PagePlan pages[2] = {d.page, {.name = STR("综合"), .number = 2, .layout = d.page.layout}};
      d.edition.pages = pages, d.edition.page_count = 2;
      FlowEdition *e = desk_flow(&d);
      assert_false(diags_has(d.job.diags, DIAG_OVERSET));
      int first = jump_lines(e->pages.at[0], 2), second = jump_lines(e->pages.at[1], 1);
      assert_true(first == 0 ? second == 0 : first == 1 && second >= 2);
      jumped += first;
      desk_close(&d);
    }
    assert_in_range(jumped, 4, 9);
  }
}

/* A picture for which the first page has no place goes on with the text, and is told only where it finds none there either. */
static void pictures_go_on(void **state) {
  (void)state;
  for (int place = 0; place < 2; place++) {
    Desk d;
    desk_open(&d, place ? JUMPING
                      "  rest: {kind: jumps, continues: lead, cols: 3-8, lines: 1-60, picture: {cols: 1, lines: 9}}\n"
                        : JUMPING "  rest: {kind: jumps, continues: lead, cols: 3-8, lines: 1-60}\n");
    desk_fill(&d, "lead",
              copy_of(d.job.arena, "桥\njump: auto\npictures: [{caption: 桥}, {file: none.jpg, caption: 江}]", 9, 260));
    PagePlan pages[2] = {d.page, {.name = STR("综合"), .number = 2, .layout = d.page.layout}};
    d.edition.pages = pages, d.edition.page_count = 2;
    FlowEdition *e = desk_flow(&d);
    assert_int_equal(jump_lines(e->pages.at[0], 2), 1);
    assert_int_equal(diags_has(d.job.diags, DIAG_PICTURE_UNPLACED), !place);
    desk_close(&d);
  }
}

/* What goes on in a place of its own runs around an inset there. */
static void rests_run_around(void **state) {
  (void)state;
  Desk d;
  desk_open(&d, JUMPING "  rest: {kind: jumps, continues: lead, cols: 3-8, lines: 1-60}\n"
                        "  box: {kind: text, in: rest, cols: 2-3, lines: 7-16, content: 框}\n");
  assert_false(diags_has(d.job.diags, DIAG_BAD_VALUE));
  desk_fill(&d, "lead", copy_of(d.job.arena, "桥\njump: auto", 20, 260));
  PagePlan pages[2] = {d.page, {.name = STR("综合"), .number = 2, .layout = d.page.layout}};
  d.edition.pages = pages, d.edition.page_count = 2;
  FlowEdition *e = desk_flow(&d);
  const FlowPage *p = e->pages.at[1];
  Rect box = layout_slot_rect(p->layout, layout_find_slot(p->layout, STR("box")));
  int beside = 0;
  for (size_t i = 0; i < p->items.n; i++) {
    Rect r = p->items.at[i].box;
    if (p->items.at[i].role != ROLE_BODY) continue;
    assert_false(rect_overlap(r, box));
    beside += r.y >= box.y && r.y < box.y + box.h;
  }
  assert_true(beside > 0);
  desk_close(&d);
}

/* Parted by makeup at any place there is, the two parts are the whole, and each says where the other is. */
static void planned_jumps(void **state) {
  (void)state;
  static const char layout[] = GRID "slots:\n  lead: {kind: story, cols: 1-8, lines: 1-100}\n";
  size_t n = 1;
  for (size_t i = 0; i < n; i++) {
    Desk d;
    desk_open(&d, layout);
    desk_fill(&d, "lead", copy_of(d.job.arena, "桥\nauthor: 周明\ndeck: 副题", 6, 260));
    const Stories *some = map_find(d.in.copy, d.fills[0].file);
    StoryCuts cuts = flow_story_cuts(d.job.arena, &some->at[0]);
    n = cuts.n;
    assert_in_range(n, 5, 100);
    Fill fills[2] = {d.fills[0], d.fills[0]};
    for (int k = 0; k < 2; k++)
      fills[k].part = k ? PART_REST : PART_FIRST, fills[k].other_page = 2 - k, fills[k].cut_para = cuts.at[i].para,
      fills[k].cut_at = cuts.at[i].at, fills[k].cut_pictures = 1;
    PagePlan pages[2] = {d.page, {.name = STR("综合"), .number = 2, .layout = d.page.layout}};
    pages[0].fills = &fills[0], pages[1].fills = &fills[1], pages[1].fill_count = 1;
    d.edition.pages = pages, d.edition.page_count = 2;
    FlowEdition *e = desk_flow(&d);
    assert_int_equal(e->stories.n, 1);
    assert_int_equal(jump_lines(e->pages.at[0], 2), 1);
    assert_int_equal(jump_lines(e->pages.at[1], 1), 2);
    desk_close(&d);
  }
}

/* ---- streams: columns level over pages, nothing alone, headlines never at a foot */

/* The last line of each column of a page, as grid lines; the role of that line. */
static size_t column_feet(const FlowPage *p, const FlowFrame *fr, int feet[16], Role roles[16]) {
  for (size_t leg = 0; leg < fr->leg_count; leg++) {
    feet[leg] = 0;
    for (size_t i = 0; i < p->items.n; i++) {
      const Item *it = &p->items.at[i];
      if (it->kind != ITEM_LINE || it->origin.x < fr->legs[leg].x || it->origin.x >= fr->legs[leg].x + fr->legs[leg].w)
        continue;
      int line = (int)((it->origin.y - grid_baseline(&p->layout->grid, 1)) / p->layout->grid.pitch) + 1;
      if (line >= feet[leg]) feet[leg] = line, roles[leg] = it->role;
    }
  }
  return fr->leg_count;
}

static void levels_streams(void **state) {
  (void)state;
  Desk d;
  desk_open(&d, GRID "slots:\n  lead: {kind: stream, cols: 1-8, lines: 1-110, repeat: true, headline: {size: 18pt}, "
                     "deck: {size: 10pt}, "
                     "kicker: {size: 10pt}}\n");
  for (int i = 0; i < 60; i++)
    desk_fill(&d, "lead", i % 3 ? copy_of(d.job.arena, "江上的灯一盏盏亮起来了", 3 + i % 5, 41 + i * 37 % 190) : MIXED);
  FlowEdition *e = desk_flow(&d);
  assert_true(e->pages.n > 3);
  for (size_t i = 0; i < e->pages.n; i++) {
    int feet[16];
    Role roles[16];
    size_t n = column_feet(e->pages.at[i], &e->pages.at[i]->frames.at[0], feet, roles);
    for (size_t leg = 0; leg < n; leg++) {
      if (i + 1 == e->pages.n && (leg + 1 == n || feet[leg + 1] == 0)) break; /* the copy ends */
      assert_int_equal(feet[leg], 110);
      assert_true(roles[leg] != ROLE_HEADLINE && roles[leg] != ROLE_DECK && roles[leg] != ROLE_SUBHEAD);
    }
    assert_int_equal(e->pages.at[i]->number, (int)i + 1);
  }
  desk_close(&d);
}

/* Whatever the threads, the same page. */
static void threads_agree(void **state) {
  (void)state;
  Str dumps[2];
  Desk d[2];
  for (int k = 0; k < 2; k++) {
    desk_open(&d[k], GRID "slots:\n  lead: {kind: stream, cols: 1-8, lines: 1-60, repeat: true}\n");
    d[k].in.threads = k ? 4 : 1;
    for (int i = 0; i < 20; i++)
      desk_fill(&d[k], "lead", i % 2 ? MIXED : copy_of(d[k].job.arena, "江上的灯", 3, 50 + i));
    Buf b = buf_make(d[k].job.arena, 1 << 26);
    JsonOut j = json_out(&b);
    flow_dump(desk_flow(&d[k]), &j);
    dumps[k] = buf_str(&b);
  }
  assert_true(str_eq(dumps[0], dumps[1]));
  desk_close(&d[0]);
  desk_close(&d[1]);
}

/* ---- headlines */

typedef struct HeadRow {
  const char *what, *style, *copy, *lines; /* lines of the headline parted by bars, then its size in points */
} HeadRow;

static const HeadRow HEAD_ROWS[] = {
    {"the largest size that leaves the gutters free on one line", "size: [20pt, 40pt], lines: 1",
     "headline: 望鹤大桥今日通车", "望鹤大桥今日通车 29"},
    {"ranged lines may reach to the edge", "size: [20pt, 40pt], lines: 1, align: start", "headline: 望鹤大桥今日通车",
     "望鹤大桥今日通车 30"},
    {"lines that the copy gives leave the gutters free, too", "size: [20pt, 30pt]",
     "headline: [望鹤大桥今日通车, 两岸八分钟]", "望鹤大桥今日通车|两岸八分钟 29"},
    {"what has one size fills its width", "size: 30pt, lines: 1-2", "headline: 望鹤大桥今日通车",
     "望鹤大桥今日通车 30"},
    {"one size that fits", "size: 24pt, lines: 1-2", "headline: 望鹤大桥今日通车", "望鹤大桥今日通车 24"},
    {"lines of the copy are kept", "size: [20pt, 40pt], lines: 1-2", "headline: [望鹤大桥, 今日通车啦]",
     "望鹤大桥|今日通车啦 40"},
    {"two lines at sense", "size: 30pt, lines: 1-2", "headline: 望鹤大桥今日通车 两岸八分钟相见",
     "望鹤大桥今日通车 |两岸八分钟相见 30"},
    {"too long: the least size, more lines", "size: [40pt, 48pt], lines: 1", "headline: 望鹤大桥今日通车",
     "望鹤大桥|今日通车 40"},
};

static void sets_headlines(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(HEAD_ROWS); i++) {
    const HeadRow *r = &HEAD_ROWS[i];
    Desk d;
    desk_open(&d,
              str_z(fonts_job.arena,
                    str_f(fonts_job.arena, "%sslots:\n  lead: {kind: story, cols: 1-2, lines: 1-60, headline: {%s}}\n",
                          GRID, r->style)));
    desk_fill(&d, "lead", str_z(d.job.arena, str_f(d.job.arena, "---\n%s\n---\n江面的风从北岸吹来。\n", r->copy)));
    FlowEdition *e = desk_flow(&d);
    Buf got = buf_make(d.job.arena, 4096);
    for (size_t k = 0; k < e->pages.at[0]->items.n; k++) {
      const Item *it = &e->pages.at[0]->items.at[k];
      if (it->role != ROLE_HEADLINE) continue;
      if (got.n) buf_putc(&got, '|');
      buf_puts(&got, str_sub(it->para->text, it->line->at, it->line->end));
    }
    buf_putf(&got, " %d", (int)(frame_of(e, "lead")->headline_size / LEN_PT));
    if (!str_is(buf_str(&got), r->lines)) print_error("%s: ", r->what);
    assert_str(buf_str(&got), r->lines);
    assert_int_equal(diags_has(d.job.diags, DIAG_HEADLINE_TOO_LONG), i + 1 == COUNT(HEAD_ROWS));
    desk_close(&d);
  }
}

/* A headline's second line does not begin with a particle. */
static void parts_no_particle(void **state) {
  (void)state;
  static const char *heads[] = {"一部电梯背后的三十七次敲门声", "江上的灯一盏一盏亮了又灭了",
                                "老街坊们盼着的菜市场开门迎客", "他们守着的那座桥终于通了车"};
  for (size_t i = 0; i < COUNT(heads); i++)
    for (int size = 18; size < 34; size += 3) {
      Desk d;
      desk_open(
          &d,
          str_z(fonts_job.arena,
                str_f(fonts_job.arena,
                      "%sslots:\n  lead: {kind: story, cols: 1-2, lines: 1-60, headline: {size: %dpt, lines: 1-3}}\n",
                      GRID, size)));
      desk_fill(&d, "lead", copy_of(d.job.arena, heads[i], 1, 60));
      FlowEdition *e = desk_flow(&d);
      for (size_t k = 0; k < e->pages.at[0]->items.n; k++) {
        const Item *it = &e->pages.at[0]->items.at[k];
        if (it->role != ROLE_HEADLINE) continue;
        size_t at = it->line->at;
        uint32_t first = utf8_next(it->para->text, &at);
        assert_true(first != 0x7684 && first != 0x4E86 && first != 0x7740);
      }
      desk_close(&d);
    }
}

/* ---- legs of whole characters */

typedef struct LegRow {
  const char *slot;
  int legs, characters;
} LegRow;

static const LegRow LEG_ROWS[] = {
    {"cols: 1-3", 3, 13},
    {"cols: 1-3, legs: 2", 2, 20},
    {"cols: 1-5, legs: 3", 3, 22},
    {"cols: 1-4, legs: 3", 3, 17},
    {"cols: 1-2, legs: 1", 1, 27},
    {"cols: 1-2, box: {rule: 0.5pt, inset: 1em}", 2, 12},
    {"cols: 1-2, box: {rule: 0.5pt, inset: 1em}, legs: 1", 1, 25},
};

static void divides_legs(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(LEG_ROWS); i++) {
    Desk d;
    desk_open(&d, str_z(fonts_job.arena, str_f(fonts_job.arena, "%sslots:\n  lead: {kind: story, lines: 1-60, %s}\n",
                                               GRID, LEG_ROWS[i].slot)));
    desk_fill(&d, "lead", copy_of(d.job.arena, "江上", 3, 100));
    const FlowFrame *fr = frame_of(desk_flow(&d), "lead");
    assert_int_equal(fr->leg_count, LEG_ROWS[i].legs);
    for (size_t k = 0; k < fr->leg_count; k++) {
      assert_int_equal(fr->legs[k].w, LEG_ROWS[i].characters * 9 * LEN_PT);
      if (k) assert_true(fr->legs[k].x - fr->legs[k - 1].x - fr->legs[k - 1].w >= 9 * LEN_PT);
    }
    desk_close(&d);
  }
}

/* ---- pictures: from the ink top of a line to a baseline; the credit ends the caption's line, flush right */

static void places_pictures(void **state) {
  (void)state;
  Desk d;
  desk_open(&d, LAYOUTS[0]);
  desk_fill(&d, "lead", MIXED);
  FlowEdition *e = desk_flow(&d);
  const FlowPage *p = e->pages.at[0];
  const Item *picture = NULL, *credit = NULL, *caption = NULL;
  for (size_t i = 0; i < p->items.n; i++) {
    const Item *it = &p->items.at[i];
    if (it->kind == ITEM_PLACEHOLDER) picture = it;
    if (it->role == ROLE_CAPTION) caption = it;
    if (it->role == ROLE_CREDIT) credit = it;
  }
  assert_non_null(picture);
  assert_non_null(caption);
  assert_non_null(credit);
  Len pitch = p->layout->grid.pitch, first = grid_baseline(&p->layout->grid, 1);
  assert_int_equal((picture->box.y + picture->box.h - first) % pitch, 0);
  assert_int_equal((picture->box.y + len_pm(9 * LEN_PT, 880) - first) % pitch, 0);
  assert_int_equal(picture->box.x, grid_column(&p->layout->grid, 4));
  assert_int_equal(picture->box.w, 41 * 9 * LEN_PT);
  assert_int_equal(credit->origin.y, caption->origin.y);
  assert_int_equal(credit->line->set, credit->line->measure);
  assert_true(diags_has(d.job.diags, DIAG_PICTURE_PLACEHOLDER));
  desk_close(&d);
}

/* ---- the ladder: the cheapest setting, compared with every depth of the picture set by itself */

static const char *copy_with_picture(Arena *a, int n, int m) {
  const char *copy = copy_of(a, "望鹤大桥今日通车", n, m);
  return str_z(a, str_f(a, "---\npictures: [{caption: 望鹤大桥今天通车。, credit: 某某 摄}]\n%s", copy + 4));
}

/* The frame of a story in three legs with a picture over two; its items by `page`. */
static const FlowFrame *fitted(Desk *d, int lines, const char *ladder, int n, int m, const FlowPage **page) {
  desk_open(d, str_z(fonts_job.arena, str_f(fonts_job.arena,
                                            "%sslots:\n  lead:\n    kind: story\n    cols: 1-3\n    lines: 1-30\n    "
                                            "headline: {size: 24pt, lines: 1}\n"
                                            "    picture: {cols: 2, lines: %d, at: top right}\n    ladder: %s\n",
                                            GRID, lines, ladder)));
  desk_fill(d, "lead", copy_with_picture(d->job.arena, n, m));
  FlowEdition *e = desk_flow(d);
  *page = e->pages.at[0];
  return frame_of(e, "lead");
}

static int cost_of(const FlowFrame *fr) { return fr->ladder.won < 0 ? -1 : fr->ladder.tries.at[fr->ladder.won].cost; }

#define TEXT_STEPS "{save-line: 2, cost: 2}, {make-line: 2, cost: 2}"
enum { DEPTH = 10, DEEPER = 2, LINE_COST = 3 };

static void takes_the_cheapest(void **state) {
  (void)state;
  int fit = 0;
  for (int m = 60; m < 150; m += 3) {
    int best = -1;
    Desk d;
    const FlowPage *page;
    for (int by = -DEEPER; by <= DEEPER; by++) {
      int cost = cost_of(fitted(&d, DEPTH + by, "[" TEXT_STEPS "]", 6, m, &page)),
          all = cost + LINE_COST * (by < 0 ? -by : by);
      if (cost >= 0 && (best < 0 || all < best)) best = all;
      desk_close(&d);
    }
    const FlowFrame *fr = fitted(&d, DEPTH, "[" TEXT_STEPS ", {picture: [-2, 2], cost: 3}]", 6, m, &page);
    assert_int_equal(cost_of(fr), best);
    if (best >= 0) assert_int_equal(fr->lines_under + fr->lines_over, 0);
    fit += best >= 0;
    desk_close(&d);
  }
  assert_in_range(fit, 5, 29); /* some fit and some do not */
}

/* Off means off; and whatever the ladder does, body size and pitch stand (the pitch by flow_check). */
static void changes_what_it_may(void **state) {
  (void)state;
  for (int off = 0; off < 2; off++)
    for (int m = 60; m < 150; m += 7) {
      Desk d;
      const FlowPage *p;
      const FlowFrame *fr =
          fitted(&d, DEPTH, off ? "none" : "[inherit, {headline-lines: 1}, {drop: picture}]", 6, m, &p);
      for (size_t i = 0; i < p->items.n; i++) {
        const Item *it = &p->items.at[i];
        if (it->kind == ITEM_LINE && it->role == ROLE_BODY)
          assert_int_equal(setting_style(it->setting)->size, 9 * LEN_PT);
        if (off && it->kind == ITEM_PLACEHOLDER)
          assert_int_equal(it->box.h, (DEPTH - 1) * p->layout->grid.pitch + grid_above(&p->layout->grid, 9 * LEN_PT));
      }
      for (size_t i = 0; off && i < fr->ladder.tries.n; i++) assert_int_equal(fr->ladder.tries.at[i].n, 0);
      desk_close(&d);
    }
}

/* A quote that may go goes where the copy is over, and only there; it is named, and the law of conservation knows it. */
static void drops_by_leave(void **state) {
  (void)state;
  static const struct {
    const char *ladder, *front;
    int m, dropped;
  } rows[] = {{"[{drop: quote, cost: 5}]", "", 120, 1},
              {"[{drop: quote, cost: 5}]", "", 90, 0},
              {"[{drop: optional, cost: 5}]", "", 120, 0},
              {"[{drop: optional, cost: 5}]", "optional: quote\n", 120, 1},
              {"[{drop: optional, cost: 5}]", "optional: deck\n", 120, 0},
              {"none", "optional: quote\n", 120, 0}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Desk d;
    desk_open(&d, str_z(fonts_job.arena, str_f(fonts_job.arena,
                                               "%sslots:\n  lead: {kind: story, cols: 1-2, lines: 1-23, headline: "
                                               "{size: 18pt, lines: 1}, ladder: %s}\n",
                                               GRID, rows[i].ladder)));
    const char *copy = copy_of(d.job.arena, "望鹤大桥今日通车", 4, rows[i].m);
    desk_fill(&d, "lead",
              str_z(d.job.arena, str_f(d.job.arena, "---\n%s%s> 今天我走着过来，还赶得上早饭。老人说，三年了。\n",
                                       rows[i].front, copy + 4)));
    FlowEdition *e = desk_flow(&d);
    assert_int_equal(e->dropped.n, rows[i].dropped);
    assert_int_equal(diags_has(d.job.diags, DIAG_LADDER_DROPPED), rows[i].dropped);
    desk_close(&d);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(takes_the_cheapest),
                                     cmocka_unit_test(changes_what_it_may),
                                     cmocka_unit_test(drops_by_leave),
                                     cmocka_unit_test(levels_legs),
                                     cmocka_unit_test(keeps_overset),
                                     cmocka_unit_test(vertical_headline),
                                     cmocka_unit_test(jumps),
                                     cmocka_unit_test(planned_jumps),
                                     cmocka_unit_test(pictures_go_on),
                                     cmocka_unit_test(rests_run_around),
                                     cmocka_unit_test(obeys_laws),
                                     cmocka_unit_test(levels_streams),
                                     cmocka_unit_test(threads_agree),
                                     cmocka_unit_test(sets_headlines),
                                     cmocka_unit_test(parts_no_particle),
                                     cmocka_unit_test(divides_legs),
                                     cmocka_unit_test(places_pictures)};
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
