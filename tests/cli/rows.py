"""Bad input, a row each: what is wrong, and what the command must say about it.

row(NAME, FILES, CODE, PLACE, WORDS, ...): `duikai build .` over the small edition changed by FILES finds CODE at PLACE (`path:line:col`, or None for
nowhere) with WORDS in its message or hints, ends with `status`, and the page comes out all the same with SECOND's words on it, unless status is 2."""
import os, re, struct
import pdfs
from bench import EDITION, LAYOUT, LEAD, ROOT, SECOND, jpeg, png

ROWS = []
STILL = '全市秋粮收割过半'                                 # of SECOND: stands on every page that comes out


def row(name, files, code, place, words='', status=1, args=('build', '.', '-o', 'x.pdf'), page=STILL, env=None, codes=None, limit=60):
    ROWS.append(dict(name=name, files=files, code=code, place=place, words=words, status=status, args=args, page=page, env=env, codes=codes, limit=limit))


def swap(text, a, b):
    assert a in text, a
    return text.replace(a, b)


def edition(a, b): return {'edition.yaml': swap(EDITION, a, b)}
def layout(a, b): return {'layouts/small.yaml': swap(LAYOUT, a, b)}
def lead(a, b): return {'stories/a.md': swap(LEAD, a, b)}
def second(more): return {'stories/b.md': SECOND + more}


E, L = './edition.yaml', './layouts/small.yaml'
A, B = './stories/a.md', './stories/b.md'
ALONE = ('build', 'page.md', '-o', 'x.pdf')

# ---- YAML
row('edition: a bracket left open', edition('pages:', 'pages: ['), 'yaml-syntax', E + ':5:3', status=2)
row('edition: nested 5,000 deep', {'edition.yaml': 'x: ' + '[' * 5000 + ']' * 5000 + '\n' + EDITION}, 'yaml-syntax', E + ':1:67', 'more than 64 deep', status=2)
row('edition: a bomb of aliases', {'edition.yaml': 'a: &a [x,x,x,x,x,x,x,x,x]\n' + ''.join(
    '%s: &%s [%s]\n' % (c, c, ','.join(['*' + p] * 9)) for p, c in zip('abcdefgh', 'bcdefghi')) + EDITION}, 'yaml-syntax', E + ':6:11', 'more than 200000 values', status=2)
row('edition: an alias of itself', {'edition.yaml': 'x: &a [*a]\n' + EDITION}, 'yaml-syntax', E + ':1:8', 'does not stand above it', status=2)
row('edition: 300,000 values', {'edition.yaml': 'x: [' + '1,' * 300000 + ']\n' + EDITION}, 'yaml-syntax', E + ':1:399999', status=2)
row('edition: a value of a megabyte', {'edition.yaml': 'x: ' + 'a' * 1000000 + '\n' + EDITION}, 'unknown-key', E + ':1:1')
row('edition: empty', {'edition.yaml': ''}, 'field-missing', E + ':1:1', "no 'pages'", status=2)
row('edition: a list', {'edition.yaml': '- a\n- b\n'}, 'bad-value', E + ':1:1', 'a map', status=2)
row('edition: not there', {'edition.yaml': None}, 'file-missing', None, 'edition.yaml', status=2)
row('edition: no pages', {'edition.yaml': EDITION[:EDITION.index('pages:')]}, 'field-missing', E + ':1:1', "no 'pages'", status=2)
row('edition: zero pages', {'edition.yaml': EDITION[:EDITION.index('pages:')] + 'pages: []\n'}, 'bad-value', E + ':4:8', status=2)
row('edition: a layout in its place', None, 'field-missing', 'layouts/small.yaml:1:1', args=('build', 'layouts/small.yaml', '-o', 'x.pdf'), status=2)
row('edition: a device in its place', None, 'field-missing', '/dev/null:1:1', args=('build', '/dev/null', '-o', 'x.pdf'), status=2)
row('layout: a brace left open', layout('slots:', 'slots: {'), 'yaml-syntax', L + ':3:8', "close it with '}'")
row('layout: one word', {'layouts/small.yaml': 'hello\n'}, 'bad-value', L + ':1:1', page=None)
row('layout: bytes', {'layouts/small.yaml': bytes(range(256)) * 4}, 'invalid-utf8', L + ':3:96')
row('front matter: a bracket left open', lead('headline: 望', 'headline: [望'), 'yaml-syntax', A + ':2:11', "close it with ']'")
row('front matter: a full-width colon', lead('headline: ', 'headline：'), 'yaml-syntax', A + ':2:1', 'this colon is full-width')
row('front matter: never closed', {'stories/a.md': '---\nheadline: 望\n正文。\n'}, 'yaml-syntax', A + ':1:1', "close it with a line of '---'")
row('edition: a key twice', edition('issue: 20586', 'issue: 20586\nissue: 7'), 'duplicate-key', E + ':4:1', 'it stood here first', status=0)
row('layout: a key twice', layout('slots:', 'grid: {columns: 3, measure: 14em, lines: 24}\nslots:'), 'duplicate-key', L + ':3:1', status=0)
row('front matter: a key twice', lead('---\n**', 'headline: 又\n---\n**'), 'duplicate-key', A + ':3:1', status=0)

