/* The press of a session: the edition's `press:` under the options, opened once the pages are painted. */
#include "session.h"

static bool bad_option(DuikaiSession *s, const char *value, const char *option, const char *why) {
  diag_add(s->job.diags, DIAG_BAD_OPTION, (Span){0}, "'%s' is no value for %s: it is %s", value, option, why);
  return false;
}

/* A file that is there, by whatever name; else a name of the registry, which has no dot. */
static void set_icc(DuikaiSession *s, const char *icc) {
  PressPlan *p = &s->press_plan;
  Str path = str_copy(s->arena, str_of(icc));
  bool bare = str_find(path, STR(".")) < 0 && str_find(path, STR("/")) < 0;
  p->icc = bare && file_exists(path) ? path_join(s->arena, STR("."), path) : path;
  p->icc_span = (Span){0};
  p->condition = p->about = (Str){0};
}

static bool read_options(DuikaiSession *s, const DuikaiMake *o) {
  PressPlan *p = &s->press_plan;
  *p = s->edition->press;
  if (o && o->icc) set_icc(s, o->icc);
  if (o && o->marks && !press_marks_read(str_of(o->marks), &p->marks))
    return bad_option(s, o->marks, "--marks", "all, none, or some of crop, register, bar and slug");
  if (o && o->impose && !press_impose_read(str_of(o->impose), &p->impose))
    return bad_option(s, o->impose, "--impose", "none, pairs or spreads");
  Str words = o && o->press ? str_of(o->press) : p->standard;
  if (press_claims_read(words, &s->claims)) return true;
  return bad_option(s, str_z(s->arena, words), o && o->press ? "--press" : "press: standard",
                    "none, x4, x1a, a2u, ua, or some of them joined by + (x4 and x1a are not joined)");
}

bool session_press(DuikaiSession *s, const DuikaiMake *o) {
  printer_close(s->press);
  s->press = NULL;
  if (!read_options(s, o)) return false;
  bool wanted = s->claims & (PDF_X1A | PDF_X4 | PDF_A2U);
  if (wanted && s->layers) return bad_option(s, o->show, "--show", "not for the press: overlays are for proofs");
  s->press = printer_open(&s->job, &s->press_plan, s->claims, s->paint, s->data_dir);
  if (wanted && !s->press) return false;
  press_check(&s->job, &s->press_plan, s->press, s->claims, s->paint);
  return true;
}

PaintEdition *session_pages(DuikaiSession *s) {
  if (!s->press) return s->paint;
  PressSlug slug = {.paper = edition_field(s->edition, STR("paper.name")),
                    .date = edition_field(s->edition, STR("date")),
                    .edition = edition_field(s->edition, STR("edition"))};
  return press_pages(&s->job, s->press, s->paint, s->fonts, &slug);
}
