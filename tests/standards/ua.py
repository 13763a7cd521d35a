#!/usr/bin/env python3
"""ua.py FILE.pdf...: what of PDF/UA-1 (ISO 14289-1) a program can check. Reads the file through qpdf, knows nothing of duikai.

Prints `FILE: CLAUSE: what is wrong` a line and ends with 1 if there is one. Clauses are ISO 14289-1's; 14.x and 9.x are ISO 32000-1's, which it
asks for. What only people can judge (is the alt text true, is the order sensible) is not here."""
import base64, json, re, subprocess, sys

STANDARD = set('Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD '
               'THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form'.split())
PAINTING = {'Tj', 'TJ', "'", '"', 'Do', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'EI'}
TOKEN = re.compile(rb'%[^\r\n]*|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]]|/[^\s()<>\[\]{}/%]*|\(|[^\s()<>\[\]{}/%]+')


class Pdf:
    def __init__(self, path):
        got = subprocess.run(['qpdf', '--json=2', '--json-stream-data=inline', '--decode-level=generalized', path, '-'], capture_output=True)
        if not got.stdout: sys.exit('ua.py: qpdf cannot read %s: %s' % (path, got.stderr.decode()[-200:]))
        self.read(json.loads(got.stdout)['qpdf'])

    def read(self, qpdf):
        self.version, self.objects = qpdf[0]['pdfversion'], qpdf[1]
        self.trailer = self.objects['trailer']['value']
        self.root = self.get(self.trailer['/Root'])

    def get(self, v):
        while isinstance(v, str) and re.fullmatch(r'\d+ \d+ R', v):
            o = self.objects.get('obj:' + v, {})
            v = o['stream']['dict'] if 'stream' in o else o.get('value')
        return v

    def data(self, ref):
        o = self.objects.get('obj:' + ref, {}) if isinstance(ref, str) else {}
        return base64.b64decode(o['stream'].get('data', '')) if 'stream' in o else b''

    def pages(self):
        out = []
        def walk(ref, inherited):
            node = self.get(ref) or {}
            here = {**inherited, **{k: node[k] for k in ('/Resources',) if k in node}}
            if '/Kids' in node:
                for kid in self.get(node['/Kids']): walk(kid, here)
            else:
                out.append((ref, {**here, **node}))
        walk(self.root['/Pages'], {})
        return out


def text(v):
    """A text string's words; qpdf gives u:TEXT or b:HEX."""
    if not isinstance(v, str): return ''
    return v[2:] if v.startswith('u:') else bytes.fromhex(v[2:]).decode('latin-1') if v.startswith('b:') else ''


def string_at(data, at):
    """A literal string whose ( stands at `at`: its bytes, and where it ends."""
    out, depth, i = bytearray(), 0, at
    while i < len(data):
        c = data[i]
        if c == 0x5C:
            i += 1
            e = data[i:i + 1]
            if e in b'nrtbf' and e: out += {b'n': b'\n', b'r': b'\r', b't': b'\t', b'b': b'\b', b'f': b'\f'}[e]
            elif e.isdigit():
                m = re.match(rb'[0-7]{1,3}', data[i:i + 3])
                out.append(int(m.group(), 8) & 255)
                i += len(m.group()) - 1
            elif e != b'\n': out += e
        elif c == 0x28:
            depth += 1
            if depth > 1: out.append(c)
        elif c == 0x29:
            depth -= 1
            if not depth: return bytes(out), i + 1
            out.append(c)
        else:
            out.append(c)
        i += 1
    return bytes(out), i


