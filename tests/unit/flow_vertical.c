/* flow: vertical frames, measured on the sheet. The laws of flow run on every page; here stands what they do not say: which way lines and
 * tiers follow each other, and that a vertical story is the horizontal one turned. */
#include "fonts_open.h"
#include "unit.h"

#include "flow/flow.h"

typedef struct Desk {
  Job job;
  Edition edition;
  FlowInput in;
  PagePlan page;
  Fill fill;
  FlowEdition *made;
} Desk;

/* One story in the slot `one` of a layout. */
static void desk_set(Desk *d, const char *layout, const char *copy) {
  static int number;
  *d = (Desk){.job = unit_job()};
  Arena *a = d->job.arena;
  Str path = STR("story.md");
  uint32_t file;
  d->page = (PagePlan){.name = STR("要闻"), .number = 1, .fills = &d->fill, .fill_count = 1};
  d->page.layout =
      layout_read_text(&d->job, str_f(a, "vertical%d.yaml", ++number), str_copy(a, str_of(layout)), STR("."));
  assert_non_null(d->page.layout);
  Stories *s = arena_new(a, Stories);
  Str text = text_read(&d->job, path, str_copy(a, str_of(copy)), &file);
  *s = story_read(&d->job, path, text, file, LANG_ZH_HANS);
  d->fill = (Fill){.slot = STR("one"), .file = path};
  d->edition = (Edition){.pages = &d->page, .page_count = 1};
  d->in = (FlowInput){
      .edition = &d->edition, .fonts = shared_fonts, .data_dir = STR("."), .copy = map_make(a), .threads = 1};
  map_put(d->in.copy, path, s);
  d->made = flow_edition(&d->job, &d->in);
  Buf why = buf_make(a, 1 << 20);
  if (!flow_check(d->made, &why)) fail_msg("%s: %.*s", layout, STRF(buf_str(&why)));
}

static const char *copy_of(Arena *a, const char *front, int n, int m) {
  static const char *han[] = {"江", "面", "的", "风", "从", "北", "岸", "吹", "来", "，",
                              "桥", "上", "灯", "一", "盏", "盏", "亮", "起", "。"};
  Buf b = buf_make(a, 1 << 20);
  buf_putf(&b, "---\nheadline: 望鹤大桥今日通车\n%s---\n", front);
  for (int i = 0; i < n; i++) {
    for (int k = 0; k + 1 < m; k++) buf_puts(&b, str_of(han[(k + i * 7) % 19]));
    buf_puts(&b, STR("。\n\n"));
  }
  return str_z(a, buf_str(&b));
}

static void desk_make(Desk *d, const char *layout, const char *front, int n, int m) {
  Arena *a = arena_open();
  desk_set(d, layout, copy_of(a, front, n, m)); /* text_read keeps its own */
  arena_close(a);
}

static const FlowPage *page_of(const Desk *d) { return d->made->pages.at[0]; }
static const FlowFrame *frame_of(const Desk *d) { return &page_of(d)->frames.at[0]; }

static const Item *nth(const Desk *d, ItemKind kind, Role role, size_t n) {
  const FlowPage *p = page_of(d);
  for (size_t i = 0; i < p->items.n; i++)
    if (p->items.at[i].kind == kind && p->items.at[i].role == role && n-- == 0) return &p->items.at[i];
  return NULL;
}

static int tier_of(const FlowFrame *fr, const Item *it) {
  for (size_t i = 0; i < fr->leg_count; i++)
    if (it->origin.y == fr->legs[i].y) return (int)i;
  fail_msg("a line begins at the head of no tier");
  return -1;
}

#define PAGE                                                                                                           \
  "sheet: {size: 390mm x 550mm}\n"                                                                                     \
  "grid: {columns: 8, measure: 13em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: 123}\n"

/* Lines from right to left, a pitch apart; tiers from head to foot; every tier whole characters long; the last one short at its left. */
static void follows_lines_and_tiers(void **state) {
  (void)state;
  Desk d;
  desk_make(&d,
            PAGE
            "slots:\n  one: {kind: story, writing: vertical, grid: {pitch: 15pt}, cols: 1-4, lines: 1-60, legs: 3}\n",
            "", 9, 170);
  const FlowFrame *fr = frame_of(&d);
  assert_int_equal(fr->leg_count, 3);
  assert_true(fr->grid.vertical);
  Len last[3] = {0}, right = fr->box.x + fr->box.w;
  int tier = 0, lines[3] = {0};
  for (size_t i = 0;; i++) {
    const Item *it = nth(&d, ITEM_LINE, ROLE_BODY, i);
    if (!it) break;
    assert_true(it->vertical);
    int t = tier_of(fr, it);
    assert_true(t == tier || t == tier + 1);
    if (t == tier && lines[t]) assert_int_equal(last[t] - it->origin.x, 15 * LEN_PT);
    tier = t, last[t] = it->origin.x;
    lines[t]++;
    assert_int_equal((right - it->origin.x - 9 * LEN_PT / 2) % (15 * LEN_PT), 0);
    assert_int_equal(it->line->measure % (9 * LEN_PT), 0);
  }
  assert_int_equal(tier, 2);
  assert_true(lines[2] <= lines[1]);
  assert_true(last[2] >= last[1]);
  unit_done(&d.job);
}

