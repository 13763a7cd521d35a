#!/usr/bin/env python3
"""measure.py DUIKAI: what the PDF says of its own structure, read through qpdf, poppler and mupdf.

The edition beside this file has a bit of everything that has a tag. Broken files are made from a good one by changing one object; the checker of
PDF/UA must refuse each, by the clause that was broken. `verify` must find a changed copy."""
import json, os, re, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'standards'))
import ua

DUIKAI = os.path.abspath(sys.argv[1])
passed = failed = 0


def law(name, holds, detail=''):
    global passed, failed
    if holds: passed += 1
    else:
        failed += 1
        print('FAIL %s%s' % (name, ': %s' % (detail,) if detail != '' else ''))


def run(*command): return subprocess.run(command, capture_output=True, text=True, errors='replace')


def build(edition, out, *more):
    got = run(DUIKAI, 'build', edition, '-q', '-o', out, *more)
    law('%s is made' % edition, got.returncode in (0, 1) and os.path.exists(out), got.stderr[-300:])
    return got


class Shape:
    """The tree as nested lists, with poppler's words."""

    def __init__(self, pdf):
        self.lines = run('pdfinfo', '-struct-text', pdf).stdout.splitlines()

    def outline(self):
        """Element names with their depth, and the texts below them."""
        out = []
        for line in self.lines:
            depth = (len(line) - len(line.lstrip())) // 2
            word = line.strip()
            if word.startswith('"'): out.append((depth, '=', word[1:-1]))
            elif re.match(r'[A-Z]', word): out.append((depth, re.match(r'\w+', word).group(), ''))
        return out


def check_shape(pdf):
    flat = Shape(pdf).outline()
    texts = [t for _, n, t in flat if n == '=']
    kinds = [n for _, n, _ in flat if n != '=']
    def inside(names):
        """Text below each run of elements named so, in order."""
        out, open_at = [], None
        for depth, name, text in flat:
            if open_at is not None and depth <= open_at: open_at = None
            if open_at is None and name == names: open_at, _ = depth, out.append('')
            elif open_at is not None and name == '=': out[-1] += text
        return out
    law('one document, a section a page', kinds.count('Document') == 1 and kinds.count('Sect') == 2, kinds)
    law('an article a story', kinds.count('Art') == 5, kinds.count('Art'))
    law('headlines are H1, lines of one headline one heading', inside('H1') == ['望江大桥今日 通车 两岸欢腾', '秋粮入库过半', '没有图的新闻一则', '第三个标题', '另一个'], inside('H1'))
    law('subheads are H2 and H3', inside('H2') == ['小标题一'] and inside('H3') == ['小标题二'], (inside('H2'), inside('H3')))
    law('a list in a list', [t for t in inside('L')] == ['■第一项，比较长的一项，看看它怎么断行好不好■第二项■内项甲■内项乙■第三项', '1.一2.二'], inside('L'))
    at = [i for i, (_, n, _) in enumerate(flat) if n == 'L']
    law('the inner list stands in the body of its item', len(at) == 3 and flat[at[1]][0] == flat[at[0]][0] + 3, [flat[i] for i in at])
    law('labels', inside('Lbl') == ['■'] * 5 + ['1.', '2.'], inside('Lbl'))
    law('a table of three rows', kinds.count('TR') == 3 and inside('TH') == ['项目　', '数量　', '单位'] and inside('TD') == ['稻谷　', '12　', '万吨', '玉米　', '3　', '万吨'], (inside('TH'), inside('TD')))
    law('a quotation of two paragraphs', inside('BlockQuote') == ['引语，站在这里。第二段引语。'], inside('BlockQuote'))
    law('base and reading', list(zip(inside('RB'), inside('RT')))[:3] == [('望', 'wàng'), ('江', 'jiāng'), ('嗎', 'ㄇㄚ˙')], (inside('RB'), inside('RT')))
    law('caption and credit are one caption', inside('Caption')[0] == '大桥某某 摄', inside('Caption'))
    law('the index leads to the other page', '第三个标题第2版' in inside('Link') and '另一个第2版' in inside('Link'), inside('Link'))
    law('the folio is no text of the tree', not any('责' in t or '2026年10月24日　' in t for t in texts), texts[:3])
    whole = ''.join(texts)
    law('reading order is the edition\'s', whole.find('小标题一') < whole.find('小标题二') < whole.find('This is an English') < whole.find('秋粮入库过半') < whole.find('没有图') < whole.rfind('第三个标题'), '')


