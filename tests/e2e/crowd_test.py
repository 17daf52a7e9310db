#!/usr/bin/env python3
"""crowd_test.py MUSUBI: senders that keep their connections open, or drip, keep nobody else waiting; a connection that cannot work stops itself alone."""
import contextlib
import http.client
import socket
import time

import running
from hub import main

HALF = b"POST /in/inquiry HTTP/1.1\r\nHost: hub\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nname="


def served(one):
    """The status of another's request, and the seconds that it took."""
    start = time.monotonic()
    return one.send("GET", "/health")[0], time.monotonic() - start


def idle(checks, one, number):
    links = [http.client.HTTPConnection("127.0.0.1", one.port, timeout=60) for _ in range(number)]
    try:
        for link in links:
            link.request("GET", "/health")
            link.getresponse().read()
        status, seconds = served(one)
        checks.true(f"beside {number} connections that are kept open another is served within a second", status == 200 and seconds < 1, f"{status} after {seconds:.2f} s")
    finally:
        for link in links:
            link.close()


def dripping(checks, one, number):
    with contextlib.ExitStack() as stack:
        links = [stack.enter_context(socket.create_connection(("127.0.0.1", one.port), timeout=60)) for _ in range(number)]
        for link in links:
            link.sendall(HALF)
        worst = 0
        for _ in range(5):
            for link in links:
                with contextlib.suppress(OSError):
                    link.sendall(b"x")
            status, seconds = served(one)
            worst = max(worst, seconds if status == 200 else 99)
            time.sleep(0.3)
        limit = 1 if number < 100 else 4  # more than there are workers: the slow ones give way after two seconds
        checks.true(f"beside {number} that drip another is served within {limit} s", worst < limit, f"{worst:.2f} s")


def cut(checks, one):
    with socket.create_connection(("127.0.0.1", one.port), timeout=10) as link:
        link.sendall(HALF + b"Hanako")
        link.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := link.recv(4000):
            answer += piece
    checks.true("a form that ends in the middle is refused", b" 408 " in answer and b"serve.cut_body" in answer, answer.decode("utf-8", "replace"))
    checks.equal("and nothing of it is kept", one.rows("SELECT count(*) FROM source.record WHERE connection = 'inquiry'"), [["0"]])


def broken(checks, one):
    status, headers, body = one.send("POST", "/in/unset", b"{}", {"Content-Type": "application/json"})
    checks.equal("a connection whose secret is not set answers 503", (status, "retry-after" in headers, "flow.inbox_broken" in body), (503, True, True))
    checks.equal("another takes posts", one.post({"お名前": "山田 花子", "メール": "hanako@example.jp", "内容": "見学したい"})[0], 200)
    checks.equal("there is an alert", one.rows("SELECT connection, kind FROM hub.alert WHERE resolved IS NULL"), [["unset", "inbox"]])
    checks.true("and a line in what the hub says", "⚠" in one.log.read_text() and "MUSUBI_NEVER_SET" in one.log.read_text(), one.log.read_text())
    code, out, _ = one.run("doctor")
    checks.true("and in what doctor says", code != 0 and "MUSUBI_NEVER_SET" in out, out)


def test(checks, program, folder):
    with running.shop(program, folder / "shop") as one:
        (one.config / "connections/unset.yaml").write_text("connector: webhook\nconfig: {scheme: line, auth: {secrets: [{env: MUSUBI_NEVER_SET}]}}\n")
        one.up()
        cut(checks, one)
        idle(checks, one, 40)
        dripping(checks, one, 40)
        idle(checks, one, 200)
        dripping(checks, one, 200)
        broken(checks, one)


if __name__ == "__main__":
    main(test)
