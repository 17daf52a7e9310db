#!/usr/bin/env python3
"""mail_test.py MUSUBI: what a real Postfix and a real Dovecot put into Maildirs: inquiries as activities of their people, delivery reports that
set the states of addresses, notifications of three form tools as form records."""
import json
import os
import pathlib
import re
import shutil
import smtplib
import subprocess
import sys
import time

import hub
from hub import figures

HERE = pathlib.Path(__file__).resolve().parent / "mail"
sys.path.insert(0, str(HERE))
import letters  # noqa: E402

SHIPPED = HERE.parents[2] / "mappings"
# address, NOTIFY: what comes back is one report each
ORDERS = [("nobody-1@shop.test", "FAILURE"), ("nobody-2@shop.test", "FAILURE"), ("full@shop.test", "FAILURE"), ("y@dead.test", "FAILURE"),
          ("info@shop.test", "SUCCESS")]


def send(port):
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.ehlo("localhost")
        for sender, mail in letters.inquiries():
            smtp.sendmail(sender, ["info@shop.test"], mail, mail_options=["BODY=8BITMIME"])
        for layout in letters.LAYOUTS:
            for sender, mail in letters.notifications(layout):
                smtp.sendmail(sender, ["form@shop.test"], mail)
        for number, (to, notify) in enumerate(ORDERS):
            body = "あ" * 20000 if to.startswith("full") else "発送しました。\n"
            mail = letters.letter("ショップ", "shop@shop.test", to, "ご注文ありがとうございます", body, "utf-8", 500 + number)
            smtp.sendmail("shop@shop.test", [to], mail, rcpt_options=[f"NOTIFY={notify}", f"ORCPT=rfc822;{to}"])


def mails_of(folder, user):
    return sorted(path for place in ("new", "cur") for path in (folder / "mailboxes" / f"{user}@shop.test" / place).glob("*"))


def wait_for(folder, counts, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if all(len(mails_of(folder, user)) >= count for user, count in counts.items()):
            return
        time.sleep(0.3)
    raise RuntimeError({user: len(mails_of(folder, user)) for user in counts})


def suggested(checks, one, folder):
    """The settings of three forms, each from three of its four notifications."""
    text = ""
    for layout in letters.LAYOUTS:
        samples = [path for path in mails_of(folder, "form") if f"{layout}@web.test".encode() in path.read_bytes()]
        code, out, said = one.run("mail", "suggest", *samples[:3])
        checks.equal(f"{layout}: suggested", (code, said), (0, ""))
        checks.equal(f"{layout}: labels", out.count("      - "), 4)
        text += out[out.index("  form1:"):].replace("form1", layout)
    file = one.config / "connections" / "mail.yaml"
    file.write_text(file.read_text() + "  forms:\n" + "".join("  " + line + "\n" for line in text.splitlines()))


def forms_as_typed(checks, one):
    got = {}
    for (payload,) in one.rows("SELECT payload FROM source.record WHERE stream = 'forms'"):
        record = json.loads(payload)
        got.setdefault(record["form_name"], []).append(sorted(v for k, v in record.items() if not k.startswith("form_")))
    for layout in letters.LAYOUTS:
        checks.equal(f"{layout}: every answer as it was typed", sorted(got.get(layout, [])), sorted(sorted(a.values()) for a in letters.answers(layout)))
    for name in ("青木 一郎", "杉山 一郎"):
        code, out, _ = one.run("customer", "find", name)
        checks.contains(f"{name} is a customer", out, name)


def inquiries_as_sent(checks, one):
    rows = one.rows("SELECT payload FROM source.record WHERE stream = 'messages'")
    records = [json.loads(row[0]) for row in rows]
    by_sender = {record["from"]["address"]: record for record in records}
    for number, (name, local) in enumerate(letters.PEOPLE):
        record = by_sender[f"{local}@cust.test"]
        if record["subject"] == "二度届くメール":
            record = next(r for r in records if r["from"]["address"] == record["from"]["address"] and r["subject"] != "二度届くメール")
        checks.equal(f"{letters.ENCODINGS[number]}: name, subject", (record["from"]["name"], record["subject"]), (name, letters.SUBJECT))
        checks.contains(f"{letters.ENCODINGS[number]}: text", record["text"], f"商品ｺｰﾄﾞ A-{number} を①個")
    checks.equal("all incoming", {record["direction"] for record in records}, {"in"})


def states(checks, one):
    got = dict(one.rows("SELECT c.record_key, s.state FROM identity.profile c JOIN master.contact_point_state s ON s.customer_id = c.customer_id"
                        " AND s.kind = 'email' WHERE c.stream = 'list' ORDER BY 1"))
    # full and refusing: the address may live
    checks.equal("states", got, {"1": "bounced", "2": "bounced", "3": "unverified", "4": "unverified", "5": "unverified"})


def parsed(checks, one, folder):
    code, out, _ = one.run("mail", "parse", *mails_of(folder, "shop"))
    lines = [json.loads(line) for line in out.splitlines()]
    got = sorted((line["recipient"], line["kind"], line["permanent"]) for line in lines)
    checks.equal("mail parse", got, [("full@shop.test", "bounce", False), ("info@shop.test", "report", False), ("nobody-1@shop.test", "bounce", True),
                                     ("nobody-2@shop.test", "bounce", True), ("y@dead.test", "bounce", False)])


def moved(folder):
    """As a reader's program leaves them: in cur, with flags."""
    for path in mails_of(folder, "info"):
        path.rename(path.parents[1] / "cur" / (re.sub(":2,.*", "", path.name) + ":2,RS"))


def test(checks, program, folder):
    port, place = hub.free_port(), folder / "mail"
    start = time.monotonic()
    try:
        hub.run(HERE / "start.sh", place, port)
        send(port)
        # 33 inquiries and the shop's own order to info@
        wait_for(place, {"info": 34, "form": 12, "shop": len(ORDERS)})
        print(f"    all delivered after {time.monotonic() - start:.1f} s")
    finally:
        subprocess.run([HERE / "stop.sh", place], check=False, timeout=60)
    own_order = [path for path in mails_of(place, "info") if b"shop@shop.test>" in path.read_bytes().split(b"\n\n")[0]]
    for path in own_order:
        path.unlink()
    one = hub.Hub(program, folder, [HERE / "config"], FOLDER=place)
    for name in ("messages", "reports", "forms"):
        shutil.copy(SHIPPED / f"mail.{name}.yaml", one.config / "mappings")
    parsed(checks, one, place)
    suggested(checks, one, place)
    code, got, said, seconds = one.sync()
    print(f"    first sync {seconds:.1f} s")
    checks.equal("first sync", (code, said), (0, ""))
    checks.equal("33 inquiries, one of them twice", figures(got["mail.messages"]), (32, 0, 1, 0))
    checks.equal("5 delivery reports", figures(got["mail.reports"]), (5, 0, 0, 0))
    checks.equal("notifications of three layouts", figures(got["mail.forms"]), (12, 0, 0, 0))
    inquiries_as_sent(checks, one)
    forms_as_typed(checks, one)
    states(checks, one)
    moved(place)
    code, got, said, seconds = one.sync("mail")
    checks.equal("moved to cur with flags: nothing to read", {name: line["read"] for name, line in got.items()}, {"mail.messages": 0, "mail.reports": 0, "mail.forms": 0})


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("Postfix and Dovecot must be started by root: run this test as root.")
    hub.main(test)