def check_ways(pdf):
    """Links, outline, threads, labels: by qpdf's eyes."""
    p = ua.Pdf(pdf)
    g, pages = p.get, p.pages()
    number = {ref: i for i, (ref, _) in enumerate(pages)}
    links = [(i, g(a)) for i, (_, page) in enumerate(pages) for a in g(page.get('/Annots')) or []]
    law('every index entry is a link to the other page', len(links) == 5 and all(number[d['/Dest'][0]] != i for i, d in links), links)
    law('links say where they lead', all('版' in ua.text(d['/Contents']) for _, d in links), links)
    def titles(ref):
        out, item = [], g(ref).get('/First')
        while item:
            d = g(item)
            out.append((ua.text(d['/Title']), number[d['/Dest'][0]], titles(item)))
            item = d.get('/Next')
        return out
    outline = titles(p.root['/Outlines'])
    law('the outline has pages and articles', [(t, [k[0] for k in kids]) for t, _, kids in outline] == [('第1版 要闻', ['望江大桥今日 通车 两岸欢腾', '秋粮入库过半', '没有图的新闻一则']), ('第2版 副刊', ['第三个标题', '另一个'])], outline)
    law('the outline leads to their pages', all(k[1] == at for _, at, kids in outline for k in kids), outline)
    threads = g(p.root['/Threads'])
    law('a thread an article', len(threads) == 5, len(threads))
    listed = {b for _, page in pages for b in g(page.get('/B')) or []}
    beads_of = []
    for t in threads:
        first = bead = g(t)['/F']
        beads = []
        while True:
            d = g(bead)
            beads.append(d)
            law('a bead knows its thread and stands on its page', d['/T'] == t and bead in listed and g(d['/N'])['/V'] == bead, d)
            x0, y0, x1, y1 = d['/R']
            box = dict(pages)[d['/P']]['/MediaBox']
            law('a bead lies on the sheet', box[0] <= x0 < x1 <= box[2] and box[1] <= y0 < y1 <= box[3], d['/R'])
            bead = d['/N']
            if bead == first or len(beads) > 99: break
        beads_of.append(beads)
    lead = [b['/R'] for b in beads_of[0]]
    law('headline, then leg by leg', len(lead) == 4 and lead[0][1] > lead[1][3] and all(a[2] < b[0] for a, b in zip(lead[1:], lead[2:])), lead)
    labels = g(p.root['/PageLabels'])['/Nums']
    law('pages are labelled', [ua.text(g(l)['/P']) for l in labels[1::2]] == ['1', '2'], labels)


def check_clean(pdf):
    got = run('qpdf', '--check', pdf)
    law('qpdf has nothing to say', got.returncode == 0 and 'WARNING' not in got.stdout + got.stderr, got.stdout[-200:] + got.stderr[-200:])
    got = run('mutool', 'draw', '-q', '-F', 'stext', '-o', os.devnull, pdf)
    law('mupdf has nothing to say', got.returncode == 0 and not re.search('error|warning: (?!ICC)', got.stderr), got.stderr[-200:])
    got = run('pdftotext', pdf, '-')
    law('poppler has nothing to say', got.returncode == 0 and not got.stderr, got.stderr[-200:])


# ---- PDF/UA: what must be refused
def root(o): return o[o['trailer']['value']['/Root'][0:] and 'obj:' + o['trailer']['value']['/Root']]['value']
def element(o, kind, n=0): return [v['value'] for v in o.values() if isinstance(v.get('value'), dict) and v['value'].get('/S') == kind and '/P' in v['value']][n]
def annot(o): return [v['value'] for v in o.values() if isinstance(v.get('value'), dict) and v['value'].get('/Subtype') == '/Link'][0]
def page(o): return [v['value'] for v in o.values() if isinstance(v.get('value'), dict) and v['value'].get('/Type') == '/Page'][0]
def tree(o): return o['obj:' + root(o)['/StructTreeRoot']]['value']


def content(change):
    def broken(o):
        import base64
        stream = o['obj:' + page(o)['/Contents']]['stream']
        data = base64.b64decode(stream['data'])
        now = change(data)
        assert now != data
        stream['data'] = base64.b64encode(now).decode()
    return broken


