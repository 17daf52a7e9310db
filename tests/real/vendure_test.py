#!/usr/bin/env python3
"""vendure_test.py MUSUBI: a Vendure's customers and orders by its Admin API, as the preset reads them: all of it, then what changes alone,
and the same through a network that is slow, cuts connections off and resets them."""
import http.client
import json
import threading
import time

import hub
import people
import shops
from hub import figures
from vendure import server as shop
from vendure.server import Server

CUSTOMERS = people.SHOPPERS + shop.GUESTS
PAGE = 40
PAUSE = 6  # seconds, longer than the preset looks back


def begin(program, folder, port, key, page=PAGE):
    out = shops.connect(program, folder, vendure={"endpoint": f"http://127.0.0.1:{port}/admin-api", "page_size": page})
    out.environment["VENDURE_KEY"] = key
    return out


def first(checks, one):
    checks.equal("check", one.run("check")[:2], (0, "vendure: OK\n"))
    checks.equal("mapping test", one.run("mapping", "test")[0], 0)
    code, got, said, seconds = one.sync()
    print(f"    first sync {seconds:.1f} s\n{said if code else ''}")
    checks.equal("first sync ends well", code, 0)
    checks.equal("customers", figures(got["vendure.customers"]), (CUSTOMERS, 0, 0, 0))
    checks.equal("orders", figures(got["vendure.orders"]), (shop.ORDERS, 0, 0, 0))


def as_the_shop_has_them(checks, server, one):
    asked = """query($options: OrderListOptions) { orders(options: $options) { items { code totalWithTax customer { id }
      lines { id quantity linePriceWithTax productVariant { name } } payments { amount } } } }"""
    orders = server.one(asked, options={"take": shop.LONGEST_PAGE, "filter": {"active": {"eq": False}}})["items"]
    got = sorted(map(tuple, one.rows(
        "SELECT o.number, o.amount::numeric(12,2), p.record_key FROM master.sales_order o JOIN identity.profile p ON p.id = o.profile_id")))
    checks.true("orders: amounts in yen, and whose they are", got == sorted(
        (o["code"], f"{o['totalWithTax'] / 100:.2f}", o["customer"]["id"]) for o in orders), f"{len(got)} orders, first {got[:1]}")
    lines = sorted((o["code"], line["productVariant"]["name"], str(line["quantity"]), f"{line['linePriceWithTax'] / 100:.2f}")
                   for o in orders for line in o["lines"])
    got = sorted(map(tuple, one.rows("SELECT order_number, product_name, quantity, amount::numeric(12,2) FROM master.order_line")))
    checks.true("lines", got == lines, f"{len(lines)} lines, first {got[:1]}")
    checks.equal("payments", one.rows("SELECT count(*), sum(amount)::numeric(12,2) FROM master.payment"),
                 [[str(len(orders)), f"{sum(p['amount'] for o in orders for p in o['payments']) / 100:.2f}"]])
    checks.equal("goods that go to another", one.rows("SELECT count(*) FROM master.sales_order WHERE receiver_id IS NOT NULL"), [[str(len(shop.GIFTS))]])


def truth(server, one):
    """Whose each profile is: by the shop's ids, guests by their mail address, receivers by the order."""
    out = {("customers", number): person for person, number in enumerate(server.ids)}
    for key, email in one.rows("SELECT key, payload->>'emailAddress' FROM source.record WHERE stream = 'customers'"):
        if email.startswith("guest"):
            out["customers", key] = next(n for n, p in enumerate(people.shoppers()) if p["email"].lower() == email.split(".", 1)[1])
    return out | {("orders", server.orders[number]): person for number, person in shop.GIFTS.items()}


def joined(checks, server, one):
    known = truth(server, one)
    rows = [(customer, (stream, key)) for customer, stream, key in one.rows("SELECT customer_id, stream, record_key FROM identity.profile")]
    precision, recall, pairs = shops.score(known, rows)
    print(f"    {len(rows)} profiles of {len(set(known.values()))} people, {pairs} pairs of one person: precision {precision:.3f}, recall {recall:.3f}")
    checks.true("precision", precision >= 0.99, precision)
    checks.true("recall", recall >= 0.9, recall)


