/* The XMP packet (ISO 16684-1): what the Info dictionary says, and which standards the file claims.
 *
 * PDF/A-2 (ISO 19005-2, 6.6.2.3) wants every property either from the schemas of XMP's 2005 edition or described in the packet itself: the
 * identifiers of PDF/X and PDF/UA and pdf:Trapped are not among them, so beside a claim of PDF/A stand their descriptions. PDF/X-4 (ISO
 * 15930-7, 6.9) wants title, dates, document and version identity and pdfxid; PDF/X-1a keeps its claim in Info and is mirrored here. */
#include "out/pdf/inside.h"

#define NS_PDF "http://ns.adobe.com/pdf/1.3/"
#define NS_PDFX "http://ns.adobe.com/pdfx/1.3/"
#define NS_PDFXID "http://www.npes.org/pdfx/ns/id/"
#define NS_PDFUAID "http://www.aiim.org/pdfua/ns/id/"

/* XML has no way to write most control characters: they are left out. */
static void put_escaped(Buf *b, Str s) {
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '&') {
      buf_puts(b, STR("&amp;"));
    } else if (c == '<') {
      buf_puts(b, STR("&lt;"));
    } else if (c == '>') {
      buf_puts(b, STR("&gt;"));
    } else if (c >= ' ' || c == '\t' || c == '\n') {
      buf_putc(b, (char)c);
    }
  }
}

static void put_simple(Buf *b, const char *name, Str value) {
  if (!value.n) return;
  buf_putf(b, "<%s>", name);
  put_escaped(b, value);
  buf_putf(b, "</%s>\n", name);
}

/* An array of one: Alt for texts with a language, Seq for people, Bag for what has no order. */
static void put_array(Buf *b, const char *name, const char *kind, Str value) {
  if (!value.n) return;
  bool alt = str_is(str_of(kind), "Alt");
  buf_putf(b, "<%s><rdf:%s><rdf:li%s>", name, kind, alt ? " xml:lang=\"x-default\"" : "");
  put_escaped(b, value);
  buf_putf(b, "</rdf:li></rdf:%s></%s>\n", kind, name);
}

static void put_uuid(Buf *b, const char *name, const uint8_t id[XMP_ID]) {
  static const char parts[] = {4, 6, 8, 10};
  buf_putf(b, "<%s>uuid:", name);
  for (size_t i = 0, k = 0; i < XMP_ID; i++) {
    if (k < sizeof parts && (size_t)parts[k] == i) {
      buf_putc(b, '-');
      k++;
    }
    unsigned v = i == 6 ? (id[i] & 0x0Fu) | 0x50u : i == 8 ? (id[i] & 0x3Fu) | 0x80u : id[i]; /* RFC 4122, version 5 */
    buf_putf(b, "%02x", v);
  }
  buf_putf(b, "</%s>\n", name);
}

/* ---- extension schemas */
typedef struct Property {
  const char *name, *type, *what;
} Property;

static void put_schema(Buf *b, const char *title, const char *uri, const char *prefix, const Property *rows, size_t n) {
  buf_putf(b,
           "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>%s</pdfaSchema:schema>"
           "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI><pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
           "<pdfaSchema:property><rdf:Seq>\n",
           title, uri, prefix);
  for (size_t i = 0; i < n; i++)
    buf_putf(b,
             "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>%s</pdfaProperty:name><pdfaProperty:valueType>%s"
             "</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
             "<pdfaProperty:description>%s</pdfaProperty:description></rdf:li>\n",
             rows[i].name, rows[i].type, rows[i].what);
  buf_puts(b, STR("</rdf:Seq></pdfaSchema:property></rdf:li>\n"));
}

