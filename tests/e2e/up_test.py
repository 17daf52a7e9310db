#!/usr/bin/env python3
"""up_test.py MUSUBI: the hub over HTTP: forms become customers once, bad input gets a sentence, tokens open the API, one hub a data directory."""
import http.client
import json
import signal
import socket
import time
import urllib.parse

import running
from hub import main

FORM = {"Content-Type": running.FORM, "Accept": "text/html"}
HANAKO = {"_nonce": "0123456789abcdef", "お名前": "山田 花子", "メール": "hanako@example.jp", "内容": "資料をください"}


def quoted(fields, encoding):
    return "&".join(urllib.parse.quote_plus(name.encode(encoding)) + "=" + urllib.parse.quote_plus(value.encode(encoding)) for name, value in fields.items())


def forms(checks, one):
    status, _, page = one.send("GET", "/form/inquiry")
    checks.true("the page has its fields and a nonce", status == 200 and 'name="お名前"' in page and 'name="_nonce"' in page, str(status))
    checks.equal("a form is taken in", one.post(HANAKO, {"Accept": "text/html"})[0], 200)
    checks.equal("a double click, too", one.post(HANAKO)[0], 200)
    checks.true("and is one customer within a second", one.until(lambda: len(one.customers(email="hanako@example.jp")) == 1, 1))
    checks.equal("and one record", one.rows("SELECT count(*) FROM source.record WHERE connection = 'inquiry'"), [["1"]])
    customer = one.customers(text="山田花子")[0]["id"]
    status, picture = one.ask(f"/api/customers/{customer}")
    checks.equal("with the whole picture", (status, picture["facts"]["activity"][0]["body"]), (200, "資料をください"))
    code, _, said = one.run("customer", "pin", customer, "name", "山田 華子", "--who", "当番", "--why", "本人の申し出")
    checks.true("a value is pinned", code == 0, said)
    values = [value for value in one.ask(f"/api/customers/{customer}")[1]["values"] if value.get("pinned_by")]
    checks.equal("who pinned it is in the picture", [(v["field"], v["value"], v["pinned_by"]) for v in values], [("name", "山田 華子", "当番")])
    checks.true("and in which event", values and values[0]["event"] > 0)
    cp932 = quoted({"_nonce": "cp932-0123456789", "お名前": "髙﨑 一郎", "メール": "takasaki@example.jp", "内容": "能登の店について"}, "cp932")
    checks.equal("a form in CP932", one.send("POST", "/in/inquiry", cp932, FORM)[0], 200)
    checks.true("is read", one.until(lambda: [c["fields"]["family"] for c in one.customers(email="takasaki@example.jp")] == ["髙﨑"], 5))
    status, _, body = one.send("POST", "/in/inquiry", json.dumps({"お名前": "鈴木 次郎", "メール": "jiro@example.jp"}), {"Content-Type": "application/json"})
    checks.equal("JSON is answered with JSON", (status, json.loads(body)), (200, {"received": True}))
    robot = dict(HANAKO, _nonce="robot-0123456789", website_url="http://spam.example", メール="robot@example.jp")
    checks.equal("a robot is thanked", one.post(robot)[0], 200)
    checks.equal("bytes of no encoding are thanked", one.send("POST", "/in/inquiry", "%82=%FF%FE%81&x=%80%FF", FORM)[0], 200)
    checks.true("and held, not lost", one.until(lambda: one.rows("SELECT count(*) FROM hub.quarantine WHERE payload LIKE '%FF%FE%81%'") == [["1"]], 10))
    broken = json.dumps({"お名前": "髙橋 花子", "パスワード": "ZQXPASSWORD", "メール": "broken@example.jp"}, ensure_ascii=False).encode().replace("花".encode(), b"\xff")
    checks.equal("JSON of no encoding is thanked", one.send("POST", "/in/inquiry", broken, {"Content-Type": "application/json"})[0], 200)
    held = "SELECT payload FROM hub.quarantine WHERE payload LIKE '%broken@example.jp%'"
    checks.true("and held with its characters, but for what is refused", one.until(lambda: one.rows(held) == [['{"お名前": "髙橋 %FF子", "メール": "broken@example.jp"}']], 10), str(one.rows(held)))
    checks.equal("the robot is not", one.customers(email="robot@example.jp"), [])


def bad_posts(checks, one):
    status, _, body = one.send("POST", "/in/inquiry", b"x=" + b"a" * 10_000_000, {"Content-Type": running.FORM})
    checks.equal("ten megabytes are refused with a sentence", (status, json.loads(body)["error"]["id"]), (413, "serve.too_large"))
    checks.equal("what is required", one.post({"お名前": "無名"})[0], 422)
    checks.equal("plain text", one.send("POST", "/in/inquiry", "hello", {"Content-Type": "text/plain"})[0], 415)
    checks.equal("an inbox that is none", one.post(HANAKO, address="/in/inquiri")[0], 404)
    checks.equal("a list to read is no inbox", one.post(HANAKO, address="/in/members")[0], 404)
    checks.equal("another method", one.send("DELETE", "/in/inquiry")[0], 405)


