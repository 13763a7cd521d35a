/* fields: the {names} in the engine's own lines, and what they stand for. */
#include "plan/inside.h"

#include <string.h>

Str edition_field(const Edition *e, Str name) {
  for (size_t i = e->field_count; i-- > 0;) /* the later of two, as in YAML */
    if (str_eq(e->fields[i].name, name)) return e->fields[i].value;
  return STR("");
}

bool is_web_address(Str u) {
  if (!str_has_prefix(u, STR("https://")) && !str_has_prefix(u, STR("http://"))) return false;
  for (size_t i = 0; i < u.n; i++)
    if ((unsigned char)u.p[i] <= ' ' || u.p[i] == '"' || u.p[i] == '<' || u.p[i] == '>') return false;
  return u.n > 8;
}

static Str editors_text(Arena *a, const PagePlan *page) {
  Buf b = buf_make(a, 1 << 16);
  for (size_t i = 0; i < page->editor_count; i++) {
    if (i) buf_puts(&b, STR("\xE3\x80\x80")); /* U+3000 between two */
    buf_putf(&b, "%.*s %.*s", STRF(page->editors[i].name), STRF(page->editors[i].value));
  }
  return buf_str(&b);
}

static Str page_field(Arena *a, const Edition *e, const PagePlan *page, Str name) {
  bool vertical =
      page->layout && page->layout->grid.vertical; /* such a paper is bound at the right: its first half lies there */
  if (str_is(name, "page")) return page->label.n ? page->label : str_f(a, "%d", page->number);
  if (!page->spread) return page->label;
  if (str_is(name, "page.left")) return edition_label(a, e, page->part, page->nth + vertical);
  if (str_is(name, "page.right")) return edition_label(a, e, page->part, page->nth + !vertical);
  return (Str){0};
}

static Str part_field(Arena *a, const Edition *e, const PagePlan *page, Str name) {
  const PaperPart *part = edition_part(e, page->part);
  if (str_is(name, "part")) return page->part;
  if (str_is(name, "part.name")) return part ? part->name : (Str){0};
  if (str_is(name, "part.pages")) return str_f(a, "%d", edition_pages_of(e, page->part));
  return (Str){0};
}

static Str field_value(Arena *a, const Edition *e, const PagePlan *page, Str name) {
  Str editor = STR("editors.");
  if (!page) return edition_field(e, name);
  if (str_has_prefix(name, STR("page")) && (name.n == 4 || name.p[4] == '.')) return page_field(a, e, page, name);
  if (str_has_prefix(name, STR("part")) && (name.n == 4 || name.p[4] == '.')) return part_field(a, e, page, name);
  if (str_is(name, "section")) return page->name;
  if (str_is(name, "editors")) return editors_text(a, page);
  for (size_t i = 0; str_has_prefix(name, editor) && i < page->editor_count; i++)
    if (str_eq(page->editors[i].name, str_sub(name, editor.n, name.n))) return page->editors[i].value;
  return edition_field(e, name);
}

/* The name in the braces that open at `at`; empty if they are no field's. `*end` is behind the closing one. */
static Str name_at(Str s, size_t at, size_t *end) {
  if (s.p[at] != '{') return STR("");
  for (size_t i = at + 1; i < s.n && s.p[i] != '\n' && s.p[i] != '{'; i++)
    if (s.p[i] == '}') {
      Str name = str_trim(str_sub(s, at + 1, i));
      if (name.n) *end = i + 1;
      return name;
    }
  return STR("");
}

/* False if a field in it is empty */
static bool put_filled(Buf *out, const Edition *e, const PagePlan *page, Str s) {
  bool whole = true;
  for (size_t at = 0; at < s.n;) {
    size_t end = at + 1;
    Str name = name_at(s, at, &end);
    if (name.n) {
      Str value = field_value(out->a, e, page, name);
      buf_puts(out, value);
      whole = whole && value.n;
    } else {
      buf_putc(out, s.p[at]);
    }
    at = end;
  }
  return whole;
}

static size_t bracket_end(Str s, size_t at) {
  for (size_t i = at + 1; i < s.n && s.p[i] != '\n' && s.p[i] != '['; i++)
    if (s.p[i] == ']') return i;
  return 0;
}

/* Blanks that an empty field has left at the ends of a line or of its parts; U+3000 is the blank of Chinese lines. */
static Str trimmed(Str s) {
  Str wide = STR("\xE3\x80\x80");
  for (;;) {
    s = str_trim(s);
    if (str_has_prefix(s, wide))
      s = str_sub(s, wide.n, s.n);
    else if (str_has_suffix(s, wide))
      s.n -= wide.n;
    else
      return s;
  }
}

static Str tidied(Arena *a, Str s) {
  Buf out = buf_make(a, s.n * 2 + 16);
  for (size_t at = 0; at <= s.n;) {
    size_t end = at;
    while (end < s.n && s.p[end] != '\n' && s.p[end] != '|') end++;
    Str part = trimmed(str_sub(s, at, end));
    if (end < s.n && s.p[end] == '|')
      buf_putf(&out, "%.*s | ", STRF(part));
    else
      buf_putf(&out, "%.*s\n", STRF(part));
    at = end + 1;
  }
  while (out.n && out.p[out.n - 1] == '\n') out.n--;
  return buf_str(&out);
}

/* ---- {outer} and {inner}: a line's parts by the edge of the leaf, in place of bars
 *
 * What follows {outer} stands at the outer edge, what follows {inner} at the inner one; a second part of a side stands nearer to the middle:
 *
 *     {outer}第{page}版{outer}{section}{inner}{date}      page 2: 第2版　民生 | date      page 3: date | 经济　第3版 */

