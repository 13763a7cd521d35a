/* floor COPY.md OUT.pdf: the least that the job can cost. The copy is shaped by HarfBuzz, filled greedily into columns, the faces are
 * subset by hb-subset, the file is written over libharu's objects. No rules, no grid, no layouts, no findings: what duikai takes beyond
 * this is the price of typesetting. The page has duikai's broadsheet geometry, so that both set about as many pages. */
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <hpdf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SONG, SONG_BOLD, HEI, FACES };
enum { COLUMNS = 8, LINES = 123, EM = 1000, MEASURE = 13 * EM, GUTTER = 1 * EM, GLYPHS = 65536 };
static const double BODY = 9, PITCH = 11.25, LEFT = 36, TOP = 42, SHEET_W = 390 * 72 / 25.4, SHEET_H = 550 * 72 / 25.4;

typedef struct Face {
  const char *pattern, *name;
  hb_face_t *hb;
  hb_font_t *font;
  unsigned text[GLYPHS]; /* code point of a used glyph */
  int advance[GLYPHS];
} Face;
static Face faces[FACES] = {
    {.pattern = "Noto Serif CJK SC:regular", .name = "AAAAAA+Song"},
    {.pattern = "Noto Serif CJK SC:bold", .name = "AAAAAB+SongBold"},
    {.pattern = "Noto Sans CJK SC:bold", .name = "AAAAAC+Hei"},
};

typedef struct Glyph {
  unsigned id, face, text;
  int advance;
} Glyph;
typedef struct Run {
  Glyph *at;
  size_t n, cap;
} Run;
typedef struct Text {
  char *at;
  size_t n, cap;
} Text;

static void *checked(void *p) {
  if (!p) abort();
  return p;
}

static void room(Text *t, size_t more) {
  if (t->n + more <= t->cap) return;
  t->cap = (t->n + more) * 2;
  t->at = checked(realloc(t->at, t->cap));
}

static void haru_error(HPDF_STATUS code, HPDF_STATUS detail, void *user) {
  (void)user;
  fprintf(stderr, "floor: libharu %lx %lx\n", (unsigned long)code, (unsigned long)detail);
  exit(1);
}

static Text read_copy(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) perror(path), exit(2);
  Text t = {0};
  for (size_t got = 1; got; t.n += got) room(&t, 1 << 16), got = fread(t.at + t.n, 1, 1 << 16, f);
  fclose(f);
  return t;
}

static void open_face(Face *f) {
  FcPattern *asked = FcNameParse((const FcChar8 *)f->pattern);
  FcConfigSubstitute(NULL, asked, FcMatchPattern), FcDefaultSubstitute(asked);
  FcResult result;
  FcPattern *found = FcFontMatch(NULL, asked, &result);
  FcChar8 *file;
  int index;
  if (FcPatternGetString(found, FC_FILE, 0, &file) || FcPatternGetInteger(found, FC_INDEX, 0, &index)) abort();
  hb_blob_t *blob = hb_blob_create_from_file((const char *)file);
  f->hb = hb_face_create(blob, (unsigned)index & 0xFFFF);
  f->font = hb_font_create(f->hb);
  hb_font_set_scale(f->font, EM, EM);
  hb_blob_destroy(blob), FcPatternDestroy(asked), FcPatternDestroy(found);
}

/* ---- shaping and filling */

