"""A structural checker for PDF/X-1a:2003, PDF/X-4, PDF/A-2u and PDF/UA-1, over what qpdf says of a file: it knows nothing of how duikai writes.

RULES is the table: name, standards, where the standard says it, what is asked, and a function that yields what is wrong. docs/standards.md
shows the same rows. It is no certificate: it looks at structure and operators, never at a font program's outlines."""
import base64, json, re, subprocess, zlib
import xml.etree.ElementTree as ET

RULES = []
NS = {'rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'dc': 'http://purl.org/dc/elements/1.1/', 'xmp': 'http://ns.adobe.com/xap/1.0/',
      'pdf': 'http://ns.adobe.com/pdf/1.3/', 'xmpMM': 'http://ns.adobe.com/xap/1.0/mm/', 'pdfaid': 'http://www.aiim.org/pdfa/ns/id/',
      'pdfuaid': 'http://www.aiim.org/pdfua/ns/id/', 'pdfxid': 'http://www.npes.org/pdfx/ns/id/', 'pdfx': 'http://ns.adobe.com/pdfx/1.3/',
      'ext': 'http://www.aiim.org/pdfa/ns/extension/', 'schema': 'http://www.aiim.org/pdfa/ns/schema#'}


def rule(name, standards, where, asks):
    def add(f):
        RULES.append((name, standards.split(), where, asks, f))
        return f
    return add


class Doc:
    def __init__(self, path):
        with open(path, 'rb') as f: self.bytes = f.read()
        got = subprocess.run(['qpdf', '--json=2', '--json-stream-data=inline', '--decode-level=generalized', path], capture_output=True)
        if got.returncode not in (0, 3): raise ValueError('qpdf cannot read it: ' + got.stderr.decode()[:300])
        parts = json.loads(got.stdout)['qpdf']
        self.header, objects = parts[0], parts[1]
        self.objects = {k[4:]: v for k, v in objects.items() if k.startswith('obj:')}
        self.trailer = objects['trailer']['value']
        self.root = self.get(self.trailer['/Root'])
        self.pages = [p for p in self.walk_pages(self.root['/Pages'], {}, 0)]

    def raw(self, v):
        return self.objects.get(v) if isinstance(v, str) and re.fullmatch(r'\d+ \d+ R', v) else None

    def get(self, v):
        """The value behind a reference; of a stream its dictionary."""
        o = self.raw(v)
        if o is None: return v
        return o['stream']['dict'] if 'stream' in o else o['value']

    def data(self, ref):
        o = self.raw(ref)
        return base64.b64decode(o['stream'].get('data', '')) if o and 'stream' in o else b''

    def dicts(self):
        """Every dictionary of the file, direct ones too, with the number of the object it stands in."""
        def inside(v):
            if isinstance(v, dict):
                yield v
                for x in v.values(): yield from inside(x)
            elif isinstance(v, list):
                for x in v: yield from inside(x)
        for number, o in self.objects.items():
            for d in inside(o['stream']['dict'] if 'stream' in o else o['value']): yield number, d

    def walk_pages(self, ref, above, depth):
        node = self.get(ref)
        if depth > 50 or not isinstance(node, dict): return
        here = {**above, **{k: node[k] for k in ('/Resources', '/MediaBox', '/CropBox') if k in node}}
        if node.get('/Type') == '/Page': yield {**here, **node, 'ref': ref}
        for kid in self.get(node.get('/Kids')) or []: yield from self.walk_pages(kid, here, depth + 1)

    def content(self, page):
        c = page.get('/Contents')
        refs = [c] if self.raw(c) else self.get(c) or []
        return b'\n'.join(self.data(r) for r in refs)

    def contents(self):
        """(where, content, resources) of every page, form and tiling pattern."""
        for k, p in enumerate(self.pages, 1): yield 'page %d' % k, self.content(p), self.get(p.get('/Resources')) or {}
        for n, o in self.objects.items():
            s = o['stream']['dict'] if 'stream' in o else {}
            if self.get(s.get('/Subtype')) == '/Form' or self.get(s.get('/PatternType')) == 1:
                yield 'form %s' % n, self.data('%s' % n if n.endswith('R') else n + ' R'), self.get(s.get('/Resources')) or {}

    def has_default(self, resources, name): return name in (self.get(resources.get('/ColorSpace')) or {})

    def box(self, page, name):
        b = self.get(page.get(name))
        return [float(self.get(x)) for x in b] if isinstance(b, list) and len(b) == 4 else None

    def streams(self, **want):
        for number, o in self.objects.items():
            d = o['stream']['dict'] if 'stream' in o else None
            if d is not None and all(self.get(d.get('/' + k)) == v for k, v in want.items()): yield number, d

    def images(self): return list(self.streams(Subtype='/Image'))
    def info(self): return self.get(self.trailer.get('/Info')) or {}
    def fonts(self): return [(n, d) for n, d in self.dicts() if d.get('/Type') == '/Font']
    def states(self): return [(n, d) for n, d in self.dicts() if d.get('/Type') == '/ExtGState']
    def annotations(self): return [(p, self.get(a)) for p in self.pages for a in self.get(p.get('/Annots')) or []]
    def intents(self): return [self.get(i) for i in self.get(self.root.get('/OutputIntents')) or []]

    def intent(self, kind):
        found = [i for i in self.intents() if i.get('/S') == kind]
        return found[0] if len(found) == 1 else None

    def xmp(self):
        data = self.data(self.root.get('/Metadata'))
        try: return ET.fromstring(data.decode('utf-8').lstrip('\ufeff'))
        except (ET.ParseError, UnicodeDecodeError): return None

    def xmp_text(self, name):
        x = self.xmp()
        if x is None: return None
        prefix, local = name.split(':')
        full = '{%s}%s' % (NS[prefix], local)
        for d in x.iter('{%s}Description' % NS['rdf']):
            if full in d.attrib: return d.attrib[full]
            e = d.find(full)
            if e is not None:
                li = e.find('.//{%s}li' % NS['rdf'])
                return (li if li is not None else e).text
        return None


