/* role: the names of what a piece of text or ink is. */
#include "base/base.h"

static const char *const NAMES[] = {
#define ROLE_NAME(id, name) name,
    ROLES(ROLE_NAME)
#undef ROLE_NAME
};

const char *role_name(Role r) { return must(r >= 0 && r < ROLE_COUNT), NAMES[r]; }

bool role_read(Str name, Role *out) {
  for (int i = 0; i < ROLE_COUNT; i++)
    if (str_is(name, NAMES[i])) return *out = (Role)i, true;
  return false;
}
