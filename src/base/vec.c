/* vec: the growth of arrays that live in an arena. */
#include "base/base.h"

void vec_room(Arena *a, void **at, size_t *cap, size_t want, size_t item) {
  if (want <= *cap) return;
  must(want <= SIZE_MAX / 4 / item);
  size_t next = *cap ? *cap * 2 : 8;
  if (next < want) next = want;
  *at = arena_grow(a, *at, *cap * item, next * item);
  *cap = next;
}
