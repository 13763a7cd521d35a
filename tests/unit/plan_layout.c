/* Layouts: what a reader makes of YAML, the arithmetic of the grid, and what it says about each kind of mistake, with its place. */
#include "plan/plan.h"
#include "unit.h"

static Layout *read(Job *job, const char *text) {
  return layout_read_text(job, STR("page.yaml"), str_of(text), STR("."));
}

static Str findings(Job *job) {
  Buf b = buf_make(job->arena, 1 << 22);
  diags_write_text(job->diags, &b, DIAG_NOTE, false);
  return buf_str(&b);
}

/* ---- what is read */

static void the_grid_is_drawn_in_characters(void **state) {
  (void)state;
  Job job = unit_job();
  Layout *l = layout_find(&job, STR("broadsheet/front"), STR(""), STR("."), (Span){0});
  assert_int_equal(l->grid.columns * l->grid.measure + (l->grid.columns - 1) * l->grid.gutter, 999 * LEN_PT);
  assert_int_equal(l->grid.measure, 13 * 9 * LEN_PT);
  assert_int_equal(grid_column(&l->grid, 2) - grid_column(&l->grid, 1), 14 * 9 * LEN_PT);
  assert_int_equal(2 * l->margin_left + 999 * LEN_PT, l->sheet_w);
  Len depth = 122 * l->grid.pitch + 9 * LEN_PT;
  assert_in_range(l->sheet_h - 2 * l->margin_top - depth, 0, 1);
  assert_int_equal(grid_baseline(&l->grid, 1) - l->margin_top, 792 * LEN_PT / 100);
  assert_int_equal(grid_baseline(&l->grid, 11) - grid_baseline(&l->grid, 1), 1125 * LEN_PT / 10);
  Slot lead = {.col_first = 1, .col_last = 6, .line_first = 17, .line_last = 62};
  Rect r = layout_slot_rect(l, &lead);
  assert_int_equal(r.x, l->margin_left);
  assert_int_equal(r.w, 83 * 9 * LEN_PT);
  assert_int_equal(r.y, l->margin_top + 16 * l->grid.pitch);
  assert_int_equal(r.h, 45 * l->grid.pitch + l->grid.body);
  assert_int_equal(diags_count(job.diags, DIAG_WARNING), 0);
  unit_done(&job);
}

static void the_benchmark_has_its_geometry(void **state) {
  (void)state;
  Job job = unit_job();
  Layout *l = layout_find(&job, STR("bench/columns"), STR(""), STR("."), (Span){0});
  assert_int_equal(grid_column(&l->grid, 1), 20 * LEN_MM);
  assert_int_equal(grid_column(&l->grid, 5) + l->grid.measure, 370 * LEN_MM);
  assert_int_equal(l->grid.measure, 652 * LEN_MM / 10);
  assert_int_equal(l->grid.pitch, 14 * LEN_PT);
  assert_int_equal(l->slot_count, 1);
  assert_true(l->slots[0].kind == SLOT_STREAM && l->slots[0].repeat);
  assert_int_equal(layout_style(l, "headline")->size_max, 22 * LEN_PT);
  assert_int_equal(layout_style(l, "body")->para.indent_pm, 2000);
  unit_done(&job);
}

static void shipped_layouts_have_no_faults(void **state) {
  (void)state;
  static const char *const names[] = {
      "broadsheet/front", "broadsheet/inside",     "broadsheet/inside-b",    "broadsheet/culture", "tabloid/front",
      "tabloid/inside",   "tabloid/english-front", "tabloid/english-inside", "bench/columns",      "auto/page",
      "auto/page-en",     "vertical/front-ja",     "vertical/front-zh-hant", "broadsheet/spread"};
  for (size_t i = 0; i < COUNT(names); i++) {
    Job job = unit_job();
    assert_non_null(layout_find(&job, str_of(names[i]), STR(""), STR("."), (Span){0}));
    if (findings(&job).n) fail_msg("%s:\n%.*s", names[i], STRF(findings(&job)));
    unit_done(&job);
  }
}

