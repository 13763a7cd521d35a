/* shape: a paragraph's text and its runs -> glyphs in font units.
 *
 * * The picture: segments (itemise.c) go through one HarfBuzz buffer each; what comes back is copied into the paragraph's
 * array. Where a cluster comes back as glyph 0, that stretch is cut into grapheme clusters, each goes to the first fallback
 * font that has all of it, and neighbours with one font are shaped together; what nobody has becomes a box of one em. So text
 * without rare characters, nearly all text, pays nothing for fallback.
 *
 * * The invariant: glyphs stand in logical order, their clusters ascend and cover the text: bytes between two cluster starts
 * belong to the first of them. */
#include "shape/inside.h"

#include <string.h>

enum {
  READING_SIZE_PM = 500, /* of the base's, if its run does not say */
  FINDINGS_MOST = 20
}; /* of one kind in one paragraph: a story in an unknown script is one fault, not ten thousand */

typedef struct Work {
  Job *job;
  Shaper *s;
  Str text;
  const Run *runs;
  Span span;
  SpanAt span_at;
  const void *span_ctx;
  VEC(Glyph) glyphs;
  Stretches stretches;
  bool reading;        /* it is a reading, beside another paragraph's line */
  VEC(uint32_t) noted; /* code points already named as set from a fallback */
  size_t missing;
} Work;

/* ---- one segment through HarfBuzz */

/* Kerning is for Latin (CLREQ and house style: Han are set solid, and no face is asked to change that); `pwid` makes the
 * quotes of a Latin run proportional in Chinese faces, whose cmap has the one-em ones. Features that are on by default stay
 * so: locl ccmp rlig calt clig liga mark mkmk, and vert in vertical lines. Kana drawn for the one direction or the other are taken where
 * the face has them (OpenType `hkna`, `vkna`). */
