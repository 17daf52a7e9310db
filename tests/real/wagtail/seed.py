#!/usr/bin/env python3
"""seed.py ADDRESS OUT: people fill in the form at ADDRESS, over HTTP as browsers do; then the administrator's exports lie in the folder
OUT as inquiries.csv and inquiries.xlsx."""
import html.parser
import http.cookiejar
import pathlib
import sys
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import people

TOPICS = ["見積", "修理", "その他"]


class Form(html.parser.HTMLParser):
    """The names of a page's fields, in order, the token that it wants back, and its links."""

    def __init__(self, page):
        super().__init__()
        self.names, self.token, self.links = [], "", []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if has.get("name") == "csrfmiddlewaretoken":
            self.token = has["value"]
        elif tag in ("input", "select", "textarea") and "name" in has and has.get("type") != "hidden":
            self.names.append(has["name"])
        elif tag == "a":
            self.links.append(has.get("href", ""))


class Browser:
    def __init__(self, address):
        self.address = address
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())).open

    def get(self, path):
        return self.open(self.address + path, timeout=60).read()

    def post(self, path, **fields):
        form = Form(self.get(path).decode())
        fields["csrfmiddlewaretoken"] = form.token
        return self.open(self.address + path, urllib.parse.urlencode(fields).encode(), timeout=60).read().decode()


def fill_in(browser, place, name, email, phone, where):
    """One inquiry, the topic by its place."""
    names = Form(browser.get("/contact/").decode()).names
    said = [name, email, phone, where, TOPICS[place % 3], f"{TOPICS[place % 3]}の件で、\nご連絡をお願いします。"]
    if 'id="received"' not in browser.post("/contact/", **dict(zip(names, said, strict=True))):
        raise RuntimeError(f"inquiry {place} was not received")


def log_in(browser):
    browser.post("/admin/login/", username="admin", password="real-admin", next="/admin/")


def exported(browser, kind):
    """All inquiries as the administrator, who is logged in, exports them."""
    links = Form(browser.get("/admin/forms/").decode()).links
    form = next(link for link in links if "/forms/submissions/" in link)
    return browser.get(f"{form.split('?')[0]}?export={kind}")


def main(address, out):
    browser = Browser(address)
    for place, (_, *typed) in enumerate(people.inquirers()):
        fill_in(browser, place, *typed)
    log_in(browser)
    for kind in ("csv", "xlsx"):
        (out / f"inquiries.{kind}").write_bytes(exported(browser, kind))


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
