#!/usr/bin/env python3
"""beacon_test.py MUSUBI: beacons through the hub's door: what is good lands once; other sites, robots, garbage, floods and large bodies are refused, and the hub keeps serving."""
import concurrent.futures
import http.client
import itertools
import json
import time
import urllib.parse

import running
import site_pages
from hub import main

SITE = "https://www.shop.example"
V, W = "0123456789abcdef" * 2, "fedcba9876543210" * 2
RECORDS = "SELECT stream, count(*) FROM source.record WHERE connection = 'web' GROUP BY 1 ORDER BY 1"


def post(one, request):
    """(status, id of the refusal or "")"""
    status, _, body = one.send("POST", *request)
    return status, json.loads(body).get("error", {}).get("id", "") if body else ""


def good(checks, one):
    first = site_pages.beacon(SITE, V, "product", data={"id": "T-1", "price": 1080})
    checks.equal("a beacon is answered when it is durable", (post(one, first), one.rows(RECORDS)), ((202, ""), [["events", "1"], ["visitors", "1"]]))
    checks.equal("the same once more", post(one, first), (202, ""))
    checks.equal("is the same event", one.rows(RECORDS), [["events", "1"], ["visitors", "1"]])
    status, headers, body = one.send("GET", "/in/web/script.js")
    checks.true("the script is at most 2 KB and may be kept", status == 200 and len(body.encode()) <= 2048 and "max-age" in headers["cache-control"] and "javascript" in headers["content-type"],
                f"{len(body.encode())} bytes")
    status, headers, _ = one.send("OPTIONS", "/in/web", headers={"Origin": SITE, "Access-Control-Request-Method": "POST"})
    checks.equal("a browser that asks first is let in", (status, headers.get("access-control-allow-origin")), (204, SITE))
    checks.equal("a login that the shop signed", post(one, site_pages.beacon(SITE, V, "login", **dict(zip(("member", "time", "signature"), site_pages.signed("M-1"))))), (202, ""))


def refused(checks, one):
    before = one.rows(RECORDS)
    login = lambda **how: dict(zip(("member", "time", "signature"), site_pages.signed("M-2", **how)))  # noqa: E731
    page = site_pages.beacon(SITE, W)
    for what, request, problem in [("another site", site_pages.beacon("https://evil.example", W), (403, "beacon.other_origin")),
                                   ("no site", site_pages.beacon(SITE, W, headers={"Origin": ""}), (403, "beacon.no_origin")),
                                   ("no consent", site_pages.beacon(SITE, W, consent=None), (403, "beacon.no_consent")),
                                   ("a robot", site_pages.beacon(SITE, W, headers={"User-Agent": "Examplebot/1.0"}), (403, "beacon.robot")),
                                   ("a login by another secret", site_pages.beacon(SITE, W, "login", **login(secret="login-secret-guess")), (403, "beacon.wrong_signature")),
                                   ("a login two hours old", site_pages.beacon(SITE, W, "login", **login(at=time.time() - 7200)), (403, "beacon.other_time")),
                                   ("a login of a clock two hours ahead", site_pages.beacon(SITE, W, "login", **login(at=time.time() + 7200)), (403, "beacon.other_time")),
                                   ("garbage", (page[0], b"\xff\xfe{{{", page[2]), (400, "beacon.bad_json")),
                                   ("a thousand nested lists", (page[0], b'{"data":' + b"[" * 1000 + b"]" * 1000 + b"}", page[2]), (400, "beacon.bad_json")),
                                   ("a hundred kilobytes", site_pages.beacon(SITE, W, title="x" * 100_000), (413, "beacon.too_large")),
                                   ("ten megabytes", (page[0], b"x" * 10_000_000, page[2]), (413, "serve.too_large"))]:
        checks.equal(what, post(one, request), problem)
    status, _ = one.post({"お名前": "山田 花子", "メール": "big@example.jp", "内容": "x" * 10_000_000})
    checks.equal("a form field of ten megabytes", status, 413)
    checks.equal("nothing of it has landed", (one.rows(RECORDS), one.rows("SELECT count(*) FROM hub.quarantine")), (before, [["0"]]))
    checks.true("the administrator is told, without the values", "origin" in one.log.read_text() and W not in one.log.read_text())
    checks.equal("a withdrawal", post(one, site_pages.beacon(SITE, V, "withdraw")), (202, ""))
    checks.equal("and a beacon that was under way", post(one, site_pages.beacon(SITE, V)), (403, "beacon.withdrawn"))


def sender(port, request, count):
    """Statuses of `count` posts on one open connection."""
    link, seen = http.client.HTTPConnection("127.0.0.1", port, timeout=60), {}
    for _ in range(count):
        link.request("POST", *request())
        answer = link.getresponse()
        answer.read()
        seen[answer.status] = seen.get(answer.status, 0) + 1
    link.close()
    return seen


def flood(checks, one):
    """Beacons and forms from one address as fast as eight connections can."""
    numbers = itertools.count()

    def form():
        """A form that nobody has sent before."""
        return "/in/inquiry", urllib.parse.urlencode({"お名前": "山田 花子", "メール": f"flood{next(numbers)}@example.jp"}), {"Content-Type": running.FORM}

    stored = "SELECT count(*) FROM source.record WHERE connection = 'inquiry'"
    before = int(one.rows(stored)[0][0])
    for what, request, taken, rate in [("beacons", lambda: site_pages.beacon(SITE, W), 202, 50), ("forms", form, 200, 20)]:
        start = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            all_seen = list(pool.map(lambda _: sender(one.port, request, 250), range(8)))
        seconds, seen = time.monotonic() - start, {}
        for part in all_seen:
            for status, count in part.items():
                seen[status] = seen.get(status, 0) + count
        checks.true(f"a flood of {what} from one address is slowed down", set(seen) == {taken, 429} and seen[taken] <= 100 + rate * seconds + 10, f"{seen} in {seconds:.2f} s")
        if what == "forms":
            checks.equal("each form is stored, or refused", (int(one.rows(stored)[0][0]) - before, sum(seen.values())), (seen[200], 2000))
        path, body, headers = request()
        start = time.monotonic()
        status, _, _ = one.send("POST", path, body, {**headers, "X-Forwarded-For": "192.0.2.7"})
        checks.true("another sender is served", status == taken, f"{status} in {time.monotonic() - start:.3f} s")
    checks.equal("and the API", one.ask("/api/runs?limit=1")[0], 200)


def restarted(checks, one):
    """A withdrawal outlives the hub that took it."""
    before = one.rows(RECORDS)
    one.stop()
    one.up()
    checks.equal("a beacon that comes after a restart", post(one, site_pages.beacon(SITE, V)), (403, "beacon.withdrawn"))
    checks.equal("leaves nothing", one.rows(RECORDS), before)
    checks.equal("and does not take its visitor's withdrawal back", one.rows(f"SELECT payload ->> 'consent' FROM source.record WHERE stream = 'visitors' AND key = '{V}'"), [["no"]])


def test(checks, program, folder):
    with running.shop(program, folder / "shop") as one:
        site_pages.add_to(one, SITE)
        one.up()
        for part in (good, refused, flood, restarted):
            part(checks, one)
        code, _ = one.stop()
        checks.equal("it stops when asked", code, 0)
        checks.equal("with nothing pending", one.rows("SELECT count(*) FROM source.pending"), [["0"]])


if __name__ == "__main__":
    main(test)