# ---- the fitting ladder
row('ladder: a step that is none', layout('slots:', 'ladder: [{save-lines: 2}]\nslots:'), 'unknown-key', L + ':3:11', "the nearest name is 'save-line'")
row('ladder: an element that is none', layout('slots:', 'ladder: [{drop: qoute}]\nslots:'), 'bad-value', L + ':3:17', "the nearest name is 'quote'")
row('ladder: a limit that is none', layout('slots:', 'ladder: [{picture: deep}]\nslots:'), 'bad-value', L + ':3:20', 'lines such as 4, -4, [-4, 2], or a share up to 50%')
row('ladder: a gap that is none', layout('slots:', 'ladder: [{story-gap: wide}]\nslots:'), 'bad-value', L + ':3:22', 'lines such as 1, -1, or [-1, 2]')
row('ladder: a gap by another name', layout('slots:', 'ladder: [{story-gaps: 1}]\nslots:'), 'unknown-key', L + ':3:11', "the nearest name is 'story-gap'")
row('ladder: a story that goes, misspelt', layout('slots:', 'ladder: [{drop: storey}]\nslots:'), 'bad-value', L + ':3:17', "the nearest name is 'story'")
row('ladder: a filler without a depth', layout('slots:', 'ladder: [{filler: deep}]\nslots:'), 'bad-value', L + ':3:19', 'a whole number of lines from 0 to 99')
row('ladder: fillers for a filler', layout('slots:', 'ladder: [{fillers: 9}]\nslots:'), 'unknown-key', L + ':3:11', "the nearest name is 'filler'")
row('ladder: a word', layout('slots:', 'ladder: much\nslots:'), 'bad-value', L + ':3:9', 'or none')
FITTED = os.path.join(ROOT, 'tests', 'pages', 'ladder')
row('ladder: what goes is told', None, 'ladder-dropped', FITTED + '/stories/over.md:9:3', "the quote is left out of slot 'over'", args=('build', FITTED, '-o', 'x.pdf'), status=0, page=None)
row('ladder: two things in a step', layout('slots:', 'ladder: [{save-line: 1, make-line: 1}]\nslots:'), 'bad-value', L + ':3:25', 'a step changes one thing')
row('front matter: what may go', lead('headline: 望', 'optional: [quote, quotes]\nheadline: 望'), 'bad-value', A + ':2:19', "did you mean 'quote'")

# ---- names
row('unknown name in an edition', edition('issue:', 'isue:'), 'unknown-key', E + ':3:1', "the nearest name is 'issue'")
row('unknown name in a page', edition('name: 要闻', 'nmae: 要闻'), 'unknown-key', E + ':5:5', "the nearest name is 'name'")
row('unknown name in a layout', layout('sheet:', 'sheets: 1\nsheet:'), 'unknown-key', L + ':1:1', "the nearest name is 'sheet'")
row('unknown name in a slot', layout('cols: 3, lines', 'col: 3, cols: 3, lines'), 'unknown-key', L + ':5:25', "the nearest name is 'cols'")
row('unknown name in a style', layout('{size: 14pt}', '{szie: 14pt}'), 'unknown-key', L + ':5:58', "the nearest name is 'size'")
row('unknown name in front matter', lead('headline:', 'headlin:'), 'unknown-key', A + ':2:1', "did you mean 'headline'")
row('unknown style', layout('{size: 14pt}', 'headlne-lead'), 'style-missing', L + ':5:57', "the nearest name is 'headline-lead'")
row('unknown font role', layout('{size: 14pt}', '{font: fangsng}'), 'unknown-font-role', L + ':5:64', "the nearest name is 'fangsong'")
row('unknown layout', edition('layout: small', 'layout: smal'), 'layout-missing', E + ':6:13', "the nearest name is 'small'")
row('unknown press profile', edition('issue:', 'press: newsprnt\nissue:'), 'press-missing', E + ':3:8', "the nearest name is 'newsprint'")
row('unknown slot', edition('      lead:', '      laed:'), 'slot-unknown', E + ':8:7', "the nearest name is 'lead'", codes=['slot-empty', 'story-unplaced'])
row('a kept place for no story of the page', edition('    layout: small\n    stories:\n      lead: stories/a.md\n      second: stories/b.md\n', '    layout: auto\n    stories: [stories/a.md, stories/b.md]\n    keep: {stories/c.md: {cols: 1-2, lines: 5-30}}\n'), 'keep-missing', E + ':8:12', 'stories/c.md', status=0, codes=['page-short'])
row('a kept place without lines', edition('    layout: small\n    stories:\n      lead: stories/a.md\n      second: stories/b.md\n', '    layout: auto\n    stories: [stories/a.md, stories/b.md]\n    keep: {stories/a.md: {cols: 1-2}}\n'), 'bad-value', E + ':8:26', 'columns and lines', codes=['page-short'])
row('unknown slot of an advertisement', edition('    stories:', '    ads: {foott: {file: a.png, state: booked}}\n    stories:'), 'slot-unknown', E + ':7:11')
row('a reading in a list on a tight grid', second('- 这个[葛]{ruby=gé}字。\n'), 'reading-tight', B + ':5:6', "the reading 'gé' needs", status=0)
row('a reading on a tight grid', second('这个[葛]{ruby=gé}字。\n'), 'reading-tight', B + ':5:4', "the reading 'gé' needs", status=0)
row('unknown language of a span', second('[词]{lang=xx}。\n'), 'unknown-mark', B + ':5:4', "'lang=xx' is no known mark", status=0)
row('unknown inline mark', second('[词]{.dotz}。\n'), 'unknown-mark', B + ':5:4', "did you mean '.dots'", status=0)
row('unknown field in the engine\'s ink', {'layouts/small.yaml': LAYOUT.replace('1-24, headline: {size: 14pt}', '1-20, headline: {size: 14pt}') +
                                          "  foot: {kind: text, cols: 3, lines: 22-24, content: '{paper.nmae}'}\n"}, 'unknown-key', L, "paper.nmae")

# ---- values
row('a word for a number', layout('columns: 3', 'columns: three'), 'bad-value', L + ':2:17', 'a whole number')
row('no columns', layout('columns: 3', 'columns: 0'), 'bad-value', L + ':2:17')
row('a size of no unit known', layout('14pt', '14px9'), 'bad-value', L + ':5:64', '初号')
row('a day that does not exist', edition('2026-10-24', '2026-02-30'), 'bad-value', E + ':2:7', 'the edition has none')
row('a grid larger than the sheet', layout('columns: 3', 'columns: 30'), 'grid-too-large', L + ':2:1', '30 columns')
row('styles in a circle', {'layouts/small.yaml': LAYOUT + 'styles:\n  one: {inherit: two}\n  two: {inherit: one}\n'}, 'style-circular', L + ':7:18')
row('a layout that inherits itself', {'layouts/small.yaml': 'inherit: small\n' + LAYOUT}, 'style-missing', L + ':1:10', 'newspaper-zh')
row('a front page without its fields', {'edition.yaml': swap(EDITION, 'paper: {name: 湘滨日报, cn: CN 00-0000, publisher: 湘滨日报社}\n', ''), 'layouts/small.yaml':
    LAYOUT.replace('cols: 1-2, lines: 1-24', 'cols: 1-2, lines: 8-24') + '  plate: {kind: nameplate, cols: 1-2, lines: 1-6}\n'}, 'field-missing', E + ':1:1', 'paper.name')

