/* Random copy poured into random frames: the first byte picks a shape of page, the next three its numbers, the rest is copy, parted into files
 * at bytes 0x1E. Whatever comes, flow's laws hold (conservation, frames, grid, measure), the page can be drawn and told about. */
#include "fuzz.h"

#include "flow/flow.h"
#include "makeup/makeup.h"
#include "paint/paint.h"

/* %1 to %3 are the numbers: 0..255 each, brought into the range that is written after the colon. */
static const char *const SHAPES[] = {
    /* legs, a picture, headlines above */
    "sheet: {size: 200mm x 150mm}\ngrid: {columns: %1:1-5, measure: %2:6-12em, gutter: 1em, body: 9pt, pitch: 11.25pt, "
    "lines: 24}\n"
    "slots:\n  one: {kind: story, cols: 1-64, lines: 1-%3:1-24, headline: {size: [12pt, 24pt], lines: 1-2}, picture: "
    "{cols: 1, lines: 6, at: top right}}\n",
    /* boxed, with a vertical headline at the side */
    "sheet: {size: 200mm x 150mm}\ngrid: {columns: 3, measure: %1:5-14em, gutter: 1em, body: 9pt, pitch: 11.25pt, "
    "lines: 26}\n"
    "slots:\n  one: {kind: story, cols: 1-2, lines: 1-%2:2-26, headline: {inherit: headline-vertical, lines: 1-2, "
    "side: right}, legs: %3:1-3,"
    " box: {rule: 0.5pt, tint: 8%, inset: 1em}}\n  two: {kind: story, cols: 3, lines: 1-26}\n",
    /* briefs beside a story whose legs are not its columns */
    "sheet: {size: 200mm x 150mm}\ngrid: {columns: 4, measure: 9em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: "
    "30}\n"
    "slots:\n  one: {kind: briefs, cols: 1-%1:1-2, lines: 1-%2:1-30, dividers: yes, box: {rule: 0.5pt, inset: 1em}}\n"
    "  two: {kind: story, cols: 3-4, lines: 1-30, legs: %3:0-5, rules: yes, headline: {size: 30pt, lines: 1, cols: "
    "1}}\n",
    /* a stream over as many pages as it takes */
    "sheet: {size: 120mm x 90mm}\ngrid: {columns: %1:1-3, measure: %2:4-11em, gutter: 1em, body: 9pt, pitch: 11.25pt, "
    "lines: %3:3-20}\n"
    "slots:\n  one: {kind: stream, cols: 1-64, lines: 1-64, repeat: yes, pictures-inline: yes}\n",
    /* a picture in the middle of the legs, hanging marks, ragged right */
    "sheet: {size: 220mm x 150mm}\ngrid: {columns: 4, measure: 11em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: "
    "30}\n"
    "styles: {body: {hanging: all, composer: line, align: start}}\n"
    "slots:\n  one: {kind: story, cols: 1-4, lines: 1-30, picture: {cols: %1:0-4, lines: %2:1-32, at: %3:middle}}\n",
    /* English */
    "lang: en\nsheet: {size: 200mm x 150mm}\ngrid: {columns: %1:1-4, measure: %2:8-14em, gutter: 1em, body: 9pt, "
    "pitch: 11.25pt, lines: 28}\n"
    "slots:\n  one: {kind: story, cols: 1-64, lines: 1-%3:1-28, headline: {size: [14pt, 20pt], lines: 1-3}}\n",
    /* a vertical page: tiers, a picture with level words, briefs */
    "sheet: {size: 200mm x 180mm}\ngrid: {writing: vertical, tiers: %1:1-6, measure: %2:5-12em, gutter: 1em, body: "
    "8pt, "
    "pitch: 12pt, lines: 40}\n"
    "slots:\n  one: {kind: story, tiers: 1-64, lines: 1-24, headline: {size: [16pt, 28pt], lines: 1-2, cols: 2}, "
    "rules: "
    "yes, caption: {writing: horizontal}, picture: {tiers: 1, lines: 8, at: %3:middle}}\n"
    "  two: {kind: briefs, tiers: 1-64, lines: 26-40, dividers: yes}\n",
    /* a vertical box on a horizontal page, its headline level */
    "sheet: {size: 200mm x 180mm}\ngrid: {columns: 4, measure: 11em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: "
    "40}\n"
    "slots:\n  one: {kind: story, writing: vertical, cols: 1-%1:1-4, lines: 1-%2:1-40, legs: %3:0-4, headline: "
    "{writing: "
    "horizontal, size: 24pt, lines: 1-2}, box: {rule: 0.5pt, inset: 1em}, pictures-inline: yes, caption: {writing: "
    "horizontal}}\n",
    /* what stands in the text, as much of it as there is */
    "sheet: {size: 220mm x 180mm}\ngrid: {writing: %3:writing, columns: %1:1-5, measure: %2:5-13em, gutter: 1em, body: "
    "9pt, pitch: 11.25pt, lines: 40}\n"
    "styles:\n  box-body: {inherit: body, span: 2, box: {rule: 0.5pt, inset: 1em}}\n  note: {font: kai, at: bottom, "
    "box: "
    "{tint: 8%}}\n  subhead2: {font: hei, place: run-in}\n  subhead3: {font: hei, size: 12pt, place: side}\n"
    "slots:\n  one: {kind: story, cols: 1-64, lines: 1-%2:1-26, body: {inherit: body, initial: {lines: %3:0-5, font: "
    "hei}}, subhead: {font: hei, span: %1:0-5, depth: %3:0-4}, quote: {font: kai, size: 14pt, at: middle, span: 2, "
    "box: "
    "{rule: 1pt, sides: top-bottom}}, table: {span: %2:0-3, rules: yes}, headline: {size: [12pt, 24pt], tint: 100%, "
    "ink: "
    "white}, kicker: {size: 12pt, place: side, tint: 20%}, deck: {size: 10pt, columns: 2}, byline: {pad-names: yes}, "
    "rules: yes}\n  two: {kind: briefs, cols: 1-64, lines: 28-40}\n",
    /* a polygon that text runs around, at any place and of any width */
    "sheet: {size: 220mm x 180mm}\ngrid: {writing: %1:writing, columns: 3, measure: 13em, gutter: 1em, body: 9pt, "
    "pitch: "
    "11.25pt, lines: 36}\nrules: {column: 0.25pt}\n"
    "slots:\n  one: {kind: story, cols: 1-3, lines: 1-36, legs: %2:0-3, rules: yes, headline: {size: 20pt, lines: "
    "1-2}, "
    "pictures: [{measure: %1:2-40em, lines: %2:0-24, at: %3:middle, wrap: polygon, least: %3:1-9em, gap: %2:0-3em, "
    "outline: "
    "[[%1:0-100%, 0], [100%, %2:0-100%], [%3:0-100%, 100%], [0, %1:0-100%]]}, {measure: %3:2-20em, lines: %1:0-12, at: "
    "left, "
    "least: 3em}]}\n",
    /* insets, one in another, beside a picture in its leg and a list, a table, quotes */
    "sheet: {size: 240mm x 190mm}\ngrid: {writing: %3:writing, columns: 4, measure: 11em, gutter: 1em, body: 9pt, "
    "pitch: "
    "11.25pt, lines: 40}\n"
    "styles:\n  box-body: {inherit: body, span: 2, box: {rule: 0.5pt, inset: 1em}}\n"
    "slots:\n  one: {kind: story, cols: 1-4, lines: 1-40, legs: %2:0-4, rules: yes, headline: {size: 20pt, lines: "
    "1-2}, "
    "subhead: {font: hei, span: %1:0-3}, quote: {font: kai, size: 14pt, at: middle, span: 2}, picture: {cols: 1, "
    "lines: 8, "
    "at: %1:middle}}\n"
    "  two: {kind: story, in: one, measure: %1:12-34em, lines: %2:8-12-%3:28-40, at: top left, least: %2:1-12em, box: "
    "{rule: 0.5pt, "
    "tint: 8%}}\n  three: {kind: briefs, in: one, cols: 4, lines: %1:9-20-%2:20-38}\n  four: {kind: ad, in: two, "
    "depth: 3, at: "
    "bottom right}\n",
};
static const char *const PLACES[] = {"top left", "top",         "top right", "left",        "middle",
                                     "right",    "bottom left", "bottom",    "bottom right"};

