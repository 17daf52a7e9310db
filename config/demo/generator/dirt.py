"""How real lists spell things: widths, half-width kana, variants, eras, ㈱, dashes, spaces."""

HALF = {"ア": "ｱ", "イ": "ｲ", "ウ": "ｳ", "エ": "ｴ", "オ": "ｵ", "カ": "ｶ", "キ": "ｷ", "ク": "ｸ", "ケ": "ｹ", "コ": "ｺ", "サ": "ｻ", "シ": "ｼ", "ス": "ｽ", "セ": "ｾ", "ソ": "ｿ", "タ": "ﾀ", "チ": "ﾁ",
        "ツ": "ﾂ", "テ": "ﾃ", "ト": "ﾄ", "ナ": "ﾅ", "ニ": "ﾆ", "ヌ": "ﾇ", "ネ": "ﾈ", "ノ": "ﾉ", "ハ": "ﾊ", "ヒ": "ﾋ", "フ": "ﾌ", "ヘ": "ﾍ", "ホ": "ﾎ", "マ": "ﾏ", "ミ": "ﾐ", "ム": "ﾑ", "メ": "ﾒ", "モ": "ﾓ",
        "ヤ": "ﾔ", "ユ": "ﾕ", "ヨ": "ﾖ", "ラ": "ﾗ", "リ": "ﾘ", "ル": "ﾙ", "レ": "ﾚ", "ロ": "ﾛ", "ワ": "ﾜ", "ヲ": "ｦ", "ン": "ﾝ", "ョ": "ｮ", "ュ": "ｭ", "ャ": "ｬ", "ッ": "ｯ", "ー": "ｰ",
        "ガ": "ｶﾞ", "ギ": "ｷﾞ", "グ": "ｸﾞ", "ゲ": "ｹﾞ", "ゴ": "ｺﾞ", "ザ": "ｻﾞ", "ジ": "ｼﾞ", "ズ": "ｽﾞ", "ゼ": "ｾﾞ", "ゾ": "ｿﾞ", "ダ": "ﾀﾞ", "デ": "ﾃﾞ", "ド": "ﾄﾞ", "バ": "ﾊﾞ", "ビ": "ﾋﾞ", "ブ": "ﾌﾞ",
        "ベ": "ﾍﾞ", "ボ": "ﾎﾞ", "パ": "ﾊﾟ", "ピ": "ﾋﾟ", "プ": "ﾌﾟ", "ペ": "ﾍﾟ", "ポ": "ﾎﾟ"}
VARIANTS = {"高橋": "髙橋", "渡辺": "渡邉", "斎藤": "齋藤", "浜田": "濵田", "島崎": "嶋﨑", "山崎": "山﨑", "沢田": "澤田", "広瀬": "廣瀬"}


def half_width(kana):
    return "".join(HALF.get(c, c) for c in kana)


def hiragana(kana):
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def family(r, name):
    return VARIANTS[name] if name in VARIANTS and r.random() < 0.35 else name


def phone(r, digits):
    head = 3 if digits[:3] in ("090", "070") else 2
    dashed = f"{digits[:head]}-{digits[head:-4]}-{digits[-4:]}"
    return r.choice([digits, dashed, dashed, full_width(dashed).replace("－", "ー"), f"+81 {dashed[1:]}", f"TEL:{dashed}", f"({digits[:head]}){digits[head:-4]}-{digits[-4:]}"])


def date(r, day):
    year, month, date_ = day
    era = f"S{year - 1925}" if year < 1989 else f"H{year - 1988}" if year < 2019 else f"R{year - 2018}"
    long_era = f"昭和{year - 1925}年" if year < 1989 else f"平成{year - 1988}年" if year < 2019 else f"令和{year - 2018}年"
    return r.choice([f"{year}-{month:02d}-{date_:02d}", f"{year}/{month}/{date_}", f"{era}.{month}.{date_}", f"{long_era}{month}月{date_}日"])


def street(r, a):
    return r.choice([f"{a['chome']}-{a['block']}-{a['number']}", f"{a['chome']}丁目{a['block']}番{a['number']}号", full_width(f"{a['chome']}-{a['block']}-{a['number']}").replace("－", r.choice("－−ー"))])


def building(r, a):
    return f"{a['building']}{a['room']}{r.choice(['', '号', '号室'])}" if a["building"] else ""


def seen(r, person):
    """The person as a list knows them, and whether what it knows is old."""
    old = bool(person["past"]) and r.random() < 0.4
    return ({**person, **person["past"]} if old else person), old


def address(r, a):
    pref = a["pref"] if r.random() < 0.85 else ""
    tail = building(r, a)
    return f"{pref}{a['city']}{a['town']}{street(r, a)}" + (r.choice([" ", "　"]) + tail if tail else "")


def company(r, firm):
    short = {"株式会社": ["㈱", "(株)", "（株）", "株式会社", "株式会社"], "有限会社": ["㈲", "(有)", "有限会社"], "合同会社": ["合同会社", "(同)"]}[firm["form"]]
    form = r.choice(short)
    return firm["name"] + form if firm["after"] else form + r.choice(["", " ", "　"]) + firm["name"]
