/* paint: set lines become operations with places, texts and marks; a page of flow becomes layers in reading order. */
#include "unit.h"

#include "flow/flow.h"
#include "paint/paint.h"

#define EM (10 * LEN_PT)

typedef struct Desk {
  Job job;
  Fonts *fonts;
  Shaper *shaper;
} Desk;

static Desk desk_open(void) {
  Desk d = {.job = unit_job()};
  d.fonts = fonts_open(&d.job, STR("."));
  assert_non_null(d.fonts);
  d.shaper = shaper_open(d.job.arena, d.fonts);
  return d;
}

static void desk_close(Desk *d) {
  shaper_close(d->shaper);
  fonts_close(d->fonts);
  unit_done(&d->job);
}

typedef struct Stretch {
  const char *text;
  uint16_t marks;
  const char *ruby;
} Stretch;

/* A paragraph of up to eight runs, shaped and made ready. */
static const Setting *set_runs(Desk *d, const Stretch *pieces, size_t n, Lang lang, bool vertical) {
  Arena *a = d->job.arena;
  Buf text = buf_make(a, 10000);
  Run *runs = arena_array(a, Run, n);
  for (size_t i = 0; i < n; i++) {
    runs[i] = (Run){.at = (uint32_t)text.n,
                    .role = fonts_find_role(d->fonts, STR("song")),
                    .lang = lang,
                    .size = EM,
                    .x_scale_pm = 1000,
                    .marks = pieces[i].marks,
                    .ink = INK_BLACK,
                    .ruby = str_of(pieces[i].ruby)};
    buf_puts(&text, str_of(pieces[i].text));
    runs[i].end = (uint32_t)text.n;
  }
  Shaped *s = shape_paragraph(&d->job, d->shaper, buf_str(&text), runs, n, vertical, (Span){0}, NULL, NULL);
  ParaStyle *style = arena_new(a, ParaStyle);
  *style = para_style_default(lang);
  style->size = EM;
  style->vertical = vertical;
  if (lang == LANG_EN) para_style_set(a, style, STR("latin-hyphenation"), STR("en-us"));
  return para_make(&d->job, d->fonts, s, style);
}

static PaintPage *compose(Desk *d, const Stretch *pieces, size_t n, Len measure, Lang lang, bool vertical) {
  const Setting *set = set_runs(d, pieces, n, lang, vertical);
  Lines lines = para_set(&d->job, set, (Rooms){&measure, 1}, 0);
  return paint_compose(&d->job, d->fonts, &set, &lines, 1, measure, EM, 2 * EM, vertical);
}

static size_t count(const PaintPage *p, PaintKind kind) {
  size_t n = 0;
  for (size_t i = 0; i < p->ops.n; i++) n += p->ops.at[i].kind == kind;
  return n;
}

static const PaintOp *nth(const PaintPage *p, PaintKind kind, size_t n) {
  for (size_t i = 0; i < p->ops.n; i++)
    if (p->ops.at[i].kind == kind && !n--) return &p->ops.at[i];
  fail_msg("there are not so many operations");
  return NULL;
}

/* All text in the order of operations, engine's ink left out. */
static Str text_of(Desk *d, const PaintPage *p) {
  Buf b = buf_make(d->job.arena, 100000);
  for (size_t i = 0; i < p->ops.n; i++) {
    const PaintOp *op = &p->ops.at[i];
    for (size_t k = 0; op->kind == PAINT_TEXT && !op->artifact && k < op->n; k++)
      buf_puts(&b, str_sub(op->text, op->glyphs[k].at, op->glyphs[k].end));
  }
  return buf_str(&b);
}

