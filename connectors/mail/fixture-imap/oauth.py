"""An authorization server for one client: GET /authorize sends the browser back with a code, POST /token gives the right client a token and the next
refresh token; /busy is unwell."""
import base64
import hashlib
import json
import re
import secrets
import urllib.parse

# code: (the verifier's challenge, redirect_uri)
CODES = {}


def challenge(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


CODES["fixture-code-1"] = (challenge("fixture-verifier-0123456789-0123456789-0123456789"), "http://127.0.0.1:8087/callback")
CODES["fixture-code-2"] = CODES["fixture-code-1"]  # of a source that gives no refresh token


def form_of(text):
    return dict(urllib.parse.parse_qsl(text))


def authorize(query):
    asked = form_of(query)
    if asked["response_type"] != "code" or asked["client_id"] != "hub" or asked["code_challenge_method"] != "S256" or "scope" not in asked:
        return 400, {}, "no"
    code = secrets.token_hex(16)
    CODES[code] = (asked["code_challenge"], asked["redirect_uri"])
    return 302, {"Location": asked["redirect_uri"] + "?" + urllib.parse.urlencode({"code": code, "state": asked["state"]})}, ""


def is_granted(form):
    if form.get("client_id") != "hub" or form.get("client_secret") != "fixture-client-secret":
        return False
    if form["grant_type"] == "authorization_code":
        return CODES.get(form["code"]) == (challenge(form["code_verifier"]), form["redirect_uri"])
    return form.get("refresh_token", "fixture-refresh-1") in ("fixture-refresh-1", "fixture-refresh-2")


def token(form, access_token):
    if not is_granted(form):
        return 400, {}, json.dumps({"error": "invalid_grant"})
    given = {"access_token": access_token, "expires_in": 3600}
    if form["grant_type"] == "refresh_token":
        given["refresh_token"] = "fixture-refresh-2"
    if form["grant_type"] == "authorization_code" and form["code"] != "fixture-code-2":
        given["refresh_token"] = "fixture-refresh-1"
    return 200, {}, json.dumps(given)


def request_in(sock):
    """(method, path, query, body)"""
    data = b""
    while b"\r\n\r\n" not in data:
        data += sock.recv(65536)
    head, body = data.split(b"\r\n\r\n", 1)
    size = re.search(rb"(?i)content-length: (\d+)", head)
    while size and len(body) < int(size[1]):
        body += sock.recv(65536)
    method, target = head.decode().split(" ")[:2]
    path, _, query = target.partition("?")
    return method, path, query, body.decode()


def answer(sock, access_token):
    method, path, query, body = request_in(sock)
    status, headers, text = (503, {}, "") if path == "/busy" else authorize(query) if method == "GET" else token(form_of(body), access_token)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    sock.sendall(f"HTTP/1.1 {status} X\r\nContent-Length: {len(text)}\r\nConnection: close\r\n{lines}\r\n{text}".encode())
