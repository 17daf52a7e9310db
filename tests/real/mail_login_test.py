#!/usr/bin/env python3
"""mail_login_test.py MUSUBI: a person's first login for XOAUTH2, from `musubi connection login` to mails that are read, at the IMAP and OAuth server
of the plug-in's fixture."""
import pathlib
import shutil
import subprocess
import time
import urllib.request

import hub
from login_test import Login
from oidc import browser

HERE = pathlib.Path(__file__).resolve().parent
FIXTURE = HERE.parents[1] / "connectors" / "mail" / "fixture-imap"


def served(folder):
    """(the server, its ports)"""
    for name in ("ca", "other"):
        hub.run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN=fixture {name}",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.crt")
    server = subprocess.Popen(["python3", "-B", str(FIXTURE / "server.py"), str(folder)], stdin=subprocess.DEVNULL)
    end = time.monotonic() + 30
    while not (folder / "ports").exists() and time.monotonic() < end:
        time.sleep(0.05)
    return server, dict(line.split("=") for line in (folder / "ports").read_text().splitlines())


def test(checks, program, folder):
    place = folder / "server"
    place.mkdir()
    server, ports = served(place)
    try:
        redirect = f"http://127.0.0.1:{hub.free_port()}/callback"
        one = hub.Hub(program, folder, [HERE / "mail" / "login"], PORT=ports["starttls"], TOKEN=ports["token"], CA=place / "ca.crt", REDIRECT=redirect)
        (one.config / "mappings").mkdir()
        for stream in ("messages", "reports", "forms"):
            shutil.copy(HERE.parents[1] / "mappings" / f"mail.{stream}.yaml", one.config / "mappings")
        code, _, said = one.run("check", "mail")
        checks.equal("before a login there is nothing to check", code, 1)
        checks.contains("and the way there is named", said, "musubi connection login")

        going = Login(one, "mail")
        checks.true("it waits for the browser", going.told.get("listening"), str(going.told.get("redirect")))
        address = browser.consent(going.told["open"], redirect)
        checks.true("the browser is sent back", address.startswith(redirect + "?code="), address.split("?")[0])
        page = urllib.request.urlopen(address, timeout=30).read().decode()
        checks.contains("and told to go back", page, "Musubi")
        checks.equal("logged in", going.end()[0], 0)

        going = Login(one, "mail")
        checks.equal("the address, pasted as over SSH", going.end(browser.consent(going.told["open"], redirect) + "\n")[0], 0)
        code, said = Login(one, "mail").end(redirect + "?code=x&state=of-another\n")
        checks.equal("the answer to another login is refused", code, 1)
        checks.contains("and it is said why", said, "このログインのものではありません")

        kept = one.rows("select encode(sealed, 'hex') from hub.secret")
        code, lines, said, _ = one.sync("mail")
        checks.equal("its mails are read", (code, hub.figures(lines["mail.messages"])), (0, (8, 0, 1, 1)))
        checks.true("and the refresh token has turned over", one.rows("select encode(sealed, 'hex') from hub.secret") != kept, said)
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    hub.main(test)
