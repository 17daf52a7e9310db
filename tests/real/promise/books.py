"""books.py CONFIGURATION: fills the empty database `books` with the promise's people and companies, their sales, invoices and payments, and a
till's receipts, as the state before the first round. books.py ADDRESS ROUND: what a round changes, asked of the running Tryton."""
import base64
import json
import pathlib
import random
import sys
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
import truth  # noqa: E402
from proteus import Model  # noqa: E402
from proteus import config as connection  # noqa: E402
from tryton import seed  # noqa: E402


def parties():
    country = seed.japan()
    out = [seed.person_party(truth.in_the_books(one), country) for one in truth.people() if truth.in_books(one)]
    for number, (name, _, phone) in enumerate(truth.COMPANIES):
        party = Model.get("party.party")(name=name, code=f"C{number:04d}")
        party.contact_mechanisms.new(type="phone", value=phone)
        out.append(party)
    Model.get("party.party").save(out)
    return out


def before():
    accounts = seed.company()
    goods = seed.products(accounts)
    buyers = parties()
    dice, (term, method) = random.Random(51), seed.terms(accounts)
    buyers = [party for party in buyers if party.code != f"P{truth.LEAVER:04d}"]
    for number in range(truth.SALES):
        buyer = buyers[0] if number == 3 else dice.choice(buyers)  # the first is WHOLE
        lines = [(product, dice.randint(1, 4)) for product in dice.sample(goods, dice.randint(1, 3))]
        invoice = seed.sell(buyer, lines, term, f"W{number:04d}", number % 4 + 1)
        if number % 4 == 3:
            seed.pay(invoice, method)
    point, cash = seed.till(accounts)
    for number in range(truth.RECEIPTS):
        seed.ring_up(point, [(goods[number % len(goods)], 1 + number % 3)], cash)


def party_of(number):
    return Model.get("party.party").find([("code", "=", f"P{number:04d}")])[0]


def move(number, now):
    where = truth.in_the_books(truth.people()[number], now)
    party = party_of(number)
    address = party.addresses[0]
    address.street, address.city, address.postal_code = where["street"], where["place"], where["postal_code"]
    address.save()


def changes(now):
    """Two unpaid invoices are paid, two sales are made and invoiced, three receipts rung up, people move; in the first round a party is taken out."""
    method, = Model.get("account.invoice.payment.method").find([])
    term, = Model.get("account.invoice.payment_term").find([])
    for invoice in Model.get("account.invoice").find([("state", "=", "posted")], order=[("id", "ASC")])[:2]:
        seed.pay(invoice, method)
    goods = Model.get("product.product").find([], order=[("id", "ASC")])
    dice = random.Random(51 + now)
    for place in range(2):
        buyer = party_of(truth.WHOLE if place == 0 else dice.choice(truth.BOOK_MOVES[now]))
        seed.sell(buyer, [(dice.choice(goods), 1 + place)], term, f"R{now}{place}", 3)
    point, = Model.get("sale.point").find([])
    cash, = Model.get("sale.point.payment.method").find([])
    for place in range(3):
        seed.ring_up(point, [(dice.choice(goods), 1 + place)], cash)
    for number in truth.BOOK_MOVES[now]:
        move(number, now)
    if now == 1:
        leaver = party_of(truth.LEAVER)
        leaver.active = False
        leaver.save()


def session(address):
    """The header of a login: with the password in each call, Tryton would work out its hash each time."""
    asked = {"id": 0, "method": "common.db.login", "params": ["admin", {"password": "real-admin"}, "en"]}
    request = urllib.request.Request(address, json.dumps(asked).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        user, key = json.load(answer)["result"][:2]
    return "Authorization", "Session " + base64.b64encode(f"admin:{user}:{key}".encode()).decode()


def main(where, now=None):
    if now is None:
        connection.set_trytond(database="books", config_file=where, user="admin")
        return before()
    connection.set_xmlrpc(where, headers=[session(where)])
    connection.get_config()._context = Model.get("res.user").get_preferences(True, {})
    return changes(int(now))


if __name__ == "__main__":
    main(*sys.argv[1:])
