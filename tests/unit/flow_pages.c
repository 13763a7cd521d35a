/* flow: small layouts and copy in memory, laid out, and the laws run on what comes out. */
#include "unit.h"

#include "flow/flow.h"

typedef struct Desk {
  Job job;
  Fonts *fonts;
  Edition edition;
  FlowInput in;
  PagePlan page;
  Fill fills[8];
} Desk;

static Fonts *shared_fonts;
static Job fonts_job;

static int open_fonts(void **state) {
  (void)state;
  fonts_job = unit_job();
  shared_fonts = fonts_open(&fonts_job, STR("."));
  return shared_fonts ? 0 : -1;
}

static int close_fonts(void **state) {
  (void)state;
  fonts_close(shared_fonts);
  unit_done(&fonts_job);
  return 0;
}

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
      int line = (int)((it->origin.y - layout_baseline(p->layout, 1)) / p->layout->grid.pitch) + 1;
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

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(levels_legs), cmocka_unit_test(keeps_overset),
                                     cmocka_unit_test(obeys_laws)};
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
