#!/usr/bin/env python3
"""Writes detect_kana.inc: how likely one half-width kana follows another, counted over the readings of Japanese names that the
room normalize keeps. Run in this folder: ./make_kana_pairs.py > detect_kana.inc"""
import collections, math, re, unicodedata

FIRST, LAST = 0xFF66, 0xFF9F
CODES = range(FIRST, LAST + 1)
NARROW = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in CODES}
NARROW.update({"\u3099": "ﾞ", "\u309a": "ﾟ"})
LARGE = str.maketrans("ｧｨｩｪｫｬｭｮｯ", "ｱｲｳｴｵﾔﾕﾖﾂ")  # as banks write


def readings():
    for line in open("../normalize/tables/names.inc", encoding="utf-8"):
        found = re.match(r'"[fg](\d+) (.*)\\n"', line)
        for word in found[2].split(" ") if found else []:
            narrow = [NARROW.get(c, "") for c in unicodedata.normalize("NFD", word)]
            if all(narrow):
                yield "".join(narrow), 1 + int(found[1])


pairs, singles = collections.defaultdict(collections.Counter), collections.Counter()
for word, weight in readings():
    for form, share in ((word, 0.8), (word.translate(LARGE), 0.2)):
        for before, c in zip(" " + form, form):
            pairs[before][c] += weight * share
            singles[c] += weight * share
singles["ｰ"] += 0.06 * sum(singles.values())  # names of firms and loanwords have it, names of people hardly


def price(before, c):
    """The negative logarithm in steps of 0.15: four parts pairs, one part single letters and a floor for all."""
    single = 0.9 * singles[c] / sum(singles.values()) + 0.1 / len(CODES)
    pair = pairs[before][c] / sum(pairs[before].values()) if pairs[before] else single
    return chr(ord("0") + min(round(-math.log(0.8 * pair + 0.2 * single) / 0.15), 60))


print("// Made by make_kana_pairs.py; do not edit. Frequencies counted over the readings in core/normalize/tables/names.inc, whose origin")
print("// and licences stand there; no reading can be had back from them.")
print("// One line per half-width kana U+FF66–FF9F that stands before, the first line for the start of a run; in it one letter per kana")
print("// that follows: '0' + the negative logarithm of its share in steps of 0.15.")
print("constexpr std::string_view kKanaAfter[] = {")
for before in [" ", *map(chr, CODES)]:
    print('    R"(' + "".join(price(before, chr(c)) for c in CODES) + ')",')
print("};")
