/* duikai_new: a small edition to start from, made of the shipped layouts. Every file is small enough to be read in a minute. */
#include "session.h"

typedef struct Starter { const char *name, *text; } Starter;

static const Starter files[] = {
    {"edition.yaml", "# One issue of a paper. Build it with:  duikai build .\n"
                     "paper:\n"
                     "  name: 新报\n"
                     "  cn: CN 00-0000\n"
                     "  publisher: 新报社\n"
                     "  address: 某市某路1号\n"
                     "  phone: 000-0000000\n"
                     "  price: 每份1元\n"
                     "  printer: 某印刷厂\n"
                     "date: 2026-10-24\n"
                     "issue: 1\n"
                     "pages:\n"
                     "  - name: 要闻\n"
                     "    layout: auto            # or a layout of layouts/, say broadsheet/front\n"
                     "    editors: {责编: 某某, 版式: 某某, 校对: 某某}\n"
                     "    stories: {page: [stories/lead.md, stories/second.md]}\n"},
    {"stories/lead.md", "---\n"
                        "kicker: 引题在主题之上\n"
                        "headline: 主题写在这里\n"
                        "deck: 副题在主题之下，可以有几条\n"
                        "priority: 1\n"
                        "---\n"
                        "**本报讯**（记者 某某）正文从这里开始。每个自然段自动缩进两个字，标点、数字、西文与汉字之间的距离由引擎处理。\n"
                        "\n"
                        "### 小标题\n"
                        "\n"
                        "用空行分段。写完后运行 duikai fit，看看还差几行、几个字；运行 duikai check，看看有什么问题。\n"},
    {"stories/second.md", "---\n"
                          "headline: 第二条消息\n"
                          "priority: 2\n"
                          "---\n"
                          "**本报讯**（通讯员 某某）正文。\n"},
};

bool duikai_new(DuikaiSession *s, const char *dir) {
  Str top = str_of(dir);
  if (dir_exists(top) || file_exists(top)) {
    diag_add(s->job.diags, DIAG_FILE_UNWRITABLE, (Span){0}, "'%s' is there already; nothing was written", dir);
    return session_fail(s);
  }
  if (!dir_make(&s->job, path_join(s->arena, top, STR("stories"))) || !dir_make(&s->job, path_join(s->arena, top, STR("images")))) return session_fail(s);
  for (size_t i = 0; i < COUNT(files); i++)
    if (!file_write(&s->job, path_join(s->arena, top, str_of(files[i].name)), str_of(files[i].text))) return session_fail(s);
  return true;
}