# ---- slots
row('a slot outside the grid, across', layout('cols: 3, lines', 'cols: 3-5, lines'), 'slot-outside', L + ':5:31', 'it gets 3-3')
row('a slot outside the grid, downwards', layout('cols: 3, lines: 1-24', 'cols: 3, lines: 1-40'), 'slot-outside', L + ':5:41', 'it gets 1-24')
row('slots that overlap', layout('cols: 3, lines', 'cols: 2-3, lines'), 'slot-overlap', L + ':5:3', "'lead' stands here")
row('a slot without a story', edition('      lead: stories/a.md\n', ''), 'slot-empty', E + ':6:13', "'lead'", status=0)
row('a page without a layout', edition('    layout: small\n', ''), 'page-without-layout', E + ':5:5')
row('a slot too small', layout('cols: 1-2, lines: 1-24', 'cols: 1-2, lines: 1-2'), 'slot-too-small', L, "'lead'")
row('a line of furniture too long for its slot', layout('cols: 3, lines: 1-24, headline: {size: 14pt}}', "cols: 3, lines: 1-18, headline: {size: 14pt}}\n"
    "  notice: {kind: text, cols: 3, lines: 20-20, content: '订报热线与地址见今日二版下方的通栏启事，邮局全年均可订阅'}"), 'slot-too-small', L + ':6:3', "runs on beyond")
row('a slot filled twice', edition('lead: stories/a.md\n      second: stories/b.md', 'lead: [stories/b.md, stories/a.md]\n      second: stories/b.md'),
    'story-unplaced', A + ':1:1', "takes one story", codes=['story-twice'])

# ---- faults of make-up
LONG = LEAD + '\n桥的两头各有一座公园。北岸的公园临着老码头，候船室改成了阅览室，木窗朝江，坐着能看见船。\n' * 4
PARAS = '---\nheadline: 望\n---\n' + '桥的两头各有一座公园。北岸的公园临着老码头，候船室改成了阅览室，木窗朝江，坐着能看见船。\n\n' * 2
FIVE = {'edition.yaml': EDITION + '      third: stories/c.md\n      fourth: stories/d.md\n      fifth: stories/e.md\n',
        **{f'stories/{n}.md': f'---\nheadline: {h}\n---\n桥的两头各有一座公园。\n' for n, h in (('c', '丙'), ('d', '丁'), ('e', '戊'))}}


def five(*lines):
    """Five slots; the headlines' sizes all differ."""
    return {**FIVE, 'layouts/small.yaml': LAYOUT[:LAYOUT.index('  lead')] + ''.join(
        f'  {name}: {{kind: story, {place}, headline: {{size: {12 + 2 * i}pt}}}}\n' for i, (name, place) in enumerate(zip(('lead', 'second', 'third', 'fourth', 'fifth'), lines)))}


row('通缝', five('cols: 1, lines: 1-12', 'cols: 2-3, lines: 1-9', 'cols: 1, lines: 13-24', 'cols: 2, lines: 10-24', 'cols: 3, lines: 10-24'), 'through-gutter', L + ':4:3', "right of 'lead'", status=0)
row('断版', five('cols: 1, lines: 1-12', 'cols: 2-3, lines: 1-12', 'cols: 1-2, lines: 13-24', 'cols: 3, lines: 13-18', 'cols: 3, lines: 19-24'), 'edge-to-edge-break', L + ':4:3', "under 'lead'", status=0)
row('碰题', layout('{size: [18pt, 22pt]}', '{size: 14pt}'), 'tombstone', L + ':4:3', "'lead' and 'second'", status=0)
row('a headline on the foot', layout('cols: 3, lines: 1-24', 'cols: 3, lines: 21-24'), 'headline-at-foot', L + ':5:3', "'second'", page=None)
row('a headline over one leg of two', {**layout('{size: [18pt, 22pt]}', '{size: 18pt, cols: 1}'), 'stories/a.md': LONG}, 'headline-short', L + ':4:3', 'leg 2', status=0)
row('a picture that looks off the page', {**layout('at: top right', 'at: top left'), **lead('---\n**', 'pictures: [{file: a.png, faces: left}]\n---\n**'), 'a.png': png(900, 600)}, 'picture-looks-off', L + ':4:3', 'to the left', status=0)
row('faces of neither side', {**lead('---\n**', 'pictures: [{file: a.png, faces: up}]\n---\n**'), 'a.png': png(900, 600)}, 'bad-value', A + ':3:33', 'left or right')
row('two boxes side by side', {'layouts/small.yaml': LAYOUT.replace('lines: 1-24,', 'lines: 1-24, box: {rule: 0.5pt},')}, 'adjoining-boxes', L + ':4:3', "'lead' and 'second'", status=0)
row('a picture in the middle of a leg', {**layout('at: top right', 'at: middle'), **{'stories/a.md': (LONG + LONG[LONG.index('桥的'):]).replace('---\n**', 'pictures: [a.png]\n---\n**'), 'a.png': png(900, 600)}}, 'leg-split', L + ':4:3', "'lead'", status=1, codes=['overset'])
row('a paragraph that ends with its leg', {'layouts/small.yaml': 'lint: paragraph-at-leg-end\n' + LAYOUT, 'stories/a.md': PARAS}, 'paragraph-at-leg-end', L + ':5:3', 'leg 1', status=0, args=('build', '.', '-o', 'x.pdf', '--notes'))
row('ink on ink', layout('cols: 3, lines: 1-24', 'cols: 2-3, lines: 1-24'), 'ink-overlap', L + ':4:3', "'lead'", page=None)
row('black type on a dark tint', layout('headline: {size: 14pt}', 'box: {tint: 60%}, headline: {size: 14pt}'), 'poor-contrast', L + ':5:3', "of 'second' hardly stands out", status=0)
row('white type on a pale tint', layout('headline: {size: 14pt}', 'headline: {size: 14pt, ink: white, tint: 30%}'), 'poor-contrast', L + ':5:3', "headline of 'second'", status=0)
row('碰题 that is meant', {'layouts/small.yaml': 'waive: tombstone\n' + swap(LAYOUT, '{size: [18pt, 22pt]}', '{size: 14pt}')}, 'fault-waived', L + ':5:3', "waived by 'waive: tombstone'", status=0, args=('build', '.', '-o', 'x.pdf', '--notes'))
row('a fault of no name', {'layouts/small.yaml': 'waive: [tombstones]\n' + LAYOUT}, 'bad-value', L + ':1:9', "the nearest name is 'tombstone'")
row('a slot named twice', edition('      lead: stories/a.md', '      lead: stories/b.md\n      lead: stories/a.md'), 'duplicate-key', E + ':9:7', status=0)
row('an advertisement over all of an automatic page', {'edition.yaml': EDITION[:EDITION.index('pages:')] + 'layout: auto\npages:\n  - {name: 要闻, stories: [stories/b.md], ads: {x: {file: a.png, state: arrived, cols: 1-8, lines: 1-123}}}\n', 'a.png': png(900, 1300)}, 'slot-overlap', E + ':6:5', 'leaves no room for its stories')
row('a story twice on an automatic page', {'edition.yaml': EDITION[:EDITION.index('pages:')] + 'layout: auto\npages:\n  - {name: 要闻, stories: [stories/a.md, stories/b.md, stories/b.md]}\n'}, 'story-twice', E + ':6:54', "is in the edition already", status=0)
row('a story in two slots', edition('lead: stories/a.md', 'lead: stories/b.md'), 'story-twice', E + ':9:15', 'it stands here first', status=0)
row('a story that is not there', edition('stories/a.md', 'stories/c.md'), 'file-missing', E + ':8:13')
row('a folder for a story', edition('stories/a.md', 'stories'), 'file-unreadable', E + ':8:13', 'is a directory')
row('a story of more than 64 MiB', {'stories/a.md': b'a' * ((64 << 20) + 1)}, 'file-too-large', E + ':8:13')

