/* base: what every room stands on. Arenas, strings, growing arrays, maps, lengths, diagnostics, JSON, files, threads.
 *
 * Lifetimes: whoever takes an Arena * (or a Job *) returns memory that lives as long as that arena. malloc is called in
 * arena.c only. Strings are views (pointer and length), never owned, never required to end in NUL. */
#ifndef DUIKAI_BASE_H
#define DUIKAI_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- invariants: our own mistakes. Kept on in release: says file, line and expression, then aborts. */
#define must(cond) ((cond) ? (void)0 : must_fail(#cond, __FILE__, __LINE__))
_Noreturn void must_fail(const char *expr, const char *file, int line);
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- arena */
typedef struct Arena Arena;
Arena *arena_open(void);
Arena *arena_open_child(
    Arena *parent); /* closed with its parent at the latest: a work unit's own arena, made before the threads start */
void arena_close(Arena *a); /* NULL is fine */
void arena_clear(Arena *a); /* forgets the content, keeps one block for reuse */
void *
arena_add(Arena *a,
          size_t bytes); /* zeroed, aligned for any type; never NULL (out of memory ends the process with a message) */
void *arena_grow(Arena *a, void *p, size_t old_bytes,
                 size_t new_bytes); /* extends in place if it was the last, else copies */
size_t arena_bytes(const Arena *a); /* bytes reserved */
#define arena_new(a, T) ((T *)arena_add((a), sizeof(T)))
#define arena_array(a, T, n) ((T *)arena_add((a), sizeof(T) * (size_t)(n)))

