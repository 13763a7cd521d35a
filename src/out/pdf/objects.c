/* The document as libharu's objects. Its own text and image calls are not used: they cannot show a glyph by its number and know no CFF.
 * Objects are made in one fixed order: faces, pictures, pages. */
#include "out/pdf/haru.h"

#include <string.h>

static void ignore(HPDF_STATUS code, HPDF_STATUS detail, void *data) {
  (void)code, (void)detail, (void)data; /* kept in doc->error, asked for at the end */
}

/* ---- faces */
static int64_t thousandth(const Face *f, int fu) { return fine_div((int64_t)fu * 1000, f->upem); }

/* W (9.7.4.3): glyphs of the default width are left out, neighbours of one width are a range, others share a list. */
static void put_widths(Haru *h, HPDF_Dict d, const PdfFace *f) {
  enum { DEFAULT = 1000000, RANGE = 3 };
  const PdfGlyph *g = f->glyphs.at;
  HPDF_Array w = array_in(h, d, "W");
  for (size_t i = 0; i < f->glyphs.n;) {
    size_t n = 1, same = 1;
    if (g[i].w == DEFAULT) {
      i++;
      continue;
    }
    while (i + same < f->glyphs.n && g[i + same].w == g[i].w && g[i + same].code == g[i].code + same) same++;
    array_int(w, g[i].code);
    if (same >= RANGE) {
      array_int(w, g[i + same - 1].code);
      array_milli(w, g[i].w);
      i += same;
      continue;
    }
    HPDF_Array list = HPDF_Array_New(h->mm);
    array_milli(list, g[i].w);
    for (; i + n < f->glyphs.n && g[i + n].code == g[i].code + n && g[i + n].w != DEFAULT; n++)
      array_milli(list, g[i + n].w);
    array_put(w, list);
    i += n;
  }
  put_int(d, "DW", 1000);
}

static HPDF_Dict descriptor_new(Haru *h, const PdfFace *f, const char *name) {
  enum { SYMBOLIC = 4, STEM_REGULAR = 80 };
  const Face *face = face_facts(h->book->fonts, f->face);
  HPDF_Dict program = stream_new(h, f->program, false), d = dict_new(h, true);
  if (f->cff) {
    put_name(program, "Subtype", "CIDFontType0C");
  } else {
    put_int(program, "Length1", (int64_t)f->program_bytes);
  }
  put_name(d, "Type", "FontDescriptor");
  put_name(d, "FontName", name);
  put_int(d, "Flags", SYMBOLIC);
  put_int(d, "Ascent", thousandth(face, face->ascent));
  put_int(d, "Descent", -thousandth(face, face->descent));
  put_int(d, "CapHeight", thousandth(face, face->cap_height));
  put_int(d, "ItalicAngle", 0);
  put_int(d, "StemV", STEM_REGULAR * (face->weight ? face->weight : 400) / 400);
  HPDF_Array box = array_in(h, d, "FontBBox");
  for (int i = 0; i < 4; i++) array_int(box, thousandth(face, face->bbox[i]));
  put(d, f->cff ? "FontFile3" : "FontFile2", program);
  return d;
}

static HPDF_Dict cid_font_new(Haru *h, const PdfFace *f, const char *name) {
  HPDF_Dict d = dict_new(h, true), system = dict_new(h, false);
  put_name(d, "Type", "Font");
  put_name(d, "Subtype", f->cff ? "CIDFontType0" : "CIDFontType2");
  put_name(d, "BaseFont", name);
  put(system, "Registry", HPDF_String_New(h->mm, "Adobe", NULL));
  put(system, "Ordering", HPDF_String_New(h->mm, "Identity", NULL));
  put_int(system, "Supplement", 0);
  put(d, "CIDSystemInfo", system);
  put(d, "FontDescriptor", descriptor_new(h, f, name));
  if (!f->cff) put_name(d, "CIDToGIDMap", "Identity");
  put_widths(h, d, f);
  return d;
}

