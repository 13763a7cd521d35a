/* out/pdf, tags: paint lists made by hand, and what the tree, the threads and the marked sequences of their file say. */
#include "press.h"

#include <zlib.h>

#include "out/pdf/tags.h"

enum { WIDE = 300, DEEP = 400 };
static const char COPY[8]; /* paragraphs of the copy: their addresses are what tells them apart */

static bool has(Str s, const char *z) { return str_find(s, str_of(z)) >= 0; }

static size_t count(Str s, const char *z) {
  size_t n = 0;
  for (size_t at = 0; at < s.n;) {
    ptrdiff_t next = str_find(str_sub(s, at, s.n), str_of(z));
    if (next < 0) break;
    at += (size_t)next + 1;
    n++;
  }
  return n;
}

/* One line of a story: `copy` numbers its paragraph, 0 is the engine's. */
static PaintOp *line(Press *p, PaintPage *page, const char *text, Role role, int copy, Len x, Len y) {
  PaintOp *op = press_text(p, page, text, "song", 9 * LEN_PT, x * LEN_PT, y * LEN_PT, 0, false);
  op->role = role;
  op->story = 0;
  op->goto_story = STORY_NONE;
  op->order = (uint32_t)page->ops.n;
  op->copy = copy ? &COPY[copy] : NULL;
  op->para = (uint32_t)copy;
  op->box = (Rect){x * LEN_PT, (y - 8) * LEN_PT, 100 * LEN_PT, 9 * LEN_PT};
  op->lang = p->edition.lang;
  return op;
}

static Str written_as(Press *p, PdfOptions o) {
  Buf out = buf_make(p->job.arena, 1 << 26);
  if (!p->edition.stories.n) vec_add(p->job.arena, &p->edition.stories, (PaintStory){STR("题"), p->edition.lang});
  assert_true(pdf_write(&p->job, &p->edition, p->fonts, &o, &out));
  return buf_str(&out);
}

/* Plain, so that its objects can be looked for in the bytes. */
static Str written(Press *p, bool tags, bool links, unsigned claims) {
  return written_as(p, (PdfOptions){.tags = tags, .links = links, .claims = claims, .plain = true});
}

/* Two halves of a paragraph on two pages, with a caption between: one P with a sequence on each page. */
static void a_paragraph_over_pages_is_one_element(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *one = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT), *two = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT);
  line(&p, one, "题目", ROLE_HEADLINE, 1, 20, 30);
  line(&p, one, "上半", ROLE_BODY, 2, 20, 60);
  line(&p, one, "图注", ROLE_CAPTION, 3, 20, 90);
  line(&p, two, "下半", ROLE_BODY, 2, 20, 30);
  Str pdf = written(&p, true, true, 0);
  assert_int_equal(count(pdf, "/S/Art/"), 1);
  assert_int_equal(count(pdf, "/S/P/"), 2); /* the paragraph, and that of the caption */
  assert_int_equal(count(pdf, "/Type/MCR/Pg"), 1);
  assert_int_equal(count(pdf, "/S/Sect/"), 2 - 1); /* nothing begins on the second page */
  assert_int_equal(count(pdf, "/Type/Bead"), 3); /* headline, and the body on each page; the caption is of no thread */
  press_close(&p);
}

/* A jump line parts a paragraph in the middle, on both pages; each leads to the other page. */
static void a_paragraph_over_a_jump_is_one_element(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *one = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT), *two = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT);
  line(&p, one, "上半", ROLE_BODY, 1, 20, 30);
  PaintOp *down = line(&p, one, "下转第2版", ROLE_JUMP, 0, 20, 60);
  down->goto_story = 0;
  down->goto_page = 2;
  PaintOp *up = line(&p, two, "上接第1版", ROLE_JUMP, 0, 20, 30);
  up->goto_story = 0;
  up->goto_page = 1;
  line(&p, two, "下半", ROLE_BODY, 1, 20, 60);
  Str pdf = written(&p, true, true, 0);
  assert_int_equal(count(pdf, "/S/P/"), 1);
  assert_int_equal(count(pdf, "/S/Jump/"), 2);
  assert_int_equal(count(pdf, "/S/Link/"), 2);
  assert_int_equal(count(pdf, "/Subtype/Link"), 2);
  assert_int_equal(count(pdf, "/Type/Bead"), 2);
  press_close(&p);
}

