"""checks.py: what a row of a case may ask for. A check is a word and its arguments; it gives what is wrong, or None."""
import re

from block import close, is_han, middle

CHECKS = {}


def check(f):
    CHECKS[f.__name__.rstrip('_').replace('_', '-')] = f
    return f


def wanted(text, got, what):
    """`= 1.5`, `= .25 .. .5`, `< 2`: holds for a length in em?"""
    m = re.fullmatch(r'(=|<|>)\s*(-?[\d.]+)(?:\s*\.\.\s*(-?[\d.]+))?', text.strip())
    if not m:
        raise ValueError('no length: %s' % text)
    a = float(m[2])
    if m[3]:
        holds = a - .015 <= got <= float(m[3]) + .015
    else:
        holds = close(got, a) if m[1] == '=' else got < a - .001 if m[1] == '<' else got > a + .001
    return None if holds else '%s is %.3f, not %s' % (what, got, text.strip())


def split(rest):
    """`天 地 = 2.5` → ['天', '地'], '= 2.5'"""
    names, value = re.match(r'(.*?)\s*((?:=|<|>).*)', rest).groups()
    return names.split(), value


def squeeze(text):
    """Without blanks at ends of lines and beside Han, and without what has no width."""
    return re.sub(r'[\s\u00a0\u200b\u2060\ufeff\u00ad]', '', text)


@check
def lines(at, rest):
    got, want = [squeeze(t) for t in at.texts()], [squeeze(t) for t in rest.split('|')]
    return None if got == want else 'lines are %s' % '|'.join(got)


@check
def line_count(at, rest):
    return wanted(rest, len(at.lines), 'the number of lines')


@check
def line_starts(at, rest):
    k, text = rest.split(' ', 1)
    return None if at.texts()[int(k)].startswith(text) else 'line %s is %s' % (k, at.texts()[int(k)])


@check
def line_ends(at, rest):
    """A hyphen that the engine added, and blanks, are not looked at."""
    k, text = rest.split(' ', 1)
    return None if at.texts()[int(k)].rstrip(' -\u00ad\u2010').endswith(text) else 'line %s is %s' % (k, at.texts()[int(k)])


@check
def whole(at, rest):
    """Each of these stands on one line."""
    for text in rest.split():
        if not any(squeeze(text) in squeeze(t) for t in at.texts()):
            return '%s is divided: %s' % (text, '|'.join(at.texts()))


@check
def never_starts(at, rest):
    bad = [t for t in at.texts()[1:] if t and t[0] in rest]
    return 'a line starts %s' % bad[0][:3] if bad else None


@check
def never_ends(at, rest):
    bad = [t for t in at.texts()[:-1] if t and t[-1] in rest]
    return 'a line ends %s' % bad[0][-3:] if bad else None


@check
def at(at_, rest):
    """Where a glyph's full cell starts; of an opening mark that lost its blank, half an em before what is left of it."""
    (name,), value = split(rest)
    return wanted(value, at_.block.along(at_.find(name)[0]), 'the start of ' + name)


@check
def span(at_, rest):
    """From one cell's start to another's."""
    (a, b), value = split(rest)
    return wanted(value, at_.block.along(at_.find(b)[0]) - at_.block.along(at_.find(a)[0]), 'from %s to %s' % (a, b))


@check
def gap(at_, rest):
    """From the end of one's natural advance to the other's start."""
    (a, b), value = split(rest)
    last = at_.find(a)[1]
    return wanted(value, at_.block.along(at_.find(b)[0]) - at_.block.along(last) - at_.block.length(last), 'between %s and %s' % (a, b))


@check
def advance(at_, rest):
    (name,), value = split(rest)
    first, last = at_.find(name)
    return wanted(value, at_.block.along(last) + at_.block.length(last) - at_.block.along(first), 'the advance of ' + name)


def han_gaps(at_, k):
    line, b = at_.lines[k], at_.block
    pairs = [(x, y) for x, y in zip(line, line[1:]) if is_han(x.text) and is_han(y.text)]
    return [b.along(y) - b.along(x) - b.length(x) for x, y in pairs]


@check
def even(at_, rest):
    """Extra space between each two neighbouring Han of a line."""
    (k,), value = split(rest)
    gaps = han_gaps(at_, int(k))
    if not gaps:
        return 'no two Han in line ' + k
    return next((w for w in (wanted(value, g, 'a gap of line ' + k) for g in gaps) if w), None)