/* Every column of a page is covered from its first line to its last, but for the one or two white lines between slots. */
static void shipped_pages_have_no_holes(void **state) {
  (void)state;
  static const char *const names[] = {"broadsheet/front",      "broadsheet/inside",     "broadsheet/inside-b",
                                      "broadsheet/culture",    "tabloid/front",         "tabloid/inside",
                                      "tabloid/english-front", "tabloid/english-inside"};
  for (size_t i = 0; i < COUNT(names); i++) {
    Job job = unit_job();
    Layout *l = layout_find(&job, str_of(names[i]), STR(""), STR("."), (Span){0});
    for (int c = 1; c <= l->grid.columns; c++) {
      int white = 0;
      for (int line = 1; line <= l->grid.lines; line++) {
        bool covered = false;
        for (size_t k = 0; k < l->slot_count; k++)
          covered = covered || (l->slots[k].col_first <= c && c <= l->slots[k].col_last &&
                                l->slots[k].line_first <= line && line <= l->slots[k].line_last);
        white = covered ? 0 : white + 1;
        if (white > 2 || (!covered && line == l->grid.lines))
          fail_msg("%s: column %d is white at line %d", names[i], c, line);
      }
    }
    unit_done(&job);
  }
}

static void a_slot_says_what_it_is(void **state) {
  (void)state;
  Job job = unit_job();
  Layout *l = read(
      &job,
      "slots:\n"
      "  lead:\n"
      "    kind: story\n"
      "    cols: 1–6\n"
      "    lines: [17, 70]\n"
      "    headline: {size: [30pt, 初号], lines: 2, cols: 4, tracking: 0-5%, x-scale: [90%, 1]}\n"
      "    pictures:\n"
      "      - {cols: 3, lines: 24, at: right-top}\n"
      "      - {cols: 1, lines: 6, at: bottom, above_headline: yes}\n"
      "    box: {rule: 0.5pt, tint: 8%, ink: 'cmyk 0 100 100 0'}\n"
      "    balance: no\n"
      "    rule_below: yes\n"
      "  side: {kind: story, cols: 7-8, lines: 17-70, headline: {writing: vertical, side: left}, legs: 1, box: yes}\n"
      "  words: {kind: text, cols: 1, lines: 1, content: '{date}', picture: none}\n");
  assert_str(findings(&job), "");
  assert_int_equal(l->slot_count, 3);
  const Slot *s = &l->slots[0];
  assert_int_equal(s->col_last, 6);
  assert_int_equal(s->line_first, 17);
  assert_int_equal(s->headline->size_min, 30 * LEN_PT);
  assert_int_equal(s->headline->size_max, 42 * LEN_PT);
  assert_int_equal(s->headline->lines_min, 2);
  assert_int_equal(s->headline->lines_max, 2);
  assert_int_equal(s->headline->tracking_max_pm, 50);
  assert_int_equal(s->headline->x_scale_min_pm, 900);
  assert_str(s->headline->font, "hei");
  assert_int_equal(s->headline_cols, 4);
  assert_int_equal(s->picture_count, 2);
  assert_int_equal(s->pictures[0].at, AT_TOP_RIGHT);
  assert_true(s->pictures[1].above_headline);
  assert_true(s->box.on);
  assert_int_equal(s->box.rule, LEN_PT / 2);
  assert_int_equal(s->box.tint_pm, 80);
  assert_int_equal(s->box.rule_ink.c[1], 1000);
  assert_true(!s->balance && s->rule_below && !s->headline_cross);
  s = &l->slots[1];
  assert_true(s->headline_cross && s->headline_side == AT_LEFT && s->legs == 1 && s->box.on && s->balance);
  assert_str(l->slots[2].content, "{date}");
  assert_int_equal(l->slots[2].picture_count, 0);
  unit_done(&job);
}

