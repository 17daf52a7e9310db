#!/usr/bin/env python3
"""nginx_test.py MUSUBI: the example of docs/up.md, in nginx itself: posts come through it, everything else of the hub stays unseen."""
import contextlib
import pathlib
import re
import ssl
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
import hub  # noqa: E402
import running  # noqa: E402
import signed_posts as hooks  # noqa: E402
from tls_test import certify  # noqa: E402


def example():
    return re.search(r"```nginx\n(.*?)```", (HERE.parents[1] / "docs/up.md").read_text(), re.S)[1]


@contextlib.contextmanager
def nginx(one, folder):
    """The example in front of the hub, with the port and files that there are here; answers with its port."""
    port = hub.free_port()
    certify(folder, "hub", "127.0.0.1")
    server = example()
    for there, here in [("listen 443", f"listen 127.0.0.1:{port}"), ("127.0.0.1:8088", f"127.0.0.1:{one.port}"), ("/etc/musubi/", f"{folder}/")]:
        if there not in server:
            raise RuntimeError(f"{there} is not in the example")
        server = server.replace(there, here)
    paths = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; worker_processes 1; events {{}}\nhttp {{ access_log off; {paths}\n{server}}}\n")
    going = subprocess.Popen(["nginx", "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")])
    try:
        yield port
    finally:
        going.terminate()
        going.wait(timeout=30)


@contextlib.contextmanager
def through(one, port, folder):
    """What is asked meanwhile goes to nginx."""
    inside, one.port = one.port, port
    one.trust = ssl.create_default_context(cafile=str(folder / "hub.pem"))
    try:
        yield
    finally:
        one.port, one.trust = inside, None


def status(one, method, *request):
    """None where the other side hangs up before it has read everything."""
    try:
        return one.send(method, *request)[0]
    except (ConnectionError, ssl.SSLError):
        return None


def outside(checks, one):
    checks.true("nginx answers", one.until(lambda: answers(one), 20))
    checks.equal("a signed post", status(one, "POST", *hooks.shop(hooks.customer(1, "山田 花子", "hanako@example.jp"))), 202)
    checks.equal("LINE's, by its body", status(one, "POST", *hooks.line([hooks.line_event(1, "follow", "U1")])), 200)
    checks.equal("a wrong signature", status(one, "POST", *hooks.shop(hooks.customer(2, "x", "x@example.jp"), secret="guess")), 401)
    checks.equal("a challenge", one.send("GET", "/in/shop?word=verify-word&challenge=7")[::2], (200, "7"))
    checks.equal("the form", status(one, "GET", "/form/inquiry"), 200)
    checks.true("ten megabytes, which nginx refuses", status(one, "POST", *hooks.shop(b"x" * 10_000_000)) in (413, None))
    for path in ("/api/customers", "/api/openapi.json", "/health", "/", "/in", "/in/../api/customers", "/form/..%2fapi/customers"):
        checks.true(f"unseen: {path}", status(one, "GET", path) in (400, 404))
    path, body, headers = hooks.line([hooks.line_event(2, "message", "U1")], "guess")
    start = time.monotonic()
    seen = [status(one, "POST", path, body, {**headers, "X-Forwarded-For": f"192.0.2.{i % 250}"}) for i in range(900)]
    allowed = 100 + 50 * (time.monotonic() - start)
    checks.true("addresses that a sender makes up do not count", set(seen) <= {401, 429} and seen.count(401) <= allowed + 10, f"{seen.count(401)} of 900 let in, {allowed:.0f} allowed")


def answers(one):
    return status(one, "GET", "/nothing") == 404


def test(checks, program, folder):
    with running.shop(program, folder / "shop") as one:
        hooks.add_to(one)
        one.up()
        with nginx(one, folder) as port:
            with through(one, port, folder):
                outside(checks, one)
            checks.true("what came through is in the master", one.until(lambda: len(one.customers(email="hanako@example.jp")) == 1, 10))


if __name__ == "__main__":
    hub.main(test)