static void put_extensions(Buf *b, const Xmp *x) {
  static const Property trapped[] = {{"Trapped", "Text", "Whether the document has been trapped"}};
  static const Property pdfx[] = {{"GTS_PDFXVersion", "Text", "Standard of the PDF/X series"},
                                  {"GTS_PDFXConformance", "Text", "Level of conformance"}};
  static const Property pdfxid[] = {{"GTS_PDFXVersion", "Text", "Standard of the PDF/X series"}};
  static const Property pdfuaid[] = {{"part", "Integer", "Part of ISO 14289"}};
  bool pressed = x->claims & (PDF_X1A | PDF_X4);
  if (!(x->claims & PDF_A2U) || !(pressed || x->claims & PDF_UA1)) return;
  buf_puts(b, STR("<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
                  "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
                  "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                  "<pdfaExtension:schemas><rdf:Bag>\n"));
  if (pressed) put_schema(b, "Adobe PDF Schema", NS_PDF, "pdf", trapped, COUNT(trapped));
  if (x->claims & PDF_X1A) put_schema(b, "PDF/X Schema", NS_PDFX, "pdfx", pdfx, COUNT(pdfx));
  if (x->claims & PDF_X4) put_schema(b, "PDF/X ID Schema", NS_PDFXID, "pdfxid", pdfxid, COUNT(pdfxid));
  if (x->claims & PDF_UA1) put_schema(b, "PDF/UA ID Schema", NS_PDFUAID, "pdfuaid", pdfuaid, COUNT(pdfuaid));
  buf_puts(b, STR("</rdf:Bag></pdfaExtension:schemas></rdf:Description>\n"));
}

/* ---- the packet */
static void put_claims(Buf *b, const Xmp *x) {
  if (x->claims & PDF_X4)
    buf_puts(b, STR("<rdf:Description rdf:about=\"\" xmlns:pdfxid=\"" NS_PDFXID "\">"
                    "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description>\n"));
  if (x->claims & PDF_X1A)
    buf_puts(b, STR("<rdf:Description rdf:about=\"\" xmlns:pdfx=\"" NS_PDFX "\">"
                    "<pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>"
                    "<pdfx:GTS_PDFXConformance>PDF/X-1a:2003</pdfx:GTS_PDFXConformance></rdf:Description>\n"));
  if (x->claims & PDF_A2U)
    buf_puts(b, STR("<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
                    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance></rdf:Description>\n"));
  if (x->claims & PDF_UA1)
    buf_puts(b, STR("<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"" NS_PDFUAID "\">"
                    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n"));
}

Str xmp_make(Arena *a, const Xmp *x) {
  Buf b = buf_make(a, (size_t)1 << 20);
  buf_puts(&b, STR("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                   "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                   "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                   "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                   "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" "
                   "xmlns:pdf=\"" NS_PDF "\">\n"));
  put_simple(&b, "dc:format", STR("application/pdf"));
  put_array(&b, "dc:title", "Alt", x->title);
  put_array(&b, "dc:creator", "Seq", x->author);
  put_array(&b, "dc:description", "Alt", x->subject);
  put_array(&b, "dc:language", "Bag", x->lang);
  put_simple(&b, "pdf:Keywords", x->keywords);
  put_simple(&b, "pdf:Producer", x->producer);
  if (x->claims & (PDF_X1A | PDF_X4)) put_simple(&b, "pdf:Trapped", STR("False"));
  put_simple(&b, "xmp:CreatorTool", x->creator);
  put_simple(&b, "xmp:CreateDate", x->date);
  put_simple(&b, "xmp:ModifyDate", x->date);
  put_simple(&b, "xmp:MetadataDate", x->date);
  put_uuid(&b, "xmpMM:DocumentID", x->id);
  put_uuid(&b, "xmpMM:InstanceID", x->id);
  put_simple(&b, "xmpMM:VersionID", STR("1"));
  put_simple(&b, "xmpMM:RenditionClass", STR("default"));
  buf_puts(&b, STR("</rdf:Description>\n"));
  put_claims(&b, x);
  put_extensions(&b, x);
  buf_puts(&b, STR("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"));
  return buf_str(&b);
}