@check
def end(at_, rest):
    """Where the last glyph's full advance ends."""
    (k,), value = split(rest)
    last = at_.lines[int(k)][-1]
    return wanted(value, at_.block.along(last) + at_.block.length(last), 'the end of line ' + k)


@check
def flush(at_, rest):
    """Every line but the last ends at the measure: with its full cell, or with the half of a mark that has the ink."""
    b = at_.block
    for text, line in list(zip(at_.texts(), at_.lines))[:-1]:
        stop = b.along(line[-1]) + b.length(line[-1])
        half = .5 if line[-1].text in '，。、；：？！”’）》】」』' else 0
        if not any(close(stop - h, float(rest)) for h in {0, half}):
            return '%s ends at %.3f' % (text, stop)


@check
def start(at_, rest):
    (k,), value = split(rest)
    return wanted(value, at_.block.along(at_.lines[int(k)][0]), 'the start of line ' + k)


@check
def same_gaps(at_, rest):
    """Between each two glyphs of a line the same space: 均排."""
    line, b = at_.lines[int(rest)], at_.block
    gaps = [b.along(y) - b.along(x) - b.length(x) for x, y in zip(line, line[1:])]
    return None if all(close(g, gaps[0]) for g in gaps) else 'gaps are ' + ' '.join('%.3f' % g for g in gaps)


@check
def rigid(at_, rest):
    """No space within these but what their font's widths and kerning give."""
    for text in rest.split():
        first, last = at_.find(text)
        g = at_.glyphs[at_.glyphs.index(first):at_.glyphs.index(last) + 1]
        for x, y in zip(g, g[1:]):
            between = at_.block.along(y) - at_.block.along(x) - at_.block.length(x)
            if abs(between) > .06:
                return 'in %s there is %.3f after %s' % (text, between, x.text)


@check
def pitch(at_, rest):
    """Distance of each two lines, measured between their first glyphs."""
    firsts = [at_.block.across(line[0]) for line in at_.lines]
    steps = [b - a for a, b in zip(firsts, firsts[1:])]
    if not steps:
        return 'one line has no pitch'
    return next((w for w in (wanted(rest, s, 'a pitch') for s in steps) if w), None)


@check
def right_to_left(at_, rest):
    """Each of these reads from right to left on its line, solid, in the order of the copy."""
    b = at_.block
    for text in rest.split():
        first, last = at_.find(text)
        g = [x for x in at_.glyphs[at_.glyphs.index(first):at_.glyphs.index(last) + 1] if x.wide > .05]
        for x, y in zip(g, g[1:]):
            if abs(b.along(y) + b.length(y) - b.along(x)) > .12:
                return '%s: %s does not end where %s starts' % (text, y.text, x.text)


@check
def before_on_line(at_, rest):
    a, b = (at_.block.along(at_.find(t)[0]) for t in rest.split())
    return None if a < b else '%s stands at %.2f and %.2f' % (rest, a, b)


@check
def upright(at_, rest):
    bad = [c for c in rest.split() if at_.find(c)[0].turned]
    return 'turned: ' + ' '.join(bad) if bad else None


@check
def turned(at_, rest):
    bad = [c for c in rest.split() if not at_.find(c)[0].turned]
    return 'not turned: ' + ' '.join(bad) if bad else None


@check
def abreast(at_, rest):
    """Side by side in one cell of a vertical line: upright, on one baseline, no wider than the em and centred on the axis."""
    b = at_.block
    for text in rest.split():
        first, last = at_.find(text)
        g = at_.glyphs[at_.glyphs.index(first):at_.glyphs.index(last) + 1]
        left, right = min(x.x for x in g), max(x.x + x.wide * x.squeeze * x.size for x in g)
        if any(x.turned or x.upright_v for x in g) or any(abs(x.y - first.y) > .01 for x in g):
            return text + ' is not side by side'
        if right - left > 1.02 * b.em or abs((left + right) / 2 - b.axis(b.row(first))) > .05 * b.em:
            return '%s is %.2f em wide, %.2f em off the axis' % (text, (right - left) / b.em, ((left + right) / 2 - b.axis(b.row(first))) / b.em)


