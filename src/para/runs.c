/* Runs made ready for shaping: what a paragraph's style says about them that shape must know before it starts.
 *
 * Picture: the caller's runs say what the copy says: a name, a note mark, 中国 with the reading "zhōng guó". Here the reading is dealt
 * out, one part to each character (中 zhōng, 国 guó), where it has as many parts as there are characters; one that has not is the
 * reading of the whole. Note marks and indices get their size, Bopomofo is told from other readings, punctuation gets the region
 * whose forms it takes. What changes nothing leaves the very runs it was given, which is nearly every paragraph.
 *
 * Sources: JLREQ 3.3.1 (mono and group ruby); CLREQ "Positioning of Zhuyin", "Annotation marks". */
#include <string.h>

#include "para/inside.h"

typedef VEC(Run) Runs;

static bool is_bopomofo(Str reading) {
  bool any = false;
  for (size_t i = 0; i < reading.n;) {
    uint32_t cp = utf8_next(reading, &i);
    bool letter = (cp >= 0x3105 && cp <= 0x312F) || (cp >= 0x31A0 && cp <= 0x31BF);
    bool tone =
        cp == 0x02C9 || cp == 0x02CA || cp == 0x02C7 || cp == 0x02CB || cp == 0x02D9 || cp == 0x02EA || cp == 0x02EB;
    if (!letter && !tone) return false;
    any |= letter;
  }
  return any;
}

/* ---- a reading's parts */

static bool is_parting(Str reading, size_t at, bool bars) {
  if (bars) return reading.p[at] == '|';
  return reading.p[at] == ' ' || str_has_prefix(str_sub(reading, at, reading.n), STR("\u3000"));
}

/* The next part of a reading from *at on; false when there is none. Bars part it, or blanks where there are no bars. */
static bool part_next(Str reading, bool bars, size_t *at, Str *part) {
  while (!bars && *at < reading.n && is_parting(reading, *at, bars)) *at += reading.p[*at] == ' ' ? 1 : 3;
  if (*at >= reading.n) return false;
  size_t end = *at;
  while (end < reading.n && !is_parting(reading, end, bars)) end++;
  *part = str_sub(reading, *at, end);
  *at = bars && end < reading.n ? end + 1 : end;
  return true;
}

static size_t parts_count(Str reading, bool bars) {
  size_t n = 0, at = 0;
  for (Str part; part_next(reading, bars, &at, &part);) n++;
  return n;
}

/* Bars that part nothing are not shown. */
static Str without_bars(Arena *a, Str reading) {
  Buf b = buf_make(a, reading.n + 1);
  for (size_t i = 0; i < reading.n; i++)
    if (reading.p[i] != '|') buf_putc(&b, reading.p[i]);
  return buf_str(&b);
}

/* ---- a base, and its runs cut */

static bool is_parted(const Run *runs, size_t i, size_t n) {
  return i + 1 >= n || !run_same_ruby(&runs[i], &runs[i + 1]);
}

static void piece_put(Arena *a, Runs *out, const Run *run, uint32_t at, uint32_t end, Str ruby) {
  if (at >= end) return;
  Run piece = *run;
  piece.at = at, piece.end = end, piece.ruby = ruby;
  if (at > run->at) piece.marks |= RUN_GOES_ON;
  vec_add(a, out, piece);
}

/* One part for each character of the base. */
static void parts_deal(Arena *a, Runs *out, const Run *runs, size_t n, const uint8_t *starts, bool bars) {
  uint32_t base = runs[0].at;
  size_t at = 0;
  Str part = {0};
  for (size_t i = 0; i < n; i++) {
    for (uint32_t k = runs[i].at, end; k < runs[i].end; k = end) {
      for (end = k + 1; end < runs[i].end && !starts[end - base];) end++;
      if (starts[k - base]) part_next(runs[0].ruby, bars, &at, &part);
      piece_put(a, out, &runs[i], k, end, part);
    }
  }
}

static size_t base_characters(const uint8_t *starts, size_t n) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++) count += starts[i];
  return count;
}

/* The runs of one base, all with the same reading. */
static void base_put(Arena *a, Runs *out, Str text, const Run *runs, size_t n) {
  Str reading = runs[0].ruby;
  bool bars = memchr(reading.p, '|', reading.n) != NULL;
  Str base = str_sub(text, runs[0].at, runs[n - 1].end);
  const uint8_t *starts = text_graphemes(a, base);
  size_t characters = base_characters(starts, base.n);
  if (characters > 1 && parts_count(reading, bars) == characters) {
    parts_deal(a, out, runs, n, starts, bars);
    return;
  }
  if (bars) reading = without_bars(a, reading);
  for (size_t i = 0; i < n; i++) {
    Run run = runs[i];
    run.ruby = reading;
    vec_add(a, out, run);
  }
}