/* A subhead is never more than one level below the heading before it, whatever the copy says. */
static void no_level_is_skipped(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT);
  static const struct {
    int level;
    const char *want;
  } rows[] = {{3, "/S/H1/"}, {3, "/S/H2/"}, {1, "/S/H2/"}, {3, "/S/H3/"}};
  for (size_t i = 0; i < COUNT(rows); i++) {
    line(&p, page, "小题", ROLE_SUBHEAD, (int)i + 1, 20, 30 + 20 * (Len)i)->level = (uint8_t)rows[i].level;
  }
  Str pdf = written(&p, true, false, 0);
  size_t at = 0;
  for (size_t i = 0; i < COUNT(rows); i++) {
    ptrdiff_t next = str_find(str_sub(pdf, at, pdf.n), STR("/S/H"));
    assert_true(next >= 0);
    at += (size_t)next;
    assert_true(str_has_prefix(str_sub(pdf, at, pdf.n), str_of(rows[i].want)));
    at++;
  }
  press_close(&p);
}

/* Cells by number, not by how many operations there are: an empty one keeps its place. */
static void a_row_has_its_cells(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT);
  for (int row = 1; row <= 2; row++)
    for (int cell = 0; cell < 3; cell++) {
      if (row == 2 && cell == 1) continue;
      PaintOp *op = line(&p, page, "格", ROLE_TABLE, row, 20 + 40 * cell, 30 + 20 * row);
      op->level = (uint8_t)row;
      op->cell = (uint16_t)cell;
    }
  Str pdf = written(&p, true, false, 0);
  assert_int_equal(count(pdf, "/S/Table/"), 1);
  assert_int_equal(count(pdf, "/S/TR/"), 2);
  assert_int_equal(count(pdf, "/S/TH/"), 3);
  assert_int_equal(count(pdf, "/S/TD/"), 3);
  assert_int_equal(count(pdf, "/K[]"), 1);
  press_close(&p);
}

/* The reading comes after the whole line in the content, and right after its base in the tree. */
static void a_reading_stands_by_its_base(void **state) {
  (void)state;
  Press p = press_open();
  PaintPage *page = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT);
  line(&p, page, "前", ROLE_BODY, 1, 20, 30);
  line(&p, page, "字", ROLE_BODY, 1, 29, 30)->ruby = 1;
  line(&p, page, "后", ROLE_BODY, 1, 38, 30);
  PaintOp *reading = line(&p, page, "zi", ROLE_BODY, 1, 29, 22);
  reading->ruby = 1;
  reading->reading = true;
  Str pdf = written(&p, true, false, 0);
  assert_int_equal(count(pdf, "/S/Ruby/"), 1);
  ptrdiff_t para = str_find(pdf, STR("/S/P/"));
  assert_true(para > 0);
  Str kids = str_sub(pdf, (size_t)para, (size_t)para + 120);
  ptrdiff_t k = str_find(kids, STR("/K[ 0 "));
  assert_true(k > 0 && has(str_sub(kids, (size_t)k, kids.n), "R 2]")); /* before, the pair, after */
  press_close(&p);
}

/* Where an index entry leads to a page that is not in the file, it is words and no link. */
static void a_way_to_nowhere_is_no_link(void **state) {
  (void)state;
  for (int there = 0; there < 2; there++) {
    Press p = press_open();
    PaintPage *one = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT), *two = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT);
    one->number = 1;
    two->number = there ? 7 : 8;
    PaintOp *op = line(&p, one, "题见第7版", ROLE_INDEX, 0, 20, 30);
    op->story = STORY_NONE;
    op->goto_story = 0;
    op->goto_page = 7;
    line(&p, two, "题", ROLE_HEADLINE, 1, 20, 30);
    Str pdf = written(&p, true, true, 0);
    assert_int_equal(count(pdf, "/Subtype/Link"), there);
    assert_int_equal(count(pdf, "/S/Link/"), there);
    assert_int_equal(count(pdf, "/S/TOCI/"), 1);
    press_close(&p);
  }
}