/* The same frame horizontal and vertical, its numbers exchanged: the same lines break the same way and stand in the same legs. */
static void turns_a_story(void **state) {
  (void)state;
  static const char *const layouts[2] = {
      "sheet: {size: 200mm x 200mm}\ngrid: {columns: 3, measure: 14em, gutter: 1em, body: 9pt, pitch: 12pt, lines: "
      "40}\n"
      "slots:\n  one: {kind: story, cols: 1-3, lines: 1-40, headline: {size: 20pt, lines: 1, space-before: 2lines}}\n",
      "sheet: {size: 200mm x 200mm}\ngrid: {writing: vertical, tiers: 3, measure: 14em, gutter: 1em, body: 9pt, pitch: "
      "12pt, lines: 40}\n"
      "slots:\n  one: {kind: story, tiers: 1-3, lines: 1-40, headline: {size: 20pt, lines: 1, space-before: "
      "2lines}}\n"};
  Desk d[2];
  for (int k = 0; k < 2; k++) desk_make(&d[k], layouts[k], "", 7, 120);
  Len w = page_of(&d[0])->layout->sheet_w;
  size_t n = 0;
  for (;; n++) {
    const Item *h = nth(&d[0], ITEM_LINE, ROLE_BODY, n), *v = nth(&d[1], ITEM_LINE, ROLE_BODY, n);
    assert_true(!h == !v);
    if (!h) break;
    assert_int_equal(h->line->at, v->line->at);
    assert_int_equal(h->line->end, v->line->end);
    assert_int_equal(h->box.x, v->box.y);
    assert_int_equal(h->box.y, w - v->box.x - v->box.w);
  }
  assert_true(n > 60);
  assert_false(nth(&d[0], ITEM_LINE, ROLE_HEADLINE, 0)->vertical);
  assert_true(nth(&d[1], ITEM_LINE, ROLE_HEADLINE, 0)->vertical);
  unit_done(&d[0].job), unit_done(&d[1].job);
}

/* A vertical page counts its tiers from the head and its lines from the right. */
static void counts_from_the_right(void **state) {
  (void)state;
  Desk d;
  desk_make(&d,
            "sheet: {size: 300mm x 400mm}\ngrid: {writing: vertical, tiers: 10, measure: 9em, gutter: 1em, body: 9pt, "
            "pitch: 14pt, lines: 50}\n"
            "slots:\n  one: {kind: story, tiers: 3-4, lines: 5-30}\n",
            "", 4, 60);
  const Layout *l = page_of(&d)->layout;
  Rect box = frame_of(&d)->box;
  Len width = 49 * 14 * LEN_PT + 9 * LEN_PT;
  assert_int_equal(box.y, l->margin_top + 2 * 10 * 9 * LEN_PT);
  assert_int_equal(box.h, (9 + 1 + 9) * 9 * LEN_PT);
  assert_int_equal(box.x + box.w, l->margin_left + width - 4 * 14 * LEN_PT);
  assert_int_equal(box.w, 25 * 14 * LEN_PT + 9 * LEN_PT);
  unit_done(&d.job);
}

/* A level headline over vertical text: above all of it, and the text's tiers are whole characters still. */
static void lays_a_headline_over_tiers(void **state) {
  (void)state;
  Desk d;
  desk_make(&d,
            PAGE "slots:\n  one: {kind: story, writing: vertical, cols: 1-5, lines: 1-50, legs: 2, headline: {writing: "
                 "horizontal, size: 30pt, lines: 1}}\n",
            "kicker: 本市要闻\n", 5, 150);
  const Item *kicker = nth(&d, ITEM_LINE, ROLE_KICKER, 0), *head = nth(&d, ITEM_LINE, ROLE_HEADLINE, 0);
  assert_false(head->vertical);
  assert_true(kicker->box.y + kicker->box.h <= head->box.y);
  for (size_t i = 0; nth(&d, ITEM_LINE, ROLE_BODY, i); i++) {
    const Item *it = nth(&d, ITEM_LINE, ROLE_BODY, i);
    assert_true(it->vertical);
    assert_true(it->origin.y >= head->box.y + head->box.h + 9 * LEN_PT);
    assert_int_equal(it->line->measure % (9 * LEN_PT), 0);
  }
  assert_true(frame_of(&d)->box.y <= kicker->box.y);
  unit_done(&d.job);
}

