#!/usr/bin/env python3
"""sftp_test.py MUSUBI: lists in three encodings from a real OpenSSH server: its key is checked, what is unchanged is not fetched again, what is still
being written is left for later."""
import contextlib
import csv
import getpass
import io
import os
import pathlib
import re
import socket
import subprocess
import threading
import time

import hub
import people
from hub import figures

HERE = pathlib.Path(__file__).resolve().parent / "sftp"
CUSTOMERS, SALES, MORE = 5000, 8000, 600
HEADER = ["顧客番号", "氏名", "フリガナ", "メール", "電話", "郵便番号", "住所"]


def rows(start, end):
    return [[f"{p['number']:06d}", f"{p['family']}　{p['given']}", p["kana"], p["email"], p["phone"], p["postal_code"], p["place"] + p["street"]]
            for p in people.people(end)[start:]]


def sheet(header, lines, encoding, newline):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=newline).writerows([header] + lines)
    return out.getvalue().encode(encoding, "replace")


def put(path, body, age=3600):
    path.write_bytes(body)
    os.utime(path, (time.time() - age,) * 2)


def lists(files):
    files.mkdir(parents=True, exist_ok=True)
    half = CUSTOMERS // 2
    put(files / "kokyaku_20260131.csv", sheet(HEADER, rows(0, half), "cp932", "\r\n"))
    put(files / "kokyaku_20260228.csv", sheet(HEADER, rows(half, CUSTOMERS), "utf-8-sig", "\n"))
    sales = [[f"S{n:06d}", f"{n * 7 % CUSTOMERS:06d}", f"2026/{1 + n % 3:02d}/{1 + n % 28:02d}", 500 + n] for n in range(SALES)]
    put(files / "uriage_20260331.csv", sheet(["伝票番号", "顧客番号", "日付", "金額"], sales, "euc_jp", "\r\n"))


class Counted:
    """Stands at a port of its own before the server and counts the bytes that come from it."""

    def __init__(self, port):
        self.port, self.count, self.server = port, 0, socket.create_server(("127.0.0.1", 0), backlog=50)
        self.seen = self.server.getsockname()[1]
        threading.Thread(target=self.take, daemon=True).start()

    def take(self):
        while True:
            near, _ = self.server.accept()
            try:
                far = socket.create_connection(("127.0.0.1", self.port))
            except OSError:
                near.close()
                continue
            threading.Thread(target=self.hand_on, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self.hand_on, args=(far, near, True), daemon=True).start()

    def hand_on(self, source, to, counts):
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                self.count += len(piece) if counts else 0
                to.sendall(piece)
        for one in (source, to):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def during(self, work):
        """(what `work` returns, the bytes that came meanwhile)"""
        before = self.count
        return work(), self.count - before


def let_in(place):
    return (place / "log").read_text(errors="replace").count("Accepted publickey")


def prints(place):
    return [hub.run("ssh-keygen", "-lf", place / f"host_{kind}.pub").split()[1] for kind in ("ed25519", "ecdsa")]


def trust(one, line):
    """Writes what the connection trusts."""
    file = one.config / "connections" / "partner.yaml"
    kept = [text for text in file.read_text().splitlines() if not re.match(" *(host_key|known_hosts):", text)]
    file.write_text("\n".join(kept + ([f"  {line}"] if line else [])) + "\n")


def keys_are_checked(checks, one, place):
    code, out, said = one.run("check", "partner")
    checks.true("a key that is not known is refused", code != 0, str(code))
    for each in prints(place):
        checks.contains("with the fingerprint that was offered", out + said, each)
    checks.equal("nobody logged in", let_in(place), 0)
    trust(one, f"host_key: {prints(place)[0]}")
    code, out, said = one.run("check", "partner")
    checks.equal("the fingerprint of the sentence", code, 0)
    trust(one, f"known_hosts: {place}/known_hosts")
    code, out, said = one.run("check", "partner")
    checks.equal("hashed known hosts", code, 0)


