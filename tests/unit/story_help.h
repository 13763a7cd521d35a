/* What the tests of story share: a text read as a copy file, and stories shown in a line a part. */
#ifndef DUIKAI_TEST_STORY_HELP_H
#define DUIKAI_TEST_STORY_HELP_H

#include "unit.h"

#include "story/story.h"

typedef struct Read {
  Job job;
  Str text;
  Stories stories;
} Read;

static inline Read read_copy(const char *copy, Lang lang) {
  Read r = {.job = unit_job()};
  uint32_t file;
  r.text = text_read(&r.job, STR("copy.md"), str_of(copy), &file);
  r.stories = story_read(&r.job, STR("copy.md"), r.text, file, lang);
  Span where = {0};
  const char *why = "";
  if (!stories_check(r.job.arena, r.stories, r.text, &where, &why))
    fail_msg("law broken at byte %u of \"%s\": %s", where.at, copy, why);
  return r;
}

static const char *const MARK_NAMES[] = {"strong", "em",   "code", "link", "dots", "name", "book",     "deceased",
                                         "tcy",    "ruby", "sup",  "sub",  "cell", "lang", "dateline", "byline"};

/* <strong 重点> and the like, inner marks inside */
static inline void show_range(Buf *b, const Para *p, uint32_t at, uint32_t end, const bool *shown) {
  bool done[64] = {0};
  if (shown) memcpy(done, shown, sizeof done);
  while (at < end) {
    size_t next = p->mark_count;
    for (size_t i = 0; i < p->mark_count && i < 64; i++) {
      const Mark *m = &p->marks[i];
      if (done[i] || m->at < at || m->end > end) continue;
      if (next == p->mark_count || m->at < p->marks[next].at ||
          (m->at == p->marks[next].at && m->end > p->marks[next].end))
        next = i;
    }
    if (next == p->mark_count) break;
    const Mark *m = &p->marks[next];
    done[next] = true;
    buf_puts(b, str_sub(p->text, at, m->at));
    buf_putf(b, "<%s%s%.*s ", MARK_NAMES[m->kind], m->value.n ? "=" : "", STRF(m->value));
    show_range(b, p, m->at, m->end, done);
    buf_putc(b, '>');
    at = m->end;
  }
  buf_puts(b, str_sub(p->text, at, end));
}

static inline void show_part(Buf *b, const char *name, const Para *p) {
  if (!p) return;
  buf_putf(b, "%s ", name);
  show_range(b, p, 0, (uint32_t)p->text.n, NULL);
  buf_putc(b, '\n');
}

static inline Str show_stories(Arena *a, const Stories *all) {
  Buf b = buf_make(a, 1 << 20);
  for (size_t i = 0; i < all->n; i++) {
    const Story *s = &all->at[i];
    if (i) buf_puts(&b, STR("==\n"));
    show_part(&b, "kicker", s->kicker);
    for (size_t k = 0; k < s->headline.n; k++) show_part(&b, "headline", &s->headline.at[k]);
    for (size_t k = 0; k < s->deck.n; k++) show_part(&b, "deck", &s->deck.at[k]);
    if (s->dateline.n) buf_putf(&b, "dateline %.*s\n", STRF(s->dateline));
    if (s->byline.n) buf_putf(&b, "byline %.*s\n", STRF(s->byline));
    show_part(&b, "author", s->author);
    show_part(&b, "flag", s->flag);
    for (size_t k = 0; k < s->notice.n; k++) show_part(&b, "notice", &s->notice.at[k]);
    for (size_t k = 0; k < s->picture_count; k++) {
      buf_putf(&b, "picture %.*s before %zu\n", STRF(s->pictures[k].file), s->pictures[k].before);
      show_part(&b, "caption", s->pictures[k].caption);
      show_part(&b, "credit", s->pictures[k].credit);
    }
    for (size_t k = 0; k < s->body.n; k++) {
      const Para *p = &s->body.at[k];
      buf_putf(&b, "%s%s%.*s", p->role == ROLE_BODY ? "" : role_name(p->role), p->bullet.n ? " " : "", STRF(p->bullet));
      buf_puts(&b, p->role == ROLE_BODY ? STR("| ") : STR(" | "));
      show_range(&b, p, 0, (uint32_t)p->text.n, NULL);
      buf_putc(&b, '\n');
    }
  }
  return buf_str(&b);
}

typedef struct CopyRow {
  const char *copy, *want;
} CopyRow;

static inline void check_rows(const CopyRow *rows, size_t n, Lang lang) {
  for (size_t i = 0; i < n; i++) {
    Read r = read_copy(rows[i].copy, lang);
    Str got = show_stories(r.job.arena, &r.stories);
    if (!str_is(got, rows[i].want))
      fail_msg("row %zu, copy:\n%s\n-- gives:\n%.*s-- wanted:\n%s", i, rows[i].copy, STRF(got), rows[i].want);
    unit_done(&r.job);
  }
}

#endif