def text_of(v):
    """A string of qpdf's JSON: u:… or b:hex."""
    if not isinstance(v, str): return None
    if v.startswith('u:'): return v[2:]
    return bytes.fromhex(v[2:]).decode('latin-1') if v.startswith('b:') else v


TOKEN = re.compile(rb'\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<<|>>|<[0-9a-fA-F\s]*>|/[^\s<>()\[\]{}/%]*|[\[\]{}]|%[^\r\n]*|[^\s<>()\[\]{}/%]+', re.S)


def operators(content):
    """(operator, operands) of a content stream."""
    stack = []
    for t in TOKEN.findall(content):
        if re.fullmatch(rb"[A-Za-z'\"*][A-Za-z0-9'\"*]*", t) and t not in (b'true', b'false', b'null'):
            yield t.decode(), stack
            stack = []
        else: stack.append(t)


# ---- the file
@rule('header', 'x1a x4 a2u', '32000-1 7.5.2; 19005-2 6.1.2', 'version as the standard has it, and a comment of four high bytes')
def _(d):
    m = re.match(rb'%PDF-1\.(\d)[\r\n]+%([\x80-\xff]{4})', d.bytes)
    if not m: yield 'no header, or no binary comment after it'
    elif 'x1a' in d.claims and m[1] not in b'34': yield 'PDF 1.%s' % m[1].decode()
    elif 'x4' in d.claims and m[1] > b'6': yield 'PDF 1.%s' % m[1].decode()


@rule('id', 'x1a x4 a2u', '32000-1 14.4; 19005-2 6.1.3', '/ID of two strings in the trailer')
def _(d):
    i = d.trailer.get('/ID')
    if not isinstance(i, list) or len(i) != 2 or not all(i): yield 'no /ID'


@rule('no-encryption', 'x1a x4 a2u', '15930-4, -7; 19005-2 6.1.3', 'no /Encrypt')
def _(d):
    if '/Encrypt' in d.trailer: yield '/Encrypt in the trailer'


