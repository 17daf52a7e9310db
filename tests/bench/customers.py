#!/usr/bin/env python3
"""customers.py OUT.csv [--rows 20000] [--seed 1]: one list of invented customers with the dirt of real ones, for measuring
matching. The columns t_person and t_household tell the truth and are for scoring alone.

Names and readings, and how frequent they are, come from Debian's mecab-ipadic. Addresses are made up, domains are example
domains. What lists do to people: kana alone at the till, romaji, family names alone in accounting, a move, a new number, a
married name, variants of kanji, slips in every field, numbers and mailboxes that several share, numbers that stand for none."""
import argparse
import csv
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "config/demo/generator"))
import dirt  # noqa: E402
import people  # noqa: E402

NAMES = "/usr/share/mecab/dic/ipadic/Noun.name.csv"
ROWS = {"ア": "a i u e o", "カ": "ka ki ku ke ko", "サ": "sa shi su se so", "タ": "ta chi tsu te to", "ナ": "na ni nu ne no", "ハ": "ha hi fu he ho",
        "マ": "ma mi mu me mo", "ラ": "ra ri ru re ro", "ガ": "ga gi gu ge go", "ザ": "za ji zu ze zo", "ダ": "da ji zu de do", "バ": "ba bi bu be bo", "パ": "pa pi pu pe po"}
