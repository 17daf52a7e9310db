#!/usr/bin/env python3
"""wire_test.py PLUGIN: the plug-in http before a real nginx, whose own log says what came over the wire: HTTP/2 where the server has it, one connection
for many requests, an own authority, a proxy with a password whose tunnel shows it nothing."""
import base64
import pathlib
import socket
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "http"), str(HERE.parent / "e2e")]
import hub  # noqa: E402
import plugin  # noqa: E402
from tls_test import certify  # noqa: E402

PAGES = 6
ITEMS = """
    location /items {{ default_type application/json;
      if ($arg_page = {last}) {{ return 200 '{{"items":[]}}'; }}
      return 200 '{{"items":[{{"id":"$arg_kind$arg_page","name":"髙橋"}}]}}'; }}"""
MANIFEST = """
version: 6.0.0
type: DeclarativeSource
check: {type: CheckStream, stream_names: [items]}
%s
streams:
  - type: DeclarativeStream
    name: items
    primary_key: id
    retriever:
      type: SimpleRetriever
      requester: {type: HttpRequester, url_base: "{{ config['base'] }}", path: /items, authenticator: {type: BearerAuthenticator, api_token: secret-1}}
      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [items]}}
      %s
      paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page},
        pagination_strategy: {type: PageIncrement, page_size: 1, start_from_page: 1, inject_on_first_request: true}}
"""
KINDS = ("partition_router: {type: ListPartitionRouter, values: [a, b, c, d], cursor_field: kind, request_option: {type: RequestOption, inject_into: "
         "request_parameter, field_name: kind}}")


class Nginx:
    """Three servers: HTTP/2 and HTTP/1.1 under TLS, HTTP/1.1 in the open. `since()`: [(protocol, connection)] of the requests since it was last asked."""

    def __init__(self, folder):
        self.folder, self.log, self.read_to = folder, folder / "access.log", 0
        self.two, self.one, self.open = (hub.free_port() for _ in range(3))
        certify(folder, "own", "127.0.0.1")
        tls = f"ssl_certificate {folder}/own.pem; ssl_certificate_key {folder}/own.key;"
        servers = "".join(f"server {{ listen 127.0.0.1:{port} {how}; {more}{ITEMS.format(last=PAGES + 1)} }}\n"
                          for port, how, more in ((self.two, "ssl http2", tls), (self.one, "ssl", tls), (self.open, "", "")))
        paths = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(
            f"pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; worker_processes 1; events {{}}\n"
            f"http {{ log_format wire '$server_protocol $connection'; access_log {self.log} wire; {paths}\n{servers}}}\n")
        self.going = subprocess.Popen(["nginx", "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")])
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.open), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError((folder / "error.log").read_text())

    def since(self, count):
        """Waits until `count` requests have been written down."""
        for _ in range(100):
            lines = self.log.read_text().splitlines()[self.read_to:]
            if len(lines) >= count:
                break
            time.sleep(0.02)
        self.read_to += len(lines)
        return [tuple(line.split()) for line in lines]

    def stop(self):
        self.going.terminate()
        self.going.wait(timeout=30)