static void without_tags_there_are_none(void **state) {
  (void)state;
  Press p = press_open();
  line(&p, press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT), "字", ROLE_BODY, 1, 20, 30);
  Str pdf = written(&p, false, true, 0);
  assert_false(has(pdf, "StructTreeRoot") || has(pdf, "StructParents") || has(pdf, "/MarkInfo"));
  assert_true(has(pdf, "/Type/Outlines") && has(pdf, "/Type/Thread"));
  press_close(&p);
}

/* The same file, linearised, is still the same pages. */
static void finishing_keeps_the_pages(void **state) {
  (void)state;
  Press p = press_open();
  line(&p, press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT), "字", ROLE_BODY, 1, 20, 30);
  Str pdf = written(&p, true, true, 0);
  Buf a = buf_make(p.job.arena, 1 << 24), b = buf_make(p.job.arena, 1 << 24), none = buf_make(p.job.arena, 1 << 24);
  assert_true(pdf_finish(&p.job, pdf, &(PdfFinish){.linearise = true}, &a));
  assert_true(pdf_finish(&p.job, pdf, &(PdfFinish){.linearise = true}, &b));
  assert_true(str_eq(buf_str(&a), buf_str(&b)));
  assert_true(has(buf_str(&a), "/Linearized 1") && has(buf_str(&a), "/ObjStm"));
  assert_false(pdf_finish(&p.job, STR("no pdf"), &(PdfFinish){.linearise = true}, &none));
  assert_true(diags_has(p.job.diags, DIAG_FILE_UNWRITABLE));
  press_close(&p);
}

/* Packed in streams, more than one of them, it is the same document: qpdf reads both and writes one file of them. */
static void packed_is_the_same_document(void **state) {
  (void)state;
  enum { PARAS = 300 };
  static int copy[PARAS];
  Press p = press_open();
  PaintPage *page = press_page(&p, WIDE * LEN_PT, DEEP * LEN_PT);
  for (int i = 0; i < PARAS; i++)
    line(&p, page, "字", ROLE_BODY, 1, 20 + 12 * (i / 20), 20 + 12 * (i % 20))->copy = &copy[i];
  Str plain = written_as(&p, (PdfOptions){.tags = true, .links = true, .plain = true});
  Str packed = written_as(&p, (PdfOptions){.tags = true, .links = true});
  assert_true(has(plain, "/S/P") && has(plain, "trailer") && !has(plain, "/ObjStm"));
  assert_true(!has(packed, "/S/P") && !has(packed, "trailer") && count(packed, "/Type/ObjStm") > 1);
  assert_true(packed.n < plain.n / 2);
  Buf a = buf_make(p.job.arena, 1 << 24), b = buf_make(p.job.arena, 1 << 24);
  assert_true(pdf_finish(&p.job, plain, &(PdfFinish){0}, &a) && pdf_finish(&p.job, packed, &(PdfFinish){0}, &b));
  assert_true(str_eq(buf_str(&a), buf_str(&b)));
  press_close(&p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_paragraph_over_pages_is_one_element),
      cmocka_unit_test(a_paragraph_over_a_jump_is_one_element),
      cmocka_unit_test(no_level_is_skipped),
      cmocka_unit_test(a_row_has_its_cells),
      cmocka_unit_test(a_reading_stands_by_its_base),
      cmocka_unit_test(a_way_to_nowhere_is_no_link),
      cmocka_unit_test(without_tags_there_are_none),
      cmocka_unit_test(finishing_keeps_the_pages),
      cmocka_unit_test(packed_is_the_same_document),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
