#!/usr/bin/env python3
"""promise_test.py MUSUBI: the whole promise in one run. A web shop, a till, books, a form and mailboxes, all with the same people, are read by
`musubi up` alone, by schedule, through two rounds of changes: who is one customer, whether anything was lost, and one person as everybody sees
her. Needs to be started by root, for Postfix and Dovecot."""
import os
import pathlib
import shutil
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "e2e"), str(HERE / "promise")]
import hub  # noqa: E402
import running  # noqa: E402
import shops  # noqa: E402
import truth  # noqa: E402
from reader import Reader  # noqa: E402
from sources import Sources  # noqa: E402

SHIPPED = HERE.parent.parent / "mappings"
PATIENCE = 420  # seconds until a round has come through; each connection runs once a minute
TABLES = ("sales_order", "invoice", "payment", "activity")
PROFILES = ("vendure", "customers"), ("tryton", "people"), ("web", "csv"), ("info", "messages")


def shipped(folder):
    """A configuration folder with the mappings of mail that Musubi ships."""
    (folder / "mappings").mkdir(parents=True)
    for name in ("messages", "reports", "forms"):
        shutil.copy(SHIPPED / f"mail.{name}.yaml", folder / "mappings")
    return folder


def connect(program, one, sources):
    shops.add_preset(program, one.config, "vendure", endpoint=f"http://127.0.0.1:{sources.shop.port}/admin-api")
    shops.add_preset(program, one.config, "tryton", endpoint=f"http://127.0.0.1:{sources.books.port}/books/", user="admin")
    for name in ("vendure", "tryton"):
        file = one.config / "connections" / f"{name}.yaml"
        file.write_text(file.read_text() + "schedule: 1分ごと\n")
    one.environment |= {"VENDURE_KEY": sources.key, "TRYTON_PASSWORD": "real-admin", "MAIL_PASSWORD_INFO": "pw-info", "MAIL_PASSWORD_SHOP": "pw-shop"}


def in_master(one):
    union = " UNION ALL ".join(f"SELECT connection, '{table}', count(*) FROM master.{table} GROUP BY 1" for table in TABLES)
    return {(connection, table): int(count) for connection, table, count in one.rows(union)}


def come_through(checks, one, sources, what):
    """All facts that the systems count are in the master, and nothing waits."""
    want, start = sources.counted(), time.monotonic()
    arrived = one.until(lambda: time.sleep(2) or (in_master(one) == want and one.rows("SELECT count(*) FROM source.pending") == [["0"]]), PATIENCE)
    print(f"    {what}: {time.monotonic() - start:.0f} s until the master has all")
    checks.true(f"{what}: no order, receipt, invoice, payment, inquiry or mail is lost or doubled", arrived, f"{in_master(one)} of {want}")


def reconciled(checks, one):
    """Every run of every stream, whoever asked for it."""
    runs = one.rows("SELECT connection, count(*), count(*) FILTER (WHERE state NOT IN ('finished', 'running')) FROM hub.run GROUP BY 1 ORDER BY 1")
    checks.true("every connection ran several times, and never failed", len(runs) == 5 and all(int(n) > 2 and bad == "0" for _, n, bad in runs), str(runs))
    lines = one.rows("SELECT connection, stream, sum(read), sum(fresh), sum(changed), sum(unchanged), sum(quarantined) FROM hub.run_stream"
                     " WHERE run IN (SELECT id FROM hub.run WHERE state = 'finished') GROUP BY run, connection, stream")
    off = [line for line in lines if int(line[2]) != sum(map(int, line[3:]))]
    checks.true("read = new + changed + unchanged + quarantined, in every run of every stream", lines and not off, f"{len(lines)} lines {off}")
    checks.equal("nothing is quarantined", one.rows("SELECT connection, stream, reason FROM hub.quarantine"), [])
    checks.equal("nor waiting for its customer", one.rows("SELECT count(*) FROM identity.profile WHERE stub"), [["0"]])


def whose(one, sources):
    """(stream, key) of profiles, and the number of the person."""
    out = {("vendure.customers", customer): number for number, customer in sources.shop.customers.items()}
    for key, code in one.rows("SELECT key, payload->>'code' FROM source.record WHERE (connection, stream) = ('tryton', 'people')"):
        if code.startswith("P"):
            out["tryton.people", key] = int(code[1:])
    by_address = {}
    for person in truth.people():
        by_address[person["email"]] = by_address[person["second"]] = person["number"]
    for stream, field in (("web.csv", "payload->>'メールアドレス'"), ("info.messages", "payload->'from'->>'address'")):
        connection, name = stream.split(".")
        for key, address in one.rows(f"SELECT key, {field} FROM source.record WHERE (connection, stream) = ('{connection}', '{name}')"):
            out[stream, key] = by_address[address]
    return out


