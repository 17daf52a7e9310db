#!/usr/bin/env python3
"""imap_test.py MUSUBI: a real Dovecot read over IMAPS and STARTTLS, also through a proxy that delays, cuts and resets: the same records as from
its Maildirs, each once; nothing is marked as read; a mailbox rebuilt by its server doubles nothing; mails of every kind of badness."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import urllib.request

import hub
import mail_test
from hub import figures

HERE = pathlib.Path(__file__).resolve().parent
MAIL, SHIPPED = HERE / "mail", HERE.parents[1] / "mappings"
sys.path.insert(0, str(MAIL))
import letters  # noqa: E402

ACCOUNTS = {"info": 34, "form": 12, "shop": len(mail_test.ORDERS)}  # the shop's own order went to info, too
STREAMS = ("messages", "reports", "forms")
FORMS = {"colon": ["お名前", "メールアドレス", "お電話番号", "お問い合わせ内容"], "bracket": ["お名前", "メールアドレス", "お電話番号", "お問い合わせ内容"],
         "latin": ["Name", "E-mail", "Phone", "Message"]}
ENDS = {"colon": "----------", "bracket": "※", "latin": "-- "}


def settings_of_forms():
    lines = ["  forms:"]
    for name, labels in FORMS.items():
        lines.append(f"    {name}: {{from: {name}@web.test, labels: [{', '.join(labels)}], end: \"{ENDS[name]}\"}}")
    return "\n".join(lines) + "\n"


def over_imap(program, folder, place, endpoint):
    """A hub with a connection for each account."""
    one = hub.Hub(program, folder, [MAIL / "imap"], FOLDER=place, ENDPOINT=endpoint)
    (one.config / "mappings").mkdir()
    for account in ACCOUNTS:
        one.environment[f"MAIL_PASSWORD_{account.upper()}"] = f"pw-{account}"
        file = one.config / "connections" / f"{account}.yaml"
        file.write_text(file.read_text() + settings_of_forms())
        for stream in STREAMS:
            text = (SHIPPED / f"mail.{stream}.yaml").read_text()
            (one.config / "mappings" / f"{account}.{stream}.yaml").write_text(text.replace("source: mail.", f"source: {account}."))
    return one


def from_files(program, folder, place):
    one = hub.Hub(program, folder, [MAIL / "config"], FOLDER=place)
    for stream in STREAMS:
        shutil.copy(SHIPPED / f"mail.{stream}.yaml", one.config / "mappings")
    file = one.config / "connections" / "mail.yaml"
    file.write_text(file.read_text() + settings_of_forms())
    return one


def records(one):
    return sorted((stream, key, json.dumps(json.loads(payload), sort_keys=True))
                  for stream, key, payload in one.rows("SELECT stream, key, payload FROM source.record WHERE stream <> 'list'"))


def flags(place):
    """Of every mail of every account, as Dovecot has them."""
    out = ""
    for account in ACCOUNTS:
        out += hub.run("doveadm", "-c", place / "dovecot.conf", "fetch", "-u", f"{account}@shop.test", "flags", "all")
    return out


def seen(place):
    return flags(place).count("\\Seen")


def callers(place):
    """How many connections Dovecot has seen, let in or not."""
    return (place / "dovecot.log").read_text().count("imap-login: Info:")


class Proxy:
    """A listener of toxiproxy before the server's port, and what it does to those who connect."""

    def __init__(self, control, port, to):
        self.address = f"http://127.0.0.1:{control}/proxies"
        self.call("", {"name": "imap", "listen": f"127.0.0.1:{port}", "upstream": f"127.0.0.1:{to}"})

    def call(self, path, body, method="POST"):
        request = urllib.request.Request(self.address + path, method=method, data=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=10).read()

    def harm(self, kind, **attributes):
        self.call("/imap/toxics", {"name": kind, "type": kind, "stream": "downstream", "attributes": attributes})

    def heal(self, kind):
        self.call(f"/imap/toxics/{kind}", {}, "DELETE")


def put(place, user, name, content, sub=""):
    """Into a Maildir, as a delivery does."""
    box = place / "mailboxes" / f"{user}@shop.test" / sub
    file = box / "tmp" / name
    file.write_bytes(content)
    shutil.chown(file, "mail", "mail")
    file.rename(box / "new" / name)