# ---- copy
row('empty story', {'stories/a.md': ''}, 'story-empty', A + ':1:1', status=0)
row('blanks for a story', {'stories/a.md': '\n \n\t\n'}, 'story-empty', A + ':1:1', status=0)
row('front matter alone', {'stories/a.md': '---\nheadline: 望江\n---\n'}, 'story-empty', A + ':2:11', status=0)
row('headings alone', {'stories/a.md': '# 一\n\n## 二\n\n### 三\n'}, 'story-empty', A + ':1:3')
row('headings alone, one file', {'page.md': '# 一\n\n## 二\n\n### 三\n'}, 'story-empty', 'page.md:1:3', status=0, args=ALONE, page='二')
row('empty file alone', {'page.md': ''}, 'story-empty', 'page.md:1:1', status=0, args=ALONE, page=None)
row('copy file not there', None, 'file-missing', None, 'nosuch.md', status=2, args=('build', 'nosuch.md', '-o', 'x.pdf'))
row('edition not there', None, 'file-missing', None, 'nosuch', status=2, args=('build', 'nosuch', '-o', 'x.pdf'))
row('bytes that are no UTF-8', {'stories/b.md': (SECOND + '坏').encode() + b'\xe4\xb8\xff\xfe\n'}, 'invalid-utf8', B + ':5:2', 'byte 0xE4')
row('copy in GBK', {'stories/a.md': LEAD.encode('gbk')}, 'invalid-utf8', A + ':2:11', 'may be GBK')
row('copy in UTF-16', {'stories/a.md': ('\ufeff' + LEAD).encode('utf-16-le')}, 'invalid-utf8', A + ':1:1', 'UTF-16')
row('control characters and NULs', second('乱\x01码\x07字\x00符\x1b。\n'), 'control-character', B + ':5:2', 'U+0001', status=0, page='乱码字符')
row('a NUL in YAML', edition('湘滨日报,', '湘滨\x00日报,'), 'control-character', E, 'U+0000', status=0)
row('a character that no font has', second('缺\U000323b0字。\n'), 'missing-glyph', B + ':5:2', 'U+323B0')
row('a character of a fallback face', second('\n锚⚓链。\n'), 'fallback-font', B + ':6:2', status=0, args=('build', '.', '-o', 'x.pdf', '--notes'))
row('a story that stops', second('这句话没有写\n'), 'story-unfinished', B + ':4:37', status=0)
row('a paragraph twice', second('\n这一段话在稿件里出现了整整两遍。\n\n这一段话在稿件里出现了整整两遍。\n'), 'paragraph-repeated', B + ':8:1', status=0)
row('a paragraph cut in two', {'stories/a.md': '# 题\n\n**本报讯** 这一段话在拼版的时候从中间断开了，\n\n要把它们接起来。\n'}, 'paragraph-joined', A + ':5:1', status=0, args=('build', '.', '-o', 'x.pdf', '--notes'))
row('a recognised dateline', None, 'recognised', B + ':4:3', status=0, args=('build', '.', '-o', 'x.pdf', '--notes'))
row('stray mark-up', second('\n走失的标记**在这里。\n'), 'stray-markup', B, status=0)
row('box that is not closed', second('\n::: box 数字\n盒里的话。\n'), 'box-open', B, 'it ends with the story', status=0)
BOX = '\n::: box 数字 {at=bottom-right}\n' + '- 主跨五百米\n' * 8 + ':::\n'
row('a box where another stands', {'stories/a.md': LEAD + BOX * 2}, 'box-moved', A + ':17:9', "it stands elsewhere in it", status=0)
row('a box that has no room at all', {'stories/a.md': LEAD + BOX * 3}, 'slot-too-small', A + ':28:9', "its text is set without it", codes=['box-moved'])
row('a table wider than its leg', second('\n| ' + ' | '.join('一二三四五六七八九十百千万亿') + ' |\n|' + '---|' * 14 + '\n'), 'table-too-wide', B, 'its rows are set as lines', status=0)
row('a headline too long', lead('望江大桥今日通车', '望江大桥' * 40), 'headline-too-long', A + ':2:11', 'a line takes')
row('a headline that the engine breaks', lead('望江大桥今日通车', '望江大桥今日通车，两岸居民出行方便了'), 'headline-broken', A + ':2:11', status=0, args=('build', '.', '-o', 'x.pdf', '--notes'))
row('copy too long', {'stories/a.md': LEAD + '大桥全长两公里，双向六车道，今晨六时开放交通。\n' * 100}, 'overset', A, 'characters; they are kept')
row('copy too long from a subhead on', second('大' * 250 + '。\n\n### 从这里起排不下\n\n' + '大桥全长两公里。' * 50 + '\n'), 'overset', B + ':7:5')
row('copy too long, a subhead last in its leg', second('\n' + '大' * 215 + '。\n\n### 从这里起排不下\n\n' + '大桥全长两公里。' * 50 + '\n'), 'overset', B + ':8:5')
# ---- stories that go on on another page
JUMPER = {'stories/a.md': LEAD.replace('---\n**', 'jump: auto\n---\n**') + '大桥全长两公里，双向六车道，今晨六时开放交通。\n\n' * 60}
row('a jump to nowhere', JUMPER, 'jump-nowhere', A + ':1:1', 'no later page has a slot of kind jumps', codes=['overset'])
row('a jump backwards', {'stories/a.md': JUMPER['stories/a.md'].replace('jump: auto', 'jump: 1')}, 'jump-backwards', A + ':1:1', 'is its own', codes=['overset'])
row('a slot that continues a later one', layout('second:', 'rest: {kind: jumps, continues: second, area: {left: 1mm, top: 1mm, width: 10mm, height: 10mm}}\n  second:'), 'jump-backwards', L, "'second', which stands on no earlier page", status=0, page=None)
row('a slot that continues itself', layout('second:', 'rest: {kind: jumps, continues: rest, area: {left: 1mm, top: 1mm, width: 10mm, height: 10mm}}\n  second:'), 'jump-circular', L, "continues 'rest'", status=0, page=None)
row('two slots that continue one', layout('second:', 'rest: {kind: jumps, continues: lead, area: {left: 1mm, top: 1mm, width: 10mm, height: 10mm}}\n  more: {kind: jumps, continues: lead, area: {left: 20mm, top: 1mm, width: 10mm, height: 10mm}}\n  second:'), 'jump-twice', L, "'more' continues 'lead', as 'rest' does", status=0, page=None, codes=['jump-backwards'])
row('copy too short', None, 'underset', B + ':1:1', "slot 'second' is", status=0, args=('build', '.', '-o', 'x.pdf', '--notes'))
row('a unit wider than the line', second('\n' + 'W' * 200 + '。\n'), 'emergency-break', B + ':6:1', status=0, page='WWWW')
row('patterns that are not there', layout('slots:', 'styles: {body: {latin-hyphenation: en-us, hyphenation-patterns: nowhere.dic}}\nslots:'), 'hyphenation-missing', None, "'nowhere.dic' cannot be read", status=0)
row('a loose line', second('\n二〇二六年十月，Massachusetts。\n'), 'very-loose-line', B + ':6:1')