/* ---- compose */
static void a_block_has_two_em_around(void **state) {
  (void)state;
  Desk d = desk_open();
  PaintPage *p = compose(&d, (Stretch[]){{"春耕秋收忙不停春耕秋", 0, NULL}}, 1, 5 * EM, LANG_ZH_HANS, false);
  assert_int_equal(p->trim_w, 9 * EM);
  assert_int_equal(p->trim_h, 7 * EM); /* two lines, a pitch of two em */
  const PaintGlyph *g = nth(p, PAINT_TEXT, 0)->glyphs, *h = nth(p, PAINT_TEXT, 1)->glyphs;
  assert_int_equal(g[0].x, 2 * EM);
  assert_int_equal(g[0].y, 2 * EM + EM * 88 / 100);
  assert_int_equal(g[4].x, 6 * EM);
  assert_int_equal(h[0].y - g[0].y, 2 * EM);
  assert_true(nth(p, PAINT_TEXT, 0)->line_end && !nth(p, PAINT_TEXT, 0)->para_end && nth(p, PAINT_TEXT, 1)->para_end);
  assert_str(text_of(&d, p), "春耕秋收忙不停春耕秋");
  desk_close(&d);
}

static void columns_run_from_right_to_left(void **state) {
  (void)state;
  Desk d = desk_open();
  PaintPage *p = compose(&d, (Stretch[]){{"春耕秋收忙不停ab", 0, NULL}}, 1, 5 * EM, LANG_ZH_HANS, true);
  assert_int_equal(p->trim_h, 9 * EM);
  assert_int_equal(p->trim_w, 7 * EM);
  const PaintOp *first = nth(p, PAINT_TEXT, 0), *second = nth(p, PAINT_TEXT, 1), *turned = nth(p, PAINT_TEXT, 2);
  assert_true(first->vertical && !first->turned);
  assert_int_equal(first->glyphs[0].x, 4 * EM); /* axis 2.5 em from the right edge, the glyph half an em left of it */
  assert_int_equal(first->glyphs[0].y, 2 * EM + EM * 88 / 100);
  assert_int_equal(first->glyphs[1].y - first->glyphs[0].y, EM);
  assert_int_equal(second->glyphs[0].x, 2 * EM);
  assert_true(turned->turned);
  assert_true(turned->glyphs[1].y > turned->glyphs[0].y && turned->glyphs[1].x == turned->glyphs[0].x);
  assert_in_range(turned->glyphs[0].x, 2 * EM, 2 * EM + EM / 2); /* its baseline left of the axis */
  desk_close(&d);
}

/* ---- marks */
static void one_dot_for_each_han(void **state) {
  (void)state;
  Desk d = desk_open();
  PaintPage *p =
      compose(&d, (Stretch[]){{"春耕，秋收忙", RUN_DOTS, NULL}, {"不停", 0, NULL}}, 2, 20 * EM, LANG_ZH_HANS, false);
  const PaintOp *dots = nth(p, PAINT_PATH, 0);
  assert_int_equal(dots->path_n, 5);
  assert_int_equal(dots->path[0].x, 2 * EM + EM / 2);
  assert_int_equal(dots->path[2].x, 5 * EM + EM / 2);
  assert_true(dots->path[0].y > 3 * EM && dots->path[0].y + dots->dot < 3 * EM + EM / 4);
  assert_true(dots->artifact && dots->dot > 0);
  desk_close(&d);
}

static void neighbouring_names_have_rules_of_their_own(void **state) {
  (void)state;
  Desk d = desk_open();
  PaintPage *p = compose(&d, (Stretch[]){{"李白", RUN_NAME, NULL}, {"杜甫", RUN_NAME, NULL}, {"齐名", RUN_BOOK, NULL}},
                         3, 20 * EM, LANG_ZH_HANS, false);
  Rect a = nth(p, PAINT_RECT, 0)->box, b = nth(p, PAINT_RECT, 1)->box;
  assert_int_equal(count(p, PAINT_RECT), 2);
  assert_true(b.x - (a.x + a.w) >= EM / 20);
  assert_in_range(a.x - 2 * EM, 1, EM / 8);
  assert_in_range(4 * EM - (a.x + a.w), 1, EM / 8);
  const PaintOp *wave = nth(p, PAINT_PATH, 0);
  assert_true(wave->path_n > 16 && !wave->dot);
  for (size_t i = 0; i < wave->path_n; i++) {
    assert_in_range(wave->path[i].x, 6 * EM, 8 * EM);
    assert_in_range(wave->path[i].y, 3 * EM, 3 * EM + EM / 4);
  }
  desk_close(&d);
}

