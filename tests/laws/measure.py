#!/usr/bin/env python3
"""measure.py DUIKAI EDITION...: the laws of a made page, measured in the PDF from outside.

For each edition: made twice, on one thread and on two, the same bytes; qpdf finds nothing; every font embedded and subset; the text
that pdftotext reads, in content order, holds every paragraph of the copy, each story's body unbroken and in order; every body
baseline, and every axis of vertical text, within 0.02 pt of its grid; no body line starts or ends with a mark that may not stand there; every line inside the sheet's
type area. A law that cannot be measured (a tool is not there) fails: it is not passed over.

Prints a line for each law that does not hold, then `N passed, N failed`."""
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

NEVER_FIRST = set('、，。．：；！？”’）》〉】〕〗］｝」』·/%‰℃')
NEVER_LAST = set('“‘（《〈【〔〖［｛「『￥¥$')
failed = passed = 0


def law(edition, name, holds, detail=''):
    global failed, passed
    if holds:
        passed += 1
    else:
        failed += 1
        print('FAIL %s: %s%s' % (edition, name, ': ' + detail if detail else ''))


def run(*command):
    return subprocess.run(command, capture_output=True)


def squeeze(text):
    """Text as a reader compares it: without blanks and soft hyphens."""
    return re.sub(r'[\s\u00ad\u200b\u2060\ufeff\x0c]', '', text)


def paragraphs(story):
    for key in ('kicker', 'headline', 'author', 'flag'):
        if key in story:
            yield key, story[key]
    for key in ('deck', 'notice'):
        for text in story.get(key, []):
            yield key, text
    for picture in story.get('pictures', []):
        for key in ('caption', 'credit'):
            if key in picture:
                yield key, picture[key]


def check_text(edition, pdf, stories, over):
    text = squeeze(run('pdftotext', '-raw', '-enc', 'UTF-8', pdf, '-').stdout.decode('utf-8'))
    for story in stories:
        name = story.get('headline', '?')[:12]
        body = squeeze(''.join(p['text'] for p in story.get('body', [])))
        if not over:
            law(edition, 'body of 《%s》 extracts whole and in order' % name, in_order(story, text), 'not found as it stands in the copy')
        for part, value in paragraphs(story):
            if any(squeeze(value)[-8:] in squeeze(left) for left in over):
                continue  # reported as overset
            law(edition, '%s of 《%s》 extracts' % (part, name), squeeze(value) in text, value[:30])
        law(edition, 'nothing of 《%s》 twice' % name, len(body) < 40 or text.count(body[:40]) <= 1 or body.count(body[:40]) > 1)


def in_order(story, text):
    """The paragraphs of the body follow each other; between two of them only the engine's or the pictures' text may stand."""
    at = 0
    for p in story.get('body', []):
        want = squeeze(p['text'])
        found = text.find(want, at)
        if found < 0:
            return False
        at = found + len(want)
    return True


def characters(pdf):
    """(page, size, x, y from the top, character) of every glyph, by mupdf."""
    xml = run('mutool', 'draw', '-q', '-F', 'stext', '-o', '-', pdf).stdout.decode('utf-8', 'replace')
    # controls, and the halves that mupdf makes of a variation selector beyond the first plane, are no XML
    xml = re.sub(r'&#x([0-9a-fA-F]+);', lambda m: ' ' if (v := int(m.group(1), 16)) < 32 or 0xD800 <= v < 0xE000 or v in (0xFFFE, 0xFFFF) else m.group(0), xml)
    page, size = -1, 0.0
    for event, el in ET.iterparse(__import__('io').StringIO(xml), ('start',)):
        if el.tag == 'page':
            page += 1
        elif el.tag == 'font':
            size = float(el.get('size'))
        elif el.tag == 'char' and el.get('c') and not el.get('c').isspace():
            yield page, size, float(el.get('x')), float(el.get('y')), el.get('c')


def trim_offset(pdf):
    """How far the trim box's top left corner lies inside the media box, in points: mupdf counts from the media box."""
    boxes = dict(re.findall(r'(Media|Trim)Box:\s+(.+)', run('pdfinfo', '-box', pdf).stdout.decode()))
    media, trim = ([float(v) for v in boxes[k].split()] for k in ('Media', 'Trim'))
    return trim[0] - media[0], media[3] - trim[3]


def body_lines(flow):
    """(page, text, x, y, size, measure) of the lines of body text that the engine says it set."""
    for number, page in enumerate(flow):
        for item in page['items']:
            if item['kind'] == 'line' and item['role'] == 'paragraph' and not item.get('overset'):
                yield number, item


def grids_of(page, line):
    """The grids that a line may stand on: the page's, and that of a frame around it."""
    yield page['grid']
    for f in page['frames']:
        if 'grid' in f and f['x'] - 1 <= line['x'] <= f['x'] + f['w'] + 1 and f['y'] - 1 <= line['y'] <= f['y'] + f['h'] + 1:
            yield f['grid']