PLACES = {
    'left': lambda x, y: x < .42, 'right': lambda x, y: x > .58, 'lower': lambda x, y: y < .42, 'upper': lambda x, y: y > .58,
    'centre': lambda x, y: abs(x - .5) < .15 and abs(y - .5) < .15, 'axis': lambda x, y: abs(x - .5) < .1, 'middle': lambda x, y: abs(y - .5) < .13}


@check
def ink(at_, rest):
    """`。 lower left`: where in its cell the middle of a mark's ink lies."""
    names, _, places = rest.partition(':')
    for name in names.split():
        box = at_.block.ink(at_.find(name)[0])
        if not box:
            return name + ' has no ink'
        x, y = middle(box)
        for p in places.split():
            if not PLACES[p](x, y):
                return '%s: ink at %.2f %.2f of its cell, not %s' % (name, x, y, p)


@check
def no_ink(at_, rest):
    for name in rest.split():
        g = at_.find(name)[0]
        if at_.block.ink(g):
            return name + ' leaves ink'


def room(at_, name):
    """The box between what stands before a text and what stands after it on its line: its ink, whatever the widths in the file say."""
    b = at_.block
    first, last = at_.find(name)
    line = next(line for line in at_.lines if first in line)
    i, k = line.index(first), line.index(last)
    x0, y0, x1, y1 = b.cell(first)
    if b.vertical:
        return x0, b.cell(line[k + 1])[3], x1, b.cell(line[i - 1])[1]
    return b.cell(line[i - 1])[2], y0, b.cell(line[k + 1])[0], y1


@check
def lies(at_, rest):
    """Ink longer along the line than across it; Han stand on both sides."""
    for name in rest.split():
        box = at_.block.picture.ink(room(at_, name), at_.block.page.height)
        w, h = box[2] - box[0], box[3] - box[1]
        if (h <= w) if at_.block.vertical else (w <= h):
            return '%s stands across the line' % name


@check
def stroke(at_, rest):
    """One unbroken stroke, this long and on the middle of the line: `—— = 1.6 .. 2`."""
    (name,), value = split(rest)
    b = at_.block
    found = b.picture.ink(room(at_, name), b.page.height)
    cells = b.picture.cell(found, b.page.height)
    columns = cells if b.vertical else list(zip(*cells))
    if not all(any(c) for c in columns):
        return 'a gap in the ink of ' + name
    x, y = middle(found)
    if abs((x if b.vertical else y) - b.axis(b.row(at_.find(name)[0]))) > .1 * b.em:
        return '%s is off the middle of the line' % name
    return wanted(value, (found[3] - found[1] if b.vertical else found[2] - found[0]) / b.em, 'the stroke of ' + name)


# ---- beside the line
def dots_of(paths, em):
    """A dot is a small round filled path."""
    boxes = [p.box() for p in paths if p.curved and p.filled]
    return [middle(b) for b in boxes if b[2] - b[0] < .4 * em and close((b[2] - b[0]) / em, (b[3] - b[1]) / em, .02)]


@check
def dots(at_, rest):
    """A dot for each of these, centred on it, on the outer side, and no other: `春耕秋收`; `-` for none."""
    b = at_.block
    places = dots_of(at_.beside()[1], b.em)
    want = [] if rest.strip() == '-' else [g for c in rest.replace(' ', '') for g in at_.glyphs if g.text == c]
    if len(places) != len(want):
        return '%d dots for %d' % (len(places), len(want))
    for g in want:
        box = b.cell(g)
        x, y = middle(box)
        here = [p for p in places if (close(p[1] / b.em, y / b.em) and 0 < p[0] - box[2] < .3 * b.em if b.vertical
                                      else close(p[0] / b.em, x / b.em) and 0 < box[1] - p[1] < .3 * b.em)]
        if len(here) != 1:
            return 'no dot centred on ' + g.text


@check
def sesame(at_, rest):
    """A small filled shape for each character, in its middle along the line and beyond its cell on the right."""
    b = at_.block
    shapes = [middle(p.box()) for p in at_.beside()[1] if p.filled and p.box()[2] - p.box()[0] < .5 * b.em]
    want = [g for c in rest.replace(' ', '') for g in at_.glyphs if g.text == c]
    if len(shapes) != len(want):
        return '%d shapes for %d' % (len(shapes), len(want))
    for g in want:
        box = b.cell(g)
        if not any(abs(y - middle(box)[1]) < .08 * b.em and 0 < x - box[2] < .4 * b.em for x, y in shapes):
            return 'none beside ' + g.text


