/* epaper/pictures: pages at three sizes and a thumbnail; the articles' photographs, upright, in RGB, no larger than a screen shows. Both are drawn
 * by the same hand (out/raster), so a photograph has the colours it has on its page. */
#include "epaper/inside.h"

enum { PAGE_WEBP = 82, PHOTO_JPEG = 84, THUMB_JPEG = 80 };

typedef struct Drawing { /* one picture drawn, to be written as one or two files */
  const PaintPage *page;
  int width;
  Str names[2];
  RasterFormat formats[2];
  int quality[2];
  size_t n;
} Drawing;
typedef struct Work {
  Issue *d;
  VEC(Drawing) todo;
  Diags **diags;
  bool *made;
} Work;

static void add_page(Work *w, const PaintPage *p) {
  Arena *a = w->d->a;
  for (int i = 0; i < PAGE_PICTURES; i++) {
    Str name = str_f(a, "img/page-%02d-%d", p->number, page_widths[i]);
    vec_add(a, &w->todo,
            (Drawing){.page = p,
                      .width = page_widths[i],
                      .names = {str_f(a, "%.*s.png", STRF(name)), str_f(a, "%.*s.webp", STRF(name))},
                      .formats = {RASTER_PNG, RASTER_WEBP},
                      .quality = {0, PAGE_WEBP},
                      .n = 2});
  }
  vec_add(a, &w->todo,
          (Drawing){.page = p,
                    .width = thumb_width,
                    .names = {str_f(a, "img/thumb-%02d.jpg", p->number)},
                    .formats = {RASTER_JPEG},
                    .quality = {THUMB_JPEG},
                    .n = 1});
}

/* A photograph is a page with nothing else on it. */
static void add_figure(Work *w, const Figure *f) {
  Arena *a = w->d->a;
  PaintPage *p = arena_new(a, PaintPage);
  p->trim_w = f->width * LEN_PT;
  p->trim_h = f->height * LEN_PT;
  vec_add(a, &p->ops,
          (PaintOp){.kind = PAINT_PICTURE,
                    .layer = LAYER_PAGE,
                    .role = ROLE_PICTURE,
                    .story = STORY_NONE,
                    .box = {0, 0, p->trim_w, p->trim_h},
                    .pict = &f->pict,
                    .crop = {0, 0, 1000000, 1000000}});
  vec_add(
      a, &w->todo,
      (Drawing){
          .page = p, .width = f->width, .names = {f->file}, .formats = {RASTER_JPEG}, .quality = {PHOTO_JPEG}, .n = 1});
}

static void draw_one(void *ctx, size_t i, int worker) {
  (void)worker;
  Work *w = ctx;
  const Drawing *todo = &w->todo.at[i];
  Arena *scratch = arena_open();
  Job job = {scratch, w->diags[i]};
  Raster r;
  bool ok = raster_draw(&job, todo->page, w->d->fonts, &(RasterOptions){.width = todo->width}, &r);
  for (size_t k = 0; ok && k < todo->n; k++) {
    Buf file;
    ok = raster_encode(&job, &r, todo->formats[k], todo->quality[k], &file) &&
         file_write(&job, path_join(scratch, w->d->dir, todo->names[k]), buf_str(&file));
  }
  w->made[i] = ok;
  arena_close(scratch);
}

bool pictures_write(Issue *d) {
  Work w = {.d = d};
  for (size_t i = 0; i < d->paint->pages.n; i++) add_page(&w, d->paint->pages.at[i]);
  for (size_t i = 0; i < d->article_count; i++)
    for (size_t k = 0; k < d->articles[i].figure_count; k++)
      if (d->articles[i].figures[k].file.n) add_figure(&w, &d->articles[i].figures[k]);
  w.diags = arena_array(d->a, Diags *, w.todo.n + 1);
  w.made = arena_array(d->a, bool, w.todo.n + 1);
  for (size_t i = 0; i < w.todo.n; i++) w.diags[i] = diags_fork(d->a, d->job->diags);
  pool_run(d->o->threads, w.todo.n, draw_one, &w);
  bool ok = true;
  for (size_t i = 0; i < w.todo.n; i++) {
    diags_merge(d->job->diags, w.diags[i]);
    ok = ok && w.made[i];
    for (size_t k = 0; k < w.todo.at[i].n; k++) vec_add(d->a, &d->files, w.todo.at[i].names[k]);
  }
  return ok;
}
