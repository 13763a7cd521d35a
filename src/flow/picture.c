/* flow/picture: a picture with its words, before and after it has a place.
 *
 * A picture begins at the ink top of a grid line and ends on a baseline; its words stand under it on grid lines, no wider than it.
 * The credit ends the last line of the caption, flush right, where an em is left between them, else it takes a line of its own.
 * In vertical text that is the same turned: words beside it on the left. But horizontal words under a picture are the use there; such
 * cross words take a strip of the picture's own room, at its end, and no lines of the text.
 * Where nothing can be shown a placeholder keeps the place: a page is made whatever the material. */
#include "flow/inside.h"

/* Beside the story; else in the edition's folder, where `images/` lies. */
static Str path_of(const Caster *c, const Story *story, Str file) {
  Str beside = path_join(c->arena, story->dir, file), above = path_join(c->arena, c->dir, file);
  return !file_exists(beside) && file_exists(above) ? above : beside;
}

static const Pict *read_one(Caster *c, const Story *story, const PictureSet *p, Str file) {
  Pict *pict = arena_new(c->arena, Pict);
  Job job = {c->arena, c->diags};
  return pict_read(&job, path_of(c, story, file), p->copy->span, pict) ? pict : NULL;
}

static void read_file(Caster *c, const Story *story, PictureSet *p) {
  const StoryPicture *sp = p->copy;
  if (!sp->file.n) {
    Str words = sp->caption ? sp->caption->text : STR("");
    diag_add(c->diags, DIAG_PICTURE_PLACEHOLDER, sp->span,
             "no file is given for the picture '%.*s'; a placeholder stands for it", STRF(str_sub(words, 0, words.n)));
    return;
  }
  p->pict = read_one(c, story, p, sp->file);
}

void picture_read(Caster *c, const Story *story, PictureSet *p) {
  read_file(c, story, p);
  p->more = arena_array(c->arena, const Pict *, p->copy->more_count + 1);
  for (size_t i = 0; i < p->copy->more_count; i++) p->more[i] = read_one(c, story, p, p->copy->more[i]);
}

/* ---- groups */

const Pict *picture_of_group(const PictureSet *p, size_t i) {
  return i == 0 ? p->pict : p->more ? p->more[i - 1] : NULL;
}

static int64_t shape_pm(const Pict *p) {
  enum { PLACEHOLDER_PM = 1500 };
  return p && p->height > 0 ? (int64_t)p->width * 1000 / p->height : PLACEHOLDER_PM;
}

int64_t picture_shape_pm(const PictureSet *p) {
  int64_t sum = 0;
  for (size_t i = 0; i <= p->copy->more_count; i++) sum += shape_pm(picture_of_group(p, i));
  return sum > 0 ? sum : 1;
}

Rect picture_part(const PictureSet *p, Rect box, Len gap, size_t i) {
  size_t n = p->copy->more_count + 1;
  Len room = len_max(box.w - (Len)(n - 1) * gap, (Len)n);
  int64_t before = 0, all = picture_shape_pm(p);
  for (size_t k = 0; k < i; k++) before += shape_pm(picture_of_group(p, k));
  Len from = len_fu(before, room, all), to = len_fu(before + shape_pm(picture_of_group(p, i)), room, all);
  return (Rect){box.x + from + (Len)i * gap, box.y, len_max(to - from, 1), box.h};
}

static Len last_line_end(const Matter *m) { return m->lines.at[m->lines.n - 1].set; }

/* The credit, flush right with the picture: the caption's measure of whole characters may end short of it. */
static int set_credit(Caster *c, PictureSet *p, const Style *style, Len measure, bool vertical) {
  ParaStyle how = matter_style(c, style, style->size_max, vertical);
  how.indent_pm = 0;
  how.align = how.last_line = ALIGN_END;
  p->credit = matter_with(c, p->copy->credit, 0, (uint32_t)p->copy->credit->text.n, style, style->size_max, how);
  matter_set(p->credit, measure);
  int above = p->caption ? (int)p->caption->lines.n : 0;
  bool beside = p->caption && p->credit->lines.n == 1 &&
                last_line_end(p->caption) + style->size_max <= p->credit->lines.at[0].start;
  p->credit_line = beside ? above - 1 : above;
  return p->credit_line + (int)p->credit->lines.n;
}

/* Caption and credit at a measure; gives how many lines they are. */
static int set_words(Caster *c, const Layout *l, const Slot *s, PictureSet *p, Len width, bool vertical) {
  const StoryPicture *sp = p->copy;
  const Style *caption = style_for(l, s, ROLE_CAPTION), *credit = style_for(l, s, ROLE_CREDIT);
  int lines = 0;
  Len em = caption->size_max > 0 ? caption->size_max : s->grid.body;
  Len measure = em == s->grid.em ? width : len_max(em, width - width % em); /* whole characters of its own */
  if (sp->caption && sp->caption->text.n) {
    p->caption = matter_make(c, sp->caption, caption, em, vertical);
    matter_set(p->caption, measure);
    lines = (int)p->caption->lines.n;
  }
  return sp->credit && sp->credit->text.n ? set_credit(c, p, credit, width, vertical) : lines;
}

enum { CROSS_GAP_PM = 450, CROSS_STEP_PM = 1250 }; /* of their size: before cross words, and from line to line */

/* False: they would take more of the picture than they leave. */
static bool set_cross(Caster *c, const Layout *l, const Slot *s, PictureSet *p) {
  const Grid *g = &s->grid;
  int lines = set_words(c, l, s, p, (p->lines - 1) * g->pitch + g->cell, !g->vertical);
  if (!lines) return true;
  Len size = p->caption ? p->caption->size : p->credit->size;
  p->step = len_pm(size, CROSS_STEP_PM);
  p->gap = len_pm(size, CROSS_GAP_PM);
  p->strip = p->gap + (lines - 1) * p->step + size;
  return p->strip <= p->w / 2;
}

void picture_words(Caster *c, const Layout *l, const Slot *s, PictureSet *p, Len width) {
  Writing way = style_for(l, s, ROLE_CAPTION)->writing;
  p->turns = p->lines > 0 && way != WRITING_FRAME && (way == WRITING_VERTICAL) != (bool)s->grid.vertical;
  p->w = width;
  p->words = 0, p->strip = 0;
  p->cross = p->turns && set_cross(c, l, s, p);
  if (p->cross) return;
  p->strip = 0;
  p->words = set_words(c, l, s, p, width, s->grid.vertical);
}