static void lengths_take_every_unit(void **state) {
  (void)state;
  static const struct {
    const char *measure;
    Len want;
  } rows[] = {{"13em", 13 * 9 * LEN_PT},      {"40mm", 40 * LEN_MM}, {"4cm", 40 * LEN_MM},
              {"1.5in", 108 * LEN_PT},        {"120Q", 30 * LEN_MM}, {"2lines", 2250 * LEN_PT / 100},
              {"100.5pt", 1005 * LEN_PT / 10}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    Layout *l =
        read(&job, str_z(job.arena, str_f(job.arena, "grid: {columns: 2, measure: %s, body: 9pt, pitch: 11.25pt}",
                                          rows[i].measure)));
    assert_int_equal(l->grid.measure, rows[i].want);
    assert_str(findings(&job), "");
    unit_done(&job);
  }
}

static void sizes_have_names(void **state) {
  (void)state;
  static const struct {
    const char *name;
    int dtp, letterpress; /* 1/1000 pt */
  } rows[] = {{"小五", 9000, 9000},   {"小五号", 9000, 9000}, {"五号", 10500, 10500}, {"五", 10500, 10500},
              {"初号", 42000, 42000}, {"小初", 36000, 30000}, {"二号", 22000, 21000}, {"六号", 7500, 7875},
              {"三", 16000, 15750},   {"小二", 18000, 18000}, {"9pt", 9000, 9000},    {"10.5pt", 10500, 10500}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Len size;
    assert_true(size_read(str_of(rows[i].name), false, &size));
    assert_int_equal(size, len_pm(LEN_PT, rows[i].dtp));
    assert_true(size_read(str_of(rows[i].name), true, &size));
    assert_int_equal(size, len_pm(LEN_PT, rows[i].letterpress));
  }
  static const char *const wrong[] = {"", "九号", "号", "小", "2em", "9", "-3pt", "0pt", "99999pt", "pt", "小五pt"};
  for (size_t i = 0; i < COUNT(wrong); i++) {
    Len size = 7;
    if (size_read(str_of(wrong[i]), false, &size) || size != 7) fail_msg("'%s' is no size", wrong[i]);
  }
}

static void inks_are_read(void **state) {
  (void)state;
  static const struct {
    const char *ink;
    int model, c0, c1, c2, c3;
  } rows[] = {{"black", INK_K, 0, 0, 0, 1000},
              {"white", INK_K, 0, 0, 0, 0},
              {"k 80%", INK_K, 0, 0, 0, 800},
              {"cmyk 0 100 100 0", INK_CMYK, 0, 1000, 1000, 0},
              {"cmyk 5%, 10%, 0, 3", INK_CMYK, 50, 100, 0, 30},
              {"red", INK_CMYK, 0, 1000, 1000, 0},
              {"#ff0080", INK_RGB, 1000, 0, 502, 0},
              {"none", INK_NONE, 0, 0, 0, 0},
              {"accent", INK_CMYK, 1000, 700, 0, 0}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    Layout *l =
        read(&job, str_z(job.arena, str_f(job.arena, "accent: blue\nstyles:\n  x: {ink: '%s'}\n", rows[i].ink)));
    Ink ink = layout_style(l, "x")->ink;
    assert_str(findings(&job), "");
    assert_int_equal(ink.model, rows[i].model);
    assert_int_equal(ink.c[0], rows[i].c0);
    assert_int_equal(ink.c[1], rows[i].c1);
    assert_int_equal(ink.c[2], rows[i].c2);
    assert_int_equal(ink.c[3], rows[i].c3);
    unit_done(&job);
  }
}

/* ---- styles */

