/* press: what a printer asks of the file. A profile is a file of press/ with the keys of this table; the edition's `press:` names one, or is
 * a map with the same keys that stand over it. */
#include "plan/inside.h"

static const Choice PICTURES[] = {
    {"auto", PICTURES_AUTO}, {"convert", PICTURES_CONVERT}, {"keep", PICTURES_KEEP}, {NULL, 0}};
static const Choice INTENTS[] = {{"perceptual", INTENT_PERCEPTUAL},
                                 {"relative", INTENT_RELATIVE},
                                 {"saturation", INTENT_SATURATION},
                                 {"absolute", INTENT_ABSOLUTE},
                                 {NULL, 0}};
static const Choice IMPOSES[] = {
    {"none", IMPOSE_NONE}, {"pairs", IMPOSE_PAIRS}, {"spreads", IMPOSE_SPREADS}, {NULL, 0}};
static const Choice MARKS[] = {{"all", MARKS_ALL}, {"none", 0},         {"yes", MARKS_ALL},
                               {"no", 0},          {"crop", MARK_CROP}, {"register", MARK_REGISTER},
                               {"bar", MARK_BAR},  {"slug", MARK_SLUG}, {NULL, 0}};

/* What a coldset press on newsprint bears: ISO 12647-3 asks for at most 240 % of ink and screens of 40 lines to the centimetre, for which
 * 150 to 300 pixels to the inch are right; fine type in several inks shows every misregister of a web. */
static PressPlan plan_standard(void) {
  return (PressPlan){.intent = INTENT_PERCEPTUAL,
                     .min_ppi = 150,
                     .max_ppi = 300,
                     .max_ink_pm = 2400,
                     .hairline = LEN_PT / 5,
                     .tinted_rule = LEN_PT / 2,
                     .colour_type = 10 * LEN_PT,
                     .tint_type = 8 * LEN_PT,
                     .knockout_type = 10 * LEN_PT,
                     .mark_offset = 3 * LEN_MM};
}

static const void *press_standard(Arena *a) {
  PressPlan *p = arena_new(a, PressPlan);
  *p = plan_standard();
  return p;
}

static bool word_is(Str s, const Choice *table, int *value) {
  for (const Choice *c = table; c->name; c++)
    if (name_is(s, c->name)) return *value = c->value, true;
  return false;
}

bool press_marks_read(Str words, unsigned *marks) {
  unsigned all = 0;
  for (size_t at = 0; at < words.n;) {
    size_t end = at;
    while (end < words.n && words.p[end] != ' ' && words.p[end] != ',') end++;
    int one = 0;
    if (end > at && !word_is(str_sub(words, at, end), MARKS, &one)) return false;
    all |= (unsigned)one;
    at = end + 1;
  }
  *marks = all;
  return true;
}

bool press_impose_read(Str word, int *impose) { return word_is(word, IMPOSES, impose); }

static void read_marks(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PressPlan *p = into;
  unsigned all = 0, one;
  bool ok = y->kind != YAML_MAP;
  if (y->kind == YAML_TEXT) ok = press_marks_read(y->text, &all);
  for (const Yaml *c = y->child; c && ok; c = c->next) {
    ok = is_filled(c) && press_marks_read(c->text, &one);
    if (ok) all |= one;
  }
  if (ok)
    p->marks = all;
  else
    complain_value(r, y, "all, none, or some of crop, register, bar and slug");
}

/* A path is taken from the folder of the file that says it; a word without a dot is a name of the registry. */
static Str file_of(PlanReader *r, const Yaml *y) {
  bool path = str_find(y->text, STR(".")) >= 0 || str_find(y->text, STR("/")) >= 0;
  if (!path) return y->text;
  return path_join(r->job->arena, path_dir(diags_source_path(r->job->diags, y->span.file)), y->text);
}

static void read_icc(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PressPlan *p = into;
  if (!is_filled(y))
    return complain_value(r, y, "an ICC profile's file, or a name of the ICC's registry such as FOGRA39");
  p->icc = file_of(r, y);
  p->icc_span = y->span;
  p->condition = p->about = (Str){0}; /* they told of the profile before */
}

static void read_rgb(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PressPlan *p = into;
  if (!is_filled(y)) return complain_value(r, y, "an ICC profile's file, or srgb");
  p->rgb = str_is(y->text, "srgb") ? (Str){0} : file_of(r, y);
  p->rgb_span = y->span;
}

#define PRESS_ROW(n, k, field, ...)                                                                                    \
  { .name = n, .kind = k, .at = offsetof(PressPlan, field), __VA_ARGS__ }
