#!/usr/bin/env python3
"""normalize --peers: the same lists read by Musubi and by the libraries that registries have for them: how many are right and how
many values a second of one core. Each library reads in its own process, after a round to warm up; Musubi's accuracy is that of the
program, its speed that of build/bench/normalize, which is linked from the same objects.

    peers.py BUILD_FOLDER CASES_FOLDER

normalize-japanese-addresses gets its place data from files made of our own table of towns, 丁目 up to 20 (45 in Hokkaido) where a town
is counted in them, without lots: it knows what Musubi knows. Of namedivider the divider without a downloaded model is taken.
"""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "e2e"))
import virtual  # noqa: E402

PYTHON_PEERS = ["namedivider-python==0.4.2", "phonenumbers==9.0.43", "mojimoji==0.0.13", "jaconv==0.5.0"]
NODE_PEER = "@geolonia/normalize-japanese-addresses@3.1.3"
KANJI = {c: i for i, c in enumerate("〇一二三四五六七八九")}


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def number(kanji):
    total = digit = 0
    for c in kanji:
        if c in "百十":
            total, digit = total + (digit or 1) * (100 if c == "百" else 10), 0
        else:
            digit = digit * 10 + KANJI[c]
    return str(total + digit)


def plain(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def plain_address(text):
    """What is no difference between two spellings of an address: ケ/ヶ/が, 大字, numbers before 丁目, hyphens."""
    text = re.sub("[〇一二三四五六七八九十百]+(?=丁目)", lambda m: number(m.group()), plain(text)).replace("大字", "").replace("字", "")
    return re.sub("[‐‑‒–—―−ー－-]+", "-", re.sub("[ヶが](?=.)", "ケ", text)).lower()


class List:
    """A list of values with what is expected of each; compared after `fold`."""

    def __init__(self, values, wanted, fold=plain):
        self.values, self.wanted, self.fold = values, wanted, fold

    def share(self, got):
        right = sum(all(self.fold(a) == self.fold(b) for a, b in zip(want, have)) for want, have in zip(self.wanted, got))
        return right / len(self.values)


def lists(cases, names):
    made = {}
    for list_ in ("address_geolonia", "address_jap_parser", "address_abr"):
        rows = rows_of(cases / f"{list_}.tsv")
        made[list_] = List([r["input"] for r in rows], [[r[c] for c in ("pref", "city", "town", "rest")] for r in rows], plain_address)
    for list_ in ("name_real", "name_split"):
        rows = rows_of(cases / f"{list_}.tsv")
        made[list_] = List([r["input"] for r in rows], [[r["family"], r["given"]] for r in rows])
    rows = rows_of(cases / "phone.tsv")
    made["phone"] = List([r["input"] for r in rows], [[r["e164"], r["national"]] for r in rows], str)
    # Half-width kana and full-width digits, as old systems export them.
    import jaconv
    texts = [f"{jaconv.hira2hkata(r['family_kana'] + ' ' + r['given_kana'])}　{jaconv.h2z(str(n), digit=True)}" for n, r in enumerate(names)]
    made["text"] = List(texts, [[unicodedata.normalize("NFKC", t)] for t in texts], str)
    return made


class Musubi:
    COLUMNS = {"address": ("pref", "city", "town", "rest"), "person": ("family", "given"), "phone": ("e164", "national"), "text": ("text",)}

    def __init__(self, build):
        self.build = build

    def read(self, kind, values, folder):
        text = "".join(v + "\n" for v in values)
        out = subprocess.run([self.build / "musubi", "normalize", kind], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
        rows = csv.DictReader(out.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        got = [[row[c] for c in self.COLUMNS[kind]] for row in rows]
        (folder / "values").write_text("heading\n" + text, encoding="utf-8")
        timed = subprocess.run([self.build / "bench/normalize", "--time", kind, "--values", folder / "values"], stdout=subprocess.PIPE, check=True)
        return got, float(timed.stdout)


def timed(read, values):
    """What `read` gives, and how many values a second, by processor time, at least a second of it."""
    got = [read(v) for v in values]
    start, count = time.process_time(), 0
    while time.process_time() - start < 1:
        for v in values:
            read(v)
        count += len(values)
    return got, count / (time.process_time() - start)


def python_peers():
    import jaconv
    import mojimoji
    import namedivider
    import phonenumbers
    divider = namedivider.BasicNameDivider()

    def divide(name):
        try:
            d = divider.divide_name(name)
        except ValueError:  # too short, or with a space
            return ["", ""]
        return [d.family, d.given]

    def phone(text):
        try:
            n = phonenumbers.parse(text, "JP")
        except phonenumbers.NumberParseException:
            return ["", ""]
        return [phonenumbers.format_number(n, f) for f in (phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.NATIONAL)]

    def by_mojimoji(text):
        return [mojimoji.zen_to_han(mojimoji.han_to_zen(text, digit=False, ascii=False), kana=False)]

    def by_jaconv(text):
        return [jaconv.z2h(jaconv.h2z(text), kana=False, ascii=True, digit=True)]

    return [("person", ("name_real", "name_split"), "namedivider (Basic)", divide), ("phone", ("phone",), "phonenumbers", phone),
            ("text", ("text",), "mojimoji", by_mojimoji), ("text", ("text",), "jaconv", by_jaconv)]


def place_files(folder):
    """The place data of normalize-japanese-addresses, from our table of towns; returns its address."""
    prefectures, city, towns = {}, None, None
    for line in re.findall(r'^"([^"]*)\\n"', (ROOT / "core/normalize/tables/towns.inc").read_text(), re.M):
        if line.startswith("="):
            prefecture, city = line[1:].split(" ")[:2]
            towns = []
            prefectures.setdefault(prefecture, {})[city] = towns
            continue
        name, counted, first, last = re.match(r"([^ *]*)(\*?)(?:(\d+)-)?(\d*) ", line).groups()
        towns.append({"oaza_cho": name})
        for n in range(int(first or 1), int(last or 20) + 1 if counted else 1):
            kanji = ("二三四"[n // 10 - 2] if n >= 20 else "") + ("十" if n >= 10 else "") + ("〇一二三四五六七八九"[n % 10] if n % 10 else "")
            towns.append({"oaza_cho": name, "chome": f"{kanji}丁目", "chome_n": n})
    api, code = {"meta": {"updated": 1}, "data": []}, 0
    for prefecture, cities in prefectures.items():
        listed = []
        (folder / "ja" / prefecture).mkdir(parents=True)
        for city, towns in cities.items():
            code += 1
            listed.append({"code": code, "city": city, "point": [0, 0]})
            data = [{"machiaza_id": str(n), "point": [0, 0], **town} for n, town in enumerate(towns)]
            (folder / "ja" / prefecture / f"{city}.json").write_text(json.dumps({"meta": {"updated": 1}, "data": data}, ensure_ascii=False))
        api["data"].append({"code": code * 1000, "pref": prefecture, "point": [0, 0], "cities": listed})
    (folder / "ja.json").write_text(json.dumps(api, ensure_ascii=False))
    return f"file://{folder}/ja"


def node_peer(folder):
    """Reads a list by normalize-japanese-addresses; None where there is no npm."""
    cache = pathlib.Path(os.environ.get("MUSUBI_VENV", pathlib.Path.home() / ".cache/musubi-e2e")) / NODE_PEER.replace("/", "-")
    try:
        if not (cache / "ready").exists():
            cache.mkdir(parents=True, exist_ok=True)
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", cache, NODE_PEER], check=True, timeout=600)
            (cache / "ready").touch()
    except FileNotFoundError:
        return None
    url = place_files(folder)

    def read(values):
        out = subprocess.run(["node", HERE / "peers.cjs", cache, url], input=json.dumps(values).encode(), stdout=subprocess.PIPE, check=True).stdout
        answer = json.loads(out)
        return answer["got"], answer["a_second"]

    return read


def main():
    virtual.inside(*PYTHON_PEERS)
    build, cases = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="musubi-peers.") as name:
        folder = pathlib.Path(name)
        made, musubi = lists(cases, rows_of(cases / "name_split.tsv")), Musubi(build)
        print("\n| list | values | | right | a second |\n|---|---|---|---|---|")

        def show(list_, who, got, a_second):
            print(f"| {list_} | {len(made[list_].values)} | {who} | {made[list_].share(got):.2%} | {a_second:,.0f} |", flush=True)

        addresses = node_peer(folder)
        for list_ in ("address_geolonia", "address_jap_parser", "address_abr"):
            show(list_, "Musubi", *musubi.read("address", made[list_].values, folder))
            if addresses:
                show(list_, "normalize-japanese-addresses", *addresses(made[list_].values))
        shown = set()
        for kind, of, who, read in python_peers():
            for list_ in of:
                if list_ not in shown:
                    show(list_, "Musubi", *musubi.read(kind, made[list_].values, folder))
                shown.add(list_)
                show(list_, who, *timed(read, made[list_].values))


main()
