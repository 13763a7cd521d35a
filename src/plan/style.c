/* style: styles in layers. The engine's own lie at the bottom, then the files of layouts/styles/ that a layout names, then the
 * layout's own `styles:`. A style is put together from its definitions, lowest first:
 *
 *     layouts/front.yaml         headline: {inherit: headline-song, size: 42pt}     3  over what it inherits
 *     styles/newspaper-zh.yaml   headline-song: {inherit: headline, font: song}     2
 *     styles/newspaper-zh.yaml   headline: {font: hei, size: [30pt, 42pt]}          1
 *     the engine                 headline: {font: hei, size: 30pt}                  0
 *
 * What a definition inherits is looked up in all layers, so that a layout that changes `headline` changes all that stands on it
 * (InDesign's "based on" works so). Only where that would close a circle, as in the picture, it is looked up in the layers up to the
 * definition's own; a circle that is left then lies in one layer, is somebody's mistake, and is reported.
 * Of several definitions of a name the topmost that inherits makes those below it void, so each style has at most one parent and
 * what stands above it is a chain. */
#include "plan/inside.h"

enum { LAYERS_MOST = 16, TOP = LAYERS_MOST - 1, STYLES_MOST = 512, CHAIN_MOST = 32 };
static const char LADDER[] = "ladder";

typedef struct Def {
  const Yaml *y;
  int layer;
  bool told;
} Def;
typedef struct Defs {
  Str name;
  VEC(Def) all; /* lowest layer first */
} Defs;
struct StyleBook {
  PlanReader *r;
  Shelf *shelf;
  Lang lang;
  int layers;
  Sheaf *from[LAYERS_MOST];
  Map *defs;              /* name -> Defs */
  Map *made[LAYERS_MOST]; /* by the highest layer looked at: name -> Style */
  Job *loud, mute;        /* mute: for definitions whose mistakes have been told */
  const Ladder *ladder;
};

/* What every name has when no file says anything: enough to set a page that can be read. `ladder` is no style: it stands beside them. */
static const char BUILT_IN[] =
    "ladder: [{pull-orphan: 6, cost: 1}, {save-line: 6, cost: 2}, {make-line: 6, cost: 2}, {open-line: 2, cost: 7},\n"
    "  {subhead-lines: [-2, 2], cost: 3}, {head-air: [-1, 2], cost: 3}, {story-gap: 1, cost: 4}, {picture: 25%, cost: "
    "4},\n"
    "  {leave-white: 2, cost: 8}]\n"
    "text: {}\n"
    "body: {indent: 2em}\n"
    "headline: {font: hei, size: 30pt, align: center, lines: 1-3, space-before: 0.5lines, space-after: 0.5lines}\n"
    "kicker: {font: kai, size: 15pt, align: center}\n"
    "deck: {font: kai, size: 15pt, align: center}\n"
    "byline: {font: kai, align: center}\n"
    "dateline: {font: hei}\n"
    "subhead: {font: hei, align: center}\n"
    "subhead2: {inherit: subhead}\n"
    "subhead3: {inherit: subhead2}\n"
    "box-head: {font: hei, align: center}\n"
    "box-body: {inherit: body}\n"
    "note: {font: kai}\n"
    "quote: {font: kai, indent: 2em}\n"
    "list: {indent: 2em}\n"
    "table: {align: start}\n"
    "caption: {font: kai, size: 8pt, align: start, writing: horizontal}\n" /* in vertical text too */
    "credit: {inherit: caption, align: end}\n"
    "author: {font: kai, align: end}\n"
    "flag: {font: hei, align: end}\n"
    "flag-end: {font: kai, align: end}\n"
    "notice: {font: kai, indent: 2em}\n"
    "jump: {font: kai, align: end}\n"
    "jump-from: {inherit: jump, align: start}\n"
    "brief: {inherit: body}\n"
    "brief-headline: {font: hei, size: 12pt, align: start}\n"
    "briefs-heading: {font: hei, size: 14pt, align: start}\n"
    "nameplate: {font: kai, size: [36pt, 90pt], align: center, lines: 1}\n"
    "nameplate-text: {size: 8pt, align: center}\n"
    "ear: {size: 8pt, align: start}\n"
    "ear-heading: {font: hei, size: 12pt, align: center}\n"
    "folio: {font: hei, size: 18pt, align: start}\n"
    "folio-text: {size: 8pt, align: start}\n"
    "index: {size: 9pt, align: start}\n"
    "index-heading: {font: hei, size: 12pt, align: center}\n"
    "ad: {font: hei, size: 15pt, align: center}\n";

