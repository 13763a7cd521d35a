/* itemise: a paragraph cut into what HarfBuzz is given at once.
 *
 * The fewer the cuts the better: HarfBuzz costs some 150 ns a Han in a long run and a microsecond a call. So a cut is made only where the
 * run, the font, the script or the way of a vertical line changes; figures and blanks stay with the Han or Latin before them as
 * long as the font is the same. Coverage is not asked here: what comes back as glyph 0 is set again from a fallback (shape.c).
 *
 * Script and language both matter (OpenType locl and the script's language systems): pan-CJK faces give `——` as one ligature of 2 em only
 * under a real script and a Chinese or Japanese language. UAX #24 leaves punctuation Common; text_scripts gives it to its neighbours. */
#include "shape/inside.h"

/* So many marks on one letter are no text, and HarfBuzz takes the square of their number to set them in order: it gets them in parts
 * (UAX #15, Stream-Safe Text Format, stops at thirty). */
enum { MARKS_MOST = 240 };

typedef struct Itemiser {
  Shaper *s;
  Str text;
  const Run *run;
  int role;              /* the run's, or that of its bold */
  bool vertical, narrow; /* narrow: the character in hand is a Latin quote */
  const uint8_t *levels;
  FontId han;
  uint32_t marks; /* combining ones in a row up to the character in hand */
} Itemiser;

