/* Marked sequences of a content stream (ISO 32000-1 14.6, 14.7.4.2). Neighbouring operations of one run and language share a sequence, so a
 * paragraph mostly costs one a leg; where ActualText is wanted, the sequence is its own, with both in one property list: poppler loses
 * what follows a sequence nested in one that has an MCID. A text object stands inside a sequence and never around one: both is allowed
 * (14.6.1), but mupdf keeps back text until its object ends, and would count it to the next. */
#include "out/pdf/tags.h"

Mark mark_of(const Content *c, const PaintOp *op, const Tag *run) {
  if (!c->runs) return is_silent(op) && op->kind == PAINT_TEXT ? MARK_LAYOUT : MARK_NONE;
  if (run) return MARK_RUN;
  if (op->role != ROLE_FOLIO) return MARK_LAYOUT;
  return op->box.y < c->page->trim_h / 2 ? MARK_HEADER : MARK_FOOTER;
}

/* Of a run only the paragraphs' own: what differs from the element's language is said at the sequence. */
static Lang lang_of(const PaintOp *op, const Tag *run) { return op->kind == PAINT_TEXT ? op->lang : run->up->lang; }

bool mark_is_open(const Content *c, const PaintOp *op, const Tag *run) {
  Mark want = mark_of(c, op, run);
  return want == (Mark)c->marked && (want != MARK_RUN || (c->run == run && c->lang == lang_of(op, run)));
}

void content_unmark(Content *c) {
  if (c->marked == MARK_NONE) return;
  content_end_text(c);
  content_puts(c, "EMC\n");
  c->marked = MARK_NONE;
}

/* "/P<</MCID 7", and the language where it is not the element's. */
static void open_run(Content *c, const PaintOp *op, Tag *run, bool span) {
  Lang lang = lang_of(op, run);
  bool other = lang != run->up->lang;
  content_puts(c, "/");
  content_puts(c, span || other ? "Span" : tag_name(run->up->kind));
  content_puts(c, "<</MCID ");
  content_num(c, (int64_t)c->use->marks.n * 10000);
  if (other) {
    content_puts(c, "/Lang(");
    content_puts(c, lang_tag(lang));
    content_puts(c, ")");
  }
  vec_add(c->use->keep, &c->use->marks, run);
  c->marked = MARK_RUN;
  c->run = run;
  c->lang = lang;
}

void content_mark(Content *c, const PaintOp *op, Tag *run) {
  static const char *const artifact[] = {
      [MARK_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
      [MARK_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
      [MARK_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
  };
  if (mark_is_open(c, op, run)) return;
  content_unmark(c);
  Mark want = mark_of(c, op, run);
  if (want == MARK_NONE) return;
  content_end_text(c);
  if (want == MARK_RUN) {
    open_run(c, op, run, false);
    content_puts(c, ">>BDC\n");
    return;
  }
  content_puts(c, artifact[want]);
  c->marked = (int)want;
}

void content_mark_actual(Content *c, const PaintOp *op, Tag *run, Str text) {
  if (c->runs && !run) { /* an artifact says nothing */
    content_mark(c, op, run);
    return;
  }
  content_unmark(c);
  content_end_text(c);
  if (run) {
    open_run(c, op, run, true);
  } else {
    content_puts(c, "/Span<<");
  }
  c->marked = MARK_RUN;
  c->run = NULL; /* nothing goes on in it */
  content_puts(c, "/ActualText<feff");
  for (size_t i = 0; i < text.n;) {
    static const char hex[] = "0123456789abcdef";
    uint32_t cp = utf8_next(text, &i), unit[2] = {cp, 0};
    int units = 1;
    if (cp > 0xFFFF) {
      unit[0] = 0xD800 + ((cp - 0x10000) >> 10);
      unit[1] = 0xDC00 + (cp & 0x3FF);
      units = 2;
    }
    content_room(c, 8);
    for (int k = 0; k < units; k++)
      for (int shift = 12; shift >= 0; shift -= 4) c->p[c->n++] = hex[unit[k] >> shift & 15];
  }
  content_puts(c, ">>>BDC\n");
}
