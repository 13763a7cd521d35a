/* quick: the characters for which shaping is a look-up.
 *
 * Nine characters in ten of a Chinese paragraph are ideographs whose glyph is the cmap's and whose advance is the font's,
 * whatever stands beside them; HarfBuzz spends more than 100 ns on each to find that nothing applies. Which those are is not
 * guessed but read out of the face: HarfBuzz itself says which lookups its plan would run for this script, language and
 * features, and which glyphs each of them takes in.
 *
 *   quiet   in the input of no lookup: nothing ever replaces it or moves it. Set here.
 *   noisy   in the input of a substitution that looks at its own input only (single, multiple, alternate, ligature):
 *           HarfBuzz sets it, together with its noisy neighbours, so that ligatures form.
 *   loud    in the input of any other lookup (contexts, positioning): HarfBuzz sets it with 64 characters on both sides, as
 *           far as it ever matches (HB_MAX_CONTEXT_LENGTH). In Noto CJK that is the blank, which `calt` changes between Hangul.
 *
 * Candidates are characters without canonical decomposition that are no marks and ignored by nothing; anything else is noisy
 * and takes the character before it along, since it may be a mark or a selector on it. The result is that of shaping everything
 * with HarfBuzz, glyph for glyph, which tests/unit/shape_quick.c compares for every ideograph. Faces with AAT or Graphite
 * tables are left to HarfBuzz.
 *
 * Source: OpenType, GSUB and GPOS; hb-ot-layout. Road not taken: asking for each character how it shapes alone. That does not
 * prove how it shapes in company. */
#include "shape/inside.h"

#include <hb-aat.h>
#include <hb-ot.h>
#include <string.h>

enum { PAGES = 256, LOUD_REACH = 64 * 4 /* bytes: 64 characters of up to four */ };
enum { GSUB_LIGATURE = 4, GSUB_EXTENSION = 7 };

typedef enum Voice { VOICE_UNKNOWN, VOICE_QUIET, VOICE_NOISY, VOICE_LOUD } Voice;

/* Glyph and advance of a quiet character of the BMP; glyph 0: `adv` holds its voice. */
struct Quick {
  FontId font;
  Lang lang;
  bool off;
  hb_font_t *hb;
  hb_set_t *noisy, *loud;
  QuickGlyph *page[PAGES];
};

/* ---- what the plan's lookups take in */

static unsigned u16_at(Str t, size_t at) {
  return at + 2 <= t.n ? (unsigned)(unsigned char)t.p[at] << 8 | (unsigned char)t.p[at + 1] : 0;
}

/* The type of a GSUB lookup (OpenType, "GSUB": lookup type enumeration), looking through extensions; 0 if the table is too short. */
static unsigned lookup_type(Str gsub, unsigned index) {
  size_t list = u16_at(gsub, 8), lookup = list + u16_at(gsub, list + 2 + 2 * (size_t)index);
  unsigned type = u16_at(gsub, lookup);
  if (type != GSUB_EXTENSION || !u16_at(gsub, lookup + 4)) return type;
  return u16_at(gsub, lookup + u16_at(gsub, lookup + 6) + 2);
}

static void inputs_add(hb_face_t *face, hb_tag_t table, unsigned lookup, hb_set_t *into) {
  hb_ot_layout_lookup_collect_glyphs(face, table, lookup, NULL, into, NULL, NULL);
}

static void voices_read(Quick *q, hb_face_t *face, hb_shape_plan_t *plan) {
  hb_blob_t *blob = hb_face_reference_table(face, HB_OT_TAG_GSUB);
  unsigned n = 0;
  const char *p = hb_blob_get_data(blob, &n);
  hb_set_t *lookups = hb_set_create();
  hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GSUB, lookups);
  for (hb_codepoint_t l = HB_SET_VALUE_INVALID; hb_set_next(lookups, &l);) {
    unsigned type = lookup_type((Str){p, n}, l);
    inputs_add(face, HB_OT_TAG_GSUB, l, type && type <= GSUB_LIGATURE ? q->noisy : q->loud);
  }
  hb_set_clear(lookups);
  hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GPOS, lookups);
  for (hb_codepoint_t l = HB_SET_VALUE_INVALID; hb_set_next(lookups, &l);) inputs_add(face, HB_OT_TAG_GPOS, l, q->loud);
  hb_set_destroy(lookups);
  hb_blob_destroy(blob);
}

static void quick_open(Shaper *s, Quick *q, hb_script_t script) {
  hb_face_t *face = hb_font_get_face(q->hb);
  hb_segment_properties_t props = {.direction = HB_DIRECTION_LTR, .script = script, .language = s->lang[q->lang]};
  hb_shape_plan_t *plan = hb_shape_plan_create_cached(face, &props, han_features, HAN_FEATURES, NULL);
  const char *shaper = hb_shape_plan_get_shaper(plan);
  q->noisy = hb_set_create();
  q->loud = hb_set_create();
  q->off = !shaper || strcmp(shaper, "ot") != 0 || hb_aat_layout_has_substitution(face) ||
           hb_aat_layout_has_positioning(face) || hb_aat_layout_has_tracking(face);
  if (!q->off) voices_read(q, face, plan);
  hb_shape_plan_destroy(plan);
}