/* Odd pages lie at the right of a paper that is bound at the left; where lines run down, it is bound at the right. */
static bool lies_right(const PagePlan *page) {
  bool odd = !page || (page->nth > 0 ? page->nth : page->number) % 2;
  return odd != (page && page->layout && page->layout->grid.vertical);
}

static const char OUTER[] = "{outer}", INNER[] = "{inner}";

/* The part that begins at `at`; *end is where the next begins. */
static Str side_part(Str line, size_t at, size_t *end) {
  Str rest = str_sub(line, at, line.n);
  ptrdiff_t outer = str_find(rest, str_of(OUTER)), inner = str_find(rest, str_of(INNER));
  ptrdiff_t next = outer < 0 ? inner : inner < 0 || outer < inner ? outer : inner;
  *end = next < 0 ? line.n : at + (size_t)next;
  return str_trim(str_sub(line, at, *end));
}

/* The parts of one side, those that come later nearer to the middle. */
static Str side_of(Arena *a, Str line, Str mark, bool at_right, Str blank) {
  Str out = {0};
  size_t at;
  for (side_part(line, 0, &at); at < line.n;) {
    bool mine = str_has_prefix(str_sub(line, at, line.n), mark);
    Str part = side_part(line, at + mark.n, &at);
    if (!mine || !part.n) continue;
    Str first = at_right ? part : out, second = at_right ? out : part;
    out = out.n ? str_f(a, "%.*s%.*s%.*s", STRF(first), STRF(blank), STRF(second)) : part;
  }
  return out;
}

static void put_sided(Buf *out, Str line, const PagePlan *page) {
  bool right = lies_right(page), latin = page && page->layout && page->layout->lang == LANG_EN;
  Str blank = latin ? STR("  ") : STR("\xE3\x80\x80");
  size_t first;
  Str before = side_part(line, 0, &first);
  Str outer = side_of(out->a, line, str_of(OUTER), right, blank),
      inner = side_of(out->a, line, str_of(INNER), !right, blank);
  Str sides[2] = {right ? inner : outer, right ? outer : inner};
  buf_putf(out, before.n ? "%.*s | %.*s | %.*s" : "%.*s%.*s | %.*s", STRF(sides[0]), STRF(before), STRF(sides[1]));
}

static Str sides_resolved(Arena *a, const PagePlan *page, Str content) {
  if (str_find(content, str_of(OUTER)) < 0 && str_find(content, str_of(INNER)) < 0) return content;
  Buf out = buf_make(a, content.n * 4 + 64);
  for (size_t at = 0; at <= content.n;) {
    size_t end = at;
    while (end < content.n && content.p[end] != '\n') end++;
    Str line = str_sub(content, at, end);
    if (str_find(line, str_of(OUTER)) < 0 && str_find(line, str_of(INNER)) < 0)
      buf_puts(&out, line);
    else
      put_sided(&out, line, page);
    if (end < content.n) buf_putc(&out, '\n');
    at = end + 1;
  }
  return buf_str(&out);
}

Str plan_fill_fields(Arena *a, const Edition *e, const PagePlan *page, Str content) {
  enum { CONTENT_MOST = 1 << 20 };
  content = sides_resolved(a, page, content);
  Buf out = buf_make(a, CONTENT_MOST);
  for (size_t at = 0; at < content.n;) {
    size_t end = content.p[at] == '[' ? bracket_end(content, at) : 0;
    if (end) { /* all of it or nothing */
      size_t before = out.n;
      if (!put_filled(&out, e, page, str_sub(content, at + 1, end))) out.n = before;
      at = end + 1;
      continue;
    }
    end = at + 1;
    while (end < content.n && content.p[end] != '[') end++;
    put_filled(&out, e, page, str_sub(content, at, end));
    at = end;
  }
  return tidied(a, buf_str(&out));
}

/* ---- names that nobody knows */

static bool is_known(const Edition *e, Str name) {
  static const char *const WORKED_OUT[] = {"page",    "page.left", "page.right", "part",     "part.name", "part.pages",
                                           "section", "editors",   "date",       "date.iso", "weekday",   "lunar",
                                           "pages",   "issue",     "weather",    "slogan",   "outer",     "inner"};
  for (size_t i = 0; i < COUNT(WORKED_OUT); i++)
    if (str_is(name, WORKED_OUT[i])) return true;
  if (str_has_prefix(name, STR("editors."))) return true;
  if (str_has_prefix(name, STR("paper.")) && table_find(&PAPER_TABLE, str_sub(name, 6, name.n))) return true;
  for (size_t i = 0; i < e->field_count; i++)
    if (str_eq(e->fields[i].name, name)) return true;
  return false;
}

static void check_slot_fields(PlanReader *r, const Slot *s) {
  for (size_t at = 0; at < s->content.n;) {
    size_t end = at + 1;
    Str name = name_at(s->content, at, &end);
    at = end;
    if (!name.n || is_known(r->edition, name)) continue;
    diag_add(r->job->diags, DIAG_UNKNOWN_KEY, s->span,
             "slot '%.*s' shows '{%.*s}', which the edition does not have; nothing stands there", STRF(s->name),
             STRF(name));
    diag_add_hint(r->job->diags, (Span){0}, "texts of your own go under 'fields:' in edition.yaml");
  }
}

void fields_check(PlanReader *r) {
  const Edition *e = r->edition;
  for (size_t p = 0; p < e->page_count; p++) {
    const Layout *l = e->pages[p].layout;
    bool seen = !l;
    for (size_t k = 0; k < p && !seen; k++) seen = e->pages[k].layout == l;
    for (size_t i = 0; !seen && i < l->slot_count; i++) check_slot_fields(r, &l->slots[i]);
  }
}
