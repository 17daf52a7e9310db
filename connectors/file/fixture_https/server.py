#!/usr/bin/env python3
"""server.py FOLDER: files over HTTPS, with a certificate of FOLDER, and a store that speaks S3 and checks signatures, over HTTP. Below /fail/NAME it
answers as broken servers do. Writes name=value lines to FOLDER/ports."""
import email.utils
import gzip
import hashlib
import hmac
import http.server
import os
import ssl
import sys
import threading
import time
from urllib.parse import parse_qsl, quote, unquote, urlsplit

FOLDER = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))
BASIC = "Basic c2hvcDp3ZWItcGFzc3dvcmQtMQ=="  # shop:web-password-1
BEARER = "Bearer web-token-1"
KEY_ID, KEY, REGION, PAGE = "AKFIXTURE", "store-secret-1", "ap-northeast-1", 2
CHANGED = 1767225600
ports = {}
seen = {}  # how often something was asked for


def lists():
    out = {}
    for name in sorted(os.listdir(os.path.join(HERE, "lists"))):
        with open(os.path.join(HERE, "lists", name), "rb") as file:
            out[name] = file.read()
    return out


LISTS = lists()


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", *headers, length=None):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)


class Web(Answers):
    def do_GET(self):
        url = urlsplit(self.path)
        parts = unquote(url.path).strip("/").split("/")
        if parts[0] == "elsewhere":  # another server: must not see credentials
            seen = any(self.headers.get(name) for name in ("Authorization", "Cookie"))
            return self.answer(500 if seen else 200, LISTS["orders.jsonl"])
        if parts[0] == "fail":
            return self.fail(parts[1])
        if self.headers.get("Authorization") not in (BASIC, BEARER):
            return self.answer(401, b"<html>who are you?</html>")
        body = LISTS.get(parts[-1])
        if parts[0] != "lists" or body is None:
            return self.answer(404, b"<html>nothing here</html>")
        tag = '"' + hashlib.md5(body).hexdigest() + '"'
        if self.headers.get("If-None-Match") == tag:
            return self.answer(304)
        self.answer(200, body, ("ETag", tag), ("Last-Modified", email.utils.formatdate(CHANGED, usegmt=True)))

    def fail(self, name):
        if name.isdigit():
            return self.answer(int(name), b"no", ("Retry-After", "7"))
        if name == "cut":
            self.close_connection = True
            return self.answer(200, LISTS["orders.jsonl"][:40], length=4000)
        if name == "bomb":  # 200 MB of zeros in 200 KB
            return self.answer(200, gzip.compress(bytes(200 << 20)), ("Content-Encoding", "gzip"))
        if name == "growing":  # longer each time
            now = email.utils.formatdate(usegmt=True)
            seen["growing"] = seen.get("growing", 0) + 1
            return self.answer(200, b'{"id":1}\n' * seen["growing"], ("Last-Modified", now))
        if name == "slow":
            time.sleep(30)
        if name == "trickle":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            for _ in range(300):
                self.wfile.write(b"x" * 100)
                time.sleep(0.1)
        if name == "elsewhere":
            return self.answer(302, b"", ("Location", f"https://127.0.0.1:{ports['other']}/elsewhere/orders.jsonl"))
        if name == "plain":
            return self.answer(302, b"", ("Location", f"http://127.0.0.1:{ports['store']}/"))
        if name == "circle":
            return self.answer(302, b"", ("Location", "/fail/circle"))