static HPDF_Dict type0_new(Haru *h, const char *name, bool upright, HPDF_Dict cid_font, HPDF_Dict to_unicode) {
  HPDF_Dict d = dict_new(h, true);
  put_name(d, "Type", "Font");
  put_name(d, "Subtype", "Type0");
  put_name(d, "BaseFont", name);
  put_name(d, "Encoding", upright ? "Identity-V" : "Identity-H");
  array_put(array_in(h, d, "DescendantFonts"), cid_font);
  put(d, "ToUnicode", to_unicode);
  return d;
}

/* One embedded font; level and upright text are two ways to address it. */
static void save_face(Haru *h, size_t i) {
  const PdfFace *f = h->book->faces.at[i];
  if (!f->made) return;
  const char *name = str_z(h->a, str_sub(f->name, 0, HPDF_LIMIT_MAX_NAME_LEN));
  HPDF_Dict cid_font = cid_font_new(h, f, name), to_unicode = stream_new(h, f->to_unicode, false);
  if (f->level) h->level[i] = type0_new(h, name, false, cid_font, to_unicode);
  if (f->upright) h->upright[i] = type0_new(h, name, true, cid_font, to_unicode);
}

/* ---- pictures */
static const char *device(int channels) {
  return channels == 1 ? "DeviceGray" : channels == 3 ? "DeviceRGB" : "DeviceCMYK";
}

static void *profiled_space(Haru *h, const PdfPicture *p) {
  if (!p->icc || !h->icc[p->icc - 1]) return HPDF_Name_New(h->mm, device(p->palette.n ? 3 : p->channels));
  HPDF_Array a = HPDF_Array_New(h->mm);
  array_put(a, HPDF_Name_New(h->mm, "ICCBased"));
  array_put(a, h->icc[p->icc - 1]);
  return a;
}

static void *colour_space(Haru *h, const PdfPicture *p) {
  if (p->palette.n) {
    HPDF_Array a = HPDF_Array_New(h->mm);
    array_put(a, HPDF_Name_New(h->mm, "Indexed"));
    array_put(a, profiled_space(h, p));
    array_int(a, (int64_t)(p->palette.n / 3) - 1);
    array_put(a, HPDF_Binary_New(h->mm, (HPDF_BYTE *)(uintptr_t)p->palette.p, (HPDF_UINT)p->palette.n));
    return a;
  }
  return profiled_space(h, p);
}

static void put_predictor(Haru *h, HPDF_Dict d, int channels, int bits, int columns) {
  HPDF_Dict parms = dict_new(h, false);
  put_int(parms, "Predictor", 15);
  put_int(parms, "Colors", channels);
  put_int(parms, "BitsPerComponent", bits);
  put_int(parms, "Columns", columns);
  put(d, "DecodeParms", parms);
}

static HPDF_Dict image_new(Haru *h, const PdfPicture *p, Str data, bool dct, int bits) {
  HPDF_Dict d = stream_new(h, data, dct);
  put_name(d, "Type", "XObject");
  put_name(d, "Subtype", "Image");
  put_int(d, "Width", p->width);
  put_int(d, "Height", p->height);
  put_int(d, "BitsPerComponent", bits);
  return d;
}

static void save_picture(Haru *h, size_t i) {
  const PdfPicture *p = &h->book->pictures.at[i];
  if (!p->made) return;
  if (p->pict->form) {
    h->pictures[i] = form_save(h, p);
    return;
  }
  HPDF_Dict d = image_new(h, p, p->data, p->dct, p->bits);
  put(d, "ColorSpace", colour_space(h, p));
  if (p->predicted) put_predictor(h, d, p->channels, p->bits, p->width);
  if (p->inverted) {
    HPDF_Array decode = array_in(h, d, "Decode");
    for (int k = 0; k < 2 * p->channels; k++) array_int(decode, !(k & 1));
  }
  if (p->mask.n) {
    HPDF_Dict mask = image_new(h, p, p->mask, false, p->mask_bits);
    put_name(mask, "ColorSpace", "DeviceGray");
    put_predictor(h, mask, 1, p->mask_bits, p->width);
    put(d, "SMask", mask);
  }
  h->pictures[i] = d;
}

