#!/usr/bin/env python3
"""wagtail_test.py MUSUBI: a Wagtail site whose form tells the hub of each submission at once; Chromium consents there and fills it in, then all inquirers do."""
import csv
import os
import pathlib
import subprocess

import virtual

virtual.inside("playwright")

import running  # noqa: E402
import site_pages  # noqa: E402
from hub import free_port, main, run  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
WAGTAIL = HERE.parent / "real/wagtail"


def by_browser(checks, one, site):
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_context(user_agent=site_pages.AGENT).new_page()
        page.goto(site + "/contact/")
        page.wait_for_function("typeof musubi == 'function'")
        page.click("#yes")
        checks.true("the visit is counted", one.until(lambda: one.rows("SELECT event, page FROM master.web_event") == [["page", site + "/contact/"]], 10))
        for name, text in zip(("お名前", "メールアドレス", "お電話番号", "ご住所", "お問い合わせ内容"), ("髙﨑 𠮷子", "yoshiko@example.jp", "090-1234-5055", "東京都港区芝1-2-3", "見積を\nお願いします。"), strict=True):
            page.get_by_label(name).fill(text)
        page.get_by_label("ご用件").select_option("見積")
        page.click("form button")
        page.wait_for_selector("#received")
        checks.true("the submission is a customer", one.until(lambda: one.customers(email="yoshiko@example.jp"), 10))
        who = one.customers(email="yoshiko@example.jp")[0]["id"]
        views = f"SELECT count(*) FROM api.web_event WHERE customer_id = {who}"
        checks.true("whose the visit is", one.until(lambda: one.rows(views) == [["1"]], 10), str(one.rows(views)))
        checks.equal("and the inquiry", one.rows(f"SELECT subject FROM api.activity WHERE customer_id = {who}"), [["見積"]])
        browser.close()


def test(checks, program, folder):
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    with running.shop(program, folder / "shop") as one:
        site_pages.add_to(one, site)
        site_pages.copy(one, "contact")
        one.up()
        try:
            run(WAGTAIL / "start.sh", folder / "wagtail", port, seconds=1200, env={**os.environ, "MUSUBI_HUB": f"http://127.0.0.1:{one.port}"})
            by_browser(checks, one, site)
            run(WAGTAIL / "seed.py", site, folder, seconds=300)
        finally:
            subprocess.run([WAGTAIL / "stop.sh", folder / "wagtail"], check=False, timeout=60)
        with open(folder / "inquiries.csv", encoding="utf-8-sig", newline="") as exported:
            kept = sum(1 for _ in csv.DictReader(exported))
        posts = int(one.rows("SELECT count(*) FROM source.record WHERE connection = 'contact'")[0][0])
        inquiries = "SELECT count(*) FROM master.activity WHERE channel = 'フォーム'"
        checks.true("every submission that the site keeps has come", kept == posts > 30 and one.until(lambda: one.rows(inquiries) == [[str(posts)]], 20), f"{posts} of {kept}")
        checks.equal("nothing is held", one.rows("SELECT count(*) FROM hub.quarantine"), [["0"]])


if __name__ == "__main__":
    main(test)
