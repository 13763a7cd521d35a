"""Small PDFs of other people's making, for the tests of advertisements: each is a page of 60 by 40 mm, whole or wrong in one way."""
import subprocess, tempfile, zlib

W, H = 170.0787, 113.3858  # points: 60 by 40 mm


def stream(content, extra=b''):
    return b'<<%s/Length %d>>stream\n%s\nendstream' % (extra, len(content), content)


def pdf(objects, root=1, version=b'1.4', trailer=b''):
    """objects: number -> bytes. The table is right, whatever the objects are."""
    out, at = b'%PDF-' + version + b'\n%\xe2\xe3\xcf\xd3\n', {}
    for n in sorted(objects):
        at[n] = len(out)
        out += b'%d 0 obj\n%s\nendobj\n' % (n, objects[n])
    table, last = len(out), max(objects)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (last + 1)
    for n in range(1, last + 1): out += b'%010d 00000 n \n' % at[n] if n in at else b'0000000000 00000 f \n'
    return out + b'trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n' % (last + 1, root, trailer, table)


def page(content, resources=b'', entries=b'', more=None, w=W, h=H, root=b''):
    """One page with this content; `more`: further objects from 5 on."""
    objects = {1: b'<</Type/Catalog/Pages 2 0 R%s>>' % root, 2: b'<</Type/Pages/Kids[3 0 R]/Count 1>>',
               3: b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.4f %.4f]/Contents 4 0 R/Resources<<%s>>%s>>' % (w, h, resources, entries),
               4: content if content.startswith((b'<<', b'[')) else stream(content)}
    objects.update(more or {})
    return pdf(objects)


CYAN = b'1 0 0 0 k 5 5 60 60 re f 0 0 0 1 K 2 w 80 10 70 70 re S\n'
WHOLE = page(CYAN)
RGB = page(b'1 0 0 rg 5 5 60 60 re f\n')
CLEAR = page(b'/G gs 0 1 0 0 k 5 5 60 60 re f\n', b'/ExtGState<</G<</ca 0.5>>>>')
FONT = b'/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>'
NO_FONT = page(b'BT/F 12 Tf 10 40 Td(Sale)Tj ET\n', FONT)
SPOT = page(b'/S cs 1 scn 5 5 60 60 re f\n', b'/ColorSpace<</S[/Separation/Gold/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 .2 .6 .2]/N 1>>]>>')
WHITE = page(b'/G gs 0 0 0 0 k 5 5 60 60 re f\n', b'/ExtGState<</G<</OP true/op true/OPM 1>>>>')
HEAVY = page(b'1 1 1 1 k 5 5 60 60 re f 0.05 w 0 100 m 100 100 l S\n')
COARSE = page(b'q 150 0 0 100 5 5 cm/I Do Q\n', b'/XObject<</I 5 0 R>>',
              more={5: stream(bytes(40 * 30), b'/Type/XObject/Subtype/Image/Width 40/Height 30/BitsPerComponent 8/ColorSpace/DeviceGray')})
HOUSE = page(b'/S cs 1 scn 5 5 60 60 re f\n', b'/ColorSpace<</S[/Separation/PANTONE#20185#20C/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 .5 .5 0]/N 1>>]>>')
LAYERS = page(b'/OC /P BDC 0 1 0 0 k 0 0 90 90 re f BT 1 0 0 1 9 9 Tm ET EMC /Y Do 1 0 0 0 k 20 20 9 9 re f\n', b'/Properties<</P 5 0 R>>/XObject<</Y 6 0 R>>',
              b'/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://x/)>>>>]/AA<</O<</S/JavaScript/JS(app.alert)>>>>',
              more={5: b'<</Type/OCG/Name(x)>>', 6: stream(b'0 0 9 9 re f', b'/Type/XObject/Subtype/Form/BBox[0 0 9 9]/OC 5 0 R')},
              root=b'/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>/OpenAction<</S/JavaScript/JS(app.alert)>>')
