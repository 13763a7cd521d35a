"""Outputs, options, and what the verbs print. Every function below that `test` marks is one test; it raises Failed."""
import collections, json, os, re, signal, subprocess, threading, time
from bench import DUIKAI, EDITION, LAYOUT, LEAD, ROOT, SANITIZED, SECOND, Bench, findings, png, want

TESTS, SEEN = [], set()


def test(f):
    TESTS.append(f)
    return f


def said(run):
    err = run.stderr.decode('utf-8', 'replace')
    SEEN.update(re.findall(r'  \[([a-z0-9-]+)\]$', err, re.M))
    return err


def expect(run, status, *words):
    err = said(run)
    want(run.returncode == status, 'status %d, not %d\n%s' % (run.returncode, status, err))
    for w in words: want(w in err, 'not said: %s\n%s' % (w, err))
    return err


def leftovers(b):
    return [f for f in os.listdir(b.dir) if '.part' in f]


OLD = b'an earlier file'
LONG = '大桥全长两公里，双向六车道，今晨六时开放交通。第一批车辆驶过主塔，两岸的居民站在步道上挥手。\n\n'


# ---- the output appears whole or not at all
def refused(b, out, *words, **more):
    """The build cannot write; whatever stood there stays."""
    run = b.run('build', '.', '-o', out, **more)
    expect(run, 2, 'file-unwritable', 'check the folder', *words)
    want(not leftovers(b), 'a temporary is left')
    want('wrote' not in said(run), 'claims to have written')


@test
def output_is_a_folder():
    with Bench() as b:
        refused(b, 'stories', 'is a directory')
        want(os.path.isdir(b.path('stories')), 'the folder is gone')


@test
def output_in_a_folder_that_is_not_there():
    with Bench() as b: refused(b, 'no/x.pdf', 'no such file or directory')


@test
def output_in_a_folder_that_takes_no_files():
    with Bench() as b: refused(b, '/proc/x.pdf')


@test
def output_without_a_name():
    with Bench() as b: refused(b, '')


@test
def output_with_a_name_too_long():
    with Bench() as b: refused(b, 'x' * 300 + '.pdf', 'too long')


@test
def output_to_a_full_device():
    with Bench() as b: refused(b, '/dev/full', 'no space left')


@test
def output_past_the_limit_of_the_file_size():
    """As on a disk that fills while the file is written."""
    with Bench({'x.pdf': OLD}) as b:
        limit = ['sh', '-c', 'ulimit -f 8; exec "$0" "$@"', DUIKAI, 'build', '.', '-o', 'x.pdf']
        expect(subprocess.run(limit, cwd=b.dir, capture_output=True), 2, 'file-unwritable', 'file too large')
        want(b.read('x.pdf') == OLD and not leftovers(b), 'the earlier file is not whole', os.listdir(b.dir))


@test
def output_to_a_full_disk():
    with Bench({'x.pdf': OLD}) as b:
        script = 'mount -t tmpfs -o size=16k none disk && echo old >disk/x.pdf && { "$0" build . -o disk/x.pdf; s=$?; ls disk; cat disk/x.pdf; exit $s; }'
        os.mkdir(b.path('disk'))
        run = subprocess.run(['unshare', '-m', '-r', 'sh', '-c', script, DUIKAI], cwd=b.dir, capture_output=True)
        if run.returncode == 1 or b'unshare' in run.stderr or b'mount:' in run.stderr: return  # no namespaces here; the test above stands for it
        expect(run, 2, 'file-unwritable', 'no space left')
        want(run.stdout == b'x.pdf\nold\n', run.stdout)


@test
def failed_build_leaves_the_earlier_file():
    for files, args in (({'edition.yaml': 'pages: ['}, []), ({'edition.yaml': None}, []), ({}, ['--pages', '7']), ({}, ['--show', 'x'])):
        with Bench({'x.pdf': OLD, **files}) as b:
            expect(b.run('build', '.', '-o', 'x.pdf', *args), 2)
            want(b.read('x.pdf') == OLD, 'the earlier file is gone', files, args)