/* ---- the rows of a style */

static const Choice ALIGNS[] = {
    {"start", ALIGN_START}, {"left", ALIGN_START}, {"center", ALIGN_CENTER},   {"centre", ALIGN_CENTER},
    {"end", ALIGN_END},     {"right", ALIGN_END},  {"justify", ALIGN_JUSTIFY}, {NULL, 0}};

const Choice WRITINGS[] = {
    {"horizontal", WRITING_HORIZONTAL}, {"vertical", WRITING_VERTICAL}, {"frame", WRITING_FRAME}, {NULL, 0}};

static void read_font(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Style *s = into;
  if (!is_filled(y)) {
    complain_value(r, y, "the name of a font role such as song or hei");
    return;
  }
  s->font = y->text, s->font_span = y->span;
}

static int by_size(const void *x, const void *y) {
  Len a = *(const Len *)x, b = *(const Len *)y;
  return a < b ? -1 : a > b;
}

/* A paper's own series: no other size of it is in the shop. */
static void read_sizes(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  enum { SERIES_MOST = 64 };
  Style *s = into;
  size_t n = 0, most = y->kind == YAML_LIST ? y->n : 1;
  Len *sizes = arena_array(r->job->arena, Len, most + 1);
  for (const Yaml *v = y->kind == YAML_LIST ? y->child : y; v && n < SERIES_MOST;
       v = y->kind == YAML_LIST ? v->next : NULL) {
    if (is_filled(v) && style_size_read(r, v->text, &sizes[n]))
      n++;
    else
      complain_value(r, v, "sizes such as [30pt, 36pt, 42pt]");
  }
  if (!n) return;
  qsort(sizes, n, sizeof *sizes, by_size);
  s->sizes = sizes, s->size_count = (int)n;
  s->size_min = sizes[0], s->size_max = sizes[n - 1];
}

static void read_style_box(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  box_read(r, y, &((Style *)into)->box);
}

static void read_float(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  Style *s = into;
  s->floats = is_filled(y) && at_read(y->text, &s->at);
  if (!s->floats && !(is_filled(y) && str_is(y->text, "here"))) complain_value(r, y, "here, or a place such as top");
}

static const Row INITIAL_ROWS[] = {
    {.name = "lines",
     .kind = F_INT,
     .at = offsetof(Style, initial.lines),
     .least = 0,
     .most = 12,
     .meaning = "how deep it is; 0: there is none"},
    {.name = "font", .kind = F_TEXT, .at = offsetof(Style, initial.font), .meaning = "font role; the text's own"},
    {.name = "ink", .kind = F_INK, .at = offsetof(Style, initial.ink), .meaning = "its colour; the text's own"},
};
const Table INITIAL_TABLE = {.what = "an initial", .rows = INITIAL_ROWS, .n = COUNT(INITIAL_ROWS)};

static void read_initial(PlanReader *r, const Row *row, const Yaml *y, void *into) {
  (void)row;
  table_read(r, &INITIAL_TABLE, y, into, NULL);
}

static const Choice PLACES[] = {{"block", STANDS_BLOCK}, {"run-in", STANDS_RUN_IN}, {"side", STANDS_SIDE}, {NULL, 0}};

#define ROW(n, k, field, ...)                                                                                          \
  { .name = n, .kind = k, .at = offsetof(Style, field), __VA_ARGS__ }
#define PAIR(n, k, first, second, ...)                                                                                 \
  { .name = n, .kind = k, .at = offsetof(Style, first), .also = offsetof(Style, second), __VA_ARGS__ }
