/* What the document says of itself: Info, the XMP packet that says the same, and the file's identity. */
#include "out/pdf/haru.h"

#include <hpdf_encrypt.h>
#include <string.h>

static void hash_str(HPDF_MD5_CTX *md5, Str s) {
  for (size_t at = 0; at < s.n;) {
    size_t n = s.n - at < (1u << 30) ? s.n - at : 1u << 30;
    HPDF_MD5Update(md5, (const HPDF_BYTE *)s.p + at, (HPDF_UINT32)n);
    at += n;
  }
}

/* The file's identity (14.4) from what is in it: the same edition, the same file. */
static void save_id(Haru *h, HPDF_BYTE digest[HPDF_MD5_KEY_LEN]) {
  const PdfBook *b = h->book;
  HPDF_MD5_CTX md5;
  HPDF_MD5Init(&md5);
  hash_str(&md5, b->edition->title);
  for (size_t i = 0; i < b->edition->pages.n; i++) hash_str(&md5, b->pages[i].content);
  for (size_t i = 0; i < b->faces.n; i++) hash_str(&md5, b->faces.at[i]->program);
  for (size_t i = 0; i < b->pictures.n; i++) hash_str(&md5, b->pictures.at[i].data);
  HPDF_MD5Final(digest, &md5);
  HPDF_Array id = array_in(h, h->doc->trailer, "ID");
  for (int i = 0; i < 2; i++) array_put(id, HPDF_Binary_New(h->mm, digest, HPDF_MD5_KEY_LEN));
}

/* PDF/X and PDF/A want a date even where the edition has none. No clock is asked; that it is none is told (press). */
static Day day_of(const PdfBook *b) {
  if (b->edition->has_day) return b->edition->day;
  return b->options.claims & (PDF_X1A | PDF_X4 | PDF_A2U) ? (Day){.year = 2000, .month = 1, .day = 1} : (Day){0};
}

/* Info and XMP must agree to the letter (ISO 19005-2, 6.6.3), so both are written from one struct. */
static Xmp facts_of(const Haru *h) {
  const PaintEdition *e = h->book->edition;
  Xmp x = {.title = e->title,
           .author = e->author,
           .subject = e->subject,
           .keywords = e->keywords,
           .lang = str_of(lang_tag(e->lang)),
           .creator = STR("duikai"),
           .producer = STR("duikai over libharu"),
           .claims = h->book->options.claims};
  Day day = day_of(h->book);
  if (day.year) x.date = str_f(h->a, "%04d-%02d-%02dT00:00:00Z", day.year, day.month, day.day);
  return x;
}

/* Dates are the day of issue at midnight, universal time: no clock is asked. */
static void save_dates(Haru *h) {
  Day day = day_of(h->book);
  if (!day.year) return;
  char *date = str_z(h->a, str_f(h->a, "D:%04d%02d%02d000000Z", day.year, day.month, day.day));
  put(h->doc->info, "CreationDate", HPDF_String_New(h->mm, date, NULL));
  put(h->doc->info, "ModDate", HPDF_String_New(h->mm, date, NULL));
}

/* ISO 15930-4 (X-1a:2003): version, conformance, and whether it was trapped, which this program never does. */
static void save_claims(Haru *h) {
  HPDF_Dict info = h->doc->info;
  unsigned claims = h->book->options.claims;
  if (!(claims & (PDF_X1A | PDF_X4))) return;
  put_name(info, "Trapped", "False");
  const char *version = claims & PDF_X4 ? "PDF/X-4" : "PDF/X-1a:2003";
  put(info, "GTS_PDFXVersion", HPDF_String_New(h->mm, version, NULL));
  if (claims & PDF_X1A) put(info, "GTS_PDFXConformance", HPDF_String_New(h->mm, version, NULL));
}

void save_info(Haru *h) {
  Xmp x = facts_of(h);
  HPDF_BYTE digest[HPDF_MD5_KEY_LEN];
  HPDF_Dict info = h->doc->info;
  const struct {
    const char *key;
    Str text;
  } rows[] = {{"Title", x.title},       {"Author", x.author},   {"Subject", x.subject},
              {"Keywords", x.keywords}, {"Creator", x.creator}, {"Producer", x.producer}};
  for (size_t i = 0; i < COUNT(rows); i++)
    if (rows[i].text.n) put(info, rows[i].key, text_new(h, rows[i].text));
  put(h->doc->catalog, "Lang", HPDF_String_New(h->mm, lang_tag(h->book->edition->lang), NULL));
  save_dates(h);
  save_claims(h);
  save_id(h, digest);
  memcpy(x.id, digest, sizeof x.id);
  HPDF_Dict metadata = stream_plain(h, xmp_make(h->a, &x));
  put_name(metadata, "Type", "Metadata");
  put_name(metadata, "Subtype", "XML");
  put(h->doc->catalog, "Metadata", metadata);
}
