/* Why an automatic page is as it is, in words. */
#include "makeup/bench.h"

static void tell_briefs(const BriefsTask *t, const Place *p, Buf *out) {
  const Variant *v = &p->variant;
  buf_putf(out, "  briefs: columns %d-%d, lines %d-%d, %d of %zu short pieces under '%.*s'", p->plot.column + 1,
           plot_right(&p->plot), p->plot.line + 1, plot_foot(&p->plot), v->briefs, t->n, STRF(t->head));
  if (v->spare) buf_putf(out, ", %d headings a line lower", v->spare);
  if (v->short_of) buf_putf(out, ", %d line%s short", v->short_of, v->short_of == 1 ? "" : "s");
  buf_putf(out, "; taste %d\n", v->cost);
}

static void tell_place(const PageTask *t, const Sketch *k, size_t i, Buf *out) {
  const Place *p = &k->at[i];
  const Variant *v = &p->variant;
  if (v->briefs) {
    tell_briefs(&t->briefs, p, out);
    return;
  }
  const Story *story = t->at[i];
  buf_putf(out, "  story-%zu: columns %d-%d, lines %d-%d, headline %lld pt", t->first + i + 1, p->plot.column + 1,
           plot_right(&p->plot), p->plot.line + 1, plot_foot(&p->plot), (long long)(v->size / LEN_PT));
  if (v->legs != p->plot.columns) buf_putf(out, ", %d legs", v->legs);
  static const char *const arms[] = {[ARM_BESIDE] = "beside its foot",
                                     [ARM_BELOW_LEFT] = "under it at the left",
                                     [ARM_BELOW_RIGHT] = "under it at the right"};
  if (v->arm.side)
    buf_putf(out, ", an L with %d column%s of %d lines %s", v->arm.columns, v->arm.columns == 1 ? "" : "s",
             v->arm.lines, arms[v->arm.side]);
  if (v->pict_cols) buf_putf(out, ", picture over %d legs, %d lines deep", v->pict_cols, v->pict_lines);
  if (v->air) buf_putf(out, ", %d line%s of air", v->air, v->air == 1 ? "" : "s");
  if (v->spare)
    buf_putf(out, ", %d line%s %s", v->spare < 0 ? -v->spare : v->spare, v->spare * v->spare == 1 ? "" : "s",
             v->spare < 0 ? "saved" : "opened");
  if (v->short_of) buf_putf(out, ", %d line%s short", v->short_of, v->short_of == 1 ? "" : "s");
  if (p->white) buf_putf(out, ", %d lines white", p->white);
  buf_putf(out, "; taste %d", v->cost);
  if (story->headline.n) buf_putf(out, "  %.*s", STRF(story->headline.at[0].text));
  buf_putc(out, '\n');
}

Str tell_page(Job *job, const Bench *b) {
  Buf out = buf_make(job->arena, 1 << 16);
  const Sketches *all = &b->offered;
  const Sketch *k = chosen(b, &b->best), *as = chosen(b, all);
  int score = sketch_score(as), gap = score - all->bound;
  buf_putf(&out,
           "%zu stories in %d columns and %d lines: score %d, of which %d are the stories' own and the cuts', %d the "
           "page's\n",
           k->n, b->search->columns, b->search->lines, score, as->cost, as->extra);
  if (gap)
    buf_putf(&out, "  no page of this kind scores less than %d: gap %d\n", all->bound, gap);
  else
    buf_putf(&out, "  no page of this kind scores less: gap 0\n");
  buf_putf(&out, "  %d cuts looked at, %d trial setting%s\n", all->visited, b->settings, b->settings == 1 ? "" : "s");
  for (size_t i = 0; i < k->n; i++) tell_place(b->task, k, i, &out);
  score_page(b->search, k, &out);
  if (b->nearest) buf_putf(&out, "       the nearest page on which nothing runs through would cost %d\n", b->nearest);
  for (size_t i = 0; i < all->n; i++) {
    if (&all->at[i] == as) continue;
    buf_putf(&out, "  another page, choice %zu, score %d:", i + 1, sketch_score(&all->at[i]));
    for (size_t s = 0; s < all->at[i].n; s++) {
      const Plot *p = &all->at[i].at[s].plot;
      buf_putf(&out, " %zu in %d-%d/%d-%d", b->task->first + s + 1, p->column + 1, plot_right(p), p->line + 1,
               plot_foot(p));
    }
    buf_putc(&out, '\n');
  }
  return buf_str(&out);
}
