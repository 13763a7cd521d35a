/* lint: for each rule a page that has the fault and one that just has not. Pages are made by hand, in lines of 10 pt and columns of 100 pt. */
#include "unit.h"

#include "lint/inside.h"

enum { COL = 100, LINE = 10 };

static View page_open(void) {
  Arena *a = arena_open();
  return (View){.a = a, .keep = a, .page = 1, .pitch = LINE * LEN_PT, .gutter = LINE * LEN_PT};
}

static Rect at(int x, int y, int w, int h) { return (Rect){x * LEN_PT, y * LEN_PT, w * LEN_PT, h * LEN_PT}; }

/* A frame of copy with a headline of 20 pt over its whole width. */
static ViewFrame *frame(View *v, const char *name, int x, int y, int w, int h) {
  ViewFrame f = {.name = str_of(name),
                 .box = at(x, y, w, h),
                 .copy = true,
                 .head = at(x, y, w, 20),
                 .head_size = 20 * LEN_PT,
                 .head_lines = 1,
                 .head_font = STR("hei"),
                 .head_from = x * LEN_PT,
                 .head_to = (x + w) * LEN_PT,
                 .head_foot = (y + 20) * LEN_PT,
                 .leg_count = (w + LINE) / (COL + LINE)};
  if (f.leg_count < 1) f.leg_count = 1;
  f.legs = arena_array(v->a, Rect, f.leg_count);
  for (int i = 0; i < f.leg_count; i++) f.legs[i] = at(x + i * (COL + LINE), y, COL, h);
  vec_add(v->a, &v->frames, f);
  return &v->frames.at[v->frames.n - 1];
}

static void line(View *v, ViewFrame *f, int leg, int from, bool para_end) {
  vec_add(v->a, &f->lines, (LegLine){leg, from * LEN_PT, (from + LINE) * LEN_PT, para_end});
}

static void picture(View *v, ViewFrame *f, int first, int last, int y, int h, int faces) {
  Rect a = f->legs[first], b = f->legs[last];
  vec_add(v->a, &f->pictures,
          (ViewPicture){.box = {a.x, y * LEN_PT, b.x + b.w - a.x, h * LEN_PT},
                        .faces = faces,
                        .leg_first = first,
                        .leg_last = last,
                        .from = y * LEN_PT,
                        .to = (y + h) * LEN_PT});
}

static void ink(View *v, uint32_t f, Role role, Rect box, bool is_picture) {
  vec_add(v->a, &v->inks,
          (ViewInk){.box = box, .role = role, .frame = f, .story = f, .picture = is_picture, .ground = 1000});
}

/* How many faults of a rule the page has; closes it. Other rules must be silent. */
static size_t count(View *v, LintRule rule) {
  rules_check(v);
  size_t n = 0;
  for (size_t i = 0; i < v->faults.n; i++) {
    const LintFault *f = &v->faults.at[i];
    if (f->rule != rule) fail_msg("unasked: %s: %.*s", lint_name(f->rule), STRF(f->words));
    assert_true(f->box.w > 0 && f->box.h > 0 && f->words.n && f->frame.n);
    n++;
  }
  arena_close(v->a);
  return n;
}

/* Five frames in two columns parted from head to foot; `reach` has the second row's first frame stand across. */
static View five(int reach) {
  View v = page_open();
  frame(&v, "a", 0, 0, 100, 300)->head_size = 30 * LEN_PT;
  frame(&v, "b", 110, 0, 100, 200);
  frame(&v, "c", 0, 310, reach ? 210 : 100, 300)->head_size = 24 * LEN_PT;
  frame(&v, "d", 110, 210, 100, 90)->head_size = 18 * LEN_PT;
  if (!reach) frame(&v, "e", 110, 310, 100, 300)->head_size = 16 * LEN_PT;
  if (reach) frame(&v, "e", 0, 620, 210, 100)->head_size = 16 * LEN_PT;
  return v;
}

static void gutters(void **state) {
  (void)state;
  View v = five(0);
  v.waive = 1U << LINT_EDGE_TO_EDGE_BREAK;
  assert_int_equal(count(&v, LINT_THROUGH_GUTTER), 1);
  v = five(1);
  v.waive = 1U << LINT_EDGE_TO_EDGE_BREAK;
  assert_int_equal(count(&v, LINT_THROUGH_GUTTER), 0);
  v = five(0); /* with one frame less it could not be otherwise */
  v.frames.at[1].copy = false;
  v.waive = 1U << LINT_EDGE_TO_EDGE_BREAK;
  assert_int_equal(count(&v, LINT_THROUGH_GUTTER), 0);
  v = five(0);
  v.waive = 1U << LINT_EDGE_TO_EDGE_BREAK | 1U << LINT_THROUGH_GUTTER;
  assert_int_equal(count(&v, LINT_THROUGH_GUTTER), 0);
}

