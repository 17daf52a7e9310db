#!/usr/bin/env python3
"""process_test.py MUSUBI: a real Airbyte source (invented people) and a real Singer tap (on a real MariaDB), as they come from PyPI, through the
connector process into one hub: what is read reconciles, a second run brings nothing new, changes come, a wrong password is said."""
import pathlib
import time

import hub
import people
from hub import figures
from mariadb.server import Server

HERE = pathlib.Path(__file__).resolve().parent / "process"
USERS = 500


def first(checks, one):
    code, out, said = one.run("check")
    checks.equal("check", (code, out), (0, "crm: OK\nshop: OK\n"))
    code, out, said = one.run("mapping", "test")
    checks.equal("mapping test", code, 0)
    code, got, said, seconds = one.sync()
    print(f"    first sync {seconds:.1f} s\n{said if code else ''}")
    checks.equal("first sync ends well", code, 0)
    checks.equal("Airbyte: users", figures(got["crm.users"]), (USERS, 0, 0, 0))
    checks.equal("Singer: customers", figures(got["shop.shop-customers"]), (people.SHOP, 0, 0, 0))
    checks.equal("Singer: orders", figures(got["shop.shop-orders"]), (people.ORDERS, 0, 0, 0))


def second(checks, one):
    code, got, said, seconds = one.sync()
    print(f"    second sync {seconds:.1f} s\n{said if code else ''}")
    checks.equal("second sync ends well", code, 0)
    for name in ("crm.users", "shop.shop-customers", "shop.shop-orders"):
        four = figures(got[name])
        checks.true(f"{name}: nothing new", (four[0], four[1], four[3]) == (0, 0, 0), four)
    checks.true("customers are read by their cursor alone", got["shop.shop-customers"]["read"] < 10, got["shop.shop-customers"]["read"])
    checks.equal("rows as the shop has them", one.rows(
        "SELECT stream, count(*), count(DISTINCT key) FROM source.record WHERE connection = 'shop' GROUP BY 1 ORDER BY 1"),
        [["shop-customers", str(people.SHOP), str(people.SHOP)], ["shop-orders", str(people.ORDERS), str(people.ORDERS)]])
    # The tap asks MariaDB for its three-byte utf8, so that 𠮷 has become ? before it speaks.
    checks.equal("rare names as the shop has them", one.rows(
        "SELECT count(*) FROM source.record WHERE stream = 'shop-customers' AND payload->>'sei' ~ '[髙﨑邉齋]'"),
        [[str(sum(any(c in "髙﨑邉齋" for c in p["family"]) for p in people.people(people.SHOP)))]])
    checks.equal("orders whose customer is another than the shop's", one.rows(
        "SELECT count(*) FROM master.sales_order o LEFT JOIN identity.profile p ON p.id = o.profile_id"
        " LEFT JOIN source.record r ON r.stream = 'shop-orders' AND r.key = o.number WHERE p.stream IS DISTINCT FROM 'shop-customers'"
        " OR p.record_key IS DISTINCT FROM r.payload->>'customer_id' OR p.stub"), [["0"]])


def changes(checks, server, one):
    server.sql("UPDATE customers SET tel = CONCAT('0701', RIGHT(tel, 7)), updated_at = '2026-06-01 00:00:00' WHERE id < 25")
    code, got, said, seconds = one.sync("shop")
    four = figures(got["shop.shop-customers"])
    checks.true("changed rows come", (code, four[0], four[1], four[3]) == (0, 0, 25, 0), (code, four))


def refused(checks, one):
    one.environment["SHOP_PASSWORD"] = "wrong-password"
    code, out, said = one.run("check", "shop")
    checks.equal("a wrong password: check fails", code, 1)
    checks.contains("and says so", out + said, "ログインを断られ")
    checks.true("and does not show it", "wrong-password" not in out + said)
    one.environment["SHOP_PASSWORD"] = "real-hub"


def test(checks, program, folder):
    start = time.monotonic()
    programs = hub.run(HERE / "install.sh", seconds=1200).strip()
    with Server(folder) as server:
        print(f"    both installed, MariaDB ready and seeded {time.monotonic() - start:.1f} s")
        one = hub.Hub(program, folder, [HERE / "config"], PROGRAMS=programs, PORT=server.port)
        one.environment["SHOP_PASSWORD"] = "real-hub"
        first(checks, one)
        second(checks, one)
        changes(checks, server, one)
        refused(checks, one)


if __name__ == "__main__":
    hub.main(test)