@rule('plain-file', 'x1a', '15930-4: PDF 1.4', 'no object streams and no cross-reference streams')
def _(d):
    for n, s in d.dicts():
        if s.get('/Type') in ('/ObjStm', '/XRef'): yield 'object %s is %s' % (n, s['/Type'])
    if b'/Type /ObjStm' in d.bytes or b'/Type/ObjStm' in d.bytes: yield 'an object stream'


@rule('filters', 'x1a x4 a2u', '19005-2 6.1.7.2; 15930', 'no LZW, no filter from outside of ISO 32000, no external stream')
def _(d):
    good = {'/FlateDecode', '/DCTDecode', '/CCITTFaxDecode', '/RunLengthDecode', '/ASCII85Decode', '/ASCIIHexDecode', '/JBIG2Decode', '/JPXDecode'}
    if 'x1a' in d.claims: good -= {'/JBIG2Decode', '/JPXDecode'}
    for n, s in d.streams():
        f = d.get(s.get('/Filter')) or []
        for x in [f] if isinstance(f, str) else f:
            if x not in good: yield 'object %s has %s' % (n, x)
        if '/F' in s or '/FFilter' in s: yield 'object %s is an external stream' % n


# ---- pages
@rule('boxes', 'x1a x4', '15930-4, -7; 32000-1 14.11.2', 'MediaBox, and TrimBox or ArtBox but not both; Trim within Bleed within Media')
def _(d):
    for k, p in enumerate(d.pages, 1):
        media, trim, art, bleed = (d.box(p, b) for b in ('/MediaBox', '/TrimBox', '/ArtBox', '/BleedBox'))
        if not media: yield 'page %d has no MediaBox' % k
        if bool(trim) == bool(art): yield 'page %d has %s of TrimBox and ArtBox' % (k, 'both' if trim else 'neither')
        def within(a, b): return a[0] >= b[0] - .001 and a[1] >= b[1] - .001 and a[2] <= b[2] + .001 and a[3] <= b[3] + .001
        inner = trim or art
        if inner and bleed and not within(inner, bleed): yield 'page %d: trim outside of the bleed' % k
        if media and bleed and not within(bleed, media): yield 'page %d: bleed outside of the media' % k
        if media and inner and not within(inner, media): yield 'page %d: trim outside of the media' % k


@rule('annotations', 'x1a x4 a2u', '15930-4, -7; 19005-2 6.3', 'PDF/X: none on the printed page but TrapNet and PrinterMark; PDF/A: known kinds, printed, not hidden')
def _(d):
    for p, a in d.annotations():
        kind = a.get('/Subtype')
        if {'x1a', 'x4'} & d.claims and kind not in ('/TrapNet', '/PrinterMark'):
            r, b = d.box(a, '/Rect'), d.box(p, '/BleedBox') or d.box(p, '/TrimBox')
            if r and b and r[0] < b[2] and r[2] > b[0] and r[1] < b[3] and r[3] > b[1]: yield 'a %s on the page' % kind
        if 'a2u' in d.claims:
            if kind in ('/3D', '/Sound', '/Screen', '/Movie', None): yield 'an annotation %s' % kind
            f = a.get('/F', 0)
            if kind != '/Popup' and (not f & 4 or f & (1 | 2 | 32)): yield 'a %s that is not printed (F %s)' % (kind, f)


@rule('actions', 'x1a x4 a2u', '15930-4, -7; 19005-2 6.5', 'PDF/X: no actions; PDF/A: none but GoTo, URI and their like; no JavaScript, no AA')
def _(d):
    for n, s in d.dicts():
        if '/AA' in s or '/JS' in s or s.get('/S') == '/JavaScript': yield 'object %s has additional actions or JavaScript' % n
        a = d.get(s.get('/A')) if s.get('/Subtype') == '/Link' or '/Title' in s and '/Parent' in s else None
        if isinstance(a, dict):
            if {'x1a', 'x4'} & d.claims: yield 'object %s has an action' % n
            elif a.get('/S') not in ('/GoTo', '/GoToR', '/URI', '/Named', '/SubmitForm', '/Thread', '/GoToE'): yield 'object %s: action %s' % (n, a.get('/S'))
    if '/OpenAction' in d.root and isinstance(d.get(d.root['/OpenAction']), dict): yield 'an /OpenAction'
    if '/AcroForm' in d.root: yield 'a form'
    if '/EmbeddedFiles' in (d.get(d.root.get('/Names')) or {}): yield 'embedded files'


