"""The people of the real systems, made from a seed, so that the truth across systems is known. Nobody in it exists: mail domains are
example domains (RFC 2606), mobile numbers begin 090-0, a range that is assigned to nobody.

`people` is how a shop's database has them; `inquirers` is how some of them, and strangers of the same names, fill in a web form; `shoppers` is
how they register at a web shop; `clients` is how a bookkeeper has some of these, and others.
"""
import random

FAMILY = [line.split() for line in (
    "髙橋 タカハシ takahashi|渡邉 ワタナベ watanabe|齋藤 サイトウ saito|山﨑 ヤマザキ yamazaki|𠮷田 ヨシダ yoshida|"
    "佐藤 サトウ sato|鈴木 スズキ suzuki|田中 タナカ tanaka|伊藤 イトウ ito|山本 ヤマモト yamamoto|中村 ナカムラ nakamura|"
    "小林 コバヤシ kobayashi|加藤 カトウ kato|佐々木 ササキ sasaki|松本 マツモト matsumoto|井上 イノウエ inoue|木村 キムラ kimura|"
    "清水 シミズ shimizu|森 モリ mori|長谷川 ハセガワ hasegawa|近藤 コンドウ kondo|遠藤 エンドウ endo|五十嵐 イガラシ igarashi|"
    "八木 ヤギ yagi").split("|")]
GIVEN = [line.split() for line in (
    "太郎 タロウ taro|一郎 イチロウ ichiro|健 ケン ken|大輔 ダイスケ daisuke|翔太 ショウタ shota|直樹 ナオキ naoki|誠 マコト makoto|"
    "隆 タカシ takashi|慎吾 シンゴ shingo|英樹 ヒデキ hideki|花子 ハナコ hanako|美咲 ミサキ misaki|陽子 ヨウコ yoko|さくら サクラ sakura|"
    "恵子 ケイコ keiko|由美 ユミ yumi|裕子 ユウコ yuko|智子 トモコ tomoko|和子 カズコ kazuko|千尋 チヒロ chihiro").split("|")]
PLACES = [line.split() for line in (
    "1500001 東京都 渋谷区神宮前|1600022 東京都 新宿区新宿|2200011 神奈川県 横浜市西区高島|2600015 千葉県 千葉市中央区富士見|"
    "5300001 大阪府 大阪市北区梅田|6500021 兵庫県 神戸市中央区三宮町|4500002 愛知県 名古屋市中村区名駅|9800811 宮城県 仙台市青葉区一番町|"
    "7300035 広島県 広島市中区本通|8120011 福岡県 福岡市博多区博多駅前").split("|")]

OLD_TO_NEW = str.maketrans("髙邉齋﨑𠮷", "高辺斎崎吉")
WIDE = {c: c + 0xFEE0 for c in range(ord("!"), ord("~") + 1)}

SHOP = 10_000       # people in the shop's database
FORM = 60           # people who filled in the form
FORM_STRANGERS = 15  # of them, those who are not in the shop
ORDERS = 30_000
SHOPPERS = 250      # people registered at the web shop
CLIENTS = 150       # people in the books
CLIENT_STRANGERS = 50  # of them, those who are not at the web shop


def people(count):
    """The first `count` people; a larger count has the same people in front."""
    dice = random.Random(20)
    phones = dice.sample(range(10**7), 20_000)
    out = []
    for number in range(count):
        family, family_kana, family_roman = dice.choice(FAMILY)
        given, given_kana, given_roman = dice.choice(GIVEN)
        postal_code, prefecture, town = dice.choice(PLACES)
        out.append({
            "number": number, "family": family, "given": given, "kana": f"{family_kana} {given_kana}",
            "email": f"{given_roman}.{family_roman}{number}@example.jp", "phone": f"0900{phones[number]:07d}",
            "postal_code": postal_code, "place": prefecture + town,
            "street": f"{dice.randint(1, 8)}-{dice.randint(1, 29)}-{dice.randint(1, 19)}",
            "since": f"20{dice.randint(15, 25)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"})
    return out


def told_apart(count):
    """How many of the first `count` can be told apart: two of one name in one house are one to whoever reads no more than that."""
    return len({(p["family"], p["given"], p["place"], p["street"]) for p in people(count)})


def orders():
    """(number, customer's number, day of the year, amount) of the shop's orders."""
    dice = random.Random(21)
    return [(number, dice.randrange(SHOP), dice.randrange(360), dice.randrange(5, 500) * 100) for number in range(1, ORDERS + 1)]


def old_name(person):
    """As a system of CP932 has it, which knows 髙 and 﨑, but no 𠮷."""
    return f"{person['family']} {person['given']}".replace("𠮷", "吉")


def inquirers():
    """(person's number, name, e-mail, phone, address) as each person typed it into the form, in order."""
    dice = random.Random(22)
    known = people(SHOP + FORM_STRANGERS)
    chosen = dice.sample(range(SHOP), FORM - FORM_STRANGERS) + list(range(SHOP, SHOP + FORM_STRANGERS))
    dice.shuffle(chosen)
    return [typed(known[number], place) for place, number in enumerate(chosen)]


def typed(person, place):
    """People type names in everyday characters, numbers in every way; some have a new phone, some a new address of mail."""
    name = f"{person['family']} {person['given']}"
    email, phone = person["email"], person["phone"]
    if place % 10 == 7:
        phone = f"0900{9_000_000 + place:07d}"
    elif place % 10 == 8:
        email = f"new{place}.{email}"
    name = name.translate(OLD_TO_NEW).replace(" ", ("　", " ", "")[place % 3])
    email = (email.upper(), email, email.capitalize())[place % 3]
    parts = phone[:3], phone[3:7], phone[7:]
    phone = (f"+81-{phone[1:3]}-{parts[1]}-{parts[2]}", "-".join(parts).translate(WIDE), phone, "－".join(parts).translate(WIDE))[place % 4]
    street = person["street"].split("-")
    street = (person["street"].translate(WIDE), f"{street[0]}丁目{street[1]}番{street[2]}号")[place % 2]
    return person["number"], name, email, phone, person["place"] + street


def shoppers():
    """The people of the web shop as each registered: phones and house numbers in every way, mail addresses with capitals."""
    out = []
    for place, person in enumerate(people(SHOPPERS)):
        phone, street = person["phone"], person["street"]
        parts = phone[:3], phone[3:7], phone[7:]
        out.append(person | {
            "email": (person["email"], person["email"].upper(), person["email"].capitalize())[place % 3],
            "phone": (phone, f"+81-{phone[1:3]}-{parts[1]}-{parts[2]}", "-".join(parts).translate(WIDE))[place % 3],
            "street": (street, street.translate(WIDE))[place % 2]})
    return out


def clients():
    """The people of the books as the bookkeeper has them: everyday characters, hyphens, 丁目; some with another phone or another mail
    address than at the shop, some without."""
    first = SHOPPERS + CLIENT_STRANGERS - CLIENTS
    out = []
    for place, person in enumerate(people(SHOPPERS + CLIENT_STRANGERS)[first:]):
        phone, email, street = person["phone"], person["email"], person["street"].split("-")
        if place % 10 == 7:
            phone = f"0900{9_100_000 + place:07d}"
        elif place % 10 == 8:
            email = f"office{place}.{email}"
        out.append(person | {
            "family": person["family"].translate(OLD_TO_NEW), "email": "" if place % 10 == 5 else email,
            "phone": "" if place % 10 == 6 else f"{phone[:3]}-{phone[3:7]}-{phone[7:]}",
            "street": f"{street[0]}丁目{street[1]}番{street[2]}号"})
    return out
