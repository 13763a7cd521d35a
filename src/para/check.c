/* What is wrong with lines as they are set, said so that an editor can mend it: the line's number, its text, how loose it is, and whether any
 * lawful choice of breaks would have done better. */
#include "para/inside.h"

enum { LOOSE_PM = 125, VERY_LOOSE_PM = 250 }; /* 1/8 and 1/4 em */

/* ---- findings */

/* Of each fault the first lines of a paragraph are told one by one, the others as a number: a paragraph that is one word of 60,000 letters has
 * thousands, and nobody mends them line by line. */
enum { TOLD_MOST = 3 };
typedef struct Tally {
  size_t broken, relaxed, loose, very_loose;
} Tally;

static bool may_tell(size_t *n) { return ++*n <= TOLD_MOST; }

static void tell_others(Job *job, const Setting *s, DiagCode code, size_t n, const char *how) {
  if (n > TOLD_MOST)
    diag_add(job->diags, code, s->shaped->span, "%zu more lines of the paragraph %s", n - TOLD_MOST, how);
}

static Str text_of(const Setting *s, const Line *l) { return str_trim(str_sub(s->shaped->text, l->at, l->end)); }

static void line_check(Job *job, const Setting *s, const Line *l, Tally *told) {
  Span at = s->shaped->span;
  if ((l->flags & LINE_EMERGENCY) && may_tell(&told->broken))
    diag_add(job->diags, DIAG_EMERGENCY_BREAK, at,
             l->set > l->measure ? "'%.*s' is wider than the line and stands out of it"
                                 : "line '%.*s' ends inside a unit that no rule lets be broken",
             STRF(text_of(s, l)));
  if ((l->flags & LINE_RELAXED) && may_tell(&told->relaxed))
    diag_add(job->diags, DIAG_KINSOKU_RELAXED, at, "line '%.*s' is broken at a mark, as a last resort",
             STRF(text_of(s, l)));
}

static Len even_pm(const Setting *s, const Line *l) { return s->em ? l->even * 1000 / s->em : 0; }

/* Why a loose line is as it is. */
static const char *why_loose(const Setting *s, Rooms rooms) {
  if (s->style.grid || s->tabbed) return "";
  Arena *scratch = arena_open();
  bool fair = cuts_can_be_fair(scratch, s, rooms);
  arena_close(scratch);
  if (fair) return s->style.composer == COMPOSER_LINE ? "; 'composer: paragraph' finds breaks that keep it closer" : "";
  return s->style.orphan_min_han > 1
             ? "; no lawful choice of breaks keeps every line under 1/8 em and the last one as long as asked"
             : "; no lawful choice of breaks keeps every line of the paragraph under 1/8 em";
}

/* One word or character that does not fill its line, and no place in it that could grow. */
static Len short_by(const Setting *s, const Line *l) {
  return l->flags & LINE_SOLID ? l->measure - len_pm(s->em, s->style.indent_end_pm) - l->set : 0;
}

static void loose_check(Job *job, const Setting *s, Rooms rooms, const Lines *lines, Tally *told) {
  const char *why = NULL;
  for (size_t k = 0; k < lines->n; k++) {
    const Line *l = &lines->at[k];
    Len pm = even_pm(s, l);
    Len lacks = s->em ? short_by(s, l) * 1000 / s->em : 0;
    if ((l->flags & LINE_LAST) || (pm <= LOOSE_PM && lacks <= LOOSE_PM)) continue;
    bool very = lacks <= LOOSE_PM && pm > VERY_LOOSE_PM;
    if (!may_tell(very ? &told->very_loose : &told->loose)) continue;
    if (!why) why = why_loose(s, rooms);
    if (lacks > LOOSE_PM)
      diag_add(job->diags, DIAG_LOOSE_LINE, s->shaped->span,
               "line %zu '%.*s' is short by %d.%03d em, with no place to spread it%s", k + 1, STRF(text_of(s, l)),
               (int)(lacks / 1000), (int)(lacks % 1000), why);
    else
      diag_add(job->diags, very ? DIAG_VERY_LOOSE_LINE : DIAG_LOOSE_LINE, s->shaped->span,
               "line %zu '%.*s' is spread by %d.%03d em between two characters%s", k + 1, STRF(text_of(s, l)),
               (int)(pm / 1000), (int)(pm % 1000), why);
  }
}

static void end_check(Job *job, const Setting *s, const Cuts *cuts) {
  if (cuts->n < 2) return;
  uint32_t han = last_line_han(s, cuts->at[cuts->n - 1].at), want = (uint32_t)s->style.orphan_min_han;
  if (han >= want || want < 2) return;
  diag_add(job->diags, DIAG_ORPHAN_CHARACTER, s->shaped->span, "the last line holds %u characters where %u are asked",
           han, want);
}

void lines_check(Job *job, const Setting *s, Rooms rooms, const Cuts *cuts, const Lines *lines) {
  Tally told = {0};
  for (size_t k = 0; k < lines->n; k++) line_check(job, s, &lines->at[k], &told);
  loose_check(job, s, rooms, lines, &told);
  tell_others(job, s, DIAG_EMERGENCY_BREAK, told.broken, "end inside units or stand out of the measure");
  tell_others(job, s, DIAG_KINSOKU_RELAXED, told.relaxed, "are broken at marks");
  tell_others(job, s, DIAG_LOOSE_LINE, told.loose, "are spread or short by more than 1/8 em");
  tell_others(job, s, DIAG_VERY_LOOSE_LINE, told.very_loose, "are spread by more than 1/4 em");
  end_check(job, s, cuts);
}
