"""Normalizing of Japanese customers for Splink, as its users write it: PyPI's jaconv, namedivider and phonenumbers, and regular expressions. Readings are compared in
Latin letters with long vowels short, so that kana, half-width kana and romaji meet. Where a row gives no reading of its name, those stand in that the list itself usually
gives for these characters."""
import collections
import csv
import functools
import re
import unicodedata

import jaconv
import namedivider
import phonenumbers

DIVIDER = namedivider.BasicNameDivider()
ERAS = {"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
VARIANTS = str.maketrans("髙﨑齋齊斉邊邉澤濱濵廣嶋嶌國櫻眞龍惠瀧條榮壽冨渕淵槇靜穗彌栁𠮷德增藪學會圓與萬禮鐵關舘德佛桒淺實顯雙",
                         "高崎斎斎斎辺辺沢浜浜広島島国桜真竜恵滝条栄寿富淵淵槙静穂弥柳吉徳増薮学会円与万礼鉄関館徳仏桑浅実顕双")
DASHES = re.compile("[‐‑‒–—―−ｰー－]")
NUMERALS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
PREFECTURE = re.compile("^(北海道|東京都|大阪府|京都府|..県|...県)")
BRANCH = re.compile("..(支店|支社|営業所)$|営業部$")
FORMS = re.compile(r"株式会社|有限会社|合同会社|合資会社|合名会社|(一般|公益)?(社団|財団)法人|医療法人|\((株|有|同|資|名|医)\)|[・.,\- ]")
TITLES = re.compile(r"[\s]*(様|さま|殿|御中|先生|氏)$")
LATIN = re.compile(r"[a-z' .,-]+")
SOUNDS = [(re.compile(pattern), instead) for pattern, instead in [
    (r"[^a-z]", ""), (r"tu", "tsu"), (r"si", "shi"), (r"(?<![sc])hu", "fu"), (r"ti", "chi"), (r"zi", "ji"), (r"sy", "sh"), (r"ty", "ch"), (r"zy", "j"),  # two ways of romaji
    (r"(?<=[kgsztdnhbpmrcj])iy(?=[auo])", "y"), (r"(?<=[sc]h)y|(?<=j)y", ""), (r"tsu(?=[kstcp])", ""),  # half-width kana without small ones
    (r"m(?=[bp])", "n"), (r"oh(?![aiueo])|ou|oo", "o"), (r"uu", "u"), (r"ii", "i"), (r"([kstpcgdbjnz])\1", r"\1")]]


def text(value):
    return "".join(unicodedata.normalize("NFKC", value or "").split()).lower()


@functools.lru_cache(None)
def sound(word):
    """Latin letters of a reading or romaji, variants of spelling folded."""
    out = word if word.isascii() else jaconv.kana2alphabet(jaconv.kata2hira(word))
    for pattern, instead in SOUNDS:
        out = pattern.sub(instead, out)
    return out


def date(value):
    value = text(value).upper()
    if re.fullmatch(r"\d{8}", value):
        return f"{value[:4]}-{value[4:6]}-{value[6:]}"
    found = re.match(r"(明治|大正|昭和|平成|令和|[MTSHR])?(\d+|元)[-/.年](\d+)[-/.月](\d+)", value)
    if not found:
        return None
    era, year, month, day = found.groups()
    year = 1 if year == "元" else int(year)
    return f"{year + ERAS.get(era, 0):04d}-{int(month):02d}-{int(day):02d}"


def phone(value):
    value = re.sub(r"[^0-9+]", "", text(value))
    if not value or re.search(r"0{7}$", value):  # stands for none
        return None
    try:
        number = phonenumbers.parse(value, "JP")
    except phonenumbers.NumberParseException:
        return None
    return f"+{number.country_code}{number.national_number}"


def digits(found):
    total, digit = 0, 0
    for c in found[0]:
        if c in "十百":
            total, digit = total + (digit or 1) * (10 if c == "十" else 100), 0
        else:
            digit = digit * 10 + NUMERALS[c]
    return str(total + digit)


def address(value):
    """Place without prefecture, and with the numbers of its lot; buildings and rooms, which lists give or not, are left away."""
    value = " ".join(unicodedata.normalize("NFKC", value or "").lower().split())
    value = re.sub("[〇一二三四五六七八九十百]+(?=丁目|番(?![町館])|号)", digits, DASHES.sub("-", value))
    found = re.match(r"(\D*)([\d\-]*(?:(?:丁目|番地?|号|の|-)+\d*)*)", value)
    place = re.sub("[ヶヵがケ]", "ヶ", re.sub("大?字", "", PREFECTURE.sub("", found[1].replace(" ", ""))))
    lot = "-".join(re.findall(r"\d+", found[2])[:3])  # a fourth number is a flat
    return place or None, f"{place}{lot}" if lot else None


def shown(value):
    """A name as it is printed, without title, widths and spaces alike."""
    return " ".join(TITLES.sub("", jaconv.hira2kata(unicodedata.normalize("NFKC", value or "").lower())).split())


class Division:
    """Family and given name in characters: at the space, else where this list's spaced names put it, else by namedivider."""

    def __init__(self, names):
        parts = [name.split() for name in names]
        self.families, self.givens, self.known = {p[0] for p in parts if len(p) == 2}, {p[1] for p in parts if len(p) == 2}, {}

    def of(self, name):
        if name not in self.known:
            self.known[name] = self.parted(name)
        return self.known[name]

    def parted(self, name):
        parts = name.split()
        if len(parts) == 2:
            return parts
        name = "".join(parts)
        if name in self.families or len(name) < 2:
            return name, None
        known = [i for i in range(1, len(name)) if name[:i] in self.families and name[i:] in self.givens]
        if len(known) == 1:
            return name[:known[0]], name[known[0]:]
        found = DIVIDER.divide_name(name)
        return found.family, found.given


class Readings:
    """What a list's own rows tell of readings: which sounds are family and given names, and how characters are read."""

    def __init__(self, rows):
        kanas = [row["kana"].split() for row in rows]
        self.families, self.givens = (collections.Counter(kana[n] for kana in kanas if len(kana) == 2) for n in (0, 1))
        self.sounds, self.read, self.known = {sound(word) for word in self.families}, collections.defaultdict(collections.Counter), {}
        for row in rows:
            for part, kana in zip(("family", "given"), self.parted(row["kana"])):
                if kana and row[part]:
                    self.read[part, row[part]][sound(kana)] += 1
        self.usual = {word: [reading for reading, n in found.most_common() if 4 * n >= max(found.values())] for word, found in self.read.items()}

    def parted(self, kana):
        """Family and given name of a reading: at its space, or where both halves are known best in this list."""
        if kana not in self.known:
            parts = kana.split()
            if len(parts) == 1 and kana not in self.families:
                halves = [(self.families[kana[:i]], self.givens[kana[i:]], i) for i in range(2, len(kana))]
                at = max(halves, key=lambda x: (x[0] * x[1], x[0] + x[1]))[2] if any(a or b for a, b, _ in halves) else 0
                parts = [kana[:at], kana[at:]] if at else [kana]
            self.known[kana] = (*parts, None, None)[:2]
        return self.known[kana]

    def of(self, row):
        """How the family and the given name may be read, the usual reading first; None where nothing tells."""
        if row["kana"]:
            words = self.parted(row["kana"])
        elif row["latin"]:
            words = (*row["latin"].split(), None)[:2]
            words = words[::-1] if words[1] and sound(words[1]) in self.sounds and sound(words[0]) not in self.sounds else words
        else:
            return [self.usual.get((part, row[part])) for part in ("family", "given")]
        return [[sound(word)] if word and sound(word) else None for word in words]


def named(row, readings):
    """What a customer's name is compared by: characters and sounds, whole and parted."""
    family, given = row["family_sounds"], row["given_sounds"] = readings.of(row)
    row["family_sound"], row["sound"] = family and family[0], family[0] + given[0] if family and given else None
    row["name"] = row["family"] + row["given"] if row["given"] else None
    del row["latin"], row["kana"]


def customer(row):
    name, email = shown(row.get("name")), re.sub(r"\+[^@]*", "", text(row.get("email")))
    latin = name if LATIN.fullmatch(name) else None
    place, lot = address(row.get("address"))
    return dict(name=None if latin else name.translate(VARIANTS) or None, latin=latin, kana=shown(row.get("kana")), email=email or None, mailbox=email.split("@")[0] or None,
                phone=phone(row.get("phone")), place=place, address=lot, postal_code=re.sub(r"\D", "", text(row.get("postal_code"))) or None,
                birth_date=date(row.get("birth_date")), sex=text(row.get("sex"))[:1] or None, company=BRANCH.sub("", FORMS.sub("", text(row.get("company")))) or None)


def forget_shared(rows, column, most=3):
    """Empties values that more families hold than share a phone or mailbox: they stand for none, or for a firm."""
    holders = collections.defaultdict(set)
    for row in rows:
        if row[column] and row["family_sound"]:
            holders[row[column]].add(row["family_sound"])
    for row in rows:
        if len(holders[row[column]]) > most:
            row[column] = None


def customers(path, id_column):
    rows = []
    for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
        rows.append({"unique_id": row.pop(id_column), **customer(row)})
    division = Division(row["name"] for row in rows if row["name"])
    for row in rows:
        row["family"], row["given"] = division.of(row["name"]) if row["name"] else (None, None)
    readings = Readings(rows)
    for row in rows:
        named(row, readings)
    for column in ("phone", "email", "mailbox"):
        forget_shared(rows, column)
    return rows
