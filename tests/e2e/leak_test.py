#!/usr/bin/env python3
"""leak_test.py MUSUBI: values of customers and secrets are planted through every way in, everything that can go wrong goes wrong, and
none of them is in any output that is not meant to show customers, in a log, an alert, a run, a reason or a process's arguments."""
import contextlib
import json
import os
import pathlib
import signal
import sqlite3
import urllib.parse

import planted
import running
from hub import main
from mailbox import Mailbox
from planted import MARKS, PERSON, SECRETS

JSON = {"Content-Type": "application/json"}
HEAD = "会員番号,氏名,フリガナ,電話番号,メール,住所,生年月日\n"
ROW = "{name},{kana},{phone},{email},{address},{birth}\n"


def list_rows():
    """Good rows, and each way in which a row can be bad."""
    one = dict(PERSON, birth="S46.3.29")
    good = "L1," + ROW.format(**one) + "L1," + ROW.format(**dict(one, phone="漏洩電話", birth="漏洩の日"))
    return (HEAD + good + "," + ROW.format(**one) + "L3,余り," + ROW.format(**one) + "L4," + ROW.format(**dict(one, email="leaky.person＠＠漏洩", phone="+99 漏洩"))).encode() + \
        b"L5,\xff\xfe" + ROW.format(**one).encode() + ("L6,\"" + ROW.format(**one)).encode()


def mail(number, body, header=""):
    return (f"From: {PERSON['name']} <{PERSON['email']}>\nTo: info@shop.example\nSubject: {PERSON['name']}\nDate: Thu, 1 Jan 2026 09:00:0{number} +0900\n"
            f"Message-ID: <m{number}@example.jp>\n{header}Content-Type: text/plain; charset=utf-8\n\n{body} ZQXMAIL {PERSON['phone']}\n").encode()


SQL = """connector: sql
config:
  endpoint: {endpoint}
  {auth}
  streams: {{people: {{{more}}}}}
"""
PEOPLE = """source: {name}.people
parties:
  person: {{kind: person, key: id, name: name, phone: phone}}
facts:
  order: {{kind: sales_order, of: person, number: id, ordered_at: bought, amount: total}}
"""


def furnish(one):
    config = one.config
    files = {
        "list/members.csv": list_rows(),
        "connections/lines.yaml": b"connector: file\nconfig: {streams: {people: {path: list/people.jsonl, key: [id]}}}\n",
        "mappings/lines.people.yaml": PEOPLE.format(name="lines").encode(),
        "list/people.jsonl": "\n".join([json.dumps({"id": "1", "name": PERSON["name"], "bought": "漏洩の日", "total": 1}), json.dumps({"id": "2", "name": PERSON["name"], "bought": "2026-01-01", "total": "漏洩円"}),
                                        '{"id": "3", "name": "漏洩', "漏洩", json.dumps({"name": PERSON["name"]}), json.dumps({"id": {"漏洩": 1}, "name": PERSON["name"]})]).encode(),
        "connections/mail.yaml": "connector: mail\nconfig: {path: mails, own: [shop.example], forms: {inquiry: {from: form@web.example, subject: 問い合わせ, labels: [お名前, 電話番号]}}}\n".encode(),
        "mails/1.eml": mail(1, "こんにちは"), "mails/2.eml": mail(2, "前後", "From: form@web.example\nSubject: 問い合わせ\n"), "mails/3.eml": "漏洩\n\n漏洩 ZQXMAIL\n".encode(),
        "connections/sqlite.yaml": SQL.format(endpoint=f"sqlite:{config}/shop.db", auth="", more="table: people").encode(),
        "mappings/sqlite.people.yaml": PEOPLE.format(name="sqlite").encode(),
        "connections/away.yaml": (SQL.format(endpoint="postgresql://127.0.0.1:1/none", auth=f"auth: {{user: hub, password: {SECRETS['source']}}}", more="key: [id]") + "schedule: 1分ごと\n").encode(),
        "mappings/away.people.yaml": PEOPLE.format(name="away").encode(),
        "mappings/members.list.yaml": "source: members.list\nparties:\n  member: {kind: person, key: 会員番号, name: 氏名, kana: フリガナ, phone: 電話番号, email: メール, address: {full: 住所}, birth_date: 生年月日}\n".encode(),
    }
    for stream, mapping in {"messages": "parties: {person: {kind: person, each: people, name: name, email: address}}\nfacts: {mail: {kind: activity, each: people, of: person, at: /date, subject: /subject, body: /text}}\n",
                            "reports": "facts: {bounce: {kind: contact_state, contact: {const: email}, value: recipient, state: {const: bounced}, at: date}}\n",
                            "forms": "parties: {person: {kind: person, name: お名前, phone: 電話番号}}\n"}.items():
        files[f"mappings/mail.{stream}.yaml"] = f"source: mail.{stream}\n{mapping}".encode()
    for name, contents in files.items():
        (config / name).parent.mkdir(exist_ok=True)
        (config / name).write_bytes(contents)
    with contextlib.closing(sqlite3.connect(config / "shop.db")) as shop:
        shop.execute("CREATE TABLE people (id TEXT, name TEXT, phone TEXT, bought TEXT, total TEXT)")
        for row in [("1", PERSON["name"], PERSON["phone"], "2026-01-01", "100"), ("2", PERSON["name"], PERSON["phone"], "漏洩の日", "漏洩円"), ("", PERSON["name"], "漏洩", "", "")]:
            shop.execute("INSERT INTO people VALUES (?, ?, ?, ?, ?)", row)
        shop.execute("INSERT INTO people VALUES ('4', CAST(x'e6bc8fe6b4a9ff' AS TEXT), '漏洩', '', '')")
        shop.commit()


