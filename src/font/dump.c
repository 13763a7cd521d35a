/* dump: the report of `duikai fonts`: roles, faces, files, and with --check what the faces that set Chinese lack. */
#include "font/inside.h"

#include <iconv.h>

/* The marks a Chinese newspaper cannot do without (GB/T 15834-2011, and the corner brackets of vertical and Traditional setting). */
static const uint32_t marks[] = {0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF1F, 0xFF01, 0x201C, 0x201D, 0x2018,
                                 0x2019, 0xFF08, 0xFF09, 0x300A, 0x300B, 0x3008, 0x3009, 0x3010, 0x3011, 0x3014,
                                 0x3015, 0xFF3B, 0xFF3D, 0x300C, 0x300D, 0x300E, 0x300F, 0x2014, 0x2026, 0xFF5E,
                                 0x00B7, 0xFF0F, 0x3000, 0x25A0, 0x25CF, 0x2606, 0x2605, 0x00D7, 0x2103, 0x2030};
enum { EXAMPLES = 12, LEVEL1_ROW = 0xB0, LEVEL1_LAST = 0xD7 };

static void utf8_out(Buf *out, uint32_t cp) {
  char bytes[4];
  buf_put(out, bytes, utf8_put(bytes, cp));
}

typedef struct Tally {
  const Fonts *f;
  int face;
  size_t lacks;
  uint32_t example[EXAMPLES];
} Tally;

static void tally(Tally *t, uint32_t cp) {
  hb_codepoint_t glyph;
  if (hb_font_get_nominal_glyph(t->f->faces.at[t->face].font, cp, &glyph) && glyph) return;
  if (t->lacks < EXAMPLES) t->example[t->lacks] = cp;
  t->lacks++;
}

static void tally_out(Buf *out, const char *what, const Tally *t) {
  if (!t->lacks) {
    buf_putf(out, "       has all %s\n", what);
    return;
  }
  buf_putf(out, "       lacks %zu %s:", t->lacks, what);
  for (size_t i = 0; i < t->lacks && i < EXAMPLES; i++) {
    buf_putc(out, ' ');
    utf8_out(out, t->example[i]);
    buf_putf(out, " U+%04X", (unsigned)t->example[i]);
  }
  buf_puts(out, t->lacks > EXAMPLES ? STR(" …\n") : STR("\n"));
}

/* GB 2312 level 1, rows 16 to 55: the 3,755 ideographs in common use. The C library knows the set. */
static bool level1_tally(Tally *t) {
  iconv_t from_gb = iconv_open("UTF-32LE", "GB2312");
  if (from_gb == (iconv_t)-1) return false;
  for (int row = LEVEL1_ROW; row <= LEVEL1_LAST; row++)
    for (int cell = 0xA1; cell <= 0xFE; cell++) {
      char in[2] = {(char)row, (char)cell}, *from = in;
      unsigned char cp[4];
      char *to = (char *)cp;
      size_t left = sizeof in, room = sizeof cp;
      if (iconv(from_gb, &from, &left, &to, &room) != (size_t)-1 && !room)
        tally(t, cp[0] | (uint32_t)cp[1] << 8 | (uint32_t)cp[2] << 16);
    }
  iconv_close(from_gb);
  return true;
}

static bool sets_chinese(const Fonts *f, int face) {
  for (size_t r = 0; r < f->role_count; r++)
    for (int l = LANG_ZH_HANS; l <= LANG_ZH_HK; l++)
      if (f->fonts.at[f->role[r].part[PART_HAN][l]].face == face ||
          f->fonts.at[f->role[r].part[PART_MARKS][l]].face == face)
        return true;
  return false;
}

static void face_check(const Fonts *f, int face, Buf *out) {
  Tally level1 = {.f = f, .face = face}, mark = {.f = f, .face = face};
  if (level1_tally(&level1)) tally_out(out, "ideographs of GB 2312 level 1", &level1);
  for (size_t i = 0; i < COUNT(marks); i++) tally(&mark, marks[i]);
  tally_out(out, "marks of Chinese", &mark);
}

