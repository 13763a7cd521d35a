/* The copy reader: no crash on any bytes, and the laws. Conservation is checked twice: by the room's own account of every byte
 * (stories_check), and by counting, which knows nothing of that account: the Han of the copy are the Han of its stories. */
#include "fuzz.h"

#include "story/inside.h"

/* how many wide characters, and which: a sum over them that does not ask for their order */
typedef struct Tally {
  uint64_t n, sum;
} Tally;

static void tally(Tally *t, Str s) {
  for (size_t i = 0; i < s.n;) {
    uint32_t cp = utf8_next(s, &i);
    if (cp < 0x2E80 || cp == 0x3000 || cp == 0xFFFD) continue;
    t->n++;
    t->sum += (uint64_t)cp * 2654435761u ^ (uint64_t)cp << 32;
  }
}

static void check_para(void *user, const Para *p) {
  Tally *held = user;
  tally(held, p->text);
  for (size_t i = 0; i < p->text.n; i++) must(p->text.p[i] != '\n');
  must(p->text.n ? p->piece_count || p->role == ROLE_CAPTION : !p->piece_count);
  for (size_t i = 0; i < p->piece_count; i++) {
    must(p->pieces[i].at < p->text.n && (i ? p->pieces[i].at > p->pieces[i - 1].at : p->pieces[i].at == 0));
  }
  for (size_t i = 0; i < p->mark_count; i++) must(p->marks[i].at < p->marks[i].end && p->marks[i].end <= p->text.n);
  must(p->span.at <= p->span.end);
}

static bool has_rule(const Drop *d, const char *rule) { return d->rule == rule; }

/* Without front matter, whose values may be folded or named wrongly, the count must come out even. */
static void check_count(const Stories *s, Str text, Tally held) {
  Tally source = {0};
  tally(&source, text);
  for (size_t i = 0; i < s->drop_count; i++) {
    const Drop *d = &s->drops[i];
    if (has_rule(d, DROP_FRONT_MATTER) || has_rule(d, DROP_ENTITY)) return;
    if (has_rule(d, DROP_LINK) || has_rule(d, DROP_PICTURE) || has_rule(d, DROP_ATTRIBUTE) ||
        has_rule(d, DROP_CODE_INFO))
      tally(&held, str_sub(text, d->span.at, d->span.end));
  }
  must(held.n >= source.n); /* a link's title may be a caption, and is then held as well */
  bool titled = false;
  for (size_t i = 0; i < s->n; i++) titled = titled || s->at[i].picture_count;
  if (!titled) must(held.n == source.n && held.sum == source.sum);
}

static void read_copy(Str raw, bool clean) {
  Arena *a = arena_open();
  Job job = {a, diags_make(a)};
  uint32_t file = 0;
  Str text = clean ? text_read(&job, STR("fuzz.md"), raw, &file) : raw;
  if (!clean) file = diags_add_source(job.diags, STR("fuzz.md"), raw);
  Stories s = story_read(&job, STR("fuzz.md"), text, file, LANG_ZH_HANS);
  must(s.n > 0);
  Tally held = {0};
  for (size_t i = 0; i < s.n; i++) {
    story_each(&s.at[i], check_para, &held);
    for (size_t k = 0; k < s.at[i].picture_count; k++) must(s.at[i].pictures[k].before <= s.at[i].body.n);
  }
  if (clean) {
    must(stories_check(a, s, text, NULL, NULL));
    check_count(&s, text, held);
  }
  Buf shown = buf_make(a, (size_t)1 << 28);
  JsonOut json = json_out(&shown);
  stories_dump(s, job.diags, &json);
  diags_write_text(job.diags, &shown, DIAG_NOTE, false);
  arena_close(a);
}

void fuzz_one(const uint8_t *bytes, size_t n) {
  Str raw = {(const char *)bytes, n};
  read_copy(raw, true);
  read_copy(raw, false); /* the door promises more than text_read's clean text: any bytes */
}
