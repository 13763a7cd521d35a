/* What a page wears when the places are chosen: the faces of its headlines, the sides of its pictures, its rules. Decided on the
 * whole page, so that neighbours differ and pictures do not touch. */
#include "makeup/inside.h"

/* ---- faces: hei for the first two, as the styles have it; below them hei or song, whichever fewer neighbours wear; and never the face of a
 * headline of one's own size at one's own height, or the two bump (碰题) */

static bool do_bump(const Place *a, const Place *b, HeadFace face) {
  bool level = a->plot.line - b->plot.line <= 1 && b->plot.line - a->plot.line <= 1;
  return level && a->variant.size == b->variant.size && b->face == face &&
         (plot_is_right_of(&a->plot, &b->plot) || plot_is_right_of(&b->plot, &a->plot));
}

static int face_cost(const Place *at, size_t i, HeadFace face) {
  int cost = face == FACE_KAI ? 20 : 0; /* kai is for comments: last resort */
  for (size_t k = 0; k < i; k++) {
    cost += do_bump(&at[i], &at[k], face) ? 100 : 0;
    cost += plots_touch(&at[k].plot, &at[i].plot) && at[k].face == face;
  }
  return cost;
}

static HeadFace face_of(const Search *s, const Place *at, size_t i) {
  if (s->fact[i].comment) return FACE_KAI;
  if (at[i].variant.tier < TIER_THIRD)
    return at[i].variant.tier == TIER_LEAD ? FACE_TIER : FACE_SONG; /* as their styles are */
  HeadFace best = FACE_TIER;
  for (HeadFace f = FACE_SONG; f <= FACE_KAI; f++)
    if (face_cost(at, i, f) < face_cost(at, i, best)) best = f;
  return best;
}

/* ---- pictures: at the top right of their story, unless that brings them beside another */

Plot place_picture(const Place *p) {
  int columns = p->variant.pict_cols * p->plot.columns / p->variant.legs;
  if (columns < 1) columns = 1;
  return (Plot){.column = p->picture_left ? p->plot.column : plot_right(&p->plot) - columns,
                .columns = columns,
                .line = p->plot.line + p->variant.head,
                .lines = p->variant.pict_lines};
}

static bool pictures_touch(const Place *a, const Place *b) {
  Plot one = place_picture(a), two = place_picture(b);
  return plots_touch(&one, &two);
}

static void choose_side(Place *at, size_t i) {
  bool touches[2] = {false, false};
  for (int left = 0; left < 2; left++) {
    at[i].picture_left = left;
    for (size_t k = 0; k < i; k++)
      if (at[k].variant.pict_cols && pictures_touch(&at[k], &at[i])) touches[left] = true;
  }
  at[i].picture_left = touches[0] && !touches[1];
}

/* ---- the rectangles of an L */

static bool any_pair(const Place *a, const Place *b, bool (*is)(const Plot *, const Plot *)) {
  Plot of_a[2] = {a->plot, place_arm(a)}, of_b[2] = {b->plot, place_arm(b)};
  for (int i = 0; i <= (a->variant.arm.side != ARM_NONE); i++)
    for (int k = 0; k <= (b->variant.arm.side != ARM_NONE); k++)
      if (is(&of_a[i], &of_b[k])) return true;
  return false;
}
static bool is_right_of(const Place *a, const Place *b) { return any_pair(a, b, plot_is_right_of); }
static bool is_under(const Place *a, const Place *b) { return any_pair(a, b, plot_is_under); }

/* ---- rules: to the right and below, unless a box stands on either side: rules do not touch boxes */

static void choose_rules(const Search *s, Place *at, size_t n, size_t i) {
  at[i].rule_right =
      (at[i].variant.arm.side == ARM_BESIDE || plot_right(&at[i].plot) < s->columns) && !s->fact[i].boxed;
  at[i].rule_below = false;
  for (size_t k = 0; k < n; k++) {
    if (is_right_of(&at[i], &at[k]) && s->fact[k].boxed) at[i].rule_right = false;
    if (is_under(&at[i], &at[k]) && !s->fact[k].briefs) at[i].rule_below = true; /* they have a rule over them */
  }
}

/* Under what stands over the page, or a story that has a rule below, there is a line already. */
static bool is_ruled_over(const Search *s, const Place *at, size_t n, size_t i) {
  bool ruled = at[i].plot.line == s->ground.box.line;
  for (size_t k = 0; k < n; k++) ruled = ruled || (at[k].rule_below && is_under(&at[k], &at[i]));
  return ruled;
}

void dress_page(const Search *s, Place *at, size_t n) {
  for (size_t i = 0; i < n; i++) {
    at[i].face = face_of(s, at, i);
    at[i].picture_left = false;
    if (at[i].variant.pict_cols && at[i].variant.pict_cols < at[i].variant.legs) choose_side(at, i);
    choose_rules(s, at, n, i);
  }
  for (size_t i = 0; i < n; i++) at[i].rule_over = s->fact[i].briefs && !is_ruled_over(s, at, n, i);
}
