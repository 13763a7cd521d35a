/* outline: a glyph as contours. HarfBuzz reads glyf and CFF alike and hands over moves, lines and curves; quadratic ones come as cubic. */
#include "font/inside.h"

typedef struct Drawing {
  Arena *a;
  Outline *out;
} Drawing;

static void put(void *data, OutlineStep step, const float *xy, size_t n) {
  Drawing *d = data;
  Outline *o = d->out;
  vec_room(d->a, (void **)&o->steps, &o->cap, o->n + 1, sizeof *o->steps);
  vec_room(d->a, (void **)&o->at, &o->at_cap, o->at_n + n, sizeof *o->at);
  o->steps[o->n++] = (uint8_t)step;
  for (size_t i = 0; i < n; i++) o->at[o->at_n++] = xy[i];
}

static void put_move(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y, void *user) {
  (void)f, (void)st, (void)user;
  put(data, OUTLINE_MOVE, (const float[]){x, y}, 2);
}

static void put_straight(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x, float y, void *user) {
  (void)f, (void)st, (void)user;
  put(data, OUTLINE_LINE, (const float[]){x, y}, 2);
}

static void put_curve(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x1, float y1, float x2, float y2,
                      float x, float y, void *user) {
  (void)f, (void)st, (void)user;
  put(data, OUTLINE_CURVE, (const float[]){x1, y1, x2, y2, x, y}, 6);
}

hb_draw_funcs_t *outline_pen(void) {
  hb_draw_funcs_t *pen = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(pen, put_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(pen, put_straight, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(pen, put_curve, NULL, NULL);
  hb_draw_funcs_make_immutable(pen);
  return pen;
}

Outline font_outline(const Fonts *f, FontId id, uint16_t glyph, Arena *a) {
  Outline out = {0};
  hb_font_get_glyph_shape(font_hb(f, id), glyph, f->pen, &(Drawing){a, &out});
  return out;
}
