#!/usr/bin/env python3
"""tryton_test.py MUSUBI: a bookkeeper's Tryton by JSON-RPC, as the preset reads it, beside the Vendure of the same people: who stands in both
is one customer; then what changes alone, and the same through a network that is slow, cuts connections off and resets them."""
import threading
import time

import hub
import people
import shops
from hub import figures
from tryton import server as books
from tryton.server import Server
from vendure import server as shop
from vendure.server import Server as Shop

PAGE = 40
PAUSE = 6  # seconds, longer than the preset looks back
FIGURES = {"people": people.CLIENTS, "companies": books.COMPANIES + 1, "sales": books.SALES, "invoices": len(books.INVOICED),
           "receipts": len(books.RUNG_UP)}  # the bookkeeper's own company is a party, too


def begin(program, folder, port, store=None, key=""):
    """A hub for the books, and for the shop at the port `store`."""
    presets = {"tryton": {"endpoint": f"http://127.0.0.1:{port}/books/", "user": "admin", "page_size": PAGE}}
    if store:
        presets["vendure"] = {"endpoint": f"http://127.0.0.1:{store}/admin-api", "page_size": PAGE}
    out = shops.connect(program, folder, **presets)
    out.environment |= {"TRYTON_PASSWORD": "real-admin", "VENDURE_KEY": key}
    return out


def first(checks, one):
    checks.equal("check", one.run("check", "tryton")[:2], (0, "tryton: OK\n"))
    checks.equal("mapping test", one.run("mapping", "test")[0], 0)
    code, got, said, seconds = one.sync()
    print(f"    first sync {seconds:.1f} s\n{said if code else ''}")
    checks.equal("first sync ends well", code, 0)
    for stream, rows in FIGURES.items():
        checks.equal(stream, figures(got[f"tryton.{stream}"]), (rows, 0, 0, 0))
    checks.equal("the shop's customers", figures(got["vendure.customers"]), (people.SHOPPERS + shop.GUESTS, 0, 0, 0))


def amount(decimal):
    return f"{float(decimal['decimal']):.2f}"


def as_the_books_have_them(checks, server, one):
    def whose(table):
        return sorted(map(tuple, one.rows(f"SELECT f.number, f.amount::numeric(12,2), p.record_key FROM master.{table} f JOIN identity.profile p"
                                          " ON p.id = f.profile_id WHERE f.connection = 'tryton' AND NOT p.stub")))
    sales = server.find("sale.sale", [], "number", "total_amount", "party")
    checks.equal("sales: amounts, and whose they are", whose("sales_order"), sorted((s["number"], amount(s["total_amount"]), str(s["party"])) for s in sales))
    invoices = server.find("account.invoice", [["state", "in", ["posted", "paid"]]], "number", "total_amount", "party", "state")
    checks.equal("invoices: amounts, and whose they are", whose("invoice"),
                 sorted((i["number"], amount(i["total_amount"]), str(i["party"])) for i in invoices))
    checks.equal("payments", sorted(map(tuple, one.rows(
        "SELECT invoice_number, amount::numeric(12,2) FROM master.payment WHERE connection = 'tryton'"))),
        sorted((i["number"], amount(i["total_amount"])) for i in invoices if i["state"] == "paid"))
    receipts = server.find("sale.point.sale", [["state", "=", "done"]], "number", "total")
    checks.equal("receipts: amounts, of nobody", sorted(map(tuple, one.rows(
        "SELECT number, amount::numeric(12,2), profile_id FROM master.sales_order WHERE stream = 'receipts'"))),
        sorted((r["number"], amount(r["total"]), "") for r in receipts))
    lines = server.find("sale.line", [], "product.name", "quantity", "amount")
    checks.equal("lines of sales", sorted(map(tuple, one.rows(
        "SELECT product_name, quantity::numeric(12,1), amount::numeric(12,2) FROM master.order_line WHERE stream = 'sales'"))),
        sorted((line["product."]["name"], str(line["quantity"]), amount(line["amount"])) for line in lines))
    checks.equal("companies with their corporate numbers", one.rows("SELECT count(*), count(corporate_number) FROM master.customer"
                                                                    " WHERE kind = 'organisation'"), [[str(books.COMPANIES + 1), str(books.COMPANIES)]])


def joined(checks, store, one):
    """Pairs of profiles that are one customer, against the truth, and people who stand in both systems."""
    truth = {("customers", number): person for person, number in enumerate(store.ids)}
    for key, code in one.rows("SELECT key, payload->>'code' FROM source.record WHERE stream = 'people'"):
        truth["people", key] = int(code[1:])
    rows = [(customer, (stream, key)) for customer, stream, key in one.rows(
        "SELECT customer_id, stream, record_key FROM identity.profile WHERE stream IN ('customers', 'people')") if (stream, key) in truth]
    precision, recall, pairs = shops.score(truth, rows)
    print(f"    {len(rows)} profiles of {len(set(truth.values()))} people, {pairs} pairs of one person: precision {precision:.3f}, recall {recall:.3f}")
    checks.equal("people who stand in both", pairs, people.CLIENTS - people.CLIENT_STRANGERS)
    checks.true("precision", precision >= 0.99, precision)
    checks.true("recall", recall >= 0.9, recall)


