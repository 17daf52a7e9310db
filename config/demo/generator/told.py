#!/usr/bin/python3
"""Tells how well the records were matched: told.py TRUTH.csv --sync SYNC.json [--lang ja|en] < PROFILES.tsv.

TRUTH.csv is what make.py wrote, SYNC.json what `sync --full --json` printed; a line of PROFILES.tsv is connection, stream, key, party, customer, kind and shown name, as the
demo takes them from identity.profile. Counted in pairs of records: precision is how many of the pairs joined are one person in
truth, recall how many of the pairs of one person were joined.
"""
import argparse, collections, csv, itertools, json, sys

SAY = {
    "ja": {
        "rows": "{rows:,} 行に {records:,} 回現れた人と会社は、{customers:,} の顧客になりました(本当は {people:,})。",
        "source": "  {name:<26} {records:>6,} 件 → 顧客 {customers:>6,}",
        "head": "答え合わせ(誰が誰かは、リストを作ったときの正解表にある)",
        "line": "  {kind}  正しい統合 {right:,} 組  間違った統合 {wrong:,} 組  見逃し {missed:,} 組   適合率 {precision:.2%}  再現率 {recall:.2%}",
        "wrong": "間違って 1 人にしたもの", "missed": "見逃したもの(同じ人が別の顧客のまま)", "none": "  なし",
        "person": "人  ", "organisation": "会社",
    },
    "en": {
        "rows": "{rows:,} rows speak {records:,} times of people and companies; they became {customers:,} customers (in truth {people:,}).",
        "source": "  {name:<26} {records:>6,} records → {customers:>6,} customers",
        "head": "Against the truth (the generator wrote down who is who)",
        "line": "  {kind}  joined rightly {right:,} pairs  wrongly {wrong:,}  missed {missed:,}   precision {precision:.2%}  recall {recall:.2%}",
        "wrong": "Joined although they are two", "missed": "Missed (one person in two customers)", "none": "  none",
        "person": "people   ", "organisation": "companies",
    },
}


def pairs(groups):
    return sum(len(g) * (len(g) - 1) // 2 for g in groups.values())


def grouped(records, *names):
    groups = collections.defaultdict(list)
    for r in records:
        groups[tuple(r[n] for n in names)].append(r)
    return groups


def examples(groups, apart, limit=3):
    """One pair per group whose two records differ in `apart`, spread over the groups."""
    for group in groups.values():
        for a, b in itertools.combinations(group, 2):
            if a[apart] != b[apart]:
                yield a, b
                limit -= 1
                break
        if not limit:
            return


def show(a, b):
    for r in (a, b):
        print(f"  #{r['customer']} {r['connection']}.{r['stream']}/{r['key']}  {r['name']}  {r['more']}")
    print()


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("truth")
    args.add_argument("--sync", required=True)
    args.add_argument("--lang", choices=SAY, default="ja")
    a = args.parse_args()
    say = SAY[a.lang]
    names = ("connection", "stream", "key", "party")
    with open(a.truth, encoding="utf-8", newline="") as file:
        truth = {tuple(r[n] for n in names): r["person"] for r in csv.DictReader(file)}
    columns = (*names, "customer", "kind", "name", "more")
    records = [dict(zip(columns, line.rstrip("\n").split("\t"))) for line in sys.stdin]
    unknown = [r for r in records if tuple(r[n] for n in names) not in truth]
    if unknown:
        sys.exit(f"not in {a.truth}: {unknown[0]}")
    for r in records:
        r["person"] = truth[tuple(r[n] for n in names)]

    with open(a.sync, encoding="utf-8") as file:
        rows = sum(s["read"] for s in json.load(file)["streams"])

    print(say["rows"].format(rows=rows, records=len(records), customers=len(grouped(records, "customer")), people=len(grouped(records, "person"))))
    for (connection, stream, party), group in sorted(grouped(records, "connection", "stream", "party").items()):
        print(say["source"].format(name=f"{connection}.{stream} {party}", records=len(group), customers=len(grouped(group, "customer"))))

    print("\n" + say["head"])
    for kind, group in sorted(grouped(records, "kind").items(), reverse=True):
        joined, same, right = (pairs(grouped(group, *by)) for by in (["customer"], ["person"], ["customer", "person"]))
        print(say["line"].format(kind=say[kind[0]], right=right, wrong=joined - right, missed=same - right,
                                 precision=right / joined if joined else 1, recall=right / same if same else 1))
    for title, by, apart in (("wrong", "customer", "person"), ("missed", "person", "customer")):
        print("\n" + say[title])
        found = list(examples(grouped(records, by), apart))
        for a_, b in found:
            show(a_, b)
        if not found:
            print(say["none"])


main()
