/* inks: those of a layout's own, which styles, boxes and rules then name. A spot colour has a plate of its own, whose name is the printer's;
 * the process colours beside it show it on a screen and print it where no such ink is on the press. */
#include "plan/inside.h"

enum { SPOTS_MOST = 32, NAME_MOST = 100 /* bytes: a name of the PDF holds 127, escaped */ };

typedef struct OwnInk {
  Str spot;
  Ink as;
} OwnInk;
#define INK_ROW(n, k, field, ...)                                                                                      \
  { .name = n, .kind = k, .at = offsetof(OwnInk, field), __VA_ARGS__ }
static const Row SPOT_ROWS[] = {
    INK_ROW("spot", F_TEXT, spot, .meaning = "name of the plate, as the printer calls the ink"),
    INK_ROW("as", F_INK, as, .standard = "black", .meaning = "the process ink that stands for it"),
};
const Table SPOT_TABLE = {.what = "an ink", .rows = SPOT_ROWS, .n = COUNT(SPOT_ROWS)};

static bool is_process_name(Str s) {
  static const char *const names[] = {"Cyan", "Magenta", "Yellow", "Black", "All", "None"};
  for (size_t i = 0; i < COUNT(names); i++)
    if (str_is(s, names[i])) return true;
  return false;
}

/* The number of the plate; one name is one plate, in whichever layout it stands. */
static int spot_number(PlanReader *r, const Yaml *y, const OwnInk *own) {
  Spots *all = r->shelf->spots;
  SpotInk s = {.name = own->spot};
  int cmyk[4];
  ink_process(own->as, NULL, cmyk);
  for (int i = 0; i < 4; i++) s.cmyk[i] = (int16_t)cmyk[i];
  for (size_t i = 0; i < all->n; i++)
    if (str_eq(all->at[i].name, own->spot)) return (int)i;
  if (all->n == SPOTS_MOST || own->spot.n > NAME_MOST || is_process_name(own->spot)) {
    complain_value(r, y, "a plate's name of at most 100 bytes, none of the four inks', and at most 32 of them");
    return -1;
  }
  vec_add(r->job->arena, all, s);
  return (int)all->n - 1;
}

static void ink_add(PlanReader *r, const Yaml *y) {
  Ink *ink = arena_new(r->job->arena, Ink);
  OwnInk own = {.as = INK_BLACK};
  if (y->kind == YAML_TEXT) {
    if (!ink_read(r, y->text, ink))
      return complain_value(r, y, "a process ink such as 'cmyk 0 100 80 10', or {spot: NAME, as: …}");
  } else {
    table_read(r, &SPOT_TABLE, y, &own, NULL);
    *ink = own.as;
    int number = own.spot.n ? spot_number(r, y, &own) : -1;
    if (number >= 0) *ink = (Ink){INK_SPOT, {1000, (int16_t)number, 0, 0}};
  }
  map_put(r->inks, y->key, ink);
}

void inks_read(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Layout *l = into;
  if (y->kind != YAML_MAP) return complain_value(r, y, "a map from names to inks");
  l->inks = r->inks = map_make(r->job->arena);
  for (const Yaml *c = y->child; c; c = c->next) ink_add(r, c);
}