static bool is_alnum(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Between two Latin letters or figures, a mark that Latin and Chinese share is Latin: 1/3, 2019–2020. */
static bool is_amid_latin(Str text, size_t at, size_t end) {
  return at > 0 && end < text.n && is_alnum((unsigned char)text.p[at - 1]) && is_alnum((unsigned char)text.p[end]);
}

static bool is_quote(uint32_t cp) { return cp == 0x2018 || cp == 0x2019 || cp == 0x201C || cp == 0x201D; }

/* The class that picks the part of the composite font. */
static CharClass class_in_place(Itemiser *it, uint32_t cp, size_t at, size_t end) {
  CharClass cc = char_class(cp, it->run->lang);
  it->narrow = is_quote(cp) && text_quote_is_latin(it->text, at, it->run->lang);
  if (it->narrow) return CC_LATIN;
  if (cp < 0x80 && cc != CC_DIGIT && cc != CC_SPACE && cc != CC_SOLIDUS) return CC_LATIN;
  if ((cc == CC_SOLIDUS || cc == CC_CONNECTOR) && is_amid_latin(it->text, at, end)) return CC_DIGIT;
  return cc;
}

/* Blanks, marks on a letter and invisible characters take the font of what they follow. */
static bool is_follower(CharClass cc) {
  return cc == CC_SPACE || cc == CC_GLUE || cc == CC_ZW_SPACE || cc == CC_JOINER || cc == CC_SOFT_HYPHEN ||
         cc == CC_COMBINING;
}

/* Full-width marks may take the forms of another region than their text. */
static Lang lang_of(const Itemiser *it, CharClass cc) {
  bool mark = it->run->mark_lang && cc >= CC_OPEN && cc <= CC_SOLIDUS && !it->narrow;
  return mark ? (Lang)(it->run->mark_lang - 1) : it->run->lang;
}

static Way way_of(const Itemiser *it, uint32_t cp, CharClass cc, FontId font) {
  if (!it->vertical) return WAY_LEVEL;
  if (it->run->marks & RUN_TCY) return WAY_ABREAST;
  if (it->run->marks & RUN_UPRIGHT) return WAY_UPRIGHT;
  if (cp >= 0x4E00 && cp <= 0x9FFF) return WAY_UPRIGHT;
  bool has_forms = face_facts(it->s->fonts, font_facts(it->s->fonts, font)->face)->has_vert;
  /* UAX #50 turns dashes and ellipses as if they were Latin; Chinese faces have vertical forms of them (GB/T 15834-2011, 5.2). An
   * interpunct stands upright: its dot is the same turned. */
  bool chinese = it->run->lang != LANG_EN && (cc == CC_DASH || cc == CC_ELLIPSIS);
  if (chinese) return has_forms ? WAY_UPRIGHT : WAY_TURNED;
  if (it->run->lang != LANG_EN && cc == CC_INTERPUNCT) return WAY_UPRIGHT;
  /* the quotes of Japanese and Korean faces are proportional, without vertical forms */
  if (is_quote(cp) && (it->narrow || it->run->lang == LANG_JA || it->run->lang == LANG_KO)) return WAY_TURNED;
  switch (char_vertical(cp)) {
  case VERT_UPRIGHT:
  case VERT_FORM_UPRIGHT: return WAY_UPRIGHT;
  case VERT_FORM_TURNED: return has_forms ? WAY_UPRIGHT : WAY_TURNED;
  case VERT_TURNED: break;
  }
  return WAY_TURNED;
}

static void segment_put(Itemiser *it, Segments *out, Segment g) {
  Segment *last = out->n ? &out->at[out->n - 1] : NULL;
  bool full = it->marks && it->marks % MARKS_MOST == 0;
  if (last && !full && last->run == g.run && last->font == g.font && last->script == g.script && last->way == g.way &&
      last->lang == g.lang && last->rtl == g.rtl)
    last->end = g.end;
  else
    vec_add(it->s->scratch, out, g);
}

static size_t stretch_cut(Itemiser *it, uint32_t run, uint32_t at, uint32_t end, hb_script_t script, Segments *out) {
  const Segment *last = out->n && out->at[out->n - 1].run == run ? &out->at[out->n - 1] : NULL;
  Segment g = last ? *last : (Segment){.run = run, .font = it->han, .lang = it->run->lang};
  bool follows = last != NULL;
  size_t count = 0;
  for (size_t i = at; i < end; count++) {
    size_t from = i;
    uint32_t cp = cp_next(it->text, &i);
    g.script = script;
    if (cp >= 0x4E00 && cp <= 0x9FFF) {
      for (size_t ahead = i; i < end; i = ahead, count++) { /* the rest of the Han in one go */
        uint32_t next = cp_next(it->text, &ahead);
        if (next < 0x4E00 || next > 0x9FFF || (it->levels && it->levels[i] != it->levels[from])) break;
      }
      g.font = it->han;
      g.lang = it->run->lang;
      g.way = it->vertical ? way_of(it, cp, CC_HAN, g.font) : WAY_LEVEL;
      it->marks = 0;
    } else {
      CharClass cc = class_in_place(it, cp, from, i);
      it->marks = cc == CC_COMBINING ? it->marks + 1 : 0;
      bool keep = follows && is_follower(cc);
      if (!keep) g.lang = lang_of(it, cc);
      if (!keep) g.font = fonts_find(it->s->fonts, it->role, cc, g.lang);
      if (!keep) g.way = way_of(it, cp, cc, g.font);
      if (it->narrow) g.script = HB_SCRIPT_LATIN;
    }
    follows = true;
    g.at = (uint32_t)from;
    g.end = (uint32_t)i;
    g.rtl = it->levels && it->levels[from] % 2;
    segment_put(it, out, g);
  }
  return count;
}

/* The runs [first, last) are of one language. */
static size_t runs_cut(Itemiser *it, const Run *runs, size_t first, size_t last, Segments *out) {
  uint32_t base = runs[first].at, end = runs[last - 1].end;
  size_t n = 0, count = 0;
  const ScriptRun *scripts = text_scripts(it->s->scratch, str_sub(it->text, base, end), runs[first].lang, &n);
  size_t k = 0;
  for (size_t r = first; r < last; r++) {
    it->run = &runs[r];
    it->role = runs[r].marks & RUN_BOLD ? fonts_find_bold(it->s->fonts, runs[r].role) : runs[r].role;
    it->han = fonts_find(it->s->fonts, it->role, CC_HAN, runs[r].lang);
    for (uint32_t at = runs[r].at; at < runs[r].end;) {
      while (k + 1 < n && base + scripts[k].end <= at) k++;
      uint32_t stop = n && base + scripts[k].end < runs[r].end && k + 1 < n ? base + scripts[k].end : runs[r].end;
      count += stretch_cut(it, (uint32_t)r, at, stop,
                           n ? hb_script_from_iso15924_tag(scripts[k].script) : HB_SCRIPT_HAN, out);
      at = stop;
    }
  }
  return count;
}

size_t segments_make(Shaper *s, Str text, const Run *runs, size_t run_count, bool vertical, const uint8_t *levels,
                     Segments *out) {
  Itemiser it = {.s = s, .text = text, .vertical = vertical, .levels = levels};
  size_t count = 0;
  for (size_t first = 0, last; first < run_count; first = last) {
    for (last = first + 1; last < run_count && runs[last].lang == runs[first].lang;) last++;
    count += runs_cut(&it, runs, first, last, out);
  }
  return count;
}