def joined(checks, one, sources):
    """Pairs of profiles that are one customer, against the truth."""
    known = whose(one, sources)
    rows = [(customer, (f"{connection}.{stream}", key)) for customer, connection, stream, key in one.rows(
        "SELECT customer_id, connection, stream, record_key FROM identity.profile WHERE customer_id IS NOT NULL")]
    rows = [(customer, key) for customer, key in rows if key in known]
    checks.equal("every record of a person has a customer", len(rows), len(known))
    precision, recall, pairs = shops.score(known, rows)
    print(f"    {len(rows)} profiles of {len(set(known.values()))} people, {pairs} pairs of one person: precision {precision:.4f}, recall {recall:.4f}")
    print(f"    customers who are people: {one.rows('''SELECT count(*) FROM master.customer WHERE kind = 'person' ''')[0][0]}")
    checks.true("precision", precision >= 0.99, precision)
    checks.true("recall", recall >= 0.85, recall)
    return {number: customer for customer, key in rows for number in [known[key]] if key[0] == "vendure.customers"}


def lives(address, there):
    """Whether the address is that place; a block may be called 二丁目 there."""
    return address.startswith(there["place"]) and address.endswith(there["street"].split("-", 1)[1])


def changed(checks, one, sources, reader):
    """What the rounds changed, as a reader sees it."""
    customer = joined(checks, one, sources)
    ask = lambda number, column: reader.rows(f"SELECT {column} FROM api.customer WHERE id = {customer[number]}")[0][0]  # noqa: E731
    for now, movers in truth.SHOP_MOVES.items():
        homes = [(number, ask(number, "address"), truth.people()[number]["moved_to"]) for number in movers]
        checks.equal(f"round {now}: who moved at the shop lives there", [number for number, address, there in homes if not lives(address, there)], [])
    for now, number in truth.DEAD.items():
        checks.equal(f"round {now}: the address of the mail that came back is dead", one.rows(
            f"SELECT state FROM master.contact_point_state WHERE customer_id = {customer[number]} AND kind = 'email' AND state = 'bounced'"), [["bounced"]])
    checks.equal("who was taken out of the books is gone there, and a customer still", one.rows(
        f"SELECT gone, customer_id FROM identity.profile WHERE connection = 'tryton' AND record_key = '{leaver(sources)}'"), [["t", customer[truth.LEAVER]]])
    return customer[truth.WHOLE]


def leaver(sources):
    return sources.books.find("party.party", [["code", "=", f"P{truth.LEAVER:04d}"], ["active", "in", [True, False]]])[0]["id"]


SEEN = {"sales_order": ("number", "amount", "status", "shop"), "invoice": ("number", "amount", "status", "order_number"),
        "payment": ("invoice_number", "amount"), "activity": ("channel", "direction", "subject", "body")}


def as_psql(column):
    return {"amount": "amount::numeric(12,2)", "body": "replace(body, chr(10), ' ')"}.get(column, column)


def as_told(row, column):
    return f"{float(row[column]):.2f}" if column == "amount" else (row[column] or "").replace("\n", " ")


def one_person(checks, one, reader, customer):
    """A receipt of the till is given to this person by hand, who then is seen whole, by the read-only role and by the API."""
    receipt = one.rows("SELECT record_key FROM master.sales_order WHERE stream = 'receipts' ORDER BY 1 LIMIT 1")[0][0]
    checks.equal("the receipt that was shown is claimed", one.run("customer", "claim", f"tryton.receipts/{receipt}", customer)[0], 0)
    facts = one.ask(f"/api/customers/{customer}?why=test")[1]["facts"]
    for table, columns in SEEN.items():
        rows = reader.rows(f"SELECT connection, {', '.join(map(as_psql, columns))} FROM api.{table} WHERE customer_id = {customer}")
        told = [[row["connection"], *(as_told(row, column) for column in columns)] for row in facts.get(table, [])]
        checks.true(f"{table}: psql and the API show the same rows", rows and sorted(rows) == sorted(told), f"{len(rows)} rows {rows[:2]} {told[:2]}")
    checks.equal("order, sale and receipt", sorted({(row["connection"], row["stream"]) for row in facts["sales_order"]}),
                 [("tryton", "receipts"), ("tryton", "sales"), ("vendure", "orders")])
    checks.equal("mail and inquiry", sorted({row["connection"] for row in facts["activity"]}), ["info", "web"])


def test(checks, program, folder):
    start, reader = time.monotonic(), Reader()
    (folder / "exports").mkdir()
    with Sources(folder, folder / "exports") as sources:
        print(f"    five systems ready and filled {time.monotonic() - start:.0f} s")
        mail = sources.mail
        folders = shipped(folder / "shipped"), HERE / "wagtail" / "config", HERE / "promise" / "config"
        with running.shop(program, folder / "musubi", reader.settings, sources=folders, IMAPS=mail.imaps, MAIL=mail.folder,
                          EXPORTS=folder / "exports") as one:
            connect(program, one, sources)
            checks.equal("mapping test", one.run("mapping", "test")[0], 0)
            one.up()
            reader.arrive(one)
            come_through(checks, one, sources, "as it was")
            joined(checks, one, sources)
            for now in truth.ROUNDS:
                sources.changes(now)
                come_through(checks, one, sources, f"round {now}")
            whole = changed(checks, one, sources, reader)
            one_person(checks, one, reader, whole)
            reconciled(checks, one)
    print(f"    all {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("Postfix and Dovecot must be started by root: run this test as root.")
    hub.main(test)