class Said:
    """What commands, answers and logs say, each with its name, to be searched at the end."""

    def __init__(self, one):
        self.one, self.all, self.lang = one, [], "en"

    def run(self, *words, shows=False):
        """`shows`: its output is meant to show customers; what it says beside that is not."""
        self.lang = {"ja": "en", "en": "ja"}[self.lang]
        code, out, said = self.one.run("--lang", self.lang, *words)
        self.keep(" ".join(words), said if shows else out + said)
        return code, out

    def keep(self, name, text):
        self.all.append((name, text))

    def leaks(self, marks):
        return [f"{name}: {there}\n{text}" for name, text in self.all if (there := planted.found(text, marks))]


def commands(checks, one, said):
    """What a person or a schedule would run, with all that is wrong above."""
    code, out = said.run("--json", "sync")
    held = {f"{s['connection']}.{s['stream']}": s["quarantined"] for s in json.loads(out)["streams"]}
    checks.true("rows of every way in are held", code == 1 and all(held.get(name) for name in ("members.list", "lines.people", "sqlite.people")), str(held))
    for words in (["sync", "--full"], ["sync", "away"], ["sync", "nobody"], ["check"], ["discover", "members"], ["run", "list"], ["run", "show", "1"], ["run", "show", "2"], ["doctor"],
                  ["touchpoints"], ["mapping", "test"], ["token", "list"], ["quarantine", "replay"], ["customer", "show", "999999"], ["customer", "merge", "1", "999999"],
                  ["customer", "pin", "1", "phone", "漏洩"], ["customer", "claim", "R-999", "1"], ["db", "migrate"]):
        said.run(*words)
    reasons = json.loads(one.run("--json", "quarantine", "list")[1])["quarantine"]
    for row in reasons:
        said.keep(f"reason of {row['stream']} {row['row']}", json.dumps([row[name] for name in ("reason", "field", "step", "file")], ensure_ascii=False))
    checks.true("reasons name the place", len(reasons) > 8 and all(r["connection"] and r["reason"] for r in reasons), str(len(reasons)))
    said.run("customer", "find", "ZQXSEARCH", shows=True)
    said.run("customer", "find", PERSON["email"], shows=True)
    said.run("quarantine", "export", str(one.config / "held.xlsx"))
    said.run("review", "export", str(one.config / "review.xlsx"))
    said.run("export", "customers", "--out", str(one.config / "all.csv"))
    said.run("customer", "add", "--name", PERSON["name"], "--birth-date", "漏洩", "--phone", "漏洩")
    said.run("import", str(one.config / "list/members.csv"), "--yes", shows=True)
    said.run("customer", "erase", "1", "--why", "本人の請求", "--yes")
    one.environment["MUSUBI_BACKUP_PASSWORD"] = SECRETS["backup"]
    said.run("backup", str(one.config / "one.musubi"))
    said.run("restore", str(one.config / "one.musubi"))
    said.run("audit")