static void save_profiles(Haru *h) {
  for (size_t i = 0; i < h->book->icc.n; i++) {
    int channels = 0;
    for (size_t k = 0; k < h->book->pictures.n; k++)
      if (h->book->pictures.at[k].icc == i + 1 && h->book->pictures.at[k].made)
        channels = h->book->pictures.at[k].pict->channels;
    if (!channels) continue;
    Str deflated = flate(h->a, h->book->icc.at[i], FLATE_FONT);
    h->icc[i] = stream_new(h, deflated, false);
    put_int(h->icc[i], "N", channels);
    put_name(h->icc[i], "Alternate", device(channels));
  }
}

/* ---- graphics states and layers */
static HPDF_Dict state_new(Haru *h, bool overprint) {
  HPDF_Dict d = dict_new(h, true);
  put_name(d, "Type", "ExtGState");
  if (d) HPDF_Dict_AddBoolean(d, "OP", overprint);
  if (d) HPDF_Dict_AddBoolean(d, "op", overprint);
  put_int(d, "OPM", overprint);
  return d;
}

static void save_layers(Haru *h) {
  static const char *const names[LAYER_COUNT] = {"back",  "page",    "frames", "legs",  "baselines",
                                                 "roles", "overset", "grid",   "order", "lint"};
  HPDF_Dict properties = NULL, shown = NULL;
  HPDF_Array all = NULL, order = NULL;
  for (int i = 0; i < LAYER_COUNT; i++) {
    if (!h->book->layers[i]) continue;
    if (!properties) {
      properties = dict_new(h, false);
      all = array_in(h, properties, "OCGs");
      shown = dict_new(h, false);
      order = array_in(h, shown, "Order");
      put(shown, "Name", HPDF_String_New(h->mm, "overlays", NULL)); /* ISO 14289-1 7.10 */
      put(properties, "D", shown);
      put(h->doc->catalog, "OCProperties", properties);
    }
    HPDF_Dict d = dict_new(h, true);
    put_name(d, "Type", "OCG");
    put(d, "Name", HPDF_String_New(h->mm, names[i], NULL));
    array_put(all, d);
    array_put(order, d);
    h->layers[i] = d;
  }
}

/* ---- pages */
static void put_box(Haru *h, HPDF_Dict d, const char *key, Len x0, Len y0, Len x1, Len y1) {
  const Len side[4] = {x0, y0, x1, y1};
  HPDF_Array a = array_in(h, d, key);
  for (int i = 0; i < 4; i++) array_milli(a, fine_div(fine_of(side[i]), FINE_PT / 1000));
}

static void put_used(Haru *h, HPDF_Dict resources, const char *key, char letter, HPDF_Dict *objects,
                     const uint8_t *used, size_t n) {
  HPDF_Dict d = key ? (HPDF_Dict)HPDF_Dict_GetItem(resources, key, HPDF_OCLASS_DICT) : NULL;
  for (size_t i = 0; i < n; i++) {
    if (!used[i] || !objects[i]) continue;
    if (!d) put(resources, key, d = dict_new(h, false));
    char name[24] = {letter};
    name[1 + decimal_put(name + 1, (int64_t)i * 10000)] = 0;
    put(d, name, objects[i]);
  }
}

