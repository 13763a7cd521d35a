/* PDFs as advertisements: no crash, no unbounded memory or time; what reads has a size, and its objects point to each other only. Content is also
 * followed by itself, because most changes to a whole file end at its table. */
#include "fuzz.h"

#include <string.h>

#include "form/form.h"

static Buf with_content(Arena *a, const uint8_t *bytes, size_t n) {
  Buf b = buf_make(a, 1 << 20);
  buf_puts(
      &b,
      STR("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
          "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>"
          "/ColorSpace<</S[/Separation/Gold/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 1 0]/N 1>>]>>"
          "/ExtGState<</G<</ca .5>>>>/Properties<</P 6 0 R>>>>>>endobj\n"
          "5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 14>>stream\n0 0 1 1 re f  \nendstream endobj\n"
          "6 0 obj<</Type/OCG/Name(x)>>endobj\n4 0 obj<<"));
  buf_putf(&b, "/Length %zu>>stream\n", n);
  buf_put(&b, bytes, n);
  buf_puts(&b, STR("\nendstream endobj\ntrailer<</Root 1 0 R>>"));
  return b;
}

static void check(const Form *f) {
  must(f->w > 0 && f->h > 0 && f->left >= 0 && f->top >= 0 && f->right >= 0 && f->bottom >= 0);
  must(f->count >= 2 && f->objects[0].is_stream);
  for (size_t i = 0; i < f->count; i++)
    for (size_t k = 0; k < f->objects[i].n; k++) {
      const FormPiece *p = &f->objects[i].at[k];
      must(p->kind != FORM_REF || p->object < f->count);
      must(p->kind != FORM_PLATE || k + p->object < f->objects[i].n);
    }
}

void fuzz_one(const uint8_t *bytes, size_t n) {
  enum { CONTENT_MOST = 1 << 16 };
  Arena *a = arena_open();
  Form *f = NULL;
  FormFault fault = form_read(a, (Str){(const char *)bytes, n}, 1, &f);
  must((f != NULL) == (fault.what == NULL));
  if (f) check(f);
  if (n <= CONTENT_MOST) {
    Buf b = with_content(a, bytes, n);
    fault = form_read(a, buf_str(&b), 1, &f);
    must((f != NULL) == (fault.what == NULL));
    if (f) check(f);
  }
  arena_close(a);
}