Quick *quick_find(Shaper *s, const Segment *g, Lang lang) {
  if (s->plain || g->rtl || g->way != WAY_LEVEL || g->script != HB_SCRIPT_HAN) return NULL;
  for (size_t i = 0; i < s->quick.n; i++)
    if (s->quick.at[i]->font == g->font && s->quick.at[i]->lang == lang)
      return s->quick.at[i]->off ? NULL : s->quick.at[i];
  Quick *q = arena_new(s->kept, Quick);
  q->font = g->font;
  q->lang = lang;
  q->hb = font_hb(s->fonts, g->font);
  quick_open(s, q, g->script);
  vec_add(s->kept, &s->quick, q);
  return q->off ? NULL : q;
}

void quick_close(Quick *q) {
  hb_set_destroy(q->noisy);
  hb_set_destroy(q->loud);
}

/* ---- a character's voice */

/* No canonical decomposition, no mark, not ignorable (UCD 15): the URO, CJK punctuation, full-width forms, ASCII, the curly quotes. */
static bool is_candidate(uint32_t cp) {
  return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3001 && cp <= 0x301F) || (cp >= 0xFF01 && cp <= 0xFF5E) ||
         (cp > 0x20 && cp < 0x7F) || (cp >= 0x2018 && cp <= 0x201F) || cp == ' ' || cp == 0x2014 || cp == 0x2026;
}

static QuickGlyph glyph_ask(const Quick *q, uint32_t cp) {
  hb_codepoint_t glyph = 0;
  if (!hb_font_get_nominal_glyph(q->hb, cp, &glyph) || !glyph) return (QuickGlyph){0, VOICE_NOISY};
  if (hb_set_has(q->loud, glyph)) return (QuickGlyph){0, VOICE_LOUD};
  hb_position_t adv = hb_font_get_glyph_h_advance(q->hb, glyph);
  bool mark = hb_ot_layout_get_glyph_class(hb_font_get_face(q->hb), glyph) == HB_OT_LAYOUT_GLYPH_CLASS_MARK;
  if (mark || hb_set_has(q->noisy, glyph) || adv < 0 || adv > INT16_MAX) return (QuickGlyph){0, VOICE_NOISY};
  return (QuickGlyph){(uint16_t)glyph, (int16_t)adv};
}

static QuickGlyph *entry_of(Shaper *s, Quick *q, uint32_t cp) {
  QuickGlyph **page = &q->page[cp >> 8];
  if (!*page) *page = arena_array(s->kept, QuickGlyph, 256);
  QuickGlyph *e = &(*page)[cp & 255];
  if (!e->glyph && e->adv == VOICE_UNKNOWN) *e = glyph_ask(q, cp);
  return e;
}

QuickGlyph quick_glyph(const Quick *q, uint32_t cp) { return q->page[cp >> 8][cp & 255]; }

/* ---- a segment cut into what is quiet and what is not */

static void quiet_add(Shaper *s, Stretches *out, uint32_t at, uint32_t end) {
  Stretch *last = out->n ? &out->at[out->n - 1] : NULL;
  if (last && last->quiet)
    last->end = end;
  else
    vec_add(s->scratch, out, (Stretch){at, end, true});
}

/* Takes back what was quiet from `at` on. */
static void noisy_add(Shaper *s, Stretches *out, uint32_t at, uint32_t end) {
  while (out->n && out->at[out->n - 1].at >= at) out->n--;
  Stretch *last = out->n ? &out->at[out->n - 1] : NULL;
  if (last && !last->quiet) {
    last->end = end;
    return;
  }
  if (last) last->end = at;
  vec_add(s->scratch, out, (Stretch){at, end, false});
}

/* The start of the character some bytes before `at`, not before `least`. */
static uint32_t step_back(Str text, uint32_t least, uint32_t at, uint32_t bytes) {
  if (at - least <= bytes) return least;
  at -= bytes;
  while (at > least && ((unsigned char)text.p[at] & 0xC0) == 0x80) at--;
  return at;
}

void quick_cut(Shaper *s, Quick *q, Str text, uint32_t from, uint32_t to, Stretches *out) {
  uint32_t hushed = from,
           before = from; /* hushed: up to here a loud character reaches; before: where the last character starts */
  out->n = 0;
  for (size_t i = from; i < to;) {
    uint32_t at = (uint32_t)i;
    uint32_t cp = cp_next(text, &i);
    bool candidate = is_candidate(cp);
    const QuickGlyph *e = candidate ? entry_of(s, q, cp) : NULL;
    uint32_t start = candidate ? at : before;
    before = at;
    if (e && e->glyph && at >= hushed) {
      quiet_add(s, out, at, (uint32_t)i);
      continue;
    }
    if (e && !e->glyph && e->adv == VOICE_LOUD) {
      start = step_back(text, from, at, LOUD_REACH);
      hushed = (uint32_t)i + LOUD_REACH;
    }
    noisy_add(s, out, start, (uint32_t)i);
  }
}
