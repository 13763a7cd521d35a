/* Colour spaces and fonts: what a press has to know of them. A space is noted when something is painted in it, not when it is named. */
#include "form/inside.h"

#include <string.h>

enum { SPACES_DEEP = 8 };

static Space read_space(Source *s, Oh o, Oh resources, int depth, bool note);

static Space note_rgb(Source *s, const char *name, int channels, bool note) {
  if (note) source_note(s, FORM_RGB, str_of(name), 1);
  return (Space){SPACE_RGB, channels};
}

/* A device's space may be read through one that the page puts in its place (8.6.5.6). */
static Space device(Source *s, SpaceKind kind, const char *standard, Oh resources, int depth, bool note) {
  Oh own = oh_key(s, oh_key(s, resources, "/ColorSpace"), standard);
  if (depth < SPACES_DEEP && oh_count(s, own)) return read_space(s, own, resources, SPACES_DEEP, note);
  if (kind == SPACE_RGB) return note_rgb(s, "DeviceRGB", 3, note);
  return (Space){kind, kind == SPACE_GRAY ? 1 : 4};
}

Space space_named(Source *s, Str name, Oh resources, bool note) {
  if (str_is(name, "DeviceGray") || str_is(name, "G")) return device(s, SPACE_GRAY, "/DefaultGray", resources, 0, note);
  if (str_is(name, "DeviceRGB") || str_is(name, "RGB")) return device(s, SPACE_RGB, "/DefaultRGB", resources, 0, note);
  if (str_is(name, "DeviceCMYK") || str_is(name, "CMYK"))
    return device(s, SPACE_CMYK, "/DefaultCMYK", resources, 0, note);
  if (str_is(name, "Pattern")) return (Space){SPACE_PATTERN, 0};
  return (Space){SPACE_NONE, 1};
}

static Space through_profile(Source *s, Oh profile, bool note) {
  int64_t n = oh_int(s, oh_key(s, profile, "/N"), 0);
  if (n == 3) return note_rgb(s, "ICCBased RGB", 3, note);
  if (note) source_note(s, FORM_MANAGED, n == 4 ? STR("ICCBased CMYK") : STR("ICCBased gray"), 1);
  return (Space){n == 4 ? SPACE_CMYK : SPACE_GRAY, n == 4 ? 4 : 1};
}

static void note_plate(Source *s, Str name, bool note) {
  static const char *const own[] = {"Cyan", "Magenta", "Yellow", "Black", "None", "All"};
  for (size_t i = 0; i < COUNT(own); i++)
    if (str_is(name, own[i])) return;
  if (note && name.n) source_note(s, FORM_PLATE_USED, name, 1);
}

static Space read_array(Source *s, Oh o, Oh resources, int depth, bool note) {
  Str kind = oh_name(s, oh_item(s, o, 0));
  int n = oh_count(s, o);
  Oh first = n > 1 ? oh_item(s, o, 1) : qpdf_oh_new_null(s->q);
  if (n == 1) return space_named(s, kind, resources, note);
  if (str_is(kind, "ICCBased")) return through_profile(s, first, note);
  if (str_is(kind, "CalRGB")) return note_rgb(s, "CalRGB", 3, note);
  if (str_is(kind, "Lab")) return note_rgb(s, "Lab", 3, note);
  if (str_is(kind, "CalGray")) {
    if (note) source_note(s, FORM_MANAGED, STR("CalGray"), 1);
    return (Space){SPACE_GRAY, 1};
  }
  if (str_is(kind, "Indexed") || str_is(kind, "I")) {
    Space base = read_space(s, first, resources, depth + 1, note);
    return (Space){base.kind, 1};
  }
  if (str_is(kind, "Pattern")) {
    read_space(s, first, resources, depth + 1, note);
    return (Space){SPACE_PATTERN, 0};
  }
  if (n > 2) read_space(s, oh_item(s, o, 2), resources, depth + 1, note); /* what stands for it elsewhere */
  if (str_is(kind, "Separation")) note_plate(s, oh_name(s, first), note);
  for (int i = 0; i < oh_count(s, first) && i < 64; i++) note_plate(s, oh_name(s, oh_item(s, first, i)), note);
  return (Space){SPACE_PLATE, oh_count(s, first) ? oh_count(s, first) : 1};
}

static Space read_space(Source *s, Oh o, Oh resources, int depth, bool note) {
  if (depth > SPACES_DEEP) return (Space){SPACE_NONE, 1};
  if (oh_count(s, o)) return read_array(s, o, resources, depth, note);
  Str name = oh_name(s, o);
  Space known = space_named(s, name, resources, note);
  if (known.kind != SPACE_NONE || !name.n || depth) return known;
  Str key = str_f(s->a, "/%.*s", STRF(name));
  return read_space(s, oh_key(s, oh_key(s, resources, "/ColorSpace"), key.p), resources, depth + 1, note);
}

Space space_read(Source *s, Oh space, Oh resources, bool note) { return read_space(s, space, resources, 0, note); }

/* ---- fonts */
static bool has_program(Source *s, Oh descriptor) {
  return !oh_is_null(s, oh_key(s, descriptor, "/FontFile")) || !oh_is_null(s, oh_key(s, descriptor, "/FontFile2")) ||
         !oh_is_null(s, oh_key(s, descriptor, "/FontFile3"));
}

static bool is_read_by_name(Source *s, Oh font) {
  Oh encoding = oh_key(s, font, "/Encoding");
  Str name = oh_name(s, encoding);
  if (!name.n) name = oh_name(s, oh_key(s, encoding, "/BaseEncoding"));
  return str_is(name, "WinAnsiEncoding") || str_is(name, "MacRomanEncoding") || str_is(name, "MacExpertEncoding");
}

void font_note(Source *s, Oh font) {
  Str kind = oh_name(s, oh_key(s, font, "/Subtype")), name = oh_name(s, oh_key(s, font, "/BaseFont"));
  bool composite = str_is(kind, "Type0"), drawn = str_is(kind, "Type3");
  Oh descendants = oh_key(s, font, "/DescendantFonts");
  Oh own = composite && oh_count(s, descendants) ? oh_item(s, descendants, 0) : font;
  if (!name.n) name = STR("without a name");
  if (!drawn && !has_program(s, oh_key(s, own, "/FontDescriptor"))) source_note(s, FORM_FONT_MISSING, name, 1);
  if (!oh_is_null(s, oh_key(s, font, "/ToUnicode")) || (!composite && !drawn && is_read_by_name(s, font))) return;
  source_note(s, FORM_FONT_MUTE, name, 1);
}