static const Row STYLE_ROWS[] = {
    {.name = "inherit", .kind = F_OWN, .schema = "name", .meaning = "the style that this one is built on"},
    {.name = "font",
     .kind = F_OWN,
     .own = read_font,
     .schema = "name",
     .standard = "song",
     .meaning = "font role: song, song-bold, hei, kai, fangsong, latin …"},
    ROW("font-bold", F_TEXT, font_bold, .meaning = "font role of **bold** text"),
    ROW("font-emphasis", F_TEXT, font_emphasis, .meaning = "font role of *emphasised* text"),
    PAIR("size", F_SIZES, size_min, size_max, .standard = "1em",
         .meaning = "size of type; of two, the largest that fits is taken"),
    {.name = "sizes",
     .kind = F_OWN,
     .own = read_sizes,
     .schema = "sizes",
     .meaning = "a series of sizes for headlines, [30pt, 36pt, 42pt]: these and none between them"},
    ROW("size-step", F_SIZE, size_step, .meaning = "steps in which sizes are tried"),
    ROW("pitch", F_MEASURE, pitch, .meaning = "distance of lines; 0: the grid's for body, 1.2em for headlines"),
    PAIR("lines", F_SPAN, lines_min, lines_max, .least = 0, .most = 100,
         .meaning = "lines that a headline may take; 0: any"),
    PAIR("x-scale", F_SHARES, x_scale_min_pm, x_scale_max_pm,
         .meaning =
             "width of the type in parts of its height; of two, headlines are narrowed and widened between them"),
    PAIR("tracking", F_SHARES, tracking_min_pm, tracking_max_pm,
         .meaning =
             "space added between letters, in parts of an em; of two, headlines are tightened and opened between them"),
    ROW("space-before", F_MEASURE, space_before, .meaning = "blank above"),
    ROW("space-after", F_MEASURE, space_after, .meaning = "blank below"),
    ROW("indent", F_MEASURE, indent, .meaning = "indent of each paragraph's first line"),
    ROW("align", F_CHOICE, align, .choices = ALIGNS, .meaning = "how lines stand in their measure"),
    ROW("bold", F_FLAG, bold, .meaning = "set in the bold cut of the role"),
    ROW("writing", F_CHOICE, writing, .choices = WRITINGS,
        .meaning = "which way the lines of a headline, caption or credit run; frame: as the text they stand by"),
    ROW("ink", F_INK, ink, .meaning = "colour of the type"),
    ROW("prefix", F_TEXT, prefix, .meaning = "ink before the text, such as ■"),
    ROW("suffix", F_TEXT, suffix, .meaning = "ink after the text"),
    ROW("place", F_CHOICE, place, .choices = PLACES,
        .meaning = "a subhead as a block, run into the paragraph below it, or in a cut-in at its side; a kicker at the "
                   "side of the headline"),
    ROW("depth", F_INT, depth, .least = 0, .most = 40,
        .meaning = "grid lines that a subhead's block takes (占行), or a side head's cut-in; 0: as many as it needs"),
    ROW("min-lines-top", F_INT, lines_top, .least = 1, .most = 10,
        .meaning = "fewest lines of a parted paragraph at the head of a leg"),
    ROW("min-lines-bottom", F_INT, lines_bottom, .least = 1, .most = 10,
        .meaning = "fewest lines of a parted paragraph at the foot of a leg"),
    ROW("min-lines-after", F_INT, lines_after, .least = 1, .most = 10,
        .meaning = "subheads: fewest lines of text that follow in the same leg"),
    ROW("avoid-break-at-paragraph-end", F_FLAG, ends_apart,
        .meaning = "no leg ends with a paragraph, where another end can be had (泣き別れ)"),
    ROW("span", F_INT, span, .least = 0, .most = 64,
        .meaning = "legs that a subhead, quote, table or box in the text goes across (跨栏)"),
    {.name = "at",
     .kind = F_OWN,
     .own = read_float,
     .schema = "float",
     .standard = "here",
     .meaning = "quotes and boxes: where in the slot they stand; here: where the copy has them"},
    {.name = "initial",
     .kind = F_OWN,
     .own = read_initial,
     .schema = "initial",
     .meaning = "body: the story's first character, several lines deep (首字下沉)"},
    {.name = "box",
     .kind = F_OWN,
     .own = read_style_box,
     .schema = "box",
     .meaning = "quotes, boxes and notes in the text: frame and tint"},
    ROW("tint", F_SHARE, tint_pm,
        .meaning =
            "headline, kicker: strength of the ground behind the lines; 100% with ink: white is reversed (反白)"),
    ROW("tint-ink", F_INK, tint_ink, .meaning = "colour of that ground"),
    ROW("columns", F_INT, columns, .least = 0, .most = 8, .meaning = "decks that stand side by side"),
    ROW("pad-names", F_FLAG, pad_names, .meaning = "bylines: names of two Han as wide as those of three (张　三)"),
    ROW("rules", F_FLAG, rules, .meaning = "tables: hairlines between the rows"),
};
static const void *style_standard(Arena *a);
const Table STYLE_TABLE = {
    .what = "a style", .rows = STYLE_ROWS, .n = COUNT(STYLE_ROWS), .options = true, .standard = style_standard};

