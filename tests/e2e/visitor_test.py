#!/usr/bin/env python3
"""visitor_test.py MUSUBI: Chromium on the company's pages: nothing before consent, then views and cart; a form and a login link them to a customer."""
import virtual

virtual.inside("playwright")

import running  # noqa: E402
import site_pages  # noqa: E402
from hub import main  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

EVENTS = "SELECT count(*) FROM master.web_event"
WHOSE = ("SELECT w.event || coalesce(':' || w.product_code, '') FROM master.web_event w JOIN identity.profile p ON p.id = w.profile_id"
         " WHERE p.customer_id = {} ORDER BY 1")


def customer(one, **query):
    found = one.customers(**query)
    return found[0]["id"] if found else 0


def before_consent(checks, one, page, site):
    page.goto(site + "/tea?product=T-1&secret=word")
    page.wait_for_timeout(500)
    page.click("#cart")
    page.wait_for_timeout(500)
    checks.equal("before consent no cookie", page.context.cookies(), [])
    checks.equal("and nothing stored by the page", page.evaluate("[localStorage.length, sessionStorage.length]"), [0, 0])
    checks.equal("and nothing sent", one.rows("SELECT count(*) FROM source.record"), [["0"]])
    page.click("#no")
    page.wait_for_timeout(300)
    checks.equal("nor where it is refused", (page.context.cookies(), one.rows("SELECT count(*) FROM source.record")), ([], [["0"]]))


def consent(checks, one, page, site):
    here = "/tea?product=T-1&secret=word&utm_campaign=aki"
    page.goto(site + here)
    page.wait_for_timeout(500)
    page.evaluate("history.replaceState(0, '', '/later')")  # what was seen before the consent was seen at /tea
    page.click("#yes")
    page.evaluate(f"history.replaceState(0, '', '{here}')")
    checks.true("with consent the page and the product are counted", one.until(lambda: one.rows(EVENTS) == [["2"]], 10), str(one.rows(EVENTS)))
    cookies = page.context.cookies()
    checks.equal("by one first-party cookie", [(c["name"], c["sameSite"], len(c["value"])) for c in cookies], [("musubi_visitor", "Lax", 32)])
    page.click("#cart")
    page.goto(site + "/cup?product=W-2")
    checks.true("and the next page and the cart", one.until(lambda: one.rows(EVENTS) == [["5"]], 10), str(one.rows(EVENTS)))
    checks.equal("as they were", one.rows("SELECT event, coalesce(product_code, ''), coalesce(amount::text, ''), page, coalesce(campaign, '') FROM master.web_event ORDER BY event, page, 2"),
                 [["cart", "T-1", "2160", site + "/tea", "aki"], ["page", "", "", site + "/cup", ""], ["page", "", "", site + "/tea", "aki"],
                  ["product", "W-2", "1080", site + "/cup", ""], ["product", "T-1", "1080", site + "/tea", "aki"]])
    checks.equal("without the query of an address", one.rows("SELECT count(*) FROM source.record WHERE payload::text LIKE '%secret%'"), [["0"]])
    checks.equal("of one visitor, nobody's yet", one.rows("SELECT count(DISTINCT profile_id) FROM master.web_event"), [["1"]])


def form(checks, one, page, site):
    page.fill("[name='お名前']", "髙橋 花子")
    page.fill("[name='メール']", "hanako@example.jp")
    rows = one.rows("SELECT * FROM master.web_event ORDER BY 1, 2, 3")
    page.click("#send")
    checks.true("a form makes a customer", one.until(lambda: customer(one, email="hanako@example.jp"), 10))
    who = customer(one, email="hanako@example.jp")
    checks.equal("whose the views before it are", one.rows(WHOSE.format(who)), [["cart:T-1"], ["page"], ["page"], ["product:T-1"], ["product:W-2"]])
    checks.equal("though no row of theirs was touched", one.rows("SELECT * FROM master.web_event ORDER BY 1, 2, 3"), rows)
    _, picture = one.ask(f"/api/customers/{who}")
    checks.equal("the API shows them", len(picture["facts"]["web_event"]), 5)
    code, out, _ = one.run("--why", "test", "customer", "show", who)
    checks.true("and the command", code == 0 and "Web行動 (5)" in out and "T-1" in out, out)
    checks.equal("and the views", one.rows(f"SELECT count(*) FROM api.web_event WHERE customer_id = {who}")
                 + one.rows(f"SELECT \"行動\", \"商品コード\" FROM api_ja.\"Web行動\" WHERE \"顧客番号\" = {who} AND \"行動\" = 'カート'"), [["5"], ["カート", "T-1"]])
    visitor = one.rows("SELECT DISTINCT p.id FROM master.web_event w JOIN identity.profile p ON p.id = w.profile_id")[0][0]
    code, out, said = one.run("--why", "別の人", "customer", "split", who, "--profiles", visitor)
    checks.true("a steward takes them away", code == 0 and one.rows(WHOSE.format(customer(one, email="hanako@example.jp"))) == [], out + said)
    code, out, said = one.run("--why", "同じ人だった", "customer", "undo", one.rows("SELECT max(id) FROM identity.merge_event")[0][0])
    checks.true("and back", code == 0 and len(one.rows(WHOSE.format(who))) == 5, out + said)
    return who


