#!/usr/bin/env python3
"""server.py FOLDER: a small IMAP server with the certificates of FOLDER. It writes name=port lines to FOLDER/ports: starttls, tls, other (of
an authority that is not named), login (takes no other command), elsewhere (not where its certificate says), plain (offers no STARTTLS), bye, web, silent, token (oauth.py). A user whose name begins with
"break-" is let in and then answered as broken servers do (broken.py)."""
import base64
import os
import pathlib
import re
import socket
import ssl
import sys
import threading
import time

import broken
import oauth

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(sys.argv[1])
PASSWORDS = {"shop@shop.example": "fixture-password-1", "日本@shop.example": "fixture-pässword"}
TOKEN = "fixture-token-1"
REFUSED = {"full@shop.example": "[UNAVAILABLE] come back later", "bare@shop.example": "LOGIN failed.", "unwell@shop.example": "Server Unavailable. 15",
           "many@shop.example": "[ALERT] Too many simultaneous connections. (Failure)"}


def mail(name):
    return (HERE / "mails" / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


# name on the wire, flags, UIDVALIDITY, {UID: (mail, flags, arrived)}
FOLDERS = [
    ("INBOX", "\\HasChildren", 7, {3: ("inquiry.eml", "", "05-Jan-2026 09:00:00 +0900"), 4: ("html.eml", "\\Seen", "06-Jan-2026 09:00:00 +0900"),
                                   9: ("bounce.eml", "", "07-Jan-2026 09:00:00 +0900"), 10: ("form.eml", "", " 8-Jan-2026 09:00:00 +0900"),
                                   11: ("card.eml", "", "09-Jan-2026 09:00:00 +0900"), 12: ("clock.eml", "", " 6-Jan-2026 10:00:00 -0500"),
                                   5000: ("big.eml", "", "10-Jan-2026 09:00:00 +0900"),
                                   5001: ("headless.eml", "", "10-Jan-2026 09:00:00 +0900"), 5002: ("half.eml", "\\Draft", "10-Jan-2026 09:00:00 +0900")}),
    ("INBOX.&VbZpbQ-", "\\HasNoChildren", 8, {1: ("old.eml", "", "01-Jul-2020 09:00:00 +0900"), 2: ("inquiry.eml", "", "05-Jan-2026 09:00:00 +0900")}),
    ("Sent", "\\HasNoChildren \\Sent", 9, {1: ("sent.eml", "\\Seen", "05-Jan-2026 10:00:00 +0900")}),
    ("Trash", "\\HasNoChildren \\Trash", 10, {1: ("half.eml", "", "05-Jan-2026 10:00:00 +0900")}),
    ("&aEhO9g-", "\\Noselect", 11, {}),
    ("Bulk Mail", "\\HasNoChildren", 12, {1: ("half.eml", "", "05-Jan-2026 10:00:00 +0900")}),
]


class Client:
    def __init__(self, sock, context, way):
        self.sock, self.context, self.way, self.user, self.folder = sock, context, way, None, None
        self.waiting = b""

    def send(self, data):
        self.sock.sendall(data if isinstance(data, bytes) else data.encode())

    def line(self):
        while b"\n" not in self.waiting:
            more = self.sock.recv(65536)
            if not more:
                raise ConnectionError
            self.waiting += more
        line, self.waiting = self.waiting.split(b"\n", 1)
        return line.rstrip(b"\r")

    def literal(self, size):
        self.send("+ go on\r\n")
        while len(self.waiting) < size:
            self.waiting += self.sock.recv(65536)
        out, self.waiting = self.waiting[:size], self.waiting[size:]
        return out

    def secure(self):
        self.sock = self.context.wrap_socket(self.sock, server_side=True)

    def capabilities(self):
        if self.way == "plain" or isinstance(self.sock, ssl.SSLSocket):
            return "IMAP4rev1 " + ("AUTH=XOAUTH2 SPECIAL-USE LIST-EXTENDED SASL-IR AUTH=PLAIN" if self.way != "login" else "AUTH=CRAM-MD5")
        return "IMAP4rev1 STARTTLS LOGINDISABLED"

    def run(self):
        if self.way in ("tls", "other", "login", "elsewhere"):
            self.secure()
        self.send("* OK fixture {5}\r\n")
        while True:
            words = self.line().decode("utf-8", "replace").split(" ", 2)
            tag, name, rest = words[0], words[1].upper(), words[2] if len(words) > 2 else ""
            if name == "UID":
                name, _, rest = rest.partition(" ")
                name = "UID " + name.upper()
            hangs_up = broken.answer(self, tag, name, rest) if self.user and self.user.startswith("break-") else None
            if hangs_up is not None:
                if hangs_up:
                    return
                continue
            method = getattr(self, "do_" + name.lower().replace(" ", "_"), None)
            if not method:
                self.send(f"{tag} BAD unknown\r\n")
            elif method(tag, rest):
                return

    def do_capability(self, tag, rest):
        self.send(f"* CAPABILITY {self.capabilities()}\r\n{tag} OK done\r\n")

    def do_starttls(self, tag, rest):
        self.send(f"{tag} OK begin\r\n")
        self.secure()

    def do_logout(self, tag, rest):
        self.send(f"* BYE\r\n{tag} OK done\r\n")
        return True

    def let_in(self, tag, user, good):
        if user in REFUSED:
            self.send(f"{tag} NO {REFUSED[user]}\r\n")
        elif good:
            self.user = user
            self.send(f"{tag} OK welcome\r\n")
        else:
            self.send(f"{tag} NO [AUTHENTICATIONFAILED] no\r\n")

    def do_authenticate(self, tag, rest):
        way, _, answer = rest.partition(" ")
        if answer and b"challenges@" in base64.b64decode(answer):
            while True:
                self.send("+ again\r\n")
                self.line()
        if not answer:
            self.send("+ \r\n")
            answer = self.line().decode()
        said = base64.b64decode(answer).decode()
        if way.upper() == "PLAIN":
            _, user, password = said.split("\0")
            return self.let_in(tag, user, user.startswith("break-") or PASSWORDS.get(user) == password)
        user, token = re.fullmatch("user=(.*)\1auth=Bearer (.*)\1\1", said).groups()
        if token != TOKEN:
            self.send("+ " + base64.b64encode(b'{"status":"401"}').decode() + "\r\n")
            if self.line():
                raise ConnectionError
        self.let_in(tag, user, token == TOKEN)

    def do_login(self, tag, rest):
        """LOGIN {n} … {n} … or with both in quotes"""
        sizes = re.fullmatch(r"\{(\d+)\}", rest)
        if sizes:
            user = self.literal(int(sizes[1])).decode()
            password = self.literal(int(re.fullmatch(rb" \{(\d+)\}", self.line())[1])).decode()
            self.line()
        else:
            user, password = (re.sub(r"\\(.)", r"\1", one) for one in re.findall(r'"((?:[^"\\]|\\.)*)"', rest))
        self.let_in(tag, user, PASSWORDS.get(user) == password)

    def do_list(self, tag, rest):
        for wire, flags, _, _ in FOLDERS:
            self.send(f'* LIST ({flags}) "." {{{len(wire)}}}\r\n{wire}\r\n' if "&" in wire else f'* LIST ({flags}) "." "{wire}"\r\n')
        self.send(f"{tag} OK done\r\n")

    def open(self, rest):
        self.folder = next((one for one in FOLDERS if rest == f'"{one[0]}"'), None)
        return self.folder

    def do_examine(self, tag, rest):
        if not self.open(rest):
            self.send(f"{tag} NO [NONEXISTENT] no such folder\r\n")
            return
        self.send(f"* FLAGS (\\Seen \\Draft)\r\n* OK [PERMANENTFLAGS ()] none\r\n* {len(self.folder[3])} EXISTS\r\n* 0 RECENT\r\n"
                  f"* OK [UIDVALIDITY {self.folder[2]}] here\r\n* OK [UIDNEXT {max(self.folder[3], default=0) + 1}] {{3}}\r\n{tag} OK [READ-ONLY] done\r\n")

    def named(self, rest):
        """The UIDs of the folder that a fetch names."""
        highest = max(self.folder[3], default=0)
        for one in rest.partition(" ")[0].split(","):
            first, _, last = one.replace("*", str(highest)).partition(":")
            yield from (uid for uid in self.folder[3] if int(first) <= uid <= int(last or first))

    def do_uid_fetch(self, tag, rest):
        what, uids = rest.partition(" ")[2], set(self.named(rest))
        part = re.search(r"BODY\.PEEK\[(HEADER)?\]<0\.(\d+)>", what)
        for uid in sorted(uids, reverse=True):  # in no order that is promised
            name, flags, arrived = self.folder[3][uid]
            number, content = sorted(self.folder[3]).index(uid) + 1, mail(name)
            self.send(f"* {number} FETCH (FLAGS ({flags} $x[1))\r\n" if uid == 4 else "")
            if part:
                body = (content.split(b"\r\n\r\n")[0] + b"\r\n\r\n" if part[1] else content)[:int(part[2])]
                self.send(f"* {number} FETCH (BODY[{part[1] or ''}]<0> {{{len(body)}}}\r\n".encode() + body + f" UID {uid})\r\n".encode())
            elif what == "(UID)":
                self.send(f"* {number} FETCH (UID {uid})\r\n")
            else:
                self.send(f'* {number} FETCH (UID {uid} RFC822.SIZE {len(content)} INTERNALDATE "{arrived}" FLAGS ({flags}))\r\n')
        self.send(f"* {len(self.folder[3])} EXISTS\r\n{tag} OK done\r\n")


def serve(sock, context, way):
    try:
        if way == "bye":
            sock.sendall(b"* BYE too many connections\r\n")
        elif way == "web":
            sock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        elif way == "silent":
            time.sleep(8)
        elif way == "token":
            oauth.answer(sock, TOKEN)
        else:
            Client(sock, context, way).run()
    except (OSError, ConnectionError, ssl.SSLError):
        pass
    finally:
        sock.close()


def listen(way, context):
    listener = socket.create_server(("127.0.0.2" if way == "elsewhere" else "127.0.0.1", 0), backlog=50)

    def accept():
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0], context, way), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def context_of(name):
    out = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    out.load_cert_chain(FOLDER / f"{name}.crt", FOLDER / f"{name}.key")
    return out


trusted = context_of("ca")
ports = {way: listen(way, context_of("other") if way == "other" else trusted) for way in ("starttls", "tls", "other", "login", "elsewhere", "plain", "bye", "web", "silent", "token")}
(FOLDER / "ports.new").write_text("".join(f"{way}={port}\n" for way, port in ports.items()))
os.rename(FOLDER / "ports.new", FOLDER / "ports")
threading.Event().wait()