static HPDF_Dict resources_new(Haru *h, const PdfPage *p) {
  HPDF_Dict d = dict_new(h, false);
  put_used(h, d, "Font", 'F', h->level, p->level, h->book->faces.n);
  put_used(h, d, "Font", 'V', h->upright, p->upright, h->book->faces.n);
  put_plates(h, d, p);
  put_used(h, d, "XObject", 'I', h->pictures, p->pictures, h->book->pictures.n);
  uint8_t layers[LAYER_COUNT];
  for (int i = 0; i < LAYER_COUNT; i++) layers[i] = p->layers[i];
  put_used(h, d, "Properties", 'L', h->layers, layers, LAYER_COUNT);
  if (p->black || p->knock) {
    HPDF_Dict states = dict_new(h, false);
    put(d, "ExtGState", states);
    if (p->black) put(states, "K", h->black);
    if (p->knock) put(states, "N", h->knock);
  }
  return d;
}

static void save_page(Haru *h, size_t i) {
  const PaintPage *page = h->book->edition->pages.at[i];
  HPDF_Page d = HPDF_AddPage(h->doc);
  if (!d) return;
  Len s = page->slug, b = s + page->bleed, w = page->trim_w + 2 * b, t = page->trim_h + 2 * b;
  put_box(h, d, "MediaBox", 0, 0, w, t);
  put_box(h, d, "BleedBox", s, s, w - s, t - s);
  put_box(h, d, "TrimBox", b, b, b + page->trim_w, b + page->trim_h);
  put_blending(h, d);
  HPDF_Dict_RemoveElement(d, "Resources");
  put(d, "Resources", resources_new(h, &h->book->pages[i]));
  HPDF_PageAttr attr = d->attr;
  stream_set(h, attr->contents, h->book->pages[i].content, false);
  attr->stream = attr->contents->stream;
}

static void save_labels(Haru *h) {
  const PaintEdition *e = h->book->edition;
  bool any = false;
  for (size_t i = 0; i < e->pages.n; i++) any |= e->pages.at[i]->label.n > 0;
  if (!any) return;
  HPDF_Dict labels = dict_new(h, false);
  HPDF_Array nums = array_in(h, labels, "Nums");
  for (size_t i = 0; i < e->pages.n && i < HPDF_LIMIT_MAX_ARRAY / 2; i++) {
    HPDF_Dict label = dict_new(h, false);
    put(label, "P", text_new(h, e->pages.at[i]->label));
    array_int(nums, (int64_t)i);
    array_put(nums, label);
  }
  put(h->doc->catalog, "PageLabels", labels);
}

/* ---- the document */
bool book_save(const PdfBook *b, Buf *out) {
  Arena *a = arena_open();
  Haru h = {.doc = HPDF_New(ignore, NULL), .book = b, .a = a};
  bool ok = h.doc != NULL;
  if (ok) {
    h.mm = h.doc->mmgr;
    h.xref = h.doc->xref;
    h.doc->pdf_version = b->options.claims & PDF_X1A ? HPDF_VER_14 : HPDF_VER_16; /* X-1a:2003 is PDF 1.4 */
    h.level = arena_array(a, HPDF_Dict, b->faces.n + 1);
    h.upright = arena_array(a, HPDF_Dict, b->faces.n + 1);
    h.pictures = arena_array(a, HPDF_Dict, b->pictures.n + 1);
    h.icc = arena_array(a, HPDF_Dict, b->icc.n + 1);
    h.black = state_new(&h, true);
    h.knock = state_new(&h, false);
    save_layers(&h);
    for (size_t i = 0; i < b->faces.n; i++) save_face(&h, i);
    save_profiles(&h);
    for (size_t i = 0; i < b->pictures.n; i++) save_picture(&h, i);
    for (size_t i = 0; i < b->edition->pages.n; i++) save_page(&h, i);
    save_labels(&h);
    if (b->options.links) save_links(&h);
    if (b->options.tags) save_structure(&h);
    if (b->options.links) save_outline(&h);
    if (b->options.links) save_threads(&h);
    save_intents(&h);
    save_info(&h);
    ok = file_bytes(&h, out);
    HPDF_Free(h.doc);
  }
  arena_close(a);
  if (!ok) diag_add(b->job->diags, DIAG_FILE_UNWRITABLE, (Span){0}, "the pdf could not be put together");
  return ok;
}