def broken_files(one, said):
    """Settings and mappings that are wrong, with secrets beside the mistake."""
    for name, text in {"connections/wrong.yaml": f"connector: sql\nconfig: {{endpont: x, auth: {{user: hub, password: {SECRETS['source']}}}, streams: {{a: {{}}}}}}\n",
                       "connections/wrong2.yaml": f"connector: sql\nconfig: {{endpoint: 'postgresql://h/d', auth: {{user: hub, password: [{SECRETS['source']}]}}, streams: {{a: {{}}}}}}\n",
                       "mappings/lines.people.yaml": PEOPLE.format(name="lines").replace("name: name", "nmae: name")}.items():
        file = one.config / name
        before = file.read_bytes() if file.exists() else None
        file.write_text(text)
        for words in (["sync", "wrong" if "wrong" in name else "lines"], ["check"], ["doctor"]):
            said.run(*words)
        file.unlink() if before is None else file.write_bytes(before)


def over_http(one, said):
    """Posts and questions, right and wrong. Answers with customers are not kept; refusals are."""
    quoted = urllib.parse.quote(PERSON["name"])
    fields = {"お名前": PERSON["name"], "メール": PERSON["email"], "電話番号": PERSON["phone"], "内容": "ZQXBODY"}
    form = urllib.parse.urlencode(fields)
    posts = [(form, {"Content-Type": running.FORM}), (urllib.parse.urlencode(dict(fields, メール="")), {"Content-Type": running.FORM}), (json.dumps(fields), JSON), ("{\"お名前\": \"漏洩", JSON), ("[\"漏洩\"]", JSON),
             (form + "&x=%FF%FE%81", {"Content-Type": running.FORM}), (form, {"Content-Type": "text/plain"}), ("x=" + "漏洩" * 800_000, {"Content-Type": running.FORM}),
             (form + "&_row=1", {"Content-Type": running.FORM}), (form, {"Content-Type": "multipart/form-data; boundary=漏洩"})]
    for body, headers in posts:
        headers = {name: value.encode() for name, value in headers.items()}
        said.keep("answer to a post", one.send("POST", "/in/inquiry", body.encode(), headers)[2])
    said.keep("answer to a post elsewhere", one.send("POST", f"/in/{quoted}", form.encode(), {"Content-Type": running.FORM})[2])
    for path in (f"text={quoted}", "text=ZQXSEARCH", f"phone={PERSON['phone']}", f"email={PERSON['email']}"):
        one.ask("/api/customers?" + path)
    for path in (f"/api/customers?{quoted}=1", f"/api/customers?text={quoted}&limit={quoted}", f"/api/customers/{quoted}", "/api/customers?text=" + quoted * 20, f"/{quoted}", f"/api/runs?limit={quoted}"):
        said.keep(path, json.dumps(one.ask(path)[1], ensure_ascii=False))
    for token in ("ZQXSEARCH", one.token + "x", ""):
        said.keep("answer to a wrong token", one.send("GET", f"/api/customers?text={quoted}", headers={"Authorization": f"Bearer {token}"})[2])


