#!/usr/bin/env python3
"""browser_test.py MUSUBI: Chromium fills in the form; the customer is in the API, and in psql for a reader, who reads nothing else."""
import time

import virtual

virtual.inside("playwright")

import running  # noqa: E402
from hub import main  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from reader import Reader, reads_nothing_else  # noqa: E402


def fill_in(page, address):
    page.goto(address)
    page.fill("[id='お名前']", "髙橋 ﾊﾅｺ")
    page.fill("[id='メール']", "hanako@example.jp")
    page.fill("[id='電話番号']", "０９０－１２３４－５６７９")
    page.select_option("[id='種類']", "資料請求")
    page.fill("[id='内容']", "資料をお願いします。\n2部ください。")


def post(checks, one):
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{one.port}/form/inquiry")
        page.click("button")
        checks.true("what is required is asked for by the browser", page.url.endswith("/form/inquiry") and page.locator("form").count() == 1)
        fill_in(page, f"http://127.0.0.1:{one.port}/form/inquiry")
        start = time.monotonic()
        page.dblclick("button")
        page.wait_for_selector("text=ありがとうございました")
        found = one.until(lambda: one.customers(email="hanako@example.jp"), 5)
        checks.true("posted, and a customer within a second", found and time.monotonic() - start < 2, f"{time.monotonic() - start:.2f} s")
        browser.close()


def test(checks, program, folder):
    reader = Reader()
    with running.shop(program, folder / "shop", reader.settings) as one:
        one.up()
        reader.arrive(one)
        checks.equal("nobody is there yet", reader.rows("SELECT count(*) FROM api_ja.\"顧客\""), [["0"]])
        post(checks, one)
        checks.equal("a double click is one record", one.rows("SELECT count(*) FROM source.record"), [["1"]])
        customer = one.customers(phone="090-1234-5679")[0]
        checks.equal("name and phone are normalized", (customer["fields"]["family"], customer["fields"]["phone"]), ("髙橋", ["090-1234-5679"]))
        _, picture = one.ask(f"/api/customers/{customer['id']}")
        activity = picture["facts"]["activity"][0]
        checks.equal("the inquiry hangs on them", (activity["subject"], activity["body"].split()), ("資料請求", ["資料をお願いします。", "2部ください。"]))
        checks.equal("in psql, too", reader.rows("SELECT \"顧客番号\", \"氏名\", \"電話番号\", \"メールアドレス\" FROM api_ja.\"顧客\""),
                     [[str(customer["id"]), "髙橋 ハナコ", "090-1234-5679", "hanako@example.jp"]])
        checks.equal("with their inquiry", reader.rows("SELECT \"件名\" FROM api_ja.\"対応履歴\""), [["資料請求"]])
        reads_nothing_else(checks, one, reader)


if __name__ == "__main__":
    main(test)
