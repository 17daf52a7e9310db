#!/usr/bin/env python3
"""mariadb_test.py MUSUBI: a shop's MariaDB through the connector sql."""
import json
import time

import hub
import people
from hub import figures
from mariadb.server import HERE, Server

OLD_ROWS = 2000


def first_load(checks, one):
    code, out, said = one.run("mapping", "test")
    checks.equal("mapping test", code, 0)
    code, out, said = one.run("check")
    checks.equal("check", (code, out), (0, "shop: OK\n"))
    code, got, said, seconds = one.sync()
    print(f"    first sync {seconds:.1f} s")
    checks.equal("first sync ends well", code, 0)
    checks.equal("customers", figures(got["shop.customers"]), (people.SHOP, 0, 0, 0))
    checks.equal("orders", figures(got["shop.orders"]), (people.ORDERS, 0, 0, 0))
    checks.equal("CP932 table", figures(got["shop.kokyaku"]), (OLD_ROWS, 0, 0, 0))
    code, got, said, seconds = one.sync()
    print(f"    second sync {seconds:.1f} s")
    checks.equal("second sync ends well", code, 0)
    checks.equal("customers, again: the last row's tie", figures(got["shop.customers"]), (0, 0, 1, 0))
    checks.equal("orders, again", figures(got["shop.orders"]), (0, 0, people.ORDERS, 0))
    checks.equal("CP932 table, again", figures(got["shop.kokyaku"]), (0, 0, OLD_ROWS, 0))


def master(checks, server, one):
    known = people.people(people.SHOP)
    kept = dict(one.rows("SELECT key, payload->>'namae' FROM source.record WHERE stream = 'kokyaku'"))
    wrong = [p["number"] for p in known[:OLD_ROWS] if kept.get(str(p["number"])) != people.old_name(p)]
    checks.equal("names of the CP932 table that differ", wrong, [])
    checks.equal("髙 stands there in CP932's own bytes",
                 server.sql("SELECT DISTINCT HEX(LEFT(namae,1)) FROM kokyaku WHERE namae LIKE '髙%'"), [["FBFC"]])
    for letter in "髙﨑邉齋":
        checks.true(f"{letter} came", any(letter in name for name in kept.values()))
    profiles = one.rows("SELECT stream, family, count(*) FROM identity.profile WHERE family ~ '[髙﨑邉齋𠮷]' GROUP BY 1, 2 ORDER BY 1, 2")
    wanted = {}
    for p in known:
        if p["family"][-1] in "﨑邉齋" or p["family"][0] in "髙齋𠮷":
            for stream in ["customers"] + ["kokyaku"] * (p["number"] < OLD_ROWS and "𠮷" not in p["family"]):
                wanted[stream, p["family"]] = wanted.get((stream, p["family"]), 0) + 1
    checks.equal("profiles with rare characters", {(s, f): int(n) for s, f, n in profiles}, wanted)
    checks.equal("customers in the master", one.rows("SELECT count(*) FROM master.customer"), [[str(people.told_apart(people.SHOP))]])
    checks.equal("orders whose customer is another than the shop's", one.rows(
        "SELECT count(*) FROM master.sales_order o LEFT JOIN identity.profile p ON p.id = o.profile_id"
        " LEFT JOIN source.record r ON r.stream = 'orders' AND r.key = o.number WHERE p.stream IS DISTINCT FROM 'customers'"
        " OR p.record_key IS DISTINCT FROM r.payload->>'customer_id' OR p.stub"), [["0"]])
    checks.equal("sum of the orders", one.rows("SELECT sum(amount)::bigint, count(*) FROM master.sales_order"),
                 [[str(sum(amount for *_, amount in people.orders())), str(people.ORDERS)]])
    code, out, said = one.run("--json", "customer", "find", known[0]["email"])
    values = {v["field"]: v["value"] for v in json.loads(out)["customers"][0]["values"]}
    checks.equal("customer find by e-mail", (code, values["name"]), (0, f"{known[0]['family']} {known[0]['given']}"))