static void a_name_over_a_line_end_has_two_rules(void **state) {
  (void)state;
  Desk d = desk_open();
  PaintPage *p = compose(&d, (Stretch[]){{"天地玄黄", 0, NULL}, {"日月盈昃", RUN_NAME, NULL}, {"辰宿", 0, NULL}}, 3,
                         6 * EM, LANG_ZH_HANS, false);
  assert_int_equal(count(p, PAINT_RECT), 2);
  desk_close(&d);
}

/* What a figure or letter is cut out of is still one name. Its cell counts whole, however narrow the figures are. */
static void a_name_cut_for_a_stance_has_one_rule(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint16_t marks;
  } rows[] = {{"Q", RUN_UPRIGHT}, {"12", RUN_TCY}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Desk d = desk_open();
    uint16_t cut = rows[i].marks | RUN_NAME | RUN_GOES_ON;
    PaintPage *p = compose(&d, (Stretch[]){{"阿", RUN_NAME, NULL}, {rows[i].text, cut, NULL}, {"见", 0, NULL}}, 3,
                           20 * EM, LANG_ZH_HANS, true);
    assert_int_equal(count(p, PAINT_RECT), 1);
    Rect rule = nth(p, PAINT_RECT, 0)->box;
    assert_in_range(rule.y - 2 * EM, 1, EM / 8);
    assert_in_range(4 * EM - (rule.y + rule.h), 1, EM / 8);
    p = compose(&d, (Stretch[]){{rows[i].text, rows[i].marks, "gé"}, {"见", rows[i].marks | RUN_GOES_ON, "gé"}}, 2,
                20 * EM, LANG_ZH_HANS, true);
    assert_str(text_of(&d, p), str_z(d.job.arena, str_f(d.job.arena, "%s见gé", rows[i].text)));
    desk_close(&d);
  }
}

static void readings_follow_their_paragraph(void **state) {
  (void)state;
  Desk d = desk_open();
  PaintPage *p = compose(&d, (Stretch[]){{"江", 0, NULL}, {"葛", 0, "gé"}, {"山江山江山", 0, NULL}}, 3, 4 * EM,
                         LANG_ZH_HANS, false);
  const PaintOp *reading = &p->ops.at[p->ops.n - 1];
  assert_str(text_of(&d, p), "江葛山江山江山gé");
  assert_int_equal(reading->size, EM / 2);
  assert_true(reading->glyphs[0].y < 2 * EM);
  Len middle = (reading->glyphs[0].x + reading->glyphs[1].x) / 2; /* letters of about the same width */
  assert_in_range(middle, 3 * EM + EM / 5, 3 * EM + EM * 4 / 5);
  desk_close(&d);
}

/* ---- the engine's own ink */
static void a_missing_glyph_is_a_box_that_keeps_its_text(void **state) {
  (void)state;
  Desk d = desk_open();
  fonts_forbid_fallback(d.fonts);
  PaintPage *p = compose(&d, (Stretch[]){{"春\xF0\xAA\x9A\xA5耕", 0, NULL}}, 1, 8 * EM, LANG_ZH_HANS, false);
  assert_true(diags_has(d.job.diags, DIAG_MISSING_GLYPH));
  const PaintOp *box = nth(p, PAINT_RECT, 0);
  assert_true(box->artifact && box->thickness > 0);
  assert_in_range(box->box.x, 3 * EM, 3 * EM + EM / 10);
  assert_in_range(box->box.x + box->box.w, 4 * EM - EM / 10, 4 * EM);
  assert_str(text_of(&d, p), "春\xF0\xAA\x9A\xA5耕");
  desk_close(&d);
}

static void a_hyphen_is_a_soft_one(void **state) {
  (void)state;
  Desk d = desk_open();
  PaintPage *p = compose(&d, (Stretch[]){{"extraordinary internationalisation", 0, NULL}}, 1, 6 * EM, LANG_EN, false);
  size_t hyphens = 0;
  for (size_t i = 0; i < p->ops.n; i++) hyphens += str_eq(p->ops.at[i].text, STR("\u00AD"));
  assert_true(hyphens > 0);
  assert_true(str_find(text_of(&d, p), STR("-")) < 0);
  desk_close(&d);
}

