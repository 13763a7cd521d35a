"""Editions without layouts: stories dealt to pages by section and rank, locks, choices, advertisements, what is missing. A check a line for judge.py."""
import json, os, re, subprocess, sys, tempfile, time

import loads

HEAD = "paper: {name: 岚川日报, cn: CN 00-0000, publisher: 岚川日报社}\ndate: 2026-10-24\nissue: 1\n"
duikai = sys.argv[1]


def run(*words): return subprocess.run([duikai, *words], capture_output=True, text=True)


def check(name, ok): print(json.dumps({"check": name, "ok": bool(ok)}, ensure_ascii=False), flush=True)


def story(folder, name, characters, **front):
    text = "".join(f"{name}第{i}句，讲的是一件不大不小的事情，前后说了二十来个字。" for i in range(1 + characters // 30))
    with open(os.path.join(folder, name + ".md"), "w") as f:
        f.write("---\n" + "".join(f"{k}: {v}\n" for k, v in {"headline": name, **front}.items()) + "---\n" + text[:characters] + "。\n")
    return name + ".md"


def edition(folder, body):
    with open(os.path.join(folder, "edition.yaml"), "w") as f: f.write(HEAD + body)


def pages(folder):
    """Page of each story, and its frame."""
    where = {}
    for page in json.loads(run("dump", folder, "--after=flow").stdout):
        for item in page["items"]:
            if item.get("role") == "headline": where[item["text"]] = page["page"]
    return where


def sections(folder):
    names = [story(folder, n, c, **f) for n, c, f in [
        ("甲闻", 1500, {"priority": 1}), ("乙闻", 1200, {"priority": 2}), ("丙县", 1400, {"section": "县区", "priority": 1}),
        ("丁县", 900, {"section": "县区"}), ("戊艺", 1000, {"section": "文艺"})]]
    edition(folder, "layout: auto\nstories: [" + ", ".join(names) + "]\npages:\n  - {name: 要闻}\n  - {name: 县区}\n")
    got = pages(folder)
    check("stories of a section go to its page", got.get("丙县") == 2 and got.get("丁县") == 2)
    check("the highest rank leads the first page", got.get("甲闻") == 1)
    check("a section that no page has goes where there is room", got.get("戊艺") in (1, 2))
    edition(folder, "stories: [" + ", ".join(names) + "]\n")
    check("an edition of stories alone gets its pages", len(pages(folder)) == 5)


def locks(folder):
    names = [story(folder, f"第{k}篇", 700 + 40 * k, priority=k) for k in range(1, 9)]
    body = "pages:\n  - name: 要闻\n    layout: auto\n    base: auto/page\n    stories: [" + ", ".join(names) + "]\n"
    edition(folder, body)
    first = run("explain", folder, "page-1").stdout
    check("the same input gives the same page", first == run("explain", folder, "page-1").stdout)
    offered = first.count("another page") + 1
    edition(folder, body + "    choice: 2\n")
    second = run("explain", folder, "page-1").stdout
    at = lambda text: re.findall(r"story-\d+: (columns [\d-]+, lines [\d-]+)", text)
    check("another page can be chosen", offered > 1 and at(first) != at(second) and len(at(second)) == 8)
    shapes, scores = set(), [re.search(r"score (\d+)", first).group(1)] + re.findall(r"another page, choice \d+, score (\d+)", first)
    for choice in range(1, offered + 1):
        edition(folder, body + f"    choice: {choice}\n")
        said = run("explain", folder, "page-1").stdout
        shapes.add(tuple(re.findall(r"story-\d+: (columns [\d-]+)", said)))
        check(f"choice {choice} is the page that was offered", re.search(r"score (\d+)", said).group(1) == scores[choice - 1])
    check("each choice is another page", len(shapes) == offered)
    edition(folder, body + "    keep: {第5篇.md: {cols: 1-3, lines: 4-40}}\n")
    frames = json.loads(run("dump", folder, "--after=flow").stdout)[0]["frames"]
    kept = [f for f in frames if f["name"] == "kept-1"]
    check("a kept story keeps its place", len(kept) == 1 and abs(kept[0]["w"] - 41 * 9) < 0.01 and kept[0]["lines_over"] == 0)
    for place in ("{cols: 1-30, lines: 1-900}", "{cols: 1-3, lines: 1-20}"): # off the grid; on the folio line
        edition(folder, body + "    keep: {第5篇.md: " + place + "}\n")
        made = run("build", folder, "-o", os.path.join(folder, "x.pdf"))
        said = run("verify", os.path.join(folder, "x.pdf"), folder).stdout
        check(f"a place that cannot be kept, {place}, is told and loses nothing", "[slot-o" in made.stderr and "0 differences" in said)
    others = [f for f in frames if f["name"].startswith("story-")]
    check("the others stand around it", len(others) == 7 and not any(
        f["x"] < kept[0]["x"] + kept[0]["w"] and kept[0]["x"] < f["x"] + f["w"] and f["y"] < kept[0]["y"] + kept[0]["h"] and kept[0]["y"] < f["y"] + f["h"] for f in others))


def ads(folder):
    names = [story(folder, f"第{k}篇", 500, priority=k) for k in range(1, 6)]
    for size, share in (("strip", 1.0), ("quarter", 0.5), ("half", 1.0)):
        edition(folder, "pages:\n  - name: 要闻\n    layout: auto\n    base: auto/page\n    stories: [" + ", ".join(names) + f"]\n    ads: {{foot: {{state: booked, size: {size}}}}}\n")
        frames = json.loads(run("dump", folder, "--after=flow").stdout)[0]["frames"]
        ad = [f for f in frames if f["name"] == "foot"]
        stories = [f for f in frames if f["name"].startswith("story-")]
        check(f"an advertisement of size {size} has its place at the foot", len(ad) == 1 and abs(ad[0]["w"] / 999 - share) < 0.06
              and ad[0]["y"] + ad[0]["h"] >= max(f["y"] + f["h"] for f in stories) - 0.01)


def flat_ads(folder):
    """One that came flatter than its size leaves what it does not need to copy; what is made for it, or deeper, keeps its place."""
    names = [story(folder, f"第{k}篇", 500, priority=k) for k in range(1, 6)]
    edition(folder, "pages:\n  - name: 要闻\n    layout: auto\n    base: auto/page\n    stories: [" + ", ".join(names) + "]\n    ads: {foot: {client: 漪江银行, state: booked, size: strip}}\n")
    words = [i["text"] for i in json.loads(run("dump", folder, "--after=flow").stdout)[0]["items"] if i.get("role") == "ad" and i.get("text")]
    check("an awaited advertisement says whose it is and how large", words[:1] == ["漪江银行"] and re.fullmatch(r"广告待到　352 × \d+ mm", words[1]))
    for base, lang in (("auto/page", ""), ("auto/page-vertical", "lang: zh-Hant\n")):
        depths = []
        for high in (0, 700, 300, 3000):
            if high: loads.picture(os.path.join(folder, "ad.png"), 2400, high)
            ad = "{file: ad.png, state: arrived, alt: x, size: double-strip}" if high else "{state: booked, size: double-strip}"
            edition(folder, f"{lang}pages:\n  - name: 要闻\n    layout: auto\n    base: {base}\n    stories: [{', '.join(names)}]\n    ads: {{foot: {ad}}}\n")
            [frame] = [f for f in json.loads(run("dump", folder, "--after=flow").stdout)[0]["frames"] if f["name"] == "foot"]
            depths.append((frame["h"], frame["w"] * high / 2400))
            told = "is flatter than its size" in run("check", folder).stderr
            check(f"{base}: an advertisement of 2400 by {high} is told to be flat when it is", told == (high in (700, 300)))
        own = depths[0][0]
        check(f"{base}: an advertisement takes of its size what its shape asks for",
              depths[3][0] == own > depths[1][0] >= depths[2][0] and all(d >= need for d, need in depths[1:3]))


def vertical_pictures(folder):
    """On a vertical page a picture keeps its own shape as it is seen, and stands at the head of its story: no text between headline and picture."""
    loads.picture(os.path.join(folder, "p.png"), 1800, 1200)
    names = [story(folder, f"第{k}篇", 900, priority=k, pictures="[{file: p.png, alt: 图}]") for k in range(1, 9)]
    edition(folder, f"lang: zh-Hant\npages:\n  - name: 要闻\n    layout: auto\n    base: auto/page-vertical\n    stories: [{', '.join(names)}]\n")
    made = json.loads(run("dump", folder, "--after=flow").stdout)
    shapes = [i["w"] / i["h"] for p in made for i in p["items"] if i["kind"] == "picture"]
    check("vertical: pictures keep their shape", len(shapes) == 8 and all(1.1 < s < 1.8 for s in shapes))
    check("vertical: no picture parts the text", "[leg-split]" not in run("check", folder).stderr)


def sheets(folder):
    """Automatic pages are of the paper's own sheet: that of its designed pages, else of the base that another page names; added pages too."""
    names = [story(folder, f"第{k}篇", 1500, priority=k) for k in range(1, 10)]
    tabloid, broadsheet = 390, 550  # millimetres deep
    for what, body, want in (("a tabloid's designed front", "pages:\n  - {name: 要闻, layout: tabloid/front}\n  - {name: 综合}\n", tabloid),
                             ("an automatic tabloid front", "pages:\n  - {name: 要闻, base: auto/tabloid-front}\n  - {name: 综合}\n", tabloid),
                             ("one tabloid page", "pages:\n  - {name: 综合, base: auto/tabloid}\n", tabloid),
                             ("nothing said", "pages:\n  - {name: 要闻}\n  - {name: 综合}\n", broadsheet),
                             ("a broadsheet's designed front", "pages:\n  - {name: 要闻, layout: broadsheet/front}\n  - {name: 综合}\n", broadsheet)):
        edition(folder, "layout: auto\nstories: [" + ", ".join(names) + "]\n" + body)
        run("build", folder, "-o", os.path.join(folder, "x.pdf"))
        said = subprocess.run(["pdfinfo", "-box", "-l", "9", os.path.join(folder, "x.pdf")], capture_output=True, text=True).stdout
        high = [round((float(top) - float(foot)) * 25.4 / 72) for foot, top in re.findall(r"TrimBox: +\S+ +(\S+) +\S+ +(\S+)", said)]
        check(f"{what}: all pages are of its sheet", len(high) > 1 and set(high) == {want})
    edition(folder, "lang: zh-Hant\nlayout: auto\nstories: [" + ", ".join(names) + "]\npages:\n  - {name: 要闻, base: auto/front-vertical}\n  - {name: 综合}\n")
    check("a vertical front: the pages after it are vertical", "in 10 columns and" in run("explain", folder, "page-2").stdout)


def short(folder):
    name = story(folder, "短稿", 300)
    edition(folder, f"pages:\n  - {{name: 要闻, layout: auto, stories: [{name}]}}\n")
    said = run("check", folder).stderr
    got = re.search(r"欠 (\d+) 字, or a filler of (\d+) lines over 8 columns", said)
    check("a page that is not filled says what is missing", got and int(got.group(1)) > 3000 and "[page-short]" in said)


def fillers(folder):
    stock = [story(folder, f"补白{k}", 40 + 13 * k) for k in range(1, 13)]
    name = story(folder, "短稿", 300)
    for base in ("auto/page", "auto/page-vertical"):
        body = f"pages:\n  - {{name: 要闻, layout: auto, base: {base}, stories: [{name}]}}\n"
        edition(folder, body)
        before = json.loads(run("check", folder, "--report", "-").stdout or "{}")
        bare = re.search(r"欠 (\d+) 字", run("check", folder).stderr)
        edition(folder, f"fillers: [{', '.join(stock)}, {{file: none.png, lines: 9}}, 补白1.md]\n" + body)
        made = run("build", folder, "-o", os.path.join(folder, "x.pdf"), "--report", os.path.join(folder, "x.json"))
        report = json.load(open(os.path.join(folder, "x.json")))
        left = re.search(r"欠 (\d+) 字", made.stderr)
        used = [os.path.basename(f["file"]) for f in report["fillers"]]
        check(f"{base}: fillers take what copy leaves", bare and left and int(left.group(1)) < int(bare.group(1)) and len(used) > 8)
        check(f"{base}: nothing is over, and what stands on the page reads back", "超" not in made.stdout and "0 differences" in run("verify", os.path.join(folder, "x.pdf"), folder).stdout)
        frames = json.loads(run("dump", folder, "--after=flow").stdout)[0]["frames"]
        where = [f for f in frames if f["name"].startswith("filler-") or f["name"].startswith("story-")]
        apart = lambda a, b: a["x"] + a["w"] <= b["x"] or b["x"] + b["w"] <= a["x"] or a["y"] + a["h"] <= b["y"] or b["y"] + b["h"] <= a["y"]
        check(f"{base}: no piece on another", all(apart(a, b) for i, a in enumerate(where) for b in where[:i]))


def filler_holes(folder):
    """Two pieces, of which only one subset fills the hole to the line."""
    os.makedirs(os.path.join(folder, "layouts"), exist_ok=True)
    with open(os.path.join(folder, "layouts", "page.yaml"), "w") as f:
        f.write("sheet: {size: 150mm x 130mm}\ngrid: {columns: 3, measure: 12em, lines: 28}\nslots:\n  a: {kind: story, cols: 1-1, filler: yes}\n"
                "  b: {kind: story, cols: 2-2, lines: 1-28, filler: yes}\n  c: {kind: ad, cols: 3-3, lines: 1-14}\n  d: {kind: filler, cols: 3-3, lines: 16-18}\n")
    stock = [story(folder, f"补白{k}", k * 30) for k in (2, 3, 4, 5, 6, 7)]
    short_one = story(folder, "短稿", 100)
    body = lambda state, more="": f"fillers: [{', '.join(stock)}]\npages:\n  - {{name: 要闻, layout: page, stories: {{b: {short_one}}}, ads: {{c: {{state: {state}}}}}{more}}}\n"
    edition(folder, body("cancelled"))
    made = run("build", folder, "-o", os.path.join(folder, "x.pdf"), "--report", os.path.join(folder, "x.json"), "--notes")
    slots = re.findall(r"'补白\d.md' fills (\d+) lines over (\d) column of page 1, slot '(\w)'", made.stderr)
    depth = lambda s: sum(int(d) + 1 for d, _, slot in slots if slot == s) - 1
    check("an empty story slot is filled to a line or two", 26 <= depth("a") <= 28)
    check("a cancelled advertisement's place goes to fillers", 8 <= depth("c") <= 14)
    check("so does the foot under a short story", depth("b") > 5)
    check("each stands once", len(slots) == len(set(re.findall(r"'(补白\d).md' fills", made.stderr))) and len(slots) >= 4)
    check("a hole too small for any is told", "[filler-missing]" not in made.stderr or "slot 'd'" in made.stderr)
    edition(folder, body("booked"))
    check("a booked advertisement keeps its place", "slot 'c'" not in run("build", folder, "-o", os.path.join(folder, "y.pdf"), "--notes").stderr)
    edition(folder, body("cancelled").replace("fillers: [", "fillers: [{flie: x.md}, 7, "))
    said = run("check", folder).stderr
    check("a slip in the stock names the nearest word", "the nearest name is 'file'" in said)


def whole(folder):
    """What verify finds different in the file, and the findings. The build's report is left beside the file: to make the pages again for
    every question takes seconds."""
    made = run("build", folder, "-o", os.path.join(folder, "x.pdf"), "--report", os.path.join(folder, "x.json"))
    return run("verify", os.path.join(folder, "x.pdf"), folder).stdout, made.stderr


def reported(folder):
    with open(os.path.join(folder, "x.json")) as f: return json.load(f)


def places(folder, name):
    """Pages on which a story has lines."""
    return sorted({f["page"] for f in reported(folder)["fit"] if f["story"].endswith(name) and f["lines_used"]})


def jumps(folder):
    rest = [story(folder, f"第{k}篇", 260 + 61 * k, priority=2, headline=f"第{k}处旧渡口今起修缮") for k in range(1, 15)]
    def lead(length, **front):
        name = story(folder, "长稿", length, priority=1, headline="一条江的十年整治", **front)
        edition(folder, "layout: auto\nstories: [" + ", ".join([name] + rest) + "]\npages: [{name: 要闻}, {name: 综合}]\n")
        said, findings = whole(folder)
        check(f"a lead of {length} characters {front or ''} is lost nowhere", "0 differences" in said and "[overset]" not in findings)
        return findings, reported(folder)["makeup"][0]["why"]
    _, why = lead(6000)
    check("a front's long lead begins there and goes on inside, and explain says why",
          places(folder, "长稿.md") == [1, 2] and re.search(r"'一条江的十年整治' is parted: \d+ of its \d+ characters stand here, the rest on page 2", why))
    _, why = lead(5200, jump="none")
    check("one that may not jump stays whole", places(folder, "长稿.md") == [1] and "parted" not in why)
    _, why = lead(1500)
    check("explain says what the report says", why.strip() and why.strip() in run("explain", folder, "page-1").stdout)
    check("a lead that takes less than two fifths of the page is not asked", places(folder, "长稿.md") == [1] and "整治' " not in why.split("score")[-1])
    lead(1500, jump=2)
    check("the page that the copy names is kept", places(folder, "长稿.md") == [1, 2])
    check("a page that is not later is told", "[jump-backwards]" in lead(1500, jump=1)[0])
    check("a page that is not there is told", "[jump-nowhere]" in lead(1500, jump=9)[0])


def designed(folder):
    os.makedirs(os.path.join(folder, "layouts"))
    with open(os.path.join(folder, "layouts", "front.yaml"), "w") as f:
        f.write("sheet: {size: 390mm x 550mm}\ngrid: {columns: 8, measure: 13em, gutter: 1em, body: 9pt, pitch: 11.25pt, lines: 123}\n"
                "slots:\n  lead: {kind: story, cols: 1-8, lines: 1-60}\n  second: {kind: story, cols: 1-8, lines: 63-123}\n")
    names = [story(folder, "长稿", 6500, jump="auto"), story(folder, "次稿", 3200)]
    rest = [story(folder, f"第{k}篇", 300 + 61 * k, priority=2) for k in range(1, 8)]
    edition(folder, f"pages:\n  - {{name: 要闻, layout: front, stories: [{', '.join(names)}]}}\n  - {{name: 综合, layout: auto, stories: [{', '.join(rest)}]}}\n")
    said, findings = whole(folder)
    check("what has no room on a designed page goes on on an automatic one", places(folder, "长稿.md") == [1, 2] and "0 differences" in said
          and "[overset]" not in findings and "[jump-" not in findings)


def shares(folder):
    names = [story(folder, f"第{k}篇", 400 + 100 * (k % 9)) for k in range(1, 24)]
    edition(folder, "layout: auto\nstories: [" + ", ".join(names) + "]\npages: [{name: 要闻}, {name: 综合}]\n")
    said, findings = whole(folder)
    got = [f["page"] for f in reported(folder)["fit"]]
    check("copy for less than its pages is spread: the last is no hole", "0 differences" in said and abs(got.count(1) - got.count(2)) < 8)
    names = [story(folder, f"县{k}", 900, section="县区") for k in range(1, 22)] + [story(folder, "要", 900, priority=1)]
    edition(folder, "layout: auto\nstories: [" + ", ".join(names) + "]\npages: [{name: 县区}, {name: 综合}]\n")
    check("what a section's page cannot hold goes on to others", "0 differences" in whole(folder)[0] and len({f["story"] for f in reported(folder)["fit"]}) == 22)


def brief(folder, name, characters, **front): return story(folder, "讯" + name, characters, **front)


def briefs(folder):
    """Short pieces under one head: in order of rank, none lost; by name, or not at all."""
    news = [story(folder, f"第{k}篇", 1900 - 220 * k, priority=k) for k in range(1, 7)]
    some = [brief(folder, f"{k:03}", 40 + 9 * (k % 6)) for k in range(1, 13)] + [brief(folder, "先", 60, priority=4)]
    own = brief(folder, "独", 60, priority=3)
    for base in ("auto/page", "auto/page-vertical"):
        body = f"pages:\n  - {{name: 要闻, layout: auto, base: {base}, stories: [{', '.join(news + some + [own])}]}}\n"
        edition(folder, body)
        said, findings = whole(folder)
        page = json.loads(run("dump", folder, "--after=flow").stdout)[0]
        frames = [f for f in page["frames"] if f["name"] == "briefs"]
        heads = [i["text"] for i in page["items"] if i.get("role") == "headline" and i["text"].startswith("■")]
        check(f"{base}: thirteen short pieces stand in one frame", len(frames) == 1 and len(heads) == 13 and frames[0]["lines_over"] == 0)
        check(f"{base}: in order of rank", heads == ["■讯先"] + [f"■讯{k:03}" for k in range(1, 13)])
        check(f"{base}: under their head", any(i["text"] == "简讯" for i in page["items"] if i.get("role") == "text"))
        check(f"{base}: a short piece of high rank is a story of its own", any(f["name"].startswith("story-") for f in page["frames"]) and "■讯独" not in heads)
        check(f"{base}: nothing is lost", "0 differences" in said and "[overset]" not in findings)
    edition(folder, "briefs: 一句话新闻\n" + body)
    check("their head is the edition's to name", "一句话新闻" in run("dump", folder, "--after=flow").stdout)
    edition(folder, "briefs: none\n" + body)
    check("none: they are stories", '"briefs"' not in run("dump", folder, "--after=flow").stdout)
    edition(folder, body.replace(", ".join(some), ", ".join(some[:3])))
    check("three are stories", '"briefs"' not in run("dump", folder, "--after=flow").stdout)


def many_briefs(folder):
    """As many as fill pages: each page as full as it can be, the rest on the next."""
    names = [brief(folder, f"{k:03}", 12 + k % 15) for k in range(1, 201)]
    edition(folder, "layout: auto\nstories: [" + ", ".join(names) + "]\npages: [{name: 简讯, base: auto/page}]\n")
    start = time.monotonic()
    said, findings = whole(folder)
    taken = time.monotonic() - start
    made = json.loads(run("dump", folder, "--after=flow").stdout)
    heads = [i["text"] for p in made for i in p["items"] if i.get("role") == "headline"]
    check("two hundred of a line or two take little time", taken < float(os.environ.get("DUIKAI_SECONDS", 20)))
    check("they fill their first page and are whole", len(made) <= 2 and made[0]["frames"][-1]["lines_under"] <= 8 and "0 differences" in said and "[overset]" not in findings)
    check("in their order", [h for h in heads if h.startswith("■")] == [f"■讯{k:03}" for k in range(1, 201)])


def ends(folder):
    """Trials that end in different lines of the page: the fuller one stands. The shorter ones scored less."""
    for counts, short in (((79, 52, 89, 71), 208),):
        names = []
        for k, sentences in enumerate(counts):
            names.append(f"篇{k}.md")
            text = "".join(f"篇{k}第{i}句，讲的是一件不大不小的事情，前后说了二十来个字。" + ("\n\n" if i % 4 == 3 else "") for i in range(sentences))
            with open(os.path.join(folder, names[-1]), "w") as f: f.write(f"---\nheadline: 篇{k}的题目\npriority: {k + 1}\n---\n{text}\n")
        edition(folder, f"pages:\n  - {{name: 要闻, layout: auto, base: auto/page, stories: [{', '.join(names)}]}}\n")
        left = re.search(r"欠 (\d+) 字, or", run("check", folder).stderr)
        check(f"a page of {len(names)} does not end short where a trial showed a fuller one", not left or int(left.group(1)) < short)


for test in (sections, locks, ads, flat_ads, vertical_pictures, sheets, short, fillers, filler_holes, jumps, designed, shares, briefs, many_briefs, ends):
    with tempfile.TemporaryDirectory() as tmp: test(tmp)
