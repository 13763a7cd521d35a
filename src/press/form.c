/* Preflight of an advertisement that came as a PDF: what is inside it against what the press bears and what the file is to claim. What breaks a
 * standard is printed all the same, for the night has no other advertisement; but a file that holds it does not claim the standard. */
#include "press/check.h"

enum { STANDARDS_ALL = PDF_X1A | PDF_X4 | PDF_A2U };

/* What of the claims no file can hold that has this in it. */
static unsigned breaks(const FormTrait *t) {
  switch (t->kind) {
  case FORM_FONT_MISSING: return STANDARDS_ALL | PDF_UA1;
  case FORM_FONT_MUTE: return PDF_A2U | PDF_UA1;
  case FORM_RGB: return PDF_X1A; /* are given the profile that it is read by */
  case FORM_MANAGED: return PDF_X1A;
  case FORM_CLEAR: return PDF_X1A;
  case FORM_FILTER: return str_is(t->name, "LZWDecode") || str_is(t->name, "Crypt") ? STANDARDS_ALL : PDF_X1A;
  default: return 0;
  }
}

unsigned press_form_breaks(const Form *f) {
  unsigned all = 0;
  for (size_t i = 0; i < f->trait_count; i++) all |= breaks(&f->traits[i]);
  return all;
}

static const char *name_of(unsigned claims) {
  return claims & PDF_X1A ? "PDF/X-1a" : claims & PDF_X4 ? "PDF/X-4" : claims & PDF_A2U ? "PDF/A-2u" : "PDF/UA-1";
}

static Str what_of(Checker *c, const FormTrait *t) {
  Arena *a = c->job->arena;
  switch (t->kind) {
  case FORM_FONT_MISSING: return str_f(a, "its font '%.*s' is not embedded", STRF(t->name));
  case FORM_FONT_MUTE: return str_f(a, "the codes of its font '%.*s' cannot be read as text", STRF(t->name));
  case FORM_FILTER: return str_f(a, "a picture is compressed by %.*s", STRF(t->name));
  case FORM_CLEAR: return str_f(a, "it is transparent (%.*s)", STRF(t->name));
  default: return str_f(a, "it has colour in %.*s", STRF(t->name));
  }
}

static void check_claims(Checker *c, const PaintOp *op, const FormTrait *t, Str name) {
  unsigned broken = breaks(t) & c->claims;
  if (broken) {
    Str what = what_of(c, t);
    check_tell(c, DIAG_PRESS_AD_BREAKS, op, str_z(c->job->arena, what),
               "advertisement '%.*s': %.*s, which %s does not allow; the file does not claim %s", STRF(name),
               STRF(what), name_of(broken), name_of(broken));
  } else if (t->kind == FORM_FONT_MISSING) {
    check_tell(c, DIAG_PRESS_AD_FONT, op, str_z(c->job->arena, t->name),
               "advertisement '%.*s': its font '%.*s' is not embedded; whoever prints it takes another", STRF(name),
               STRF(t->name));
  } else if (t->kind == FORM_RGB && c->claims) {
    check_tell(c, DIAG_PRESS_RGB, op, str_z(c->job->arena, t->name),
               "advertisement '%.*s' has colour in %.*s; the press converts it as it likes", STRF(name), STRF(t->name));
  }
}

/* The form's own measures, at the size that it is shown in. */
static void check_measures(Checker *c, const PaintOp *op, const FormTrait *t, Str name) {
  const Form *f = op->pict->form;
  const PressPlan *p = c->plan;
  Len shown = op->crop.w > 0 ? len_fu(op->box.w, 1000000, op->crop.w) : op->box.w;
  int64_t ppi = shown > 0 ? len_fu(t->value, f->w, shown) : t->value;
  Len width = len_fu(t->value, shown, f->w);
  if (t->kind == FORM_PICTURE && ppi < p->min_ppi)
    check_tell(c, DIAG_PICTURE_COARSE, op, str_z(c->job->arena, t->name),
               "advertisement '%.*s': its picture '%.*s' has %d pixels to the inch at this size; print needs %d",
               STRF(name), STRF(t->name), (int)ppi, p->min_ppi);
  if (t->kind == FORM_INK && p->max_ink_pm && t->value > p->max_ink_pm)
    check_tell(c, DIAG_PRESS_INK, op, "ad ink", "advertisement '%.*s' asks for %d %% of ink; the paper bears %d %%",
               STRF(name), (int)(t->value / 10), p->max_ink_pm / 10);
  if (t->kind == FORM_HAIRLINE && width < p->hairline)
    check_tell(c, DIAG_PRESS_FINE_RULE, op, "ad line", "advertisement '%.*s' has a line of %.*s; the press holds %.*s",
               STRF(name), STRF(check_pt(c, width)), STRF(check_pt(c, p->hairline)));
}

static bool is_ours(const Checker *c, Str ink) {
  const Spots *spots = c->pages->spots;
  for (size_t i = 0; spots && i < spots->n; i++)
    if (str_eq(spots->at[i].name, ink)) return true;
  return false;
}

void check_form(Checker *c, const PaintOp *op) {
  const Form *f = op->pict->form;
  Str name = path_base(op->pict->path);
  for (size_t i = 0; i < f->trait_count; i++) {
    const FormTrait *t = &f->traits[i];
    check_claims(c, op, t, name);
    check_measures(c, op, t, name);
    if (t->kind == FORM_PLATE_USED && c->claims && !is_ours(c, t->name))
      check_tell(c, DIAG_PRESS_AD_PLATE, op, str_z(c->job->arena, t->name),
                 "advertisement '%.*s' is printed with '%.*s', an ink that the edition does not have", STRF(name),
                 STRF(t->name));
    if (t->kind == FORM_WHITE_OVER)
      check_tell(c, DIAG_PRESS_AD_WHITE, op, "white",
                 "advertisement '%.*s' has white that overprints, and so does not show", STRF(name));
  }
}
