/* What the file is printed by: output intent, plates of spot colours, blending space. */
#include "out/pdf/haru.h"

/* ---- Separation (ISO 32000-1 8.6.6.4). The tint function goes straight from paper to what stands for the ink where it has no plate. Written
 * as text: libharu does not escape the blanks of a name, and a printer's inks have them. */
static void put_name_of(Buf *b, Str name) {
  raw_puts(b, "/");
  for (size_t i = 0; i < name.n; i++) {
    unsigned char c = (unsigned char)name.p[i];
    bool plain =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
    if (plain)
      buf_putc(b, (char)c);
    else
      buf_putf(b, "#%02X", c);
  }
}

void put_separation(Buf *b, Str name, const int16_t cmyk[4]) {
  raw_puts(b, "[/Separation");
  put_name_of(b, name);
  raw_puts(b, "/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[");
  for (int i = 0; i < 4; i++) buf_putf(b, "%s%d.%03d", i ? " " : "", cmyk[i] / 1000, cmyk[i] % 1000);
  raw_puts(b, "]/N 1>>]");
}

/* S00 is on every plate; S01 … are the edition's spot colours. */
void put_plates(Haru *h, HPDF_Dict resources, const PdfPage *page) {
  static const int16_t all[4] = {1000, 1000, 1000, 1000};
  const Spots *spots = h->book->edition->spots;
  Buf text = buf_make(h->a, 1 << 16);
  for (size_t i = 0; i < PLATES_MOST; i++)
    if (page->plates[i]) {
      buf_putf(&text, "/S%02zu", i);
      put_separation(&text, i ? spots->at[i - 1].name : STR("All"), i ? spots->at[i - 1].cmyk : all);
    }
  if (!text.n) return;
  HPDF_Dict spaces = raw_new(h);
  raw_set(h, spaces, &text);
  put(resources, "ColorSpace", spaces);
}

/* Soft masks blend in the colours of the press, not of whatever the reader takes for its own (11.4.7). */
void put_blending(Haru *h, HPDF_Dict page) {
  const PdfOptions *o = &h->book->options;
  if (!o->press || o->claims & PDF_X1A) return;
  HPDF_Dict group = dict_new(h, false);
  put_name(group, "Type", "Group");
  put_name(group, "S", "Transparency");
  put_name(group, "CS", "DeviceCMYK");
  put(page, "Group", group);
}

/* ---- output intents (14.11.5): one dictionary for each family of standards, one profile for both */
static void put_intent(Haru *h, HPDF_Array intents, const char *kind, HPDF_Dict profile) {
  const PressOutput *out = press_output(h->book->options.press);
  HPDF_Dict d = dict_new(h, true);
  put_name(d, "Type", "OutputIntent");
  put_name(d, "S", kind);
  put(d, "OutputConditionIdentifier", text_new(h, out->identifier));
  put(d, "Info", text_new(h, out->about));
  if (out->about.n) put(d, "OutputCondition", text_new(h, out->about));
  if (out->registered) put(d, "RegistryName", HPDF_String_New(h->mm, "http://www.color.org", NULL));
  put(d, "DestOutputProfile", profile);
  array_put(intents, d);
}

void save_intents(Haru *h) {
  const PdfOptions *o = &h->book->options;
  if (!o->press) return;
  const PressOutput *out = press_output(o->press);
  HPDF_Dict profile = NULL;
  if (out->profile.n) {
    profile = stream_new(h, flate(h->a, out->profile, FLATE_FONT), false);
    put_int(profile, "N", 4);
    put_name(profile, "Alternate", "DeviceCMYK");
  }
  HPDF_Array intents = array_in(h, h->doc->catalog, "OutputIntents");
  if (o->claims & (PDF_X1A | PDF_X4)) put_intent(h, intents, "GTS_PDFX", profile);
  if (o->claims & PDF_A2U) put_intent(h, intents, "GTS_PDFA1", profile);
}
