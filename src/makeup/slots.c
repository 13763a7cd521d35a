/* The slot that a place becomes: its styles, its picture, its rules. */
#include "makeup/variants.h"

#include "story/story.h"

/* Faces: hei for news, bold song for gravity in the second place and in every other piece below it, so that neighbours differ; kai for
 * what somebody thinks. */
typedef struct Faces {
  const char *headline, *kicker, *deck;
} Faces;
static const Faces faces[TIER_COUNT] = {
    [TIER_LEAD] = {"headline-lead", "kicker-lead", "deck-lead"},
    [TIER_SECOND] = {"headline-second", "kicker-second", "deck-second"},
    [TIER_THIRD] = {"headline-third", "kicker", "deck"},
    [TIER_SMALL] = {"headline-small", "kicker-small", "deck-small"},
};

bool is_comment(const Story *s) { return s->author && !s->dateline.n && !s->picture_count; }

static const Style *headline_style(Job *job, const Layout *base, const Story *story, const Place *p) {
  Style *st = arena_new(job->arena, Style);
  const char *tier = faces[p->variant.tier].headline;
  bool own = p->variant.tier < TIER_THIRD && !is_comment(story); /* the first two wear what their styles say */
  const Style *face = layout_style(base, own                    ? tier
                                         : p->face == FACE_KAI  ? "headline-kai"
                                         : p->face == FACE_SONG ? "headline-song"
                                                                : tier);
  *st = *layout_style(base, tier);
  if (face != layout_style(base, "text"))
    st->font = face->font, st->bold = face->bold; /* a paper's styles may know fewer faces */
  st->size_min = st->size_max = p->variant.size;
  return st;
}

void makeup_styles(Slot *s, const Layout *base, TierKind tier) {
  s->kicker = layout_style(base, faces[tier].kicker);
  s->deck = layout_style(base, faces[tier].deck);
  s->byline = layout_style(base, "byline");
  s->body = layout_style(base, "body");
  s->dateline = layout_style(base, "dateline");
  s->subhead = layout_style(base, "subhead");
  s->quote = layout_style(base, "quote");
  s->caption = layout_style(base, "caption");
  s->credit = layout_style(base, "credit");
  s->author = layout_style(base, "author");
  s->flag = layout_style(base, "flag");
  s->flag_end = layout_style(base, "flag-end");
  s->notice = layout_style(base, "notice");
  s->list = layout_style(base, "list");
  s->text = layout_style(base, "text");
}

Plot place_arm(const Place *p) {
  const Arm *a = &p->variant.arm;
  Plot arm = {.columns = a->columns, .lines = a->lines};
  arm.column = a->side == ARM_BESIDE        ? plot_right(&p->plot)
               : a->side == ARM_BELOW_RIGHT ? plot_right(&p->plot) - a->columns
                                            : p->plot.column;
  arm.line = a->side == ARM_BESIDE ? plot_foot(&p->plot) - a->lines : plot_foot(&p->plot);
  return arm;
}

static Cells cells_of(const Plot *p) { return (Cells){p->column + 1, plot_right(p), p->line + 1, plot_foot(p)}; }

/* An L: the rectangle under the headline, and the arm. */
static void give_frames(Job *job, Slot *s, const Place *p) {
  Plot arm = place_arm(p), box = place_box(p);
  s->frames = arena_array(job->arena, Cells, 2);
  s->frame_count = 2;
  s->frames[0] = cells_of(&p->plot), s->frames[1] = cells_of(&arm);
  s->col_first = box.column + 1, s->col_last = plot_right(&box);
  s->line_first = box.line + 1, s->line_last = plot_foot(&box);
  s->legs = 0;
}

Slot makeup_slot(Job *job, const Layout *base, const Story *story, const Place *p) {
  const Variant *v = &p->variant;
  Slot s = {.kind = SLOT_STORY,
            .col_first = p->plot.column + 1,
            .col_last = plot_right(&p->plot),
            .line_first = p->plot.line + 1,
            .line_last = plot_foot(&p->plot),
            .legs = v->legs == p->plot.columns ? 0 : v->legs,
            .balance = true,
            .span = story->span};
  if (base->grid
          .vertical) /* rules are named by the sides of the sheet: the next tier is below, the next line is at the left */
    s.rule_below = p->rule_right, s.rule_left = p->rule_below;
  else
    s.rule_below = p->rule_below, s.rule_right = p->rule_right;
  makeup_styles(&s, base, v->tier);
  s.headline = headline_style(job, base, story, p);
  if (p->boxed) s.box = (BoxStyle){.on = true, .rule = LEN_PT / 2, .rule_ink = INK_BLACK, .inset = {1000, LEN_UNIT_EM}};
  s.headline_depth = v->head;
  s.picture_inline = story->picture_count > 1;           /* the first stands at the head, the others in the legs */
  if (s.picture_inline) s.waive |= 1u << LINT_LEG_SPLIT; /* they stand in the text, and are meant to */
  if (v->pict_cols) {
    bool vertical = base->grid.vertical; /* places are named as the sheet has them: there legs run from the head down */
    s.pictures = arena_new(job->arena, SlotPicture);
    s.picture_count = 1;
    s.pictures[0] = (SlotPicture){.cols = v->pict_cols,
                                  .lines = v->pict_lines,
                                  .at = v->pict_cols == v->legs ? (vertical ? AT_RIGHT : AT_TOP)
                                        : p->picture_left       ? (vertical ? AT_TOP_RIGHT : AT_TOP_LEFT)
                                                                : (vertical ? AT_BOTTOM_RIGHT : AT_TOP_RIGHT),
                                  .span = story->span};
  }
  if (v->arm.side) give_frames(job, &s, p);
  layout_place_slot(base, &s);
  return s;
}