def tokens(data):
    at = 0
    while True:
        m = TOKEN.search(data, at)
        if not m: return
        t = m.group()
        if t == b'(':
            s, at = string_at(data, m.start())
            yield 'string', s
            continue
        at = m.end()
        if t.startswith(b'%'): continue
        if t[:1] == b'<' and t != b'<<': yield 'string', bytes.fromhex(re.sub(rb'\s', b'', t[1:-1]).decode().ljust(len(t) // 2 * 2 - 2, '0'))
        else: yield 'word', t.decode('latin-1')


class Check:
    def __init__(self, pdf):
        self.pdf, self.wrong = pdf, []

    def say(self, clause, what):
        line = '%s: %s' % (clause, what)
        if line not in self.wrong: self.wrong.append(line)

    # ---- the document
    def document(self):
        g, root = self.pdf.get, self.pdf.root
        if not self.pdf.version.startswith('1.') or self.pdf.version > '1.7': self.say('6.1', 'version ' + self.pdf.version)
        if (g(root.get('/MarkInfo')) or {}).get('/Marked') is not True: self.say('6.2', 'MarkInfo does not say Marked')
        if (g(root.get('/MarkInfo')) or {}).get('/Suspects') is True: self.say('7.1', 'tags are suspect')
        if (g(root.get('/ViewerPreferences')) or {}).get('/DisplayDocTitle') is not True: self.say('7.1', 'DisplayDocTitle is not true')
        if not re.fullmatch(r'[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*', text(root.get('/Lang'))): self.say('7.2', 'the catalog has no language')
        xmp = self.pdf.data(root.get('/Metadata')).decode('utf-8', 'replace')
        if not xmp: self.say('7.1', 'no metadata')
        if not re.search(r'pdfuaid:part(>|=["\'])\s*1', xmp): self.say('5', 'metadata do not claim PDF/UA-1')
        if not re.search(r'<dc:title>.*?<rdf:li[^>]*>\s*\S', xmp, re.S): self.say('7.1', 'metadata have no title')
        oc = g(root.get('/OCProperties'))
        for config in ([g(oc.get('/D'))] + [g(c) for c in g(oc.get('/Configs')) or []]) if oc else []:
            if not text((config or {}).get('/Name')): self.say('7.10', 'a configuration of layers has no name')
            if '/AS' in (config or {}): self.say('7.10', 'layers change by themselves')
        crypt = g(self.pdf.trailer.get('/Encrypt'))
        if crypt and not (crypt.get('/P', -1) & 512): self.say('7.16', 'encryption shuts out reading aloud')

    # ---- the tree
    def standard_of(self, name):
        seen = set()
        while name[1:] not in STANDARD:
            if name in seen: return self.say('7.1', 'the role map goes round at ' + name) or '/NonStruct'
            seen.add(name)
            if name not in self.roles: return self.say('7.1', 'no standard type for ' + name) or '/NonStruct'
            name = self.roles[name]
        return name

    def tree(self):
        g = self.pdf.get
        self.nodes, self.content, self.objects, self.order = {}, {}, {}, []
        top_ref = self.pdf.root.get('/StructTreeRoot')
        top = g(top_ref)
        if not top or not top.get('/K'): return self.say('7.1', 'no tree of tags')
        self.roles = g(top.get('/RoleMap')) or {}
        for name in self.roles:
            if name[1:] in STANDARD: self.say('7.1', 'the role map gives %s another meaning' % name)
        def walk(ref, up, up_kind, page):
            e = g(ref)
            if e.get('/P') != up: self.say('14.7.2', 'an element %s does not name the one it is in' % e.get('/S'))
            kind = self.standard_of(e.get('/S', '/'))
            page = e.get('/Pg', page)
            kids, inner = e.get('/K', []), []
            for k in g(kids) if isinstance(g(kids), list) else [kids]:
                d = k if isinstance(k, int) else g(k)
                if isinstance(d, int): self.put_content(page, d, ref)
                elif d and d.get('/Type') == '/MCR': self.put_content(d.get('/Pg', page), d['/MCID'], ref)
                elif d and d.get('/Type') == '/OBJR': self.objects.setdefault(d['/Obj'], []).append(ref)
                elif d: inner.append(k)
            self.nodes[ref] = (kind, e, inner, up_kind)
            self.order.append(ref)
            for k in inner: walk(k, ref, kind, page)
        kids = g(top['/K'])
        for k in kids if isinstance(kids, list) else [top['/K']]: walk(k, top_ref, '', None)

    def put_content(self, page, mcid, ref):
        if (page, mcid) in self.content: self.say('14.7.4', 'sequence %d stands in two elements' % mcid)
        self.content[page, mcid] = ref

    def kinds(self, refs): return [self.nodes[r][0] for r in refs]

    def elements(self):
        g, level = self.pdf.get, 0
        for ref in self.order:
            kind, e, inner, up = self.nodes[ref]
            attributes = g(e.get('/A')) or []
            attributes = {k: v for a in (attributes if isinstance(attributes, list) else [attributes]) for k, v in (g(a) or {}).items()}
            if '/Lang' in e and not re.fullmatch(r'[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*', text(e['/Lang'])): self.say('7.2', 'bad language %r' % text(e['/Lang']))
            if re.fullmatch(r'/H[1-6]', kind):
                if int(kind[2]) > level + 1: self.say('7.4.2', 'a heading of level %s after one of level %d' % (kind[2], level))
                level = int(kind[2])
            if kind == '/Figure':
                if not (text(e.get('/Alt')) or text(e.get('/ActualText'))).strip(): self.say('7.3', 'a figure without alt text')
                if not isinstance(attributes.get('/BBox'), list): self.say('14.8.5.4', 'a figure without its box')
            if kind == '/L':
                if any(k not in ('/LI', '/L', '/Caption') for k in self.kinds(inner)): self.say('7.6', 'a list with something other than items')
                if any('/Lbl' in self.kinds(self.nodes[i][2]) for i in inner) and attributes.get('/ListNumbering', '/None') == '/None': self.say('7.6', 'a list with labels without ListNumbering')
            if kind == '/LI' and (up != '/L' or any(k not in ('/Lbl', '/LBody') for k in self.kinds(inner))): self.say('7.6', 'an item out of order')
            if kind in ('/Lbl', '/LBody') and up not in ('/LI', '/Note', '/TOCI', '/BibEntry'): self.say('7.6', kind + ' outside an item')
            if kind == '/Table':
                rows = [r for i in inner for r in (self.nodes[i][2] if self.nodes[i][0] in ('/THead', '/TBody', '/TFoot') else [i]) if self.nodes[r][0] == '/TR']
                if len({len(self.nodes[r][2]) for r in rows}) > 1: self.say('7.5', 'rows of one table differ in cells')
                if not any('/TH' in self.kinds(self.nodes[r][2]) for r in rows): self.say('7.5', 'a table without heads')
                if any(k not in ('/TR', '/THead', '/TBody', '/TFoot', '/Caption') for k in self.kinds(inner)): self.say('7.5', 'a table with something other than rows')
            if kind == '/TR' and (up not in ('/Table', '/THead', '/TBody', '/TFoot') or any(k not in ('/TH', '/TD') for k in self.kinds(inner))): self.say('7.5', 'a row out of order')
            if kind == '/TH' and attributes.get('/Scope') not in ('/Column', '/Row', '/Both'): self.say('7.5', 'a head cell without scope')
            if kind == '/TOC' and any(k not in ('/TOCI', '/TOC', '/Caption') for k in self.kinds(inner)): self.say('7.1', 'a table of contents with something other than entries')
            if kind == '/TOCI' and up != '/TOC': self.say('7.1', 'an entry outside a table of contents')
            if kind == '/Ruby' and self.kinds(inner) not in (['/RB', '/RT'], ['/RB', '/RP', '/RT', '/RP']): self.say('14.8.4.4', 'a ruby that is not base and reading')

    # ---- content
    def page(self, ref, page):
        g = self.pdf.get
        contents = page.get('/Contents')
        parts = g(contents) if isinstance(g(contents), list) else [contents]
        data = b'\n'.join(self.pdf.data(p) for p in parts if p)
        fonts = {k: g(v) for k, v in (g((g(page.get('/Resources')) or {}).get('/Font')) or {}).items()}
        for f in fonts.values(): self.font(f)
        stack, operands, mcids, font, text_depth = [], [], set(), None, []
        for kind, t in tokens(data):
            if kind == 'string' or t[0] in '/[]<>+-.0123456789' or t in ('true', 'false', 'null'):
                operands.append((kind, t))
                continue
            words = [w for k, w in operands if k == 'word']
            if t in ('BMC', 'BDC'):
                m = words.index('/MCID') if '/MCID' in words else -1
                mark = ('artifact', None) if words[0] == '/Artifact' else ('run', int(words[m + 1])) if m >= 0 else ('plain', None)
                kinds = [k for k, _ in stack]
                if mark[0] == 'artifact' and 'run' in kinds: self.say('7.1', 'an artifact inside tagged content')
                if mark[0] == 'run' and ('artifact' in kinds or 'run' in kinds): self.say('7.1', 'tagged content inside an artifact or other tagged content')
                if mark[0] == 'run':
                    if mark[1] in mcids: self.say('14.7.4', 'MCID %d stands twice on a page' % mark[1])
                    mcids.add(mark[1])
                stack.append(mark)
            elif t == 'EMC':
                if not stack: self.say('14.6', 'EMC without its beginning')
                else: stack.pop()
            elif t == 'Tf': font = fonts.get(words[0])
            elif t in PAINTING:
                if not any(k in ('artifact', 'run') for k, _ in stack): self.say('7.1', 'content that is neither tagged nor an artifact: ' + t)
                if font and font.get('/Subtype') == '/Type0' and t in ('Tj', 'TJ'):
                    for k, s in operands:
                        if k == 'string' and any(s[i:i + 2] == b'\0\0' for i in range(0, len(s) - 1, 2)): self.say('7.21.8', 'a character shown as .notdef')
            operands = []
        if stack: self.say('14.6', 'a marked sequence that does not end')
        parents = self.parents.get(page.get('/StructParents'))
        if mcids and parents is None: self.say('14.7.4.4', 'a page that the parent tree does not know')
        for m in mcids:
            owner = self.content.get((ref, m))
            if owner is None: self.say('7.1', 'a sequence that is in no element')
            elif parents is None or m >= len(parents) or parents[m] != owner: self.say('14.7.4.4', 'the parent tree leads to another element')
        for (p, m) in self.content:
            if p == ref and m not in mcids: self.say('14.7.4', 'an element names a sequence that is not on its page')
        self.annotations(page)

    def annotations(self, page):
        g = self.pdf.get
        annots = g(page.get('/Annots')) or []
        if annots and page.get('/Tabs') != '/S': self.say('7.18.3', 'a page with annotations whose tab order is not that of the tags')
        for a in annots:
            d = g(a)
            owners = self.objects.get(a, [])
            if d.get('/Subtype') == '/Link':
                if [self.nodes[o][0] for o in owners] != ['/Link']: self.say('7.18.5', 'a link that is in no Link element')
                if not text(d.get('/Contents')).strip(): self.say('7.18.5', 'a link without words')
            elif not owners: self.say('7.18.1', 'an annotation outside the tree')
            if owners and self.parents.get(d.get('/StructParent')) not in owners: self.say('14.7.4.4', 'the parent tree does not know an annotation')

    def font(self, f):
        g = self.pdf.get
        if f.get('/Subtype') != '/Type0': return
        cid = g(g(f['/DescendantFonts'])[0])
        descriptor = g(cid.get('/FontDescriptor')) or {}
        if not any(k in descriptor for k in ('/FontFile', '/FontFile2', '/FontFile3')): self.say('7.21.4.1', 'a font that is not embedded')
        if cid.get('/Subtype') == '/CIDFontType2' and '/CIDToGIDMap' not in cid: self.say('7.21.3.2', 'a TrueType font without CIDToGIDMap')
        cmap = self.pdf.data(f.get('/ToUnicode'))
        if not cmap: self.say('7.21.7', 'a font whose codes have no text')
        for line in re.findall(rb'\[([^\]]*)\]', cmap):
            for code in re.findall(rb'<([0-9a-fA-F]+)>', line):
                if code.upper() in (b'0000', b'FEFF', b'FFFE'): self.say('7.21.7', 'a code that means ' + code.decode())

    def parent_tree(self):
        g, self.parents = self.pdf.get, {}
        def walk(ref):
            node = g(ref) or {}
            nums = g(node.get('/Nums')) or []
            for i in range(0, len(nums) - 1, 2):
                v = g(nums[i + 1])
                self.parents[nums[i]] = v if isinstance(v, list) else nums[i + 1]
            for kid in g(node.get('/Kids')) or []: walk(kid)
        walk((g(self.pdf.root.get('/StructTreeRoot')) or {}).get('/ParentTree'))

    def run(self):
        self.document()
        self.tree()
        if self.nodes:
            self.elements()
            self.parent_tree()
            for ref, page in self.pdf.pages(): self.page(ref, page)
        return self.wrong


def check(path): return Check(Pdf(path)).run()


if __name__ == '__main__':
    bad = 0
    for path in sys.argv[1:]:
        for line in check(path):
            bad = 1
            print('%s: %s' % (path, line))
    sys.exit(bad)
