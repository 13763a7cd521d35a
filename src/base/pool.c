/* pool: the same function over many items, on several threads. Threads take the next number until there is none;
 * who takes what differs from run to run, so results must land by index and never by order of arrival. */
#include "base/base.h"

#include <pthread.h>
#include <stdatomic.h>

enum { THREADS_MOST = 64 };

typedef struct Work {
  size_t n;
  void (*fn)(void *ctx, size_t i, int worker);
  void *ctx;
  atomic_size_t next;
} Work;

typedef struct Worker {
  Work *work;
  int number;
  pthread_t thread;
} Worker;

static void *run(void *arg) {
  Worker *w = arg;
  for (size_t i; (i = atomic_fetch_add(&w->work->next, 1)) < w->work->n;) w->work->fn(w->work->ctx, i, w->number);
  return NULL;
}

void pool_run(int threads, size_t n, void (*fn)(void *ctx, size_t i, int worker), void *ctx) {
  Work work = {.n = n, .fn = fn, .ctx = ctx};
  Worker workers[THREADS_MOST];
  if (threads > THREADS_MOST) threads = THREADS_MOST;
  if (threads > 1 && (size_t)threads > n) threads = (int)n;
  int started = 1; /* worker 0 is the caller; a thread that cannot be had leaves its share to the others */
  for (; started < threads; started++) {
    workers[started] = (Worker){.work = &work, .number = started};
    if (pthread_create(&workers[started].thread, NULL, run, &workers[started]) != 0) break;
  }
  workers[0] = (Worker){.work = &work};
  run(&workers[0]);
  for (int i = 1; i < started; i++) pthread_join(workers[i].thread, NULL);
}
