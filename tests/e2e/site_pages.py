"""The company's web site on another port than the hub's (folder web/site), and what its server and its pages send."""
import contextlib
import hashlib
import hmac
import http.server
import json
import pathlib
import secrets
import shutil
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"


def copy(one, name):
    """Another folder's connections and mappings into a configuration."""
    shutil.copytree(HERE / name, one.config, dirs_exist_ok=True)


def add_to(one, site):
    """The connection web, and mappings that know of visitors, into a configuration."""
    copy(one, "web")
    for name in ("visitors", "events", "logins"):
        shutil.copy(HERE.parents[1] / f"mappings/beacon.{name}.yaml", one.config / "mappings")
    settings = one.config / "connections/web.yaml"
    settings.write_text(settings.read_text().replace("@SITE@", site))


@contextlib.contextmanager
def served(hub):
    """Serves the one page under every path; its address (http://127.0.0.1:port). `hub()` is the hub's."""
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = (HERE / "web/site/page.html").read_text().replace("@HUB@", hub()).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Referrer-Policy", "no-referrer")  # then browsers name no Origin to sendBeacon
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def signed(member, at=None, secret="login-secret-new"):
    """(member, time, signature), as the shop's server signs who has logged in."""
    stamp = int(time.time() if at is None else at)
    return member, stamp, hmac.new(secret.encode(), f"{stamp}.{member}".encode(), hashlib.sha256).hexdigest()


def beacon(site, visitor, event="page", headers=None, **more):
    """(path, body, headers) of a beacon as the script sends it."""
    said = {"visitor": visitor, "consent": True, "id": secrets.token_hex(16), "event": event, "page": site + "/tea", "title": "煎茶", **more}
    body = json.dumps({name: value for name, value in said.items() if value is not None}, ensure_ascii=False).encode()
    return "/in/web", body, {"Content-Type": "text/plain;charset=UTF-8", "Origin": site, "User-Agent": AGENT, **(headers or {})}