def lines_beside(at_, wavy):
    """(start, end along the line, distance outside the cell on the left or lower side) of each rule, or wave."""
    b, out = at_.block, []
    for p in at_.beside()[1]:
        x0, y0, x1, y1 = p.box()
        long, thick = ((y1 - y0), (x1 - x0)) if b.vertical else ((x1 - x0), (y1 - y0))
        if p.curved and p.filled and long < .4 * b.em or thick > .3 * b.em or (len(p.points) > 8 or p.curved) != wavy:
            continue
        x, y = middle((x0, y0, x1, y1))
        row = round(((b.page.width - x) if b.vertical else (b.page.height - y)) / b.em / b.pitch - 2.5 / b.pitch)
        start = ((b.page.height - y1) if b.vertical else x0) / b.em - 2
        off = (b.axis(row) - (x if b.vertical else y)) / b.em - .5
        out.append((start, start + long / b.em, off, row))
    return out


def under(at_, rest, wavy):
    """`李白 | 杜甫`: a line under each, shorter than it by no more than an eighth of an em at each end; none else."""
    b, found = at_.block, lines_beside(at_, wavy)
    want = [] if rest.strip() == '-' else [w.strip() for w in rest.split('|')]
    if len(found) != len(want):
        return '%d lines for %d' % (len(found), len(want))
    for text in want:
        first, last = at_.find(text)
        a, z = b.along(first), b.along(last) + b.length(last)
        if not any(-.02 <= s - a <= .145 and -.02 <= z - e <= .145 and -.05 < off < .4 and row == b.row(first) for s, e, off, row in found):
            return 'no line under %s alone (%.2f to %.2f): %s' % (text, a, z, found)


@check
def rules(at_, rest):
    return under(at_, rest, False)


@check
def waves(at_, rest):
    return under(at_, rest, True)


@check
def framed(at_, rest):
    """A closed frame around each of these, around its cells and nothing else: `张三 | 李四`."""
    b = at_.block
    boxes = [p.box() for p in at_.beside()[1] if not p.filled and len(p.points) >= 4]
    names = [n.strip() for n in rest.split('|')]
    if len(boxes) != len(names):
        return '%d frames for %d' % (len(boxes), len(names))
    for name in names:
        first, last = at_.find(name)
        a, z = b.cell(first), b.cell(last)
        cells = min(a[0], z[0]), min(a[1], z[1]), max(a[2], z[2]), max(a[3], z[3])
        if not any(all(abs(f - c) < .12 * b.em for f, c in zip(box, cells)) for box in boxes):
            return 'no frame around %s' % name


@check
def dots_below_rules(at_, rest):
    """Both on one side: the line next to the text, the dots outside it."""
    dots_at = [y for x, y in dots_of(at_.beside()[1], at_.block.em)]
    lines_at = [p.box() for p in at_.beside()[1] if not p.curved]
    if not dots_at or not lines_at:
        return 'dots or line missing'
    return None if max(dots_at) < min(b[1] for b in lines_at) else 'a dot stands on the line'


def annotation(at_, text):
    small = at_.beside()[0]
    for i in range(len(small)):
        said, k = '', i
        while k < len(small) and len(said) < len(text):
            said += small[k].text
            k += 1
        while k < len(small) and not small[k].text:   # the rest of an ActualText
            k += 1
        if said == text and small[i].text:
            return small[i:k]
    raise LookupError('no small %s beside the line: %s' % (text, ''.join(g.text for g in small)))


def extent(at_, glyphs):
    b = at_.block
    return min(b.along(g) for g in glyphs), max(b.along(g) + b.length(g) for g in glyphs)


@check
def ruby(at_, rest):
    """`zì over 字`: the reading centred along the line on its base, outside the cell on the upper or right side, within half an em of it."""
    b = at_.block
    reading, base = (w.strip() for w in rest.split(' over '))
    small = annotation(at_, reading)
    first, last = at_.find(base)
    s, t = extent(at_, small)
    a, z = b.along(first), b.along(last) + b.length(last)
    if not close((s + t) / 2, (a + z) / 2, .03):
        return '%s is centred at %.2f, %s at %.2f' % (reading, (s + t) / 2, base, (a + z) / 2)
    off = [((b.cell(g)[0] - b.cell(first)[2]) if b.vertical else (b.cell(g)[1] - b.cell(first)[3])) / b.em for g in small]
    if min(off) < -.12 or max(off) > .5:
        return '%s stands %.2f to %.2f em off the cell' % (reading, min(off), max(off))