/* A rule between two tiers lies level in the middle of the gutter and is as long as the text on both sides is wide. */
static void rules_tiers(void **state) {
  (void)state;
  Desk d;
  desk_make(&d, PAGE "slots:\n  one: {kind: story, writing: vertical, cols: 1-4, lines: 1-50, legs: 2, rules: yes}\n",
            "", 8, 190);
  const FlowFrame *fr = frame_of(&d);
  const Item *rule = nth(&d, ITEM_RULE, ROLE_RULE, 0);
  assert_non_null(rule);
  Len gap = fr->legs[1].y - fr->legs[0].y - fr->legs[0].h;
  assert_in_range(rule->box.y + rule->box.h / 2 - fr->legs[0].y - fr->legs[0].h - gap / 2, 0, 1);
  Len left = INT64_MAX;
  for (size_t i = 0; nth(&d, ITEM_LINE, ROLE_BODY, i); i++)
    left = len_min(left, nth(&d, ITEM_LINE, ROLE_BODY, i)->box.x);
  assert_int_equal(rule->box.x, left);
  assert_true(rule->box.w > 10 * rule->box.h);
  unit_done(&d.job);
}

/* Places of pictures are those of the sheet; words under one are level and within its width, or upright beside it. */
static void sets_pictures(void **state) {
  (void)state;
  static const struct {
    const char *at, *writing;
    bool left, top;
  } rows[] = {{"top left", "horizontal", true, true},     {"top right", "horizontal", false, true},
              {"bottom left", "horizontal", true, false}, {"bottom right", "horizontal", false, false},
              {"top left", "vertical", true, true},       {"bottom right", "vertical", false, false}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Arena *a = arena_open();
    Desk d;
    Str layout = str_f(a,
                       PAGE "slots:\n  one: {kind: story, writing: vertical, cols: 1-5, lines: 1-70, legs: 3, "
                            "headline: {writing: horizontal, size: 30pt, lines: 1}, "
                            "caption: {writing: %s, size: 8pt}, credit: {writing: %s, size: 8pt}, picture: {tiers: 2, "
                            "lines: 16, at: %s}}\n",
                       rows[i].writing, rows[i].writing, rows[i].at);
    desk_make(&d, str_z(a, layout),
              "pictures: [{caption: 桥上的第一班列车驶过江心，两岸的人向它挥手。, credit: 张江 摄}]\n", 9, 200);
    const FlowFrame *fr = frame_of(&d);
    const Item *pict = nth(&d, ITEM_PLACEHOLDER, ROLE_PLACEHOLDER, 0), *caption = nth(&d, ITEM_LINE, ROLE_CAPTION, 0);
    Rect p = pict->box, f = fr->box, c = caption->box;
    bool level = !strcmp(rows[i].writing, "horizontal");
    assert_int_equal(caption->vertical, !level);
    if (level) {
      assert_true(c.y >= p.y + p.h);
      assert_int_equal(c.x, p.x);
      assert_true(c.w <= p.w);
    } else {
      assert_true(c.x + c.w <= p.x);
      assert_int_equal(c.y, p.y);
    }
    assert_int_equal(rows[i].left, p.x < f.x + f.w / 2);
    if (rows[i].top)
      assert_int_equal(p.y, fr->legs[0].y);
    else
      assert_int_equal(p.y, fr->legs[1].y);
    unit_done(&d.job);
    arena_close(a);
  }
}

/* A frame off the page's grid, in millimetres of the sheet. */
static void stands_off_the_grid(void **state) {
  (void)state;
  Desk d;
  desk_make(&d,
            PAGE "slots:\n  one: {kind: story, area: {left: 30mm, top: 40mm, width: 100mm, height: 80mm}, grid: {body: "
                 "8pt, pitch: 11pt}}\n",
            "", 2, 60);
  Rect box = frame_of(&d)->box;
  assert_int_equal(box.x, 30 * LEN_MM);
  assert_int_equal(box.y, 40 * LEN_MM);
  assert_int_equal(frame_of(&d)->grid.body, 8 * LEN_PT);
  assert_int_equal(frame_of(&d)->grid.lines, (80 * LEN_MM - 8 * LEN_PT) / (11 * LEN_PT) + 1);
  unit_done(&d.job);
}

/* Whatever does not fit is kept, and marked in the frame. */
static void keeps_overset(void **state) {
  (void)state;
  Desk d;
  desk_make(&d, PAGE "slots:\n  one: {kind: story, writing: vertical, cols: 1-2, lines: 1-30, legs: 2}\n", "", 9, 200);
  const FlowFrame *fr = frame_of(&d);
  assert_true(fr->lines_over > 10);
  const Item *mark = nth(&d, ITEM_LINE, ROLE_OVERSET, 0);
  assert_non_null(mark);
  assert_true(mark->vertical && mark->overset);
  assert_true(rect_overlap(mark->box, fr->legs[1]));
  unit_done(&d.job);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(follows_lines_and_tiers),
      cmocka_unit_test(turns_a_story),
      cmocka_unit_test(counts_from_the_right),
      cmocka_unit_test(lays_a_headline_over_tiers),
      cmocka_unit_test(rules_tiers),
      cmocka_unit_test(sets_pictures),
      cmocka_unit_test(stands_off_the_grid),
      cmocka_unit_test(keeps_overset),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