/* ---- one definition over a style */

typedef struct StyleInto {
  Style style; /* first: the rows' offsets are of a Style */
  ReadOther more;
  void *more_into;
} StyleInto;

static bool is_option(Str name) {
  size_t n;
  const ParaOption *options = para_options(&n);
  for (size_t i = 0; i < n; i++)
    if (name_is(name, options[i].name)) return true;
  return false;
}

static Str hyphened(Arena *a, Str name) {
  Str s = str_copy(a, name);
  char *p = arena_array(a, char, s.n + 1);
  for (size_t i = 0; i < s.n; i++) p[i] = s.p[i] == '_' ? '-' : s.p[i];
  return (Str){p, s.n};
}

/* Names that no row has: what the slot adds, then the options of composition. */
static bool read_other(PlanReader *r, const Yaml *y, void *into) {
  StyleInto *in = into;
  if (in->more && in->more(r, y, in->more_into)) return true;
  if (!is_option(y->key)) return false;
  if (!is_filled(y)) {
    complain_value(r, y, "one value");
    return true;
  }
  const char *wrong = para_style_set(r->job->arena, &in->style.para, hyphened(r->job->arena, y->key), y->text);
  if (wrong)
    diag_add(r->job->diags, DIAG_BAD_VALUE, y->span, "'%.*s: %.*s': %s; the default is used", STRF(y->key),
             STRF(y->text), wrong);
  else if (name_is(y->key, "indent-em")) /* compose's name for `indent`, which finish() goes by */
    in->style.indent = (Measure){in->style.para.indent_pm, LEN_UNIT_EM};
  return true;
}

static void finish(const PlanReader *r, Style *s) {
  s->para.size = s->size_max;
  s->para.vertical = s->writing == WRITING_VERTICAL;
  s->para.align = s->align;
  Len indent = measure_len(s->indent, s->size_max, r->line);
  s->para.indent_pm = s->indent.unit == LEN_UNIT_EM ? (int)s->indent.v : (int)len_fu(indent, 1000, s->size_max);
}

static void overlay(StyleBook *b, Style *style, const Yaml *y, ReadOther more, void *more_into) {
  StyleInto in = {*style, more, more_into};
  if (yaml_find(y, "size") && !yaml_find(y, "sizes")) in.style.size_count = 0; /* a series below is overruled */
  if (y->kind == YAML_MAP) table_read(b->r, &STYLE_TABLE, y, &in, read_other);
  *style = in.style;
  finish(b->r, style);
}

static Style base_style(const StyleBook *b, Str name) {
  Len size = b->r->em;
  Style s = {.name = name,
             .font = STR("song"),
             .font_bold = STR("hei"),
             .font_emphasis = STR("kai"),
             .size_min = size,
             .size_max = size,
             .size_step = LEN_PT,
             .x_scale_min_pm = 1000,
             .x_scale_max_pm = 1000,
             .align = ALIGN_JUSTIFY,
             .ink = INK_BLACK,
             .tint_ink = INK_BLACK,
             .lines_top = 2,
             .lines_bottom = 2,
             .lines_after = 1,
             .para = para_style_default(b->lang)};
  if (b->lang == LANG_EN) s.font = s.font_emphasis = STR("latin"), s.font_bold = STR("latin-bold");
  return s;
}

static const void *style_standard(Arena *a) {
  PlanReader r = {.em = 9 * LEN_PT};
  const StyleBook b = {.r = &r, .lang = LANG_ZH_HANS};
  Style *s = arena_new(a, Style);
  *s = base_style(&b, STR(""));
  return s;
}

/* ---- layers */

StyleBook *book_make(PlanReader *r, Shelf *shelf, Lang lang) {
  StyleBook *b = arena_new(r->job->arena, StyleBook);
  b->r = r, b->shelf = shelf, b->lang = lang;
  b->defs = map_make(r->job->arena);
  b->loud = r->job;
  b->mute = (Job){r->job->arena, diags_fork(r->job->arena, r->job->diags)};
  for (int i = 0; i < LAYERS_MOST; i++) b->made[i] = map_make(r->job->arena);
  book_add(b, yaml_read(r->job, str_of(BUILT_IN), 0, 0), NULL);
  return b;
}

