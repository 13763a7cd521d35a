/* The page of `duikai compose`: one block of lines with a margin of two em on every side (docs: compose). */
#include "paint/inside.h"

enum { MARGIN_EM = 2, CELL_TOP_PM = 880 };

PaintPage *paint_compose(Job *job, const Fonts *fonts, const Setting *const *settings, const Lines *lines, size_t n,
                         Len measure, Len size, Len pitch, bool vertical) {
  size_t count = 0;
  for (size_t i = 0; i < n; i++) count += lines[i].n;
  Len cell = n ? para_em_across(setting_style(settings[0])) : size;
  Len deep = cell + (count ? (Len)(count - 1) * pitch : 0) + 2 * MARGIN_EM * size,
      wide = measure + 2 * MARGIN_EM * size;
  PaintPage *page = vertical ? page_open(job->arena, deep, wide) : page_open(job->arena, wide, deep);
  Painter p = {.job = job, .fonts = fonts, .page = page};
  Len next = MARGIN_EM * size; /* the near edge of the next line's cell, from the page's edge where lines begin */
  uint32_t order = 0;
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < lines[i].n; k++, next += pitch) {
      LineAt at = {.setting = settings[i],
                   .line = &lines[i].at[k],
                   .vertical = vertical,
                   .role = ROLE_BODY,
                   .story = STORY_NONE,
                   .para = (uint32_t)i + 1,
                   .order = ++order,
                   .lang = setting_style(settings[i])->lang};
      Len x = MARGIN_EM * size;
      at.origin = vertical ? (Point){deep - next - cell / 2, x} : (Point){x, next + len_pm(size, CELL_TOP_PM)};
      at.box = vertical ? (Rect){at.origin.x - cell / 2, x, cell, measure} : (Rect){x, next, measure, size};
      painter_line(&p, &at);
    }
    painter_flush(&p);
  }
  painter_close(&p);
  return page;
}
