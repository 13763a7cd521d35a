/* ladder: the steps by which a story may be made to fit its frame, as a layout lists them:
 *
 *     ladder:
 *       - {save-line: 6, cost: 2}         paragraphs a line shorter, six in all, each for two points
 *       - {picture: [-4, 2], cost: 4}     a picture up to four lines shallower or two deeper
 *       - {drop: quote, cost: 20}         a pull quote may go
 *
 * A style file may hold one, a layout's is laid over it and a slot's over that; `inherit` in a list stands for the steps below. What the steps
 * do to a page is flow's affair. */
#include "plan/inside.h"

enum { STEPS_MOST = 32, CHANGE_MOST = 99, TRACKING_MOST_PM = 50, COST_MOST = 1000, SHARE_MOST_PM = 500 };

static const char *const STEP_NAMES[STEP_COUNT] = {
#define STEP_NAME(id, name) name,
    LADDER_STEPS(STEP_NAME)
#undef STEP_NAME
};
static const char *const ELEMENT_NAMES[] = {"quote", "note", "box", "picture", "deck", "kicker", "story", "optional"};

const char *step_name(StepKind kind) { return STEP_NAMES[kind]; }
const char *element_name(Element e) { return ELEMENT_NAMES[e]; }

static const Ladder NONE = {0};

const Ladder *slot_ladder(const Layout *l, const Slot *s) {
  return s && s->ladder ? s->ladder : l->ladder ? l->ladder : &NONE;
}

/* ---- values: 4, +4, -4, 4 lines, [-2, 4] */

static bool count_read(Str s, int *out) {
  int64_t v;
  s = str_trim(s);
  if (str_has_suffix(s, STR("lines")))
    s = str_trim(str_sub(s, 0, s.n - 5));
  else if (str_has_suffix(s, STR("line")))
    s = str_trim(str_sub(s, 0, s.n - 4));
  if (str_has_prefix(s, STR("+"))) s = str_sub(s, 1, s.n);
  if (!str_read_int(s, &v) || v < -CHANGE_MOST || v > CHANGE_MOST) return false;
  *out = (int)v;
  return true;
}

/* A number without a sign goes either way. */
static bool change_read(const Yaml *y, int *least, int *most) {
  int a, b;
  if (y->kind == YAML_LIST) {
    if (y->n != 2 || !is_filled(y->child) || !is_filled(y->child->next)) return false;
    if (!count_read(y->child->text, &a) || !count_read(y->child->next->text, &b) || a > 0 || b < 0) return false;
    *least = a, *most = b;
    return true;
  }
  if (!is_filled(y) || !count_read(y->text, &a)) return false;
  *least = a < 0 ? a : y->text.p[0] == '+' ? 0 : -a;
  *most = a < 0 ? 0 : a;
  return true;
}

static bool share_value(PlanReader *r, const Yaml *y, int *pm) {
  const Row share = {.kind = F_SHARE};
  return is_filled(y) && str_has_suffix(str_trim(y->text), STR("%")) && value_read(r, &share, y, pm);
}

/* ---- the rows, in the order of StepKind */

static void read_lines(PlanReader *r, const Row *row, const Yaml *y, void *into);
static void read_change(PlanReader *r, const Row *row, const Yaml *y, void *into);
static void read_tracking(PlanReader *r, const Row *row, const Yaml *y, void *into);
static void read_drop(PlanReader *r, const Row *row, const Yaml *y, void *into);
static void read_most(PlanReader *r, const Row *row, const Yaml *y, void *into);

#define STEP(kind_name, how, of, says)                                                                                 \
  { .name = kind_name, .kind = F_OWN, .own = how, .schema = of, .meaning = says }
static const Row STEP_ROWS[] = {
    STEP("pull-orphan", read_lines, "line-count",
         "paragraphs that end on one or two characters a line shorter: so many in all"),
    STEP("save-line", read_lines, "line-count", "paragraphs a line shorter: so many in all"),
    STEP("make-line", read_lines, "line-count", "paragraphs a line longer: so many in all"),
    STEP("open-line", read_lines, "line-count",
         "paragraphs that take a line more at a looser line than `make-line` allows: so many in all"),
    STEP("subhead-lines", read_change, "change", "subheads a grid line less or more: so many in all"),
    STEP("head-air", read_change, "change", "grid lines of the headline block less or more: its air, never its type"),
    STEP("story-gap", read_change, "change",
         "white between two stories of a stream, briefs or jumps, each a grid line more or less"),
    STEP("picture", read_change, "depth-change", "a picture's depth, in lines or in parts of what the layout gives it"),
    STEP("headline-lines", read_change, "change", "the headline on so many lines less or more, within its sizes"),
    STEP("deck-lines", read_change, "change", "the deck on so many lines less or more, within its sizes"),
    STEP("tracking", read_tracking, "share", "the body's tracking down to this, in steps of 0.5 %"),
    STEP("leave-white", read_lines, "line-count",
         "lines that the last leg may end short by, fewer than there are legs"),
    STEP("filler", read_lines, "line-count",
         "a filler of the edition's, at most so deep, at the foot of a frame that is short"),
    STEP("drop", read_drop, "element", "what may go; optional: what the copy says"),
    STEP("most", read_most, "line-count", "drop: so many of them at most; all unless given"),
    {.name = "cost",
     .kind = F_INT,
     .at = offsetof(LadderStep, cost),
     .least = 0,
     .most = COST_MOST,
     .standard = "",
     .meaning = "points for a line, an element, a filler, a step of tracking; its place in the list unless given"},
};
const Table STEP_TABLE = {.what = "a step of the ladder", .rows = STEP_ROWS, .n = COUNT(STEP_ROWS)};