def changes(checks, server, one):
    server.sql("UPDATE customers SET tel = CONCAT('0701', RIGHT(tel, 7)) WHERE id < 25;"
               "INSERT INTO customers (id, sei, mei, kana, email, tel) VALUES (20001, '髙田', '純', 'タカダ ジュン', 'jun@example.jp', '09001112222'),"
               " (20002, '林', '茂', NULL, NULL, NULL)")
    code, got, said, seconds = one.sync()
    print(f"    sync of changes {seconds:.1f} s")
    checks.equal("changed rows by the cursor alone", (code, figures(got["shop.customers"])), (0, (2, 25, 1, 0)))
    checks.equal("two more customers", one.rows("SELECT count(*) FROM master.customer"), [[str(people.told_apart(people.SHOP) + 2)]])


def refusals(checks, one, server):
    one.environment["SHOP_PASSWORD"] = "wrong"
    for words in (["check"], ["--json", "sync"]):
        code, out, said = one.run(*words)
        checks.equal(f"wrong password: {words[-1]} fails", code, 1)
        checks.contains("and says so", out + said, "利用者「hub」のログインを断りました")
        checks.true("and shows no password", "wrong" not in out + said)
    one.environment["SHOP_PASSWORD"] = "real-hub"
    server.sql("REVOKE SELECT ON shop.* FROM hub@'127.0.0.1'; GRANT SELECT ON shop.orders TO hub@'127.0.0.1'")
    code, out, said = one.run("check")
    checks.equal("no right to a table: check fails", code, 1)
    checks.contains("and says so", out + said, "SELECT の権限を与えてください")
    server.sql("GRANT SELECT ON shop.* TO hub@'127.0.0.1'")
    server.stop()
    code, out, said = one.run("check")
    checks.equal("server down: check fails", code, 1)
    checks.contains("and says so", out + said, "つながりません")
    server.start()


def killed(checks, server, folder, program):
    """The server dies while a hub of small pages reads it for the first time."""
    one = hub.Hub(program, folder / "small", [HERE / "config"], PORT=server.port, PAGE=20)
    one.environment["SHOP_PASSWORD"] = "real-hub"
    one.run("db", "migrate")
    before, end = server.selects(), time.monotonic() + 60
    going = one.begin("--json", "sync")
    while server.selects() < before + 150 and going.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    server.stop("KILL")
    code, out, said = one.end(going)
    read = {name: line["read"] for name, line in hub.streams(out).items()}
    checks.equal("server killed in mid-run: sync fails", code, 1)
    checks.contains("and says so", said, f"127.0.0.1:{server.port}")
    landed = int(one.rows("SELECT count(*) FROM source.record")[0][0])
    checks.true("what had been read before is kept", 0 < landed < people.SHOP + people.ORDERS + OLD_ROWS, f"{landed} rows; {read}")
    code, out, said = one.run("--json", "sync")
    checks.equal("server still down: sync fails", code, 1)
    server.start()
    code, got, said, seconds = one.sync()
    print(f"    sync after that {seconds:.1f} s")
    checks.equal("next sync completes", code, 0)
    total = people.SHOP + 2 + people.ORDERS + OLD_ROWS
    checks.equal("with every row once", one.rows("SELECT count(*), count(DISTINCT (stream, key)) FROM source.record"), [[str(total)] * 2])
    checks.equal("and none replaced", one.rows("SELECT count(*) FROM source.record_history"), [["0"]])
    checks.equal("and its streams reconcile", all(isinstance(figures(line)[0], int) for line in got.values()), True)


def test(checks, program, folder):
    start = time.monotonic()
    with Server(folder) as server:
        print(f"    MariaDB ready and seeded {time.monotonic() - start:.1f} s")
        one = hub.Hub(program, folder / "one", [HERE / "config"], PORT=server.port, PAGE=2000)
        one.environment["SHOP_PASSWORD"] = "real-hub"
        first_load(checks, one)
        master(checks, server, one)
        changes(checks, server, one)
        refusals(checks, one, server)
        killed(checks, server, folder, program)


if __name__ == "__main__":
    hub.main(test)