def flood(checks, one):
    """A thousand posts on four connections that stay open; each lacks something, so that they cost next to nothing."""
    seen = {}
    links = [http.client.HTTPConnection("127.0.0.1", one.port, timeout=30) for _ in range(4)]
    for i in range(1000):
        link = links[i % 4]
        link.request("POST", "/in/inquiry", urllib.parse.urlencode({"お名前": f"Flood {i}"}), {"Content-Type": running.FORM})
        answer = link.getresponse()
        answer.read()
        seen[answer.status] = seen.get(answer.status, 0) + 1
    checks.true("a flood from one address is slowed down", seen.get(429, 0) > 300 and set(seen) == {422, 429}, str(seen))
    checks.equal("and others are served", one.ask("/api/runs?limit=1")[0], 200)
    time.sleep(6)
    checks.equal("and that address again in a while", one.post(dict(HANAKO, _nonce="after-0123456789"))[0], 200)


def tokens(checks, one):
    checks.equal("no token", one.send("GET", "/api/customers")[0], 401)
    checks.equal("a token of nobody", one.ask("/api/customers", "msb_nobody")[0], 401)
    made = json.loads(one.run("--json", "token", "new", "watch", "--may", "runs")[1])["token"]
    checks.equal("a token for runs alone", (one.ask("/api/runs", made)[0], one.ask("/api/customers", made)[0]), (200, 403))
    code, _, said = one.run("token", "new", "watch")
    checks.true("a name in use", code == 1 and "watch" in said, said)
    checks.equal("hashed at rest", one.rows(f"SELECT count(*) FROM hub.api_token WHERE digest LIKE '%{made[4:]}%' OR digest = '{made}'"), [["0"]])
    one.run("token", "revoke", "watch")
    checks.equal("revoked", one.ask("/api/runs", made)[0], 401)
    code, _, said = one.run("token", "revoke", "wach")
    checks.true("a name that is none", code == 1 and "musubi token list" in said, said)


def questions(checks, one):
    for what, path, status in [("SQL in a search box", "/api/customers?" + urllib.parse.urlencode({"text": "'; DROP TABLE master.customer; --"}), 200),
                               ("a wildcard", "/api/customers?text=%25", 200), ("an unknown parameter", "/api/customers?txt=a", 400),
                               ("no integer", "/api/customers?limit=many", 400), ("too many", "/api/customers?limit=100000", 400),
                               ("no customer", "/api/customers/99999999", 404), ("an id that is none", "/api/customers/x", 404),
                               ("bytes that are no text", "/api/customers?text=%FF", 400), ("nothing there", "/elsewhere", 404)]:
        got, body = one.ask(path)
        checks.equal(what, (got, bool(body.get("error", {}).get("ja")) if status >= 400 else True), (status, True))
    checks.true("the master is still there", len(one.customers()) > 0)


def alone(checks, one):
    code, _, said = one.run("up")
    checks.true("a second hub on the same data refuses", code == 1 and "musubi up" in said, said)
    code, out, _ = one.run("--json", "sync")
    checks.equal("commands share its database, and a sync passes over the form", (code, sorted(running.hub.streams(out))), (0, ["members.list"]))
    checks.true("and are seen by its API", len(one.customers(phone="090 1234 5678")) == 1)


def ends(checks, one):
    with socket.create_connection(("127.0.0.1", one.port)):
        code, seconds = one.stop(signal.SIGTERM)
    checks.true("it stops when asked, whoever is connected", code == 0 and seconds < 10, f"{code} in {seconds:.1f} s")


def other_doors(checks, program, folder):
    """A port in use, and a schedule that is none."""
    with running.shop(program, folder) as one, socket.create_server(("127.0.0.1", one.port)):
        code, _, said = one.run("up")
        checks.true("a port in use", code == 1 and str(one.port) in said, said)
        (one.config / "connections/members.yaml").write_text("connector: file\nschedule: 毎日 25:00\nconfig: {streams: {list: {path: list/members.csv}}}\n")
        code, _, said = one.run("up")
        checks.true("a schedule that is none", code == 1 and "毎日 06:00" in said, said)


def test(checks, program, folder):
    with running.shop(program, folder / "shop") as one:
        one.up()
        forms(checks, one)
        bad_posts(checks, one)
        tokens(checks, one)
        questions(checks, one)
        alone(checks, one)
        flood(checks, one)
        ends(checks, one)
    other_doors(checks, program, folder / "doors")


if __name__ == "__main__":
    main(test)
