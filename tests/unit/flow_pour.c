/* flow/pour and flow/fill: where legs end. Paragraphs here are only line counts: "5" has five lines and may not be changed, "5+" may take one
 * more, "5-" one less, "5*" either; "H2" is a heading of two lines, "h2" one that may take three. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "flow/inside.h"

static Line some_lines[400];

static const Style USUAL = {.lines_top = 2, .lines_bottom = 2, .lines_after = 1};

static Matter *matter(Arena *a, int n, bool more, bool less) {
  Matter *m = arena_new(a, Matter);
  m->style = &USUAL;
  m->natural = (size_t)n;
  m->asked = 7;
  m->tries[0] = (Lines){some_lines, (size_t)(less ? n - 1 : n)};
  m->tries[1] = m->lines = (Lines){some_lines, (size_t)n};
  m->tries[2] = (Lines){some_lines, (size_t)(more ? n + 1 : n)};
  return m;
}

static Blocks blocks_of(Arena *a, const char *z, const Style *style) {
  Blocks out = {0};
  while (*z) {
    bool solid = *z == 'H' || *z == 'h', slack = *z == 'h';
    if (solid) z++;
    int n = 0;
    for (; *z >= '0' && *z <= '9'; z++) n = n * 10 + (*z - '0');
    static const Head head;
    Block b = {.solid = solid, .keep_next = solid ? style->lines_after : 0, .head = solid ? &head : NULL};
    b.lines = b.lines_natural = b.lines_least = b.lines_most = n;
    if (slack) b.lines_most++;
    if (!solid) b.m = matter(a, n, *z == '+' || *z == '*', *z == '-' || *z == '*');
    if (b.m) b.m->style = style;
    if (*z == '+' || *z == '-' || *z == '*') z++;
    if (*z == ' ') z++;
    vec_add(a, &out, b);
  }
  return out;
}

/* Legs as text: "0:5 1:2 | 1:3": block:lines, stretches parted by bars. */
static Str legs_text(Arena *a, const Placings *p, size_t rooms) {
  Buf b = buf_make(a, 4096);
  for (size_t r = 0; r < rooms; r++) {
    if (r) buf_puts(&b, STR("| "));
    for (size_t i = 0; i < p->n; i++)
      if (p->at[i].room == (int)r) buf_putf(&b, "%u:%d ", p->at[i].block, p->at[i].lines);
  }
  return str_trim(buf_str(&b));
}

typedef struct Row {
  const char *what, *blocks;
  int rooms[6];
  const char *legs;
} Row;

static const Row POUR_ROWS[] = {
    {"a leg that ends well is left alone", "5 5", {6, 6}, "0:5 | 1:5"},
    {"plain", "6 6", {4, 4, 4}, "0:4 | 0:2 1:2 | 1:4"},
    {"no first line alone at a foot: a line more above", "3+ 8", {4, 9}, "0:4 | 1:8"},
    {"no first line alone at a foot: a line less above", "4- 8", {5, 9}, "0:3 1:2 | 1:6"},
    {"no last line alone at a head", "4 5", {8, 9}, "0:4 1:3 | 1:2"},
    {"no last line alone at a head: a line less", "4 5-", {8, 9}, "0:4 1:4"},
    {"a heading is not last", "4* H2 6", {6, 9}, "0:4 | 1:2 2:6"},
    {"a heading has two lines under it", "4- H2 6", {7, 9}, "0:3 1:2 2:2 | 2:4"},
    {"a heading may take a line more", "4 h2 3 5", {10, 9}, "0:4 1:3 2:3 | 3:5"},
    {"two changes where one will not do", "6+ 6+ H2 9", {14, 14}, "0:7 1:7 | 2:2 3:9"},
    {"a leg before is ended another way", "4+ 3 5 H1 4", {5, 6, 9}, "0:5 | 1:3 2:3 | 2:2 3:1 4:4"},
    {"nothing helps: white at the foot", "3 3 3", {4, 9}, "0:3 | 1:3 2:3"},
    {"a block larger than a leg waits for a deeper one", "H5 3", {3, 9}, "| 0:5 1:3"},
};

typedef struct StyledRow {
  Row row;
  Style style;
} StyledRow;
#define LINES(top, bottom, after) .style = {.lines_top = top, .lines_bottom = bottom, .lines_after = after}
static const StyledRow STYLED_ROWS[] = {
    {{"min-lines-bottom: 1", "3+ 8", {4, 9}, "0:3 1:1 | 1:7"}, LINES(2, 1, 1)},
    {{"min-lines-bottom: 3", "3+ 8", {5, 9}, "0:3 | 1:8"}, LINES(2, 3, 1)},
    {{"min-lines-top: 1", "4 5-", {8, 9}, "0:4 1:4 | 1:1"}, LINES(1, 2, 1)},
    {{"min-lines-top: 3", "4 6+", {8, 9}, "0:4 1:4 | 1:3"}, LINES(3, 2, 1)},
    {{"min-lines-after: 1", "3 H1 6", {5, 9}, "0:3 1:1 2:1 | 2:5"}, LINES(2, 1, 1)},
    {{"min-lines-after: 3", "4* H1 6", {7, 9}, "0:3 1:1 2:3 | 2:3"}, LINES(2, 1, 3)},
    {{"short paragraphs count too", "2 H1 1 1 8", {5, 9}, "0:2 1:1 2:1 3:1 | 4:8"}, LINES(2, 2, 2)},
    {{"no leg ends with a paragraph", "5 6+", {5, 5, 5}, "0:3 | 0:2 1:3 | 1:3"},
     .style = {.lines_top = 2, .lines_bottom = 2, .lines_after = 1, .ends_apart = true}},
};