static void face_dump(const Fonts *f, int face, Buf *out, bool check) {
  const Face *x = face_facts(f, face);
  buf_putf(
      out, "  %2d  %.*s, weight %d, %s, %d units to the em, em box %d/%d, x-height %d%s%s%s\n       %.*s, face %u\n",
      face, STRF(x->postscript), x->weight, x->cff ? "CFF" : "TrueType", x->upem, x->ascent, x->descent, x->x_height,
      x->has_halt ? ", halt" : "", x->has_vhal ? ", vhal" : "", x->has_vert ? ", vert" : "", STRF(x->file), x->index);
  if (check && (x->restricted || x->whole))
    buf_putf(out, "       %s\n",
             x->restricted ? "its maker does not let it be embedded in a file"
                           : "embedded as a whole: its maker does not let it be subset");
  if (check && sets_chinese(f, face)) face_check(f, face, out);
}

static void font_name(const Fonts *f, FontId id, Buf *out) {
  const Font *x = font_facts(f, id);
  buf_putf(out, "%.*s", STRF(face_facts(f, x->face)->postscript));
  if (x->scale_pm != 1000) buf_putf(out, " scale %d.%d%%", x->scale_pm / 10, x->scale_pm % 10);
  if (x->shift_pm)
    buf_putf(out, " shift %s%d.%d%%", x->shift_pm < 0 ? "-" : "+", (x->shift_pm < 0 ? -x->shift_pm : x->shift_pm) / 10,
             (x->shift_pm < 0 ? -x->shift_pm : x->shift_pm) % 10);
}

static bool parts_equal(const RoleFonts *r, int a, int b) {
  for (int l = 0; l < LANG_COUNT; l++)
    if (r->part[a][l] != r->part[b][l]) return false;
  return true;
}

/* One line for each group of languages that share a font, headed by the parts that are alike. */
static void part_dump(const Fonts *f, const RoleFonts *r, int part, Buf *out) {
  for (int p = 0; p < part; p++)
    if (parts_equal(r, p, part)) return;
  buf_puts(out, STR(" "));
  for (int p = part; p < PART_COUNT; p++)
    if (parts_equal(r, p, part)) buf_putf(out, " %s", part_name((Part)p));
  buf_putc(out, '\n');
  for (int l = 0; l < LANG_COUNT; l++) {
    int first = 0;
    while (r->part[part][first] != r->part[part][l]) first++;
    if (first < l) continue;
    buf_puts(out, STR("    "));
    font_name(f, r->part[part][l], out);
    buf_puts(out, STR(" ("));
    for (int k = l; k < LANG_COUNT; k++)
      if (r->part[part][k] == r->part[part][l]) buf_putf(out, "%s%s", k == l ? "" : " ", lang_tag((Lang)k));
    buf_puts(out, STR(")\n"));
  }
}

static void role_dump(const Fonts *f, int role, Buf *out) {
  const RoleFonts *r = &f->role[role];
  buf_putf(out, "%.*s", STRF(r->name));
  if (r->bold != role) buf_putf(out, " (bold: %.*s)", STRF(f->role[r->bold].name));
  buf_putc(out, '\n');
  for (int p = 0; p < PART_COUNT; p++) part_dump(f, r, p, out);
  buf_puts(out, STR("  fallback\n   "));
  for (size_t i = 0; i < r->fallback_count[LANG_ZH_HANS]; i++) {
    buf_puts(out, i ? STR(", ") : STR(" "));
    font_name(f, r->fallback[LANG_ZH_HANS][i], out);
  }
  buf_putc(out, '\n');
}

void fonts_dump(const Fonts *f, Buf *out, bool check) {
  for (size_t i = 0; i < f->role_count; i++) role_dump(f, (int)i, out);
  buf_puts(out, STR("faces\n"));
  for (size_t i = 0; i < f->faces.n; i++) face_dump(f, (int)i, out, check);
}