static unsigned code_point(const char *p) {
  const unsigned char *u = (const unsigned char *)p;
  if (*u < 0x80) return *u;
  if (*u < 0xE0) return (*u & 31u) << 6 | (u[1] & 63u);
  if (*u < 0xF0) return (*u & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
  return (*u & 7u) << 18 | (u[1] & 63u) << 12 | (u[2] & 63u) << 6 | (u[3] & 63u);
}

static void shape(Run *run, hb_buffer_t *buffer, unsigned face, const char *p, size_t n) {
  static hb_language_t chinese;
  if (!chinese) chinese = hb_language_from_string("zh-Hans", -1);
  hb_buffer_reset(buffer);
  hb_buffer_add_utf8(buffer, p, (int)n, 0, (int)n);
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR), hb_buffer_set_script(buffer, HB_SCRIPT_HAN),
      hb_buffer_set_language(buffer, chinese);
  hb_shape(faces[face].font, buffer, NULL, 0);
  unsigned count;
  hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
  hb_glyph_position_t *place = hb_buffer_get_glyph_positions(buffer, &count);
  if (run->n + count > run->cap)
    run->cap = (run->n + count) * 2, run->at = checked(realloc(run->at, run->cap * sizeof *run->at));
  for (unsigned i = 0; i < count; i++) {
    Glyph g = {info[i].codepoint & 0xFFFF, face, code_point(p + info[i].cluster), place[i].x_advance};
    faces[face].text[g.id] = g.text + 1, faces[face].advance[g.id] = g.advance;
    run->at[run->n++] = g;
  }
}

/* A line of copy: "# " is a headline, ** turns bold on and off. */
static void shape_line(Run *run, hb_buffer_t *buffer, const char *p, const char *end, bool headline) {
  run->n = 0;
  for (unsigned face = headline ? HEI : SONG; p < end;) {
    const char *stop = p;
    while (stop < end && !(*stop == '*' && stop + 1 < end && stop[1] == '*')) stop++;
    if (stop > p) shape(run, buffer, face, p, (size_t)(stop - p));
    if (stop < end && !headline) face = face == SONG ? SONG_BOLD : SONG;
    p = stop < end ? stop + 2 : end;
  }
}

static bool is_closing(unsigned c) {
  static const unsigned marks[] = {'%',    0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A,
                                   0xFF01, 0xFF1F, 0x201D, 0x2019, 0xFF09, 0x300B};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (c == marks[i]) return true;
  return false;
}

/* How many glyphs from `at` fill the measure; a closing mark goes back to its word. */
static size_t fill(const Run *run, size_t at, int measure, int *width) {
  size_t end = at;
  for (*width = 0; end < run->n && *width + run->at[end].advance <= measure; end++) *width += run->at[end].advance;
  while (end < run->n && end > at + 1 && is_closing(run->at[end].text)) *width -= run->at[--end].advance;
  return end > at ? end : at + 1;
}

/* ---- pages */

typedef struct Book {
  HPDF_Doc doc;
  HPDF_Page *pages;
  size_t page_count;
  Text content;
  int column, line;
} Book;

static void page_close(Book *b) {
  if (!b->page_count) return;
  HPDF_PageAttr attr = b->pages[b->page_count - 1]->attr;
  HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)b->content.at, (HPDF_UINT)b->content.n);
  HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)"ET\n", 3);
}

static void page_open(Book *b) {
  page_close(b);
  b->pages = checked(realloc(b->pages, (b->page_count + 1) * sizeof *b->pages));
  HPDF_Page page = b->pages[b->page_count++] = HPDF_AddPage(b->doc);
  HPDF_Page_SetWidth(page, (float)SHEET_W), HPDF_Page_SetHeight(page, (float)SHEET_H);
  b->column = b->line = 0, b->content.n = 0;
  room(&b->content, 3);
  memcpy(b->content.at, "BT\n", b->content.n = 3);
}

static void put_line(Book *b, const Run *run, size_t at, size_t end, double size, double space) {
  static const char hex[] = "0123456789abcdef";
  Text *t = &b->content;
  room(t, 160 + (end - at) * 40);
  double x = LEFT + b->column * (MEASURE + GUTTER) * BODY / EM, y = SHEET_H - TOP - b->line * PITCH - BODY;
  t->n += (size_t)sprintf(t->at + t->n, "%.2f Tc 1 0 0 1 %.2f %.2f Tm\n", space, x, y);
  for (size_t i = at; i < end;) {
    unsigned face = run->at[i].face;
    t->n += (size_t)sprintf(t->at + t->n, "/F%u %g Tf <", face, size);
    for (; i < end && run->at[i].face == face; i++)
      for (int shift = 12; shift >= 0; shift -= 4) t->at[t->n++] = hex[run->at[i].id >> shift & 15];
    memcpy(t->at + t->n, "> Tj\n", 5), t->n += 5;
  }
}

