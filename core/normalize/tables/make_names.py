#!/usr/bin/env python3
"""Writes names.inc, the family and given names the splitter learns from, out of three dictionaries.

  make_names.py Noun.name.csv sys.dic > names.inc

Noun.name.csv is Debian's mecab-ipadic (/usr/share/mecab/dic/ipadic), sys.dic UniDic 2.1.2 as the Python package unidic-lite
1.0.8 carries it; SudachiDict is the one that the Python packages sudachipy 0.7.0 and sudachidict_core 20261015 read. Each line
holds names of one kind and one weight, the binary logarithm of how much more frequent they are than the rarest (the word costs
of the first two are logarithms; both count alike). The third knows many more names, but not how frequent they are: what it
alone has counts as if one in twenty bore such a name, each of them as often; these lines have a ? behind their weight. Kinds: F
family names, G given names, and f and g their readings. Entries in katakana alone are foreign names and are left out.
"""
import collections
import csv
import math
import struct
import sys
import unicodedata

import sudachipy

SCALE = 1000.0  # word cost per factor e; between 700 and 2,500 the splits hardly differ
NAIST = """mecab-ipadic 2.7.0-20070801, Noun.name.csv. Copyright 2000-2003 Nara Institute of Science and Technology. All Rights
Reserved. Use, reproduction, and distribution of this software is permitted. Any copy of this software, whether in its
original form or modified, must include both the above copyright notice and the following paragraphs: Nara Institute of
Science and Technology (NAIST), the copyright holders, disclaims all warranties with regard to this software, including all
implied warranties of merchantability and fitness, in no event shall NAIST be liable for any special, indirect or
consequential damages or any damages whatsoever resulting from loss of use, data or profits, whether in an action of
contract, negligence or other tortuous action, arising out of or in connection with the use or performance of this software.
A large portion of the dictionary entries originate from ICOT Free Software; its conditions (free distribution with the
section "NO WARRANTY") apply to them; they are in docs/normalize.md."""
UNIDIC = """UniDic 2.1.2. Copyright (c) 2011-2017, The UniDic Consortium. All rights reserved. Redistribution and use in source and
binary forms, with or without modification, are permitted provided that the following conditions are met: Redistributions of
source code must retain the above copyright notice, this list of conditions and the following disclaimer. Redistributions in
binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in the
documentation and/or other materials provided with the distribution. Neither the name of the UniDic Consortium nor the names
of its contributors may be used to endorse or promote products derived from this software without specific prior written
permission. THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED
WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT OWNER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT,
STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF
ADVISED OF THE POSSIBILITY OF SUCH DAMAGE."""

SUDACHI = """SudachiDict core 20261015. Copyright (c) 2017-2026 Works Applications Co., Ltd. Licensed under the Apache License, Version
2.0; you may obtain a copy of it at https://www.apache.org/licenses/LICENSE-2.0. It contains UniDic (as above) and a part of
mecab-unidic-neologd, Copyright (C) 2015-2019 Toshinori Sato (@overlast), whose names come from the name entries given by
Taku Kudo, under the Apache License, Version 2.0 too. Changed: only names were taken, without what else the dictionary says
of them."""
BEARERS_OF_OTHERS = 20  # for one whose name SudachiDict alone has
LONGEST = 5  # characters of a name that SudachiDict alone has; beyond are stage names and families with a house's name


def ipadic(path):
    for row in csv.reader(open(path, encoding="euc-jp")):
        yield row[7], row[0], row[11], int(row[3])


def unidic(path):
    """The tokens of a MeCab dictionary: header of ten numbers and a charset, double array, tokens, features."""
    data = open(path, "rb").read()
    double_array, tokens, features = struct.unpack("<10I", data[:40])[6:9]
    begin = 72 + double_array
    text = begin + tokens
    for at in range(begin, text, 16):
        cost, feature = struct.unpack("<hI", data[at + 6 : at + 12])
        fields = data[text + feature : data.index(b"\0", text + feature)].decode().split(",")
        if fields[2] == "人名":
            yield fields[3], fields[8], fields[17], cost


def japanese(entries):
    """Kind, name, reading and cost of those that are family or given names of Japan."""
    for kind, name, reading, cost in entries:
        name = unicodedata.normalize("NFKC", name)
        if kind in ("姓", "名") and " " not in name and not all("\u30a0" <= c <= "\u30ff" for c in name):
            yield "F" if kind == "姓" else "G", name, reading, cost


def sudachi():
    """The names of SudachiDict, each with its kind and a reading."""
    entries = ((m.part_of_speech()[3], m.raw_surface(), m.reading_form(), 0) for m in sudachipy.Dictionary(dict="core").entries())
    for letter, name, reading, _ in japanese(entries):
        if len(name) <= LONGEST and all(c >= "\u3041" for c in name):
            yield letter, name, reading


def by_kind(entries):
    names = collections.defaultdict(set)
    for letter, name, reading in entries:
        names[letter].add(name)
        names[letter.lower()].add(reading)
    return names


def shares(entries):
    """For each kind, what part of all names each name is."""
    weights = collections.defaultdict(collections.Counter)
    for letter, name, reading, cost in japanese(entries):
        weights[letter][name] += math.exp(-cost / SCALE)
        weights[letter.lower()][reading] += math.exp(-cost / SCALE)
    return {k: {n: w / sum(names.values()) for n, w in names.items()} for k, names in weights.items()}


def comment(text):
    return "".join(f"// {line}\n" for line in text.splitlines())


def write(head, names):
    line = ""
    for name in sorted(names) + [None]:
        if name is None or len(line) + len(name) > 70:
            print(f'"{head}{line}\\n"')
            line = ""
        line += " " + (name or "")


def main():
    dictionaries = [shares(ipadic(sys.argv[1])), shares(unidic(sys.argv[2]))]
    more = by_kind(sudachi())
    print("// Family names (F), given names (G) and their readings (f, g) with weights; generated by make_names.py, not edited by hand.")
    print("// Origin and licences:\n" + comment(NAIST) + comment(UNIDIC) + comment(SUDACHI), end="")
    for letter in "FGfg":
        both = collections.Counter()
        for d in dictionaries:
            both.update(d[letter])
        least = min(both.values())
        buckets = collections.defaultdict(list)
        for name, share in both.items():
            buckets[round(math.log2(share / least))].append(name)
        for bucket in sorted(buckets):
            write(f"{letter}{bucket}", buckets[bucket])
        others = more[letter] - both.keys()
        write(f"{letter}{round(math.log2(sum(both.values()) / least / BEARERS_OF_OTHERS / len(others)))}?", others)


if __name__ == "__main__":
    main()