# its trim is off the origin and it lies on its side; its content comes in parts, a form without resources draws with the page's
TURNED = pdf({1: b'<</Type/Catalog/Pages 2 0 R>>', 2: b'<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 90/MediaBox[-50 -60 120 160]'
              b'/Resources<</XObject<</Y 7 0 R>>/ColorSpace<</S[/Separation/Black/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 1]/N 1>>]>>>>>>',
              3: b'<</Type/Page/Parent 2 0 R/Contents[4 0 R 5 0 R]/TrimBox[-20 -30 100 140]/BleedBox[-29 -39 109 149]>>',
              4: stream(b'q 1 0 0 0 k -29 -39 138 188 re f'), 5: stream(b' Q 0 0 1 0 k -20 -30 30 30 re f /Y Do\n'),
              7: stream(b'/S cs 1 scn 40 40 20 60 re f', b'/Type/XObject/Subtype/Form/BBox[-99 -99 199 199]')})
# wrong ones
TREE = pdf({1: b'<</Type/Catalog/Pages 2 0 R>>', 2: b'<</Type/Pages/Kids[2 0 R]/Count 1>>'})
NO_PAGE = pdf({1: b'<</Type/Catalog/Pages 2 0 R>>', 2: b'<</Type/Pages/Kids[]/Count 0>>'})
ITSELF = page(b'/X Do\n', b'/XObject<</X 5 0 R>>', more={5: stream(b'/X Do\n', b'/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>')})
# forms in forms, ten of each: ten to the tenth
LADDER = page(b'/X Do\n' * 10, b'/XObject<</X 5 0 R>>',
              more={n: stream(b'/X Do\n' * 10, b'/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>' % (n + 1)) for n in range(5, 15)} |
              {15: stream(b'0 0 1 1 re f\n', b'/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>')})
def deflated(unit, n):
    """n times the unit, deflated: one of them is, and stands n times (RFC 1951: after a full flush nothing looks back). All of it would take seconds."""
    pack = zlib.compressobj(9)
    start, block = (pack.compress(unit) + pack.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    check = 1
    for _ in range(n): check = zlib.adler32(unit, check)
    return start + block * (n - 1) + b'\3\0' + check.to_bytes(4, 'big')


BOMB = page(stream(deflated(bytes(1 << 20), 100), b'/Filter/FlateDecode'))
TWICE = page(stream(zlib.compress(deflated(b'q Q\n' * (1 << 18), 240), 9), b'/Filter[/FlateDecode/FlateDecode]'))
HUGE = page(CYAN, w=99999999, h=10)
NAN = page(CYAN).replace(b'/MediaBox[0 0 170.0787 113.3858]', b'/MediaBox[0 0 NaN Infinity  ]')


def object_stream_bomb():
    """A table of objects that unpacks to 300 MB."""
    packed = deflated(b'3 0 ' + b' ' * (1 << 20), 300)
    body = b'%PDF-1.5\n'
    at = {1: len(body)}
    body += b'1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n'
    at[2] = len(body)
    body += b'2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n'
    at[5] = len(body)
    body += b'5 0 obj\n' + stream(packed, b'/Type/ObjStm/N 1/First 4/Filter/FlateDecode') + b'\nendobj\n'
    at[6] = len(body)
    rows = b''.join(bytes([kind]) + a.to_bytes(4, 'big') + bytes([b]) for kind, a, b in
                    [(0, 0, 0), (1, at[1], 0), (1, at[2], 0), (2, 5, 0), (0, 0, 0), (1, at[5], 0), (1, at[6], 0)])
    return body + b'6 0 obj\n' + stream(rows, b'/Type/XRef/Size 7/W[1 4 1]/Root 1 0 R') + b'\nendobj\nstartxref\n%d\n%%%%EOF\n' % at[6]


def locked(password):
    """Encrypted by qpdf, 128 bits; '' may be opened by anybody."""
    with tempfile.TemporaryDirectory() as d:
        with open(d + '/in.pdf', 'wb') as f: f.write(WHOLE)
        subprocess.run(['qpdf', '--encrypt', password, 'owner', '128', '--use-aes=y', '--', d + '/in.pdf', d + '/out.pdf'], check=True)
        with open(d + '/out.pdf', 'rb') as f: return f.read()


if __name__ == '__main__':  # pdfs.py DIR: writes them all, to be looked at
    import os, sys
    for name, value in list(globals().items()):
        if isinstance(value, bytes) and value.startswith(b'%PDF'):
            with open(os.path.join(sys.argv[1], name.lower() + '.pdf'), 'wb') as f: f.write(value)
    with open(os.path.join(sys.argv[1], 'object_stream_bomb.pdf'), 'wb') as f: f.write(object_stream_bomb())