def metadata(a, b):
    def broken(o):
        import base64
        stream = o['obj:' + root(o)['/Metadata']]['stream']
        data = base64.b64decode(stream['data'])
        assert a in data
        stream['data'] = base64.b64encode(data.replace(a, b)).decode()
    return broken


def font(o): return [v['value'] for v in o.values() if isinstance(v.get('value'), dict) and v['value'].get('/Subtype') == '/Type0'][0]
def descriptor(o): return [v['value'] for v in o.values() if isinstance(v.get('value'), dict) and v['value'].get('/Type') == '/FontDescriptor'][0]


BROKEN = [
    ('no claim', '5:', metadata(b'pdfuaid:part>1', b'pdfuaid:part>7')),
    ('not marked', '6.2', lambda o: root(o).pop('/MarkInfo')),
    ('suspects', '7.1: tags are suspect', lambda o: root(o)['/MarkInfo'].update({'/Suspects': True})),
    ('no tree', '7.1: no tree', lambda o: root(o).pop('/StructTreeRoot')),
    ('file name shown as title', '7.1: DisplayDocTitle', lambda o: root(o).pop('/ViewerPreferences')),
    ('no title', '7.1: metadata have no title', metadata(b'dc:title', b'dc:source')),
    ('no language', '7.2', lambda o: root(o).pop('/Lang')),
    ('a language that is none', '7.2: bad language', lambda o: element(o, '/Document').update({'/Lang': 'u:中文'})),
    ('a type that is not mapped', '7.1: no standard type', lambda o: tree(o)['/RoleMap'].pop('/Deck')),
    ('a role map that goes round', '7.1: the role map goes round', lambda o: tree(o)['/RoleMap'].update({'/Deck': '/Byline', '/Byline': '/Deck'})),
    ('a standard type with another meaning', '7.1: the role map gives', lambda o: tree(o)['/RoleMap'].update({'/H1': '/P'})),
    ('a heading skipped', '7.4.2', lambda o: element(o, '/H2').update({'/S': '/H4'})),
    ('a figure without words', '7.3', lambda o: element(o, '/Figure').pop('/Alt')),
    ('a figure without a box', '14.8.5.4', lambda o: element(o, '/Figure').pop('/A')),
    ('a head cell without scope', '7.5: a head cell', lambda o: element(o, '/TH').pop('/A')),
    ('a row too short', '7.5: rows', lambda o: element(o, '/TR')['/K'].pop()),
    ('a list whose labels say nothing', '7.6', lambda o: element(o, '/L').pop('/A')),
    ('an item that is a paragraph', '7.6', lambda o: element(o, '/LI').update({'/S': '/P'})),
    ('a contents entry astray', '7.1: a table of contents', lambda o: element(o, '/TOCI').update({'/S': '/P'})),
    ('a ruby without its reading', '14.8.4.4', lambda o: element(o, '/Ruby')['/K'].pop()),
    ('a link in no Link', '7.18.5: a link that', lambda o: element(o, '/Link').update({'/S': '/Span'})),
    ('a link without words', '7.18.5: a link without', lambda o: annot(o).pop('/Contents')),
    ('tab order of its own', '7.18.3', lambda o: page(o).update({'/Tabs': '/R'})),
    ('an annotation that the parent tree does not know', '14.7.4.4: the parent tree does not know an annotation', lambda o: annot(o).update({'/StructParent': 999})),
    ('a page that the parent tree does not know', '14.7.4.4', lambda o: page(o).update({'/StructParents': 999})),
    ('an element under another', '14.7.2', lambda o: element(o, '/P').update({'/P': element(o, '/H1')['/P'] if element(o, '/H1')['/P'] != element(o, '/P')['/P'] else root(o)['/StructTreeRoot']})),
    ('content that is neither', '7.1: content that is neither', content(lambda d: d + b'\n0 0 10 10 re f\n')),
    ('an artifact inside a paragraph', '7.1: an artifact inside', content(lambda d: re.sub(rb'(/H1<</MCID \d+ ?>>BDC)', rb'\1 /Artifact BMC EMC', d, count=1))),
    ('a sequence twice', '14.7.4: MCID', content(lambda d: re.sub(rb'/MCID 3 ', b'/MCID 2 ', d, count=1))),
    ('a sequence in no element', '7.1: a sequence that is in no', content(lambda d: d + b'\n/P<</MCID 9999>>BDC EMC\n')),
    ('a sequence that does not end', '14.6', content(lambda d: d + b'\n/Artifact BMC\n')),
    ('a sequence gone', '14.7.4: an element names', content(lambda d: re.sub(rb'/MCID 3 ', b'/MCID 9998 ', d, count=1))),
    ('a font without texts', '7.21.7', lambda o: font(o).pop('/ToUnicode')),
    ('a font that is not embedded', '7.21.4.1', lambda o: [descriptor(o).pop(k, None) for k in ('/FontFile2', '/FontFile3')]),
    ('.notdef', '7.21.8', content(lambda d: d.replace(b'Tj\n', b'Tj(\0\0)Tj\n', 1))),
    ('layers without a name', '7.10', lambda o: root(o).update({'/OCProperties': {'/OCGs': [], '/D': {}}})),
]