# ---- claims
@rule('x-info', 'x1a x4', '15930-4, -7: document information', 'Title, CreationDate, ModDate, Creator, Producer, Trapped True or False; GTS_PDFXVersion')
def _(d):
    i = d.info()
    for k in ('/Title', '/CreationDate', '/ModDate', '/Producer'):
        if not text_of(i.get(k)): yield 'no %s' % k
    for k in ('/CreationDate', '/ModDate'):
        if not re.fullmatch(r"D:\d{14}(Z|[+-]\d\d'\d\d'?)?", text_of(i.get(k)) or ''): yield '%s is no whole date: %s' % (k, i.get(k))
    if i.get('/Trapped') not in ('/True', '/False'): yield '/Trapped is %s' % i.get('/Trapped')
    want = 'PDF/X-1a:2003' if 'x1a' in d.claims else 'PDF/X-4'
    if text_of(i.get('/GTS_PDFXVersion')) != want: yield 'GTS_PDFXVersion is %s' % i.get('/GTS_PDFXVersion')
    if 'x1a' in d.claims and text_of(i.get('/GTS_PDFXConformance')) != want: yield 'GTS_PDFXConformance is %s' % i.get('/GTS_PDFXConformance')


@rule('x4-xmp', 'x4', '15930-7: metadata', 'pdfxid:GTS_PDFXVersion, dates, DocumentID, VersionID, RenditionClass, Trapped in XMP')
def _(d):
    if d.xmp() is None: yield 'no XMP'; return
    if d.xmp_text('pdfxid:GTS_PDFXVersion') != 'PDF/X-4': yield 'pdfxid:GTS_PDFXVersion is %s' % d.xmp_text('pdfxid:GTS_PDFXVersion')
    for k in ('dc:title', 'xmp:CreateDate', 'xmp:ModifyDate', 'xmp:MetadataDate', 'xmpMM:DocumentID', 'xmpMM:VersionID', 'xmpMM:RenditionClass', 'pdf:Trapped'):
        if not d.xmp_text(k): yield 'no %s' % k


def iso_of(date):
    m = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d'\d\d'?)?", date or '')
    return m and '%s-%s-%sT%s:%s:%s%s' % (*m.groups()[:6], (m[7] or '').replace("'", ':').rstrip(':'))


@rule('info-in-step', 'x1a x4 a2u', '19005-2 6.6.3; 15930-7', 'what stands in Info and in XMP is the same')
def _(d):
    i = d.info()
    pairs = (('/Title', 'dc:title'), ('/Author', 'dc:creator'), ('/Subject', 'dc:description'), ('/Keywords', 'pdf:Keywords'), ('/Creator', 'xmp:CreatorTool'),
             ('/Producer', 'pdf:Producer'), ('/CreationDate', 'xmp:CreateDate'), ('/ModDate', 'xmp:ModifyDate'))
    for key, name in pairs:
        a, b = text_of(i.get(key)), d.xmp_text(name)
        if key.endswith('Date'): a = iso_of(a)
        if (a or None) != (b or None): yield '%s is %r, %s is %r' % (key, a, name, b)
    t, x = i.get('/Trapped'), d.xmp_text('pdf:Trapped')
    if t and x and t != '/' + x: yield 'Trapped is %s and %s' % (t, x)


@rule('a-id', 'a2u', '19005-2 6.6.4', 'pdfaid:part 2, conformance U; the packet well-formed and in a Metadata stream')
def _(d):
    m = d.get(d.root.get('/Metadata')) or {}
    if m.get('/Type') != '/Metadata' or m.get('/Subtype') != '/XML': yield 'no Metadata stream'
    if d.xmp() is None: yield 'the packet is not well-formed'
    if d.xmp_text('pdfaid:part') != '2' or d.xmp_text('pdfaid:conformance') != 'U': yield 'it claims %s%s' % (d.xmp_text('pdfaid:part'), d.xmp_text('pdfaid:conformance'))
    if re.search(rb'<\?xpacket begin=[^>]*(bytes|encoding)=', d.data(d.root.get('/Metadata'))): yield 'bytes or encoding in the packet header'


