"""block.py: one composed block, measured: the lines of a case and what stands beside them, in em from the start of the measure.

`duikai compose` makes a page of the block and a margin of 2 em (docs/manual.md). Everything here follows from that, from the size asked for
and from the PDF. Along the line and across it are told apart by the direction alone, so that one check serves both."""
import math
import os
import subprocess

MARGIN, ABOVE, SMALL = 2, .88, .8   # em: margin; a Han cell's head over the baseline; glyphs smaller than this stand beside a line


class Picture:
    """The page as it prints, to see where ink is."""
    DPI = 360

    def __init__(self, pdf):
        name = pdf[:-4]
        subprocess.run(['pdftoppm', '-r', str(self.DPI), '-gray', '-singlefile', pdf, name], check=True)
        with open(name + '.pgm', 'rb') as f:
            raw = f.read()
        os.remove(name + '.pgm')
        head = raw.split(None, 4)
        self.width, self.height = int(head[1]), int(head[2])
        self.pixels = raw[len(raw) - self.width * self.height:]

    def ink(self, box, page_height):
        """Bounds of the ink in a box of points, in points; None: there is none."""
        k = self.DPI / 72
        x0, x1 = max(0, round(box[0] * k)), min(self.width, round(box[2] * k))
        y0, y1 = max(0, round((page_height - box[3]) * k)), min(self.height, round((page_height - box[1]) * k))
        rows, left, right = [], None, None
        for y in range(y0, y1):
            row = self.pixels[y * self.width + x0:y * self.width + x1]
            dark = [i for i, v in enumerate(row) if v < 128] if min(row, default=255) < 128 else []
            if dark:
                rows.append(y)
                left = dark[0] if left is None else min(left, dark[0])
                right = dark[-1] if right is None else max(right, dark[-1])
        if not rows:
            return None
        return ((x0 + left) / k, page_height - (rows[-1] + 1) / k, (x0 + right + 1) / k, page_height - rows[0] / k)

    def cell(self, box, page_height):
        """The pixels of a box, for comparing two glyphs."""
        k = self.DPI / 72
        x0, y0, w, h = round(box[0] * k), round((page_height - box[3]) * k), round((box[2] - box[0]) * k), round((box[3] - box[1]) * k)
        return [[v < 128 for v in self.pixels[(y0 + y) * self.width + x0:(y0 + y) * self.width + x0 + w]] for y in range(h)]


class Block:
    def __init__(self, page, vertical, em, pitch, pdf):
        self.page, self.vertical, self.em, self.pitch, self.pdf = page, vertical, em, pitch, pdf
        self.measure = (page.height if vertical else page.width) / em - 2 * MARGIN
        self._picture = None
        self.rows = {}          # line number from the head of the page: glyphs in drawing order
        self.small = []
        for g in page.glyphs:
            off, row = self.off_axis(g)
            if g.size >= SMALL * em:
                self.rows.setdefault(self.row(g), []).append(g)
            elif abs(off) < .5 and (vertical or not g.upright_v):
                self.rows.setdefault(row, []).append(g)   # an index or note mark: in the line, not beside it
            else:
                self.small.append(g)

    @property
    def picture(self):
        self._picture = self._picture or Picture(self.pdf)
        return self._picture

    # ---- places
    def along(self, g):
        """Where a glyph's cell starts."""
        if not self.vertical:
            return g.x / self.em - MARGIN
        down = (self.page.height - g.y) / self.em - MARGIN
        return down if g.turned or g.upright_v else down - ABOVE * g.size / self.em

    def length(self, g):
        """How much of the line it takes by its font's width."""
        if not self.vertical or g.turned or g.upright_v:
            return g.wide * g.size / self.em * (1 if g.upright_v else g.squeeze)
        return g.size / self.em  # upright side by side

    def row(self, g):
        return round(self.across(g) / self.pitch)

    def across(self, g):
        """How far a glyph's middle line lies from the first line's, in em, down or to the left."""
        if not self.vertical:
            return (self.page.height - g.y) / self.em - MARGIN - ABOVE
        half = 0 if g.upright_v else .38 * g.size if g.turned else g.wide * g.squeeze * g.size / 2
        return (self.page.width - g.x - half) / self.em - MARGIN - .5

    def off_axis(self, g):
        """How far a glyph's middle lies from the middle of the nearest line, in em, and which line that is."""
        x, y = middle(self.cell(g))
        off = (self.page.width - x if self.vertical else self.page.height - y) / self.em - MARGIN - .5
        row = round(off / self.pitch)
        return off - row * self.pitch, row

    def cell(self, g):
        """The cell's box on the page, in points; of a turned glyph, of its advance."""
        s = g.size
        if g.upright_v:
            return g.x - s / 2, g.y - g.wide * s, g.x + s / 2, g.y
        if g.turned:
            return g.x - .12 * s, g.y - g.wide * s, g.x + .88 * s, g.y
        return g.x, g.y - .12 * s, g.x + g.wide * g.squeeze * s, g.y + .88 * s

    def axis(self, row):
        """The middle of a line, in points across it."""
        if self.vertical:
            return self.page.width - (MARGIN + .5 + row * self.pitch) * self.em
        return self.page.height - (MARGIN + .5 + row * self.pitch) * self.em

    def ink(self, g):
        """Bounds of a glyph's ink in its cell, in em from its lower left corner."""
        box = self.cell(g)
        found = self.picture.ink(box, self.page.height)
        return found and tuple((found[i] - box[i % 2]) / self.em for i in range(4))

    def parts(self, sentinel):
        """The block cut where a line holds nothing but the sentinel: one part for each case."""
        order, part = sorted(self.rows), []
        for row in order:
            if ''.join(g.text for g in self.rows[row]) == sentinel:
                yield Lines(self, part)
                part = []
            else:
                part.append(row)
        yield Lines(self, part)


class Lines:
    """The lines of one case."""

    def __init__(self, block, rows):
        self.block, self.numbers = block, rows
        self.lines = [block.rows[r] for r in rows]
        self.glyphs = [g for line in self.lines for g in line]

    def texts(self):
        return [''.join(g.text for g in line if not g.added) for line in self.lines]

    def find(self, name):
        """`天` the first, `天#2` the second place where the text stands: its first and last glyph."""
        text, _, nth = name.partition('#')
        text, nth = text.replace('␣', ' '), int(nth or 1)
        for i, g in enumerate(self.glyphs):
            said, k = '', i
            while k < len(self.glyphs) and len(said) < len(text) and text.startswith(said):
                said += self.glyphs[k].text
                k += 1
            if g.text and said.startswith(text) and k > i:
                nth -= 1
                if not nth:
                    return g, self.glyphs[k - 1]
        raise LookupError('%s is not there' % name)

    def line_of(self, g):
        return self.block.row(g)

    def beside(self):
        """Glyphs and paths beside these lines: nearer to one of them than to any other line of the page."""
        near = set(self.numbers)
        b = self.block

        def row_at(x, y):
            off = (b.page.width - x if b.vertical else b.page.height - y) / b.em - MARGIN - .5
            return round(off / b.pitch)
        small = [g for g in b.small if row_at(*middle(b.cell(g))) in near]
        paths = [p for p in b.page.paths if row_at(*middle(p.box())) in near]
        return small, paths


def middle(box):
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def is_han(c):
    return any(a <= ord(c[0]) <= z for a, z in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))) if c else False


def close(a, b, tolerance=.015):
    return math.isclose(a, b, abs_tol=tolerance)
