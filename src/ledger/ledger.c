/* A build's ledger, made from flow's pages. */
#include "ledger/ledger.h"

#include "flow/flow.h"

static uint64_t mark_bytes(uint64_t h, Str s) { /* FNV-1a; a byte that no text has ends each paragraph */
  for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211U;
  return (h ^ 0xFF) * 1099511628211U;
}

static uint64_t mark_paras(uint64_t h, const Paras *p, int *characters) {
  for (size_t i = 0; i < p->n; i++) {
    h = mark_bytes(h, p->at[i].text);
    for (size_t at = 0; characters && at < p->at[i].text.n;) {
      uint32_t cp = str_next(p->at[i].text, &at);
      *characters += cp != ' ' && cp != 0x3000;
    }
  }
  return h;
}

static uint64_t mark_para(uint64_t h, const Para *p) { return mark_bytes(h, p ? p->text : (Str){0}); }

static void read_words(Arena *a, const Story *s, LedgerStory *out) {
  uint64_t h = mark_para(14695981039346656037U, s->kicker);
  h = mark_paras(mark_paras(h, &s->headline, NULL), &s->deck, NULL);
  h = mark_paras(mark_para(h, s->byline_line), &s->body, &out->characters);
  h = mark_paras(mark_para(mark_para(h, s->author), s->flag), &s->notice, NULL);
  for (size_t i = 0; i < s->picture_count; i++)
    h = mark_para(mark_para(h, s->pictures[i].caption), s->pictures[i].credit);
  out->text = str_f(a, "%016llx", (unsigned long long)h);
  Buf b = buf_make(a, 1 << 20);
  for (size_t i = 0; i < s->headline.n; i++) buf_putf(&b, "%s%.*s", i ? " " : "", STRF(s->headline.at[i].text));
  out->headline = buf_str(&b);
}

static bool is_inside(Rect in, Rect out) {
  return in.x >= out.x && in.y >= out.y && in.x + in.w <= out.x + out.w && in.y + in.h <= out.y + out.h;
}

static const FlowFrame *frame_of(const FlowPage *p, const Item *it) {
  const FlowFrame *around = NULL;
  for (size_t i = 0; i < p->frames.n; i++) {
    const FlowFrame *f = &p->frames.at[i];
    if (!is_inside(it->box, f->box)) continue;
    if (f->story == it->story) return f;
    if (!around) around = f;
  }
  return around;
}

static LedgerPart *part_of(Arena *a, LedgerStory *s, const FlowPage *p, const FlowFrame *f) {
  for (size_t i = 0; i < s->parts.n; i++)
    if (s->parts.at[i].page == p->number && str_eq(s->parts.at[i].frame, f->name)) return &s->parts.at[i];
  vec_add(a, &s->parts, (LedgerPart){.page = p->number, .frame = f->name, .box = f->box});
  if (f->headline_lines && !s->headline_lines) {
    s->headline_lines = f->headline_lines;
    s->headline_size = f->headline_size;
  }
  return &s->parts.at[s->parts.n - 1];
}

static bool is_running(Role r) {
  return r == ROLE_BODY || r == ROLE_SUBHEAD || r == ROLE_LIST || r == ROLE_QUOTE || r == ROLE_PREFORMATTED ||
         r == ROLE_TABLE;
}

static void add_line(Arena *a, LedgerStory *s, LedgerPart *part, const Item *it) {
  if (is_running(it->role)) {
    part->lines++;
    s->lines++;
  }
  if (it->role != ROLE_JUMP) return;
  Str words = str_sub(setting_shaped(it->setting)->text, it->line->at, it->line->end);
  s->jump = s->jump.n ? str_f(a, "%.*s %.*s", STRF(s->jump), STRF(words)) : words;
}

static void add_picture(Arena *a, const Story *story, LedgerStory *s, const FlowPage *p, const Item *it) {
  Str file = it->pict ? path_base(it->pict->path) : (Str){0};
  for (size_t i = 0; it->pict && i < story->picture_count; i++)
    if (story->pictures[i].file.n && str_has_suffix(it->pict->path, story->pictures[i].file))
      file = story->pictures[i].file;
  vec_add(
      a, &s->pictures,
      (LedgerPicture){
          .file = file, .page = p->number, .box = it->box, .crop = {it->crop.x, it->crop.y, it->crop.w, it->crop.h}});
}

static void add_item(Arena *a, const FlowEdition *e, Ledger *l, const FlowPage *p, const Item *it) {
  const FlowFrame *f = it->story == STORY_NONE || it->overset ? NULL : frame_of(p, it);
  if (!f || it->story >= l->n) return;
  LedgerStory *s = &l->at[it->story];
  if (it->kind == ITEM_LINE) add_line(a, s, part_of(a, s, p, f), it);
  if (it->kind == ITEM_PICTURE || it->kind == ITEM_PLACEHOLDER)
    part_of(a, s, p, f), add_picture(a, e->stories.at[it->story].story, s, p, it);
}

/* Stories are known by their path from the edition's folder on, however that was named. */
static Str id_of(const Edition *e, Str id) {
  Str rest = id;
  if (e->dir.n && str_has_prefix(id, e->dir)) rest = str_sub(id, e->dir.n, id.n);
  while (rest.n && rest.p[0] == '/') rest = str_sub(rest, 1, rest.n);
  return str_has_prefix(rest, STR("./")) ? str_sub(rest, 2, rest.n) : rest;
}

Ledger ledger_make(Arena *a, const FlowEdition *e) {
  Ledger l = {0};
  for (size_t i = 0; i < e->stories.n; i++) {
    LedgerStory s = {.id = id_of(e->edition, e->stories.at[i].story->id)};
    read_words(a, e->stories.at[i].story, &s);
    vec_add(a, &l, s);
  }
  for (size_t i = 0; i < e->pages.n; i++)
    for (size_t k = 0; k < e->pages.at[i]->items.n; k++)
      add_item(a, e, &l, e->pages.at[i], &e->pages.at[i]->items.at[k]);
  return l;
}
