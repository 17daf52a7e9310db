#!/usr/bin/env python3
"""refused_test.py MUSUBI: passwords, card numbers and マイナンバー come in by file, import, form, mail and sql, in good rows and in bad
ones; none of them is anywhere in the database, in any file below the data directory, or in what is said."""
import contextlib
import json
import sqlite3
import urllib.parse

import planted
import running
from hub import main
from planted import REFUSED

MARKS = [REFUSED["パスワード"], REFUSED["CVV"], REFUSED["マイナンバー"], "4111 1111", "41111111"]
NAMES = ",".join(REFUSED)
VALUES = ",".join(REFUSED.values())
MAPPING = "source: {name}\nparties: {{p: {{kind: person, key: {key}, name: 氏名, email: メール}}}}\n"


def furnish(one):
    config = one.config
    bad = [f",名なし,b@example.jp,{VALUES}", f"3,多い,c@example.jp,余り,余り,{VALUES}", f"4,\"閉じない,d@example.jp,{VALUES}"]
    (config / "list/members.csv").write_bytes("\n".join([f"会員番号,氏名,メール,{NAMES}", f"1,山田 花子,a@example.jp,{VALUES}", *bad[:2], ""]).encode()
                                              + f"5,".encode() + b"\xff\xfe" + f",e@example.jp,{VALUES}\n{bad[2]}\n".encode())
    row = {"会員番号": "1", "氏名": "鈴木 一郎", "メール": "f@example.jp", "内": [{"password": "ZQXPASSWORD"}], **REFUSED}
    whole = json.dumps(row, ensure_ascii=False)
    keyless = json.dumps(dict(row, 会員番号=""), ensure_ascii=False)
    (config / "list/people.jsonl").write_text(f"{whole}\n{keyless}\n{whole[:-1]}\n{whole.replace(', ', ' ')}\n{whole[:-6]}\n")
    (config / "list/import.csv").write_text(f"会員番号,氏名,メール,{NAMES}\n8,佐藤 三郎,g@example.jp,{VALUES}\n9,田中 四郎,h@example.jp,余り,{VALUES}\n")
    for name, text in {
            "connections/lines.yaml": "connector: file\nconfig: {streams: {people: {path: list/people.jsonl, key: [会員番号]}}}\n",
            "mappings/lines.people.yaml": MAPPING.format(name="lines.people", key="会員番号"),
            "mappings/members.list.yaml": MAPPING.format(name="members.list", key="会員番号"),
            "connections/shop.yaml": f"connector: sql\nconfig: {{endpoint: 'sqlite:{config}/shop.db', streams: {{people: {{key: [会員番号]}}}}}}\n",
            "mappings/shop.people.yaml": MAPPING.format(name="shop.people", key="会員番号"),
            "connections/mail.yaml": "connector: mail\nconfig: {path: mails, forms: {inquiry: {from: form@web.example, subject: 会員登録, labels: [氏名, メール, " + ", ".join(REFUSED) + "]}}}\n",
            "mappings/mail.forms.yaml": MAPPING.format(name="mail.forms", key="form_mail.message_id").replace("key: form_mail.message_id, ", ""),
            "mappings/mail.messages.yaml": "source: mail.messages\nparties: {p: {kind: person, each: people, name: name, email: address}}\n",
            "mappings/mail.reports.yaml": "source: mail.reports\nfacts: {b: {kind: contact_state, contact: {const: email}, value: recipient, state: {const: bounced}, at: date}}\n",
            "mails/1.eml": "From: form@web.example\nTo: info@shop.example\nSubject: 会員登録\nDate: Thu, 1 Jan 2026 09:00:00 +0900\nMessage-ID: <r1@web.example>\n"
                           "Content-Type: text/plain; charset=utf-8\n\n氏名：高橋 五郎\nメール：i@example.jp\n" + "".join(f"{name}：{value}\n" for name, value in REFUSED.items())}.items():
        (config / name).parent.mkdir(exist_ok=True)
        (config / name).write_text(text)
    with contextlib.closing(sqlite3.connect(config / "shop.db")) as shop:
        columns = ["会員番号", "氏名", "メール", *REFUSED]
        shop.execute("CREATE TABLE people (" + ", ".join(f"\"{c}\" TEXT" for c in columns) + ")")
        for key, name in (("1", "伊藤 六郎"), ("", "名なし")):
            shop.execute(f"INSERT INTO people VALUES ({', '.join('?' * len(columns))})", [key, name, "j@example.jp", *REFUSED.values()])
        shop.execute("INSERT INTO people VALUES ('3', CAST(x'e6bcff' AS TEXT), '', " + ", ".join("?" * len(REFUSED)) + ")", list(REFUSED.values()))
        shop.commit()


