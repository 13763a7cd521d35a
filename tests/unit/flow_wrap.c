/* Shapes that text runs around: how far they reach, what they leave of a line, and insets that stand where their parent does. */
#include "fonts_open.h"
#include "unit.h"

#include "flow/flow.h"

typedef struct Sheet {
  Job job;
  Edition edition;
  PagePlan page;
  Fill fills[4];
  FlowInput in;
} Sheet;

static const FlowPage *lay_out(Sheet *d, const char *layout, const char *const *slots, const char *const *copy) {
  static int number;
  memset(d, 0, sizeof *d);
  d->job = unit_job();
  d->page = (PagePlan){.name = STR("要闻"), .number = 1, .fills = d->fills};
  d->page.layout = layout_read_text(&d->job, str_f(d->job.arena, "wrap%d.yaml", ++number),
                                    str_copy(d->job.arena, str_of(layout)), STR("."));
  assert_non_null(d->page.layout);
  d->edition = (Edition){.pages = &d->page, .page_count = 1};
  d->in = (FlowInput){.edition = &d->edition,
                      .fonts = shared_fonts,
                      .data_dir = STR("."),
                      .copy = map_make(d->job.arena),
                      .threads = 1};
  for (size_t i = 0; slots[i]; i++) {
    Str path = str_f(d->job.arena, "copy%zu.md", i);
    uint32_t file;
    Str text = text_read(&d->job, path, str_copy(d->job.arena, str_of(copy[i])), &file);
    Stories *s = arena_new(d->job.arena, Stories);
    *s = story_read(&d->job, path, text, file, LANG_ZH_HANS);
    map_put(d->in.copy, path, s);
    d->fills[d->page.fill_count++] = (Fill){.slot = str_of(slots[i]), .file = path};
  }
  FlowEdition *e = flow_edition(&d->job, &d->in);
  Buf why = buf_make(d->job.arena, 1 << 20);
  if (!flow_check(e, &why)) fail_msg("%s: %.*s", layout, STRF(buf_str(&why)));
  return e->pages.at[0];
}

static const char *story_of(Arena *a, int paragraphs) {
  Buf b = buf_make(a, 1 << 20);
  buf_puts(&b, STR("---\nheadline: 望鹤大桥今日通车\npictures: [{caption: 晨雾中的大桥。}]\n---\n"));
  for (int i = 0; i < paragraphs; i++)
    buf_puts(&b, STR("江面的风从北岸吹来，桥上灯一盏盏亮起。住在南岸的老人说，今天走着过来，还赶得上早饭，一路上没有看"
                     "见渡船。\n\n"));
  return str_z(a, buf_str(&b));
}

/* ---- one line's part of a shape */

static void reaches(void **state) {
  (void)state;
  Arena *a = arena_open();
  Point triangle[3] = {{0, 0}, {10 * LEN_MM, 10 * LEN_MM}, {0, 10 * LEN_MM}};
  Contour c = contour_of_polygon(a, triangle, 3, LEN_MM / 10);
  static const struct {
    int top_mm10, foot_mm10, gap_mm10, to_mm10; /* to: 0 when it does not reach */
  } ROWS[] = {
      {0, 20, 1, 21},     /* beside its point: as wide as its lowest part there, and the gap */
      {80, 100, 10, 110}, /* beside its foot */
      {-30, -10, 5, 0},   /* above, further off than the gap */
      {-30, -1, 10, 14},  /* above by less than the gap: a slope's white is no wider than its gap */
      {110, 130, 10, 0},  /* below by the gap */
  };
  for (size_t i = 0; i < COUNT(ROWS); i++) {
    Len from = 0, to = 0, tenth = LEN_MM / 10;
    bool any =
        contour_reach(&c, ROWS[i].top_mm10 * tenth, ROWS[i].foot_mm10 * tenth, ROWS[i].gap_mm10 * tenth, &from, &to);
    assert_int_equal(any, ROWS[i].to_mm10 != 0);
    if (any && (to < (ROWS[i].to_mm10 - 2) * tenth || to > (ROWS[i].to_mm10 + 2) * tenth))
      fail_msg("row %zu reaches to %lld, not %d", i, (long long)(to / tenth), ROWS[i].to_mm10);
  }
  arena_close(a);
}

/* ---- lines beside */

typedef struct Beside {
  int narrow, full;
  bool whole; /* every narrow line is of whole characters and no shorter than asked */
  bool apart; /* an em and more from the picture */
} Beside;