@rule('a-extensions', 'a2u', '19005-2 6.6.2.3', 'properties from outside of XMP 2005 are described in an extension schema')
def _(d):
    x = d.xmp()
    if x is None: return
    known = {NS[k] for k in ('rdf', 'dc', 'xmp', 'xmpMM', 'pdfaid', 'ext', 'schema')} | {'http://www.aiim.org/pdfa/ns/property#', 'adobe:ns:meta/', NS['pdf']}
    described = {e.text for e in x.iter('{%s}namespaceURI' % NS['schema'])}
    used = {e.tag[1:].split('}')[0] for e in x.iter()}
    for ns in sorted(used - known - described): yield 'no description of %s' % ns
    if d.xmp_text('pdf:Trapped') and NS['pdf'] not in described: yield 'no description of pdf:Trapped'


# ---- colour
def icc_header(data): return (data[12:16], data[16:20], data[36:40], data[8]) if len(data) > 128 else None


@rule('x-intent', 'x1a x4', '15930-4, -7; 32000-1 14.11.5', 'one GTS_PDFX output intent: identifier; the profile (prtr), or for X-1a a name of the ICC registry')
def _(d):
    i = d.intent('/GTS_PDFX')
    if not i: yield 'not one output intent of /GTS_PDFX'; return
    if not text_of(i.get('/OutputConditionIdentifier')): yield 'no OutputConditionIdentifier'
    if not text_of(i.get('/Info')) and text_of(i.get('/RegistryName')) != 'http://www.color.org': yield 'no Info about an unregistered condition'
    h = icc_header(d.data(i.get('/DestOutputProfile')))
    if h and (h[0] != b'prtr' or h[2] != b'acsp' or h[1] not in (b'CMYK', b'RGB ', b'GRAY')): yield 'the profile is no printer profile: %s' % (h,)
    if 'x1a' in d.claims and h and (h[1] != b'CMYK' or h[3] > 2): yield 'X-1a wants a CMYK profile of version 2'
    named = 'x1a' in d.claims and text_of(i.get('/RegistryName')) == 'http://www.color.org'
    if not h and not named: yield 'no DestOutputProfile'


@rule('a-intent', 'a2u', '19005-2 6.2.3', 'one GTS_PDFA1 output intent with a profile; every intent has the same one')
def _(d):
    i = d.intent('/GTS_PDFA1')
    if not i: yield 'not one output intent of /GTS_PDFA1'; return
    if not icc_header(d.data(i.get('/DestOutputProfile'))): yield 'no DestOutputProfile'
    if len({x.get('/DestOutputProfile') for x in d.intents()}) > 1: yield 'the intents have different profiles'


def family(d, space):
    s = d.get(space)
    return s if isinstance(s, str) else d.get(s[0]) if isinstance(s, list) and s else None


def spaces_of(d):
    """Every colour space that images and pages name, with those inside: (where, family, the space)."""
    def inside(where, space, depth=0):
        s = d.get(space)
        f = family(d, space)
        yield where, f, s
        if isinstance(s, list) and depth < 4:
            if f in ('/Indexed', '/Pattern') and len(s) > 1: yield from inside(where, s[1], depth + 1)
            if f in ('/Separation', '/DeviceN') and len(s) > 2: yield from inside(where, s[2], depth + 1)
    for n, im in d.images():
        if im.get('/ImageMask') is not True: yield from inside('image %s' % n, im.get('/ColorSpace'))
    for k, p in enumerate(d.pages, 1):
        for name, s in (d.get((d.get(p.get('/Resources')) or {}).get('/ColorSpace')) or {}).items(): yield from inside('page %d %s' % (k, name), s)


