/* Optional content (ISO 32000-1 8.11) and marked sequences (14.6). Our file has neither the groups nor the tree of tags that they belong to, and
 * X-1a knows no layers: so what would be printed stays as plain ink, what would not goes, and the marks go with it. */
#include "form/inside.h"

#include <string.h>

static void hide(Source *s, Oh group, bool hidden) {
  Str id = oh_id(s, group);
  if (id.n) map_put(s->hidden, id, hidden ? s : NULL);
}

static void hide_all(Source *s, Oh groups, bool hidden) {
  for (int i = 0; i < oh_count(s, groups); i++) hide(s, oh_item(s, groups, i), hidden);
}

/* A group may say for itself whether it is to be printed, where the file listens to that (8.11.4.4). */
static void apply_usage(Source *s, Oh rules) {
  for (int i = 0; i < oh_count(s, rules); i++) {
    Oh rule = oh_item(s, rules, i), groups = oh_key(s, rule, "/OCGs");
    if (!oh_is_name(s, oh_key(s, rule, "/Event"), "Print")) continue;
    for (int k = 0; k < oh_count(s, groups); k++) {
      Oh group = oh_item(s, groups, k), print = oh_key(s, oh_key(s, group, "/Usage"), "/Print");
      Str state = oh_name(s, oh_key(s, print, "/PrintState"));
      if (state.n) hide(s, group, str_is(state, "OFF"));
    }
  }
}

void layers_read(Source *s) {
  Oh all = oh_key(s, qpdf_get_root(s->q), "/OCProperties"), d = oh_key(s, all, "/D");
  s->hidden = map_make(s->a);
  if (oh_is_name(s, oh_key(s, d, "/BaseState"), "OFF")) hide_all(s, oh_key(s, all, "/OCGs"), true);
  hide_all(s, oh_key(s, d, "/OFF"), true);
  hide_all(s, oh_key(s, d, "/ON"), false);
  apply_usage(s, oh_key(s, d, "/AS"));
}

bool layer_is_hidden(Source *s, Oh oc) {
  Str id = oh_id(s, oc);
  if (!oh_is_name(s, oh_key(s, oc, "/Type"), "OCMD")) return id.n && map_find(s->hidden, id);
  Oh groups = oh_key(s, oc, "/OCGs");
  Str policy = oh_name(s, oh_key(s, oc, "/P"));
  int n = oh_count(s, groups), off = 0;
  if (!n) return !oh_is_null(s, groups) && map_find(s->hidden, oh_id(s, groups));
  for (int i = 0; i < n; i++) off += map_find(s->hidden, oh_id(s, oh_item(s, groups, i))) != NULL;
  if (str_is(policy, "AllOn")) return off > 0;
  if (str_is(policy, "AnyOff")) return off == 0;
  if (str_is(policy, "AllOff")) return off < n;
  return off == n;
}

/* ---- content without marks */
enum { SAVED_MOST = 256 };
typedef struct Cleaner {
  Source *s;
  Tokens t;
  Buf out;
  size_t kept;  /* the content before this is written, or dropped */
  size_t first; /* of the operands since the last operator */
  Str name, last_name;
  double number;
  int depth, hidden;                    /* sequences open; the one that hides, 0: none */
  int mode, saved[SAVED_MOST], saved_n; /* text rendering mode */
  bool touched;
} Cleaner;

static void write_to(Cleaner *c, size_t at) {
  if (at > c->kept) buf_put(&c->out, c->t.in.p + c->kept, at - c->kept);
  c->kept = at;
}

static void drop(Cleaner *c, size_t end) {
  write_to(c, c->first);
  buf_putc(&c->out, '\n');
  c->kept = end;
  c->touched = true;
}

static void mark(Cleaner *c, Str op, Oh resources, size_t end) {
  Source *s = c->s;
  if (str_is(op, "EMC")) {
    if (c->hidden == c->depth) c->hidden = 0;
    if (c->depth > 0) c->depth--;
  } else if (!str_is(op, "MP") && !str_is(op, "DP")) {
    c->depth++;
    if (!c->hidden && str_is(op, "BDC") && str_is(c->name, "OC") && c->last_name.n) {
      Oh properties = oh_key(s, resources, "/Properties");
      Str key = str_f(s->a, "/%.*s", STRF(c->last_name));
      if (layer_is_hidden(s, oh_key(s, properties, key.p))) {
        c->hidden = c->depth;
        source_note(s, FORM_HIDDEN, (Str){0}, 1);
      }
    }
  }
  drop(c, end);
}

static void show_unseen(Cleaner *c, size_t end) {
  write_to(c, c->first);
  buf_putf(&c->out, "\n%d Tr ", c->mode >= 4 ? 7 : 3);
  write_to(c, end);
  buf_putf(&c->out, " %d Tr\n", c->mode);
  c->touched = true;
}

static bool is_one(Str op, const char *words) {
  for (const char *at = words; *at;) {
    const char *blank = strchr(at, ' ');
    size_t n = blank ? (size_t)(blank - at) : strlen(at);
    if (op.n == n && !memcmp(op.p, at, n)) return true;
    at += n + (blank != NULL);
  }
  return false;
}

static void hide_ink(Cleaner *c, Str op, size_t end) {
  if (is_one(op, "S s f F f* B B* b b*")) {
    drop(c, end);
    buf_puts(&c->out, STR("n\n"));
  } else if (is_one(op, "Do sh")) {
    drop(c, end);
  } else if (is_one(op, "Tj TJ ' \"")) {
    show_unseen(c, end);
  }
}

static void operate(Cleaner *c, Str op, Oh resources, size_t end) {
  if (is_one(op, "BMC BDC EMC MP DP")) return mark(c, op, resources, end);
  if (str_is(op, "q") && c->saved_n < SAVED_MOST) c->saved[c->saved_n++] = c->mode;
  if (str_is(op, "Q") && c->saved_n > 0) c->mode = c->saved[--c->saved_n];
  if (str_is(op, "Tr")) c->mode = c->number >= 0 && c->number < 8 ? (int)c->number : 0;
  if (c->hidden) hide_ink(c, op, end);
}

Str content_clean(Source *s, Str content, Oh resources, bool *touched) {
  Cleaner c = {.s = s, .t = {.a = s->a, .in = content}, .out = buf_make(s->a, UNPACKED_MOST)};
  for (Tok k; (k = token_next(&c.t)).kind != TOK_END;) {
    if (k.kind == TOK_NAME) {
      if (!c.name.p) c.name = k.text;
      c.last_name = k.text;
    }
    if (k.kind == TOK_NUMBER) c.number = k.number;
    if (k.kind != TOK_WORD) continue;
    if (str_is(k.text, "BI")) continue; /* its keys and values are operands of ID */
    if (str_is(k.text, "ID")) {
      token_skip_image(&c.t);
      if (c.hidden) drop(&c, c.t.at);
    } else {
      operate(&c, k.text, resources, k.end);
    }
    c.first = c.t.at;
    c.name = c.last_name = (Str){0};
  }
  *touched = c.touched;
  if (!c.touched) return content;
  write_to(&c, content.n);
  return buf_str(&c.out);
}
