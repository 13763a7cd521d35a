"""Builds page loads and counts what came out: white, lines over and short, the gap, sizes against rank, lint."""
import json, os, re, subprocess, sys, tempfile, time

import loads

LINT = {"through-gutter", "edge-to-edge-break", "tombstone", "headline-at-foot", "headline-short", "picture-looks-off", "adjoining-boxes", "leg-split",
        "ink-overlap"}


def run(duikai, *words):
    return subprocess.run([duikai, *words], capture_output=True, text=True)


GRIDS = {"front": (8, 13, 123), "inside": (8, 13, 123), "tabloid": (6, 11, 87), "vertical": (10, 15, 80)}  # columns, characters, lines


def on_grid(page, kind):
    """Frames as (first column, end, first line, end) of the page's grid: columns are tiers and lines go from the right where it is vertical."""
    body, pitch = page["grid"]["body"], page["grid"]["pitch"]
    step = (GRIDS[kind][1] + 1) * body
    frames = [f for f in page["frames"] if kind != "vertical" or f["name"] != "folio"]  # that one stands off the grid
    if kind == "vertical":
        top, right = min(f["y"] for f in frames), max(f["x"] + f["w"] for f in frames)
        boxes = [(f["y"] - top, f["h"], right - f["x"] - f["w"], f["w"]) for f in frames]
    else:
        left, top = min(f["x"] for f in frames), page["grid"]["baseline"] - 0.88 * body
        boxes = [(f["x"] - left, f["w"], f["y"] - top, f["h"]) for f in frames]
    return [(round(a / step), round((a + w + body) / step), round(d / pitch), round((d + h) / pitch)) for a, w, d, h in boxes]


def white_of(page, kind):
    """Share of the type area that no frame covers, nor the gap under one, nor a line of its legs."""
    columns, _, lines = GRIDS[kind]
    free = {(c, d) for c in range(columns) for d in range(lines)}
    for c0, c1, d0, d1 in on_grid(page, kind): free -= {(c, d) for c in range(c0, c1) for d in range(d0 - 2, d1 + 3)}
    under = sum(f.get("lines_under", 0) for f in page["frames"])
    return (len(free) + under) / (columns * lines), under


def measure(duikai, folder, k):
    got = loads.make(folder, k)
    start = time.monotonic()
    made = run(duikai, "build", folder, "-o", os.path.join(folder, "out.pdf"), "--report", os.path.join(folder, "report.json"))
    got["seconds"] = time.monotonic() - start
    if made.returncode == 2: raise SystemExit(f"load {k}: {made.stderr}")
    report = json.load(open(os.path.join(folder, "report.json")))
    pages = json.loads(run(duikai, "dump", folder, "--after=flow").stdout)
    got["pages"] = len(pages)
    got["white"], got["under"] = white_of(pages[0], got["kind"])
    got["over"] = sum(f.get("lines_over", 0) for p in pages for f in p["frames"])
    why = report["makeup"][0]["why"]
    got["waived"] = sorted({w for n, w in re.findall(r"(\d+) (breaks|gutters) run", why)}) if got["stories"] >= 5 else []
    got["gap"] = int(re.search(r"gap (\d+)", why).group(1)) if "gap" in why else -1
    comments = {i for i, name in enumerate(sorted(os.listdir(os.path.join(folder, "stories"))), 1)
                if "\nauthor:" in open(os.path.join(folder, "stories", name)).read()}
    sizes = [(int(i), int(pt)) for i, pt in re.findall(r"story-(\d+): .*?headline (\d+) pt", why)]
    news = [pt for i, pt in sizes if i not in comments]
    got["rising"] = sum(b > a for a, b in zip(news, news[1:]))
    stories = [f for f in report.get("fit", []) if f.get("headline_lines")]
    got["fill"] = [f["headline_fill_pm"] for f in stories]
    got["air"] = [int(n) for n in re.findall(r"(\d+) lines? of air", why)]
    got["lint"] = sorted({f["code"] for f in report["findings"] if f["code"] in LINT})
    return got


def main():
    duikai, wanted = sys.argv[1], [int(w) for w in sys.argv[2:]] or range(66)
    keep = os.environ.get("LOADS")
    for k in wanted:
        with tempfile.TemporaryDirectory() as tmp:
            folder = os.path.join(keep or tmp, str(k))
            got = measure(duikai, folder, k)
            print(json.dumps(got, ensure_ascii=False), flush=True)


if __name__ == "__main__": main()