class Tunnel:
    """A proxy that asks who wants to go through; `heads` are the requests it was asked with."""

    def __init__(self, user):
        self.allowed, self.heads = "Basic " + base64.b64encode(user.encode()).decode(), []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                link, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.take, args=(link,), daemon=True).start()

    def take(self, link):
        head = b""
        while b"\r\n\r\n" not in head and (more := link.recv(65536)):
            head += more
        self.heads.append(head.decode())
        if f"Proxy-Authorization: {self.allowed}\r\n" not in self.heads[-1]:
            link.sendall(b'HTTP/1.1 407 who\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
            return link.close()
        host, port = self.heads[-1].split(" ")[1].split(":")
        there = socket.create_connection((host, int(port)))
        link.sendall(b"HTTP/1.1 200 through\r\n\r\n")
        threading.Thread(target=self.pump, args=(there, link), daemon=True).start()
        self.pump(link, there)

    @staticmethod
    def pump(a, b):
        try:
            while some := a.recv(65536):
                b.sendall(some)
            b.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def read(module, folder, base, parts=("", ""), secrets=None, **more):
    """(result, ids, sentence)"""
    file = folder / "manifest.yaml"
    file.write_text(MANIFEST % parts)
    opened = plugin.Plugin(module, {"manifest": str(file), "settings": {"base": base}, **more}, secrets)
    result = opened.read("items") if opened.instance else "refused"
    opened.close()
    return result, sorted(value["id"] for kind, _, value in opened.told if kind == "record"), opened.sentence


def protocols(checks, module, folder, nginx, tls):
    ids, requests = [str(n + 1) for n in range(PAGES)], PAGES + 1
    for what, base, protocol in (("HTTP/2 under TLS", f"https://127.0.0.1:{nginx.two}", "HTTP/2.0"), ("HTTP/1.1 where there is no other", f"https://127.0.0.1:{nginx.one}", "HTTP/1.1"),
                                 ("HTTP/1.1 in the open", f"http://127.0.0.1:{nginx.open}", "HTTP/1.1")):
        checks.equal(what, read(module, folder, base, tls=tls), ("OK", ids, ""))
        came = nginx.since(requests)
        checks.equal(f"{what}: the wire", {one[0] for one in came}, {protocol})
        checks.equal(f"{what}: {requests} requests by one connection", (len(came), len({one[1] for one in came})), (requests, 1))
    four = ("concurrency_level: {type: ConcurrencyLevel, default_concurrency: 4, max_concurrency: 4}", KINDS)
    result = read(module, folder, f"https://127.0.0.1:{nginx.two}", four, tls=tls)
    checks.equal("four at once", result, ("OK", sorted(kind + one for kind in "abcd" for one in ids), ""))
    came = nginx.since(4 * requests)
    checks.true("four at once: no more connections than that", (len(came), {one[0] for one in came}) == (4 * requests, {"HTTP/2.0"}) and len({one[1] for one in came}) <= 4, came)


def authorities(checks, module, folder, nginx):
    result, ids, said = read(module, folder, f"https://127.0.0.1:{nginx.two}")
    checks.equal("an authority that nobody named is not trusted", (result, ids), ("CONFIG", []))
    checks.contains("and what to do is said", said, "tls.ca_file")
    result, ids, said = read(module, folder, f"https://localhost:{nginx.two}", tls={"ca_file": str(folder / "own.pem")})
    checks.equal("a certificate of another name is not trusted", (result, ids), ("CONFIG", []))
    checks.equal("nothing was asked for", nginx.since(0), [])


def tunnels(checks, module, folder, nginx, tls):
    tunnel = Tunnel("hanako:p:w")
    way = {"proxy": f"http://127.0.0.1:{tunnel.port}", "proxy_user": "hanako", "tls": tls}
    base = f"https://127.0.0.1:{nginx.two}"
    checks.equal("through a tunnel", read(module, folder, base, secrets={"proxy_password": "p:w"}, **way), ("OK", [str(n + 1) for n in range(PAGES)], ""))
    came = nginx.since(PAGES + 1)
    checks.equal("through a tunnel: the wire", ({one[0] for one in came}, len({one[1] for one in came})), ({"HTTP/2.0"}, 1))
    checks.equal("through a tunnel: opened once", len(tunnel.heads), 1)
    checks.true("the proxy sees no credentials of the source", "secret-1" not in "".join(tunnel.heads), tunnel.heads)
    result, ids, said = read(module, folder, base, secrets={"proxy_password": "wrong-word"}, **way)
    checks.equal("a wrong password for the proxy", (result, ids), ("AUTH", []))
    checks.true("is said and not shown", "proxy_password" in said and "wrong-word" not in said, said)
    tunnel.listener.close()
    checks.equal("nothing came to the source", nginx.since(0), [])


def test(checks, module, folder):
    nginx = Nginx(folder)
    try:
        tls = {"ca_file": str(folder / "own.pem")}
        protocols(checks, module, folder, nginx, tls)
        authorities(checks, module, folder, nginx)
        tunnels(checks, module, folder, nginx, tls)
    finally:
        nginx.stop()


if __name__ == "__main__":
    hub.main(test)
