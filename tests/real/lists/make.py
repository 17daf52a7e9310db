"""Two member lists of one shop, as its departments keep them: the till's as a true .xls with a title and merged cells, the web shop's as
tab-separated CP932 in a file that is named .xls, too. Most people stand in both; some rows are wrong in ways that lists are."""
import json
import os
import pathlib
import subprocess
import sys

import people

HERE = pathlib.Path(__file__).resolve().parent
ROWS = 12_000
SHIFT = 4_000  # the web list begins with the till's 4,001st person
TWICE = 3      # rows of each list whose number an earlier row has
EMPTY = 2      # rows of the till's list without a number


def xlwt_python():
    """A Python that has xlwt, kept in the user's cache."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "musubi/real/lists"
    wanted, python = (HERE / "requirements.txt").read_text(), cache / "venv/bin/python"
    done = cache / "installed.txt"
    if not (done.exists() and done.read_text() == wanted):
        subprocess.run([sys.executable, "-m", "venv", "--clear", cache / "venv"], check=True, timeout=300)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", HERE / "requirements.txt"], check=True, timeout=600)
        done.write_text(wanted)
    return python


def till_rows(everyone):
    rows = [[{"merge": "青空ストア 会員名簿", "columns": 9}], ["出力日", "2026-01-31", "", "担当", "本店"], []]
    rows.append(["会員番号", "氏名", "フリガナ", "電話番号", "〒", "住所1", "住所2", "生年月日", "備考"])
    for n, one in enumerate(everyone[:ROWS]):
        number = "" if n < EMPTY else {"zeros": (one if n < ROWS - TWICE else everyone[n - 100])["number"]}
        rows.append([number, people.old_name(one).replace(" ", "　"), one["kana"], f"{one['phone'][:3]}-{one['phone'][3:7]}-{one['phone'][7:]}",
                     f"{one['postal_code'][:3]}-{one['postal_code'][3:]}", one["place"], one["street"], born(one), "=1+1" if n == 7 else ""])
    rows.append(["合計", f"{ROWS}名"])
    return rows


def web_rows(everyone):
    rows = [["Web会員一覧"], ["会員ID", "お名前（姓）", "お名前（名）", "フリガナ", "メアド", "携帯", "郵便番号", "ご住所", "最終更新日", "メルマガ"]]
    for n, one in enumerate(everyone[SHIFT:SHIFT + ROWS]):
        number = one["number"] if n < ROWS - TWICE else everyone[SHIFT + n - 100]["number"]
        rows.append([f"W{number:06d}", one["family"].replace("𠮷", "吉"), one["given"], half_width(one["kana"]), one["email"], one["phone"], one["postal_code"],
                     one["place"] + one["street"], f"{one['since']} 10:00", "1" if n % 3 else "0"])
    return rows


def born(one):
    return f"{1950 + one['number'] % 50}-{1 + one['number'] % 12:02d}-{1 + one['number'] % 28:02d}"


FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッーガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ"
HALF = "ｱ ｲ ｳ ｴ ｵ ｶ ｷ ｸ ｹ ｺ ｻ ｼ ｽ ｾ ｿ ﾀ ﾁ ﾂ ﾃ ﾄ ﾅ ﾆ ﾇ ﾈ ﾉ ﾊ ﾋ ﾌ ﾍ ﾎ ﾏ ﾐ ﾑ ﾒ ﾓ ﾔ ﾕ ﾖ ﾗ ﾘ ﾙ ﾚ ﾛ ﾜ ｦ ﾝ ｧ ｨ ｩ ｪ ｫ ｬ ｭ ｮ ｯ ｰ ｶﾞ ｷﾞ ｸﾞ ｹﾞ ｺﾞ ｻﾞ ｼﾞ ｽﾞ ｾﾞ ｿﾞ ﾀﾞ ﾁﾞ ﾂﾞ ﾃﾞ ﾄﾞ ﾊﾞ ﾋﾞ ﾌﾞ ﾍﾞ ﾎﾞ ﾊﾟ ﾋﾟ ﾌﾟ ﾍﾟ ﾎﾟ".split()
WIDTHS = dict(zip(FULL, HALF))


def half_width(kana):
    return "".join(WIDTHS.get(letter, letter) for letter in kana)


def write_xls(rows, out):
    subprocess.run([xlwt_python(), HERE / "write_xls.py", out], input="\n".join(json.dumps(row, ensure_ascii=False) for row in rows), text=True, check=True, timeout=300)


def make(folder):
    """Writes both lists into `folder`; (till's file, web's file, everyone)."""
    everyone = people.people(SHIFT + ROWS)
    till, web = folder / "会員名簿_20260131.xls", folder / "Web会員.xls"
    write_xls(till_rows(everyone), till)
    web.write_bytes("\r\n".join("\t".join(row) for row in web_rows(everyone)).encode("cp932") + b"\r\n")
    return till, web, everyone