def first(checks, one, place, counted):
    whole = sum(path.stat().st_size for path in (place / "files").iterdir())
    (code, got, said, seconds), came = counted.during(one.sync)
    print(f"    first sync {seconds:.1f} s, {came} bytes of lists of {whole} bytes")
    checks.true("every file was fetched", came > whole, str(came))
    checks.equal("first sync", code, 0)
    checks.equal("customers of CP932 and UTF-8 with BOM", figures(got["partner.customers"]), (CUSTOMERS, 0, 0, 0))
    checks.equal("sales of EUC-JP", figures(got["partner.sales"]), (SALES, 0, 0, 0))
    number = next(p["number"] for p in people.people(CUSTOMERS // 2) if p["family"] == "髙橋")
    record = one.rows(f"SELECT payload::json->>'氏名' FROM source.record WHERE stream = 'customers' AND key = '{number:06d}'")[0][0]
    checks.true("letters beyond JIS X 0208", record.startswith("髙橋　"), record)
    (code, got, said, seconds), came = counted.during(one.sync)
    checks.equal("again: nothing to read", [line["read"] for line in got.values()], [0, 0])
    checks.true("again: no more than the beginnings came", came < whole / 2, f"{came} of {whole} bytes")


def grows(checks, one, place):
    """A list that a partner is writing for some seconds."""
    path, body = place / "files" / "kokyaku_20260331.csv", sheet(HEADER, rows(CUSTOMERS, CUSTOMERS + MORE), "cp932", "\r\n")
    half_there, go_on = threading.Event(), threading.Event()

    def write():
        with path.open("wb", buffering=0) as out:
            for at in range(0, len(body), 200):  # after half, for longer than a slow sync takes
                out.write(body[at:at + 200])
                if at > len(body) // 2:
                    half_there.set()
                if half_there.is_set() and not go_on.is_set():
                    time.sleep(0.3)

    writer = threading.Thread(target=write)
    writer.start()
    half_there.wait()
    code, got, said, seconds = one.sync("partner")
    checks.true("it was being written meanwhile", writer.is_alive())
    checks.equal("while it is written: left", (code, got["partner.customers"]["read"]), (0, 0))
    go_on.set()
    writer.join()
    time.sleep(4)
    code, got, said, seconds = one.sync("partner")
    checks.equal("when it is whole: read", (code, figures(got["partner.customers"])), (0, (MORE, 0, 0, 0)))
    put(place / "files" / "kokyaku_20260430.csv", body[:3000])
    put(place / "files" / "kokyaku_20260430.csv.filepart", b"", 0)
    code, got, said, seconds = one.sync("partner")
    checks.equal("with .filepart beside it: left", (code, got["partner.customers"]["read"]), (0, 0))
    (place / "files" / "kokyaku_20260430.csv").unlink()
    (place / "files" / "kokyaku_20260430.csv.filepart").unlink()


def goes_wrong(checks, one, place, port, seen):
    count = "SELECT count(*) FROM source.record WHERE NOT deleted"
    whole = one.rows(count)
    file = one.config / "connections" / "partner.yaml"
    good = file.read_text()
    file.write_text(good.replace(f"{place}/id", f"{place}/stranger"))
    code, out, said = one.run("sync", "partner")
    checks.true("a key that is not let in", code != 0 and getpass.getuser() in out + said, said.strip())
    file.write_text(good.replace("kokyaku_*", "koyaku/kokyaku_*"))
    code, out, said = one.run("sync", "partner")
    checks.contains("a folder that is not there", out + said, "koyaku")
    file.write_text(good)
    subprocess.run([HERE / "stop.sh", place], check=True, timeout=60)
    (place / "host_ed25519").rename(place / "old_key")
    (place / "host_ed25519.pub").unlink()
    known = (place / "known_hosts").read_bytes()
    hub.run(HERE / "start.sh", place, port, seen)
    (place / "known_hosts").write_bytes(known)
    before = let_in(place)
    code, out, said = one.run("sync", "partner")
    checks.true("a changed host key is refused", code != 0)
    checks.contains("with the new fingerprint", out + said, prints(place)[0])
    checks.equal("and nobody logged in", let_in(place), before)
    subprocess.run([HERE / "stop.sh", place], check=True, timeout=60)
    code, out, said = one.run("check", "partner")
    checks.contains("a server that is down", out + said, f"sftp://127.0.0.1:{seen}")
    checks.equal("nothing is lost", one.rows(count), whole)


def test(checks, program, folder):
    port, place = hub.free_port(), folder / "sftp"
    counted = Counted(port)
    lists(place / "files")
    try:
        hub.run(HERE / "start.sh", place, port, counted.seen)
        one = hub.Hub(program, folder, [HERE / "config"], FOLDER=place, PORT=counted.seen, USER=getpass.getuser())
        one.environment["SFTP_PASSPHRASE"] = "real passphrase"
        keys_are_checked(checks, one, place)
        first(checks, one, place, counted)
        grows(checks, one, place)
        goes_wrong(checks, one, place, port, counted.seen)
    finally:
        subprocess.run([HERE / "stop.sh", place], check=False, timeout=60)


if __name__ == "__main__":
    hub.main(test)