@test
def output_over_what_it_is_made_from():
    for args in (['build', 'stories/a.md', '-o', 'stories/a.md'], ['build', '.', '-o', './edition.yaml'], ['build', '.', '-o', 'stories/../stories/b.md']):
        with Bench() as b:
            expect(b.run(*args), 2, 'not written over')
            want(b.read('stories/a.md') == LEAD.encode() and b.read('edition.yaml') == EDITION.encode() and b.read('stories/b.md') == SECOND.encode(), args)


@test
def output_through_a_link():
    with Bench({'real.pdf': OLD}) as b:
        os.symlink('real.pdf', b.path('x.pdf'))
        expect(b.run('build', '.', '-o', 'x.pdf'), 0)
        want(os.path.islink(b.path('x.pdf')) and b.read('real.pdf').startswith(b'%PDF'), 'the link was replaced')


def interrupt(sig, wait):
    """Starts a build over an earlier file, sends the signal once `wait` is over; gives how the run ended and what stands there."""
    with Bench({'x.pdf': OLD, 'stories/a.md': '# 长\n\n' + LONG * 400}) as b:
        run = subprocess.Popen([DUIKAI, 'build', 'stories/a.md', '-o', 'x.pdf'], cwd=b.dir, stderr=subprocess.DEVNULL)
        wait(b, run)
        run.send_signal(sig)
        status = run.wait(60)
        return status, b.read('x.pdf'), leftovers(b)


def check_interrupted(sig, wait):
    status, file, left = interrupt(sig, wait)
    want(status in (-sig, 0, 1), 'status', status)
    want(not left, 'a temporary is left', left)
    want(file == OLD or file.rstrip().endswith(b'%%EOF'), 'half a file')
    return status


def at_the_temporary(b, run):
    while run.poll() is None and not leftovers(b): pass


@test
def interrupted_while_writing():
    ends = [check_interrupted(sig, at_the_temporary) for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) * 3]
    want(any(e < 0 for e in ends), 'no signal came in time', ends)


@test
def interrupted_anywhere():
    for ms in range(0, 60, 5): check_interrupted(signal.SIGTERM, lambda b, run: time.sleep(ms / 1000))


@test
def standard_output():
    with Bench() as b:
        piped, filed = b.run('build', '.', '-o', '-'), b.run('build', '.', '-o', 'x.pdf')
        expect(piped, 0), expect(filed, 0)
        want(piped.stdout == b.read('x.pdf') and piped.stdout.startswith(b'%PDF'), 'the bytes differ')


@test
def standard_output_that_is_closed():
    with Bench() as b:
        run = subprocess.run('"%s" build . -o - 2>err | true; cat err' % DUIKAI, shell=True, cwd=b.dir, capture_output=True)
        want(b'Segmentation' not in run.stdout and not leftovers(b), run.stdout)
        full = subprocess.run('"%s" dump . --after=flow >/dev/full' % DUIKAI, shell=True, cwd=b.dir, capture_output=True)
        want(full.returncode == 2 and b'standard output' in full.stderr, full.returncode, full.stderr)


@test
def default_output():
    with Bench() as b:
        expect(b.run('build', 'stories/a.md'), b.run('check', 'stories/a.md').returncode)
        want(b.read('a.pdf').startswith(b'%PDF'), 'no a.pdf')
        expect(b.run('build', '.'), 0)
        want(b.read('edition.pdf').startswith(b'%PDF'), 'no edition.pdf')


# ---- the same bytes
@test
def same_bytes_on_any_number_of_threads():
    for edition in ('samples/daily', 'samples/english', 'samples/scars/page.md'):
        with Bench() as b:
            made = [b.run('build', os.path.join(ROOT, edition), '-o', '-', '-j', n) for n in ('1', '2', '7', '2')]
            want(len({m.stdout for m in made}) == 1 and len({m.stderr for m in made}) == 1 and made[0].stdout, edition, 'differs')


