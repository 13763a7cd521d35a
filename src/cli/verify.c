/* verify: is what stands in a finished PDF what stands in the copy, byte by byte? The PDF is read by a program that is not ours (mutool),
 * through its tree of tags; the copy by the engine's own reader, with the desk's rules. Compared is paragraph by paragraph, article by
 * article.
 *
 * Not counted: soft hyphens (U+00AD; the engine's at divided words, the copy's where no word is divided), the labels of lists, readings
 * beside their base, and lines that send the reader to another page. Whatever else an article holds must be the copy's. */
#include "base/base.h"
#include "cli/cli.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- reading the PDF */

enum { PDF_TEXT_MAX = 1 << 30, SCRIPT_FD = 3 };

/* The script as a file that has no name: mupdf wants one that it can seek in. */
static bool run_reader(const char *pdf, Buf *out) {
  FILE *script = tmpfile();
  int pipe_of[2];
  if (!script || fputs(verify_script, script) < 0 || fflush(script) || pipe(pipe_of)) return false;
  posix_spawn_file_actions_t to;
  posix_spawn_file_actions_init(&to);
  posix_spawn_file_actions_adddup2(&to, pipe_of[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&to, fileno(script), SCRIPT_FD);
  if (pipe_of[0] != SCRIPT_FD) posix_spawn_file_actions_addclose(&to, pipe_of[0]);
  char *argv[] = {(char[]){"mutool"}, (char[]){"run"}, (char[]){"/dev/fd/3"}, (char *)(uintptr_t)pdf, NULL};
  pid_t child;
  int failed = posix_spawnp(&child, argv[0], &to, NULL, argv, environ), status = 0;
  posix_spawn_file_actions_destroy(&to);
  close(pipe_of[1]);
  char part[1 << 16];
  for (ssize_t n; !failed && (n = read(pipe_of[0], part, sizeof part)) > 0;) buf_put(out, part, (size_t)n);
  close(pipe_of[0]);
  fclose(script);
  return !failed && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0 && !out->full;
}

typedef struct Block {
  Buf text;
  bool used;
} Block;
typedef struct Article {
  struct {
    Block *at;
    size_t n, cap;
  } blocks;
  size_t copy; /* 1 + number of the story that it is; 0: none */
} Article;
typedef struct Articles {
  Article *at;
  size_t n, cap;
} Articles;

typedef struct Reading {
  Arena *a;
  Articles out;
  int depth, article, block, skipped; /* depths where they were opened; 0: none is open */
  Str trouble;
} Reading;

static bool is_one_of(Str name, const char *const *list) {
  for (; *list; list++)
    if (str_is(name, *list)) return true;
  return false;
}

static void open_element(Reading *r, Str name) {
  static const char *const blocks[] = {"P",      "H1",     "H2",   "H3",     "H4", "Kicker", "Deck",
                                       "Byline", "Notice", "Flag", "Credit", "TR", NULL};
  static const char *const silent[] = {"Lbl", "RT", "RP", "Jump", NULL};
  r->depth++;
  if (str_is(name, "Art")) {
    r->article = r->depth;
    vec_add(r->a, &r->out, (Article){0});
  }
  if (!r->skipped && is_one_of(name, silent)) r->skipped = r->depth;
  if (!r->article || r->block || r->skipped || !is_one_of(name, blocks)) return;
  r->block = r->depth;
  Article *last = &r->out.at[r->out.n - 1];
  vec_add(r->a, &last->blocks, (Block){.text = buf_make(r->a, PDF_TEXT_MAX)});
}

static void close_element(Reading *r) {
  if (r->article == r->depth) r->article = 0;
  if (r->block == r->depth) r->block = 0;
  if (r->skipped == r->depth) r->skipped = 0;
  r->depth--;
}

static void put_utf8(Buf *b, uint32_t cp) {
  if (cp < 0x80) return buf_putc(b, (char)cp);
  if (cp < 0x800) {
    buf_putc(b, (char)(0xC0 | cp >> 6));
  } else if (cp < 0x10000) {
    buf_putc(b, (char)(0xE0 | cp >> 12));
    buf_putc(b, (char)(0x80 | (cp >> 6 & 63)));
  } else {
    buf_putc(b, (char)(0xF0 | cp >> 18));
    buf_putc(b, (char)(0x80 | (cp >> 12 & 63)));
    buf_putc(b, (char)(0x80 | (cp >> 6 & 63)));
  }
  buf_putc(b, (char)(0x80 | (cp & 63)));
}

/* Code points in hexadecimal; those of ActualText may be two halves. */
static void put_points(Buf *b, Str words) {
  uint32_t high = 0, cp = 0;
  for (size_t i = 0; i <= words.n; i++) {
    char c = i < words.n ? words.p[i] : ' ';
    if (c != ' ') {
      cp = cp << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
      continue;
    }
    if (cp >= 0xD800 && cp < 0xDC00)
      high = cp;
    else if (cp)
      put_utf8(b, high && cp >= 0xDC00 && cp < 0xE000 ? 0x10000 + ((high - 0xD800) << 10) + (cp - 0xDC00) : cp);
    if (cp < 0xD800 || cp >= 0xDC00) high = 0;
    cp = 0;
  }
}

/* Text of an article that stands in no paragraph is a paragraph of its own: it must not go unseen. */
static void put_words(Reading *r, Str words) {
  if (!r->article || r->skipped) return;
  Article *last = &r->out.at[r->out.n - 1];
  if (!r->block) vec_add(r->a, &last->blocks, (Block){.text = buf_make(r->a, PDF_TEXT_MAX)});
  put_points(&last->blocks.at[last->blocks.n - 1].text, words);
}

static void read_lines(Reading *r, Str text) {
  for (size_t at = 0; at < text.n;) {
    const char *nl = memchr(text.p + at, '\n', text.n - at);
    size_t end = nl ? (size_t)(nl - text.p) : text.n;
    Str line = str_sub(text, at, end), rest = str_sub(line, 2, line.n);
    at = end + 1;
    if (!line.n) continue;
    if (line.p[0] == '(') open_element(r, rest);
    if (line.p[0] == ')') close_element(r);
    if (line.p[0] == '=') put_words(r, rest);
    if (line.p[0] == '!') r->trouble = rest;
  }
}

/* ---- comparing */

static Str text_of(const Block *b) { return buf_str(&b->text); }

/* Where two texts part, as byte offsets; true: they do not. */
static bool is_same(Str a, Str b, size_t *at_a, size_t *at_b) {
  size_t i = 0, k = 0;
  for (;;) {
    while (i + 1 < a.n && a.p[i] == '\xC2' && a.p[i + 1] == '\xAD') i += 2;
    while (k + 1 < b.n && b.p[k] == '\xC2' && b.p[k + 1] == '\xAD') k += 2;
    *at_a = i, *at_b = k;
    if (i == a.n || k == b.n) return i == a.n && k == b.n;
    if (a.p[i] != b.p[k]) return false;
    i++, k++;
  }
}

static bool is_equal(Str a, Str b) {
  size_t i, k;
  return is_same(a, b, &i, &k);
}

static Str json_text(const Json *object, const char *key) {
  const Json *v = json_find(object, key);
  return v && v->kind == JSON_TEXT ? v->text : (Str){0};
}

typedef struct Check {
  Arena *a;
  Reading pdf;
  size_t differences, articles, paragraphs;
} Check;

static size_t count_equal(const Article *art, const Json *story) {
  size_t n = 0;
  for (const Json *p = json_find(story, "paragraphs")->child; p; p = p->next)
    for (size_t i = 0; i < art->blocks.n; i++)
      if (is_equal(json_text(p, "text"), text_of(&art->blocks.at[i]))) {
        n++;
        break;
      }
  return n;
}

/* Each article is the story that it has most paragraphs of; of two equal ones, that which no article is yet. */
static void match_articles(Check *c, const Json *stories) {
  for (size_t i = 0; i < c->pdf.out.n; i++) {
    Article *art = &c->pdf.out.at[i];
    size_t best = 0, number = 1;
    bool taken_best = false;
    for (const Json *s = stories->child; s; s = s->next, number++) {
      size_t n = count_equal(art, s);
      bool taken = false;
      for (size_t k = 0; k < i; k++) taken |= c->pdf.out.at[k].copy == number;
      if (n > best || (n && n == best && taken_best && !taken)) {
        best = n;
        art->copy = number;
        taken_best = taken;
      }
    }
  }
}

/* What is shown of a text: a few characters before the place, more after it, whole ones. */
static Str excerpt(Str s, size_t at) {
  enum { BEFORE = 18, AFTER = 60 };
  size_t from = at > BEFORE ? at - BEFORE : 0, to = at + AFTER < s.n ? at + AFTER : s.n;
  while (from > 0 && ((unsigned char)s.p[from] & 0xC0) == 0x80) from--;
  while (to < s.n && ((unsigned char)s.p[to] & 0xC0) == 0x80) to++;
  return str_sub(s, from, to);
}

static void tell_place(Check *c, const Json *story, const Json *para) {
  const Json *line = json_find(para, "line");
  c->differences++;
  printf("%.*s:%lld: %.*s: ", STRF(json_text(story, "file")), (long long)(line ? line->integer : 0),
         STRF(json_text(para, "role")));
}

static void tell_difference(Check *c, const Json *story, const Json *para, const Block *got) {
  Str want = json_text(para, "text"), have = got ? text_of(got) : (Str){0};
  size_t i = 0, k = 0;
  tell_place(c, story, para);
  if (!got) {
    printf("expected '%.*s', which the PDF does not have\n", STRF(excerpt(want, 0)));
    return;
  }
  is_same(want, have, &i, &k);
  printf("from byte %zu on expected '%.*s', got '%.*s'\n", i, STRF(excerpt(want, i)), STRF(excerpt(have, k)));
}

static Block *next_unused(Article *art, size_t from) {
  for (size_t i = from; i < art->blocks.n; i++)
    if (!art->blocks.at[i].used && text_of(&art->blocks.at[i]).n) return &art->blocks.at[i];
  return NULL;
}

static bool is_body(Str role) {
  return str_is(role, "paragraph") || str_is(role, "subhead") || str_is(role, "list") || str_is(role, "table") ||
         str_is(role, "preformatted");
}

/* A run-in head (同行标题) is one paragraph of the page with its text: parted here as the copy parts them. */
static void part_run_in(Check *c, const Json *story, Article *art) {
  for (const Json *p = json_find(story, "paragraphs")->child; p && p->next; p = p->next) {
    Str head = json_text(p, "text"), text = json_text(p->next, "text");
    if (!str_is(json_text(p, "role"), "subhead") || !head.n) continue;
    for (size_t i = 0; i < art->blocks.n; i++) {
      Str all = text_of(&art->blocks.at[i]);
      if (all.n <= head.n || !str_eq(str_sub(all, 0, head.n), head) || !is_equal(str_sub(all, head.n, all.n), text))
        continue;
      Block rest = {.text = buf_make(c->a, PDF_TEXT_MAX)};
      buf_puts(&rest.text, str_sub(all, head.n, all.n));
      vec_add(c->a, &art->blocks, rest);
      memmove(&art->blocks.at[i + 2], &art->blocks.at[i + 1], (art->blocks.n - i - 2) * sizeof *art->blocks.at);
      art->blocks.at[i + 1] = rest;
      art->blocks.at[i].text = buf_make(c->a, PDF_TEXT_MAX);
      buf_puts(&art->blocks.at[i].text, head);
      break;
    }
  }
}

/* First what is equal, then the rest in pairs; what is left over is one side's only. Body text must also stand in the copy's order. */
static void compare(Check *c, const Json *story, Article *art) {
  VEC(const Json *) left = {0};
  size_t last = 0;
  for (const Json *p = json_find(story, "paragraphs")->child; p; p = p->next, c->paragraphs++) {
    bool body = is_body(json_text(p, "role"));
    size_t i = body ? last : 0, from = i;
    while (i < art->blocks.n &&
           (art->blocks.at[i].used || !is_equal(json_text(p, "text"), text_of(&art->blocks.at[i]))))
      i++;
    if (i == art->blocks.n && from) {
      for (i = 0; i < from && (art->blocks.at[i].used || !is_equal(json_text(p, "text"), text_of(&art->blocks.at[i])));
           i++) {}
      if (i < from) {
        tell_place(c, story, p);
        printf("stands before what it follows in the copy: '%.*s'\n", STRF(excerpt(json_text(p, "text"), 0)));
      } else {
        i = art->blocks.n;
      }
    }
    if (i == art->blocks.n) {
      vec_add(c->a, &left, p);
      continue;
    }
    art->blocks.at[i].used = true;
    if (body) last = i;
  }
  for (size_t i = 0; i < left.n; i++) {
    Block *b = next_unused(art, 0);
    if (b) b->used = true;
    tell_difference(c, story, left.at[i], b);
  }
  for (Block *b; (b = next_unused(art, 0)); b->used = true) {
    c->differences++;
    printf("%.*s: the PDF has what the copy has not: '%.*s'\n", STRF(json_text(story, "id")),
           STRF(excerpt(text_of(b), 0)));
  }
}

static void check_stories(Check *c, const Json *stories) {
  size_t number = 1;
  match_articles(c, stories);
  for (const Json *s = stories->child; s; s = s->next, number++) {
    bool found = false;
    for (size_t i = 0; i < c->pdf.out.n; i++)
      if (c->pdf.out.at[i].copy == number) {
        found = true;
        c->articles++;
        part_run_in(c, s, &c->pdf.out.at[i]);
        compare(c, s, &c->pdf.out.at[i]);
      }
    if (found || json_find(s, "filler") || !json_find(s, "paragraphs")->child) continue;
    c->differences++;
    printf("%.*s: the PDF does not have this article\n", STRF(json_text(s, "id")));
  }
  for (size_t i = 0; i < c->pdf.out.n; i++) {
    Block *b = c->pdf.out.at[i].copy ? NULL : next_unused(&c->pdf.out.at[i], 0);
    if (!b) continue;
    c->differences++;
    printf("the PDF has an article that the copy has not: '%.*s'\n", STRF(excerpt(text_of(b), 0)));
  }
}

static int verify(Check *c, DuikaiSession *s, const char *pdf) {
  Buf text = buf_make(c->a, PDF_TEXT_MAX);
  if (!run_reader(pdf, &text)) {
    fprintf(
        stderr,
        "duikai verify: error: mutool could not read '%s'; it is of Debian's package mupdf-tools  [file-unreadable]\n",
        pdf);
    return 2;
  }
  read_lines(&c->pdf, buf_str(&text));
  if (c->pdf.trouble.n) {
    fprintf(stderr, "duikai verify: error: '%s' cannot be compared: %.*s  [file-unreadable]\n", pdf,
            STRF(c->pdf.trouble));
    return 2;
  }
  Job job = {.arena = c->a, .diags = diags_make(c->a)};
  const Json *stories = json_read(&job, str_of(duikai_articles(s)), 0);
  must(stories && stories->kind == JSON_LIST);
  check_stories(c, stories);
  printf("%zu difference%s\n", c->differences, c->differences == 1 ? "" : "s");
  return c->differences ? 1 : 0;
}

int verb_verify(const Args *a) {
  DuikaiSession *s = session_for(a);
  if (!s) return 2;
  Arena *arena = arena_open();
  Check c = {.a = arena, .pdf = {.a = arena}};
  int status;
  if (access(a->operand[0], R_OK)) {
    fprintf(stderr, "duikai verify: error: there is no '%s'  [file-missing]\n", a->operand[0]);
    status = 2;
  } else if (!duikai_read(s, a->operand[1])) {
    fputs(duikai_findings(s, DUIKAI_WARNING), stderr);
    status = 2;
  } else {
    status = verify(&c, s, a->operand[0]);
  }
  if (status < 2 && !args_find(a, "--quiet"))
    fprintf(stderr, "duikai: %zu paragraphs of %zu articles compared\n", c.paragraphs, c.articles);
  arena_close(arena);
  duikai_close(s);
  return status;
}