def head(number, subject, date, more=b""):
    return (f"From: odd{number}@cust.test\r\nTo: info@shop.test\r\nSubject: {subject}\r\nDate: {date}\r\nMessage-ID: <odd{number}@cust.test>\r\n"
            "Received: from x by mail.shop.test; Mon, 5 Jan 2026 09:00:00 +0900\r\nMIME-Version: 1.0\r\n").encode() + more


def bad_mails(place):
    good = "Mon, 5 Jan 2026 09:00:00 +0900"
    line = b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\r\n"
    boundary = lambda n: f"b{n}".encode()  # noqa: E731
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=\"" + boundary(n) + b"\"\r\n\r\n--" + boundary(n) + b"\r\n" for n in range(10000))
    attached = (b"Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsee the film\r\n--b\r\nContent-Type: video/mp4; name=\"film.mp4\"\r\n"
                b"Content-Transfer-Encoding: base64\r\n\r\n")
    put(place, "info", "1800000001.M1P1.x", head(1, "1970", "Thu, 1 Jan 1970 00:00:00 +0000") + b"\r\nold\r\n")
    put(place, "info", "1800000002.M1P1.x", head(2, "2099", "Thu, 1 Jan 2099 00:00:00 +0000") + b"\r\nnew\r\n")
    put(place, "info", "1800000003.M1P1.x", head(3, "film of 45 MB", good, attached) + line * (45 * 1024 * 1024 // len(line)) + b"--b--\r\n")
    put(place, "info", "1800000004.M1P1.x", head(4, "film of 51 MB", good, attached) + line * (51 * 1024 * 1024 // len(line)) + b"--b--\r\n")
    put(place, "info", "1800000005.M1P1.x", head(5, "10,000 nested parts", good, nested) + b"Content-Type: text/plain\r\n\r\ndeep\r\n")
    put(place, "info", "1800000006.M1P1.x", b"no mail at all\r\n")


def first_pass(checks, program, folder, place, imaps):
    files = from_files(program, folder / "files", place)
    code, got, said, seconds = files.sync("mail")
    checks.equal("from the Maildirs", (code, said), (0, ""))
    print(f"    Maildir {seconds:.1f} s")
    want = records(files)
    one = over_imap(program, folder / "imaps", place, f"imaps://localhost:{imaps}")
    before = callers(place)
    code, got, said, seconds = one.sync()
    print(f"    IMAPS {seconds:.1f} s, {callers(place) - before} connections")
    checks.equal("over IMAPS", (code, said), (0, ""))
    checks.equal("33 inquiries, one of them twice, and the shop's order", figures(got["info.messages"]), (33, 0, 1, 0))
    checks.equal("5 delivery reports", figures(got["shop.reports"]), (5, 0, 0, 0))
    checks.equal("12 notifications of forms", figures(got["form.forms"]), (12, 0, 0, 0))
    checks.equal("the same records as from the Maildirs", records(one) == want, True)
    checks.equal("none is marked as read", (flags(place).count("flags:"), seen(place)), (sum(ACCOUNTS.values()), 0))
    code, got, said, _ = one.sync()
    checks.equal("a second sync reads nothing", (code, sum(line["read"] for line in got.values())), (0, 0))
    return files, one, want


def through_faults(checks, program, folder, place, proxy, port, want):
    """STARTTLS, late and cut after every 16 KB; then reset while it reads."""
    proxy.harm("latency", latency=80, jitter=40)
    proxy.harm("limit_data", bytes=16000)
    cut = over_imap(program, folder / "cut", place, f"imap://127.0.0.1:{port}")
    before = callers(place)
    code, got, said, seconds = cut.sync()
    print(f"    STARTTLS, late and cut: {seconds:.1f} s, {callers(place) - before} connections")
    checks.true("over STARTTLS, late and cut", code == 0, said)
    checks.true("it was cut", callers(place) - before > 9, f"{callers(place) - before} connections")
    checks.equal("late and cut: the same records", records(cut) == want, True)
    proxy.heal("limit_data")
    proxy.harm("reset_peer", timeout=1500)
    reset = over_imap(program, folder / "reset", place, f"imap://127.0.0.1:{port}")
    threading.Timer(6, proxy.heal, ["reset_peer"]).start()
    before = callers(place)
    code, got, said, seconds = reset.sync()
    print(f"    STARTTLS, reset for 6 s: {seconds:.1f} s, {callers(place) - before} connections")
    if code:  # gave up on a stream while it was reset; the next run goes on
        code, got, said, seconds = reset.sync()
    checks.true("reset, then not", code == 0, said)
    checks.true("it was reset", callers(place) - before > 9, f"{callers(place) - before} connections")
    checks.equal("reset: the same records", records(reset) == want, True)
    proxy.heal("latency")
    checks.equal("none is marked as read", seen(place), 0)


def rebuilt(checks, place, one, want):
    """Its UIDs mean other mails now."""
    for file in (place / "mailboxes" / "info@shop.test").glob("dovecot*"):
        file.unlink()
    code, got, said, _ = one.sync("info")
    checks.equal("a mailbox rebuilt: all is read, nothing is new", figures(got["info.messages"]), (0, 0, 34, 0))
    checks.equal("a mailbox rebuilt: the same records", records(one) == want, True)


def bad_input(checks, place, files, one):
    bad_mails(place)
    code, got, said, seconds = one.sync("info")
    print(f"    bad mails over IMAPS {seconds:.1f} s")
    checks.equal("bad mails: four records, two held", figures(got["info.messages"]), (4, 0, 0, 2))
    held = one.rows("SELECT reason FROM hub.quarantine ORDER BY 1")
    checks.true("held with a reason", any("max_size" in row[0] for row in held), str(held)[:300])
    files.sync("mail")
    checks.equal("bad mails: the same records as from the Maildir", records(one) == records(files), True)
    dates = dict(one.rows("SELECT payload->>'subject', payload->>'date' FROM source.record WHERE payload->>'subject' IN ('1970', '2099')"))
    checks.equal("impossible dates are those of the reception", dates, {"1970": "2026-01-05T09:00:00+09:00", "2099": "2026-01-05T09:00:00+09:00"})
    checks.equal("none is marked as read", seen(place), 0)


def sent_and_refused(checks, place, one):
    mail = letters.letter("担当", "staff@alias.test", "taro.yamada@cust.test", "Re: お見積り", "承知しました。\n", "utf-8", 700)
    put(place, "info", "1800000009.M1P1.x", mail, ".Sent")
    code, got, said, _ = one.sync("info")
    checks.equal("one mail more, in Sent", figures(got["info.messages"]), (1, 0, 0, 0))
    rows = one.rows("SELECT payload->>'direction', payload->'people'->0->>'address' FROM source.record WHERE payload->>'message_id' = '700.staff@alias.test'")
    checks.equal("what lies in Sent is outgoing", rows, [["out", "taro.yamada@cust.test"]])
    one.environment["MAIL_PASSWORD_INFO"] = "wrong"
    code, out, said = one.run("check", "info")
    checks.true("a wrong password is told", code != 0 and "auth.password" in out + said, out + said)


def test(checks, program, folder):
    smtp, imap, imaps, control, port = (hub.free_port() for _ in range(5))
    place, toxic = folder / "mail", folder / "toxiproxy"
    for name in ("files", "imaps", "cut", "reset"):
        (folder / name).mkdir(mode=0o755)
    try:
        hub.run(HERE / "toxiproxy" / "start.sh", toxic, control, seconds=1000)
        hub.run(MAIL / "start.sh", place, smtp, imap, imaps)
        mail_test.send(smtp)
        mail_test.wait_for(place, ACCOUNTS)
        files, one, want = first_pass(checks, program, folder, place, imaps)
        through_faults(checks, program, folder, place, Proxy(control, port, imap), port, want)
        rebuilt(checks, place, one, want)
        bad_input(checks, place, files, one)
        sent_and_refused(checks, place, one)
    finally:
        for stop in (MAIL / "stop.sh", HERE / "toxiproxy" / "stop.sh"):
            subprocess.run([stop, place if stop.parent == MAIL else toxic], check=False, timeout=60)


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("Postfix and Dovecot must be started by root: run this test as root.")
    hub.main(test)