@test
def same_bytes_wherever_it_stands():
    """No clock, no environment, no folder in the bytes."""
    with Bench() as b, Bench() as c:
        first = b.run('build', '.', '-o', '-', env={'TZ': 'Asia/Shanghai', 'LANG': 'zh_CN.UTF-8', 'LC_ALL': 'C'})
        time.sleep(1.1)
        other = c.run('build', c.dir, '-o', '-', env={'TZ': 'America/Lima', 'HOME': '/nowhere', 'SOURCE_DATE_EPOCH': '1'})
        want(first.stdout == other.stdout and first.stdout, 'differs')


# ---- options
@test
def pages():
    with Bench({'edition.yaml': EDITION + '  - {name: 二版, layout: small, stories: [stories/b.md]}\n  - {name: 三版, layout: small, stories: [stories/a.md]}\n'}) as b:
        for words, count in (('1', 1), ('2-3', 2), ('1,3', 2), (' 1 , 3 ', 2), ('1-3', 3), ('1,1', 1)):
            run = b.run('build', '.', '-o', 'x.pdf', '--pages', words)
            want(run.returncode in (0, 1), words, said(run))
            told = subprocess.run(['pdfinfo', b.path('x.pdf')], capture_output=True, text=True).stdout
            want(re.search(r'^Pages: +%d$' % count, told, re.M), words, told)
        for words in ('0', '4', 'x', '1-', '-1', '3-1', '', ',', '1,,2', '1-2-3', '99999999999999999999'):
            expect(b.run('build', '.', '-o', 'y.pdf', '--pages', words), 2, 'bad-option', 'has 3')
        want(not os.path.exists(b.path('y.pdf')), 'written all the same')


@test
def words_not_known():
    with Bench() as b:
        for args, words in ((['biuld', '.'], "did you mean 'build'"), (['build', '.', '--reprot', 'x'], "did you mean '--report'"),
                            (['build', '.', '--reprot=x'], "did you mean '--report'"), (['build'], 'EDITION is wanted'), (['build', '.', 'x'], "too many: 'x'"),
                            (['build', '.', '--pages'], 'a value is wanted'), (['build', '.', '--strict=1'], 'no value is wanted'),
                            (['explain', '.'], 'EDITION STORY|FRAME is wanted'), (['', '.'], 'there is no verb')):
            expect(b.run(*args), 2, words, '[bad-usage]', '--help')
        for args, words in ((['build', '.', '--show', 'frame'], 'there are frames, legs'), (['build', '.', '--press', 'x5'], 'none, x4, x1a, a2u'),
                            (['build', '.', '-j', '0'], 'no number of threads'), (['build', '.', '-jx'], 'no number of threads'),
                            (['build', '.', '--color', 'purple'], 'auto, always or never'), (['dump', '.', '--after=flwo'], 'there are plan, story'),
                            (['explain', '.', 'nobody'], 'lead, second'), (['schema', 'layouts'], 'edition and layout'),
                            (['compose', '--size', '0', '-'], 'a length is wanted'), (['compose', '--lang', 'fr', '-'], 'zh-Hans'),
                            (['compose', '--writing', 'diagonal', '-'], 'horizontal or vertical'), (['compose', '--set', 'kinsku=gb', '-'], "did you mean 'kinsoku'"),
                            (['compose', '--set', 'kinsoku=maybe', '-'], 'none|basic|gb|strict'), (['compose', '--set', 'kinsoku', '-'], 'NAME=VALUE'),
                            (['compose', '--explain', '9', '-'], "'9' is no line"), (['compose', '--explain', 'x', '-'], "'x' is no line")):
            run = b.run(*args, stdin='大桥。'.encode())
            expect(run, 2, words, '[bad-option]')
            want(not run.stdout, args, 'printed', run.stdout[:100])


@test
def help_of_every_verb():
    with Bench() as b:
        verbs = re.findall(r'^  duikai (\w+)', b.run('--help').stdout.decode(), re.M)
        want(set(verbs) >= {'build', 'check', 'fit', 'compose', 'dump', 'explain', 'fonts', 'new', 'schema'}, verbs)
        for v in verbs: want(b.run(v, '--help').returncode == 0 and b.run(v, '--help').stdout.startswith(('duikai ' + v).encode()), v)
        want(b.run('--version').stdout.startswith(b'duikai 0.'), 'version')
        want(b.run().returncode == 2, 'no verb at all')


