"""How well the records were matched, against the truth that make.py wrote down. Counted in pairs of records: precision is how many of the
pairs joined are one person in truth, recall how many of the pairs of one person were joined.
"""
import collections, csv, itertools

SAY = {
    "ja": {
        "rows": "{rows:,} 行に {records:,} 回現れた人と会社は、{customers:,} の顧客になりました(本当は {people:,})。",
        "source": "  {name:<28} {records:>6,} 件 → 顧客 {customers:>6,}",
        "head": "答え合わせ(誰が誰かは、リストを作ったときの正解表にある)",
        "line": "  {kind}  正しい統合 {right:,} 組  間違った統合 {wrong:,} 組  見逃し {missed:,} 組   適合率 {precision:.2%}  再現率 {recall:.2%}",
        "wrong": "間違って 1 人にしたもの", "missed": "見逃したもの(同じ人が別の顧客のまま)", "none": "  なし",
        "alone": "  → 名前のほかに決め手になる値がない", "waiting": "{missed:,} の人と会社が別の顧客に分かれたまま。うち {waiting:,} は名寄せ確認で人を待ち、{alone:,} は名前のほかに同じ値がない。",
        "review": "迷った組、同じ世帯らしい組は、まとめずに人の確認を待っています: {review:,} 組(musubi review list)",
        "person": "人  ", "organisation": "会社",
    },
    "en": {
        "rows": "{rows:,} rows speak {records:,} times of people and companies; they became {customers:,} customers (in truth {people:,}).",
        "source": "  {name:<28} {records:>6,} records → {customers:>6,} customers",
        "head": "Against the truth (the generator wrote down who is who)",
        "line": "  {kind}  joined rightly {right:,} pairs  wrongly {wrong:,}  missed {missed:,}   precision {precision:.2%}  recall {recall:.2%}",
        "wrong": "Joined although they are two", "missed": "Missed (one person in two customers)", "none": "  none",
        "alone": "  → nothing but the name could tell", "waiting": "{missed:,} people or companies stand in more than one customer: {waiting:,} of them wait for review, {alone:,} share no value but the name.",
        "review": "Doubtful pairs and likely households are not joined; they wait for a person: {review:,} (musubi review list)",
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


def split(groups, apart):
    """The groups whose records differ in `apart`, each as its pairs that do."""
    for group in groups.values():
        pairs_ = [(a, b) for a, b in itertools.combinations(group, 2) if a[apart] != b[apart]]
        if pairs_:
            yield pairs_


def show(a, b, why=None):
    for r in (a, b):
        print(f"  #{r['customer']} {r['connection']}.{r['stream']}/{r['key']}  {r['name']}  {r['more']}")
    if why:
        print(why)
    print()


def waiting_pair(pairs_, review):
    """The pair among them that a person should judge, else the first, and why it waits."""
    for a, b in pairs_:
        for key in (f"{a['id']}-{b['id']}", f"{b['id']}-{a['id']}"):
            if key in review:
                return a, b, review[key]
    return *pairs_[0], None


def tell_mistakes(records, review, say):
    wrong = list(split(grouped(records, "customer"), "person"))
    print("\n" + say["wrong"])
    for pairs_ in wrong[:3]:
        show(*pairs_[0])
    if not wrong:
        print(say["none"])
    missed = [waiting_pair(pairs_, review) for pairs_ in split(grouped(records, "person"), "customer")]
    waiting = [m for m in missed if m[2]]
    alone = [m for m in missed if not m[2] and not set(m[0]["more"].split()) & set(m[1]["more"].split())]
    print("\n" + say["missed"])
    for a, b, why in waiting[:2] + alone[:1]:
        show(a, b, "  → " + why if why else say["alone"])
    print(say["waiting"].format(missed=len(missed), waiting=len(waiting), alone=len(alone)) if missed else say["none"])


def person_of(truth, r):
    """Mails are named by their Message-ID and a hash, and their people are numbered: the truth knows neither."""
    key, party = (r["key"].split("#")[0], r["party"].split("#")[0]) if r["connection"] == "mail" else (r["key"], r["party"])
    if (r["connection"], r["stream"], key, party) not in truth:
        raise RuntimeError(f"not in truth.csv: {r}")
    return truth[r["connection"], r["stream"], key, party]


def tell(truth_file, rows, read, review, lang):
    """Prints it. `rows`: id, connection, stream, key, party, customer, kind, name, what else tells people apart. Returns how many pairs were wrongly joined."""
    say, names = SAY[lang], ("connection", "stream", "key", "party")
    with open(truth_file, encoding="utf-8", newline="") as file:
        truth = {tuple(r[n] for n in names): r["person"] for r in csv.DictReader(file)}
    records = [dict(zip(("id", *names, "customer", "kind", "name", "more"), row)) for row in rows]
    for r in records:
        r["person"] = person_of(truth, r)
    print(say["rows"].format(rows=read, records=len(records), customers=len(grouped(records, "customer")), people=len(grouped(records, "person"))))
    for (connection, stream, party), group in sorted(grouped([{**r, "party": r["party"].split("#")[0]} for r in records], "connection", "stream", "party").items()):
        print(say["source"].format(name=f"{connection}.{stream} {party}", records=len(group), customers=len(grouped(group, "customer"))))
    print("\n" + say["head"])
    wrong = 0
    for kind, group in sorted(grouped(records, "kind").items(), reverse=True):
        joined, same, right = (pairs(grouped(group, *by)) for by in (["customer"], ["person"], ["customer", "person"]))
        wrong += joined - right
        print(say["line"].format(kind=say[kind[0]], right=right, wrong=joined - right, missed=same - right,
                                 precision=right / joined if joined else 1, recall=right / same if same else 1))
    reasons = {pair["pair"]: pair["reason"] for pair in review}
    tell_mistakes(records, reasons, say)
    print("\n" + say["review"].format(review=len(reasons)), flush=True)
    return wrong
