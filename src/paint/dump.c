/* The golden form of a page: one operation a line, text as text, places in Len, defaults left out. */
#include "paint/inside.h"

static const char *const KINDS[] = {"text", "rect", "line", "path", "picture"};
static const char *const LAYERS[LAYER_COUNT] = {"back", "page", "frames", "legs", "baselines", "roles", "overset"};

static void put_ink(Buf *b, const char *word, Ink k) {
  switch ((InkModel)k.model) {
  case INK_NONE: break;
  case INK_K: buf_putf(b, " %s k%d", word, k.c[3]); break;
  case INK_CMYK: buf_putf(b, " %s cmyk %d,%d,%d,%d", word, k.c[0], k.c[1], k.c[2], k.c[3]); break;
  case INK_RGB: buf_putf(b, " %s rgb %d,%d,%d", word, k.c[0], k.c[1], k.c[2]); break;
  case INK_SPOT: buf_putf(b, " %s spot %d at %d", word, k.c[1], k.c[0]); break;
  }
}

static void put_rect(Buf *b, Rect r) {
  buf_putf(b, " at %lld,%lld %lldx%lld", (long long)r.x, (long long)r.y, (long long)r.w, (long long)r.h);
}

/* The line's text in quotes; a glyph without text (engine's ink) as its number. */
static void put_text(Buf *b, const PaintOp *op, const Fonts *fonts) {
  const PaintGlyph *first = &op->glyphs[0], *last = &op->glyphs[op->n - 1];
  buf_putf(b, " %lld,%lld..%lld,%lld size %lld", (long long)first->x, (long long)first->y, (long long)last->x,
           (long long)last->y, (long long)op->size);
  if (op->x_scale_pm != 1000) buf_putf(b, " wide %d", op->x_scale_pm);
  if (op->vertical) buf_puts(b, op->turned ? STR(" turned") : STR(" upright"));
  put_ink(b, "ink", op->ink);
  FontId font = FONT_NONE;
  for (size_t i = 0; i < op->n; i++) {
    if (op->glyphs[i].font != font) {
      font = op->glyphs[i].font;
      Str name = fonts ? face_facts(fonts, font_facts(fonts, font)->face)->postscript : str_f(b->a, "%d", font);
      buf_putf(b, "%s%.*s \"", i ? "\" " : " ", STRF(name));
    }
    Str text = str_sub(op->text, op->glyphs[i].at, op->glyphs[i].end);
    if (op->artifact) {
      buf_putf(b, "#%d", op->glyphs[i].id);
    } else {
      buf_puts(b, text);
    }
  }
  buf_putc(b, '"');
}

static void put_path(Buf *b, const PaintOp *op) {
  buf_putf(b, op->dot ? " dots %lld" : " polygon", (long long)op->dot);
  for (size_t i = 0; i < op->path_n && i < 8; i++)
    buf_putf(b, " %lld,%lld", (long long)op->path[i].x, (long long)op->path[i].y);
  if (op->path_n > 8) buf_putf(b, " and %zu more", op->path_n - 8);
}

static void put_op(Buf *b, const PaintOp *op, const Fonts *fonts) {
  buf_putf(b, "%s %u %s", KINDS[op->kind], op->order, role_name(op->role));
  if (op->story != STORY_NONE) buf_putf(b, " story %u", op->story);
  if (op->para) buf_putf(b, " para %u", op->para);
  if (op->layer != LAYER_PAGE) buf_putf(b, " on %s", LAYERS[op->layer]);
  if (op->artifact) buf_puts(b, STR(" artifact"));
  if (op->kind == PAINT_TEXT) {
    if (op->n) put_text(b, op, fonts);
    buf_puts(b, op->para_end ? STR(" ¶") : op->line_end ? STR(" ↵") : STR(""));
  } else if (op->kind == PAINT_PATH) {
    put_path(b, op);
  } else {
    put_rect(b, op->box);
  }
  if (op->kind == PAINT_PICTURE) {
    buf_putf(b, " crop %d,%d %dx%d \"%.*s\"", op->crop.x, op->crop.y, op->crop.w, op->crop.h,
             STRF(path_base(op->pict->path)));
    if (op->path_n) buf_puts(b, STR(" within")), put_path(b, op);
  } else if (op->kind != PAINT_TEXT) {
    if (op->thickness) buf_putf(b, " line %lld", (long long)op->thickness);
    if (op->thickness) put_ink(b, "ink", op->ink);
    put_ink(b, "fill", op->fill);
  }
  buf_putc(b, '\n');
}

void paint_dump(const PaintPage *p, const Fonts *fonts, Buf *out) {
  buf_putf(out, "page %d %.*s %lldx%lld bleed %lld\n", p->number, STRF(p->name), (long long)p->trim_w,
           (long long)p->trim_h, (long long)p->bleed);
  for (size_t i = 0; i < p->ops.n; i++) put_op(out, &p->ops.at[i], fonts);
}
