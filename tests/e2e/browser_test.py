#!/usr/bin/env python3
"""browser_test.py MUSUBI: Chromium fills in the form; the customer is in the API, and in psql for a reader, who reads nothing else."""
import contextlib
import http.server
import threading
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


class Thanks(http.server.BaseHTTPRequestHandler):
    """The shop's own page, at another origin."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write("<p>店からのお礼</p>".encode())

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def redirected(one):
    """A form that sends its people to a page of the shop."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Thanks)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    form, mapping = (one.config / folder / f"inquiry{end}.yaml" for folder, end in (("connections", ""), ("mappings", ".posts")))
    (form.parent / "thanked.yaml").write_text(form.read_text().replace("config:", f"config:\n  redirect: http://127.0.0.1:{server.server_port}/thanks?from=form"))
    (mapping.parent / "thanked.posts.yaml").write_text(mapping.read_text().replace("inquiry.posts", "thanked.posts"))
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def post_and_follow(checks, one, port):
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        fill_in(page, f"http://127.0.0.1:{one.port}/form/thanked")
        page.fill("[id='メール']", "taro@example.jp")
        page.fill("[id='電話番号']", "")
        page.click("button")
        with contextlib.suppress(Exception):
            page.wait_for_selector("text=店からのお礼", timeout=10000)
        checks.equal("the browser goes to the shop's page", page.url, f"http://127.0.0.1:{port}/thanks?from=form")
        browser.close()
    checks.equal("and the form is kept", one.rows("SELECT count(*) FROM source.record WHERE connection = 'thanked'"), [["1"]])


def test(checks, program, folder):
    reader = Reader()
    with running.shop(program, folder / "shop", reader.settings) as one, redirected(one) as port:
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
        post_and_follow(checks, one, port)


if __name__ == "__main__":
    main(test)