void book_add(StyleBook *b, const Yaml *styles, Sheaf *from) {
  Job *job = b->r->job;
  if (!styles || (styles->kind == YAML_TEXT && !styles->text.n)) return;
  if (styles->kind != YAML_MAP || b->layers == LAYERS_MOST) {
    diag_add(job->diags, DIAG_BAD_VALUE, styles->span,
             "styles are a map from names to styles, in at most %d files; left out", LAYERS_MOST);
    return;
  }
  int layer = b->layers++;
  b->from[layer] = from;
  for (const Yaml *y = styles->child; y; y = y->next) {
    if (name_is(y->key, LADDER)) {
      b->r->job = from && from->told ? &b->mute : b->loud;
      b->ladder = ladder_read(b->r, y, b->ladder);
      b->r->job = b->loud;
      continue;
    }
    Defs *defs = map_find(b->defs, y->key);
    if (!defs && map_count(b->defs) >= STYLES_MOST) {
      diag_add(job->diags, DIAG_BAD_VALUE, y->key_span, "more than %d styles; the rest is left out", STYLES_MOST);
      return;
    }
    if (!defs) {
      defs = arena_new(job->arena, Defs);
      defs->name = y->key;
      map_put(b->defs, y->key, defs);
    }
    vec_add(job->arena, &defs->all, (Def){y, layer, from && from->told});
  }
}

static void inherit_file(StyleBook *b, Str name, Span span) {
  Str folder = STR("styles/");
  if (str_has_prefix(name, folder)) name = str_sub(name, folder.n, name.n);
  Sheaf *sheaf = shelf_find(b->shelf, "layouts/styles", name, span);
  if (sheaf) book_add(b, sheaf->root, sheaf);
}

/* What a layout stands on that names nothing: its language's own; Traditional Chinese over what all Chinese has. */
static void inherit_standard(StyleBook *b) {
  const char *own = b->lang == LANG_EN ? "newspaper-en" : b->lang == LANG_JA ? "newspaper-ja" : "newspaper-zh";
  inherit_file(b, str_of(own), (Span){0});
  if (b->lang == LANG_ZH_HANT || b->lang == LANG_ZH_HK) inherit_file(b, STR("newspaper-zh-hant"), (Span){0});
}

void book_inherit(StyleBook *b, const Yaml *names) {
  if (names && names->kind == YAML_LIST)
    for (const Yaml *y = names->child; y; y = y->next) inherit_file(b, y->text, y->span);
  else if (names)
    inherit_file(b, names->text, names->span);
  else
    inherit_standard(b);
}

/* ---- putting together */

static Str def_parent(const Def *d, Span *span) {
  const Yaml *y = d->y->kind == YAML_TEXT ? d->y : yaml_find(d->y, "inherit");
  if (!is_filled(y)) return STR("");
  *span = y->span;
  return y->text;
}

/* Number of the definition that the others stand on: the topmost that inherits from another style, or the lowest. */
static size_t root_def(const Defs *defs, int limit, size_t *end) {
  size_t root = 0;
  Span span;
  for (*end = 0; *end < defs->all.n && defs->all.at[*end].layer <= limit; ++*end) {
    Str parent = def_parent(&defs->all.at[*end], &span);
    if (parent.n && !str_eq(parent, defs->name)) root = *end;
  }
  return root;
}

/* Is `name` met on the way up from `from`? */
static bool stands_on(const StyleBook *b, Str from, Str name) {
  for (int step = 0; step < CHAIN_MOST; step++) {
    if (str_eq(from, name)) return true;
    const Defs *defs = map_find(b->defs, from);
    Span span;
    size_t end;
    if (!defs) return false;
    Str parent = def_parent(&defs->all.at[root_def(defs, LAYERS_MOST, &end)], &span);
    if (!parent.n || str_eq(parent, from)) return false;
    from = parent;
  }
  return false;
}

/* Findings in a definition are told once, however often it is read (for several layouts, or up to several layers). */
static Job *job_for(StyleBook *b, const Def *d) { return d->told ? &b->mute : b->loud; }

static const Style *resolve(StyleBook *b, Str name, int limit, int depth);