def check_broken(pdf, folder):
    good = json.loads(run('qpdf', '--json=2', '--json-stream-data=inline', '--decode-level=generalized', pdf, '-').stdout)
    for name, clause, change in BROKEN:
        made = json.loads(json.dumps(good))
        objects = made['qpdf'][1]
        change(objects)
        check = ua.Check.__new__(ua.Check)
        p = ua.Pdf.__new__(ua.Pdf)
        p.read(made['qpdf'])
        check.__init__(p)
        said = check.run()
        law('refused: %s' % name, any(line.startswith(clause) for line in said), said)


# ---- verify
def check_verify(edition, pdf, folder):
    got = run(DUIKAI, 'verify', pdf, edition)
    law('verify: 0 differences', got.returncode == 0 and got.stdout == '0 differences\n', got.stdout[-400:])
    law('verify: it compared something', re.search(r'(\d+) paragraphs of 5 articles', got.stderr) and int(re.search(r'(\d+) paragraphs', got.stderr).group(1)) > 30, got.stderr)
    other = os.path.join(folder, 'other')
    rows = [
        ('a character changed', 'a.md', '车辆驶过', '车辆开过', 'stories/a.md:9: paragraph: from byte', 1),
        ('a character gone', 'a.md', '两岸的居民', '两岸居民', 'stories/a.md:9: paragraph', 1),
        ('a blank gone', 'a.md', '全长 2 公里', '全长2 公里', 'stories/a.md:9: paragraph', 1),
        ('a full stop gone at a paragraph\'s end', 'c.md', '两句话。', '两句话', 'stories/c.md:7: paragraph', 1),
        ('a paragraph more', 'c.md', '两句话。', '两句话。\n\n又一句话。', 'which the PDF does not have', 1),
        ('a paragraph less', 'c.md', '两句话。\n\n', '', 'the PDF has what the copy has not', 1),
        ('paragraphs in another order', 'c.md', '两句话。\n\n第三句，长一些，放在后面。', '第三句，长一些，放在后面。\n\n两句话。', 'stands before what it follows in the copy', 1),
        ('a headline changed', 'b.md', '入库过半', '入库近半', 'stories/b.md:2: headline', 1),
        ('a cell changed', 'a.md', '| 玉米 | 3 |', '| 玉米 | 4 |', 'stories/a.md:31: table', 1),
        ('a caption changed', 'a.md', 'caption: 大桥', 'caption: 新桥', 'stories/a.md:7: caption', 1),
        ('a reading changed is not compared', 'a.md', 'ruby=wàng', 'ruby=wǎng', '0 differences', 0),
    ]
    for name, file, a, b, words, status in rows:
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(edition, other)
        path = os.path.join(other, 'stories', file)
        with open(path, encoding='utf-8') as f: text = f.read()
        assert a in text, a
        text = text.replace(a, b)
        with open(path, 'w', encoding='utf-8') as f: f.write(text)
        got = run(DUIKAI, 'verify', pdf, other)
        law('verify: %s' % name, got.returncode == status and words in got.stdout, (got.returncode, got.stdout[-400:]))
    got = run(DUIKAI, 'verify', pdf, os.path.join(edition, 'stories', 'd.md'))
    law('verify: an article that the copy has not', got.returncode == 1 and 'an article that the copy has not' in got.stdout, got.stdout[-300:])
    bare = os.path.join(folder, 'bare.pdf')
    build(edition, bare, '--no-tags')
    got = run(DUIKAI, 'verify', bare, edition)
    law('verify: no tags, no comparison', got.returncode == 2 and 'no tags' in got.stderr and not got.stdout, got.stderr)
    told = [run('qpdf', '--json=2', path, '-').stdout for path in (bare, pdf)]
    law('--no-tags: neither tree nor marks', '/Catalog' in told[0] and 'StructTreeRoot' not in told[0] and 'StructTreeRoot' in told[1])
    for path in (os.path.join(edition, 'edition.yaml'), os.path.join(folder, 'nothing.pdf')):
        got = run(DUIKAI, 'verify', path, edition)
        law('verify: %s is no PDF' % os.path.basename(path), got.returncode == 2 and got.stderr, got.stderr)
    law('verify: an edition that is not there', run(DUIKAI, 'verify', pdf, os.path.join(folder, 'nowhere')).returncode == 2)