static void styles_inherit(void **state) {
  (void)state;
  Job job = unit_job();
  Layout *l = read(
      &job,
      "styles:\n"
      "  headline: {inherit: headline-song, size: 40pt}\n" /* headline-song itself stands on headline, a layer below */
      "  big: {inherit: small, size: 20pt}\n"
      "  small: {font: kai, size: 小五, indent: 2em, kinsoku: basic}\n"
      "  deep: {indent-em: 3}\n"
      "  same: big\n"
      "slots:\n"
      "  a: {kind: story, cols: 1, lines: 1-9, headline: big, deck: {inherit: big, align: end}, body: {size: 8pt}}\n");
  assert_str(findings(&job), "");
  assert_str(layout_style(l, "headline")->font, "song-bold");
  assert_int_equal(layout_style(l, "headline")->size_max, 40 * LEN_PT);
  assert_int_equal(layout_style(l, "headline")->lines_max, 2);
  assert_str(layout_style(l, "headline-song")->font, "song-bold");
  assert_int_equal(layout_style(l, "headline-song")->size_max, 28 * LEN_PT);
  assert_int_equal(layout_style(l, "headline-lead")->size_max, 54 * LEN_PT);
  assert_str(layout_style(l, "headline-lead")->font,
             "song-bold"); /* stands on headline, which this layout has changed */
  assert_str(layout_style(l, "big")->font, "kai");
  assert_int_equal(layout_style(l, "big")->size_max, 20 * LEN_PT);
  assert_int_equal(layout_style(l, "big")->para.kinsoku, KINSOKU_BASIC);
  assert_int_equal(layout_style(l, "big")->para.indent_pm, 2000);
  assert_int_equal(layout_style(l, "deep")->para.indent_pm, 3000);
  assert_int_equal(layout_style(l, "same")->size_max, 20 * LEN_PT);
  assert_str(l->slots[0].headline->name, "big");
  assert_int_equal(l->slots[0].deck->align, ALIGN_END);
  assert_str(l->slots[0].deck->font, "kai");
  assert_int_equal(l->slots[0].body->size_max, 8 * LEN_PT);
  assert_int_equal(l->slots[0].body->para.indent_pm, 2000);
  assert_int_equal(l->slots[0].body->para.composer, COMPOSER_PARAGRAPH);
  assert_non_null(layout_style(l, "nothing of the kind"));
  unit_done(&job);
}

/* ---- mistakes: the first line of what is said, in document order */