@rule('x1a-colour', 'x1a', '15930-4: colour', 'DeviceCMYK, DeviceGray, Separation, DeviceN and Indexed over these; no RGB, no Lab, no ICCBased')
def _(d):
    for where, f, _s in spaces_of(d):
        if f not in ('/DeviceCMYK', '/DeviceGray', '/Separation', '/DeviceN', '/Indexed', '/Pattern'): yield '%s is %s' % (where, f)
    for where, content, _r in d.contents():
        for op, args in operators(content):
            if op in ('rg', 'RG'): yield '%s sets RGB' % where; break
            if op in ('cs', 'CS') and args and args[-1] in (b'/DeviceRGB', b'/Lab', b'/CalRGB'): yield '%s sets %s' % (where, args[-1].decode()); break


@rule('device-colour', 'x4 a2u', '19005-2 6.2.4.3; 15930-7', 'device colour only where the output intent defines it: no DeviceRGB with a CMYK press')
def _(d):
    kinds = {icc_header(d.data(i.get('/DestOutputProfile')))[1] for i in d.intents() if icc_header(d.data(i.get('/DestOutputProfile')))}
    if b'CMYK' not in kinds: yield 'no CMYK intent for the CMYK that is used'
    for where, f, _s in spaces_of(d):
        if f == '/DeviceRGB': yield '%s is DeviceRGB' % where
    for where, content, resources in d.contents():
        if any(op in ('rg', 'RG') for op, _a in operators(content)) and not d.has_default(resources, '/DefaultRGB'): yield '%s sets RGB' % where


@rule('icc-based', 'x4 a2u', '32000-1 8.6.5.5; 19005-2 6.2.4.2', 'an ICCBased space has a profile of as many components; CMYK is not the press profile itself')
def _(d):
    count = {b'GRAY': 1, b'RGB ': 3, b'CMYK': 4, b'Lab ': 3}
    for where, f, s in spaces_of(d):
        if f != '/ICCBased': continue
        h = icc_header(d.data(s[1]))
        n = d.get(s[1]).get('/N')
        if not h or h[2] != b'acsp': yield '%s has no profile' % where
        elif count.get(h[1]) != n: yield '%s: N is %s, the profile is %s' % (where, n, h[1])
        elif n == 4 and d.data(s[1]) in [d.data(i.get('/DestOutputProfile')) for i in d.intents()]: yield '%s is ICCBased on the press profile' % where


@rule('separations', 'x1a x4 a2u', '32000-1 8.6.6.4; 19005-2 6.2.4.4', 'a Separation has a name, an alternate of the press and a tint function; one name, one definition')
def _(d):
    seen = {}
    for where, f, s in spaces_of(d):
        if f != '/Separation': continue
        if len(s) != 4 or family(d, s[2]) not in ('/DeviceCMYK', '/DeviceGray'): yield '%s has no alternate of the press' % where; continue
        shape = json.dumps([d.get(s[2]), d.get(s[3])], sort_keys=True)
        if seen.setdefault(s[1], shape) != shape: yield '%s is defined twice and differently' % s[1]


# ---- transparency, states, images
@rule('x1a-opaque', 'x1a', '15930-4: transparency', 'no soft mask, no blend mode but Normal, no constant alpha, no transparency group')
def _(d):
    for n, im in d.images():
        if d.get(im.get('/SMask')) not in (None, '/None'): yield 'image %s has a soft mask' % n
        if im.get('/SMaskInData'): yield 'image %s has SMaskInData' % n
    for n, s in d.states():
        if s.get('/SMask', '/None') != '/None' or s.get('/BM', '/Normal') not in ('/Normal', '/Compatible') or s.get('/ca', 1) != 1 or s.get('/CA', 1) != 1:
            yield 'state %s is transparent' % n
    for n, s in d.dicts():
        if s.get('/S') == '/Transparency': yield 'object %s is a transparency group' % n


@rule('states', 'x1a x4 a2u', '19005-2 6.2.5; 15930', 'no transfer function, no halftone phase; overprint mode 0 or 1')
def _(d):
    for n, s in d.states():
        if '/TR' in s or '/HTP' in s or s.get('/TR2', '/Default') != '/Default': yield 'state %s has a transfer function' % n
        if s.get('/OPM', 0) not in (0, 1): yield 'state %s: OPM %s' % (n, s['/OPM'])