def resources(pdf, page):
    p = ua.Pdf(pdf)
    return p, p.pages()[page][1]


def colours(pdf):
    """The operators that set colour, on all pages."""
    p, out = ua.Pdf(pdf), set()
    for _, page in p.pages():
        contents = page['/Contents']
        for kind, t in ua.tokens(b'\n'.join(p.data(c) for c in (contents if isinstance(contents, list) else [contents]))):
            if kind == 'word' and t in ('k', 'K', 'rg', 'RG', 'g', 'G', 'cs', 'CS', 'sc', 'scn'): out.add(t)
    return out


def other_pictures(folder, pages):
    """The same pages with copy and pictures of their own: every file again in another folder, the pictures with a comment in them."""
    os.makedirs(os.path.join(folder, 'images2'))
    shutil.copytree(os.path.join(folder, 'stories'), os.path.join(folder, 'stories2'))
    for n in os.listdir(os.path.join(folder, 'images')):
        with open(os.path.join(folder, 'images', n), 'rb') as f: data = f.read()
        with open(os.path.join(folder, 'images2', n), 'wb') as f: f.write(data[:2] + b'\xff\xfe\0\6twin' + data[2:] if data[:2] == b'\xff\xd8' else data)
    for n in os.listdir(os.path.join(folder, 'stories2')):
        with open(os.path.join(folder, 'stories2', n), encoding='utf-8') as f: text = f.read()
        with open(os.path.join(folder, 'stories2', n), 'w', encoding='utf-8') as f: f.write(text.replace('images/', 'images2/'))
    return pages.replace('images/', 'images2/').replace('stories/', 'stories2/')


def check_screen(folder):
    a, b, split = (os.path.join(folder, n) for n in ('a.pdf', 'b.pdf', 'split'))
    build('samples/daily', a, '--press', 'none', '--max-ppi', '150', '--split', split, '-j1')
    build('samples/daily', b, '--press', 'none', '--max-ppi', '150', '-j2')
    check_clean(a)
    with open(a, 'rb') as f: data = f.read()
    law('screen: the same bytes on one thread and two', data == open(b, 'rb').read())
    law('screen: linearised', b'/Linearized 1' in data[:1024])
    law('screen: objects in streams', b'/ObjStm' in data and b'\ntrailer' not in data)
    law('screen: all colour is RGB', colours(a) <= {'rg', 'RG'}, colours(a))
    p = ua.Pdf(a)
    text = b'\n'.join(p.data(c) for c in [p.pages()[0][1]['/Contents']])
    law('screen: black type is black, not the brown of newsprint', re.search(rb'(^|\s)0 0 0 rg', text) and not re.search(rb'(^|\s)0?\.1\d* 0?\.0\d* 0 rg', text), '')
    rows = [r.split() for r in run('pdfimages', '-list', a).stdout.splitlines()[2:]]
    law('screen: no picture in CMYK', rows and all(r[5] in ('rgb', 'gray', 'index', 'icc') for r in rows), [r[5] for r in rows])
    law('screen: no picture finer than half as much again as asked', all(int(r[12]) <= 225 for r in rows), [r[12] for r in rows])
    law('screen: tags, threads and outline are there', {'/StructTreeRoot', '/Threads', '/Outlines'} <= set(ua.Pdf(a).root), '')
    got = run(DUIKAI, 'verify', '-q', a, 'samples/daily')
    law('screen: 0 differences', got.stdout == '0 differences\n', got.stdout[-200:])
    names = sorted(os.listdir(split))
    law('split: a file a page', names == ['page-%02d.pdf' % n for n in (1, 2, 3, 4)], names)
    for n in names:
        path = os.path.join(split, n)
        info = run('pdfinfo', path).stdout
        law('split: %s has one page, tagged' % n, re.search(r'Pages:\s+1\n', info) and re.search(r'Tagged:\s+yes', info), info)
        check_clean(path)
    got = run('pdftotext', os.path.join(split, 'page-03.pdf'), '-').stdout
    law('split: the third file is the third page', '数字里的岚川' in got.replace('\n', ''), got[:60])
    eight = os.path.join(folder, 'eight')
    shutil.copytree('samples/daily', eight)
    with open(os.path.join(eight, 'edition.yaml'), encoding='utf-8') as f: text = f.read()
    head, pages = text.split('\npages:\n')
    with open(os.path.join(eight, 'edition.yaml'), 'w', encoding='utf-8') as f: f.write(head + '\npages:\n' + pages + other_pictures(eight, pages))
    build(eight, a, '--press', 'none', '--max-ppi', '150')
    pictures = len({r.split()[10] for r in run('pdfimages', '-list', a).stdout.splitlines()[2:]})
    law('screen: the eight pages have twice the pictures of the four', pictures >= 2 * len({r[10] for r in rows}) - 2, (pictures, len({r[10] for r in rows})))
    law('screen: eight pages with pictures are under 6 MB', re.search(r'Pages:\s+8\n', run('pdfinfo', a).stdout) and os.path.getsize(a) < 6 << 20, os.path.getsize(a))
    build('samples/single/page.md', a)
    law('a page of text is under 350 kB', os.path.getsize(a) < 350000, os.path.getsize(a))