static const Row PRESS_ROWS[] = {
    {.name = "profile",
     .kind = F_OWN,
     .schema = "name",
     .standard = "newsprint",
     .meaning = "the file of press/ that this stands over"},
    PRESS_ROW("standard", F_TEXT, standard, .meaning = "what --press says where it is not given: x4, x1a, a2u, x4+a2u"),
    {.name = "icc",
     .kind = F_OWN,
     .own = read_icc,
     .schema = "text",
     .meaning = "the printer's ICC profile: a file, or a name of the ICC's registry"},
    PRESS_ROW("condition", F_TEXT, condition, .meaning = "the printing condition's short name in the output intent"),
    PRESS_ROW("about", F_TEXT, about, .meaning = "the printing condition in words"),
    {.name = "rgb",
     .kind = F_OWN,
     .own = read_rgb,
     .schema = "text",
     .standard = "srgb",
     .meaning = "profile of pictures in RGB that carry none"},
    PRESS_ROW("pictures", F_CHOICE, pictures, .choices = PICTURES,
              .meaning =
                  "RGB pictures: convert to the press's CMYK, or keep with their profile; auto: convert for PDF/X"),
    PRESS_ROW("intent", F_CHOICE, intent, .choices = INTENTS, .meaning = "rendering intent of the conversion"),
    PRESS_ROW("min-ppi", F_INT, min_ppi, .least = 0, .most = 10000, .meaning = "pictures coarser than this are told"),
    PRESS_ROW("max-ppi", F_INT, max_ppi, .least = 0, .most = 10000,
              .meaning = "pictures finer than half as much again are computed down to this; 0: never"),
    PRESS_ROW("max-ink", F_SHARE, max_ink_pm, .meaning = "sum of the four inks that paper and drying bear"),
    PRESS_ROW("hairline", F_LENGTH, hairline, .meaning = "thinnest rule"),
    PRESS_ROW("tinted-rule", F_LENGTH, tinted_rule, .meaning = "thinnest rule of less than full ink"),
    PRESS_ROW("colour-type", F_LENGTH, colour_type,
              .meaning = "smallest type of several inks, or reversed out of a ground"),
    PRESS_ROW("tint-type", F_LENGTH, tint_type, .meaning = "smallest type in a tint"),
    PRESS_ROW("knockout-type", F_LENGTH, knockout_type,
              .meaning = "smallest dark type that does not overprint its ground"),
    {.name = "marks",
     .kind = F_OWN,
     .own = read_marks,
     .schema = "texts",
     .standard = "none",
     .meaning = "marks outside the trim: crop, register, bar, slug; all"},
    PRESS_ROW("mark-offset", F_LENGTH, mark_offset, .meaning = "from the trim to the marks"),
    PRESS_ROW("impose", F_CHOICE, impose, .choices = IMPOSES,
              .meaning = "two pages a sheet: printer's pairs, or spreads as the reader sees them"),
    PRESS_ROW("gap", F_LENGTH, gap, .meaning = "between the two pages of a sheet"),
};
const Table PRESS_TABLE = {.what = "the press", .rows = PRESS_ROWS, .n = COUNT(PRESS_ROWS), .standard = press_standard};

/* Values that no sum could bear: a mark a metre away, a ceiling under the floor. */
static void mend(PressPlan *p) {
  if (p->mark_offset < 0 || p->mark_offset > 50 * LEN_MM) p->mark_offset = 3 * LEN_MM;
  if (p->gap < 0 || p->gap > 500 * LEN_MM) p->gap = 0;
  if (p->max_ppi && p->max_ppi < p->min_ppi) p->max_ppi = p->min_ppi;
}

static bool read_profile(PlanReader *r, Str name, Span span, PressPlan *p) {
  const Sheaf *sheaf = shelf_find(r->shelf, "press", name, span);
  if (!sheaf || !sheaf->root) return false;
  *p = plan_standard();
  p->profile = sheaf->name;
  table_read(r, &PRESS_TABLE, sheaf->root, p, NULL);
  return true;
}

PressPlan press_plan_default(Shelf *s) {
  PressPlan p = plan_standard();
  PlanReader r = {.job = s->job, .shelf = s, .accent = INK_BLACK, .em = 9 * LEN_PT, .line = 11 * LEN_PT};
  Str path = path_join(s->job->arena, s->data_dir, STR("press/newsprint.yaml"));
  if (file_exists(path)) read_profile(&r, STR("newsprint"), (Span){0}, &p);
  mend(&p);
  return p;
}

void press_plan_read(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  PressPlan *p = &((Edition *)into)->press;
  const Yaml *name = y->kind == YAML_MAP ? yaml_find(y, "profile") : y;
  if (is_filled(name)) read_profile(r, name->text, name->span, p);
  if (y->kind == YAML_LIST) return complain_value(r, y, "a press profile's name, or a map");
  if (y->kind == YAML_MAP) table_read(r, &PRESS_TABLE, y, p, NULL);
  p->asked = true;
  mend(p);
}