static void set(Book *b, const Run *run, bool headline) {
  double size = headline ? 22 : BODY;
  int measure = (int)(MEASURE * BODY / size), lines = headline ? 3 : 1, width;
  for (size_t at = 0, end; at < run->n; at = end) {
    end = fill(run, at, measure, &width);
    if (!b->page_count || b->line + lines > LINES) {
      if (!b->page_count || ++b->column == COLUMNS) page_open(b);
      b->line = 0;
    }
    size_t gaps = end - at - 1;
    put_line(b, run, at, end, size,
             !headline && end < run->n && gaps ? (measure - width) * size / EM / (double)gaps : 0);
    b->line += lines;
  }
}

/* ---- fonts */

static HPDF_Dict stream_make(HPDF_Doc d, const void *bytes, size_t n) {
  HPDF_Dict s = HPDF_DictStream_New(d->mmgr, d->xref);
  s->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
  HPDF_Stream_Write(s->stream, bytes, (HPDF_UINT)n);
  return s;
}

static HPDF_Dict dict_make(HPDF_Doc d, const char *type, const char *subtype, const char *font) {
  HPDF_Dict dict = HPDF_Dict_New(d->mmgr);
  HPDF_Xref_Add(d->xref, dict);
  HPDF_Dict_AddName(dict, "Type", type);
  if (subtype)
    HPDF_Dict_AddName(dict, "Subtype", subtype), HPDF_Dict_AddName(dict, "BaseFont", font);
  else
    HPDF_Dict_AddName(dict, "FontName", font);
  return dict;
}

static hb_blob_t *subset(const Face *f) {
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  hb_set_t *glyphs = hb_subset_input_glyph_set(input),
           *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (unsigned g = 0; g < GLYPHS; g++)
    if (f->text[g]) hb_set_add(glyphs, g);
  static const char tags[] = "GSUBGPOSGDEFVORGvheavmtxcmapnameOS/2BASEpostVVARHVARMVARhmtxhhea";
  for (const char *t = tags; *t; t += 4) hb_set_add(drop, HB_TAG(t[0], t[1], t[2], t[3]));
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  hb_face_t *small = checked(hb_subset_or_fail(f->hb, input));
  hb_blob_t *cff = hb_face_reference_table(small, HB_TAG('C', 'F', 'F', ' '));
  hb_face_destroy(small), hb_subset_input_destroy(input);
  return cff;
}

