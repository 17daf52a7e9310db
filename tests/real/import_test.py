#!/usr/bin/env python3
"""import_test.py MUSUBI: the first day. Two member lists of 12,000 rows become customers by `musubi import`, with few questions and fast."""
import json
import subprocess
import time

import hub
import people
from lists import make


def answered(one, file, *words):
    """An import that takes every proposal by pressing Enter: (exit code, output, what it says on the error stream, seconds)."""
    start = time.monotonic()
    going = subprocess.Popen(one.command("import", file, *words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out, said = going.communicate("\n" * 10, timeout=600)
    return going.returncode, out, said, time.monotonic() - start


def questions(out):
    return out.count("番号（Enter は 1）")


def imports(checks, one, till, web):
    """Both lists, every proposal taken; returns the seconds."""
    seconds = 0
    for file, name, held in ((till, "till", make.EMPTY + make.TWICE), (web, "web", make.TWICE)):
        code, out, said, took = answered(one, file, "--connection", name)
        seconds += took
        checks.equal(f"{name}: exit code", code, 0)
        checks.true(f"{name}: at most 3 questions", questions(out) <= 3, f"{questions(out)}")
        checks.contains(f"{name}: done", out, "取り込みました: 読込 12000 =")
        checks.contains(f"{name}: held rows are explained before", out, "保留になる行と理由")
        checks.contains(f"{name}: held rows", out, f"保留 {held}")
        if code:
            print(out, said)
    return seconds


def finds(checks, one, everyone):
    person = everyone[5000]
    for what, text in (("phone", person["phone"]), ("kana", person["kana"])):
        code, out, said = one.run("customer", "find", text)
        checks.equal(f"find by {what}: exit code", code, 0)
        checks.contains(f"find by {what}", out, person["given"])
    keys = one.rows("SELECT min(key), max(key) FROM source.record WHERE connection = 'till'")
    checks.equal("zeros before numbers stay", keys, [["000002", f"{make.ROWS - make.TWICE - 1:06d}"]])
    joined = one.rows("SELECT count(*) FROM (SELECT customer_id FROM identity.profile WHERE customer_id IS NOT NULL "
                      "GROUP BY 1 HAVING count(DISTINCT connection) = 2) s")
    both = make.ROWS - make.SHIFT
    checks.true("most of those in both lists are one customer", int(joined[0][0]) > both * 0.95, f"{joined[0][0]} of {both}")


def again(checks, one, till):
    code, out, said = one.run("import", till, "--connection", "till", "--yes")
    checks.equal("the same file again: exit code", code, 0)
    checks.contains("the same file again", out, "新しいことはありません")
    newer = till.with_name("会員名簿_20260228.xls")
    make.write_xls(make.till_rows(people.people(make.ROWS))[:-2] + [[{"zeros": 999999}, "新田　新子", "ニッタ シンコ", "090-0111-2222", "", "", "", "1990-01-01", ""]], newer)
    code, out, said = one.run("--json", "import", newer, "--yes")
    checks.equal("next month's file: exit code", code, 0)
    answer = json.loads(out or "{}")
    checks.equal("next month's file goes into the same connection", (answer.get("connection"), answer.get("new"), answer.get("changed")), ("till", 1, 0))


def test(checks, program, folder):
    till, web, everyone = make.make(folder)
    one = hub.Hub(program, folder, [])
    hub.run(program, "init", one.config)
    imports(checks, one, till, web)
    finds(checks, one, everyone)
    again(checks, one, till)
    code, out, said = one.run("mapping", "test")
    checks.equal("the mappings' own tests", code, 0)


if __name__ == "__main__":
    hub.main(test)
