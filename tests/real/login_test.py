#!/usr/bin/env python3
"""login_test.py MUSUBI: `musubi connection login` at a real OpenID provider: by the browser's coming back, by an address or a code that is
pasted, as described by the settings and by a manifest; then the connection is read, and its refresh token turns over."""
import json
import pathlib
import subprocess
import urllib.request

import hub
from oidc import browser

HERE = pathlib.Path(__file__).resolve().parent / "oidc"


class Login:
    """One run of the command: what it says to open, and how it ends."""

    def __init__(self, one, connection):
        self.going = subprocess.Popen(one.command("--json", "connection", "login", connection), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, text=True, env=one.environment)
        line = self.going.stdout.readline()
        self.told = json.loads(line) if line else {}

    def end(self, typed=None):
        """(exit code, everything it said after the address)"""
        out, said = self.going.communicate(typed, timeout=120)
        return self.going.returncode, out + said


def come_back(checks, one, connection, redirect):
    going = Login(one, connection)
    checks.true(f"{connection}: it waits for the browser", going.told.get("listening"), json.dumps(going.told))
    address = browser.consent(going.told["open"], redirect)
    page = urllib.request.urlopen(address, timeout=30).read().decode()
    checks.contains(f"{connection}: the browser is told to go back", page, "Musubi")
    code, said = going.end()
    checks.equal(f"{connection}: logged in", code, 0)
    checks.true(f"{connection}: the code is not shown again", address.split("code=")[1].split("&")[0] not in said, "")


def paste(checks, one, redirect):
    going = Login(one, "staff")
    address = browser.consent(going.told["open"], redirect)
    checks.equal("the address, pasted", going.end(address + "\n")[0], 0)
    going = Login(one, "staff")
    address = browser.consent(going.told["open"], redirect)
    checks.equal("the code alone, pasted", going.end(address.split("code=")[1].split("&")[0] + "\n")[0], 0)


def go_wrong(checks, one, redirect):
    code, said = Login(one, "staff").end(redirect + "?code=x&state=of-another\n")
    checks.equal("the answer to another login is refused", code, 1)
    checks.contains("and it is said why", said, "このログインのものではありません")
    going = Login(one, "staff")
    code, said = going.end(browser.consent(going.told["open"], redirect, abort=True) + "\n")
    checks.equal("no consent, no login", code, 1)
    checks.contains("and it is said why", said, "access_denied")
    code, said = Login(one, "staff").end("no-such-code\n")
    checks.equal("a code that is none", code, 1)
    checks.contains("and it is said what to do", said, "check staff")


def kept(one):
    return one.rows("select connection, name, encode(sealed, 'hex') from hub.secret order by connection, name")


def read(checks, one):
    for connection in ("staff", "staff2"):
        before = kept(one)
        code, lines, said, _ = one.sync(connection)
        checks.equal(f"{connection}: read", (code, hub.figures(lines[f"{connection}.me"])), (0, (1, 0, 0, 0)))
        checks.true(f"{connection}: its refresh token has turned over", kept(one) != before, said)
        code, lines, said, _ = one.sync(connection)
        checks.equal(f"{connection}: read with the next one", (code, hub.figures(lines[f"{connection}.me"])), (0, (0, 0, 1, 0)))
    checks.equal("check turns it over, too", one.run("check", "staff", "staff2")[0], 0)
    checks.equal("one customer", one.rows("select count(*), min(family) from master.customer"), [["1", "運用"]])


def test(checks, program, folder):
    port, back = hub.free_port(), hub.free_port()
    redirect, issuer = f"http://127.0.0.1:{back}/callback", f"http://127.0.0.1:{port}"
    try:
        hub.run(HERE / "start.sh", folder / "provider", port, redirect, seconds=900)
        one = hub.Hub(program, folder, [HERE / "config"], ISSUER=issuer, REDIRECT=redirect)
        code, _, said = one.run("check", "staff")
        checks.equal("before a login there is nothing to check", code, 1)
        checks.contains("and the way there is named", said, "connection login")
        for connection in ("staff", "staff2"):
            come_back(checks, one, connection, redirect)
        paste(checks, one, redirect)
        go_wrong(checks, one, redirect)
        read(checks, one)
        subprocess.run([HERE / "stop.sh", folder / "provider"], check=False, timeout=60)
        hub.run(HERE / "start.sh", folder / "provider", port, redirect)  # it has forgotten what it gave
        code, _, said, _ = one.sync("staff")
        checks.equal("a login that has ended", code, 1)
        checks.contains("and what to do", said, "connection login")
    finally:
        subprocess.run([HERE / "stop.sh", folder / "provider"], check=False, timeout=60)


if __name__ == "__main__":
    hub.main(test)