static void mistakes_are_told_in_their_place(void **state) {
  (void)state;
  static const struct {
    const char *text, *want, *hint;
  } rows[] = {
      {"grid: {colums: 8}", "page.yaml:1:8: error: unknown name 'colums' in the grid; it is left out  [unknown-key]",
       "the nearest name is 'columns'"},
      {"gird: {}", "page.yaml:1:1: error: unknown name 'gird' in a layout; it is left out  [unknown-key]",
       "the nearest name is 'grid'"},
      {"a: b: c", "page.yaml:1:5: error: a ':' where no value can stand  [yaml-syntax]", NULL},
      {"- 1\n- 2", "page.yaml:1:1: error: a layout wants a map of names and values; the default is used  [bad-value]",
       NULL},
      {"just words", "page.yaml:1:1: error: a layout wants a map of names and values; the default is used  [bad-value]",
       NULL},
      {"grid: 8", "page.yaml:1:7: error: the grid wants a map of names and values; the default is used  [bad-value]",
       NULL},
      {"grid: {columns: many}",
       "page.yaml:1:17: error: 'columns' wants a whole number from 1 to 64, not 'many'; the default is used  "
       "[bad-value]",
       NULL},
      {"grid: {columns: 0}",
       "page.yaml:1:17: error: 'columns' wants a whole number from 1 to 64, not '0'; the default is used  [bad-value]",
       NULL},
      {"grid: {measure: 13 apples}",
       "page.yaml:1:17: error: 'measure' wants a length with its unit (mm, cm, in, pt, Q, em, lines), not '13 apples'; "
       "the default is used  [bad-value]",
       NULL},
      {"grid: {measure: 13}",
       "page.yaml:1:17: error: 'measure' wants a length with its unit (mm, cm, in, pt, Q, em, lines), not '13'; the "
       "default is used  [bad-value]",
       NULL},
      {"grid: {gutter: -1em}", "page.yaml:1:16: error: a gutter cannot be negative; 1em is used  [bad-value]", NULL},
      {"grid: {measure: 0.5em}",
       "page.yaml:1:17: error: a column is at least one character wide; 13em is used  [bad-value]", NULL},
      {"grid: {body: 9em}",
       "page.yaml:1:14: error: 'body' wants a size such as 9pt or 小五, not '9em'; the default is used  [bad-value]",
       NULL},
      {"grid: {pitch: 1pt}",
       "page.yaml:1:15: error: 'pitch' wants a length such as 11.25pt, not less than half the body's size, not '1pt'; "
       "the default is used  [bad-value]",
       NULL},
      {"sheet: {size: A3}",
       "page.yaml:1:15: error: 'size' wants two lengths such as 390mm x 550mm, not 'A3'; the default is used  "
       "[bad-value]",
       NULL},
      {"grid: {columns: 12}",
       "page.yaml:1:1: error: the grid is 530.225mm wide, the sheet 390mm; 8 of its 12 columns are used  "
       "[grid-too-large]",
       NULL},
      {"sheet: {size: 275mm x 390mm}",
       "page.yaml:1:1: error: the grid is 352.425mm wide, the sheet 275mm; 6 of its 8 columns are used  "
       "[grid-too-large]",
       NULL},
      {"margins: {left: 60mm}",
       "page.yaml:1:1: error: with these margins the grid leaves the sheet; it is centred  [grid-too-large]", NULL},
      {"lang: klingon",
       "page.yaml:1:7: error: 'lang' wants a language: zh-Hans, zh-Hant, zh-HK, ja, ko or en, not 'klingon'; the "
       "default is used  [bad-value]",
       NULL},
      {"accent: mauve",
       "page.yaml:1:9: error: 'accent' wants an ink: a name such as black or red, a tint such as 'red 40%', 'k 80%', "
       "'cmyk 0 100 100 0', '#rrggbb', accent or a name under 'inks:', not 'mauve'; the default is used  [bad-value]",
       NULL},
      {"inherit: newspaper-zz",
       "page.yaml:1:10: error: there is no file of styles 'newspaper-zz'; it is left out  [style-missing]",
       "the nearest name is 'newspaper-zh'"},
      {"styles: {headline: {fnt: hei}}",
       "page.yaml:1:21: error: unknown name 'fnt' in a style; it is left out  [unknown-key]",
       "the nearest name is 'font'"},
      {"styles: {headline: {knsoku: gb}}",
       "page.yaml:1:21: error: unknown name 'knsoku' in a style; it is left out  [unknown-key]",
       "the nearest name is 'kinsoku'"},
      {"styles: {headline: {size: huge}}",
       "page.yaml:1:27: error: 'size' wants a size such as 42pt or 初号, or two such as [30pt, 42pt], not 'huge'; the "
       "default is used  [bad-value]",
       NULL},
      {"styles: {headline: {align: middle}}",
       "page.yaml:1:28: error: 'align' wants one of start, left, center, centre, end, right, justify, not 'middle'; "
       "the default is used  [bad-value]",
       NULL},
      {"styles: {a: {inherit: b}, b: {inherit: c}, c: {inherit: a}}",
       "page.yaml:1:23: error: style 'a' inherits from 'b' in a circle; the engine's own values are used  "
       "[style-circular]",
       NULL},
      {"styles: {headline: {inherit: deck}, deck: {inherit: headline}}",
       "page.yaml:1:30: error: style 'headline' inherits from 'deck' in a circle; the engine's own values are used  "
       "[style-circular]",
       NULL},
      {"styles: {a: {inherit: headlin}}",
       "page.yaml:1:23: error: there is no style 'headlin'; the engine's own is used  [style-missing]",
       "the nearest name is 'headline'"},
      {"styles: {a: [1, 2]}",
       "page.yaml:1:13: error: 'a' wants a style: a map, or the name of another, not a list; the default is used  "
       "[bad-value]",
       NULL},
      {"slots: {a: {kind: story, cols: 1, lines: 1-5, headline: headlin-song}}",
       "page.yaml:1:57: error: there is no style 'headlin-song'; style headline is used  [style-missing]",
       "the nearest name is 'headline-song'"},
      {"slots: {a: {kind: stroy}}",
       "page.yaml:1:19: error: 'kind' wants one of story, stream, briefs, nameplate, ear, folio, index, ad, text, "
       "rule, picture, jumps, teaser, filler, not 'stroy'; the default is used  [bad-value]",
       NULL},
      {"slots: {a: {colz: 1-2}}", "page.yaml:1:13: error: unknown name 'colz' in a slot; it is left out  [unknown-key]",
       "the nearest name is 'cols'"},
      {"slots:\n  a: {cols: 7-9, lines: 1-5}",
       "page.yaml:2:13: error: slot 'a' wants columns 7-9 of a grid that has 8; it gets 7-8  [slot-outside]", NULL},
      {"slots:\n  a: {cols: 9-9, lines: 1-5}",
       "page.yaml:2:13: error: slot 'a' wants columns 9-9 of a grid that has 8; it gets 8-8  [slot-outside]", NULL},
      {"slots:\n  a: {cols: 1-2, lines: 100-130}",
       "page.yaml:2:25: error: slot 'a' wants lines 100-130 of a grid that has 123; it gets 100-123  [slot-outside]",
       NULL},
      {"slots:\n  a: {cols: 0-2, lines: 1-5}",
       "page.yaml:2:13: error: slot 'a' wants columns 0-2 of a grid that has 8; it gets 1-2  [slot-outside]", NULL},
      {"slots:\n  a: {cols: 5-2, lines: 1-5}",
       "page.yaml:2:13: error: 'cols' wants a whole number or a range such as 1-5, not '5-2'; the default is used  "
       "[bad-value]",
       NULL},
      {"slots:\n  a: {cols: 1-4, lines: 1-50}\n  头条: {cols: 4-6, lines: 40-60}",
       "page.yaml:3:3: error: slot '头条' overlaps slot 'a' in lines 40-50; both are printed  [slot-overlap]",
       "'a' stands here"},
      {"slots: {a: {cols: 1-2, lines: 1-9, picture: {cols: 3, lines: 4}}}",
       "page.yaml:1:45: error: the picture of slot 'a' wants 3 legs by 4 lines, the slot has 2 by 9; it is cut to fit  "
       "[slot-outside]",
       NULL},
      {"slots: {a: {cols: 1-2, lines: 1-9, picture: {at: upstairs}}}",
       "page.yaml:1:50: error: 'at' wants a place such as top right, left or middle, not 'upstairs'; the default is "
       "used  [bad-value]",
       NULL},
      {"slots: {a: {cols: 1-2, lines: 1-9, box: {tint: 8}}}",
       "page.yaml:1:48: error: 'tint' wants a share such as 8%, not '8'; the default is used  [bad-value]", NULL},
      {"slots: {a: {cols: 1-2, lines: 1-9, repeat: perhaps}}",
       "page.yaml:1:44: error: 'repeat' wants yes or no, not 'perhaps'; the default is used  [bad-value]", NULL},
      {"slots: [a, b]",
       "page.yaml:1:8: error: 'slots' wants a map from names to slots; there are none now  [bad-value]", NULL},
      {"slots: {a: story}",
       "page.yaml:1:12: error: a slot wants a map of names and values; the default is used  [bad-value]", NULL},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    read(&job, rows[i].text);
    Str all = findings(&job);
    ptrdiff_t end = str_find(all, STR("\n"));
    assert_str(str_sub(all, 0, end < 0 ? 0 : (size_t)end), rows[i].want);
    if (rows[i].hint && str_find(all, str_of(rows[i].hint)) < 0)
      fail_msg("no hint '%s' in\n%.*s", rows[i].hint, STRF(all));
    unit_done(&job);
  }
}

