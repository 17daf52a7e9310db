"""The touchpoints around the shop: the app and its points, the newsletter, direct mail that came back, whom accounting writes to."""
import json

import dirt, stories
from sheet import known, stamp, table, truth, write


def app(out, town, r, people, receipts):
    """Users of the app; some gave their member number. Points are earned on receipts, also on those that name no member."""
    users, entries = [], []
    bare = [x for x in receipts if not x[3]]
    for n, person in enumerate(people):
        p, old = dirt.seen(r, person)
        key = f"A{n + 1:05d}"
        truth("app", "users", key, "user", p)
        earned = r.sample(bare, r.randrange(0, 3)) if n else bare[:1]
        for x in earned:
            bare.remove(x)
            entries.append({"id": f"P{len(entries) + 1:06d}", "user": key, "at": x[1].replace(" ", "T") + ":00+09:00", "points": r.randrange(5, 90), "reason": f"レシート {x[0]}"})
        for _ in range(r.randrange(0, 3)):
            entries.append({"id": f"P{len(entries) + 1:06d}", "user": key, "at": stamp(r), "points": r.choice([100, 50, -30]), "reason": "来店スタンプ"})
        users.append({"id": key, "name": p["family"] + " " + p["given"], "kana": dirt.hiragana(p["family_kana"] + " " + p["given_kana"]), "phone": "+81" + p["phone"][1:], "mail": p["mail"],
                      "member": "000001" if n == 0 else "", "balance": sum(e["points"] for e in entries if e["user"] == key), "updated_at": known(r, old)})
    write(f"{out}/app/users.json", json.dumps({"users": users}, ensure_ascii=False, indent=1).encode())
    write(f"{out}/app/points.json", json.dumps({"entries": entries}, ensure_ascii=False, indent=1).encode())


NEWS = ["読者番号", "お名前", "メールアドレス", "状態", "更新日"]


def newsletter(out, later, town, r, people):
    """The readers in April and in June; by then some have gone, and one has another address. Returns the forty who were written to in May."""
    rows = []
    for n, p in enumerate([stories.KAZUKO, stories.YUKA, *people]):
        number = f"N{n + 1:05d}"
        truth("newsletter", "readers", number, "reader", p)
        rows.append([number, dirt.family(r, p["family"]) + " " + p["given"], p["mail"], "停止" if n > 42 and r.random() < 0.06 else "購読", stamp(r)[:10]])
    write(f"{out}/newsletter/readers_20260401.csv", table(NEWS, rows))
    rows[0][3:] = ["停止", "2026-05-20"]
    rows[42][2], rows[42][4] = "new." + rows[42][2], "2026-05-21"
    write(f"{later}/newsletter/readers_20260601.csv", table(NEWS, rows))
    written = [stories.YUKA, *people[:39]]
    write(f"{later}/../sent/news_20260515.csv", table(NEWS[1:3], [[p["family"] + p["given"], p["mail"]] for p in written]))
    return written


BACK = ["番号", "氏名", "郵便番号", "住所", "返送日", "理由"]


def returned(out, later, town, r, people):
    """Of thirty pieces of direct mail six came back; one in the year before."""
    def row(number, p, day, address=None):
        return [number, p["family"] + p["given"], p["address"]["zip"], address or dirt.address(r, p["address"]), day, r.choice(["あて所に尋ねあたりません", "転居先不明"])]

    write(f"{out}/returned/post_20260401.csv", table(BACK, [row("B0001", people[30], "令和7年6月2日")]))
    back = [row("B0002", stories.KEIKO, "令和8年5月28日", "東京都千代田区丸ノ内一丁目二番三号丸の内ビル４０１号")]
    back += [row(f"B{n + 3:04d}", p, "2026/5/28") for n, p in enumerate(people[:5])]
    write(f"{later}/returned/post_20260601.csv", table(BACK, back))
    write(f"{later}/../sent/direct_mail_20260515.csv", table(["氏名", "郵便番号", "住所"], [[p["family"] + p["given"], p["address"]["zip"], dirt.address(r, p["address"])] for p in [stories.KEIKO, *people[:29]]]))


def contacts(out, town, r):
    """Whom accounting writes to, as accounting has them: typed years ago."""
    rows = [[key, firm["id"].upper(), dirt.company(r, firm), p["family"] + " " + p["given"], department, title, p["mail"], day] for key, firm, p, department, title, day in stories.CONTACTS]
    for firm in town.firms[:120]:
        p = firm["staff"][0]
        rows.append([f"T{len(rows):04d}", firm["id"].upper(), dirt.company(r, firm), dirt.family(r, p["family"]) + " " + p["given"], "", "代表取締役", p["mail"], stamp(r)[:10]])
        truth("accounting", "contacts", rows[-1][0], "person", p)
        truth("accounting", "contacts", rows[-1][0], "company", firm)
    for key, firm, p, *_ in stories.CONTACTS:
        truth("accounting", "contacts", key, "person", p)
        truth("accounting", "contacts", key, "company", firm)
    write(f"{out}/accounting/contacts.csv", table(["担当者コード", "得意先コード", "得意先名", "担当者", "部署", "役職", "メール", "更新日"], rows))


def last_year(path, r, members, count):
    """A year of receipts that nobody has taken in yet."""
    rows = [[f"Y{n + 1:06d}", stamp(r, 2022, 2023)[:16].replace("T", " "), r.choice(["本店", "駅前店"]), r.choice(members) if r.random() < 0.5 else "", f"{r.randrange(3, 90) * 110:,}", "現金"] for n in range(count)]
    write(path, table(["レシート番号", "日時", "店舗", "会員番号", "金額", "支払"], rows))
