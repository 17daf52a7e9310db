#!/usr/bin/python3
"""Judges a repeated sync: settled.py again|full SECONDS [--lang ja|en] < what `sync --json` printed. One line; exit code 0 if it is as it should be.

again: nothing is new, changed or quarantined, in under 2 seconds. full: every row is read and unchanged. Both: every stream reconciles.
"""
import argparse, json, sys

SAY = {"ja": "読込 {read:,} = 新規 {new:,} + 変更 {changed:,} + 変更なし {unchanged:,} + 保留 {quarantined:,}   {seconds:.1f} 秒   {verdict}",
       "en": "read {read:,} = new {new:,} + changed {changed:,} + unchanged {unchanged:,} + quarantined {quarantined:,}   {seconds:.1f} s   {verdict}"}
VERDICT = {"ja": ("✗ 期待と違います", "✓"), "en": ("✗ not as expected", "✓")}
COUNTS = ("new", "changed", "unchanged", "quarantined")

args = argparse.ArgumentParser(description=__doc__)
args.add_argument("kind", choices=("again", "full"))
args.add_argument("seconds", type=float)
args.add_argument("--lang", choices=SAY, default="ja")
a = args.parse_args()
streams = json.load(sys.stdin)["streams"]
total = {name: sum(s[name] for s in streams) for name in ("read", *COUNTS)}
good = bool(streams) and all(s["read"] == sum(s[name] for name in COUNTS) for s in streams)
good &= total["new"] == total["changed"] == total["quarantined"] == 0
good &= a.seconds < 2 if a.kind == "again" else total["unchanged"] > 0
print("  " + SAY[a.lang].format(**total, seconds=a.seconds, verdict=VERDICT[a.lang][good]))
sys.exit(not good)
