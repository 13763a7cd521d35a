/* A page's content stream: what is drawn in which state. The state is followed while writing, so that nothing is said twice. */
#include "out/pdf/inside.h"

#include <string.h>

void content_room(Content *c, size_t bytes) {
  if (c->n + bytes <= c->cap) return;
  size_t cap = (c->cap + bytes) * 2;
  c->p = arena_grow(c->a, c->p, c->cap, cap);
  c->cap = cap;
}

void content_puts(Content *c, const char *z) {
  size_t n = strlen(z);
  content_room(c, n);
  memcpy(c->p + c->n, z, n);
  c->n += n;
}

void content_num(Content *c, int64_t decimal) {
  content_room(c, 32);
  c->n += decimal_put(c->p + c->n, decimal);
  c->p[c->n++] = ' ';
}

/* Finer than a number of points must be: it may stand before a metre. Within 10^-5 of one it is one. */
void content_ratio(Content *c, int64_t n, int64_t of) {
  enum { ONE = 100000000 };
  int64_t v = len_fu(n, ONE, of);
  char p[32];
  if (v > ONE - 1000 && v < ONE + 1000) v = ONE;
  int length = snprintf(p, sizeof p, "%lld.%08lld", (long long)(v / ONE), (long long)(v % ONE));
  while (p[length - 1] == '0') length--;
  if (p[length - 1] == '.') length--;
  p[length] = 0;
  content_puts(c, p);
  content_puts(c, " ");
}

void content_len(Content *c, Len v) { content_num(c, decimal_near(fine_of(v), FINE_PT / 500)); }

Fine content_x(const Content *c, Len x) { return fine_of(x + c->page->bleed + c->page->slug); }
Fine content_y(const Content *c, Len y) { return fine_of(c->page->trim_h + c->page->bleed + c->page->slug - y); }

void content_end_text(Content *c) {
  if (c->in_text) content_puts(c, "ET\n");
  c->in_text = false;
}

static bool is_black(Ink k) {
  return (k.model == INK_K || (k.model == INK_CMYK && !k.c[0] && !k.c[1] && !k.c[2])) && k.c[3] == 1000;
}

/* ISO 32000-1 8.6.7: with overprint mode 1 a DeviceCMYK component of 0 leaves its plate as it is. So black prints over what is below, and
 * misregister shows no white rim; the same would make white disappear, so everything but black knocks out. */
void content_overprint(Content *c, bool black) {
  if (c->overprint == black) return;
  content_puts(c, black ? "/K gs\n" : "/N gs\n");
  c->overprint = black;
  *(black ? &c->use->black : &c->use->knock) = true;
}

static void put_spot(Content *c, Ink ink, bool stroke) {
  const Spots *spots = c->book->edition->spots;
  int n = ink.c[1] + 1; /* 0: on every plate */
  must(n >= 0 && n < PLATES_MOST && (n == 0 || (spots && (size_t)n <= spots->n)));
  char name[] = "/S00 cs ";
  name[2] = (char)('0' + n / 10);
  name[3] = (char)('0' + n % 10);
  if (stroke) name[5] = 'C', name[6] = 'S';
  content_puts(c, name);
  content_num(c, ink.c[0] * 10);
  content_puts(c, stroke ? "SCN\n" : "scn\n");
  c->use->plates[n] = true;
}

void content_ink(Content *c, Ink ink, bool stroke) {
  content_overprint(c, is_black(ink));
  Ink *now = &c->ink[stroke];
  if (now->model == ink.model && !memcmp(now->c, ink.c, sizeof ink.c)) return;
  *now = ink;
  if (ink.model == INK_SPOT) {
    put_spot(c, ink, stroke);
    return;
  }
  bool rgb = ink.model == INK_RGB;
  for (int i = 0; i < (rgb ? 3 : 4); i++) content_num(c, ink.model == INK_K && i < 3 ? 0 : ink.c[i] * 10);
  content_puts(c, rgb ? (stroke ? "RG\n" : "rg\n") : (stroke ? "K\n" : "k\n"));
}

static void close_layer(Content *c) {
  content_unmark(c);
  content_end_text(c);
  if (c->layer != LAYER_PAGE) content_puts(c, "EMC\n");
  c->layer = LAYER_PAGE;
}

/* Overlays are optional content (ISO 32000-1 8.11); the page itself is not. */
static void set_layer(Content *c, int layer) {
  if (!c->book->layers[layer]) layer = LAYER_PAGE;
  if (layer == c->layer) return;
  close_layer(c);
  if (layer == LAYER_PAGE) return;
  char name[] = "/OC/L0 BDC\n";
  name[5] = (char)('0' + layer);
  content_puts(c, name);
  c->layer = layer;
  c->use->layers[layer] = true;
}

/* Room for most pages at once: three bytes a glyph and thirty an operation. */
static size_t likely_bytes(const PaintPage *p) {
  size_t n = 1024;
  for (size_t i = 0; i < p->ops.n; i++) n += 30 + 3 * p->ops.at[i].n;
  return n;
}

Str page_content(Arena *a, const PdfBook *b, const PaintPage *p, PdfPage *out) {
  Content c = {.a = a,
               .book = b,
               .page = p,
               .use = out,
               .layer = LAYER_PAGE,
               .overprint = -1,
               .stretch_pm = 1000,
               .wide_pm = 1000};
  if (b->options.tags) c.runs = b->tag_of[out - b->pages];
  content_room(&c, likely_bytes(p));
  for (size_t i = 0; i < p->ops.n; i++) {
    const PaintOp *op = &p->ops.at[i];
    set_layer(&c, op->layer);
    Tag *run = c.runs ? c.runs[i] : NULL;
    if (op->kind == PAINT_TEXT) {
      content_text(&c, op, run);
    } else {
      content_end_text(&c);
      content_mark(&c, op, run);
      content_shape(&c, op);
    }
  }
  close_layer(&c);
  return (Str){c.p, c.n};
}
