"""What the tests of tests/cli stand on: a small edition in a folder of its own, the command run in it, and what is asked of the run."""
import json, os, re, shutil, struct, subprocess, tempfile, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DUIKAI = os.path.abspath(os.environ.get('DUIKAI') or os.path.join(ROOT, 'build', 'duikai'))
SANITIZED = 'san' in DUIKAI.split(os.sep)

EDITION = """paper: {name: 湘滨日报, cn: CN 00-0000, publisher: 湘滨日报社}
date: 2026-10-24
issue: 20586
pages:
  - name: 要闻
    layout: small
    stories:
      lead: stories/a.md
      second: stories/b.md
"""
LAYOUT = """sheet: {size: 200mm x 120mm, bleed: 3mm}
grid: {columns: 3, measure: 14em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: 24}
slots:
  lead: {kind: story, cols: 1-2, lines: 1-24, headline: {size: [18pt, 22pt]}, picture: {cols: 1, lines: 8, at: top right}}
  second: {kind: story, cols: 3, lines: 1-24, headline: {size: 14pt}}
"""
LEAD = """---
headline: 望江大桥今日通车
---
**本报讯**（记者 某某）大桥全长两公里，双向六车道，今晨六时开放交通。第一批车辆驶过主塔，两岸的居民站在步道上挥手。
"""
SECOND = """---
headline: 秋粮入库
---
**本报讯**（记者 某某）全市秋粮收割过半，入库的稻谷比上年同期多了一成。
"""
FILES = {'edition.yaml': EDITION, 'layouts/small.yaml': LAYOUT, 'stories/a.md': LEAD, 'stories/b.md': SECOND}


def png(w, h, rows=None):
    """A grey PNG; without rows only its header is true."""
    def chunk(kind, body): return struct.pack('>I', len(body)) + kind + body + struct.pack('>I', zlib.crc32(kind + body))
    wave = bytes(128 + x * 7 % 100 for x in range(100)) * (w // 100 + 2)  # three down is 29 along: 29 * 7 = 203
    body = b''.join(b'\0' + wave[y * 29 % 100:][:w] for y in range(h)) if rows is None else rows
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 0, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(body)) + chunk(b'IEND', b'')


def jpeg():
    with open(os.path.join(ROOT, 'samples', 'daily', 'images', 'bridge.jpg'), 'rb') as f: return f.read()


def jpeg_header(w, h):
    """The start of a JPEG that claims w by h."""
    return b'\xff\xd8\xff\xc0' + struct.pack('>HBHHB', 17, 8, h, w, 3) + bytes([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]) + b'\xff\xd9'


class Bench:
    """A folder with the small edition, changed by `files` (text, bytes, or None to leave one out)."""

    def __init__(self, files=None):
        self.dir = tempfile.mkdtemp(prefix='duikai-cli.')
        for name, content in {**FILES, **(files or {})}.items():
            if content is not None: self.put(name, content)

    def __enter__(self): return self
    def __exit__(self, *_): shutil.rmtree(self.dir, ignore_errors=True)
    def path(self, name): return os.path.join(self.dir, name)

    def put(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as f: f.write(content.encode() if isinstance(content, str) else content)

    def read(self, name):
        with open(self.path(name), 'rb') as f: return f.read()

    def run(self, *args, env=None, stdin=b'', limit=120, **more):
        whole = {**os.environ, 'LC_ALL': 'C', **(env or {})}
        return subprocess.run([DUIKAI, *args], cwd=self.dir, env=whole, input=stdin, capture_output=True, timeout=limit, **more)

    def text(self, pdf='x.pdf'):
        """The page's text without blanks."""
        got = subprocess.run(['pdftotext', '-raw', '-enc', 'UTF-8', self.path(pdf), '-'], capture_output=True)
        return re.sub(r'\s', '', got.stdout.decode()) if got.returncode == 0 else None


FINDING = re.compile(r'^(?:(?P<path>[^\n:]+):(?P<line>\d+):(?P<col>\d+)|duikai[^:\n]*): (?P<level>note|warning|error): (?P<message>.*?)  \[(?P<code>[a-z0-9-]+)\]$', re.M)


def findings(stderr):
    return [m.groupdict() for m in FINDING.finditer(stderr)]


class Failed(Exception):
    pass


def want(truth, *what):
    if not truth: raise Failed(' '.join(str(w) for w in what))