/* The pinwheel: the smallest page that no strip parts. */
static View pinwheel(void) {
  View v = page_open();
  frame(&v, "a", 0, 0, 210, 100)->head_size = 30 * LEN_PT;
  frame(&v, "b", 220, 0, 100, 210)->head_size = 26 * LEN_PT;
  frame(&v, "c", 110, 220, 210, 100)->head_size = 24 * LEN_PT;
  frame(&v, "d", 0, 110, 100, 210)->head_size = 22 * LEN_PT;
  frame(&v, "e", 110, 110, 100, 100)->head_size = 18 * LEN_PT;
  return v;
}

static void breaks(void **state) {
  (void)state;
  View v = pinwheel();
  assert_int_equal(count(&v, LINT_EDGE_TO_EDGE_BREAK), 0);
  v = pinwheel();
  frame(&v, "under", 0, 330, 320, 100)->head_size = 36 * LEN_PT;
  assert_int_equal(count(&v, LINT_EDGE_TO_EDGE_BREAK), 1);
  v = pinwheel(); /* an advertisement parts by nature */
  frame(&v, "ad", 0, 330, 320, 100)->copy = false;
  v.frames.at[5].head.w = 0;
  assert_int_equal(count(&v, LINT_EDGE_TO_EDGE_BREAK), 0);
  v = pinwheel();
  frame(&v, "under", 0, 330, 320, 100)->head_size = 36 * LEN_PT;
  for (size_t i = 0; i < v.frames.n; i++) v.frames.at[i].waive = 1U << LINT_EDGE_TO_EDGE_BREAK;
  assert_int_equal(count(&v, LINT_EDGE_TO_EDGE_BREAK), 0);
}

static void tombstones(void **state) {
  (void)state;
  static const struct {
    const char *what;
    int y, x, size, lines;
    const char *font;
    bool boxed, briefs;
    size_t want;
  } rows[] = {{"level", 0, 110, 20, 1, "hei", false, false, 1},
              {"of another size", 0, 110, 21, 1, "hei", false, false, 0},
              {"of two lines", 0, 110, 20, 2, "hei", false, false, 0},
              {"in another face", 0, 110, 20, 1, "song", false, false, 0},
              {"in a box", 0, 110, 20, 1, "hei", true, false, 0},
              {"of briefs", 0, 110, 20, 1, "hei", false, true, 0},
              {"two lines lower", 20, 110, 20, 1, "hei", false, false, 0},
              {"a column further", 0, 220, 20, 1, "hei", false, false, 0},
              {"right under it", 55, 0, 20, 1, "hei", false, false, 1},
              {"under its text", 65, 0, 20, 1, "hei", false, false, 0}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    View v = page_open();
    frame(&v, "a", 0, 0, 100, rows[i].x ? 100 : 50);
    ViewFrame *b = frame(&v, "b", rows[i].x, rows[i].y, 100, 100);
    b->head_size = rows[i].size * LEN_PT, b->head_lines = rows[i].lines, b->head_font = str_of(rows[i].font);
    b->boxed = rows[i].boxed, b->briefs = rows[i].briefs;
    if (count(&v, LINT_TOMBSTONE) != rows[i].want) fail_msg("%s", rows[i].what);
  }
}

static void at_the_foot(void **state) {
  (void)state;
  for (int depth = 40; depth <= 60; depth += 10) { /* one to three lines of text under the headline */
    View v = page_open();
    frame(&v, "a", 0, 0, 100, 300);
    frame(&v, "b", 110, 300 - depth, 100, depth)->head_size = 18 * LEN_PT;
    v.frames.at[1].head.h = 20 * LEN_PT;
    assert_int_equal(count(&v, LINT_HEADLINE_AT_FOOT), depth < 50);
  }
}

static void covers(void **state) {
  (void)state;
  for (int legs = 1; legs <= 2; legs++)
    for (int from = 0; from <= 20; from += 20) {
      View v = page_open();
      ViewFrame *f = frame(&v, "a", 0, 0, 210, 300);
      f->head_to = legs * 105 * LEN_PT;
      line(&v, f, 0, 20, false);
      line(&v, f, 1, from, false);
      assert_int_equal(count(&v, LINT_HEADLINE_SHORT), legs == 1 && from == 0);
    }
}

static void faces(void **state) {
  (void)state;
  static const struct {
    int leg, faces;
    size_t want;
  } rows[] = {{0, -1, 1}, {0, 1, 0}, {0, 0, 0}, {1, 1, 0}, {1, -1, 0}, {2, 1, 1}, {2, -1, 0}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    View v = page_open();
    ViewFrame *f = frame(&v, "a", 0, 0, 320, 300);
    picture(&v, f, rows[i].leg, rows[i].leg, 20, 100, rows[i].faces);
    assert_int_equal(count(&v, LINT_PICTURE_LOOKS_OFF), rows[i].want);
  }
}

