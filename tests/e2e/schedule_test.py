#!/usr/bin/env python3
"""schedule_test.py MUSUBI: left alone for some minutes: connections run each minute, a broken one makes one mail, the others go on and
changed rows reach a reader, kill -9 misses and doubles nothing."""
import signal
import time

import running
from hub import main
from mailbox import Mailbox
from reader import Reader

MEMBERS = "connector: file\nschedule: 1分ごと\nconfig: {streams: {list: {path: list/@FILE@.csv, key: [会員番号]}}}\n"
HEAD = "会員番号,氏名,電話番号,メール\n"
BIG = 20000


def furnish(one):
    """Three connections each minute, one of them without its file."""
    mapping = (one.config / "mappings/members.list.yaml").read_text()
    for name in ("members", "second", "broken"):
        (one.config / f"connections/{name}.yaml").write_text(MEMBERS.replace("@FILE@", name))
        (one.config / f"mappings/{name}.list.yaml").write_text(mapping.replace("members.list", f"{name}.list"))
    (one.config / "list/second.csv").write_text(HEAD + "S1,中村 次郎,090-2222-0001,jiro@example.jp\n")


def runs(one, connection, state="finished"):
    return int(one.rows(f"SELECT count(*) FROM hub.run WHERE connection = '{connection}' AND state = '{state}'")[0][0])


def alerts(checks, one, box, reader):
    checks.true("what never ran runs at once", one.until(lambda: runs(one, "members") and runs(one, "second") and runs(one, "broken", "failed"), 30))
    checks.true("the broken one makes a mail", one.until(lambda: box.mails, 20))
    mail = box.mails[0]
    text = mail.get_content()
    checks.true("with its name, cause and next step", "broken" in mail["Subject"] and "broken.csv" in text and "musubi sync broken" in text, text)
    checks.equal("to everyone who is named", box.recipients, ["admin@example.jp", "boss@example.jp"])
    phone = "SELECT \"電話番号\" FROM api_ja.\"顧客\" WHERE \"メールアドレス\" = 'ichiro@example.jp'"
    checks.equal("a reader sees a row", reader.rows(phone), [["090-1234-5678"]])
    (one.config / "list/members.csv").write_text(HEAD + "000123,髙橋 一郎,090-1234-9999,ichiro@example.jp\n")
    checks.true("changed, it reaches the reader by itself", one.until(lambda: reader.rows(phone) == [["090-1234-9999"]], 90))
    checks.equal("and the API", len(one.customers(phone="090-1234-9999")), 1)
    before = {name: runs(one, name) for name in ("members", "second")}
    failed = runs(one, "broken", "failed")
    checks.true("the broken one is tried again", one.until(lambda: runs(one, "broken", "failed") > failed, 90))
    checks.true("the others go on", one.until(lambda: all(runs(one, name) > count for name, count in before.items()), 90), str(before))
    time.sleep(5)
    checks.equal("and no second mail", len(box.mails), 1)


def recovery(checks, one, box):
    (one.config / "list/broken.csv").write_text(HEAD + "B1,小林 三郎,090-3333-0001,saburo@example.jp\n")
    checks.true("mended, it goes on", one.until(lambda: one.customers(email="saburo@example.jp"), 90))
    checks.true("and its alert is resolved", one.until(lambda: one.rows("SELECT count(*) FROM hub.alert WHERE resolved IS NULL") == [["0"]], 10))
    (one.config / "list/broken.csv").unlink()
    checks.true("broken again, one more mail", one.until(lambda: len(box.mails) == 2, 90))


def there(reader):
    return int(reader.rows("SELECT count(*) FROM api_ja.\"顧客\" WHERE \"氏名\" LIKE '大森%'")[0][0])


def killed(checks, one, box, reader):
    """kill -9 while a larger list lands, and again while it is published; a connection is broken all the while."""
    rows = "".join(f"K{i:06},大森 {chr(0x4E00 + i % 9000)}{chr(0x4E00 + i // 9000)},,k{i}@example.jp\n" for i in range(BIG))
    (one.config / "list/second.csv").write_text(HEAD + rows)
    checks.true("a larger list begins to land", one.until(lambda: one.rows("SELECT count(*) > 0 FROM source.record WHERE key LIKE 'K%'") == [["t"]], 120))
    one.post({"_nonce": "kill-0123456789abcdef", "お名前": "直前 花子", "メール": "just@example.jp"})
    one.stop(signal.SIGKILL)
    checks.true("killed before its end, and readers go on reading", there(reader) < BIG, f"{there(reader)} of {BIG}")
    one.up()
    checks.true("up again, it goes on", one.until(lambda: there(reader) > 0, 120))
    one.stop(signal.SIGKILL)
    checks.true("and is killed while it publishes", 0 < there(reader) < BIG, f"{there(reader)} of {BIG}")
    one.up()
    everyone = "SELECT count(*), count(DISTINCT \"顧客番号\"), count(DISTINCT \"メールアドレス\") FROM api_ja.\"顧客\" WHERE \"氏名\" LIKE '大森%'"
    checks.true("after kill -9 and restart every row is there, none twice", one.until(lambda: reader.rows(everyone) == [[str(BIG)] * 3], 240), str(reader.rows(everyone)))
    checks.equal("nor as a record", one.rows("SELECT count(*), count(DISTINCT key) FROM source.record WHERE key LIKE 'K%'"), [[str(BIG)] * 2])
    checks.equal("what was answered before the kill is there once", reader.rows("SELECT count(*) FROM api_ja.\"顧客\" WHERE \"メールアドレス\" = 'just@example.jp'"), [["1"]])
    checks.true("nothing is left waiting", one.until(lambda: one.rows("SELECT count(*) FROM source.pending") == [["0"]], 30))
    checks.equal("nor as if it ran", one.rows("SELECT count(*) FROM hub.run WHERE state = 'running' AND started < now() - interval '5 minutes'"), [["0"]])
    tried = runs(one, "broken", "failed")
    checks.true("what was broken still is", one.until(lambda: runs(one, "broken", "failed") > tried, 90))
    checks.equal("and nobody is told again", len(box.mails), 2)
    code, seconds = one.stop()
    checks.true("it stops when asked", code == 0 and seconds < 15, f"{code} in {seconds:.1f} s")


def test(checks, program, folder):
    box, reader = Mailbox(), Reader()
    smtp = f"smtp: {{url: 'smtp://127.0.0.1:{box.port}', from: hub@example.jp, to: 'admin@example.jp, boss@example.jp'}}"
    with running.shop(program, folder / "shop", reader.settings + smtp) as one:
        furnish(one)
        one.up()
        reader.arrive(one)
        alerts(checks, one, box, reader)
        recovery(checks, one, box)
        killed(checks, one, box, reader)
    box.close()


if __name__ == "__main__":
    main(test)