# ---- hostile sizes: bounded time, nothing lost
LONG = ('**本报讯**' + '大桥全长两公里，双向六车道，今晨六时开放交通。' * 400 + '\n\n') * 40
row('a megabyte of copy', {'stories/a.md': '# 长\n\n' + LONG}, 'overset', A, limit=20)
row('a paragraph of a megabyte', {'stories/a.md': '# 长\n\n' + '大桥全长两公里，双向六车道，今晨六时开放交通。' * 15000}, 'overset', A + ':3:', limit=20)
row('a headline of a megabyte', {'stories/a.md': '---\nheadline: ' + '大桥' * 170000 + '\n---\n正文。\n'}, 'headline-too-long', A + ':2:11', limit=30)
row('a word of 300 kB', {'stories/a.md': '# 长\n\n' + 'a' * 300000}, 'emergency-break', A + ':3:1', 'more lines of the paragraph end inside units', limit=40)
row('a blank of a megabyte', {'stories/a.md': '# 长\n\n正' + ' ' * 1000000 + '文。'}, 'underset', A, status=0, args=('build', '.', '-o', 'x.pdf', '--notes'), limit=30)
row('100,000 brackets', {'stories/a.md': '# 长\n\n' + '[' * 100000}, 'overset', A, limit=30)
row('200,000 stars', {'stories/a.md': '# 长\n\n' + '*a_' * 70000}, 'overset', A, limit=30)
row('a quote 20,000 deep', {'stories/a.md': '# 长\n\n' + '>' * 20000 + ' 正文\n'}, 'underset', A, status=0, args=('build', '.', '-o', 'x.pdf', '--notes'), limit=20)
row('a table of 5,000 columns', {'stories/a.md': '# 长\n\n' + '|a' * 5000 + '|\n' + '|-' * 5000 + '|\n' + ('|b' * 5000 + '|\n') * 5}, 'overset', A, limit=20)
MANY = ''.join('## 第%d条\n\n正文在此，共%d句。\n\n' % (i, i) for i in range(3000))
row('3,000 stories for one slot', {'stories/a.md': MANY}, 'story-unplaced', A + ':5:4', limit=20)
row('3,000 stories as briefs', {'stories/a.md': MANY, **layout('lead: {kind: story', 'lead: {kind: briefs')}, 'overset', A, limit=20)
ALL = 250 if os.environ.get('DUIKAI_SLOW') else 100
row('%d stories alone' % ALL, {'page.md': MANY[:MANY.index('## 第%d条' % ALL)]}, 'page-short', None, status=None, args=ALONE, page='第%d条' % (ALL - 1), limit=120)

