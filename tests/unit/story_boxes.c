/* story: boxes between lines of colons, the depth of subheads. */
#include "story_help.h"

static Str show_boxes(Arena *a, const Stories *all) {
  Buf b = buf_make(a, 1 << 16);
  for (size_t i = 0; i < all->n; i++) {
    const Story *s = &all->at[i];
    if (i) buf_puts(&b, STR("==\n"));
    for (size_t k = 0; k < s->body.n; k++) {
      const Para *p = &s->body.at[k];
      buf_putf(&b, "%s%d", role_name(p->role), p->level);
      if (p->box) {
        const StoryBox *box = &s->boxes[p->box - 1];
        buf_putf(&b, " %s%u", box->kind == BOX_NOTE ? "note" : "box", p->box);
        if (box->span) buf_putf(&b, " span %d", box->span);
        if (box->at.n) buf_putf(&b, " at %.*s", STRF(box->at));
      }
      buf_putf(&b, " %.*s\n", STRF(p->text));
    }
  }
  return buf_str(&b);
}

static void boxes(void **state) {
  (void)state;
  static const struct {
    const char *copy, *want;
    int open, unknown; /* findings */
  } ROWS[] = {
      {"甲。\n::: box\n乙。\n:::\n丙。", "paragraph0 甲。\nparagraph0 box1 乙。\nparagraph0 丙。\n", 0, 0},
      {"::: box 通车数字 {span=2 at=top}\n乙。\n:::",
       "subhead0 box1 span 2 at top 通车数字\nparagraph0 box1 span 2 at top 乙。\n", 0, 0},
      {":::{.note at=bottom}\n乙。\n::::", "paragraph0 note1 at bottom 乙。\n", 0, 0},
      {"::: note\n甲。\n::: box\n乙。\n:::", "paragraph0 note1 甲。\nparagraph0 box2 乙。\n", 0, 0},
      {"::: box\n### 小\n- 一\n- 二\n:::\n\n### 外", "subhead1 box1 小\nlist1 box1 一\nlist1 box1 二\nsubhead1 外\n", 0,
       0},
      {"::: box\n甲。\n", "paragraph0 box1 甲。\n", 1, 0},
      {"::: table\n甲。\n:::", "paragraph0 box1 甲。\n", 0, 1},
      {"::: box {span=0 tint}\n甲。\n:::", "paragraph0 box1 甲。\n", 0, 2},
      {":::\n甲。", "paragraph0 :::甲。\n", 0, 0}, /* closes nothing: text */
      {"::：box\n甲。", "paragraph0 ::：box甲。\n", 0, 0},
      {"```\n::: box\n```\n甲。", "preformatted0 ::: box\nparagraph0 甲。\n", 0, 0},
      {"### 一\n\n#### 二\n\n##### 三\n\n###### 四", "subhead1 一\nsubhead2 二\nsubhead3 三\nsubhead3 四\n", 0, 0},
      {"# 题\n\n::: box\n# 盒里不开新稿\n文。\n:::\n\n# 题二\n\n文二。",
       "subhead0 box1 盒里不开新稿\nparagraph0 box1 文。\n==\nparagraph0 文二。\n", 0, 0},
      {"# 题\n\n::: box\n文。\n\n# 题二\n\n文二。", "paragraph0 box1 文。\n==\nparagraph0 文二。\n", 1, 0},
      /* what stands in a box is nobody's deck, author or notice */
      {"# 题\n\n::: box\n热线电话：110\n:::", "paragraph0 box1 热线电话：110\n", 0, 0},
  };
  for (size_t i = 0; i < COUNT(ROWS); i++) {
    Read r = read_copy(ROWS[i].copy, LANG_ZH_HANS);
    Str got = show_boxes(r.job.arena, &r.stories);
    if (!str_is(got, ROWS[i].want))
      fail_msg("row %zu, copy:\n%s\n-- gives:\n%.*s-- wanted:\n%s", i, ROWS[i].copy, STRF(got), ROWS[i].want);
    if (diags_has(r.job.diags, DIAG_BOX_OPEN) != (ROWS[i].open > 0)) fail_msg("row %zu: box-open", i);
    if (diags_has(r.job.diags, DIAG_UNKNOWN_MARK) != (ROWS[i].unknown > 0)) fail_msg("row %zu: unknown-mark", i);
    unit_done(&r.job);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(boxes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