static Rect widened(Rect r, Len by) { return (Rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by}; }

static Beside look_beside(const FlowPage *p, Len least) {
  const FlowFrame *f = &p->frames.at[0];
  Rect leg = grid_from_sheet(&f->grid, f->legs[0]);
  Beside out = {.whole = true, .apart = true};
  const Item *picture = NULL;
  for (size_t i = 0; i < p->items.n; i++)
    if (p->items.at[i].kind == ITEM_PLACEHOLDER) picture = &p->items.at[i];
  for (size_t i = 0; i < p->items.n; i++) {
    const Item *it = &p->items.at[i];
    if (it->kind != ITEM_LINE || it->role != ROLE_BODY) continue;
    bool narrow = it->line->measure < leg.w;
    out.narrow += narrow, out.full += !narrow;
    if (narrow) out.whole = out.whole && it->line->measure % f->grid.em == 0 && it->line->measure >= least;
    if (picture) out.apart = out.apart && !item_covers(picture, &f->grid, widened(it->box, f->grid.em / 2));
  }
  return out;
}

static const struct {
  const char *what, *grid, *slot;
  int least_em; /* 0: no line may be narrow */
} BESIDE_ROWS[] = {
    {"a box at the left", "", "legs: 1, picture: {measure: 11em, lines: 8, at: left}", 9},
    {"a box at the right, gap", "", "legs: 1, picture: {measure: 11em, lines: 8, at: right, gap: 2em}", 9},
    {"both sides", "", "legs: 1, picture: {measure: 5em, lines: 8, at: middle}", 9},
    {"over two legs", "", "legs: 2, picture: {measure: 6em, lines: 8, at: middle}", 9},
    {"too little on either side", "", "legs: 1, picture: {measure: 24em, lines: 8, at: middle}", 0},
    {"shorter lines allowed", "", "legs: 1, picture: {measure: 24em, lines: 8, at: left, least: 4em}", 4},
    {"a polygon", "",
     "legs: 1, picture: {cols: 1, lines: 12, at: right, wrap: polygon, outline: [[1, 0], [1, 1], [0, 1]]}", 9},
    {"a polygon, vertical", "writing: vertical, ",
     "legs: 1, picture: {cols: 1, lines: 12, at: bottom, wrap: polygon, outline: [[0, 1], [50%, 20%], [1, 1]]}", 9},
    {"a box of four lines and its caption", "", "legs: 1, picture: {measure: 11em, lines: 4, at: left}", 9},
    {"one too shallow to run around", "", "legs: 1, picture: {measure: 11em, lines: 2, at: left}", 0},
    {"a box, vertical", "writing: vertical, ", "legs: 1, picture: {measure: 11em, lines: 8, at: top}", 9},
};

static void stand_beside(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(BESIDE_ROWS); i++) {
    Arena *a = arena_open();
    const char *layout =
        str_z(a, str_f(a,
                       "sheet: {size: 200mm x 200mm}\ngrid: {%scolumns: 3, measure: 9em, gutter: 1em, body: 9pt, "
                       "pitch: 11.25pt, lines: 36}\n"
                       "slots:\n  one: {kind: story, cols: 1-3, lines: 1-36, headline: {size: 18pt, lines: 1}, %s}\n",
                       BESIDE_ROWS[i].grid, BESIDE_ROWS[i].slot));
    Sheet d;
    const FlowPage *p = lay_out(&d, layout, (const char *const[]){"one", NULL}, (const char *const[]){story_of(a, 12)});
    Beside b = look_beside(p, BESIDE_ROWS[i].least_em * 9 * LEN_PT);
    const char *shape = strstr(BESIDE_ROWS[i].slot, "polygon") ? "runs around the polygon of picture 1"
                                                               : "runs around the box of picture 1";
    if (!strstr(str_z(a, p->frames.at[0].why), shape))
      fail_msg("%s: explain says %.*s", BESIDE_ROWS[i].what, STRF(p->frames.at[0].why));
    if (!b.whole || !b.apart || !b.full || (b.narrow > 0) != (BESIDE_ROWS[i].least_em > 0))
      fail_msg("%s: %d narrow, %d full, whole %d, apart %d", BESIDE_ROWS[i].what, b.narrow, b.full, b.whole, b.apart);
    unit_done(&d.job);
    arena_close(a);
  }
}

/* ---- insets */