static void a_bad_option_of_composition_says_what_there_is(void **state) {
  (void)state;
  Job job = unit_job();
  Layout *l = read(&job, "styles:\n  body: {kinsoku: very}\n");
  Str all = findings(&job);
  assert_true(str_has_prefix(all, STR("page.yaml:2:19: error: 'kinsoku: very': ")));
  assert_true(diags_has(job.diags, DIAG_BAD_VALUE));
  assert_int_equal(layout_style(l, "body")->para.kinsoku, KINSOKU_GB);
  unit_done(&job);
}

/* A mistake in a file of styles is told once, though many styles and layouts stand on it. */
static void a_mistake_is_told_once(void **state) {
  (void)state;
  Job job = unit_job();
  read(&job, "styles: {a: {siez: 9pt}, b: {inherit: a}, c: {inherit: b}, d: {inherit: a}}");
  assert_int_equal(diags_count(job.diags, DIAG_ERROR), 1);
  unit_done(&job);
}

static void a_missing_layout_names_the_nearest(void **state) {
  (void)state;
  Job job = unit_job();
  Str text = STR("layout: broadsheet/frnt");
  uint32_t file = diags_add_source(job.diags, STR("edition.yaml"), text);
  assert_null(layout_find(&job, STR("broadsheet/frnt"), STR(""), STR("."), (Span){file, 8, 23}));
  Str all = findings(&job);
  assert_true(str_has_prefix(all, STR("edition.yaml:1:9: error: there is no layout 'broadsheet/frnt'; ")));
  assert_true(str_find(all, STR("the nearest name is 'broadsheet/front'")) > 0);
  unit_done(&job);
}

