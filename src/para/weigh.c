/* Paragraph-wide breaking. */
#include "para/inside.h"
Cuts cuts_by_paragraph(Arena *a, const Setting *s, Rooms rooms, size_t wish) {
  if (wish) return (Cuts){0};
  return cuts_by_line(a, s, rooms);
}
