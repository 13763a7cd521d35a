"""matrix.py: docs/clreq.md, made of clauses.txt and of the cases that passed. A clause is claimed in a direction where a measured case of it
passes, and nowhere else; so the page cannot say more than the tests show."""
import os

HEAD = '''# Clause by clause

What duikai does of the requirements for Chinese, Japanese and Korean text layout, and the tests that show it. Written by `tests/clreq/run --write`
from `tests/clreq/clauses.txt` and from the cases that pass, and compared with them by every run: do not edit.

A case sets a text, reads the PDF from outside and measures it; its name stands in `tests/clreq/*.cases`, with its text, its options and what is
measured. `h`, `v` after a name: shown in horizontal, in vertical lines. A clause without a passing case is **not claimed**, whatever the engine does.
Anchors of CLREQ are those of the editor's draft at commit 004a0206 of w3c/clreq; section numbers differ between drafts and
are not given. JLREQ's clauses are named by the section numbers of the note of 2020, KLREQ's by their matter.

'''


class Clause:
    def __init__(self, document, row):
        self.document = document
        fields = [f.strip() for f in row.split(' |')]
        self.anchor, self.where, self.title, self.h, self.v, self.why = (fields + [''] * 6)[:6]
        if self.v.startswith('='):
            self.v = self.h + self.v[1:]
        self.shown = {'h': [], 'v': []}   # names of passing cases

    def applies(self, direction):
        return direction in self.where

    def claim(self, direction):
        if not self.applies(direction):
            return ''
        return (self.h if direction == 'h' else self.v) if self.shown[direction] else '**not claimed**'


def read(here):
    """[(document, address, [(section, [Clause])])]"""
    documents = []
    with open(os.path.join(here, 'clauses.txt'), encoding='utf-8') as f:
        for row in f:
            row = row.rstrip('\n')
            if row.startswith('== '):
                documents.append((*row[3:].split(' ', 1), []))
            elif row.startswith('-- '):
                documents[-1][2].append((row[3:], []))
            elif row and not row.startswith('#'):
                documents[-1][2][-1][1].append(Clause(documents[-1][0], row))
    return documents


def names(clause):
    """`trim-start hv, trim-end h`"""
    order = list(dict.fromkeys(clause.shown['h'] + clause.shown['v']))
    return ', '.join('%s %s' % (n, ''.join(d for d in 'hv' if n in clause.shown[d])) for n in order)


def share(clauses, direction):
    there = [c for c in clauses if c.applies(direction)]
    shown = sum(bool(c.shown[direction]) for c in there)
    return '%d of %d, %d %%' % (shown, len(there), 100 * shown // len(there))


def render(documents, measured):
    out = [HEAD, '%d measurements in PDFs, each of a case in one direction.\n\n' % measured,
           '| document | horizontal | vertical |\n|---|---|---|\n']
    for name, address, sections in documents:
        every = [c for _, clauses in sections for c in clauses]
        out.append('| [%s](%s) | %s | %s |\n' % (name, address, share(every, 'h'), share(every, 'v')))
    out.append('\nShares are of the clauses that apply to a direction and that a passing case shows.\n')
    for name, address, sections in documents:
        out.append('\n## %s\n' % name)
        for section, clauses in sections:
            out.append('\n### %s\n\n| clause | horizontal | vertical | shown by | otherwise, and why |\n|---|---|---|---|---|\n' % section)
            for c in clauses:
                shown = c.anchor.split('/')[-1].replace('_', '\\_')   # only CLREQ's are its own anchors
                link = shown if '/' in c.anchor else '[%s](%s#%s)' % (shown, address, c.anchor)
                h = c.claim('h') if c.where != '-' else 'does not apply'
                v = 'as horizontal' if c.claim('v') == c.claim('h') and c.claim('h') and c.shown['v'] else c.claim('v')
                out.append('| %s<br>%s | %s | %s | %s | %s |\n' % (link, c.title, h, v, names(c), c.why))
    return ''.join(out)


def check(here, cases, results, write):
    documents = read(here)
    clauses = {c.anchor: c for _, _, sections in documents for _, held in sections for c in held}
    wrong = []
    for case, direction, faults in results:
        for anchor in case.clauses:
            if anchor not in clauses:
                wrong.append('%s: %s: clauses.txt has no %s' % (case.place, case.id, anchor))
            elif not clauses[anchor].applies(direction):
                wrong.append('%s: %s: %s does not apply to %s' % (case.place, case.id, anchor, direction))
            elif not faults:
                clauses[anchor].shown[direction].append(case.id)
    text = render(documents, sum(not f for _, _, f in results))
    path = os.path.join(here, '..', '..', 'docs', 'clreq.md')
    if write:
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
    elif not os.path.exists(path) or open(path, encoding='utf-8').read() != text:
        wrong.append('docs/clreq.md is not what the cases say: tests/clreq/run --write')
    return sorted(set(wrong))