static void complain_parent(StyleBook *b, const Defs *defs, const Def *d, Str parent, Span span, bool deep) {
  Job *job = job_for(b, d);
  if (deep) {
    diag_add(job->diags, DIAG_STYLE_CIRCULAR, span,
             "style '%.*s' stands on more than %d others; the engine's own values are used", STRF(defs->name),
             CHAIN_MOST);
  } else if (map_find(b->defs, parent)) {
    diag_add(job->diags, DIAG_STYLE_CIRCULAR, span,
             "style '%.*s' inherits from '%.*s' in a circle; the engine's own values are used", STRF(defs->name),
             STRF(parent));
  } else {
    b->r->job = job;
    book_find_at(b, parent, NULL, span);
    b->r->job = b->loud;
  }
}

static const Style *resolve_parent(StyleBook *b, const Defs *defs, const Def *d, int depth) {
  Span span;
  Str parent = def_parent(d, &span);
  if (!parent.n || str_eq(parent, defs->name)) return NULL;
  bool deep = depth >= CHAIN_MOST, circle = stands_on(b, parent, defs->name);
  const Style *found = deep ? NULL : resolve(b, parent, circle ? d->layer : TOP, depth + 1);
  if (!found) complain_parent(b, defs, d, parent, span, deep);
  return found;
}

static void resolve_defs(StyleBook *b, Defs *defs, size_t root, size_t end, Style *s) {
  for (size_t i = root; i < end; i++) {
    Def *d = &defs->all.at[i];
    b->r->job = job_for(b, d);
    if (d->y->kind == YAML_LIST) complain_value(b->r, d->y, "a style: a map, or the name of another");
    overlay(b, s, d->y, NULL, NULL);
    b->r->job = b->loud;
    d->told = true;
  }
}

/* The style as the layers up to `limit` have it; NULL where no layer has it, or while it is being put together. */
static const Style *resolve(StyleBook *b, Str name, int limit, int depth) {
  static Style being_made;
  const Style *made = map_find(b->made[limit], name);
  if (made) return made == &being_made ? NULL : made;
  Defs *defs = map_find(b->defs, name);
  size_t end = 0, root = defs ? root_def(defs, limit, &end) : 0;
  if (!end) return NULL;
  map_put(b->made[limit], name, &being_made);
  const Style *parent = resolve_parent(b, defs, &defs->all.at[root], depth);
  Style *s = arena_new(b->loud->arena, Style);
  *s = parent ? *parent : base_style(b, defs->name);
  s->name = defs->name;
  resolve_defs(b, defs, root, end, s);
  map_put(b->made[limit], name, s);
  return s;
}

void book_resolve(StyleBook *b) {
  for (size_t i = 0; i < map_count(b->defs); i++) resolve(b, map_key(b->defs, i), TOP, 0);
  for (int i = 0; i < b->layers; i++)
    if (b->from[i]) b->from[i]->told = true;
}

const Style *book_find(StyleBook *b, Str name) { return resolve(b, name, TOP, 0); }

const Style *book_find_at(StyleBook *b, Str name, const char *otherwise, Span span) {
  const Style *s = book_find(b, name);
  if (s) return s;
  size_t n = map_count(b->defs);
  Str *names = arena_array(b->r->job->arena, Str, n);
  for (size_t i = 0; i < n; i++) names[i] = map_key(b->defs, i);
  diag_add(b->r->job->diags, DIAG_STYLE_MISSING, span, "there is no style '%.*s'; %s%s is used", STRF(name),
           otherwise ? "style " : "", otherwise ? otherwise : "the engine's own");
  hint_nearest(b->r->job, name, names, n);
  return otherwise ? book_find(b, str_of(otherwise)) : NULL;
}

const Style *book_read(StyleBook *b, const Yaml *y, const char *base, ReadOther other, void *into) {
  if (y->kind == YAML_TEXT && y->text.n) return book_find_at(b, y->text, base, y->span);
  if (y->kind == YAML_LIST) complain_value(b->r, y, "a style: a map, or the name of one");
  const Yaml *parent = yaml_find(y, "inherit");
  const Style *from =
      is_filled(parent) ? book_find_at(b, parent->text, base, parent->span) : book_find(b, str_of(base));
  must(from);
  if (y->kind != YAML_MAP) return from;
  Style *s = arena_new(b->r->job->arena, Style);
  *s = *from;
  overlay(b, s, y, other, into);
  return s;
}

Map *book_styles(const StyleBook *b) { return b->made[TOP]; }

const Ladder *book_ladder(const StyleBook *b) { return b->ladder; }
