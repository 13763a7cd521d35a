"""reader.py: what a PDF's content streams show, read from outside: glyphs with their text and places, paths, in the order they are drawn.

qpdf takes the file apart (`--json`), so that only content streams, ToUnicode maps and widths are read here (ISO 32000-2: 8 and 9.4).
A glyph's text is what a reader would copy: ActualText where there is one, else ToUnicode."""
import base64
import json
import re
import subprocess
from dataclasses import dataclass, field

TOKEN = re.compile(rb"""
    (?P<space>[\0\t\n\f\r ]+|%[^\r\n]*)
  | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+))
  | (?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)
  | (?P<open><<|\[) | (?P<close>>>|\])
  | (?P<hex><[0-9A-Fa-f\s]*>)
  | (?P<text>\()
  | (?P<word>[A-Za-z'"*0-9]+)""", re.X)
ESCAPES = {b'n': b'\n', b'r': b'\r', b't': b'\t', b'b': b'\b', b'f': b'\f'}


@dataclass
class Glyph:
    text: str          # '' for the second and later glyphs of an ActualText
    code: int
    font: str          # its name in the file, without the subset's tag
    x: float           # the pen, in points from the page's lower left corner
    y: float
    size: float        # of the type, along the line
    wide: float        # natural advance in em, as the font's widths say
    turned: bool       # the matrix turns it clockwise
    upright_v: bool    # shown in a font of vertical writing mode: the pen is at the middle of the cell's head
    squeeze: float     # horizontal scale
    artifact: bool
    added: bool = False  # under an empty ActualText: ink that is no text


@dataclass
class Path:
    points: list       # of one subpath
    curved: bool
    filled: bool
    width: float       # of the stroke

    def box(self):
        xs, ys = [p[0] for p in self.points], [p[1] for p in self.points]
        grow = 0 if self.filled else self.width / 2
        return min(xs) - grow, min(ys) - grow, max(xs) + grow, max(ys) + grow


@dataclass
class Page:
    width: float
    height: float
    glyphs: list = field(default_factory=list)
    paths: list = field(default_factory=list)


def multiply(a, b):
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5])


def literal(data, at):
    """The bytes of a string that opened before `at`, and where it ends (7.3.4.2)."""
    out, depth = bytearray(), 1
    while at < len(data):
        c = data[at:at + 1]
        at += 1
        if c == b'\\':
            c = data[at:at + 1]
            at += 1
            if c in b'01234567':
                digits = re.match(rb'[0-7]{1,3}', data[at - 1:at + 2]).group()
                out.append(int(digits, 8) & 255)
                at += len(digits) - 1
            elif c not in b'\r\n':
                out += ESCAPES.get(c, c)
            continue
        depth += {b'(': 1, b')': -1}.get(c, 0)
        if not depth:
            break
        out += c
    return bytes(out), at


def tokens(data):
    at = 0
    while at < len(data):
        m = TOKEN.match(data, at)
        if not m:
            raise ValueError('no token at %r' % data[at:at + 20])
        at, kind, raw = m.end(), m.lastgroup, m.group()
        if kind == 'number':
            yield 'value', float(raw)
        elif kind == 'name':
            yield 'value', raw.decode('latin-1')
        elif kind == 'hex':
            digits = re.sub(rb'[<>\s]', b'', raw)
            yield 'value', bytes.fromhex((digits + b'0' * (len(digits) % 2)).decode())
        elif kind == 'text':
            value, at = literal(data, at)
            yield 'value', value
        elif kind != 'space':
            yield kind, raw.decode('latin-1')


def operators(data):
    """(operator, operands); arrays are lists, dictionaries flat lists of names and values."""
    stack = [[]]
    for kind, value in tokens(data):
        if kind == 'open':
            stack.append([])
        elif kind == 'close':
            inner = stack.pop()
            stack[-1].append(inner)
        elif kind == 'value':
            stack[-1].append(value)
        else:
            yield value, stack[-1]
            stack = [[]]


