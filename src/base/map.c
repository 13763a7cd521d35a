/* map: from a string to a pointer. Entries stand in order of insertion; beside them an open-addressed table of their
 * numbers, at most half full, so that a walk over the map is the same in every run and a look-up is a step or two. */
#include "base/base.h"

typedef struct Entry {
  Str key;
  void *value;
  uint64_t hash;
} Entry;

struct Map {
  Arena *a;
  VEC(Entry) entries;
  uint32_t *slots; /* entry number + 1; 0 is free */
  size_t slot_count;
};

/* FNV-1a, 64 bits */
static uint64_t hash_of(Str key) {
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < key.n; i++) h = (h ^ (unsigned char)key.p[i]) * 1099511628211u;
  return h ^ h >> 32;
}

Map *map_make(Arena *a) {
  Map *m = arena_new(a, Map);
  m->a = a;
  return m;
}

/* The slot that holds the key, or the free one where it would stand. */
static size_t slot_of(const Map *m, Str key, uint64_t hash) {
  size_t mask = m->slot_count - 1, i = (size_t)hash & mask;
  for (; m->slots[i]; i = (i + 1) & mask) {
    const Entry *e = &m->entries.at[m->slots[i] - 1];
    if (e->hash == hash && str_eq(e->key, key)) break;
  }
  return i;
}

static void grow(Map *m) {
  m->slot_count = m->slot_count ? m->slot_count * 2 : 16;
  m->slots = arena_array(m->a, uint32_t, m->slot_count);
  for (size_t i = 0; i < m->entries.n; i++)
    m->slots[slot_of(m, m->entries.at[i].key, m->entries.at[i].hash)] = (uint32_t)(i + 1);
}

void map_put(Map *m, Str key, void *value) {
  if ((m->entries.n + 1) * 2 > m->slot_count) grow(m);
  uint64_t hash = hash_of(key);
  size_t slot = slot_of(m, key, hash);
  if (m->slots[slot]) {
    m->entries.at[m->slots[slot] - 1].value = value;
    return;
  }
  must(m->entries.n < UINT32_MAX);
  vec_add(m->a, &m->entries, (Entry){str_copy(m->a, key), value, hash});
  m->slots[slot] = (uint32_t)m->entries.n;
}

void *map_find(const Map *m, Str key) {
  if (!m->slot_count) return NULL;
  uint32_t number = m->slots[slot_of(m, key, hash_of(key))];
  return number ? m->entries.at[number - 1].value : NULL;
}

size_t map_count(const Map *m) { return m->entries.n; }
Str map_key(const Map *m, size_t i) { return must(i < m->entries.n), m->entries.at[i].key; }
void *map_value(const Map *m, size_t i) { return must(i < m->entries.n), m->entries.at[i].value; }