/* %N:LEAST-MOST becomes a number, %N:middle a place. */
static Str layout_text(Arena *a, const uint8_t *bytes) {
  const char *z = SHAPES[bytes[0] % COUNT(SHAPES)];
  Buf b = buf_make(a, 1 << 16);
  while (*z) {
    if (z[0] != '%' || z[1] < '1' || z[1] > '3' || z[2] != ':') {
      buf_putc(&b, *z++);
      continue;
    }
    unsigned byte = bytes[z[1] - '0'], least = 0, most = 0;
    z += 3;
    if (*z == 'w') {
      buf_puts(&b, byte & 1 ? STR("vertical") : STR("horizontal"));
      z += 7;
      continue;
    }
    if (*z == 'm') {
      buf_puts(&b, str_of(PLACES[byte % COUNT(PLACES)]));
      z += 6;
      continue;
    }
    for (; *z >= '0' && *z <= '9'; z++) least = least * 10 + (unsigned)(*z - '0');
    for (z++; *z >= '0' && *z <= '9'; z++) most = most * 10 + (unsigned)(*z - '0');
    buf_putf(&b, "%u", least + byte % (most - least + 1));
  }
  return buf_str(&b);
}

enum { FILES_MOST = 8, COPY_MOST = 20000 };

/* Every slot gets one file; the last takes what is left. */
static void fill(Job *job, PagePlan *page, FlowInput *in, Str copy) {
  Fill *fills = arena_array(job->arena, Fill, FILES_MOST);
  page->fills = fills;
  for (size_t at = 0; at <= copy.n && page->fill_count < FILES_MOST;) {
    ptrdiff_t cut = str_find(str_sub(copy, at, copy.n), STR("\x1E"));
    size_t end = cut < 0 ? copy.n : at + (size_t)cut;
    size_t slots = page->layout ? page->layout->slot_count : 0,
           nth = page->fill_count < slots ? page->fill_count : slots - 1;
    Str path = str_f(job->arena, "%zu.md", page->fill_count);
    uint32_t file;
    Str text = text_read(job, path, str_sub(copy, at, end), &file);
    Stories *s = arena_new(job->arena, Stories);
    *s = story_read(job, path, text, file, LANG_ZH_HANS);
    map_put(in->copy, path, s);
    fills[page->fill_count++] = (Fill){.file = path, .slot = slots ? page->layout->slots[nth].name : STR("")};
    at = end + 1;
  }
}

