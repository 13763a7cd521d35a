/* flow/ladder_words: what the ladder tried, for `explain` and the report. */
#include "flow/inside.h"

static const char *plural(int n) { return n == 1 ? "" : "s"; }

/* picture -2, save-line 3, drop quote; the step's own name, signed where it may go either way. */
static void put_change(Buf *out, const FlowChange *c) {
  int many = c->by < 0 ? -c->by : c->by;
  switch (c->kind) {
  case STEP_PULL_ORPHAN:
  case STEP_SAVE_LINE:
  case STEP_MAKE_LINE:
  case STEP_OPEN_LINE:
  case STEP_LEAVE_WHITE: buf_putf(out, "%s %d", step_name(c->kind), many); return;
  case STEP_DROP:
    buf_putf(out, "drop %s", element_name(c->drop));
    if (many > 1) buf_putf(out, " x %d", many);
    return;
  case STEP_TRACKING: buf_putf(out, "tracking -%d.%d%%", many / 10, many % 10); return;
  case STEP_FILLER: buf_putf(out, "filler %.*s of %d line%s", STRF(c->piece), many, plural(many)); return;
  default:
    buf_putf(out, "%s", step_name(c->kind));
    if (c->picture > 1) buf_putf(out, " (%d)", c->picture);
    buf_putf(out, " %+d", c->by);
  }
}

static void put_outcome(Buf *out, const FlowTry *t) {
  if (t->uneven)
    buf_puts(out, STR("a heading would stand low at a leg's head"));
  else if (t->over)
    buf_putf(out, "%d line%s left over", t->over, plural(t->over));
  else if (t->white)
    buf_putf(out, "%d line%s left white", t->white, plural(t->white));
  else
    buf_puts(out, STR("every leg full"));
}

static void put_try(Buf *out, const FlowTry *t, bool won) {
  buf_puts(out, won ? STR("  > ") : STR("    "));
  if (!t->n) buf_puts(out, STR("as it is"));
  for (size_t i = 0; i < t->n; i++) {
    if (i) buf_puts(out, STR(", "));
    put_change(out, &t->at[i]);
  }
  buf_putf(out, " (cost %d): ", t->cost);
  put_outcome(out, t);
  buf_putc(out, '\n');
}

void ladder_explain(const FlowLadder *l, Buf *out) {
  if (!l->need && !l->tries.n) return;
  int need = l->need < 0 ? -l->need : l->need;
  if (need)
    buf_putf(out, "  ladder: %d line%s %s; ", need, plural(need), l->need < 0 ? "over" : "under");
  else
    buf_puts(out, STR("  ladder: as many lines as there is room for; "));
  if (l->measured) buf_putf(out, "%d setting%s counted, ", l->measured, plural(l->measured));
  buf_putf(out, "%zu poured", l->tries.n);
  buf_puts(out, l->won >= 0 ? STR("\n") : STR(", none fills the frame\n"));
  for (size_t i = 0; i < l->tries.n; i++) put_try(out, &l->tries.at[i], (int)i == l->won);
}

static void put_int(JsonOut *j, const char *key, int64_t v) {
  json_put_key(j, key);
  json_put_int(j, v);
}

static void json_change(JsonOut *j, const FlowChange *c) {
  json_open_object(j);
  json_put_key(j, "step"), json_put_str(j, str_of(step_name(c->kind)));
  if (c->kind == STEP_DROP) json_put_key(j, "element"), json_put_str(j, str_of(element_name(c->drop)));
  if (c->picture) put_int(j, "picture", c->picture);
  if (c->kind == STEP_FILLER) json_put_key(j, "piece"), json_put_str(j, c->piece);
  put_int(j, "by", c->by);
  put_int(j, "cost", c->cost);
  json_close_object(j);
}

static void json_try(JsonOut *j, const FlowTry *t) {
  json_open_object(j);
  json_put_key(j, "steps"), json_open_array(j);
  for (size_t i = 0; i < t->n; i++) json_change(j, &t->at[i]);
  json_close_array(j);
  put_int(j, "cost", t->cost);
  put_int(j, "lines_white", t->white);
  put_int(j, "lines_over", t->over);
  json_put_key(j, "full"), json_put_bool(j, !t->uneven && !t->white && !t->over);
  json_close_object(j);
}

void ladder_json(const FlowLadder *l, JsonOut *j) {
  json_put_key(j, "ladder");
  json_open_object(j);
  put_int(j, "need", l->need);
  put_int(j, "measured", l->measured);
  json_put_key(j, "tried"), json_open_array(j);
  for (size_t i = 0; i < l->tries.n; i++) json_try(j, &l->tries.at[i]);
  json_close_array(j);
  json_put_key(j, "winner");
  if (l->won >= 0)
    json_put_int(j, l->won);
  else
    json_put_null(j);
  json_close_object(j);
}