/* ---- pages */
static FlowPage *page_by_hand(Desk *d) {
  Arena *a = d->job.arena;
  Layout *layout = arena_new(a, Layout);
  *layout = (Layout){.sheet_w = 100 * LEN_MM,
                     .sheet_h = 80 * LEN_MM,
                     .bleed = 3 * LEN_MM,
                     .grid = {.columns = 1, .measure = 8 * EM, .pitch = 12 * LEN_PT, .body = EM, .lines = 5}};
  FlowPage *page = arena_new(a, FlowPage);
  page->number = 4;
  page->name = STR("要闻");
  page->layout = layout;
  static const struct {
    const char *text;
    uint32_t order;
    bool overset;
  } rows[] = {{"第二", 2, false}, {"多余", 3, true}, {"第一", 1, false}};
  Len *measure = arena_new(a, Len);
  *measure = 8 * EM;
  for (size_t i = 0; i < COUNT(rows); i++) {
    const Setting *s = set_runs(d, (Stretch[]){{rows[i].text, 0, NULL}}, 1, LANG_ZH_HANS, false);
    Lines lines = para_set(&d->job, s, (Rooms){measure, 1}, 0);
    vec_add(a, &page->items,
            (Item){.kind = ITEM_LINE,
                   .role = ROLE_BODY,
                   .order = rows[i].order,
                   .story = 7,
                   .setting = s,
                   .line = &lines.at[0],
                   .origin = {EM, (Len)(i + 2) * EM},
                   .overset = rows[i].overset});
  }
  vec_add(a, &page->items,
          (Item){.kind = ITEM_BOX,
                 .role = ROLE_BOX,
                 .story = STORY_NONE,
                 .box = {0, 0, EM, EM},
                 .fill = {INK_K, {0, 0, 0, 80}}});
  vec_add(
      a, &page->items,
      (Item){
          .kind = ITEM_RULE, .role = ROLE_RULE, .story = STORY_NONE, .box = {0, EM, EM, LEN_PT / 4}, .ink = INK_BLACK});
  vec_add(a, &page->frames, (FlowFrame){.box = {0, 0, EM, EM}});
  return page;
}

static void text_stands_in_reading_order_above_its_ground(void **state) {
  (void)state;
  Desk d = desk_open();
  FlowPage *flow = page_by_hand(&d);
  PaintPage *p = paint_page(&d.job, NULL, flow, d.fonts, 0);
  assert_str(text_of(&d, p), "第一第二"); /* overset copy is for the screen */
  assert_str(p->name, "要闻");
  assert_int_equal(p->bleed, 3 * LEN_MM);
  assert_int_equal(p->ops.at[0].role, ROLE_BOX);
  assert_int_equal(nth(p, PAINT_TEXT, 0)->story, 7);
  p = paint_page(&d.job, NULL, flow, d.fonts, SHOW_OVERSET | SHOW_FRAMES | SHOW_BASELINES | SHOW_ROLES);
  assert_str(text_of(&d, p), "第一第二多余");
  const PaintOp *over = nth(p, PAINT_TEXT, 2);
  assert_int_equal(over->layer, LAYER_OVERSET);
  assert_int_equal(over->ink.model, INK_CMYK);
  assert_int_equal(count(p, PAINT_LINE), 5);
  desk_close(&d);
}

static void the_dump_reads_like_the_page(void **state) {
  (void)state;
  Desk d = desk_open();
  Buf b = buf_make(d.job.arena, 100000);
  paint_dump(paint_page(&d.job, NULL, page_by_hand(&d), d.fonts, 0), d.fonts, &b);
  assert_str(
      buf_str(&b),
      "page 4 要闻 3600000x2880000 bleed 108000\n"
      "rect 0 box on back artifact at 0,0 127000x127000 fill k80\n"
      "rect 0 rule artifact at 0,127000 127000x3175 fill k1000\n"
      "text 1 paragraph story 7 127000,508000..254000,508000 size 127000 ink k1000 NotoSerifCJKsc-Regular \"第一\" ¶\n"
      "text 2 paragraph story 7 127000,254000..254000,254000 size 127000 ink k1000 NotoSerifCJKsc-Regular \"第二\" "
      "¶\n");
  desk_close(&d);
}