def off_grid(page, line):
    """How far a body line is off the nearest line of its grid: its baseline, or the axis of a vertical one."""
    off = [99.0]
    for grid in grids_of(page, line):
        if bool(grid.get('vertical')) == bool(line.get('vertical')):
            from_first = (grid['axis'] - line['x'] if line.get('vertical') else line['y'] - grid['baseline']) / grid['pitch']
            off.append(abs(from_first - round(from_first)) * grid['pitch'])
    return min(off)


def is_there(places, line, left, down):
    """Is one of the places on the line? A Han of a vertical line stands centred on its axis, within its measure (mupdf tells the
    origin of its cell or of its glyph)."""
    if line.get('vertical'):
        half = line['size'] * line.get('wide_pm', 1000) / 2000
        return any(abs(x - left + half - line['x']) < 0.02 and -line['size'] <= y - down - line['y'] <= line['measure']
                   for x, y in places)
    return any(abs(y - down - line['y']) < 0.02 for x, y in places)


def first_character(line):
    """One that can be looked for by its place: the line's first, in a vertical line its first Han."""
    if line.get('vertical'):
        return next((c for c in line['text'] if '\u4e00' <= c <= '\u9fff'), '')
    return line['text'].lstrip()[:1]


def check_grid(edition, pdf, flow):
    """Each body line that the engine names stands in the PDF where it says, and there is a grid line."""
    seen = {}
    for page, size, x, y, c in characters(pdf):
        seen.setdefault((page, round(size, 1), c), []).append((x, y))
    off = missing = 0
    left, down = trim_offset(pdf)
    worst = ''
    for number, line in body_lines(flow):
        first = first_character(line)
        if line['size'] <= flow[number]['grid']['pitch'] and off_grid(flow[number], line) > 0.02:  # an initial takes several lines
            off += 1
            worst = line['text'][:20]
        size = line['size'] * math.sqrt(line.get('wide_pm', 1000) / 1000)  # mupdf tells the root of the area of flat type
        if first and not is_there(seen.get((number, round(size, 1), first), []), line, left, down):
            missing += 1
            worst = worst or line['text'][:20]
    law(edition, 'every body baseline on the grid', off == 0, '%d off, %s' % (off, worst))
    law(edition, 'every body line in the PDF where the engine set it', missing == 0, '%d not there, %s' % (missing, worst))


def check_ends(edition, flow):
    bad = []
    for _, line in body_lines(flow):
        text = line['text'].strip()
        if text and not line.get('first') and not line.get('relaxed') and text[0] in NEVER_FIRST:
            bad.append('starts: ' + text[:10])
        if text and not line.get('last') and text[-1] in NEVER_LAST:
            bad.append('ends: ' + text[-10:])
    law(edition, 'no body line starts or ends with a prohibited mark', not bad, '; '.join(bad[:3]))


def check(duikai, edition, folder):
    one, two = os.path.join(folder, 'one.pdf'), os.path.join(folder, 'two.pdf')
    made = run(duikai, 'build', edition, '-q', '-j1', '-o', one)
    law(edition, 'made', made.returncode in (0, 1) and os.path.exists(one), made.stderr.decode('utf-8', 'replace')[-300:])
    if not os.path.exists(one):
        return
    run(duikai, 'build', edition, '-q', '-j2', '-o', two)
    law(edition, 'the same bytes on one thread and on two', open(one, 'rb').read() == open(two, 'rb').read())
    q = run('qpdf', '--check', one)
    law(edition, 'qpdf finds nothing', q.returncode == 0 and b'WARNING' not in q.stderr, q.stderr.decode()[:200])
    fonts = run('pdffonts', one).stdout.decode().splitlines()[2:]
    law(edition, 'every font embedded and subset', fonts and all(re.search(r'\byes\s+yes\s+yes\b', f) for f in fonts), '\n'.join(fonts))
    m = run('mutool', 'draw', '-q', '-r', '20', '-o', os.path.join(folder, 'p%d.png'), one)
    said = m.stderr.replace(b'warning: ICC support is not available', b'').strip()  # Debian builds mupdf without it
    law(edition, 'mupdf draws it without a word', m.returncode == 0 and not said, said.decode()[:200])
    stories = json.loads(run(duikai, 'dump', edition, '--after=story', '-q').stdout)
    flow = json.loads(run(duikai, 'dump', edition, '--after=flow', '-q').stdout)
    over = [f['over_text'] for p in flow for f in p['frames'] if f['lines_over']]
    check_text(edition, one, stories, over)
    check_ends(edition, flow)
    check_grid(edition, one, flow)


def main():
    duikai = sys.argv[1]
    for edition in sys.argv[2:]:
        with tempfile.TemporaryDirectory() as folder:
            check(duikai, edition, folder)
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