static const FlowFrame *frame_named(const FlowPage *p, const char *name) {
  for (size_t i = 0; i < p->frames.n; i++)
    if (str_is(p->frames.at[i].name, name)) return &p->frames.at[i];
  fail_msg("no frame %s", name);
  return NULL;
}

static void insets_move(void **state) {
  (void)state;
  Rect at[2], in[2];
  for (int k = 0; k < 2; k++) {
    Arena *a = arena_open();
    const char *layout = str_z(
        a,
        str_f(a,
              "sheet: {size: 300mm x 300mm}\ngrid: {columns: 5, measure: 13em, gutter: 1em, body: 9pt, pitch: 11.25pt, "
              "lines: 60}\n"
              "slots:\n  box: {kind: story, in: one, measure: 15em, depth: 9, at: bottom right, box: {rule: 0.5pt}}\n"
              "  one: {kind: story, cols: %s, lines: %s, legs: 2, headline: {size: 18pt, lines: 1}}\n",
              k ? "2-5" : "1-4", k ? "11-50" : "1-40"));
    Sheet d;
    const FlowPage *p = lay_out(&d, layout, (const char *const[]){"one", "box", NULL},
                                (const char *const[]){story_of(a, 30), "---\nheadline: 数字\n---\n主跨五百二十米。\n"});
    at[k] = frame_named(p, "one")->box, in[k] = frame_named(p, "box")->box;
    uint32_t inner = frame_named(p, "box")->story;
    assert_int_not_equal(p->items.at[0].story, inner); /* listed first, painted over its parent */
    for (size_t i = 0; i < p->items.n; i++)
      if (p->items.at[i].kind == ITEM_LINE && p->items.at[i].story != inner)
        assert_false(rect_overlap(p->items.at[i].box, widened(in[k], 4 * LEN_PT)));
    unit_done(&d.job);
    arena_close(a);
  }
  assert_int_equal(in[0].x - at[0].x, in[1].x - at[1].x);
  assert_int_equal(in[0].y - at[0].y, in[1].y - at[1].y);
  assert_int_equal(in[0].x + in[0].w, at[0].x + at[0].w);
  assert_int_equal(in[0].y + in[0].h, at[0].y + at[0].h);
}

static const struct {
  const char *what, *slots;
  DiagCode code;
} TOLD_ROWS[] = {
    {"a parent that is none", "two: {kind: story, in: onne, lines: 4-9}", DIAG_BAD_VALUE},
    {"in itself", "two: {kind: story, in: two, lines: 4-9}", DIAG_BAD_VALUE},
    {"in a round", "two: {kind: story, in: three, lines: 4-9}\n  three: {kind: story, in: two, lines: 4-9}",
     DIAG_BAD_VALUE},
    {"outside", "two: {kind: story, in: one, cols: 3-9, lines: 20-25}", DIAG_SLOT_OUTSIDE},
    {"two that overlap",
     "two: {kind: story, in: one, cols: 1-2, lines: 10-20}\n  three: {kind: story, in: one, measure: 20em, depth: 9, "
     "at: left}",
     DIAG_SLOT_OVERLAP},
    {"on the headline", "two: {kind: story, in: one, cols: 2, lines: 3-9}", DIAG_SLOT_OVERLAP},
};

static void told(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(TOLD_ROWS); i++) {
    Arena *a = arena_open();
    const char *layout =
        str_z(a, str_f(a,
                       "sheet: {size: 300mm x 300mm}\ngrid: {columns: 3, measure: 13em, gutter: 1em, body: 9pt, pitch: "
                       "11.25pt, lines: 60}\n"
                       "slots:\n  one: {kind: story, cols: 1-3, lines: 1-40, headline: {size: 30pt, lines: 1}}\n  %s\n",
                       TOLD_ROWS[i].slots));
    Sheet d;
    lay_out(&d, layout, (const char *const[]){"one", NULL}, (const char *const[]){story_of(a, 10)});
    if (!diags_has(d.job.diags, TOLD_ROWS[i].code)) fail_msg("%s: not told", TOLD_ROWS[i].what);
    unit_done(&d.job);
    arena_close(a);
  }
}

/* ---- pictures at the foot of a shape stand at the feet of their own legs */