def posts(checks, one):
    fields = {"お名前": "渡辺 七子", "メール": "k@example.jp", **REFUSED}
    form = urllib.parse.urlencode(fields)
    checks.equal("a form is taken", one.send("POST", "/in/inquiry", form, {"Content-Type": running.FORM})[0], 200)
    checks.equal("one of no encoding, too", one.send("POST", "/in/inquiry", form + "&x=%FF%FE%81", {"Content-Type": running.FORM})[0], 200)
    boundary = "----ZQX"
    parts = "".join(f"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n" for name, value in fields.items())
    checks.equal("one of parts", one.send("POST", "/in/inquiry", (parts + f"--{boundary}--\r\n").encode(), {"Content-Type": f"multipart/form-data; boundary={boundary}"})[0], 200)
    checks.equal("and JSON", one.send("POST", "/in/inquiry", json.dumps(dict(fields, 内=[{"password": "ZQXPASSWORD"}])), {"Content-Type": "application/json"})[0], 200)


def edited(checks, one):
    """A person puts a held row right, and a password in."""
    rows = json.loads(one.run("--json", "quarantine", "list", "lines")[1])["quarantine"]
    said = [one.run("quarantine", "edit", rows[0]["id"], "--set", "会員番号=77", "--set", "氏名=直し 八郎", "--set", "パスワード=ZQXPASSWORD")]
    checks.true("a held row is edited", rows and one.rows("SELECT count(*) FROM hub.quarantine_edit") == [["1"]], str(said))
    return said


def test(checks, program, folder):
    with running.shop(program, folder / "shop") as one:
        furnish(one)
        said = [one.run("sync"), one.run("import", one.config / "list/import.csv", "--yes"), one.run("sync", "--full"), one.run("preview", "members"), one.run("preview", "lines")]
        one.up()
        posts(checks, one)
        said += edited(checks, one)
        checks.true("the posts are published", one.until(lambda: one.rows("SELECT count(*) FROM source.pending") == [["0"]], 30))
        said += [one.run("quarantine", "list"), one.run("run", "list"), one.run("quarantine", "export", one.config / "held.csv")]
        one.rows("CHECKPOINT")
        have = {name: int(count) for name, count in one.rows("SELECT connection, count(*) FROM source.record GROUP BY 1")}
        checks.true("a record of every way in is stored", all(have.get(name) for name in ("members", "lines", "shop", "mail", "inquiry", "import")), str(have))
        held = {name: int(count) for name, count in one.rows("SELECT connection, count(*) FROM hub.quarantine GROUP BY 1")}
        checks.true("rows of every way in are held", all(held.get(name) for name in ("members", "lines", "shop", "inquiry", "import")), str(held))
        leaks = [f"{line[:200]}" for line in planted.dump(one).splitlines() if planted.found(line, MARKS)]
        checks.equal("none of it is in the database", "\n".join(leaks), "")
        checks.equal("nor in any file of the data directory", planted.files_with(planted.data_of(one), MARKS), [])
        checks.equal("nor in what is said", [s for s in said if planted.found(s[1] + s[2], MARKS)], [])
        checks.equal("nor in the hub's log", planted.found(one.log.read_text(), MARKS), [])
        one.stop()


if __name__ == "__main__":
    main(test)
