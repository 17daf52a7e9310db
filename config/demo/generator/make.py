#!/usr/bin/env python3
"""Makes the demo's lists: make.py OUT [--people 5000] [--seed 1].

OUT/lists/   what each touchpoint knows in April: ec/*.json, pos/*.csv (CP932), accounting/*.xlsx|csv, form/inquiries.jsonl, cards/*.vcf,
             app/*.json, newsletter/*.csv, returned/*.csv, mail/Maildir
OUT/later/   what has come by June, laid out like lists
OUT/last_year/receipts.csv   a year of receipts that comes last
OUT/truth.csv   who is who (connection, stream, key, party, person), which nothing but `tale/told.py` reads
"""
import argparse, csv, datetime, io, json, random

import xlsxwriter

import dirt, letters, stories, touch
from people import Town
from sheet import TRUTH, known, stamp, table, truth, write


def ec(out, town, r, people):
    customers, orders = [], []
    for n, person in enumerate(people):
        p, old = dirt.seen(r, person)
        a = p["address"]
        row = {"id": f"E{n + 1:05d}", "name": {"family": dirt.family(r, p["family"]), "given": p["given"]}, "kana": {"family": p["family_kana"], "given": p["given_kana"]},
               "email": p["mail"] if r.random() < 0.9 else p["mail"].upper(), "tel": dirt.phone(r, p["phone"]) if r.random() < 0.95 else "00000000000",
               "address": {"zip": a["zip"], "pref": a["pref"], "city": a["city"], "street": a["town"] + dirt.street(r, a), "building": dirt.building(r, a)},
               "sex": p["sex"], "birthday": "%04d-%02d-%02d" % p["born"], "updated_at": known(r, old)}
        customers.append(row)
        truth("ec", "customers", row["id"], "customer", p)
        for _ in range(r.choice([0, 1, 1, 2, 3, 5])):
            items = [{"sku": f"SKU{r.randrange(1, 60):03d}", "name": r.choice(["ほうじ茶", "急須", "湯のみ", "抹茶", "羊羹", "茶筒"]), "qty": r.randrange(1, 4), "price": r.randrange(3, 60) * 110} for _ in range(r.randrange(1, 4))]
            orders.append({"order_id": f"O{len(orders) + 1:06d}", "customer_id": row["id"], "ordered_at": stamp(r), "total": sum(i["qty"] * i["price"] for i in items), "items": items})
            if r.random() < 0.03:  # a gift: the one who receives it is somebody else
                other = r.choice([q for q in r.sample(town.people, 3) if q is not person])
                orders[-1]["ship_to"] = {"name": other["family"] + " " + other["given"], "zip": other["address"]["zip"], "address": dirt.address(r, other["address"]), "tel": dirt.phone(r, other["phone"])}
                truth("ec", "orders", orders[-1]["order_id"], "receiver", other)
    for p in r.sample(town.people, 60):  # guests: no account, what stands in the order is all
        orders.append({"order_id": f"O{len(orders) + 1:06d}", "guest": {"name": p["family"] + p["given"], "email": p["mail"], "tel": dirt.phone(r, p["phone"])}, "ordered_at": stamp(r), "total": r.randrange(10, 90) * 110, "items": []})
        truth("ec", "orders", orders[-1]["order_id"], "guest", p)
    plain = [o for o in orders if "customer_id" in o and "ship_to" not in o]
    for broken, field in zip(r.sample(plain, 3), ("ordered_at", "total", "order_id")):  # what a shop's system lets through
        broken[field] = ""
    r.shuffle(orders)
    write(f"{out}/ec/customers.json", json.dumps({"customers": customers}, ensure_ascii=False, indent=1).encode())
    write(f"{out}/ec/orders.json", json.dumps({"orders": orders}, ensure_ascii=False, indent=1).encode())


def pos(out, town, r, people):
    members, receipts = [], []
    for n, person in enumerate(people):
        p, old = dirt.seen(r, person)
        number = f"{n + 1:06d}"
        wrong = r.random() < 0.02
        members.append([number, dirt.family(r, p["family"]) + r.choice(["", " ", "　"]) + p["given"], dirt.half_width(p["family_kana"] + " " + p["given_kana"]), dirt.phone(r, p["phone"] if r.random() < 0.9 else p["line"]),
                        p["address"]["zip"].replace("-", "") if r.random() < 0.9 else "", dirt.address(r, p["address"]), dirt.date(r, p["born"]) if not wrong else "昭和99年13月1日", {"M": "男", "F": "女"}[p["sex"]], known(r, old)[:10], r.randrange(0, 5000)])
        truth("pos", "members", number, "member", p)
    for n in range(len(people) * 2):
        member = r.choice(members)[0] if r.random() < 0.6 else ""
        receipts.append([f"R{n + 1:07d}", stamp(r)[:16].replace("T", " "), r.choice(["本店", "駅前店", "空港店"]), member, f"{r.randrange(3, 90) * 110:,}", r.choice(["現金", "カード", "電子マネー"])])
    total = sum(int(x[4].replace(",", "")) for x in receipts)
    for n in r.sample(range(len(receipts)), 4):
        receipts[n][4] = r.choice(["調査中", "", "#REF!"])
    write(f"{out}/pos/members_20260401.csv", table(["会員番号", "氏名", "フリガナ", "電話番号", "郵便番号", "住所", "生年月日", "性別", "更新日", "ポイント"], members, [["会員一覧表"], ["出力日", "2026/04/01"], []]))
    write(f"{out}/pos/receipts.csv", table(["レシート番号", "日時", "店舗", "会員番号", "金額", "支払"], receipts, [], [["合計", "", "", "", f"{total:,}", ""]]))
    return [m[0] for m in members], receipts


