/* form: a page of somebody else's PDF (an advertisement), taken apart into plain data, so that it can stand in our own file as a form XObject.
 *
 * What comes out is the page's content, the objects that it needs, and what is inside that a press must know. Left behind is whatever is no
 * ink: annotations, actions, scripts, attached files, tags, metadata, hidden layers. libqpdf reads the file (its cross-references, object
 * streams, encryption); everything that unpacks a stream here does so under a ceiling. Nobody outside of this room sees qpdf. */
#ifndef DUIKAI_FORM_H
#define DUIKAI_FORM_H

#include "base/base.h"

/* What of an object's text. `text` stands as it is, but for these: */
typedef enum FormPieceKind {
  FORM_TEXT,
  FORM_REF, /* a reference to objects[object] */
  FORM_DEFAULT_RGB, /* in a colour space dictionary: here the writer may put /DefaultRGB or /DefaultCMYK; the page has none of its own */
  FORM_DEFAULT_CMYK,
  FORM_PLATE /* a Separation with the ink `text`; a writer that knows the ink writes its own and leaves out the `object` pieces after this */
} FormPieceKind;
typedef struct FormPiece {
  FormPieceKind kind;
  Str text;
  uint32_t object;
} FormPiece;
typedef struct FormObject {
  FormPiece *at; /* without << >> and without /Length */
  size_t n;
  bool is_stream, plain; /* plain: to be deflated, and the filter to be named, by the writer */
  Str stream;
} FormObject;

typedef enum FormTraitKind {
  FORM_FONT_MISSING, /* a font that is not embedded */
  FORM_FONT_MUTE,    /* a font whose codes cannot be read as text */
  FORM_RGB,          /* colour in RGB or Lab: name says in which space */
  FORM_MANAGED,      /* CMYK or gray through a profile */
  FORM_CLEAR,        /* transparency: name says what */
  FORM_PLATE_USED,   /* a spot colour */
  FORM_PICTURE,      /* value: pixels to the inch at the page's own size */
  FORM_INK,          /* value: the most ink of a fill or line in CMYK, in 1/1000 */
  FORM_HAIRLINE,     /* value: the thinnest line, in Len */
  FORM_WHITE_OVER,   /* white that overprints, and so is not there */
  FORM_FILTER,       /* a compression that some standards forbid */
  FORM_HIDDEN        /* optional content that is not to be printed was left out */
} FormTraitKind;
typedef struct FormTrait {
  FormTraitKind kind;
  Str name;
  int64_t value;
} FormTrait;

/* Lengths as seen, after /Rotate and /UserUnit: the trim (TrimBox, else CropBox, else MediaBox) is w by h; the bleed goes beyond it on each
 * side so far as the file has ink there. objects[0] is the form: in its own space, once its /Matrix is applied, the trim's lower left corner
 * is the origin and a unit is a point. */
typedef struct Form {
  int page;
  Len w, h;
  Len left, top, right, bottom; /* the bleed */
  FormObject *objects;
  size_t count;
  FormTrait *traits; /* in the order met, each kind and name once: the worst value */
  size_t trait_count;
  bool clear; /* something in it is transparent */
} Form;

enum { FORM_MAX_BYTES = 256 << 20 };
typedef struct FormFault {
  DiagCode code;
  const char *what; /* NULL: none */
} FormFault;
/* `bytes` must outlive *out. `page` from 1. Codes: [pdf-broken] [pdf-locked] [pdf-page] [pdf-too-large]. Several threads may call it. */
FormFault form_read(Arena *a, Str bytes, int page, Form **out);

#endif
