"""server.py FOLDER: relay.php as the hub sees it, on loopback, with the posts of this folder, which relay.php has sealed. It removes none, so that
every rule finds them; the word stands in config.json. /other is another page, /clock one whose clock is off, /down one that is out of order,
/slow one that keeps people waiting; at ports of their own, answers are cut off, and come by TLS."""
import base64
import hashlib
import hmac
import http.server
import json
import pathlib
import ssl
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
WORD = json.loads((HERE / "config.json").read_text())["auth"]["token"]


def listed(after):
    lines = [json.dumps({"id": file.stem, "sealed": base64.b64encode(file.read_bytes()).decode()})
             for file in sorted((HERE / "posts").glob("*.sealed")) if file.stem > after]
    more = len(lines) > 3  # a page holds three
    return "".join(line + "\n" for line in [*lines[:3], json.dumps({"end": True, "more": more, "waiting": len(lines)})])


class Page(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        signed = hmac.new(WORD.encode(), f"{self.headers['X-Musubi-Time']}\n{body}".encode(), hashlib.sha256).hexdigest()
        if self.path == "/other":
            return self.say(200, "<!doctype html><p>hello</p>\n")
        if self.path == "/slow":
            time.sleep(20)
        if self.path == "/down":
            return self.say(503, "out of order\n")
        if not hmac.compare_digest(signed, self.headers["X-Musubi-Signature"]):
            return self.say(401, '{"error":"signature"}\n')
        if self.path == "/clock":
            return self.say(409, json.dumps({"error": "clock", "time": int(self.headers["X-Musubi-Time"]) + 4000}))
        if self.path != "/relay.php":
            return self.say(404, "not found\n")
        asked = json.loads(body)
        if len(asked.get("remove", [])) > 500:
            return self.say(413, "more than a request may name\n")
        return self.say(200, listed(asked.get("after", "")) if "after" in asked else '{"end":true,"more":false,"waiting":0}\n')

    def say(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


class Cut(Page):
    def say(self, status, text):
        super().say(status, text[: len(text) // 2])


def main(folder):
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind) for kind in (Page, Cut, Page)]
    safe = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    safe.load_cert_chain(folder / "server.crt", folder / "server.key")
    servers[2].socket = safe.wrap_socket(servers[2].socket, server_side=True)
    part = folder / "ports.part"
    part.write_text("".join(f"{name}={server.server_port}\n" for name, server in zip(("port", "cut", "tls"), servers)))
    part.rename(folder / "ports")
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    servers[0].serve_forever()


main(pathlib.Path(sys.argv[1]))