static const Run *readings_deal(Arena *a, Str text, const Run *runs, size_t *n) {
  bool any = false;
  for (size_t i = 0; i < *n; i++) any |= runs[i].ruby.n > 0;
  if (!any) return runs;
  Runs out = {0};
  for (size_t i = 0, end; i < *n; i = end) {
    for (end = i; !is_parted(runs, end, *n);) end++;
    end++;
    if (runs[i].ruby.n && runs[i].end > runs[i].at)
      base_put(a, &out, text, &runs[i], end - i);
    else
      for (size_t k = i; k < end; k++) vec_add(a, &out, runs[k]);
  }
  *n = out.n;
  return out.at;
}

/* ---- what each run gets from the style */

static const Face *latin_face(const Fonts *fonts, const Run *run) {
  int role = run->marks & RUN_BOLD ? fonts_find_bold(fonts, run->role) : run->role;
  return face_facts(fonts, font_facts(fonts, fonts_find(fonts, role, CC_LATIN, run->lang))->face);
}

enum {
  SCRIPT_SIZE_PM = 620,  /* where no face says it */
  BOPOMOFO_SIZE_PM = 330 /* three letters fill their Han's height */
};

static bool is_chinese(Lang lang) { return lang == LANG_ZH_HANS || lang == LANG_ZH_HANT || lang == LANG_ZH_HK; }

/* The quotes of a Chinese region, said, are those of its rules and not of the face that happens to be there. */
static bool has_corners(const ParaStyle *style) {
  uint8_t region = style->punct_region;
  return style->vertical_quotes_corner || region == REGION_MAINLAND || region == REGION_TAIWAN ||
         region == REGION_HONGKONG;
}

/* A note's mark in a vertical line stands upright, in a cell of its own size; an exponent lies with the letter that it is of. */
static bool is_note_upright(const ParaStyle *style, Str text, const Run *run) {
  enum { NOTE_MOST = 9 }; /* bytes: 〔12〕 is wider than its cell could show */
  return style->vertical && run->marks & RUN_SUP && run->at > 0 && run->end - run->at <= NOTE_MOST &&
         char_is_wide(utf8_before(text, run->at));
}

static Run run_dressed(const Fonts *fonts, const ParaStyle *style, Str text, const Run *run) {
  Run r = *run;
  if (is_note_upright(style, text, run)) r.marks |= RUN_TCY;
  if (r.marks & (RUN_SUP | RUN_SUB)) {
    const Face *face = fonts ? latin_face(fonts, run) : NULL;
    int pm = !face ? SCRIPT_SIZE_PM : r.marks & RUN_SUP ? face->sup_size_pm : face->sub_size_pm;
    r.size = len_pm(r.size, pm);
  }
  if (r.ruby.n && style->ruby_position == RUBY_AUTO && is_bopomofo(r.ruby) &&
      utf8_count(str_sub(text, r.at, r.end)) == 1)
    r.marks |= RUN_BOPOMOFO;
  if (r.ruby.n) r.ruby_pm = r.marks & RUN_BOPOMOFO ? BOPOMOFO_SIZE_PM : (uint16_t)style->ruby_size_pm;
  if (style->vertical && has_corners(style) && is_chinese(r.lang)) r.marks |= RUN_CORNERS;
  Lang forms = para_mark_lang(style, r.lang);
  if (forms != r.lang) r.mark_lang = (uint8_t)(1 + forms);
  return r;
}

static bool is_dressed_same(const Run *a, const Run *b) {
  return a->size == b->size && a->marks == b->marks && a->mark_lang == b->mark_lang && a->ruby_pm == b->ruby_pm;
}

static const Run *runs_dress(Arena *a, const Fonts *fonts, const ParaStyle *style, Str text, const Run *runs,
                             size_t n) {
  Run *out = NULL;
  for (size_t i = 0; i < n; i++) {
    Run r = run_dressed(fonts, style, text, &runs[i]);
    if (is_dressed_same(&r, &runs[i])) continue;
    if (!out) out = memcpy(arena_array(a, Run, n), runs, n * sizeof *runs);
    out[i] = r;
  }
  return out ? out : runs;
}

const Run *para_runs_make(Arena *a, const Fonts *fonts, const ParaStyle *style, Str text, const Run *runs, size_t *n) {
  runs = readings_deal(a, text, runs, n);
  runs = runs_dress(a, fonts, style, text, runs, *n);
  return runs_stand(a, style, text, runs, n);
}
