/* What is done to a whole PDF, by qpdf's library: linearised, so that its first page shows while the rest still comes; objects in streams, which
 * deflates the tree of tags; proofs encrypted. qpdf reads the file as any reader would, so this is one more check of what was written. */
#include "out/out.h"

#include <qpdf/qpdf-c.h>

static bool complain(Job *job, qpdf_data q) {
  qpdf_error e = qpdf_has_error(q) ? qpdf_get_error(q) : NULL;
  diag_add(job->diags, DIAG_FILE_UNWRITABLE, (Span){0}, "qpdf could not finish the pdf: %s",
           e ? qpdf_get_error_full_text(q, e) : "no reason given");
  return false;
}

/* 256-bit AES (ISO 32000-2, revision 6). Whoever has the password may read, print and have it read aloud; nobody may change it or take text. */
static void encrypt(qpdf_data q, const char *password) {
  qpdf_set_r6_encryption_parameters2(q, password, password, QPDF_TRUE, QPDF_FALSE, QPDF_FALSE, QPDF_FALSE, QPDF_FALSE,
                                     QPDF_FALSE, qpdf_r3p_full, QPDF_TRUE);
}

static bool finish(Job *job, qpdf_data q, Str pdf, const PdfFinish *how, Buf *out) {
  if (qpdf_read_memory(q, "made.pdf", pdf.p, pdf.n, NULL) & QPDF_ERRORS) return complain(job, q);
  if (qpdf_init_write_memory(q) & QPDF_ERRORS) return complain(job, q);
  qpdf_set_object_stream_mode(q, qpdf_o_generate);
  qpdf_set_linearization(q, how->linearise ? QPDF_TRUE : QPDF_FALSE);
  if (how->password)
    encrypt(q, how->password); /* its salts are random: only here the same edition gives other bytes */
  else
    qpdf_set_deterministic_ID(q, QPDF_TRUE);
  if (qpdf_write(q) & QPDF_ERRORS) return complain(job, q);
  buf_put(out, qpdf_get_buffer(q), qpdf_get_buffer_length(q));
  return !out->full;
}

bool pdf_finish(Job *job, Str pdf, const PdfFinish *how, Buf *out) {
  qpdf_data q = qpdf_init();
  qpdf_set_suppress_warnings(q, QPDF_TRUE);
  qpdf_silence_errors(q);
  bool ok = finish(job, q, pdf, how, out);
  qpdf_cleanup(&q);
  return ok;
}