def check_proof(folder):
    locked = os.path.join(folder, 'locked.pdf')
    build('samples/english', locked, '--encrypt-proof', 'open sesame')
    law('proof: not without its password', 'Incorrect password' in run('pdfinfo', locked).stderr)
    law('proof: with it, AES-256', 'AES-256' in run('pdfinfo', '-upw', 'open sesame', locked).stdout)
    law('proof: whole', run('qpdf', '--password=open sesame', '--check', locked).returncode == 0)
    for words, why in ((('--press', 'x4', '--encrypt-proof', 'x'), 'not encrypted'), (('--ua', '--no-tags'), 'without tags'), (('--max-ppi', '150'), '--press none'), (('--press', 'none', '--max-ppi', 'fine'), 'no value')):
        got = run(DUIKAI, 'build', 'samples/english', *words, '-o', os.path.join(folder, 'never.pdf'))
        law('refused: %s' % ' '.join(words), got.returncode == 2 and why in got.stderr and not os.path.exists(os.path.join(folder, 'never.pdf')), got.stderr[-200:])


def main():
    folder = tempfile.mkdtemp(prefix='duikai-structure.')
    edition = os.path.join(folder, 'edition')
    shutil.copytree(os.path.join(HERE, 'edition'), edition)
    os.makedirs(os.path.join(edition, 'images'))
    shutil.copy(os.path.join(HERE, '..', '..', 'samples', 'daily', 'images', 'bridge.jpg'), os.path.join(edition, 'images'))
    pdf = os.path.join(folder, 'ua.pdf')
    try:
        build(edition, pdf, '--ua')
        check_clean(pdf)
        check_shape(pdf)
        check_ways(pdf)
        law('PDF/UA-1: nothing to refuse', not ua.check(pdf), ua.check(pdf))
        shown = os.path.join(folder, 'shown.pdf')
        build(edition, shown, '--ua', '--show', 'frames,legs,order,roles')
        law('PDF/UA-1 with overlays', not ua.check(shown), ua.check(shown)[:5])
        check_broken(pdf, folder)
        check_verify(edition, pdf, folder)
        check_screen(folder)
        check_proof(folder)
        for sample in ('samples/daily', 'samples/english', 'samples/single/page.md', 'samples/scars/page.md'):
            out = os.path.join(folder, 'sample.pdf')
            got = build(sample, out, '--ua')
            if sample == 'samples/daily': law('the daily has a text for every picture', 'alt-missing' not in got.stderr, got.stderr[-300:])
            law('PDF/UA-1 of %s' % sample, not ua.check(out), ua.check(out)[:5])
            check_clean(out)
            got = run(DUIKAI, 'verify', '-q', out, sample)
            law('verify %s' % sample, got.returncode == 0 and got.stdout == '0 differences\n', got.stdout[-400:])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed else 0)


main()
