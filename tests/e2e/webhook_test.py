#!/usr/bin/env python3
"""webhook_test.py MUSUBI: webhooks through the hub's door: what is signed lands once, what is not leaves nothing, floods are slowed down."""
import contextlib
import http.client
import json
import signal
import sqlite3
import time

import running
import signed_posts as hooks
from hub import main

RECORDS = "SELECT count(*) FROM source.record WHERE connection = 'shop'"


def post(one, request):
    """(status, JSON)"""
    status, _, body = one.send("POST", *request)
    return status, json.loads(body)


def signed(checks, one):
    first = hooks.shop(hooks.customer(1, "山田 花子", "hanako@example.jp"))
    checks.equal("what is signed is answered when it is durable", (post(one, first), one.rows(RECORDS)), ((202, {"received": 1}), [["1"]]))
    checks.true("and is a customer at once", one.until(lambda: len(one.customers(email="hanako@example.jp")) == 1, 5))
    checks.equal("the same post again, within the tolerance", post(one, first), (202, {"received": 1, "repeated": 1}))
    checks.equal("a redelivery, signed anew", post(one, hooks.shop(hooks.customer(1, "山田 花子", "hanako@example.jp"), at=time.time() - 200))[0], 202)
    checks.true("are one record", one.until(lambda: one.rows("SELECT count(*) FROM hub.run WHERE connection = 'shop' AND state = 'finished'") == [["2"]], 10)
                and one.rows(RECORDS) == [["1"]], str(one.rows(RECORDS)))
    checks.equal("without a word of it in the history", one.rows("SELECT count(*) FROM source.record_history WHERE connection = 'shop'"), [["0"]])
    other = dict(hooks.customer(2, "山田 さくら", "hanako@example.jp"), at="2026-02-01T09:30:00+09:00")
    other["customer"]["id"] = "c-1"
    checks.equal("a later event of the same customer", post(one, hooks.shop(other))[0], 202)
    checks.true("is the same customer", one.until(lambda: [c["fields"]["given"] for c in one.customers(email="hanako@example.jp")] == ["さくら"], 5))


def refused(checks, one):
    before = one.rows(RECORDS)
    event = hooks.customer(9, "侵入 者", "intruder@example.jp")
    path, body, headers = hooks.shop(event)
    for what, request, problem in [("a wrong secret", hooks.shop(event, secret="shop-secret-2"), "wrong_signature"),
                                   ("no signature", (path, body, {"Content-Type": "application/json"}), "no_signature"),
                                   ("another body", (path, body.replace(b"intruder", b"somebody"), headers), "wrong_signature"),
                                   ("a replay after an hour", hooks.shop(event, at=time.time() - 3600), "other_time"),
                                   ("a clock that is ahead by an hour", hooks.shop(event, at=time.time() + 3600), "other_time"),
                                   ("a time stamp that is not the signed one", (path, body, {**headers, "X-Shop-Signature": headers["X-Shop-Signature"].replace("t=1", "t=2", 1)}), "wrong_signature"),
                                   ("LINE's post at another's door", (path, *hooks.line([hooks.line_event(1, "follow", "U9")])[1:]), "no_signature")]:
        status, answer = post(one, request)
        checks.equal(what, (status, answer["error"]["id"], bool(answer["error"]["ja"])), (401, f"webhook.{problem}", True))
    checks.equal("ten megabytes", post(one, hooks.shop(b"x" * 10_000_000))[0], 413)
    checks.equal("a megabyte and a half, which the hub would take", post(one, hooks.shop(b"x" * 1_500_000))[0], 413)
    checks.equal("nothing of it has landed", (one.rows(RECORDS), one.rows("SELECT count(*) FROM hub.quarantine WHERE connection = 'shop'"), one.customers(email="intruder@example.jp")), (before, [["0"]], []))
    checks.true("the administrator is told, without the values", "X-Shop-Signature" in one.log.read_text() and "intruder" not in one.log.read_text())


def held(checks, one):
    checks.equal("what is signed and no JSON is thanked", post(one, hooks.shop(b'{"id": "evt-broken", "name": "\xff'))[0], 202)
    checks.equal("and what fits no stream", post(one, hooks.shop({"id": "evt-3", "type": "product.created"}))[0], 202)
    checks.true("both are held, not lost", one.until(lambda: one.rows("SELECT count(*) FROM hub.quarantine WHERE connection = 'shop'") == [["2"]], 10))
    code, out, _ = one.run("quarantine", "list")
    checks.true("with their reasons", code == 0 and "charset" in out and "streams" in out, out)


def challenge(checks, one):
    checks.equal("a challenge", one.send("GET", "/in/shop?word=verify-word&challenge=12345")[::2], (200, "12345"))
    checks.equal("with another word", one.send("GET", "/in/shop?word=other&challenge=12345")[0], 403)
    checks.equal("where none is set", one.send("GET", "/in/line?challenge=12345")[0], 405)


