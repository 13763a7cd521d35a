"""Reads what measure.py counted, a load a line, and says which pages a desk would send back."""
import json, sys

WHITE_MOST = 0.01
WAIVED_MOST = 0.03   # of the loads: those on which something runs through for want of a page that interlocks
SHORT_MOST = 0.02    # lines that last legs are short by, a load, on average
FULL_MOST = 0.08     # of the headlines: those that fill more than 94 % of their width and touch the gutters
AIRY_MOST = 0.02     # those with three lines of air and more about them
passed = failed = 0
loads = waived = short = headlines = full = airy = 0
for line in sys.stdin:
    got = json.loads(line)
    if "check" in got:
        passed += got["ok"]
        failed += not got["ok"]
        if not got["ok"]: print(f"makeup: {got['check']}: it does not")
        continue
    headlines, full, airy = headlines + len(got["fill"]), full + sum(f > 940 for f in got["fill"]), airy + sum(n > 2 for n in got["air"])
    faults = []
    loads, waived, short = loads + 1, waived + bool(got["waived"]), short + got["under"]
    if got["white"] >= WHITE_MOST: faults.append(f"white is {got['white']:.1%} of the type area")
    if got["over"]: faults.append(f"{got['over']} lines over")
    if got["pages"] != 1: faults.append(f"{got['pages']} pages")
    if got["rising"]: faults.append("a headline is larger than one of higher rank")
    if got["gap"] < 0: faults.append("no score is told")
    if got["lint"]: faults.append(", ".join(got["lint"]))
    passed += not faults
    failed += bool(faults)
    if faults: print(f"makeup: load {got['load']} ({got['kind']}, {got['stories']} stories): {'; '.join(faults)}")
for what, share, most in ((f"{waived} of {loads} loads waive a cut that runs through", waived / loads, WAIVED_MOST),
                          (f"last legs of {loads} loads are {short} lines short", short / loads, SHORT_MOST),
                          (f"{full} of {headlines} headlines fill more than 94 % of their width", full / headlines, FULL_MOST),
                          (f"{airy} of {headlines} headlines have three lines of air", airy / headlines, AIRY_MOST)):
    passed += share <= most
    failed += share > most
    if share > most: print(f"makeup: {what}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