class Font:
    def __init__(self, file, ref):
        font = file.value(ref)
        cid = file.value(file.value(font['/DescendantFonts'])[0])
        self.name = font['/BaseFont'].lstrip('/').split('+')[-1]
        self.vertical = font['/Encoding'] == '/Identity-V'
        self.texts = self.read_texts(file.stream(font['/ToUnicode']).decode('latin-1'))
        self.width, self.default = {}, cid.get('/DW', 1000)
        self.read_widths(file.value(cid.get('/W', [])), self.width)
        v = file.value(cid.get('/DW2', [880, -1000]))
        self.down, self.down_default = {}, v[1]
        self.read_downs(file.value(cid.get('/W2', [])))

    @staticmethod
    def read_widths(w, out):
        i = 0
        while i < len(w):
            if isinstance(w[i + 1], list):
                out.update({w[i] + k: v for k, v in enumerate(w[i + 1])})
                i += 2
            else:
                out.update({k: w[i + 2] for k in range(w[i], w[i + 1] + 1)})
                i += 3

    def read_downs(self, w):
        i = 0
        while i < len(w):
            if isinstance(w[i + 1], list):
                self.down.update({w[i] + k: v for k, v in enumerate(w[i + 1][::3])})
                i += 2
            else:
                self.down.update({k: w[i + 2] for k in range(w[i], w[i + 1] + 1)})
                i += 5

    @staticmethod
    def read_texts(cmap):
        def text(digits):
            return bytes.fromhex(digits).decode('utf-16-be', 'replace')
        out = {}
        for block in re.findall(r'beginbfchar(.*?)endbfchar', cmap, re.S):
            out.update({int(a, 16): text(b) for a, b in re.findall(r'<(\w+)>\s*<(\w*)>', block)})
        for block in re.findall(r'beginbfrange(.*?)endbfrange', cmap, re.S):
            for a, b, many, one in re.findall(r'<(\w+)>\s*<(\w+)>\s*(?:\[(.*?)\]|<(\w+)>)', block, re.S):
                if one:
                    out.update({int(a, 16) + k: text('%0*x' % (len(one), int(one, 16) + k)) for k in range(int(b, 16) - int(a, 16) + 1)})
                else:
                    out.update({int(a, 16) + k: text(t) for k, t in enumerate(re.findall(r'<(\w*)>', many))})
        return out


class File:
    def __init__(self, path):
        made = subprocess.run(['qpdf', '--json=2', '--json-stream-data=inline', '--decode-level=generalized', path], capture_output=True)
        if made.returncode not in (0, 3):
            raise ValueError(made.stderr.decode('utf-8', 'replace'))
        self.objects = json.loads(made.stdout)['qpdf'][1]
        self.fonts = {}

    def value(self, ref):
        while isinstance(ref, str) and re.fullmatch(r'\d+ \d+ R', ref):
            held = self.objects['obj:' + ref]
            ref = held['value'] if 'value' in held else held['stream']['dict']
        return ref

    def stream(self, ref):
        return base64.b64decode(self.objects['obj:' + ref]['stream']['data'])

    def font(self, ref):
        if ref not in self.fonts:
            self.fonts[ref] = Font(self, ref)
        return self.fonts[ref]

    def pages(self, node=None, inherited=None):
        node = self.value(node or self.value(self.objects['trailer']['value']['/Root'])['/Pages'])
        inherited = dict(inherited or {}, **{k: node[k] for k in ('/Resources', '/MediaBox') if k in node})
        if node['/Type'] == '/Pages':
            for kid in self.value(node['/Kids']):
                yield from self.pages(kid, inherited)
            return
        box = self.value(inherited['/MediaBox'])
        trim = self.value(node.get('/TrimBox', box))
        page = Page(trim[2] - trim[0], trim[3] - trim[1])
        contents = self.value(node['/Contents']) if isinstance(self.value(node['/Contents']), list) else [node['/Contents']]
        state = State(self, page)
        state.matrix = (1, 0, 0, 1, -trim[0], -trim[1])
        state.run(b'\n'.join(self.stream(c) for c in contents), self.value(inherited.get('/Resources', {})))
        yield page