@check
def size(at_, rest):
    """Size of a reading to that of the body."""
    (reading,), value = split(rest)
    return wanted(value, annotation(at_, reading)[0].size / at_.block.em, 'the size of ' + reading)


@check
def apart(at_, rest):
    """From one reading's end to the next one's start."""
    (a, b), value = split(rest)
    return wanted(value, extent(at_, annotation(at_, b))[0] - extent(at_, annotation(at_, a))[1], 'between %s and %s' % (a, b))


@check
def spread(at_, rest):
    """The gaps of a reading's glyphs, one value."""
    (reading,), value = split(rest)
    g, b = annotation(at_, reading), at_.block
    gaps = [b.along(y) - b.along(x) - b.length(x) for x, y in zip(g, g[1:])]
    return next((w for w in (wanted(value, s, 'a gap of ' + reading) for s in gaps) if w), None)


@check
def bopomofo(at_, rest):
    """`ㄓㄨˋ beside 注`: at the right of the base in both directions, its middle at the base's middle, in the half em beside it."""
    b = at_.block
    reading, base = (w.strip() for w in rest.split(' beside '))
    small = annotation(at_, reading)
    first = at_.find(base)[0]
    cell = b.cell(first)
    boxes = [b.cell(g) for g in small]
    if min(x[0] for x in boxes) < cell[2] - .06 * b.em or max(x[2] for x in boxes) > cell[2] + .62 * b.em:
        return '%s does not stand in the half em at the right of %s' % (reading, base)
    letters = [b.cell(g) for c, g in zip(reading, small) if c not in 'ˊˇˋ˙']
    mid = (min(x[1] for x in letters) + max(x[3] for x in letters)) / 2
    if abs(mid - middle(cell)[1]) > .12 * b.em:
        return '%s is %.2f em off the middle of %s' % (reading, (mid - middle(cell)[1]) / b.em, base)


@check
def tone(at_, rest):
    """`ㄨㄛˇ`: the tone's ink outside the upper right corner of the last symbol; of ˙ above the first."""
    b, text = at_.block, rest.strip()
    glyphs = annotation(at_, text)
    light = text.startswith('˙')
    tone, symbol = (glyphs[0], glyphs[1]) if light else (glyphs[-1], glyphs[-2])

    def ink_of(g):   # symbols may overlap in their cells: the box of a tone is looked at apart from its neighbour's
        x0, y0, x1, y1 = b.cell(g)
        return b.picture.ink((x0 + .3 * (x1 - x0), y0, x1, y1) if g is tone and not light else (x0, y0, x1, y1), b.page.height)
    t, s = middle(ink_of(tone)), b.cell(symbol)
    if light:
        return None if t[1] > middle(s)[1] + .3 * symbol.size else 'the light tone is not above the first symbol'
    right = t[0] > middle(s)[0] + .3 * symbol.size
    return None if right and t[1] > middle(s)[1] else 'the tone is %.2f right of and %.2f above the last symbol' % (
        (t[0] - middle(s)[0]) / symbol.size, (t[1] - middle(s)[1]) / symbol.size)


@check
def raised(at_, rest):
    """A smaller glyph that stands above (sup) or below (sub) the baseline of its base: `2 above m`."""
    small, where, base = rest.split()
    g, b = at_.find(small)[0], at_.find(base)[0]
    if g.size > .8 * b.size:
        return '%s is not small' % small
    lift = ((g.x - b.x) if b.turned or b.upright_v else (g.y - b.y)) / at_.block.em
    return None if (lift > .1 if where == 'above' else lift < -.05) else '%s is lifted %.2f' % (small, lift)


# ---- text
@check
def extract(at_, rest):
    """The text that is copied out, blanks aside."""
    got = squeeze(''.join(at_.texts()))
    return None if got == squeeze(rest) else 'extracts as ' + got


@check
def spaces(at_, rest):
    return wanted(rest, sum(g.text.count(' ') for g in at_.glyphs), 'the number of spaces shown')


@check
def font(at_, rest):
    names, want = rest.split('=')
    bad = [c for c in names.split() if want.strip() not in at_.find(c)[0].font]
    return '%s is set in %s' % (bad[0], at_.find(bad[0])[0].font) if bad else None
