#!/usr/bin/env python3
"""overdue_test.py MUSUBI: a source that does not answer: one mail that its run is overdue, nothing more until it has recovered. Takes 12 minutes."""
import contextlib
import sqlite3

import running
from hub import main
from mailbox import Mailbox

SLOW = "connector: sql\nschedule: 1分ごと\nconfig: {{endpoint: 'sqlite:{folder}/shop.db', timeout: 3600, streams: {{people: {{key: [会員番号]}}}}}}\n"
MEMBERS = "connector: file\nschedule: 1分ごと\nconfig: {streams: {list: {path: list/members.csv, key: [会員番号]}}}\n"


def furnish(one):
    with contextlib.closing(sqlite3.connect(one.config / "shop.db")) as shop:
        shop.execute("CREATE TABLE people (会員番号 TEXT, 氏名 TEXT, 電話番号 TEXT, メール TEXT)")
        shop.execute("INSERT INTO people VALUES ('1', '中村 次郎', '', 'jiro@example.jp')")
        shop.commit()
    (one.config / "connections/slow.yaml").write_text(SLOW.format(folder=one.config))
    (one.config / "connections/members.yaml").write_text(MEMBERS)
    (one.config / "mappings/slow.people.yaml").write_text((one.config / "mappings/members.list.yaml").read_text().replace("members.list", "slow.people"))


def runs(one, connection):
    return int(one.rows(f"SELECT count(*) FROM hub.run WHERE connection = '{connection}' AND state = 'finished'")[0][0])


def away(checks, one, box):
    """The machine was off for a day: what is due runs at once, and nobody is woken for it."""
    checks.equal("both are read", one.run("sync")[0], 0)
    one.rows("UPDATE hub.run SET started = started - interval '1 day', ended = ended - interval '1 day'")
    one.up()
    checks.true("after a day without the hub, both run at once", one.until(lambda: runs(one, "slow") >= 2 and runs(one, "members") >= 2, 30))
    checks.true("and nobody is told that they were late", not one.until(lambda: box.mails, 10), str([mail["Subject"] for mail in box.mails]))
    checks.equal("nor is it kept", one.rows("SELECT count(*) FROM hub.alert"), [["0"]])


def silent(checks, one, box):
    shop = sqlite3.connect(one.config / "shop.db", isolation_level=None)
    shop.execute("BEGIN EXCLUSIVE")
    begun = runs(one, "members")
    checks.true("a source that does not answer makes a mail", one.until(lambda: box.mails, 900))
    mail = box.mails[0]
    text = mail.get_content()
    checks.true("with its name, since when, and the next step", "slow" in mail["Subject"] and "遅れ" in mail["Subject"] and "musubi sync slow" in text and "+09:00" not in text, text)
    checks.true("the other one has gone on each minute", runs(one, "members") >= begun + 8, f"{runs(one, 'members') - begun} runs")
    checks.true("no second mail", not one.until(lambda: len(box.mails) > 1, 45), f"{len(box.mails)}")
    checks.equal("the alert is open", one.rows("SELECT connection, kind, resolved IS NULL FROM hub.alert"), [["slow", "overdue", "t"]])
    shop.execute("INSERT INTO people VALUES ('2', '小林 三郎', '', 'saburo@example.jp')")
    shop.execute("COMMIT")
    shop.close()
    checks.true("once it answers, the run ends", one.until(lambda: one.customers(email="saburo@example.jp"), 120))
    checks.true("and the alert is resolved", one.until(lambda: one.rows("SELECT count(*) FROM hub.alert WHERE resolved IS NULL") == [["0"]], 30))
    checks.equal("with one mail in all", len(box.mails), 1)


def test(checks, program, folder):
    box = Mailbox()
    smtp = f"smtp: {{url: 'smtp://127.0.0.1:{box.port}', from: hub@example.jp, to: admin@example.jp}}"
    with running.shop(program, folder / "shop", smtp) as one:
        furnish(one)
        away(checks, one, box)
        silent(checks, one, box)
        code, seconds = one.stop()
        checks.true("it stops when asked", code == 0 and seconds < 15, f"{code} in {seconds:.1f} s")
    box.close()


if __name__ == "__main__":
    main(test)
