"""Page loads past all sense: each ends in time, with a status that says it was made. A check a line for judge.py."""
import json, os, subprocess, sys, tempfile

HEAD = "paper: {name: 岚川日报, cn: CN 00-0000, publisher: 岚川日报社}\ndate: 2026-10-24\nissue: 1\n"
SECONDS = 60  # most take less than one, under sanitizers on a busy machine twenty
duikai = sys.argv[1]
bank = os.path.abspath("../../samples/daily/images/ad-bank.png")


def story(folder, name, characters, headline=None, **front):
    text = "".join(f"第{i}句，讲的是一件不大不小的事情，前后说了二十来个字。" + ("\n\n" if i % 7 == 6 else "") for i in range(characters // 27 + 2))
    with open(os.path.join(folder, name + ".md"), "w") as f:
        f.write("---\n" + "".join(f"{k}: {v}\n" for k, v in {"headline": headline or name, **front}.items()) + "---\n" + text[:characters] + "\n")
    return name + ".md"


def page(folder, names, more=""):
    with open(os.path.join(folder, "edition.yaml"), "w") as f:
        f.write(HEAD + "pages:\n  - name: 要闻\n    layout: auto\n    base: auto/page\n    stories: [" + ", ".join(names) + "]\n" + more)


def ad(place): return f"{{file: {bank}, state: arrived, alt: x, {place}}}"


def no_story(d): page(d, [])
def one_character(d): page(d, [story(d, "a", 1)])
def no_text(d): page(d, [story(d, "a", 0)])
def long_story(d): page(d, [story(d, "a", 60000)])
def long_story_that_jumps(d): page(d, [story(d, "a", 60000, jump="auto")])


def four_long_stories_that_jump(d):
    names = ", ".join(story(d, f"s{i}", 60000, jump="auto") for i in range(4))
    with open(os.path.join(d, "edition.yaml"), "w") as f: f.write(HEAD + f"layout: auto\nstories: [{names}]\npages: [{{name: 要闻}}, {{name: 综合}}]\n")


def one_long_paragraph(d):
    name = story(d, "a", 60000, jump="auto")
    with open(os.path.join(d, name)) as f: head, text = f.read().rsplit("---\n", 1)
    with open(os.path.join(d, name), "w") as f: f.write(head + "---\n" + text.replace("\n", "") + "\n")
    page(d, [name])


# without a break, and with marks that have to be put in order: minutes, where time grows with the square of their number
def of_one(d, unit, n): open(os.path.join(d, "a.md"), "w").write("# 一\n\n甲" + unit * n + "\n"); page(d, ["a.md"])
def one_word_of_600000_letters(d): of_one(d, "abcdefghij", 60000)
def a_letter_with_200000_accents(d): of_one(d, "\u0301", 200000)


def headline_of_300(d): page(d, [story(d, "a", 2000, "长" * 300), story(d, "b", 1500, "x" * 300)])
def sixteen_that_no_straight_cut_takes(d): page(d, [story(d, f"s{i}", 500 + 20 * i) for i in range(16)])
def an_ad_over_all(d): page(d, [story(d, "a", 2000), story(d, "b", 800)], "    ads: {all: " + ad("size: full") + "}\n")


def ninety_six_ads(d):
    page(d, [story(d, "a", 2000)], "    ads:\n" + "".join(f"      a{c}-{k}: {ad(f'cols: {c}-{c}, lines: {k * 10 + 1}-{k * 10 + 10}')}\n" for c in range(1, 9) for k in range(12)))


def locks_over_ads_and_locks(d):
    page(d, [story(d, f"s{i}", 800) for i in range(5)], "    ads: {foot: " + ad("cols: 1-8, lines: 60-123") + "}\n"
         "    keep: {s0.md: {cols: 1-5, lines: 17-100}, s1.md: {cols: 4-8, lines: 50-123}, s2.md: {cols: 8-1, lines: 900-1}, s3.md: {cols: 99-100, lines: 0-0}}\n")


for load in (no_story, one_character, no_text, long_story, long_story_that_jumps, four_long_stories_that_jump, one_long_paragraph,
             one_word_of_600000_letters, a_letter_with_200000_accents, headline_of_300, sixteen_that_no_straight_cut_takes, an_ad_over_all, ninety_six_ads, locks_over_ads_and_locks):
    with tempfile.TemporaryDirectory() as folder:
        load(folder)
        try: status = subprocess.run([duikai, "build", folder, "-o", os.path.join(folder, "out.pdf")], capture_output=True, timeout=SECONDS).returncode
        except subprocess.TimeoutExpired: status = -1
        made = status in (0, 1) and os.path.exists(os.path.join(folder, "out.pdf"))
        print(json.dumps({"check": f"a page of {load.__name__.replace('_', ' ')} is made within {SECONDS} seconds", "ok": made}, ensure_ascii=False), flush=True)
