/* arena: the one place where memory is asked for.
 *
 * A chain of blocks, newest first. A large block is pages fresh from the system (calloc would clear again what malloc has had back) and never
 * written beyond `used`, so what arena_add hands out is zero, a large array costs its pages only when they are touched, and an arena that
 * is closed gives them back for the next. A small one is cleared piece by
 * piece as it is handed out: most are given back half empty, and clearing them whole cost a tenth of a run. Small requests share
 * blocks that double in size up to a limit; a large one gets a block of its own, put behind the current block so that the
 * current one goes on being filled.
 *
 * Under AddressSanitizer what has not been handed out is poisoned and every piece is followed by a red zone, so that an
 * arena finds the same overruns as malloc would. */
#include "base/base.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#endif

#ifdef WITH_ASAN
#include <sanitizer/asan_interface.h>
#define fresh_pages(size) calloc(1, (size))
#define drop_pages(p, size) ((void)(size), free(p)) /* LeakSanitizer looks into blocks of malloc's only */
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { RED_ZONE = 16 };
#else
#include <sys/mman.h>
static void *fresh_pages(size_t size) {
  void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return p == MAP_FAILED ? NULL : p;
}
static void drop_pages(void *p, size_t size) { munmap(p, size); }
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
enum { RED_ZONE = 0 };
#endif

enum {
  BLOCK_CLEAN = 128 << 10, /* from here on the system is asked for fresh pages, which are zero */
  BLOCK_FIRST = 16 << 10,  /* a small work unit's arena fits in its first block */
  BLOCK_LARGEST = 1 << 20  /* more than this at a stroke gains nothing and wastes the tail */
};

typedef struct Block Block;
struct Block {
  Block *next;
  size_t used, size;
  bool clean; /* what lies beyond `used` is zero */
  bool pages; /* fresh_pages gave it */
  alignas(max_align_t) unsigned char bytes[];
};

struct Arena {
  Block *blocks;
  unsigned char *last; /* the piece handed out last: it alone can grow in place */
  size_t next_size, reserved;
  Arena *child, *sibling, *parent; /* children are closed with their parent */
};

static void out_of_memory(size_t bytes) {
  fprintf(stderr, "duikai: out of memory (%zu bytes more were asked for)\n", bytes);
  abort();
}

static size_t round_up(size_t n) { return (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1); }

static Block *block_open(Arena *a, size_t size) {
  bool pages = size >= BLOCK_CLEAN;
  Block *b = pages ? fresh_pages(sizeof(Block) + size) : malloc(sizeof(Block) + size);
  if (!b) out_of_memory(size);
  *b = (Block){.size = size, .clean = pages, .pages = pages};
  a->reserved += size;
  POISON(b->bytes, size);
  return b;
}

static void block_close(Arena *a, Block *b) {
  UNPOISON(b->bytes, b->size);
  a->reserved -= b->size;
  if (b->pages)
    drop_pages(b, sizeof(Block) + b->size);
  else
    free(b);
}

Arena *arena_open(void) {
  Arena *a = calloc(1, sizeof *a);
  if (!a) out_of_memory(sizeof *a);
  a->next_size = BLOCK_FIRST;
  return a;
}

Arena *arena_open_child(Arena *parent) {
  Arena *a = arena_open();
  a->parent = parent;
  a->sibling = parent->child;
  parent->child = a;
  return a;
}

static void unlink_child(Arena *a) {
  Arena **link = &a->parent->child;
  while (*link != a) link = &(*link)->sibling;
  *link = a->sibling;
}

void arena_close(Arena *a) {
  if (!a) return;
  if (a->parent) unlink_child(a);
  while (a->child) arena_close(a->child);
  for (Block *b = a->blocks, *next; b; b = next) {
    next = b->next;
    block_close(a, b);
  }
  free(a);
}

void arena_clear(Arena *a) {
  Block *kept = a->blocks;
  if (!kept) return;
  for (Block *b = kept->next, *next; b; b = next) {
    next = b->next;
    block_close(a, b);
  }
  kept->next = NULL;
  POISON(kept->bytes, kept->size);
  kept->clean = false;
  kept->used = 0;
  a->last = NULL;
}

static Block *block_for(Arena *a, size_t want) {
  Block *top = a->blocks;
  if (top && top->size - top->used >= want) return top;
  if (want > a->next_size / 4 && top) { /* a large piece: its own block, behind the current one */
    Block *b = block_open(a, want);
    b->next = top->next;
    top->next = b;
    return b;
  }
  Block *b = block_open(a, want > a->next_size ? want : a->next_size);
  if (a->next_size < BLOCK_LARGEST) a->next_size *= 2;
  b->next = top;
  a->blocks = b;
  return b;
}

void *arena_add(Arena *a, size_t bytes) {
  if (bytes > SIZE_MAX / 4) out_of_memory(bytes);
  size_t want = round_up(bytes ? bytes : 1) + RED_ZONE;
  Block *b = block_for(a, want);
  unsigned char *p = b->bytes + b->used;
  b->used += want;
  UNPOISON(p, bytes);
  if (!b->clean) memset(p, 0, bytes);
  a->last = p;
  return p;
}

/* Is `p` the last piece of the current block, and is there room behind it? */
static bool grow_in_place(Arena *a, unsigned char *p, size_t old_bytes, size_t new_bytes) {
  Block *b = a->blocks;
  if (!b || p != a->last || p < b->bytes || p >= b->bytes + b->size) return false;
  size_t start = (size_t)(p - b->bytes);
  size_t want = round_up(new_bytes) + RED_ZONE;
  if (want > b->size - start) return false;
  b->used = start + want;
  UNPOISON(p, new_bytes);
  if (!b->clean) memset(p + old_bytes, 0, new_bytes - old_bytes);
  return true;
}

void *arena_grow(Arena *a, void *p, size_t old_bytes, size_t new_bytes) {
  if (p && new_bytes <= old_bytes) return p;
  if (new_bytes > SIZE_MAX / 4) out_of_memory(new_bytes);
  if (p && grow_in_place(a, p, old_bytes, new_bytes)) return p;
  void *q = arena_add(a, new_bytes);
  if (old_bytes) memcpy(q, p, old_bytes);
  return q;
}

size_t arena_bytes(const Arena *a) { return a->reserved; }