static void put_kind(PlanReader *r, const Row *row, const Yaml *y, LadderStep *s) {
  if (s->kind != STEP_COUNT)
    diag_add(r->job->diags, DIAG_BAD_VALUE, y->key_span, "a step changes one thing; '%s' is not looked at beside '%s'",
             step_name(s->kind), row->name);
  s->kind = (StepKind)(row - STEP_ROWS);
  s->least = s->most = s->share_pm = 0;
}

static void read_lines(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  LadderStep *s = into;
  put_kind(r, row, y, s);
  int n = 0;
  if (!is_filled(y) || !count_read(y->text, &n) || n < 0) {
    complain_value(r, y, "a whole number of lines from 0 to 99");
    n = 0;
  }
  bool more =
      s->kind == STEP_MAKE_LINE || s->kind == STEP_OPEN_LINE || s->kind == STEP_LEAVE_WHITE || s->kind == STEP_FILLER;
  s->least = more ? 0 : -n;
  s->most = more ? n : 0;
}

static void read_change(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  LadderStep *s = into;
  put_kind(r, row, y, s);
  if (s->kind == STEP_PICTURE && share_value(r, y, &s->share_pm) && s->share_pm >= 0 && s->share_pm <= SHARE_MOST_PM)
    return;
  s->share_pm = 0;
  if (!change_read(y, &s->least, &s->most))
    complain_value(r, y,
                   s->kind == STEP_PICTURE ? "lines such as 4, -4, [-4, 2], or a share up to 50%"
                                           : "lines such as 1, -1, or [-1, 2]");
}

static void read_tracking(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  LadderStep *s = into;
  put_kind(r, row, y, s);
  int pm = 0;
  if (!share_value(r, y, &pm) || pm > 0 || pm < -TRACKING_MOST_PM) {
    complain_value(r, y, "a share from -5% to 0%");
    pm = 0;
  }
  s->least = pm;
}

static void read_drop(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  LadderStep *s = into;
  put_kind(r, row, y, s);
  s->most = CHANGE_MOST;
  Str names[COUNT(ELEMENT_NAMES)];
  for (size_t i = 0; i < COUNT(ELEMENT_NAMES); i++) {
    names[i] = str_of(ELEMENT_NAMES[i]);
    if (!is_filled(y) || !name_is(y->text, ELEMENT_NAMES[i])) continue;
    s->drop = (Element)i;
    return;
  }
  s->most = 0;
  complain_value(r, y, "an element that may go");
  if (y->kind == YAML_TEXT) hint_nearest(r->job, y->text, names, COUNT(names));
}

static void read_most(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  LadderStep *s = into;
  int n;
  if (s->kind != STEP_DROP || !is_filled(y) || !count_read(y->text, &n) || n < 1)
    complain_value(r, y, "a whole number from 1, beside 'drop'");
  else
    s->most = n;
}

/* ---- the list */

static bool step_read(PlanReader *r, const Yaml *y, size_t nth, LadderStep *out) {
  *out = (LadderStep){.kind = STEP_COUNT, .cost = (int)nth, .span = y->span};
  if (y->kind != YAML_MAP) {
    complain_value(r, y, "a step such as {save-line: 6, cost: 2}");
    return false;
  }
  table_read(r, &STEP_TABLE, y, out, NULL);
  if (out->kind == STEP_COUNT) return false; /* a name that no step has is told already */
  return true;
}

static void add_inherited(Ladder *l, LadderStep *at, const Ladder *under) {
  for (size_t i = 0; under && i < under->n && l->n < STEPS_MOST; i++) at[l->n++] = under->at[i];
}

const Ladder *ladder_read(PlanReader *r, const Yaml *y, const Ladder *under) {
  if (!under) under = &NONE;
  if (!y) return under;
  if (y->kind == YAML_TEXT && (str_is(y->text, "none") || str_is(y->text, "no"))) return &NONE;
  if (y->kind != YAML_LIST) {
    complain_value(r, y, "a list of steps such as [{save-line: 6, cost: 2}, {picture: 4, cost: 4}], or none");
    return under;
  }
  Ladder *l = arena_new(r->job->arena, Ladder);
  LadderStep *at = arena_array(r->job->arena, LadderStep, STEPS_MOST);
  *l = (Ladder){.at = at};
  for (const Yaml *c = y->child; c && l->n < STEPS_MOST; c = c->next) {
    if (c->kind == YAML_TEXT && str_is(c->text, "inherit"))
      add_inherited(l, at, under);
    else if (step_read(r, c, l->n + 1, &at[l->n]))
      l->n++;
  }
  return l;
}