def line(checks, one):
    user = "U4af4980629c0ffee4af4980629c0ffee"
    checks.equal("LINE makes sure of the address", post(one, hooks.line([])), (200, {"received": 0}))
    events = [hooks.line_event(1, "follow", user), hooks.line_event(2, "message", user, message={"type": "text", "id": "1", "text": "予約できますか"})]
    checks.equal("two events of one post, by the secret that goes out of use", post(one, hooks.line(events, "channel-secret-old")), (200, {"received": 2}))
    events[1]["deliveryContext"] = {"isRedelivery": True}
    checks.equal("and delivered again", post(one, hooks.line(events)), (200, {"received": 2}))
    facts = "SELECT string_agg(subject || ':' || coalesce(body, ''), ',' ORDER BY at, subject) FROM master.activity WHERE channel = 'LINE'"
    checks.true("are one person's two acts", one.until(lambda: one.rows(facts) == [["メッセージ:予約できますか,友だち追加:"]] or one.rows(facts) == [["友だち追加:,メッセージ:予約できますか"]], 10), str(one.rows(facts)))
    state = "SELECT state FROM master.contact_state WHERE contact = 'line' ORDER BY at DESC LIMIT 1"
    checks.equal("who may be written to", one.rows(state), [["verified"]])
    time.sleep(1.1)  # times are kept by the second
    checks.equal("until blocked", post(one, hooks.line([hooks.line_event(3, "unfollow", user)]))[0], 200)
    checks.true("and not after", one.until(lambda: one.rows(state) == [["opted_out"]], 10))
    people = "SELECT count(DISTINCT p.customer_id) FROM master.external_id e JOIN identity.profile p ON p.id = e.profile_id WHERE e.scheme = 'line_user'"
    checks.equal("one customer in all", one.rows(people), [["1"]])


def members(one, sql):
    """Changes the tills' own database, from which the hub fetches."""
    with contextlib.closing(sqlite3.connect(one.config / "pos.db")) as database:
        database.executescript(sql)


def ids_alone(checks, one):
    checks.equal("a post that names two members", post(one, hooks.tills(["1", "10"])), (200, {"received": 1}))
    marks = "SELECT key, tries > 0 FROM hub.fetch ORDER BY key"
    checks.true("whose database is away: both are kept in mind", one.until(lambda: one.rows(marks) == [["1", "t"], ["10", "t"]], 10), str(one.rows(marks)))
    one.stop(signal.SIGKILL)
    members(one, "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, mail TEXT);"
                 "INSERT INTO customers VALUES (1, '高橋 一郎', 'till1@example.jp'), (2, '佐藤 二郎', 'till2@example.jp'), (10, '鈴木 十子', 'till10@example.jp');")
    one.up()
    here = lambda number: [c["fields"]["family"] for c in one.customers(email=f"till{number}@example.jp")]  # noqa: E731
    checks.true("also over a kill, and fetched when it is back", one.until(lambda: (here(1), here(10)) == (["高橋"], ["鈴木"]), 30))
    checks.equal("they and no other", (here(2), one.rows(marks)), ([], []))
    members(one, "UPDATE customers SET name = '山本 一郎' WHERE id = 1; DELETE FROM customers WHERE id = 10;")
    start = time.monotonic()
    checks.equal("one is changed, one gone, one never was", post(one, hooks.tills([1, "10", "77"], number=2))[0], 200)
    checks.true("which the hub finds out", one.until(lambda: here(1) == ["山本"], 5), f"{time.monotonic() - start:.2f} s")
    gone = "SELECT key, deleted FROM source.record WHERE connection = 'pos' ORDER BY key"
    checks.true("and takes for gone what is not there", one.until(lambda: one.rows(gone) == [["1", "f"], ["10", "t"], ["77", "t"]], 5), str(one.rows(gone)))
    checks.equal("a word that is wrong", one.send("POST", "/in/tills", b"{}", {"X-Word": "open-barley"})[0], 401)


def flood(checks, one):
    """As many posts as may be from one address, on eight connections that stay open, 50 a second allowed: most are refused at the door."""
    links = [http.client.HTTPConnection("127.0.0.1", one.port, timeout=60) for _ in range(8)]
    seen, start = {}, time.monotonic()
    for i in range(0, 2000, 8):
        for link in links:
            link.request("POST", *hooks.line([hooks.line_event(1000 + i, "message", "U1")], "guess"))
        for link in links:
            answer = link.getresponse()
            answer.read()
            seen[answer.status] = seen.get(answer.status, 0) + 1
    seconds = time.monotonic() - start
    checks.true("a flood from one address is slowed down", set(seen) == {401, 429} and seen[401] <= 100 + 50 * seconds + 10, f"{seen} in {seconds:.2f} s")
    strangers = [post(one, (path, body, {**headers, "X-Forwarded-For": f"203.0.113.{i}"}))[0] for i in range(250) for path, body, headers in [hooks.line([hooks.line_event(5000 + i, "message", "U1")], "guess")]]
    checks.equal("a flood of what is not signed, from many addresses, is refused for its signature", set(strangers), {401})
    checks.equal("others are served", one.ask("/api/runs?limit=1")[0], 200)
    path, body, headers = hooks.line([hooks.line_event(50, "message", "U50")])
    checks.equal("and another sender", post(one, (path, body, {**headers, "X-Forwarded-For": "192.0.2.7"}))[0], 200)
    checks.equal("and another connection", post(one, hooks.shop(hooks.customer(50, "鈴木 次郎", "jiro@example.jp")))[0], 202)
    time.sleep(2)
    checks.equal("and that address again in a while", post(one, hooks.line([hooks.line_event(51, "message", "U50")]))[0], 200)


def test(checks, program, folder):
    with running.shop(program, folder / "shop") as one:
        hooks.add_to(one)
        one.up()
        said = one.log.read_text()
        checks.equal("only a form has a page to show", [f"/form/{name}" in said for name in ("inquiry", "line", "shop", "tills")], [True, False, False, False])
        for part in (signed, refused, held, challenge, line, ids_alone, flood):
            part(checks, one)
        code, _ = one.stop()
        checks.equal("it stops when asked", code, 0)
        checks.equal("with nothing pending", one.rows("SELECT count(*) FROM source.pending"), [["0"]])


if __name__ == "__main__":
    main(test)
