/* teasers: what the slots of kind teaser point to: `teasers: {slot: [stories/a.md, {page: 5}, auto]}` of a page. */
#include "plan/inside.h"

#define TEASER_ROW(n, k, field, ...)                                                                                   \
  { .name = n, .kind = k, .at = offsetof(TeaserFill, field), __VA_ARGS__ }
static const Row TEASER_ROWS[] = {
    TEASER_ROW("story", F_TEXT, file, .meaning = "the story's file, as the page that it stands on has it"),
    TEASER_ROW("nth", F_INT, nth, .standard = "0", .least = 0, .most = 10000,
               .meaning = "which of the file's stories; 0: the first"),
    TEASER_ROW("page", F_TEXT, page,
               .meaning = "in place of `story`: the page whose highest story it points to: 5, B2"),
    TEASER_ROW("headline", F_TEXT, headline, .meaning = "in place of the story's own"),
    TEASER_ROW("summary", F_TEXT, summary, .meaning = "in place of the story's first sentences"),
};
const Table TEASER_TABLE = {.what = "a teaser", .rows = TEASER_ROWS, .n = COUNT(TEASER_ROWS)};

bool teaser_read(PlanReader *r, const Yaml *y, TeaserFill *t) {
  if (y->kind == YAML_MAP)
    table_read(r, &TEASER_TABLE, y, t, NULL);
  else if (is_filled(y) && str_is(y->text, "auto"))
    t->automatic = true;
  else if (y->kind == YAML_TEXT)
    t->file = y->text;
  if (!t->file.n && !t->page.n && (t->headline.n || t->summary.n)) t->automatic = true;
  if (t->file.n) t->file = path_join(r->job->arena, r->edition->dir, t->file);
  if (t->file.n || t->page.n || t->automatic) return true;
  complain_value(r, y, "a story's file, {page: 5}, or auto");
  return false;
}
