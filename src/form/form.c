/* form_read: the recipe. */
#include "form/inside.h"

#include <string.h>

static FormFault opened(Source *s, Str bytes) {
  static const FormFault BROKEN = {DIAG_PDF_BROKEN, "it cannot be read as a PDF"};
  qpdf_set_suppress_warnings(s->q, QPDF_TRUE);
  qpdf_silence_errors(s->q);
  if (!(qpdf_read_memory(s->q, "form.pdf", bytes.p, bytes.n, "") & QPDF_ERRORS)) return (FormFault){0};
  qpdf_error e = qpdf_has_error(s->q) ? qpdf_get_error(s->q) : NULL;
  if (e && qpdf_get_error_code(s->q, e) == qpdf_e_password)
    return (FormFault){DIAG_PDF_LOCKED, "it is encrypted and wants a password"};
  if (e && qpdf_get_error_code(s->q, e) == qpdf_e_unsupported)
    return (FormFault){DIAG_PDF_LOCKED, "it is encrypted in a way that is not known"};
  return BROKEN;
}

/* Content first cleaned, then followed, then copied with what it needs. */
static void read_page(Source *s, int page) {
  bool touched;
  layers_read(s);
  if (!page_find(s, page)) return;
  Str content = content_unpacked(s, oh_key(s, s->page, "/Contents"));
  if (s->fault.what) return;
  content = content_clean(s, content, s->resources, &touched);
  survey(s, content);
  if (!s->fault.what) copy_objects(s, content);
}

FormFault form_read(Arena *a, Str bytes, int page, Form **out) {
  Arena *scratch = arena_open();
  FormFault fault = str_find(str_sub(bytes, 0, 1024), STR("%PDF-")) < 0
                        ? (FormFault){DIAG_PDF_BROKEN, "it does not begin as a PDF does"}
                        : guard_check(bytes, scratch);
  arena_close(scratch);
  *out = NULL;
  if (fault.what) return fault;
  Source s = {.a = a, .q = qpdf_init(), .form = arena_new(a, Form), .parts = map_make(a)};
  fault = opened(&s, bytes);
  if (!fault.what) {
    read_page(&s, page);
    fault = s.fault;
  }
  if (qpdf_has_error(s.q)) (void)qpdf_get_error(s.q); /* else it complains that nobody asked */
  qpdf_cleanup(&s.q);
  s.form->traits = s.traits.at;
  s.form->trait_count = s.traits.n;
  *out = fault.what ? NULL : s.form;
  return fault;
}