def login(checks, one, page, site):
    page.goto(site + "/tea")
    page.click("#logout")  # nobody was logged in: the visitor stays
    member, stamp, signature = site_pages.signed("M-1")
    page.goto(f"{site}/my?member={member}&time={stamp}&signature=" + "0" * 64)
    page.wait_for_timeout(700)
    checks.equal("a login that nobody signed links nothing", one.rows("SELECT count(*) FROM source.record WHERE stream = 'logins'"), [["0"]])
    context = page.context.browser.new_context(user_agent=site_pages.AGENT)
    other = context.new_page()
    other.goto(site + "/tea?product=T-9")
    other.click("#yes")
    other.wait_for_timeout(500)
    other.goto(f"{site}/my?member={member}&time={stamp}&signature={signature}")
    who = customer(one, phone="090-1234-5001")
    checks.true("one that the shop signed links what came before", one.until(lambda: ["product:T-9"] in one.rows(WHOSE.format(who)), 10), str(one.rows(WHOSE.format(who))))
    mine = context.cookies()[0]["value"][:32]
    member, stamp, signature = site_pages.signed("M-2", secret="login-secret-old")
    other.goto(f"{site}/my?member={member}&time={stamp}&signature={signature}")
    other.goto(site + "/tea?product=T-7")
    second = customer(one, phone="090-1234-5002")
    checks.true("another member at the same browser is another visitor", one.until(lambda: ["product:T-7"] in one.rows(WHOSE.format(second)), 10) and context.cookies()[0]["value"][:32] != mine)
    pages = f"SELECT count(*) FROM master.web_event w JOIN identity.profile p ON p.id = w.profile_id WHERE w.page LIKE '%/my' AND p.customer_id = {second}"
    checks.true("from the page on where they log in", one.until(lambda: one.rows(pages) == [["1"]], 10), str(one.rows(pages)))
    checks.true("and both stay themselves", second != who and ["product:T-9"] not in one.rows(WHOSE.format(second)))
    context.close()


def withdrawal(checks, one, page, site):
    page.goto(site + "/tea")
    page.wait_for_timeout(500)
    before = one.rows(EVENTS)
    one.stop()
    page.click("#no")
    page.wait_for_timeout(500)
    checks.equal("a withdrawal that nobody takes waits on the device", [cookie["name"] for cookie in page.context.cookies()], ["musubi_visitor_no"])
    one.up()
    page.goto(site + "/tea")
    gone = "SELECT count(*) FROM master.activity WHERE channel = 'Web'"
    checks.true("and is told to the hub by the next page", one.until(lambda: one.rows(gone) == [["1"]], 10), str(one.rows(gone)))
    checks.equal("and the cookie is gone", page.context.cookies(), [])
    page.goto(site + "/cup?product=W-2")
    page.wait_for_timeout(700)
    checks.equal("nothing is sent any more", one.rows(EVENTS), before)


def test(checks, program, folder):
    with running.shop(program, folder / "shop") as one, site_pages.served(lambda: f"http://127.0.0.1:{one.port}") as site:
        site_pages.add_to(one, site)
        one.up()
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_context(user_agent=site_pages.AGENT).new_page()
            before_consent(checks, one, page, site)
            consent(checks, one, page, site)
            form(checks, one, page, site)
            checks.equal("members are read", one.run("sync", "members")[0], 0)
            login(checks, one, page, site)
            withdrawal(checks, one, page, site)
            browser.close()
        checks.equal("nothing is held", one.rows("SELECT count(*) FROM hub.quarantine"), [["0"]])


if __name__ == "__main__":
    main(test)