def changes(checks, server, one, other):
    """Two rounds of changes, each read by its cursor alone, and by the other hub through the faults."""
    time.sleep(PAUSE)
    for number in (3, 4, 5):
        server.update(number, phoneNumber=f"0700999{number:04d}")
    cancelled = server.orders[7]
    server.one("mutation($order: ID!) { cancelOrder(input: {orderId: $order}) { ... on Order { id } ... on ErrorResult { message } } }", order=cancelled)
    variant = server.one("{ productVariants(options: {take: 1}) { items { id } } }")["items"][0]["id"]
    server.order(11, [(variant, 2)])
    newcomer = people.people(people.SHOPPERS + 100)[-1]
    server.register(newcomer)
    code, got, said, seconds = one.sync()
    customers, orders = figures(got["vendure.customers"]), figures(got["vendure.orders"])
    checks.equal("changed: sync ends well", code, 0)
    checks.true("customers: one new, three changed", (customers[0], customers[1], customers[3]) == (1, 3, 0), customers)
    checks.true("orders: one new, one changed", (orders[0], orders[1], orders[3]) == (1, 1, 0), orders)
    checks.true("nothing else is read but what the seconds looked back hold", max(customers[2], orders[2]) < 45, (customers, orders))
    checks.equal("the new phone is the customer's", one.rows("SELECT c.phone[1] FROM master.customer c JOIN identity.profile p ON p.customer_id = c.id"
                 f" WHERE p.stream = 'customers' AND p.record_key = '{server.ids[3]}'"), [["070-0999-0003"]])
    checks.equal("the order is cancelled", one.rows(f"SELECT status FROM master.sales_order WHERE record_key = '{cancelled}'"), [["取消"]])
    time.sleep(PAUSE)
    server.update(9, lastName="新姓")
    code, got, said, seconds = one.sync()
    checks.true("one changes: it is read alone", figures(got["vendure.customers"])[1] == 1 and got["vendure.customers"]["read"] <= 5, got["vendure.customers"])
    checks.true("no order is read again but those of the last seconds", got["vendure.orders"]["read"] <= 2, got["vendure.orders"])
    code, got, said, seconds = other.sync()
    checks.equal("through the faults: sync ends well", code, 0)
    checks.equal("through the faults: the same master after the changes", shops.differences(shops.master(one), shops.master(other)), [])


def through_faults(checks, program, folder, server, one, faults, key):
    """Every connection is slow and is cut off behind 60 kB, which a page fits into, and not all of them; at first each is reset."""
    other = begin(program, folder / "faults", faults.port, key)
    faults.add("latency", latency=80, jitter=40)
    faults.add("limit_data", bytes=60_000)
    checks.true("connections are cut off", cut_off(faults.port, key))
    faults.add("reset_peer", timeout=100)
    mended = threading.Timer(4, faults.remove, ["reset_peer"])
    mended.start()
    code, got, said, seconds = other.sync()
    mended.join()
    print(f"    through the faults {seconds:.1f} s\n{said if code else ''}")
    checks.equal("through the faults: sync ends well", code, 0)
    checks.equal("through the faults: customers", figures(got["vendure.customers"]), (CUSTOMERS, 0, 0, 0))
    checks.equal("through the faults: orders", figures(got["vendure.orders"]), (shop.ORDERS, 0, 0, 0))
    checks.equal("through the faults: the same master", shops.differences(shops.master(one), shops.master(other)), [])
    return other


def cut_off(port, key):
    way = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked = {"query": "{ customers(options: {take: 1000}) { items { id firstName lastName emailAddress phoneNumber createdAt updatedAt"
                      " addresses { fullName streetLine1 city postalCode phoneNumber } } } }"}
    way.request("POST", "/admin-api", json.dumps(asked), {"Content-Type": "application/json", "vendure-api-key": key})
    try:
        way.getresponse().read()
    except (http.client.HTTPException, OSError):
        return True
    return False


def refused(checks, program, folder, server, key):
    stranger = begin(program, folder / "stranger", server.port, "0123456789abcdef01234567:wrong-key")
    code, out, said = stranger.run("check")
    checks.equal("a wrong key: check fails", code, 1)
    checks.contains("and says what the shop says", out + said, "not currently authorized")
    checks.true("and does not show the key", "wrong-key" not in out + said)
    greedy = begin(program, folder / "greedy", server.port, key, page=shop.LONGEST_PAGE + 1)
    code, out, said = greedy.run("sync")
    checks.true("an overlong page: sync fails", code != 0, code)
    checks.contains("and says what the shop says", out + said, "Cannot take more than 1000")


def test(checks, program, folder):
    start = time.monotonic()
    with Server(folder) as server:
        key = server.api_key()
        server.fill()
        print(f"    Vendure ready and filled {time.monotonic() - start:.1f} s")
        with shops.Faults(folder, server.port) as faults:
            one = begin(program, folder / "direct", server.port, key)
            first(checks, one)
            as_the_shop_has_them(checks, server, one)
            joined(checks, server, one)
            code, got, said, seconds = one.sync()
            checks.true("a second sync brings nothing new", all(figures(line)[:2] == (0, 0) for line in got.values()),
                        {name: figures(line) for name, line in got.items()})
            other = through_faults(checks, program, folder, server, one, faults, key)
            changes(checks, server, one, other)
            refused(checks, program, folder, server, key)


if __name__ == "__main__":
    hub.main(test)