def accounting(out, town, r):
    write(f"{out}/accounting/invoices.xlsx", b"")
    book = xlsxwriter.Workbook(f"{out}/accounting/invoices.xlsx")
    book.set_properties({"created": datetime.datetime(2026, 4, 1)})
    sheet = book.add_worksheet("請求一覧")
    day, payments, row = book.add_format({"num_format": "yyyy/mm/dd"}), [], 3
    sheet.write_row(0, 0, ["請求一覧（①から順）"])
    sheet.write_row(2, 0, ["請求番号", "得意先コード", "得意先名", "電話", "住所", "担当者", "件名", "発行日", "期日", "請求額"])
    for firm in town.firms:
        for _ in range(r.randrange(2, 7)):
            number = f"INV-{row - 2:05d}"
            amount = r.randrange(5, 400) * 1100
            month = r.randrange(1, 12)
            sheet.write_row(row, 0, [number, firm["id"].upper(), dirt.company(r, firm), dirt.phone(r, firm["phone"]), dirt.address(r, firm["address"]), firm["staff"][0]["family"] + "様", r.choice(["茶葉納品", "ギフトセット", "什器"])])
            sheet.write_number(row, 7, 45658 + 31 * month, day)
            sheet.write_number(row, 8, 45688 + 31 * month, day)
            sheet.write_number(row, 9, amount)
            truth("accounting", "invoices", number, "payer", firm)
            if r.random() < 0.75:
                payments.append([f"N{len(payments) + 1:05d}", number, dirt.date(r, (2026, r.randrange(1, 5), r.randrange(1, 28))), r.choice([f"{amount:,}", f"￥{amount:,}", f"{amount}円"]), "振込", f"カ）{firm['name']}"])
            row += 1
    book.close()
    for n in r.sample(range(len(payments)), 2):
        payments[n][2] = "未定"
    write(f"{out}/accounting/payments.csv", table(["入金番号", "請求番号", "入金日", "入金額", "方法", "振込名義"], payments))


def forms(out, town, r, people):
    lines = []
    for n, person in enumerate(people):
        p, old = dirt.seen(r, person)
        lines.append({"id": f"F{n + 1:05d}", "お名前": dirt.family(r, p["family"]) + r.choice(["", " ", "　"]) + p["given"], "ふりがな": dirt.hiragana(p["family_kana"] + " " + p["given_kana"]), "メールアドレス": p["mail"],
                      "電話番号": dirt.phone(r, p["phone"]) if r.random() < 0.8 else "", "お問い合わせ内容": r.choice(["配送について教えてください。", "①と②の違いは何ですか", "見積をお願いします"]), "きっかけ": r.choice(["検索", "SNS", "紹介", "展示会"]), "送信日時": known(r, old)})
        truth("form", "inquiries", lines[-1]["id"], "person", p)
    write(f"{out}/form/inquiries.jsonl", "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines).encode())


def cards(out, later, town, r):
    text = "".join(stories.scanned(r, *card) for card in stories.CARDS)
    number = 0
    for firm in town.firms:
        for i, p in enumerate(firm["staff"]):
            number += 1
            text += stories.scanned(r, f"card-{number:04d}", p, firm, r.choice(["営業部", "総務部", "企画部"]), ["代表取締役", "課長", "主任"][i], stamp(r)[:10].replace("-", ""), p["mail"])
    write(f"{out}/cards/cards_20260401.vcf", text.encode())
    write(f"{later}/cards/cards_20260601.vcf", "".join(stories.scanned(r, *card) for card in stories.LATER_CARDS).encode())


def staff_misspelling(out):
    """渋屋さん as staff at the counter wrote him: 渋谷."""
    path = f"{out}/pos/members_20260401.csv"
    write(path, open(path, "rb").read().decode("cp932").replace("渋屋", "渋谷").encode("cp932"))


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out")
    args.add_argument("--people", type=int, default=5000)
    args.add_argument("--seed", type=int, default=1)
    a = args.parse_args()
    out, later = f"{a.out}/lists", f"{a.out}/later"
    town = Town(a.seed, a.people, max(3, a.people // 20))
    stories.move_in(town)
    r = random.Random(a.seed + 1)
    named, rest = town.people[:3], town.people[3:]
    buyers = r.sample(rest, a.people * 55 // 100)
    ec(out, town, r, [*named[:1], stories.KEIKO, stories.KAZUKO, *buyers])
    members, receipts = pos(out, town, r, [*named, stories.KEIKO, *r.sample(rest, a.people * 45 // 100)])
    accounting(out, town, r)
    forms(out, town, r, named[:1] + r.sample(rest, a.people * 12 // 100))
    cards(out, later, town, r)
    staff_misspelling(out)
    touch.app(out, town, r, named[:1] + r.sample(rest, a.people * 8 // 100), receipts)
    written = touch.newsletter(out, later, town, r, r.sample(rest, a.people * 8 // 100))
    touch.returned(out, later, town, r, [p for p in buyers if not p["past"]][:40])
    touch.contacts(out, town, r)
    letters.spring(out, r, buyers[50:120])
    letters.summer(later, r, written)
    touch.last_year(f"{a.out}/last_year/receipts.csv", r, members, a.people * 8)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("connection", "stream", "key", "party", "person"), *TRUTH])
    write(f"{a.out}/truth.csv", text.getvalue().encode())


main()
