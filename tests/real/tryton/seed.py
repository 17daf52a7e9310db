"""seed.py CONFIGURATION: fills the empty database `books` as a bookkeeper would, through Tryton's own models, in this process: people and
companies, sales, their invoices and payments, receipts of a till. Amounts are in yen."""
import datetime
import pathlib
import random
import sys
import time
from decimal import Decimal

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import people
from tryton.server import COMPANIES, PRODUCTS, RECEIPTS, SALES
from proteus import Model, Wizard
from proteus import config as connection
from stdnum.jp import cn as corporate_number
from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, create_tax, get_accounts
from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences

TODAY = datetime.date.today()  # Tryton warns of invoices of other days


def company():
    """The bookkeeper's own company, its year and its accounts."""
    yen = Model.get("currency.currency")(name="円", symbol="¥", code="JPY", rounding=Decimal(1), digits=0)
    yen.rates.new(date=datetime.date(2020, 1, 1), rate=Decimal(1))
    yen.save()
    party = Model.get("party.party")(name="株式会社みどり商店")
    party.save()
    own = Model.get("company.company")(party=party, currency=yen)
    own.save()
    User = Model.get("res.user")
    user = User(1)
    user.companies.append(own)
    user.company = own
    user.save()
    connection.get_config()._context = User.get_preferences(True, {})
    year = set_fiscalyear_invoice_sequences(create_fiscalyear(own, today=TODAY))
    year.click("create_period")
    create_chart(own)
    return get_accounts(own)


def products(accounts):
    tax = create_tax(Decimal(".10"))
    tax.save()
    category = Model.get("product.category")(name="器", accounting=True)
    category.account_expense, category.account_revenue = accounts["expense"], accounts["revenue"]
    category.customer_taxes.append(tax)
    category.save()
    unit, = Model.get("product.uom").find([("name", "=", "Unit")])
    out = []
    for number in range(PRODUCTS):
        template = Model.get("product.template")(name=f"茶碗{number}号 \"大\" 'L' 🍵", default_uom=unit, type="service", salable=True)
        template.account_category = category
        template.list_price = Decimal(500 + 100 * number)
        template.gross_price = Decimal(550 + 110 * number)
        template.products[0].suffix_code = f"SKU-{number:03d}"
        template.save()
        out.append(template.products[0])
    return out


def japan():
    """The country of every address; numbers of companies become a kind of identifier."""
    kinds = Model.get("party.configuration")(1)
    kinds.identifier_types = ["jp_vat"]
    kinds.save()
    country = Model.get("country.country")(name="日本", code="JP", code3="JPN")
    country.save()
    return country


def person_party(person, country):
    """As the bookkeeper has this person; not saved yet."""
    party = Model.get("party.party")(name=f"{person['family']} {person['given']}", code=f"P{person['number']:04d}")
    address, = party.addresses
    address.street, address.city, address.postal_code, address.country = person["street"], person["place"], person["postal_code"], country
    if person["email"]:
        party.contact_mechanisms.new(type="email", value=person["email"])
    if person["phone"]:
        party.contact_mechanisms.new(type="mobile", value=person["phone"])
    return party


def parties():
    Party = Model.get("party.party")
    country = japan()
    out = [person_party(person, country) for person in people.clients()]
    for number in range(COMPANIES):
        party = Party(name=f"青葉{'一二三四五六七八九十'[number % 10]}物産株式会社{'' if number < 10 else '支店'}", code=f"C{number:04d}")
        body = f"0104010{number:05d}"
        party.identifiers.new(type="jp_vat", code=corporate_number.calc_check_digit(body) + body)
        address, = party.addresses
        address.street, address.city, address.postal_code, address.country = f"{number + 1}-2-3", "東京都千代田区丸の内", "1000005", country
        party.contact_mechanisms.new(type="phone", value=f"03-0000-{number:04d}")
        party.contact_mechanisms.new(type="website", value=f"https://aoba{number}.example.com")
        out.append(party)
    Party.save(out)
    return out


def terms(accounts):
    """(when an invoice is to be paid, by what it is)"""
    term = Model.get("account.invoice.payment_term")(name="現金")
    term.lines.new(type="remainder")
    term.save()
    journal, = Model.get("account.journal").find([("type", "=", "cash")])
    method = Model.get("account.invoice.payment.method")(name="現金", journal=journal, credit_account=accounts["cash"],
                                                         debit_account=accounts["cash"])
    method.save()
    return term, method


def sell(buyer, lines, term, reference, steps):
    """A sale of `lines`, (product, quantity), that goes `steps` of its way: quoted, processed, invoiced. Returns its invoice, if there is one."""
    sale = Model.get("sale.sale")(party=buyer, payment_term=term, invoice_method="order", reference=reference, sale_date=TODAY)
    for product, quantity in lines:
        line = sale.lines.new()
        line.product, line.quantity = product, quantity
    sale.click("quote")
    if steps < 2:
        return None
    sale.click("confirm")
    sale.click("process")
    if steps < 3:
        return None
    invoice, = sale.invoices
    invoice.invoice_date = TODAY
    invoice.click("post")
    return invoice


def pay(invoice, method):
    paying = invoice.click("pay")
    paying.form.payment_method, paying.form.date = method, TODAY
    paying.execute("choice")


def sales(buyers, goods, accounts):
    """Quoted, processed, invoiced and paid: each sale goes a part of this way."""
    dice = random.Random(41)
    term, method = terms(accounts)
    for number in range(SALES):
        buyer = dice.choice(buyers)
        lines = [(product, dice.randint(1, 4)) for product in dice.sample(goods, dice.randint(1, 3))]
        invoice = sell(buyer, lines, term, f"W{number:04d}", number % 4 + 1)
        if number % 4 == 3:
            pay(invoice, method)


def till(accounts):
    """(a point of sale, the cash that it takes)"""
    journal = Model.get("account.journal").find([("type", "=", "revenue")])[0]
    kind, = Model.get("ir.sequence.type").find([("name", "=", "POS")], limit=1)
    sequence = Model.get("ir.sequence.strict")(name="POS", sequence_type=kind)
    sequence.save()
    cash = Model.get("sale.point.payment.method")(name="現金", account=accounts["cash"], cash=True)
    cash.save()
    Location = Model.get("stock.location")
    point = Model.get("sale.point")(name="本店レジ1", sequence=sequence, journal=journal, storage_location=Location.find([("code", "=", "STO")])[0],
                                    customer_location=Location.find([("code", "=", "CUS")])[0])
    point.save()
    return point, cash


def ring_up(point, lines, cash=None):
    """A receipt of `lines`, (product, quantity); without `cash` it stays open."""
    sale = Model.get("sale.point.sale")(point=point, date=TODAY)
    for product, quantity in lines:
        line = sale.lines.new()
        line.product, line.quantity = product, quantity
    sale.save()
    if cash:
        paying = sale.click("pay")
        paying.form.method = cash
        paying.execute("pay")


def receipts(goods, accounts):
    point, cash = till(accounts)
    for number in range(RECEIPTS):
        if number == RECEIPTS - 1:
            time.sleep(6)  # longer than the preset looks back, however fast the others were
        lines = [(product, 1 + number % 3) for product in (goods[number % PRODUCTS], goods[(number + 3) % PRODUCTS])]
        ring_up(point, lines, cash if number % 5 else None)


def main(configuration):
    connection.set_trytond(database="books", config_file=configuration, user="admin")
    accounts = company()
    goods = products(accounts)
    buyers = parties()
    sales(buyers, goods, accounts)
    receipts(goods, accounts)


if __name__ == "__main__":
    main(sys.argv[1])
