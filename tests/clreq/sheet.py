"""sheet.py: a page built from copy with one of layouts/, measured: faces and sizes, legs, grid, headings, what stands above what.

The layouts have three columns of 11 em of 9 pt and a gutter of 1 em, or three tiers of them: WRITING in the layout becomes the direction of the case.
Along a line and across it are told apart by the direction alone. Lengths are in em of the body and in lines of the grid."""
import os
import re
import subprocess

import reader
from block import close
from checks import split, squeeze, wanted

EM, PITCH, COLUMNS, MEASURE, GUTTER = 9, 12, 3, 11, 1
CHECKS = {}


def check(f):
    CHECKS[f.__name__.replace('_', '-')] = f
    return f


class Sheet:
    def __init__(self, page, vertical):
        self.page, self.vertical, self.glyphs = page, vertical, page.glyphs
        length = (page.height if vertical else page.width) / EM
        self.from_start = (length - COLUMNS * MEASURE - (COLUMNS - 1) * GUTTER) / 2

    def along(self, g):
        """Where a cell starts, in em from the start of the type area."""
        if not self.vertical:
            return g.x / EM - self.from_start
        down = (self.page.height - g.y) / EM - self.from_start
        return down if g.turned or g.upright_v else down - .88 * g.size / EM

    def length(self, g):
        return g.wide * g.squeeze * g.size / EM

    def across(self, g):
        """A line's baseline, or axis, in lines of the grid from the page's edge."""
        if self.vertical:
            return (self.page.width - g.x - (.38 * g.size if g.turned else 0)) / PITCH
        return (self.page.height - g.y) / PITCH

    def leg(self, g):
        return int((self.along(g) + .6) // (MEASURE + GUTTER))

    def find(self, text):
        text = text.replace('␣', ' ')
        for i in range(len(self.glyphs)):
            said, k = '', i
            while k < len(self.glyphs) and len(said) < len(text) and text.startswith(said):
                said += self.glyphs[k].text
                k += 1
            if self.glyphs[i].text and said.startswith(text):
                return self.glyphs[i:k]
        raise LookupError('%s is not on the page' % text)

    def body(self):
        """(leg, baseline) of each line of body type, as often as it has glyphs."""
        return {(self.leg(g), round(self.across(g), 3)) for g in self.glyphs if close(g.size, EM, .01) and 'Serif' in g.font and not g.turned}


@check
def font(at, rest):
    text, want = (w.strip() for w in rest.split('='))
    bad = [g for g in at.find(text) if want not in g.font]
    return '%s is set in %s' % (text, bad[0].font) if bad else None


@check
def size(at, rest):
    (text,), value = split(rest)
    return wanted(value, at.find(text)[0].size, 'the size of ' + text)


@check
def order(at, rest):
    """In this order in the content, which is the order of reading."""
    places = [at.glyphs.index(at.find(t)[0]) for t in rest.split()]
    return None if places == sorted(places) else 'they come in the order %s' % places


@check
def in_leg(at, rest):
    (text,), value = split(rest)
    return wanted(value, at.leg(at.find(text)[0]), 'the leg of ' + text)


@check
def leg_lines(at, rest):
    """Lines of body type in each leg: `5 5 4`."""
    body = at.body()
    got = [sum(leg == k for leg, _ in body) for k in range(COLUMNS)]
    return None if got == [int(n) for n in rest.split()] else 'legs have %s lines' % got


@check
def legs_level(at, rest):
    """No leg has more lines than one before it, and the last is the short one, by as few lines as can be."""
    body = at.body()
    got = [sum(leg == k for leg, _ in body) for k in range(COLUMNS)]
    total = sum(got)
    most = -(-total // COLUMNS)
    want = [most] * COLUMNS
    want[-1] = total - most * (COLUMNS - 1)
    return None if got == want else 'legs have %s lines, not %s' % (got, want)


@check
def grid(at, rest):
    """Every line of body type, in every leg, on one grid."""
    places = sorted({b for _, b in at.body()})
    off = [b for b in places if not close((b - places[0]) % 1, 0, .005) and not close((b - places[0]) % 1, 1, .005)]
    return 'off the grid: %s' % off[:3] if off else 'no body' if len(places) < 3 else None


@check
def lines_between(at, rest):
    """From the first text's line to the second's, in lines of the grid."""
    (a, b), value = split(rest)
    return wanted(value, at.across(at.find(b)[0]) - at.across(at.find(a)[0]), 'from %s to %s' % (a, b))


@check
def same_line(at, rest):
    a, b = rest.split()
    off = at.across(at.find(b)[0]) - at.across(at.find(a)[0])
    return None if abs(off) < .03 else '%s stands %.2f lines from %s' % (b, off, a)


@check
def gap(at, rest):
    (a, b), value = split(rest)
    last = at.find(a)[-1]
    return wanted(value, at.along(at.find(b)[0]) - at.along(last) - at.length(last), 'between %s and %s' % (a, b))


@check
def starts(at, rest):
    """Where a text starts in its leg."""
    (text,), value = split(rest)
    g = at.find(text)[0]
    return wanted(value, at.along(g) - at.leg(g) * (MEASURE + GUTTER), 'the start of ' + text)


@check
def centred(at, rest):
    """`标题 in page`, `标题 in leg`: its middle in the middle of the type area, or of its leg."""
    text, where = rest.split(' in ')
    g = at.find(text)
    middle = (at.along(g[0]) + at.along(g[-1]) + at.length(g[-1])) / 2
    want = (COLUMNS * (MEASURE + GUTTER) - GUTTER) / 2 if where.strip() == 'page' else at.leg(g[0]) * (MEASURE + GUTTER) + MEASURE / 2
    return None if close(middle, want, .05) else '%s is centred at %.2f, not %.2f' % (text, middle, want)


@check
def followed_in_its_leg(at, rest):
    """At least one line of body type stands after it in its leg."""
    g = at.find(rest.strip())[0]
    after = [b for leg, b in at.body() if leg == at.leg(g) and b > at.across(g) + .3]
    return None if after else '%s is the last of its leg' % rest


@check
def led_in_its_leg(at, rest):
    """A line of body type stands right before its line in its leg, so that it is not alone at the head."""
    g = at.find(rest.strip())[0]
    before = [b for leg, b in at.body() if leg == at.leg(g) and close(at.across(g) - b, 1, .05)]
    return None if before else '%s heads its leg' % rest


@check
def above(at, rest):
    a, b = rest.split()
    return None if at.across(at.find(a)[0]) < at.across(at.find(b)[0]) - .5 else '%s does not stand before %s' % (a, b)


@check
def upright(at, rest):
    bad = [c for c in rest.split() if at.find(c)[0].turned]
    return 'turned: ' + ' '.join(bad) if bad else None


def edition(folder, here, case, direction):
    """An edition folder of the case's text as the copy of slot `lead`; further options are styles of the slot: subhead=place:run-in."""
    for name in ('layouts', 'stories'):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    with open(os.path.join(here, 'layouts', case.options['page'] + '.yaml'), encoding='utf-8') as f:
        layout = f.read().replace('WRITING', 'vertical' if direction == 'v' else 'horizontal')
    more = ''.join(', %s: %s' % (k, '{%s}' % v.replace(':', ': ').replace(',', ', ') if ':' in v else v) for k, v in case.options.items() if k != 'page')
    layout = re.sub(r'(?m)^(  lead: .*)\}$', lambda m: m[1] + more + '}', layout)
    parts = {'layouts/page.yaml': layout, 'stories/lead.md': case.text + '\n',
             'edition.yaml': 'paper: {name: 湘滨日报}\ndate: 2026-10-24\nissue: 1\npages:\n  - {name: 要闻, layout: page, stories: {lead: stories/lead.md}}\n'}
    for name, text in parts.items():
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as f:
            f.write(text)


def judge(duikai, here, folder, case, direction):
    edition(folder, here, case, direction)
    pdf = os.path.join(folder, 'page.pdf')
    made = subprocess.run([duikai, 'build', folder, '-q', '-o', pdf], capture_output=True)
    if made.returncode not in (0, 1) or not os.path.exists(pdf):
        return ['built: exit status %d: %s' % (made.returncode, made.stderr.decode('utf-8', 'replace')[-300:])]
    at, faults = Sheet(reader.read(pdf)[0], direction == 'v'), []
    text = squeeze(''.join(g.text for g in at.glyphs))
    for paragraph in case.text.split('\n'):
        plain = squeeze(re.sub(r'\[([^]]*)\]\{[^}]*\}|\*+|^#+ ', r'\1', paragraph))
        if plain and plain not in text:
            faults.append('extracts: %s is not whole in the page' % plain[:20])
    for c in case.checks:
        word, _, rest = c.partition(' ')
        try:
            wrong = CHECKS[word](at, rest)
        except (LookupError, ValueError) as e:
            wrong = str(e) or type(e).__name__
        if wrong:
            faults.append('%s: %s' % (c, wrong))
    return faults