static void pour_row(const Row *r, const Style *style) {
  Arena *a = arena_open();
  Blocks b = blocks_of(a, r->blocks, style);
  Stretch rooms[6];
  size_t n = 0;
  for (; n < 6 && r->rooms[n]; n++) rooms[n] = (Stretch){(int)n, 1, r->rooms[n], true, NULL};
  Placings p = {0};
  pour(a, &b, (Cut){0, 0}, rooms, n, POUR_ON, &p);
  size_t used = 0;
  for (size_t k = 0; k < p.n; k++)
    if ((size_t)p.at[k].room >= used) used = (size_t)p.at[k].room + 1;
  char *got = str_z(a, legs_text(a, &p, used));
  if (!str_is(str_of(got), r->legs)) print_error("%s: '%s' in %d %d: ", r->what, r->blocks, r->rooms[0], r->rooms[1]);
  assert_string_equal(got, r->legs);
  arena_close(a);
}

static void pours(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(POUR_ROWS); i++) pour_row(&POUR_ROWS[i], &USUAL);
  for (size_t i = 0; i < COUNT(STYLED_ROWS); i++) pour_row(&STYLED_ROWS[i].row, &STYLED_ROWS[i].style);
}

static const Row FILL_ROWS[] = {
    {"level legs, the last the short one", "10 10", {20, 20, 20}, "0:7 | 0:3 1:4 | 1:6"},
    {"the last leg is filled too where a line more does it", "10 10+", {20, 20, 20}, "0:7 | 0:3 1:4 | 1:7"},
    {"a frame that is full stays full", "10 10", {10, 10}, "0:10 | 1:10"},
    {"over by a line: a paragraph gives it", "10 11-", {10, 10}, "0:10 | 1:10"},
    {"over by much: the frame is filled", "10 30", {10, 10}, "0:10 | 1:10"},
};

static void fills(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(FILL_ROWS); i++) {
    const Row *r = &FILL_ROWS[i];
    Arena *a = arena_open();
    Blocks b = blocks_of(a, r->blocks, &USUAL);
    Stretches rooms = {0};
    for (int n = 0; n < 6 && r->rooms[n]; n++) vec_add(a, &rooms, (Stretch){n, 1, r->rooms[n], true, NULL});
    static const LadderStep STEPS[] = {{.kind = STEP_SAVE_LINE, .least = -6, .cost = 2},
                                       {.kind = STEP_MAKE_LINE, .most = 6, .cost = 2},
                                       {.kind = STEP_SUBHEAD_LINES, .least = -2, .most = 2, .cost = 3}};
    static const Ladder LADDER = {STEPS, COUNT(STEPS)};
    Filling f = {.blocks = &b, .full = rooms, .balance = true, .scratch = a, .ladder = &LADDER};
    fill_stretches(&f);
    char *got = str_z(a, legs_text(a, &f.placed, rooms.n));
    if (!str_is(str_of(got), r->legs)) print_error("%s: '%s': ", r->what, r->blocks);
    assert_string_equal(got, r->legs);
    arena_close(a);
  }
}

static int chance(int n) {
  static uint32_t seed = 1;
  seed = seed * 1664525u + 1013904223u;
  return (int)(seed >> 16) % n;
}

/* Whatever is poured into whatever: lines come in order, each once, no stretch holds more than it has room for. */
static void keeps_lines(void **state) {
  (void)state;
  for (int round = 0; round < 3000; round++) {
    Arena *a = arena_open();
    Blocks b = {0};
    int count = 1 + chance(12);
    for (int i = 0; i < count; i++) {
      bool solid = chance(4) == 0;
      int n = 1 + chance(solid ? 4 : 12);
      static const Head head;
      Block k = {.solid = solid, .keep_next = solid && chance(4), .head = solid ? &head : NULL};
      k.lines = k.lines_natural = k.lines_least = n, k.lines_most = n + chance(2);
      if (!solid) k.m = matter(a, n, chance(2), n > 1 && chance(2));
      vec_add(a, &b, k);
    }
    Stretches rooms = {0};
    int legs = 1 + chance(5);
    for (int i = 0; i < legs; i++) vec_add(a, &rooms, (Stretch){i, 1, chance(30), true, NULL});
    Placings p = {0};
    Cut end = pour(a, &b, (Cut){0, 0}, rooms.at, rooms.n, (Manner)chance(3), &p);
    Cut at = {0, 0};
    int used[8] = {0};
    for (size_t i = 0; i < p.n; i++) {
      assert_int_equal(p.at[i].block, at.block);
      assert_int_equal(p.at[i].from, at.line);
      assert_int_equal(p.at[i].line, used[p.at[i].room]);
      used[p.at[i].room] += p.at[i].lines;
      at.line += p.at[i].lines;
      if (at.line == block_lines(&b.at[at.block])) at = (Cut){at.block + 1, 0};
    }
    assert_int_equal(at.block, end.block);
    assert_int_equal(at.line, end.line);
    for (int i = 0; i < legs; i++) assert_true(used[i] <= rooms.at[i].lines);
    arena_close(a);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(pours), cmocka_unit_test(fills), cmocka_unit_test(keeps_lines)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
