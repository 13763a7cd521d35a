/* duikai_new: a small edition to start from: one page of copy that says how copy, pictures and layouts are written, in a layout of its own.
 * Every file is small enough to be read in a minute. */
#include "session.h"

typedef struct Starter {
  const char *name, *text;
} Starter;

static const Starter files[] = {
    {"edition.yaml",
     "# 一期报纸。排版： duikai build .    看还差几行、几个字： duikai fit .    只看问题： duikai check .\n"
     "paper:\n"
     "  name: 新报\n"
     "  cn: CN 00-0000\n"
     "  publisher: 新报社\n"
     "  price: 每份1.00元\n"
     "date: 2026-10-24            # 星期和农历由引擎推算\n"
     "issue: 1\n"
     "pages:\n"
     "  - name: 要闻\n"
     "    layout: front           # layouts/front.yaml；也可以用现成的，如 broadsheet/front、tabloid/front，或者 "
     "auto：由引擎拼版\n"
     "    editors: {责编: 某某, 版式: 某某, 校对: 某某}\n"
     "    stories:\n"
     "      lead: stories/lead.md\n"
     "      second: stories/second.md\n"
     "      third: stories/third.md\n"
     "      comment: stories/comment.md\n"},
    {"layouts/front.yaml",
     "# 版式：十六开一面，4栏，每栏11字，9磅字，行距11.25磅，54行。栏与行从1数起。\n"
     "#\n"
     "#        1  2  3  4\n"
     "#    1   报头\n"
     "#   10   头条    | 言论\n"
     "#   40   二条 | 三条\n"
     "sheet: {size: 185mm x 260mm, bleed: 3mm}\n"
     "grid: {columns: 4, measure: 11em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: 54}\n"
     "rules: {column: 0.25pt, story: 0.25pt}\n"
     "accent: red\n"
     "\n"
     "styles:                     # 其余样式来自 styles/newspaper-zh，在这里改写\n"
     "  nameplate: {size: [40pt, 48pt]}\n"
     "\n"
     "slots:\n"
     "  nameplate:\n"
     "    kind: nameplate\n"
     "    cols: 1-4\n"
     "    lines: 1-8\n"
     "    rule: 1pt\n"
     "    content: |\n"
     "      {paper.name}\n"
     "      [{date}　][{weekday}　][{lunar}　][第{issue}期　][{paper.cn}　][{paper.publisher}出版]\n"
     "  lead:\n"
     "    kind: story\n"
     "    cols: 1-3\n"
     "    lines: 10-38\n"
     "    headline: {inherit: headline-second, size: [26pt, 32pt], lines: 1}\n"
     "    kicker: kicker-small\n"
     "    deck: deck-small\n"
     "    picture: {cols: 2, lines: 15, at: top right}\n"
     "    rule-right: yes\n"
     "  comment:\n"
     "    kind: story\n"
     "    cols: 4\n"
     "    lines: 10-38\n"
     "    headline: {inherit: headline-kai, size: [16pt, 18pt], lines: 1-2}\n"
     "    body: {font: kai}\n"
     "  second:\n"
     "    kind: story\n"
     "    cols: 1-2\n"
     "    lines: 40-54\n"
     "    headline: {inherit: headline-third, size: [18pt, 22pt], lines: 1}\n"
     "    rule-right: yes\n"
     "  third:\n"
     "    kind: story\n"
     "    cols: 3-4\n"
     "    lines: 40-54\n"
     "    headline: {inherit: headline-song, size: [18pt, 22pt], lines: 1}\n"},
    {"stories/lead.md",
     "---\n"
     "kicker: 引题在主题之上\n"
     "headline: 一张报纸从这里开始\n"
     "deck: 副题在主题之下，可以有几条\n"
     "pictures:\n"
     "  - {caption: 图片说明写在这里，给出文件名，占位框就换成图片, credit: 某某 摄}   # file: images/x.jpg\n"
     "---\n"
     "**本报讯**（记者 "
     "某某）正文从这里开始。一个空行隔开两个自然段，每段首行自动空两个字。标点的挤压、行首行尾的避头尾、汉字与西文、数"
     "字"
     "之间的距离，都由引擎处理，稿件里不用手工加空格，也不用手工断行。\n"
     "\n"
     "**加粗**的字用黑体，*强调*的字用楷体。小标题前面写三个井号。\n"
     "\n"
     "### 小标题\n"
     "\n"
     "图片都放进文件夹，在稿件的开头写上文件名。还没有图片时，版面上留一个占位框，并注明是哪一篇稿件的。\n"
     "\n"
     "稿件长了，排不下的字一个也不会丢：版面上标出超了几行几字，另有命令列出没排下的文字，并说明删多少字就能排下。稿件"
     "短了，"
     "同样告诉你欠几行几字。\n"
     "\n"
     "改完一篇，再排一次，一秒钟就能看到新的版面。同一份稿件，不论在哪里排，得到的文件都一样。\n"},
    {"stories/second.md",
     "---\n"
     "headline: 版式按字数设计\n"
     "---\n"
     "**本报讯**（通讯员 "
     "某某）版式写在版式文件夹里，一页一个文件。版面先分栏，每栏多少个字、全页多少行都是整数，各栏的字因此行行对齐。"
     "每一篇稿件占哪几栏、哪几行，用哪一级标题，图片放在哪个角，都在那里写明。\n"
     "\n"
     "写错一个名字，引擎会指出在第几行、第几个字，并提示最接近的写法。随引擎附有对开和四开的现成版式，可以照着改。\n"
     "\n"
     "不想自己画版的，在期次文件里把版式一项改成自动，由引擎按稿件的轻重和长短拼版：最要紧的放在最上面，标题最大，占的"
     "栏最多；其余的依次排下去，一版排不完就接着排下一版。\n"
     "\n"
     "同一个版式可以天天用，换的只是稿件。\n"},
    {"stories/third.md",
     "---\n"
     "headline: 差错都有出处\n"
     "---\n"
     "**本报讯**（通讯员 "
     "某某）缺图、缺字、排不下、句子没写完、同一段话出现两遍，引擎都会报告，每一条注明文件、行和列，指到那一个字。"
     "版面照样排出来，缺的地方用醒目的记号标着，夜班编辑一眼就能看见。\n"
     "\n"
     "也可以只看问题，不出版面；同样的内容还能写成另一种格式，交给采编系统使用，由它把差错送回写稿人面前。引擎自己认出"
     "的东西，如电头、署名、拼接起来的段落，也一一说明，不改动稿件的一个字。\n"
     "\n"
     "命令的返回值也有约定：零是没有问题，一是排出来了但有差错，二是没有排成，原来的文件原样留着。\n"},
    {"stories/comment.md",
     "---\n"
     "headline: 从一页排起\n"
     "---\n"
     "报纸是每天从零开始的活计。昨天的版再好，今天也得重来；今天的版有差错，明天就来不及改了。\n"
     "\n"
     "所以这里只给一页：一个报头，四篇稿子，一幅待补的图。稿子说的是怎样写稿，版式说的是怎样画版，读完改掉，就是你自己"
     "的报纸。\n"
     "\n"
     "先改报名，再改日期，然后一篇一篇地换。每换一篇，排一次，看一眼。版面不是画出来的，是改出来的。\n"
     "\n"
     "标题要短，一行说清一件事；导语要快，第一句就是新闻。长文章先想好小标题，读者的眼睛要有歇脚的地方。\n"
     "\n"
     "等到稿子齐了，图也到了，没有一条差错，就可以付印。\n"
     "\n"
     "■某某\n"},
};

bool duikai_new(DuikaiSession *s, const char *dir) {
  static const char *const folders[] = {"stories", "images", "layouts"};
  Str top = str_of(dir);
  if (dir_exists(top) || file_exists(top)) {
    diag_add(s->job.diags, DIAG_FILE_UNWRITABLE, (Span){0}, "'%s' is there already; nothing was written", dir);
    return session_fail(s);
  }
  for (size_t i = 0; i < COUNT(folders); i++)
    if (!dir_make(&s->job, path_join(s->arena, top, str_of(folders[i])))) return session_fail(s);
  for (size_t i = 0; i < COUNT(files); i++)
    if (!file_write(&s->job, path_join(s->arena, top, str_of(files[i].name)), str_of(files[i].text)))
      return session_fail(s);
  return true;
}
