/* What the file is printed by: output intent, plates of spot colours, blending space. */
#include "out/pdf/haru.h"

/* ---- Separation (ISO 32000-1 8.6.6.4). The tint function goes straight from paper to what stands for the ink where it has no plate. */
static HPDF_Array separation_new(Haru *h, const char *name, const int16_t cmyk[4]) {
  HPDF_Array space = HPDF_Array_New(h->mm), from, to, domain;
  HPDF_Dict tint = dict_new(h, false);
  array_put(space, HPDF_Name_New(h->mm, "Separation"));
  array_put(space, HPDF_Name_New(h->mm, name));
  array_put(space, HPDF_Name_New(h->mm, "DeviceCMYK"));
  put_int(tint, "FunctionType", 2);
  domain = array_in(h, tint, "Domain");
  array_int(domain, 0);
  array_int(domain, 1);
  from = array_in(h, tint, "C0");
  to = array_in(h, tint, "C1");
  for (int i = 0; i < 4; i++) {
    array_int(from, 0);
    array_milli(to, cmyk[i]);
  }
  put_int(tint, "N", 1);
  array_put(space, tint);
  return space;
}

/* S0 is on every plate; S1 … are the edition's spot colours. */
void put_plates(Haru *h, HPDF_Dict resources, const PdfPage *page) {
  static const int16_t all[4] = {1000, 1000, 1000, 1000};
  const Spots *spots = h->book->edition->spots;
  HPDF_Dict spaces = NULL;
  for (size_t i = 0; i < PLATES_MOST; i++) {
    if (!page->plates[i]) continue;
    if (!spaces) put(resources, "ColorSpace", spaces = dict_new(h, false));
    char key[8] = {'S', (char)('0' + i / 10), (char)('0' + i % 10)};
    const char *name = i ? str_z(h->a, spots->at[i - 1].name) : "All";
    put(spaces, key, separation_new(h, name, i ? spots->at[i - 1].cmyk : all));
  }
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