@test
def strict():
    with Bench({'edition.yaml': EDITION.replace('      second: stories/b.md\n', '')}) as b:
        expect(b.run('build', '.', '-o', 'x.pdf'), 0, '[slot-empty]')
        expect(b.run('build', '.', '-o', 'x.pdf', '--strict'), 1, '[slot-empty]')
        want(b.read('x.pdf').startswith(b'%PDF'), 'no page')
        expect(b.run('check', '.', '--strict'), 1)
    with Bench() as b: expect(b.run('build', '.', '-o', 'x.pdf', '--strict'), 0)


@test
def notes_and_quiet():
    with Bench() as b:
        expect(b.run('build', '.', '-o', 'x.pdf'), 0, 'notes not shown')
        want('recognised' in said(b.run('build', '.', '-o', 'x.pdf', '--notes')), 'no notes')
        want(not said(b.run('build', '.', '-o', 'x.pdf', '--quiet')), 'not quiet')


@test
def colour():
    with Bench({'stories/b.md': ''}) as b:
        want('\x1b[' not in said(b.run('check', '.')), 'colour in a pipe')
        want('\x1b[' in said(b.run('check', '.', '--color=always')), 'no colour')


@test
def check_writes_nothing():
    with Bench({'stories/a.md': '# 长\n\n' + LONG * 40}) as b:
        before = sorted(os.listdir(b.dir))
        expect(b.run('check', '.'), 1, '[overset]')
        want(sorted(os.listdir(b.dir)) == before, os.listdir(b.dir))


# ---- the report
def keys_in_order(pairs):
    want(len({k for k, _ in pairs}) == len(pairs), 'a key twice', [k for k, _ in pairs])
    return collections.OrderedDict(pairs)


def report_of(b, *args):
    run = b.run('build', *args, '-o', 'x.pdf', '--report', '-')
    return run, json.loads(run.stdout.decode('utf-8'), object_pairs_hook=keys_in_order)


@test
def report_says_where_on_the_page():
    copy = LEAD.replace('---\n**', 'pictures: [{file: images/p.jpg, caption: 大桥}]\n---\n**') + '\n缺\U000323b0字。\n\n' + LONG * 20
    with Bench({'stories/a.md': copy}) as b:
        run, r = report_of(b, '.')
        want(run.returncode == r['status'] == 1 and r['edition'] == './edition.yaml', r['status'])
        for code in ('overset', 'picture-missing', 'missing-glyph'):
            f = next(f for f in r['findings'] if f['code'] == code)
            want(f['page'] == 1 and f['frame'] == 'lead' and f['story'] == './stories/a.md' and f['path'] == './stories/a.md', f)
            want(f['level'] == 'error' and f['line'] >= 1 and f['column'] >= 1 and f['at'] < f['end'] <= len(copy.encode()) and f['remedy'], f)
            rect = f['rect_mm']
            want(0 < rect['x'] < 200 and 0 < rect['y'] < 120 and 0 < rect['w'] < 200 and 0 < rect['h'] < 120, rect)
        glyph = next(f for f in r['findings'] if f['code'] == 'missing-glyph')
        want(copy.encode()[glyph['at']:glyph['end']].decode() == '\U000323b0', 'the span is not the character', glyph)
        fit = {f['frame']: f for f in r['fit']}
        over = next(f for f in r['findings'] if f['code'] == 'overset')
        want(fit['lead']['characters_over'] > 0 and '%d characters' % fit['lead']['characters_over'] in over['message'], fit['lead'], over)
        want(fit['lead']['over_text'].strip()[-10:] in copy, 'not the copy', fit['lead']['over_text'][-20:])
        want(fit['second']['lines_under'] > 0 and fit['second']['lines_over'] == 0, fit['second'])


