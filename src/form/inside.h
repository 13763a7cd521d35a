/* form, inside: what its files share. */
#ifndef DUIKAI_FORM_INSIDE_H
#define DUIKAI_FORM_INSIDE_H

#include "form/form.h"

#include <qpdf/qpdf-c.h>

/* Ceilings. A page of a newspaper is a few megabytes of content at most; what asks for more than these was not made to be printed. */
enum {
  OBJECTS_MOST = 60000,
  DEPTH_MOST = 60,           /* of direct values in each other */
  TEXT_MOST = 32 << 20,      /* of all objects, without streams */
  CONTENT_MOST = 64 << 20,   /* unpacked, of one stream */
  UNPACKED_MOST = 256 << 20, /* of all */
  OPERATORS_MOST = 20000000, /* as drawn, every use of a form counted */
  FORMS_DEEP = 28            /* forms in forms */
};

typedef qpdf_oh Oh;
typedef struct Source {
  Arena *a;
  qpdf_data q;
  Form *form;
  FormFault fault; /* the first; work ends soon after it */
  size_t unpacked;
  Oh page, resources;
  int64_t box[4], matrix[6]; /* BBox and Matrix of the form, in 1/100000 */
  Map *parts;                /* "n g" of the forms and patterns met -> Part * */
  uint64_t operators;
  Map *hidden; /* "n g" of the optional content groups that are not printed */
  VEC(FormTrait) traits;
} Source;
void source_fail(Source *s, DiagCode code, const char *what);
void source_note(Source *s, FormTraitKind kind, Str name, int64_t value); /* the worst of each kind and name is kept */

/* ---- source.c: qpdf's handles, without surprises: what is not there is null */
Oh oh_key(Source *s, Oh dict, const char *key); /* of a dictionary or a stream's; `key` with its slash */
bool oh_is_null(Source *s, Oh o);
bool oh_is_name(Source *s, Oh o, const char *name);
Str oh_name(Source *s, Oh o); /* without the slash; empty: no name */
Str oh_id(Source *s, Oh o);   /* "n g", the same for the same indirect object; empty: it is direct */
int64_t oh_int(Source *s, Oh o, int64_t otherwise);
bool oh_number(Source *s, Oh o, int64_t *u5); /* in 1/100000; false: no number, or beyond 10 million */
int oh_count(Source *s, Oh array);            /* 0: no array, or empty */
Oh oh_item(Source *s, Oh array, int i);
typedef struct Keys {
  Str *at; /* NUL-terminated, with their slashes */
  size_t n;
} Keys;
Keys oh_keys(Source *s, Oh dict); /* sorted */
/* ---- guard.c: will qpdf, which unpacks object streams by itself, be asked to unpack a bomb? */
FormFault guard_check(Str bytes, Arena *a);
/* ---- page.c */
bool page_find(Source *s, int number); /* page, resources, box, matrix; the form's sizes */
/* ---- filters.c */
Str stream_raw(Source *s, Oh stream);      /* decrypted, in the arena */
Str stream_unpacked(Source *s, Oh stream); /* unpacked; empty after a fault, or where a filter is none of content's */
Str content_unpacked(Source *s, Oh contents); /* a stream, or an array of them */
bool stream_has_filter(Source *s, Oh stream, const char *name);
/* ---- tokens.c */
typedef enum TokKind {
  TOK_END,
  TOK_NUMBER,
  TOK_NAME,
  TOK_STRING,
  TOK_OPEN,
  TOK_CLOSE,
  TOK_WORD
} TokKind; /* open, close: [ ] << >> */
typedef struct Tok {
  TokKind kind;
  Str text; /* as written; of a name without its slash and with #xx read */
  double number;
  size_t at, end; /* in the stream */
} Tok;
typedef struct Tokens {
  Arena *a;
  Str in;
  size_t at;
} Tokens;
Tok token_next(Tokens *t);
void token_skip_image(Tokens *t); /* after ID: to behind EI */
/* ---- layers.c: optional content */
void layers_read(Source *s);
bool layer_is_hidden(Source *s, Oh oc);
/* The content without marked sequences, and without what is painted in hidden ones. *touched: it differs. */
Str content_clean(Source *s, Str content, Oh resources, bool *touched);
/* ---- spaces.c */
typedef enum SpaceKind { SPACE_NONE, SPACE_GRAY, SPACE_CMYK, SPACE_RGB, SPACE_PLATE, SPACE_PATTERN } SpaceKind;
typedef struct Space {
  SpaceKind kind;
  int channels;
} Space;
Space space_read(Source *s, Oh space, Oh resources,
                 bool note); /* a name or an array; `note`: something is painted in it */
Space space_named(Source *s, Str name, Oh resources, bool note);
void font_note(Source *s, Oh font);
/* ---- survey.c: the page as a press would draw it */
typedef struct Part { /* a content stream besides the page's own: a form, a pattern */
  Str content;        /* cleaned */
  bool ready, touched, active;
  int visits;
  uint64_t cost; /* operators that drawing it takes, with what is in it */
} Part;
Part *source_part(Source *s, Oh stream); /* unpacked and cleaned, once */
void survey(Source *s, Str content);
/* ---- copy.c */
void copy_objects(Source *s, Str content);

#endif
