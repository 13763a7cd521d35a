/* flow/label: the pages' numbers and what readers call them. Streams add pages, so a page has its number when it is made, and its label with it; all
 * that names a page (jump lines, index, teasers, folio lines, tags, the e-paper) asks here. */
#include "flow/inside.h"

int label_take(Flow *f, const PagePlan *plan) {
  int first = f->numbers + 1;
  for (int i = 0; i < page_span(plan); i++) {
    int nth = 1;
    for (size_t k = 0; k < f->e->numbers.n; k++) nth += str_eq(f->e->numbers.at[k].part, plan->part);
    vec_add(f->a, &f->e->numbers,
            ((FlowNumber){plan->part, edition_label(f->a, f->e->edition, plan->part, nth), plan->name}));
    f->numbers++;
  }
  return first;
}

int label_nth(const Flow *f, int number) {
  int nth = 1;
  for (int k = 0; k + 1 < number; k++) nth += str_eq(f->e->numbers.at[k].part, f->e->numbers.at[number - 1].part);
  return nth;
}

Str label_of_pages(Flow *f, const PagePlan *plan, int number) {
  Str first = flow_label(f->a, f->e, number);
  return plan->spread ? str_f(f->a, "%.*s-%.*s", STRF(first), STRF(flow_label(f->a, f->e, number + 1))) : first;
}

/* Where lines are vertical the paper is bound at the right, and its first half lies there. */
int label_at(const PagePlan *plan, const Layout *l, int number, Rect r) {
  if (!plan->spread) return number;
  bool first = l->grid.vertical ? 2 * (r.x + r.w) > l->sheet_w : 2 * r.x < l->sheet_w;
  return first ? number : number + 1;
}

/* A page that is still to be made is called as the plan has it. */
Str flow_label(Arena *a, const FlowEdition *e, int number) {
  if (number >= 1 && (size_t)number <= e->numbers.n) return e->numbers.at[number - 1].label;
  for (size_t i = 0; i < e->edition->page_count; i++) {
    const PagePlan *p = &e->edition->pages[i];
    if (number >= p->number && number < p->number + page_span(p))
      return edition_label(a, e->edition, p->part, p->nth + number - p->number);
  }
  return str_f(a, "%d", number);
}

Str flow_section(const FlowEdition *e, int number) {
  return number >= 1 && (size_t)number <= e->numbers.n ? e->numbers.at[number - 1].name : (Str){0};
}
