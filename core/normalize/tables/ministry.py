"""The towns of the ministry's 位置参照情報, as the Python package `japanese-addresses` carries them: by municipality and folded name, how they are
written there, whether each entry names a 丁目, and which."""
import pathlib
import pickle
import re
import unicodedata

HERE = pathlib.Path(__file__).parent
CHOME = re.compile("(.+?)([一二三四五六七八九十百]+)丁目")
DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
SAME = {"冶": "治", "己": "巳", "已": "巳", "炮": "砲", "祗": "祇", "釜": "竃", "擽": "檪", "州": "洲"}  # as place_fold.cpp has them


class Sets(pickle.Unpickler):
    """Reads dicts, strings and sets alone: a pickle could run any program."""

    def find_class(self, module, name):
        if (module, name) == ("builtins", "set"):
            return set
        raise pickle.UnpicklingError(f"{module}.{name}")


def variants():
    """What a character is folded to, as variants.cpp makes it of the three tables."""
    out = {}
    for name in ("register", "hand", "loose"):
        text = "".join(re.findall('U"([^"]*)"', (HERE / f"variants_{name}.inc").read_text(encoding="utf-8")))
        fresh = dict(text.split())
        out = {old: fresh.get(new, new) for old, new in out.items()} | fresh
    return out


VARIANTS = variants()


def fold(name):
    """One for all spellings of a place's name, as place_fold.cpp has it."""
    name = re.sub("大字|字| ", "", unicodedata.normalize("NFKC", name)).replace("番丁", "番町")
    kana = {c: chr(ord(c) + 0x60) for c in name if "ぁ" <= c <= "ん"}
    out = []
    for c in name:
        c = "ケ" if c in "ヶがガけヵ" else "ノ" if c in "の之乃" else "ツ" if c in "っつッ" else kana.get(c, VARIANTS.get(c, c))
        out.append(SAME.get(c, c))
    return "".join(out)


def number(kanji):
    total = digit = 0
    for c in kanji:
        if c in "百十":
            total += (digit or 1) * (100 if c == "百" else 10)
            digit = 0
        else:
            digit = DIGITS[c]
    return total + digit


class Towns:
    def __init__(self, path):
        self.cities = {}  # (prefecture, folded city): {folded town: ({spellings}, has an entry without 丁目, {numbers of 丁目})}
        with open(path, "rb") as file:
            for prefecture, cities in Sets(file).load().items():
                for city, names in cities.items():
                    self.cities[prefecture, fold(city)] = self.towns(names)

    @staticmethod
    def towns(names):
        out = {}
        for name in map(lambda n: unicodedata.normalize("NFKC", n), names):
            chome = CHOME.fullmatch(name)
            town = chome[1] if chome else name
            spellings, bare, numbers = out.get(fold(town), (set(), False, set()))
            out[fold(town)] = (spellings | {town}, bare or not chome, numbers | {number(chome[2])} if chome else numbers)
        return out

    def of(self, prefecture, city):
        """Each town of a municipality by its folded name: its spelling (None where there are two), whether all entries are 丁目 of it, and their
        numbers."""
        found = self.cities.get((prefecture, fold(city)), {})
        return {key: (next(iter(names)) if len(names) == 1 else None, not bare, numbers) for key, (names, bare, numbers) in found.items()}
