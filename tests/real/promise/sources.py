"""The five systems of the promise on loopback: a Vendure, a Tryton with its till and its books, a Wagtail's form, and a Dovecot behind a
Postfix. Each counts what it has."""
import contextlib
import os
import pathlib
import smtplib
import subprocess
import sys

import hub
import truth
from shop import Shop
from tryton.server import Server as Books
from wagtail import seed as site

HERE = pathlib.Path(__file__).resolve().parent
REAL = HERE.parent
sys.path.insert(0, str(REAL / "mail"))
import letters  # noqa: E402

PYTHON = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "musubi/real/tryton/venv/bin/python"


class Site:
    """The form, and its administrator, who exports the list of inquiries into the hub's folder after each round."""

    def __init__(self, folder, exports):
        self.folder, self.port, self.exports, self.asked = folder / "wagtail", hub.free_port(), exports, []

    def __enter__(self):
        hub.run(REAL / "wagtail" / "start.sh", self.folder, self.port, seconds=1200)
        self.browser = site.Browser(f"http://127.0.0.1:{self.port}")
        site.log_in(self.browser)
        return self

    def __exit__(self, *_):
        subprocess.run([REAL / "wagtail" / "stop.sh", self.folder], check=False, timeout=60)

    def changes(self, now):
        for one in truth.people():
            if truth.asks(one, now):
                site.fill_in(self.browser, len(self.asked), *truth.in_form(one))
                self.asked.append(one["number"])
        part = self.exports / "inquiries.part"
        part.write_bytes(site.exported(self.browser, "csv"))
        part.rename(self.exports / "inquiries.csv")


class Mail:
    """People write to info@; the shop confirms orders, and what cannot be delivered comes back to it."""

    def __init__(self, folder):
        self.folder, self.smtp, self.imap, self.imaps = folder / "mail", hub.free_port(), hub.free_port(), hub.free_port()
        self.sent = self.returned = 0

    def __enter__(self):
        try:
            hub.run(REAL / "mail" / "start.sh", self.folder, self.smtp, self.imap, self.imaps)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        subprocess.run([REAL / "mail" / "stop.sh", self.folder], check=False, timeout=60)

    def changes(self, now):
        everybody = truth.people()
        with smtplib.SMTP("127.0.0.1", self.smtp) as smtp:
            smtp.ehlo("localhost")
            for one in everybody:
                if truth.writes(one, now):
                    name, address = truth.in_mail(one)
                    body = f"{name} です。\n納期を教えてください。\n--\nTEL: {truth.phone_as(one, 3)}\n"
                    encoding = ("iso-2022-jp", "utf-8")[one["number"] % 2]
                    smtp.sendmail(address, ["info@shop.test"], letters.letter(name, address, "info@shop.test", "お見積りの件", body, encoding, 1000 * now + one["number"]))
                    self.sent += 1
            if now in truth.DEAD:
                to = everybody[truth.DEAD[now]]["email"]
                smtp.sendmail("shop@shop.test", [to], letters.letter("ショップ", "shop@shop.test", to, "ご注文ありがとうございます", "発送しました。\n", "utf-8", 9000 + now))
                self.returned += 1


class Sources:
    """All of them, ended when the `with` is left. `exports` is where the form's administrator puts the list."""

    def __init__(self, folder, exports):
        self.shop, self.books = Shop(folder), Books(folder, HERE / "books.py")
        self.site, self.mail, self.all = Site(folder, exports), Mail(folder), contextlib.ExitStack()

    def __enter__(self):
        with contextlib.ExitStack() as all_or_none:
            for one in (self.mail, self.site, self.books, self.shop):
                all_or_none.enter_context(one)
            self.all = all_or_none.pop_all()
        self.key = self.shop.api_key()
        self.shop.open()
        self.site.changes(0)
        self.mail.changes(0)
        return self

    def __exit__(self, *_):
        self.all.close()

    def changes(self, now):
        hub.run(PYTHON, HERE / "books.py", f"http://127.0.0.1:{self.books.port}/books/", now, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
        self.shop.changes(now)
        self.site.changes(now)
        self.mail.changes(now)

    def counted(self):
        """(system, table) and how many rows it must have, by each system's own count."""
        count = lambda model, domain: len(self.books.find(model, domain))  # noqa: E731
        orders = self.shop.order_count()
        return {("vendure", "sales_order"): orders, ("vendure", "payment"): orders,
                ("tryton", "sales_order"): count("sale.sale", [["state", "!=", "draft"]]) + count("sale.point.sale", [["state", "in", ["done", "posted"]]]),
                ("tryton", "invoice"): count("account.invoice", [["type", "=", "out"], ["state", "in", ["posted", "paid"]]]),
                ("tryton", "payment"): count("account.invoice", [["type", "=", "out"], ["state", "=", "paid"]]),
                ("web", "activity"): len(self.site.asked), ("info", "activity"): self.mail.sent}