static void look(Job *job, const FlowEdition *e, const Fonts *fonts) {
  Buf b = buf_make(job->arena, (size_t)1 << 28);
  if (!flow_check(e, &b)) must_fail(str_z(job->arena, buf_str(&b)), __FILE__, __LINE__);
  JsonOut j = json_out(&b);
  flow_dump(e, &j);
  flow_fit_text(e, &b);
  for (size_t i = 0; i < e->pages.n && i < 20; i++)
    paint_dump(paint_page(job, e, e->pages.at[i], fonts, SHOW_OVERSET | SHOW_FRAMES), fonts, &b);
  diags_write_text(job->diags, &b, DIAG_NOTE, false);
}

static const Fonts *fonts_once(void) {
  static Fonts *fonts;
  static Job job;
  if (fonts) return fonts;
  job = (Job){.arena = arena_open()};
  job.diags = diags_make(job.arena);
  for (Str dir = STR("."); dir.n < 16 && !fonts; dir = str_f(job.arena, "%.*s/..", STRF(dir)))
    if (file_exists(path_join(job.arena, dir, STR("fonts/roles.yaml")))) fonts = fonts_open(&job, dir);
  must(fonts);
  return fonts;
}

static Str data_dir(Arena *a) {
  Str dir = STR(".");
  while (dir.n < 16 && !file_exists(path_join(a, dir, STR("fonts/roles.yaml")))) dir = str_f(a, "%.*s/..", STRF(dir));
  return dir;
}

void fuzz_one(const uint8_t *bytes, size_t n) {
  if (n < 4) return;
  Arena *a = arena_open();
  Job job = {a, diags_make(a)};
  Str data = data_dir(a), copy = {(const char *)bytes + 4, n - 4 < COPY_MOST ? n - 4 : COPY_MOST};
  bool automatic = bytes[0] % 8 == 7;
  PagePlan page = {.name = STR("要闻"), .number = 1};
  if (!automatic) page.layout = layout_read_text(&job, STR("/nowhere/layouts/fuzz.yaml"), layout_text(a, bytes), data);
  must(automatic || page.layout);
  Edition e = {.dir = STR("/nowhere"), .pages = &page, .page_count = 1, .lang = LANG_ZH_HANS};
  FlowInput in = {.edition = &e, .fonts = fonts_once(), .data_dir = data, .copy = map_make(a), .threads = 1};
  fill(&job, &page, &in, copy);
  if (automatic) must(makeup_edition(&job, &e, &in));
  look(&job, flow_edition(&job, &in), in.fonts);
  arena_close(a);
}