static Text to_unicode(const Face *f) {
  Text t = {0};
  room(&t, 1 << 20);
  t.n = (size_t)sprintf(
      t.at, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n");
  unsigned left = 0, block = 0;
  for (unsigned g = 0; g < GLYPHS; g++) left += f->text[g] != 0;
  for (unsigned g = 0; g < GLYPHS; g++) {
    if (!f->text[g]) continue;
    room(&t, 128);
    if (!block)
      block = left < 100 ? left : 100, left -= block, t.n += (size_t)sprintf(t.at + t.n, "%u beginbfchar\n", block);
    t.n += (size_t)sprintf(t.at + t.n, "<%04x> <%04x>\n%s", g, (f->text[g] - 1) & 0xFFFF, --block ? "" : "endbfchar\n");
  }
  room(&t, 64);
  t.n += (size_t)sprintf(t.at + t.n, "endcmap CMapName currentdict /CMap defineresource pop end end\n");
  return t;
}

static HPDF_Dict font_make(HPDF_Doc d, const Face *f) {
  hb_blob_t *cff = subset(f);
  unsigned n;
  const char *bytes = hb_blob_get_data(cff, &n);
  HPDF_Dict program = stream_make(d, bytes, n), descriptor = dict_make(d, "FontDescriptor", NULL, f->name);
  HPDF_Dict_AddName(program, "Subtype", "CIDFontType0C");
  static const struct {
    const char *key;
    int value;
  } metrics[] = {{"Flags", 4},       {"Ascent", 880},    {"Descent", -120},
                 {"CapHeight", 733}, {"ItalicAngle", 0}, {"StemV", 80}};
  for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++)
    HPDF_Dict_AddNumber(descriptor, metrics[i].key, metrics[i].value);
  HPDF_Array box = HPDF_Array_New(d->mmgr), widths = HPDF_Array_New(d->mmgr), child = HPDF_Array_New(d->mmgr);
  for (int i = 0; i < 4; i++) HPDF_Array_AddNumber(box, i < 2 ? -1000 : 2000);
  HPDF_Dict_Add(descriptor, "FontBBox", box), HPDF_Dict_Add(descriptor, "FontFile3", program);
  for (unsigned g = 0; g < GLYPHS; g++) {
    if (!f->text[g] || f->advance[g] == EM) continue;
    HPDF_Array one = HPDF_Array_New(d->mmgr);
    HPDF_Array_AddNumber(one, f->advance[g]), HPDF_Array_AddNumber(widths, (HPDF_INT32)g), HPDF_Array_Add(widths, one);
  }
  HPDF_Dict cid = dict_make(d, "Font", "CIDFontType0", f->name), info = HPDF_Dict_New(d->mmgr),
            font = dict_make(d, "Font", "Type0", f->name);
  HPDF_Dict_Add(info, "Registry", HPDF_String_New(d->mmgr, "Adobe", NULL)),
      HPDF_Dict_Add(info, "Ordering", HPDF_String_New(d->mmgr, "Identity", NULL));
  HPDF_Dict_AddNumber(info, "Supplement", 0);
  HPDF_Dict_Add(cid, "CIDSystemInfo", info), HPDF_Dict_Add(cid, "FontDescriptor", descriptor),
      HPDF_Dict_AddNumber(cid, "DW", EM), HPDF_Dict_Add(cid, "W", widths);
  Text map = to_unicode(f);
  HPDF_Array_Add(child, cid);
  HPDF_Dict_AddName(font, "Encoding", "Identity-H"), HPDF_Dict_Add(font, "DescendantFonts", child),
      HPDF_Dict_Add(font, "ToUnicode", stream_make(d, map.at, map.n));
  free(map.at), hb_blob_destroy(cff);
  return font;
}

static void add_fonts(Book *b) {
  static const char *const names[FACES] = {"F0", "F1", "F2"};
  HPDF_Dict fonts[FACES] = {0};
  for (int i = 0; i < FACES; i++)
    for (unsigned g = 0; g < GLYPHS && !fonts[i]; g++)
      if (faces[i].text[g]) fonts[i] = font_make(b->doc, &faces[i]);
  for (size_t p = 0; p < b->page_count; p++) {
    HPDF_Dict resources = HPDF_Page_GetInheritableItem(b->pages[p], "Resources", HPDF_OCLASS_DICT),
              list = HPDF_Dict_New(b->doc->mmgr);
    HPDF_Dict_Add(resources, "Font", list);
    for (int i = 0; i < FACES; i++)
      if (fonts[i]) HPDF_Dict_Add(list, names[i], fonts[i]);
  }
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  Text copy = read_copy(argv[1]);
  for (int i = 0; i < FACES; i++) open_face(&faces[i]);
  Book book = {.doc = HPDF_New(haru_error, NULL)};
  HPDF_SetCompressionMode(book.doc, HPDF_COMP_ALL);
  hb_buffer_t *buffer = hb_buffer_create();
  Run run = {0};
  for (const char *p = copy.at, *end = copy.at + copy.n, *stop; p < end; p = stop + 1) {
    stop = memchr(p, '\n', (size_t)(end - p));
    if (!stop) stop = end;
    bool headline = p < stop && *p == '#';
    while (headline && p < stop && (*p == '#' || *p == ' ')) p++;
    shape_line(&run, buffer, p, stop, headline);
    set(&book, &run, headline);
  }
  page_close(&book);
  add_fonts(&book);
  return HPDF_SaveToFile(book.doc, argv[2]) != HPDF_OK;
}
