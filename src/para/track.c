/* Tracking: 疏排 and 紧排, space put between all characters of a paragraph or of a run.
 *
 * It belongs to the gaps and not to the characters, so nothing trails at a line's end and a tracked line in the middle of its
 * measure stands in the middle. Dashes and ellipses are one drawing and stay so; figures of a number and letters of a word keep
 * their distances in text that is not Latin (CLREQ, "Handling Western Text": a Western word is one unit among Han), while in
 * Latin text they are the characters that are meant. U+3000 stays one em. */
#include "para/inside.h"

static bool takes(const Setting *s, const Cell *p, const Cell *q, uint8_t kind) {
  if (kind == BREAK_NEVER || p->cc == CC_IDSPACE || q->cc == CC_IDSPACE) return false;
  if (p->flags & q->flags & CELL_UNIT) return false;
  if (p->cc == CC_FW_LATIN && q->cc == CC_FW_LATIN) return kind != BREAK_LAST && kind != BREAK_LAST_GOOD;
  return !(p->flags & q->flags & CELL_WEST) || s->style.lang == LANG_EN;
}

static bool is_any(const Setting *s) {
  bool any = s->style.tracking_pm != 0;
  for (size_t i = 0; i < s->shaped->run_count; i++) any |= s->shaped->runs[i].tracking_pm != 0;
  return any;
}

void track_make(Maker *m) {
  Setting *s = m->s;
  if (!is_any(s)) return;
  const Run *run = s->shaped->runs, *last = run + s->shaped->run_count - 1;
  const Cell *before = NULL;
  for (uint32_t i = 0; i < s->n; i++) {
    const Cell *c = &m->cells[i];
    if (c->flags & (CELL_SPACE | CELL_HIDDEN)) continue;
    if (before && takes(s, before, c, m->gaps[i].kind)) { /* by the run of the character before */
      while (run < last && run->end <= before->at) run++;
      int32_t more = (int32_t)len_pm(run_em(run, s->style.vertical), run->tracking_pm + s->style.tracking_pm);
      m->gaps[i].ideal += more, m->gaps[i].least += more;
    }
    before = c;
  }
}