static const struct {
  const char *grid, *frames, *at;
  int leg; /* whose foot it stands on */
} FOOT_ROWS[] = {
    {"", "{cols: 1-4, lines: 1-20}, {cols: 1-2, lines: 21-40}", "bottom left", 0},
    {"", "{cols: 1-4, lines: 1-20}, {cols: 3-4, lines: 21-40}", "bottom right", 3},
    {"", "{cols: 1-4, lines: 1-20}, {cols: 1-2, lines: 21-40}", "bottom right", 3},
    {"", "{cols: 1-4, lines: 1-14}, {cols: 1-3, lines: 15-25}, {cols: 1-2, lines: 26-40}", "bottom left", 0},
    {"writing: vertical, ", "{cols: 1-4, lines: 1-20}, {cols: 1-2, lines: 21-40}", "top left", 0},
};

static void stand_on_feet(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(FOOT_ROWS); i++) {
    Arena *a = arena_open();
    const char *layout = str_z(
        a, str_f(a,
                 "sheet: {size: 300mm x 300mm}\ngrid: {%scolumns: 4, measure: 13em, gutter: 1em, body: 9pt, pitch: "
                 "11.25pt, lines: 40}\n"
                 "slots:\n  one: {kind: story, frames: [%s], picture: {cols: 1, lines: 6, at: %s}}\n",
                 FOOT_ROWS[i].grid, FOOT_ROWS[i].frames, FOOT_ROWS[i].at));
    Sheet d;
    const FlowPage *p = lay_out(&d, layout, (const char *const[]){"one", NULL}, (const char *const[]){story_of(a, 20)});
    const FlowFrame *f = frame_named(p, "one");
    Rect leg = grid_from_sheet(&f->grid, f->legs[FOOT_ROWS[i].leg]);
    for (size_t k = 0; k < p->items.n; k++) {
      if (p->items.at[k].kind != ITEM_PLACEHOLDER) continue;
      Rect own = grid_from_sheet(&f->grid, p->items.at[k].box);
      Len white = leg.y + leg.h - own.y - own.h; /* its caption stands there, in vertical text beside it */
      if (own.x != leg.x || white < 0 || white > 2 * f->grid.pitch)
        fail_msg("row %zu: %lld pt off the foot", i, (long long)(white / LEN_PT));
    }
    unit_done(&d.job);
    arena_close(a);
  }
}

/* ---- a table across two legs that an inset leaves no room at its place: it stands a paragraph higher, is read at its place, and no leg stays
 * white */

static void tables_give_way(void **state) {
  (void)state;
  Arena *a = arena_open();
  Buf b = buf_make(a, 1 << 20);
  const char *para =
      "江面的风从北岸吹来，桥上灯一盏盏亮起。住在南岸的老人说，今天走着过来，还赶得上早饭，一路上没有看见渡船。\n\n";
  buf_putf(&b,
           "---\nheadline: 望鹤大桥今日通车\n---\n%s%s| 线路 | 起点 |\n|---|---|\n| 101路 | 火车站 |\n| 夜12路 | "
           "老码头 |\n\n",
           para, para);
  for (int i = 0; i < 30; i++) buf_puts(&b, str_of(para));
  Sheet d;
  const FlowPage *p = lay_out(&d,
                              "sheet: {size: 300mm x 300mm}\ngrid: {columns: 5, measure: 13em, gutter: 1em, body: 9pt, "
                              "pitch: 11.25pt, lines: 40}\n"
                              "slots:\n  one: {kind: story, table: {span: 2}}\n"
                              "  two: {kind: text, in: one, measure: 20em, depth: 14, at: middle}\n",
                              (const char *const[]){"one", NULL}, (const char *const[]){str_z(a, buf_str(&b))});
  const FlowFrame *f = frame_named(p, "one");
  int lines[5] = {0}, before = 0, rows = 0;
  for (size_t i = 0; i < p->items.n; i++) {
    const Item *it = &p->items.at[i];
    before += it->role == ROLE_BODY && it->line && (it->line->flags & LINE_LAST) && !rows;
    rows += it->role == ROLE_TABLE && it->kind == ITEM_LINE;
    for (size_t k = 0; k < f->leg_count && it->role == ROLE_BODY; k++)
      lines[k] += it->box.x >= f->legs[k].x && it->box.x < f->legs[k].x + f->legs[k].w;
  }
  assert_true(rows > 0);
  assert_int_equal(before, 2);
  assert_true(lines[0] > 20 && lines[1] > 20 && lines[4] > 20);
  unit_done(&d.job);
  arena_close(a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reaches),       cmocka_unit_test(stand_beside),
                                     cmocka_unit_test(insets_move),   cmocka_unit_test(told),
                                     cmocka_unit_test(stand_on_feet), cmocka_unit_test(tables_give_way)};
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
