"""Reads what measure.py counted, a load a line, and says which pages a desk would send back."""
import json, sys

WHITE_MOST = 0.01
WAIVED_MOST = 0.03   # of the loads: those on which something runs through for want of a page that interlocks
SHORT_MOST = 0.05    # lines that last legs are short by, a load, on average
passed = failed = 0
loads = waived = short = 0
for line in sys.stdin:
    got = json.loads(line)
    if "check" in got:
        passed += got["ok"]
        failed += not got["ok"]
        if not got["ok"]: print(f"makeup: {got['check']}: it does not")
        continue
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
                          (f"last legs of {loads} loads are {short} lines short", short / loads, SHORT_MOST)):
    passed += share <= most
    failed += share > most
    if share > most: print(f"makeup: {what}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
