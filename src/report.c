/* What the desk reads when a run is over: the findings, the status, the report and the table of what fits. */
#include "session.h"

const char *duikai_findings(DuikaiSession *s, DuikaiLevel least) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  diags_write_text(s->job.diags, &b, (DiagLevel)least, s->color);
  diags_write_remedies(s->job.diags, &b, (DiagLevel)(least > DUIKAI_WARNING ? least : DUIKAI_WARNING));
  return session_text(s, &b);
}

size_t duikai_count(const DuikaiSession *s, DuikaiLevel level) { return diags_count(s->job.diags, (DiagLevel)level); }

int duikai_status(const DuikaiSession *s) {
  if (s->failed) return 2;
  return diags_count(s->job.diags, DIAG_ERROR) || (s->strict && diags_count(s->job.diags, DIAG_WARNING)) ? 1 : 0;
}

static bool find_place(void *ctx, Span span, DiagPlace *place) { return flow_find_place(ctx, span, place); }

/* The pages that the engine made up: their points, and the least there could be. */
static void put_makeup(const DuikaiSession *s, JsonOut *j) {
  json_put_key(j, "makeup");
  json_open_array(j);
  for (size_t i = 0; s->flow && i < s->edition->page_count; i++) {
    const PagePlan *p = &s->edition->pages[i];
    if (!p->why.n) continue;
    json_open_object(j);
    json_put_key(j, "page"), json_put_int(j, p->number);
    json_put_key(j, "score"), json_put_int(j, p->score);
    json_put_key(j, "bound"), json_put_int(j, p->bound);
    json_put_key(j, "why"), json_put_str(j, p->why);
    json_close_object(j);
  }
  json_close_array(j);
}

/* The house pieces that stand on pages. */
static void put_fillers(const DuikaiSession *s, JsonOut *j) {
  json_put_key(j, "fillers");
  json_open_array(j);
  for (size_t i = 0; s->flow && i < s->edition->filler_count; i++) {
    const Filler *f = &s->edition->fillers[i];
    if (!f->page) continue;
    json_open_object(j);
    json_put_key(j, "file"), json_put_str(j, f->file);
    json_put_key(j, "page"), json_put_int(j, f->page);
    json_put_key(j, "slot"), json_put_str(j, f->slot);
    json_close_object(j);
  }
  json_close_array(j);
}

/* Numbers of the pages that are not to be printed yet. */
static void put_held(const DuikaiSession *s, JsonOut *j) {
  json_put_key(j, "held");
  json_open_array(j);
  for (size_t i = 0; s->flow && i < s->flow->pages.n; i++)
    if (s->flow->pages.at[i]->held) json_put_int(j, s->flow->pages.at[i]->number);
  json_close_array(j);
}

void session_put_report(DuikaiSession *s, JsonOut *j) {
  if (s->flow) diags_place(s->job.diags, find_place, s->flow);
  json_put_key(j, "duikai");
  json_put_str(j, STR(DUIKAI_VERSION));
  json_put_key(j, "edition");
  json_put_str(j, s->edition ? s->edition->path : (Str){0});
  json_put_key(j, "status");
  json_put_int(j, duikai_status(s));
  json_put_key(j, "findings");
  diags_write_json(s->job.diags, j);
  put_held(s, j);
  put_makeup(s, j);
  put_fillers(s, j);
  json_put_key(j, "dropped");
  flow_dropped_json(s->flow, j);
  json_put_key(j, "fit");
  if (s->flow)
    flow_fit_json(s->flow, j);
  else
    json_put_null(j);
  session_put_loosest(s, j);
}

const char *duikai_report(DuikaiSession *s) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  JsonOut j = json_out(&b);
  json_open_object(&j);
  session_put_report(s, &j);
  json_close_object(&j);
  buf_putc(&b, '\n');
  return session_text(s, &b);
}

const char *duikai_fit(DuikaiSession *s) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  if (s->flow) flow_fit_text(s->flow, &b);
  return session_text(s, &b);
}

const char *duikai_fit_json(DuikaiSession *s) {
  Buf b = buf_make(s->arena, TEXT_MAX);
  JsonOut j = json_out(&b);
  if (s->flow) flow_fit_json(s->flow, &j);
  buf_putc(&b, '\n');
  return session_text(s, &b);
}