@test
def report_of_any_bytes_is_json():
    for copy in (b'\xff\xfe\x00"\\\n', '# "引\\号"\n\n\t\x01'.encode(), ('# ' + '长' * 5000).encode(), b'---\nheadline: "\\u0000\\uD800"\n---\n'):
        with Bench({'stories/a.md': copy}) as b: report_of(b, '.')


@test
def report_of_what_was_not_made():
    with Bench({'edition.yaml': 'pages: ['}) as b:
        run, r = report_of(b, '.')
        want(run.returncode == r['status'] == 2 and r['fit'] is None and r['findings'][0]['code'] == 'yaml-syntax', r)


@test
def report_that_cannot_be_written():
    with Bench() as b: expect(b.run('build', '.', '-o', 'x.pdf', '--report', 'no/r.json'), 2, '[file-unwritable]')


# ---- fit, dump, explain, fonts, schema
@test
def fit_counts():
    copy = '---\nheadline: 望江\n---\n' + '桥' * 1000 + '。\n'
    with Bench({'stories/a.md': copy}) as b:
        run = b.run('fit', '.')
        over = re.search('第1版 头条《望江》 超 (\\d+) 行 (\\d+) 字\n    未排: 桥+……\n    可行: 删 (\\d+) 字; 栏深加 (\\d+) 行', run.stdout.decode())
        want(run.returncode == 1 and over, run.stdout.decode())
        lines, chars, cut, deep = map(int, over.groups())
        want(chars == cut and deep == (lines + 1) // 2 and (lines - 1) * 14 < chars <= lines * 14, over.groups())
        shown = b.run('build', '.', '-o', 'x.pdf')
        want(b.text().count('桥') + chars == 1001, b.text().count('桥'), chars)
        again = Bench({'stories/a.md': copy.replace('桥' * chars, '', 1)})
        with again: want('超' not in again.run('fit', '.').stdout.decode(), 'what fit said to cut does not make it fit')
        frames = json.loads(b.run('fit', '.', '--json').stdout)
        want([f['frame'] for f in frames] == ['lead', 'second'] and frames[0]['characters_over'] == chars, frames)
    with Bench({'edition.yaml': EDITION.replace('      second: stories/b.md\n', '')}) as b:
        want('二条 空 可容 24 行' in b.run('fit', '.').stdout.decode(), 'capacity of an empty slot')


@test
def fit_suggests():
    """What it says would make the copy fit does: each lever is put into the layout, and the frame is no longer over."""
    body = '\n\n'.join('沿江的步道同时开放，全长六公里，每隔%s公里设一处驿站，可以歇脚、接水、借伞，木窗朝江，坐着能看见船。' % n for n in '一二三四五六七八九十')
    small = 'sheet: {size: 120mm x 120mm}\ngrid: {columns: 2, measure: 14em, lines: %d}\nladder: none\nslots:\n  lead: {kind: story, headline: {size: 18pt, lines: 1}, picture: {cols: 1, lines: 9, at: top right}%s}\n'
    copy = '---\nheadline: 江边\npictures: [{caption: 老码头。}]\n---\n%s\n\n> 坐着能看见船。\n' % body
    whole = 'paper: 报\npages: [{layout: small, stories: {lead: stories/a.md}}]\n'
    with Bench({'edition.yaml': whole, 'stories/a.md': copy, 'layouts/small.yaml': small % (28, '')}) as b:
        frame = json.loads(b.run('fit', '.', '--json', '--suggest').stdout)[0]
        want(frame['lines_over'] > 0, 'not over', frame)
        advice = {a['change']['step']: a for a in frame['suggest']}
        want({'picture', 'drop'} & set(advice), advice)
        want(all(a['with']['lines_over'] == 0 for a in frame['suggest']), frame['suggest'])
        said_so = b.run('fit', '.', '--suggest').stdout.decode()
        want('图片减 %d 行' % -advice['picture']['change']['by'] in said_so, said_so)
        want('suggest' not in json.loads(b.run('fit', '.', '--json').stdout)[0], 'it was not asked for')
        with Bench({'edition.yaml': whole, 'stories/a.md': copy, 'layouts/small.yaml': small % (28, ', ladder: [{picture: %d, cost: 1}]' % advice['picture']['change']['by'])}) as again:
            fitted = json.loads(again.run('fit', '.', '--json').stdout)[0]
            want(fitted['lines_over'] == 0 and fitted['ladder']['winner'] is not None, fitted['ladder'])


@test
def dump_of_every_stage():
    with Bench() as b:
        out = {}
        for stage in ('plan', 'story', 'shape', 'para', 'flow', 'paint'):
            run = b.run('dump', '.', '--after=' + stage)
            expect(run, 0)
            want(run.stdout == b.run('dump', '.', '--after', stage, '-j', '2').stdout, stage, 'differs')
            out[stage] = run.stdout.decode()
        plan, story, flow = (json.loads(out[s], object_pairs_hook=keys_in_order) for s in ('plan', 'story', 'flow'))
        want(plan['pages'][0]['layout'] and 'small' in out['plan'] and '2026' in out['plan'], out['plan'][:500])
        want([s['headline'] for s in story] == ['望江大桥今日通车', '秋粮入库'] and story[0]['dateline'] == '本报讯', story)
        want(story[0]['body'][0]['role'] == 'paragraph' and story[0]['body'][0]['line'] == 4, story[0]['body'])
        want('lead' in out['flow'] and flow, 'no frames')
        for stage in ('para', 'paint'): want('望江大桥今日通车' in out[stage], stage, out[stage][:300])
        want(len(re.findall(r'NotoSerif|Noto', out['shape'])) > 0, out['shape'][:300])
        want(b.run('dump', '.').stdout.decode() == out['flow'], 'the default stage')


@test
def dump_of_a_story_as_interface_md_says():
    page = '# 引子\n\n市里的第一座桥——\n\n# 望江大桥今日通车\n\n**本报讯**（记者 某某）大桥今晨六时开放交通。\n'
    with Bench({'page.md': page}) as b:
        stories = json.loads(b.run('dump', 'page.md', '--after=story').stdout)
        want(len(stories) == 2 and stories[1]['kicker'].startswith('市里的第一座桥'), stories)
        want(set(stories[1]) == {'kicker', 'headline', 'dateline', 'byline', 'body'}, sorted(stories[1]))


@test
def explain():
    with Bench() as b:
        for what in ('lead', 'stories/a.md', '望江大桥今日通车'):
            run = b.run('explain', '.', what)
            expect(run, 0)
            want("page 1, frame 'lead'" in run.stdout.decode() and 'room for' in run.stdout.decode(), run.stdout.decode())


@test
def explain_line():
    with Bench() as b:
        for what in ('lead', 'stories/a.md'):
            run = b.run('explain', '.', what, '--line', '2')
            expect(run, 0)
            text = run.stdout.decode()
            want("page 1, line 2 of the story's text" in text and 'han-han  0.000 0.000' in text and 'with the rest' in text, text)
        run = b.run('explain', '.', 'lead', '--line', '99')
        want(run.returncode == 2 and "has no line 99" in run.stderr.decode(), run.stderr.decode())
        want(b.run('explain', '.', 'lead', '--line', 'x').returncode == 2)


@test
def loosest_line():
    with Bench() as b:
        b.run('build', '.', '-o', 'x.pdf', '--report', 'r.json')
        line = json.loads(b.read('r.json'))['loosest_line']
        want(line is None or (line['page'] == 1 and line['even_em'] > 0 and line['text']), line)


@test
def fonts():
    with Bench() as b:
        run = b.run('fonts')
        expect(run, 0)
        for role in ('song', 'hei', 'kai', 'fangsong', 'latin'): want(re.search('^%s\\b' % role, run.stdout.decode(), re.M), role)
        checked = b.run('fonts', '--check')
        want(len(checked.stdout) > len(run.stdout), 'nothing is checked')


@test
def font_file_that_is_broken():
    """fontconfig names a file that holds no font: the next family is taken, and said so."""
    with open(ROOT + '/fonts/roles.yaml', encoding='utf-8') as f: roles = f.read()
    with open(ROOT + '/layouts/styles/newspaper-zh.yaml', encoding='utf-8') as f: styles = f.read()
    face = subprocess.run(['fc-match', '-f', '%{file}', 'LXGW WenKai'], capture_output=True).stdout.decode()
    with Bench({'data/fonts/roles.yaml': roles, 'data/layouts/styles/newspaper-zh.yaml': styles}) as b:
        with open(face, 'rb') as f: head = f.read()
        b.put('bad/broken.ttf', head)
        config = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include><dir>%s</dir><cachedir>%s</cachedir>' \
                 '<selectfont><rejectfont><glob>%s/*</glob></rejectfont></selectfont></fontconfig>' % (b.path('bad'), b.path('cache'), os.path.dirname(face))
        b.put('data/fonts/fonts.conf', config), b.put('fonts.conf', config)
        env = {'DUIKAI_DATA': 'data', 'FONTCONFIG_FILE': b.path('fonts.conf')}
        subprocess.run(['fc-cache', b.path('bad')], env={**os.environ, **env}, capture_output=True)
        stamp = os.stat(b.path('bad')).st_mtime
        b.put('bad/broken.ttf', head[:4000])               # the cache still names it
        os.utime(b.path('bad'), (stamp, stamp))
        run = b.run('build', '.', '-o', 'x.pdf', env=env)
        err = said(run)
        want(run.returncode in (0, 1) and ('[font-unreadable]' in err or '[font-missing]' in err), run.returncode, err)
        want('望江大桥今日通车' in b.text(), 'no page')


@test
def schemas():
    with Bench() as b:
        for what in ('edition', 'layout'):
            run = b.run('schema', what)
            schema = json.loads(run.stdout, object_pairs_hook=keys_in_order)
            want(run.returncode == 0 and schema['$schema'].startswith('https://json-schema.org/draft/2020-12') and schema['properties'], what)
            with open('%s/schemas/%s.schema.json' % (ROOT, what), encoding='utf-8') as f: want(json.load(f) == schema, 'schemas/ is out of date:', what)
        edition = json.loads(b.run('schema', 'edition').stdout)
        want({'paper', 'date', 'issue', 'pages'} <= set(edition['properties']), edition['properties'].keys())


# ---- compose
def compose(b, text, *args):
    return b.run('compose', *args, '-', stdin=text.encode() if isinstance(text, str) else text)


@test
def compose_json():
    with Bench() as b:
        run = compose(b, '大桥全长两公里，双向六车道。\n通车。\n', '--measure', '8em', '--json')
        expect(run, 0)
        paragraphs = json.loads(run.stdout)
        want([[l['text'] for l in p] for p in paragraphs] == [['大桥全长两公里，', '双向六车道。'], ['通车。']], paragraphs)
        for line in paragraphs[0]:
            want(line['set'] <= 8 and line['glyphs'] and {'id', 'face', 'x', 'advance'} <= set(line['glyphs'][0]), line)
        first = paragraphs[0][0]['glyphs'][0]
        want((first['at'], first['end']) == (0, 3), first)
        want(compose(b, '', '--json').stdout.strip(), 'nothing for no text')


@test
def compose_explain():
    with Bench() as b:
        text = compose(b, '大桥全长两公里，双向六车道。', '--measure', '8em', '--explain', '1').stdout.decode()
        want('line 1 of 2' in text and 'measure 8.000' in text and '*' in text, text)


@test
def compose_pdf():
    with Bench() as b:
        expect(compose(b, '大桥通车。', '-o', 'x.pdf'), 0)
        want(b.text() == '大桥通车。', b.text())
        expect(compose(b, '大桥通车。', '--writing', 'vertical', '-o', 'y.pdf'), 0)
        want('大桥通车' in b.text('y.pdf'), b.text('y.pdf'))


@test
def compose_findings():
    with Bench() as b:
        for text, args, code, status in (('，' * 22, ['--measure', '4em'], 'kinsoku-relaxed', 0), ('他他他', ['--measure', '2em', '--set', 'orphan-min-han=2'], 'orphan-character', 0),
                                         ('二' * 10 + 'Massachusetts二二', ['--measure', '12em'], 'loose-line', 0), ('{"runs": [', ['--set', 'input=runs'], 'json-syntax', 2),
                                         (b'\xff', [], 'invalid-utf8', 1)):
            expect(compose(b, text, *args), status, '[%s]' % code)
        expect(b.run('compose', 'nofile'), 2, '[file-missing]', 'no such file')
        expect(b.run('compose', 'stories'), 2, '[file-unreadable]', 'is a directory')
        want(b.run('compose', '--set', 'help').stdout.startswith(b'  kinsoku'), 'no list of options')


# ---- new
@test
def new_edition_builds_clean():
    with Bench() as b:
        expect(b.run('new', 'paper/first'), 0)
        run = b.run('build', 'paper/first', '-o', 'x.pdf')
        err = expect(run, 0)
        want({f['code'] for f in findings(err)} <= {'picture-placeholder', 'ad-missing'}, err)
        want('超' not in err, err)
        for words in ('新报', '2026年10月24日', '星期六'): want(words in b.text(), words, b.text()[:300])
        expect(b.run('new', 'paper/first'), 2, '[file-unwritable]', 'is there already')


# ---- what a font's maker lets be done with it
DEJAVU = '/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf'


def with_licence(bits):
    """Data in which Latin is set in a DejaVu whose OS/2 says `bits` under fsType."""
    with open(DEJAVU, 'rb') as f: font = bytearray(f.read())
    for i in range(int.from_bytes(font[4:6], 'big')):
        row = font[12 + 16 * i:28 + 16 * i]
        if row[:4] == b'OS/2': at = int.from_bytes(row[8:12], 'big') + 8
    font[at:at + 2] = bits.to_bytes(2, 'big')
    with open(ROOT + '/fonts/roles.yaml', encoding='utf-8') as f: roles = f.read()
    roles = roles.replace('[Noto Serif, DejaVu Serif]', '[DejaVu Serif]').replace('    bold: song-bold\n    han: serif\n', '    bold: song-bold\n    han: serif\n    latin: latin-serif\n', 1)
    conf = '<?xml version="1.0"?><fontconfig><dir prefix="cwd">own</dir><dir>/usr/share/fonts/opentype</dir><dir>/usr/share/fonts/truetype/noto</dir><cachedir prefix="cwd">cache</cachedir></fontconfig>'
    with open(ROOT + '/layouts/styles/newspaper-zh.yaml', encoding='utf-8') as f: style = f.read()
    return {'data/fonts/roles.yaml': roles, 'data/fonts/fonts.conf': conf, 'data/layouts/styles/newspaper-zh.yaml': style, 'own/DejaVuSerif.ttf': bytes(font),
            'stories/b.md': SECOND + 'Open daily.\n'}


def embedded(b):
    got = subprocess.run(['pdffonts', b.path('x.pdf')], capture_output=True, text=True).stdout
    return [line.split()[0] for line in got.splitlines() if 'DejaVu' in line]


@test
def fonts_as_their_makers_allow():
    data = {'DUIKAI_DATA': 'data'}
    for bits, status, words, check in ((0, 0, (), ''), (4, 0, (), ''), (8, 0, (), ''), (2, 1, ('font-restricted', 'may not be embedded'), 'does not let it be embedded'),
                                       (0x200, 1, ('font-restricted',), 'does not let it be embedded'), (0x100, 0, (), 'embedded as a whole')):
        with Bench(with_licence(bits)) as b:
            expect(b.run('build', '.', '-o', 'x.pdf', env=data), status, *words)
            want(len(embedded(b)) == 1, 'fsType %d: %s' % (bits, embedded(b)))
            want(('+' in embedded(b)[0]) == (bits != 0x100), 'fsType %d: %s' % (bits, embedded(b)))
            listed = b.run('fonts', '--check', env=data).stdout.decode()
            want((check or 'its maker') in listed if check else 'its maker' not in listed, listed[-600:])
            if bits == 0x100: want(len(b.read('x.pdf')) > 150000 and '全市秋粮' in b.text() , 'the whole font: %d bytes' % len(b.read('x.pdf')))