@rule('images', 'x1a x4 a2u', '19005-2 6.2.8; 32000-1 8.9.5', 'no Alternates, no OPI, no Interpolate; bits that the version has')
def _(d):
    for n, im in d.images():
        for k in ('/Alternates', '/OPI'):
            if k in im: yield 'image %s has %s' % (n, k)
        if im.get('/Interpolate') is True: yield 'image %s interpolates' % n
        if im.get('/BitsPerComponent', 1) not in ((1, 2, 4, 8) if 'x1a' in d.claims else (1, 2, 4, 8, 16)): yield 'image %s has %s bits' % (n, im['/BitsPerComponent'])
    for n, s in d.dicts():
        if s.get('/Subtype') == '/PS' or '/PS' in s and s.get('/Type') == '/XObject': yield 'object %s is PostScript' % n


@rule('optional-content', 'x1a a2u', '15930-4; 19005-2 6.9', 'X-1a: no layers; PDF/A: each configuration named')
def _(d):
    oc = d.get(d.root.get('/OCProperties'))
    if oc and 'x1a' in d.claims: yield 'there are layers'
    if oc and 'a2u' in d.claims and not (d.get(oc.get('/D')) or {}).get('/Name'): yield 'a configuration without a name'


@rule('operators', 'x1a x4 a2u', '19005-2 6.2.2', 'only operators of ISO 32000-1; no PostScript')
def _(d):
    known = set("b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf "
                "Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split())
    for where, content, _r in d.contents():
        for op, _a in operators(content):
            if op not in known: yield '%s: operator %s' % (where, op); break


# ---- fonts
@rule('fonts-embedded', 'x1a x4 a2u ua', '19005-2 6.2.11.4.1; 15930; 14289-1 7.21.4', 'every font program is in the file')
def _(d):
    for n, f in d.fonts():
        if f.get('/Subtype') in ('/Type0', '/Type3'): continue
        fd = d.get(f.get('/FontDescriptor')) or {}
        if not any(k in fd for k in ('/FontFile', '/FontFile2', '/FontFile3')): yield 'font %s (%s) is not embedded' % (n, f.get('/BaseFont'))
        if f.get('/Subtype') == '/CIDFontType2' and '/CIDToGIDMap' not in f: yield 'font %s has no CIDToGIDMap' % n


def unicode_of(d, ref):
    """Code -> text of a ToUnicode CMap with two-byte codes."""
    cmap, out = d.data(ref).decode('latin-1'), {}
    def text(h):
        return bytes.fromhex(h).decode('utf-16-be', 'replace')
    for block in re.findall(r'beginbfchar(.*?)endbfchar', cmap, re.S):
        for a, b in re.findall(r'<(\w+)>\s*<(\w*)>', block): out[int(a, 16)] = text(b)
    for block in re.findall(r'beginbfrange(.*?)endbfrange', cmap, re.S):
        for a, b, many, one in re.findall(r'<(\w+)>\s*<(\w+)>\s*(?:\[([^\]]*)\]|<(\w+)>)', block):
            first, last = int(a, 16), int(b, 16)
            items = re.findall(r'<(\w*)>', many) if many else ['%0*x' % (len(one), int(one, 16) + i) for i in range(last - first + 1)]
            for i, h in enumerate(items): out[first + i] = text(h)
    return out


def shown(content):
    """Font -> codes shown, of a page in two-byte fonts."""
    font, out = None, {}
    for op, args in operators(content):
        if op == 'Tf' and len(args) >= 2: font = args[-2].decode()
        if op not in ('Tj', 'TJ'): continue
        for a in args:
            if a[:1] == b'(':
                s = re.sub(rb'\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)', lambda m: {b'n': b'\n', b'r': b'\r', b't': b'\t', b'b': b'\b', b'f': b'\f', b'(': b'(', b')': b')', b'\\': b'\\'}.get(
                    m[1], b'' if m[1][-1:] == b'\n' else bytes([int(m[1], 8) & 255]) if m[1].isdigit() else b''), a[1:-1])
            elif a[:1] == b'<' and a != b'<<': s = bytes.fromhex(a[1:-1].decode())
            else: continue
            out.setdefault(font, set()).update(s[i] << 8 | s[i + 1] for i in range(0, len(s) - 1, 2))
    return out


@rule('unicode', 'a2u ua', '19005-2 6.2.11.7.2; 14289-1 7.21.7', 'every code shown means something: no U+0000, U+FEFF, U+FFFE')
def _(d):
    for k, p in enumerate(d.pages, 1):
        fonts = d.get((d.get(p.get('/Resources')) or {}).get('/Font')) or {}
        for name, codes in shown(d.content(p)).items():
            f = d.get(fonts.get(name)) or {}
            means = unicode_of(d, f.get('/ToUnicode')) if '/ToUnicode' in f else {}
            lost = [c for c in codes if not means.get(c) or set(means[c]) & {'\0', '\ufeff', '\ufffe'}]
            if lost: yield 'page %d: %d codes of %s mean nothing, code %d first' % (k, len(lost), name, min(lost))
            if 0 in codes: yield 'page %d shows .notdef of %s' % (k, name)


# ---- UA
@rule('ua-structure', 'ua', '14289-1 5, 6, 7.1', 'tagged: MarkInfo, StructTreeRoot, Lang, a title that is displayed, pdfuaid:part 1')
def _(d):
    if (d.get(d.root.get('/MarkInfo')) or {}).get('/Marked') is not True: yield 'not Marked'
    if not d.get(d.root.get('/StructTreeRoot')): yield 'no StructTreeRoot'
    if not text_of(d.get(d.root.get('/Lang'))): yield 'no Lang'
    if (d.get(d.root.get('/ViewerPreferences')) or {}).get('/DisplayDocTitle') is not True: yield 'the title is not displayed'
    if not d.xmp_text('dc:title'): yield 'no dc:title'
    if d.xmp_text('pdfuaid:part') != '1': yield 'pdfuaid:part is %s' % d.xmp_text('pdfuaid:part')
    for k, p in enumerate(d.pages, 1):
        if '/StructParents' not in p: yield 'page %d has no StructParents' % k


@rule('ua-marked', 'ua', '14289-1 7.1', 'everything drawn is in a marked sequence: real content, or an artifact')
def _(d):
    for k, p in enumerate(d.pages, 1):
        depth = 0
        for op, _a in operators(d.content(p)):
            depth += (op in ('BDC', 'BMC')) - (op == 'EMC')
            if op in ('Tj', 'TJ', 'f', 'F', 'f*', 'S', 's', 'b', 'B', 'Do', 'sh') and depth < 1: yield 'page %d: %s outside of any sequence' % (k, op); break


@rule('ua-figures', 'ua', '14289-1 7.3', 'every Figure has Alt or ActualText')
def _(d):
    for n, s in d.dicts():
        if s.get('/S') == '/Figure' and '/P' in s and not (text_of(s.get('/Alt')) or text_of(s.get('/ActualText'))): yield 'Figure %s has no Alt' % n


def claims_of(d):
    out = set()
    version = text_of(d.info().get('/GTS_PDFXVersion')) or ''
    if version.startswith('PDF/X-1'): out.add('x1a')
    if version.startswith('PDF/X-4') or (d.xmp_text('pdfxid:GTS_PDFXVersion') or '').startswith('PDF/X-4'): out.add('x4')
    if d.xmp_text('pdfaid:part'): out.add('a2u')
    if d.xmp_text('pdfuaid:part'): out.add('ua')
    return out


def check(path, claims=None):
    """[(rule, what is wrong)] for the standards named, else for those that the file claims."""
    d = Doc(path)
    d.claims = set(claims) if claims is not None else claims_of(d)
    return [(name, what) for name, standards, _where, _asks, f in RULES if d.claims & set(standards) for what in f(d)]


if __name__ == '__main__':
    import sys
    bad = [(path, *x) for path in sys.argv[1:] for x in check(path)]
    for line in bad: print(*line)
    sys.exit(1 if bad else 0)