/* ---- advice, in the desk's words */

static const char *const ELEMENTS_ZH[] = {"引文", "编者按", "资料框", "图片", "副题", "肩题", "末条稿件"};

static void put_count(Buf *out, const char *what, const char *less, const char *more, int by) {
  buf_putf(out, "%s%s %d 行", what, by < 0 ? less : more, by < 0 ? -by : by);
}

static void put_advice_zh(Buf *out, const FlowChange *c) {
  int many = c->by < 0 ? -c->by : c->by;
  switch (c->kind) {
  case STEP_SAVE_LINE: buf_putf(out, "%d 段各缩一行", many); return;
  case STEP_MAKE_LINE:
  case STEP_OPEN_LINE: buf_putf(out, "%d 段各涨一行", many); return;
  case STEP_HEAD_AIR: put_count(out, "题区空白", "减", "加", c->by); return;
  case STEP_STORY_GAP: put_count(out, "稿间空白", "减", "加", c->by); return;
  case STEP_FILLER: buf_putf(out, "补白“%.*s” %d 行", STRF(c->piece), many); return;
  case STEP_PICTURE:
    if (c->picture > 1) buf_putf(out, "第 %d 张", c->picture);
    put_count(out, "图片", "减", "加", c->by);
    return;
  case STEP_DECK_LINES: put_count(out, "副题", "减", "加", c->by); return;
  case STEP_HEADLINE_LINES: put_count(out, "标题", "减", "加", c->by); return;
  case STEP_TRACKING: buf_putf(out, "字距紧 %d‰", many); return;
  case STEP_DROP:
    buf_putf(out, "撤%s", ELEMENTS_ZH[c->drop]);
    if (many > 1) buf_putf(out, " %d 处", many);
    return;
  default: buf_puts(out, str_of(step_name(c->kind)));
  }
}

static void put_advice_en(Buf *out, const FlowChange *c) {
  int many = c->by < 0 ? -c->by : c->by;
  const char *less = c->by < 0 ? "less" : "more";
  switch (c->kind) {
  case STEP_SAVE_LINE:
  case STEP_MAKE_LINE:
  case STEP_OPEN_LINE:
    buf_putf(out, "%d paragraph%s a line %s", many, plural(many), c->by < 0 ? "shorter" : "longer");
    return;
  case STEP_HEAD_AIR: buf_putf(out, "%d line%s %s air at the headline", many, plural(many), less); return;
  case STEP_STORY_GAP: buf_putf(out, "%d line%s %s between stories", many, plural(many), less); return;
  case STEP_PICTURE:
    buf_putf(out, "picture %d line%s %s", many, plural(many), c->by < 0 ? "shallower" : "deeper");
    return;
  case STEP_DECK_LINES: buf_putf(out, "deck %d line%s %s", many, plural(many), less); return;
  case STEP_HEADLINE_LINES: buf_putf(out, "headline %d line%s %s", many, plural(many), less); return;
  case STEP_TRACKING: buf_putf(out, "tracking -%d/1000 em", many); return;
  default: put_change(out, c);
  }
}

void advice_put(Buf *out, const FlowAdvice *a, size_t n, bool en) {
  for (size_t i = 0; i < n; i++) {
    buf_puts(out, STR("; "));
    (en ? put_advice_en : put_advice_zh)(out, &a[i].change);
  }
}

void advice_json(JsonOut *j, const FlowAdvice *a, size_t n) {
  json_put_key(j, "suggest");
  json_open_array(j);
  for (size_t i = 0; i < n; i++) {
    json_open_object(j);
    json_put_key(j, "change"), json_change(j, &a[i].change);
    json_put_key(j, "with"), json_try(j, a[i].whole);
    json_close_object(j);
  }
  json_close_array(j);
}

void flow_dropped_json(const FlowEdition *e, JsonOut *j) {
  json_open_array(j);
  for (size_t i = 0; e && i < e->dropped.n; i++) {
    const FlowDropped *d = &e->dropped.at[i];
    json_open_object(j);
    json_put_key(j, "story"), json_put_str(j, e->stories.at[d->story].story->id);
    put_int(j, "page", d->page);
    json_put_key(j, "element"), json_put_str(j, str_of(element_name(d->element)));
    json_put_key(j, "text"), json_put_str(j, d->text);
    json_close_object(j);
  }
  json_close_array(j);
}