# ---- pictures
def picture(kind, data):
    files = lead('---\n**', 'pictures: [{file: images/p.%s, caption: 大桥, credit: 某某 摄}]\n---\n**' % kind)
    return files if data is None else {**files, 'images/p.' + kind: data}


def claim(w, h):
    """A JPEG whose header claims w by h."""
    j = jpeg()
    at = max(j.find(b'\xff\xc0\x00'), j.find(b'\xff\xc2\x00'))
    return j[:at + 5] + struct.pack('>HH', h, w) + j[at + 9:]


P = A + ':3:12'
row('a picture that is not there', picture('jpg', None), 'picture-missing', P)
row('a folder for a picture', {**picture('png', None), 'images/p.png/x': ''}, 'picture-missing', P)
row('a JPEG cut in half', picture('jpg', jpeg()[:len(jpeg()) // 2]), 'picture-broken', P, 'cut off')
row('a JPEG cut in its head', picture('jpg', jpeg()[:100]), 'picture-broken', P)
row('a PNG cut in half', picture('png', png(300, 200)[:500]), 'picture-broken', P, 'cut off')
row('a PNG of no pixels', picture('png', png(0, 0, b'')), 'picture-broken', P)
row('a picture of no bytes', picture('png', b''), 'picture-broken', P, 'empty')
row('a picture of one pixel', picture('png', png(1, 1)), 'picture-coarse', P, 'print needs', status=0)
row('a PNG of 30,000 by 30,000', picture('png', png(30000, 30000, b'')), 'picture-too-large', P, '200 million')
row('a JPEG of 30,000 by 30,000', picture('jpg', claim(30000, 30000)), 'picture-too-large', P, '200 million')
row('a GIF', picture('gif', b'GIF89a' + bytes(100)), 'picture-unknown', P, 'neither JPEG, PNG, TIFF nor PDF')
row('a caption without a picture', lead('---\n**', 'pictures: [{caption: 大桥, credit: 某某 摄}]\n---\n**'), 'picture-placeholder', A + ':3:12', status=0)
row('a picture without alt text in a file that claims PDF/UA', {**lead('---\n**', 'pictures: [{file: x.jpg, caption: 大桥}]\n---\n**'), 'x.jpg': jpeg()}, 'alt-missing', A + ':3:12', 'its caption stands in', status=0, args=('build', '.', '--ua', '-o', 'x.pdf'))
row('a picture without a place', {**picture('png', png(600, 400)), **layout(', picture: {cols: 1, lines: 8, at: top right}', '')}, 'picture-unplaced', P, status=0)

def pressed(*more): return ('build', '.', '-o', 'x.pdf', '--press', *more)


NOTED = ('build', '.', '-o', 'x.pdf', '--notes')
row('text round the contour of a picture without alpha', {**layout('at: top right', 'at: top right, wrap: contour'), **lead('---\n**', 'pictures: [a.png]\n---\n**'), 'a.png': png(900, 600)},
    'picture-no-shape', A + ':3:12', "the picture 'a.png' has no", status=0)

# ---- fillers
HOLE = {'layouts/small.yaml': swap(LAYOUT, 'cols: 3, lines: 1-24', 'cols: 3, lines: 1-18') + '  hole: {kind: filler, cols: 3, lines: 20-24}\n', **edition('issue:', 'fillers: [stories/f.md]\nissue:')}
row('a filler that fits', {**HOLE, 'stories/f.md': '江边的芦苇白了，风一吹就倒向一边，像有人从上面走过。岸上的人都停下来看，谁也不说话。\n'}, 'filler-used', E + ':3:11', "'f.md' fills 3 lines over 1 column of page 1, slot 'hole'", status=0, args=NOTED, page='江边的芦苇白了')
row('fillers that do not fit', {**HOLE, 'stories/f.md': '江边的芦苇白了，风一吹就倒向一边，像有人从上面走过。' * 20 + '\n'}, 'filler-missing', L + ':6:3', "fits slot 'hole' of page 1: 5 lines over 1 column stay white", status=0)

# ---- teasers
def teaser(file): return {'layouts/small.yaml': swap(LAYOUT, 'cols: 3, lines: 1-24', 'cols: 3, lines: 1-12') + '  up: {kind: teaser, cols: 3, lines: 14-24}\n', **edition('    stories:', '    teasers: {up: [%s]}\n    stories:' % file)}


row('a teaser of its own page', teaser('stories/a.md'), 'teaser-here', E + ':7:20', 'stands on this page itself', status=0)
row('a teaser of a story that stands nowhere', teaser('stories/aa.md'), 'teaser-nowhere', E + ':7:20', "the nearest name is 'stories/a.md'")
row('a teaser of a page that is not there', teaser('{page: 7}'), 'teaser-nowhere', E + ':7:20', "no story stands on a page '7'")

# ---- parts and spreads
row('a part that is not listed', {'edition.yaml': swap(swap(EDITION, 'issue:', 'parts: {A: 要闻, B: 周刊}\nissue:'), 'name: 要闻', 'part: C\n    name: 要闻')}, 'part-unknown', E + ':6:11', "'parts' has no part 'C'")
row('a spread on an odd page', edition('layout: small', 'layout: small\n    spread: yes'), 'spread-odd', E + ':5:5', 'the spread 1-2 begins on an odd page')
row('a spread as wide as a page', {'edition.yaml': EDITION + '  - {name: 通版, layout: small, spread: yes}\n'}, 'spread-layout', E + ':10:5', 'the spread 2-3 is 200mm wide; two pages of this paper are 400mm')
WIDE = {'layouts/wide.yaml': LAYOUT.replace('200mm', '400mm').replace('columns: 3', 'columns: 7').replace('cols: 3', 'cols: 5-7'),
        'edition.yaml': EDITION + '  - {name: 通版, layout: wide, spread: yes}\n' + '  - {name: 副刊, layout: small}\n' * 5}
row('a spread that is cut at the fold', WIDE, 'press-spread', None, 'the spread 2-3 does not lie at the fold of a sheet', status=0, args=pressed('x4', '--impose', 'pairs'), codes=['slot-empty'])

# ---- advertisements
def ad(state, file=None):
    files = {**edition('      lead: stories/a.md\n', ''), **layout('lead: {kind: story', 'lead: {kind: ad')}
    files['edition.yaml'] = swap(files['edition.yaml'], '    stories:', '    ads: {lead: {file: images/ad.png, state: %s}}\n    stories:' % state)
    return files if file is None else {**files, 'images/ad.png': file}


row('an advertisement booked, not arrived', ad('booked'), 'ad-not-arrived', E + ':7:17', 'its place is kept, the page is not released')
row('an advertisement arrived, not there', ad('arrived'), 'picture-missing', E + ':7:17')
NAMELESS = ad('booked')
row('an advertisement booked, without a file', {**NAMELESS, 'edition.yaml': swap(NAMELESS['edition.yaml'], 'file: images/ad.png, ', '')}, 'ad-not-arrived', E + ':7:17', "for 'lead' is booked")
row('an advertisement booked by a client', {**NAMELESS, 'edition.yaml': swap(NAMELESS['edition.yaml'], 'file: images/ad.png, ', 'client: 漪江银行, ')}, 'ad-not-arrived', E + ':7:17', "of '漪江银行' is booked")
row('an advertisement arrived, without a file', {**NAMELESS, 'edition.yaml': swap(NAMELESS['edition.yaml'], 'file: images/ad.png, state: booked', 'state: arrived')}, 'ad-missing', E + ':7:17', 'no file is named')
row('an advertisement in a place of another class', {**NAMELESS, 'edition.yaml': swap(NAMELESS['edition.yaml'], 'state: booked', 'state: booked, size: half')}, 'ad-size', E + ':7:17', "was sold as 'half'")
row('an advertisement in a state unknown', ad('arived'), 'bad-value', E + ':7:46', 'booked, arrived')

# ---- advertisements as PDFs
def pdf_ad(bytes, more='', slot='{kind: ad'):
    files = ad('arrived')
    files = {**files, 'images/ad.pdf': bytes, 'edition.yaml': swap(files['edition.yaml'], 'images/ad.png', 'images/ad.pdf' + more)}
    return {**files, 'layouts/small.yaml': swap(files['layouts/small.yaml'], '{kind: ad', slot)}


AD = E + ':7:17'
row('a PDF cut off', pdf_ad(pdfs.WHOLE[:300]), 'pdf-broken', AD, 'a placeholder stands for it')
row('a PDF of nothing but its name', pdf_ad(b'%PDF-1.4'), 'pdf-broken', AD, 'cannot be read')
row('a PDF without a page', pdf_ad(pdfs.NO_PAGE), 'pdf-broken', AD, 'it has no page')
row('a page that is not there', pdf_ad(pdfs.WHOLE, ', page: 7'), 'pdf-page', AD, 'no page of that number')
row('a tree of pages that comes back to itself', pdf_ad(pdfs.TREE), 'pdf-broken', AD, 'has no end')
row('a form that draws itself', pdf_ad(pdfs.ITSELF), 'pdf-broken', AD, 'draws itself')
row('forms in forms in forms', pdf_ad(pdfs.LADDER), 'pdf-too-large', AD, '20 million steps')
row('content that unpacks to 100 MB', pdf_ad(pdfs.BOMB), 'pdf-too-large', AD, 'more than 64 MB')
row('content packed twice', pdf_ad(pdfs.TWICE), 'pdf-too-large', AD)
row('a table of objects that unpacks to 300 MB', pdf_ad(pdfs.object_stream_bomb()), 'pdf-too-large', AD, 'the table of its objects')
row('a page of 35 km', pdf_ad(pdfs.HUGE), 'pdf-broken', AD)
row('a page of no numbers', pdf_ad(pdfs.NAN), 'pdf-broken', AD, 'has no size')
row('a PDF behind a password', pdf_ad(pdfs.locked('user')), 'pdf-locked', AD, 'wants a password')
row('a PDF that anybody may open', pdf_ad(pdfs.locked('')), 'ad-shape', AD, '60mm by 40mm', status=0)
row('RGB in an advertisement', pdf_ad(pdfs.RGB), 'press-rgb', AD, 'colour in DeviceRGB', status=0, args=pressed('x4'))
row('RGB in an advertisement for X-1a', pdf_ad(pdfs.RGB), 'press-ad-breaks', AD, 'does not claim PDF/X-1a', args=pressed('x1a'))
row('transparency for X-1a', pdf_ad(pdfs.CLEAR), 'press-ad-breaks', AD, 'transparent', args=pressed('x1a'))
row('a font that is not embedded', pdf_ad(pdfs.NO_FONT), 'press-ad-font', AD, "'Helvetica'")
row('a font that is not embedded, for X-4', pdf_ad(pdfs.NO_FONT), 'press-ad-breaks', AD, "'Helvetica' is not embedded, which PDF/X-4 does not allow", args=pressed('x4'))
row('an ink that the edition does not have', pdf_ad(pdfs.SPOT), 'press-ad-plate', AD, "'Gold'", status=0, args=pressed('x4'))
row('white that overprints', pdf_ad(pdfs.WHITE), 'press-ad-white', AD, status=0)
row('an advertisement of too much ink', pdf_ad(pdfs.HEAVY), 'press-ink', AD, '400 % of ink', status=0)
row('a hairline in an advertisement', pdf_ad(pdfs.HEAVY), 'press-fine-rule', AD, 'has a line of', status=0)
row('a coarse picture in an advertisement', pdf_ad(pdfs.COARSE), 'picture-coarse', AD, "its picture 'I'", status=0)

# ---- fonts
def roles(name, families):
    with open(ROOT + '/fonts/roles.yaml', encoding='utf-8') as f: text, n = re.subn(r'(?m)^  %s: \[.*\]$' % name, '  %s: [%s]' % (name, families), f.read())
    assert n == 1, name
    return text


DATA = {'DUIKAI_DATA': 'data'}
STYLE = {'data/layouts/styles/newspaper-zh.yaml': open(ROOT + '/layouts/styles/newspaper-zh.yaml', encoding='utf-8').read()}
row('no data folder', None, 'file-missing', None, 'roles.yaml', status=2, env={'DUIKAI_DATA': '/nowhere'})
row('no family of a role installed', {**STYLE, 'data/fonts/roles.yaml': roles('kai', 'No Such Kai')},
    'font-missing', 'data/fonts/roles.yaml', "'No Such Kai'", status=0, env=DATA)
row('no family installed at all', {**STYLE, 'data/fonts/roles.yaml': 'sets:\n  a: [No Such Family]\nroles:\n  song: {han: a}\n'},
    'font-unreadable', None, 'none of the fonts', status=2, env=DATA)
row('roles without a role', {**STYLE, 'data/fonts/roles.yaml': ''}, 'bad-value', 'data/fonts/roles.yaml:1:1', 'no font role', status=2, env=DATA)

# ---- the press
def box(text): return layout('headline: {size: 14pt}', 'headline: {size: 14pt}, ' + text)


SHIPPED = ROOT + '/press/newsprint.icc'
with open(SHIPPED, 'rb') as f: ICC = f.read()
row('type of four inks', box('body: {ink: cmyk 20 30 40 60}'), 'press-fine-type', B, 'type of 9 pt in 4 inks; it wants 10 pt', status=0)
row('type in a tint', box('body: {ink: k 40%, size: 7.5pt}'), 'press-fine-type', B, 'type of 7.5 pt in a tint of 40 %; it wants 8 pt', status=0)
row('white type on a ground', box('box: {tint: 100%, tint-ink: blue}, body: {ink: white}'), 'press-fine-type', B, 'reversed out of a ground', status=0)
row('dark type that knocks out', box('box: {tint: 40%, tint-ink: yellow}, body: {ink: k 85%}'), 'press-fine-type', B, 'knocks out of its ground', status=0)
row('a rule thinner than a hair', box('box: {rule: 0.1pt}'), 'press-fine-rule', None, 'a rule of 0.1 pt; the press holds 0.2 pt', status=0)
row('a thin rule in a tint', box('box: {rule: 0.3pt, ink: k 50%}'), 'press-fine-rule', None, 'in a tint of 50 %', status=0)
row('a ground of too much ink', box('box: {tint: 100%, tint-ink: cmyk 90 80 70 60}'), 'press-ink', None, '300 % of ink; the paper bears 240 %', status=0)
row('black over a heavy ground', box('box: {tint: 100%, tint-ink: cmyk 60 60 60 0}'), 'press-ink', B, 'black over its ground: 280 % of ink', status=0)
row('another limit in the edition', {**box('box: {tint: 100%, tint-ink: cmyk 60 60 60 0}'), **edition('issue:', 'press: {max-ink: 180%}\nissue:')},
    'press-ink', B, 'the paper bears 180 %', status=0)
row('an ink in RGB', box("byline: {ink: black}, body: {ink: '#c02020', size: 12pt}"), 'press-rgb', B, 'it is printed as cmyk', status=0, args=pressed('x4'))
row('a place without an advertisement', {'layouts/small.yaml': LAYOUT.replace('1-24, headline: {size: 14pt}', '1-18, headline: {size: 14pt}') + '  foot: {kind: ad, cols: 3, lines: 20-24}\n'},
    'press-ad', None, 'the place of an advertisement is empty', status=0, args=pressed('x4'))
row('a press without a day', edition('date: 2026-10-24\n', ''), 'press-date', None, '2000-01-01', status=0, args=pressed('a2u'))
row('a name where a profile must be', None, 'press-profile', None, 'PDF/X-4 wants the profile itself', status=2, args=pressed('x4', '--icc', 'FOGRA39'))
row('a name for X-1a', None, 'press-stand-in', None, 'converted by the newsprint profile', status=0, args=pressed('x1a', '--icc', 'FOGRA39'))
row('a profile that is not there', edition('issue:', 'press: {icc: none.icc}\nissue:'), 'file-missing', E + ':3:14', status=2, args=pressed('x4'))
row('a profile cut off', {**edition('issue:', 'press: {icc: cut.icc}\nissue:'), 'cut.icc': ICC[:9000]}, 'press-profile', E + ':3:14', 'CMYK', status=2, args=pressed('x4'))
row('a profile of RGB for the press', {**edition('issue:', 'press: {icc: rgb.icc}\nissue:'), 'rgb.icc': ICC[:12] + b'mntrRGB XYZ ' + ICC[24:]}, 'press-profile', E + ':3:14', status=2, args=pressed('x1a'))
row('a profile of CMYK for RGB', {**edition('issue:', 'press: {rgb: press.icc}\nissue:'), 'press.icc': ICC}, 'press-profile', E + ':3:14', 'sRGB is used', args=pressed('x4'))
row('a profile of zeros', {**edition('issue:', 'press: {icc: zero.icc}\nissue:'), 'zero.icc': ICC[:132] + bytes(9000)}, 'press-profile', E + ':3:14', status=2, args=pressed('x4'))
row('two standards that exclude each other', None, 'bad-option', None, 'x4 and x1a are not joined', status=2, args=pressed('x4+x1a'))
row('marks of no kind', None, 'bad-option', None, 'crop, register, bar and slug', status=2, args=pressed('x4', '--marks', 'corp'))
row('overlays for the press', None, 'bad-option', None, 'overlays are for proofs', status=2, args=pressed('x4', '--show', 'frames'))
row('a spot colour of a process name', layout('slots:', 'inks: {house: {spot: Cyan, as: red}}\nslots:'), 'bad-value', L + ':3:15', "none of the four inks'")