def killed(checks, one):
    """The database is killed under the running hub, and the hub itself."""
    postmaster = int((pathlib.Path(one.rows("SHOW data_directory")[0][0]) / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    with contextlib.suppress(OSError):
        one.post({"お名前": PERSON["name"], "メール": PERSON["email"], "内容": "ZQXBODY"})
        one.ask("/api/customers?text=ZQXSEARCH")
    one.stop(signal.SIGKILL)
    one.run("token", "list")
    one.up()
    checks.equal("the hub is back", one.ask("/health")[0], 200)


def audited(checks, one):
    """The hub demands a reason now, and keeps who asked and why, not what for; what it cannot keep it does not show."""
    status, body = one.ask("/api/customers?text=ZQXSEARCH")
    checks.equal("without a reason nobody reads", (status, body.get("error", {}).get("id")), (400, "serve.want_why"))
    checks.equal("nor by a command", one.run("customer", "find", "ZQXSEARCH")[0], 1)
    checks.equal("with one in the query", one.ask("/api/customers?text=ZQXSEARCH&why=callback")[0], 200)
    header = {"Authorization": f"Bearer {one.token}", "X-Musubi-Why": urllib.parse.quote("折り返し %41")}
    checks.equal("or in the header", one.send("GET", "/api/customers?limit=5", headers=header)[0], 200)
    checks.equal("one that is no text", one.send("GET", "/api/customers", headers=dict(header, **{"X-Musubi-Why": "%FF"}))[0], 400)
    checks.equal("nor an empty one beside it", one.send("GET", "/api/customers?why=", headers=header)[0], 400)
    log = json.loads(one.run("--json", "audit", "--who", "test", "--limit", "2")[1])["audit"]
    checks.equal("who, how and why are kept", [(row["door"], row["what"], row["asked"], row["why"]) for row in log],
                 [("api", "customer find", [], "折り返し %41"), ("api", "customer find", ["text"], "callback")])
    checks.true("and whom", log[0]["customers"] and len(log[0]["customers"]) == log[0]["rows"] and "family" in log[0]["fields"], str(log[0]))
    checks.equal("and each is found by the customer", json.loads(one.run("--json", "audit", "--customer", log[0]["customers"][0], "--limit", "1")[1])["audit"][0], log[0])
    url = one.run("db", "url")[1].strip()  # musubi's own psql could not be noted either
    running.hub.run("psql", url, "-qc", "ALTER TABLE hub.audit_log RENAME TO elsewhere")
    checks.equal("what cannot be kept is not shown", one.ask("/api/customers?why=callback")[0], 500)
    code, out, _ = one.run("customer", "show", log[0]["customers"][0], "--why", "callback")
    checks.equal("nor by a command, of which nothing is seen", (code, out), (1, ""))
    running.hub.run("psql", url, "-qc", "ALTER TABLE hub.elsewhere RENAME TO audit_log")


TABLES = {"hub.run": "*", "hub.run_stream": "*", "hub.alert": "*", "hub.audit_log": "*", "hub.quarantine": "connection, stream, step, field, reason, file, row_no", "identity.erasure": "*", "hub.api_token": "*"}


def kept(one, said, box):
    for table, columns in TABLES.items():
        said.keep(table, "\n".join(str(row) for row in one.rows(f"SELECT {columns} FROM {table}")))
    said.keep("the log of up", one.log.read_text())
    said.keep("the database's log", planted.server_logs(one))
    for alert in box.mails:
        said.keep("an alert", str(alert["Subject"]) + alert.get_content())


def arguments(checks, one):
    """A database with a password: neither psql nor pg_dump shows it."""
    socket = one.rows("SHOW unix_socket_directories")[0][0].strip('"')
    port = one.rows("SHOW port")[0][0]
    settings = one.config / "musubi.yaml"
    before = settings.read_text()
    settings.write_text(before + f"database: {{url: 'postgresql://musubi:{SECRETS['database']}@/musubi?host={urllib.parse.quote(socket, '')}&port={port}'}}\n")
    with planted.Arguments() as seen:
        checks.equal("psql runs", one.run("--why", "test", "db", "psql", "--", "-c", "SELECT pg_sleep(0.5)")[0], 0)
        code, _, why = one.run("backup", one.config / "two.musubi")
        checks.true("a backup, too", code == 0, why)
    settings.write_text(before)
    checks.true("programs were seen", any(b"psql" in line for line in seen.seen))
    checks.equal("no secret in any process's arguments", seen.with_any(SECRETS.values()), [])


def test(checks, program, folder):
    box = Mailbox()
    password = f", user: hub, password: {SECRETS['smtp']}"  # refused, for the mailbox has no TLS
    smtp = f"smtp: {{url: 'smtp://127.0.0.1:{box.port}', from: hub@example.jp, to: admin@example.jp{password}}}"
    with running.shop(program, folder / "shop", smtp) as one:
        furnish(one)
        said = Said(one)
        one.up()
        over_http(one, said)
        commands(checks, one, said)
        broken_files(one, said)
        settings = one.config / "musubi.yaml"
        settings.write_text(settings.read_text().replace(password, "") + "audit: {require_why: true}\n")
        killed(checks, one)
        audited(checks, one)
        checks.true("an alert is mailed", one.until(lambda: box.mails, 60))
        arguments(checks, one)
        kept(one, said, box)
        checks.true("what was planted is there to be leaked", planted.found(planted.dump(one), MARKS) != [])
        checks.true("everything was looked at", len(said.all) > 75, str(len(said.all)))
        for what, marks in (("value of a customer", MARKS), ("secret", [*SECRETS.values(), one.token])):
            leaks = said.leaks(marks)
            checks.equal(f"no {what} in what is said", "\n".join(leaks), "")
        one.stop()


if __name__ == "__main__":
    main(test)