def signed(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Store(Answers):
    """Bucket shop: folder out/ with the lists."""

    def trouble(self, status, code, more=""):
        self.answer(status, f"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>no</Message>{more}</Error>".encode(), ("Content-Type", "application/xml"))

    def is_signed(self):
        given = self.headers.get("Authorization", "")
        if not given.startswith("AWS4-HMAC-SHA256 "):
            return False
        fields = dict(part.strip().split("=", 1) for part in given[17:].split(","))
        key_id, day, region, service, last = fields["Credential"].split("/")
        url, stamp = urlsplit(self.path), self.headers["X-Amz-Date"]
        names = fields["SignedHeaders"].split(";")
        query = "&".join(f"{quote(n, '-_.~')}={quote(v, '-_.~')}" for n, v in sorted(parse_qsl(url.query, True)))
        request = "\n".join(["GET", quote(unquote(url.path), "/-_.~"), query, "".join(f"{n}:{self.headers[n].strip()}\n" for n in names), ";".join(names),
                             self.headers["X-Amz-Content-Sha256"]])
        text = "\n".join(["AWS4-HMAC-SHA256", stamp, "/".join((day, region, service, last)), hashlib.sha256(request.encode()).hexdigest()])
        key = signed(signed(signed(signed(("AWS4" + KEY).encode(), day), region), service), last)
        good = (key_id, region, service, last) == (KEY_ID, REGION, "s3", "aws4_request") and "host" in names and "x-amz-date" in names
        return good and hmac.compare_digest(hmac.new(key, text.encode(), hashlib.sha256).hexdigest(), fields["Signature"])

    def do_GET(self):
        url = urlsplit(self.path)
        bucket, _, key = unquote(url.path)[1:].partition("/")
        if bucket == "fail":
            return self.fail(dict(parse_qsl(url.query)).get("prefix", "").strip("/"))
        if self.headers.get("Authorization") and f"/{REGION}/" not in self.headers["Authorization"]:
            return self.trouble(400, "AuthorizationHeaderMalformed", f"<Region>{REGION}</Region>")
        if not self.is_signed():
            return self.trouble(403, "SignatureDoesNotMatch")
        if bucket != "shop":
            return self.trouble(404, "NoSuchBucket")
        objects = {"out/" + name: body for name, body in LISTS.items()} | {"out/": b"", "other.txt": b"x", "out/deep/a b+c 髙.jsonl": LISTS["orders.jsonl"]}
        if not key:
            return self.listing(objects, dict(parse_qsl(url.query, True)))
        if key not in objects:
            return self.trouble(404, "NoSuchKey")
        self.answer(200, objects[key], ("ETag", self.tag(objects[key])))

    @staticmethod
    def tag(body):
        return '"' + hashlib.md5(body).hexdigest() + '"'

    def listing(self, objects, query):
        prefix, start = query.get("prefix", ""), query.get("continuation-token", "")
        entries = {}
        for key in sorted(objects):
            if key.startswith(prefix):
                rest = key[len(prefix):]
                entries[prefix + rest.split("/")[0] + "/" if "/" in rest else key] = objects[key]
        names = [name for name in sorted(entries) if name > start]
        out = "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        for name in names[:PAGE]:
            if name.endswith("/") and name != prefix:
                out += f"<CommonPrefixes><Prefix>{quote(name, '/')}</Prefix></CommonPrefixes>"
            else:
                body = entries[name]
                out += (f"<Contents><Key>{quote(name, '/')}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                        f"<ETag>&quot;{self.tag(body)[1:-1]}&quot;</ETag><Size>{len(body)}</Size></Contents>")
        more = len(names) > PAGE
        out += f"<IsTruncated>{str(more).lower()}</IsTruncated>" + (f"<NextContinuationToken>{names[PAGE - 1]}</NextContinuationToken>" if more else "")
        self.answer(200, (out + "</ListBucketResult>").encode(), ("Content-Type", "application/xml"))

    def fail(self, name):
        if name == "busy":
            return self.trouble(503, "SlowDown")
        if name == "down":
            return self.trouble(500, "InternalError")
        if name == "clock":
            return self.trouble(403, "RequestTimeTooSkewed")
        if name == "html":
            return self.answer(200, b"<html>a page</html>")
        time.sleep(30)


def serve(name, kind, tls=None):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    ports[name] = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(os.path.join(FOLDER, "certificate.pem"), os.path.join(FOLDER, "key.pem"))
serve("port", Web, tls)
serve("other", Web, tls)
serve("store", Store)
with open(os.path.join(FOLDER, "ports.new"), "w") as out:
    out.writelines(f"{name}={port}\n" for name, port in ports.items())
os.rename(os.path.join(FOLDER, "ports.new"), os.path.join(FOLDER, "ports"))
time.sleep(900)