static void long_chains_and_crowds_end(void **state) {
  (void)state;
  Job job = unit_job();
  Buf b = buf_make(job.arena, 1 << 22);
  buf_puts(&b, STR("styles:\n"));
  for (int i = 0; i < 600; i++) buf_putf(&b, "  s%d: {inherit: s%d}\n", i, i + 1);
  buf_puts(&b, STR("slots:\n"));
  for (int i = 0; i < 2000; i++) buf_putf(&b, "  s%d: {cols: 1-8, lines: 1-123}\n", i);
  Layout *l = read(&job, str_z(job.arena, buf_str(&b)));
  assert_int_equal(l->slot_count, 512);
  assert_true(diags_has(job.diags, DIAG_STYLE_CIRCULAR));
  unit_done(&job);
}

/* A vertical grid of flat type: two ems, tiers down the sheet, lines from its right. */
static void vertical_grids_count_from_the_right(void **state) {
  (void)state;
  Job job = unit_job();
  Layout *l = read(
      &job, "lang: ja\nsheet: {size: 300mm x 400mm}\n"
            "grid: {writing: vertical, body: 8pt, x-scale: 125%, pitch: 15pt, tiers: 10, measure: 11em, gutter: 1em, "
            "lines: 50}\n"
            "slots:\n"
            "  own: {kind: story, tiers: 2-3, lines: 1-20}\n"
            "  level: {kind: story, writing: horizontal, tiers: 4-5, lines: 1-20}\n"
            "  spread: {kind: story, writing: horizontal, grid: {body: 9pt}, tiers: 6-7, lines: 1-20}\n"
            "  stated: {kind: story, writing: horizontal, grid: {body: 9pt, pitch: 13pt}, tiers: 8-9, lines: 1-20}\n");
  const Grid *g = &l->grid;
  assert_int_equal(g->em, 8 * LEN_PT);
  assert_int_equal(g->cell, 10 * LEN_PT);
  assert_int_equal(g->measure, 88 * LEN_PT);
  assert_int_equal(grid_column(g, 2) - grid_column(g, 1), 96 * LEN_PT);
  Rect r = grid_to_sheet(g, (Rect){grid_column(g, 1), g->across, g->measure, g->cell}), back = grid_from_sheet(g, r);
  assert_int_equal(r.x + r.w, l->margin_left + (49 * 15 + 10) * LEN_PT);
  assert_int_equal(r.y, l->margin_top);
  assert_int_equal(r.h, 88 * LEN_PT);
  assert_int_equal(back.x, grid_column(g, 1)), assert_int_equal(back.y, g->across);
  assert_false(l->slots[0].own);
  for (int i = 1; i < 4; i++) {
    const Slot *s = &l->slots[i];
    Rect box = layout_slot_rect(l, s);
    assert_true(s->own && !s->grid.vertical);
    assert_int_equal(s->cells.line_last, s->grid.lines);
    assert_int_equal(s->grid.across, box.y);
    Len foot = s->grid.across + (s->grid.lines - 1) * s->grid.pitch + s->grid.cell, left = box.y + box.h - foot;
    assert_in_range(left, 0,
                    i < 3 ? s->grid.lines : s->grid.pitch - 1); /* spread lines end at the edge but for a rounding */
  }
  assert_int_equal(l->slots[1].grid.em, 10 * LEN_PT); /* the page's flat type, level: its width lies along the line */
  assert_int_equal(l->slots[3].grid.pitch, 13 * LEN_PT);
  assert_int_equal(findings(&job).n, 0);
  unit_done(&job);
}