def changes(checks, server, one, other):
    """Two rounds of changes, each read by its cursor alone, and by the other hub through the faults."""
    party = server.find("party.party", [["code", "=", "P0200"]], "contact_mechanisms")[0]
    mobile = server.find("party.contact_mechanism", [["party", "=", party["id"]], ["type", "=", "mobile"]])[0]["id"]
    server.write("party.party", party["id"], contact_mechanisms=[["write", [mobile], {"value": "070-0999-0001"}]])
    leaver = server.find("party.party", [["code", "=", "P0299"]])[0]["id"]
    server.write("party.party", leaver, active=False)
    server.ask("model.party.party.create", [{"name": "新田 一郎", "code": "P9999"}], server.context)
    draft = server.find("account.invoice", [["state", "=", "draft"]])[0]["id"]
    server.write("account.invoice", draft, invoice_date={"__class__": "date", "year": 2026, "month": 1, "day": 5})
    code, got, said, seconds = one.sync("tryton")
    four = figures(got["tryton.people"])
    checks.equal("changed: sync ends well", code, 0)
    checks.true("people: one new, two changed", (four[0], four[1], four[3]) == (1, 2, 0), four)
    checks.equal("a draft is no invoice", figures(got["tryton.invoices"])[:2], (0, 0))
    checks.equal("the new phone is the customer's", one.rows(
        f"SELECT '070-0999-0001' = ANY(c.phone) FROM master.customer c JOIN identity.profile p ON p.customer_id = c.id WHERE p.stream = 'people'"
        f" AND p.record_key = '{party['id']}'"), [["t"]])
    checks.equal("who is no longer in use is gone", one.rows(f"SELECT gone FROM identity.profile WHERE stream = 'people' AND record_key = '{leaver}'"),
                 [["t"]])
    time.sleep(PAUSE)
    # A contact's own row changes, the party's does not.
    server.write("party.contact_mechanism", mobile, value="070-0999-0002")
    code, got, said, seconds = one.sync("tryton")
    line = got["tryton.people"]
    checks.true("a contact changes: its party is read", figures(line)[1] == 1 and line["read"] <= 3, line)
    checks.true("no sale and no receipt is read again but the last", all(got[f"tryton.{name}"]["read"] <= 5 for name in ("sales", "receipts")),
                {name: line["read"] for name, line in got.items()})
    code, got, said, seconds = other.sync("tryton")
    checks.equal("through the faults: sync ends well", code, 0)
    time.sleep(PAUSE)


def through_faults(checks, program, folder, one, faults):
    """Every connection is slow and is cut off behind 40 kB, which a page fits into, and not all of them; at first each is reset."""
    other = begin(program, folder / "faults", faults.port)
    faults.add("latency", latency=80, jitter=40)
    faults.add("limit_data", bytes=40_000)
    faults.add("reset_peer", timeout=100)
    mended = threading.Timer(4, faults.remove, ["reset_peer"])
    mended.start()
    code, got, said, seconds = other.sync()
    mended.join()
    print(f"    through the faults {seconds:.1f} s\n{said if code else ''}")
    checks.equal("through the faults: sync ends well", code, 0)
    checks.equal("through the faults: people", figures(got["tryton.people"]), (people.CLIENTS, 0, 0, 0))
    return other


def refused(checks, one):
    one.environment["TRYTON_PASSWORD"] = "wrong-password"
    code, out, said = one.run("check", "tryton")
    checks.equal("a wrong password: check fails", code, 1)
    checks.contains("and says so", out + said, "にログインできません")
    checks.true("and does not show it", "wrong-password" not in out + said)
    one.environment["TRYTON_PASSWORD"] = "real-admin"


def test(checks, program, folder):
    start = time.monotonic()
    with Server(folder) as server, Shop(folder) as store:
        key = store.api_key()
        store.fill()
        print(f"    Tryton and Vendure ready and filled {time.monotonic() - start:.1f} s")
        with shops.Faults(folder, server.port) as faults:
            both, one = begin(program, folder / "both", server.port, store.port, key), begin(program, folder / "direct", server.port)
            first(checks, both)
            as_the_books_have_them(checks, server, both)
            joined(checks, store, both)
            code, got, said, seconds = both.sync("tryton")
            checks.true("a second sync brings nothing new", all(figures(line)[:2] == (0, 0) for line in got.values()),
                        {name: figures(line) for name, line in got.items()})
            checks.equal("the books alone: sync ends well", one.sync()[0], 0)
            other = through_faults(checks, program, folder, one, faults)
            checks.equal("through the faults: the same master", shops.differences(shops.master(one), shops.master(other)), [])
            changes(checks, server, one, other)
            checks.equal("through the faults: the same master after the changes", shops.differences(shops.master(one), shops.master(other)), [])
            refused(checks, one)


if __name__ == "__main__":
    hub.main(test)