const hb_feature_t han_features[HAN_FEATURES] = {
    {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('h', 'k', 'n', 'a'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
static const hb_feature_t upright_features[HAN_FEATURES] = {
    {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('v', 'k', 'n', 'a'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
static const hb_feature_t latin_features[] = {
    {HB_TAG('p', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
static const hb_feature_t abreast_features[] = {
    {HB_TAG('h', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};

/* Kana drawn for half the size, where the face has them (OpenType `ruby`). */
static const hb_feature_t reading_features[] = {
    {HB_TAG('r', 'u', 'b', 'y'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};

static bool is_cjk(hb_script_t script) {
  return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA ||
         script == HB_SCRIPT_HANGUL || script == HB_SCRIPT_BOPOMOFO;
}

/* GB/T 15834-2011 5.2: in vertical lines double quotes take the shape of ﹃﹄, single ones of ﹁﹂; elsewhere the outer quotes are ﹁﹂.
 * The characters stay what they are: only what HarfBuzz is asked for changes. */
static void corners_put(hb_buffer_t *buffer, Lang lang) {
  static const hb_codepoint_t forms[2][4] = {{0x300C, 0x300D, 0x300E, 0x300F}, {0x300E, 0x300F, 0x300C, 0x300D}};
  unsigned n = 0;
  hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
  for (unsigned i = 0; i < n; i++) {
    hb_codepoint_t cp = info[i].codepoint;
    bool quote = cp == 0x2018 || cp == 0x2019 || cp == 0x201C || cp == 0x201D;
    if (quote) info[i].codepoint = forms[lang != LANG_ZH_HANS][(cp >= 0x201C ? 2 : 0) + (cp & 1)];
  }
}

static void segment_shape(Work *w, hb_buffer_t *buffer, const Segment *g) {
  hb_buffer_clear_contents(buffer);
  hb_buffer_add_utf8(buffer, w->text.p, (int)w->text.n, g->at, (int)(g->end - g->at));
  bool rtl = g->rtl && (g->way == WAY_LEVEL || g->way == WAY_TURNED);
  hb_direction_t along = rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
  hb_buffer_set_direction(buffer, g->way == WAY_UPRIGHT ? HB_DIRECTION_TTB : along);
  hb_buffer_set_script(buffer, g->script);
  hb_buffer_set_language(buffer, w->s->lang[g->lang]);
  if (w->runs[g->run].marks & RUN_CORNERS && g->way == WAY_UPRIGHT) corners_put(buffer, g->lang);
  hb_font_t *font = font_hb(w->s->fonts, g->font);
  if (g->way == WAY_ABREAST)
    hb_shape(font, buffer, abreast_features, COUNT(abreast_features));
  else if (is_cjk(g->script) && w->reading)
    hb_shape(font, buffer, reading_features, COUNT(reading_features));
  else if (is_cjk(g->script))
    hb_shape(font, buffer, g->way == WAY_UPRIGHT ? upright_features : han_features, HAN_FEATURES);
  else
    hb_shape(font, buffer, latin_features, COUNT(latin_features));
  if (rtl) hb_buffer_reverse_clusters(buffer); /* logical order: para turns it, line by line */
}

static const Face *face_of(const Work *w, FontId font) {
  return face_facts(w->s->fonts, font_facts(w->s->fonts, font)->face);
}

static uint16_t space_glyph(const Work *w, FontId font) {
  hb_codepoint_t glyph = 0;
  hb_font_get_nominal_glyph(font_hb(w->s->fonts, font), ' ', &glyph);
  return (uint16_t)glyph;
}

/* Where an upright glyph of a face without vertical metrics stands: centred on the axis, its em box filling the cell. */
static void upright_place(const Work *w, const Face *face, Glyph *out) {
  out->adv = (int16_t)face->upem;
  out->dx = (int16_t)(-font_advance(w->s->fonts, out->font, out->id) / 2);
  out->dy = (int16_t)-face->ascent;
}

/* A turned letter is centred on the column's axis by the middle of its x-height, a turned full-width sign by that of its em box. */
static int16_t turned_drop(const Face *face, hb_script_t script) {
  return (int16_t)(is_cjk(script) ? (face->ascent - face->descent) / 2 : face->x_height / 2);
}

static void glyph_place(const Work *w, const Segment *g, const hb_glyph_position_t *pos, Glyph *out) {
  const Face *face = NULL;
  out->dx = (int16_t)pos->x_offset;
  out->dy = (int16_t)pos->y_offset;
  switch (g->way) {
  case WAY_LEVEL: out->adv = (int16_t)pos->x_advance; break;
  case WAY_UPRIGHT:
    face = face_of(w, g->font);
    out->adv = (int16_t)-pos->y_advance;
    if (!face->has_vmtx && out->adv) upright_place(w, face, out);
    break;
  case WAY_TURNED:
    out->adv = (int16_t)pos->x_advance;
    out->dy = (int16_t)(out->dy - turned_drop(face_of(w, g->font), g->script));
    out->flags |= GLYPH_TURNED;
    break;
  case WAY_ABREAST:
    out->adv = (int16_t)pos->x_advance;
    out->flags |= GLYPH_ABREAST;
    break;
  }
}

/* ---- what the font lacks */

static Span place_of(const Work *w, uint32_t at) { return w->span_at ? w->span_at(w->span_ctx, at) : w->span; }

static Str code_points(Arena *a, Str cluster) {
  Buf b = buf_make(a, 128);
  for (size_t i = 0; i < cluster.n;) {
    if (i) buf_putc(&b, ' ');
    buf_putf(&b, "U+%04X", (unsigned)str_next(cluster, &i));
  }
  return buf_str(&b);
}

static void missing_put(Work *w, const Segment *g) {
  const Face *face = face_of(w, g->font);
  Glyph box = {.src = g->at, .font = g->font, .adv = (int16_t)face->upem, .flags = GLYPH_FIRST | GLYPH_MISSING};
  if (g->way == WAY_UPRIGHT || g->way == WAY_TURNED)
    box.dx = (int16_t)(-face->upem / 2), box.dy = (int16_t)-face->ascent;
  vec_add(w->job->arena, &w->glyphs, box);
  if (++w->missing > FINDINGS_MOST) return;
  Str cluster = str_sub(w->text, g->at, g->end);
  diag_add(w->job->diags, DIAG_MISSING_GLYPH, place_of(w, g->at),
           "no font has '%.*s' %.*s; a box one em wide stands for it", STRF(cluster),
           STRF(code_points(w->s->scratch, cluster)));
}

static void missing_sum(Work *w) {
  if (w->missing > FINDINGS_MOST)
    diag_add(w->job->diags, DIAG_MISSING_GLYPH, w->span,
             "%zu more characters of this paragraph are in no font; boxes stand for them", w->missing - FINDINGS_MOST);
}

/* Names the code points of a stretch that `lacking` does not have, each once in a paragraph. */
static void fallback_note(Work *w, const Segment *g, FontId lacking) {
  Str text = str_sub(w->text, g->at, g->end);
  for (size_t i = 0; i < text.n && w->noted.n < FINDINGS_MOST;) {
    size_t from = i, k = 0;
    uint32_t cp = str_next(text, &i);
    while (k < w->noted.n && w->noted.at[k] != cp) k++;
    if (k < w->noted.n || font_has(w->s->fonts, lacking, cp) || !font_has(w->s->fonts, g->font, cp)) continue;
    vec_add(w->s->scratch, &w->noted, cp);
    diag_add(w->job->diags, DIAG_FALLBACK_FONT, place_of(w, g->at + (uint32_t)from), "'%.*s' U+%04X is set from %.*s",
             STRF(str_sub(text, from, i)), (unsigned)cp, STRF(face_of(w, g->font)->family));
  }
}

/* Control characters that copy may hold (tab, line feed, separators) have no glyph and need none. */
static bool is_control(Str cluster) {
  size_t i = 0;
  uint32_t cp = str_next(cluster, &i);
  return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029;
}

static void control_put(Work *w, const Segment *g) {
  Glyph blank = {.src = g->at, .font = g->font, .id = space_glyph(w, g->font), .flags = GLYPH_FIRST};
  if (w->text.p[g->at] == '\t') blank.adv = (int16_t)font_advance(w->s->fonts, g->font, blank.id);
  vec_add(w->job->arena, &w->glyphs, blank);
}

static void segment_put(Work *w, hb_buffer_t *buffer, const Segment *g, bool last_try);

static FontId fallback_of(const Work *w, const Segment *g, uint32_t at, uint32_t end) {
  const Run *run = &w->runs[g->run];
  Str cluster = str_sub(w->text, at, end);
  return is_control(cluster) ? FONT_NONE : fonts_find_fallback(w->s->fonts, run->role, cluster, run->lang);
}

/* Sets again, from fallback fonts, a stretch that the segment's own font lacks. */
static void stretch_mend(Work *w, const Segment *g, uint32_t at, uint32_t end) {
  const uint8_t *starts = text_graphemes(w->s->scratch, str_sub(w->text, at, end));
  Segment part = *g;
  FontId font = FONT_NONE;
  part.at = part.end = at;
  for (uint32_t i = at; i < end; i = part.end) {
    uint32_t next = i + 1;
    while (next < end && !starts[next - at]) next++;
    font = fallback_of(w, g, i, next);
    part.at = i;
    part.end = next;
    part.font = font == FONT_NONE ? g->font : font;
    if (font == FONT_NONE && is_control(str_sub(w->text, i, next)))
      control_put(w, &part);
    else if (font == FONT_NONE)
      missing_put(w, &part);
    if (font == FONT_NONE) continue;
    while (part.end < end) { /* neighbours from the same font are shaped together */
      for (next = part.end + 1; next < end && !starts[next - at];) next++;
      if (fallback_of(w, g, part.end, next) != font) break;
      part.end = next;
    }
    fallback_note(w, &part, g->font);
    segment_shape(w, w->s->spare, &part);
    segment_put(w, w->s->spare, &part, true);
  }
}

/* ---- from the buffer into the paragraph */

/* True for the blank that HarfBuzz leaves of a selector or joiner inside a cluster: it would be shown as a space of no width. */
static bool is_leftover(const Work *w, const Segment *g, const Glyph *glyph) {
  return !(glyph->flags & GLYPH_FIRST) && glyph->adv == 0 && glyph->id == space_glyph(w, g->font);
}

static void segment_put(Work *w, hb_buffer_t *buffer, const Segment *g, bool last_try) {
  unsigned n = 0;
  const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
  const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(buffer, NULL);
  vec_reserve(w->job->arena, &w->glyphs, w->glyphs.n + n);
  uint32_t before = UINT32_MAX;
  for (unsigned i = 0; i < n; i++) {
    uint32_t cluster = info[i].cluster;
    if (!info[i].codepoint) {
      unsigned k = i + 1; /* as far as glyphs are missing, clusters whole */
      while (k < n && (!info[k].codepoint || info[k].cluster == info[k - 1].cluster)) k++;
      while (w->glyphs.n && w->glyphs.at[w->glyphs.n - 1].src == cluster)
        w->glyphs.n--; /* found glyphs of the same cluster */
      Segment lost = *g;
      lost.at = cluster;
      lost.end = k < n ? info[k].cluster : g->end;
      if (last_try)
        missing_put(w, &lost);
      else
        stretch_mend(w, g, lost.at, lost.end);
      i = k - 1;
      before = UINT32_MAX;
      continue;
    }
    Glyph glyph = {.src = cluster, .id = (uint16_t)info[i].codepoint, .font = g->font};
    if (cluster != before) glyph.flags = GLYPH_FIRST;
    if (cluster != before && (info[i].mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK)) glyph.flags |= GLYPH_BREAK_UNSAFE;
    glyph_place(w, g, &pos[i], &glyph);
    before = cluster;
    if (!glyph.adv && is_leftover(w, g, &glyph)) continue;
    vec_add(w->job->arena, &w->glyphs, glyph);
  }
}

static void quiet_put(Work *w, const Quick *q, const Segment *g, const Stretch *stretch) {
  for (size_t i = stretch->at; i < stretch->end;) {
    uint32_t at = (uint32_t)i;
    QuickGlyph e = quick_glyph(q, cp_next(w->text, &i));
    vec_add(w->job->arena, &w->glyphs,
            (Glyph){.src = at, .id = e.glyph, .font = g->font, .adv = e.adv, .flags = GLYPH_FIRST});
  }
}

static void segment_set(Work *w, const Segment *g) {
  Quick *q = quick_find(w->s, g, g->lang);
  if (!q) {
    segment_shape(w, w->s->buffer, g);
    segment_put(w, w->s->buffer, g, false);
    return;
  }
  quick_cut(w->s, q, w->text, g->at, g->end, &w->stretches);
  for (size_t i = 0; i < w->stretches.n; i++) {
    const Stretch *stretch = &w->stretches.at[i];
    if (stretch->quiet) {
      quiet_put(w, q, g, stretch);
      continue;
    }
    Segment part = *g;
    part.at = stretch->at;
    part.end = stretch->end;
    segment_shape(w, w->s->buffer, &part);
    segment_put(w, w->s->buffer, &part, false);
  }
}

/* ---- the door */

Shaper *shaper_open(Arena *a, const Fonts *fonts) {
  Shaper *s = arena_new(a, Shaper);
  s->fonts = fonts;
  s->scratch = arena_open_child(a);
  s->kept = arena_open_child(a);
  s->buffer = hb_buffer_create();
  s->spare = hb_buffer_create();
  for (int l = 0; l < LANG_COUNT; l++) s->lang[l] = hb_language_from_string(lang_tag((Lang)l), -1);
  return s;
}

void shaper_close(Shaper *s) {
  if (!s) return;
  hb_buffer_destroy(s->buffer);
  hb_buffer_destroy(s->spare);
  for (size_t i = 0; i < s->quick.n; i++) quick_close(s->quick.at[i]);
  arena_close(s->scratch);
  arena_close(s->kept);
}

/* ---- the recipe: segments, glyphs, what no font has */
static Shaped *text_shape(Work *w, size_t run_count, bool vertical) {
  Segments segments = {0};
  arena_clear(w->s->scratch);
  const uint8_t *levels = text_levels(w->job->arena, w->text);
  size_t count = segments_make(w->s, w->text, w->runs, run_count, vertical, levels, &segments);
  vec_reserve(w->job->arena, &w->glyphs, count + 1);
  for (size_t i = 0; i < segments.n; i++) segment_set(w, &segments.at[i]);
  missing_sum(w);
  Shaped *out = arena_new(w->job->arena, Shaped);
  *out = (Shaped){.text = w->text,
                  .runs = w->runs,
                  .run_count = run_count,
                  .glyphs = w->glyphs.at,
                  .n = w->glyphs.n,
                  .levels = levels,
                  .vertical = vertical,
                  .span = w->span};
  return out;
}

/* A reading is a paragraph of its own: what its faces lack is found and told as anywhere. */
static const Shaped *reading_shape(const Work *of, const Run *base, bool vertical) {
  Run *run = arena_new(of->job->arena, Run);
  *run = *base;
  run->at = 0, run->end = (uint32_t)base->ruby.n, run->ruby = (Str){0};
  run->size = len_pm(base->size, base->ruby_pm ? base->ruby_pm : READING_SIZE_PM);
  run->marks = (uint16_t)(base->marks & RUN_BOLD);
  Work w = {.job = of->job,
            .s = of->s,
            .text = base->ruby,
            .runs = run,
            .span = of->span_at ? of->span_at(of->span_ctx, base->at) : of->span,
            .reading = true};
  return text_shape(&w, 1, vertical || base->marks & RUN_BOPOMOFO);
}

static void readings_shape(const Work *w, Shaped *out) {
  VEC(Reading) readings = {0};
  for (size_t i = 0, next; i < out->run_count; i = next) {
    const Run *base = &out->runs[i];
    for (next = i + 1; next < out->run_count && run_same_ruby(&out->runs[next - 1], &out->runs[next]);) next++;
    uint32_t end = out->runs[next - 1].end;
    if (!base->ruby.n || base->at >= end) continue;
    vec_add(w->job->arena, &readings, ((Reading){base->at, end, reading_shape(w, base, out->vertical)}));
  }
  out->readings = readings.at, out->reading_count = readings.n;
}

Shaped *shape_paragraph(Job *job, Shaper *s, Str text, const Run *runs, size_t run_count, bool vertical, Span span,
                        SpanAt span_at, const void *span_ctx) {
  Work w = {.job = job, .s = s, .text = text, .runs = runs, .span = span, .span_at = span_at, .span_ctx = span_ctx};
  Shaped *out = text_shape(&w, run_count, vertical);
  readings_shape(&w, out);
  return out;
}