static void vertical_mistakes_are_told(void **state) {
  (void)state;
  static const struct {
    const char *text;
    DiagCode code;
    const char *says;
  } rows[] = {
      {"grid: {writing: sideways}\n", DIAG_BAD_VALUE, "horizontal"},
      {"grid: {x-scale: 9%}\n", DIAG_BAD_VALUE, "between 50% and 200%"},
      {"grid: {writing: vertical, tiers: 30, measure: 13em}\n", DIAG_GRID_TOO_LARGE, "tiers are used"},
      {"slots:\n  a: {kind: text, area: {left: 380mm, top: 10mm, width: 40mm, height: 9mm}}\n", DIAG_SLOT_OUTSIDE,
       "off the sheet"},
      {"slots:\n  a: {kind: story, writing: upwards}\n", DIAG_BAD_VALUE, "vertical"},
      {"slots:\n  a: {kind: story, writing: vertical, legs: 2, picture: {tiers: 3, lines: 9}}\n", DIAG_SLOT_OUTSIDE,
       "3 legs"},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    Job job = unit_job();
    assert_non_null(read(&job, rows[i].text));
    if (!diags_has(job.diags, rows[i].code) || str_find(findings(&job), str_of(rows[i].says)) < 0)
      fail_msg("%s: %.*s", rows[i].text, STRF(findings(&job)));
    unit_done(&job);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_grid_is_drawn_in_characters),
      cmocka_unit_test(the_benchmark_has_its_geometry),
      cmocka_unit_test(shipped_layouts_have_no_faults),
      cmocka_unit_test(shipped_pages_have_no_holes),
      cmocka_unit_test(a_slot_says_what_it_is),
      cmocka_unit_test(lengths_take_every_unit),
      cmocka_unit_test(sizes_have_names),
      cmocka_unit_test(inks_are_read),
      cmocka_unit_test(styles_inherit),
      cmocka_unit_test(mistakes_are_told_in_their_place),
      cmocka_unit_test(a_bad_option_of_composition_says_what_there_is),
      cmocka_unit_test(a_mistake_is_told_once),
      cmocka_unit_test(a_missing_layout_names_the_nearest),
      cmocka_unit_test(long_chains_and_crowds_end),
      cmocka_unit_test(vertical_grids_count_from_the_right),
      cmocka_unit_test(vertical_mistakes_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