static void overlays_are_named(void **state) {
  (void)state;
  unsigned show;
  assert_true(show_read(STR("frames, baselines,legs"), &show));
  assert_int_equal(show, SHOW_FRAMES | SHOW_BASELINES | SHOW_LEGS);
  assert_false(show_read(STR("frames,lines"), &show));
}

/* ---- borders: whatever they are drawn with, their ink reaches the box's edge on all sides, keeps inside it, and is the same left and right */

static Rect op_ink(const PaintOp *op) {
  if (op->kind != PAINT_PATH) return op->box;
  Rect r = {INT64_MAX, INT64_MAX, 0, 0};
  Len right = INT64_MIN, foot = INT64_MIN;
  for (size_t i = 0; i < op->path_n; i++) {
    r.x = len_min(r.x, op->path[i].x - op->dot), r.y = len_min(r.y, op->path[i].y - op->dot);
    right = len_max(right, op->path[i].x + op->dot), foot = len_max(foot, op->path[i].y + op->dot);
  }
  return (Rect){r.x, r.y, right - r.x, foot - r.y};
}

static void borders_fill_their_box(void **state) {
  (void)state;
  Desk d = desk_open();
  for (int border = BORDER_SOLID; border <= BORDER_DIAMONDS; border++)
    for (Len w = 20 * LEN_PT; w < 400 * LEN_PT; w = w * 3 / 2 + 1) {
      Rect box = {7 * LEN_PT, 9 * LEN_PT, w, w * 2 / 3};
      Layout layout = {.sheet_w = 500 * LEN_PT, .sheet_h = 500 * LEN_PT};
      FlowPage page = {.number = 1, .layout = &layout};
      Item it = {.kind = ITEM_BOX,
                 .role = ROLE_BOX,
                 .story = STORY_NONE,
                 .box = box,
                 .ink = INK_BLACK,
                 .thickness = 2 * LEN_PT,
                 .border = (BoxBorder)border};
      vec_add(d.job.arena, &page.items, it);
      const PaintPage *p = paint_page(&d.job, NULL, &page, d.fonts, 0);
      Len left = INT64_MAX, top = INT64_MAX, right = INT64_MIN, foot = INT64_MIN;
      for (size_t i = 0; i < p->ops.n; i++) {
        Rect r = op_ink(&p->ops.at[i]);
        left = len_min(left, r.x), top = len_min(top, r.y);
        right = len_max(right, r.x + r.w), foot = len_max(foot, r.y + r.h);
      }
      assert_int_equal(left, box.x);
      assert_int_equal(top, box.y);
      assert_int_equal(right, box.x + box.w);
      assert_int_equal(foot, box.y + box.h);
    }
  desk_close(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_block_has_two_em_around),
                                     cmocka_unit_test(columns_run_from_right_to_left),
                                     cmocka_unit_test(one_dot_for_each_han),
                                     cmocka_unit_test(neighbouring_names_have_rules_of_their_own),
                                     cmocka_unit_test(a_name_over_a_line_end_has_two_rules),
                                     cmocka_unit_test(a_name_cut_for_a_stance_has_one_rule),
                                     cmocka_unit_test(readings_follow_their_paragraph),
                                     cmocka_unit_test(a_missing_glyph_is_a_box_that_keeps_its_text),
                                     cmocka_unit_test(a_hyphen_is_a_soft_one),
                                     cmocka_unit_test(text_stands_in_reading_order_above_its_ground),
                                     cmocka_unit_test(the_dump_reads_like_the_page),
                                     cmocka_unit_test(overlays_are_named),
                                     cmocka_unit_test(borders_fill_their_box)};
  return cmocka_run_group_tests_name("paint", tests, NULL, NULL);
}