static void boxes(void **state) {
  (void)state;
  static const struct {
    int x, y;
    bool a, b;
    size_t want;
  } rows[] = {{110, 0, true, true, 1}, {110, 0, true, false, 0}, {130, 0, true, true, 0},
              {0, 320, true, true, 1}, {0, 340, true, true, 0},  {110, 310, true, true, 0}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    View v = page_open();
    frame(&v, "a", 0, 0, 100, 300)->boxed = rows[i].a;
    ViewFrame *b = frame(&v, "b", rows[i].x, rows[i].y, 100, 300);
    b->boxed = rows[i].b, b->head_size = 30 * LEN_PT;
    assert_int_equal(count(&v, LINT_ADJOINING_BOXES), rows[i].want);
  }
}

static void splits(void **state) {
  (void)state;
  for (int above = 0; above <= 1; above++)
    for (int below = 0; below <= 1; below++) {
      View v = page_open();
      ViewFrame *f = frame(&v, "a", 0, 0, 210, 300);
      picture(&v, f, 1, 1, 100, 100, 0);
      line(&v, f, 0, 20, false);
      line(&v, f, 0, 250, false);
      if (above) line(&v, f, 1, 90, false);
      if (below) line(&v, f, 1, 200, false);
      assert_int_equal(count(&v, LINT_LEG_SPLIT), above && below);
    }
}

static void leg_ends(void **state) {
  (void)state;
  for (int asked = 0; asked <= 1; asked++)
    for (int end = 0; end <= 1; end++) {
      View v = page_open();
      v.lint = asked ? 1U << LINT_PARAGRAPH_AT_LEG_END : 0;
      ViewFrame *f = frame(&v, "a", 0, 0, 210, 300);
      line(&v, f, 0, 20, true);
      line(&v, f, 0, 290, end);
      line(&v, f, 1, 20, false);
      line(&v, f, 1, 290, true); /* the story's own end */
      assert_int_equal(count(&v, LINT_PARAGRAPH_AT_LEG_END), asked && end);
    }
}

static void overlaps(void **state) {
  (void)state;
  static const struct {
    uint32_t frame;
    Role a, b;
    bool picture; /* a is one */
    int y;
    size_t want;
  } rows[] = {{0, ROLE_HEADLINE, ROLE_DECK, false, 15, 1},   {0, ROLE_HEADLINE, ROLE_DECK, false, 20, 0},
              {1, ROLE_BODY, ROLE_BODY, false, 15, 1},       {1, ROLE_BODY, ROLE_BODY, false, 20, 0},
              {0, ROLE_CAPTION, ROLE_CREDIT, false, 0, 0},   {1, ROLE_CAPTION, ROLE_CREDIT, false, 0, 1},
              {0, ROLE_PICTURE, ROLE_HEADLINE, true, 10, 0}, {0, ROLE_PICTURE, ROLE_BODY, true, 10, 1},
              {1, ROLE_PICTURE, ROLE_HEADLINE, true, 10, 1}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    View v = page_open();
    frame(&v, "a", 0, 0, 100, 300);
    frame(&v, "b", 300, 0, 100, 300)->head_size = 10 * LEN_PT;
    ink(&v, 0, rows[i].a, at(0, 0, 100, 20), rows[i].picture);
    ink(&v, rows[i].frame, rows[i].b, at(50, rows[i].y, 100, 10), false);
    if (count(&v, LINT_INK_OVERLAP) != rows[i].want) fail_msg("row %zu", i);
  }
}

/* ---- type on grounds */

static void contrasts(void **state) {
  (void)state;
  static const struct {
    int light, ground, want;
  } rows[] = {{0, 1000, 0},  {0, 920, 0},    {0, 700, 0},
              {0, 600, 1},   {0, 400, 1}, /* black on paper, 8, 30, 40, 60 % */
              {0, 890, 0},   {0, 299, 1},    {1000, 400, 0},
              {1000, 0, 0},  {1000, 700, 1},  /* on yellow, on red; white on 60, 100, 30 % */
              {299, 920, 0}, {1000, 299, 0}}; /* red on 8 %; white on red */
  for (size_t i = 0; i < COUNT(rows); i++) {
    View v = page_open();
    frame(&v, "a", 0, 0, 100, 100);
    ink(&v, 0, ROLE_BODY, at(0, 20, 100, 10), false);
    v.inks.at[0].light = rows[i].light, v.inks.at[0].ground = rows[i].ground;
    if (count(&v, LINT_POOR_CONTRAST) != (size_t)rows[i].want) fail_msg("row %zu", i);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gutters),     cmocka_unit_test(breaks),   cmocka_unit_test(tombstones),
      cmocka_unit_test(at_the_foot), cmocka_unit_test(covers),   cmocka_unit_test(faces),
      cmocka_unit_test(boxes),       cmocka_unit_test(splits),   cmocka_unit_test(leg_ends),
      cmocka_unit_test(overlaps),    cmocka_unit_test(contrasts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
