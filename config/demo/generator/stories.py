"""The people whom the demo introduces by name, and what the lists say of them. Some changed since: that is what comes in June."""
import dirt
from sheet import truth

HOME = dict(zip="150-0001", pref="東京都", city="渋谷区", town="神宮前", chome=1, block=2, number=3, building="", room="")
MARUNOUCHI = dict(zip="100-0005", pref="東京都", city="千代田区", town="丸の内", chome=1, block=2, number=3, building="丸の内ビル", room="401")


def person(who, name, kana, sex, phone, mail, born, address, line):
    (family, given), (family_kana, given_kana) = name.split(), kana.split()
    return dict(id=who, family=family, given=given, family_kana=family_kana, given_kana=given_kana, sex=sex, phone=phone, mail=mail, born=born,
                address=address, line=line, household="h" + who, past={})


def firm(who, name, phone):
    return dict(id=who, name=name, form="株式会社", after=False, phone=phone, address=MARUNOUCHI, staff=[], domain="")


KENTA = person("s38", "伊藤 健", "イトウ ケン", "M", "09001110038", "ito.ken@shirahama.example.co.jp", (1980, 1, 1), HOME, "0300000038")
YUKA = person("s39", "三浦 由香", "ミウラ ユカ", "F", "09001110039", "miura.yuka@aozora.example.co.jp", (1985, 2, 2), HOME, "0300000039")
KEIKO = person("s40", "加藤 恵子", "カトウ ケイコ", "F", "09001110040", "keiko.kato@example.com", (1958, 4, 4), MARUNOUCHI, "0300000040")
MISAKI = person("s41", "中村 美咲", "ナカムラ ミサキ", "F", "09001110041", "nakamura.misaki@aozora.example.co.jp", (1979, 3, 3), HOME, "0300000041")
KAZUKO = person("s10", "小林 和子", "コバヤシ カズコ", "F", "09001110010", "kazuko.kobayashi@example.net", (1965, 6, 6), dict(HOME, block=7), "0300000010")
SHIRAHAMA, AOZORA, SHINONOME = firm("s1", "白浜港湾建設", "0301110001"), firm("s2", "青空茶器販売", "0301110002"), firm("s3", "東雲製茶機械", "0301110003")

NEW_MAIL = "miura.yuka@shinonome.example.co.jp"  # YUKA's, at her next employer
CARDS = [("card-s38", KENTA, SHIRAHAMA, "総務部", "主任", "20240201", KENTA["mail"]), ("card-s39", YUKA, AOZORA, "営業部", "主任", "20230601", YUKA["mail"]),
         ("card-s41", MISAKI, AOZORA, "営業部", "課長", "20230601", MISAKI["mail"])]
LATER_CARDS = [("card-s38b", KENTA, SHIRAHAMA, "大阪支店", "支店長", "20260501", KENTA["mail"]), ("card-s39b", YUKA, SHINONOME, "企画部", "課長", "20260510", NEW_MAIL)]
CONTACTS = [("T-s38", SHIRAHAMA, KENTA, "総務部", "主任", "2024-01-15"), ("T-s41", AOZORA, MISAKI, "営業部", "課長", "2024-04-01")]


def move_in(town):
    """渋屋さん, and a father and son, in the place of three people of the town."""
    common = dict(address=HOME, line="0301234567", sex="M", past={})
    town.people[0].update(common, family="渋屋", family_kana="シブヤ", given="太郎", given_kana="タロウ", mail="shibuya.taro@example.jp", phone="09001110001", born=(1970, 3, 3), household="h渋屋")
    town.people[1].update(common, family="山本", family_kana="ヤマモト", given="太一", given_kana="タイチ", mail="taichi.yamamoto@example.jp", phone="09001110002", born=(1960, 4, 1), household="h父子")
    town.people[2].update(common, family="山本", family_kana="ヤマモト", given="太郎", given_kana="タロウ", mail="taro.yamamoto@example.jp", phone="09001110002", born=(1990, 5, 5), household="h父子")


def scanned(r, key, p, firm, *more):
    """A business card that sales took in."""
    truth("cards", "cards", key, "person", p)
    truth("cards", "cards", key, "company", firm)
    return card(r, key, p, firm, *more)


def card(r, key, p, firm, department, title, day, mail):
    """A business card, as a vCard."""
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"UID:{key}", f"N:{dirt.family(r, p['family'])};{p['given']};;;", f"FN:{p['family']} {p['given']}", f"ORG:{dirt.company(r, firm)};{department}", f"TITLE:{title}",
                        f"TEL;TYPE=WORK:{dirt.phone(r, firm['phone'])}", f"TEL;TYPE=CELL:{dirt.phone(r, p['phone'])}", f"EMAIL:{mail}", f"REV:{day}T000000Z", "END:VCARD", ""])