class State:
    """The graphics and text state while a content stream is read."""

    def __init__(self, file, page):
        self.file, self.page = file, page
        self.matrix, self.saved, self.width = (1, 0, 0, 1, 0, 0), [], 1.0
        self.font, self.size, self.char, self.word, self.scale, self.lead, self.rise = None, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0
        self.text = self.line = (1, 0, 0, 1, 0, 0)
        self.marks, self.subpaths = [], []   # marked content: [tag, ActualText or None, used]

    def run(self, data, resources):
        for op, args in operators(data):
            self.operator(op, args, resources)

    def operator(self, op, a, resources):
        if op == 'q':
            self.saved.append((self.matrix, self.width, self.font, self.size, self.char, self.word, self.scale, self.lead, self.rise))
        elif op == 'Q':
            self.matrix, self.width, self.font, self.size, self.char, self.word, self.scale, self.lead, self.rise = self.saved.pop()
        elif op == 'cm':
            self.matrix = multiply(a, self.matrix)
        elif op == 'w':
            self.width = a[0]
        elif op == 'Do':
            self.form(a[0], resources)
        elif op in ('BMC', 'BDC'):
            self.begin(op, a, resources)
        elif op == 'EMC':
            self.marks.pop()
        elif op in ('m', 'l', 'c', 'v', 'y', 're', 'h', 'f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'n'):
            self.draw(op, a)
        else:
            self.show(op, a, resources)

    def form(self, name, resources):
        ref = self.file.value(resources.get('/XObject', {})).get(name)
        form = self.file.value(ref)
        if form.get('/Subtype') != '/Form':
            return
        before = self.matrix
        self.matrix = multiply(tuple(self.file.value(form.get('/Matrix', [1, 0, 0, 1, 0, 0]))), before)
        self.run(self.file.stream(ref), self.file.value(form.get('/Resources', resources)))
        self.matrix = before

    def begin(self, op, a, resources):
        said = None
        if op == 'BDC' and isinstance(a[1], list):
            pairs = dict(zip(a[1][::2], a[1][1::2]))
            raw = pairs.get('/ActualText')
            said = raw if raw is None else raw[2:].decode('utf-16-be') if raw[:2] == b'\xfe\xff' else raw.decode('latin-1')
        self.marks.append([a[0], said, False])

    def draw(self, op, a):
        def place(x, y):
            m = self.matrix
            return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]
        if op == 'm':
            self.subpaths.append([[place(*a)], False])
        elif op == 'l':
            self.subpaths[-1][0].append(place(*a))
        elif op in 'cvy':
            self.subpaths[-1][0] += [place(a[i], a[i + 1]) for i in range(0, len(a), 2)]
            self.subpaths[-1][1] = True
        elif op == 're':
            x, y, w, h = a
            self.subpaths.append([[place(x, y), place(x + w, y), place(x + w, y + h), place(x, y + h)], False])
        elif op != 'h':
            if op != 'n':
                self.page.paths += [Path(p, c, op not in ('S', 's'), self.width) for p, c in self.subpaths]
            self.subpaths = []

    def show(self, op, a, resources):
        if op == 'BT':
            self.text = self.line = (1, 0, 0, 1, 0, 0)
        elif op == 'Tf':
            self.font, self.size = self.file.font(self.file.value(resources['/Font'])[a[0]]), a[1]
        elif op == 'Tc':
            self.char = a[0]
        elif op == 'Tw':
            self.word = a[0]
        elif op == 'Tz':
            self.scale = a[0] / 100
        elif op == 'TL':
            self.lead = a[0]
        elif op == 'Ts':
            self.rise = a[0]
        elif op in ('Td', 'TD'):
            if op == 'TD':
                self.lead = -a[1]
            self.text = self.line = multiply((1, 0, 0, 1, a[0], a[1]), self.line)
        elif op == 'Tm':
            self.text = self.line = tuple(a)
        elif op == 'T*':
            self.text = self.line = multiply((1, 0, 0, 1, 0, -self.lead), self.line)
        elif op == 'Tj':
            self.put([a[0]])
        elif op == 'TJ':
            self.put(a[0])

    def put(self, items):
        for item in items:
            if isinstance(item, bytes):
                for i in range(0, len(item) - 1, 2):
                    self.glyph(item[i] << 8 | item[i + 1])
            else:
                self.move(-item / 1000 * self.size)

    def move(self, by):
        self.text = multiply((1, 0, 0, 1, 0, by) if self.font.vertical else (1, 0, 0, 1, by * self.scale, 0), self.text)

    def said(self, code):
        """The text of a glyph, and whether it is no text at all."""
        for mark in reversed(self.marks):
            if mark[1] is not None:
                first, mark[2] = not mark[2], True
                return (mark[1] if first else ''), not mark[1]
        return self.font.texts.get(code, '\ufffd'), False

    def glyph(self, code):
        m = multiply(self.text, self.matrix)
        text, added = self.said(code)
        stretch = (m[0] ** 2 + m[1] ** 2) ** .5
        tall = (m[2] ** 2 + m[3] ** 2) ** .5
        turned = abs(m[1]) > abs(m[0]) and m[1] < 0
        wide = self.font.width.get(code, self.font.default) / 1000
        down = -self.font.down.get(code, self.font.down_default) / 1000
        x, y = self.rise * m[2] + m[4], self.rise * m[3] + m[5]
        self.page.glyphs.append(Glyph(text, code, self.font.name, x, y, self.size * tall, down if self.font.vertical else wide, turned,
                                      self.font.vertical, self.scale * stretch / tall, any(k[0] == '/Artifact' for k in self.marks), added))
        if self.font.vertical:
            self.move(-down * self.size + self.char)
        else:
            self.move(wide * self.size + self.char)


def read(path):
    return list(File(path).pages())
