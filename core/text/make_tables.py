#!/usr/bin/env python3
"""Writes encoding_tables.inc: the code points of the Japanese double-byte sets, as facts taken from the codecs that come with
Python (cp932, euc_jp) and, for the IBM rows of eucJP-ms, from the C library's iconv. Run: ./make_tables.py > encoding_tables.inc"""
import subprocess

CELLS = range(94)


def cp932(row, cell):
    """The character at row and cell (from 1) of the plane that Shift_JIS folds into lead and trail bytes."""
    lead = (row + 1) // 2 + (0x80 if row <= 62 else 0xC0)
    trail = cell + (0x3F if cell <= 63 else 0x40) if row % 2 else cell + 0x9E
    return decoded(bytes([lead, trail]), "cp932")


def decoded(raw, codec):
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return 0
    return ord(text) if len(text) == 1 else 0


def jis0212(row, cell):
    raw = bytes([0x8F, 0xA0 + row, 0xA0 + cell])
    if row in (2, 83, 84):  # Microsoft's and IBM's choices, which Python's codec lacks
        done = subprocess.run(["iconv", "-f", "EUC-JP-MS", "-t", "UTF-16LE"], input=raw, capture_output=True)
        return int.from_bytes(done.stdout, "little") if done.returncode == 0 else 0
    return decoded(raw, "euc_jp")


def plane(name, rows, lookup):
    filled = [row for row in rows if any(lookup(row, cell + 1) for cell in CELLS)]
    print(f"constexpr uint8_t {name}Rows[] = {{{', '.join(map(str, filled))}}};")
    print(f"constexpr char16_t {name}[][94] = {{")
    for row in filled:
        values = [f"0x{lookup(row, cell + 1):X}" if lookup(row, cell + 1) else "0" for cell in CELLS]
        print("    {" + ",\n     ".join(",".join(values[at:at + 14]) for at in range(0, 94, 14)) + "},")
    print("};")


print("// Made by make_tables.py; do not edit. Character numbers of JIS X 0208 and 0212 and of the vendors' rows: facts, free of rights.")
print("// Rows are JIS rows (1–94), and beyond them those that only Shift_JIS reaches (115–119: IBM extensions).")
plane("kJis0208", [*range(1, 95), *range(115, 120)], cp932)
plane("kJis0212", range(1, 95), jis0212)
