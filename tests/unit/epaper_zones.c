/* epaper/zones: outlines of patches; every point of the net is in its owner's polygons and in nobody else's. And html: text stays text. */
#include "unit.h"

#include "epaper/inside.h"

typedef struct Row {
  const char *name;
  Patch patches[4];
  size_t n;
  uint32_t story;
  const char *outlines; /* corners of the story's polygons */
} Row;

static void print(Buf *b, const Polygon *p) {
  for (size_t i = 0; i < p->n; i++)
    buf_putf(b, "%s%lld,%lld", i ? " " : "", (long long)p->at[i].x, (long long)p->at[i].y);
}

static void outlines(void **state) {
  (void)state;
  static const Row rows[] = {
      {"a rectangle", {{1, {0, 0, 4, 3}}}, 1, 1, "0,0 4,0 4,3 0,3"},
      {"two legs, one frame", {{1, {0, 0, 2, 3}}, {1, {2, 0, 2, 3}}}, 2, 1, "0,0 4,0 4,3 0,3"},
      {"an L", {{1, {0, 0, 2, 4}}, {1, {2, 2, 2, 2}}}, 2, 1, "0,0 2,0 2,2 4,2 4,4 0,4"},
      {"a corner taken by the next story", {{1, {0, 0, 4, 4}}, {2, {2, 0, 2, 2}}}, 2, 1, "0,0 2,0 2,2 4,2 4,4 0,4"},
      {"apart", {{1, {0, 0, 1, 1}}, {1, {3, 0, 1, 1}}}, 2, 1, "0,0 1,0 1,1 0,1 | 3,0 4,0 4,1 3,1"},
      {"touching by a corner", {{1, {0, 0, 1, 1}}, {1, {1, 1, 1, 1}}}, 2, 1, "0,0 1,0 1,1 0,1 | 1,1 2,1 2,2 1,2"},
      {"a box inside: parted at its left edge",
       {{1, {0, 0, 6, 6}}, {2, {2, 2, 2, 2}}},
       2,
       1,
       "0,0 2,0 2,6 0,6 | 2,0 6,0 6,6 2,6 2,4 4,4 4,2 2,2"},
      {"the box itself", {{1, {0, 0, 6, 6}}, {2, {2, 2, 2, 2}}}, 2, 2, "2,2 4,2 4,4 2,4"},
      {"an advertisement at its corner",
       {{1, {0, 0, 4, 4}}, {STORY_NONE, {2, 2, 3, 3}}},
       2,
       1,
       "0,0 4,0 4,2 2,2 2,4 0,4"},
      {"nobody's", {{1, {0, 0, 1, 1}}, {STORY_NONE, {2, 2, 3, 3}}}, 2, STORY_NONE, ""},
      {"nothing left of it", {{1, {2, 2, 2, 2}}, {2, {0, 0, 6, 6}}}, 2, 1, ""}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    Zones z = zones_trace(job.arena, rows[i].patches, rows[i].n);
    Buf b = buf_make(job.arena, 4096);
    for (size_t k = 0; k < z.n; k++) {
      if (z.at[k].story != rows[i].story) continue;
      if (b.n) buf_puts(&b, STR(" | "));
      print(&b, &z.at[k]);
    }
    if (!str_is(buf_str(&b), rows[i].outlines))
      fail_msg("%s: got %.*s, want %s", rows[i].name, STRF(buf_str(&b)), rows[i].outlines);
    unit_done(&job);
  }
}

/* Even-odd, in doubled coordinates so that the middle of a unit cell is whole. */
static bool is_in(const Polygon *p, Len x, Len y) {
  bool in = false;
  for (size_t i = 0; i < p->n; i++) {
    Point a = p->at[i], b = p->at[(i + 1) % p->n];
    if (a.x != b.x) continue;
    Len top = a.y < b.y ? a.y : b.y, foot = a.y < b.y ? b.y : a.y;
    if (2 * a.x > x && y > 2 * top && y < 2 * foot) in = !in;
  }
  return in;
}

static uint32_t next(uint32_t *seed) { return *seed = *seed * 1664525U + 1013904223U, *seed >> 16; }

static void random_nets(void **state) {
  (void)state;
  enum { SIDE = 12, ROUNDS = 400, MOST = 9 };
  uint32_t seed = 7;
  for (int round = 0; round < ROUNDS; round++) {
    Job job = unit_job();
    Patch p[MOST];
    size_t n = 1 + next(&seed) % MOST;
    uint32_t owner[SIDE][SIDE];
    memset(owner, 0xFF, sizeof owner);
    for (size_t i = 0; i < n; i++) {
      Len x = next(&seed) % (SIDE - 1), y = next(&seed) % (SIDE - 1);
      Len w = 1 + next(&seed) % (uint32_t)(SIDE - x), h = 1 + next(&seed) % (uint32_t)(SIDE - y);
      p[i] = (Patch){next(&seed) % 3, {x, y, w, h}};
      for (Len r = y; r < y + h; r++)
        for (Len c = x; c < x + w; c++) owner[r][c] = p[i].story;
    }
    Zones z = zones_trace(job.arena, p, n);
    for (Len r = 0; r < SIDE; r++)
      for (Len c = 0; c < SIDE; c++) {
        int hits = 0;
        for (size_t k = 0; k < z.n; k++) {
          bool in = is_in(&z.at[k], 2 * c + 1, 2 * r + 1);
          hits += in;
          if (in) assert_int_equal(z.at[k].story, owner[r][c]);
        }
        assert_int_equal(hits, owner[r][c] == UINT32_MAX ? 0 : 1);
      }
    unit_done(&job);
  }
}

static void escapes(void **state) {
  (void)state;
  static const struct {
    void (*put)(Buf *, Str);
    const char *text, *want;
  } rows[] = {{html_put, "<script>\"it's\" & more", "&lt;script&gt;&quot;it&#39;s&quot; &amp; more"},
              {html_put, "漪江\xFF\x01", "漪江\xEF\xBF\xBD"},
              {html_put, "\xEF\xBF\xBF", ""},
              {html_put_note, "a--><b-c---", "a-&#45;&gt;&lt;b-c-&#45;&#45;"},
              {html_put_data, "\"</script><!--&\"", "\"\\u003c/script\\u003e\\u003c!--\\u0026\""}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    Buf b = buf_make(job.arena, 4096);
    rows[i].put(&b, str_of(rows[i].text));
    assert_str(buf_str(&b), rows[i].want);
    unit_done(&job);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(outlines), cmocka_unit_test(random_nets),
                                     cmocka_unit_test(escapes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