KANA = "アイウエオ カキクケコ サシスセソ タチツテト ナニヌネノ ハヒフヘホ マミムメモ ラリルレロ ガギグゲゴ ザジズゼゾ ダヂヅデド バビブベボ パピプペポ".split()
LATIN = {k: l for group in KANA for k, l in zip(group, ROWS[group[0]].split())} | {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ー": "", "ヴ": "v"}


def romaji(kana):
    out = ""
    for c in kana:
        if c in "ャュョ" and out[-1:] == "i":
            vowel = {"ャ": "a", "ュ": "u", "ョ": "o"}[c]
            out = out[:-1] + ("" if out[-3:-1] in ("sh", "ch") or out[-2:-1] == "j" else "y") + vowel
        elif c != "ッ":
            out += LATIN.get(c, "")
    return out


def read_names():
    kinds = {"姓": {}, "名": {}}
    for row in csv.reader(open(NAMES, encoding="euc_jp", errors="replace")):
        if row[6] == "人名" and row[7] in kinds and row[0] != row[11] and romaji(row[11]):
            kinds[row[7]].setdefault((row[0], row[11]), 2.0 ** (-int(row[3]) / 700))
    return [(list(kinds[k]), list(kinds[k].values())) for k in ("姓", "名")]


class Shop:
    """All who are known, made from one seed."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        (self.families, self.family_weights), (self.givens, self.given_weights) = read_names()
        self.rows, self.persons, self.households = [], 0, 0
        self.firms, self.old_numbers = [self.firm() for _ in range(40)], []

    def mobile(self):
        return f"{self.r.choice(['090', '070'])}0{self.r.randrange(10**7):07d}"

    def line(self):
        return f"030{self.r.randrange(10**7):07d}"

    def address(self):
        r, place = self.r, self.r.choice(people.PLACES)
        building = r.choice(people.BUILDINGS)
        return dict(zip=f"{r.randrange(100, 999)}-{r.randrange(10000):04d}", pref=place[1], city=place[2], town=r.choice(people.PLACES)[3], chome=r.randrange(1, 6), block=r.randrange(1, 30),
                    number=r.randrange(1, 20), building=building, room=f"{r.randrange(1, 9)}0{r.randrange(1, 9)}" if building else "")

    def firm(self):
        r = self.r
        return dict(name=r.choice(people.STEMS) + r.choice(people.STEMS) + r.choice(people.TRADES), form=r.choice(people.FORMS), after=r.random() < 0.2, phone=self.line(), address=self.address(),
                    mail=f"info@firm{r.randrange(10**6)}.example.co.jp")

    def household(self):
        r, size = self.r, self.r.choices([1, 2, 3, 4], [70, 18, 8, 4])[0]
        self.households += 1
        family, home, line = r.choices(self.families, self.family_weights)[0], self.address(), self.line()
        twins = (r.randrange(1950, 2008), r.randrange(1, 13), r.randrange(1, 29)) if size > 2 and r.random() < 0.1 else None
        for _ in range(size):
            self.person(family, home, line, twins)

    def mailbox(self, p):
        r, family, given = self.r, romaji(p["family"][1]), romaji(p["given"][1])
        word = "".join(r.choice("bdfgkmnprstz") + r.choice("aeiou") for _ in range(3))
        local = r.choice([f"{given}.{family}", f"{family}{given}", f"{family}_{given}", f"{given[0]}.{family}", word, word, f"{given}"]) + r.choice(["", str(r.randrange(1000)), str(p["born"][0])])
        return f"{local}@{r.choice(people.DOMAINS)}"

    def person(self, family, home, line, twins):
        r = self.r
        self.persons += 1
        p = dict(id=f"p{self.persons}", household=f"h{self.households}", family=family, given=r.choices(self.givens, self.given_weights)[0], sex=r.choice("MF"), home=home,
                 born=twins or (r.randrange(1940, 2008), r.randrange(1, 13), r.randrange(1, 29)), line=line, firm=r.choice(self.firms) if r.random() < 0.12 else None)
        if p["firm"] and r.random() < 0.5:
            self.firms[r.randrange(len(self.firms))] = self.firm()
        p["mobile"] = self.old_numbers.pop() if self.old_numbers and r.random() < 0.3 else self.mobile()
        p["mail"] = self.mailbox(p)
        before = dict(p)
        if r.random() < 0.1:
            before["home"], before["line"] = self.address(), self.line()
        if r.random() < 0.05:
            before["mobile"] = self.mobile()
            self.old_numbers.append(before["mobile"])
        if p["sex"] == "F" and r.random() < 0.08:
            before["family"] = r.choices(self.families, self.family_weights)[0]
        for _ in range(r.choices([1, 2, 3, 4, 5, 7], [62, 22, 9, 4, 2, 1])[0]):
            self.record(before if r.random() < 0.4 else p)

    def slip(self, text):
        i = self.r.randrange(1, max(2, len(text) - 1))
        return self.r.choice([text[:i] + text[i + 1:], text[:i] + text[i:i + 2][::-1] + text[i + 2:], text[:i] + self.r.choice(text) + text[i + 1:]])

    def record(self, p):
        r = self.r
        source = r.choices(["ec", "pos", "web", "accounting"], [40, 28, 26, 6])[0]
        row = dict(source=source, t_person=p["id"], t_household=p["household"], updated_at=f"20{r.randrange(15, 26)}-{r.randrange(1, 13):02d}-{r.randrange(1, 29):02d}T10:00:00")
        kana = (p["family"][1], p["given"][1])
        if source == "pos":
            shown = kana if r.random() < 0.95 else kana[:1]
            row["kana"] = r.choice([dirt.half_width, str])(r.choice(["", " "]).join(shown))
            row["phone"] = p["mobile"] if r.random() < 0.8 else p["line"]
            row["birth_date"] = dirt.date(r, p["born"]) if r.random() < 0.35 else ""
        else:
            row["name"] = self.spelt(p, source)
            row["kana"] = r.choice(["", "　", " "]).join(kana) if source != "accounting" and r.random() < 0.55 else ""
            row["phone"] = p["mobile"] if r.random() < 0.7 else p["line"]
            row["email"] = p["mail"] if source in ("ec", "web") else ""
        if source == "ec" or source == "accounting" and not p["firm"]:
            self.live(row, p["home"])
        if source == "ec" and r.random() < 0.5:
            row["birth_date"] = dirt.date(r, p["born"])
        if p["firm"] and source in ("accounting", "web"):
            row["company"] = dirt.company(r, p["firm"])
            row["phone"] = p["firm"]["phone"] if r.random() < 0.6 else row["phone"]
            if source == "accounting":
                self.live(row, p["firm"]["address"])
            elif r.random() < 0.1:
                row["email"] = p["firm"]["mail"]
        row["sex"] = p["sex"] if r.random() < 0.4 else ""
        if r.random() < 0.12:
            row["phone"] = ""
        self.dirty(row)
        self.rows.append(row)

    def live(self, row, a):
        row["postal_code"] = self.r.choice(["", "〒"]) + a["zip"]
        row["address"] = dirt.address(self.r, a)

    def spelt(self, p, source):
        r, family, given = self.r, p["family"], p["given"]
        if source == "accounting" and r.random() < 0.35:
            return family[0] + r.choice(["", "様"])
        if r.random() < 0.05:
            names = [romaji(family[1]).capitalize(), romaji(given[1]).capitalize()]
            return " ".join(names[::r.choice([1, -1])])
        return dirt.family(r, family[0]) + r.choice([" ", "　", ""]) + given[0]

    def dirty(self, row):
        r = self.r
        if row.get("email") and r.random() < 0.015:
            local, host = row["email"].split("@")
            row["email"] = f"{self.slip(local)}@{host}"
        if row.get("phone"):
            row["phone"] = self.slip(row["phone"]) if r.random() < 0.012 else row["phone"]
            row["phone"] = r.choice(["00000000000", "09000000000", "0312345678"]) if r.random() < 0.006 else dirt.phone(r, row["phone"])
        if row.get("kana") and r.random() < 0.012:
            row["kana"] = self.slip(row["kana"])


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out")
    args.add_argument("--rows", type=int, default=20000)
    args.add_argument("--seed", type=int, default=1)
    a = args.parse_args()
    shop = Shop(a.seed)
    while len(shop.rows) < a.rows:
        shop.household()
    rows = shop.rows[:a.rows]
    shop.r.shuffle(rows)
    with open(a.out, "w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, ["record_id", "source", "name", "kana", "company", "email", "phone", "postal_code", "address", "birth_date", "sex", "updated_at", "t_person", "t_household"], restval="")
        table.writeheader()
        table.writerows({"record_id": n + 1, **row} for n, row in enumerate(rows))


main()