/* ---- str: a view of UTF-8 bytes */
typedef struct Str {
  const char *p;
  size_t n;
} Str;
#define STR(lit) ((Str){("" lit), sizeof(lit) - 1})
#define STRF(s) (int)(s).n, (s).p /* for "%.*s" */
Str str_of(const char *z);        /* view of a C string; NULL gives the empty view */
Str str_copy(Arena *a, Str s);
char *str_z(Arena *a, Str s); /* NUL-terminated copy */
Str str_f(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
Str str_vf(Arena *a, const char *fmt, va_list ap);
Str str_sub(Str s, size_t at, size_t end); /* clamped */
Str str_trim(Str s);                       /* ASCII blanks off both ends */
bool str_eq(Str a, Str b);
bool str_is(Str a, const char *z);
int str_cmp(Str a, Str b); /* bytewise order */
bool str_has_prefix(Str s, Str prefix);
bool str_has_suffix(Str s, Str suffix);
ptrdiff_t str_find(Str s, Str needle); /* byte offset or -1 */
uint32_t str_next(
    Str s,
    size_t *
        at); /* the code point at *at, which moves past it; ill-formed bytes give U+FFFD, at most one per maximal subpart (Unicode 3.9) */
bool str_read_int(Str s, int64_t *out); /* whole string, optional sign; false on anything else or overflow */
int hex_digit(char c);                  /* 0 to 15; -1: it is none */
bool str_read_bool(Str s, bool *out);   /* true/false/yes/no/on/off */
Str str_nearest(Str word, const Str *words,
                size_t n); /* did-you-mean: nearest by edit distance, empty if none is near */

/* buf: bytes being written, in an arena, with a ceiling it is born with; past it `full` is set and puts are ignored */
typedef struct Buf {
  Arena *a;
  char *p;
  size_t n, cap, max;
  bool full;
} Buf;
Buf buf_make(Arena *a, size_t max);
void buf_put(Buf *b, const void *bytes, size_t n);
void buf_puts(Buf *b, Str s);
void buf_putc(Buf *b, char c);
void buf_putf(Buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
Str buf_str(const Buf *b);

/* ---- vec: a growing array in an arena. VEC(Line) lines = {0}; vec_add(a, &lines, line); lines.at[i], lines.n */
#define VEC(T)                                                                                                         \
  struct {                                                                                                             \
    T *at;                                                                                                             \
    size_t n, cap;                                                                                                     \
  }
#define vec_add(a, v, ...)                                                                                             \
  (vec_room((a), (void **)&(v)->at, &(v)->cap, (v)->n + 1, sizeof *(v)->at), (v)->at[(v)->n++] = (__VA_ARGS__))
#define vec_reserve(a, v, want) vec_room((a), (void **)&(v)->at, &(v)->cap, (want), sizeof *(v)->at)
void vec_room(Arena *a, void **at, size_t *cap, size_t want, size_t item);

/* ---- map: Str -> void *, keeps the order of first insertion; keys are copied */
typedef struct Map Map;
Map *map_make(Arena *a);
void map_put(Map *m, Str key, void *value);
void *map_find(const Map *m, Str key); /* NULL if absent */
size_t map_count(const Map *m);
Str map_key(const Map *m, size_t i); /* i-th in order of insertion */
void *map_value(const Map *m, size_t i);

/* ---- len: 1/12700 pt, so a point, a tenth of a point, a millimetre and a Q are whole numbers */
typedef int64_t Len;
#define LEN_PT ((Len)12700)
#define LEN_MM ((Len)36000)
#define LEN_CM ((Len)360000)
#define LEN_IN ((Len)914400)
#define LEN_Q ((Len)9000)
#define LEN_NONE INT64_MIN /* "not given" where a field says so */
typedef enum LenUnit { LEN_UNIT_ABS, LEN_UNIT_EM, LEN_UNIT_LINE } LenUnit;
/* A length as written: absolute ones are Len already; `em` and `line`(s) are kept in 1/1000 until the em is known. */
typedef struct Measure {
  int64_t v; /* Len, or 1/1000 em, or 1/1000 line */
  LenUnit unit;
} Measure;
bool measure_read(
    Str s,
    Measure *
        out); /* "13em" "11.25pt" "350mm" "2lines" "3cm" "1in" "12Q" "16px" "0"; exact decimal; also 号 names by `size_read` of plan */
Len measure_len(Measure m, Len em, Len line);
Len len_fu(int64_t fu, Len size,
           int64_t upem);      /* font units at a size -> Len; the one place that rounds: half away from zero */
Len len_pm(Len v, int64_t pm); /* v * pm / 1000, same rounding */
Len len_share(Len total, size_t parts, size_t i); /* i-th of `parts` shares that sum to total exactly */
Str len_text(Arena *a, Len v, LenUnit unit); /* unused unit ABS prints mm with up to 3 decimals; integers only inside */
static inline Len len_max(Len a, Len b) { return a > b ? a : b; }
static inline Len len_min(Len a, Len b) { return a < b ? a : b; }

typedef struct Point {
  Len x, y;
} Point; /* page space: from the trim box's top left corner, y downwards */
typedef struct Rect {
  Len x, y, w, h;
} Rect;
static inline bool rect_overlap(Rect a, Rect b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* ---- roles: what a piece of text or ink is; one vocabulary from copy to PDF tags, zones and dumps */
#define ROLES(X)                                                                                                       \
  X(NONE, "none")                                                                                                      \
  X(KICKER, "kicker")                                                                                                  \
  X(HEADLINE, "headline")                                                                                              \
  X(DECK, "deck")                                                                                                      \
  X(BYLINE, "byline") X(DATELINE, "dateline") X(BODY, "paragraph") X(SUBHEAD, "subhead") X(QUOTE, "quote")             \
      X(LIST, "list") X(TABLE, "table") X(BREAK, "break") X(PREFORMATTED, "preformatted") X(AUTHOR, "author")          \
          X(FLAG, "flag") X(NOTICE, "notice") X(CAPTION, "caption") X(CREDIT, "credit") X(PICTURE, "picture")          \
              X(PLACEHOLDER, "placeholder") X(NAMEPLATE, "nameplate") X(EAR, "ear") X(FOLIO, "folio")                  \
                  X(INDEX, "index") X(TEASER, "teaser") X(AD, "ad") X(TEXT, "text") X(JUMP, "jump") X(RULE, "rule")    \
                      X(BOX, "box") X(TINT, "tint") X(OVERSET, "overset") X(GUIDE, "guide")
typedef enum Role {
#define ROLE_ENUM(id, name) ROLE_##id,
  ROLES(ROLE_ENUM)
#undef ROLE_ENUM
      ROLE_COUNT
} Role;
const char *role_name(Role r);
bool role_read(Str name, Role *out);
#define STORY_NONE UINT32_MAX /* a story number where there is no story */

/* ---- diagnostics */
/* A place in a source text: bytes [at, end) of source number `file`; file 0 is "nowhere". Rides from copy to ink. */
typedef struct Span {
  uint32_t file, at, end;
} Span;

typedef enum DiagLevel { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR } DiagLevel;
typedef enum DiagCode {
#define DIAG(id, name, level, meaning, remedy) DIAG_##id,
#include "base/diag_codes.def"
#undef DIAG
  DIAG_CODE_COUNT
} DiagCode;

typedef struct Diags Diags; /* the collected findings and the sources they point into */
/* Where on the page a finding sits, for the report; all fields optional (page 0: none). */
typedef struct DiagPlace {
  int page;
  Str frame, story;
  Rect rect;
  bool has_rect;
} DiagPlace;

Diags *diags_make(Arena *a);
/* A second collector for one work unit, sharing the sources; merged in document order with diags_merge. */
Diags *diags_fork(Arena *a, const Diags *parent);
void diags_merge(Diags *into, const Diags *unit);
/* Registers a source; text must live as long as the Diags. Not to be called once threads run. Gives the file number (1..). */
uint32_t diags_add_source(Diags *d, Str path, Str text);
Str diags_source_path(const Diags *d, uint32_t file);
Str diags_source_text(const Diags *d, uint32_t file);
/* 1-based line and column (in code points) of a byte offset. */
void diags_position(const Diags *d, Span s, int *line, int *column);
/* Adds a finding at the level of its code. Message: lower case, no full stop, user's words in single quotes, says what was done instead. */
void diag_add(Diags *d, DiagCode code, Span span, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void diag_add_hint(Diags *d, Span span, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));      /* to the last finding */
void diag_add_place(Diags *d, DiagPlace place); /* to the last finding */
/* Asks where on the page those findings sit that nobody has told a place; `find` gives false where it does not know. */
void diags_place(Diags *d, bool (*find)(void *ctx, Span span, DiagPlace *place), void *ctx);
void diags_make_strict(Diags *d); /* warnings count as errors from now on (exit status only) */
size_t diags_count(const Diags *d, DiagLevel level);
bool diags_has(const Diags *d, DiagCode code);
/* All findings as text: `path:line:col: level: message  [code]`, the line, a caret, hints. `color` adds ANSI. `least` is the lowest level shown. */
/* Findings stand in document order: by source, then by place in it; those that point nowhere come last. */
void diags_write_text(const Diags *d, Buf *out, DiagLevel least, bool color);
typedef struct JsonOut JsonOut;
void diags_write_remedies(const Diags *d, Buf *out,
                          DiagLevel least);          /* `what helps:`, a line for each code that was raised */
void diags_write_json(const Diags *d, JsonOut *out); /* an array of findings */
const char *diag_code_name(DiagCode c);
const char *diag_code_meaning(DiagCode c);
const char *diag_code_remedy(DiagCode c);
DiagLevel diag_code_level(DiagCode c);

/* ---- job: what a stage carries */
typedef struct Job {
  Arena *arena; /* lives as long as the stage's result */
  Diags *diags;
} Job;

/* ---- json: a streaming writer (deterministic, 2-space indent, keys in the order put, a newline after the outermost value) and a reader (RFC 8259, numbers kept as written) */
struct JsonOut {
  Buf *buf;
  int depth;
  bool first, after_key, compact;
};
JsonOut json_out(Buf *b);
void json_open_object(JsonOut *j);
void json_close_object(JsonOut *j);
void json_open_array(JsonOut *j);
void json_close_array(JsonOut *j);
void json_put_key(JsonOut *j, const char *key);
void json_put_str(JsonOut *j, Str s); /* invalid UTF-8 becomes U+FFFD */
void json_put_int(JsonOut *j, int64_t v);
void json_put_milli(JsonOut *j, int64_t v_thousandths); /* 1250 -> 1.25 */
void json_put_bool(JsonOut *j, bool v);
void json_put_null(JsonOut *j);

typedef enum JsonKind { JSON_NONE, JSON_BOOL, JSON_INT, JSON_FRACTION, JSON_TEXT, JSON_LIST, JSON_MAP } JsonKind;
typedef struct Json Json;
struct Json { /* read value; siblings are chained */
  JsonKind kind;
  Str key,
      text; /* key inside a map; text of JSON_TEXT. A fraction keeps no value: nothing is measured through a float */
  int64_t integer;
  bool truth;
  Json *child, *next;
};
Json *json_read(Job *job, Str text, uint32_t file); /* NULL after a diagnostic [json-syntax] */
const Json *json_find(const Json *object, const char *key);

/* ---- yaml: a tree over libyaml, every node with its place. Scalars stay text: no node is a number until a reader says so. */
typedef enum YamlKind { YAML_TEXT, YAML_LIST, YAML_MAP } YamlKind;
typedef struct Yaml Yaml;
struct Yaml {
  YamlKind kind;
  bool quoted;         /* a quoted or block scalar */
  Span span, key_span; /* the value's place; the key's inside a map */
  Str key, text;       /* text of YAML_TEXT; `null`, `~` and nothing give the empty text, not quoted */
  Yaml *child, *next;  /* children in the order written */
  size_t n;            /* number of children */
};
/* Limits against bombs: depth 64, 200,000 nodes, no aliases beyond 1,000. NULL after [yaml-syntax]; an empty text gives an empty map.
 * `at` is the offset of `text` inside the source `file` (front matter starts inside a file). */
Yaml *yaml_read(Job *job, Str text, uint32_t file, uint32_t at);
const Yaml *yaml_find(const Yaml *map, const char *key);

/* ---- contour: what text runs around (contour.c) */
typedef enum Wrap {
  WRAP_UNSAID,
  WRAP_BOX,
  WRAP_CONTOUR, /* as far as the picture's alpha says that there is something */
  WRAP_POLYGON
} Wrap;
bool wrap_read(Str word, int *out); /* box, contour, polygon */
/* A polygon's corners in thousandths of a box. */
typedef struct Corner {
  int x_pm, y_pm;
} Corner;
typedef struct Corners {
  const Corner *at;
  size_t n; /* 0: none */
} Corners;
bool str_read_part(Str s, int *pm); /* 0.4 or 40% -> 400, exactly; false if it is no part of one */
bool corners_read(Arena *a, const Yaml *y, Corners *out); /* [[0, 0], [40%, 0], [1, 0.6]]: 3 corners or more */
/* A shape as bands of equal depth, each with what of it lies between its edges; from > to: nothing. */
typedef struct Contour {
  Len top, step;
  size_t n; /* 0: there is none */
  Len *from, *to;
} Contour;
Contour contour_make(Arena *a, Len top, Len depth, Len step);
void contour_add(Contour *c, size_t band, Len from, Len to);
Contour contour_of_polygon(Arena *a, const Point *p, size_t n, Len step);
/* How far the shape reaches between two depths, and `gap` further, measured as the crow flies: false where it is further off than that. */
bool contour_reach(const Contour *c, Len top, Len foot, Len gap, Len *from, Len *to);

/* ---- file */
#define FILE_MAX_COPY ((size_t)64 << 20)
/* Reads a whole file ("-" is standard input). */
bool file_read(Job *job, Str path, size_t max, Span asked_at,
               Str *out); /* diagnostic [file-missing|file-unreadable|file-too-large] and false */
bool file_exists(Str path);
bool dir_exists(Str path);
bool file_same(Str a, Str b);               /* both exist and are one file, by whatever names */
bool dir_make(Job *job, Str path);          /* with parents */
void file_drop(Str path);                   /* unlinks a file; none is fine */
Str path_join(Arena *a, Str dir, Str name); /* an absolute name wins */
Str path_dir(Str path);
Str path_base(Str path);
Str path_ext(Str path); /* without the dot */
/* Out: a file that appears whole or not at all (temporary beside it, fsync, rename); path "-" is standard output. */
typedef struct Out Out;
Out *out_open(Job *job, Str path); /* NULL after [file-unwritable] */
bool out_put(Out *o, const void *bytes, size_t n);
void out_drop_all(void);                     /* unlinks every temporary still open; safe in a signal handler */
bool out_close(Job *job, Out *o, bool keep); /* keep=false drops it; false after [file-unwritable] */
bool file_write(Job *job, Str path, Str bytes);

/* ---- pool: fn(ctx, i, worker) for i in [0, n) on `threads` threads; returns when all are done. Results land by index. */
void pool_run(int threads, size_t n, void (*fn)(void *ctx, size_t i, int worker), void *ctx);

#endif
