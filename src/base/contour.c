/* contour: what text runs around, in whole numbers.
 *
 *     +-------/\------+      A shape is cut into bands across the lines, some to each grid line, and of each band only its first and last
 *     |      /##\     |      point are kept: text never goes into a hollow. A line keeps its distance from every band as the crow flies,
 *     |     /####\    |      sqrt(gap^2 - d^2) along for one d away across, so that the white is even around a slope, a point and a flat
 *     |    /######\   |      side alike. The road not taken: a rectangle around the bands that a line and its gap meet, which leaves too
 *     +---------------+      much white beside every slope. */
#include "base/base.h"

enum { CORNERS_MOST = 400 };

bool wrap_read(Str word, int *out) {
  static const char *const NAMES[] = {[WRAP_BOX] = "box", [WRAP_CONTOUR] = "contour", [WRAP_POLYGON] = "polygon"};
  for (int i = WRAP_BOX; i <= WRAP_POLYGON; i++)
    if (str_is(word, NAMES[i])) return *out = i, true;
  return false;
}

bool str_read_part(Str s, int *pm) {
  bool percent = str_has_suffix(s, STR("%"));
  if (percent) s.n--;
  int64_t v = 0;
  int decimals = -1, digits = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '.' && decimals < 0)
      decimals = 0;
    else if (s.p[i] < '0' || s.p[i] > '9' || digits > 6)
      return false;
    else if (decimals < 3)
      v = v * 10 + (s.p[i] - '0'), decimals += decimals >= 0, digits++;
  }
  for (int i = decimals < 0 ? 0 : decimals; i < 3; i++) v *= 10;
  if (percent) v /= 100;
  if (!digits || v > 1000) return false;
  *pm = (int)v;
  return true;
}

static bool corner_read(const Yaml *y, Corner *out) {
  const Yaml *a = y->kind == YAML_LIST && y->n == 2 ? y->child : NULL;
  return a && a->kind == YAML_TEXT && a->next->kind == YAML_TEXT && str_read_part(a->text, &out->x_pm) &&
         str_read_part(a->next->text, &out->y_pm);
}

bool corners_read(Arena *a, const Yaml *y, Corners *out) {
  if (y->kind != YAML_LIST || y->n < 3 || y->n > CORNERS_MOST) return false;
  Corner *at = arena_array(a, Corner, y->n);
  size_t n = 0;
  for (const Yaml *c = y->child; c; c = c->next)
    if (!corner_read(c, &at[n++])) return false;
  *out = (Corners){at, n};
  return true;
}

/* ---- bands */

Contour contour_make(Arena *a, Len top, Len depth, Len step) {
  Contour c = {.top = top, .step = len_max(step, 1)};
  c.n = (size_t)((len_max(depth, 1) + c.step - 1) / c.step);
  c.from = arena_array(a, Len, c.n), c.to = arena_array(a, Len, c.n);
  for (size_t i = 0; i < c.n; i++) c.from[i] = 1, c.to[i] = 0;
  return c;
}

void contour_add(Contour *c, size_t band, Len from, Len to) {
  if (band >= c->n || from > to) return;
  bool none = c->from[band] > c->to[band];
  c->from[band] = none ? from : len_min(c->from[band], from);
  c->to[band] = none ? to : len_max(c->to[band], to);
}

/* Where an edge is at a depth between its ends. */
static Len edge_at(Point a, Point b, Len y) {
  return a.x + (b.x - a.x) * ((y - a.y) / 1000) / len_max(1, (b.y - a.y) / 1000);
}

static void add_edge(Contour *c, Point a, Point b) {
  if (a.y > b.y) {
    Point t = a;
    a = b, b = t;
  }
  for (size_t i = 0; i < c->n; i++) {
    Len top = c->top + (Len)i * c->step, foot = top + c->step;
    if (b.y < top || a.y > foot) continue;
    bool flat = b.y - a.y < 1000;
    Len x = flat ? a.x : edge_at(a, b, len_max(top, a.y)), y = flat ? b.x : edge_at(a, b, len_min(foot, b.y));
    contour_add(c, i, len_min(x, y), len_max(x, y));
  }
}

Contour contour_of_polygon(Arena *a, const Point *p, size_t n, Len step) {
  if (!n) return (Contour){0};
  Len top = p[0].y, foot = p[0].y;
  for (size_t i = 1; i < n; i++) top = len_min(top, p[i].y), foot = len_max(foot, p[i].y);
  Contour c = contour_make(a, top, foot - top, step);
  for (size_t i = 0; i < n; i++) add_edge(&c, p[i], p[(i + 1) % n]);
  return c;
}

static Len root(Len v) {
  Len low = 0, high = len_min(v, (Len)3000000000) + 1;
  while (high - low > 1) {
    Len mid = low + (high - low) / 2;
    if (mid * mid <= v)
      low = mid;
    else
      high = mid;
  }
  return low;
}

bool contour_reach(const Contour *c, Len top, Len foot, Len gap, Len *from, Len *to) {
  bool any = false;
  for (size_t i = 0; i < c->n; i++) {
    Len above = c->top + (Len)i * c->step, below = above + c->step;
    Len away = len_max(0, len_max(above - foot, top - below));
    if (c->from[i] > c->to[i] || away >= gap) continue;
    Len beside = root(gap * gap - away * away);
    *from = any ? len_min(*from, c->from[i] - beside) : c->from[i] - beside;
    *to = any ? len_max(*to, c->to[i] + beside) : c->to[i] + beside;
    any = true;
  }
  return any;
}
